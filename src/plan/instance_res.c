/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resource rows: what each kitchen, day and tour can take, constant loads subtracted. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "plan/instance_priv.h"

static int *filled(sk_arena *arena, size_t n, int value)
{
    int *v = sk_arena_calloc(arena, n + 1, sizeof *v);
    for (size_t i = 0; v && i < n; i++) v[i] = value;
    return v;
}

static void open_days(sk__builder *b)
{
    for (sk_ix c = 0; c < b->k->n_kitchens; c++)
        for (int d = 0; d < b->n_days; d++) {
            sk_day day = b->in->from + d;
            b->closed[sk__kd(b, c, d)] = sk_kitchen_closed(&b->view, c, day);
            if (c == b->opts->closed_kitchen || b->closed[sk__kd(b, c, d)]) continue;
            for (int m = 0; m < SK_N_MEALS; m++)
                b->open[sk__kdm(b, c, d, m)] = sk_kitchen_open(&b->view, c, (sk_meal)m, day);
        }
}

sk_code sk__inst_tables(sk__builder *b)
{
    const sk_kommun *k = b->k;
    size_t kd = sk__kd(b, k->n_kitchens, 0), ed = sk__kd(b, k->n_equipment, 0);
    size_t n_cls = (size_t)k->n_equip_classes, n_kit = (size_t)k->n_kitchens;
    b->open = sk_arena_calloc(b->arena, kd * SK_N_MEALS + 1, sizeof(sk_opening *));
    b->closed = sk_arena_alloc(b->arena, kd + 1);
    b->equip_of = filled(b->arena, n_kit * n_cls, -1);
    b->qualified = sk_arena_alloc(b->arena, n_kit * (size_t)k->n_diets + 1);
    b->staff = filled(b->arena, kd, -1);
    b->chill = filled(b->arena, kd, -1);
    b->store = filled(b->arena, kd, -1);
    b->reheat = filled(b->arena, kd * SK_N_MEALS, -1);
    b->equip = filled(b->arena, ed * SK_N_SESSIONS, -1);
    b->tour = filled(b->arena, sk__kd(b, k->n_tours, 0), -1);
    if (!b->open || !b->closed || !b->equip_of || !b->qualified || !b->staff || !b->chill ||
        !b->store || !b->reheat || !b->equip || !b->tour)
        return sk__inst_nomem(b);
    for (int e = k->n_equipment - 1; e >= 0; e--)
        b->equip_of[(size_t)k->equipment[e].kitchen * n_cls + (size_t)k->equipment[e].cls] = e;
    for (sk_ix c = 0; c < k->n_kitchens; c++)
        for (int i = 0; i < k->kitchen[c].n_diets; i++)
            b->qualified[(size_t)c * (size_t)k->n_diets + (size_t)k->kitchen[c].diets[i]] = 1;
    open_days(b);
    return SK_OK;
}

static sk_code add_row(sk__builder *b, sk_res r, int *index)
{
    if (!SK_GROW(b->res, b->n_res, b->cap_res)) return sk__inst_nomem(b);
    r.total = r.cap;
    *index = (int)b->n_res;
    b->res[b->n_res++] = r;
    return SK_OK;
}

static sk_res blank(sk_res_kind kind, sk_ix kitchen, int day)
{
    sk_res r;
    memset(&r, 0, sizeof r);
    r.kind = kind;
    r.kitchen = kitchen;
    r.cls = r.tour = SK_NONE;
    r.day = (int8_t)day;
    r.session = -1;
    r.hard_cost = (double)INFINITY;
    return r;
}

static sk_code staff_rows(sk__builder *b)
{
    const sk_policy *p = &b->k->policy;
    double excess = (double)p->overtime_excess_ore_h / 60;
    for (sk_ix c = 0; c < b->k->n_kitchens; c++) {
        const sk_kitchen *kk = &b->k->kitchen[c];
        if (kk->role == SK_ROLE_SERVING) continue;
        for (int d = 0; d < b->n_days; d++) {
            sk_staff_day s;
            sk_kitchen_staff(b->k, c, b->in->from + d, &s);
            sk_res r = blank(SK_RES_STAFF, c, d);
            r.cap = s.min;
            r.soft_cap = kk->overtime_max_min;
            r.soft_cost = (double)kk->overtime_ore_h / 60;
            r.hard_cost = excess > r.soft_cost ? excess : r.soft_cost;
            sk_code code = add_row(b, r, &b->staff[sk__kd(b, c, d)]);
            if (code) return code;
        }
    }
    return SK_OK;
}

/* Fixed minutes of open kitchens and serving where the needs are eaten. */
static void constant_loads(sk__builder *b)
{
    const sk_policy *p = &b->k->policy;
    for (sk_ix c = 0; c < b->k->n_kitchens; c++)
        for (int d = 0; d < b->n_days; d++) {
            int row = b->staff[sk__kd(b, c, d)];
            bool open = false;
            for (int m = 0; m < SK_N_MEALS; m++)
                open |= sk_kitchen_open(&b->view, c, (sk_meal)m, b->in->from + d) != NULL;
            if (row >= 0 && open)
                b->res[row].cap -=
                    (double)(b->k->kitchen[c].role == SK_ROLE_COOKING ? p->fixed_min_cooking
                                                                      : p->fixed_min_receiving);
        }
    for (int i = 0; i < b->demand->n_needs; i++) {
        const sk_need *n = &b->demand->need[i];
        int row = b->staff[sk__kd(b, n->kitchen, n->day - b->in->from)];
        if (row < 0 || b->k->product[n->product].kind != SK_PROD_SERVED) continue;
        bool cooks = b->k->kitchen[n->kitchen].role == SK_ROLE_COOKING;
        int64_t mmin = cooks ? p->serve_mmin_cooking : p->serve_mmin_receiving;
        b->res[row].cap -= (double)n->portions * (double)mmin / 1000;
    }
}

/* End of the last lunch sitting eaten at each kitchen and day, -1 = none. */
static int *last_lunch(sk__builder *b)
{
    int *end = filled(b->arena, sk__kd(b, b->k->n_kitchens, 0), -1);
    for (int i = 0; end && i < b->demand->n_needs; i++) {
        const sk_need *n = &b->demand->need[i];
        int first, last, longest;
        if (n->meal != SK_MEAL_LUNCH || !sk__inst_sittings(b->k, n, &first, &last, &longest))
            continue;
        int *e = &end[sk__kd(b, n->kitchen, n->day - b->in->from)];
        *e = last > *e ? last : *e;
    }
    return end;
}

static bool runs_on(const sk_tour *t, sk_day day)
{
    return sk_wdays_has(t->days, sk_day_weekday(day)) && sk_period_has(t->when, day);
}

/* Minutes left for chilled production: after lunch is eaten until the last one leaves. */
static int chill_minutes(const sk__builder *b, sk_ix kitchen, int d)
{
    int from = -1, work_from = INT16_MAX, work_to = -1;
    for (int m = 0; m < SK_N_MEALS; m++) {
        const sk_opening *o = sk__open(b, kitchen, d, (sk_meal)m);
        if (!o) continue;
        work_from = o->work_from < work_from ? o->work_from : work_from;
        work_to = o->work_to > work_to ? o->work_to : work_to;
    }
    from = b->lunch_end[sk__kd(b, kitchen, d)];
    sk_span tours = sk_kitchen_tours(b->k, kitchen);
    for (int t = tours.first; t < tours.end; t++) {
        const sk_tour *tour = &b->k->tour[t];
        if (tour->meal != SK_MEAL_LUNCH || !runs_on(tour, b->in->from + d)) continue;
        for (int s = 0; s < tour->n_stops; s++) {
            int end = b->lunch_end[sk__kd(b, tour->stop[s].kitchen, d)];
            from = end > from ? end : from;
        }
    }
    if (from < 0) from = work_from;
    return work_to > from ? work_to - from : 0;
}

static bool session_open(const sk__builder *b, sk_ix kitchen, int d, int s)
{
    if (s < SK_SESSION_CHILL) return sk__open(b, kitchen, d, (sk_meal)s) != NULL;
    bool open = false;
    for (int m = 0; m < SK_N_MEALS; m++) open |= sk__open(b, kitchen, d, (sk_meal)m) != NULL;
    return open && b->k->kitchen[kitchen].chill_kg_day > 0;
}

int sk__inst_session_min(const sk__builder *b, sk_ix kitchen, int d, int s)
{
    const sk_policy *p = &b->k->policy;
    if (!session_open(b, kitchen, d, s)) return 0;
    if (s == SK_SESSION_CHILL) return chill_minutes(b, kitchen, d);
    const int64_t by_policy[SK_N_MEALS] = {p->session_breakfast_min, p->session_lunch_min,
                                           p->session_snack_min, p->session_supper_min};
    const sk_opening *o = sk__open(b, kitchen, d, (sk_meal)s);
    int work = o->work_to - o->work_from;
    return work < 0 ? 0 : by_policy[s] < work ? (int)by_policy[s] : work;
}

static sk_code equip_rows(sk__builder *b)
{
    b->lunch_end = last_lunch(b);
    if (!b->lunch_end) return sk__inst_nomem(b);
    for (sk_ix c = 0; c < b->k->n_kitchens; c++) {
        sk_span eq = sk_kitchen_equipment(b->k, c);
        for (int d = 0; d < b->n_days && eq.first < eq.end; d++)
            for (int s = 0; s < SK_N_SESSIONS; s++) {
                if (!session_open(b, c, d, s)) continue;
                int minutes = sk__inst_session_min(b, c, d, s);
                for (int e = eq.first; e < eq.end; e++) {
                    const sk_equipment *q = &b->k->equipment[e];
                    sk_res r = blank(SK_RES_EQUIP, c, d);
                    r.cls = q->cls;
                    r.session = (int8_t)s;
                    r.cap = (double)q->units * (double)(minutes / q->run_min);
                    r.hard_cost = (double)b->k->policy.extra_run_ore;
                    sk_code code = add_row(b, r, &b->equip[sk__eds(b, e, d, s)]);
                    if (code) return code;
                }
            }
    }
    return SK_OK;
}

/* A hard row per kitchen and day for a capacity in kg; kitchens without one have no row. */
static sk_code kg_rows(sk__builder *b, sk_res_kind kind, int *index)
{
    for (sk_ix c = 0; c < b->k->n_kitchens; c++) {
        const sk_kitchen *kk = &b->k->kitchen[c];
        int cap = kind == SK_RES_CHILL ? kk->chill_kg_day : kk->cold_store_kg;
        for (int d = 0; d < b->n_days && cap > 0; d++) {
            sk_res r = blank(kind, c, d);
            r.cap = cap;
            sk_code code = add_row(b, r, &index[sk__kd(b, c, d)]);
            if (code) return code;
        }
    }
    return SK_OK;
}

static sk_code reheat_rows(sk__builder *b)
{
    uint8_t *eats = sk_arena_alloc(b->arena, sk__kdm(b, b->k->n_kitchens, 0, 0) + 1);
    if (!eats) return sk__inst_nomem(b);
    for (int i = 0; i < b->demand->n_needs; i++) {
        const sk_need *n = &b->demand->need[i];
        eats[sk__kdm(b, n->kitchen, n->day - b->in->from, (int)n->meal)] = 1;
    }
    for (sk_ix c = 0; c < b->k->n_kitchens; c++)
        for (int d = 0; d < b->n_days; d++)
            for (int m = 0; m < SK_N_MEALS; m++) {
                size_t at = sk__kdm(b, c, d, m);
                if (!eats[at] || b->k->kitchen[c].reheat_ref <= 0) continue;
                sk_res r = blank(SK_RES_REHEAT, c, d);
                r.session = (int8_t)m;
                r.cap = b->k->kitchen[c].reheat_ref;
                sk_code code = add_row(b, r, &b->reheat[at]);
                if (code) return code;
            }
    return SK_OK;
}

static sk_code tour_rows(sk__builder *b)
{
    for (sk_ix t = 0; t < b->k->n_tours; t++) {
        const sk_tour *tour = &b->k->tour[t];
        int boxes = b->k->vehicle[tour->vehicle].cap_boxes;
        for (int d = 0; d < b->n_days && boxes > 0; d++) {
            if (!runs_on(tour, b->in->from + d)) continue;
            sk_res r = blank(SK_RES_TOUR, SK_NONE, d);
            r.tour = t;
            r.cap = boxes;
            sk_code code = add_row(b, r, &b->tour[sk__kd(b, t, d)]);
            if (code) return code;
        }
    }
    return SK_OK;
}

sk_code sk__inst_rows(sk__builder *b)
{
    sk_code c = staff_rows(b);
    if (!c) c = equip_rows(b);
    if (!c) c = kg_rows(b, SK_RES_CHILL, b->chill);
    if (!c) c = kg_rows(b, SK_RES_STORE, b->store);
    if (!c) c = reheat_rows(b);
    if (!c) c = tour_rows(b);
    if (!c) constant_loads(b);
    return c;
}
