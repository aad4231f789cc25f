/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The billing basis of a month: how many portions, by each product's billing rule, at the decided prices of the
 * year, and how that is booked.
 *
 * COUNT of a site's product on a serving day, by its debiteringsgrund:
 *   enrolled  the site's guests that day x the share of the meal's row
 *   ordered   the site's order of the meal; without one what was counted, else the plan
 *   served    what was counted (eaters or plates); else the plan
 * The plan is guests x share x attendance, rounded half up. When several products share a meal on a day, its
 * order or count is split between them by their shares, largest remainder. While a site is merged into another the
 * other's orders and counts hold its guests, too; without any it is billed by its own plan. Days after the folder's
 * as-of date are not known: the bill is then preliminary, and says so.
 *
 * AMOUNT = count x price, plus the month's part of the year's fixed fee and rounding remainder. From a price list
 * (in->listed) they are its own, so that twelve months at planned volume are the list's year to the öre. From
 * decided prices the fee is split over customers by places, then over months, both to the öre. VAT is added once
 * per product, for customers outside the municipality.
 * SETTLEMENT (avräkning), when a customer has agreed to it: with December, once every day of it is known, the
 * year's count is brought to the decided volume, (decided - billed) x price. Other months only show where the year
 * stands.
 * Every voucher sums to 0. Expected: 300 sites, 20 products, 10 customers. */
#ifndef SK_PRICE_INVOICE_H
#define SK_PRICE_INVOICE_H

#include "base/diag.h"
#include "domain/followup.h"
#include "domain/history.h"
#include "domain/invoice.h"
#include "domain/price_data.h"
#include "price/vary.h"

typedef struct sk_inv_in { /* borrowed */
    const sk_kommun *k;
    const sk_history *h;
    const sk_pd_tariff *tariff;     int n_tariffs;
    const sk_pd_customer *customer; int n_customers;
    const sk_pd_place *place;       int n_places;
    const sk_pd_last *last;         int n_lasts;   /* decided prices, of any year */
    const sk_vat_rate *vat;         int n_vats;
    const sk_inv_change *change;    int n_changes;
    const sk_inv_sale *sale;        int n_sales;
    const sk_inv_booking *booking;  int n_booking;
    const sk_inv_listed *listed;    int n_listed;  /* a price list; NULL = decided prices */
    const char *list_name;                         /* its file, for faults */
    const sk_fu_volume *volume;     int n_volumes; /* decided volumes by month, for the settlement */
    const int *customer_line, *change_line;        /* rows in their documents, for faults; NULL = not known */
    int year, month;
} sk_inv_in;

typedef enum { /* where a day's count comes from */
    SK_INV_ENROLLED, SK_INV_ORDERED, SK_INV_SERVED, SK_INV_PLAN, SK_INV_MERGED, SK_INV_UNKNOWN, SK_N_INV_SOURCES
} sk_inv_source;

typedef struct sk_inv_row { /* one site's or one sale's product */
    sk_ix customer, tariff;
    sk_ix site, kitchen;        /* site SK_NONE: a sale */
    int64_t plan;               /* of the days that are known; of the first day's enrolment when enrolled */
    int64_t basis;              /* by the billing rule */
    int64_t corrected;          /* sum of changes.csv */
    int64_t billed;             /* basis + corrected */
    int days[SK_N_INV_SOURCES];
    sk_ore price, amount;
    const char *document;       /* sales */
} sk_inv_row;

typedef struct sk_inv_fee { /* fixed fee of a product to a customer, and what its price in whole öre left */
    sk_ix customer, tariff;
    int64_t places;             /* 0: only a remainder */
    sk_ore year, month;
    sk_ore rest_year, rest_month; /* avrundningsrest; 0 with decided prices, whose fees hold it */
} sk_inv_fee;

typedef struct sk_inv_line { /* a customer's product: what the bill says */
    sk_ix customer, tariff;
    int64_t count;
    sk_ore variable, fee, rest, settlement, net, vat;
    const sk_vat_rate *rate;    /* NULL = no VAT */
} sk_inv_line;

typedef struct sk_inv_total { sk_ix customer; sk_ore net, vat, gross; } sk_inv_total;

typedef struct sk_inv_post { /* a row of a voucher; vouchers by customer */
    sk_ix customer;
    const char *account, *centre, *counterpart;
    sk_ore ore;                 /* debit +, credit - */
    sk_ix tariff;               /* SK_NONE: the debit */
} sk_inv_post;

typedef struct sk_inv_settle { /* the year against the decided volume */
    sk_ix customer, tariff;
    int64_t year, decided, billed; /* decided for the year; to date, -1 = not by month; billed to date */
    sk_ore difference;          /* (decided - billed) x price, to date */
    bool agreed, settled;       /* by booking.csv; on this bill, else only shown */
} sk_inv_settle;

typedef struct sk_inv {
    const sk_inv_in *in;
    sk_day from, to;            /* of the month */
    sk_day known;               /* last day that is known; from - 1 = none of them */
    sk_ore *price;              /* by tariff; -1 = none */
    sk_inv_row *row;       int n_rows;     /* by customer, tariff, site */
    sk_inv_fee *fee;       int n_fees;
    sk_inv_line *line;     int n_lines;    /* by customer, tariff */
    sk_inv_total *total;   int n_totals;   /* by customer */
    sk_inv_post *post;     int n_posts;
    sk_inv_settle *settle; int n_settles;
    int settle_months;          /* whole months that they cover; 12 = the year is over */
} sk_inv;

/* Everything is in the arena. SK_E_INPUT, told in diags: N001 no decided price, N002 no mandate, N003 no VAT
 * rate, N004 no booking row or VAT account, N005 a change for a site that is not served the product, or below zero,
 * N007 a fixed fee without places, N008 amounts out of range, N009 a product that is served but that nothing bills,
 * N010 a rate of VAT that changes within the month. SK_E_NOMEM. */
sk_code sk_invoice_make(const sk_inv_in *in, sk_arena *arena, sk_inv *out, sk_diags *diags);

/* Number of the no-th voucher, 1 ..: "202311-1", the same in every form. */
enum { SK_INV_NUMBER = 40 };
void sk_inv_number(const sk_inv *v, int no, char out[SK_INV_NUMBER]);
/* Vouchers as SIE 4i in CP437, ready to be written; false when one does not sum to 0 (never, by the above). */
bool sk_invoice_sie(const sk_inv *v, const char *company, sk_lang lang, sk_buf *out);

#endif
