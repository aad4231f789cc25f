/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/forecast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "forecast/panel_kommun.h"

enum { H_LEAST = 15, OBS_BEFORE = 10, OBS_SURE = 30 };

typedef struct runner {
    const sk_kommun *k;
    const sk_history *h;
    const sk_engine_opt *opt;
    sk_day from, to;
    sk_fc_cell *v;
    size_t n, cap;
    int far; /* service days from the last count of the nearest group that was left out for it */
    sk_forecast *out;
    sk_err *err;
} runner;

/* One group at its last origin. */
typedef struct state {
    sk_arena *arena;
    sk_group g;
    int origin, n_h, n_origins;
    int *origins;
    sk_track model, with;
    sk_fit fit;
    sk_level level;
    sk_quant quant;
    bool orders;
    double *q, *plain; /* [SK_N_Q][lanes], [lanes]: the fit without the level */
} state;

static const char *const drive_names[SK_N_DRIVES] = {
    SK_N("weekday"),     SK_N("menu"),       SK_N("days around breaks"), SK_N("season"),
    SK_N("kind of day"), SK_N("last weeks"), SK_N("own order")};
const char *sk_drive_name(sk_drive d, sk_lang lang) { return sk_text(lang, drive_names[d]); }

static sk_code no_memory(runner *r) { return sk_err_set(r->err, SK_E_NOMEM, "out of memory"); }

static bool observed(const sk_panel *p, int t)
{
    for (int u = 0; u < p->n_units; u++)
        if (p->w[(size_t)t * (size_t)p->lanes + (size_t)u] > 0.0) return true;
    return false;
}

/* The last day with counts, or the last service day that is not after the as-of date; the past
 * origins before it that have some history behind them. */
static sk_code find_origins(runner *r, state *s)
{
    const sk_panel *p = &s->g.panel;
    int first_obs = -1, last = -1, step = r->opt->step;
    s->origin = -1;
    for (int t = 0; t < p->n_days && p->day[t] <= r->k->as_of; t++) {
        last = t;
        if (!observed(p, t)) continue;
        if (first_obs < 0) first_obs = t;
        s->origin = t;
    }
    if (s->origin < 0) s->origin = last;
    if (s->origin < 0) return SK_OK; /* the meal starts after the as-of date: nothing to stand on */
    int n = 1;
    while (n <= r->opt->past && first_obs >= 0 && s->origin - n * step >= first_obs + OBS_BEFORE)
        n++;
    s->origins = sk_arena_calloc(s->arena, (size_t)n, sizeof *s->origins);
    if (!s->origins) return no_memory(r);
    for (int i = 0; i < n; i++) s->origins[i] = s->origin - (n - 1 - i) * step;
    s->n_origins = n;
    return SK_OK;
}

/* A group last counted too long ago is left out: one measuring week years back must not silence the others. */
static void find_horizon(runner *r, state *s)
{
    const sk_panel *p = &s->g.panel;
    int last = s->origin;
    for (int t = s->origin + 1; t < p->n_days && p->day[t] <= r->to; t++) last = t;
    s->n_h = last - s->origin;
    if (s->n_h > SK_FORECAST_MAX_H) {
        if (!r->far || s->n_h < r->far) r->far = s->n_h;
        s->n_origins = 0;
    }
    if (s->n_h < H_LEAST) s->n_h = H_LEAST;
}

static bool any_order(const sk_panel *p)
{
    for (size_t i = 0; i < (size_t)p->n_days * (size_t)p->lanes; i++)
        if (p->order[i] > 0.0 && p->w[i] > 0.0) return true;
    return false;
}

static sk_code learn(runner *r, state *s)
{
    const sk_panel *p = &s->g.panel;
    const sk_engine_opt *o = r->opt;
    size_t l = (size_t)p->lanes;
    sk_code c = sk_track_new(p, s->origins, s->n_origins, s->n_h, s->arena, &s->model, r->err);
    if (!c)
        c = sk_track_model(p, &o->fit, &o->level, &s->model, s->arena, &s->fit, &s->level, r->err);
    s->orders = !c && any_order(p);
    if (s->orders) c = sk_track_orders(&s->model, &o->orders, s->arena, &s->with, r->err);
    if (!c)
        c = sk_quant_new(s->orders ? &s->with : &s->model, &o->quant, s->arena, &s->quant, r->err);
    if (c) return c;
    sk_quant_at(&s->quant, s->n_origins - 1);
    s->q = sk_arena_calloc(s->arena, SK_N_Q * l, sizeof(double));
    s->plain = sk_arena_calloc(s->arena, l, sizeof(double));
    return s->q && s->plain ? SK_OK : no_memory(r);
}

/* Which driver a column belongs to. */
static sk_drive drive_of(const char *name)
{
    static const struct {
        const char *stem;
        sk_drive drive;
    } rows[] = {{"wd", SK_DRIVE_WEEKDAY}, {"since", SK_DRIVE_BREAK}, {"to", SK_DRIVE_BREAK},
                {"bridge", SK_DRIVE_DAY}, {"strike", SK_DRIVE_DAY},  {"fast", SK_DRIVE_DAY},
                {"feast", SK_DRIVE_DAY},  {"break", SK_DRIVE_DAY},   {"reduced", SK_DRIVE_DAY},
                {"study", SK_DRIVE_DAY}};
    for (int i = 0; i < sk__family_count(); i++)
        if (strcmp(name, sk__family_name(i)) == 0) return SK_DRIVE_MENU;
    if (strcmp(name, "fish5") == 0) return SK_DRIVE_MENU;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strncmp(name, rows[i].stem, strlen(rows[i].stem)) == 0) return rows[i].drive;
    return SK_DRIVE_SEASON;
}

static void drivers(const state *s, int t, int h, size_t u, sk_fc_cell *c)
{
    const sk_panel *p = &s->g.panel;
    size_t at = (size_t)t * (size_t)p->lanes + u;
    const double *a = s->fit.a + (size_t)p->year[t] * (size_t)p->lanes;
    int i = s->n_origins - 1;
    c->usual = exp(a[u] + p->off[at]);
    for (int j = 0; j < p->n_cols; j++)
        c->effect[drive_of(p->col[j].name)] += sk_fit_effect(&s->fit, t, h, j, (int)u);
    double model = sk_track_at(&s->model, i, h)[u];
    c->effect[SK_DRIVE_LEVEL] = model - s->plain[u];
    if (s->orders) c->effect[SK_DRIVE_ORDER] = sk_track_at(&s->with, i, h)[u] - model;
}

/* A unit with little history can be far off, but no more come than are on the roll: its upper half is drawn
 * in so that the highest quantile is the roll. */
static void cap_by_roll(double q[SK_N_Q], double guests, double n_obs)
{
    double mid = q[SK_Q50], room = fmax(guests, mid) - mid;
    if (n_obs >= OBS_SURE || q[SK_Q95] <= mid + room || q[SK_Q95] <= mid) return;
    double by = room / (q[SK_Q95] - mid);
    for (int k = SK_Q80; k < SK_N_Q; k++) q[k] = mid + by * (q[k] - mid);
}

static sk_code put_day(runner *r, state *s, int t)
{
    const sk_panel *p = &s->g.panel;
    size_t l = (size_t)p->lanes;
    int h = t - s->origin;
    sk_quant_of(&s->quant, s->n_origins - 1, h, s->q);
    sk_fit_predict(&s->fit, t, h, s->plain);
    for (size_t u = 0; u < (size_t)p->n_units; u++) {
        size_t at = (size_t)t * l + u;
        if (p->roll[at] <= 0.0 || !sk_period_has(r->k->site[s->g.site[u]].open, p->day[t]))
            continue;
        if (!SK_GROW(r->v, r->n, r->cap)) return no_memory(r);
        sk_fc_cell *c = &r->v[r->n++];
        double q[SK_N_Q];
        for (size_t k = 0; k < SK_N_Q; k++) q[k] = exp(s->q[k * l + u] + p->off[at]);
        cap_by_roll(q, p->roll[at], s->quant.n_obs[u]);
        *c = (sk_fc_cell){.site = s->g.site[u],
                          .meal = s->g.meal,
                          .day = p->day[t],
                          .guests = p->roll[at],
                          .order = p->order[at],
                          .common = s->quant.common,
                          .n_obs = (int)s->quant.n_obs[u],
                          .h = h};
        c->dist = (sk_dist){0, q[SK_Q10], q[SK_Q50], q[SK_Q80], q[SK_Q90], q[SK_Q95]};
        sk_dist_mean(&c->dist);
        drivers(s, t, h, u, c);
    }
    return SK_OK;
}

static sk_code run_group(runner *r, sk_ix calendar, sk_meal meal)
{
    state s = {.arena = sk_arena_new()};
    if (!s.arena) return no_memory(r);
    sk_code c = sk_group_build(r->k, r->h, calendar, meal, r->to, s.arena, &s.g, r->err);
    const sk_panel *p = &s.g.panel;
    if (!c && p->n_units > 0) c = find_origins(r, &s);
    if (!c && s.n_origins > 0) find_horizon(r, &s);
    if (!c && s.n_origins > 0) c = learn(r, &s);
    for (int t = s.origin + 1; !c && s.n_origins > 0 && t < p->n_days && p->day[t] <= r->to; t++)
        if (p->day[t] >= r->from) c = put_day(r, &s, t);
    r->out->n_used += s.g.n_used;
    r->out->n_zero += s.g.n_zero;
    r->out->n_closed += s.g.n_closed;
    r->out->n_outlier += s.g.n_outlier;
    sk_arena_free(s.arena);
    return c;
}

static int cmp_key(const sk_fc_cell *a, sk_ix site, sk_meal meal, sk_day day)
{
    if (a->site != site) return a->site < site ? -1 : 1;
    if (a->meal != meal) return a->meal < meal ? -1 : 1;
    return (a->day > day) - (a->day < day);
}

static int by_key(const void *pa, const void *pb)
{
    const sk_fc_cell *b = pb;
    return cmp_key(pa, b->site, b->meal, b->day);
}

sk_code sk_forecast_run(const sk_kommun *k, const sk_history *h, sk_day from, int n_days,
                        const sk_engine_opt *opt, sk_arena *arena, sk_forecast *out, sk_err *err)
{
    memset(out, 0, sizeof *out);
    runner r = {.k = k, .h = h, .opt = opt, .from = from, .to = from + n_days - 1, .out = out};
    r.err = err;
    sk_code c = SK_OK;
    for (sk_ix cal = 0; cal < k->n_calendars && !c; cal++)
        for (int meal = 0; meal < SK_N_MEALS && !c; meal++) c = run_group(&r, cal, (sk_meal)meal);
    if (!c && r.n == 0 && r.far > 0)
        c = sk_err_set(err, SK_E_INPUT,
                       "the days asked for are %d service days after the last count", r.far);
    if (!c) {
        const sk_input_file *file = sk_history_files(h, &out->n_files);
        out->cell = sk_arena_calloc(arena, r.n + 1, sizeof *out->cell);
        out->file = sk_arena_calloc(arena, (size_t)out->n_files + 1, sizeof *out->file);
        if (!out->cell || !out->file) c = no_memory(&r);
        else if (out->n_files) memcpy(out->file, file, (size_t)out->n_files * sizeof *file);
    }
    if (!c && r.n > 0) {
        memcpy(out->cell, r.v, r.n * sizeof *r.v);
        qsort(out->cell, r.n, sizeof *out->cell, by_key);
        out->n_cells = (int)r.n;
    }
    sk_free(r.v);
    return c;
}

const sk_fc_cell *sk_forecast_find(const sk_forecast *f, sk_ix site, sk_meal meal, sk_day day)
{
    int lo = 0, hi = f->n_cells;
    while (lo < hi) {
        int mid = (lo + hi) / 2;
        if (cmp_key(&f->cell[mid], site, meal, day) < 0) lo = mid + 1;
        else hi = mid;
    }
    if (lo == f->n_cells || cmp_key(&f->cell[lo], site, meal, day) != 0) return NULL;
    return &f->cell[lo];
}

/* ---- backtest ---------------------------------------------------------------------------------- */

static sk_code backtest_group(const sk_kommun *k, const sk_history *h, const sk_backtest_opt *opt,
                              sk_ix calendar, sk_meal meal, sk_score (*score)[SK_N_CUTS],
                              sk_err *err)
{
    sk_arena *arena = sk_arena_new();
    if (!arena) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_group g;
    sk_backtest b;
    sk_code c = sk_group_build(k, h, calendar, meal, opt->to, arena, &g, err);
    if (!c && g.n_used > 0) {
        c = sk_backtest_run(&g.panel, opt, arena, &b, NULL);
        for (int m = 0; m < SK_N_BY && !c; m++)
            for (int cut = 0; cut < SK_N_CUTS; cut++)
                sk_score_merge(&score[m][cut], &b.score[m][cut]);
        if (c == SK_E_INPUT) c = SK_OK; /* no history before the period */
        if (c) sk_err_set(err, c, "out of memory");
    }
    sk_arena_free(arena);
    return c;
}

sk_code sk_forecast_backtest(const sk_kommun *k, const sk_history *h, const sk_backtest_opt *opt,
                             sk_score (*score)[SK_N_CUTS], sk_err *err)
{
    sk_code c = SK_OK;
    int n = 0;
    memset(score, 0, sizeof *score * SK_N_BY);
    for (sk_ix cal = 0; cal < k->n_calendars && !c; cal++)
        for (int meal = 0; meal < SK_N_MEALS && !c; meal++)
            c = backtest_group(k, h, opt, cal, (sk_meal)meal, score, err);
    for (int m = 0; m < SK_N_BY; m++) n += score[m][SK_CUT_ALL].n;
    if (!c && n == 0)
        c = sk_err_set(err, SK_E_INPUT, "no service day with history before it in the period");
    return c;
}
