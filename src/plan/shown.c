/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/shown.h"

#include "base/text.h"
#include "domain/query.h"

const char *sk_need_line_own(const sk_kommun *k, const sk_need *n, sk_lang lang)
{
    return n->diet != SK_NONE ? k->diet[n->diet].name : sk_line_name(n->line, lang);
}

bool sk_diet_told(const sk_kommun *k, int guests) { return guests >= k->policy.diet_min_shown; }

const char *sk_diet_shown(const sk_kommun *k, sk_ix diet, int guests, sk_lang lang)
{
    if (diet == SK_NONE) return NULL;
    return sk_diet_told(k, guests) ? k->diet[diet].name : sk_text(lang, SK_N("special diet"));
}

const char *sk_need_line_shown(const sk_kommun *k, const sk_need *n, sk_lang lang)
{
    return n->diet != SK_NONE ? sk_diet_shown(k, n->diet, n->portions, lang)
                              : sk_line_name(n->line, lang);
}
