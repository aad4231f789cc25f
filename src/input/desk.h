/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies on the planner's desk besides the registers when papers are printed: counted stock and the
 * orders that sites have placed for coming days. Both documents are optional. */
#ifndef SK_INPUT_DESK_H
#define SK_INPUT_DESK_H

#include "base/diag.h"
#include "domain/kommun.h"

typedef struct sk_stock { /* what a kitchen has of an ingredient */
    sk_ix kitchen, ingredient;
    int64_t g;              /* as bought, cleaning loss included */
    sk_day counted;
} sk_stock;

typedef struct sk_order_ahead { /* a site's order of a meal on a day */
    sk_ix site;
    int meal;               /* sk_meal */
    sk_day day, placed;
    int count;              /* portions; 0 = none that day */
} sk_order_ahead;

typedef struct sk_desk sk_desk; /* owns its rows */

/* SK_E_INPUT: a fault, all of them in diags: W034 stock counted after the as-of date is not believed, W035
 * stock counted more than two weeks before it, W036 an order placed after the as-of date is not seen;
 * these three are warnings. *out is NULL unless SK_OK. */
sk_code sk_desk_load(const char *dir, const sk_kommun *k, sk_desk **out, sk_diags *diags, sk_err *err);
void sk_desk_free(sk_desk *d); /* NULL allowed */

/* Grams that a kitchen has of an ingredient, 0 when nothing is told. *counted (may be NULL) fills. */
int64_t sk_desk_stock(const sk_desk *d, sk_ix kitchen, sk_ix ingredient, sk_day *counted);
bool sk_desk_has_stock(const sk_desk *d, sk_ix kitchen); /* somebody counted there */
/* The last order of a site's meal and day, and the one before it (NULL when there is none). */
const sk_order_ahead *sk_desk_order(const sk_desk *d, sk_ix site, sk_meal meal, sk_day day,
                                    const sk_order_ahead **before);
bool sk_desk_has_orders(const sk_desk *d);

#endif
