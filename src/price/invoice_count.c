/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many portions each site is billed for, by each product's billing rule. */
#include <stdlib.h>
#include <string.h>

#include "domain/query.h"
#include "forecast/demand.h"
#include "price/invoice_priv.h"

enum { MAX_ROWS = 16 };                      /* rows of one site's meal that hold on one day */
enum { HELD_ORDERED = 1, HELD_COUNTED = 2 }; /* what another site has of a merged site's guests */

typedef struct counter {
    sk__inv *u;
    const sk_kommun *view;
    sk_day from, to;
    int *at;       /* [site][tariff]: row + 1; 0 = none yet */
    bool *checked; /* by product */
    sk_inv_row *row;
    int n;
} counter;

sk_ix sk__inv_customer(const sk_inv_in *in, const char *id)
{
    for (sk_ix i = 0; i < in->n_customers; i++)
        if (strcmp(in->customer[i].id, id) == 0) return i;
    return SK_NONE;
}

static bool has_part(const sk_pd_tariff *t, sk_ix product)
{
    for (int i = 0; i < t->n_parts; i++)
        if (t->parts[i] == product) return true;
    return false;
}

bool sk__inv_bills(const sk_inv_in *in, sk_ix tariff, sk_ix product, sk_ix customer)
{
    const sk_pd_tariff *t = &in->tariff[tariff];
    const char *who = in->customer[customer].id;
    if (*t->only && strcmp(t->only, who) != 0) return false;
    if (t->n_parts == 0) return t->counts == product;
    if (!has_part(t, product)) return false;
    if (!*t->only)
        for (int o = 0; o < in->n_tariffs; o++) /* one of the customer's own goes before */
            if (strcmp(in->tariff[o].only, who) == 0 && has_part(&in->tariff[o], product))
                return false;
    return t->counts == SK_NONE || t->counts == product;
}

/* A product that somebody is served and nobody pays for would be lost money: told once. */
static void check_billed(counter *c, sk_ix product, sk_ix customer)
{
    const sk_inv_in *in = c->u->in;
    if (c->checked[product]) return;
    c->checked[product] = true;
    for (sk_ix t = 0; customer != SK_NONE && t < in->n_tariffs; t++)
        if (has_part(&in->tariff[t], product)) return;
    sk__inv_fault(c->u, "N009", "price/tariffs.csv", 0,
                  SK_N("%s is served, but nothing in tariffs.csv bills it"),
                  in->k->product[product].id);
}

static sk_inv_row *row_of(counter *c, sk_ix site, sk_ix tariff, sk_ix customer)
{
    int *at = &c->at[(size_t)site * (size_t)c->u->in->n_tariffs + (size_t)tariff];
    if (*at == 0) {
        c->row[c->n] = (sk_inv_row){.customer = customer,
                                    .tariff = tariff,
                                    .site = site,
                                    .kitchen = c->view->site[site].kitchen};
        *at = ++c->n;
    }
    return &c->row[*at - 1];
}

/* The count of a day in a series sorted by day; -1 = none. */
static int count_on(const sk_count *v, int n, sk_day day, bool eaten)
{
    const sk_count *c = sk_count_on(v, n, day);
    return c && !(eaten && c->basis > SK_BASIS_PLATES) ? c->count : -1;
}

typedef struct meal_day { /* the rows of one site's meal that hold on a day */
    const sk_site_meal *m[MAX_ROWS];
    int64_t plan[MAX_ROWS], enrolled[MAX_ROWS], first[MAX_ROWS];
    int n;
} meal_day;

static void hold(const counter *c, sk_ix site, sk_meal meal, sk_day day, meal_day *d)
{
    const sk_kommun *k = c->view;
    sk_span rows = sk_site_meals_of(k, site);
    d->n = 0;
    int64_t guests = sk_site_guests(k, site, day),
            first = sk_site_guests_enrolled(k, site, c->from);
    if (guests <= 0) return;
    sk_day_type type = SK_DAY_CLOSED;
    for (int i = rows.first, asked = 0; i < rows.end && d->n < MAX_ROWS; i++) {
        const sk_site_meal *m = &k->site_meal[i];
        if (m->meal != meal || !sk_period_has(m->when, day) ||
            !sk_wdays_has(m->days, sk_day_weekday(day)))
            continue;
        if (!asked++) type = sk_site_day_type(k, site, day);
        if (!(m->day_types >> type & 1)) continue;
        int64_t share = m->share_ppm,
                att = m->attendance_ppm ? m->attendance_ppm
                                        : k->category[k->site[site].category].attendance_ppm;
        d->m[d->n] = m;
        d->enrolled[d->n] = (guests * share + SK_PPM / 2) / SK_PPM;
        d->first[d->n] = (first * share + SK_PPM / 2) / SK_PPM;
        d->plan[d->n] = sk_muldiv(guests * share, att, (int64_t)SK_PPM * SK_PPM);
        d->n++;
    }
}

/* A whole meal's count over its rows, by plan. */
static void share_out(counter *c, const meal_day *d, int total, int64_t *part)
{
    int64_t weight[MAX_ROWS], sum = 0;
    for (int i = 0; i < d->n; i++) sum += weight[i] = d->plan[i];
    for (int i = 0; i < d->n && sum == 0; i++) weight[i] = 1;
    if (sk_split(total, weight, (size_t)d->n, part) == SK_E_NOMEM) c->u->nomem = true;
}

/* Adds what row i of the meal gives on the day to every product that bills it. */
static void bill_row(counter *c, sk_ix site, const meal_day *d, int i, const int64_t *ordered,
                     const int64_t *served, int held)
{
    const sk_inv_in *in = c->u->in;
    sk_ix customer = sk__inv_customer(in, c->view->board[c->view->site[site].board].id);
    check_billed(c, d->m[i]->product, customer);
    for (sk_ix t = 0; customer != SK_NONE && t < in->n_tariffs; t++) {
        if (!sk__inv_bills(in, t, d->m[i]->product, customer)) continue;
        sk_inv_row *row = row_of(c, site, t, customer);
        int billing = in->tariff[t].billing;
        bool merged = (held & HELD_COUNTED) || (billing == SK_BILL_ORDERED && held);
        sk_inv_source source = billing == SK_BILL_ENROLLED             ? SK_INV_ENROLLED
                               : merged                                ? SK_INV_MERGED
                               : billing == SK_BILL_ORDERED && ordered ? SK_INV_ORDERED
                               : served                                ? SK_INV_SERVED
                                                                       : SK_INV_PLAN;
        int64_t n = source == SK_INV_ENROLLED  ? d->enrolled[i]
                    : source == SK_INV_ORDERED ? ordered[i]
                    : source == SK_INV_SERVED  ? served[i]
                    : source == SK_INV_PLAN    ? d->plan[i]
                                               : 0;
        row->days[source]++;
        row->basis += n;
        if (source != SK_INV_MERGED)
            row->plan += billing == SK_BILL_ENROLLED ? d->first[i] : d->plan[i];
    }
}

static void unknown_day(counter *c, sk_ix site, const meal_day *d)
{
    const sk_inv_in *in = c->u->in;
    sk_ix customer = sk__inv_customer(in, c->view->board[c->view->site[site].board].id);
    for (int i = 0; customer != SK_NONE && i < d->n; i++)
        for (sk_ix t = 0; t < in->n_tariffs; t++)
            if (sk__inv_bills(in, t, d->m[i]->product, customer))
                row_of(c, site, t, customer)->days[SK_INV_UNKNOWN]++;
}

/* Its guests eat with another site that day, whose order or count holds them; what is billed by neither is billed
 * here, by plan. */
static int held_by_host(const counter *c, sk_ix site, sk_meal meal, sk_day day)
{
    sk_ix host = sk_site_merged_into(c->view, site, day);
    if (host == site) return 0;
    int n_orders, n_counts;
    const sk_count *orders = sk_history_orders(c->u->in->h, host, meal, &n_orders);
    const sk_count *counts = sk_history_attendance(c->u->in->h, host, meal, &n_counts);
    return (count_on(orders, n_orders, day, false) >= 0 ? HELD_ORDERED : 0) |
           (count_on(counts, n_counts, day, true) >= 0 ? HELD_COUNTED : 0);
}

static void site_meal_month(counter *c, sk_ix site, sk_meal meal)
{
    int n_orders, n_counts;
    const sk_count *orders = sk_history_orders(c->u->in->h, site, meal, &n_orders);
    const sk_count *counts = sk_history_attendance(c->u->in->h, site, meal, &n_counts);
    for (sk_day day = c->from; day <= c->to; day++) {
        meal_day d;
        int64_t ordered[MAX_ROWS], served[MAX_ROWS];
        hold(c, site, meal, day, &d);
        if (d.n == 0) continue;
        if (day > c->view->as_of) {
            unknown_day(c, site, &d);
            continue;
        }
        int held = held_by_host(c, site, meal, day);
        int o = count_on(orders, n_orders, day, false), s = count_on(counts, n_counts, day, true);
        if (o >= 0) share_out(c, &d, o, ordered);
        if (s >= 0) share_out(c, &d, s, served);
        for (int i = 0; i < d.n; i++)
            bill_row(c, site, &d, i, o >= 0 ? ordered : NULL, s >= 0 ? served : NULL, held);
    }
}

static int by_customer(const void *a, const void *b)
{
    const sk_inv_row *x = a, *y = b;
    if (x->customer != y->customer) return x->customer < y->customer ? -1 : 1;
    if (x->tariff != y->tariff) return x->tariff < y->tariff ? -1 : 1;
    if (x->site != y->site) return x->site < y->site ? -1 : 1;
    return (x->kitchen > y->kitchen) - (x->kitchen < y->kitchen);
}

static void corrections(counter *c)
{
    const sk_inv_in *in = c->u->in;
    for (int i = 0; i < in->n_changes; i++) {
        const sk_inv_change *x = &in->change[i];
        if (x->day < c->from || x->day > c->to || x->day > c->view->as_of) continue;
        int at = c->at[(size_t)x->site * (size_t)in->n_tariffs + (size_t)x->tariff];
        if (at) c->row[at - 1].corrected += x->count;
        else if (sk_day_ymd(x->day).month == in->month)
            sk__inv_fault(c->u, "N005", "invoice/changes.csv",
                          in->change_line ? in->change_line[i] : 0,
                          SK_N("%s is corrected, but not served that product this month"),
                          in->k->site[x->site].id);
    }
}

/* A bill below zero would pay the customer: more is taken away than there was. */
static void check_corrected(counter *c, const sk_inv_row *r)
{
    const sk_inv_in *in = c->u->in;
    if (r->billed >= 0 || sk_day_ymd(c->from).month != in->month) return;
    for (int i = 0; i < in->n_changes; i++) {
        const sk_inv_change *x = &in->change[i];
        if (x->site != r->site || x->tariff != r->tariff || x->count >= 0 || x->day < c->from ||
            x->day > c->to || x->day > c->view->as_of)
            continue;
        sk__inv_fault(c->u, "N005", "invoice/changes.csv", in->change_line ? in->change_line[i] : 0,
                      SK_N("%s is corrected below zero for the month"), in->k->site[x->site].id);
        return;
    }
}

static void sales(counter *c, int year, int month)
{
    const sk_inv_in *in = c->u->in;
    for (int i = 0; i < in->n_sales; i++) {
        const sk_inv_sale *s = &in->sale[i];
        if (s->period != year * 100 + month) continue;
        c->row[c->n++] = (sk_inv_row){.customer = s->customer,
                                      .tariff = s->tariff,
                                      .site = SK_NONE,
                                      .kitchen = s->kitchen,
                                      .plan = s->count,
                                      .basis = s->count,
                                      .document = s->document};
    }
}

void sk__inv_count(sk__inv *u, int year, int month, sk_inv_row **row, int *n)
{
    const sk_kommun *k = u->in->k;
    sk_kommun view;
    counter c = {.u = u, .view = &view};
    size_t cells = (size_t)k->n_sites * (size_t)u->in->n_tariffs;
    *n = 0;
    sk_day next;
    sk_day_from_ymd(year, month, 1, &c.from);
    sk_day_from_ymd(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1, &next);
    c.to = next - 1;
    c.at = sk__inv_array(u, cells, sizeof *c.at);
    c.checked = sk__inv_array(u, (size_t)k->n_products, sizeof *c.checked);
    c.row = *row = sk__inv_array(u, cells + (size_t)u->in->n_sales, sizeof **row);
    if (u->nomem || !sk_demand_view(k, c.from, c.to, u->arena, &view)) {
        u->nomem = true;
        return;
    }
    for (sk_ix s = 0; s < k->n_sites; s++)
        for (int m = 0; m < SK_N_MEALS; m++) site_meal_month(&c, s, (sk_meal)m);
    corrections(&c);
    sales(&c, year, month);
    for (int i = 0; i < c.n; i++) {
        c.row[i].billed = c.row[i].basis + c.row[i].corrected;
        check_corrected(&c, &c.row[i]);
    }
    qsort(c.row, (size_t)c.n, sizeof *c.row, by_customer);
    *n = c.n;
}
