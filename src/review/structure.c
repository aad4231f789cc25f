/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole course of a solve: checks, memory, starts, root, tree, result. */
#include "review/structure.h"

#include <string.h>

#include "review/structure_priv.h"

bool sk__st_stop(sk__st *s)
{
    const sk_st_opts *o = s->opts;
    if (s->stop) return true;
    if ((o->cancel && *o->cancel) || s->nomem) s->stop = true;
    if (o->max_steps && s->steps >= o->max_steps) s->stop = true;
    if (o->max_nodes && s->nodes >= o->max_nodes) s->stop = true;
    if (o->now_s && o->now_s(o->now_arg) >= o->until_s) s->stop = true;
    return s->stop;
}

/* ---- the pool ---- */

sk_st_pool *sk_st_pool_new(void) { return sk_alloc(sizeof(sk_st_pool)); }

static void pool_clear(sk_st_pool *p)
{
    for (size_t i = 0; i < p->n_known; i++) {
        sk_free(p->known[i].opt);
        sk_free(p->known[i].src);
    }
    p->n_known = p->n_cut = p->n_proof = 0;
}

void sk_st_pool_free(sk_st_pool *p)
{
    if (!p) return;
    pool_clear(p);
    sk_free(p->known);
    sk_free(p->cut);
    sk_free(p->proof);
    sk_free(p);
}

static uint64_t mix(uint64_t h, const void *data, size_t n)
{
    const unsigned char *b = data;
    for (size_t i = 0; i < n; i++) h = (h ^ b[i]) * UINT64_C(1099511628211);
    return h;
}

static uint64_t print_of(const sk_structure *in)
{
    size_t arcs = (size_t)in->n_cook * (size_t)in->n_opt;
    uint64_t h = UINT64_C(14695981039346656037);
    h = mix(h, &in->n_kit, sizeof in->n_kit);
    h = mix(h, &in->n_opt, sizeof in->n_opt);
    for (int o = 0; o < in->n_opt; o++) {
        const sk_st_option *q = &in->opt[o];
        int64_t v[] = {q->kitchen, (int64_t)q->role, q->cap, q->fixed, q->invest, q->into};
        h = mix(h, v, sizeof v);
    }
    h = mix(h, in->load, (size_t)in->n_kit * (size_t)in->n_type * sizeof *in->load);
    h = mix(h, in->cost, arcs * sizeof *in->cost);
    h = mix(h, in->arc, arcs);
    if (in->state) h = mix(h, in->state, (size_t)in->n_opt);
    return h | 1;
}

static void pool_open(sk_st_pool *p, const sk_structure *in)
{
    uint64_t print = print_of(in);
    if (p->print == print) return;
    pool_clear(p);
    p->print = print;
    p->n_kit = in->n_kit;
}

bool sk_st_pool_add(sk_st_pool *p, const sk_structure *in, const int *opt, const int *src)
{
    enum { MOST = 200 };
    size_t bytes = (size_t)in->n_kit * sizeof *opt;
    pool_open(p, in);
    for (size_t i = 0; i < p->n_known; i++)
        if (memcmp(p->known[i].opt, opt, bytes) == 0 && memcmp(p->known[i].src, src, bytes) == 0)
            return true;
    if (p->n_known == MOST) return true;
    if (!SK_GROW(p->known, p->n_known, p->cap_known)) return false;
    sk__st_known *k = &p->known[p->n_known];
    k->opt = sk_alloc(bytes);
    k->src = sk_alloc(bytes);
    if (k->opt && k->src) {
        memcpy(k->opt, opt, bytes);
        memcpy(k->src, src, bytes);
        p->n_known++;
        return true;
    }
    sk_free(k->opt);
    sk_free(k->src);
    return false;
}

/* ---- checks ---- */

static sk_code check_options(const sk_structure *in, sk_err *err)
{
    for (int k = 0; k < in->n_kit; k++)
        if (in->first[k + 1] <= in->first[k])
            return sk_err_set(err, SK_E_USAGE, "kitchen %d has no option", k);
    for (int k = 0; k < in->n_kit; k++)
        for (int o = in->first[k]; o < in->first[k + 1]; o++) {
            const sk_st_option *q = &in->opt[o];
            if (q->kitchen != k || q->into == k || q->into >= in->n_kit || q->cap < 0 ||
                q->invest < 0)
                return sk_err_set(err, SK_E_USAGE, "option %d makes no sense", o);
        }
    return SK_OK;
}

static sk_code check(const sk_structure *in, sk_err *err)
{
    if (in->n_kit < 1 || in->n_cook < 1 || in->n_type < 1 || in->first[0] != 0 ||
        in->first[in->n_kit] != in->n_opt)
        return sk_err_set(err, SK_E_USAGE, "a structure needs kitchens and one that can cook");
    return check_options(in, err);
}

/* ---- memory ---- */

static bool make(sk__st *s)
{
    const sk_structure *in = s->in;
    size_t n = (size_t)in->n_kit + 1, m = (size_t)in->n_opt + 1;
    sk_arena *a = s->arena;
    s->c_of = sk_arena_calloc(a, m, sizeof *s->c_of);
    s->allow = sk_arena_calloc(a, m, 1);
    s->ban = sk_arena_calloc(a, (size_t)in->n_cook * m, 1);
    s->best_opt = sk_arena_calloc(a, n, sizeof *s->best_opt);
    s->best_src = sk_arena_calloc(a, n, sizeof *s->best_src);
    s->cook_of = sk_arena_calloc(a, n, sizeof *s->cook_of);
    s->order = sk_arena_calloc(a, n, sizeof *s->order);
    s->key = sk_arena_calloc(a, n, sizeof *s->key);
    s->tilt = sk_arena_calloc(a, m, sizeof *s->tilt);
    return s->c_of && s->allow && s->ban && s->best_opt && s->best_src && s->cook_of && s->order &&
           s->key && s->tilt && sk__st_plan_new(s, &s->cur) && sk__st_plan_new(s, &s->keep);
}

static void set_up(sk__st *s)
{
    const sk_structure *in = s->in;
    int64_t most = -1;
    for (int o = 0; o < in->n_opt; o++) s->c_of[o] = -1;
    for (int c = 0; c < in->n_cook; c++) s->c_of[in->cook[c]] = c;
    for (int o = 0; o < in->n_opt; o++) s->allow[o] = !in->state || in->state[o] >= 0;
    for (int o = 0; in->state && o < in->n_opt; o++)
        if (in->state[o] > 0)
            for (int q = in->first[in->opt[o].kitchen]; q < in->first[in->opt[o].kitchen + 1]; q++)
                if (q != o) s->allow[q] = 0;
    for (int t = 0; t < in->n_type; t++) {
        int64_t sum = 0;
        for (int k = 0; k < in->n_kit; k++) sum += in->load[k * in->n_type + t];
        if (sum > most) most = sum, s->type = t;
    }
}

/* ---- the course ---- */

static bool tighter(int a, int b) { return b == 0 || (a != 0 && a <= b); }

/* What earlier solves under looser limits have shown; rules of difference and outage only raise costs. */
static double proven_before(const sk__st *s)
{
    const sk_structure *in = s->in;
    double best = -SK__ST_INF;
    for (size_t i = 0; s->pool && i < s->pool->n_proof; i++) {
        const sk__st_proof *p = &s->pool->proof[i];
        bool money = p->invest < 0 || (in->max_invest >= 0 && in->max_invest <= p->invest);
        if (money && tighter(in->max_kitchens, p->kitchens) && tighter(in->max_cooking, p->cooking))
            best = fmax(best, p->bound);
    }
    return best;
}

static bool keep_proof(sk__st *s, double bound)
{
    const sk_structure *in = s->in;
    if (!s->pool || in->n_avoid || in->n1) return true;
    if (!SK_GROW(s->pool->proof, s->pool->n_proof, s->pool->cap_proof)) return false;
    s->pool->proof[s->pool->n_proof++] =
        (sk__st_proof){in->max_kitchens, in->max_cooking, in->max_invest, bound};
    return true;
}

static double work(sk__st *s)
{
    enum { PASSES = 60 };
    sk__st_lag l;
    if (!sk__st_lag_new(s, &l)) {
        s->nomem = true;
        return -SK__ST_INF;
    }
    for (size_t i = 0; s->pool && i < s->pool->n_known && !s->stop; i++)
        sk__st_offer(s, s->pool->known[i].opt, s->pool->known[i].src);
    double root = fmax(sk__st_root(s, &l), proven_before(s));
    if (s->have) {
        int *start = s->cur.opt; /* the best may be replaced while it is searched from */
        memcpy(start, s->best_opt, (size_t)s->in->n_kit * sizeof *start);
        sk__st_search(s, start, PASSES);
    }
    if (isinf(root) && root > 0) return root;
    double bound = sk__st_tree(s, &l, root);
    if (!keep_proof(s, bound)) s->nomem = true;
    return bound;
}

static sk_code result(sk__st *s, double bound, sk_st_result *out)
{
    size_t n = (size_t)s->in->n_kit;
    out->steps = s->steps;
    out->nodes = s->nodes;
    out->stopped = s->stop;
    out->bound = s->have ? fmin(bound, (double)s->ub) : bound;
    if (!s->have) {
        out->status = isinf(bound) && bound > 0 ? SK_ST_INFEASIBLE : SK_ST_NOTHING;
        return SK_OK;
    }
    out->opt = sk_alloc(n * sizeof *out->opt);
    out->src = sk_alloc(n * sizeof *out->src);
    if (!out->opt || !out->src) return SK_E_NOMEM;
    memcpy(out->opt, s->best_opt, n * sizeof *out->opt);
    memcpy(out->src, s->best_src, n * sizeof *out->src);
    sk__st_sum sum;
    sk__st_eval(s, out->opt, out->src, &sum);
    out->cost = sum.cost;
    out->kitchens = sum.kitchens;
    out->cooking = sum.cooking;
    out->invest = sum.invest;
    double size = fmax(fabs((double)out->cost), 1);
    out->proven = (double)out->cost - out->bound <= fmax(1e-6 * size, 0.5);
    out->gap = out->proven ? 0 : ((double)out->cost - out->bound) / size;
    out->status = out->proven ? SK_ST_OPTIMAL : SK_ST_GAP;
    return SK_OK;
}

sk_code sk_structure_solve(const sk_structure *in, const sk_st_opts *opts, sk_st_pool *pool,
                           sk_st_result *out, sk_err *err)
{
    static const sk_st_opts none = {0};
    *out = (sk_st_result){.bound = -SK__ST_INF};
    sk_code code = check(in, err);
    if (code) return code;
    sk__st s = {.in = in, .opts = opts ? opts : &none, .pool = pool, .arena = sk_arena_new()};
    if (!s.arena || !make(&s)) s.nomem = true;
    else {
        set_up(&s);
        if (pool) pool_open(pool, in);
        double bound = work(&s);
        if (!s.nomem && result(&s, bound, out)) s.nomem = true;
    }
    if (!s.nomem && pool && out->opt && !sk_st_pool_add(pool, in, out->opt, out->src))
        s.nomem = true;
    sk_arena_free(s.arena);
    if (!s.nomem) return SK_OK;
    sk_st_result_free(out);
    return sk_err_set(err, SK_E_NOMEM, "out of memory");
}

void sk_st_result_free(sk_st_result *r)
{
    if (!r) return;
    sk_free(r->opt);
    sk_free(r->src);
    *r = (sk_st_result){0};
}
