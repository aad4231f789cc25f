/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What made costs differ from the budget, month by month and summed: parts add up to the öre. */
#include "price/followup_priv.h"

static const sk_fu_driver *driver_of(const sk__fu *u, sk_ix area, int period, int kind)
{
    const sk_followup *f = u->r->f;
    for (int i = 0; i < f->n_drivers; i++)
        if (f->driver[i].area == area && f->driver[i].period == period && f->driver[i].kind == kind)
            return &f->driver[i];
    return NULL;
}

/* Index actual / plan; {1, 1} and false when it was not measured. */
static bool ratio_of(const sk__fu *u, sk_ix area, int period, int kind, sk_rate *out)
{
    const sk_fu_driver *d = driver_of(u, area, period, kind);
    *out = d ? (sk_rate){d->actual, d->plan} : (sk_rate){1, 1};
    return d != NULL;
}

/* Portions of a month against plan, each weighted by its planned cost: a breakfast is less than a lunch. */
static bool attendance_of(sk__fu *u, sk_ix area, int period, sk_rate *out)
{
    const sk_followup *f = u->r->f;
    int64_t plan = 0, actual = 0, p, a;
    for (int i = 0; i < f->n_volumes; i++) {
        const sk_fu_volume *v = &f->volume[i];
        if (v->area != area || v->period != period || v->actual == SK_FU_EMPTY) continue;
        if (__builtin_mul_overflow(v->plan, v->unit_cost, &p) ||
            __builtin_mul_overflow(v->actual, v->unit_cost, &a)) {
            u->r->out_of_range = true;
            continue;
        }
        sk__fu_add(u, &plan, p);
        sk__fu_add(u, &actual, a);
    }
    *out = plan > 0 ? (sk_rate){actual, plan} : (sk_rate){1, 1};
    return plan > 0;
}

/* Budget and outturn of a line in an area in a month. */
static void month_of(sk__fu *u, sk_ix area, int line, int month, sk_ore *plan, sk_ore *actual)
{
    const sk_fu_books *b = u->r->books;
    for (int c = 0; c < b->n_centres; c++) {
        if (u->r->f->centre[c].area != area) continue;
        sk__fu_add(u, plan, b->budget[sk_fu_at(b, c, line, month)]);
        sk__fu_add(u, actual, b->outturn[sk_fu_at(b, c, line, month)]);
    }
}

static bool is_food(const sk_fu_account *l) { return !l->revenue && l->index == SK_IDX_FOOD; }

static void food_month(sk__fu *u, sk_ix area, int month, sk_fu_food *f)
{
    int period = sk__fu_period(u, month);
    sk_rate ratio[SK_FU_FOOD_PARTS - 1];
    *f = (sk_fu_food){.area = area, .period = period};
    for (int g = 0; g < u->r->books->n_lines; g++)
        if (is_food(&u->r->books->line[g])) month_of(u, area, g, month, &f->plan, &f->actual);
    f->measured[0] = attendance_of(u, area, period, &ratio[0]);
    f->measured[1] = ratio_of(u, area, period, SK_FU_PORTION, &ratio[1]);
    f->measured[2] = ratio_of(u, area, period, SK_FU_CONTRACT, &ratio[2]);
    if (!sk_follow_variance(f->plan, ratio, SK_FU_FOOD_PARTS - 1, f->actual, f->part))
        u->r->out_of_range = true;
}

static void food_area(sk__fu *u, sk_ix area)
{
    sk_fu_result_set *r = u->r;
    sk_fu_food sum = {.area = area, .measured = {true, true, true}};
    for (int m = 0; m < r->months; m++) {
        sk_fu_food *f = &r->food[r->n_food++];
        food_month(u, area, m, f);
        sk__fu_add(u, &sum.plan, f->plan);
        sk__fu_add(u, &sum.actual, f->actual);
        for (int p = 0; p < SK_FU_FOOD_PARTS; p++) sk__fu_add(u, &sum.part[p], f->part[p]);
        for (int p = 0; p < SK_FU_FOOD_PARTS - 1; p++)
            sum.measured[p] = sum.measured[p] && f->measured[p];
    }
    r->food[r->n_food++] = sum;
}

/* The index that a line's price follows; -1 = none. */
static int drive_of(const sk_fu_account *l)
{
    switch (l->index) {
    case SK_IDX_WAGE: return SK_FU_WAGE;
    case SK_IDX_PRICE: return SK_FU_PRICE;
    case SK_IDX_RENT: return SK_FU_RENT;
    case SK_IDX_FOOD: return SK_FU_CONTRACT;
    default: return -1;
    }
}

static void other_line(sk__fu *u, sk_ix area, int line)
{
    const sk_fu_account *l = &u->r->books->line[line];
    sk_fu_var *v = &u->r->var[u->r->n_vars];
    int drive = l->revenue ? -1 : drive_of(l);
    *v = (sk_fu_var){.area = area, .line = line};
    for (int m = 0; m < u->r->months; m++) {
        sk_ore plan = 0, actual = 0, part[SK_FU_COST_PARTS];
        sk_rate ratio[2] = {{1, 1}, {1, 1}};
        bool measured = true;
        if (l->behaviour == SK_COST_VARIABLE)
            measured = attendance_of(u, area, sk__fu_period(u, m), &ratio[0]);
        if (drive >= 0)
            measured = ratio_of(u, area, sk__fu_period(u, m), drive, &ratio[1]) && measured;
        month_of(u, area, line, m, &plan, &actual);
        if (!sk_follow_variance(plan, ratio, 2, actual, part)) {
            u->r->out_of_range = true;
            return;
        }
        v->unmeasured += !measured;
        sk__fu_add(u, &v->plan, plan);
        sk__fu_add(u, &v->actual, actual);
        for (int p = 0; p < SK_FU_COST_PARTS; p++) sk__fu_add(u, &v->part[p], part[p]);
    }
    u->r->n_vars += v->plan != 0 || v->actual != 0;
}

void sk__fu_variance(sk__fu *u)
{
    sk_fu_result_set *r = u->r;
    size_t areas = (size_t)r->f->n_areas, lines = (size_t)r->books->n_lines;
    r->food = sk__fu_calloc(u, areas * (SK_FU_MONTHS + 1), sizeof *r->food);
    r->var = sk__fu_calloc(u, areas * lines, sizeof *r->var);
    for (sk_ix a = 0; a < r->f->n_areas && !u->nomem; a++) {
        if (r->f->area[a].level != SK_FU_DETAIL) continue;
        food_area(u, a);
        for (int g = 0; g < r->books->n_lines; g++)
            if (!is_food(&r->books->line[g])) other_line(u, a, g);
    }
}
