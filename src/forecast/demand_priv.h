/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between demand.c (rows, diets, shares) and demand_forecast.c (lines, pools, quantities). */
#ifndef SK_FORECAST_DEMAND_PRIV_H
#define SK_FORECAST_DEMAND_PRIV_H

#include "forecast/forecast.h"

typedef struct sk__row { /* one row of site_meals that holds on a day, with what it asks for */
    const sk_site_meal *sm;
    const sk_product *product;
    sk_day eaten;
    int guests;
    int eaters;       /* by shares */
    const sk_fc_cell *cell; /* NULL = by shares */
    double part;      /* of the cell's eaters */
} sk__row;

typedef struct sk__open { /* a line that waits for its pool */
    sk_need need;     /* portions = floor */
    sk_ix supplier;
    int pair;         /* main and veg of one row have the same */
    int level_ppm;
    sk_dist joint;    /* what counts in the pool's distribution: the line, or the row's total */
    double common;
} sk__open;

typedef struct sk__demand {
    const sk_kommun *full; /* what the needs point into */
    sk_kommun view;        /* the same, but only the events and changes of the horizon */
    const sk_forecast *f;  /* NULL = none */
    sk_day from;
    int n_days;
    bool goods;            /* raw goods instead of what is cooked */
    bool eaten;            /* the days are those of the meals, not of the kitchens */
    sk_need *v;     size_t n, cap;
    sk__open *open; size_t n_open, cap_open;
    int n_pairs;
    uint8_t *used;         /* [f->n_cells] */
    sk_err *err;
} sk__demand;

sk_code sk__demand_put(sk__demand *b, const sk_need *n);
/* The two lines of a row with a cell; n holds what they share. `diets` are taken off. */
sk_code sk__demand_open(sk__demand *b, const sk__row *r, const sk_need *n, int diets, sk_ix dish, sk_ix veg);
/* Settles what is open: pools and expectations into out, needs into b->v. */
sk_code sk__demand_settle(sk__demand *b, sk_arena *arena, sk_demand *out);

#endif
