/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the checker over a document and over its damaged copies. */
#ifndef SK_TESTS_MUTATE_JUDGE_H
#define SK_TESTS_MUTATE_JUDGE_H

#include "check/check.h"
#include "mutate/damages.h"

typedef struct verdict {
    sk_code code;
    size_t errors, warnings;
    char rules[4096]; /* " V001 V020" of errors and warnings, each once */
} verdict;

/* What the checker may know of a forecast; none unless a test sets it. */
static sk_sight judge_sight = {SK_SIGHT_SHARES, NULL, 0, NULL, 0};
static inline sk_code judge_foresee(void *ctx, sk_day from, int n_days, sk_sight *out, sk_err *err)
{
    (void)ctx, (void)from, (void)n_days, (void)err;
    *out = judge_sight;
    return SK_OK;
}

static inline void print_diags(const sk_diags *d)
{
    sk_buf b = SK_BUF_INIT;
    sk_diags_print(d, &b);
    fprintf(stderr, "%s", sk_buf_str(&b));
    sk_buf_free(&b);
}

static inline verdict judge_text(const sk_kommun *k, const char *text, bool show)
{
    verdict v = {SK_OK, 0, 0, ""};
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    v.code = sk_check_plan_by(k, "plan.json", text, strlen(text), judge_foresee, NULL, d, &err);
    sk_diags_sort(d);
    v.errors = sk_diags_count(d, SK_SEV_ERROR);
    v.warnings = sk_diags_count(d, SK_SEV_WARNING);
    for (size_t i = 0; i < sk_diags_len(d); i++)
        if (!strstr(v.rules, sk_diags_at(d, i)->rule))
            snprintf(v.rules + strlen(v.rules), sizeof v.rules - strlen(v.rules), " %s", sk_diags_at(d, i)->rule);
    if (show)
        print_diags(d);
    if (v.code != SK_OK)
        fprintf(stderr, "%s\n", err.text);
    sk_diags_free(d);
    return v;
}

static inline verdict judge(const sk_kommun *k, const json_t *plan, bool show)
{
    char *text = json_dumps(plan, JSON_INDENT(1));
    verdict v = judge_text(k, text, show);
    free(text);
    return v;
}

static inline bool named(const verdict *v, const char *rules)
{
    char one[8];
    for (const char *s = rules; *s; s += strcspn(s, " "), s += *s == ' ') {
        snprintf(one, sizeof one, "%.*s", (int)strcspn(s, " "), s);
        if (strstr(v->rules, one))
            return true;
    }
    return false;
}

/* Damages the plan in every step-th way from `first`; returns how many were not named, *applied how
 * many were possible. */
static inline int damage_some(const sk_kommun *k, const json_t *plan, int first, int step, int *applied)
{
    int missed = 0;
    *applied = 0;
    for (int i = first; i < N_DAMAGES; i += step) {
        const damage *d = &damages[i];
        json_t *copy = json_deep_copy(plan);
        if (d->fn ? d->fn(copy, k) : damage_field(copy, d)) {
            verdict v = judge(k, copy, false);
            ++*applied;
            if (v.code != SK_OK || v.errors == 0 || !named(&v, d->rules)) {
                fprintf(stderr, "not named: %s: expected %s, found%s\n", d->name, d->rules, v.rules);
                missed++;
            }
        } else {
            fprintf(stderr, "not possible here: %s\n", d->name);
        }
        json_decref(copy);
    }
    return missed;
}

static inline int damage_all(const sk_kommun *k, const json_t *plan, int *applied)
{
    return damage_some(k, plan, 0, 1, applied);
}

#endif
