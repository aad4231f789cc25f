/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between diff.c (needs and supplies), diff_parts.c (the rest) and diff_text.c. */
#ifndef SK_PLAN_DIFF_PRIV_H
#define SK_PLAN_DIFF_PRIV_H

#include "plan/diff.h"

typedef struct sk__key { /* what makes two needs the same; day is relative to the plan's first */
    int day; sk_meal meal;
    const char *site, *product; sk_line line; const char *diet;
    int need;
} sk__key;

typedef struct sk__both {
    const sk_plan *a, *b;
    sk_diff *d;
    sk_diff_need *need;  size_t n_needs, cap_needs;
    sk_diff_move *move;  size_t n_moves, cap_moves;
    sk_diff_short *shrt; size_t n_shorts, cap_shorts;
    bool failed;
} sk__both;

sk__key *sk__diff_keys(const sk_plan *p); /* sorted; sk_free */
int sk__key_cmp(const sk__key *a, const sk__key *b);
int sk__first_supply(const sk_plan *p, int need);

/* False: out of memory. */
bool sk__diff_short(sk__both *t, const sk__key *a, const sk__key *b);
bool sk__diff_inputs(sk__both *t);
bool sk__diff_staff(sk__both *t);
bool sk__diff_costs(sk__both *t);

#endif
