/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forecast and backtest. */
#include "api/api.h"

#include "base/mem.h"
#include "base/text.h"
#include "forecast/panel_csv.h"
#include "input/annex.h"
#include "input/desk.h"
#include "input/history.h"
#include "input/waste.h"
#include "out/follow_report.h"
#include "out/forecast_view.h"

#include <stdlib.h>

enum { YEAR = 364, DAYS_MAX = 92, N_H = 15 };

struct storkok_forecast { /* owns all of it; the view borrows the rest */
    sk_arena *arena;
    sk_history *h;
    sk_forecast f;
    sk_fc_view v;
};

sk_code sk__day_in(const char *s, sk_day *out, sk_err *err)
{
    if (s && sk_day_parse(s, out)) return SK_OK;
    return sk_err_set(err, SK_E_USAGE, "%.40s is not a date, such as 2023-11-19", s ? s : "\"\"");
}

/* The last order placed up to the as-of date for each coming day. */
static sk_code give_ahead(const sk_kommun *k, const char *dir, sk_diags *d, sk_history *h,
                          sk_err *err)
{
    int n, m = 0;
    size_t n_files;
    sk_annex *a = NULL;
    sk_code code = sk_annex_load(dir, k, SK_DOC_ORDERS_AHEAD, SK_DOC_ORDERS_AHEAD, &a, d, err);
    if (code) return code;
    const sk_order_ahead *o = sk_annex_rows(a, SK_DOC_ORDERS_AHEAD, &n);
    const sk_input_file *f = sk_annex_files(a, &n_files);
    sk_input_file file = n_files ? *f : (sk_input_file){.name = NULL};
    file.name = sk_documents[SK_DOC_ORDERS_AHEAD]->file; /* lives longer than the annex */
    sk_count *v = sk_calloc_n((size_t)n + 1, sizeof *v);
    for (int i = 0; v && i < n; i++) {
        if (o[i].placed > k->as_of || o[i].day <= k->as_of) continue;
        const sk_count c = {o[i].day,           o[i].site,       o[i].count,
                            (uint8_t)o[i].meal, SK_BASIS_ORDERS, false};
        bool again =
            m && v[m - 1].site == c.site && v[m - 1].meal == c.meal && v[m - 1].day == c.day;
        v[again ? m - 1 : m++] = c;
    }
    bool ok = v && (n == 0 || sk_history_give_ahead(h, v, m, n_files ? &file : NULL));
    if (!ok) code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_free(v);
    sk_annex_free(a);
    return code;
}

sk_code sk__now_in(const char *s, sk_now *out, sk_err *err)
{
    if (s && sk_now_parse(s, out)) return SK_OK;
    return sk_err_set(err, SK_E_USAGE, "%.40s is not a time, such as 2023-11-20T08:15",
                      s ? s : "\"\"");
}

static sk_code load_history(const sk_kommun *k, const char *dir, storkok_diags *d, sk_history **out,
                            sk_err *err)
{
    sk_diags *mine = d ? NULL : sk_diags_new(err ? err->lang : SK_LANG_SV),
             *diags = d ? d->d : mine;
    sk_code code = diags ? sk_history_load(dir, k, out, diags, err)
                         : sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (!code) code = give_ahead(k, dir, diags, *out, err);
    if (code) {
        sk_history_free(*out);
        *out = NULL;
    }
    sk_diags_free(mine);
    return code;
}

static sk_code check_waste(const sk_kommun *k, const char *dir, storkok_diags *d, sk_err *err)
{
    sk_waste_log *log = NULL;
    sk_diags *mine = d ? NULL : sk_diags_new(err->lang), *diags = d ? d->d : mine;
    sk_code code = diags ? sk_waste_load(dir, k, &log, diags, err)
                         : sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_waste_log_free(log);
    sk_diags_free(mine);
    return code;
}

static bool any_count(const sk_kommun *k, const sk_history *h)
{
    int n = 0;
    for (sk_ix s = 0; s < k->n_sites && n == 0; s++)
        for (int m = 0; m < SK_N_MEALS && n == 0; m++) sk_history_attendance(h, s, (sk_meal)m, &n);
    return n > 0;
}

sk_code sk__foresee(const storkok_kommun *k, sk_day from, int n_days, sk__foresight *out,
                    sk_err *err)
{
    const sk_engine_opt engine = sk_engine_defaults();
    sk_history *h = NULL;
    sk_err far;
    sk_err_init(&far, err ? err->lang : SK_LANG_SV);
    *out = (sk__foresight){.arena = sk_arena_new()};
    if (!out->arena) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_code code = load_history(k->k, k->dir, NULL, &h, err);
    if (!code && !any_count(k->k, h)) out->from = SK_FROM_NO_HISTORY;
    else if (!code) {
        code = sk_forecast_run(k->k, h, from, n_days + sk_demand_lead(k->k), &engine, out->arena,
                               &out->f, &far);
        if (code == SK_E_INPUT || (!code && out->f.n_cells == 0)) {
            out->from = SK_FROM_OUT_OF_REACH;
            code = SK_OK;
        } else if (code) sk_err_set(err, code, "%s", far.text);
    }
    sk_history_free(h);
    return code;
}

sk_code sk__outlook(const sk_kommun *k, const char *dir, sk_day from, int n_days, sk_arena *arena,
                    sk_outlook *out, sk_err *err)
{
    sk_history *h = NULL;
    sk_code code = load_history(k, dir, NULL, &h, err);
    if (!code) code = sk_outlook_make(k, h, from, n_days, arena, out, err);
    sk_history_free(h);
    return code;
}

void sk__foresight_free(sk__foresight *x)
{
    sk_arena_free(x->arena);
    *x = (sk__foresight){.arena = NULL};
}

storkok_code storkok_check_history(const storkok_kommun *k, const char *dir, storkok_diags *d,
                                   storkok_error *err)
{
    sk_err own;
    sk_history *h = NULL;
    sk__err_in(err, &own);
    sk_code code = load_history(k->k, dir, d, &h, &own);
    if (!code) code = check_waste(k->k, dir, d, &own);
    sk_history_free(h);
    if (code == SK_OK) code = sk__check_desk(k->k, dir, d, &own);
    return sk__err_out(code, &own, err);
}

static sk_code run(storkok_forecast *f, const sk_kommun *k, const storkok_forecast_opts *o,
                   storkok_diags *d, sk_err *err)
{
    sk_day from;
    const sk_engine_opt engine = sk_engine_defaults();
    sk_code code = sk__day_in(o->from, &from, err);
    if (!code && (o->n_days < 1 || o->n_days > DAYS_MAX))
        code = sk_err_set(err, SK_E_USAGE, "%d days were asked for; 1 to %d can be", o->n_days,
                          DAYS_MAX);
    f->arena = sk_arena_new();
    if (!code && !f->arena) code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (!code) code = load_history(k, o->dir, d, &f->h, err);
    if (!code) code = sk_forecast_run(k, f->h, from, o->n_days, &engine, f->arena, &f->f, err);
    sk_demand lines = {0};
    sk_stage *stage = NULL;
    if (!code) {
        /* a menu that does not reach so far, or another fault of the plan's, hinders the list by dish only */
        sk_code c = sk_demand_eaten(k, &f->f, from, o->n_days, f->arena, &lines, NULL);
        if (c == SK_E_NOMEM) code = sk_err_set(err, c, "out of memory");
        if (c) lines.n_needs = 0;
    }
    if (!code) code = sk__stages(k, o->dir, f->h, f->arena, &stage, err);
    if (!code)
        code = sk_fc_view_make(k, f->h, &f->f, &lines, stage, from, o->n_days, sk__lang_in(o->lang),
                               &f->v, err);
    return code;
}

storkok_code storkok_forecast_make(const storkok_kommun *k, const storkok_forecast_opts *opts,
                                   storkok_forecast **out, storkok_diags *d, storkok_error *err)
{
    sk_err own;
    sk__err_in(err, &own);
    *out = NULL;
    storkok_forecast *f = sk_alloc(sizeof *f);
    sk_code code = f ? run(f, k->k, opts, d, &own) : sk_err_set(&own, SK_E_NOMEM, "out of memory");
    if (code == SK_OK) *out = f;
    else storkok_forecast_free(f);
    return sk__err_out(code, &own, err);
}

void storkok_forecast_free(storkok_forecast *f)
{
    if (!f) return;
    sk_fc_view_free(&f->v);
    sk_history_free(f->h);
    sk_arena_free(f->arena);
    sk_free(f);
}

storkok_code storkok_forecast_show(const storkok_forecast *f, storkok_form form,
                                   const char *files_dir, storkok_text *out, storkok_error *err)
{
    sk_buf b = SK_BUF_INIT;
    if (form == STORKOK_JSON) sk_fc_json(&f->v, &b);
    else if (form == STORKOK_CSV) sk_table_csv(&f->v.cells, f->v.lang, &b);
    else sk_fc_text(&f->v, files_dir, &b);
    return sk__text_out(&b, out, err);
}

storkok_code storkok_forecast_headline(const storkok_forecast *f, storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_fc_headline(&f->v, &b);
    return sk__text_out(&b, out, NULL);
}

storkok_code storkok_forecast_write(const storkok_forecast *f, const char *dir, const char *now,
                                    storkok_error *err)
{
    sk_err own;
    sk_now t;
    sk__err_in(err, &own);
    sk_code code = now ? sk__now_in(now, &t, &own) : SK_OK;
    sk_report *r = code ? NULL : sk_fc_report(&f->v);
    if (!code && !(r && sk_report_ok(r))) code = sk_err_set(&own, SK_E_NOMEM, "out of memory");
    if (!code) code = sk_report_write(r, now ? &t : NULL, dir, &own);
    sk_report_free(r);
    return sk__err_out(code, &own, err);
}

/* ---- forecast against outcome ------------------------------------------------------------------- */

storkok_code storkok_forecast_outcome(const storkok_kommun *k, const storkok_outcome_opts *opts,
                                      storkok_report **out, storkok_diags *d, storkok_error *err)
{
    sk_err own;
    sk_day from = 0, as_of = 0;
    sk_follow f;
    sk_history *h = NULL;
    sk_report *r = NULL;
    sk_arena *a = sk_arena_new();
    sk__err_in(err, &own);
    sk_code code =
        a ? sk__day_in(opts->from, &from, &own) : sk_err_set(&own, SK_E_NOMEM, "out of memory");
    as_of = from - 1;
    if (!code && opts->as_of) code = sk__day_in(opts->as_of, &as_of, &own);
    if (!code && (opts->n_days < 1 || opts->n_days > DAYS_MAX))
        code = sk_err_set(&own, SK_E_USAGE, "%d days were asked for; 1 to %d can be", opts->n_days,
                          DAYS_MAX);
    if (!code) code = load_history(k->k, k->dir, d, &h, &own);
    if (!code) code = sk_follow_make(k->k, h, as_of, from, opts->n_days, a, &f, &own);
    if (!code) r = sk_follow_report(k->k, &f, sk__lang_in(opts->lang));
    sk_history_free(h);
    sk_arena_free(a);
    return sk__report_out(r, code, &own, out, err);
}

/* ---- backtest ---------------------------------------------------------------------------------- */

typedef struct tester {
    const storkok_backtest_opts *o;
    sk_backtest_opt opt;
    sk_score (*score)[SK_N_CUTS]; /* [SK_N_BY] */
    bool orders;
    sk_err *err;
} tester;

/* The period asked for within the history first..last: by default its last year, or its later half. */
static sk_code period(tester *t, sk_day first, sk_day last)
{
    sk_code code = SK_OK;
    t->opt.to = last;
    if (t->o->to) code = sk__day_in(t->o->to, &t->opt.to, t->err);
    if (t->opt.to > last) t->opt.to = last;
    sk_day half = t->opt.to - (t->opt.to - first) / 2, year = t->opt.to - YEAR;
    t->opt.from = year > half ? year : half;
    if (!code && t->o->from) code = sk__day_in(t->o->from, &t->opt.from, t->err);
    if (!code && t->opt.from > t->opt.to)
        code = sk_err_set(t->err, SK_E_USAGE, "the period ends before it begins");
    return code;
}

static sk_code test_kommun(tester *t, const sk_kommun *k, storkok_diags *d)
{
    sk_history *h = NULL;
    sk_day first = k->as_of;
    sk_code code = load_history(k, t->o->dir, d, &h, t->err);
    for (sk_ix s = 0; s < k->n_sites && !code; s++) {
        for (int m = 0; m < SK_N_MEALS; m++) {
            int n, n_orders;
            const sk_count *a = sk_history_attendance(h, s, (sk_meal)m, &n);
            sk_history_orders(h, s, (sk_meal)m, &n_orders);
            if (n && a[0].day < first) first = a[0].day;
            t->orders = t->orders || n_orders > 0;
        }
    }
    if (!code) code = period(t, first, k->as_of);
    if (!code) code = sk_forecast_backtest(k, h, &t->opt, t->score, t->err);
    sk_history_free(h);
    return code;
}

static sk_code test_counts(tester *t, storkok_diags *d)
{
    sk_panel_csv in;
    sk_backtest b;
    sk_arena *a = sk_arena_new();
    sk_diags *mine = d ? NULL : sk_diags_new(t->err->lang), *diags = d ? d->d : mine;
    sk_code code = a && diags ? sk_panel_read_csv(t->o->dir, a, &in, diags, t->err)
                              : sk_err_set(t->err, SK_E_NOMEM, "out of memory");
    if (!code) code = period(t, in.panel.day[0], in.panel.day[in.panel.n_days - 1]);
    if (!code) code = sk_backtest_run(&in.panel, &t->opt, a, &b, t->err);
    for (int m = 0; m < SK_N_BY && !code; m++)
        for (int c = 0; c < SK_N_CUTS; c++) t->score[m][c] = b.score[m][c];
    if (!code)
        for (size_t i = 0; i < (size_t)in.panel.n_days * (size_t)in.panel.lanes; i++)
            t->orders = t->orders || in.panel.order[i] > 0.0;
    sk_diags_free(mine);
    sk_arena_free(a);
    return code;
}

storkok_code storkok_backtest(const storkok_kommun *k, const storkok_backtest_opts *opts,
                              storkok_form form, storkok_diags *d, storkok_text *headline,
                              storkok_text *out, storkok_error *err)
{
    sk_err own;
    sk_buf b = SK_BUF_INIT, head = SK_BUF_INIT;
    sk_bt_view v;
    sk__err_in(err, &own);
    *out = (storkok_text){NULL, 0};
    tester t = {.o = opts, .err = &own};
    t.opt = (sk_backtest_opt){
        .engine = sk_engine_defaults(), .n_h = N_H, .methods = (1u << SK_N_BY) - 1};
    t.score = sk_calloc_n(SK_N_BY, sizeof *t.score);
    sk_code code = !t.score ? sk_err_set(&own, SK_E_NOMEM, "out of memory")
                   : k      ? test_kommun(&t, k->k, d)
                            : test_counts(&t, d);
    if (code == SK_OK) {
        const char *name = k ? k->k->name : opts->dir;
        sk_bt_view_make(name, k ? &k->k->policy : NULL, t.opt.from, t.opt.to, t.score, t.orders,
                        sk__lang_in(opts->lang), &v);
        if (form == STORKOK_JSON) sk_bt_json(&v, &b);
        else sk_bt_text(&v, &b);
        sk_bt_headline(&v, &head);
        b.failed = b.failed || !sk_table_ok(&v.methods);
        sk_bt_view_free(&v);
    }
    sk_free(t.score);
    if (code != SK_OK) return sk__err_out(code, &own, err);
    storkok_code done = headline ? sk__text_out(&head, headline, err) : STORKOK_OK;
    sk_buf_free(&head);
    if (done == STORKOK_OK) return sk__text_out(&b, out, err);
    sk_buf_free(&b);
    return done;
}
