/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare BEFORE AFTER: says whether a table came through a spreadsheet whole. Exit 0 and nothing
 * printed when it did; else one line with the first difference and exit 1. A field must be the same
 * text; a plain number may be written another way but must keep its value. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/num.h"
#include "ext/csv.h"

static bool load(const char *path, sk_arena *a, sk_csv *t)
{
    sk_buf text = SK_BUF_INIT, told = SK_BUF_INIT;
    sk_err err = {0};
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    bool ok = sk_file_read(path, 0, &text, &err) == SK_OK &&
              sk_csv_parse(path, sk_buf_str(&text), text.len, a, t, d) == SK_OK &&
              sk_diags_len(d) == 0;
    if (!ok) {
        sk_diags_print(d, &told);
        printf("%s is not read cleanly: %s%.200s\n", path, err.text, sk_buf_str(&told));
    }
    sk_diags_free(d);
    sk_buf_free(&text);
    sk_buf_free(&told);
    return ok;
}

/* Digits that a person writes as a number: no leading zero, which would be an id. */
static bool number(const char *s, char point, int64_t *v)
{
    const char *digits = s + (*s == '-');
    if (digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') return false;
    return sk_dec_parse(s, point, 6, v);
}

/* "07:30" or "7:30" that came back as "07:30:00": what "detect special numbers" makes of clock times. */
static bool same_clock(const char *x, const char *y)
{
    size_t n = strlen(x);
    return (n == 4 || n == 5) && x[n - 3] == ':' && strncmp(x, y + (strlen(y) > n + 3), n) == 0 &&
           strlen(y) >= 3 && strcmp(y + strlen(y) - 3, ":00") == 0;
}

static bool same(const char *x, char px, const char *y, char py)
{
    int64_t a, b;
    if (strcmp(x, y) == 0 || same_clock(x, y)) return true;
    return number(x, px, &a) && number(y, py, &b) && a == b;
}

static bool same_row(const sk_csv *x, const sk_csv *y, const sk_csv_row *r, const sk_csv_row *q)
{
    for (int i = 0; i < x->n_cols; i++)
        if (!same(r->field[i], x->point, q->field[i], y->point)) {
            printf("line %d, column %s: '%s' became '%s'\n", r->line, x->head.field[i], r->field[i],
                   q->field[i]);
            return false;
        }
    return true;
}

static bool same_table(const sk_csv *x, const sk_csv *y)
{
    if (x->n_cols != y->n_cols || x->n_rows != y->n_rows) {
        printf("%d columns and %zu rows became %d and %zu\n", x->n_cols, x->n_rows, y->n_cols,
               y->n_rows);
        return false;
    }
    if (!same_row(x, y, &x->head, &y->head)) return false;
    for (size_t r = 0; r < x->n_rows; r++)
        if (!same_row(x, y, &x->row[r], &y->row[r])) return false;
    return true;
}

int main(int argc, char **argv)
{
    sk_arena *a = sk_arena_new();
    sk_csv before, after;
    bool ok = argc == 3 && a && load(argv[1], a, &before) && load(argv[2], a, &after) &&
              same_table(&before, &after);
    sk_arena_free(a);
    return ok ? 0 : 1;
}
