/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solutions of the multi-source problem: a set of open facilities is evaluated by one exact
 * transportation solve. Neighbours of the best are looked at in the order of what the cuts of the
 * pool say they cost at least; most are never evaluated. */
#include <string.h>

#include "review/location_priv.h"

bool sk__loc_open_ok(const sk__loc *s, const bool *open)
{
    int count = 0;
    double cap = 0;
    for (int i = 0; i < s->n; i++) {
        int must = s->in->state ? s->in->state[i] : 0;
        if ((must > 0 && !open[i]) || (must < 0 && open[i])) return false;
        if (!open[i]) continue;
        count++;
        cap += s->cap[i];
    }
    if (count < s->lo || count > s->hi || cap < s->total) return false;
    for (int r = 0; r < s->in->n_row; r++) {
        double sum = 0, size = 1;
        for (int i = 0; i < s->n; i++) {
            double a = s->in->row[sk__at(r, i, s->n)];
            if (open[i]) sum += a;
            size += a < 0 ? -a : a;
        }
        if (sum > s->in->row_up[r] + 1e-9 * size) return false;
    }
    return true;
}

double sk__loc_fixed(const sk__loc *s, const bool *open)
{
    double sum = 0;
    for (int i = 0; i < s->n; i++)
        if (open[i]) sum += s->in->fixed[i];
    return sum;
}

void sk__loc_try_open(sk__loc *s, const bool *open)
{
    if (!sk__loc_open_ok(s, open)) return;
    const sk__loc_known *known = sk__loc_pool_find(s, open);
    double fixed = sk__loc_fixed(s, open);
    if (known && fixed + known->serve >= s->ub) return;
    if (!known && sk__loc_pool_value(s, open) >= s->ub) return;
    double serve = sk__flow_solve(s->flow, open, s->tmp_v);
    if (!known) {
        sk__loc_pool_keep(s, open, NULL, serve);
        if (serve < SK__LOC_INF) sk__loc_pool_add(s, s->tmp_v);
    }
    if (fixed + serve >= s->ub) return;
    s->ub = fixed + serve;
    memcpy(s->inc_open, open, (size_t)s->n * sizeof *open);
    sk__flow_read(s->flow, s->inc_flow);
}

/* ---- neighbours ---- */

static void copy_set(const sk__loc *s, bool *to, const bool *from)
{
    for (int i = 0; i < s->n; i++) to[i] = from[i];
}

/* Value of every cut at the best set. */
static void cut_values(const sk__loc *s, double *value)
{
    for (size_t k = 0; k < s->pool->n_cut; k++) {
        const sk__loc_cut *c = &s->pool->cut[k];
        value[k] = c->sum_v;
        for (int i = 0; i < s->n; i++)
            if (s->inc_open[i]) value[k] += s->in->fixed[i] + c->k[i];
    }
}

/* What closing `out` and opening `in` (either may be -1) costs at least. */
static double change_bound(const sk__loc *s, const double *value, int out, int in, double enough)
{
    double best = -SK__LOC_INF;
    double fixed = (in >= 0 ? s->in->fixed[in] : 0) - (out >= 0 ? s->in->fixed[out] : 0);
    for (size_t k = s->pool->n_cut; k-- > 0 && best < enough;) {
        const double *kn = s->pool->cut[k].k;
        double b = value[k] + fixed + (in >= 0 ? kn[in] : 0) - (out >= 0 ? kn[out] : 0);
        if (b > best) best = b;
    }
    return best;
}

typedef struct change {
    int out, in;
    double bound;
} change;

static void look(const sk__loc *s, const double *value, int out, int in, change *best)
{
    double b = change_bound(s, value, out, in, best->bound);
    if (b >= best->bound) return;
    copy_set(s, s->cand, s->inc_open);
    if (out >= 0) s->cand[out] = false;
    if (in >= 0) s->cand[in] = true;
    if (!sk__loc_open_ok(s, s->cand) || sk__loc_pool_find(s, s->cand)) return;
    *best = (change){out, in, b};
}

static change most_promising(const sk__loc *s, const double *value)
{
    change best = {-1, -1, s->ub};
    for (int a = -1; a < s->n; a++) {
        if (a >= 0 && (!s->inc_open[a] || s->y[a] > 0)) continue;
        for (int b = -1; b < s->n; b++) {
            if ((a < 0 && b < 0) || (b >= 0 && (s->inc_open[b] || s->y[b] < 0))) continue;
            look(s, value, a, b, &best);
        }
    }
    return best;
}

void sk__loc_search_open(sk__loc *s, int max_solves)
{
    for (int k = 0; k < max_solves && s->ub < SK__LOC_INF && !sk__loc_stop(s); k++) {
        cut_values(s, s->cut_value);
        change c = most_promising(s, s->cut_value);
        if (c.bound >= s->ub) return;
        copy_set(s, s->cand, s->inc_open);
        if (c.out >= 0) s->cand[c.out] = false;
        if (c.in >= 0) s->cand[c.in] = true;
        copy_set(s, s->tmp_open, s->cand);
        sk__loc_try_open(s, s->tmp_open);
    }
}
