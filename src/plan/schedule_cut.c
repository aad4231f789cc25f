/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting a production into runs. Positions are reference milliportions from the first ready food. */
#include "base/num.h"
#include "plan/schedule_priv.h"

/* First milli position of the ready time that holds position `at` - 1 (just before `at`). */
static int64_t class_start(const sk__sched *s, int first, int end, int64_t at)
{
    int64_t start = 0;
    int ready = s->piece[first].ready;
    for (int i = first; i < end; i++) {
        const sk__piece *p = &s->piece[i];
        if (p->at >= at * 1000) break;
        if (p->ready != ready) {
            ready = p->ready;
            start = (p->at + 999) / 1000;
        }
    }
    return start;
}

/* The same for the end of the ready time that holds position `at`. */
static int64_t class_end(const sk__sched *s, int first, int end, int64_t at, int64_t total)
{
    for (int i = first; i < end; i++) {
        const sk__piece *p = &s->piece[i];
        if (i > first && p->ready != p[-1].ready && p->at > at * 1000) return (p->at + 999) / 1000;
    }
    return total;
}

static int64_t clamp(int64_t x, int64_t lo, int64_t hi) { return x < lo ? lo : x > hi ? hi : x; }

/* cut[0..runs]: positions where runs begin, cut[runs] = total. From the back, each run begins where
 * the ready time of its last food begins, if what remains fits in the runs before it. */
static void cut_back(const sk__sched *s, int first, int end, int64_t total, int64_t cap,
                     int64_t runs)
{
    s->cut[runs] = total;
    for (int64_t b = runs - 1; b > 0; b--) {
        int64_t hi = s->cut[b + 1], lo = hi > cap ? hi - cap : 0;
        int64_t most = b * cap < hi ? b * cap : hi;
        s->cut[b] = clamp(class_start(s, first, end, hi), lo, most > lo ? most : lo);
    }
    s->cut[0] = 0;
}

/* The same from the front: each run ends where the ready time of its first food ends. */
static void cut_front(const sk__sched *s, int first, int end, int64_t total, int64_t cap,
                      int64_t runs)
{
    s->cut[0] = 0;
    for (int64_t b = 1; b < runs; b++) {
        int64_t lo = s->cut[b - 1], least = total - (runs - b) * cap;
        s->cut[b] = clamp(class_end(s, first, end, lo, total), least > lo ? least : lo,
                          lo + cap < total ? lo + cap : total);
    }
    s->cut[runs] = total;
}

/* Pieces that run b feeds, its due time and the earliest end that keeps their limits. */
static void batch_fill(const sk__sched *s, int first, int end, int64_t from, int64_t to,
                       sk__sbatch *x)
{
    x->piece_first = x->piece_end = first;
    x->due = INT16_MAX;
    x->early = SK__NO_LIMIT;
    bool any = false;
    for (int i = first; i < end; i++) {
        const sk__piece *p = &s->piece[i];
        if (p->at + p->micro <= from * 1000 || (p->at >= to * 1000 && p->micro)) continue;
        if (!any) x->piece_first = i;
        any = true;
        x->piece_end = i + 1;
        x->due = p->due < x->due ? p->due : x->due;
        if (p->end >= 0 && p->limit > 0 && p->end - p->limit > x->early)
            x->early = p->end - p->limit;
    }
    x->milli = to - from;
}

/* Microportions held too long if every run ended when due. */
static int64_t overheld(const sk__sched *s, int first, int end, int64_t runs)
{
    int64_t bad = 0;
    for (int64_t b = 0; b < runs; b++) {
        sk__sbatch x;
        batch_fill(s, first, end, s->cut[b], s->cut[b + 1], &x);
        for (int i = x.piece_first; i < x.piece_end; i++) {
            const sk__piece *p = &s->piece[i];
            bad += p->end >= 0 && p->limit > 0 && p->end - x.due > p->limit ? p->micro : 0;
        }
    }
    return bad;
}

/* Fewest runs that hold nothing too long if each ends when due: from the back, each run begins where
 * it is full or where one more piece would be held too long. Cuts are left in order. False: no memory. */
static bool cut_short(sk__sched *s, int first, int end, int64_t total, int64_t cap)
{
    int i = end - 1;
    s->n_cut = 0;
    for (int64_t hi = total; hi > 0;) {
        int64_t lo = hi > cap ? hi - cap : 0, from = hi;
        int latest = SK__NO_LIMIT;
        while (i > first && s->piece[i].at >= hi * 1000) i--;
        for (int j = i; j >= first && from > lo; j--) {
            const sk__piece *p = &s->piece[j];
            int own = p->end >= 0 && p->limit > 0 ? p->end - p->limit : SK__NO_LIMIT;
            own = own < p->due ? own : p->due; /* what no run can keep does not count */
            latest = own > latest ? own : latest;
            if (latest > p->due) break;
            int64_t at = (p->at + 999) / 1000;
            from = at > lo ? at : lo;
        }
        if (from >= hi) from = lo; /* slivers of less than a milliportion */
        if (!SK_GROW(s->cut, s->n_cut, s->cap_cut)) return false;
        s->cut[s->n_cut++] = hi;
        hi = from;
    }
    if (!SK_GROW(s->cut, s->n_cut, s->cap_cut)) return false;
    s->cut[s->n_cut++] = 0;
    for (size_t a = 0, b = s->n_cut - 1; a < b; a++, b--) {
        int64_t t = s->cut[a];
        s->cut[a] = s->cut[b];
        s->cut[b] = t;
    }
    return true;
}

/* The fewest runs, cut between ready times as far as they have room. *bad: microportions held too long
 * however the runs are placed. False: no memory. */
static bool cut_fewest(sk__sched *s, int first, int end, int64_t total, int64_t cap, int64_t runs,
                       int64_t *bad)
{
    for (s->n_cut = 0; (int64_t)s->n_cut <= runs; s->n_cut++)
        if (!SK_GROW(s->cut, s->n_cut, s->cap_cut)) return false;
    cut_back(s, first, end, total, cap, runs);
    *bad = overheld(s, first, end, runs);
    if (*bad && runs > 1) {
        cut_front(s, first, end, total, cap, runs);
        int64_t front = overheld(s, first, end, runs);
        if (front >= *bad) cut_back(s, first, end, total, cap, runs);
        else *bad = front;
    }
    return true;
}

bool sk__sched_cut(sk__eval *e, sk__sched *s, int first, int end)
{
    int at_prod = s->piece[first].prod;
    const sk__prod *prod = &e->prod[at_prod];
    const sk_equipment *q = &e->k->equipment[prod->equip];
    const sk__equip *room = sk__equip_at(e, prod->equip, prod->day, prod->session);
    int64_t at = 0, bad, runs = sk__runs(e->k, prod);
    int64_t load = e->k->component[prod->component].load_milli;
    for (int i = first; i < end; i++) {
        s->piece[i].at = at;
        at += s->piece[i].micro;
    }
    int64_t total = (at + 999) / 1000;
    int64_t cap = load > 0 ? sk_ceildiv((int64_t)q->cap_run * 1000000, load) : total;
    if (!cut_fewest(s, first, end, total, cap, runs, &bad)) return false;
    if (bad) { /* other cuts, or more runs if the session has room for them */
        if (!cut_short(s, first, end, total, cap)) return false;
        int64_t more = (int64_t)s->n_cut - 1 - runs;
        if (more == 0 || (more > 0 && room->runs + more <= room->cap)) {
            sk__prod_more(e, at_prod, more);
            runs += more;
        } else if (!cut_fewest(s, first, end, total, cap, runs, &bad)) {
            return false;
        }
    }
    for (int64_t b = 0; b < runs; b++) {
        if (!SK_GROW(s->batch, s->n_batches, s->cap_batches)) return false;
        sk__sbatch *x = &s->batch[s->n_batches++];
        *x = (sk__sbatch){.prod = at_prod};
        batch_fill(s, first, end, s->cut[b], s->cut[b + 1], x);
    }
    return true;
}
