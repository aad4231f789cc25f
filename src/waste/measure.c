/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waste/measure.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "domain/query.h"
#include "forecast/slope.h"

enum { LEAST_CLUSTERS = 3, SPREAD_DF = 10 };

/* ---- groups ---- */

static int key_of(const sk_wrec *r, sk_wby by)
{
    switch (by) {
    case SK_BY_SITE: return r->site;
    case SK_BY_KITCHEN: return r->kitchen;
    case SK_BY_CATEGORY: return r->category;
    case SK_BY_DISH: return r->dish;
    default: return 0;
    }
}

bool sk_waste_split(const sk_waste_data *d, sk_wby by, sk_arena *arena, sk_wgroups *out)
{
    const sk_kommun *k = d->k;
    int n = by == SK_BY_SITE       ? k->n_sites
            : by == SK_BY_KITCHEN  ? k->n_kitchens
            : by == SK_BY_CATEGORY ? k->n_categories
            : by == SK_BY_DISH     ? k->n_dishes
                                   : 1;
    out->n = n;
    out->idx = sk_arena_calloc(arena, (size_t)d->n + 1, sizeof *out->idx);
    out->at = sk_arena_calloc(arena, (size_t)n + 2, sizeof *out->at);
    if (!out->idx || !out->at) return false;
    int *next = out->at + 1; /* next[i] becomes the end of group i as its records arrive */
    for (int i = 0; i < d->n; i++) {
        int key = key_of(&d->rec[i], by);
        if (key != SK_NONE) next[key + 1]++;
    }
    for (int i = 0; i < n; i++) next[i + 1] += next[i];
    for (int i = 0; i < d->n; i++) {
        int key = key_of(&d->rec[i], by);
        if (key != SK_NONE) out->idx[next[key]++] = i;
    }
    return true;
}

/* ---- prices ---- */

static void weigh_dish(const sk_kommun *k, const sk_dish *dish, int64_t sum[5])
{
    for (int i = 0; i < dish->n_comp; i++) {
        const sk_component *c = &k->component[dish->comp[i].component];
        int64_t scale = dish->comp[i].scale_milli;
        sum[0] += c->food_ore_1000 * scale / 1000; /* thousandths of an öre a portion */
        sum[1] += (int64_t)c->co2e_g * scale;      /* mg */
        sum[2] += (int64_t)c->served_g * scale;    /* mg */
        for (int j = 0; j < c->n_recipe; j++) {
            int64_t raw = c->recipe[j].g * scale;
            sum[3] += raw;
            if (k->ingredient[c->recipe[j].ingredient].co2e_g_kg >= 0) sum[4] += raw;
        }
    }
}

static sk_wprice price_of(const int64_t sum[5])
{
    const int64_t kg = 1000000; /* mg */
    sk_wprice p = {0, 0, 0, 0, 0};
    if (sum[2] > 0) {
        p.served_mo_kg = sk_muldiv(sum[0], kg, sum[2]);
        p.served_mg_kg = sk_muldiv(sum[1], kg, sum[2]);
    }
    if (sum[3] > 0) {
        p.raw_mo_kg = sk_muldiv(sum[0], kg, sum[3]);
        p.raw_mg_kg = sk_muldiv(sum[1], kg, sum[3]);
        p.known_ppm = sk_muldiv(sum[4], SK_PPM, sum[3]);
    }
    return p;
}

sk_wprice *sk_waste_prices(const sk_kommun *k, sk_arena *arena)
{
    int64_t all[5] = {0};
    sk_wprice *p = sk_arena_calloc(arena, (size_t)k->n_dishes + 1, sizeof *p);
    for (int i = 0; p && i < k->n_dishes; i++) {
        int64_t one[5] = {0};
        weigh_dish(k, &k->dish[i], one);
        for (int j = 0; j < 5; j++) all[j] += one[j];
        p[i] = price_of(one);
    }
    if (p) p[k->n_dishes] = price_of(all);
    return p;
}

/* ---- sums ---- */

static bool chosen(const sk_wrec *r, const sk_wsel *sel)
{
    if (r->day > sel->to || (sel->national && !r->in_run)) return false;
    if (sel->form < 0) return true;
    return r->category != SK_NONE && sel->forms[r->category] == sel->form;
}

static bool same_day(const sk_wrec *a, const sk_wrec *b) { return a && sk_wrec_same_meal(a, b); }

typedef struct day_sum { /* of one place's meal */
    int64_t g[SK_N_MASSES], n[SK_N_MASSES];
    const sk_wrec *r; /* one of its records; NULL = none yet */
} day_sum;

static void end_day(const sk_kommun *k, const day_sum *s, sk_wfigure *o, int64_t eaten[2])
{
    if (!s->r) return;
    bool serving = s->n[SK_WASTE_SERVING] > 0, plate = s->n[SK_WASTE_PLATE] > 0;
    for (int m = 0; m < SK_N_MASSES; m++) {
        o->g[m] += s->g[m];
        o->n[m] += s->n[m];
    }
    o->n_days[SK_WASTE_ALL]++;
    o->n_days[SK_WASTE_MEAL] += serving || plate;
    o->n_days[SK_WASTE_KITCHEN] += s->r->kitchen != SK_NONE && s->r->site == SK_NONE;
    if (serving && plate && s->n[SK_MASS_SERVED] > 0) {
        eaten[0] += s->g[SK_MASS_SERVED] - s->g[SK_WASTE_SERVING] - s->g[SK_WASTE_PLATE];
        eaten[1] += s->n[SK_MASS_SERVED];
    }
    if (s->r->site == SK_NONE || !(serving || plate)) return;
    o->eaters += serving ? s->n[SK_WASTE_SERVING] : s->n[SK_WASTE_PLATE];
    o->guests += sk_site_guests(k, s->r->site, s->r->day);
}

static void add_money(const sk_waste_data *d, const sk_wprice *price, const sk_wrec *r,
                      sk_wfigure *o, int64_t known[2])
{
    if (r->mass >= SK_N_STREAMS) return;
    const sk_wprice *p = &price[r->dish == SK_NONE ? d->k->n_dishes : r->dish];
    bool raw = r->mass <= SK_WASTE_PREPARATION;
    o->milli_ore += sk_muldiv(r->g, raw ? p->raw_mo_kg : p->served_mo_kg, 1000);
    o->co2e_mg += sk_muldiv(r->g, raw ? p->raw_mg_kg : p->served_mg_kg, 1000);
    known[0] += sk_muldiv(r->g, p->known_ppm, SK_PPM);
    known[1] += r->g;
}

static void sums(const sk_waste_data *d, const sk_wprice *price, const int *idx, int n,
                 const sk_wsel *sel, sk_wfigure *o)
{
    day_sum s = {{0}, {0}, NULL};
    int64_t eaten[2] = {0, 0}, known[2] = {0, 0};
    int place = -1;
    for (int i = 0; i < n; i++) {
        const sk_wrec *r = &d->rec[idx[i]];
        if (!chosen(r, sel) || r->day < sel->from) continue;
        if (!same_day(s.r, r)) {
            end_day(d->k, &s, o, eaten);
            s = (day_sum){{0}, {0}, NULL};
        }
        s.r = r;
        s.g[r->mass] += r->g;
        if (r->n > s.n[r->mass]) s.n[r->mass] = r->n; /* dishes of a day share their eaters */
        add_money(d, price, r, o, known);
        if (r->place != place) {
            o->n_places[SK_WASTE_ALL]++;
            o->n_places[r->site == SK_NONE ? SK_WASTE_KITCHEN : SK_WASTE_MEAL]++;
        }
        place = r->place;
    }
    end_day(d->k, &s, o, eaten);
    o->consumption = eaten[1] > 0 ? (double)eaten[0] / (double)eaten[1] : (double)NAN;
    o->served_n = eaten[1];
    o->raw_known_ppm = known[1] > 0 ? sk_muldiv(known[0], SK_PPM, known[1]) : 0;
}

/* ---- clusters: uncertainty and trend ---- */

typedef struct cluster {
    int place;
    double g[SK_N_STREAMS], n[SK_N_STREAMS];
    double day, days; /* sum of the days, number of records */
    bool now;         /* in the period */
} cluster;

static const int first_of[3] = {SK_WASTE_STORAGE, SK_WASTE_SERVING, SK_WASTE_STORAGE};
static const int end_of[3] = {SK_N_STREAMS, SK_N_STREAMS, SK_WASTE_SERVING};

/* The records' clusters; NULL: out of memory. */
static cluster *gather(const sk_waste_data *d, const int *idx, int n, const sk_wsel *sel,
                       int *n_out)
{
    cluster *v = NULL;
    size_t len = 0, cap = 0;
    const sk_wrec *last[SK_N_STREAMS] = {NULL}, *before = NULL;
    int32_t most[SK_N_STREAMS] = {0}; /* of the day so far */
    for (int i = 0; i < n; i++) {
        const sk_wrec *r = &d->rec[idx[i]];
        if (!chosen(r, sel) || r->mass >= SK_N_STREAMS) continue;
        bool now = r->day >= sel->from;
        if (!before || before->cluster != r->cluster || v[len - 1].now != now) {
            if (!SK_GROW(v, len, cap)) {
                sk_free(v);
                return NULL;
            }
            v[len++] = (cluster){.place = r->place, .now = now};
        }
        cluster *c = &v[len - 1];
        c->g[r->mass] += r->g;
        if (!same_day(last[r->mass], r)) most[r->mass] = 0;
        if (r->n > most[r->mass]) { /* as in sums: dishes of a day share their eaters */
            c->n[r->mass] += r->n - most[r->mass];
            most[r->mass] = r->n;
        }
        c->day += r->day;
        c->days += 1;
        last[r->mass] = before = r;
    }
    *n_out = (int)len;
    return v ? v : sk_alloc(1);
}

/* A cluster's own figure of the streams, when all of them were weighed. */
static bool own_figure(const cluster *c, int from, int end, double *y, double *w)
{
    *y = *w = 0;
    for (int s = from; s < end; s++) {
        if (c->n[s] <= 0) return false;
        *y += c->g[s] / c->n[s];
        *w += c->n[s] / (end - from);
    }
    return true;
}

/* Sum of the figures of streams from..end, with the interval; spread: as sk_wspread's. */
static sk_west estimate(const sk_wfigure *f, const cluster *c, int n, int from, int end,
                        double spread)
{
    sk_west e = {(double)NAN, (double)NAN, (double)NAN, (double)NAN, 0};
    double ratio[SK_N_STREAMS], sum = 0, squares = 0, all = 0, all2 = 0, y, w;
    bool any = false;
    for (int s = from; s < end; s++) {
        ratio[s] = f->n[s] > 0 ? (double)f->g[s] / (double)f->n[s] : 0;
        sum += ratio[s];
        any = any || f->n[s] > 0;
    }
    if (!any) return e;
    e.per = sum;
    for (int i = 0; i < n; i++) {
        double r = 0;
        bool has = false;
        for (int s = from; s < end && c[i].now; s++) {
            if (c[i].n[s] <= 0) continue;
            has = true;
            r += (c[i].g[s] - ratio[s] * c[i].n[s]) / (double)f->n[s];
        }
        e.clusters += has;
        squares += r * r;
        if (!c[i].now || !own_figure(&c[i], from, end, &y, &w)) continue;
        all += w;
        all2 += w * w;
    }
    int m = e.clusters;
    if (m < LEAST_CLUSTERS && all > 0)
        e.half = sk_student(SPREAD_DF) * e.per * sqrt(spread * all2) / all;
    else if (m >= LEAST_CLUSTERS) e.half = sk_student(m - 1) * sqrt((double)m / (m - 1) * squares);
    return e;
}

/* ---- how much the weeks of a place differ ---- */

static double spread_of(const cluster *c, int n, int from, int end)
{
    double squares = 0, y, w;
    int df = 0;
    for (int i = 0, stop; i < n; i = stop) {
        double sum = 0, weight = 0;
        int m = 0;
        for (stop = i; stop < n && c[stop].place == c[i].place; stop++) {
            if (!own_figure(&c[stop], from, end, &y, &w)) continue;
            sum += w * y;
            weight += w;
            m++;
        }
        if (m < 2 || sum <= 0) continue;
        for (int j = i; j < stop; j++)
            if (own_figure(&c[j], from, end, &y, &w)) {
                double d = y / (sum / weight) - 1;
                squares += d * d;
            }
        df += m - 1;
    }
    return df >= SPREAD_DF ? squares / df : (double)NAN;
}

bool sk_waste_spread(const sk_waste_data *d, const sk_wsel *sel, sk_wspread *out)
{
    int m = 0;
    int *idx = sk_calloc_n((size_t)d->n + 1, sizeof *idx);
    for (int i = 0; idx && i < d->n; i++) idx[i] = i;
    cluster *c = idx ? gather(d, idx, d->n, sel, &m) : NULL;
    for (int s = 0; c && s < SK_N_STREAMS; s++) out->stream[s] = spread_of(c, m, s, s + 1);
    for (int p = 0; c && p < 3; p++) out->scope[p] = spread_of(c, m, first_of[p], end_of[p]);
    bool ok = c != NULL;
    sk_free(c);
    sk_free(idx);
    return ok;
}

/* row: work, room for n. */
static void add_trend(const cluster *c, int n, int s0, int s1, sk_slope_row *row, sk_west *e)
{
    int m = 0;
    for (int i = 0; i < n; i++) {
        double y, w;
        if (own_figure(&c[i], s0, s1, &y, &w))
            row[m++] = (sk_slope_row){c[i].place, c[i].day / c[i].days, y, w};
    }
    sk_slope t = sk_slope_within(row, m);
    e->slope = t.slope;
    e->slope_half = t.half;
}

/* Both parts' trend, or the only weighed part's; one weighed part without a trend leaves the sum without. */
static void join(const sk_west *a, const sk_west *b, sk_west *out)
{
    if (isnan(a->slope) || isnan(b->slope)) {
        const sk_west *one = isnan(a->slope) ? b : a;
        if (!isnan(a->per) && !isnan(b->per)) return;
        out->slope = one->slope;
        out->slope_half = one->slope_half;
        return;
    }
    out->slope = a->slope + b->slope;
    out->slope_half = sqrt(a->slope_half * a->slope_half + b->slope_half * b->slope_half);
}

bool sk_waste_figure(const sk_waste_data *d, const sk_wprice *price, const int *idx, int n,
                     const sk_wsel *sel, sk_wfigure *out)
{
    int m = 0;
    memset(out, 0, sizeof *out);
    sums(d, price, idx, n, sel, out);
    cluster *c = gather(d, idx, n, sel, &m);
    sk_slope_row *row = c ? sk_calloc_n((size_t)m + 1, sizeof *row) : NULL;
    if (!row) {
        sk_free(c);
        return false;
    }
    for (int s = 0; s < SK_N_STREAMS; s++) {
        out->stream[s] =
            estimate(out, c, m, s, s + 1, sel->spread ? sel->spread->stream[s] : (double)NAN);
        if (out->n[s] > 0) add_trend(c, m, s, s + 1, row, &out->stream[s]);
    }
    for (int p = 0; p < 3; p++) {
        out->scope[p] = estimate(out, c, m, first_of[p], end_of[p],
                                 sel->spread ? sel->spread->scope[p] : (double)NAN);
        out->whole[p] = true;
        for (int s = first_of[p]; s < end_of[p]; s++)
            out->whole[p] = out->whole[p] && out->n[s] > 0;
    }
    for (int p = SK_WASTE_MEAL; p <= SK_WASTE_KITCHEN; p++)
        if (out->whole[p]) add_trend(c, m, first_of[p], end_of[p], row, &out->scope[p]);
    join(&out->scope[SK_WASTE_MEAL], &out->scope[SK_WASTE_KITCHEN], &out->scope[SK_WASTE_ALL]);
    sk_free(row);
    sk_free(c);
    return true;
}

/* ---- the target ---- */

sk_waste_status sk_waste_judge(const sk_wfigure *f, sk_waste_scope scope, int64_t limit_mg)
{
    sk_wide num = -(sk_wide)limit_mg, den = 1000; /* the sum of ratios - limit */
    bool fits = true;
    if (isnan(f->scope[scope].per) || limit_mg <= 0) return SK_WASTE_UNMEASURED;
    for (int s = first_of[scope]; s < end_of[scope] && fits; s++) {
        if (f->n[s] <= 0) continue;
        sk_wide by = sk_gcd(f->g[s], f->n[s]), g = f->g[s] / by, n = f->n[s] / by, a, b;
        if (den % n == 0) { /* streams that share their eaters */
            fits = !__builtin_mul_overflow(g, den / n, &a) && !__builtin_add_overflow(num, a, &num);
            continue;
        }
        fits = !__builtin_mul_overflow(num, n, &a) && !__builtin_mul_overflow(g, den, &b) &&
               !__builtin_add_overflow(a, b, &num) && !__builtin_mul_overflow(den, n, &den);
    }
    bool over = fits ? num > 0 : f->scope[scope].per * 1000 > (double)limit_mg;
    return over ? SK_WASTE_NOT_MET : SK_WASTE_MET;
}
