/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tours of a changed kommun, and the order of its arrays. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "domain/query.h"
#include "review/scenario_priv.h"

/* ---- routes --------------------------------------------------------------------------------------------- */

static bool stops_at(const sk_tour *t, sk_ix kitchen)
{
    for (int i = 0; i < t->n_stops; i++)
        if (t->stop[i].kitchen == kitchen) return true;
    return false;
}

/* The tour without stops at a kitchen; legs beside a stop left out go straight. */
static void drop_stop(sk__apply *a, sk_tour *t, sk_ix kitchen)
{
    sk_stop *stop = sk_arena_calloc(a->arena, (size_t)t->n_stops + 1, sizeof *stop);
    if (!stop) {
        a->failed = true;
        return;
    }
    int n = 0, lost = 0, left = 0; /* lost: minutes before the first stop that is kept */
    bool cut = false;
    for (int i = 0; i < t->n_stops; i++) {
        if (t->stop[i].kitchen == kitchen) {
            cut = true;
            if (n == 0) lost += t->stop[i].drive_min + t->stop[i].unload_min;
            continue;
        }
        stop[n] = t->stop[i];
        if (cut) {
            sk_road l =
                sk_road_between(a->k, n ? stop[n - 1].kitchen : t->kitchen, stop[n].kitchen);
            if (n == 0) left = lost + stop[n].drive_min - l.min;
            stop[n].drive_min = l.min;
            stop[n].m = l.m;
        }
        cut = false;
        n++;
    }
    if (cut && n) {
        sk_road l = sk_road_between(a->k, stop[n - 1].kitchen, t->kitchen);
        t->back_m = l.m;
        t->back_min = l.min;
    }
    t->stop = stop;
    t->n_stops = n;
    t->depart = (sk_min)(t->depart + (left > 0 ? left : 0));
}

/* The tour starts from another kitchen and comes as before. */
static void rehome(sk__apply *a, sk_tour *t, sk_ix to)
{
    if (stops_at(t, to)) drop_stop(a, t, to);
    t->kitchen = to;
    if (a->failed || t->n_stops == 0) return;
    sk_stop *stop = sk_arena_calloc(a->arena, (size_t)t->n_stops, sizeof *stop);
    if (!stop) {
        a->failed = true;
        return;
    }
    memcpy(stop, t->stop, (size_t)t->n_stops * sizeof *stop);
    sk_road out = sk_road_between(a->k, to, stop[0].kitchen),
            back = sk_road_between(a->k, stop[t->n_stops - 1].kitchen, to);
    int depart = t->depart + stop[0].drive_min - out.min;
    t->depart = (sk_min)(depart < 0 ? 0 : depart);
    stop[0].drive_min = out.min;
    stop[0].m = out.m;
    t->back_m = back.m;
    t->back_min = back.min;
    t->stop = stop;
}

static void remove_tour(sk__apply *a, int i)
{
    memmove(&a->k->tour[i], &a->k->tour[i + 1],
            (size_t)(a->k->n_tours - i - 1) * sizeof *a->k->tour);
    a->k->n_tours--;
}

/* What the kitchen `from` sent is sent by `to`; its vehicles move there. */
void sk__hand_over_tours(sk__apply *a, sk_ix from, sk_ix to)
{
    for (int i = 0; i < a->k->n_vehicles; i++)
        if (a->k->vehicle[i].depot == from) a->k->vehicle[i].depot = to;
    for (int i = 0; i < a->k->n_tours && !a->failed;) {
        sk_tour *t = &a->k->tour[i];
        if (t->kitchen == from) rehome(a, t, to);
        if (t->n_stops == 0) remove_tour(a, i);
        else i++;
    }
}

void sk__drop_stops_at(sk__apply *a, sk_ix kitchen)
{
    for (int i = 0; i < a->k->n_tours && !a->failed;) {
        if (stops_at(&a->k->tour[i], kitchen)) drop_stop(a, &a->k->tour[i], kitchen);
        if (a->k->tour[i].n_stops == 0) remove_tour(a, i);
        else i++;
    }
}

/* Weekdays on which sites of a kitchen get a meal, and when its first sitting begins; 0 = never. */
sk_wdays sk__meal_days(const sk_kommun *k, sk_ix kitchen, sk_meal meal, int *first)
{
    sk_wdays days = 0;
    *first = -1;
    for (int i = 0; i < k->n_site_meals; i++) {
        const sk_site_meal *m = &k->site_meal[i];
        if (m->meal == meal && k->site[m->site].kitchen == kitchen &&
            k->product[m->product].kind != SK_PROD_GOODS)
            days |= m->days;
    }
    for (int i = 0; i < k->n_sittings; i++) {
        const sk_sitting *s = &k->sitting[i];
        if (s->meal == meal && k->site[s->site].kitchen == kitchen &&
            (*first < 0 || s->start < *first))
            *first = s->start;
    }
    return days;
}

/* Its own vehicle, or one hired like the first of the register. SK_NONE: no vehicle at all. */
static sk_ix vehicle_of(sk__apply *a, sk_ix kitchen)
{
    for (sk_ix v = 0; v < a->k->n_vehicles; v++)
        if (a->k->vehicle[v].depot == kitchen) return v;
    if (a->k->n_vehicles == 0) return SK_NONE;
    sk_vehicle *v = sk__append(a, &a->k->vehicle, &a->k->n_vehicles, &a->cap_vehicles, sizeof *v);
    if (!v) return SK_NONE;
    *v = a->k->vehicle[0];
    v->depot = kitchen;
    v->id = sk_arena_printf(a->arena, "ny_%s", a->k->kitchen[kitchen].id);
    v->name = v->id;
    a->failed = a->failed || !v->id;
    return a->k->n_vehicles - 1;
}

void sk__add_tour(sk__apply *a, sk_ix from, sk_ix to, sk_meal meal, sk_wdays days, int first)
{
    sk_ix vehicle = vehicle_of(a, from);
    sk_road l = sk_road_between(a->k, from, to);
    int64_t unload = a->k->policy.stop_min;
    int64_t depart = (first < 0 ? 11 * 60 : first) - a->k->policy.receive_min - unload - l.min;
    sk_stop *stop = sk_arena_calloc(a->arena, 1, sizeof *stop);
    sk_tour *t = vehicle == SK_NONE || !stop
                     ? NULL
                     : sk__append(a, &a->k->tour, &a->k->n_tours, &a->cap_tours, sizeof *t);
    a->failed = a->failed || !stop;
    if (!t) return; /* without vehicles extra trips serve */
    *stop = (sk_stop){to, l.min, l.m, (int)unload, -1, -1};
    *t = (sk_tour){.id = sk_arena_printf(a->arena, "ny_%s_%s_%d", a->k->kitchen[from].id,
                                         a->k->kitchen[to].id, (int)meal),
                   .vehicle = vehicle,
                   .kitchen = from,
                   .days = days,
                   .meal = meal,
                   .depart = (sk_min)(depart < 0 ? 0 : depart),
                   .when = {SK_NO_DAY, SK_DAY_FOREVER},
                   .stop = stop,
                   .n_stops = 1,
                   .back_min = l.min,
                   .back_m = l.m};
    a->failed = a->failed || !t->id;
    a->changed = true;
}

void sk__give_routes(sk__apply *a, sk_ix supplier, sk_ix kitchen)
{
    if (supplier == kitchen || supplier == SK_NONE) return;
    for (int m = 0; m < SK_N_MEALS && !a->failed; m++) {
        int first;
        sk_wdays days = sk__meal_days(a->k, kitchen, (sk_meal)m, &first);
        for (int i = 0; i < a->k->n_tours; i++) {
            const sk_tour *t = &a->k->tour[i];
            if (t->kitchen == supplier && (int)t->meal == m && stops_at(t, kitchen))
                days &= (sk_wdays)~t->days;
        }
        if (days) sk__add_tour(a, supplier, kitchen, (sk_meal)m, days, first);
    }
}

/* ---- order ---------------------------------------------------------------------------------------------- */

static int cmp(int64_t x, int64_t y) { return (x > y) - (x < y); }

static int by_equipment(const void *x, const void *y)
{
    const sk_equipment *a = x, *b = y;
    int c = cmp(a->kitchen, b->kitchen);
    return c ? c : cmp(a->cls, b->cls);
}

static int by_opening(const void *x, const void *y)
{
    const sk_opening *a = x, *b = y;
    int c = cmp(a->kitchen, b->kitchen);
    c = c ? c : cmp((int)a->meal, (int)b->meal);
    c = c ? c : cmp(a->when.from, b->when.from);
    return c ? c : cmp(a->days, b->days);
}

static int by_post(const void *x, const void *y)
{
    const sk_post *a = x, *b = y;
    int c = cmp(a->kitchen, b->kitchen);
    return c ? c : strcmp(a->id, b->id);
}

static int by_tour(const void *x, const void *y)
{
    const sk_tour *a = x, *b = y;
    int c = cmp(a->kitchen, b->kitchen);
    c = c ? c : cmp(a->depart, b->depart);
    return c ? c : strcmp(a->id, b->id);
}

/* Dated deviations name posts by index: they follow their posts. */
static void relink_deviations(sk__apply *a)
{
    sk_kommun *k = a->k;
    for (int i = 0; i < k->n_deviations; i++) {
        sk_deviation *d = &k->deviation[i];
        const char *id = d->post == SK_NONE ? NULL : a->base->post[d->post].id;
        d->post = SK_NONE;
        for (int j = 0; id && j < k->n_posts; j++)
            if (k->post[j].id == id) d->post = j;
    }
}

void sk__sort_places(sk__apply *a)
{
    sk_kommun *k = a->k;
    if (k->n_equipment > 1)
        qsort(k->equipment, (size_t)k->n_equipment, sizeof *k->equipment, by_equipment);
    if (k->n_openings > 1) qsort(k->opening, (size_t)k->n_openings, sizeof *k->opening, by_opening);
    if (k->n_posts > 1) qsort(k->post, (size_t)k->n_posts, sizeof *k->post, by_post);
    if (k->n_tours > 1) qsort(k->tour, (size_t)k->n_tours, sizeof *k->tour, by_tour);
    relink_deviations(a);
}
