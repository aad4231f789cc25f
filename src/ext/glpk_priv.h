/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guard around GLPK, shared by glpk.c, glpk_solve.c and mathprog.c. */
#ifndef SK_EXT_GLPK_PRIV_H
#define SK_EXT_GLPK_PRIV_H

#include <glpk.h>

#include "ext/glpk.h"

typedef void sk_glpk_fn(void *arg);

/* Runs fn(arg), which may call GLPK. False after a fault: err is set (SK_E_SOLVER), the environment of
 * the thread is gone. rescue (may be NULL) runs between the fault and the end of the environment and
 * may copy numbers out of problems; a fault in it is harmless. fn must keep what it allocates itself
 * reachable from arg: a fault leaves it at once. */
bool sk__glpk_call(sk_glpk_fn *fn, sk_glpk_fn *rescue, void *arg, sk_err *err);
unsigned long sk__glpk_epoch(void);      /* environments this thread has used up */
const void *sk__glpk_thread(void);       /* a different address in every thread */
void sk__glpk_log(sk_buf *log);          /* GLPK's terminal output goes here; NULL = nowhere */

struct sk_lp {
    glp_prob *p;
    unsigned long epoch; /* alive while equal to sk__glpk_epoch() */
    const void *thread;  /* the maker */
    int *ind, *mark;     /* scratch; ind is 1-based, mark[i] == stamp: i was seen */
    double *val;
    int cap, cap_mark, stamp;
    int scaled_size; /* rows + columns at the last scaling, 0 = never */
    bool fault_next; /* test: the next solve faults */
    long iterations_before; /* of problems lost to faults */
};

/* SK_OK when lp can be used here and now. */
sk_code sk__lp_check(const sk_lp *lp, sk_err *err);
/* Sets bounds of row or column i (1-based) with the right GLPK kind. */
void sk__lp_row_bnds(glp_prob *p, int i, double lo, double up);
void sk__lp_col_bnds(glp_prob *p, int j, double lo, double up);

#endif
