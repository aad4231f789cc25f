/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Support units: what share of each one's cost ends in each final unit, exactly.
 *
 * use[s][x] is how many units of support s's output x takes (hours, m2, invoices ...), x over the
 * support units first and then the final ones (kitchens). a[s,x] = use[s,x] / sum of use[s] without own
 * use, and the effective share e solves  e[s,k] = a[s,k] + sum over t of a[s,t] e[t,k].
 * Reciprocal recognises every mutual service. Step-down closes the supports one by one in a stated order
 * and lets nothing flow back; direct ignores services between supports. Both are for comparison.
 * Source: Horngren, Datar and Rajan, Cost Accounting, ch. 15; US Cost Accounting Standard 418. */
#ifndef SK_PRICE_SUPPORT_H
#define SK_PRICE_SUPPORT_H

#include "ext/gmp_exact.h"

typedef enum { SK_SUPPORT_RECIPROCAL, SK_SUPPORT_STEP_DOWN, SK_SUPPORT_DIRECT } sk_support_method;

typedef struct sk_support {
    int n_support, n_final;
    const int64_t *use;    /* n_support x (n_support + n_final), each >= 0; own use is ignored */
    const sk_ix *order;    /* step-down: support indexes, first closed first; NULL = most serving first */
} sk_support;

/* Effective shares, n_support x n_final; every row sums to exactly 1. SK_E_INPUT: a negative use, a
 * support that serves nobody (else), a group of supports that serves only itself, or (direct) one that
 * serves no final unit; the text names its index and sk_support_stuck finds it. n_support >= 1. */
sk_code sk_support_shares(const sk_support *s, sk_support_method method, sk_exact **out, sk_err *err);

/* Total cost of each support with what it receives from the others (the textbooks' "complete
 * reciprocated cost"), from its own cost; rounded once each. */
sk_code sk_support_reciprocated(const sk_support *s, const sk_ore *own, sk_ore *total, sk_err *err);

/* First support whose cost can never reach a final unit, SK_NONE when there is none. */
sk_ix sk_support_stuck(const sk_support *s);
/* The order of step-down when none is stated: by share of output that goes to other supports, largest
 * first, ties by index. order[n_support]. */
sk_code sk_support_order(const sk_support *s, sk_ix *order);

#endif
