/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/history.h"

#include "domain/history_priv.h"

void sk_history_free(sk_history *h)
{
    if (!h) return;
    sk_free(h->attendance);
    sk_free(h->orders);
    sk_free(h->attendance_at);
    sk_free(h->orders_at);
    sk_free(h);
}

static const sk_count *counts(const sk_count *v, const int *at, int bucket, int *n)
{
    *n = at ? at[bucket + 1] - at[bucket] : 0;
    return *n ? v + at[bucket] : NULL;
}

const sk_count *sk_history_attendance(const sk_history *h, sk_ix site, sk_meal meal, int *n)
{
    return counts(h->attendance, h->attendance_at, site * SK_N_MEALS + (int)meal, n);
}

const sk_count *sk_history_orders(const sk_history *h, sk_ix site, sk_meal meal, int *n)
{
    return counts(h->orders, h->orders_at, site * SK_N_MEALS + (int)meal, n);
}

const sk_input_file *sk_history_files(const sk_history *h, int *n)
{
    *n = h->n_files;
    return h->file;
}

int64_t sk_history_rows(const sk_history *h) { return h->n_rows; }
int64_t sk_history_set_aside(const sk_history *h) { return h->n_set_aside; }
