/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SK_REVIEW_REVIEW_PRIV_H
#define SK_REVIEW_REVIEW_PRIV_H

#include "review/review.h"

typedef struct sk__rv {
    sk_review *r;
    const sk_kommun *k;
    const sk_review_data *data;
    int *place_of;      /* [n_kitchens] index or -1 */
    double *cap_run;    /* [n_equip_classes] mean run of the municipality, reference portions */
    signed char *lunch; /* [n_dishes] cooked as a main line at lunch */
    sk_err *err;
} sk__rv;

/* review_place.c: what is eaten where; day types and busiest days. */
sk_code sk__rv_places(sk__rv *b);
/* review_option.c: options, capacities, today's structure. */
sk_code sk__rv_options(sk__rv *b);
/* review_arc.c: who can supply whom, and its cost. */
sk_code sk__rv_arcs(sk__rv *b);
void sk__rv_vehicles(sk__rv *b);

sk_code sk__rv_nomem(sk__rv *b);

#endif
