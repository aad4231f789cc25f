/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/format.h"

#include <strings.h>

#include "input/format_priv.h"

const sk_document *const sk_documents[SK_N_ALL_DOCS] = {
    &sk__doc_managers,
    &sk__doc_boards,
    &sk__doc_equip_classes,
    &sk__doc_kitchens,
    &sk__doc_openings,
    &sk__doc_equipment,
    &sk__doc_staff,
    &sk__doc_deviations,
    &sk__doc_categories,
    &sk__doc_calendars,
    &sk__doc_sites,
    &sk__doc_guests,
    &sk__doc_site_meals,
    &sk__doc_sittings,
    &sk__doc_products,
    &sk__doc_diets,
    &sk__doc_diet_orders,
    &sk__doc_suppliers,
    &sk__doc_ingredients,
    &sk__doc_components,
    &sk__doc_recipes,
    &sk__doc_dishes,
    &sk__doc_dish_components,
    &sk__doc_menus,
    &sk__doc_menu,
    &sk__doc_vehicles,
    &sk__doc_tours,
    &sk__doc_tour_stops,
    &sk__doc_organisation,
    &sk__doc_cost_lines,
    &sk__doc_attendance,
    &sk__doc_orders,
    &sk__doc_waste,
    &sk__doc_waste_protocol,
    &sk__doc_renamed,
    &sk__doc_reserve,
    &sk__doc_continuity,
    &sk__doc_fu_areas,
    &sk__doc_fu_centres,
    &sk__doc_fu_frames,
    &sk__doc_fu_reports,
    &sk__doc_fu_equity,
    &sk__doc_fu_volumes,
    &sk__doc_fu_drivers,
    &sk__doc_fu_measures,
    &sk__doc_fu_statuses,
    &sk__doc_fu_targets,
    &sk__doc_fu_values,
    &sk__doc_fu_verdicts,
    &sk__doc_waste_targets,
    &sk__doc_waste_groups,
    &sk__doc_candidates,
    &sk__doc_wishes,
    &sk__doc_price_years,
    &sk__doc_price_areas,
    &sk__doc_price_accounts,
    &sk__doc_price_units,
    &sk__doc_price_uses,
    &sk__doc_price_factors,
    &sk__doc_price_tariffs,
    &sk__doc_price_customers,
    &sk__doc_price_volumes,
    &sk__doc_price_places,
    &sk__doc_price_decisions,
    &sk__doc_price_vat,
    &sk__doc_price_last,
    &sk__doc_price_scenarios,
    &sk__doc_inv_changes,
    &sk__doc_inv_sales,
    &sk__doc_inv_booking,
    &sk__doc_stock,
    &sk__doc_orders_ahead,
};

const char *sk_doc_file(sk_doc_id id) { return sk_documents[id]->file; }

const sk_word sk_words_meal[] = {
    {"frukost", "breakfast", SK_MEAL_BREAKFAST},
    {"lunch", "lunch", SK_MEAL_LUNCH},
    {"mellanmål", "snack", SK_MEAL_SNACK},
    {"kvällsmat", "supper", SK_MEAL_SUPPER},
    {NULL, NULL, 0},
};

const sk_word sk_words_day_type[] = {
    {"normal", "normal", SK_DAY_NORMAL},      {"lov", "break", SK_DAY_BREAK},
    {"studiedag", "study", SK_DAY_STUDY},     {"planeringsdag", "planning", SK_DAY_PLANNING},
    {"reducerad", "reduced", SK_DAY_REDUCED}, {"helgdag", "holiday", SK_DAY_HOLIDAY},
    {"stängt", "closed", SK_DAY_CLOSED},      {NULL, NULL, 0},
};

const sk_word sk_words_allergen[] = {
    {"gluten", "gluten", 0}, {"kräftdjur", "crustaceans", 1}, {"ägg", "egg", 2},
    {"fisk", "fish", 3},     {"jordnötter", "peanuts", 4},    {"soja", "soya", 5},
    {"mjölk", "milk", 6},    {"nötter", "nuts", 7},           {"selleri", "celery", 8},
    {"senap", "mustard", 9}, {"sesam", "sesame", 10},         {"sulfit", "sulphites", 11},
    {"lupin", "lupin", 12},  {"blötdjur", "molluscs", 13},    {NULL, NULL, 0},
};

int sk_word_find(const sk_word *words, const char *s)
{
    for (const sk_word *w = words; w->sv; w++)
        if (strcasecmp(w->sv, s) == 0 || strcasecmp(w->en, s) == 0) return w->value;
    return -1;
}
