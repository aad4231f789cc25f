/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out/follow_report.h"

#include "base/date.h"
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"

#include <math.h>
#include <stdlib.h>

enum { SHOWN = 15 };

static const sk_col series_cols[] = {
    {"site", SK_N("Site id"), SK_CELL_TEXT, true},
    {"site_name", SK_N("Site"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"days", SK_N("Days"), SK_CELL_INT, false},
    {"eaten", SK_N("Eaten"), SK_CELL_INT, false},
    {"expected", SK_N("Expected"), SK_CELL_DEC1, false},
    {"error_pct", SK_N("Error, %"), SK_CELL_DEC1, false},
    {"bias_pct", SK_N("Too high, %"), SK_CELL_DEC1, false},
    {"inside", SK_N("Inside 80 %"), SK_CELL_INT, false},
    {"chance_pct", SK_N("Chance of so few, %"), SK_CELL_DEC2, false},
    {"cooked", SK_N("Cooked"), SK_CELL_INT, false},
    {"enrolled", SK_N("Enrolled"), SK_CELL_INT, true},
    {"left", SK_N("Left over"), SK_CELL_INT, false},
    {"missed", SK_N("Without a dish"), SK_CELL_INT, false},
    {"counted", SK_N("Counted days before"), SK_CELL_INT, true},
    {"verdict", SK_N("Interval"), SK_CELL_TEXT, false},
};
static const sk_col day_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"site", SK_N("Site id"), SK_CELL_TEXT, false},
    {"site_name", SK_N("Site"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"q10", SK_N("10 %"), SK_CELL_DEC1, false},
    {"q50", SK_N("Median"), SK_CELL_DEC1, false},
    {"q90", SK_N("90 %"), SK_CELL_DEC1, false},
    {"eaten", SK_N("Eaten"), SK_CELL_INT, false},
    {"cooked", SK_N("Cooked"), SK_CELL_INT, false},
    {"enrolled", SK_N("Enrolled"), SK_CELL_INT, false},
    {"inside", SK_N("Inside 80 %"), SK_CELL_BOOL, false},
};
#define N(cols) ((int)(sizeof(cols) / sizeof *(cols)))

static int64_t scaled(double x, double by) { return llround(x * by); }

static int64_t percent10(double part, double whole)
{
    return whole > 0.0 ? scaled(part / whole, 1000.0) : SK_CELL_EMPTY;
}

static const char *verdict(sk_follow_verdict v, sk_lang lang)
{
    static const char *const words[] = {SK_N("holds"), SK_N("doubtful"), SK_N("does not hold"),
                                        SK_N("too few days to tell")};
    return sk_text(lang, words[v]);
}

/* Least likely first, then those without a verdict. */
static int by_doubt(const void *pa, const void *pb)
{
    const sk_follow_series *a = *(sk_follow_series *const *)pa, *b = *(sk_follow_series *const *)pb;
    bool na = a->verdict == SK_TOO_FEW, nb = b->verdict == SK_TOO_FEW;
    if (na != nb) return na ? 1 : -1;
    if (a->chance != b->chance) return a->chance < b->chance ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

static void series_row(const sk_kommun *k, const sk_follow_series *s, sk_lang lang, sk_table *t)
{
    const sk_follow_sum *u = &s->sum;
    sk_table_s(t, k->site[s->site].id);
    sk_table_s(t, k->site[s->site].name);
    sk_table_s(t, sk_meal_name(s->meal, lang));
    sk_table_v(t, u->n);
    sk_table_v(t, u->eaten);
    sk_table_v(t, scaled(u->expected, 10.0));
    sk_table_v(t, percent10(u->abs_error, (double)u->eaten));
    sk_table_v(t, percent10(u->expected - (double)u->eaten, (double)u->eaten));
    sk_table_v(t, u->inside);
    sk_table_v(t, s->verdict == SK_TOO_FEW ? SK_CELL_EMPTY : scaled(s->chance, 10000.0));
    sk_table_v(t, u->cooked);
    sk_table_v(t, u->enrolled);
    sk_table_v(t, u->left);
    sk_table_v(t, u->missed);
    sk_table_v(t, s->n_obs);
    sk_table_s(t, verdict(s->verdict, lang));
}

static void tables(sk_report *r, const sk_kommun *k, const sk_follow *f)
{
    const sk_follow_series **v = sk_arena_calloc(r->arena, (size_t)f->n_series + 1, sizeof *v);
    sk_table *t = sk_report_table(r, "series", SK_N("Sites, the least likely intervals first"),
                                  series_cols, N(series_cols), SHOWN);
    sk_report_note(r, sk_text(r->lang, SK_N("Chance: of so few days inside the interval of 80 %, "
                                            "or fewer, were it right and days "
                                            "independent; days of one week are not quite. \"Does "
                                            "not hold\": under five percent "
                                            "among all the sites together (Holm). \"Doubtful\": "
                                            "under five percent for the site "
                                            "alone, which happens to one in twenty by chance.")));
    for (int i = 0; v && i < f->n_series; i++) v[i] = &f->series[i];
    if (v) qsort(v, (size_t)f->n_series, sizeof *v, by_doubt);
    for (int i = 0; v && i < f->n_series; i++) series_row(k, v[i], r->lang, t);
    t = sk_report_table(r, "days", SK_N("Every counted day"), day_cols, N(day_cols), 0);
    sk_report_files_only(r);
    for (int i = 0; i < f->n_days; i++) {
        const sk_follow_day *d = &f->day[i];
        sk_table_v(t, d->day);
        sk_table_s(t, k->site[d->site].id);
        sk_table_s(t, k->site[d->site].name);
        sk_table_s(t, sk_meal_name(d->meal, r->lang));
        sk_table_v(t, scaled(d->dist.q10, 10.0));
        sk_table_v(t, scaled(d->dist.q50, 10.0));
        sk_table_v(t, scaled(d->dist.q90, 10.0));
        sk_table_v(t, d->eaten);
        sk_table_v(t, d->cooked);
        sk_table_v(t, d->enrolled);
        sk_table_v(t, d->inside);
    }
}

static void facts(sk_report *r, const sk_follow *f)
{
    const sk_follow_sum *a = &f->all;
    const char *kr = sk_text(r->lang, SK_N("kr")), *pct = "%";
    sk_report_fact(r, "made", SK_N("Forecast made with what was known on"), SK_CELL_DAY, f->as_of,
                   NULL);
    sk_report_fact(r, "meals", SK_N("Counted meals"), SK_CELL_INT, a->n, NULL);
    sk_report_fact(r, "eaten", SK_N("Eaten"), SK_CELL_INT, a->eaten, NULL);
    sk_report_fact(r, "expected", SK_N("Expected (medians)"), SK_CELL_DEC1,
                   scaled(a->expected, 10.0), NULL);
    sk_report_fact(r, "error", SK_N("Error by site and day"), SK_CELL_DEC1,
                   percent10(a->abs_error, (double)a->eaten), pct);
    sk_report_fact(r, "inside", SK_N("Inside the interval of 80 %"), SK_CELL_DEC1,
                   percent10(a->inside, a->n), pct);
    sk_report_fact(r, "above", SK_N("Above the quantile of 90 %"), SK_CELL_DEC1,
                   percent10(a->above, a->n), pct);
    sk_report_fact(r, "cooked", SK_N("Cooked by the plan's rule"), SK_CELL_INT, a->cooked, NULL);
    sk_report_fact(r, "saved", SK_N("Portions saved against cooking for the enrolled"), SK_CELL_INT,
                   a->enrolled - a->cooked, NULL);
    sk_report_fact(r, "left", SK_N("Left over"), SK_CELL_INT, a->left, NULL);
    sk_report_fact(r, "left_all", SK_N("Left over, had all enrolled been cooked for"), SK_CELL_INT,
                   a->left_all, NULL);
    sk_report_fact(r, "missed", SK_N("Eaters beyond what was cooked"), SK_CELL_INT, a->missed,
                   NULL);
    sk_report_fact(r, "left_ore", SK_N("Cost of what was left over"), SK_CELL_ORE, a->left_ore, kr);
    sk_report_fact(r, "missed_ore", SK_N("Cost of eaters without a dish"), SK_CELL_ORE,
                   a->missed_ore, kr);
    sk_report_fact(r, "left_all_ore", SK_N("Cost of the surplus, cooking for the enrolled"),
                   SK_CELL_ORE, a->left_all_ore, kr);
}

sk_report *sk_follow_report(const sk_kommun *k, const sk_follow *f, sk_lang lang)
{
    char from[SK_DATE_LEN], to[SK_DATE_LEN];
    int fails = 0, doubt = 0;
    sk_report *r = sk_report_new("forecast-review", SK_N("Forecast and outcome"), k->name, lang);
    if (!r) return NULL;
    for (int i = 0; i < f->n_series; i++) {
        fails += f->series[i].verdict == SK_FAILS;
        doubt += f->series[i].verdict == SK_DOUBTFUL;
    }
    sk_report_headline(
        r,
        sk_report_words(
            r,
            sk_text(lang,
                    SK_N("%s – %s: %s eaten, forecast %s; %s portions fewer than for the enrolled; "
                         "intervals that do not hold: %d of %d sites' meals")),
            sk_day_str(f->from, from), sk_day_str(f->to, to), sk_report_number(r, f->all.eaten, 0),
            sk_report_number(r, llround(f->all.expected), 0),
            sk_report_number(r, f->all.enrolled - f->all.cooked, 0), fails, f->n_judged));
    facts(r, f);
    if (f->n_judged < f->n_series)
        sk_report_text(
            r,
            sk_report_words(r,
                            sk_text(lang, SK_N("%d of %d have fewer than %d counted days in "
                                               "the period: nothing is said of their intervals.")),
                            f->n_series - f->n_judged, f->n_series, SK_FOLLOW_LEAST));
    if (doubt > 0)
        sk_report_text(
            r, sk_report_words(r,
                               sk_text(lang, SK_N("%d are doubtful by themselves; %s would be by "
                                                  "chance alone.")),
                               doubt, sk_report_number(r, llround(f->n_judged * 0.5), 1)));
    tables(r, k, f);
    return r;
}
