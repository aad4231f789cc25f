/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans kept by a hash of everything in a kommun that a plan depends on. Pointers into the shared base count
 * by value; what a scenario writes anew (tours, posts) counts by content. A hash that differs for nothing
 * costs a plan, never a wrong one. */
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "price/year_priv.h"

enum { LEAST_KEPT = 40 };

typedef struct entry {
    sk__year_key key;
    sk_week week;
    sk_plan *plan;
} entry;

struct sk_year_cache {
    entry *e;
    size_t n, cap, pinned, next;
    int hits;
};

sk_year_cache *sk_year_cache_new(void) { return sk_alloc(sizeof(sk_year_cache)); }

void sk_year_cache_free(sk_year_cache *c)
{
    if (!c) return;
    for (size_t i = 0; i < c->n; i++) sk_plan_free(c->e[i].plan);
    sk_free(c->e);
    sk_free(c);
}

int sk_year_cache_hits(const sk_year_cache *c) { return c->hits; }

typedef struct hash {
    uint64_t h[2];
} hash;

static void add(hash *h, const void *p, size_t n)
{
    h->h[0] = sk_hash(p, n, h->h[0]);
    h->h[1] = sk_hash(p, n, h->h[1] ^ 0x9e3779b97f4a7c15u);
}

static void add_text(hash *h, const char *s) { add(h, s ? s : "", s ? strlen(s) + 1 : 1); }

/* A kitchen at the end that never opens is to a plan as if it were not there. */
static int places(const sk_kommun *k)
{
    int n = k->n_kitchens;
    while (n > 0 && k->kitchen[n - 1].open.from > k->kitchen[n - 1].open.to) n--;
    return n;
}

static void add_kitchens(hash *h, const sk_kommun *k)
{
    for (int i = 0, n = places(k); i < n; i++) {
        sk_kitchen q;
        memcpy(&q, &k->kitchen[i], sizeof q);
        q.id = q.name = q.place = q.phone = q.cost_centre = NULL;
        q.manager = q.condition = 0;
        q.backlog_ore = q.premises_ore_year = q.other_ore_year = 0;
        add(h, &q, sizeof q);
    }
}

static void add_posts(hash *h, const sk_kommun *k)
{
    for (int i = 0; i < k->n_posts; i++) {
        const sk_post *p = &k->post[i];
        const int v[] = {p->kitchen,        p->trainee,   p->weekend_every,
                         p->weekend_offset, p->when.from, p->when.to};
        add(h, v, sizeof v);
        add(h, p->min, sizeof p->min);
    }
}

static void add_tours(hash *h, const sk_kommun *k)
{
    for (int i = 0; i < k->n_tours; i++) {
        const sk_tour *t = &k->tour[i];
        const int v[] = {t->vehicle,   t->kitchen, t->days,    (int)t->meal, t->depart,
                         t->when.from, t->when.to, t->n_stops, t->back_min,  t->back_m};
        add_text(h, t->id);
        add(h, v, sizeof v);
        add(h, &t->cost_ore, sizeof t->cost_ore);
        for (int j = 0; j < t->n_stops; j++) {
            const sk_stop *s = &t->stop[j];
            const int w[] = {s->kitchen, s->drive_min, s->m, s->unload_min, s->win_from, s->win_to};
            add(h, w, sizeof w);
        }
    }
    for (int i = 0; i < k->n_vehicles; i++)
        add(h, &k->vehicle[i].cap_boxes, sizeof k->vehicle[i].cap_boxes);
}

static void add_components(hash *h, const sk_kommun *k)
{
    for (int i = 0; i < k->n_components; i++) {
        sk_component c;
        memcpy(&c, &k->component[i], sizeof c);
        c.name = c.method = NULL;
        c.food_ore_1000 = 0;
        c.co2e_g = 0;
        add(h, &c, sizeof c);
    }
}

#define ADD(h, k, array, n) add(h, (k)->array, (size_t)(k)->n * sizeof *(k)->array)

sk__year_key sk__year_key_of(const sk_kommun *k)
{
    hash h = {{1, 2}};
    sk_policy p = k->policy;
    p.post_hours_year = p.internal_rate_ppm = p.energy_ore_kwh = p.energy_co2e_g_kwh =
        p.transport_co2e_g_km = 0;
    add(&h, &p, sizeof p);
    add_kitchens(&h, k);
    add_posts(&h, k);
    add_tours(&h, k);
    add_components(&h, k);
    ADD(&h, k, equipment, n_equipment);
    ADD(&h, k, opening, n_openings);
    ADD(&h, k, category, n_categories);
    ADD(&h, k, calendar, n_calendars);
    ADD(&h, k, cal_event, n_cal_events);
    ADD(&h, k, site, n_sites);
    ADD(&h, k, guests, n_guests);
    ADD(&h, k, sitting, n_sittings);
    ADD(&h, k, site_meal, n_site_meals);
    ADD(&h, k, product, n_products);
    ADD(&h, k, diet, n_diets);
    ADD(&h, k, diet_order, n_diet_orders);
    ADD(&h, k, dish, n_dishes);
    ADD(&h, k, menu, n_menus);
    ADD(&h, k, menu_item, n_menu_items);
    ADD(&h, k, org_change, n_org_changes);
    return (sk__year_key){{h.h[0], h.h[1]}};
}

static bool same(const entry *e, sk__year_key key, sk_week week)
{
    return e->key.h[0] == key.h[0] && e->key.h[1] == key.h[1] && e->week.year == week.year &&
           e->week.week == week.week;
}

sk_plan *sk__year_cached(sk_year_cache *c, sk__year_key key, sk_week week)
{
    for (size_t i = 0; i < c->n; i++)
        if (same(&c->e[i], key, week)) {
            c->hits++;
            return c->e[i].plan;
        }
    return NULL;
}

bool sk__year_keep(sk_year_cache *c, sk__year_key key, sk_plan *plan)
{
    size_t most = c->pinned * SK_YEAR_CACHED > LEAST_KEPT ? c->pinned * SK_YEAR_CACHED : LEAST_KEPT;
    size_t at = c->n;
    if (c->pinned && c->n >= most) {
        at = c->pinned + c->next++ % (c->n - c->pinned);
        sk_plan_free(c->e[at].plan);
    } else {
        if (!SK_GROW(c->e, c->n, c->cap)) return false;
        c->n++;
    }
    plan->k = NULL; /* the view ends; nothing here looks at it */
    c->e[at] = (entry){key, plan->week, plan};
    return true;
}

void sk__year_pin(sk_year_cache *c)
{
    if (!c->pinned) c->pinned = c->n;
}
