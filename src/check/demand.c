/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demand, derived again from guests, calendars, diets and menus (SHARE rule of
 * forecast/demand.h), and the plan's needs held against it. */
#include <stdlib.h>
#include <string.h>

#include "check/check_priv.h"

typedef struct want { /* a need that should be there */
    int64_t day, meal, site, product, line, diet;
    int64_t eaten, kitchen, dish, portions;
} want;

typedef struct wants {
    chk *c;
    want *v;
    size_t n, cap;
} wants;

static int by_key(const want *a, const want *b)
{
    const int64_t x[] = {a->day, a->meal, a->site, a->product, a->line, a->diet};
    const int64_t y[] = {b->day, b->meal, b->site, b->product, b->line, b->diet};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    return 0;
}

static int cmp_want(const void *a, const void *b) { return by_key(a, b); }

static void add(wants *w, want x)
{
    if (x.portions <= 0) return;
    if (!SK_GROW(w->v, w->n, w->cap)) {
        w->c->oom = true;
        return;
    }
    w->v[w->n++] = x;
}

static bool row_holds(const chk *c, const sk_site_meal *m, sk_day eaten)
{
    sk_day_type t = sk_site_day_type(c->k, m->site, eaten);
    return c->k->product[m->product].kind != SK_PROD_GOODS && sk_period_has(m->when, eaten) &&
           sk_wdays_has(m->days, sk_day_weekday(eaten)) && ((m->day_types >> t) & 1) &&
           sk_site_guests(c->k, m->site, eaten) > 0;
}

/* Diets go to the first served row of the meal and day, or the first row when none is served. */
static bool carries_diets(const chk *c, int row, sk_day eaten)
{
    const sk_site_meal *me = &c->k->site_meal[row];
    sk_span s = sk_site_meals_of(c->k, me->site);
    int first = -1;
    for (int i = s.first; i < s.end; i++) {
        const sk_site_meal *m = &c->k->site_meal[i];
        if (m->meal != me->meal || !row_holds(c, m, eaten)) continue;
        if (c->k->product[m->product].kind == SK_PROD_SERVED) return i == row;
        if (first < 0) first = i;
    }
    return first == row;
}

/* Ordered diets of the row become needs; returns their sum. Orders of one diet are neighbours. */
static int64_t add_diets(wants *w, const want *base, sk_day eaten)
{
    const sk_kommun *k = w->c->k;
    sk_span s = sk_site_diet_orders(k, (sk_ix)base->site, (sk_meal)base->meal);
    int64_t sum = 0;
    for (int i = s.first; i < s.end;) {
        want x = *base;
        x.diet = k->diet_order[i].diet;
        x.portions = 0;
        for (; i < s.end && k->diet_order[i].diet == x.diet; i++)
            if (sk_period_has(k->diet_order[i].when, eaten) && k->diet_order[i].count > 0)
                x.portions += k->diet_order[i].count;
        sum += x.portions;
        add(w, x);
    }
    return sum;
}

static sk_ix kitchen_on(const sk_kommun *k, sk_ix site, sk_day day)
{
    sk_ix at = sk_site_kitchen_on(k, site, day);
    return at != SK_NONE ? at : k->site[sk_site_merged_into(k, site, day)].kitchen;
}

static int64_t eaters(const sk_kommun *k, const sk_site_meal *m, sk_day eaten)
{
    const sk_category *cat = &k->category[k->site[m->site].category];
    int64_t share = m->attendance_ppm ? m->attendance_ppm : cat->attendance_ppm;
    sk_wide x = (sk_wide)sk_site_guests(k, m->site, eaten) * m->share_ppm * share;
    sk_wide one = (sk_wide)SK_PPM * SK_PPM;
    return (int64_t)((x + one - 1) / one);
}

static void add_row(wants *w, int row, sk_day day)
{
    const sk_kommun *k = w->c->k;
    const sk_site_meal *m = &k->site_meal[row];
    const sk_product *p = &k->product[m->product];
    sk_day eaten = day + p->lead_days;
    if (!row_holds(w->c, m, eaten)) return;
    sk_ix menu = k->site[m->site].menu;
    bool by_menu = p->dish == SK_NONE;
    sk_ix main = by_menu ? sk_menu_dish(k, menu, eaten, m->meal, SK_LINE_MAIN) : p->dish;
    sk_ix veg = by_menu ? sk_menu_dish(k, menu, eaten, m->meal, SK_LINE_VEG) : SK_NONE;
    want x = {day,          m->meal, m->site, m->product,
              SK_LINE_MAIN, SK_NONE, eaten,   kitchen_on(k, m->site, day),
              main,         0};
    int64_t left = eaters(k, m, eaten);
    if (carries_diets(w->c, row, eaten)) left -= add_diets(w, &x, eaten);
    if (left < 0) left = 0;
    want v = x;
    v.line = SK_LINE_VEG;
    v.dish = veg;
    if (veg != SK_NONE)
        v.portions = sk_ceildiv(left * k->category[k->site[m->site].category].veg_ppm, SK_PPM);
    x.portions = left - v.portions;
    add(w, v);
    add(w, x);
}

/* ---- against the plan ---- */

static want key_of(const chk_need *n)
{
    return (want){n->day, n->meal, n->site, n->product, n->line, n->diet, 0, 0, 0, 0};
}

static void compare(chk *c, int row, const want *x)
{
    const chk_need *n = &c->need[row];
    const char *place = sk__chk_place_need(c, n);
    if (n->portions != x->portions)
        sk__chk_num(c, SK_V_NEED_PORTIONS, AT("need", row, "portions"), place, n->portions,
                    x->portions);
    if (n->kitchen != x->kitchen)
        sk__chk_word(c, SK_V_NEED_PLACE, AT("need", row, "kitchen"), place,
                     c->k->kitchen[n->kitchen].id, c->k->kitchen[x->kitchen].id);
    if (n->dish != x->dish)
        sk__chk_word(c, SK_V_NEED_PLACE, AT("need", row, "dish"), place, c->k->dish[n->dish].id,
                     x->dish == SK_NONE ? "-" : c->k->dish[x->dish].id);
    if (n->eaten != x->eaten) {
        char a[SK_DATE_LEN], b[SK_DATE_LEN];
        sk__chk_word(c, SK_V_NEED_PLACE, AT("need", row, "eaten"), place,
                     sk_day_str((sk_day)n->eaten, a), sk_day_str((sk_day)x->eaten, b));
    }
}

static void unknown(chk *c, int row)
{
    const chk_need *n = &c->need[row];
    bool closed = sk_site_guests(c->k, (sk_ix)n->site, (sk_day)n->eaten) == 0;
    sk__chk_say(c, closed ? SK_V_NEED_CLOSED : SK_V_NEED_UNKNOWN, AT("need", row, NULL),
                sk__chk_place_need(c, n));
}

static void missing(chk *c, const want *x)
{
    chk_need n = {
        .site = x->site, .day = x->day, .meal = x->meal, .line = x->line, .diet = x->diet};
    sk__chk_num(c, SK_V_NEED_MISSING, AT("need", -1, NULL), sk__chk_place_need(c, &n), 0,
                x->portions);
}

typedef struct own {
    want key;
    int row;
} own;
static int cmp_own(const void *a, const void *b)
{
    const own *x = a, *y = b;
    int d = by_key(&x->key, &y->key);
    return d ? d : (x->row > y->row) - (x->row < y->row);
}

static void hold_against(chk *c, const want *w, size_t n)
{
    own *o = sk__chk_array(c, (size_t)c->n_needs, sizeof *o);
    if (!o) return;
    size_t m = 0, i = 0;
    for (int r = 0; r < c->n_needs; r++)
        if (c->need[r].ok) o[m++] = (own){key_of(&c->need[r]), r};
    qsort(o, m, sizeof *o, cmp_own);
    for (size_t j = 0; j < m; j++) {
        if (j > 0 && by_key(&o[j - 1].key, &o[j].key) == 0) {
            sk__chk_say(c, SK_V_NEED_TWICE, AT("need", o[j].row, NULL),
                        sk__chk_place_need(c, &c->need[o[j].row]));
            continue;
        }
        while (i < n && by_key(&w[i], &o[j].key) < 0) missing(c, &w[i++]);
        if (i < n && by_key(&w[i], &o[j].key) == 0) compare(c, o[j].row, &w[i++]);
        else unknown(c, o[j].row);
    }
    while (i < n) missing(c, &w[i++]);
}

/* Rows of one site and product that hold on one day (overlapping periods) are one need. */
static size_t merge(want *w, size_t n)
{
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        if (m > 0 && by_key(&w[m - 1], &w[i]) == 0) w[m - 1].portions += w[i].portions;
        else w[m++] = w[i];
    }
    return m;
}

void sk__chk_demand(chk *c)
{
    wants w = {c, NULL, 0, 0};
    for (int i = 0; i < c->k->n_site_meals; i++)
        for (int64_t d = 0; d < c->head.n_days; d++) add_row(&w, i, sk__chk_day(c, d));
    if (w.n > 0) qsort(w.v, w.n, sizeof *w.v, cmp_want);
    if (!c->oom) hold_against(c, w.v, merge(w.v, w.n));
    sk_free(w.v);
}
