/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact cost of whole portions, kept up to date while single lots move.
 *
 * A LOT is some whole portions of one group that go one way (one arc). The evaluation keeps a record
 * for everything that costs by the rules of plan.h: production key (runs, minutes, energy), equipment
 * session (extra runs), staff of a kitchen and day (overtime), stop and component (boxes), trip,
 * hard limits, need (backup, shortage). Adding or removing a lot touches a handful of records, each
 * of which adds its change to one of the cost lines; nothing is ever summed over the week again.
 * Holding depends on the order of batches, so a kitchen's day is scheduled anew (schedule.h), but only
 * when asked for and only where something moved.
 *
 * Units: öre, milliminutes, microportions (portions x factor_milli x scale_milli: millionths of a
 * reference portion). Sizes: lots as groups, a few records per lot. The arena owns nothing here:
 * sk__eval_free gives everything back. */
#ifndef SK_PLAN_EVALUATE_H
#define SK_PLAN_EVALUATE_H

#include "plan/instance.h"
#include "plan/plan.h"

typedef enum { /* the lines of the objective; HARD is no cost: broken hard limits, search only */
    SK__COST_OVERTIME, SK__COST_TOURS, SK__COST_EXTRA_TRIPS, SK__COST_ENERGY, SK__COST_CHANGE,
    SK__COST_OVER_EXCESS, SK__COST_EXTRA_RUNS, SK__COST_HOLD, SK__COST_BACKUP, SK__COST_SHORT,
    SK__COST_HARD, SK__N_COSTS
} sk__cost_line;

typedef struct sk__gcomp { sk_ix component; int64_t micro; } sk__gcomp; /* microportions per portion */

typedef struct sk__ginfo { /* what a group is, worked out once */
    int need;
    int comp_first, n_comp; /* slice of eval.gcomp */
    int hold_limit;         /* smallest of its hot components; 0 = none is hot */
    int diet_mmin;          /* extra cooking per portion and component */
    bool diet, served;
    sk_ix usual;            /* usual supplier that day */
} sk__ginfo;

typedef struct sk__lot {
    int group, arc;         /* arc -1 = no way (then 0 portions) */
    int portions;
    int unit;               /* lots of a unit move together; owner: round.c */
    int trip;               /* record index, -1 = own */
    int kd_prev, kd_next;   /* list of the lots cooked at a kitchen and day */
    int trip_prev, trip_next;
    int hold_min;           /* by the last schedule of its kitchen and day; -1 = cold or chilled */
} sk__lot;

typedef struct sk__prod {
    sk_ix kitchen, component;
    int8_t day, session;
    sk_ix equip;            /* kommun.equipment row or SK_NONE */
    int64_t micro;          /* ordinary */
    int64_t portions, diet_portions;
    int64_t grams_hot, grams_chill; /* microgrammes by mode, for energy */
    int64_t runs, mmin;     /* staff milliminutes, all of it */
    int64_t more;           /* runs above the fewest, so that nothing is held too long */
    unsigned mode_set;      /* filled by assemble */
    sk_ore energy_ore;
} sk__prod;

typedef struct sk__equip { int64_t runs, cap; } sk__equip;

typedef struct sk__staff {
    int64_t avail, limit;   /* milliminutes; limit = overtime allowed */
    int64_t fixed, cook, pack, receive, serve;
    sk_ore over_ore, excess_ore, rate_h;
    bool row;               /* false: a serving kitchen */
} sk__staff;

typedef struct sk__trip {
    sk_route_kind route;
    sk_ix tour, kitchen, to;
    int8_t day; sk_meal meal;
    int64_t boxes, cap;     /* cap of the tour, or of one extra trip */
    sk_ore one_ore, ore;    /* öre per tour or trip; now */
    int m, min;             /* metres and minutes of one extra trip, one way */
    int head;               /* lots that ride */
    int first;              /* extra: start of the riders' first sitting; -2 = to be found again */
} sk__trip;

typedef struct sk__stop { int trip; sk_ix component; sk_ix to; int64_t micro, boxes; } sk__stop;

typedef struct sk__hash { uint64_t *key; int *val; size_t n, cap; bool failed; } sk__hash;

typedef struct sk__eval {
    const sk_instance *in;
    const sk_kommun *k;     /* = &view: the week's events only, so that questions about a day are cheap */
    sk_kommun view;
    sk_arena *view_arena;
    const sk_demand *d;
    int n_days;
    sk__ginfo *ginfo;
    sk__gcomp *gcomp;
    sk__lot *lot;           int n_lots; size_t cap_lots;
    int *shrt, *backup;     /* [n_needs] */
    sk__prod *prod;         size_t n_prods, cap_prods;
    sk__equip *equip;       /* [n_equipment x n_days x sessions] */
    sk__staff *staff;       /* [n_kitchens x n_days] */
    sk__trip *trip;         size_t n_trips, cap_trips;
    sk__stop *stop;         size_t n_stops, cap_stops;
    sk__hash prod_of, trip_of, stop_of;
    int64_t *load, *hard_cap; /* [n_res] in 1e-9 of the row's unit; hard rows only */
    int *kd_head;           /* [n_kitchens x n_days] lots cooked */
    sk_ore *sched_ore;      /* [n_kitchens x n_days] hold excess by the last schedule */
    sk_ore *sched_hard;
    bool *dirty;            int *dirty_list; int n_dirty;
    sk_ore cost[SK__N_COSTS];
    sk_ore bad_ore;         /* price of one unit of a broken hard limit, search only */
    struct sk__sched *sched;
    bool failed;            /* out of memory somewhere: results are void */
} sk__eval;

/* Lots are added with sk__eval_lot; needs start with nothing short. */
sk_code sk__eval_new(const sk_instance *in, sk__eval **out, sk_err *err);
void sk__eval_free(sk__eval *e);

/* A new lot, placed at once (arc -1 only with 0 portions). Returns its index, -1 = no memory. */
int sk__eval_lot(sk__eval *e, int group, int arc, int portions);
/* Moves a lot to another arc and number of portions. */
void sk__eval_move(sk__eval *e, int lot, int arc, int portions);
/* Sets a need's shortage and backup portions; the caller moves its lots to match. */
void sk__eval_need(sk__eval *e, int need, int shrt, int backup);

sk_ore sk__eval_cheap(const sk__eval *e);    /* all lines, with holding as last scheduled */
sk_ore sk__eval_total(sk__eval *e);          /* schedules what moved first */
sk_ore sk__eval_objective(const sk__eval *e); /* without HARD, after sk__eval_total */
void sk__eval_dirty(sk__eval *e, int kd);       /* this day must be scheduled again */
/* Forgets that days are dirty: the caller has put everything back as it was when last scheduled. */
void sk__eval_clean(sk__eval *e);

static inline int sk__kd(const sk__eval *e, sk_ix kitchen, int day) { return kitchen * e->n_days + day; }
static inline int sk__arc_session(const sk_arc *a, sk_meal meal)
{
    return a->mode == SK_MODE_CHILLED ? SK_SESSION_CHILL : (int)meal;
}
static inline sk__equip *sk__equip_at(const sk__eval *e, sk_ix row, int day, int session)
{
    return &e->equip[((size_t)row * (size_t)e->n_days + (size_t)day) * SK_N_SESSIONS + (size_t)session];
}
static inline const sk_need *sk__need(const sk__eval *e, int group)
{
    return &e->d->need[e->ginfo[group].need];
}
/* Record of the trip that an arc of this need rides on, made when it is new (which moves the array of
 * trips); -1 = no memory. Not for own arcs. */
int sk__trip_find(sk__eval *e, const sk_arc *a, const sk_need *n);
/* Record of a production key, made when it is new; -1 = no memory. */
int sk__prod_find(sk__eval *e, sk_ix kitchen, sk_ix comp, int day, int session);
/* Sets how many runs more than the fewest a production has. */
void sk__prod_more(sk__eval *e, int prod, int64_t more);
/* Fewest runs of a production key. */
int64_t sk__runs(const sk_kommun *k, const sk__prod *p);

#endif
