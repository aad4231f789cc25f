/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backward scheduling of one kitchen's day: real runs on real units of equipment.
 *
 * Every production key is cut into its runs, the latest food last; the cuts fall between ready times
 * where the runs have room for it, so that a run seldom waits for two departures. Runs of an equipment
 * row (all sessions of the day together) are then placed from the end of the day backwards: at the
 * latest free moment of a unit, among the runs that may end then, the one that can least afford to be
 * early. For equal run times this is earliest-deadline-first in reversed time, which finds a schedule
 * within all holding limits whenever runs that are all waiting can have one; a unit stays idle for a
 * run that may only end a little earlier if that one could not wait and the other can.
 *
 * FEEDING, READY TIME and HOLD are the rules of plan.h. */
#ifndef SK_PLAN_SCHEDULE_H
#define SK_PLAN_SCHEDULE_H

#include "plan/evaluate.h"

typedef struct sk__sbatch {
    int prod;           /* record of eval.prod */
    int piece_first, piece_end; /* pieces that it feeds, the shared ones at both ends included */
    int64_t milli;      /* reference milliportions in it */
    int due;            /* latest end */
    int early;          /* earliest end that keeps every limit it feeds */
    int unit, start, end;
} sk__sbatch;

typedef struct sk__sched sk__sched; /* scratch memory and the sittings of every need */
sk__sched *sk__sched_new(void);
void sk__sched_free(sk__sched *s);

/* Schedules kitchen and day: sets hold_min of its lots, returns the hold excess (öre) and adds to
 * *hard one for every run that starts before work. Batches of the day, sorted by production record,
 * end and unit, are in *batch until the next call (NULL allowed). False: out of memory. */
bool sk__sched_day(sk__eval *e, sk_ix kitchen, int day, sk_ore *excess, int *hard,
                   const sk__sbatch **batch, int *n_batch);

/* When a lot leaves and arrives: depart and arrive as the rules of plan.h; -1 for own. */
void sk__lot_times(sk__eval *e, int lot, int *depart, int *arrive);

#endif
