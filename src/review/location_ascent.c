/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Better multipliers by the averaged subgradient, and what their penalties decide. */
#include <string.h>

#include "review/location_priv.h"

/* Least and greatest weight of the newest direction; weight of the newest solution. */
static const double LEAST_PART = 0.02, MOST_PART = 0.3, BAR = 0.08;

/* Cheapest service with the fixed cost spread over the capacity: dual of the weak relaxation. */
void sk__loc_start_v(sk__loc *s)
{
    for (int j = 0; j < s->m; j++) {
        double least = SK__LOC_INF;
        for (int i = 0; i < s->n; i++) {
            if (s->y[i] < 0 || s->ban[sk__at(i, j, s->m)]) continue;
            double f = s->y[i] == 0 && s->in->fixed[i] > 0 && s->cap[i] > 0
                           ? s->in->fixed[i] / s->cap[i]
                           : 0;
            double c = s->in->cost[sk__at(i, j, s->m)] + f * s->dem[j];
            if (c < least) least = c;
        }
        s->v[j] = least < SK__LOC_INF ? least : 0;
    }
    for (int r = 0; r < s->n_row; r++) s->u[r] = 0;
}

/* Shares of service in the last evaluation: averages approach a solution of the linear program. */
static void remember(sk__loc *s, bool first)
{
    for (int i = 0; i < s->n; i++)
        s->y_bar[i] = first ? s->y_val[i] : (1 - BAR) * s->y_bar[i] + BAR * s->y_val[i];
    if (!s->single) return;
    if (first) {
        memset(s->x_bar, 0, sk__at(s->n, 0, s->m) * sizeof *s->x_bar);
        s->bar_weight = 1;
    } else s->bar_weight /= 1 - BAR;
    for (int i = 0; i < s->n; i++) {
        double w = s->y_val[i] * s->bar_weight * (first ? 1 : BAR);
        if (w <= 0) continue;
        const int *sol = s->sol + sk__at(i, 0, s->m);
        double *x = s->x_bar + sk__at(i, 0, s->m);
        for (int t = 0; t < s->n_sol[i]; t++) x[sol[t]] += t + 1 < s->n_sol[i] ? w : w * s->frac[i];
    }
}

/* The newest subgradient into cover (rows behind the customers). */
static void subgradient(sk__loc *s)
{
    for (int j = 0; j < s->m; j++) s->cover[j] = s->home[j] < 0;
    for (int i = 0; i < s->n; i++) {
        double w = s->y_val[i];
        if (w <= 0) continue;
        const int *sol = s->sol + sk__at(i, 0, s->m);
        for (int t = 0; t + 1 < s->n_sol[i]; t++) s->cover[sol[t]] -= w;
        if (s->n_sol[i] > 0) s->cover[sol[s->n_sol[i] - 1]] -= w * s->frac[i];
    }
    for (int r = 0; r < s->n_row; r++) {
        double g = -s->row_up[r];
        for (int i = 0; i < s->n; i++) g += s->row[sk__at(r, i, s->n)] * s->y_val[i];
        s->cover[s->m + r] = g;
    }
}

/* Mixes it into the direction so that the mix is short, within limits; returns its squared length. */
static double turn(sk__loc *s, bool first)
{
    int n = s->m + s->n_row;
    double part = 1, dd = 0, dg = 0, gg = 0, norm = 0;
    subgradient(s);
    for (int x = 0; x < n; x++) {
        dd += s->dir[x] * s->dir[x];
        dg += s->dir[x] * s->cover[x];
        gg += s->cover[x] * s->cover[x];
    }
    if (!first) {
        double apart = dd - 2 * dg + gg;
        part = apart > 0 ? (dd - dg) / apart : LEAST_PART;
        if (part < LEAST_PART) part = LEAST_PART;
        if (part > MOST_PART) part = MOST_PART;
    }
    for (int x = 0; x < n; x++) {
        double *d = &s->dir[x];
        *d = first ? s->cover[x] : (1 - part) * *d + part * s->cover[x];
        if (x >= s->m && s->u[x - s->m] <= 0 && *d < 0) *d = 0;
        norm += *d * *d;
    }
    return norm;
}

static void step(sk__loc *s, double length)
{
    for (int j = 0; j < s->m; j++) s->v[j] += length * s->dir[j];
    for (int r = 0; r < s->n_row; r++) {
        s->u[r] += length * s->dir[s->m + r];
        if (s->u[r] < 0) s->u[r] = 0;
    }
}

static void keep_best(sk__loc *s)
{
    s->best = s->value;
    memcpy(s->best_v, s->v, (size_t)s->m * sizeof *s->v);
    if (s->n_row > 0) memcpy(s->best_u, s->u, (size_t)s->n_row * sizeof *s->u);
}

static void go_back(sk__loc *s)
{
    memcpy(s->v, s->best_v, (size_t)s->m * sizeof *s->v);
    if (s->n_row > 0) memcpy(s->u, s->best_u, (size_t)s->n_row * sizeof *s->u);
}

static double target(const sk__loc *s)
{
    double size = s->best < 0 ? -s->best : s->best;
    if (s->ub < SK__LOC_INF) return s->ub + 1e-4 * size;
    return s->best + 0.03 * size + 1;
}

void sk__loc_ascend(sk__loc *s, const sk__ascent *a)
{
    double theta = a->theta;
    int idle = 0;
    s->best = -SK__LOC_INF;
    for (int k = 0; k < a->steps; k++) {
        sk__loc_eval(s, false);
        remember(s, k == 0);
        double gain = s->value - s->best;
        if (gain > 0) keep_best(s);
        if (s->best >= sk__loc_cutoff(s) || sk__loc_stop(s)) break;
        if (gain > 1e-4 * (target(s) - s->best)) idle = 0;
        else if (++idle >= a->patience) {
            theta *= a->shrink;
            idle = 0;
            if (theta < a->least) break;
            go_back(s);
            sk__loc_eval(s, false);
        }
        double norm = turn(s, k == 0);
        if (norm < 1e-14) break;
        step(s, theta * (target(s) - s->value) / norm);
    }
    go_back(s);
    sk__loc_eval(s, true);
}

/* ---- decisions ---- */

static int fix_open(sk__loc *s, double cutoff)
{
    int done = 0;
    for (int t = 0; t < s->n_free; t++) {
        int i = s->free_ix[t];
        if (sk__loc_force_open(s, i) >= cutoff) s->y[i] = -1, done++;
        else if (sk__loc_force_close(s, i) >= cutoff) s->y[i] = 1, done++;
    }
    return done;
}

/* Pairs of facility i: rc + pi d is what the relaxed knapsack loses at least by a change. */
static int fix_pairs(sk__loc *s, int i, double cutoff)
{
    int done = 0;
    double in = s->y[i] == 0 && !s->in_set[i] ? s->r[i] - s->thr_in : 0;
    double level = s->value_lp + in + s->k_lp[i] - s->k_val[i];
    bool must = s->y[i] > 0 || sk__loc_force_close(s, i) >= cutoff;
    for (int t = 0; t < s->n_arc[i]; t++) {
        int j = s->arc[sk__at(i, t, s->m)];
        double red = s->in->cost[sk__at(i, j, s->m)] - s->v[j] + s->pi[i] * s->dem[j];
        if (red > 0 && level + red >= cutoff) s->ban[sk__at(i, j, s->m)] = 1, done++;
        else if (red < 0 && must && level - red >= cutoff && s->home[j] < 0) s->home[j] = i, done++;
    }
    return done;
}

int sk__loc_fix(sk__loc *s)
{
    double cutoff = sk__loc_cutoff(s);
    int done = 0;
    if (!(cutoff < SK__LOC_INF)) return 0;
    for (int i = 0; s->single && i < s->n; i++)
        if (s->y[i] >= 0) done += fix_pairs(s, i, cutoff);
    return done + fix_open(s, cutoff);
}
