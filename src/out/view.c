/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a plan; its lists are in view_lists.c, its map in view_map.c. */
#include "out/view.h"

#include "base/num.h"
#include "domain/query.h"

#include <math.h>
#include <stdio.h>

int64_t sk__view_ch(int64_t mmin) { return sk_muldiv(mmin, 1, 600); }

static void view_period(sk_plan_view *v)
{
    const sk_plan *p = v->p;
    snprintf(v->week, sizeof v->week, "%04d-W%02d", p->week.year % 10000, p->week.week % 100);
    v->n_days = p->n_days < SK_VIEW_DAYS ? p->n_days : SK_VIEW_DAYS;
    v->from = p->from;
    v->to = p->from + p->n_days - 1;
    for (int d = 0; d < v->n_days; d++) v->day[d].day = p->from + d;
}

/* Portions by day and by the kitchen where they are eaten; sites, diets. */
static void view_needs(sk_plan_view *v)
{
    const sk_demand *dem = &v->p->demand;
    bool *seen = sk_arena_calloc(v->arena, (size_t)v->k->n_sites + 1, sizeof *seen);
    v->failed |= !seen;
    if (!seen) return;
    for (int i = 0; i < dem->n_needs; i++) {
        const sk_need *n = &dem->need[i];
        int d = n->day - v->from;
        v->portions += n->portions;
        if (n->diet != SK_NONE) v->diet_portions += n->portions;
        if (d >= 0 && d < v->n_days) v->day[d].portions += n->portions;
        if (n->kitchen >= 0) v->kitchen[n->kitchen].eaten += n->portions;
        if (!seen[n->site]) {
            seen[n->site] = true;
            v->n_sites++;
        }
    }
    for (int d = 0; d < v->n_days; d++)
        if (v->day[d].portions > v->day_max) v->day_max = v->day[d].portions;
    for (int d = 0; d < v->n_days && v->day_max; d++)
        v->day[d].bar_h = (int)sk_muldiv(v->day[d].portions, SK_VIEW_BAR_H, v->day_max);
}

/* Portions of need `i` that come from elsewhere than usual: of its most changed group. */
static int changed_of_need(const sk_plan *p, int first, int end)
{
    int most = 0;
    for (int g = 0; g < SK_N_GROUPS; g++) {
        int n = 0;
        for (int i = first; i < end; i++)
            if ((int)p->supply[i].group == g && !p->supply[i].usual) n += p->supply[i].portions;
        if (n > most) most = n;
    }
    return most;
}

static void view_supplies(sk_plan_view *v)
{
    const sk_plan *p = v->p;
    for (int i = 0, end; i < p->n_supplies; i = end) {
        const sk_supply *s = &p->supply[i];
        for (end = i; end < p->n_supplies && p->supply[end].need == s->need; end++)
            if (p->supply[end].group == s->group)
                v->kitchen[p->supply[end].kitchen].cooked += p->supply[end].portions;
        v->changed_portions += changed_of_need(p, i, end);
    }
    for (int i = 0; i < v->n_kitchens; i++) {
        v->n_cooking += v->kitchen[i].cooked > 0 && v->kitchen[i].role == SK_ROLE_COOKING;
        v->n_eating += v->kitchen[i].eaten > 0;
    }
    if (v->portions) v->changed_tenths = (int)sk_muldiv(v->changed_portions, 1000, v->portions);
}

static void view_staff(sk_plan_view *v)
{
    const sk_plan *p = v->p;
    int64_t over = 0, excess = 0, day[SK_VIEW_DAYS][3] = {{0}};
    int64_t(*kit)[2] = sk_arena_calloc(v->arena, (size_t)v->n_kitchens + 1, sizeof *kit);
    v->failed |= !kit;
    if (!kit) return;
    for (int i = 0; i < p->n_staff; i++) {
        const sk_staff_use *u = &p->staff[i];
        over += u->over_mmin + u->excess_mmin;
        excess += u->excess_mmin;
        v->n_over += u->over_mmin + u->excess_mmin > 0;
        kit[u->kitchen][0] += u->need_mmin;
        kit[u->kitchen][1] += u->avail_mmin;
        if (u->day < 0 || u->day >= v->n_days) continue;
        day[u->day][0] += u->need_mmin;
        day[u->day][1] += u->avail_mmin;
        day[u->day][2] += u->over_mmin + u->excess_mmin;
    }
    v->over_ch = sk__view_ch(over);
    v->over_limit_ch = sk__view_ch(excess);
    for (int d = 0; d < v->n_days; d++) {
        v->day[d].need_ch = sk__view_ch(day[d][0]);
        v->day[d].avail_ch = sk__view_ch(day[d][1]);
        v->day[d].over_ch = sk__view_ch(day[d][2]);
    }
    for (int i = 0; i < v->n_kitchens; i++) {
        v->kitchen[i].need_ch = sk__view_ch(kit[i][0]);
        v->kitchen[i].avail_ch = sk__view_ch(kit[i][1]);
        if (kit[i][1] <= 0) continue;
        int use = (int)sk_muldiv(kit[i][0], 100, kit[i][1]);
        v->kitchen[i].use_pct = use;
        v->kitchen[i].bar_pct = use < SK_VIEW_BAR_PCT ? use * 100 / SK_VIEW_BAR_PCT : 100;
    }
}

/* Inserts kitchens into the short list of the most used, highest first, ties by id. */
static void view_tight(sk_plan_view *v)
{
    for (int i = 0; i < v->n_kitchens; i++) {
        if (!v->kitchen[i].use_pct) continue;
        int at = v->n_tight;
        while (at > 0 && v->kitchen[v->tight[at - 1]].use_pct < v->kitchen[i].use_pct) at--;
        if (at == SK_VIEW_TIGHT) continue;
        if (v->n_tight < SK_VIEW_TIGHT) v->n_tight++;
        for (int j = v->n_tight - 1; j > at; j--) v->tight[j] = v->tight[j - 1];
        v->tight[at] = i;
    }
}

static void view_money(sk_plan_view *v)
{
    const sk_plan_cost *c = &v->p->cost;
    v->cost = c->food + c->staff_regular + c->overtime + c->tours + c->extra_trips + c->energy;
    v->penalties =
        c->change + c->overtime_excess + c->extra_runs + c->hold_excess + c->backup + c->shortage;
    v->over_ore = c->overtime;
    int64_t served = v->portions - v->short_portions;
    if (served > 0) v->cost_portion = sk_muldiv(v->cost, 1, served);
}

static void view_shortage(sk_plan_view *v)
{
    const sk_plan *p = v->p;
    bool *seen = sk_arena_calloc(v->arena, (size_t)v->k->n_sites + 1, sizeof *seen);
    v->failed |= !seen;
    if (!seen) return;
    for (int i = 0; i < p->n_shorts; i++) {
        const sk_short *s = &p->shrt[i];
        v->short_portions += s->short_portions;
        v->backup_portions += s->backup_portions;
        sk_ix site = p->demand.need[s->need].site;
        if (s->short_portions > 0 && !seen[site]) {
            seen[site] = true;
            v->n_short_sites++;
        }
    }
}

/* The bound is a double of the LP; these are its crossings into shown numbers. */
static void view_bound(sk_plan_view *v)
{
    const sk_plan *p = v->p;
    v->objective = p->cost.objective;
    v->at_bound = p->gap_ore < 1.0;
    v->certified = p->bound_certified;
    v->hold_p95 = p->hold_p95;
    if (!sk_round_i64(p->lp_bound, &v->bound)) v->bound = 0;
    if (!sk_round_i64(p->gap_ore, &v->gap) || v->gap < 0) v->gap = 0;
    if (!sk_round_i64(ceil(p->gap_ppm / 100.0), &v->gap_c) || v->gap_c < 0) v->gap_c = 0;
}

sk_code sk_plan_view_make(const sk_plan *p, sk_lang lang, sk_plan_view *out, sk_err *err)
{
    *out = (sk_plan_view){.lang = lang, .k = p->k, .p = p};
    sk_plan_view *v = out;
    v->arena = sk_arena_new();
    if (!v->arena) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    v->n_kitchens = v->k->n_kitchens;
    v->kitchen = sk_arena_calloc(v->arena, (size_t)v->n_kitchens + 1, sizeof *v->kitchen);
    if (v->kitchen) {
        for (int i = 0; i < v->n_kitchens; i++) {
            const sk_kitchen *kit = &v->k->kitchen[i];
            v->kitchen[i] = (sk_view_kitchen){.id = kit->id, .name = kit->name, .role = kit->role};
        }
        view_period(v);
        view_needs(v);
        view_supplies(v);
        view_staff(v);
        view_tight(v);
        view_shortage(v);
        view_money(v);
        view_bound(v);
        sk__view_tables(v);
        sk__view_demand(v);
        sk__view_map(v);
    }
    bool ok = v->kitchen && !v->failed && sk_table_ok(&v->demands) && sk_table_ok(&v->allocation) &&
              sk_table_ok(&v->staff) && sk_table_ok(&v->trips) && sk_table_ok(&v->shortages) &&
              sk_table_ok(&v->bottlenecks) && sk_table_ok(&v->neck_short) &&
              sk_table_ok(&v->changes);
    if (ok) return SK_OK;
    sk_plan_view_free(v);
    return sk_err_set(err, SK_E_NOMEM, "out of memory");
}

void sk_plan_view_free(sk_plan_view *v)
{
    sk_table *all[] = {&v->demands,   &v->allocation,  &v->staff,      &v->trips,
                       &v->shortages, &v->bottlenecks, &v->neck_short, &v->changes};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sk_table_free(all[i]);
    sk_arena_free(v->arena);
    v->arena = NULL;
}
