/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Branch and bound on the Lagrangian bounds. A node holds its decisions and the multipliers of its
 * parent; the search dives from each node to its likelier child and returns to the node with the least
 * bound. Facilities are decided first, then pairs (single-source). A node is closed by its bound, by
 * infeasibility, or exactly: all facilities decided (multi-source, one transportation solve), all
 * customers at home (single-source). */
#include <string.h>

#include "review/location_priv.h"

typedef struct node {
    double bound;
    int depth;
    double *v;           /* m + n_row */
    signed char *y;      /* n */
    int *home;           /* m; single-source */
    unsigned char *bans; /* n x m bits; single-source */
} node;

typedef struct tree {
    sk__loc *s;
    node **heap;
    size_t n, cap;
    double closed; /* least bound of nodes given up without proof of anything better */
} tree;

/* ---- nodes ---- */

static void node_free(node *d)
{
    if (!d) return;
    sk_free(d->v);
    sk_free(d->y);
    sk_free(d->home);
    sk_free(d->bans);
    sk_free(d);
}

static size_t bit_bytes(const sk__loc *s) { return (sk__at(s->n, 0, s->m) + 7) / 8; }

static node *node_save(const sk__loc *s, double bound, int depth)
{
    node *d = sk_alloc(sizeof *d);
    if (!d) return NULL;
    size_t n = (size_t)s->n, m = (size_t)s->m, r = (size_t)s->n_row;
    d->bound = bound;
    d->depth = depth;
    d->v = sk_calloc_n(m + r, sizeof(double));
    d->y = sk_alloc(n);
    d->home = s->single ? sk_calloc_n(m, sizeof(int)) : NULL;
    d->bans = s->single ? sk_alloc(bit_bytes(s)) : NULL;
    if (!d->v || !d->y || (s->single && (!d->home || !d->bans))) {
        node_free(d);
        return NULL;
    }
    memcpy(d->v, s->best_v, m * sizeof(double));
    if (r > 0) memcpy(d->v + m, s->best_u, r * sizeof(double));
    memcpy(d->y, s->y, n);
    if (!s->single) return d;
    memcpy(d->home, s->home, m * sizeof(int));
    for (size_t x = 0; x < n * m; x++)
        if (s->ban[x]) d->bans[x / 8] = (unsigned char)(d->bans[x / 8] | 1u << x % 8);
    return d;
}

static void node_load(sk__loc *s, const node *d)
{
    size_t n = (size_t)s->n, m = (size_t)s->m, r = (size_t)s->n_row;
    memcpy(s->v, d->v, m * sizeof(double));
    if (r > 0) memcpy(s->u, d->v + m, r * sizeof(double));
    memcpy(s->y, d->y, n);
    if (!s->single) return;
    memcpy(s->home, d->home, m * sizeof(int));
    for (size_t x = 0; x < n * m; x++) s->ban[x] = d->bans[x / 8] >> x % 8 & 1;
}

/* ---- the heap of waiting nodes, least bound first ---- */

static bool push(tree *t, node *d)
{
    if (!d || !SK_GROW(t->heap, t->n, t->cap)) {
        if (d && d->bound < t->closed) t->closed = d->bound;
        t->s->nomem = true;
        node_free(d);
        return false;
    }
    size_t at = t->n++;
    for (; at > 0 && t->heap[(at - 1) / 2]->bound > d->bound; at = (at - 1) / 2)
        t->heap[at] = t->heap[(at - 1) / 2];
    t->heap[at] = d;
    return true;
}

static node *pop(tree *t)
{
    if (t->n == 0) return NULL;
    node *top = t->heap[0], *last = t->heap[--t->n];
    size_t at = 0;
    for (size_t c = 1; c < t->n; at = c, c = 2 * at + 1) {
        if (c + 1 < t->n && t->heap[c + 1]->bound < t->heap[c]->bound) c++;
        if (t->heap[c]->bound >= last->bound) break;
        t->heap[at] = t->heap[c];
    }
    if (t->n > 0) t->heap[at] = last;
    return top;
}

/* ---- one node ---- */

static void try_solutions(sk__loc *s)
{
    if (s->single) {
        sk__local_from_relaxation(s, 0);
        return;
    }
    memcpy(s->tmp_open, s->cand, (size_t)s->n * sizeof *s->cand);
    double before = s->ub;
    sk__loc_try_open(s, s->tmp_open);
    if (s->ub < before) sk__loc_search_open(s, 20);
}

static bool all_home(const sk__loc *s)
{
    for (int j = 0; j < s->m; j++)
        if (s->home[j] < 0) return false;
    return true;
}

/* All customers are at home: whether it is best to open no more. */
static bool rest_closed(sk__loc *s)
{
    for (int t = 0; t < s->n_free; t++)
        if (s->in->fixed[s->free_ix[t]] < 0) return false;
    return sk__loc_used_ok(s, s->home);
}

/* Nothing is left to decide: the exact value. */
static bool leaf(sk__loc *s)
{
    if (s->single ? !all_home(s) : s->n_free > 0) return false;
    if (s->single && s->n_free > 0 && !rest_closed(s)) return false;
    for (int i = 0; i < s->n; i++) s->tmp_open[i] = s->y[i] > 0;
    if (s->single) sk__loc_try_home(s, s->home, s->tmp_open);
    else sk__loc_try_open(s, s->tmp_open);
    return true;
}

/* Bounds the node; true when it is closed. */
static bool bound_node(sk__loc *s, const sk__ascent *a, double *bound)
{
    if (!sk__loc_derive(s)) return true;
    for (int round = 0; round < 3; round++) {
        if (leaf(s)) return true;
        sk__loc_ascend(s, a);
        if (s->best > *bound) *bound = s->best;
        if (*bound >= sk__loc_cutoff(s)) return true;
        if (s->stop) return false;
        if (round == 0) try_solutions(s);
        if (*bound >= sk__loc_cutoff(s)) return true;
        int before = s->n_free, done = sk__loc_fix(s);
        if (done == 0) return false;
        if (!sk__loc_derive(s)) return true;
        if (before - s->n_free < 1 + before / 4 && !leaf(s)) return false;
    }
    return leaf(s);
}

/* ---- branching ---- */

/* The undecided facility whose average is least clear; -1 when all are clear (or decided). */
static int unclear(const sk__loc *s, double least)
{
    int best = -1;
    double most = least;
    for (int t = 0; t < s->n_free; t++) {
        int i = s->free_ix[t];
        double x = s->y_bar[i], f = x < 0.5 ? x : 1 - x;
        if (f > most) most = f, best = i;
    }
    return best;
}

/* The customer whose average is shared most, by demand, and its largest share. */
static bool shared(const sk__loc *s, int *fac, int *cust)
{
    double most = -1;
    for (int j = 0; j < s->m; j++) {
        if (s->home[j] >= 0) continue;
        double x = -1, sum = 1e-12;
        int at = -1;
        for (int i = 0; i < s->n; i++) {
            double share = s->x_bar[sk__at(i, j, s->m)];
            if (s->y[i] < 0 || s->ban[sk__at(i, j, s->m)] || s->dem[j] > s->left[i]) continue;
            sum += share;
            if (share > x) x = share, at = i;
        }
        double score = (1.001 - x / sum) * (s->dem[j] + 1e-3 * s->total / s->m);
        if (at >= 0 && score > most) most = score, *fac = at, *cust = j;
    }
    return most >= 0;
}

/* Both children; the likelier one is returned to dive into, the other waits. */
static node *branch(tree *t, double bound, int depth)
{
    sk__loc *s = t->s;
    int fac = unclear(s, s->single ? 0.04 : -1), cust = -1;
    if (fac < 0 && !(s->single && shared(s, &fac, &cust))) fac = unclear(s, -1);
    if (fac < 0) return NULL;
    node *child[2];
    for (int side = 0; side < 2; side++) {
        signed char y = s->y[fac];
        if (cust < 0) s->y[fac] = side == 0 ? 1 : -1;
        else if (side == 0) s->home[cust] = fac;
        else s->ban[sk__at(fac, cust, s->m)] = 1;
        child[side] = node_save(s, bound, depth + 1);
        s->y[fac] = y;
        if (cust >= 0) s->home[cust] = -1;
    }
    int likely = cust >= 0 || s->y_bar[fac] >= 0.5 ? 0 : 1;
    if (!child[0] || !child[1]) {
        s->nomem = true;
        if (bound < t->closed) t->closed = bound;
    }
    if (child[1 - likely]) push(t, child[1 - likely]);
    return child[likely];
}

/* ---- the search ---- */

static node *process(tree *t, node *d)
{
    static const sk__ascent child = {40, 0.35, 5, 0.6, 0.02};
    sk__loc *s = t->s;
    double bound = d->bound;
    int depth = d->depth;
    node_load(s, d);
    node_free(d);
    s->nodes++;
    if (bound_node(s, &child, &bound)) return NULL;
    if (s->stop) {
        if (bound < t->closed) t->closed = bound;
        return NULL;
    }
    return branch(t, bound, depth);
}

static void search(tree *t, node *at)
{
    sk__loc *s = t->s;
    while (at && !s->nomem) {
        if (at->bound >= sk__loc_cutoff(s)) {
            node_free(at);
            at = NULL;
        } else if (sk__loc_stop(s)) break;
        else at = process(t, at);
        if (!at) at = pop(t);
    }
    if (!at) return;
    if (at->bound < t->closed) t->closed = at->bound;
    node_free(at);
}

void sk__loc_tree(sk__loc *s, double *bound)
{
    tree t = {.s = s, .closed = SK__LOC_INF};
    node *root = branch(&t, *bound, 0);
    search(&t, root);
    double least = t.closed;
    for (size_t k = 0; k < t.n; k++) {
        if (t.heap[k]->bound < least) least = t.heap[k]->bound;
        node_free(t.heap[k]);
    }
    sk_free(t.heap);
    if (least > *bound) *bound = least;
}
