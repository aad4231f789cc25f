/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follow-up: figures of the municipality's budget 2024, annual report 2023 and audit, and edge cases. */
#include "unit/unit.h"

#include "base/rng.h"
#include "price/follow.h"

#define MNKR(tenths) ((sk_ore)(tenths)*10000000) /* tenths of a million kronor, as printed */

static const sk_rate one_pct = {1, 100};
static const sk_trigger_rule audit = {{1, 100}, 100000000};

static void printed_percentages(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        int64_t num, den;
        int decimals;
        int64_t want;
    } rows[] = {
        {"Kost 2022: +6.1 of 223.0 turnover", 61, 2230, 2, 274},
        {"VSS swing 5.9 of budget 620.1", 59, 6201, 2, 95},
        {"Kost saving 6 of 235.0", 60, 2350, 2, 255},
        {"Kost growth 2023", 2350 - 2169, 2169, 2, 834},
        {"Kost growth 2025", 2401 - 2350, 2350, 2, 217},
        {"Kost growth 2026", 2469 - 2401, 2401, 2, 283},
        {"Kost growth 2027", 2531 - 2469, 2469, 2, 251},
        {"Kost growth 2028", 2594 - 2531, 2531, 2, 249},
        {"Kost growth 2029", 2659 - 2594, 2594, 2, 251},
        {"Ekonomiservice: 2.4 of 14.1", 24, 141, 0, 17},
        {"kitchens 2023: 69 for 68 planned", 67, 68, 1, 985},
        {"half away from zero", -1, 800, 2, -13},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        int64_t got;
        assert_true(sk_follow_pct(rows[i].num, rows[i].den, rows[i].decimals, &got));
        if (got != rows[i].want) fail_msg("%s: %lld", rows[i].what, (long long)got);
    }
    int64_t got;
    assert_false(sk_follow_pct(1, 0, 2, &got)); /* not measured */
}

static void limits_are_compared_unrounded(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        int64_t num, den;
        sk_limit kind;
        sk_rate limit;
        sk_status want;
    } rows[] = {
        {"waste 2023: 45.5 g, at most 45", 455, 10, SK_LIMIT_AT_MOST, {45, 1}, SK_NOT_MET},
        {"waste exactly 45", 45, 1, SK_LIMIT_AT_MOST, {45, 1}, SK_MET},
        {"waste 45.0001", 450001, 10000, SK_LIMIT_AT_MOST, {45, 1}, SK_NOT_MET},
        {"full time 78.4 %, at least 76", 784, 1000, SK_LIMIT_AT_LEAST, {76, 100}, SK_MET},
        {"full time 78.4 %, at least 80", 784, 1000, SK_LIMIT_AT_LEAST, {80, 100}, SK_NOT_MET},
        {"span 24, at most 25", 24, 1, SK_LIMIT_AT_MOST, {25, 1}, SK_MET},
        {"loyalty 89 %, at least 95", 89, 100, SK_LIMIT_AT_LEAST, {95, 100}, SK_NOT_MET},
        {"areas in balance 50 %, at least 80", 3, 6, SK_LIMIT_AT_LEAST, {80, 100}, SK_NOT_MET},
        {"nobody measured", 0, 0, SK_LIMIT_AT_MOST, {45, 1}, SK_NOT_MEASURED},
        {"no limit", 1, 2, SK_LIMIT_BELOW, {0, 0}, SK_NOT_MEASURED},
    };
    for (size_t i = 0; i < N_OF(rows); i++)
        if (sk_follow_status(rows[i].num, rows[i].den, rows[i].kind, rows[i].limit) != rows[i].want)
            fail_msg("%s", rows[i].what);
    /* 1.0 % in 2021: inside "at most" of 2023's wording, outside the strict one of 2024 */
    assert_int_equal(sk_follow_status(10, 1000, SK_LIMIT_AT_MOST, one_pct), SK_MET);
    assert_int_equal(sk_follow_status(10, 1000, SK_LIMIT_BELOW, one_pct), SK_NOT_MET);
    assert_int_equal(sk_follow_status(MNKR(19), MNKR(6201), SK_LIMIT_BELOW, one_pct),
                     SK_MET); /* 0.3 % */
    assert_int_equal(sk_follow_status(MNKR(77), MNKR(6012), SK_LIMIT_BELOW, one_pct),
                     SK_NOT_MET); /* 1.3 % */
}

static void action_plans(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        sk_ore forecast, frame, turnover;
        bool fires, on_frame;
        sk_ore plan0;
    } rows[] = {
        {"VSS 2023: -1.9 of 620.1, frame 0", MNKR(-19), 0, MNKR(6201), false, false, 0},
        {"Leanlink 31/8 2023: -83.1 of 1 688", MNKR(-831), 0, MNKR(16880), true, false, MNKR(277)},
        {"Ekonomiservice -2.4 of 14.1", MNKR(-24), 0, MNKR(141), true, false, MNKR(8)},
        {"Kost 31/8 2023: 0", 0, 0, MNKR(2350), false, false, 0},
        {"exactly 1 %", MNKR(-235), MNKR(23500), 0, false, true, 0},
        {"an öre over 1 %", MNKR(-235) - 1, MNKR(23500), 0, true, true, 783333334},
        {"over 1 % but exactly 1 mnkr", MNKR(-10), MNKR(500), 0, false, true, 0},
        {"over 1 % and an öre over 1 mnkr", MNKR(-10) - 1, MNKR(500), 0, true, true, 33333334},
        {"literal reading: no base at all", MNKR(-11), 0, 0, true, false, 36666667},
        {"surplus", MNKR(500), MNKR(100), 0, false, true, 0},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_trigger t = sk_follow_trigger(rows[i].forecast, rows[i].frame, rows[i].turnover, audit);
        if (t.fires != rows[i].fires || t.on_frame != rows[i].on_frame ||
            t.plan[0] != rows[i].plan0)
            fail_msg("%s: %lld", rows[i].what, (long long)t.plan[0]);
        if (t.fires) assert_true(t.plan[0] + t.plan[1] + t.plan[2] == -rows[i].forecast);
    }
}

static void equity_cap_and_layers(void **state)
{
    (void)state;
    /* VSS 2022 and 2023: 3 % of 601.2 is 18.036, of 636.5 is 19.095 mnkr; opening 15.0 as an example */
    static const sk_equity_in vss[] = {{2022, MNKR(77), MNKR(6012)}, {2023, MNKR(-19), MNKR(6365)}};
    sk_equity e[4];
    sk_layer l[5];
    int n;
    assert_true(sk_follow_equity(MNKR(150), vss, 2, (sk_rate){3, 100}, e, l, &n));
    assert_true(e[0].cap == 1803600000 && e[0].closing == MNKR(227));
    assert_true(e[0].excess == MNKR(227) - 1803600000);
    assert_true(e[1].cap == 1909500000 && e[1].closing == MNKR(208) && n == 0);
    /* exactly at the cap is fine, an öre more is not; the cap is rounded down */
    static const sk_equity_in at[] = {{2024, 0, 101}, {2025, 1, 101}};
    assert_true(sk_follow_equity(3, at, 2, (sk_rate){3, 100}, e, l, &n));
    assert_true(e[0].cap == 3 && e[0].excess == 0 && e[1].excess == 1);
    /* opening 5, -12: layer of 7 in 2023 (4 + 3); -4: layer of 4 in 2024; +9 restores 7 and 2 of the 4 */
    static const sk_equity_in down[] = {
        {2023, -12, 100}, {2024, -4, 100}, {2025, 9, 100}, {2026, 1, 100}};
    assert_true(sk_follow_equity(5, down, 4, (sk_rate){2, 100}, e, l, &n));
    assert_int_equal(n, 2);
    assert_true(l[0].year == 2023 && l[0].due == 2025 && l[0].amount == 7 && l[0].left == 0);
    assert_true(l[0].plan[0] == 4 && l[0].plan[1] == 3);
    assert_true(l[1].due == 2026 && l[1].amount == 4 && l[1].left == 1);
    assert_true(e[2].overdue == 0 && e[3].overdue == 1 && e[3].closing == -1);
    /* an opening below zero is a layer of the year before */
    assert_true(sk_follow_equity(-3, down, 1, (sk_rate){2, 100}, e, l, &n));
    assert_true(n == 2 && l[0].year == 2022 && l[0].amount == 3 && l[1].amount == 12);
}

/* What the layers lack is always what equity lacks. */
static void layers_sum_to_negative_equity(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 31);
    for (int t = 0; t < 2000; t++) {
        sk_equity_in in[8];
        sk_equity e[8];
        sk_layer l[9];
        int n, years = 1 + (int)sk_rng_below(&r, 8);
        for (int i = 0; i < years; i++)
            in[i] = (sk_equity_in){2020 + i, sk_rng_range(&r, -100, 80), sk_rng_range(&r, 0, 3000)};
        assert_true(
            sk_follow_equity(sk_rng_range(&r, -50, 50), in, years, (sk_rate){3, 100}, e, l, &n));
        sk_ore left = 0, lacks = e[years - 1].closing < 0 ? -e[years - 1].closing : 0;
        for (int i = 0; i < n; i++) left += l[i].left;
        assert_true(left == lacks);
    }
}

static void adherence(void **state)
{
    (void)state;
    sk_rate one;
    assert_true(sk_follow_adherence1(68, 69, &one) && one.num == 67 && one.den == 68);
    assert_true(sk_follow_adherence1(10, 30, &one) && one.num == 0);
    assert_false(sk_follow_adherence1(0, 5, &one));
    /* 0.9 x 3 + 0.7 x 1 = 3.4 of 4: exactly 85 % */
    sk_adherence_in in[3] = {{100, 90, 300}, {10, 13, 100}, {0, 7, 900}};
    sk_adherence a;
    assert_int_equal(sk_follow_adherence(in, 3, (sk_rate){85, 100}, &a), SK_OK);
    assert_true(a.status == SK_MET && a.pct2 == 8500 && a.n_measured == 2 && a.n_reached == 1);
    in[0].cost = 299; /* 84.987 % is printed 84.99 and is below; 84.9999 % below prints as 85.00 */
    assert_int_equal(sk_follow_adherence(in, 3, (sk_rate){85, 100}, &a), SK_OK);
    assert_true(a.status == SK_NOT_MET && a.pct2 == 8499);
    in[0].cost = 299999999, in[1].cost = 100000000;
    assert_int_equal(sk_follow_adherence(in, 3, (sk_rate){85, 100}, &a), SK_OK);
    assert_true(a.status == SK_NOT_MET && a.pct2 == 8500);
    assert_int_equal(sk_follow_adherence(in + 2, 1, (sk_rate){85, 100}, &a), SK_OK);
    assert_true(a.status == SK_NOT_MEASURED);
}

static void variances_by_hand(void **state)
{
    (void)state;
    /* Food planned 50.0 mnkr, actual 60.0 (Aug 2023 against the year before: +10, +20 %). As an example
     * 2 % more eaters, 3 % larger portions, 18 % dearer contracts: 51.0, 52.53, 61.9854; substitution
     * took back 1.9854. */
    static const sk_rate food[] = {{102, 100}, {103, 100}, {118, 100}};
    sk_ore part[4];
    assert_true(sk_follow_variance(MNKR(500), food, 3, MNKR(600), part));
    assert_true(part[0] == 100000000 && part[1] == 153000000 && part[2] == 945540000);
    assert_true(part[3] == -198540000 && part[0] + part[1] + part[2] + part[3] == MNKR(100));
    /* other: volume -1.5 %, price 3.7 %; the rest is efficiency */
    static const sk_rate other[] = {{985, 1000}, {1037, 1000}};
    assert_true(sk_follow_variance(1000, other, 2, 1010, part));
    assert_true(part[0] == -15 && part[1] == 36 && part[2] == -11); /* 985, 1 021.445 -> 1 021 */
    assert_false(sk_follow_variance(1000, (const sk_rate[]){{1, 0}}, 1, 1010, part));
}

static void variances_always_add_up(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 32);
    for (int t = 0; t < 5000; t++) {
        sk_rate ratio[3];
        sk_ore part[4], plan = sk_rng_range(&r, -9999999, 9999999999),
                        actual = sk_rng_range(&r, 0, 9999999999);
        for (int i = 0; i < 3; i++)
            ratio[i] = (sk_rate){sk_rng_range(&r, 0, 99999), sk_rng_range(&r, 1, 99999)};
        if (!sk_follow_variance(plan, ratio, 3, actual, part)) continue;
        assert_true(part[0] + part[1] + part[2] + part[3] == actual - plan);
    }
}

static void year_end_forecast(void **state)
{
    (void)state;
    sk_ore v, month[12] = {10, 10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 20};
    /* 110 of 178 school days gone by 31/8: 60.0 -> 97.0909; by twelfths it would be 90.0 */
    assert_true(sk_follow_forecast_variable(MNKR(600), 110, 178, &v) && v == 9709090909);
    assert_false(sk_follow_forecast_variable(1, 0, 178, &v));
    assert_false(sk_follow_forecast_variable(1, 179, 178, &v));
    assert_true(sk_follow_forecast_fixed(95, month, 8, &v) && v == 175);
    assert_true(sk_follow_forecast_fixed(95, month, 12, &v) && v == 95);
    assert_false(sk_follow_forecast_fixed(95, month, 13, &v));
}

static void saving_measures(void **state)
{
    (void)state;
    /* Leanlink: 15 of 41 mnkr planned for 2023, 10 reached; another that went further does not fill it */
    static const sk_measure m[] = {{MNKR(150), MNKR(100)}, {MNKR(10), MNKR(12)}};
    sk_measures s;
    assert_true(sk_follow_measures(m, 2, &s));
    assert_true(s.planned == MNKR(160) && s.reached == MNKR(112));
    assert_true(s.remaining == MNKR(50) && s.over == MNKR(2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printed_percentages),
        cmocka_unit_test(limits_are_compared_unrounded),
        cmocka_unit_test(action_plans),
        cmocka_unit_test(equity_cap_and_layers),
        cmocka_unit_test(layers_sum_to_negative_equity),
        cmocka_unit_test(adherence),
        cmocka_unit_test(variances_by_hand),
        cmocka_unit_test(variances_always_add_up),
        cmocka_unit_test(year_end_forecast),
        cmocka_unit_test(saving_measures),
    };
    return cmocka_run_group_tests_name("price follow", tests, NULL, NULL);
}
