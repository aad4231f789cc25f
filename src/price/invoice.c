/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts of a month's billing basis: prices, fixed fees and VAT. */
#include <stdarg.h>
#include <stdio.h>

#include "price/invoice_priv.h"

void *sk__inv_array(sk__inv *u, size_t n, size_t size)
{
    void *p = sk_arena_calloc(u->arena, n + 1, size);
    u->nomem = u->nomem || !p;
    return p;
}

void sk__inv_fault(sk__inv *u, const char *rule, const char *file, int line, const char *fmt, ...)
{
    char text[300];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, sk_text(sk_diags_lang(u->diags), fmt), ap);
    va_end(ap);
    u->bad = true;
    sk_diag_add(u->diags, SK_SEV_ERROR, rule, (sk_loc){file, line, 0, NULL}, NULL, "%s", text);
}

static int line_at(const int *line, int i) { return line ? line[i] : 0; }

void sk__inv_add(sk__inv *u, sk_ore *a, sk_ore b)
{
    if (!sk_add_ok(*a, b, a)) u->out_of_range = true;
}

sk_ore sk__inv_times(sk__inv *u, sk_ore price, int64_t n)
{
    sk_ore out = 0;
    if (__builtin_mul_overflow(price, n, &out)) u->out_of_range = true;
    return out;
}

/* ---- prices and fees ---- */

static const char *price_file(const sk_inv_in *in)
{
    return in->listed ? in->list_name : "price/decided_prices.csv";
}

/* One list for all: a product costs the same whoever buys it. */
static void prices(sk__inv *u)
{
    const sk_inv_in *in = u->in;
    u->v->price = sk__inv_array(u, (size_t)in->n_tariffs, sizeof *u->v->price);
    if (u->nomem) return;
    for (int t = 0; t < in->n_tariffs; t++) u->v->price[t] = -1;
    for (int i = 0; i < in->n_listed; i++) u->v->price[in->listed[i].tariff] = in->listed[i].price;
    for (int i = 0; i < in->n_lasts && !in->listed; i++)
        if (in->last[i].year == in->year) u->v->price[in->last[i].tariff] = in->last[i].price_ore;
}

static void price_rows(sk__inv *u)
{
    bool *told = sk__inv_array(u, (size_t)u->in->n_tariffs, sizeof *told);
    for (int i = 0; i < u->v->n_rows && !u->nomem; i++) {
        sk_inv_row *r = &u->v->row[i];
        if (u->v->price[r->tariff] < 0) {
            if (!told[r->tariff])
                sk__inv_fault(u, "N001", price_file(u->in), 0,
                              SK_N("%s is billed but has no price for %d"),
                              u->in->tariff[r->tariff].id, u->in->year);
            told[r->tariff] = true;
            continue;
        }
        r->price = u->v->price[r->tariff];
        r->amount = sk__inv_times(u, r->price, r->billed);
    }
}

/* The year's fee over customers by places, then the month's part of each. */
static void fees_of(sk__inv *u, const sk_pd_last *p)
{
    const sk_inv_in *in = u->in;
    int64_t *weight = sk__inv_array(u, (size_t)in->n_places, sizeof *weight);
    sk_ore *part = sk__inv_array(u, (size_t)in->n_places, sizeof *part), month[SK_INV_MONTHS];
    if (u->nomem) return;
    int64_t places = 0;
    for (int i = 0; i < in->n_places; i++)
        places += weight[i] = in->place[i].tariff == p->tariff ? in->place[i].places : 0;
    if (places == 0) {
        sk__inv_fault(u, "N007", "price/places.csv", 0,
                      SK_N("%s has a fixed fee for %d, but no customer has places in places.csv"),
                      in->tariff[p->tariff].id, in->year);
        return;
    }
    if (sk_split(p->fee_ore, weight, (size_t)in->n_places, part) != SK_OK) {
        u->nomem = true;
        return;
    }
    for (int i = 0; i < in->n_places; i++) {
        if (weight[i] == 0) continue;
        sk_split_even(part[i], SK_INV_MONTHS, month);
        u->v->fee[u->v->n_fees++] = (sk_inv_fee){.customer = in->place[i].customer,
                                                 .tariff = p->tariff,
                                                 .places = weight[i],
                                                 .year = part[i],
                                                 .month = month[in->month - 1]};
    }
}

/* What a price list says of the month: its part of the fee, the rest of its sum being the rounding remainder's. */
static void listed_fees(sk__inv *u)
{
    for (int i = 0; i < u->in->n_listed; i++) {
        const sk_inv_listed *x = &u->in->listed[i];
        sk_ore fee[SK_INV_MONTHS];
        int m = u->in->month - 1;
        if (x->fee == 0 && x->remainder == 0) continue;
        sk_split_even(x->fee, SK_INV_MONTHS, fee);
        u->v->fee[u->v->n_fees++] = (sk_inv_fee){.customer = x->customer,
                                                 .tariff = x->tariff,
                                                 .places = x->places,
                                                 .year = x->fee,
                                                 .month = fee[m],
                                                 .rest_year = x->remainder,
                                                 .rest_month = x->month[m] - fee[m]};
    }
}

static void fees(sk__inv *u)
{
    size_t n = (size_t)u->in->n_places * (size_t)(u->in->n_lasts + 1) + (size_t)u->in->n_listed;
    u->v->fee = sk__inv_array(u, n, sizeof *u->v->fee);
    if (u->in->listed && !u->nomem) listed_fees(u);
    for (int i = 0; i < u->in->n_lasts && !u->nomem && !u->in->listed; i++)
        if (u->in->last[i].year == u->in->year && u->in->last[i].fee_ore)
            fees_of(u, &u->in->last[i]);
}

/* ---- lines, VAT, totals ---- */

static sk_inv_line *line_of(sk__inv *u, sk_ix customer, sk_ix tariff)
{
    sk_inv *v = u->v;
    for (int i = 0; i < v->n_lines; i++)
        if (v->line[i].customer == customer && v->line[i].tariff == tariff) return &v->line[i];
    v->line[v->n_lines] = (sk_inv_line){.customer = customer, .tariff = tariff};
    return &v->line[v->n_lines++];
}

static bool same_rate(const sk_vat_rate *a, const sk_vat_rate *b)
{
    return a == b || (a && b && a->rate.num == b->rate.num && a->rate.den == b->rate.den);
}

static void vat_of(sk__inv *u, sk_inv_line *l)
{
    const sk_inv_in *in = u->in;
    const sk_pd_customer *c = &in->customer[l->customer];
    if (c->kind == SK_CUST_BOARD) return; /* one legal person: no supply between its parts */
    if (c->kind == SK_CUST_EXTERNAL && !*c->mandate)
        sk__inv_fault(u, "N002", "price/customers.csv", line_at(in->customer_line, l->customer),
                      SK_N("sales to %s rest on no mandate in customers.csv"), c->id);
    const char *sale = in->tariff[l->tariff].sale;
    l->rate = sk_vat_at(in->vat, (size_t)in->n_vats, sale, u->v->to);
    if (!same_rate(l->rate, sk_vat_at(in->vat, (size_t)in->n_vats, sale, u->v->from)))
        sk__inv_fault(u, "N010", "price/vat.csv", l->rate ? l->rate->src.line : 0,
                      SK_N("the rate of %s changes within the month, and a month is one sale"),
                      in->tariff[l->tariff].id);
    else if (!l->rate)
        sk__inv_fault(u, "N003", "price/vat.csv", 0,
                      SK_N("vat.csv has no rate for the kind of sale of %s"),
                      in->tariff[l->tariff].id);
    else if (!sk_price_vat(l->net, l->rate->rate, &l->vat)) u->out_of_range = true;
}

static void lines(sk__inv *u)
{
    const sk_inv_in *in = u->in;
    sk_inv *v = u->v;
    v->line = sk__inv_array(u, (size_t)in->n_customers * (size_t)in->n_tariffs, sizeof *v->line);
    v->total = sk__inv_array(u, (size_t)in->n_customers, sizeof *v->total);
    if (u->nomem) return;
    for (sk_ix c = 0; c < in->n_customers; c++) {
        int first = v->n_lines;
        sk_inv_total sum = {.customer = c};
        for (int i = 0; i < v->n_rows; i++) {
            if (v->row[i].customer != c) continue;
            sk_inv_line *l = line_of(u, c, v->row[i].tariff);
            l->count += v->row[i].billed;
            sk__inv_add(u, &l->variable, v->row[i].amount);
        }
        for (int i = 0; i < v->n_fees; i++)
            if (v->fee[i].customer == c) {
                sk_inv_line *l = line_of(u, c, v->fee[i].tariff);
                sk__inv_add(u, &l->fee, v->fee[i].month);
                sk__inv_add(u, &l->rest, v->fee[i].rest_month);
            }
        for (int i = 0; i < v->n_settles; i++)
            if (v->settle[i].customer == c && v->settle[i].settled)
                sk__inv_add(u, &line_of(u, c, v->settle[i].tariff)->settlement,
                            v->settle[i].difference);
        for (int i = first; i < v->n_lines; i++) {
            sk_inv_line *l = &v->line[i];
            l->net = l->variable;
            sk__inv_add(u, &l->net, l->fee);
            sk__inv_add(u, &l->net, l->rest);
            sk__inv_add(u, &l->net, l->settlement);
            vat_of(u, l);
            sk__inv_add(u, &sum.net, l->net);
            sk__inv_add(u, &sum.vat, l->vat);
        }
        if (first == v->n_lines) continue;
        sum.gross = sum.net;
        sk__inv_add(u, &sum.gross, sum.vat);
        v->total[v->n_totals++] = sum;
    }
}

/* ---- all of it ---- */

static void month_of(sk__inv *u)
{
    const sk_inv_in *in = u->in;
    sk_day next;
    sk_day_from_ymd(in->year, in->month, 1, &u->v->from);
    sk_day_from_ymd(in->month == 12 ? in->year + 1 : in->year, in->month == 12 ? 1 : in->month + 1,
                    1, &next);
    u->v->to = next - 1;
    u->v->known = in->k->as_of < u->v->to ? in->k->as_of : u->v->to;
    if (u->v->known < u->v->from) u->v->known = u->v->from - 1; /* in advance: only fixed fees */
}

sk_code sk_invoice_make(const sk_inv_in *in, sk_arena *arena, sk_inv *out, sk_diags *diags)
{
    *out = (sk_inv){.in = in};
    sk__inv u = {.in = in, .v = out, .arena = arena, .diags = diags};
    month_of(&u);
    if (!u.bad) sk__inv_count(&u, in->year, in->month, &out->row, &out->n_rows);
    if (!u.nomem) prices(&u);
    if (!u.bad && !u.nomem) price_rows(&u);
    if (!u.nomem) fees(&u);
    if (!u.bad && !u.nomem) sk__inv_settle(&u);
    if (!u.bad && !u.nomem) lines(&u);
    if (!u.bad && !u.nomem) sk__inv_vouchers(&u);
    if (u.out_of_range && !u.bad)
        sk__inv_fault(&u, "N008", price_file(in), 0, SK_N("amounts are too large to add"));
    sk_diags_sort(diags);
    return u.nomem ? SK_E_NOMEM : u.bad || u.out_of_range ? SK_E_INPUT : SK_OK;
}
