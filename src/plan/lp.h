/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The LP of an allocation instance, solved to proven optimality with GLPK.
 *
 * Method: most limits do not bind and most groups go their usual way, so the LP that GLPK sees holds
 * only the resource rows found to bind and the groups that touch them (the rest stand at their
 * cheapest arc given the duals). Rounds of: solve, add violated rows with the groups that use them,
 * price every group and arc outside; stop when no row is violated and no reduced cost is negative.
 * Then primal and dual of the WHOLE week's LP are known, all days and chilled production included,
 * and sk_lp_certify proves it without the solver. */
#ifndef SK_PLAN_LP_H
#define SK_PLAN_LP_H

#include "base/err.h"
#include "plan/instance.h"

typedef struct sk_lp_result {
    double obj;            /* öre, optimum of the whole LP = bound for every plan */
    double *x;             /* [n_arcs] portions */
    double *backup, *shrt; /* [n_needs] portions */
    double *over, *excess; /* [n_res] overtime within the limit; units above it */
    double *use;           /* [n_res] tour use 0..1 */
    double *row_dual;      /* [n_res] <= 0: öre saved per further unit of capacity, negated */
    double *need_dual;     /* [n_groups] dual of the cover row */
    int rounds, lp_rows, lp_cols; /* size of the last restricted LP */
    long iterations;
} sk_lp_result;

typedef struct sk_lp_warm sk_lp_warm; /* opaque: active set and basis of an earlier solve */

typedef struct sk_alloc_opts {
    int max_rounds;        /* deterministic budget; 0 = default 200 */
    bool penalties_only;   /* stage 1 of explain: only rule breaking counts, costs are 0 */
} sk_alloc_opts;

/* Result arrays in arena. warm may be NULL; *warm is created or updated otherwise (free with
 * sk_lp_warm_free), for re-plans of an instance with the same groups and rows. */
sk_code sk_alloc_solve(const sk_instance *in, const sk_alloc_opts *opts, sk_lp_warm **warm,
                       sk_arena *arena, sk_lp_result *out, sk_err *err);
void sk_lp_warm_free(sk_lp_warm *w);

typedef struct sk_certificate {
    double primal_obj, dual_obj, gap;      /* gap = relative difference */
    double max_primal_infeas, max_dual_infeas, max_slackness; /* scaled by row and cost size */
    bool ok;                                /* all under 1e-6 */
} sk_certificate;
/* Checks primal feasibility, dual feasibility and equal objectives over ALL rows and columns of the
 * instance, in plain arithmetic; shares nothing with the solver. O(uses). */
void sk_lp_certify(const sk_instance *in, const sk_lp_result *r, sk_certificate *out);

/* The whole LP for other solvers: CPLEX LP text (streams into b; 1x is about 20 MB), and MathProg
 * data for models/allocation.mod. Names are short: n12g0a3, s_K07_2 ... */
sk_code sk_lp_export_lp(const sk_instance *in, const char *path, sk_err *err);
sk_code sk_lp_export_dat(const sk_instance *in, const char *path, sk_err *err);

#endif
