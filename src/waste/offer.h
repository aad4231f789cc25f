/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of an offer: production records (planned, offered, served of each item at each unit and day)
 * to the amount of a coming offer that will not be taken.
 *
 * The share left depends above all on the offer against what that unit usually takes of that item. It is
 * logistic in: the pooled rates of unit x item and of unit + item; the offer against the usual offer and
 * against the usual take; planned against offered; how often the pair was seen; the rate on the pair's days
 * of a like offer (a kernel in the logarithm of the offer and in days); and the median share. The
 * coefficients minimise the absolute error of the amount left (iteratively reweighted least squares with a
 * ridge), each training row seen with the features it would have had without its own day.
 *
 * The baseline beside it, SK_OFFER_POOLED, is the crossed partial pooling of rates alone: unit and item add
 * in logits, the pair's own rate is shrunk towards that with SK_OFFER_POOL offered. */
#ifndef SK_WASTE_OFFER_H
#define SK_WASTE_OFFER_H

#include "base/err.h"
#include "base/mem.h"

enum { SK_OFFER_POOL = 20 };

typedef struct sk_offer {
    int unit, item, day;   /* unit 0 .. n_units - 1, item 0 .. n_items - 1 */
    double planned, offered, served; /* offered > 0; served <= offered, not read of what is asked */
} sk_offer;

typedef enum {
    SK_OFFER_MODEL, SK_OFFER_POOLED,
    SK_OFFER_PAIR, /* the pair's own rate */
    SK_N_OFFER_BY
} sk_offer_by;

/* left[by][i] of ask[i] from train. SK_E_NOMEM; SK_E_INPUT when there is nothing to learn from.
 * O(rows x days of a pair). */
sk_code sk_offer_left(const sk_offer *train, int n, const sk_offer *ask, int m, int n_units, int n_items,
                      double *left[SK_N_OFFER_BY], sk_err *err);

typedef struct sk_offer_score { double wape_row, wape_day, bias; } sk_offer_score; /* percent of what was left */
sk_offer_score sk_offer_judge(const sk_offer *ask, const double *left, int m);

#endif
