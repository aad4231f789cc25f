/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random price cases that are whole, and the same case with every table in another order. */
#ifndef SK_TESTS_PRICE_MADE_H
#define SK_TESTS_PRICE_MADE_H

#include <stdio.h>
#include <string.h>

#include "unit/unit.h"

#include "base/rng.h"
#include "price/case.h"

enum { MADE_U = 9, MADE_P = 4, MADE_C = 3, MADE_K = 3, MADE_L = 14, MADE_V = 60, MADE_A = 2 };

typedef struct made {
    char id[MADE_L + MADE_U + 20][8];
    sk_price_area area[MADE_A];
    sk_price_unit unit[MADE_U];
    sk_price_use use[MADE_U * MADE_U];
    sk_price_product product[MADE_P];
    sk_price_customer customer[MADE_C];
    sk_price_key key[MADE_K];
    sk_price_factor factor[MADE_K * MADE_P];
    sk_price_volume volume[MADE_V];
    sk_price_given given[MADE_V];
    sk_price_capacity capacity[MADE_P * MADE_C];
    sk_price_line line[MADE_L];
    sk_price_case c;
} made;

static inline void made_bind(made *m)
{
    m->c.area = m->area, m->c.unit = m->unit, m->c.use = m->use, m->c.product = m->product;
    m->c.customer = m->customer, m->c.key = m->key, m->c.factor = m->factor, m->c.volume = m->volume;
    m->c.given = m->given, m->c.capacity = m->capacity, m->c.line = m->line;
}

/* Ids in an order that is not that of the tables. */
static const char *made_id(made *m, sk_rng *r, char kind, int i)
{
    static int slot;
    if (kind == 'A' && i == 0) slot = 0;
    char *s = m->id[slot++];
    snprintf(s, sizeof m->id[0], "%c%02u%c", kind, sk_rng_below(r, 90), 'a' + i % 26);
    return s;
}

static inline int made_n(sk_rng *r, int lo, int hi) { return (int)sk_rng_range(r, lo, hi); }

static inline void made_units(made *m, sk_rng *r, int n_kitchens)
{
    int n_supports = m->c.n_units - n_kitchens;
    for (int i = 0; i < m->c.n_units; i++)
        m->unit[i] = (sk_price_unit){made_id(m, r, 'u', i), "", i >= n_kitchens, "", {"u", i}};
    for (int s = 0; s < n_supports; s++)
        for (int x = 0; x < m->c.n_units; x++)
            if (x == s % n_kitchens || sk_rng_below(r, 2))
                m->use[m->c.n_uses++] = (sk_price_use){
                    n_kitchens + s, x, sk_rng_range(r, x == s % n_kitchens, 400), false, {"d", 1}};
}

/* Every kitchen serves product 0 to some customer, every product and customer has volume. */
static inline void made_volumes(made *m, sk_rng *r, int n_kitchens)
{
    for (int k = 0; k < n_kitchens; k++)
        for (int p = 0; p < m->c.n_products; p++)
            for (int u = 0; u < m->c.n_customers; u++) {
                bool must = (p == 0 && u == k % m->c.n_customers) || (k == 0 && (p == u || u == 0)) ||
                            (k == 0 && p == 0);
                if (!must && (sk_rng_below(r, 3) == 0 || m->c.n_volumes > MADE_V - 12)) continue;
                sk_ix place = n_kitchens > 1 && sk_rng_below(r, 3) == 0 ? (k + 1) % n_kitchens : SK_NONE;
                sk_price_volume v = {k, p, u, sk_rng_range(r, must, 3000), sk_rng_range(r, must, 3000), {"v", 1},
                                     place, 0};
                if (m->c.n_volumes % 3 == 1) v.billed = v.portions + 17 * p + 1;
                m->volume[m->c.n_volumes++] = v;
                m->given[m->c.n_given++] =
                    (sk_price_given){0, k, p, u, sk_rng_range(r, p == 0, 50), {"g", 1}, place,
                                     sk_rng_range(r, p == 0, 50)};
            }
}

static inline void made_lines(made *m, sk_rng *r)
{
    for (int i = 0; i < m->c.n_lines; i++) {
        sk_price_line *l = &m->line[i];
        *l = (sk_price_line){.id = made_id(m, r, 'l', i), .name = "", .account = "", .area = SK_NONE,
                             .product = SK_NONE, .customer = SK_NONE, .has_outturn = true};
        l->unit = sk_rng_below(r, 4) ? (sk_ix)sk_rng_below(r, (uint32_t)m->c.n_units) : SK_NONE;
        l->key = (sk_ix)sk_rng_below(r, (uint32_t)m->c.n_keys + 1) - 1;
        l->outturn = sk_rng_range(r, 1, 900000000);
        if (sk_rng_below(r, 8) == 0) l->outturn = -l->outturn / 50; /* income */
        l->behaviour = sk_rng_below(r, 2) ? SK_COST_FIXED : SK_COST_VARIABLE;
        l->index = (sk_cost_index)sk_rng_below(r, SK_N_COST_INDEX);
        l->one_off = sk_rng_below(r, 10) == 0;
        l->influenceable = sk_rng_below(r, 2) || i == 0;
        l->decided = sk_rng_below(r, 5) == 0 ? sk_rng_range(r, -500, 5000) : 0;
        /* a line of its own area needs no support unit that serves a kitchen without that area */
        if (l->unit == SK_NONE && sk_rng_below(r, 2)) l->area = 0;
    }
    m->line[0].outturn = 2000000000, m->line[0].one_off = false, m->line[0].unit = SK_NONE;
    m->line[0].area = SK_NONE, m->line[0].behaviour = SK_COST_FIXED;
    m->line[1] = m->line[0];
    m->line[1].id = "l_var";
    m->line[1].behaviour = SK_COST_VARIABLE;
    m->line[1].key = m->line[0].key = SK_NONE;
}

static inline void made_case(made *m, sk_rng *r)
{
    memset(m, 0, sizeof *m);
    int n_kitchens = made_n(r, 1, 5);
    m->c.n_areas = MADE_A;
    m->c.n_units = n_kitchens + made_n(r, 0, 4);
    m->c.n_customers = made_n(r, 1, MADE_C);
    m->c.n_products = made_n(r, m->c.n_customers, MADE_P);
    m->c.n_keys = MADE_K;
    m->c.n_lines = made_n(r, 2, MADE_L);
    for (int i = 0; i < MADE_A; i++) m->area[i] = (sk_price_area){made_id(m, r, 'A', i), ""};
    made_units(m, r, n_kitchens);
    for (int i = 0; i < m->c.n_products; i++)
        m->product[i] = (sk_price_product){made_id(m, r, 'p', i), "", i ? made_n(r, 0, 1) : 0,
                                           (sk_tariff)sk_rng_below(r, 3), {made_n(r, 0, 7), 7}, {"p", i}};
    for (int i = 0; i < m->c.n_customers; i++)
        m->customer[i] = (sk_price_customer){made_id(m, r, 'c', i), "", {"c", i}};
    for (int i = 0; i < MADE_K; i++)
        m->key[i] = (sk_price_key){made_id(m, r, 'k', i), "", i == 0, {"k", i}};
    for (int k = 1; k < MADE_K; k++)
        for (int p = 0; p < m->c.n_products; p++)
            m->factor[m->c.n_factors++] = (sk_price_factor){
                k, p, sk_rng_range(r, p == 0, 1500), {SK_NO_DAY, SK_DAY_FOREVER}, "", {"f", 1}};
    made_volumes(m, r, n_kitchens);
    for (int p = 0; p < m->c.n_products; p++)
        for (int u = 0; u < m->c.n_customers; u++)
            m->capacity[m->c.n_capacities++] =
                (sk_price_capacity){p, u, sk_rng_range(r, u == 0, 90), {"q", 1}};
    made_lines(m, r);
    m->c.set = (sk_price_settings){.year = 2024, .method = (sk_support_method)(sk_rng_below(r, 2)),
                                   .eff = (sk_eff_kind)sk_rng_below(r, 3), .eff_ore = 90001,
                                   .eff_rate = {17, 1000}, .gap_decision = "KS", .gap_responsible = "X"};
    m->c.set.gap_ore = m->c.set.eff ? (sk_ore)sk_rng_below(r, 90000) : 0;
    for (int i = 0; i < SK_N_COST_INDEX; i++)
        m->c.set.index[i] = (sk_rate){sk_rng_range(r, -20, 200), 1000};
    made_bind(m);
}

/* ---- another order ---- */

static inline void made_perm(sk_rng *r, int n, sk_ix *to)
{
    for (int i = 0; i < n; i++) to[i] = i;
    for (int i = n - 1; i > 0; i--) {
        int j = (int)sk_rng_below(r, (uint32_t)i + 1);
        sk_ix t = to[i];
        to[i] = to[j];
        to[j] = t;
    }
}

#define MADE_MOVE(field, n)                                                                          \
    do {                                                                                             \
        made_perm(r, (n), to_);                                                                      \
        for (int i_ = 0; i_ < (n); i_++) out->field[to_[i_]] = m->field[i_];                         \
    } while (0)

static inline void made_shuffle(const made *m, made *out, sk_rng *r)
{
    sk_ix unit[MADE_U], product[MADE_P], customer[MADE_C], key[MADE_K], to_[MADE_U * MADE_U];
    *out = *m;
    made_bind(out);
    made_perm(r, m->c.n_units, unit);
    made_perm(r, m->c.n_products, product);
    made_perm(r, m->c.n_customers, customer);
    made_perm(r, m->c.n_keys, key);
    for (int i = 0; i < m->c.n_units; i++) out->unit[unit[i]] = m->unit[i];
    for (int i = 0; i < m->c.n_products; i++) out->product[product[i]] = m->product[i];
    for (int i = 0; i < m->c.n_customers; i++) out->customer[customer[i]] = m->customer[i];
    for (int i = 0; i < m->c.n_keys; i++) out->key[key[i]] = m->key[i];
    MADE_MOVE(use, m->c.n_uses);
    MADE_MOVE(factor, m->c.n_factors);
    MADE_MOVE(volume, m->c.n_volumes);
    MADE_MOVE(given, m->c.n_given);
    MADE_MOVE(capacity, m->c.n_capacities);
    MADE_MOVE(line, m->c.n_lines);
    for (int i = 0; i < m->c.n_uses; i++)
        out->use[i].support = unit[out->use[i].support], out->use[i].unit = unit[out->use[i].unit];
    for (int i = 0; i < m->c.n_factors; i++)
        out->factor[i].key = key[out->factor[i].key],
        out->factor[i].product = product[out->factor[i].product];
    for (int i = 0; i < m->c.n_volumes; i++) {
        sk_price_volume *v = &out->volume[i];
        v->kitchen = unit[v->kitchen], v->product = product[v->product], v->customer = customer[v->customer];
        if (v->place != SK_NONE) v->place = unit[v->place];
    }
    for (int i = 0; i < m->c.n_given; i++) {
        sk_price_given *g = &out->given[i];
        g->key = key[g->key], g->kitchen = unit[g->kitchen];
        g->product = product[g->product], g->customer = customer[g->customer];
        if (g->place != SK_NONE) g->place = unit[g->place];
    }
    for (int i = 0; i < m->c.n_capacities; i++)
        out->capacity[i].product = product[out->capacity[i].product],
        out->capacity[i].customer = customer[out->capacity[i].customer];
    for (int i = 0; i < m->c.n_lines; i++) {
        sk_price_line *l = &out->line[i];
        if (l->unit != SK_NONE) l->unit = unit[l->unit];
        if (l->key != SK_NONE) l->key = key[l->key];
    }
}

/* The result of a case without faults. */
static inline sk_price_result *run_ok(const sk_price_case *c)
{
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_price_result *r;
    if (sk_price_run(c, &r, d) != SK_OK) {
        sk_buf b = SK_BUF_INIT;
        sk_diags_print(d, &b);
        fail_msg("%s", sk_buf_str(&b));
    }
    sk_diags_free(d);
    return r;
}

#endif
