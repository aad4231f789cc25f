/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of who gets what where it is eaten: wards and home delivery. They belong to the site. */
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

#include <stdio.h>

static const sk_col cols[] = {
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"eaten", SK_N("Eaten"), SK_CELL_DAY, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, false},
    {"line", SK_N("Line or diet"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"done", SK_N("Done"), SK_CELL_TEXT, false},
};

static void rows(const sk_papers *ps, sk_ix kitchen, int day, bool boxed, sk_paper *p, sk_table *t)
{
    sk__slice s = sk__day_needs(ps, day);
    for (int i = s.first; i < s.end; i++) {
        const sk_need *n = &ps->p->demand.need[i];
        bool is_boxed = ps->k->product[n->product].kind == SK_PROD_BOXED;
        if (n->kitchen != kitchen || is_boxed != boxed) continue;
        sk_table_s(t, ps->k->site[n->site].name);
        sk_table_v(t, n->eaten);
        sk_table_s(t, sk_meal_name(n->meal, ps->lang));
        sk_table_s(t, sk__need_dish(ps, n));
        sk_table_s(t, n->diet != SK_NONE ? ps->k->diet[n->diet].name
                                         : sk_line_name(n->line, ps->lang));
        sk_table_v(t, n->portions);
        sk_table_s(t, NULL);
        p->diets = p->diets || n->diet != SK_NONE;
    }
}

bool sk_paper_lists(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    char date[SK_DATE_LEN];
    sk_day d = ps->p->from + day;
    sk__paper_init(p, SK_N("Ward and pick lists"), ps->k->kitchen[kitchen].name, d, d);
    snprintf(p->file, sizeof p->file, "%.80s/lists-%s.html", ps->k->kitchen[kitchen].id,
             sk_day_str(d, date));
    sk_table *wards = SK__PART(p, SK_PART_FORM, SK_N("List by site and ward"), NULL, NULL, cols);
    sk_table *boxes =
        SK__PART(p, SK_PART_FORM, SK_N("Pick list for home delivery"), NULL, NULL, cols);
    rows(ps, kitchen, day, false, p, wards);
    rows(ps, kitchen, day, true, p, boxes);
    if (wards->n_rows || boxes->n_rows || wards->failed || boxes->failed) return true;
    sk_paper_free(p);
    return false;
}
