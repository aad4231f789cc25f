/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The purchase list of a kitchen: what its recipes need, with loss, by supplier and delivery.
 *
 * Goods come on the supplier's last delivery day before the day on which they are cooked; without
 * delivery days they come the day before. Needed mass = sum of recipe mass / (1 - loss), rounded up
 * to a gram once per order line; bought = whole packs. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

#include <stdio.h>
#include <stdlib.h>

static const sk_col line_cols[] = {
    {"order_by", SK_N("Order by"), SK_CELL_DAY, true},
    {"supplier", SK_N("Goods supplier"), SK_CELL_NAME, false},
    {"delivery", SK_N("Delivery"), SK_CELL_DAY, false},
    {"article", SK_N("Article"), SK_CELL_TEXT, false},
    {"ingredient", SK_N("Ingredient"), SK_CELL_NAME, false},
    {"need_kg", SK_N("kg needed"), SK_CELL_DEC2, false},
    {"packs", SK_N("Packs"), SK_CELL_INT, false},
    {"pack_kg", SK_N("kg a pack"), SK_CELL_DEC2, true},
    {"buy_kg", SK_N("kg to order"), SK_CELL_DEC2, false},
    {"cost_ore", SK_N("Cost (kr)"), SK_CELL_ORE, false},
    {"off_contract", SK_N("Off contract"), SK_CELL_TEXT, false},
};
static const sk_col order_cols[] = {
    {"order_by", SK_N("Order by"), SK_CELL_DAY, false},
    {"time", SK_N("before"), SK_CELL_TIME, false},
    {"supplier", SK_N("Goods supplier"), SK_CELL_NAME, false},
    {"delivery", SK_N("Delivery"), SK_CELL_DAY, false},
    {"lines", SK_N("Lines"), SK_CELL_INT, false},
    {"cost_ore", SK_N("Cost (kr)"), SK_CELL_ORE, false},
    {"least_ore", SK_N("Smallest order (kr)"), SK_CELL_ORE, false},
    {"under", SK_N("Remark"), SK_CELL_TEXT, false},
};

typedef struct buy { /* one order line */
    sk_day order, delivery;
    sk_ix supplier, ingredient;
    int64_t micro_g; /* millionths of a gram, cleaned */
    int64_t need_g, packs, buy_g;
    sk_ore ore;
} buy;

static int cmp_buy(const void *a, const void *b)
{
    const buy *x = a, *y = b;
    const int l[4] = {x->order, x->supplier, x->delivery, x->ingredient};
    const int r[4] = {y->order, y->supplier, y->delivery, y->ingredient};
    for (int i = 0; i < 4; i++)
        if (l[i] != r[i]) return l[i] < r[i] ? -1 : 1;
    return 0;
}

/* Every recipe line of what the kitchen cooks; out NULL counts. */
static size_t collect(const sk_papers *ps, sk_ix kitchen, buy *out)
{
    size_t n = 0;
    int first = sk__day_prods(ps, kitchen, 0).first;
    for (int i = first; i < ps->p->n_prods && ps->p->prod[i].kitchen == kitchen; i++) {
        const sk_production *x = &ps->p->prod[i];
        const sk_component *c = &ps->k->component[x->component];
        int64_t micro = 0;
        for (int f = ps->flow_first[i]; f < ps->flow_first[i + 1]; f++) micro += ps->flow[f].micro;
        for (int r = 0; r < c->n_recipe; r++, n++) {
            if (!out) continue;
            sk_ix ing = c->recipe[r].ingredient;
            const sk_supplier *s = &ps->k->supplier[ps->k->ingredient[ing].supplier];
            sk_day d = sk_supplier_delivery(s, ps->p->from + x->day);
            out[n] = (buy){.order = d - s->deadline_days,
                           .delivery = d,
                           .supplier = ps->k->ingredient[ing].supplier,
                           .ingredient = ing,
                           .micro_g = micro * c->recipe[r].g};
        }
    }
    return n;
}

static void reckon(const sk_papers *ps, buy *b)
{
    const sk_ingredient *g = &ps->k->ingredient[b->ingredient];
    sk_wide part = (sk_wide)b->micro_g * SK_PPM;
    sk_wide whole = (sk_wide)1000000 * (SK_PPM - g->loss_ppm);
    b->need_g = (int64_t)((part + whole - 1) / whole);
    int64_t pack = g->pack_g > 0 ? g->pack_g : 1;
    b->packs = sk_ceildiv(b->need_g, pack);
    b->buy_g = b->packs * pack;
    b->ore = sk_muldiv(b->buy_g, g->ore_kg, 1000);
}

static size_t merge(const sk_papers *ps, buy *b, size_t n)
{
    size_t m = 0;
    if (n) qsort(b, n, sizeof *b, cmp_buy);
    for (size_t i = 0; i < n; i++) {
        if (m && cmp_buy(&b[m - 1], &b[i]) == 0) b[m - 1].micro_g += b[i].micro_g;
        else b[m++] = b[i];
    }
    for (size_t i = 0; i < m; i++) reckon(ps, &b[i]);
    return m;
}

static void line_row(const sk_papers *ps, const buy *b, sk_table *t)
{
    const sk_ingredient *g = &ps->k->ingredient[b->ingredient];
    sk_table_v(t, b->order);
    sk_table_s(t, ps->k->supplier[b->supplier].name);
    sk_table_v(t, b->delivery);
    sk_table_s(t, g->article);
    sk_table_s(t, g->name);
    sk_table_v(t, sk__ckg(b->need_g));
    sk_table_v(t, b->packs);
    sk_table_v(t, sk__ckg(g->pack_g));
    sk_table_v(t, sk__ckg(b->buy_g));
    sk_table_v(t, b->ore);
    sk_table_s(t, g->on_contract ? NULL : sk_text(ps->lang, SK_N("off contract")));
}

static void order_rows(const sk_papers *ps, const buy *b, size_t n, sk_table *t)
{
    for (size_t i = 0, j; i < n; i = j) {
        const sk_supplier *s = &ps->k->supplier[b[i].supplier];
        sk_ore ore = 0;
        for (j = i; j < n && b[j].order == b[i].order && b[j].supplier == b[i].supplier &&
                    b[j].delivery == b[i].delivery;
             j++)
            ore += b[j].ore;
        sk_table_v(t, b[i].order);
        sk_table_v(t, s->deadline);
        sk_table_s(t, s->name);
        sk_table_v(t, b[i].delivery);
        sk_table_v(t, (int64_t)(j - i));
        sk_table_v(t, ore);
        sk_table_v(t, s->min_order_ore);
        sk_table_s(t, ore < s->min_order_ore ? sk_text(ps->lang, SK_N("below the smallest order"))
                                             : NULL);
    }
}

bool sk_paper_buy(const sk_papers *ps, sk_ix kitchen, sk_paper *p)
{
    size_t n = collect(ps, kitchen, NULL);
    if (!n) return false;
    sk__paper_init(p, SK_N("Purchase list"), ps->k->kitchen[kitchen].name, ps->p->from,
                   ps->p->from + ps->p->n_days - 1);
    sk__paper_file(p, ps->k->kitchen[kitchen].id, "purchase", SK_NO_DAY);
    sk_table *orders =
        SK__PART(p, SK_PART_LIST, SK_N("Orders"),
                 SK_N("Goods come on the last delivery day before they are cooked. What is in "
                      "stock is not subtracted."),
                 NULL, order_cols);
    sk_table *lines = SK__PART(p, SK_PART_LIST, SK_N("Goods"), NULL, NULL, line_cols);
    buy *b = p->arena ? sk_arena_calloc(p->arena, n, sizeof *b) : NULL;
    p->failed = !b;
    if (!b) return true;
    collect(ps, kitchen, b);
    n = merge(ps, b, n);
    order_rows(ps, b, n, orders);
    for (size_t i = 0; i < n; i++) line_row(ps, &b[i], lines);
    return true;
}
