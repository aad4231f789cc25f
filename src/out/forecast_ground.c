/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a forecast rests on beside the counts: planned changes on its days, and how the stages change. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/forecast_view.h"

#define N_OF(a) ((int)(sizeof(a) / sizeof *(a)))
enum { YEAR = 365, GROWTH_PCT = 10 };

/* ---- planned changes ---- */

static const sk_col change_cols[] = {
    {"kind", SK_N("Change"), SK_CELL_TEXT, false},
    {"name", SK_N("Where"), SK_CELL_NAME, false},
    {"from", SK_N("First day"), SK_CELL_DAY, false},
    {"to", SK_N("Last day"), SK_CELL_DAY, false},
    {"units", SK_N("Units"), SK_CELL_INT, false},
    {"before", SK_N("Enrolled before"), SK_CELL_INT, false},
    {"after", SK_N("Reckoned with"), SK_CELL_DEC1, false},
    {"what", SK_N("What the forecast makes of it"), SK_CELL_NAME, false},
    {"ids", SK_N("Ids"), SK_CELL_NAME, true},
};

typedef struct change {
    const char *kind, *name, *what;
    sk_ix site; /* the first it concerns; SK_NONE = a calendar */
    sk_day from, to;
    int units;
    int64_t before;
    double after;
    sk_buf ids; /* of its sites */
} change;

typedef struct changes {
    sk_fc_view *v;
    change *c;
    size_t n, cap;
} changes;

/* Days of several sites that are alike become one change. */
static bool alike(const change *a, const change *b)
{
    return a->site != SK_NONE && b->site != SK_NONE && a->kind == b->kind && a->from == b->from &&
           a->to == b->to && strcmp(a->what, b->what) == 0;
}

static void add(changes *all, change c)
{
    const sk_kommun *k = all->v->k;
    change *to = NULL;
    for (size_t i = 0; i < all->n && !to; i++)
        if (alike(&all->c[i], &c)) to = &all->c[i];
    if (!to) {
        if (!SK_GROW(all->c, all->n, all->cap)) {
            all->v->failed = true;
            return;
        }
        to = &all->c[all->n++];
        *to = c;
        to->ids = (sk_buf)SK_BUF_INIT;
    } else {
        to->units += c.units;
        to->before += c.before;
        to->after += c.after;
    }
    if (c.site != SK_NONE)
        sk_buf_addf(&to->ids, "%s%s", to->ids.len ? " " : "", k->site[c.site].id);
}

static void put(sk_fc_view *v, change *c)
{
    int64_t tenths;
    sk_table *t = &v->changes;
    const char *name = c->name, *ids = sk_arena_strdup(v->arena, sk_buf_str(&c->ids));
    if (c->site != SK_NONE && c->units > 1)
        name =
            sk_arena_printf(v->arena, sk_text(v->lang, SK_N("%s and %d more")), name, c->units - 1);
    v->failed = v->failed || !name || !ids || !sk_buf_ok(&c->ids);
    sk_table_s(t, sk_text(v->lang, c->kind));
    sk_table_s(t, name);
    sk_table_v(t, c->from == SK_NO_DAY ? SK_CELL_EMPTY : c->from);
    sk_table_v(t, c->to == SK_DAY_FOREVER ? SK_CELL_EMPTY : c->to);
    sk_table_v(t, c->units);
    sk_table_v(t, c->before);
    sk_table_v(t, sk_round_i64(c->after * 10, &tenths) ? tenths : SK_CELL_EMPTY);
    sk_table_s(t, c->what);
    sk_table_s(t, ids);
    sk_buf_free(&c->ids);
}

static sk_day later(sk_day a, sk_day b) { return a > b ? a : b; }
static sk_day sooner(sk_day a, sk_day b) { return a < b ? a : b; }

/* Enrolled x share of the site's lunch, or of another meal, on a day; 0 = it is not served. */
static double reckoned(const sk_fc_view *v, sk_ix site, sk_day day)
{
    static const sk_meal meal[] = {SK_MEAL_LUNCH, SK_MEAL_SUPPER, SK_MEAL_BREAKFAST, SK_MEAL_SNACK};
    for (int i = 0; i < N_OF(meal); i++) {
        const sk_fc_cell *c = sk_forecast_find(v->f, site, meal[i], day);
        if (c) return c->guests;
    }
    return 0;
}

static bool is_served(const sk_fc_view *v, sk_ix site)
{
    sk_span rows = sk_site_meals_of(v->k, site);
    return rows.first < rows.end;
}

static void mergers(changes *all)
{
    const sk_fc_view *v = all->v;
    const sk_kommun *k = v->k;
    for (int i = 0; i < k->n_org_changes; i++) {
        const sk_org_change *o = &k->org_change[i];
        if (o->kind != SK_ORG_SITE_MERGED || o->when.from > v->to || o->when.to < v->from) continue;
        sk_day day = later(o->when.from, v->from);
        const char *eats =
            sk_arena_printf(v->arena, sk_text(v->lang, SK_N("eats at %s")), k->site[o->into].name);
        all->v->failed = v->failed || !eats;
        add(all, (change){.kind = SK_N("merged"),
                          .site = o->place,
                          .name = k->site[o->place].name,
                          .from = o->when.from,
                          .to = o->when.to,
                          .units = 1,
                          .before = sk_site_guests_enrolled(k, o->place, day),
                          .after = reckoned(v, o->place, day),
                          .what = eats ? eats : ""});
    }
}

/* Openings, closings, units too new to have a history of their own. */
static void openings(changes *all, sk_ix s)
{
    const sk_fc_view *v = all->v;
    const sk_site *site = &v->k->site[s];
    sk_day as_of = v->k->as_of;
    int n = 0;
    change c = {
        .site = s, .name = site->name, .from = site->open.from, .to = site->open.to, .units = 1};
    if (site->open.to >= as_of && site->open.to < v->to) {
        c.kind = SK_N("closes");
        c.before = sk_site_guests_enrolled(v->k, s, as_of);
        c.after = reckoned(v, s, later(site->open.to + 1, v->from));
        c.what = sk_text(v->lang, SK_N("no meals after the last day"));
        add(all, c);
        return;
    }
    sk_history_attendance(v->h, s, SK_MEAL_LUNCH, &n);
    bool opens = site->open.from > as_of;
    if (site->open.from == SK_NO_DAY || site->open.from <= as_of - YEAR ||
        site->open.from > v->to || n >= SK_FC_THIN)
        return;
    c.kind = opens ? SK_N("opens") : SK_N("new");
    c.before = opens ? 0 : sk_site_guests_enrolled(v->k, s, as_of);
    c.after = reckoned(v, s, later(site->open.from, v->from));
    c.what = sk_text(v->lang, SK_N("too little history: its type and category speak"));
    add(all, c);
}

/* A step of the enrolment after the as-of date, or growth against the year before. */
static void growth(changes *all, sk_ix s)
{
    const sk_fc_view *v = all->v;
    const sk_kommun *k = v->k;
    int now = sk_site_guests_enrolled(k, s, k->as_of), end = sk_site_guests_enrolled(k, s, v->to);
    int then = sk_site_guests_enrolled(k, s, k->as_of - YEAR);
    bool step = now > 0 && end != now;
    if (!sk_period_has(k->site[s].open, v->to)) return; /* it closes */
    if (!step && (then <= 0 || abs(end - then) * 100 < GROWTH_PCT * then)) return;
    int before = step ? now : then;
    sk_day from = step ? k->as_of + 1 : k->as_of - YEAR;
    while (step && from < v->to && sk_site_guests_enrolled(k, s, from) == now) from++;
    add(all, (change){.kind = end > before ? SK_N("grows") : SK_N("shrinks"),
                      .site = s,
                      .name = k->site[s].name,
                      .from = from,
                      .to = v->to,
                      .units = 1,
                      .before = before,
                      .after = end,
                      .what = sk_text(v->lang, SK_N("follows the enrolled, day by day"))});
}

static bool concerns(const sk_kommun *k, const sk_cal_event *e, sk_ix s)
{
    if (e->site != SK_NONE) return e->site == s;
    return e->calendar == SK_NONE || k->site[s].calendar == e->calendar;
}

/* The event makes that day of the site another than its weekday. */
static bool makes(const sk_kommun *k, const sk_cal_event *e, sk_ix s, sk_day d)
{
    bool usual = sk_wdays_has(k->calendar[k->site[s].calendar].days, sk_day_weekday(d));
    return concerns(k, e, s) && usual != (e->type == SK_DAY_NORMAL) &&
           sk_site_day_type(k, s, d) == e->type;
}

/* A day of another kind: for some sites, a calendar or all. Enrolled and reckoned with: on its first day. */
static void day_of_another_kind(changes *all, const sk_cal_event *e)
{
    const sk_fc_view *v = all->v;
    const sk_kommun *k = v->k;
    change c = {.kind = sk_day_type_name(e->type, SK_LANG_EN), .site = e->site, .what = e->name};
    c.from = SK_DAY_FOREVER;
    for (sk_day d = later(e->when.from, v->from); d <= sooner(e->when.to, v->to); d++)
        for (sk_ix s = 0; s < k->n_sites; s++) {
            if (!is_served(v, s) || !makes(k, e, s, d)) continue;
            if (c.from == SK_DAY_FOREVER) c.from = d;
            c.to = d;
            if (d != c.from) continue;
            c.units++;
            c.before += sk_site_guests_enrolled(k, s, d);
            c.after += reckoned(v, s, d);
        }
    c.name = e->site != SK_NONE       ? k->site[e->site].name
             : e->calendar != SK_NONE ? k->calendar[e->calendar].name
                                      : sk_text(v->lang, SK_N("all calendars"));
    if (c.units > 0) add(all, c);
}

void sk__fc_changes(sk_fc_view *v)
{
    const sk_kommun *k = v->k;
    changes all = {.v = v};
    sk_table_init(&v->changes, "changes", SK_N("Planned changes that the forecast reckons with"),
                  change_cols, N_OF(change_cols));
    mergers(&all);
    for (sk_ix s = 0; s < k->n_sites; s++)
        if (is_served(v, s)) openings(&all, s);
    for (int i = 0; i < k->n_cal_events; i++) {
        const sk_cal_event *e = &k->cal_event[i];
        if (e->kitchen == SK_NONE && e->when.from <= v->to && e->when.to >= v->from)
            day_of_another_kind(&all, e);
    }
    for (sk_ix s = 0; s < k->n_sites; s++)
        if (is_served(v, s)) growth(&all, s);
    for (size_t i = 0; i < all.n; i++) put(v, &all.c[i]);
    sk_free(all.c);
}

/* ---- stages ---- */

static const sk_col stage_cols[] = {
    {"stage", SK_N("Stage"), SK_CELL_NAME, false},
    {"units", SK_N("Units"), SK_CELL_INT, false},
    {"enrolled", SK_N("Enrolled"), SK_CELL_INT, false},
    {"share_pct", SK_N("Eat, %"), SK_CELL_DEC1, false},
    {"share_year", SK_N("a year, points"), SK_CELL_DEC1, false},
    {"share_half", "±", SK_CELL_DEC1, false},
    {"share_trend", SK_N("Trend"), SK_CELL_TEXT, false},
    {"eaten_g", SK_N("Eaten, g an eater"), SK_CELL_DEC1, false},
    {"eaten_year", SK_N("a year, g"), SK_CELL_DEC1, false},
    {"eaten_half", "±", SK_CELL_DEC1, false},
    {"eaten_trend", SK_N("Trend"), SK_CELL_TEXT, false},
    {"recipe_g", SK_N("By recipe, g"), SK_CELL_DEC1, false},
    {"weighed_days", SK_N("Weighed days"), SK_CELL_INT, true},
    {"factor", SK_N("Portion factor"), SK_CELL_DEC2, true},
};

static int64_t tenths_of(double x)
{
    int64_t v;
    return !isnan(x) && sk_round_i64(x * 10, &v) ? v : SK_CELL_EMPTY;
}

static void put_slope(sk_table *t, const sk_slope *s, double scale, sk_lang lang)
{
    sk_table_v(t, tenths_of(s->slope * scale));
    sk_table_v(t, tenths_of(s->half * scale));
    if (isnan(s->slope)) sk_table_s(t, "–");
    else if (fabs(s->slope) <= s->half) sk_table_s(t, sk_text(lang, SK_N("unclear")));
    else sk_table_s(t, s->slope < 0 ? sk_text(lang, SK_N("falls")) : sk_text(lang, SK_N("rises")));
}

void sk__fc_stages(sk_fc_view *v, const sk_stage *stage)
{
    sk_table *t = &v->stages;
    sk_table_init(t, "stages", SK_N("How many eat and how much, by stage"), stage_cols,
                  N_OF(stage_cols));
    for (sk_ix c = 0; stage && c < v->k->n_categories; c++) {
        const sk_stage *s = &stage[c];
        if (s->n_sites == 0) continue;
        sk_table_s(t, v->k->category[c].name);
        sk_table_v(t, s->n_sites);
        sk_table_v(t, s->guests);
        sk_table_v(t, tenths_of(100 * s->share));
        put_slope(t, &s->share_year, 100, v->lang);
        sk_table_v(t, tenths_of(s->eaten_g));
        put_slope(t, &s->eaten_year, 1, v->lang);
        sk_table_v(t, tenths_of(s->recipe_g));
        sk_table_v(t, s->n_weighed);
        sk_table_v(t, v->k->category[c].factor_milli / 10);
    }
}
