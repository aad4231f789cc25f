/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dated changes of the organisation. */
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

static const char *place_id(const sk_kommun *k, const sk_org_change *o, sk_ix ix)
{
    return o->kind == SK_ORG_KITCHEN_CLOSED ? k->kitchen[ix].id : k->site[ix].id;
}

/* Does the place close (or merge) itself while it should take over? Returns the other row or -1. */
static int also_changed(const sk_kommun *k, const sk_org_change *o)
{
    for (int j = 0; j < k->n_org_changes && j < SK__LOOK_BACK; j++) {
        const sk_org_change *other = &k->org_change[j];
        if (other->kind == o->kind && other->place == o->into &&
            sk__periods_meet(other->when, o->when))
            return j;
    }
    return -1;
}

static bool closed_by_period(const sk_kommun *k, const sk_org_change *o)
{
    sk_period open =
        o->kind == SK_ORG_KITCHEN_CLOSED ? k->kitchen[o->into].open : k->site[o->into].open;
    return open.from > o->when.from || open.to < o->when.to;
}

static void into(sk__in *in, int i)
{
    const sk_kommun *k = in->k;
    const sk_org_change *o = &k->org_change[i];
    const char *id = place_id(k, o, o->into);
    if (o->place == o->into) {
        SK__ERR(in, SK_DOC_ORGANISATION, i, "ersätts_av", "R066", NULL,
                SK_N("\"%s\" cannot take over from itself"), id);
        return;
    }
    int other = also_changed(k, o);
    if (other >= 0)
        SK__ERR(in, SK_DOC_ORGANISATION, i, "ersätts_av", "R067", NULL,
                SK_N("\"%s\" is itself closed or merged then, by line %d"), id,
                sk__at(in, SK_DOC_ORGANISATION, other, NULL).line);
    else if (closed_by_period(k, o))
        SK__ERR(in, SK_DOC_ORGANISATION, i, "ersätts_av", "R067", NULL,
                SK_N("\"%s\" is not open the whole period"), id);
    if (o->kind == SK_ORG_KITCHEN_CLOSED && k->kitchen[o->place].role == SK_ROLE_COOKING &&
        k->kitchen[o->into].role != SK_ROLE_COOKING)
        SK__ERR(in, SK_DOC_ORGANISATION, i, "ersätts_av", "R068", NULL,
                SK_N("\"%s\" takes over from a cooking kitchen but does not cook"), id);
}

static void overlap(sk__in *in, int i)
{
    const sk_org_change *o = in->k->org_change;
    for (int j = i > SK__LOOK_BACK ? i - SK__LOOK_BACK : 0; j < i; j++)
        if (o[j].kind == o[i].kind && o[j].place == o[i].place &&
            sk__periods_meet(o[j].when, o[i].when)) {
            SK__ERR(in, SK_DOC_ORGANISATION, i, NULL, "R032", NULL,
                    SK_N("overlaps line %d: the same place and days"),
                    sk__at(in, SK_DOC_ORGANISATION, j, NULL).line);
            return;
        }
}

void sk__cross_organisation(sk__in *in)
{
    for (int i = 0; i < in->k->n_org_changes; i++) {
        if (sk__bad(in, SK_DOC_ORGANISATION, i)) continue;
        into(in, i);
        overlap(in, i);
    }
}
