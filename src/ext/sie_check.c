/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIE: what the records say about each other. Nothing is changed here, only told. */
#include "ext/sie_priv.h"

#include "base/num.h"
#include "base/text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { TOLD = 20 }; /* of each kind of mismatch */

static int by_objects(const sk_sie_row *a, const sk_sie_row *b)
{
    if (a->n_obj != b->n_obj) return a->n_obj < b->n_obj ? -1 : 1;
    for (int i = 0; i < a->n_obj; i++) {
        if (a->obj[i].dim != b->obj[i].dim) return a->obj[i].dim < b->obj[i].dim ? -1 : 1;
        int c = strcmp(a->obj[i].key, b->obj[i].key);
        if (c) return c;
    }
    return 0;
}

/* Kind, year, account, objects, period: rows of one account and object stand together. */
static int by_place(const void *x, const void *y)
{
    const sk_sie_row *a = *(const sk_sie_row *const *)x, *b = *(const sk_sie_row *const *)y;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->year != b->year) return a->year < b->year ? -1 : 1;
    int c = strcmp(a->account, b->account);
    if (c == 0) c = by_objects(a, b);
    if (c) return c;
    if (a->period != b->period) return a->period < b->period ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

static void tell_twice(sie_scan *s, const sk_sie_row *const *r, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const sk_sie_row *a = r[i - 1], *b = r[i];
        if (b->kind == SK_SIE_TRANS || a->kind != b->kind || a->year != b->year ||
            a->period != b->period || strcmp(a->account, b->account) != 0 || by_objects(a, b) != 0)
            continue;
        if (sk__sie_fault(s))
            sk_diag_add(s->diags, SK_SEV_ERROR, "S009", sk__sie_at(s, b->line, 1), NULL,
                        "the same account, year, period and objects stand on line %d too", a->line);
    }
}

/* Sum of the rows of a kind for one account and year, without object rows unless it is #TRANS. */
typedef struct total {
    int year;
    const char *account;
    sk_ore ore;
    int line; /* of the first row */
    bool overflow;
} total;

static size_t totals(const sk_sie_row *const *r, size_t n, sk_sie_kind kind, bool objects,
                     total *out)
{
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (r[i]->kind != kind || (r[i]->n_obj && !objects)) continue;
        if (k == 0 || out[k - 1].year != r[i]->year ||
            strcmp(out[k - 1].account, r[i]->account) != 0)
            out[k++] = (total){r[i]->year, r[i]->account, 0, r[i]->line, false};
        if (!sk_add_ok(out[k - 1].ore, r[i]->ore, &out[k - 1].ore)) out[k - 1].overflow = true;
    }
    return k;
}

static int total_order(const total *a, const total *b)
{
    if (a->year != b->year) return a->year < b->year ? -1 : 1;
    return strcmp(a->account, b->account);
}

static void tell_mismatch(sie_scan *s, const total *res, const total *sum, const char *tag)
{
    sk_buf a = SK_BUF_INIT, b = SK_BUF_INIT;
    sk_buf_dec_plain(&a, sum->ore, 2);
    sk_buf_dec_plain(&b, res->ore, 2);
    sk_diag_add(s->diags, SK_SEV_WARNING, "S010", sk__sie_at(s, res->line, 1), NULL,
                "account %s, year %d: %s sums to %s but #RES says %s", res->account, res->year, tag,
                sk_buf_str(&a), sk_buf_str(&b));
    sk_buf_free(&a);
    sk_buf_free(&b);
}

/* Both lists are sorted. Years for which the kind has no row at all are not compared. */
static void compare(sie_scan *s, const total *res, size_t n_res, const total *sum, size_t n_sum,
                    const char *tag)
{
    size_t off = 0, i = 0, j = 0;
    static const total nothing;
    while (i < n_res) {
        while (j < n_sum && total_order(&sum[j], &res[i]) < 0) j++;
        bool same = j < n_sum && total_order(&sum[j], &res[i]) == 0;
        bool year =
            (j < n_sum && sum[j].year == res[i].year) || (j > 0 && sum[j - 1].year == res[i].year);
        const total *t = same ? &sum[j] : &nothing;
        if (year && (t->ore != res[i].ore || t->overflow) && ++off <= TOLD)
            tell_mismatch(s, &res[i], t, tag);
        i++;
    }
    if (off > TOLD)
        sk_diag_add(s->diags, SK_SEV_WARNING, "S010", sk__sie_at(s, 0, 0), NULL,
                    "%zu accounts in all where %s and #RES differ", off, tag);
}

/* Object rows of one dimension are parts of the {} row of the same account, year and period. */
static void tell_no_total(sie_scan *s, const sk_sie_row *const *r, size_t n)
{
    size_t lone = 0;
    const sk_sie_row *first = NULL, *last_total = NULL;
    for (size_t i = 0; i < n; i++) {
        if (r[i]->kind != SK_SIE_PSALDO) continue;
        if (r[i]->n_obj == 0) last_total = r[i];
        else if (!last_total || last_total->year != r[i]->year ||
                 strcmp(last_total->account, r[i]->account) != 0) {
            lone++;
            if (!first || r[i]->line < first->line) first = r[i];
        }
    }
    if (first)
        sk_diag_add(
            s->diags, SK_SEV_NOTE, "S010", sk__sie_at(s, first->line, 1), NULL,
            "%zu #PSALDO rows with objects have no row {} for their account, this is the first",
            lone);
}

static void compare_all(sie_scan *s, const sk_sie_row *const *r, size_t n, total *res, total *sum)
{
    size_t n_res = totals(r, n, SK_SIE_RES, false, res);
    compare(s, res, n_res, sum, totals(r, n, SK_SIE_PSALDO, false, sum), "#PSALDO {}");
    compare(s, res, n_res, sum, totals(r, n, SK_SIE_TRANS, true, sum), "#TRANS");
}

static void tell_outside(sie_scan *s)
{
    size_t n = 0;
    int line = 0;
    for (size_t i = 0; i < s->sie->n_rows; i++)
        if (s->sie->row[i].year == INT_MIN && n++ == 0) line = s->sie->row[i].line;
    if (n)
        sk_diag_add(s->diags, SK_SEV_WARNING, "S005", sk__sie_at(s, line, 1), NULL,
                    "%zu #TRANS lie outside every #RAR, this is the first", n);
}

void sk__sie_check(sie_scan *s)
{
    size_t n = s->sie->n_rows;
    const sk_sie_row **r = sk_calloc_n(n + 1, sizeof *r);
    total *t = sk_calloc_n(n + 1, 2 * sizeof *t);
    if (r && t) {
        for (size_t i = 0; i < n; i++) r[i] = &s->sie->row[i];
        qsort(r, n, sizeof *r, by_place);
        tell_twice(s, r, n);
        tell_no_total(s, r, n);
        compare_all(s, r, n, t, t + n + 1);
        tell_outside(s);
    } else {
        s->no_memory = true;
    }
    sk_free(r);
    sk_free(t);
}
