/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GLPK behind one guarded door: a bad argument or failed assertion inside GLPK calls its error hook,
 * which longjmps back here; the environment is then freed and the call returns SK_E_SOLVER with
 * GLPK's own words. Terminal output is captured, never printed. One environment per thread; all
 * problems of the thread die with a fault: later calls on them return SK_E_SOLVER, sk_lp_obj is NaN and
 * arrays are left as they were; sk_lp_free is still right. Only the problem that sk_lp_solve was at
 * work on survives: it is rebuilt and solved once more from the standard basis. A problem stays
 * in the thread that made it (SK_E_USAGE in
 * others). Only glpk.c, glpk_guard.c and mathprog.c include glpk.h. Texts of errors
 * are for engineers: the caller says in front of them what could not be computed. */
#ifndef SK_EXT_GLPK_H
#define SK_EXT_GLPK_H

#include "base/buf.h"
#include "base/err.h"

/* Sparse LP, minimise c'x, rows lo <= Ax <= up, columns lo <= x <= up (use -INFINITY / INFINITY).
 * Columns can be added after a solve; the basis is kept (new columns non-basic at a finite bound). */
typedef struct sk_lp sk_lp; /* opaque; owns a GLPK problem */

typedef enum { SK_LP_OPTIMAL, SK_LP_INFEASIBLE, SK_LP_UNBOUNDED, SK_LP_STOPPED } sk_lp_status;
typedef enum { SK_BASIS_BASIC = 0, SK_BASIS_LOW = 1, SK_BASIS_UP = 2, SK_BASIS_FREE = 3, SK_BASIS_FIXED = 4 } sk_basis;

sk_code sk_lp_new(sk_lp **out, sk_err *err);
void sk_lp_free(sk_lp *lp);
/* Rows and columns are numbered from 0. Each returns the first new index through *first. */
sk_code sk_lp_add_rows(sk_lp *lp, int n, const double *lo, const double *up, int *first, sk_err *err);
/* Column j of the new ones has entries start[j]..start[j+1]-1 of (row, val). */
sk_code sk_lp_add_cols(sk_lp *lp, int n, const double *cost, const double *lo, const double *up,
                       const int *start, const int *row, const double *val, int *first, sk_err *err);
/* Entries of new rows over existing columns, as triplets appended to the matrix row by row. */
sk_code sk_lp_set_row(sk_lp *lp, int row, int n, const int *col, const double *val, sk_err *err);
sk_code sk_lp_row_bounds(sk_lp *lp, int row, double lo, double up, sk_err *err);
sk_code sk_lp_col_bounds(sk_lp *lp, int col, double lo, double up, sk_err *err);
sk_code sk_lp_col_cost(sk_lp *lp, int col, double cost, sk_err *err);
sk_code sk_lp_set_basis(sk_lp *lp, const sk_basis *row_stat, const sk_basis *col_stat, sk_err *err);
sk_code sk_lp_get_basis(sk_lp *lp, sk_basis *row_stat, sk_basis *col_stat, sk_err *err);
int sk_lp_n_rows(const sk_lp *lp);
int sk_lp_n_cols(const sk_lp *lp);

typedef struct sk_lp_opts {
    bool dual;       /* dual simplex first (needs a dual feasible basis), else primal */
    bool presolve;   /* ignores the basis */
    bool scale;      /* geometric scaling before the solve */
    int max_iter;    /* simplex iterations, 0 = no limit (deterministic budget) */
    double tol;      /* feasibility and optimality tolerance, 0 = GLPK's (1e-6, 1e-7) */
} sk_lp_opts;
/* Solves from the current basis. A numerical failure is retried once from the standard basis.
 * *status tells the outcome; SK_E_SOLVER only when GLPK gave up or aborted. */
sk_code sk_lp_solve(sk_lp *lp, const sk_lp_opts *opts, sk_lp_status *status, sk_err *err);
double sk_lp_obj(const sk_lp *lp);
void sk_lp_primal(const sk_lp *lp, double *x, double *row_act);  /* either may be NULL */
void sk_lp_dual(const sk_lp *lp, double *row_dual, double *red_cost);
long sk_lp_iterations(const sk_lp *lp); /* so far */
/* Names for sk_lp_write, at most 255 bytes, no spaces; unnamed ones are written r_1.., x_1.. */
sk_code sk_lp_row_name(sk_lp *lp, int row, const char *name, sk_err *err);
sk_code sk_lp_col_name(sk_lp *lp, int col, const char *name, sk_err *err);
/* CPLEX LP format to a file (not atomic: write into a directory under construction). */
sk_code sk_lp_write(sk_lp *lp, const char *path, sk_err *err);

/* Solves a MathProg model with a data file (both paths; dat may be NULL) and returns objective and
 * column values by name, for tests and `--keep-model`. Only shipped .mod files are ever given:
 * MathProg can write files. integer = use the integer optimum. Text of GLPK's log is appended to log
 * (may be NULL). out is filled even when the status is not optimal, zeroed on failure. */
typedef struct sk_mathprog {
    double obj;
    int n_rows, n_cols;
    sk_lp_status status;
    char **col_name; /* n_cols, owned */
    double *col;     /* n_cols values, owned; NULL without a solution */
} sk_mathprog;
sk_code sk_mathprog_solve(const char *mod, const char *dat, bool integer, sk_mathprog *out,
                          sk_buf *log, sk_err *err);
void sk_mathprog_free(sk_mathprog *m);
bool sk_mathprog_col(const sk_mathprog *m, const char *name, double *value); /* linear search */

/* Frees the environment of the calling thread; call at the end of a thread that used GLPK. */
void sk_glpk_thread_end(void);
/* Test hooks: a real GLPK fault now (returns SK_E_SOLVER, all problems of the thread die), or in the
 * middle of the next sk_lp_solve of lp. */
sk_code sk__glpk_provoke(sk_err *err);
void sk__lp_fault_next(sk_lp *lp);
const char *sk_glpk_version(void);

#endif
