/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hierarchical ridge: y(t,u) = a(u, school year) + x(t) b + x(t) c(type) + x(t) g(u) + error.
 *
 *  a  unit x school-year mean; a young year is shrunk towards the year before (the panel has taken
 *     out the change of enrolment) with the weight of `k` days; a unit without any history takes its
 *     type's mean.
 *  b  ridge of the mean of all units by day; c the same of the residual by type; g ridge of each
 *     unit's residual with a strong penalty, which is partial pooling.
 * Errors are weighted by Huber with `hub` robust standard deviations, over a few passes. Days are
 * weighted by age with a half-life in calendar days. Censored days count only when the fit is below
 * what was eaten.
 *
 * One fit walks forward over origins and starts each from the last one's weights and effects, so
 * that a chain of a hundred origins costs little more than ten cold fits. At an origin nothing after
 * that day is read, except features, enrolment and off of the day that is predicted. */
#ifndef SK_FORECAST_FIT_H
#define SK_FORECAST_FIT_H

#include "forecast/panel.h"

typedef struct sk_fit_opt {
    double half_common, half_type, half_unit; /* half-lives in calendar days */
    double lam_common, lam_type, lam_unit;    /* ridge penalties, in days */
    double k;                                 /* weight of the prior of a young year, in days */
    double hub;                               /* Huber limit, robust standard deviations */
    int passes_cold, passes_warm;
    int window;                               /* service days looked back at most */
} sk_fit_opt;
extern const sk_fit_opt sk_fit_defaults;

typedef struct sk_fit {
    const sk_panel *p;      /* borrowed */
    sk_fit_opt opt;
    int origin, lo;         /* last day fitted, first day of the window; origin -1 = none yet */
    /* state, in the arena given to sk_fit_new */
    double *a;              /* [n_years][lanes] */
    double *b, *mu;         /* [n_cols] */
    double *c, *mut;        /* [n_types][n_unit_cols], [n_unit_cols] */
    double *g, *muu;        /* [n_unit_cols][lanes], [n_unit_cols] */
    double *e;              /* residuals [n_days][lanes]; 0 when not observed */
    double *sigma;          /* robust standard deviation of a unit's residuals [lanes] */
    double *n_obs;          /* days observed in the window [lanes] */
    /* work */
    double *r, *rob, *fu;   /* [n_days][lanes] */
    double *cb, *ct;        /* [n_days], [n_days][n_types] */
    double *wc, *wt, *wu;   /* weights of the days */
    double *popw, *tmp;     /* [lanes] */
    double *lc, *lt, *s;    /* factors and Gram matrices */
    uint8_t *days, *seen;   /* [n_days], [lanes] */
} sk_fit;

sk_code sk_fit_new(const sk_panel *p, const sk_fit_opt *opt, sk_arena *arena, sk_fit *out,
                   sk_err *err);
void sk_fit_at(sk_fit *f, int origin); /* origins in rising order */
/* y without the level, for day t known h service days ahead (h >= 1); out is [lanes]. */
void sk_fit_predict(const sk_fit *f, int t, int h, double *out);
/* The common part of a prediction by column: value x effect for one unit, for the drivers. */
double sk_fit_effect(const sk_fit *f, int t, int h, int col, int unit);

#endif
