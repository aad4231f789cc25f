/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of operations and members, shared by reader, documentation and schema; the copy that operations
 * change, shared by scenario_apply.c and its parts. */
#ifndef SK_REVIEW_SCENARIO_PRIV_H
#define SK_REVIEW_SCENARIO_PRIV_H

#include "review/scenario.h"

typedef enum { /* kinds of a member's value */
    SK__M_KITCHEN, SK__M_SITE, SK__M_CLASS, SK__M_VEHICLE, SK__M_COMPONENT, SK__M_DISH, SK__M_MENU,
    SK__M_CATEGORY, SK__M_INGREDIENT, SK__M_GOODS, SK__M_BOARD, /* ids */
    SK__M_ID, SK__M_TEXT, SK__M_AREA, SK__M_SETTING,
    SK__M_PERCENT, SK__M_KR, SK__M_INT, SK__M_BOOL, SK__M_DATE, SK__M_TIME, SK__M_COORD,
    SK__M_ROLE, SK__M_MEAL, SK__M_DAYS, SK__M_INDEX, SK__M_MODE
} sk__member_kind;

typedef struct sk__member {
    const char *name;
    sk__member_kind kind;
    size_t offset;       /* in sk_op: sk_ix, const char * or int64_t by kind */
    int64_t lo, hi;      /* of numbers, in stored units */
    const char *text;
} sk__member;

typedef struct sk__opdef {
    const char *name, *text;
    const char *must, *may; /* names of members, separated by blanks */
} sk__opdef;

extern const sk__member sk__members[];
extern const int sk__n_members;
extern const sk__opdef sk__opdefs[SK_N_OPS];

typedef struct sk__sword { const char *sv, *en; int64_t value; } sk__sword;
const sk__sword *sk__member_words(sk__member_kind kind); /* ends with a NULL sv; NULL when not words */
/* 0 not, 1 may, 2 must stand in the operation. */
int sk__op_takes(sk_op_kind op, const char *member);
const sk__member *sk__member_find(const char *name);

/* ---- applying ---- */

typedef struct sk__apply {
    const sk_kommun *base;
    const sk_scenario *s;
    const sk_op *op;     /* the one at work */
    int at;              /* its index */
    int year;
    sk_kommun *k;        /* the copy */
    sk_arena *arena;
    sk_applied *out;
    size_t cap_moves, cap_invests, cap_events, cap_kitchens, cap_equipment, cap_openings, cap_posts, cap_tours,
        cap_vehicles;
    sk_diags *diags;
    sk_day on;            /* the day whose state is made; SK_DAY_FOREVER = all operations */
    bool changed, failed; /* failed: out of memory */
    int n_faults, first_move; /* first move of the operation at work */
} sk__apply;

/* Says that the operation at work cannot be done; fmt is a message id. */
void sk__apply_fault(sk__apply *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* *at = value; remembers whether that changed anything. */
void sk__set_ix(sk__apply *a, sk_ix *at, sk_ix value);
void sk__set_int(sk__apply *a, int *at, int64_t value);
void sk__set_ore(sk__apply *a, sk_ore *at, sk_ore value);
int64_t sk__scaled(int64_t v, int64_t percent_ppm); /* v x (1 + percent), half away from zero */
/* Appends a zeroed row to an array of the copy; NULL when out of memory. */
void *sk__append(sk__apply *a, void *array, int *n, size_t *cap, size_t size);

/* scenario_place.c: kitchens and staff; scenario_route.c: tours and order */
void sk__op_close(sk__apply *a);
void sk__op_convert(sk__apply *a, sk_role role);
void sk__op_open(sk__apply *a);
void sk__op_not_open_yet(sk__apply *a);
void sk__op_staff(sk__apply *a);
void sk__op_move(sk__apply *a);
void sk__op_supplier(sk__apply *a);
void sk__op_tour(sk__apply *a);
/* Makes sure that a tour from supplier stops at the kitchen for each meal eaten there. */
void sk__give_routes(sk__apply *a, sk_ix supplier, sk_ix kitchen);
/* What the kitchen `from` sent is sent by `to`; its vehicles move there. */
void sk__hand_over_tours(sk__apply *a, sk_ix from, sk_ix to);
void sk__drop_stops_at(sk__apply *a, sk_ix kitchen);
/* Weekdays on which sites of a kitchen get a meal, and when its first sitting begins (-1: no sittings). */
sk_wdays sk__meal_days(const sk_kommun *k, sk_ix kitchen, sk_meal meal, int *first);
void sk__add_tour(sk__apply *a, sk_ix from, sk_ix to, sk_meal meal, sk_wdays days, int first);
void sk__sort_places(sk__apply *a); /* puts equipment, openings, posts, tours in order again */

/* scenario_value.c: prices, guests, dishes */
void sk__op_value(sk__apply *a);

#endif
