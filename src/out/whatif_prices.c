/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices of the alternatives: what each board pays, and the price of each product, beside today's. */
#include "base/num.h"
#include "base/text.h"
#include "out/whatif_view.h"

static const sk_price_result *result_of(const sk_whatif_prices *p, int alt)
{
    return p->whole[alt]->result[p->whole[alt]->base];
}
static const sk_price_case *case_of(const sk_whatif_prices *p, int alt)
{
    return &p->whole[alt]->made[p->whole[alt]->base]->c;
}

static const sk_price_tag *tag_of(const sk_whatif_prices *p, int alt, sk_ix product)
{
    const sk_price_result *r = result_of(p, alt);
    for (int i = 0; i < r->n_tags; i++)
        if (r->tag[i].product == product) return &r->tag[i];
    return NULL;
}

/* Cost of all areas together. */
static sk_ore cost_of(const sk_whatif_prices *p, int alt)
{
    return result_of(p, alt)->close[case_of(p, alt)->n_areas].cost;
}

static sk_ore bill_of(sk_price_whole *const *whole, int alt, sk_ix customer)
{
    const sk_price_result *r = whole[alt]->result[whole[alt]->base];
    sk_ore sum = 0;
    for (int i = 0; i < r->n_bills; i++)
        if (r->bill[i].customer == customer)
            sum += r->bill[i].variable + r->bill[i].fee + r->bill[i].remainder;
    return sum;
}

static void customers(sk_report *r, const sk_whatif *w, const sk_whatif_prices *p)
{
    static const sk_col col[] = {{"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
                                 {"customer", SK_N("Customer"), SK_CELL_NAME, false},
                                 {"pays_ore", SK_N("Pays a year"), SK_CELL_ORE, false},
                                 {"change_ore", SK_N("Change"), SK_CELL_ORE, false},
                                 {"once_ore", SK_N("Once, besides"), SK_CELL_ORE, false}};
    const sk_price_case *c = case_of(p, 0);
    sk_table *t = sk_report_table(r, "customers", SK_N("What each customer pays"), col,
                                  (int)(sizeof col / sizeof *col), 0);
    sk_report_note(
        r, sk_text(r->lang,
                   SK_N("Self-cost prices of the year counted, as storkok price makes them, with "
                        "the ledger changed by what the alternative differs in: running cost and "
                        "capital, by the days that its operations hold. Moving, notice and cost "
                        "that lingers are not in the prices: the last column is what they would "
                        "add if they were.")));
    for (int a = 0; a < w->n_alts; a++)
        for (int i = 0; i < c->n_customers; i++) {
            sk_ore now = bill_of(p->whole, a, i), was = bill_of(p->whole, 0, i);
            if (!now && !was) continue;
            sk_table_s(t, sk__alt_name(&w->alt[a], r->lang));
            sk_table_s(t, c->customer[i].name);
            sk_table_v(t, now);
            sk_table_v(t, now - was);
            sk_table_v(t, p->once[a] ? bill_of(p->once, a, i) - now : 0);
        }
}

/* What the prices carry, beside what the comparison says. */
static void carried(sk_report *r, const sk_whatif *w, const sk_whatif_prices *p)
{
    static const sk_col col[] = {{"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
                                 {"running_ore", SK_N("Running, change"), SK_CELL_ORE, false},
                                 {"capital_ore", SK_N("Capital"), SK_CELL_ORE, false},
                                 {"together_ore", SK_N("Together"), SK_CELL_ORE, false},
                                 {"priced_ore", SK_N("In the prices"), SK_CELL_ORE, false},
                                 {"rest_ore", SK_N("Rest"), SK_CELL_ORE, false},
                                 {"once_ore", SK_N("Once, besides"), SK_CELL_ORE, false}};
    sk_table *t = sk_report_table(r, "price_cover", SK_N("What the prices carry"), col,
                                  (int)(sizeof col / sizeof *col), 0);
    for (int i = 1; i < w->n_alts; i++) {
        const sk_alt *a = &w->alt[i], *b = &w->alt[0];
        sk_ore priced = cost_of(p, i) - cost_of(p, 0), change = a->total_ore - b->total_ore;
        sk_table_s(t, sk__alt_name(a, r->lang));
        sk_table_v(t, a->running_ore - b->running_ore);
        sk_table_v(t, a->part[SK_COST_CAPITAL]);
        sk_table_v(t, change);
        sk_table_v(t, priced);
        sk_table_v(t, change - priced);
        sk_table_v(t, a->once_ore);
    }
    sk_report_note(
        r, sk_text(r->lang, SK_N("A rest comes from lines that follow volume: they are scaled "
                                 "from the base year by guests and by who cooks for them.")));
}

static void products(sk_report *r, const sk_whatif *w, const sk_whatif_prices *p)
{
    static const sk_col col[] = {{"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
                                 {"product", SK_N("Product"), SK_CELL_NAME, false},
                                 {"portions", SK_N("Portions"), SK_CELL_INT, false},
                                 {"price_ore", SK_N("Price per portion"), SK_CELL_ORE, false},
                                 {"price_change_ore", SK_N("Change"), SK_CELL_ORE, false},
                                 {"fee_ore", SK_N("Fixed fee a year"), SK_CELL_ORE, false},
                                 {"fee_change_ore", SK_N("Change"), SK_CELL_ORE, false}};
    const sk_price_case *c = case_of(p, 0);
    sk_table *t =
        sk_report_table(r, "prices", SK_N("Prices"), col, (int)(sizeof col / sizeof *col), 60);
    for (int a = 0; a < w->n_alts; a++)
        for (int i = 0; i < c->n_products; i++) {
            const sk_price_tag *now = tag_of(p, a, i), *was = tag_of(p, 0, i);
            if (!now || !was) continue;
            sk_table_s(t, sk__alt_name(&w->alt[a], r->lang));
            sk_table_s(t, c->product[i].name);
            sk_table_v(t, now->portions);
            sk_table_v(t, now->price);
            sk_table_v(t, now->price - was->price);
            sk_table_v(t, now->fee);
            sk_table_v(t, now->fee - was->fee);
        }
}

void sk__whatif_price_page(sk_report *r, const sk_whatif *w, const sk_whatif_prices *p)
{
    if (!p) return;
    sk_report_page(r, "prices_page", SK_N("Prices"));
    if (!p->whole) {
        sk_report_text(r, p->why_not);
        return;
    }
    customers(r, w, p);
    if (w->n_alts > 1) carried(r, w, p);
    products(r, w, p);
}
