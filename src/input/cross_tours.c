/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tours: where they start, their stops and times, the vehicle in two places at once. */
#include <stdlib.h>

#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

static int tour_minutes(const sk_tour *t)
{
    int64_t m = t->back_min;
    for (int i = 0; i < t->n_stops; i++) m += t->stop[i].drive_min + t->stop[i].unload_min;
    return (int)m;
}

static void tour(sk__in *in, int i, bool stops_clean)
{
    const sk_tour *t = &in->k->tour[i];
    const sk_kitchen *from = &in->k->kitchen[t->kitchen];
    if (from->role != SK_ROLE_COOKING)
        SK__ERR(in, SK_DOC_TOURS, i, "kök", "R061", NULL,
                SK_N("the tour \"%s\" starts at \"%s\", which does not cook"), t->id, from->id);
    if (stops_clean && t->n_stops == 0)
        SK__ERR(in, SK_DOC_TOURS, i, "id", "R060",
                SK_N("Give it stops in tour_stops.csv, or take it away."),
                SK_N("the tour \"%s\" has no stops"), t->id);
    if (t->depart + tour_minutes(t) > 24 * 60)
        SK__ERR(in, SK_DOC_TOURS, i, "avgång", "R065", NULL,
                SK_N("the tour \"%s\" is not back before midnight"), t->id);
}

/* Stops [first, end) of one tour, in order. */
static void stops_of(sk__in *in, const sk_in_stop *s, int first, int end)
{
    const sk_tour *t = &in->k->tour[s[first].tour];
    int at = t->depart;
    for (int i = first; i < end; i++) {
        const sk_stop *x = &s[i].stop;
        at += x->drive_min;
        if (sk__bad(in, SK_DOC_TOUR_STOPS, i)) return;
        if (x->kitchen == t->kitchen)
            SK__ERR(in, SK_DOC_TOUR_STOPS, i, "kök", "R063",
                    SK_N("The way back is åter_min and åter_km of the tour, not a stop."),
                    SK_N("the tour \"%s\" stops at its own start"), t->id);
        for (int j = first; j < i; j++)
            if (s[j].stop.kitchen == x->kitchen)
                SK__ERR(in, SK_DOC_TOUR_STOPS, i, "kök", "R062", NULL,
                        SK_N("the tour \"%s\" already stops at \"%s\" on line %d"), t->id,
                        in->k->kitchen[x->kitchen].id, sk__at(in, SK_DOC_TOUR_STOPS, j, NULL).line);
        if (x->win_from >= 0 && x->win_to >= 0 && x->win_from >= x->win_to)
            SK__ERR(in, SK_DOC_TOUR_STOPS, i, "fönster_till", "R031", NULL,
                    SK_N("the window must end after it starts"));
        else if (x->win_to >= 0 && at > x->win_to) {
            char a[SK_TIME_LEN], b[SK_TIME_LEN];
            SK__WARN(in, SK_DOC_TOUR_STOPS, i, "fönster_till", "W028", NULL,
                     SK_N("the tour \"%s\" arrives at %s, after the window ends at %s"), t->id,
                     sk_min_str((sk_min)(at > 1440 ? 1440 : at), a), sk_min_str(x->win_to, b));
        }
        if (x->win_from > at) at = x->win_from;
        at += x->unload_min;
    }
}

static void stops(sk__in *in)
{
    const sk_in_stop *s = (const sk_in_stop *)(const void *)in->t[SK_DOC_TOUR_STOPS].rec;
    int n = in->t[SK_DOC_TOUR_STOPS].n;
    for (int first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && s[end].tour == s[first].tour;) end++;
        if (s[first].tour != SK_NONE && !sk__bad(in, SK_DOC_TOURS, s[first].tour))
            stops_of(in, s, first, end);
    }
}

typedef struct use {
    sk_ix vehicle;
    int from, to, tour;
} use;

static int by_vehicle(const void *a, const void *b)
{
    const use *x = a, *y = b;
    int kx[] = {x->vehicle, x->from, x->tour}, ky[] = {y->vehicle, y->from, y->tour};
    for (int i = 0; i < 3; i++)
        if (kx[i] != ky[i]) return kx[i] < ky[i] ? -1 : 1;
    return 0;
}

/* Two tours of a vehicle at the same time of a common weekday. */
static void vehicles(sk__in *in)
{
    const sk_kommun *k = in->k;
    use *u = sk_arena_calloc(in->tmp, (size_t)k->n_tours + 1, sizeof *u);
    in->nomem |= !u;
    for (int i = 0; u && i < k->n_tours; i++)
        u[i] = (use){k->tour[i].vehicle, k->tour[i].depart,
                     k->tour[i].depart + tour_minutes(&k->tour[i]), i};
    if (u) qsort(u, (size_t)k->n_tours, sizeof *u, by_vehicle);
    for (int i = 0; u && i < k->n_tours; i++)
        for (int j = i + 1; j < k->n_tours && u[j].vehicle == u[i].vehicle && u[j].from < u[i].to;
             j++) {
            const sk_tour *a = &k->tour[u[i].tour], *b = &k->tour[u[j].tour];
            if (u[i].vehicle == SK_NONE || !(a->days & b->days) ||
                !sk__periods_meet(a->when, b->when))
                continue;
            SK__WARN(in, SK_DOC_TOURS, u[j].tour, "fordon", "W026", NULL,
                     SK_N("the vehicle \"%s\" is still out on the tour \"%s\" then"),
                     k->vehicle[u[j].vehicle].id, a->id);
            break;
        }
}

void sk__cross_tours(sk__in *in)
{
    bool stops_clean = sk__clean(in, SK__DOC(SK_DOC_TOUR_STOPS));
    for (int i = 0; i < in->k->n_tours; i++)
        if (!sk__bad(in, SK_DOC_TOURS, i)) tour(in, i, stops_clean);
    stops(in);
    vehicles(in);
}
