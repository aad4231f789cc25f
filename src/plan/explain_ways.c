/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranking the ways of a table's groups by cost and the worth of what they take. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "domain/query.h"
#include "plan/assemble.h"
#include "plan/explain_priv.h"

enum { MOST_ALTS = 6 };

/* Cost and dearest limit of an arc at the duals; *row = -1 when none binds. */
static void price(const sk_instance *in, const sk_lp_result *lp, int arc, sk_alt *out, int *row)
{
    const sk_arc *a = &in->arc[arc];
    *row = -1;
    out->cost_ore = a->cost;
    for (int u = a->use_first; u < a->use_first + a->n_use; u++) {
        double part = -lp->row_dual[in->use[u].res] * in->use[u].amount;
        out->limit_ore += part;
        if (part > 1e-6 && part > out->binding_ore) {
            out->binding_ore = part;
            *row = in->use[u].res;
        }
    }
}

static sk_alt alt_of(sk__asking *q, const sk_group *g, int arc)
{
    const sk_instance *in = &q->in;
    const sk_arc *a = &in->arc[arc];
    const sk_need *n = &q->p->demand.need[in->need[g->need].need];
    bool cold = a->slack_min == INT16_MAX || a->mode == SK_MODE_CHILLED;
    sk_alt x = {.kitchen = a->kitchen,
                .mode = (sk_mode)a->mode,
                .route = (sk_route_kind)a->route,
                .tour = a->route == SK_ROUTE_TOUR ? a->tour : SK_NONE,
                .prod_day = a->prod_day,
                .depart = a->depart,
                .arrive = a->arrive,
                .hold_min = cold ? -1 : a->hold_min,
                .hold_limit = cold ? 0 : a->hold_min + a->slack_min,
                .binding = ""};
    int row;
    price(in, &q->lp, arc, &x, &row);
    if (row >= 0) {
        sk_buf b = SK_BUF_INIT;
        sk__res_words(in, &in->res[row], q->x->q.lang, &b);
        x.binding = sk_arena_strdup(q->x->arena, sk_buf_str(&b));
        sk_buf_free(&b);
    }
    x.usual = a->kitchen == sk_site_supplier_on(q->p->k, n->site, n->day);
    x.chosen = a->kitchen == sk__ask_supplier(q->p, in->need[g->need].need, g->kind);
    return x;
}

static int by_price(const void *x, const void *y)
{
    const sk_alt *a = x, *b = y;
    double p = a->cost_ore + a->limit_ore, r = b->cost_ore + b->limit_ore;
    if (p < r || p > r) return p < r ? -1 : 1;
    return (a->kitchen > b->kitchen) - (a->kitchen < b->kitchen);
}

/* Cheapest arc of every kitchen that can supply the group, sorted. */
static sk_alt *all_alts(sk__asking *q, const sk_group *g, int *n)
{
    int *best = sk_calloc_n((size_t)q->p->k->n_kitchens + 1, sizeof *best);
    sk_alt *alt = sk_arena_calloc(q->work, (size_t)g->n_arc + 1, sizeof *alt);
    *n = 0;
    for (int a = g->arc_first; best && alt && a < g->arc_first + g->n_arc; a++) {
        sk_alt x = {0}, y = {0};
        int row;
        int *was = &best[q->in.arc[a].kitchen]; /* arc + 1 */
        price(&q->in, &q->lp, a, &x, &row);
        if (*was) price(&q->in, &q->lp, *was - 1, &y, &row);
        if (!*was || x.cost_ore + x.limit_ore < y.cost_ore + y.limit_ore - 1e-9) *was = a + 1;
    }
    for (sk_ix k = 0; best && alt && k < q->p->k->n_kitchens; k++)
        if (best[k]) alt[(*n)++] = alt_of(q, g, best[k] - 1);
    if (*n > 1) qsort(alt, (size_t)*n, sizeof *alt, by_price);
    bool ok = best && alt;
    sk_free(best);
    return ok ? alt : NULL;
}

/* The first few, and always the chosen, the usual and the one asked about. */
static bool keep_alts(sk__asking *q, const sk_alt *all, int n, sk_told_group *t)
{
    t->alt = sk_arena_calloc(q->x->arena, (size_t)(n < MOST_ALTS + 3 ? n : MOST_ALTS + 3) + 1,
                             sizeof *t->alt);
    for (int i = 0; t->alt && i < n; i++) {
        if (i >= MOST_ALTS && !all[i].chosen && !all[i].usual && all[i].kitchen != q->x->q.kitchen)
            continue;
        t->alt[t->n_alts] = all[i];
        t->alt[t->n_alts++].more_ore =
            all[i].cost_ore + all[i].limit_ore - all[0].cost_ore - all[0].limit_ore;
    }
    t->n_more = n - t->n_alts;
    return t->alt != NULL;
}

static bool told(sk__asking *q, int group, sk_told_group *t)
{
    const sk_group *g = &q->in.group[group];
    int n;
    sk_alt *all = all_alts(q, g, &n);
    t->need = q->in.need[g->need].need;
    t->group = g->kind;
    t->portions = q->p->demand.need[t->need].portions;
    t->asked_why = "";
    if (!all || !keep_alts(q, all, n, t)) return false;
    if (q->x->q.kitchen == SK_NONE) return true;
    for (int i = 0; i < n; i++)
        t->asked_possible = t->asked_possible || all[i].kitchen == q->x->q.kitchen;
    sk_buf b = SK_BUF_INIT;
    sk_reject_reason why;
    if (!t->asked_possible &&
        sk_instance_why_not(&q->in, group, q->x->q.kitchen, q->x->q.lang, &why, &b))
        t->asked_why = sk_arena_strdup(q->x->arena, sk_buf_str(&b));
    sk_buf_free(&b);
    return t->asked_why != NULL;
}

sk_code sk__ask_ways(sk__asking *q)
{
    const sk_inst_need *first = &q->in.need[q->need_first], *last = &q->in.need[q->need_end - 1];
    int end = last->group_first + last->n_group;
    q->x->group =
        sk_arena_calloc(q->x->arena, (size_t)(end - first->group_first) + 1, sizeof *q->x->group);
    for (int g = first->group_first; q->x->group && g < end; g++)
        if (!told(q, g, &q->x->group[q->x->n_groups++]))
            return sk_err_set(q->err, SK_E_NOMEM, "out of memory");
    return q->x->group ? SK_OK : sk_err_set(q->err, SK_E_NOMEM, "out of memory");
}
