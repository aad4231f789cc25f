/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of a record that follow from other records; whoever changes those (a scenario) derives again. */
#ifndef SK_DOMAIN_DERIVE_H
#define SK_DOMAIN_DERIVE_H

#include "domain/kommun.h"

/* Food cost, CO2e and allergens from the recipe. Bought mass is the recipe's mass / (1 - loss); cost of 1000
 * reference portions is g x öre/kg. Rounded per recipe line. */
void sk_component_derive(const sk_kommun *k, sk_component *c);
/* What one round costs: the vehicle's tour, stops, kilometres and hours. Rounded once. */
void sk_tour_derive(const sk_kommun *k, sk_tour *t);

#endif
