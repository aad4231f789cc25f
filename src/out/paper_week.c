/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kitchen's week sheet. Special diets stand as a number only. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"
#include "out/view.h"

static const sk_col cook_cols[] = {
    {"day", SK_N("Day"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"diets", SK_N("Special diet"), SK_CELL_INT, false},
    {"kg", SK_N("kg served"), SK_CELL_DEC2, false},
};
static const sk_col send_cols[] = {
    {"day", SK_N("Day"), SK_CELL_TEXT, false},
    {"leaves", SK_N("Leaves"), SK_CELL_TIME, false},
    {"arrives", SK_N("Arrives"), SK_CELL_TIME, false},
    {"from", SK_N("From"), SK_CELL_NAME, false},
    {"to", SK_N("To"), SK_CELL_NAME, false},
    {"way", SK_N("Way"), SK_CELL_NAME, false},
    {"boxes", SK_N("Boxes"), SK_CELL_INT, false},
};
static const sk_col staff_cols[] = {
    {"day", SK_N("Day"), SK_CELL_TEXT, false},
    {"need", SK_N("Hours needed"), SK_CELL_DEC2, false},
    {"avail", SK_N("Hours available"), SK_CELL_DEC2, false},
    {"over", SK_N("Overtime hours"), SK_CELL_DEC2, false},
};

static const char *day_name(const sk_papers *ps, int day)
{
    return sk_weekday_name(ps->lang, sk_day_weekday(ps->p->from + day));
}

static void week_cook(const sk_papers *ps, sk_ix kitchen, sk_table *t)
{
    for (int d = 0; d < ps->p->n_days; d++) {
        sk__slice s = sk__day_prods(ps, kitchen, d);
        for (int i = s.first; i < s.end; i++) {
            const sk_production *x = &ps->p->prod[i];
            sk_table_s(t, day_name(ps, d));
            sk_table_s(t, sk__session_name(ps, x->session));
            sk_table_s(t, ps->k->component[x->component].name);
            sk_table_v(t, x->portions);
            sk_table_v(t, x->diet_portions ? x->diet_portions : SK_CELL_EMPTY);
            sk_table_v(t, sk__ckg(x->mass_g));
        }
    }
}

/* One row a trip and stop. */
static void week_ways(const sk_papers *ps, sk_ix kitchen, sk_table *t)
{
    for (int i = 0, j; i < ps->n_loads; i = j) {
        const sk_load *l = &ps->load[i];
        int64_t boxes = 0;
        for (j = i; j < ps->n_loads && sk__same_stop(l, &ps->load[j]); j++)
            boxes += ps->load[j].boxes;
        if (l->from != kitchen && l->to != kitchen) continue;
        sk_table_s(t, day_name(ps, l->day));
        sk_table_v(t, l->depart);
        sk_table_v(t, l->arrive);
        sk_table_s(t, ps->k->kitchen[l->from].name);
        sk_table_s(t, ps->k->kitchen[l->to].name);
        sk_table_s(t, sk__load_way(ps, l));
        sk_table_v(t, boxes);
    }
}

static void week_staff(const sk_papers *ps, sk_ix kitchen, sk_table *t)
{
    for (int d = 0; d < ps->p->n_days; d++) {
        const sk_staff_use *s = sk__staff_on(ps, kitchen, d);
        if (!s) continue;
        sk_table_s(t, day_name(ps, d));
        sk_table_v(t, sk__view_ch(s->need_mmin));
        sk_table_v(t, sk__view_ch(s->avail_mmin));
        sk_table_v(t, sk__view_ch(s->over_mmin + s->excess_mmin));
    }
}

bool sk_paper_week(const sk_papers *ps, sk_ix kitchen, sk_paper *p)
{
    sk__paper_init(p, SK_N("Week sheet"), ps->k->kitchen[kitchen].name, ps->p->from,
                   ps->p->from + ps->p->n_days - 1);
    sk__paper_file(p, ps->k->kitchen[kitchen].id, "week", SK_NO_DAY);
    sk__week_thaw(ps, kitchen, p);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("To cook"), NULL,
                           SK_N("Nothing is cooked here this week."), cook_cols);
    sk__paper_lead(p, 1, NULL);
    week_cook(ps, kitchen, t);
    t = SK__PART(p, SK_PART_LIST, SK_N("Deliveries out and in"), NULL, NULL, send_cols);
    sk__paper_lead(p, 1, NULL);
    week_ways(ps, kitchen, t);
    week_staff(ps, kitchen, SK__PART(p, SK_PART_LIST, SK_N("Staff"), NULL, NULL, staff_cols));
    return true;
}
