/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a stage (guest category) changes over the years: the share of its enrolled that eat lunch, and how much an eater
 * eats. In Linköping both grow in the upper years.
 *
 * Share: eaters and plates counted over enrolled, on ordinary days of its calendar when the food did not run out;
 * the level is of the last SK_STAGE_DAYS days, the trend that of the same week of the same unit over the years,
 * so that the season does not matter (forecast/slope.h); it needs two years. Counts over twice the enrolled are left
 * out.
 *
 * Portion: grams eaten an eater = (served - serving waste - plate waste) / eaters, on days of a unit when all three
 * were weighed; the trend is within units. Beside it what the recipes portion out for the same days. Plans portion
 * by the category's factor: when portions grow, it is the factor that must be changed. */
#ifndef SK_WASTE_STAGE_H
#define SK_WASTE_STAGE_H

#include "forecast/slope.h"
#include "waste/data.h"

enum { SK_STAGE_DAYS = 365 };

typedef struct sk_stage {
    int n_sites;
    int64_t guests;      /* enrolled on the as-of date */
    double share;        /* 0..1; NAN = not counted in the last year */
    sk_slope share_year; /* a year */
    double eaten_g, recipe_g; /* NAN = not weighed in the last year; no dish known */
    sk_slope eaten_year; /* grams a year */
    int n_weighed;       /* days of a unit behind eaten_g */
} sk_stage;

/* By category [n_categories]; d NULL = nothing weighed. NULL: out of memory. */
sk_stage *sk_stages(const sk_kommun *k, const sk_history *h, const sk_waste_data *d, sk_arena *arena);

#endif
