/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tracks: what one method said at each of a chain of past origins, h = 1..n_h service days ahead.
 *
 * Everything that is learnt from errors (the order track, the quantiles) sees a track and the panel,
 * so that the model, the model with orders and every baseline are measured by the same code. Values
 * are on the scale of y (log count less off); NaN-free: a value that a method cannot give is the
 * type's mean, and `ok` is 0. */
#ifndef SK_FORECAST_TRACK_H
#define SK_FORECAST_TRACK_H

#include "forecast/fit.h"

typedef struct sk_track {
    const sk_panel *p; /* borrowed */
    int n_origins, n_h;
    const int *origin; /* rising; borrowed */
    double *f;         /* [n_origins][n_h][lanes] */
} sk_track;

static inline double *sk_track_at(const sk_track *k, int i, int h) /* h = 1..n_h */
{
    return k->f + ((size_t)i * (size_t)k->n_h + (size_t)(h - 1)) * (size_t)k->p->lanes;
}
sk_code sk_track_new(const sk_panel *p, const int *origin, int n, int n_h, sk_arena *arena,
                     sk_track *out, sk_err *err);

/* level.c: exponential averages of recent residuals, a slow and a fast one that decays with h, one
 * for each weekday, and what was left a year ago in the same week (outings come back). */
typedef struct sk_level_opt {
    double clip;             /* residuals are cut at so many sigma */
    double slow, fast;       /* weights of the newest residual in the two averages */
    double w_slow, w_fast;   /* what is added of each */
    double damp;             /* of the fast one, per service day ahead */
    double by_weekday, w_weekday; /* weight of the newest and what is added of the weekday's */
    double last_year;        /* what is added of the mean residual of the week a year ago */
    int memory;              /* service days walked through */
} sk_level_opt;
extern const sk_level_opt sk_level_defaults;

typedef struct sk_level {
    const sk_panel *p;
    sk_level_opt opt;
    double *slow, *fast; /* [lanes] */
    double *day;         /* [8][lanes], by weekday */
    const sk_fit *f;     /* borrowed: of the last sk_level_at */
} sk_level;
sk_code sk_level_new(const sk_panel *p, const sk_level_opt *opt, sk_arena *arena, sk_level *out,
                     sk_err *err);
void sk_level_at(sk_level *v, const sk_fit *f); /* of the fit's origin */
void sk_level_add(const sk_level *v, int t, int h, double *y);

/* The model's track: a fit and its level at every origin; fit keeps the state of the last one. */
sk_code sk_track_model(const sk_panel *p, const sk_fit_opt *fo, const sk_level_opt *lo,
                       sk_track *out, sk_arena *arena, sk_fit *fit, sk_level *level, sk_err *err);

#endif
