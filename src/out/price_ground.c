/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind the prices: marginal cost beside self-cost, what they rest on, and the rules they follow. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "out/price_view_priv.h"

#define COLS(c) c, (int)(sizeof(c) / sizeof *(c))

/* ---- marginal cost beside self-cost ---- */

static const sk_col marginal_cols[] = {
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"self_cost_ore", SK_N("Self-cost a portion here"), SK_CELL_ORE, false},
    {"food_ore", SK_N("Ingredients of one more"), SK_CELL_ORE, false},
    {"work_ore", SK_N("Work and transport of one more"), SK_CELL_ORE, false},
    {"marginal_ore", SK_N("Marginal cost"), SK_CELL_ORE, false},
    {"joint_ore", SK_N("Shared cost that does not change"), SK_CELL_ORE, false},
};

/* Cost a portion of a product that is eaten at a place, whoever cooks it. */
static sk_ore cell_unit(const price_view *v, sk_ix place, sk_ix product)
{
    sk_ore cost = 0;
    int64_t portions = 0;
    for (int i = 0; i < v->r->n_cells; i++) {
        const sk_price_cell *y = &v->r->cell[i];
        if (y->place != place || y->product != product) continue;
        cost += y->fixed + y->variable;
        portions += y->portions;
    }
    return sk__pv_unit(cost, portions);
}

static sk_ix sold_as(const price_view *v, const sk_price_meal *x)
{
    const char *board = v->s->k->board[v->s->k->site[x->site].board].id;
    sk_ix any = SK_NONE;
    for (int i = 0; i < v->s->data->n_tariffs; i++) {
        const sk_pd_tariff *t = &v->s->data->tariff[i];
        for (int p = 0; p < t->n_parts; p++) {
            if (t->parts[p] != x->product) continue;
            if (strcmp(t->only, board) == 0) return i;
            if (!*t->only) any = i;
        }
    }
    return any;
}

static int by_site(const void *x, const void *y)
{
    const sk_price_meal *a = x, *b = y;
    if (a->site != b->site) return a->site < b->site ? -1 : 1;
    return (a->product > b->product) - (a->product < b->product);
}

/* Meals by site and product: a meal may have its parts from several kitchens. */
static sk_price_meal *site_meals(price_view *v, int *n)
{
    const sk_price_keys *k = v->m->keys;
    sk_price_meal *m = sk_arena_calloc(v->rep->arena, (size_t)k->n + 1, sizeof *m);
    *n = 0;
    if (!m) return NULL;
    if (k->n) memcpy(m, k->meal, (size_t)k->n * sizeof *m);
    qsort(m, (size_t)k->n, sizeof *m, by_site);
    for (int i = 0; i < k->n; i++) {
        if (*n && by_site(&m[*n - 1], &m[i]) == 0) {
            m[*n - 1].portions += m[i].portions;
            m[*n - 1].food += m[i].food;
        } else m[(*n)++] = m[i];
    }
    return m;
}

static void marginal(price_view *v)
{
    int n;
    sk_price_meal *meal = v->m->keys->planned ? site_meals(v, &n) : NULL;
    if (!meal) return;
    sk_table *t = sk_report_table(v->rep, "marginal", SK_N("Marginal cost beside self-cost"),
                                  COLS(marginal_cols), 15);
    sk_report_note(
        v->rep,
        sk__pv_t(v,
                 SK_N("What one portion more would cost in ingredients, hours, transport and "
                      "energy by the planned weeks (of the meal itself, without its parts of a "
                      "day), beside what it bears of everything. The difference is what does not "
                      "change with one portion: posts already paid, rent, capital and support.")));
    for (int i = 0; i < n; i++) {
        const sk_price_meal *x = &meal[i];
        sk_ix product = x->marginal < 0 || x->portions < 100 ? SK_NONE : sold_as(v, x);
        if (product == SK_NONE) continue;
        sk_ore unit = cell_unit(v, v->s->k->site[x->site].kitchen, product),
               food = sk__pv_unit(x->food, x->portions);
        sk_ore work = sk_muldiv(x->marginal, 1, 1000);
        if (unit == SK_CELL_EMPTY) continue;
        sk_table_s(t, v->s->k->site[x->site].name);
        sk_table_s(t, v->c->product[product].name);
        sk_table_v(t, x->portions);
        sk_table_v(t, unit);
        sk_table_v(t, food);
        sk_table_v(t, work);
        sk_table_v(t, food + work);
        sk_table_v(t, unit - food - work);
    }
}

/* ---- what it rests on ---- */

static const sk_col rest_cols[] = {
    {"what", SK_N("What"), SK_CELL_TEXT, false},      {"value", SK_N("Value"), SK_CELL_NAME, false},
    {"kind", SK_N("Known how"), SK_CELL_TEXT, false}, {"as_of", SK_N("As of"), SK_CELL_DAY, false},
    {"source", SK_N("Source"), SK_CELL_NAME, false},
};

static void rest_row(price_view *v, sk_table *t, const char *what, const char *value,
                     const char *kind, sk_day as_of, const char *source)
{
    sk_table_s(t, sk__pv_t(v, what));
    sk_table_s(t, value);
    sk_table_s(t, sk__pv_t(v, kind));
    sk_table_v(t, as_of);
    sk_table_s(t, source);
}

/* The day that the portion values of the year hold from. */
static sk_day decided_on(const price_view *v)
{
    for (int i = 0; i < v->c->n_factors; i++)
        if (v->r->factor[v->c->factor[i].product] == v->c->factor[i].factor &&
            v->c->factor[i].when.from != SK_NO_DAY)
            return v->c->factor[i].when.from;
    return v->s->k->as_of;
}

static const char *volume_words(price_view *v)
{
    char day[SK_DATE_LEN];
    const sk_price_keys *k = v->m->keys;
    if (k->counted == SK_NO_DAY) return sk__pv_t(v, SK_N("guests x share x attendance"));
    return sk_report_words(
        v->rep, sk__pv_t(v, SK_N("forecast mean of every serving day, from counts up to %s")),
        sk_day_str(k->counted, day));
}

static const sk_col volume_cols[] = {
    {"product", SK_N("Meal"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"base_portions", SK_N("Portions of the base year"), SK_CELL_INT, false},
    {"by_forecast", SK_N("Of the portions by the forecast, %"), SK_CELL_DEC1, false},
    {"source", SK_N("Volume by"), SK_CELL_TEXT, false},
};

/* A meal of the register with both years' volumes, and whether counts or the register say how many come. */
static void volumes(price_view *v)
{
    const sk_price_keys *k = v->m->keys;
    const sk_kommun *home = v->s->k;
    sk_table *t = sk_report_table(v->rep, "volumes", SK_N("Where the volumes come from"),
                                  COLS(volume_cols), 0);
    sk_report_note(
        v->rep,
        sk__pv_t(v, SK_N("By the forecast: the mean of every serving day of the year, for meals "
                         "that are counted. By the register: guests x share x attendance, as for "
                         "goods and packed meals. The base year is counted with the same "
                         "attendance, so that a change is one of guests and days.")));
    for (sk_ix p = 0; p < home->n_products; p++) {
        int64_t now = 0, base = 0;
        int ppm = k->seen_ppm[p];
        for (int i = 0; i < k->n; i++) {
            if (k->meal[i].product != p) continue;
            now += k->meal[i].portions;
            base += k->meal[i].base_portions;
        }
        if (now == 0 && base == 0) continue;
        sk_table_s(t, home->product[p].name);
        sk_table_v(t, now);
        sk_table_v(t, base);
        sk_table_v(t, sk_muldiv(ppm, 1, 1000));
        sk_table_s(t, sk__pv_t(v, ppm == 0        ? SK_N("the register")
                                  : ppm == SK_PPM ? SK_N("the forecast")
                                                  : SK_N("the forecast and the register")));
    }
}

static void rests_on(price_view *v)
{
    const sk_pd_year *y = v->m->year;
    sk_day first, closed, today = v->s->k->as_of;
    sk_day_from_ymd(y->year, 1, 1, &first);
    closed = first - 1;
    sk_table *t =
        sk_report_table(v->rep, "assumptions", SK_N("What the prices rest on"), COLS(rest_cols), 0);
    const char *row =
        sk__pv_src(v, (sk_price_src){v->s->data->name[SK_PD_YEARS],
                                     v->s->data->line[SK_PD_YEARS][y - v->s->data->year]});
    sk_report_note(v->rep, y->source);
    static const char *const names[] = {SK_N("Growth of wages, with PO"), SK_N("Growth of prices"),
                                        SK_N("Growth of rents"), SK_N("Growth of food prices"),
                                        SK_N("Growth of internal interest")};
    for (int i = 0; i < SK_IDX_NONE; i++)
        rest_row(v, t, names[i], sk__pv_pct(v, v->c->set.index[i]), SK_N("decided or assumed"),
                 first, row);
    if (y->po_ppm != SK_PD_NOT_GIVEN)
        rest_row(v, t, SK_N("Employer's add-on (PO)"), sk__pv_pct(v, (sk_rate){y->po_ppm, SK_PPM}),
                 SK_N("decided or assumed"), first, row);
    rest_row(v, t, SK_N("Cost"), sk__pv_mnkr(v, sk__pv_base(v, (int)v->c->set.base)),
             SK_N("booked"), closed,
             v->c->set.base == SK_BASE_OUTTURN ? v->s->data->outturn.file
             : v->m->budget_is_lines           ? "cost_lines.csv"
                                               : v->s->data->budget.file);
    bool counted = v->m->keys->counted != SK_NO_DAY;
    rest_row(v, t, SK_N("Volume"), volume_words(v),
             counted ? SK_N("estimated from counts") : SK_N("decided or assumed"),
             counted ? v->m->keys->counted : today,
             counted ? "history/attendance.csv, guests.csv, site_meals.csv"
                     : "guests.csv, site_meals.csv");
    rest_row(v, t, SK_N("Ingredients"), sk__pv_t(v, SK_N("recipes and prices, as a key")),
             SK_N("calculated, not weighed"), today, "recipes.csv, ingredients.csv");
    rest_row(v, t, SK_N("Portion values"), sk__pv_t(v, SK_N("shares joint kitchen cost")),
             SK_N("decided, not measured"), decided_on(v),
             v->s->data->n_factors ? v->s->data->factor[0].decided_by : "");
    rest_row(v, t, SK_N("Support units"), sk__pv_t(v, SK_N("reciprocal, exact fractions")),
             SK_N("calculated, not weighed"), today, "price/units.csv, price/uses.csv");
}

static const sk_col rule_cols[] = {
    {"rule", SK_N("Rule"), SK_CELL_TEXT, false},
    {"what", SK_N("What it asks"), SK_CELL_TEXT, false},
    {"found", SK_N("Here"), SK_CELL_NAME, false},
};

static void rule_row(price_view *v, sk_table *t, const char *rule, const char *what,
                     const char *found)
{
    sk_table_s(t, rule);
    sk_table_s(t, sk__pv_t(v, what));
    sk_table_s(t, found);
}

/* External sales and what they rest on, in words. */
static const char *mandates(price_view *v)
{
    const char *s = "";
    for (int i = 0; i < v->c->n_customers; i++)
        if (v->s->data->customer[i].kind == SK_CUST_EXTERNAL)
            s = sk_report_words(v->rep, "%s%s%s: %s", s, *s ? "; " : "", v->c->customer[i].name,
                                v->s->data->customer[i].mandate);
    return *s ? s : sk__pv_t(v, SK_N("no external sales"));
}

static void rules(price_view *v)
{
    const sk_price_close *all = &v->r->close[v->c->n_areas];
    sk_table *t = sk_report_table(
        v->rep, "rules", SK_N("The municipality's rules and these prices"), COLS(rule_cols), 0);
    sk_ore frame = v->m->year->frame_ore;
    rule_row(
        v, t, "P1, P2", SK_N("No price above self-cost"),
        sk__pv_t(v, SK_N("every price is rounded down; the remainder is shown and billed once")));
    rule_row(v, t, "P3, P5", SK_N("Each area bears its own costs"),
             sk__pv_t(v, SK_N("revenue and the named gap are cost, to the öre, in every area")));
    rule_row(
        v, t, "P6, P7", SK_N("Surplus goes to equity, with a cap"),
        v->s->books && v->s->books->n_equity
            ? sk__pv_t(v, SK_N("no surplus is planned; equity and its cap are above"))
            : sk__pv_t(v,
                       SK_N("no surplus is planned; outturn and cap are in the year's follow-up")));
    rule_row(v, t, "P9", SK_N("One price list, no discounts"),
             sk__pv_t(v, SK_N("the same price for every customer of a product")));
    rule_row(v, t, "P11", SK_N("No activity without an order"), mandates(v));
    rule_row(v, t, "P12", SK_N("Efficiency requirement every year"),
             sk_report_words(v->rep,
                             sk__pv_t(v, SK_N("%s required, %s on cost lines, %s without a plan")),
                             sk__pv_mnkr(v, v->r->eff_required), sk__pv_mnkr(v, v->r->eff_assigned),
                             sk__pv_mnkr(v, all->gap)));
    rule_row(v, t, "P16", SK_N("Last year's cost, volume, requirement, index"),
             sk__pv_t(v, SK_N("see the bridge; outturn and budget are both calculated")));
    rule_row(v, t, "P26", SK_N("Compared with the decided frame"),
             frame ? sk_report_words(v->rep, sk__pv_t(v, SK_N("revenue is %s against the frame")),
                                     sk__pv_mnkr(v, all->revenue - frame))
                   : sk__pv_t(v, SK_N("no frame is given")));
}

void sk__pv_grounds(price_view *v)
{
    marginal(v);
    rests_on(v);
    volumes(v);
    rules(v);
}
