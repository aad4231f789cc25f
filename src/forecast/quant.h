/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of a track from its own past errors.
 *
 * The size of an error is a product: log(|error| + small) = mean + unit (shrunk with `k_unit` errors)
 * + ridge on what is known of the day (season, weekday, nearness of a break) and on h. Errors divided
 * by that size are pooled by horizon class and ordinary / special day, newest first, and give the
 * quantiles; `own` of the weight goes to the unit's own. With little to learn from, a wide prior
 * speaks: errors of 12 %, and as long as a unit is new, the spread between units of a type.
 * Quantiles never cross. */
#ifndef SK_FORECAST_QUANT_H
#define SK_FORECAST_QUANT_H

#include "forecast/track.h"

enum { SK_Q10, SK_Q50, SK_Q80, SK_Q90, SK_Q95, SK_N_Q };
extern const double sk_q_level[SK_N_Q]; /* 0.1 0.5 0.8 0.9 0.95 */

typedef struct sk_quant_opt {
    int window;      /* past origins looked back at */
    double half;     /* half-life of an error's weight, in origins */
    double own;      /* share of a unit's own quantiles */
    double k_unit;   /* errors that the unit's size is shrunk with */
    double lam;      /* ridge of the day features of the size */
    double own_min;  /* errors that a unit needs for own quantiles */
    bool scale_days; /* false: the size depends on the unit only */
} sk_quant_opt;
extern const sk_quant_opt sk_quant_defaults;

typedef struct sk_quant {
    const sk_track *k;
    sk_quant_opt opt;
    /* work, for one origin */
    double *w, *z;        /* [window * n_h][lanes]: weight and log size, then scaled error */
    double *unit;         /* [lanes] log size of a unit against the mean */
    double *beta, *mean;  /* day features of the size and their means [n_scale + 1] */
    double *gram;
    double *pool, *mine;  /* histograms [3][2][bins], [2][lanes][bins] */
    double *n_mine;       /* [2][lanes] */
    double level;         /* mean log size */
    double common;        /* share of the errors' variance that all units have in common, 0..1 */
    double n_days;        /* days observed up to the origin */
    double *n_obs;        /* the same by unit [lanes] */
} sk_quant;

sk_code sk_quant_new(const sk_track *k, const sk_quant_opt *opt, sk_arena *arena, sk_quant *out,
                     sk_err *err);
/* Learns from the errors known at origin i of the track. */
void sk_quant_at(sk_quant *v, int i);
/* y at every level for h days after origin i (sk_quant_at(i) first); q is [SK_N_Q][lanes]. */
void sk_quant_of(sk_quant *v, int i, int h, double *q);

#endif
