/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An Excel workbook (.xlsx), sheet by sheet and row by row. No other module includes libxlsxwriter.
 *
 * Text is always written as text: nothing in it becomes a formula or a link, and its cells have the
 * format "text", so that editing one does not make it a formula either. Numbers are exact up to 15
 * digits; larger ones and days that Excel cannot show (before 1900-03-01) become text. The same calls
 * give the same bytes: the day it was made is an argument.
 *
 * libxlsxwriter 1.1 passes every part through a file, so that a folder for them is needed; they and the
 * folder made for them are gone when sk_xlsx_end returns. It does not notice a disk that fills up
 * meanwhile: the finished parts are read again and their rows and cells counted. It says "[ERROR]" on
 * stderr itself when its memory ends or a file cannot be made, beside the error given here. As it does not
 * always survive the end of memory, sk_xlsx_begin first looks whether there is enough.
 *
 * Limits: 64 columns, 1 048 576 rows, 255 sheets, 32 767 UTF-16 units a cell (longer text ends in "…").
 * A failure is sticky: the calls after it do nothing, and sk_xlsx_end tells the first one. */
#ifndef SK_EXT_XLSX_H
#define SK_EXT_XLSX_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"

typedef enum {
    SK_XLSX_TEXT,
    SK_XLSX_WRAP,  /* text in several lines when it is long */
    SK_XLSX_TITLE, /* large and bold; does not widen its column */
    SK_XLSX_NOTE,  /* a sentence that runs over the columns beside it; does not widen its own */
    SK_XLSX_HEAD,  /* a column's heading */
    SK_XLSX_HEAD_NUMBER, /* the same to the right, over numbers */
    SK_XLSX_INT,
    SK_XLSX_DEC1,  /* tenths */
    SK_XLSX_DEC2,  /* hundredths */
    SK_XLSX_DAY,   /* sk_day, shown as 2023-11-27 */
    SK_XLSX_TIME,  /* minutes after midnight, or a duration, shown as 07:30 */
    SK_XLSX_STYLES
} sk_xlsx_style;

typedef struct sk_xlsx sk_xlsx;

typedef struct sk_xlsx_opts {
    const char *tmp_dir; /* an existing folder for the parts under way */
    const char *title;   /* of the document, and on every printed page */
    const char *foot;    /* at the left of every printed page's foot; "" = nothing */
    sk_day made;         /* the document's date of making */
    size_t cells;        /* about so many will be written */
} sk_xlsx_opts;

/* *out is owned by the caller, who ends or aborts it; NULL unless SK_OK. */
sk_code sk_xlsx_begin(const sk_xlsx_opts *opts, sk_xlsx **out, sk_err *err);
/* A new sheet, printed on A4 across, as wide as one page or, if that would be too small to read, as
 * several. Its name is made one that Excel takes and that
 * no other sheet has. */
void sk_xlsx_sheet(sk_xlsx *x, const char *name);
/* The next cell of the row: text, NULL = an empty cell. */
void sk_xlsx_s(sk_xlsx *x, sk_xlsx_style style, const char *s);
void sk_xlsx_v(sk_xlsx *x, sk_xlsx_style style, int64_t v);
void sk_xlsx_row(sk_xlsx *x); /* goes to the next row */
/* The row under way is the heading of a list that ends with the sheet: it stays in view, is repeated on
 * every printed page and has a filter. Once a sheet, before sk_xlsx_row. */
void sk_xlsx_list(sk_xlsx *x);
/* The column of the cell just written stands aside: on a sheet that is too wide to print readably it is
 * folded away behind a [+], all its cells in place. */
void sk_xlsx_aside(sk_xlsx *x);
/* Fills out with the file's bytes and frees x, whatever happens. SK_E_NOMEM, SK_E_IO, SK_E_LIMIT. */
sk_code sk_xlsx_end(sk_xlsx *x, sk_buf *out, sk_err *err);
void sk_xlsx_abort(sk_xlsx *x); /* NULL allowed */
const char *sk_xlsx_version(void);

#endif
