/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the outage engine share. */
#ifndef SK_REVIEW_OUTAGE_PRIV_H
#define SK_REVIEW_OUTAGE_PRIV_H

#include "review/outage.h"

/* Index of a need in sk_outage_case.unmet: special diets, or the priority of its guests' category. */
int sk__outage_group(const sk_kommun *k, const sk_need *n);

/* Hands the reserve out to those who lack food, and fills covered, covered_backup and fetch of the case.
 * false when memory ends. */
bool sk__outage_reserve(const sk_outage_ask *ask, const sk_reserve *reserve, int n_reserve, sk_outage_case *c);

#endif
