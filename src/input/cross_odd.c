/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Legal but odd: food that cannot come, or cannot be received, in the days that are planned next. */
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

enum { AHEAD = 14 };

static bool served_on(const sk_kommun *k, const sk_site_meal *m, sk_day day)
{
    return sk_wdays_has(m->days, sk_day_weekday(day)) && sk_period_has(m->when, day) &&
           m->day_types >> sk_site_day_type(k, m->site, day) & 1;
}

typedef struct closed {
    int days;
    sk_day first;
    sk_meal meal;
    sk_ix kitchen;
} closed;

static void note(closed *c, sk_day day, sk_meal meal, sk_ix kitchen)
{
    if (c->days++ == 0) *c = (closed){1, day, meal, kitchen};
}

/* Days on which a site's meal is served while its supplier, or its own kitchen, is closed. */
static void look_ahead(const sk_kommun *k, sk_ix site, closed *supplier, closed *own)
{
    sk_span m = sk_site_meals_of(k, site);
    for (int i = m.first; i < m.end; i++) {
        const sk_site_meal *x = &k->site_meal[i];
        const sk_product *p = &k->product[x->product];
        for (sk_day day = k->as_of + 1; p->kind != SK_PROD_GOODS && day <= k->as_of + AHEAD;
             day++) {
            if (!sk_period_has(k->site[site].open, day) || !served_on(k, x, day) ||
                sk_site_guests_enrolled(k, site, day) == 0)
                continue;
            sk_day cooked = day - p->lead_days;
            sk_ix from = sk_site_supplier_on(k, site, cooked),
                  at = sk_site_kitchen_on(k, site, day);
            if (!sk_kitchen_open(k, from, x->meal, cooked)) note(supplier, day, x->meal, from);
            if (at == SK_NONE || !sk_kitchen_open(k, at, x->meal, cooked))
                note(own, day, x->meal, at == SK_NONE ? k->site[site].kitchen : at);
        }
    }
}

static void closed_supplier(sk__in *in, sk_ix site)
{
    const sk_kommun *k = in->k;
    closed supplier = {0, 0, SK_MEAL_LUNCH, 0}, own = supplier;
    char day[SK_DATE_LEN];
    sk_lang lang = sk_diags_lang(in->diags);
    look_ahead(k, site, &supplier, &own);
    if (supplier.days)
        SK__WARN(in, SK_DOC_SITES, site, "ordinarie_leveranskök", "W030", NULL,
                 SK_N("\"%s\" is open when its usual supplier \"%s\" is closed: first %s, %s; "
                      "meals in the next %d days: %d"),
                 k->site[site].id, k->kitchen[supplier.kitchen].id, sk_day_str(supplier.first, day),
                 sk_meal_name(supplier.meal, lang), (int)AHEAD, supplier.days);
    if (own.days && (own.kitchen != supplier.kitchen || !supplier.days))
        SK__WARN(in, SK_DOC_SITES, site, "kök", "W029", NULL,
                 SK_N("\"%s\" is open when its own kitchen \"%s\" is closed: first %s, %s; meals "
                      "in the next %d days: %d"),
                 k->site[site].id, k->kitchen[own.kitchen].id, sk_day_str(own.first, day),
                 sk_meal_name(own.meal, lang), (int)AHEAD, own.days);
}

/* A component that only comes chilled but is eaten hot, on each menu; SK_NONE when there is none. */
static void chilled_only(const sk_kommun *k, sk_ix *of_menu)
{
    for (int i = 0; i < k->n_menus; i++) of_menu[i] = SK_NONE;
    for (int i = 0; i < k->n_menu_items; i++) {
        const sk_dish *d = &k->dish[k->menu_item[i].dish];
        for (int j = 0; j < d->n_comp; j++) {
            const sk_component *c = &k->component[d->comp[j].component];
            if (c->modes == SK_MODE_CHILLED && c->kind <= SK_COMP_SAUCE && c->hold_min > 0)
                of_menu[k->menu_item[i].menu] = d->comp[j].component;
        }
    }
}

static void chilled_food(sk__in *in, sk_ix site, const sk_ix *of_menu)
{
    const sk_site *s = &in->k->site[site];
    const sk_kitchen *c = &in->k->kitchen[s->kitchen];
    if (s->menu == SK_NONE || of_menu[s->menu] == SK_NONE || s->kitchen == s->usual_supplier)
        return;
    const char *component = in->k->component[of_menu[s->menu]].id;
    if (c->reheat_ref == 0)
        SK__WARN(in, SK_DOC_SITES, site, "kök", "W031", NULL,
                 SK_N("\"%s\" comes only chilled, but the kitchen \"%s\" cannot reheat"), component,
                 c->id);
    else if (c->cold_store_kg == 0)
        SK__WARN(in, SK_DOC_SITES, site, "kök", "W031", NULL,
                 SK_N("\"%s\" comes only chilled, but the kitchen \"%s\" has no cold store"),
                 component, c->id);
}

static bool tour_goes(const sk_kommun *k, sk_ix from, sk_ix to)
{
    sk_span t = sk_kitchen_tours(k, from);
    for (int i = t.first; i < t.end; i++)
        for (int j = 0; j < k->tour[i].n_stops; j++)
            if (k->tour[i].stop[j].kitchen == to) return true;
    return false;
}

static void no_way(sk__in *in, sk_ix site)
{
    const sk_site *s = &in->k->site[site];
    const sk_kitchen *a = &in->k->kitchen[s->usual_supplier], *b = &in->k->kitchen[s->kitchen];
    if (s->kitchen == s->usual_supplier || tour_goes(in->k, s->usual_supplier, s->kitchen) ||
        sk_distance_m(a->lat_e5, a->lon_e5, b->lat_e5, b->lon_e5) <= in->k->policy.extra_trip_max_m)
        return;
    SK__WARN(in, SK_DOC_SITES, site, "ordinarie_leveranskök", "W027", NULL,
             SK_N("no tour goes from \"%s\" to \"%s\", and it is too far for an extra trip"), a->id,
             b->id);
}

void sk__cross_odd(sk__in *in)
{
    uint64_t all = (UINT64_C(1) << SK_N_DOCS) - 1;
    sk_ix *of_menu = sk_arena_calloc(in->tmp, (size_t)in->k->n_menus + 1, sizeof *of_menu);
    in->nomem |= !of_menu;
    if (!of_menu || in->k->as_of == SK_NO_DAY || !sk__clean(in, all)) return;
    chilled_only(in->k, of_menu);
    for (int i = 0; i < in->k->n_sites; i++) {
        closed_supplier(in, i);
        chilled_food(in, i, of_menu);
        no_way(in, i);
    }
}
