/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between build.c (settings, products, customers), build_cells.c (volumes, keys, support units) and
 * build_lines.c (ledger to cost lines). */
#ifndef SK_PRICE_BUILD_PRIV_H
#define SK_PRICE_BUILD_PRIV_H

#include "base/map.h"
#include "price/build.h"

typedef struct price_build {
    sk_price_made *m;
    const sk_kommun *k;
    const sk_price_data *d;
    const sk_price_ask *ask;
    sk_diags *diags;
    bool bad, no_memory;
    bool form_only;     /* of the ledger: without sound registers its rows cannot be placed */
    sk_ix *tariff_of;   /* by product of the register x (customers + 1, the last for all others), SK_NONE */
    sk_ix *customer_of; /* by board, SK_NONE */
    sk_map *units;      /* id or object -> unit of the case */
    sk_map *lines;      /* id -> line under construction */
    sk_price_line *line; size_t n_lines, cap_lines;
    const sk_pd_account **group; size_t cap_group;
    sk_price_row *row; size_t n_rows, cap_rows;
} price_build;

void sk__build_bad(price_build *b, const char *rule, sk_pd_doc doc, int i, const char *hint, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));
void *sk__build_array(price_build *b, size_t n, size_t size); /* in the arena; NULL marks */
sk_price_src sk__build_src(const price_build *b, sk_pd_doc doc, int i);

/* The tariff that sells a product of the register to a customer, SK_NONE. */
static inline sk_ix sk__build_tariff(const price_build *b, sk_ix product, sk_ix customer)
{
    const sk_ix *t = &b->tariff_of[(size_t)product * (size_t)(b->d->n_customers + 1)];
    return t[customer] != SK_NONE ? t[customer] : t[b->d->n_customers];
}

void sk__build_units(price_build *b);  /* units; before lines */
void sk__build_cells(price_build *b);  /* volumes, given keys */
void sk__build_uses(price_build *b);   /* after cells: drivers follow them */
void sk__build_lines(price_build *b);

#endif
