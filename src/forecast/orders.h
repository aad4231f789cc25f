/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order track: what the unit's own order for a day adds to the model.
 *
 * An order is calibrated by the exponential mean of log(eaten / ordered) of the unit. d = calibrated
 * order - model is then worth beta(d), piecewise linear with knots at +-`knot` (a kitchen that orders
 * far less knows of an outing), learnt from past forecasts with Huber weights: common coefficients
 * plus the unit's own deviation, shrunk. */
#ifndef SK_FORECAST_ORDERS_H
#define SK_FORECAST_ORDERS_H

#include "forecast/track.h"

typedef struct sk_order_opt {
    double rate;     /* weight of the newest ratio */
    double clip;     /* ratios are cut at so much from their mean */
    double knot;
    int window;      /* past origins */
    double half;     /* half-life in origins */
    double lam_unit; /* penalty of a unit's own coefficients */
    double limit;    /* Huber limit of what is left */
    int sweeps;
} sk_order_opt;
extern const sk_order_opt sk_order_defaults;

/* Fills out (same origins and horizons as model) with model + beta(d); where there is no order the
 * model's value stays. Only orders of the target day and counts up to the origin are used. */
sk_code sk_track_orders(const sk_track *model, const sk_order_opt *opt, sk_arena *arena,
                        sk_track *out, sk_err *err);
/* Mean of log(eaten / ordered) of every unit at each origin, [n_origins][lanes]. */
sk_code sk_order_ratios(const sk_track *k, const sk_order_opt *opt, sk_arena *arena, double **out,
                        sk_err *err);

#endif
