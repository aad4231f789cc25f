/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Traces, from one ledger row to every price it entered and from a product back to the rows, and a controller's
 * scenario beside the prices as they are. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "out/price_view_priv.h"

#define COLS(c) c, (int)(sizeof(c) / sizeof *(c))

/* ---- finding what is meant ---- */

static sk_ix product_named(const price_view *v, const char *s)
{
    for (int i = 0; i < v->c->n_products; i++)
        if (strcmp(v->c->product[i].id, s) == 0) return i;
    return SK_NONE;
}

/* "price/ledger_2023.se:123", "ledger_2023.se:123" or "6011/k_ljungsbro"; -1 = none. */
static long row_named(const price_view *v, const char *s)
{
    const char *mark = strrchr(s, ':'), *slash = strchr(s, '/');
    long line = mark ? strtol(mark + 1, NULL, 10) : 0;
    for (size_t i = 0; i < v->m->n_rows; i++) {
        const sk_ledger_row *r = &v->m->row[i].row;
        if (v->m->row[i].budget != (v->c->set.base == SK_BASE_BUDGET)) continue;
        if (mark && line > 0) {
            size_t n = (size_t)(mark - s), len = strlen(r->file);
            if (r->line == line && len >= n && strncmp(r->file + len - n, s, n) == 0)
                return (long)i;
        } else if (!mark && !slash && strcmp(r->account, s) == 0 && !*r->object) {
            return (long)i;
        } else if (slash && strlen(r->account) == (size_t)(slash - s) &&
                   strncmp(r->account, s, strlen(r->account)) == 0 &&
                   strcmp(r->object, slash + 1) == 0)
            return (long)i;
    }
    return -1;
}

/* ---- a row forward ---- */

/* What a row is in the price year: its line's final amount split over the line's rows by largest remainder, or
 * scaled when the rows have both signs. */
static sk_ore row_now(price_view *v, size_t row)
{
    sk_ix line = v->m->row[row].line;
    size_t n = 0, at = 0;
    bool plus = true, minus = true;
    sk_ore sum = 0, out = 0;
    int64_t *w = sk_arena_calloc(v->rep->arena, v->m->n_rows + 1, sizeof *w);
    sk_ore *part = sk_arena_calloc(v->rep->arena, v->m->n_rows + 1, sizeof *part);
    if (!w || !part) return 0;
    for (size_t i = 0; i < v->m->n_rows; i++) {
        const sk_price_row *x = &v->m->row[i];
        if (x->line != line || x->budget != v->m->row[row].budget) continue;
        if (i == row) at = n;
        sum += x->row.ore;
        plus = plus && x->row.ore >= 0;
        minus = minus && x->row.ore <= 0;
        w[n++] = x->row.ore < 0 ? -x->row.ore : x->row.ore;
    }
    if ((plus || minus) && sk_split(v->r->step[line].final, w, n, part) == SK_OK) return part[at];
    sk_rate rate = {sum < 0 ? -v->r->step[line].final : v->r->step[line].final,
                    sum < 0 ? -sum : sum};
    return sum != 0 && sk_scale(v->m->row[row].row.ore, &rate, 1, &out) ? out : 0;
}

static const sk_col row_cols[] = {
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"kitchen", SK_N("Cooked in"), SK_CELL_NAME, false},
    {"place", SK_N("Eaten at"), SK_CELL_NAME, false},
    {"share", SK_N("Share of the line"), SK_CELL_TEXT, false},
    {"ore", SK_N("Of the row"), SK_CELL_ORE, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"kr_portion", SK_N("Kronor a portion of the product"), SK_CELL_TEXT, false},
};

static const char *share_of(price_view *v, const sk_price_part *p)
{
    enum { LONG = 60 }; /* exact fractions by way of many support units fill lines */
    sk_buf b = SK_BUF_INIT;
    const char *s = "";
    if (sk_price_share_str(v->c, v->r, p, &b) == SK_OK)
        s = b.len > LONG ? sk__pv_pct(v, (sk_rate){p->ore, v->r->step[p->line].final})
                         : sk_report_keep(v->rep, sk_buf_str(&b));
    sk_buf_free(&b);
    return s;
}

static void steps(price_view *v, sk_ix line)
{
    sk_report *r = v->rep;
    const sk_price_steps *s = &v->r->step[line];
    const sk_price_line *l = &v->c->line[line];
    sk_report_fact_s(r, "line", SK_N("Cost line"), sk_report_words(r, "%s (%s)", l->id, l->name));
    sk_report_fact(r, "base_ore", SK_N("Line in the base year"), SK_CELL_ORE, s->base, "kr");
    const char *once = sk_report_words(r, "%s.engang", l->id);
    for (int i = 0; i < v->c->n_lines; i++)
        if (strcmp(v->c->line[i].id, once) == 0) /* a decision took part of the same rows out */
            sk_report_fact(r, "set_apart_ore", SK_N("One-off part, not in the price"), SK_CELL_ORE,
                           v->r->step[i].base, "kr");
    sk_report_fact(r, "one_off_ore", SK_N("One-off and ended"), SK_CELL_ORE, s->one_off, "kr");
    sk_report_fact(r, "volume_ore", SK_N("Volume"), SK_CELL_ORE, s->volume, "kr");
    sk_report_fact(r, "index_ore", SK_N("Index"), SK_CELL_ORE, s->index,
                   l->index == SK_IDX_NONE
                       ? sk_report_words(r, "kr (%s)", sk__pv_index(v, l->index))
                       : sk_report_words(r, "kr (%s %s)", sk__pv_index(v, l->index),
                                         sk__pv_pct(v, v->c->set.index[l->index])));
    sk_report_fact(r, "decided_ore", SK_N("Decisions"), SK_CELL_ORE, s->decided, "kr");
    sk_report_fact(r, "efficiency_ore", SK_N("Efficiency"), SK_CELL_ORE, s->efficiency, "kr");
    sk_report_fact(r, "final_ore", SK_N("Line in the price year"), SK_CELL_ORE, s->final, "kr");
}

static void trace_row(price_view *v, size_t row)
{
    const sk_price_row *x = &v->m->row[row];
    sk_report *r = v->rep;
    sk_report_fact_s(r, "row", SK_N("Row"),
                     sk__pv_src(v, (sk_price_src){x->row.file, x->row.line}));
    sk_report_fact_s(r, "account", SK_N("Account"), x->row.account);
    sk_report_fact_s(r, "object", SK_N("Object"), x->row.object);
    sk_report_fact(r, "booked_ore", SK_N("Booked"), SK_CELL_ORE, x->row.ore, "kr");
    if (x->line == SK_NONE) {
        sk_report_headline(r, sk__pv_t(v, SK_N("The row is outside the price")));
        return;
    }
    steps(v, x->line);
    sk_ore now = row_now(v, row), sum = 0, *ore;
    ore = sk_arena_calloc(r->arena, (size_t)v->r->n_cells + 1, sizeof *ore);
    sk_report_fact(r, "now_ore", SK_N("The row in the price year"), SK_CELL_ORE, now, "kr");
    sk_table *t = sk_report_table(r, "cells", SK_N("Where it went"), COLS(row_cols), 0);
    bool ok = ore && sk_price_trace_row(v->r, x->line, now, ore);
    for (size_t i = v->r->part_of_line[x->line]; ok && i < v->r->part_of_line[x->line + 1]; i++) {
        const sk_price_part *p = &v->r->part[i];
        const sk_price_cell *c = &v->r->cell[p->cell];
        if (ore[p->cell] == 0) continue;
        sum += ore[p->cell];
        sk_table_s(t, v->c->product[c->product].name);
        sk_table_s(t, v->c->customer[c->customer].name);
        sk_table_s(t, v->c->unit[c->kitchen].name);
        sk_table_s(t, v->c->unit[c->place].name);
        sk_table_s(t, share_of(v, p));
        sk_table_v(t, ore[p->cell]);
        sk_table_v(t, c->portions);
        sk_table_s(t, sk__pv_kr4(v, ore[p->cell], sk__pv_tag(v->r, c->product)->portions));
    }
    sk_report_fact(r, "difference_ore", SK_N("The row less its parts"), SK_CELL_ORE,
                   ok ? now - sum : now, "kr");
    sk_report_headline(
        r, sk_report_words(r, sk__pv_t(v, SK_N("%s kr booked on account %s is %s kr in %d")),
                           sk_report_number(r, x->row.ore, 2), x->row.account,
                           sk_report_number(r, now, 2), v->c->set.year));
}

/* ---- a product backward ---- */

static const sk_col back_cols[] = {
    {"line", SK_N("Cost line"), SK_CELL_TEXT, false},
    {"name", SK_N("Name"), SK_CELL_NAME, false},
    {"ore", SK_N("In the price"), SK_CELL_ORE, false},
    {"kr_portion", SK_N("Kronor a portion"), SK_CELL_TEXT, false},
    {"line_ore", SK_N("Line in all"), SK_CELL_ORE, false},
    {"rows", SK_N("Ledger rows"), SK_CELL_TEXT, false},
};

static const char *rows_of(price_view *v, sk_ix line)
{
    sk_buf b = SK_BUF_INIT;
    for (size_t i = 0; i < v->m->n_rows; i++) {
        const sk_price_row *x = &v->m->row[i];
        if (x->line != line || x->budget != (v->c->set.base == SK_BASE_BUDGET)) continue;
        if (x->row.line) sk_buf_addf(&b, "%s%d", b.len ? " " : "", x->row.line);
        else sk_buf_addf(&b, "%s%s/%s", b.len ? " " : "", x->row.account, x->row.object);
    }
    const char *s = sk_report_keep(v->rep, sk_buf_str(&b));
    sk_buf_free(&b);
    return s;
}

static void trace_product(price_view *v, sk_ix product)
{
    const sk_price_tag *g = sk__pv_tag(v->r, product);
    sk_ore *ore = sk_arena_calloc(v->rep->arena, (size_t)v->c->n_lines + 1, sizeof *ore), sum = 0;
    if (!ore) {
        v->rep->failed = true;
        return;
    }
    sk_price_trace_product(v->c, v->r, product, ore);
    for (int i = 0; i < v->c->n_lines; i++) sum += ore[i];
    sk_report_headline(v->rep, sk_report_words(v->rep, sk__pv_t(v, SK_N("%s costs %s kr in %d")),
                                               v->c->product[product].name,
                                               sk_report_number(v->rep, sum, 2), v->c->set.year));
    sk_report_fact(v->rep, "portions", SK_N("Planned volume"), SK_CELL_INT, g->portions, NULL);
    sk_report_fact(v->rep, "cost_ore", SK_N("Cost"), SK_CELL_ORE, sum, "kr");
    sk_report_fact(v->rep, "gap_ore", SK_N("Unassigned efficiency requirement"), SK_CELL_ORE,
                   sum - g->fixed - g->variable, "kr");
    sk_table *t =
        sk_report_table(v->rep, "lines", SK_N("Lines and their ledger rows"), COLS(back_cols), 60);
    for (int i = 0; i < v->c->n_lines; i++) {
        sk_ix l = v->r->line_order[i];
        if (ore[l] == 0) continue;
        sk_table_s(t, v->c->line[l].id);
        sk_table_s(t, v->c->line[l].name);
        sk_table_v(t, ore[l]);
        sk_table_s(t, sk__pv_kr4(v, ore[l], g->portions));
        sk_table_v(t, v->r->step[l].final);
        sk_table_s(t, rows_of(v, l));
    }
}

sk_code sk__pv_trace(price_view *v, sk_err *err)
{
    sk_ix product = product_named(v, v->s->trace);
    long row = product == SK_NONE ? row_named(v, v->s->trace) : -1;
    if (product == SK_NONE && row < 0) {
        sk_err_set(err, SK_E_USAGE, "%.60s is neither a product nor a row of the ledger",
                   v->s->trace);
        sk_err_hint(
            err, "a product of tariffs.csv, ledger_2023.se:123, or ACCOUNT/OBJECT as 6011/k_berga");
        return SK_E_USAGE;
    }
    if (product != SK_NONE) trace_product(v, product);
    else trace_row(v, (size_t)row);
    return SK_OK;
}

/* ---- scenario ---- */

static const sk_col scene_cols[] = {
    {"product", SK_N("Product"), SK_CELL_NAME, false},
    {"portions", SK_N("Volume"), SK_CELL_INT, false},
    {"scenario_portions", SK_N("Volume then"), SK_CELL_INT, false},
    {"price_ore", SK_N("Price"), SK_CELL_ORE, false},
    {"scenario_price_ore", SK_N("Price then"), SK_CELL_ORE, false},
    {"fee_ore", SK_N("Fixed fees"), SK_CELL_ORE, false},
    {"scenario_fee_ore", SK_N("Fixed fees then"), SK_CELL_ORE, false},
    {"unit_ore", SK_N("Cost a portion"), SK_CELL_ORE, false},
    {"scenario_unit_ore", SK_N("Cost a portion then"), SK_CELL_ORE, false},
};

static void scene_table(price_view *v)
{
    const sk_price_result *then = v->s->scene->result;
    sk_table *t = sk_report_table(v->rep, "products", SK_N("Prices as they are and then"),
                                  COLS(scene_cols), 0);
    for (int i = 0; i < v->r->n_tags; i++) {
        const sk_price_tag *a = &v->r->tag[i], *b = sk__pv_tag(then, a->product);
        sk_table_s(t, v->c->product[a->product].name);
        sk_table_v(t, a->portions);
        sk_table_v(t, b->portions);
        sk_table_v(t, a->price);
        sk_table_v(t, b->price);
        sk_table_v(t, a->fee);
        sk_table_v(t, b->fee);
        sk_table_v(t, sk__pv_unit(a->fixed + a->variable, a->portions));
        sk_table_v(t, sk__pv_unit(b->fixed + b->variable, b->portions));
    }
}

static void saving(price_view *v)
{
    const sk_price_saving *s = &v->s->scene->saving;
    sk_report *r = v->rep;
    sk_report_fact(r, "saving_cost_ore", SK_N("Cost before any saving"), SK_CELL_ORE, s->cost,
                   "kr");
    sk_report_fact(r, "saving_revenue_ore", SK_N("Revenue at last year's prices"), SK_CELL_ORE,
                   s->revenue, "kr");
    sk_report_fact(r, "saving_required_ore", SK_N("Must be saved if prices stay"), SK_CELL_ORE,
                   s->required, "kr");
    sk_report_fact(r, "saving_decided_ore", SK_N("Decided requirement"), SK_CELL_ORE,
                   v->r->eff_required, "kr");
    sk_report_fact(r, "saving_assigned_ore", SK_N("of which assigned to cost lines"), SK_CELL_ORE,
                   s->assigned, "kr");
    sk_report_fact(r, "saving_gap_ore", SK_N("Gap that is left"), SK_CELL_ORE, s->gap, "kr");
    sk_report_bad(r, s->gap > 0);
    sk_report_headline(
        r, sk_report_words(r,
                           sk__pv_t(v, SK_N("If prices stay, %s must be saved; %s has a plan and "
                                            "%s has none")),
                           sk__pv_mnkr(v, s->required), sk__pv_mnkr(v, s->assigned),
                           sk__pv_mnkr(v, s->gap)));
    r->short_of = r->short_of || s->gap > 0;
}

void sk__pv_scene(price_view *v)
{
    const sk_price_close *is = &v->r->close[v->c->n_areas],
                         *then = &v->s->scene->result->close[v->c->n_areas];
    int64_t portions = 0;
    sk_report *r = v->rep;
    for (int i = 0; i < v->r->n_tags; i++) portions += v->r->tag[i].portions;
    sk_report_fact_s(r, "scenario", SK_N("Scenario"), v->s->scene_name);
    sk_report_fact(r, "portions", SK_N("Planned volume"), SK_CELL_INT, portions, NULL);
    sk_report_fact(r, "scenario_portions", SK_N("Volume then"), SK_CELL_INT, v->s->scene->portions,
                   NULL);
    sk_report_fact(r, "cost_ore", SK_N("Cost of the year"), SK_CELL_ORE, is->cost, "kr");
    sk_report_fact(r, "scenario_cost_ore", SK_N("Cost then"), SK_CELL_ORE, then->cost, "kr");
    sk_report_fact(r, "change_ore", SK_N("Change"), SK_CELL_ORE, then->cost - is->cost, "kr");
    if (portions == v->s->scene->portions)
        sk_report_headline(r, sk_report_words(r, sk__pv_t(v, SK_N("%s: cost changes by %s")),
                                              v->s->scene_name,
                                              sk__pv_mnkr(v, then->cost - is->cost)));
    else
        sk_report_headline(
            r,
            sk_report_words(
                r, sk__pv_t(v, SK_N("%s: cost changes by %s, and %s portions become %s")),
                v->s->scene_name, sk__pv_mnkr(v, then->cost - is->cost),
                sk_report_number(r, portions, 0), sk_report_number(r, v->s->scene->portions, 0)));
    if (v->s->scene->saves) saving(v);
    if (v->s->scene->saves && !v->m->has_old)
        sk_report_warning(r, sk__pv_t(v, SK_N("Last year's decided prices are not given: fill "
                                              "price/decided_prices.csv.")));
    scene_table(v);
}
