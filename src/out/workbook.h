/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as one Excel workbook: a front sheet of facts and a list of the sheets, then a sheet a table
 * with its title, one heading row that stays in view and filters, and cells of the table's own kinds:
 * kronor with two decimals, days and clock times as Excel's own, names as text and nothing else. Every
 * column is there, also those that pages leave out. The numbers are those of the table's JSON; yes and
 * no are words, as in CSV. */
#ifndef SK_OUT_WORKBOOK_H
#define SK_OUT_WORKBOOK_H

#include "base/err.h"
#include "out/table.h"

typedef struct sk_workbook_fact { /* one line of the front sheet */
    const char *name;  /* in the workbook's language; NULL = an empty line */
    sk_cell_kind kind;
    sk_cell value;     /* by kind, as in a table; text as long as wanted */
    const char *unit;  /* words behind the value; NULL = none */
    bool heading;      /* the name stands above what follows; no value */
} sk_workbook_fact;

typedef struct sk_workbook_sheet {
    const sk_table *t;
    const char *note;  /* under the title; NULL = none */
} sk_workbook_sheet;

typedef struct sk_workbook {
    sk_lang lang;
    const char *title;            /* of the front sheet and of every printed page */
    const char *foot;             /* of printed pages: municipality, date; NULL = none */
    sk_day made;                  /* date of making in the file: of --now, or of the content */
    const sk_workbook_fact *fact; /* n_facts; borrowed, as all below */
    size_t n_facts;
    const sk_workbook_sheet *sheet; /* n_sheets; at most 254 */
    size_t n_sheets;
} sk_workbook;

/* Fills out with the file (cleared first). Parts under way lie in tmp_dir, a folder that exists: that of
 * an outdir under construction serves, nothing is left there. SK_E_NOMEM, SK_E_IO, SK_E_LIMIT. */
sk_code sk_workbook_make(const sk_workbook *w, const char *tmp_dir, sk_buf *out, sk_err *err);

#endif
