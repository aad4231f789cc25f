/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lookups in the sorted arrays: groups of an owner, ids, menu lines, distances. */
#include "domain/query.h"

#include <math.h>
#include <string.h>

#include "base/num.h"

/* First position in [0, n) whose key is >= want; keys are read through get, ascending. */
typedef int64_t (*key_fn)(const sk_kommun *k, int i);

static int lower(const sk_kommun *k, key_fn get, int n, int64_t want)
{
    int lo = 0, hi = n;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (get(k, mid) < want) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static sk_span group(const sk_kommun *k, key_fn get, int n, int64_t want)
{
    return (sk_span){lower(k, get, n, want), lower(k, get, n, want + 1)};
}

static int64_t equipment_key(const sk_kommun *k, int i) { return k->equipment[i].kitchen; }
static int64_t opening_key(const sk_kommun *k, int i) { return k->opening[i].kitchen; }
static int64_t tour_key(const sk_kommun *k, int i) { return k->tour[i].kitchen; }
static int64_t deviation_key(const sk_kommun *k, int i) { return k->deviation[i].kitchen; }
static int64_t post_key(const sk_kommun *k, int i) { return k->post[i].kitchen; }
static int64_t site_meal_key(const sk_kommun *k, int i) { return k->site_meal[i].site; }
static int64_t by_meal(sk_ix site, sk_meal meal)
{
    return (int64_t)site * SK_N_MEALS + (int64_t)meal;
}
static int64_t sitting_key(const sk_kommun *k, int i)
{
    return by_meal(k->sitting[i].site, k->sitting[i].meal);
}
static int64_t diet_order_key(const sk_kommun *k, int i)
{
    return by_meal(k->diet_order[i].site, k->diet_order[i].meal);
}

sk_span sk_kitchen_equipment(const sk_kommun *k, sk_ix kitchen)
{
    return group(k, equipment_key, k->n_equipment, kitchen);
}
sk_span sk_kitchen_openings(const sk_kommun *k, sk_ix kitchen)
{
    return group(k, opening_key, k->n_openings, kitchen);
}
sk_span sk_kitchen_tours(const sk_kommun *k, sk_ix kitchen)
{
    return group(k, tour_key, k->n_tours, kitchen);
}
sk_span sk_kitchen_deviations(const sk_kommun *k, sk_ix kitchen)
{
    return group(k, deviation_key, k->n_deviations, kitchen);
}
sk_span sk_kitchen_posts(const sk_kommun *k, sk_ix kitchen)
{
    return group(k, post_key, k->n_posts, kitchen);
}
sk_span sk_site_meals_of(const sk_kommun *k, sk_ix site)
{
    return group(k, site_meal_key, k->n_site_meals, site);
}

sk_span sk_site_sittings(const sk_kommun *k, sk_ix site, sk_meal meal)
{
    return group(k, sitting_key, k->n_sittings, by_meal(site, meal));
}

sk_span sk_site_diet_orders(const sk_kommun *k, sk_ix site, sk_meal meal)
{
    return group(k, diet_order_key, k->n_diet_orders, by_meal(site, meal));
}

int sk_menu_week(const sk_menu *m, sk_day day)
{
    int64_t days = (int64_t)day - m->anchor;
    int64_t week = days >= 0 ? days / 7 : -((6 - days) / 7);
    int64_t in = week % m->weeks;
    return (int)(in < 0 ? in + m->weeks : in) + 1;
}

static int64_t menu_key(sk_ix menu, int week, int weekday, sk_meal meal, sk_line line)
{
    return ((((int64_t)menu * 64 + week) * 8 + weekday) * SK_N_MEALS + (int64_t)meal) * SK_N_LINES +
           (int64_t)line;
}

static int64_t menu_item_key(const sk_kommun *k, int i)
{
    const sk_menu_item *m = &k->menu_item[i];
    return menu_key(m->menu, m->week, m->weekday, m->meal, m->line);
}

sk_ix sk_menu_dish(const sk_kommun *k, sk_ix menu, sk_day day, sk_meal meal, sk_line line)
{
    if (menu < 0 || menu >= k->n_menus) return SK_NONE;
    int64_t want =
        menu_key(menu, sk_menu_week(&k->menu[menu], day), sk_day_weekday(day), meal, line);
    int i = lower(k, menu_item_key, k->n_menu_items, want);
    return i < k->n_menu_items && menu_item_key(k, i) == want ? k->menu_item[i].dish : SK_NONE;
}

sk_day sk_supplier_delivery(const sk_supplier *s, sk_day day)
{
    for (sk_day d = day - 1; d >= day - 7; d--)
        if (sk_wdays_has(s->days, sk_day_weekday(d))) return d;
    return day - 1;
}

sk_day sk_goods_delivery(const sk_kommun *k, sk_ix ingredient, sk_day day)
{
    const sk_ingredient *g = &k->ingredient[ingredient];
    return sk_supplier_delivery(&k->supplier[g->supplier], day - g->thaw_days);
}

bool sk_kitchen_qualified(const sk_kommun *k, sk_ix kitchen, sk_ix diet)
{
    const sk_kitchen *kk = &k->kitchen[kitchen];
    for (int i = 0; i < kk->n_diets; i++)
        if (kk->diets[i] == diet) return true;
    return false;
}

int64_t sk_distance_m(int32_t lat1_e5, int32_t lon1_e5, int32_t lat2_e5, int32_t lon2_e5)
{
    const double radius_m = 6371000.0, rad = 3.14159265358979323846 / 180e5;
    double lat1 = lat1_e5 * rad, lat2 = lat2_e5 * rad;
    double a = sin((lat2 - lat1) / 2), b = sin((lon2_e5 - (double)lon1_e5) * rad / 2);
    double h = a * a + cos(lat1) * cos(lat2) * b * b;
    int64_t m = 0;
    sk_round_i64(2 * radius_m * asin(sqrt(h < 1 ? h : 1)), &m);
    return m;
}

sk_road sk_road_between(const sk_kommun *k, sk_ix from, sk_ix to)
{
    const sk_kitchen *p = &k->kitchen[from], *q = &k->kitchen[to];
    int64_t straight = sk_distance_m(p->lat_e5, p->lon_e5, q->lat_e5, q->lon_e5);
    int64_t m = sk_muldiv(straight, k->policy.road_factor_ppm, SK_PPM);
    return (sk_road){(int)m, (int)sk_ceildiv(m * 60, 1000 * k->policy.road_kmh)};
}

/* Binary search on the id, which is the first member of every register. */
static sk_ix find(const void *base, int n, size_t size, const char *id)
{
    int lo = 0, hi = n;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const char *at;
        memcpy(&at, (const char *)base + (size_t)mid * size, sizeof at);
        int c = strcmp(at, id);
        if (c == 0) return mid;
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return SK_NONE;
}

sk_ix sk_find_kitchen(const sk_kommun *k, const char *id)
{
    return find(k->kitchen, k->n_kitchens, sizeof *k->kitchen, id);
}
sk_ix sk_find_site(const sk_kommun *k, const char *id)
{
    return find(k->site, k->n_sites, sizeof *k->site, id);
}
sk_ix sk_find_dish(const sk_kommun *k, const char *id)
{
    return find(k->dish, k->n_dishes, sizeof *k->dish, id);
}
sk_ix sk_find_component(const sk_kommun *k, const char *id)
{
    return find(k->component, k->n_components, sizeof *k->component, id);
}
