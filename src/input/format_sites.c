/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the guests' registers: categories, calendars, sites, meals, sittings, diets. */
#include "input/format_priv.h"

static const sk_column categories[] = {
    ID(sk_category),
    NAME(sk_category),
    MILLI("portionsfaktor", "portion_factor", SK_REQ, NULL, 100, 5000, 0, sk_category, factor_milli,
          "Mass of its portion against the reference portion."),
    PCT("närvaro_procent", "attendance_pct", SK_REQ, SK_PPM, 0, sk_category, attendance_ppm,
        "Eaters of a hundred guests, until the forecast knows better."),
    PCT("vegetariskt_procent", "veg_pct", SK_REQ, SK_PPM, 0, sk_category, veg_ppm,
        "Share of the eaters that take the vegetarian dish."),
    INT("prioritet", "priority", SK_REQ, NULL, 1, 4, 0, sk_category, priority,
        "Order in a shortage: 1 is served first."),
    ORE("bristkostnad_kr", "ran_out_kr", 0, "kr", 100000000, 0, sk_category, ran_out_ore,
        "An eater who finds the dish gone; 0 = the policy's. It decides how much is cooked."),
    ORE("överskottskostnad_kr", "left_over_kr", 0, "kr", 100000000, 0, sk_category, left_over_ore,
        "A portion cooked and not eaten; 0 = the policy's."),
    BOOL("portionerat", "plated", sk_category, plated,
         "Served on plates or in boxes, so that no buffet needs a surplus."),
    {"källa", "source", SK_COL_TEXT, .text = SK_N("Where the numbers come from.")},
};
const sk_document sk__doc_categories = {
    "categories.csv",
    SK_N("One category of guests: preschool, years 4-6, care home."),
    true,
    COLS(categories),
    INTO(sk_category, category, n_categories),
    BY_ID,
    0};

static const sk_column calendars[] = {
    ID(sk_calendar),
    NAME(sk_calendar),
    DAYS(sk_calendar, days, "Weekdays of ordinary service."),
    {"öppet_helgdag", "open_holidays", SK_COL_BOOL, .flags = SK_REQ, F(sk_calendar, open_holidays),
     .text = SK_N("Public holidays are ordinary days (care).")},
    DATE("från", "from", SK_REQ, 0, sk_calendar, from, "First day the calendar knows."),
    DATE("till", "to", SK_REQ, 0, sk_calendar, to,
         "Last day the calendar knows; no planning after it."),
    TXT("fil", "file", sk_in_calendar, file,
        "Its iCalendar file in the folder calendars; empty = no events."),
};
const sk_document sk__doc_calendars = {"calendars.csv",
                                       SK_N("One calendar per kind of service."),
                                       true,
                                       COLS(calendars),
                                       LOCAL(sk_in_calendar),
                                       .key = BY_ID};

static const sk_column sites[] = {
    ID(sk_site),
    NAME(sk_site),
    REF("kategori", "category", SK_REQ, SK_DOC_CATEGORIES, sk_site, category,
        "Category of its guests."),
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_site, kitchen,
        "Kitchen where the food is received and served."),
    REF("ordinarie_leveranskök", "usual_supplier", SK_REQ, SK_DOC_KITCHENS, sk_site, usual_supplier,
        "Kitchen that normally cooks for the site; the same as its own kitchen when cooked in the "
        "house."),
    REF("nämnd", "board", SK_REQ, SK_DOC_BOARDS, sk_site, board, "Who orders and pays."),
    REF("kalender", "calendar", SK_REQ, SK_DOC_CALENDARS, sk_site, calendar, "Its calendar."),
    REF("meny", "menu", 0, SK_DOC_MENUS, sk_site, menu,
        "Its menu; may be empty when it gets only goods or fixed dishes."),
    INT("platser", "places", 0, SK_N("guests"), 0, 100000, 0, sk_site, places,
        "Most guests it is made for; 0 = unknown."),
    DEC("lat", "lat", 0, "°", 5, 1, 5500000, 7000000, 0, sk_site, lat_e5,
        "Latitude in WGS 84; empty = its kitchen's."),
    DEC("lon", "lon", 0, "°", 5, 1, 1000000, 2500000, 0, sk_site, lon_e5,
        "Longitude in WGS 84; empty = its kitchen's."),
    TXT("enhetskod", "unit_code", sk_site, unit_code, "The site's code in other systems."),
    OPENS(sk_site, open),
};
const sk_document sk__doc_sites = {"sites.csv",
                                   SK_N("One place where guests of one category eat (enhet)."),
                                   true,
                                   COLS(sites),
                                   INTO(sk_site, site, n_sites),
                                   BY_ID,
                                   0};

static const sk_column guests[] = {
    REF("enhet", "site", SK_REQ, SK_DOC_SITES, sk_guests, site, "The site."),
    DATE("från", "from", SK_REQ, 0, sk_guests, from,
         "The number holds from this day until the next row's."),
    INT("gäster", "guests", SK_REQ, SK_N("guests"), 0, 100000, 0, sk_guests, guests,
        "Enrolled, residents or subscribers."),
};
const sk_document sk__doc_guests = {"guests.csv",
                                    SK_N("Guests of a site from a day on."),
                                    true,
                                    COLS(guests),
                                    INTO(sk_guests, guests, n_guests),
                                    {0, 1, -1},
                                    2};

static const sk_column site_meals[] = {
    REF("enhet", "site", SK_REQ, SK_DOC_SITES, sk_site_meal, site, "The site."),
    MEAL(sk_site_meal, meal),
    REF("produkt", "product", SK_REQ, SK_DOC_PRODUCTS, sk_site_meal, product, "What it gets."),
    DAYS(sk_site_meal, days, "Weekdays on which it gets it."),
    WORDS("dagtyper", "day_types", SK_REQ, sk_words_day_type, sk_site_meal, day_types,
          "Kinds of day on which it gets it, or all."),
    {"andel_procent", "share_pct", SK_COL_NUMBER, .unit = "%", .decimals = 2, .scale = 100, .lo = 0,
     .hi = SK_PPM, .def = SK_PPM, F(sk_site_meal, share_ppm),
     .text = SK_N("Share of the guests it is for.")},
    PCT("närvaro_procent", "attendance_pct", 0, SK_PPM, 0, sk_site_meal, attendance_ppm,
        "Eaters of a hundred of these guests; empty = the category's."),
    FROM_TO(sk_site_meal, when),
};
const sk_document sk__doc_site_meals = {"site_meals.csv",
                                        SK_N("A product that a site gets, and when."),
                                        true,
                                        COLS(site_meals),
                                        INTO(sk_site_meal, site_meal, n_site_meals),
                                        {0, 1, 2, 7, 4},
                                        0};

static const sk_column sittings[] = {
    REF("enhet", "site", SK_REQ, SK_DOC_SITES, sk_sitting, site, "The site."),
    MEAL(sk_sitting, meal),
    TIME("start", "start", SK_REQ, 0, sk_sitting, start, "Guests are served from."),
    TIME("slut", "end", SK_REQ, 0, sk_sitting, end, "The last guest has taken food."),
    PCT("andel_procent", "share_pct", SK_REQ, SK_PPM, 0, sk_sitting, share_ppm,
        "Share of the site's eaters; the shares of a meal sum to 100."),
};
const sk_document sk__doc_sittings = {"sittings.csv",
                                      SK_N("A sitting (serveringspass) of a site's meal."),
                                      true,
                                      COLS(sittings),
                                      INTO(sk_sitting, sitting, n_sittings),
                                      {0, 1, 2, -1},
                                      3};

static const sk_word product_kinds[] = {{"serverad", "served", SK_PROD_SERVED},
                                        {"varor", "goods", SK_PROD_GOODS},
                                        {"matsäck", "packed", SK_PROD_PACKED},
                                        {"matlåda", "boxed", SK_PROD_BOXED},
                                        {NULL, NULL, 0}};
const sk_word sk_words_billing[] = {{"beställd", "ordered", SK_BILL_ORDERED},
                                    {"serverad", "served", SK_BILL_SERVED},
                                    {"inskriven", "enrolled", SK_BILL_ENROLLED},
                                    {NULL, NULL, 0}};
static const sk_column products[] = {
    ID(sk_product),
    NAME(sk_product),
    MEAL(sk_product, meal),
    WORD("slag", "kind", SK_REQ, product_kinds, 0, sk_product, kind,
         "Cooked and served, raw goods for the customer's own staff, packed for an outing, or "
         "boxed for homes."),
    REF("rätt", "dish", 0, SK_DOC_DISHES, sk_product, dish,
        "Always this dish; empty = by the menu."),
    MILLI("portionsvärde", "portion_value", SK_REQ, NULL, 0, 10000, 0, sk_product, value_milli,
          "Its share of joint kitchen cost; lunch = 1."),
    INT("ledtid_dagar", "lead_days", 0, SK_N("days"), 0, 14, 0, sk_product, lead_days,
        "Delivered this many days before it is eaten."),
    WORD("debiteringsgrund", "billing_rule", SK_REQ, sk_words_billing, 0, sk_product, billing,
         "What is counted on the bill."),
    ORE("råvarubudget_kr", "food_budget_kr", 0, SK_N("kr/portion"), 1000000, 0, sk_product,
        food_budget_ore, "Budgeted food of a portion; empty = none."),
};
const sk_document sk__doc_products = {
    "products.csv",
    SK_N("One thing that customers buy: lunch, breakfast, boxed meal."),
    true,
    COLS(products),
    INTO(sk_product, product, n_products),
    BY_ID,
    0};

static const sk_column diets[] = {
    ID(sk_diet),
    NAME(sk_diet),
    BOOL("konsistens", "texture", sk_diet, texture, "Texture diet (timbale, jelly, liquid)."),
    WORDS("undviker", "avoids", 0, sk_words_allergen, sk_diet, avoids,
          "Allergens it must not contain."),
    MILLI("extra_min_portion", "extra_min_per_portion", 0, SK_N("min/portion"), 0, 60000, 0,
          sk_diet, extra_mmin, "Extra staff time per portion where it is cooked."),
    {"råvarukostnad_procent", "food_cost_pct", SK_COL_NUMBER, .unit = "%", .decimals = 2,
     .scale = 100, .lo = 0, .hi = 10 * SK_PPM, .def = SK_PPM, F(sk_diet, food_cost_ppm),
     .text = SK_N("Food cost against the ordinary dish.")},
};
const sk_document sk__doc_diets = {"diets.csv",
                                   SK_N("One profile of special diet."),
                                   true,
                                   COLS(diets),
                                   INTO(sk_diet, diet, n_diets),
                                   BY_ID,
                                   0};

static const sk_column diet_orders[] = {
    REF("enhet", "site", SK_REQ, SK_DOC_SITES, sk_diet_order, site, "The site."),
    REF("kost", "diet", SK_REQ, SK_DOC_DIETS, sk_diet_order, diet, "The diet."),
    MEAL(sk_diet_order, meal),
    INT("antal", "count", SK_REQ, SK_N("portions"), 0, 100000, 0, sk_diet_order, count,
        "Portions ordered a day."),
    FROM_TO(sk_diet_order, when),
};
const sk_document sk__doc_diet_orders = {"diet_orders.csv",
                                         SK_N("An ordered number of a special diet."),
                                         false,
                                         COLS(diet_orders),
                                         INTO(sk_diet_order, diet_order, n_diet_orders),
                                         {0, 2, 1, 4, -1},
                                         4};
