/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forecast held against what was counted afterwards: made as of a day, with nothing later than that but
 * the orders of the days themselves, and cooked by the FORECAST rule of demand.h.
 *
 * Only counts of eaters and plates are outcomes, of days when the food did not run out. Of each series (a
 * site's meal) it says how many days lay inside the 80 % interval and how likely so few (or fewer) are when the
 * interval is right: a binomial tail, as if days erred apart, which they do not quite: a site that loses a
 * class is wrong all week. So the tail of all series together is corrected by Holm, and under
 * SK_FOLLOW_LEAST days there is no verdict. */
#ifndef SK_FORECAST_FOLLOW_H
#define SK_FORECAST_FOLLOW_H

#include "forecast/forecast.h"

enum { SK_FOLLOW_LEAST = 5 };

typedef struct sk_follow_day { /* one site's meal on one day that was counted */
    sk_ix site;
    sk_meal meal;
    sk_day day;
    sk_dist dist;
    int eaten;         /* counted */
    int cooked;        /* by the rule, special diets among them */
    int enrolled;      /* guests x share, rounded up */
    bool inside;       /* of the 80 % interval, to the nearest eater */
} sk_follow_day;

typedef struct sk_follow_sum {
    int n, inside, above; /* days; inside the 80 % interval; above the 0.9 quantile */
    double expected, abs_error; /* of the medians */
    int64_t eaten, cooked, enrolled;
    int64_t left, missed;  /* portions over, eaters beyond what was cooked */
    int64_t left_all;      /* portions over, had all enrolled been cooked for */
    sk_ore left_ore, missed_ore, left_all_ore; /* by the category's costs */
} sk_follow_sum;

typedef enum { SK_HOLDS, SK_DOUBTFUL, SK_FAILS, SK_TOO_FEW } sk_follow_verdict;
typedef struct sk_follow_series {
    sk_ix site;
    sk_meal meal;
    int first, end;        /* of sk_follow.day */
    int n_obs;             /* counted days that the forecast stood on */
    sk_follow_sum sum;
    double chance;         /* of so few days inside, when the interval is right */
    sk_follow_verdict verdict;    /* FAILS: under 5 % after Holm; DOUBTFUL: under 5 % by itself */
} sk_follow_series;

typedef struct sk_follow {
    sk_day as_of, from, to;
    sk_follow_day *day;       int n_days;   /* by site, meal, day */
    sk_follow_series *series; int n_series;
    sk_follow_sum all;
    int n_judged;             /* series with enough days */
} sk_follow;

/* The days from .. from + n_days - 1 as they would have been forecast at the end of as_of. k is seen as of its
 * own as-of date, which the counts reach to. SK_E_INPUT when nothing was counted then, or from is not
 * after as_of. arena owns the arrays. */
sk_code sk_follow_make(const sk_kommun *k, const sk_history *h, sk_day as_of, sk_day from, int n_days,
                       sk_arena *arena, sk_follow *out, sk_err *err);
/* Chance of at most x successes in n tries of probability p. */
double sk_binomial_tail(int x, int n, double p);

#endif
