/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact solutions of small integer systems, and amounts split by them. The only module that includes
 * gmp.h. A solution is a matrix of integers over one common denominator, of any length.
 *
 * Sizes: at most SK_EXACT_MAX unknowns; 10 take microseconds, 70 about a second.
 * Memory: GMP's own (it ends the process when memory ends; a system of the largest size takes some
 * 20 MB). Source of the elimination: E. H. Bareiss, "Sylvester's identity and multistep integer-
 * preserving Gaussian elimination", Mathematics of Computation 22 (1968), in its Jordan form. */
#ifndef SK_EXT_GMP_EXACT_H
#define SK_EXT_GMP_EXACT_H

#include "base/buf.h"
#include "base/err.h"

enum { SK_EXACT_MAX = 128, SK_EXACT_COLS_MAX = 4096 };

typedef struct sk_exact sk_exact; /* opaque; rows x cols fractions */

/* Solves A X = B for X: a is n x n, b is n x m, both row by row. SK_E_INPUT when A is singular,
 * SK_E_USAGE when n or m is out of range, SK_E_NOMEM. */
sk_code sk_exact_solve(int n, int m, const int64_t *a, const int64_t *b, sk_exact **out, sk_err *err);
void sk_exact_free(sk_exact *x); /* NULL allowed */

int sk_exact_sign(const sk_exact *x, int row, int col); /* -1, 0, 1 */
/* The fraction in lowest terms, "7/12" or "3". */
void sk_exact_str(const sk_exact *x, int row, int col, sk_buf *out);
bool sk_exact_row_is_one(const sk_exact *x, int row); /* the row sums to exactly 1 */
/* x[row][col] x scale, rounded once, half away from zero; false when it does not fit 64 bits. */
bool sk_exact_scaled(const sk_exact *x, int row, int col, int64_t scale, int64_t *out);
/* Sum over rows of x[row][col] x amount[row], rounded once in the same way. */
bool sk_exact_dot(const sk_exact *x, int col, const int64_t *amount, int64_t *out);

/* One part of a split: its share is x[row][col] x weight / (sum of the weights with that col). */
typedef struct sk_exact_part { int col; int64_t weight; } sk_exact_part;
/* Splits total over the parts by largest remainder, as sk_split does (price/split.h), ties in list
 * order. SK_E_INPUT when the shares do not sum to exactly 1: a column with a share has no weight, or the
 * row does not sum to 1; or a weight or share is negative. */
sk_code sk_exact_split(const sk_exact *x, int row, int64_t total, size_t n, const sk_exact_part *part,
                       int64_t *out, sk_err *err);

/* Weighted mean of n fractions num/den (den > 0), weights >= 0 that are not all 0, against a limit: -1 below,
 * 0 equal, 1 above; exactly, however many terms. */
int sk_exact_mean_cmp(size_t n, const int64_t *num, const int64_t *den, const int64_t *weight,
                      int64_t limit_num, int64_t limit_den);
/* The same mean x scale, rounded once, half away from zero; false when it does not fit. */
bool sk_exact_mean_scaled(size_t n, const int64_t *num, const int64_t *den, const int64_t *weight,
                          int64_t scale, int64_t *out);
const char *sk_exact_version(void); /* of GMP */

#endif
