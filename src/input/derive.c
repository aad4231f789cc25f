/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that follow from the registers: food cost, climate and allergens of components and dishes,
 * cost of tours, longest events. */
#include "domain/derive.h"
#include "input/input.h"

static int longest(int so_far, sk_period p)
{
    int64_t days = (int64_t)p.to - p.from + 1;
    return days > so_far ? (int)days : so_far;
}

void sk__derive(sk__in *in)
{
    sk_kommun *k = in->k;
    for (int i = 0; i < k->n_components; i++) sk_component_derive(k, &k->component[i]);
    for (int i = 0; i < k->n_dishes; i++)
        for (int j = 0; j < k->dish[i].n_comp; j++)
            k->dish[i].allergens |= k->component[k->dish[i].comp[j].component].allergens;
    for (int i = 0; i < k->n_tours; i++) sk_tour_derive(k, &k->tour[i]);
    for (int i = 0; i < k->n_cal_events; i++)
        k->max_event_days = longest(k->max_event_days, k->cal_event[i].when);
    for (int i = 0; i < k->n_org_changes; i++)
        k->max_org_days = longest(k->max_org_days, k->org_change[i].when);
}
