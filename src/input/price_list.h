/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A price list that `storkok price --out DIR` or `--json` gave out, read back for billing: the report as JSON, or the
 * folder that holds it. Names of customers and products are found by their ids; every row must add up, and every
 * customer pay the same price of a product. Up to 10 000 rows. */
#ifndef SK_INPUT_PRICE_LIST_H
#define SK_INPUT_PRICE_LIST_H

#include "base/diag.h"
#include "domain/invoice.h"
#include "domain/price_data.h"

typedef struct sk_price_list {
    const sk_inv_listed *row; int n;
    const char *file;           /* as it is called in messages */
    char sha256[65];
} sk_price_list;

/* All lives in the arena. SK_E_INPUT, told in diags: N011 no such list, or of another year, N012 an id that is not in
 * price/, N013 a row or the months do not add up, or a product has two prices. SK_E_NOMEM, SK_E_IO. */
sk_code sk_price_list_read(const char *path, int year, const sk_pd_customer *customer, int n_customers,
                           const sk_pd_tariff *tariff, int n_tariffs, sk_arena *arena, sk_price_list *out,
                           sk_diags *diags, sk_err *err);

#endif
