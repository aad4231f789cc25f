/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the case whole? Every fault is told; nothing is calculated from a case with one. */
#include "price/case_priv.h"

#include "base/map.h"
#include "base/text.h"

#include <string.h>

/* ---- references ---- */

static bool in(sk_ix i, int n) { return i >= 0 && i < n; }
static bool in_or_none(sk_ix i, int n) { return i == SK_NONE || in(i, n); }

static void wild(price_run *p, sk_price_src src)
{
    sk__price_bad(p, "K001", src, "a record refers to something that does not exist");
}

static void check_references(price_run *p)
{
    const sk_price_case *c = p->c;
    for (int i = 0; i < c->n_uses; i++)
        if (!in(c->use[i].support, c->n_units) || !in(c->use[i].unit, c->n_units) ||
            !c->unit[c->use[i].support].support)
            wild(p, c->use[i].src);
    for (int i = 0; i < c->n_products; i++)
        if (!in(c->product[i].area, c->n_areas)) wild(p, c->product[i].src);
    for (int i = 0; i < c->n_factors; i++)
        if (!in(c->factor[i].key, c->n_keys) || !in(c->factor[i].product, c->n_products))
            wild(p, c->factor[i].src);
    for (int i = 0; i < c->n_capacities; i++)
        if (!in(c->capacity[i].product, c->n_products) ||
            !in(c->capacity[i].customer, c->n_customers))
            wild(p, c->capacity[i].src);
}

static bool cell_ok(const sk_price_case *c, sk_ix kitchen, sk_ix place, sk_ix product,
                    sk_ix customer)
{
    return in(kitchen, c->n_units) && !c->unit[kitchen].support && in_or_none(place, c->n_units) &&
           (place == SK_NONE || !c->unit[place].support) && in(product, c->n_products) &&
           in(customer, c->n_customers);
}

static void check_more_references(price_run *p)
{
    const sk_price_case *c = p->c;
    for (int i = 0; i < c->n_volumes; i++) {
        const sk_price_volume *v = &c->volume[i];
        if (!cell_ok(c, v->kitchen, v->place, v->product, v->customer)) wild(p, v->src);
    }
    for (int i = 0; i < c->n_given; i++) {
        const sk_price_given *g = &c->given[i];
        if (!in(g->key, c->n_keys) || !c->key[g->key].given ||
            !cell_ok(c, g->kitchen, g->place, g->product, g->customer))
            wild(p, g->src);
    }
    for (int i = 0; i < c->n_lines; i++) {
        const sk_price_line *l = &c->line[i];
        if (!in_or_none(l->unit, c->n_units) || !in_or_none(l->area, c->n_areas) ||
            !in_or_none(l->product, c->n_products) || !in_or_none(l->customer, c->n_customers) ||
            !in_or_none(l->key, c->n_keys) || (int)l->index < 0 || (int)l->index >= SK_N_COST_INDEX)
            wild(p, l->src);
    }
    if (c->set.gap_ore && !in(c->set.gap_area, c->n_areas)) wild(p, sk__price_nowhere);
}

/* ---- ids ---- */

static void new_id(price_run *p, sk_map *m, const char *id, sk_price_src src)
{
    sk_ix old = sk_map_put(m, id, 0);
    if (old == -2) p->no_memory = true;
    else if (old != SK_NONE) sk__price_bad(p, "K002", src, "the id '%s' stands twice", id);
}

#define CHECK_IDS(p, array, n)                                                                     \
    do {                                                                                           \
        sk_map *m_ = sk_map_new((size_t)(n) + 1);                                                  \
        for (int i_ = 0; m_ && i_ < (n); i_++) new_id(p, m_, (array)[i_].id, (array)[i_].src);     \
        if (!m_) (p)->no_memory = true;                                                            \
        sk_map_free(m_);                                                                           \
    } while (0)

/* ---- ranges ---- */

static void check_count(price_run *p, int64_t v, sk_price_src src, const char *what)
{
    if (v < 0 || v > PRICE_COUNT_MAX)
        sk__price_bad(p, "K003", src, "%s must be 0 to %lld, got %lld",
                      sk_text(sk_diags_lang(p->diags), what), (long long)PRICE_COUNT_MAX,
                      (long long)v);
}

static bool rate_between_0_and_1(sk_rate r) { return r.den > 0 && r.num >= 0 && r.num <= r.den; }

static void check_ranges(price_run *p)
{
    const sk_price_case *c = p->c;
    for (int i = 0; i < c->n_uses; i++)
        check_count(p, c->use[i].amount, c->use[i].src, SK_N("the use of a support unit"));
    for (int i = 0; i < c->n_factors; i++)
        check_count(p, c->factor[i].factor, c->factor[i].src, SK_N("the factor of a product"));
    for (int i = 0; i < c->n_volumes; i++) {
        check_count(p, c->volume[i].portions, c->volume[i].src, SK_N("the number of portions"));
        check_count(p, c->volume[i].billed, c->volume[i].src, SK_N("the number of portions"));
        check_count(p, c->volume[i].base_portions, c->volume[i].src,
                    SK_N("the number of portions"));
    }
    for (int i = 0; i < c->n_given; i++) {
        check_count(p, c->given[i].amount, c->given[i].src, SK_N("the amount of a key"));
        check_count(p, c->given[i].base, c->given[i].src, SK_N("the amount of a key"));
    }
    for (int i = 0; i < c->n_capacities; i++)
        check_count(p, c->capacity[i].places, c->capacity[i].src, SK_N("the number of places"));
    for (int i = 0; i < c->n_products; i++)
        if (c->product[i].tariff == SK_TARIFF_MIXED && !rate_between_0_and_1(c->product[i].mixed))
            sk__price_bad(p, "K003", c->product[i].src,
                          "product %s: the share of fixed cost in the price must be 0 to 100 %%",
                          c->product[i].id);
    if (!sk__price_amount_ok(c->set.eff_ore) || c->set.eff_ore < 0 || c->set.gap_ore < 0 ||
        (c->set.eff == SK_EFF_RATE && !rate_between_0_and_1(c->set.eff_rate)))
        sk__price_bad(p, "K012", sk__price_nowhere,
                      "the efficiency requirement must be 0 to 100 %% and not negative");
}

static void check_base(price_run *p)
{
    const sk_price_case *c = p->c;
    for (int i = 0; i < c->n_lines; i++) {
        const sk_price_line *l = &c->line[i];
        bool outturn = c->set.base == SK_BASE_OUTTURN;
        if (outturn ? !l->has_outturn : !l->has_budget)
            sk__price_bad(p, "K009", l->src,
                          outturn ? SK_N("cost line %s has no outturn for the base year")
                                  : SK_N("cost line %s has no budget for the base year"),
                          l->id);
        if (!sk__price_amount_ok(outturn ? l->outturn : l->budget) ||
            !sk__price_amount_ok(l->decided))
            sk__price_bad(p, "K003", l->src, "the amount of cost line %s is out of range", l->id);
        if (l->index != SK_IDX_NONE && c->set.index[l->index].den <= 0)
            sk__price_bad(p, "K009", l->src, "cost line %s: no index is given for %d", l->id,
                          c->set.year);
    }
}

/* ---- factors: dated, decided ---- */

static bool overlap(sk_period a, sk_period b) { return a.from <= b.to && b.from <= a.to; }

static void check_overlaps(price_run *p)
{
    const sk_price_case *c = p->c;
    for (int i = 0; i < c->n_factors; i++)
        for (int j = 0; j < i; j++) {
            const sk_price_factor *a = &c->factor[j], *b = &c->factor[i];
            if (a->key == b->key && a->product == b->product && overlap(a->when, b->when))
                sk__price_bad(p, "K008", b->src,
                              "product %s under key %s: the validity overlaps that of line %d",
                              c->product[b->product].id, c->key[b->key].id, a->src.line);
        }
}

static void take_factors(price_run *p)
{
    const sk_price_case *c = p->c;
    sk_day first, last;
    size_t n = (size_t)c->n_keys * (size_t)c->n_products;
    p->r->factor = sk__price_array(p, n + 1, sizeof *p->r->factor);
    if (!p->r->factor) return;
    if (!sk_day_from_ymd(c->set.year, 1, 1, &first) ||
        !sk_day_from_ymd(c->set.year, 12, 31, &last)) {
        sk__price_bad(p, "K009", sk__price_nowhere, "the year %d is out of range", c->set.year);
        return;
    }
    for (size_t i = 0; i < n; i++) p->r->factor[i] = -1;
    for (int i = 0; i < c->n_factors; i++) {
        const sk_price_factor *f = &c->factor[i];
        if (sk_period_has(f->when, first) && sk_period_has(f->when, last))
            p->r->factor[f->key * c->n_products + f->product] = f->factor;
        else if (overlap(f->when, (sk_period){first, last}))
            sk__price_bad(p, "K008", f->src,
                          "product %s under key %s: a factor must be valid all of %d or none of it",
                          c->product[f->product].id, c->key[f->key].id, c->set.year);
    }
}

/* ---- drivers ---- */

static void check_driver_shares(price_run *p, sk_ix s)
{
    const sk_price_case *c = p->c;
    int64_t sum = 0;
    sk_price_src at = c->unit[s].src;
    bool ppm = false, plain = false;
    for (int i = 0; i < c->n_uses; i++) {
        if (c->use[i].support != s) continue;
        ppm = ppm || c->use[i].ppm;
        plain = plain || !c->use[i].ppm;
        at = c->use[i].src;
        if (__builtin_add_overflow(sum, c->use[i].amount, &sum)) sum = INT64_MAX;
    }
    if (ppm && plain)
        sk__price_bad(p, "K004", at, "support unit %s has both shares and amounts", c->unit[s].id);
    else if (ppm && sum != SK_PPM)
        sk__price_bad(p, "K004", at,
                      "the shares of support unit %s sum to %lld.%04lld %%, expected 100",
                      c->unit[s].id, (long long)(sum / 10000), (long long)(sum % 10000));
}

static void check_twice(price_run *p)
{
    const sk_price_case *c = p->c;
    for (int i = 0; i < c->n_uses; i++)
        for (int j = 0; j < i; j++)
            if (c->use[i].support == c->use[j].support && c->use[i].unit == c->use[j].unit)
                sk__price_bad(p, "K002", c->use[i].src,
                              "the same support and unit stand on line %d too", c->use[j].src.line);
    for (int i = 0; i < c->n_capacities; i++)
        for (int j = 0; j < i; j++)
            if (c->capacity[i].product == c->capacity[j].product &&
                c->capacity[i].customer == c->capacity[j].customer)
                sk__price_bad(p, "K002", c->capacity[i].src,
                              "the same product and customer stand on line %d too",
                              c->capacity[j].src.line);
}

bool sk__price_check(price_run *p)
{
    const sk_price_case *c = p->c;
    if (c->n_lines > PRICE_LINES_MAX)
        sk__price_bad(p, "K003", sk__price_nowhere,
                      "there are %d cost lines, at most %d are expected", c->n_lines,
                      PRICE_LINES_MAX);
    check_references(p);
    check_more_references(p);
    CHECK_IDS(p, c->unit, c->n_units);
    CHECK_IDS(p, c->product, c->n_products);
    CHECK_IDS(p, c->customer, c->n_customers);
    CHECK_IDS(p, c->key, c->n_keys);
    CHECK_IDS(p, c->line, c->n_lines);
    if (p->bad || p->no_memory) return false;
    check_ranges(p);
    check_base(p);
    check_overlaps(p);
    check_twice(p);
    for (sk_ix s = 0; s < c->n_units; s++)
        if (c->unit[s].support) check_driver_shares(p, s);
    take_factors(p);
    return !p->no_memory && p->r->factor;
}

/* What was sold in the base year only needs no price any more, but is known: its cost was part of the base. */
static bool sold(const sk_price_volume *v) { return v->portions > 0 || v->base_portions > 0; }

bool sk__price_coverage(price_run *p)
{
    const sk_price_case *c = p->c;
    for (sk_ix i = 0; i < c->n_products; i++) {
        bool any = false;
        for (int j = 0; j < c->n_volumes && !any; j++)
            any = c->volume[j].product == i && sold(&c->volume[j]);
        if (!any)
            sk__price_bad(p, "K006", c->product[i].src, "product %s has no volume, so no price",
                          c->product[i].id);
    }
    for (sk_ix i = 0; i < c->n_customers; i++) {
        bool any = false;
        for (int j = 0; j < c->n_volumes && !any; j++)
            any = c->volume[j].customer == i && sold(&c->volume[j]);
        if (!any)
            sk__price_bad(p, "K007", c->customer[i].src,
                          "customer %s buys nothing, so has no price", c->customer[i].id);
    }
    return !p->bad;
}
