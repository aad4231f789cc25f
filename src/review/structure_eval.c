/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a whole structure costs and which rules it keeps, in exact öre; and the outage rule as a
 * largest flow. */
#include <string.h>

#include "review/structure_priv.h"

/* The supplier that kitchen k's food comes from when it cooks or is supplied: an option, or -1. */
static int source(const sk_structure *in, const int *opt, const int *src, int k)
{
    return in->opt[opt[k]].role == SK_ST_COOK ? opt[k] : src[k];
}

static bool well_formed(const sk__st *s, const int *opt, const int *src, int k)
{
    const sk_structure *in = s->in;
    const sk_st_option *o = &in->opt[opt[k]];
    if (!s->allow[opt[k]]) return false;
    if (o->role == SK_ST_COOK) return true;
    if (o->role == SK_ST_CLOSED && o->into < 0) return src[k] < 0;
    if (src[k] < 0 || s->c_of[src[k]] < 0 || opt[in->opt[src[k]].kitchen] != src[k]) return false;
    size_t at = sk__st_at(in, s->c_of[src[k]], opt[k]);
    if (in->arc[at] == SK_ST_NO_ARC || s->ban[at]) return false;
    if (o->role != SK_ST_CLOSED) return true;
    return in->opt[opt[o->into]].role != SK_ST_CLOSED && source(in, opt, src, o->into) == src[k];
}

static bool rooms(const sk__st *s, const int *opt, const int *src, sk__st_plan *p)
{
    const sk_structure *in = s->in;
    for (int c = 0; c < in->n_cook; c++) {
        p->chill[c] = in->opt[in->cook[c]].cap_chill;
        for (int t = 0; t < in->n_type; t++) p->room[c * in->n_type + t] = in->opt[in->cook[c]].cap;
    }
    for (int k = 0; k < in->n_kit; k++) {
        int o = source(in, opt, src, k);
        if (o < 0) continue;
        int c = s->c_of[o];
        if (in->opt[opt[k]].role != SK_ST_COOK &&
            in->arc[sk__st_at(in, c, opt[k])] == SK_ST_CHILLED &&
            (p->chill[c] -= in->chill_kg[k]) < 0)
            return false;
        for (int t = 0; t < in->n_type; t++)
            if ((p->room[c * in->n_type + t] -= in->load[k * in->n_type + t]) < 0) return false;
    }
    return true;
}

bool sk__st_differs(const sk_structure *in, const int *opt)
{
    for (int a = 0; a < in->n_avoid; a++) {
        int n = 0;
        for (int k = 0; k < in->n_kit; k++)
            n += in->opt[opt[k]].role != in->opt[in->avoid[a * in->n_kit + k]].role;
        if (n < in->differ) return false;
    }
    return true;
}

static bool survives(const sk_structure *in, const int *opt, const int *src)
{
    for (int k = 0; in->n1 && k < in->n_kit; k++) {
        int64_t lost;
        if (in->opt[opt[k]].role != SK_ST_COOK) continue;
        int64_t unmet = sk_st_unmet(in, opt, src, k, &lost);
        if (unmet < 0 || (lost - unmet) * SK_PPM < lost * in->n1_ppm) return false;
    }
    return true;
}

bool sk__st_eval(const sk__st *s, const int *opt, const int *src, sk__st_sum *sum)
{
    const sk_structure *in = s->in;
    *sum = (sk__st_sum){0, 0, 0, 0};
    for (int k = 0; k < in->n_kit; k++) {
        const sk_st_option *o = &in->opt[opt[k]];
        if (!well_formed(s, opt, src, k)) return false;
        sum->cost += o->fixed;
        sum->invest += o->invest;
        sum->kitchens += sk_st_counts(o->role);
        sum->cooking += o->role == SK_ST_COOK;
        if (o->role != SK_ST_COOK && src[k] >= 0)
            sum->cost += in->cost[sk__st_at(in, s->c_of[src[k]], opt[k])];
    }
    if (in->max_kitchens && sum->kitchens > in->max_kitchens) return false;
    if (in->max_cooking && sum->cooking > in->max_cooking) return false;
    if (in->max_invest >= 0 && sum->invest > in->max_invest) return false;
    sk__st_plan p = s->keep;
    return rooms(s, opt, src, &p) && sk__st_differs(in, opt);
}

void sk__st_offer(sk__st *s, const int *opt, const int *src)
{
    sk__st_sum sum;
    size_t bytes = (size_t)s->in->n_kit * sizeof *opt;
    if (!sk__st_eval(s, opt, src, &sum) || (s->have && sum.cost >= s->ub)) return;
    if (!survives(s->in, opt, src)) return;
    memmove(s->best_opt, opt, bytes);
    memmove(s->best_src, src, bytes);
    s->ub = sum.cost;
    s->have = true;
}

/* ---- one kitchen out: a largest flow from what it carried to the room of the others ------------ */

typedef struct outage {
    const sk_structure *in;
    const int *opt, *src;
    int out;
    int64_t *left; /* n_cook: room */
    int64_t *need; /* n_kit: not yet carried */
    int64_t *flow; /* n_cook x n_kit */
    int *from;     /* n_kit + n_cook: previous node of the search */
    int *queue;
} outage;

static bool help(const outage *f, int c, int k)
{
    const sk_structure *in = f->in;
    int o = in->cook[c], kit = in->opt[o].kitchen;
    if (kit == f->out || f->opt[kit] != o) return false;
    for (int q = in->first[k]; q < in->first[k + 1]; q++) /* over any arc that the place has */
        if (in->opt[q].role != SK_ST_COOK && in->opt[q].role != SK_ST_CLOSED &&
            in->arc[sk__st_at(in, c, q)] != SK_ST_NO_ARC)
            return true;
    return false;
}

/* Shortest path from any place in need to any room; the room's index or -1. */
static int path(outage *f)
{
    const sk_structure *in = f->in;
    int head = 0, tail = 0, n = in->n_kit;
    for (int v = 0; v < n + in->n_cook; v++) f->from[v] = -2;
    for (int k = 0; k < n; k++)
        if (f->need[k] > 0) f->from[k] = -1, f->queue[tail++] = k;
    while (head < tail) {
        int v = f->queue[head++];
        if (v >= n && f->left[v - n] > 0) return v - n;
        int other = v < n ? in->n_cook : n;
        for (int w = 0; w < other; w++) {
            int to = v < n ? n + w : w;
            bool can = v < n ? help(f, w, v) : f->flow[(v - n) * n + w] > 0;
            if (f->from[to] != -2 || !can) continue;
            f->from[to] = v;
            f->queue[tail++] = to;
        }
    }
    return -1;
}

static void push(outage *f, int c)
{
    int n = f->in->n_kit, v = n + c;
    int64_t most = f->left[c];
    for (; f->from[v] >= 0; v = f->from[v])
        if (v < n && f->flow[(f->from[v] - n) * n + v] < most)
            most = f->flow[(f->from[v] - n) * n + v];
    if (f->need[v] < most) most = f->need[v];
    f->need[v] -= most;
    f->left[c] -= most;
    for (v = n + c; f->from[v] >= 0; v = f->from[v]) {
        if (v >= n) f->flow[(v - n) * n + f->from[v]] += most;
        else f->flow[(f->from[v] - n) * n + v] -= most;
    }
}

static void loads(outage *f, const int *c_of, int64_t *lost)
{
    const sk_structure *in = f->in;
    int t = 0;
    int64_t best = -1;
    for (int x = 0; x < in->n_type; x++) {
        int64_t sum = 0;
        for (int k = 0; k < in->n_kit; k++) sum += in->load[k * in->n_type + x];
        if (sum > best) best = sum, t = x;
    }
    *lost = 0;
    for (int c = 0; c < in->n_cook; c++) f->left[c] = in->opt[in->cook[c]].cap;
    for (int k = 0; k < in->n_kit; k++) {
        int o = source(in, f->opt, f->src, k);
        int64_t l = in->load[k * in->n_type + t];
        f->need[k] = 0;
        if (o < 0) continue;
        if (in->opt[o].kitchen == f->out) f->need[k] = l, *lost += l;
        else f->left[c_of[o]] -= l;
    }
}

int64_t sk_st_unmet(const sk_structure *in, const int *opt, const int *src, int kitchen,
                    int64_t *lost)
{
    int64_t carried, unmet = 0;
    size_t n = (size_t)in->n_kit, m = (size_t)in->n_cook;
    sk_arena *a = sk_arena_new();
    if (!a) return -1;
    outage f = {in,
                opt,
                src,
                kitchen,
                sk_arena_calloc(a, m + 1, sizeof(int64_t)),
                sk_arena_calloc(a, n + 1, sizeof(int64_t)),
                sk_arena_calloc(a, n * m + 1, sizeof(int64_t)),
                sk_arena_calloc(a, n + m + 1, sizeof(int)),
                sk_arena_calloc(a, n + m + 1, sizeof(int))};
    int *c_of = sk_arena_calloc(a, (size_t)in->n_opt + 1, sizeof *c_of);
    bool ok = f.left && f.need && f.flow && f.from && f.queue && c_of;
    if (ok) {
        for (int c = 0; c < in->n_cook; c++) c_of[in->cook[c]] = c;
        loads(&f, c_of, lost ? lost : &carried);
        for (int c = path(&f); c >= 0; c = path(&f)) push(&f, c);
        for (int k = 0; k < in->n_kit; k++) unmet += f.need[k];
    }
    sk_arena_free(a);
    return ok ? unmet : -1;
}
