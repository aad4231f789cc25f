/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registrations of waste to a log. Lenient: a doubtful row is set aside, or kept with a remark, by the H rules
 * of data/format/folder.md; every one is in the log's list, and diags gets the first SK_HISTORY_SHOWN of each
 * kind as notes, then a count. Two documents, both optional: waste.csv (one stream a row) and waste_protocol.csv
 * (the national layout). The same weighing twice: the last holds, a protocol after waste.csv.
 * Only a document whose header cannot be understood is an error. */
#ifndef SK_INPUT_WASTE_H
#define SK_INPUT_WASTE_H

#include "base/diag.h"
#include "domain/waste.h"

/* *out NULL on failure: SK_E_INPUT (see diags), SK_E_NOMEM. Sorts diags. */
sk_code sk_waste_load(const char *dir, const sk_kommun *k, sk_waste_log **out, sk_diags *diags, sk_err *err);
/* "27/11 2023", "27.11.2023", "2023/11/27", "20231127" ...; false: no date. *other: not as 2023-11-27. */
bool sk__day_lenient(const char *s, sk_day *out, bool *other);

#endif
