/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waste/left.h"

#include <math.h>

#include "domain/query.h"

sk_wleft sk_waste_left(const sk_dist *d, double q)
{
    sk_dist m = *d;
    sk_wleft o = {0, sk_dist_short(d, q)};
    sk_dist_mean(&m);
    o.over = fmax(0, q - m.mean + o.under); /* E(Q - D)+ = Q - E D + E(D - Q)+ */
    return o;
}

static bool same_table(const sk_need *a, const sk_need *b)
{
    return a->day == b->day && a->meal == b->meal && a->site == b->site && a->eaten == b->eaten;
}

/* One past the last need of the same site, meal and day. */
static int table_end(const sk_demand *d, int first)
{
    int end = first + 1;
    while (end < d->n_needs && same_table(&d->need[first], &d->need[end])) end++;
    return end;
}

/* What is forecast of all who eat there, diets too; false: nothing is. */
static bool eaters_of(const sk_demand *d, const sk_forecast *f, const sk_need *n, sk_dist *out)
{
    const sk_expect *e = sk_demand_expected(d, n->site, n->meal, n->eaten);
    const sk_fc_cell *c = !e && f ? sk_forecast_find(f, n->site, n->meal, n->eaten) : NULL;
    if (e)
        *out = (sk_dist){0,
                         (double)e->q10 / 1000,
                         (double)e->q50 / 1000,
                         (double)e->q80 / 1000,
                         (double)e->q90 / 1000,
                         (double)e->q95 / 1000};
    else if (c) *out = c->dist;
    return e || c;
}

static double diets_of(const sk_demand *d, int first, int end)
{
    double sum = 0;
    for (int i = first; i < end; i++)
        if (d->need[i].diet != SK_NONE) sum += d->need[i].portions;
    return sum;
}

static sk_dist dist_of(const sk_kommun *k, const sk_demand *demand, const sk_forecast *f, int first,
                       int end, int i)
{
    const sk_need *n = &demand->need[i];
    const sk_fc_cell *c = NULL;
    if (n->diet == SK_NONE && n->source == SK_DEMAND_SHARE && f)
        c = sk_forecast_find(f, n->site, n->meal, n->eaten);
    if (!c) return n->dist;
    const sk_site *s = &k->site[n->site];
    bool veg_line = k->product[n->product].dish == SK_NONE &&
                    sk_menu_dish(k, s->menu, n->eaten, n->meal, SK_LINE_VEG) != SK_NONE;
    double veg = veg_line ? (double)k->category[s->category].veg_ppm / SK_PPM : 0;
    return sk_forecast_line(&c->dist, diets_of(demand, first, end),
                            n->line == SK_LINE_VEG ? veg : 1 - veg);
}

void sk_waste_dists(const sk_kommun *k, const sk_demand *demand, const sk_forecast *f, sk_dist *out)
{
    for (int first = 0, end; first < demand->n_needs; first = end) {
        end = table_end(demand, first);
        for (int i = first; i < end; i++) out[i] = dist_of(k, demand, f, first, end, i);
    }
}

/* The one main and the one vegetarian line among the needs first..end; false: they are not those of one row. */
static bool pair_of(const sk_kommun *k, const sk_demand *d, int first, int end,
                    int pair[SK_N_LINES])
{
    int n = 0;
    for (int i = first; i < end; i++) {
        const sk_need *x = &d->need[i];
        if (x->diet != SK_NONE || k->product[x->product].kind == SK_PROD_PACKED) continue;
        n++;
        pair[x->line] = i;
    }
    return n == SK_N_LINES && d->need[pair[0]].line == SK_LINE_MAIN &&
           d->need[pair[1]].line == SK_LINE_VEG &&
           d->need[pair[0]].product == d->need[pair[1]].product;
}

static void scale(double *a, double *b, double sum)
{
    double by = *a + *b > sum ? sum / (*a + *b) : 1;
    *a *= by;
    *b *= by;
}

void sk_waste_lefts(const sk_kommun *k, const sk_demand *demand, const sk_forecast *f,
                    const sk_dist *dist, const int *portions, sk_wleft *out)
{
    for (int first = 0, end; first < demand->n_needs; first = end) {
        int pair[SK_N_LINES] = {first, first};
        sk_dist all;
        end = table_end(demand, first);
        for (int i = first; i < end; i++) {
            out[i] = (sk_wleft){0, 0};
            if (demand->need[i].diet == SK_NONE) out[i] = sk_waste_left(&dist[i], portions[i]);
        }
        if (!pair_of(k, demand, first, end, pair) ||
            !eaters_of(demand, f, &demand->need[first], &all))
            continue;
        sk_dist total = sk_forecast_line(&all, diets_of(demand, first, end), 1);
        sk_wleft *m = &out[pair[SK_LINE_MAIN]], *v = &out[pair[SK_LINE_VEG]];
        sk_wleft both =
            sk_waste_left(&total, portions[pair[SK_LINE_MAIN]] + portions[pair[SK_LINE_VEG]]);
        scale(&m->over, &v->over, both.over);
        scale(&m->under, &v->under, both.under);
    }
}
