/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The year's follow-up as a report that a head of area can put before the board: verdicts with rule and source
 * first, then results, variances, forecast, equity, volumes, measures and people. */
#ifndef SK_OUT_FOLLOWUP_H
#define SK_OUT_FOLLOWUP_H

#include "out/report.h"
#include "price/followup.h"

/* Borrows the kommun's name only; all else may go. NULL: no memory. */
sk_report *sk_fu_report_make(const sk_fu_result_set *r, sk_lang lang);

#endif
