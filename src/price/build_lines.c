/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledger rows to cost lines: a line is an account group of a unit, and its total is the ledger's. */
#include "price/build_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "ext/csv.h"
#include "ext/sie.h"

#define DIMENSION "Enhet" /* of the ledger: kitchens and support units */

#define ROW_BAD(b, rule, r, hint, ...)                                                             \
    ((b)->bad = true, sk_diag_add((b)->diags, SK_SEV_ERROR, rule,                                  \
                                  (sk_loc){(r)->file, (r)->line, 0, NULL}, hint, __VA_ARGS__))

/* ---- account groups ---- */

static sk_ix only_of(const price_build *b, const sk_pd_account *g)
{
    for (int i = 0; *g->only && i < b->d->n_tariffs; i++)
        if (strcmp(b->d->tariff[i].id, g->only) == 0) return i;
    return SK_NONE;
}

/* Rows of one group must say the same. */
static void check_groups(price_build *b)
{
    const sk_price_data *d = b->d;
    for (int i = 0; i < d->n_accounts; i++) {
        const sk_pd_account *x = &d->account[i];
        if (*x->only && only_of(b, x) == SK_NONE)
            sk__build_bad(b, "K001", SK_PD_ACCOUNTS, i, NULL, SK_N("%s is not in tariffs.csv"),
                          x->only);
        for (int j = 0; j < i; j++) {
            const sk_pd_account *y = &d->account[j];
            if (strcmp(x->prefix, y->prefix) == 0)
                sk__build_bad(b, "K002", SK_PD_ACCOUNTS, i, NULL,
                              SK_N("the account %s is already on line %d"), x->prefix,
                              d->line[SK_PD_ACCOUNTS][j]);
            if (strcmp(x->group, y->group) == 0 &&
                (x->behaviour != y->behaviour || x->index != y->index || x->key != y->key ||
                 x->influenceable != y->influenceable || x->kind != y->kind ||
                 strcmp(x->only, y->only) != 0))
                sk__build_bad(b, "K029", SK_PD_ACCOUNTS, i, NULL,
                              SK_N("group %s says something else on line %d"), x->group,
                              d->line[SK_PD_ACCOUNTS][j]);
        }
    }
}

static const sk_pd_account *group_of(const price_build *b, const char *account)
{
    const sk_pd_account *best = NULL;
    size_t longest = 0;
    for (int i = 0; i < b->d->n_accounts; i++) {
        const sk_pd_account *g = &b->d->account[i];
        size_t n = strlen(g->prefix);
        if (strncmp(g->prefix, account, n) != 0 || (best && n <= longest)) continue;
        best = g;
        longest = n;
    }
    return best;
}

static const sk_pd_account *group_named(const price_build *b, const char *name)
{
    for (int i = 0; i < b->d->n_accounts; i++)
        if (strcmp(b->d->account[i].group, name) == 0) return &b->d->account[i];
    return NULL;
}

/* ---- lines ---- */

static sk_ix key_of(const sk_pd_account *g)
{
    static const sk_ix key[SK_N_PD_KEYS] = {[SK_PD_BY_PORTIONS] = SK_NONE,
                                            [SK_PD_BY_VALUE] = SK_KEY_VALUE,
                                            [SK_PD_BY_FOOD] = SK_KEY_FOOD,
                                            [SK_PD_BY_WORK] = SK_KEY_WORK,
                                            [SK_PD_BY_TRIPS] = SK_KEY_TRIPS};
    return key[g->key];
}

/* The line of a group and unit, made when it is new; SK_NONE when out of memory. */
static sk_ix line_of(price_build *b, const sk_pd_account *g, sk_ix unit, bool once,
                     sk_price_src src)
{
    const char *who = unit == SK_NONE ? "alla" : b->m->c.unit[unit].id;
    const char *id = sk_arena_printf(b->m->arena, "%s.%s%s", g->group, who, once ? ".engang" : "");
    sk_ix at = id ? sk_map_get(b->lines, id) : SK_NONE;
    if (at != SK_NONE || !id) {
        b->no_memory = b->no_memory || !id;
        return at;
    }
    const char *name =
        sk_arena_printf(b->m->arena, "%s, %s", g->name,
                        unit == SK_NONE ? sk_text(sk_diags_lang(b->diags), SK_N("all kitchens"))
                                        : b->m->c.unit[unit].name);
    if (!name || !SK_GROW(b->line, b->n_lines, b->cap_lines) ||
        !SK_GROW(b->group, b->n_lines, b->cap_group) ||
        sk_map_put(b->lines, id, (sk_ix)b->n_lines) == -2) {
        b->no_memory = true;
        return SK_NONE;
    }
    at = (sk_ix)b->n_lines++;
    b->group[at] = g;
    b->line[at] = (sk_price_line){.id = id,
                                  .name = name,
                                  .account = g->prefix,
                                  .unit = unit,
                                  .area = SK_NONE,
                                  .product = only_of(b, g),
                                  .customer = SK_NONE,
                                  .key = key_of(g),
                                  .has_outturn = true,
                                  .has_budget = true,
                                  .behaviour = (sk_cost_behaviour)g->behaviour,
                                  .index = (sk_cost_index)g->index,
                                  .one_off = once,
                                  .influenceable = g->influenceable,
                                  .src = src};
    return at;
}

static void add_to(price_build *b, sk_ix line, bool budget, sk_ore ore, const sk_ledger_row *r)
{
    sk_ore *sum = budget ? &b->line[line].budget : &b->line[line].outturn;
    if (!sk_add_ok(*sum, ore, sum))
        ROW_BAD(b, "K003", r, NULL, SK_N("the amount of cost line %s is out of range"),
                b->line[line].id);
}

/* Balance accounts hold no cost. */
static bool is_balance(const char *account) { return account[0] == '1' || account[0] == '2'; }

static void take_row(price_build *b, const sk_ledger_row *r, bool budget, bool once)
{
    const sk_pd_account *g = group_of(b, r->account);
    sk_ix line = SK_NONE, unit = SK_NONE;
    if (is_balance(r->account)) return;
    if (!g) {
        ROW_BAD(b, "K027", r, SK_N("add how the account begins to price/accounts.csv"),
                SK_N("account %s belongs to no account group"), r->account);
        return;
    }
    if (g->kind == SK_PD_OUTSIDE) {
        *(budget ? &b->m->budget_outside : &b->m->outside) += r->ore;
    } else {
        if (*r->object && (unit = sk_map_get(b->units, r->object)) == SK_NONE) {
            ROW_BAD(b, "K028", r, SK_N("name it in price/units.csv, or book it on a kitchen"),
                    SK_N("the object %s is neither a kitchen nor a support unit"), r->object);
            return;
        }
        /* What one product alone bears goes to it directly: no driver of a support unit decides. */
        if (unit != SK_NONE && *g->only && b->m->c.unit[unit].support) unit = SK_NONE;
        line = line_of(b, g, unit, once, (sk_price_src){r->file, r->line});
        if (line == SK_NONE) return;
        add_to(b, line, budget, r->ore, r);
    }
    if (!SK_GROW(b->row, b->n_rows, b->cap_rows)) b->no_memory = true;
    else b->row[b->n_rows++] = (sk_price_row){*r, line, budget};
}

/* ---- sources ---- */

static void year_is(price_build *b, const sk_sie *s)
{
    for (size_t i = 0; i < s->n_years; i++) {
        if (s->year[i].no != 0) continue;
        int to = sk_day_ymd(s->year[i].to).year;
        if (to == b->ask->year - 1) return;
        b->bad = true;
        sk_diag_add(b->diags, SK_SEV_ERROR, "K026", (sk_loc){s->name, 0, 0, NULL}, NULL,
                    SK_N("the file's current year ends in %d, expected the base year %d"), to,
                    b->ask->year - 1);
    }
}

static sk_code read_sie(price_build *b, const sk_pd_ledger *f, bool budget, sk_ledger *out)
{
    sk_sie *s = NULL;
    sk_ledger raw;
    sk_code code = sk_sie_read(f->file, f->text, f->len, &s, b->diags);
    if (code == SK_OK) {
        sk_ledger_ask ask = {0, budget, sk_sie_dim_no(s, DIMENSION) ? DIMENSION : NULL};
        year_is(b, s);
        code = sk_ledger_from_sie(s, &ask, b->m->arena, &raw, b->diags);
    }
    for (size_t i = 0; code == SK_OK && i < raw.n; i++) { /* the SIE record goes away */
        sk_ledger_row *r = &raw.row[i];
        r->account = sk_arena_strdup(b->m->arena, r->account);
        r->object = sk_arena_strdup(b->m->arena, r->object);
        r->file = f->file;
        if (!r->account || !r->object) code = SK_E_NOMEM;
    }
    sk_sie_free(s);
    if (code == SK_OK) *out = raw;
    return code;
}

static sk_code read_csv(price_build *b, const sk_pd_ledger *f, sk_ledger *out)
{
    sk_csv t;
    sk_code code = sk_csv_parse(f->file, f->text, f->len, b->m->arena, &t, b->diags);
    return code == SK_OK ? sk_ledger_from_csv(&t, b->m->arena, out, b->diags) : code;
}

/* Faults of single rows are errors in diags: an amount that is left out would make the price wrong. */
static void take_file(price_build *b, const sk_pd_ledger *f, bool budget)
{
    sk_ledger l = {NULL, 0};
    size_t before = sk_diags_count(b->diags, SK_SEV_ERROR);
    sk_code code = f->csv ? read_csv(b, f, &l) : read_sie(b, f, budget, &l);
    if (code == SK_E_NOMEM) b->no_memory = true;
    else if (code != SK_OK || sk_diags_count(b->diags, SK_SEV_ERROR) > before) b->bad = true;
    for (size_t i = 0; code == SK_OK && i < l.n && !b->no_memory && !b->form_only; i++)
        take_row(b, &l.row[i], budget, false);
}

/* cost_lines.csv is the budget when no other is given; its own rows are sorted by id. */
static void take_cost_lines(price_build *b)
{
    b->m->budget_is_lines = true;
    for (int i = 0; i < b->k->n_cost_lines && !b->no_memory && !b->form_only; i++) {
        const sk_cost_line *c = &b->k->cost_line[i];
        sk_ledger_row r = {c->account, c->unit, 0, c->ore, "cost_lines.csv", c->row};
        take_row(b, &r, true, c->one_off);
    }
}

static void take_budget(price_build *b)
{
    if (b->d->budget.text) take_file(b, &b->d->budget, true);
    else take_cost_lines(b);
}

/* ---- decisions ---- */

static void one_off(price_build *b, const sk_pd_decision *x, const sk_pd_account *g, sk_ix unit,
                    sk_price_src src)
{
    sk_ix from = line_of(b, g, unit, false, src), to = line_of(b, g, unit, true, src);
    if (from == SK_NONE || to == SK_NONE) return;
    if (b->m->c.set.base == SK_BASE_OUTTURN && b->line[to].outturn == 0)
        b->line[to].src = src; /* a budget's row may have made the line */
    b->line[from].outturn -= x->ore;
    b->line[to].outturn += x->ore;
}

static void decide(price_build *b, int i)
{
    const sk_pd_decision *x = &b->d->decision[i];
    sk_price_src src = sk__build_src(b, SK_PD_DECISIONS, i);
    sk_ix unit = sk_map_get(b->units, x->unit);
    const sk_pd_account *g = *x->group ? group_named(b, x->group) : NULL;
    if (unit == SK_NONE)
        sk__build_bad(b, "K001", SK_PD_DECISIONS, i, NULL,
                      SK_N("%s is neither a kitchen nor a support unit"), x->unit);
    if (!g && (*x->group || x->kind != SK_PD_ENDS))
        sk__build_bad(b, "K001", SK_PD_DECISIONS, i, NULL, SK_N("%s is no group in accounts.csv"),
                      x->group);
    if (b->bad || b->no_memory) return;
    if (x->kind == SK_PD_ONE_OFF) one_off(b, x, g, unit, src);
    else if (x->kind == SK_PD_CHANGE) {
        sk_ix line = line_of(b, g, unit, false, src);
        if (line != SK_NONE) b->line[line].decided += x->ore;
    } else
        for (size_t l = 0; l < b->n_lines; l++)
            if (b->line[l].unit == unit &&
                (!g || b->group[l] == g || strcmp(b->group[l]->group, g->group) == 0))
                b->line[l].one_off = true;
}

static void take_extra(price_build *b)
{
    for (int i = 0; i < b->ask->n_extra && !b->no_memory; i++) {
        const sk_price_extra *x = &b->ask->extra[i];
        const sk_pd_account *g = group_named(b, x->group);
        if (!g) {
            sk__build_bad(b, "K001", SK_PD_ACCOUNTS, -1, NULL,
                          SK_N("%s is no group in accounts.csv"), x->group);
            return;
        }
        sk_ix line =
            line_of(b, g, x->kitchen, false, (sk_price_src){b->d->name[SK_PD_ACCOUNTS], 0});
        if (line != SK_NONE) b->line[line].decided += x->ore;
    }
}

/* ---- all ---- */

static int by_row(const void *x, const void *y)
{
    const sk_price_row *a = x, *b = y;
    if (a->budget != b->budget) return a->budget - b->budget;
    int c = strcmp(a->row.account, b->row.account);
    c = c ? c : strcmp(a->row.object, b->row.object);
    c = c ? c : (a->row.line > b->row.line) - (a->row.line < b->row.line);
    return c ? c : (a->row.ore > b->row.ore) - (a->row.ore < b->row.ore);
}

/* Kitchens without planned portions. */
static void share_empty(price_build *b)
{
    const sk_price_case *c = &b->m->c;
    bool *used = sk__build_array(b, (size_t)c->n_units, sizeof *used);
    if (!used) return;
    for (int i = 0; i < c->n_volumes; i++)
        if (c->volume[i].portions > 0) used[c->volume[i].kitchen] = used[c->volume[i].place] = true;
    for (size_t i = 0; i < b->n_lines; i++) {
        sk_ix u = b->line[i].unit;
        if (u != SK_NONE && !c->unit[u].support && !used[u]) b->line[i].unit = SK_NONE;
    }
}

static void hand_over(price_build *b)
{
    sk_price_made *m = b->m;
    sk_price_line *line = sk__build_array(b, b->n_lines, sizeof *line);
    m->group_of = sk__build_array(b, b->n_lines, sizeof *m->group_of);
    m->row = sk__build_array(b, b->n_rows, sizeof *m->row);
    if (b->no_memory) return;
    if (b->n_lines) {
        memcpy(line, b->line, b->n_lines * sizeof *line);
        memcpy(m->group_of, b->group, b->n_lines * sizeof(const sk_pd_account *));
    }
    if (b->n_rows) {
        memcpy(m->row, b->row, b->n_rows * sizeof *m->row);
        qsort(m->row, b->n_rows, sizeof *m->row, by_row);
    }
    m->n_rows = b->n_rows;
    m->c.line = line;
    m->c.n_lines = (int)b->n_lines;
}

void sk__build_lines(price_build *b)
{
    b->lines = sk_map_new(1024);
    if (!b->lines) {
        b->no_memory = true;
        return;
    }
    if (!b->form_only) check_groups(b);
    bool budget_first = b->m->c.set.base == SK_BASE_BUDGET; /* a line's source is its first row */
    if (budget_first) take_budget(b);
    if (b->d->outturn.text) take_file(b, &b->d->outturn, false);
    if (!budget_first) take_budget(b);
    bool decisions = !b->form_only && b->d->whole[SK_PD_DECISIONS];
    for (int i = 0; decisions && i < b->d->n_decisions && !b->no_memory; i++)
        if (b->d->decision[i].year == b->ask->year) decide(b, i);
    if (!b->form_only) take_extra(b);
    if (b->ask->share_empty && !b->no_memory) share_empty(b);
    if (!b->no_memory) hand_over(b);
}
