/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who can deliver to a receiver, by which tour or extra trip, and when it arrives. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "plan/instance_priv.h"

bool sk__inst_sittings(const sk_kommun *k, const sk_need *n, int *first, int *last, int *longest)
{
    sk_span s = sk_site_sittings(k, n->site, n->meal);
    *first = INT16_MAX;
    *last = *longest = 0;
    for (int i = s.first; i < s.end; i++) {
        const sk_sitting *q = &k->sitting[i];
        *first = q->start < *first ? q->start : *first;
        *last = q->end > *last ? q->end : *last;
        *longest = q->end - q->start > *longest ? q->end - q->start : *longest;
    }
    return s.first < s.end;
}

void sk__inst_sit(sk__builder *b, const sk_need *n)
{
    if (b->sit_need == n) return;
    b->sit_any = sk__inst_sittings(b->k, n, &b->sit_first, &b->sit_last, &b->sit_longest);
    b->sit_need = n;
}

/* ---- tours by receiver ---------------------------------------------------------------------- */

static sk_code index_calls(sk__builder *b)
{
    const sk_kommun *k = b->k;
    size_t n_kit = (size_t)k->n_kitchens;
    b->call_of = sk_arena_calloc(b->arena, n_kit + 1, sizeof *b->call_of);
    if (!b->call_of) return sk__inst_nomem(b);
    for (int t = 0; t < k->n_tours; t++)
        for (int s = 0; s < k->tour[t].n_stops; s++)
            b->call_of[k->tour[t].stop[s].kitchen].n++, b->n_calls++;
    b->call = sk_arena_calloc(b->arena, (size_t)b->n_calls + 1, sizeof *b->call);
    if (!b->call) return sk__inst_nomem(b);
    for (size_t c = 0, at = 0; c < n_kit; c++) {
        b->call_of[c].first = (int)at;
        at += (size_t)b->call_of[c].n;
        b->call_of[c].n = 0;
    }
    for (int t = 0; t < k->n_tours; t++) {
        int arrive = k->tour[t].depart;
        for (int s = 0; s < k->tour[t].n_stops; s++) {
            const sk_stop *stop = &k->tour[t].stop[s];
            sk__slice *of = &b->call_of[stop->kitchen];
            arrive += stop->drive_min;
            b->call[of->first + of->n++] = (sk__call){t, s, arrive};
            arrive += stop->unload_min;
        }
    }
    return SK_OK;
}

/* ---- cooking kitchens by place -------------------------------------------------------------- */

static int grid_cell(const sk__builder *b, int32_t lat, int32_t lon, int dy, int dx)
{
    int y = (int)((lat - b->grid_lat0) / b->grid_lat_step) + dy;
    int x = (int)((lon - b->grid_lon0) / b->grid_lon_step) + dx;
    return y < 0 || x < 0 || y >= b->grid_h || x >= b->grid_w ? -1 : y * b->grid_w + x;
}

static sk_code index_places(sk__builder *b)
{
    const sk_kommun *k = b->k;
    enum { MAX_SIDE = 512 };
    int lat0 = INT32_MAX, lat1 = INT32_MIN, lon0 = INT32_MAX, lon1 = INT32_MIN;
    for (int c = 0; c < k->n_kitchens; c++) {
        const sk_kitchen *p = &k->kitchen[c];
        lat0 = p->lat_e5 < lat0 ? p->lat_e5 : lat0;
        lat1 = p->lat_e5 > lat1 ? p->lat_e5 : lat1;
        lon0 = p->lon_e5 < lon0 ? p->lon_e5 : lon0;
        lon1 = p->lon_e5 > lon1 ? p->lon_e5 : lon1;
    }
    /* A degree of latitude is 111.2 km; a cell is at least as wide as the longest trip (1 % more). */
    double reach = (double)b->k->policy.extra_trip_max_m / 1.10e5 * 1e5 + 1;
    double far = fabs((double)lat0) > fabs((double)lat1) ? fabs((double)lat0) : fabs((double)lat1);
    double narrow = cos(far < 88e5 ? far * 3.14159265358979 / 180e5 : 1.536);
    double h = k->n_kitchens ? (double)lat1 - lat0 : 0, w = k->n_kitchens ? (double)lon1 - lon0 : 0;
    b->grid_lat0 = lat0;
    b->grid_lon0 = lon0;
    b->grid_lat_step = reach > h / MAX_SIDE ? reach : h / MAX_SIDE;
    b->grid_lon_step = reach / narrow > w / MAX_SIDE ? reach / narrow : w / MAX_SIDE;
    b->grid_h = (int)(h / b->grid_lat_step) + 1;
    b->grid_w = (int)(w / b->grid_lon_step) + 1;
    size_t cells = (size_t)b->grid_h * (size_t)b->grid_w;
    b->grid_head = sk_arena_calloc(b->arena, cells + 1, sizeof *b->grid_head);
    b->grid_next = sk_arena_calloc(b->arena, (size_t)k->n_kitchens + 1, sizeof *b->grid_next);
    b->near_of = sk_arena_calloc(b->arena, (size_t)k->n_kitchens + 1, sizeof *b->near_of);
    if (!b->grid_head || !b->grid_next || !b->near_of) return sk__inst_nomem(b);
    memset(b->grid_head, -1, (cells + 1) * sizeof *b->grid_head);
    for (sk_ix c = k->n_kitchens - 1; c >= 0; c--) {
        b->near_of[c].n = -1;
        if (k->kitchen[c].role != SK_ROLE_COOKING) continue;
        int cell = grid_cell(b, k->kitchen[c].lat_e5, k->kitchen[c].lon_e5, 0, 0);
        b->grid_next[c] = b->grid_head[cell];
        b->grid_head[cell] = c;
    }
    return SK_OK;
}

sk_code sk__inst_way_index(sk__builder *b)
{
    b->way_of = sk_arena_calloc(b->arena, (size_t)b->k->n_kitchens + 1, sizeof *b->way_of);
    b->first_start =
        sk_arena_calloc(b->arena, (size_t)b->k->n_kitchens + 1, sizeof *b->first_start);
    if (!b->way_of || !b->first_start) return sk__inst_nomem(b);
    sk_code c = index_calls(b);
    return c ? c : index_places(b);
}

static int by_kitchen(const void *pa, const void *pb)
{
    const sk__near *a = pa, *b = pb;
    return (a->kitchen > b->kitchen) - (a->kitchen < b->kitchen);
}

static sk_code add_near(sk__builder *b, sk_ix from, sk_ix to)
{
    const sk_policy *p = &b->k->policy;
    const sk_kitchen *f = &b->k->kitchen[from], *t = &b->k->kitchen[to];
    int64_t straight = sk_distance_m(f->lat_e5, f->lon_e5, t->lat_e5, t->lon_e5);
    if (straight > p->extra_trip_max_m) return SK_OK;
    sk_road road = sk_road_between(b->k, from, to);
    double ore = (double)p->extra_trip_ore +
                 2.0 * (double)road.m * (double)p->extra_trip_km_ore / 1000 +
                 2.0 * (double)road.min * (double)p->extra_trip_hour_ore / 60;
    if (!SK_GROW(b->near, b->n_near, b->cap_near)) return sk__inst_nomem(b);
    b->near[b->n_near++] = (sk__near){from, road.min, ore};
    return SK_OK;
}

/* Finds, once per receiver, the kitchens within reach of an extra trip. */
static sk_code find_near(sk__builder *b, sk_ix to)
{
    sk__slice *of = &b->near_of[to];
    if (of->n >= 0) return SK_OK;
    of->first = (int)b->n_near;
    const sk_kitchen *t = &b->k->kitchen[to];
    for (int dy = -1; dy <= 1 && b->k->policy.extra_trip_max_m > 0; dy++)
        for (int dx = -1; dx <= 1; dx++) {
            int cell = grid_cell(b, t->lat_e5, t->lon_e5, dy, dx);
            for (sk_ix c = cell < 0 ? -1 : b->grid_head[cell]; c >= 0; c = b->grid_next[c]) {
                sk_code code = c == to ? SK_OK : add_near(b, c, to);
                if (code) return code;
            }
        }
    of->n = (int)b->n_near - of->first;
    if (of->n > 1) qsort(b->near + of->first, (size_t)of->n, sizeof *b->near, by_kitchen);
    return SK_OK;
}

/* ---- ways to one receiver on one day and meal ------------------------------------------------- */

static sk_code add_way(sk__builder *b, sk__way w)
{
    if (!SK_GROW(b->way, b->n_ways, b->cap_ways)) return sk__inst_nomem(b);
    b->way[b->n_ways++] = w;
    return SK_OK;
}

static sk_code tour_ways(sk__builder *b, sk_ix receiver, int day, sk_meal meal)
{
    sk__slice calls = b->call_of[receiver];
    for (int i = calls.first; i < calls.first + calls.n; i++) {
        const sk__call *c = &b->call[i];
        const sk_tour *t = &b->k->tour[c->tour];
        const sk_stop *s = &t->stop[c->stop];
        if (t->meal != meal || t->kitchen == receiver || b->tour[sk__kd(b, c->tour, day)] < 0)
            continue;
        if ((s->win_from >= 0 && c->arrive < s->win_from) ||
            (s->win_to >= 0 && c->arrive > s->win_to))
            continue;
        int on_time = c->arrive + s->unload_min + (int)b->k->policy.receive_min;
        sk_code code = add_way(
            b, (sk__way){t->kitchen, SK_ROUTE_TOUR, c->tour, t->depart, c->arrive, on_time, 0});
        if (code) return code;
    }
    return SK_OK;
}

static sk_code extra_ways(sk__builder *b, sk_ix receiver, int first)
{
    const sk_policy *p = &b->k->policy;
    if (first < 0) return SK_OK;
    sk_code code = find_near(b, receiver);
    sk__slice of = b->near_of[receiver];
    for (int i = of.first; !code && i < of.first + of.n; i++) {
        const sk__near *n = &b->near[i];
        int arrive = first - (int)p->receive_min - (int)p->stop_min, depart = arrive - n->drive_min;
        if (depart < 0) continue;
        code = add_way(
            b, (sk__way){n->kitchen, SK_ROUTE_EXTRA, SK_NONE, depart, arrive, first, n->trip_ore});
    }
    return code;
}

sk_code sk__inst_ways(sk__builder *b, sk_ix receiver, int day, sk_meal meal)
{
    sk__slice *of = &b->way_of[receiver];
    if (of->n >= 0) return SK_OK;
    of->first = (int)b->n_ways;
    sk_code c = tour_ways(b, receiver, day, meal);
    if (!c) c = extra_ways(b, receiver, b->first_start[receiver]);
    of->n = (int)b->n_ways - of->first;
    return c;
}
