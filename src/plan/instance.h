/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The allocation instance: a week's needs, the ways each can be supplied, and the limits.
 * It is the numeric twin of models/allocation.mod, built once from kommun + demand; LP, rounding,
 * explanation and what-ifs all work on it.
 *
 * GROUP: the components of a need travel in at most three groups, each from one kitchen:
 *   HOT  = main + sauce,  SIDE = sides,  COLD = cold + bread.
 * ARC: one way to supply a group: kitchen k, mode, production day p, route. It exists only when it
 * keeps every rule (opening, role, equipment, diet qualification, hot holding, shelf life, store);
 * pairs left out are kept with the reason (sk_reject) for "what would have to change".
 *   AT_SITE k = r (the kitchen where it is eaten): allowed if r cooks, or every component of the
 *           group lists at_site and r is a receiving kitchen; r must own the equipment classes.
 *           Batches are staggered to the sittings: hold = onsite_lead + longest sitting.
 *   HOT     k cooks, route = a tour of k that stops at r that day and meal and arrives
 *           receive_min before the first sitting, or an extra trip timed so; hold = pack_min + from
 *           departure to the end of the LAST sitting; <= the smallest hold_min of the group.
 *           COLD groups delivered the same day use this mode too, without hold limit or energy.
 *   CHILLED k cooks and has a blast chiller, every hot component allows chilled, p < day <= p +
 *           shelf_days, p within the horizon; r must have a cold store and reheating.
 * What exactly these say (the checker follows the same text on its own):
 *   OPEN    k must be open (sk_kitchen_open) on the production day for the need's meal, also for
 *           CHILLED; r must not be closed (sk_kitchen_closed) on the need's day. k owns every
 *           equipment class of the group's components, AT_SITE too. A diet needs k qualified, for
 *           every group, AT_SITE too.
 *   ROLE    HOT and CHILLED: k cooks. MODES: HOT needs every hot component (hold_min > 0) to list
 *           hot; a COLD group or cold component rides in any mode.
 *   SITTINGS are those of need.site for the need's meal.
 *   TOUR    tour.kitchen = k, tour.meal = meal, its days and period hold the day, one stop is r;
 *           arrive = depart + drives up to that stop + unloads at the stops before it; arrive inside
 *           the stop's window (as far as it has one); arrive + unload_min + receive_min <= start of
 *           the first sitting. A tour's depart is the register's.
 *   EXTRA   straight metres <= extra_trip_max_m; depart = first sitting - receive_min - stop_min -
 *           drive minutes; arrive = depart + drive minutes; one trip per (k, r, day, meal), timed by
 *           the earliest first sitting among the needs that ride on it. The arcs here are timed by
 *           the earliest first sitting of ALL needs at (r, day, meal), so that they hold whoever
 *           rides; the plan may let the trip leave later.
 *   START   ordinary portions of a component with equipment: ready time (as in plan.h; AT_SITE: of
 *           the first sitting) - run_min >= work_from of k for the meal, else SK_REJ_LATE. Not for
 *           CHILLED.
 *   STORE, when r is another kitchen, needs cold_store_kg > 0 at r, and always at k.
 *   NO SITTINGS (nothing in the register for the meal): AT_SITE hold = onsite_lead; no extra trip; a
 *           tour is on time whenever it comes and holds until it is unloaded and received.
 *   BACKUP  only when dish.backup is set and r is not closed; for a diet only when it is no texture
 *           diet and the backup holds none of the allergens it avoids.
 *   CHILLED needs chill_kg_day > 0 at k; if a component of the group is hot, cold_store_kg > 0 and
 *           reheat_ref > 0 at r; p <= need.eaten, need.eaten <= p + shelf_days for every
 *           component, p < need.day. Own (k = r) or by tour or extra trip on need.day.
 *   CHILL   kg of the hot components of CHILLED supplies at (k, p). STORE: kg of all components of
 *           CHILLED supplies, at (k, each of p .. day-1) and, when r is another kitchen, at (r, day).
 *   REHEAT  sum of portions x factor_milli / 1000 over CHILLED supplies with a hot component, per
 *           group, at (r, day, meal).
 *   EQUIP   runs per session: units x floor(session minutes / run_min), session minutes = the
 *           policy's session_<meal>_min but at most work_to - work_from; SK_SESSION_CHILL: from the
 *           end of the last lunch sitting eaten in the kitchen or at a stop of one of its lunch tours
 *           that runs that day (when none: the earliest work_from) to the latest work_to of the day.
 * Portions, never fractions of a need, are the unit of x; the LP lets them be fractional.
 *
 * Minimise   sum arc.cost*x + overtime + penalties     (öre, double in the LP)
 * subject to for every need i and group g:  sum_a x[a] + backup[i] + short[i] = portions[i]
 *            for every resource row:        sum use*x + ... <= cap + its elastic part
 * Resource rows (sk_res): see the kinds below. */
#ifndef SK_PLAN_INSTANCE_H
#define SK_PLAN_INSTANCE_H

#include "base/buf.h"
#include "base/err.h"
#include "domain/kommun.h"
#include "forecast/demand.h"

typedef enum { SK_GROUP_HOT, SK_GROUP_SIDE, SK_GROUP_COLD, SK_N_GROUPS } sk_group_kind;
static inline sk_group_kind sk_group_of(sk_comp_kind c)
{
    if (c == SK_COMP_MAIN || c == SK_COMP_SAUCE) return SK_GROUP_HOT;
    return c == SK_COMP_SIDE ? SK_GROUP_SIDE : SK_GROUP_COLD;
}
typedef enum { SK_ROUTE_OWN, SK_ROUTE_TOUR, SK_ROUTE_EXTRA } sk_route_kind;

typedef enum {
    SK_RES_STAFF,   /* kitchen, day: minutes; elastic: overtime up to a limit at a cost, then penalty */
    SK_RES_EQUIP,   /* kitchen, class, day, session: runs; elastic: extra runs at a penalty */
    SK_RES_CHILL,   /* kitchen, day: kg through the blast chiller; hard */
    SK_RES_STORE,   /* kitchen, day: kg of chilled food in the cold store overnight or on delivery; hard */
    SK_RES_REHEAT,  /* receiving kitchen, day, meal: reference portions; hard */
    SK_RES_TOUR     /* tour, day: boxes; hard. What the tour costs is in its ways, see instance_ride.c */
} sk_res_kind;

/* Equipment sessions: one per meal, and one in the afternoon for chilled production. */
enum { SK_SESSION_CHILL = SK_N_MEALS, SK_N_SESSIONS = SK_N_MEALS + 1 };

typedef struct sk_res {
    sk_res_kind kind;
    sk_ix kitchen;      /* or SK_NONE for a tour */
    sk_ix cls;          /* SK_RES_EQUIP: equipment class */
    sk_ix tour;         /* SK_RES_TOUR */
    int8_t day;         /* 0-based day of the horizon */
    int8_t session;     /* meal or SK_SESSION_CHILL; -1 where it does not apply */
    double cap;         /* in the unit of the kind, constant loads subtracted (may be < 0 for staff) */
    double total;       /* the capacity before that, for reports */
    double soft_cap;    /* staff: overtime minutes allowed; else 0 */
    double soft_cost;   /* staff: öre per overtime minute */
    double hard_cost;   /* öre per unit above cap + soft_cap; INFINITY = not elastic */
} sk_res;

typedef struct sk_use { int res; double amount; } sk_use; /* amount per portion, in the unit of the row */

typedef struct sk_arc {
    sk_ix kitchen;
    uint8_t mode;       /* sk_mode */
    uint8_t route;      /* sk_route_kind */
    int8_t prod_day;    /* 0-based day of the horizon */
    sk_ix tour;         /* SK_ROUTE_TOUR */
    int16_t depart, arrive; /* minutes after midnight; -1 for own */
    int16_t hold_min;   /* longest time from the end of a batch to the end of the sitting it feeds */
    int16_t slack_min;  /* limit - hold: how much earlier a batch may end; INT16_MAX for cold */
    int use_first, n_use; /* slice of instance.use; arcs with equal needs share a slice */
    double base_cost;   /* öre per portion: energy and change from the usual supplier */
    double cost;        /* the same and its share of the tour or extra trip (instance_ride.c) */
} sk_arc;

typedef enum {
    SK_REJ_CLOSED, SK_REJ_ROLE, SK_REJ_EQUIPMENT, SK_REJ_DIET, SK_REJ_HOLD, SK_REJ_NO_ROUTE,
    SK_REJ_MODE, SK_REJ_CHILLER, SK_REJ_STORE, SK_REJ_REHEAT, SK_REJ_SHELF, SK_REJ_LATE
} sk_reject_reason;

typedef struct sk_group {
    int need;           /* index into needs */
    sk_group_kind kind;
    int arc_first, n_arc; /* slice of instance.arc, cheapest first, ties by kitchen, mode, day, tour */
    int usual_arc;      /* index of the usual way, or -1 when it is not possible */
} sk_group;

typedef struct sk_inst_need {
    int need;           /* index into demand.need */
    int group_first, n_group;
    double short_cost;  /* öre per portion short, by priority group or diet */
    double backup_cost; /* öre per portion; INFINITY when there is no backup dish here */
    int backup_use_first, n_backup_use;
} sk_inst_need;

typedef struct sk_instance {
    const sk_kommun *k;       /* borrowed */
    const sk_demand *demand;  /* borrowed */
    sk_day from;
    int n_days;
    sk_inst_need *need;  int n_needs;  /* same order as demand.need */
    sk_group *group;     int n_groups;
    sk_arc *arc;         int n_arcs;
    sk_use *use;         int n_uses;
    sk_res *res;         int n_res;    /* sorted by kind, kitchen/tour, day, session, cls */
    double fixed_cost;                 /* öre that no decision changes and the plan reports (0 today) */
} sk_instance;

typedef struct sk_inst_opts {
    sk_ix forbid_site, forbid_kitchen; /* leave out arcs kitchen -> site (second best); SK_NONE = none */
    sk_ix closed_kitchen;              /* kitchen out of use the whole horizon; SK_NONE = none */
    int res_extra;                     /* resource index that gets extra_amount more, -1 = none */
    double extra_amount;
} sk_inst_opts;
#define SK_INST_OPTS_DEFAULT {SK_NONE, SK_NONE, SK_NONE, -1, 0}

/* Builds the instance into arena. Same input, same instance, independent of row order in files. */
sk_code sk_instance_build(const sk_kommun *k, const sk_demand *demand, const sk_inst_opts *opts,
                          sk_arena *arena, sk_instance *out, sk_err *err);

/* Why kitchen cannot supply the group (the first reason on the way), computed on demand. Returns
 * false when it can. detail gets a translated sentence with the numbers ("74 min > 60 min"). */
bool sk_instance_why_not(const sk_instance *in, int group, sk_ix kitchen, sk_lang lang,
                         sk_reject_reason *reason, sk_buf *detail);

#endif
