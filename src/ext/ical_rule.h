/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yearly repetition of whole days; for ical.c only. */
#ifndef SK_EXT_ICAL_RULE_H
#define SK_EXT_ICAL_RULE_H

#include <libical/ical.h>

#include "base/date.h"

typedef struct sk_rule {
    const struct icalrecurrencetype *q; /* borrowed */
    sk_day start, last;
    sk_ymd first, at; /* the start; the day looked at last */
    int left;         /* of COUNT, -1 = no count */
} sk_rule;

bool sk__rule_known(const struct icalrecurrencetype *q); /* only parts that we expand */
void sk__rule_begin(sk_rule *r, const struct icalrecurrencetype *q, sk_day start, sk_day last);
bool sk__rule_next(sk_rule *r, sk_day *day); /* false after the last */

#endif
