/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Demand: how many portions of what each site needs, day by day, with the uncertainty.
 *
 * This is the one interface between forecast and plan. Special diets and packed meals are exactly as
 * ordered, never a quantile. Where the forecast has a site's meal on a day the FORECAST rule holds,
 * elsewhere the SHARE rule: guests x the category's attendance share, rounded up; its quantiles equal
 * the mean because nothing is known of the spread. The independent checker follows this text alone.
 *
 * SHARE rule, exactly. For every site s, every row of sk_site_meals_of(s) whose product is not
 * SK_PROD_GOODS (raw goods are not cooked) and every day e with from <= e - lead_days < from + n_days:
 * the row holds when its period, weekdays and day_types (bit of sk_site_day_type(s, e)) hold and
 * sk_site_guests(s, e) > 0. Then, day = e - lead_days:
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
 *             meal shows as a shortage and is not forgotten.
 *  packed   = rows of SK_PROD_PACKED are orders for an outing: their source is ORDERED.
 *
 * FORECAST rule, exactly: rows, diets, dish, kitchen and packed rows as above; the two lines of a row
 * whose site, meal and e have an expectation (sk_expect) are made so. Amounts are portions.
 *  ROW      The quantiles q10 .. q95 of the expectation times f / F; f = share_ppm x attendance_ppm of the
 *           row (else of the category), F = the sum of f over the rows that hold for s, the meal and e
 *           and are not packed.
 *  LINE     With a vegetarian dish its part a is veg_ppm / 10^6 and main has 1 - a; else main has 1. With
 *           q of the row and d = its diets: mid = a x max(0, q50 - d); c = sqrt(max(0, mid x (1 - a)));
 *           each quantile is max(0, mid -+ sqrt((a x max(0, q - d) - mid)^2 + (c x n)^2)), minus for q10,
 *           plus for the others, n = 1.2816, 0, 0.8416, 1.2816, 1.6449: who takes which dish adds to the
 *           spread. Rounded to thousandths; a line whose q95 is then 0 is left out.
 *  TOTAL    The eaters of both dishes of a row: as LINE with a = 1.
 *  MEAN     The mean of five quantiles: straight lines between them at 0.1 0.5 0.8 0.9 0.95, from
 *           max(0, q10 - 0.6 (q50 - q10)) at 0 and to q95 + (q95 - q90) at 1. Rounded to thousandths.
 *  AT       A quantile at any other level is read from these same straight lines.
 *  LEVEL    Of a need: 10^6 x ran_out_ore / (ran_out_ore + left_over_ore) ppm, rounded half up, the
 *           category's where they are not 0, else the policy's; 500000 when both are 0. This is the
 *           quantile that costs least (newsvendor).
 *  ROLL     The most a line can get: ceil(guests x share_ppm / 10^6) - the row's diets, for main also less
 *           the row's veg portions (so all veg lines are settled first); at least 0.
 *  FLOOR    The least a line gets: the largest of AT(floor_ppm) of the line and, unless the category is
 *           plated, mean x (1 + buffet_ppm / 10^6), rounded up, but not over ROLL.
 *  POOL     The lines with one usual supplier (sk_site_supplier_on(s, day); the need's kitchen when there is
 *           none), day, meal, product, line and dish are cooked as one. Its LEVEL is the mean of theirs
 *           weighted by MEAN in thousandths, rounded half up. Its distribution is JOINT.
 *  JOINT    Of a vegetarian pool: of its lines; of a main pool: of the TOTALs of its lines' rows, since who
 *           eats all may find the other dish. k = common_ppm / 10^6, for a vegetarian line times min(1,
 *           (a (Q90 - Q10) / (q90 - q10))^2), Q of the row and q of the line, 0 when q90 = q10: the choice
 *           of dish is nothing that sites have in common. s = (q90 - q10) / 2.326 of each.
 *           R = min(1, sqrt(sum of s^2 (1 - k) + (sum of s sqrt(k))^2) / (sum of s)), then R = min(1,
 *           R (1 + 0.2 (1 - sum of s^2 / (sum of s)^2))); 1 when the sum of s is 0. centre = sum of q50 +
 *           (1 - R) x (sum of means - sum of q50); each quantile is max(0, centre + R x (sum of q - sum of
 *           q50)), rounded to thousandths; mean = sum of means.
 *  QUANTITY Of a pool: AT(LEVEL) of JOINT, rounded up; of a main pool less the vegetarian portions of its
 *           lines' rows, at least 0. All roundings up take off 10^-6 first.
 *  SHARING  Every line of a pool starts at its FLOOR. One portion after another goes to the line under
 *           its ROLL with the least (portions + 1/2 - q50) / (q90 - q10), a spread of 0 last, ties to the
 *           lower site; until QUANTITY is reached or all have their ROLL. So the safety stock is shared in
 *           proportion to the standard deviations. Lines of 0 are left out. */
#ifndef SK_FORECAST_DEMAND_H
#define SK_FORECAST_DEMAND_H

#include "base/err.h"
#include "domain/kommun.h"

typedef enum { SK_DEMAND_SHARE, SK_DEMAND_ORDERED, SK_DEMAND_FORECAST } sk_demand_source;

/* What a demand was made from, and why not from a forecast. */
typedef enum {
    SK_FROM_FORECAST,
    SK_FROM_SHARES,      /* asked for */
    SK_FROM_NO_HISTORY,  /* nothing was counted up to the as-of date */
    SK_FROM_OUT_OF_REACH, /* the days are not after the last count, or too far after it */
    SK_N_FROM
} sk_demand_from;
const char *sk_demand_from_name(sk_demand_from from, sk_lang lang);

typedef struct sk_dist { /* eaters */
    double mean;
    double q10, q50, q80, q90, q95; /* non-decreasing */
} sk_dist;

typedef struct sk_expect { /* what the forecast says of a site's meal; amounts in thousandths of an eater */
    sk_ix site;
    sk_meal meal;
    sk_day day;        /* when it is eaten */
    int64_t q10, q50, q80, q90, q95; /* special diets among them */
    int64_t order;     /* own order, 0 = none */
    int common_ppm;    /* see sk_fc_cell */
    int n_obs;         /* counted days behind it */
} sk_expect;

typedef struct sk_pool { /* lines that one kitchen usually cooks as one quantity */
    sk_ix kitchen;
    sk_day day;
    sk_meal meal;
    sk_ix product;
    sk_line line;
    sk_ix dish;
    int level_ppm;     /* quantile that is cooked */
    int quantity;      /* that quantile of dist, rounded up */
    int veg;           /* of it the vegetarian portions of a main pool's rows */
    int portions;      /* what its needs have: quantity - veg, as far as floors and rolls allow */
    int n_needs;
    sk_dist dist;      /* of all its eaters together, of a main pool those of both dishes; thousandths */
} sk_pool;

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
    sk_dist dist;      /* of eaters on this line; thousandths when from the forecast */
    sk_demand_source source;
    int pool;          /* index into demand.pool; -1 = not from the forecast */
    int floor, roll;   /* least and most it could get; 0 when not from the forecast */
} sk_need;

typedef struct sk_demand {
    sk_need *need;     /* sorted by day, meal, site, product, line, diet */
    int n_needs;
    sk_day from;
    int n_days;
    sk_demand_from made_from; /* FORECAST as soon as one need is */
    sk_expect *expect; int n_expects; /* those used, sorted by site, meal, day */
    sk_pool *pool;     int n_pools;   /* sorted by day, meal, kitchen, product, line, dish */
} sk_demand;

/* Needs of n_days days from `from`. f: the forecast of those days (and of the days after them on which
 * what is delivered ahead is eaten); NULL = by shares, made_from is then SK_FROM_SHARES; it is
 * SK_FROM_OUT_OF_REACH when f says nothing of any need. arena owns the arrays. SK_E_INPUT when a day is
 * outside a calendar's span or the menu has no dish for a served meal (names which). O(sites x days). */
struct sk_forecast;
sk_code sk_demand_build(const sk_kommun *k, const struct sk_forecast *f, sk_day from, int n_days,
                        sk_arena *arena, sk_demand *out, sk_err *err);
/* The same needs of the meals that are eaten on the days: what is delivered ahead is cooked before `from`. */
sk_code sk_demand_eaten(const sk_kommun *k, const struct sk_forecast *f, sk_day from, int n_days,
                        sk_arena *arena, sk_demand *out, sk_err *err);
/* What was forecast of a site's meal on the day when it is eaten; NULL = it goes by shares. O(log n). */
const sk_expect *sk_demand_expected(const sk_demand *d, sk_ix site, sk_meal meal, sk_day eaten);

/* What of a forecast's cell counts in a demand. */
struct sk_fc_cell;
sk_expect sk_expect_of(const struct sk_fc_cell *c);

/* Most days that a product is delivered ahead: so much longer must the forecast reach. */
int sk_demand_lead(const sk_kommun *k);
/* The same for SK_PROD_GOODS: raw goods that the site's own staff make a meal of. By shares, no diets;
 * dish SK_NONE when the product has none. day is the last one, lead_days before they are eaten or earlier,
 * when the kitchen is open: then they are handed out. */
sk_code sk_demand_goods(const sk_kommun *k, sk_day from, int n_days, sk_arena *arena, sk_demand *out, sk_err *err);
/* The day before which the ingredients of such a need are delivered (sk_goods_delivery): on the day when they
 * are handed out at the latest, before it when they are eaten on it. */
sk_day sk_goods_by(const sk_need *n);

/* A shallow copy of k that holds only the calendar events and organisation changes that touch
 * from..to: queries about a day cost O(events), and a week has few. False: out of memory. */
bool sk_demand_view(const sk_kommun *k, sk_day from, sk_day to, sk_arena *arena, sk_kommun *view);

#endif
