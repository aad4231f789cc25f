/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between xlsx.c (the workbook), xlsx_text.c (what may stand in a cell or a sheet's name) and
 * xlsx_parts.c (whether the finished file is whole). */
#ifndef SK_EXT_XLSX_PRIV_H
#define SK_EXT_XLSX_PRIV_H

#include "ext/xlsx.h"

enum {
    XLSX_COLS = 64,
    XLSX_ROWS = 1048576,
    XLSX_SHEETS = 255,
    XLSX_TEXT_MAX = 32767, /* UTF-16 units in a cell */
    XLSX_NAME_MAX = 31,    /* UTF-16 units in a sheet's name */
    XLSX_NAME_CAP = XLSX_NAME_MAX * 3 + 1
};

/* Appends s as XML and Excel can hold it, at most max UTF-16 units with "…" at the end when it was
 * longer: no control characters (line ends and tabs become spaces), U+FFFD for bytes that are not UTF-8,
 * "_x0041_" escaped, which Excel would read as "A". Returns the characters appended. */
size_t sk__xlsx_text(sk_buf *b, const char *s, size_t max);
/* A sheet's name from s: without []:*?/\ and outer apostrophes, not "History", never empty, no word that
 * a formula could read as a cell. number > 1 goes behind it: "Kök (2)". False: no memory. */
bool sk__xlsx_name(const char *s, int number, char out[XLSX_NAME_CAP]);
/* Whether Excel takes them for the same sheet: letter case of ASCII and Latin-1 is ignored. */
bool sk__xlsx_same_name(const char *a, const char *b);
/* Text of a printed page's head or foot: "&" is a command there. */
void sk__xlsx_page_text(sk_buf *b, const char *s);

/* False: the file is not whole. cells[i] and rows[i] are what sheet i+1 must hold. */
bool sk__xlsx_whole(const sk_buf *file, const size_t *cells, const size_t *rows, int n_sheets);

#endif
