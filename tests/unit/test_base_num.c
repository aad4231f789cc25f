/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "base/num.h"
#include "base/rng.h"

#include <math.h>

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\x89"
#define NNBSP "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

static void decimals_parse_exactly_or_not_at_all(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        char point;
        int decimals;
        bool ok;
        int64_t want;
    } rows[] = {
        {"0", ',', 0, true, 0},
        {"12,5", ',', 2, true, 1250},
        {"12.5", '.', 2, true, 1250},
        {"-0,05", ',', 2, true, -5},
        {MINUS "3", ',', 0, true, -3},
        {"1 234,50", ',', 2, true, 123450},
        {"1" NBSP "234" NBSP "567", ',', 0, true, 1234567},
        {"12" NNBSP "345", ',', 0, true, 12345},
        {"123" THIN "456,7", ',', 1, true, 1234567},
        {"1234567,89", ',', 2, true, 123456789},
        {"007", ',', 0, true, 7},
        {"9223372036854775807", '.', 0, true, INT64_MAX},
        {"-9223372036854775808", '.', 0, true, INT64_MIN},
        {"92233720368547758,07", ',', 2, true, INT64_MAX},
        {"9223372036854775808", '.', 0, false, 0},
        {"-9223372036854775809", '.', 0, false, 0},
        {"92233720368547758,08", ',', 2, false, 0},
        {"100000000000000000", ',', 2, false, 0},
        {"99999999999999999999999", ',', 0, false, 0},
        {"12,5", '.', 2, false, 0},
        {"12.5", ',', 2, false, 0},
        {"12,500", ',', 2, false, 0},
        {"1,0", ',', 0, false, 0},
        {"", ',', 2, false, 0},
        {"-", ',', 2, false, 0},
        {"--1", ',', 2, false, 0},
        {"+1", ',', 2, false, 0},
        {",5", ',', 2, false, 0},
        {"5,", ',', 2, false, 0},
        {"1,2,3", ',', 5, false, 0},
        {"12 34", ',', 0, false, 0},
        {"1234 567", ',', 0, false, 0},
        {"1 2345", ',', 0, false, 0},
        {"1  234", ',', 0, false, 0},
        {"1 234 ", ',', 0, false, 0},
        {" 1", ',', 0, false, 0},
        {"1,5 00", ',', 4, false, 0},
        {"1e3", '.', 3, false, 0},
        {"0x10", '.', 0, false, 0},
        {"nan", '.', 0, false, 0},
        {"12 st", ',', 0, false, 0},
        {"1\xC2", ',', 0, false, 0},
        {"1\xE2\x80", ',', 0, false, 0},
        {"1", ',', -1, false, 0},
        {"1", ',', 19, false, 0},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        int64_t got = 4711;
        bool ok = sk_dec_parse(rows[i].in, rows[i].point, rows[i].decimals, &got);
        if (ok != rows[i].ok) fail_msg("row %zu: %s", i, rows[i].in);
        assert_true(got == (ok ? rows[i].want : 4711));
    }
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 1);
    sk_buf b = SK_BUF_INIT;
    for (int i = 0; i < 20000; i++) {
        int64_t v = (int64_t)(sk_rng_u64(&r) >> sk_rng_below(&r, 64)), got = 0;
        if (i % 2) v = -v;
        int dec = (int)sk_rng_below(&r, 7);
        sk_buf_clear(&b);
        sk_buf_dec(&b, v, dec, SK_LANG_SV);
        assert_true(sk_dec_parse(b.data, ',', dec, &got) && got == v);
        sk_buf_clear(&b);
        sk_buf_dec_plain(&b, v, dec);
        assert_true(sk_dec_parse(b.data, '.', dec, &got) && got == v);
    }
    sk_buf_free(&b);
}

static void written_forms(void **state)
{
    (void)state;
    static const struct {
        int64_t v;
        int decimals;
        const char *sv, *en, *plain;
    } rows[] = {
        {0, 2, "0,00", "0.00", "0.00"},
        {5, 2, "0,05", "0.05", "0.05"},
        {-5, 2, "-0,05", "-0.05", "-0.05"},
        {123450, 2, "1" NBSP "234,50", "1,234.50", "1234.50"},
        {99999, 2, "999,99", "999.99", "999.99"},
        {1234567, 0, "1" NBSP "234" NBSP "567", "1,234,567", "1234567"},
        {-1000, 0, "-1" NBSP "000", "-1,000", "-1000"},
        {INT64_MIN, 2, "-92" NBSP "233" NBSP "720" NBSP "368" NBSP "547" NBSP "758,08",
         "-92,233,720,368,547,758.08", "-92233720368547758.08"},
    };
    sk_buf b = SK_BUF_INIT;
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_buf_clear(&b);
        sk_buf_dec(&b, rows[i].v, rows[i].decimals, SK_LANG_SV);
        assert_string_equal(b.data, rows[i].sv);
        sk_buf_clear(&b);
        sk_buf_dec(&b, rows[i].v, rows[i].decimals, SK_LANG_EN);
        assert_string_equal(b.data, rows[i].en);
        sk_buf_clear(&b);
        sk_buf_dec_plain(&b, rows[i].v, rows[i].decimals);
        assert_string_equal(b.data, rows[i].plain);
    }
    sk_buf_clear(&b);
    sk_buf_ore(&b, -123456789, SK_LANG_SV);
    assert_string_equal(b.data, "-1" NBSP "234" NBSP "567,89");
    sk_buf_free(&b);
}

/* The rounded quotient q is right when |2(ab - qc)| <= c, and on a tie q lies away from zero. */
static void muldiv_rounds_half_away_from_zero(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 2);
    int ties = 0;
    for (int i = 0; i < 200000; i++) {
        int wide = 1 + (int)sk_rng_below(&r, 40);
        int64_t a = sk_rng_range(&r, -(INT64_C(1) << wide), INT64_C(1) << wide);
        int64_t b = sk_rng_range(&r, -1000000, 1000000);
        int64_t c = sk_rng_range(&r, 1, INT64_C(1) << sk_rng_below(&r, 40));
        sk_wide p = (sk_wide)a * b, least = (sk_wide)1 << 62;
        if (p / c > least || p / c < -least) continue;
        sk_wide q = sk_muldiv(a, b, c), rest = 2 * (p - q * c);
        assert_true((rest < 0 ? -rest : rest) <= c);
        if (rest == c || rest == -c) {
            ties++;
            assert_true((p > 0 && rest < 0) || (p < 0 && rest > 0));
        }
    }
    assert_true(ties > 100);
    assert_int_equal(sk_muldiv(1, 1, 2), 1);
    assert_int_equal(sk_muldiv(-1, 1, 2), -1);
    assert_int_equal(sk_muldiv(1, 1, 3), 0);
    assert_int_equal(sk_muldiv(2, -1, 3), -1);
    assert_true(sk_muldiv(INT64_MAX, INT64_MAX, INT64_MAX) == INT64_MAX);
    assert_true(sk_muldiv(INT64_MIN, 1, 1) == INT64_MIN);
}

static void ceildiv_is_the_least_that_covers(void **state)
{
    (void)state;
    for (int64_t a = -50; a <= 50; a++)
        for (int64_t b = 1; b <= 12; b++) {
            int64_t q = sk_ceildiv(a, b);
            assert_true(q * b >= a && (q - 1) * b < a);
        }
    assert_true(sk_ceildiv(INT64_MAX, 1) == INT64_MAX);
}

static void add_ok_sees_overflow(void **state)
{
    (void)state;
    int64_t v = 0;
    assert_true(sk_add_ok(INT64_MAX - 1, 1, &v) && v == INT64_MAX);
    assert_false(sk_add_ok(INT64_MAX, 1, &v));
    assert_false(sk_add_ok(INT64_MIN, -1, &v));
}

static void round_checks_range(void **state)
{
    (void)state;
    int64_t v = 0;
    assert_true(sk_round_i64(2.5, &v) && v == 3);
    assert_true(sk_round_i64(-2.5, &v) && v == -3);
    assert_true(sk_round_i64(0.49999999999999994, &v) && v == 0);
    assert_true(sk_round_i64(9e15, &v) && v == INT64_C(9000000000000000));
    assert_false(sk_round_i64(9.1e15, &v));
    assert_false(sk_round_i64(NAN, &v));
    assert_false(sk_round_i64(-INFINITY, &v));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_parse_exactly_or_not_at_all),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(written_forms),
        cmocka_unit_test(muldiv_rounds_half_away_from_zero),
        cmocka_unit_test(ceildiv_is_the_least_that_covers),
        cmocka_unit_test(add_ok_sees_overflow),
        cmocka_unit_test(round_checks_range),
    };
    return cmocka_run_group_tests_name("base num", tests, NULL, NULL);
}
