/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/orders.h"

#include <math.h>
#include <string.h>

const sk_order_opt sk_order_defaults = {.rate = 0.02,
                                        .clip = 0.1,
                                        .knot = 0.14,
                                        .window = 60,
                                        .half = 60,
                                        .lam_unit = 0.1,
                                        .limit = 0.03,
                                        .sweeps = 3};

enum { N_BASIS = 3 };
#define PRIOR_BETA 0.4   /* worth of d before anything is known ... */
#define PRIOR_WEIGHT 0.1 /* ... in units of sum d^2 */
#define E_MAX 0.6
#define NO_ORDER 1e3 /* d of a cell without an order */

typedef struct stack {
    const sk_track *k;
    const sk_order_opt *o;
    double *d, *e; /* as the track: calibrated order - model, eaten - model */
    double *w;     /* Huber weights */
    double beta[N_BASIS];
    double *own;   /* [N_BASIS][lanes] */
    double *g, *v; /* the units' normal equations, packed, and right sides */
} stack;

sk_code sk_order_ratios(const sk_track *k, const sk_order_opt *opt, sk_arena *arena, double **out,
                        sk_err *err)
{
    const sk_panel *p = k->p;
    size_t l = (size_t)p->lanes;
    double *all = sk_arena_calloc(arena, (size_t)k->n_origins + 2, l * sizeof(double));
    *out = all;
    if (!all) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    double *now = all + (size_t)k->n_origins * l, *n = now + l;
    for (int i = 0, t = 0; i < k->n_origins; i++) {
        for (; t <= k->origin[i]; t++) {
            if (p->flags[t] & SK_PD_SKIP) continue;
            for (int u = 0; u < p->n_units; u++) {
                size_t c = (size_t)t * l + (size_t)u;
                if (p->w[c] <= 0.0 || p->order[c] <= 0.0) continue;
                double x = p->y[c] + p->off[c] - log(p->order[c]) - now[u];
                x = x > opt->clip ? opt->clip : x < -opt->clip ? -opt->clip : x;
                double a = 1.0 / (n[u] + 1.0);
                now[u] += (a > opt->rate ? a : opt->rate) * x;
                n[u] += 1.0;
            }
        }
        memcpy(all + (size_t)i * l, now, l * sizeof(double));
    }
    return SK_OK;
}

static size_t cell(const sk_track *k, int i, int h)
{
    return ((size_t)i * (size_t)k->n_h + (size_t)h - 1) * (size_t)k->p->lanes;
}

static double clip(double x, double limit) { return x > limit ? limit : x < -limit ? -limit : x; }

/* d and e of every forecast of the track. */
static void differences(stack *s, const double *ratio)
{
    const sk_track *k = s->k;
    const sk_panel *p = k->p;
    size_t l = (size_t)p->lanes;
    for (int i = 0; i < k->n_origins; i++) {
        for (int h = 1; h <= k->n_h; h++) {
            int t = k->origin[i] + h;
            double *d = s->d + cell(k, i, h), *e = s->e + cell(k, i, h);
            const double *f = sk_track_at(k, i, h), *r = ratio + (size_t)i * l;
            for (size_t u = 0; u < l; u++) {
                size_t c = (size_t)t * l + u;
                bool order = t < p->n_days && p->order[c] > 0.0;
                d[u] = order ? clip(log(p->order[c]) + r[u] - p->off[c] - f[u], 1.0) : NO_ORDER;
                e[u] = order && p->w[c] > 0.0 ? clip(p->y[c] - f[u], E_MAX) : 0.0;
            }
        }
    }
}

static void basis(double d, double knot, double b[N_BASIS])
{
    b[0] = d;
    b[1] = d < -knot ? d + knot : 0.0;
    b[2] = d > knot ? d - knot : 0.0;
}

static double worth(const double b[N_BASIS], const double *coef, size_t stride)
{
    return b[0] * coef[0] + b[1] * coef[stride] + b[2] * coef[2 * stride];
}

typedef void visit(stack *s, size_t at, size_t u, double w, const double b[N_BASIS]);

/* Visits every past forecast with an order and an outcome known at origin i. */
static void each_past(stack *s, int i, visit *fn)
{
    const sk_track *k = s->k;
    const sk_panel *p = k->p;
    for (int j = i > s->o->window ? i - s->o->window : 0; j < i; j++) {
        double age = exp2(-(i - j) / s->o->half);
        for (int h = 1; h <= k->n_h && k->origin[j] + h <= k->origin[i]; h++) {
            int t = k->origin[j] + h;
            if (p->flags[t] & SK_PD_SKIP) continue;
            const double *w = p->w + (size_t)t * (size_t)p->lanes;
            for (int u = 0; u < p->n_units; u++) {
                size_t at = cell(k, j, h) + (size_t)u;
                if (w[u] <= 0.0 || s->d[at] >= NO_ORDER) continue;
                double b[N_BASIS];
                basis(s->d[at], s->o->knot, b);
                fn(s, at, (size_t)u, age * w[u], b);
            }
        }
    }
}

static void add_common(stack *s, size_t at, size_t u, double w, const double b[N_BASIS])
{
    double *g = s->g, *v = s->v;
    (void)u;
    w *= s->w[at];
    for (int a = 0; a < N_BASIS; a++) {
        v[a] += w * b[a] * s->e[at];
        for (int c = 0; c <= a; c++) g[a * N_BASIS + c] += w * b[a] * b[c];
    }
}

static void add_units(stack *s, size_t at, size_t u, double w, const double b[N_BASIS])
{
    size_t l = (size_t)s->k->p->lanes, n = 0;
    w *= s->w[at];
    double left = s->e[at] - worth(b, s->beta, 1);
    for (size_t a = 0; a < N_BASIS; a++) {
        s->v[a * l + u] += w * b[a] * left;
        for (size_t c = 0; c <= a; c++) s->g[n++ * l + u] += w * b[a] * b[c];
    }
}

static void reweigh(stack *s, size_t at, size_t u, double w, const double b[N_BASIS])
{
    (void)u;
    (void)w;
    double left = fabs(s->e[at] - worth(b, s->beta, 1));
    s->w[at] = left > s->o->limit ? s->o->limit / left : 1.0;
}

static void fit_stack(stack *s, int i)
{
    size_t l = (size_t)s->k->p->lanes;
    for (int n = 0; n < s->o->sweeps; n++) {
        each_past(s, i, reweigh);
        memset(s->g, 0, N_BASIS * N_BASIS * sizeof(double));
        memset(s->v, 0, N_BASIS * sizeof(double));
        each_past(s, i, add_common);
        for (int a = 0; a < N_BASIS; a++) s->g[a * N_BASIS + a] += PRIOR_WEIGHT;
        s->v[0] += PRIOR_WEIGHT * PRIOR_BETA;
        sk__chol(s->g, N_BASIS);
        sk__chol_solve(s->g, N_BASIS, s->v);
        memcpy(s->beta, s->v, sizeof s->beta);
    }
    memset(s->g, 0, N_BASIS * (N_BASIS + 1) / 2 * l * sizeof(double));
    memset(s->v, 0, N_BASIS * l * sizeof(double));
    each_past(s, i, add_units);
    for (size_t a = 0; a < N_BASIS; a++)
        for (size_t u = 0; u < l; u++) s->g[(a * (a + 1) / 2 + a) * l + u] += s->o->lam_unit;
    sk__chol_lanes(s->g, s->v, N_BASIS, (int)l);
    memcpy(s->own, s->v, N_BASIS * l * sizeof(double));
}

static void apply(const stack *s, int i, sk_track *out)
{
    const sk_track *k = s->k;
    size_t l = (size_t)k->p->lanes;
    for (int h = 1; h <= k->n_h; h++) {
        const double *f = sk_track_at(k, i, h), *d = s->d + cell(k, i, h);
        double *o = sk_track_at(out, i, h);
        for (size_t u = 0; u < l; u++) {
            o[u] = f[u];
            if (d[u] >= NO_ORDER) continue;
            double b[N_BASIS];
            basis(d[u], s->o->knot, b);
            o[u] += worth(b, s->beta, 1) + worth(b, s->own + u, l);
        }
    }
}

sk_code sk_track_orders(const sk_track *model, const sk_order_opt *opt, sk_arena *arena,
                        sk_track *out, sk_err *err)
{
    size_t l = (size_t)model->p->lanes, n = (size_t)model->n_origins * (size_t)model->n_h;
    stack s = {.k = model, .o = opt};
    double *ratio;
    sk_code c =
        sk_track_new(model->p, model->origin, model->n_origins, model->n_h, arena, out, err);
    if (!c) c = sk_order_ratios(model, opt, arena, &ratio, err);
    if (c) return c;
    s.d = sk_arena_calloc(arena, n, l * sizeof(double));
    s.e = sk_arena_calloc(arena, n, l * sizeof(double));
    s.w = sk_arena_calloc(arena, n, l * sizeof(double));
    s.own = sk_arena_calloc(arena, N_BASIS, l * sizeof(double));
    s.g = sk_arena_calloc(arena, N_BASIS * N_BASIS, l * sizeof(double));
    s.v = sk_arena_calloc(arena, N_BASIS, l * sizeof(double));
    if (!s.d || !s.e || !s.w || !s.own || !s.g || !s.v)
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    differences(&s, ratio);
    for (int i = 0; i < model->n_origins; i++) {
        fit_stack(&s, i);
        apply(&s, i, out);
    }
    return SK_OK;
}
