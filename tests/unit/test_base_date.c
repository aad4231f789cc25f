/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>

static sk_day day(const char *s)
{
    sk_day d = SK_NO_DAY;
    if (!sk_day_parse(s, &d)) fail_msg("no day: %s", s);
    return d;
}

/* Counted by hand, one day after the other, beside the formulas. */
static void every_day_1970_to_2199_round_trips(void **state)
{
    (void)state;
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    sk_day n = 0;
    int weekday = 4; /* 1970-01-01 was a Thursday */
    for (int y = 1970; y <= 2199; y++) {
        bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        for (int m = 1; m <= 12; m++) {
            int last = days[m - 1] + (m == 2 && leap);
            for (int d = 1; d <= last; d++, n++, weekday = weekday % 7 + 1) {
                sk_day got = -1;
                char want[40], text[SK_DATE_LEN];
                assert_true(sk_day_from_ymd(y, m, d, &got));
                assert_int_equal(got, n);
                sk_ymd t = sk_day_ymd(n);
                assert_true(t.year == y && t.month == m && t.day == d);
                assert_int_equal(sk_day_weekday(n), weekday);
                snprintf(want, sizeof want, "%04d-%02d-%02d", y, m, d);
                assert_string_equal(sk_day_str(n, text), want);
                assert_int_equal(day(want), n);
            }
            assert_false(sk_day_from_ymd(y, m, last + 1, &(sk_day){0}));
        }
    }
}

static void every_week_holds_seven_days_and_follows_the_last(void **state)
{
    (void)state;
    sk_day first = day("1970-01-05"), last = day("2199-12-23");
    sk_week prev = sk_day_week(first - 7);
    for (sk_day d = first; d <= last; d += 7) {
        sk_week w = sk_day_week(d);
        for (int i = 1; i < 7; i++) {
            sk_week same = sk_day_week(d + i);
            assert_true(same.year == w.year && same.week == w.week);
        }
        bool next_in_year = w.year == prev.year && w.week == prev.week + 1;
        bool new_year = w.year == prev.year + 1 && w.week == 1 && prev.week >= 52;
        assert_true(next_in_year || new_year);
        sk_day monday = -1;
        assert_true(sk_week_monday(w, &monday));
        assert_int_equal(monday, d);
        prev = w;
    }
}

static void weeks_at_year_ends(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        int year, week;
    } rows[] = {
        {"2020-12-28", 2020, 53}, {"2021-01-03", 2020, 53}, {"2021-01-04", 2021, 1},
        {"2026-12-31", 2026, 53}, {"2027-01-01", 2026, 53}, {"2023-01-01", 2022, 52},
        {"2024-12-30", 2025, 1},  {"2023-11-27", 2023, 48}, {"2024-02-29", 2024, 9},
        {"2018-12-31", 2019, 1},  {"2016-01-03", 2015, 53}, {"1970-01-01", 1970, 1},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_week w = sk_day_week(day(rows[i].day));
        assert_int_equal(w.year, rows[i].year);
        assert_int_equal(w.week, rows[i].week);
    }
    assert_true(sk_week_monday((sk_week){2020, 53}, &(sk_day){0}));
    assert_false(sk_week_monday((sk_week){2021, 53}, &(sk_day){0}));
    assert_false(sk_week_monday((sk_week){2021, 0}, &(sk_day){0}));
    assert_false(sk_week_monday((sk_week){2300, 1}, &(sk_day){0}));
}

static void parsing_takes_the_whole_string_or_nothing(void **state)
{
    (void)state;
    static const char *const bad_days[] = {
        "",           "2023-11-31",  "2023-02-29",  "1900-01-01", "2200-01-01", "2023-1-01",
        "2023-11-2",  "2023-11-27 ", " 2023-11-27", "20231127",   "2023-00-10", "2023-13-10",
        "2023-11-00", "2100-02-29",  "2023/11/27",  "-023-11-27"};
    sk_day d = 77;
    for (size_t i = 0; i < N_OF(bad_days); i++) {
        assert_false(sk_day_parse(bad_days[i], &d));
        assert_int_equal(d, 77);
    }
    assert_true(sk_day_parse("2000-02-29", &d));
    static const char *const weeks[] = {"2023-W48", "2023-w48", "2023W48"};
    for (size_t i = 0; i < N_OF(weeks); i++) {
        sk_week w = {0, 0};
        assert_true(sk_week_parse(weeks[i], &w));
        assert_true(w.year == 2023 && w.week == 48);
    }
    static const char *const bad_weeks[] = {"2023-W54", "2023-W53",  "2023-W00",
                                            "2023-W5",  "2023-48",   "2023--W48",
                                            "23-W48",   "2023-W481", ""};
    sk_week w = {1, 2};
    for (size_t i = 0; i < N_OF(bad_weeks); i++) assert_false(sk_week_parse(bad_weeks[i], &w));
    assert_true(w.year == 1 && w.week == 2);
}

static void clock_times(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        int want; /* -1 = refused */
    } rows[] = {{"07:30", 450},  {"7:30", 450},     {"07.30", 450},   {"00:00", 0},
                {"24:00", 1440}, {"24:01", -1},     {"23:60", -1},    {"7:3", -1},
                {"730", -1},     {"07:30:00", 450}, {"07:30:01", -1}, {"", -1},
                {":30", -1},     {"007:30", -1},    {"-1:30", -1},    {"7:30 ", -1}};
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_min m = -1;
        assert_int_equal(sk_min_parse(rows[i].in, &m), rows[i].want >= 0);
        assert_int_equal(m, rows[i].want);
    }
    char text[SK_TIME_LEN];
    assert_string_equal(sk_min_str(450, text), "07:30");
    assert_string_equal(sk_min_str(1440, text), "24:00");
    assert_string_equal(sk_min_str(-5, text), "00:00");
    assert_string_equal(sk_min_str(INT16_MAX, text), "99:59");
}

static void now(void **state)
{
    (void)state;
    sk_now n;
    assert_true(sk_now_parse("2023-11-20", &n) && n.day == day("2023-11-20") && n.sec == 0);
    assert_true(sk_now_parse("2023-11-20T08:15", &n) && n.sec == 8 * 3600 + 15 * 60);
    assert_true(sk_now_parse("2023-11-20T23:59:59", &n) && n.sec == 86399);
    static const char *const bad[] = {"2023-11-20T",       "2023-11-20T24:00", "2023-11-20T08:15:",
                                      "2023-11-20T08:15Z", "2023-11-20 08:15", "T08:15"};
    for (size_t i = 0; i < N_OF(bad); i++) assert_false(sk_now_parse(bad[i], &n));
}

static void easter(void **state)
{
    (void)state;
    static const char *const want[] = {"2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21",
                                       "2023-04-09", "2024-03-31", "2025-04-20", "2038-04-25",
                                       "2049-04-18", "2076-04-19", "2106-04-18"};
    for (size_t i = 0; i < N_OF(want); i++)
        assert_int_equal(sk_easter(sk_day_ymd(day(want[i])).year), day(want[i]));
    for (int y = 1970; y < 2200; y++) assert_int_equal(sk_day_weekday(sk_easter(y)), 7);
}

static void open_ends_have_no_text(void **state)
{
    (void)state;
    char text[SK_DATE_LEN];
    assert_string_equal(sk_day_str(SK_NO_DAY, text), "");
    assert_string_equal(sk_day_str(SK_DAY_FOREVER, text), "");
    assert_int_equal(sk_day_week(SK_NO_DAY).year, 0);
    assert_string_equal(sk_day_str(-1, text), "1969-12-31");
    assert_int_equal(sk_day_weekday(-1), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_1970_to_2199_round_trips),
        cmocka_unit_test(every_week_holds_seven_days_and_follows_the_last),
        cmocka_unit_test(weeks_at_year_ends),
        cmocka_unit_test(parsing_takes_the_whole_string_or_nothing),
        cmocka_unit_test(clock_times),
        cmocka_unit_test(now),
        cmocka_unit_test(easter),
        cmocka_unit_test(open_ends_have_no_text),
    };
    return cmocka_run_group_tests_name("base date", tests, NULL, NULL);
}
