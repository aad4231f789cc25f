/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Legal but odd: food that cannot come, or cannot be received, in the days that are planned next. */
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

enum { AHEAD = 14 };

/* Kitchens that are closed all day, asked once for each: bit d is as_of - LEAD + d. */
enum { LEAD = 14 };
_Static_assert(LEAD + AHEAD < 32, "the days fit in the bits");

static uint32_t *closed_days(sk__in *in)
{
    uint32_t *bits = sk_arena_calloc(in->tmp, (size_t)in->k->n_kitchens + 1, sizeof *bits);
    in->nomem |= !bits;
    for (int i = 0; bits && i < in->k->n_kitchens; i++)
        for (int d = 0; d <= LEAD + AHEAD; d++)
            if (sk_kitchen_closed(in->k, i, in->k->as_of - LEAD + d)) bits[i] |= UINT32_C(1) << d;
    return bits;
}

static bool works(const sk_kommun *k, const uint32_t *shut, sk_ix kitchen, sk_meal meal, sk_day day)
{
    sk_span s = sk_kitchen_openings(k, kitchen);
    if (shut[kitchen] >> (day - k->as_of + LEAD) & 1) return false;
    for (int i = s.first; i < s.end; i++) {
        const sk_opening *o = &k->opening[i];
        if (o->meal == meal && sk_wdays_has(o->days, sk_day_weekday(day)) &&
            sk_period_has(o->when, day))
            return true;
    }
    return false;
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

/* A day of a site: nothing is known yet of the meals. */
typedef struct site_day {
    sk_day day;
    sk_day_type type;
    sk_ix at; /* its kitchen that day */
} site_day;

static bool served_on(const sk_site_meal *m, const site_day *d)
{
    return sk_wdays_has(m->days, sk_day_weekday(d->day)) && sk_period_has(m->when, d->day) &&
           m->day_types >> d->type & 1;
}

/* Meals of a site's day that are served while its supplier, or its own kitchen, is closed. */
static void look_at(const sk_kommun *k, const uint32_t *shut, sk_ix site, const site_day *d,
                    closed *supplier, closed *own)
{
    sk_span m = sk_site_meals_of(k, site);
    for (int i = m.first; i < m.end; i++) {
        const sk_site_meal *x = &k->site_meal[i];
        const sk_product *p = &k->product[x->product];
        if (p->kind == SK_PROD_GOODS || !served_on(x, d)) continue;
        sk_day cooked = d->day - p->lead_days;
        sk_ix from = sk_site_supplier_on(k, site, cooked);
        if (!works(k, shut, from, x->meal, cooked)) note(supplier, d->day, x->meal, from);
        if (d->at == SK_NONE || !works(k, shut, d->at, x->meal, cooked))
            note(own, d->day, x->meal, d->at == SK_NONE ? k->site[site].kitchen : d->at);
    }
}

static void look_ahead(const sk_kommun *k, const uint32_t *shut, sk_ix site, closed *supplier,
                       closed *own)
{
    for (sk_day day = k->as_of + 1; day <= k->as_of + AHEAD; day++) {
        if (!sk_period_has(k->site[site].open, day) || sk_site_guests_enrolled(k, site, day) == 0)
            continue;
        site_day d = {day, sk_site_day_type(k, site, day), sk_site_kitchen_on(k, site, day)};
        look_at(k, shut, site, &d, supplier, own);
    }
}

static void closed_supplier(sk__in *in, const uint32_t *shut, sk_ix site)
{
    const sk_kommun *k = in->k;
    closed supplier = {0, 0, SK_MEAL_LUNCH, 0}, own = supplier;
    char day[SK_DATE_LEN];
    sk_lang lang = sk_diags_lang(in->diags);
    look_ahead(k, shut, site, &supplier, &own);
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
    uint32_t *shut = closed_days(in);
    if (!shut) return;
    for (int i = 0; i < in->k->n_sites; i++) {
        closed_supplier(in, shut, i);
        chilled_food(in, i, of_menu);
        no_way(in, i);
    }
}
