/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stops into tours, organisation changes, owners of cost lines, coordinates of sites. */
#include <string.h>

#include "base/text.h"
#include "input/input.h"

static void bind_stops(sk__in *in)
{
    const sk__table *t = &in->t[SK_DOC_TOUR_STOPS];
    const sk_in_stop *s = (const sk_in_stop *)(const void *)t->rec;
    sk_stop *all = sk_arena_calloc(in->keep, (size_t)t->n + 1, sizeof *all);
    in->nomem |= !all;
    int n = 0;
    for (int i = 0; i < t->n && all; i++) {
        if (s[i].tour == SK_NONE || s[i].stop.kitchen == SK_NONE) continue;
        sk_tour *tour = &in->k->tour[s[i].tour];
        if (tour->n_stops++ == 0) tour->stop = &all[n];
        all[n++] = s[i].stop;
    }
}

/* The kitchen or site of an organisation row, by its kind. */
static sk_ix org_place(sk__in *in, int i, const char *column, sk_org_kind kind, const char *id)
{
    sk_doc_id doc = kind == SK_ORG_KITCHEN_CLOSED ? SK_DOC_KITCHENS : SK_DOC_SITES;
    sk_ix ix = sk__table_find(in, doc, id);
    if (ix != SK_NONE || !id[0]) return ix;
    in->t[SK_DOC_ORGANISATION].bad[i] = true;
    if (!in->t[doc].whole) return ix;
    char shown[128];
    sk_clip(id, 30, shown, sizeof shown);
    const char *near = sk__nearest_id(in, doc, id);
    if (near)
        SK__ERR(in, SK_DOC_ORGANISATION, i, column, "R010", NULL,
                SK_N("%s \"%s\" is not in %s; did you mean \"%s\"?"), column, shown,
                sk_doc_file(doc), near);
    else
        SK__ERR(in, SK_DOC_ORGANISATION, i, column, "R010", NULL, SK_N("%s \"%s\" is not in %s"),
                column, shown, sk_doc_file(doc));
    return ix;
}

static void bind_organisation(sk__in *in)
{
    const sk__table *t = &in->t[SK_DOC_ORGANISATION];
    const sk_in_org *o = (const sk_in_org *)(const void *)t->rec;
    sk_org_change *all = sk_arena_calloc(in->keep, (size_t)t->n + 1, sizeof *all);
    in->nomem |= !all;
    for (int i = 0; i < t->n && all; i++) {
        sk_org_kind kind =
            o[i].kind == SK_ORG_SITE_MERGED ? SK_ORG_SITE_MERGED : SK_ORG_KITCHEN_CLOSED;
        all[i] = (sk_org_change){kind, o[i].when, org_place(in, i, "plats", kind, o[i].place),
                                 org_place(in, i, "ersätts_av", kind, o[i].into)};
    }
    in->k->org_change = all;
    in->k->n_org_changes = all ? t->n : 0;
}

static void bind_cost_lines(sk__in *in)
{
    for (int i = 0; i < in->k->n_cost_lines; i++) {
        sk_cost_line *l = &in->k->cost_line[i];
        l->kitchen = sk__table_find(in, SK_DOC_KITCHENS, l->unit);
        l->row = sk__at(in, SK_DOC_COST_LINES, i, NULL).line;
    }
}

/* A site without coordinates lies where its kitchen does. */
static void bind_sites(sk__in *in)
{
    for (int i = 0; i < in->k->n_sites; i++) {
        sk_site *s = &in->k->site[i];
        if (s->kitchen == SK_NONE || s->lat_e5 != 0) continue;
        s->lat_e5 = in->k->kitchen[s->kitchen].lat_e5;
        s->lon_e5 = in->k->kitchen[s->kitchen].lon_e5;
    }
}

void sk__bind_tours(sk__in *in)
{
    bind_stops(in);
    bind_organisation(in);
    bind_cost_lines(in);
    bind_sites(in);
}
