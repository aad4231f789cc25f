/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of billing share. */
#ifndef SK_PRICE_INVOICE_PRIV_H
#define SK_PRICE_INVOICE_PRIV_H

#include "base/mem.h"
#include "base/num.h"
#include "base/text.h"
#include "price/invoice.h"

typedef struct sk__inv {
    const sk_inv_in *in;
    sk_inv *v;
    sk_arena *arena;
    sk_diags *diags;
    bool bad, nomem, out_of_range;
} sk__inv;

void *sk__inv_array(sk__inv *u, size_t n, size_t size); /* NULL sets nomem */
/* Counts of in->k's sites in a month, by customer, tariff, site (invoice_count.c). Days after the as-of date are left
 * unknown. */
void sk__inv_count(sk__inv *u, int year, int month, sk_inv_row **row, int *n);
/* The sales of a month follow the sites' rows. */
/* A product's portions are the tariff's volume, for that customer. */
bool sk__inv_bills(const sk_inv_in *in, sk_ix tariff, sk_ix product, sk_ix customer);
const sk_inv_booking *sk__inv_booking(const sk_inv_in *in, sk_ix customer); /* NULL = no row */
void sk__inv_settle(sk__inv *u);   /* invoice_settle.c */
void sk__inv_vouchers(sk__inv *u); /* invoice_book.c */
/* Remember when out of range. */
void sk__inv_add(sk__inv *u, sk_ore *a, sk_ore b);
sk_ore sk__inv_times(sk__inv *u, sk_ore price, int64_t n);
sk_ix sk__inv_customer(const sk_inv_in *in, const char *id);
/* line 0 = a row is missing. */
void sk__inv_fault(sk__inv *u, const char *rule, const char *file, int line, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

#endif
