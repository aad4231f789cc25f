/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys from the representative year. */
#include "price/keys.h"

#include <stdlib.h>

#include "base/num.h"
#include "price/year.h"

typedef struct reg { /* of one site and product, all kitchens */
    int64_t portions, base, late, enrolled;
    int64_t planned, taken,
        given; /* portions of the year's cells, of those done, and their part of enrolled */
} reg;

/* Who cooks changes nothing in who is enrolled: the register's count over the year's cells, to the guest. */
static int64_t enrolled_of(reg *r, int64_t portions)
{
    r->taken += portions;
    int64_t all = r->planned > 0 ? sk_muldiv(r->enrolled, r->taken, r->planned) : 0,
            part = all - r->given;
    r->given = all;
    return part;
}

static int by_ix(const void *x, const void *y)
{
    const sk_price_meal *a = x, *b = y;
    if (a->cook != b->cook) return a->cook < b->cook ? -1 : 1;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    if (a->site != b->site) return a->site < b->site ? -1 : 1;
    return (a->product > b->product) - (a->product < b->product);
}

static int64_t scaled(int64_t v, int64_t num, int64_t den)
{
    return den > 0 ? sk_muldiv(v, num, den) : 0;
}

static int64_t portions_of(const sk_year_cell *c) { return sk_muldiv(c->mean_milli, 1, 1000); }

static sk_price_meal meal_of(const sk_year *y, const sk_year_cell *c, reg *r)
{
    int64_t portions = portions_of(c);
    int64_t work = c->work_mmin[SK_WORK_COOK] + c->work_mmin[SK_WORK_PACK];
    return (sk_price_meal){.cook = c->cook,
                           .place = c->recv,
                           .site = c->site,
                           .product = c->product,
                           .portions = portions,
                           .base_portions = scaled(portions, r->base, r->portions),
                           .late = scaled(portions, r->late, r->portions),
                           .enrolled = enrolled_of(r, portions),
                           .food = c->food_ore,
                           .base_food = scaled(c->food_ore, r->base, r->portions),
                           .work = work,
                           .base_work = scaled(work, r->base, r->portions),
                           .trips = c->trip_ore,
                           .base_trips = scaled(c->trip_ore, r->base, r->portions),
                           .marginal = y->site[c->site].marginal_milliore};
}

static bool is_goods(const sk_kommun *k, sk_ix product)
{
    return k->product[product].kind == SK_PROD_GOODS;
}

sk_code sk_price_keys_year(const sk_price_keys *from, const sk_year *y, sk_arena *arena,
                           sk_price_keys *out, sk_err *err)
{
    const sk_kommun *k = y->k;
    size_t width = (size_t)k->n_products;
    reg *sum = sk_calloc_n((size_t)k->n_sites * width + 1, sizeof *sum);
    *out = *from; /* what it was counted from */
    out->n = 0;
    out->planned = true;
    out->meal = sk_arena_calloc(arena, (size_t)(from->n + y->n_cells) + 1, sizeof *out->meal);
    if (!sum || !out->meal) {
        sk_free(sum);
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    for (int i = 0; i < from->n; i++) {
        const sk_price_meal *m = &from->meal[i];
        reg *r = &sum[(size_t)m->site * width + (size_t)m->product];
        r->portions += m->portions;
        r->base += m->base_portions;
        r->late += m->late;
        r->enrolled += m->enrolled;
    }
    for (int i = 0; i < from->n; i++) {
        const sk_price_meal *m = &from->meal[i];
        bool gone = sum[(size_t)m->site * width + (size_t)m->product].portions == 0;
        if (gone || is_goods(k, m->product)) out->meal[out->n++] = *m;
    }
    for (int i = 0; i < y->n_cells; i++) {
        const sk_year_cell *c = &y->cell[i];
        sum[(size_t)c->site * width + (size_t)c->product].planned += portions_of(c);
    }
    for (int i = 0; i < y->n_cells; i++) {
        const sk_year_cell *c = &y->cell[i];
        out->meal[out->n++] = meal_of(y, c, &sum[(size_t)c->site * width + (size_t)c->product]);
    }
    qsort(out->meal, (size_t)out->n, sizeof *out->meal, by_ix);
    sk_free(sum);
    return SK_OK;
}
