/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waste/stage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "domain/query.h"
#include "waste/expect.h"

enum { WEEKS = 53, MOST = 2 }; /* MOST times the enrolled: a slip of the finger */

typedef struct rows { /* of one stage: a row for each unit's week */
    sk_slope_row *v;
    size_t n, cap;
    int site, week; /* of the last row */
    bool failed;
} rows;

/* group: what the trend is within. */
static void add(rows *r, sk_ix site, int group, sk_day day, double y, double w)
{
    int week = sk_week_index(day);
    if (r->n > 0 && r->site == site && r->week == week) {
        sk_slope_row *last = &r->v[r->n - 1];
        double sum = last->w + w;
        last->y = (last->y * last->w + y * w) / sum;
        last->day = (last->day * last->w + day * w) / sum;
        last->w = sum;
        return;
    }
    r->failed = r->failed || !SK_GROW(r->v, r->n, r->cap);
    if (r->failed) return;
    r->v[r->n++] = (sk_slope_row){group, day, y, w};
    r->site = site;
    r->week = week;
}

static int by_group(const void *pa, const void *pb)
{
    const sk_slope_row *a = pa, *b = pb;
    if (a->group != b->group) return a->group < b->group ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

static sk_slope slope_of(rows *r)
{
    if (r->n > 1) qsort(r->v, r->n, sizeof *r->v, by_group);
    return sk_slope_within(r->v, r->failed ? 0 : (int)r->n);
}

/* ---- share of the enrolled ---- */

static bool usable(const sk_kommun *k, const sk_count *c, int guests)
{
    return c->basis <= SK_BASIS_PLATES && !c->ran_out && c->count > 0 && c->day <= k->as_of &&
           guests > 0 && c->count <= MOST * guests &&
           sk_site_day_type(k, c->site, c->day) == SK_DAY_NORMAL;
}

static void count_site(const sk_kommun *k, const sk_history *h, sk_ix site, rows *r,
                       double level[2])
{
    int n;
    const sk_count *v = sk_history_attendance(h, site, SK_MEAL_LUNCH, &n);
    for (int i = 0; i < n; i++) {
        int guests = sk_site_guests_enrolled(k, site, v[i].day);
        if (!usable(k, &v[i], guests)) continue;
        add(r, site, site * WEEKS + sk_day_week(v[i].day).week - 1, v[i].day,
            (double)v[i].count / guests, guests);
        if (v[i].day <= k->as_of - SK_STAGE_DAYS) continue;
        level[0] += v[i].count;
        level[1] += guests;
    }
}

/* ---- portions ---- */

typedef struct portions {
    rows r;
    double eaten, eaters, recipe, recipe_n;
} portions;

/* One unit's lunch, records first..end. */
static void weigh_meal(const sk_waste_data *d, int first, int end, portions *p, sk_stage *o)
{
    int64_t g[SK_N_MASSES] = {0}, n[SK_N_MASSES] = {0};
    const sk_wrec *a = &d->rec[first];
    for (int i = first; i < end; i++) {
        g[d->rec[i].mass] += d->rec[i].g;
        if (d->rec[i].n > n[d->rec[i].mass]) n[d->rec[i].mass] = d->rec[i].n;
    }
    int64_t eaten = g[SK_MASS_SERVED] - g[SK_WASTE_SERVING] - g[SK_WASTE_PLATE];
    double eaters = (double)n[SK_MASS_SERVED];
    if (!n[SK_MASS_SERVED] || !n[SK_WASTE_SERVING] || !n[SK_WASTE_PLATE] || eaten <= 0) return;
    add(&p->r, a->site, a->site, a->day, (double)eaten / eaters, eaters);
    if (a->day <= d->last - SK_STAGE_DAYS) return;
    o->n_weighed++;
    p->eaten += (double)eaten;
    p->eaters += eaters;
    if (a->dish == SK_NONE) return;
    p->recipe += eaters * sk_waste_portion_g(d->k, a->site, a->dish);
    p->recipe_n += eaters;
}

static void weigh_stage(const sk_waste_data *d, sk_ix category, portions *p, sk_stage *o)
{
    for (int i = 0, end; d && i < d->n; i = end) {
        const sk_wrec *a = &d->rec[i];
        for (end = i + 1; end < d->n && sk_wrec_same_meal(a, &d->rec[end]);) end++;
        if (a->site != SK_NONE && a->category == category && a->meal == SK_MEAL_LUNCH)
            weigh_meal(d, i, end, p, o);
    }
    o->eaten_g = p->eaters > 0 ? p->eaten / p->eaters : (double)NAN;
    o->recipe_g = p->recipe_n > 0 ? p->recipe / p->recipe_n : (double)NAN;
}

static bool stage_of(const sk_kommun *k, const sk_history *h, const sk_waste_data *d,
                     sk_ix category, sk_stage *o)
{
    rows r = {.v = NULL};
    portions p = {.r = {.v = NULL}};
    double level[2] = {0, 0};
    for (sk_ix s = 0; s < k->n_sites; s++) {
        if (k->site[s].category != category) continue;
        o->n_sites++;
        o->guests += sk_site_guests_enrolled(k, s, k->as_of);
        count_site(k, h, s, &r, level);
    }
    weigh_stage(d, category, &p, o);
    o->share = level[1] > 0 ? level[0] / level[1] : (double)NAN;
    o->share_year = slope_of(&r);
    o->eaten_year = slope_of(&p.r);
    sk_free(r.v);
    sk_free(p.r.v);
    return !r.failed && !p.r.failed;
}

sk_stage *sk_stages(const sk_kommun *k, const sk_history *h, const sk_waste_data *d,
                    sk_arena *arena)
{
    sk_stage *v = sk_arena_calloc(arena, (size_t)k->n_categories + 1, sizeof *v);
    bool ok = v != NULL;
    for (sk_ix c = 0; c < k->n_categories && ok; c++) ok = stage_of(k, h, d, c, &v[c]);
    return ok ? v : NULL;
}
