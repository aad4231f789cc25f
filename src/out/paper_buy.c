/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The purchase list of a kitchen by supplier and delivery; see sk_buy for how it is reckoned. The last
 * part is the CSV that the finance system's e-commerce takes in. */
#include "base/text.h"
#include "out/paper.h"

#include <stdlib.h>
#include <string.h>

static const sk_col order_cols[] = {
    {"order_by", SK_N("Order by"), SK_CELL_TEXT, false},
    {"supplier", SK_N("Goods supplier"), SK_CELL_NAME, false},
    {"delivery", SK_N("Delivery"), SK_CELL_TEXT, false},
    {"lines", SK_N("Lines"), SK_CELL_INT, false},
    {"cost_ore", SK_N("Cost (kr)"), SK_CELL_ORE, false},
    {"least_ore", SK_N("Smallest order (kr)"), SK_CELL_ORE, false},
    {"under", SK_N("Remark"), SK_CELL_NAME, false},
};
static const sk_col line_cols[] = {
    {"order", SK_N("Order"), SK_CELL_NAME, false},
    {"article", SK_N("Article"), SK_CELL_TEXT, false},
    {"ingredient", SK_N("Ingredient"), SK_CELL_NAME, false},
    {"need_kg", SK_N("kg needed"), SK_CELL_DEC2, false},
    {"stock_kg", SK_N("kg in stock"), SK_CELL_DEC2, false},
    {"packs", SK_N("Packs"), SK_CELL_INT, false},
    {"pack_kg", SK_N("kg a pack"), SK_CELL_DEC2, false},
    {"buy_kg", SK_N("kg to order"), SK_CELL_DEC2, false},
    {"cost_ore", SK_N("Cost (kr)"), SK_CELL_ORE, false},
    {"off_contract", SK_N("Contract"), SK_CELL_TEXT, false},
};
static const sk_col csv_cols[] = {
    {"order_by", SK_N("Order by"), SK_CELL_DAY, false},
    {"before", SK_N("before"), SK_CELL_TIME, false},
    {"supplier_id", SK_N("Goods supplier id"), SK_CELL_TEXT, true},
    {"supplier", SK_N("Goods supplier"), SK_CELL_NAME, false},
    {"delivery", SK_N("Delivery"), SK_CELL_DAY, false},
    {"article", SK_N("Article"), SK_CELL_TEXT, false},
    {"ingredient", SK_N("Ingredient"), SK_CELL_NAME, false},
    {"need_kg", SK_N("kg needed"), SK_CELL_DEC2, false},
    {"stock_kg", SK_N("kg in stock"), SK_CELL_DEC2, false},
    {"over_kg", SK_N("kg left of packs"), SK_CELL_DEC2, true},
    {"packs", SK_N("Packs"), SK_CELL_INT, false},
    {"pack_kg", SK_N("kg a pack"), SK_CELL_DEC2, false},
    {"buy_kg", SK_N("kg to order"), SK_CELL_DEC2, false},
    {"cost_ore", SK_N("Cost (kr)"), SK_CELL_ORE, false},
    {"off_contract", SK_N("Contract"), SK_CELL_TEXT, false},
};

/* As orders are written: deadline, supplier, delivery, ingredient. */
static int by_order(const void *a, const void *b)
{
    const sk_buy *x = a, *y = b;
    const int l[4] = {x->order, x->supplier, x->delivery, x->ingredient};
    const int r[4] = {y->order, y->supplier, y->delivery, y->ingredient};
    for (int i = 0; i < 4; i++)
        if (l[i] != r[i]) return l[i] < r[i] ? -1 : 1;
    return 0;
}

static bool same_order(const sk_buy *a, const sk_buy *b)
{
    return a->order == b->order && a->supplier == b->supplier && a->delivery == b->delivery;
}

/* "mån 2023-11-27 före 12:00" */
static const char *deadline(const sk_papers *ps, const sk_buy *b, sk_paper *p)
{
    char clock[SK_TIME_LEN];
    return SK__WORDS(p, "%s %s %s", sk__paper_date(ps, p, b->order), sk_text(ps->lang, "before"),
                     sk_min_str(ps->k->supplier[b->supplier].deadline, clock));
}

static int64_t some(int64_t g) { return g ? sk__ckg(g) : SK_CELL_EMPTY; }

static void bought(const sk_papers *ps, const sk_buy *b, sk_table *t)
{
    const sk_ingredient *g = &ps->k->ingredient[b->ingredient];
    sk_table_v(t, b->packs);
    sk_table_v(t, sk__ckg(g->pack_g));
    sk_table_v(t, sk__ckg(b->buy_g));
    sk_table_v(t, b->ore);
    sk_table_s(t, g->on_contract ? NULL : sk_text(ps->lang, SK_N("off contract")));
}

static void line_row(const sk_papers *ps, const sk_buy *b, const char *head, sk_table *t)
{
    sk_table_s(t, head);
    sk_table_s(t, ps->k->ingredient[b->ingredient].article);
    sk_table_s(t, ps->k->ingredient[b->ingredient].name);
    sk_table_v(t, sk__ckg(b->need_g));
    sk_table_v(t, some(b->stock_g + b->over_g));
    bought(ps, b, t);
}

static void csv_row(const sk_papers *ps, const sk_buy *b, sk_table *t)
{
    const sk_supplier *s = &ps->k->supplier[b->supplier];
    sk_table_v(t, b->order);
    sk_table_v(t, s->deadline);
    sk_table_s(t, s->id);
    sk_table_s(t, s->name);
    sk_table_v(t, b->delivery);
    sk_table_s(t, ps->k->ingredient[b->ingredient].article);
    sk_table_s(t, ps->k->ingredient[b->ingredient].name);
    sk_table_v(t, sk__ckg(b->need_g));
    sk_table_v(t, some(b->stock_g));
    sk_table_v(t, some(b->over_g));
    bought(ps, b, t);
}

/* Nobody is there to order on a deadline when the kitchen is closed: the last day when somebody is. NULL =
 * somebody is. */
static const char *closed_words(const sk_papers *ps, sk_ix kitchen, sk_day order, sk_paper *p)
{
    sk_day d = sk__manned_day(ps, kitchen, order);
    if (d == order) return NULL;
    if (d == SK_NO_DAY || d < ps->k->as_of) return sk_text(ps->lang, SK_N("nobody is there then"));
    return SK__WORDS(p, sk_text(ps->lang, SK_N("closed then: order on %s")),
                     sk__paper_date(ps, p, d));
}

static const char *remark(const sk_papers *ps, sk_ix kitchen, const sk_buy *b, bool under,
                          sk_paper *p)
{
    const char *words = closed_words(ps, kitchen, b->order, p);
    if (sk__manned_day(ps, kitchen, b->delivery) != b->delivery)
        words = sk__paper_join(p, words, sk_text(ps->lang, SK_N("closed on the delivery day")));
    if (!under) return words;
    return sk__paper_join(p, words, sk_text(ps->lang, SK_N("below the smallest order")));
}

static void order_row(const sk_papers *ps, sk_ix kitchen, const sk_buy *b, size_t n, sk_paper *p,
                      sk_table *t)
{
    const sk_supplier *s = &ps->k->supplier[b->supplier];
    sk_ore ore = 0;
    int64_t lines = 0;
    for (size_t i = 0; i < n; i++) {
        ore += b[i].ore;
        lines += b[i].packs > 0;
    }
    bool under = lines && ore < s->min_order_ore, late = lines && b->order < ps->k->as_of;
    sk_table_s(t, lines ? deadline(ps, b, p) : NULL);
    sk_table_s(t, s->name);
    sk_table_s(t, sk__paper_date(ps, p, b->delivery));
    sk_table_v(t, lines);
    sk_table_v(t, ore);
    sk_table_v(t, s->min_order_ore);
    sk_table_s(t, !lines ? sk_text(ps->lang, SK_N("stock is enough"))
                  : late ? sk_text(ps->lang, SK_N("too late: phone"))
                         : remark(ps, kitchen, b, under, p));
}

static const char *stock_words(const sk_papers *ps, sk_ix kitchen)
{
    return sk_desk_has_stock(ps->desk, kitchen)
               ? SK_N("Goods come on the last delivery day before they are needed. Counted stock "
                      "and what is left of whole packs are used first.")
               : SK_N("Goods come on the last delivery day before they are needed. No stock was "
                      "counted here, so none is subtracted.");
}

bool sk_paper_buy(const sk_papers *ps, sk_ix kitchen, sk_paper *p)
{
    size_t n;
    sk__paper_init(p, SK_N("Purchase list"), ps->k->kitchen[kitchen].name, ps->p->from,
                   ps->p->from + ps->p->n_days - 1);
    sk__paper_file(p, ps->k->kitchen[kitchen].id, "purchase", SK_NO_DAY);
    sk_table *orders =
        SK__PART(p, SK_PART_LIST, SK_N("Orders"), stock_words(ps, kitchen), NULL, order_cols);
    sk_table *lines = SK__PART(p, SK_PART_LIST, SK_N("Goods"), NULL, NULL, line_cols);
    sk__paper_lead(p, 1, NULL);
    sk_table *csv = SK__PART(p, SK_PART_DATA, SK_N("Goods"), NULL, NULL, csv_cols);
    const sk_buy *have = sk__buys(ps, kitchen, &n);
    if (!n) {
        sk_paper_free(p);
        return false;
    }
    sk_buy *b = p->arena ? sk_arena_calloc(p->arena, n, sizeof *b) : NULL;
    if (!b) {
        p->failed = true;
        return true;
    }
    memcpy(b, have, n * sizeof *b);
    qsort(b, n, sizeof *b, by_order);
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && same_order(&b[i], &b[j]); j++)
            ;
        const char *head = SK__WORDS(p, sk_text(ps->lang, SK_N("%s, delivery %s: order %s")),
                                     ps->k->supplier[b[i].supplier].name,
                                     sk__paper_date(ps, p, b[i].delivery), deadline(ps, &b[i], p));
        order_row(ps, kitchen, &b[i], j - i, p, orders);
        for (size_t l = i; l < j; l++) line_row(ps, &b[l], head, lines);
        for (size_t l = i; l < j; l++) csv_row(ps, &b[l], csv);
    }
    return true;
}
