/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things stand on the maps: equirectangular at the middle latitude, north up. When half of the
 * kitchens lie in a small part of the municipality, that part gets a map of its own. Names are set
 * from the biggest kitchen down, and only where they cover nothing. */
#include "out/view.h"

#include <math.h>
#include <stdlib.h>

enum {
    MAP_W = 460,
    MAP_H_MIN = 240,
    MAP_H_MAX = 470,
    MARGIN = 34,
    R_MIN = 4,
    R_MAX = 17,
    R_IN_BOX = 3, /* what the detail map shows properly */
    NAME_W = 6,   /* about one character of the map's small type */
    NAME_H = 13,
    NAMES_MAX = 24,
    DETAIL_MIN = 16 /* kitchens, before a detail map is worth it */
};

typedef struct area {
    double x0, x1, y0, y1;
} area; /* 1e-5 degrees of latitude, both ways */
typedef struct box {
    int x1, y1, x2, y2;
} box;
typedef struct spot {
    double x, y;
} spot; /* of each kitchen */

static area area_of(const spot *s, int n)
{
    area a = {9e18, -9e18, 9e18, -9e18};
    for (int i = 0; i < n; i++) {
        a.x0 = fmin(a.x0, s[i].x);
        a.x1 = fmax(a.x1, s[i].x);
        a.y0 = fmin(a.y0, s[i].y);
        a.y1 = fmax(a.y1, s[i].y);
    }
    return a;
}

static bool inside(const area *a, spot s)
{
    return s.x >= a->x0 && s.x <= a->x1 && s.y >= a->y0 && s.y <= a->y1;
}

static spot *find_spots(sk_plan_view *v)
{
    const sk_kitchen *k = v->k->kitchen;
    spot *s = sk_arena_calloc(v->arena, (size_t)v->n_kitchens + 1, sizeof *s);
    double lo = 9e9, hi = -9e9;
    v->failed |= !s;
    if (!s) return NULL;
    for (int i = 0; i < v->n_kitchens; i++) {
        lo = fmin(lo, k[i].lat_e5);
        hi = fmax(hi, k[i].lat_e5);
    }
    double cos_mid = cos((lo + hi) / 2e5 * 3.14159265358979323846 / 180.0);
    for (int i = 0; i < v->n_kitchens; i++) s[i] = (spot){k[i].lon_e5 * cos_mid, k[i].lat_e5};
    return s;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The middle: median of one coordinate. tmp holds n values. */
static double median(const spot *s, int n, bool y, double *tmp)
{
    for (int i = 0; i < n; i++) tmp[i] = y ? s[i].y : s[i].x;
    qsort(tmp, (size_t)n, sizeof *tmp, by_value);
    return tmp[n / 2];
}

/* The square round the middle that holds two thirds of the kitchens, if it is under half as wide as
 * the whole. */
static bool find_core(sk_plan_view *v, const spot *s, const area *all, area *core)
{
    int n = v->n_kitchens;
    double *tmp = sk_arena_calloc(v->arena, (size_t)n + 1, sizeof *tmp);
    v->failed |= !tmp;
    if (!tmp || n < DETAIL_MIN) return false;
    double cx = median(s, n, false, tmp), cy = median(s, n, true, tmp);
    for (int i = 0; i < n; i++) tmp[i] = fmax(fabs(s[i].x - cx), fabs(s[i].y - cy));
    qsort(tmp, (size_t)n, sizeof *tmp, by_value);
    double half = tmp[n * 2 / 3];
    *core = (area){cx - half, cx + half, cy - half, cy + half};
    return half > 0 && 4 * half < fmax(all->x1 - all->x0, all->y1 - all->y0);
}

typedef struct frame {
    double scale, x, y;
} frame; /* map = offset + scale x spot (y turned) */

static frame set_frame(sk_view_map *m, const area *a)
{
    double w = fmax(a->x1 - a->x0, 1), h = fmax(a->y1 - a->y0, 1);
    double scale = fmin((MAP_W - 2.0 * MARGIN) / w, (MAP_H_MAX - 2.0 * MARGIN) / h);
    m->w = MAP_W;
    m->h = (int)fmax(h * scale + 2.0 * MARGIN, MAP_H_MIN);
    return (frame){scale, m->w / 2.0 - (a->x0 + a->x1) / 2 * scale,
                   m->h / 2.0 + (a->y0 + a->y1) / 2 * scale};
}

static int at_x(frame f, spot s) { return (int)lround(f.x + s.x * f.scale); }
static int at_y(frame f, spot s) { return (int)lround(f.y - s.y * f.scale); }

static int by_size(const void *a, const void *b)
{
    const sk_view_dot *x = a, *y = b;
    if (x->r != y->r) return y->r - x->r;
    return (x->kitchen > y->kitchen) - (x->kitchen < y->kitchen);
}

static int64_t biggest(const sk_view_kitchen *k)
{
    return k->cooked > k->eaten ? k->cooked : k->eaten;
}

/* only: the part that is shown, small: the part that another map shows; either may be NULL. */
static void place_dots(sk_plan_view *v, sk_view_map *m, frame f, const spot *s, const area *only,
                       const area *small)
{
    int64_t most = 1;
    m->dot = sk_arena_calloc(v->arena, (size_t)v->n_kitchens + 1, sizeof *m->dot);
    v->failed |= !m->dot;
    if (!m->dot) return;
    for (int i = 0; i < v->n_kitchens; i++)
        if (biggest(&v->kitchen[i]) > most) most = biggest(&v->kitchen[i]);
    for (int i = 0; i < v->n_kitchens; i++) {
        double share = (double)biggest(&v->kitchen[i]) / (double)most;
        int r = (int)lround(R_MIN + (R_MAX - R_MIN) * sqrt(share));
        if (only && !inside(only, s[i])) continue;
        if (small && inside(small, s[i])) r = R_IN_BOX;
        m->dot[m->n_dots++] =
            (sk_view_dot){.kitchen = i, .x = at_x(f, s[i]), .y = at_y(f, s[i]), .r = r};
    }
    qsort(m->dot, (size_t)m->n_dots, sizeof *m->dot, by_size);
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

static bool name_fits(const sk_view_map *m, const sk_view_dot *d, const box *b, const box *set,
                      int n)
{
    if (b->x2 >= m->w) return false;
    for (int j = 0; j < n; j++)
        if (overlap(b, &set[j])) return false;
    for (int j = 0; j < m->n_dots; j++) {
        const sk_view_dot *o = &m->dot[j];
        box c = {o->x - o->r, o->y - o->r, o->x + o->r, o->y + o->r};
        if (o != d && overlap(b, &c)) return false;
    }
    return true;
}

static void set_names(const sk_plan_view *v, sk_view_map *m)
{
    box set[NAMES_MAX];
    int n = 0;
    for (int i = 0; i < m->n_dots && n < NAMES_MAX; i++) {
        sk_view_dot *d = &m->dot[i];
        int x = d->x + d->r + 3;
        box b = {x, d->y - NAME_H / 2, x + name_width(v->kitchen[d->kitchen].name),
                 d->y + NAME_H / 2 + 1};
        bool minor = d->r == R_IN_BOX || v->kitchen[d->kitchen].role == SK_ROLE_SERVING;
        if (minor || !name_fits(m, d, &b, set, n)) continue;
        d->named = true;
        set[n++] = b;
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

static void draw_lines(sk_plan_view *v, sk_view_map *m, frame at, const spot *s, const flow *f,
                       int n)
{
    m->line = sk_arena_calloc(v->arena, (size_t)n + 1, sizeof *m->line);
    v->failed |= !m->line;
    for (int i = 0; m->line && i < n; i++) {
        double share = (double)f[i].portions / (double)f[n - 1].portions;
        m->line[m->n_lines++] = (sk_view_line){.x1 = at_x(at, s[f[i].from]),
                                               .y1 = at_y(at, s[f[i].from]),
                                               .x2 = at_x(at, s[f[i].to]),
                                               .y2 = at_y(at, s[f[i].to]),
                                               .portions = f[i].portions,
                                               .width10 = (int)lround(10 + 25 * sqrt(share)),
                                               .from = v->kitchen[f[i].from].name,
                                               .to = v->kitchen[f[i].to].name};
    }
}

void sk__view_map(sk_plan_view *v)
{
    spot *s = v->n_kitchens ? find_spots(v) : NULL;
    flow *f = sk_calloc_n((size_t)v->p->n_supplies + 1, sizeof *f);
    v->failed |= !f;
    if (s && f) {
        area all = area_of(s, v->n_kitchens), core;
        int n = sum_flows(v, f);
        bool detail = find_core(v, s, &all, &core);
        frame at = set_frame(&v->map, &all);
        place_dots(v, &v->map, at, s, NULL, detail ? &core : NULL);
        set_names(v, &v->map);
        draw_lines(v, &v->map, at, s, f, n);
        if (detail) {
            spot nw = {core.x0, core.y1};
            v->map.box_x = at_x(at, nw);
            v->map.box_y = at_y(at, nw);
            v->map.box_w = v->map.box_h = (int)lround((core.x1 - core.x0) * at.scale);
            at = set_frame(&v->detail, &core);
            place_dots(v, &v->detail, at, s, &core, NULL);
            set_names(v, &v->detail);
            draw_lines(v, &v->detail, at, s, f, n);
        }
    }
    sk_free(f);
}
