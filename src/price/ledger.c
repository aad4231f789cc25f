/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/ledger.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A row of the file with its object in the dimension asked for. */
typedef struct part {
    const sk_sie_row *row;
    const char *object; /* NULL: has objects, but none in that dimension */
    bool pure;          /* that object is its only one */
} part;

typedef struct build {
    const sk_sie *sie;
    const sk_ledger_ask *ask;
    sk_arena *arena;
    sk_ledger *out;
    sk_diags *diags;
    size_t cap;
    bool bad, no_memory;
} build;

static part part_of(const sk_sie_row *r, int dim)
{
    part p = {r, r->n_obj ? NULL : "", r->n_obj == 1};
    for (int i = 0; i < r->n_obj && !p.object; i++)
        if (r->obj[i].dim == dim) p.object = r->obj[i].key;
    return p;
}

static void add(build *b, const sk_sie_row *r, const char *object, sk_ore ore)
{
    if (b->out->n == b->cap) { /* cap is an upper bound of what any file gives */
        b->no_memory = true;
        return;
    }
    b->out->row[b->out->n++] =
        (sk_ledger_row){r->account, object, r->period, ore, b->sie->name, r->line};
}

/* ---- balances: totals and their parts ---- */

static int by_group(const void *x, const void *y)
{
    const sk_sie_row *a = ((const part *)x)->row, *b = ((const part *)y)->row;
    int c = strcmp(a->account, b->account);
    if (c) return c;
    if (a->period != b->period) return a->period < b->period ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

static bool same_group(const part *a, const part *b)
{
    return a->row->period == b->row->period && strcmp(a->row->account, b->row->account) == 0;
}

/* Which rows are the parts: those with an object of the dimension alone, else with others too. */
static bool is_part(const part *p, bool pure)
{
    return p->row->n_obj && p->object && p->pure == pure;
}

static void tell_unknown_total(build *b, const part *p)
{
    b->bad = true;
    sk_diag_add(
        b->diags, SK_SEV_ERROR, "L003", (sk_loc){b->sie->name, p->row->line, 1, NULL}, NULL,
        "account %s has amounts by objects of other dimensions only, and no row {} with its "
        "total",
        p->row->account);
}

static void take_from(build *b, const part *p, sk_ore *rest)
{
    if (!__builtin_sub_overflow(*rest, p->row->ore, rest)) return;
    b->bad = true;
    sk_loc at = {b->sie->name, p->row->line, 1, NULL};
    sk_diag_add(b->diags, SK_SEV_ERROR, "L004", at, NULL,
                "the amounts of account %s are out of range", p->row->account);
}

/* The rows p[0..n) are one account and period. */
static void add_group(build *b, const part *p, size_t n)
{
    const part *total = NULL;
    bool pure = false, any = false;
    sk_ore rest = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i].row->n_obj == 0 && !total) total = &p[i];
        pure = pure || is_part(&p[i], true);
        any = any || (p[i].row->n_obj && p[i].object);
    }
    if (!total && !any) {
        tell_unknown_total(b, p);
        return;
    }
    if (total) rest = total->row->ore;
    for (size_t i = 0; i < n; i++) {
        if (!is_part(&p[i], pure)) continue;
        add(b, p[i].row, p[i].object, p[i].row->ore);
        if (total) take_from(b, &p[i], &rest);
    }
    if (total && (rest != 0 || !any)) add(b, total->row, "", rest);
}

static void add_balances(build *b, part *p, size_t n)
{
    qsort(p, n, sizeof *p, by_group);
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && same_group(&p[i], &p[j]); j++) {}
        add_group(b, p + i, j - i);
    }
}

/* ---- choice of source ---- */

static size_t rows_of(const build *b, sk_sie_kind kind, int dim, part *p)
{
    size_t n = 0;
    for (size_t i = 0; i < b->sie->n_rows; i++) {
        const sk_sie_row *r = &b->sie->row[i];
        if (r->kind == kind && r->year == b->ask->year) p[n++] = part_of(r, dim);
    }
    return n;
}

static int by_row(const void *x, const void *y)
{
    const sk_ledger_row *a = x, *b = y;
    int c = strcmp(a->account, b->account);
    if (c) return c;
    if (a->period != b->period) return a->period < b->period ? -1 : 1;
    c = strcmp(a->object, b->object);
    return c ? c : a->line < b->line ? -1 : a->line > b->line;
}

static void choose(build *b, int dim, part *p)
{
    size_t n = b->ask->budget ? 0 : rows_of(b, SK_SIE_TRANS, dim, p);
    if (n) {
        for (size_t i = 0; i < n; i++)
            add(b, p[i].row, p[i].object ? p[i].object : "", p[i].row->ore);
        return;
    }
    n = rows_of(b, b->ask->budget ? SK_SIE_PBUDGET : SK_SIE_PSALDO, dim, p);
    if (n == 0 && !b->ask->budget) n = rows_of(b, SK_SIE_RES, dim, p);
    if (n) {
        add_balances(b, p, n);
        return;
    }
    b->bad = true;
    sk_loc at = {b->sie->name, 0, 0, NULL};
    sk_diag_add(b->diags, SK_SEV_ERROR, "L002", at, NULL,
                b->ask->budget ? SK_N("the file has no budget for year %d")
                               : SK_N("the file has no outturn for year %d"),
                b->ask->year);
}

sk_code sk_ledger_from_sie(const sk_sie *s, const sk_ledger_ask *ask, sk_arena *arena,
                           sk_ledger *out, sk_diags *diags)
{
    *out = (sk_ledger){NULL, 0};
    build b = {s, ask, arena, out, diags, s->n_rows + 1, false, false};
    int dim = ask->dim ? sk_sie_dim_no(s, ask->dim) : 0;
    if (ask->dim && dim == 0) {
        sk_loc at = {s->name, 0, 0, NULL};
        sk_diag_add(diags, SK_SEV_ERROR, "L001", at,
                    SK_N("dimensions are found by their #DIM name"),
                    "the file has no dimension called '%s'", ask->dim);
        return SK_E_INPUT;
    }
    part *p = sk_calloc_n(b.cap, sizeof *p);
    out->row = sk_arena_calloc(arena, b.cap, sizeof *out->row);
    if (p && out->row) choose(&b, dim, p);
    else b.no_memory = true;
    if (out->row) qsort(out->row, out->n, sizeof *out->row, by_row);
    sk_free(p);
    return b.no_memory ? SK_E_NOMEM : b.bad ? SK_E_INPUT : SK_OK;
}

/* ---- CSV ---- */

static sk_ix column(const sk_csv *t, const char *sv, const char *en)
{
    sk_ix c = sk_csv_col(t, sv);
    return c != SK_NONE ? c : sk_csv_col(t, en);
}

typedef struct columns {
    sk_ix account, amount, object, period;
} columns;

/* "" or YYYYMM. */
static bool csv_period(const char *s, int *out)
{
    *out = 0;
    if (!*s) return true;
    if (strlen(s) != 6 || strspn(s, "0123456789") != 6) return false;
    for (; *s; s++) *out = *out * 10 + (*s - '0');
    return *out % 100 >= 1 && *out % 100 <= 12 && *out / 100 >= 1970 && *out / 100 < 2200;
}

static bool csv_row(const sk_csv *t, size_t i, const columns *c, sk_ledger_row *r, sk_diags *diags)
{
    const char *const *f = t->row[i].field;
    *r = (sk_ledger_row){f[c->account], c->object == SK_NONE ? "" : f[c->object], 0, 0, t->name,
                         t->row[i].line};
    if (!*r->account) {
        sk_diag_add(diags, SK_SEV_ERROR, "L006", sk_csv_loc(t, i, c->account), NULL,
                    "the row has no account");
        return false;
    }
    if (c->period != SK_NONE && !csv_period(f[c->period], &r->period)) {
        sk_diag_add(diags, SK_SEV_ERROR, "L006", sk_csv_loc(t, i, c->period), NULL,
                    "a period is written YYYYMM");
        return false;
    }
    return sk_csv_dec(t, i, c->amount, 2, "L006", &r->ore, diags);
}

sk_code sk_ledger_from_csv(const sk_csv *t, sk_arena *arena, sk_ledger *out, sk_diags *diags)
{
    columns c = {column(t, "konto", "account"), column(t, "belopp_kr", "amount_kr"),
                 column(t, "objekt", "object"), column(t, "period", "period")};
    bool bad = false;
    *out = (sk_ledger){sk_arena_calloc(arena, t->n_rows + 1, sizeof *out->row), 0};
    if (!out->row) return SK_E_NOMEM;
    if (c.account == SK_NONE || c.amount == SK_NONE) {
        sk_loc at = {t->name, t->head.line, 1, NULL};
        sk_diag_add(diags, SK_SEV_ERROR, "L005", at, NULL,
                    "a ledger needs the columns konto and belopp_kr");
        return SK_E_INPUT;
    }
    for (size_t i = 0; i < t->n_rows; i++) {
        if (csv_row(t, i, &c, &out->row[out->n], diags)) out->n++;
        else bad = true;
    }
    qsort(out->row, out->n, sizeof *out->row, by_row);
    return bad ? SK_E_INPUT : SK_OK;
}

sk_ix sk_account_group_of(const sk_account_group *group, size_t n, const char *account)
{
    sk_ix best = SK_NONE;
    size_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(group[i].prefix);
        if (strncmp(group[i].prefix, account, len) != 0 || (best != SK_NONE && len <= longest))
            continue;
        best = (sk_ix)i;
        longest = len;
    }
    return best;
}
