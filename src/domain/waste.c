/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/waste.h"

#include "base/text.h"

void sk_waste_log_free(sk_waste_log *l)
{
    if (!l) return;
    sk_arena_free(l->arena);
    sk_free(l);
}

const char *sk_waste_file(int doc)
{
    return doc == 0 ? "history/waste.csv" : "history/waste_protocol.csv";
}

const char *sk_mass_name(sk_mass m, sk_lang lang)
{
    static const char *const name[SK_N_MASSES] = {SK_N("storage waste"), SK_N("preparation waste"),
                                                  SK_N("cooking waste"), SK_N("serving waste"),
                                                  SK_N("plate waste"),   SK_N("served"),
                                                  SK_N("re-used")};
    return sk_text(lang, name[m]);
}

const char *sk_waste_scope_name(sk_waste_scope s, sk_lang lang)
{
    static const char *const name[] = {SK_N("all waste"), SK_N("meal waste"),
                                       SK_N("kitchen waste")};
    return sk_text(lang, name[s]);
}

const char *sk_verdict_name(sk_verdict v, sk_lang lang)
{
    static const char *const name[] = {SK_N("nothing published"), SK_N("met"), SK_N("not met")};
    return sk_text(lang, name[v]);
}

const char *sk_waste_form_name(sk_waste_form f, sk_lang lang)
{
    static const char *const name[SK_N_FORMS] = {SK_N("other"), SK_N("preschool"), SK_N("school"),
                                                 SK_N("upper secondary school"),
                                                 SK_N("elderly care")};
    return sk_text(lang, name[f]);
}

void sk_doubt_say(const sk_doubt *d, sk_lang lang, sk_buf *out)
{
#define SAY(rule, text)                                                                            \
    case rule: sk_buf_addf(out, sk_text(lang, text), d->found); break
    switch (d->rule) {
        SAY(SK_DOUBT_WORD, SK_N("\"%s\" is no known place or word; the row was set aside"));
        SAY(SK_DOUBT_DATE, SK_N("\"%s\" is no date; the row was set aside"));
        SAY(SK_DOUBT_LATER, SK_N("%s is later than the as-of date; the row is not visible"));
        SAY(SK_DOUBT_NUMBER,
            SK_N("\"%s\" is no number of 0 or more in range; the row was set aside"));
        SAY(SK_DOUBT_EATERS,
            SK_N("%s are more eaters than the site's places and a tenth; the row was set aside"));
        SAY(SK_DOUBT_AGAIN, SK_N("line %s weighs the same again; this row was set aside"));
        SAY(SK_DOUBT_DATE_FORM, SK_N("\"%s\" was read day first; write it as 2023-11-27"));
        SAY(SK_DOUBT_LITRES,
            SK_N("%s litres without a density are no weight; the row was set aside"));
        SAY(SK_DOUBT_HEAVY, SK_N("%s g a portion cannot be; the row was set aside"));
        SAY(SK_DOUBT_NO_PORTIONS,
            SK_N("no portions or eaters are known for %s; the grams are in no figure"));
        SAY(SK_DOUBT_SERVED,
            SK_N("less was served than wasted (%s); the served amount was set aside"));
        SAY(SK_DOUBT_PLACE, SK_N("%s is not weighed at such a place; the row was set aside"));
        SAY(SK_DOUBT_AMOUNT,
            SK_N("the row has no amount, or two that differ (%s); it was set aside"));
        SAY(SK_DOUBT_ROW, SK_N("the row cannot be read (%s); it was set aside"));
    default: break;
    }
#undef SAY
    if (d->near) sk_buf_addf(out, sk_text(lang, SK_N("; did you mean \"%s\"?")), d->near);
}
