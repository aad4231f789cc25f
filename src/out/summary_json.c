/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The summary for programs, data/schema/plan-summary.schema.json. Money in integer öre. */
#include "out/view.h"
#include "plan/plan_json.h"

static void money(const sk_plan_view *v, sk_jw *w)
{
    const sk_plan_cost *c = &v->p->cost;
    sk_jw_obj(w, "cost_ore");
    sk_jw_int(w, "total", v->cost);
    sk_jw_int(w, "per_portion", v->cost_portion);
    sk_jw_int(w, "food", c->food);
    sk_jw_int(w, "staff", c->staff_regular);
    sk_jw_int(w, "overtime", c->overtime);
    sk_jw_int(w, "tours", c->tours);
    sk_jw_int(w, "extra_trips", c->extra_trips);
    sk_jw_int(w, "energy", c->energy);
    sk_jw_obj_end(w);
    sk_jw_obj(w, "penalties_ore");
    sk_jw_int(w, "total", v->penalties);
    sk_jw_int(w, "change", c->change);
    sk_jw_int(w, "overtime_excess", c->overtime_excess);
    sk_jw_int(w, "extra_runs", c->extra_runs);
    sk_jw_int(w, "hold_excess", c->hold_excess);
    sk_jw_int(w, "backup", c->backup);
    sk_jw_int(w, "shortage", c->shortage);
    sk_jw_obj_end(w);
}

static void bound(const sk_plan_view *v, sk_jw *w)
{
    sk_jw_obj(w, "bound");
    sk_jw_int(w, "objective_ore", v->objective);
    sk_jw_int(w, "bound_ore", v->bound);
    sk_jw_int(w, "gap_ore", v->gap);
    sk_jw_real(w, "gap_percent", (double)v->gap_c / 100.0);
    sk_jw_bool(w, "at_bound", v->at_bound);
    sk_jw_bool(w, "certified", v->certified);
    sk_jw_obj_end(w);
}

static void demand(const sk_plan_view *v, sk_jw *w)
{
    const sk_view_demand *d = &v->demand;
    sk_jw_obj(w, "demand");
    sk_jw_str(w, "from", sk__json_from[d->from]);
    sk_jw_int(w, "cooked", d->cooked);
    sk_jw_int(w, "enrolled", d->enrolled);
    sk_jw_real(w, "expected", (double)d->expected / 10.0);
    sk_jw_real(w, "left_over", (double)d->left_over / 10.0);
    sk_jw_real(w, "missed", (double)d->missed / 10.0);
    sk_jw_real(w, "level_low_percent", (double)d->level_low / 10.0);
    sk_jw_real(w, "level_high_percent", (double)d->level_high / 10.0);
    sk_jw_int(w, "thin_series", d->n_thin);
    sk_jw_int(w, "by_shares", d->by_shares);
    sk_jw_obj_end(w);
}

static void days(const sk_plan_view *v, sk_jw *w)
{
    char day[SK_DATE_LEN];
    sk_jw_arr(w, "days");
    for (int i = 0; i < v->n_days; i++) {
        const sk_view_day *d = &v->day[i];
        sk_jw_inline(w);
        sk_jw_obj(w, NULL);
        sk_jw_str(w, "date", sk_day_str(d->day, day));
        sk_jw_int(w, "portions", d->portions);
        sk_jw_real(w, "need_h", (double)d->need_ch / 100.0);
        sk_jw_real(w, "available_h", (double)d->avail_ch / 100.0);
        sk_jw_real(w, "overtime_h", (double)d->over_ch / 100.0);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

void sk_summary_json(const sk_plan_view *v, const char *files_dir, sk_buf *out)
{
    char day[SK_DATE_LEN];
    sk_jw w;
    sk_jw_init(&w, out, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", "storkok-plan-summary/1");
    sk_jw_str(&w, "kommun", v->k->name);
    sk_jw_str(&w, "week", v->week);
    sk_jw_str(&w, "from", sk_day_str(v->from, day));
    sk_jw_str(&w, "to", sk_day_str(v->to, day));
    sk_jw_int(&w, "portions", v->portions);
    sk_jw_int(&w, "diet_portions", v->diet_portions);
    demand(v, &w);
    sk_jw_int(&w, "cooking_kitchens", v->n_cooking);
    sk_jw_int(&w, "eating_kitchens", v->n_eating);
    sk_jw_int(&w, "sites", v->n_sites);
    money(v, &w);
    sk_jw_real(&w, "overtime_h", (double)v->over_ch / 100.0);
    sk_jw_real(&w, "above_limit_h", (double)v->over_limit_ch / 100.0);
    sk_jw_int(&w, "overtime_kitchen_days", v->n_over);
    sk_jw_int(&w, "short_portions", v->short_portions);
    sk_jw_int(&w, "short_sites", v->n_short_sites);
    sk_jw_int(&w, "backup_portions", v->backup_portions);
    sk_jw_int(&w, "pan_to_plate_p95_min", v->hold_p95);
    sk_jw_int(&w, "changed_portions", v->changed_portions);
    sk_jw_int(&w, "changed_sites", v->n_changed_sites);
    bound(v, &w);
    days(v, &w);
    sk_table_json(&v->shortages, &w, v->shortages.key);
    sk_table_json(&v->bottlenecks, &w, v->bottlenecks.key);
    sk_table_json(&v->changes, &w, v->changes.key);
    sk_jw_str(&w, "files_in", files_dir);
    sk_jw_obj_end(&w);
}
