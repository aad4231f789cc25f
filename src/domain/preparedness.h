/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands ready for a day when a kitchen fails (beredskapslager): plain records, as read. */
#ifndef SK_DOMAIN_PREPAREDNESS_H
#define SK_DOMAIN_PREPAREDNESS_H

#include "domain/kommun.h"

typedef struct sk_reserve { /* freeze-dried portions in store */
    sk_ix kitchen, dish;
    int portions;
    sk_day best_before;
} sk_reserve;

#endif
