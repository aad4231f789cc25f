/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operations on values: prices, guests, dishes, equipment, settings. */
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "review/scenario_priv.h"

static void food_price(sk__apply *a)
{
    const sk_op *op = a->op;
    for (int i = 0; i < a->k->n_ingredients; i++) {
        sk_ingredient *g = &a->k->ingredient[i];
        if (op->ingredient != SK_NONE && op->ingredient != i) continue;
        if (op->goods_supplier != SK_NONE && op->goods_supplier != g->supplier) continue;
        sk__set_ore(a, &g->ore_kg, sk__scaled(g->ore_kg, op->percent_ppm));
    }
}

/* The part of the change that has come in the year counted. */
static int64_t part_of_change(const sk__apply *a)
{
    const sk_op *op = a->op;
    if (op->base_year == SK_OP_UNSET) return op->percent_ppm;
    int64_t gone = a->year - op->base_year, all = op->by_year - op->base_year;
    gone = gone < 0 ? 0 : gone > all ? all : gone;
    return sk_muldiv(op->percent_ppm, gone, all);
}

static bool concerns(const sk__apply *a, sk_ix site)
{
    const sk_op *op = a->op;
    const sk_site *s = &a->k->site[site];
    return (op->category == SK_NONE || op->category == s->category) &&
           (op->board == SK_NONE || op->board == s->board) &&
           (op->site == SK_NONE || op->site == site);
}

static void guests(sk__apply *a)
{
    int64_t ppm = part_of_change(a);
    for (int i = 0; i < a->k->n_guests; i++) {
        sk_guests *g = &a->k->guests[i];
        if (concerns(a, g->site)) sk__set_int(a, &g->guests, sk__scaled(g->guests, ppm));
    }
    for (int i = 0; i < a->k->n_diet_orders; i++) {
        sk_diet_order *d = &a->k->diet_order[i];
        if (concerns(a, d->site)) sk__set_int(a, &d->count, sk__scaled(d->count, ppm));
    }
}

static int64_t share(int64_t ppm, int64_t percent_ppm)
{
    int64_t v = sk__scaled(ppm, percent_ppm);
    return v > SK_PPM ? SK_PPM : v;
}

static void attendance(sk__apply *a)
{
    for (int i = 0; i < a->k->n_categories; i++) {
        sk_category *c = &a->k->category[i];
        if (a->op->category == SK_NONE || a->op->category == i)
            sk__set_int(a, &c->attendance_ppm, share(c->attendance_ppm, a->op->percent_ppm));
    }
    for (int i = 0; i < a->k->n_site_meals; i++) {
        sk_site_meal *m = &a->k->site_meal[i];
        if (m->attendance_ppm && concerns(a, m->site))
            sk__set_int(a, &m->attendance_ppm, share(m->attendance_ppm, a->op->percent_ppm));
    }
}

static void portion_size(sk__apply *a)
{
    for (int i = 0; i < a->k->n_categories; i++) {
        sk_category *c = &a->k->category[i];
        if (a->op->category == SK_NONE || a->op->category == i)
            sk__set_int(a, &c->factor_milli, sk__scaled(c->factor_milli, a->op->percent_ppm));
    }
}

static void index_lines(sk__apply *a, sk_cost_index index)
{
    int64_t ppm = a->op->percent_ppm;
    for (int i = 0; i < a->k->n_cost_lines; i++) {
        sk_cost_line *l = &a->k->cost_line[i];
        if (l->index == index) sk__set_ore(a, &l->ore, sk__scaled(l->ore, ppm));
    }
    for (int i = 0; i < a->k->n_kitchens; i++) {
        sk_kitchen *q = &a->k->kitchen[i];
        if (index == SK_IDX_RENT)
            sk__set_ore(a, &q->premises_ore_year, sk__scaled(q->premises_ore_year, ppm));
        if (index == SK_IDX_PRICE)
            sk__set_ore(a, &q->other_ore_year, sk__scaled(q->other_ore_year, ppm));
    }
}

static void wages(sk__apply *a)
{
    int64_t ppm = a->op->percent_ppm;
    sk_kommun *k = a->k;
    for (int i = 0; i < k->n_posts; i++)
        sk__set_ore(a, &k->post[i].ore_h, sk__scaled(k->post[i].ore_h, ppm));
    for (int i = 0; i < k->n_kitchens; i++)
        sk__set_ore(a, &k->kitchen[i].overtime_ore_h,
                    sk__scaled(k->kitchen[i].overtime_ore_h, ppm));
    for (int i = 0; i < k->n_vehicles; i++)
        sk__set_ore(a, &k->vehicle[i].hour_ore, sk__scaled(k->vehicle[i].hour_ore, ppm));
    k->policy.extra_trip_hour_ore = sk__scaled(k->policy.extra_trip_hour_ore, ppm);
    index_lines(a, SK_IDX_WAGE);
}

static void fuel(sk__apply *a)
{
    for (int i = 0; i < a->k->n_vehicles; i++)
        sk__set_ore(a, &a->k->vehicle[i].km_ore,
                    sk__scaled(a->k->vehicle[i].km_ore, a->op->percent_ppm));
    sk__set_ore(a, &a->k->policy.extra_trip_km_ore,
                sk__scaled(a->k->policy.extra_trip_km_ore, a->op->percent_ppm));
}

static void vehicle(sk__apply *a)
{
    sk_vehicle *v = &a->k->vehicle[a->op->vehicle];
    if (a->op->boxes != SK_OP_UNSET) sk__set_int(a, &v->cap_boxes, a->op->boxes);
    if (a->op->tour_ore != SK_OP_UNSET) sk__set_ore(a, &v->tour_ore, a->op->tour_ore);
    if (a->op->km_ore != SK_OP_UNSET) sk__set_ore(a, &v->km_ore, a->op->km_ore);
    if (a->op->hour_ore != SK_OP_UNSET) sk__set_ore(a, &v->hour_ore, a->op->hour_ore);
}

/* Only what the recipe allows can be asked for; naming one that it does not is a fault. */
static void delivery(sk__apply *a)
{
    for (int i = 0; i < a->k->n_components; i++) {
        sk_component *c = &a->k->component[i];
        if (a->op->component != SK_NONE && a->op->component != i) continue;
        if (!(c->modes & a->op->mode) && a->op->component != SK_NONE) {
            sk__apply_fault(a, SK_N("the recipe of %s does not allow that"), c->id);
            return;
        }
        if (!(c->modes & a->op->mode) || c->hold_min <= 0) continue;
        uint8_t modes = (uint8_t)((a->op->mode | SK_MODE_AT_SITE) & c->modes);
        a->changed = a->changed || modes != c->modes;
        c->modes = modes;
    }
}

static void dish(sk__apply *a)
{
    for (int i = 0; i < a->k->n_menu_items; i++) {
        sk_menu_item *m = &a->k->menu_item[i];
        if (m->dish == a->op->dish && (a->op->menu == SK_NONE || a->op->menu == m->menu))
            sk__set_ix(a, &m->dish, a->op->with);
    }
}

static void hours(sk__apply *a)
{
    const sk_op *op = a->op;
    bool any = false;
    for (int i = 0; i < a->k->n_openings; i++) {
        sk_opening *o = &a->k->opening[i];
        if (o->kitchen != op->kitchen || (int64_t)o->meal != op->meal) continue;
        sk_opening new = *o;
        any = true;
        if (op->work_from != SK_OP_UNSET) new.work_from = (sk_min)op->work_from;
        if (op->work_to != SK_OP_UNSET) new.work_to = (sk_min)op->work_to;
        if (op->days != SK_OP_UNSET) new.days = (sk_wdays)op->days;
        if (new.work_from >= new.work_to) {
            sk__apply_fault(a, SK_N("work would end before it begins"));
            return;
        }
        a->changed = a->changed || new.work_from != o->work_from || new.work_to != o->work_to ||
                     new.days != o->days;
        *o = new;
    }
    if (!any)
        sk__apply_fault(a, SK_N("%s is not open for that meal"), a->k->kitchen[op->kitchen].id);
}

static void equipment(sk__apply *a)
{
    const sk_op *op = a->op;
    for (int i = 0; i < a->k->n_equipment; i++) {
        sk_equipment *e = &a->k->equipment[i];
        if (e->kitchen != op->kitchen || e->cls != op->cls) continue;
        if (op->cap != SK_OP_UNSET) sk__set_int(a, &e->cap_run, op->cap);
        if (op->units > 0) sk__set_int(a, &e->units, op->units);
        else { /* none left: the row goes */ *e = a->k->equipment[--a->k->n_equipment];
            a->changed = true;
        }
        return;
    }
    if (op->units == 0) return;
    if (op->cap == SK_OP_UNSET) {
        sk__apply_fault(a, SK_N("%s has none of that class: portions_per_run is needed"),
                        a->k->kitchen[op->kitchen].id);
        return;
    }
    sk_equipment *e =
        sk__append(a, &a->k->equipment, &a->k->n_equipment, &a->cap_equipment, sizeof *e);
    if (e) *e = (sk_equipment){op->kitchen, op->cls, (int)op->units, (int)op->cap, 45};
    a->changed = true;
}

static void resize(sk__apply *a)
{
    sk_kitchen *q = &a->k->kitchen[a->op->kitchen];
    int64_t ppm = a->op->percent_ppm;
    for (int i = 0; i < a->k->n_equipment; i++) {
        sk_equipment *e = &a->k->equipment[i];
        int64_t cap = sk__scaled(e->cap_run, ppm);
        if (e->kitchen == a->op->kitchen) sk__set_int(a, &e->cap_run, cap < 1 ? 1 : cap);
    }
    sk__set_int(a, &q->chill_kg_day, sk__scaled(q->chill_kg_day, ppm));
    sk__set_int(a, &q->cold_store_kg, sk__scaled(q->cold_store_kg, ppm));
    sk__set_int(a, &q->reheat_ref, sk__scaled(q->reheat_ref, ppm));
    if (a->op->premises_ore != SK_OP_UNSET)
        sk__set_ore(a, &q->premises_ore_year, a->op->premises_ore);
    if (a->op->other_ore != SK_OP_UNSET) sk__set_ore(a, &q->other_ore_year, a->op->other_ore);
}

/* Without power nothing is cooked: the opening hours get a hole. */
static void no_power(sk__apply *a)
{
    const sk_op *op = a->op;
    sk_day from = (sk_day)op->from, to = (sk_day)op->to;
    for (int i = 0, n = a->k->n_openings; i < n && !a->failed; i++) {
        sk_opening *o = &a->k->opening[i];
        const sk_kitchen *q = &a->k->kitchen[o->kitchen];
        bool hit = op->kitchen != SK_NONE ? op->kitchen == o->kitchen
                                          : q->place && strcmp(q->place, op->area) == 0;
        if (!hit || o->when.to < from || to < o->when.from) continue;
        sk_opening after = *o;
        after.when.from = to + 1;
        o->when.to = from - 1;
        a->changed = true;
        if (after.when.from > after.when.to) continue;
        sk_opening *row =
            sk__append(a, &a->k->opening, &a->k->n_openings, &a->cap_openings, sizeof *row);
        if (row) *row = after;
    }
    for (sk_day d = from; d <= to && !a->failed; d++) {
        sk_day *row = sk__append(a, &a->out->event, &a->out->n_events, &a->cap_events, sizeof *row);
        if (row) *row = d;
    }
}

static void setting(sk__apply *a)
{
    for (int i = 0; i < sk_n_policy_settings; i++) {
        const sk_setting *s = &sk_policy_settings[i];
        if (strcmp(s->name, a->op->setting) != 0) continue;
        if (a->op->value < s->lo || a->op->value > s->hi) {
            sk__apply_fault(a, SK_N("%s must be between %lld and %lld"), s->name, (long long)s->lo,
                            (long long)s->hi);
            return;
        }
        int64_t now;
        char *at = (char *)&a->k->policy + s->offset;
        memcpy(&now, at, sizeof now);
        a->changed = a->changed || now != a->op->value;
        memcpy(at, &a->op->value, sizeof now);
    }
}

void sk__op_value(sk__apply *a)
{
    switch (a->op->kind) {
    case SK_OP_RESIZE: resize(a); break;
    case SK_OP_HOURS: hours(a); break;
    case SK_OP_EQUIPMENT: equipment(a); break;
    case SK_OP_VEHICLE: vehicle(a); break;
    case SK_OP_DELIVERY: delivery(a); break;
    case SK_OP_DISH: dish(a); break;
    case SK_OP_FOOD_PRICE: food_price(a); break;
    case SK_OP_GUESTS: guests(a); break;
    case SK_OP_ATTENDANCE: attendance(a); break;
    case SK_OP_PORTION: portion_size(a); break;
    case SK_OP_WAGES: wages(a); break;
    case SK_OP_FUEL: fuel(a); break;
    case SK_OP_INDEX: index_lines(a, (sk_cost_index)a->op->index); break;
    case SK_OP_NO_POWER: no_power(a); break;
    case SK_OP_SETTING: setting(a); break;
    default: break; /* cost: money alone */
    }
}
