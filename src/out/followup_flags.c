/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every indicator with its limit, verdict, rule and source. */
#include "out/followup_priv.h"

#include <string.h>

const char *sk__fu_indicator(const sk__fuv *v, int indicator)
{
    static const char *const name[SK_N_FM] = {SK_N("Deviation from budget"),
                                              SK_N("Saving against its plan"),
                                              SK_N("Action plan: forecast of the base"),
                                              SK_N("Action plan, amount"),
                                              SK_N("Equity"),
                                              SK_N("Volumes follow the plan"),
                                              SK_N("Food waste"),
                                              SK_N("Loyalty to suppliers"),
                                              SK_N("Loyalty to e-commerce"),
                                              SK_N("Continuity plans"),
                                              SK_N("Full-time posts"),
                                              SK_N("Employees per manager"),
                                              SK_N("Kitchens in use"),
                                              SK_N("Sick leave"),
                                              SK_N("Satisfied customers"),
                                              SK_N("Areas in balance")};
    return sk__fu_t(v, name[indicator]);
}

static const char *unit_of(const sk__fuv *v, int indicator)
{
    switch (indicator) {
    case SK_FM_WASTE: return sk__fu_t(v, SK_N("g per portion"));
    case SK_FM_SPAN: return sk__fu_t(v, SK_N("employees"));
    case SK_FM_KITCHENS: return sk__fu_t(v, SK_N("kitchens"));
    case SK_FM_SATISFIED: return sk__fu_t(v, SK_N("index"));
    default: return "%";
    }
}

static const char *value_of(sk__fuv *v, const sk_fu_finding *x)
{
    bool share = sk_fu_is_share(x->indicator);
    int64_t n = sk__fu_hundredths(share, x->num, x->den);
    if (n == SK_CELL_EMPTY) return sk__fu_t(v, SK_N("not measured"));
    bool whole = n % 100 == 0 && !share;
    return sk_report_words(v->r, "%s %s",
                           sk_report_number(v->r, whole ? n / 100 : n, whole ? 0 : 2),
                           unit_of(v, x->indicator));
}

static const char *limit_of(sk__fuv *v, const sk_fu_target *t)
{
    if (!t) return sk__fu_t(v, SK_N("no limit"));
    int64_t n = t->limit_milli;
    int decimals = 3;
    for (; decimals > 0 && n % 10 == 0; decimals--) n /= 10;
    const char *number = sk_report_number(v->r, n, decimals);
    switch (t->condition) {
    case SK_FU_BELOW: return sk_report_words(v->r, sk__fu_t(v, SK_N("below %s")), number);
    case SK_FU_AT_MOST: return sk_report_words(v->r, sk__fu_t(v, SK_N("at most %s")), number);
    case SK_FU_AT_LEAST: return sk_report_words(v->r, sk__fu_t(v, SK_N("at least %s")), number);
    case SK_FU_ABOVE: return sk_report_words(v->r, sk__fu_t(v, SK_N("above %s")), number);
    default: return sk_report_words(v->r, sk__fu_t(v, SK_N("plan %s")), number);
    }
}

const char *sk__fu_verdict(const sk__fuv *v, const sk_fu_finding *x)
{
    if (x->den == 0) return sk__fu_t(v, SK_N("not measured"));
    if (!x->target) return sk__fu_t(v, SK_N("no limit"));
    if (x->indicator == SK_FM_ACTION_SHARE)
        return x->status == SK_NOT_MET ? sk__fu_t(v, SK_N("required"))
                                       : sk__fu_t(v, SK_N("not required"));
    if (x->target->condition == SK_FU_PLAN) return sk__fu_t(v, SK_N("compared only"));
    if (x->status == SK_MET)
        return x->forecast ? sk__fu_t(v, SK_N("reached (forecast)")) : sk__fu_t(v, SK_N("reached"));
    return x->forecast ? sk__fu_t(v, SK_N("not reached (forecast)"))
                       : sk__fu_t(v, SK_N("not reached"));
}

static const char *sex_word(const sk__fuv *v, int sex)
{
    return sex == SK_FU_WOMEN ? sk__fu_t(v, SK_N("women"))
           : sex == SK_FU_MEN ? sk__fu_t(v, SK_N("men"))
                              : sk__fu_t(v, SK_N("all"));
}

static const char *name_of(const sk__fuv *v, const char *id)
{
    for (int i = 0; i < v->f->n_measures; i++)
        if (strcmp(v->f->measure[i].id, id) == 0) return v->f->measure[i].name;
    for (int i = 0; i < v->s->k->n_managers; i++)
        if (strcmp(v->s->k->manager[i].id, id) == 0) return v->s->k->manager[i].name;
    return id;
}

/* Whom or what a finding is about: "Kost och restaurang, kvinnor, 2023-01-01 - 2023-06-30". */
static const char *about(sk__fuv *v, const sk_fu_finding *x)
{
    char from[SK_DATE_LEN], to[SK_DATE_LEN];
    const char *who = x->who                          ? name_of(v, x->who)
                      : x->indicator == SK_FM_VOLUME  ? sk__fu_t(v, SK_N("all volumes"))
                      : x->indicator == SK_FM_BALANCE ? sk__fu_t(v, SK_N("all areas"))
                      : x->indicator == SK_FM_WASTE && x->area == SK_NONE
                          ? sk__fu_t(v, SK_N("weighed this year"))
                      : x->den == 0 && x->area == SK_NONE ? "–"
                      : x->area == SK_NONE ? sk__fu_t(v, SK_N("the folder's registers"))
                                           : v->f->area[x->area].name;
    bool by_sex = x->den > 0 && (x->indicator == SK_FM_FULLTIME || x->indicator == SK_FM_SICK);
    const char *s = by_sex ? sk_report_words(v->r, "%s, %s", who, sex_word(v, x->sex)) : who;
    if (!x->value) return s;
    return sk_report_words(v->r, "%s, %s – %s", s, sk_day_str(x->value->when.from, from),
                           sk_day_str(x->value->when.to, to));
}

static void flag(sk__fuv *v, sk_table *t, const sk_fu_finding *x)
{
    bool share = sk_fu_is_share(x->indicator);
    sk__fu_s(v, t, sk__fu_indicator(v, x->indicator));
    sk__fu_s(v, t, about(v, x));
    sk__fu_s(v, t, value_of(v, x));
    sk__fu_s(v, t, limit_of(v, x->target));
    sk__fu_s(v, t, sk__fu_verdict(v, x));
    sk__fu_s(v, t, x->target ? x->target->rule : NULL);
    sk__fu_s(v, t, x->target ? x->target->source : NULL);
    sk__fu_s(v, t, x->value ? x->value->source : NULL);
    sk__fu_s(v, t, x->value ? x->value->note : NULL);
    sk_table_v(t, sk__fu_hundredths(share, x->num, x->den));
    sk_table_v(t, x->target ? x->target->limit_milli / 10 : SK_CELL_EMPTY);
}

/* Of managers within the limit only the one with most employees is shown on pages. */
static bool is_top_manager(const sk__fuv *v, const sk_fu_finding *x)
{
    for (int i = 0; i < v->s->n_findings; i++) {
        const sk_fu_finding *o = &v->s->finding[i];
        if (o->indicator == SK_FM_SPAN && (o->num > x->num || (o->num == x->num && o < x)))
            return false;
    }
    return true;
}

static const sk_col flag_cols[] = {
    {"indicator", SK_N("Indicator"), SK_CELL_TEXT, false},
    {"about", SK_N("About"), SK_CELL_NAME, false},
    {"value", SK_N("Value"), SK_CELL_TEXT, false},
    {"limit", SK_N("Limit"), SK_CELL_TEXT, false},
    {"verdict", SK_N("Verdict"), SK_CELL_TEXT, false},
    {"rule", SK_N("Rule"), SK_CELL_NAME, false},
    {"rule_source", SK_N("Source of the rule"), SK_CELL_NAME, false},
    {"value_source", SK_N("Source of the value"), SK_CELL_NAME, true},
    {"note", SK_N("Note"), SK_CELL_NAME, true},
    {"value_number", SK_N("Value, number"), SK_CELL_DEC2, true},
    {"limit_number", SK_N("Limit, number"), SK_CELL_DEC2, true}};

void sk__fu_show_flags(sk__fuv *v)
{
    sk_table *t = sk_report_table(v->r, "flags", SK_N("Rules and targets"), flag_cols,
                                  SK__N_COLS(flag_cols), 0);
    for (int bad = 1; bad >= 0; bad--)
        for (int i = 0; i < v->s->n_findings; i++) {
            const sk_fu_finding *x = &v->s->finding[i];
            if ((x->status == SK_NOT_MET) != (bad == 1)) continue;
            if (x->indicator == SK_FM_SPAN && !bad && !is_top_manager(v, x)) continue;
            flag(v, t, x);
        }
    sk_report_note(
        v->r, sk__fu_t(v, SK_N("What is not kept comes first. What nobody measures is not 0.")));
}

/* ---- what has been published ---- */

static const char *claim_word(const sk__fuv *v, int claim)
{
    return claim == SK_FU_REACHED       ? sk__fu_t(v, SK_N("reached"))
           : claim == SK_FU_NOT_REACHED ? sk__fu_t(v, SK_N("not reached"))
                                        : sk__fu_t(v, SK_N("partly"));
}

static sk_status judged(const sk__fuv *v, const sk_fu_verdict *x)
{
    sk_day end;
    sk_day_from_ymd(x->year, 12, 31, &end);
    int64_t size =
        x->value_milli < 0 && x->indicator == SK_FM_DEVIATION ? -x->value_milli : x->value_milli;
    bool share = sk_fu_is_share(x->indicator);
    return sk_fu_judge(sk_fu_target_at(v->f, x->indicator, end), share, size,
                       share ? 100000 : 1000);
}

static const sk_col verdict_cols[] = {{"indicator", SK_N("Indicator"), SK_CELL_TEXT, false},
                                      {"year", SK_N("Year"), SK_CELL_TEXT, false},
                                      {"value", SK_N("Published value"), SK_CELL_DEC2, false},
                                      {"published", SK_N("Published verdict"), SK_CELL_TEXT, false},
                                      {"by_rule", SK_N("By the rule"), SK_CELL_TEXT, false},
                                      {"differs", SK_N("Differs"), SK_CELL_BOOL, false},
                                      {"source", SK_N("Source"), SK_CELL_NAME, false}};

void sk__fu_show_verdicts(sk__fuv *v)
{
    sk_table *t = NULL;
    for (int i = 0; i < v->f->n_verdicts; i++) {
        const sk_fu_verdict *x = &v->f->verdict[i];
        if (x->year > v->s->year || (x->year == v->s->year && v->s->months < SK_FU_MONTHS))
            continue;
        if (!t)
            t = sk_report_table(v->r, "verdicts", SK_N("Published verdicts beside the rule"),
                                verdict_cols, SK__N_COLS(verdict_cols), 0);
        sk_status s = judged(v, x);
        sk__fu_s(v, t, sk__fu_indicator(v, x->indicator));
        sk__fu_s(v, t, sk_report_words(v->r, "%d", x->year));
        sk_table_v(t, x->value_milli / 10);
        sk__fu_s(v, t, claim_word(v, x->claim));
        sk__fu_s(v, t,
                 s == SK_MET       ? sk__fu_t(v, SK_N("reached"))
                 : s == SK_NOT_MET ? sk__fu_t(v, SK_N("not reached"))
                                   : sk__fu_t(v, SK_N("no limit")));
        sk_table_v(t, s != SK_NOT_MEASURED && x->claim != SK_FU_PARTLY &&
                          (s == SK_MET) != (x->claim == SK_FU_REACHED));
        sk__fu_s(v, t, x->source);
    }
}
