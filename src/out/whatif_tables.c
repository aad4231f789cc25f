/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages behind the board's page: money, kitchens, people, guests, the mapping, assumptions. */
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/whatif_view.h"
#include "price/split.h"

typedef sk__whatif_pages_at pages;

#define COLS(c) c, (int)(sizeof(c) / sizeof *(c))

static int64_t hours(int64_t mmin) { return sk_muldiv(mmin, 1, 60000); }

/* ---- all figures, for machines and Excel ------------------------------------------------------------ */

static void figures(const pages *p)
{
    static const sk_col col[] = {
        {"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
        {"total_ore", SK_N("Cost a year"), SK_CELL_ORE, false},
        {"whole_year_ore", SK_N("A whole year with all of it"), SK_CELL_ORE, false},
        {"from", SK_N("From"), SK_CELL_DAY, true},
        {"running_ore", SK_N("Running"), SK_CELL_ORE, false},
        {"capital_ore", SK_N("Capital"), SK_CELL_ORE, false},
        {"portion_ore", SK_N("Per portion"), SK_CELL_ORE, false},
        {"portions", SK_N("Portions"), SK_CELL_INT, false},
        {"cooking", SK_N("Cooking kitchens"), SK_CELL_INT, true},
        {"receiving", SK_N("Receiving kitchens"), SK_CELL_INT, true},
        {"serving", SK_N("Serving kitchens"), SK_CELL_INT, true},
        {"no_longer_staffed", SK_N("No longer staffed"), SK_CELL_INT, true},
        {"posts", SK_N("Full-time equivalents"), SK_CELL_DEC2, false},
        {"hours_needed", SK_N("Hours needed"), SK_CELL_INT, false},
        {"hours_available", SK_N("Hours available"), SK_CELL_INT, true},
        {"hours_overtime", SK_N("Overtime, h"), SK_CELL_INT, false},
        {"full_time_percent", SK_N("Full-time, %"), SK_CELL_DEC1, true},
        {"km", SK_N("Kilometres"), SK_CELL_INT, false},
        {"transport_co2e_kg", SK_N("CO2e transport, kg"), SK_CELL_INT, true},
        {"energy_co2e_kg", SK_N("CO2e energy, kg"), SK_CELL_INT, true},
        {"food_co2e_kg", SK_N("CO2e food, kg"), SK_CELL_INT, true},
        {"hold_p95_min", SK_N("Pan to plate, min"), SK_CELL_INT, false},
        {"over_limit", SK_N("Past the limit"), SK_CELL_INT, false},
        {"on_site_percent", SK_N("Cooked where eaten, %"), SK_CELL_DEC1, false},
        {"short", SK_N("Short"), SK_CELL_INT, false},
        {"backup", SK_N("Backup dish"), SK_CELL_INT, true},
        {"alone", SK_N("Loss leaves someone without food"), SK_CELL_INT, true},
        {"investment_ore", SK_N("Investment"), SK_CELL_ORE, false},
        {"first_year_ore", SK_N("First year, change"), SK_CELL_ORE, true},
        {"irreversible", SK_N("Not reversible"), SK_CELL_BOOL, true},
        {"order_needed", SK_N("Written order needed"), SK_CELL_BOOL, true}};
    sk_table *t = sk_report_table(p->r, "alternatives", SK_N("All alternatives"), COLS(col), 0);
    for (int i = 0; i < p->w->n_alts; i++) {
        const sk_alt *a = &p->w->alt[i];
        const int64_t v[] = {a->total_ore,
                             a->whole_ore,
                             a->from == SK_NO_DAY ? SK_CELL_EMPTY : a->from,
                             a->running_ore,
                             a->part[SK_COST_CAPITAL],
                             a->portion_ore,
                             a->portions,
                             a->n_cooking,
                             a->n_receiving,
                             a->n_serving,
                             a->n_unstaffed,
                             a->fte_centi,
                             hours(a->need_mmin),
                             hours(a->avail_mmin),
                             hours(a->over_mmin),
                             sk_muldiv(a->full_time_ppm, 1, 1000),
                             a->km,
                             a->trip_kg,
                             a->energy_kg,
                             a->food_kg,
                             a->hold_p95,
                             a->over_limit,
                             a->portions ? sk_muldiv(a->on_site, 1000, a->portions) : 0,
                             a->short_portions,
                             a->backup_portions,
                             a->outages ? a->n_alone : SK_CELL_EMPTY,
                             a->invest_ore,
                             a->first_year_ore,
                             a->irreversible,
                             a->order_needed};
        sk_table_s(t, sk__alt_name(a, p->lang));
        for (size_t j = 0; j < sizeof v / sizeof *v; j++) sk_table_v(t, v[j]);
    }
}

/* ---- money ------------------------------------------------------------------------------------------------ */

static void cost_parts(const pages *p)
{
    static const sk_col col[] = {{"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
                                 {"part", SK_N("Part"), SK_CELL_TEXT, false},
                                 {"year_ore", SK_N("A year"), SK_CELL_ORE, false},
                                 {"change_ore", SK_N("Change"), SK_CELL_ORE, false}};
    sk_table *t = sk_report_table(p->r, "cost", SK_N("Cost a year by part"), COLS(col), 0);
    for (int i = 0; i < p->w->n_alts; i++)
        for (int c = 0; c <= SK_N_COST_PARTS; c++) {
            const sk_alt *a = &p->w->alt[i], *b = &p->w->alt[0];
            bool sum = c == SK_N_COST_PARTS;
            sk_ore now = sum ? a->total_ore : a->part[c], was = sum ? b->total_ore : b->part[c];
            if (!sum && c != SK_COST_LEDGER && now == 0 && was == 0) continue;
            sk_table_s(t, sk__alt_name(a, p->lang));
            sk_table_s(t, sum ? sk_text(p->lang, SK_N("together"))
                              : sk_cost_part_name((sk_cost_part)c, p->lang));
            sk_table_v(t, now);
            sk_table_v(t, now - was);
        }
    sk_report_note(
        p->r, sk_text(p->lang,
                      SK_N("The ledger is what the cost lines say; the parts below it are what the "
                           "alternative changes.")));
}

static void investments(const pages *p)
{
    static const sk_col col[] = {{"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
                                 {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
                                 {"year", SK_N("Year"), SK_CELL_TEXT, false},
                                 {"investment_ore", SK_N("Investment"), SK_CELL_ORE, false},
                                 {"life_years", SK_N("Years"), SK_CELL_INT, false},
                                 {"capital_ore", SK_N("Capital a year"), SK_CELL_ORE, false},
                                 {"one_off_ore", SK_N("Once"), SK_CELL_ORE, false},
                                 {"notice_ore", SK_N("Wages in notice"), SK_CELL_ORE, false},
                                 {"lingering_ore", SK_N("Lingering a year"), SK_CELL_ORE, false},
                                 {"lingering_years", SK_N("for years"), SK_CELL_INT, false}};
    sk_table *t = sk_report_table(p->r, "investments", SK_N("Investment and what is paid once"),
                                  COLS(col), 0);
    for (int i = 1; i < p->w->n_alts; i++)
        for (int j = 0; j < p->w->alt[i].applied->n_invests; j++) {
            const sk_alt *a = &p->w->alt[i];
            const sk_invest *v = &a->applied->invest[j];
            sk_table_s(t, sk__alt_name(a, p->lang));
            sk_table_s(t, sk__whatif_kitchen(a, v->kitchen));
            sk_table_s(t, v->year ? sk_report_words(p->r, "%d", v->year) : "");
            sk_table_v(t, v->ore);
            sk_table_v(t, v->life_years ? v->life_years : SK_CELL_EMPTY);
            sk_table_v(t, sk_annuity(v->ore, a->rate_ppm, v->life_years));
            sk_table_v(t, v->one_off_ore);
            sk_table_v(t, v->notice_ore);
            sk_table_v(t, v->lingering_ore);
            sk_table_v(t, v->lingering_years ? v->lingering_years : SK_CELL_EMPTY);
        }
}

/* What would flip it, in words a board can use. */
static void flips(const pages *p, const sk_flip *f)
{
    static const sk_col col[] = {{"assumption", SK_N("Assumption"), SK_CELL_TEXT, false},
                                 {"break_even", SK_N("They cost the same at"), SK_CELL_TEXT, false},
                                 {"slope_ore", SK_N("Difference per percent"), SK_CELL_ORE, false},
                                 {"tolerance_percent", SK_N("Exact to, %"), SK_CELL_DEC2, false},
                                 {"verified", SK_N("Run again on both sides"), SK_CELL_BOOL, false},
                                 {"break_even_ppm", SK_N("Break-even, ppm"), SK_CELL_INT, true}};
    if (!f) return;
    sk_table *t = sk_report_table(p->r, "flips", SK_N("What would flip it"), COLS(col), 0);
    sk_report_note(
        p->r,
        sk_report_words(
            p->r, sk_text(p->lang, SK_N("%s against %s: %s kr a whole year between them today.")),
            sk__alt_name(&p->w->alt[f->a], p->lang), sk__alt_name(&p->w->alt[f->b], p->lang),
            sk_report_number(p->r, f->diff_ore, 2)));
    for (int i = 0; i < SK_N_FLIPS; i++) {
        const sk_flip_row *x = &f->row[i];
        const char *at = sk_report_number(p->r, sk_muldiv(x->at_ppm, 1, 100), 2);
        sk_table_s(t, sk_flip_name(x->kind, p->lang));
        if (!x->found)
            sk_table_s(t,
                       sk_report_words(p->r, sk_text(p->lang, SK_N("nothing between %s and %s %%")),
                                       sk_report_number(p->r, sk_muldiv(x->lo_ppm, 1, 10000), 0),
                                       sk_report_number(p->r, sk_muldiv(x->hi_ppm, 1, 10000), 0)));
        else
            sk_table_s(t, sk_report_words(p->r, "%s%s %%",
                                          x->kind != SK_FLIP_RATE && x->at_ppm > 0 ? "+" : "", at));
        sk_table_v(t, x->slope_ore);
        sk_table_v(t, x->found ? sk_muldiv(x->tol_ppm, 1, 100) : SK_CELL_EMPTY);
        sk_table_v(t, x->found && x->verified);
        sk_table_v(t, x->found ? x->at_ppm : SK_CELL_EMPTY);
    }
}

/* ---- guests ------------------------------------------------------------------------------------------------ */

static const sk_col group_col[] = {
    {"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
    {"whose", SK_N("Whose"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"cost_ore", SK_N("Cost a year"), SK_CELL_ORE, false},
    {"change_ore", SK_N("Change"), SK_CELL_ORE, false},
    {"portion_ore", SK_N("Per portion"), SK_CELL_ORE, false},
    {"on_site_percent", SK_N("Cooked where eaten, %"), SK_CELL_DEC1, false},
    {"over_limit", SK_N("Past the limit"), SK_CELL_INT, false},
    {"short", SK_N("Short"), SK_CELL_INT, false}};

static void group_row(const pages *p, sk_table *t, const sk_alt *a, const char *whose,
                      const sk_alt_group *g, const sk_alt_group *b)
{
    sk_table_s(t, sk__alt_name(a, p->lang));
    sk_table_s(t, whose);
    sk_table_v(t, g->portions);
    sk_table_v(t, g->cost_ore);
    sk_table_v(t, g->cost_ore - b->cost_ore);
    sk_table_v(t, g->portion_ore);
    sk_table_v(t, g->portions ? sk_muldiv(g->on_site, 1000, g->portions) : SK_CELL_EMPTY);
    sk_table_v(t, g->over_limit);
    sk_table_v(t, g->short_portions);
}

static void guests(const pages *p)
{
    const sk_kommun *k = p->w->k;
    const sk_alt *base = &p->w->alt[0];
    sk_table *t = sk_report_table(p->r, "boards", SK_N("By board"), COLS(group_col), 0);
    for (int i = 0; i < p->w->n_alts; i++)
        for (int j = 0; j < k->n_boards; j++)
            if (p->w->alt[i].board[j].portions || base->board[j].portions)
                group_row(p, t, &p->w->alt[i], k->board[j].name, &p->w->alt[i].board[j],
                          &base->board[j]);
    t = sk_report_table(p->r, "categories", SK_N("By category of guests"), COLS(group_col), 0);
    for (int i = 0; i < p->w->n_alts; i++)
        for (int j = 0; j < k->n_categories; j++)
            if (p->w->alt[i].category[j].portions || base->category[j].portions)
                group_row(p, t, &p->w->alt[i], k->category[j].name, &p->w->alt[i].category[j],
                          &base->category[j]);
}

static void sites(const pages *p)
{
    static const sk_col col[] = {
        {"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
        {"site", SK_N("Site"), SK_CELL_NAME, false},
        {"id", SK_N("Id"), SK_CELL_TEXT, true},
        {"board", SK_N("Board"), SK_CELL_NAME, true},
        {"eats_in", SK_N("Eats in"), SK_CELL_NAME, false},
        {"usual", SK_N("Food from"), SK_CELL_NAME, false},
        {"portions", SK_N("Portions"), SK_CELL_INT, false},
        {"on_site_percent", SK_N("Cooked where eaten, %"), SK_CELL_DEC1, false},
        {"hold_p95_min", SK_N("Pan to plate, min"), SK_CELL_INT, false},
        {"over_limit", SK_N("Past the limit"), SK_CELL_INT, false},
        {"short", SK_N("Short"), SK_CELL_INT, false},
        {"portion_ore", SK_N("Per portion"), SK_CELL_ORE, true},
        {"change_ore", SK_N("Cost, change"), SK_CELL_ORE, false}};
    sk_table *t =
        sk_report_table(p->r, "sites", SK_N("Schools, preschools and homes where the food changes"),
                        COLS(col), 100);
    for (int i = 1; i < p->w->n_alts; i++) {
        const sk_alt *a = &p->w->alt[i], *b = &p->w->alt[0];
        for (int j = 0; j < a->k->n_sites; j++) {
            const sk_alt_group *g = &a->site[j], *was = &b->site[j];
            bool same = g->on_site == was->on_site && g->hold_p95 == was->hold_p95 &&
                        g->portions == was->portions && g->short_portions == was->short_portions &&
                        a->k->site[j].kitchen == p->w->k->site[j].kitchen;
            if (same) continue;
            sk_table_s(t, sk__alt_name(a, p->lang));
            sk_table_s(t, a->k->site[j].name);
            sk_table_s(t, a->k->site[j].id);
            sk_table_s(t, a->k->board[a->k->site[j].board].name);
            sk_table_s(t, sk__whatif_kitchen(a, a->k->site[j].kitchen));
            sk_table_s(t, sk__whatif_kitchen(a, a->k->site[j].usual_supplier));
            sk_table_v(t, g->portions);
            sk_table_v(t, g->portions ? sk_muldiv(g->on_site, 1000, g->portions) : SK_CELL_EMPTY);
            sk_table_v(t, g->hot_portions ? g->hold_p95 : SK_CELL_EMPTY);
            sk_table_v(t, g->over_limit);
            sk_table_v(t, g->short_portions);
            sk_table_v(t, g->portion_ore);
            sk_table_v(t, g->cost_ore - was->cost_ore);
        }
    }
}

/* ---- the mapping and the assumptions -------------------------------------------------------------------- */

static void mapping(const pages *p)
{
    static const sk_col col[] = {{"day", SK_N("Day"), SK_CELL_DAY, false},
                                 {"portions", SK_N("Portions"), SK_CELL_INT, false},
                                 {"type", SK_N("Type of day"), SK_CELL_TEXT, false},
                                 {"as", SK_N("Counted as"), SK_CELL_DAY, false},
                                 {"how", SK_N("Because"), SK_CELL_TEXT, false}};
    static const char *const how[] = {SK_N("planned itself"), SK_N("same type of day"),
                                      SK_N("most alike in portions")};
    const sk_year_map *m = p->w->map;
    sk_table *t = sk_report_table(p->r, "mapping",
                                  SK_N("Every day of the year and the day that stands for it"),
                                  COLS(col), 31);
    for (int d = 0; d < m->n_days; d++) {
        const sk_year_type *y = &m->type[m->type_of[d]];
        const char *type = sk_weekday_name(p->lang, y->weekday);
        for (int c = 0; c < m->n_cals; c++)
            type = sk_report_words(p->r, "%s; %s %s", type, p->w->k->calendar[c].name,
                                   sk_day_type_name(y->cal[c], p->lang));
        sk_table_v(t, m->from + d);
        sk_table_v(t, m->portions[d]);
        sk_table_s(t, type);
        sk_table_v(t, m->rep[m->rep_of[d]].day);
        sk_table_s(t, sk_text(p->lang, how[m->how[d]]));
    }
}

static void representative(const pages *p)
{
    static const sk_col col[] = {{"day", SK_N("Planned day"), SK_CELL_DAY, false},
                                 {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
                                 {"stands_for", SK_N("Stands for, days"), SK_CELL_INT, false}};
    const sk_year_map *m = p->w->map;
    sk_table *t = sk_report_table(p->r, "planned_days", SK_N("The planned days"), COLS(col), 0);
    for (int i = 0; i < m->n_reps; i++) {
        if (m->rep[i].n_days == 0) continue;
        sk_table_v(t, m->rep[i].day);
        sk_table_s(t, sk_weekday_name(p->lang, sk_day_weekday(m->rep[i].day)));
        sk_table_v(t, m->rep[i].n_days);
    }
}

/* Since when, and how many of the days counted. */
static void held(const pages *p, const sk_alt *a, int op, sk_table *t)
{
    const sk_year_map *m = p->w->map;
    sk_day from = sk_op_from(p->w->k, a->s, op), end = m->from + m->n_days;
    int days = from <= m->from ? m->n_days : from >= end ? 0 : end - from;
    sk_table_v(t, from == SK_NO_DAY ? SK_CELL_EMPTY : from);
    sk_table_v(t, a->s->op[op].kind == SK_OP_NO_POWER ? a->s->op[op].to - a->s->op[op].from + 1
                                                      : (int64_t)days);
}

static void operations(const pages *p)
{
    static const sk_col col[] = {{"alternative", SK_N("Alternative"), SK_CELL_NAME, false},
                                 {"operation", SK_N("Operation"), SK_CELL_TEXT, false},
                                 {"what", SK_N("What"), SK_CELL_NAME, false},
                                 {"from", SK_N("From"), SK_CELL_DAY, false},
                                 {"days", SK_N("Days of the year"), SK_CELL_INT, false},
                                 {"note", SK_N("Note"), SK_CELL_NAME, false},
                                 {"reversible", SK_N("Reversible"), SK_CELL_BOOL, false}};
    sk_table *t =
        sk_report_table(p->r, "operations", SK_N("What each alternative is"), COLS(col), 0);
    for (int i = 1; i < p->w->n_alts; i++)
        for (int j = 0; j < p->w->alt[i].s->n_ops; j++) {
            const sk_alt *a = &p->w->alt[i];
            const sk_op *op = &a->s->op[j];
            sk_buf b = SK_BUF_INIT;
            sk_op_words(p->w->k, a->s, op, p->lang, &b);
            sk_table_s(t, sk__alt_name(a, p->lang));
            sk_table_s(t, sk_op_name(op->kind));
            sk_table_s(t, sk_report_keep(p->r, sk_buf_str(&b)));
            held(p, a, j, t);
            sk_table_s(t, op->note ? op->note : "");
            sk_table_v(t, a->applied->reversible[j]);
            sk_buf_free(&b);
        }
}

void sk__whatif_assumptions(sk_report *r, const sk_whatif *w)
{
    const sk_policy *pol = &w->k->policy;
    sk_lang lang = r->lang;
    sk_report_heading(r, SK_N("What it rests on"));
    sk_report_text(
        r, sk_report_words(
               r,
               sk_text(lang,
                       SK_N("Same guests, dishes, calendar and prices for every alternative, where "
                            "it does not say otherwise; %d days counted, %d weeks planned.")),
               w->map->n_days, w->map->n_weeks));
    sk_report_text(
        r,
        sk_report_words(
            r,
            sk_text(
                lang,
                SK_N("Internal rate %s %%; a full-time post is %s paid hours a year; of a kitchen "
                     "that stops cooking %d %% of the minutes stay, %d %% follow the food "
                     "(assumptions unless the scenario says otherwise); of freed posts %d %% get "
                     "other work, notice is %d months.")),
            sk_report_number(r, sk_muldiv(pol->internal_rate_ppm, 1, 100), 2),
            sk_report_number(r, pol->post_hours_year, 0), SK_SCEN_STAY_PCT, SK_SCEN_FOLLOW_PCT,
            SK_SCEN_REDEPLOYED_PCT, SK_SCEN_NOTICE_MONTHS));
    sk_report_text(
        r,
        sk_report_words(
            r,
            sk_text(
                lang,
                SK_N("Dated sickness is left out. Moved food goes on the closed kitchen's tours "
                     "from "
                     "the new one, %d km/h. Transport emits %d g CO2e per km. Cost per board is "
                     "shared by food, transport and staff minutes. Waste is the measured mean of "
                     "food cooked on site and of food brought.")),
            (int)pol->road_kmh, (int)pol->transport_co2e_g_km));
}

void sk__whatif_pages(sk_report *r, const sk_whatif *w, const sk_flip *flip,
                      const sk_whatif_prices *prices)
{
    const pages p = {r, w, r->lang};
    sk_report_page(r, "money", SK_N("Money"));
    flips(&p, flip);
    cost_parts(&p);
    investments(&p);
    figures(&p);
    sk__whatif_price_page(r, w, prices);
    sk__whatif_people_page(&p);
    sk_report_page(r, "guests", SK_N("Guests"));
    guests(&p);
    sites(&p);
    sk_report_page(r, "basis", SK_N("Basis"));
    operations(&p);
    representative(&p);
    mapping(&p);
}
