/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder price/ of a kommun, read for one price year. */
#ifndef SK_INPUT_PRICE_DATA_H
#define SK_INPUT_PRICE_DATA_H

#include "base/diag.h"
#include "domain/price_data.h"

/* Reads DIR/price/ against k, with the ledger and budget of base_year as bytes. Every fault goes to diags (rules
 * of the documents; K020 when the ledger is missing or there are two). SK_E_INPUT then: *out is only for
 * sk_price_faults, which tells the ledger's faults too, and NULL when there is no folder price/. Borrows k. Freed by
 * sk_price_data_free. */
sk_code sk_price_data_load(const char *dir, const sk_kommun *k, int base_year, sk_price_data **out,
                           sk_diags *diags, sk_err *err);
void sk_price_data_free(sk_price_data *d); /* NULL allowed */

#endif
