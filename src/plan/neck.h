/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bottlenecks: which limits bind, and what one step more of each would save.
 *
 * Dual values only choose the candidates: two tied limits can both show a dual while one unit of
 * either saves nothing. Each candidate is priced by solving the LP again with one step more. */
#ifndef SK_PLAN_NECK_H
#define SK_PLAN_NECK_H

#include "plan/lp.h"
#include "plan/plan.h"

/* Fills p->neck (sorted by what a step saves), at most `most`. The instance's capacities are changed
 * while it works and are back when it returns. warm may hold the first solve. */
sk_code sk__necks(sk_instance *in, const sk_lp_result *lp, sk_lp_warm **warm, int most,
                  sk_progress progress, void *ctx, sk_lang lang, sk_plan *p, sk_err *err);

/* Portions short, and öre of shortage penalties, in an LP result. */
void sk__lp_short(const sk_instance *in, const sk_lp_result *lp, double *portions, double *ore);

#endif
