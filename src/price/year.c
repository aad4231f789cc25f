/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The representative year: plans its weeks, counts every calendar day, adds up. */
#include "price/year.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "price/year_priv.h"

typedef struct made { /* a plan of our own */
    sk__year_key key;
    sk_plan *plan;
} made;

typedef struct maker {
    sk_year *y;
    sk_kommun *view;  /* of the part at work, as the three below */
    sk_plan **plan;   /* [n_weeks]; NULL = no day of the part is like those of the week */
    int **first;      /* [n_weeks][n_needs + 1] first supply of each need */
    int from, n_days; /* days of the map */
    const sk_year_map *map;
    sk_year_cache *cache;
    made *own; /* plans to free or to give to the cache at the end */
    size_t n_own, cap_own;
    sk__tally t;
    sk_arena *tmp;
    sk_lang lang;
    sk_progress progress;
    void *ctx;
} maker;

static sk_code nomem(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, "out of memory"); }

/* ---- cells ------------------------------------------------------------------------------------------ */

static bool same_cell(const sk_year_cell *c, const sk_ix key[4])
{
    return c->cook == key[0] && c->recv == key[1] && c->site == key[2] && c->product == key[3];
}

static bool grow_slots(sk__tally *t)
{
    size_t n = t->n_slots ? t->n_slots * 2 : 1024;
    int *slot = sk_calloc_n(n, sizeof *slot);
    if (!slot) return false;
    for (size_t i = 0; i < t->n_cells; i++) {
        const sk_year_cell *c = &t->cell[i].c;
        const sk_ix key[4] = {c->cook, c->recv, c->site, c->product};
        size_t at = (size_t)sk_hash(key, sizeof key, 0) & (n - 1);
        while (slot[at]) at = (at + 1) & (n - 1);
        slot[at] = (int)i + 1;
    }
    sk_free(t->slot);
    t->slot = slot;
    t->n_slots = n;
    return true;
}

int sk__ycell_at(sk__tally *t, sk_ix cook, sk_ix recv, sk_ix site, sk_ix product)
{
    const sk_ix key[4] = {cook, recv, site, product};
    if (2 * (t->n_cells + 1) > t->n_slots && !grow_slots(t)) return -1;
    size_t at = (size_t)sk_hash(key, sizeof key, 0) & (t->n_slots - 1);
    while (t->slot[at]) {
        if (same_cell(&t->cell[t->slot[at] - 1].c, key)) return t->slot[at] - 1;
        at = (at + 1) & (t->n_slots - 1);
    }
    if (!SK_GROW(t->cell, t->n_cells, t->cap_cells)) return -1;
    t->cell[t->n_cells] =
        (sk__ycell){.c = {.cook = cook, .recv = recv, .site = site, .product = product}};
    t->slot[at] = (int)++t->n_cells;
    return (int)t->n_cells - 1;
}

/* ---- the calendar ----------------------------------------------------------------------------------- */

sk__ymade sk__year_made(const sk_kommun *k, const sk_need *n, sk_group_kind g, int64_t portions)
{
    const sk_dish *dish = &k->dish[n->dish];
    int64_t factor = k->category[k->site[n->site].category].factor_milli;
    int64_t ppm = n->diet == SK_NONE ? SK_PPM : k->diet[n->diet].food_cost_ppm;
    sk__ymade m = {0, 0, 0};
    for (int i = 0; i < dish->n_comp; i++) {
        const sk_component *c = &k->component[dish->comp[i].component];
        if (sk_group_of(c->kind) != g) continue;
        sk_wide micro = (sk_wide)portions * factor * dish->comp[i].scale_milli;
        m.food += micro * c->food_ore_1000 * ppm;
        m.mass += micro * c->served_g;
        m.co2e += micro * c->co2e_g;
    }
    return m;
}

unsigned sk__year_groups(const sk_kommun *k, sk_ix dish)
{
    unsigned set = 0;
    for (int i = 0; i < k->dish[dish].n_comp; i++)
        set |= 1u << sk_group_of(k->component[k->dish[dish].comp[i].component].kind);
    return set;
}

/* Kitchen that makes a group on the representative day: of that group, else of the need's first one. */
static sk_ix maker_of(const sk_plan *p, const int *first, int need, sk_group_kind g)
{
    for (int i = first[need]; i < first[need + 1]; i++)
        if (p->supply[i].group == g) return p->supply[i].kitchen;
    return first[need] < first[need + 1] ? p->supply[first[need]].kitchen : SK_NONE;
}

/* rep: index of the same need on the representative day, -1 = none there. */
static sk_code add_need(maker *mk, const sk_plan *p, const int *first, int rep, const sk_need *n,
                        sk_err *err)
{
    const sk_kommun *k = mk->view;
    unsigned groups = sk__year_groups(k, n->dish);
    sk_ix recv = rep < 0 ? n->kitchen : p->demand.need[rep].kitchen;
    bool counted = false;
    for (int g = 0; g < SK_N_GROUPS; g++) {
        if (!(groups >> g & 1)) continue;
        sk_ix cook = rep < 0 ? SK_NONE : maker_of(p, first, rep, (sk_group_kind)g);
        if (cook == SK_NONE) cook = sk_site_supplier_on(k, n->site, n->day);
        int at = sk__ycell_at(&mk->t, cook, recv, n->site, n->product);
        if (at < 0) return nomem(err);
        sk__ycell *c = &mk->t.cell[at];
        sk__ymade m = sk__year_made(k, n, (sk_group_kind)g, n->portions);
        c->food += m.food;
        c->mass += m.mass;
        c->co2e += m.co2e;
        if (counted) continue;
        counted = true;
        int64_t mean;
        if (!sk_round_i64(n->dist.mean * 1000, &mean))
            return sk_err_set(err, SK_E_INTERNAL, "a forecast is out of range");
        c->c.portions += n->portions;
        c->c.mean_milli += mean;
    }
    return SK_OK;
}

static int order(const sk_need *a, const sk_need *b)
{
    const int x[] = {(int)a->meal, a->site, a->product, (int)a->line, a->diet};
    const int y[] = {(int)b->meal, b->site, b->product, (int)b->line, b->diet};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    return 0;
}

/* The day's needs beside those of its representative day: both are sorted the same way. */
static sk_code calendar_day(void *ctx, int day, const sk_need *need, int n, sk_err *err)
{
    maker *mk = ctx;
    const sk_year_rep *r = &mk->map->rep[mk->map->rep_of[mk->from + day]];
    const sk_plan *p = mk->plan[r->week];
    const int *first = mk->first[r->week];
    int j = 0, end = p->demand.n_needs;
    sk_code code = SK_OK;
    while (j < end && p->demand.need[j].day < r->day) j++;
    for (int i = 0; i < n && !code; i++) {
        while (j < end && p->demand.need[j].day == r->day &&
               order(&p->demand.need[j], &need[i]) < 0)
            j++;
        bool same =
            j < end && p->demand.need[j].day == r->day && order(&p->demand.need[j], &need[i]) == 0;
        code = add_need(mk, p, first, same ? j : -1, &need[i], err);
    }
    return code;
}

static bool index_supplies(maker *mk, int w)
{
    const sk_plan *p = mk->plan[w];
    int *first = sk_arena_calloc(mk->tmp, (size_t)p->demand.n_needs + 1, sizeof *first);
    if (!first) return false;
    int s = 0;
    for (int i = 0; i <= p->demand.n_needs; i++) {
        while (s < p->n_supplies && p->supply[s].need < i) s++;
        first[i] = s;
    }
    mk->first[w] = first;
    return true;
}

/* ---- sums ------------------------------------------------------------------------------------------- */

static bool round_wide(sk_wide v, sk_wide unit, int64_t *out)
{
    sk_wide mag = v < 0 ? -v : v, q = (mag + unit / 2) / unit;
    if (q > INT64_MAX) return false;
    *out = v < 0 ? -(int64_t)q : (int64_t)q;
    return true;
}

static int by_cell(const void *x, const void *y)
{
    const sk_year_cell *a = x, *b = y;
    const sk_ix p[] = {a->cook, a->recv, a->site, a->product},
                q[] = {b->cook, b->recv, b->site, b->product};
    for (size_t i = 0; i < 4; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

static int by_trip(const void *x, const void *y)
{
    const sk_year_trip *a = x, *b = y;
    const int p[] = {a->kitchen, (int)a->route, a->tour, a->to, (int)a->meal};
    const int q[] = {b->kitchen, (int)b->route, b->tour, b->to, (int)b->meal};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

static sk_code close_cells(maker *mk, sk_err *err)
{
    const sk_wide food = (sk_wide)1000000000 * 1000000, micro = 1000000, nano = 1000000000;
    sk_year *y = mk->y;
    sk_wide all = 0;
    y->cell = sk_arena_calloc(y->arena, mk->t.n_cells + 1, sizeof *y->cell);
    if (!y->cell) return nomem(err);
    for (size_t i = 0; i < mk->t.n_cells; i++) {
        const sk__ycell *c = &mk->t.cell[i];
        sk_year_cell *out = &y->cell[y->n_cells++];
        all += c->food;
        *out = c->c;
        if (!round_wide(c->food, food, &out->food_ore) ||
            !round_wide(c->mass, micro, &out->mass_g) ||
            !round_wide(c->co2e, micro, &out->food_co2e_g) ||
            !round_wide(c->energy, nano, &out->energy_ore))
            return sk_err_set(err, SK_E_INPUT, "the sums of the year are out of range");
    }
    if (!round_wide(all, food, &y->food_once_ore))
        return sk_err_set(err, SK_E_INPUT, "the sums of the year are out of range");
    qsort(y->cell, (size_t)y->n_cells, sizeof *y->cell, by_cell);
    if (y->n_trips > 1) qsort(y->trip, (size_t)y->n_trips, sizeof *y->trip, by_trip);
    return SK_OK;
}

static void add_cell(sk_year *y, const sk_year_cell *c)
{
    sk_year_site *s = &y->site[c->site];
    y->portions += c->portions;
    y->mean_milli += c->mean_milli;
    y->food_ore += c->food_ore;
    y->food_co2e_g += c->food_co2e_g;
    y->energy_ore += c->energy_ore;
    y->short_portions += c->short_portions;
    y->backup_portions += c->backup_portions;
    if (c->cook != SK_NONE) y->kitchen[c->cook].cooked += c->portions;
    y->kitchen[c->recv].eaten += c->portions;
    s->portions += c->portions;
    s->mean_milli += c->mean_milli;
    s->on_site += c->cook == c->recv ? c->portions : 0;
    s->short_portions += c->short_portions;
    s->backup_portions += c->backup_portions;
    s->food_milliore += c->food_ore; /* öre until close_sites */
}

/* Smallest minute that at least 95 % of the portions keep. */
static int p95(const int64_t *bin, int64_t all)
{
    sk_wide sum = 0;
    for (int i = 0; i < SK__HOLD_BINS && all > 0; i++) {
        sum += bin[i];
        if (sum * 100 >= (sk_wide)all * 95) return i;
    }
    return 0;
}

static sk_code close_sites(maker *mk, sk_err *err)
{
    sk_year *y = mk->y;
    int64_t *bins = sk_arena_calloc(mk->tmp, SK__HOLD_BINS, sizeof *bins);
    if (!bins) return nomem(err);
    for (sk_ix i = 0; i < y->k->n_sites; i++) {
        sk_year_site *s = &y->site[i];
        const int64_t *mine = mk->t.hold + (size_t)i * SK__HOLD_BINS;
        s->hold_p95 = p95(mine, s->hot_portions);
        for (int b = 0; b < SK__HOLD_BINS; b++) bins[b] += mine[b];
        y->hot_portions += s->hot_portions;
        y->over_limit += s->over_limit;
        s->food_milliore = s->portions ? sk_muldiv(s->food_milliore, 1000, s->portions) : 0;
        if (mk->t.dual_n[i] && !round_wide(mk->t.dual[i], mk->t.dual_n[i], &s->marginal_milliore))
            return sk_err_set(err, SK_E_INPUT, "the sums of the year are out of range");
    }
    y->hold_p95 = p95(bins, y->hot_portions);
    return SK_OK;
}

static sk_code close_kitchens(maker *mk, sk_err *err)
{
    sk_year *y = mk->y;
    for (sk_ix i = 0; i < y->k->n_kitchens; i++) {
        sk_year_kitchen *k = &y->kitchen[i];
        for (int w = 0; w < SK_N_WORK; w++) y->work_mmin[w] += k->work_mmin[w];
        y->need_mmin += k->need_mmin;
        y->avail_mmin += k->avail_mmin;
        y->over_mmin += k->over_mmin;
        y->excess_mmin += k->excess_mmin;
        y->over_ore += k->over_ore;
        y->avail_ore += k->avail_ore;
        if (!round_wide(mk->t.chill[i], 1000000, &k->chilled_g))
            return sk_err_set(err, SK_E_INPUT, "the sums of the year are out of range");
    }
    for (int i = 0; i < y->n_trips; i++) {
        y->trip_ore += y->trip[i].ore;
        y->trip_m += y->trip[i].m;
        y->trip_min += y->trip[i].min;
        y->trip_runs += y->trip[i].runs;
    }
    y->trip_co2e_g = sk_year_trip_co2e_g(&y->k->policy, y->trip_m);
    y->energy_co2e_g = sk_year_energy_co2e_g(&y->k->policy, y->energy_ore);
    return SK_OK;
}

int64_t sk_year_trip_co2e_g(const sk_policy *p, int64_t m)
{
    return sk_muldiv(m, p->transport_co2e_g_km, 1000);
}

int64_t sk_year_energy_co2e_g(const sk_policy *p, sk_ore ore)
{
    return sk_muldiv(ore, p->energy_co2e_g_kwh, p->energy_ore_kwh);
}

/* ---- all of it -------------------------------------------------------------------------------------- */

static sk_code begin(maker *mk, const sk_kommun *k, sk_err *err)
{
    sk_arena *a = sk_arena_new();
    sk_year *y = a ? sk_arena_alloc(a, sizeof *y) : NULL;
    mk->tmp = sk_arena_new();
    if (!y || !mk->tmp) {
        sk_arena_free(a);
        return nomem(err);
    }
    *y = (sk_year){.arena = a, .k = k, .map = mk->map};
    mk->y = y;
    size_t kitchens = (size_t)k->n_kitchens + 1, sites = (size_t)k->n_sites + 1;
    y->kitchen = sk_arena_calloc(a, kitchens, sizeof *y->kitchen);
    y->site = sk_arena_calloc(a, sites, sizeof *y->site);
    mk->t = (sk__tally){.y = y};
    mk->t.hold = sk_arena_calloc(mk->tmp, sites * SK__HOLD_BINS, sizeof *mk->t.hold);
    mk->t.dual = sk_arena_calloc(mk->tmp, sites, sizeof *mk->t.dual);
    mk->t.dual_n = sk_arena_calloc(mk->tmp, sites, sizeof *mk->t.dual_n);
    mk->t.chill = sk_arena_calloc(mk->tmp, kitchens, sizeof *mk->t.chill);
    bool ok = y->kitchen && y->site && mk->t.hold && mk->t.dual && mk->t.dual_n && mk->t.chill;
    return ok ? SK_OK : nomem(err);
}

/* The same tour in the year's last kommun, by id. O(tours^2), some hundreds each. */
static sk_ix *tours_of(maker *mk, const sk_kommun *k)
{
    sk_ix *of = sk_arena_calloc(mk->tmp, (size_t)k->n_tours + 1, sizeof *of);
    for (sk_ix i = 0; of && i < k->n_tours; i++) {
        of[i] = k == mk->y->k ? i : SK_NONE;
        for (sk_ix j = 0; k != mk->y->k && j < mk->y->k->n_tours && of[i] == SK_NONE; j++)
            if (strcmp(k->tour[i].id, mk->y->k->tour[j].id) == 0) of[i] = j;
    }
    return of;
}

/* The part's view, and how many of its days each representative day stands for. */
static sk_code begin_part(maker *mk, const sk_kommun *k, sk_err *err)
{
    size_t weeks = (size_t)mk->map->n_weeks + 1;
    int64_t *times = sk_arena_calloc(mk->tmp, (size_t)mk->map->n_reps + 1, sizeof *times);
    mk->view = sk_arena_alloc(mk->tmp, sizeof *mk->view);
    mk->plan = sk_arena_calloc(mk->tmp, weeks, sizeof(sk_plan *));
    mk->first = sk_arena_calloc(mk->tmp, weeks, sizeof(int *));
    mk->t.tour_of = tours_of(mk, k);
    if (!times || !mk->view || !mk->plan || !mk->first || !mk->t.tour_of ||
        !sk__year_view(k, mk->tmp, mk->view))
        return nomem(err);
    for (int d = mk->from; d < mk->from + mk->n_days; d++) times[mk->map->rep_of[d]]++;
    mk->t.times = times;
    mk->t.k = mk->view;
    return SK_OK;
}

static sk_code plan_week(maker *mk, int w, sk__year_key key, sk_err *err)
{
    sk_plan_opts o = {.week = mk->map->week[w], .max_necks = -1, .lang = mk->lang};
    if (mk->progress)
        mk->progress(mk->ctx, sk_text(mk->lang, SK_N("representative week")), w, mk->map->n_weeks);
    if (!SK_GROW(mk->own, mk->n_own, mk->cap_own)) return nomem(err);
    sk_code code = sk_plan_make(mk->view, &o, NULL, NULL, &mk->plan[w], err);
    if (code) sk_err_context(err, "week %d-W%02d", o.week.year, o.week.week);
    else mk->own[mk->n_own++] = (made){key, mk->plan[w]};
    return code;
}

static bool is_used(const maker *mk, int w)
{
    for (int r = 0; r < mk->map->n_reps; r++)
        if (mk->map->rep[r].week == w && mk->t.times[r]) return true;
    return false;
}

static sk_code plan_weeks(maker *mk, sk_err *err)
{
    sk_code code = SK_OK;
    sk__year_key key = {{0, 0}};
    if (mk->cache) key = sk__year_key_of(mk->view);
    for (int w = 0; w < mk->map->n_weeks && !code; w++) {
        if (!is_used(mk, w)) continue;
        if (mk->cache) mk->plan[w] = sk__year_cached(mk->cache, key, mk->map->week[w]);
        if (!mk->plan[w]) code = plan_week(mk, w, key, err);
        if (code) break;
        const sk_plan *p = mk->plan[w];
        int64_t bound = 0;
        (void)sk_round_i64(floor(p->lp_bound), &bound);
        mk->y->objective += p->cost.objective;
        mk->y->bound += bound;
        mk->y->bound_certified += p->bound_certified;
        mk->y->n_planned++;
        if (!index_supplies(mk, w)) return nomem(err);
        code = sk__tally_week(&mk->t, w, p, err);
    }
    return code;
}

static sk_code add_part(maker *mk, const sk_year_part *part, int n, int i, sk_err *err)
{
    sk_day start = mk->map->from, end = start + mk->map->n_days;
    sk_day from = i == 0 || part[i].from < start ? start : part[i].from;
    sk_day to = i + 1 == n || part[i + 1].from > end ? end : part[i + 1].from;
    if (from >= to) return SK_OK;
    mk->from = from - start;
    mk->n_days = to - from;
    sk_code code = begin_part(mk, part[i].k, err);
    if (!code) code = plan_weeks(mk, err);
    if (!code) code = sk__year_needs(mk->view, from, mk->n_days, calendar_day, mk, err);
    return code;
}

/* Only now, because the plans were at work. */
static void end(maker *mk, sk_code code)
{
    for (size_t i = 0; i < mk->n_own; i++)
        if (code || !mk->cache || !sk__year_keep(mk->cache, mk->own[i].key, mk->own[i].plan))
            sk_plan_free(mk->own[i].plan);
    if (mk->cache && !code) sk__year_pin(mk->cache);
    sk_free(mk->own);
    sk_free(mk->t.cell);
    sk_free(mk->t.slot);
    sk_arena_free(mk->tmp);
}

sk_code sk_year_make(const sk_kommun *k, const sk_year_map *map, sk_lang lang, sk_progress progress,
                     void *ctx, sk_year **out, sk_err *err)
{
    const sk_year_part all = {k, map->from};
    return sk_year_make_parts(&all, 1, map, NULL, lang, progress, ctx, out, err);
}

sk_code sk_year_make_parts(const sk_year_part *part, int n, const sk_year_map *map,
                           sk_year_cache *cache, sk_lang lang, sk_progress progress, void *ctx,
                           sk_year **out, sk_err *err)
{
    maker mk = {.map = map, .cache = cache, .lang = lang, .progress = progress, .ctx = ctx};
    *out = NULL;
    sk_code code = begin(&mk, part[n - 1].k, err);
    for (int i = 0; i < n && !code; i++) code = add_part(&mk, part, n, i, err);
    if (!code) code = close_cells(&mk, err);
    for (int i = 0; !code && i < mk.y->n_cells; i++) add_cell(mk.y, &mk.y->cell[i]);
    if (!code) code = close_sites(&mk, err);
    if (!code) code = close_kitchens(&mk, err);
    if (mk.y &&
        !sk_arena_adopt(mk.y->arena, mk.y->trip, (size_t)mk.y->n_trips * sizeof *mk.y->trip)) {
        sk_free(mk.y->trip);
        code = nomem(err);
    }
    end(&mk, code);
    if (code) sk_year_free(mk.y);
    else *out = mk.y;
    return code;
}

sk_code sk_year_use_week(const sk_kommun *k, sk_week week, sk_year_cache *cache, sk_lang lang,
                         sk_year_use f, void *ctx, sk_err *err)
{
    sk_arena *tmp = sk_arena_new();
    sk_kommun *view = tmp ? sk_arena_alloc(tmp, sizeof *view) : NULL;
    const sk_plan_opts o = {.week = week, .max_necks = -1, .lang = lang};
    sk_code code = view && sk__year_view(k, tmp, view) ? SK_OK : nomem(err);
    sk_plan *kept = NULL, *own = NULL;
    if (!code && cache) kept = sk__year_cached(cache, sk__year_key_of(view), week);
    if (!code && !kept) code = sk_plan_make(view, &o, NULL, NULL, &own, err);
    if (!code) {
        sk_plan *p = kept ? kept : own;
        p->k = view;
        code = f(ctx, p, err);
        if (kept) kept->k = NULL;
    }
    sk_plan_free(own);
    sk_arena_free(tmp);
    return code;
}

void sk_year_free(sk_year *y)
{
    if (y) sk_arena_free(y->arena);
}
