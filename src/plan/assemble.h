/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finished evaluation as a sk_plan, in the order and units of plan.h. */
#ifndef SK_PLAN_ASSEMBLE_H
#define SK_PLAN_ASSEMBLE_H

#include "plan/evaluate.h"
#include "plan/lp.h"

/* Fills p->prod, batch, supply, shrt, staff, trip, cost, n_changed, hold_p95 and the gap to
 * p->lp_bound; everything else of p is set by the caller, p->arena first. Schedules every day again. */
sk_code sk__assemble(sk__eval *e, const sk_lp_result *lp, sk_lang lang, sk_plan *p, sk_err *err);

bool sk__lot_usual(const sk__eval *e, const sk__lot *l);

/* words.c: a limit in words, "staff in Köket i Linghem on Monday", appended to b. */
void sk__res_words(const sk_instance *in, const sk_res *r, sk_lang lang, sk_buf *b);
/* Unit of a limit ("min", "run", "kg", "portion", "box") and how many of it "one more" is. */
const char *sk__res_unit(sk_res_kind kind, int *step);
/* What stops a need from being served: the limit with the dearest dual on its cheapest way, or why
 * the usual supplier cannot. Translated, in the arena; "" when memory ends. */
const char *sk__short_words(const sk_instance *in, const sk_lp_result *lp, int need, sk_lang lang, sk_arena *a);

#endif
