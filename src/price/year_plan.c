/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a planned representative week adds to the year: minutes, trips, energy, holding, shortage. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "domain/query.h"
#include "price/split.h"
#include "price/year_priv.h"

typedef struct group {
    int *first, *order;
} group; /* counting sort: items of key i are order[first[i]..] */

typedef struct adder {
    sk__tally *t;
    const sk_plan *p;
    const sk_kommun *k;
    sk_arena *tmp;
    int64_t times[8]; /* days of the year that each day of the week stands for */
    int *cell;        /* [n_supplies] its cell */
    int *need_cell;   /* [n_needs] the cell that counts its portions, -1 = none makes it */
    int64_t *cook_w, *box_w, *recv_w; /* [n_supplies] weights */
    int64_t *weight;                  /* scratch */
    sk_ore *part;
    sk_err *err;
} adder;

static sk_code nomem(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, "out of memory"); }

static const sk_need *need_of(const adder *a, int supply)
{
    return &a->p->demand.need[a->p->supply[supply].need];
}

static int day_of(const adder *a, const sk_need *n) { return n->day - a->p->from; }

/* key[i] < 0 leaves an item out. */
static bool sort_by_key(const adder *a, const int *key, int n, int n_keys, group *out)
{
    out->first = sk_arena_calloc(a->tmp, (size_t)n_keys + 2, sizeof *out->first);
    out->order = sk_arena_calloc(a->tmp, (size_t)n + 1, sizeof *out->order);
    if (!out->first || !out->order) return false;
    for (int i = 0; i < n; i++)
        if (key[i] >= 0) out->first[key[i] + 2]++;
    for (int i = 0; i < n_keys; i++) out->first[i + 2] += out->first[i + 1];
    for (int i = 0; i < n; i++)
        if (key[i] >= 0) out->order[out->first[key[i] + 1]++] = i;
    return true;
}

/* ---- supplies: cell, weights, energy, holding ------------------------------------------------------ */

static void weigh(adder *a, int i)
{
    const sk_supply *s = &a->p->supply[i];
    const sk_need *n = need_of(a, i);
    const sk_kommun *k = a->k;
    const sk_policy *pol = &k->policy;
    const sk_dish *dish = &k->dish[n->dish];
    int64_t factor = k->category[k->site[n->site].category].factor_milli;
    int64_t extra = n->diet == SK_NONE ? 0 : k->diet[n->diet].extra_mmin;
    sk_wide mg = 0; /* of hot components, 1e-6 g */
    bool hot = false;
    for (int j = 0; j < dish->n_comp; j++) {
        const sk_component *c = &k->component[dish->comp[j].component];
        if (sk_group_of(c->kind) != s->group) continue;
        int64_t micro = s->portions * factor * dish->comp[j].scale_milli;
        a->cook_w[i] += s->portions * (c->cook_mmin + extra) + s->portions;
        a->box_w[i] += micro / c->per_box + 1;
        hot = hot || c->hold_min > 0;
        if (c->hold_min > 0) mg += (sk_wide)micro * c->served_g;
    }
    if (s->route != SK_ROUTE_OWN) a->recv_w[i] = a->box_w[i] * pol->receive_mmin_box + 1;
    if (s->mode == SK_MODE_CHILLED && hot) a->recv_w[i] += s->portions * pol->reheat_mmin * 1000000;
    int64_t times = a->times[day_of(a, n)];
    sk__ycell *cell = &a->t->cell[a->cell[i]];
    if (s->mode == SK_MODE_HOT) cell->energy += mg * times * pol->energy_hot_ore_kg;
    if (s->mode == SK_MODE_CHILLED) {
        cell->energy += mg * times * (pol->energy_chill_ore_kg + pol->energy_reheat_ore_kg);
        a->t->chill[s->kitchen] += mg * times;
    }
}

static void hold(adder *a, int i)
{
    const sk_supply *s = &a->p->supply[i];
    const sk_need *n = need_of(a, i);
    int64_t portions = s->portions * a->times[day_of(a, n)];
    sk_year_site *site = &a->t->y->site[n->site];
    if (s->mode == SK_MODE_CHILLED && s->group == SK_GROUP_HOT) site->chilled += portions;
    if (s->hold_min < 0 || portions == 0) return;
    int bin = s->hold_min < SK__HOLD_BINS ? s->hold_min : SK__HOLD_BINS - 1;
    a->t->hold[(size_t)n->site * SK__HOLD_BINS + (size_t)bin] += portions;
    site->hot_portions += portions;
    if (s->hold_min > site->hold_max) site->hold_max = s->hold_min;
    if (s->hold_limit <= 0 || s->hold_min <= s->hold_limit) return;
    site->over_limit += portions;
    a->t->cell[a->cell[i]].c.over_limit += portions;
}

static sk_code supplies(adder *a)
{
    const sk_plan *p = a->p;
    size_t n = (size_t)p->n_supplies + 1, needs = (size_t)p->demand.n_needs + 1;
    size_t most = n > needs ? n : needs;
    a->cell = sk_arena_calloc(a->tmp, n, sizeof *a->cell);
    a->need_cell = sk_arena_calloc(a->tmp, needs, sizeof *a->need_cell);
    a->cook_w = sk_arena_calloc(a->tmp, n, sizeof *a->cook_w);
    a->box_w = sk_arena_calloc(a->tmp, n, sizeof *a->box_w);
    a->recv_w = sk_arena_calloc(a->tmp, n, sizeof *a->recv_w);
    a->weight = sk_arena_calloc(a->tmp, most, sizeof *a->weight);
    a->part = sk_arena_calloc(a->tmp, most, sizeof *a->part);
    if (!a->cell || !a->need_cell || !a->cook_w || !a->box_w || !a->recv_w || !a->weight ||
        !a->part)
        return nomem(a->err);
    for (int i = 0; i < p->demand.n_needs; i++) a->need_cell[i] = -1;
    for (int i = 0; i < p->n_supplies; i++) {
        const sk_need *nd = need_of(a, i);
        int c = sk__ycell_at(a->t, p->supply[i].kitchen, nd->kitchen, nd->site, nd->product);
        if (c < 0) return nomem(a->err);
        a->cell[i] = c;
        if (a->need_cell[p->supply[i].need] < 0) a->need_cell[p->supply[i].need] = c;
    }
    for (int i = 0; i < p->n_supplies; i++) {
        weigh(a, i);
        hold(a, i);
    }
    return SK_OK;
}

/* ---- minutes -------------------------------------------------------------------------------------- */

/* Splits a kitchen's minutes of a day over the cells of its items and adds them. */
static sk_code spread(adder *a, int64_t mmin, int64_t times, sk_year_work kind, const int *item,
                      int n, const int64_t *weight, const int *cell)
{
    int64_t sum = 0;
    for (int i = 0; i < n; i++) {
        a->weight[i] = cell[item[i]] < 0 ? 0 : weight[item[i]];
        sum += a->weight[i];
    }
    if (sum == 0 || mmin == 0) return SK_OK;
    sk_code code = sk_split(mmin, a->weight, (size_t)n, a->part);
    if (code == SK_E_NOMEM) return nomem(a->err);
    if (code) return sk_err_set(a->err, SK_E_INTERNAL, "minutes that cannot be split");
    for (int i = 0; i < n; i++)
        if (cell[item[i]] >= 0) a->t->cell[cell[item[i]]].c.work_mmin[kind] += a->part[i] * times;
    return SK_OK;
}

typedef struct work_groups {
    group cook, pack, recv, serve;
    int64_t *serve_w;
} work_groups;

static sk_code group_work(adder *a, work_groups *g)
{
    const sk_plan *p = a->p;
    int n_keys = a->k->n_kitchens * 7;
    size_t most =
        (size_t)(p->n_supplies > p->demand.n_needs ? p->n_supplies : p->demand.n_needs) + 1;
    int *key = sk_arena_calloc(a->tmp, most, sizeof *key);
    g->serve_w = sk_arena_calloc(a->tmp, (size_t)p->demand.n_needs + 1, sizeof *g->serve_w);
    if (!key || !g->serve_w) return nomem(a->err);
    for (int i = 0; i < p->n_supplies; i++)
        key[i] = p->supply[i].kitchen * 7 + p->supply[i].prod_day;
    bool ok = sort_by_key(a, key, p->n_supplies, n_keys, &g->cook);
    for (int i = 0; i < p->n_supplies; i++)
        key[i] = p->supply[i].route == SK_ROUTE_OWN
                     ? -1
                     : p->supply[i].kitchen * 7 + day_of(a, need_of(a, i));
    ok = ok && sort_by_key(a, key, p->n_supplies, n_keys, &g->pack);
    for (int i = 0; i < p->n_supplies; i++)
        key[i] = a->recv_w[i] ? need_of(a, i)->kitchen * 7 + day_of(a, need_of(a, i)) : -1;
    ok = ok && sort_by_key(a, key, p->n_supplies, n_keys, &g->recv);
    for (int i = 0; i < p->demand.n_needs; i++) {
        const sk_need *n = &p->demand.need[i];
        bool served = a->k->product[n->product].kind == SK_PROD_SERVED;
        g->serve_w[i] = served ? n->portions : 0;
        key[i] = n->kitchen == SK_NONE ? -1 : n->kitchen * 7 + day_of(a, n);
    }
    ok = ok && sort_by_key(a, key, p->demand.n_needs, n_keys, &g->serve);
    return ok ? SK_OK : nomem(a->err);
}

static sk_code spread_day(adder *a, const work_groups *g, const sk_staff_use *s)
{
    int at = s->kitchen * 7 + s->day;
    int64_t times = a->times[s->day];
    const struct {
        const group *g;
        int64_t mmin;
        sk_year_work kind;
        const int64_t *w;
        const int *cell;
    } part[] = {{&g->cook, s->cook_mmin, SK_WORK_COOK, a->cook_w, a->cell},
                {&g->pack, s->pack_mmin, SK_WORK_PACK, a->box_w, a->cell},
                {&g->recv, s->receive_mmin, SK_WORK_RECEIVE, a->recv_w, a->cell},
                {&g->serve, s->serve_mmin, SK_WORK_SERVE, g->serve_w, a->need_cell}};
    sk_code code = SK_OK;
    for (size_t i = 0; i < sizeof part / sizeof *part && !code; i++) {
        const int *first = part[i].g->first;
        code = spread(a, part[i].mmin, times, part[i].kind, part[i].g->order + first[at],
                      first[at + 1] - first[at], part[i].w, part[i].cell);
    }
    return code;
}

static void add_staff(adder *a, const sk_staff_use *s)
{
    sk_year_kitchen *k = &a->t->y->kitchen[s->kitchen];
    int64_t times = a->times[s->day];
    k->work_mmin[SK_WORK_FIXED] += times * s->fixed_mmin;
    k->work_mmin[SK_WORK_COOK] += times * s->cook_mmin;
    k->work_mmin[SK_WORK_PACK] += times * s->pack_mmin;
    k->work_mmin[SK_WORK_RECEIVE] += times * s->receive_mmin;
    k->work_mmin[SK_WORK_SERVE] += times * s->serve_mmin;
    k->need_mmin += times * s->need_mmin;
    k->avail_mmin += times * s->avail_mmin;
    k->over_mmin += times * s->over_mmin;
    k->excess_mmin += times * s->excess_mmin;
    k->over_ore += times * s->over_ore;
    k->open_days += (int)times;
    sk_staff_day staff;
    sk_kitchen_staff(a->k, s->kitchen, a->p->from + s->day, &staff);
    k->avail_ore += times * staff.ore;
    if (s->need_mmin > k->busiest_mmin) k->busiest_mmin = s->need_mmin;
    int64_t ppm = s->avail_mmin > 0 ? sk_muldiv(s->need_mmin, SK_PPM, s->avail_mmin) : 0;
    if (ppm > k->busiest_ppm) k->busiest_ppm = ppm;
}

static sk_code minutes(adder *a)
{
    work_groups g;
    sk_code code = group_work(a, &g);
    for (int i = 0; i < a->p->n_staff && !code; i++) {
        if (a->times[a->p->staff[i].day] == 0) continue;
        add_staff(a, &a->p->staff[i]);
        code = spread_day(a, &g, &a->p->staff[i]);
    }
    return code;
}

/* ---- trips ------------------------------------------------------------------------------------------ */

typedef struct tkey {
    uint64_t key;
    int trip;
} tkey;

static int by_tkey(const void *x, const void *y)
{
    const tkey *a = x, *b = y;
    return (a->key > b->key) - (a->key < b->key);
}

static uint64_t trip_key(sk_route_kind route, sk_ix tour, sk_ix kitchen, sk_ix to, int day,
                         sk_meal meal)
{
    if (route == SK_ROUTE_TOUR) return (uint64_t)1 << 62 | (uint64_t)tour << 8 | (uint64_t)day;
    return (uint64_t)1 << 63 | (uint64_t)kitchen << 34 | (uint64_t)to << 8 | (uint64_t)day << 4 |
           (uint64_t)meal;
}

static sk_year_trip *year_trip(adder *a, const sk_trip *t)
{
    sk_year *y = a->t->y;
    bool tours = t->route == SK_ROUTE_TOUR;
    sk_ix to = tours ? SK_NONE : t->to, tour = tours ? a->t->tour_of[t->tour] : SK_NONE;
    for (int i = 0; i < y->n_trips; i++) {
        sk_year_trip *q = &y->trip[i];
        if (q->route == t->route && q->tour == tour && q->kitchen == t->kitchen && q->to == to &&
            q->meal == t->meal)
            return q;
    }
    if (!SK_GROW(y->trip, (size_t)y->n_trips, a->t->cap_trips)) return NULL;
    sk_year_trip *q = &y->trip[y->n_trips++];
    *q = (sk_year_trip){.route = t->route,
                        .tour = tour,
                        .kitchen = t->kitchen,
                        .to = to,
                        .meal = t->meal,
                        .cap_boxes = t->cap_boxes};
    return q;
}

static sk_code add_trip(adder *a, const sk_trip *t, const int *rider, int n)
{
    int64_t times = a->times[t->day];
    sk_year_trip *q = year_trip(a, t);
    if (!q) return nomem(a->err);
    q->runs += times * t->trips;
    q->m += times * t->m;
    q->min += times * t->min;
    q->ore += times * t->ore;
    if (t->boxes > q->boxes_max) q->boxes_max = t->boxes;
    const int64_t total[3] = {t->ore, t->m, (int64_t)t->min * 1000};
    for (int i = 0; i < n; i++) a->weight[i] = a->box_w[rider[i]];
    for (int what = 0; what < 3 && n > 0; what++) {
        if (sk_split(total[what], a->weight, (size_t)n, a->part)) return nomem(a->err);
        for (int i = 0; i < n; i++) {
            sk_year_cell *c = &a->t->cell[a->cell[rider[i]]].c;
            *(what == 0   ? &c->trip_ore
              : what == 1 ? &c->trip_m
                          : &c->trip_mmin) += times * a->part[i];
        }
    }
    return SK_OK;
}

static sk_code trips(adder *a)
{
    const sk_plan *p = a->p;
    tkey *tk = sk_arena_calloc(a->tmp, (size_t)p->n_trips + 1, sizeof *tk);
    int *key = sk_arena_calloc(a->tmp, (size_t)p->n_supplies + 1, sizeof *key);
    group riders;
    if (!tk || !key) return nomem(a->err);
    for (int i = 0; i < p->n_trips; i++) {
        const sk_trip *t = &p->trip[i];
        tk[i] = (tkey){trip_key(t->route, t->tour, t->kitchen, t->to, t->day, t->meal), i};
    }
    if (p->n_trips > 1) qsort(tk, (size_t)p->n_trips, sizeof *tk, by_tkey);
    for (int i = 0; i < p->n_supplies; i++) {
        const sk_supply *s = &p->supply[i];
        const sk_need *n = need_of(a, i);
        key[i] = -1;
        if (s->route == SK_ROUTE_OWN || p->n_trips == 0) continue;
        const tkey want = {
            trip_key(s->route, s->tour, s->kitchen, n->kitchen, day_of(a, n), n->meal), 0};
        const tkey *hit = bsearch(&want, tk, (size_t)p->n_trips, sizeof *tk, by_tkey);
        if (hit) key[i] = hit->trip;
    }
    if (!sort_by_key(a, key, p->n_supplies, p->n_trips, &riders)) return nomem(a->err);
    sk_code code = SK_OK;
    for (int i = 0; i < p->n_trips && !code; i++)
        if (a->times[p->trip[i].day])
            code = add_trip(a, &p->trip[i], riders.order + riders.first[i],
                            riders.first[i + 1] - riders.first[i]);
    return code;
}

/* ---- needs: what is short, and what one more would cost ----------------------------------------- */

static sk_code needs(adder *a)
{
    const sk_plan *p = a->p;
    for (int i = 0; i < p->n_shorts; i++) {
        const sk_short *s = &p->shrt[i];
        const sk_need *n = &p->demand.need[s->need];
        int64_t times = a->times[day_of(a, n)];
        int c = a->need_cell[s->need];
        if (c < 0) {
            sk_ix usual = sk_site_supplier_on(a->k, n->site, n->day);
            c = sk__ycell_at(a->t, usual, n->kitchen, n->site, n->product);
        }
        if (c < 0) return nomem(a->err);
        a->t->cell[c].c.short_portions += times * s->short_portions;
        a->t->cell[c].c.backup_portions += times * s->backup_portions;
    }
    for (int i = 0; i < p->demand.n_needs && p->need_dual; i++) {
        const sk_need *n = &p->demand.need[i];
        int64_t milliore, portions = n->portions * a->times[day_of(a, n)];
        if (!sk_round_i64(p->need_dual[i] * 1000, &milliore))
            return sk_err_set(a->err, SK_E_SOLVER, "a dual value is out of range");
        a->t->dual[n->site] += (sk_wide)milliore * portions;
        a->t->dual_n[n->site] += portions;
    }
    return SK_OK;
}

sk_code sk__tally_week(sk__tally *t, int w, const sk_plan *p, sk_err *err)
{
    adder a = {.t = t, .p = p, .k = t->k, .err = err, .tmp = sk_arena_new()};
    const sk_year_map *m = t->y->map;
    if (!a.tmp) return nomem(err);
    for (int r = 0; r < m->n_reps; r++)
        if (m->rep[r].week == w) a.times[m->rep[r].day - p->from] = t->times[r];
    sk_code code = supplies(&a);
    if (!code) code = minutes(&a);
    if (!code) code = trips(&a);
    if (!code) code = needs(&a);
    sk_arena_free(a.tmp);
    return code;
}
