/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between csv_scan.c (bytes to the fields of one row) and csv.c (rows to a table). */
#ifndef SK_EXT_CSV_PRIV_H
#define SK_EXT_CSV_PRIV_H

#include "ext/csv.h"

enum { CSV_FAULTS_TOLD = 200, CSV_CLIP = 40, CSV_CLIP_CAP = 4 * CSV_CLIP + 8 };

typedef struct csv_scan {
    const char *name;
    char *p, *end; /* next byte, end of text (holds NUL) */
    int line, col; /* position of p, 1-based, col in characters */
    char sep;
    sk_diags *diags;
    size_t n_faults, n_short;
    bool broken;    /* an open quote: nothing after it can be trusted */
    bool row_fault; /* this row has a fault */
    bool row_end;   /* the last field ended its row */
    int n_field;    /* fields of this row, also those not stored */
    const char *field[SK_CSV_MAX_COLS];
    int col_of[SK_CSV_MAX_COLS];
    bool extra; /* a field beyond the stored ones is not empty */
} csv_scan;

void sk__csv_row(csv_scan *s); /* reads one row */
bool sk__csv_row_empty(const csv_scan *s);
/* Counts a fault of the current row; true when it is still to be told. */
bool sk__csv_fault(csv_scan *s);
sk_loc sk__csv_at(const csv_scan *s, int line, int col);

#endif
