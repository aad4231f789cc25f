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

/* The items that penalties leave open, in s->core_*; the others stay where the relaxation has them. */
typedef struct search {
    int n, steps;
    double best, z, left;
    bool better;
} search;

/* Goes forward from item t as long as the bound allows; returns where it stood. */
static int forward(const sk__loc *s, search *q, int t)
{
    const double *w = s->core_w, *p = s->core_p;
    while (t < q->n) {
        double value = q->z, left = q->left;
        int k = t;
        for (; k < q->n && w[k] <= left; k++) {
            left -= w[k];
            value += p[k];
        }
        double bound = k < q->n ? value + left * s->core_r[k] : value;
        if (bound <= q->best + 1e-9) return t;
        for (int x = t; x < k; x++) s->take[x] = 1;
        q->z = value;
        q->left = left;
        if (k < q->n) s->take[k++] = 0;
        t = k;
    }
    if (q->z > q->best) {
        q->best = q->z;
        q->better = true;
        for (int x = 0; x < q->n; x++) s->take_core[x] = s->take[x];
    }
    return t;
}

static bool search_core(const sk__loc *s, search *q)
{
    for (int t = 0; t < q->n; t++) s->take[t] = 0;
    for (int t = 0;;) {
        t = forward(s, q, t);
        if (++q->steps > SEARCH_STEPS) return false;
        do t--;
        while (t >= 0 && !s->take[t]);
        if (t < 0) return true;
        s->take[t] = 0;
        q->z -= s->core_p[t];
        q->left += s->core_w[t];
        t++;
    }
}

/* Fills up greedily with whatever fits; marks take_best. */
static double fill_up(sk__loc *s, int n, double left)
{
    double value = 0;
    for (int t = 0; t < n; t++) {
        s->take_best[t] = s->wgt[t] <= left;
        if (!s->take_best[t]) continue;
        left -= s->wgt[t];
        value += s->prf[t];
    }
    return value;
}

/* The best subset of the n gathered items, k the first that the relaxation does not take whole;
 * false when it took too long. */
static bool subset(sk__loc *s, int n, int k, double cap, double relaxed, double pi)
{
    double good = fill_up(s, n, cap), base = 0;
    search q = {.left = cap};
    if (relaxed <= good + 1e-9) return true;
    for (int t = 0; t < n; t++) {
        double loss = s->prf[t] - pi * s->wgt[t];
        if (relaxed - (loss < 0 ? -loss : loss) > good + 1e-9) {
            s->core_t[q.n] = t;
            s->core_w[q.n] = s->wgt[t];
            s->core_p[q.n] = s->prf[t];
            s->core_r[q.n++] = -s->key[t];
        } else if (t < k) {
            q.left -= s->wgt[t];
            base += s->prf[t];
        }
    }
    q.best = good - base;
    if (!search_core(s, &q)) return false;
    if (!q.better) return true;
    for (int t = 0; t < n; t++) s->take_best[t] = t < k;
    for (int x = 0; x < q.n; x++) s->take_best[s->core_t[x]] = s->take_core[x];
    return true;
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

void sk__loc_knapsack(sk__loc *s, int i, bool whole)
{
    int n = gather(s, i), *sol = s->sol + sk__at(i, 0, s->m);
    const double *c = s->in->cost + sk__at(i, 0, s->m);
    for (int t = 0; t < n; t++) {
        s->wgt[t] = s->dem[s->item[t]];
        s->prf[t] = s->v[s->item[t]] - c[s->item[t]];
    }
    double left = s->left[i], value = 0;
    int k = greedy(s, n, &left, &value);
    for (int t = 0; t < k; t++) sol[t] = s->item[t];
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
    s->exact[i] = !s->single || k == n || left <= 0;
    if (!whole || s->exact[i]) return;
    if (subset(s, n, k, s->left[i], value, s->pi[i])) take_subset(s, i, n);
    s->exact[i] = true;
}
