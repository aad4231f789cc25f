/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What --keep-model leaves behind, so that anybody can replay a plan with stock solvers. */
#ifndef SK_PLAN_KEEP_H
#define SK_PLAN_KEEP_H

#include "plan/lp.h"
#include "plan/plan.h"

/* Replaces dir by allocation.mod, allocation.dat, allocation.lp, certificate.json (primal and dual of
 * every row and column that is not zero, with the test's figures) and run.json (versions, input
 * hashes, options, optimum, commands to replay). */
sk_code sk__keep(const char *dir, const sk_instance *in, const sk_lp_result *lp, const sk_certificate *cert,
                 const sk_plan *p, sk_err *err);

/* The formulation of that name: of the installed program, else of the source tree. */
sk_code sk__keep_mod(const char *name, sk_buf *text, sk_err *err);

#endif
