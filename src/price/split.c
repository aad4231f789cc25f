/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/split.h"

#include "base/mem.h"
#include "base/num.h"

#include <stdlib.h>

__extension__ typedef unsigned __int128 uwide;

typedef struct left {
    uint64_t rem; /* fractional part x sum of weights */
    size_t at;    /* position in the list */
} left;

static int by_remainder(const void *x, const void *y)
{
    const left *a = x, *b = y;
    if (a->rem != b->rem) return a->rem > b->rem ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

static bool sum_weights(const int64_t *w, size_t n, int64_t *sum)
{
    *sum = 0;
    for (size_t i = 0; i < n; i++)
        if (w[i] < 0 || __builtin_add_overflow(*sum, w[i], sum)) return false;
    return true;
}

/* -u as a signed value when minus; u is at most 2^63. */
static sk_ore signed_part(uint64_t u, bool minus) { return minus ? (sk_ore)(0 - u) : (sk_ore)u; }

sk_code sk_split(sk_ore total, const int64_t *weight, size_t n, sk_ore *part)
{
    int64_t sum;
    if (!sum_weights(weight, n, &sum) || (sum == 0 && total != 0)) return SK_E_INPUT;
    bool minus = total < 0;
    uint64_t size = minus ? 0 - (uint64_t)total : (uint64_t)total, rest = size;
    if (sum == 0 || total == 0) {
        for (size_t i = 0; i < n; i++) part[i] = 0;
        return SK_OK;
    }
    left *order = sk_calloc_n(n, sizeof *order);
    if (!order) return SK_E_NOMEM;
    for (size_t i = 0; i < n; i++) {
        uwide p = (uwide)size * (uint64_t)weight[i];
        uint64_t q = (uint64_t)(p / (uint64_t)sum);
        order[i] = (left){(uint64_t)(p % (uint64_t)sum), i};
        part[i] = signed_part(q, minus);
        rest -= q;
    }
    qsort(order, n, sizeof *order, by_remainder);
    for (size_t i = 0; i < rest; i++) part[order[i].at] += minus ? -1 : 1;
    sk_free(order);
    return SK_OK;
}

void sk_split_even(sk_ore total, size_t n, sk_ore *part)
{
    sk_ore each = total / (sk_ore)n, over = total % (sk_ore)n;
    for (size_t i = 0; i < n; i++) {
        part[i] = each;
        if (over > 0) part[i]++, over--;
        else if (over < 0) part[i]--, over++;
    }
}

bool sk_scale(sk_ore amount, const sk_rate *rate, size_t n, sk_ore *out)
{
    sk_wide num = amount, den = 1;
    for (size_t i = 0; i < n; i++) {
        if (rate[i].den <= 0) return false;
        sk_wide a = rate[i].num, b = rate[i].den;
        sk_wide g = sk_gcd(a, b), h = sk_gcd(num, b / g), f = sk_gcd(den, a / g);
        if (g == 0 || f == 0) f = 1;
        if (__builtin_mul_overflow(num / h, a / g / f, &num) ||
            __builtin_mul_overflow(den / f, b / g / h, &den))
            return false;
    }
    bool minus = num < 0;
    uwide size = minus ? 0 - (uwide)num : (uwide)num, d = (uwide)den;
    uwide q = size / d, r = size % d;
    if (r >= d - r) q++; /* a half or more */
    if (q > (uwide)INT64_MAX) return false;
    *out = minus ? -(sk_ore)q : (sk_ore)q;
    return true;
}

sk_rate sk_rate_reduce(sk_rate r)
{
    int64_t g = (int64_t)sk_gcd(r.num, r.den);
    return g > 1 ? (sk_rate){r.num / g, r.den / g} : r;
}

bool sk_rate_plus_one(sk_rate r, sk_rate *out)
{
    sk_rate sum = {0, r.den};
    if (r.den <= 0 || __builtin_add_overflow(r.num, r.den, &sum.num)) return false;
    *out = sk_rate_reduce(sum);
    return true;
}

bool sk_rate_parse_pct(const char *s, char point, sk_rate *out)
{
    int64_t v;
    if (!sk_dec_parse(s, point, 6, &v)) return false;
    *out = sk_rate_reduce((sk_rate){v, 100000000});
    return true;
}

int64_t sk_floordiv(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/* v = (1 + r)^-n as a fixed point number of 18 decimals, rounded down once a year: far more than
 * an öre of any municipal investment. */
sk_ore sk_annuity(sk_ore invest, int64_t rate_ppm, int life_years)
{
    const sk_wide one = (sk_wide)1000000000 * 1000000000;
    if (invest == 0 || life_years <= 0) return 0;
    if (rate_ppm <= 0) return sk_muldiv(invest, 1, life_years);
    sk_wide v = one;
    for (int i = 0; i < life_years; i++) v = v * SK_PPM / (SK_PPM + rate_ppm);
    sk_wide mag = invest < 0 ? -(sk_wide)invest : invest, den = (one - v) * SK_PPM;
    sk_wide q = (mag * rate_ppm * one + den / 2) / den;
    return invest < 0 ? -(sk_ore)q : (sk_ore)q;
}
