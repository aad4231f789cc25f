/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kommuns made in memory for tests and benches: random ones of any size from a seed, with capacities
 * tight enough for overtime, extra runs, shortage, chilled production and tour limits. Ids sort as
 * their numbers. Everything is in the kommun's arena; sk_kommun_free gives it back. */
#ifndef SK_TEST_MADE_H
#define SK_TEST_MADE_H

#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/rng.h"
#include "domain/kommun.h"

typedef struct made_size {
    int cooking, receiving, serving, sites;
    int tight_pct;   /* staff against what the usual way would take, about; 100 = just enough */
    int chill_pct;   /* share of the cooking kitchens with a blast chiller */
    int days;        /* weekdays of service, 1..7 */
    int side_m;      /* side of the square municipality */
    bool supper, diets;
} made_size;

enum { MADE_DISHES = 8, MADE_DIETS = 3, MADE_CATS = 4 };

static inline const char *made_id(sk_arena *a, const char *prefix, int i)
{
    return sk_arena_printf(a, "%s%05d", prefix, i);
}
static inline int made_in(sk_rng *r, int lo, int hi) { return (int)sk_rng_range(r, lo, hi); }
static inline bool made_pct(sk_rng *r, int pct) { return made_in(r, 1, 100) <= pct; }
#define MADE_ARRAY(field, count) ((field) = sk_arena_calloc(k->arena, (size_t)(count) + 1, sizeof *(field)))
#define MADE_ALWAYS ((sk_period){SK_NO_DAY, SK_DAY_FOREVER})

static inline void made_kitchens(sk_kommun *k, sk_rng *r, const made_size *z)
{
    int n = z->cooking + z->receiving + z->serving;
    k->n_kitchens = n;
    MADE_ARRAY(k->kitchen, n);
    for (int i = 0; i < n; i++) {
        sk_kitchen *c = &k->kitchen[i];
        c->id = c->name = made_id(k->arena, "k", i);
        c->role = i < z->cooking ? SK_ROLE_COOKING
                  : i < z->cooking + z->receiving ? SK_ROLE_RECEIVING : SK_ROLE_SERVING;
        c->lat_e5 = 5840000 + made_in(r, 0, z->side_m) * 10 / 11;
        c->lon_e5 = 1560000 + made_in(r, 0, z->side_m) * 10 / 6;
        c->manager = SK_NONE;
        bool cooks = c->role == SK_ROLE_COOKING;
        c->chill_kg_day = cooks && made_pct(r, z->chill_pct) ? made_in(r, 10, 120) : 0;
        c->cold_store_kg = made_pct(r, 80) ? made_in(r, 10, 200) : 0;
        c->reheat_ref = made_pct(r, 80) ? made_in(r, 20, 300) : 0;
        c->overtime_max_min = made_in(r, 0, 120);
        c->overtime_ore_h = made_in(r, 40000, 60000);
        MADE_ARRAY(c->diets, MADE_DIETS);
        for (int d = 0; d < MADE_DIETS; d++)
            if (made_pct(r, cooks ? 70 : 20)) c->diets[c->n_diets++] = d;
        c->open = MADE_ALWAYS;
    }
}

static inline void made_equipment(sk_kommun *k, sk_rng *r)
{
    MADE_ARRAY(k->equip_class, 3);
    k->n_equip_classes = 3;
    for (int i = 0; i < 3; i++) k->equip_class[i].id = k->equip_class[i].name = made_id(k->arena, "e", i);
    MADE_ARRAY(k->equipment, 3 * k->n_kitchens);
    for (int c = 0; c < k->n_kitchens; c++)
        for (int e = 0; e < 3; e++) {
            bool cooks = k->kitchen[c].role == SK_ROLE_COOKING;
            if (!made_pct(r, cooks ? 92 : k->kitchen[c].role == SK_ROLE_RECEIVING && e == 0 ? 70 : 0)) continue;
            k->equipment[k->n_equipment++] = (sk_equipment){c, e, made_in(r, 1, 2),
                made_in(r, 15, 120), made_in(r, 3, 6) * 15};
        }
}

static inline void made_openings(sk_kommun *k, const made_size *z)
{
    sk_wdays days = (sk_wdays)((1 << z->days) - 1);
    MADE_ARRAY(k->opening, 2 * k->n_kitchens);
    for (int c = 0; c < k->n_kitchens; c++) {
        k->opening[k->n_openings++] = (sk_opening){c, SK_MEAL_LUNCH, days, MADE_ALWAYS, 390, 900};
        if (z->supper && c % 2 == 0)
            k->opening[k->n_openings++] = (sk_opening){c, SK_MEAL_SUPPER, days, MADE_ALWAYS, 780, 1140};
    }
}

static inline void made_food(sk_kommun *k, sk_rng *r)
{
    static const sk_comp_kind kinds[5] = {SK_COMP_MAIN, SK_COMP_SIDE, SK_COMP_SAUCE, SK_COMP_COLD, SK_COMP_BREAD};
    MADE_ARRAY(k->component, MADE_DISHES * 5);
    MADE_ARRAY(k->dish, MADE_DISHES);
    k->n_dishes = MADE_DISHES;
    for (int d = 0; d < MADE_DISHES; d++) {
        sk_dish *dish = &k->dish[d];
        dish->id = dish->name = made_id(k->arena, "d", d);
        dish->backup = d == MADE_DISHES - 1 || made_pct(r, 25) ? SK_NONE : MADE_DISHES - 1;
        dish->allergens = (uint32_t)made_in(r, 0, 3);
        MADE_ARRAY(dish->comp, 5);
        for (int i = 0; i < 5; i++) {
            if (i > 0 && !made_pct(r, i == 1 ? 80 : 50)) continue;
            sk_component *c = &k->component[k->n_components];
            dish->comp[dish->n_comp++] = (sk_dish_comp){k->n_components++, made_in(r, 8, 12) * 100};
            c->id = c->name = c->method = made_id(k->arena, "c", k->n_components);
            c->kind = kinds[i];
            bool hot = i < 3;
            c->equip = hot ? (i == 1 ? 0 : made_in(r, 0, 2)) : SK_NONE;
            c->load_milli = made_in(r, 3, 12) * 100;
            c->served_g = made_in(r, 30, 180);
            c->batch_min = hot ? made_in(r, 5, 20) : 0;
            c->cook_mmin = made_in(r, 30, 500);
            c->modes = (uint8_t)(SK_MODE_HOT | (made_pct(r, 60) ? SK_MODE_CHILLED : 0) |
                                 (i == 1 || i > 2 ? SK_MODE_AT_SITE : 0));
            c->shelf_days = made_in(r, 0, 4);
            c->hold_min = hot ? (i == 1 ? 60 : 120) : 0;
            c->per_box = made_in(r, 20, 60);
        }
    }
    MADE_ARRAY(k->diet, MADE_DIETS);
    k->n_diets = MADE_DIETS;
    for (int d = 0; d < MADE_DIETS; d++) {
        k->diet[d].id = k->diet[d].name = made_id(k->arena, "s", d);
        k->diet[d].texture = d == 2;
        k->diet[d].avoids = 1u << d;
        k->diet[d].extra_mmin = d * 1500;
        k->diet[d].food_cost_ppm = 1200000;
    }
    MADE_ARRAY(k->menu, 1);
    k->n_menus = 1;
    k->menu[0] = (sk_menu){"m", "m", 2, 0};
    k->menu[0].anchor = 4; /* Monday 1970-01-05 */
    MADE_ARRAY(k->menu_item, 2 * 7 * SK_N_MEALS * SK_N_LINES);
    for (int w = 1; w <= 2; w++)
        for (int d = 1; d <= 7; d++)
            for (int m = SK_MEAL_LUNCH; m <= SK_MEAL_SUPPER; m += 2)
                for (int l = 0; l < SK_N_LINES; l++)
                    k->menu_item[k->n_menu_items++] = (sk_menu_item){0, w, d, (sk_meal)m, (sk_line)l,
                        l ? made_in(r, 5, 7) : made_in(r, 0, 5)};
}

static inline sk_ix made_nearest(const sk_kommun *k, sk_ix to, int cooking)
{
    sk_ix best = 0;
    int64_t least = INT64_MAX;
    for (sk_ix c = 0; c < cooking; c++) {
        int64_t dy = k->kitchen[c].lat_e5 - k->kitchen[to].lat_e5, dx = k->kitchen[c].lon_e5 - k->kitchen[to].lon_e5;
        if (dy * dy * 4 + dx * dx < least) {
            least = dy * dy * 4 + dx * dx;
            best = c;
        }
    }
    return best;
}

static inline void made_sites(sk_kommun *k, sk_rng *r, const made_size *z)
{
    static const int factor[MADE_CATS] = {600, 800, 1000, 1200};
    MADE_ARRAY(k->category, MADE_CATS);
    k->n_categories = MADE_CATS;
    for (int c = 0; c < MADE_CATS; c++)
        k->category[c] = (sk_category){made_id(k->arena, "a", c), "x", factor[c], 850000 + 30000 * c,
                                       100000 + 20000 * c, c + 1, 0, 0, false};
    MADE_ARRAY(k->calendar, 1);
    k->n_calendars = 1;
    k->calendar[0] = (sk_calendar){"cal", "cal", (sk_wdays)((1 << z->days) - 1), true, 0, 200000};
    MADE_ARRAY(k->product, 2);
    k->n_products = 2;
    k->product[0] = (sk_product){"p0", "lunch", SK_MEAL_LUNCH, SK_PROD_SERVED, SK_NONE, 1000, 0, SK_BILL_ORDERED, 0};
    k->product[1] = (sk_product){"p1", "supper", SK_MEAL_SUPPER, SK_PROD_SERVED, SK_NONE, 700, 0, SK_BILL_ORDERED, 0};
    MADE_ARRAY(k->site, z->sites);
    MADE_ARRAY(k->guests, z->sites);
    MADE_ARRAY(k->sitting, 3 * z->sites);
    MADE_ARRAY(k->site_meal, 2 * z->sites);
    MADE_ARRAY(k->diet_order, 2 * MADE_DIETS * z->sites);
    k->n_sites = z->sites;
    for (int s = 0; s < z->sites; s++) {
        sk_site *t = &k->site[s];
        t->id = t->name = t->unit_code = made_id(k->arena, "u", s);
        t->category = made_in(r, 0, MADE_CATS - 1);
        t->kitchen = s < k->n_kitchens ? s : made_in(r, 0, k->n_kitchens - 1);
        t->usual_supplier = t->kitchen < z->cooking ? t->kitchen : made_nearest(k, t->kitchen, z->cooking);
        t->board = SK_NONE;
        t->open = MADE_ALWAYS;
        k->guests[k->n_guests++] = (sk_guests){s, SK_NO_DAY, made_in(r, 15, 180)};
        int start = 645 + 15 * made_in(r, 0, 4);
        if (made_pct(r, 40)) {
            k->sitting[k->n_sittings++] = (sk_sitting){s, SK_MEAL_LUNCH, (sk_min)start, (sk_min)(start + 25), 500000};
            k->sitting[k->n_sittings++] =
                (sk_sitting){s, SK_MEAL_LUNCH, (sk_min)(start + 25), (sk_min)(start + 50), 500000};
        } else
            k->sitting[k->n_sittings++] = (sk_sitting){s, SK_MEAL_LUNCH, (sk_min)start, (sk_min)(start + 30), SK_PPM};
        sk_wdays days = k->calendar[0].days;
        k->site_meal[k->n_site_meals++] = (sk_site_meal){s, 0, SK_MEAL_LUNCH, days, 0x7f, SK_PPM, 0, MADE_ALWAYS};
        bool supper = z->supper && t->kitchen % 2 == 0 && made_pct(r, 50);
        for (int m = SK_MEAL_LUNCH; m <= (supper ? SK_MEAL_SUPPER : SK_MEAL_LUNCH); m += 2)
            for (int d = 0; z->diets && d < MADE_DIETS; d++)
                if (made_pct(r, 35))
                    k->diet_order[k->n_diet_orders++] =
                        (sk_diet_order){s, d, (sk_meal)m, MADE_ALWAYS, made_in(r, 1, 5)};
        if (!supper) continue;
        k->sitting[k->n_sittings++] = (sk_sitting){s, SK_MEAL_SUPPER, 1020, 1065, SK_PPM};
        k->site_meal[k->n_site_meals++] = (sk_site_meal){s, 1, SK_MEAL_SUPPER, days, 0x7f, SK_PPM, 0, MADE_ALWAYS};
    }
}

/* Tours from every cooking kitchen to the receivers it normally supplies, at most 4 stops each. */
static inline void made_tours(sk_kommun *k, sk_rng *r, const made_size *z)
{
    int n = k->n_kitchens - z->cooking;
    sk_ix *usual = sk_arena_calloc(k->arena, (size_t)n + 1, sizeof *usual);
    for (int i = 0; i < n; i++) usual[i] = made_nearest(k, z->cooking + i, z->cooking);
    MADE_ARRAY(k->vehicle, z->cooking);
    MADE_ARRAY(k->tour, 2 * k->n_kitchens);
    for (sk_ix c = 0; c < z->cooking; c++) {
        k->vehicle[c] = (sk_vehicle){.id = made_id(k->arena, "v", c), .name = "v", .depot = c,
                                     .cap_boxes = made_in(r, 2, 12)};
        k->n_vehicles++;
        for (int i = 0; i < n;) {
            sk_tour t = {.vehicle = c, .kitchen = c, .days = 0x7f, .meal = SK_MEAL_LUNCH,
                         .depart = (sk_min)made_in(r, 600, 640), .when = MADE_ALWAYS,
                         .cost_ore = made_in(r, 10000, 40000)};
            t.stop = sk_arena_calloc(k->arena, 4, sizeof *t.stop);
            for (; i < n && t.n_stops < 4; i++)
                if (usual[i] == c)
                    t.stop[t.n_stops++] = (sk_stop){z->cooking + i, made_in(r, 3, 12), 3000, 3, -1, -1};
            if (t.n_stops == 0) continue;
            t.id = made_id(k->arena, "t", k->n_tours);
            k->tour[k->n_tours++] = t;
        }
    }
}

/* Staff: what the sites that a kitchen normally feeds would take, times the tightness. */
static inline void made_staff(sk_kommun *k, sk_rng *r, const made_size *z)
{
    MADE_ARRAY(k->post, k->n_kitchens);
    double *need = sk_arena_calloc(k->arena, (size_t)k->n_kitchens + 1, sizeof *need);
    for (int s = 0; s < k->n_sites; s++) {
        double p = k->guests[s].guests * 0.9;
        need[k->site[s].usual_supplier] += p * 0.9;
        need[k->site[s].kitchen] += p * 0.6;
    }
    for (sk_ix c = 0; c < k->n_kitchens; c++) {
        double min = (60 + need[c]) * z->tight_pct / 100 * made_in(r, 75, 125) / 100;
        sk_post *p = &k->post[k->n_posts++];
        p->id = made_id(k->arena, "b", c);
        p->title = "kock";
        p->kitchen = c;
        p->employment_pct = 100;
        for (int d = 0; d < 7; d++) p->min[d] = (int16_t)(min < 30000 ? min : 30000);
        p->weekend_every = 1;
        p->ore_h = 30000;
        p->when = MADE_ALWAYS;
    }
}

/* NULL when memory ends (tests run with plenty). */
static inline sk_kommun *made_kommun(uint64_t seed, const made_size *z)
{
    sk_rng r;
    sk_rng_seed(&r, seed);
    sk_kommun *k = sk_alloc(sizeof *k);
    if (!k || !(k->arena = sk_arena_new())) return NULL;
    k->name = "Made";
    k->code = "0000";
    sk_policy_defaults(&k->policy);
    k->policy.extra_trip_max_m = 8000;
    made_kitchens(k, &r, z);
    made_equipment(k, &r);
    made_openings(k, z);
    made_food(k, &r);
    made_sites(k, &r, z);
    made_tours(k, &r, z);
    made_staff(k, &r, z);
    return k;
}

#endif
