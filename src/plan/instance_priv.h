/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the instance builder share. Tables are indexed as their comments say; everything
 * here lives only while an instance is built (or one question of sk_instance_why_not is answered),
 * except what is written into the instance itself.
 *
 * Needs come sorted by day and meal, so ways of delivery (sk__way) and shared slices of uses are kept
 * for one day and meal at a time: a BLOCK. */
#ifndef SK_PLAN_INSTANCE_PRIV_H
#define SK_PLAN_INSTANCE_PRIV_H

#include "domain/query.h"
#include "plan/instance.h"

typedef struct sk__near { /* a cooking kitchen within reach of an extra trip */
    sk_ix kitchen;
    int drive_min;
    double trip_ore; /* one trip there and back */
} sk__near;

typedef struct sk__call { /* a tour that stops at a receiver */
    sk_ix tour;
    int stop;        /* index into the tour's stops */
    int arrive;      /* minutes after midnight */
} sk__call;

typedef struct sk__way { /* one way of delivery to the receiver of a block, whatever the food */
    sk_ix kitchen;
    sk_route_kind route;
    sk_ix tour;      /* SK_ROUTE_TOUR */
    int depart, arrive;
    int on_time;     /* minutes after midnight from which it can be served */
    double trip_ore; /* SK_ROUTE_EXTRA */
} sk__way;

typedef struct sk__profile { /* what one portion of a group is: amounts by kitchen follow from it */
    sk_ix receiver, dish;
    sk_group_kind kind;
    int factor_milli, extra_mmin;
    bool ordinary;          /* special diets use no equipment */
    int comp_first, comp_end; /* slice of builder.comp */
    double cook_min;        /* staff minutes without batches */
    double boxes, ref;      /* per portion; ref = reference portions (factor) */
    double hot_kg, all_kg;
    int hold_limit;         /* 0 = none is hot */
    int shelf_days;
    bool can_hot, can_chill, can_site;
    int slot_first;         /* slice of builder.slot: way x production day -> use slice, -1 = not yet */
} sk__profile;

typedef struct sk__comp { sk_ix component; double ref; } sk__comp; /* reference portions per portion */
typedef struct sk__slice { int first, n; } sk__slice;

typedef struct sk__builder {
    const sk_kommun *k;     /* borrowed */
    sk_kommun view;         /* the same with the events and changes of the horizon only */
    const sk_demand *demand;
    const sk_inst_opts *opts;
    sk_instance *in;
    sk_arena *arena;
    sk_err *err;
    int n_days;

    const sk_opening **open; /* [(kitchen * n_days + day) * SK_N_MEALS + meal], NULL = closed */
    uint8_t *closed;        /* [kitchen * n_days + day] */
    int *equip_of;          /* [kitchen * n_equip_classes + cls] -> row of kommun.equipment */
    uint8_t *qualified;     /* [kitchen * n_diets + diet] */
    int *staff, *chill, *store; /* [kitchen * n_days + day] -> row, -1 = none */
    int *reheat;            /* [(kitchen * n_days + day) * SK_N_MEALS + meal] */
    int *equip;             /* [(equipment * n_days + day) * SK_N_SESSIONS + session] */
    int *tour;              /* [tour * n_days + day] */
    int *lunch_end;         /* [kitchen * n_days + day]: end of the last lunch eaten there, -1 = none */

    sk__near *near; size_t n_near, cap_near;
    sk__slice *near_of;     /* [kitchen]; n = -1: not looked for yet */
    int *grid_head, *grid_next; /* cooking kitchens by cell */
    int grid_lat0, grid_lon0, grid_w, grid_h;
    double grid_lat_step, grid_lon_step;
    sk__call *call; int n_calls;
    sk__slice *call_of;     /* [kitchen] */

    sk_ix usual_of_need;    /* usual supplier of the need at work */
    const sk_need *sit_need; /* whose sittings these are */
    bool sit_any;
    int sit_first, sit_last, sit_longest;
    int block_day; int block_meal; /* of the tables below; -1 = none */
    sk__way *way; size_t n_ways, cap_ways;
    sk__slice *way_of;      /* [kitchen]; n = -1: not built in this block */
    int *first_start;       /* [kitchen]: earliest first sitting of the block's needs there, -1 = none */
    sk__profile *profile; size_t n_profiles, cap_profiles;
    int *prof_head;         /* hash of the block's profiles */
    int *prof_next; size_t cap_prof_next;
    sk__comp *comp; size_t n_comps, cap_comps;
    sk__slice *slot; size_t n_slots, cap_slots;

    sk_arc *arc; size_t n_arcs, cap_arcs;
    sk_use *use; size_t n_uses, cap_uses;
    sk_res *res; size_t n_res, cap_res;
    sk_group *group; size_t n_groups, cap_groups;
    double *group_boxes; size_t cap_boxes; /* [group] boxes per portion */
} sk__builder;

enum { SK__PROF_HASH = 1 << 16 };

static inline size_t sk__kd(const sk__builder *b, sk_ix kitchen, int day)
{
    return (size_t)kitchen * (size_t)b->n_days + (size_t)day;
}
static inline size_t sk__kdm(const sk__builder *b, sk_ix kitchen, int day, int meal)
{
    return sk__kd(b, kitchen, day) * SK_N_MEALS + (size_t)meal;
}
static inline size_t sk__eds(const sk__builder *b, int equipment, int day, int session)
{
    return sk__kd(b, equipment, day) * SK_N_SESSIONS + (size_t)session;
}
static inline const sk_opening *sk__open(const sk__builder *b, sk_ix kitchen, int day, sk_meal meal)
{
    return b->open[sk__kdm(b, kitchen, day, (int)meal)];
}

sk_code sk__inst_nomem(const sk__builder *b);

/* instance_res.c: calendar tables and every resource row, constant loads subtracted. */
sk_code sk__inst_tables(sk__builder *b);
sk_code sk__inst_rows(sk__builder *b);
/* Equipment time of a kitchen, day and session; 0 when it is not open then. */
int sk__inst_session_min(const sk__builder *b, sk_ix kitchen, int day, int session);

/* instance_way.c: who can deliver to a receiver and when. */
sk_code sk__inst_way_index(sk__builder *b);
sk_code sk__inst_ways(sk__builder *b, sk_ix receiver, int day, sk_meal meal);
/* First start and last end of the need's sittings, longest sitting; false when it has none. */
bool sk__inst_sittings(const sk_kommun *k, const sk_need *n, int *first, int *last, int *longest);
void sk__inst_sit(sk__builder *b, const sk_need *n); /* the same into b->sit_*, once per need */

/* instance_arc.c: arcs of one group; the block and the receiver's ways must be there. */
sk_code sk__inst_profile(sk__builder *b, const sk_need *n, sk_group_kind kind, int *out);
sk_code sk__inst_group(sk__builder *b, int need, sk_group_kind kind);

/* Checks that do not depend on the way. True when k can cook the profile on day p for the meal. */
bool sk__inst_can_cook(const sk__builder *b, const sk_need *n, const sk__profile *p, sk_ix kitchen,
                       int day, sk_reject_reason *why);
/* Longest run of the profile's equipment at a kitchen, 0 = none. */
int sk__inst_longest_run(const sk__builder *b, const sk__profile *p, sk_ix kitchen);

/* instance_rule.c. hold is what it would be, also when the answer is no. */
bool sk__inst_at_site(sk__builder *b, const sk_need *n, const sk__profile *p, int16_t *hold,
                      sk_reject_reason *why);
bool sk__inst_can_send(sk__builder *b, const sk_need *n, const sk__profile *p, const sk__way *w,
                       int16_t *hold, sk_reject_reason *why);
bool sk__inst_can_chill(const sk__builder *b, const sk_need *n, const sk__profile *p, sk_ix kitchen,
                        int day, sk_reject_reason *why);

/* instance_ride.c: the cost of tours and extra trips, when it is known what could ride. */
sk_code sk__inst_ride(sk__builder *b);

/* A builder ready for sk__inst_group and its parts; free with sk__inst_done whatever happened. */
sk_code sk__inst_begin(sk__builder *b);
void sk__inst_done(sk__builder *b);
/* Starts the block of a day and meal, whose needs begin at or after need_first. */
sk_code sk__inst_block(sk__builder *b, int day, sk_meal meal, int need_first);

#endif
