/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of an alternative that are no money: kitchens, people, guests, climate, risk. */
#include "base/num.h"
#include "review/whatif_priv.h"

static bool is_open(const sk_kitchen *q, const sk_year_map *m)
{
    return q->open.from <= m->from + m->n_days - 1 && q->open.to >= m->from;
}

bool sk__alt_kitchens(sk_alt *a, sk_arena *arena)
{
    const sk_kommun *k = a->k;
    a->kitchen = sk_arena_calloc(arena, (size_t)k->n_kitchens + 1, sizeof *a->kitchen);
    if (!a->kitchen) return false;
    for (int i = 0; i < k->n_kitchens; i++) {
        const sk_year_kitchen *y = &a->year->kitchen[i];
        sk_alt_kitchen *q = &a->kitchen[i];
        q->role = k->kitchen[i].role;
        q->open = is_open(&k->kitchen[i], a->year->map);
        q->cooked = y->cooked;
        q->eaten = y->eaten;
        q->need_mmin = y->need_mmin;
        q->avail_mmin = y->avail_mmin;
    }
    for (int i = 0; i < k->n_posts; i++) {
        const sk_post *p = &k->post[i];
        if (p->trainee || p->kitchen == SK_NONE || p->when.from > p->when.to) continue;
        a->kitchen[p->kitchen].fte_centi += p->employment_pct;
        a->kitchen[p->kitchen].post_mmin +=
            sk_muldiv(k->policy.post_hours_year * 60000, p->employment_pct, 100);
    }
    return true;
}

static void kitchens(sk_alt *a)
{
    int64_t largest = 0;
    for (int i = 0; i < a->k->n_kitchens; i++) {
        const sk_kitchen *q = &a->k->kitchen[i];
        const sk_alt_kitchen *s = &a->kitchen[i];
        if (!s->open) continue;
        a->n_cooking += q->role == SK_ROLE_COOKING;
        a->n_receiving += q->role == SK_ROLE_RECEIVING;
        a->n_serving += q->role == SK_ROLE_SERVING;
        a->backlog_ore += q->backlog_ore;
        if (q->role != SK_ROLE_SERVING) a->n_cond[q->condition]++;
        if (s->cooked > largest) largest = s->cooked;
    }
    a->largest_ppm = a->year->portions ? sk_muldiv(largest, SK_PPM, a->year->portions) : 0;
}

/* Kitchens that were staffed and are open without staff: counted apart from those closed. */
static void unstaffed(sk_alt *a, const sk_alt *base)
{
    for (int i = 0; i < base->k->n_kitchens; i++)
        a->n_unstaffed += a->kitchen[i].open && a->k->kitchen[i].role == SK_ROLE_SERVING &&
                          base->k->kitchen[i].role != SK_ROLE_SERVING;
}

static void people(sk_alt *a)
{
    int64_t full = 0, n = 0;
    for (int i = 0; i < a->k->n_posts; i++) {
        const sk_post *p = &a->k->post[i];
        if (p->trainee || p->when.from > p->when.to) continue;
        a->fte_centi += p->employment_pct;
        full += p->employment_pct == 100;
        n++;
    }
    a->full_time_ppm = n ? sk_muldiv(full, SK_PPM, n) : 0;
    for (int i = 0; a->applied && i < a->applied->n_moves; i++) {
        const sk_post_move *m = &a->applied->move[i];
        a->freed[m->sex] += m->fate == SK_POST_FREED;
        a->redeployed[m->sex] += m->fate == SK_POST_FREED && m->redeployed;
        a->moved[m->sex] += m->fate == SK_POST_MOVES;
        a->added += m->fate == SK_POST_ADDED;
    }
}

static void waste_of(sk_alt *a, const sk_whatif_waste *w)
{
    for (int i = 0; i < a->k->n_sites && w->portions[0] && w->portions[1]; i++) {
        const sk_alt_group *s = &a->site[i];
        a->waste_portions += s->portions;
        a->waste_g += sk_muldiv(s->on_site, w->g[1], w->portions[1]) +
                      sk_muldiv(s->portions - s->on_site, w->g[0], w->portions[0]);
    }
}

void sk__alt_sums(sk_alt *a, const sk_alt *base, const sk_whatif_waste *waste)
{
    const sk_year *y = a->year;
    a->portions = y->portions;
    a->hot_portions = y->hot_portions;
    a->over_limit = y->over_limit;
    a->short_portions = y->short_portions;
    a->backup_portions = y->backup_portions;
    a->hold_p95 = y->hold_p95;
    a->need_mmin = y->need_mmin;
    a->avail_mmin = y->avail_mmin;
    a->over_mmin = y->over_mmin + y->excess_mmin;
    a->excess_mmin = y->excess_mmin;
    a->km = sk_muldiv(y->trip_m, 1, 1000);
    a->food_kg = sk_muldiv(y->food_co2e_g, 1, 1000);
    a->trip_kg = sk_muldiv(y->trip_co2e_g, 1, 1000);
    a->energy_kg = sk_muldiv(y->energy_co2e_g, 1, 1000);
    for (int i = 0; i < a->k->n_sites; i++) a->on_site += a->site[i].on_site;
    kitchens(a);
    unstaffed(a, base);
    people(a);
    waste_of(a, waste);
    for (int i = 0; a->applied && i < a->s->n_ops; i++)
        a->irreversible = a->irreversible || !a->applied->reversible[i];
    /* Changed places with less food cooked where it is eaten, or more held too long, is another quality. */
    bool places = false;
    for (int i = 0; a->s && i < a->s->n_ops; i++)
        places = places || a->s->op[i].kind <= SK_OP_DELIVERY;
    bool worse = (sk_wide)a->on_site * base->portions < (sk_wide)base->on_site * a->portions ||
                 a->over_limit > base->over_limit;
    a->order_needed = a->applied && (a->applied->quality_may_change || (places && worse));
}
