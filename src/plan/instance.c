/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building the allocation instance: needs in order, a block of day and meal at a time, then the costs
 * that depend on everything that could ride. */
#include "plan/instance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/instance_priv.h"

sk_code sk__inst_nomem(const sk__builder *b)
{
    return sk_err_set(b->err, SK_E_NOMEM, "out of memory");
}

sk_code sk__inst_begin(sk__builder *b)
{
    b->block_day = b->block_meal = -1;
    b->arena = sk_arena_new();
    if (!b->arena ||
        !sk_demand_view(b->k, b->in->from, b->in->from + b->n_days - 1, b->arena, &b->view))
        return sk__inst_nomem(b);
    b->prof_head = sk_arena_calloc(b->arena, SK__PROF_HASH, sizeof *b->prof_head);
    if (!b->prof_head) return sk__inst_nomem(b);
    sk_code c = sk__inst_tables(b);
    if (!c) c = sk__inst_rows(b);
    return c ? c : sk__inst_way_index(b);
}

void sk__inst_done(sk__builder *b)
{
    sk_free(b->near);
    sk_free(b->way);
    sk_free(b->profile);
    sk_free(b->prof_next);
    sk_free(b->comp);
    sk_free(b->slot);
    sk_free(b->arc);
    sk_free(b->use);
    sk_free(b->res);
    sk_free(b->group);
    sk_free(b->group_boxes);
    sk_arena_free(b->arena);
}

sk_code sk__inst_block(sk__builder *b, int day, sk_meal meal, int need_first)
{
    b->block_day = day;
    b->block_meal = (int)meal;
    b->n_ways = b->n_profiles = b->n_comps = b->n_slots = 0;
    memset(b->prof_head, -1, SK__PROF_HASH * sizeof *b->prof_head);
    for (sk_ix c = 0; c < b->k->n_kitchens; c++) {
        b->way_of[c] = (sk__slice){0, -1};
        b->first_start[c] = -1;
    }
    for (int i = need_first; i < b->demand->n_needs; i++) {
        const sk_need *n = &b->demand->need[i];
        int first, last, longest;
        if (n->day - b->in->from != day || n->meal != meal) {
            if (n->day - b->in->from > day || (n->day - b->in->from == day && n->meal > meal))
                break;
            continue;
        }
        if (!sk__inst_sittings(b->k, n, &first, &last, &longest)) continue;
        int *f = &b->first_start[n->kitchen];
        *f = *f < 0 || first < *f ? first : *f;
    }
    return SK_OK;
}

static double short_cost(const sk__builder *b, const sk_need *n)
{
    const sk_policy *p = &b->k->policy;
    if (n->diet != SK_NONE) return (double)p->shortage_diet_ore;
    switch (b->k->category[b->k->site[n->site].category].priority) {
    case 1: return (double)p->shortage_1_ore;
    case 2: return (double)p->shortage_2_ore;
    case 3: return (double)p->shortage_3_ore;
    default: return (double)p->shortage_4_ore;
    }
}

static bool backup_allowed(const sk__builder *b, const sk_need *n)
{
    sk_ix backup = b->k->dish[n->dish].backup;
    if (backup == SK_NONE || b->closed[sk__kd(b, n->kitchen, b->block_day)]) return false;
    if (n->diet == SK_NONE) return true;
    const sk_diet *d = &b->k->diet[n->diet];
    return !d->texture && (b->k->dish[backup].allergens & d->avoids) == 0;
}

static sk_code add_need(sk__builder *b, int i)
{
    const sk_need *n = &b->demand->need[i];
    int day = n->day - b->in->from;
    sk_code c = SK_OK;
    if (day != b->block_day || (int)n->meal != b->block_meal)
        c = sk__inst_block(b, day, n->meal, i);
    if (!c) c = sk__inst_ways(b, n->kitchen, day, n->meal);
    sk_inst_need *t = &b->in->need[i];
    *t = (sk_inst_need){.need = i,
                        .group_first = (int)b->n_groups,
                        .short_cost = short_cost(b, n),
                        .backup_cost = (double)INFINITY};
    b->usual_of_need = sk_site_supplier_on(&b->view, n->site, n->day);
    for (int g = 0; !c && g < SK_N_GROUPS; g++) c = sk__inst_group(b, i, (sk_group_kind)g);
    t->n_group = (int)b->n_groups - t->group_first;
    t->backup_use_first = (int)b->n_uses;
    if (c || !backup_allowed(b, n)) return c;
    t->backup_cost = (double)b->k->policy.backup_ore;
    int row = b->staff[sk__kd(b, n->kitchen, day)];
    if (row < 0 || b->k->policy.backup_mmin <= 0) return SK_OK;
    if (!SK_GROW(b->use, b->n_uses, b->cap_uses)) return sk__inst_nomem(b);
    b->use[b->n_uses++] = (sk_use){row, (double)b->k->policy.backup_mmin / 1000};
    t->n_backup_use = 1;
    return SK_OK;
}

/* ---- order of the ways --------------------------------------------------------------------------- */

static int cmp(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_cost(const void *pa, const void *pb)
{
    const sk_arc *a = pa, *b = pb;
    int c = (a->cost > b->cost) - (a->cost < b->cost);
    c = c ? c : cmp(a->kitchen, b->kitchen);
    c = c ? c : cmp(a->mode, b->mode);
    c = c ? c : cmp(-a->prod_day, -b->prod_day);
    c = c ? c : cmp(a->route, b->route);
    return c ? c : cmp(a->tour, b->tour);
}

/* The ordinary way: sides and cold food made where they are eaten when that is possible, else from
 * the usual supplier, the same day before an earlier one. */
static int usual_arc(const sk__builder *b, const sk_group *g, const sk_need *n)
{
    sk_ix supplier = sk_site_supplier_on(&b->view, n->site, n->day);
    int best = -1, best_rank = 4;
    for (int i = g->arc_first; i < g->arc_first + g->n_arc; i++) {
        const sk_arc *a = &b->arc[i];
        int rank = 4;
        if (g->kind != SK_GROUP_HOT && a->mode == SK_MODE_AT_SITE) rank = 0;
        else if (a->kitchen == supplier) rank = a->mode == SK_MODE_CHILLED ? 2 : 1;
        else if (a->mode == SK_MODE_AT_SITE && b->k->kitchen[a->kitchen].role == SK_ROLE_RECEIVING)
            rank = 3;
        if (rank < best_rank) {
            best = i;
            best_rank = rank;
        }
    }
    return best;
}

static void order_ways(sk__builder *b)
{
    for (size_t i = 0; i < b->n_groups; i++) {
        sk_group *g = &b->group[i];
        if (g->n_arc > 1) qsort(b->arc + g->arc_first, (size_t)g->n_arc, sizeof *b->arc, by_cost);
        g->usual_arc = usual_arc(b, g, &b->demand->need[g->need]);
    }
}

/* ---- hand over ---------------------------------------------------------------------------------- */

/* Gives a grown array to the arena as it is: hundreds of megabytes are not copied. */
static bool move(sk_arena *arena, void *v, size_t n, size_t size, void *out)
{
    void *grown, *cut;
    memcpy(&grown, v, sizeof grown);
    cut = sk_realloc(grown, (n + 1) * size);
    if (!cut) return false;
    memcpy(v, &cut, sizeof cut);
    if (!sk_arena_adopt(arena, cut, (n + 1) * size)) return false;
    grown = NULL;
    memcpy(v, &grown, sizeof grown);
    memcpy(out, &cut, sizeof cut);
    return true;
}

static sk_code hand_over(sk__builder *b, sk_arena *arena)
{
    sk_instance *in = b->in;
    if (b->n_arcs > INT32_MAX || b->n_uses > INT32_MAX)
        return sk_err_set(b->err, SK_E_LIMIT, "the municipality is too big for one allocation");
    if (!move(arena, &b->arc, b->n_arcs, sizeof *b->arc, &in->arc) ||
        !move(arena, &b->use, b->n_uses, sizeof *b->use, &in->use) ||
        !move(arena, &b->group, b->n_groups, sizeof *b->group, &in->group) ||
        !move(arena, &b->res, b->n_res, sizeof *b->res, &in->res))
        return sk__inst_nomem(b);
    in->n_arcs = (int)b->n_arcs;
    in->n_uses = (int)b->n_uses;
    in->n_groups = (int)b->n_groups;
    in->n_res = (int)b->n_res;
    return SK_OK;
}

sk_code sk_instance_build(const sk_kommun *k, const sk_demand *demand, const sk_inst_opts *opts,
                          sk_arena *arena, sk_instance *out, sk_err *err)
{
    static const sk_inst_opts none = SK_INST_OPTS_DEFAULT;
    memset(out, 0, sizeof *out);
    out->k = k;
    out->demand = demand;
    out->from = demand->from;
    out->n_days = demand->n_days;
    out->n_needs = demand->n_needs;
    if (demand->n_days < 1 || demand->n_days > INT8_MAX)
        return sk_err_set(err, SK_E_USAGE, "a plan covers 1 to %d days", INT8_MAX);
    out->need = sk_arena_calloc(arena, (size_t)demand->n_needs + 1, sizeof *out->need);
    sk__builder b;
    memset(&b, 0, sizeof b);
    b.k = k;
    b.demand = demand;
    b.opts = opts ? opts : &none;
    b.in = out;
    b.err = err;
    b.n_days = demand->n_days;
    sk_code c = out->need ? sk__inst_begin(&b) : sk__inst_nomem(&b);
    for (int i = 0; !c && i < demand->n_needs; i++) c = add_need(&b, i);
    if (!c && b.opts->res_extra >= 0 && b.opts->res_extra < (int)b.n_res) {
        b.res[b.opts->res_extra].cap += b.opts->extra_amount;
        b.res[b.opts->res_extra].total += b.opts->extra_amount;
    }
    if (!c) c = sk__inst_ride(&b);
    if (!c) {
        order_ways(&b);
        c = hand_over(&b, arena);
    }
    sk__inst_done(&b);
    return c;
}
