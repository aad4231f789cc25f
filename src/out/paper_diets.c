/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Special diets on the day sheet of the kitchen that cooks them: the sum of each profile, and what each
 * site gets; and on that of the kitchen that receives them: the sum of each profile. They stand in full
 * here and are never for public walls. */
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

#include <string.h>

static const sk_col sum_cols[] = {
    {"eaten", SK_N("Eaten"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"diet", SK_N("Special diet"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
};
static const sk_col site_cols[] = {
    {"leaves", SK_N("Leaves"), SK_CELL_TIME, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"diets", SK_N("Special diet"), SK_CELL_NAME, false},
    {"components", SK_N("What"), SK_CELL_NAME, false},
};

/* What the kitchen cooks for a need on a day: its portions, components and departure. */
typedef struct diet_row {
    int portions;
    const char *what; /* components, or that it is the whole meal */
    int64_t leaves;
} diet_row;

static diet_row diet_of(const sk_papers *ps, int need, sk_ix kitchen, int day, sk_paper *p)
{
    const sk_need *n = &ps->p->demand.need[need];
    diet_row row = {0, NULL, SK_CELL_EMPTY};
    int elsewhere = 0;
    for (int i = ps->supply_first[need]; i < ps->supply_first[need + 1]; i++) {
        const sk_supply *s = &ps->p->supply[i];
        if (s->kitchen != kitchen || s->prod_day != day) {
            elsewhere++;
            continue;
        }
        if (s->portions > row.portions) row.portions = s->portions;
        if (s->depart >= 0 && (row.leaves == SK_CELL_EMPTY || s->depart < row.leaves))
            row.leaves = s->depart;
        if (p) row.what = sk__paper_join(p, row.what, sk__group_words(ps, n->dish, s->group, p));
    }
    if (p && row.what && !elsewhere) row.what = sk_text(ps->lang, SK_N("the whole meal"));
    return row;
}

/* Portions of a need that count for a kitchen on a day; 0 = it is not the kitchen's. */
typedef int portions_fn(const sk_papers *ps, int need, sk_ix kitchen, int day);

/* Cooked by the kitchen, for this or a later day. */
static int cooked(const sk_papers *ps, int need, sk_ix kitchen, int day)
{
    return diet_of(ps, need, kitchen, day, NULL).portions;
}

/* Served by the kitchen and cooked, all or in part, by another. */
static int received(const sk_papers *ps, int need, sk_ix kitchen, int day)
{
    const sk_need *n = &ps->p->demand.need[need];
    int portions = 0;
    if (n->kitchen != kitchen || n->day != ps->p->from + day) return 0;
    for (int i = ps->supply_first[need]; i < ps->supply_first[need + 1]; i++) {
        const sk_supply *s = &ps->p->supply[i];
        if (s->kitchen != kitchen && s->portions > portions) portions = s->portions;
    }
    return portions;
}

/* The needs of special diets of which portions count. */
static int *diet_needs(const sk_papers *ps, sk_ix kitchen, int day, portions_fn *portions,
                       sk_paper *p, int *n)
{
    const sk_demand *d = &ps->p->demand;
    int first = sk__day_needs(ps, day).first, count = 0;
    *n = 0;
    for (int i = first; i < d->n_needs; i++)
        count += d->need[i].diet != SK_NONE && portions(ps, i, kitchen, day) > 0;
    int *list = p->arena ? sk_arena_calloc(p->arena, (size_t)count + 1, sizeof *list) : NULL;
    if (!list) p->failed = true;
    for (int i = first; list && i < d->n_needs; i++)
        if (d->need[i].diet != SK_NONE && portions(ps, i, kitchen, day) > 0) list[(*n)++] = i;
    return list;
}

static const char *day_word(const sk_papers *ps, const sk_need *n)
{
    return sk_weekday_short(ps->lang, sk_day_weekday(n->eaten));
}

static bool same_diet(const sk_need *a, const sk_need *b)
{
    return a->eaten == b->eaten && a->meal == b->meal && a->diet == b->diet;
}

/* By day, meal and profile, in the order in which they first come: what is eaten that day before what is
 * for later. */
static void diet_sums(const sk_papers *ps, sk_ix kitchen, int day, portions_fn *portions,
                      const int *list, int n, sk_table *t)
{
    const sk_need *need = ps->p->demand.need;
    for (int i = 0; i < 2 * n; i++) {
        const sk_need *a = &need[list[i % n]];
        int64_t sum = 0;
        int first = 0;
        while (!same_diet(&need[list[first]], a)) first++;
        if (first < i % n || (a->eaten > ps->p->from + day) != (i >= n)) continue;
        for (int j = first; j < n; j++)
            if (same_diet(a, &need[list[j]])) sum += portions(ps, list[j], kitchen, day);
        sk_table_s(t, day_word(ps, a));
        sk_table_s(t, sk_meal_name(a->meal, ps->lang));
        sk_table_s(t, ps->k->diet[a->diet].name);
        sk_table_v(t, sum);
    }
}

static bool same_plate(const sk_need *a, const sk_need *b)
{
    return a->eaten == b->eaten && a->meal == b->meal && a->site == b->site && a->dish == b->dish;
}

/* The site, where it is served when not here, and which meal. */
static const char *site_words(const sk_papers *ps, const sk_need *n, sk_ix kitchen, int day,
                              sk_paper *p)
{
    const char *s = ps->k->site[n->site].name, *at = ps->k->kitchen[n->kitchen].name;
    if (n->kitchen != kitchen && strcmp(s, at) != 0) s = SK__WORDS(p, "%s (%s)", s, at);
    s = SK__WORDS(p, "%s, %s", s, sk_meal_name(n->meal, ps->lang));
    return n->eaten == ps->p->from + day ? s : SK__WORDS(p, "%s %s", s, day_word(ps, n));
}

/* One row for the diets of a site and meal that leave together. */
static int site_row(const sk_papers *ps, sk_ix kitchen, int day, const int *list, int i, int n,
                    sk_paper *p, sk_table *t)
{
    const sk_need *need = ps->p->demand.need, *a = &need[list[i]];
    diet_row whole = diet_of(ps, list[i], kitchen, day, p);
    const char *words = NULL;
    int64_t sum = 0;
    int j = i;
    for (; j < n && same_plate(a, &need[list[j]]); j++) {
        diet_row row = diet_of(ps, list[j], kitchen, day, p);
        if (row.leaves != whole.leaves) break;
        const char *one =
            SK__WORDS(p, "%d\u00a0%s", row.portions, ps->k->diet[need[list[j]].diet].name);
        words = words ? SK__WORDS(p, "%s, %s", words, one) : one;
        whole.what = sk__paper_join(p, whole.what, row.what);
        sum += row.portions;
    }
    sk_table_v(t, whole.leaves);
    sk_table_s(t, site_words(ps, a, kitchen, day, p));
    sk_table_v(t, sum);
    sk_table_s(t, words);
    sk_table_s(t, whole.what);
    return j;
}

void sk__day_diets(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    int n;
    sk_table *sum = SK__PART(p, SK_PART_LIST, SK_N("Special diets in all"), NULL, NULL, sum_cols);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Special diets by site"), NULL, NULL, site_cols);
    const int *list = diet_needs(ps, kitchen, day, cooked, p, &n);
    diet_sums(ps, kitchen, day, cooked, list, n, sum);
    for (int i = 0; i < n;) i = site_row(ps, kitchen, day, list, i, n, p, t);
    sk_table_sort(t, 0);
    p->diets = p->diets || n > 0;
}

void sk__day_diets_received(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    int n;
    sk_table *sum = SK__PART(p, SK_PART_LIST, SK_N("Special diets received"), NULL, NULL, sum_cols);
    const int *list = diet_needs(ps, kitchen, day, received, p, &n);
    diet_sums(ps, kitchen, day, received, list, n, sum);
    p->diets = p->diets || n > 0;
}
