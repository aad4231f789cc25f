/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Demand by the FORECAST rule of demand.h: lines, pools, quantities. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "domain/query.h"
#include "forecast/demand_priv.h"

enum { MILLI = 1000 };
#define HAIR 1e-6 /* taken off before rounding up, so that a last bit does not cook a portion */

/* The one crossing from doubles to whole numbers: thousandths, in range by the caller's clamp. */
static int64_t milli(double x)
{
    double y = x < 0.0 ? 0.0 : x;
    return llround((y > 1e9 ? 1e9 : y) * MILLI);
}
static double thousandth(double x) { return (double)milli(x) / MILLI; }
static int up(double x) { return (int)ceil((x > 1e9 ? 1e9 : x) - HAIR); }

static int at_least_0(int64_t x) { return x > 0 ? (int)x : 0; }

static void round_dist(sk_dist *d)
{
    d->q10 = thousandth(d->q10);
    d->q50 = thousandth(d->q50);
    d->q80 = thousandth(d->q80);
    d->q90 = thousandth(d->q90);
    d->q95 = thousandth(d->q95);
}

/* ---- lines ------------------------------------------------------------------------------------- */

static int level_of(const sk_kommun *k, const sk_category *c)
{
    sk_wide short_ore = c->ran_out_ore ? c->ran_out_ore : k->policy.ran_out_ore;
    sk_wide waste_ore = c->left_over_ore ? c->left_over_ore : k->policy.left_over_ore;
    sk_wide sum = short_ore + waste_ore;
    return sum > 0 ? (int)((short_ore * SK_PPM * 2 + sum) / (2 * sum)) : SK_PPM / 2;
}

static int floor_of(const sk_kommun *k, const sk_category *c, const sk_dist *d)
{
    double least = 0.0, level = (double)k->policy.floor_ppm / SK_PPM;
    if (!c->plated) least = d->mean * (1.0 + (double)k->policy.buffet_ppm / SK_PPM);
    return up(fmax(least, sk_dist_at(d, level)));
}

/* A distribution rounded to thousandths, mean too. */
static sk_dist line_of(const sk_dist *eaters, int diets, double part)
{
    sk_dist d = sk_forecast_line(eaters, diets, part);
    round_dist(&d);
    sk_dist_mean(&d);
    d.mean = thousandth(d.mean);
    return d;
}

/* Share of a vegetarian line's variance that it has in common with other sites' lines. */
static double veg_common(const sk_dist *eaters, const sk_dist *line, double part, double common)
{
    double w = line->q90 - line->q10;
    double x = w > 0.0 ? part * (eaters->q90 - eaters->q10) / w : 0.0;
    return common * fmin(1.0, x * x);
}

static sk_dist scaled(const sk_fc_cell *cell, double part)
{
    sk_dist d = cell->dist;
    round_dist(&d);
    return (sk_dist){0, d.q10 * part, d.q50 * part, d.q80 * part, d.q90 * part, d.q95 * part};
}

sk_code sk__demand_open(sk__demand *b, const sk__row *r, const sk_need *n, int diets, sk_ix dish,
                        sk_ix veg)
{
    const sk_category *c = &b->full->category[b->full->site[n->site].category];
    const sk_dist eaters = scaled(r->cell, r->part);
    double part[SK_N_LINES] = {1.0, veg == SK_NONE ? 0.0 : (double)c->veg_ppm / SK_PPM};
    part[SK_LINE_MAIN] = 1.0 - part[SK_LINE_VEG];
    double common = (double)llround(r->cell->common * SK_PPM) / SK_PPM;
    for (int l = 0; l < SK_N_LINES; l++) {
        sk__open o = {.need = *n, .pair = b->n_pairs, .level_ppm = level_of(b->full, c)};
        o.need.dist = line_of(&eaters, diets, part[l]);
        if (part[l] <= 0.0 || o.need.dist.q95 <= 0.0) continue;
        o.need.line = (sk_line)l;
        o.need.dish = l == SK_LINE_VEG ? veg : dish;
        o.need.source = SK_DEMAND_FORECAST;
        o.need.floor = floor_of(b->full, c, &o.need.dist);
        o.need.roll = at_least_0(sk_ceildiv((int64_t)r->guests * r->sm->share_ppm, SK_PPM) - diets);
        o.joint = l == SK_LINE_VEG ? o.need.dist : line_of(&eaters, diets, 1.0);
        o.common = l == SK_LINE_VEG ? veg_common(&eaters, &o.joint, part[l], common) : common;
        o.supplier = sk_site_supplier_on(&b->view, n->site, n->day);
        if (o.supplier == SK_NONE) o.supplier = n->kitchen;
        if (!SK_GROW(b->open, b->n_open, b->cap_open)) return SK_E_NOMEM;
        b->open[b->n_open++] = o;
    }
    b->n_pairs++;
    b->used[r->cell - b->f->cell] = 1;
    return SK_OK;
}

/* ---- pools ------------------------------------------------------------------------------------- */

static int cmp(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_pool(const sk__open *a, const sk__open *b)
{
    int c = cmp(a->need.day, b->need.day);
    c = c ? c : cmp((int64_t)a->need.meal, (int64_t)b->need.meal);
    c = c ? c : cmp(a->supplier, b->supplier);
    c = c ? c : cmp(a->need.product, b->need.product);
    c = c ? c : cmp((int64_t)a->need.line, (int64_t)b->need.line);
    return c ? c : cmp(a->need.dish, b->need.dish);
}

static int by_pool_and_site(const void *pa, const void *pb)
{
    const sk__open *a = pa, *b = pb;
    int c = by_pool(a, b);
    c = c ? c : cmp(a->need.site, b->need.site);
    return c ? c : cmp(a->pair, b->pair);
}

static int64_t width(const sk_need *n) { return milli(n->dist.q90) - milli(n->dist.q10); }
/* (portions + 1/2 - q50) in thousandths. */
static int64_t ahead(const sk_need *n)
{
    return (int64_t)n->portions * MILLI + MILLI / 2 - milli(n->dist.q50);
}

/* Whether a is to get the next portion rather than b. */
static bool poorer(const sk_need *a, const sk_need *b)
{
    int64_t wa = width(a), wb = width(b);
    if (wa == 0 || wb == 0) return wa > wb;
    return (sk_wide)ahead(a) * wb < (sk_wide)ahead(b) * wa;
}

static void share_out(sk__open *v, int n, int left)
{
    while (left > 0) {
        sk_need *best = NULL;
        for (int i = 0; i < n; i++) {
            sk_need *x = &v[i].need;
            if (x->portions < x->roll && (!best || poorer(x, best))) best = x;
        }
        if (!best) return;
        best->portions++;
        left--;
    }
}

/* Level and joint distribution of the lines v[0..n); dist and common are work. */
static void joint(const sk__open *v, int n, sk_dist *dist, double *common, sk_pool *p)
{
    sk_wide sum = 0, weight = 0;
    for (int i = 0; i < n; i++) {
        int64_t mean = milli(v[i].need.dist.mean);
        dist[i] = v[i].joint;
        common[i] = v[i].common;
        sum += (sk_wide)mean * v[i].level_ppm;
        weight += mean;
    }
    p->level_ppm = weight > 0 ? (int)((2 * sum + weight) / (2 * weight)) : v[0].level_ppm;
    p->dist = sk_dist_sum(dist, common, n);
    round_dist(&p->dist);
    p->dist.mean = thousandth(p->dist.mean);
    p->quantity = up(sk_dist_at(&p->dist, (double)p->level_ppm / SK_PPM));
}

/* Floors, rolls and the quantity of one pool; veg[pair] has what the row's vegetarian line got. */
static void settle_pool(sk__open *v, int n, int *veg, sk_pool *p)
{
    int given = 0;
    for (int i = 0; i < n; i++) {
        sk_need *x = &v[i].need;
        if (x->line == SK_LINE_MAIN) {
            x->roll = at_least_0((int64_t)x->roll - veg[v[i].pair]);
            p->veg += veg[v[i].pair];
        }
        if (x->floor > x->roll) x->floor = x->roll;
        x->portions = x->floor;
        given += x->portions;
    }
    share_out(v, n, p->quantity - p->veg - given);
    for (int i = 0; i < n; i++) {
        const sk_need *x = &v[i].need;
        if (x->line == SK_LINE_VEG) veg[v[i].pair] = x->portions;
        p->portions += x->portions;
        p->n_needs += x->portions > 0;
    }
}

static sk_code settle_all(sk__demand *b, int *veg, sk_dist *dist, double *common, sk_demand *out)
{
    for (int line = SK_LINE_VEG; line >= SK_LINE_MAIN; line--) {
        size_t first = 0;
        for (int g = 0; first < b->n_open; g++) {
            size_t end = first + 1;
            sk__open *v = b->open + first;
            while (end < b->n_open && by_pool(v, &b->open[end]) == 0) end++;
            int n = (int)(end - first);
            sk_pool *p = &out->pool[g];
            first = end;
            if ((int)v->need.line != line) continue;
            *p = (sk_pool){.kitchen = v->supplier, .day = v->need.day, .meal = v->need.meal};
            p->product = v->need.product;
            p->line = v->need.line;
            p->dish = v->need.dish;
            joint(v, n, dist, common, p);
            settle_pool(v, n, veg, p);
            for (int i = 0; i < n; i++) {
                v[i].need.pool = g;
                if (v[i].need.portions > 0 && sk__demand_put(b, &v[i].need)) return SK_E_NOMEM;
            }
        }
    }
    return SK_OK;
}

static int count_pools(const sk__demand *b)
{
    int n = 0;
    for (size_t i = 0; i < b->n_open; i++) n += i == 0 || by_pool(&b->open[i - 1], &b->open[i]);
    return n;
}

sk_expect sk_expect_of(const sk_fc_cell *c)
{
    sk_expect e = {.site = c->site, .meal = c->meal, .day = c->day, .n_obs = c->n_obs};
    e.q10 = milli(c->dist.q10);
    e.q50 = milli(c->dist.q50);
    e.q80 = milli(c->dist.q80);
    e.q90 = milli(c->dist.q90);
    e.q95 = milli(c->dist.q95);
    e.order = milli(c->order);
    e.common_ppm = (int)llround(c->common * SK_PPM);
    return e;
}

/* What was used of the forecast. */
static bool keep_expected(const sk__demand *b, sk_arena *arena, sk_demand *out)
{
    int n = 0;
    for (int i = 0; i < b->f->n_cells; i++) n += b->used[i];
    out->expect = sk_arena_calloc(arena, (size_t)n + 1, sizeof *out->expect);
    if (!out->expect) return false;
    for (int i = 0; i < b->f->n_cells; i++) {
        const sk_fc_cell *c = &b->f->cell[i];
        if (!b->used[i]) continue;
        out->expect[out->n_expects++] = sk_expect_of(c);
    }
    return true;
}

sk_code sk__demand_settle(sk__demand *b, sk_arena *arena, sk_demand *out)
{
    out->made_from = !b->f ? SK_FROM_SHARES : b->n_open ? SK_FROM_FORECAST : SK_FROM_OUT_OF_REACH;
    if (b->n_open == 0) return SK_OK;
    qsort(b->open, b->n_open, sizeof *b->open, by_pool_and_site);
    out->n_pools = count_pools(b);
    out->pool = sk_arena_calloc(arena, (size_t)out->n_pools, sizeof *out->pool);
    int *veg = sk_calloc_n((size_t)b->n_pairs + 1, sizeof *veg);
    sk_dist *dist = sk_calloc_n(b->n_open, sizeof *dist);
    double *common = sk_calloc_n(b->n_open, sizeof *common);
    bool ok = out->pool && veg && dist && common && keep_expected(b, arena, out);
    sk_code c = ok ? settle_all(b, veg, dist, common, out) : SK_E_NOMEM;
    sk_free(veg);
    sk_free(dist);
    sk_free(common);
    return c;
}
