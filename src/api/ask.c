/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions in words to questions in indexes, and the answers. */
#include "api/api.h"

#include "base/nearest.h"
#include "base/text.h"
#include "domain/query.h"
#include "input/format.h"
#include "plan/diff.h"
#include "plan/explain.h"

#include <string.h>

static int lower(char c) { return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c; }

/* s is the beginning of name, at least two bytes of it. */
static bool begins(const char *name, const char *s)
{
    size_t n = strlen(s);
    if (n < 2 || n > strlen(name)) return false;
    for (size_t i = 0; i < n; i++)
        if (lower(name[i]) != lower(s[i])) return false;
    return true;
}

static int weekday_of(const char *s)
{
    if (s[0] >= '1' && s[0] <= '7' && !s[1]) return s[0] - '0';
    for (int d = 1; d <= 7; d++)
        if (begins(sk_weekday_name(SK_LANG_SV, d), s) || begins(sk_weekday_name(SK_LANG_EN, d), s))
            return d;
    return 0;
}

sk_code sk__find_plan_day(const sk_plan *p, const char *s, int8_t *out, sk_err *err)
{
    char from[SK_DATE_LEN], to[SK_DATE_LEN];
    sk_day day = p->from - 1;
    int weekday = s ? weekday_of(s) : 0;
    if (weekday) {
        for (day = p->from; day < p->from + p->n_days; day++)
            if (sk_day_weekday(day) == weekday) break;
    } else if (!s || !sk_day_parse(s, &day))
        return sk_err_set(err, SK_E_USAGE, "%s is neither a date nor a weekday", s ? s : "\"\"");
    if (day < p->from || day >= p->from + p->n_days)
        return sk_err_set(err, SK_E_USAGE, "%s is not a day of the plan, %s to %s", s,
                          sk_day_str(p->from, from), sk_day_str(p->from + p->n_days - 1, to));
    *out = (int8_t)(day - p->from);
    return SK_OK;
}

static void suggest(sk__near near, sk_err *err)
{
    if (near.word) sk_err_hint(err, "did you mean %s?", near.word);
}

static sk_code find_site(const sk_kommun *k, const char *id, sk_ix *out, sk_err *err)
{
    sk__near near = {NULL, 0};
    *out = id ? sk_find_site(k, id) : SK_NONE;
    if (*out != SK_NONE) return SK_OK;
    for (int i = 0; id && i < k->n_sites; i++) sk__near_try(&near, id, k->site[i].id);
    sk_code code = sk_err_set(err, SK_E_INPUT, "there is no site %s", id ? id : "\"\"");
    suggest(near, err);
    return code;
}

sk_code sk__find_kitchen(const sk_kommun *k, const char *id, sk_ix *out, sk_err *err)
{
    sk__near near = {NULL, 0};
    *out = id ? sk_find_kitchen(k, id) : SK_NONE;
    if (*out != SK_NONE || !id) return SK_OK;
    for (int i = 0; i < k->n_kitchens; i++) sk__near_try(&near, id, k->kitchen[i].id);
    sk_code code = sk_err_set(err, SK_E_INPUT, "there is no kitchen %s", id);
    suggest(near, err);
    return code;
}

static sk_code find_meal(const char *s, sk_meal *out, sk_err *err)
{
    int meal = s ? sk_word_find(sk_words_meal, s) : SK_MEAL_LUNCH;
    *out = (sk_meal)meal;
    return meal >= 0 ? SK_OK : sk_err_set(err, SK_E_USAGE, "%s is not a meal", s);
}

storkok_code storkok_plan_explain(const storkok_plan *p, const storkok_question *q,
                                  storkok_lang lang, storkok_form form, storkok_text *out,
                                  storkok_error *err)
{
    sk_err own;
    sk_buf b = SK_BUF_INIT;
    sk_explanation *x = NULL;
    sk_question in = {.lang = sk__lang_in(lang)};
    sk__err_in(err, &own);
    *out = (storkok_text){NULL, 0};
    sk_code code = find_site(p->p->k, q->site, &in.site, &own);
    if (code == SK_OK) code = sk__find_plan_day(p->p, q->day, &in.day, &own);
    if (code == SK_OK) code = find_meal(q->meal, &in.meal, &own);
    if (code == SK_OK) code = sk__find_kitchen(p->p->k, q->kitchen, &in.kitchen, &own);
    if (code == SK_OK) code = sk_explain(p->p, &in, &x, &own);
    if (code != SK_OK) return sk__err_out(code, &own, err);
    if (form == STORKOK_JSON) sk_explain_json(x, &b);
    else sk_explain_text(x, in.lang, &b);
    sk_explanation_free(x);
    return sk__text_out(&b, out, err);
}

storkok_code storkok_plan_diff(const storkok_plan *a, const storkok_plan *b, storkok_lang lang,
                               storkok_form form, int *n_changes, storkok_text *out,
                               storkok_error *err)
{
    sk_err own;
    sk_buf text = SK_BUF_INIT;
    sk_diff *d = NULL;
    sk__err_in(err, &own);
    *out = (storkok_text){NULL, 0};
    *n_changes = 0;
    sk_code code = sk_diff_make(a->p, b->p, &d, &own);
    if (code != SK_OK) return sk__err_out(code, &own, err);
    *n_changes = sk_diff_count(d);
    if (form == STORKOK_JSON) sk_diff_json(d, &text);
    else sk_diff_text(d, sk__lang_in(lang), &text);
    sk_diff_free(d);
    return sk__text_out(&text, out, err);
}
