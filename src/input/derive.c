/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values that follow from the registers: food cost, climate and allergens of components and dishes,
 * cost of tours, longest events. Rounded here, per recipe line. */
#include "base/num.h"
#include "input/input.h"

/* Bought mass is the recipe's mass / (1 - loss). Cost of 1000 reference portions: g x öre/kg. */
static void derive_component(const sk_kommun *k, sk_component *c)
{
    int64_t co2e_mg = 0; /* g x g/kg */
    for (int i = 0; i < c->n_recipe; i++) {
        const sk_ingredient *g = &k->ingredient[c->recipe[i].ingredient];
        int64_t left_ppm = SK_PPM - g->loss_ppm;
        c->food_ore_1000 += sk_muldiv((int64_t)c->recipe[i].g * g->ore_kg, SK_PPM, left_ppm);
        c->allergens |= g->allergens;
        if (g->co2e_g_kg > 0)
            co2e_mg += sk_muldiv((int64_t)c->recipe[i].g * g->co2e_g_kg, SK_PPM, left_ppm);
    }
    c->co2e_g = (int)sk_muldiv(co2e_mg, 1, 1000);
}

static void derive_tour(const sk_kommun *k, sk_tour *t)
{
    int64_t m = t->back_m, min = t->back_min;
    for (int i = 0; i < t->n_stops; i++) {
        m += t->stop[i].m;
        min += t->stop[i].drive_min + t->stop[i].unload_min;
    }
    if (t->vehicle == SK_NONE) return;
    const sk_vehicle *v = &k->vehicle[t->vehicle];
    t->cost_ore = v->tour_ore + t->n_stops * v->stop_ore +
                  sk_muldiv(v->km_ore * m * 6 + v->hour_ore * min * 100, 1, 6000);
}

static int longest(int so_far, sk_period p)
{
    int64_t days = (int64_t)p.to - p.from + 1;
    return days > so_far ? (int)days : so_far;
}

void sk__derive(sk__in *in)
{
    sk_kommun *k = in->k;
    for (int i = 0; i < k->n_components; i++) derive_component(k, &k->component[i]);
    for (int i = 0; i < k->n_dishes; i++)
        for (int j = 0; j < k->dish[i].n_comp; j++)
            k->dish[i].allergens |= k->component[k->dish[i].comp[j].component].allergens;
    for (int i = 0; i < k->n_tours; i++) derive_tour(k, &k->tour[i]);
    for (int i = 0; i < k->n_cal_events; i++)
        k->max_event_days = longest(k->max_event_days, k->cal_event[i].when);
    for (int i = 0; i < k->n_org_changes; i++)
        k->max_org_days = longest(k->max_org_days, k->org_change[i].when);
}
