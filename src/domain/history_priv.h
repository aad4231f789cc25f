/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an sk_history holds; for its reader (input/history.c) only. */
#ifndef SK_DOMAIN_HISTORY_PRIV_H
#define SK_DOMAIN_HISTORY_PRIV_H

#include "domain/history.h"

struct sk_history {
    int n_sites;
    sk_count *attendance, *orders; /* sorted by site, meal, day */
    int *attendance_at, *orders_at; /* [n_sites * SK_N_MEALS + 1]: where each site's meal starts */
    int64_t n_rows, n_set_aside;
    sk_count *ahead;               /* sorted by site, meal, day */
    int n_ahead;
    sk_input_file file[4];         /* renamed, attendance, orders, orders ahead: those that exist */
    int n_files;
};

#endif
