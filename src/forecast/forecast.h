/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forecast of a kommun: eaters of every site and meal on the days asked for, how sure that is,
 * and what drives it.
 *
 * For each calendar and meal one panel (panel_kommun.h) is fitted at the last day that has counts up
 * to the as-of date; quantiles come from the errors of forecasts made at `past` earlier days. Orders
 * of the days asked for are used when the history has them. Nothing of it reads a later day.
 * A site with under 30 counted days leans on its type and category and is wide, but never above its roll.
 * Special diets are not forecast: take them off the eaters with sk_forecast_line. */
#ifndef SK_FORECAST_FORECAST_H
#define SK_FORECAST_FORECAST_H

#include "domain/history.h"
#include "forecast/backtest.h"
#include "forecast/demand.h"

/* What moves a forecast away from the site's own mean, as log effects that add up. */
typedef enum {
    SK_DRIVE_WEEKDAY, /* weekday */
    SK_DRIVE_MENU,    /* dishes */
    SK_DRIVE_BREAK,   /* days before and after a break */
    SK_DRIVE_SEASON,  /* month and season */
    SK_DRIVE_DAY,     /* bridge days, feasts, study days, breaks */
    SK_DRIVE_LEVEL,   /* the last weeks */
    SK_DRIVE_ORDER,   /* the site's own order */
    SK_N_DRIVES
} sk_drive;
const char *sk_drive_name(sk_drive d, sk_lang lang);

typedef struct sk_fc_cell {
    sk_ix site;
    sk_meal meal;
    sk_day day;        /* when it is eaten */
    sk_dist dist;      /* eaters, special diets among them */
    double guests;     /* the roll: enrolled x share that day, whatever their attendance */
    double usual;      /* the site's own mean at that enrolment */
    double effect[SK_N_DRIVES]; /* log: 0.03 = 3 % more than usual */
    double order;      /* own order, 0 = none */
    double common;     /* share of the error's variance that the sites of the panel have in common */
    int n_obs;         /* days of history behind it; under 30: type and category speak */
    int h;             /* service days ahead */
} sk_fc_cell;

typedef struct sk_forecast {
    sk_fc_cell *cell;  /* sorted by site, meal, day */
    int n_cells;
    int64_t n_used, n_zero, n_closed, n_outlier; /* counts of the history, see sk_group */
    sk_input_file *file; int n_files; /* documents that it was made from; names are borrowed from the formats */
} sk_forecast;

enum { SK_FORECAST_MAX_H = 90 }; /* service days ahead */

/* Days from .. from + n_days - 1 on which meals are eaten, as far as they lie after the last count of
 * their panel; a meal that no site has been served up to the as-of date has no cells, nor has one that was
 * last counted more than SK_FORECAST_MAX_H service days before, so that callers need another source then.
 * arena owns the cells. SK_E_INPUT when the days are too far ahead for all of them, SK_E_NOMEM. */
sk_code sk_forecast_run(const sk_kommun *k, const sk_history *h, sk_day from, int n_days,
                        const sk_engine_opt *opt, sk_arena *arena, sk_forecast *out, sk_err *err);
/* NULL when the site is not served that meal that day. */
const sk_fc_cell *sk_forecast_find(const sk_forecast *f, sk_ix site, sk_meal meal, sk_day day);

/* Backtest of all the panels of a kommun together; the table is that of sk_score_table. Panels without
 * history before the period are left out; SK_E_INPUT when none is left. */
sk_code sk_forecast_backtest(const sk_kommun *k, const sk_history *h, const sk_backtest_opt *opt,
                             sk_score (*score)[SK_N_CUTS], sk_err *err);

/* joint.c: distributions made of others. */
/* One line of a meal: the eaters less `taken` (special diets, as ordered) times the line's share. Who
 * takes which line adds binomial spread. */
sk_dist sk_forecast_line(const sk_dist *eaters, double taken, double share);
/* The total of n needs. Variances add: the common part of the errors moves together, the rest is
 * independent; the spread of the total is the sum of the spreads, scaled down by the ratio of the
 * standard deviations (a little less so, since long tails average out). `common` (0..1) of each need as in its cell. */
sk_dist sk_dist_sum(const sk_dist *v, const double *common, int n);
double sk_dist_sd(const sk_dist *d); /* standard deviation by the middle 80 % */
double sk_dist_at(const sk_dist *d, double level); /* any quantile, 0 < level < 1 */
double sk_dist_short(const sk_dist *d, double portions); /* expected eaters beyond so many portions */
void sk_dist_mean(sk_dist *d); /* fills mean from the quantiles */

#endif
