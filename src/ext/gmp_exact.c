/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ext/gmp_exact.h"

#include "base/mem.h"
#include "base/text.h"

#include <gmp.h>
#include <stdlib.h>

struct sk_exact {
    int rows, cols;
    mpz_t den;  /* > 0 */
    mpz_t *num; /* rows x cols */
};

/* ---- 64 bits in and out, whatever the width of long ---- */

static void set_u64(mpz_t z, uint64_t v) { mpz_import(z, 1, -1, sizeof v, 0, 0, &v); }

static void set_i64(mpz_t z, int64_t v)
{
    set_u64(z, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
    if (v < 0) mpz_neg(z, z);
}

static uint64_t get_u64(const mpz_t z) /* |z| < 2^64 */
{
    uint64_t v = 0;
    mpz_export(&v, NULL, -1, sizeof v, 0, 0, z);
    return v;
}

static bool get_i64(const mpz_t z, int64_t *out)
{
    if (mpz_sizeinbase(z, 2) > 63) return false;
    uint64_t u = get_u64(z);
    *out = mpz_sgn(z) < 0 ? -(int64_t)u : (int64_t)u;
    return true;
}

/* ---- elimination ---- */

typedef struct work {
    int n, w;      /* rows, columns of [A | B] */
    mpz_t *a;      /* n x w */
    mpz_t prev, t; /* last pivot, scratch */
} work;

static mpz_t *at(const work *k, int row, int col) { return &k->a[row * k->w + col]; }

/* Swaps a row with a pivot in column c into place; false: none, so the matrix is singular. The sign
 * of a swap cancels, since [A | B] changes it on both sides. */
static bool find_pivot(work *k, int c)
{
    int r = c;
    while (r < k->n && mpz_sgn(*at(k, r, c)) == 0) r++;
    if (r == k->n) return false;
    for (int j = 0; r != c && j < k->w; j++) mpz_swap(*at(k, r, j), *at(k, c, j));
    return true;
}

/* row i := (pivot x row i - a[i][c] x row c) / previous pivot; the division leaves no rest. */
static void clear_below_and_above(work *k, int i, int c)
{
    for (int j = 0; j < k->w; j++) {
        if (j == c) continue;
        mpz_mul(*at(k, i, j), *at(k, i, j), *at(k, c, c));
        mpz_submul(*at(k, i, j), *at(k, i, c), *at(k, c, j));
        mpz_divexact(*at(k, i, j), *at(k, i, j), k->prev);
    }
    mpz_set_ui(*at(k, i, c), 0);
}

/* Afterwards every diagonal element is the determinant and [B] is determinant x X. */
static bool eliminate(work *k)
{
    for (int c = 0; c < k->n; c++) {
        if (!find_pivot(k, c)) return false;
        for (int i = 0; i < k->n; i++)
            if (i != c) clear_below_and_above(k, i, c);
        mpz_set(k->prev, *at(k, c, c));
    }
    return true;
}

static bool work_new(work *k, int n, int m, const int64_t *a, const int64_t *b)
{
    *k = (work){.n = n, .w = n + m};
    k->a = sk_calloc_n((size_t)n * (size_t)(n + m), sizeof *k->a);
    if (!k->a) return false;
    mpz_init_set_ui(k->prev, 1);
    mpz_init(k->t);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < k->w; j++) {
            mpz_init(*at(k, i, j));
            set_i64(*at(k, i, j), j < n ? a[i * n + j] : b[i * m + j - n]);
        }
    return true;
}

/* Divides each row by the greatest common divisor of its elements, which keeps numbers short. */
static void shorten(work *k)
{
    for (int i = 0; i < k->n; i++) {
        mpz_set_ui(k->t, 0);
        for (int j = 0; j < k->w; j++) mpz_gcd(k->t, k->t, *at(k, i, j));
        for (int j = 0; j < k->w && mpz_cmp_ui(k->t, 1) > 0; j++)
            mpz_divexact(*at(k, i, j), *at(k, i, j), k->t);
    }
}

static void work_free(work *k)
{
    for (int i = 0; i < k->n * k->w; i++) mpz_clear(k->a[i]);
    sk_free(k->a);
    mpz_clear(k->prev);
    mpz_clear(k->t);
}

static sk_exact *take_solution(work *k)
{
    int m = k->w - k->n;
    sk_exact *x = sk_alloc(sizeof *x);
    mpz_t *num = sk_calloc_n((size_t)k->n * (size_t)m, sizeof *num);
    if (!x || !num) {
        sk_free(x);
        sk_free(num);
        return NULL;
    }
    *x = (sk_exact){.rows = k->n, .cols = m, .num = num};
    mpz_init_set(x->den, k->prev);
    bool minus = mpz_sgn(x->den) < 0;
    mpz_abs(x->den, x->den);
    for (int i = 0; i < k->n; i++)
        for (int j = 0; j < m; j++) {
            mpz_init_set(num[i * m + j], *at(k, i, k->n + j));
            if (minus) mpz_neg(num[i * m + j], num[i * m + j]);
        }
    return x;
}

sk_code sk_exact_solve(int n, int m, const int64_t *a, const int64_t *b, sk_exact **out,
                       sk_err *err)
{
    *out = NULL;
    if (n < 1 || n > SK_EXACT_MAX || m < 1 || m > SK_EXACT_COLS_MAX)
        return sk_err_set(err, SK_E_USAGE, "a system of %d equations is too large, at most %d", n,
                          SK_EXACT_MAX);
    work k;
    if (!work_new(&k, n, m, a, b)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    shorten(&k);
    bool solved = eliminate(&k);
    if (solved) *out = take_solution(&k);
    work_free(&k);
    if (!solved) return sk_err_set(err, SK_E_INPUT, "the system has no single solution");
    return *out ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}

void sk_exact_free(sk_exact *x)
{
    if (!x) return;
    for (int i = 0; i < x->rows * x->cols; i++) mpz_clear(x->num[i]);
    mpz_clear(x->den);
    sk_free(x->num);
    sk_free(x);
}

/* ---- looking at a solution ---- */

static const mpz_t *num_at(const sk_exact *x, int row, int col)
{
    return (const mpz_t *)&x->num[row * x->cols + col];
}

int sk_exact_sign(const sk_exact *x, int row, int col) { return mpz_sgn(*num_at(x, row, col)); }

void sk_exact_str(const sk_exact *x, int row, int col, sk_buf *out)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_num(q, *num_at(x, row, col));
    mpq_set_den(q, x->den);
    mpq_canonicalize(q);
    size_t cap = mpz_sizeinbase(mpq_numref(q), 10) + mpz_sizeinbase(mpq_denref(q), 10) + 3;
    char *s = sk_alloc(cap);
    if (s) sk_buf_add(out, mpq_get_str(s, 10, q));
    else out->failed = true;
    sk_free(s);
    mpq_clear(q);
}

bool sk_exact_row_is_one(const sk_exact *x, int row)
{
    mpz_t sum;
    mpz_init(sum);
    for (int j = 0; j < x->cols; j++) mpz_add(sum, sum, *num_at(x, row, j));
    bool one = mpz_cmp(sum, x->den) == 0;
    mpz_clear(sum);
    return one;
}

/* num / den rounded half away from zero; destroys num. */
static bool round_out(mpz_t num, const mpz_t den, int64_t *out)
{
    bool minus = mpz_sgn(num) < 0;
    mpz_abs(num, num);
    mpz_mul_2exp(num, num, 1);
    mpz_add(num, num, den);
    mpz_fdiv_q(num, num, den);
    mpz_fdiv_q_2exp(num, num, 1); /* floor((2a + b) / 2b) */
    if (minus) mpz_neg(num, num);
    return get_i64(num, out);
}

bool sk_exact_scaled(const sk_exact *x, int row, int col, int64_t scale, int64_t *out)
{
    mpz_t v;
    mpz_init(v);
    set_i64(v, scale);
    mpz_mul(v, v, *num_at(x, row, col));
    bool ok = round_out(v, x->den, out);
    mpz_clear(v);
    return ok;
}

bool sk_exact_dot(const sk_exact *x, int col, const int64_t *amount, int64_t *out)
{
    mpz_t sum, v;
    mpz_inits(sum, v, NULL);
    for (int i = 0; i < x->rows; i++) {
        set_i64(v, amount[i]);
        mpz_addmul(sum, v, *num_at(x, i, col));
    }
    bool ok = round_out(sum, x->den, out);
    mpz_clears(sum, v, NULL);
    return ok;
}

/* ---- split ---- */

typedef struct rest {
    uint64_t key; /* first 64 bits of the fractional part */
    mpz_t rem;    /* fractional part x den of its column */
    const mpz_t *den;
    size_t at;
} rest;

static int by_rest(const void *x, const void *y)
{
    const rest *a = x, *b = y;
    if (a->key != b->key) return a->key > b->key ? -1 : 1;
    mpz_t p, q;
    mpz_inits(p, q, NULL);
    mpz_mul(p, a->rem, *b->den);
    mpz_mul(q, b->rem, *a->den);
    int c = mpz_cmp(q, p);
    mpz_clears(p, q, NULL);
    return c ? c : a->at < b->at ? -1 : a->at > b->at;
}

/* Sum of weights by column; false when the shares cannot sum to 1. */
static bool weigh(const sk_exact *x, int row, size_t n, const sk_exact_part *part, int64_t *sum)
{
    if (!sk_exact_row_is_one(x, row)) return false;
    for (size_t i = 0; i < n; i++) {
        int c = part[i].col;
        if (c < 0 || c >= x->cols || part[i].weight < 0) return false;
        if (__builtin_add_overflow(sum[c], part[i].weight, &sum[c])) return false;
    }
    for (int j = 0; j < x->cols; j++) {
        int sign = sk_exact_sign(x, row, j);
        if (sign < 0 || (sign > 0 && sum[j] == 0)) return false;
    }
    return true;
}

/* Whole part of |total| x share of one part to *q, the rest to r. */
static void one_part(const mpz_t total_num, const mpz_t den, int64_t weight, mpz_t t, uint64_t *q,
                     rest *r)
{
    set_i64(t, weight);
    mpz_mul(t, t, total_num);
    mpz_fdiv_qr(t, r->rem, t, den);
    *q = get_u64(t);
    mpz_mul_2exp(t, r->rem, 64);
    mpz_fdiv_q(t, t, den);
    r->key = get_u64(t);
}

static void hand_out(const sk_exact *x, int row, int64_t total, size_t n, const sk_exact_part *part,
                     const int64_t *sum, mpz_t *den, rest *r, int64_t *out)
{
    mpz_t size, scaled, t;
    mpz_inits(size, scaled, t, NULL);
    set_i64(size, total);
    mpz_abs(size, size);
    uint64_t left = get_u64(size), q = 0;
    for (int j = 0; j < x->cols; j++) {
        set_i64(den[j], sum[j] ? sum[j] : 1);
        mpz_mul(den[j], den[j], x->den);
    }
    for (size_t i = 0; i < n; i++) {
        r[i].at = i;
        r[i].den = (const mpz_t *)&den[part[i].col];
        mpz_mul(scaled, size, *num_at(x, row, part[i].col));
        one_part(scaled, den[part[i].col], part[i].weight, t, &q, &r[i]);
        out[i] = (int64_t)(total < 0 ? 0 - q : q);
        left -= q;
    }
    qsort(r, n, sizeof *r, by_rest);
    for (size_t i = 0; i < left; i++) out[r[i].at] += total < 0 ? -1 : 1;
    mpz_clears(size, scaled, t, NULL);
}

sk_code sk_exact_split(const sk_exact *x, int row, int64_t total, size_t n,
                       const sk_exact_part *part, int64_t *out, sk_err *err)
{
    size_t cols = (size_t)x->cols;
    int64_t *sum = sk_calloc_n(cols, sizeof *sum);
    mpz_t *den = sk_calloc_n(cols, sizeof *den);
    rest *r = sk_calloc_n(n ? n : 1, sizeof *r);
    sk_code code = SK_OK;
    if (!sum || !den || !r) code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    else if (!weigh(x, row, n, part, sum))
        code = sk_err_set(err, SK_E_INPUT, "the shares of a split do not sum to 1");
    if (code == SK_OK) {
        for (size_t j = 0; j < cols; j++) mpz_init(den[j]);
        for (size_t i = 0; i < n; i++) mpz_init(r[i].rem);
        hand_out(x, row, total, n, part, sum, den, r, out);
        for (size_t j = 0; j < cols; j++) mpz_clear(den[j]);
        for (size_t i = 0; i < n; i++) mpz_clear(r[i].rem);
    }
    sk_free(sum);
    sk_free(den);
    sk_free(r);
    return code;
}

/* ---- means ---- */

static void set_fraction(mpq_t q, int64_t num, int64_t den)
{
    set_i64(mpq_numref(q), num);
    set_i64(mpq_denref(q), den);
    mpq_canonicalize(q);
}

static void mean(size_t n, const int64_t *num, const int64_t *den, const int64_t *weight, mpq_t out)
{
    mpq_t term, w, sum;
    mpq_inits(term, w, sum, NULL);
    mpq_set_ui(out, 0, 1);
    for (size_t i = 0; i < n; i++) {
        if (weight[i] == 0) continue;
        set_fraction(term, num[i], den[i]);
        set_fraction(w, weight[i], 1);
        mpq_mul(term, term, w);
        mpq_add(out, out, term);
        mpq_add(sum, sum, w);
    }
    if (mpq_sgn(sum) != 0) mpq_div(out, out, sum);
    mpq_clears(term, w, sum, NULL);
}

int sk_exact_mean_cmp(size_t n, const int64_t *num, const int64_t *den, const int64_t *weight,
                      int64_t limit_num, int64_t limit_den)
{
    mpq_t m, limit;
    mpq_inits(m, limit, NULL);
    mean(n, num, den, weight, m);
    set_fraction(limit, limit_num, limit_den);
    int c = mpq_cmp(m, limit);
    mpq_clears(m, limit, NULL);
    return c < 0 ? -1 : c > 0;
}

bool sk_exact_mean_scaled(size_t n, const int64_t *num, const int64_t *den, const int64_t *weight,
                          int64_t scale, int64_t *out)
{
    mpq_t m, s;
    mpq_inits(m, s, NULL);
    mean(n, num, den, weight, m);
    set_fraction(s, scale, 1);
    mpq_mul(m, m, s);
    bool ok = round_out(mpq_numref(m), mpq_denref(m), out);
    mpq_clears(m, s, NULL);
    return ok;
}

const char *sk_exact_version(void) { return gmp_version; }
