/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the food's registers: suppliers, ingredients, components, recipes, dishes, menus. */
#include "input/format_priv.h"

static const sk_column suppliers[] = {
    ID(sk_supplier),
    NAME(sk_supplier),
    {"leveransdagar", "delivery_days", SK_COL_DAYS, .flags = SK_REQ, F(sk_supplier, days),
     .text = SK_N("Weekdays it delivers.")},
    INT("stopp_dagar", "deadline_days", SK_REQ, SK_N("days"), 0, 60, 0, sk_supplier, deadline_days,
        "Order this many days before the delivery."),
    TIME("stopp_tid", "deadline", SK_REQ, 0, sk_supplier, deadline,
         "Order before this time that day."),
    ORE("minsta_order_kr", "min_order_kr", 0, "kr", 100000000, 0, sk_supplier, min_order_ore,
        "Smallest order."),
};
const sk_document sk__doc_suppliers = {"suppliers.csv",
                                       SK_N("One supplier that sells food to us (leverantör)."),
                                       true,
                                       COLS(suppliers),
                                       INTO(sk_supplier, supplier, n_suppliers),
                                       BY_ID,
                                       0};

static const sk_column ingredients[] = {
    ID(sk_ingredient),
    NAME(sk_ingredient),
    TXT("artikel", "article", sk_ingredient, article, "The supplier's article number."),
    ORE("kr_kg", "kr_per_kg", SK_REQ, SK_N("kr/kg"), 10000000, 0, sk_ingredient, ore_kg, "Price."),
    MILLI("förpackning_kg", "pack_kg", SK_REQ, "kg", 1, 1000000, 0, sk_ingredient, pack_g,
          "Mass of a package."),
    REF("leverantör", "goods_supplier", SK_REQ, SK_DOC_SUPPLIERS, sk_ingredient, supplier,
        "Who sells it."),
    MILLI("co2e_kg_per_kg", "co2e_kg_per_kg", 0, SK_N("kg/kg"), 0, 200000, -1, sk_ingredient,
          co2e_g_kg, "Climate footprint; empty = not known."),
    BOOL("eko", "organic", sk_ingredient, organic, "Organic."),
    BOOL("lokal", "local", sk_ingredient, local, "Locally produced."),
    BOOL("avtal", "on_contract", sk_ingredient, on_contract, "Bought on a contract."),
    PCT("svinn_procent", "loss_pct", 0, 950000, 0, sk_ingredient, loss_ppm,
        "Lost in storage and preparation."),
    WORDS("allergener", "allergens", 0, sk_words_allergen, sk_ingredient, allergens,
          "Allergens it holds."),
    {"källa", "source", SK_COL_TEXT, .text = SK_N("Where the numbers come from.")},
    INT("tina_dagar", "thaw_days", 0, SK_N("days"), 0, 7, 0, sk_ingredient, thaw_days,
        "Taken out to thaw this many days before it is cooked; it must have come by then."),
};
const sk_document sk__doc_ingredients = {"ingredients.csv",
                                         SK_N("One ingredient that is bought."),
                                         true,
                                         COLS(ingredients),
                                         INTO(sk_ingredient, ingredient, n_ingredients),
                                         BY_ID,
                                         0};

static const sk_word comp_kinds[] = {
    {"huvud", "main", SK_COMP_MAIN},  {"tillbehör", "side", SK_COMP_SIDE},
    {"sås", "sauce", SK_COMP_SAUCE},  {"kall", "cold", SK_COMP_COLD},
    {"bröd", "bread", SK_COMP_BREAD}, {NULL, NULL, 0}};
/* Bits of sk_mode are 1 << value. */
static const sk_word modes[] = {
    {"varm", "hot", 0}, {"kyld", "chilled", 1}, {"på_plats", "at_site", 2}, {NULL, NULL, 0}};
_Static_assert(SK_MODE_HOT == 1 << 0 && SK_MODE_CHILLED == 1 << 1 && SK_MODE_AT_SITE == 1 << 2,
               "modes are bits");
static const sk_column components[] = {
    ID(sk_component),
    NAME(sk_component),
    WORD("slag", "kind", SK_REQ, comp_kinds, 0, sk_component, kind, "Its part in the dish."),
    TXT("metod", "method", sk_component, method, "How it is cooked."),
    REF("utrustning", "equipment", 0, SK_DOC_EQUIP_CLASSES, sk_component, equip,
        "Class of equipment it occupies; empty = none."),
    MILLI("belastning", "load", 0, NULL, 1, 20000, 1000, sk_component, load_milli,
          "Reference portions of equipment that one reference portion takes."),
    INT("serverat_g", "served_g", SK_REQ, "g", 0, 5000, 0, sk_component, served_g,
        "Served mass per reference portion."),
    INT("min_per_omgång", "batch_min", SK_REQ, "min", 0, 600, 0, sk_component, batch_min,
        "Staff time per run: set up, empty, clean."),
    MILLI("min_per_portion", "cook_min_per_portion", SK_REQ, SK_N("min/portion"), 0, 60000, 0,
          sk_component, cook_mmin, "Staff time per portion where it is cooked."),
    WORDS("lägen", "modes", SK_REQ, modes, sk_component, modes,
          "How it may reach the guest: delivered hot, delivered chilled, prepared where it is "
          "eaten."),
    INT("hållbarhet_dagar", "shelf_days", 0, SK_N("days"), 0, 60, 0, sk_component, shelf_days,
        "Chilled shelf life after the day it is cooked; 0 = the same day."),
    INT("varmhållning_min", "hold_min", 0, "min", 0, 600, 0, sk_component, hold_min,
        "Longest hot holding; 0 = eaten cold."),
    INT("portioner_per_låda", "per_box", SK_REQ, SK_N("reference portions"), 1, 10000, 0,
        sk_component, per_box, "Reference portions in a transport box."),
};
const sk_document sk__doc_components = {
    "components.csv",
    SK_N("One part of a dish that is cooked and moved on its own."),
    true,
    COLS(components),
    INTO(sk_component, component, n_components),
    BY_ID,
    0};

static const sk_column recipes[] = {
    REF("komponent", "component", SK_REQ, SK_DOC_COMPONENTS, sk_in_recipe, component,
        "The component."),
    REF("ingrediens", "ingredient", SK_REQ, SK_DOC_INGREDIENTS, sk_in_recipe, ingredient,
        "The ingredient."),
    INT("gram", "gram", SK_REQ, "g", 1, 5000, 0, sk_in_recipe, g,
        "Raw mass per reference portion as it goes into the pot; what is bought is this divided by "
        "(1 - loss)."),
};
const sk_document sk__doc_recipes = {"recipes.csv",
                                     SK_N("An ingredient of a component."),
                                     true,
                                     COLS(recipes),
                                     LOCAL(sk_in_recipe),
                                     .key = {0, 1, -1},
                                     .n_unique = 2};

static const sk_word vegs[] = {{"nej", "no", SK_VEG_NO},
                               {"lakto_ovo", "lacto_ovo", SK_VEG_LACTO_OVO},
                               {"lakto", "lacto", SK_VEG_LACTO},
                               {"vegan", "vegan", SK_VEG_VEGAN},
                               {NULL, NULL, 0}};
static const sk_column dishes[] = {
    ID(sk_dish),
    NAME(sk_dish),
    WORD("vegetarisk", "vegetarian", 0, vegs, SK_VEG_NO, sk_dish, veg,
         "Whether and how it is vegetarian."),
    REF("reservrätt", "backup_dish", 0, SK_DOC_DISHES, sk_dish, backup,
        "Served instead when it runs out; empty = none."),
    {"källa", "source", SK_COL_TEXT, .text = SK_N("Where the dish comes from.")},
};
const sk_document sk__doc_dishes = {"dishes.csv",
                                    SK_N("One dish on the menu."),
                                    true,
                                    COLS(dishes),
                                    INTO(sk_dish, dish, n_dishes),
                                    BY_ID,
                                    0};

static const sk_column dish_components[] = {
    REF("rätt", "dish", SK_REQ, SK_DOC_DISHES, sk_in_dish_comp, dish, "The dish."),
    REF("komponent", "component", SK_REQ, SK_DOC_COMPONENTS, sk_in_dish_comp, component,
        "The component."),
    MILLI("andel", "scale", 0, NULL, 10, 10000, 1000, sk_in_dish_comp, scale_milli,
          "Its size in this dish against its own portion."),
};
const sk_document sk__doc_dish_components = {
    "dish_components.csv", SK_N("A component of a dish."), true,
    COLS(dish_components), LOCAL(sk_in_dish_comp),         .key = {0, 1, -1},
    .n_unique = 2};

static const sk_column menus[] = {
    ID(sk_menu),
    NAME(sk_menu),
    INT("veckor", "weeks", SK_REQ, SK_N("weeks"), 1, 53, 0, sk_menu, weeks, "Length of the cycle."),
    DATE("start", "anchor", SK_REQ, 0, sk_menu, anchor,
         "A Monday on which week 1 of the cycle starts."),
};
const sk_document sk__doc_menus = {"menus.csv",
                                   SK_N("One menu, which repeats."),
                                   true,
                                   COLS(menus),
                                   INTO(sk_menu, menu, n_menus),
                                   BY_ID,
                                   0};

static const sk_word lines[] = {
    {"huvud", "main", SK_LINE_MAIN}, {"vegetarisk", "veg", SK_LINE_VEG}, {NULL, NULL, 0}};
static const sk_column menu[] = {
    REF("meny", "menu", SK_REQ, SK_DOC_MENUS, sk_menu_item, menu, "The menu."),
    INT("vecka", "week", SK_REQ, NULL, 1, 53, 0, sk_menu_item, week, "Week of the cycle."),
    INT("veckodag", "weekday", SK_REQ, NULL, 1, 7, 0, sk_menu_item, weekday,
        "Monday = 1 to Sunday = 7."),
    MEAL(sk_menu_item, meal),
    WORD("linje", "line", SK_REQ, lines, 0, sk_menu_item, line, "The main or the vegetarian dish."),
    REF("rätt", "dish", SK_REQ, SK_DOC_DISHES, sk_menu_item, dish, "The dish."),
};
const sk_document sk__doc_menu = {"menu.csv",
                                  SK_N("A dish on a menu."),
                                  true,
                                  COLS(menu),
                                  INTO(sk_menu_item, menu_item, n_menu_items),
                                  {0, 1, 2, 3, 4},
                                  5};
