/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xoshiro256** 1.0 seeded by SplitMix64 (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", ACM TOMS 2021; https://prng.di.unimi.it). Integer operations only, apart from the
 * last exact conversion to double, so that every machine draws the same. */
#include "base/rng.h"

#include "base/map.h"

#include <string.h>

static uint64_t splitmix(uint64_t *x)
{
    uint64_t z = (*x += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

void sk_rng_seed(sk_rng *r, uint64_t seed)
{
    for (int i = 0; i < 4; i++) r->s[i] = splitmix(&seed);
}

void sk_rng_fork(const sk_rng *parent, const char *name, uint64_t index, sk_rng *out)
{
    uint64_t h = sk_hash(name, strlen(name), 0);
    for (int i = 0; i < 4; i++) h = splitmix(&h) ^ parent->s[i];
    h = splitmix(&h) ^ index;
    sk_rng_seed(out, splitmix(&h));
}

static uint64_t rotl(uint64_t x, int k) { return x << k | x >> (64 - k); }

uint64_t sk_rng_u64(sk_rng *r)
{
    uint64_t *s = r->s, out = rotl(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return out;
}

/* 0..span; rejection keeps it unbiased. */
static uint64_t upto(sk_rng *r, uint64_t span)
{
    if (span == UINT64_MAX) return sk_rng_u64(r);
    uint64_t n = span + 1, skip = (UINT64_MAX - n + 1) % n, v; /* skip = 2^64 mod n */
    do v = sk_rng_u64(r);
    while (v < skip);
    return v % n;
}

uint32_t sk_rng_below(sk_rng *r, uint32_t n) { return n ? (uint32_t)upto(r, n - 1) : 0; }

int64_t sk_rng_range(sk_rng *r, int64_t lo, int64_t hi)
{
    if (hi <= lo) return lo;
    return (int64_t)((uint64_t)lo + upto(r, (uint64_t)hi - (uint64_t)lo));
}

double sk_rng_unit(sk_rng *r) { return (double)(sk_rng_u64(r) >> 11) * 0x1p-53; }

/* Sum of twelve uniforms less six (Irwin-Hall): variance 1, tails end at +-6. Every partial sum is
 * a multiple of 2^-53 below 16, so at most the last bits round, alike everywhere. */
double sk_rng_normal(sk_rng *r)
{
    double sum = 0;
    for (int i = 0; i < 12; i++) sum += sk_rng_unit(r);
    return sum - 6;
}
