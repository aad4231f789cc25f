/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list as data: columns with a kind, rows of cells. A view fills it once; the formatters here write
 * it as CSV, JSON, HTML and aligned text without any arithmetic, so that a number is the same in all
 * of them. Sizes: up to 100 000 rows. Strings are borrowed: they live in the view's arena or the
 * kommun. A failed allocation is sticky and told by sk_table_ok. */
#ifndef SK_OUT_TABLE_H
#define SK_OUT_TABLE_H

#include "base/buf.h"
#include "base/date.h"
#include "ext/json.h"

typedef enum {
    SK_CELL_TEXT, /* cell.s */
    SK_CELL_NAME, /* cell.s given by people: hostile until escaped */
    SK_CELL_INT,  /* cell.v */
    SK_CELL_DEC1, /* cell.v in tenths */
    SK_CELL_DEC2, /* cell.v in hundredths */
    SK_CELL_ORE,  /* cell.v in öre; shown in kronor, integer öre in JSON */
    SK_CELL_DAY,  /* cell.v as sk_day */
    SK_CELL_TIME, /* cell.v minutes after midnight */
    SK_CELL_BOOL  /* cell.v 0 or 1: no / yes */
} sk_cell_kind;

typedef struct sk_col {
    const char *key;   /* JSON member; money ends in _ore */
    const char *title; /* message id */
    sk_cell_kind kind;
    bool list_only;    /* in CSV and JSON, left out of pages and terminal */
} sk_col;

#define SK_CELL_EMPTY INT64_MIN
typedef struct sk_cell {
    const char *s; /* text kinds; NULL = empty */
    int64_t v;     /* the others; SK_CELL_EMPTY = empty */
} sk_cell;

typedef struct sk_table {
    const char *key;      /* name of its file and JSON member: "allocation" */
    const char *title;    /* message id */
    const sk_col *col;    /* static */
    int n_cols;
    sk_cell *cell;        /* row by row; owned */
    size_t n_rows, cap;   /* cap counts cells */
    int n_set;            /* cells set in the row under construction */
    bool failed;
} sk_table;

void sk_table_init(sk_table *t, const char *key, const char *title, const sk_col *col, int n_cols);
void sk_table_free(sk_table *t);
bool sk_table_ok(const sk_table *t);
/* Cells are added from left to right; the row is complete with its last cell. */
void sk_table_s(sk_table *t, const char *s);
void sk_table_v(sk_table *t, int64_t v);

/* Excel in Swedish: BOM, ';', decimal comma, ISO days, whole kronor with two decimals. */
void sk_table_csv(const sk_table *t, sk_lang lang, sk_buf *out);
/* An array of one-line objects under key (NULL at top). */
void sk_table_json(const sk_table *t, sk_jw *w, const char *key);
/* A <table>; at most max_rows rows (0 = all). */
void sk_table_html(const sk_table *t, sk_lang lang, size_t max_rows, sk_buf *out);
/* Its beginning up to the head, and rows first..end-1 alone; both without the columns before first_col. */
void sk_table_html_head(const sk_table *t, sk_lang lang, int first_col, sk_buf *out);
void sk_table_html_rows(const sk_table *t, sk_lang lang, size_t first, size_t end, int first_col, sk_buf *out);
/* Rows by a column of numbers, smallest and empty first, else as they were. */
void sk_table_sort(sk_table *t, int col);
/* Aligned columns under a heading line, indented two spaces. */
void sk_table_text(const sk_table *t, sk_lang lang, size_t max_rows, sk_buf *out);

/* One cell as people read it (names without control characters) and as programs do; empty = nothing, null. */
void sk_cell_add(sk_cell_kind kind, const sk_cell *x, sk_lang lang, sk_buf *out);
void sk_cell_json(sk_cell_kind kind, const char *key, const sk_cell *x, sk_jw *w);

/* HTML text and attribute values: & < > " ' escaped, control characters left out. */
void sk_html_add(sk_buf *b, const char *s);
/* A name given by people; isolated when it may hold right-to-left text, which would reorder its surroundings. */
void sk_html_name(sk_buf *b, const char *s);
/* A name for a terminal: control and bidirectional formatting characters left out. */
void sk_plain_add(sk_buf *b, const char *s);

#endif
