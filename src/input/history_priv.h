/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a history document, scanned in place without a copy of the text. */
#ifndef SK_INPUT_HISTORY_PRIV_H
#define SK_INPUT_HISTORY_PRIV_H

#include "base/types.h"

enum { SK__SCAN_COLS = 64 };

typedef struct sk__scan {
    char *at, *end;
    char sep;
    int line;        /* of the row that was read last */
    int next_line;
    int n;           /* fields of the row */
    char *field[SK__SCAN_COLS]; /* NUL-terminated inside the text, trimmed of spaces */
    bool open_quote; /* the row ended inside quotes */
} sk__scan;

/* Text from `at` to `end` (*end is a NUL) is overwritten. */
void sk__scan_init(sk__scan *s, char *at, char *end, char sep, int line);
/* Next row that is not empty; false at the end. Fields past SK__SCAN_COLS are dropped. */
bool sk__scan_row(sk__scan *s);

#endif
