/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Supplies, productions and batches of the plan. */
#include "plan/assemble.h"

#include <stdlib.h>

#include "base/num.h"
#include "domain/query.h"
#include "plan/assemble_priv.h"
#include "plan/schedule.h"

bool sk__lot_usual(const sk__eval *e, const sk__lot *l)
{
    const sk_arc *a = &e->in->arc[l->arc];
    return (a->route == SK_ROUTE_OWN && e->k->kitchen[a->kitchen].role == SK_ROLE_RECEIVING) ||
           a->kitchen == e->ginfo[l->group].usual;
}

/* ---- supplies --------------------------------------------------------------------------------------- */

static int by_supply(const void *x, const void *y)
{
    const sk_supply *a = x, *b = y;
    const int p[] = {a->need, (int)a->group, a->kitchen, (int)a->route, a->tour, a->prod_day};
    const int q[] = {b->need, (int)b->group, b->kitchen, (int)b->route, b->tour, b->prod_day};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

static bool supplies(sk__eval *e, sk_plan *p)
{
    p->supply = sk_arena_calloc(p->arena, (size_t)e->n_lots + 1, sizeof *p->supply);
    for (int i = 0; p->supply && i < e->n_lots; i++) {
        const sk__lot *l = &e->lot[i];
        if (l->arc < 0 || l->portions <= 0) continue;
        const sk_arc *a = &e->in->arc[l->arc];
        const sk__ginfo *g = &e->ginfo[l->group];
        int depart, arrive;
        sk__lot_times(e, i, &depart, &arrive);
        p->supply[p->n_supplies++] =
            (sk_supply){.need = g->need,
                        .group = e->in->group[l->group].kind,
                        .kitchen = a->kitchen,
                        .mode = (sk_mode)a->mode,
                        .route = (sk_route_kind)a->route,
                        .tour = a->route == SK_ROUTE_TOUR ? a->tour : SK_NONE,
                        .prod_day = a->prod_day,
                        .depart = (sk_min)depart,
                        .arrive = (sk_min)arrive,
                        .portions = l->portions,
                        .hold_min = l->hold_min,
                        .hold_limit = g->hold_limit,
                        .usual = sk__lot_usual(e, l)};
        p->n_changed += !sk__lot_usual(e, l);
    }
    if (p->n_supplies > 1) qsort(p->supply, (size_t)p->n_supplies, sizeof *p->supply, by_supply);
    return p->supply != NULL;
}

static int by_hold(const void *x, const void *y)
{
    const sk_supply *a = *(sk_supply *const *)x, *b = *(sk_supply *const *)y;
    return (a->hold_min > b->hold_min) - (a->hold_min < b->hold_min);
}

static bool pan_to_plate(sk_plan *p)
{
    const sk_supply **hot = sk_calloc_n((size_t)p->n_supplies + 1, sizeof *hot);
    int64_t all = 0, sum = 0;
    size_t n = 0;
    for (int i = 0; hot && i < p->n_supplies; i++) {
        if (p->supply[i].hold_min < 0) continue;
        hot[n++] = &p->supply[i];
        all += p->supply[i].portions;
    }
    if (n > 1) qsort(hot, n, sizeof *hot, by_hold);
    for (size_t i = 0; i < n; i++) {
        sum += hot[i]->portions;
        if (sum * 100 >= all * 95) {
            p->hold_p95 = hot[i]->hold_min;
            break;
        }
    }
    sk_free(hot);
    return hot != NULL;
}

/* ---- productions ------------------------------------------------------------------------------------ */

typedef struct prod_sum {
    int64_t mass, food, diet_food;
    unsigned modes;
} prod_sum; /* micro x g, micro, micro x ppm */

static bool prod_sums(sk__eval *e, prod_sum *sum)
{
    for (int i = 0; i < e->n_lots; i++) {
        const sk__lot *l = &e->lot[i];
        if (l->arc < 0 || l->portions <= 0) continue;
        const sk_arc *a = &e->in->arc[l->arc];
        const sk__ginfo *g = &e->ginfo[l->group];
        const sk_need *n = &e->d->need[g->need];
        for (int c = g->comp_first; c < g->comp_first + g->n_comp; c++) {
            sk_ix comp = e->gcomp[c].component;
            int at = sk__prod_find(e, a->kitchen, comp, a->prod_day, sk__arc_session(a, n->meal));
            if (at < 0) return false;
            int64_t micro = l->portions * e->gcomp[c].micro;
            sum[at].mass += micro * e->k->component[comp].served_g;
            sum[at].modes |= a->mode;
            if (g->diet) sum[at].diet_food += micro * e->k->diet[n->diet].food_cost_ppm;
            else sum[at].food += micro;
        }
    }
    return true;
}

typedef struct prod_ref {
    const sk__prod *p;
    int at;
} prod_ref;

static int by_prod(const void *x, const void *y)
{
    const sk__prod *a = ((const prod_ref *)x)->p, *b = ((const prod_ref *)y)->p;
    const int p[] = {a->kitchen, a->day, a->session, a->component};
    const int q[] = {b->kitchen, b->day, b->session, b->component};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

static void one_prod(const sk__eval *e, const sk__prod *r, const prod_sum *sum, sk_plan *p)
{
    /* food: ordinary micro x 10^6 + diet micro x ppm, all x öre per 1000, rounded once */
    const sk_component *c = &e->k->component[r->component];
    sk_wide food = ((sk_wide)sum->food * SK_PPM + sum->diet_food) * c->food_ore_1000;
    const sk_wide one = (sk_wide)1000000000 * SK_PPM;
    p->cost.food += (sk_ore)((food + one / 2) / one);
    p->prod[p->n_prods++] = (sk_production){.kitchen = r->kitchen,
                                            .component = r->component,
                                            .day = r->day,
                                            .session = r->session,
                                            .mode_set = (sk_mode)sum->modes,
                                            .portions = (int)r->portions,
                                            .diet_portions = (int)r->diet_portions,
                                            .ref_milli = sk_ceildiv(r->micro, 1000),
                                            .mass_g = (sum->mass + 500000) / 1000000,
                                            .runs = (int)r->runs,
                                            .equipment = r->equip,
                                            .staff_mmin = r->mmin};
}

/* Productions in plan order; of[record] = index into plan.prod. */
static bool productions(sk__eval *e, sk_plan *p, int *of)
{
    prod_sum *sum = sk_calloc_n(e->n_prods + 1, sizeof *sum);
    prod_ref *ref = sk_calloc_n(e->n_prods + 1, sizeof *ref);
    p->prod = sk_arena_calloc(p->arena, e->n_prods + 1, sizeof *p->prod);
    bool ok = sum && ref && p->prod && prod_sums(e, sum);
    size_t n = 0;
    for (size_t i = 0; ok && i < e->n_prods; i++)
        if (e->prod[i].portions + e->prod[i].diet_portions > 0)
            ref[n++] = (prod_ref){&e->prod[i], (int)i};
    if (ok && n > 1) qsort(ref, n, sizeof *ref, by_prod);
    for (size_t i = 0; ok && i < n; i++) {
        of[ref[i].at] = (int)i;
        one_prod(e, ref[i].p, &sum[ref[i].at], p);
    }
    sk_free(sum);
    sk_free(ref);
    return ok;
}

/* ---- batches ---------------------------------------------------------------------------------------- */

static int by_batch(const void *x, const void *y)
{
    const sk_batch *a = x, *b = y;
    const int p[] = {a->prod, a->start, a->unit}, q[] = {b->prod, b->start, b->unit};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

static bool day_batches(sk__eval *e, sk_plan *p, sk_ix kitchen, int day, const int *of)
{
    const sk__sbatch *b = NULL;
    int n = 0, hard = 0;
    sk_ore excess = 0;
    if (e->kd_head[sk__kd(e, kitchen, day)] < 0) return true;
    if (!sk__sched_day(e, kitchen, day, &excess, &hard, &b, &n)) return false;
    for (int i = 0; i < n; i++)
        p->batch[p->n_batches++] =
            (sk_batch){of[b[i].prod], b[i].unit, (sk_min)b[i].start, (sk_min)b[i].end, b[i].milli};
    return true;
}

static bool batches(sk__eval *e, sk_plan *p, const int *of)
{
    size_t runs = 0;
    for (int i = 0; i < p->n_prods; i++)
        runs += p->prod[i].equipment == SK_NONE ? 0 : (size_t)p->prod[i].runs;
    p->batch = sk_arena_calloc(p->arena, runs + 1, sizeof *p->batch);
    if (!p->batch) return false;
    for (sk_ix k = 0; k < e->k->n_kitchens; k++)
        for (int d = 0; d < e->n_days; d++)
            if (!day_batches(e, p, k, d, of)) return false;
    if (p->n_batches > 1) qsort(p->batch, (size_t)p->n_batches, sizeof *p->batch, by_batch);
    for (int i = 0; i < p->n_batches; i++) {
        sk_production *r = &p->prod[p->batch[i].prod];
        if (r->n_batch++ == 0) r->batch_first = i;
    }
    return true;
}

/* ---- all -------------------------------------------------------------------------------------------- */

static bool shortages(const sk__eval *e, const sk_lp_result *lp, sk_lang lang, sk_plan *p)
{
    int n = 0;
    for (int i = 0; i < e->d->n_needs; i++) n += e->shrt[i] > 0 || e->backup[i] > 0;
    p->shrt = sk_arena_calloc(p->arena, (size_t)n + 1, sizeof *p->shrt);
    for (int i = 0; p->shrt && i < e->d->n_needs; i++)
        if (e->shrt[i] > 0 || e->backup[i] > 0)
            p->shrt[p->n_shorts++] = (sk_short){i, e->shrt[i], e->backup[i],
                                                sk__short_words(e->in, lp, i, lang, p->arena)};
    return p->shrt != NULL;
}

static void costs(sk__eval *e, sk_plan *p)
{
    sk_plan_cost *c = &p->cost;
    for (sk_ix k = 0; k < e->k->n_kitchens; k++)
        for (int d = 0; d < e->n_days; d++) {
            sk_staff_day day;
            sk_kitchen_staff(e->k, k, e->in->from + d, &day);
            c->staff_regular += day.ore;
        }
    c->overtime = e->cost[SK__COST_OVERTIME];
    c->tours = e->cost[SK__COST_TOURS];
    c->extra_trips = e->cost[SK__COST_EXTRA_TRIPS];
    c->energy = e->cost[SK__COST_ENERGY];
    c->change = e->cost[SK__COST_CHANGE];
    c->overtime_excess = e->cost[SK__COST_OVER_EXCESS];
    c->extra_runs = e->cost[SK__COST_EXTRA_RUNS];
    c->hold_excess = e->cost[SK__COST_HOLD];
    c->backup = e->cost[SK__COST_BACKUP];
    c->shortage = e->cost[SK__COST_SHORT];
    c->objective = sk__eval_objective(e);
    p->gap_ore = (double)c->objective - p->lp_bound;
    double total = (double)(c->objective + c->food + c->staff_regular);
    p->gap_ppm = total > 0 ? 1e6 * p->gap_ore / total : 0;
}

sk_code sk__assemble(sk__eval *e, const sk_lp_result *lp, sk_lang lang, sk_plan *p, sk_err *err)
{
    for (int kd = 0; kd < e->k->n_kitchens * e->n_days; kd++)
        if (e->kd_head[kd] >= 0) sk__eval_dirty(e, kd);
    sk__eval_total(e);
    int *of = sk_calloc_n(e->n_prods + 1, sizeof *of);
    bool ok = of && productions(e, p, of) && batches(e, p, of) && supplies(e, p) &&
              pan_to_plate(p) && shortages(e, lp, lang, p) && sk__assemble_staff(e, p) &&
              sk__assemble_trips(e, p);
    if (ok) costs(e, p);
    sk_free(of);
    return ok && !e->failed ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}
