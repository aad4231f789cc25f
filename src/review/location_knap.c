/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The knapsack of one facility at given multipliers: which customers it would serve, if open.
 * Multi-source: greedy by gain per unit, the last one in part. Single-source: the 0-1 knapsack by
 * depth-first search with the greedy bound (Horowitz and Sahni, JACM 21, 1974); when that takes too
 * long the linear relaxation stands in, which is a bound too. */
#include <string.h>

#include "review/location_priv.h"

enum { SEARCH_STEPS = 4000 };

/* Customers with a gain, best gain per unit first, into item/key; the list of the facility is kept
 * in this order, so that the next call finds it nearly sorted. */
static int gather(sk__loc *s, int i)
{
    int *list = s->arc + sk__at(i, 0, s->m), n = s->n_arc[i], gain = 0, rest = 0;
    const double *c = s->in->cost + sk__at(i, 0, s->m);
    for (int t = 0; t < n; t++) {
        int j = list[t];
        double rc = c[j] - s->v[j];
        if (rc >= 0) {
            s->rest[rest++] = j;
            continue;
        }
        double key = s->dem[j] > 0 ? rc / s->dem[j] : -SK__LOC_INF;
        int at = gain++;
        for (; at > 0 && s->key[at - 1] > key; at--) {
            s->key[at] = s->key[at - 1];
            s->item[at] = s->item[at - 1];
        }
        s->key[at] = key;
        s->item[at] = j;
    }
    if (gain > 0) {
        memcpy(list, s->item, (size_t)gain * sizeof *list);
        memcpy(list + gain, s->rest, (size_t)rest * sizeof *list);
    }
    return gain;
}

/* Takes items while they fit; returns the first that does not (n = all fit). */
static int greedy(const sk__loc *s, int n, double *left, double *value)
{
    int t = 0;
    for (; t < n && s->wgt[t] <= *left; t++) {
        *left -= s->wgt[t];
        *value += s->prf[t];
    }
    return t;
}

typedef struct search {
    int n, steps;
    double best, z, left;
    signed char *x, *kept;
} search;

/* Goes forward from item t as long as the bound allows; returns where it stood. */
static int forward(const sk__loc *s, search *q, int t)
{
    while (t < q->n) {
        double value = q->z, left = q->left;
        int k = t;
        for (; k < q->n && s->wgt[k] <= left; k++) {
            left -= s->wgt[k];
            value += s->prf[k];
        }
        double bound = k < q->n ? value + left * s->prf[k] / s->wgt[k] : value;
        if (bound <= q->best + 1e-9) return t;
        memset(q->x + t, 1, (size_t)(k - t));
        q->z = value;
        q->left = left;
        if (k < q->n) q->x[k++] = 0;
        t = k;
    }
    if (q->z > q->best) {
        q->best = q->z;
        memcpy(q->kept, q->x, (size_t)q->n);
    }
    return t;
}

/* The best subset of the n gathered items; false when it took too long. */
static bool subset(sk__loc *s, int n, double cap)
{
    search q = {.n = n, .best = -1, .left = cap, .x = s->take, .kept = s->take_best};
    memset(q.x, 0, (size_t)n);
    for (int t = 0;;) {
        t = forward(s, &q, t);
        if (++q.steps > SEARCH_STEPS) return false;
        do t--;
        while (t >= 0 && !q.x[t]);
        if (t < 0) return true;
        q.x[t] = 0;
        q.z -= s->prf[t];
        q.left += s->wgt[t];
        t++;
    }
}

static void take_subset(sk__loc *s, int i, int n)
{
    int *sol = s->sol + sk__at(i, 0, s->m), k = 0;
    double value = 0;
    for (int t = 0; t < n; t++)
        if (s->take_best[t]) {
            sol[k++] = s->item[t];
            value -= s->prf[t];
        }
    s->n_sol[i] = k;
    s->frac[i] = 1;
    s->k_val[i] = value;
}

void sk__loc_knapsack(sk__loc *s, int i)
{
    int n = gather(s, i), *sol = s->sol + sk__at(i, 0, s->m);
    for (int t = 0; t < n; t++) {
        int j = s->item[t];
        s->wgt[t] = s->dem[j];
        s->prf[t] = s->v[j] - s->in->cost[sk__at(i, j, s->m)];
    }
    double left = s->left[i], value = 0;
    int k = greedy(s, n, &left, &value);
    memcpy(sol, s->item, (size_t)k * sizeof *sol);
    s->n_sol[i] = k;
    s->frac[i] = 1;
    s->pi[i] = 0;
    if (k < n) {
        s->pi[i] = -s->key[k];
        if (left > 0) {
            value += left * s->pi[i];
            sol[k] = s->item[k];
            s->n_sol[i] = k + 1;
            s->frac[i] = left / s->wgt[k];
        }
    }
    s->k_lp[i] = s->k_val[i] = -value;
    if (s->single && k < n && left > 0 && subset(s, n, s->left[i])) take_subset(s, i, n);
}
