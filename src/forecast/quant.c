/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/quant.h"

#include <math.h>
#include <string.h>

const double sk_q_level[SK_N_Q] = {0.1, 0.5, 0.8, 0.9, 0.95};
/* Where past errors are read for each level: over the two school years before the test year of the public
 * canteens, levels read as they are covered 49.7, 80.6, 90.7 and 95.5 % (mean of both tracks), so as much is
 * taken back. The lowest level was not scored there. */
static const double read_level[SK_N_Q] = {0.1, 0.503, 0.794, 0.893, 0.945};
const sk_quant_opt sk_quant_defaults = {.window = 80,
                                        .half = 20,
                                        .own = 0.2,
                                        .k_unit = 10,
                                        .lam = 160,
                                        .own_min = 40,
                                        .scale_days = true};

enum { N_BINS = 1024, N_CLASSES = 3, CLASS_DAYS = 5, SWEEPS = 3 };
#define Z_MAX 12.0
#define SIZE_ADD 0.01 /* added to |error| before the logarithm: an exact hit says little */
#define SIZE_CAP 0.5
#define PRIOR_N 25.0 /* errors that the prior counts for */
#define PRIOR_SIZE 0.12
#define TYPE_SPREAD 0.2 /* standard deviation between units of a type */
#define Z_COMMON 5.0    /* scaled errors are cut there when the common part is measured */
#define PRIOR_COMMON 0.3
#define H_REF 15.0
static const double prior_z[SK_N_Q] = {-2.2, 0.0, 1.1, 1.7, 2.2};

static double *zeros(sk_arena *a, size_t n, size_t m)
{
    return sk_arena_calloc(a, n ? n : 1, (m ? m : 1) * sizeof(double));
}

sk_code sk_quant_new(const sk_track *k, const sk_quant_opt *opt, sk_arena *arena, sk_quant *out,
                     sk_err *err)
{
    size_t l = (size_t)k->p->lanes, rows = (size_t)(opt->window * k->n_h);
    size_t n = (size_t)k->p->n_scale + 1;
    *out = (sk_quant){.k = k, .opt = *opt};
    out->w = zeros(arena, rows, l);
    out->z = zeros(arena, rows, l);
    out->unit = zeros(arena, l, 1);
    out->beta = zeros(arena, n, 1);
    out->mean = zeros(arena, n, 1);
    out->gram = zeros(arena, n, n);
    out->pool = zeros(arena, N_CLASSES * 2, N_BINS);
    out->mine = zeros(arena, 2 * l, N_BINS);
    out->n_mine = zeros(arena, 2, l);
    out->n_obs = zeros(arena, l, 1);
    bool ok = out->w && out->z && out->unit && out->beta && out->mean && out->gram && out->pool &&
              out->mine && out->n_mine && out->n_obs;
    return ok ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}

/* One past forecast: origin j of the track, h ahead, row r of the work arrays. */
typedef struct past {
    int j, h, t;
    size_t row;
    double age; /* weight by age */
} past;

static int first_origin(const sk_quant *v, int i)
{
    return i > v->opt.window ? i - v->opt.window : 0;
}

/* Steps to the next past forecast whose day is known at origin i; false at the end. */
static bool next(const sk_quant *v, int i, past *x)
{
    const sk_track *k = v->k;
    for (;;) {
        if (++x->h > k->n_h) {
            x->h = 1;
            x->j++;
        }
        if (x->j >= i) return false;
        x->t = k->origin[x->j] + x->h;
        if (x->t > k->origin[i]) {
            x->h = k->n_h;
            continue;
        }
        if (k->p->flags[x->t] & SK_PD_SKIP) continue;
        x->row = ((size_t)(x->j - first_origin(v, i)) * (size_t)k->n_h + (size_t)x->h - 1) *
                 (size_t)k->p->lanes;
        x->age = exp2(-(i - x->j) / v->opt.half);
        return true;
    }
}

#define EACH_PAST(v, i, x) for (past x = {.j = first_origin(v, i), .h = 0}; next(v, i, &x);)

static double feature(const sk_panel *p, int t, int h, int j)
{
    if (j < p->n_scale) return p->scale[(size_t)t * (size_t)p->n_scale + (size_t)j];
    double x = h / H_REF;
    return x < 3.0 ? x : 3.0;
}

static void count_days(sk_quant *v, int origin)
{
    const sk_panel *p = v->k->p;
    v->n_days = 0.0;
    memset(v->n_obs, 0, (size_t)p->lanes * sizeof(double));
    for (int t = 0; t <= origin; t++) {
        bool any = false;
        for (int u = 0; u < p->n_units; u++) {
            bool seen = p->w[(size_t)t * (size_t)p->lanes + (size_t)u] > 0.0;
            v->n_obs[u] += seen;
            any |= seen;
        }
        v->n_days += any;
    }
}

/* Weights and log sizes of the errors known at origin i; their mean. */
static void load(sk_quant *v, int i)
{
    const sk_panel *p = v->k->p;
    size_t l = (size_t)p->lanes;
    double sum = PRIOR_N * log(PRIOR_SIZE + SIZE_ADD), sw = PRIOR_N;
    EACH_PAST(v, i, x)
    {
        const double *f = sk_track_at(v->k, x.j, x.h);
        const double *y = p->y + (size_t)x.t * l, *wt = p->w + (size_t)x.t * l;
        for (int u = 0; u < p->n_units; u++) {
            size_t at = x.row + (size_t)u;
            double e = fabs(y[u] - f[u]);
            v->w[at] = wt[u] > 0.0 ? x.age * wt[u] : 0.0;
            if (p->censored[(size_t)x.t * l + (size_t)u]) v->w[at] = 0.0;
            v->z[at] = v->w[at] > 0.0 ? log((e < SIZE_CAP ? e : SIZE_CAP) + SIZE_ADD) : 0.0;
            sum += v->w[at] * v->z[at];
            sw += v->w[at];
        }
    }
    v->level = sum / sw;
}

/* Gram matrix of the day features; a past forecast counts with the weight of its units. */
static void size_gram(sk_quant *v, int i)
{
    const sk_panel *p = v->k->p;
    int n = p->n_scale + 1;
    double total = 1e-9, *g = v->gram;
    memset(v->mean, 0, (size_t)n * sizeof(double));
    memset(g, 0, (size_t)n * (size_t)n * sizeof(double));
    EACH_PAST(v, i, x)
    {
        double w = 0.0;
        for (int u = 0; u < p->n_units; u++) w += v->w[x.row + (size_t)u];
        total += w;
        for (int a = 0; a < n; a++) {
            double fa = w * feature(p, x.t, x.h, a);
            if (fa == 0.0) continue;
            v->mean[a] += fa;
            for (int b = 0; b <= a; b++) g[a * n + b] += fa * feature(p, x.t, x.h, b);
        }
    }
    for (int a = 0; a < n; a++) v->mean[a] /= total;
    for (int a = 0; a < n; a++) {
        for (int b = 0; b <= a; b++) g[a * n + b] -= total * v->mean[a] * v->mean[b];
        g[a * n + a] += v->opt.lam;
    }
    sk__chol(g, n);
}

static double day_size(const sk_quant *v, int t, int h)
{
    double s = 0.0;
    if (!v->opt.scale_days) return s;
    for (int a = 0; a <= v->k->p->n_scale; a++)
        s += v->beta[a] * (feature(v->k->p, t, h, a) - v->mean[a]);
    return s;
}

/* One sweep: day effects given the units, then units given the days. */
static void size_sweep(sk_quant *v, int i)
{
    const sk_panel *p = v->k->p;
    int n = p->n_scale + 1;
    double *sum = v->n_mine, *sw = sum + p->lanes;
    if (v->opt.scale_days) {
        memset(v->beta, 0, (size_t)n * sizeof(double));
        EACH_PAST(v, i, x)
        {
            double s = 0.0;
            for (int u = 0; u < p->n_units; u++) {
                size_t at = x.row + (size_t)u;
                s += v->w[at] * (v->z[at] - v->level - v->unit[u]);
            }
            for (int a = 0; a < n; a++) v->beta[a] += s * (feature(p, x.t, x.h, a) - v->mean[a]);
        }
        sk__chol_solve(v->gram, n, v->beta);
    }
    memset(sum, 0, 2 * (size_t)p->lanes * sizeof(double));
    EACH_PAST(v, i, x)
    {
        double d = day_size(v, x.t, x.h) + v->level;
        for (int u = 0; u < p->n_units; u++) {
            size_t at = x.row + (size_t)u;
            sum[u] += v->w[at] * (v->z[at] - d);
            sw[u] += v->w[at];
        }
    }
    for (int u = 0; u < p->n_units; u++) v->unit[u] = sum[u] / (sw[u] + v->opt.k_unit);
}

static int bin_of(double z)
{
    double b = (z + Z_MAX) * (N_BINS / (2 * Z_MAX));
    if (b < 0.0) return 0;
    return b >= N_BINS ? N_BINS - 1 : (int)b;
}

static int class_of(int h)
{
    int c = (h - 1) / CLASS_DAYS;
    return c < N_CLASSES ? c : N_CLASSES - 1;
}

/* Errors of one past forecast over the units, scaled and cut, for the part they have in common. */
typedef struct together {
    double between, total; /* sums over past forecasts */
} together;

static void add_together(together *g, double age, double n, double sum, double squares)
{
    if (n < 2.0) return;
    /* the mean of products of two different units' errors estimates the common variance */
    g->between += age * (sum * sum - squares) / (n * (n - 1.0));
    g->total += age * squares / n;
}

static void histograms(sk_quant *v, int i)
{
    const sk_panel *p = v->k->p;
    size_t l = (size_t)p->lanes;
    together g = {0.0, 0.0};
    memset(v->pool, 0, sizeof(double) * N_CLASSES * 2 * N_BINS);
    memset(v->mine, 0, sizeof(double) * 2 * l * N_BINS);
    memset(v->n_mine, 0, sizeof(double) * 2 * l);
    EACH_PAST(v, i, x)
    {
        const double *f = sk_track_at(v->k, x.j, x.h), *y = p->y + (size_t)x.t * l;
        size_t special = p->flags[x.t] & SK_PD_SPECIAL ? 1 : 0;
        double d = day_size(v, x.t, x.h) + v->level;
        double *pool = v->pool + ((size_t)class_of(x.h) * 2 + special) * N_BINS;
        double n = 0.0, sum = 0.0, squares = 0.0;
        for (int u = 0; u < p->n_units; u++) {
            double w = v->w[x.row + (size_t)u];
            if (w <= 0.0) continue;
            double z = (y[u] - f[u]) / exp(d + v->unit[u]);
            double cut = fmax(-Z_COMMON, fmin(Z_COMMON, z));
            int b = bin_of(z);
            n += 1.0;
            sum += cut;
            squares += cut * cut;
            pool[b] += w;
            v->mine[(special * l + (size_t)u) * N_BINS + (size_t)b] += w;
            v->n_mine[special * l + (size_t)u] += 1.0;
        }
        add_together(&g, x.age, n, sum, squares);
    }
    v->common = g.total > 0.0 ? fmax(0.0, fmin(1.0, g.between / g.total)) : PRIOR_COMMON;
}

void sk_quant_at(sk_quant *v, int i)
{
    memset(v->unit, 0, (size_t)v->k->p->lanes * sizeof(double));
    count_days(v, v->k->origin[i]);
    load(v, i);
    if (v->opt.scale_days) size_gram(v, i);
    for (int s = 0; s < SWEEPS; s++) size_sweep(v, i);
    histograms(v, i);
}

/* Quantiles of a histogram, mixed with the prior by weight. */
static void quantiles(const double *hist, double z[SK_N_Q])
{
    double total = 0.0, sum = 0.0;
    for (int b = 0; b < N_BINS; b++) total += hist[b];
    int b = 0;
    for (int q = 0; q < SK_N_Q; q++) {
        double want = read_level[q] * total;
        while (b < N_BINS - 1 && sum + hist[b] < want) sum += hist[b++];
        double part = hist[b] > 0.0 ? (want - sum) / hist[b] : 0.5;
        double at = total > 0.0 ? (b + part) * (2 * Z_MAX / N_BINS) - Z_MAX : 0.0;
        z[q] = (total * at + PRIOR_N * prior_z[q]) / (total + PRIOR_N);
    }
}

/* Spread beyond the errors seen: a short history, a new unit, a worse way of counting. */
static double widening(const sk_quant *v, int u, double size)
{
    double few = 1.0 + 0.5 * exp2(-v->n_days / 20.0);
    double unit = TYPE_SPREAD * TYPE_SPREAD * exp2(-v->n_obs[u] / 10.0);
    return v->k->p->widen[u] * few * sqrt(1.0 + unit / (4.0 * size * size));
}

void sk_quant_of(sk_quant *v, int i, int h, double *q)
{
    const sk_panel *p = v->k->p;
    size_t l = (size_t)p->lanes;
    int t = v->k->origin[i] + h;
    size_t special = p->flags[t] & SK_PD_SPECIAL ? 1 : 0;
    const double *f = sk_track_at(v->k, i, h);
    double pooled[SK_N_Q], own[SK_N_Q], d = day_size(v, t, h) + v->level;
    quantiles(v->pool + ((size_t)class_of(h) * 2 + special) * N_BINS, pooled);
    for (int u = 0; u < p->n_units; u++) {
        double size = exp(d + v->unit[u]), wide = widening(v, u, size), share = 0.0;
        if (v->n_mine[special * l + (size_t)u] > v->opt.own_min) {
            quantiles(v->mine + (special * l + (size_t)u) * N_BINS, own);
            share = v->opt.own;
        }
        double z[SK_N_Q];
        for (int k = 0; k < SK_N_Q; k++)
            z[k] = share > 0.0 ? (1 - share) * pooled[k] + share * own[k] : pooled[k];
        for (size_t k = 0; k < SK_N_Q; k++)
            q[k * l + (size_t)u] = f[u] + size * (z[SK_Q50] + wide * (z[k] - z[SK_Q50]));
    }
}
