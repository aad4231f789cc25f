/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The restaurangchef's week and the planner's list; orders and changes stand in paper_orders.c. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"
#include "out/view.h"
#include "plan/shown.h"

#include <stdio.h>

static const sk_col gap_cols[] = {
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false}, {"mon", SK_N("Mon"), SK_CELL_DEC2, false},
    {"tue", SK_N("Tue"), SK_CELL_DEC2, false},         {"wed", SK_N("Wed"), SK_CELL_DEC2, false},
    {"thu", SK_N("Thu"), SK_CELL_DEC2, false},         {"fri", SK_N("Fri"), SK_CELL_DEC2, false},
    {"sat", SK_N("Sat"), SK_CELL_DEC2, false},         {"sun", SK_N("Sun"), SK_CELL_DEC2, false},
    {"week", SK_N("The week"), SK_CELL_DEC2, false},
};
static const sk_col food_cols[] = {
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"food_ore", SK_N("Food (kr)"), SK_CELL_ORE, false},
    {"each_ore", SK_N("kr a portion"), SK_CELL_ORE, false},
    {"budget_ore", SK_N("Budget, kr a portion"), SK_CELL_ORE, false},
    {"over_ore", SK_N("Over budget (kr)"), SK_CELL_ORE, false},
};
static const sk_col amiss_cols[] = {
    {"date", SK_N("Date"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"line", SK_N("Line or diet"), SK_CELL_NAME, false},
    {"short", SK_N("Short"), SK_CELL_INT, false},
    {"backup", SK_N("Backup dish"), SK_CELL_INT, false},
    {"why", SK_N("Why"), SK_CELL_NAME, false},
};
static const sk_col closed_cols[] = {
    {"date", SK_N("Date"), SK_CELL_TEXT, false},
    {"type", SK_N("Kind of day"), SK_CELL_TEXT, false},
    {"count", SK_N("Sites"), SK_CELL_INT, false},
    {"sites", SK_N("Which"), SK_CELL_NAME, false},
};
static const sk_col absent_cols[] = {
    {"date", SK_N("Date"), SK_CELL_TEXT, false},
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"absent", SK_N("Hours absent"), SK_CELL_DEC2, false},
    {"substitute", SK_N("Substitute hours"), SK_CELL_DEC2, false},
};
static const sk_col neck_cols[] = {
    {"what", SK_N("What binds"), SK_CELL_NAME, false},
    {"kitchen_name", SK_N("Where"), SK_CELL_NAME, false},
    {"weekday", SK_N("Day"), SK_CELL_TEXT, false},
    {"given", SK_N("If given"), SK_CELL_TEXT, false},
    {"saves_portions", SK_N("Saves portions"), SK_CELL_DEC1, false},
    {"saves_ore", SK_N("Saves kr"), SK_CELL_ORE, false},
};
static const sk_col other_cols[] = {
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"what", SK_N("What"), SK_CELL_TEXT, false},
    {"kitchen", SK_N("Cooked by"), SK_CELL_NAME, false},
    {"days", SK_N("Days"), SK_CELL_TEXT, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
};

/* Whether a kitchen is the manager's; every kitchen's when SK_NONE. */
static bool hers(const sk_papers *ps, sk_ix kitchen, sk_ix manager)
{
    return manager == SK_NONE || ps->k->kitchen[kitchen].manager == manager;
}

/* By day, needed less available: above zero, hours are missing. missing: only these, of kitchens that miss
 * some. */
static void gap_week(const sk_papers *ps, sk_ix manager, bool missing, sk_table *t)
{
    for (sk_ix k = 0; k < ps->k->n_kitchens; k++) {
        int64_t sum = 0, day[7];
        int n = 0;
        for (int d = 0; d < 7; d++) day[d] = SK_CELL_EMPTY;
        for (int d = 0; d < ps->p->n_days && d < 7 && hers(ps, k, manager); d++) {
            const sk_staff_use *s = sk__staff_on(ps, k, d);
            if (!s) continue;
            int64_t gap = s->need_mmin - s->avail_mmin;
            if (missing && gap <= 0) continue;
            day[sk_day_weekday(ps->p->from + d) - 1] = sk__view_ch(gap);
            sum += gap;
            n++;
        }
        if (!n) continue;
        sk_table_s(t, ps->k->kitchen[k].name);
        for (int d = 0; d < 7; d++) sk_table_v(t, day[d]);
        sk_table_v(t, sk__view_ch(sum));
    }
}

typedef struct meals { /* whole meals of a kitchen */
    int64_t portions, budgeted;
    sk_wide micro_ore;  /* food, millionths of öre a thousand */
    sk_wide budget_ore; /* of the portions with a budget */
    sk_wide budget_food;
} meals;

/* Food of every component of a need's dish, in öre x 10^9. */
static sk_wide meal_food(const sk_papers *ps, const sk_need *n, int64_t portions)
{
    sk_wide sum = 0;
    if (n->dish == SK_NONE) return 0;
    const sk_dish *d = &ps->k->dish[n->dish];
    int64_t factor = ps->k->category[ps->k->site[n->site].category].factor_milli;
    for (int i = 0; i < d->n_comp; i++)
        sum += (sk_wide)(portions * factor * d->comp[i].scale_milli) *
               ps->k->component[d->comp[i].component].food_ore_1000;
    return n->diet == SK_NONE ? sum : sum / SK_PPM * ps->k->diet[n->diet].food_cost_ppm;
}

/* A need's meal is the kitchen's that cooks its first group, the hot one if it has one. */
static void meals_of(const sk_papers *ps, sk_ix kitchen, meals *m)
{
    for (int n = 0; n < ps->p->demand.n_needs; n++) {
        int first = ps->supply_first[n], end = ps->supply_first[n + 1];
        const sk_need *need = &ps->p->demand.need[n];
        sk_ore budget = ps->k->product[need->product].food_budget_ore;
        for (int i = first; i < end && ps->p->supply[i].group == ps->p->supply[first].group; i++) {
            const sk_supply *s = &ps->p->supply[i];
            if (s->kitchen != kitchen) continue;
            sk_wide food = meal_food(ps, need, s->portions);
            m->portions += s->portions;
            m->micro_ore += food;
            if (!budget) continue;
            m->budgeted += s->portions;
            m->budget_ore += (sk_wide)budget * s->portions;
            m->budget_food += food;
        }
    }
}

static sk_ore whole_ore(sk_wide nano) { return (sk_ore)((nano + 500000000) / 1000000000); }

static void food(const sk_papers *ps, sk_ix manager, sk_table *t)
{
    for (sk_ix k = 0; k < ps->k->n_kitchens; k++) {
        meals m = {0};
        if (hers(ps, k, manager)) meals_of(ps, k, &m);
        if (!m.portions) continue;
        sk_ore ore = whole_ore(m.micro_ore);
        sk_table_s(t, ps->k->kitchen[k].name);
        sk_table_v(t, m.portions);
        sk_table_v(t, ore);
        sk_table_v(t, sk_muldiv(ore, 1, m.portions));
        sk_table_v(t, m.budgeted ? sk_muldiv((int64_t)m.budget_ore, 1, m.budgeted) : SK_CELL_EMPTY);
        sk_table_v(t, m.budgeted ? whole_ore(m.budget_food) - (sk_ore)m.budget_ore : SK_CELL_EMPTY);
    }
}

static void amiss(const sk_papers *ps, sk_ix manager, sk_paper *p, sk_table *t)
{
    for (int i = 0; i < ps->p->n_shorts; i++) {
        const sk_short *x = &ps->p->shrt[i];
        const sk_need *n = &ps->p->demand.need[x->need];
        if (!hers(ps, n->kitchen, manager)) continue;
        sk_table_s(t, sk__paper_date(ps, p, n->day));
        sk_table_s(t, sk_meal_name(n->meal, ps->lang));
        sk_table_s(t, ps->k->site[n->site].name);
        sk_table_s(t, sk_need_line_shown(ps->k, n, ps->lang));
        sk_table_v(t, x->short_portions);
        sk_table_v(t, x->backup_portions);
        sk_table_s(t, x->binding);
        p->diets = p->diets || n->diet != SK_NONE;
    }
}

/* Whether a site has another day than its calendar's weekday says. */
static bool differs(const sk_papers *ps, sk_ix site, sk_day day, sk_day_type type)
{
    const sk_calendar *c = &ps->k->calendar[ps->k->site[site].calendar];
    return sk_wdays_has(c->days, sk_day_weekday(day)) && sk_site_day_type(ps->k, site, day) == type;
}

/* One row for a kind of day, with its sites. */
static void closed(const sk_papers *ps, sk_paper *p, sk_table *t)
{
    for (sk_day day = ps->p->from; day < ps->p->from + ps->p->n_days; day++)
        for (int type = 0; type < SK_N_DAY_TYPES; type++) {
            sk_buf names = SK_BUF_INIT;
            int64_t n = 0;
            for (sk_ix s = 0; s < ps->k->n_sites && type != SK_DAY_NORMAL; s++)
                if (differs(ps, s, day, (sk_day_type)type))
                    sk_buf_addf(&names, "%s%s", n++ ? ", " : "", ps->k->site[s].name);
            if (!sk_buf_ok(&names)) p->failed = true;
            if (n) {
                sk_table_s(t, sk__paper_date(ps, p, day));
                sk_table_s(t, sk_day_type_name((sk_day_type)type, ps->lang));
                sk_table_v(t, n);
                sk_table_s(t, SK__WORDS(p, "%s", sk_buf_str(&names)));
            }
            sk_buf_free(&names);
        }
}

static void absent(const sk_papers *ps, sk_ix manager, sk_paper *p, sk_table *t)
{
    for (int d = 0; d < ps->p->n_days; d++)
        for (sk_ix k = 0; k < ps->k->n_kitchens; k++) {
            sk_staff_day s;
            if (!hers(ps, k, manager)) continue;
            sk_kitchen_staff(ps->k, k, ps->p->from + d, &s);
            if (!s.absent_min && !s.substitute_min) continue;
            sk_table_s(t, sk__paper_date(ps, p, ps->p->from + d));
            sk_table_s(t, ps->k->kitchen[k].name);
            sk_table_v(t, sk__view_ch((int64_t)s.absent_min * 1000));
            sk_table_v(t, sk__view_ch((int64_t)s.substitute_min * 1000));
        }
}

/* The plan's bottlenecks, the dearest first, in the summary's words. */
static void necks(const sk_papers *ps, sk_paper *p, sk_table *t)
{
    sk_plan_view v;
    if (sk_plan_view_make(ps->p, ps->lang, &v, NULL) != SK_OK) {
        p->failed = true;
        return;
    }
    const sk_table *from = &v.neck_short;
    for (size_t i = 0; i < from->n_rows * (size_t)from->n_cols; i++) {
        const sk_cell *c = &from->cell[i];
        if (c->s) sk_table_s(t, SK__WORDS(p, "%s", c->s));
        else sk_table_v(t, c->v);
    }
    sk_plan_view_free(&v);
}

/* Rows of one site, deviation and cooking kitchen become one, with its days. */
static void other_row(const sk_papers *ps, const sk_supply *s, const char *what, sk_paper *p,
                      sk_table *t)
{
    enum { SITE, WHAT, KITCHEN, DAYS, PORTIONS, N };
    const sk_need *n = &ps->p->demand.need[s->need];
    const char *site = ps->k->site[n->site].name, *kitchen = ps->k->kitchen[s->kitchen].name;
    const char *day = sk_weekday_short(ps->lang, sk_day_weekday(n->day));
    for (size_t r = 0; r < t->n_rows && !t->failed; r++) {
        sk_cell *c = &t->cell[r * N];
        if (c[SITE].s != site || c[WHAT].s != what || c[KITCHEN].s != kitchen) continue;
        c[DAYS].s = sk__paper_join(p, c[DAYS].s, day);
        c[PORTIONS].v += s->portions;
        return;
    }
    sk_table_s(t, site);
    sk_table_s(t, what);
    sk_table_s(t, kitchen);
    sk_table_s(t, day);
    sk_table_v(t, s->portions);
}

static void others(const sk_papers *ps, sk_ix manager, sk_paper *p, sk_table *t)
{
    const char *late = sk_text(ps->lang, SK_N("kept hot too long"));
    const char *other = sk_text(ps->lang, SK_N("another supplier than usual"));
    for (int i = 0; i < ps->p->n_supplies; i++) {
        const sk_supply *s = &ps->p->supply[i];
        if (!hers(ps, s->kitchen, manager) &&
            !hers(ps, ps->p->demand.need[s->need].kitchen, manager))
            continue;
        if (s->hold_limit > 0 && s->hold_min > s->hold_limit) other_row(ps, s, late, p, t);
        if (!s->usual) other_row(ps, s, other, p, t);
    }
}

static void amiss_part(const sk_papers *ps, sk_ix manager, sk_paper *p)
{
    amiss(ps, manager, p,
          SK__PART(p, SK_PART_LIST, SK_N("Shortages and backup dishes"), NULL,
                   SK_N("Nobody goes without."), amiss_cols));
}

static void absent_part(const sk_papers *ps, sk_ix manager, sk_paper *p)
{
    absent(
        ps, manager, p,
        SK__PART(p, SK_PART_LIST, SK_N("Absence"), NULL, SK_N("Nobody is absent."), absent_cols));
}

bool sk_paper_manager(const sk_papers *ps, sk_ix manager, sk_paper *p)
{
    const sk_manager *m = &ps->k->manager[manager];
    sk__paper_init(p, SK_N("The kitchen manager's week"), m->name, ps->p->from,
                   ps->p->from + ps->p->n_days - 1);
    sk__paper_file(p, "managers", m->id, SK_NO_DAY);
    gap_week(ps, manager, false,
             SK__PART(p, SK_PART_LIST, SK_N("Staff gap, hours"),
                      SK_N("Needed less available: above zero, hours are missing."),
                      SK_N("No staff."), gap_cols));
    amiss_part(ps, manager, p);
    others(ps, manager, p,
           SK__PART(p, SK_PART_LIST, SK_N("Deviations"), NULL,
                    SK_N("Nothing differs from the rules or the usual."), other_cols));
    sk__orders_changed(ps, manager, p);
    food(ps, manager,
         SK__PART(p, SK_PART_LIST, SK_N("Food cost against budget"),
                  SK_N("Whole meals by the recipes, told of the kitchen that cooks the main part."),
                  NULL, food_cols));
    absent_part(ps, manager, p);
    return true;
}

bool sk_paper_planner(const sk_papers *ps, sk_paper *p)
{
    sk__paper_init(p, SK_N("The planner's list"), ps->k->name, ps->p->from,
                   ps->p->from + ps->p->n_days - 1);
    sk__paper_file(p, "managers", "planner-list", SK_NO_DAY);
    amiss_part(ps, SK_NONE, p);
    sk__orders_missing(ps, p);
    sk__orders_changed(ps, SK_NONE, p);
    sk__changes(ps, p);
    gap_week(ps, SK_NONE, true,
             SK__PART(p, SK_PART_LIST, SK_N("Hours missing"), NULL,
                      SK_N("The hours are enough everywhere."), gap_cols));
    necks(ps, p,
          SK__PART(p, SK_PART_LIST, SK_N("Bottlenecks"),
                   SK_N("What a little more would save, found by solving again."),
                   SK_N("No limit that more would help was priced."), neck_cols));
    absent_part(ps, SK_NONE, p);
    closed(ps, p,
           SK__PART(p, SK_PART_LIST, SK_N("Closed or different days"), NULL,
                    SK_N("All sites have ordinary days."), closed_cols));
    return true;
}
