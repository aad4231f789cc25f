/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact decimal reading and writing, and integer arithmetic that rounds once at a stated place. */
#ifndef SK_BASE_NUM_H
#define SK_BASE_NUM_H

#include "base/buf.h"

/* Parses a decimal number exactly into an integer scaled by 10^decimals: "12,5" with decimals 2 is
 * 1250. `point` is the only accepted decimal mark (',' or '.'). Spaces, NBSP (U+00A0), thin space
 * (U+2009) and U+202F are accepted between digit groups of three, U+2212 as minus. False: not a
 * number, more decimals than allowed, or out of range. */
bool sk_dec_parse(const char *s, char point, int decimals, int64_t *out);

/* a*b/c rounded half away from zero; c > 0; the result must fit (checked by assert in debug). */
int64_t sk_muldiv(int64_t a, int64_t b, int64_t c);
int64_t sk_ceildiv(int64_t a, int64_t b); /* b > 0 */
bool sk_add_ok(int64_t a, int64_t b, int64_t *out); /* false on overflow */
sk_wide sk_gcd(sk_wide a, sk_wide b); /* greatest common divisor, >= 0; 0 only of two zeros */

/* The one crossing from optimisation to money: rounds half away from zero; false when not finite
 * or outside +-9e15. */
bool sk_round_i64(double x, int64_t *out);

/* "1 234,50" (sv, groups by NBSP U+00A0) or "1,234.50" (en). */
void sk_buf_ore(sk_buf *b, sk_ore v, sk_lang lang);
/* Integer scaled by 10^decimals, same grouping. */
void sk_buf_dec(sk_buf *b, int64_t v, int decimals, sk_lang lang);
/* Plain machine form without grouping, '.' as mark: for JSON, .dat files and tests. */
void sk_buf_dec_plain(sk_buf *b, int64_t v, int decimals);

#endif
