/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placing runs on units, backwards from the end of the day. */
#include <stdlib.h>

#include "plan/schedule_priv.h"

/* Among runs of one equipment row not yet placed: the best to end at time t, or -1. */
static int pick(const sk__sched *s, const int *left, int n, int t)
{
    int best = -1;
    for (int i = 0; i < n; i++) {
        const sk__sbatch *x = &s->batch[left[i]];
        if (x->due < t) continue;
        const sk__sbatch *y = best < 0 ? NULL : &s->batch[left[best]];
        if (!y || x->early > y->early || (x->early == y->early && x->due > y->due) ||
            (x->early == y->early && x->due == y->due && left[i] > left[best]))
            best = i;
    }
    return best;
}

static int least(int a, int b) { return a < b ? a : b; }
static int most(int a, int b) { return a > b ? a : b; }

/* A run that may not end at t yet but would come too early if this unit took b now, while b can wait
 * until it is done: -1 = none. others: latest free moment of another unit. */
static int worth_waiting_for(const sk__sched *s, const int *left, int n, int t, int b, int others,
                             int run_min)
{
    const sk__sbatch *x = &s->batch[left[b]];
    int best = -1;
    for (int i = 0; i < n; i++) {
        const sk__sbatch *y = &s->batch[left[i]];
        if (y->due >= t || y->due <= t - run_min || y->early > y->due) continue;
        bool in_time = least(y->due, most(t - run_min, others)) >= y->early;
        bool can_wait = least(x->due, most(y->due - run_min, others)) >= x->early;
        if (in_time || !can_wait) continue;
        if (best < 0 || y->early > s->batch[left[best]].early) best = i;
    }
    return best;
}

/* The unit that is free latest, and the latest free moment of the others. */
static int latest_unit(const sk__sched *s, int units, int *others)
{
    int u = 0;
    *others = SK__NO_LIMIT;
    for (int i = 1; i < units; i++) u = s->free_at[i] > s->free_at[u] ? i : u;
    for (int i = 0; i < units; i++)
        if (i != u) *others = most(*others, s->free_at[i]);
    return u;
}

/* Places the runs left[0..n) of one row; left is used up. */
static void place_row(sk__sched *s, int *left, int n, int units, int run_min)
{
    for (int u = 0; u < units; u++) s->free_at[u] = INT16_MAX;
    while (n > 0) {
        int others, u = latest_unit(s, units, &others), latest = SK__NO_LIMIT;
        for (int i = 0; i < n; i++) latest = most(latest, s->batch[left[i]].due);
        int t = least(s->free_at[u], latest);
        int b = pick(s, left, n, t);
        int wait = worth_waiting_for(s, left, n, t, b, others, run_min);
        if (wait >= 0) {
            b = wait;
            t = s->batch[left[b]].due;
        }
        sk__sbatch *x = &s->batch[left[b]];
        x->end = t;
        x->start = t - run_min;
        x->unit = u + 1;
        s->free_at[u] = x->start;
        for (int i = b; i + 1 < n; i++) /* keeps the order of what is left */
            left[i] = left[i + 1];
        n--;
    }
}

static int by_time(const void *x, const void *y)
{
    const sk__sbatch *a = x, *b = y;
    if (a->end != b->end) return a->end < b->end ? -1 : 1;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

/* Runs of one production are the same work: the earliest place takes the food wanted first, which
 * keeps every due time that the placing kept. */
static bool in_feed_order(sk__sched *s)
{
    for (size_t i = 0; i < s->n_batches;) {
        s->n_slots = 0;
        for (size_t j = i; j < s->n_batches && s->batch[j].prod == s->batch[i].prod; j++) {
            if (!SK_GROW(s->slot, s->n_slots, s->cap_slots)) return false;
            s->slot[s->n_slots++] = s->batch[j];
        }
        qsort(s->slot, s->n_slots, sizeof *s->slot, by_time);
        for (size_t j = 0; j < s->n_slots; j++) {
            s->batch[i + j].start = s->slot[j].start;
            s->batch[i + j].end = s->slot[j].end;
            s->batch[i + j].unit = s->slot[j].unit;
        }
        i += s->n_slots;
    }
    return true;
}

bool sk__sched_place(sk__eval *e, sk__sched *s)
{
    const sk_kommun *k = e->k;
    for (s->n_order = 0; s->n_order < s->n_batches; s->n_order++)
        if (!SK_GROW(s->order, s->n_order, s->cap_order)) return false;
    for (size_t first = 0; first < s->n_batches; first++) {
        sk_ix row = e->prod[s->batch[first].prod].equip;
        bool seen = false;
        int n = 0;
        for (size_t i = 0; i < s->n_batches; i++) {
            if (e->prod[s->batch[i].prod].equip != row) continue;
            seen = seen || i < first;
            s->order[n++] = (int)i;
        }
        if (seen) continue;
        int units = k->equipment[row].units;
        for (s->n_free = 0; (int)s->n_free < units; s->n_free++)
            if (!SK_GROW(s->free_at, s->n_free, s->cap_free)) return false;
        place_row(s, s->order, n, units, k->equipment[row].run_min);
    }
    return in_feed_order(s);
}
