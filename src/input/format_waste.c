/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the registrations of waste (read by waste.c, leniently), of the targets and of what is
 * reported under which heading (read by annex.c). */
#include "domain/waste.h"
#include "input/format_priv.h"

static const sk_word masses[] = {
    {"lagring", "storage", SK_WASTE_STORAGE},    {"beredning", "preparation", SK_WASTE_PREPARATION},
    {"tillagning", "cooking", SK_WASTE_COOKING}, {"servering", "serving", SK_WASTE_SERVING},
    {"tallrik", "plate", SK_WASTE_PLATE},        {"serverat", "served", SK_MASS_SERVED},
    {"återanvänt", "reused", SK_MASS_REUSED},    {NULL, NULL, 0}};
static const sk_word measures[] = {{"g", "g", SK_MEASURE_G},
                                   {"kg", "kg", SK_MEASURE_KG},
                                   {"l", "l", SK_MEASURE_L},
                                   {NULL, NULL, 0}};
#define PLACE(T)                                                                                   \
    {                                                                                              \
        "plats", "place", SK_COL_TEXT,                                                             \
            .flags = SK_REQ, F(T, place),                                                          \
            .text = SK_N("The site or kitchen that weighed: id, unit code or name.")               \
    }
static const sk_column waste[] = {
    DATE("datum", "date", SK_REQ, 0, sk_in_waste, day, "The day."),
    PLACE(sk_in_waste),
    MEAL(sk_in_waste, meal),
    WORD("ström", "stream", SK_REQ, masses, 0, sk_in_waste, mass,
         "What was weighed; the first three in kitchens, the others at sites."),
    INT("mängd_g", "amount_g", 0, "g", 0, SK_WASTE_MAX_G, 0, sk_in_waste, g,
        "The weight in whole grams; empty when amount is used."),
    INT("portioner", "portions", 0, SK_N("portions"), 0, 100000, 0, sk_in_waste, portions,
        "Portions cooked, of a site the eaters; empty = a site's count of that day."),
    REF("rätt", "dish", 0, SK_DOC_DISHES, sk_in_waste, dish,
        "What was thrown away; empty = the dish of the menu that day."),
    DEC("mängd", "amount", 0, NULL, 3, 1, 0, (int64_t)SK_WASTE_MAX_G * 1000, 0, sk_in_waste, amount,
        "The amount in another measure."),
    WORD("mått", "measure", 0, measures, SK_MEASURE_KG, sk_in_waste, measure,
         "The measure of amount: g, kg or litres."),
    DEC("densitet", "density", 0, "kg/l", 3, 1, 1, 3000, 0, sk_in_waste, density,
        "Weight of a litre; needed for litres."),
};
const sk_document sk__doc_waste = {"history/waste.csv",
                                   SK_N("A weighing of food waste, one stream a row."),
                                   false,
                                   COLS(waste),
                                   LOCAL(sk_in_waste),
                                   .key = {1, 2, 0, 3, -1}};

/* The columns after the counts are in the order of sk_mass. */
#define KG(sv, en, i, t) DEC(sv, en, 0, "kg", 3, 1, 0, SK_WASTE_MAX_G, 0, sk_in_protocol, g[i], t)
static const sk_column protocol[] = {
    DATE("datum", "date", SK_REQ, 0, sk_in_protocol, day, "The day."),
    PLACE(sk_in_protocol),
    INT("portioner", "portions", 0, SK_N("portions"), 0, 100000, 0, sk_in_protocol, portions,
        "Portions cooked, for the kitchen's waste."),
    INT("ätande", "eaters", 0, SK_N("eaters"), 0, 100000, 0, sk_in_protocol, eaters,
        "Eaters, for what was weighed at the site."),
    KG("lagring_kg", "storage_kg", 0, SK_N("Storage waste; empty = not measured.")),
    KG("beredning_kg", "preparation_kg", 1, SK_N("Preparation waste.")),
    KG("tillagning_kg", "cooking_kg", 2, SK_N("Cooking waste.")),
    KG("servering_kg", "serving_kg", 3, SK_N("Serving waste.")),
    KG("tallrik_kg", "plate_kg", 4, SK_N("Plate waste.")),
    KG("serverat_kg", "served_kg", 5, SK_N("What was served.")),
};
const sk_document sk__doc_waste_protocol = {
    "history/waste_protocol.csv",
    SK_N("A lunch in the layout of the national protocol: one row a unit and day. A site's kitchen "
         "waste counts for its kitchen. storkok waste --out writes the same document."),
    false,
    COLS(protocol),
    LOCAL(sk_in_protocol),
    .key = {1, 0, -1}};

static const sk_word scopes[] = {{"allt", "all", SK_WASTE_ALL},
                                 {"måltid", "meal", SK_WASTE_MEAL},
                                 {"kök", "kitchen", SK_WASTE_KITCHEN},
                                 {NULL, NULL, 0}};
static const sk_word verdicts[] = {{"uppnått", "met", SK_VERDICT_MET},
                                   {"ej uppnått", "not met", SK_VERDICT_NOT_MET},
                                   {"ingen", "none", SK_VERDICT_NONE},
                                   {NULL, NULL, 0}};
static const sk_column targets[] = {
    DATE("från", "from", SK_REQ, 0, sk_waste_target, when.from, "First day of the period."),
    DATE("till", "to", SK_REQ, 0, sk_waste_target, when.to, "Last day of the period."),
    DEC("högst_g", "at_most_g", 0, "g", 3, 1, 0, 1000000, 0, sk_waste_target, limit_mg,
        "Target, grams a portion at most; empty = none."),
    WORD("strömmar", "streams", 0, scopes, SK_WASTE_ALL, sk_waste_target, scope,
         "Which waste the target is taken to hold."),
    DEC("publicerat_g", "published_g", 0, "g", 3, 1, 0, 1000000, 0, sk_waste_target, published_mg,
        "What the administration has published, grams a portion; empty = nothing."),
    WORD("publicerad_bedömning", "published_verdict", 0, verdicts, SK_VERDICT_NONE, sk_waste_target,
         verdict, "The administration's own verdict."),
    TXT("metod", "method", sk_waste_target, method, "How it was measured, as published."),
    TXT("källa", "source", sk_waste_target, source, "Where it was published."),
};
const sk_document sk__doc_waste_targets = {
    "waste_targets.csv",
    SK_N("A target for waste, and what was published about it."),
    false,
    COLS(targets),
    LOCAL(sk_waste_target),
    .key = {0, 1, -1},
    .n_unique = 2};

static const sk_word forms[] = {{"förskola", "preschool", SK_FORM_PRESCHOOL},
                                {"skola", "school", SK_FORM_SCHOOL},
                                {"gymnasium", "upper secondary", SK_FORM_UPPER},
                                {"äldreomsorg", "elderly care", SK_FORM_CARE},
                                {"annan", "other", SK_FORM_OTHER},
                                {NULL, NULL, 0}};
static const sk_column report_groups[] = {
    REF("kategori", "category", SK_REQ, SK_DOC_CATEGORIES, sk_waste_group, category,
        "The category of guests."),
    WORD("redovisas_som", "reported_as", SK_REQ, forms, SK_FORM_OTHER, sk_waste_group, form,
         "The heading of the national survey."),
};
const sk_document sk__doc_waste_groups = {
    "waste_groups.csv",
    SK_N("Under which heading of the national survey a category's waste is reported."),
    false,
    COLS(report_groups),
    LOCAL(sk_waste_group),
    .key = {0, -1},
    .n_unique = 1};
