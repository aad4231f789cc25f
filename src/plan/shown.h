/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a special diet is called, for whom: the one rule of every paper, list, page and answer.
 *
 * The kitchen that cooks a diet, the kitchen that serves it and the site itself see its profile. To
 * everybody else a profile with fewer than policy.diet_min_shown guests at its site is "special diet":
 * with so few, a list could tell who eats it. plan.json names them all and is not for others. */
#ifndef SK_PLAN_SHOWN_H
#define SK_PLAN_SHOWN_H

#include "forecast/demand.h"

/* For the kitchens that cook and serve it, and the site. */
const char *sk_need_line_own(const sk_kommun *k, const sk_need *n, sk_lang lang);
/* For everybody else. */
const char *sk_need_line_shown(const sk_kommun *k, const sk_need *n, sk_lang lang);
bool sk_diet_told(const sk_kommun *k, int guests); /* so many that everybody may know the profile */
/* The same for `guests` guests with a profile; SK_NONE = no diet, NULL. */
const char *sk_diet_shown(const sk_kommun *k, sk_ix diet, int guests, sk_lang lang);

#endif
