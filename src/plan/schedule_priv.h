/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between schedule.c (what must be ready when), schedule_cut.c (runs) and schedule_place.c (units). */
#ifndef SK_PLAN_SCHEDULE_PRIV_H
#define SK_PLAN_SCHEDULE_PRIV_H

#include "plan/schedule.h"

enum { SK__NO_LIMIT = -10000 }; /* earliest end of a run that nothing keeps hot */

typedef struct sk__piece { /* portions of one lot and component with one ready time */
    int prod, lot, group;
    int key;               /* component and session: an order that does not depend on history */
    int seq;               /* sitting: last key of the order among equal ready times */
    int ready, due, end;   /* minutes; due = ready, at most the end of work; end of the sitting, -1 = not held hot */
    int limit;             /* of the lot's group; 0 = none */
    int64_t at, micro;     /* position in its production and amount, microportions */
} sk__piece;

typedef struct sk__hours { int16_t from, to; } sk__hours; /* work of a kitchen, day and session */

typedef struct sk__sit { int16_t first, last; } sk__sit; /* start of the first, end of the last */

struct sk__sched {
    sk__piece *piece;   size_t n_pieces, cap_pieces;
    sk__sbatch *batch;  size_t n_batches, cap_batches;
    int *order;         size_t n_order, cap_order;
    int *free_at;       size_t n_free, cap_free;
    int64_t *cut;       size_t n_cut, cap_cut;
    sk__sbatch *slot;   size_t n_slots, cap_slots;
    sk__sit *sit;       /* [n_needs], made at first use */
    sk__hours *hours;   /* [(kitchen x n_days + day) x sessions], made at first use */
};

/* Cuts the pieces [first, end) of one production into its runs, appended to s->batch. */
bool sk__sched_cut(sk__eval *e, sk__sched *s, int first, int end);
/* Gives every batch its unit and times. */
bool sk__sched_place(sk__eval *e, sk__sched *s);

#endif
