/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hard limits that no move can keep: portions give way, cheapest first, until the plan can be carried
 * out; then what was taken too much comes back. */
#include <math.h>
#include <stdlib.h>

#include "plan/round_priv.h"

typedef struct giver {
    double price;
    int need;
} giver;

static int by_price(const void *x, const void *y)
{
    const giver *a = x, *b = y;
    if (a->price < b->price || a->price > b->price) return a->price < b->price ? -1 : 1;
    return (a->need > b->need) - (a->need < b->need);
}

/* Takes portions from a need, few first, while a hard limit is broken by less after each step. */
static void give_way(sk__search *s, int need)
{
    const sk__eval *e = s->e;
    int all = e->d->need[need].portions;
    bool can_backup = isfinite(e->in->need[need].backup_cost);
    for (int take = 1; take <= all && e->cost[SK__COST_HARD] > 0 && sk__step_left(s); take *= 2) {
        int left = all - e->shrt[need] - e->backup[need], n = take < left ? take : left;
        if (n <= 0) return;
        if (can_backup) sk__step_need(s, need, e->shrt[need], e->backup[need] + n);
        else sk__step_need(s, need, e->shrt[need] + n, e->backup[need]);
        sk__step_settle(s, true);
    }
}

/* Whole needs, one after the other, until together they mend something. */
static void give_together(sk__search *s, const giver *g, size_t n)
{
    const sk__eval *e = s->e;
    sk_ore before = e->cost[SK__COST_HARD];
    for (size_t i = 0; i < n && e->cost[SK__COST_HARD] >= before && sk__step_left(s); i++) {
        int all = e->d->need[g[i].need].portions, backup = e->backup[g[i].need];
        bool can_backup = isfinite(e->in->need[g[i].need].backup_cost);
        if (can_backup) sk__step_need(s, g[i].need, e->shrt[g[i].need], all - e->shrt[g[i].need]);
        else sk__step_need(s, g[i].need, all - backup, backup);
        sk__eval_total(s->e);
        s->tried++;
    }
    sk__step_settle(s, true);
}

static void collect_spot(sk__search *s, const sk__spot *p)
{
    sk__collect_begin(s);
    if (p->kind == SK__SPOT_TRIP) {
        sk__collect_trip(s, p->at);
    } else if (p->kind == SK__SPOT_HARD) {
        const sk_res *res = &s->e->in->res[p->at];
        sk__collect_received(s, sk__kd(s->e, res->kitchen, res->day));
        for (int d = 0; d <= res->day; d++) sk__collect_cooked(s, sk__kd(s->e, res->kitchen, d));
    } else {
        sk__collect_cooked(s, p->at);
    }
    sk__collect_end(s);
}

static bool yield_spot(sk__search *s, const sk__spot *p)
{
    size_t n = 0, cap = 0;
    giver *g = NULL;
    sk_ore before = s->now;
    collect_spot(s, p);
    for (size_t i = 0; i < s->n_list; i++)
        for (int l = s->unit_first[s->list[i]]; l < s->unit_first[s->list[i] + 1]; l++) {
            int need = s->e->ginfo[s->e->lot[s->unit_lot[l]].group].need;
            const sk_inst_need *in = &s->e->in->need[need];
            if (!SK_GROW(g, n, cap)) {
                s->e->failed = true;
                break;
            }
            g[n++] = (giver){isfinite(in->backup_cost) ? in->backup_cost : in->short_cost, need};
        }
    if (n > 1) qsort(g, n, sizeof *g, by_price);
    for (size_t i = 0; i < n && s->e->cost[SK__COST_HARD] > 0 && sk__step_left(s); i++)
        if (i == 0 || g[i].need != g[i - 1].need) give_way(s, g[i].need);
    if (s->now == before) give_together(s, g, n);
    sk_free(g);
    return s->now < before;
}

void sk__search_yield(sk__search *s)
{
    bool any = true;
    s->max_tried +=
        s->e->in->n_groups + 10000; /* a plan that can be carried out has its own budget */
    while (any && sk__step_left(s)) {
        sk__spot *list = sk__spots_room(s); /* trips become more on the way */
        if (!list) return;
        bool broken = s->e->cost[SK__COST_HARD] > 0;
        int n = sk__spots(s, list);
        any = false;
        for (int i = 0; i < n && sk__step_left(s); i++)
            if (broken && list[i].value >= s->e->bad_ore) any |= yield_spot(s, &list[i]);
            else if (!broken && list[i].kind == SK__SPOT_NEED) any |= sk__mend_need(s, list[i].at);
        any = any || (broken && s->e->cost[SK__COST_HARD] == 0);
        sk_free(list);
    }
}
