/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results by area, cost centre and cost line, and what made them differ from the budget. */
#include "out/followup_priv.h"

/* ---- areas ---- */

static const sk_col area_cols[] = {
    {"area", SK_N("Area"), SK_CELL_NAME, false},
    {"revenue_to_date_ore", SK_N("Revenue to date"), SK_CELL_ORE, true},
    {"cost_to_date_ore", SK_N("Cost to date"), SK_CELL_ORE, true},
    {"result_to_date_ore", SK_N("Result to date"), SK_CELL_ORE, false},
    {"budget_to_date_ore", SK_N("Budget to date"), SK_CELL_ORE, false},
    {"deviation_to_date_ore", SK_N("Deviation to date"), SK_CELL_ORE, true},
    {"forecast_ore", SK_N("Forecast of the year"), SK_CELL_ORE, false},
    {"budget_year_ore", SK_N("Detailed budget"), SK_CELL_ORE, false},
    {"decided_ore", SK_N("Decided frame"), SK_CELL_ORE, false},
    {"deviation_year_ore", SK_N("Deviation of the year"), SK_CELL_ORE, false},
    {"deviation_percent", SK_N("Deviation, %"), SK_CELL_DEC2, false},
    {"twelfths_ore", SK_N("By twelfths"), SK_CELL_ORE, true},
    {"turnover_ore", SK_N("Budgeted turnover"), SK_CELL_ORE, true},
    {"decision", SK_N("Decision"), SK_CELL_NAME, true},
    {"source", SK_N("Source"), SK_CELL_NAME, false}};

static const sk_fu_frame *decided(const sk__fuv *v, sk_ix area)
{
    for (int i = 0; i < v->f->n_frames; i++)
        if (v->f->frame[i].area == area && v->f->frame[i].year == v->s->year &&
            v->f->frame[i].version == SK_FU_DECIDED)
            return &v->f->frame[i];
    return NULL;
}

static int64_t decided_result(const sk__fuv *v, sk_ix area)
{
    sk_ore result;
    return area != SK_NONE && sk_fu_decided(v->f, area, v->s->year, &result) ? result
                                                                             : SK_CELL_EMPTY;
}

/* area SK_NONE: the sum of several. */
static void detail_row(sk__fuv *v, sk_table *t, const char *name, const sk_fu_sums *s, sk_ix area)
{
    const sk_fu_frame *f = area == SK_NONE ? NULL : decided(v, area);
    sk_ore to = sk_fu_result(s, SK_FU_OUTTURN_TO), plan = sk_fu_result(s, SK_FU_BUDGET_TO),
           year = sk_fu_result(s, SK_FU_FORECAST), budget = sk_fu_result(s, SK_FU_BUDGET_YEAR);
    sk__fu_s(v, t, name);
    sk_table_v(t, s->revenue[SK_FU_OUTTURN_TO]);
    sk_table_v(t, s->cost[SK_FU_OUTTURN_TO]);
    sk_table_v(t, to);
    sk_table_v(t, plan);
    sk_table_v(t, to - plan);
    sk_table_v(t, year);
    sk_table_v(t, budget);
    sk_table_v(t, decided_result(v, area));
    sk_table_v(t, year - budget);
    sk_table_v(t, sk__fu_hundredths(true, year - budget, s->revenue[SK_FU_BUDGET_YEAR]));
    sk_table_v(t, sk_fu_result(s, SK_FU_TWELFTHS));
    sk_table_v(t, s->revenue[SK_FU_BUDGET_YEAR]);
    sk__fu_s(v, t, f ? f->decision : NULL);
    sk__fu_s(v, t, sk__fu_t(v, SK_N("the books")));
}

/* What an area has reported itself: only that. */
static void summary_row(sk__fuv *v, sk_table *t, sk_ix a)
{
    const sk_fu_report *p = NULL;
    const sk_fu_frame *f = decided(v, a);
    for (int i = 0; i < v->f->n_reports; i++)
        if (v->f->report[i].area == a && v->f->report[i].as_of <= v->s->to &&
            sk_day_ymd(v->f->report[i].as_of).year == v->s->year)
            p = &v->f->report[i];
    int64_t budget = decided_result(v, a), year = p ? p->forecast : SK_FU_EMPTY,
            turnover = p && p->turnover != SK_FU_EMPTY ? p->turnover
                       : f                             ? f->revenue
                                                       : SK_FU_EMPTY;
    bool both = year != SK_FU_EMPTY && budget != SK_CELL_EMPTY;
    sk__fu_s(v, t, v->f->area[a].name);
    sk_table_v(t, SK_CELL_EMPTY);
    sk_table_v(t, SK_CELL_EMPTY);
    sk__fu_opt(t, p ? p->result : SK_FU_EMPTY);
    sk_table_v(t, SK_CELL_EMPTY);
    sk_table_v(t, SK_CELL_EMPTY);
    sk__fu_opt(t, year);
    sk_table_v(t, SK_CELL_EMPTY);
    sk_table_v(t, budget);
    sk_table_v(t, both ? year - budget : SK_CELL_EMPTY);
    sk_table_v(t, both && turnover > 0 ? sk__fu_hundredths(true, year - budget, turnover)
                                       : SK_CELL_EMPTY);
    sk_table_v(t, SK_CELL_EMPTY);
    sk__fu_opt(t, turnover);
    sk__fu_s(v, t, f ? f->decision : NULL);
    sk__fu_s(v, t, p ? p->source : sk__fu_t(v, SK_N("not reported")));
}

/* The books together, when there is more than one area in them: shown, never judged. */
static void total_row(sk__fuv *v, sk_table *t)
{
    sk_fu_sums sum = {{0}, {0}};
    int n = 0;
    for (sk_ix a = 0; a < v->f->n_areas; a++) {
        n += v->f->area[a].level == SK_FU_DETAIL;
        for (int c = 0; c < SK_N_FU_COLS; c++) {
            sum.revenue[c] += v->s->area[a].revenue[c];
            sum.cost[c] += v->s->area[a].cost[c];
        }
    }
    if (n > 1)
        detail_row(v, t, sk__fu_t(v, SK_N("Areas in the books together (only shown)")), &sum,
                   SK_NONE);
}

static void areas(sk__fuv *v)
{
    sk_table *t =
        sk_report_table(v->r, "areas", SK_N("Result by area"), area_cols, SK__N_COLS(area_cols), 0);
    for (int level = SK_FU_DETAIL; level <= SK_FU_WHOLE; level++)
        for (sk_ix a = 0; a < v->f->n_areas; a++) {
            if (v->f->area[a].level != level) continue;
            if (level == SK_FU_DETAIL) detail_row(v, t, v->f->area[a].name, &v->s->area[a], a);
            else summary_row(v, t, a);
        }
    total_row(v, t);
    sk_report_note(
        v->r, sk__fu_t(v, SK_N("Each area bears its own costs: the surplus of one never fills the "
                               "gap of another (P3, P5). An empty cell has not been reported.")));
}

/* ---- cost centres ---- */

static const sk_col centre_cols[] = {
    {"cost_centre", SK_N("Cost centre"), SK_CELL_NAME, false},
    {"name", SK_N("Name"), SK_CELL_NAME, false},
    {"area", SK_N("Area"), SK_CELL_NAME, true},
    {"manager", SK_N("Manager"), SK_CELL_NAME, false},
    {"result_to_date_ore", SK_N("Result to date"), SK_CELL_ORE, false},
    {"budget_to_date_ore", SK_N("Budget to date"), SK_CELL_ORE, false},
    {"deviation_to_date_ore", SK_N("Deviation to date"), SK_CELL_ORE, false},
    {"cost_to_date_ore", SK_N("Cost to date"), SK_CELL_ORE, true},
    {"cost_budget_to_date_ore", SK_N("Budgeted cost to date"), SK_CELL_ORE, true},
    {"forecast_ore", SK_N("Forecast of the year"), SK_CELL_ORE, false},
    {"budget_year_ore", SK_N("Budget of the year"), SK_CELL_ORE, false},
    {"deviation_year_ore", SK_N("Deviation of the year"), SK_CELL_ORE, false},
    {"days_to_date", SK_N("Served guest days to date"), SK_CELL_INT, true},
    {"days_year", SK_N("Served guest days of the year"), SK_CELL_INT, true}};

static void centre_sums(sk_table *t, const sk_fu_sums *s)
{
    sk_ore to = sk_fu_result(s, SK_FU_OUTTURN_TO), plan = sk_fu_result(s, SK_FU_BUDGET_TO),
           year = sk_fu_result(s, SK_FU_FORECAST), budget = sk_fu_result(s, SK_FU_BUDGET_YEAR);
    sk_table_v(t, to);
    sk_table_v(t, plan);
    sk_table_v(t, to - plan);
    sk_table_v(t, s->cost[SK_FU_OUTTURN_TO]);
    sk_table_v(t, s->cost[SK_FU_BUDGET_TO]);
    sk_table_v(t, year);
    sk_table_v(t, budget);
    sk_table_v(t, year - budget);
}

static void centre_row(sk__fuv *v, sk_table *t, int c)
{
    const sk_fu_centre *x = &v->f->centre[c];
    sk__fu_s(v, t, x->code);
    sk__fu_s(v, t, x->name);
    sk__fu_s(v, t, v->f->area[x->area].name);
    sk__fu_s(v, t,
             x->manager == SK_NONE ? sk__fu_t(v, SK_N("common costs"))
                                   : v->s->k->manager[x->manager].name);
    centre_sums(t, &v->s->centre[c]);
    sk_table_v(t, v->s->days_to[c]);
    sk_table_v(t, v->s->days_year[c]);
}

/* The area's own sum closes its cost centres; areas are not added to each other. */
static void centre_total(sk__fuv *v, sk_table *t, sk_ix area)
{
    sk__fu_s(v, t, NULL);
    sk__fu_s(v, t, sk_report_words(v->r, sk__fu_t(v, SK_N("%s, in total")), v->f->area[area].name));
    sk__fu_s(v, t, v->f->area[area].name);
    sk__fu_s(v, t, NULL);
    centre_sums(t, &v->s->area[area]);
    sk_table_v(t, SK_CELL_EMPTY);
    sk_table_v(t, SK_CELL_EMPTY);
}

static void centres(sk__fuv *v)
{
    sk_table *t = sk_report_table(v->r, "cost_centres", SK_N("Result by cost centre"), centre_cols,
                                  SK__N_COLS(centre_cols), 40);
    for (int c = 0; c < v->f->n_centres; c++) {
        centre_row(v, t, c);
        if (c + 1 == v->f->n_centres || v->f->centre[c + 1].area != v->f->centre[c].area)
            centre_total(v, t, v->f->centre[c].area);
    }
    sk_report_note(v->r, sk__fu_t(v, SK_N("Common costs are borne by what the other cost centres "
                                          "of the same area are paid.")));
}

/* ---- cost lines of an area ---- */

static const sk_col line_cols[] = {
    {"area", SK_N("Area"), SK_CELL_NAME, true},
    {"line", SK_N("Cost line"), SK_CELL_NAME, false},
    {"behaviour", SK_N("Behaviour"), SK_CELL_TEXT, false},
    {"outturn_to_date_ore", SK_N("Outturn to date"), SK_CELL_ORE, false},
    {"budget_to_date_ore", SK_N("Budget to date"), SK_CELL_ORE, false},
    {"deviation_to_date_ore", SK_N("Effect to date"), SK_CELL_ORE, false},
    {"forecast_ore", SK_N("Forecast"), SK_CELL_ORE, false},
    {"budget_year_ore", SK_N("Budget of the year"), SK_CELL_ORE, false},
    {"deviation_year_ore", SK_N("Effect, the year"), SK_CELL_ORE, false},
    {"twelfths_ore", SK_N("By twelfths"), SK_CELL_ORE, false}};

/* sign: +1 when more is better. */
static void line_sums(sk_table *t, const sk_ore *col, int sign)
{
    sk_table_v(t, col[SK_FU_OUTTURN_TO]);
    sk_table_v(t, col[SK_FU_BUDGET_TO]);
    sk_table_v(t, sign * (col[SK_FU_OUTTURN_TO] - col[SK_FU_BUDGET_TO]));
    sk_table_v(t, col[SK_FU_FORECAST]);
    sk_table_v(t, col[SK_FU_BUDGET_YEAR]);
    sk_table_v(t, sign * (col[SK_FU_FORECAST] - col[SK_FU_BUDGET_YEAR]));
    sk_table_v(t, col[SK_FU_TWELFTHS]);
}

static void line_row(sk__fuv *v, sk_table *t, sk_ix area, int g)
{
    const sk_fu_account *l = &v->s->books->line[g];
    sk_ore col[SK_N_FU_COLS] = {0};
    bool any = false;
    for (int c = 0; c < v->f->n_centres; c++) {
        if (v->f->centre[c].area != area) continue;
        const sk_fu_sums *s = &v->s->line[(size_t)c * (size_t)v->s->books->n_lines + (size_t)g];
        for (int i = 0; i < SK_N_FU_COLS; i++) {
            col[i] += l->revenue ? s->revenue[i] : s->cost[i];
            any = any || col[i] != 0;
        }
    }
    if (!any) return;
    sk__fu_s(v, t, v->f->area[area].name);
    sk__fu_s(v, t, l->name);
    sk__fu_s(v, t,
             sk__fu_t(v, l->behaviour == SK_COST_VARIABLE ? SK_N("by meals") : SK_N("fixed")));
    line_sums(t, col, l->revenue ? 1 : -1);
}

/* Revenue, cost and result of an area close its lines. */
static void line_totals(sk__fuv *v, sk_table *t, sk_ix area)
{
    static const char *const name[] = {SK_N("Revenue in total"), SK_N("Cost in total"),
                                       SK_N("Result")};
    const sk_fu_sums *s = &v->s->area[area];
    for (int k = 0; k < 3; k++) {
        sk_ore col[SK_N_FU_COLS];
        for (int i = 0; i < SK_N_FU_COLS; i++)
            col[i] = k == 0 ? s->revenue[i] : k == 1 ? s->cost[i] : sk_fu_result(s, (sk_fu_col)i);
        sk__fu_s(v, t, v->f->area[area].name);
        sk__fu_s(v, t, sk__fu_t(v, name[k]));
        sk__fu_s(v, t, NULL);
        line_sums(t, col, k == 1 ? -1 : 1);
    }
}

/* What the forecast of variable lines rests on: how much of the year has been served. */
static void served_days(sk__fuv *v)
{
    int64_t to = 0, year = 0;
    for (int c = 0; c < v->f->n_centres; c++) {
        if (v->f->centre[c].manager == SK_NONE) continue; /* common costs follow all of them */
        to += v->s->days_to[c];
        year += v->s->days_year[c];
    }
    int64_t pct = sk__fu_hundredths(true, to, year);
    const char *sign =
        sk__fu_t(v, SK_N("An effect on the result is positive when it is better than the budget."));
    if (pct == SK_CELL_EMPTY) {
        sk_report_note(v->r, sign);
        return;
    }
    sk_report_note(
        v->r,
        sk_report_words(v->r,
                        sk__fu_t(v, SK_N("%s Served guest days: %s of the year's %s, %s %%; by "
                                         "twelfths it would be %s %%.")),
                        sign, sk_report_number(v->r, to, 0), sk_report_number(v->r, year, 0),
                        sk_report_number(v->r, pct, 2),
                        sk_report_number(v->r, sk_muldiv(v->s->months, 10000, SK_FU_MONTHS), 2)));
}

void sk__fu_show_results(sk__fuv *v)
{
    areas(v);
    centres(v);
    sk_table *t = sk_report_table(v->r, "lines", SK_N("Cost lines and forecast"), line_cols,
                                  SK__N_COLS(line_cols), 60);
    for (sk_ix a = 0; a < v->f->n_areas; a++) {
        if (v->f->area[a].level != SK_FU_DETAIL) continue;
        for (int g = 0; g < v->s->books->n_lines; g++) line_row(v, t, a, g);
        line_totals(v, t, a);
    }
    served_days(v);
}

/* ---- variances ---- */

static const sk_col food_cols[] = {{"area", SK_N("Area"), SK_CELL_NAME, true},
                                   {"month", SK_N("Month"), SK_CELL_TEXT, false},
                                   {"budget_ore", SK_N("Budget"), SK_CELL_ORE, false},
                                   {"attendance_ore", SK_N("Attendance"), SK_CELL_ORE, false},
                                   {"portion_ore", SK_N("Portion size"), SK_CELL_ORE, false},
                                   {"price_ore", SK_N("Contract price"), SK_CELL_ORE, false},
                                   {"substitution_ore", SK_N("Substitution"), SK_CELL_ORE, false},
                                   {"outturn_ore", SK_N("Outturn"), SK_CELL_ORE, false},
                                   {"unmeasured", SK_N("Not measured"), SK_CELL_TEXT, false}};

static const char *unmeasured(sk__fuv *v, const sk_fu_food *f)
{
    if (f->measured[0] && f->measured[1] && f->measured[2]) return NULL;
    return sk_report_words(v->r, "%s%s%s", f->measured[0] ? "" : sk__fu_t(v, SK_N("attendance ")),
                           f->measured[1] ? "" : sk__fu_t(v, SK_N("portion ")),
                           f->measured[2] ? "" : sk__fu_t(v, SK_N("price")));
}

static void food(sk__fuv *v)
{
    sk_table *t =
        sk_report_table(v->r, "food_variance", SK_N("Why food cost differs from the budget"),
                        food_cols, SK__N_COLS(food_cols), 0);
    for (int i = 0; i < v->s->n_food; i++) {
        const sk_fu_food *f = &v->s->food[i];
        sk__fu_s(v, t, v->f->area[f->area].name);
        sk__fu_s(v, t, f->period ? sk__fu_period(v, f->period) : sk__fu_t(v, SK_N("Sum")));
        sk_table_v(t, f->plan);
        for (int p = 0; p < SK_FU_FOOD_PARTS; p++) sk_table_v(t, f->part[p]);
        sk_table_v(t, f->actual);
        sk__fu_s(v, t, unmeasured(v, f));
    }
    sk_report_note(
        v->r,
        sk__fu_t(
            v,
            SK_N(
                "A positive part made food dearer. Budget and the four parts sum to the outturn, "
                "to the "
                "öre, month by month. Substitution is the rest: what other ingredients and dishes, "
                "and waste, changed.")));
}

static const sk_col var_cols[] = {
    {"area", SK_N("Area"), SK_CELL_NAME, true},
    {"line", SK_N("Cost line"), SK_CELL_NAME, false},
    {"budget_ore", SK_N("Budget"), SK_CELL_ORE, false},
    {"volume_ore", SK_N("Volume"), SK_CELL_ORE, false},
    {"price_ore", SK_N("Price"), SK_CELL_ORE, false},
    {"efficiency_ore", SK_N("Efficiency variance"), SK_CELL_ORE, false},
    {"outturn_ore", SK_N("Outturn"), SK_CELL_ORE, false},
    {"unmeasured_months", SK_N("Months not measured"), SK_CELL_INT, false}};

/* ---- from the budgeted result to the real one ---- */

static const sk_col bridge_cols[] = {{"area", SK_N("Area"), SK_CELL_NAME, true},
                                     {"step", SK_N("Step"), SK_CELL_TEXT, false},
                                     {"ore", SK_N("Effect on the result"), SK_CELL_ORE, false}};

enum {
    B_REVENUE_VOLUME,
    B_REVENUE_REST,
    B_FOOD,
    B_COST = B_FOOD + SK_FU_FOOD_PARTS,
    N_B = B_COST + SK_FU_COST_PARTS
};

/* Effects on the result to date: they sum to outturn - budget, since every part does. */
static void effects(const sk__fuv *v, sk_ix area, sk_ore *ore)
{
    for (int i = 0; i < v->s->n_food; i++)
        for (int p = 0; v->s->food[i].area == area && !v->s->food[i].period && p < SK_FU_FOOD_PARTS;
             p++)
            ore[B_FOOD + p] -= v->s->food[i].part[p];
    for (int i = 0; i < v->s->n_vars; i++) {
        const sk_fu_var *x = &v->s->var[i];
        bool revenue = v->s->books->line[x->line].revenue;
        for (int p = 0; x->area == area && p < SK_FU_COST_PARTS; p++) {
            if (!revenue) ore[B_COST + p] -= x->part[p];
            else ore[p == 0 ? B_REVENUE_VOLUME : B_REVENUE_REST] += x->part[p];
        }
    }
}

static void bridge_row(sk__fuv *v, sk_table *t, sk_ix area, const char *step, sk_ore ore)
{
    sk__fu_s(v, t, v->f->area[area].name);
    sk__fu_s(v, t, sk__fu_t(v, step));
    sk_table_v(t, ore);
}

/* A volume that is not the planned one changes revenue and what varies: near 0 when the price per portion is what a
 * portion costs, as in a two-part tariff; under a single price the fixed cost comes along. */
static void volume_alone(sk__fuv *v, sk_ix area, const sk_ore *ore)
{
    sk_ore all = ore[B_REVENUE_VOLUME] + ore[B_FOOD] + ore[B_COST];
    sk_report_text(
        v->r, sk_report_words(
                  v->r,
                  sk__fu_t(v, SK_N("%s: the volume alone changed the result by %s mnkr "
                                   "(revenue %s, food %s, other costs %s). Near 0 the price "
                                   "of a portion is what a portion costs.")),
                  v->f->area[area].name, sk__fu_mnkr(v, all), sk__fu_mnkr(v, ore[B_REVENUE_VOLUME]),
                  sk__fu_mnkr(v, ore[B_FOOD]), sk__fu_mnkr(v, ore[B_COST])));
}

static void bridge(sk__fuv *v)
{
    static const char *const step[N_B] = {
        SK_N("Revenue: volume"),     SK_N("Revenue: the rest"),    SK_N("Food: attendance"),
        SK_N("Food: portion size"),  SK_N("Food: contract price"), SK_N("Food: substitution"),
        SK_N("Other costs: volume"), SK_N("Other costs: price"),   SK_N("Other costs: efficiency")};
    sk_table *t = sk_report_table(v->r, "bridge", SK_N("From the budgeted result to the real one"),
                                  bridge_cols, SK__N_COLS(bridge_cols), 0);
    for (sk_ix a = 0; a < v->f->n_areas; a++) {
        sk_ore ore[N_B] = {0};
        if (v->f->area[a].level != SK_FU_DETAIL) continue;
        effects(v, a, ore);
        bridge_row(v, t, a, SK_N("Budgeted result to date"),
                   sk_fu_result(&v->s->area[a], SK_FU_BUDGET_TO));
        for (int i = 0; i < N_B; i++) bridge_row(v, t, a, step[i], ore[i]);
        bridge_row(v, t, a, SK_N("Result to date"), sk_fu_result(&v->s->area[a], SK_FU_OUTTURN_TO));
    }
    sk_report_note(v->r, sk__fu_t(v, SK_N("Every step is a sum of the tables below; together with "
                                          "the budgeted result they are the real one, to the öre. "
                                          "A minus made the result worse.")));
    for (sk_ix a = 0; a < v->f->n_areas; a++) {
        sk_ore ore[N_B] = {0};
        if (v->f->area[a].level != SK_FU_DETAIL) continue;
        effects(v, a, ore);
        volume_alone(v, a, ore);
    }
}

void sk__fu_show_variance(sk__fuv *v)
{
    bridge(v);
    food(v);
    sk_table *t = sk_report_table(v->r, "variance", SK_N("Why the rest differs from the budget"),
                                  var_cols, SK__N_COLS(var_cols), 40);
    for (int i = 0; i < v->s->n_vars; i++) {
        const sk_fu_var *x = &v->s->var[i];
        sk__fu_s(v, t, v->f->area[x->area].name);
        sk__fu_s(v, t, v->s->books->line[x->line].name);
        sk_table_v(t, x->plan);
        for (int p = 0; p < SK_FU_COST_PARTS; p++) sk_table_v(t, x->part[p]);
        sk_table_v(t, x->actual);
        sk_table_v(t, x->unmeasured);
    }
    sk_report_note(
        v->r,
        sk__fu_t(
            v,
            SK_N(
                "Budget, volume, price and efficiency sum to the outturn, to the öre. Of revenue a "
                "positive part is more revenue, of a cost more cost.")));
}
