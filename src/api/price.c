/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices: folder, keys, both bases, report. */
#include "api/api.h"
#include "api/price_scenario.h"

#include <stdio.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "input/followup.h"
#include "input/price_data.h"
#include "out/price_view.h"
#include "price/year.h"

typedef struct work {
    const sk_kommun *k; /* as it will be attended: look.k */
    const storkok_price_opts *o;
    sk_diags *diags;
    sk_err *err;
    sk_arena *arena;
    sk_price_data *data;
    sk_outlook look;
    sk_price_keys keys;
    sk_price_whole *whole;
    sk__ask_scene asked;
    sk_price_scene scene;
    sk_annex *annex; /* of books */
    sk_followup books;
    bool has_books, books_faulty;
} work;

static sk_code planned(work *w)
{
    const sk_year_opts opts = {.year = w->o->year, .weeks = w->o->weeks};
    sk_year_map *map = NULL;
    sk_year *year = NULL;
    sk_price_keys reg = w->keys;
    sk_code code = sk_year_map_make(w->k, &opts, &map, w->err);
    if (code == SK_OK)
        code = sk_year_make(w->k, map, sk__lang_in(w->o->lang), w->o->progress, w->o->ctx, &year,
                            w->err);
    if (code == SK_OK) code = sk_price_keys_year(&reg, year, w->arena, &w->keys, w->err);
    sk_year_free(year);
    sk_year_map_free(map);
    return code;
}

/* The forecast mean of the price year; a year that no calendar knows is told by the keys. */
static sk_code attended(work *w, const sk_kommun *k)
{
    sk_day from;
    int n_days, year;
    if (sk_year_span(k, w->o->year, &year, &from, &n_days, NULL)) {
        w->look = (sk_outlook){.k = *k, .counted = SK_NO_DAY};
        w->k = &w->look.k;
        return SK_OK;
    }
    sk_code code = sk__outlook(k, w->o->dir, from, n_days, w->arena, &w->look, w->err);
    w->k = &w->look.k;
    return code;
}

static sk_code keys(work *w)
{
    sk_price_keys_ask ask = {w->o->year, w->o->year - 1, SK_NO_DAY, &w->look};
    sk_code code = SK_OK;
    if (w->o->scenario)
        code = sk__ask_scene_read(&w->asked, w->k, w->data, w->o->scenario, w->arena, w->err);
    if (w->o->scenario) ask.split = w->asked.split;
    if (code == SK_OK) code = sk_price_keys_register(w->k, &ask, w->arena, &w->keys, w->err);
    return code == SK_OK && w->o->weeks > 0 ? planned(w) : code;
}

/* Equity of earlier years, for the reader: prices do not rest on it, so its faults are the follow-up's to tell. */
static sk_code books(work *w, const char *dir)
{
    sk_buf path = SK_BUF_INIT;
    sk_err quiet = {.code = SK_OK};
    sk_buf_addf(&path, "%s/followup", dir);
    bool there = sk_buf_ok(&path) && sk_dir_exists(sk_buf_str(&path));
    sk_buf_free(&path);
    sk_diags *d = there ? sk_diags_new(SK_LANG_EN) : NULL;
    sk_code code = d ? sk_followup_load(dir, w->k, &w->annex, &w->books, d, &quiet) : SK_OK;
    w->has_books = d && code == SK_OK;
    w->books_faulty = code != SK_OK;
    sk_diags_free(d);
    return code == SK_E_NOMEM ? sk_err_set(w->err, code, "out of memory") : SK_OK;
}

static sk_code refused(work *w, sk_code code)
{
    if (code == SK_E_NOMEM) return sk_err_set(w->err, code, "out of memory");
    return sk_err_set(w->err, code, "no prices are published: the faults above come first");
}

static sk_code prices(work *w, sk_report **rep)
{
    const sk_price_ask ask = {.year = w->o->year,
                              .base = w->o->budget ? SK_BASE_BUDGET : SK_BASE_OUTTURN,
                              .keys = &w->keys};
    bool deep = !w->o->scenario && !w->o->trace;
    sk_code code = sk_price_whole_make(w->k, w->data, &ask, deep, &w->whole, w->diags);
    if (code == SK_OK && w->o->scenario)
        code = sk_price_scene_run(w->whole->made[ask.base], w->asked.change, w->asked.n, &w->scene,
                                  w->diags);
    sk_diags_sort(w->diags);
    if (code) return refused(w, code);
    if (deep) code = books(w, w->o->dir);
    if (code) return code;
    const sk_price_show show = {.k = w->k,
                                .data = w->data,
                                .w = w->whole,
                                .scene = w->o->scenario ? &w->scene : NULL,
                                .scene_name = w->asked.name,
                                .scene_file = w->asked.doc ? w->asked.doc->file : NULL,
                                .n_scene_files = w->asked.doc ? w->asked.doc->n_files : 0,
                                .books = w->has_books ? &w->books : NULL,
                                .books_faulty = w->books_faulty,
                                .trace = w->o->trace,
                                .lang = sk__lang_in(w->o->lang)};
    return sk_price_report(&show, rep, w->err);
}

static void drop(void *held)
{
    work *w = held;
    sk_price_scene_free(&w->scene);
    sk__ask_scene_free(&w->asked);
    sk_annex_free(w->annex);
    sk_price_whole_free(w->whole);
    sk_price_data_free(w->data);
    sk_arena_free(w->arena);
    sk_free(w);
}

storkok_code storkok_price(const storkok_kommun *k, const storkok_price_opts *opts,
                           storkok_report **out, storkok_diags *d, storkok_error *err)
{
    sk_err own;
    sk_report *rep = NULL;
    sk__err_in(err, &own);
    *out = NULL;
    sk_diags *mine = d ? NULL : sk_diags_new(own.lang);
    work *w = sk_alloc(sizeof *w);
    sk_code code = w && (d || mine) ? SK_OK : sk_err_set(&own, SK_E_NOMEM, "out of memory");
    if (w)
        *w = (work){.o = opts,
                    .diags = d ? d->d : mine,
                    .err = &own,
                    .arena = sk_arena_new(),
                    .asked = {.year = opts->year, .diags = d ? d->d : mine}};
    if (code == SK_OK && !w->arena) code = sk_err_set(&own, SK_E_NOMEM, "out of memory");
    if (code == SK_OK) code = attended(w, k->k);
    if (code == SK_OK)
        code = sk_price_data_load(opts->dir, k->k, opts->year - 1, &w->data, w->diags, &own);
    if (code == SK_E_INPUT && w->data) {
        const sk_price_ask ask = {.year = opts->year,
                                  .base = opts->budget ? SK_BASE_BUDGET : SK_BASE_OUTTURN};
        sk_price_faults(k->k, w->data, &ask, w->diags);
        sk_diags_sort(w->diags);
    }
    if (code == SK_OK) code = keys(w);
    if (code == SK_OK) code = prices(w, &rep);
    storkok_code done = sk__report_out(rep, code, &own, out, err);
    if (*out) {
        (*out)->held = w; /* the report borrows its names */
        (*out)->drop = drop;
    } else if (w) drop(w);
    sk_diags_free(mine);
    return done;
}
