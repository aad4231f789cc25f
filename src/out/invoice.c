/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out/invoice.h"

#include <string.h>

#include "base/num.h"
#include "base/text.h"

#define N_COLS(c) ((int)(sizeof(c) / sizeof *(c)))

typedef struct view {
    sk_report *r;
    const sk_inv *v;
    sk_lang lang;
} view;

static const char *t_(const view *w, const char *msgid) __attribute__((format_arg(2)));
static const char *t_(const view *w, const char *msgid) { return sk_text(w->lang, msgid); }

/* Nothing of the month has happened: what can be billed are its fixed fees. */
static bool in_advance(const sk_inv *v) { return v->known < v->from; }

/* Texts of the documents go when they do: each is kept. */
static void name(const view *w, sk_table *t, const char *s)
{
    sk_table_s(t, s ? sk_report_keep(w->r, s) : NULL);
}

static const char *customer(const view *w, sk_ix c) { return w->v->in->customer[c].name; }
static const char *product(const view *w, sk_ix t) { return w->v->in->tariff[t].name; }

static const char *billing(const view *w, int b)
{
    return b == SK_BILL_ENROLLED  ? t_(w, SK_N("enrolled"))
           : b == SK_BILL_ORDERED ? t_(w, SK_N("ordered"))
                                  : t_(w, SK_N("served"));
}

/* ---- bills ---- */

static const sk_col total_cols[] = {{"customer", SK_N("Customer"), SK_CELL_NAME, false},
                                    {"net_ore", SK_N("Net"), SK_CELL_ORE, false},
                                    {"vat_ore", SK_N("VAT"), SK_CELL_ORE, false},
                                    {"gross_ore", SK_N("To pay"), SK_CELL_ORE, false},
                                    {"mandate", SK_N("Mandate"), SK_CELL_NAME, false}};
static const sk_col line_cols[] = {
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"billed_by", SK_N("Billed by"), SK_CELL_TEXT, false},
    {"count", SK_N("Count"), SK_CELL_INT, false},
    {"price_ore", SK_N("Price"), SK_CELL_ORE, false},
    {"variable_ore", SK_N("By count"), SK_CELL_ORE, false},
    {"fee_ore", SK_N("Fixed fee"), SK_CELL_ORE, false},
    {"remainder_ore", SK_N("Rounding remainder"), SK_CELL_ORE, false},
    {"settlement_ore", SK_N("Settlement"), SK_CELL_ORE, false},
    {"net_ore", SK_N("Net"), SK_CELL_ORE, false},
    {"vat_percent", SK_N("VAT, %"), SK_CELL_DEC2, false},
    {"vat_ore", SK_N("VAT"), SK_CELL_ORE, false},
    {"sale", SK_N("Kind of sale"), SK_CELL_NAME, true},
    {"vat_source", SK_N("Source of the rate"), SK_CELL_NAME, true}};

static void bills(view *w)
{
    const sk_inv *v = w->v;
    sk_table *t = sk_report_table(w->r, "customers", SK_N("To pay by customer"), total_cols,
                                  N_COLS(total_cols), 0);
    for (int i = 0; i < v->n_totals; i++) {
        name(w, t, customer(w, v->total[i].customer));
        sk_table_v(t, v->total[i].net);
        sk_table_v(t, v->total[i].vat);
        sk_table_v(t, v->total[i].gross);
        const char *m = v->in->customer[v->total[i].customer].mandate;
        name(w, t, *m ? m : NULL);
    }
    t = sk_report_table(w->r, "bills", SK_N("Bills"), line_cols, N_COLS(line_cols), 0);
    for (int i = 0; i < v->n_lines; i++) {
        const sk_inv_line *l = &v->line[i];
        int64_t pct;
        name(w, t, customer(w, l->customer));
        name(w, t, product(w, l->tariff));
        sk_table_s(t, billing(w, v->in->tariff[l->tariff].billing));
        sk_table_v(t, l->count);
        sk_table_v(t, v->price[l->tariff]);
        sk_table_v(t, l->variable);
        sk_table_v(t, l->fee ? l->fee : SK_CELL_EMPTY);
        sk_table_v(t, l->rest ? l->rest : SK_CELL_EMPTY);
        sk_table_v(t, l->settlement ? l->settlement : SK_CELL_EMPTY);
        sk_table_v(t, l->net);
        bool taxed = l->rate && sk_scale(10000, &l->rate->rate, 1, &pct);
        sk_table_v(t, taxed ? pct : SK_CELL_EMPTY);
        sk_table_v(t, l->rate ? l->vat : SK_CELL_EMPTY);
        name(w, t, v->in->tariff[l->tariff].sale);
        name(w, t, l->rate ? l->rate->source : NULL);
    }
    sk_report_note(w->r, t_(w, SK_N("Meals within the municipality carry no VAT: it is one legal "
                                    "person. VAT is added once "
                                    "per product, after the net price.")));
}

/* ---- the basis ---- */

static const sk_col row_cols[] = {
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, true},
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"billed_by", SK_N("Billed by"), SK_CELL_TEXT, true},
    {"plan", SK_N("Planned portions"), SK_CELL_INT, false},
    {"change", SK_N("Change"), SK_CELL_INT, false},
    {"corrected", SK_N("Corrections"), SK_CELL_INT, false},
    {"billed", SK_N("Billed"), SK_CELL_INT, false},
    {"price_ore", SK_N("Price"), SK_CELL_ORE, true},
    {"amount_ore", SK_N("Amount, kr"), SK_CELL_ORE, false},
    {"why", SK_N("Reasons"), SK_CELL_NAME, false},
    {"days_enrolled", SK_N("Days by enrolment"), SK_CELL_INT, true},
    {"days_ordered", SK_N("Days by order"), SK_CELL_INT, true},
    {"days_served", SK_N("Days by count"), SK_CELL_INT, true},
    {"days_plan", SK_N("Days by plan"), SK_CELL_INT, true},
    {"days_merged", SK_N("Days with another site"), SK_CELL_INT, true},
    {"days_unknown", SK_N("Days not known"), SK_CELL_INT, true}};

static void reason(sk_buf *b, const char *text)
{
    sk_buf_addf(b, "%s%s", b->len ? "; " : "", text);
}

/* "12 days counted, for want of an order; correction 2023-11-03 -6: ..." */
static const char *reasons(const view *w, const sk_inv_row *x)
{
    const sk_inv_in *in = w->v->in;
    int bill = in->tariff[x->tariff].billing;
    sk_buf b = SK_BUF_INIT;
    char day[SK_DATE_LEN];
    if (x->site == SK_NONE) return *x->document ? sk_report_keep(w->r, x->document) : NULL;
    if (bill == SK_BILL_ORDERED && x->days[SK_INV_SERVED])
        reason(&b, sk_report_words(w->r,
                                   sk_ntext(w->lang, "%d day as counted, no order",
                                            "%d days as counted, no order", x->days[SK_INV_SERVED]),
                                   x->days[SK_INV_SERVED]));
    if (x->days[SK_INV_PLAN])
        reason(&b, sk_report_words(w->r,
                                   sk_ntext(w->lang, "%d day as planned, nothing registered",
                                            "%d days as planned, nothing registered",
                                            x->days[SK_INV_PLAN]),
                                   x->days[SK_INV_PLAN]));
    if (x->days[SK_INV_MERGED])
        reason(&b, sk_report_words(w->r,
                                   sk_ntext(w->lang, "%d day with another site, billed there",
                                            "%d days with another site, billed there",
                                            x->days[SK_INV_MERGED]),
                                   x->days[SK_INV_MERGED]));
    if (bill == SK_BILL_ENROLLED && x->basis != x->plan)
        reason(&b, t_(w, SK_N("enrolment changed in the month")));
    else if (x->basis != x->plan)
        reason(&b, t_(w, bill == SK_BILL_ORDERED && x->days[SK_INV_ORDERED] > 0
                             ? SK_N("ordered otherwise than planned")
                             : SK_N("served otherwise than planned")));
    for (int i = 0; i < in->n_changes; i++) {
        const sk_inv_change *c = &in->change[i];
        if (c->site != x->site || c->tariff != x->tariff || c->day < w->v->from ||
            c->day > w->v->known)
            continue;
        reason(&b,
               sk_report_words(w->r, "%s %+d: %s", sk_day_str(c->day, day), c->count, c->reason));
    }
    const char *s = b.len ? sk_report_keep(w->r, sk_buf_str(&b)) : NULL;
    if (!sk_buf_ok(&b)) w->r->failed = true;
    sk_buf_free(&b);
    return s;
}

static void basis(view *w)
{
    const sk_inv *v = w->v;
    sk_table *t = sk_report_table(w->r, "basis", SK_N("Billing basis by site"), row_cols,
                                  N_COLS(row_cols), 25);
    for (int i = 0; i < v->n_rows; i++) {
        const sk_inv_row *x = &v->row[i];
        if (x->site != SK_NONE && in_advance(v)) continue; /* nothing is counted yet */
        name(w, t, customer(w, x->customer));
        name(w, t,
             x->site == SK_NONE ? v->in->k->kitchen[x->kitchen].name
                                : v->in->k->site[x->site].name);
        name(w, t, v->in->k->kitchen[x->kitchen].name);
        name(w, t, product(w, x->tariff));
        sk_table_s(t, billing(w, v->in->tariff[x->tariff].billing));
        sk_table_v(t, x->plan);
        sk_table_v(t, x->basis - x->plan);
        sk_table_v(t, x->corrected);
        sk_table_v(t, x->billed);
        sk_table_v(t, x->price);
        sk_table_v(t, x->amount);
        sk_table_s(t, reasons(w, x));
        for (int d = 0; d < SK_N_INV_SOURCES; d++) sk_table_v(t, x->days[d]);
    }
    sk_report_note(
        w->r,
        t_(w, SK_N("Plan + change + corrections = billed. What the plan is, is told below.")));
}

static const sk_col fee_cols[] = {
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"places", SK_N("Places"), SK_CELL_INT, false},
    {"year_ore", SK_N("Fee of the year"), SK_CELL_ORE, false},
    {"month_ore", SK_N("Fee of the month"), SK_CELL_ORE, false},
    {"remainder_year_ore", SK_N("Rounding remainder of the year"), SK_CELL_ORE, false},
    {"remainder_month_ore", SK_N("Rounding remainder of the month"), SK_CELL_ORE, false}};

static void fees(view *w)
{
    const sk_inv *v = w->v;
    sk_table *t = sk_report_table(w->r, "fees", SK_N("Fixed fees"), fee_cols, N_COLS(fee_cols), 0);
    for (int i = 0; i < v->n_fees; i++) {
        const sk_inv_fee *f = &v->fee[i];
        name(w, t, product(w, f->tariff));
        name(w, t, customer(w, f->customer));
        sk_table_v(t, f->places ? f->places : SK_CELL_EMPTY);
        sk_table_v(t, f->year ? f->year : SK_CELL_EMPTY);
        sk_table_v(t, f->year ? f->month : SK_CELL_EMPTY);
        sk_table_v(t, v->in->listed ? f->rest_year : SK_CELL_EMPTY);
        sk_table_v(t, v->in->listed ? f->rest_month : SK_CELL_EMPTY);
    }
    sk_report_note(
        w->r,
        v->in->listed
            ? t_(w, SK_N("Fees and rounding remainders (avrundningsrest) are the price list's, "
                         "month by month; a single price has its remainder in January."))
            : t_(w, SK_N("The year's fee is split by places and then over twelve "
                         "months, to the öre: odd öre go to the "
                         "first months. The rounding remainder (avrundningsrest) of a "
                         "price is part of the decided fee.")));
}

/* ---- the year at planned volume, by the price list ---- */

static const sk_col year_cols[] = {
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"portions", SK_N("Planned volume"), SK_CELL_INT, false},
    {"price_ore", SK_N("Price"), SK_CELL_ORE, false},
    {"variable_ore", SK_N("By count"), SK_CELL_ORE, false},
    {"months_ore", SK_N("Twelve months' fees and remainders"), SK_CELL_ORE, false},
    {"year_ore", SK_N("The year"), SK_CELL_ORE, false}};

static sk_ore twelve(const sk_inv_listed *x)
{
    sk_ore sum = 0;
    for (int m = 0; m < SK_INV_MONTHS; m++) sum += x->month[m];
    return sum;
}

static void planned_year(view *w)
{
    const sk_inv_in *in = w->v->in;
    if (!in->listed) return;
    sk_table *t = sk_report_table(w->r, "year", SK_N("The year at planned volume"), year_cols,
                                  N_COLS(year_cols), 0);
    sk_ore all[3] = {0};
    for (int i = 0; i < in->n_listed; i++) {
        const sk_inv_listed *x = &in->listed[i];
        const sk_ore part[3] = {x->price * x->portions, twelve(x), x->year};
        name(w, t, customer(w, x->customer));
        name(w, t, product(w, x->tariff));
        sk_table_v(t, x->portions);
        sk_table_v(t, x->price);
        for (int k = 0; k < 3; k++) {
            sk_table_v(t, part[k]);
            all[k] += part[k];
        }
    }
    name(w, t, t_(w, SK_N("In total")));
    name(w, t, NULL);
    sk_table_v(t, SK_CELL_EMPTY);
    sk_table_v(t, SK_CELL_EMPTY);
    for (int k = 0; k < 3; k++) sk_table_v(t, all[k]);
    sk_report_note(w->r, t_(w, SK_N("Twelve months at planned volume are the price list's year, to "
                                    "the öre, and so the cost that it was computed for.")));
}

/* ---- settlement ---- */

static const sk_col settle_cols[] = {
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"year", SK_N("Decided volume of the year"), SK_CELL_INT, false},
    {"decided", SK_N("Decided to date"), SK_CELL_INT, false},
    {"billed", SK_N("Billed to date"), SK_CELL_INT, false},
    {"difference_ore", SK_N("Difference at the price"), SK_CELL_ORE, false},
    {"agreed", SK_N("Is settled"), SK_CELL_BOOL, false},
    {"settled_ore", SK_N("On this bill"), SK_CELL_ORE, false}};

static void settlement(view *w)
{
    const sk_inv *v = w->v;
    if (v->n_settles == 0) return;
    sk_table *t = sk_report_table(w->r, "settlement", SK_N("Settlement of the year"), settle_cols,
                                  N_COLS(settle_cols), 0);
    for (int i = 0; i < v->n_settles; i++) {
        const sk_inv_settle *s = &v->settle[i];
        name(w, t, customer(w, s->customer));
        name(w, t, product(w, s->tariff));
        sk_table_v(t, s->year);
        sk_table_v(t, s->decided < 0 ? SK_CELL_EMPTY : s->decided);
        sk_table_v(t, s->billed);
        sk_table_v(t, s->decided < 0 ? SK_CELL_EMPTY : s->difference);
        sk_table_v(t, s->agreed);
        sk_table_v(t, s->settled ? s->difference : SK_CELL_EMPTY);
    }
    sk_report_note(
        w->r,
        sk_report_words(
            w->r,
            t_(w, SK_N("Whole months up to %d-%02d. Difference = (decided - billed) x price: what "
                       "was not bought costs, what was bought beyond is given back. A customer "
                       "that settles (avräkning, booking.csv) gets it on December's bill, once all "
                       "of the month is known; for the others it stays in the result and goes to "
                       "equity (P6, P17).")),
            v->in->year, v->settle_months));
}

/* ---- booking ---- */

static const sk_col post_cols[] = {{"date", SK_N("Date"), SK_CELL_DAY, false},
                                   {"voucher", SK_N("Voucher"), SK_CELL_NAME, false},
                                   {"customer", SK_N("Customer"), SK_CELL_NAME, false},
                                   {"account", SK_N("Account"), SK_CELL_NAME, false},
                                   {"cost_centre", SK_N("Cost centre"), SK_CELL_NAME, false},
                                   {"counterpart", SK_N("Counterpart"), SK_CELL_NAME, false},
                                   {"amount_ore", SK_N("Amount, kr"), SK_CELL_ORE, false},
                                   {"text", SK_N("Text"), SK_CELL_NAME, false}};

static bool booking(view *w)
{
    const sk_inv *v = w->v;
    char number[SK_INV_NUMBER];
    int no = 0;
    sk_table *t =
        sk_report_table(w->r, "booking", SK_N("Booking file"), post_cols, N_COLS(post_cols), 40);
    for (int i = 0; i < v->n_posts; i++) {
        const sk_inv_post *p = &v->post[i];
        if (i == 0 || v->post[i - 1].customer != p->customer) sk_inv_number(v, ++no, number);
        sk_table_v(t, v->to);
        name(w, t, number);
        name(w, t, customer(w, p->customer));
        name(w, t, p->account);
        name(w, t, *p->centre ? p->centre : NULL);
        name(w, t, *p->counterpart ? p->counterpart : NULL);
        sk_table_v(t, p->ore);
        name(w, t, p->tariff == SK_NONE ? NULL : product(w, p->tariff));
    }
    sk_report_note(w->r, t_(w, SK_N("Debit +, credit -. Each customer's voucher sums to 0. The "
                                    "same vouchers lie in booking.si "
                                    "(SIE 4i) for the finance system.")));
    return sk_invoice_sie(
        v, v->in->k->name, w->lang,
        sk_report_file(w->r, "booking.si", t_(w, SK_N("vouchers for the finance system, SIE 4i"))));
}

/* ---- head ---- */

static int unknown_days(const sk_inv *v) { return v->to - v->known; }

static const char *headline(view *w, const char *sum)
{
    const sk_inv *v = w->v;
    char known[SK_DATE_LEN];
    if (in_advance(v))
        return sk_report_words(
            w->r, t_(w, SK_N("IN ADVANCE %d-%02d: fixed fees of %s kr net to %d customers.")),
            v->in->year, v->in->month, sum, v->n_totals);
    if (unknown_days(v) > 0)
        return sk_report_words(
            w->r, t_(w, SK_N("PRELIMINARY %d-%02d, up to %s: %s kr net to %d customers.")),
            v->in->year, v->in->month, sk_day_str(v->known, known), sum, v->n_totals);
    return sk_report_words(w->r, t_(w, SK_N("%d-%02d: %s kr net to %d customers.")), v->in->year,
                           v->in->month, sum, v->n_totals);
}

static void head(view *w)
{
    const sk_inv *v = w->v;
    sk_ore net = 0, vat = 0;
    char known[SK_DATE_LEN];
    for (int i = 0; i < v->n_totals; i++) {
        net += v->total[i].net;
        vat += v->total[i].vat;
    }
    const char *sum = sk_report_number(w->r, sk_muldiv(net, 1, 100), 0);
    sk_report_headline(w->r, headline(w, sum));
    if (unknown_days(v) > 0) {
        w->r->short_of = true;
        sk_report_warning(
            w->r,
            sk_report_words(
                w->r,
                sk_ntext(w->lang,
                         "The folder is as it was on %s: %d day of the month is not known and not "
                         "billed. Fixed fees are whole. Make the bill again when the month has "
                         "ended.",
                         "The folder is as it was on %s: %d days of the month are not known and "
                         "not billed. Fixed fees are whole. Make the bill again when the month has "
                         "ended.",
                         unknown_days(v)),
                sk_day_str(v->in->k->as_of, known), unknown_days(v)));
    }
    sk_report_fact_s(w->r, "prices", SK_N("Prices"),
                     v->in->listed ? sk_report_keep(w->r, v->in->list_name)
                                   : "price/decided_prices.csv");
    sk_report_fact(w->r, "net_ore", SK_N("Net"), SK_CELL_ORE, net, "kr");
    sk_report_fact(w->r, "vat_ore", SK_N("VAT"), SK_CELL_ORE, vat, "kr");
    sk_report_fact(w->r, "customers", SK_N("Customers"), SK_CELL_INT, v->n_totals, NULL);
    sk_report_fact(w->r, "rows", SK_N("Rows of the basis"), SK_CELL_INT, v->n_rows, NULL);
    sk_report_fact(w->r, "unknown_days", SK_N("Days not known"), SK_CELL_INT, unknown_days(v),
                   NULL);
    sk_report_bad(w->r, unknown_days(v) > 0);
}

static void method(view *w)
{
    sk_report_heading(w->r, SK_N("How it is counted"));
    sk_report_text(w->r, t_(w, SK_N("By the product's billing rule (debiteringsgrund). Enrolled: "
                                    "the guests of each serving day; the plan is the "
                                    "first day's enrolment. Ordered: the site's order; a day "
                                    "without one is billed as counted, else as "
                                    "planned. Served: what was counted, else as planned. The plan "
                                    "is guests x share x attendance. When "
                                    "products share a meal on a day, its order or count is split "
                                    "between them by plan.")));
}

sk_report *sk_invoice_report(const sk_inv *v, sk_lang lang)
{
    view w = {sk_report_new("invoice", SK_N("Billing basis"), v->in->k->name, lang), v, lang};
    if (!w.r) return NULL;
    w.r->landscape = true;
    head(&w);
    bills(&w);
    fees(&w);
    settlement(&w);
    planned_year(&w);
    basis(&w);
    bool ok = booking(&w);
    method(&w);
    if (ok) return w.r;
    sk_report_free(w.r);
    return NULL;
}
