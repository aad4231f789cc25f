/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/support.h"

#include "base/mem.h"
#include "base/text.h"

static int width(const sk_support *s) { return s->n_support + s->n_final; }

static int64_t use_of(const sk_support *s, int from, int to)
{
    return from == to ? 0 : s->use[from * width(s) + to];
}

/* ---- checks ---- */

static sk_code check_use(const sk_support *s, sk_err *err)
{
    for (int i = 0; i < s->n_support; i++) {
        int64_t sum = 0;
        for (int x = 0; x < width(s); x++)
            if (use_of(s, i, x) < 0 || __builtin_add_overflow(sum, use_of(s, i, x), &sum))
                return sk_err_set(err, SK_E_INPUT,
                                  "use of support unit %d is negative or too large", i + 1);
        if (sum == 0)
            return sk_err_set(err, SK_E_INPUT, "support unit %d serves nobody but itself", i + 1);
    }
    return SK_OK;
}

sk_ix sk_support_stuck(const sk_support *s)
{
    bool reaches[SK_EXACT_MAX] = {false};
    bool more = true;
    if (s->n_support > SK_EXACT_MAX) return SK_NONE;
    while (more) {
        more = false;
        for (int i = 0; i < s->n_support; i++)
            for (int x = 0; x < width(s) && !reaches[i]; x++)
                if (use_of(s, i, x) > 0 && (x >= s->n_support || reaches[x]))
                    reaches[i] = more = true;
    }
    for (int i = 0; i < s->n_support; i++)
        if (!reaches[i]) return i;
    return SK_NONE;
}

/* ---- order of closing ---- */

typedef struct outflow {
    int64_t to_support, all;
} outflow;

static outflow flow_of(const sk_support *s, int i)
{
    outflow f = {0, 0};
    for (int x = 0; x < width(s); x++) {
        f.all += use_of(s, i, x);
        if (x < s->n_support) f.to_support += use_of(s, i, x);
    }
    return f;
}

static bool serves_more(outflow a, outflow b)
{
    return (sk_wide)a.to_support * b.all > (sk_wide)b.to_support * a.all;
}

sk_code sk_support_order(const sk_support *s, sk_ix *order)
{
    sk_code code = check_use(s, NULL);
    if (code != SK_OK) return code;
    for (int i = 0; i < s->n_support; i++) { /* insertion keeps ties in index order */
        int j = i;
        for (; j > 0 && serves_more(flow_of(s, i), flow_of(s, order[j - 1])); j--)
            order[j] = order[j - 1];
        order[j] = i;
    }
    return SK_OK;
}

/* rank[s] = position in the order; false when order is no permutation. */
static bool rank_of(const sk_support *s, const sk_ix *order, int *rank)
{
    for (int i = 0; i < s->n_support; i++) rank[i] = -1;
    for (int i = 0; i < s->n_support; i++) {
        if (order[i] < 0 || order[i] >= s->n_support || rank[order[i]] >= 0) return false;
        rank[order[i]] = i;
    }
    return true;
}

/* ---- the system ---- */

/* Which services between supports count: all, those to supports closed later, or none. */
static bool counts(sk_support_method method, const int *rank, int from, int to)
{
    if (method == SK_SUPPORT_RECIPROCAL) return from != to;
    return method == SK_SUPPORT_STEP_DOWN && rank[to] > rank[from];
}

/* total[i] e[i] - sum of use[i,t] e[t] = use[i,k], scaled so that all numbers are integers. */
static sk_code build(const sk_support *s, sk_support_method method, const int *rank, int64_t *a,
                     int64_t *b, sk_err *err)
{
    for (int i = 0; i < s->n_support; i++) {
        int64_t sum = 0;
        for (int t = 0; t < s->n_support; t++) {
            int64_t u = counts(method, rank, i, t) ? use_of(s, i, t) : 0;
            if (t != i) a[i * s->n_support + t] = -u;
            sum += u;
        }
        for (int k = 0; k < s->n_final; k++)
            sum += b[i * s->n_final + k] = use_of(s, i, s->n_support + k);
        a[i * s->n_support + i] = sum;
        if (sum == 0)
            return sk_err_set(err, SK_E_INPUT,
                              "support unit %d serves nobody that this method lets it charge",
                              i + 1);
    }
    return SK_OK;
}

static sk_code ranks(const sk_support *s, int *rank, sk_err *err)
{
    sk_ix order[SK_EXACT_MAX];
    sk_code code = s->order ? SK_OK : sk_support_order(s, order);
    if (code != SK_OK) return code;
    if (!rank_of(s, s->order ? s->order : order, rank))
        return sk_err_set(err, SK_E_INPUT, "the step-down order must name each support unit once");
    return SK_OK;
}

sk_code sk_support_shares(const sk_support *s, sk_support_method method, sk_exact **out,
                          sk_err *err)
{
    *out = NULL;
    int rank[SK_EXACT_MAX];
    if (s->n_support < 1 || s->n_support > SK_EXACT_MAX || s->n_final < 1)
        return sk_err_set(err, SK_E_USAGE, "1 to %d support units are expected, got %d",
                          SK_EXACT_MAX, s->n_support);
    sk_code code = check_use(s, err);
    if (code == SK_OK) code = ranks(s, rank, err);
    if (code != SK_OK) return code;
    sk_ix stuck = sk_support_stuck(s);
    if (stuck != SK_NONE)
        return sk_err_set(err, SK_E_INPUT, "the cost of support unit %d never reaches a kitchen",
                          stuck + 1);
    size_t n = (size_t)s->n_support, m = (size_t)s->n_final;
    int64_t *a = sk_calloc_n(n, n * sizeof *a), *b = sk_calloc_n(n, m * sizeof *b);
    code =
        a && b ? build(s, method, rank, a, b, err) : sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (code == SK_OK) code = sk_exact_solve(s->n_support, s->n_final, a, b, out, err);
    sk_free(a);
    sk_free(b);
    return code;
}

/* With y = total cost / units of output: units[s] y[s] - sum of use[t,s] y[t] = own[s]. */
sk_code sk_support_reciprocated(const sk_support *s, const sk_ore *own, sk_ore *total, sk_err *err)
{
    size_t n = (size_t)s->n_support;
    if (n < 1 || n > SK_EXACT_MAX) return sk_err_set(err, SK_E_USAGE, "no support units");
    sk_code code = check_use(s, err);
    if (code != SK_OK) return code;
    int64_t *a = sk_calloc_n(n, n * sizeof *a);
    if (!a) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    for (int i = 0; i < s->n_support; i++)
        for (int t = 0; t < s->n_support; t++)
            a[i * s->n_support + t] = t == i ? flow_of(s, i).all : -use_of(s, t, i);
    sk_exact *y = NULL;
    code = sk_exact_solve(s->n_support, 1, a, own, &y, err);
    for (int i = 0; code == SK_OK && i < s->n_support; i++)
        if (!sk_exact_scaled(y, i, 0, flow_of(s, i).all, &total[i]))
            code = sk_err_set(err, SK_E_INPUT, "the cost of support unit %d is too large", i + 1);
    sk_exact_free(y);
    sk_free(a);
    return code;
}
