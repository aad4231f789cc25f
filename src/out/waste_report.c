/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out/waste_priv.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"

#define N_OF(a) ((int)(sizeof(a) / sizeof *(a)))

int64_t sk__tenths(double v)
{
    int64_t out;
    return !isnan(v) && sk_round_i64(v * 10, &out) ? out : SK_CELL_EMPTY;
}

int64_t sk__hundredths(double v)
{
    int64_t out;
    return !isnan(v) && sk_round_i64(v * 100, &out) ? out : SK_CELL_EMPTY;
}

const char *sk__wr_grams(sk__wr *w, double v)
{
    return isnan(v) ? "–" : sk_report_number(w->r, sk__tenths(v), 1);
}

sk_wfigure sk__wr_figure(sk__wr *w, sk_wby by, int i, const sk_wsel *sel)
{
    sk_wfigure f;
    const sk_wgroups *g = &w->by[by];
    if (w->failed || !sk_waste_figure(w->in->data, w->price, g->idx + g->at[i],
                                      g->at[i + 1] - g->at[i], sel, &f)) {
        w->failed = true;
        memset(&f, 0, sizeof f);
    }
    return f;
}

const char *sk__wr_trend(sk__wr *w, const sk_west *e)
{
    sk_lang lang = w->in->lang;
    if (isnan(e->slope)) return "–";
    if (fabs(e->slope) <= e->slope_half) return sk_text(lang, SK_N("unclear"));
    return e->slope < 0 ? sk_text(lang, SK_N("falls")) : sk_text(lang, SK_N("rises"));
}

const char *sk__wr_scope_words(sk__wr *w, const sk_wfigure *f)
{
    return sk_report_words(
        w->r,
        sk_text(w->in->lang,
                SK_N("kitchen %s per portion cooked + serving %s + plate %s per eater")),
        sk__wr_grams(w, f->scope[SK_WASTE_KITCHEN].per),
        sk__wr_grams(w, f->stream[SK_WASTE_SERVING].per),
        sk__wr_grams(w, f->stream[SK_WASTE_PLATE].per));
}

/* ---- target ---- */

static const sk_waste_target *target_now(const sk_waste_in *in)
{
    for (int i = in->n_targets - 1; i >= 0; i--)
        if (sk_period_has(in->target[i].when, in->to) && in->target[i].limit_mg > 0)
            return &in->target[i];
    return NULL;
}

static const char *status_name(sk_waste_status s, sk_lang lang)
{
    switch (s) {
    case SK_WASTE_MET: return sk_text(lang, SK_N("met"));
    case SK_WASTE_NOT_MET: return sk_text(lang, SK_N("not met"));
    default: return sk_text(lang, SK_N("not measured"));
    }
}

static const sk_col target_cols[] = {
    {"from", SK_N("first day"), SK_CELL_DAY, false},
    {"to", SK_N("last day"), SK_CELL_DAY, false},
    {"streams", SK_N("streams"), SK_CELL_TEXT, false},
    {"target_g", SK_N("target, g at most"), SK_CELL_DEC2, false},
    {"figure_g", SK_N("weighed, g"), SK_CELL_DEC2, false},
    {"half_g", SK_N("± g"), SK_CELL_DEC2, false},
    {"verdict", SK_N("by these weighings"), SK_CELL_TEXT, false},
    {"published_g", SK_N("published, g"), SK_CELL_DEC2, false},
    {"published_verdict", SK_N("published verdict"), SK_CELL_TEXT, false},
    {"published_against", SK_N("published figure against the target"), SK_CELL_TEXT, false},
    {"method", SK_N("method as published"), SK_CELL_NAME, false},
    {"source", SK_N("source"), SK_CELL_NAME, true},
};

/* "45" or "45,5": milligrams with no more decimals than they need. */
static const char *limit_words(sk__wr *w, int mg)
{
    return mg % 1000 == 0 ? sk_report_number(w->r, mg / 1000, 0)
                          : sk_report_number(w->r, mg / 100, 1);
}

static int64_t hundredths_of_mg(int mg) { return mg > 0 ? (mg + 5) / 10 : SK_CELL_EMPTY; }

/* What the published figure alone says of the target, in whole milligrams. */
static const char *published_against(const sk_waste_target *t, sk_lang lang)
{
    if (t->published_mg <= 0 || t->limit_mg <= 0) return "–";
    return status_name(t->published_mg > t->limit_mg ? SK_WASTE_NOT_MET : SK_WASTE_MET, lang);
}

static void add_target(sk__wr *w, const sk_waste_target *t, sk_table *o)
{
    sk_lang lang = w->in->lang;
    sk_wsel sel = w->sel;
    sel.from = t->when.from;
    sel.to = t->when.to;
    sk_wfigure f = sk__wr_figure(w, SK_BY_TOTAL, 0, &sel);
    sk_waste_status s = sk_waste_judge(&f, (sk_waste_scope)t->scope, t->limit_mg);
    bool whole = f.whole[t->scope];
    sk_table_v(o, t->when.from);
    sk_table_v(o, t->when.to);
    sk_table_s(o, sk_waste_scope_name((sk_waste_scope)t->scope, lang));
    sk_table_v(o, hundredths_of_mg(t->limit_mg));
    sk_table_v(o, whole ? sk__hundredths(f.scope[t->scope].per) : SK_CELL_EMPTY);
    sk_table_v(o, whole ? sk__hundredths(f.scope[t->scope].half) : SK_CELL_EMPTY);
    sk_table_s(o, t->limit_mg <= 0 ? "–" : status_name(whole ? s : SK_WASTE_UNMEASURED, lang));
    sk_table_v(o, hundredths_of_mg(t->published_mg));
    sk_table_s(o, sk_verdict_name((sk_verdict)t->verdict, lang));
    sk_table_s(o, published_against(t, lang));
    sk_table_s(o, sk_report_keep(w->r, t->method));
    sk_table_s(o, sk_report_keep(w->r, t->source));
    bool met = t->published_mg <= t->limit_mg;
    if (t->published_mg > 0 && t->limit_mg > 0 && t->verdict != SK_VERDICT_NONE &&
        met != (t->verdict == SK_VERDICT_MET))
        sk_report_warning(
            w->r,
            sk_report_words(
                w->r,
                sk_text(lang, SK_N("Published for the period to %s: %s g against at most %s g, "
                                   "called \"%s\". Compared unrounded that is \"%s\".")),
                sk_report_words(w->r, "%04d-%02d-%02d", sk_day_ymd(t->when.to).year,
                                sk_day_ymd(t->when.to).month, sk_day_ymd(t->when.to).day),
                limit_words(w, t->published_mg), limit_words(w, t->limit_mg),
                sk_verdict_name((sk_verdict)t->verdict, lang), published_against(t, lang)));
}

static void targets(sk__wr *w)
{
    sk_table *o = sk_report_table(w->r, "targets", SK_N("Against the target"), target_cols,
                                  N_OF(target_cols), 0);
    sk_report_note(
        w->r,
        sk_text(w->in->lang, SK_N("Weighed: all weighings of the period by the rule below. "
                                  "Published: what the administration has stated itself, with its "
                                  "own verdict; its method is not known unless it is given.")));
    for (int i = 0; i < w->in->n_targets; i++)
        if (w->in->target[i].when.from <= w->in->k->as_of) add_target(w, &w->in->target[i], o);
}

/* ---- the head ---- */

/* All lunches of the period at the weighed figure, and what a gram is worth. */
static void year(sk__wr *w, int64_t weighed_g)
{
    const sk_wfigure *f = &w->total;
    double per = f->scope[SK_WASTE_ALL].per, lunches = (double)w->in->lunches;
    if (w->in->lunches <= 0 || !f->whole[SK_WASTE_ALL] || weighed_g <= 0) return;
    double ore_g = (double)f->milli_ore / 1000 / (double)weighed_g;
    sk_report_fact(w->r, "period_tonnes", SK_N("All lunches of the period at that figure"),
                   SK_CELL_DEC1, sk__tenths(lunches * per / 1e6),
                   sk_text(w->in->lang, SK_N("tonnes")));
    sk_report_fact(w->r, "gram_ore", SK_N("One gram less over them is worth"), SK_CELL_ORE,
                   (int64_t)(lunches * ore_g + 0.5), "kr");
}

/* Tenths of a gram, empty unless every stream of the scope was weighed. */
static int64_t whole_tenths(const sk_wfigure *f, sk_waste_scope s, double v)
{
    return f->whole[s] ? sk__tenths(v) : SK_CELL_EMPTY;
}

static void facts(sk__wr *w)
{
    sk_report *r = w->r;
    const sk_wfigure *f = &w->total;
    const sk_west *all = &f->scope[SK_WASTE_ALL], *meal = &f->scope[SK_WASTE_MEAL];
    int64_t g = 0;
    for (int s = 0; s < SK_N_STREAMS; s++) g += f->g[s];
    sk_report_fact(r, "all_g", SK_N("All waste, g a portion"), SK_CELL_DEC1,
                   whole_tenths(f, SK_WASTE_ALL, all->per), NULL);
    sk_report_fact(r, "all_half_g", SK_N("uncertainty, ± g (95 %)"), SK_CELL_DEC1,
                   whole_tenths(f, SK_WASTE_ALL, all->half), NULL);
    sk_report_fact(r, "meal_g", SK_N("Meal waste, g an eater"), SK_CELL_DEC1,
                   whole_tenths(f, SK_WASTE_MEAL, meal->per), NULL);
    sk_report_fact(r, "kitchen_g", SK_N("Kitchen waste, g a portion cooked"), SK_CELL_DEC1,
                   whole_tenths(f, SK_WASTE_KITCHEN, f->scope[SK_WASTE_KITCHEN].per), NULL);
    sk_report_fact(r, "trend_g_year", SK_N("Trend, g a year"), SK_CELL_DEC1, sk__tenths(all->slope),
                   isnan(all->slope) ? NULL : sk__wr_trend(w, all));
    sk_report_fact(r, "trend_half_g_year", SK_N("uncertainty of the trend, ± g a year"),
                   SK_CELL_DEC1, sk__tenths(all->slope_half), NULL);
    sk_report_fact(r, "consumption_g", SK_N("Eaten, g an eater"), SK_CELL_DEC1,
                   sk__tenths(f->consumption), NULL);
    sk_report_fact(r, "weighed_kg", SK_N("Weighed waste"), SK_CELL_INT, (g + 500) / 1000, "kg");
    sk_report_fact(r, "cost_ore", SK_N("Its food cost"), SK_CELL_ORE, (f->milli_ore + 500) / 1000,
                   "kr");
    sk_report_fact(r, "co2e_kg", SK_N("Its climate footprint, the known part"), SK_CELL_INT,
                   (f->co2e_mg + 500000) / 1000000, "kg CO2e");
    sk_report_fact(r, "co2e_known_tenths_pct",
                   SK_N("of the waste's weight the footprint is known, %"), SK_CELL_DEC1,
                   f->raw_known_ppm / 1000, NULL);
    year(w, g);
    sk_report_fact(r, "doubtful_rows", SK_N("Doubtful rows"), SK_CELL_INT, w->in->data->n_doubts,
                   NULL);
    sk_report_bad(r, w->in->data->n_doubts > 0);
}

static void method(sk__wr *w)
{
    sk_lang lang = w->in->lang;
    char a[SK_DATE_LEN], b[SK_DATE_LEN];
    sk_report_text(
        w->r,
        sk_report_words(
            w->r,
            sk_text(lang, SK_N("Period %s to %s. Kitchen waste (storage, preparation, cooking) is "
                               "grams per portion cooked, serving and plate waste grams per eater; "
                               "all waste is their sum. Every figure is the sum of all grams over "
                               "the sum of all portions or eaters, never a mean of means.")),
            sk_day_str(w->in->from, a), sk_day_str(w->in->to, b)));
    sk_report_text(
        w->r,
        sk_text(lang,
                SK_N("± is an interval of 95 percent from how much weeks and places differ (ratio "
                     "estimate, clusters of place and week); where one or two weeks were weighed, "
                     "from how much the weeks of a place differ elsewhere. The trend is within "
                     "places, so "
                     "that who weighs when does not matter; \"unclear\" when its interval "
                     "holds zero.")));
    if (w->total.raw_known_ppm > 0)
        sk_report_text(w->r,
                       sk_text(lang, SK_N("Kronor are food cost by recipe; the footprint counts "
                                          "only ingredients whose CO2e is known, so it is at "
                                          "least this.")));
    int64_t nowhere = sk_waste_nowhere(w->in->data, w->in->from, w->in->to);
    if (nowhere > 0)
        sk_report_warning(
            w->r, sk_report_words(w->r,
                                  sk_text(lang, SK_N("%s kg are in no figure, because no portions "
                                                     "or eaters are known for them.")),
                                  sk_report_number(w->r, (nowhere + 500) / 1000, 0)));
}

/* The scope asked for when all its streams were weighed, else meal or kitchen waste; ALL when neither was. */
static sk_waste_scope measured_scope(const sk_wfigure *f, sk_waste_scope wanted)
{
    if (f->whole[wanted]) return wanted;
    if (f->whole[SK_WASTE_MEAL]) return SK_WASTE_MEAL;
    return f->whole[SK_WASTE_KITCHEN] ? SK_WASTE_KITCHEN : SK_WASTE_ALL;
}

static void headline(sk__wr *w)
{
    sk_lang lang = w->in->lang;
    const sk_waste_target *t = target_now(w->in);
    sk_waste_scope wanted = t ? (sk_waste_scope)t->scope : SK_WASTE_ALL;
    sk_waste_scope scope = measured_scope(&w->total, wanted);
    const sk_west *e = &w->total.scope[scope];
    if (isnan(e->per)) {
        sk_report_headline(w->r, sk_text(lang, SK_N("Nothing was weighed in the period.")));
        return;
    }
    const char *figure = sk_report_words(w->r, sk_text(lang, SK_N("%s g a portion, %s (%s)")),
                                         sk__wr_grams(w, e->per), sk_waste_scope_name(scope, lang),
                                         sk__wr_scope_words(w, &w->total));
    if (scope != wanted || !w->total.whole[scope])
        figure =
            sk_report_words(w->r, sk_text(lang, SK_N("%s; not every stream was weighed")), figure);
    else if (t)
        figure = sk_report_words(w->r, sk_text(lang, SK_N("%s; the target of at most %s g: %s")),
                                 figure, limit_words(w, t->limit_mg),
                                 status_name(sk_waste_judge(&w->total, scope, t->limit_mg), lang));
    sk_report_headline(w->r, figure);
}

/* ---- doubtful rows ---- */

static void doubts(sk__wr *w)
{
    static const sk_col cols[] = {
        {"file", SK_N("document"), SK_CELL_TEXT, false},
        {"line", SK_N("line"), SK_CELL_INT, false},
        {"rule", SK_N("rule"), SK_CELL_TEXT, false},
        {"kept", SK_N("counts"), SK_CELL_BOOL, false},
        {"what", SK_N("what"), SK_CELL_NAME, false},
    };
    const sk_waste_data *d = w->in->data;
    sk_table *o = sk_report_table(w->r, "doubtful", SK_N("Doubtful rows"), cols, N_OF(cols), 12);
    sk_report_note(w->r, sk_report_words(w->r,
                                         sk_text(w->in->lang,
                                                 SK_N("%d rows read, %d of them later than the "
                                                      "as-of date; every doubtful row is listed.")),
                                         w->in->log->n_rows, w->in->log->n_later));
    for (int i = 0; i < d->n_doubts; i++) {
        sk_buf b = SK_BUF_INIT;
        sk_doubt_say(&d->doubt[i], w->in->lang, &b);
        sk_table_s(o, sk_waste_file(d->doubt[i].doc));
        sk_table_v(o, d->doubt[i].line);
        sk_table_s(o, sk_report_words(w->r, "H%03d", d->doubt[i].rule));
        sk_table_v(o, d->doubt[i].kept);
        sk_table_s(o, sk_report_keep(w->r, sk_buf_str(&b)));
        sk_buf_free(&b);
    }
}

static bool prepare(sk__wr *w)
{
    w->price = sk_waste_prices(w->in->k, w->r->arena);
    bool ok = w->price != NULL;
    for (int by = 0; by <= SK_BY_DISH && ok; by++)
        ok = sk_waste_split(w->in->data, (sk_wby)by, w->r->arena, &w->by[by]);
    if (!ok) return false;
    w->sel = (sk_wsel){.from = w->in->from, .to = w->in->to, .form = -1};
    if (!sk_waste_spread(w->in->data, &w->sel, &w->spread)) return false;
    w->sel.spread = &w->spread;
    w->total = sk__wr_figure(w, SK_BY_TOTAL, 0, &w->sel);
    return !w->failed;
}

sk_report *sk_waste_report(const sk_waste_in *in)
{
    sk__wr w = {.in = in, .r = sk_report_new("waste", SK_N("Food waste"), in->k->name, in->lang)};
    if (!w.r) return NULL;
    w.r->landscape = true;
    if (prepare(&w)) {
        headline(&w);
        facts(&w);
        sk__wr_charts(&w);
        targets(&w);
        method(&w);
        sk__wr_tables(&w);
        sk__wr_survey(&w);
        doubts(&w);
        sk__wr_plan(&w); /* ends with a page of its own */
        for (int i = 0; i < in->k->n_files; i++)
            if (strncmp(in->k->file[i].name, "recipes", 7) == 0)
                sk_report_from(w.r, in->k->file[i].name, in->k->file[i].sha256);
    } else w.failed = true;
    w.r->failed = w.r->failed || w.failed;
    return w.r;
}
