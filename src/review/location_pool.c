/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts and evaluated solutions that outlive a solve. A cut depends on costs, capacities and demands
 * only, so it serves every number of kitchens, fixed cost, budget and decision. */
#include <string.h>

#include "review/location_priv.h"

enum { MAX_KNOWN = 4000 };

sk_location_pool *sk_location_pool_new(void) { return sk_alloc(sizeof(sk_location_pool)); }

static void empty(sk_location_pool *p)
{
    for (size_t k = 0; k < p->n_cut; k++) {
        sk_free(p->cut[k].v);
        sk_free(p->cut[k].k);
    }
    for (size_t k = 0; k < p->n_known; k++) {
        sk_free(p->known[k].open);
        sk_free(p->known[k].home);
    }
    sk_free(p->cut);
    sk_free(p->known);
    sk_free(p->proof);
    memset(p, 0, sizeof *p);
}

void sk_location_pool_free(sk_location_pool *p)
{
    if (!p) return;
    empty(p);
    sk_free(p);
}

int sk_location_pool_cuts(const sk_location_pool *p) { return (int)p->n_cut; }

/* FNV-1a. */
static uint64_t mix(uint64_t h, const void *data, size_t n)
{
    const unsigned char *b = data;
    for (size_t x = 0; x < n; x++) h = (h ^ b[x]) * 1099511628211u;
    return h;
}

static uint64_t print_of(const sk_location *in)
{
    size_t n = (size_t)in->n_fac, m = (size_t)in->n_cust;
    int head[3] = {in->n_fac, in->n_cust, in->single_source};
    uint64_t h = mix(14695981039346656037u, head, sizeof head);
    h = mix(h, in->cap, n * sizeof *in->cap);
    h = mix(h, in->demand, m * sizeof *in->demand);
    h = mix(h, in->cost, n * m * sizeof *in->cost);
    return h | 1;
}

bool sk__loc_pool_open(sk__loc *s)
{
    sk_location_pool *p = s->pool;
    uint64_t print = print_of(s->in);
    if (p->print != print) empty(p);
    p->print = print;
    p->n = s->n;
    p->m = s->m;
    return true;
}

/* ---- proofs ---- */

static uint64_t question_of(const sk_location *in)
{
    size_t n = (size_t)in->n_fac, r = (size_t)in->n_row;
    uint64_t h = mix(14695981039346656037u, in->fixed, n * sizeof *in->fixed);
    for (size_t i = 0; i < n; i++) {
        signed char state = in->state ? in->state[i] : 0;
        h = mix(h, &state, 1);
    }
    if (r > 0) {
        h = mix(h, in->row, n * r * sizeof *in->row);
        h = mix(h, in->row_up, r * sizeof *in->row_up);
    }
    return h;
}

double sk__loc_pool_bound(const sk__loc *s)
{
    uint64_t print = question_of(s->in);
    double best = -SK__LOC_INF;
    for (size_t k = 0; k < s->pool->n_proof; k++) {
        const sk__loc_proof *p = &s->pool->proof[k];
        if (p->print == print && p->lo <= s->lo && p->hi >= s->hi && p->bound > best)
            best = p->bound;
    }
    return best;
}

void sk__loc_pool_prove(sk__loc *s, double bound)
{
    sk_location_pool *p = s->pool;
    if (p->n_proof >= MAX_KNOWN || !SK_GROW(p->proof, p->n_proof, p->cap_proof)) return;
    p->proof[p->n_proof++] = (sk__loc_proof){question_of(s->in), s->lo, s->hi, bound};
}

/* ---- cuts ---- */

static sk__loc_cut *new_cut(sk_location_pool *p)
{
    if (p->n_cut >= SK__LOC_MAX_CUTS) {
        sk__loc_cut *old = &p->cut[p->next_cut];
        p->next_cut = (p->next_cut + 1) % SK__LOC_MAX_CUTS;
        return old;
    }
    if (!SK_GROW(p->cut, p->n_cut, p->cap_cut)) return NULL;
    sk__loc_cut c = {.v = sk_calloc_n((size_t)p->m, sizeof(double)),
                     .k = sk_calloc_n((size_t)p->n, sizeof(double))};
    if (!c.v || !c.k) {
        sk_free(c.v);
        sk_free(c.k);
        return NULL;
    }
    p->cut[p->n_cut] = c;
    return &p->cut[p->n_cut++];
}

/* In a state where nothing is decided: a cut must hold everywhere. */
void sk__loc_pool_add(sk__loc *s, const double *v)
{
    sk__loc *c = s->clean;
    sk__loc_cut *cut = new_cut(s->pool);
    if (!cut) {
        s->nomem = true;
        return;
    }
    cut->sum_v = 0;
    for (int j = 0; j < s->m; j++) {
        cut->v[j] = c->v[j] = v[j];
        cut->sum_v += v[j];
    }
    for (int i = 0; i < s->n; i++) {
        sk__loc_knapsack(c, i, true);
        cut->k[i] = c->k_val[i];
    }
}

double sk__loc_pool_value(const sk__loc *s, const bool *open)
{
    double best = -SK__LOC_INF;
    for (size_t k = 0; k < s->pool->n_cut; k++) {
        const sk__loc_cut *c = &s->pool->cut[k];
        double value = c->sum_v;
        for (int i = 0; i < s->n; i++)
            if (open[i]) value += s->in->fixed[i] + c->k[i];
        if (value > best) best = value;
    }
    return best;
}

static double bound_of(sk__loc *s, const sk__loc_cut *c)
{
    for (int i = 0; i < s->n; i++) s->rho[i] = s->in->fixed[i] + c->k[i];
    s->value = c->sum_v + sk__loc_choose(s);
    s->value_lp += c->sum_v;
    return s->value;
}

/* Decides facilities by every cut's penalties; false when nothing better is left. */
static bool decide(sk__loc *s)
{
    double cutoff = sk__loc_cutoff(s);
    for (size_t k = 0; k < s->pool->n_cut; k++) {
        if (bound_of(s, &s->pool->cut[k]) >= cutoff) continue; /* closed by the root */
        int done = 0;
        for (int t = 0; t < s->n_free; t++) {
            int i = s->free_ix[t];
            if (sk__loc_force_open(s, i) >= cutoff) s->y[i] = -1, done++;
            else if (sk__loc_force_close(s, i) >= cutoff) s->y[i] = 1, done++;
        }
        if (done > 0 && !sk__loc_derive(s)) return false;
    }
    return true;
}

bool sk__loc_pool_start(sk__loc *s)
{
    const sk__loc_cut *best = NULL;
    double value = -SK__LOC_INF;
    if (sk__loc_cutoff(s) < SK__LOC_INF && !decide(s)) return false;
    for (size_t k = 0; k < s->pool->n_cut; k++) {
        double b = bound_of(s, &s->pool->cut[k]);
        if (b > value) value = b, best = &s->pool->cut[k];
    }
    if (best) memcpy(s->v, best->v, (size_t)s->m * sizeof *s->v);
    else sk__loc_start_v(s);
    return true;
}

/* ---- solutions ---- */

static uint64_t set_hash(const bool *open, int n)
{
    uint64_t h = mix(14695981039346656037u, open, (size_t)n * sizeof *open);
    return h;
}

const sk__loc_known *sk__loc_pool_find(const sk__loc *s, const bool *open)
{
    uint64_t h = set_hash(open, s->n);
    for (size_t k = 0; k < s->pool->n_known; k++) {
        const sk__loc_known *o = &s->pool->known[k];
        if (o->hash == h && o->open && memcmp(o->open, open, (size_t)s->n * sizeof *open) == 0)
            return o;
    }
    return NULL;
}

/* Forgetting is harmless: without memory or room nothing is kept. */
void sk__loc_pool_keep(sk__loc *s, const bool *open, const int *home, double serve)
{
    sk_location_pool *p = s->pool;
    if (p->n_known >= MAX_KNOWN || !SK_GROW(p->known, p->n_known, p->cap_known)) return;
    sk__loc_known o = {.serve = serve};
    size_t size = open ? (size_t)s->n * sizeof *open : (size_t)s->m * sizeof *home;
    void *copy = sk_alloc(size);
    if (!copy) return;
    if (open) {
        memcpy(copy, open, size);
        o.open = copy;
        o.hash = set_hash(open, s->n);
    } else {
        memcpy(copy, home, size);
        o.home = copy;
    }
    p->known[p->n_known++] = o;
}

void sk__loc_pool_solutions(sk__loc *s)
{
    for (size_t k = 0; k < s->pool->n_known; k++) {
        const sk__loc_known *o = &s->pool->known[k];
        if (o->home) sk__loc_try_home(s, o->home, NULL);
        else sk__loc_try_open(s, o->open);
    }
}
