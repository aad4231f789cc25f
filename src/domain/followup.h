/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the year's follow-up is told besides the books: plain records, as read from followup/. */
#ifndef SK_DOMAIN_FOLLOWUP_H
#define SK_DOMAIN_FOLLOWUP_H

#include "domain/kommun.h"

typedef struct sk_continuity { /* plan for going on when something fails (kontinuitetsplan) */
    sk_ix kitchen;
    sk_day revised, exercised;  /* SK_NO_DAY = never */
    const char *document, *responsible;
} sk_continuity;

#endif
