/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between round.c (start), round_step.c (one tried step) and round_search.c (which steps). */
#ifndef SK_PLAN_ROUND_PRIV_H
#define SK_PLAN_ROUND_PRIV_H

#include "plan/round.h"

/* What a change replaced. need: lot is the need, arc its shortage, portions its backup. */
typedef struct sk__undo { int lot, arc, portions; bool need; } sk__undo;
typedef struct sk__cand { double est; int arc; } sk__cand; /* of the unit's lead lot */

typedef struct sk__sender { /* a kitchen that could supply several units of one receiver */
    double est, open;
    sk_ix kitchen;
    int n, last;
} sk__sender;

typedef struct sk__search {
    sk__eval *e;
    const sk_lp_result *lp;
    sk__round_opts opts;
    int *unit_first, *unit_lot; int n_units; /* lots of unit u: unit_lot[unit_first[u] ..], largest first */
    int *table;                 /* [n_groups] root of the groups at one table that share components */
    int *to;                    /* [n_lots] see sk__unit_targets */
    double *price;              /* [n_lots] what the unit looked at costs per portion now */
    int *stuck, stuck_stamp;    /* [n_groups] by table root */
    int *need_lot;              /* [n_needs + 1] first lot of each need: lots are in need order */
    int *at_first, *at_lot;     /* lots by receiving kitchen and day */
    int *staff_res;             /* [kd] row of the instance, -1 */
    int *mark; int stamp;       /* [n_units] seen in this round of collecting */
    int *list; size_t n_list, cap_list; /* collected units */
    sk__undo *undo; size_t n_undo, cap_undo;
    sk__cand *way; size_t n_ways, cap_ways;
    sk__sender *sender;         /* [n_kitchens] the first few are in use */
    int *sender_of;             /* [kitchen] place in sender when that names it */
    sk_ore now;                 /* exact total */
    long tried, kept, max_tried;
} sk__search;

/* Cost of an arc per portion at the LP's duals, the cover row's left out. */
double sk__arc_price(const sk__search *s, int arc);
/* The same without shares of trips: a trip costs nothing more when it runs, else *open once. */
double sk__arc_whole(const sk__search *s, int group, int arc, double *open);
/* The arc of a group that goes as `like` does, or the cheapest from the same kitchen; -1 = none. */
int sk__arc_like(const sk__search *s, int group, const sk_arc *like, bool same_way);

/* Where every lot of a unit goes when it goes like that, into s->to (-1 = it stays: weekly units go as
 * far as the kitchen can on that day). False: not possible. */
bool sk__unit_targets(sk__search *s, int unit, const sk_arc *like);

/* Steps. Each change is noted; settle keeps the whole step when the exact cost fell, else takes it
 * back. force: also schedules when the cheap part did not fall. */
void sk__step_move(sk__search *s, int lot, int arc, int portions);
bool sk__step_unit(sk__search *s, int unit, int arc);
void sk__step_need(sk__search *s, int need, int shrt, int backup);
/* Takes back all but the first `keep` changes of the step. */
void sk__step_back(sk__search *s, size_t keep);
bool sk__step_settle(sk__search *s, bool force);
static inline bool sk__step_left(const sk__search *s) { return s->tried < s->max_tried && !s->e->failed; }

/* Ways of a unit cheaper than est_max more than now by the duals, into s->way, best first. avoid:
 * trip that it may not use (-1 = any). */
int sk__unit_ways(sk__search *s, int unit, double est_max, int avoid);

/* Units with a lot at a place, into s->list, sorted. */
void sk__collect_begin(sk__search *s);
void sk__collect_cooked(sk__search *s, int kd);
void sk__collect_received(sk__search *s, int kd);
void sk__collect_trip(sk__search *s, int trip);
void sk__collect_end(sk__search *s);
void sk__collect(sk__search *s, int lot);

typedef enum {
    SK__SPOT_STAFF, SK__SPOT_EQUIP, SK__SPOT_TRIP, SK__SPOT_HOLD, SK__SPOT_NEED, SK__SPOT_HARD
} sk__spot_kind;
typedef struct sk__spot { sk_ore value; int kind, at; } sk__spot; /* at: kd, equip, trip, kd, need, row */
/* Where whole numbers cost more than the LP says they must, dearest first. */
sk__spot *sk__spots_room(const sk__search *s); /* sk_free; room for all there can be now */
int sk__spots(const sk__search *s, sk__spot *list);
bool sk__mend_need(sk__search *s, int need);

/* round_send.c. Everything that comes by trip to a receiver for a meal from one kitchen. */
bool sk__try_one_sender(sk__search *s, sk_ix to, int day, sk_meal meal);
/* A kitchen's own guests get part of their food from another. */
bool sk__try_relief(sk__search *s, sk_ix kitchen, int day);
void sk__search_yield(sk__search *s); /* round_yield.c */
void sk__search_run(sk__search *s);

#endif
