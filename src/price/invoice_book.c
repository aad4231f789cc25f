/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vouchers of a month's bills, each of which sums to 0, and the file that finance systems read. */
#include <stdio.h>
#include <string.h>

#include "ext/sie.h"
#include "price/invoice_priv.h"

/* ---- vouchers ---- */

/* Adds to the customer's post of that account, centre and product; posts of 0 are left out at the end. */
static void post(sk__inv *u, int first, const sk_inv_post *p)
{
    sk_inv *v = u->v;
    for (int i = first; i < v->n_posts; i++) {
        sk_inv_post *x = &v->post[i];
        if (x->tariff == p->tariff && strcmp(x->account, p->account) == 0 &&
            strcmp(x->centre, p->centre) == 0) {
            sk__inv_add(u, &x->ore, p->ore);
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
        if (l->fee || l->rest)
            post(u, first + 1,
                 &(sk_inv_post){c, *b->fixed ? b->fixed : b->revenue, b->seller_centre,
                                b->counterpart, -l->fee - l->rest, l->tariff});
        if (l->settlement)
            post(u, first + 1,
                 &(sk_inv_post){c, b->revenue, b->seller_centre, b->counterpart, -l->settlement,
                                l->tariff});
        if (l->vat) post(u, first + 1, &(sk_inv_post){c, b->vat, "", "", -l->vat, l->tariff});
    }
    int to = first;
    for (int i = first; i < v->n_posts; i++)
        if (v->post[i].ore != 0) v->post[to++] = v->post[i];
    v->n_posts = to;
}

void sk__inv_vouchers(sk__inv *u)
{
    sk_inv *v = u->v;
    v->post = sk__inv_array(u, (size_t)v->n_rows + 4 * (size_t)v->n_lines + (size_t)v->n_totals,
                            sizeof *v->post);
    for (int i = 0; i < v->n_totals && !u->nomem; i++) {
        const sk_inv_booking *b = sk__inv_booking(u->in, v->total[i].customer);
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

/* ---- SIE 4i ---- */

void sk_inv_number(const sk_inv *v, int no, char out[SK_INV_NUMBER])
{
    snprintf(out, SK_INV_NUMBER, "%d%02d-%d", v->in->year, v->in->month, no);
}

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
    const sk_sie_head head = {"storkok", "1", company, "", v->in->k->as_of};
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
