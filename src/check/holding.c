/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Minutes kept hot, from the batches: first ready, first used (FEEDING and HOLD of plan/plan.h). */
#include <stdlib.h>

#include "check/check_priv.h"

typedef struct piece {  /* some portions of a supply with one ready time and one sitting's end */
    int64_t ready, end; /* end -1 = no hold */
    int supply, seq;
    int64_t micro;
} piece;

typedef struct pieces {
    piece *v;
    size_t n, cap;
} pieces;

static void add(chk *c, pieces *ps, piece p)
{
    if (!SK_GROW(ps->v, ps->n, ps->cap)) {
        c->oom = true;
        return;
    }
    ps->v[ps->n++] = p;
}

static int64_t end_of_work(const chk *c, const chk_supply *s)
{
    int from, to;
    return sk__chk_hours(c, s->kitchen, s->prod_day, s->session, &from, &to) ? to : 1440;
}

/* Cuts the portions of a supply; per = micro of one portion. */
static void cut(chk *c, pieces *ps, int row, int64_t per)
{
    const chk_supply *s = &c->supply[row];
    chk_serving v = sk__chk_serving(c, &c->need[s->need]);
    bool own = s->route == CHK_OWN;
    if (s->mode == SK_MODE_CHILLED || (own && v.n == 0)) {
        add(c, ps, (piece){end_of_work(c, s), -1, row, 0, s->portions * per});
        return;
    }
    if (!own) {
        int64_t leave = s->leave >= 0 ? s->leave : s->depart;
        add(c, ps,
            (piece){leave - c->p->pack_min, v.n > 0 ? v.last : -1, row, 0, s->portions * per});
        return;
    }
    int64_t share = 0, before = 0;
    for (int i = 0; i < v.n; i++) {
        share += v.s[i].share_ppm;
        int64_t upto = sk_muldiv(s->portions, share, SK_PPM);
        if (upto > before)
            add(c, ps,
                (piece){v.s[i].start - c->p->onsite_lead_min, v.s[i].end, row, i,
                        (upto - before) * per});
        before = upto;
    }
}

static int cmp_piece(const void *a, const void *b)
{
    const piece *x = a, *y = b;
    if (x->ready != y->ready) return x->ready < y->ready ? -1 : 1;
    if (x->supply != y->supply) return x->supply < y->supply ? -1 : 1;
    return (x->seq > y->seq) - (x->seq < y->seq);
}

static void keep_hold(chk_supply *s, int64_t hold) { s->hold = hold > s->hold ? hold : s->hold; }

/* Fills pieces with batches, both in order of time. */
typedef struct run {
    int64_t end, unit;
    int batch;
} run;

static void feed(chk *c, const pieces *ps, const run *r, size_t n_runs, bool hot, const char *place)
{
    size_t at = 0;
    int64_t left = ps->n > 0 ? ps->v[0].micro : 0;
    for (size_t i = 0; i < n_runs; i++) {
        const chk_batch *b = &c->batch[r[i].batch];
        int64_t room = b->ref_milli * 1000;
        bool late = false;
        while (at < ps->n && room > 0) {
            const piece *p = &ps->v[at];
            if (hot && p->end >= 0) keep_hold(&c->supply[p->supply], p->end - b->end);
            if (b->end > p->ready && !late) {
                sk__chk_most(c, SK_V_NOT_READY, AT("batch", r[i].batch, "end"), place, b->end,
                             p->ready);
                late = true;
            }
            int64_t take = left < room ? left : room;
            room -= take;
            left -= take;
            if (left == 0 && ++at < ps->n) left = ps->v[at].micro;
        }
    }
}

static int cmp_run(const void *a, const void *b)
{
    const run *x = a, *y = b;
    if (x->end != y->end) return x->end < y->end ? -1 : 1;
    if (x->unit != y->unit) return x->unit < y->unit ? -1 : 1;
    return (x->batch > y->batch) - (x->batch < y->batch);
}

/* Food that is ready just when it is wanted: diets, and components without equipment. */
static void exact(chk *c, const pieces *ps)
{
    for (size_t i = 0; i < ps->n; i++)
        if (ps->v[i].end >= 0)
            keep_hold(&c->supply[ps->v[i].supply], ps->v[i].end - ps->v[i].ready);
}

static void of_made(chk *c, const chk_made *w, pieces *ps, run *r)
{
    const chk_flow *f = &c->flow[w->first];
    bool hot = sk__chk_is_hot(&c->k->component[f->component]);
    size_t n = 0;
    ps->n = 0;
    for (int i = w->first; i < w->end; i++)
        if (hot && (c->flow[i].diet || w->equipment == SK_NONE)) cut(c, ps, c->flow[i].supply, 1);
    exact(c, ps);
    if (w->equipment == SK_NONE || w->prod < 0) return;
    ps->n = 0;
    for (int i = w->first; i < w->end; i++)
        if (!c->flow[i].diet)
            cut(c, ps, c->flow[i].supply, c->flow[i].micro / c->supply[c->flow[i].supply].portions);
    const chk_prod *p = &c->prod[w->prod];
    for (int64_t i = p->batch_first; i < p->batch_first + p->n_batch && i < c->n_batches; i++)
        if (c->batch[i].ok && c->batch[i].prod == w->prod)
            r[n++] = (run){c->batch[i].end, c->batch[i].unit, (int)i};
    if (ps->n == 0 || n == 0 || c->oom) return;
    qsort(ps->v, ps->n, sizeof *ps->v, cmp_piece);
    qsort(r, n, sizeof *r, cmp_run);
    feed(c, ps, r, n, hot, sk__chk_place_kitchen(c, f->kitchen, f->day, f->session, f->component));
}

static void judge(chk *c, int row)
{
    const chk_supply *s = &c->supply[row];
    const char *place = sk__chk_place_supply(c, s);
    sk__chk_same(c, SK_V_HOLD, AT("supply", row, "hold_min"), place, s->hold_min, s->hold);
    if (s->limit <= 0 || s->hold <= s->limit) return;
    sk__chk_most(c, s->hold_min > s->limit ? SK_V_D_HOLD : SK_V_HOLD_HIDDEN,
                 AT("supply", row, "hold_min"), place, s->hold, s->limit);
}

void sk__chk_holding(chk *c)
{
    pieces ps = {NULL, 0, 0};
    run *r = sk__chk_array(c, (size_t)c->n_batches, sizeof *r);
    for (int i = 0; r && i < c->n_mades && !c->oom; i++) of_made(c, &c->made[i], &ps, r);
    sk_free(ps.v);
    for (int i = 0; i < c->n_supplies && !c->oom; i++)
        if (c->supply[i].ok) judge(c, i);
}
