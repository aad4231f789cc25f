/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the LP's fractions to whole portions, and a deterministic local search on their exact cost.
 *
 * Lots that must have one supplier form a UNIT (ordinary needs of a site, day and meal that share a
 * component; with `weekly` all of the week's units of a site, meal and group kind). Each unit starts
 * on the way that carries most of its portions in the LP. Then what costs more than the LP says it
 * must (overtime, extra runs, trips, holding, broken limits, backup) is looked at, dearest first, and
 * its units are tried elsewhere in order of reduced cost. A step is kept when the exact cost falls.
 * The budget is counted in tried steps, never in time, and every choice has a stated order. */
#ifndef SK_PLAN_ROUND_H
#define SK_PLAN_ROUND_H

#include "plan/evaluate.h"
#include "plan/lp.h"

typedef struct sk__round_opts {
    bool split, weekly;
    int max_moves;      /* tried steps; 0 = 5000 + 3 per group, -1 = none */
} sk__round_opts;

typedef struct sk__round_stats { long tried, kept; sk_ore start, end; } sk__round_stats;

/* e is new and empty; afterwards it holds the plan, all days scheduled. */
sk_code sk__round(sk__eval *e, const sk_lp_result *lp, const sk__round_opts *opts,
                  sk__round_stats *stats, sk_err *err);

#endif
