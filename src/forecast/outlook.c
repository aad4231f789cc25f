/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/outlook.h"

#include <math.h>
#include <string.h>

#include "domain/query.h"
#include "forecast/forecast.h"
#include "forecast/panel_kommun.h"

typedef struct rows { /* sums over the days of a row of site_meals */
    double eaters, guests;
} rows;

typedef struct maker {
    const sk_kommun *k;
    const sk_history *h;
    sk_day from, to;
    sk_kommun view; /* the events and changes of the span alone */
    rows *row;      /* [n_site_meals] */
    sk_outlook *out;
    sk_err *err;
} maker;

static sk_code no_memory(maker *m) { return sk_err_set(m->err, SK_E_NOMEM, "out of memory"); }

/* The last counted day up to the as-of date; -1 when there is none, or it is too long ago. */
static int last_counted(const maker *m, const sk_panel *p)
{
    int last = -1, now = -1;
    for (int t = 0; t < p->n_days && p->day[t] <= m->k->as_of; t++) {
        now = t;
        for (int u = 0; u < p->n_units && last < t; u++)
            if (p->w[(size_t)t * (size_t)p->lanes + (size_t)u] > 0.0) last = t;
    }
    return now - last > SK_FORECAST_MAX_H ? -1 : last;
}

/* Counted over fitted, by unit. */
static void ratios(const sk_fit *f, double *ratio)
{
    const sk_panel *p = f->p;
    double counted = 0.0, fitted = 0.0;
    for (int pass = 0; pass < 2; pass++) {
        for (int u = 0; u < p->n_units; u++) {
            double y = 0.0, x = 0.0, n = 0.0;
            for (int t = f->origin; t >= f->lo && p->day[t] > p->day[f->origin] - SK_OUTLOOK_DAYS;
                 t--) {
                size_t c = (size_t)t * (size_t)p->lanes + (size_t)u;
                if (p->w[c] <= 0.0 || p->censored[c]) continue;
                y += p->count[c];
                x += exp(p->y[c] - f->e[c] + p->off[c]);
                n += 1.0;
            }
            if (pass == 0) {
                counted += y;
                fitted += x;
            } else {
                double all = fitted > 0.0 ? counted / fitted : 1.0, own = x > 0.0 ? y / x : all;
                ratio[u] = (n * own + SK_OUTLOOK_SHRINK * all) / (n + SK_OUTLOOK_SHRINK);
            }
        }
    }
}

static double attendance_of(const sk_kommun *k, const sk_site_meal *sm)
{
    const sk_category *c = &k->category[k->site[sm->site].category];
    return sm->attendance_ppm ? sm->attendance_ppm : c->attendance_ppm;
}

/* Shares a day's mean between the rows that hold. */
static void put_mean(maker *m, sk_ix site, sk_meal meal, sk_day day, double mean)
{
    const sk_kommun *k = m->k;
    int guests = sk_site_guests(&m->view, site, day);
    sk_day_type type = sk_site_day_type(&m->view, site, day);
    sk_span s = sk_site_meals_of(k, site);
    double all = 0.0;
    for (int turn = 0; turn < 2 && guests > 0; turn++)
        for (int i = s.first; i < s.end; i++) {
            const sk_site_meal *sm = &k->site_meal[i];
            double part = sm->share_ppm * attendance_of(k, sm);
            if (!sk_site_meal_eaten(k, sm, meal) || !sk_site_meal_holds(sm, day, type)) continue;
            if (turn == 0) all += part;
            else if (all > 0.0) {
                m->row[i].eaters += mean * part / all;
                m->row[i].guests += (double)guests * sm->share_ppm / SK_PPM;
            }
        }
}

static void predict(maker *m, const sk_group *g, const sk_fit *f, const double *ratio, double *y)
{
    const sk_panel *p = &g->panel;
    for (int t = 0; t < p->n_days && p->day[t] <= m->to; t++) {
        if (p->day[t] < m->from) continue;
        sk_fit_predict(f, t, t > f->origin ? t - f->origin : 1, y);
        for (int u = 0; u < p->n_units; u++) {
            size_t c = (size_t)t * (size_t)p->lanes + (size_t)u;
            if (p->roll[c] <= 0.0) continue;
            double mean = ratio[u] * exp(y[u] + p->off[c]);
            put_mean(m, g->site[u], g->meal, p->day[t], fmin(mean, p->roll[c]));
        }
    }
}

static sk_code run_group(maker *m, sk_ix calendar, sk_meal meal)
{
    const sk_engine_opt engine = sk_engine_defaults();
    sk_group g;
    sk_fit f;
    sk_arena *a = sk_arena_new();
    if (!a) return no_memory(m);
    sk_code c = sk_group_build(m->k, m->h, calendar, meal, m->to, a, &g, m->err);
    const sk_panel *p = &g.panel;
    int origin = !c && g.n_used > 0 ? last_counted(m, p) : -1;
    if (!c && origin >= 0) {
        double *ratio = sk_arena_calloc(a, (size_t)p->lanes, sizeof *ratio);
        double *y = sk_arena_calloc(a, (size_t)p->lanes, sizeof *y);
        c = ratio && y ? sk_fit_new(p, &engine.fit, a, &f, m->err) : no_memory(m);
        if (!c) {
            sk_fit_at(&f, origin);
            ratios(&f, ratio);
            predict(m, &g, &f, ratio, y);
            if (p->day[origin] > m->out->counted) m->out->counted = p->day[origin];
        }
    }
    sk_arena_free(a);
    return c;
}

/* A year that lies before the counts has nothing of them. */
static void give(maker *m)
{
    bool any = false;
    for (int i = 0; i < m->k->n_site_meals; i++) {
        const rows *r = &m->row[i];
        if (r->guests <= 0.0) continue;
        long long ppm = llround(fmin(1.0, r->eaters / r->guests) * SK_PPM);
        m->out->k.site_meal[i].attendance_ppm = ppm > 0 ? (int)ppm : 1;
        m->out->found[i] = any = true;
    }
    if (!any) m->out->counted = SK_NO_DAY;
}

/* The history is one of the documents that the copy was made from. */
static bool add_files(maker *m, sk_arena *arena)
{
    int n, at = 0;
    const sk_input_file *more = sk_history_files(m->h, &n);
    sk_kommun *k = &m->out->k;
    sk_input_file *f = sk_arena_calloc(arena, (size_t)k->n_files + (size_t)n + 1, sizeof *f);
    if (!f) return false;
    for (int i = 0, j = 0; i < k->n_files || j < n;) {
        bool first = j == n || (i < k->n_files && strcmp(k->file[i].name, more[j].name) < 0);
        f[at++] = first ? k->file[i++] : more[j++];
    }
    k->file = f;
    k->n_files = at;
    return true;
}

sk_code sk_outlook_make(const sk_kommun *k, const sk_history *h, sk_day from, int n_days,
                        sk_arena *arena, sk_outlook *out, sk_err *err)
{
    maker m = {.k = k, .h = h, .from = from, .to = from + n_days - 1, .out = out, .err = err};
    size_t n = (size_t)k->n_site_meals + 1;
    *out = (sk_outlook){.k = *k, .counted = SK_NO_DAY};
    m.row = sk_arena_calloc(arena, n, sizeof *m.row);
    out->found = sk_arena_calloc(arena, n, sizeof *out->found);
    out->k.site_meal = sk_arena_calloc(arena, n, sizeof *out->k.site_meal);
    if (!m.row || !out->found || !out->k.site_meal ||
        !sk_demand_view(k, from, m.to, arena, &m.view))
        return no_memory(&m);
    memcpy(out->k.site_meal, k->site_meal, (n - 1) * sizeof *k->site_meal);
    sk_code c = SK_OK;
    for (sk_ix cal = 0; cal < k->n_calendars && !c; cal++)
        for (int meal = 0; meal < SK_N_MEALS && !c; meal++) c = run_group(&m, cal, (sk_meal)meal);
    if (c) return c;
    give(&m);
    return out->counted == SK_NO_DAY || add_files(&m, arena) ? SK_OK : no_memory(&m);
}
