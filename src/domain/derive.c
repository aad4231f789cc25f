/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/derive.h"

#include "base/num.h"

void sk_component_derive(const sk_kommun *k, sk_component *c)
{
    c->food_ore_1000 = 0;
    c->allergens = 0;
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

void sk_tour_derive(const sk_kommun *k, sk_tour *t)
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
