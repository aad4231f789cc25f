/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relaxation: capacitated location over the cooking options, every other kitchen a customer that
 * takes its cheapest option under each supplier. The limits on kitchens, investment and difference
 * are priced by multipliers; other day types, chilling and outages are left to the tree. */
#include <string.h>

#include "review/structure_priv.h"

typedef struct core {
    sk_location in;
    int64_t *cap, *demand;
    double *fixed, *cost;
    signed char *state;
    int *opt; /* n_cook x n_kit: the option that makes the cost */
} core;

bool sk__st_lag_new(sk__st *s, sk__st_lag *l)
{
    size_t n = (size_t)s->in->n_kit + 1;
    *l = (sk__st_lag){0};
    l->opt = sk_arena_calloc(s->arena, n, sizeof *l->opt);
    l->src = sk_arena_calloc(s->arena, n, sizeof *l->src);
    return l->opt && l->src;
}

void sk__st_tilt(sk__st *s, double rho)
{
    const sk_structure *in = s->in;
    s->rho = rho;
    for (int o = 0; o < in->n_opt; o++) {
        s->tilt[o] = 0;
        for (int a = 0; a < in->n_avoid; a++)
            if (in->opt[in->avoid[a * in->n_kit + in->opt[o].kitchen]].role != in->opt[o].role)
                s->tilt[o] -= rho;
    }
}

static double priced(const sk__st *s, int o)
{
    const sk_st_option *q = &s->in->opt[o];
    return (double)q->fixed + s->tilt[o] + s->la * (double)q->invest +
           (sk_st_counts(q->role) ? s->mu : 0);
}

/* The cheapest option of kitchen j under supplier c. */
static double cheapest(const sk__st *s, int c, int j, int *opt)
{
    const sk_structure *in = s->in;
    double best = SK__ST_INF;
    *opt = -1;
    for (int o = in->first[j]; o < in->first[j + 1]; o++) {
        const sk_st_option *q = &in->opt[o];
        size_t at = sk__st_at(in, c, o);
        bool none = q->role == SK_ST_CLOSED && q->into < 0;
        if (!s->allow[o] || q->role == SK_ST_COOK) continue;
        if (!none && (in->arc[at] == SK_ST_NO_ARC || s->ban[at])) continue;
        double x = priced(s, o) + (none ? 0 : (double)in->cost[at]);
        if (x < best) best = x, *opt = o;
    }
    return best;
}

static bool must_cook(const sk__st *s, int k)
{
    bool cook = false, other = false;
    for (int o = s->in->first[k]; o < s->in->first[k + 1]; o++) {
        if (!s->allow[o]) continue;
        if (s->in->opt[o].role == SK_ST_COOK) cook = true;
        else other = true;
    }
    return cook && !other;
}

static bool core_new(sk__st *s, sk_arena *a, core *f)
{
    const sk_structure *in = s->in;
    size_t n = (size_t)in->n_cook, m = (size_t)in->n_kit;
    *f = (core){.cap = sk_arena_calloc(a, n, sizeof(int64_t)),
                .demand = sk_arena_calloc(a, m, sizeof(int64_t)),
                .fixed = sk_arena_calloc(a, n, sizeof(double)),
                .cost = sk_arena_calloc(a, n * m, sizeof(double)),
                .state = sk_arena_calloc(a, n, 1),
                .opt = sk_arena_calloc(a, n * m, sizeof(int))};
    return f->cap && f->demand && f->fixed && f->cost && f->state && f->opt;
}

/* Whoever may be left without guests is left out of the capacity, so that the bound holds. */
static int64_t sure_load(const sk__st *s, int k)
{
    const sk_structure *in = s->in;
    for (int o = in->first[k]; o < in->first[k + 1]; o++)
        if (s->allow[o] && in->opt[o].role == SK_ST_CLOSED && in->opt[o].into < 0) return 0;
    return in->load[k * in->n_type + s->type];
}

static void core_fill(sk__st *s, core *f)
{
    const sk_structure *in = s->in;
    for (int j = 0; j < in->n_kit; j++) f->demand[j] = sure_load(s, j);
    for (int c = 0; c < in->n_cook; c++) {
        int a = in->cook[c], home = in->opt[a].kitchen;
        int n_allowed = 0;
        for (int o = in->first[home]; o < in->first[home + 1]; o++) n_allowed += s->allow[o];
        f->cap[c] = in->opt[a].cap;
        f->fixed[c] = priced(s, a);
        f->state[c] = (signed char)(!s->allow[a] ? -1 : n_allowed == 1 ? 1 : 0);
        for (int j = 0; j < in->n_kit; j++) {
            size_t at = (size_t)c * (size_t)in->n_kit + (size_t)j;
            f->opt[at] = -1;
            if (j == home) f->cost[at] = s->allow[a] ? 0 : SK__ST_INF;
            else if (must_cook(s, j)) f->cost[at] = SK__ST_INF;
            else f->cost[at] = cheapest(s, c, j, &f->opt[at]);
        }
    }
    f->in = (sk_location){.n_fac = in->n_cook,
                          .n_cust = in->n_kit,
                          .cap = f->cap,
                          .fixed = f->fixed,
                          .demand = f->demand,
                          .cost = f->cost,
                          .single_source = true,
                          .max_open = in->max_cooking,
                          .state = f->state};
}

/* The location solution as a structure: l->whole when every kitchen has one option. */
static void read_back(sk__st *s, const core *f, const sk_location_result *r, sk__st_lag *l)
{
    const sk_structure *in = s->in;
    l->whole = true;
    for (int k = 0; k < in->n_kit; k++) l->opt[k] = l->src[k] = -1;
    for (int i = 0; i < r->n_flow; i++) {
        int c = r->flow[i].fac, k = r->flow[i].cust, a = in->cook[c];
        int o = in->opt[a].kitchen == k ? a : f->opt[c * in->n_kit + k];
        l->opt[k] = o;
        l->src[k] = o >= 0 && (in->opt[o].role == SK_ST_COOK ||
                               (in->opt[o].role == SK_ST_CLOSED && in->opt[o].into < 0))
                        ? -1
                        : a;
    }
    for (int c = 0; c < in->n_cook; c++)
        if (r->open[c] && l->opt[in->opt[in->cook[c]].kitchen] != in->cook[c]) l->whole = false;
    l->kitchens = 0;
    l->invest = 0;
    for (int k = 0; k < in->n_kit; k++) {
        if (l->opt[k] < 0) l->whole = false;
        if (l->opt[k] < 0) continue;
        l->kitchens += sk_st_counts(in->opt[l->opt[k]].role);
        l->invest += in->opt[l->opt[k]].invest;
        if (l->src[k] >= 0 && l->opt[in->opt[l->src[k]].kitchen] != l->src[k]) l->whole = false;
    }
}

/* What the multipliers take off the value. */
static double worth(const sk__st *s)
{
    const sk_structure *in = s->in;
    double x = -s->rho * in->differ * in->n_avoid;
    if (in->max_kitchens) x += s->mu * in->max_kitchens;
    if (in->max_invest >= 0) x += s->la * (double)in->max_invest;
    return x;
}

void sk__st_relax(sk__st *s, long nodes, sk__st_lag *l)
{
    core f;
    sk_location_result r;
    sk_arena *a = sk_arena_new();
    const sk_st_opts *o = s->opts;
    sk_location_opts lo = {
        .max_nodes = nodes, .cancel = o->cancel, .now_s = o->now_s, .now_arg = o->now_arg};
    if (o->max_steps) lo.max_steps = o->max_steps - s->steps > 1 ? o->max_steps - s->steps : 1;
    if (o->now_s) lo.wall_s = o->until_s - o->now_s(o->now_arg);
    l->bound = l->value = -SK__ST_INF;
    l->whole = false;
    for (int k = 0; k < s->in->n_kit; k++) l->opt[k] = l->src[k] = -1;
    if (!a || !core_new(s, a, &f)) s->nomem = true;
    else {
        core_fill(s, &f);
        sk_code code = sk_location_solve(&f.in, &lo, NULL, &r, NULL);
        if (code) s->nomem = true;
        else {
            s->steps += r.steps;
            l->value = r.status == SK_LOCATION_INFEASIBLE ? SK__ST_INF : r.bound;
            l->bound = l->value - worth(s);
            if (r.n_flow) read_back(s, &f, &r, l);
            sk_location_result_free(&r);
        }
    }
    sk_arena_free(a);
}

/* ---- multipliers at the root -------------------------------------------------------------------- */

enum { ROOT_NODES = 1, TURNS = 14 };

/* Also keeps the cut, and makes structures of the solution. */
static void look(sk__st *s, sk__st_lag *l, double *best)
{
    sk__st_relax(s, ROOT_NODES, l);
    if (l->bound > *best) *best = l->bound;
    if (l->whole) sk__st_offer(s, l->opt, l->src);
    int passes = 2;
    sk__st_search(s, l->opt, passes);
    if (!s->pool || s->rho > 0 || !SK_GROW(s->pool->cut, s->pool->n_cut, s->pool->cap_cut)) return;
    s->pool->cut[s->pool->n_cut++] = (sk__st_cut){
        s->mu, s->la, s->rho, l->value, s->in->max_cooking, l->kitchens, (double)l->invest};
}

/* One limit of the three: its multiplier, and by how much a solution breaks it (> 0). */
typedef struct limit {
    double *at;
    double (*broken)(const sk__st *s, const sk__st_lag *l);
} limit;

static double over_kitchens(const sk__st *s, const sk__st_lag *l)
{
    return s->in->max_kitchens ? l->kitchens - s->in->max_kitchens : -1;
}
static double over_invest(const sk__st *s, const sk__st_lag *l)
{
    return s->in->max_invest >= 0 ? (double)(l->invest - s->in->max_invest) : -1;
}
static double over_same(const sk__st *s, const sk__st_lag *l)
{
    const sk_structure *in = s->in;
    double sum = in->differ * in->n_avoid;
    for (int k = 0; k < in->n_kit; k++)
        for (int a = 0; a < in->n_avoid && l->opt[k] >= 0; a++)
            sum -= in->opt[l->opt[k]].role != in->opt[in->avoid[a * in->n_kit + k]].role;
    return in->n_avoid ? sum : -1;
}

static void set(sk__st *s, const limit *m, double x)
{
    if (m->at == &s->rho) sk__st_tilt(s, x);
    else *m->at = x;
}

/* Line search of one concave piecewise linear function: from both sides to where the slopes meet. */
static void climb(sk__st *s, const limit *m, double unit, sk__st_lag *l, double *best)
{
    double lo = *m->at, lo_f = l->bound, lo_g = m->broken(s, l), hi = SK__ST_INF, hi_f = 0,
           hi_g = 0;
    double top = lo, top_f = lo_f;
    for (int i = 0; i < TURNS && lo_g > 0 && !sk__st_stop(s); i++) {
        double x = isinf(hi) ? (lo > 0 ? 3 * lo : unit) : 0.5 * (lo + hi);
        if (!isinf(hi) && lo_g - hi_g > 0) {
            double meet = (hi_f - lo_f + lo_g * lo - hi_g * hi) / (lo_g - hi_g);
            double edge = 0.05 * (hi - lo);
            x = fmin(fmax(meet, lo + edge), hi - edge);
        }
        if (!isinf(hi) && hi - lo < 1e-4 * (1 + hi)) break;
        set(s, m, x);
        look(s, l, best);
        double g = m->broken(s, l);
        if (l->bound > top_f) top = x, top_f = l->bound;
        if (g > 0) lo = x, lo_f = l->bound, lo_g = g;
        else hi = x, hi_f = l->bound, hi_g = g;
        if (isinf(l->bound) || (g == 0 && l->whole)) break;
    }
    if (*m->at == top) return;
    set(s, m, top);
    sk__st_relax(s, ROOT_NODES, l);
}

static void from_pool(sk__st *s, double *best)
{
    const sk_structure *in = s->in;
    double top = -SK__ST_INF;
    for (size_t i = 0; s->pool && i < s->pool->n_cut; i++) {
        const sk__st_cut *c = &s->pool->cut[i];
        if (c->cooking && (!in->max_cooking || in->max_cooking > c->cooking)) continue;
        if ((c->mu > 0 && !in->max_kitchens) || (c->la > 0 && in->max_invest < 0)) continue;
        double x = c->value - c->mu * in->max_kitchens;
        if (in->max_invest >= 0) x -= c->la * (double)in->max_invest;
        if (x > top) top = x, s->mu = c->mu, s->la = c->la;
    }
    if (top > *best) *best = top;
}

double sk__st_root(sk__st *s, sk__st_lag *l)
{
    const limit m[] = {{&s->mu, over_kitchens}, {&s->la, over_invest}, {&s->rho, over_same}};
    double best = -SK__ST_INF;
    s->mu = s->la = 0;
    sk__st_tilt(s, 0);
    from_pool(s, &best);
    double mu = s->mu, la = s->la;
    look(s, l, &best);
    if (mu > 0 && over_kitchens(s, l) <= 0) { /* too dear for this limit: from below again */
        s->mu = 0.5 * mu;
        look(s, l, &best);
        if (over_kitchens(s, l) <= 0) s->mu = 0, look(s, l, &best);
    }
    if (la > 0 && over_invest(s, l) <= 0) s->la = 0, look(s, l, &best);
    double unit = 1e-4 * (isinf(l->value) ? 1 : fabs(l->value)) + 1;
    for (int i = 0; i < 3; i++) {
        double mass = i == 1 && s->in->max_invest >= 0 ? (double)l->invest + 1 : 1;
        climb(s, &m[i], unit / mass, l, &best);
    }
    return best;
}
