/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the year stands against the decided volume, and what December settles of it. */
#include <string.h>

#include "price/invoice_priv.h"

/* Decided portions of a product of sale to a customer in the year's first months, by followup/volumes.csv; -1 when
 * it says nothing of them. They are eaters: of what is billed by enrolment they say nothing. */
static int64_t by_month(const sk_inv_in *in, sk_ix customer, sk_ix tariff, int months)
{
    int64_t sum = -1;
    if (in->tariff[tariff].billing == SK_BILL_ENROLLED) return sum;
    for (int i = 0; i < in->n_volumes; i++) {
        const sk_fu_volume *v = &in->volume[i];
        if (v->period / 100 == in->year && v->period % 100 <= months &&
            strcmp(in->k->board[v->customer].id, in->customer[customer].id) == 0 &&
            sk__inv_bills(in, tariff, v->product, customer))
            sum = (sum < 0 ? 0 : sum) + v->plan;
    }
    return sum;
}

/* Of the year: what the price list was computed for, else the sum of the months; -1 = nothing is decided. */
static int64_t of_year(const sk_inv_in *in, sk_ix customer, sk_ix tariff)
{
    for (int i = 0; i < in->n_listed; i++)
        if (in->listed[i].customer == customer && in->listed[i].tariff == tariff)
            return in->listed[i].portions;
    return by_month(in, customer, tariff, SK_INV_MONTHS);
}

const sk_inv_booking *sk__inv_booking(const sk_inv_in *in, sk_ix customer)
{
    for (int i = 0; i < in->n_booking; i++)
        if (in->booking[i].customer == customer) return &in->booking[i];
    return NULL;
}

static void count_months(sk__inv *u, int months, int64_t *billed)
{
    for (int m = 1; m <= months && !u->nomem && !u->bad; m++) {
        sk_inv_row *row;
        int n;
        sk__inv_count(u, u->in->year, m, &row, &n);
        for (int i = 0; i < n; i++)
            billed[(size_t)row[i].customer * (size_t)u->in->n_tariffs + (size_t)row[i].tariff] +=
                row[i].billed;
    }
}

static void settle(sk__inv *u, sk_ix c, sk_ix t, int64_t billed)
{
    const sk_inv_in *in = u->in;
    const sk_inv_booking *b = sk__inv_booking(in, c);
    int months = u->v->settle_months;
    sk_inv_settle s = {.customer = c,
                       .tariff = t,
                       .year = of_year(in, c, t),
                       .billed = billed,
                       .agreed = b && b->settles};
    if (s.year < 0 || u->v->price[t] < 0) return;
    s.decided = months == SK_INV_MONTHS ? s.year : by_month(in, c, t, months);
    if (s.decided >= 0) s.difference = sk__inv_times(u, u->v->price[t], s.decided - billed);
    s.settled = s.agreed && months == SK_INV_MONTHS;
    u->v->settle[u->v->n_settles++] = s;
}

/* Whole months of the year up to the bill's that the folder knows every day of. */
static int known_months(const sk_inv *v)
{
    sk_ymd last = sk_day_ymd(v->in->k->as_of + 1); /* every month before this day's is whole */
    int whole = last.year < v->in->year   ? 0
                : last.year > v->in->year ? SK_INV_MONTHS
                                          : last.month - 1;
    return whole < v->in->month ? whole : v->in->month;
}

void sk__inv_settle(sk__inv *u)
{
    const sk_inv_in *in = u->in;
    sk_inv *v = u->v;
    size_t cells = (size_t)in->n_customers * (size_t)in->n_tariffs;
    int64_t *billed = sk__inv_array(u, cells, sizeof *billed);
    v->settle = sk__inv_array(u, cells, sizeof *v->settle);
    v->settle_months = known_months(v);
    if (u->nomem || v->settle_months == 0 || in->n_volumes + in->n_listed == 0) return;
    count_months(u, v->settle_months, billed);
    for (sk_ix c = 0; c < in->n_customers && !u->nomem && !u->bad; c++)
        for (sk_ix t = 0; t < in->n_tariffs; t++)
            settle(u, c, t, billed[(size_t)c * (size_t)in->n_tariffs + (size_t)t]);
}
