/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks that need more than one cell. Each looks at every record that is not already bad, and
 * is safe with references that could not be resolved (SK_NONE); a check of completeness ("has no
 * ...") waits until the document it looks in is clean, so that one fault is not told twice. */
#include "input/input.h"

enum { NEAR_DAYS = 14, LEAD_DAYS = 14 }; /* what the last checks look at, and delivery before it */

static bool is_near(const sk_kommun *k, sk_period p)
{
    return p.to >= k->as_of - LEAD_DAYS && p.from <= k->as_of + NEAR_DAYS;
}

/* Questions about a day cost as much as there are events, and the last checks ask them of every site
 * and day: for their sake the kommun holds only the events of the days that they look at. */
static void with_near_events(sk__in *in, void (*check)(sk__in *))
{
    sk_kommun *k = in->k, all = *k;
    sk_cal_event *event = sk_arena_calloc(in->tmp, (size_t)all.n_cal_events + 1, sizeof *event);
    sk_org_change *org = sk_arena_calloc(in->tmp, (size_t)all.n_org_changes + 1, sizeof *org);
    in->nomem |= !event || !org;
    if (in->nomem) return;
    k->cal_event = event;
    k->org_change = org;
    k->n_cal_events = k->n_org_changes = 0;
    for (int i = 0; i < all.n_cal_events; i++)
        if (is_near(k, all.cal_event[i].when)) event[k->n_cal_events++] = all.cal_event[i];
    for (int i = 0; i < all.n_org_changes; i++)
        if (is_near(k, all.org_change[i].when)) org[k->n_org_changes++] = all.org_change[i];
    check(in);
    k->cal_event = all.cal_event;
    k->org_change = all.org_change;
    k->n_cal_events = all.n_cal_events;
    k->n_org_changes = all.n_org_changes;
}

void sk__cross(sk__in *in)
{
    void (*const check[])(sk__in *) = {sk__cross_kitchens, sk__cross_staff, sk__cross_sites,
                                       sk__cross_meals,    sk__cross_diets, sk__cross_food,
                                       sk__cross_menu,     sk__cross_tours, sk__cross_organisation};
    void (*const check_near[])(sk__in *) = {sk__cross_odd, sk__cross_capacity};
    for (size_t i = 0; i < sizeof check / sizeof *check && !in->nomem; i++) check[i](in);
    if (in->k->as_of == SK_NO_DAY) return;
    for (size_t i = 0; i < sizeof check_near / sizeof *check_near && !in->nomem; i++)
        with_near_events(in, check_near[i]);
}
