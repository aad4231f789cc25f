/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solving linear programs and reading the solution. A fault inside the simplex method (its
 * assertions can fire on valid, badly scaled input) costs the environment, but not the problem: its
 * numbers are copied out first and it is built anew, scaled, and solved from the standard basis. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "ext/glpk_priv.h"

/* ---- copy of a problem in our own memory ---- */

typedef struct copy {
    int rows, cols, nz;
    double *row_lo, *row_up, *col_lo, *col_up, *cost; /* 1-based */
    int *start;                                       /* cols + 2, 1-based columns */
    int *idx;
    double *val;
    bool whole;
} copy;

static void copy_free(copy *k)
{
    sk_free(k->row_lo);
    sk_free(k->row_up);
    sk_free(k->col_lo);
    sk_free(k->col_up);
    sk_free(k->cost);
    sk_free(k->start);
    sk_free(k->idx);
    sk_free(k->val);
    memset(k, 0, sizeof *k);
}

static bool copy_room(copy *k)
{
    size_t r = (size_t)k->rows + 1, c = (size_t)k->cols + 2, z = (size_t)k->nz + 2;
    k->row_lo = sk_calloc_n(r, sizeof(double));
    k->row_up = sk_calloc_n(r, sizeof(double));
    k->col_lo = sk_calloc_n(c, sizeof(double));
    k->col_up = sk_calloc_n(c, sizeof(double));
    k->cost = sk_calloc_n(c, sizeof(double));
    k->start = sk_calloc_n(c, sizeof(int));
    k->idx = sk_calloc_n(z, sizeof(int));
    k->val = sk_calloc_n(z, sizeof(double));
    return k->row_lo && k->row_up && k->col_lo && k->col_up && k->cost && k->start && k->idx &&
           k->val;
}

static double lower(int type, double lo)
{
    return type == GLP_FR || type == GLP_UP ? -HUGE_VAL : lo;
}
static double upper(int type, double up)
{
    return type == GLP_FR || type == GLP_LO ? HUGE_VAL : up;
}

/* Reads p after a fault; the matrix and bounds are not touched by the simplex method. */
static void copy_take(glp_prob *p, copy *k)
{
    k->rows = glp_get_num_rows(p);
    k->cols = glp_get_num_cols(p);
    k->nz = glp_get_num_nz(p);
    if (!copy_room(k)) return;
    for (int i = 1; i <= k->rows; i++) {
        k->row_lo[i] = lower(glp_get_row_type(p, i), glp_get_row_lb(p, i));
        k->row_up[i] = upper(glp_get_row_type(p, i), glp_get_row_ub(p, i));
    }
    int at = 0;
    for (int j = 1; j <= k->cols; j++) {
        k->col_lo[j] = lower(glp_get_col_type(p, j), glp_get_col_lb(p, j));
        k->col_up[j] = upper(glp_get_col_type(p, j), glp_get_col_ub(p, j));
        k->cost[j] = glp_get_obj_coef(p, j);
        k->start[j] = at; /* entries idx[at + 1 ..] */
        at += glp_get_mat_col(p, j, k->idx + at, k->val + at);
    }
    k->start[k->cols + 1] = at;
    k->whole = true;
}

static void copy_build(const copy *k, glp_prob *p)
{
    if (k->rows > 0) glp_add_rows(p, k->rows);
    if (k->cols > 0) glp_add_cols(p, k->cols);
    for (int i = 1; i <= k->rows; i++) sk__lp_row_bnds(p, i, k->row_lo[i], k->row_up[i]);
    for (int j = 1; j <= k->cols; j++) {
        sk__lp_col_bnds(p, j, k->col_lo[j], k->col_up[j]);
        glp_set_obj_coef(p, j, k->cost[j]);
        glp_set_mat_col(p, j, k->start[j + 1] - k->start[j], k->idx + k->start[j],
                        k->val + k->start[j]);
    }
}

/* ---- solving ---- */

typedef struct job {
    sk_lp *lp;
    glp_smcp parm;
    bool scale;
    int ret;    /* of glp_simplex */
    int status; /* of the basic solution */
    copy saved;
} job;

/* Scaling drops the factorisation, so it is done again only when the problem has grown by half. */
static void scale(sk_lp *lp)
{
    int size = glp_get_num_rows(lp->p) + glp_get_num_cols(lp->p);
    if (lp->scaled_size > 0 && size <= lp->scaled_size + lp->scaled_size / 2) return;
    glp_scale_prob(lp->p, GLP_SF_GM | GLP_SF_EQ | GLP_SF_SKIP);
    lp->scaled_size = size;
}

static void do_solve(void *arg)
{
    job *w = arg;
    glp_prob *p = w->lp->p;
    if (w->lp->fault_next) {
        w->lp->fault_next = false;
        glp_add_rows(p, -1);
    }
    if (w->scale) scale(w->lp);
    w->ret = glp_simplex(p, &w->parm);
    if (w->ret == GLP_EBADB || w->ret == GLP_ESING || w->ret == GLP_ECOND || w->ret == GLP_EFAIL) {
        glp_std_basis(p);
        w->parm.meth = GLP_PRIMAL;
        w->parm.presolve = GLP_OFF;
        w->ret = glp_simplex(p, &w->parm);
    }
    w->status = glp_get_status(p);
}

static void do_rescue(void *arg)
{
    job *w = arg;
    w->lp->iterations_before += glp_get_it_cnt(w->lp->p);
    copy_take(w->lp->p, &w->saved);
}

static void do_rebuild_and_solve(void *arg)
{
    job *w = arg;
    w->lp->p = glp_create_prob();
    copy_build(&w->saved, w->lp->p);
    w->lp->scaled_size = 0;
    w->scale = true;
    w->parm.meth = GLP_PRIMAL;
    w->parm.presolve = GLP_OFF;
    do_solve(w);
}

static sk_code outcome(const job *w, sk_lp_status *status, sk_err *err)
{
    switch (w->ret) {
    case 0: break;
    case GLP_EITLIM:
    case GLP_ETMLIM: *status = SK_LP_STOPPED; return SK_OK;
    case GLP_EBOUND: /* a lower bound above its upper bound; equal ones never get here */
    case GLP_ENOPFS: *status = SK_LP_INFEASIBLE; return SK_OK;
    case GLP_ENODFS: *status = SK_LP_UNBOUNDED; return SK_OK;
    default:
        return sk_err_set(err, SK_E_SOLVER, "the simplex method gave up (GLPK code %d)", w->ret);
    }
    switch (w->status) {
    case GLP_OPT: *status = SK_LP_OPTIMAL; return SK_OK;
    case GLP_NOFEAS: *status = SK_LP_INFEASIBLE; return SK_OK;
    case GLP_UNBND: *status = SK_LP_UNBOUNDED; return SK_OK;
    default:
        return sk_err_set(err, SK_E_SOLVER,
                          "the simplex method ended without a verdict (GLPK status %d)", w->status);
    }
}

static sk_code solve_rescued(job *w, sk_err *err)
{
    sk_err second;
    sk_err_init(&second, err ? err->lang : SK_LANG_SV);
    bool ok = sk__glpk_call(do_rebuild_and_solve, NULL, w, &second);
    if (!ok) return sk_err_set(err, SK_E_SOLVER, "%s", second.text);
    w->lp->epoch = sk__glpk_epoch();
    return SK_OK;
}

sk_code sk_lp_solve(sk_lp *lp, const sk_lp_opts *opts, sk_lp_status *status, sk_err *err)
{
    static const sk_lp_opts none = {0};
    sk_code code = sk__lp_check(lp, err);
    if (code != SK_OK) return code;
    if (!opts) opts = &none;
    *status = SK_LP_STOPPED;
    job w = {.lp = lp, .scale = opts->scale};
    glp_init_smcp(&w.parm); /* fills the struct only */
    w.parm.msg_lev = GLP_MSG_OFF;
    w.parm.meth = opts->dual ? GLP_DUALP : GLP_PRIMAL;
    w.parm.presolve = opts->presolve ? GLP_ON : GLP_OFF;
    if (opts->max_iter > 0) w.parm.it_lim = opts->max_iter;
    if (opts->tol > 0) w.parm.tol_bnd = w.parm.tol_dj = opts->tol;
    sk_err first;
    sk_err_init(&first, err ? err->lang : SK_LANG_SV);
    if (!sk__glpk_call(do_solve, do_rescue, &w, &first))
        code =
            w.saved.whole ? solve_rescued(&w, err) : sk_err_set(err, SK_E_SOLVER, "%s", first.text);
    copy_free(&w.saved);
    return code == SK_OK ? outcome(&w, status, err) : code;
}

void sk__lp_fault_next(sk_lp *lp) { lp->fault_next = true; }

/* ---- reading ---- */

typedef struct reading {
    glp_prob *p;
    double obj, *x, *row;
    int rows, cols;
    long iterations;
} reading;

static void do_size(void *arg)
{
    reading *r = arg;
    r->rows = glp_get_num_rows(r->p);
    r->cols = glp_get_num_cols(r->p);
    r->obj = glp_get_obj_val(r->p);
    r->iterations = glp_get_it_cnt(r->p);
}

static void do_primal(void *arg)
{
    const reading *r = arg;
    for (int j = 1; r->x && j <= r->cols; j++) r->x[j - 1] = glp_get_col_prim(r->p, j);
    for (int i = 1; r->row && i <= r->rows; i++) r->row[i - 1] = glp_get_row_prim(r->p, i);
}

static void do_dual(void *arg)
{
    const reading *r = arg;
    for (int j = 1; r->x && j <= r->cols; j++) r->x[j - 1] = glp_get_col_dual(r->p, j);
    for (int i = 1; r->row && i <= r->rows; i++) r->row[i - 1] = glp_get_row_dual(r->p, i);
}

static bool size_of(const sk_lp *lp, reading *r)
{
    *r = (reading){.p = lp->p, .obj = (double)NAN};
    return sk__lp_check(lp, NULL) == SK_OK && sk__glpk_call(do_size, NULL, r, NULL);
}

int sk_lp_n_rows(const sk_lp *lp)
{
    reading r;
    return size_of(lp, &r) ? r.rows : 0;
}

int sk_lp_n_cols(const sk_lp *lp)
{
    reading r;
    return size_of(lp, &r) ? r.cols : 0;
}

double sk_lp_obj(const sk_lp *lp)
{
    reading r;
    return size_of(lp, &r) ? r.obj : (double)NAN;
}

long sk_lp_iterations(const sk_lp *lp)
{
    reading r;
    return lp->iterations_before + (size_of(lp, &r) ? r.iterations : 0);
}

void sk_lp_primal(const sk_lp *lp, double *x, double *row_act)
{
    reading r;
    if (!size_of(lp, &r)) return;
    r.x = x;
    r.row = row_act;
    sk__glpk_call(do_primal, NULL, &r, NULL);
}

void sk_lp_dual(const sk_lp *lp, double *row_dual, double *red_cost)
{
    reading r;
    if (!size_of(lp, &r)) return;
    r.x = red_cost;
    r.row = row_dual;
    sk__glpk_call(do_dual, NULL, &r, NULL);
}

typedef struct writing {
    glp_prob *p;
    const char *path;
    int ret;
} writing;

static void do_write(void *arg)
{
    writing *w = arg;
    w->ret = glp_write_lp(w->p, NULL, w->path);
}

sk_code sk_lp_write(sk_lp *lp, const char *path, sk_err *err)
{
    writing w = {.p = lp->p, .path = path};
    sk_code code = sk__lp_check(lp, err);
    if (code != SK_OK) return code;
    if (!sk__glpk_call(do_write, NULL, &w, err)) return SK_E_SOLVER;
    return w.ret == 0
               ? SK_OK
               : sk_err_set(err, SK_E_IO, "%s: the linear program could not be written", path);
}
