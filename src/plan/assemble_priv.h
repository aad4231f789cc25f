/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between assemble.c (food) and assemble_work.c (staff and trips). False: out of memory. */
#ifndef SK_PLAN_ASSEMBLE_PRIV_H
#define SK_PLAN_ASSEMBLE_PRIV_H

#include "plan/evaluate.h"

bool sk__assemble_staff(sk__eval *e, sk_plan *p);
bool sk__assemble_trips(sk__eval *e, sk_plan *p);

#endif
