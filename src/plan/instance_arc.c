/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arcs of one group of a need: every way that keeps the rules of instance.h, with what it uses. */
#include <math.h>
#include <string.h>

#include "plan/instance_priv.h"

/* ---- profiles: what a portion of a group is --------------------------------------------------- */

static sk_code add_comp(sk__builder *b, sk__profile *p, const sk_dish_comp *dc)
{
    const sk_component *c = &b->k->component[dc->component];
    bool hot = c->hold_min > 0;
    double ref = (double)p->factor_milli * dc->scale_milli / 1e6;
    if (!SK_GROW(b->comp, b->n_comps, b->cap_comps)) return sk__inst_nomem(b);
    b->comp[b->n_comps++] = (sk__comp){dc->component, ref};
    p->cook_min += (c->cook_mmin + (double)p->extra_mmin) / 1000;
    p->boxes += ref / c->per_box;
    p->all_kg += ref * c->served_g / 1000;
    p->shelf_days = c->shelf_days < p->shelf_days ? c->shelf_days : p->shelf_days;
    p->can_site &= (c->modes & SK_MODE_AT_SITE) != 0;
    if (!hot) return SK_OK;
    p->hot_kg += ref * c->served_g / 1000;
    if (p->hold_limit == 0 || c->hold_min < p->hold_limit) p->hold_limit = c->hold_min;
    p->can_hot &= (c->modes & SK_MODE_HOT) != 0;
    p->can_chill &= (c->modes & SK_MODE_CHILLED) != 0;
    return SK_OK;
}

static sk_code fill_profile(sk__builder *b, sk__profile *p)
{
    const sk_dish *d = &b->k->dish[p->dish];
    p->ref = p->factor_milli / 1000.0;
    p->shelf_days = INT16_MAX;
    p->can_hot = p->can_chill = p->can_site = true;
    p->comp_first = (int)b->n_comps;
    for (int i = 0; i < d->n_comp; i++) {
        if (sk_group_of(b->k->component[d->comp[i].component].kind) != p->kind) continue;
        sk_code c = add_comp(b, p, &d->comp[i]);
        if (c) return c;
    }
    p->comp_end = (int)b->n_comps;
    return SK_OK;
}

static bool same_profile(const sk__profile *a, const sk__profile *p)
{
    return a->receiver == p->receiver && a->dish == p->dish && a->kind == p->kind &&
           a->factor_milli == p->factor_milli && a->extra_mmin == p->extra_mmin &&
           a->ordinary == p->ordinary;
}

static size_t profile_hash(const sk__profile *p)
{
    uint64_t h = (uint64_t)(uint32_t)p->receiver * 0x9E3779B97F4A7C15u;
    h = (h ^ (uint64_t)(uint32_t)p->dish) * 0xBF58476D1CE4E5B9u;
    h = (h ^ (uint64_t)(uint32_t)p->factor_milli << 8 ^ (uint64_t)p->kind) * 0x94D049BB133111EBu;
    h = (h ^ (uint64_t)(uint32_t)p->extra_mmin << 1 ^ (uint64_t)p->ordinary) * 0x9E3779B97F4A7C15u;
    return (size_t)(h >> 40) % SK__PROF_HASH;
}

/* Finds or makes the profile of a need's group in this block; SK_NONE when the dish has no such part. */
sk_code sk__inst_profile(sk__builder *b, const sk_need *n, sk_group_kind kind, int *out)
{
    sk__profile p;
    memset(&p, 0, sizeof p);
    p.receiver = n->kitchen;
    p.dish = n->dish;
    p.kind = kind;
    p.factor_milli = b->k->category[b->k->site[n->site].category].factor_milli;
    p.ordinary = n->diet == SK_NONE;
    p.extra_mmin = p.ordinary ? 0 : b->k->diet[n->diet].extra_mmin;
    size_t h = profile_hash(&p);
    for (*out = b->prof_head[h]; *out >= 0; *out = b->prof_next[*out])
        if (same_profile(&b->profile[*out], &p)) return SK_OK;
    sk_code c = fill_profile(b, &p);
    if (c || p.comp_first == p.comp_end) {
        *out = SK_NONE;
        return c;
    }
    if (!SK_GROW(b->profile, b->n_profiles, b->cap_profiles) ||
        !SK_GROW(b->prof_next, b->n_profiles, b->cap_prof_next))
        return sk__inst_nomem(b);
    p.slot_first = (int)b->n_slots;
    size_t slots = (size_t)(b->way_of[n->kitchen].n + 1) * (size_t)(b->block_day + 1);
    for (size_t i = 0; i < slots; i++) {
        if (!SK_GROW(b->slot, b->n_slots, b->cap_slots)) return sk__inst_nomem(b);
        b->slot[b->n_slots++] = (sk__slice){-1, 0};
    }
    *out = (int)b->n_profiles;
    b->prof_next[*out] = b->prof_head[h];
    b->prof_head[h] = *out;
    b->profile[b->n_profiles++] = p;
    return SK_OK;
}

/* ---- rules ------------------------------------------------------------------------------------ */

bool sk__inst_can_cook(const sk__builder *b, const sk_need *n, const sk__profile *p, sk_ix kitchen,
                       int day, sk_reject_reason *why)
{
    const sk_kommun *k = b->k;
    *why = SK_REJ_CLOSED;
    if (!sk__open(b, kitchen, day, n->meal)) return false;
    *why = SK_REJ_EQUIPMENT;
    const int *own = b->equip_of + (size_t)kitchen * (size_t)k->n_equip_classes;
    for (int i = p->comp_first; i < p->comp_end; i++) {
        sk_ix cls = k->component[b->comp[i].component].equip;
        if (cls != SK_NONE && own[cls] < 0) return false;
    }
    *why = SK_REJ_DIET;
    return n->diet == SK_NONE ||
           b->qualified[(size_t)kitchen * (size_t)k->n_diets + (size_t)n->diet];
}

int sk__inst_longest_run(const sk__builder *b, const sk__profile *p, sk_ix kitchen)
{
    const int *own = b->equip_of + (size_t)kitchen * (size_t)b->k->n_equip_classes;
    int longest = 0;
    for (int i = p->comp_first; p->ordinary && i < p->comp_end; i++) {
        sk_ix cls = b->k->component[b->comp[i].component].equip;
        int run = cls == SK_NONE ? 0 : b->k->equipment[own[cls]].run_min;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* ---- uses --------------------------------------------------------------------------------------- */

static bool add_use(sk__builder *b, int first, int row, double amount)
{
    if (row < 0 || amount <= 0) return true;
    for (size_t i = (size_t)first; i < b->n_uses; i++)
        if (b->use[i].res == row) {
            b->use[i].amount += amount;
            return true;
        }
    if (!SK_GROW(b->use, b->n_uses, b->cap_uses)) return false;
    b->use[b->n_uses++] = (sk_use){row, amount};
    return true;
}

/* Cooking at a kitchen on day p: minutes, batches and runs. */
static bool cook_uses(sk__builder *b, const sk__profile *pf, int first, sk_ix kitchen, int p,
                      int session)
{
    double minutes = pf->cook_min;
    const int *own = b->equip_of + (size_t)kitchen * (size_t)b->k->n_equip_classes;
    for (int i = pf->comp_first; pf->ordinary && i < pf->comp_end; i++) {
        const sk_component *c = &b->k->component[b->comp[i].component];
        if (c->equip == SK_NONE) continue;
        int e = own[c->equip];
        double runs = b->comp[i].ref * c->load_milli / 1000.0 / b->k->equipment[e].cap_run;
        minutes += runs * c->batch_min;
        if (!add_use(b, first, b->equip[sk__eds(b, e, p, session)], runs)) return false;
    }
    return add_use(b, first, b->staff[sk__kd(b, kitchen, p)], minutes);
}

static bool chill_uses(sk__builder *b, const sk__profile *pf, int first, sk_ix kitchen, int p,
                       int day, int meal)
{
    bool ok = add_use(b, first, b->chill[sk__kd(b, kitchen, p)], pf->hot_kg);
    for (int d = p; ok && d < day; d++)
        ok = add_use(b, first, b->store[sk__kd(b, kitchen, d)], pf->all_kg);
    if (ok && kitchen != pf->receiver)
        ok = add_use(b, first, b->store[sk__kd(b, pf->receiver, day)], pf->all_kg);
    if (!ok || pf->hold_limit == 0) return ok;
    return add_use(b, first, b->reheat[sk__kdm(b, pf->receiver, day, meal)], pf->ref) &&
           add_use(b, first, b->staff[sk__kd(b, pf->receiver, day)],
                   (double)b->k->policy.reheat_mmin / 1000);
}

/* Slice of uses for a way (-1 = own) and production day; shared by all needs of the profile. */
static bool uses_of(sk__builder *b, int profile, int way_no, sk_ix kitchen, int tour_row, int p,
                    bool chilled, sk__slice *out)
{
    const sk__profile *pf = &b->profile[profile];
    int day = b->block_day, meal = b->block_meal;
    int row = chilled ? p : day; /* p < day when chilled */
    sk__slice *slot = &b->slot[pf->slot_first + (way_no + 1) * (day + 1) + row];
    if (slot->first < 0) {
        const sk_policy *pol = &b->k->policy;
        int first = (int)b->n_uses;
        bool ok = cook_uses(b, pf, first, kitchen, p, chilled ? SK_SESSION_CHILL : meal);
        if (ok && chilled) ok = chill_uses(b, pf, first, kitchen, p, day, meal);
        if (ok && way_no >= 0)
            ok = add_use(b, first, b->staff[sk__kd(b, kitchen, day)],
                         pf->boxes * (double)pol->pack_mmin_box / 1000) &&
                 add_use(b, first, b->staff[sk__kd(b, pf->receiver, day)],
                         pf->boxes * (double)pol->receive_mmin_box / 1000) &&
                 add_use(b, first, tour_row, pf->boxes);
        if (!ok) return false;
        *slot = (sk__slice){first, (int)b->n_uses - first};
    }
    *out = *slot;
    return true;
}

/* ---- arcs --------------------------------------------------------------------------------------- */

typedef struct maker { /* one group at work */
    sk__builder *b;
    const sk_need *n;
    int profile;
    sk_ix usual;
    double chill_ore, hot_ore; /* energy per portion */
} maker;

static bool put_arc(maker *m, sk_arc a, int way_no, int tour_row, double trip_ore)
{
    sk__builder *b = m->b;
    const sk_kommun *k = b->k;
    if (m->n->site == b->opts->forbid_site && a.kitchen == b->opts->forbid_kitchen) return true;
    sk__slice u;
    bool chilled = a.mode == SK_MODE_CHILLED;
    if (!uses_of(b, m->profile, way_no, a.kitchen, tour_row, a.prod_day, chilled, &u)) return false;
    a.use_first = u.first;
    a.n_use = u.n;
    a.base_cost = chilled ? m->chill_ore : a.mode == SK_MODE_HOT ? m->hot_ore : 0;
    bool own_side = way_no < 0 && k->kitchen[a.kitchen].role == SK_ROLE_RECEIVING;
    if (!own_side && a.kitchen != m->usual) a.base_cost += (double)k->policy.change_ore;
    a.cost = trip_ore; /* becomes the cost when it is known what could ride (instance_ride.c) */
    if (!SK_GROW(b->arc, b->n_arcs, b->cap_arcs)) return false;
    b->arc[b->n_arcs++] = a;
    return true;
}

static bool own_arcs(maker *m)
{
    sk__builder *b = m->b;
    const sk__profile *p = &b->profile[m->profile];
    sk_ix r = m->n->kitchen;
    sk_reject_reason why;
    const sk_kitchen *kk = &b->k->kitchen[r];
    sk_arc a = {.kitchen = r,
                .mode = SK_MODE_AT_SITE,
                .route = SK_ROUTE_OWN,
                .tour = SK_NONE,
                .depart = -1,
                .arrive = -1,
                .hold_min = -1,
                .slack_min = INT16_MAX};
    if (sk__inst_at_site(b, m->n, p, &a.hold_min, &why)) {
        a.prod_day = (int8_t)b->block_day;
        if (p->hold_limit > 0) a.slack_min = (int16_t)(p->hold_limit - a.hold_min);
        else a.hold_min = -1;
        if (!put_arc(m, a, -1, -1, 0)) return false;
    }
    a.mode = SK_MODE_CHILLED;
    a.hold_min = -1;
    a.slack_min = INT16_MAX;
    for (int d = 0; d < b->block_day && kk->role == SK_ROLE_COOKING; d++) {
        if (!sk__inst_can_chill(b, m->n, p, r, d, &why)) continue;
        a.prod_day = (int8_t)d;
        if (!put_arc(m, a, -1, -1, 0)) return false;
    }
    return true;
}

static bool way_arcs(maker *m, int way_no)
{
    sk__builder *b = m->b;
    const sk__profile *p = &b->profile[m->profile];
    const sk__way *w = &b->way[b->way_of[m->n->kitchen].first + way_no];
    sk_reject_reason why;
    bool extra = w->route == SK_ROUTE_EXTRA;
    int tour_row = extra ? -1 : b->tour[sk__kd(b, w->tour, b->block_day)];
    sk_arc a = {.kitchen = w->kitchen,
                .mode = SK_MODE_HOT,
                .route = (uint8_t)w->route,
                .prod_day = (int8_t)b->block_day,
                .tour = w->tour,
                .depart = (int16_t)w->depart,
                .arrive = (int16_t)w->arrive,
                .hold_min = -1,
                .slack_min = INT16_MAX};
    if (b->sit_any && w->on_time > b->sit_first) return true;
    if (sk__inst_can_send(b, m->n, p, w, &a.hold_min, &why)) {
        if (p->hold_limit > 0) a.slack_min = (int16_t)(p->hold_limit - a.hold_min);
        else a.hold_min = -1;
        if (!put_arc(m, a, way_no, tour_row, w->trip_ore)) return false;
    }
    a.mode = SK_MODE_CHILLED;
    a.hold_min = -1;
    a.slack_min = INT16_MAX;
    for (int d = 0; d < b->block_day; d++) {
        if (!sk__inst_can_chill(b, m->n, p, w->kitchen, d, &why)) continue;
        a.prod_day = (int8_t)d;
        if (!put_arc(m, a, way_no, tour_row, w->trip_ore)) return false;
    }
    return true;
}

sk_code sk__inst_group(sk__builder *b, int need, sk_group_kind kind)
{
    const sk_need *n = &b->demand->need[need];
    const sk_policy *pol = &b->k->policy;
    maker m = {.b = b, .n = n};
    sk_code c = sk__inst_profile(b, n, kind, &m.profile);
    if (c || m.profile == SK_NONE) return c;
    sk__inst_sit(b, n);
    m.usual = b->usual_of_need;
    const sk__profile *p = &b->profile[m.profile];
    m.hot_ore = p->hot_kg * (double)pol->energy_hot_ore_kg;
    m.chill_ore = p->hot_kg * (double)(pol->energy_chill_ore_kg + pol->energy_reheat_ore_kg);
    if (!SK_GROW(b->group, b->n_groups, b->cap_groups) ||
        !SK_GROW(b->group_boxes, b->n_groups, b->cap_boxes))
        return sk__inst_nomem(b);
    sk_group *g = &b->group[b->n_groups];
    *g = (sk_group){need, kind, (int)b->n_arcs, 0, -1};
    b->group_boxes[b->n_groups++] = p->boxes;
    if (b->closed[sk__kd(b, n->kitchen, b->block_day)]) return SK_OK;
    if (!own_arcs(&m)) return sk__inst_nomem(b);
    for (int w = 0; w < b->way_of[n->kitchen].n; w++)
        if (!way_arcs(&m, w)) return sk__inst_nomem(b);
    b->group[b->n_groups - 1].n_arc = (int)b->n_arcs - b->group[b->n_groups - 1].arc_first;
    return SK_OK;
}
