/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forecast by dish: what of each line of the menu is expected, and what a plan would cook. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/forecast_view.h"
#include "plan/shown.h"

static const sk_col cols[] = {
    {"day", SK_N("Day"), SK_CELL_DAY, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site id"), SK_CELL_NAME, false},
    {"name", SK_N("Site"), SK_CELL_NAME, false},
    {"line", SK_N("Line"), SK_CELL_TEXT, false},
    {"diet", SK_N("Special diet"), SK_CELL_NAME, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, false},
    {"mean", SK_N("Mean"), SK_CELL_DEC1, false},
    {"q10", "10 %", SK_CELL_DEC1, false},
    {"q50", SK_N("Median"), SK_CELL_DEC1, false},
    {"q80", "80 %", SK_CELL_DEC1, false},
    {"q90", "90 %", SK_CELL_DEC1, false},
    {"q95", "95 %", SK_CELL_DEC1, false},
    {"portions", SK_N("To cook"), SK_CELL_INT, false},
    {"source", SK_N("From"), SK_CELL_TEXT, false},
};

static const char *source(sk_demand_source s, sk_lang lang)
{
    static const char *const words[] = {SK_N("guests times attendance"), SK_N("order"),
                                        SK_N("forecast")};
    return sk_text(lang, words[s]);
}

void sk__fc_lines(sk_fc_view *v, const sk_demand *d)
{
    sk_table *t = &v->lines;
    sk_table_init(t, "lines", SK_N("Forecast by dish"), cols, sizeof cols / sizeof *cols);
    for (int i = 0; d && i < d->n_needs; i++) {
        const sk_need *n = &d->need[i];
        const sk_dist *x = &n->dist;
        const double q[] = {x->mean, x->q10, x->q50, x->q80, x->q90, x->q95};
        sk_table_v(t, n->eaten);
        sk_table_s(t, sk_meal_name(n->meal, v->lang));
        sk_table_s(t, v->k->site[n->site].id);
        sk_table_s(t, v->k->site[n->site].name);
        sk_table_s(t, sk_line_name(n->line, v->lang));
        sk_table_s(t, sk_diet_shown(v->k, n->diet, n->portions, v->lang));
        sk_table_s(t, v->k->dish[n->dish].name);
        for (size_t j = 0; j < sizeof q / sizeof *q; j++) {
            int64_t tenths;
            sk_table_v(t, sk_round_i64(q[j] * 10.0, &tenths) ? tenths : SK_CELL_EMPTY);
        }
        sk_table_v(t, n->portions);
        sk_table_s(t, source(n->source, v->lang));
    }
}
