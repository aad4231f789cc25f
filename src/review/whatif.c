/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alternatives: the same year for each, and their figures. */
#include "review/whatif.h"

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

/* ---- cost -------------------------------------------------------------------------------------------- */

static sk_ore ledger(const sk_kommun *k, bool food_only)
{
    sk_ore sum = 0;
    for (int i = 0; i < k->n_cost_lines; i++)
        if (!k->cost_line[i].one_off && (!food_only || k->cost_line[i].index == SK_IDX_FOOD))
            sum += k->cost_line[i].ore;
    return sum;
}

static sk_ore fixed_cost(const sk_kommun *k)
{
    sk_ore sum = 0;
    for (int i = 0; i < k->n_kitchens; i++)
        sum += k->kitchen[i].premises_ore_year + k->kitchen[i].other_ore_year;
    return sum;
}

/* Indexed rents and prices are in the ledger already: only what kitchens stop or start costing is new, so the
 * baseline's kitchens are taken at the alternative's prices. */
static sk_ore fixed_change(const sk_alt *a, const sk_alt *base)
{
    sk_ore sum = fixed_cost(a->k) - fixed_cost(base->k);
    for (int i = 0; a->s && i < a->s->n_ops; i++) {
        const sk_op *op = &a->s->op[i];
        if (op->kind != SK_OP_INDEX || (op->index != SK_IDX_RENT && op->index != SK_IDX_PRICE))
            continue;
        sk_ore now = 0; /* what the index alone did to the baseline */
        for (int j = 0; j < base->k->n_kitchens; j++)
            now += op->index == SK_IDX_RENT ? base->k->kitchen[j].premises_ore_year
                                            : base->k->kitchen[j].other_ore_year;
        sum -= sk_muldiv(now, op->percent_ppm, SK_PPM);
    }
    return sum;
}

static sk_ore staff_change(const sk_applied *p)
{
    sk_ore sum = 0;
    for (int i = 0; p && i < p->n_moves; i++) {
        const sk_post_move *m = &p->move[i];
        if (m->fate == SK_POST_FREED) sum -= m->year_ore;
        if (m->fate == SK_POST_ADDED || m->fate == SK_POST_CHANGED) sum += m->year_ore;
    }
    return sum;
}

static void cost(sk_alt *a, const sk_alt *base)
{
    const sk_applied *p = a->applied;
    const sk_year *y = a->year, *by = base->year;
    sk_ore food = ledger(a->k, true);
    a->rate_ppm = p && p->rate_ppm != SK_OP_UNSET ? p->rate_ppm : a->k->policy.internal_rate_ppm;
    a->part[SK_COST_LEDGER] = ledger(a->k, false);
    a->part[SK_COST_FOOD] =
        by->food_once_ore ? sk_muldiv(food, y->food_once_ore - by->food_once_ore, by->food_once_ore)
                          : 0;
    a->part[SK_COST_STAFF] = staff_change(p);
    a->part[SK_COST_OVERTIME] = y->over_ore - by->over_ore;
    a->part[SK_COST_TRANSPORT] = y->trip_ore - by->trip_ore;
    a->part[SK_COST_ENERGY] = y->energy_ore - by->energy_ore;
    a->part[SK_COST_PREMISES] = fixed_change(a, base);
    for (int i = 0; p && i < p->n_invests; i++) {
        const sk_invest *v = &p->invest[i];
        a->part[SK_COST_ADDED] += v->year_ore;
        a->part[SK_COST_CAPITAL] += sk_annuity(v->ore, a->rate_ppm, v->life_years);
        a->invest_ore += v->ore;
        a->one_off_ore += v->one_off_ore;
        a->notice_ore += v->notice_ore;
        a->lingering_ore += v->lingering_ore;
    }
    for (int i = 0; i < SK_N_COST_PARTS; i++) a->total_ore += a->part[i];
    a->running_ore = a->total_ore - a->part[SK_COST_CAPITAL];
    a->portion_ore = y->portions ? sk_muldiv(a->total_ore, 1, y->portions) : 0;
}

/* Change in the year counted: from the date on, and what is paid once. */
static void first_year(sk_alt *a, const sk_alt *base, const sk_year_map *m)
{
    sk_ore year = a->total_ore - base->total_ore;
    sk_day from = a->applied && a->applied->from != SK_NO_DAY ? a->applied->from : m->from;
    int days = from <= m->from               ? m->n_days
               : from >= m->from + m->n_days ? 0
                                             : m->from + m->n_days - from;
    a->first_year_ore = sk_muldiv(year, days, m->n_days) + a->one_off_ore + a->notice_ore +
                        sk_muldiv(a->lingering_ore, days, m->n_days);
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
    sk_ore food = ledger(k, true) + a->part[SK_COST_FOOD];
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

/* ---- all of it ------------------------------------------------------------------------------------------ */

static sk_code figures(sk_alt *a, const sk_alt *base, const sk_whatif *w, const sk_whatif_opts *o,
                       sk_err *err)
{
    sk_arena *tmp = sk_arena_new();
    if (!tmp) return nomem(err);
    cost(a, base);
    first_year(a, base, w->map);
    sk_code code = sk__alt_kitchens(a, w->arena) ? SK_OK : SK_E_NOMEM;
    if (!code) code = groups(a, w->arena, tmp);
    if (!code) sk__alt_sums(a, base, &o->waste);
    sk_arena_free(tmp);
    if (code == SK_E_NOMEM) return nomem(err);
    return code ? sk_err_set(err, SK_E_INTERNAL, "cost that cannot be shared") : SK_OK;
}

sk_code sk_whatif_one(const sk_whatif *w, sk_scenario *s, const sk_whatif_opts *o, sk_alt *out,
                      sk_diags *diags, sk_err *err)
{
    *out = (sk_alt){.s = s, .k = w->k};
    sk_code code = SK_OK;
    if (s)
        code =
            sk_scenario_apply(w->k, s, w->map->year ? w->map->year : sk_day_ymd(w->map->from).year,
                              &out->applied, diags, err);
    if (!code && out->applied) out->k = out->applied->k;
    if (!code)
        code = sk_year_make_cached(out->k, w->map, w->cache, o->lang, o->progress, o->ctx,
                                   &out->year, err);
    if (code && s) sk_err_context(err, "%s", s->id);
    if (!code) code = figures(out, s ? &w->alt[0] : out, w, o, err);
    if (code) sk_alt_free(out);
    return code;
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
    sk_applied_free(a->applied);
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
