/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks that need more than one cell. Each looks at every record that is not already bad, and
 * is safe with references that could not be resolved (SK_NONE); a check of completeness ("has no
 * ...") waits until the document it looks in is clean, so that one fault is not told twice. */
#include "input/input.h"

void sk__cross(sk__in *in)
{
    void (*const check[])(sk__in *) = {
        sk__cross_kitchens,     sk__cross_staff, sk__cross_sites,   sk__cross_meals,
        sk__cross_diets,        sk__cross_food,  sk__cross_menu,    sk__cross_tours,
        sk__cross_organisation, sk__cross_odd,   sk__cross_capacity};
    for (size_t i = 0; i < sizeof check / sizeof *check && !in->nomem; i++) check[i](in);
}
