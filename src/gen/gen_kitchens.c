/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kitchens and sites: one tile is Linköping (or an even sample of its kitchens), further tiles are
 * copies far enough away to have no neighbours in common. */
#include "gen/gen_priv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    TILE_LAT = 75000,
    TILE_LON = 130000,
    TILE_COLS = 5
}; /* about 83 x 75 km, degrees x 100000 */

void sk__gen_tile_suffix(int tile, char out[8])
{
    if (tile == 0) out[0] = '\0';
    else snprintf(out, 8, "_t%d", (tile + 1) % 1000);
}

/* 0, 1, -1, 2, -2 ... */
static int zigzag(int i) { return i % 2 ? (i + 1) / 2 : -i / 2; }

static void place_at(const g_world *w, int tile, const char *slug, int *lat, int *lon)
{
    int row = tile / TILE_COLS;
    *lat += TILE_LAT * (row <= 6 ? zigzag(row) : row - 3);
    *lon += TILE_LON * zigzag(tile % TILE_COLS);
    if (w->o.linkoping) return;
    sk_rng r;
    sk_rng_fork(&w->rng, slug, (uint64_t)tile, &r);
    *lat += (int)sk_rng_range(&r, -250, 250);
    *lon += (int)sk_rng_range(&r, -450, 450);
}

/* A number of the table, up to 15 % off in municipalities other than the example. */
static int vary(const g_world *w, const char *slug, int tile, int what, int n)
{
    if (w->o.linkoping || n == 0) return n;
    sk_rng r;
    sk_rng_fork(&w->rng, slug, (uint64_t)tile * 8 + (uint64_t)what, &r);
    int v = (int)((double)n * (0.85 + 0.3 * sk_rng_unit(&r)) + 0.5);
    return v > 0 ? v : 1;
}

static int add_kitchen(g_world *w, const g_kitchen *k)
{
    if (w->failed || !SK_GROW(w->k, w->n_k, w->cap_k)) {
        w->failed = true;
        return -1;
    }
    w->k[w->n_k] = *k;
    return (int)w->n_k++;
}

/* fmt has one %s for the slug and one for the tile's suffix. */
static void add_site(g_world *w, int kitchen, g_cat cat, int guests, const char *id,
                     const char *name)
{
    if (w->failed || kitchen < 0 || guests <= 0 || !SK_GROW(w->s, w->n_s, w->cap_s)) {
        w->failed |= kitchen >= 0 && guests > 0;
        return;
    }
    const g_kitchen *k = &w->k[kitchen];
    g_site s = {.cat = cat,
                .at = k->kind,
                .kitchen = kitchen,
                .guests = guests,
                .lat_e5 = k->lat_e5,
                .lon_e5 = k->lon_e5,
                .group = kitchen % 4,
                .merge_to = -1,
                .closes = k->closes};
    char tail[8];
    sk__gen_tile_suffix(k->tile, tail);
    snprintf(s.id, sizeof s.id, "%s%s", id, tail);
    if (k->tile) snprintf(s.name, sizeof s.name, "%s (%d)", name, k->tile + 1);
    else snprintf(s.name, sizeof s.name, "%s", name);
    sk_rng r;
    sk_rng_fork(&w->rng, s.id, 1, &r);
    s.bias = 1 + 0.02 * sk_rng_normal(&r);
    uint32_t g = sk_rng_below(&r, 100);
    s.grade = g < 58   ? G_GRADE_EATERS
              : g < 78 ? G_GRADE_PLATES
              : g < 88 ? G_GRADE_ORDERS
              : g < 93 ? G_GRADE_ENROLLED
                       : G_GRADE_WEEKS;
    if (cat == G_C_PERSONAL) s.grade = G_GRADE_WEEKS;
    else if (k->kind == G_CARE || k->kind == G_LSS || k->kind == G_SERVICE)
        s.grade = g < 70 ? G_GRADE_EATERS : G_GRADE_ORDERS;
    w->s[w->n_s++] = s;
}

static int slot_kitchen(g_world *w, const g_slot *p, int tile)
{
    static const char *const form[] = {"Köket i %s", "Gymnasieköket i %s", "Vårdboendeköket i %s",
                                       "Servicehusköket i %s", "Förskoleköket i %s"};
    g_kitchen k = {.place = p->place,
                   .kind = p->kind,
                   .role = p->role,
                   .rural = p->rural,
                   .lat_e5 = p->lat_e5,
                   .lon_e5 = p->lon_e5,
                   .tile = tile,
                   .supplier = -1,

                   .summer_sub = -1,
                   .manager = -1,
                   .closes = SK_DAY_FOREVER};
    char tail[8], base[G_NAME];
    sk__gen_tile_suffix(tile, tail);
    snprintf(k.id, sizeof k.id, "k_%s%s", p->slug, tail);
    const char *f = form[p->kind];
    size_t cut = (size_t)(strstr(f, "%s") - f);
    snprintf(base, sizeof base, "%.*s%s%s", (int)cut, f, p->place, p->suffix);
    if (tile) snprintf(k.name, sizeof k.name, "%.60s (%d)", base, tile + 1);
    else snprintf(k.name, sizeof k.name, "%s", base);
    place_at(w, tile, p->slug, &k.lat_e5, &k.lon_e5);
    k.seven_days = p->kind == G_CARE || p->kind == G_SERVICE;
    k.breakfast = p->kind == G_PRESCHOOL && p->role == G_COOK;
    if (p->kind == G_SERVICE) k.closes = sk__gen_date(2023, 12, 31);
    return add_kitchen(w, &k);
}

/* A kitchen that only serves, some hundred metres from the place's middle. */
static int serving_kitchen(g_world *w, const g_slot *p, int tile, g_kind kind, const char *id,
                           const char *name, int nth)
{
    g_kitchen k = {.place = p->place,
                   .kind = kind,
                   .role = G_SERVE,
                   .lat_e5 = p->lat_e5,
                   .lon_e5 = p->lon_e5,
                   .tile = tile,
                   .supplier = -1,
                   .manager = -1,
                   .summer_sub = -1,
                   .closes = SK_DAY_FOREVER};
    char tail[8];
    sk__gen_tile_suffix(tile, tail);
    snprintf(k.id, sizeof k.id, "k_%s%s", id, tail);
    if (tile) snprintf(k.name, sizeof k.name, "%s, servering (%d)", name, tile + 1);
    else snprintf(k.name, sizeof k.name, "%s, servering", name);
    place_at(w, tile, id, &k.lat_e5, &k.lon_e5);
    static const int dx[] = {620, -480, 150, -700}, dy[] = {310, 420, -520, -180};
    k.lat_e5 += dy[nth % 4];
    k.lon_e5 += dx[nth % 4];
    return add_kitchen(w, &k);
}

static void school_sites(g_world *w, const g_slot *p, int tile, int k)
{
    static const struct {
        g_cat cat;
        const char *id, *name;
    } stage[3] = {{G_C_F3, "f3", "F-3"}, {G_C_46, "46", "4-6"}, {G_C_79, "79", "7-9"}};
    int n[3] = {p->f3, p->a46, p->a79}, sum = 0;
    char id[G_ID], name[G_NAME];
    for (int i = 0; i < 3; i++) {
        int guests = vary(w, p->slug, tile, i, n[i]);
        snprintf(id, sizeof id, "%s_%s", p->slug, stage[i].id);
        snprintf(name, sizeof name, "Skola %s%s %s", p->place, p->suffix, stage[i].name);
        add_site(w, k, stage[i].cat, guests, id, name);
        sum += guests;
    }
    snprintf(id, sizeof id, "pers_%s", p->slug);
    snprintf(name, sizeof name, "Personal, skola %s%s", p->place, p->suffix);
    add_site(w, k, G_C_PERSONAL, sum / 21 + 1, id, name);
    if (p->campus_children) {
        snprintf(id, sizeof id, "fsk_%s_1", p->slug);
        snprintf(name, sizeof name, "Förskola %s%s 1", p->place, p->suffix);
        add_site(w, k, G_C_FORSKOLA, vary(w, p->slug, tile, 3, p->campus_children), id, name);
    }
}

static void gym_sites(g_world *w, const g_slot *p, int tile, int k)
{
    char id[G_ID], name[G_NAME];
    int guests = vary(w, p->slug, tile, 0, p->f3);
    snprintf(name, sizeof name, "Gymnasium %s", p->place);
    add_site(w, k, G_C_GYM, guests, p->slug, name);
    snprintf(id, sizeof id, "pers_%s", p->slug);
    snprintf(name, sizeof name, "Personal, gymnasium %s", p->place);
    add_site(w, k, G_C_PERSONAL, guests / 26 + 1, id, name);
}

/* Preschools near by that only serve. 74 children each on average. */
static void near_preschools(g_world *w, const g_slot *p, int tile)
{
    static const int size[] = {74, 62, 86, 70, 78};
    const char *slug = p->kind == G_GYM ? p->slug + 3 : p->slug;
    for (int i = 0; i < p->n_preschools; i++) {
        char id[G_ID], name[G_NAME];
        snprintf(id, sizeof id, "fsk_%.12s_%d", slug, (i + (p->kind == G_GYM ? 6 : 2)) % 100);
        snprintf(name, sizeof name, "Förskola %s %d", p->place, i + (p->kind == G_GYM ? 6 : 2));
        int k = serving_kitchen(w, p, tile, G_PRESCHOOL, id, name, i);
        add_site(w, k, G_C_FORSKOLA, vary(w, id, tile, 0, size[(p->f3 + i) % 5]), id, name);
    }
}

static void care_sites(g_world *w, const g_slot *p, int tile, int k)
{
    const char *slug = p->slug + 4;
    char id[G_ID], name[G_NAME];
    snprintf(name, sizeof name, "Vårdboende %s", p->place);
    add_site(w, k, G_C_VARD, vary(w, p->slug, tile, 0, p->f3), p->slug, name);
    if (p->a79) {
        snprintf(id, sizeof id, "hem_%s", slug);
        snprintf(name, sizeof name, "Matdistribution %s", p->place);
        add_site(w, k, G_C_HEM, vary(w, p->slug, tile, 2, p->a79), id, name);
    }
    for (int i = 0; i < p->a46; i++) {
        snprintf(id, sizeof id, "lss_%s_%d", slug, i + 1);
        snprintf(name, sizeof name, "LSS-boende %s %d", p->place, i + 1);
        int at = serving_kitchen(w, p, tile, G_LSS, id, name, i);
        add_site(w, at, G_C_LSS, 6 + i, id, name);
    }
}

static void add_slot(g_world *w, const g_slot *p, int tile)
{
    int k = slot_kitchen(w, p, tile);
    char name[G_NAME];
    switch (p->kind) {
    case G_SCHOOL: school_sites(w, p, tile, k); break;
    case G_GYM: gym_sites(w, p, tile, k); break;
    case G_CARE: care_sites(w, p, tile, k); break;
    case G_SERVICE:
        snprintf(name, sizeof name, "Servicehus %s", p->place);
        add_site(w, k, G_C_SERVICE, vary(w, p->slug, tile, 0, p->f3), p->slug, name);
        break;
    case G_PRESCHOOL:
        snprintf(name, sizeof name, "Förskola %s", p->place);
        add_site(w, k, G_C_FORSKOLA, vary(w, p->slug, tile, 0, p->f3), p->slug, name);
        break;
    case G_LSS: break;
    }
    near_preschools(w, p, tile);
}

/* The first kitchen of a kind cooks when no other of the tile does. */
static void ensure_cook(g_world *w, int first, bool care)
{
    int candidate = -1;
    for (int i = first; i < (int)w->n_k; i++) {
        bool is_care = w->k[i].kind == G_CARE,
             school = w->k[i].kind == G_SCHOOL || w->k[i].kind == G_GYM;
        if (w->k[i].role == G_SERVE || (care ? !is_care : !school)) continue;
        if (w->k[i].role == G_COOK) return;
        if (candidate < 0) candidate = i;
    }
    if (candidate >= 0) w->k[candidate].role = G_COOK;
}

void sk__gen_kitchens(g_world *w)
{
    int left = w->o.n_kitchens;
    for (int tile = 0; left > 0; tile++) {
        int m = left < sk__gen_n_slots ? left : sk__gen_n_slots, first = (int)w->n_k;
        for (int i = 0; i < sk__gen_n_slots; i++)
            if ((i + 1) * m / sk__gen_n_slots > i * m / sk__gen_n_slots)
                add_slot(w, &sk__gen_slots[i], tile);
        ensure_cook(w, first, false);
        ensure_cook(w, first, true);
        left -= m;
    }
}

bool sk__gen_kitchen_is(const g_kitchen *k, const char *id)
{
    size_t n = strlen(id);
    if (strncmp(k->id, id, n) != 0) return false;
    return k->id[n] == '\0' || (k->tile > 0 && k->id[n] == '_' && k->id[n + 1] == 't');
}

double sk__gen_km(int lat1, int lon1, int lat2, int lon2)
{
    double dy = (lat2 - lat1) * 1.11195e-3; /* km per 0.00001 degree of a 6371 km sphere */
    double x = (lat1 + lat2) * 0.5e-5 * 0.017453292519943295, x2 = x * x;
    double c =
        1 - x2 / 2 + x2 * x2 / 24 - x2 * x2 * x2 / 720; /* cos by its series: same everywhere */
    double dx = (lon2 - lon1) * 1.11195e-3 * c;
    return sqrt(dx * dx + dy * dy);
}

sk_day sk__gen_date(int y, int m, int d)
{
    sk_day out = 0;
    sk_day_from_ymd(y, m, d, &out);
    return out;
}
