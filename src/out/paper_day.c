/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kitchen's day sheet: what a cook must know to work from it alone. Here what she cooks; who
 * eats, what leaves and what comes stand in paper_day_ways.c. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"
#include "out/view.h"

#include <stdio.h>

static const sk_col cook_cols[] = {
    {"start", SK_N("Start"), SK_CELL_TIME, false},
    {"ready", SK_N("Ready"), SK_CELL_TIME, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, false},
    {"method", SK_N("Method"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"diets", SK_N("Special diet"), SK_CELL_INT, false},
    {"kg", SK_N("kg served"), SK_CELL_DEC2, false},
};
static const sk_col batch_cols[] = {
    {"start", SK_N("Start"), SK_CELL_TIME, false},
    {"ready", SK_N("Ready"), SK_CELL_TIME, false},
    {"unit", SK_N("Equipment"), SK_CELL_NAME, false},
    {"number", SK_N("No."), SK_CELL_INT, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"kg", SK_N("kg served"), SK_CELL_DEC2, false},
};
static const sk_col recipe_cols[] = {
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"ingredient", SK_N("Ingredient"), SK_CELL_NAME, false},
    {"kg", SK_N("kg cleaned"), SK_CELL_DEC2, false},
};
static const sk_col sum_cols[] = {
    {"eaten", SK_N("Eaten"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"diet", SK_N("Special diet"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
};
static const sk_col diet_cols[] = {
    {"eaten", SK_N("Eaten"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"diet", SK_N("Special diet"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"components", SK_N("What"), SK_CELL_NAME, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"kitchen", SK_N("Served at"), SK_CELL_NAME, false},
    {"leaves", SK_N("Leaves"), SK_CELL_TIME, false},
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

/* First minute of its batches, SK_CELL_EMPTY without equipment. */
static int64_t prod_start(const sk_papers *ps, const sk_production *x)
{
    int64_t start = SK_CELL_EMPTY;
    for (int i = x->batch_first; i < x->batch_first + x->n_batch; i++)
        if (start == SK_CELL_EMPTY || ps->p->batch[i].start < start) start = ps->p->batch[i].start;
    return start;
}

/* When its first food must be ready: the first batch's end, or what the first to leave needs. */
static int64_t prod_ready(const sk_papers *ps, int prod)
{
    const sk_production *x = &ps->p->prod[prod];
    int64_t ready = SK_CELL_EMPTY;
    for (int i = x->batch_first; i < x->batch_first + x->n_batch; i++)
        if (ready == SK_CELL_EMPTY || ps->p->batch[i].end < ready) ready = ps->p->batch[i].end;
    if (ready != SK_CELL_EMPTY) return ready;
    for (int i = ps->flow_first[prod]; i < ps->flow_first[prod + 1]; i++) {
        int at = sk__supply_ready(ps, &ps->p->supply[ps->flow[i].supply]);
        if (at >= 0 && (ready == SK_CELL_EMPTY || at < ready)) ready = at;
    }
    return ready;
}

static void cook(const sk_papers *ps, sk__slice s, sk_paper *p)
{
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("To cook"),
                           SK_N("Start and ready: the first batch. The batches stand below."),
                           SK_N("Nothing is cooked here today."), cook_cols);
    for (int i = s.first; i < s.end; i++) {
        const sk_production *x = &ps->p->prod[i];
        const sk_component *c = &ps->k->component[x->component];
        sk_table_v(t, prod_start(ps, x));
        sk_table_v(t, prod_ready(ps, i));
        sk_table_s(t, c->name);
        sk_table_s(t, sk__session_name(ps, x->session));
        sk_table_s(t, prod_dishes(ps, i, p));
        sk_table_s(t, c->method);
        sk_table_v(t, x->portions);
        sk_table_v(t, x->diet_portions ? x->diet_portions : SK_CELL_EMPTY);
        sk_table_v(t, sk__ckg(x->mass_g));
    }
}

static void batch_row(const sk_papers *ps, const sk_batch *b, sk_table *t)
{
    const sk_production *x = &ps->p->prod[b->prod];
    const sk_component *c = &ps->k->component[x->component];
    sk_table_v(t, b->start);
    sk_table_v(t, b->end);
    sk_table_s(t, ps->k->equip_class[ps->k->equipment[x->equipment].cls].name);
    sk_table_v(t, b->unit);
    sk_table_s(t, c->name);
    sk_table_s(t, sk__session_name(ps, x->session));
    sk_table_v(t, sk__ckg(sk_muldiv(b->ref_milli, c->served_g, 1000)));
}

static void batches(const sk_papers *ps, sk__slice s, sk_paper *p)
{
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Batches"),
                           SK_N("Special diets are cooked beside these, in small vessels."), NULL,
                           batch_cols);
    int first = s.first < s.end ? ps->p->prod[s.first].batch_first : 0, end = first;
    for (int i = s.first; i < s.end; i++) end += ps->p->prod[i].n_batch;
    for (int last = -1, next = 0; next >= 0;) { /* by start, as the clock goes; they are few */
        next = -1;
        for (int i = first; i < end; i++) {
            int at = ps->p->batch[i].start * (end - first) + i - first;
            if (at > last && (next < 0 || at < next)) next = at;
        }
        if (next >= 0) batch_row(ps, &ps->p->batch[first + next % (end - first)], t);
        last = next;
    }
}

static void recipes(const sk_papers *ps, sk__slice s, sk_paper *p)
{
    sk_table *t =
        SK__PART(p, SK_PART_LIST, SK_N("Recipes scaled"),
                 SK_N("Special diets are in these amounts: leave out what the diet avoids."), NULL,
                 recipe_cols);
    for (int i = s.first; i < s.end; i++) {
        const sk_production *x = &ps->p->prod[i];
        const sk_component *c = &ps->k->component[x->component];
        int64_t micro = 0;
        for (int f = ps->flow_first[i]; f < ps->flow_first[i + 1]; f++) micro += ps->flow[f].micro;
        for (int r = 0; r < c->n_recipe; r++) {
            sk_table_s(t, r == 0 ? c->name : NULL);
            sk_table_s(t, r == 0 ? sk__session_name(ps, x->session) : NULL);
            sk_table_s(t, ps->k->ingredient[c->recipe[r].ingredient].name);
            sk_table_v(t, sk__ckg(sk__micro_g(micro, c->recipe[r].g)));
        }
    }
}

/* What the kitchen cooks for a need on a day: its portions, components and departure. */
typedef struct diet_row {
    int portions;
    const char *what;
    int64_t leaves;
} diet_row;

static diet_row diet_of(const sk_papers *ps, int need, sk_ix kitchen, int day, sk_paper *p)
{
    const sk_need *n = &ps->p->demand.need[need];
    diet_row row = {0, NULL, SK_CELL_EMPTY};
    for (int i = ps->supply_first[need]; i < ps->supply_first[need + 1]; i++) {
        const sk_supply *s = &ps->p->supply[i];
        if (s->kitchen != kitchen || s->prod_day != day) continue;
        if (s->portions > row.portions) row.portions = s->portions;
        if (s->depart >= 0 && (row.leaves == SK_CELL_EMPTY || s->depart < row.leaves))
            row.leaves = s->depart;
        if (p) row.what = sk__paper_join(p, row.what, sk__group_words(ps, n->dish, s->group, p));
    }
    return row;
}

/* The needs of special diets that the kitchen cooks for on a day, for this or a later day. */
static int *diet_needs(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, int *n)
{
    const sk_demand *d = &ps->p->demand;
    int first = sk__day_needs(ps, day).first, count = 0;
    *n = 0;
    for (int i = first; i < d->n_needs; i++)
        count += d->need[i].diet != SK_NONE && diet_of(ps, i, kitchen, day, NULL).portions > 0;
    int *list = p->arena ? sk_arena_calloc(p->arena, (size_t)count + 1, sizeof *list) : NULL;
    if (!list) p->failed = true;
    for (int i = first; list && i < d->n_needs; i++)
        if (d->need[i].diet != SK_NONE && diet_of(ps, i, kitchen, day, NULL).portions > 0)
            list[(*n)++] = i;
    return list;
}

static void eaten(const sk_papers *ps, const sk_need *n, sk_table *t)
{
    sk_table_s(t, sk_weekday_short(ps->lang, sk_day_weekday(n->eaten)));
    sk_table_s(t, sk_meal_name(n->meal, ps->lang));
}

static bool same_diet(const sk_need *a, const sk_need *b)
{
    return a->eaten == b->eaten && a->meal == b->meal && a->diet == b->diet;
}

/* By day, meal and profile, in the order in which they first come. */
static void diet_sums(const sk_papers *ps, sk_ix kitchen, int day, const int *list, int n,
                      sk_table *t)
{
    const sk_need *need = ps->p->demand.need;
    for (int i = 0; i < n; i++) {
        int64_t sum = 0;
        int first = 0;
        while (!same_diet(&need[list[first]], &need[list[i]])) first++;
        if (first < i) continue;
        for (int j = i; j < n; j++)
            if (same_diet(&need[list[i]], &need[list[j]]))
                sum += diet_of(ps, list[j], kitchen, day, NULL).portions;
        eaten(ps, &need[list[i]], t);
        sk_table_s(t, ps->k->diet[need[list[i]].diet].name);
        sk_table_v(t, sum);
    }
}

static void diet_line(const sk_papers *ps, const sk_need *n, const diet_row *row, sk_table *t)
{
    eaten(ps, n, t);
    sk_table_s(t, ps->k->diet[n->diet].name);
    sk_table_v(t, row->portions);
    sk_table_s(t, row->what);
    sk_table_s(t, ps->k->site[n->site].name);
    sk_table_s(t, ps->k->kitchen[n->kitchen].name);
    sk_table_v(t, row->leaves);
}

static void diets(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    int n;
    sk_table *sum = SK__PART(p, SK_PART_LIST, SK_N("Special diets in all"), NULL, NULL, sum_cols);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Special diets by site"), NULL, NULL, diet_cols);
    const int *list = diet_needs(ps, kitchen, day, p, &n);
    diet_sums(ps, kitchen, day, list, n, sum);
    for (int i = 0; i < n; i++) {
        diet_row row = diet_of(ps, list[i], kitchen, day, p);
        diet_line(ps, &ps->p->demand.need[list[i]], &row, t);
    }
    p->diets = p->diets || n > 0;
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

static void tomorrow(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    bool last = day + 1 >= ps->p->n_days;
    sk__slice s = last ? (sk__slice){0, 0} : sk__day_prods(ps, kitchen, day + 1);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Prepare and thaw for tomorrow"), NULL,
                           last ? SK_N("The plan ends today: see the next week's plan.")
                                : SK_N("Nothing is cooked here tomorrow."),
                           next_cols);
    for (int i = s.first; i < s.end; i++) {
        const sk_production *x = &ps->p->prod[i];
        sk_table_v(t, prod_start(ps, x));
        sk_table_s(t, ps->k->component[x->component].name);
        sk_table_s(t, sk__session_name(ps, x->session));
        sk_table_s(t, prod_dishes(ps, i, p));
        sk_table_v(t, x->portions + x->diet_portions);
        sk_table_v(t, sk__ckg(x->mass_g));
    }
}

bool sk_paper_day(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    char date[SK_DATE_LEN];
    sk_day d = ps->p->from + day;
    sk__slice s = sk__day_prods(ps, kitchen, day);
    if (!sk__works(ps, kitchen, day)) return false;
    sk__paper_init(p, SK_N("Day sheet"), ps->k->kitchen[kitchen].name, d, d);
    snprintf(p->file, sizeof p->file, "%.80s/day-%s.html", ps->k->kitchen[kitchen].id,
             sk_day_str(d, date));
    cook(ps, s, p);
    batches(ps, s, p);
    sk__day_reheat(ps, kitchen, day, p);
    diets(ps, kitchen, day, p);
    sk__day_sittings(ps, kitchen, day, p);
    sk__day_send(ps, kitchen, day, p);
    sk__day_receive(ps, kitchen, day, p);
    sk__day_amiss(ps, kitchen, day, p);
    sk__day_phone(ps, kitchen, day, p);
    recipes(ps, s, p);
    tomorrow(ps, kitchen, day, p);
    hours(ps, kitchen, day, p);
    return true;
}
