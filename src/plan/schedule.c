/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a kitchen's day must have ready when, and how long it is held. */
#include "plan/schedule.h"

#include <stdlib.h>

#include "base/mem.h"
#include "domain/query.h"
#include "plan/schedule_priv.h"

sk__sched *sk__sched_new(void) { return sk_alloc(sizeof(sk__sched)); }

void sk__sched_free(sk__sched *s)
{
    if (!s) return;
    sk_free(s->piece);
    sk_free(s->batch);
    sk_free(s->order);
    sk_free(s->free_at);
    sk_free(s->cut);
    sk_free(s->slot);
    sk_free(s->sit);
    sk_free(s->hours);
    sk_free(s);
}

static sk__hours *hours_at(const sk__sched *s, int kd, int session)
{
    return &s->hours[(size_t)kd * SK_N_SESSIONS + (size_t)session];
}

/* Work of every kitchen, day and session; chilled production: from the first to the last of the day. */
static bool hours_once(sk__eval *e)
{
    sk__sched *s = e->sched;
    s->hours = sk_calloc_n((size_t)e->k->n_kitchens * (size_t)e->n_days * SK_N_SESSIONS + 1,
                           sizeof *s->hours);
    for (sk_ix k = 0; s->hours && k < e->k->n_kitchens; k++)
        for (int d = 0; d < e->n_days; d++) {
            sk__hours *all = hours_at(s, sk__kd(e, k, d), SK_SESSION_CHILL);
            *all = (sk__hours){1440, -1};
            for (int m = 0; m < SK_N_MEALS; m++) {
                const sk_opening *o = sk_kitchen_open(e->k, k, (sk_meal)m, e->in->from + d);
                sk__hours h = o ? (sk__hours){o->work_from, o->work_to} : (sk__hours){0, 1440};
                *hours_at(s, sk__kd(e, k, d), m) = h;
                if (o && h.from < all->from) all->from = h.from;
                if (o && h.to > all->to) all->to = h.to;
            }
            if (all->to < 0) *all = (sk__hours){0, 1440};
        }
    return s->hours != NULL;
}

static bool tables_once(sk__eval *e)
{
    sk__sched *s = e->sched;
    if (s->sit && s->hours) return true;
    s->sit = sk_calloc_n((size_t)e->d->n_needs + 1, sizeof *s->sit);
    for (int n = 0; s->sit && n < e->d->n_needs; n++) {
        const sk_need *need = &e->d->need[n];
        sk_span q = sk_site_sittings(e->k, need->site, need->meal);
        s->sit[n] = (sk__sit){-1, -1};
        for (int i = q.first; i < q.end; i++) {
            const sk_sitting *t = &e->k->sitting[i];
            if (s->sit[n].first < 0 || t->start < s->sit[n].first) s->sit[n].first = t->start;
            if (t->end > s->sit[n].last) s->sit[n].last = t->end;
        }
    }
    return s->sit != NULL && hours_once(e);
}

void sk__lot_times(sk__eval *e, int li, int *depart, int *arrive)
{
    const sk__lot *l = &e->lot[li];
    const sk_arc *a = &e->in->arc[l->arc];
    *depart = a->depart;
    *arrive = a->arrive;
    if (l->trip < 0 || e->trip[l->trip].route != SK_ROUTE_EXTRA || !tables_once(e)) return;
    sk__trip *t = &e->trip[l->trip];
    if (t->first == -2) {
        t->first = INT16_MAX;
        for (int i = t->head; i >= 0; i = e->lot[i].trip_next) {
            int f = e->sched->sit[e->ginfo[e->lot[i].group].need].first;
            t->first = f >= 0 && f < t->first ? f : t->first;
        }
    }
    if (t->first == INT16_MAX) return;
    *arrive = t->first - (int)e->k->policy.receive_min - (int)e->k->policy.stop_min;
    *depart = *arrive - t->min;
}

static bool piece_add(sk__sched *s, sk__piece p)
{
    if (!SK_GROW(s->piece, s->n_pieces, s->cap_pieces)) return false;
    s->piece[s->n_pieces++] = p;
    return true;
}

/* Ready time and last sitting of a lot that travels or is chilled. Returns false for an own lot. */
static bool one_piece(sk__eval *e, int li, const sk_arc *a, int work_to, sk__piece *p)
{
    int depart, arrive;
    if (a->mode == SK_MODE_CHILLED) {
        p->ready = work_to;
        return true;
    }
    if (a->route == SK_ROUTE_OWN) return false;
    sk__lot_times(e, li, &depart, &arrive);
    p->ready = depart - (int)e->k->policy.pack_min;
    p->end = e->sched->sit[e->ginfo[e->lot[li].group].need].last;
    return true;
}

typedef bool (*piece_fn)(sk__eval *e, void *ctx, sk__piece p, int portions);

/* Calls f for every piece of a lot: one, or one per sitting for an own lot. */
static bool each_piece(sk__eval *e, int li, int work_to, piece_fn f, void *ctx)
{
    const sk__lot *l = &e->lot[li];
    const sk__ginfo *g = &e->ginfo[l->group];
    const sk_need *need = &e->d->need[g->need];
    sk__piece p = {.lot = li, .group = l->group, .seq = 0, .end = -1, .limit = g->hold_limit};
    if (one_piece(e, li, &e->in->arc[l->arc], work_to, &p)) return f(e, ctx, p, l->portions);
    sk_span q = sk_site_sittings(e->k, need->site, need->meal);
    int64_t share = 0, before = 0;
    for (int i = q.first; i < q.end; i++) {
        const sk_sitting *t = &e->k->sitting[i];
        share += t->share_ppm;
        int64_t upto =
            i == q.end - 1 ? l->portions : (2 * l->portions * share + SK_PPM) / (2 * SK_PPM);
        p.seq = i - q.first;
        p.ready = t->start - (int)e->k->policy.onsite_lead_min;
        p.end = t->end;
        if (upto > before && !f(e, ctx, p, (int)(upto - before))) return false;
        before = upto;
    }
    p.ready = work_to; /* a meal without sittings: ready when work ends */
    return q.first < q.end || f(e, ctx, p, l->portions);
}

/* The production record of a component cooked for a lot: the day's records, sorted, are few. */
static int find_prod(const sk__eval *e, const sk__sched *s, sk_ix component, int session)
{
    for (size_t i = 0; i < s->n_order; i++) {
        const sk__prod *p = &e->prod[s->order[i]];
        if (p->component == component && p->session == session) return s->order[i];
    }
    return -1;
}

/* Hold of what is ready exactly at its ready time. */
static bool note_exact(sk__eval *e, void *ctx, sk__piece p, int portions)
{
    (void)ctx;
    (void)portions;
    if (p.end >= 0 && p.end - p.ready > e->lot[p.lot].hold_min)
        e->lot[p.lot].hold_min = p.end - p.ready;
    return true;
}

typedef struct add_ctx {
    int prod;
    const sk__gcomp *gc;
    bool hot;
    int work_to;
} add_ctx;

static bool add_piece(sk__eval *e, void *ctx, sk__piece p, int portions)
{
    const add_ctx *c = ctx;
    p.prod = c->prod;
    p.key = e->prod[c->prod].component * SK_N_SESSIONS + e->prod[c->prod].session;
    p.due = p.ready < c->work_to ? p.ready : c->work_to;
    p.micro = portions * c->gc->micro;
    if (!c->hot) {
        p.end = -1;
        p.limit = 0;
    }
    return piece_add(e->sched, p);
}

static bool lot_pieces(sk__eval *e, int li, sk_ix kitchen, int day)
{
    sk__lot *l = &e->lot[li];
    const sk__ginfo *g = &e->ginfo[l->group];
    const sk_arc *a = &e->in->arc[l->arc];
    int session = sk__arc_session(a, e->d->need[g->need].meal);
    int work_to = hours_at(e->sched, sk__kd(e, kitchen, day), session)->to;
    bool exact = false; /* some hot component is ready exactly when wanted */
    l->hold_min = -1;
    for (int i = g->comp_first; i < g->comp_first + g->n_comp; i++) {
        const sk__gcomp *gc = &e->gcomp[i];
        const sk_component *c = &e->k->component[gc->component];
        add_ctx ctx = {find_prod(e, e->sched, gc->component, session), gc,
                       c->hold_min > 0 && a->mode != SK_MODE_CHILLED, work_to};
        if (g->diet || ctx.prod < 0 || e->prod[ctx.prod].equip == SK_NONE) exact = exact || ctx.hot;
        else if (!each_piece(e, li, work_to, add_piece, &ctx)) return false;
    }
    return !exact || each_piece(e, li, work_to, note_exact, NULL);
}

static int by_piece(const void *x, const void *y)
{
    const sk__piece *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    if (a->ready != b->ready) return a->ready < b->ready ? -1 : 1;
    if (a->group != b->group) return a->group < b->group ? -1 : 1;
    if (a->lot != b->lot) return a->lot < b->lot ? -1 : 1;
    return a->seq < b->seq ? -1 : a->seq > b->seq;
}

/* The records of this kitchen and day that have equipment, collected from its lots. */
static bool collect_prods(sk__eval *e, sk_ix kitchen, int day)
{
    sk__sched *s = e->sched;
    s->n_order = 0;
    for (int li = e->kd_head[sk__kd(e, kitchen, day)]; li >= 0; li = e->lot[li].kd_next) {
        const sk__ginfo *g = &e->ginfo[e->lot[li].group];
        int session = sk__arc_session(&e->in->arc[e->lot[li].arc], e->d->need[g->need].meal);
        for (int i = g->comp_first; i < g->comp_first + g->n_comp; i++) {
            sk_ix comp = e->gcomp[i].component;
            if (e->k->component[comp].equip == SK_NONE || find_prod(e, s, comp, session) >= 0)
                continue;
            if (!SK_GROW(s->order, s->n_order, s->cap_order)) return false;
            s->order[s->n_order++] = sk__prod_find(e, kitchen, comp, day, session);
        }
    }
    return true;
}

/* Lots from the batches that feed them: the largest hold over pieces. */
static void note_holds(sk__eval *e, const sk__sched *s)
{
    for (size_t b = 0; b < s->n_batches; b++) {
        const sk__sbatch *x = &s->batch[b];
        for (int i = x->piece_first; i < x->piece_end; i++) {
            const sk__piece *p = &s->piece[i];
            if (p->end >= 0 && p->end - x->end > e->lot[p->lot].hold_min)
                e->lot[p->lot].hold_min = p->end - x->end;
        }
    }
}

/* Runs that start before work, or the day before. A session that openly has more runs than it holds
 * must begin early: that is paid for as extra runs. */
static int early_starts(const sk__eval *e, const sk__sched *s, sk_ix kitchen, int day)
{
    int n = 0;
    for (size_t b = 0; b < s->n_batches; b++) {
        const sk__prod *p = &e->prod[s->batch[b].prod];
        const sk__equip *q = sk__equip_at(e, p->equip, p->day, p->session);
        int from = hours_at(s, sk__kd(e, kitchen, day), p->session)->from;
        n += s->batch[b].start < (q->runs > q->cap ? -1440 : from);
    }
    return n;
}

bool sk__sched_day(sk__eval *e, sk_ix kitchen, int day, sk_ore *excess, int *hard,
                   const sk__sbatch **batch, int *n_batch)
{
    sk__sched *s = e->sched;
    s->n_pieces = s->n_batches = 0;
    int head = e->kd_head[sk__kd(e, kitchen, day)];
    if (!tables_once(e) || !collect_prods(e, kitchen, day)) return false;
    for (int li = head; li >= 0; li = e->lot[li].kd_next)
        if (!lot_pieces(e, li, kitchen, day)) return false;
    if (s->n_pieces) qsort(s->piece, s->n_pieces, sizeof *s->piece, by_piece);
    for (size_t i = 0; i < s->n_order; i++) sk__prod_more(e, s->order[i], 0);
    for (size_t i = 0; i < s->n_pieces;) {
        size_t end = i;
        while (end < s->n_pieces && s->piece[end].prod == s->piece[i].prod) end++;
        if (!sk__sched_cut(e, s, (int)i, (int)end)) return false;
        i = end;
    }
    if (!sk__sched_place(e, s)) return false;
    note_holds(e, s);
    for (int li = head; li >= 0; li = e->lot[li].kd_next) {
        const sk__lot *l = &e->lot[li];
        int limit = e->ginfo[l->group].hold_limit;
        if (limit > 0 && l->hold_min > limit) *excess += l->portions * e->k->policy.hold_excess_ore;
    }
    *hard += early_starts(e, s, kitchen, day);
    if (batch) {
        *batch = s->batch;
        *n_batch = (int)s->n_batches;
    }
    return true;
}

sk_ore sk__eval_total(sk__eval *e)
{
    for (int i = 0; i < e->n_dirty; i++) {
        int kd = e->dirty_list[i];
        sk_ore excess = 0;
        int hard = 0;
        if (!sk__sched_day(e, kd / e->n_days, kd % e->n_days, &excess, &hard, NULL, NULL)) {
            e->failed = true;
            return INT64_MAX / 2;
        }
        sk_ore hard_ore = hard * e->bad_ore;
        e->cost[SK__COST_HOLD] += excess - e->sched_ore[kd];
        e->cost[SK__COST_HARD] += hard_ore - e->sched_hard[kd];
        e->sched_ore[kd] = excess;
        e->sched_hard[kd] = hard_ore;
    }
    sk__eval_clean(e);
    return sk__eval_cheap(e);
}
