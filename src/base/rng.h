/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seeded random numbers (SplitMix64 seeding xoshiro256**): the same on every machine. */
#ifndef SK_BASE_RNG_H
#define SK_BASE_RNG_H

#include "base/types.h"

typedef struct sk_rng { uint64_t s[4]; } sk_rng;
void sk_rng_seed(sk_rng *r, uint64_t seed);
/* Independent stream for a named purpose, so that adding draws in one place moves nothing else. */
void sk_rng_fork(const sk_rng *parent, const char *name, uint64_t index, sk_rng *out);
uint64_t sk_rng_u64(sk_rng *r);
uint32_t sk_rng_below(sk_rng *r, uint32_t n); /* 0..n-1, unbiased; n > 0 */
int64_t sk_rng_range(sk_rng *r, int64_t lo, int64_t hi); /* inclusive */
double sk_rng_unit(sk_rng *r);                /* [0, 1) */
double sk_rng_normal(sk_rng *r);              /* mean 0, sd 1; sum-of-uniforms free of libm */

#endif
