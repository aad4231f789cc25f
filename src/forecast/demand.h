/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Demand: how many portions of what each site needs, day by day, with the uncertainty.
 *
 * This is the one interface between forecast and plan. Today the source is SK_DEMAND_SHARE (guests x
 * the category's attendance share, rounded up; quantiles equal the mean because nothing is known of
 * the spread); the forecast will fill the same records with real quantiles.
 * Special diets are exactly as ordered, never a quantile. */
#ifndef SK_FORECAST_DEMAND_H
#define SK_FORECAST_DEMAND_H

#include "base/err.h"
#include "domain/kommun.h"

typedef enum { SK_DEMAND_SHARE, SK_DEMAND_ORDERED, SK_DEMAND_FORECAST } sk_demand_source;

typedef struct sk_dist { /* eaters */
    double mean;
    double q10, q50, q80, q90, q95; /* non-decreasing */
} sk_dist;

typedef struct sk_need {
    sk_ix site;        /* as in kommun.site */
    sk_ix kitchen;     /* where it is eaten that day (after organisation changes) */
    sk_day day;        /* day it must be at the receiver (the meal's day, less the product's lead) */
    sk_day eaten;      /* day it is eaten */
    sk_meal meal;
    sk_ix product;
    sk_line line;      /* SK_LINE_MAIN or SK_LINE_VEG; main for fixed-dish products */
    sk_ix diet;        /* SK_NONE = ordinary line */
    sk_ix dish;
    int portions;      /* to cook, whole portions > 0 */
    sk_dist dist;      /* of eaters on this line */
    sk_demand_source source;
} sk_need;

typedef struct sk_demand {
    sk_need *need;     /* sorted by day, meal, site, product, line, diet */
    int n_needs;
    sk_day from;
    int n_days;
} sk_demand;

/* Needs of n_days days from `from`. arena owns the arrays. SK_E_INPUT when a day is outside a
 * calendar's span or the menu has no dish for a served meal (names which). O(sites x days). */
sk_code sk_demand_build(const sk_kommun *k, sk_day from, int n_days, sk_arena *arena,
                        sk_demand *out, sk_lang lang, sk_err *err);

#endif
