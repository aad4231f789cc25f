/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The year's programme of a reserve: built over all representative days, solved for several targets. */
#include "review/stock.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "ext/glpk.h"
#include "price/year_priv.h"
#include "review/stock_priv.h"

static const double MISS_ORE = 1e7; /* of a portion that capacity cannot make: far above any cost */
static const int CURVE_PCT[SK_STOCK_CURVE] = {25, 50, 75, 100, 125, 150};
enum { CHOSEN = 3 /* the 100 % of the curve */, LEAST = 10, TRIES = 6 };

typedef struct work {
    sk_stock *s;
    const sk_kommun *k;
    sk_kommun
        view; /* the same without dated staff deviations: sickness of a week says nothing of a year */
    const sk_stock_opts *o;
    sk__spare spare;
    sk_lp *lp;
    int first_row, target_row, first_over, miss; /* rows of slots; columns after those of makes */
    double *x, *row_dual;
    sk_lang lang;
    sk_progress progress;
    void *ctx;
    sk_err *err;
} work;

static sk_code no_memory(work *w) { return sk_err_set(w->err, SK_E_NOMEM, "out of memory"); }
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

/* ---- the programme ------------------------------------------------------------------------------ */

static int days_of(const work *w, int rep) { return w->s->map->rep[rep].n_days; }

static double use_of(const work *w, const sk__slot *s, const sk__make *m, const sk__takes *t)
{
    if (s->rep != m->rep || s->kitchen != m->kitchen) return 0;
    if (s->kind == SK_RES_STAFF) return t->min;
    return s->kind == SK_RES_CHILL ? t->kg : sk__stock_runs(w->k, m->kitchen, m->dish, s->cls);
}

static sk_code rows(work *w)
{
    const sk__spare *s = &w->spare;
    double *lo = sk_calloc_n(s->n_slots + 1, sizeof *lo),
           *up = sk_calloc_n(s->n_slots + 1, sizeof *up);
    for (size_t i = 0; lo && up && i < s->n_slots; i++) {
        lo[i] = -(double)INFINITY;
        up[i] = s->slot[i].left;
    }
    sk_code code = lo && up ? SK_OK : no_memory(w);
    if (code == SK_OK && s->n_slots)
        code = sk_lp_add_rows(w->lp, (int)s->n_slots, lo, up, &w->first_row, w->err);
    const double none = 0;
    if (code == SK_OK) code = sk_lp_add_rows(w->lp, 1, &none, &none, &w->target_row, w->err);
    sk_free(lo);
    sk_free(up);
    return code;
}

static sk_code add_col(work *w, double cost, double up, int n, const int *row, const double *val)
{
    const double lo = 0;
    const int start[] = {0, n};
    int first;
    return sk_lp_add_cols(w->lp, 1, &cost, &lo, &up, start, row, val, &first, w->err);
}

/* Slots of a representative day lie together: the first and one past the last. */
static void slots_of(const sk__spare *s, int rep, size_t *first, size_t *end)
{
    while (*first < s->n_slots && s->slot[*first].rep < rep) ++*first;
    *end = *first;
    while (*end < s->n_slots && s->slot[*end].rep == rep) ++*end;
}

static sk_code make_cols(work *w)
{
    const sk__spare *s = &w->spare;
    int *row = sk_calloc_n(s->n_slots + 2, sizeof *row);
    double *val = sk_calloc_n(s->n_slots + 2, sizeof *val);
    sk_code code = row && val ? SK_OK : no_memory(w);
    size_t first = 0, end = 0;
    for (size_t i = 0; i < s->n_makes && code == SK_OK; i++) {
        const sk__make *m = &s->make[i];
        sk__takes t = sk__stock_takes(w->k, m->kitchen, m->dish);
        double days = days_of(w, m->rep);
        int n = 0;
        slots_of(s, m->rep, &first, &end);
        for (size_t j = first; j < end; j++) {
            double use = use_of(w, &s->slot[j], m, &t);
            if (use <= 0) continue;
            row[n] = w->first_row + (int)j;
            val[n++] = use;
        }
        row[n] = w->target_row;
        val[n++] = days;
        code = add_col(w, days * (double)(t.food_ore_1000 + t.other_ore_1000) / 1000,
                       (double)INFINITY, n, row, val);
    }
    sk_free(row);
    sk_free(val);
    return code;
}

static sk_code build(work *w)
{
    const sk__spare *s = &w->spare;
    sk_code code = sk_lp_new(&w->lp, w->err);
    if (code == SK_OK) code = rows(w);
    if (code == SK_OK) code = make_cols(w);
    w->first_over = (int)s->n_makes;
    for (size_t i = 0; i < s->n_slots && code == SK_OK; i++) {
        const sk__slot *x = &s->slot[i];
        const int row = w->first_row + (int)i;
        const double less = -1;
        code = add_col(w, days_of(w, x->rep) * (double)x->over_ore_h / 60, x->over, 1, &row, &less);
    }
    w->miss = w->first_over + (int)s->n_slots;
    const double one = 1;
    if (code == SK_OK) code = add_col(w, MISS_ORE, (double)INFINITY, 1, &w->target_row, &one);
    w->x = sk_calloc_n((size_t)w->miss + 1, sizeof *w->x);
    w->row_dual = sk_calloc_n((size_t)w->target_row + 1, sizeof *w->row_dual);
    return code == SK_OK && !(w->x && w->row_dual) ? no_memory(w) : code;
}

/* Solves for a year's target; x and row_dual are filled. */
static sk_code solve(work *w, int64_t target)
{
    sk_lp_status status;
    sk_lp_opts o = {.scale = true};
    double t = (double)target;
    sk_code code = sk_lp_row_bounds(w->lp, w->target_row, t, t, w->err);
    if (code == SK_OK) code = sk_lp_solve(w->lp, &o, &status, w->err);
    if (code == SK_OK && status != SK_LP_OPTIMAL)
        code = sk_err_set(w->err, SK_E_SOLVER, "the reserve's programme was not solved");
    if (code != SK_OK) return code;
    sk_lp_primal(w->lp, w->x, NULL);
    sk_lp_dual(w->lp, w->row_dual, NULL);
    return SK_OK;
}

/* ---- answers ------------------------------------------------------------------------------------ */

static void point(work *w, sk_stock_point *p, int64_t target)
{
    double miss = w->x[w->miss];
    p->portions = target;
    p->made = target - whole(miss);
    p->ore = whole(sk_lp_obj(w->lp) - MISS_ORE * miss);
    p->marginal_ore = miss > 0.5 ? -1 : whole(w->row_dual[w->target_row]);
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
    int64_t z = (int64_t)floor(w->x[i] + 1e-6);
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
        if (made >= target || w->x[w->miss] > 0.5) break;
        more += target - made;
        code = solve(w, target + more);
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
    if (code == SK_OK) code = build(w);
    for (int i = 0; i < SK_STOCK_CURVE && code == SK_OK; i++) {
        int64_t target = s->target_year * CURVE_PCT[i] / 100;
        code = solve(w, target);
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
    sk_lp_free(w.lp);
    sk__spare_free(&w.spare);
    sk_free(w.x);
    sk_free(w.row_dual);
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
