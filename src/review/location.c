/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole course of a solve: checks, memory, root, tree, result. */
#include "review/location.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "review/location_priv.h"

static const double PROOF = 1e-7; /* relative: a bound this near closes a node */
static const int64_t MOST_UNITS = INT64_C(1) << 40;

double sk__loc_cutoff(const sk__loc *s)
{
    if (!(s->ub < SK__LOC_INF)) return SK__LOC_INF;
    double size = fabs(s->ub), gap = PROOF;
    if (s->opts->gap > gap) gap = s->opts->gap;
    double cut = s->ub - gap * size;
    double grain = s->grain * (1 - 1e-6) - 1e-9 * size;
    return s->ub - grain < cut ? s->ub - grain : cut;
}

bool sk__loc_stop(sk__loc *s)
{
    const sk_location_opts *o = s->opts;
    if (s->stop) return true;
    if ((o->cancel && *o->cancel) || s->nomem) s->stop = true;
    if (o->max_steps > 0 && s->steps >= o->max_steps) s->stop = true;
    if (s->nodes >= (o->max_nodes > 0 ? o->max_nodes : 1000000)) s->stop = true;
    if (o->now_s && o->now_s(o->now_arg) - s->start_s >= o->wall_s) s->stop = true;
    return s->stop;
}

/* ---- checks ---- */

static sk_code check_facilities(const sk_location *in, sk_err *err)
{
    for (int i = 0; i < in->n_fac; i++) {
        if (in->cap[i] < 0 || in->cap[i] > MOST_UNITS)
            return sk_err_set(err, SK_E_USAGE, "facility %d: a capacity of %lld makes no sense", i,
                              (long long)in->cap[i]);
        if (!isfinite(in->fixed[i]))
            return sk_err_set(err, SK_E_USAGE, "facility %d: the fixed cost is not a number", i);
    }
    return SK_OK;
}

static sk_code check_customers(const sk_location *in, sk_err *err)
{
    for (int j = 0; j < in->n_cust; j++) {
        if (in->demand[j] < 0 || in->demand[j] > MOST_UNITS)
            return sk_err_set(err, SK_E_USAGE, "customer %d: a demand of %lld makes no sense", j,
                              (long long)in->demand[j]);
        for (int i = 0; i < in->n_fac; i++) {
            double c = in->cost[sk__at(i, j, in->n_cust)];
            if (isnan(c) || (isinf(c) && c < 0))
                return sk_err_set(err, SK_E_USAGE,
                                  "customer %d: the cost from facility %d is not a number", j, i);
        }
    }
    return SK_OK;
}

static sk_code check(const sk_location *in, sk_err *err)
{
    if (in->n_fac < 1 || in->n_cust < 1 || in->min_open < 0 || in->max_open < 0 || in->n_row < 0)
        return sk_err_set(err, SK_E_USAGE, "a location question without facilities or customers");
    sk_code code = check_facilities(in, err);
    if (code == SK_OK) code = check_customers(in, err);
    for (int r = 0; r < in->n_row && code == SK_OK; r++) {
        bool ok = isfinite(in->row_up[r]);
        for (int i = 0; i < in->n_fac; i++) ok = ok && isfinite(in->row[sk__at(r, i, in->n_fac)]);
        if (!ok) return sk_err_set(err, SK_E_USAGE, "limit %d holds something not a number", r);
    }
    return code;
}

/* ---- memory ---- */

typedef struct want {
    void *where; /* address of the pointer */
    size_t n, size;
} want;

static bool get(sk_arena *a, const want *w, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        void *p = sk_arena_calloc(a, w[k].n + 1, w[k].size);
        if (!p) return false;
        memcpy(w[k].where, &p, sizeof p);
    }
    return true;
}

#define WANT(field, count)                                                                         \
    {                                                                                              \
        &s->field, (count), sizeof *s->field                                                       \
    }
#define GET(list) get(s->arena, list, sizeof list / sizeof *list)

static bool room(sk__loc *s)
{
    size_t n = (size_t)s->n, m = (size_t)s->m, r = (size_t)s->n_row, x = n > m ? n : m;
    const want base[] = {WANT(cap, n),      WANT(dem, m),    WANT(by_cap, n),    WANT(row, n * r),
                         WANT(row_up, r),   WANT(y, n),      WANT(home, m),      WANT(ban, n * m),
                         WANT(free_ix, n),  WANT(left, n),   WANT(arc, n * m),   WANT(n_arc, n),
                         WANT(v, m),        WANT(u, r),      WANT(rho, n),       WANT(k_val, n),
                         WANT(k_lp, n),     WANT(pi, n),     WANT(sol, n * m),   WANT(n_sol, n),
                         WANT(frac, n),     WANT(key, x),    WANT(wgt, x),       WANT(prf, x),
                         WANT(item, x),     WANT(rest, x),   WANT(take, x),      WANT(take_best, x),
                         WANT(tmp_home, m), WANT(ord, n),    WANT(core_w, x),    WANT(core_p, x),
                         WANT(core_r, x),   WANT(core_t, x), WANT(take_core, x), WANT(exact, n),
                         WANT(n_full, n)};
    return GET(base);
}

static bool room_more(sk__loc *s)
{
    size_t n = (size_t)s->n, m = (size_t)s->m, r = (size_t)s->n_row;
    const want more[] = {WANT(y_val, n),
                         WANT(cand, n),
                         WANT(in_set, n),
                         WANT(r, n),
                         WANT(best_v, m),
                         WANT(best_u, r),
                         WANT(dir, m + r),
                         WANT(cover, m + r),
                         WANT(y_bar, n),
                         WANT(in_a, n),
                         WANT(in_b, n),
                         WANT(tmp_load, n),
                         WANT(tmp_v, m),
                         WANT(tmp_open, n),
                         WANT(inc_open, n),
                         WANT(inc_home, m),
                         WANT(cut_value, SK__LOC_MAX_CUTS)};
    const want single[] = {WANT(x_bar, n * m)};
    const want multi[] = {WANT(inc_flow, n * m)};
    if (!GET(more) || !(s->single ? GET(single) : GET(multi))) return false;
    if (s->single) s->local = sk__local_new(s);
    else s->flow = sk__flow_new(s);
    return s->local || s->flow;
}

/* ---- the start ---- */

/* Folds c into the common divisor; false when c is no whole number. */
static bool fold(double c, int64_t *g)
{
    if (!(fabs(c) < 9e15) || c < floor(c) || c > floor(c)) return false;
    *g = (int64_t)sk_gcd(*g, (int64_t)c);
    return true;
}

/* Whole costs of single-source solutions are multiples of the common divisor. */
static double grain(const sk_location *in)
{
    int64_t g = 0;
    if (!in->single_source) return 0;
    for (int i = 0; i < in->n_fac; i++)
        if (!fold(in->fixed[i], &g)) return 0;
    for (size_t x = 0; x < sk__at(in->n_fac, 0, in->n_cust); x++)
        if (in->cost[x] < SK__LOC_INF && !fold(in->cost[x], &g)) return 0;
    return (double)g;
}

static void load_rows(sk__loc *s)
{
    for (int r = 0; r < s->n_row; r++) {
        double size = 0;
        for (int i = 0; i < s->n; i++) size += fabs(s->in->row[sk__at(r, i, s->n)]);
        double scale = size > 0 ? s->n / size : 1;
        for (int i = 0; i < s->n; i++)
            s->row[sk__at(r, i, s->n)] = scale * s->in->row[sk__at(r, i, s->n)];
        s->row_up[r] = scale * s->in->row_up[r];
    }
}

static void load(sk__loc *s)
{
    const sk_location *in = s->in;
    for (int j = 0; j < s->m; j++) {
        s->dem[j] = (double)in->demand[j];
        s->total += s->dem[j];
        s->home[j] = -1;
    }
    for (int i = 0; i < s->n; i++) {
        s->cap[i] = (double)in->cap[i];
        s->y[i] = in->state ? in->state[i] : 0;
        int at = i;
        for (; at > 0 && s->cap[s->by_cap[at - 1]] < s->cap[i]; at--)
            s->by_cap[at] = s->by_cap[at - 1];
        s->by_cap[at] = i;
        for (int j = 0; j < s->m; j++) {
            size_t x = sk__at(i, j, s->m);
            s->ban[x] = !(in->cost[x] < SK__LOC_INF);
            if (s->single && s->dem[j] > s->cap[i]) s->ban[x] = 1;
        }
    }
    s->lo = in->min_open;
    s->hi = in->max_open > 0 && in->max_open < s->n ? in->max_open : s->n;
    for (int i = 0; i < s->n; i++)
        if (in->fixed[i] < s->least_fixed) s->least_fixed = in->fixed[i];
    s->grain = grain(in);
    load_rows(s);
}

static bool set_up(sk__loc *s, const sk_location *in, const sk_location_opts *opts, sk_arena *arena)
{
    s->in = in;
    s->opts = opts;
    s->arena = arena;
    s->n = in->n_fac;
    s->m = in->n_cust;
    s->n_row = in->n_row;
    s->single = in->single_source;
    s->ub = SK__LOC_INF;
    if (!room(s)) return false;
    load(s);
    return true;
}

/* The copy in which nothing is decided. */
static bool set_up_clean(sk__loc *s)
{
    sk__loc *c = sk_arena_alloc(s->arena, sizeof *c);
    if (!c || !set_up(c, s->in, s->opts, s->arena)) return false;
    for (int i = 0; i < c->n; i++) {
        int k = 0;
        c->left[i] = c->cap[i];
        for (int j = 0; j < c->m; j++)
            if (!c->ban[sk__at(i, j, c->m)]) c->arc[sk__at(i, k++, c->m)] = j;
        c->n_arc[i] = k;
    }
    s->clean = c;
    return true;
}

/* ---- the root ---- */

/* The multi-source problem is far easier and its facilities are good ones: its flows, everyone to the
 * largest, start a local search. */
static void from_multi_source(sk__loc *s)
{
    sk_location in = *s->in;
    sk_location_opts opts = *s->opts;
    sk_location_result r;
    in.single_source = false;
    opts.max_steps = 1500;
    if (opts.now_s) opts.wall_s -= opts.now_s(opts.now_arg) - s->start_s;
    if (sk_location_solve(&in, &opts, NULL, &r, NULL) != SK_OK) return;
    for (int j = 0; j < s->m; j++) s->tmp_home[j] = -1;
    for (int k = 0, most = -1; k < r.n_flow; k++) {
        const sk_location_flow *f = &r.flow[k];
        if (s->tmp_home[f->cust] < 0 || f->amount > r.flow[most].amount) most = k;
        s->tmp_home[f->cust] = r.flow[most].fac;
    }
    if (r.n_flow > 0) sk__local_from_homes(s, s->tmp_home);
    sk_location_result_free(&r);
}

static void root_solutions(sk__loc *s, bool deep)
{
    if (s->single) {
        if (deep && !s->relaxed) from_multi_source(s);
        s->relaxed = s->relaxed || deep;
        sk__local_from_relaxation(s, deep ? 150 : 10);
        return;
    }
    memcpy(s->tmp_open, s->cand, (size_t)s->n * sizeof *s->cand);
    sk__loc_try_open(s, s->tmp_open);
    sk__loc_search_open(s, deep ? 60 : 10);
}

/* Every facility is decided: the exact value. */
static bool leaf_at_root(sk__loc *s)
{
    for (int i = 0; i < s->n; i++) s->tmp_open[i] = s->y[i] > 0;
    sk__loc_try_open(s, s->tmp_open);
    return true;
}

/* How the root climbs: short rounds, each followed by solutions and decisions, for as long as they
 * decide something; then longer ones. */
static const sk__ascent ROUGH = {60, 1.0, 8, 0.7, 0.02}, SHORT = {40, 0.5, 6, 0.7, 0.02},
                        FINE = {250, 0.5, 12, 0.65, 0.003};
/* Single-source bounds are far from the optimum until the ascent has really converged. */
static const sk__ascent LONG = {5000, 0.5, 40, 0.8, 0.0001};

/* One round; true when the root is closed. *much tells whether it was worth its while. */
static bool round_at_root(sk__loc *s, const sk__ascent *a, bool deep, double *bound, bool *much)
{
    double before = *bound;
    sk__loc_ascend(s, a);
    if (s->best > *bound) *bound = s->best;
    if (*bound >= sk__loc_cutoff(s)) return true;
    if (deep) sk__loc_pool_add(s, s->best_v);
    double ub = s->ub;
    root_solutions(s, deep);
    sk__loc_eval(s, true);
    if (*bound >= sk__loc_cutoff(s)) return true;
    int done = sk__loc_fix(s), free_before = s->n_free;
    if (done > 0 && !sk__loc_derive(s)) return true;
    if (!s->single && s->n_free == 0) return leaf_at_root(s);
    *much = free_before - s->n_free >= 2 || done >= s->n * s->m / 50 || s->ub < ub ||
            *bound - before > 0.1 * (s->ub - *bound);
    return false;
}

static bool root(sk__loc *s, double *bound)
{
    bool warm = s->pool->n_cut > 0, fine = false, much = false;
    if (!sk__loc_derive(s)) return true;
    sk__loc_pool_solutions(s);
    if (*bound >= sk__loc_cutoff(s) || !sk__loc_pool_start(s)) return true;
    if (!s->single && warm) sk__loc_search_open(s, 10);
    for (int round = 0; round < 20 && !s->stop; round++) {
        const sk__ascent *a = fine                  ? (s->single ? &LONG : &FINE)
                              : round == 0 && !warm ? &ROUGH
                                                    : &SHORT;
        if (round_at_root(s, a, fine, bound, &much)) return true;
        if (round > 0 && fine && !much) break;
        if (round > 0 && !much) fine = true;
    }
    return false;
}

/* ---- the result ---- */

static sk_code give(const sk__loc *s, sk_location_result *out, sk_err *err)
{
    size_t most = (size_t)s->m + (s->single ? 0 : sk__at(s->n, 0, s->m)), k = 0;
    size_t n_flow = 0;
    for (size_t x = 0; !s->single && x < sk__at(s->n, 0, s->m); x++) n_flow += s->inc_flow[x] > 0;
    if (!s->single) most = n_flow + (size_t)s->m;
    out->open = sk_calloc_n((size_t)s->n, sizeof *out->open);
    out->flow = sk_calloc_n(most, sizeof *out->flow);
    if (!out->open || !out->flow) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    memcpy(out->open, s->inc_open, (size_t)s->n * sizeof *out->open);
    for (int j = 0; j < s->m; j++) {
        int cheapest = -1;
        if (s->single || s->dem[j] <= 0) {
            for (int i = 0; i < s->n && !s->single; i++)
                if (out->open[i] && (cheapest < 0 || s->in->cost[sk__at(i, j, s->m)] <
                                                         s->in->cost[sk__at(cheapest, j, s->m)]))
                    cheapest = i;
            out->flow[k++] =
                (sk_location_flow){s->single ? s->inc_home[j] : cheapest, j, s->in->demand[j]};
            continue;
        }
        for (int i = 0; i < s->n; i++)
            if (s->inc_flow[sk__at(i, j, s->m)] > 0)
                out->flow[k++] = (sk_location_flow){i, j, (int64_t)s->inc_flow[sk__at(i, j, s->m)]};
    }
    out->n_flow = (int)k;
    return SK_OK;
}

static double evaluate(const sk_location *in, const sk_location_result *r)
{
    double sum = 0;
    for (int i = 0; i < in->n_fac; i++)
        if (r->open[i]) sum += in->fixed[i];
    for (int k = 0; k < r->n_flow; k++) {
        const sk_location_flow *f = &r->flow[k];
        double c = in->cost[sk__at(f->fac, f->cust, in->n_cust)];
        int64_t d = in->demand[f->cust];
        sum += f->amount == d ? c : c * ((double)f->amount / (double)d);
    }
    return sum;
}

/* bound is SK__LOC_INF when every node was closed. */
static sk_code report(sk__loc *s, double bound, sk_location_result *out, sk_err *err)
{
    bool found = s->ub < SK__LOC_INF;
    double cutoff = sk__loc_cutoff(s);
    out->nodes = s->nodes;
    out->steps = s->steps;
    out->stopped = s->stop;
    out->cost = SK__LOC_INF;
    out->bound = bound;
    out->gap = SK__LOC_INF;
    if (!found) {
        sk__loc_pool_prove(s, bound);
        out->status = bound < SK__LOC_INF ? SK_LOCATION_NOTHING : SK_LOCATION_INFEASIBLE;
        return SK_OK;
    }
    sk_code code = give(s, out, err);
    if (code != SK_OK) return code;
    out->cost = evaluate(s->in, out);
    double size = fabs(out->cost) + 1e-9;
    if (bound >= cutoff) bound = s->opts->gap > PROOF ? cutoff : out->cost;
    out->bound = bound < out->cost ? bound : out->cost;
    out->gap = (out->cost - out->bound) / size;
    sk__loc_pool_prove(s, out->bound);
    out->proven = out->gap <= 1e-6;
    out->status = out->proven ? SK_LOCATION_OPTIMAL : SK_LOCATION_GAP;
    return SK_OK;
}

static sk_code solve(sk__loc *s, sk_location_result *out, sk_err *err)
{
    sk__loc_pool_open(s);
    double bound = sk__loc_pool_bound(s);
    if (s->opts->now_s) s->start_s = s->opts->now_s(s->opts->now_arg);
    bool closed = root(s, &bound);
    out->root_bound = bound;
    if (closed && !s->stop) bound = SK__LOC_INF;
    else if (!s->stop) sk__loc_tree(s, &bound);
    if (s->nomem) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    return report(s, bound, out, err);
}

sk_code sk_location_solve(const sk_location *in, const sk_location_opts *opts,
                          sk_location_pool *pool, sk_location_result *out, sk_err *err)
{
    static const sk_location_opts none = {0};
    memset(out, 0, sizeof *out);
    sk_code code = check(in, err);
    if (code != SK_OK) return code;
    sk_location_pool *own = pool ? NULL : sk_location_pool_new();
    sk_arena *arena = sk_arena_new();
    sk__loc *s = arena ? sk_arena_alloc(arena, sizeof *s) : NULL;
    if (s) s->pool = pool ? pool : own;
    if (!s || !s->pool || !set_up(s, in, opts ? opts : &none, arena) || !room_more(s) ||
        !set_up_clean(s))
        code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    else code = solve(s, out, err);
    if (code != SK_OK) sk_location_result_free(out);
    sk_arena_free(arena);
    sk_location_pool_free(own);
    return code;
}

void sk_location_result_free(sk_location_result *r)
{
    sk_free(r->open);
    sk_free(r->flow);
    memset(r, 0, sizeof *r);
}
