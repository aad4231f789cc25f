/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kitchens, managers and opening rows. */
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

enum { MANY_EMPLOYEES = 25 }; /* a first-line manager leads 15-25 people */

static void openings(sk__in *in)
{
    const sk_opening *o = in->k->opening;
    for (int i = 0; i < in->k->n_openings; i++) {
        if (sk__bad(in, SK_DOC_OPENINGS, i)) continue;
        if (o[i].work_from >= o[i].work_to)
            SK__ERR(in, SK_DOC_OPENINGS, i, "arbete_till", "R031", NULL,
                    SK_N("the work must end after it starts"));
        for (int j = i - 1; j >= 0 && j >= i - SK__LOOK_BACK && o[j].kitchen == o[i].kitchen &&
                            o[j].meal == o[i].meal;
             j--)
            if (o[j].days & o[i].days && sk__periods_meet(o[j].when, o[i].when)) {
                SK__ERR(in, SK_DOC_OPENINGS, i, NULL, "R032", NULL,
                        SK_N("overlaps line %d: the same kitchen, meal, weekday and days"),
                        sk__at(in, SK_DOC_OPENINGS, j, NULL).line);
                break;
            }
    }
}

static bool has_opening(const sk_kommun *k, sk_ix kitchen)
{
    sk_span s = sk_kitchen_openings(k, kitchen);
    return s.end > s.first;
}

static void kitchens(sk__in *in)
{
    bool openings_clean = sk__clean(in, SK__DOC(SK_DOC_OPENINGS));
    bool equipment_clean = sk__clean(in, SK__DOC(SK_DOC_EQUIPMENT));
    for (int i = 0; i < in->k->n_kitchens; i++) {
        const sk_kitchen *c = &in->k->kitchen[i];
        if (sk__bad(in, SK_DOC_KITCHENS, i)) continue;
        if (c->manager == SK_NONE && c->role != SK_ROLE_SERVING)
            SK__WARN(in, SK_DOC_KITCHENS, i, "restaurangchef", "W010", NULL,
                     SK_N("the kitchen has no manager"));
        if (openings_clean && !has_opening(in->k, i))
            SK__WARN(in, SK_DOC_KITCHENS, i, "id", "W012", NULL,
                     SK_N("the kitchen \"%s\" has no opening rows, so it is never open"), c->id);
        sk_span e = sk_kitchen_equipment(in->k, i);
        if (equipment_clean && c->role == SK_ROLE_COOKING && e.first == e.end)
            SK__WARN(in, SK_DOC_KITCHENS, i, "id", "W013", NULL,
                     SK_N("the cooking kitchen \"%s\" has no equipment"), c->id);
    }
}

static void managers(sk__in *in)
{
    for (int i = 0; i < in->k->n_managers; i++)
        if (!sk__bad(in, SK_DOC_MANAGERS, i) && in->k->manager[i].headcount > MANY_EMPLOYEES)
            SK__WARN(in, SK_DOC_MANAGERS, i, "medarbetare", "W011", NULL,
                     SK_N("the manager leads %d people, more than %d"), in->k->manager[i].headcount,
                     (int)MANY_EMPLOYEES);
}

void sk__cross_kitchens(sk__in *in)
{
    openings(in);
    kitchens(in);
    managers(in);
}
