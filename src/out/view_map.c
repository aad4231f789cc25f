/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things stand on the map: equirectangular at the middle latitude, north up. Names are set from
 * the biggest kitchen down, and only where they cover no other name. */
#include "out/view.h"

#include <math.h>
#include <stdlib.h>

enum {
    MAP_W = 680,
    MAP_H_MIN = 260,
    MAP_H_MAX = 620,
    MARGIN = 46,
    R_MIN = 4,
    R_MAX = 20,
    NAME_W = 6, /* about one character of the map's small type */
    NAME_H = 13,
    NAMES_MAX = 30
};

typedef struct box {
    int x1, y1, x2, y2;
} box;

static double east(const sk_kitchen *k, double cos_mid) { return k->lon_e5 * cos_mid; }

static double radius(const sk_view_kitchen *k, double most)
{
    double n = (double)(k->cooked > k->eaten ? k->cooked : k->eaten);
    return R_MIN + (R_MAX - R_MIN) * sqrt(most > 0 ? n / most : 0);
}

static void place_kitchens(sk_plan_view *v)
{
    const sk_kitchen *k = v->k->kitchen;
    double lat0 = 9e9, lat1 = -9e9, x0 = 9e18, x1 = -9e18, most = 0;
    for (int i = 0; i < v->n_kitchens; i++) {
        lat0 = fmin(lat0, k[i].lat_e5);
        lat1 = fmax(lat1, k[i].lat_e5);
        most = fmax(most, (double)v->kitchen[i].cooked);
        most = fmax(most, (double)v->kitchen[i].eaten);
    }
    double cos_mid = cos((lat0 + lat1) / 2e5 * 3.14159265358979323846 / 180.0);
    for (int i = 0; i < v->n_kitchens; i++) {
        x0 = fmin(x0, east(&k[i], cos_mid));
        x1 = fmax(x1, east(&k[i], cos_mid));
    }
    double w = MAP_W - 2.0 * MARGIN, span_x = fmax(x1 - x0, 1), span_y = fmax(lat1 - lat0, 1);
    double scale = fmin(w / span_x, (MAP_H_MAX - 2.0 * MARGIN) / span_y);
    double h = fmax(span_y * scale + 2.0 * MARGIN, MAP_H_MIN);
    v->map_w = MAP_W;
    v->map_h = (int)h;
    for (int i = 0; i < v->n_kitchens; i++) {
        double x = MAP_W / 2.0 + (east(&k[i], cos_mid) - (x0 + x1) / 2) * scale;
        double y = h / 2 - (k[i].lat_e5 - (lat0 + lat1) / 2) * scale;
        v->kitchen[i].x = (int)lround(x);
        v->kitchen[i].y = (int)lround(y);
        v->kitchen[i].r = (int)lround(radius(&v->kitchen[i], most));
    }
}

static int by_size(const void *a, const void *b)
{
    const sk_view_kitchen *x = *(sk_view_kitchen *const *)a, *y = *(sk_view_kitchen *const *)b;
    if (x->r != y->r) return y->r - x->r;
    return (x > y) - (x < y);
}

static int name_width(const char *s)
{
    int n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xC0) != 0x80;
    return n * NAME_W;
}

static bool overlap(const box *a, const box *b)
{
    return a->x1 < b->x2 && b->x1 < a->x2 && a->y1 < b->y2 && b->y1 < a->y2;
}

static void set_names(sk_plan_view *v)
{
    size_t n = (size_t)v->n_kitchens;
    sk_view_kitchen **by = sk_arena_calloc(v->arena, n + 1, sizeof *by);
    box set[NAMES_MAX];
    int n_set = 0;
    v->failed |= !by;
    if (!by) return;
    for (size_t i = 0; i < n; i++) by[i] = &v->kitchen[i];
    qsort(by, n, sizeof(sk_view_kitchen *), by_size);
    for (size_t i = 0; i < n && n_set < NAMES_MAX; i++) {
        sk_view_kitchen *k = by[i];
        int x = k->x + k->r + 3, w = name_width(k->name);
        box b = {x, k->y - NAME_H / 2, x + w, k->y + NAME_H / 2 + 1};
        bool free_place = b.x2 < v->map_w;
        for (int j = 0; j < n_set && free_place; j++) free_place = !overlap(&b, &set[j]);
        for (size_t j = 0; j < n && free_place; j++) {
            const sk_view_kitchen *o = by[j];
            box c = {o->x - o->r, o->y - o->r, o->x + o->r, o->y + o->r};
            free_place = o == k || !overlap(&b, &c);
        }
        if (!free_place) continue;
        k->named = true;
        set[n_set++] = b;
    }
}

typedef struct flow {
    sk_ix from, to;
    int64_t portions;
} flow;

static int by_ends(const void *a, const void *b)
{
    const flow *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static int by_portions(const void *a, const void *b)
{
    const flow *x = a, *y = b;
    if (x->portions != y->portions) return x->portions < y->portions ? -1 : 1;
    return by_ends(a, b);
}

/* Unusual deliveries summed by sender and receiver; a portion counts once per component group. */
static int sum_flows(const sk_plan_view *v, flow *f)
{
    const sk_plan *p = v->p;
    int n = 0, m = 0;
    for (int i = 0; i < p->n_supplies; i++) {
        const sk_supply *s = &p->supply[i];
        sk_ix to = p->demand.need[s->need].kitchen;
        if (!s->usual && to != SK_NONE && to != s->kitchen)
            f[n++] = (flow){s->kitchen, to, s->portions};
    }
    qsort(f, (size_t)n, sizeof *f, by_ends);
    for (int i = 0; i < n; i++) {
        if (m && by_ends(&f[m - 1], &f[i]) == 0) f[m - 1].portions += f[i].portions;
        else f[m++] = f[i];
    }
    qsort(f, (size_t)m, sizeof *f, by_portions);
    return m;
}

static void draw_lines(sk_plan_view *v)
{
    flow *f = sk_calloc_n((size_t)v->p->n_supplies + 1, sizeof *f);
    int n = f ? sum_flows(v, f) : 0;
    v->line = sk_arena_calloc(v->arena, (size_t)n + 1, sizeof *v->line);
    v->failed |= !f || !v->line;
    for (int i = 0; v->line && i < n; i++) {
        const sk_view_kitchen *a = &v->kitchen[f[i].from], *b = &v->kitchen[f[i].to];
        double share = (double)f[i].portions / (double)f[n - 1].portions;
        v->line[i] = (sk_view_line){.x1 = a->x,
                                    .y1 = a->y,
                                    .x2 = b->x,
                                    .y2 = b->y,
                                    .portions = f[i].portions,
                                    .width10 = (int)lround(10 + 40 * sqrt(share)),
                                    .from = a->name,
                                    .to = b->name};
    }
    if (v->line) v->n_lines = n;
    sk_free(f);
}

void sk__view_map(sk_plan_view *v)
{
    if (!v->n_kitchens) return;
    place_kitchens(v);
    set_names(v);
    draw_lines(v);
}
