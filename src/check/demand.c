/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demand, derived again from guests, calendars, diets and menus (rules of forecast/demand.h), and the
 * plan's needs held against it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/check_priv.h"

typedef chk_want want;
typedef chk_wants wants;

static int by_key(const want *a, const want *b)
{
    const int64_t x[] = {a->day, a->meal, a->site, a->product, a->line, a->diet};
    const int64_t y[] = {b->day, b->meal, b->site, b->product, b->line, b->diet};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    return 0;
}

static int cmp_want(const void *a, const void *b) { return by_key(a, b); }

void sk__chk_want(wants *w, want x)
{
    if (x.portions <= 0) return;
    if (!SK_GROW(w->v, w->n, w->cap)) {
        w->c->oom = true;
        return;
    }
    w->v[w->n++] = x;
}

/* A need of so many portions exactly. */
static void add(wants *w, want x)
{
    for (int i = 0; i < CHK_D; i++) x.d[i] = x.portions * 1000;
    sk__chk_want(w, x);
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
        x.source = CHK_ORDERED;
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

/* share x attendance of a row. */
static sk_wide weight(const sk_kommun *k, const sk_site_meal *m)
{
    const sk_category *cat = &k->category[k->site[m->site].category];
    return (sk_wide)m->share_ppm * (m->attendance_ppm ? m->attendance_ppm : cat->attendance_ppm);
}

/* The row's part of what is expected of the site's meal that day. */
static double part_of(const chk *c, int row, sk_day eaten)
{
    const sk_site_meal *me = &c->k->site_meal[row];
    sk_span s = sk_site_meals_of(c->k, me->site);
    double all = 0.0;
    for (int i = s.first; i < s.end; i++) {
        const sk_site_meal *m = &c->k->site_meal[i];
        if (m->meal == me->meal && c->k->product[m->product].kind != SK_PROD_PACKED &&
            row_holds(c, m, eaten))
            all += (double)weight(c->k, m);
    }
    return all > 0.0 ? (double)weight(c->k, me) / all : 0.0;
}

static int64_t eaters(const sk_kommun *k, const sk_site_meal *m, sk_day eaten)
{
    sk_wide x = (sk_wide)sk_site_guests(k, m->site, eaten) * weight(k, m);
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
    bool packed = p->kind == SK_PROD_PACKED;
    want x = {.day = day, .meal = m->meal, .site = m->site, .product = m->product, .diet = SK_NONE};
    x.eaten = eaten;
    x.kitchen = kitchen_on(k, m->site, day);
    x.dish = main;
    x.source = packed ? CHK_ORDERED : CHK_SHARE;
    x.pool = -1;
    int64_t diets = carries_diets(w->c, row, eaten) ? add_diets(w, &x, eaten) : 0;
    const sk_check_expect *e = sk__chk_seen(w->c, m->site, m->meal, eaten);
    double part = packed || !e ? 0.0 : part_of(w->c, row, eaten);
    if (part > 0.0) {
        w->c->used[e - w->c->seen] = 1;
        sk__chk_lines(w, row, &x, e, part, diets, veg);
        return;
    }
    int64_t left = eaters(k, m, eaten) - diets;
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
    return (want){.day = n->day,
                  .meal = n->meal,
                  .site = n->site,
                  .product = n->product,
                  .line = n->line,
                  .diet = n->diet};
}

/* How the portions came about: where from, between what, and the distribution. */
static void compare_how(chk *c, int row, const want *x, const char *place)
{
    static const char *const name[CHK_D] = {"q10", "q50", "q80", "q90", "q95", "mean"};
    static const char *const source[] = {"share", "ordered", "forecast"};
    const chk_need *n = &c->need[row];
    if (n->source != x->source)
        sk__chk_word(c, SK_V_NEED_HOW, AT("need", row, "source"), place, source[n->source],
                     source[x->source]);
    sk__chk_same(c, SK_V_NEED_HOW, AT("need", row, "pool"), place, n->pool, x->pool);
    sk__chk_same(c, SK_V_NEED_HOW, AT("need", row, "floor"), place, n->floor, x->floor);
    sk__chk_same(c, SK_V_NEED_HOW, AT("need", row, "roll"), place, n->roll, x->roll);
    for (int i = 0; i < CHK_D; i++)
        if (llabs(n->dist[i] - x->d[i]) > 1)
            sk__chk_num(c, SK_V_NEED_HOW, AT("need", row, name[i]), place, n->dist[i], x->d[i]);
}

static void compare(chk *c, int row, const want *x)
{
    const chk_need *n = &c->need[row];
    const char *place = sk__chk_place_need(c, n);
    if (n->portions != x->portions)
        sk__chk_num(c, SK_V_NEED_PORTIONS, AT("need", row, "portions"), place, n->portions,
                    x->portions);
    compare_how(c, row, x, place);
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

static const char *place_pool(chk *c, const chk_pool *p)
{
    char day[SK_DATE_LEN];
    snprintf(c->place, sizeof c->place, "%s %s %s %s %s", c->k->kitchen[p->kitchen].id,
             sk_day_str((sk_day)p->day, day), sk_meal_name((sk_meal)p->meal, c->lang),
             c->k->product[p->product].id, sk_line_name((sk_line)p->line, c->lang));
    return c->place;
}

static void compare_pool(chk *c, int row, const chk_pool *x)
{
    static const char *const name[CHK_D] = {"q10", "q50", "q80", "q90", "q95", "mean"};
    const chk_pool *p = &c->pool[row];
    const struct {
        const char *name;
        int64_t found, want;
    } f[] = {{"kitchen", p->kitchen, x->kitchen},
             {"day", p->day, x->day},
             {"meal", p->meal, x->meal},
             {"product", p->product, x->product},
             {"line", p->line, x->line},
             {"dish", p->dish, x->dish},
             {"level_ppm", p->level_ppm, x->level_ppm},
             {"quantity", p->quantity, x->quantity},
             {"veg", p->veg, x->veg},
             {"portions", p->portions, x->portions},
             {"n_needs", p->n_needs, x->n_needs}};
    for (size_t i = 0; i < sizeof f / sizeof *f; i++)
        if (f[i].found != f[i].want)
            sk__chk_num(c, SK_V_POOL, AT("pool", row, f[i].name), place_pool(c, x), f[i].found,
                        f[i].want);
    for (int i = 0; i < CHK_D; i++)
        if (llabs(p->d[i] - x->d[i]) > 1)
            sk__chk_num(c, SK_V_POOL, AT("pool", row, name[i]), place_pool(c, x), p->d[i], x->d[i]);
}

/* Pools stand in the order of the rule; expectations are listed when, and only when, they are used. */
static void hold_pools(chk *c, const wants *w)
{
    sk__chk_same(c, SK_V_POOL, AT("pool", -1, NULL), c->k->name, c->n_pools, (int64_t)w->n_pools);
    for (int i = 0; i < c->n_pools && (size_t)i < w->n_pools; i++)
        if (c->pool[i].ok) compare_pool(c, i, &w->pool[i]);
    int64_t used = 0;
    for (int i = 0; i < c->n_seen; i++) used += c->used[i];
    sk__chk_same(c, SK_V_EXPECT, AT("expect", -1, NULL), c->k->name, c->n_expects, used);
    if (c->head.demand_from == SK_SIGHT_OUT_OF_REACH && w->n_lines > 0)
        sk__chk_say(c, SK_V_SIGHT, AT("demand_from", -1, NULL), c->k->name);
}

void sk__chk_demand(chk *c)
{
    wants w = {.c = c};
    c->used = sk__chk_array(c, (size_t)c->n_seen, 1);
    for (int i = 0; i < c->k->n_site_meals && !c->oom; i++)
        for (int64_t d = 0; d < c->head.n_days; d++) add_row(&w, i, sk__chk_day(c, d));
    if (!c->oom) sk__chk_pools(&w);
    if (w.n > 0) qsort(w.v, w.n, sizeof *w.v, cmp_want);
    if (!c->oom) hold_against(c, w.v, merge(w.v, w.n));
    if (!c->oom) hold_pools(c, &w);
    sk_free(w.v);
    sk_free(w.line);
    sk_free(w.pool);
}
