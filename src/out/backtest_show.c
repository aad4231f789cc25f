/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backtest as a table, a verdict and JSON. */
#include "base/num.h"
#include "base/text.h"
#include "out/forecast_view.h"

static const sk_col cols[] = {
    {"method", SK_N("Method"), SK_CELL_TEXT, false},
    {"wape_pct", "WAPE %", SK_CELL_DEC2, false},
    {"bias_pct", SK_N("Bias %"), SK_CELL_DEC2, false},
    {"pinavg", SK_N("Pinball"), SK_CELL_DEC2, false},
    {"cover50", "≤50 %", SK_CELL_DEC1, false},
    {"cover80", "≤80 %", SK_CELL_DEC1, false},
    {"cover90", "≤90 %", SK_CELL_DEC1, false},
    {"cover95", "≤95 %", SK_CELL_DEC1, false},
    {"over_pct", SK_N("Over %"), SK_CELL_DEC2, false},
    {"under_pct", SK_N("Under %"), SK_CELL_DEC2, false},
    {"cost_pct", SK_N("Cost %"), SK_CELL_DEC2, false},
    {"over_ore", SK_N("Over, kr"), SK_CELL_ORE, false},
    {"under_ore", SK_N("Under, kr"), SK_CELL_ORE, false},
};
enum { N_COLS = sizeof cols / sizeof *cols, N_MONEY = 2, PER = 1000 };

static const char *const keys[SK_N_BY] = {
    "forecast",     "forecast_orders", "same_weekday",        "four_weekdays",
    "for_enrolled", "own_order",       "own_order_calibrated"};

static int64_t scaled(double x, double by)
{
    int64_t v;
    return sk_round_i64(x * by, &v) ? v : SK_CELL_EMPTY;
}

/* What so many percent of PER portions cost. */
static int64_t ore(double percent, int64_t each)
{
    return scaled(percent / 100.0 * PER, (double)each);
}

static void put_method(sk_bt_view *v, sk_by m)
{
    const sk_score *s = &v->score[m][SK_CUT_MAIN];
    sk_table *t = &v->methods;
    sk_table_s(t, sk_by_name(m, v->lang));
    sk_table_v(t, scaled(s->wape, 100.0));
    sk_table_v(t, scaled(s->bias, 100.0));
    sk_table_v(t, scaled(s->pinavg, 100.0));
    for (int q = SK_Q50; q < SK_N_Q; q++) sk_table_v(t, scaled(s->cover[q], 10.0));
    sk_table_v(t, scaled(s->waste90, 100.0));
    sk_table_v(t, scaled(s->short90, 100.0));
    sk_table_v(t, scaled(s->cost90, 100.0));
    if (!v->policy) return;
    sk_table_v(t, ore(s->waste90, v->policy->left_over_ore));
    sk_table_v(t, ore(s->short90, v->policy->ran_out_ore));
}

void sk_bt_view_make(const char *name, const sk_policy *policy, sk_day from, sk_day to,
                     sk_score (*score)[SK_N_CUTS], bool orders, sk_lang lang, sk_bt_view *out)
{
    *out = (sk_bt_view){.lang = lang, .name = name, .from = from, .to = to, .score = score};
    out->policy = policy;
    out->best = orders ? SK_BY_ORDERS : SK_BY_MODEL;
    sk_table_init(&out->methods, "methods", SK_N("Methods"), cols,
                  policy ? N_COLS : N_COLS - N_MONEY);
    const sk_score *own = &score[out->best][SK_CUT_MAIN];
    for (int m = 0; m < SK_N_BY; m++) {
        const sk_score *s = &score[m][SK_CUT_MAIN];
        bool by_order = m == SK_BY_ORDERS || m == SK_BY_ORDER || m == SK_BY_CALIBRATED;
        if (s->n == 0 || (by_order && !orders)) continue;
        put_method(out, (sk_by)m);
        if (m < SK_BY_WEEKDAY || m > SK_BY_ORDER) continue;
        out->n_rivals++;
        out->n_beaten += own->wape < s->wape && own->pinavg < s->pinavg;
    }
}

void sk_bt_view_free(sk_bt_view *v) { sk_table_free(&v->methods); }

void sk_bt_headline(const sk_bt_view *v, sk_buf *out)
{
    int n = v->score[v->best][SK_CUT_MAIN].n;
    if (n < SK_BT_FEW) {
        sk_buf_addf(
            out,
            sk_text(v->lang,
                    "too little history for a verdict: %d forecasts could be tried, %d are needed"),
            n, SK_BT_FEW);
        return;
    }
    sk_buf_addf(out,
                sk_text(v->lang, "the %s beats %d of %d baselines on both WAPE and pinball loss"),
                sk_by_name(v->best, v->lang), v->n_beaten, v->n_rivals);
}

void sk_bt_text(const sk_bt_view *v, sk_buf *out)
{
    char a[SK_DATE_LEN], b[SK_DATE_LEN];
    sk_plain_add(out, v->name);
    sk_buf_addf(out, ", %s – %s: ", sk_day_str(v->from, a), sk_day_str(v->to, b));
    sk_buf_dec(out, v->score[SK_BY_MODEL][SK_CUT_MAIN].n, 0, v->lang);
    sk_buf_add(out, sk_text(v->lang, " forecasts, 1 to 15 service days ahead\n\n"));
    sk_table_text(&v->methods, v->lang, 0, out);
    sk_buf_add(
        out,
        sk_text(v->lang,
                "\nWAPE, bias, over, under and cost are percent of what was eaten, pinball loss "
                "is in portions,\n≤ is how often the quantile was enough. Over and under "
                "when the 0.9 quantile is cooked;\ncost = over + 9 × under.\n"));
    if (v->policy)
        sk_buf_add(out, sk_text(v->lang,
                                "Kronor are per 1,000 eaten, by the policy's costs of a portion "
                                "left over and of an eater\nwho finds the dish gone.\n"));
    sk_bt_headline(v, out);
    sk_buf_addc(out, '\n');
}

static void score_json(const sk_bt_view *v, const char *cut, const sk_score *s, sk_jw *w)
{
    static const char *const q[SK_N_Q] = {"q10", "q50", "q80", "q90", "q95"};
    sk_jw_inline(w);
    sk_jw_obj(w, cut);
    sk_jw_int(w, "n", s->n);
    sk_jw_real(w, "wape_pct", s->wape);
    sk_jw_real(w, "bias_pct", s->bias);
    sk_jw_real(w, "pinavg", s->pinavg);
    sk_jw_obj(w, "pinball");
    for (int i = 0; i < SK_N_Q; i++) sk_jw_real(w, q[i], s->pin[i]);
    sk_jw_obj_end(w);
    sk_jw_obj(w, "coverage_pct");
    for (int i = 0; i < SK_N_Q; i++) sk_jw_real(w, q[i], s->cover[i]);
    sk_jw_obj_end(w);
    sk_jw_real(w, "over_pct", s->waste90);
    sk_jw_real(w, "under_pct", s->short90);
    sk_jw_real(w, "cost_pct", s->cost90);
    if (v->policy) {
        sk_jw_int(w, "over_ore_per_1000", ore(s->waste90, v->policy->left_over_ore));
        sk_jw_int(w, "under_ore_per_1000", ore(s->short90, v->policy->ran_out_ore));
    }
    sk_jw_obj_end(w);
}

void sk_bt_json(const sk_bt_view *v, sk_buf *out)
{
    static const char *const cuts[SK_N_CUTS] = {"all", "main", "days_1_5", "days_6_10",
                                                "days_11_on"};
    char day[SK_DATE_LEN];
    sk_jw w;
    sk_jw_init(&w, out, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", "storkok-backtest");
    sk_jw_int(&w, "version", 1);
    sk_jw_str(&w, "name", v->name);
    sk_jw_str(&w, "from", sk_day_str(v->from, day));
    sk_jw_str(&w, "to", sk_day_str(v->to, day));
    sk_jw_str(&w, "judged", keys[v->best]);
    sk_jw_bool(&w, "too_few", v->score[v->best][SK_CUT_MAIN].n < SK_BT_FEW);
    sk_jw_int(&w, "beaten", v->n_beaten);
    sk_jw_int(&w, "baselines", v->n_rivals);
    sk_jw_obj(&w, "methods");
    for (int m = 0; m < SK_N_BY; m++) {
        bool judged = v->best == SK_BY_ORDERS || (m != SK_BY_ORDERS && m < SK_BY_ORDER);
        if (!judged || v->score[m][SK_CUT_ALL].n == 0) continue;
        sk_jw_obj(&w, keys[m]);
        for (int c = 0; c < SK_N_CUTS; c++)
            if (v->score[m][c].n) score_json(v, cuts[c], &v->score[m][c], &w);
        sk_jw_obj_end(&w);
    }
    sk_jw_obj_end(&w);
    sk_jw_obj_end(&w);
}
