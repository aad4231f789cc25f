/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short forms to write the tables of columns with; only format_*.c include this. */
#ifndef SK_INPUT_FORMAT_PRIV_H
#define SK_INPUT_FORMAT_PRIV_H

#include <stddef.h>

#include "base/text.h"
#include "input/format.h"

/* Where the value goes. */
#define F(T, m) .off = offsetof(T, m), .size = sizeof(((T *)0)->m)
/* Types. */
#define ID(T) \
    {"id", "id", SK_COL_ID, .flags = SK_REQ, F(T, id), .text = SK_N("Short name used by other documents.")}
#define NAME(T) {"namn", "name", SK_COL_TEXT, .flags = SK_REQ, F(T, name), .text = SK_N("Name shown to people.")}
#define TXT(sv, en, T, m, t) {sv, en, SK_COL_TEXT, F(T, m), .text = SK_N(t)}
#define INT(sv, en, fl, un, l, h, d, T, m, t) \
    {sv, en, SK_COL_NUMBER, .flags = fl, .unit = un, .lo = l, .hi = h, .def = d, F(T, m), .text = SK_N(t)}
#define DEC(sv, en, fl, un, dec, sc, l, h, d, T, m, t) \
    {sv, en, SK_COL_NUMBER, .flags = fl, .unit = un, .decimals = dec, .scale = sc, .lo = l, .hi = h, .def = d, \
     F(T, m), .text = SK_N(t)}
#define ORE(sv, en, fl, un, h, d, T, m, t) DEC(sv, en, fl, un, 2, 1, 0, h, d, T, m, t)
#define PCT(sv, en, fl, h, d, T, m, t) DEC(sv, en, fl, "%", 2, 100, 0, h, d, T, m, t)
#define MILLI(sv, en, fl, un, l, h, d, T, m, t) DEC(sv, en, fl, un, 3, 1, l, h, d, T, m, t)
#define BOOL(sv, en, T, m, t) {sv, en, SK_COL_BOOL, F(T, m), .text = SK_N(t)}
#define DAYS(T, m, t) {"dagar", "days", SK_COL_DAYS, .flags = SK_REQ, F(T, m), .text = SK_N(t)}
#define TIME(sv, en, fl, d, T, m, t) {sv, en, SK_COL_TIME, .flags = fl, .def = d, F(T, m), .text = SK_N(t)}
#define DATE(sv, en, fl, d, T, m, t) {sv, en, SK_COL_DATE, .flags = fl, .def = d, F(T, m), .text = SK_N(t)}
#define WORD(sv, en, fl, w, d, T, m, t) \
    {sv, en, SK_COL_WORD, .flags = fl, .words = w, .def = d, F(T, m), .text = SK_N(t)}
#define WORDS(sv, en, fl, w, T, m, t) {sv, en, SK_COL_WORDS, .flags = fl, .words = w, F(T, m), .text = SK_N(t)}
#define REF(sv, en, fl, r, T, m, t) \
    {sv, en, SK_COL_REF, .flags = fl, .ref = r, .def = SK_NONE, F(T, m), .text = SK_N(t)}
#define MEAL(T, m) WORD("måltid", "meal", SK_REQ, sk_words_meal, 0, T, m, "Which meal.")
/* The two columns of a validity period. */
#define FROM_TO(T, m) \
    DATE("från", "from", 0, SK_NO_DAY, T, m.from, "First day it holds; empty = since always."), \
    DATE("till", "to", 0, SK_DAY_FOREVER, T, m.to, "Last day it holds; empty = until further notice.")
#define OPENS(T, m) \
    DATE("öppnar", "opens", 0, SK_NO_DAY, T, m.from, "First day it is open; empty = since always."), \
    DATE("stänger", "closes", 0, SK_DAY_FOREVER, T, m.to, "Last day it is open; empty = until further notice.")

#define COLS(c) .col = c, .n_cols = (int)(sizeof(c) / sizeof *(c))
#define INTO(T, member, n) \
    .rec_size = sizeof(T), .array = offsetof(sk_kommun, member), .count = offsetof(sk_kommun, n)
#define LOCAL(T) .rec_size = sizeof(T)
#define BY_ID {-1}

extern const sk_document
    sk__doc_managers, sk__doc_boards, sk__doc_equip_classes, sk__doc_kitchens, sk__doc_openings,
    sk__doc_equipment, sk__doc_staff, sk__doc_deviations,
    sk__doc_categories, sk__doc_calendars, sk__doc_sites, sk__doc_guests, sk__doc_site_meals,
    sk__doc_sittings, sk__doc_products, sk__doc_diets, sk__doc_diet_orders,
    sk__doc_suppliers, sk__doc_ingredients, sk__doc_components, sk__doc_recipes, sk__doc_dishes,
    sk__doc_dish_components, sk__doc_menus, sk__doc_menu,
    sk__doc_vehicles, sk__doc_tours, sk__doc_tour_stops, sk__doc_organisation, sk__doc_cost_lines,
    sk__doc_attendance, sk__doc_orders, sk__doc_waste, sk__doc_waste_protocol, sk__doc_renamed,
    sk__doc_fu_areas, sk__doc_fu_centres, sk__doc_fu_frames, sk__doc_fu_reports, sk__doc_fu_equity,
    sk__doc_fu_volumes, sk__doc_fu_drivers, sk__doc_fu_measures, sk__doc_fu_statuses, sk__doc_fu_targets,
    sk__doc_fu_values, sk__doc_fu_verdicts, sk__doc_inv_changes, sk__doc_inv_sales, sk__doc_inv_booking,
    sk__doc_continuity, sk__doc_reserve, sk__doc_waste_targets, sk__doc_waste_groups,
    sk__doc_candidates, sk__doc_wishes,
    sk__doc_price_years, sk__doc_price_areas, sk__doc_price_accounts, sk__doc_price_units, sk__doc_price_uses,
    sk__doc_price_factors, sk__doc_price_tariffs, sk__doc_price_customers, sk__doc_price_volumes, sk__doc_price_places,
    sk__doc_price_decisions, sk__doc_price_vat, sk__doc_price_last, sk__doc_price_scenarios,
    sk__doc_stock, sk__doc_orders_ahead;

#endif
