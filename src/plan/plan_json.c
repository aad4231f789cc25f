/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.json, written: one record a line, keys and order as in data/format/plan.md. */
#include "plan/plan_json.h"

#include <stdio.h>
#include <string.h>

#include "ext/json.h"

const char *const sk__json_session[SK_N_SESSIONS + 1] = {"breakfast", "lunch", "snack",
                                                         "supper",    "chill", NULL};
const char *const sk__json_line[] = {"main", "veg", NULL};
const char *const sk__json_group[] = {"hot", "side", "cold", NULL};
const char *const sk__json_route[] = {"own", "tour", "extra", NULL};
const char *const sk__json_source[] = {"share", "ordered", "forecast", NULL};
const char *const sk__json_from[SK_N_FROM + 1] = {"forecast", "shares", "no_history",
                                                  "out_of_reach", NULL};
const char *const sk__json_res[] = {"staff",  "equipment", "chiller", "store",
                                    "reheat", "tour",      NULL};

#define COST(name)                                                                                 \
    {                                                                                              \
#name, offsetof(sk_plan_cost, name)                                                        \
    }
const sk__cost_key sk__json_cost[SK__N_COST_KEYS] = {
    COST(food),   COST(staff_regular), COST(overtime),        COST(tours),      COST(extra_trips),
    COST(energy), COST(change),        COST(overtime_excess), COST(extra_runs), COST(hold_excess),
    COST(backup), COST(shortage),      COST(objective)};

const char *sk__json_mode(sk_mode m)
{
    return m == SK_MODE_HOT ? "hot" : m == SK_MODE_CHILLED ? "chilled" : "at_site";
}

sk_mode sk__json_mode_of(const char *s)
{
    if (strcmp(s, "hot") == 0) return SK_MODE_HOT;
    if (strcmp(s, "chilled") == 0) return SK_MODE_CHILLED;
    return strcmp(s, "at_site") == 0 ? SK_MODE_AT_SITE : (sk_mode)0;
}

static const char *kitchen_id(const sk_plan *p, sk_ix i)
{
    return i < 0 ? NULL : p->k->kitchen[i].id;
}
static const char *tour_id(const sk_plan *p, sk_ix i) { return i < 0 ? NULL : p->k->tour[i].id; }

static void day(sk_jw *w, const char *key, sk_day d)
{
    char s[SK_DATE_LEN];
    sk_jw_str(w, key, sk_day_str(d, s));
}

static void row(sk_jw *w)
{
    sk_jw_inline(w);
    sk_jw_obj(w, NULL);
}

/* A clock time; -1 = none. */
static void minutes(sk_jw *w, const char *key, int v)
{
    if (v < 0) sk_jw_str(w, key, NULL);
    else sk_jw_int(w, key, v);
}

static void head(sk_jw *w, const sk_plan *p)
{
    char week[16];
    snprintf(week, sizeof week, "%04d-W%02d", p->week.year, p->week.week);
    sk_jw_str(w, "format", "storkok-plan");
    sk_jw_int(w, "version", 1);
    sk_jw_str(w, "program", p->version);
    sk_jw_str(w, "glpk", p->glpk_version);
    sk_jw_inline(w);
    sk_jw_obj(w, "kommun");
    sk_jw_str(w, "name", p->k->name ? p->k->name : "");
    sk_jw_str(w, "code", p->k->code ? p->k->code : "");
    day(w, "as_of", p->k->as_of);
    sk_jw_obj_end(w);
    sk_jw_str(w, "week", week);
    day(w, "from", p->from);
    sk_jw_int(w, "n_days", p->n_days);
    sk_jw_bool(w, "split", p->split);
    sk_jw_bool(w, "weekly_supplier", p->weekly_supplier);
    sk_jw_str(w, "demand_from", sk__json_from[p->demand.made_from]);
    sk_jw_arr(w, "inputs");
    for (int i = 0; i < p->n_inputs; i++) {
        row(w);
        sk_jw_str(w, "name", p->input[i].name);
        sk_jw_str(w, "sha256", p->input[i].sha256);
        sk_jw_int(w, "bytes", (int64_t)p->input[i].bytes);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void proof(sk_jw *w, const sk_plan *p)
{
    sk_jw_inline(w);
    sk_jw_obj(w, "bound");
    sk_jw_real(w, "lp_bound", p->lp_bound);
    sk_jw_real(w, "gap_ore", p->gap_ore);
    sk_jw_real(w, "gap_ppm", p->gap_ppm);
    sk_jw_bool(w, "certified", p->bound_certified);
    sk_jw_int(w, "iterations", p->simplex_iterations);
    sk_jw_int(w, "rounds", p->lp_rounds);
    sk_jw_obj_end(w);
    sk_jw_inline(w);
    sk_jw_obj(w, "summary");
    sk_jw_int(w, "n_changed", p->n_changed);
    sk_jw_int(w, "hold_p95", p->hold_p95);
    sk_jw_obj_end(w);
}

static void cost(sk_jw *w, const sk_plan_cost *c)
{
    sk_jw_obj(w, "cost");
    for (int i = 0; i < SK__N_COST_KEYS; i++)
        sk_jw_int(w, sk__json_cost[i].key, *sk__cost_at(c, i));
    sk_jw_obj_end(w);
}

static void dist(sk_jw *w, const sk_dist *d)
{
    sk_jw_real(w, "mean", d->mean);
    sk_jw_real(w, "q10", d->q10);
    sk_jw_real(w, "q50", d->q50);
    sk_jw_real(w, "q80", d->q80);
    sk_jw_real(w, "q90", d->q90);
    sk_jw_real(w, "q95", d->q95);
}

static void thousandths(sk_jw *w, const char *key, int64_t v)
{
    sk_jw_real(w, key, (double)v / 1000.0);
}

static void expects(sk_jw *w, const sk_plan *p)
{
    sk_jw_arr(w, "expect");
    for (int i = 0; i < p->demand.n_expects; i++) {
        const sk_expect *e = &p->demand.expect[i];
        row(w);
        sk_jw_str(w, "site", p->k->site[e->site].id);
        sk_jw_str(w, "meal", sk__json_session[e->meal]);
        day(w, "day", e->day);
        thousandths(w, "q10", e->q10);
        thousandths(w, "q50", e->q50);
        thousandths(w, "q80", e->q80);
        thousandths(w, "q90", e->q90);
        thousandths(w, "q95", e->q95);
        thousandths(w, "order", e->order);
        sk_jw_int(w, "common_ppm", e->common_ppm);
        sk_jw_int(w, "n_obs", e->n_obs);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void pools(sk_jw *w, const sk_plan *p)
{
    const sk_kommun *k = p->k;
    sk_jw_arr(w, "pool");
    for (int i = 0; i < p->demand.n_pools; i++) {
        const sk_pool *q = &p->demand.pool[i];
        row(w);
        sk_jw_str(w, "kitchen", kitchen_id(p, q->kitchen));
        day(w, "day", q->day);
        sk_jw_str(w, "meal", sk__json_session[q->meal]);
        sk_jw_str(w, "product", k->product[q->product].id);
        sk_jw_str(w, "line", sk__json_line[q->line]);
        sk_jw_str(w, "dish", k->dish[q->dish].id);
        sk_jw_int(w, "level_ppm", q->level_ppm);
        sk_jw_int(w, "quantity", q->quantity);
        sk_jw_int(w, "veg", q->veg);
        sk_jw_int(w, "portions", q->portions);
        sk_jw_int(w, "n_needs", q->n_needs);
        dist(w, &q->dist);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void needs(sk_jw *w, const sk_plan *p)
{
    const sk_kommun *k = p->k;
    sk_jw_arr(w, "need");
    for (int i = 0; i < p->demand.n_needs; i++) {
        const sk_need *n = &p->demand.need[i];
        row(w);
        sk_jw_str(w, "site", k->site[n->site].id);
        sk_jw_str(w, "kitchen", kitchen_id(p, n->kitchen));
        day(w, "day", n->day);
        day(w, "eaten", n->eaten);
        sk_jw_str(w, "meal", sk__json_session[n->meal]);
        sk_jw_str(w, "product", k->product[n->product].id);
        sk_jw_str(w, "line", sk__json_line[n->line]);
        sk_jw_str(w, "diet", n->diet < 0 ? NULL : k->diet[n->diet].id);
        sk_jw_str(w, "dish", k->dish[n->dish].id);
        sk_jw_int(w, "portions", n->portions);
        sk_jw_str(w, "source", sk__json_source[n->source]);
        sk_jw_int(w, "pool", n->pool);
        sk_jw_int(w, "floor", n->floor);
        sk_jw_int(w, "roll", n->roll);
        dist(w, &n->dist);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void supplies(sk_jw *w, const sk_plan *p)
{
    sk_jw_arr(w, "supply");
    for (int i = 0; i < p->n_supplies; i++) {
        const sk_supply *s = &p->supply[i];
        row(w);
        sk_jw_int(w, "need", s->need);
        sk_jw_str(w, "group", sk__json_group[s->group]);
        sk_jw_str(w, "kitchen", kitchen_id(p, s->kitchen));
        sk_jw_str(w, "mode", sk__json_mode(s->mode));
        sk_jw_str(w, "route", sk__json_route[s->route]);
        sk_jw_str(w, "tour", tour_id(p, s->tour));
        day(w, "prod_day", p->from + s->prod_day);
        minutes(w, "depart", s->depart);
        minutes(w, "arrive", s->arrive);
        sk_jw_int(w, "portions", s->portions);
        sk_jw_int(w, "hold_min", s->hold_min);
        sk_jw_int(w, "hold_limit", s->hold_limit);
        sk_jw_bool(w, "usual", s->usual);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
    sk_jw_arr(w, "short");
    for (int i = 0; i < p->n_shorts; i++) {
        const sk_short *s = &p->shrt[i];
        row(w);
        sk_jw_int(w, "need", s->need);
        sk_jw_int(w, "short_portions", s->short_portions);
        sk_jw_int(w, "backup_portions", s->backup_portions);
        sk_jw_str(w, "binding", s->binding);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void modes(sk_jw *w, unsigned set)
{
    sk_jw_arr(w, "modes");
    for (unsigned m = SK_MODE_HOT; m <= SK_MODE_AT_SITE; m <<= 1)
        if (set & m) sk_jw_str(w, NULL, sk__json_mode((sk_mode)m));
    sk_jw_arr_end(w);
}

static void production(sk_jw *w, const sk_plan *p)
{
    const sk_kommun *k = p->k;
    sk_jw_arr(w, "prod");
    for (int i = 0; i < p->n_prods; i++) {
        const sk_production *r = &p->prod[i];
        row(w);
        sk_jw_str(w, "kitchen", kitchen_id(p, r->kitchen));
        sk_jw_str(w, "component", k->component[r->component].id);
        day(w, "day", p->from + r->day);
        sk_jw_str(w, "session", sk__json_session[r->session]);
        modes(w, (unsigned)r->mode_set);
        sk_jw_int(w, "portions", r->portions);
        sk_jw_int(w, "diet_portions", r->diet_portions);
        sk_jw_int(w, "ref_milli", r->ref_milli);
        sk_jw_int(w, "mass_g", r->mass_g);
        sk_jw_int(w, "runs", r->runs);
        sk_jw_str(w, "equipment",
                  r->equipment < 0 ? NULL : k->equip_class[k->equipment[r->equipment].cls].id);
        sk_jw_int(w, "batch_first", r->batch_first);
        sk_jw_int(w, "n_batch", r->n_batch);
        sk_jw_int(w, "staff_mmin", r->staff_mmin);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
    sk_jw_arr(w, "batch");
    for (int i = 0; i < p->n_batches; i++) {
        const sk_batch *b = &p->batch[i];
        row(w);
        sk_jw_int(w, "prod", b->prod);
        sk_jw_int(w, "unit", b->unit);
        sk_jw_int(w, "start", b->start);
        sk_jw_int(w, "end", b->end);
        sk_jw_int(w, "ref_milli", b->ref_milli);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void staff(sk_jw *w, const sk_plan *p)
{
    sk_jw_arr(w, "staff");
    for (int i = 0; i < p->n_staff; i++) {
        const sk_staff_use *s = &p->staff[i];
        row(w);
        sk_jw_str(w, "kitchen", kitchen_id(p, s->kitchen));
        day(w, "day", p->from + s->day);
        sk_jw_int(w, "need_mmin", s->need_mmin);
        sk_jw_int(w, "avail_mmin", s->avail_mmin);
        sk_jw_int(w, "over_mmin", s->over_mmin);
        sk_jw_int(w, "excess_mmin", s->excess_mmin);
        sk_jw_int(w, "fixed_mmin", s->fixed_mmin);
        sk_jw_int(w, "cook_mmin", s->cook_mmin);
        sk_jw_int(w, "pack_mmin", s->pack_mmin);
        sk_jw_int(w, "receive_mmin", s->receive_mmin);
        sk_jw_int(w, "serve_mmin", s->serve_mmin);
        sk_jw_int(w, "over_ore", s->over_ore);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void trips(sk_jw *w, const sk_plan *p)
{
    sk_jw_arr(w, "trip");
    for (int i = 0; i < p->n_trips; i++) {
        const sk_trip *t = &p->trip[i];
        row(w);
        sk_jw_str(w, "route", sk__json_route[t->route]);
        sk_jw_str(w, "tour", tour_id(p, t->tour));
        sk_jw_str(w, "kitchen", kitchen_id(p, t->kitchen));
        sk_jw_str(w, "to", kitchen_id(p, t->to));
        day(w, "day", p->from + t->day);
        sk_jw_str(w, "meal", sk__json_session[t->meal]);
        sk_jw_int(w, "boxes", t->boxes);
        sk_jw_int(w, "cap_boxes", t->cap_boxes);
        sk_jw_int(w, "trips", t->trips);
        sk_jw_int(w, "ore", t->ore);
        sk_jw_int(w, "depart", t->depart);
        sk_jw_int(w, "m", t->m);
        sk_jw_int(w, "min", t->min);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void necks(sk_jw *w, const sk_plan *p)
{
    sk_jw_arr(w, "neck");
    for (int i = 0; i < p->n_necks; i++) {
        const sk_bottleneck *b = &p->neck[i];
        row(w);
        sk_jw_str(w, "kind", sk__json_res[b->res_kind]);
        sk_jw_str(w, "kitchen", kitchen_id(p, b->kitchen));
        sk_jw_str(w, "class", b->cls < 0 ? NULL : p->k->equip_class[b->cls].id);
        sk_jw_str(w, "tour", tour_id(p, b->tour));
        day(w, "day", p->from + b->day);
        sk_jw_str(w, "session", b->session < 0 ? NULL : sk__json_session[b->session]);
        sk_jw_real(w, "cap", b->cap);
        sk_jw_str(w, "unit", b->unit);
        sk_jw_int(w, "unit_step", b->unit_step);
        sk_jw_real(w, "dual_ore", b->dual_ore);
        sk_jw_real(w, "saves_portions", b->saves_portions);
        sk_jw_int(w, "saves_ore", b->saves_ore);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

void sk_plan_write_json(const sk_plan *p, sk_buf *out)
{
    sk_jw w;
    sk_jw_init(&w, out, false);
    sk_jw_obj(&w, NULL);
    head(&w, p);
    cost(&w, &p->cost);
    proof(&w, p);
    necks(&w, p);
    expects(&w, p);
    pools(&w, p);
    needs(&w, p);
    supplies(&w, p);
    production(&w, p);
    staff(&w, p);
    trips(&w, p);
    sk_jw_obj_end(&w);
}
