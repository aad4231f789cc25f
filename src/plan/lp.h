/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The LP of an allocation instance, solved to proven optimality with GLPK.
 *
 * Method. Most limits do not bind and most groups go one way, so the LP that GLPK sees is small:
 *  - Every group stands on one KEY arc. What may change is a SHIFT: some of the need's portions move
 *    from the key to another arc, to the backup dish or to shortage. A shift is one column, 0 <= y <= 1
 *    (share of the need), so the cover rows of the full LP vanish: only a group that is really split
 *    over three ways or more gets a row "the key keeps 0 or more", when it is found broken.
 *  - Only resource rows found broken are rows. What a tour costs is in its arcs
 *    (instance_ride.c), so it has a row only when it is full.
 *  - Rows and shifts fall into independent BLOCKS (a day, a part of the municipality), solved apart by
 *    warm started primal simplex.
 *  - Breaking a row costs little at first and more only while the row stays broken, up to what it
 *    really costs (a hard row: without end). So few shifts look worth while at any time.
 * Rounds of: make broken rows active, price every arc whose price can have changed (arcs come cheapest
 * first, so the scan of a group stops early), add the shifts that pay, solve the blocks that changed,
 * let groups that left their key stand on another arc, forget shifts that do not pay.
 * It ends when no row is broken, no arc of the WHOLE week, chilled production included, pays, and
 * every row costs what it should: primal and dual of the full LP are then known, and sk_lp_certify
 * proves it without the solver.
 * Why not simply the full LP: 600 000 columns x 24 000 rows for 120 kitchens; here GLPK never sees
 * more than some hundred rows at a time. Dantzig-Wolfe and GUB methods rest on the same idea
 * (Dantzig and Van Slyke 1967); keys and shifts are their generalised upper bounds.
 * Same instance, same steps, same answer. */
#ifndef SK_PLAN_LP_H
#define SK_PLAN_LP_H

#include "base/err.h"
#include "plan/instance.h"

typedef struct sk_lp_result {
    double obj;            /* öre, optimum of the whole LP = bound for every plan */
    double *x;             /* [n_arcs] portions */
    double *backup, *shrt; /* [n_needs] portions */
    double *over, *excess; /* [n_res] overtime within the limit; units above it */
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
