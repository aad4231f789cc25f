/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "base/rng.h"

#include <math.h>
#include <string.h>

/* First outputs of xoshiro256** from the state {1, 2, 3, 4}, as in the Rust crate rand_xoshiro's
 * test, which took them from the authors' C code. */
static void stream_is_xoshiro256starstar(void **state)
{
    (void)state;
    static const uint64_t want[] = {UINT64_C(11520),
                                    UINT64_C(0),
                                    UINT64_C(1509978240),
                                    UINT64_C(1215971899390074240),
                                    UINT64_C(1216172134540287360),
                                    UINT64_C(607988272756665600),
                                    UINT64_C(16172922978634559625),
                                    UINT64_C(8476171486693032832),
                                    UINT64_C(10595114339597558777),
                                    UINT64_C(2904607092377533576)};
    sk_rng r = {{1, 2, 3, 4}};
    for (size_t i = 0; i < N_OF(want); i++) assert_true(sk_rng_u64(&r) == want[i]);
}

/* SplitMix64 from seed 1234567, a widely published vector. */
static void seeding_is_splitmix64(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 1234567);
    assert_true(r.s[0] == UINT64_C(6457827717110365317));
    assert_true(r.s[1] == UINT64_C(3203168211198807973));
    assert_true(r.s[2] == UINT64_C(9817491932198370423));
    assert_true(r.s[3] == UINT64_C(4593380528125082431));
}

static void same_seed_same_draws(void **state)
{
    (void)state;
    sk_rng a, b, other;
    sk_rng_seed(&a, 42);
    sk_rng_seed(&b, 42);
    sk_rng_seed(&other, 43);
    int differs = 0;
    for (int i = 0; i < 1000; i++) {
        uint64_t x = sk_rng_u64(&a);
        assert_true(x == sk_rng_u64(&b));
        differs += x != sk_rng_u64(&other);
    }
    assert_int_equal(differs, 1000);
}

static void forks_are_independent_of_draws_elsewhere(void **state)
{
    (void)state;
    sk_rng root, a, b, c, d, again;
    sk_rng_seed(&root, 7);
    sk_rng_fork(&root, "absence", 0, &a);
    sk_rng_fork(&root, "absence", 1, &b);
    sk_rng_fork(&root, "demand", 0, &c);
    sk_rng_fork(&a, "absence", 0, &d);
    sk_rng_fork(&root, "absence", 0, &again);
    assert_memory_equal(&a, &again, sizeof a);
    assert_memory_not_equal(&a, &b, sizeof a);
    assert_memory_not_equal(&a, &c, sizeof a);
    assert_memory_not_equal(&a, &d, sizeof a);
}

static void below_and_range_are_within_and_even(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 3);
    int count[7] = {0};
    for (int i = 0; i < 70000; i++) count[sk_rng_below(&r, 7)]++;
    for (size_t i = 0; i < N_OF(count); i++) assert_in_range(count[i], 9600, 10400);
    assert_int_equal(sk_rng_below(&r, 1), 0);
    for (int i = 0; i < 1000; i++) {
        int64_t v = sk_rng_range(&r, -3, 3);
        assert_true(v >= -3 && v <= 3);
    }
    assert_int_equal(sk_rng_range(&r, 5, 5), 5);
    assert_true(sk_rng_range(&r, INT64_MIN, INT64_MAX) != sk_rng_range(&r, INT64_MIN, INT64_MAX));
}

static void unit_and_normal_have_their_moments(void **state)
{
    (void)state;
    enum { N = 200000 };
    sk_rng r;
    sk_rng_seed(&r, 4);
    double sum = 0, square = 0;
    for (int i = 0; i < N; i++) {
        double u = sk_rng_unit(&r);
        assert_true(u >= 0 && u < 1);
        double z = sk_rng_normal(&r);
        sum += z;
        square += z * z;
    }
    assert_true(fabs(sum / N) < 0.01);
    assert_true(fabs(square / N - 1) < 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stream_is_xoshiro256starstar),
        cmocka_unit_test(seeding_is_splitmix64),
        cmocka_unit_test(same_seed_same_draws),
        cmocka_unit_test(forks_are_independent_of_draws_elsewhere),
        cmocka_unit_test(below_and_range_are_within_and_even),
        cmocka_unit_test(unit_and_normal_have_their_moments),
    };
    return cmocka_run_group_tests_name("base rng", tests, NULL, NULL);
}
