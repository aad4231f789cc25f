/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every indicator with its limit, verdict, rule and source. */
#include "out/followup_priv.h"

#include <string.h>

const char *sk__fu_indicator(const sk__fuv *v, int indicator)
{
    static const char *const name[SK_N_FM] = {SK_N("Deviation from budget"),
                                              SK_N("Saving against its plan"),
                                              SK_N("Action plan: forecast deficit"),
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
                                              SK_N("Satisfied customers, index"),
                                              SK_N("Areas in balance")};
    return sk__fu_t(v, name[indicator]);
}

static const char *unit_of(const sk__fuv *v, int indicator)
{
    switch (indicator) {
    case SK_FM_WASTE: return sk__fu_t(v, SK_N("g per portion"));
    case SK_FM_SPAN: return sk__fu_t(v, SK_N("employees"));
    case SK_FM_KITCHENS: return sk__fu_t(v, SK_N("kitchens"));
    case SK_FM_SATISFIED: return ""; /* an index */
    default: return "%";
    }
}

static const char *with_unit(sk__fuv *v, const char *number, int indicator)
{
    const char *unit = unit_of(v, indicator);
    return *unit ? sk_report_words(v->r, "%s %s", number, unit) : number;
}

/* Two decimals, or as many as it takes to see that the value is not the limit: 1.00 % "below 1" would be odd. */
static const char *number_of(sk__fuv *v, const sk_fu_finding *x, bool share)
{
    enum { MOST = 6 };
    int64_t n = 0, scale = 100;
    for (int decimals = 2; decimals <= MOST; decimals++, scale *= 10) {
        sk_rate r[] = {{share ? 100 * scale : scale, 1}, {x->num, x->den}};
        if (!sk_scale(1, r, 2, &n)) break;
        if (!share && n % scale == 0 && decimals == 2 && n / scale * x->den == x->num)
            return sk_report_number(v->r, n / scale, 0);
        bool seems = x->target && (sk_wide)n * 1000 == (sk_wide)x->target->limit_milli * scale;
        bool is = seems && (sk_wide)x->num * (share ? 100000 : 1000) ==
                               (sk_wide)x->target->limit_milli * x->den;
        if (!seems || is || decimals == MOST) return sk_report_number(v->r, n, decimals);
    }
    return sk__fu_t(v, SK_N("not measured"));
}

static const sk_fu_action *action_of(const sk__fuv *v, sk_ix area)
{
    for (int i = 0; i < v->s->n_actions; i++)
        if (v->s->action[i].area == area) return &v->s->action[i];
    return NULL;
}

/* A deficit, of what, and in kronor: both are judged. */
static const char *deficit_of(sk__fuv *v, const sk_fu_finding *x)
{
    const sk_fu_action *a = action_of(v, x->area);
    if (!a || a->forecast >= 0)
        return sk_report_words(v->r, sk__fu_t(v, SK_N("no deficit (%s mnkr)")),
                               sk__fu_mnkr(v, a ? a->forecast : 0));
    return sk_report_words(v->r,
                           a->t.on_frame ? sk__fu_t(v, SK_N("%s %% of the budget frame, %s mnkr"))
                                         : sk__fu_t(v, SK_N("%s %% of the turnover, %s mnkr")),
                           number_of(v, x, true), sk__fu_mnkr(v, -a->forecast));
}

static const char *value_of(sk__fuv *v, const sk_fu_finding *x)
{
    if (x->den == 0) return sk__fu_t(v, SK_N("not measured"));
    if (x->indicator == SK_FM_ACTION_SHARE) return deficit_of(v, x);
    return with_unit(v, number_of(v, x, sk_fu_is_share(x->indicator)), x->indicator);
}

static const char *short_number(sk__fuv *v, int64_t milli)
{
    int decimals = 3;
    for (; decimals > 0 && milli % 10 == 0; decimals--) milli /= 10;
    return sk_report_number(v->r, milli, decimals);
}

/* An action plan has two limits, and both must be passed. */
static const char *both_limits(sk__fuv *v, const sk_fu_target *share)
{
    const sk_fu_target *least = sk_fu_target_at(v->f, SK_FM_ACTION_LEAST, v->s->to);
    if (!least) return sk__fu_t(v, SK_N("no limit"));
    return sk_report_words(v->r, sk__fu_t(v, SK_N("above %s %% and above %s mnkr")),
                           short_number(v, share->limit_milli),
                           short_number(v, least->limit_milli / 1000000));
}

static const char *limit_of(sk__fuv *v, const sk_fu_target *t)
{
    if (!t) return sk__fu_t(v, SK_N("no limit"));
    if (t->indicator == SK_FM_ACTION_SHARE) return both_limits(v, t);
    const char *number = with_unit(v, short_number(v, t->limit_milli), t->indicator);
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

const char *sk__fu_sex(const sk__fuv *v, int sex)
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
    bool by_sex = x->indicator == SK_FM_FULLTIME || x->indicator == SK_FM_SICK;
    const char *s = !by_sex ? who
                    : x->den == 0 && x->area == SK_NONE
                        ? sk__fu_sex(v, x->sex)
                        : sk_report_words(v->r, "%s, %s", who, sk__fu_sex(v, x->sex));
    if (!x->value) return s;
    return sk_report_words(v->r, "%s, %s – %s", s, sk_day_str(x->value->when.from, from),
                           sk_day_str(x->value->when.to, to));
}

/* The file that a value was computed from, or who said it. */
static const char *source_of(sk__fuv *v, const sk_fu_finding *x)
{
    const char *books = v->f->sie.text ? v->f->sie.file : v->f->outturn.file;
    if (x->value) return x->value->source;
    if (x->source) return x->source;
    if (x->den == 0) return NULL;
    switch (x->indicator) {
    case SK_FM_DEVIATION:
    case SK_FM_ACTION_SHARE:
        return sk_report_words(v->r, sk__fu_t(v, SK_N("the books, %s")), books);
    case SK_FM_SAVING: return "followup/measures.csv, measure_status.csv";
    case SK_FM_EQUITY: return "followup/equity.csv, reports.csv";
    case SK_FM_VOLUME: return "followup/volumes.csv";
    case SK_FM_WASTE: return "history/waste.csv";
    case SK_FM_CONTINUITY: return "continuity.csv";
    case SK_FM_FULLTIME: return "staff.csv";
    case SK_FM_SPAN: return "managers.csv";
    case SK_FM_KITCHENS: return "kitchens.csv";
    case SK_FM_BALANCE: return sk_report_words(v->r, "%s, followup/reports.csv", books);
    default: return NULL;
    }
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
    sk__fu_s(v, t, source_of(v, x));
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
    {"value_source", SK_N("Source of the value"), SK_CELL_NAME, false},
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
