/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows, sums and tables of a forecast. */
#include "out/forecast_view.h"

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WORD_LEAST 5 /* tenths of a percent: smaller effects are not put in words */
enum { WORDS = 3 };

static const sk_col day_cols[] = {
    {"day", SK_N("Day"), SK_CELL_DAY, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, true},
    {"meal_name", SK_N("Meal"), SK_CELL_TEXT, false},
    {"series", SK_N("Units"), SK_CELL_INT, false},
    {"guests", SK_N("Enrolled"), SK_CELL_DEC1, false},
    {"mean", SK_N("Mean"), SK_CELL_DEC1, false},
    {"q10", "10 %", SK_CELL_DEC1, false},
    {"q50", SK_N("Median"), SK_CELL_DEC1, false},
    {"q80", "80 %", SK_CELL_DEC1, false},
    {"q90", "90 %", SK_CELL_DEC1, false},
    {"q95", "95 %", SK_CELL_DEC1, false},
};

static const sk_col wide_cols[] = {
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"day", SK_N("Day"), SK_CELL_DAY, false},
    {"q10", "10 %", SK_CELL_DEC1, false},
    {"q50", SK_N("Median"), SK_CELL_DEC1, false},
    {"q90", "90 %", SK_CELL_DEC1, false},
    {"history_days", SK_N("Counted days"), SK_CELL_INT, false},
    {"drivers", SK_N("What drives it"), SK_CELL_TEXT, false},
};

static const sk_col cell_cols[] = {
    {"site", SK_N("Site id"), SK_CELL_NAME, false},
    {"name", SK_N("Site"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"day", SK_N("Day"), SK_CELL_DAY, false},
    {"guests", SK_N("Enrolled"), SK_CELL_DEC1, false},
    {"usual", SK_N("Usual"), SK_CELL_DEC1, false},
    {"mean", SK_N("Mean"), SK_CELL_DEC1, false},
    {"q10", "10 %", SK_CELL_DEC1, false},
    {"q50", SK_N("Median"), SK_CELL_DEC1, false},
    {"q80", "80 %", SK_CELL_DEC1, false},
    {"q90", "90 %", SK_CELL_DEC1, false},
    {"q95", "95 %", SK_CELL_DEC1, false},
    {"drivers", SK_N("What drives it"), SK_CELL_TEXT, false},
    {"weekday", SK_N("Weekday, %"), SK_CELL_DEC1, false},
    {"menu", SK_N("Menu, %"), SK_CELL_DEC1, false},
    {"break", SK_N("Days around breaks, %"), SK_CELL_DEC1, false},
    {"season", SK_N("Season, %"), SK_CELL_DEC1, false},
    {"kind", SK_N("Kind of day, %"), SK_CELL_DEC1, false},
    {"level", SK_N("Last weeks, %"), SK_CELL_DEC1, false},
    {"order_effect", SK_N("Own order, %"), SK_CELL_DEC1, false},
    {"order", SK_N("Own order"), SK_CELL_DEC1, false},
    {"grade", SK_N("Counted by"), SK_CELL_TEXT, false},
    {"history_days", SK_N("Counted days"), SK_CELL_INT, false},
    {"thin", SK_N("Too little history"), SK_CELL_BOOL, false},
};

static int64_t tenths(double x)
{
    int64_t v;
    return sk_round_i64(x * 10.0, &v) ? v : SK_CELL_EMPTY;
}

const char *sk__basis_name(int basis, sk_lang lang)
{
    static const char *const names[] = {SK_N("eaters"), SK_N("plates"), SK_N("orders"),
                                        SK_N("enrolled")};
    return basis < 0 ? sk_text(lang, SK_N("never counted")) : sk_text(lang, names[basis]);
}

const char *sk__meal_key(sk_meal m)
{
    static const char *const keys[SK_N_MEALS] = {"breakfast", "lunch", "snack", "supper"};
    return keys[m];
}

/* "last weeks +3,1 %, menu −2,0 %", the largest first. */
static const char *in_words(const sk_fc_view *v, const int64_t effect[SK_N_DRIVES])
{
    sk_buf b = SK_BUF_INIT;
    bool said[SK_N_DRIVES] = {false};
    for (int n = 0; n < WORDS; n++) {
        int best = -1;
        for (int d = 0; d < SK_N_DRIVES; d++)
            if (!said[d] && llabs(effect[d]) >= WORD_LEAST &&
                (best < 0 || llabs(effect[d]) > llabs(effect[best])))
                best = d;
        if (best < 0) break;
        said[best] = true;
        sk_buf_addf(&b, "%s%s %s", n ? ", " : "", sk_drive_name((sk_drive)best, v->lang),
                    effect[best] < 0 ? "−" : "+");
        sk_buf_dec(&b, llabs(effect[best]), 1, v->lang);
        sk_buf_add(&b, " %");
    }
    const char *s = sk_buf_ok(&b) ? sk_arena_strdup(v->arena, sk_buf_str(&b)) : NULL;
    sk_buf_free(&b);
    return s;
}

static void last_count(const sk_fc_view *v, sk_fc_row *r)
{
    int n;
    const sk_count *a = sk_history_attendance(v->h, r->c->site, r->c->meal, &n);
    r->basis = n ? a[n - 1].basis : SK_FC_NO_COUNT;
    r->counted = n ? a[n - 1].day : SK_NO_DAY;
}

static void fill_row(sk_fc_view *v, sk_fc_row *r, const sk_fc_cell *c)
{
    const double q[SK_N_Q] = {c->dist.q10, c->dist.q50, c->dist.q80, c->dist.q90, c->dist.q95};
    r->c = c;
    r->guests = tenths(c->guests);
    r->usual = tenths(c->usual);
    r->mean = tenths(c->dist.mean);
    r->order = c->order > 0.0 ? tenths(c->order) : SK_CELL_EMPTY;
    r->thin = c->n_obs < SK_FC_THIN;
    for (int i = 0; i < SK_N_Q; i++) r->q[i] = tenths(q[i]);
    for (int d = 0; d < SK_N_DRIVES; d++) r->effect[d] = tenths(100.0 * expm1(c->effect[d]));
    last_count(v, r);
    r->words = in_words(v, r->effect);
    v->failed = v->failed || !r->words;
}

int sk__fc_series_end(const sk_fc_view *v, int first)
{
    const sk_fc_cell *a = v->row[first].c;
    int i = first + 1;
    while (i < v->n_rows && v->row[i].c->site == a->site && v->row[i].c->meal == a->meal) i++;
    return i;
}

static void put_cells(sk_fc_view *v)
{
    sk_table *t = &v->cells;
    for (int i = 0; i < v->n_rows; i++) {
        const sk_fc_row *r = &v->row[i];
        sk_table_s(t, v->k->site[r->c->site].id);
        sk_table_s(t, v->k->site[r->c->site].name);
        sk_table_s(t, sk_meal_name(r->c->meal, v->lang));
        sk_table_v(t, r->c->day);
        sk_table_v(t, r->guests);
        sk_table_v(t, r->usual);
        sk_table_v(t, r->mean);
        for (int q = 0; q < SK_N_Q; q++) sk_table_v(t, r->q[q]);
        sk_table_s(t, r->words);
        for (int d = 0; d < SK_N_DRIVES; d++) sk_table_v(t, r->effect[d]);
        sk_table_v(t, r->order);
        sk_table_s(t, sk__basis_name(r->basis, v->lang));
        sk_table_v(t, r->c->n_obs);
        sk_table_v(t, r->thin);
    }
}

/* One day's meal of all its units; dist and common have room for all rows. */
static void put_day(sk_fc_view *v, sk_day day, sk_meal meal, sk_dist *dist, double *common)
{
    sk_table *t = &v->days;
    double guests = 0.0;
    int n = 0;
    for (int i = 0; i < v->n_rows; i++) {
        const sk_fc_cell *c = v->row[i].c;
        if (c->day != day || c->meal != meal) continue;
        dist[n] = c->dist;
        common[n++] = c->common;
        guests += c->guests;
    }
    if (!n) return;
    sk_dist s = sk_dist_sum(dist, common, n);
    const double q[SK_N_Q] = {s.q10, s.q50, s.q80, s.q90, s.q95};
    sk_table_v(t, day);
    sk_table_s(t, sk__meal_key(meal));
    sk_table_s(t, sk_meal_name(meal, v->lang));
    sk_table_v(t, n);
    sk_table_v(t, tenths(guests));
    sk_table_v(t, tenths(s.mean));
    for (int i = 0; i < SK_N_Q; i++) sk_table_v(t, tenths(q[i]));
}

static void put_days(sk_fc_view *v)
{
    size_t n = (size_t)v->n_rows + 1;
    sk_dist *dist = sk_arena_calloc(v->arena, n, sizeof *dist);
    double *common = sk_arena_calloc(v->arena, n, sizeof *common);
    if (!dist || !common) {
        v->failed = true;
        return;
    }
    for (sk_day d = v->from; d <= v->to; d++)
        for (int m = 0; m < SK_N_MEALS; m++) put_day(v, d, (sk_meal)m, dist, common);
}

static int by_width(const void *pa, const void *pb)
{
    const sk_fc_row *a = *(const sk_fc_row *const *)pa, *b = *(const sk_fc_row *const *)pb;
    int64_t wa = a->q[SK_Q90] - a->q[SK_Q10], wb = b->q[SK_Q90] - b->q[SK_Q10];
    if (wa != wb) return wa > wb ? -1 : 1;
    return (a > b) - (a < b); /* rows of one array: in its order */
}

static void put_wide(sk_fc_view *v)
{
    sk_table *t = &v->wide;
    const sk_fc_row **r = sk_arena_calloc(v->arena, (size_t)v->n_rows + 1, sizeof(sk_fc_row *));
    if (!r) {
        v->failed = true;
        return;
    }
    for (int i = 0; i < v->n_rows; i++) r[i] = &v->row[i];
    qsort(r, (size_t)v->n_rows, sizeof *r, by_width);
    for (int i = 0; i < v->n_rows && i < SK_FC_WIDE; i++) {
        sk_table_s(t, v->k->site[r[i]->c->site].name);
        sk_table_s(t, sk_meal_name(r[i]->c->meal, v->lang));
        sk_table_v(t, r[i]->c->day);
        sk_table_v(t, r[i]->q[SK_Q10]);
        sk_table_v(t, r[i]->q[SK_Q50]);
        sk_table_v(t, r[i]->q[SK_Q90]);
        sk_table_v(t, r[i]->c->n_obs);
        sk_table_s(t, r[i]->words);
    }
}

sk_code sk_fc_view_make(const sk_kommun *k, const sk_history *h, const sk_forecast *f,
                        const sk_demand *d, const sk_stage *stage, sk_day from, int n_days,
                        sk_lang lang, sk_fc_view *out, sk_err *err)
{
    *out = (sk_fc_view){.lang = lang, .k = k, .h = h, .f = f, .from = from};
    out->to = from + n_days - 1;
    sk_table_init(&out->cells, "forecast", SK_N("Forecast"), cell_cols,
                  sizeof cell_cols / sizeof *cell_cols);
    sk_table_init(&out->days, "days", SK_N("Sum of the units"), day_cols,
                  sizeof day_cols / sizeof *day_cols);
    sk_table_init(&out->wide, "widest", SK_N("Widest intervals"), wide_cols,
                  sizeof wide_cols / sizeof *wide_cols);
    out->arena = sk_arena_new();
    if (out->arena)
        out->row = sk_arena_calloc(out->arena, (size_t)f->n_cells + 1, sizeof *out->row);
    out->failed = !out->row;
    for (int i = 0; i < f->n_cells && !out->failed; i++) fill_row(out, &out->row[i], &f->cell[i]);
    if (!out->failed) {
        out->n_rows = f->n_cells;
        for (int i = 0; i < out->n_rows; i = sk__fc_series_end(out, i)) {
            out->n_series++;
            out->n_thin += out->row[i].thin;
        }
        put_cells(out);
        put_days(out);
        put_wide(out);
    }
    sk__fc_lines(out, d);
    if (out->arena) sk__fc_changes(out);
    sk__fc_stages(out, stage);
    if (!out->failed && sk_table_ok(&out->changes) && sk_table_ok(&out->stages) &&
        sk_table_ok(&out->lines) && sk_table_ok(&out->cells) && sk_table_ok(&out->days) &&
        sk_table_ok(&out->wide))
        return SK_OK;
    sk_fc_view_free(out);
    return sk_err_set(err, SK_E_NOMEM, "out of memory");
}

void sk_fc_view_free(sk_fc_view *v)
{
    sk_table_free(&v->cells);
    sk_table_free(&v->days);
    sk_table_free(&v->wide);
    sk_table_free(&v->lines);
    sk_table_free(&v->changes);
    sk_table_free(&v->stages);
    sk_arena_free(v->arena);
    v->arena = NULL;
}
