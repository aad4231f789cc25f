/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sites, their guests and calendars. */
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

enum { PLANNED_AHEAD = 28 }; /* days that a calendar should still cover */

static bool has_guests(const sk_kommun *k, sk_ix site)
{
    int lo = 0, hi = k->n_guests;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (k->guests[mid].site < site) lo = mid + 1;
        else hi = mid;
    }
    return lo < k->n_guests && k->guests[lo].site == site;
}

static void site(sk__in *in, sk_ix i, bool guests_clean, bool meals_clean)
{
    const sk_site *s = &in->k->site[i];
    const sk_kitchen *supplier = &in->k->kitchen[s->usual_supplier];
    if (supplier->role != SK_ROLE_COOKING)
        SK__ERR(in, SK_DOC_SITES, i, "ordinarie_leveranskök", "R040",
                SK_N("Name a kitchen with the role tillagning (cooking)."),
                SK_N("the usual supplier \"%s\" does not cook"), supplier->id);
    sk_span m = sk_site_meals_of(in->k, i);
    if (meals_clean && m.first == m.end)
        SK__WARN(in, SK_DOC_SITES, i, "id", "W016", NULL, SK_N("the site \"%s\" gets no meals"),
                 s->id);
    if (guests_clean && m.first < m.end && !has_guests(in->k, i))
        SK__ERR(in, SK_DOC_SITES, i, "id", "R041", NULL, SK_N("the site \"%s\" has no row in %s"),
                s->id, sk_doc_file(SK_DOC_GUESTS));
    if (!sk__periods_meet(s->open, in->k->kitchen[s->kitchen].open))
        SK__WARN(in, SK_DOC_SITES, i, "kök", "W017", NULL,
                 SK_N("the kitchen \"%s\" is never open while the site is"),
                 in->k->kitchen[s->kitchen].id);
}

static void guests(sk__in *in)
{
    for (int i = 0; i < in->k->n_guests; i++) {
        const sk_guests *g = &in->k->guests[i];
        if (sk__bad(in, SK_DOC_GUESTS, i) || sk__bad(in, SK_DOC_SITES, g->site)) continue;
        int places = in->k->site[g->site].places;
        if (places > 0 && g->guests > places)
            SK__WARN(in, SK_DOC_GUESTS, i, "gäster", "W015", NULL,
                     SK_N("%d guests, but the site \"%s\" has %d places"), g->guests,
                     in->k->site[g->site].id, places);
    }
}

static void calendars(sk__in *in)
{
    char day[SK_DATE_LEN];
    for (int i = 0; i < in->k->n_calendars; i++) {
        const sk_calendar *c = &in->k->calendar[i];
        if (sk__bad(in, SK_DOC_CALENDARS, i) || in->k->as_of == SK_NO_DAY) continue;
        if (c->to < in->k->as_of)
            SK__ERR(in, SK_DOC_CALENDARS, i, "till", "R042", NULL,
                    SK_N("the calendar ends on %s, before the as-of date"), sk_day_str(c->to, day));
        else if (c->to < in->k->as_of + PLANNED_AHEAD)
            SK__WARN(in, SK_DOC_CALENDARS, i, "till", "W033", NULL,
                     SK_N("the calendar ends on %s; no day after it can be planned"),
                     sk_day_str(c->to, day));
    }
}

void sk__cross_sites(sk__in *in)
{
    bool guests_clean = sk__clean(in, SK__DOC(SK_DOC_GUESTS));
    bool meals_clean = sk__clean(in, SK__DOC(SK_DOC_SITE_MEALS));
    for (int i = 0; i < in->k->n_sites; i++)
        if (!sk__bad(in, SK_DOC_SITES, i)) site(in, i, guests_clean, meals_clean);
    guests(in);
    calendars(in);
}
