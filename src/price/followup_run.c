/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results and forecasts by cost line, cost centre and area. */
#include "base/num.h"
#include "base/text.h"
#include "price/followup_priv.h"

void sk__fu_add(sk__fu *u, sk_ore *a, sk_ore b)
{
    if (!sk_add_ok(*a, b, a)) u->r->out_of_range = true;
}

void *sk__fu_calloc(sk__fu *u, size_t n, size_t size)
{
    void *p = sk_arena_calloc(u->r->arena, n + 1, size);
    u->nomem = u->nomem || !p;
    return p;
}

/* Whole months that end on or before the day; the day that the last of them ends. */
static int whole_months(sk_day to, sk_day *end)
{
    sk_ymd y = sk_day_ymd(to), next = sk_day_ymd(to + 1);
    int months = next.month != y.month ? y.month : y.month - 1;
    sk_day first;
    sk_day_from_ymd(months == 12 ? y.year + 1 : y.year, months == 12 ? 1 : months + 1, 1, &first);
    *end = first - 1;
    return months;
}

static bool has_budget(const sk_fu_books *b)
{
    size_t n = (size_t)b->n_centres * (size_t)b->n_lines * SK_FU_MONTHS;
    for (size_t i = 0; i < n; i++)
        if (b->budget[i] != 0) return true;
    return false;
}

static sk_code check_months(sk__fu *u, sk_day to)
{
    char day[SK_DATE_LEN];
    sk_loc at = {"followup", 0, 0, NULL};
    if (u->r->months == 0) {
        sk_diag_add(u->diags, SK_SEV_ERROR, "F014", at, NULL,
                    SK_N("no whole month of %d ends by %s"), u->r->year, sk_day_str(to, day));
        return SK_E_INPUT;
    }
    if (u->r->books->last_month < u->r->months) {
        sk_diag_add(u->diags, SK_SEV_ERROR, "F015", at, SK_N("Ask for a month that is booked."),
                    SK_N("the books end with month %d, asked for was %d"), u->r->books->last_month,
                    u->r->months);
        return SK_E_INPUT;
    }
    if (!has_budget(u->r->books)) {
        sk_diag_add(u->diags, SK_SEV_ERROR, "F017", at,
                    SK_N("Rows of #PBUDGET in ledger.se, or followup/budget.csv."),
                    SK_N("the books hold no budget of %d: nothing can be followed up"), u->r->year);
        return SK_E_INPUT;
    }
    return SK_OK;
}

typedef struct series { /* twelve months of a line */
    const sk_ore *budget, *outturn;
    bool variable;
    int64_t days_to, days_year;
} series;

static sk_ore months_sum(sk__fu *u, const sk_ore *v, int n)
{
    sk_ore sum = 0;
    for (int m = 0; m < n; m++) sk__fu_add(u, &sum, v[m]);
    return sum;
}

/* Where nothing is served yet, or no more, serving days say nothing: then the budget that remains does. */
static sk_ore forecast_of(sk__fu *u, const series *s, sk_ore to_date)
{
    sk_ore out = 0;
    bool ok = true;
    if (u->r->months == SK_FU_MONTHS) return to_date;
    if (!s->variable || s->days_to <= 0)
        ok = sk_follow_forecast_fixed(to_date, s->budget, u->r->months, &out);
    else ok = sk_follow_forecast_variable(to_date, (int)s->days_to, (int)s->days_year, &out);
    u->r->out_of_range |= !ok;
    return out;
}

static void one_line(sk__fu *u, const series *s, sk_ore *col)
{
    int months = u->r->months;
    sk_rate twelfths = {SK_FU_MONTHS, months};
    col[SK_FU_BUDGET_TO] = months_sum(u, s->budget, months);
    col[SK_FU_OUTTURN_TO] = months_sum(u, s->outturn, months);
    col[SK_FU_BUDGET_YEAR] = months_sum(u, s->budget, SK_FU_MONTHS);
    col[SK_FU_FORECAST] = forecast_of(u, s, col[SK_FU_OUTTURN_TO]);
    u->r->out_of_range |= !sk_scale(col[SK_FU_OUTTURN_TO], &twelfths, 1, &col[SK_FU_TWELFTHS]);
}

static void add_sums(sk__fu *u, sk_fu_sums *to, const sk_fu_sums *from)
{
    for (int c = 0; c < SK_N_FU_COLS; c++) {
        sk__fu_add(u, &to->revenue[c], from->revenue[c]);
        sk__fu_add(u, &to->cost[c], from->cost[c]);
    }
}

static void sums(sk__fu *u)
{
    sk_fu_result_set *r = u->r;
    const sk_fu_books *b = r->books;
    for (int c = 0; c < b->n_centres; c++) {
        for (int g = 0; g < b->n_lines; g++) {
            size_t at = sk_fu_at(b, c, g, 0);
            sk_fu_sums *line = &r->line[(size_t)c * (size_t)b->n_lines + (size_t)g];
            const series s = {b->budget + at, b->outturn + at,
                              b->line[g].behaviour == SK_COST_VARIABLE, r->days_to[c],
                              r->days_year[c]};
            one_line(u, &s, b->line[g].revenue ? line->revenue : line->cost);
            add_sums(u, &r->centre[c], line);
        }
        add_sums(u, &r->area[r->f->centre[c].area], &r->centre[c]);
    }
}

static bool room(sk__fu *u)
{
    const sk_fu_books *b = u->r->books;
    u->r->line = sk__fu_calloc(u, (size_t)b->n_centres * (size_t)b->n_lines, sizeof *u->r->line);
    u->r->centre = sk__fu_calloc(u, (size_t)b->n_centres, sizeof *u->r->centre);
    u->r->area = sk__fu_calloc(u, (size_t)u->r->f->n_areas, sizeof *u->r->area);
    return !u->nomem;
}

sk_code sk_fu_run(const sk_kommun *k, const sk_followup *f, const sk_fu_books *books, sk_day to,
                  sk_fu_waste waste, sk_arena *arena, sk_fu_result_set *out, sk_diags *diags)
{
    *out = (sk_fu_result_set){.arena = arena, .k = k, .f = f, .books = books, .year = books->year};
    sk__fu u = {out, waste, diags, false};
    out->months = whole_months(to, &out->to);
    sk_code code = check_months(&u, to);
    if (code) return code;
    if (!room(&u)) return SK_E_NOMEM;
    if (!sk__fu_days(&u)) return u.nomem ? SK_E_NOMEM : SK_E_INPUT;
    sums(&u);
    void (*const step[])(sk__fu *) = {sk__fu_variance, sk__fu_volumes, sk__fu_equities,
                                      sk__fu_actions,  sk__fu_savings, sk__fu_findings};
    for (size_t i = 0; i < sizeof step / sizeof *step && !u.nomem; i++) step[i](&u);
    if (u.nomem) return SK_E_NOMEM;
    if (!out->out_of_range) return SK_OK;
    sk_diag_add(diags, SK_SEV_ERROR, "F013", (sk_loc){"followup", 0, 0, NULL}, NULL,
                SK_N("amounts are too large to add"));
    return SK_E_INPUT;
}
