/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Special diets: ordered numbers, and who may cook them. */
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

/* Most guests of a site in a period. */
static int most_guests(const sk_kommun *k, sk_ix site, sk_period when)
{
    int most = when.from == SK_NO_DAY ? 0 : sk_site_guests_enrolled(k, site, when.from);
    int lo = 0, hi = k->n_guests;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (k->guests[mid].site < site) lo = mid + 1;
        else hi = mid;
    }
    for (int i = lo; i < k->n_guests && k->guests[i].site == site; i++)
        if (sk_period_has(when, k->guests[i].from) && k->guests[i].guests > most)
            most = k->guests[i].guests;
    return most;
}

static void overlap(sk__in *in, int i)
{
    const sk_diet_order *o = in->k->diet_order;
    for (int j = i - 1; j >= 0 && j >= i - SK__LOOK_BACK && o[j].site == o[i].site &&
                        o[j].meal == o[i].meal && o[j].diet == o[i].diet;
         j--)
        if (sk__periods_meet(o[j].when, o[i].when)) {
            SK__ERR(in, SK_DOC_DIET_ORDERS, i, NULL, "R032", NULL,
                    SK_N("overlaps line %d: the same site, diet, meal and days"),
                    sk__at(in, SK_DOC_DIET_ORDERS, j, NULL).line);
            return;
        }
}

static void orders(sk__in *in)
{
    bool guests_clean = sk__clean(in, SK__DOC(SK_DOC_GUESTS));
    for (int i = 0; i < in->k->n_diet_orders; i++) {
        const sk_diet_order *o = &in->k->diet_order[i];
        if (sk__bad(in, SK_DOC_DIET_ORDERS, i)) continue;
        int most = most_guests(in->k, o->site, o->when);
        if (guests_clean && o->count > most)
            SK__ERR(in, SK_DOC_DIET_ORDERS, i, "antal", "R057", NULL,
                    SK_N("%d portions ordered, but \"%s\" has at most %d guests then"), o->count,
                    in->k->site[o->site].id, most);
        overlap(in, i);
    }
}

/* Orders of all diets together, on the as-of date. */
static void sums(sk__in *in)
{
    const sk_diet_order *o = in->k->diet_order;
    for (int first = 0, end; first < in->k->n_diet_orders; first = end) {
        int64_t sum = 0;
        for (end = first; end < in->k->n_diet_orders && o[end].site == o[first].site &&
                          o[end].meal == o[first].meal;
             end++)
            if (sk_period_has(o[end].when, in->k->as_of)) sum += o[end].count;
        int guests = sk_site_guests_enrolled(in->k, o[first].site, in->k->as_of);
        if (sum > guests)
            SK__ERR(in, SK_DOC_DIET_ORDERS, end - 1, "antal", "R057", NULL,
                    SK_N("%d special diets in all, but \"%s\" has %d guests"), (int)sum,
                    in->k->site[o[first].site].id, guests);
    }
}

static bool anybody_cooks(const sk_kommun *k, sk_ix diet)
{
    for (int i = 0; i < k->n_kitchens; i++)
        if (k->kitchen[i].role == SK_ROLE_COOKING && sk_kitchen_qualified(k, i, diet)) return true;
    return false;
}

static void qualified(sk__in *in)
{
    bool *ordered = sk_arena_calloc(in->tmp, (size_t)in->k->n_diets + 1, sizeof *ordered);
    in->nomem |= !ordered;
    for (int i = 0; ordered && i < in->k->n_diet_orders; i++)
        if (in->k->diet_order[i].diet != SK_NONE)
            ordered[in->k->diet_order[i].diet] |= in->k->diet_order[i].count > 0;
    for (int i = 0; ordered && i < in->k->n_diets; i++) {
        if (sk__bad(in, SK_DOC_DIETS, i) || anybody_cooks(in->k, i)) continue;
        if (ordered[i])
            SK__ERR(in, SK_DOC_DIETS, i, "id", "R058",
                    SK_N("Put the diet in the column specialkoster of a cooking kitchen."),
                    SK_N("\"%s\" is ordered, but no cooking kitchen is qualified for it"),
                    in->k->diet[i].id);
        else
            SK__WARN(in, SK_DOC_DIETS, i, "id", "W024", NULL,
                     SK_N("no cooking kitchen is qualified for \"%s\""), in->k->diet[i].id);
    }
}

void sk__cross_diets(sk__in *in)
{
    orders(in);
    if (in->k->as_of != SK_NO_DAY &&
        sk__clean(in, SK__DOC(SK_DOC_GUESTS) | SK__DOC(SK_DOC_DIET_ORDERS)))
        sums(in);
    if (sk__clean(in, SK__DOC(SK_DOC_KITCHENS))) qualified(in);
}
