/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "base/date.h"
#include "ext/ical.h"

#define CAL(body) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" body "END:VCALENDAR\r\n"
#define EV(body) "BEGIN:VEVENT\r\n" body "END:VEVENT\r\n"
#define DAY(d) "DTSTART;VALUE=DATE:" d "\r\n"
#define END(d) "DTEND;VALUE=DATE:" d "\r\n"

/* "line:from..to summary|category|location" for each event, then the diagnostics as in test_ext_csv. */
static void dump(sk_buf *b, const sk_ical_event *e, size_t n, const sk_diags *d)
{
    char from[SK_DATE_LEN], to[SK_DATE_LEN];
    for (size_t i = 0; i < n; i++)
        sk_buf_addf(b, "%s%d:%s..%s %s|%s|%s", i ? " / " : "", e[i].line,
                    sk_day_str(e[i].from, from), sk_day_str(e[i].to, to), e[i].summary,
                    e[i].category, e[i].location);
    for (size_t i = 0; i < sk_diags_len(d); i++) {
        const sk_diag *x = sk_diags_at(d, i);
        sk_buf_addf(b, " %c%s:%d", "!?~"[x->sev], x -> rule, x -> line);
    }
}

static void check(const char *name, const char *in, size_t n, const char *want)
{
    sk_arena *a = sk_arena_new();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_ical_event *e;
    size_t n_events;
    sk_day first, last;
    sk_buf b = SK_BUF_INIT;
    sk_day_from_ymd(2023, 1, 1, &first);
    sk_day_from_ymd(2025, 12, 31, &last);
    sk_code code = sk_ical_read(name, in, n, first, last, a, &e, &n_events, d);
    dump(&b, e, n_events, d);
    if (strcmp(sk_buf_str(&b), want) != 0) {
        print_error("%s:\n got  %s\n want %s\n", name, sk_buf_str(&b), want);
        fail();
    }
    if (code == SK_E_INPUT) assert_true(sk_diags_count(d, SK_SEV_ERROR) > 0);
    else assert_int_equal(code, SK_OK);
    sk_buf_free(&b);
    sk_diags_free(d);
    sk_arena_free(a);
}

static const struct {
    const char *name, *in, *want;
} rows[] = {
    {"break",
     CAL(EV("UID:1\r\n" DAY("20231030")
                END("20231104") "SUMMARY:H\xC3\xB6stlov\\, v. 44\r\n"
                                "CATEGORIES:lov,skola\r\nLOCATION:s1\\, s2\r\n")),
     "3:2023-10-30..2023-11-03 H\xC3\xB6stlov, v. 44|lov|s1, s2"},
    {"one day without end", CAL(EV(DAY("20231106"))), "3:2023-11-06..2023-11-06 ||"},
    {"duration", CAL(EV(DAY("20231106") "DURATION:P1W\r\n")), "3:2023-11-06..2023-11-12 ||"},
    {"sorted",
     CAL(EV("UID:b\r\n" DAY("20240102")) EV("UID:a\r\n" DAY("20240102")) EV(DAY("20230102"))),
     "11:2023-01-02..2023-01-02 || / 7:2024-01-02..2024-01-02 || / 3:2024-01-02..2024-01-02 ||"},
    {"folded and LF",
     "\xEF\xBB\xBF"
     "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=\n DATE:20231106\nSUMMARY:ett\n"
     "  \xC3\n \xA5r\nEND:VEVENT\nEND:VCALENDAR",
     "2:2023-11-06..2023-11-06 ett \xC3\xA5r||"},
    {"fold at a letter",
     "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20231106\nSUMMARY:\xC3\xA5\n \xC3\xA4\n"
     "END:VEVENT\nEND:VCALENDAR\n",
     "2:2023-11-06..2023-11-06 \xC3\xA5\xC3\xA4||"},
    {"windows-1252", CAL(EV(DAY("20231106") "SUMMARY:l\xF6v\r\n")),
     "3:2023-11-06..2023-11-06 l\xC3\xB6v|| ?I009:0"},
    {"control characters", CAL(EV(DAY("20231106") "SUMMARY:a\x1b[1m\\nb\r\n")),
     "3:2023-11-06..2023-11-06 a [1m b|| ?I009:0"},
    {"yearly", CAL(EV(DAY("20200606") "RRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20240606\r\n")),
     "3:2023-06-06..2023-06-06 || / 3:2025-06-06..2025-06-06 ||"},
    {"yearly over new year",
     CAL(EV(DAY("20191230") END("20200102") "RRULE:FREQ=YEARLY;UNTIL=20231231\r\n")),
     "3:2022-12-30..2023-01-01 || / 3:2023-12-30..2024-01-01 ||"},
    {"leap day", CAL(EV(DAY("20200229") "RRULE:FREQ=YEARLY\r\n")), "3:2024-02-29..2024-02-29 ||"},
    {"midsummer eve",
     CAL(EV(DAY(
         "20200619") "RRULE:FREQ=YEARLY;BYMONTH=6;BYDAY=FR;BYMONTHDAY=19,20,21,22,23,24,25\r\n")),
     "3:2023-06-23..2023-06-23 || / 3:2024-06-21..2024-06-21 || / 3:2025-06-20..2025-06-20 ||"},
    {"never", CAL(EV(DAY("20200229") "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n")), ""},
    {"count", CAL(EV(DAY("20220606") "RRULE:FREQ=YEARLY;COUNT=2\r\n")),
     "3:2023-06-06..2023-06-06 ||"},
    {"every other year", CAL(EV(DAY("20220606") "RRULE:FREQ=YEARLY;INTERVAL=2\r\n")),
     "3:2024-06-06..2024-06-06 ||"},
    {"first and last Monday in November",
     CAL(EV(DAY("20241104") "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1MO,-1MO\r\n")),
     "3:2024-11-04..2024-11-04 || / 3:2024-11-25..2024-11-25 || / 3:2025-11-03..2025-11-03 || / "
     "3:2025-11-24..2025-11-24 ||"},
    {"second Monday of the year", CAL(EV(DAY("20240101") "RRULE:FREQ=YEARLY;BYDAY=2MO\r\n")),
     "3:2024-01-08..2024-01-08 || / 3:2025-01-13..2025-01-13 ||"},
    {"last day of February",
     CAL(EV(DAY("20230228") "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n")),
     "3:2023-02-28..2023-02-28 || / 3:2024-02-29..2024-02-29 || / 3:2025-02-28..2025-02-28 ||"},
    {"in two months", CAL(EV(DAY("20250301") "RRULE:FREQ=YEARLY;BYMONTH=3,9\r\n")),
     "3:2025-03-01..2025-03-01 || / 3:2025-09-01..2025-09-01 ||"},
    {"every day in a year",
     CAL(EV(DAY("19700101") "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU\r\n")), " !I006:3"},
    {"weekly", CAL(EV(DAY("20231106") "RRULE:FREQ=WEEKLY\r\n")), " !I006:3"},
    {"secondly", CAL(EV(DAY("20231106") "RRULE:FREQ=YEARLY;BYSECOND=1,2,3\r\n")), " !I006:3"},
    {"two rules", CAL(EV(DAY("20231106") "RRULE:FREQ=YEARLY\r\nRRULE:FREQ=YEARLY;INTERVAL=2\r\n")),
     " !I006:3"},
    {"rdate", CAL(EV(DAY("20231106") "RDATE;VALUE=DATE:20231108\r\n")), " !I006:3"},
    {"changed occurrence", CAL(EV("RECURRENCE-ID;VALUE=DATE:20231106\r\n" DAY("20231106"))),
     " !I006:3"},
    {"cancelled", CAL(EV(DAY("20231106") "STATUS:CANCELLED\r\n")), " ~I009:3"},
    {"no start", CAL(EV("SUMMARY:x\r\n") EV(DAY("20231106"))),
     "6:2023-11-06..2023-11-06 || !I002:3"},
    {"clock time", CAL(EV("DTSTART:20231106T080000Z\r\n")), " !I003:3"},
    {"clock time in a zone", CAL(EV("DTSTART;TZID=Europe/Stockholm:20231106T080000\r\n")),
     " !I003:3"},
    {"clock time at the end", CAL(EV(DAY("20231106") "DTEND:20231106T080000\r\n")), " !I003:3"},
    {"hours", CAL(EV(DAY("20231106") "DURATION:PT2H\r\n")), " !I003:3"},
    {"end before start", CAL(EV(DAY("20231106") END("20231105"))), " !I004:3"},
    {"negative duration", CAL(EV(DAY("20231106") "DURATION:-P1D\r\n")), " !I004:3"},
    {"end on the start", CAL(EV(DAY("20231106") END("20231106"))),
     "3:2023-11-06..2023-11-06 || ?I009:3"},
    {"month 13", CAL(EV(DAY("20231301"))), " !I007:3"},
    {"30 February", CAL(EV(DAY("20230230"))), " !I007:3"},
    {"far away", CAL(EV(DAY("99990101"))), " !I007:3"},
    {"bad end", CAL(EV(DAY("20231106") END("abc"))), " !I005:3"},
    {"bad rule", CAL(EV(DAY("20231106") "RRULE:FREQ=YEARLY;FOO=3\r\n")), " !I005:3"},
    {"nonsense line", CAL(EV(DAY("20231106") "NONSENSE\r\n")), " !I005:3"},
    {"alarm and to-do are skipped",
     CAL(EV(DAY(
         "20231106") "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n") "BEGIN:VTODO\r\nSUMMARY:"
                                                                         "x\r\nEND:VTODO\r\n"),
     "3:2023-11-06..2023-11-06 ||"},
    {"lower case",
     "begin:vcalendar\nbegin:vevent\ndtstart;value=date:20231106\nend:vevent\nend:vcalendar\n",
     "2:2023-11-06..2023-11-06 ||"},
    {"two calendars", CAL(EV(DAY("20231106"))) CAL(EV(DAY("20231107"))),
     "3:2023-11-06..2023-11-06 || / 9:2023-11-07..2023-11-07 ||"},
    {"no events", CAL(""), ""},
    {"empty", "", " !I001:1"},
    {"not a calendar", "id;name\n1;2\n", " !I001:1"},
    {"bare event", EV(DAY("20231106")), " !I001:1"},
    {"cut off", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20231106\n", " !I008:2"},
    {"wrong end", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\nEND:VCALENDAR\n", " !I008:3"},
    {"end too many", "BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n", " !I008:3"},
    {"begin with a parameter", "BEGIN:VCALENDAR\nBEGIN;X=1:VEVENT\n", " !I008:2"},
    {"text after the calendar", CAL("") "x\r\n", " !I001:4"},
    {"line of its own", CAL(EV("X-STORKOK-LINE:99\r\n" DAY("20231106"))),
     "3:2023-11-06..2023-11-06 ||"},
};

static void test_tables(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(rows[i].name, rows[i].in, strlen(rows[i].in), rows[i].want);
    check("nul", "BEGIN:VCALENDAR\n\0\nEND:VCALENDAR\n", 32, " !I001:1");
}

static void test_depth(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk_buf_add(&b, "BEGIN:VCALENDAR\n");
    for (int i = 0; i < 100000; i++) sk_buf_add(&b, "BEGIN:VEVENT\n");
    check("depth", sk_buf_str(&b), b.len, " !I008:9");
    sk_buf_clear(&b);
    sk_buf_add(&b, "BEGIN:VCALENDAR\nX:");
    for (int i = 0; i < 70000; i++) sk_buf_addc(&b, 'x');
    sk_buf_add(&b, "\nEND:VCALENDAR\n");
    check("long line", sk_buf_str(&b), b.len, " !I008:2");
    sk_buf_free(&b);
}

/* Many events, many odd rules: in bounded time and with bounded diagnostics. */
static void test_size(void **state)
{
    (void)state;
    static const char *const body[] = {
        DAY("20231106") "SUMMARY:x\r\n",
        DAY("19700101") "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n",
        DAY("19700101") "RRULE:FREQ=YEARLY;BYDAY=1SU,2SU,3SU,53SU\r\n", "X\r\n",
        DAY("20231106") "DTEND:x\r\n"};
    for (size_t k = 0; k < sizeof body / sizeof *body; k++) {
        sk_buf b = SK_BUF_INIT;
        sk_buf_add(&b, "BEGIN:VCALENDAR\r\n");
        for (int i = 0; i < SK_ICAL_MAX_EVENTS; i++)
            sk_buf_addf(&b, "BEGIN:VEVENT\r\n%sEND:VEVENT\r\n", body[k]);
        sk_buf_add(&b, "END:VCALENDAR\r\n");
        sk_arena *a = sk_arena_new();
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_ical_event *e;
        size_t n;
        clock_t t0 = clock();
        assert_int_equal(sk_ical_read("big", sk_buf_str(&b), b.len, 19000, 20000, a, &e, &n, d),
                         SK_OK);
        double sec = (double)(clock() - t0) / CLOCKS_PER_SEC;
        if (sec > 6.0) fail_msg("body %zu took %.2f s", k, sec); /* sanitizers are slow */
        if (k == 0) assert_int_equal(n, SK_ICAL_MAX_EVENTS);
        assert_true(sk_diags_len(d) <= 2 * SK_DIAG_MAX); /* trimmed when sorted */
        sk_diags_free(d);
        sk_arena_free(a);
        sk_buf_free(&b);
    }
}

static void test_no_memory(void **state)
{
    (void)state;
    const char *in = rows[0].in;
    for (unsigned long k = 1; k < 40; k++) {
        sk_arena *a = sk_arena_new();
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_ical_event *e;
        size_t n;
        sk_mem_fail_at(k);
        sk_code code = sk_ical_read("t", in, strlen(in), 19000, 20000, a, &e, &n, d);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM);
        assert_int_equal(n, code == SK_OK);
        sk_diags_free(d);
        sk_arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
