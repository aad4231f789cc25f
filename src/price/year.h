/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The representative year: what the kitchens do in a calendar year, from a few planned weeks.
 *
 * THE MAPPING (sk_year_map). Every calendar day has a TYPE: its weekday, what kind of day it is in each
 * calendar (normal, break, study day ... by the calendar's own events and public holidays), and which
 * part of the year's organisation holds (kitchens closed, sites merged, places that open or end). A few
 * whole weeks are chosen as representative: first the week that covers most days of types not covered
 * yet, and so on, then further weeks of the commonest types, until opts.weeks. A day stands for itself
 * when its week was chosen; else it is mapped to a representative day of its own type, the one with the
 * same menu week if there is one, else the nearest in date; a day whose type no chosen week has goes to
 * the representative day that is most like it: least difference in portions per calendar and meal, then
 * same weekday, then the earliest. Every day is mapped to exactly one, and how is written beside it.
 * The mapping is made from one kommun and used for every alternative to it.
 *
 * THE YEAR (sk_year). Each representative week is planned by sk_plan_make (linear programme and whole
 * portions), without dated staff deviations: sickness in a certain week says nothing of a year.
 *  - What is eaten is counted for every calendar day by itself: portions, expected eaters, mass, food cost
 *    and its CO2e, with the day's own dishes and guests (by day of delivery). Who cooks it is the kitchen
 *    that did so on the representative day; what that day lacks goes to the usual supplier.
 *  - Minutes, trips, energy, holding, shortage and marginal cost are those of the representative day,
 *    times the days it stands for.
 * Amounts of öre are rounded once per cell and year, half away from zero; minutes of a kitchen are split
 * over its cells by largest remainder, so that cells sum to kitchens.
 *
 * CO2e of food is the known part; of transport and energy by the policy's factors.
 * Sizes: 10 weeks, 370 days, 2 000 cells. Same input, same year, byte for byte. */
#ifndef SK_PRICE_YEAR_H
#define SK_PRICE_YEAR_H

#include "plan/plan.h"

enum { SK_YEAR_WEEKS = 10, SK_YEAR_WEEKS_MAX = 53, SK_YEAR_DAYS_MAX = 366 };

typedef enum { /* how a day found its representative day */
    SK_YEAR_ITSELF,  /* it is the representative day */
    SK_YEAR_TYPE,    /* same type */
    SK_YEAR_LIKEST   /* its type was planned nowhere: the most similar day */
} sk_year_how;

typedef struct sk_year_rep { /* a representative day */
    sk_day day;
    int week;            /* index into map.week */
    int type;
    int n_days;          /* days of the year that are mapped to it; 0 = none, then it counts nowhere */
    bool event;          /* stands for itself alone */
} sk_year_rep;

typedef struct sk_year_type {
    int weekday;         /* 1 = Monday */
    sk_day_type *cal;    /* by kommun.calendar */
    int season;          /* numbered from 0 in order of the first day with that organisation */
    sk_day first;        /* first day of the type */
    int n_days;
} sk_year_type;

typedef struct sk_year_map {
    sk_arena *arena;
    int year;                    /* 0 = no whole year is known: the days that are */
    sk_day from; int n_days;     /* 1 January, 365 or 366 */
    sk_week *week; int n_weeks;  /* planned weeks, by date */
    sk_year_rep *rep; int n_reps; /* by date: seven per week */
    sk_year_type *type; int n_types; /* by first day */
    int *type_of, *rep_of;       /* [n_days] */
    sk_year_how *how;            /* [n_days] */
    int64_t *portions;           /* [n_days] portions needed that day, for print */
    int n_cals;
} sk_year_map;

typedef struct sk_year_opts {
    int year;    /* 0 = the year after as_of, when every calendar knows it, else the year of as_of, else the
                    days that every calendar knows, at most 366: then map.year is 0 */
    int weeks;   /* 1..53; 0 = SK_YEAR_WEEKS */
    const sk_day *event; int n_events; /* days that stand for themselves and for no other (a power cut): their
                    weeks are planned besides */
} sk_year_opts;

/* The days that a map of opts.year has; *year is 0 when no whole one is known. */
sk_code sk_year_span(const sk_kommun *k, int given, int *year, sk_day *from, int *n_days, sk_err *err);
/* SK_E_INPUT: a calendar does not cover the year, a menu lacks a dish, an event is outside whole weeks. Freed by
 * sk_year_map_free. */
sk_code sk_year_map_make(const sk_kommun *k, const sk_year_opts *opts, sk_year_map **out, sk_err *err);
void sk_year_map_free(sk_year_map *m); /* NULL allowed */

typedef enum { /* kinds of staff minutes; receive holds reheating, serve the backup dish */
    SK_WORK_FIXED, SK_WORK_COOK, SK_WORK_PACK, SK_WORK_RECEIVE, SK_WORK_SERVE, SK_N_WORK
} sk_year_work;

typedef struct sk_year_cell { /* what one kitchen makes of one product for one site in the year */
    sk_ix cook;              /* kitchen that makes it */
    sk_ix recv;              /* kitchen where it is eaten */
    sk_ix site, product;
    int64_t portions;        /* to cook, by the calendar; where its first component group is made (main
                                before side before cold), so that a portion counts once; a cell that only
                                makes sides has 0 */
    int64_t mean_milli;      /* expected eaters of the same, thousandths */
    int64_t mass_g;          /* served mass of what it makes */
    sk_ore food_ore;         /* ingredients of what it makes, loss included */
    int64_t food_co2e_g;
    int64_t work_mmin[SK_N_WORK]; /* milliminutes: COOK and PACK at cook, RECEIVE and SERVE at recv; FIXED 0 */
    sk_ore trip_ore;         /* its part of tours and extra trips, by boxes */
    int64_t trip_m, trip_mmin; /* metres, milliminutes */
    sk_ore energy_ore;
    int64_t over_limit;      /* portions held hot longer than their limit */
    int64_t short_portions, backup_portions;
} sk_year_cell;

typedef struct sk_year_kitchen {
    int64_t cooked, eaten;   /* portions by the calendar: made here (as in cells); eaten here */
    int open_days;           /* days with staff needed or available */
    int64_t work_mmin[SK_N_WORK], need_mmin, avail_mmin, over_mmin, excess_mmin;
    sk_ore over_ore, avail_ore; /* overtime within the limit; cost of the available minutes */
    int64_t busiest_ppm;     /* need / available on its fullest representative day; 0 = no staff */
    int64_t busiest_mmin;    /* need on the day with the longest need */
    int64_t chilled_g;       /* served mass sent or kept chilled */
} sk_year_kitchen;

typedef struct sk_year_trip { /* a tour, or extra trips between two kitchens */
    sk_route_kind route;
    sk_ix tour;              /* SK_NONE for extra */
    sk_ix kitchen, to;       /* to: SK_NONE for a tour */
    sk_meal meal;
    int64_t runs;            /* a year */
    int64_t m, min;          /* whole rounds */
    sk_ore ore;
    int boxes_max, cap_boxes;
} sk_year_trip;

typedef struct sk_year_site {
    int64_t portions, mean_milli; /* by the calendar */
    int64_t on_site;         /* of portions, cooked where they are eaten */
    int64_t hot_portions;    /* representative: portions of hot food (each group counts) ... */
    int64_t over_limit;      /* ... held longer than the limit */
    int hold_p95, hold_max;  /* minutes from pan to plate; 95 % of hot portions at most this; 0 = none */
    int64_t short_portions, backup_portions;
    int64_t chilled;         /* representative: portions whose hot food came or was kept chilled */
    int64_t marginal_milliore; /* öre/1000 per portion by the linear programme's duals: minutes, trips,
                                  energy and penalties that one portion more would cost; without food */
    int64_t food_milliore;   /* öre/1000 per portion, mean of the year */
} sk_year_site;

typedef struct sk_year {
    sk_arena *arena;
    const sk_kommun *k;      /* borrowed */
    const sk_year_map *map;  /* borrowed */
    sk_year_cell *cell; int n_cells; /* sorted by cook, recv, site, product */
    sk_year_kitchen *kitchen;        /* [n_kitchens] */
    sk_year_site *site;              /* [n_sites] */
    sk_year_trip *trip; int n_trips; /* sorted by kitchen, route, tour, to, meal */
    int64_t portions, mean_milli;    /* of the year, by the calendar */
    int64_t work_mmin[SK_N_WORK], need_mmin, avail_mmin, over_mmin, excess_mmin;
    sk_ore food_ore, trip_ore, energy_ore, over_ore, avail_ore; /* sums of cells or kitchens */
    sk_ore food_once_ore;    /* food rounded once for the whole year: the same whoever cooks */
    int64_t trip_m, trip_min, trip_runs;
    int64_t food_co2e_g, trip_co2e_g, energy_co2e_g;
    int64_t hot_portions, over_limit, short_portions, backup_portions;
    int hold_p95;
    int n_planned;            /* weeks planned, once for each part of the year that has days like theirs */
    int64_t bound_certified;  /* of them, weeks whose bound is proven */
    sk_ore objective, bound;  /* of the planned weeks together, öre: how far from the cheapest */
} sk_year;

/* Plans the map's weeks for k and adds up. k is the kommun of the map or an alternative to it with the same
 * calendars. SK_E_INPUT as sk_plan_make, SK_E_SOLVER. Freed by sk_year_free. O(weeks x plan). */
sk_code sk_year_make(const sk_kommun *k, const sk_year_map *map, sk_lang lang, sk_progress progress, void *ctx,
                     sk_year **out, sk_err *err);
void sk_year_free(sk_year *y); /* NULL allowed */

/* Plans made before, by what they depend on: an alternative that only changes what no plan looks at (food
 * prices, wages of posts, rents, investment) takes those of the kommun that is otherwise the same, and gives
 * the same year as if it had planned. Keeps the weeks of SK_YEAR_CACHED years, the oldest goes first; those of the
 * first year stay. Not for several threads. */
enum { SK_YEAR_CACHED = 4 };
typedef struct sk_year_cache sk_year_cache;
sk_year_cache *sk_year_cache_new(void); /* NULL: out of memory */
void sk_year_cache_free(sk_year_cache *c);
int sk_year_cache_hits(const sk_year_cache *c); /* weeks that were not planned again */

typedef struct sk_year_part { const sk_kommun *k; sk_day from; } sk_year_part;
/* As sk_year_make for a year in which the kommun changes: part i holds from its day until the next one's; the
 * first holds from the beginning. Every day keeps the representative day that the map gives it, planned for
 * the kommun of that day. Parts have the same kitchens, sites and products by index; y->k is the last one.
 * cache NULL = without. */
sk_code sk_year_make_parts(const sk_year_part *part, int n, const sk_year_map *map, sk_year_cache *cache,
                           sk_lang lang, sk_progress progress, void *ctx, sk_year **out, sk_err *err);

/* Gives f the plan of a week of the year, from the cache or made anew; it lives during the call. */
typedef sk_code (*sk_year_use)(void *ctx, const sk_plan *p, sk_err *err);
sk_code sk_year_use_week(const sk_kommun *k, sk_week week, sk_year_cache *cache, sk_lang lang, sk_year_use f,
                         void *ctx, sk_err *err);

/* Kilograms of CO2e in grams from metres driven, and from öre of energy, by the policy's factors. */
int64_t sk_year_trip_co2e_g(const sk_policy *p, int64_t m);
int64_t sk_year_energy_co2e_g(const sk_policy *p, sk_ore ore);

#endif
