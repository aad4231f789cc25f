/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder followup/ and continuity.csv to records that hold together. */
#ifndef SK_INPUT_FOLLOWUP_H
#define SK_INPUT_FOLLOWUP_H

#include "domain/followup.h"
#include "input/annex.h"

/* Fills *out, which borrows *a and lives as long. Rules besides those of the registers:
 *   F001 a period that is no month            F002 a cost centre on two rows
 *   F003 details about an area that has none  F004 more than one administration
 *   F005 equity: opening or a year is missing F006 a share over 100 %
 *   F007 limits of one indicator overlap      F008 no books, or both kinds of them
 * SK_E_INPUT: errors in diags, *a is NULL. SK_E_NOMEM. Free *a with sk_annex_free. */
sk_code sk_followup_load(const char *dir, const sk_kommun *k, sk_annex **a, sk_followup *out, sk_diags *diags,
                         sk_err *err);

#endif
