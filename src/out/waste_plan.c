/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan is expected to leave: mass balance, units, kitchens, dishes, and what cooking for another
 * service level would save and cost. */
#include "out/waste_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"

#define N_OF(a) ((int)(sizeof(a) / sizeof *(a)))
enum { SHOWN = 12, N_LEVELS = 7 };
static const double level[N_LEVELS] = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};

typedef struct group { /* needs of one unit, kitchen or dish */
    int i;
    int64_t portions;
    sk_wexpect e;    /* sums */
    double var_unit; /* what is not known of its units, squared */
    double sd_here;  /* that of the unit at hand */
} group;

typedef struct planned {
    sk__wr *w;
    const sk_demand *d;
    sk_dist *dist;  /* [n_needs] */
    sk_wleft *left; /* [n_needs] as planned, then of the level at hand */
    int *portions;  /* [n_needs] the same */
    sk_wexpect *e;  /* [n_needs]; portions 0 where there is no model */
    bool *known;
    group *site, *kitchen, *dish, all;
} planned;

static void add(group *g, int64_t portions, const sk_wexpect *e)
{
    g->portions += portions;
    g->e.eaters += e->eaters;
    g->e.surplus += e->surplus;
    g->e.shortage += e->shortage;
    sk_wbalance_add(&g->e.b, &e->b);
    g->e.milli_ore += e->milli_ore;
    g->e.co2e_mg += e->co2e_mg;
    g->e.var_day += e->var_day;
    g->e.sd_unit += e->sd_unit;
}

static sk_ix cook_of(const planned *p, int need)
{
    return p->w->in->cook && p->w->in->cook[need] != SK_NONE
               ? p->w->in->cook[need]
               : p->w->in->k->site[p->d->need[need].site].usual_supplier;
}

static void unit_done(group *g)
{
    g->var_unit += g->sd_here * g->sd_here;
    g->sd_here = 0;
}

/* What is not known of a unit is the same in all its lines, and another in every unit: added up within one unit
 * of a group, squares between units. */
static bool add_units(planned *p)
{
    const sk_kommun *k = p->w->in->k;
    int *first = sk_arena_calloc(p->w->r->arena, (size_t)k->n_sites + 1, sizeof *first);
    int *next = sk_arena_calloc(p->w->r->arena, (size_t)p->d->n_needs + 1, sizeof *next);
    if (!first || !next) return false;
    for (int i = 0; i < p->d->n_needs; i++) { /* lists of each site's needs + 1 */
        int s = p->d->need[i].site;
        if (!p->known[i]) continue;
        next[i] = first[s];
        first[s] = i + 1;
    }
    for (int s = 0; s < k->n_sites; s++) {
        for (int i = first[s]; i; i = next[i - 1]) {
            p->kitchen[cook_of(p, i - 1)].sd_here += p->e[i - 1].sd_unit;
            p->dish[p->d->need[i - 1].dish].sd_here += p->e[i - 1].sd_unit;
        }
        for (int i = first[s]; i; i = next[i - 1]) {
            unit_done(&p->kitchen[cook_of(p, i - 1)]);
            unit_done(&p->dish[p->d->need[i - 1].dish]);
        }
        p->all.sd_here = p->site[s].sd_here = p->site[s].e.sd_unit;
        unit_done(&p->site[s]);
        unit_done(&p->all);
    }
    return true;
}

static bool prepare(planned *p)
{
    const sk_kommun *k = p->w->in->k;
    sk_arena *a = p->w->r->arena;
    size_t n = (size_t)p->d->n_needs + 1;
    p->dist = sk_arena_calloc(a, n, sizeof *p->dist);
    p->left = sk_arena_calloc(a, n, sizeof *p->left);
    p->portions = sk_arena_calloc(a, n, sizeof *p->portions);
    p->e = sk_arena_calloc(a, n, sizeof *p->e);
    p->known = sk_arena_calloc(a, n, sizeof *p->known);
    p->site = sk_arena_calloc(a, (size_t)k->n_sites + 1, sizeof *p->site);
    p->kitchen = sk_arena_calloc(a, (size_t)k->n_kitchens + 1, sizeof *p->kitchen);
    p->dish = sk_arena_calloc(a, (size_t)k->n_dishes + 1, sizeof *p->dish);
    if (!p->dist || !p->left || !p->portions || !p->e || !p->known || !p->site || !p->kitchen ||
        !p->dish)
        return false;
    for (int i = 0; i < p->d->n_needs; i++) p->portions[i] = p->d->need[i].portions;
    sk_waste_dists(k, p->d, p->w->in->forecast, p->dist);
    sk_waste_lefts(k, p->d, p->w->in->forecast, p->dist, p->portions, p->left);
    for (int i = 0; i < p->d->n_needs; i++) {
        const sk_need *need = &p->d->need[i];
        p->known[i] = sk_waste_expect(p->w->in->model, need, p->left[i], need->portions,
                                      cook_of(p, i), &p->e[i]);
        if (!p->known[i]) continue;
        add(&p->site[need->site], need->portions, &p->e[i]);
        add(&p->kitchen[cook_of(p, i)], need->portions, &p->e[i]);
        add(&p->dish[need->dish], need->portions, &p->e[i]);
        add(&p->all, need->portions, &p->e[i]);
    }
    return add_units(p);
}

static int64_t waste_g(const sk_wbalance *b)
{
    return b->storage + b->preparation + b->cooking + b->serving + b->plate;
}

/* 95 %: days apart from each other, what is not known of a unit the same every day. */
static double half_kg(const group *g) { return 1.96 * sqrt(g->e.var_day + g->var_unit) / 1000; }

static double per(int64_t g, double n) { return n > 0 ? (double)g / n : (double)NAN; }

/* ---- head and balance ---- */

static void head(const planned *p)
{
    sk__wr *w = p->w;
    sk_lang lang = w->in->lang;
    char a[SK_DATE_LEN], b[SK_DATE_LEN];
    const sk_wbalance *x = &p->all.e.b;
    double kitchen = per(x->storage + x->preparation + x->cooking, (double)p->all.portions);
    double meal = per(x->serving + x->plate, p->all.e.eaters);
    sk_report_fact(w->r, "expected_g", SK_N("Expected waste, g a portion"), SK_CELL_DEC1,
                   sk__tenths(kitchen + meal), NULL);
    sk_report_fact(w->r, "expected_kg", SK_N("Expected waste"), SK_CELL_INT,
                   (waste_g(x) + 500) / 1000, "kg");
    sk_report_fact(w->r, "expected_half_kg",
                   SK_N("± kg (95 %), of the weighings, not of how many come"), SK_CELL_INT,
                   (int64_t)(half_kg(&p->all) + 0.5), NULL);
    sk_report_fact(w->r, "expected_cost_ore", SK_N("Its food cost"), SK_CELL_ORE,
                   (p->all.e.milli_ore + 500) / 1000, "kr");
    sk_report_fact(w->r, "expected_co2e_kg", SK_N("Its climate footprint, the known part"),
                   SK_CELL_INT, (p->all.e.co2e_mg + 500000) / 1000000, "kg CO2e");
    sk_report_fact(w->r, "planned_portions", SK_N("Portions planned"), SK_CELL_INT, p->all.portions,
                   NULL);
    sk_report_fact(w->r, "expected_surplus", SK_N("expected to be left over"), SK_CELL_DEC1,
                   sk__tenths(p->all.e.surplus), NULL);
    sk_report_text(
        w->r,
        sk_report_words(
            w->r,
            sk_text(lang, SK_N("Plan %s to %s, served meals. Plate waste per eater and kitchen "
                               "waste per portion are learned "
                               "from the weighings by stage, unit, dish family and dish; serving "
                               "waste is a floor of the "
                               "same kind and %s %% of the portions expected to be left over. A "
                               "unit or dish with few "
                               "weighings leans on its kind. %d weighings, half-life %d days.")),
            sk_day_str(p->d->from, a), sk_day_str(p->d->from + p->d->n_days - 1, b),
            sk_report_number(w->r, (int64_t)(100 * w->in->model->mix[SK_WASTE_SERVING].slope + 0.5),
                             0),
            w->in->model->n_rows, SK_WASTE_HALF_LIFE));
    int64_t out = 0;
    for (int i = 0; i < p->d->n_needs; i++) out += p->known[i] ? 0 : p->d->need[i].portions;
    if (out > 0)
        sk_report_text(
            w->r, sk_report_words(
                      w->r,
                      sk_text(lang, SK_N("Left out: %s portions of meals that no site weighs, and "
                                         "of boxes and packed meals.")),
                      sk_report_number(w->r, out, 0)));
    for (int s = 0; s < SK_N_STREAMS; s++)
        if (!w->in->model->mix[s].known)
            sk_report_warning(w->r,
                              sk_report_words(w->r,
                                              sk_text(lang, SK_N("%s has never been weighed and is "
                                                                 "expected to be 0 here.")),
                                              sk_mass_name((sk_mass)s, lang)));
}

static void balance(const planned *p)
{
    static const sk_col cols[] = {
        {"what", SK_N("what"), SK_CELL_TEXT, false},
        {"kg", SK_N("kg"), SK_CELL_DEC1, false},
        {"share", SK_N("share of what is cooked, %"), SK_CELL_DEC1, false},
        {"g", SK_N("g/portion or eater"), SK_CELL_DEC1, false},
        {"grams", SK_N("grams"), SK_CELL_INT, true},
    };
    static const char *const name[] = {SK_N("raw, by recipe"),
                                       SK_N("storage waste"),
                                       SK_N("preparation waste"),
                                       SK_N("cooking waste"),
                                       SK_N("change in cooking (water)"),
                                       SK_N("cooked"),
                                       SK_N("eaten"),
                                       SK_N("serving waste"),
                                       SK_N("re-used"),
                                       SK_N("plate waste")};
    const sk_wbalance *b = &p->all.e.b;
    const int64_t g[] = {b->raw,    -b->storage, -b->preparation, -b->cooking, -b->change,
                         b->cooked, b->eaten,    b->serving,      b->reused,   b->plate};
    sk_table *o = sk_report_table(p->w->r, "balance", SK_N("Mass balance"), cols, N_OF(cols), 0);
    sk_report_note(
        p->w->r,
        sk_text(p->w->in->lang, SK_N("Raw less losses and change is what is cooked; what is cooked "
                                     "is eaten, left at serving, re-used or left on plates. It "
                                     "holds in whole grams.")));
    for (int i = 0; i < N_OF(g); i++) {
        sk_table_s(o, sk_text(p->w->in->lang, name[i]));
        sk_table_v(o, sk__tenths((double)g[i] / 1000));
        sk_table_v(o, sk__tenths(per(100 * g[i], (double)b->cooked)));
        sk_table_v(o, sk__tenths(per(g[i], i < 6 ? (double)p->all.portions : p->all.e.eaters)));
        sk_table_v(o, g[i]);
    }
}

/* ---- groups ---- */

static const sk_col group_cols[] = {
    {"id", SK_N("id"), SK_CELL_TEXT, true},
    {"name", SK_N("name"), SK_CELL_NAME, false},
    {"portions", SK_N("portions"), SK_CELL_INT, false},
    {"eaters", SK_N("eaters, expected"), SK_CELL_DEC1, false},
    {"surplus", SK_N("left over"), SK_CELL_DEC1, false},
    {"kitchen_g", SK_N("kitchen, g/portion"), SK_CELL_DEC1, false},
    {"serving_g", SK_N("serving, g/eater"), SK_CELL_DEC1, false},
    {"plate_g", SK_N("plate, g/eater"), SK_CELL_DEC1, false},
    {"waste_kg", SK_N("waste, kg"), SK_CELL_DEC1, false},
    {"half_kg", SK_N("± kg"), SK_CELL_DEC1, false},
    {"cost_ore", SK_N("food cost, kr"), SK_CELL_ORE, false},
    {"co2e_kg", SK_N("kg CO2e"), SK_CELL_DEC1, false},
};

static int by_cost(const void *pa, const void *pb)
{
    const group *a = pa, *b = pb;
    if (a->e.milli_ore != b->e.milli_ore) return a->e.milli_ore > b->e.milli_ore ? -1 : 1;
    return (a->i > b->i) - (a->i < b->i);
}

static void numbers(sk_table *o, const group *g)
{
    int64_t portions = g->portions;
    const sk_wexpect *e = &g->e;
    sk_table_v(o, portions);
    sk_table_v(o, sk__tenths(e->eaters));
    sk_table_v(o, sk__tenths(e->surplus));
    sk_table_v(o,
               sk__tenths(per(e->b.storage + e->b.preparation + e->b.cooking, (double)portions)));
    sk_table_v(o, sk__tenths(per(e->b.serving, e->eaters)));
    sk_table_v(o, sk__tenths(per(e->b.plate, e->eaters)));
    sk_table_v(o, (waste_g(&e->b) + 50) / 100);
    sk_table_v(o, sk__tenths(half_kg(g)));
    sk_table_v(o, (e->milli_ore + 500) / 1000);
    sk_table_v(o, (e->co2e_mg + 50000) / 100000);
}

static void groups(const planned *p, sk_wby by, const char *key, const char *title)
{
    const sk_kommun *k = p->w->in->k;
    group *v = by == SK_BY_SITE ? p->site : by == SK_BY_KITCHEN ? p->kitchen : p->dish;
    int n = by == SK_BY_SITE ? k->n_sites : by == SK_BY_KITCHEN ? k->n_kitchens : k->n_dishes;
    sk_table *o = sk_report_table(p->w->r, key, title, group_cols, N_OF(group_cols), SHOWN);
    if (by == SK_BY_DISH)
        sk_report_note(
            p->w->r, sk_text(p->w->in->lang, SK_N("± here and below is 95 %, of what the weighings "
                                                  "do not tell, not of how many come.")));
    for (int i = 0; i < n; i++) v[i].i = i;
    qsort(v, (size_t)n, sizeof *v, by_cost);
    for (int j = 0; j < n; j++) {
        int i = v[j].i;
        if (v[j].portions == 0) continue;
        sk_table_s(o, by == SK_BY_SITE      ? k->site[i].id
                      : by == SK_BY_KITCHEN ? k->kitchen[i].id
                                            : k->dish[i].id);
        sk_table_s(o, by == SK_BY_SITE      ? k->site[i].name
                      : by == SK_BY_KITCHEN ? k->kitchen[i].name
                                            : k->dish[i].name);
        numbers(o, &v[j]);
    }
}

/* ---- service levels ---- */

/* Food of one portion, thousandths of an öre. */
static int64_t portion_mo(const sk_kommun *k, const sk_need *n)
{
    int64_t sum = 0;
    for (int i = 0; i < k->dish[n->dish].n_comp; i++) {
        const sk_dish_comp *c = &k->dish[n->dish].comp[i];
        sum += k->component[c->component].food_ore_1000 * c->scale_milli / 1000;
    }
    return sk_muldiv(sum, k->category[k->site[n->site].category].factor_milli, 1000);
}

/* The vegetarian line of the same row, which stands after it; -1 = none. */
static int veg_of(const sk_demand *d, int i)
{
    const sk_need *n = &d->need[i];
    for (int j = i + 1; j < d->n_needs; j++) {
        const sk_need *o = &d->need[j];
        if (o->day != n->day || o->meal != n->meal || o->site != n->site ||
            o->product != n->product)
            return -1;
        if (o->line == SK_LINE_VEG) return j;
    }
    return -1;
}

typedef struct pool_sum {
    double mid, spread, veg;
} pool_sum;

/* Portions of the lines of one kind at a level: a pool's quantile of all its eaters together, shared so that every
 * line stands equally many of its own spreads above its median; without the plan's floors and roll. */
static void share_out(const planned *p, sk_line line, double at, pool_sum *sum, int *portions)
{
    const sk_demand *d = p->d;
    memset(sum, 0, (size_t)d->n_pools * sizeof *sum);
    for (int i = 0; i < d->n_needs; i++) {
        const sk_need *n = &d->need[i];
        int veg = line == SK_LINE_MAIN ? veg_of(d, i) : -1;
        if (n->pool < 0 || n->line != line) continue;
        sum[n->pool].mid += n->dist.q50;
        sum[n->pool].spread += n->dist.q90 - n->dist.q10;
        sum[n->pool].veg += veg >= 0 ? portions[veg] : 0;
    }
    for (int i = 0; i < d->n_needs; i++) {
        const sk_need *n = &d->need[i];
        if (n->line != line || n->diet != SK_NONE || n->source == SK_DEMAND_ORDERED) continue;
        if (n->pool < 0) {
            portions[i] = (int)ceil(fmin(1e9, sk_dist_at(&p->dist[i], at)) - 1e-6);
            continue;
        }
        const pool_sum *s = &sum[n->pool];
        double quantity = ceil(sk_dist_at(&d->pool[n->pool].dist, at) - 1e-6) - s->veg;
        double step = s->spread > 0 ? (quantity - s->mid) / s->spread : 0;
        portions[i] = (int)fmax(0, floor(n->dist.q50 + step * (n->dist.q90 - n->dist.q10) + 0.5));
    }
}

typedef struct outcome {
    group g;
    int64_t food_mo;
    double left_ore, short_ore; /* what is left over and what runs out costs by the policy */
} outcome;

static void cost_of(const sk_kommun *k, const sk_need *n, const sk_wexpect *e, outcome *o)
{
    const sk_category *c = &k->category[k->site[n->site].category];
    o->left_ore +=
        e->surplus * (double)(c->left_over_ore ? c->left_over_ore : k->policy.left_over_ore);
    o->short_ore += e->shortage * (double)(c->ran_out_ore ? c->ran_out_ore : k->policy.ran_out_ore);
}

/* Of the portions at hand. */
static outcome outcome_of(const planned *p)
{
    outcome o;
    const sk_kommun *k = p->w->in->k;
    memset(&o, 0, sizeof o);
    for (int i = 0; i < p->d->n_needs; i++) {
        const sk_need *n = &p->d->need[i];
        if (!p->known[i]) continue;
        int q = p->portions[i];
        sk_wexpect e;
        sk_waste_expect(p->w->in->model, n, p->left[i], q, cook_of(p, i), &e);
        add(&o.g, q, &e);
        o.food_mo += portion_mo(k, n) * q;
        cost_of(k, n, &e, &o);
    }
    return o;
}

static void level_row(sk_table *t, const char *name, const outcome *o, const outcome *plan)
{
    const sk_wbalance *b = &o->g.e.b;
    double cost = o->left_ore + o->short_ore;
    int64_t g = waste_g(b), g_plan = waste_g(&plan->g.e.b);
    sk_table_s(t, name);
    sk_table_v(t, o->g.portions);
    sk_table_v(t, sk__tenths(o->g.e.surplus));
    sk_table_v(t, sk__tenths(o->g.e.shortage));
    sk_table_v(t, sk__tenths((double)b->serving / 1000));
    sk_table_v(t, sk__tenths((double)g / 1000));
    sk_table_v(t, sk__tenths((double)(g - g_plan) / 1000));
    sk_table_v(t, (o->food_mo - plan->food_mo) / 1000);
    sk_table_v(t, sk__tenths(cost / 10));
    sk_table_v(t, sk__tenths((cost - plan->left_ore - plan->short_ore) / 10));
    sk_table_v(t, sk__tenths((double)(o->g.e.co2e_mg - plan->g.e.co2e_mg) / 1e6));
}

static void levels(const planned *p)
{
    static const sk_col cols[] = {
        {"level", SK_N("service level"), SK_CELL_TEXT, false},
        {"portions", SK_N("portions"), SK_CELL_INT, false},
        {"surplus", SK_N("left over"), SK_CELL_DEC1, false},
        {"short", SK_N("short"), SK_CELL_DEC1, false},
        {"serving_kg", SK_N("serving waste, kg"), SK_CELL_DEC1, false},
        {"waste_kg", SK_N("all waste, kg"), SK_CELL_DEC1, false},
        {"change_kg", SK_N("against the plan, kg"), SK_CELL_DEC1, false},
        {"food_ore", SK_N("food against the plan, kr"), SK_CELL_ORE, false},
        {"cost_ore", SK_N("left over and run out, kr"), SK_CELL_ORE, false},
        {"change_ore", SK_N("that against the plan, kr"), SK_CELL_ORE, false},
        {"co2e_kg", SK_N("kg CO2e of waste against the plan"), SK_CELL_DEC1, true},
    };
    sk_lang lang = p->w->in->lang;
    sk_table *t =
        sk_report_table(p->w->r, "levels", SK_N("What another service level would save and cost"),
                        cols, N_OF(cols), 0);
    sk_report_note(
        p->w->r,
        sk_text(lang, SK_N("Each kitchen's quantity of a dish at that quantile of its eaters "
                           "together, shared out by how unsure its sites are; diets as ordered. "
                           "What is left over and what runs out is that of each unit, its dishes "
                           "together, as if no unit could help another, at the costs of the "
                           "policy. The plan weighs a kitchen's eaters together, so the level "
                           "that costs least here may lie above the policy's. Minus is a "
                           "saving.")));
    outcome plan = outcome_of(p);
    level_row(t, sk_text(lang, SK_N("the plan")), &plan, &plan);
    pool_sum *sum = sk_arena_calloc(p->w->r->arena, (size_t)p->d->n_pools + 1, sizeof *sum);
    if (!sum) p->w->failed = true;
    for (int i = 0; i < N_LEVELS && !p->w->failed; i++) {
        for (int j = 0; j < p->d->n_needs; j++) p->portions[j] = p->d->need[j].portions;
        share_out(p, SK_LINE_VEG, level[i], sum, p->portions);
        share_out(p, SK_LINE_MAIN, level[i], sum, p->portions);
        sk_waste_lefts(p->w->in->k, p->d, p->w->in->forecast, p->dist, p->portions, p->left);
        outcome o = outcome_of(p);
        level_row(t, sk_report_number(p->w->r, (int64_t)(level[i] * 100 + 0.5), 2), &o, &plan);
    }
}

/* ---- the whole list ---- */

static void needs(const planned *p)
{
    static const sk_col cols[] = {
        {"day", SK_N("day"), SK_CELL_DAY, false},
        {"site", SK_N("site"), SK_CELL_NAME, false},
        {"meal", SK_N("meal"), SK_CELL_TEXT, false},
        {"dish", SK_N("dish"), SK_CELL_NAME, false},
        {"diet", SK_N("diet"), SK_CELL_NAME, false},
        {"portions", SK_N("portions"), SK_CELL_INT, false},
        {"eaters", SK_N("eaters, expected"), SK_CELL_DEC1, false},
        {"surplus", SK_N("left over"), SK_CELL_DEC1, false},
        {"short", SK_N("short"), SK_CELL_DEC1, false},
        {"raw_g", SK_N("raw, g"), SK_CELL_INT, false},
        {"storage_g", SK_N("storage waste, g"), SK_CELL_INT, false},
        {"preparation_g", SK_N("preparation waste, g"), SK_CELL_INT, false},
        {"cooking_g", SK_N("cooking waste, g"), SK_CELL_INT, false},
        {"change_g", SK_N("change in cooking, g"), SK_CELL_INT, false},
        {"cooked_g", SK_N("cooked, g"), SK_CELL_INT, false},
        {"eaten_g", SK_N("eaten, g"), SK_CELL_INT, false},
        {"serving_g", SK_N("serving waste, g"), SK_CELL_INT, false},
        {"reused_g", SK_N("re-used, g"), SK_CELL_INT, false},
        {"plate_g", SK_N("plate waste, g"), SK_CELL_INT, false},
    };
    const sk_kommun *k = p->w->in->k;
    sk_table *t =
        sk_report_table(p->w->r, "plan_needs", SK_N("Every line of the plan"), cols, N_OF(cols), 0);
    sk_report_files_only(p->w->r);
    for (int i = 0; i < p->d->n_needs; i++) {
        const sk_need *n = &p->d->need[i];
        const sk_wexpect *e = &p->e[i];
        if (!p->known[i]) continue;
        sk_table_v(t, n->eaten);
        sk_table_s(t, k->site[n->site].name);
        sk_table_s(t, sk_meal_name(n->meal, p->w->in->lang));
        sk_table_s(t, k->dish[n->dish].name);
        sk_table_s(t, n->diet == SK_NONE ? "" : k->diet[n->diet].name);
        sk_table_v(t, n->portions);
        sk_table_v(t, sk__tenths(e->eaters));
        sk_table_v(t, sk__tenths(e->surplus));
        sk_table_v(t, sk__tenths(e->shortage));
        const int64_t g[] = {e->b.raw,    e->b.storage, e->b.preparation, e->b.cooking, e->b.change,
                             e->b.cooked, e->b.eaten,   e->b.serving,     e->b.reused,  e->b.plate};
        for (int j = 0; j < N_OF(g); j++) sk_table_v(t, g[j]);
    }
}

void sk__wr_plan(sk__wr *w)
{
    planned p = {.w = w, .d = w->in->demand};
    if (!w->in->demand) return;
    sk_report_heading(w->r, SK_N("What the plan is expected to leave"));
    if (!prepare(&p)) {
        w->failed = true;
        return;
    }
    head(&p);
    levels(&p);
    sk_report_page(w->r, "plan", SK_N("The plan's expected waste in detail"));
    balance(&p);
    groups(&p, SK_BY_DISH, "plan_dishes", SK_N("The plan by dish"));
    groups(&p, SK_BY_SITE, "plan_units", SK_N("The plan by unit"));
    groups(&p, SK_BY_KITCHEN, "plan_kitchens", SK_N("The plan by kitchen"));
    needs(&p);
}
