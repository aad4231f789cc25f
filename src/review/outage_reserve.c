/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is fed from the reserve, and from which store it is fetched. */
#include <stdlib.h>

#include "base/mem.h"
#include "domain/query.h"
#include "review/outage_priv.h"

typedef struct store {
    const sk_reserve *r;
    int64_t left;
    int row;       /* of the reserve */
    int drive_min; /* to the need that is looked at */
} store;

typedef struct hand { /* the handing out of one case */
    const sk_outage_ask *ask;
    const sk_kommun *k;
    store *store;
    int n;
    sk_outage_case *c;
    size_t cap;
    bool failed;
} hand;

int sk__outage_group(const sk_kommun *k, const sk_need *n)
{
    int p = k->category[k->site[n->site].category].priority;
    if (n->diet != SK_NONE) return SK_OUTAGE_DIETS;
    return p < 1 ? 1 : p >= SK_OUTAGE_GROUPS ? SK_OUTAGE_GROUPS - 1 : p;
}

/* First and last minute at which the meal can begin to be eaten; the hours of work without sittings. */
static void eaten(const sk_kommun *k, const sk_need *n, int *first, int *last)
{
    sk_span s = sk_site_sittings(k, n->site, n->meal);
    const sk_opening *o = sk_kitchen_open(k, n->kitchen, n->meal, n->day);
    *first = *last = o ? o->work_to : 0;
    for (int i = s.first; i < s.end; i++) {
        const sk_sitting *x = &k->sitting[i];
        if (i == s.first || x->start < *first) *first = x->start;
        if (i == s.first || x->end > *last) *last = x->end;
    }
}

static bool may_eat(const hand *h, const sk_need *n, const sk_reserve *r)
{
    if (n->diet == SK_NONE) return true;
    const sk_diet *d = &h->k->diet[n->diet];
    return !d->texture && !(h->k->dish[r->dish].allergens & d->avoids);
}

static int by_drive(const void *x, const void *y)
{
    const store *a = x, *b = y;
    if (a->drive_min != b->drive_min) return a->drive_min < b->drive_min ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static void fetch(hand *h, const sk_need *n, const store *s, sk_min leave, int64_t portions)
{
    sk_outage_case *c = h->c;
    size_t have = (size_t)c->n_fetch;
    for (int i = 0; i < c->n_fetch; i++) {
        sk_outage_fetch *x = &c->fetch[i];
        if (x->site != n->site || x->meal != n->meal || x->from != s->r->kitchen ||
            x->dish != s->r->dish || x->to != n->kitchen)
            continue;
        x->portions += portions;
        return;
    }
    if (!SK_GROW(c->fetch, have, h->cap)) {
        h->failed = true;
        return;
    }
    c->fetch[c->n_fetch++] = (sk_outage_fetch){.from = s->r->kitchen,
                                               .dish = s->r->dish,
                                               .site = n->site,
                                               .to = n->kitchen,
                                               .meal = n->meal,
                                               .leave = leave,
                                               .drive_min = s->drive_min,
                                               .portions = portions};
}

/* Up to `want` portions for a need, from the nearest stores that reach it in time. */
static int64_t take(hand *h, const sk_need *n, int64_t want)
{
    const sk_policy *p = &h->k->policy;
    int first, last;
    int64_t got = 0;
    if (want <= 0) return 0;
    eaten(h->k, n, &first, &last);
    for (int i = 0; i < h->n; i++)
        h->store[i].drive_min = sk_road_between(h->k, h->store[i].r->kitchen, n->kitchen).min;
    if (h->n > 1) qsort(h->store, (size_t)h->n, sizeof *h->store, by_drive);
    for (int i = 0; i < h->n && got < want && !h->failed; i++) {
        store *s = &h->store[i];
        bool at_hand = s->r->kitchen == n->kitchen;
        int on_way = (at_hand ? 0 : s->drive_min + (int)p->stop_min) + (int)p->receive_min;
        if (s->left == 0 || !may_eat(h, n, s->r) || h->ask->at + on_way > last) continue;
        int64_t x = want - got < s->left ? want - got : s->left;
        int leave = first - on_way;
        fetch(h, n, s, (sk_min)(leave > h->ask->at ? leave : h->ask->at), x);
        s->left -= x;
        got += x;
    }
    return got;
}

static int by_place(const void *x, const void *y)
{
    const sk_outage_fetch *a = x, *b = y;
    const int p[] = {a->leave, a->from, (int)a->meal, a->site, a->dish, a->to};
    const int q[] = {b->leave, b->from, (int)b->meal, b->site, b->dish, b->to};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

/* Diets first, then group 1, 2 ...; those who have nothing before those who have the backup dish. */
static void hand_out(hand *h)
{
    sk_outage_case *c = h->c;
    for (int pass = 0; pass < 2 * SK_OUTAGE_GROUPS && !h->failed; pass++) {
        bool backup = pass >= SK_OUTAGE_GROUPS;
        for (int i = 0; i < c->plan->n_shorts && !h->failed; i++) {
            const sk_short *s = &c->plan->shrt[i];
            const sk_need *n = &c->plan->demand.need[s->need];
            if (sk__outage_group(h->k, n) != pass % SK_OUTAGE_GROUPS) continue;
            int64_t got = take(h, n, backup ? s->backup_portions : s->short_portions);
            if (backup) c->covered_backup += got;
            else c->covered += got;
        }
    }
    if (c->n_fetch > 1) qsort(c->fetch, (size_t)c->n_fetch, sizeof *c->fetch, by_place);
}

bool sk__outage_reserve(const sk_outage_ask *ask, const sk_reserve *reserve, int n_reserve,
                        sk_outage_case *c)
{
    hand h = {.ask = ask, .k = c->plan->k, .c = c};
    h.store = sk_calloc_n((size_t)n_reserve + 1, sizeof *h.store);
    if (!h.store) return false;
    for (int i = 0; i < n_reserve; i++)
        if (reserve[i].best_before >= ask->day)
            h.store[h.n++] = (store){&reserve[i], reserve[i].portions, i, 0};
    hand_out(&h);
    sk_free(h.store);
    return !h.failed;
}
