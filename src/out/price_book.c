/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open books: every line of every price with its share and its row, and a page a product that a reader can
 * check with pencil and paper. */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "out/price_view_priv.h"

#define COLS(c) c, (int)(sizeof(c) / sizeof *(c))
enum { PAGE_LINES = 30 };

/* ---- all lines, parts and rows, for files ---- */

static const sk_col line_cols[] = {
    {"product", SK_N("Product"), SK_CELL_TEXT, false},
    {"line", SK_N("Cost line"), SK_CELL_TEXT, false},
    {"name", SK_N("Name"), SK_CELL_NAME, false},
    {"account", SK_N("Account"), SK_CELL_TEXT, false},
    {"ore", SK_N("Kronor"), SK_CELL_ORE, false},
    {"kr_portion", SK_N("Kronor a portion"), SK_CELL_TEXT, false},
    {"behaviour", SK_N("Behaviour"), SK_CELL_TEXT, false},
    {"index", SK_N("Index"), SK_CELL_TEXT, false},
    {"index_rate", SK_N("Growth"), SK_CELL_TEXT, false},
    {"line_ore", SK_N("Line in all"), SK_CELL_ORE, false},
    {"share", SK_N("Share"), SK_CELL_TEXT, false},
    {"source", SK_N("Row"), SK_CELL_TEXT, false},
};

/* "812 000 / 4 060 000 portion values", or by way of the support unit's users. */
static const char *share(price_view *v, sk_ix line, sk_ix product, sk_ore ore)
{
    int64_t key, all;
    const sk_price_line *l = &v->c->line[line];
    if (sk_price_line_share(v->c, v->r, line, product, &key, &all)) {
        const char *what =
            l->key == SK_NONE ? sk__pv_t(v, SK_N("portions")) : sk__pv_t(v, v->c->key[l->key].name);
        return sk_report_words(v->rep, "%lld/%lld %s", (long long)key, (long long)all, what);
    }
    return sk_report_words(
        v->rep, sk__pv_t(v, SK_N("%s of the line by way of the kitchens that %s serves (%s)")),
        sk__pv_pct(v, (sk_rate){ore, v->r->step[line].final}), v->c->unit[l->unit].name,
        v->c->unit[l->unit].driver);
}

static void line_row(price_view *v, sk_table *t, sk_ix product, sk_ix line, sk_ore ore)
{
    const sk_price_line *l = &v->c->line[line];
    bool indexed = l->index != SK_IDX_NONE;
    sk_table_s(t, v->c->product[product].id);
    sk_table_s(t, l->id);
    sk_table_s(t, l->name);
    sk_table_s(t, l->account);
    sk_table_v(t, ore);
    sk_table_s(t, sk__pv_kr4(v, ore, sk__pv_tag(v->r, product)->portions));
    sk_table_s(t, l->behaviour == SK_COST_FIXED ? sk__pv_t(v, SK_N("fixed"))
                                                : sk__pv_t(v, SK_N("variable")));
    sk_table_s(t, sk__pv_index(v, l->index));
    sk_table_s(t, indexed ? sk__pv_pct(v, v->c->set.index[l->index]) : NULL);
    sk_table_v(t, v->r->step[line].final);
    sk_table_s(t, share(v, line, product, ore));
    sk_table_s(t, sk__pv_src(v, l->src));
}

static void all_lines(price_view *v, sk_ore *by_line)
{
    sk_table *t = sk_report_table(v->rep, "price_lines", SK_N("Every line of every price"),
                                  COLS(line_cols), 0);
    sk_report_files_only(v->rep);
    for (int i = 0; i < v->r->n_tags; i++) {
        sk_price_trace_product(v->c, v->r, v->r->tag[i].product, by_line);
        for (int l = 0; l < v->c->n_lines; l++) {
            sk_ix line = v->r->line_order[l];
            if (by_line[line]) line_row(v, t, v->r->tag[i].product, line, by_line[line]);
        }
    }
}

static const sk_col part_cols[] = {
    {"line", SK_N("Cost line"), SK_CELL_TEXT, false},
    {"kitchen", SK_N("Cooked in"), SK_CELL_TEXT, false},
    {"place", SK_N("Eaten at"), SK_CELL_TEXT, false},
    {"product", SK_N("Product"), SK_CELL_TEXT, false},
    {"customer", SK_N("Customer"), SK_CELL_TEXT, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"ore", SK_N("Kronor"), SK_CELL_ORE, false},
};

static void parts(price_view *v)
{
    sk_table *t =
        sk_report_table(v->rep, "parts", SK_N("Every line over its cells"), COLS(part_cols), 0);
    sk_report_files_only(v->rep);
    for (size_t i = 0; i < v->r->n_parts; i++) {
        const sk_price_part *p = &v->r->part[i];
        const sk_price_cell *x = &v->r->cell[p->cell];
        sk_table_s(t, v->c->line[p->line].id);
        sk_table_s(t, v->c->unit[x->kitchen].id);
        sk_table_s(t, v->c->unit[x->place].id);
        sk_table_s(t, v->c->product[x->product].id);
        sk_table_s(t, v->c->customer[x->customer].id);
        sk_table_v(t, x->portions);
        sk_table_v(t, p->ore);
    }
}

static const sk_col ledger_cols[] = {
    {"row", SK_N("Row"), SK_CELL_TEXT, false},
    {"account", SK_N("Account"), SK_CELL_TEXT, false},
    {"object", SK_N("Object"), SK_CELL_TEXT, false},
    {"ore", SK_N("Booked"), SK_CELL_ORE, false},
    {"line", SK_N("Cost line"), SK_CELL_TEXT, false},
};

static void ledger(price_view *v)
{
    sk_table *t = sk_report_table(v->rep, "ledger", SK_N("Ledger rows and their lines"),
                                  COLS(ledger_cols), 0);
    sk_report_files_only(v->rep);
    for (size_t i = 0; i < v->m->n_rows; i++) {
        const sk_price_row *x = &v->m->row[i];
        if (x->budget != (v->c->set.base == SK_BASE_BUDGET)) continue; /* the other is no basis */
        sk_table_s(t, sk__pv_src(v, (sk_price_src){x->row.file, x->row.line}));
        sk_table_s(t, x->row.account);
        sk_table_s(t, x->row.object);
        sk_table_v(t, x->row.ore);
        sk_table_s(t, x->line == SK_NONE ? sk__pv_t(v, SK_N("outside the price"))
                                         : v->c->line[x->line].id);
    }
}

static const sk_col steps_cols[] = {
    {"line", SK_N("Cost line"), SK_CELL_TEXT, false},
    {"name", SK_N("Name"), SK_CELL_NAME, false},
    {"base_ore", SK_N("Base"), SK_CELL_ORE, false},
    {"one_off_ore", SK_N("One-off and ended"), SK_CELL_ORE, false},
    {"volume_ore", SK_N("Volume"), SK_CELL_ORE, false},
    {"index_ore", SK_N("Index"), SK_CELL_ORE, false},
    {"decided_ore", SK_N("Decisions"), SK_CELL_ORE, false},
    {"efficiency_ore", SK_N("Efficiency"), SK_CELL_ORE, false},
    {"final_ore", SK_N("Cost"), SK_CELL_ORE, false},
    {"source", SK_N("Row"), SK_CELL_TEXT, false},
};

static void steps(price_view *v)
{
    sk_table *t = sk_report_table(v->rep, "cost_lines", SK_N("Cost lines from base to price year"),
                                  COLS(steps_cols), 0);
    sk_report_files_only(v->rep);
    for (int i = 0; i < v->c->n_lines; i++) {
        sk_ix l = v->r->line_order[i];
        const sk_price_steps *s = &v->r->step[l];
        const sk_ore cell[] = {s->base,    s->one_off,    s->volume, s->index,
                               s->decided, s->efficiency, s->final};
        sk_table_s(t, v->c->line[l].id);
        sk_table_s(t, v->c->line[l].name);
        for (size_t c = 0; c < sizeof cell / sizeof *cell; c++) sk_table_v(t, cell[c]);
        sk_table_s(t, sk__pv_src(v, v->c->line[l].src));
    }
}

/* ---- a page a product ---- */

static const sk_col group_cols[] = {
    {"group", SK_N("Cost"), SK_CELL_NAME, false},
    {"behaviour", SK_N("Behaviour"), SK_CELL_TEXT, false},
    {"index", SK_N("Index"), SK_CELL_TEXT, false},
    {"index_rate", SK_N("Growth"), SK_CELL_TEXT, false},
    {"ore", SK_N("Kronor"), SK_CELL_ORE, false},
    {"kr_portion", SK_N("Kronor a portion"), SK_CELL_TEXT, false},
    {"share", SK_N("Share of the price"), SK_CELL_TEXT, false},
};

/* One row an account group, in order of accounts.csv. */
static void groups(price_view *v, const sk_price_tag *g, const sk_ore *by_line)
{
    sk_ore cost = 0, sum;
    sk_table *t =
        sk_report_table(v->rep, sk_report_words(v->rep, "groups_%s", v->c->product[g->product].id),
                        SK_N("What the price consists of"), COLS(group_cols), 0);
    sk_report_page_only(v->rep);
    for (int l = 0; l < v->c->n_lines; l++) cost += by_line[l];
    for (int a = 0; a < v->s->data->n_accounts; a++) {
        const sk_pd_account *x = &v->s->data->account[a];
        bool first = true;
        for (int b = 0; b < a; b++)
            first = first && strcmp(v->s->data->account[b].group, x->group) != 0;
        sum = 0;
        for (int l = 0; first && l < v->c->n_lines; l++)
            if (strcmp(v->m->group_of[l]->group, x->group) == 0) sum += by_line[l];
        if (sum == 0) continue;
        bool indexed = x->index != SK_IDX_NONE;
        sk_table_s(t, sk_report_words(v->rep, "%s (%s…)", x->name, x->prefix));
        sk_table_s(t, x->behaviour == SK_COST_FIXED ? sk__pv_t(v, SK_N("fixed"))
                                                    : sk__pv_t(v, SK_N("variable")));
        sk_table_s(t, sk__pv_index(v, (sk_cost_index)x->index));
        sk_table_s(t, indexed ? sk__pv_pct(v, v->c->set.index[x->index]) : NULL);
        sk_table_v(t, sum);
        sk_table_s(t, sk__pv_kr4(v, sum, g->portions));
        sk_table_s(t, cost ? sk__pv_pct(v, (sk_rate){sum, cost}) : NULL);
    }
    sum = cost - g->fixed - g->variable;
    if (sum) { /* the product's part of the named gap */
        sk_table_s(t, sk__pv_t(v, SK_N("Unassigned efficiency requirement")));
        for (int i = 0; i < 3; i++) sk_table_s(t, NULL);
        sk_table_v(t, -sum);
        sk_table_s(t, sk__pv_kr4(v, -sum, g->portions));
        sk_table_s(t, NULL);
    }
    sk_table_s(t, sk__pv_t(v, SK_N("In total")));
    for (int i = 0; i < 3; i++) sk_table_s(t, NULL);
    sk_table_v(t, g->fixed + g->variable);
    sk_table_s(t, sk__pv_kr4(v, g->fixed + g->variable, g->portions));
    sk_table_s(t, NULL);
}

typedef struct big { /* a line by size */
    sk_ix line;
    sk_ore ore;
    int order;
} big;

static int by_size(const void *x, const void *y)
{
    const big *a = x, *b = y;
    if (a->ore != b->ore) return a->ore > b->ore ? -1 : 1;
    return a->order - b->order;
}

static const sk_col page_cols[] = {
    {"name", SK_N("Cost line"), SK_CELL_NAME, false},
    {"ore", SK_N("Kronor"), SK_CELL_ORE, false},
    {"kr_portion", SK_N("Kronor a portion"), SK_CELL_TEXT, false},
    {"line_ore", SK_N("Line in all"), SK_CELL_ORE, false},
    {"share", SK_N("Share"), SK_CELL_TEXT, false},
    {"source", SK_N("Row"), SK_CELL_TEXT, false},
};

static void page_row(price_view *v, sk_table *t, sk_ix product, sk_ix line, sk_ore ore)
{
    sk_table_s(t, v->c->line[line].name);
    sk_table_v(t, ore);
    sk_table_s(t, sk__pv_kr4(v, ore, sk__pv_tag(v->r, product)->portions));
    sk_table_v(t, v->r->step[line].final);
    sk_table_s(t, share(v, line, product, ore));
    sk_table_s(t, sk__pv_src(v, v->c->line[line].src));
}

static void biggest(price_view *v, const sk_price_tag *g, const sk_ore *by_line)
{
    big *all = sk_arena_calloc(v->rep->arena, (size_t)v->c->n_lines + 1, sizeof *all);
    int n = 0;
    sk_table *t =
        sk_report_table(v->rep, sk_report_words(v->rep, "lines_%s", v->c->product[g->product].id),
                        SK_N("The largest lines, with their shares and rows"), COLS(page_cols), 0);
    sk_report_note(v->rep, sk__pv_t(v, SK_N("All lines are in price_lines.csv, their cells in "
                                            "parts.csv and the ledger's rows in ledger.csv.")));
    sk_report_page_only(v->rep);
    for (int i = 0; all && i < v->c->n_lines; i++)
        if (by_line[v->r->line_order[i]])
            all[n++] = (big){v->r->line_order[i], by_line[v->r->line_order[i]], i};
    if (n) qsort(all, (size_t)n, sizeof *all, by_size);
    for (int i = 0; i < n && i < PAGE_LINES; i++)
        page_row(v, t, g->product, all[i].line, all[i].ore);
}

/* Who has decided this year's price, or that nobody has: what is calculated is a proposal until then (P10). */
static const char *decided(price_view *v, const sk_price_tag *g)
{
    for (int i = 0; i < v->s->data->n_lasts; i++) {
        const sk_pd_last *x = &v->s->data->last[i];
        if (x->year != v->c->set.year || x->tariff != g->product) continue;
        if (x->price_ore != g->price)
            return sk_report_words(v->rep, sk__pv_t(v, SK_N("%s kr is decided (%s), not this")),
                                   sk_report_number(v->rep, x->price_ore, 2), x->decision);
        return *x->decision ? x->decision : sk__pv_t(v, SK_N("decided"));
    }
    return sk__pv_t(v, SK_N("not decided: a proposal"));
}

static const char *ledger_hash(price_view *v)
{
    const sk_price_data *d = v->s->data;
    const char *name = v->c->set.base == SK_BASE_OUTTURN ? d->outturn.file
                       : v->m->budget_is_lines           ? "cost_lines.csv"
                                                         : d->budget.file;
    for (int i = 0; i < d->n_files; i++)
        if (strcmp(d->file[i].name, name) == 0)
            return sk_report_words(v->rep, "%s, sha256 %s", name, d->file[i].sha256);
    for (int i = 0; i < v->s->k->n_files; i++)
        if (strcmp(v->s->k->file[i].name, name) == 0)
            return sk_report_words(v->rep, "%s, sha256 %s", name, v->s->k->file[i].sha256);
    return name;
}

/* The price as it is set: pools, floor, remainder; differences are 0. */
static void setting(price_view *v, const sk_price_tag *g)
{
    sk_report *r = v->rep;
    sk_report_fact_s(r, "unit", SK_N("Unit"), v->s->data->tariff[g->product].unit);
    sk_report_fact(r, "price_ore", SK_N("Price"), SK_CELL_ORE, g->price, "kr");
    sk_report_fact(r, "fee_ore", SK_N("Fixed fees a year, all customers"), SK_CELL_ORE, g->fee,
                   "kr");
    sk_report_fact_s(r, "tariff", SK_N("Tariff"), sk__pv_tariff(v, g->product));
    sk_report_fact_s(r, "billing", SK_N("Billed by"),
                     sk__pv_billing(v, v->s->data->tariff[g->product].billing));
    sk_report_fact_s(r, "valid", SK_N("Valid"),
                     sk_report_words(r, "%d-01-01 – %d-12-31", v->c->set.year, v->c->set.year));
    sk_report_fact_s(r, "price_decision", SK_N("Price decided by"), decided(v, g));
    for (int i = 0; i < v->c->n_factors; i++)
        if (v->c->factor[i].product == g->product && v->c->factor[i].factor > 0) {
            sk_report_fact_s(r, "decided_by", SK_N("Portion value decided by"),
                             v->c->factor[i].decided_by);
            sk_report_fact_s(r, "weight", SK_N("Portion value"),
                             sk_report_number(r, v->c->factor[i].factor, 3));
            break;
        }
    sk_report_fact_s(r, "model", SK_N("Model"),
                     sk__pv_t(v, SK_N("self-cost 1: steps 1-10, reciprocal support, largest "
                                      "remainder, price rounded down")));
    sk_report_fact(r, "portions", SK_N("Planned volume"), SK_CELL_INT, g->portions, NULL);
    sk_report_fact(r, "cost_ore", SK_N("Cost"), SK_CELL_ORE, g->fixed + g->variable, "kr");
    sk_report_fact(r, "fixed_ore", SK_N("of which fixed"), SK_CELL_ORE, g->fixed, "kr");
    sk_report_fact(r, "sold_ore", SK_N("Price x volume"), SK_CELL_ORE, g->price * g->portions,
                   "kr");
    sk_report_fact(r, "remainder_ore", SK_N("Rounding remainder"), SK_CELL_ORE, g->remainder, "kr");
    sk_report_fact(r, "difference_ore", SK_N("Cost less price x volume, fees and remainder"),
                   SK_CELL_ORE,
                   g->fixed + g->variable - g->price * g->portions - g->remainder - g->fee, "kr");
    sk_report_fact_s(r, "ledger", SK_N("Ledger"), ledger_hash(v));
}

static const sk_col payer_cols[] = {
    {"customer", SK_N("Customer"), SK_CELL_NAME, false},
    {"portions", SK_N("Volume"), SK_CELL_INT, false},
    {"variable_ore", SK_N("Price x volume"), SK_CELL_ORE, false},
    {"places", SK_N("Places"), SK_CELL_INT, false},
    {"fee_ore", SK_N("Fixed fee a year"), SK_CELL_ORE, false},
    {"remainder_ore", SK_N("Rounding remainder"), SK_CELL_ORE, false},
    {"year_ore", SK_N("The year"), SK_CELL_ORE, false},
};

/* Who pays it, and who gets the remainder; the last row is the product's cost. */
static void payers(price_view *v, const sk_price_tag *g)
{
    sk_price_bill sum = {.product = g->product};
    sk_table *t =
        sk_report_table(v->rep, sk_report_words(v->rep, "payers_%s", v->c->product[g->product].id),
                        SK_N("Who pays"), COLS(payer_cols), 0);
    sk_report_page_only(v->rep);
    for (int i = 0; i <= v->r->n_bills; i++) {
        bool all = i == v->r->n_bills;
        const sk_price_bill *b = all ? &sum : &v->r->bill[i];
        if (b->product != g->product || (!b->portions && !b->places)) continue;
        sk_table_s(t, all ? sk__pv_t(v, SK_N("In total")) : v->c->customer[b->customer].name);
        sk_table_v(t, b->portions);
        sk_table_v(t, b->variable);
        sk_table_v(t, b->places ? b->places : SK_CELL_EMPTY);
        sk_table_v(t, b->fee);
        sk_table_v(t, b->remainder);
        sk_table_v(t, b->variable + b->fee + b->remainder);
        sum.portions += b->portions;
        sum.places += b->places;
        sum.variable += b->variable;
        sum.fee += b->fee;
        sum.remainder += b->remainder;
    }
}

static const sk_col step_cols[] = {
    {"step", SK_N("Step"), SK_CELL_TEXT, false},
    {"ore", SK_N("Kronor"), SK_CELL_ORE, false},
    {"kr_portion", SK_N("Kronor a portion"), SK_CELL_TEXT, false},
};

static void step_row(price_view *v, sk_table *t, const char *name, sk_ore ore,
                     const sk_price_tag *g)
{
    sk_table_s(t, sk__pv_t(v, name));
    sk_table_v(t, ore);
    sk_table_s(t, sk__pv_kr4(v, ore, g->portions));
}

static void product_bridge(price_view *v, const sk_price_tag *g)
{
    static const char *const name[] = {SK_N("Base year"), SK_N("One-off and ended"),
                                       SK_N("Volume"),    SK_N("Index"),
                                       SK_N("Decisions"), SK_N("Efficiency")};
    const sk_ore *cost = v->s->w->bridge[g->product].cost;
    sk_table *t =
        sk_report_table(v->rep, sk_report_words(v->rep, "bridge_%s", v->c->product[g->product].id),
                        SK_N("From last year's price to this year's"), COLS(step_cols), 0);
    sk_report_page_only(v->rep);
    const sk_price_old *o = &v->m->old[g->product];
    if (v->m->has_old && (o->price || o->fee)) {
        sk_ore was = o->price * g->portions + o->fee;
        step_row(v, t, SK_N("Last year's price, at this year's volume"), was, g);
        step_row(v, t, SK_N("What it lacked of the base year's cost"), cost[0] - was, g);
    }
    for (int i = 0; i < SK_N_BRIDGE; i++) {
        sk_ore ore = i ? cost[i] - cost[i - 1] : cost[0];
        step_row(v, t, name[i], ore, g);
    }
    step_row(v, t, SK_N("Unassigned efficiency requirement"),
             g->fixed + g->variable - cost[SK_N_BRIDGE - 1], g);
    step_row(v, t, SK_N("Cost in the price"), g->fixed + g->variable, g);
}

static void product_sense(price_view *v, const sk_price_tag *g)
{
    static const char *const name[SK_N_SENSES] = {
        SK_N("Support units directly"), SK_N("Support units by step-down"),
        SK_N("The other base"),         SK_N("Volume -5 %"),
        SK_N("Own portion value +0.1"), SK_N("Own portion value -0.1")};
    sk_table *t = sk_report_table(
        v->rep, sk_report_words(v->rep, "sensitivity_%s", v->c->product[g->product].id),
        SK_N("The same price under other choices"), COLS(step_cols), 0);
    sk_report_page_only(v->rep);
    for (int i = 0; i < SK_N_SENSES; i++) {
        const sk_price_tag *x = &v->s->w->sense[i][g->product];
        if (x->price < 0) continue;
        sk_table_s(t, sk__pv_t(v, name[i]));
        sk_table_v(t, x->fixed + x->variable);
        sk_table_s(t, sk__pv_kr4(v, x->fixed + x->variable, x->portions));
    }
}

void sk__pv_books(price_view *v)
{
    sk_ore *by_line = sk_arena_calloc(v->rep->arena, (size_t)v->c->n_lines + 1, sizeof *by_line);
    if (!by_line) {
        v->rep->failed = true;
        return;
    }
    steps(v);
    all_lines(v, by_line);
    parts(v);
    ledger(v);
    for (int i = 0; i < v->r->n_tags; i++) {
        const sk_price_tag *g = &v->r->tag[i];
        sk_price_trace_product(v->c, v->r, g->product, by_line);
        sk_report_page(v->rep, sk_report_words(v->rep, "product_%s", v->c->product[g->product].id),
                       v->c->product[g->product].name);
        setting(v, g);
        payers(v, g);
        groups(v, g, by_line);
        biggest(v, g, by_line);
        product_bridge(v, g);
        product_sense(v, g);
    }
}
