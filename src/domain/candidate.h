/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a kitchen review may choose from, and what boards wish: plain records, as read from review/. */
#ifndef SK_DOMAIN_CANDIDATE_H
#define SK_DOMAIN_CANDIDATE_H

#include "domain/kommun.h"

enum { SK_CAND_CLOSED = SK_ROLE_SERVING + 1 }; /* role of a candidate: an sk_role, or closed */

typedef struct sk_candidate { /* what a kitchen could become; -1 = as storkok reckons it itself */
    sk_ix kitchen;
    int role;               /* sk_role or SK_CAND_CLOSED */
    const char *size;       /* a word for people: "utbyggt" */
    int cap;                /* COOKING: reference portions on a day */
    sk_ore invest_ore;      /* once */
    int life_years;         /* 1..60 */
    sk_ore premises_ore, other_ore; /* a year */
    int fixed_min;          /* staff minutes an open day, whatever is made */
    int time_ppm;           /* cooking minutes against the recipes': 1000000 = the same */
    int serve_mmin;         /* serving, per portion */
    sk_wdays days;          /* COOKING: weekdays it works; 0 = as the register */
    int chill_kg_day;       /* COOKING: blast chiller */
    bool reheats;           /* else: can take chilled food */
    const char *into;       /* CLOSED: where the guests eat; "" = nobody is left */
    const char *source;
} sk_candidate;

typedef enum {
    SK_WISH_KITCHEN,  /* stays a kitchen: cooks or receives */
    SK_WISH_COOK,     /* cooks */
    SK_WISH_NO_COOK,  /* does not cook */
    SK_WISH_UNCHANGED, /* stays as it is */
    SK_WISH_CLOSE     /* is no kitchen any more: serves only, or closes */
} sk_wish_kind;

typedef struct sk_wish { /* a decision or a board's wish, kept as a rule */
    sk_ix kitchen, board;   /* board SK_NONE = not a board's */
    sk_wish_kind kind;
    const char *text;
} sk_wish;

#endif
