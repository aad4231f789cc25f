/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of who gets what where it is eaten: wards and home delivery. They belong to the site. */
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"
#include "plan/shown.h"

static const sk_col cols[] = {
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, false},
    {"line", SK_N("Line or diet"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"done", SK_N("Done"), SK_CELL_TEXT, false},
};

/* "Ljungs äldreboende: lunch 12:00–13:00", and the day when it is another. */
static const char *head(const sk_papers *ps, const sk_need *n, sk_paper *p)
{
    char from[SK_TIME_LEN], to[SK_TIME_LEN];
    sk_span s = sk_site_sittings(ps->k, n->site, n->meal);
    const char *h =
        SK__WORDS(p, "%s: %s", ps->k->site[n->site].name, sk_meal_name(n->meal, ps->lang));
    if (s.first < s.end)
        h = SK__WORDS(p, "%s %s–%s", h, sk_min_str(ps->k->sitting[s.first].start, from),
                      sk_min_str(ps->k->sitting[s.end - 1].end, to));
    return n->eaten == n->day ? h : SK__WORDS(p, "%s, %s", h, sk__paper_date(ps, p, n->eaten));
}

static void rows(const sk_papers *ps, sk_ix kitchen, int day, bool boxed, sk_paper *p, sk_table *t)
{
    sk__slice s = sk__day_needs(ps, day);
    for (int i = s.first; i < s.end; i++) {
        const sk_need *n = &ps->p->demand.need[i];
        bool is_boxed = ps->k->product[n->product].kind == SK_PROD_BOXED;
        if (n->kitchen != kitchen || is_boxed != boxed) continue;
        sk_table_s(t, head(ps, n, p));
        sk_table_s(t, sk__need_dish(ps, n));
        sk_table_s(t, sk_need_line_own(ps->k, n, ps->lang));
        sk_table_v(t, n->portions);
        sk_table_s(t, NULL);
        p->diets = p->diets || n->diet != SK_NONE;
    }
}

bool sk_paper_lists(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk_day d = ps->p->from + day;
    sk__paper_init(p, SK_N("Ward and pick lists"), ps->k->kitchen[kitchen].name, d, d);
    sk__paper_file(p, ps->k->kitchen[kitchen].id, "lists", d);
    sk_table *wards = SK__PART(p, SK_PART_FORM, SK_N("List by site and ward"), NULL, NULL, cols);
    sk__paper_lead(p, 1, NULL);
    sk_table *boxes =
        SK__PART(p, SK_PART_FORM, SK_N("Pick list for home delivery"), NULL, NULL, cols);
    sk__paper_lead(p, 1, NULL);
    rows(ps, kitchen, day, false, p, wards);
    rows(ps, kitchen, day, true, p, boxes);
    return sk__paper_any(p);
}
