/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens when a kitchen fails, and what to do: the rest of the day planned again for each failure
 * asked for (plan/replan.h), who gets something else or nothing, and what it costs, worst first.
 *
 * A case is the failures common to all (power, water, goods, staff, orders) and at most one kitchen that is
 * out. Money is what the kommun pays more than for the day as planned: food (that of backup dishes too),
 * overtime, tours, extra trips, energy. Unmet portions are counted in groups: special diets apart, the others
 * by the category's priority (1 care and small children). The reserve is fetched for those who lack most, in the
 * order of the groups, from the nearest store whose food is there before the last sitting ends; for a special
 * diet only when the dish holds nothing that the diet avoids; food past its best-before day is not counted.
 * Without IT the day's orders and absences are not known: each need is what the roll and the usual attendance
 * say (the share rule of forecast/demand.h), when that is more. */
#ifndef SK_REVIEW_OUTAGE_H
#define SK_REVIEW_OUTAGE_H

#include "domain/preparedness.h"
#include "plan/replan.h"

enum { SK_OUTAGE_DIETS, SK_OUTAGE_GROUPS = 5 }; /* index 0 diets, 1..4 priority */

typedef struct sk_outage_ask {
    sk_day day;
    sk_min at;               /* as in sk_failure */
    sk_ix kitchen;           /* this one out; SK_NONE = none */
    bool all;                /* each kitchen that cooks that day, in turn */
    const char *no_power, *no_water; /* place (ort) of the kitchens; NULL = none */
    sk_ix no_delivery;       /* supplier; SK_NONE = none */
    bool no_it;
    int staff_ppm;           /* SK_PPM = all come */
} sk_outage_ask;

typedef struct sk_outage_fetch { /* from one store to one site and meal */
    sk_ix from, dish;        /* store, as in sk_reserve */
    sk_ix site, to;          /* to = the kitchen where the site eats that day */
    sk_meal meal;
    sk_min leave;            /* latest, to be there when the first sitting begins; not before ask.at */
    int drive_min;           /* sk_road_between */
    int64_t portions;
} sk_outage_fetch;

typedef struct sk_outage_case {
    sk_ix kitchen;           /* SK_NONE: only the common failures */
    sk_plan *plan;           /* the rest of the day; owned */
    int64_t unmet[SK_OUTAGE_GROUPS]; /* portions short */
    int64_t backup;          /* portions of the backup dish */
    int64_t covered, covered_backup; /* of these, what the reserve can stand in for: sum of fetch */
    sk_outage_fetch *fetch; int n_fetch; /* owned; by leave, store, meal, site */
    sk_ore weight;           /* of short and backup portions, by the policy's penalties */
    sk_ore more_ore;         /* money, see above; may be below 0 when food is not cooked at all */
    int64_t more_staff_mmin; /* milliminutes of work */
    int64_t more_drive_min;  /* minutes of driving */
    int64_t over_limit_mmin; /* more overtime above the kitchens' agreed limits */
    int64_t moved;           /* portions of which any part comes from another kitchen than planned */
    int moved_sites;
    int64_t late;            /* portions of hot food held longer than its limit */
} sk_outage_case;

typedef struct sk_outage {
    const sk_plan *plan;     /* borrowed */
    sk_outage_ask ask;
    sk_plan *base;           /* the day as planned; owned */
    sk_replan *planned;      /* owned: base lives on it */
    sk_replan *replan;       /* owned: the cases live on it */
    sk_outage_case *it; int n; /* worst first: weight, money, id */
    int64_t day_portions;    /* of the day */
    int64_t reserve;         /* portions in store that can be used that day */
} sk_outage;

/* reserve[n_reserve] is borrowed during the call. SK_E_USAGE: no such place (the hint lists them), a kitchen
 * that does nothing that day, or nothing asked for. */
sk_code sk_outage_run(const sk_plan *p, const sk_outage_ask *ask, const sk_reserve *reserve, int n_reserve,
                      sk_lang lang, sk_progress progress, void *ctx, sk_outage **out, sk_err *err);
void sk_outage_free(sk_outage *o);

/* The day of the plan with the most portions: the worst one to lose a kitchen on. */
sk_day sk_outage_busiest(const sk_plan *p);

#endif
