/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by review_view.c and review_lists.c. */
#ifndef SK_OUT_REVIEW_PRIV_H
#define SK_OUT_REVIEW_PRIV_H

#include "out/review_view.h"

typedef struct sk__rw {
    sk_report *rep;
    const sk_review *r;
    const sk_review_ask *ask;
    const sk_review_answer *a;
    sk_lang lang;
    sk_ore today; /* cost of today's structure */
} sk__rw;

#define SK__RW_TABLE(w, key, title, cols, rows) \
    sk_report_table((w)->rep, key, title, cols, (int)(sizeof(cols) / sizeof *(cols)), rows)

const sk_kitchen *sk__rw_kitchen(const sk__rw *w, int j);
const char *sk__rw_mkr(const sk__rw *w, sk_ore ore); /* millions of kronor, three decimals */
const char *sk__rw_gap(const sk__rw *w, const sk_st_result *x);
const char *sk__rw_role(const sk__rw *w, int option);
sk_ore sk__rw_cost_of(const sk__rw *w, const int *opt, const int *src, int j); /* kitchen and its supply */
sk_ore sk__rw_today(const sk_review *r);
int64_t sk__rw_most(const sk__rw *w, int j); /* portions of its guests on its busiest day */

/* Under the heading of the table just added: words (NULL = none) and how good the structure is proven to be. */
void sk__rw_note(const sk__rw *w, const char *words);
/* A file of the report: the structure as a scenario document (review_scenario.c). */
void sk__rw_scenario(const sk__rw *w, const sk_st_result *x, const char *name, const char *title);
void sk__rw_lists(sk__rw *w); /* review_lists.c: supply, room, days, others, curve, years, wishes, boards */

#endif
