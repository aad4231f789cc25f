/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The staff plan behind the wages of a price: posts of the register by unit and year, beside what the ledger
 * says and the price bears. The plan explains and never replaces: the ledger's total is what is shared.
 *
 *   hours   employment x hours of a full-time post (policy post_hours_year) x days of the year in its period
 *   cost    hours x the post's krona an hour, which holds the employer's add-on (PO) of the folder's year,
 *           carried to the year by (1 + growth of wages) x (1 + PO) / (1 + PO before); rounded once a unit
 *   wage    cost / (1 + PO of the year); the add-on is the rest
 *
 * Trainees are no capacity and are left out. Posts without hours in a kitchen (managers) belong to the support
 * unit that has wages, when there is one such. */
#ifndef SK_PRICE_STAFF_H
#define SK_PRICE_STAFF_H

#include "price/build.h"

enum { SK_STAFF_BASE, SK_STAFF_NEW, SK_N_STAFF_YEARS };

typedef struct sk_staff_year {
    int posts;             /* that hold any day of the year */
    int64_t fte_pct, hours; /* 100 = one full-time post all year */
    sk_ore wage, po, cost; /* planned, öre; wage + po = cost */
    sk_ore booked;         /* wages of the ledger: in the base year; borne by the price in the new one */
} sk_staff_year;

typedef struct sk_staff_row {
    sk_ix unit;            /* of the case; SK_NONE = common to all kitchens */
    sk_staff_year y[SK_N_STAFF_YEARS];
} sk_staff_row;

/* Units with posts or wages, in order of the case, in the arena. False: no memory, or a sum is out of range. */
bool sk_price_staff(const sk_price_made *m, const sk_price_result *r, sk_arena *arena, sk_staff_row **row, int *n);
/* Sum of all rows. */
sk_staff_year sk_staff_sum(const sk_staff_row *row, int n, int year);

#endif
