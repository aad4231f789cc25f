/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by year_map.c, year.c, year_tally.c and year_plan.c. */
#ifndef SK_PRICE_YEAR_PRIV_H
#define SK_PRICE_YEAR_PRIV_H

#include "price/year.h"

/* A shallow copy without dated staff deviations, whose calendars last as long after their end as goods are
 * delivered ahead: what is eaten next year is then only a weekday. False: out of memory. */
bool sk__year_view(const sk_kommun *k, sk_arena *arena, sk_kommun *view);

/* Calls f for every day from..from + n_days - 1 with its needs (sorted as sk_demand); demand is built week
 * by week. f's first answer that is not SK_OK ends it. */
typedef sk_code (*sk__year_day)(void *ctx, int day, const sk_need *need, int n, sk_err *err);
sk_code sk__year_needs(const sk_kommun *view, sk_day from, int n_days, sk__year_day f, void *ctx, sk_err *err);

enum { SK__HOLD_BINS = 601 }; /* minutes; longer ones are in the last */

typedef struct sk__ycell { /* a cell while it grows; wide sums are rounded once at the end */
    sk_year_cell c;
    sk_wide food;   /* 1e-15 öre */
    sk_wide mass;   /* 1e-6 g */
    sk_wide co2e;   /* 1e-6 g */
    sk_wide energy; /* 1e-9 öre */
} sk__ycell;

typedef struct sk__tally {
    sk_year *y;
    const sk_kommun *k;     /* the view */
    sk__ycell *cell; size_t n_cells, cap_cells;
    int *slot; size_t n_slots; /* open addressing: index + 1 into cell */
    int64_t *hold;          /* [n_sites][SK__HOLD_BINS] portions */
    sk_wide *dual;          /* [n_sites] portions x öre/1000 of representative days */
    int64_t *dual_n;        /* [n_sites] portions */
    sk_wide *chill;         /* [n_kitchens] 1e-6 g */
    size_t cap_trips;
    const int64_t *times;   /* [n_reps] days of the part at work that each stands for */
    const sk_ix *tour_of;   /* [k->n_tours] the same tour in y->k, SK_NONE = gone */
} sk__tally;

/* Index of the cell, made when new; -1 = out of memory. The array may move. */
int sk__ycell_at(sk__tally *t, sk_ix cook, sk_ix recv, sk_ix site, sk_ix product);

typedef struct sk__ymade { sk_wide food, mass, co2e; } sk__ymade; /* in the units of sk__ycell */
/* What `portions` of a need are in components of one group. */
sk__ymade sk__year_made(const sk_kommun *k, const sk_need *n, sk_group_kind g, int64_t portions);
unsigned sk__year_groups(const sk_kommun *k, sk_ix dish); /* bit per group that the dish has */

/* Everything in a kommun that a plan depends on, as a hash. */
typedef struct sk__year_key { uint64_t h[2]; } sk__year_key;
sk__year_key sk__year_key_of(const sk_kommun *view);
/* The week's plan for a kommun that plans the same, or NULL; it stays the cache's. */
sk_plan *sk__year_cached(sk_year_cache *c, sk__year_key key, sk_week week);
/* Gives a plan to the cache, which frees it, perhaps at the next call. False: it could not take it. */
bool sk__year_keep(sk_year_cache *c, sk__year_key key, sk_plan *plan);
/* What is kept so far stays until the end. Only the first call counts. */
void sk__year_pin(sk_year_cache *c);

/* Adds what the plan of week w of the map says (year_plan.c). */
sk_code sk__tally_week(sk__tally *t, int w, const sk_plan *p, sk_err *err);

#endif
