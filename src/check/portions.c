/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The FORECAST rule of forecast/demand.h, derived again from its text: lines, joint quantities, and how
 * they are shared out. Distributions are arrays of thousandths: five quantiles, then the mean. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check/check_priv.h"

#define LEAST 1e-6
#define SPREAD 2.326
#define TAILS 0.2

struct chk_line {
    chk_want w;
    int64_t supplier, level;
    double part, common; /* k of JOINT */
    int64_t sum[CHK_D];  /* what counts in JOINT */
    int row;             /* of site_meals: main and vegetarian line belong together */
};

static int64_t rounded(double portions) { return llround(fmax(0.0, portions) * 1000.0); }
static int64_t ceiling(double x) { return (int64_t)ceil(x - LEAST); }

/* ---- distributions ---- */

/* The seven points of the straight lines, portions. */
static void points(const double q[CHK_Q], double v[7])
{
    v[0] = fmax(0.0, q[0] - 0.6 * (q[1] - q[0]));
    for (int i = 0; i < CHK_Q; i++) v[i + 1] = q[i];
    v[6] = q[4] + (q[4] - q[3]);
}
static const double at[7] = {0.0, 0.1, 0.5, 0.8, 0.9, 0.95, 1.0};

static double mean_of(const int64_t d[CHK_Q])
{
    double q[CHK_Q], v[7], sum = 0.0;
    for (int i = 0; i < CHK_Q; i++) q[i] = (double)d[i] / 1000.0;
    points(q, v);
    for (int i = 0; i < 6; i++) sum += (at[i + 1] - at[i]) * (v[i] + v[i + 1]) / 2;
    return sum;
}

static double quantile(const int64_t d[CHK_Q], double level)
{
    double q[CHK_Q], v[7];
    int i = 0;
    for (int j = 0; j < CHK_Q; j++) q[j] = (double)d[j] / 1000.0;
    points(q, v);
    while (i < 5 && level > at[i + 1]) i++;
    return v[i] + (level - at[i]) / (at[i + 1] - at[i]) * (v[i + 1] - v[i]);
}

/* A line with part a of a row with quantiles q, portions, and so many diets. */
static void line_of(const double q[CHK_Q], int64_t diets, double a, int64_t d[CHK_D])
{
    static const double n[CHK_Q] = {-1.2816, 0.0, 0.8416, 1.2816, 1.6449};
    double mid = a * fmax(0.0, q[1] - (double)diets);
    double choice = sqrt(fmax(0.0, mid * (1.0 - a)));
    for (int i = 0; i < CHK_Q; i++) {
        double x = a * fmax(0.0, q[i] - (double)diets) - mid, y = choice * n[i];
        double r = sqrt(x * x + y * y);
        d[i] = rounded(i == 0 ? mid - r : mid + r);
    }
    d[CHK_Q] = rounded(mean_of(d));
}

/* ---- lines ---- */

static int64_t level_of(const chk *c, const sk_category *cat)
{
    int64_t out = cat->ran_out_ore ? cat->ran_out_ore : c->p->ran_out_ore;
    int64_t over = cat->left_over_ore ? cat->left_over_ore : c->p->left_over_ore;
    if (out + over == 0) return SK_PPM / 2;
    return (int64_t)(((sk_wide)2 * out * SK_PPM + out + over) / ((sk_wide)2 * (out + over)));
}

static int64_t floor_of(const chk *c, const sk_category *cat, const int64_t d[CHK_D])
{
    double own = quantile(d, (double)c->p->floor_ppm / SK_PPM);
    double buffet = (double)d[CHK_Q] / 1000.0 * (1.0 + (double)c->p->buffet_ppm / SK_PPM);
    return ceiling(cat->plated ? own : fmax(own, buffet));
}

static void add_line(chk_wants *w, const chk_line *l)
{
    if (!SK_GROW(w->line, w->n_lines, w->cap_lines)) {
        w->c->oom = true;
        return;
    }
    w->line[w->n_lines++] = *l;
}

void sk__chk_lines(chk_wants *w, int r, const chk_want *base, const sk_check_expect *e, double part,
                   int64_t diets, sk_ix veg)
{
    const chk *c = w->c;
    const sk_site_meal *m = &c->k->site_meal[r];
    const sk_category *cat = &c->k->category[c->k->site[m->site].category];
    int64_t guests = sk_site_guests(c->k, m->site, (sk_day)base->eaten);
    double q[CHK_Q], veg_part = veg == SK_NONE ? 0.0 : (double)cat->veg_ppm / SK_PPM;
    for (int i = 0; i < CHK_Q; i++) q[i] = (double)e->q[i] / 1000.0 * part;
    chk_line l = {.w = *base, .row = r, .level = level_of(c, cat)};
    l.w.source = CHK_FORECAST;
    l.w.roll = sk_ceildiv(guests * m->share_ppm, SK_PPM) - diets;
    if (l.w.roll < 0) l.w.roll = 0;
    l.supplier = sk_site_supplier_on(c->k, m->site, (sk_day)base->day);
    if (l.supplier == SK_NONE) l.supplier = base->kitchen;
    for (int veg_line = 0; veg_line < 2; veg_line++) {
        double a = veg_line ? veg_part : 1.0 - veg_part;
        line_of(q, diets, a, l.w.d);
        if (a <= 0.0 || l.w.d[4] == 0) continue;
        l.w.line = veg_line ? SK_LINE_VEG : SK_LINE_MAIN;
        l.w.dish = veg_line ? veg : base->dish;
        l.w.floor = floor_of(c, cat, l.w.d);
        l.common = (double)e->common_ppm / SK_PPM;
        line_of(q, diets, veg_line ? a : 1.0, l.sum);
        if (veg_line) {
            double own = (double)(l.w.d[3] - l.w.d[0]) / 1000.0;
            double x = own > 0.0 ? a * (q[3] - q[0]) / own : 0.0;
            l.common *= fmin(1.0, x * x);
        }
        add_line(w, &l);
    }
}

/* ---- pools ---- */

static int one_pool(const chk_line *a, const chk_line *b)
{
    const int64_t x[] = {a->w.day, a->w.meal, a->supplier, a->w.product, a->w.line, a->w.dish};
    const int64_t y[] = {b->w.day, b->w.meal, b->supplier, b->w.product, b->w.line, b->w.dish};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    return 0;
}

static int by_pool(const void *pa, const void *pb)
{
    const chk_line *a = pa, *b = pb;
    int d = one_pool(a, b);
    d = d ? d : (a->w.site > b->w.site) - (a->w.site < b->w.site);
    return d ? d : (a->row > b->row) - (a->row < b->row);
}

/* Level, joint distribution and quantity of lines l[0..n). */
static void joint(const chk_line *l, size_t n, chk_pool *p)
{
    double own = 0, shared = 0, sum = 0, squares = 0, q[CHK_Q] = {0}, mean = 0;
    sk_wide weight = 0, levels = 0;
    for (size_t i = 0; i < n; i++) {
        double s = (double)(l[i].sum[3] - l[i].sum[0]) / 1000.0 / SPREAD, k = l[i].common;
        own += s * s * (1.0 - k);
        shared += s * sqrt(k);
        sum += s;
        squares += s * s;
        mean += (double)l[i].sum[CHK_Q] / 1000.0;
        for (int j = 0; j < CHK_Q; j++) q[j] += (double)l[i].sum[j] / 1000.0;
        weight += l[i].w.d[CHK_Q];
        levels += (sk_wide)l[i].w.d[CHK_Q] * l[i].level;
    }
    double r = 1.0;
    if (sum > 0.0) {
        r = fmin(1.0, sqrt(own + shared * shared) / sum);
        r = fmin(1.0, r * (1.0 + TAILS * (1.0 - squares / (sum * sum))));
    }
    double centre = q[1] + (1.0 - r) * (mean - q[1]);
    for (int j = 0; j < CHK_Q; j++) p->d[j] = rounded(centre + r * (q[j] - q[1]));
    p->d[CHK_Q] = rounded(mean);
    p->level_ppm = weight > 0 ? (int64_t)((2 * levels + weight) / (2 * weight)) : l[0].level;
    p->quantity = ceiling(quantile(p->d, (double)p->level_ppm / SK_PPM));
}

/* Where the vegetarian portions of a line's row and day are kept. */
static int64_t *veg_of(const chk_wants *w, const chk_line *l)
{
    return &w->veg[l->row * w->c->head.n_days + (l->w.day - w->c->head.from)];
}

/* Least of (portions + 1/2 - q50) / (q90 - q10); spread 0 last. */
static bool first_served(const chk_want *a, const chk_want *b)
{
    int64_t wa = a->d[3] - a->d[0], wb = b->d[3] - b->d[0];
    if (wb == 0) return wa > 0;
    if (wa == 0) return false;
    return (sk_wide)(a->portions * 1000 + 500 - a->d[1]) * wb <
           (sk_wide)(b->portions * 1000 + 500 - b->d[1]) * wa;
}

static void give(chk_line *l, size_t n, int64_t left)
{
    for (; left > 0; left--) {
        chk_want *best = NULL;
        for (size_t i = 0; i < n; i++)
            if (l[i].w.portions < l[i].w.roll && (!best || first_served(&l[i].w, best)))
                best = &l[i].w;
        if (!best) return;
        best->portions++;
    }
}

static void settle(chk_wants *w, chk_line *l, size_t n, int64_t index)
{
    chk_pool *p = &w->pool[index];
    int64_t floors = 0;
    joint(l, n, p);
    for (size_t i = 0; i < n; i++) {
        chk_want *x = &l[i].w;
        if (x->line == SK_LINE_MAIN) {
            int64_t veg = *veg_of(w, &l[i]);
            x->roll = x->roll > veg ? x->roll - veg : 0;
            p->veg += veg;
        }
        if (x->floor > x->roll) x->floor = x->roll;
        x->portions = x->floor;
        x->pool = index;
        floors += x->floor;
    }
    give(l, n, p->quantity - p->veg - floors);
    for (size_t i = 0; i < n; i++) {
        if (l[i].w.line == SK_LINE_VEG) *veg_of(w, &l[i]) += l[i].w.portions;
        p->portions += l[i].w.portions;
        p->n_needs += l[i].w.portions > 0;
    }
}

static chk_pool *next_pool(chk_wants *w, const chk_line *l)
{
    if (!SK_GROW(w->pool, w->n_pools, w->cap_pools)) {
        w->c->oom = true;
        return NULL;
    }
    chk_pool *p = &w->pool[w->n_pools++];
    *p = (chk_pool){.kitchen = l->supplier, .day = l->w.day, .meal = l->w.meal, .ok = true};
    p->product = l->w.product;
    p->line = l->w.line;
    p->dish = l->w.dish;
    return p;
}

void sk__chk_pools(chk_wants *w)
{
    chk *c = w->c;
    w->veg = sk__chk_array(c, (size_t)(c->k->n_site_meals * c->head.n_days), sizeof *w->veg);
    if (w->n_lines > 0) qsort(w->line, w->n_lines, sizeof *w->line, by_pool);
    for (size_t i = 0; i < w->n_lines && !c->oom; i++)
        if (i == 0 || one_pool(&w->line[i - 1], &w->line[i]) != 0) next_pool(w, &w->line[i]);
    for (int line = SK_LINE_VEG; line >= SK_LINE_MAIN && !c->oom; line--) {
        size_t first = 0, end;
        for (int64_t p = 0; first < w->n_lines; p++, first = end) {
            for (end = first + 1; end < w->n_lines; end++)
                if (one_pool(&w->line[first], &w->line[end]) != 0) break;
            if (w->line[first].w.line == line) settle(w, w->line + first, end - first, p);
        }
    }
    for (size_t i = 0; i < w->n_lines && !c->oom; i++) sk__chk_want(w, w->line[i].w);
}
