/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the follow-up share. */
#ifndef SK_PRICE_FOLLOWUP_PRIV_H
#define SK_PRICE_FOLLOWUP_PRIV_H

#include "price/followup.h"

typedef struct sk__fu { /* a run under way */
    sk_fu_result_set *r;
    sk_fu_waste waste;
    sk_diags *diags;
    bool nomem;
} sk__fu;

/* a += b; remembers when that is out of range. */
void sk__fu_add(sk__fu *u, sk_ore *a, sk_ore b);
void *sk__fu_calloc(sk__fu *u, size_t n, size_t size); /* NULL sets nomem */
/* Period of a month index 0..11 of the year. */
static inline int sk__fu_period(const sk__fu *u, int month) { return u->r->year * 100 + month + 1; }

/* The year's forecast and turnover of an area, and who said so ("" = the books); false when nobody has. */
bool sk__fu_outlook(const sk__fu *u, sk_ix area, sk_ore *forecast, sk_ore *turnover, const char **source);
bool sk__fu_days(sk__fu *u);       /* followup_days.c: serving days by centre; false: F016 or no memory */
void sk__fu_variance(sk__fu *u);   /* followup_variance.c */
void sk__fu_volumes(sk__fu *u);    /* followup_rules.c: adherence, and the rest below */
void sk__fu_equities(sk__fu *u);
void sk__fu_actions(sk__fu *u);
void sk__fu_savings(sk__fu *u);
void sk__fu_findings(sk__fu *u);   /* followup_find.c */

#endif
