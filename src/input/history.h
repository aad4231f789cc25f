/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder's history documents to an sk_history. Lenient: a doubtful row is told as a note (the
 * first SK_HISTORY_SHOWN of each kind and document, then a count) and set aside by these rules, which
 * data/format/folder.md repeats:
 *   H001 unknown site, kitchen or meal   H002 no such date    H003 after the as-of date (only counted)
 *   H004 not a whole number of 0 or more H005 more eaters than the site's places + 10 %
 *   H006 the same day again: the last row of the document holds
 *   H007 too many fields, or a quote left open
 *   H008 under an old name (renamed.h): read as the unit it is now, only counted
 *   H011 a date in another form, such as 27/11 2023: kept
 * On one day eaters are preferred to plates, plates to orders, orders to enrolled.
 * Only a document whose header cannot be understood is an error. */
#ifndef SK_INPUT_HISTORY_H
#define SK_INPUT_HISTORY_H

#include "base/diag.h"
#include "domain/history.h"

enum { SK_HISTORY_SHOWN = 5 };

/* Documents that do not exist count as empty. *out NULL on failure: SK_E_INPUT (see diags),
 * SK_E_NOMEM. About 2 million rows in a second; memory 24 bytes a row while reading. */
sk_code sk_history_load(const char *dir, const sk_kommun *k, sk_history **out, sk_diags *diags, sk_err *err);

#endif
