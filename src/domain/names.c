/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the domain's enums in the two languages. */
#include "base/text.h"
#include "domain/query.h"

/* Allergens are also words in documents (components avoid them, ingredients hold them), so both
 * languages stand here and not among the translations. */
static const char *const allergens[SK_N_ALLERGENS][2] = {
    {"gluten", "gluten"}, {"kräftdjur", "crustaceans"}, {"ägg", "egg"},
    {"fisk", "fish"},     {"jordnötter", "peanuts"},    {"soja", "soya"},
    {"mjölk", "milk"},    {"nötter", "nuts"},           {"selleri", "celery"},
    {"senap", "mustard"}, {"sesam", "sesame"},          {"sulfit", "sulphites"},
    {"lupin", "lupin"},   {"blötdjur", "molluscs"},
};

const char *sk_allergen_name(int bit, sk_lang lang)
{
    return bit < 0 || bit >= SK_N_ALLERGENS ? NULL : allergens[bit][lang == SK_LANG_EN];
}

const char *sk_role_name(sk_role r, sk_lang lang)
{
    static const char *const w[] = {SK_N("cooking kitchen"), SK_N("receiving kitchen"),
                                    SK_N("serving kitchen")};
    return sk_text(lang, w[r]);
}

const char *sk_meal_name(sk_meal m, sk_lang lang)
{
    static const char *const w[] = {SK_N("breakfast"), SK_N("lunch"), SK_N("snack"),
                                    SK_N("supper")};
    return sk_text(lang, w[m]);
}

const char *sk_day_type_name(sk_day_type t, sk_lang lang)
{
    static const char *const w[] = {
        SK_N("ordinary day"), SK_N("school break"),   SK_N("study day"), SK_N("planning day"),
        SK_N("reduced day"),  SK_N("public holiday"), SK_N("closed")};
    return sk_text(lang, w[t]);
}

const char *sk_mode_name(sk_mode m, sk_lang lang)
{
    return sk_text(lang, m == SK_MODE_HOT       ? SK_N("hot")
                         : m == SK_MODE_CHILLED ? SK_N("chilled")
                                                : SK_N("prepared where eaten"));
}

const char *sk_line_name(sk_line l, sk_lang lang)
{
    return sk_text(lang, l == SK_LINE_MAIN ? SK_N("main dish") : SK_N("vegetarian dish"));
}
