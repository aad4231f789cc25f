/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distributions by five quantiles: linear between them, with tails of the last slope. */
#include <math.h>

#include "forecast/forecast.h"

enum { N_KNOTS = SK_N_Q + 2 };
#define TAIL_LOW 0.6   /* of q50 - q10, below q10 */
#define TAIL_HIGH 1.0  /* of q95 - q90, above q95 */
#define SD_OF_80 2.326 /* q90 - q10 in standard deviations; 2.563 if errors were normal */
/* Errors of a site have long tails, which their 80 % range hides; those of a total have not, so that
 * its range is wider than variances alone say. Measured on totals of 6 to 58 canteens, 2014-16. */
#define TAILS 0.2
static const double knot[N_KNOTS] = {0.0, 0.1, 0.5, 0.8, 0.9, 0.95, 1.0};
static const double normal[SK_N_Q] = {-1.2816, 0.0, 0.8416, 1.2816, 1.6449};

static void values(const sk_dist *d, double v[N_KNOTS])
{
    v[1] = d->q10;
    v[2] = d->q50;
    v[3] = d->q80;
    v[4] = d->q90;
    v[5] = d->q95;
    v[0] = fmax(0.0, d->q10 - TAIL_LOW * (d->q50 - d->q10));
    v[6] = d->q95 + TAIL_HIGH * (d->q95 - d->q90);
}

static sk_dist from_values(const double q[SK_N_Q])
{
    sk_dist d = {0.0, q[SK_Q10], q[SK_Q50], q[SK_Q80], q[SK_Q90], q[SK_Q95]};
    sk_dist_mean(&d);
    return d;
}

void sk_dist_mean(sk_dist *d)
{
    double v[N_KNOTS], s = 0.0;
    values(d, v);
    for (int i = 0; i + 1 < N_KNOTS; i++) s += (knot[i + 1] - knot[i]) * (v[i] + v[i + 1]) / 2;
    d->mean = s;
}

double sk_dist_sd(const sk_dist *d) { return (d->q90 - d->q10) / SD_OF_80; }

double sk_dist_at(const sk_dist *d, double level)
{
    double v[N_KNOTS];
    int i = 0;
    values(d, v);
    while (i + 2 < N_KNOTS && level > knot[i + 1]) i++;
    return v[i] + (level - knot[i]) / (knot[i + 1] - knot[i]) * (v[i + 1] - v[i]);
}

double sk_dist_short(const sk_dist *d, double portions)
{
    double v[N_KNOTS], s = 0.0;
    values(d, v);
    for (int i = 0; i + 1 < N_KNOTS; i++) {
        double w = knot[i + 1] - knot[i], lo = v[i] - portions, hi = v[i + 1] - portions;
        if (lo >= 0.0) s += w * (lo + hi) / 2;
        else if (hi > 0.0) s += w * hi / (hi - lo) * hi / 2; /* the part of the step above */
    }
    return s;
}

sk_dist sk_forecast_line(const sk_dist *eaters, double taken, double share)
{
    double v[N_KNOTS], q[SK_N_Q], mid = share * fmax(0.0, eaters->q50 - taken);
    values(eaters, v);
    double choice = sqrt(fmax(0.0, mid * (1.0 - share)));
    for (int i = 0; i < SK_N_Q; i++) {
        double d = share * fmax(0.0, v[i + 1] - taken) - mid, c = choice * normal[i];
        q[i] = fmax(0.0, mid + (normal[i] < 0.0 ? -sqrt(d * d + c * c) : sqrt(d * d + c * c)));
    }
    return from_values(q);
}

sk_dist sk_dist_sum(const sk_dist *v, const double *common, int n)
{
    double own = 0.0, shared = 0.0, sum = 0.0, squares = 0.0, q[SK_N_Q] = {0}, mid = 0.0,
           mean = 0.0;
    for (int i = 0; i < n; i++) {
        double sd = sk_dist_sd(&v[i]), c = fmin(1.0, fmax(0.0, common[i])), k[N_KNOTS];
        own += sd * sd * (1.0 - c);
        shared += sd * sqrt(c);
        sum += sd;
        squares += sd * sd;
        mid += v[i].q50;
        mean += v[i].mean;
        values(&v[i], k);
        for (int j = 0; j < SK_N_Q; j++) q[j] += k[j + 1] - v[i].q50;
    }
    double ratio = sum > 0.0 ? sqrt(own + shared * shared) / sum : 1.0;
    if (sum > 0.0) ratio = fmin(1.0, ratio * (1.0 + TAILS * (1.0 - squares / (sum * sum))));
    /* medians do not add when the tails differ: the centre moves towards the sum of the means */
    double centre = mid + (1.0 - ratio) * (mean - mid);
    for (int j = 0; j < SK_N_Q; j++) q[j] = fmax(0.0, centre + ratio * q[j]);
    sk_dist d = {mean, q[SK_Q10], q[SK_Q50], q[SK_Q80], q[SK_Q90], q[SK_Q95]};
    return d;
}
