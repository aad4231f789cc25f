/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staff minutes and trips of the plan. */
#include <stdlib.h>

#include "base/num.h"
#include "domain/query.h"
#include "plan/assemble_priv.h"
#include "plan/schedule.h"

bool sk__assemble_staff(sk__eval *e, sk_plan *p)
{
    p->staff = sk_arena_calloc(p->arena, (size_t)e->k->n_kitchens * (size_t)e->n_days + 1,
                               sizeof *p->staff);
    if (!p->staff) return false;
    for (sk_ix k = 0; k < e->k->n_kitchens; k++)
        for (int d = 0; d < e->n_days; d++) {
            const sk__staff *s = &e->staff[sk__kd(e, k, d)];
            int64_t need = s->fixed + s->cook + s->pack + s->receive + s->serve;
            int64_t over = need > s->avail ? need - s->avail : 0,
                    within = over < s->limit ? over : s->limit;
            if (!s->row || (need == 0 && s->avail == 0)) continue;
            p->staff[p->n_staff++] = (sk_staff_use){.kitchen = k,
                                                    .day = (int8_t)d,
                                                    .need_mmin = need,
                                                    .avail_mmin = s->avail,
                                                    .over_mmin = within,
                                                    .excess_mmin = over - within,
                                                    .fixed_mmin = s->fixed,
                                                    .cook_mmin = s->cook,
                                                    .pack_mmin = s->pack,
                                                    .receive_mmin = s->receive,
                                                    .serve_mmin = s->serve,
                                                    .over_ore = s->over_ore};
        }
    return true;
}

static int by_trip(const void *x, const void *y)
{
    const sk_trip *a = x, *b = y;
    const int p[] = {a->day, a->depart, a->kitchen, (int)a->route, a->tour, a->to, (int)a->meal};
    const int q[] = {b->day, b->depart, b->kitchen, (int)b->route, b->tour, b->to, (int)b->meal};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

/* Metres and minutes of the whole round. */
static void tour_size(const sk_tour *t, sk_trip *out)
{
    out->m = t->back_m;
    out->min = t->back_min;
    for (int i = 0; i < t->n_stops; i++) {
        out->m += t->stop[i].m;
        out->min += t->stop[i].drive_min + t->stop[i].unload_min;
    }
}

bool sk__assemble_trips(sk__eval *e, sk_plan *p)
{
    p->trip = sk_arena_calloc(p->arena, e->n_trips + 1, sizeof *p->trip);
    for (size_t i = 0; p->trip && i < e->n_trips; i++) {
        const sk__trip *t = &e->trip[i];
        if (t->boxes <= 0) continue;
        int depart, arrive;
        sk__lot_times(e, t->head, &depart, &arrive);
        sk_trip *out = &p->trip[p->n_trips++];
        *out = (sk_trip){.route = t->route,
                         .tour = t->tour,
                         .kitchen = t->kitchen,
                         .to = t->to,
                         .day = t->day,
                         .meal = t->meal,
                         .boxes = (int)t->boxes,
                         .cap_boxes = (int)t->cap,
                         .trips = 1,
                         .ore = t->ore,
                         .depart = (sk_min)depart};
        if (t->route == SK_ROUTE_TOUR) {
            tour_size(&e->k->tour[t->tour], out);
            continue;
        }
        out->trips = (int)sk_ceildiv(t->boxes, t->cap);
        out->m = 2 * t->m * out->trips;
        out->min = 2 * t->min * out->trips;
    }
    if (p->n_trips > 1) qsort(p->trip, (size_t)p->n_trips, sizeof *p->trip, by_trip);
    return p->trip != NULL;
}
