/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "base/mem.h"
#include "base/rng.h"
#include "price/split.h"

#include <string.h>

enum { N_MAX = 40 };

static void known_splits(void **state)
{
    (void)state;
    static const struct {
        sk_ore total;
        size_t n;
        int64_t w[6];
        sk_ore want[6];
    } rows[] = {
        {100, 3, {1, 1, 1}, {34, 33, 33}},     /* ties in list order */
        {-100, 3, {1, 1, 1}, {-34, -33, -33}}, /* the absolute value is split */
        {100, 3, {1, 0, 2}, {33, 0, 67}},      /* 66.67 has the larger fraction */
        {1, 4, {1, 2, 2, 1}, {0, 1, 0, 0}},    /* first of the largest */
        {2, 3, {0, 5, 5}, {0, 1, 1}},
        {0, 3, {1, 2, 3}, {0, 0, 0}},
        {0, 2, {0, 0}, {0, 0}},
        {7, 1, {3}, {7}},
        {12345, 5, {41, 7, 0, 1, 51}, {5062, 864, 0, 123, 6296}},
        /* 5061.45 864.15 0 123.45 6295.95: two öre left, to .95 and the first .45 */
        {INT64_MAX, 2, {INT64_MAX - 1, 1}, {INT64_MAX - 1, 1}},
        {INT64_MIN, 2, {1, 1}, {INT64_MIN / 2, INT64_MIN / 2}},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_ore got[6];
        assert_int_equal(sk_split(rows[i].total, rows[i].w, rows[i].n, got), SK_OK);
        for (size_t j = 0; j < rows[i].n; j++)
            if (got[j] != rows[i].want[j])
                fail_msg("row %zu part %zu: %lld", i, j, (long long)got[j]);
    }
}

static void impossible_splits_are_refused(void **state)
{
    (void)state;
    static const int64_t none[] = {0, 0}, minus[] = {3, -1}, huge[] = {INT64_MAX, 1};
    sk_ore part[2] = {4711, 4711};
    assert_int_equal(sk_split(5, none, 2, part), SK_E_INPUT);
    assert_int_equal(sk_split(5, none, 0, part), SK_E_INPUT);
    assert_int_equal(sk_split(5, minus, 2, part), SK_E_INPUT);
    assert_int_equal(sk_split(5, huge, 2, part), SK_E_INPUT);
    sk_mem_fail_at(1);
    assert_int_equal(sk_split(5, (const int64_t[]){1, 1}, 2, part), SK_E_NOMEM);
    sk_mem_fail_at(0);
    assert_true(part[0] == 4711 && part[1] == 4711);
}

static sk_ore random_total(sk_rng *r)
{
    uint64_t u = sk_rng_u64(r) >> sk_rng_below(r, 64);
    return (sk_ore)u;
}

/* Sum, sign, zero weights, and no part further than an öre from its exact value. */
static void parts_always_sum_to_the_total(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 5);
    for (int t = 0; t < 20000; t++) {
        size_t n = 1 + sk_rng_below(&r, N_MAX);
        int64_t w[N_MAX], sum_w = 0, cap = sk_rng_below(&r, 2) ? 3 : (int64_t)1 << 57;
        sk_ore part[N_MAX], total = random_total(&r);
        for (size_t i = 0; i < n; i++) {
            w[i] = sk_rng_below(&r, 3) ? sk_rng_range(&r, 0, cap) : 0;
            sum_w += w[i];
        }
        if (sum_w == 0) w[0] = sum_w = 1;
        assert_int_equal(sk_split(total, w, n, part), SK_OK);
        sk_wide sum = 0;
        for (size_t i = 0; i < n; i++) {
            sum += part[i];
            assert_true(w[i] || part[i] == 0);
            assert_true(total >= 0 ? part[i] >= 0 : part[i] <= 0);
        }
        assert_true(sum == total);
    }
}

static void an_ore_is_the_most_that_rounding_moves(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 6);
    for (int t = 0; t < 5000; t++) {
        size_t n = 1 + sk_rng_below(&r, N_MAX);
        int64_t w[N_MAX], sum_w = 0;
        sk_ore part[N_MAX], total = sk_rng_range(&r, -1000000000, 1000000000);
        for (size_t i = 0; i < n; i++) sum_w += w[i] = sk_rng_range(&r, i == 0, 5000);
        assert_int_equal(sk_split(total, w, n, part), SK_OK);
        for (size_t i = 0; i < n; i++) {
            sk_wide off = (sk_wide)part[i] * sum_w - (sk_wide)total * w[i];
            assert_true(off < sum_w && off > -sum_w);
        }
    }
}

/* Without ties the parts follow their weights; with ties the sorted list of parts is the same. */
static void permuting_changes_nothing_but_the_order(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 7);
    for (int t = 0; t < 3000; t++) {
        size_t n = 2 + sk_rng_below(&r, N_MAX - 2), at[N_MAX];
        int64_t w[N_MAX], moved[N_MAX];
        sk_ore a[N_MAX], b[N_MAX], total = sk_rng_range(&r, -100000, 100000);
        for (size_t i = 0; i < n; i++) at[i] = i, w[i] = 1 + sk_rng_range(&r, 0, 1 << 20);
        for (size_t i = n - 1; i > 0; i--) {
            size_t j = sk_rng_below(&r, (uint32_t)i + 1), k = at[i];
            at[i] = at[j];
            at[j] = k;
        }
        for (size_t i = 0; i < n; i++) moved[i] = w[at[i]];
        assert_int_equal(sk_split(total, w, n, a), SK_OK);
        assert_int_equal(sk_split(total, moved, n, b), SK_OK);
        size_t differ = 0;
        for (size_t i = 0; i < n; i++) differ += b[i] != a[at[i]];
        assert_true(differ == 0 || differ == 2); /* 2: two equal fractions at the cut */
    }
}

static void months(void **state)
{
    (void)state;
    sk_ore m[12];
    sk_split_even(1000, 12, m); /* 83.33: 4 months of 84, 8 of 83 */
    assert_true(m[0] == 84 && m[3] == 84 && m[4] == 83 && m[11] == 83);
    sk_split_even(-13, 12, m);
    assert_true(m[0] == -2 && m[1] == -1 && m[11] == -1);
    sk_split_even(0, 12, m);
    assert_true(m[0] == 0 && m[11] == 0);
}

static void scaling_rounds_once_half_away_from_zero(void **state)
{
    (void)state;
    static const struct {
        sk_ore a;
        size_t n;
        sk_rate r[3];
        bool ok;
        sk_ore want;
    } rows[] = {
        {100000, 1, {{1037, 1000}}, true, 103700},
        {5, 1, {{1, 2}}, true, 3},
        {-5, 1, {{1, 2}}, true, -3},
        {7, 1, {{1, 3}}, true, 2},
        {1, 2, {{10000, 1}, {-1, 800}}, true, -13}, /* -12.5 */
        {-8, 2, {{-3, 4}, {-5, 6}}, true, -5},
        {1, 2, {{1, 3}, {3, 1}}, true, 1}, /* not 0: no rounding on the way */
        {INT64_MAX, 2, {{INT64_MAX, 1}, {1, INT64_MAX}}, true, INT64_MAX},
        {INT64_MAX, 1, {{2, 1}}, false, 0},
        {5, 1, {{1, 0}}, false, 0}, /* a rate that was not given */
        {5, 1, {{1, -2}}, false, 0},
        {0, 1, {{7, 3}}, true, 0},
        {23500000000, 2, {{985, 1000}, {1018, 1000}}, true, 23564155000},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_ore got = 4711;
        bool ok = sk_scale(rows[i].a, rows[i].r, rows[i].n, &got);
        if (ok != rows[i].ok || got != (ok ? rows[i].want : 4711))
            fail_msg("row %zu: %lld", i, (long long)got);
    }
}

static void scaling_equals_one_division(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 8);
    for (int t = 0; t < 20000; t++) {
        sk_rate rate[2];
        sk_ore a = sk_rng_range(&r, -1000000, 1000000), got = 4711;
        for (int i = 0; i < 2; i++)
            rate[i] = (sk_rate){sk_rng_range(&r, -3000, 3000), sk_rng_range(&r, 1, 3000)};
        int64_t num = a * rate[0].num * rate[1].num, den = rate[0].den * rate[1].den;
        int64_t size = num < 0 ? -num : num, want = (2 * size + den) / (2 * den);
        assert_true(sk_scale(a, rate, 2, &got) && got == (num < 0 ? -want : want));
    }
}

static void rates(void **state)
{
    (void)state;
    sk_rate r;
    assert_true(sk_rate_parse_pct("3,7", ',', &r) && r.num == 37 && r.den == 1000);
    assert_true(sk_rate_parse_pct("100", ',', &r) && r.num == 1 && r.den == 1);
    assert_true(sk_rate_parse_pct("-0,25", ',', &r) && r.num == -1 && r.den == 400);
    assert_false(sk_rate_parse_pct("3.7", ',', &r));
    assert_true(sk_rate_plus_one((sk_rate){37, 1000}, &r) && r.num == 1037 && r.den == 1000);
    assert_false(sk_rate_plus_one((sk_rate){1, 0}, &r));
    assert_true(sk_floordiv(-1, 3) == -1 && sk_floordiv(7, 3) == 2 && sk_floordiv(-6, 3) == -2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_splits),
        cmocka_unit_test(impossible_splits_are_refused),
        cmocka_unit_test(parts_always_sum_to_the_total),
        cmocka_unit_test(an_ore_is_the_most_that_rounding_moves),
        cmocka_unit_test(permuting_changes_nothing_but_the_order),
        cmocka_unit_test(months),
        cmocka_unit_test(scaling_rounds_once_half_away_from_zero),
        cmocka_unit_test(scaling_equals_one_division),
        cmocka_unit_test(rates),
    };
    return cmocka_run_group_tests_name("price split", tests, NULL, NULL);
}
