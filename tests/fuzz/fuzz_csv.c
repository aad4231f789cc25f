/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes: the CSV reader keeps its promises about tables, places and diagnostics. */
#include <stdlib.h>
#include <string.h>

#include "ext/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok) abort();
}

static void check_row(const sk_csv *t, const sk_csv_row *r, int line_before)
{
    require(r->line > line_before);
    for (int i = 0; i < t->n_cols; i++) {
        require(r->col[i] >= 1 && sk_utf8_valid(r->field[i], strlen(r->field[i])));
        require(sk_bad_char(r->field[i]) == NULL);
        require(strlen(r->field[i]) <= SK_CSV_MAX_FIELD);
    }
}

/* What is written is read back the same, apart from the apostrophe against formulas. */
static void check_round_trip(const sk_csv *t, sk_arena *a, sk_diags *d)
{
    sk_buf b = SK_BUF_INIT;
    sk_csv u;
    for (int i = 0; i < t->n_cols; i++) sk_csv_field(&b, t->head.field[i], i == t->n_cols - 1);
    size_t head = b.len;
    for (size_t r = 0; r < t->n_rows; r++)
        for (int i = 0; i < t->n_cols; i++)
            sk_csv_field(&b, t->row[r].field[i], i == t->n_cols - 1);
    const char *first = t->n_cols > 0 ? t->head.field[0] : "";
    bool names_plain =
        memchr(sk_buf_str(&b), ',', head) == NULL && memchr(sk_buf_str(&b), '\'', head) == NULL &&
        memchr(sk_buf_str(&b), '\t', head) == NULL && strncmp(first, "sep=", 4) != 0 &&
        strncmp(first, "SEP=", 4) != 0 && strncmp(first, "PK", 2) != 0;
    if (names_plain) {
        require(sk_csv_parse("u", sk_buf_str(&b), b.len, a, &u, d) == SK_OK);
        require(u.n_cols == t->n_cols && u.n_rows == t->n_rows);
        for (size_t r = 0; r < t->n_rows; r++)
            for (int i = 0; i < t->n_cols; i++) {
                const char *x = t->row[r].field[i], *y = u.row[r].field[i];
                require(strcmp(x, y) == 0 || (y[0] == '\'' && strcmp(x, y + 1) == 0));
            }
    }
    sk_buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_arena *a = sk_arena_new();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_csv t;
    sk_code code = sk_csv_parse("f.csv", (const char *)data, size, a, &t, d);
    require(code == SK_OK || code == SK_E_INPUT);
    require(code == SK_OK || sk_diags_count(d, SK_SEV_ERROR) > 0);
    require(sk_diags_len(d) < 300);
    if (code == SK_OK) {
        int line = 0;
        check_row(&t, &t.head, line);
        line = t.head.line;
        for (size_t r = 0; r < t.n_rows; line = t.row[r++].line) check_row(&t, &t.row[r], line);
        for (size_t r = 0; r < t.n_rows; r++) {
            int64_t v;
            sk_csv_dec(&t, r, 0, 2, "X001", &v, d);
        }
        check_round_trip(&t, a, d);
    }
    sk_buf b = SK_BUF_INIT;
    sk_diags_sort(d);
    sk_diags_print(d, &b);
    require(sk_utf8_valid(sk_buf_str(&b), b.len));
    sk_buf_free(&b);
    sk_diags_free(d);
    sk_arena_free(a);
    return 0;
}
