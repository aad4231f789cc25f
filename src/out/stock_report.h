/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A freeze-dried reserve as a report: where and when it is made, what the last portion costs, how it turns
 * over and how many days it feeds. */
#ifndef SK_OUT_STOCK_REPORT_H
#define SK_OUT_STOCK_REPORT_H

#include "out/report.h"
#include "review/stock.h"

/* NULL when out of memory; look at sk_report_ok. k is borrowed by the report, s is not. */
sk_report *sk_stock_report(const sk_kommun *k, const sk_stock *s, sk_lang lang);

#endif
