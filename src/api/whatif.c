/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alternatives and sweeps. */
#include "api/api.h"

#include "base/mem.h"
#include "base/nearest.h"
#include "base/text.h"
#include "input/price_data.h"
#include "input/waste.h"
#include "out/sweep.h"
#include "out/whatif_view.h"

#include <stdio.h>
#include <string.h>

typedef struct kept { /* what the report borrows */
    sk_whatif *w;
    sk_flip flip;
    sk_arena *arena;
    sk_outlook look; /* the baseline as it will be attended */
    sk_price_data *data;
    sk_price_whole **whole, **once; /* [w.n_alts] */
    sk_whatif_prices prices;
} kept;

static void kept_free(void *v)
{
    kept *h = v;
    if (!h) return;
    for (int i = 0; h->whole && h->w && i < h->w->n_alts; i++) sk_price_whole_free(h->whole[i]);
    for (int i = 0; h->once && h->w && i < h->w->n_alts; i++) sk_price_whole_free(h->once[i]);
    sk_price_data_free(h->data);
    sk_whatif_free(h->w);
    sk_arena_free(h->arena);
    sk_free(h);
}

enum { LAST_DAYS = 400 }; /* of weighings: a year and its measuring weeks */

/* Measured lunch waste where food is eaten, by whether it is cooked there. No history, no figures. */
static sk_whatif_waste measured(const sk_kommun *k, const char *dir, sk_lang lang)
{
    sk_whatif_waste out = {{0, 0}, {0, 0}};
    sk_waste_log *log = NULL;
    sk_diags *d = sk_diags_new(lang);
    if (dir && d && sk_waste_load(dir, k, &log, d, NULL) == SK_OK)
        for (int i = 0; i < log->n; i++) {
            const sk_weighing *v = &log->w[i];
            bool meal = v->mass == SK_WASTE_SERVING || v->mass == SK_WASTE_PLATE;
            if (!meal || v->site == SK_NONE || v->day <= k->as_of - LAST_DAYS || v->portions <= 0 ||
                v->meal != SK_MEAL_LUNCH)
                continue;
            bool own = k->site[v->site].kitchen == k->site[v->site].usual_supplier;
            out.g[own] += v->g;
            if (v->mass == SK_WASTE_SERVING) out.portions[own] += v->portions;
        }
    sk_waste_log_free(log);
    sk_diags_free(d);
    return out;
}

static sk_whatif_opts opts_of(const sk_kommun *k, const storkok_whatif_opts *o)
{
    sk_lang lang = sk__lang_in(o->lang);
    return (sk_whatif_opts){.year = o->year,
                            .weeks = o->weeks,
                            .lang = lang,
                            .waste = measured(k, o->dir, lang),
                            .progress = o->progress,
                            .ctx = o->ctx};
}

/* Every scenario is read, so that the faults of all are told at once. */
static sk_code read_all(const sk_kommun *k, const char *const *path, size_t n, sk_scenario **s,
                        sk_diags *d, sk_err *err)
{
    sk_code first = SK_OK;
    for (size_t i = 0; i < n; i++) {
        sk_err one;
        sk_err_init(&one, err->lang);
        sk_code code = sk_scenario_read(k, path[i], &s[i], d, &one);
        if (code && !first) {
            first = code;
            *err = one;
        }
    }
    return first;
}

typedef struct pair {
    int a, b;
} pair; /* alternatives: 0 the baseline, then the scenarios in order */

static int alt_named(sk_scenario *const *s, size_t n, const char *name, size_t len, sk__near *near)
{
    char id[128];
    snprintf(id, sizeof id, "%.*s", (int)(len < sizeof id ? len : sizeof id - 1), name);
    if (strcmp(id, "baseline") == 0) return 0;
    sk__near_try(near, id, "baseline");
    for (size_t i = 0; i < n; i++) {
        if (strcmp(s[i]->id, id) == 0) return (int)i + 1;
        sk__near_try(near, id, s[i]->id);
    }
    return -1;
}

static sk_code no_alternative(sk_scenario *const *s, size_t n, const char *id, const sk__near *near,
                              sk_err *err)
{
    sk_buf b = SK_BUF_INIT;
    sk_err_set(err, SK_E_USAGE, "there is no alternative %.*s", (int)strcspn(id, ","), id);
    for (size_t i = 0; i < n && b.len < 180; i++) sk_buf_addf(&b, ", %s", s[i]->id);
    if (near->word) sk_err_hint(err, "did you mean %s?", near->word);
    else sk_err_hint(err, "alternatives: baseline%s", sk_buf_str(&b));
    sk_buf_free(&b);
    return SK_E_USAGE;
}

/* The names of --flip, looked at before any year is planned. */
static sk_code flip_pair(sk_scenario *const *s, size_t n, const char *names, pair *out, sk_err *err)
{
    const char *comma = strchr(names, ',');
    sk__near near = {NULL, 0};
    if (!comma)
        return sk_err_set(err, SK_E_USAGE, "--flip names two alternatives: %.60s has no comma",
                          names);
    out->a = alt_named(s, n, names, (size_t)(comma - names), &near);
    if (out->a < 0) return no_alternative(s, n, names, &near, err);
    out->b = alt_named(s, n, comma + 1, strlen(comma + 1), &near);
    return out->b < 0 ? no_alternative(s, n, comma + 1, &near, err) : SK_OK;
}

static sk_code flip(kept *h, const pair *p, const sk_whatif_opts *wo, sk_err *err)
{
    sk_diags *d = sk_diags_new(err->lang); /* what it has to say was said when they were compared */
    sk_code code = d ? sk_flip_make(h->w, p->a, p->b, wo, &h->flip, d, err)
                     : sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_diags_free(d);
    return code;
}

static sk_code price_one(kept *h, int i, bool once, sk_diags *d, sk_err *err)
{
    const sk_alt *a = &h->w->alt[i];
    const sk_price_keys_ask ask = {h->w->map->year, h->w->map->year - 1, SK_NO_DAY, &h->look};
    sk_price_keys *reg = sk_arena_alloc(h->arena, sizeof *reg);
    sk_price_extra *extra;
    int n;
    if (!reg) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_code code = sk_price_keys_register(a->k, &ask, h->arena, reg, err);
    if (!code) code = sk_whatif_book(h->w, i, h->data, once, h->arena, &extra, &n, err);
    if (code) return code;
    const sk_price_alternative pa = {a->k, h->data, reg, a->year, extra, n, h->w->map->year};
    return sk_price_of_year(&pa, h->arena, once ? &h->once[i] : &h->whole[i], d, err);
}

/* Prices of every alternative, or in words why there are none: they are no condition for comparing. The
 * documents of the baseline serve all, since a scenario keeps every index. */
static sk_code price_all(const sk_kommun *k, const char *dir, kept *h, sk_err *err)
{
    sk_err own;
    sk_diags *d = sk_diags_new(err->lang);
    sk_err_init(&own, err->lang);
    size_t n = (size_t)h->w->n_alts;
    h->whole = sk_arena_calloc(h->arena, n, sizeof *h->whole);
    h->once = h->whole ? sk_arena_calloc(h->arena, n, sizeof *h->once) : NULL;
    sk_code code = d && h->once ? SK_OK : sk_err_set(&own, SK_E_NOMEM, "out of memory");
    if (!code && !h->w->map->year)
        code = sk_err_set(&own, SK_E_INPUT, "the calendars know no whole year");
    if (!code) code = sk_price_data_load(dir, k, h->w->map->year - 1, &h->data, d, &own);
    for (int i = 0; i < h->w->n_alts && !code; i++) {
        code = price_one(h, i, false, d, &own);
        if (!code && h->w->alt[i].once_ore) code = price_one(h, i, true, d, &own);
    }
    if (!code) {
        h->prices.whole = h->whole;
        h->prices.once = h->once;
    } else
        h->prices.why_not =
            sk_arena_printf(h->arena, "%s: %s",
                            sk_text(err->lang, SK_N("There are no prices to compare")), own.text);
    sk_diags_free(d);
    return code == SK_E_NOMEM ? sk_err_set(err, code, "out of memory") : SK_OK;
}

/* The baseline as it will be attended in the year that is counted. Alternatives are made from it, so that
 * theirs is the same. */
static sk_code attended(const sk_kommun *k, const storkok_whatif_opts *o, kept *h, sk_err *err)
{
    int n_days, year;
    sk_day from;
    h->arena = sk_arena_new();
    if (!h->arena) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    h->look = (sk_outlook){.k = *k, .counted = SK_NO_DAY};
    sk_code code = o->dir ? sk_year_span(k, o->year, &year, &from, &n_days, err) : SK_OK;
    return code || !o->dir ? code : sk__outlook(k, o->dir, from, n_days, h->arena, &h->look, err);
}

static sk_code make(const sk_kommun *base, const char *const *path, size_t n,
                    const storkok_whatif_opts *o, kept *h, sk_report **r, sk_diags *d, sk_err *err)
{
    sk_scenario *s[SK_WHATIF_ALTS_MAX] = {NULL};
    const sk_kommun *k = &h->look.k;
    pair p = {0, 0};
    sk_whatif_opts wo = opts_of(base, o);
    wo.outages = true;
    if (n >= SK_WHATIF_ALTS_MAX)
        return sk_err_set(err, SK_E_USAGE, "at most %d scenarios side by side; --sweep takes more",
                          SK_WHATIF_ALTS_MAX - 1);
    sk_code code = attended(base, o, h, err);
    if (!code) code = read_all(k, path, n, s, d, err);
    if (!code && o->flip) code = flip_pair(s, n, o->flip, &p, err);
    for (size_t i = 0; code && i < n; i++) sk_scenario_free(s[i]);
    if (!code) code = sk_whatif_make(k, s, (int)n, &wo, &h->w, d, err);
    if (!code && o->flip) code = flip(h, &p, &wo, err);
    if (!code && o->dir) code = price_all(k, o->dir, h, err);
    if (!code)
        *r = sk_whatif_report(h->w, o->flip ? &h->flip : NULL, o->dir ? &h->prices : NULL, wo.lang);
    return code;
}

/* The report keeps what it borrows from. */
static storkok_code handed(kept *h, storkok_code code, storkok_report **out)
{
    if (*out) {
        (*out)->held = h;
        (*out)->drop = kept_free;
    } else kept_free(h);
    return code;
}

storkok_code storkok_whatif(const storkok_kommun *k, const char *const *scenario, size_t n,
                            const storkok_whatif_opts *o, storkok_report **out, storkok_diags *d,
                            storkok_error *err)
{
    sk_err own;
    sk_report *r = NULL;
    sk__err_in(err, &own);
    *out = NULL;
    kept *h = sk_alloc(sizeof *h);
    sk_diags *mine = d ? NULL : sk_diags_new(own.lang), *diags = d ? d->d : mine;
    sk_code code = h && diags ? make(k->k, scenario, n, o, h, &r, diags, &own)
                              : sk_err_set(&own, SK_E_NOMEM, "out of memory");
    if (diags) sk_diags_sort(diags);
    sk_diags_free(mine);
    return handed(h, sk__report_out(r, code, &own, out, err), out);
}

storkok_code storkok_sweep(const storkok_kommun *k, const char *what, const char *results,
                           const storkok_whatif_opts *o, storkok_report **out, storkok_diags *d,
                           storkok_error *err)
{
    sk_err own;
    sk_report *r = NULL;
    sk__err_in(err, &own);
    *out = NULL;
    sk_diags *mine = d ? NULL : sk_diags_new(own.lang), *diags = d ? d->d : mine;
    kept *h = sk_alloc(sizeof *h);
    sk_code code =
        h && diags ? attended(k->k, o, h, &own) : sk_err_set(&own, SK_E_NOMEM, "out of memory");
    if (!code) {
        const sk_whatif_opts wo = opts_of(k->k, o);
        code = sk_sweep(&h->look.k, what, results, &wo, &r, diags, &own);
    }
    if (diags) sk_diags_sort(diags);
    sk_diags_free(mine);
    return handed(h, sk__report_out(r, code, &own, out, err), out);
}
