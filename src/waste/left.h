/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Portions of a plan that are expected to be left over, and eaters beyond them, by the distribution of eaters.
 *
 * The two dishes of one row (one site's meal of one product) are eaten as one: who finds her dish gone takes the
 * other. So over and under of a row are those of all its eaters together, as the plan reckons its main dish
 * (demand.h, TOTAL), shared between its lines by what each would have alone. Diets are cooked and eaten as
 * ordered. No site helps another. */
#ifndef SK_WASTE_LEFT_H
#define SK_WASTE_LEFT_H

#include "forecast/forecast.h"

typedef struct sk_wleft {
    double over, under; /* E max(0, Q - D), E max(0, D - Q) */
} sk_wleft;
sk_wleft sk_waste_left(const sk_dist *d, double q);

/* Of every need, [n_needs]: its eaters, from the plan's own expectation, or forecast f (NULL allowed) for what goes
 * by shares, else as in the need. */
void sk_waste_dists(const sk_kommun *k, const sk_demand *demand, const sk_forecast *f, sk_dist *out);
/* dist of sk_waste_dists, portions [n_needs]. O(needs). */
void sk_waste_lefts(const sk_kommun *k, const sk_demand *demand, const sk_forecast *f, const sk_dist *dist,
                    const int *portions, sk_wleft *out);

#endif
