/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagnostics: a bounded, sorted list of everything that is wrong or odd in the input.
 * Validation goes on after a fault, so that a planner sees every fault at once. Rendered as
 *   kitchens.csv:41:7: fel: antal ska vara 0 eller mer, hittade -3 [R012]
 *       råd: ...
 * The list keeps SK_DIAG_MAX entries and counts the rest: errors before warnings before notes, and
 * within these the first in document order, whatever the order of adding. */
#ifndef SK_BASE_DIAG_H
#define SK_BASE_DIAG_H

#include "base/buf.h"
#include "base/err.h"

enum { SK_DIAG_MAX = 1000 };

typedef enum { SK_SEV_ERROR = 0, SK_SEV_WARNING = 1, SK_SEV_NOTE = 2 } sk_sev;

/* Where a fault is. file is relative to the kommun folder; unknown parts are 0 / NULL. */
typedef struct sk_loc {
    const char *file;
    int line, col;    /* 1-based; 0 = unknown */
    const char *path; /* JSON path or NULL */
} sk_loc;

typedef struct sk_diag {
    sk_sev sev;
    char rule[8];
    char *file; /* owned by the list */
    int line, col;
    char *path; /* "" when none */
    char *text;
    char *hint; /* "" when none */
} sk_diag;

typedef struct sk_diags sk_diags; /* opaque; owns its entries */

sk_diags *sk_diags_new(sk_lang lang); /* NULL when out of memory */
void sk_diags_free(sk_diags *d);
sk_lang sk_diags_lang(const sk_diags *d);

/* Adds one. fmt and hint are English message ids, translated here (see text.h); hint may be NULL
 * and takes no arguments. Never fails: when memory ends the entry is only counted. */
void sk_diag_add(sk_diags *d, sk_sev sev, const char *rule, sk_loc loc, const char *hint,
                 const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* Adds err as an error diagnostic (its text is already translated). */
void sk_diag_add_err(sk_diags *d, const sk_err *err);

/* By file, line, col, rule, text; stable. Cuts to SK_DIAG_MAX: call it before reading entries. */
void sk_diags_sort(sk_diags *d);
size_t sk_diags_count(const sk_diags *d, sk_sev sev); /* includes those over the bound */
size_t sk_diags_len(const sk_diags *d);               /* entries kept */
const sk_diag *sk_diags_at(const sk_diags *d, size_t i);
/* Text for people, one or two lines an entry, ending with a count when some were left out. */
void sk_diags_print(const sk_diags *d, sk_buf *out);
/* One error in the same form, in its own language. */
void sk_err_print(const sk_err *err, sk_buf *out);

#endif
