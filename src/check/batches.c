/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs of equipment: each on a unit that exists, as long as a run takes, inside work, not two at a
 * time, and together holding what is cooked. Runs above what a session holds are counted here. */
#include <stdlib.h>

#include "check/check_priv.h"

static int64_t *extra_at(const chk *c, int64_t equipment, int64_t d, int64_t session)
{
    return &c->extra[(equipment * c->head.n_days + d) * CHK_N_SESSIONS + session];
}

/* ---- runs a session holds (EQUIP of plan/instance.h) ---- */

/* End of the last lunch sitting eaten in each kitchen, [kitchen x n_days]; -1 = none. */
static int64_t *lunch_ends(chk *c)
{
    int64_t *end = sk__chk_array(c, (size_t)(c->k->n_kitchens * c->head.n_days), sizeof *end);
    for (int64_t i = 0; end && i < c->k->n_kitchens * c->head.n_days; i++) end[i] = -1;
    for (int i = 0; end && i < c->n_needs; i++) {
        const chk_need *n = &c->need[i];
        chk_serving v;
        if (!n->ok || n->meal != SK_MEAL_LUNCH || (v = sk__chk_serving(c, n)).n == 0) continue;
        int64_t *e = &end[n->kitchen * c->head.n_days + n->d];
        *e = v.last > *e ? v.last : *e;
    }
    return end;
}

static int64_t chill_minutes(const chk *c, const int64_t *lunch, sk_ix kitchen, int64_t d)
{
    int from, to;
    if (!sk__chk_hours(c, kitchen, d, CHK_CHILL, &from, &to)) return 0;
    sk_day day = sk__chk_day(c, d);
    int64_t start = lunch[kitchen * c->head.n_days + d];
    sk_span s = sk_kitchen_tours(c->k, kitchen);
    for (int i = s.first; i < s.end; i++) {
        const sk_tour *t = &c->k->tour[i];
        if (t->meal != SK_MEAL_LUNCH || !sk_period_has(t->when, day) ||
            !sk_wdays_has(t->days, sk_day_weekday(day)))
            continue;
        for (int j = 0; j < t->n_stops; j++) {
            int64_t e = lunch[t->stop[j].kitchen * c->head.n_days + d];
            start = e > start ? e : start;
        }
    }
    start = start < 0 ? from : start;
    return to > start ? to - start : 0;
}

static int64_t session_minutes(const chk *c, const int64_t *lunch, sk_ix kitchen, int64_t d,
                               int64_t session)
{
    const int64_t by_meal[SK_N_MEALS] = {c->p->session_breakfast_min, c->p->session_lunch_min,
                                         c->p->session_snack_min, c->p->session_supper_min};
    int from, to;
    if (session == CHK_CHILL) return chill_minutes(c, lunch, kitchen, d);
    if (!sk__chk_hours(c, kitchen, d, session, &from, &to)) return 0;
    return to - from < by_meal[session] ? to - from : by_meal[session];
}

static void count_extra(chk *c)
{
    size_t n = (size_t)(c->k->n_equipment * c->head.n_days * CHK_N_SESSIONS);
    c->extra = sk__chk_array(c, n, sizeof *c->extra);
    int64_t *lunch = lunch_ends(c);
    if (c->oom) return;
    for (int i = 0; i < c->n_mades; i++) {
        const chk_flow *f = &c->flow[c->made[i].first];
        if (c->made[i].equipment != SK_NONE)
            *extra_at(c, c->made[i].equipment, f->day, f->session) += c->made[i].runs;
    }
    for (int e = 0; e < c->k->n_equipment; e++) {
        const sk_equipment *q = &c->k->equipment[e];
        for (int64_t d = 0; d < c->head.n_days; d++)
            for (int s = 0; s < CHK_N_SESSIONS; s++) {
                int64_t *x = extra_at(c, e, d, s);
                if (*x == 0) continue;
                int64_t most =
                    q->units * (session_minutes(c, lunch, q->kitchen, d, s) / q->run_min);
                if (*x > most)
                    sk__chk_most(c, SK_V_D_RUNS, AT("prod", -1, NULL),
                                 sk__chk_place_kitchen(c, q->kitchen, d, s, -1), *x, most);
                *x = *x > most ? *x - most : 0;
            }
    }
}

/* ---- batches ---- */

static void one_batch(chk *c, int row, const chk_prod *p, const chk_made *w)
{
    const chk_batch *b = &c->batch[row];
    const sk_equipment *q = &c->k->equipment[w->equipment];
    const sk_component *m = &c->k->component[p->component];
    const char *place = sk__chk_place_kitchen(c, p->kitchen, p->day, p->session, p->component);
    sk__chk_same(c, SK_V_BATCH_LENGTH, AT("batch", row, "end"), place, b->end - b->start,
                 q->run_min);
    if (b->unit < 1 || b->unit > q->units)
        sk__chk_most(c, SK_V_BATCH_UNIT, AT("batch", row, "unit"), place, b->unit, q->units);
    sk_wide cap = (sk_wide)q->cap_run * 1000000; /* whole milliportions, rounded up */
    if (b->ref_milli <= 0 || (sk_wide)(b->ref_milli - 1) * m->load_milli >= cap)
        sk__chk_most(c, SK_V_BATCH_CAP, AT("batch", row, "ref_milli"), place, b->ref_milli,
                     m->load_milli > 0 ? (int64_t)((cap + m->load_milli - 1) / m->load_milli)
                                       : b->ref_milli);
    int from, to;
    if (!sk__chk_hours(c, p->kitchen, p->day, p->session, &from, &to))
        return; /* reported as V030 */
    bool declared = *extra_at(c, w->equipment, p->day, p->session) > 0;
    if (!declared && b->start < from)
        sk__chk_num(c, SK_V_BATCH_HOURS, AT("batch", row, "start"), place, b->start, from);
    else if (!declared && b->end > to)
        sk__chk_most(c, SK_V_BATCH_HOURS, AT("batch", row, "end"), place, b->end, to);
}

static void of_prod(chk *c, int row)
{
    const chk_prod *p = &c->prod[row];
    const chk_made *w = &c->made[p->made];
    const char *place = sk__chk_place_kitchen(c, p->kitchen, p->day, p->session, p->component);
    int64_t want = w->equipment == SK_NONE ? 0 : w->runs, sum = 0;
    if (!sk__chk_same(c, SK_V_BATCH_COUNT, AT("prod", row, "n_batch"), place, p->n_batch, want) &&
        want == 0)
        return;
    for (int64_t i = p->batch_first; i < p->batch_first + p->n_batch && i < c->n_batches; i++) {
        const chk_batch *b = &c->batch[i];
        if (!b->ok) continue;
        if (b->prod != row) {
            sk__chk_num(c, SK_V_NO_ROW, AT("batch", (int)i, "prod"), place, b->prod, row);
            continue;
        }
        sum += b->ref_milli;
        one_batch(c, (int)i, p, w);
    }
    if (want > 0)
        sk__chk_same(c, SK_V_BATCH_SUM, AT("prod", row, NULL),
                     sk__chk_place_kitchen(c, p->kitchen, p->day, p->session, p->component), sum,
                     sk_ceildiv(w->micro, 1000));
}

/* ---- one batch at a time ---- */

typedef struct use {
    int64_t key[3];
    int64_t start, end;
    int batch;
} use;

static int cmp_use(const void *a, const void *b)
{
    const use *x = a, *y = b;
    for (int i = 0; i < 3; i++)
        if (x->key[i] != y->key[i]) return x->key[i] < y->key[i] ? -1 : 1;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return (x->batch > y->batch) - (x->batch < y->batch);
}

static const chk_prod *prod_of(const chk *c, const chk_batch *b)
{
    if (!b->ok || b->prod >= c->n_prods) return NULL;
    const chk_prod *p = &c->prod[b->prod];
    return p->ok && p->made >= 0 && c->made[p->made].equipment != SK_NONE ? p : NULL;
}

static void overlaps(chk *c)
{
    use *u = sk__chk_array(c, (size_t)c->n_batches, sizeof *u);
    size_t n = 0;
    for (int i = 0; u && i < c->n_batches; i++) {
        const chk_batch *b = &c->batch[i];
        const chk_prod *p = prod_of(c, b);
        if (!p) sk__chk_say(c, SK_V_NO_ROW, AT("batch", i, "prod"), c->k->name);
        else u[n++] = (use){{c->made[p->made].equipment, p->day, b->unit}, b->start, b->end, i};
    }
    if (n == 0) return;
    qsort(u, n, sizeof *u, cmp_use);
    for (size_t i = 1, last = 0; i < n; i++) {
        bool same = true;
        for (int j = 0; j < 3; j++) same = same && u[i].key[j] == u[last].key[j];
        if (same && u[i].start < u[last].end) {
            const chk_prod *p = &c->prod[c->batch[u[i].batch].prod];
            sk__chk_num(c, SK_V_BATCH_OVERLAP, AT("batch", u[i].batch, "start"),
                        sk__chk_place_kitchen(c, p->kitchen, p->day, p->session, p->component),
                        u[i].start, u[last].end);
        }
        if (!same || u[i].end > u[last].end) last = i;
    }
}

void sk__chk_batches(chk *c)
{
    count_extra(c);
    if (c->oom) return;
    for (int i = 0; i < c->n_prods; i++)
        if (c->prod[i].ok && c->prod[i].made >= 0) of_prod(c, i);
    overlaps(c);
}
