/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chilled food: the blast chiller's day, cold stores by night and on delivery, reheating by meal. */
#include "check/check_priv.h"

typedef struct loads {
    sk_wide *chill, *store; /* [kitchen x n_days] millionths of a gram */
    sk_wide *reheat;        /* [kitchen x n_days x meals] millionths of a reference portion */
} loads;

static size_t at(const chk *c, int64_t kitchen, int64_t d)
{
    return (size_t)(kitchen * c->head.n_days + d);
}

static void add_supply(const chk *c, const chk_supply *s, const loads *l)
{
    const chk_need *n = &c->need[s->need];
    const sk_dish *dish = sk__chk_dish(c, n);
    sk_wide hot = 0, all = 0;
    for (int i = 0; i < dish->n_comp; i++) {
        const sk_component *m = &c->k->component[dish->comp[i].component];
        if (sk__chk_group_of(m) != s->group) continue;
        sk_wide g =
            (sk_wide)s->portions * sk__chk_factor(c, n) * dish->comp[i].scale_milli * m->served_g;
        all += g;
        hot += sk__chk_is_hot(m) ? g : 0;
    }
    l->chill[at(c, s->kitchen, s->prod_day)] += hot;
    for (int64_t d = s->prod_day; d < n->d; d++) l->store[at(c, s->kitchen, d)] += all;
    if (n->kitchen != s->kitchen) l->store[at(c, n->kitchen, n->d)] += all;
    if (s->hot)
        l->reheat[at(c, n->kitchen, n->d) * SK_N_MEALS + (size_t)n->meal] +=
            (sk_wide)s->portions * sk__chk_factor(c, n) * 1000;
}

/* Units of a capacity are `unit` millionths; the report shows them rounded up. */
static void limit(chk *c, sk_check_rule r, const char *place, sk_wide load, int64_t cap,
                  int64_t unit)
{
    if (load > (sk_wide)cap * unit)
        sk__chk_most(c, r, AT("supply", -1, NULL), place, (int64_t)((load + unit - 1) / unit), cap);
}

void sk__chk_stocks(chk *c)
{
    size_t n = (size_t)(c->k->n_kitchens * c->head.n_days);
    loads l = {sk__chk_array(c, n, sizeof *l.chill), sk__chk_array(c, n, sizeof *l.store),
               sk__chk_array(c, n * SK_N_MEALS, sizeof *l.reheat)};
    if (c->oom) return;
    for (int i = 0; i < c->n_supplies; i++)
        if (c->supply[i].ok && c->supply[i].mode == SK_MODE_CHILLED)
            add_supply(c, &c->supply[i], &l);
    for (int i = 0; i < c->k->n_kitchens; i++) {
        const sk_kitchen *k = &c->k->kitchen[i];
        for (int64_t d = 0; d < c->head.n_days; d++) {
            const char *place = sk__chk_place_kitchen(c, i, d, -1, -1);
            limit(c, SK_V_CHILL_KG, place, l.chill[at(c, i, d)], k->chill_kg_day, 1000000000);
            limit(c, SK_V_STORE_KG, place, l.store[at(c, i, d)], k->cold_store_kg, 1000000000);
            for (int m = 0; m < SK_N_MEALS; m++)
                limit(c, SK_V_REHEAT, sk__chk_place_kitchen(c, i, d, m, -1),
                      l.reheat[at(c, i, d) * SK_N_MEALS + (size_t)m], k->reheat_ref, 1000000);
        }
    }
}
