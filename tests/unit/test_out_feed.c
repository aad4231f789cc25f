/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds: identity, the rules of LAST-MODIFIED and SEQUENCE over several published versions, lost state,
 * the clock's changes, hostile names, and that what is written passes the check. */
#include "unit/unit.h"

#include "base/file.h"
#include "base/mem.h"
#include "ext/ical_write.h"
#include "input/load.h"
#include "out/feed.h"

#include <stdio.h>
#include <string.h>

static sk_kommun *kommun;
static sk_plan *plan;

static int open_all(void **state)
{
    (void)state;
    const sk_plan_opts o = {.week = {2023, 48}, .max_necks = -1};
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    assert_int_equal(sk_kommun_load("tests/data/mini", &kommun, d, NULL), SK_OK);
    sk_diags_free(d);
    return sk_plan_make(kommun, &o, NULL, NULL, &plan, NULL) == SK_OK ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    sk_plan_free(plan);
    sk_kommun_free(kommun);
    return 0;
}

/* The plan as if it were for another week. */
static void move_to(sk_week week)
{
    sk_day monday;
    assert_true(sk_week_monday(week, &monday));
    sk_day by = monday - plan->from;
    for (int i = 0; i < plan->demand.n_needs; i++) {
        plan->demand.need[i].day += by;
        plan->demand.need[i].eaten += by;
    }
    plan->from += by;
    plan->demand.from += by;
    plan->week = week;
}

static sk_now at(const char *s)
{
    sk_now n;
    assert_true(sk_now_parse(s, &n));
    return n;
}

typedef struct version {
    sk_feed_list list;
    sk_feed_counts n;
} version;

/* One publication after `before`; with no plan everything is withdrawn. */
static version published(const version *before, const char *now, bool with_plan)
{
    version v = {0};
    const sk_feed_list none = {0};
    sk_feed_list live = {.arena = sk_arena_new()};
    v.list.arena = live.arena;
    if (with_plan) sk_feed_collect(plan, SK_LANG_SV, &live);
    sk_feed_sort(&live);
    sk_feed_fill_empty(kommun, SK_LANG_SV, at(now), &live);
    sk_feed_merge(&live, before ? &before->list : &none, at(now), SK_LANG_SV, &v.list, &v.n);
    assert_false(v.list.failed);
    sk_feed_list_free(&live);
    return v;
}

static void drop(version *v)
{
    sk_arena_free(v->list.arena);
    sk_feed_list_free(&v->list);
}

static sk_feed_event *find(version *v, const char *feed, const char *key)
{
    for (size_t i = 0; i < v->list.n; i++)
        if (strcmp(v->list.ev[i].feed, feed) == 0 &&
            strncmp(v->list.ev[i].key, key, strlen(key)) == 0)
            return &v->list.ev[i];
    fail_msg("%s has no %s", feed, key);
    return NULL;
}

/* Every feed as one text, each checked; errors and warnings are failures. */
static void write_all(version *v, sk_buf *out)
{
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_buf said = SK_BUF_INIT;
    for (size_t i = 0, end; i < v->list.n; i = end) {
        sk_buf one = SK_BUF_INIT;
        const char *feed = v->list.ev[i].feed;
        for (end = i + 1; end < v->list.n && strcmp(v->list.ev[end].feed, feed) == 0;) end++;
        assert_int_equal(sk_feed_write(kommun, SK_LANG_SV, v->list.ev + i, end - i, &one, NULL),
                         SK_OK);
        sk_feed_check(feed, sk_buf_str(&one), one.len, d);
        sk_buf_addn(out, one.data, one.len);
        sk_buf_free(&one);
    }
    sk_diags_sort(d);
    sk_diags_print(d, &said);
    if (said.len) fail_msg("%s", said.data);
    sk_buf_free(&said);
    sk_diags_free(d);
}

static void same_plan_same_bytes(void **state)
{
    (void)state;
    sk_buf x = SK_BUF_INIT, y = SK_BUF_INIT;
    version a = published(NULL, "2023-11-20T08:00", true);
    version b = published(&a, "2023-11-21T09:30", true);
    assert_int_equal(b.n.fresh + b.n.changed + b.n.cancelled, 0);
    sk_feed_state_write(&a.list, &x);
    sk_feed_state_write(&b.list, &y);
    assert_string_equal(sk_buf_str(&x), sk_buf_str(&y));
    sk_buf_clear(&x);
    sk_buf_clear(&y);
    write_all(&a, &x);
    write_all(&b, &y);
    assert_string_equal(sk_buf_str(&x), sk_buf_str(&y));
    assert_null(strstr(sk_buf_str(&x), "METHOD"));
    for (int i = 0; i < kommun->n_diets; i++)
        assert_null(strstr(sk_buf_str(&x), kommun->diet[i].name));
    sk_buf_free(&x);
    sk_buf_free(&y);
    drop(&a);
    drop(&b);
}

/* A later time, a new text, a withdrawal and a return, each against the version before. */
static void changes(void **state)
{
    (void)state;
    char u1[SK_FEED_UID_LEN], u2[SK_FEED_UID_LEN];
    version a = published(NULL, "2023-11-20T08:00", true);
    sk_production *p = &plan->prod[0];
    for (int i = 0; i < plan->n_prods && (p->n_batch == 0 || p->portions == 0); i++)
        p = &plan->prod[i];
    assert_true(p->n_batch > 0);
    char feed[64], key[96], date[SK_DATE_LEN];
    snprintf(feed, sizeof feed, "kitchen/%s", kommun->kitchen[p->kitchen].id);
    snprintf(key, sizeof key, "production|%s|", sk_day_str(plan->from + p->day, date));
    sk_feed_event was = *find(&a, feed, key);

    for (int i = 0; i < p->n_batch; i++) { /* half an hour earlier */
        plan->batch[p->batch_first + i].start -= 30;
        plan->batch[p->batch_first + i].end -= 30;
    }
    version b = published(&a, "2023-11-20T07:00", true); /* the clock went back */
    int moved = 0;
    for (size_t i = 0; i < b.list.n; i++) {
        const sk_feed_event *x = &a.list.ev[i], *y = &b.list.ev[i];
        assert_string_equal(sk_feed_uid(kommun, x, u1), sk_feed_uid(kommun, y, u2));
        if (x->start == y->start) assert_int_equal(x->modified, y->modified);
        else {
            moved++;
            assert_int_equal(y->modified, x->modified + 1);
            assert_int_equal(y->sequence, x->sequence + 1);
        }
    }
    assert_int_equal(moved, 1);
    assert_int_equal(b.n.changed, 1);

    p->portions++; /* text alone: no new SEQUENCE */
    version c = published(&b, "2023-11-20T12:00", true);
    assert_int_equal(c.n.changed, 1);
    p->portions--;

    version d = published(&c, "2023-11-20T13:00", false);
    sk_feed_event *gone = find(&d, was.feed, was.key);
    assert_true(gone->cancelled);
    assert_true(strncmp(gone->summary, "INST\xC3\x84LLT: ", 11) == 0);
    assert_true(gone->sequence > find(&c, was.feed, was.key)->sequence);
    version e = published(&d, "2023-11-20T14:00", true);
    assert_false(find(&e, was.feed, was.key)->cancelled);
    assert_true(find(&e, was.feed, was.key)->sequence > gone->sequence);
    version lost = published(NULL, "2023-11-20T14:01", true);
    for (size_t i = 0; i < lost.list.n; i++) {
        const sk_feed_event *x = &lost.list.ev[i];
        assert_true(x->sequence > find(&e, x->feed, x->key)->sequence);
    }
    version late = published(&d, "2023-12-30T08:00", false); /* cancelled long ago: forgotten */
    for (size_t i = 0; i < late.list.n; i++) assert_int_equal(late.list.ev[i].kind, SK_FEED_NONE);
    assert_int_equal(late.list.n, kommun->n_kitchens + kommun->n_sites + 1);
    for (int i = 0; i < p->n_batch; i++) {
        plan->batch[p->batch_first + i].start += 30;
        plan->batch[p->batch_first + i].end += 30;
    }
    drop(&a);
    drop(&b);
    drop(&c);
    drop(&d);
    drop(&e);
    drop(&lost);
    drop(&late);
}

/* A batch of that Sunday starts at half past two; returns where it started. */
static sk_min *sunday_batch(void)
{
    for (int i = 0; i < plan->n_prods; i++)
        if (plan->prod[i].day == 6 && plan->prod[i].n_batch && plan->prod[i].portions)
            return &plan->batch[plan->prod[i].batch_first].start;
    fail_msg("nothing is cooked on Sunday");
    return NULL;
}

/* Weeks of both changes of the clock and week 53 give the same civil times. */
static void odd_weeks(void **state)
{
    (void)state;
    static const struct {
        sk_week week;
        const char *now, *has;
    } t[] = {{{2026, 13}, "2026-03-20T08:00", "DTSTART;TZID=Europe/Stockholm:20260329T"},
             {{2026, 13}, "2026-03-20T08:00", "DTSTART:20260329T013000Z"},
             {{2026, 43}, "2026-10-15T08:00", "DTSTART;TZID=Europe/Stockholm:20261025T"},
             {{2026, 43}, "2026-10-15T08:00", "DTSTART:20261025T003000Z"},
             {{2026, 53}, "2026-12-20T08:00", "DTSTART;TZID=Europe/Stockholm:20270103T"}};
    sk_min *night = sunday_batch(), was = *night;
    *night = 150;
    for (size_t i = 0; i < N_OF(t); i++) {
        sk_buf b = SK_BUF_INIT;
        move_to(t[i].week);
        version v = published(NULL, t[i].now, true);
        write_all(&v, &b);
        assert_non_null(strstr(sk_buf_str(&b), t[i].has));
        sk_buf_free(&b);
        drop(&v);
    }
    *night = was;
    move_to((sk_week){2023, 48});
}

static void stockholm(void **state)
{
    (void)state;
    static const struct {
        const char *local;
        int64_t utc;
        bool odd;
    } t[] = {{"2026-03-29T01:59", 1774745940, false}, {"2026-03-29T02:30", 1774747800, true},
             {"2026-03-29T03:00", 1774746000, false}, {"2026-10-25T02:30", 1792888200, true},
             {"2026-10-25T03:00", 1792893600, false}, {"2026-07-01T12:00", 1782900000, false},
             {"2026-12-31T12:00", 1798714800, false}};
    for (size_t i = 0; i < N_OF(t); i++) {
        sk_now n = at(t[i].local);
        assert_int_equal(sk_stockholm_utc(n.day, n.sec), t[i].utc);
        assert_int_equal(sk_stockholm_odd_hour(n.day, (sk_min)(n.sec / 60)), t[i].odd);
    }
}

static void state_comes_back(void **state)
{
    (void)state;
    sk_buf x = SK_BUF_INIT, y = SK_BUF_INIT;
    sk_err err;
    version a = published(NULL, "2023-11-20T08:00", true);
    version back = {.list = {.arena = sk_arena_new()}};
    sk_feed_state_write(&a.list, &x);
    assert_int_equal(sk_feed_state_read("state.json", x.data, x.len, &back.list, NULL), SK_OK);
    sk_feed_state_write(&back.list, &y);
    assert_string_equal(x.data, y.data);
    char *at_seq = strstr(x.data, "\"sequence\": ");
    assert_non_null(at_seq);
    at_seq[12] = '-';
    sk_err_clear(&err);
    assert_int_equal(sk_feed_state_read("state.json", x.data, x.len, &back.list, &err), SK_E_INPUT);
    assert_true(err.line > 0);
    sk_buf_free(&x);
    sk_buf_free(&y);
    drop(&a);
    drop(&back);
}

/* What people write into names survives, folded and escaped; nothing of it becomes structure. */
static void hostile(void **state)
{
    (void)state;
    char longest[1201];
    for (int i = 0; i < 300; i++) memcpy(longest + 4 * i, "\xF0\x9F\x8D\xB2", 4);
    longest[1200] = '\0';
    const char *const name[] = {"=cmd|' /C calc'!A0",
                                "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
                                "<b>\"fish\"</b>, & chips; \\n",
                                longest,
                                "\xD7\xA9\xD7\x9C\xE2\x80\xAE abc",
                                "bad \xFF\xC3 bytes \x01\x02",
                                ""};
    for (size_t i = 0; i < N_OF(name); i++) {
        sk_buf b = SK_BUF_INIT;
        const sk_ical_out cal = {name[i], name[i], "x", "-//a//b//SV", "navy", "#000080", 1};
        const sk_ical_out_event e = {.uid = "1@x",
                                     .summary = name[i],
                                     .category = name[i],
                                     .description = name[i],
                                     .location = name[i],
                                     .from = 20000,
                                     .to = 20000,
                                     .start = 600,
                                     .end = 630,
                                     .modified = 1700000000};
        assert_int_equal(sk_ical_write(&cal, &e, 1, &b, NULL), SK_OK);
        const char *first = strstr(b.data, "\r\nBEGIN:VEVENT\r\n");
        assert_non_null(first);
        assert_null(strstr(first + 5, "\r\nBEGIN:VEVENT"));
        for (const char *p = b.data, *end; (end = strstr(p, "\r\n")) != NULL; p = end + 2)
            assert_true(end - p <= 75 && end > p);
        sk_buf_free(&b);
    }
}

static void check_finds(void **state)
{
    (void)state;
    static const char head[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n";
    static const char event[] = "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n";
    static const struct {
        const char *body, *rule;
    } t[] = {{"DTSTART:20260101T100000\r\n", "Z08"},
             {"DTSTART;TZID=Europe/Stockholm:20260101T100000\r\n", "Z06"},
             {"DTSTART;TZID=Europe/Stockholm:20260329T023000\r\n", "Z13"},
             {"DTSTART:20260101T100000Z\r\nDTEND:20260101T090000Z\r\n", "E02"},
             {"DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260101\r\n", "E13"},
             {"DTSTART;VALUE=DATE:20260101\r\n", "E16"},
             {"DTSTART:20260101T100000Z\r\nRRULE:FREQ=DAILY\r\n", "E17"},
             {"DTSTART:20260101T100000Z\r\nSUMMARY:a\\q\r\n", "T01"},
             {"DTSTART:20260101T100000Z\r\nSUMMARY:anna@skola.se\r\n", "D01"},
             {"DTSTART:20260101T100000Z\r\nSUMMARY:19121212-1212\r\n", "D02"},
             {"DTSTART:20260101T100000Z\r\nSTATUS:CANCELLED\r\nSUMMARY:x\r\n", "V06"},
             {"DTSTART:20260101T100000Z\r\nBEGIN:VALARM\r\nEND:VALARM\r\n", "E14"},
             {"ATTENDEE:mailto:a@b.se\r\n", "E15"},
             {"SUMMARY:\xC3\r\n \xA5\r\n", "B04"},
             {"SUMMARY:x\n", "B02"},
             {"no line\r\n", "B07"},
             {"END:VCALENDAR\r\n", "B08"},
             {"", "E01"}};
    for (size_t i = 0; i < N_OF(t); i++) {
        sk_buf b = SK_BUF_INIT;
        bool found = false;
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_buf_addf(&b, "%s%s%sEND:VEVENT\r\nEND:VCALENDAR\r\n", head, event, t[i].body);
        sk_feed_check("a.ics", b.data, b.len, d);
        sk_diags_sort(d);
        for (size_t j = 0; j < sk_diags_len(d); j++)
            if (strcmp(sk_diags_at(d, j)->rule, t[i].rule) == 0) {
                found = true;
                assert_true(sk_diags_at(d, j)->line > 0);
            }
        if (!found) fail_msg("%s: not found in %s", t[i].rule, b.data);
        sk_buf_free(&b);
        sk_diags_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_plan_same_bytes),
        cmocka_unit_test(changes),
        cmocka_unit_test(odd_weeks),
        cmocka_unit_test(stockholm),
        cmocka_unit_test(state_comes_back),
        cmocka_unit_test(hostile),
        cmocka_unit_test(check_finds),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
