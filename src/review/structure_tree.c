/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Branch and bound, best bound first. A node takes one option of a kitchen, or refuses it; takes one arc
 * of a kitchen, or refuses it. Nodes are chains of decisions, so that waiting ones cost little. */
#include <stdlib.h>
#include <string.h>

#include "review/structure_priv.h"

typedef struct node {
    int parent;
    int opt, c; /* the decision: an option (c -1), or the arc from c to it */
    bool take;
    bool done;
    double bound;
} node;

typedef struct tree {
    sk__st *s;
    sk__st_lag *l;
    node *v;
    size_t n, cap;
    signed char *allow0;
    unsigned char *ban0;
    double mu, la, rho;
    double cut; /* least bound of what was closed for its cost only */
} tree;

static double cutoff(const sk__st *s)
{
    if (!s->have) return SK__ST_INF;
    double gap = s->opts->gap > 1e-7 ? s->opts->gap : 1e-7;
    return (double)s->ub - fmax(gap * fabs((double)s->ub), 0.5);
}

static void decide(tree *t, const node *d)
{
    sk__st *s = t->s;
    const sk_structure *in = s->in;
    int k = in->opt[d->opt].kitchen;
    if (d->c >= 0) {
        if (!d->take) s->ban[sk__st_at(in, d->c, d->opt)] = 1;
        for (int c = 0; d->take && c < in->n_cook; c++)
            if (c != d->c) s->ban[sk__st_at(in, c, d->opt)] = 1;
        return;
    }
    if (!d->take) s->allow[d->opt] = 0;
    for (int o = in->first[k]; d->take && o < in->first[k + 1]; o++)
        if (o != d->opt) s->allow[o] = 0;
}

static void go_to(tree *t, int at)
{
    const sk_structure *in = t->s->in;
    memcpy(t->s->allow, t->allow0, (size_t)in->n_opt);
    memcpy(t->s->ban, t->ban0, (size_t)in->n_cook * (size_t)in->n_opt);
    for (; at > 0; at = t->v[at].parent) decide(t, &t->v[at]);
}

static int n_allowed(const sk__st *s, int k)
{
    int n = 0;
    for (int o = s->in->first[k]; o < s->in->first[k + 1]; o++) n += s->allow[o];
    return n;
}

static bool open_arc(const sk__st *s, int c, int o)
{
    size_t at = sk__st_at(s->in, c, o);
    return s->in->arc[at] != SK_ST_NO_ARC && !s->ban[at] && s->allow[s->in->cook[c]];
}

static int n_arcs(const sk__st *s, int o)
{
    int n = 0;
    for (int c = 0; c < s->in->n_cook; c++) n += open_arc(s, c, o);
    return n;
}

/* The kitchen most worth deciding: by what its options differ, the largest first. */
static bool undecided_option(const sk__st *s, const sk__st_lag *l, node *d)
{
    const sk_structure *in = s->in;
    double best = -1;
    for (int k = 0; k < in->n_kit; k++) {
        if (n_allowed(s, k) < 2) continue;
        double x = 1 + (double)in->load[k * in->n_type + s->type];
        int o = l->opt[k];
        for (int q = in->first[k]; q < in->first[k + 1]; q++) {
            if (o < 0 && s->allow[q]) o = q;
            /* a cooking option is opened, but its kitchen eats from another */
            if (l->opt[k] >= 0 && in->opt[l->opt[k]].role != SK_ST_COOK &&
                in->opt[q].role == SK_ST_COOK && s->allow[q])
                for (int j = 0; j < in->n_kit; j++)
                    if (l->src[j] == q) o = q, x = 1e12;
        }
        if (x > best) best = x, *d = (node){.opt = o, .c = -1};
    }
    return best >= 0;
}

static bool undecided_arc(const sk__st *s, const sk__st_lag *l, node *d)
{
    const sk_structure *in = s->in;
    int64_t best = -1;
    for (int k = 0; k < in->n_kit; k++) {
        int o = l->opt[k], c = -1;
        for (int q = in->first[k]; o < 0 && q < in->first[k + 1]; q++)
            if (s->allow[q]) o = q;
        if (o < 0 || in->opt[o].role == SK_ST_COOK || n_arcs(s, o) < 2) continue;
        if (in->load[k * in->n_type + s->type] <= best) continue;
        for (int x = in->n_cook - 1; x >= 0; x--)
            if (open_arc(s, x, o) && (c < 0 || l->src[k] < 0 || in->cook[x] == l->src[k])) c = x;
        best = in->load[k * in->n_type + s->type];
        *d = (node){.opt = o, .c = c};
    }
    return best >= 0;
}

static bool branch(tree *t, int at, double bound)
{
    node d;
    if (!undecided_option(t->s, t->l, &d) && !undecided_arc(t->s, t->l, &d)) return true;
    for (int take = 1; take >= 0; take--) {
        if (!SK_GROW(t->v, t->n, t->cap)) return false;
        d.parent = at;
        d.take = take;
        d.done = false;
        d.bound = bound;
        t->v[t->n++] = d;
    }
    return true;
}

static void visit(tree *t, int at)
{
    enum { FIRST = 1, LATER = 400 };
    sk__st *s = t->s;
    sk__st_lag *l = t->l;
    double bound = t->v[at].bound;
    t->v[at].done = true;
    go_to(t, at);
    s->mu = t->mu;
    s->la = t->la;
    sk__st_tilt(s, t->rho);
    s->nodes++;
    sk__st_relax(s, s->nodes > 3 ? LATER : FIRST, l);
    if (l->bound > bound) bound = l->bound;
    if (s->stop) { /* cut short: the node waits on, with what its parent knew */
        t->v[at].done = false;
        return;
    }
    if (l->whole) {
        go_to(t, 0);
        sk__st_offer(s, l->opt, l->src);
        if (s->nodes % 16 == 1) sk__st_search(s, l->opt, 1);
        go_to(t, at);
    }
    if (bound >= cutoff(s) && isinf(bound)) return;
    if (bound >= cutoff(s)) {
        t->cut = fmin(t->cut, bound);
        return;
    }
    size_t was = t->n;
    if (!branch(t, at, bound)) s->nomem = true;
    else if (t->n == was)
        return; /* everything is decided: its structure was offered, or breaks a rule */
}

static int least(const tree *t)
{
    int best = -1;
    for (size_t i = 0; i < t->n; i++)
        if (!t->v[i].done && (best < 0 || t->v[i].bound < t->v[best].bound)) best = (int)i;
    return best;
}

double sk__st_tree(sk__st *s, sk__st_lag *l, double root)
{
    const sk_structure *in = s->in;
    size_t arcs = (size_t)in->n_cook * (size_t)in->n_opt;
    tree t = {.s = s, .l = l, .mu = s->mu, .la = s->la, .rho = s->rho, .cut = SK__ST_INF};
    t.allow0 = sk_arena_calloc(s->arena, (size_t)in->n_opt, 1);
    t.ban0 = sk_arena_calloc(s->arena, arcs, 1);
    double bound = root;
    if (!t.allow0 || !t.ban0 || !SK_GROW(t.v, t.n, t.cap)) s->nomem = true;
    else {
        memcpy(t.allow0, s->allow, (size_t)in->n_opt);
        memcpy(t.ban0, s->ban, arcs);
        t.v[t.n++] = (node){.parent = -1, .opt = 0, .c = -1, .bound = root};
        int at;
        while ((at = least(&t)) >= 0 && !sk__st_stop(s) && t.v[at].bound < cutoff(s)) visit(&t, at);
        at = least(&t);
        bound = fmin(at < 0 ? SK__ST_INF : t.v[at].bound, t.cut);
        if (s->have) bound = fmin(bound, (double)s->ub);
        go_to(&t, 0);
    }
    sk_free(t.v);
    return fmax(bound, root);
}
