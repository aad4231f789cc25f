/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tour or an extra trip costs a portion.
 *
 * A tour is paid whole or not at all, so in the linear program its use must be forced up by what
 * rides. Counted by boxes the force is weak: a van is seldom full. Counted by stops it is strong: of
 * each receiver's LEAD part (the part of the meal, hot before side before cold, of which most
 * portions could be delivered there) no more can ride than there is, X <= N. Hence with n stops
 * use >= sum over stops of X / (n N) for every plan, and use = 1 where all lead parts ride, as they
 * nearly always do. At the optimum use equals that sum, so its cost goes into the ways: tour cost /
 * (n N) per lead portion. An extra trip serves one receiver: trip cost / N. Where the vehicle holds
 * fewer boxes than N portions fill, N is what it holds. */
#include "plan/instance_priv.h"

typedef struct
    ride { /* lead portions at a stop of a tour and day, or at a receiver, day and meal */
    double portions[SK_N_GROUPS];
    double boxes[SK_N_GROUPS]; /* fewest boxes per portion among them */
    bool counted;              /* in n_lead of its tour */
} ride;

typedef struct rides {
    ride *recv;      /* [sk__kdm] */
    ride *stop;      /* [(stop_first[tour] + stop) * n_days + day] */
    int *stop_first; /* [tour] */
    int *n_lead;     /* [sk__kd of a tour]: stops with lead portions */
} rides;

static bool rides_new(sk__builder *b, rides *r)
{
    const sk_kommun *k = b->k;
    size_t stops = 0;
    r->stop_first = sk_arena_calloc(b->arena, (size_t)k->n_tours + 1, sizeof *r->stop_first);
    if (!r->stop_first) return false;
    for (sk_ix t = 0; t < k->n_tours; t++) {
        r->stop_first[t] = (int)stops;
        stops += (size_t)k->tour[t].n_stops;
    }
    r->recv = sk_arena_calloc(b->arena, sk__kdm(b, k->n_kitchens, 0, 0) + 1, sizeof *r->recv);
    r->stop = sk_arena_calloc(b->arena, stops * (size_t)b->n_days + 1, sizeof *r->stop);
    r->n_lead = sk_arena_calloc(b->arena, sk__kd(b, k->n_tours, 0) + 1, sizeof *r->n_lead);
    return r->recv && r->stop && r->n_lead;
}

static ride *at_recv(const sk__builder *b, const rides *r, const sk_need *n)
{
    return &r->recv[sk__kdm(b, n->kitchen, n->day - b->in->from, (int)n->meal)];
}

static ride *at_stop(const sk__builder *b, const rides *r, const sk_need *n, sk_ix tour)
{
    const sk_tour *t = &b->k->tour[tour];
    int s = 0;
    while (s < t->n_stops - 1 && t->stop[s].kitchen != n->kitchen) s++;
    return &r->stop[(size_t)(r->stop_first[tour] + s) * (size_t)b->n_days +
                    (size_t)(n->day - b->in->from)];
}

static void add(ride *to, sk_group_kind kind, double portions, double boxes)
{
    if (to->portions[kind] <= 0 || boxes < to->boxes[kind]) to->boxes[kind] = boxes;
    to->portions[kind] += portions;
}

static sk_group_kind lead(const ride *r)
{
    sk_group_kind best = SK_GROUP_HOT;
    for (int g = 1; g < SK_N_GROUPS; g++)
        if (r->portions[g] > r->portions[best]) best = (sk_group_kind)g;
    return best;
}

/* Ways stand in the order of the receiver's calls, so a tour's arcs of a group are neighbours. */
static void count(sk__builder *b, rides *r)
{
    for (size_t i = 0; i < b->n_groups; i++) {
        const sk_group *g = &b->group[i];
        const sk_need *n = &b->demand->need[g->need];
        sk_ix tour = SK_NONE;
        bool any = false;
        for (int j = g->arc_first; j < g->arc_first + g->n_arc; j++) {
            const sk_arc *a = &b->arc[j];
            any |= a->route != SK_ROUTE_OWN;
            if (a->route != SK_ROUTE_TOUR || a->tour == tour) continue;
            tour = a->tour;
            add(at_stop(b, r, n, tour), g->kind, n->portions, b->group_boxes[i]);
        }
        if (any) add(at_recv(b, r, n), g->kind, n->portions, b->group_boxes[i]);
    }
}

/* Portions of the lead part that one vehicle can carry at most. */
static double most(const ride *r, sk_group_kind kind, double cap_boxes)
{
    double n = r->portions[kind], hold = cap_boxes / r->boxes[kind];
    return n < hold ? n : hold;
}

static void lead_stops(sk__builder *b, rides *r)
{
    for (size_t i = 0; i < b->n_groups; i++) {
        const sk_group *g = &b->group[i];
        const sk_need *n = &b->demand->need[g->need];
        sk_ix tour = SK_NONE;
        if (lead(at_recv(b, r, n)) != g->kind) continue;
        for (int j = g->arc_first; j < g->arc_first + g->n_arc; j++) {
            const sk_arc *a = &b->arc[j];
            if (a->route != SK_ROUTE_TOUR || a->tour == tour) continue;
            tour = a->tour;
            ride *s = at_stop(b, r, n, tour);
            if (!s->counted) r->n_lead[sk__kd(b, tour, n->day - b->in->from)]++;
            s->counted = true;
        }
    }
}

static void charge(sk__builder *b, rides *r)
{
    double trip_boxes = (double)b->k->policy.extra_trip_boxes;
    for (size_t i = 0; i < b->n_groups; i++) {
        const sk_group *g = &b->group[i];
        const sk_need *n = &b->demand->need[g->need];
        const ride *here = at_recv(b, r, n);
        bool leads = lead(here) == g->kind;
        for (int j = g->arc_first; j < g->arc_first + g->n_arc; j++) {
            sk_arc *a = &b->arc[j];
            double trip_ore = a->cost; /* left there by put_arc */
            a->cost = a->base_cost;
            if (leads && a->route == SK_ROUTE_EXTRA)
                a->cost += trip_ore / most(here, g->kind, trip_boxes);
            if (leads && a->route == SK_ROUTE_TOUR) {
                int day = n->day - b->in->from;
                const sk_res *row = &b->res[b->tour[sk__kd(b, a->tour, day)]];
                a->cost += (double)b->k->tour[a->tour].cost_ore /
                           (r->n_lead[sk__kd(b, a->tour, day)] *
                            most(at_stop(b, r, n, a->tour), g->kind, row->cap));
            }
        }
    }
}

sk_code sk__inst_ride(sk__builder *b)
{
    rides r;
    if (!rides_new(b, &r)) return sk__inst_nomem(b);
    count(b, &r);
    lead_stops(b, &r);
    charge(b, &r);
    return SK_OK;
}
