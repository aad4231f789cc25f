/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building linear programs. Arguments are checked here, so that a wrong one is a usage error and
 * not a fault that takes all problems of the thread with it. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "ext/glpk_priv.h"

/* ---- life ---- */

static void do_new(void *arg) { *(glp_prob **)arg = glp_create_prob(); }
static void do_delete(void *arg) { glp_delete_prob(arg); }

sk_code sk_lp_new(sk_lp **out, sk_err *err)
{
    *out = NULL;
    sk_lp *lp = sk_alloc(sizeof *lp);
    if (!lp) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (!sk__glpk_call(do_new, NULL, &lp->p, err)) {
        sk_free(lp);
        return SK_E_SOLVER;
    }
    lp->epoch = sk__glpk_epoch();
    lp->thread = sk__glpk_thread();
    *out = lp;
    return SK_OK;
}

void sk_lp_free(sk_lp *lp)
{
    if (!lp) return;
    if (sk__lp_check(lp, NULL) == SK_OK) sk__glpk_call(do_delete, NULL, lp->p, NULL);
    sk_free(lp->ind);
    sk_free(lp->val);
    sk_free(lp->mark);
    sk_free(lp);
}

sk_code sk__lp_check(const sk_lp *lp, sk_err *err)
{
    if (lp->thread != sk__glpk_thread())
        return sk_err_set(err, SK_E_USAGE, "the linear program belongs to another thread");
    if (lp->epoch != sk__glpk_epoch())
        return sk_err_set(err, SK_E_SOLVER,
                          "the linear program was lost in an earlier fault of the solver");
    return SK_OK;
}

/* ---- checks ---- */

static bool bounds_ok(double lo, double up)
{
    return !isnan(lo) && !isnan(up) && !(isinf(lo) && lo > 0) && !(isinf(up) && up < 0);
}

static sk_code bad_bounds(sk_err *err, const char *what, int i, double lo, double up)
{
    return sk_err_set(err, SK_E_USAGE, "%s %d: bounds %g..%g make no sense", what, i, lo, up);
}

static sk_code bounds_check(const char *what, int n, const double *lo, const double *up,
                            sk_err *err)
{
    if (n < 0) return sk_err_set(err, SK_E_USAGE, "%d new %s were asked for", n, what);
    for (int i = 0; i < n; i++)
        if (!bounds_ok(lo[i], up[i])) return bad_bounds(err, what, i, lo[i], up[i]);
    return SK_OK;
}

static bool grow_int(int **v, int need)
{
    int *p = sk_realloc(*v, (size_t)need * sizeof **v);
    if (p) *v = p;
    return p != NULL;
}

/* Scratch for vectors of up to n entries and marks for indices below `range`. */
static sk_code make_room(sk_lp *lp, int n, int range, sk_err *err)
{
    if (n + 1 > lp->cap) {
        int cap = n + 1 + n / 2;
        double *v = sk_realloc(lp->val, (size_t)cap * sizeof *v);
        if (v) lp->val = v;
        if (!v || !grow_int(&lp->ind, cap)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
        lp->cap = cap;
    }
    if (range > lp->cap_mark) {
        int cap = range + range / 2;
        if (!grow_int(&lp->mark, cap)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
        memset(lp->mark + lp->cap_mark, 0, (size_t)(cap - lp->cap_mark) * sizeof *lp->mark);
        lp->cap_mark = cap;
    }
    return SK_OK;
}

/* A vector's indices must be in 0..range-1 and different, its values finite. */
static sk_code vector_check(sk_lp *lp, int n, const int *idx, const double *val, int range,
                            sk_err *err)
{
    if (lp->stamp == INT32_MAX) {
        memset(lp->mark, 0, (size_t)lp->cap_mark * sizeof *lp->mark);
        lp->stamp = 0;
    }
    int stamp = ++lp->stamp;
    for (int k = 0; k < n; k++) {
        if (idx[k] < 0 || idx[k] >= range)
            return sk_err_set(err, SK_E_USAGE, "entry %d: index %d is outside 0..%d", k, idx[k],
                              range - 1);
        if (lp->mark[idx[k]] == stamp)
            return sk_err_set(err, SK_E_USAGE, "entry %d: index %d stands twice", k, idx[k]);
        if (!isfinite(val[k]))
            return sk_err_set(err, SK_E_USAGE, "entry %d: the value is not finite", k);
        lp->mark[idx[k]] = stamp;
    }
    return SK_OK;
}

static sk_code index_check(const char *what, int i, int n, sk_err *err)
{
    if (i >= 0 && i < n) return SK_OK;
    return sk_err_set(err, SK_E_USAGE, "%s %d is outside 0..%d", what, i, n - 1);
}

/* ---- guarded changes ---- */

/* What one guarded call needs; which fields are used depends on the call. */
typedef struct change {
    sk_lp *lp;
    int n, at, first;
    const double *lo, *up, *cost, *val;
    const int *start, *idx;
    double a, b;
    const char *name;
    const sk_basis *row_stat, *col_stat;
    sk_basis *row_out, *col_out;
} change;

static int kind(double lo, double up)
{
    bool no_lo = isinf(lo), no_up = isinf(up);
    if (no_lo) return no_up ? GLP_FR : GLP_UP;
    if (no_up) return GLP_LO;
    return lo < up || up < lo ? GLP_DB : GLP_FX; /* GLP_DB with equal bounds is refused later */
}

void sk__lp_row_bnds(glp_prob *p, int i, double lo, double up)
{
    glp_set_row_bnds(p, i, kind(lo, up), lo, up);
}

void sk__lp_col_bnds(glp_prob *p, int j, double lo, double up)
{
    glp_set_col_bnds(p, j, kind(lo, up), lo, up);
}

static void do_add_rows(void *arg)
{
    change *c = arg;
    c->first = glp_add_rows(c->lp->p, c->n);
    for (int i = 0; i < c->n; i++) sk__lp_row_bnds(c->lp->p, c->first + i, c->lo[i], c->up[i]);
}

/* Copies a vector into the 1-based scratch. */
static void load(sk_lp *lp, int n, const int *idx, const double *val)
{
    for (int k = 0; k < n; k++) {
        lp->ind[k + 1] = idx[k] + 1;
        lp->val[k + 1] = val[k];
    }
}

static void do_add_cols(void *arg)
{
    change *c = arg;
    sk_lp *lp = c->lp;
    c->first = glp_add_cols(lp->p, c->n);
    for (int j = 0; j < c->n; j++) {
        int from = c->start[j], n = c->start[j + 1] - from, col = c->first + j;
        sk__lp_col_bnds(lp->p, col, c->lo[j], c->up[j]);
        glp_set_obj_coef(lp->p, col, c->cost[j]);
        if (n == 0) continue;
        load(lp, n, c->idx + from, c->val + from);
        glp_set_mat_col(lp->p, col, n, lp->ind, lp->val);
    }
}

static void do_set_row(void *arg)
{
    change *c = arg;
    load(c->lp, c->n, c->idx, c->val);
    glp_set_mat_row(c->lp->p, c->at + 1, c->n, c->lp->ind, c->lp->val);
}

static void do_row_bounds(void *arg)
{
    const change *c = arg;
    sk__lp_row_bnds(c->lp->p, c->at + 1, c->a, c->b);
}

static void do_col_bounds(void *arg)
{
    const change *c = arg;
    sk__lp_col_bnds(c->lp->p, c->at + 1, c->a, c->b);
}

static void do_col_cost(void *arg)
{
    const change *c = arg;
    glp_set_obj_coef(c->lp->p, c->at + 1, c->a);
}

static void do_row_name(void *arg)
{
    const change *c = arg;
    glp_set_row_name(c->lp->p, c->at + 1, c->name);
}

static void do_col_name(void *arg)
{
    const change *c = arg;
    glp_set_col_name(c->lp->p, c->at + 1, c->name);
}

static int glp_stat(sk_basis b)
{
    switch (b) {
    case SK_BASIS_BASIC: return GLP_BS;
    case SK_BASIS_UP: return GLP_NU;
    case SK_BASIS_FREE: return GLP_NF;
    case SK_BASIS_FIXED: return GLP_NS;
    default: return GLP_NL;
    }
}

static sk_basis our_stat(int s)
{
    return s == GLP_BS   ? SK_BASIS_BASIC
           : s == GLP_NU ? SK_BASIS_UP
           : s == GLP_NF ? SK_BASIS_FREE
           : s == GLP_NS ? SK_BASIS_FIXED
                         : SK_BASIS_LOW;
}

static void do_set_basis(void *arg)
{
    const change *c = arg;
    glp_prob *p = c->lp->p;
    for (int i = 1; i <= glp_get_num_rows(p); i++)
        glp_set_row_stat(p, i, glp_stat(c->row_stat[i - 1]));
    for (int j = 1; j <= glp_get_num_cols(p); j++)
        glp_set_col_stat(p, j, glp_stat(c->col_stat[j - 1]));
}

static void do_get_basis(void *arg)
{
    const change *c = arg;
    glp_prob *p = c->lp->p;
    for (int i = 1; i <= glp_get_num_rows(p); i++)
        c->row_out[i - 1] = our_stat(glp_get_row_stat(p, i));
    for (int j = 1; j <= glp_get_num_cols(p); j++)
        c->col_out[j - 1] = our_stat(glp_get_col_stat(p, j));
}

static sk_code apply(sk_glpk_fn *fn, change *c, sk_err *err)
{
    return sk__glpk_call(fn, NULL, c, err) ? SK_OK : SK_E_SOLVER;
}

/* ---- the public calls ---- */

sk_code sk_lp_add_rows(sk_lp *lp, int n, const double *lo, const double *up, int *first,
                       sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    if (code == SK_OK) code = bounds_check("rows", n, lo, up, err);
    if (code != SK_OK) return code;
    change c = {.lp = lp, .n = n, .lo = lo, .up = up, .first = sk_lp_n_rows(lp) + 1};
    if (n > 0) code = apply(do_add_rows, &c, err);
    if (first) *first = c.first - 1;
    return code;
}

static sk_code cols_check(sk_lp *lp, int n, const double *cost, const int *start, const int *row,
                          const double *val, sk_err *err)
{
    int rows = sk_lp_n_rows(lp);
    sk_code code = make_room(lp, rows, rows, err);
    for (int j = 0; j < n && code == SK_OK; j++) {
        if (!isfinite(cost[j]))
            return sk_err_set(err, SK_E_USAGE, "column %d: the cost is not finite", j);
        if (start[j] < 0 || start[j + 1] < start[j])
            return sk_err_set(err, SK_E_USAGE, "column %d: its entries end before they start", j);
        code = vector_check(lp, start[j + 1] - start[j], row + start[j], val + start[j], rows, err);
    }
    return code;
}

sk_code sk_lp_add_cols(sk_lp *lp, int n, const double *cost, const double *lo, const double *up,
                       const int *start, const int *row, const double *val, int *first, sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    if (code == SK_OK) code = bounds_check("columns", n, lo, up, err);
    if (code == SK_OK) code = cols_check(lp, n, cost, start, row, val, err);
    if (code != SK_OK) return code;
    change c = {.lp = lp,
                .n = n,
                .lo = lo,
                .up = up,
                .cost = cost,
                .start = start,
                .idx = row,
                .val = val,
                .first = sk_lp_n_cols(lp) + 1};
    if (n > 0) code = apply(do_add_cols, &c, err);
    if (first) *first = c.first - 1;
    return code;
}

sk_code sk_lp_set_row(sk_lp *lp, int row, int n, const int *col, const double *val, sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    if (code != SK_OK) return code;
    int cols = sk_lp_n_cols(lp);
    code = index_check("row", row, sk_lp_n_rows(lp), err);
    if (code == SK_OK && n < 0) code = sk_err_set(err, SK_E_USAGE, "row %d has %d entries", row, n);
    if (code == SK_OK) code = make_room(lp, cols, cols, err);
    if (code == SK_OK) code = vector_check(lp, n, col, val, cols, err);
    if (code != SK_OK) return code;
    change c = {.lp = lp, .n = n, .at = row, .idx = col, .val = val};
    return apply(do_set_row, &c, err);
}

sk_code sk_lp_row_bounds(sk_lp *lp, int row, double lo, double up, sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    if (code == SK_OK) code = index_check("row", row, sk_lp_n_rows(lp), err);
    if (code == SK_OK && !bounds_ok(lo, up)) code = bad_bounds(err, "row", row, lo, up);
    change c = {.lp = lp, .at = row, .a = lo, .b = up};
    return code == SK_OK ? apply(do_row_bounds, &c, err) : code;
}

sk_code sk_lp_col_bounds(sk_lp *lp, int col, double lo, double up, sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    if (code == SK_OK) code = index_check("column", col, sk_lp_n_cols(lp), err);
    if (code == SK_OK && !bounds_ok(lo, up)) code = bad_bounds(err, "column", col, lo, up);
    change c = {.lp = lp, .at = col, .a = lo, .b = up};
    return code == SK_OK ? apply(do_col_bounds, &c, err) : code;
}

sk_code sk_lp_col_cost(sk_lp *lp, int col, double cost, sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    if (code == SK_OK) code = index_check("column", col, sk_lp_n_cols(lp), err);
    if (code == SK_OK && !isfinite(cost))
        code = sk_err_set(err, SK_E_USAGE, "column %d: the cost is not finite", col);
    change c = {.lp = lp, .at = col, .a = cost};
    return code == SK_OK ? apply(do_col_cost, &c, err) : code;
}

static sk_code name_check(const char *name, sk_err *err)
{
    size_t n = 0;
    while ((unsigned char)name[n] > 0x20 && name[n] != 0x7F) n++;
    if (name[n] == '\0' && n > 0 && n <= 255) return SK_OK;
    return sk_err_set(err, SK_E_USAGE, "a name is empty, too long or holds a space");
}

sk_code sk_lp_row_name(sk_lp *lp, int row, const char *name, sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    if (code == SK_OK) code = index_check("row", row, sk_lp_n_rows(lp), err);
    if (code == SK_OK) code = name_check(name, err);
    change c = {.lp = lp, .at = row, .name = name};
    return code == SK_OK ? apply(do_row_name, &c, err) : code;
}

sk_code sk_lp_col_name(sk_lp *lp, int col, const char *name, sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    if (code == SK_OK) code = index_check("column", col, sk_lp_n_cols(lp), err);
    if (code == SK_OK) code = name_check(name, err);
    change c = {.lp = lp, .at = col, .name = name};
    return code == SK_OK ? apply(do_col_name, &c, err) : code;
}

sk_code sk_lp_set_basis(sk_lp *lp, const sk_basis *row_stat, const sk_basis *col_stat, sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    change c = {.lp = lp, .row_stat = row_stat, .col_stat = col_stat};
    return code == SK_OK ? apply(do_set_basis, &c, err) : code;
}

sk_code sk_lp_get_basis(sk_lp *lp, sk_basis *row_stat, sk_basis *col_stat, sk_err *err)
{
    sk_code code = sk__lp_check(lp, err);
    change c = {.lp = lp, .row_out = row_stat, .col_out = col_stat};
    return code == SK_OK ? apply(do_get_basis, &c, err) : code;
}
