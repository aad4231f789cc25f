/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A municipality small enough to count a plan by hand: two kitchens, two sites, one meal, two days.
 *
 *  a  cooks; oven 2 x 60 (45 min), pan 2 x 100 (30 min); chiller; qualified for gf
 *  b  receives, 1112 m away; pan 1 x 40 (30 min); cold store, reheating
 *  c  cooks, oven and pan as a, but not qualified for gf
 *  sa 100 guests (factor 1,0), eaten at a: sittings 11:00-11:30 60 %, 11:30-12:00 40 %
 *  sb 50 guests (factor 0,5), eaten at b: 11:15-12:00; 20 % vegetarian; 2 gf
 *  Tuesday 2023-11-28: main m (oven) or v (pan), potatoes p (pan), salad r. Nobody eats on Monday,
 *  when a may cook chilled. Tour t1 a 10:30 -> b 10:40. The hand count stands in tiny_plan. */
#ifndef SK_TESTS_MUTATE_TINY_H
#define SK_TESTS_MUTATE_TINY_H

#include <string.h>

#include "domain/kommun.h"

enum { TINY_FROM = 19688 }; /* Monday 2023-11-27 */
#define TINY_MON ((sk_wdays)1)
#define TINY_TUE ((sk_wdays)2)
#define TINY_ALWAYS {SK_NO_DAY, SK_DAY_FOREVER}
#define TINY_HASH "00000000000000000000000000000000000000000000000000000000000000aa"

static sk_category tiny_category[] = {
    {"big", "Big", 1000, 1000000, 0, 2, 0, 0, false}, {"small", "Small", 500, 1000000, 200000, 1, 0, 0, false}};
static sk_calendar tiny_calendar[] = {{"cal", "Cal", 0x1f, false, TINY_FROM - 100, TINY_FROM + 100}};
static sk_equip_class tiny_class[] = {{"oven", "Oven"}, {"pan", "Pan"}};
static sk_ix tiny_gf[] = {0};
static sk_kitchen tiny_kitchen[] = {
    {.id = "a", .role = SK_ROLE_COOKING, .lat_e5 = 5840000, .lon_e5 = 1560000, .manager = SK_NONE,
     .chill_kg_day = 100, .cold_store_kg = 100, .reheat_ref = 500, .overtime_max_min = 120,
     .overtime_ore_h = 52000, .diets = tiny_gf, .n_diets = 1, .open = TINY_ALWAYS},
    {.id = "b", .role = SK_ROLE_RECEIVING, .lat_e5 = 5841000, .lon_e5 = 1560000, .manager = SK_NONE,
     .cold_store_kg = 50, .reheat_ref = 200, .overtime_max_min = 30, .overtime_ore_h = 50000,
     .open = TINY_ALWAYS},
    {.id = "c", .role = SK_ROLE_COOKING, .lat_e5 = 5842000, .lon_e5 = 1560000, .manager = SK_NONE,
     .overtime_max_min = 30, .overtime_ore_h = 50000, .open = TINY_ALWAYS}};
static sk_equipment tiny_equipment[] = {{0, 0, 2, 60, 45}, {0, 1, 2, 100, 30}, {1, 1, 1, 40, 30},
                                        {2, 0, 2, 60, 45}, {2, 1, 2, 100, 30}};
static sk_opening tiny_opening[] = {
    {0, SK_MEAL_LUNCH, TINY_MON | TINY_TUE, TINY_ALWAYS, 390, 900},
    {1, SK_MEAL_LUNCH, TINY_TUE, TINY_ALWAYS, 450, 840}};
static sk_post tiny_post[] = {
    {.id = "p1", .kitchen = 0, .min = {120, 240}, .weekend_every = 1, .ore_h = 25000, .when = TINY_ALWAYS},
    {.id = "p2", .kitchen = 1, .min = {0, 360}, .weekend_every = 1, .ore_h = 22000, .when = TINY_ALWAYS}};
static sk_site tiny_site[] = {
    {.id = "sa", .category = 0, .kitchen = 0, .usual_supplier = 0, .open = TINY_ALWAYS},
    {.id = "sb", .category = 1, .kitchen = 1, .usual_supplier = 0, .open = TINY_ALWAYS}};
static sk_guests tiny_guests[] = {{0, TINY_FROM - 50, 100}, {1, TINY_FROM - 50, 50}};
static sk_sitting tiny_sitting[] = {{0, SK_MEAL_LUNCH, 660, 690, 600000},
                                    {0, SK_MEAL_LUNCH, 690, 720, 400000},
                                    {1, SK_MEAL_LUNCH, 675, 720, 1000000}};
static sk_site_meal tiny_site_meal[] = {
    {0, 0, SK_MEAL_LUNCH, TINY_TUE, 1 << SK_DAY_NORMAL, SK_PPM, 0, TINY_ALWAYS},
    {1, 0, SK_MEAL_LUNCH, TINY_TUE, 1 << SK_DAY_NORMAL, SK_PPM, 0, TINY_ALWAYS}};
static sk_product tiny_product[] = {
    {"lunch", "Lunch", SK_MEAL_LUNCH, SK_PROD_SERVED, SK_NONE, 1000, 0, SK_BILL_SERVED, 0}};
static sk_diet tiny_diet[] = {{"gf", "Gluten free", false, 1, 2000, 1300000}};
static sk_diet_order tiny_diet_order[] = {{1, 0, SK_MEAL_LUNCH, TINY_ALWAYS, 2}};
static sk_component tiny_component[] = {
    {.id = "m", .kind = SK_COMP_MAIN, .equip = 0, .load_milli = 1000, .served_g = 100, .batch_min = 10,
     .cook_mmin = 500, .modes = SK_MODE_HOT | SK_MODE_CHILLED, .shelf_days = 3, .hold_min = 120,
     .per_box = 30, .food_ore_1000 = 1000000},
    {.id = "p", .kind = SK_COMP_SIDE, .equip = 1, .load_milli = 800, .served_g = 150, .batch_min = 8,
     .cook_mmin = 100, .modes = SK_MODE_HOT | SK_MODE_AT_SITE, .hold_min = 120, .per_box = 40,
     .food_ore_1000 = 200000},
    {.id = "r", .kind = SK_COMP_COLD, .equip = SK_NONE, .load_milli = 1000, .served_g = 60, .batch_min = 5,
     .cook_mmin = 120, .modes = SK_MODE_CHILLED | SK_MODE_AT_SITE, .shelf_days = 1, .per_box = 80,
     .food_ore_1000 = 100000},
    {.id = "v", .kind = SK_COMP_MAIN, .equip = 1, .load_milli = 1000, .served_g = 180, .batch_min = 10,
     .cook_mmin = 200, .modes = SK_MODE_HOT | SK_MODE_CHILLED, .shelf_days = 3, .hold_min = 120,
     .per_box = 30, .food_ore_1000 = 800000}};
static sk_dish_comp tiny_main[] = {{0, 1000}, {1, 1000}, {2, 1000}}, tiny_veg[] = {{3, 1000}, {1, 1000}, {2, 1000}};
static sk_dish tiny_dish[] = {{"d0", "Main", SK_VEG_NO, 1, tiny_main, 3, 0},
                              {"d1", "Veg", SK_VEG_VEGAN, SK_NONE, tiny_veg, 3, 0}};
static sk_menu tiny_menu[] = {{"menu", "Menu", 1, TINY_FROM}};
static sk_menu_item tiny_item[] = {{0, 1, 2, SK_MEAL_LUNCH, SK_LINE_MAIN, 0}, {0, 1, 2, SK_MEAL_LUNCH, SK_LINE_VEG, 1}};
static sk_vehicle tiny_vehicle[] = {{"van", "Van", 0, 60, 0, 0, 0, 0}};
static sk_stop tiny_stop[] = {{1, 10, 5000, 4, 600, 660}};
static sk_tour tiny_tour[] = {
    {"t1", 0, 0, 0x1f, SK_MEAL_LUNCH, 630, TINY_ALWAYS, tiny_stop, 1, 10, 5000, 20000}};
static sk_input_file tiny_file[] = {{"kitchens.csv", TINY_HASH, 10}};

#define TINY_SET(field, count, array) \
    tiny_k.field = array;             \
    tiny_k.count = (int)(sizeof array / sizeof *array)

static sk_kommun tiny_k;

/* Fills tiny_k; tests may then change it and the arrays above, one value at a time. */
static inline const sk_kommun *tiny_kommun(void)
{
    memset(&tiny_k, 0, sizeof tiny_k);
    tiny_k.name = "Tiny";
    tiny_k.code = "0000";
    tiny_k.as_of = TINY_FROM - 7;
    tiny_k.lang = SK_LANG_EN;
    sk_policy_defaults(&tiny_k.policy);
    TINY_SET(category, n_categories, tiny_category);
    TINY_SET(calendar, n_calendars, tiny_calendar);
    TINY_SET(equip_class, n_equip_classes, tiny_class);
    TINY_SET(kitchen, n_kitchens, tiny_kitchen);
    TINY_SET(equipment, n_equipment, tiny_equipment);
    TINY_SET(opening, n_openings, tiny_opening);
    TINY_SET(post, n_posts, tiny_post);
    TINY_SET(site, n_sites, tiny_site);
    TINY_SET(guests, n_guests, tiny_guests);
    TINY_SET(sitting, n_sittings, tiny_sitting);
    TINY_SET(site_meal, n_site_meals, tiny_site_meal);
    TINY_SET(product, n_products, tiny_product);
    TINY_SET(diet, n_diets, tiny_diet);
    TINY_SET(diet_order, n_diet_orders, tiny_diet_order);
    TINY_SET(component, n_components, tiny_component);
    TINY_SET(dish, n_dishes, tiny_dish);
    TINY_SET(menu, n_menus, tiny_menu);
    TINY_SET(menu_item, n_menu_items, tiny_item);
    TINY_SET(vehicle, n_vehicles, tiny_vehicle);
    TINY_SET(tour, n_tours, tiny_tour);
    TINY_SET(file, n_files, tiny_file);
    return &tiny_k;
}

#endif
