/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes with the food: labels for boxes and diets, tour sheet and delivery note. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

#include <stdio.h>
#include <string.h>

static const sk_col box_cols[] = {
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"to", SK_N("To"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"state", SK_N("Mode"), SK_CELL_TEXT, false},
    {"leaves", SK_N("Leaves"), SK_CELL_TIME, false},
    {"way", SK_N("Way"), SK_CELL_TEXT, false},
    {"box", SK_N("Box"), SK_CELL_TEXT, false},
    {"contains", SK_N("Contains"), SK_CELL_TEXT, false},
};
static const sk_col diet_cols[] = {
    {"diet", SK_N("Special diet"), SK_CELL_NAME, false},
    {"what", SK_N("What"), SK_CELL_NAME, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"kitchen", SK_N("Served at"), SK_CELL_NAME, false},
    {"eaten", SK_N("Eaten"), SK_CELL_DAY, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
};
static const sk_col stop_cols[] = {
    {"leaves", SK_N("Leaves"), SK_CELL_TIME, false},
    {"way", SK_N("Way"), SK_CELL_TEXT, false},
    {"vehicle", SK_N("Vehicle"), SK_CELL_NAME, false},
    {"stop", SK_N("Stop"), SK_CELL_NAME, false},
    {"arrives", SK_N("Arrives"), SK_CELL_TIME, false},
    {"from", SK_N("Earliest"), SK_CELL_TIME, false},
    {"to", SK_N("Latest"), SK_CELL_TIME, false},
    {"boxes", SK_N("Boxes"), SK_CELL_INT, false},
    {"empties", SK_N("Empties back"), SK_CELL_TEXT, false},
    {"sign", SK_N("Signature"), SK_CELL_TEXT, false},
};
static const sk_col note_cols[] = {
    {"stop", SK_N("Stop"), SK_CELL_NAME, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"state", SK_N("Mode"), SK_CELL_TEXT, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"diets", SK_N("Special diet"), SK_CELL_INT, false},
    {"kg", SK_N("kg served"), SK_CELL_DEC2, false},
    {"boxes", SK_N("Boxes"), SK_CELL_INT, false},
    {"c", SK_N("°C on arrival"), SK_CELL_TEXT, false},
    {"sign", SK_N("Signature"), SK_CELL_TEXT, false},
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
        const char *of =
            p->arena ? sk_arena_printf(p->arena, "%d/%d", (int)i, (int)l->boxes) : NULL;
        if (!of) p->failed = true;
        sk_table_s(t, c->name);
        sk_table_s(t, ps->k->kitchen[l->to].name);
        sk_table_s(t, sk_meal_name(l->meal, ps->lang));
        sk_table_s(t, sk__load_state(ps, l));
        sk_table_v(t, l->depart);
        sk_table_s(t, sk__load_way(ps, l));
        sk_table_s(t, of);
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
        sk_table_s(t, sk__group_words(ps, n->dish, x->group, p));
        sk_table_s(t, ps->k->site[n->site].name);
        sk_table_s(t, ps->k->kitchen[n->kitchen].name);
        sk_table_v(t, n->eaten);
        sk_table_s(t, sk_meal_name(n->meal, ps->lang));
        sk_table_v(t, x->portions);
        p->diets = true;
    }
}

static void begin(const sk_papers *ps, sk_ix kitchen, int day, const char *title, const char *file,
                  sk_paper *p)
{
    char date[SK_DATE_LEN];
    sk_day d = ps->p->from + day;
    sk__paper_init(p, title, ps->k->kitchen[kitchen].name, d, d);
    snprintf(p->file, sizeof p->file, "%.80s/%s-%s.html", ps->k->kitchen[kitchen].id, file,
             sk_day_str(d, date));
}

/* Frees a paper without rows and says that there is none. */
static bool any_rows(sk_paper *p)
{
    for (int i = 0; i < p->n_parts; i++)
        if (p->part[i].t.n_rows || p->part[i].t.failed) return true;
    sk_paper_free(p);
    return false;
}

bool sk_paper_labels(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk__slice s = sk__day_loads(ps, day);
    begin(ps, kitchen, day, SK_N("Labels"), "labels", p);
    sk_table *boxes = SK__PART(p, SK_PART_LABELS, SK_N("Container labels"), NULL, NULL, box_cols);
    sk_table *diets = SK__PART(p, SK_PART_LABELS, SK_N("Diet labels"), NULL, NULL, diet_cols);
    for (int i = s.first; i < s.end; i++)
        if (ps->load[i].from == kitchen) box_labels(ps, &ps->load[i], p, boxes);
    diet_labels(ps, kitchen, day, p, diets);
    return any_rows(p);
}

static const sk_stop *stop_of(const sk_papers *ps, const sk_load *l)
{
    if (l->route != SK_ROUTE_TOUR) return NULL;
    const sk_tour *t = &ps->k->tour[l->tour];
    for (int i = 0; i < t->n_stops; i++)
        if (t->stop[i].kitchen == l->to) return &t->stop[i];
    return NULL;
}

static int64_t or_empty(int minute) { return minute < 0 ? SK_CELL_EMPTY : minute; }

static void stop_row(const sk_papers *ps, const sk_load *l, int64_t boxes, sk_table *t)
{
    const sk_stop *stop = stop_of(ps, l);
    sk_table_v(t, l->depart);
    sk_table_s(t, sk__load_way(ps, l));
    sk_table_s(t, l->route == SK_ROUTE_TOUR ? ps->k->vehicle[ps->k->tour[l->tour].vehicle].name
                                            : NULL);
    sk_table_s(t, ps->k->kitchen[l->to].name);
    sk_table_v(t, l->arrive);
    sk_table_v(t, stop ? or_empty(stop->win_from) : SK_CELL_EMPTY);
    sk_table_v(t, stop ? or_empty(stop->win_to) : SK_CELL_EMPTY);
    sk_table_v(t, boxes);
    sk_table_s(t, NULL);
    sk_table_s(t, NULL);
}

static void note_row(const sk_papers *ps, const sk_load *l, bool first, sk_table *t)
{
    sk_table_s(t, first ? ps->k->kitchen[l->to].name : NULL);
    sk_table_s(t, ps->k->component[l->component].name);
    sk_table_s(t, sk__load_state(ps, l));
    sk_table_v(t, l->portions);
    sk_table_v(t, l->diet_portions ? l->diet_portions : SK_CELL_EMPTY);
    sk_table_v(t, l->mass_ckg);
    sk_table_v(t, l->boxes);
    sk_table_s(t, NULL);
    sk_table_s(t, NULL);
}

/* Special diets stand as a number without profile: the driver need not know more. */
bool sk_paper_drive(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk__slice s = sk__day_loads(ps, day);
    begin(ps, kitchen, day, SK_N("Tour sheet and delivery note"), "tours", p);
    sk_table *stops = SK__PART(p, SK_PART_FORM, SK_N("Tour sheet"), NULL, NULL, stop_cols);
    sk_table *notes = SK__PART(p, SK_PART_FORM, SK_N("Delivery note"), NULL, NULL, note_cols);
    for (int i = s.first, j; i < s.end; i = j) {
        int64_t boxes = 0;
        for (j = i; j < s.end && sk__same_stop(&ps->load[i], &ps->load[j]); j++) {
            boxes += ps->load[j].boxes;
            if (ps->load[i].from == kitchen) note_row(ps, &ps->load[j], j == i, notes);
        }
        if (ps->load[i].from == kitchen) stop_row(ps, &ps->load[i], boxes, stops);
    }
    return any_rows(p);
}
