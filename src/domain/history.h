/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has been counted: attendance and orders, day by day (waste: domain/waste.h). Read by input/history.h from the
 * folder's history documents, already cleaned of doubtful rows and of everything after the as-of
 * date; the forecast sees only this. Large (2 million rows), so the records are small and lie in
 * flat arrays, sorted so that one site's meal is one span in date order. */
#ifndef SK_DOMAIN_HISTORY_H
#define SK_DOMAIN_HISTORY_H

#include "domain/kommun.h"

/* How a unit counts; only eaters and plates say how many ate. */
typedef enum { SK_BASIS_EATERS, SK_BASIS_PLATES, SK_BASIS_ORDERS, SK_BASIS_ENROLLED } sk_basis_kind;

typedef struct sk_count { /* one site's meal on one day */
    sk_day day;
    sk_ix site;
    int32_t count;    /* eaters, plates, orders or enrolled */
    uint8_t meal;     /* sk_meal */
    uint8_t basis;    /* sk_basis_kind; SK_BASIS_ORDERS in orders */
    bool ran_out;     /* the food ran out: at least so many would have eaten */
} sk_count;

typedef struct sk_history sk_history; /* opaque; owns its arrays */
void sk_history_free(sk_history *h);  /* NULL allowed */

/* Counts of a site's meal in date order, one a day; borrowed from h. *n may be 0. */
const sk_count *sk_history_attendance(const sk_history *h, sk_ix site, sk_meal meal, int *n);
const sk_count *sk_history_orders(const sk_history *h, sk_ix site, sk_meal meal, int *n);
/* The count of a day among n of them in date order; NULL = none. */
const sk_count *sk_count_on(const sk_count *v, int n, sk_day day);
/* Orders that a site has placed for days after the as-of date, in date order; none until they are given. */
const sk_count *sk_history_ahead(const sk_history *h, sk_ix site, sk_meal meal, int *n);
/* Gives them: v sorted by site, meal, day, one a day; copied. file names their document. False: out of memory. */
bool sk_history_give_ahead(sk_history *h, const sk_count *v, int n, const sk_input_file *file);
/* The documents of the counts, renamed, attendance and orders (and what was given), that exist; borrowed. */
const sk_input_file *sk_history_files(const sk_history *h, int *n);
int64_t sk_history_rows(const sk_history *h);     /* kept */
int64_t sk_history_set_aside(const sk_history *h); /* doubtful, left out */

#endif
