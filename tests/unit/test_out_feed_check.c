/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sound calendar passes; damaged one way at a time, the check names that rule and its line. Every rule of
 * data/format/feed.md has a damage here. And what the rules ask of own feeds beyond the check. */
#include "unit/unit.h"

#include "base/file.h"
#include "base/mem.h"
#include "input/load.h"
#include "out/feed.h"

#include <stdio.h>
#include <string.h>

static const char SOUND[] = "BEGIN:VCALENDAR\r\n"
                            "VERSION:2.0\r\n"
                            "PRODID:-//a//b//SV\r\n"
                            "NAME:K\xC3\xB6k\r\n"
                            "X-WR-CALNAME:K\xC3\xB6k\r\n"
                            "X-WR-TIMEZONE:Europe/Stockholm\r\n"
                            "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
                            "X-PUBLISHED-TTL:PT1H\r\n"
                            "COLOR:navy\r\n"
                            "LAST-MODIFIED:20260102T000000Z\r\n"
                            "BEGIN:VTIMEZONE\r\n"
                            "TZID:Europe/Stockholm\r\n"
                            "BEGIN:STANDARD\r\n"
                            "DTSTART:19701025T030000\r\n"
                            "TZOFFSETFROM:+0200\r\n"
                            "TZOFFSETTO:+0100\r\n"
                            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                            "END:STANDARD\r\n"
                            "BEGIN:DAYLIGHT\r\n"
                            "DTSTART:19700329T020000\r\n"
                            "TZOFFSETFROM:+0100\r\n"
                            "TZOFFSETTO:+0200\r\n"
                            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                            "END:DAYLIGHT\r\n"
                            "END:VTIMEZONE\r\n"
                            "BEGIN:VEVENT\r\n"
                            "UID:1@x\r\n"
                            "DTSTAMP:20260102T000000Z\r\n"
                            "LAST-MODIFIED:20260102T000000Z\r\n"
                            "SEQUENCE:3\r\n"
                            "DTSTART;VALUE=DATE:20260105\r\n"
                            "DTEND;VALUE=DATE:20260106\r\n"
                            "SUMMARY:Meny\r\n"
                            "CATEGORIES:Meny\r\n"
                            "STATUS:CONFIRMED\r\n"
                            "TRANSP:TRANSPARENT\r\n"
                            "END:VEVENT\r\n"
                            "BEGIN:VEVENT\r\n"
                            "UID:2@x\r\n"
                            "DTSTAMP:20260101T000000Z\r\n"
                            "LAST-MODIFIED:20260101T000000Z\r\n"
                            "SEQUENCE:0\r\n"
                            "DTSTART;TZID=Europe/Stockholm:20260105T100000\r\n"
                            "DTEND;TZID=Europe/Stockholm:20260105T110000\r\n"
                            "SUMMARY:Produktion\r\n"
                            "CATEGORIES:Produktion\r\n"
                            "STATUS:CANCELLED\r\n"
                            "SUMMARY:INST\xC3\x84LLT: Produktion\r\n"
                            "TRANSP:TRANSPARENT\r\n"
                            "END:VEVENT\r\n"
                            "END:VCALENDAR\r\n";

#define TEN "1234567890"
#define LONG TEN TEN TEN TEN TEN TEN TEN TEN
static const struct {
    const char *rule, *find, *put; /* the first `find` becomes `put` */
} damage[] = {
    {"B01", "BEGIN:VCAL",
     "\xEF\xBB\xBF"
     "BEGIN:VCAL"},
    {"B02", "VERSION:2.0\r\n", "VERSION:2.0\n"},
    {"B03", "SUMMARY:Meny", "SUMMARY:" LONG},
    {"B04", "SUMMARY:Meny", "SUMMARY:K\xC3\r\n \xB6k"},
    {"B04", "SUMMARY:Meny", "SUMMARY:K\xF6k"},
    {"B05", "SUMMARY:Meny\r\n", "SUMMARY:Meny\r\n\r\n"},
    {"B06", "SUMMARY:Meny", "SUMMARY:Me\x07ny"},
    {"B07", "SUMMARY:Meny", "SUMMARY"},
    {"B08", "END:VEVENT", "END:VTODO"},
    {"B08", "BEGIN:VCAL", "BEGIN:VCARD"},
    {"B08", "END:VCALENDAR\r\n", ""},
    {"C01", "VERSION:2.0\r\n", ""},
    {"C01", "VERSION:2.0\r\n", "VERSION:2.0\r\nVERSION:2.0\r\n"},
    {"C01", "VERSION:2.0\r\n", "VERSION:1.0\r\n"},
    {"C02", "PRODID:-//a//b//SV\r\n", ""},
    {"C04", "PRODID:", "METHOD:PUBLISH\r\nPRODID:"},
    {"C05", "NAME:K\xC3\xB6k\r\nX-", "X-"},
    {"C05", "X-WR-CALNAME:K", "X-WR-CALNAME:S"},
    {"C06", "X-PUBLISHED-TTL:PT1H", "X-PUBLISHED-TTL:PT2H"},
    {"C07", "COLOR:navy\r\n", ""},
    {"C07", "COLOR:navy", "COLOR:#000080"},
    {"C08", "X-WR-TIMEZONE:Europe/Stockholm\r\n", ""},
    {"C10", "LAST-MODIFIED:20260102", "LAST-MODIFIED:20250101"},
    {"C12", "PRODID:", "UID:cal\r\nPRODID:"},
    {"Z04", "DTSTART;TZID=Europe", "DTSTART;TZID=/freeassociation.sourceforge.net/Europe"},
    {"Z06", "END:STANDARD\r\n", "END:STANDARD\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\n"},
    {"Z06", "END:DAYLIGHT", "RDATE:19800406T020000\r\nEND:DAYLIGHT"},
    {"Z06", "BYDAY=-1SU", "BYDAY=-1SU;UNTIL=19800101T000000Z"},
    {"Z08", "DTSTART;TZID=Europe/Stockholm", "DTSTART"},
    {"Z13", "20260105T100000", "20260329T023000"},
    {"Z14", "DTSTART;TZID=Europe/Stockholm:20260105T100000",
     "RRULE:FREQ=DAILY;COUNT=2\r\nDTSTART:20260105T100000Z"},
    {"E01", "DTSTART;VALUE=DATE:20260105\r\n", ""},
    {"E02", "20260105T110000", "20260105T100000"},
    {"E02", "DTEND;TZID=Europe/Stockholm:20260105T110000\r\n", ""},
    {"E03", "UID:2@x", "UID:1@x"},
    {"E03", "UID:2@x\r\n", ""},
    {"E04", "DTSTAMP:20260102T000000Z\r\n", ""},
    {"E05", "LAST-MODIFIED:20260101T000000Z\r\n", ""},
    {"E06", "SEQUENCE:3\r\n", ""},
    {"E06", "SEQUENCE:3", "SEQUENCE:x"},
    {"E10", "SUMMARY:Meny\r\n", ""},
    {"E10", "SUMMARY:Meny", "SUMMARY:" TEN TEN TEN TEN TEN TEN "\r\n " TEN TEN TEN TEN TEN TEN TEN},
    {"E11", "CATEGORIES:Meny\r\n", ""},
    {"E13", "DTEND;VALUE=DATE:20260106", "DTEND;VALUE=DATE:20260105"},
    {"E13", "DTSTART;VALUE=DATE:", "DTSTART:"},
    {"E14", "END:VEVENT", "BEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT"},
    {"E15", "SUMMARY:Meny", "ATTENDEE:mailto:x\r\nSUMMARY:Meny"},
    {"E15", "SUMMARY:Meny", "ORGANIZER:mailto:x\r\nSUMMARY:Meny"},
    {"E16", "TRANSP:TRANSPARENT\r\n", ""},
    {"E17", "SUMMARY:Meny", "RRULE:FREQ=DAILY\r\nSUMMARY:Meny"},
    {"V05", "DTSTAMP:20260102T000000Z", "DTSTAMP:20260103T000000Z"},
    {"V06", "SUMMARY:INST\xC3\x84LLT: Produktion\r\n", ""},
    {"O01", "DTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260106",
     "DTSTART;VALUE=DATE:20260107\r\nDTEND;VALUE=DATE:20260108"},
    {"T01", "SUMMARY:Meny", "SUMMARY:a\\q"},
    {"T02", "SUMMARY:Meny", "SUMMARY:a, b"},
    {"T04", "SUMMARY:Meny", "SUMMARY:<b>a</b>"},
    {"D01", "SUMMARY:Meny", "SUMMARY:anna@skola.se"},
    {"D02", "SUMMARY:Meny", "SUMMARY:19121212-1212"},
    {"H20", "PRODID:", "SOURCE;VALUE=URI:https://x/secret\r\nPRODID:"},
};
/* Damages that are not one replacement. */
static const char *const elsewhere[] = {"B09", "V07"};

static sk_diags *check(const char *text, size_t n)
{
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_feed_check("a.ics", text, n, d);
    sk_diags_sort(d);
    return d;
}

static bool says(const sk_diags *d, const char *rule)
{
    for (size_t i = 0; i < sk_diags_len(d); i++)
        if (strcmp(sk_diags_at(d, i)->rule, rule) == 0) return sk_diags_at(d, i)->line > 0;
    return false;
}

static void a_sound_calendar_passes(void **state)
{
    (void)state;
    sk_diags *d = check(SOUND, sizeof SOUND - 1);
    if (sk_diags_len(d)) fail_msg("%s: %s", sk_diags_at(d, 0)->rule, sk_diags_at(d, 0)->text);
    sk_diags_free(d);
}

static void each_damage_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(damage); i++) {
        sk_buf b = SK_BUF_INIT;
        const char *at = strstr(SOUND, damage[i].find);
        if (!at) fail_msg("%s: \"%s\" is not in the calendar", damage[i].rule, damage[i].find);
        sk_buf_addn(&b, SOUND, (size_t)(at - SOUND));
        sk_buf_add(&b, damage[i].put);
        sk_buf_add(&b, at + strlen(damage[i].find));
        sk_diags *d = check(b.data, b.len);
        if (!says(d, damage[i].rule)) fail_msg("%s is not named in\n%s", damage[i].rule, b.data);
        sk_diags_free(d);
        sk_buf_free(&b);
    }
}

static void an_empty_and_a_huge_calendar(void **state)
{
    (void)state;
    const char *end = strstr(SOUND, "BEGIN:VEVENT");
    sk_buf b = SK_BUF_INIT;
    sk_buf_addn(&b, SOUND, (size_t)(end - SOUND));
    sk_buf_add(&b, "END:VCALENDAR\r\n");
    sk_diags *d = check(b.data, b.len);
    assert_true(says(d, "V07"));
    sk_diags_free(d);
    sk_buf_clear(&b);
    sk_buf_addn(&b, SOUND, strlen(SOUND) - strlen("END:VCALENDAR\r\n"));
    while (b.len <= 1 << 20) sk_buf_add(&b, "X-A:" TEN TEN TEN TEN TEN "\r\n");
    sk_buf_add(&b, "END:VCALENDAR\r\n");
    d = check(b.data, b.len);
    assert_true(says(d, "B09"));
    assert_int_equal(sk_diags_count(d, SK_SEV_ERROR), 0);
    sk_diags_free(d);
    sk_buf_free(&b);
}

static bool covered(const char *rule)
{
    for (size_t i = 0; i < N_OF(damage); i++)
        if (strncmp(damage[i].rule, rule, 3) == 0) return true;
    for (size_t i = 0; i < N_OF(elsewhere); i++)
        if (strncmp(elsewhere[i], rule, 3) == 0) return true;
    return false;
}

static void every_documented_rule_has_a_damage(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    int n = 0;
    assert_int_equal(sk_file_read("data/format/feed.md", 0, &b, NULL), SK_OK);
    for (char *p = b.data; (p = strstr(p, "\n| ")) != NULL;) {
        for (p += 3; p[0] >= 'B' && p[0] <= 'Z' && p[1] >= '0' && p[1] <= '9'; p += 3) {
            if (!covered(p)) fail_msg("%.3s has no damage", p);
            n++;
            if (strncmp(p + 3, ", ", 2) == 0) p += 2;
        }
    }
    assert_true(n > 40);
    sk_buf_free(&b);
}

/* ---- own feeds ---- */

static sk_kommun *kommun;
static sk_plan *plan;

static int open_all(void **state)
{
    (void)state;
    const sk_plan_opts o = {.week = {2023, 48}, .max_necks = -1};
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_code code = sk_kommun_load("tests/data/mini", &kommun, d, NULL);
    sk_diags_free(d);
    if (code != SK_OK) return -1;
    return sk_plan_make(kommun, &o, NULL, NULL, &plan, NULL) == SK_OK ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    sk_plan_free(plan);
    sk_kommun_free(kommun);
    return 0;
}

static int minutes(const sk_feed_event *e) { return (e->to - e->from) * 1440 + e->end - e->start; }

/* Production and deliveries make busy; deadlines are a quarter of an hour and do not; menus are all-day. */
static void kinds_have_their_times(void **state)
{
    (void)state;
    sk_feed_list l = {.arena = sk_arena_new()};
    int seen[SK_N_FEED_KINDS] = {0};
    sk_feed_collect(plan, SK_LANG_SV, &l);
    for (size_t i = 0; i < l.n; i++) {
        const sk_feed_event *e = &l.ev[i];
        bool work =
            e->kind == SK_FEED_PRODUCTION || e->kind == SK_FEED_OUT || e->kind == SK_FEED_IN;
        seen[e->kind]++;
        assert_int_equal(e->opaque, work);
        if (e->kind == SK_FEED_ORDER) assert_int_equal(minutes(e), 15);
        if (work) assert_true(e->start >= 0 && minutes(e) > 0);
        if (e->kind == SK_FEED_MENU || e->kind == SK_FEED_CLOSED) assert_int_equal(e->start, -1);
    }
    for (int k = 0; k < SK_FEED_NONE; k++) assert_true(seen[k] > 0);
    sk_feed_list_free(&l);
    sk_arena_free(l.arena);
}

/* What no subscription needs and some client stumbles over. */
static void own_feeds_leave_out_what_the_rules_leave_out(void **state)
{
    (void)state;
    static const char *const never[] = {"\nMETHOD",   "\nSOURCE",   "\nIMAGE",       "\nCONFERENCE",
                                        "VALARM",     "\nATTENDEE", "\nORGANIZER",   "\nRDATE",
                                        "UNTIL=",     "\nEXDATE",   "RECURRENCE-ID", "\nURL",
                                        "VALUE=TEXT", "\r\n\r\n",   "X-LIC-ERROR",   "VLOCATION"};
    sk_feed_list l = {.arena = sk_arena_new()}, none = {0}, all = {.arena = l.arena};
    sk_feed_counts n;
    sk_buf b = SK_BUF_INIT;
    sk_feed_collect(plan, SK_LANG_SV, &l);
    sk_feed_sort(&l);
    sk_feed_merge(&l, &none, (sk_now){plan->from - 5, 0}, SK_LANG_SV, &all, &n);
    for (size_t i = 0, end; i < all.n; i = end) {
        for (end = i + 1; end < all.n && strcmp(all.ev[end].feed, all.ev[i].feed) == 0;) end++;
        assert_int_equal(sk_feed_write(kommun, SK_LANG_SV, all.ev + i, end - i, &b, NULL), SK_OK);
        sk_diags *d = check(b.data, b.len);
        assert_int_equal(sk_diags_len(d), 0);
        sk_diags_free(d);
        for (size_t k = 0; k < N_OF(never); k++)
            if (strstr(b.data, never[k])) fail_msg("%s in %s", never[k] + 1, all.ev[i].feed);
        const char *zone = strstr(b.data, "END:VTIMEZONE");
        assert_non_null(zone);
        assert_null(strstr(zone, "RRULE")); /* events are written out one by one */
        for (int p = 0; p < kommun->n_kitchens; p++)
            if (kommun->kitchen[p].phone[0]) assert_null(strstr(b.data, kommun->kitchen[p].phone));
        sk_buf_clear(&b);
    }
    sk_buf_free(&b);
    sk_feed_list_free(&l);
    sk_feed_list_free(&all);
    sk_arena_free(l.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_calendar_passes),
        cmocka_unit_test(each_damage_is_named),
        cmocka_unit_test(an_empty_and_a_huge_calendar),
        cmocka_unit_test(every_documented_rule_has_a_damage),
        cmocka_unit_test(kinds_have_their_times),
        cmocka_unit_test(own_feeds_leave_out_what_the_rules_leave_out),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
