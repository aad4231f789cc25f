/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as Swedish Excel writes it, read with positions.
 *
 * Accepted: ';' with decimal comma, or ',' with decimal point (decided once per file from the
 * header line; a header with both or with tabs is refused, never guessed); UTF-8 with or without
 * BOM, or windows-1252 (bytes that are not valid UTF-8); CRLF, LF or CR; quoted fields with "" inside
 * and line breaks inside quotes; a first line "sep=;" as Excel writes it. Empty rows, rows of only
 * separators and empty columns at the right edge are skipped. A row that lacks fields at its end is
 * read with a warning (Excel leaves out empty last fields, block by block of 16 rows).
 * Refused: NUL and control characters, UTF-16, an open quote, text after a closing quote, a row with
 * more fields than the header, fields over 64 kB, more than 1 000 columns or 2 000 000 rows.
 * Own code because no packaged library keeps line and column of every field. */
#ifndef SK_EXT_CSV_H
#define SK_EXT_CSV_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"

typedef struct sk_csv_row {
    const char **field; /* n_cols of the table; UTF-8, outer spaces and NBSP trimmed */
    int *col;           /* 1-based column (in characters) where each field starts */
    int line;           /* 1-based line where the row starts */
} sk_csv_row;

typedef struct sk_csv {
    const char *name; /* the document, in the arena */
    char sep;    /* ';' or ',' */
    char point;  /* ',' when sep is ';', '.' when sep is ',' */
    bool was_1252;
    int n_cols;
    sk_csv_row head; /* the header's names */
    sk_csv_row *row;
    size_t n_rows;
} sk_csv;

enum { SK_CSV_MAX_COLS = 1000, SK_CSV_MAX_ROWS = 2000000, SK_CSV_MAX_FIELD = 65536 };

/* Parses text (n bytes) of the document `name`. Every fault goes to diags; rows with faults are left
 * out, after 200 faults the rest is only counted. SK_E_INPUT when there is no usable table at all,
 * SK_E_NOMEM. The table lives in arena. Linear in n. Rules:
 *   C001 no table at all       C002 NUL byte               C003 open quote
 *   C004 text after a quote    C005 number of fields       C006 separator or decimal mark
 *   C007 too long or too many  C008 header names           C009 encoding, control characters */
sk_code sk_csv_parse(const char *name, const char *text, size_t n, sk_arena *arena, sk_csv *out,
                     sk_diags *diags);

sk_ix sk_csv_col(const sk_csv *t, const char *name); /* SK_NONE when the header lacks it */
/* The place of a field, for diagnostics; borrows t->name. */
sk_loc sk_csv_loc(const sk_csv *t, size_t row, sk_ix col);
/* Reads a field as a number scaled by 10^decimals, with the table's decimal mark. On failure an error
 * with rule C006 (wrong mark) or `rule` (anything else) goes to diags and it returns false. */
bool sk_csv_dec(const sk_csv *t, size_t row, sk_ix col, int decimals, const char *rule,
                int64_t *out, sk_diags *diags);

/* Writing: UTF-8 with BOM, ';', CRLF, quoted when needed; a field that a spreadsheet would read as a
 * formula (first character = + - @ TAB CR LF, unless it is a plain number or a lone dash) gets a
 * leading apostrophe. */
void sk_csv_begin(sk_buf *b); /* BOM */
void sk_csv_field(sk_buf *b, const char *s, bool last);

/* Encodings (encoding.c). Appends to out; bytes that are not part of valid UTF-8 are taken as
 * windows-1252 (its five unused bytes become U+FFFD). Returns true when any byte was converted. */
bool sk_to_utf8(const char *in, size_t n, sk_buf *out);
bool sk_utf8_valid(const char *s, size_t n);
/* Length 1..4 of the valid UTF-8 character at s (n bytes left), 0 when it is not one. */
size_t sk_utf8_len(const char *s, size_t n);
/* First control character other than TAB and LF, or U+FFFD, in s; NULL when there is none. */
const char *sk_bad_char(const char *s);
/* Copies at most max_chars characters of s for a message, "..." when cut; cap > 4 * max_chars + 4. */
const char *sk_clip(const char *s, int max_chars, char *out, size_t cap);

#endif
