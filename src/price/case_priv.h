/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between case_check.c (is the case whole?), chain.c (line amounts), cells.c (lines to cells), tariff.c
 * (cells to prices) and run.c. */
#ifndef SK_PRICE_CASE_PRIV_H
#define SK_PRICE_CASE_PRIV_H

#include "price/case.h"

/* Bounds that keep every sum within 64 bits: 10^13 kronor a line, 10^12 portions a row. */
#define PRICE_AMOUNT_MAX INT64_C(1000000000000000)
#define PRICE_COUNT_MAX INT64_C(1000000000000)
enum { PRICE_LINES_MAX = 4000 };
static inline bool sk__price_amount_ok(sk_ore v) { return v >= -PRICE_AMOUNT_MAX && v <= PRICE_AMOUNT_MAX; }

typedef struct price_run {
    const sk_price_case *c;
    sk_price_result *r;
    sk_diags *diags;
    bool bad, no_memory;
    sk_ix *cell_volume; /* by cell: its row of volumes */
    int64_t *weight;   /* n_cells, scratch */
    sk_ore *share;     /* n_cells, scratch */
    sk_exact_part *exact; /* 2 x n_cells, scratch */
    sk_ore *way;       /* 2 x n_cells, scratch */
    size_t cap_parts;
} price_run;

extern const sk_price_src sk__price_nowhere; /* faults of the whole case */
/* Tells a fault of a record and marks the run as bad. */
void sk__price_bad(price_run *p, const char *rule, sk_price_src src, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void *sk__price_array(price_run *p, size_t n, size_t size); /* in the result's arena; NULL marks the run */

bool sk__price_check(price_run *p);    /* references, duplicates, ranges, factors, drivers; false: stop here */
bool sk__price_cells(price_run *p);    /* makes the cells and their given weights */
bool sk__price_coverage(price_run *p); /* products with volume, customers with prices */
bool sk__price_steps(price_run *p);    /* amounts of lines */
bool sk__price_shares(price_run *p);   /* support units */
bool sk__price_split(price_run *p);    /* lines over cells */
bool sk__price_gap(price_run *p);
bool sk__price_tags(price_run *p);
bool sk__price_close(price_run *p);

/* Planned or base volume of a cell in the units of the line's key: what it weighs; 0 outside the line's reach;
 * -1 = out of range. */
int64_t sk__price_volume(const price_run *p, const sk_price_line *l, sk_ix cell, bool base);
bool sk__price_reaches(const price_run *p, const sk_price_line *l, sk_ix cell);

#endif
