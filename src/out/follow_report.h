/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The follow-up of a forecast as a report: what was expected, cooked and eaten; whether intervals hold. */
#ifndef SK_OUT_FOLLOW_REPORT_H
#define SK_OUT_FOLLOW_REPORT_H

#include "forecast/follow.h"
#include "out/report.h"

sk_report *sk_follow_report(const sk_kommun *k, const sk_follow *f, sk_lang lang); /* NULL: out of memory */

#endif
