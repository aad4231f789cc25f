/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels: one for each box that leaves (kantinlapp), and one for each special diet that is packed. */
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

static const sk_col box_cols[] = {
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"to", SK_N("To"), SK_CELL_NAME, false},
    {"box", SK_N("Box"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"state", SK_N("Mode"), SK_CELL_TEXT, false},
    {"leaves", SK_N("Leaves"), SK_CELL_TIME, false},
    {"way", SK_N("Way"), SK_CELL_NAME, false},
    {"contains", SK_N("Contains"), SK_CELL_TEXT, false},
};
static const sk_col diet_cols[] = {
    {"diet", SK_N("Special diet"), SK_CELL_NAME, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"what", SK_N("What"), SK_CELL_NAME, false},
    {"kitchen", SK_N("Served at"), SK_CELL_NAME, false},
    {"eaten", SK_N("Eaten"), SK_CELL_DAY, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
};

static const char *allergens(const sk_papers *ps, uint32_t bits, sk_paper *p)
{
    const char *list = NULL;
    for (int i = 0; i < SK_N_ALLERGENS; i++)
        if (bits >> i & 1) list = sk__paper_join(p, list, sk_allergen_name(i, ps->lang));
    return list;
}

static void box_labels(const sk_papers *ps, const sk_load *l, sk_paper *p, sk_table *t)
{
    const sk_component *c = &ps->k->component[l->component];
    const char *contains = allergens(ps, c->allergens, p);
    for (int64_t i = 1; i <= l->boxes; i++) {
        sk_table_s(t, c->name);
        sk_table_s(t, ps->k->kitchen[l->to].name);
        sk_table_s(t, SK__WORDS(p, "%d/%d", (int)i, (int)l->boxes));
        sk_table_s(t, sk_meal_name(l->meal, ps->lang));
        sk_table_s(t, sk__load_state(ps, l));
        sk_table_v(t, l->depart);
        sk_table_s(t, sk__load_way(ps, l));
        sk_table_s(t, contains);
    }
}

/* A label for each need of a special diet and group that leaves the kitchen that day. */
static void diet_labels(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, sk_table *t)
{
    sk__slice s = sk__day_needs(ps, day);
    for (int i = ps->supply_first[s.first]; i < ps->supply_first[s.end]; i++) {
        const sk_supply *x = &ps->p->supply[i];
        const sk_need *n = &ps->p->demand.need[x->need];
        if (n->diet == SK_NONE || x->kitchen != kitchen || x->portions == 0) continue;
        sk_table_s(t, ps->k->diet[n->diet].name);
        sk_table_s(t, ps->k->site[n->site].name);
        sk_table_v(t, x->portions);
        sk_table_s(t, sk__group_words(ps, n->dish, x->group, p));
        sk_table_s(t, ps->k->kitchen[n->kitchen].name);
        sk_table_v(t, n->eaten);
        sk_table_s(t, sk_meal_name(n->meal, ps->lang));
        p->diets = true;
    }
}

bool sk_paper_labels(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk_day d = ps->p->from + day;
    sk__slice s = sk__day_loads(ps, day);
    sk__paper_init(p, SK_N("Labels"), ps->k->kitchen[kitchen].name, d, d);
    sk__paper_file(p, ps->k->kitchen[kitchen].id, "labels", d);
    sk_table *boxes = SK__PART(p, SK_PART_LABELS, SK_N("Container labels"), NULL, NULL, box_cols);
    sk_table *diets = SK__PART(p, SK_PART_LABELS, SK_N("Diet labels"), NULL, NULL, diet_cols);
    for (int i = s.first; i < s.end; i++)
        if (ps->load[i].from == kitchen) box_labels(ps, &ps->load[i], p, boxes);
    diet_labels(ps, kitchen, day, p, diets);
    return sk__paper_any(p);
}
