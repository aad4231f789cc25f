/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of waste: grams a portion with uncertainty and trend, kronor and CO2e, against a target.
 *
 * A figure of a stream is the sum of its grams over the sum of its own portions or eaters, never a mean of
 * means; several rows (dishes) of one place, meal, day and stream share their eaters. Figures of several streams
 * add those of the streams: KITCHEN = storage + preparation + cooking per portion cooked, MEAL = serving + plate
 * per eater, ALL = both.
 *
 * Uncertainty: ratio estimator with clusters (Cochran, Sampling Techniques, 3rd ed., 6.3 and 9A.1). The
 * cluster is one place's ISO week, since its days resemble each other. With R_s = G_s / N_s and
 * e_c = sum over streams of (g_cs - R_s n_cs) / N_s, the variance is m / (m - 1) x sum e_c^2 over the m clusters;
 * the interval is 95 % by Student's t with m - 1 degrees. Under three clusters, where a unit has weighed one or two
 * weeks, it goes by how much the clusters of a place differ elsewhere, in shares of its figure (sk_wspread); without
 * that there is none.
 *
 * Trend: grams a portion and year, within places (forecast/slope.h), of the clusters' figures, weight = portions.
 * Kitchen and meal part apart, then added. It uses every record up to the period's end. NAN = not known.
 *
 * Money: food cost by recipe, storage and preparation per raw gram, the others per served gram; thousandths
 * of an öre until the end. CO2e the same; what the ingredients' list does not know is left out, and the known
 * share of the raw weight told. */
#ifndef SK_WASTE_MEASURE_H
#define SK_WASTE_MEASURE_H

#include "waste/data.h"

typedef struct sk_west { /* an estimate, grams a portion */
    double per;          /* NAN = not measured */
    double half;         /* half the 95 % interval; NAN = not known */
    double slope, slope_half; /* grams a portion and year; NAN = not known */
    int clusters;
} sk_west;

typedef struct sk_wfigure {
    int64_t g[SK_N_MASSES], n[SK_N_MASSES]; /* sums over the period */
    sk_west stream[SK_N_STREAMS];
    sk_west scope[3];    /* by sk_waste_scope; over the streams that were weighed */
    bool whole[3];       /* every stream of the scope was weighed */
    double consumption;  /* grams eaten an eater, where served, serving and plate waste were weighed; NAN */
    int64_t served_n;    /* eaters behind it */
    int64_t milli_ore, co2e_mg, raw_known_ppm; /* of the waste; share of its weight whose CO2e is known */
    int n_days[3], n_places[3]; /* by scope: days of a place with weighings of it */
    int64_t eaters, guests; /* at the sites on the days of serving or plate waste */
} sk_wfigure;

/* Under half of the guests ate: the national survey takes no such figure. */
static inline bool sk_waste_under_half(const sk_wfigure *f) { return f->guests > 0 && 2 * f->eaters < f->guests; }

/* How much clusters of one place differ, as a share of the place's figure, squared: pooled over the places with at
 * least two; NAN = too few to say. */
typedef struct sk_wspread { double stream[SK_N_STREAMS], scope[3]; } sk_wspread;

/* Which records a figure holds; SK_NONE = all. */
typedef struct sk_wsel {
    sk_day from, to;
    bool national;       /* only lunches in a run */
    int form;            /* sk_waste_form of the category by `forms`, or -1 */
    const uint8_t *forms; /* [n_categories]; NULL = not asked */
    const sk_wspread *spread; /* NULL = none */
} sk_wsel;

/* Records in groups: those of group i are idx[at[i]] .. idx[at[i + 1] - 1], in the order of the records. */
typedef enum { SK_BY_TOTAL, SK_BY_SITE, SK_BY_KITCHEN, SK_BY_CATEGORY, SK_BY_DISH } sk_wby;
typedef struct sk_wgroups { int *idx, *at; int n; } sk_wgroups;
bool sk_waste_split(const sk_waste_data *d, sk_wby by, sk_arena *arena, sk_wgroups *out); /* false: no memory */

/* Prices and CO2e of a gram, by dish; the last is the mean of the dishes. */
typedef struct sk_wprice { int64_t served_mo_kg, raw_mo_kg, served_mg_kg, raw_mg_kg, known_ppm; } sk_wprice;
sk_wprice *sk_waste_prices(const sk_kommun *k, sk_arena *arena); /* [n_dishes + 1]; NULL: no memory */

/* The figure of n records idx. False: out of memory. O(n). */
bool sk_waste_figure(const sk_waste_data *d, const sk_wprice *price, const int *idx, int n, const sk_wsel *sel,
                     sk_wfigure *out);

/* Of all records up to sel->to. False: out of memory. */
bool sk_waste_spread(const sk_waste_data *d, const sk_wsel *sel, sk_wspread *out);

typedef enum { SK_WASTE_UNMEASURED, SK_WASTE_MET, SK_WASTE_NOT_MET } sk_waste_status;
/* The sum of the scope's ratios against the limit, in whole numbers as long as they fit: 45.5 and 45.0001 are not
 * at most 45. */
sk_waste_status sk_waste_judge(const sk_wfigure *f, sk_waste_scope scope, int64_t limit_mg);

#endif
