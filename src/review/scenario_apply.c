/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario applied to a copy of the kommun, operation by operation. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/derive.h"
#include "domain/query.h"
#include "review/scenario_priv.h"

/* ---- helpers of all operations -------------------------------------------------------------------- */

static sk_loc here(const sk__apply *a)
{
    return (sk_loc){a->op->file, a->op->line, a->op->col, a->op->path};
}

void sk__apply_fault(sk__apply *a, const char *fmt, ...)
{
    char text[400];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, sk_text(sk_diags_lang(a->diags), fmt), ap);
    va_end(ap);
    a->n_faults++;
    if (a->on == SK_DAY_FOREVER) {
        sk_diag_add(a->diags, SK_SEV_ERROR, "S011", here(a), NULL, SK_N("%s: %s"),
                    sk__opdefs[a->op->kind].name, text);
        return;
    }
    char day[SK_DATE_LEN];
    sk_diag_add(a->diags, SK_SEV_ERROR, "S011", here(a), NULL, SK_N("%s, on %s: %s"),
                sk__opdefs[a->op->kind].name, sk_day_str(a->on, day), text);
}

void sk__set_ix(sk__apply *a, sk_ix *at, sk_ix value)
{
    a->changed = a->changed || *at != value;
    *at = value;
}

void sk__set_int(sk__apply *a, int *at, int64_t value)
{
    int v = value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (int)value;
    a->changed = a->changed || *at != v;
    *at = v;
}

void sk__set_ore(sk__apply *a, sk_ore *at, sk_ore value)
{
    a->changed = a->changed || *at != value;
    *at = value;
}

int64_t sk__scaled(int64_t v, int64_t percent_ppm)
{
    return sk_muldiv(v, SK_PPM + percent_ppm, SK_PPM);
}

void *sk__append(sk__apply *a, void *array, int *n, size_t *cap, size_t size)
{
    void *v;
    memcpy(&v, array, sizeof v);
    if ((size_t)*n >= *cap) {
        size_t more = *cap < 16 ? 32 : *cap * 2;
        void *w = sk_arena_calloc(a->arena, more, size);
        if (!w) {
            a->failed = true;
            return NULL;
        }
        if (*n) memcpy(w, v, (size_t)*n * size);
        memcpy(array, &w, sizeof w);
        v = w;
        *cap = more;
    }
    void *row = (char *)v + (size_t)(*n)++ * size;
    memset(row, 0, size);
    return row;
}

/* ---- the copy --------------------------------------------------------------------------------------- */

static void *copied(sk__apply *a, const void *v, int n, size_t size, size_t *cap)
{
    void *w = sk_arena_calloc(a->arena, (size_t)n + 1, size);
    if (!w) a->failed = true;
    else if (n) memcpy(w, v, (size_t)n * size);
    if (cap) *cap = (size_t)n + 1;
    return w;
}

static bool copy_kommun(sk__apply *a)
{
    sk_kommun *k = a->k;
    *k = *a->base;
    k->arena = a->arena;
#define COPY(array, n, cap) k->array = copied(a, a->base->array, k->n, sizeof *k->array, cap)
    COPY(kitchen, n_kitchens, &a->cap_kitchens);
    COPY(equipment, n_equipment, &a->cap_equipment);
    COPY(opening, n_openings, &a->cap_openings);
    COPY(post, n_posts, &a->cap_posts);
    COPY(deviation, n_deviations, NULL);
    COPY(category, n_categories, NULL);
    COPY(site, n_sites, NULL);
    COPY(guests, n_guests, NULL);
    COPY(site_meal, n_site_meals, NULL);
    COPY(diet_order, n_diet_orders, NULL);
    COPY(ingredient, n_ingredients, NULL);
    COPY(component, n_components, NULL);
    COPY(menu_item, n_menu_items, NULL);
    COPY(vehicle, n_vehicles, &a->cap_vehicles);
    COPY(tour, n_tours, &a->cap_tours);
    COPY(org_change, n_org_changes, NULL);
    COPY(cost_line, n_cost_lines, NULL);
#undef COPY
    return !a->failed;
}

/* ---- money of an operation ------------------------------------------------------------------------- */

static int64_t given(int64_t v) { return v == SK_OP_UNSET ? 0 : v; }

static void money(sk__apply *a)
{
    const sk_op *op = a->op;
    sk_invest in = {.op = a->at,
                    .kitchen = op->kind == SK_OP_OPEN   ? a->k->n_kitchens - 1
                               : op->kitchen != SK_NONE ? op->kitchen
                                                        : op->supplier,
                    .ore = given(op->investment_ore),
                    .life_years = (int)given(op->life_years),
                    .one_off_ore = given(op->one_off_ore),
                    .lingering_ore = given(op->lingering_ore),
                    .lingering_years = (int)given(op->lingering_years),
                    .year_ore = given(op->year_ore)};
    if (op->from != SK_OP_UNSET) in.year = sk_day_ymd((sk_day)op->from).year;
    int64_t notice = op->notice_months == SK_OP_UNSET ? SK_SCEN_NOTICE_MONTHS : op->notice_months;
    for (int i = a->first_move; i < a->out->n_moves; i++) {
        const sk_post_move *m = &a->out->move[i];
        if (m->fate == SK_POST_FREED && !m->redeployed)
            in.notice_ore += sk_muldiv(m->year_ore, notice, 12);
    }
    if (!in.ore && !in.one_off_ore && !in.lingering_ore && !in.year_ore && !in.notice_ore) return;
    if (in.ore || in.one_off_ore || in.lingering_ore || in.year_ore) a->changed = true;
    sk_invest *row =
        sk__append(a, &a->out->invest, &a->out->n_invests, &a->cap_invests, sizeof *row);
    if (row) *row = in;
}

static bool reversible(const sk_op *op)
{
    if (op->reversible != SK_OP_UNSET) return op->reversible != 0;
    return !(op->investment_ore > 0) && op->kind != SK_OP_CLOSE && op->kind != SK_OP_END_STAFFING &&
           op->kind != SK_OP_OPEN && op->kind != SK_OP_CONVERT;
}

static bool touches_quality(const sk__apply *a, const sk_op *op)
{
    switch (op->kind) {
    case SK_OP_CLOSE:
    case SK_OP_CONVERT:
    case SK_OP_END_STAFFING:
        return a->base->kitchen[op->kitchen < a->base->n_kitchens ? op->kitchen : 0].role ==
               SK_ROLE_COOKING;
    case SK_OP_DELIVERY:
    case SK_OP_DISH: return true;
    case SK_OP_PORTION: return op->percent_ppm < 0;
    default: return false;
    }
}

/* ---- dispatch ----------------------------------------------------------------------------------------- */

static void place_or_value(sk__apply *a)
{
    switch (a->op->kind) {
    case SK_OP_CLOSE: sk__op_close(a); break;
    case SK_OP_END_STAFFING: sk__op_convert(a, SK_ROLE_SERVING); break;
    case SK_OP_CONVERT: sk__op_convert(a, (sk_role)a->op->role); break;
    case SK_OP_OPEN: sk__op_open(a); break;
    case SK_OP_STAFF: sk__op_staff(a); break;
    case SK_OP_MOVE: sk__op_move(a); break;
    case SK_OP_SUPPLIER: sk__op_supplier(a); break;
    case SK_OP_TOUR: sk__op_tour(a); break;
    default: sk__op_value(a); break;
    }
}

static void one(sk__apply *a)
{
    const sk_op *op = a->op;
    int faults = a->n_faults;
    a->first_move = a->out->n_moves;
    a->changed = false;
    place_or_value(a);
    if (a->n_faults > faults) return;
    money(a);
    a->out->quality_may_change =
        a->out->quality_may_change || (a->changed && touches_quality(a, op));
    if (!a->changed && a->on == SK_DAY_FOREVER)
        sk_diag_add(a->diags, SK_SEV_WARNING, "S010", here(a), NULL,
                    SK_N("%s changes nothing here"), sk__opdefs[op->kind].name);
}

static int by_day(const void *x, const void *y)
{
    const sk_day *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

static void sort_events(sk_applied *out)
{
    int n = 0;
    if (out->n_events > 1) qsort(out->event, (size_t)out->n_events, sizeof *out->event, by_day);
    for (int i = 0; i < out->n_events; i++)
        if (n == 0 || out->event[n - 1] != out->event[i]) out->event[n++] = out->event[i];
    out->n_events = n;
}

/* A kitchen that opened or got a role with work, and has nobody to do it: its hours would cost nothing. */
static void without_staff(sk__apply *a)
{
    for (a->at = 0; a->at < a->s->n_ops; a->at++) {
        const sk_op *op = a->op = &a->s->op[a->at];
        if (op->kind != SK_OP_CONVERT && op->kind != SK_OP_OPEN) continue;
        sk_ix kitchen = op->kitchen;
        for (sk_ix i = a->base->n_kitchens; op->kind == SK_OP_OPEN && i < a->k->n_kitchens; i++)
            if (strcmp(a->k->kitchen[i].id, op->id) == 0) kitchen = i;
        const sk_kitchen *q = &a->k->kitchen[kitchen];
        bool staffed = q->role == SK_ROLE_SERVING || q->open.from > q->open.to;
        for (int i = 0; i < a->k->n_posts && !staffed; i++) {
            const sk_post *p = &a->k->post[i];
            staffed = p->kitchen == kitchen && !p->trainee && p->when.from <= p->when.to;
        }
        if (!staffed)
            sk_diag_add(a->diags, SK_SEV_WARNING, "S013", here(a),
                        SK_N("add posts by the operation staff"),
                        SK_N("%s has no staff: its working hours cost nothing here"), q->id);
    }
}

static sk_code run(sk__apply *a, sk_err *err)
{
    a->out->reversible =
        sk_arena_calloc(a->arena, (size_t)a->s->n_ops + 1, sizeof *a->out->reversible);
    if (!a->out->reversible || !copy_kommun(a)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    for (a->at = 0; a->at < a->s->n_ops && !a->failed; a->at++) {
        a->op = &a->s->op[a->at];
        a->out->reversible[a->at] = reversible(a->op);
        if (sk_op_from(a->base, a->s, a->at) <= a->on) one(a);
        else if (a->op->kind == SK_OP_OPEN) sk__op_not_open_yet(a);
    }
    if (a->failed) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (a->n_faults)
        return sk_err_set(err, SK_E_INPUT, "operations that cannot be done: %d", a->n_faults);
    if (a->on == SK_DAY_FOREVER) without_staff(a);
    for (int i = 0; i < a->k->n_components; i++) sk_component_derive(a->k, &a->k->component[i]);
    for (int i = 0; i < a->k->n_tours; i++) sk_tour_derive(a->k, &a->k->tour[i]);
    sk__sort_places(a);
    sort_events(a->out);
    return a->failed ? sk_err_set(err, SK_E_NOMEM, "out of memory") : SK_OK;
}

/* When the kitchen of an index opens; SK_NO_DAY for one of the register. */
static sk_day opens(const sk_kommun *base, const sk_scenario *s, sk_ix kitchen)
{
    int nth = kitchen - base->n_kitchens;
    for (int i = 0; i < s->n_ops && nth >= 0; i++) {
        if (s->op[i].kind != SK_OP_OPEN || nth-- > 0) continue;
        return s->op[i].from == SK_OP_UNSET ? SK_NO_DAY : (sk_day)s->op[i].from;
    }
    return SK_NO_DAY;
}

sk_day sk_op_from(const sk_kommun *base, const sk_scenario *s, int i)
{
    const sk_op *op = &s->op[i];
    if (op->kind == SK_OP_NO_POWER) return SK_NO_DAY;
    sk_day from = op->from == SK_OP_UNSET ? SK_NO_DAY : (sk_day)op->from;
    const sk_ix named[] = {op->kitchen, op->guests_to, op->supplier, op->like};
    for (size_t j = 0; j < sizeof named / sizeof *named; j++) {
        sk_day open = opens(base, s, named[j]);
        if (open > from) from = open;
    }
    return from;
}

sk_code sk_scenario_apply(const sk_kommun *base, const sk_scenario *s, int year, sk_applied **out,
                          sk_diags *diags, sk_err *err)
{
    return sk_scenario_apply_on(base, s, year, SK_DAY_FOREVER, out, diags, err);
}

sk_code sk_scenario_apply_on(const sk_kommun *base, const sk_scenario *s, int year, sk_day day,
                             sk_applied **out, sk_diags *diags, sk_err *err)
{
    sk_arena *arena = sk_arena_new();
    *out = NULL;
    sk_applied *o = arena ? sk_arena_alloc(arena, sizeof *o) : NULL;
    sk__apply a = {.base = base,
                   .s = s,
                   .arena = arena,
                   .out = o,
                   .diags = diags,
                   .on = day,
                   .year = s->year ? s->year : year};
    if (o) a.k = sk_arena_alloc(arena, sizeof *a.k);
    if (!a.k) {
        sk_arena_free(arena);
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    *o = (sk_applied){.k = a.k, .rate_ppm = s->rate_ppm};
    a.k->arena = arena;
    sk_code code = run(&a, err);
    if (code) sk_arena_free(arena);
    else *out = o;
    return code;
}

void sk_applied_free(sk_applied *a)
{
    if (a) sk_arena_free(a->k->arena); /* holds a itself */
}

sk_ore sk_post_year_ore(const sk_kommun *k, const sk_post *p)
{
    return sk_muldiv(p->ore_h * p->employment_pct, k->policy.post_hours_year, 100);
}

const char *sk_scenario_kitchen(const sk_kommun *k, const sk_scenario *s, sk_ix kitchen)
{
    if (kitchen < 0) return "";
    if (kitchen < k->n_kitchens) return k->kitchen[kitchen].name;
    return kitchen - k->n_kitchens < s->n_opened ? s->opened[kitchen - k->n_kitchens] : "";
}
