/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shortages, inputs, staff and costs that differ. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "plan/diff_priv.h"
#include "plan/plan_json.h"

/* ---- shortages -------------------------------------------------------------------------------------- */

static const sk_short *short_of(const sk_plan *p, const sk__key *k)
{
    int lo = 0, hi = p->n_shorts; /* sorted by need */
    while (k && lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (p->shrt[mid].need < k->need) lo = mid + 1;
        else hi = mid;
    }
    return k && lo < p->n_shorts && p->shrt[lo].need == k->need ? &p->shrt[lo] : NULL;
}

bool sk__diff_short(sk__both *t, const sk__key *a, const sk__key *b)
{
    const sk_short *x = short_of(t->a, a), *y = short_of(t->b, b);
    int before = x ? x->short_portions : 0, after = y ? y->short_portions : 0;
    int before_b = x ? x->backup_portions : 0, after_b = y ? y->backup_portions : 0;
    if (before == after && before_b == after_b) return true;
    const sk__key *k = b ? b : a;
    const sk_need *n = b ? &t->b->demand.need[k->need] : &t->a->demand.need[k->need];
    if (!SK_GROW(t->shrt, t->n_shorts, t->cap_shorts)) return false;
    t->shrt[t->n_shorts++] = (sk_diff_short){.site = k->site,
                                             .diet = k->diet,
                                             .day = n->day,
                                             .meal = n->meal,
                                             .line = n->line,
                                             .before = before,
                                             .after = after,
                                             .before_backup = before_b,
                                             .after_backup = after_b};
    return true;
}

/* ---- inputs ----------------------------------------------------------------------------------------- */

static const sk_input_file *file_of(const sk_plan *p, const char *name)
{
    for (int i = 0; i < p->n_inputs; i++)
        if (strcmp(p->input[i].name, name) == 0) return &p->input[i];
    return NULL;
}

bool sk__diff_inputs(sk__both *t)
{
    sk_diff *d = t->d;
    d->input =
        sk_arena_calloc(d->arena, (size_t)(t->a->n_inputs + t->b->n_inputs) + 1, sizeof *d->input);
    for (int i = 0; d->input && i < t->a->n_inputs; i++) {
        const sk_input_file *f = &t->a->input[i], *g = file_of(t->b, f->name);
        if (!g) d->input[d->n_inputs++] = (sk_diff_input){f->name, SK_DIFF_REMOVED};
        else if (strcmp(f->sha256, g->sha256) != 0)
            d->input[d->n_inputs++] = (sk_diff_input){f->name, SK_DIFF_CHANGED};
    }
    for (int i = 0; d->input && i < t->b->n_inputs; i++)
        if (!file_of(t->a, t->b->input[i].name))
            d->input[d->n_inputs++] = (sk_diff_input){t->b->input[i].name, SK_DIFF_ADDED};
    return d->input != NULL;
}

/* ---- staff ------------------------------------------------------------------------------------------ */

typedef struct who {
    const char *kitchen;
    int day;
    const sk_staff_use *row;
} who;

static int by_who(const void *x, const void *y)
{
    const who *a = x, *b = y;
    int c = strcmp(a->kitchen, b->kitchen);
    return c ? c : (a->day > b->day) - (a->day < b->day);
}

static who *staff_of(const sk_plan *p)
{
    who *w = sk_calloc_n((size_t)p->n_staff + 1, sizeof *w);
    for (int i = 0; w && i < p->n_staff; i++)
        w[i] = (who){p->k->kitchen[p->staff[i].kitchen].id, p->staff[i].day, &p->staff[i]};
    if (w && p->n_staff > 1) qsort(w, (size_t)p->n_staff, sizeof *w, by_who);
    return w;
}

static void staff_row(sk__both *t, const who *a, const who *b)
{
    const who *w = b ? b : a;
    int64_t n0 = a ? a->row->need_mmin : 0, n1 = b ? b->row->need_mmin : 0;
    int64_t o0 = a ? a->row->over_mmin + a->row->excess_mmin : 0;
    int64_t o1 = b ? b->row->over_mmin + b->row->excess_mmin : 0;
    if (llabs(n1 - n0) < 1000 && llabs(o1 - o0) < 1000) return;
    t->d->staff[t->d->n_staff++] =
        (sk_diff_staff){w->kitchen, (b ? t->b : t->a)->from + w->day, n0, n1, o0, o1};
}

bool sk__diff_staff(sk__both *t)
{
    who *a = staff_of(t->a), *b = staff_of(t->b);
    int na = t->a->n_staff, nb = t->b->n_staff;
    t->d->staff = sk_arena_calloc(t->d->arena, (size_t)(na + nb) + 1, sizeof *t->d->staff);
    bool ok = a && b && t->d->staff;
    for (int i = 0, j = 0; ok && (i < na || j < nb);) {
        int c = i == na ? 1 : j == nb ? -1 : by_who(&a[i], &b[j]);
        staff_row(t, c <= 0 ? &a[i] : NULL, c >= 0 ? &b[j] : NULL);
        i += c <= 0;
        j += c >= 0;
    }
    sk_free(a);
    sk_free(b);
    return ok;
}

/* ---- costs ------------------------------------------------------------------------------------------ */

bool sk__diff_costs(sk__both *t)
{
    t->d->cost = sk_arena_calloc(t->d->arena, SK__N_COST_KEYS, sizeof *t->d->cost);
    for (int i = 0; t->d->cost && i < SK__N_COST_KEYS; i++) {
        sk_ore before = *sk__cost_at(&t->a->cost, i), after = *sk__cost_at(&t->b->cost, i);
        if (before != after)
            t->d->cost[t->d->n_costs++] = (sk_diff_cost){sk__json_cost[i].key, before, after};
    }
    return t->d->cost != NULL;
}
