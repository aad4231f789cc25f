/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger's rows of one year to a cube of centre, cost line and month. */
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/num.h"
#include "base/text.h"
#include "price/followup.h"
#include "price/ledger.h"

enum { TOLD = 20 }; /* faults of one kind that are shown */

typedef struct reader {
    const sk_followup *f;
    const sk_fu_account *account;
    size_t n_accounts;
    sk_account_group *group; /* prefix -> line of the books */
    sk_map *centre;
    sk_fu_books *b;
    sk_arena *arena;
    sk_diags *diags;
    int told[4]; /* by kind of fault */
} reader;

static bool tell(reader *r, int kind) { return r->told[kind]++ < TOLD; }

#define FAULT(r, row, kind, rule, hint, ...)                                                       \
    do {                                                                                           \
        if (tell(r, kind))                                                                         \
            sk_diag_add((r)->diags, SK_SEV_ERROR, rule,                                            \
                        (sk_loc){(row)->file, (row)->line, 0, NULL}, hint, __VA_ARGS__);           \
    } while (0)

/* Groups by name, in the order that they first appear; false: out of memory. */
static bool make_lines(reader *r)
{
    sk_map *seen = sk_map_new(r->n_accounts);
    sk_fu_account *line = sk_arena_calloc(r->arena, r->n_accounts + 1, sizeof *line);
    r->group = sk_arena_calloc(r->arena, r->n_accounts + 1, sizeof *r->group);
    bool ok = seen && line && r->group;
    for (size_t i = 0; ok && i < r->n_accounts; i++) {
        sk_ix ix = sk_map_put(seen, r->account[i].group, r->b->n_lines);
        ok = ix != -2;
        if (ix == SK_NONE) {
            ix = r->b->n_lines++;
            line[ix] = r->account[i];
        }
        r->group[i] = (sk_account_group){r->account[i].prefix, ix};
    }
    r->b->line = line;
    sk_map_free(seen);
    return ok;
}

static bool make_cube(reader *r)
{
    r->b->n_centres = r->f->n_centres;
    size_t n = ((size_t)r->b->n_centres * (size_t)r->b->n_lines + 1) * SK_FU_MONTHS;
    r->b->budget = sk_arena_calloc(r->arena, n, sizeof *r->b->budget);
    r->b->outturn = sk_arena_calloc(r->arena, n, sizeof *r->b->outturn);
    r->centre = sk_map_new((size_t)r->f->n_centres);
    bool ok = r->b->budget && r->b->outturn && r->centre;
    for (int i = 0; ok && i < r->f->n_centres; i++)
        ok = sk_map_put(r->centre, r->f->centre[i].code, i) != -2;
    return ok;
}

static bool is_balance(const char *account) { return account[0] == '1' || account[0] == '2'; }

static void add_row(reader *r, const sk_ledger_row *row, bool budget)
{
    if (is_balance(row->account) || row->ore == 0) return;
    sk_ix g = sk_account_group_of(r->group, r->n_accounts, row->account);
    sk_ix centre = sk_map_get(r->centre, row->object);
    if (g == SK_NONE) {
        FAULT(r, row, 0, "F011",
              SK_N("Add a prefix for it to the account groups, price/accounts.csv."),
              SK_N("the account %s is in no account group"), row->account);
        return;
    }
    if (centre == SK_NONE) {
        FAULT(r, row, 1, "F010",
              SK_N("Every amount must have a cost centre of followup/cost_centres.csv."),
              row->object[0] ? SK_N("the cost centre \"%s\" is not known")
                             : SK_N("an amount stands without a cost centre%s"),
              row->object);
        return;
    }
    int month = row->period % 100;
    if (row->period / 100 != r->b->year || month < 1 || month > SK_FU_MONTHS) {
        FAULT(r, row, 2, "F012", NULL, SK_N("a month of %d is needed, found \"%d\""), r->b->year,
              row->period);
        return;
    }
    const sk_fu_account *line = &r->b->line[r->group[g].line];
    sk_ore *at = (budget ? r->b->budget : r->b->outturn) +
                 sk_fu_at(r->b, centre, r->group[g].line, month - 1);
    sk_ore ore = row->ore;
    if (ore == INT64_MIN || !sk_add_ok(*at, line->revenue ? -ore : ore, at)) {
        FAULT(r, row, 3, "F013", NULL, SK_N("amounts are too large to add"));
        return;
    }
    if (!budget && month > r->b->last_month) r->b->last_month = month;
}

static void add_rows(reader *r, const sk_ledger *l, bool budget)
{
    for (size_t i = 0; i < l->n; i++) add_row(r, &l->row[i], budget);
}

/* Number of the year in the file (0 = current) that holds the one asked for; 1 when none does. */
static int sie_year(const sk_sie *s, int year)
{
    for (size_t i = 0; i < s->n_years; i++)
        if (sk_day_ymd(s->year[i].from).year <= year && year <= sk_day_ymd(s->year[i].to).year)
            return s->year[i].no;
    return 1;
}

static sk_code read_sie(reader *r)
{
    sk_sie *s = NULL;
    const sk_fu_text *t = &r->f->sie;
    size_t before = sk_diags_count(r->diags, SK_SEV_ERROR);
    sk_code code = sk_sie_read(t->file, t->text, t->len, &s, r->diags);
    if (code) return code;
    int year = sie_year(s, r->b->year);
    if (year == 1) {
        sk_diag_add(r->diags, SK_SEV_ERROR, "F012", (sk_loc){t->file, 0, 0, NULL}, NULL,
                    SK_N("the books hold no year %d"), r->b->year);
        code = SK_E_INPUT;
    }
    for (int budget = 0; budget <= 1 && !code; budget++) {
        sk_ledger l;
        sk_ledger_ask ask = {year, budget == 1, "Ansvar"};
        code = sk_ledger_from_sie(s, &ask, r->arena, &l, r->diags);
        if (!code) add_rows(r, &l, budget == 1);
    }
    sk_sie_free(s);
    return !code && sk_diags_count(r->diags, SK_SEV_ERROR) > before ? SK_E_INPUT : code;
}

static sk_code read_csv(reader *r, const sk_fu_text *t, bool budget)
{
    sk_csv csv;
    sk_ledger l;
    size_t before = sk_diags_count(r->diags, SK_SEV_ERROR);
    sk_code code = sk_csv_parse(t->file, t->text, t->len, r->arena, &csv, r->diags);
    if (!code) code = sk_ledger_from_csv(&csv, r->arena, &l, r->diags);
    if (!code) add_rows(r, &l, budget);
    return !code && sk_diags_count(r->diags, SK_SEV_ERROR) > before ? SK_E_INPUT : code;
}

/* How many were found beyond those that were shown. */
static void tell_rest(reader *r)
{
    static const char *const rule[] = {"F011", "F010", "F012", "F013"};
    for (int i = 0; i < 4; i++)
        if (r->told[i] > TOLD)
            sk_diag_add(r->diags, SK_SEV_ERROR, rule[i], (sk_loc){"followup", 0, 0, NULL}, NULL,
                        SK_N("%d more rows with the same fault"), r->told[i] - TOLD);
}

sk_code sk_fu_books_read(const sk_followup *f, const sk_fu_account *account, size_t n_accounts,
                         int year, sk_arena *arena, sk_fu_books *out, sk_diags *diags)
{
    *out = (sk_fu_books){.year = year};
    reader r = {.f = f,
                .account = account,
                .n_accounts = n_accounts,
                .b = out,
                .arena = arena,
                .diags = diags};
    bool ok = make_lines(&r) && make_cube(&r);
    sk_code code = ok ? SK_OK : SK_E_NOMEM;
    if (!code && f->sie.text) code = read_sie(&r);
    else if (!code) {
        sk_code one = read_csv(&r, &f->budget, true), two = read_csv(&r, &f->outturn, false);
        code = one ? one : two;
    }
    tell_rest(&r);
    sk_map_free(r.centre);
    sk_diags_sort(diags);
    return code;
}
