/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts of a month's billing basis: prices, fixed fees, VAT, settlement and vouchers. */
#include <string.h>

#include <stdarg.h>
#include <stdio.h>

#include "ext/sie.h"
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

static void add(sk__inv *u, sk_ore *a, sk_ore b)
{
    if (!sk_add_ok(*a, b, a)) u->out_of_range = true;
}

static sk_ore times(sk__inv *u, sk_ore price, int64_t n)
{
    sk_ore out = 0;
    if (__builtin_mul_overflow(price, n, &out)) u->out_of_range = true;
    return out;
}

static const sk_pd_last *price_of(const sk_inv_in *in, sk_ix tariff)
{
    for (int i = 0; i < in->n_lasts; i++)
        if (in->last[i].year == in->year && in->last[i].tariff == tariff) return &in->last[i];
    return NULL;
}

/* ---- prices and fees ---- */

static void price_rows(sk__inv *u)
{
    bool *told = sk__inv_array(u, (size_t)u->in->n_tariffs, sizeof *told);
    for (int i = 0; i < u->v->n_rows && !u->nomem; i++) {
        sk_inv_row *r = &u->v->row[i];
        const sk_pd_last *p = price_of(u->in, r->tariff);
        if (!p) {
            if (!told[r->tariff])
                sk__inv_fault(
                    u, "N001", "price/decided_prices.csv", 0,
                    SK_N("%s is billed but has no decided price for %d in decided_prices.csv"),
                    u->in->tariff[r->tariff].id, u->in->year);
            told[r->tariff] = true;
            continue;
        }
        r->price = p->price_ore;
        r->amount = times(u, r->price, r->billed);
    }
}

/* The year's fee over customers by places, then the month's part of each. */
static void fees_of(sk__inv *u, const sk_pd_last *p)
{
    const sk_inv_in *in = u->in;
    int64_t *weight = sk__inv_array(u, (size_t)in->n_places, sizeof *weight);
    sk_ore *part = sk__inv_array(u, (size_t)in->n_places, sizeof *part), month[12];
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
        sk_split_even(part[i], 12, month);
        u->v->fee[u->v->n_fees++] = (sk_inv_fee){in->place[i].customer, p->tariff, weight[i],
                                                 part[i], month[in->month - 1]};
    }
}

static void fees(sk__inv *u)
{
    u->v->fee =
        sk__inv_array(u, (size_t)u->in->n_places * (size_t)(u->in->n_lasts + 1), sizeof *u->v->fee);
    for (int i = 0; i < u->in->n_lasts && !u->nomem; i++)
        if (u->in->last[i].year == u->in->year && u->in->last[i].fee_ore)
            fees_of(u, &u->in->last[i]);
}

/* ---- the year against the decided volume ---- */

/* Decided portions of a product of sale to a customer: the volumes of the products that count. */
static int64_t decided(const sk_inv_in *in, sk_ix customer, sk_ix tariff)
{
    const sk_pd_tariff *t = &in->tariff[tariff];
    int64_t sum = 0;
    for (int i = 0; i < in->n_volumes; i++) {
        const sk_fu_volume *v = &in->volume[i];
        bool part = t->n_parts == 0 && v->product == t->counts;
        for (int p = 0; p < t->n_parts; p++)
            part = part ||
                   (t->parts[p] == v->product && (t->counts == SK_NONE || t->counts == v->product));
        bool theirs = strcmp(in->k->board[v->customer].id, in->customer[customer].id) == 0;
        if (part && theirs && v->period / 100 == in->year &&
            (!*t->only || strcmp(t->only, in->customer[customer].id) == 0))
            sum += v->plan;
    }
    return sum;
}

static const sk_inv_booking *booking_of(const sk_inv_in *in, sk_ix customer)
{
    for (int i = 0; i < in->n_booking; i++)
        if (in->booking[i].customer == customer) return &in->booking[i];
    return NULL;
}

static void count_year(sk__inv *u, int64_t *billed)
{
    for (int m = 1; m <= 12 && !u->nomem; m++) {
        sk_inv_row *row;
        int n;
        sk__inv_count(u, u->in->year, m, &row, &n);
        for (int i = 0; i < n; i++)
            billed[(size_t)row[i].customer * (size_t)u->in->n_tariffs + (size_t)row[i].tariff] +=
                row[i].billed;
    }
}

static void settlements(sk__inv *u)
{
    const sk_inv_in *in = u->in;
    size_t cells = (size_t)in->n_customers * (size_t)in->n_tariffs;
    int64_t *billed = sk__inv_array(u, cells, sizeof *billed);
    u->v->settle = sk__inv_array(u, cells, sizeof *u->v->settle);
    if (in->month != 12 || u->nomem) return;
    count_year(u, billed);
    for (sk_ix c = 0; c < in->n_customers && !u->nomem; c++)
        for (sk_ix t = 0; t < in->n_tariffs; t++) {
            const sk_pd_last *p = price_of(in, t);
            const sk_inv_booking *b = booking_of(in, c);
            int64_t plan = decided(in, c, t),
                    n = billed[(size_t)c * (size_t)in->n_tariffs + (size_t)t];
            if (plan == 0 || !p) continue;
            u->v->settle[u->v->n_settles++] =
                (sk_inv_settle){c, t, plan, n, times(u, p->price_ore, plan - n), b && b->settles};
        }
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

static void vat_of(sk__inv *u, sk_inv_line *l)
{
    const sk_inv_in *in = u->in;
    const sk_pd_customer *c = &in->customer[l->customer];
    if (c->kind == SK_CUST_BOARD) return; /* one legal person: no supply between its parts */
    if (c->kind == SK_CUST_EXTERNAL && !*c->mandate)
        sk__inv_fault(u, "N002", "price/customers.csv", line_at(in->customer_line, l->customer),
                      SK_N("sales to %s rest on no mandate in customers.csv"), c->id);
    l->rate = sk_vat_at(in->vat, (size_t)in->n_vats, in->tariff[l->tariff].sale, u->v->to);
    if (!l->rate)
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
            add(u, &l->variable, v->row[i].amount);
        }
        for (int i = 0; i < v->n_fees; i++)
            if (v->fee[i].customer == c)
                add(u, &line_of(u, c, v->fee[i].tariff)->fee, v->fee[i].month);
        for (int i = 0; i < v->n_settles; i++)
            if (v->settle[i].customer == c && v->settle[i].settled)
                add(u, &line_of(u, c, v->settle[i].tariff)->settlement, v->settle[i].difference);
        for (int i = first; i < v->n_lines; i++) {
            sk_inv_line *l = &v->line[i];
            l->net = l->variable;
            add(u, &l->net, l->fee);
            add(u, &l->net, l->settlement);
            vat_of(u, l);
            add(u, &sum.net, l->net);
            add(u, &sum.vat, l->vat);
        }
        if (first == v->n_lines) continue;
        sum.gross = sum.net;
        add(u, &sum.gross, sum.vat);
        v->total[v->n_totals++] = sum;
    }
}

/* ---- vouchers ---- */

/* Adds to the customer's post of that account, centre and product; posts of 0 are left out at the end. */
static void post(sk__inv *u, int first, const sk_inv_post *p)
{
    sk_inv *v = u->v;
    for (int i = first; i < v->n_posts; i++) {
        sk_inv_post *x = &v->post[i];
        if (x->tariff == p->tariff && strcmp(x->account, p->account) == 0 &&
            strcmp(x->centre, p->centre) == 0) {
            add(u, &x->ore, p->ore);
            return;
        }
    }
    v->post[v->n_posts++] = *p;
}

/* Revenue of a site's row lands where its kitchen's manager answers. */
static const char *centre_of(const sk_inv_in *in, const sk_inv_row *r, const sk_inv_booking *b)
{
    sk_ix m = in->k->kitchen[r->kitchen].manager;
    if (m == SK_NONE && r->site != SK_NONE)
        m = in->k->kitchen[in->k->site[r->site].usual_supplier].manager;
    return m == SK_NONE ? b->seller_centre : in->k->manager[m].cost_centre;
}

static void voucher(sk__inv *u, const sk_inv_total *t, const sk_inv_booking *b)
{
    sk_inv *v = u->v;
    int first = v->n_posts;
    sk_ix c = t->customer;
    v->post[v->n_posts++] =
        (sk_inv_post){c, b->debit, b->customer_centre, b->counterpart, t->gross, SK_NONE};
    for (int i = 0; i < v->n_rows; i++)
        if (v->row[i].customer == c)
            post(u, first + 1,
                 &(sk_inv_post){c, b->revenue, centre_of(u->in, &v->row[i], b), b->counterpart,
                                -v->row[i].amount, v->row[i].tariff});
    for (int i = 0; i < v->n_lines; i++) {
        const sk_inv_line *l = &v->line[i];
        if (l->customer != c) continue;
        if (l->fee || l->settlement)
            post(u, first + 1,
                 &(sk_inv_post){c, b->revenue, b->seller_centre, b->counterpart,
                                -l->fee - l->settlement, l->tariff});
        if (l->vat) post(u, first + 1, &(sk_inv_post){c, b->vat, "", "", -l->vat, l->tariff});
    }
    int to = first;
    for (int i = first; i < v->n_posts; i++)
        if (v->post[i].ore != 0) v->post[to++] = v->post[i];
    v->n_posts = to;
}

static void vouchers(sk__inv *u)
{
    sk_inv *v = u->v;
    v->post = sk__inv_array(u, (size_t)v->n_rows + 3 * (size_t)v->n_lines + (size_t)v->n_totals,
                            sizeof *v->post);
    for (int i = 0; i < v->n_totals && !u->nomem; i++) {
        const sk_inv_booking *b = booking_of(u->in, v->total[i].customer);
        const char *id = u->in->customer[v->total[i].customer].id;
        if (!b)
            sk__inv_fault(u, "N004", "invoice/booking.csv", 0,
                          SK_N("%s has no row, so its bill cannot be booked"), id);
        else if (v->total[i].vat && !*b->vat)
            sk__inv_fault(u, "N004", "invoice/booking.csv", 0,
                          SK_N("%s pays VAT but has no account for it"), id);
        else voucher(u, &v->total[i], b);
    }
}

void sk_inv_number(const sk_inv *v, int no, char out[SK_INV_NUMBER])
{
    snprintf(out, SK_INV_NUMBER, "%d%02d-%d", v->in->year, v->in->month, no);
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
    if (u->v->known < u->v->from)
        sk__inv_fault(u, "N006", "kommun.json", 0,
                      SK_N("the folder is as it was on %s, before the month begins"),
                      sk_day_str(in->k->as_of, (char[SK_DATE_LEN]){0}));
}

sk_code sk_invoice_make(const sk_inv_in *in, sk_arena *arena, sk_inv *out, sk_diags *diags)
{
    *out = (sk_inv){.in = in};
    sk__inv u = {.in = in, .v = out, .arena = arena, .diags = diags};
    month_of(&u);
    if (!u.bad) sk__inv_count(&u, in->year, in->month, &out->row, &out->n_rows);
    if (!u.bad && !u.nomem) price_rows(&u);
    if (!u.nomem) fees(&u);
    if (!u.bad && !u.nomem) settlements(&u);
    if (!u.bad && !u.nomem) lines(&u);
    if (!u.bad && !u.nomem) vouchers(&u);
    if (u.out_of_range && !u.bad)
        sk__inv_fault(&u, "N008", "price/decided_prices.csv", 0,
                      SK_N("amounts are too large to add"));
    sk_diags_sort(diags);
    return u.nomem ? SK_E_NOMEM : u.bad || u.out_of_range ? SK_E_INPUT : SK_OK;
}

/* ---- SIE 4i ---- */

typedef sk_sie_object objects[2]; /* cost centre, counterpart */

/* A voucher's rows from post `first` on; how many. */
static int rows_of(const sk_inv *v, int first, sk_sie_post *post, objects *obj)
{
    int n = 0;
    for (; first + n < v->n_posts && v->post[first + n].customer == v->post[first].customer; n++) {
        const sk_inv_post *p = &v->post[first + n];
        int k = 0;
        if (*p->centre) obj[n][k++] = (sk_sie_object){1, p->centre};
        if (*p->counterpart) obj[n][k++] = (sk_sie_object){20, p->counterpart};
        post[n] = (sk_sie_post){p->account, obj[n], k, p->ore,
                                p->tariff == SK_NONE ? "" : v->in->tariff[p->tariff].name};
    }
    return n;
}

bool sk_invoice_sie(const sk_inv *v, const char *company, sk_lang lang, sk_buf *out)
{
    sk_buf t = SK_BUF_INIT;
    const sk_sie_head head = {"storkok", "1", company, "", v->known};
    sk_sie_post *post = sk_calloc_n((size_t)v->n_posts + 1, sizeof *post);
    objects *obj = sk_calloc_n((size_t)v->n_posts + 1, sizeof *obj);
    bool ok = true;
    sk_sie_write_head(&t, &head);
    sk_sie_write_dim(&t, 1, "Ansvar");
    sk_sie_write_dim(&t, 20, "Motpart");
    for (int i = 0, n = 0, no = 1; post && obj && i < v->n_posts && ok; i += n, no++) {
        char number[SK_INV_NUMBER], text[200];
        n = rows_of(v, i, post, obj);
        sk_inv_number(v, no, number);
        snprintf(text, sizeof text,
                 v->known < v->to ? sk_text(lang, SK_N("PRELIMINARY Meals %d-%02d, %.120s"))
                                  : sk_text(lang, SK_N("Meals %d-%02d, %.120s")),
                 v->in->year, v->in->month, v->in->customer[v->post[i].customer].name);
        ok = sk_sie_write_voucher(&t, "MAT", number, v->to, text, post, (size_t)n);
    }
    sk_sie_to_cp437(sk_buf_str(&t), t.len, out);
    if (!sk_buf_ok(&t) || !post || !obj) out->failed = true;
    sk_buf_free(&t);
    sk_free(post);
    sk_free(obj);
    return ok;
}
