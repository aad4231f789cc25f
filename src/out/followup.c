/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out/followup_priv.h"

#include <string.h>

const char *sk__fu_mnkr(sk__fuv *v, sk_ore ore)
{
    return sk_report_number(v->r, sk_muldiv(ore, 1, 1000000), 2);
}

int64_t sk__fu_hundredths(bool share, int64_t num, int64_t den)
{
    int64_t out;
    sk_rate r = {num, den};
    if (share) return sk_follow_pct(num, den, 2, &out) ? out : SK_CELL_EMPTY;
    return den > 0 && sk_scale(100, &r, 1, &out) ? out : SK_CELL_EMPTY;
}

void sk__fu_s(const sk__fuv *v, sk_table *t, const char *s)
{
    sk_table_s(t, s ? sk_report_keep(v->r, s) : NULL);
}

void sk__fu_opt(sk_table *t, int64_t v) { sk_table_v(t, v == SK_FU_EMPTY ? SK_CELL_EMPTY : v); }

const char *sk__fu_period(sk__fuv *v, int period)
{
    return sk_report_words(v->r, "%d-%02d", period / 100, period % 100);
}

/* The only detailed area, or SK_NONE. */
static sk_ix only_area(const sk__fuv *v)
{
    sk_ix found = SK_NONE;
    for (sk_ix a = 0; a < v->f->n_areas; a++) {
        if (v->f->area[a].level != SK_FU_DETAIL) continue;
        if (found != SK_NONE) return SK_NONE;
        found = a;
    }
    return found;
}

static const char *plan_words(const sk__fuv *v)
{
    for (int i = 0; i < v->s->n_actions; i++) {
        const sk_fu_action *x = &v->s->action[i];
        if (v->f->area[x->area].level != SK_FU_WHOLE) continue;
        if (!x->known) break;
        if (!x->t.fires) return sk__fu_t(v, SK_N("No action plan is required."));
        return sk_report_words(v->r, sk__fu_t(v, SK_N("An action plan is required of %s.")),
                               v->f->area[x->area].name);
    }
    return sk__fu_t(v, SK_N("Whether an action plan is required cannot be told."));
}

static void headline(sk__fuv *v)
{
    sk_ix a = only_area(v);
    int off = 0, n = 0;
    if (a != SK_NONE) {
        const sk_fu_sums *s = &v->s->area[a];
        sk_report_headline(
            v->r,
            sk_report_words(
                v->r,
                v->s->months == SK_FU_MONTHS
                    ? sk__fu_t(v, SK_N("%s: result of %d %s mnkr against a budget of %s. %s"))
                    : sk__fu_t(v, SK_N("%s: forecast of %d %s mnkr against a budget of %s. %s")),
                v->f->area[a].name, v->s->year, sk__fu_mnkr(v, sk_fu_result(s, SK_FU_FORECAST)),
                sk__fu_mnkr(v, sk_fu_result(s, SK_FU_BUDGET_YEAR)), plan_words(v)));
        return;
    }
    for (int i = 0; i < v->s->n_findings; i++) {
        if (v->s->finding[i].indicator != SK_FM_DEVIATION) continue;
        n++;
        off += v->s->finding[i].status == SK_NOT_MET;
    }
    sk_report_headline(
        v->r, sk_report_words(v->r, sk__fu_t(v, SK_N("%d areas, %d of them off their budget. %s")),
                              n, off, plan_words(v)));
}

/* What the figures rest on, and where they are thin. */
static void basis(sk__fuv *v)
{
    char to[SK_DATE_LEN], as_of[SK_DATE_LEN];
    sk_report_heading(v->r, SK_N("How it is counted"));
    sk_report_text(
        v->r,
        sk_report_words(
            v->r,
            sk__fu_t(v, SK_N("Books by whole months, up to %s. Forecast: what varies by the number "
                             "of meals follows serving days (a day counts once for each guest that "
                             "the calendars say is served lunch), what is fixed is the outturn and "
                             "the budget that remains. Limits are compared before any rounding. "
                             "Areas are never evened out against each other.")),
            sk_day_str(v->s->to, to)));
    if (v->s->to > v->s->k->as_of)
        sk_report_warning(
            v->r,
            sk_report_words(
                v->r,
                sk__fu_t(v,
                         SK_N("The folder is as it was on %s: registers and weighings after that "
                              "day are not in it, only the books are.")),
                sk_day_str(v->s->k->as_of, as_of)));
    for (size_t i = 0; i < v->f->n_files; i++)
        sk_report_from(v->r, sk_report_keep(v->r, v->f->file[i].name),
                       sk_report_keep(v->r, v->f->file[i].sha256));
    for (int i = 0; i < v->s->k->n_files; i++) /* registers: posts, managers, kitchens, calendars */
        sk_report_from(v->r, v->s->k->file[i].name, v->s->k->file[i].sha256);
}

/* The detailed budget is what the books hold; frames.csv says what was decided. They must be one. */
static void other_budget(sk__fuv *v, const sk_fu_frame *f)
{
    const sk_fu_sums *s = &v->s->area[f->area];
    if (f->year != v->s->year || f->version != SK_FU_DETAILED ||
        v->f->area[f->area].level != SK_FU_DETAIL || f->revenue == SK_FU_EMPTY ||
        f->cost == SK_FU_EMPTY)
        return;
    if (f->revenue == s->revenue[SK_FU_BUDGET_YEAR] && f->cost == s->cost[SK_FU_BUDGET_YEAR])
        return;
    sk_report_warning(
        v->r, sk_report_words(
                  v->r,
                  sk__fu_t(v, SK_N("%s: the books' budget is %s mnkr revenue and %s cost, the "
                                   "detailed budget of frames.csv is %s and %s. The books are "
                                   "what is followed up.")),
                  v->f->area[f->area].name, sk__fu_mnkr(v, s->revenue[SK_FU_BUDGET_YEAR]),
                  sk__fu_mnkr(v, s->cost[SK_FU_BUDGET_YEAR]), sk__fu_mnkr(v, f->revenue),
                  sk__fu_mnkr(v, f->cost)));
}

/* What a reader must know before believing the figures. */
static void doubts(sk__fuv *v)
{
    for (int i = 0; i < v->f->n_frames; i++) other_budget(v, &v->f->frame[i]);
    for (int c = 0; c < v->f->n_centres; c++) {
        const sk_fu_sums *s = &v->s->centre[c];
        if (s->revenue[SK_FU_BUDGET_YEAR] || s->cost[SK_FU_BUDGET_YEAR] ||
            !(s->revenue[SK_FU_OUTTURN_TO] || s->cost[SK_FU_OUTTURN_TO]))
            continue;
        sk_report_warning(
            v->r, sk_report_words(v->r,
                                  sk__fu_t(v, SK_N("Cost centre %s has an outturn but no budget: "
                                                   "its fixed costs end today in the forecast.")),
                                  v->f->centre[c].code));
    }
}

static void facts(sk__fuv *v)
{
    sk_report_fact(v->r, "to", SK_N("Followed up to"), SK_CELL_DAY, v->s->to, NULL);
    for (sk_ix a = 0; a < v->f->n_areas; a++) {
        const sk_fu_sums *s = &v->s->area[a];
        if (a != only_area(v)) continue;
        sk_ore result = sk_fu_result(s, SK_FU_OUTTURN_TO),
               forecast = sk_fu_result(s, SK_FU_FORECAST);
        sk_report_fact(v->r, "result_ore", SK_N("Result to date"), SK_CELL_ORE, result, "kr");
        sk_report_fact(v->r, "result_budget_ore", SK_N("Budgeted to date"), SK_CELL_ORE,
                       sk_fu_result(s, SK_FU_BUDGET_TO), "kr");
        if (v->s->months < SK_FU_MONTHS)
            sk_report_fact(v->r, "forecast_ore", SK_N("Result of the year, forecast"), SK_CELL_ORE,
                           forecast, "kr");
        sk_report_fact(v->r, "budget_ore", SK_N("Budget of the year"), SK_CELL_ORE,
                       sk_fu_result(s, SK_FU_BUDGET_YEAR), "kr");
    }
    int met = 0, off = 0, none = 0;
    for (int i = 0; i < v->s->n_findings; i++) {
        const sk_fu_finding *x = &v->s->finding[i];
        met += x->status == SK_MET;
        off += x->status == SK_NOT_MET;
        none += x->den == 0;
    }
    sk_report_fact(v->r, "met", SK_N("Limits kept"), SK_CELL_INT, met, NULL);
    sk_report_fact(v->r, "not_met", SK_N("Limits not kept"), SK_CELL_INT, off, NULL);
    sk_report_bad(v->r, off > 0);
    sk_report_fact(v->r, "not_measured", SK_N("Not measured"), SK_CELL_INT, none, NULL);
}

sk_report *sk_fu_report_make(const sk_fu_result_set *s, sk_lang lang)
{
    sk__fuv v = {sk_report_new("followup", SK_N("Follow-up of the year"), s->k->name, lang), s,
                 s->f, lang};
    if (!v.r) return NULL;
    v.r->landscape = true;
    headline(&v);
    facts(&v);
    doubts(&v);
    sk__fu_show_flags(&v);
    sk__fu_show_results(&v);
    sk__fu_show_chart(&v);
    sk__fu_show_variance(&v);
    sk__fu_show_rules(&v);
    sk__fu_show_people(&v);
    sk__fu_show_verdicts(&v);
    basis(&v);
    return v.r;
}
