/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/history.h"

#include <string.h>

#include "domain/history_priv.h"

void sk_history_free(sk_history *h)
{
    if (!h) return;
    sk_free(h->attendance);
    sk_free(h->orders);
    sk_free(h->attendance_at);
    sk_free(h->orders_at);
    sk_free(h->ahead);
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

const sk_count *sk_count_on(const sk_count *v, int n, sk_day day)
{
    int lo = 0, end = n;
    while (lo < end) {
        int mid = lo + (end - lo) / 2;
        if (v[mid].day < day) lo = mid + 1;
        else end = mid;
    }
    return lo < n && v[lo].day == day ? &v[lo] : NULL;
}

static bool before(const sk_count *c, sk_ix site, int meal)
{
    return c->site != site ? c->site < site : c->meal < meal;
}

const sk_count *sk_history_ahead(const sk_history *h, sk_ix site, sk_meal meal, int *n)
{
    int lo = 0, hi = h->n_ahead;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (before(&h->ahead[mid], site, (int)meal)) lo = mid + 1;
        else hi = mid;
    }
    for (hi = lo; hi < h->n_ahead && h->ahead[hi].site == site && h->ahead[hi].meal == meal; hi++) {
    }
    *n = hi - lo;
    return *n ? h->ahead + lo : NULL;
}

bool sk_history_give_ahead(sk_history *h, const sk_count *v, int n, const sk_input_file *file)
{
    sk_count *copy = sk_calloc_n((size_t)n + 1, sizeof *copy);
    if (!copy) return false;
    if (n > 0) memcpy(copy, v, (size_t)n * sizeof *v);
    sk_free(h->ahead);
    h->ahead = copy;
    h->n_ahead = n;
    if (file && h->n_files < (int)(sizeof h->file / sizeof *h->file)) h->file[h->n_files++] = *file;
    return true;
}

const sk_input_file *sk_history_files(const sk_history *h, int *n)
{
    *n = h->n_files;
    return h->file;
}

int64_t sk_history_rows(const sk_history *h) { return h->n_rows; }
int64_t sk_history_set_aside(const sk_history *h) { return h->n_set_aside; }
