/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a kitchen could use instead of a forecast. */
#include <math.h>

#include "forecast/backtest.h"

enum { FOUR = 4 };

#define ALIKE 0.3 /* log: a day on which far more or fewer were expected is another kind of day */

/* Counts of the same weekday as day t on days of the same kind (nobody cooks for an ordinary Monday
 * in a break week), newest first, at most n, known at the origin. */
static int same_weekday(const sk_panel *p, int origin, int t, int u, double *v, int n)
{
    int found = 0;
    size_t at = (size_t)t * (size_t)p->lanes + (size_t)u;
    for (int s = origin; s >= 0 && found < n; s--) {
        size_t c = (size_t)s * (size_t)p->lanes + (size_t)u;
        if (p->weekday[s] != p->weekday[t] || p->w[c] <= 0.0) continue;
        if (fabs(p->off[c] - p->off[at]) < ALIKE) v[found++] = p->count[c];
    }
    return found;
}

/* The roll; where nobody says it, enrolment times the known factor, before the elasticity of sk_panel_seal. */
static double enrolled(const sk_panel *p, size_t c)
{
    if (p->roll[c] > 0.0) return p->roll[c];
    if (p->enrol[c] <= 0.0) return exp(p->off[c]);
    return p->enrol[c] * exp(p->off[c] - SK_ENROL_ELASTICITY * log(p->enrol[c]));
}

static double say(const sk_panel *p, sk_by m, int origin, int t, int u)
{
    size_t c = (size_t)t * (size_t)p->lanes + (size_t)u;
    double v[FOUR];
    if (m == SK_BY_ENROLLED) return enrolled(p, c);
    if (m == SK_BY_ORDER && p->order[c] > 0.0) return p->order[c];
    int n = same_weekday(p, origin, t, u, v, m == SK_BY_FOUR ? FOUR : 1);
    if (n == 0) return enrolled(p, c);
    double sum = 0.0;
    for (int i = 0; i < n; i++) sum += v[i];
    return sum / n;
}

void sk__track_baseline(const sk_panel *p, sk_by m, sk_track *out)
{
    for (int i = 0; i < out->n_origins; i++) {
        for (int h = 1; h <= out->n_h; h++) {
            int t = out->origin[i] + h;
            double *f = sk_track_at(out, i, h);
            for (int u = 0; u < p->n_units && t < p->n_days; u++) {
                double v = say(p, m, out->origin[i], t, u);
                f[u] = log(v > 0.5 ? v : 0.5) - p->off[(size_t)t * (size_t)p->lanes + (size_t)u];
            }
        }
    }
}
