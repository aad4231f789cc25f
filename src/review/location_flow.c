/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact transportation: all customers from given open facilities at least cost. Everyone starts at
 * the cheapest; from each overloaded facility shortest paths over the facilities (an arc a-b moves the
 * customer that loses least by moving from a to b) lead to one with room. Few facilities and many
 * customers: k nodes, not k + m. Amounts are whole numbers kept exactly in doubles. */
#include <string.h>

#include "review/location_priv.h"

struct sk__flow {
    const sk__loc *s;
    int k;
    int *open;       /* k facilities */
    double *t;       /* m x k: cost per unit */
    double *f;       /* m x k: units */
    int *list, *len; /* k x m customers served from each, k */
    int *pos;        /* m x k: place in the list */
    double *move;    /* k x k: least extra cost per unit of moving a customer from a to b */
    int *mover;      /* k x k: that customer */
    double *w, *load, *dist;
    int *from;
    bool *done;
    double zero; /* cost of customers without demand */
};

struct sk__flow *sk__flow_new(sk__loc *s)
{
    size_t n = (size_t)s->n, m = (size_t)s->m;
    struct sk__flow *f = sk_arena_alloc(s->arena, sizeof *f);
    if (!f) return NULL;
    f->s = s;
    f->open = sk_arena_calloc(s->arena, n, sizeof(int));
    f->t = sk_arena_calloc(s->arena, n * m, sizeof(double));
    f->f = sk_arena_calloc(s->arena, n * m, sizeof(double));
    f->list = sk_arena_calloc(s->arena, n * m, sizeof(int));
    f->pos = sk_arena_calloc(s->arena, n * m, sizeof(int));
    f->len = sk_arena_calloc(s->arena, n, sizeof(int));
    f->move = sk_arena_calloc(s->arena, n * n, sizeof(double));
    f->mover = sk_arena_calloc(s->arena, n * n, sizeof(int));
    f->w = sk_arena_calloc(s->arena, n, sizeof(double));
    f->load = sk_arena_calloc(s->arena, n, sizeof(double));
    f->dist = sk_arena_calloc(s->arena, n, sizeof(double));
    f->from = sk_arena_calloc(s->arena, n, sizeof(int));
    f->done = sk_arena_calloc(s->arena, n, sizeof(bool));
    bool whole = f->open && f->t && f->f && f->list && f->pos && f->len && f->move && f->mover;
    return whole && f->w && f->load && f->dist && f->from && f->done ? f : NULL;
}

static void enter(struct sk__flow *f, int a, int j)
{
    f->pos[sk__at(j, a, f->k)] = f->len[a];
    f->list[sk__at(a, f->len[a]++, f->s->m)] = j;
    for (int b = 0; b < f->k; b++) {
        double d = f->t[sk__at(j, b, f->k)] - f->t[sk__at(j, a, f->k)];
        if (d >= f->move[sk__at(a, b, f->k)]) continue;
        f->move[sk__at(a, b, f->k)] = d;
        f->mover[sk__at(a, b, f->k)] = j;
    }
}

static void leave(struct sk__flow *f, int a, int j)
{
    int *list = f->list + sk__at(a, 0, f->s->m), last = list[--f->len[a]];
    int at = f->pos[sk__at(j, a, f->k)];
    list[at] = last;
    f->pos[sk__at(last, a, f->k)] = at;
    for (int b = 0; b < f->k; b++) {
        size_t ab = sk__at(a, b, f->k);
        if (f->mover[ab] != j) continue;
        f->move[ab] = SK__LOC_INF;
        f->mover[ab] = -1;
        for (int x = 0; x < f->len[a]; x++) {
            double d = f->t[sk__at(list[x], b, f->k)] - f->t[sk__at(list[x], a, f->k)];
            if (d < f->move[ab]) f->move[ab] = d, f->mover[ab] = list[x];
        }
    }
}

static bool begin(struct sk__flow *f)
{
    const sk__loc *s = f->s;
    size_t k = (size_t)f->k;
    memset(f->f, 0, k * (size_t)s->m * sizeof *f->f);
    memset(f->w, 0, k * sizeof *f->w);
    memset(f->load, 0, k * sizeof *f->load);
    memset(f->len, 0, k * sizeof *f->len);
    for (size_t x = 0; x < k * k; x++) f->move[x] = SK__LOC_INF, f->mover[x] = -1;
    f->zero = 0;
    for (int j = 0; j < s->m; j++) {
        double unit = s->dem[j] > 0 ? 1 / s->dem[j] : 1;
        int best = 0;
        for (int a = 0; a < f->k; a++) {
            f->t[sk__at(j, a, f->k)] = s->in->cost[sk__at(f->open[a], j, s->m)] * unit;
            if (f->t[sk__at(j, a, f->k)] < f->t[sk__at(j, best, f->k)]) best = a;
        }
        if (!(f->t[sk__at(j, best, f->k)] < SK__LOC_INF)) return false;
        if (s->dem[j] <= 0) {
            f->zero += f->t[sk__at(j, best, f->k)];
            continue;
        }
        f->f[sk__at(j, best, f->k)] = s->dem[j];
        f->load[best] += s->dem[j];
        enter(f, best, j);
    }
    return true;
}

static double room(const struct sk__flow *f, int a) { return f->s->cap[f->open[a]] - f->load[a]; }

/* Dijkstra from a to the nearest with room; -1 = none. */
static int nearest(struct sk__flow *f, int a)
{
    for (int b = 0; b < f->k; b++) f->dist[b] = SK__LOC_INF, f->done[b] = false;
    f->dist[a] = 0;
    f->from[a] = -1;
    for (;;) {
        int at = -1;
        for (int b = 0; b < f->k; b++)
            if (!f->done[b] && f->dist[b] < SK__LOC_INF && (at < 0 || f->dist[b] < f->dist[at]))
                at = b;
        if (at < 0 || room(f, at) > 0) return at;
        f->done[at] = true;
        for (int b = 0; b < f->k; b++) {
            if (f->done[b] || f->mover[sk__at(at, b, f->k)] < 0) continue;
            double rc = f->move[sk__at(at, b, f->k)] - f->w[at] + f->w[b];
            double d = f->dist[at] + (rc > 0 ? rc : 0);
            if (d < f->dist[b]) f->dist[b] = d, f->from[b] = at;
        }
    }
}

static void push(struct sk__flow *f, int from, int to)
{
    double much = -room(f, from), most = room(f, to);
    if (most < much) much = most;
    for (int b = to; f->from[b] >= 0; b = f->from[b]) {
        int a = f->from[b];
        double have = f->f[sk__at(f->mover[sk__at(a, b, f->k)], a, f->k)];
        if (have < much) much = have;
    }
    for (int b = to; f->from[b] >= 0; b = f->from[b]) {
        int a = f->from[b], j = f->mover[sk__at(a, b, f->k)];
        double *fa = &f->f[sk__at(j, a, f->k)], *fb = &f->f[sk__at(j, b, f->k)];
        bool fresh = *fb <= 0;
        *fa -= much;
        *fb += much;
        if (fresh) enter(f, b, j);
        if (*fa <= 0) leave(f, a, j);
    }
    f->load[from] -= much;
    f->load[to] += much;
}

static double total(const struct sk__flow *f)
{
    double sum = f->zero;
    for (int a = 0; a < f->k; a++)
        for (int x = 0; x < f->len[a]; x++) {
            size_t at = sk__at(f->list[sk__at(a, x, f->s->m)], a, f->k);
            sum += f->t[at] * f->f[at];
        }
    return sum;
}

double sk__flow_solve(struct sk__flow *f, const bool *open, double *dual_v)
{
    const sk__loc *s = f->s;
    f->k = 0;
    for (int i = 0; i < s->n; i++)
        if (open[i]) f->open[f->k++] = i;
    if (f->k == 0 || !begin(f)) return SK__LOC_INF;
    for (int a = 0; a < f->k; a++)
        while (room(f, a) < 0) {
            int to = nearest(f, a);
            if (to < 0) return SK__LOC_INF;
            for (int b = 0; b < f->k; b++)
                if (f->dist[b] < f->dist[to]) f->w[b] += f->dist[to] - f->dist[b];
            push(f, a, to);
        }
    for (int j = 0; dual_v && j < s->m; j++) {
        double least = SK__LOC_INF, d = s->dem[j] > 0 ? s->dem[j] : 1;
        for (int a = 0; a < f->k; a++) {
            double c = f->t[sk__at(j, a, f->k)] + (s->dem[j] > 0 ? f->w[a] : 0);
            if (c < least) least = c;
        }
        dual_v[j] = least * d;
    }
    return total(f);
}

void sk__flow_read(const struct sk__flow *f, double *flow)
{
    const sk__loc *s = f->s;
    memset(flow, 0, sk__at(s->n, 0, s->m) * sizeof *flow);
    for (int a = 0; a < f->k; a++)
        for (int x = 0; x < f->len[a]; x++) {
            int j = f->list[sk__at(a, x, s->m)];
            flow[sk__at(f->open[a], j, s->m)] = f->f[sk__at(j, a, f->k)];
        }
}
