/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of an alternative's figures (whatif_cost.c, whatif_sums.c, whatif_outage.c). */
#ifndef SK_REVIEW_WHATIF_PRIV_H
#define SK_REVIEW_WHATIF_PRIV_H

#include "review/whatif.h"

/* The kommun as it is from a day on: an alternative with dated operations has several in a year. */
typedef struct sk__state { sk_day day; const sk_kommun *k; sk_applied *applied; int days; } sk__state;

typedef struct sk__states {
    const sk_kommun *base;
    const sk_scenario *s;        /* NULL = the baseline */
    sk__state *it; int n;        /* by day; their days sum to n_days */
    sk_day from; int n_days;     /* the year counted */
    bool whole;                  /* dates do not count: every operation holds all year */
} sk__states;

/* Money of the year counted; what is paid once besides. */
void sk__alt_cost(sk_alt *a, const sk_alt *base, const sk__states *st);
void sk__alt_once(sk_alt *a, const sk_alt *base, const sk__states *st);
sk_ore sk__alt_food_lines(const sk__states *st); /* food in the ledger, at the alternative's prices */
/* What differs from the baseline, by kitchen and account group; with `once` also what is paid once. It sums to
 * total - base's total (+ once_ore). In arena. SK_E_NOMEM. */
sk_code sk__alt_book(const sk_alt *a, const sk_alt *base, const sk__states *st, bool once, const sk_price_data *d,
                     sk_arena *arena, sk_price_extra **out, int *n);

bool sk__alt_kitchens(sk_alt *a, sk_arena *arena); /* false: out of memory */
/* Everything that is no money. */
void sk__alt_sums(sk_alt *a, const sk_alt *base, const sk_whatif_waste *waste);

sk_code sk__alt_outages(sk_alt *a, const sk_whatif *w, const sk_whatif_opts *o, sk_err *err);

#endif
