/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planning the rest of one day again when something fails: a kitchen out, no power or water, goods that
 * do not come, fewer people at work.
 *
 * What is ready before the failure is noticed stays where it is (a supply whose last batch has ended, or
 * chilled food of an earlier day); it can still travel, also from the kitchen that failed. Everything else
 * of the day may move to any kitchen that still can, by the rules of instance.h, if its cooking can begin
 * after that moment. Dining rooms stay open: a kitchen that is out can receive and serve. Equipment has the
 * part of its session that remains; staff the share that comes. Recipes may be held hot for
 * policy.emergency_hold_min where their own limit is shorter (potatoes: quality, not safety).
 * The least costly way comes from the same linear program and the same rounding as a week's plan, over this
 * day alone (three days back for chilled food); every limit stays in force, shortage and backup dish cost what
 * the policy says. What the failure
 * does not touch stays as planned; only when somebody would lack food or a limit would break may the rest of
 * the day move too, if that breaks less, and then a portion that another kitchen than the planned one makes
 * counts 20 kr more, which is less than a backup dish. cost.change and n_changed of the result are against
 * the plan, not against the usual supplier. Food that is ready is not measured again: with by_roll a ready
 * batch may be served a little thinner.
 *
 * One sk_replan serves many failures of the same day: ways are built once, solves start warm. Same plan
 * and failure, same answer. Expected: 120 kitchens, some hundredths of a second a failure. */
#ifndef SK_PLAN_REPLAN_H
#define SK_PLAN_REPLAN_H

#include "plan/plan.h"

typedef struct sk_failure {
    sk_min at;                /* noticed then, minutes after midnight: 0 = before anything is cooked */
    const bool *no_cooking;   /* [n_kitchens] cooks, bakes and packs nothing more; NULL = none */
    const bool *no_heat;      /* [n_kitchens] no power: nothing that is hot or reheated; NULL = none */
    const bool *no_component; /* [n_components] goods are missing: not begun anywhere; NULL = none */
    int staff_ppm;            /* share of the staff's minutes that come, SK_PPM = all */
} sk_failure;

typedef struct sk_replan sk_replan;
/* p (borrowed) is the week's plan, day a day of it. by_roll: nobody knows who is absent, so each ordinary need
 * is at least what the share rule of forecast/demand.h says. SK_E_USAGE: the day is not in the plan. */
sk_code sk_replan_open(const sk_plan *p, sk_day day, bool by_roll, sk_replan **out, sk_err *err);
void sk_replan_close(sk_replan *r);

/* The day as it would be: a plan of the horizon (the day and up to three before it) that holds the day's
 * needs only. f NULL = nothing fails: the day as planned, to compare with. need_of[i] of the result is the
 * index of its need i in p. *out is freed by sk_plan_free, before r is closed. */
sk_code sk_replan_run(sk_replan *r, const sk_failure *f, sk_lang lang, sk_plan **out, sk_err *err);
const int *sk_replan_need_of(const sk_replan *r);

/* Whether a supply of p on the day is ready at a moment and so stays (as above). */
bool sk_replan_is_ready(const sk_replan *r, const sk_supply *s, sk_min at);

#endif
