/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The year's programme of a reserve: built over all representative days, solved for several targets. */
#include "review/stock.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "price/year_priv.h"
#include "review/stock_priv.h"

static const int CURVE_PCT[SK_STOCK_CURVE] = {25, 50, 75, 100, 125, 150};
enum { CHOSEN = 3 /* the 100 % of the curve */, LEAST = 10, TRIES = 6 };

typedef struct work {
    sk_stock *s;
    const sk_kommun *k;
    sk_kommun
        view; /* the same without dated staff deviations: sickness of a week says nothing of a year */
    const sk_stock_opts *o;
    sk__spare spare;
    sk__stock_lp lp;
    sk_lang lang;
    sk_progress progress;
    void *ctx;
    sk_err *err;
} work;

static sk_code no_memory(work *w) { return sk_err_set(w->err, SK_E_NOMEM, "out of memory"); }
static int days_of(const work *w, int rep) { return w->s->map->rep[rep].n_days; }
static int64_t whole(double x) { return (int64_t)(x < 0 ? x - 0.5 : x + 0.5); }

/* ---- spare capacity ----------------------------------------------------------------------------- */

static sk_code plan_weeks(work *w)
{
    const sk_year_map *m = w->s->map;
    sk_code code = SK_OK;
    w->spare = (sk__spare){.k = w->k, .map = m};
    for (int i = 0; i < m->n_weeks && code == SK_OK; i++) {
        sk_plan_opts o = {.week = m->week[i], .max_necks = -1, .lang = w->lang};
        sk_plan *p = NULL;
        if (w->progress)
            w->progress(w->ctx, sk_text(w->lang, SK_N("planned weeks")), i, m->n_weeks);
        code = sk_plan_make(w->k, &o, NULL, NULL, &p, w->err);
        if (code == SK_OK) code = sk__stock_week(&w->spare, i, p, w->err);
        sk_plan_free(p);
    }
    return code;
}

/* ---- answers ------------------------------------------------------------------------------------ */

static void point(work *w, sk_stock_point *p, int64_t target)
{
    double miss = w->lp.x[w->lp.miss];
    p->portions = target;
    p->made = target - whole(miss);
    p->ore = whole(sk_lp_obj(w->lp.lp) - SK__STOCK_MISS_ORE * miss);
    p->marginal_ore = miss > 0.5 ? -1 : whole(w->lp.row_dual[w->lp.target_row]);
}

/* öre of n portions at an amount for 1000 */
static sk_ore per_1000(int64_t n, sk_ore ore_1000)
{
    return (sk_ore)(((sk_wide)n * ore_1000 + 500) / 1000);
}

static void one_row(work *w, size_t i, int64_t z)
{
    sk_stock *s = w->s;
    const sk__make *m = &w->spare.make[i];
    sk__takes t = sk__stock_takes(w->k, m->kitchen, m->dish);
    int64_t days = days_of(w, m->rep);
    sk_stock_row r = {.kitchen = m->kitchen,
                      .dish = m->dish,
                      .day = s->map->rep[m->rep].day,
                      .n_days = (int)days,
                      .portions = z,
                      .mass_g = whole(t.kg * 1000 * (double)z),
                      .food_ore = per_1000(z * days, t.food_ore_1000),
                      .other_ore = per_1000(z * days, t.other_ore_1000),
                      .work_mmin = whole(t.min * 1000 * (double)z) * days};
    s->row[s->n_rows++] = r;
    s->made_year += z * days;
    s->food_ore += r.food_ore;
    s->other_ore += r.other_ore;
    s->work_mmin += r.work_mmin;
    sk_stock_kitchen *k = &s->kitchen[m->kitchen];
    k->portions += z * days;
    k->ore += r.food_ore + r.other_ore;
    k->work_mmin += r.work_mmin;
}

/* Overtime of the whole portions, by day and kitchen. */
static void overtime(work *w)
{
    sk_stock *s = w->s;
    for (size_t i = 0; i < w->spare.n_slots; i++) {
        const sk__slot *x = &w->spare.slot[i];
        int64_t days = days_of(w, x->rep);
        double min = 0;
        if (x->kind != SK_RES_STAFF) continue;
        for (int r = 0; r < s->n_rows; r++)
            if (s->row[r].kitchen == x->kitchen && s->row[r].day == s->map->rep[x->rep].day)
                min += (double)s->row[r].work_mmin / 1000 / (double)days;
        s->kitchen[x->kitchen].spare_mmin += whole(x->left * 1000) * days;
        if (min <= x->left) continue;
        sk_ore ore = whole((min - x->left) * (double)x->over_ore_h / 60) * days;
        s->kitchen[x->kitchen].overtime_ore += ore;
        s->kitchen[x->kitchen].ore += ore;
        s->overtime_ore += ore;
    }
}

static int by_row(const void *x, const void *y)
{
    const sk_stock_row *a = x, *b = y;
    if (a->kitchen != b->kitchen) return a->kitchen < b->kitchen ? -1 : 1;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    return (a->dish > b->dish) - (a->dish < b->dish);
}

static int by_most(const void *x, const void *y)
{
    const sk_stock_kitchen *a = x, *b = y;
    if (a->portions != b->portions) return a->portions > b->portions ? -1 : 1;
    return (a->kitchen > b->kitchen) - (a->kitchen < b->kitchen);
}

/* Whole portions a day of a column; less than a small pan of a dish is not worth the while. */
static int64_t pieces(const work *w, size_t i)
{
    int64_t z = (int64_t)floor(w->lp.x[i] + 1e-6);
    return z < LEAST ? 0 : z;
}

/* Rounding down loses some: the programme is asked for that much more, until whole portions reach the target
 * or capacity ends. */
static sk_code reach(work *w, int64_t target)
{
    int64_t more = 0;
    sk_code code = SK_OK;
    for (int i = 0; i < TRIES && code == SK_OK; i++) {
        int64_t made = 0;
        for (size_t j = 0; j < w->spare.n_makes; j++)
            made += pieces(w, j) * days_of(w, w->spare.make[j].rep);
        if (made >= target || w->lp.x[w->lp.miss] > 0.5) break;
        more += target - made;
        code = sk__stock_lp_solve(&w->lp, target + more, w->err);
    }
    return code;
}

static sk_code chosen(work *w)
{
    sk_stock *s = w->s;
    int n = 0;
    s->row = sk_arena_calloc(s->arena, w->spare.n_makes + 1, sizeof *s->row);
    s->kitchen = sk_arena_calloc(s->arena, (size_t)w->k->n_kitchens + 1, sizeof *s->kitchen);
    if (!s->row || !s->kitchen) return no_memory(w);
    for (sk_ix i = 0; i < w->k->n_kitchens; i++) s->kitchen[i].kitchen = i;
    for (size_t i = 0; i < w->spare.n_makes; i++) {
        int64_t z = pieces(w, i);
        if (z > 0) one_row(w, i, z);
    }
    overtime(w);
    if (s->n_rows > 1) qsort(s->row, (size_t)s->n_rows, sizeof *s->row, by_row);
    for (sk_ix i = 0; i < w->k->n_kitchens; i++)
        if (w->k->kitchen[i].chill_kg_day > 0) s->kitchen[n++] = s->kitchen[i];
    s->n_kitchens = n;
    if (n > 1) qsort(s->kitchen, (size_t)n, sizeof *s->kitchen, by_most);
    return SK_OK;
}

static void cover(work *w)
{
    sk_stock *s = w->s;
    for (int g = 0; g < 5; g++) {
        int64_t need = w->spare.need[g];
        if (need > 0)
            s->cover[s->n_cover++] =
                (sk_stock_cover){g, need, (int64_t)((sk_wide)s->target * 10 / need)};
    }
}

int sk_stock_rotation(int first_year, int64_t target, int64_t made_year, int shelf_years,
                      sk_stock_year *plan)
{
    int n = 0;
    int64_t stock = 0;
    for (; made_year > 0 && n < SK_STOCK_YEARS_MAX; n++) {
        sk_stock_year *y = &plan[n];
        int64_t old = n >= shelf_years ? plan[n - shelf_years].made : 0; /* reaches its last year */
        *y = (sk_stock_year){.year = first_year + n, .start = stock, .used = old};
        y->made = target - (stock - old) < made_year ? target - (stock - old) : made_year;
        stock += y->made - old;
        y->end = stock;
        if (n >= 2 * shelf_years - 1) return n + 1;
    }
    return n;
}

/* ---- all ---------------------------------------------------------------------------------------- */

static sk_code settings(work *w)
{
    const sk_policy *p = &w->k->policy;
    sk_stock *s = w->s;
    s->target = w->o->portions ? w->o->portions : p->reserve_portions;
    s->years = w->o->years ? w->o->years : (int)p->reserve_years;
    s->shelf_years = (int)p->reserve_shelf_years;
    s->invest_ore = p->reserve_invest_ore;
    if (s->target <= 0 || s->years <= 0)
        return sk_err_set(w->err, SK_E_USAGE, "a reserve needs portions and years above 0");
    s->target_year = (s->target + s->years - 1) / s->years;
    return SK_OK;
}

static sk_code run(work *w)
{
    sk_stock *s = w->s;
    sk_year_opts yo = {.year = w->o->year};
    sk_code code = settings(w);
    if (code == SK_OK) code = sk_year_map_make(w->k, &yo, &s->map, w->err);
    if (code == SK_OK && !sk__year_view(w->k, s->arena, &w->view)) code = no_memory(w);
    w->k = &w->view;
    if (code == SK_OK) code = plan_weeks(w);
    if (code == SK_OK) code = sk__stock_lp_new(&w->lp, &w->spare, w->err);
    for (int i = 0; i < SK_STOCK_CURVE && code == SK_OK; i++) {
        int64_t target = s->target_year * CURVE_PCT[i] / 100;
        code = sk__stock_lp_solve(&w->lp, target, w->err);
        if (code == SK_OK) point(w, &s->curve[i], target);
        if (code == SK_OK && i == CHOSEN) code = reach(w, target);
        if (code == SK_OK && i == CHOSEN) code = chosen(w);
    }
    if (code != SK_OK) return code;
    cover(w);
    s->plan = sk_arena_calloc(s->arena, SK_STOCK_YEARS_MAX, sizeof *s->plan);
    if (!s->plan) return no_memory(w);
    s->n_years = sk_stock_rotation(sk_day_ymd(s->map->from).year, s->target, s->made_year,
                                   s->shelf_years, s->plan);
    return SK_OK;
}

sk_code sk_stock_run(const sk_kommun *k, const sk_stock_opts *opts, sk_progress progress, void *ctx,
                     sk_stock **out, sk_err *err)
{
    sk_arena *a = sk_arena_new();
    sk_stock *s = a ? sk_arena_alloc(a, sizeof *s) : NULL;
    *out = NULL;
    if (!s) {
        sk_arena_free(a);
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    *s = (sk_stock){.arena = a};
    work w = {.s = s,
              .k = k,
              .o = opts,
              .lang = opts->lang,
              .progress = progress,
              .ctx = ctx,
              .err = err};
    sk_code code = run(&w);
    sk__stock_lp_free(&w.lp);
    sk__spare_free(&w.spare);
    if (code == SK_OK) *out = s;
    else sk_stock_free(s);
    return code;
}

void sk_stock_free(sk_stock *s)
{
    if (!s) return;
    sk_year_map_free(s->map);
    sk_arena_free(s->arena);
}
