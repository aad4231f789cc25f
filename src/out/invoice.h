/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month's billing basis as a report, with the booking files beside it: booking.si (SIE 4i) and booking.csv. */
#ifndef SK_OUT_INVOICE_H
#define SK_OUT_INVOICE_H

#include "out/report.h"
#include "price/invoice.h"

/* Borrows the kommun's name only. NULL: no memory, or a voucher that does not sum to 0. */
sk_report *sk_invoice_report(const sk_inv *v, sk_lang lang);

#endif
