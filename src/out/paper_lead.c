/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The restaurangchef's week and the planner's list. Diet profiles are named here only when a site has
 * at least policy.diet_min_shown guests with it. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"
#include "out/view.h"
#include "plan/shown.h"

#include <stdio.h>

static const sk_col staff_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"need", SK_N("Hours needed"), SK_CELL_DEC2, false},
    {"avail", SK_N("Hours available"), SK_CELL_DEC2, false},
    {"gap", SK_N("Hours missing"), SK_CELL_DEC2, false},
};
static const sk_col food_cols[] = {
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"portions", SK_N("Component portions"), SK_CELL_INT, false},
    {"food_ore", SK_N("Food (kr)"), SK_CELL_ORE, false},
    {"each_ore", SK_N("kr per component portion"), SK_CELL_ORE, false},
};
static const sk_col amiss_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"line", SK_N("Line or diet"), SK_CELL_NAME, false},
    {"short", SK_N("Short"), SK_CELL_INT, false},
    {"backup", SK_N("Backup dish"), SK_CELL_INT, false},
    {"why", SK_N("Why"), SK_CELL_NAME, false},
};
static const sk_col closed_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"type", SK_N("Kind of day"), SK_CELL_TEXT, false},
};
static const sk_col absent_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"absent", SK_N("Hours absent"), SK_CELL_DEC2, false},
    {"substitute", SK_N("Substitute hours"), SK_CELL_DEC2, false},
};
static const sk_col order_cols[] = {
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"meals", SK_N("Meals without an order"), SK_CELL_INT, false},
};

/* Whether a kitchen is the manager's; every kitchen's when SK_NONE. */
static bool hers(const sk_papers *ps, sk_ix kitchen, sk_ix manager)
{
    return manager == SK_NONE || ps->k->kitchen[kitchen].manager == manager;
}

/* Only days on which hours are missing when `gaps`. */
static void staff(const sk_papers *ps, sk_ix manager, bool gaps, sk_table *t)
{
    for (int i = 0; i < ps->p->n_staff; i++) {
        const sk_staff_use *s = &ps->p->staff[i];
        int64_t gap = s->over_mmin + s->excess_mmin;
        if (!hers(ps, s->kitchen, manager) || (gaps && gap <= 0)) continue;
        sk_table_v(t, ps->p->from + s->day);
        sk_table_s(t, ps->k->kitchen[s->kitchen].name);
        sk_table_v(t, sk__view_ch(s->need_mmin));
        sk_table_v(t, sk__view_ch(s->avail_mmin));
        sk_table_v(t, sk__view_ch(gap));
    }
}

/* Food of the recipes, special diets at the ordinary cost. */
static void food(const sk_papers *ps, sk_ix manager, sk_table *t)
{
    for (sk_ix k = 0; k < ps->k->n_kitchens; k++) {
        int64_t portions = 0;
        sk_wide micro_ore = 0;
        if (!hers(ps, k, manager)) continue;
        for (int i = sk__day_prods(ps, k, 0).first;
             i < ps->p->n_prods && ps->p->prod[i].kitchen == k; i++) {
            const sk_production *x = &ps->p->prod[i];
            portions += x->portions + x->diet_portions;
            for (int f = ps->flow_first[i]; f < ps->flow_first[i + 1]; f++)
                micro_ore +=
                    (sk_wide)ps->flow[f].micro * ps->k->component[x->component].food_ore_1000;
        }
        if (!portions) continue;
        sk_ore ore = (sk_ore)((micro_ore + 500000000) / 1000000000);
        sk_table_s(t, ps->k->kitchen[k].name);
        sk_table_v(t, portions);
        sk_table_v(t, ore);
        sk_table_v(t, sk_muldiv(ore, 1, portions));
    }
}

static void amiss(const sk_papers *ps, sk_ix manager, sk_paper *p, sk_table *t)
{
    for (int i = 0; i < ps->p->n_shorts; i++) {
        const sk_short *x = &ps->p->shrt[i];
        const sk_need *n = &ps->p->demand.need[x->need];
        if (!hers(ps, n->kitchen, manager)) continue;
        sk_table_v(t, n->day);
        sk_table_s(t, sk_meal_name(n->meal, ps->lang));
        sk_table_s(t, ps->k->site[n->site].name);
        sk_table_s(t, sk_need_line_shown(ps->k, n, ps->lang));
        sk_table_v(t, x->short_portions);
        sk_table_v(t, x->backup_portions);
        sk_table_s(t, x->binding);
        p->diets = p->diets || n->diet != SK_NONE;
    }
}

static void closed(const sk_papers *ps, sk_table *t)
{
    for (int d = 0; d < ps->p->n_days; d++)
        for (sk_ix s = 0; s < ps->k->n_sites; s++) {
            sk_day day = ps->p->from + d;
            const sk_calendar *c = &ps->k->calendar[ps->k->site[s].calendar];
            if (!sk_wdays_has(c->days, sk_day_weekday(day))) continue;
            sk_day_type type = sk_site_day_type(ps->k, s, day);
            if (type == SK_DAY_NORMAL) continue;
            sk_table_v(t, day);
            sk_table_s(t, ps->k->site[s].name);
            sk_table_s(t, sk_day_type_name(type, ps->lang));
        }
}

static void absent(const sk_papers *ps, sk_ix manager, sk_table *t)
{
    for (int d = 0; d < ps->p->n_days; d++)
        for (sk_ix k = 0; k < ps->k->n_kitchens; k++) {
            sk_staff_day s;
            if (!hers(ps, k, manager)) continue;
            sk_kitchen_staff(ps->k, k, ps->p->from + d, &s);
            if (!s.absent_min && !s.substitute_min) continue;
            sk_table_v(t, ps->p->from + d);
            sk_table_s(t, ps->k->kitchen[k].name);
            sk_table_v(t, sk__view_ch((int64_t)s.absent_min * 1000));
            sk_table_v(t, sk__view_ch((int64_t)s.substitute_min * 1000));
        }
}

static void unordered(const sk_papers *ps, sk_table *t)
{
    for (sk_ix s = 0; s < ps->k->n_sites; s++) {
        int meals = 0;
        for (int i = 0; i < ps->p->demand.n_needs; i++) {
            const sk_need *n = &ps->p->demand.need[i];
            meals += n->site == s && n->diet == SK_NONE && n->source != SK_DEMAND_ORDERED;
        }
        if (!meals) continue;
        sk_table_s(t, ps->k->site[s].name);
        sk_table_v(t, meals);
    }
}

bool sk_paper_manager(const sk_papers *ps, sk_ix manager, sk_paper *p)
{
    const sk_manager *m = &ps->k->manager[manager];
    sk__paper_init(p, SK_N("The kitchen manager's week"), m->name, ps->p->from,
                   ps->p->from + ps->p->n_days - 1);
    snprintf(p->file, sizeof p->file, "managers/%.80s.html", m->id);
    staff(ps, manager, false,
          SK__PART(p, SK_PART_LIST, SK_N("Staff"), NULL, SK_N("No staff."), staff_cols));
    absent(
        ps, manager,
        SK__PART(p, SK_PART_LIST, SK_N("Absence"), NULL, SK_N("Nobody is absent."), absent_cols));
    food(ps, manager,
         SK__PART(p, SK_PART_LIST, SK_N("Food cost"),
                  SK_N("By the recipes; a portion is one component for one eater."), NULL,
                  food_cols));
    amiss(ps, manager, p,
          SK__PART(p, SK_PART_LIST, SK_N("Shortages and backup dishes"), NULL,
                   SK_N("Nobody goes without."), amiss_cols));
    return true;
}

bool sk_paper_planner(const sk_papers *ps, sk_paper *p)
{
    sk__paper_init(p, SK_N("The planner's list"), ps->k->name, ps->p->from,
                   ps->p->from + ps->p->n_days - 1);
    snprintf(p->file, sizeof p->file, "managers/planner-list.html");
    amiss(ps, SK_NONE, p,
          SK__PART(p, SK_PART_LIST, SK_N("Shortages and backup dishes"), NULL,
                   SK_N("Nobody goes without."), amiss_cols));
    staff(ps, SK_NONE, true,
          SK__PART(p, SK_PART_LIST, SK_N("Hours missing"), NULL,
                   SK_N("The hours are enough everywhere."), staff_cols));
    absent(
        ps, SK_NONE,
        SK__PART(p, SK_PART_LIST, SK_N("Absence"), NULL, SK_N("Nobody is absent."), absent_cols));
    closed(ps, SK__PART(p, SK_PART_LIST, SK_N("Closed or different days"), NULL,
                        SK_N("All sites have ordinary days."), closed_cols));
    unordered(ps, SK__PART(p, SK_PART_LIST, SK_N("Orders missing"),
                           SK_N("Planned by attendance until the order comes."),
                           SK_N("Every site has ordered."), order_cols));
    return true;
}
