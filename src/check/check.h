/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The independent checker: says whether a plan.json keeps every rule and counts every öre right.
 *
 * The forecast itself is not its matter: who calls it hands over what a forecast of the same history
 * expects, and the checker holds the plan's expectations and everything made of them against that.
 *
 * It shares no code with forecast and plan: it reads plan.json into small structs of its own, derives
 * the demand again from the kommun, and recomputes ways, productions, batches, minutes, boxes and
 * costs from the text of the rules (head comments of forecast/demand.h, plan/instance.h, plan/plan.h).
 * Only the registers' queries (domain) are common.
 *
 * Every disagreement is one error diagnostic with a stable rule id (SK_CHECK_RULES; documented in
 * data/format/plan.md), the JSON path and line of the value, the place in kitchen terms, and what the
 * plan says against what was recomputed. What a plan openly breaks (shortage, overtime above the
 * agreed limit, extra runs, food held too long) is a warning V901..V904 when its amount is right;
 * V905: with one supplier a week, days when another comes (its usual one may be closed or unable). */
#ifndef SK_CHECK_CHECK_H
#define SK_CHECK_CHECK_H

#include "base/diag.h"
#include "base/text.h"
#include "domain/kommun.h"

/* X(name, id, sentence) */
#define SK_CHECK_RULES(X)                                                                          \
    X(FORMAT, "V001", SK_N("a field is missing or not of its kind"))                               \
    X(UNKNOWN_ID, "V002", SK_N("no such id in the registers"))                                     \
    X(NO_ROW, "V003", SK_N("it points to a row that does not exist"))                              \
    X(HEAD, "V004", SK_N("the plan is for another municipality, week or date"))                    \
    X(HASH, "V005", SK_N("an input file is not the one that the plan was made from"))              \
    X(FILE, "V006", SK_N("the list of input files is not that of the folder"))                     \
    X(SIGHT, "V007", SK_N("what the demand is made from is not what the history allows"))          \
    X(NEED_MISSING, "V010", SK_N("somebody who should eat is forgotten"))                          \
    X(NEED_UNKNOWN, "V011", SK_N("nobody asked for this"))                                         \
    X(NEED_TWICE, "V012", SK_N("the same need stands twice"))                                      \
    X(NEED_PORTIONS, "V013", SK_N("the number of portions is not the demand"))                     \
    X(NEED_PLACE, "V014", SK_N("dish, day or place of the need is not that of the registers"))     \
    X(NEED_CLOSED, "V015", SK_N("the site is closed that day"))                                    \
    X(EXPECT, "V016", SK_N("an expectation is not what the forecast says"))                        \
    X(NEED_HOW, "V017", SK_N("how the portions came about is not what the rule says"))             \
    X(POOL, "V018", SK_N("a joint quantity is not what the rule says"))                            \
    X(CONSERVE, "V020", SK_N("supplied, backup and short portions do not add up to the need"))     \
    X(GROUP, "V021", SK_N("the dish has no component in this group"))                              \
    X(BACKUP, "V022", SK_N("there is no backup dish"))                                             \
    X(SHORT_ROW, "V023", SK_N("the row of missing portions makes no sense"))                       \
    X(SPLIT, "V024", SK_N("more than one supplier of the same food"))                              \
    X(SPLIT_COMPONENT, "V025", SK_N("one component of a meal comes from two kitchens"))            \
    X(CLOSED, "V030", SK_N("the kitchen is closed"))                                               \
    X(ROLE, "V031", SK_N("the kitchen's role does not allow it"))                                  \
    X(EQUIPMENT, "V032", SK_N("the kitchen lacks the equipment"))                                  \
    X(DIET, "V033", SK_N("the kitchen is not qualified for the special diet"))                     \
    X(MODE, "V034", SK_N("the recipe does not allow this way of serving"))                         \
    X(ROUTE, "V035", SK_N("the route does not fit"))                                               \
    X(TOUR, "V036", SK_N("no such tour that day, meal and stop"))                                  \
    X(TIMES, "V037", SK_N("departure or arrival is not that of the route"))                        \
    X(WINDOW, "V038", SK_N("it arrives outside the receiver's time window"))                       \
    X(LATE, "V039", SK_N("it arrives too late for the first sitting"))                             \
    X(EXTRA, "V040", SK_N("an extra trip is not allowed here"))                                    \
    X(PROD_DAY, "V041", SK_N("it cannot be cooked on that day"))                                   \
    X(SHELF, "V042", SK_N("chilled food is too old when it is eaten"))                             \
    X(COLD_CHAIN, "V043", SK_N("blast chiller, cold store or reheating is missing"))               \
    X(HOLD, "V050", SK_N("the time kept hot is not that of the batches"))                          \
    X(HOLD_LIMIT, "V051", SK_N("the limit for hot holding is not the recipe's"))                   \
    X(HOLD_HIDDEN, "V052", SK_N("food is kept hot too long and the plan does not say so"))         \
    X(NOT_READY, "V053", SK_N("the batch is not ready when the food must leave"))                  \
    X(PROD_MISSING, "V060", SK_N("food is supplied that nobody cooks"))                            \
    X(PROD_UNKNOWN, "V061", SK_N("food is cooked that feeds nobody, or the row stands twice"))     \
    X(PROD_PORTIONS, "V062", SK_N("the cooked portions are not the supplied ones"))                \
    X(PROD_MASS, "V063", SK_N("reference portions or mass are wrong"))                             \
    X(RUNS, "V064", SK_N("the number of runs is wrong"))                                           \
    X(PROD_STAFF, "V065", SK_N("the production's staff minutes are wrong"))                        \
    X(PROD_HOW, "V066", SK_N("equipment or modes of the production are wrong"))                    \
    X(BATCH_COUNT, "V070", SK_N("the number of batches is not the number of runs"))                \
    X(BATCH_LENGTH, "V071", SK_N("the batch is not as long as a run"))                             \
    X(BATCH_UNIT, "V072", SK_N("no such unit of the equipment"))                                   \
    X(BATCH_OVERLAP, "V073", SK_N("two batches use one unit at the same time"))                    \
    X(BATCH_CAP, "V074", SK_N("the batch holds more than the unit, or nothing"))                   \
    X(BATCH_SUM, "V075", SK_N("the batches do not hold the production"))                           \
    X(BATCH_HOURS, "V076", SK_N("the batch lies outside the kitchen's hours"))                     \
    X(CHILL_KG, "V080", SK_N("more than the blast chiller takes"))                                 \
    X(STORE_KG, "V081", SK_N("more than the cold store holds"))                                    \
    X(REHEAT, "V082", SK_N("more than can be reheated"))                                           \
    X(TRIP_MISSING, "V090", SK_N("food travels on a trip that is not in the plan"))                \
    X(TRIP_UNKNOWN, "V091", SK_N("the trip carries nothing, or stands twice"))                     \
    X(TRIP_BOXES, "V092", SK_N("the number of boxes is wrong"))                                    \
    X(TRIP_CAP, "V093", SK_N("more boxes than the vehicle takes"))                                 \
    X(TRIP_FACT, "V094", SK_N("cost, time or length of the trip is wrong"))                        \
    X(STAFF_ROW, "V100", SK_N("a kitchen's staff row is missing, unknown or stands twice"))        \
    X(STAFF_PART, "V101", SK_N("a part of the staff minutes is wrong"))                            \
    X(STAFF_NEED, "V102", SK_N("the needed staff minutes are wrong"))                              \
    X(STAFF_AVAIL, "V103", SK_N("the available staff minutes are not the register's"))             \
    X(OVERTIME, "V104", SK_N("overtime is wrong"))                                                 \
    X(OVERTIME_ORE, "V105", SK_N("the cost of overtime is wrong"))                                 \
    X(COST, "V110", SK_N("a cost line is wrong"))                                                  \
    X(OBJECTIVE, "V111", SK_N("the objective is not the sum of its lines"))                        \
    X(BOUND, "V112", SK_N("the bound is above the plan's cost"))                                   \
    X(GAP, "V113", SK_N("the difference to the bound is wrong"))                                   \
    X(CHANGED, "V120", SK_N("the number of changed supplies is wrong"))                            \
    X(P95, "V121", SK_N("the 95th percentile from pan to plate is wrong"))                         \
    X(USUAL, "V122", SK_N("the mark of the usual supplier is wrong"))                              \
    X(D_OVERTIME, "V901", SK_N("declared: overtime above the agreed limit"))                       \
    X(D_RUNS, "V902", SK_N("declared: more equipment runs than the session holds"))                \
    X(D_HOLD, "V903", SK_N("declared: food kept hot longer than its limit"))                       \
    X(D_SHORT, "V904", SK_N("declared: portions short"))                                           \
    X(D_WEEKLY, "V905", SK_N("another supplier than most of the week"))

typedef enum {
#define X(name, id, text) SK_V_##name,
    SK_CHECK_RULES(X)
#undef X
    SK_N_CHECK_RULES
} sk_check_rule;
const char *sk_check_rule_id(sk_check_rule r);
const char *sk_check_rule_text(sk_check_rule r); /* message id */

/* What may be known of the demand: the words of plan.json's demand_from. */
typedef enum {
    SK_SIGHT_FORECAST, /* there is a forecast */
    SK_SIGHT_SHARES,   /* shares were asked for: always allowed */
    SK_SIGHT_NO_HISTORY,
    SK_SIGHT_OUT_OF_REACH,
    SK_N_SIGHTS
} sk_sight_from;

typedef struct sk_check_expect { /* eaters of a site's meal on a day; thousandths */
    sk_ix site;
    sk_meal meal;
    sk_day day;
    int64_t q[5];      /* 0.1 0.5 0.8 0.9 0.95 */
    int64_t order;
    int common_ppm, n_obs;
} sk_check_expect;

typedef struct sk_sight { /* sorted by site, meal, day; borrowed by the checker */
    sk_sight_from from;
    const sk_check_expect *v; int n;
    const sk_input_file *file; int n_files; /* the history's documents */
} sk_sight;

/* Fills *out for a plan of n_days days from `from`; asked at most once, and only when the plan does not
 * say that shares were asked for. */
typedef sk_code (*sk_check_foresee)(void *ctx, sk_day from, int n_days, sk_sight *out, sk_err *err);

/* SK_OK when the text was read and judged, whatever the verdict: no errors in out = the plan holds.
 * SK_E_INPUT: not JSON or not a plan of this format. Does not sort out. name is the document's.
 * foresee NULL: nothing is known of a forecast, so that a plan that stands on one is not accepted. */
sk_code sk_check_plan_by(const sk_kommun *k, const char *name, const char *json, size_t n,
                         sk_check_foresee foresee, void *ctx, sk_diags *out, sk_err *err);
sk_code sk_check_plan(const sk_kommun *k, const char *name, const char *json, size_t n,
                      sk_diags *out, sk_err *err); /* foresee NULL */

#endif
