/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each supply is a way that exists (head comment of plan/instance.h): who is open, what the kitchen
 * may and can cook, the recipe's modes, the route and its clock, the cold chain. */
#include "check/check_priv.h"

#define WHERE(i, field) AT("supply", i, field)

/* The components of a supply: calls f for each of its dish's components in the supply's group. */
typedef void (*comp_fn)(chk *c, int row, const sk_component *m);
static void each_component(chk *c, int row, comp_fn f)
{
    const chk_supply *s = &c->supply[row];
    const sk_dish *d = sk__chk_dish(c, &c->need[s->need]);
    for (int i = 0; i < d->n_comp; i++) {
        const sk_component *m = &c->k->component[d->comp[i].component];
        if (sk__chk_group_of(m) == s->group) f(c, row, m);
    }
}

static bool own(const chk *c, const chk_supply *s)
{
    return s->kitchen == c->need[s->need].kitchen;
}
static void say(chk *c, sk_check_rule r, int row, const char *field)
{
    sk__chk_say(c, r, WHERE(row, field), sk__chk_place_supply(c, &c->supply[row]));
}

static void open_kitchens(chk *c, int row)
{
    const chk_supply *s = &c->supply[row];
    const chk_need *n = &c->need[s->need];
    if (!sk_kitchen_open(c->k, (sk_ix)s->kitchen, (sk_meal)n->meal, s->pday))
        say(c, SK_V_CLOSED, row, "kitchen");
    if (sk_kitchen_closed(c->k, (sk_ix)n->kitchen, (sk_day)n->day))
        sk__chk_say(c, SK_V_CLOSED, AT("need", (int)s->need, "kitchen"), sk__chk_place_need(c, n));
}

static void may_cook(chk *c, int row)
{
    const chk_supply *s = &c->supply[row];
    const chk_need *n = &c->need[s->need];
    sk_role role = c->k->kitchen[s->kitchen].role;
    if (role != SK_ROLE_COOKING && !(role == SK_ROLE_RECEIVING && s->mode == SK_MODE_AT_SITE))
        say(c, SK_V_ROLE, row, "kitchen");
    if (n->diet != SK_NONE && !sk_kitchen_qualified(c->k, (sk_ix)s->kitchen, (sk_ix)n->diet))
        say(c, SK_V_DIET, row, "kitchen");
}

/* Facts of one component: limit, equipment, mode, shelf life. */
static void component(chk *c, int row, const sk_component *m)
{
    chk_supply *s = &c->supply[row];
    const chk_need *n = &c->need[s->need];
    if (sk__chk_is_hot(m)) {
        s->hot = true;
        if (s->limit == 0 || m->hold_min < s->limit) s->limit = m->hold_min;
    }
    if (m->equip != SK_NONE && sk__chk_equipment(c, (sk_ix)s->kitchen, m->equip) == SK_NONE)
        sk__chk_word(c, SK_V_EQUIPMENT, WHERE(row, "kitchen"), sk__chk_place_supply(c, s), m->id,
                     c->k->equip_class[m->equip].id);
    bool here = s->mode == SK_MODE_AT_SITE && c->k->kitchen[s->kitchen].role == SK_ROLE_COOKING;
    bool cold = s->mode != SK_MODE_AT_SITE && !sk__chk_is_hot(m);
    if (!here && !cold && !(m->modes & s->mode))
        sk__chk_word(c, SK_V_MODE, WHERE(row, "mode"), sk__chk_place_supply(c, s),
                     sk_mode_name((sk_mode)s->mode, c->lang), m->id);
    if (s->mode == SK_MODE_CHILLED && n->eaten - s->pday > m->shelf_days)
        sk__chk_most(c, SK_V_SHELF, WHERE(row, "prod_day"), sk__chk_place_supply(c, s),
                     n->eaten - s->pday, m->shelf_days);
}

static void cold_chain(chk *c, int row)
{
    const chk_supply *s = &c->supply[row];
    const sk_kitchen *from = &c->k->kitchen[s->kitchen],
                     *at = &c->k->kitchen[c->need[s->need].kitchen];
    if (from->chill_kg_day <= 0) say(c, SK_V_COLD_CHAIN, row, "kitchen");
    else if (s->hot && (at->cold_store_kg <= 0 || at->reheat_ref <= 0))
        say(c, SK_V_COLD_CHAIN, row, "mode");
}

static void days(chk *c, int row)
{
    const chk_supply *s = &c->supply[row];
    const chk_need *n = &c->need[s->need];
    bool right = s->mode == SK_MODE_CHILLED ? s->prod_day < n->d : s->prod_day == n->d;
    if (!right)
        sk__chk_num(c, SK_V_PROD_DAY, WHERE(row, "prod_day"), sk__chk_place_supply(c, s),
                    s->prod_day, n->d);
}

/* ---- routes ---- */

static void times(chk *c, int row, int64_t depart, int64_t arrive)
{
    const chk_supply *s = &c->supply[row];
    const char *place = sk__chk_place_supply(c, s);
    sk__chk_same(c, SK_V_TIMES, WHERE(row, "depart"), place, s->depart, depart);
    sk__chk_same(c, SK_V_TIMES, WHERE(row, "arrive"), place, s->arrive, arrive);
}

static void by_tour(chk *c, int row)
{
    chk_supply *s = &c->supply[row];
    const chk_need *n = &c->need[s->need];
    if (s->tour == SK_NONE) {
        say(c, SK_V_TOUR, row, "tour");
        return;
    }
    const sk_tour *t = &c->k->tour[s->tour];
    int64_t at = t->depart;
    const sk_stop *stop = NULL;
    for (int i = 0; i < t->n_stops && !stop; i++) {
        at += t->stop[i].drive_min;
        if (t->stop[i].kitchen == n->kitchen) stop = &t->stop[i];
        else at += t->stop[i].unload_min;
    }
    bool runs = t->kitchen == s->kitchen && (int64_t)t->meal == n->meal &&
                sk_period_has(t->when, (sk_day)n->day) &&
                sk_wdays_has(t->days, sk_day_weekday((sk_day)n->day));
    if (!stop || !runs) {
        say(c, SK_V_TOUR, row, "tour");
        return;
    }
    times(c, row, t->depart, at);
    s->leave = t->depart;
    if (stop->win_from >= 0 && at < stop->win_from)
        sk__chk_num(c, SK_V_WINDOW, WHERE(row, "arrive"), sk__chk_place_supply(c, s), at,
                    stop->win_from);
    else if (stop->win_to >= 0 && at > stop->win_to)
        sk__chk_most(c, SK_V_WINDOW, WHERE(row, "arrive"), sk__chk_place_supply(c, s), at,
                     stop->win_to);
    chk_serving v = sk__chk_serving(c, n);
    int64_t served = at + stop->unload_min + c->p->receive_min;
    if (v.n > 0 && served > v.first)
        sk__chk_most(c, SK_V_LATE, WHERE(row, "arrive"), sk__chk_place_supply(c, s), served,
                     v.first);
}

/* An extra trip's clock is set by all that rides on it: rides.c looks at it. */
static void by_extra(chk *c, int row)
{
    const chk_supply *s = &c->supply[row];
    sk_ix to = (sk_ix)c->need[s->need].kitchen;
    const sk_kitchen *a = &c->k->kitchen[s->kitchen], *b = &c->k->kitchen[to];
    int64_t m = sk_distance_m(a->lat_e5, a->lon_e5, b->lat_e5, b->lon_e5);
    if (c->p->extra_trip_max_m <= 0 || m > c->p->extra_trip_max_m)
        sk__chk_most(c, SK_V_EXTRA, WHERE(row, "route"), sk__chk_place_supply(c, s), m,
                     c->p->extra_trip_max_m);
}

static void route(chk *c, int row)
{
    const chk_supply *s = &c->supply[row];
    bool fits = own(c, s) == (s->route == CHK_OWN) && (s->mode != SK_MODE_AT_SITE || own(c, s)) &&
                (s->mode != SK_MODE_HOT || !own(c, s)) &&
                (s->route == CHK_TOUR) == (s->tour != SK_NONE);
    if (!fits) say(c, SK_V_ROUTE, row, "route");
    if (s->route == CHK_OWN) times(c, row, -1, -1);
    else if (s->route == CHK_TOUR) by_tour(c, row);
    else by_extra(c, row);
}

static void usual(chk *c, int row)
{
    const chk_supply *s = &c->supply[row];
    const chk_need *n = &c->need[s->need];
    bool own_sides = s->route == CHK_OWN && c->k->kitchen[s->kitchen].role == SK_ROLE_RECEIVING;
    bool want =
        own_sides || s->kitchen == sk_site_supplier_on(c->k, (sk_ix)n->site, (sk_day)n->day);
    sk__chk_same(c, SK_V_USUAL, WHERE(row, "usual"), sk__chk_place_supply(c, s), s->usual, want);
}

void sk__chk_ways(chk *c)
{
    for (int i = 0; i < c->n_supplies; i++) {
        chk_supply *s = &c->supply[i];
        s->leave = s->hold = -1;
        if (!s->ok) continue;
        open_kitchens(c, i);
        may_cook(c, i);
        each_component(c, i, component);
        if (s->mode == SK_MODE_CHILLED) cold_chain(c, i);
        days(c, i);
        route(c, i);
        usual(c, i);
        sk__chk_same(c, SK_V_HOLD_LIMIT, WHERE(i, "hold_limit"), sk__chk_place_supply(c, s),
                     s->hold_limit, s->limit);
    }
}
