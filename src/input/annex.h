/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that only some commands need (followup/, continuity.csv ...), read against a loaded kommun by the
 * same table of columns as its registers: typed, sorted, every fault told with its place.
 *
 *   sk_annex *a; sk_code code = sk_annex_load(dir, k, SK_DOC_FIRST, SK_DOC_LAST, &a, diags, err);
 *   const sk_thing *v = sk_annex_rows(a, SK_DOC_THINGS, &n);
 *   ... own cross checks: sk_diag_add(diags, SK_SEV_ERROR, "F001", sk_annex_at(a, doc, i, "konto"), ...)
 *   sk_annex_free(a);
 *
 * References may name the kommun's registers (indexes into its arrays) and documents of the annex itself
 * (indexes into sk_annex_rows). Expected: 20 documents of up to 10 000 rows. */
#ifndef SK_INPUT_ANNEX_H
#define SK_INPUT_ANNEX_H

#include "base/diag.h"
#include "input/format.h"

typedef struct sk_annex sk_annex; /* owns every row and string */

/* Reads documents first..last; one that does not exist is empty unless its format says that it is required.
 * SK_E_INPUT: at least one error, all of them in diags, which is sorted; SK_E_NOMEM. *out is NULL unless
 * SK_OK. */
sk_code sk_annex_load(const char *dir, const sk_kommun *k, sk_doc_id first, sk_doc_id last, sk_annex **out,
                      sk_diags *diags, sk_err *err);
/* The same, but *out is given with SK_E_INPUT too, so that what is sound can be looked at for further faults:
 * only documents that sk_annex_whole says are whole. */
sk_code sk_annex_read(const char *dir, const sk_kommun *k, sk_doc_id first, sk_doc_id last, sk_annex **out,
                      sk_diags *diags, sk_err *err);
bool sk_annex_whole(const sk_annex *a, sk_doc_id doc); /* no fault in it */
void sk_annex_free(sk_annex *a); /* NULL allowed */
bool sk_annex_ok(const sk_annex *a); /* memory did not end in sk_annex_text */

/* Records of the document's rec_size, sorted by its key. Borrowed. */
const void *sk_annex_rows(const sk_annex *a, sk_doc_id doc, int *n);
/* Place of record i's cell in the column with this Swedish name (NULL: the row). */
sk_loc sk_annex_at(const sk_annex *a, sk_doc_id doc, int i, const char *column);
/* A document that is no register (a ledger), whole and NUL-terminated; NULL when it does not exist or cannot be
 * read, which has been told. Borrowed. */
const char *sk_annex_text(sk_annex *a, const char *name, size_t *n);
/* What was read, with hashes; borrowed. */
const sk_input_file *sk_annex_files(const sk_annex *a, size_t *n);

#endif
