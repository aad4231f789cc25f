/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alternatives: the same year for each, and their figures. */
#include "review/whatif.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "price/split.h"
#include "review/whatif_priv.h"

static sk_code nomem(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, "out of memory"); }

const char *sk_cost_part_name(sk_cost_part p, sk_lang lang)
{
    static const char *const w[] = {
        [SK_COST_LEDGER] = SK_N("the ledger's cost lines"),
        [SK_COST_FOOD] = SK_N("food"),
        [SK_COST_STAFF] = SK_N("posts"),
        [SK_COST_OVERTIME] = SK_N("overtime"),
        [SK_COST_TRANSPORT] = SK_N("transport"),
        [SK_COST_ENERGY] = SK_N("energy for holding and chilling"),
        [SK_COST_PREMISES] = SK_N("premises and other fixed cost"),
        [SK_COST_ADDED] = SK_N("other running cost"),
        [SK_COST_CAPITAL] = SK_N("capital"),
    };
    return sk_text(lang, w[p]);
}

/* ---- whose cost --------------------------------------------------------------------------------------- */

static int64_t minutes_of(const sk_year_cell *c)
{
    int64_t sum = 0;
    for (int i = 0; i < SK_N_WORK; i++) sum += c->work_mmin[i];
    return sum;
}

/* The total over the cells: food by food, transport by transport, the rest by minutes (portions when there are
 * none). ore[n_cells]. */
static sk_code share_cost(const sk_alt *a, sk_ore food, sk_ore trips, sk_ore *ore, sk_arena *tmp)
{
    const sk_year *y = a->year;
    size_t n = (size_t)y->n_cells;
    int64_t *w = sk_arena_calloc(tmp, 3 * n + 3, sizeof *w), *work = w + n, *trip = w + 2 * n;
    sk_ore *part = sk_arena_calloc(tmp, n + 1, sizeof *part);
    bool any_food = false, any_work = false, any_trip = false;
    if (!w || !part) return SK_E_NOMEM;
    for (size_t i = 0; i < n; i++) {
        w[i] = y->cell[i].food_ore;
        work[i] = minutes_of(&y->cell[i]);
        trip[i] = y->cell[i].trip_ore;
        any_food = any_food || w[i];
        any_work = any_work || work[i];
        any_trip = any_trip || trip[i];
    }
    for (size_t i = 0; i < n; i++) {
        if (!any_food) w[i] = y->cell[i].portions;
        if (!any_work) work[i] = y->cell[i].portions;
        if (!any_trip) trip[i] = work[i];
    }
    const sk_ore amount[] = {food, a->total_ore - food - trips, trips};
    const int64_t *weight[] = {w, work, trip};
    for (int j = 0; j < 3; j++) {
        sk_code code = sk_split(amount[j], weight[j], n, part);
        if (code) return code;
        for (size_t i = 0; i < n; i++) ore[i] += part[i];
    }
    return SK_OK;
}

static void add_group(sk_alt_group *g, const sk_alt_group *s, sk_ore ore)
{
    g->portions += s->portions;
    g->on_site += s->on_site;
    g->over_limit += s->over_limit;
    g->hot_portions += s->hot_portions;
    g->short_portions += s->short_portions;
    g->cost_ore += ore;
}

static void per_portion(sk_alt_group *g, int n)
{
    for (int i = 0; i < n; i++)
        g[i].portion_ore = g[i].portions ? sk_muldiv(g[i].cost_ore, 1, g[i].portions) : 0;
}

/* Transport in the ledger is not marked: what the plan drives is what is shared by transport. */
static sk_code groups(sk_alt *a, sk_arena *arena, sk_arena *tmp)
{
    const sk_kommun *k = a->k;
    const sk_year *y = a->year;
    a->board = sk_arena_calloc(arena, (size_t)k->n_boards + 1, sizeof *a->board);
    a->category = sk_arena_calloc(arena, (size_t)k->n_categories + 1, sizeof *a->category);
    a->site = sk_arena_calloc(arena, (size_t)k->n_sites + 1, sizeof *a->site);
    sk_ore *ore = sk_arena_calloc(tmp, (size_t)y->n_cells + 1, sizeof *ore);
    if (!a->board || !a->category || !a->site || !ore) return SK_E_NOMEM;
    sk_ore food = sk__alt_food_lines(a->states) + a->part[SK_COST_FOOD];
    sk_code code = y->n_cells ? share_cost(a, food, y->trip_ore, ore, tmp) : SK_OK;
    if (code) return code;
    for (int i = 0; i < k->n_sites; i++)
        a->site[i] = (sk_alt_group){.portions = y->site[i].portions,
                                    .on_site = y->site[i].on_site,
                                    .over_limit = y->site[i].over_limit,
                                    .hot_portions = y->site[i].hot_portions,
                                    .short_portions = y->site[i].short_portions,
                                    .hold_p95 = y->site[i].hold_p95};
    for (int i = 0; i < y->n_cells; i++) {
        const sk_year_cell *c = &y->cell[i];
        a->site[c->site].cost_ore += ore[i];
        if (c->cook != SK_NONE) a->kitchen[c->cook].cost_ore += ore[i];
    }
    for (int i = 0; i < k->n_sites; i++) {
        add_group(&a->board[k->site[i].board], &a->site[i], a->site[i].cost_ore);
        add_group(&a->category[k->site[i].category], &a->site[i], a->site[i].cost_ore);
    }
    per_portion(a->site, k->n_sites);
    per_portion(a->board, k->n_boards);
    per_portion(a->category, k->n_categories);
    return SK_OK;
}

/* ---- the kommun by date ---------------------------------------------------------------------------------- */

static int by_day(const void *x, const void *y)
{
    const sk__state *a = x, *b = y;
    return (a->day > b->day) - (a->day < b->day);
}

static void states_free(sk__states *st)
{
    for (int i = 0; st && i < st->n; i++) sk_applied_free(st->it[i].applied);
    if (st) sk_free(st->it);
    sk_free(st);
}

static sk__states *states_new(const sk_whatif *w, const sk_scenario *s)
{
    sk__states *st = sk_alloc(sizeof *st);
    if (!st) return NULL;
    *st =
        (sk__states){.base = w->k, .s = s, .from = w->map->from, .n_days = w->map->n_days, .n = 1};
    st->it = sk_calloc_n((size_t)(s ? s->n_ops : 0) + 1, sizeof *st->it);
    if (!st->it) {
        sk_free(st);
        return NULL;
    }
    st->it[0] = (sk__state){.day = st->from, .k = w->k, .days = st->n_days};
    return st;
}

/* Where the year is cut, and whether something begins after it. */
static bool cut(sk__states *st, sk_diags *diags)
{
    sk_day end = st->from + st->n_days;
    bool late = false;
    for (int i = 0; i < st->s->n_ops; i++) {
        const sk_op *op = &st->s->op[i];
        sk_day from = sk_op_from(st->base, st->s, i);
        if (from > st->from && from < end) st->it[st->n++].day = from;
        if (from < end) continue;
        char day[SK_DATE_LEN];
        late = true;
        sk_diag_add(diags, SK_SEV_WARNING, "S012", (sk_loc){op->file, op->line, op->col, op->path},
                    NULL, SK_N("%s holds from %s, after the days that are counted"),
                    sk_op_name(op->kind), sk_day_str(from, day));
    }
    int n = 0;
    qsort(st->it, (size_t)st->n, sizeof *st->it, by_day);
    for (int i = 0; i < st->n; i++)
        if (n == 0 || st->it[n - 1].day != st->it[i].day) st->it[n++] = st->it[i];
    st->n = n;
    for (int i = 0; i < n; i++)
        st->it[i].days = (i + 1 < n ? st->it[i + 1].day : end) - st->it[i].day;
    return late;
}

static int year_of(const sk_whatif *w)
{
    return w->map->year ? w->map->year : sk_day_ymd(w->map->from).year;
}

/* *all: every operation whatever its date, when that is something else than the last state, else NULL. */
static sk_code states_make(const sk_whatif *w, const sk_scenario *s, bool whole_only, sk_alt *a,
                           sk_applied **all, sk_diags *diags, sk_err *err)
{
    sk__states *st = a->states = states_new(w, s);
    *all = NULL;
    if (!st) return nomem(err);
    if (!s) return SK_OK;
    sk_code code = sk_scenario_apply(w->k, s, year_of(w), all, diags, err);
    if (code) return code;
    st->whole = whole_only;
    if (whole_only || (!cut(st, diags) && st->n == 1)) {
        st->it[0].applied = *all;
        *all = NULL;
    }
    for (int i = 0; i < st->n && !code; i++) {
        if (!st->it[i].applied)
            code = sk_scenario_apply_on(w->k, s, year_of(w), st->it[i].day, &st->it[i].applied,
                                        diags, err);
        if (!code) st->it[i].k = st->it[i].applied->k;
    }
    return code;
}

/* ---- all of it ------------------------------------------------------------------------------------------ */

static sk_code plan_year(const sk_whatif *w, const sk__states *st, const sk_whatif_opts *o,
                         sk_year **out, sk_err *err)
{
    sk_year_part *part = sk_calloc_n((size_t)st->n, sizeof *part);
    if (!part) return nomem(err);
    for (int i = 0; i < st->n; i++) part[i] = (sk_year_part){st->it[i].k, st->it[i].day};
    sk_code code =
        sk_year_make_parts(part, st->n, w->map, w->cache, o->lang, o->progress, o->ctx, out, err);
    sk_free(part);
    return code;
}

/* The total when all of it holds a whole year. */
static sk_code whole_year(sk_alt *a, const sk_alt *base, const sk_whatif *w, sk_applied *all,
                          const sk_whatif_opts *o, sk_err *err)
{
    a->whole_ore = a->total_ore;
    a->whole_portion_ore = a->portion_ore;
    if (!all) return SK_OK;
    sk__state one = {.k = all->k, .day = w->map->from, .days = w->map->n_days};
    const sk__states st = {w->k, a->s, &one, 1, w->map->from, w->map->n_days, true};
    sk_alt t = {.s = a->s, .applied = all, .k = all->k};
    sk_code code = plan_year(w, &st, o, &t.year, err);
    if (code) return code;
    sk__alt_cost(&t, base, &st);
    a->whole_ore = t.total_ore;
    a->whole_portion_ore = t.portion_ore;
    sk_year_free(t.year);
    return SK_OK;
}

static sk_code figures(sk_alt *a, const sk_alt *base, const sk_whatif *w, const sk_whatif_opts *o,
                       sk_err *err)
{
    sk_arena *tmp = sk_arena_new();
    if (!tmp) return nomem(err);
    sk__alt_cost(a, base, a->states);
    sk__alt_once(a, base, a->states);
    sk_code code = sk__alt_kitchens(a, w->arena) ? SK_OK : SK_E_NOMEM;
    if (!code) code = groups(a, w->arena, tmp);
    if (!code) sk__alt_sums(a, base, &o->waste);
    sk_arena_free(tmp);
    if (code == SK_E_NOMEM) return nomem(err);
    return code ? sk_err_set(err, SK_E_INTERNAL, "cost that cannot be shared") : SK_OK;
}

/* A power cut is its own days; what begins after the year is no day of it. */
static void dates(sk_alt *a)
{
    const sk__states *st = a->states;
    sk_day end = st->from + st->n_days, first = end;
    int cut_days = 0, others = 0;
    a->from = a->all_from = SK_NO_DAY;
    a->n_days = st->n_days;
    for (int i = 0; a->s && i < a->s->n_ops; i++) {
        const sk_op *op = &a->s->op[i];
        bool cut = op->kind == SK_OP_NO_POWER;
        sk_day from = cut ? (sk_day)op->from : sk_op_from(st->base, a->s, i);
        if (from < first) first = from;
        others += !cut;
        if (cut) cut_days += (int)(op->to - op->from) + 1;
    }
    if (!a->s || a->s->n_ops == 0) return;
    if (st->n > 1) a->all_from = st->it[st->n - 1].day;
    a->n_days = others == 0 ? cut_days : end - (first > st->from ? first : st->from);
    if (first < end && (others == 0 || st->n > 1 || first > st->from))
        a->from = first > st->from ? first : st->from;
}

sk_code sk_whatif_one(const sk_whatif *w, sk_scenario *s, const sk_whatif_opts *o, sk_alt *out,
                      sk_diags *diags, sk_err *err)
{
    sk_applied *all = NULL;
    *out = (sk_alt){.s = s, .k = w->k, .worst = SK_NONE};
    const sk_alt *base = s ? &w->alt[0] : out;
    sk_code code = states_make(w, s, o->whole_only, out, &all, diags, err);
    if (!code && s) {
        out->applied = out->states->it[out->states->n - 1].applied;
        out->k = out->applied->k;
    }
    if (!code) code = plan_year(w, out->states, o, &out->year, err);
    if (code && s) sk_err_context(err, "%s", s->id);
    if (!code) code = figures(out, base, w, o, err);
    if (!code) code = whole_year(out, base, w, all, o, err);
    if (!code) dates(out);
    if (!code && o->outages) code = sk__alt_outages(out, w, o, err);
    sk_applied_free(all);
    if (code) sk_alt_free(out);
    return code;
}

sk_code sk_whatif_book(const sk_whatif *w, int i, const sk_price_data *d, bool once,
                       sk_arena *arena, sk_price_extra **out, int *n, sk_err *err)
{
    const sk_alt *a = &w->alt[i];
    sk_code code = sk__alt_book(a, &w->alt[0], a->states, once, d, arena, out, n);
    return code == SK_E_NOMEM ? nomem(err) : code;
}

/* Days of power cuts of all alternatives: every one is planned with the same mapping. */
static sk_code events(sk_scenario *const *s, int n, sk_year_opts *yo, sk_arena *tmp, sk_err *err)
{
    int most = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < s[i]->n_ops; j++) most += s[i]->op[j].kind == SK_OP_NO_POWER ? 14 : 0;
    sk_day *day = sk_arena_calloc(tmp, (size_t)most + 1, sizeof *day);
    if (!day) return nomem(err);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < s[i]->n_ops; j++) {
            const sk_op *op = &s[i]->op[j];
            for (int64_t d = op->from; op->kind == SK_OP_NO_POWER && d <= op->to; d++)
                day[yo->n_events++] = (sk_day)d;
        }
    yo->event = day;
    return SK_OK;
}

sk_code sk_whatif_make(const sk_kommun *k, sk_scenario **s, int n, const sk_whatif_opts *o,
                       sk_whatif **out, sk_diags *diags, sk_err *err)
{
    sk_arena *a = sk_arena_new(), *tmp = sk_arena_new();
    sk_whatif *w = a ? sk_arena_alloc(a, sizeof *w) : NULL;
    sk_year_opts yo = {.year = o->year, .weeks = o->weeks};
    int taken = 0;
    *out = NULL;
    if (w)
        *w = (sk_whatif){
            .k = k, .arena = a, .alt = sk_arena_calloc(a, (size_t)n + 1, sizeof(sk_alt))};
    if (w) w->cache = sk_year_cache_new();
    sk_code code = w && w->alt && w->cache && tmp ? SK_OK : nomem(err);
    if (!code) code = events(s, n, &yo, tmp, err);
    if (!code) code = sk_year_map_make(k, &yo, &w->map, err);
    if (!code) code = sk_whatif_one(w, NULL, o, &w->alt[0], diags, err);
    if (!code) w->n_alts = 1;
    while (!code && taken < n) {
        code = sk_whatif_one(w, s[taken++], o, &w->alt[w->n_alts], diags, err);
        if (!code) w->n_alts++;
    }
    for (int i = taken; i < n; i++) sk_scenario_free(s[i]);
    sk_arena_free(tmp);
    if (code && w) sk_whatif_free(w);
    else if (code) sk_arena_free(a);
    else *out = w;
    return code;
}

void sk_alt_free(sk_alt *a)
{
    sk_year_free(a->year);
    states_free(a->states);
    sk_scenario_free(a->s);
    *a = (sk_alt){.s = NULL};
}

void sk_whatif_free(sk_whatif *w)
{
    if (!w) return;
    for (int i = 0; i < w->n_alts; i++) sk_alt_free(&w->alt[i]);
    sk_year_map_free(w->map);
    sk_year_cache_free(w->cache);
    sk_arena_free(w->arena);
}
