/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes: the SIE reader keeps its promises about rows, vouchers and diagnostics. */
#include <stdlib.h>
#include <string.h>

#include "ext/csv.h"
#include "price/ledger.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok) abort();
}

static void text_ok(const char *s) { require(sk_utf8_valid(s, strlen(s))); }

static void check_rows(const sk_sie *s)
{
    int line = 0;
    for (size_t i = 0; i < s->n_rows; i++) {
        const sk_sie_row *r = &s->row[i];
        require(r->line > line);
        line = r->line;
        text_ok(r->account);
        text_ok(r->text);
        require((r->kind == SK_SIE_TRANS) == (r->voucher != SK_NONE));
        require(r->voucher == SK_NONE || (size_t)r->voucher < s->n_vouchers);
        require(r->n_obj >= 0 && r->n_obj <= 16);
        for (int k = 0; k < r->n_obj; k++) {
            require(r->obj[k].dim > 0);
            text_ok(r->obj[k].key);
        }
    }
}

/* Rows never vanish silently: the rows of a voucher sum to what it says of itself. */
static void check_vouchers(const sk_sie *s)
{
    for (size_t v = 0; v < s->n_vouchers; v++) {
        __extension__ __int128 sum = 0;
        for (size_t i = 0; i < s->n_rows && s->n_rows < 1000; i++)
            if (s->row[i].voucher == (sk_ix)v) sum += s->row[i].ore;
        require(s->n_rows >= 1000 || sum == s->voucher[v].sum);
    }
}

/* By objects of a dimension or in total: the same money. */
static void check_ledger(const sk_sie *s, sk_diags *d)
{
    sk_arena *a = sk_arena_new();
    sk_ledger plain, parts;
    sk_ledger_ask ask = {0, false, NULL};
    if (sk_ledger_from_sie(s, &ask, a, &plain, d) == SK_OK && s->n_dims) {
        __extension__ __int128 x = 0, y = 0;
        ask.dim = s->dim[0].name;
        if (sk_ledger_from_sie(s, &ask, a, &parts, d) == SK_OK) {
            for (size_t i = 0; i < plain.n; i++) x += plain.row[i].ore;
            for (size_t i = 0; i < parts.n; i++) y += parts.row[i].ore;
            require(x == y);
        }
    }
    sk_arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_sie *s;
    sk_code code = sk_sie_read("f.se", (const char *)data, size, &s, d);
    require(code == SK_OK || code == SK_E_INPUT);
    require((code == SK_OK) == (s != NULL));
    require(code == SK_OK || sk_diags_count(d, SK_SEV_ERROR) > 0);
    if (s) {
        check_rows(s);
        check_vouchers(s);
        check_ledger(s, d);
        for (size_t i = 0; i < s->n_dims; i++) require(sk_sie_dim_no(s, s->dim[i].name) != 0);
    }
    sk_buf b = SK_BUF_INIT;
    sk_diags_sort(d);
    sk_diags_print(d, &b);
    require(sk_utf8_valid(sk_buf_str(&b), b.len));
    require(s == NULL || sk_diags_len(d) < 300 + s->n_rows);
    sk_buf_free(&b);
    sk_sie_free(s);
    sk_diags_free(d);
    return 0;
}
