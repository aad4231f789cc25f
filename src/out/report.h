/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report: what a command found, once, for every reader. Its maker adds items in reading order (headings,
 * paragraphs, facts, tables, charts); the formatters here write them without any arithmetic as text for the
 * terminal, JSON, pages that print on A4, CSV and an Excel workbook, so that a number is the same in all.
 *
 *   sk_report *r = sk_report_new("waste", SK_N("Food waste"), k->name, lang);
 *   sk_report_headline(r, sk_report_words(r, "%s g", ...));
 *   sk_report_fact(r, "portions", SK_N("Portions"), SK_CELL_INT, 1200, NULL);
 *   sk_table *t = sk_report_table(r, "kitchens", SK_N("Kitchens"), cols, N_COLS, 20); sk_table_s(t, ...); ...
 *   sk_buf *svg = sk_report_chart(r, "trend", SK_N("Grams per portion"));
 *   ... sk_report_write(r, &now, dir, err); sk_report_free(r);
 *
 * Further pages (sk_report_page) are for readers: the terminal, the facts of the JSON and the front sheet of
 * the workbook end with the first page; tables of all pages are in the files unless page_only.
 *
 * Titles of tables, facts, headings and charts are message ids; every other text is in the report's language
 * already. Texts may hold names given by people: each form escapes them. Strings are borrowed until
 * sk_report_free unless made by sk_report_words or sk_report_keep. A failed allocation is sticky: makers
 * need not look, sk_report_ok tells at the end. Expected: 60 items, tables of up to 100 000 rows. */
#ifndef SK_OUT_REPORT_H
#define SK_OUT_REPORT_H

#include "base/err.h"
#include "base/mem.h"
#include "out/table.h"

enum { SK_MMIN_CH = 600 }; /* milliminutes of work in a hundredth of an hour, the unit of shown hours */

typedef enum {
    SK_ITEM_PAGE,    /* the following items stand on a page of their own: key.html */
    SK_ITEM_HEADING,
    SK_ITEM_TEXT,    /* a paragraph */
    SK_ITEM_WARNING, /* a paragraph to be seen */
    SK_ITEM_FACT,
    SK_ITEM_TABLE,
    SK_ITEM_CHART,
    SK_ITEM_FILE     /* a file beside the pages, as it is */
} sk_item_kind;

typedef struct sk_report_item {
    sk_item_kind kind;
    const char *key;     /* JSON member and stem of the file: "kitchens"; a file's whole name */
    const char *title;   /* message id; of a chart its words for those who cannot see it */
    const char *text;    /* paragraphs; under a table's heading; a file's purpose; a fact's unit */
    sk_cell_kind of;     /* facts */
    sk_cell cell;
    bool bad;            /* facts: to be seen */
    bool files_only;     /* tables: in CSV, Excel and JSON, not on pages or terminal */
    bool page_only;      /* tables: on pages only: an extract of one that is in the files */
    size_t max_rows;     /* tables: on pages and terminal; 0 = all */
    sk_table t;          /* owned */
    sk_buf data;         /* owned: SVG or file */
} sk_report_item;

typedef struct sk_report_input { const char *name, *sha256; } sk_report_input;

typedef struct sk_report {
    sk_arena *arena;     /* words and whatever the maker wants to keep alive */
    sk_lang lang;
    const char *key;     /* "waste": report.json says "storkok-waste/1" */
    const char *title;   /* message id */
    const char *name;    /* whose: the municipality; borrowed */
    const char *headline; /* one sentence, "" until set */
    sk_report_item **item; int n_items; size_t cap_items;
    sk_report_input *input; int n_inputs; size_t cap_inputs;
    bool short_of;       /* done, but something is missing or broken: exit code 1 */
    bool landscape;      /* pages print on A4 across */
    bool compact;        /* pages print small, to fit one sheet */
    sk_table no_table; sk_buf no_data; /* what calls hand out after a failure: they take nothing */
    bool failed;
} sk_report;

sk_report *sk_report_new(const char *key, const char *title, const char *name, sk_lang lang); /* NULL: no memory */
void sk_report_free(sk_report *r);
bool sk_report_ok(const sk_report *r); /* no allocation failed and every table's last row is whole */

/* Words that live as long as the report; "" when out of memory. */
const char *sk_report_words(sk_report *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *sk_report_keep(sk_report *r, const char *s);
/* An amount or number as people read it ("1 234,50"), to put into words. decimals 0..6; ORE = 2. */
const char *sk_report_number(sk_report *r, int64_t v, int decimals);

void sk_report_headline(sk_report *r, const char *text);
void sk_report_page(sk_report *r, const char *key, const char *title);
void sk_report_heading(sk_report *r, const char *title);
void sk_report_text(sk_report *r, const char *text);
void sk_report_warning(sk_report *r, const char *text);
/* value as a table's cell of that kind; unit is words, NULL = none. Facts that follow each other stand together. */
void sk_report_fact(sk_report *r, const char *key, const char *title, sk_cell_kind kind, int64_t v,
                    const char *unit);
void sk_report_fact_s(sk_report *r, const char *key, const char *title, const char *s);
void sk_report_bad(sk_report *r, bool bad); /* of the fact just added */
/* The table is filled by the caller, from left to right, and owned by the report. Never NULL: after a
 * failure it is a table that keeps nothing. */
sk_table *sk_report_table(sk_report *r, const char *key, const char *title, const sk_col *col, int n_cols,
                          size_t max_rows);
void sk_report_note(sk_report *r, const char *text);  /* under the heading of the table just added */
void sk_report_files_only(sk_report *r);              /* the table just added */
void sk_report_page_only(sk_report *r);               /* the table just added */
/* An <svg> element, to be filled. Colours by the classes of sk_report_html's style or by attributes. */
sk_buf *sk_report_chart(sk_report *r, const char *key, const char *title);
sk_buf *sk_report_file(sk_report *r, const char *name, const char *what);
/* What it was made from, printed at the end. */
void sk_report_from(sk_report *r, const char *name, const char *sha256);

/* ---- forms ---- */
int sk_report_first_page(const sk_report *r); /* its number of items */
const char *sk_report_more(const sk_report *r, const sk_report_item *x); /* "… and 12 more" rows than shown */
void sk_report_text_form(const sk_report *r, const char *files_dir, sk_buf *out); /* files_dir NULL = none written */
void sk_report_json(const sk_report *r, sk_buf *out);
/* The JSON Schema of what sk_report_json writes (report_schema.c): every fact and column with title and type. */
void sk_report_schema(const sk_report *r, sk_buf *out);
/* The page that begins with item `first` (0, or a SK_ITEM_PAGE). now NULL = no stamp. */
void sk_report_html(const sk_report *r, const sk_now *now, int first, sk_buf *out);
void sk_report_csv(const sk_report *r, sk_buf *out); /* of the first table */
/* The workbook: its front sheet says what the terminal says, each table has a sheet. tmp_dir as for
 * sk_workbook_make (out/workbook.h). */
sk_code sk_report_xlsx(const sk_report *r, const sk_now *now, const char *tmp_dir, sk_buf *out, sk_err *err);
/* index.html, the other pages, report.json with its report.schema.json, KEY.csv of each table, the charts as SVG, the
 * workbook and the files, into dir, swapped whole. */
sk_code sk_report_write(const sk_report *r, const sk_now *now, const char *dir, sk_err *err);

#endif
