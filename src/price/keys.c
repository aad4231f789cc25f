/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys from the register: sums of exact fractions over the days, each rounded once at the end. */
#include "price/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "forecast/demand.h"
#include "forecast/outlook.h"

enum { NOW, BASE, N_YEARS };

typedef struct sums { /* in portions x 10^12 */
    sk_wide portions, late, food, work, trips;
    int64_t enrolled; /* whole guests */
} sums;

typedef struct cell {
    sk_ix cook, place, site, product;
    sums year[N_YEARS];
} cell;

typedef struct counter {
    const sk_kommun *k;
    sk_kommun view; /* events of the month */
    const sk_price_keys_ask *ask;
    cell *v;
    size_t n, cap;
    size_t first;        /* of the site meal at work: its few cells are looked for from here */
    sk_wide *all, *seen; /* [n_products] portions x 10^12 of the price year: all; by counts */
    sk_err *err;
} counter;

/* ---- a portion of a dish: öre x 1000 and milliminutes ---- */

static void dish_takes(const sk_kommun *k, sk_ix dish, int factor_milli, int64_t *food,
                       int64_t *work)
{
    *food = *work = 0;
    if (dish == SK_NONE) return;
    const sk_dish *d = &k->dish[dish];
    for (int i = 0; i < d->n_comp; i++) {
        const sk_component *c = &k->component[d->comp[i].component];
        *food +=
            sk_muldiv(c->food_ore_1000, (int64_t)d->comp[i].scale_milli * factor_milli, 1000000);
        *work += c->cook_mmin;
    }
}

/* Main and vegetarian line together, by the category's share. */
static void portion_takes(const counter *c, const sk_site_meal *sm, sk_day day, int64_t *food,
                          int64_t *work)
{
    const sk_kommun *k = c->k;
    const sk_site *s = &k->site[sm->site];
    const sk_category *cat = &k->category[s->category];
    const sk_product *p = &k->product[sm->product];
    if (p->dish != SK_NONE || s->menu == SK_NONE) {
        dish_takes(k, p->dish, cat->factor_milli, food, work);
        return;
    }
    int64_t veg_food, veg_work;
    sk_ix veg = sk_menu_dish(k, s->menu, day, sm->meal, SK_LINE_VEG);
    dish_takes(k, sk_menu_dish(k, s->menu, day, sm->meal, SK_LINE_MAIN), cat->factor_milli, food,
               work);
    if (veg == SK_NONE) return;
    dish_takes(k, veg, cat->factor_milli, &veg_food, &veg_work);
    *food += sk_muldiv(veg_food - *food, cat->veg_ppm, SK_PPM);
    *work += sk_muldiv(veg_work - *work, cat->veg_ppm, SK_PPM);
}

/* ---- days ---- */

static cell *cell_of(counter *c, const sk_site_meal *sm, sk_day day)
{
    sk_ix place = sk_site_kitchen_on(&c->view, sm->site, day);
    if (place == SK_NONE) place = c->k->site[sk_site_merged_into(&c->view, sm->site, day)].kitchen;
    sk_ix cook = sk_site_supplier_on(&c->view, sm->site, day);
    for (size_t i = c->first; i < c->n; i++)
        if (c->v[i].cook == cook && c->v[i].place == place) return &c->v[i];
    if (!SK_GROW(c->v, c->n, c->cap)) return NULL;
    c->v[c->n] = (cell){.cook = cook, .place = place, .site = sm->site, .product = sm->product};
    return &c->v[c->n++];
}

static sk_code count_day(counter *c, const sk_site_meal *sm, sk_day day, int which)
{
    const sk_site *s = &c->k->site[sm->site];
    if (!sk_period_has(sm->when, day) || !sk_wdays_has(sm->days, sk_day_weekday(day)) ||
        !sk_site_meal_holds(sm, day, sk_site_day_type(&c->view, sm->site, day)))
        return SK_OK;
    int guests = sk_site_guests(&c->view, sm->site, day);
    if (guests == 0) return SK_OK;
    int64_t food, work;
    int attendance =
        sm->attendance_ppm ? sm->attendance_ppm : c->k->category[s->category].attendance_ppm;
    cell *x = cell_of(c, sm, day);
    if (!x) return sk_err_set(c->err, SK_E_NOMEM, "out of memory");
    sk_wide n = (sk_wide)guests * sm->share_ppm * attendance;
    portion_takes(c, sm, day, &food, &work);
    sums *y = &x->year[which];
    y->portions += n;
    if (which == NOW) {
        const sk_outlook *look = c->ask->outlook;
        c->all[sm->product] += n;
        ptrdiff_t at = sm - c->k->site_meal;
        if (look && look->found && look->found[at]) c->seen[sm->product] += n;
    }
    if (c->ask->split == SK_NO_DAY || day >= c->ask->split) y->late += n;
    y->enrolled +=
        ((int64_t)guests * sm->share_ppm + SK_PPM / 2) / SK_PPM; /* as a bill counts a day */
    y->food += n * food;
    y->work += n * work;
    if (x->cook != x->place) y->trips += n * c->k->category[s->category].factor_milli;
    return SK_OK;
}

static sk_code covered(counter *c, const sk_site_meal *sm, int year)
{
    sk_day first, last;
    char text[SK_DATE_LEN];
    const sk_site *s = &c->k->site[sm->site];
    sk_day_from_ymd(year, 1, 1, &first);
    sk_day_from_ymd(year, 12, 31, &last);
    bool ok = sk_calendar_covers(c->k, s->calendar, first);
    if (ok && sk_calendar_covers(c->k, s->calendar, last)) return SK_OK;
    sk_err_set(c->err, SK_E_INPUT, "calendar %s does not cover %s (site %s)",
               c->k->calendar[s->calendar].id, sk_day_str(ok ? last : first, text), s->id);
    sk_err_hint(c->err, "a price needs whole years: extend the calendar in calendars.csv");
    return SK_E_INPUT;
}

/* One month of a year for every row of the site meals: few events to look through. */
static sk_code count_month(counter *c, int year, int month, int which, sk_arena *tmp)
{
    sk_day first, next;
    sk_day_from_ymd(year, month, 1, &first);
    sk_day_from_ymd(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1, &next);
    if (!sk_demand_view(c->k, first, next - 1, tmp, &c->view))
        return sk_err_set(c->err, SK_E_NOMEM, "out of memory");
    for (int i = 0; i < c->k->n_site_meals; i++) {
        c->first = c->n;
        for (sk_day d = first; d < next; d++) {
            sk_code code = count_day(c, &c->k->site_meal[i], d, which);
            if (code) return code;
        }
    }
    return SK_OK;
}

/* ---- from cells to meals ---- */

static int by_ix(const void *x, const void *y)
{
    const cell *a = x, *b = y;
    if (a->cook != b->cook) return a->cook < b->cook ? -1 : 1;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    if (a->site != b->site) return a->site < b->site ? -1 : 1;
    return (a->product > b->product) - (a->product < b->product);
}

static void add_sums(sums *to, const sums *from)
{
    to->portions += from->portions;
    to->late += from->late;
    to->enrolled += from->enrolled;
    to->food += from->food;
    to->work += from->work;
    to->trips += from->trips;
}

static int64_t rounded(sk_wide v, sk_wide unit) { return (int64_t)((v + unit / 2) / unit); }

static sk_price_meal meal_of(const cell *x)
{
    const sk_wide one = (sk_wide)SK_PPM * SK_PPM;
    const sums *now = &x->year[NOW], *base = &x->year[BASE];
    sk_price_meal m = {.cook = x->cook,
                       .place = x->place,
                       .site = x->site,
                       .product = x->product,
                       .portions = rounded(now->portions, one),
                       .base_portions = rounded(base->portions, one),
                       .late = rounded(now->late, one),
                       .enrolled = now->enrolled,
                       .food = rounded(now->food, one * 1000),
                       .base_food = rounded(base->food, one * 1000),
                       .work = rounded(now->work, one),
                       .base_work = rounded(base->work, one),
                       .trips = rounded(now->trips, one),
                       .base_trips = rounded(base->trips, one),
                       .marginal = -1};
    return m;
}

static sk_code hand_over(counter *c, sk_arena *arena, sk_price_keys *out)
{
    if (c->n) qsort(c->v, c->n, sizeof *c->v, by_ix);
    out->meal = sk_arena_calloc(arena, c->n + 1, sizeof *out->meal);
    if (!out->meal) return sk_err_set(c->err, SK_E_NOMEM, "out of memory");
    for (size_t i = 0, j; i < c->n; i = j) {
        for (j = i + 1; j < c->n && by_ix(&c->v[i], &c->v[j]) == 0; j++)
            for (int y = 0; y < N_YEARS; y++) add_sums(&c->v[i].year[y], &c->v[j].year[y]);
        out->meal[out->n++] = meal_of(&c->v[i]);
    }
    return SK_OK;
}

sk_code sk_price_keys_register(const sk_kommun *k, const sk_price_keys_ask *ask, sk_arena *arena,
                               sk_price_keys *out, sk_err *err)
{
    counter c = {.k = k, .ask = ask, .err = err};
    sk_arena *tmp = sk_arena_new();
    sk_code code = tmp ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
    *out = (sk_price_keys){.year = ask->year, .base_year = ask->base_year};
    out->counted = ask->outlook ? ask->outlook->counted : SK_NO_DAY;
    if (code == SK_OK) {
        c.all = sk_arena_calloc(tmp, (size_t)k->n_products + 1, sizeof *c.all);
        c.seen = sk_arena_calloc(tmp, (size_t)k->n_products + 1, sizeof *c.seen);
        out->seen_ppm = sk_arena_calloc(arena, (size_t)k->n_products + 1, sizeof *out->seen_ppm);
        if (!c.all || !c.seen || !out->seen_ppm)
            code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    for (int i = 0; i < k->n_site_meals && code == SK_OK; i++) {
        code = covered(&c, &k->site_meal[i], ask->year);
        if (code == SK_OK) code = covered(&c, &k->site_meal[i], ask->base_year);
    }
    for (int m = 1; m <= 12 && code == SK_OK; m++) {
        code = count_month(&c, ask->year, m, NOW, tmp);
        if (code == SK_OK) code = count_month(&c, ask->base_year, m, BASE, tmp);
    }
    if (code == SK_OK) code = hand_over(&c, arena, out);
    for (sk_ix p = 0; p < k->n_products && code == SK_OK; p++)
        if (c.all[p]) out->seen_ppm[p] = (int)rounded(c.seen[p] * SK_PPM, c.all[p]);
    sk_free(c.v);
    sk_arena_free(tmp);
    return code;
}
