/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/slope.h"

#include <math.h>

/* Too short a time says nothing of a year. */
#define LEAST_SPREAD 0.01 /* years squared, weighted */

/* Abramowitz and Stegun 26.7.5; the first six from its table. */
double sk_student(int df)
{
    static const double exact[] = {0, 12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469};
    const double z = 1.959964;
    if (df < (int)(sizeof exact / sizeof *exact)) return exact[df];
    double z3 = z * z * z, z5 = z3 * z * z, v = df;
    return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
           (3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v);
}

typedef struct sums {
    double sxx, sxy, weight;
    int groups;
} sums;

/* Means of day and y of the rows first..end, one group's. */
static void centre(const sk_slope_row *v, int first, int end, double mean[2])
{
    double w = 0;
    mean[0] = mean[1] = 0;
    for (int i = first; i < end; i++) {
        mean[0] += v[i].w * v[i].day;
        mean[1] += v[i].w * v[i].y;
        w += v[i].w;
    }
    mean[0] /= w;
    mean[1] /= w;
}

/* One pass over the groups: sums for the slope (NAN), or the squared scores for its error. */
static double walk(const sk_slope_row *v, int n, double slope, sums *s)
{
    double scores = 0, mean[2];
    for (int i = 0, end; i < n; i = end) {
        for (end = i; end < n && v[end].group == v[i].group;) end++;
        centre(v, i, end, mean);
        s->groups += isnan(slope) ? 1 : 0;
        for (int j = i; j < end; j++) {
            double x = (v[j].day - mean[0]) / SK_DAYS_YEAR, y = v[j].y - mean[1];
            if (isnan(slope)) {
                s->sxx += v[j].w * x * x;
                s->sxy += v[j].w * x * y;
                s->weight += v[j].w;
            } else scores += v[j].w * x * (y - slope * x) * v[j].w * x * (y - slope * x);
        }
    }
    return scores;
}

sk_slope sk_slope_within(const sk_slope_row *v, int n)
{
    sk_slope o = {(double)NAN, (double)NAN};
    sums s = {0, 0, 0, 0};
    walk(v, n, (double)NAN, &s);
    int df = n - s.groups - 1;
    if (df < 1 || !(s.sxx > LEAST_SPREAD * s.weight)) return o;
    o.slope = s.sxy / s.sxx;
    o.half = sk_student(df) * sqrt((double)n / df * walk(v, n, o.slope, &s)) / s.sxx;
    return o;
}
