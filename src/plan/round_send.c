/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps about who sends to a receiver: one sender for all that comes by trip, and relief of a kitchen
 * that cannot cook all for its own guests. */
#include <math.h>
#include <stdlib.h>

#include "plan/round_priv.h"

/* Cheapest way by trip from a kitchen for the unit's lead lot; -1 = none. */
static int way_from(const sk__search *s, int unit, sk_ix kitchen, double *price, double *open)
{
    int group = s->e->lot[s->unit_lot[s->unit_first[unit]]].group, best = -1;
    const sk_group *g = &s->e->in->group[group];
    double o;
    for (int a = g->arc_first; a < g->arc_first + g->n_arc; a++) {
        const sk_arc *arc = &s->e->in->arc[a];
        if (arc->kitchen != kitchen || arc->route == SK_ROUTE_OWN) continue;
        double p = sk__arc_whole(s, group, a, &o);
        if (best < 0 || p + o < *price + *open) {
            best = a;
            *price = p;
            *open = o;
        }
    }
    return best;
}

static int by_sender(const void *x, const void *y)
{
    const sk__sender *a = x, *b = y;
    if (a->n != b->n) return a->n > b->n ? -1 : 1;
    if (a->est < b->est || a->est > b->est) return a->est < b->est ? -1 : 1;
    return (a->kitchen > b->kitchen) - (a->kitchen < b->kitchen);
}

/* What each kitchen could send of the collected units, best first at the front of s->sender. */
static int senders(sk__search *s)
{
    int n = 0;
    for (size_t i = 0; i < s->n_list; i++) {
        int u = s->list[i];
        const sk__lot *lead = &s->e->lot[s->unit_lot[s->unit_first[u]]];
        const sk_group *g = &s->e->in->group[lead->group];
        if (lead->arc < 0) continue;
        double open = 0, now = sk__arc_whole(s, lead->group, lead->arc, &open), price = 0;
        for (int a = g->arc_first; a < g->arc_first + g->n_arc; a++) {
            sk_ix k = s->e->in->arc[a].kitchen;
            int at = s->sender_of[k];
            bool known = at < n && s->sender[at].kitchen == k;
            if ((known && s->sender[at].last == u) || way_from(s, u, k, &price, &open) < 0)
                continue;
            if (!known) {
                at = s->sender_of[k] = n++;
                s->sender[at] = (sk__sender){.kitchen = k};
            }
            sk__sender *x = &s->sender[at];
            x->last = u; /* this unit is counted */
            x->est += lead->portions * (price - now) + (open > x->open ? open - x->open : 0);
            x->open = open > x->open ? open : x->open;
            x->n++;
        }
    }
    if (n > 1) qsort(s->sender, (size_t)n, sizeof *s->sender, by_sender);
    return n;
}

/* Everything that comes by trip to a receiver for a meal from one kitchen, as far as that can. */
bool sk__try_one_sender(sk__search *s, sk_ix to, int day, sk_meal meal)
{
    enum { SENDERS_TRIED = 6 };
    int kd = sk__kd(s->e, to, day), tried = 0;
    bool kept = false;
    sk__collect_begin(s);
    for (int i = s->at_first[kd]; i < s->at_first[kd + 1]; i++) {
        const sk__lot *l = &s->e->lot[s->at_lot[i]];
        if (l->trip >= 0 && sk__need(s->e, l->group)->meal == meal) sk__collect(s, s->at_lot[i]);
    }
    sk__collect_end(s);
    int n = senders(s);
    for (int f = 0; f < n && !kept && tried < SENDERS_TRIED && sk__step_left(s); f++) {
        double price = 0, open = 0;
        for (size_t i = 0; i < s->n_list; i++) {
            int arc = way_from(s, s->list[i], s->sender[f].kitchen, &price, &open);
            if (arc >= 0) sk__step_unit(s, s->list[i], arc);
        }
        tried++;
        kept = sk__step_settle(s, false);
    }
    return kept;
}

/* ---- relief -------------------------------------------------------------------------------------- */

/* Units that are eaten in a kitchen at a meal; own: only what it cooks itself. */
static void collect_table(sk__search *s, sk_ix kitchen, int day, sk_meal meal, bool own)
{
    int kd = sk__kd(s->e, kitchen, day);
    sk__collect_begin(s);
    for (int i = s->at_first[kd]; i < s->at_first[kd + 1]; i++) {
        const sk__lot *l = &s->e->lot[s->at_lot[i]];
        if (l->arc >= 0 && (!own || l->trip < 0) && sk__need(s->e, l->group)->meal == meal)
            sk__collect(s, s->at_lot[i]);
    }
    sk__collect_end(s);
}

/* What comes by trip already first, then the largest. */
static bool before(const sk__search *s, int a, int b)
{
    const sk__lot *x = &s->e->lot[s->unit_lot[s->unit_first[a]]];
    const sk__lot *y = &s->e->lot[s->unit_lot[s->unit_first[b]]];
    if ((x->trip >= 0) != (y->trip >= 0)) return x->trip >= 0;
    return x->portions > y->portions;
}

static void in_order(sk__search *s)
{
    for (size_t i = 1; i < s->n_list; i++) { /* short lists, already sorted by unit */
        int u = s->list[i];
        size_t j = i;
        for (; j > 0 && before(s, u, s->list[j - 1]); j--) s->list[j] = s->list[j - 1];
        s->list[j] = u;
    }
}

/* Moves unit after unit to one sender; returns how many first ones are best, and the cost with them. */
static size_t best_prefix(sk__search *s, sk_ix sender, sk_ore *best)
{
    size_t keep = 0;
    double price = 0, open = 0;
    for (size_t i = 0; i < s->n_list; i++) {
        int arc = way_from(s, s->list[i], sender, &price, &open);
        if (arc < 0) continue;
        sk__step_unit(s, s->list[i], arc);
        sk_ore cheap = sk__eval_cheap(s->e);
        if (cheap < *best) {
            *best = cheap;
            keep = i + 1;
        }
    }
    sk__step_back(s, 0);
    sk__eval_clean(s->e);
    s->tried += 1 + (long)s->n_list / 4;
    return keep;
}

static bool relieve(sk__search *s, sk_ix kitchen, int day, sk_meal meal, bool own)
{
    enum { RELIEF_SENDERS = 8 };
    sk_ore best = s->now;
    sk_ix from = SK_NONE;
    size_t keep = 0;
    collect_table(s, kitchen, day, meal, own);
    if (!s->n_list) return false;
    int n = senders(s);
    in_order(s);
    for (int i = 0; i < n && i < RELIEF_SENDERS && sk__step_left(s); i++) {
        size_t k =
            s->sender[i].kitchen == kitchen ? 0 : best_prefix(s, s->sender[i].kitchen, &best);
        if (!k) continue;
        keep = k;
        from = s->sender[i].kitchen;
    }
    for (size_t i = 0; i < keep; i++) {
        double price = 0, open = 0;
        int arc = way_from(s, s->list[i], from, &price, &open);
        if (arc >= 0) sk__step_unit(s, s->list[i], arc);
    }
    return sk__step_settle(s, false);
}

bool sk__try_relief(sk__search *s, sk_ix kitchen, int day)
{
    bool any = false;
    for (int meal = 0; meal < SK_N_MEALS && sk__step_left(s); meal++) {
        any |= relieve(s, kitchen, day, (sk_meal)meal, true);
        any |= relieve(s, kitchen, day, (sk_meal)meal, false);
    }
    return any;
}
