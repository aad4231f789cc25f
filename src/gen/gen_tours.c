/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who cooks for whom, and the vans' rounds: receivers are swept by angle around the kitchen that
 * cooks, cut where the food would wait too long, and visited nearest first. */
#include "gen/gen_priv.h"

#include <math.h>
#include <stdlib.h>

enum {
    PACK_MIN = 10,
    RECEIVE_MIN = 5, /* as in the policy's defaults */
    UNLOAD_SERVE = 3,
    UNLOAD_RECEIVE = 6,
    LAST_POTATO = 13,
    LAST_HOT = 28, /* latest arrival after departure: minutes */
    FIRST_DEPART = 635,
    LAST_DEPART = 690,
    CARE_DEPART = 680,
    SUPPER_DEPART = 980,
    LOAD_MIN = 8,
    BOXES = 80
};

/* ---- supply ----------------------------------------------------------------------------------- */

static int cap_of(const g_kitchen *k)
{
    int own = k->eaters;
    switch (k->kind) {
    case G_GYM: return own + 450;
    case G_PRESCHOOL: return own + 90;
    case G_CARE: return own + 230;
    default: return own + (k->rural ? 160 : 650);
    }
}

static bool may_supply(const g_kitchen *from, const g_kitchen *to)
{
    if (from->role != G_COOK || from->kind == G_SERVICE || from->tile != to->tile) return false;
    bool care_to = to->kind == G_CARE || to->kind == G_SERVICE || to->kind == G_LSS;
    if (care_to != (from->kind == G_CARE)) return false;
    return from->kind != G_PRESCHOOL || (to->kind == G_PRESCHOOL && to->role == G_SERVE);
}

static int best_supplier(const g_world *w, const g_kitchen *to, bool any)
{
    int best = -1;
    double best_cost = 1e9;
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *f = &w->k[i];
        if (f->tile != to->tile || (any ? f->role != G_COOK : !may_supply(f, to))) continue;
        double load = f->cooked + to->eaters, cap = cap_of(f);
        double km = sk__gen_km(f->lat_e5, f->lon_e5, to->lat_e5, to->lon_e5);
        double cost = km + 0.3 + (load > cap ? 12 * (load / cap - 1) + 2 : 0.4 * load / cap);
        if (cost < best_cost) {
            best_cost = cost;
            best = (int)i;
        }
    }
    return best;
}

static int by_size(const void *a, const void *b)
{
    const int *x = a, *y = b; /* pairs of (eaters, index) */
    return x[0] != y[0] ? (x[0] < y[0] ? 1 : -1) : (x[1] > y[1]) - (x[1] < y[1]);
}

static void count_eaters(g_world *w)
{
    for (size_t i = 0; i < w->n_s; i++) {
        const g_site *s = &w->s[i];
        g_kitchen *k = &w->k[s->kitchen];
        double n = s->guests * sk__gen_cats[s->cat].attendance;
        k->eaters += (int)(n + 0.999);
        k->ref_here += n * sk__gen_cats[s->cat].factor;
        if (sk__gen_has_supper(s)) k->eaters_supper += (int)(n + 0.999);
    }
    for (size_t i = 0; i < w->n_k; i++)
        if (w->k[i].role == G_COOK) {
            w->k[i].supplier = (int)i;
            w->k[i].cooked = w->k[i].eaters;
            w->k[i].cooked_supper = w->k[i].eaters_supper;
            w->k[i].ref = w->k[i].ref_here;
        }
}

void sk__gen_supply(g_world *w)
{
    count_eaters(w);
    int *order = sk_calloc_n(w->n_k * 2 + 2, sizeof *order);
    if (!order) {
        w->failed = true;
        return;
    }
    int n = 0;
    for (size_t i = 0; i < w->n_k; i++)
        if (w->k[i].role != G_COOK) {
            order[2 * n] = w->k[i].eaters;
            order[2 * n++ + 1] = (int)i;
        }
    qsort(order, (size_t)n, 2 * sizeof *order, by_size);
    for (int i = 0; i < n; i++) {
        g_kitchen *to = &w->k[order[2 * i + 1]];
        int from = best_supplier(w, to, false);
        if (from < 0) from = best_supplier(w, to, true);
        if (from < 0) { /* nobody cooks in this tile: it does */
            from = order[2 * i + 1];
            to->role = G_COOK;
        }
        to->supplier = from;
        w->k[from].cooked += to->eaters;
        w->k[from].cooked_supper += to->eaters_supper;
        w->k[from].ref += to->ref_here;
    }
    sk_free(order);
}

/* ---- tours ------------------------------------------------------------------------------------ */

static int drive_min(const g_kitchen *a, const g_kitchen *b, int *dm)
{
    double km = sk__gen_km(a->lat_e5, a->lon_e5, b->lat_e5, b->lon_e5) * 1.3;
    *dm = (int)(km * 10 + 0.5);
    if (*dm < 1) *dm = 1;
    double kmh = km < 4 ? 33 : km < 9 ? 45 : 58;
    return (int)(km / kmh * 60 + 1.5);
}

typedef struct point {
    int kitchen;
    double angle;
    bool sent;
} point;

/* Octant-like angle without trigonometry: monotone in the true angle. */
static double pseudo_angle(double dx, double dy)
{
    double s = fabs(dx) + fabs(dy), p = s > 0 ? dy / s : 0;
    return dx < 0 ? 2 - p : dy < 0 ? 4 + p : p;
}

static int by_angle(const void *a, const void *b)
{
    const point *x = a, *y = b;
    if (x->angle < y->angle || x->angle > y->angle) return x->angle < y->angle ? -1 : 1;
    return (x->kitchen > y->kitchen) - (x->kitchen < y->kitchen);
}

/* Nearest next stop, those that only serve first; sets arrival after departure and the worst delay. */
static bool route(const g_world *w, g_tour *t, const int *stops, int n)
{
    bool used[G_MAX_STOPS] = {false}, fits = true;
    int at = t->from, clock = 0, boxes = 0;
    t->n_stops = n;
    for (int i = 0; i < n; i++) {
        int best = -1, best_min = 0, best_dm = 0;
        for (int j = 0; j < n; j++) {
            if (used[j]) continue;
            int dm, m = drive_min(&w->k[at], &w->k[stops[j]], &dm);
            bool serve = w->k[stops[j]].role == G_SERVE;
            bool best_serve = best >= 0 && w->k[stops[best]].role == G_SERVE;
            if (best < 0 || (serve && !best_serve) || (serve == best_serve && m < best_min)) {
                best = j;
                best_min = m;
                best_dm = dm;
            }
        }
        used[best] = true;
        const g_kitchen *k = &w->k[stops[best]];
        clock += best_min;
        fits &= clock <= (k->role == G_SERVE ? LAST_POTATO : LAST_HOT);
        boxes += (int)(k->ref_here / (k->role == G_SERVE ? 8 : 18)) + 3;
        t->stop[i] = (g_stop){stops[best], best_min, best_dm,
                              k->role == G_SERVE ? UNLOAD_SERVE : UNLOAD_RECEIVE};
        clock += t->stop[i].unload_min;
        at = stops[best];
    }
    t->back_min = drive_min(&w->k[at], &w->k[t->from], &t->back_dm);
    return fits && boxes <= BOXES;
}

static int duration(const g_tour *t)
{
    int m = t->back_min;
    for (int i = 0; i < t->n_stops; i++) m += t->stop[i].drive_min + t->stop[i].unload_min;
    return m;
}

/* The kitchen's van that is free first in time, or a new one. */
static void take_van(g_world *w, g_tour *t)
{
    const g_kitchen *from = &w->k[t->from];
    sk_min first = t->supper ? SUPPER_DEPART : from->kind == G_CARE ? CARE_DEPART : FIRST_DEPART;
    sk_min last = t->supper              ? SUPPER_DEPART + 5
                  : from->kind == G_CARE ? CARE_DEPART + 5
                                         : LAST_DEPART;
    for (size_t i = 0; i < w->n_v; i++) {
        g_vehicle *v = &w->v[i];
        sk_min *free_at = t->supper ? &v->free_supper : &v->free_lunch;
        if (v->depot != t->from || *free_at > last) continue;
        t->vehicle = (int)i;
        t->depart = (sk_min)(*free_at > first ? (*free_at + 4) / 5 * 5 : first);
        *free_at = (sk_min)(t->depart + duration(t) + LOAD_MIN);
        return;
    }
    if (!SK_GROW(w->v, w->n_v, w->cap_v)) {
        w->failed = true;
        return;
    }
    sk_min end = (sk_min)(first + duration(t) + LOAD_MIN);
    w->v[w->n_v] = (g_vehicle){t->from, t->supper ? 0 : end, t->supper ? end : 0};
    t->vehicle = (int)w->n_v++;
    t->depart = first;
}

static void add_tour(g_world *w, g_tour *t)
{
    if (w->failed || !SK_GROW(w->t, w->n_t, w->cap_t)) {
        w->failed = true;
        return;
    }
    take_van(w, t);
    int clock = t->depart;
    for (int i = 0; i < t->n_stops && !t->supper; i++) {
        clock += t->stop[i].drive_min;
        clock += t->stop[i].unload_min;
        w->k[t->stop[i].kitchen].sit_lunch = (sk_min)((clock + RECEIVE_MIN + 4) / 5 * 5);
    }
    w->t[w->n_t++] = *t;
}

static void tours_of(g_world *w, int from, bool supper, point *p)
{
    int n = 0;
    for (size_t i = 0; i < w->n_k; i++) {
        const g_kitchen *k = &w->k[i];
        if (k->supplier != from || (int)i == from || (supper && k->eaters_supper == 0)) continue;
        double dx = k->lon_e5 - w->k[from].lon_e5, dy = k->lat_e5 - w->k[from].lat_e5;
        p[n++] = (point){(int)i, pseudo_angle(dx * 0.52, dy), false};
    }
    qsort(p, (size_t)n, sizeof *p, by_angle);
    for (int i = 0; i < n;) {
        g_tour t = {.from = from, .supper = supper, .seven_days = w->k[from].seven_days},
               longer = t;
        int stops[G_MAX_STOPS], m = 1;
        stops[0] = p[i].kitchen;
        route(w, &t, stops, 1);
        while (m < G_MAX_STOPS && i + m < n) {
            stops[m] = p[i + m].kitchen;
            if (!route(w, &longer, stops, m + 1)) break;
            t = longer;
            m++;
        }
        add_tour(w, &t);
        i += m;
    }
}

void sk__gen_tours(g_world *w)
{
    point *p = sk_calloc_n(w->n_k + 1, sizeof *p);
    if (!p) {
        w->failed = true;
        return;
    }
    for (size_t i = 0; i < w->n_k; i++)
        if (w->k[i].role == G_COOK) {
            tours_of(w, (int)i, false, p);
            tours_of(w, (int)i, true, p);
        }
    sk_free(p);
}

/* ---- documents -------------------------------------------------------------------------------- */

void sk__gen_w_vehicles(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "id;namn;depå;lådor;kr_tur;kr_stopp;kr_km;kr_tim");
    for (size_t i = 0; i < w->n_v; i++)
        sk_buf_addf(b, "bil_%02d;Matbil %d, %s;%s;%d;60;12;3;355\r\n", (int)i + 1, (int)i + 1,
                    w->k[w->v[i].depot].place, w->k[w->v[i].depot].id,
                    BOXES + (i % 3 == 1 ? 20 : 0));
}

void sk__gen_w_tours(g_world *w, sk_buf *b)
{
    char at[SK_TIME_LEN], km[24];
    sk__gen_head(b, "id;fordon;kök;dagar;måltid;avgång;åter_min;åter_km;från;till");
    for (size_t i = 0; i < w->n_t; i++) {
        const g_tour *t = &w->t[i];
        sk_buf_addf(b, "tur_%03d;bil_%02d;%s;%s;%s;%s;%d;%s;;\r\n", (int)i + 1, t->vehicle + 1,
                    w->k[t->from].id, t->seven_days ? "MTOTFLS" : "MTOTF..",
                    t->supper ? "kvällsmat" : "lunch", sk_min_str(t->depart, at), t->back_min,
                    sk__gen_dec(t->back_dm, 1, km));
    }
}

void sk__gen_w_tour_stops(g_world *w, sk_buf *b)
{
    char km[24], from[SK_TIME_LEN], to[SK_TIME_LEN];
    sk__gen_head(b, "tur;ordning;kök;kör_min;km;lossa_min;fönster_från;fönster_till");
    for (size_t i = 0; i < w->n_t; i++) {
        const g_tour *t = &w->t[i];
        int clock = t->depart;
        for (int j = 0; j < t->n_stops; j++) {
            const g_stop *s = &t->stop[j];
            clock += s->drive_min;
            sk_buf_addf(b, "tur_%03d;%d;%s;%d;%s;%d;%s;%s\r\n", (int)i + 1, j + 1,
                        w->k[s->kitchen].id, s->drive_min, sk__gen_dec(s->dm, 1, km), s->unload_min,
                        sk_min_str((sk_min)(clock - 15), from),
                        sk_min_str((sk_min)(clock + 15), to));
            clock += s->unload_min;
        }
    }
}
