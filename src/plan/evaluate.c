/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records behind the exact cost and how one lot changes them. */
#include "plan/evaluate.h"

#include <string.h>

#include "base/num.h"
#include "domain/query.h"
#include "plan/evaluate_priv.h"

/* ---- hash of packed keys -> record index -------------------------------------------------------- */

static uint64_t mix(uint64_t x)
{
    x ^= x >> 31;
    x *= 0x9e3779b97f4a7c15u;
    x ^= x >> 29;
    return x;
}

static bool hash_room(sk__hash *h)
{
    if (2 * (h->n + 1) <= h->cap) return true;
    size_t cap = h->cap ? 2 * h->cap : 1024;
    uint64_t *key = sk_calloc_n(cap, sizeof *key);
    int *val = sk_calloc_n(cap, sizeof *val);
    if (!key || !val) {
        sk_free(key);
        sk_free(val);
        h->failed = true;
        return false;
    }
    for (size_t i = 0; i < h->cap; i++) {
        if (!h->key[i]) continue;
        size_t at = mix(h->key[i]) & (cap - 1);
        while (key[at]) at = (at + 1) & (cap - 1);
        key[at] = h->key[i];
        val[at] = h->val[i];
    }
    sk_free(h->key);
    sk_free(h->val);
    h->key = key;
    h->val = val;
    h->cap = cap;
    return true;
}

/* Index stored for key, or inserts `next` and returns it; -1 when out of memory. */
static int hash_get(sk__hash *h, uint64_t key, int next)
{
    key++; /* 0 marks a free place */
    if (!hash_room(h)) return -1;
    size_t at = mix(key) & (h->cap - 1);
    while (h->key[at] && h->key[at] != key) at = (at + 1) & (h->cap - 1);
    if (!h->key[at]) {
        h->key[at] = key;
        h->val[at] = next;
        h->n++;
    }
    return h->val[at];
}

void sk__hash_free(sk__hash *h)
{
    sk_free(h->key);
    sk_free(h->val);
}

/* ---- records ------------------------------------------------------------------------------------ */

static sk_ix equip_row(const sk_kommun *k, sk_ix kitchen, sk_ix cls)
{
    if (cls == SK_NONE) return SK_NONE;
    sk_span s = sk_kitchen_equipment(k, kitchen);
    for (int i = s.first; i < s.end; i++)
        if (k->equipment[i].cls == cls) return i;
    return SK_NONE;
}

int sk__prod_find(sk__eval *e, sk_ix kitchen, sk_ix comp, int day, int session)
{
    uint64_t key =
        (((uint64_t)kitchen * (uint64_t)e->k->n_components + (uint64_t)comp) * (uint64_t)e->n_days +
         (uint64_t)day) *
            SK_N_SESSIONS +
        (uint64_t)session;
    int i = hash_get(&e->prod_of, key, (int)e->n_prods);
    if (i < (int)e->n_prods) return i;
    if (!SK_GROW(e->prod, e->n_prods, e->cap_prods)) return -1;
    e->prod[e->n_prods++] =
        (sk__prod){.kitchen = kitchen,
                   .component = comp,
                   .day = (int8_t)day,
                   .session = (int8_t)session,
                   .equip = equip_row(e->k, kitchen, e->k->component[comp].equip)};
    return i;
}

/* What one extra trip k -> r costs and measures; öre. */
static void extra_trip(const sk__eval *e, sk__trip *t)
{
    const sk_policy *p = &e->k->policy;
    const sk_kitchen *a = &e->k->kitchen[t->kitchen], *b = &e->k->kitchen[t->to];
    int64_t straight = sk_distance_m(a->lat_e5, a->lon_e5, b->lat_e5, b->lon_e5);
    int64_t m = sk_muldiv(straight, p->road_factor_ppm, SK_PPM);
    int64_t min = sk_ceildiv(m * 60, 1000 * p->road_kmh);
    t->m = (int)m;
    t->min = (int)min;
    t->cap = p->extra_trip_boxes;
    t->one_ore = p->extra_trip_ore + sk_muldiv(2 * m, p->extra_trip_km_ore, 1000) +
                 sk_muldiv(2 * min, p->extra_trip_hour_ore, 60);
}

int sk__trip_find(sk__eval *e, const sk_arc *a, const sk_need *n)
{
    uint64_t key, days = (uint64_t)e->n_days, day = (uint64_t)(n->day - e->in->from);
    if (a->route == SK_ROUTE_TOUR) key = ((uint64_t)a->tour * days + day) * 2;
    else
        key = ((((uint64_t)a->kitchen * (uint64_t)e->k->n_kitchens + (uint64_t)n->kitchen) * days +
                day) *
                   SK_N_MEALS +
               (uint64_t)n->meal) *
                  2 +
              1;
    int i = hash_get(&e->trip_of, key, (int)e->n_trips);
    if (i < (int)e->n_trips) return i;
    if (!SK_GROW(e->trip, e->n_trips, e->cap_trips)) return -1;
    sk__trip t = {.route = (sk_route_kind)a->route,
                  .tour = a->tour,
                  .kitchen = a->kitchen,
                  .to = n->kitchen,
                  .day = (int8_t)day,
                  .meal = n->meal,
                  .head = -1};
    if (t.route == SK_ROUTE_TOUR) {
        const sk_tour *tour = &e->k->tour[a->tour];
        t.to = SK_NONE;
        t.cap = e->k->vehicle[tour->vehicle].cap_boxes;
        t.one_ore = tour->cost_ore;
    } else {
        t.tour = SK_NONE;
        extra_trip(e, &t);
    }
    e->trip[e->n_trips++] = t;
    return i;
}

static int stop_record(sk__eval *e, int trip, sk_ix to, sk_ix comp)
{
    uint64_t key = ((uint64_t)trip * (uint64_t)e->k->n_kitchens + (uint64_t)to) *
                       (uint64_t)e->k->n_components +
                   (uint64_t)comp;
    int i = hash_get(&e->stop_of, key, (int)e->n_stops);
    if (i < (int)e->n_stops) return i;
    if (!SK_GROW(e->stop, e->n_stops, e->cap_stops)) return -1;
    e->stop[e->n_stops++] = (sk__stop){.trip = trip, .component = comp, .to = to};
    return i;
}

/* ---- changes ------------------------------------------------------------------------------------ */

void sk__staff_cost(sk__eval *e, sk__staff *s)
{
    e->cost[SK__COST_OVERTIME] -= s->over_ore;
    e->cost[SK__COST_OVER_EXCESS] -= s->excess_ore;
    int64_t over = s->fixed + s->cook + s->pack + s->receive + s->serve - s->avail;
    over = over > 0 ? over : 0;
    int64_t within = over < s->limit ? over : s->limit;
    s->over_ore = within ? sk_muldiv(within, s->rate_h, 60000) : 0;
    s->excess_ore =
        over > within ? sk_muldiv(over - within, e->k->policy.overtime_excess_ore_h, 60000) : 0;
    e->cost[SK__COST_OVERTIME] += s->over_ore;
    e->cost[SK__COST_OVER_EXCESS] += s->excess_ore;
}

static void equip_add(sk__eval *e, const sk__prod *p, int64_t runs)
{
    if (p->equip == SK_NONE || !runs) return;
    sk__equip *q = sk__equip_at(e, p->equip, p->day, p->session);
    int64_t before = q->runs > q->cap ? q->runs - q->cap : 0;
    q->runs += runs;
    int64_t after = q->runs > q->cap ? q->runs - q->cap : 0;
    e->cost[SK__COST_EXTRA_RUNS] += (after - before) * e->k->policy.extra_run_ore;
}

int64_t sk__runs(const sk_kommun *k, const sk__prod *p)
{
    if (p->equip == SK_NONE) return p->portions + p->diet_portions > 0;
    int64_t cap = (int64_t)k->equipment[p->equip].cap_run * 1000000000;
    return sk_ceildiv(p->micro * k->component[p->component].load_milli, cap);
}

/* Runs and staff milliminutes of a production changed. */
static void prod_work(sk__eval *e, sk__prod *p, int64_t runs, int64_t portion_mmin)
{
    int64_t mmin = portion_mmin + (runs - p->runs) * e->k->component[p->component].batch_min * 1000;
    equip_add(e, p, runs - p->runs);
    p->runs = runs;
    p->mmin += mmin;
    sk__staff *s = &e->staff[sk__kd(e, p->kitchen, p->day)];
    s->cook += mmin;
    if (s->row && mmin) sk__staff_cost(e, s);
}

void sk__prod_more(sk__eval *e, int prod, int64_t more)
{
    sk__prod *p = &e->prod[prod];
    if (p->more == more) return;
    p->more = more;
    prod_work(e, p, sk__runs(e->k, p) + more, 0);
}

static void prod_add(sk__eval *e, sk__prod *p, const sk__ginfo *g, const sk__gcomp *gc,
                     unsigned mode, int64_t n)
{
    const sk_component *c = &e->k->component[p->component];
    if (g->diet) {
        p->diet_portions += n;
    } else {
        p->portions += n;
        p->micro += n * gc->micro;
    }
    int64_t fewest = sk__runs(e->k, p);
    if (!p->micro) p->more = 0;
    prod_work(e, p, fewest + p->more, n * (c->cook_mmin + g->diet_mmin));
    if (c->hold_min <= 0 || mode == SK_MODE_AT_SITE) return;
    int64_t *grams = mode == SK_MODE_HOT ? &p->grams_hot : &p->grams_chill;
    *grams += n * gc->micro * c->served_g;
    e->cost[SK__COST_ENERGY] -= p->energy_ore;
    const sk_policy *pol = &e->k->policy;
    p->energy_ore =
        sk_muldiv(p->grams_hot, pol->energy_hot_ore_kg, 1000000000) +
        sk_muldiv(p->grams_chill, pol->energy_chill_ore_kg + pol->energy_reheat_ore_kg, 1000000000);
    e->cost[SK__COST_ENERGY] += p->energy_ore;
}

static void trip_add(sk__eval *e, sk__trip *t, int64_t boxes)
{
    sk__cost_line line = t->route == SK_ROUTE_TOUR ? SK__COST_TOURS : SK__COST_EXTRA_TRIPS;
    e->cost[line] -= t->ore;
    int64_t before = t->route == SK_ROUTE_TOUR && t->boxes > t->cap ? t->boxes - t->cap : 0;
    t->boxes += boxes;
    int64_t after = t->route == SK_ROUTE_TOUR && t->boxes > t->cap ? t->boxes - t->cap : 0;
    int64_t times = t->route == SK_ROUTE_TOUR ? t->boxes > 0 : sk_ceildiv(t->boxes, t->cap);
    t->ore = times * t->one_ore;
    e->cost[line] += t->ore;
    e->cost[SK__COST_HARD] += (after - before) * e->bad_ore;
}

static void stop_add(sk__eval *e, sk__stop *s, int64_t micro)
{
    const sk_policy *p = &e->k->policy;
    s->micro += micro;
    int64_t boxes = sk_ceildiv(s->micro, (int64_t)e->k->component[s->component].per_box * 1000000);
    int64_t more = boxes - s->boxes;
    if (!more) return;
    s->boxes = boxes;
    sk__trip *t = &e->trip[s->trip];
    trip_add(e, t, more);
    sk__staff *from = &e->staff[sk__kd(e, t->kitchen, t->day)],
              *to = &e->staff[sk__kd(e, s->to, t->day)];
    from->pack += more * p->pack_mmin_box;
    to->receive += more * p->receive_mmin_box;
    if (from->row) sk__staff_cost(e, from);
    if (to->row) sk__staff_cost(e, to);
}

/* Hard rows (chiller, store, reheating) are linear in portions: the instance's own amounts. */
static void hard_add(sk__eval *e, const sk_arc *a, int64_t n)
{
    for (int u = a->use_first; u < a->use_first + a->n_use; u++) {
        const sk_use *use = &e->in->use[u];
        sk_res_kind kind = e->in->res[use->res].kind;
        if (kind != SK_RES_CHILL && kind != SK_RES_STORE && kind != SK_RES_REHEAT) continue;
        int64_t amount = 0, cap = e->hard_cap[use->res], *load = &e->load[use->res];
        sk_round_i64(use->amount * 1e9, &amount);
        int64_t before = *load > cap ? sk_ceildiv(*load - cap, 1000000000) : 0;
        *load += n * amount;
        int64_t after = *load > cap ? sk_ceildiv(*load - cap, 1000000000) : 0;
        e->cost[SK__COST_HARD] += (after - before) * e->bad_ore;
    }
}

void sk__eval_dirty(sk__eval *e, int kd)
{
    if (!e->dirty[kd]) {
        e->dirty[kd] = true;
        e->dirty_list[e->n_dirty++] = kd;
    }
}

static bool is_change(const sk__eval *e, const sk__ginfo *g, const sk_arc *a)
{
    if (a->route == SK_ROUTE_OWN && e->k->kitchen[a->kitchen].role == SK_ROLE_RECEIVING)
        return false;
    return a->kitchen != g->usual;
}

/* Everything of one lot but the lists: n portions more (or less) of group g by arc a. */
static void flow_add(sk__eval *e, sk__lot *lot, int64_t n)
{
    const sk_arc *a = &e->in->arc[lot->arc];
    const sk__ginfo *g = &e->ginfo[lot->group];
    const sk_need *need = &e->d->need[g->need];
    int session = sk__arc_session(a, need->meal), day = need->day - e->in->from;
    for (int i = g->comp_first; i < g->comp_first + g->n_comp; i++) {
        const sk__gcomp *gc = &e->gcomp[i];
        int p = sk__prod_find(e, a->kitchen, gc->component, a->prod_day, session);
        int s = lot->trip >= 0 ? stop_record(e, lot->trip, need->kitchen, gc->component) : 0;
        if (p < 0 || s < 0) {
            e->failed = true;
            return;
        }
        prod_add(e, &e->prod[p], g, gc, a->mode, n);
        if (lot->trip >= 0) stop_add(e, &e->stop[s], n * gc->micro);
    }
    if (a->mode == SK_MODE_CHILLED && g->hold_limit > 0) {
        sk__staff *s = &e->staff[sk__kd(e, need->kitchen, day)];
        s->receive += n * e->k->policy.reheat_mmin;
        if (s->row) sk__staff_cost(e, s);
    }
    if (is_change(e, g, a)) e->cost[SK__COST_CHANGE] += n * e->k->policy.change_ore;
    hard_add(e, a, n);
    sk__eval_dirty(e, sk__kd(e, a->kitchen, a->prod_day));
    if (a->route == SK_ROUTE_EXTRA && a->prod_day != day) /* it may change when the trip leaves */
        sk__eval_dirty(e, sk__kd(e, a->kitchen, day));
}

/* ---- lots --------------------------------------------------------------------------------------- */

static void link_lot(sk__eval *e, int li)
{
    sk__lot *l = &e->lot[li];
    const sk_arc *a = &e->in->arc[l->arc];
    int *head = &e->kd_head[sk__kd(e, a->kitchen, a->prod_day)];
    l->kd_prev = -1;
    l->kd_next = *head;
    if (*head >= 0) e->lot[*head].kd_prev = li;
    *head = li;
    if (l->trip < 0) return;
    head = &e->trip[l->trip].head;
    l->trip_prev = -1;
    l->trip_next = *head;
    if (*head >= 0) e->lot[*head].trip_prev = li;
    *head = li;
    e->trip[l->trip].first = -2;
}

static void unlink_lot(sk__eval *e, int li)
{
    sk__lot *l = &e->lot[li];
    const sk_arc *a = &e->in->arc[l->arc];
    if (l->kd_prev >= 0) e->lot[l->kd_prev].kd_next = l->kd_next;
    else e->kd_head[sk__kd(e, a->kitchen, a->prod_day)] = l->kd_next;
    if (l->kd_next >= 0) e->lot[l->kd_next].kd_prev = l->kd_prev;
    if (l->trip < 0) return;
    e->trip[l->trip].first = -2;
    if (l->trip_prev >= 0) e->lot[l->trip_prev].trip_next = l->trip_next;
    else e->trip[l->trip].head = l->trip_next;
    if (l->trip_next >= 0) e->lot[l->trip_next].trip_prev = l->trip_prev;
}

static void place(sk__eval *e, int li, int arc, int portions)
{
    sk__lot *l = &e->lot[li];
    l->arc = arc;
    l->portions = portions;
    l->trip = -1;
    if (arc < 0 || portions <= 0) return;
    const sk_arc *a = &e->in->arc[arc];
    if (a->route != SK_ROUTE_OWN) {
        l->trip = sk__trip_find(e, a, sk__need(e, l->group));
        if (l->trip < 0) {
            e->failed = true;
            return;
        }
    }
    flow_add(e, l, portions);
    link_lot(e, li);
}

int sk__eval_lot(sk__eval *e, int group, int arc, int portions)
{
    size_t n = (size_t)e->n_lots;
    if (!SK_GROW(e->lot, n, e->cap_lots)) {
        e->failed = true;
        return -1;
    }
    e->lot[n] = (sk__lot){.group = group, .arc = -1, .unit = -1, .trip = -1, .hold_min = -1};
    e->n_lots++;
    place(e, (int)n, arc, portions);
    return (int)n;
}

void sk__eval_move(sk__eval *e, int li, int arc, int portions)
{
    sk__lot *l = &e->lot[li];
    if (l->arc == arc && l->portions == portions) return;
    if (l->arc >= 0 && l->portions > 0) {
        unlink_lot(e, li);
        flow_add(e, l, -l->portions);
    }
    place(e, li, arc, portions);
}

void sk__eval_need(sk__eval *e, int ni, int shrt, int backup)
{
    const sk_need *n = &e->d->need[ni];
    int64_t more_short = shrt - e->shrt[ni], more_backup = backup - e->backup[ni];
    sk_ore one = 0;
    if (more_short && sk_round_i64(e->in->need[ni].short_cost, &one))
        e->cost[SK__COST_SHORT] += more_short * one;
    e->cost[SK__COST_BACKUP] += more_backup * e->k->policy.backup_ore;
    e->shrt[ni] = shrt;
    e->backup[ni] = backup;
    sk__staff *s = &e->staff[sk__kd(e, n->kitchen, n->day - e->in->from)];
    s->serve += more_backup * e->k->policy.backup_mmin;
    if (s->row) sk__staff_cost(e, s);
}

sk_ore sk__eval_cheap(const sk__eval *e)
{
    sk_ore sum = 0;
    for (int i = 0; i < SK__N_COSTS; i++) sum += e->cost[i];
    return sum;
}

sk_ore sk__eval_objective(const sk__eval *e) { return sk__eval_cheap(e) - e->cost[SK__COST_HARD]; }

void sk__eval_clean(sk__eval *e)
{
    for (int i = 0; i < e->n_dirty; i++) e->dirty[e->dirty_list[i]] = false;
    e->n_dirty = 0;
}
