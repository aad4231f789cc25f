/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures by stream, stage, unit, kitchen and dish, and where the grams and the money are. */
#include "out/waste_priv.h"

#include <math.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/text.h"

#define N_OF(a) ((int)(sizeof(a) / sizeof *(a)))
enum { SHOWN = 12 };

static int64_t waste_g(const sk_wfigure *f)
{
    int64_t g = 0;
    for (int s = 0; s < SK_N_STREAMS; s++) g += f->g[s];
    return g;
}

static void money(sk_table *o, const sk_wfigure *f)
{
    sk_table_v(o, (waste_g(f) + 50) / 100);
    sk_table_v(o, (f->milli_ore + 500) / 1000);
    sk_table_v(o, (f->co2e_mg + 50000) / 100000);
}

#define MONEY_COLS                                                                                 \
    {"weighed_kg", SK_N("weighed, kg"), SK_CELL_DEC1, true},                                       \
        {"cost_ore", SK_N("food cost, kr"), SK_CELL_ORE, false},                                   \
    {                                                                                              \
        "co2e_kg", SK_N("kg CO2e"), SK_CELL_DEC1, false                                            \
    }

/* ---- streams ---- */

static void streams(sk__wr *w)
{
    static const sk_col cols[] = {
        {"stream", SK_N("stream"), SK_CELL_TEXT, false},
        {"g", SK_N("g"), SK_CELL_DEC1, false},
        {"half_g", SK_N("± g"), SK_CELL_DEC1, false},
        {"per", SK_N("per"), SK_CELL_TEXT, false},
        {"denominator", SK_N("portions or eaters"), SK_CELL_INT, false},
        {"kg", SK_N("weighed, kg"), SK_CELL_DEC1, false},
        {"trend_g_year", SK_N("trend, g a year"), SK_CELL_DEC1, false},
        {"trend_half", SK_N("± of the trend"), SK_CELL_DEC1, false},
        {"trend", SK_N("trend"), SK_CELL_TEXT, false},
    };
    sk_lang lang = w->in->lang;
    sk_table *o = sk_report_table(w->r, "streams", SK_N("By stream"), cols, N_OF(cols), 0);
    for (int s = 0; s < SK_N_STREAMS; s++) {
        const sk_west *e = &w->total.stream[s];
        sk_table_s(o, sk_mass_name((sk_mass)s, lang));
        sk_table_v(o, sk__tenths(e->per));
        sk_table_v(o, sk__tenths(e->half));
        sk_table_s(o, sk_mass_in_kitchen(s) ? sk_text(lang, SK_N("portion cooked"))
                                            : sk_text(lang, SK_N("eater")));
        sk_table_v(o, w->total.n[s]);
        sk_table_v(o, (w->total.g[s] + 50) / 100);
        sk_table_v(o, sk__tenths(e->slope));
        sk_table_v(o, sk__tenths(e->slope_half));
        sk_table_s(o, sk__wr_trend(w, e));
    }
}

/* ---- what is weighed where guests eat: stages, units, dishes ---- */

static const sk_col meal_cols[] = {
    {"id", SK_N("id"), SK_CELL_TEXT, true},
    {"name", SK_N("name"), SK_CELL_NAME, false},
    {"serving_g", SK_N("serving, g/eater"), SK_CELL_DEC1, false},
    {"plate_g", SK_N("plate, g/eater"), SK_CELL_DEC1, false},
    {"meal_g", SK_N("meal waste, g/eater"), SK_CELL_DEC1, false},
    {"half_g", SK_N("± g"), SK_CELL_DEC1, false},
    {"trend_g_year", SK_N("trend, g a year"), SK_CELL_DEC1, true},
    {"trend_half", SK_N("± of the trend"), SK_CELL_DEC1, true},
    {"trend", SK_N("trend"), SK_CELL_TEXT, false},
    {"consumption_g", SK_N("eaten, g/eater"), SK_CELL_DEC1, false},
    {"eaters", SK_N("eaters"), SK_CELL_INT, false},
    MONEY_COLS,
    {"days", SK_N("days"), SK_CELL_INT, true},
    {"remark", SK_N("remark"), SK_CELL_TEXT, false},
};

static const char *remark(sk__wr *w, const sk_wfigure *f, bool in_run)
{
    sk_lang lang = w->in->lang;
    if (sk_waste_under_half(f)) return sk_text(lang, SK_N("under half ate"));
    if (!in_run) return sk_text(lang, SK_N("not five weekdays in a row"));
    if (!f->whole[SK_WASTE_MEAL]) return sk_text(lang, SK_N("one stream only"));
    return "";
}

static void meal_row(sk__wr *w, sk_table *o, const char *id, const char *name, sk_wfigure *f,
                     bool in_run)
{
    const sk_west *e = &f->scope[SK_WASTE_MEAL];
    sk_table_s(o, id);
    sk_table_s(o, name);
    sk_table_v(o, sk__tenths(f->stream[SK_WASTE_SERVING].per));
    sk_table_v(o, sk__tenths(f->stream[SK_WASTE_PLATE].per));
    sk_table_v(o, f->whole[SK_WASTE_MEAL] ? sk__tenths(e->per) : SK_CELL_EMPTY);
    sk_table_v(o, sk__tenths(e->half));
    sk_table_v(o, sk__tenths(e->slope));
    sk_table_v(o, sk__tenths(e->slope_half));
    sk_table_s(o, sk__wr_trend(w, e));
    sk_table_v(o, sk__tenths(f->consumption));
    sk_table_v(o, f->n[SK_WASTE_SERVING] > f->n[SK_WASTE_PLATE] ? f->n[SK_WASTE_SERVING]
                                                                : f->n[SK_WASTE_PLATE]);
    money(o, f);
    sk_table_v(o, f->n_days[SK_WASTE_MEAL]);
    sk_table_s(o, remark(w, f, in_run));
}

typedef struct ranked {
    int i;
    int64_t key;
} ranked;

static int by_key(const void *pa, const void *pb)
{
    const ranked *a = pa, *b = pb;
    if (a->key != b->key) return a->key > b->key ? -1 : 1;
    return (a->i > b->i) - (a->i < b->i);
}

static bool has_run(const sk__wr *w, sk_wby by, int i)
{
    const sk_wgroups *g = &w->by[by];
    for (int j = g->at[i]; j < g->at[i + 1]; j++) {
        const sk_wrec *r = &w->in->data->rec[g->idx[j]];
        if (r->in_run && r->day >= w->sel.from && r->day <= w->sel.to) return true;
    }
    return false;
}

/* Groups of a kind with their figures, dearest first; *n of them. NULL: out of memory. */
static ranked *order(sk__wr *w, sk_wby by, sk_wfigure **f, int *n)
{
    int all = w->by[by].n;
    ranked *v = sk_arena_calloc(w->r->arena, (size_t)all + 1, sizeof *v);
    *f = sk_arena_calloc(w->r->arena, (size_t)all + 1, sizeof **f);
    *n = 0;
    if (!v || !*f) {
        w->failed = true;
        return NULL;
    }
    for (int i = 0; i < all; i++) {
        (*f)[i] = sk__wr_figure(w, by, i, &w->sel);
        if (waste_g(&(*f)[i]) > 0 || (*f)[i].n_days[SK_WASTE_ALL] > 0)
            v[(*n)++] = (ranked){i, (*f)[i].milli_ore};
    }
    if (*n > 1) qsort(v, (size_t)*n, sizeof *v, by_key);
    return v;
}

static void meals(sk__wr *w, sk_wby by, const char *key, const char *title, const char *note)
{
    sk_wfigure *f;
    int n;
    const sk_kommun *k = w->in->k;
    sk_table *o = sk_report_table(w->r, key, title, meal_cols, N_OF(meal_cols), SHOWN);
    sk_report_note(w->r, note);
    ranked *v = order(w, by, &f, &n);
    for (int j = 0; v && j < n; j++) {
        int i = v[j].i;
        const char *id = by == SK_BY_SITE   ? k->site[i].id
                         : by == SK_BY_DISH ? k->dish[i].id
                                            : k->category[i].id;
        const char *name = by == SK_BY_SITE   ? k->site[i].name
                           : by == SK_BY_DISH ? k->dish[i].name
                                              : k->category[i].name;
        meal_row(w, o, id, name, &f[i], has_run(w, by, i));
    }
}

/* ---- kitchens ---- */

static void kitchens(sk__wr *w)
{
    static const sk_col cols[] = {
        {"id", SK_N("id"), SK_CELL_TEXT, true},
        {"name", SK_N("name"), SK_CELL_NAME, false},
        {"storage_g", SK_N("storage, g"), SK_CELL_DEC1, false},
        {"preparation_g", SK_N("preparation, g"), SK_CELL_DEC1, false},
        {"cooking_g", SK_N("cooking, g"), SK_CELL_DEC1, false},
        {"kitchen_g", SK_N("kitchen waste, g"), SK_CELL_DEC1, false},
        {"half_g", SK_N("± g"), SK_CELL_DEC1, false},
        {"trend_g_year", SK_N("trend, g a year"), SK_CELL_DEC1, true},
        {"trend_half", SK_N("± of the trend"), SK_CELL_DEC1, true},
        {"trend", SK_N("trend"), SK_CELL_TEXT, false},
        {"portions", SK_N("portions cooked"), SK_CELL_INT, false},
        {"meal_g", SK_N("guests' meal waste, g"), SK_CELL_DEC1, false},
        MONEY_COLS,
    };
    sk_wfigure *f;
    int n;
    sk_table *o = sk_report_table(w->r, "kitchens", SK_N("By kitchen"), cols, N_OF(cols), SHOWN);
    sk_report_note(w->r,
                   sk_text(w->in->lang, SK_N("Kitchen waste per portion cooked, and the meal "
                                             "waste of the sites that it usually supplies.")));
    ranked *v = order(w, SK_BY_KITCHEN, &f, &n);
    for (int j = 0; v && j < n; j++) {
        int i = v[j].i;
        const sk_west *e = &f[i].scope[SK_WASTE_KITCHEN];
        sk_table_s(o, w->in->k->kitchen[i].id);
        sk_table_s(o, w->in->k->kitchen[i].name);
        for (int s = 0; s < SK_WASTE_SERVING; s++) sk_table_v(o, sk__tenths(f[i].stream[s].per));
        sk_table_v(o, sk__tenths(e->per));
        sk_table_v(o, sk__tenths(e->half));
        sk_table_v(o, sk__tenths(e->slope));
        sk_table_v(o, sk__tenths(e->slope_half));
        sk_table_s(o, sk__wr_trend(w, e));
        sk_table_v(o, f[i].n[SK_WASTE_COOKING]);
        sk_table_v(o, f[i].whole[SK_WASTE_MEAL] ? sk__tenths(f[i].scope[SK_WASTE_MEAL].per)
                                                : SK_CELL_EMPTY);
        money(o, &f[i]);
    }
}

/* ---- where the grams and the money are ---- */

/* Grams and kronor of one stream at one place. */
typedef struct spot {
    const char *name;
    int place, stream;
    int64_t g, n, milli_ore;
    double over; /* grams above its stage's (kitchens: everybody's) figure */
} spot;

static int by_money(const void *pa, const void *pb)
{
    const spot *a = pa, *b = pb;
    if ((a->n > 0) != (b->n > 0)) return a->n > 0 ? -1 : 1;
    if (a->milli_ore != b->milli_ore) return a->milli_ore > b->milli_ore ? -1 : 1;
    if (a->stream != b->stream) return a->stream - b->stream;
    return a->place - b->place;
}

/* Money of one stream alone: the figure of a selection has it for all. */
static int64_t stream_money(const sk__wr *w, const sk_wrec *r)
{
    const sk_wprice *p = &w->price[r->dish == SK_NONE ? w->in->k->n_dishes : r->dish];
    return sk_muldiv(r->g, r->mass <= SK_WASTE_PREPARATION ? p->raw_mo_kg : p->served_mo_kg, 1000);
}

/* Grams, portions or eaters of a place as in its own figure. */
static void count_place(sk__wr *w, int place, spot *v)
{
    const sk_kommun *k = w->in->k;
    bool site = place < k->n_sites;
    int i = site ? place : place - k->n_sites;
    sk_wfigure f = sk__wr_figure(w, site ? SK_BY_SITE : SK_BY_KITCHEN, i, &w->sel);
    for (int s = 0; s < SK_N_STREAMS; s++) {
        bool own =
            sk_mass_in_kitchen(s) != site; /* a kitchen's figure has its guests' waste, too */
        v[s].name = site ? k->site[i].name : k->kitchen[i].name;
        v[s].place = place;
        v[s].stream = s;
        v[s].g = own ? f.g[s] : 0;
        v[s].n = own ? f.n[s] : 0;
    }
}

static spot *spots(sk__wr *w, int *n_out)
{
    const sk_waste_data *d = w->in->data;
    int places = w->in->k->n_sites + w->in->k->n_kitchens;
    int n = places * SK_N_STREAMS;
    spot *v = sk_calloc_n((size_t)n + 1, sizeof *v);
    *n_out = n;
    if (!v) return NULL;
    for (int i = 0; i < places; i++) count_place(w, i, &v[i * SK_N_STREAMS]);
    for (int i = 0; i < d->n; i++) {
        const sk_wrec *r = &d->rec[i];
        if (r->mass >= SK_N_STREAMS || r->day < w->sel.from || r->day > w->sel.to) continue;
        v[r->place * SK_N_STREAMS + r->mass].milli_ore += stream_money(w, r);
    }
    return v;
}

static void add_over(sk__wr *w, spot *v)
{
    const sk_kommun *k = w->in->k;
    sk_wfigure *stage = sk_arena_calloc(w->r->arena, (size_t)k->n_categories + 1, sizeof *stage);
    if (!stage) {
        w->failed = true;
        return;
    }
    for (int c = 0; c < k->n_categories; c++)
        stage[c] = sk__wr_figure(w, SK_BY_CATEGORY, c, &w->sel);
    for (int p = 0; p < k->n_sites + k->n_kitchens; p++)
        for (int s = 0; s < SK_N_STREAMS; s++) {
            spot *x = &v[p * SK_N_STREAMS + s];
            double usual =
                p < k->n_sites ? stage[k->site[p].category].stream[s].per : w->total.stream[s].per;
            x->over = x->n > 0 && !isnan(usual) ? (double)x->g - usual * (double)x->n : 0;
        }
}

static void chart(sk__wr *w, const spot *v, int n)
{
    sk__bar bar[SHOWN];
    int m = 0;
    for (int i = 0; i < n && m < SHOWN && v[i].milli_ore > 0; i++)
        bar[m++] = (sk__bar){v[i].name, sk_mass_name((sk_mass)v[i].stream, w->in->lang),
                             v[i].stream, (v[i].milli_ore + 500) / 1000};
    sk__wr_bars(w, bar, m);
}

static void ranking(sk__wr *w)
{
    static const sk_col cols[] = {
        {"rank", SK_N("rank"), SK_CELL_INT, false},
        {"place", SK_N("place"), SK_CELL_NAME, false},
        {"stream", SK_N("stream"), SK_CELL_TEXT, false},
        {"cost_ore", SK_N("food cost, kr"), SK_CELL_ORE, false},
        {"weighed_kg", SK_N("weighed, kg"), SK_CELL_DEC1, false},
        {"g", SK_N("g/portion or eater"), SK_CELL_DEC1, false},
        {"over_kg", SK_N("kg above the usual"), SK_CELL_DEC1, false},
        {"share", SK_N("running share, %"), SK_CELL_DEC1, false},
    };
    int n, rank = 0;
    int64_t sum = 0;
    spot *v = spots(w, &n);
    if (!v) {
        w->failed = true;
        return;
    }
    add_over(w, v);
    qsort(v, (size_t)n, sizeof *v, by_money);
    sk_table *o = sk_report_table(w->r, "ranking", SK_N("Where the grams and the money are"), cols,
                                  N_OF(cols), SHOWN);
    sk_report_note(w->r,
                   sk_text(w->in->lang, SK_N("Each stream at each place, dearest first, in the "
                                             "weighed days. \"Above the usual\" is what it would "
                                             "save to come down to its stage's figure.")));
    for (int i = 0; i < n && v[i].n > 0; i++) {
        sum += v[i].milli_ore;
        sk_table_v(o, ++rank);
        sk_table_s(o, v[i].name);
        sk_table_s(o, sk_mass_name((sk_mass)v[i].stream, w->in->lang));
        sk_table_v(o, (v[i].milli_ore + 500) / 1000);
        sk_table_v(o, (v[i].g + 50) / 100);
        sk_table_v(o, sk__tenths((double)v[i].g / (double)v[i].n));
        sk_table_v(o, sk__tenths(v[i].over / 1000));
        sk_table_v(o, w->total.milli_ore > 0 ? sk_muldiv(sum, 1000, w->total.milli_ore)
                                             : SK_CELL_EMPTY);
    }
    chart(w, v, n);
    sk_free(v);
}

void sk__wr_tables(sk__wr *w)
{
    sk_lang lang = w->in->lang;
    streams(w);
    ranking(w);
    meals(
        w, SK_BY_CATEGORY, "stages", SK_N("By stage"),
        sk_text(lang, SK_N("Serving and plate waste per eater. \"Eaten\" is (served - serving "
                           "waste - plate waste) / eaters, on days when all three were weighed.")));
    meals(w, SK_BY_SITE, "units", SK_N("By unit"),
          sk_text(lang, SK_N("\"Under half ate\": the national survey takes no such figure.")));
    kitchens(w);
    meals(w, SK_BY_DISH, "dishes", SK_N("By dish"),
          sk_text(lang, SK_N("Weighings say the day, seldom the dish: a day's waste is that of the "
                             "main dish of the menu unless the row names another. Kitchen waste is "
                             "in the money, not in the grams per eater.")));
}
