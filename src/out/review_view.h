/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kitchen review as a report. */
#ifndef SK_OUT_REVIEW_VIEW_H
#define SK_OUT_REVIEW_VIEW_H

#include "out/report.h"
#include "review/review_run.h"

/* The report borrows from r and a until it is freed. NULL: no memory. */
sk_report *sk_review_report(const sk_review *r, const sk_review_ask *ask, const sk_review_answer *a, sk_lang lang);

/* Charts (review_chart.c): who supplies whom, and cost against the number of kitchens. */
void sk_review_map_svg(const sk_review *r, const sk_st_result *x, sk_lang lang, sk_buf *out);
void sk_review_curve_svg(const sk_review *r, const sk_review_answer *a, bool cooking, sk_lang lang, sk_buf *out);

/* Words for a role of the review: "tillagningskök", "serveringskök", "stängt". */
const char *sk_st_role_name(sk_st_role role, sk_lang lang);

#endif
