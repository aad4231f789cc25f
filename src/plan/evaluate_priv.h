/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between evaluate.c and evaluate_new.c. */
#ifndef SK_PLAN_EVALUATE_PRIV_H
#define SK_PLAN_EVALUATE_PRIV_H

#include "plan/evaluate.h"

void sk__hash_free(sk__hash *h);
void sk__staff_cost(sk__eval *e, sk__staff *s);

#endif
