/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One day planned again: the ways that a failure leaves, solved and rounded as a week is. */
#include "plan/replan.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "domain/query.h"
#include "plan/assemble.h"
#include "plan/evaluate_priv.h"
#include "plan/round.h"

enum { BACK_DAYS = 3, STAY_ORE = 2000 };

struct sk_replan {
    const sk_plan *p; /* borrowed */
    sk_arena *arena;
    sk_kommun k;      /* of p, with the holding limits of an emergency */
    int day;          /* in the plan's days */
    int first_day;    /* of the horizon, in the plan's days */
    sk_demand demand; /* of the day only */
    int *need_of;     /* [demand.n_needs] index in p */
    int *supply_of;   /* [p needs + 1] first supply of each need of p */
    sk_instance in;   /* all ways; the slices below are put back after each run */
    sk_group *group;  /* as built */
    sk_arc *arc;
    sk_res *res;
    sk_lp_warm *warm;
};

static sk_code no_memory(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, "out of memory"); }

/* ---- opening ------------------------------------------------------------------------------------ */

static bool day_needs(sk_replan *r)
{
    const sk_demand *d = &r->p->demand;
    sk_day day = r->p->from + r->day;
    sk_need *need = sk_arena_calloc(r->arena, (size_t)d->n_needs + 1, sizeof *need);
    r->need_of = sk_arena_calloc(r->arena, (size_t)d->n_needs + 1, sizeof *r->need_of);
    if (!need || !r->need_of) return false;
    r->demand = (sk_demand){
        .need = need, .from = r->p->from + r->first_day, .n_days = r->day - r->first_day + 1};
    for (int i = 0; i < d->n_needs; i++) {
        if (d->need[i].day != day) continue;
        r->need_of[r->demand.n_needs] = i;
        need[r->demand.n_needs++] = d->need[i];
    }
    return true;
}

static bool same_need(const sk_need *a, const sk_need *b)
{
    return a->site == b->site && a->day == b->day && a->meal == b->meal &&
           a->product == b->product && a->line == b->line && a->diet == b->diet;
}

/* Both lists have the order of sk_demand.need. */
static sk_code raise_to_roll(sk_replan *r, sk_err *err)
{
    sk_demand all;
    sk_code code = sk_demand_build(r->p->k, NULL, r->p->from + r->day, 1, r->arena, &all, err);
    for (int i = 0, at = 0; code == SK_OK && i < r->demand.n_needs; i++) {
        sk_need *n = &r->demand.need[i];
        int j = at;
        while (j < all.n_needs && !same_need(n, &all.need[j])) j++;
        if (j == all.n_needs) continue;
        at = j + 1;
        if (n->diet == SK_NONE && all.need[j].portions > n->portions)
            n->portions = all.need[j].portions;
    }
    return code;
}

static bool emergency_limits(sk_replan *r)
{
    sk_kommun *k = &r->k;
    *k = *r->p->k;
    size_t n = (size_t)k->n_components;
    sk_component *c = sk_arena_calloc(r->arena, n + 1, sizeof *c);
    if (!c) return false;
    if (n) memcpy(c, k->component, n * sizeof *c);
    for (size_t i = 0; i < n; i++)
        if (c[i].hold_min > 0 && c[i].hold_min < k->policy.emergency_hold_min)
            c[i].hold_min = (int)k->policy.emergency_hold_min;
    k->component = c;
    k->policy.change_ore = 0; /* against the usual supplier; see prefer_planned */
    return true;
}

static bool supply_index(sk_replan *r)
{
    const sk_plan *p = r->p;
    r->supply_of = sk_arena_calloc(r->arena, (size_t)p->demand.n_needs + 1, sizeof *r->supply_of);
    if (!r->supply_of) return false;
    int s = 0; /* supplies are sorted by need */
    for (int i = 0; i <= p->demand.n_needs; i++) {
        while (s < p->n_supplies && p->supply[s].need < i) s++;
        r->supply_of[i] = s;
    }
    return true;
}

/* Kitchen of the first planned supply of a group; SK_NONE when nobody was to supply it. */
static sk_ix planned_kitchen(const sk_replan *r, int need, sk_group_kind g)
{
    for (int s = r->supply_of[need]; s < r->supply_of[need + 1]; s++)
        if (r->p->supply[s].group == g) return r->p->supply[s].kitchen;
    return SK_NONE;
}

/* Another kitchen than the planned one costs STAY_ORE a portion; slices stay in order of cost. */
static void prefer_planned(sk_replan *r)
{
    sk_instance *in = &r->in;
    for (int g = 0; g < in->n_groups; g++) {
        const sk_group *grp = &in->group[g];
        sk_ix usual = planned_kitchen(r, r->need_of[grp->need], grp->kind);
        sk_arc *v = &in->arc[grp->arc_first];
        for (int i = 0; i < grp->n_arc; i++) {
            sk_arc a = v[i];
            double more = a.kitchen == usual ? 0 : STAY_ORE;
            int j = i;
            a.base_cost += more;
            a.cost += more;
            for (; j > 0 && v[j - 1].cost > a.cost; j--) v[j] = v[j - 1];
            v[j] = a;
        }
    }
    r->k.policy.change_ore = STAY_ORE; /* what the exact evaluation counts */
}

static sk_code keep_built(sk_replan *r, sk_err *err)
{
    const sk_instance *in = &r->in;
    r->group = sk_arena_calloc(r->arena, (size_t)in->n_groups + 1, sizeof *r->group);
    r->arc = sk_arena_calloc(r->arena, (size_t)in->n_arcs + 1, sizeof *r->arc);
    r->res = sk_arena_calloc(r->arena, (size_t)in->n_res + 1, sizeof *r->res);
    if (!r->group || !r->arc || !r->res) return no_memory(err);
    memcpy(r->group, in->group, (size_t)in->n_groups * sizeof *r->group);
    memcpy(r->arc, in->arc, (size_t)in->n_arcs * sizeof *r->arc);
    memcpy(r->res, in->res, (size_t)in->n_res * sizeof *r->res);
    return SK_OK;
}

sk_code sk_replan_open(const sk_plan *p, sk_day day, bool by_roll, sk_replan **out, sk_err *err)
{
    sk_inst_opts io = SK_INST_OPTS_DEFAULT;
    char text[SK_DATE_LEN];
    *out = NULL;
    if (day < p->from || day >= p->from + p->n_days)
        return sk_err_set(err, SK_E_USAGE, "the plan has no %s", sk_day_str(day, text));
    sk_arena *a = sk_arena_new();
    sk_replan *r = a ? sk_arena_alloc(a, sizeof *r) : NULL;
    if (!r) {
        sk_arena_free(a);
        return no_memory(err);
    }
    r->p = p;
    r->arena = a;
    r->day = day - p->from;
    r->first_day = r->day > BACK_DAYS ? r->day - BACK_DAYS : 0;
    sk_code code = day_needs(r) && supply_index(r) && emergency_limits(r) ? SK_OK : no_memory(err);
    if (code == SK_OK && by_roll) code = raise_to_roll(r, err);
    if (code == SK_OK) code = sk_instance_build(&r->k, &r->demand, &io, a, &r->in, err);
    if (code == SK_OK) prefer_planned(r);
    if (code == SK_OK) code = keep_built(r, err);
    if (code == SK_OK) *out = r;
    else sk_replan_close(r);
    return code;
}

void sk_replan_close(sk_replan *r)
{
    if (!r) return;
    sk_lp_warm_free(r->warm);
    sk_arena_free(r->arena);
}

const int *sk_replan_need_of(const sk_replan *r) { return r->need_of; }

/* ---- what is ready ------------------------------------------------------------------------------ */

/* The production that a component of a supply comes from, NULL when the plan has none. */
static const sk_production *find_prod(const sk_plan *p, sk_ix kitchen, int day, int session,
                                      sk_ix comp)
{
    int lo = 0, hi = p->n_prods; /* sorted by kitchen, day, session, component */
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const sk_production *x = &p->prod[mid];
        const int a[] = {x->kitchen, x->day, x->session, x->component};
        const int b[] = {kitchen, day, session, comp};
        int c = 0;
        for (int i = 0; i < 4 && !c; i++) c = (a[i] > b[i]) - (a[i] < b[i]);
        if (!c) return x;
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return NULL;
}

/* When food that goes a way must be ready: it leaves pack_min later, or is served in the same house; without
 * sittings by the end of work there. */
static int64_t ready_time(const sk_replan *r, const sk_need *n, int route, int depart)
{
    const sk_kommun *k = r->p->k;
    if (route != SK_ROUTE_OWN) return depart - k->policy.pack_min;
    sk_span s = sk_site_sittings(k, n->site, n->meal);
    if (s.first < s.end) return k->sitting[s.first].start - k->policy.onsite_lead_min;
    const sk_opening *o = sk_kitchen_open(k, n->kitchen, n->meal, n->day);
    return o ? o->work_to : 0;
}

bool sk_replan_is_ready(const sk_replan *r, const sk_supply *s, sk_min at)
{
    const sk_plan *p = r->p;
    const sk_need *n = &p->demand.need[s->need];
    int session = s->mode == SK_MODE_CHILLED ? SK_SESSION_CHILL : (int)n->meal, last = -1;
    if (s->prod_day < r->day) return true;
    const sk_dish *d = &p->k->dish[n->dish];
    for (int c = 0; c < d->n_comp; c++) {
        sk_ix comp = d->comp[c].component;
        if (sk_group_of(p->k->component[comp].kind) != s->group) continue;
        const sk_production *x = find_prod(p, s->kitchen, s->prod_day, session, comp);
        for (int b = 0; x && b < x->n_batch; b++)
            if (p->batch[x->batch_first + b].end > last) last = p->batch[x->batch_first + b].end;
    }
    return last >= 0 ? last <= at : ready_time(r, n, (int)s->route, s->depart) <= at;
}

/* ---- ways that a failure leaves ----------------------------------------------------------------- */

static const sk_supply *supply_like(const sk_replan *r, int need, sk_group_kind g, const sk_arc *a)
{
    const sk_plan *p = r->p;
    for (int s = r->supply_of[need]; s < r->supply_of[need + 1]; s++) {
        const sk_supply *x = &p->supply[s];
        if (x->group == g && x->kitchen == a->kitchen && x->mode == a->mode &&
            (int)x->route == (int)a->route && x->prod_day == r->first_day + a->prod_day &&
            (x->route != SK_ROUTE_TOUR || x->tour == a->tour))
            return x;
    }
    return NULL;
}

static bool is(const bool *set, sk_ix i) { return set && i >= 0 && set[i]; }

/* What a group holds: something that needs heat, something whose goods are missing. */
typedef struct contents {
    bool hot, missing;
} contents;

static contents look(const sk_kommun *k, const sk_need *n, sk_group_kind g, const sk_failure *f)
{
    contents x = {false, false};
    const sk_dish *d = &k->dish[n->dish];
    for (int i = 0; i < d->n_comp; i++) {
        const sk_component *c = &k->component[d->comp[i].component];
        if (sk_group_of(c->kind) != g) continue;
        x.hot = x.hot || c->hold_min > 0 || c->equip != SK_NONE;
        x.missing = x.missing || is(f->no_component, d->comp[i].component);
    }
    return x;
}

/* Longest run that a group takes in a kitchen. */
static int longest_run(const sk_kommun *k, const sk_need *n, sk_group_kind g, sk_ix kitchen)
{
    int longest = 0;
    sk_span e = sk_kitchen_equipment(k, kitchen);
    const sk_dish *d = &k->dish[n->dish];
    for (int i = 0; i < d->n_comp; i++) {
        const sk_component *c = &k->component[d->comp[i].component];
        if (sk_group_of(c->kind) != g || c->equip == SK_NONE) continue;
        for (int x = e.first; x < e.end; x++)
            if (k->equipment[x].cls == c->equip && k->equipment[x].run_min > longest)
                longest = k->equipment[x].run_min;
    }
    return longest;
}

/* planned = the supply of p that goes this way, NULL = none. */
static bool still_possible(const sk_replan *r, const sk_need *n, sk_group_kind g, const contents *x,
                           const sk_arc *a, const sk_supply *planned, const sk_failure *f)
{
    bool reheated = a->mode == SK_MODE_CHILLED && x->hot;
    if (reheated && is(f->no_heat, n->kitchen)) return false;
    if (planned && sk_replan_is_ready(r, planned, f->at)) return true;
    if (a->prod_day != r->day - r->first_day || x->missing) return false;
    if (is(f->no_cooking, a->kitchen) || (x->hot && is(f->no_heat, a->kitchen))) return false;
    return planned ||
           ready_time(r, n, a->route, a->depart) - longest_run(r->p->k, n, g, a->kitchen) >= f->at;
}

/* A group stays on ways that are ready, when they carry all of it. */
static int ready_portions(const sk_replan *r, int need, sk_group_kind g, const sk_failure *f,
                          bool reheat)
{
    int sum = 0;
    for (int s = r->supply_of[need]; s < r->supply_of[need + 1]; s++) {
        const sk_supply *x = &r->p->supply[s];
        if (x->group == g && sk_replan_is_ready(r, x, f->at) &&
            (reheat || x->mode != SK_MODE_CHILLED))
            sum += x->portions;
    }
    return sum;
}

/* Whether all of what is planned for a group can go on. */
static bool goes_on(const sk_replan *r, int need, int portions, const sk_need *n, sk_group_kind g,
                    const contents *x, const sk_failure *f)
{
    int sum = 0;
    for (int s = r->supply_of[need]; s < r->supply_of[need + 1]; s++) {
        const sk_supply *y = &r->p->supply[s];
        const sk_arc way = {.kitchen = y->kitchen,
                            .mode = (uint8_t)y->mode,
                            .route = (uint8_t)y->route,
                            .prod_day = (int8_t)(y->prod_day - r->first_day),
                            .depart = y->depart};
        if (y->group == g && still_possible(r, n, g, x, &way, y, f)) sum += y->portions;
    }
    return sum >= portions;
}

/* What a failure leaves of a group's ways: the ready ones when they carry all of it; the planned ones when
 * they still do and not everything may move; else all that are possible. */
static void keep_possible(sk_replan *r, int g, const sk_failure *f, bool move_all)
{
    sk_instance *in = &r->in;
    sk_group *grp = &in->group[g];
    int need = r->need_of[grp->need], keep = 0, portions = r->demand.need[grp->need].portions;
    const sk_need *n = &r->p->demand.need[need];
    contents x = look(r->p->k, n, grp->kind, f);
    bool reheat = !x.hot || !is(f->no_heat, n->kitchen);
    bool ready = ready_portions(r, need, grp->kind, f, reheat) >= portions;
    bool stays = ready || (!move_all && goes_on(r, need, portions, n, grp->kind, &x, f));
    for (int i = 0; i < r->group[g].n_arc; i++) {
        const sk_arc *a = &r->arc[grp->arc_first + i];
        const sk_supply *planned = supply_like(r, need, grp->kind, a);
        if (stays && !planned) continue;
        if (ready && !sk_replan_is_ready(r, planned, f->at)) continue;
        if (still_possible(r, n, grp->kind, &x, a, planned, f))
            in->arc[grp->arc_first + keep++] = *a;
    }
    grp->n_arc = keep;
    grp->usual_arc = -1;
}

/* Nothing fails: everything stays as planned. */
static void keep_planned(sk_replan *r, int g)
{
    sk_instance *in = &r->in;
    sk_group *grp = &in->group[g];
    int keep = 0;
    for (int i = 0; i < r->group[g].n_arc; i++) {
        const sk_arc *a = &r->arc[grp->arc_first + i];
        if (supply_like(r, r->need_of[grp->need], grp->kind, a))
            in->arc[grp->arc_first + keep++] = *a;
    }
    grp->n_arc = keep;
    grp->usual_arc = -1;
}

static void put_back(sk_replan *r)
{
    sk_instance *in = &r->in;
    memcpy(in->group, r->group, (size_t)in->n_groups * sizeof *r->group);
    memcpy(in->arc, r->arc, (size_t)in->n_arcs * sizeof *r->arc);
    memcpy(in->res, r->res, (size_t)in->n_res * sizeof *r->res);
}

/* What of a session is left at `at`, as a share; 1 when the kitchen is not open for it. */
static double rest_of_session(const sk_replan *r, const sk_res *x, sk_min at)
{
    sk_meal meal = x->session == SK_SESSION_CHILL ? SK_MEAL_LUNCH : (sk_meal)x->session;
    const sk_opening *o = sk_kitchen_open(r->p->k, x->kitchen, meal, r->p->from + r->day);
    if (!o || o->work_to <= o->work_from || at <= o->work_from) return 1;
    if (x->session == SK_SESSION_CHILL) return 1; /* it begins after lunch */
    return at >= o->work_to ? 0 : (double)(o->work_to - at) / (double)(o->work_to - o->work_from);
}

/* Load that the day's planned ways put on each row, for those that stay. */
static void ready_load(const sk_replan *r, const sk_failure *f, double *load)
{
    const sk_instance *in = &r->in;
    for (int g = 0; g < in->n_groups; g++) {
        const sk_group *grp = &in->group[g];
        for (int i = grp->arc_first; i < grp->arc_first + grp->n_arc; i++) {
            const sk_arc *a = &in->arc[i];
            const sk_supply *s = supply_like(r, r->need_of[grp->need], grp->kind, a);
            if (!s || !sk_replan_is_ready(r, s, f->at)) continue;
            for (int u = a->use_first; u < a->use_first + a->n_use; u++)
                load[in->use[u].res] += in->use[u].amount * s->portions;
        }
    }
}

static sk_code shrink_limits(sk_replan *r, const sk_failure *f, sk_arena *work, sk_err *err)
{
    sk_instance *in = &r->in;
    double *load = sk_arena_calloc(work, (size_t)in->n_res + 1, sizeof *load);
    if (!load) return no_memory(err);
    ready_load(r, f, load);
    for (int i = 0; i < in->n_res; i++) {
        sk_res *x = &in->res[i];
        if (x->day != r->day - r->first_day) continue;
        if (x->kind == SK_RES_STAFF) {
            double lost = x->total * (double)(SK_PPM - f->staff_ppm) / SK_PPM;
            x->cap -= lost;
            x->total -= lost;
        } else if (x->kind == SK_RES_EQUIP) {
            double rest = is(f->no_cooking, x->kitchen) ? 0 : rest_of_session(r, x, f->at);
            double left = load[i] + x->cap * rest;
            if (left < x->cap) x->cap = left;
        }
    }
    return SK_OK;
}

/* ---- solving ------------------------------------------------------------------------------------ */

static sk_code new_plan(const sk_replan *r, sk_plan **out, sk_err *err)
{
    sk_arena *a = sk_arena_new();
    sk_plan *p = a ? sk_arena_alloc(a, sizeof *p) : NULL;
    if (!p) {
        sk_arena_free(a);
        return no_memory(err);
    }
    *p = (sk_plan){.arena = a,
                   .k = &r->k,
                   .demand = r->demand,
                   .week = r->p->week,
                   .from = r->demand.from,
                   .n_days = r->demand.n_days,
                   .split = r->p->split,
                   .version = r->p->version,
                   .glpk_version = r->p->glpk_version,
                   .input = r->p->input,
                   .n_inputs = r->p->n_inputs};
    *out = p;
    return SK_OK;
}

static const sk_equipment *owned(const sk_kommun *k, sk_ix kitchen, sk_ix cls)
{
    sk_span e = sk_kitchen_equipment(k, kitchen);
    for (int i = e.first; i < e.end; i++)
        if (k->equipment[i].cls == cls) return &k->equipment[i];
    return NULL;
}

/* The exact evaluation counts by the registers: it is told of the same limits as the linear programme. */
static void limit_exactly(const sk_replan *r, const sk_failure *f, sk__eval *e)
{
    int day = r->day - r->first_day;
    for (int i = 0; i < r->in.n_res; i++) {
        const sk_res *x = &r->in.res[i];
        if (x->day != day) continue;
        if (x->kind == SK_RES_STAFF) {
            sk__staff *s = &e->staff[sk__kd(e, x->kitchen, day)];
            s->avail = sk_muldiv(s->avail, f->staff_ppm, SK_PPM);
            if (s->row) sk__staff_cost(e, s);
        } else if (x->kind == SK_RES_EQUIP) {
            const sk_equipment *q = owned(r->p->k, x->kitchen, x->cls);
            if (!q) continue;
            sk__equip *y = sk__equip_at(e, (sk_ix)(q - r->p->k->equipment), day, x->session);
            int64_t whole = x->cap > 0 ? (int64_t)ceil(x->cap - 1e-6) : 0;
            if (whole < y->cap) y->cap = whole;
        }
    }
}

static sk_code solve(sk_replan *r, const sk_failure *f, sk_lang lang, sk_arena *work, sk_plan *p,
                     sk_err *err)
{
    sk_alloc_opts ao = {0};
    sk__round_opts ro = {.split = r->p->split};
    sk__round_stats stats = {0};
    sk__eval *e = NULL;
    sk_lp_result lp;
    sk_code code = sk_alloc_solve(&r->in, &ao, &r->warm, work, &lp, err);
    if (code != SK_OK) return code;
    p->lp_bound = lp.obj;
    code = sk__eval_new(&r->in, &e, err);
    for (int g = 0; code == SK_OK && g < r->in.n_groups; g++)
        e->ginfo[g].usual =
            planned_kitchen(r, r->need_of[r->in.group[g].need], r->in.group[g].kind);
    if (code == SK_OK && f) limit_exactly(r, f, e);
    if (code == SK_OK) code = sk__round(e, &lp, &ro, &stats, err);
    if (code == SK_OK) code = sk__assemble(e, &lp, lang, p, err);
    sk__eval_free(e);
    return code;
}

static sk_code run(sk_replan *r, const sk_failure *f, bool move_all, sk_lang lang, sk_plan **out,
                   sk_err *err)
{
    sk_arena *work = sk_arena_new();
    sk_plan *p = NULL;
    *out = NULL;
    if (!work) return no_memory(err);
    for (int g = 0; g < r->in.n_groups; g++) {
        if (f) keep_possible(r, g, f, move_all);
        else keep_planned(r, g);
    }
    sk_code code = f ? shrink_limits(r, f, work, err) : SK_OK;
    if (code == SK_OK) code = new_plan(r, &p, err);
    if (code == SK_OK) code = solve(r, f, lang, work, p, err);
    put_back(r);
    sk_arena_free(work);
    if (code == SK_OK) *out = p;
    else sk_plan_free(p);
    return code;
}

/* What the policy counts for those who lack their food and for limits that are broken. */
static sk_ore broken(const sk_plan *p)
{
    const sk_plan_cost *c = &p->cost;
    return c->shortage + c->backup + c->overtime_excess + c->extra_runs + c->hold_excess;
}

sk_code sk_replan_run(sk_replan *r, const sk_failure *f, sk_lang lang, sk_plan **out, sk_err *err)
{
    sk_plan *wide = NULL;
    sk_code code = run(r, f, false, lang, out, err);
    if (code != SK_OK || !f || broken(*out) == 0) return code;
    code = run(r, f, true, lang, &wide, err);
    bool better = code == SK_OK && broken(wide) < broken(*out);
    sk_plan_free(better ? *out : wide);
    if (better) *out = wide;
    if (code == SK_OK) return SK_OK;
    sk_plan_free(*out);
    *out = NULL;
    return code;
}
