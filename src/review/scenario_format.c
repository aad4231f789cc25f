/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of operations and their members; documentation and JSON Schema are written from it. */
#include <string.h>

#include "ext/json.h"
#include "review/scenario_priv.h"

#define REF(name, kind, field, text)                                                               \
    {                                                                                              \
        name, kind, offsetof(sk_op, field), 0, 0, text                                             \
    }
#define STR(name, kind, field, text)                                                               \
    {                                                                                              \
        name, kind, offsetof(sk_op, field), 0, 0, text                                             \
    }
#define NUM(name, kind, field, lo, hi, text)                                                       \
    {                                                                                              \
        name, kind, offsetof(sk_op, field), lo, hi, text                                           \
    }
#define ANY(name, kind, field, text)                                                               \
    {                                                                                              \
        name, kind, offsetof(sk_op, field), 0, 0, text                                             \
    }

enum { PCT = 10000, FAR = 100000 * PCT };
#define KR_MAX 1000000000000 /* öre: ten billion kronor */

const sk__member sk__members[] = {
    REF("kitchen", SK__M_KITCHEN, kitchen, "the kitchen in question"),
    REF("guests_to", SK__M_KITCHEN, guests_to, "kitchen where the guests of a closed one eat"),
    REF("supplier", SK__M_KITCHEN, supplier, "cooking kitchen that delivers instead"),
    REF("like", SK__M_KITCHEN, like, "kitchen whose equipment, opening hours and diets are copied"),
    REF("site", SK__M_SITE, site, "one site (enhet)"),
    REF("class", SK__M_CLASS, cls, "equipment class"),
    REF("vehicle", SK__M_VEHICLE, vehicle, "a vehicle"),
    REF("component", SK__M_COMPONENT, component, "a component; without it every one that can"),
    REF("dish", SK__M_DISH, dish, "the dish that is replaced"),
    REF("with", SK__M_DISH, with, "the dish that is served instead"),
    REF("menu", SK__M_MENU, menu, "only in this menu"),
    REF("category", SK__M_CATEGORY, category, "only this category of guests"),
    REF("ingredient", SK__M_INGREDIENT, ingredient, "only this ingredient"),
    REF("goods_supplier", SK__M_GOODS, goods_supplier,
        "only goods of this supplier: the ingredient group"),
    REF("board", SK__M_BOARD, board, "only sites of this board or customer"),
    STR("id", SK__M_ID, id, "id of a new kitchen: letters, digits, _ and -"),
    STR("name", SK__M_TEXT, name, "its name"),
    STR("area", SK__M_AREA, area, "place (ort) of the kitchens without power"),
    STR("setting", SK__M_SETTING, setting, "name of a setting of policy.json"),
    STR("note", SK__M_TEXT, note, "for people"),
    ANY("role", SK__M_ROLE, role, "what the kitchen becomes"),
    ANY("meal", SK__M_MEAL, meal, "which meal"),
    ANY("days", SK__M_DAYS, days, "weekdays, as \"MTOTF..\""),
    ANY("index", SK__M_INDEX, index, "class of cost lines"),
    ANY("mode", SK__M_MODE, mode, "the only way the component may travel"),
    ANY("from", SK__M_DATE, from, "first day that it holds; of a power cut its first day"),
    ANY("to", SK__M_DATE, to, "last day of a power cut"),
    ANY("lat", SK__M_COORD, lat_e5, "latitude in degrees"),
    ANY("lon", SK__M_COORD, lon_e5, "longitude in degrees"),
    NUM("percent", SK__M_PERCENT, percent_ppm, -100 * PCT, FAR,
        "change in percent: 20 is a fifth more"),
    NUM("units", SK__M_INT, units, 0, 1000, "pieces of equipment of the class from now on"),
    NUM("portions_per_run", SK__M_INT, cap, 1, 100000, "reference portions a run of one unit"),
    NUM("posts", SK__M_INT, posts, 1, 100, "how many full-time posts are added"),
    NUM("kr_per_hour", SK__M_KR, hour_ore, 0, 10000000, "cost of an hour"),
    NUM("minutes_day", SK__M_INT, minutes, -1440, 1440,
        "minutes more (or less) each weekday of the kitchen's posts"),
    NUM("value", SK__M_INT, value, INT64_MIN + 1, INT64_MAX,
        "the setting's new value, in its own unit"),
    ANY("work_from", SK__M_TIME, work_from, "work begins, as \"06:30\""),
    ANY("work_to", SK__M_TIME, work_to, "work ends"),
    NUM("boxes", SK__M_INT, boxes, 1, 100000, "boxes that the vehicle holds"),
    NUM("base_year", SK__M_INT, base_year, 1990, 2199,
        "the guests of the registers are those of this year"),
    NUM("by_year", SK__M_INT, by_year, 1990, 2199,
        "the year in which the whole change has come; even in between"),
    NUM("kr_per_tour", SK__M_KR, tour_ore, 0, KR_MAX, "fixed cost of a tour"),
    NUM("kr_per_km", SK__M_KR, km_ore, 0, KR_MAX, "cost of a kilometre"),
    NUM("stay_percent", SK__M_PERCENT, stay_ppm, 0, 100 * PCT,
        "staff minutes that stay when cooking ends"),
    NUM("follow_percent", SK__M_PERCENT, follow_ppm, 0, 100 * PCT,
        "staff minutes that go to the kitchen taking over"),
    NUM("redeployed_percent", SK__M_PERCENT, redeployed_ppm, 0, 100 * PCT,
        "freed posts that get other work"),
    NUM("notice_months", SK__M_INT, notice_months, 0, 24, "notice of freed posts that do not"),
    NUM("investment_kr", SK__M_KR, investment_ore, 0, KR_MAX, "to build and buy"),
    NUM("life_years", SK__M_INT, life_years, 1, 80, "years over which it is written off"),
    NUM("one_off_kr", SK__M_KR, one_off_ore, -KR_MAX, KR_MAX,
        "paid once: moving, clearing, training"),
    NUM("lingering_kr_year", SK__M_KR, lingering_ore, 0, KR_MAX,
        "cost that stays a while, such as rent to the end of a lease"),
    NUM("lingering_years", SK__M_INT, lingering_years, 1, 80, "for how many years"),
    NUM("premises_kr_year", SK__M_KR, premises_ore, 0, KR_MAX,
        "premises of the kitchen from now on"),
    NUM("other_kr_year", SK__M_KR, other_ore, 0, KR_MAX,
        "equipment, IT and service of the kitchen from now on"),
    NUM("kr_year", SK__M_KR, year_ore, -KR_MAX, KR_MAX, "running cost more (or less) a year"),
    ANY("reversible", SK__M_BOOL, reversible,
        "whether it can be taken back within a year without new investment"),
};
const int sk__n_members = (int)(sizeof sk__members / sizeof *sk__members);

#define MONEY "investment_kr life_years one_off_kr lingering_kr_year lingering_years kr_year"
#define PEOPLE "stay_percent follow_percent redeployed_percent notice_months"
const sk__opdef sk__opdefs[SK_N_OPS] = {
    [SK_OP_CLOSE] =
        {"close",
         "A kitchen closes: its guests eat elsewhere, what it delivered is delivered by another.",
         "kitchen guests_to", "supplier from " PEOPLE " " MONEY},
    [SK_OP_END_STAFFING] =
        {"end_staffing",
         "The municipality's staff leave; the food is delivered and the customer serves it.",
         "kitchen", "supplier from premises_kr_year other_kr_year " PEOPLE " " MONEY},
    [SK_OP_OPEN] =
        {"open",
         "A new kitchen, equipped and staffed as another one. Sites come to it by move and "
         "supplier.",
         "id like",
         "name role lat lon percent posts kr_per_hour from premises_kr_year other_kr_year " MONEY},
    [SK_OP_CONVERT] =
        {"convert",
         "Another role: a cooking kitchen receives, a receiving one cooks (like another one), ...",
         "kitchen role", "supplier like from premises_kr_year other_kr_year " PEOPLE " " MONEY},
    [SK_OP_RESIZE] = {"resize",
                      "All capacity of a kitchen: equipment, blast chiller, cold store, reheating.",
                      "kitchen percent", "from premises_kr_year other_kr_year " MONEY},
    [SK_OP_STAFF] = {"staff",
                     "More or less staff in a kitchen: full-time posts, minutes a day, or percent "
                     "of every post.",
                     "kitchen", "posts kr_per_hour minutes_day percent from " MONEY},
    [SK_OP_HOURS] = {"hours", "Other working hours or days of a kitchen for a meal.",
                     "kitchen meal", "work_from work_to days from"},
    [SK_OP_EQUIPMENT] = {"equipment", "Other equipment of a class in a kitchen.",
                         "kitchen class units", "portions_per_run from " MONEY},
    [SK_OP_VEHICLE] = {"vehicle", "A vehicle becomes another.", "vehicle",
                       "boxes kr_per_tour kr_per_km kr_per_hour from " MONEY},
    [SK_OP_TOUR] = {"tour", "A new tour from a cooking kitchen to another.", "supplier kitchen",
                    "meal days from " MONEY},
    [SK_OP_SUPPLIER] = {"supplier", "Another usual supplier of a kitchen's sites, or of one site.",
                        "supplier", "kitchen site from " MONEY},
    [SK_OP_MOVE] = {"move", "A site eats in another kitchen.", "site kitchen",
                    "supplier from " MONEY},
    [SK_OP_DELIVERY] =
        {"delivery",
         "A component travels only hot, only chilled, or is only made where it is eaten.", "mode",
         "component from " MONEY},
    [SK_OP_DISH] = {"dish", "A dish of the menus is replaced by another.", "dish with",
                    "menu from"},
    [SK_OP_FOOD_PRICE] = {"food_price",
                          "Food prices: all, of one supplier's goods, or of one ingredient.",
                          "percent", "ingredient goods_supplier from"},
    [SK_OP_GUESTS] =
        {"guests",
         "More or fewer guests: all, of a category, board or site; all at once or over years.",
         "percent", "category board site base_year by_year from"},
    [SK_OP_ATTENDANCE] = {"attendance", "The share of the guests that eat, relative to today.",
                          "percent", "category from"},
    [SK_OP_PORTION] = {"portion_size", "Size of the portion.", "percent", "category from"},
    [SK_OP_WAGES] = {"wages", "Wages with add-on: posts, overtime and drivers.", "percent", "from"},
    [SK_OP_FUEL] = {"fuel", "Cost of a kilometre, of own vehicles and hired ones.", "percent",
                    "from"},
    [SK_OP_INDEX] = {"indexation", "Cost lines of an index class.", "index percent", "from"},
    [SK_OP_NO_POWER] =
        {"no_power",
         "No cooking in an area or one kitchen for some days; food can be brought there.",
         "from to", "area kitchen"},
    [SK_OP_SETTING] = {"setting", "A setting of policy.json.", "setting value", "from"},
    [SK_OP_COST] = {"cost",
                    "Money alone: an investment or running cost that no other operation holds.", "",
                    "kitchen from " MONEY},
};

static const sk__sword roles[] = {{"tillagning", "cooking", SK_ROLE_COOKING},
                                  {"mottagning", "receiving", SK_ROLE_RECEIVING},
                                  {"servering", "serving", SK_ROLE_SERVING},
                                  {NULL, NULL, 0}};
static const sk__sword meals[] = {{"frukost", "breakfast", SK_MEAL_BREAKFAST},
                                  {"lunch", "lunch", SK_MEAL_LUNCH},
                                  {"mellanmål", "snack", SK_MEAL_SNACK},
                                  {"kvällsmat", "supper", SK_MEAL_SUPPER},
                                  {NULL, NULL, 0}};
static const sk__sword indexes[] = {
    {"lön", "wage", SK_IDX_WAGE},   {"pris", "price", SK_IDX_PRICE},
    {"hyra", "rent", SK_IDX_RENT},  {"livsmedel", "food", SK_IDX_FOOD},
    {"inget", "none", SK_IDX_NONE}, {NULL, NULL, 0}};
static const sk__sword modes[] = {{"varm", "hot", SK_MODE_HOT},
                                  {"kyld", "chilled", SK_MODE_CHILLED},
                                  {"på_plats", "at_site", SK_MODE_AT_SITE},
                                  {NULL, NULL, 0}};

const sk__sword *sk__member_words(sk__member_kind kind)
{
    return kind == SK__M_ROLE    ? roles
           : kind == SK__M_MEAL  ? meals
           : kind == SK__M_INDEX ? indexes
           : kind == SK__M_MODE  ? modes
                                 : NULL;
}

static bool listed(const char *list, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = list; (p = strstr(p, name)) != NULL; p += n)
        if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0')) return true;
    return false;
}

int sk__op_takes(sk_op_kind op, const char *member)
{
    if (listed(sk__opdefs[op].must, member)) return 2;
    if (strcmp(member, "note") == 0 || strcmp(member, "reversible") == 0) return 1;
    return listed(sk__opdefs[op].may, member);
}

const sk__member *sk__member_find(const char *name)
{
    for (int i = 0; i < sk__n_members; i++)
        if (strcmp(sk__members[i].name, name) == 0) return &sk__members[i];
    return NULL;
}

/* ---- documentation --------------------------------------------------------------------------------- */

static const char *kind_words(sk__member_kind kind)
{
    static const char *const w[] = {[SK__M_KITCHEN] = "id of a kitchen",
                                    [SK__M_SITE] = "id of a site",
                                    [SK__M_CLASS] = "id of an equipment class",
                                    [SK__M_VEHICLE] = "id of a vehicle",
                                    [SK__M_COMPONENT] = "id of a component",
                                    [SK__M_DISH] = "id of a dish",
                                    [SK__M_MENU] = "id of a menu",
                                    [SK__M_CATEGORY] = "id of a category",
                                    [SK__M_INGREDIENT] = "id of an ingredient",
                                    [SK__M_GOODS] = "id of a supplier",
                                    [SK__M_BOARD] = "id of a board",
                                    [SK__M_ID] = "new id",
                                    [SK__M_TEXT] = "text",
                                    [SK__M_AREA] = "place (ort) in kitchens.csv",
                                    [SK__M_SETTING] = "name of a setting",
                                    [SK__M_PERCENT] = "percent",
                                    [SK__M_KR] = "kronor",
                                    [SK__M_INT] = "whole number",
                                    [SK__M_BOOL] = "true or false",
                                    [SK__M_DATE] = "date",
                                    [SK__M_TIME] = "time",
                                    [SK__M_COORD] = "degrees",
                                    [SK__M_ROLE] = "word",
                                    [SK__M_MEAL] = "word",
                                    [SK__M_DAYS] = "seven letters",
                                    [SK__M_INDEX] = "word",
                                    [SK__M_MODE] = "word"};
    return w[kind];
}

static void doc_words(const sk__sword *w, sk_buf *out)
{
    for (const char *sep = ": "; w && w->sv; w++, sep = ", ")
        sk_buf_addf(out, "%s`%s`", sep, w->sv);
}

void sk_scenario_doc(sk_buf *out)
{
    sk_buf_add(out, "# Scenario documents\n\n"
                    "Written from the table of operations in `src/review/scenario_format.c`; the "
                    "JSON Schema is "
                    "`data/schema/scenario.schema.json`.\n\n"
                    "A scenario is one JSON object: `format` (`\"storkok-scenario/1\"`), `name` "
                    "(shown), `note`, `based_on` "
                    "(a file name or a list of them, relative to the document; their operations "
                    "come first), `year` "
                    "(demography of that year), `internal_rate_percent`, `unchanged_prices` (true: "
                    "`storkok price --scenario FILE` tells what must be saved if prices stay), and "
                    "`operations`, a list "
                    "of objects with `op` and "
                    "the members below. Words and ids are those of the folder; an unknown one is "
                    "an error with its place and "
                    "the nearest known one, an operation that changes nothing a warning. An "
                    "operation holds from its date `from` on, without one all the time; on a "
                    "kitchen that another operation opens, no earlier than that. The year counted "
                    "is cut at the dates, and the comparison tells what a whole year with all of "
                    "it costs besides. `note` and `reversible` may stand in every operation.\n\n"
                    "| operation | what it does | must have | may have |\n|---|---|---|---|\n");
    for (int i = 0; i < SK_N_OPS; i++)
        sk_buf_addf(out, "| `%s` | %s | %s | %s |\n", sk__opdefs[i].name, sk__opdefs[i].text,
                    sk__opdefs[i].must, sk__opdefs[i].may);
    sk_buf_add(out, "\n| member | value | meaning |\n|---|---|---|\n");
    for (int i = 0; i < sk__n_members; i++) {
        const sk__member *m = &sk__members[i];
        sk_buf_addf(out, "| `%s` | %s", m->name, kind_words(m->kind));
        doc_words(sk__member_words(m->kind), out);
        sk_buf_addf(out, " | %s |\n", m->text);
    }
}

static void schema_value(sk_jw *w, const sk__member *m)
{
    sk_jw_inline(w);
    sk_jw_obj(w, m->name);
    sk_jw_str(w, "description", m->text);
    const sk__sword *words = sk__member_words(m->kind);
    switch (m->kind) {
    case SK__M_PERCENT:
    case SK__M_KR:
    case SK__M_COORD: sk_jw_str(w, "type", "number"); break;
    case SK__M_INT: sk_jw_str(w, "type", "integer"); break;
    case SK__M_BOOL: sk_jw_str(w, "type", "boolean"); break;
    case SK__M_DATE:
        sk_jw_str(w, "type", "string");
        sk_jw_str(w, "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        break;
    default: sk_jw_str(w, "type", "string"); break;
    }
    if (words) {
        sk_jw_arr(w, "enum");
        for (; words->sv; words++) {
            sk_jw_str(w, NULL, words->sv);
            sk_jw_str(w, NULL, words->en);
        }
        sk_jw_arr_end(w);
    }
    sk_jw_obj_end(w);
}

static void schema_op(sk_jw *w, sk_op_kind op)
{
    sk_jw_obj(w, NULL);
    sk_jw_str(w, "description", sk__opdefs[op].text);
    sk_jw_str(w, "type", "object");
    sk_jw_bool(w, "additionalProperties", false);
    sk_jw_obj(w, "properties");
    sk_jw_inline(w);
    sk_jw_obj(w, "op");
    sk_jw_str(w, "const", sk__opdefs[op].name);
    sk_jw_obj_end(w);
    for (int i = 0; i < sk__n_members; i++)
        if (sk__op_takes(op, sk__members[i].name)) schema_value(w, &sk__members[i]);
    sk_jw_obj_end(w);
    sk_jw_inline(w);
    sk_jw_arr(w, "required");
    sk_jw_str(w, NULL, "op");
    for (int i = 0; i < sk__n_members; i++)
        if (sk__op_takes(op, sk__members[i].name) == 2) sk_jw_str(w, NULL, sk__members[i].name);
    sk_jw_arr_end(w);
    sk_jw_obj_end(w);
}

static void schema_string(sk_jw *w, const char *key, const char *text)
{
    sk_jw_inline(w);
    sk_jw_obj(w, key);
    sk_jw_str(w, "type", "string");
    sk_jw_str(w, "description", text);
    sk_jw_obj_end(w);
}

static void schema_head(sk_jw *w)
{
    schema_string(w, "$schema", "for editors");
    sk_jw_inline(w);
    sk_jw_obj(w, "format");
    sk_jw_str(w, "const", "storkok-scenario/1");
    sk_jw_obj_end(w);
    schema_string(w, "name", "shown beside the other alternatives");
    schema_string(w, "note", "for people");
    sk_jw_inline(w);
    sk_jw_obj(w, "based_on");
    sk_jw_str(w, "description", "documents whose operations come first, relative to this one");
    sk_jw_arr(w, "type");
    sk_jw_str(w, NULL, "string");
    sk_jw_str(w, NULL, "array");
    sk_jw_arr_end(w);
    sk_jw_obj(w, "items");
    sk_jw_str(w, "type", "string");
    sk_jw_obj_end(w);
    sk_jw_obj_end(w);
    sk_jw_inline(w);
    sk_jw_obj(w, "year");
    sk_jw_str(w, "type", "integer");
    sk_jw_int(w, "minimum", 1990);
    sk_jw_int(w, "maximum", 2199);
    sk_jw_str(w, "description", "demography of this year, for guests over years");
    sk_jw_obj_end(w);
    sk_jw_inline(w);
    sk_jw_obj(w, "internal_rate_percent");
    sk_jw_str(w, "type", "number");
    sk_jw_int(w, "minimum", 0);
    sk_jw_int(w, "maximum", 50);
    sk_jw_str(w, "description", "interest on investment (internränta)");
    sk_jw_obj_end(w);
    sk_jw_inline(w);
    sk_jw_obj(w, "unchanged_prices");
    sk_jw_str(w, "type", "boolean");
    sk_jw_str(w, "description", "storkok price tells what must be saved if prices stay");
    sk_jw_obj_end(w);
}

void sk_scenario_schema(sk_buf *out)
{
    sk_jw w;
    sk_jw_init(&w, out, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "$schema", "https://json-schema.org/draft/2020-12/schema");
    sk_jw_str(&w, "title", "storkok scenario");
    sk_jw_str(&w, "type", "object");
    sk_jw_bool(&w, "additionalProperties", false);
    sk_jw_obj(&w, "properties");
    schema_head(&w);
    sk_jw_obj(&w, "operations");
    sk_jw_str(&w, "type", "array");
    sk_jw_int(&w, "maxItems", SK_SCEN_OPS_MAX);
    sk_jw_obj(&w, "items");
    sk_jw_arr(&w, "oneOf");
    for (int i = 0; i < SK_N_OPS; i++) schema_op(&w, (sk_op_kind)i);
    sk_jw_arr_end(&w);
    sk_jw_obj_end(&w);
    sk_jw_obj_end(&w);
    sk_jw_obj_end(&w);
    sk_jw_inline(&w);
    sk_jw_arr(&w, "required");
    sk_jw_str(&w, NULL, "format");
    sk_jw_str(&w, NULL, "name");
    sk_jw_arr_end(&w);
    sk_jw_obj_end(&w);
}
