/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact money: splitting an amount so that the parts sum to it, and scaling by fractions with one
 * rounding. No floating point; products in 128 bits, overflow is found and never wraps.
 * Source: the method of largest remainders (Hamilton's apportionment), as in any text on rounding. */
#ifndef SK_PRICE_SPLIT_H
#define SK_PRICE_SPLIT_H

#include "base/types.h"

/* A rate or share as an integer fraction; den > 0, or 0 = not given. 3.7 % is {37, 1000}. */
typedef struct sk_rate { int64_t num, den; } sk_rate;

/* Splits total over n parts in proportion to weight (each >= 0) by largest remainder: every part is
 * |total| x weight / sum rounded down, left-over öre go one each to the largest fractional parts, ties in
 * list order; the sign is put back last. A part of weight 0 is 0. The parts always sum to total.
 * SK_E_INPUT: a negative weight, a sum of weights over INT64_MAX, or nothing to split over (n or all
 * weights 0) when total is not 0. SK_E_NOMEM. part is filled only on SK_OK. O(n log n). */
sk_code sk_split(sk_ore total, const int64_t *weight, size_t n, sk_ore *part);

/* total in n equal parts, the first ones an öre larger in size: months. n > 0; part[n]. */
void sk_split_even(sk_ore total, size_t n, sk_ore *part);

/* amount x the product of the n rates, rounded once, half away from zero. False when a den is not
 * positive or the exact value, reduced, does not fit: then nothing is stored. */
bool sk_scale(sk_ore amount, const sk_rate *rate, size_t n, sk_ore *out);

/* 1 + r as a fraction: what an index multiplies with. False when it does not fit. */
bool sk_rate_plus_one(sk_rate r, sk_rate *out);
/* Lowest terms; den 0 stays {num, 0}. */
sk_rate sk_rate_reduce(sk_rate r);
/* "3,7" -> {37, 1000} when percent, with the decimal mark given; false when it is no number. */
bool sk_rate_parse_pct(const char *s, char point, sk_rate *out);

/* öre a year for an investment written off over its life: I x r / (1 - (1 + r)^-n), rounded once half away from
 * zero; without interest I / n; 0 without life. invest within +-10^12 öre. Source: the annuity of any textbook. */
sk_ore sk_annuity(sk_ore invest, int64_t rate_ppm, int life_years);

/* Largest integer <= a / b; b > 0. */
int64_t sk_floordiv(int64_t a, int64_t b);

#endif
