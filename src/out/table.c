/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a table, and its CSV, JSON and text forms. */
#include "out/table.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/text.h"
#include "ext/csv.h"

#include <stdlib.h>
#include <string.h>

enum { CELL_WIDTH_MAX = 60, COLS_MAX = 32 };

void sk_table_init(sk_table *t, const char *key, const char *title, const sk_col *col, int n_cols)
{
    *t = (sk_table){.key = key, .title = title, .col = col, .n_cols = n_cols};
}

void sk_table_free(sk_table *t)
{
    sk_free(t->cell);
    t->cell = NULL;
    t->n_rows = t->cap = 0;
}

bool sk_table_ok(const sk_table *t) { return !t->failed && t->n_set == 0; }

static void add(sk_table *t, sk_cell c)
{
    size_t n = t->n_rows * (size_t)t->n_cols + (size_t)t->n_set;
    if (t->failed) return;
    if (!SK_GROW(t->cell, n, t->cap)) {
        t->failed = true;
        return;
    }
    t->cell[n] = c;
    if (++t->n_set == t->n_cols) {
        t->n_set = 0;
        t->n_rows++;
    }
}

void sk_table_s(sk_table *t, const char *s) { add(t, (sk_cell){.s = s, .v = SK_CELL_EMPTY}); }
void sk_table_v(sk_table *t, int64_t v) { add(t, (sk_cell){.s = NULL, .v = v}); }

/* A cell's buffer is used again and again: its failure must reach the whole before it is cleared. */
static void next_cell(sk_buf *f, sk_buf *whole)
{
    if (!sk_buf_ok(f)) whole->failed = true;
    sk_buf_clear(f);
}

static void end_cells(sk_buf *f, sk_buf *whole)
{
    next_cell(f, whole);
    sk_buf_free(f);
}

static const sk_cell *cell_at(const sk_table *t, size_t row, int col)
{
    return &t->cell[row * (size_t)t->n_cols + (size_t)col];
}

static bool is_text(sk_cell_kind k) { return k == SK_CELL_TEXT || k == SK_CELL_NAME; }

static int decimals_of(sk_cell_kind k)
{
    switch (k) {
    case SK_CELL_DEC1: return 1;
    case SK_CELL_DEC2:
    case SK_CELL_ORE: return 2;
    default: return 0;
    }
}

/* Kinds that every form writes the same way; false for text and plain numbers. */
static bool add_common(sk_buf *b, sk_cell_kind kind, int64_t v, sk_lang lang)
{
    char day[SK_DATE_LEN], clock[SK_TIME_LEN];
    switch (kind) {
    case SK_CELL_DAY: sk_buf_add(b, sk_day_str((sk_day)v, day)); return true;
    case SK_CELL_TIME: sk_buf_add(b, sk_min_str((sk_min)v, clock)); return true;
    case SK_CELL_BOOL: sk_buf_add(b, v ? sk_text(lang, "yes") : sk_text(lang, "no")); return true;
    default: return false;
    }
}

/* Number with the decimal comma and no grouping, as a Swedish Excel reads it. */
static void add_excel_number(sk_buf *b, int64_t v, int decimals)
{
    size_t at = b->len;
    sk_buf_dec_plain(b, v, decimals);
    if (!sk_buf_ok(b)) return;
    char *dot = strchr(b->data + at, '.');
    if (dot) *dot = ',';
}

void sk_table_csv(const sk_table *t, sk_lang lang, sk_buf *out)
{
    sk_buf f = SK_BUF_INIT;
    sk_csv_begin(out);
    for (int c = 0; c < t->n_cols; c++)
        sk_csv_field(out, sk_text(lang, t->col[c].title), c == t->n_cols - 1);
    for (size_t r = 0; r < t->n_rows; r++) {
        for (int c = 0; c < t->n_cols; c++) {
            const sk_cell *x = cell_at(t, r, c);
            sk_cell_kind kind = t->col[c].kind;
            next_cell(&f, out);
            if (is_text(kind)) sk_buf_add(&f, x->s ? x->s : "");
            else if (x->v != SK_CELL_EMPTY && !add_common(&f, kind, x->v, lang))
                add_excel_number(&f, x->v, decimals_of(kind));
            sk_csv_field(out, sk_buf_str(&f), c == t->n_cols - 1);
        }
    }
    end_cells(&f, out);
}

void sk_cell_json(sk_cell_kind kind, const char *key, const sk_cell *x, sk_jw *w)
{
    char word[SK_DATE_LEN + SK_TIME_LEN];
    if (is_text(kind)) {
        sk_jw_str(w, key, x->s);
        return;
    }
    if (x->v == SK_CELL_EMPTY) {
        sk_jw_str(w, key, NULL);
        return;
    }
    switch (kind) {
    case SK_CELL_DAY: sk_jw_str(w, key, sk_day_str((sk_day)x->v, word)); break;
    case SK_CELL_TIME: sk_jw_str(w, key, sk_min_str((sk_min)x->v, word)); break;
    case SK_CELL_BOOL: sk_jw_bool(w, key, x->v != 0); break;
    case SK_CELL_DEC1: sk_jw_real(w, key, (double)x->v / 10.0); break;
    case SK_CELL_DEC2: sk_jw_real(w, key, (double)x->v / 100.0); break;
    default: sk_jw_int(w, key, x->v);
    }
}

void sk_table_json(const sk_table *t, sk_jw *w, const char *key)
{
    sk_jw_arr(w, key);
    for (size_t r = 0; r < t->n_rows; r++) {
        sk_jw_inline(w);
        sk_jw_obj(w, NULL);
        for (int c = 0; c < t->n_cols; c++)
            sk_cell_json(t->col[c].kind, t->col[c].key, cell_at(t, r, c), w);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

void sk_cell_add(sk_cell_kind kind, const sk_cell *x, sk_lang lang, sk_buf *b)
{
    if (is_text(kind)) sk_plain_add(b, x->s ? x->s : "");
    else if (x->v != SK_CELL_EMPTY && !add_common(b, kind, x->v, lang))
        sk_buf_dec(b, x->v, decimals_of(kind), lang);
}

static size_t shown_rows(const sk_table *t, size_t max_rows)
{
    return max_rows && t->n_rows > max_rows ? max_rows : t->n_rows;
}

/* The last column that people see, -1 when there is none. */
static int last_shown(const sk_table *t)
{
    int c = t->n_cols - 1;
    while (c >= 0 && t->col[c].list_only) c--;
    return c;
}

static int columns_of(const char *s)
{
    int n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

/* One row of text; row SIZE_MAX is the heading. Numbers stand to the right. */
static void text_row(const sk_table *t, size_t row, const int *width, sk_lang lang, sk_buf *out)
{
    sk_buf f = SK_BUF_INIT;
    int end = last_shown(t);
    sk_buf_add(out, "  ");
    for (int c = 0; c <= end; c++) {
        if (t->col[c].list_only) continue;
        next_cell(&f, out);
        if (row == SIZE_MAX) sk_buf_add(&f, sk_text(lang, t->col[c].title));
        else sk_cell_add(t->col[c].kind, cell_at(t, row, c), lang, &f);
        bool last = c == end;
        if (last && is_text(t->col[c].kind)) sk_buf_add(out, sk_buf_str(&f));
        else sk_buf_pad(out, sk_buf_str(&f), is_text(t->col[c].kind) ? width[c] : -width[c]);
        if (!last) sk_buf_add(out, "  ");
    }
    sk_buf_addc(out, '\n');
    end_cells(&f, out);
}

void sk_table_text(const sk_table *t, sk_lang lang, size_t max_rows, sk_buf *out)
{
    int width[COLS_MAX] = {0};
    size_t rows = shown_rows(t, max_rows);
    sk_buf f = SK_BUF_INIT;
    if (t->n_cols > COLS_MAX) return;
    for (int c = 0; c < t->n_cols; c++) {
        width[c] = columns_of(sk_text(lang, t->col[c].title));
        for (size_t r = 0; r < rows; r++) {
            next_cell(&f, out);
            sk_cell_add(t->col[c].kind, cell_at(t, r, c), lang, &f);
            int n = columns_of(sk_buf_str(&f));
            if (n > width[c]) width[c] = n < CELL_WIDTH_MAX ? n : CELL_WIDTH_MAX;
        }
    }
    end_cells(&f, out);
    text_row(t, SIZE_MAX, width, lang, out);
    for (size_t r = 0; r < rows; r++) text_row(t, r, width, lang, out);
}

static void html_cell(const sk_table *t, const sk_cell *x, int c, sk_lang lang, sk_buf *f,
                      sk_buf *out)
{
    sk_cell_kind kind = t->col[c].kind;
    if (t->col[c].list_only) return;
    sk_buf_add(out, kind == SK_CELL_NAME ? "<td class=\"p\">"
                    : is_text(kind)      ? "<td>"
                                         : "<td class=\"n\">");
    next_cell(f, out);
    sk_cell_add(kind, x, lang, f);
    if (kind == SK_CELL_NAME && f->len) sk_html_name(out, sk_buf_str(f));
    else sk_html_add(out, sk_buf_str(f));
    sk_buf_add(out, "</td>");
}

void sk_table_html_head(const sk_table *t, sk_lang lang, int first_col, sk_buf *out)
{
    sk_buf_add(out, "<table>\n<thead><tr>");
    for (int c = first_col; c < t->n_cols; c++) {
        if (t->col[c].list_only) continue;
        sk_buf_addf(out, "<th scope=\"col\"%s>", is_text(t->col[c].kind) ? "" : " class=\"n\"");
        sk_html_add(out, sk_text(lang, t->col[c].title));
        sk_buf_add(out, "</th>");
    }
    sk_buf_add(out, "</tr></thead>\n");
}

void sk_table_html_rows(const sk_table *t, sk_lang lang, size_t first, size_t end, int first_col,
                        sk_buf *out)
{
    sk_buf f = SK_BUF_INIT;
    for (size_t r = first; r < end; r++) {
        sk_buf_add(out, "<tr>");
        for (int c = first_col; c < t->n_cols; c++)
            html_cell(t, cell_at(t, r, c), c, lang, &f, out);
        sk_buf_add(out, "</tr>\n");
    }
    end_cells(&f, out);
}

void sk_table_html(const sk_table *t, sk_lang lang, size_t max_rows, sk_buf *out)
{
    sk_table_html_head(t, lang, 0, out);
    sk_buf_add(out, "<tbody>\n");
    sk_table_html_rows(t, lang, 0, shown_rows(t, max_rows), 0, out);
    sk_buf_add(out, "</tbody>\n</table>\n");
}

/* ---- order ---- */

static int by_first_cell(const void *a, const void *b)
{
    const sk_cell *x = a, *y = b;
    if (x[0].v != y[0].v) return x[0].v < y[0].v ? -1 : 1;
    return (x[1].v > y[1].v) - (x[1].v < y[1].v);
}

void sk_table_sort(sk_table *t, int c)
{
    size_t w = (size_t)t->n_cols;
    if (t->n_rows < 2 || t->failed) return;
    sk_cell *key = sk_calloc_n(2 * t->n_rows, sizeof *key), *old = t->cell;
    sk_cell *sorted = sk_calloc_n(t->n_rows * w, sizeof *sorted);
    t->failed = !key || !sorted;
    for (size_t r = 0; r < t->n_rows && !t->failed; r++) {
        key[2 * r].v = cell_at(t, r, c)->v;
        key[2 * r + 1].v = (int64_t)r;
    }
    if (!t->failed) qsort(key, t->n_rows, 2 * sizeof *key, by_first_cell);
    for (size_t r = 0; r < t->n_rows && !t->failed; r++)
        memcpy(sorted + r * w, old + (size_t)key[2 * r + 1].v * w, w * sizeof *old);
    if (!t->failed) {
        t->cell = sorted;
        t->cap = t->n_rows * w;
        sorted = old;
    }
    sk_free(sorted);
    sk_free(key);
}
