/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The municipality's week: what a planner filters, sums and sends on. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"
#include "out/report.h"
#include "out/view.h"
#include "plan/shown.h"

static const sk_col kitchen_cols[] = {
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"role", SK_N("Role"), SK_CELL_TEXT, false},
    {"cooked", SK_N("Cooked portions"), SK_CELL_INT, false},
    {"eaten", SK_N("Portions eaten there"), SK_CELL_INT, false},
    {"need_h", SK_N("Hours needed"), SK_CELL_DEC2, false},
    {"available_h", SK_N("Hours available"), SK_CELL_DEC2, false},
    {"use_percent", SK_N("Use of staff (%)"), SK_CELL_INT, false},
};
static const sk_col production_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"session", SK_N("Session"), SK_CELL_TEXT, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"portions", SK_N("Ordinary portions"), SK_CELL_INT, false},
    {"diet_portions", SK_N("Special diets"), SK_CELL_INT, false},
    {"kg", SK_N("kg"), SK_CELL_DEC2, false},
    {"runs", SK_N("Runs"), SK_CELL_INT, false},
    {"first_start", SK_N("First start"), SK_CELL_TIME, false},
    {"last_ready", SK_N("Last ready"), SK_CELL_TIME, false},
    {"staff_h", SK_N("Cooking hours"), SK_CELL_DEC2, false},
};
static const sk_col run_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"equipment", SK_N("Equipment"), SK_CELL_NAME, false},
    {"unit", SK_N("No."), SK_CELL_INT, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"start", SK_N("Starts"), SK_CELL_TIME, false},
    {"ready", SK_N("Ready"), SK_CELL_TIME, false},
    {"ref_portions", SK_N("Reference portions"), SK_CELL_DEC1, false},
};
static const sk_col diet_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site id"), SK_CELL_TEXT, true},
    {"site_name", SK_N("Site"), SK_CELL_NAME, false},
    {"diet", SK_N("Special diet"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
};

#define TABLE(r, key, title, cols)                                                                 \
    sk_report_table(r, key, title, cols, (int)(sizeof(cols) / sizeof *(cols)), 0)

static void add_day(const sk_papers *ps, sk_table *t, sk_day day)
{
    sk_table_v(t, day);
    sk_table_s(t, sk_weekday_short(ps->lang, sk_day_weekday(day)));
}

static void add_kitchen(const sk_papers *ps, sk_table *t, sk_ix kitchen)
{
    sk_table_s(t, ps->k->kitchen[kitchen].id);
    sk_table_s(t, ps->k->kitchen[kitchen].name);
}

static void facts(sk_report *r, const sk_plan_view *v)
{
    const sk_plan_cost *c = &v->p->cost;
    static const char kr[] = "kr", h[] = "h";
    sk_report_fact_s(r, "week", SK_N("Week"), v->week);
    sk_report_fact(r, "from", SK_N("From"), SK_CELL_DAY, v->from, NULL);
    sk_report_fact(r, "to", SK_N("To"), SK_CELL_DAY, v->to, NULL);
    sk_report_fact(r, "portions", SK_N("Portions"), SK_CELL_INT, v->portions, NULL);
    sk_report_fact(r, "diet_portions", SK_N("of which special diets"), SK_CELL_INT,
                   v->diet_portions, NULL);
    sk_report_fact(r, "cooking_kitchens", SK_N("Cooking kitchens"), SK_CELL_INT, v->n_cooking,
                   NULL);
    sk_report_fact(r, "sites", SK_N("Sites"), SK_CELL_INT, v->n_sites, NULL);
    sk_report_fact(r, "cost_ore", SK_N("Cost of the week"), SK_CELL_ORE, v->cost, kr);
    sk_report_fact(r, "food_ore", SK_N("of which food"), SK_CELL_ORE, c->food, kr);
    sk_report_fact(r, "cost_portion_ore", SK_N("Cost a portion"), SK_CELL_ORE, v->cost_portion, kr);
    sk_report_fact(r, "overtime_h", SK_N("Overtime"), SK_CELL_DEC2, v->over_ch, h);
    sk_report_fact(r, "above_limit_h", SK_N("of which above the limit"), SK_CELL_DEC2,
                   v->over_limit_ch, h);
    sk_report_fact(r, "short_portions", SK_N("Short"), SK_CELL_INT, v->short_portions, NULL);
    sk_report_fact(r, "backup_portions", SK_N("Backup dish"), SK_CELL_INT, v->backup_portions,
                   NULL);
    sk_report_fact(r, "pan_to_plate_p95_min", SK_N("Pan to plate, 95 of 100 portions at most"),
                   SK_CELL_INT, v->hold_p95, "min");
    sk_report_fact(r, "changed_portions", SK_N("Portions from another kitchen than usual"),
                   SK_CELL_INT, v->changed_portions, NULL);
}

static void kitchens(const sk_papers *ps, const sk_plan_view *v, sk_table *t)
{
    for (int i = 0; i < v->n_kitchens; i++) {
        const sk_view_kitchen *x = &v->kitchen[i];
        sk_table_s(t, x->id);
        sk_table_s(t, x->name);
        sk_table_s(t, sk_role_name(x->role, ps->lang));
        sk_table_v(t, x->cooked);
        sk_table_v(t, x->eaten);
        sk_table_v(t, x->need_ch);
        sk_table_v(t, x->avail_ch);
        sk_table_v(t, x->use_pct);
    }
}

static void production(const sk_papers *ps, sk_table *t)
{
    for (int i = 0; i < ps->p->n_prods; i++) {
        const sk_production *x = &ps->p->prod[i];
        int64_t start = SK_CELL_EMPTY, end = SK_CELL_EMPTY;
        for (int b = x->batch_first; b < x->batch_first + x->n_batch; b++) {
            const sk_batch *y = &ps->p->batch[b];
            if (start == SK_CELL_EMPTY || y->start < start) start = y->start;
            if (end == SK_CELL_EMPTY || y->end > end) end = y->end;
        }
        add_day(ps, t, ps->p->from + x->day);
        add_kitchen(ps, t, x->kitchen);
        sk_table_s(t, sk__session_name(ps, x->session));
        sk_table_s(t, ps->k->component[x->component].name);
        sk_table_v(t, x->portions);
        sk_table_v(t, x->diet_portions);
        sk_table_v(t, sk__ckg(x->mass_g));
        sk_table_v(t, x->runs);
        sk_table_v(t, start);
        sk_table_v(t, end);
        sk_table_v(t, sk__view_ch(x->staff_mmin));
    }
}

static void runs(const sk_papers *ps, sk_table *t)
{
    for (int i = 0; i < ps->p->n_batches; i++) {
        const sk_batch *b = &ps->p->batch[i];
        const sk_production *x = &ps->p->prod[b->prod];
        sk_ix cls = x->equipment == SK_NONE ? SK_NONE : ps->k->equipment[x->equipment].cls;
        add_day(ps, t, ps->p->from + x->day);
        add_kitchen(ps, t, x->kitchen);
        sk_table_s(t, cls == SK_NONE ? NULL : ps->k->equip_class[cls].name);
        sk_table_v(t, b->unit);
        sk_table_s(t, ps->k->component[x->component].name);
        sk_table_v(t, b->start);
        sk_table_v(t, b->end);
        sk_table_v(t, sk_muldiv(b->ref_milli, 1, 100));
    }
}

static bool same_plate(const sk_need *a, const sk_need *b)
{
    return a->day == b->day && a->meal == b->meal && a->site == b->site;
}

static void diet_row(const sk_papers *ps, const sk_need *n, const char *what, int64_t portions,
                     sk_table *t)
{
    add_day(ps, t, n->day);
    sk_table_s(t, sk_meal_name(n->meal, ps->lang));
    sk_table_s(t, ps->k->site[n->site].id);
    sk_table_s(t, ps->k->site[n->site].name);
    sk_table_s(t, what);
    sk_table_v(t, portions);
}

/* Diets of few guests are one sum for a site and meal. Needs lie by day, meal and site. */
static void diets(const sk_papers *ps, sk_table *t)
{
    const sk_demand *dem = &ps->p->demand;
    int64_t few = 0;
    for (int i = 0; i < dem->n_needs; i++) {
        const sk_need *n = &dem->need[i];
        bool last = i + 1 == dem->n_needs || !same_plate(n, n + 1);
        bool named = n->diet != SK_NONE && sk_diet_told(ps->k, n->portions);
        if (named) diet_row(ps, n, ps->k->diet[n->diet].name, n->portions, t);
        else if (n->diet != SK_NONE) few += n->portions;
        if (!last || !few) continue;
        diet_row(ps, n, sk_text(ps->lang, "special diet"), few, t);
        few = 0;
    }
}

/* The kitchens' purchase lists behind each other, with the kitchen in front. */
static void purchases(const sk_papers *ps, sk_report *r)
{
    sk_table *t = NULL;
    for (sk_ix k = 0; k < ps->k->n_kitchens; k++) {
        sk_paper p;
        if (!sk_paper_buy(ps, k, &p)) continue;
        const sk_table *own = &p.part[p.n_parts - 1].t;
        size_t cols = (size_t)own->n_cols;
        if (!t) {
            sk_col *c = sk_arena_calloc(r->arena, cols + 2, sizeof *c);
            if (c) {
                c[0] = kitchen_cols[0];
                c[1] = kitchen_cols[1];
                for (size_t i = 0; i < cols; i++) c[i + 2] = own->col[i];
            } else r->failed = true;
            t = sk_report_table(r, "purchases", SK_N("Purchases"), c, c ? (int)cols + 2 : 0, 0);
        }
        for (size_t i = 0; i < own->n_rows * cols; i++) {
            const sk_cell *x = &own->cell[i];
            if (i % cols == 0) add_kitchen(ps, t, k);
            if (x->s)
                sk_table_s(t, sk_report_keep(r, x->s)); /* the paper's own words end with it */
            else sk_table_v(t, x->v);
        }
        if (!sk__paper_ok(&p)) r->failed = true;
        sk_paper_free(&p);
    }
}

/* A list of the view becomes the report's own; its words stay the view's. */
static void take(sk_report *r, sk_table *from)
{
    sk_table *t = sk_report_table(r, from->key, from->title, from->col, from->n_cols, 0);
    if (t->failed) return; /* it keeps nothing */
    sk_table empty = *t;
    *t = *from;
    *from = empty;
}

static void fill(const sk_papers *ps, sk_plan_view *v, sk_report *r)
{
    sk_buf b = SK_BUF_INIT;
    sk_summary_headline(v, &b);
    if (!sk_buf_ok(&b)) r->failed = true;
    sk_report_headline(r, sk_report_keep(r, sk_buf_str(&b)));
    sk_buf_free(&b);
    facts(r, v);
    kitchens(ps, v, TABLE(r, "kitchens", SK_N("Kitchens"), kitchen_cols));
    take(r, &v->allocation);
    production(ps, TABLE(r, "production", SK_N("Production"), production_cols));
    runs(ps, TABLE(r, "runs", SK_N("Equipment runs"), run_cols));
    take(r, &v->staff);
    take(r, &v->trips);
    purchases(ps, r);
    take(r, &v->shortages);
    take(r, &v->bottlenecks);
    take(r, &v->changes);
    diets(ps, TABLE(r, "diets", SK_N("Special diets"), diet_cols));
    sk_report_note(
        r, sk_text(ps->lang, SK_N("Diets that few at a site have stand there as one sum.")));
    for (int i = 0; i < ps->p->n_inputs; i++)
        sk_report_from(r, ps->p->input[i].name, ps->p->input[i].sha256);
}

sk_code sk_papers_book(const sk_papers *ps, const char *tmp_dir, sk_buf *xlsx, sk_buf *json,
                       sk_err *err)
{
    sk_plan_view v;
    sk_buf_clear(xlsx);
    sk_buf_clear(json);
    sk_code code = sk_plan_view_make(ps->p, ps->lang, &v, err);
    if (code != SK_OK) return code;
    sk_report *r = sk_report_new("kommun", SK_N("The municipality's week"), ps->k->name, ps->lang);
    if (r) fill(ps, &v, r);
    if (!r || !sk_report_ok(r)) code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (code == SK_OK) code = sk_report_xlsx(r, ps->now, tmp_dir, xlsx, err);
    if (code == SK_OK) sk_report_json(r, json);
    sk_report_free(r);
    sk_plan_view_free(&v);
    return code;
}
