/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What billing is told besides orders, counts and registers: corrections, other sales, and how it is booked. */
#ifndef SK_DOMAIN_INVOICE_H
#define SK_DOMAIN_INVOICE_H

#include "domain/kommun.h"

typedef struct sk_inv_change { /* correction of a day */
    sk_day day;
    sk_ix site, tariff;
    int count;                 /* portions, + or - */
    const char *reason;
} sk_inv_change;

typedef struct sk_inv_sale { /* sold to others than the sites, in a month */
    int period;                /* YYYYMM */
    sk_ix kitchen, tariff, customer;
    int count;
    const char *document;      /* where the count is written */
} sk_inv_sale;

typedef struct sk_inv_booking { /* how a customer is booked */
    sk_ix customer;
    const char *debit;         /* the customer's cost account, or a claim on somebody outside */
    const char *customer_centre; /* ansvar of the debit; "" = none */
    const char *revenue, *seller_centre; /* ansvar of fixed fees and of what no manager answers for */
    const char *fixed;         /* revenue account of fixed fees and rounding remainders; "" = revenue */
    const char *vat;           /* account of outgoing VAT; "" = none */
    const char *counterpart;   /* motpart, "" = none */
    bool settles;              /* the year is settled to the decided volume */
} sk_inv_booking;

enum { SK_INV_MONTHS = 12 };
typedef struct sk_inv_listed { /* a row of a price list that storkok price gave out; öre */
    sk_ix customer, tariff;
    int64_t portions, places;  /* planned; 0 = no fixed fee */
    sk_ore price, fee, remainder; /* per unit; of the year */
    sk_ore year;               /* price x portions + fee + remainder */
    sk_ore month[SK_INV_MONTHS]; /* of fee + remainder */
} sk_inv_listed;

#endif
