/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan: who cooks what for whom, when, in kitchen terms and whole numbers. What plan.json holds.
 * Ids are kommun indexes while in memory and id strings in the file. The arena owns everything.
 *
 * Cost recomputation rules (the checker implements them on its own from this text):
 *  RUNS   per production key (kitchen, component, production day, session): reference milliportions
 *         = sum portions x factor_milli x scale_milli/1000, ordinary lines only (special diets are
 *         cooked in small vessels: minutes, no runs); runs >= ceil(that x load_milli / (cap_run x
 *         10^6)) for a component with equipment, else 1 if anything is cooked. The plan cuts a
 *         production into more runs than that only so that food is not held too long (potatoes for
 *         three sittings are boiled three times), and every minute and session counts the plan's runs.
 *  STAFF  milliminutes of kitchen and day = fixed_min_<role> x 1000 if open for any meal
 *         + sum over production: runs x batch_min x 1000 + portions x cook_mmin (+ diet.extra_mmin)
 *         + sum over deliveries sent that day: boxes x pack_mmin_box
 *         + sum over deliveries received: boxes x receive_mmin_box, and portions x reheat_mmin when
 *           chilled hot components come (once per portion and group, also when made in-house)
 *         + portions eaten there (all needs, served products only) x serve_mmin_<role>
 *         + backup portions x backup_mmin.  A serving kitchen has no staff row (customer's staff).
 *  BOXES  per delivery line (one component of one need on one trip): ceil(reference milliportions /
 *         (1000 x per_box)) is NOT used; boxes are counted per trip stop and component over all
 *         needs of the receiving kitchen: ceil(sum reference milliportions / (1000 x per_box)).
 *  OVERTIME max(0, needed - available); the part within overtime_max_min costs overtime_ore_h, the
 *         rest overtime_excess_ore_h (a penalty). öre rounded half away once per kitchen and day.
 *  TOUR   tour.cost_ore for each day it carries anything. EXTRA trip (kitchen, receiving kitchen,
 *         day, meal): ceil(boxes / extra_trip_boxes) x (extra_trip_ore + 2 x road metres x
 *         extra_trip_km_ore / 1000 + 2 x drive minutes x extra_trip_hour_ore / 60); road metres =
 *         straight metres x road_factor; drive minutes = ceil(road metres x 60 / (1000 x road_kmh)).
 *  ENERGY grams x energy / 1000 by mode: hot delivered: hot; chilled hot components: chill + reheat;
 *         grams = portions x factor x scale x served_g. Rounded once per production key and mode.
 *  CHANGE portions x change_ore for a group supplied by another kitchen than its usual one.
 *  FOOD   component.food_ore_1000 x reference portions (x diet.food_cost_ppm): reported, the same for
 *         every supplier, so not part of the objective.
 *
 * Where the words above leave a choice, this is it (checker and planner both follow it):
 *  LINES   A need's portions count in "portions eaten there" also when they are short or backup.
 *         serve_mmin counts needs of SK_PROD_SERVED products only. A hot component has hold_min > 0.
 *         Energy is for hot components only, ordinary and diet portions together.
 *  SESSION of a supply: the need's meal; SK_SESSION_CHILL when its mode is chilled.
 *  FEEDING Which batch feeds whom is not a decision but this rule (first ready, first used): per
 *         production with equipment, take its ordinary supplies in order of READY TIME, ties in
 *         order of plan.supply, and its batches in order of end, then unit; fill one with the other.
 *         Ready time is depart - pack_min for a tour or extra trip; an own supply is first cut into
 *         its sittings, each with ready time start - onsite_lead_min, the portions of sittings 1..q
 *         being portions x (share_1 + .. + share_q) / 10^6 rounded half away. A batch may not end
 *         after the ready time of anything it feeds. Chilled supplies, and own supplies of a meal
 *         without sittings, are ready by the end of work (work_to of the session; chilled: the latest
 *         work_to of the kitchen's day). Neither they nor any supply without sittings
 *         has a hold. Every batch starts and ends within work: from
 *         the session's work_from (chilled: the earliest work_from of the day) to its work_to.
 *  HOLD    of such a piece: end of the sitting (tour, extra: of the LAST sitting) - end of the batch.
 *         Diet portions and components without equipment are ready exactly at the ready time.
 *         supply.hold_min is the largest over its pieces and hot components; -1 when the mode is
 *         chilled or no component is hot. hold_limit is the smallest hold_min of its hot components.
 *         HOLD EXCESS = portions x hold_excess_ore for every supply with hold_min > hold_limit > 0.
 *  EXTRA RUNS per equipment row, day and session: runs above units x floor(session / run_min).
 *  CHANGE  route own in a RECEIVING kitchen is never a change (sides are normally its own);
 *         else a supply is usual when its kitchen is sk_site_supplier_on(site, day).
 *  ONE SUPPLIER Without `split`, a need's group has one supply, and the ordinary needs of a site, meal
 *         and day that share a component get it from one kitchen. With `weekly_supplier` a site's group
 *         has one kitchen per meal and diet the whole week, but for days when that kitchen cannot.
 *  P95     the smallest hold_min h such that the supplies with 0 <= hold_min <= h carry at least 95 %
 *         of the portions of all supplies with hold_min >= 0; 0 when there is none.
 *  GAP     gap_ore = objective - lp_bound; gap_ppm = 10^6 x gap_ore / (objective + food + staff).
 *  WHOLE   production.ref_milli = sum of portions x factor_milli x scale_milli over ordinary supplies,
 *         divided by 1000 and rounded up once; mass_g = the same sum with diets x served_g / 10^6,
 *         rounded half away once. A component without equipment has 1 run also when only diets are
 *         cooked, and no batch rows; with equipment, diets alone give 0 runs.
 *  TRIPS   the kilometre part and the hour part of an extra trip are each rounded half away once, for
 *         one trip. trip.m and trip.min are the whole round, there and back, of all its trips; a
 *         tour's are its drives, unloads and way back. cap_boxes is of one vehicle.
 *  PARTS   staff.receive holds receiving and reheating, staff.serve serving and backup; over_ore is
 *         overtime within the limit only. Rows exist where need or available minutes are not 0.
 *  ROUNDING food: once per component, kitchen and day produced (production key), diets each by
 *         food_cost_ppm before the sum; staff_regular: sum of sk_staff_day.ore of all kitchens and
 *         days; overtime and its excess: once each per kitchen and day.
 * The objective cost compared with the LP bound is everything but FOOD and regular staff. */
#ifndef SK_PLAN_PLAN_H
#define SK_PLAN_PLAN_H

#include "base/buf.h"
#include "base/err.h"
#include "domain/kommun.h"
#include "forecast/demand.h"
#include "plan/instance.h"

typedef struct sk_batch { /* one run of one unit of equipment */
    int prod;           /* index into plan.prod */
    int unit;           /* 1-based unit of the class */
    sk_min start, end;  /* end = ready, hot */
    int64_t ref_milli;  /* how much of the production it holds */
} sk_batch;

typedef struct sk_production {
    sk_ix kitchen, component;
    int8_t day;         /* 0-based, when it is cooked */
    int8_t session;     /* meal or SK_SESSION_CHILL */
    sk_mode mode_set;   /* union of modes it feeds, for the day sheet */
    int portions, diet_portions; /* eaters' portions, ordinary and special diet */
    int64_t ref_milli;  /* ordinary only */
    int64_t mass_g;     /* served mass, all */
    int runs;
    sk_ix equipment;    /* kommun.equipment row; SK_NONE = no equipment */
    int batch_first, n_batch;
    int64_t staff_mmin;
} sk_production;

typedef struct sk_supply { /* one need's group from one kitchen */
    int need;           /* index into demand.need */
    sk_group_kind group;
    sk_ix kitchen;
    sk_mode mode;
    sk_route_kind route;
    sk_ix tour;
    int8_t prod_day;    /* 0-based */
    sk_min depart, arrive; /* -1 for own */
    int portions;
    int hold_min;       /* from the end of the batch that feeds it to the end of the last sitting it feeds; -1 cold */
    int hold_limit;     /* 0 = none */
    bool usual;         /* the usual supplier */
} sk_supply;

typedef struct sk_short {
    int need;
    int short_portions, backup_portions;
    const char *binding; /* what stops it, translated */
} sk_short;

typedef struct sk_staff_use {
    sk_ix kitchen; int8_t day;
    int64_t need_mmin, avail_mmin, over_mmin, excess_mmin; /* over is within the limit */
    int64_t fixed_mmin, cook_mmin, pack_mmin, receive_mmin, serve_mmin;
    sk_ore over_ore;
} sk_staff_use;

typedef struct sk_trip { /* a tour or extra trip that runs */
    sk_route_kind route; sk_ix tour; /* tour, or */
    sk_ix kitchen, to;               /* extra: from, to */
    int8_t day; sk_meal meal;
    int boxes, cap_boxes, trips; sk_ore ore; sk_min depart; int m; int min;
} sk_trip;

typedef struct sk_bottleneck { /* a limit that binds; savings found by solving again with one unit more */
    int res_kind; sk_ix kitchen, cls, tour; int8_t day, session;
    double cap; const char *unit;   /* in whole units: minutes, runs, kg, boxes */
    int unit_step;                  /* how many of the unit "one more" is (60 min of staff, 1 run ...) */
    double dual_ore;                /* öre per unit by the LP's dual */
    double saves_portions;          /* portions no longer short, by re-solve */
    sk_ore saves_ore;               /* öre saved besides, by re-solve */
} sk_bottleneck;

typedef struct sk_plan_cost { /* öre, whole week */
    sk_ore food, staff_regular, overtime, tours, extra_trips, energy, change; /* change and below: penalties */
    sk_ore overtime_excess, extra_runs, hold_excess, backup, shortage;
    sk_ore objective;   /* everything but food and staff_regular: comparable with the bound */
} sk_plan_cost;

typedef struct sk_plan {
    sk_arena *arena;
    const sk_kommun *k;         /* borrowed */
    sk_demand demand;
    sk_week week;
    sk_day from; int n_days;
    bool split, weekly_supplier; /* options it was made with */
    const sk_input_file *input; int n_inputs; /* files it was made from: k's when made, else as read */
    sk_production *prod;  int n_prods;   /* sorted by kitchen, day, session, component */
    sk_batch *batch;      int n_batches; /* sorted by prod, start, unit */
    sk_supply *supply;    int n_supplies; /* sorted by need, group, kitchen */
    sk_short *shrt;       int n_shorts;
    sk_staff_use *staff;  int n_staff;   /* sorted by kitchen, day */
    sk_trip *trip;        int n_trips;   /* sorted by day, depart, kitchen */
    sk_bottleneck *neck;  int n_necks;
    sk_plan_cost cost;
    double *need_dual;          /* [demand.n_needs] öre that one portion more would cost by the LP's duals, food
                                   not counted; not in plan.json, NULL when read back */
    double lp_bound;            /* öre; the LP optimum */
    double gap_ore, gap_ppm;    /* objective - bound; relative to total cost incl. food and staff */
    bool bound_certified;
    int n_changed;              /* supplies whose kitchen is not the usual */
    int hold_p95;               /* minutes pan to plate (end of batch to end of sitting): 95th percentile of hot
                                   food, weighted by portions */
    long simplex_iterations; int lp_rounds;
    const char *version, *glpk_version;
} sk_plan;

typedef struct sk_plan_opts {
    sk_week week;
    bool split;            /* more than one supplier per site, component, meal and day */
    bool weekly_supplier;  /* one supplier of a site's group for the whole week */
    int max_necks;         /* bottlenecks to price by re-solving; 0 = default 10, -1 = none */
    int max_moves;         /* local search budget; 0 = default */
    sk_lang lang;
    const struct sk_forecast *forecast; /* of the week's days, borrowed; NULL = demand by shares */
    sk_demand_from no_forecast; /* why forecast is NULL; SK_FROM_FORECAST counts as SK_FROM_SHARES */
    const char *keep_dir;  /* --keep-model: write .dat .lp and the certificate here; NULL = not */
} sk_plan_opts;

typedef void (*sk_progress)(void *ctx, const char *what, int done, int total);

/* Demand -> instance -> LP -> whole numbers -> schedule -> bottlenecks. *out is freed by sk_plan_free. */
sk_code sk_plan_make(const sk_kommun *k, const sk_plan_opts *opts, sk_progress progress, void *ctx,
                     sk_plan **out, sk_err *err);
void sk_plan_free(sk_plan *p);

/* plan.json (data/schema/plan.schema.json). Writing is deterministic. */
void sk_plan_write_json(const sk_plan *p, sk_buf *out);
/* Reads plan.json back against its kommun (ids resolved); SK_E_INPUT names path and line. */
sk_code sk_plan_read_json(const sk_kommun *k, const char *name, const char *text, size_t n, sk_plan **out, sk_err *err);

#endif
