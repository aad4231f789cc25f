/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an alternative costs, by the days that its operations hold, and whose cost that is for the prices. */
#include <string.h>

#include "base/num.h"
#include "price/split.h"
#include "review/whatif_priv.h"

/* ---- the parts of the year ---------------------------------------------------------------------------- */

static sk_ore ledger(const sk_kommun *k, int index)
{
    sk_ore sum = 0;
    for (int i = 0; i < k->n_cost_lines; i++)
        if (!k->cost_line[i].one_off && (index < 0 || (int)k->cost_line[i].index == index))
            sum += k->cost_line[i].ore;
    return sum;
}

enum { ALL_LINES = -1 };

/* v of each part by its days; one rounding. */
typedef sk_ore (*of_state)(const sk__states *st, int i, int arg);

static sk_ore mean(const sk__states *st, of_state f, int arg)
{
    sk_wide sum = 0;
    for (int i = 0; i < st->n; i++) sum += (sk_wide)f(st, i, arg) * st->it[i].days;
    sk_wide mag = sum < 0 ? -sum : sum, q = (mag + st->n_days / 2) / st->n_days;
    return sum < 0 ? -(sk_ore)q : (sk_ore)q;
}

static sk_ore lines(const sk__states *st, int i, int index) { return ledger(st->it[i].k, index); }

sk_ore sk__alt_food_lines(const sk__states *st) { return mean(st, lines, SK_IDX_FOOD); }

static sk_ore fixed_of(const sk_kitchen *q) { return q->premises_ore_year + q->other_ore_year; }

/* Indexed rents and prices are in the ledger already: only what a kitchen stops or starts costing is new, so
 * the baseline's is taken at the prices of the part. */
static sk_ore kitchen_fixed(const sk__states *st, int i, int kitchen)
{
    const sk_kommun *base = st->base;
    sk_ore sum = fixed_of(&st->it[i].k->kitchen[kitchen]);
    if (kitchen >= base->n_kitchens) return sum;
    const sk_kitchen *b = &base->kitchen[kitchen];
    sum -= fixed_of(b);
    for (int j = 0; st->s && j < st->s->n_ops; j++) {
        const sk_op *op = &st->s->op[j];
        if (op->kind != SK_OP_INDEX || (op->index != SK_IDX_RENT && op->index != SK_IDX_PRICE) ||
            (!st->whole && sk_op_from(base, st->s, j) > st->it[i].day))
            continue;
        sum -= sk_muldiv(op->index == SK_IDX_RENT ? b->premises_ore_year : b->other_ore_year,
                         op->percent_ppm, SK_PPM);
    }
    return sum;
}

static sk_ore fixed_change(const sk__states *st, int i, int unused)
{
    sk_ore sum = 0;
    (void)unused;
    for (int j = 0; j < st->it[i].k->n_kitchens; j++) sum += kitchen_fixed(st, i, j);
    return sum;
}

/* Days of the year counted on which operation op holds. */
static int days_of(const sk__states *st, int op)
{
    sk_day from = st->whole ? SK_NO_DAY : sk_op_from(st->base, st->s, op);
    if (from <= st->from) return st->n_days;
    return from >= st->from + st->n_days ? 0 : st->from + st->n_days - from;
}

static sk_ore by_days(const sk__states *st, sk_ore ore, int op)
{
    return sk_muldiv(ore, days_of(st, op), st->n_days);
}

/* What an operation adds or frees of posts. */
static sk_ore post_change(const sk__states *st, const sk_post_move *m)
{
    if (m->fate == SK_POST_FREED) return -by_days(st, m->year_ore, m->op);
    if (m->fate == SK_POST_ADDED || m->fate == SK_POST_CHANGED)
        return by_days(st, m->year_ore, m->op);
    return 0;
}

static sk_ore capital(const sk__states *st, const sk_alt *a, const sk_invest *v)
{
    return by_days(st, sk_annuity(v->ore, a->rate_ppm, v->life_years), v->op);
}

void sk__alt_cost(sk_alt *a, const sk_alt *base, const sk__states *st)
{
    const sk_applied *p = a->applied;
    const sk_year *y = a->year, *by = base->year;
    sk_ore food = mean(st, lines, SK_IDX_FOOD);
    a->rate_ppm = p && p->rate_ppm != SK_OP_UNSET ? p->rate_ppm : a->k->policy.internal_rate_ppm;
    a->part[SK_COST_LEDGER] = mean(st, lines, ALL_LINES);
    a->part[SK_COST_FOOD] =
        by->food_once_ore ? sk_muldiv(food, y->food_once_ore - by->food_once_ore, by->food_once_ore)
                          : 0;
    a->part[SK_COST_OVERTIME] = y->over_ore - by->over_ore;
    a->part[SK_COST_TRANSPORT] = y->trip_ore - by->trip_ore;
    a->part[SK_COST_ENERGY] = y->energy_ore - by->energy_ore;
    a->part[SK_COST_PREMISES] = mean(st, fixed_change, 0);
    for (int i = 0; p && i < p->n_moves; i++)
        a->part[SK_COST_STAFF] += post_change(st, &p->move[i]);
    for (int i = 0; p && i < p->n_invests; i++) {
        const sk_invest *v = &p->invest[i];
        a->part[SK_COST_ADDED] += by_days(st, v->year_ore, v->op);
        a->part[SK_COST_CAPITAL] += capital(st, a, v);
        a->invest_ore += v->ore;
        a->one_off_ore += v->one_off_ore;
        a->notice_ore += v->notice_ore;
        a->lingering_ore += v->lingering_ore;
    }
    for (int i = 0; i < SK_N_COST_PARTS; i++) a->total_ore += a->part[i];
    a->running_ore = a->total_ore - a->part[SK_COST_CAPITAL];
    a->portion_ore = y->portions ? sk_muldiv(a->total_ore, 1, y->portions) : 0;
}

/* ---- what is paid once -------------------------------------------------------------------------------- */

/* Once in the year of the date; lingering cost on the days of the year counted that lie in its years. */
static sk_ore once_of(const sk__states *st, const sk_invest *v)
{
    sk_day from = st->whole ? SK_NO_DAY : sk_op_from(st->base, st->s, v->op);
    sk_day end = st->from + st->n_days;
    if (from == SK_NO_DAY) from = st->from;
    sk_ore ore = from >= st->from && from < end ? v->one_off_ore + v->notice_ore : 0;
    sk_day first = from > st->from ? from : st->from;
    int64_t last = (int64_t)from + (int64_t)v->lingering_years * st->n_days;
    if (last > end) last = end;
    if (last > first) ore += sk_muldiv(v->lingering_ore, last - first, st->n_days);
    return ore;
}

void sk__alt_once(sk_alt *a, const sk_alt *base, const sk__states *st)
{
    for (int i = 0; a->applied && i < a->applied->n_invests; i++)
        a->once_ore += once_of(st, &a->applied->invest[i]);
    a->first_year_ore = a->total_ore - base->total_ore + a->once_ore;
}

/* ---- by kitchen and account group, for the prices ----------------------------------------------------- */

typedef struct book {
    sk_ore *ore; /* [n_kitchens + 1][SK_N_KINDS]; the last row is common */
    int n;       /* kitchens */
} book;

static void put(const book *b, sk_ix kitchen, sk_price_kind kind, sk_ore ore)
{
    int row = kitchen >= 0 && kitchen < b->n ? kitchen : b->n;
    b->ore[row * SK_N_KINDS + (int)kind] += ore;
}

static sk_price_kind kind_of_index(int index)
{
    return index == SK_IDX_WAGE   ? SK_KIND_STAFF
           : index == SK_IDX_RENT ? SK_KIND_PREMISES
           : index == SK_IDX_FOOD ? SK_KIND_FOOD
                                  : SK_KIND_OTHER;
}

/* What differs between two planned years by kitchen, so scaled that it sums to `part`; the rest is common. */
static void put_scaled(const book *b, sk_price_kind kind, const sk_ore *diff, sk_ore part,
                       int64_t num, int64_t den)
{
    for (int i = 0; i < b->n; i++) {
        sk_ore ore = den > 0 ? sk_muldiv(diff[i], num, den) : 0;
        put(b, i, kind, ore);
        part -= ore;
    }
    put(b, SK_NONE, kind, part);
}

static void year_diffs(const sk_alt *a, int sign, sk_ore *food, sk_ore *energy, sk_ore *trips,
                       sk_ore *over)
{
    const sk_year *y = a->year;
    for (int i = 0; i < y->n_cells; i++) {
        const sk_year_cell *c = &y->cell[i];
        if (c->cook == SK_NONE) continue;
        food[c->cook] += sign * c->food_ore;
        energy[c->cook] += sign * c->energy_ore;
    }
    for (int i = 0; i < y->n_trips; i++) trips[y->trip[i].kitchen] += sign * y->trip[i].ore;
    for (int i = 0; i < y->k->n_kitchens; i++) over[i] += sign * y->kitchen[i].over_ore;
}

static bool put_planned(const book *b, const sk_alt *a, const sk_alt *base, const sk__states *st,
                        sk_arena *tmp)
{
    size_t n = (size_t)b->n + 1;
    sk_ore *food = sk_arena_calloc(tmp, 4 * n, sizeof *food);
    if (!food) return false;
    sk_ore *energy = food + n, *trips = food + 2 * n, *over = food + 3 * n;
    year_diffs(a, 1, food, energy, trips, over);
    year_diffs(base, -1, food, energy, trips, over);
    put_scaled(b, SK_KIND_FOOD, food, a->part[SK_COST_FOOD], mean(st, lines, SK_IDX_FOOD),
               base->year->food_once_ore);
    put_scaled(b, SK_KIND_ENERGY, energy, a->part[SK_COST_ENERGY], 1, 1);
    put_scaled(b, SK_KIND_TRIPS, trips, a->part[SK_COST_TRANSPORT], 1, 1);
    put_scaled(b, SK_KIND_STAFF, over, a->part[SK_COST_OVERTIME], 1, 1);
    return true;
}

static void put_posts(const book *b, const sk_alt *a, const sk__states *st)
{
    for (int i = 0; a->applied && i < a->applied->n_moves; i++) {
        const sk_post_move *m = &a->applied->move[i];
        sk_ore ore = by_days(st, m->year_ore, m->op);
        if (m->fate == SK_POST_FREED || m->fate == SK_POST_MOVES)
            put(b, m->from, SK_KIND_STAFF, -ore);
        if (m->fate == SK_POST_MOVES || m->fate == SK_POST_ADDED || m->fate == SK_POST_CHANGED)
            put(b, m->to, SK_KIND_STAFF, ore);
    }
}

static void put_fixed(const book *b, const sk_alt *a, const sk_alt *base, const sk__states *st)
{
    sk_ore part = a->part[SK_COST_PREMISES];
    for (int i = 0; i < b->n; i++) {
        sk_ore ore = mean(st, kitchen_fixed, i);
        put(b, i, SK_KIND_PREMISES, ore);
        part -= ore;
    }
    put(b, SK_NONE, SK_KIND_PREMISES, part);
    sk_ore left = a->part[SK_COST_LEDGER] - base->part[SK_COST_LEDGER];
    for (int x = 0; x <= SK_IDX_NONE; x++) {
        sk_ore ore = mean(st, lines, x) - ledger(base->k, x);
        put(b, SK_NONE, kind_of_index(x), ore);
        left -= ore;
    }
    put(b, SK_NONE, SK_KIND_OTHER, left); /* roundings */
}

sk_code sk__alt_book(const sk_alt *a, const sk_alt *base, const sk__states *st, bool once,
                     const sk_price_data *d, sk_arena *arena, sk_price_extra **out, int *n)
{
    book b = {.n = a->k->n_kitchens};
    size_t rows = (size_t)b.n + 1;
    b.ore = sk_arena_calloc(arena, rows * SK_N_KINDS, sizeof *b.ore);
    *out = sk_arena_calloc(arena, rows * SK_N_KINDS, sizeof **out);
    *n = 0;
    if (!b.ore || !*out || !put_planned(&b, a, base, st, arena)) return SK_E_NOMEM;
    put_posts(&b, a, st);
    put_fixed(&b, a, base, st);
    for (int i = 0; a->applied && i < a->applied->n_invests; i++) {
        const sk_invest *v = &a->applied->invest[i];
        put(&b, v->kitchen, SK_KIND_OTHER, by_days(st, v->year_ore, v->op));
        put(&b, v->kitchen, SK_KIND_CAPITAL, capital(st, a, v));
        if (once) put(&b, v->kitchen, SK_KIND_OTHER, once_of(st, v));
    }
    for (int i = 0; i <= b.n; i++)
        for (int kind = 0; kind < SK_N_KINDS; kind++) {
            sk_ore ore = b.ore[i * SK_N_KINDS + kind];
            if (!ore) continue;
            (*out)[(*n)++] = (sk_price_extra){i < b.n ? i : SK_NONE,
                                              sk_price_group(d, (sk_price_kind)kind), ore};
        }
    return SK_OK;
}
