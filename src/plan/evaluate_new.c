/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up an evaluation: what each group holds, staff and limits before any lot is placed. */
#include <math.h>

#include "base/num.h"
#include "domain/query.h"
#include "plan/evaluate_priv.h"
#include "plan/schedule.h"

/* Components of a group into eval.gcomp from `at`; gcomp NULL only counts. */
static int group_comps(sk__eval *e, int group, int at)
{
    const sk_kommun *k = e->k;
    const sk_group *g = &e->in->group[group];
    const sk_need *n = &e->d->need[e->in->need[g->need].need];
    const sk_dish *dish = &k->dish[n->dish];
    int64_t factor = k->category[k->site[n->site].category].factor_milli;
    int count = 0;
    for (int i = 0; i < dish->n_comp; i++) {
        const sk_component *c = &k->component[dish->comp[i].component];
        if (sk_group_of(c->kind) != g->kind) continue;
        if (e->gcomp)
            e->gcomp[at + count] =
                (sk__gcomp){dish->comp[i].component, factor * dish->comp[i].scale_milli};
        count++;
        int *limit = &e->ginfo[group].hold_limit;
        if (c->hold_min > 0 && (*limit == 0 || c->hold_min < *limit)) *limit = c->hold_min;
    }
    return count;
}

static bool groups_new(sk__eval *e)
{
    const sk_kommun *k = e->k;
    e->ginfo = sk_calloc_n((size_t)e->in->n_groups + 1, sizeof *e->ginfo);
    if (!e->ginfo) return false;
    int total = 0;
    for (int g = 0; g < e->in->n_groups; g++) {
        sk__ginfo *gi = &e->ginfo[g];
        gi->need = e->in->need[e->in->group[g].need].need;
        const sk_need *n = &e->d->need[gi->need];
        gi->diet = n->diet != SK_NONE;
        gi->diet_mmin = gi->diet ? k->diet[n->diet].extra_mmin : 0;
        gi->served = k->product[n->product].kind == SK_PROD_SERVED;
        gi->usual = sk_site_supplier_on(k, n->site, n->day);
        gi->comp_first = total;
        gi->n_comp = group_comps(e, g, total);
        total += gi->n_comp;
    }
    e->gcomp = sk_calloc_n((size_t)total + 1, sizeof *e->gcomp);
    for (int g = 0; e->gcomp && g < e->in->n_groups; g++) group_comps(e, g, e->ginfo[g].comp_first);
    return e->gcomp != NULL;
}

static int64_t by_role(sk_role r, int64_t cooking, int64_t receiving, int64_t serving)
{
    return r == SK_ROLE_COOKING ? cooking : r == SK_ROLE_RECEIVING ? receiving : serving;
}

static bool staff_new(sk__eval *e)
{
    const sk_kommun *k = e->k;
    const sk_policy *p = &k->policy;
    e->staff = sk_calloc_n((size_t)k->n_kitchens * (size_t)e->n_days + 1, sizeof *e->staff);
    if (!e->staff) return false;
    for (sk_ix i = 0; i < k->n_kitchens; i++) {
        const sk_kitchen *kit = &k->kitchen[i];
        for (int d = 0; d < e->n_days; d++) {
            sk__staff *s = &e->staff[sk__kd(e, i, d)];
            sk_staff_day day;
            sk_kitchen_staff(k, i, e->in->from + d, &day);
            *s = (sk__staff){.avail = (int64_t)day.min * 1000,
                             .limit = (int64_t)kit->overtime_max_min * 1000,
                             .rate_h = kit->overtime_ore_h,
                             .row = kit->role != SK_ROLE_SERVING};
            if (sk_kitchen_open_on(k, i, e->in->from + d))
                s->fixed = 1000 * by_role(kit->role, p->fixed_min_cooking, p->fixed_min_receiving,
                                          p->fixed_min_serving);
        }
    }
    for (int n = 0; n < e->d->n_needs; n++) {
        const sk_need *need = &e->d->need[n];
        if (k->product[need->product].kind == SK_PROD_SERVED)
            e->staff[sk__kd(e, need->kitchen, need->day - e->in->from)].serve +=
                need->portions * by_role(k->kitchen[need->kitchen].role, p->serve_mmin_cooking,
                                         p->serve_mmin_receiving, p->serve_mmin_serving);
    }
    for (int i = 0; i < k->n_kitchens * e->n_days; i++)
        if (e->staff[i].row) sk__staff_cost(e, &e->staff[i]);
    return true;
}

static bool limits_new(sk__eval *e)
{
    const sk_kommun *k = e->k;
    size_t n = (size_t)k->n_equipment * (size_t)e->n_days * SK_N_SESSIONS;
    e->equip = sk_calloc_n(n + 1, sizeof *e->equip);
    e->load = sk_calloc_n((size_t)e->in->n_res + 1, sizeof *e->load);
    e->hard_cap = sk_calloc_n((size_t)e->in->n_res + 1, sizeof *e->hard_cap);
    if (!e->equip || !e->load || !e->hard_cap) return false;
    for (size_t i = 0; i < n; i++) e->equip[i].cap = INT32_MAX;
    for (int r = 0; r < e->in->n_res; r++) {
        const sk_res *res = &e->in->res[r];
        if (!sk_round_i64(res->cap * 1e9, &e->hard_cap[r])) e->hard_cap[r] = INT64_MAX / 2;
        if (res->kind != SK_RES_EQUIP) continue;
        sk_span s = sk_kitchen_equipment(k, res->kitchen);
        for (int i = s.first; i < s.end; i++)
            if (k->equipment[i].cls == res->cls)
                sk__equip_at(e, i, res->day, res->session)->cap = (int64_t)floor(res->total + 1e-9);
    }
    return true;
}

static bool days_new(sk__eval *e)
{
    size_t n = (size_t)e->k->n_kitchens * (size_t)e->n_days + 1;
    e->kd_head = sk_calloc_n(n, sizeof *e->kd_head);
    e->sched_ore = sk_calloc_n(n, sizeof *e->sched_ore);
    e->sched_hard = sk_calloc_n(n, sizeof *e->sched_hard);
    e->dirty = sk_calloc_n(n, sizeof *e->dirty);
    e->dirty_list = sk_calloc_n(n, sizeof *e->dirty_list);
    e->shrt = sk_calloc_n((size_t)e->d->n_needs + 1, sizeof *e->shrt);
    e->backup = sk_calloc_n((size_t)e->d->n_needs + 1, sizeof *e->backup);
    e->sched = sk__sched_new();
    if (!e->kd_head || !e->sched_ore || !e->sched_hard || !e->dirty || !e->dirty_list || !e->shrt ||
        !e->backup || !e->sched)
        return false;
    for (size_t i = 0; i < n; i++) e->kd_head[i] = -1;
    return true;
}

sk_code sk__eval_new(const sk_instance *in, sk__eval **out, sk_err *err)
{
    sk__eval *e = sk_alloc(sizeof *e);
    *out = NULL;
    if (!e) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    e->in = in;
    e->k = &e->view;
    e->view_arena = sk_arena_new();
    e->d = in->demand;
    e->n_days = in->n_days;
    e->bad_ore = INT64_C(100000000000); /* above any cost of a week, far below overflow */
    if (!e->view_arena ||
        !sk_demand_view(in->k, in->from, in->from + in->n_days - 1, e->view_arena, &e->view) ||
        !groups_new(e) || !limits_new(e) || !days_new(e) || !staff_new(e)) {
        sk__eval_free(e);
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    *out = e;
    return SK_OK;
}

void sk__eval_free(sk__eval *e)
{
    if (!e) return;
    sk__hash_free(&e->prod_of);
    sk__hash_free(&e->trip_of);
    sk__hash_free(&e->stop_of);
    void *all[] = {e->ginfo,   e->gcomp,     e->lot,        e->shrt,  e->backup,    e->prod,
                   e->equip,   e->staff,     e->trip,       e->stop,  e->load,      e->hard_cap,
                   e->kd_head, e->sched_ore, e->sched_hard, e->dirty, e->dirty_list};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sk_free(all[i]);
    sk__sched_free(e->sched);
    sk_arena_free(e->view_arena);
    sk_free(e);
}
