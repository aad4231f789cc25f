/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "forecast/track.h"

const sk_level_opt sk_level_defaults = {.clip = 1.25,
                                        .slow = 0.06,
                                        .fast = 0.4,
                                        .w_slow = 0.5,
                                        .w_fast = 0.6,
                                        .damp = 0.85,
                                        .by_weekday = 0.1,
                                        .w_weekday = 1.0,
                                        .last_year = 0.05,
                                        .memory = 250};
enum { YEAR_DAYS = 364, YEAR_NEAR = 3 }; /* 52 weeks: the same weekday; half a week around it */
#define YEAR_SAME 3.0                    /* weight of the same weekday against its neighbours */
#define YEAR_CLIP 2.0

sk_code sk_level_new(const sk_panel *p, const sk_level_opt *opt, sk_arena *arena, sk_level *out,
                     sk_err *err)
{
    size_t l = (size_t)p->lanes;
    *out = (sk_level){.p = p, .opt = *opt};
    out->slow = sk_arena_calloc(arena, l, sizeof(double));
    out->fast = sk_arena_calloc(arena, l, sizeof(double));
    out->day = sk_arena_calloc(arena, 8 * l, sizeof(double));
    if (!out->slow || !out->fast || !out->day) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    return SK_OK;
}

static double clip(double x, double limit)
{
    if (x > limit) return limit;
    return x < -limit ? -limit : x;
}

void sk_level_at(sk_level *v, const sk_fit *f)
{
    const sk_panel *p = v->p;
    size_t l = (size_t)p->lanes;
    int from = f->origin + 1 - v->opt.memory;
    v->f = f;
    memset(v->slow, 0, l * sizeof(double));
    memset(v->fast, 0, l * sizeof(double));
    memset(v->day, 0, 8 * l * sizeof(double));
    for (int t = from > f->lo ? from : f->lo; t <= f->origin; t++) {
        const double *e = f->e + (size_t)t * l, *w = p->w + (size_t)t * l;
        double *day = v->day + (size_t)p->weekday[t] * l;
        for (int u = 0; u < p->n_units; u++) {
            if (w[u] <= 0.0) continue;
            double x = clip(e[u], v->opt.clip * f->sigma[u]);
            double now = (v->slow[u] + v->fast[u]) / 2;
            day[u] += v->opt.by_weekday * w[u] * (x - now - day[u]);
            v->slow[u] += v->opt.slow * w[u] * (x - v->slow[u]);
            v->fast[u] += v->opt.fast * w[u] * (x - v->fast[u]);
        }
    }
}

/* Adds the mean residual of the days around t a year before, shrunk by one day. */
static void add_last_year(const sk_level *v, int t, double *y)
{
    const sk_panel *p = v->p;
    const sk_fit *f = v->f;
    sk_day want = p->day[t] - YEAR_DAYS;
    int a = f->origin, b;
    while (a > f->lo && p->day[a - 1] >= want - YEAR_NEAR) a--;
    for (b = a; b < f->origin && p->day[b + 1] <= want + YEAR_NEAR;) b++;
    if (p->day[a] < want - YEAR_NEAR || p->day[a] > want + YEAR_NEAR) return;
    for (int u = 0; u < p->n_units; u++) {
        double sum = 0.0, n = 1.0;
        for (int s = a; s <= b; s++) {
            size_t c = (size_t)s * (size_t)p->lanes + (size_t)u;
            double w = p->w[c] * (p->day[s] == want ? YEAR_SAME : 1.0);
            sum += w * clip(f->e[c], YEAR_CLIP * f->sigma[u]);
            n += w;
        }
        y[u] += v->opt.last_year * sum / n;
    }
}

void sk_level_add(const sk_level *v, int t, int h, double *y)
{
    const sk_panel *p = v->p;
    const double *day = v->day + (size_t)p->weekday[t] * (size_t)p->lanes;
    double damp = 1.0;
    for (int i = 0; i < h; i++) damp *= v->opt.damp;
    for (int u = 0; u < p->n_units; u++)
        y[u] += v->opt.w_slow * v->slow[u] + damp * v->opt.w_fast * v->fast[u] +
                v->opt.w_weekday * day[u];
    add_last_year(v, t, y);
}

sk_code sk_track_new(const sk_panel *p, const int *origin, int n, int n_h, sk_arena *arena,
                     sk_track *out, sk_err *err)
{
    *out = (sk_track){.p = p, .n_origins = n, .n_h = n_h, .origin = origin};
    out->f = sk_arena_calloc(arena, (size_t)n * (size_t)n_h, (size_t)p->lanes * sizeof(double));
    return out->f ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}

sk_code sk_track_model(const sk_panel *p, const sk_fit_opt *fo, const sk_level_opt *lo,
                       sk_track *out, sk_arena *arena, sk_fit *fit, sk_level *level, sk_err *err)
{
    sk_code c = sk_fit_new(p, fo, arena, fit, err);
    if (!c) c = sk_level_new(p, lo, arena, level, err);
    for (int i = 0; i < out->n_origins && !c; i++) {
        sk_fit_at(fit, out->origin[i]);
        sk_level_at(level, fit);
        for (int h = 1; h <= out->n_h; h++) {
            int t = out->origin[i] + h;
            if (t >= p->n_days) break;
            sk_fit_predict(fit, t, h, sk_track_at(out, i, h));
            sk_level_add(level, t, h, sk_track_at(out, i, h));
        }
    }
    return c;
}
