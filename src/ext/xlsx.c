/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a workbook with libxlsxwriter. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "ext/xlsx.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "ext/xlsx_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    WIDTH_MIN = 7,
    WIDTH_MAX = 36,
    PAGE_WIDTH = 250,      /* characters across a printed page, of some 7 points */
    HEAD_WIDTH_MAX = 12,   /* longer headings go in several lines */
    FILTER_WIDTH = 3,      /* the arrow of a filter */
    LINE_HEIGHT = 15,      /* points; spreadsheets do not make room for lines of their own accord */
    HEIGHT_MAX = 25,       /* lines: Excel has no higher rows */
    EXCEL_1970 = 25569,    /* Excel's number of 1970-01-01 */
    EXCEL_MARCH_1900 = 61, /* earlier numbers count a 29 February 1900 that never was */
    DAY_MINUTES = 1440
};
/* What libxlsxwriter 1.1 takes, and room for what comes on top. */
enum { MEMORY_CELL = 200, MEMORY_BASE = 8 << 20 };
static const int64_t EXACT_MAX = INT64_C(999999999999999); /* Excel keeps 15 digits */

struct sk_xlsx {
    lxw_workbook *book;
    lxw_worksheet *sheet; /* under way; owned by book */
    lxw_format *format[SK_XLSX_STYLES];
    char *dir, *file; /* of ours, removed at the end */
    sk_buf text;      /* of one cell */
    sk_buf head, foot;
    char name[XLSX_SHEETS][XLSX_NAME_CAP];
    size_t cells[XLSX_SHEETS], rows[XLSX_SHEETS]; /* that hold something */
    int n_sheets;
    uint32_t row; /* of the next cell */
    int col;
    bool row_filled;
    int row_lines;    /* of the longest text in it */
    int64_t list_row; /* heading of the list, -1 = none */
    int list_cols;
    int width[XLSX_COLS];   /* characters */
    int heading[XLSX_COLS]; /* characters of the list's headings */
    bool aside[XLSX_COLS];  /* may be folded away */
    sk_code code;           /* the first failure */
    lxw_error why;          /* of the library, when it was the one */
};

static void fail(sk_xlsx *x, sk_code code)
{
    if (x->code == SK_OK) x->code = code;
}

static void look(sk_xlsx *x, lxw_error e)
{
    if (e == LXW_NO_ERROR || x->code != SK_OK) return;
    x->why = e;
    if (e == LXW_ERROR_MEMORY_MALLOC_FAILED) x->code = SK_E_NOMEM;
    else x->code = e < LXW_ERROR_FEATURE_NOT_SUPPORTED ? SK_E_IO : SK_E_INTERNAL;
}

/* ---- begin ---- */

static bool make_dir(sk_xlsx *x, const char *tmp_dir, sk_err *err)
{
    static const char part[] = "/.xlsx-XXXXXX", file[] = "/book.xlsx";
    size_t n = strlen(tmp_dir);
    x->dir = sk_alloc(n + sizeof part);
    x->file = sk_alloc(n + sizeof part + sizeof file);
    if (!x->dir || !x->file) {
        fail(x, sk_err_set(err, SK_E_NOMEM, "out of memory"));
        return false;
    }
    memcpy(x->dir, tmp_dir, n);
    memcpy(x->dir + n, part, sizeof part);
    if (!mkdtemp(x->dir)) {
        x->dir[0] = '\0';
        fail(x, sk_err_set(err, SK_E_IO, "cannot make a folder in %s", tmp_dir));
        return false;
    }
    memcpy(x->file, x->dir, n + sizeof part - 1);
    memcpy(x->file + n + sizeof part - 1, file, sizeof file);
    return true;
}

static bool is_head(int style) { return style == SK_XLSX_HEAD || style == SK_XLSX_HEAD_NUMBER; }

static void make_formats(sk_xlsx *x)
{
    static const char *const num[SK_XLSX_STYLES] = {
        "@", "@", "@", "@", "@", "@", "#,##0", "#,##0.0", "#,##0.00", "yyyy-mm-dd", "[hh]:mm"};
    for (int i = 0; i < SK_XLSX_STYLES; i++) {
        lxw_format *f = x->format[i] = workbook_add_format(x->book);
        if (!f) {
            fail(x, SK_E_NOMEM);
            return;
        }
        format_set_num_format(f, num[i]);
        format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
        if (is_head(i) || i == SK_XLSX_TITLE) format_set_bold(f);
        if (i == SK_XLSX_TITLE) format_set_font_size(f, 14);
        if (is_head(i) || i == SK_XLSX_WRAP) format_set_text_wrap(f);
        if (is_head(i)) format_set_bg_color(f, 0xE8EEF2);
        if (is_head(i)) format_set_bottom(f, LXW_BORDER_THIN);
        if (i <= SK_XLSX_HEAD || i == SK_XLSX_DAY) format_set_indent(f, 1);
        if (i == SK_XLSX_HEAD_NUMBER) format_set_align(f, LXW_ALIGN_RIGHT);
        if (i == SK_XLSX_DAY) format_set_align(f, LXW_ALIGN_LEFT);
    }
}

static void make_page_texts(sk_xlsx *x, const sk_xlsx_opts *o)
{
    sk_buf_add(&x->head, "&L&B");
    sk__xlsx_page_text(&x->head, o->title);
    sk_buf_add(&x->head, "&B&R&A");
    sk_buf_add(&x->foot, "&L");
    sk__xlsx_page_text(&x->foot, o->foot);
    sk_buf_add(&x->foot, "&R&P (&N)");
    if (!sk_buf_ok(&x->head) || !sk_buf_ok(&x->foot)) fail(x, SK_E_NOMEM);
}

static void open_book(sk_xlsx *x, const sk_xlsx_opts *o)
{
    lxw_workbook_options lib = {.tmpdir = x->dir};
    x->book = workbook_new_opt(x->file, &lib);
    if (!x->book) {
        fail(x, SK_E_NOMEM);
        return;
    }
    sk__xlsx_text(&x->text, o->title, 200);
    if (!sk_buf_ok(&x->text)) fail(x, SK_E_NOMEM);
    char program[] = "storkok";
    lxw_doc_properties p = {
        .title = x->text.data, .author = program, .created = (time_t)o->made * DAY_MINUTES * 60};
    if (!p.created) p.created = 1; /* 0 would be the time of the clock */
    if (x->code == SK_OK) look(x, workbook_set_properties(x->book, &p));
    make_formats(x);
    make_page_texts(x, o);
}

static void remove_dir(sk_xlsx *x)
{
    if (x->file && x->file[0]) unlink(x->file);
    if (x->dir && x->dir[0]) rmdir(x->dir);
}

static void free_all(sk_xlsx *x)
{
    if (!x) return;
    remove_dir(x);
    sk_free(x->dir);
    sk_free(x->file);
    sk_buf_free(&x->text);
    sk_buf_free(&x->head);
    sk_buf_free(&x->foot);
    sk_free(x);
}

static bool memory_for(size_t cells)
{
    void *p = sk_alloc(MEMORY_BASE + cells * MEMORY_CELL);
    sk_free(p);
    return p != NULL;
}

sk_code sk_xlsx_begin(const sk_xlsx_opts *opts, sk_xlsx **out, sk_err *err)
{
    *out = NULL;
    sk_xlsx *x = memory_for(opts->cells) ? sk_alloc(sizeof *x) : NULL;
    if (!x) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    x->list_row = -1;
    if (make_dir(x, opts->tmp_dir, err)) open_book(x, opts);
    if (x->code == SK_OK) {
        *out = x;
        return SK_OK;
    }
    sk_code code = x->code;
    if (code == SK_E_NOMEM) sk_err_set(err, code, "out of memory");
    sk_xlsx_abort(x);
    return code;
}

/* ---- sheets ---- */

/* Lines that n characters take in a column; words do not fill them quite. */
static int lines_of(int n, int width) { return (n + n / 16 + width - 1) / width; }

static void set_height(sk_xlsx *x, lxw_row_t row, int lines)
{
    if (lines > 1) look(x, worksheet_set_row(x->sheet, row, LINE_HEIGHT * lines, NULL));
}

static int col_width(const sk_xlsx *x, int c)
{
    int w = x->width[c] < WIDTH_MIN ? WIDTH_MIN : x->width[c];
    return (w > WIDTH_MAX ? WIDTH_MAX : w) + 1;
}

/* Characters across; folded: without what may be. */
static int sheet_width(const sk_xlsx *x, bool folded)
{
    int sum = 0;
    for (int c = 0; c < XLSX_COLS; c++)
        if (x->width[c] && !(folded && x->aside[c])) sum += col_width(x, c);
    return sum;
}

/* Sets the columns; a sheet that is too wide for a page folds what stands aside, and when that is not
 * enough is cut into pages beside each other. The lines of the heading are returned. */
static int set_columns(sk_xlsx *x)
{
    bool fold = sheet_width(x, false) > PAGE_WIDTH, before = false;
    int lines = 1, over = sheet_width(x, fold) - 1;
    for (int c = 0; c < XLSX_COLS && x->width[c]; c++) {
        bool hide = fold && x->aside[c];
        lxw_row_col_options o = {.hidden = hide, .level = hide, .collapsed = before && !hide};
        int high = hide ? 1 : lines_of(x->heading[c], col_width(x, c) - 1 - FILTER_WIDTH);
        lxw_col_t col = (lxw_col_t)c;
        if (high > lines) lines = high;
        look(x, worksheet_set_column_opt(x->sheet, col, col, col_width(x, c), NULL, &o));
        before = hide;
    }
    worksheet_fit_to_pages(x->sheet, (uint16_t)(1 + over / PAGE_WIDTH), 0);
    return lines;
}

static void finish_sheet(sk_xlsx *x)
{
    if (!x->sheet || x->code != SK_OK) return;
    if (x->col) sk_xlsx_row(x);
    int lines = set_columns(x);
    if (x->list_row < 0 || !x->list_cols) return;
    lxw_row_t head = (lxw_row_t)x->list_row, last = x->row - 1;
    set_height(x, head, lines);
    lxw_col_t end = (lxw_col_t)(x->list_cols - 1);
    look(x, worksheet_autofilter(x->sheet, head, 0, last, end));
    look(x, worksheet_repeat_rows(x->sheet, head, head));
    worksheet_freeze_panes(x->sheet, head + 1, 0);
}

static bool name_taken(const sk_xlsx *x, const char *name)
{
    for (int i = 0; i < x->n_sheets; i++)
        if (sk__xlsx_same_name(x->name[i], name)) return true;
    return false;
}

static void page_setup(sk_xlsx *x)
{
    enum { A4 = 9 };
    worksheet_set_paper(x->sheet, A4);
    worksheet_set_landscape(x->sheet);
    worksheet_set_margins(x->sheet, 0.5, 0.5, 0.8, 0.7);
    look(x, worksheet_set_header(x->sheet, x->head.data));
    look(x, worksheet_set_footer(x->sheet, x->foot.data));
}

void sk_xlsx_sheet(sk_xlsx *x, const char *name)
{
    finish_sheet(x);
    if (x->code != SK_OK) return;
    if (x->n_sheets == XLSX_SHEETS) {
        fail(x, SK_E_LIMIT);
        return;
    }
    char *own = x->name[x->n_sheets];
    int number = 1;
    do
        if (!sk__xlsx_name(name, number++, own)) fail(x, SK_E_NOMEM);
    while (x->code == SK_OK && name_taken(x, own));
    if (x->code != SK_OK) return;
    x->sheet = workbook_add_worksheet(x->book, own);
    if (!x->sheet) {
        fail(x, SK_E_NOMEM);
        return;
    }
    x->n_sheets++;
    x->row = 0;
    x->col = 0;
    x->list_row = -1;
    x->list_cols = 0;
    memset(x->width, 0, sizeof x->width);
    memset(x->heading, 0, sizeof x->heading);
    memset(x->aside, 0, sizeof x->aside);
    page_setup(x);
}

void sk_xlsx_list(sk_xlsx *x)
{
    x->list_row = x->row;
    x->list_cols = x->col;
}

void sk_xlsx_aside(sk_xlsx *x)
{
    if (x->col > 0 && x->col <= XLSX_COLS) x->aside[x->col - 1] = true;
}

/* ---- cells ---- */

/* Where the next cell stands; false when there is none. */
static bool next_place(sk_xlsx *x, lxw_row_t *row, lxw_col_t *col)
{
    if (x->code != SK_OK || !x->sheet) return false;
    if (x->row >= XLSX_ROWS || x->col >= XLSX_COLS) {
        fail(x, SK_E_LIMIT);
        return false;
    }
    *row = x->row;
    *col = (lxw_col_t)x->col++;
    return true;
}

static void wide(sk_xlsx *x, lxw_col_t col, sk_xlsx_style style, size_t chars)
{
    int w = chars > WIDTH_MAX ? WIDTH_MAX : (int)chars;
    if (style == SK_XLSX_TITLE || style == SK_XLSX_NOTE) return;
    if (is_head((int)style)) x->heading[col] = w;
    if (style == SK_XLSX_WRAP && lines_of((int)chars, WIDTH_MAX) > x->row_lines)
        x->row_lines = lines_of((int)chars, WIDTH_MAX);
    if (is_head((int)style)) w = (w > HEAD_WIDTH_MAX ? HEAD_WIDTH_MAX : w) + FILTER_WIDTH;
    if (x->width[col] < w) x->width[col] = w;
}

static void filled(sk_xlsx *x)
{
    x->cells[x->n_sheets - 1]++;
    x->row_filled = true;
}

void sk_xlsx_s(sk_xlsx *x, sk_xlsx_style style, const char *s)
{
    lxw_row_t row;
    lxw_col_t col;
    if (!next_place(x, &row, &col) || !s) return;
    sk_buf_clear(&x->text);
    size_t n = sk__xlsx_text(&x->text, s, XLSX_TEXT_MAX);
    if (!sk_buf_ok(&x->text)) fail(x, SK_E_NOMEM);
    if (!n || x->code != SK_OK) return;
    if (style == SK_XLSX_TEXT && n > WIDTH_MAX) style = SK_XLSX_WRAP;
    wide(x, col, style, n);
    filled(x);
    look(x, worksheet_write_string(x->sheet, row, col, x->text.data, x->format[style]));
}

/* What Excel shows for v; false when it cannot. */
static bool excel_number(sk_xlsx_style style, int64_t v, double *out)
{
    if (v > EXACT_MAX || v < -EXACT_MAX) return false;
    switch (style) {
    case SK_XLSX_DEC1: *out = (double)v / 10.0; return true;
    case SK_XLSX_DEC2: *out = (double)v / 100.0; return true;
    case SK_XLSX_DAY: *out = (double)(v + EXCEL_1970); return v + EXCEL_1970 >= EXCEL_MARCH_1900;
    case SK_XLSX_TIME: *out = (double)v / DAY_MINUTES; return v >= 0;
    default: *out = (double)v; return true;
    }
}

static int decimals_of(sk_xlsx_style style)
{
    return style == SK_XLSX_DEC1 ? 1 : style == SK_XLSX_DEC2 ? 2 : 0;
}

/* Characters of a number as it is shown: digits, groups of three, sign and decimal mark. */
static size_t number_width(sk_xlsx_style style, int64_t v)
{
    if (style == SK_XLSX_DAY) return SK_DATE_LEN;
    if (style == SK_XLSX_TIME) return SK_TIME_LEN;
    int decimals = decimals_of(style), digits = 1;
    for (int64_t rest = v / 10; rest; rest /= 10) digits++;
    if (digits <= decimals) digits = decimals + 1;
    return (size_t)(digits + (digits - decimals - 1) / 3 + (decimals > 0) + (v < 0));
}

/* What Excel cannot show as a number. */
static void number_text(sk_xlsx *x, sk_xlsx_style style, int64_t v)
{
    char day[SK_DATE_LEN];
    sk_buf b = SK_BUF_INIT;
    if (style == SK_XLSX_DAY) sk_buf_add(&b, sk_day_str((sk_day)v, day));
    else sk_buf_dec_plain(&b, v, decimals_of(style));
    if (!sk_buf_ok(&b)) fail(x, SK_E_NOMEM);
    sk_xlsx_s(x, SK_XLSX_TEXT, sk_buf_str(&b));
    sk_buf_free(&b);
}

void sk_xlsx_v(sk_xlsx *x, sk_xlsx_style style, int64_t v)
{
    lxw_row_t row;
    lxw_col_t col;
    double number;
    if (!excel_number(style, v, &number)) {
        number_text(x, style, v);
        return;
    }
    if (!next_place(x, &row, &col)) return;
    wide(x, col, style, number_width(style, v));
    filled(x);
    look(x, worksheet_write_number(x->sheet, row, col, number, x->format[style]));
}

void sk_xlsx_row(sk_xlsx *x)
{
    if (x->code != SK_OK || !x->sheet) return;
    if (x->row_filled) x->rows[x->n_sheets - 1]++;
    set_height(x, x->row, x->row_lines > HEIGHT_MAX ? HEIGHT_MAX : x->row_lines);
    x->row_lines = 0;
    if (x->row < XLSX_ROWS) x->row++;
    x->row_filled = false;
    x->col = 0;
}

/* ---- end ---- */

static sk_code tell(const sk_xlsx *x, sk_err *err)
{
    if (x->code == SK_E_NOMEM) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (x->code == SK_E_LIMIT)
        return sk_err_set(err, SK_E_LIMIT,
                          "too much for a workbook: at most %d sheets of %d rows and %d columns",
                          (int)XLSX_SHEETS, (int)XLSX_ROWS, (int)XLSX_COLS);
    if (x->why != LXW_NO_ERROR)
        return sk_err_set(err, x->code, "cannot write the workbook: %s", lxw_strerror(x->why));
    return sk_err_set(err, x->code, "cannot write the workbook: the disk may be full");
}

sk_code sk_xlsx_end(sk_xlsx *x, sk_buf *out, sk_err *err)
{
    sk_err io;
    sk_buf_clear(out);
    finish_sheet(x);
    if (x->code != SK_OK) {
        sk_code code = tell(x, err);
        sk_xlsx_abort(x);
        return code;
    }
    look(x, workbook_close(x->book)); /* frees it, too */
    x->book = NULL;
    sk_err_init(&io, SK_LANG_SV);
    if (x->code == SK_OK) fail(x, sk_file_read(x->file, 0, out, &io));
    if (x->code == SK_OK && !sk__xlsx_whole(out, x->cells, x->rows, x->n_sheets)) fail(x, SK_E_IO);
    sk_code code = x->code == SK_OK ? SK_OK : tell(x, err);
    free_all(x);
    return code;
}

void sk_xlsx_abort(sk_xlsx *x)
{
    if (!x) return;
    if (x->book) lxw_workbook_free(x->book);
    free_all(x);
}

const char *sk_xlsx_version(void) { return lxw_version(); }
