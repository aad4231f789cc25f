/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes and vehicles: what rides on each trip, held against the plan's trips. */
#include <stdlib.h>

#include "check/check_priv.h"

/* ---- boxes: by trip, receiver and component over all needs ---- */

typedef struct load {
    int ride;
    int64_t to;
    int component;
    int64_t micro;
} load;

static int cmp_load(const void *a, const void *b)
{
    const load *x = a, *y = b;
    if (x->ride != y->ride) return x->ride < y->ride ? -1 : 1;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return (x->component > y->component) - (x->component < y->component);
}

static chk_staff *work_at(chk *c, int64_t kitchen, int64_t d)
{
    return &c->work[kitchen * c->head.n_days + d];
}

static void add_boxes(chk *c, const load *l, sk_wide micro)
{
    chk_ride *r = &c->ride[l->ride];
    sk_wide one = (sk_wide)c->k->component[l->component].per_box * 1000000;
    int64_t boxes = (int64_t)((micro + one - 1) / one);
    r->boxes += boxes;
    work_at(c, r->kitchen, r->day)->pack_mmin += boxes * c->p->pack_mmin_box;
    work_at(c, l->to, r->day)->receive_mmin += boxes * c->p->receive_mmin_box;
}

static void boxes(chk *c)
{
    load *l = sk__chk_array(c, (size_t)c->n_flows, sizeof *l);
    size_t n = 0;
    for (int i = 0; l && i < c->n_flows; i++) {
        const chk_supply *s = &c->supply[c->flow[i].supply];
        if (s->ride >= 0)
            l[n++] =
                (load){s->ride, c->need[s->need].kitchen, c->flow[i].component, c->flow[i].micro};
    }
    if (n > 0) qsort(l, n, sizeof *l, cmp_load);
    sk_wide micro = 0;
    for (size_t i = 0; i < n; i++) {
        micro += l[i].micro;
        if (i + 1 < n && cmp_load(&l[i], &l[i + 1]) == 0) continue;
        add_boxes(c, &l[i], micro);
        micro = 0;
    }
}

/* ---- against the plan's trips ---- */

typedef struct fact {
    int64_t cap, trips, ore, m, min;
} fact;

static fact fact_of_tour(const chk *c, const sk_tour *t)
{
    fact f = {c->k->vehicle[t->vehicle].cap_boxes, 1, t->cost_ore, t->back_m, t->back_min};
    for (int i = 0; i < t->n_stops; i++) {
        f.m += t->stop[i].m;
        f.min += t->stop[i].drive_min + t->stop[i].unload_min;
    }
    return f;
}

static fact fact_of(const chk *c, const chk_ride *r)
{
    if (r->route == CHK_TOUR) return fact_of_tour(c, &c->k->tour[r->tour]);
    const sk_policy *p = c->p;
    fact f = {.cap = p->extra_trip_boxes};
    f.trips = sk_ceildiv(r->boxes, f.cap);
    int64_t m = sk__chk_road_m(c, (sk_ix)r->kitchen, (sk_ix)r->to), min = sk__chk_drive_min(c, m);
    f.m = 2 * m * f.trips;
    f.min = 2 * min * f.trips;
    f.ore = f.trips * (p->extra_trip_ore + sk_muldiv(2 * m, p->extra_trip_km_ore, 1000) +
                       sk_muldiv(2 * min, p->extra_trip_hour_ore, 60));
    return f;
}

static bool same_trip(const chk_ride *r, const chk_trip *t)
{
    if (r->route != t->route || r->day != t->day) return false;
    return r->route == CHK_TOUR ? r->tour == t->tour
                                : r->kitchen == t->kitchen && r->to == t->to && r->meal == t->meal;
}

static const char *place(chk *c, int64_t kitchen, int64_t day, int64_t meal)
{
    return sk__chk_place_kitchen(c, kitchen, day, meal, -1);
}

static void compare(chk *c, int row, const chk_ride *r)
{
    const chk_trip *t = &c->trip[row];
    const char *where = place(c, r->kitchen, r->day, r->meal);
    fact f = fact_of(c, r);
    sk__chk_same(c, SK_V_TRIP_BOXES, AT("trip", row, "boxes"), where, t->boxes, r->boxes);
    sk__chk_same(c, SK_V_TRIP_FACT, AT("trip", row, "cap_boxes"), where, t->cap_boxes, f.cap);
    sk__chk_same(c, SK_V_TRIP_FACT, AT("trip", row, "trips"), where, t->trips, f.trips);
    sk__chk_same(c, SK_V_TRIP_FACT, AT("trip", row, "ore"), where, t->ore, f.ore);
    sk__chk_same(c, SK_V_TRIP_FACT, AT("trip", row, "depart"), where, t->depart, r->depart);
    sk__chk_same(c, SK_V_TRIP_FACT, AT("trip", row, "m"), where, t->m, f.m);
    sk__chk_same(c, SK_V_TRIP_FACT, AT("trip", row, "min"), where, t->min, f.min);
    sk__chk_same(c, SK_V_TRIP_FACT, AT("trip", row, "kitchen"), where, t->kitchen, r->kitchen);
    sk__chk_same(c, SK_V_TRIP_FACT, AT("trip", row, "meal"), where, t->meal, r->meal);
}

/* The ride of a trip row. Rides are sorted as rides.c made them; a plan has few trips a day. */
static chk_ride *find(chk *c, const chk_trip *t, const int *day_first)
{
    for (int i = day_first[t->route * CHK_MAX_DAYS + t->day]; i < c->n_rides; i++) {
        if (c->ride[i].route != t->route || c->ride[i].day != t->day) return NULL;
        if (same_trip(&c->ride[i], t)) return &c->ride[i];
    }
    return NULL;
}

static void index_rides(const chk *c, int first[3 * CHK_MAX_DAYS])
{
    for (int i = 0; i < 3 * CHK_MAX_DAYS; i++) first[i] = c->n_rides;
    for (int i = c->n_rides - 1; i >= 0; i--)
        first[c->ride[i].route * CHK_MAX_DAYS + c->ride[i].day] = i;
}

static void against(chk *c)
{
    int first[3 * CHK_MAX_DAYS];
    index_rides(c, first);
    for (int i = 0; i < c->n_trips; i++) {
        const chk_trip *t = &c->trip[i];
        if (!t->ok) continue;
        chk_ride *r = find(c, t, first);
        if (!r || r->trip >= 0) {
            sk__chk_say(c, SK_V_TRIP_UNKNOWN, AT("trip", i, NULL),
                        place(c, t->kitchen, t->day, t->meal));
            continue;
        }
        r->trip = i;
        compare(c, i, r);
    }
}

static void totals(chk *c)
{
    for (int i = 0; i < c->n_rides; i++) {
        const chk_ride *r = &c->ride[i];
        fact f = fact_of(c, r);
        const char *where = place(c, r->kitchen, r->day, r->meal);
        chk_at at = AT("trip", r->trip, r->trip < 0 ? NULL : "boxes");
        if (r->trip < 0) sk__chk_say(c, SK_V_TRIP_MISSING, at, where);
        if (r->route == CHK_TOUR && r->boxes > f.cap)
            sk__chk_most(c, SK_V_TRIP_CAP, at, where, r->boxes, f.cap);
        *(r->route == CHK_TOUR ? &c->want.tours : &c->want.extra_trips) += f.ore;
    }
}

void sk__chk_trips(chk *c)
{
    c->work = sk__chk_array(c, (size_t)(c->k->n_kitchens * c->head.n_days), sizeof *c->work);
    if (c->oom) return;
    boxes(c);
    against(c);
    totals(c);
}
