/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meals of the year to cells and their weights; support units and what drives them. */
#include "price/build_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"

/* ---- units ---- */

static void name_unit(price_build *b, const char *id, sk_ix unit, int row)
{
    sk_ix was = sk_map_put(b->units, id, unit);
    if (was == -2) b->no_memory = true;
    else if (was != SK_NONE && was != unit)
        sk__build_bad(b, "K002", SK_PD_UNITS, row, NULL, SK_N("the id '%s' stands twice"), id);
}

void sk__build_units(price_build *b)
{
    const sk_price_data *d = b->d;
    int n = b->k->n_kitchens;
    sk_price_unit *u = sk__build_array(b, (size_t)(n + d->n_units), sizeof *u);
    b->units = sk_map_new((size_t)(n + 2 * d->n_units));
    if (!u || !b->units) {
        b->no_memory = true;
        return;
    }
    for (int i = 0; i < n; i++) {
        u[i] = (sk_price_unit){
            b->k->kitchen[i].id, b->k->kitchen[i].name, false, "", {"kitchens.csv", 0}};
        name_unit(b, u[i].id, i, 0);
    }
    static const char *const drives[] = {SK_N("as stated"), SK_N("full-time posts"),
                                         SK_N("portions"),  SK_N("kitchens"),
                                         SK_N("transport"), SK_N("cooking time")};
    sk_lang lang = sk_diags_lang(b->diags);
    for (int i = 0; i < d->n_units; i++) {
        const sk_pd_unit *x = &d->unit[i];
        u[n + i] = (sk_price_unit){x->id, x->name, true, sk_text(lang, drives[x->drive]),
                                   sk__build_src(b, SK_PD_UNITS, i)};
        name_unit(b, x->id, n + i, i);
        if (*x->object) name_unit(b, x->object, n + i, i);
    }
    b->m->c.unit = u;
    b->m->c.n_units = n + d->n_units;
}

/* ---- cells ---- */

typedef struct cell {
    sk_ix cook, place, tariff, customer;
    int64_t portions, base, late, billed;
    int64_t given[SK_N_KEYS], given_base[SK_N_KEYS];
    int row; /* of volumes.csv, -1 = the register */
} cell;

typedef struct cells {
    cell *v;
    size_t n, cap;
} cells;

static int by_ix(const void *x, const void *y)
{
    const cell *a = x, *b = y;
    if (a->cook != b->cook) return a->cook < b->cook ? -1 : 1;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    if (a->tariff != b->tariff) return a->tariff < b->tariff ? -1 : 1;
    return (a->customer > b->customer) - (a->customer < b->customer);
}

static bool add_cell(price_build *b, cells *c, cell x)
{
    if (!SK_GROW(c->v, c->n, c->cap)) b->no_memory = true;
    else c->v[c->n++] = x;
    return !b->no_memory;
}

/* A board that is no customer, or a product that nothing sells to it; each told once. */
static sk_ix buyer_of(price_build *b, sk_ix board, bool *told)
{
    sk_ix customer = b->customer_of[board];
    if (customer == SK_NONE && !told[board])
        sk__build_bad(b, "K007", SK_PD_CUSTOMERS, -1, NULL,
                      SK_N("%s gets meals, but is no customer: it would have no price"),
                      b->k->board[board].id);
    told[board] = true;
    return customer;
}

static sk_ix seller_of(price_build *b, sk_ix product, sk_ix customer, bool *told)
{
    sk_ix tariff = sk__build_tariff(b, product, customer);
    if (tariff == SK_NONE && !told[product]) {
        told[product] = true;
        sk__build_bad(b, "K024", SK_PD_TARIFFS, -1,
                      SK_N("name it among the parts of something that has a price"),
                      SK_N("%s is eaten, but nothing in tariffs.csv sells it"),
                      b->k->product[product].id);
    }
    return tariff;
}

/* A price is cost per unit that is billed: by enrolment those who stay away count, too. */
static int64_t billed_of(const sk_pd_tariff *t, const sk_price_meal *m)
{
    return t->billing == SK_BILL_ENROLLED ? m->enrolled : m->portions;
}

/* Services that go with a product, such as its delivery: portions, but no meal. */
static void take_services(price_build *b, cells *c, const sk_price_meal *m, sk_ix customer)
{
    for (int t = 0; t < b->d->n_tariffs; t++) {
        const sk_pd_tariff *x = &b->d->tariff[t];
        if (x->n_parts > 0 || x->counts != m->product ||
            (*x->only && strcmp(x->only, b->d->customer[customer].id) != 0))
            continue;
        add_cell(b, c,
                 (cell){.cook = m->cook,
                        .place = m->place,
                        .tariff = t,
                        .customer = customer,
                        .portions = m->portions,
                        .base = m->base_portions,
                        .late = m->late,
                        .billed = billed_of(x, m),
                        .row = -1});
    }
}

static void take_meals(price_build *b, cells *c)
{
    bool *product = sk__build_array(b, (size_t)b->k->n_products, sizeof *product);
    bool *board = sk__build_array(b, (size_t)b->k->n_boards, sizeof *board);
    for (int i = 0; i < b->ask->keys->n && !b->no_memory; i++) {
        const sk_price_meal *m = &b->ask->keys->meal[i];
        sk_ix customer = buyer_of(b, b->k->site[m->site].board, board);
        sk_ix tariff = customer == SK_NONE ? SK_NONE : seller_of(b, m->product, customer, product);
        if (tariff == SK_NONE) continue;
        cell x = {
            .cook = m->cook,
            .place = m->place,
            .tariff = tariff,
            .customer = customer,
            .given = {[SK_KEY_FOOD] = m->food, [SK_KEY_WORK] = m->work, [SK_KEY_TRIPS] = m->trips},
            .given_base = {[SK_KEY_FOOD] = m->base_food,
                           [SK_KEY_WORK] = m->base_work,
                           [SK_KEY_TRIPS] = m->base_trips},
            .row = -1};
        sk_ix counts = b->d->tariff[tariff].counts;
        if (counts == SK_NONE || counts == m->product) {
            x.portions = m->portions, x.base = m->base_portions, x.late = m->late;
            x.billed = billed_of(&b->d->tariff[tariff], m);
        }
        add_cell(b, c, x);
        take_services(b, c, m, customer);
    }
}

/* What a portion of the tariff weighs in the register's cells, else a portion of any. */
static int64_t mean_weight(const cells *c, sk_ix tariff, int key, int64_t portions)
{
    int64_t w = 0, n = 0, all = 0, all_n = 0;
    for (size_t i = 0; i < c->n; i++) {
        if (c->v[i].row >= 0) continue;
        all += c->v[i].given[key];
        all_n += c->v[i].portions;
        if (c->v[i].tariff != tariff) continue;
        w += c->v[i].given[key];
        n += c->v[i].portions;
    }
    if (n > 0) return sk_muldiv(portions, w, n);
    return all_n > 0 ? sk_muldiv(portions, all, all_n) : 0;
}

static void take_volumes(price_build *b, cells *c)
{
    for (int i = 0; i < b->d->n_volumes && !b->no_memory; i++) {
        const sk_pd_volume *v = &b->d->volume[i];
        bool now = v->year == b->ask->year;
        if (!now && v->year != b->ask->year - 1) continue;
        cell x = {.cook = v->kitchen,
                  .place = v->kitchen,
                  .tariff = v->tariff,
                  .customer = v->customer,
                  .row = i};
        *(now ? &x.portions : &x.base) = v->portions;
        if (now) x.late = x.billed = v->portions;
        for (int key = SK_KEY_FOOD; key <= SK_KEY_WORK; key++)
            (now ? x.given : x.given_base)[key] = mean_weight(c, v->tariff, key, v->portions);
        add_cell(b, c, x);
    }
}

static void merge(cells *c)
{
    size_t n = 0;
    if (c->n) qsort(c->v, c->n, sizeof *c->v, by_ix);
    for (size_t i = 0; i < c->n; i++) {
        if (n == 0 || by_ix(&c->v[n - 1], &c->v[i]) != 0) {
            c->v[n++] = c->v[i];
            continue;
        }
        cell *to = &c->v[n - 1];
        to->portions += c->v[i].portions;
        to->base += c->v[i].base;
        to->late += c->v[i].late;
        to->billed += c->v[i].billed;
        if (c->v[i].row > to->row) to->row = c->v[i].row;
        for (int key = 0; key < SK_N_KEYS; key++) {
            to->given[key] += c->v[i].given[key];
            to->given_base[key] += c->v[i].given_base[key];
        }
    }
    c->n = n;
}

static void hand_over(price_build *b, const cells *c)
{
    sk_price_volume *v = sk__build_array(b, c->n, sizeof *v);
    sk_price_given *g = sk__build_array(b, c->n * SK_N_KEYS, sizeof *g);
    b->m->late = sk__build_array(b, c->n, sizeof *b->m->late);
    if (b->no_memory) return;
    int n = 0;
    for (size_t i = 0; i < c->n; i++) {
        const cell *x = &c->v[i];
        sk_price_src src = {"site_meals.csv", 0};
        if (x->row >= 0) src = sk__build_src(b, SK_PD_VOLUMES, x->row);
        v[i] = (sk_price_volume){x->cook, x->tariff, x->customer, x->portions,
                                 x->base, src,       x->place,    x->billed};
        b->m->late[i] = x->late;
        for (int key = SK_KEY_FOOD; key < SK_N_KEYS; key++)
            g[n++] = (sk_price_given){key,           x->cook, x->tariff, x->customer,
                                      x->given[key], src,     x->place,  x->given_base[key]};
    }
    b->m->c.volume = v;
    b->m->c.n_volumes = (int)c->n;
    b->m->c.given = g;
    b->m->c.n_given = n;
}

void sk__build_cells(price_build *b)
{
    cells c = {NULL, 0, 0};
    take_meals(b, &c);
    merge(&c);
    if (!b->bad) take_volumes(b, &c);
    merge(&c);
    if (!b->bad && !b->no_memory) hand_over(b, &c);
    sk_free(c.v);
}

/* ---- drivers ---- */

typedef struct drive { /* by kitchen */
    int64_t value, portions, trips, work, posts;
} drive;

static void measure_kitchens(price_build *b, drive *d)
{
    const sk_price_case *c = &b->m->c;
    for (int i = 0; i < c->n_volumes; i++) {
        const sk_price_volume *v = &c->volume[i];
        d[v->kitchen].portions += v->portions;
        d[v->kitchen].value += v->portions > 0;
        if (v->place != v->kitchen) d[v->place].value += v->portions > 0;
    }
    for (int i = 0; i < c->n_given; i++) {
        const sk_price_given *g = &c->given[i];
        if (g->key == SK_KEY_WORK) d[g->kitchen].work += g->amount;
        if (g->key == SK_KEY_TRIPS) d[g->place].trips += g->amount;
    }
    sk_day first;
    sk_day_from_ymd(b->ask->year, 1, 1, &first);
    for (int i = 0; i < b->k->n_posts; i++) {
        const sk_post *p = &b->k->post[i];
        if (!p->trainee && sk_period_has(p->when, first)) d[p->kitchen].posts += p->employment_pct;
    }
}

static int64_t driven(const drive *d, int how)
{
    switch (how) {
    case SK_PD_DRIVE_POSTS: return d->posts;
    case SK_PD_DRIVE_PORTIONS: return d->portions;
    case SK_PD_DRIVE_KITCHENS: return d->posts > 0;
    case SK_PD_DRIVE_TRIPS: return d->trips;
    case SK_PD_DRIVE_WORK: return d->work;
    default: return 0;
    }
}

/* A use that uses.csv adds to what the driver gave. */
static void add_use(price_build *b, sk_price_use *u, int *n, int i)
{
    const sk_pd_use *x = &b->d->use[i];
    sk_ix unit = sk_map_get(b->units, x->unit), support = b->k->n_kitchens + x->support;
    if (unit == SK_NONE) {
        sk__build_bad(b, "K001", SK_PD_USES, i, NULL,
                      SK_N("%s is neither a kitchen nor a support unit"), x->unit);
        return;
    }
    if (x->amount && x->share_ppm)
        sk__build_bad(b, "K004", SK_PD_USES, i, NULL,
                      SK_N("a use is an amount or a share, not both"));
    if (x->share_ppm && b->d->unit[x->support].drive != SK_PD_DRIVE_USES)
        sk__build_bad(b, "K022", SK_PD_USES, i, NULL,
                      SK_N("shares of %s need the driver that is stated, not measured"),
                      b->d->unit[x->support].id);
    sk_price_src src = sk__build_src(b, SK_PD_USES, i);
    for (int j = 0; j < *n; j++)
        if (u[j].support == support && u[j].unit == unit && !u[j].src.line) {
            u[j].amount += x->amount;
            return;
        }
    u[(*n)++] = (sk_price_use){support, unit, x->share_ppm ? x->share_ppm : x->amount,
                               x->share_ppm > 0, src};
}

void sk__build_uses(price_build *b)
{
    const sk_price_data *d = b->d;
    int n_kitchens = b->k->n_kitchens, n = 0;
    size_t most = (size_t)d->n_units * (size_t)n_kitchens + (size_t)d->n_uses;
    sk_price_use *u = sk__build_array(b, most, sizeof *u);
    drive *m = sk__build_array(b, (size_t)n_kitchens, sizeof *m);
    if (b->no_memory) return;
    measure_kitchens(b, m);
    for (int s = 0; s < d->n_units; s++)
        for (sk_ix k = 0; k < n_kitchens; k++) {
            int64_t amount = driven(&m[k], d->unit[s].drive);
            if (amount > 0 && m[k].value > 0)
                u[n++] =
                    (sk_price_use){n_kitchens + s, k, amount, false, {d->name[SK_PD_UNITS], 0}};
        }
    for (int i = 0; i < d->n_uses; i++) add_use(b, u, &n, i);
    b->m->c.use = u;
    b->m->c.n_uses = n;
}
