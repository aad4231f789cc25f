/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waste/expect.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "domain/query.h"
#include "forecast/panel.h"

#define LEAST_G 0.3 /* grams that a weighing of nothing counts as in logarithms */

/* ---- mass of a portion ---- */

/* Milligrams of a reference portion: as served, and raw by recipe. */
static void masses(const sk_kommun *k, sk_ix dish, int64_t *served_mg, int64_t *raw_mg)
{
    *served_mg = *raw_mg = 0;
    for (int i = 0; i < k->dish[dish].n_comp; i++) {
        const sk_component *c = &k->component[k->dish[dish].comp[i].component];
        int64_t scale = k->dish[dish].comp[i].scale_milli;
        *served_mg += c->served_g * scale;
        for (int j = 0; j < c->n_recipe; j++) *raw_mg += c->recipe[j].g * scale;
    }
}

double sk_waste_portion_g(const sk_kommun *k, sk_ix site, sk_ix dish)
{
    int64_t served, raw;
    if (dish == SK_NONE) return 0;
    masses(k, dish, &served, &raw);
    return (double)served * k->category[k->site[site].category].factor_milli / 1e6;
}

/* ---- learning ---- */

static int family_of(const char *name)
{
    uint32_t bits = sk__family_bits(name, false);
    for (int i = 0; i < sk__family_count(); i++)
        if (bits >> i & 1) return i;
    return sk__family_count();
}

static int ordered(const sk_history *h, const sk_wrec *r)
{
    int n = 0;
    const sk_count *v = h ? sk_history_orders(h, r->site, (sk_meal)r->meal, &n) : NULL;
    v = sk_count_on(v, n, r->day);
    return v ? v->count : 0;
}

/* Grams of a mass that the site of record i weighed that meal, of all dishes. */
static double of_meal(const sk_waste_data *d, int i, sk_mass mass)
{
    int first = i;
    double g = 0;
    while (first > 0 && sk_wrec_same_meal(&d->rec[first - 1], &d->rec[i])) first--;
    for (int j = first; j < d->n && sk_wrec_same_meal(&d->rec[j], &d->rec[i]); j++)
        g += d->rec[j].mass == mass ? d->rec[j].g : 0;
    return g;
}

/* Grams an eater that were cooked too much; NAN = neither an order nor a served amount tells. */
static double surplus_g(const sk_waste_data *d, const sk_history *h, int i)
{
    const sk_wrec *r = &d->rec[i];
    if (r->dish == SK_NONE) return (double)NAN;
    double portion = sk_waste_portion_g(d->k, r->site, r->dish), cooked = ordered(h, r) * portion;
    if (cooked <= 0) {
        double served = of_meal(d, i, SK_MASS_SERVED);
        cooked = served > 0 ? served + of_meal(d, i, SK_MASS_REUSED) : 0;
    }
    return cooked > 0 ? fmax(0, cooked / r->n - portion) : (double)NAN;
}

typedef struct shared { /* what a stream's rows of one meal, its dishes, have in common */
    double g;
    int n, rows;
} shared;

static shared meal_of(const sk_waste_data *d, int i)
{
    shared o = {0, 0, 0};
    int first = i;
    const sk_wrec *r = d->rec;
    while (first > 0 && r[first - 1].mass == r[i].mass && sk_wrec_same_meal(&r[first - 1], &r[i]))
        first--;
    for (int j = first; j < d->n && r[j].mass == r[i].mass && sk_wrec_same_meal(&r[j], &r[i]);
         j++) {
        o.g += r[j].g;
        o.n = r[j].n > o.n ? r[j].n : o.n;
        o.rows++;
    }
    return o;
}

/* Dishes of a meal share its eaters, as in the figures: each stands for its part of the meal's grams an eater. */
static sk_mix_row row_of(const sk_waste_model *m, const sk_waste_data *d, int i)
{
    const sk_wrec *r = &d->rec[i];
    shared all = meal_of(d, i);
    double per = all.g / all.n, part = all.g > 0 ? r->g / all.g : 1.0 / all.rows;
    bool site = r->site != SK_NONE, serving = r->mass == SK_WASTE_SERVING;
    sk_mix_row row = {.y = serving ? per : log(fmax(per, LEAST_G)), .size = all.n * part};
    row.w = part * exp2((double)(r->day - d->last) / SK_WASTE_HALF_LIFE) * all.n /
            (all.n + SK_WASTE_SMALL);
    row.level[0] = site ? r->category : SK_MIX_NONE;
    row.level[1] = site ? r->site : r->kitchen;
    row.level[2] = r->dish == SK_NONE ? SK_MIX_NONE : m->family[r->dish];
    row.level[3] = r->dish == SK_NONE ? SK_MIX_NONE : r->dish;
    return row;
}

/* Rows of a stream; days without an order or a served amount get the mean surplus of the others. */
static int rows_of(const sk_waste_model *m, const sk_waste_data *d, const sk_history *h, int stream,
                   sk_mix_row *row)
{
    int n = 0;
    double sum = 0, weight = 0;
    for (int i = 0; i < d->n; i++) {
        const sk_wrec *r = &d->rec[i];
        if (r->mass != stream || r->n <= 0 || (r->g == 0 && meal_of(d, i).g > 0)) continue;
        row[n] = row_of(m, d, i);
        row[n].x = stream == SK_WASTE_SERVING ? surplus_g(d, h, i) : 0;
        if (!isnan(row[n].x)) {
            sum += row[n].w * row[n].x;
            weight += row[n].w;
        }
        n++;
    }
    for (int i = 0; i < n; i++)
        if (isnan(row[i].x)) row[i].x = weight > 0 ? sum / weight : 0;
    return n;
}

/* Re-used grams over the surplus, of the meals whose served amount was weighed, too. */
static double reused_share(const sk_waste_data *d, const sk_history *h)
{
    double reused = 0, surplus = 0;
    const sk_wrec *last = NULL;
    for (int i = 0; i < d->n; i++) {
        const sk_wrec *r = &d->rec[i];
        if (r->mass != SK_MASS_SERVED || (last && sk_wrec_same_meal(last, r))) continue;
        double x = surplus_g(d, h, i);
        last = r;
        if (isnan(x)) continue;
        surplus += x * r->n;
        reused += of_meal(d, i, SK_MASS_REUSED);
    }
    return surplus > 0 && reused > 0 ? fmin(1, reused / surplus) : 0;
}

sk_code sk_waste_model_fit(const sk_waste_data *d, const sk_history *h, const sk_wprice *price,
                           sk_arena *arena, sk_waste_model *out, sk_err *err)
{
    const sk_kommun *k = d->k;
    *out = (sk_waste_model){.k = k, .price = price};
    out->family = sk_arena_calloc(arena, (size_t)k->n_dishes + 1, sizeof *out->family);
    sk_mix_row *row = sk_calloc_n((size_t)d->n + 1, sizeof *row);
    bool ok = out->family && row;
    for (int i = 0; i < d->n; i++)
        if (d->rec[i].site != SK_NONE) out->meal[d->rec[i].meal] = true;
    for (int i = 0; i < k->n_dishes && ok; i++) out->family[i] = family_of(k->dish[i].name);
    for (int s = 0; s < SK_N_STREAMS && ok; s++) {
        bool kitchen = sk_mass_in_kitchen(s);
        const int levels[SK_MIX_FACTORS] = {kitchen ? 0 : k->n_categories,
                                            kitchen ? k->n_kitchens : k->n_sites,
                                            sk__family_count() + 1, k->n_dishes};
        int n = rows_of(out, d, h, s, row);
        out->n_rows += n;
        ok = sk_mix_fit(row, n, levels, s != SK_WASTE_SERVING, arena, &out->mix[s]);
    }
    sk_free(row);
    if (!ok) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    out->reused = fmin(reused_share(d, h), 1 - out->mix[SK_WASTE_SERVING].slope);
    return SK_OK;
}

/* ---- expecting ---- */

static int64_t whole(double g)
{
    int64_t v;
    return g > 0 && sk_round_i64(g, &v) ? v : 0;
}

static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

bool sk_wbalance_holds(const sk_wbalance *b)
{
    return b->raw - b->storage - b->preparation - b->cooking - b->change == b->cooked &&
           b->cooked == b->eaten + b->serving + b->reused + b->plate && b->eaten >= 0 &&
           b->serving >= 0 && b->reused >= 0 && b->plate >= 0 && b->storage >= 0 &&
           b->preparation >= 0 && b->cooking >= 0;
}

void sk_wbalance_add(sk_wbalance *sum, const sk_wbalance *b)
{
    sum->raw += b->raw;
    sum->storage += b->storage;
    sum->preparation += b->preparation;
    sum->cooking += b->cooking;
    sum->change += b->change;
    sum->cooked += b->cooked;
    sum->eaten += b->eaten;
    sum->serving += b->serving;
    sum->reused += b->reused;
    sum->plate += b->plate;
}

/* Adds what a stream leaves of n portions or eaters; returns grams. */
static double ask(const sk_waste_model *m, int stream, const int level[SK_MIX_FACTORS], double n,
                  sk_wexpect *o)
{
    sk_mix_answer a = sk_mix_ask(&m->mix[stream], level, 0);
    o->var_day += n * a.sd_day * n * a.sd_day;
    o->sd_unit += n * a.sd_level;
    return n * a.value;
}

static void money(const sk_waste_model *m, sk_ix dish, sk_wexpect *o)
{
    const sk_wprice *p = &m->price[dish];
    int64_t raw = o->b.storage + o->b.preparation,
            served = o->b.cooking + o->b.serving + o->b.plate;
    o->milli_ore = sk_muldiv(raw, p->raw_mo_kg, 1000) + sk_muldiv(served, p->served_mo_kg, 1000);
    o->co2e_mg = sk_muldiv(raw, p->raw_mg_kg, 1000) + sk_muldiv(served, p->served_mg_kg, 1000);
}

bool sk_waste_expect(const sk_waste_model *m, const sk_need *need, sk_wleft left, int portions,
                     sk_ix cook, sk_wexpect *o)
{
    const sk_kommun *k = m->k;
    const sk_site *s = &k->site[need->site];
    int64_t served, raw, factor = k->category[s->category].factor_milli;
    memset(o, 0, sizeof *o);
    if (k->product[need->product].kind != SK_PROD_SERVED || !m->meal[need->meal]) return false;
    masses(k, need->dish, &served, &raw);
    bool diet = need->diet != SK_NONE;
    double g0 = (double)served * (double)factor / 1e6;
    o->surplus = diet ? 0 : fmin(left.over, portions);
    o->shortage = diet ? 0 : left.under;
    o->eaters = portions - o->surplus;
    const int fam = m->family[need->dish];
    const int at_site[SK_MIX_FACTORS] = {s->category, need->site, fam, need->dish};
    const int in_kitchen[SK_MIX_FACTORS] = {SK_MIX_NONE, cook == SK_NONE ? s->usual_supplier : cook,
                                            fam, need->dish};
    sk_wbalance *b = &o->b;
    b->raw = sk_muldiv(raw * portions, factor, 1000000);
    b->cooked = sk_muldiv(served * portions, factor, 1000000);
    b->storage = whole(ask(m, SK_WASTE_STORAGE, in_kitchen, portions, o));
    b->preparation = whole(ask(m, SK_WASTE_PREPARATION, in_kitchen, portions, o));
    b->cooking = whole(ask(m, SK_WASTE_COOKING, in_kitchen, portions, o));
    b->change = b->raw - b->storage - b->preparation - b->cooking - b->cooked;
    double floor_g = diet ? 0 : ask(m, SK_WASTE_SERVING, at_site, o->eaters, o);
    b->plate = least(whole(ask(m, SK_WASTE_PLATE, at_site, o->eaters, o)), b->cooked);
    b->reused = least(whole(m->reused * o->surplus * g0), b->cooked - b->plate);
    b->serving = least(whole(floor_g + m->mix[SK_WASTE_SERVING].slope * o->surplus * g0),
                       b->cooked - b->plate - b->reused);
    b->eaten = b->cooked - b->plate - b->reused - b->serving;
    money(m, need->dish, o);
    return true;
}
