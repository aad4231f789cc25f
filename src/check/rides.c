/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which trips must run, from what travels: one per tour and day; one extra trip per sender, receiver,
 * day and meal, which leaves in time for the earliest first sitting of all that rides on it. */
#include <stdlib.h>

#include "check/check_priv.h"

typedef struct rider {
    int64_t key[6];
    int supply;
} rider;

static int cmp_key(const rider *x, const rider *y)
{
    for (int i = 0; i < 6; i++)
        if (x->key[i] != y->key[i]) return x->key[i] < y->key[i] ? -1 : 1;
    return 0;
}

static int cmp(const void *a, const void *b)
{
    const rider *x = a, *y = b;
    int d = cmp_key(x, y);
    return d ? d : (x->supply > y->supply) - (x->supply < y->supply);
}

static rider rider_of(const chk *c, int row)
{
    const chk_supply *s = &c->supply[row];
    const chk_need *n = &c->need[s->need];
    if (s->route == CHK_TOUR) return (rider){{s->route, n->d, s->tour, 0, 0, 0}, row};
    return (rider){{s->route, n->d, -1, s->kitchen, n->kitchen, n->meal}, row};
}

static chk_ride ride_of(const chk *c, const rider *r)
{
    const chk_supply *s = &c->supply[r->supply];
    const chk_need *n = &c->need[s->need];
    if (s->route == CHK_EXTRA)
        return (chk_ride){s->route, -1, s->kitchen, n->kitchen, n->d, n->meal, 0, -1, -1, -1};
    const sk_tour *t = &c->k->tour[s->tour];
    return (chk_ride){s->route,         s->tour, t->kitchen, -1, n->d,
                      (int64_t)t->meal, 0,       t->depart,  -1, -1};
}

static void time_extra(chk *c)
{
    for (int i = 0; i < c->n_supplies; i++) {
        chk_supply *s = &c->supply[i];
        if (!s->ok || s->ride < 0 || s->route != CHK_EXTRA) continue;
        const chk_ride *r = &c->ride[s->ride];
        const char *place = sk__chk_place_supply(c, s);
        int64_t arrive = r->first - c->p->receive_min - c->p->stop_min;
        if (r->first < 0) {
            sk__chk_say(c, SK_V_EXTRA, AT("supply", i, "route"), place);
            continue;
        }
        s->leave = r->depart;
        sk__chk_same(c, SK_V_TIMES, AT("supply", i, "depart"), place, s->depart, r->depart);
        sk__chk_same(c, SK_V_TIMES, AT("supply", i, "arrive"), place, s->arrive, arrive);
    }
}

static void make(chk *c, rider *r, int n)
{
    c->ride = sk__chk_array(c, (size_t)n, sizeof *c->ride);
    if (!c->ride) return;
    for (int i = 0; i < n; i++) {
        if (i == 0 || cmp_key(&r[i - 1], &r[i]) != 0) c->ride[c->n_rides++] = ride_of(c, &r[i]);
        chk_ride *w = &c->ride[c->n_rides - 1];
        chk_supply *s = &c->supply[r[i].supply];
        s->ride = c->n_rides - 1;
        chk_serving v = sk__chk_serving(c, &c->need[s->need]);
        if (v.n > 0 && (w->first < 0 || v.first < w->first)) w->first = v.first;
    }
    for (int i = 0; i < c->n_rides; i++) {
        chk_ride *w = &c->ride[i];
        if (w->route == CHK_EXTRA && w->first >= 0)
            w->depart = w->first - c->p->receive_min - c->p->stop_min -
                        sk__chk_drive_min(c, sk__chk_road_m(c, (sk_ix)w->kitchen, (sk_ix)w->to));
    }
}

void sk__chk_rides(chk *c)
{
    rider *r = sk__chk_array(c, (size_t)c->n_supplies, sizeof *r);
    int n = 0;
    for (int i = 0; r && i < c->n_supplies; i++) {
        chk_supply *s = &c->supply[i];
        s->ride = -1;
        if (s->ok && (s->route == CHK_EXTRA || (s->route == CHK_TOUR && s->tour != SK_NONE)))
            r[n++] = rider_of(c, i);
    }
    if (!r) return;
    qsort(r, (size_t)n, sizeof *r, cmp);
    make(c, r, n);
    if (!c->oom) time_extra(c);
}
