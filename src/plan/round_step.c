/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One tried step of the local search: make it, price it exactly, keep it or take it back. */
#include <math.h>
#include <stdlib.h>

#include "plan/round_priv.h"
#include "plan/schedule.h"

double sk__arc_price(const sk__search *s, int arc)
{
    const sk_instance *in = s->e->in;
    const sk_arc *a = &in->arc[arc];
    double price = a->cost;
    for (int u = a->use_first; u < a->use_first + a->n_use; u++)
        price -= s->lp->row_dual[in->use[u].res] * in->use[u].amount;
    return price;
}

static bool same_way(const sk_arc *a, const sk_arc *b)
{
    return a->kitchen == b->kitchen && a->mode == b->mode && a->route == b->route &&
           a->tour == b->tour && a->prod_day == b->prod_day;
}

int sk__arc_like(const sk__search *s, int group, const sk_arc *like, bool exact)
{
    const sk_group *g = &s->e->in->group[group];
    int near = -1;
    for (int a = g->arc_first; a < g->arc_first + g->n_arc; a++) {
        const sk_arc *arc = &s->e->in->arc[a];
        if (same_way(arc, like)) return a;
        if (near < 0 && arc->kitchen == like->kitchen) near = a;
    }
    return exact ? -1 : near;
}

void sk__step_move(sk__search *s, int lot, int arc, int portions)
{
    const sk__lot *l = &s->e->lot[lot];
    if (!SK_GROW(s->undo, s->n_undo, s->cap_undo)) {
        s->e->failed = true;
        return;
    }
    s->undo[s->n_undo++] = (sk__undo){lot, l->arc, l->portions, false};
    sk__eval_move(s->e, lot, arc, portions);
}

void sk__step_need(sk__search *s, int need, int shrt, int backup)
{
    sk__eval *e = s->e;
    if (!SK_GROW(s->undo, s->n_undo, s->cap_undo)) {
        e->failed = true;
        return;
    }
    s->undo[s->n_undo++] = (sk__undo){need, e->shrt[need], e->backup[need], true};
    int cooked = e->d->need[need].portions - shrt - backup;
    sk__eval_need(e, need, shrt, backup);
    /* split lots keep their shares as far as they go: the first one takes the difference */
    for (int l = s->need_lot[need]; l < s->need_lot[need + 1];) {
        int first = l, sum = 0;
        for (; l < s->need_lot[need + 1] && e->lot[l].group == e->lot[first].group; l++)
            sum += e->lot[l].portions;
        int more = cooked - sum;
        for (int i = first; i < l && more; i++) {
            int now = e->lot[i].portions, to = now + more > 0 ? now + more : 0;
            if (e->lot[i].arc < 0) continue;
            sk__step_move(s, i, e->lot[i].arc, to);
            more -= to - now;
        }
    }
}

bool sk__unit_targets(sk__search *s, int unit, const sk_arc *like)
{
    int first = s->unit_first[unit], end = s->unit_first[unit + 1], stays = 0;
    s->stuck_stamp++;
    for (int i = first; i < end; i++) {
        int lot = s->unit_lot[i], group = s->e->lot[lot].group;
        s->to[lot] = sk__arc_like(s, group, like, !s->opts.weekly);
        if (s->to[lot] >= 0) continue;
        if (!s->opts.weekly) return false;
        s->stuck[s->table[group]] = s->stuck_stamp; /* what shares a component stays together */
        stays++;
    }
    for (int i = first; stays && i < end; i++) {
        int lot = s->unit_lot[i];
        if (s->stuck[s->table[s->e->lot[lot].group]] == s->stuck_stamp) s->to[lot] = -1;
    }
    return true;
}

bool sk__step_unit(sk__search *s, int unit, int arc)
{
    const sk_arc like = s->e->in->arc[arc];
    if (!sk__unit_targets(s, unit, &like)) return false;
    for (int i = s->unit_first[unit]; i < s->unit_first[unit + 1]; i++) {
        int lot = s->unit_lot[i];
        if (s->to[lot] >= 0) sk__step_move(s, lot, s->to[lot], s->e->lot[lot].portions);
    }
    return true;
}

void sk__step_back(sk__search *s, size_t keep)
{
    while (s->n_undo > keep) {
        sk__undo u = s->undo[--s->n_undo];
        if (u.need) sk__eval_need(s->e, u.lot, u.arc, u.portions);
        else sk__eval_move(s->e, u.lot, u.arc, u.portions);
    }
}

bool sk__step_settle(sk__search *s, bool force)
{
    bool keep = false;
    s->tried++;
    if (s->n_undo && (force || sk__eval_cheap(s->e) < s->now)) {
        sk_ore total = sk__eval_total(s->e);
        keep = total < s->now && !s->e->failed;
        if (keep) {
            s->now = total;
        } else {
            sk__step_back(s, 0);
            sk__eval_total(s->e); /* the same days as they were */
        }
    } else {
        sk__step_back(s, 0);
        sk__eval_clean(s->e);
    }
    s->kept += keep;
    s->n_undo = 0;
    return keep;
}

static int by_est(const void *x, const void *y)
{
    const sk__cand *a = x, *b = y;
    if (a->est < b->est || a->est > b->est) return a->est < b->est ? -1 : 1;
    return a->arc < b->arc ? -1 : a->arc > b->arc;
}

double sk__arc_whole(const sk__search *s, int group, int arc, double *open)
{
    const sk_instance *in = s->e->in;
    const sk_arc *a = &in->arc[arc];
    const sk_need *n = sk__need(s->e, group);
    const sk__trip *t = NULL;
    *open = 0;
    if (a->route != SK_ROUTE_OWN) {
        int at = sk__trip_find(s->e, a, n);
        if (at < 0) return (double)INFINITY;
        t = &s->e->trip[at];
        *open = t->boxes > 0 ? 0 : (double)t->one_ore;
    }
    double price = a->base_cost;
    for (int u = a->use_first; u < a->use_first + a->n_use; u++)
        if (in->res[in->use[u].res].kind != SK_RES_TOUR)
            price -= s->lp->row_dual[in->use[u].res] * in->use[u].amount;
    return price;
}

/* What each lot of a unit costs now, for unit_est. */
static void price_unit(sk__search *s, int unit)
{
    double ignore;
    for (int i = s->unit_first[unit]; i < s->unit_first[unit + 1]; i++) {
        const sk__lot *l = &s->e->lot[s->unit_lot[i]];
        if (l->arc >= 0) s->price[s->unit_lot[i]] = sk__arc_whole(s, l->group, l->arc, &ignore);
    }
}

/* Estimated cost of moving the whole unit to go as arc does; INFINITY when a lot cannot. */
static double unit_est(sk__search *s, int unit, const sk_arc *like)
{
    double est = 0, open = 0, ignore;
    if (!sk__unit_targets(s, unit, like)) return (double)INFINITY;
    for (int i = s->unit_first[unit]; i < s->unit_first[unit + 1]; i++) {
        const sk__lot *l = &s->e->lot[s->unit_lot[i]];
        int to = s->to[s->unit_lot[i]];
        if (to < 0 || l->arc < 0) continue;
        double then = sk__arc_whole(s, l->group, to, &ignore);
        est += l->portions * (then - s->price[s->unit_lot[i]]);
        open = ignore > open ? ignore : open; /* they ride together */
    }
    return est + open;
}

static bool rides(const sk__search *s, int lot, const sk_arc *a, int trip)
{
    if (trip < 0 || a->route == SK_ROUTE_OWN) return false;
    const sk__trip *t = &s->e->trip[trip];
    const sk_need *n = sk__need(s->e, s->e->lot[lot].group);
    if (t->route != (sk_route_kind)a->route || n->day - s->e->in->from != t->day) return false;
    return t->route == SK_ROUTE_TOUR
               ? t->tour == a->tour
               : t->kitchen == a->kitchen && t->to == n->kitchen && t->meal == n->meal;
}

int sk__unit_ways(sk__search *s, int unit, double est_max, int avoid)
{
    int lead = s->unit_lot[s->unit_first[unit]];
    const sk__lot *l = &s->e->lot[lead];
    const sk_group *g = &s->e->in->group[l->group];
    s->n_ways = 0;
    price_unit(s, unit);
    for (int a = g->arc_first; a < g->arc_first + g->n_arc; a++) {
        const sk_arc *arc = &s->e->in->arc[a];
        if (a == l->arc || rides(s, lead, arc, avoid)) continue;
        double est = unit_est(s, unit, arc);
        if (est > est_max) continue;
        if (!SK_GROW(s->way, s->n_ways, s->cap_ways)) {
            s->e->failed = true;
            return 0;
        }
        s->way[s->n_ways++] = (sk__cand){est, a};
    }
    if (s->n_ways > 1) qsort(s->way, s->n_ways, sizeof *s->way, by_est);
    return (int)s->n_ways;
}
