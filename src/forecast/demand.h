/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Demand: how many portions of what each site needs, day by day, with the uncertainty.
 *
 * This is the one interface between forecast and plan. Today the source is SK_DEMAND_SHARE (guests x
 * the category's attendance share, rounded up; quantiles equal the mean because nothing is known of
 * the spread); the forecast will fill the same records with real quantiles.
 * Special diets are exactly as ordered, never a quantile.
 *
 * SHARE rule, exactly (the independent checker derives the same from this text). For every site s,
 * every row of sk_site_meals_of(s) whose product is not SK_PROD_GOODS (raw goods are not cooked) and
 * every day e with from <= e - lead_days < from + n_days: the row holds when its period, weekdays and
 * day_types (bit of sk_site_day_type(s, e)) hold and sk_site_guests(s, e) > 0. Then, day = e - lead_days:
 *  eaters   = ceil(guests x share_ppm x attendance_ppm / 10^12), attendance of the row, else category
 *  diets    = every diet order of s and the meal whose period holds e and count > 0, one need per
 *             diet (counts of one diet summed), line main, dish as the main line. When several rows
 *             hold for the same meal and day, the diets belong to the first SERVED row (the first row
 *             when none is served) in the order of kommun.site_meal, and only to that.
 *  ordinary = max(0, eaters - sum of that row's diets)
 *  veg line = ceil(ordinary x veg_ppm / 10^6) when the product goes by the menu and the menu has a
 *             vegetarian dish that day, else 0; main line = ordinary - veg. Lines of 0 are left out.
 *  dish     = product.dish, else the dish of the site's own menu on e; kitchen = sk_site_kitchen_on(s, day);
 *             when that is nowhere, the register's kitchen of the site it is merged into, so that the
 *             meal shows as a shortage and is not forgotten. */
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

/* Needs of n_days days from `from`. f: the forecast of those days (and of the days after them on which
 * what is delivered ahead is eaten); NULL = by shares. arena owns the arrays. SK_E_INPUT when a day is outside a
 * calendar's span or the menu has no dish for a served meal (names which). O(sites x days). */
struct sk_forecast;
sk_code sk_demand_build(const sk_kommun *k, const struct sk_forecast *f, sk_day from, int n_days,
                        sk_arena *arena, sk_demand *out, sk_lang lang, sk_err *err);

/* A shallow copy of k that holds only the calendar events and organisation changes that touch
 * from..to: queries about a day cost O(events), and a week has few. False: out of memory. */
bool sk_demand_view(const sk_kommun *k, sk_day from, sk_day to, sk_arena *arena, sk_kommun *view);

#endif
