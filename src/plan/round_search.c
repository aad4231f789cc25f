/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which steps the local search tries: where whole numbers cost more than the LP says they must. */
#include <math.h>
#include <stdlib.h>

#include "base/num.h"
#include "plan/round_priv.h"

enum { WAYS_TRIED = 4, PASSES = 8, RANKED_TRIED = 120, RELIEF_ORE = 30000 };

/* ---- collecting units ------------------------------------------------------------------------------- */

void sk__collect_begin(sk__search *s)
{
    s->stamp++;
    s->n_list = 0;
}

void sk__collect(sk__search *s, int lot)
{
    int u = s->e->lot[lot].unit;
    if (s->mark[u] == s->stamp) return;
    s->mark[u] = s->stamp;
    if (!SK_GROW(s->list, s->n_list, s->cap_list)) {
        s->e->failed = true;
        return;
    }
    s->list[s->n_list++] = u;
}

static int by_int(const void *x, const void *y)
{
    return (*(const int *)x > *(const int *)y) - (*(const int *)x < *(const int *)y);
}

void sk__collect_end(sk__search *s)
{
    if (s->n_list > 1) qsort(s->list, s->n_list, sizeof *s->list, by_int);
}

void sk__collect_cooked(sk__search *s, int kd)
{
    for (int l = s->e->kd_head[kd]; l >= 0; l = s->e->lot[l].kd_next) sk__collect(s, l);
}

void sk__collect_received(sk__search *s, int kd)
{
    for (int i = s->at_first[kd]; i < s->at_first[kd + 1]; i++) sk__collect(s, s->at_lot[i]);
}

void sk__collect_trip(sk__search *s, int trip)
{
    for (int l = s->e->trip[trip].head; l >= 0; l = s->e->lot[l].trip_next) sk__collect(s, l);
}

/* ---- steps ------------------------------------------------------------------------------------------ */

/* Tries one unit elsewhere, at most est_max dearer by the duals. */
static bool try_unit(sk__search *s, int unit, double est_max, bool force)
{
    int n = sk__unit_ways(s, unit, est_max, -1);
    for (int i = 0; i < n && i < WAYS_TRIED && sk__step_left(s); i++) {
        int arc = s->way[i].arc;
        sk__step_unit(s, unit, arc);
        if (sk__step_settle(s, force)) return true;
    }
    return false;
}

/* Every collected unit alone, in order of unit. */
static bool try_each(sk__search *s, double est_max, bool force)
{
    bool any = false;
    for (size_t i = 0; i < s->n_list && sk__step_left(s); i++)
        any |= try_unit(s, s->list[i], est_max, force);
    return any;
}

typedef struct cand {
    double est;
    int unit, arc;
} cand;

static int by_cand(const void *x, const void *y)
{
    const cand *a = x, *b = y;
    if (a->est < b->est || a->est > b->est) return a->est < b->est ? -1 : 1;
    if (a->unit != b->unit) return a->unit < b->unit ? -1 : 1;
    return (a->arc > b->arc) - (a->arc < b->arc);
}

/* Best other ways of each collected unit, at most `each`, cheapest first, into *out (sk_free). */
static size_t best_ways(sk__search *s, double est_max, int avoid, int each, cand **out)
{
    size_t n = 0;
    *out = sk_calloc_n(s->n_list * (size_t)each + 1, sizeof **out);
    for (size_t i = 0; *out && i < s->n_list; i++) {
        int ways = sk__unit_ways(s, s->list[i], est_max, avoid);
        for (int w = 0; w < ways && w < each; w++)
            (*out)[n++] = (cand){s->way[w].est, s->list[i], s->way[w].arc};
    }
    if (n > 1) qsort(*out, n, sizeof **out, by_cand);
    return n;
}

/* The best other way of each collected unit, cheapest first, while the spot still costs something. */
static bool try_ranked(sk__search *s, double est_max, const sk__staff *st, int most)
{
    cand *c = NULL;
    size_t n = best_ways(s, est_max, -1, 3, &c);
    bool any = false;
    for (size_t i = 0;
         i < n && (int)i < most && st->over_ore + st->excess_ore > 0 && sk__step_left(s); i++) {
        sk__step_unit(s, c[i].unit, c[i].arc);
        any |= sk__step_settle(s, false);
    }
    sk_free(c);
    return any;
}

/* Moves units one by one, cheapest first, pricing after each, and keeps the best prefix if it pays:
 * for costs that fall only after several moves (a run, a trip). */
static bool try_growing(sk__search *s, double est_max, int avoid)
{
    cand *c = NULL;
    size_t n = best_ways(s, est_max, avoid, 1, &c), keep = 0;
    sk_ore best = s->now;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += c[i].est > 0 ? c[i].est : 0;
        if (sum > est_max) break;
        sk__step_unit(s, c[i].unit, c[i].arc);
        sk_ore cheap = sk__eval_cheap(s->e);
        s->tried += i % 4 == 3;
        if (cheap < best) {
            best = cheap;
            keep = s->n_undo;
        }
    }
    sk_free(c);
    sk__step_back(s, keep);
    return sk__step_settle(s, false);
}

/* ---- spots ------------------------------------------------------------------------------------------ */

static double lp_staff_ore(const sk__search *s, int kd)
{
    int r = s->staff_res[kd];
    if (r < 0) return 0;
    const sk_res *res = &s->e->in->res[r];
    return s->lp->over[r] * res->soft_cost + s->lp->excess[r] * res->hard_cost;
}

static void spot_add(sk__spot *list, int *n, double value, int kind, int at)
{
    int64_t ore = 0;
    if (value >= 1000 && sk_round_i64(value, &ore)) list[(*n)++] = (sk__spot){ore, kind, at};
}

static int by_spot(const void *x, const void *y)
{
    const sk__spot *a = x, *b = y;
    if (a->value != b->value) return a->value > b->value ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

int sk__spots(const sk__search *s, sk__spot *list)
{
    const sk__eval *e = s->e;
    int n = 0, n_kd = e->k->n_kitchens * e->n_days,
        n_eq = e->k->n_equipment * e->n_days * SK_N_SESSIONS;
    for (int kd = 0; kd < n_kd; kd++) {
        const sk__staff *st = &e->staff[kd];
        spot_add(list, &n, (double)(st->over_ore + st->excess_ore) - lp_staff_ore(s, kd),
                 SK__SPOT_STAFF, kd);
        spot_add(list, &n, (double)(e->sched_ore[kd] + e->sched_hard[kd]), SK__SPOT_HOLD, kd);
    }
    for (int i = 0; i < n_eq; i++)
        if (e->equip[i].runs > e->equip[i].cap)
            spot_add(list, &n,
                     (double)(e->equip[i].runs - e->equip[i].cap) *
                         (double)e->k->policy.extra_run_ore,
                     SK__SPOT_EQUIP, i);
    for (size_t t = 0; t < e->n_trips; t++) {
        const sk__trip *trip = &e->trip[t];
        int64_t over =
            trip->route == SK_ROUTE_TOUR && trip->boxes > trip->cap ? trip->boxes - trip->cap : 0;
        spot_add(list, &n, (double)(trip->ore + over * e->bad_ore), SK__SPOT_TRIP, (int)t);
    }
    for (int i = 0; i < e->d->n_needs; i++)
        if (e->shrt[i] || e->backup[i])
            spot_add(list, &n,
                     e->shrt[i] * e->in->need[i].short_cost +
                         (double)(e->backup[i] * e->k->policy.backup_ore),
                     SK__SPOT_NEED, i);
    for (int r = 0; r < e->in->n_res; r++)
        if (e->load[r] > e->hard_cap[r])
            spot_add(list, &n,
                     (double)sk_ceildiv(e->load[r] - e->hard_cap[r], 1000000000) *
                         (double)e->bad_ore,
                     SK__SPOT_HARD, r);
    if (n > 1) qsort(list, (size_t)n, sizeof *list, by_spot);
    return n;
}

/* ---- what each kind of spot tries --------------------------------------------------------------------- */

static bool mend_equip(sk__search *s, int at, double value)
{
    int session = at % SK_N_SESSIONS, day = at / SK_N_SESSIONS % s->e->n_days;
    sk_ix row = at / SK_N_SESSIONS / s->e->n_days, cls = s->e->k->equipment[row].cls;
    int kd = sk__kd(s->e, s->e->k->equipment[row].kitchen, day);
    sk__collect_begin(s);
    for (int l = s->e->kd_head[kd]; l >= 0; l = s->e->lot[l].kd_next) {
        const sk__ginfo *g = &s->e->ginfo[s->e->lot[l].group];
        bool uses = false;
        for (int i = g->comp_first; !g->diet && i < g->comp_first + g->n_comp; i++)
            uses = uses || s->e->k->component[s->e->gcomp[i].component].equip == cls;
        if (uses && sk__arc_session(&s->e->in->arc[s->e->lot[l].arc],
                                    s->e->d->need[g->need].meal) == session)
            sk__collect(s, l);
    }
    sk__collect_end(s);
    bool any = false;
    const sk__equip *q = &s->e->equip[at];
    while (q->runs > q->cap && sk__step_left(s) && try_growing(s, value, -1)) any = true;
    return any;
}

bool sk__mend_need(sk__search *s, int need)
{
    const sk__eval *e = s->e;
    int all = e->d->need[need].portions, n_short = e->shrt[need], n_backup = e->backup[need];
    bool can_backup = isfinite(e->in->need[need].backup_cost);
    for (int l = s->need_lot[need]; l < s->need_lot[need + 1]; l++)
        if (e->lot[l].arc < 0) return false;
    const int to[][2] = {{0, 0},
                         {0, n_backup},
                         {n_short, 0},
                         {0, n_short + n_backup},
                         {n_short, n_backup - 1},
                         {n_short / 2, n_backup},
                         {n_short - 1, n_backup},
                         {n_short, all - n_short}};
    bool any = false;
    for (size_t i = 0; i < sizeof to / sizeof *to && sk__step_left(s); i++) {
        if (to[i][0] < 0 || to[i][1] < 0 || (to[i][1] > n_backup && !can_backup) ||
            to[i][0] + to[i][1] > all)
            continue;
        sk__step_need(s, need, to[i][0], to[i][1]);
        any |= sk__step_settle(s, false);
    }
    return any;
}

static bool mend_hard(sk__search *s, int r)
{
    const sk_res *res = &s->e->in->res[r];
    int kd = sk__kd(s->e, res->kitchen, res->day);
    sk__collect_begin(s);
    sk__collect_received(s, kd);
    for (int d = 0; d <= res->day; d++) /* chilled food in store was cooked on any day before */
        sk__collect_cooked(s, sk__kd(s->e, res->kitchen, d));
    sk__collect_end(s);
    return try_each(s, (double)INFINITY, false);
}

/* Units that share equipment with something held too long. */
static bool mend_hold(sk__search *s, int kd, double value)
{
    const sk__eval *e = s->e;
    uint64_t classes = 0;
    bool any = false;
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) sk__collect_begin(s);
        for (int l = e->kd_head[kd]; l >= 0; l = e->lot[l].kd_next) {
            const sk__ginfo *g = &e->ginfo[e->lot[l].group];
            bool over = g->hold_limit > 0 && e->lot[l].hold_min > g->hold_limit, near = false;
            for (int i = g->comp_first; i < g->comp_first + g->n_comp; i++) {
                sk_ix cls = e->k->component[e->gcomp[i].component].equip;
                uint64_t bit = cls == SK_NONE ? 0 : (uint64_t)1 << (cls & 63);
                if (pass == 0 && over) classes |= bit;
                near = near || (bit & classes);
            }
            if (pass == 1 && (over || (near && !g->diet))) sk__collect(s, l);
        }
    }
    sk__collect_end(s);
    for (size_t i = 0;
         i < s->n_list && e->sched_ore[kd] + e->sched_hard[kd] > 0 && sk__step_left(s); i++)
        any |= try_unit(s, s->list[i], value, true);
    return any;
}

static bool mend_staff(sk__search *s, int kd, double value)
{
    const sk__staff *st = &s->e->staff[kd];
    sk__collect_begin(s);
    sk__collect_cooked(s, kd);
    sk__collect_received(s, kd);
    sk__collect_end(s);
    bool any = try_ranked(s, value, st, RANKED_TRIED);
    if (st->over_ore + st->excess_ore < RELIEF_ORE) return any;
    return sk__try_relief(s, kd / s->e->n_days, kd % s->e->n_days) || any;
}

static bool mend_trip(sk__search *s, int trip, double value)
{
    sk__collect_begin(s);
    sk__collect_trip(s, trip);
    sk__collect_end(s);
    const sk__trip t = s->e->trip[trip]; /* the array may move */
    if (t.route == SK_ROUTE_TOUR && t.boxes > t.cap) return try_each(s, value, false);
    return try_growing(s, value, trip) ||
           (t.route == SK_ROUTE_EXTRA && sk__try_one_sender(s, t.to, t.day, t.meal));
}

static bool mend(sk__search *s, const sk__spot *p)
{
    double value = (double)p->value;
    switch (p->kind) {
    case SK__SPOT_EQUIP: return mend_equip(s, p->at, value);
    case SK__SPOT_NEED: return sk__mend_need(s, p->at);
    case SK__SPOT_HARD: return mend_hard(s, p->at);
    case SK__SPOT_HOLD: return mend_hold(s, p->at, value);
    case SK__SPOT_TRIP: return mend_trip(s, p->at, value);
    default: return mend_staff(s, p->at, value);
    }
}

sk__spot *sk__spots_room(const sk__search *s)
{
    const sk__eval *e = s->e;
    size_t most = (size_t)(e->k->n_kitchens * e->n_days) * 2 + (size_t)e->in->n_res +
                  (size_t)e->d->n_needs + (size_t)(e->k->n_equipment * e->n_days * SK_N_SESSIONS);
    return sk_calloc_n(most + e->n_trips + 1, sizeof(sk__spot));
}

void sk__search_run(sk__search *s)
{
    bool any = true;
    for (int pass = 0; any && pass < PASSES && sk__step_left(s); pass++) {
        sk__spot *list = sk__spots_room(s); /* trips become more on the way */
        if (!list) return;
        int n = sk__spots(s, list);
        sk_ore before = s->now;
        for (int i = 0; i < n && sk__step_left(s); i++) mend(s, &list[i]);
        /* on while a pass still closes a hundredth of what is above the bound */
        any = (double)(before - s->now) > 0.01 * ((double)s->now - s->lp->obj);
        sk_free(list);
    }
    if (s->e->cost[SK__COST_HARD] > 0) sk__search_yield(s);
}
