/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kitchen's day sheet: what a cook must know to work from it alone, most important first. Here what
 * she cooks and by which recipes; the clock, the diets, who eats, what leaves and what comes stand in
 * paper_clock.c, paper_diets.c and paper_day_ways.c. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"
#include "out/view.h"

static const sk_col cook_cols[] = {
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"diets", SK_N("Special diet"), SK_CELL_INT, false},
    {"kg", SK_N("kg served"), SK_CELL_DEC2, false},
    {"start", SK_N("Start"), SK_CELL_TIME, false},
    {"ready", SK_N("Ready"), SK_CELL_TIME, false},
};
static const sk_col recipe_cols[] = {
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"method", SK_N("Method"), SK_CELL_NAME, false},
    {"ingredient", SK_N("Ingredient"), SK_CELL_NAME, false},
    {"kg", SK_N("kg cleaned"), SK_CELL_DEC2, false},
    {"gross", SK_N("kg to take out"), SK_CELL_DEC2, false},
};
static const sk_col hours_cols[] = {
    {"fixed", SK_N("Fixed"), SK_CELL_DEC2, false},
    {"cooking", SK_N("Cooking"), SK_CELL_DEC2, false},
    {"packing", SK_N("Packing"), SK_CELL_DEC2, false},
    {"receiving", SK_N("Receiving"), SK_CELL_DEC2, false},
    {"serving", SK_N("Serving"), SK_CELL_DEC2, false},
};
static const sk_col next_cols[] = {
    {"start", SK_N("Start"), SK_CELL_TIME, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"kg", SK_N("kg served"), SK_CELL_DEC2, false},
};

static const char *prod_dishes(const sk_papers *ps, int prod, sk_paper *p)
{
    const char *list = NULL;
    for (int i = ps->flow_first[prod]; i < ps->flow_first[prod + 1]; i++)
        list = sk__paper_join(p, list, sk__need_dish(ps, sk__flow_need(ps, &ps->flow[i])));
    return list;
}

static void cook(const sk_papers *ps, sk__slice s, bool cooks, sk_paper *p)
{
    sk_table *t =
        SK__PART(p, SK_PART_LIST, SK_N("To cook"), SK_N("Start and ready: the first batch."),
                 cooks ? SK_N("Nothing is cooked here today.") : NULL, cook_cols);
    for (int i = s.first; i < s.end; i++) {
        const sk_production *x = &ps->p->prod[i];
        sk_table_s(t, ps->k->component[x->component].name);
        sk_table_s(t, sk__session_name(ps, x->session));
        sk_table_s(t, prod_dishes(ps, i, p));
        sk_table_v(t, x->portions);
        sk_table_v(t, x->diet_portions ? x->diet_portions : SK_CELL_EMPTY);
        sk_table_v(t, sk__ckg(x->mass_g));
        sk_table_v(t, sk__prod_start(ps, i));
        sk_table_v(t, sk__prod_ready(ps, i));
    }
}

/* "Kokt potatis, lunch: 187,81 kg to 1 078 portions" */
static const char *recipe_head(const sk_papers *ps, const sk_production *x, sk_paper *p)
{
    return SK__WORDS(p, sk_text(ps->lang, SK_N("%s, %s: %s portions, %s kg served")),
                     ps->k->component[x->component].name, sk__session_name(ps, x->session),
                     sk__paper_number(ps, p, x->portions + x->diet_portions, 0),
                     sk__paper_number(ps, p, sk__ckg(x->mass_g), 2));
}

static void recipe_of(const sk_papers *ps, int prod, sk_paper *p, sk_table *t)
{
    const sk_component *c = &ps->k->component[ps->p->prod[prod].component];
    const char *head = recipe_head(ps, &ps->p->prod[prod], p);
    int64_t micro = 0;
    for (int f = ps->flow_first[prod]; f < ps->flow_first[prod + 1]; f++)
        micro += ps->flow[f].micro;
    for (int r = 0; r < c->n_recipe || r == 0; r++) { /* without a recipe the method stands alone */
        const sk_ingredient *g = c->n_recipe ? &ps->k->ingredient[c->recipe[r].ingredient] : NULL;
        int64_t net = g ? sk__micro_g(micro, c->recipe[r].g) : 0;
        sk_table_s(t, head);
        sk_table_s(t, c->method);
        sk_table_s(t, g ? g->name : NULL);
        sk_table_v(t, g ? sk__ckg(net) : SK_CELL_EMPTY);
        sk_table_v(t, g ? sk__ckg(sk__gross_g(g, micro * c->recipe[r].g)) : SK_CELL_EMPTY);
    }
}

static void recipes(const sk_papers *ps, sk__slice s, sk_paper *p)
{
    bool diets = false;
    for (int i = s.first; i < s.end; i++) diets = diets || ps->p->prod[i].diet_portions > 0;
    sk_table *t = SK__PART(
        p, SK_PART_LIST, SK_N("Recipes and methods"),
        diets ? SK_N("Special diets are in these amounts: leave out what the diet avoids.") : NULL,
        NULL, recipe_cols);
    sk__paper_lead(p, 2, NULL);
    for (int i = s.first; i < s.end; i++) recipe_of(ps, i, p, t);
}

static void hours(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    const sk_staff_use *s = sk__staff_on(ps, kitchen, day);
    if (!s) return;
    int64_t over = s->over_mmin + s->excess_mmin;
    sk__paper_fact(p, SK_N("Hours needed"), SK_CELL_DEC2, sk__view_ch(s->need_mmin), "h", false);
    sk__paper_fact(p, SK_N("Hours available"), SK_CELL_DEC2, sk__view_ch(s->avail_mmin), "h",
                   false);
    if (over) sk__paper_fact(p, SK_N("Overtime"), SK_CELL_DEC2, sk__view_ch(over), "h", true);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Hours by work"), NULL, NULL, hours_cols);
    sk_table_v(t, sk__view_ch(s->fixed_mmin));
    sk_table_v(t, sk__view_ch(s->cook_mmin));
    sk_table_v(t, sk__view_ch(s->pack_mmin));
    sk_table_v(t, sk__view_ch(s->receive_mmin));
    sk_table_v(t, sk__view_ch(s->serve_mmin));
}

/* The first minute at which something must leave; the day turns on it. */
static void first_out(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk__slice s = sk__day_loads(ps, day);
    int first = -1;
    for (int i = s.first; i < s.end; i++)
        if (ps->load[i].from == kitchen && (first < 0 || ps->load[i].depart < first))
            first = ps->load[i].depart;
    if (first >= 0) sk__paper_fact(p, SK_N("First departure"), SK_CELL_TIME, first, NULL, false);
}

static void tomorrow(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    bool cooks = ps->k->kitchen[kitchen].role != SK_ROLE_SERVING;
    bool last = day + 1 >= ps->p->n_days && !ps->after;
    if (day + 1 >= ps->p->n_days && ps->after) {
        ps = ps->after;
        day = -1;
    }
    sk__slice s = last ? (sk__slice){0, 0} : sk__day_prods(ps, kitchen, day + 1);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Prepare for tomorrow"), NULL,
                           last && cooks ? SK_N("The plan ends today: see the next week's plan.")
                           : cooks       ? SK_N("Nothing is cooked here tomorrow.")
                                         : NULL,
                           next_cols);
    for (int i = s.first; i < s.end; i++) {
        const sk_production *x = &ps->p->prod[i];
        sk_table_v(t, sk__prod_start(ps, i));
        sk_table_s(t, ps->k->component[x->component].name);
        sk_table_s(t, sk__session_name(ps, x->session));
        sk_table_s(t, prod_dishes(ps, i, p));
        sk_table_v(t, x->portions + x->diet_portions);
        sk_table_v(t, sk__ckg(x->mass_g));
    }
}

bool sk_paper_day(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk_day d = ps->p->from + day;
    sk__slice s = sk__day_prods(ps, kitchen, day);
    if (!sk__works(ps, kitchen, day)) return false;
    sk__paper_init(p, SK_N("Day sheet"), ps->k->kitchen[kitchen].name, d, d);
    sk__paper_file(p, ps->k->kitchen[kitchen].id, "day", d);
    first_out(ps, kitchen, day, p);
    sk__day_clock(ps, kitchen, day, p);
    cook(ps, s, ps->k->kitchen[kitchen].role != SK_ROLE_SERVING, p);
    sk__day_reheat(ps, kitchen, day, p);
    sk__day_amiss(ps, kitchen, day, p);
    sk__day_send(ps, kitchen, day, p);
    sk__day_receive(ps, kitchen, day, p);
    sk__day_goods(ps, kitchen, day, p);
    sk__day_hand_out(ps, kitchen, day, p);
    sk__day_diets(ps, kitchen, day, p);
    sk__day_diets_received(ps, kitchen, day, p);
    sk__day_sittings(ps, kitchen, day, p);
    recipes(ps, s, p);
    sk__day_thaw(ps, kitchen, day, p);
    tomorrow(ps, kitchen, day, p);
    sk__day_phone(ps, kitchen, day, p);
    hours(ps, kitchen, day, p);
    return true;
}
