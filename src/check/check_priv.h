/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checker's files share: plan.json as rows of plain integers, the recomputed facts beside
 * them, and one way to report a disagreement.
 *
 * Rows keep what the document says (fields in the order of data/format/plan.md, all int64_t so that
 * one table can read them; ids are kommun indexes, days are indexes into the horizon). `ok` is false
 * for a row that could not be read: it was reported and no rule looks at it again.
 * Amounts: MICRO = millionths of a reference portion (portions x factor_milli x scale_milli), exact. */
#ifndef SK_CHECK_PRIV_H
#define SK_CHECK_PRIV_H

#include "base/map.h"
#include "base/mem.h"
#include "base/num.h"
#include "check/check.h"
#include "domain/query.h"
#include "ext/json.h"

enum { CHK_HOT, CHK_SIDE, CHK_COLD, CHK_N_GROUPS };
enum { CHK_OWN, CHK_TOUR, CHK_EXTRA };
enum { CHK_CHILL = SK_N_MEALS, CHK_N_SESSIONS };
enum { CHK_MAX_SITTINGS = 64, CHK_MAX_DAYS = 14 };

enum { CHK_SHARE, CHK_ORDERED, CHK_FORECAST }; /* where a need comes from */
enum { CHK_Q = 5, CHK_D = CHK_Q + 1 }; /* a distribution: five quantiles, then the mean; thousandths */

typedef struct chk_expect { int64_t site, meal, day, q[CHK_Q], order, common_ppm, n_obs; bool ok; } chk_expect;

typedef struct chk_pool {
    int64_t kitchen, day, meal, product, line, dish, level_ppm, quantity, veg, portions, n_needs, d[CHK_D];
    bool ok, seen;
} chk_pool;

typedef struct chk_need {
    int64_t site, kitchen, day, eaten, meal, product, line, diet, dish, portions;
    int64_t source, pool, floor, roll, dist[CHK_D];
    bool ok;
    int64_t d;           /* day as index of the horizon */
    int64_t shrt, backup; /* from `short` */
    int64_t supplied[CHK_N_GROUPS], n_supply[CHK_N_GROUPS];
} chk_need;

typedef struct chk_supply {
    int64_t need, group, kitchen, mode, route, tour, prod_day, depart, arrive, portions, hold_min, hold_limit, usual;
    bool ok;
    int64_t session;
    sk_day pday;         /* calendar day of prod_day */
    bool hot;            /* the group has a hot component */
    int64_t limit;       /* smallest limit of the hot components, 0 = none */
    int64_t hold;        /* recomputed; -1 = does not apply */
    int64_t leave;       /* recomputed departure; -1 = own */
    int ride;            /* row of chk.ride, -1 = own */
} chk_supply;

typedef struct chk_short { int64_t need, short_portions, backup_portions; bool ok; } chk_short;

typedef struct chk_prod {
    int64_t kitchen, component, day, session, modes, portions, diet_portions, ref_milli, mass_g, runs,
        equipment, batch_first, n_batch, staff_mmin;
    bool ok, seen;
    int made;            /* row of chk.made, or -1 */
} chk_prod;

typedef struct chk_batch { int64_t prod, unit, start, end, ref_milli; bool ok; } chk_batch;

typedef struct chk_staff {
    int64_t kitchen, day, need_mmin, avail_mmin, over_mmin, excess_mmin, fixed_mmin, cook_mmin, pack_mmin,
        receive_mmin, serve_mmin, over_ore;
    bool ok;
} chk_staff;

typedef struct chk_trip {
    int64_t route, tour, kitchen, to, day, meal, boxes, cap_boxes, trips, ore, depart, m, min;
    bool ok, seen;
} chk_trip;

typedef struct chk_cost {
    int64_t food, staff_regular, overtime, tours, extra_trips, energy, change, overtime_excess, extra_runs,
        hold_excess, backup, shortage, objective;
} chk_cost;

typedef struct chk_head {
    int64_t from, n_days, split, weekly, n_changed, hold_p95;
    int64_t demand_from; /* sk_sight_from */
    double lp_bound, gap_ore, gap_ppm;
} chk_head;

/* One component of one supply: the recomputed flow of food. */
typedef struct chk_flow {
    int supply, component, kitchen;
    int8_t day, session;
    bool diet;
    int64_t micro;
    int64_t scale_milli;
} chk_flow;

/* A recomputed production: flows [first, end) of one kitchen, component, day and session. */
typedef struct chk_made {
    int first, end;
    int prod;            /* row of chk.prod, or -1 */
    int64_t modes, portions, diet_portions, micro, runs, staff_mmin;
    sk_wide mass_micro_g;
    sk_ix equipment;     /* kommun.equipment row */
} chk_made;

/* A recomputed trip: a tour or an extra trip on a day, with what rides to one or more kitchens. */
typedef struct chk_ride {
    int64_t route, tour, kitchen, to, day, meal;
    int64_t boxes, depart;
    int64_t first;         /* extra: earliest first sitting of what rides, -1 = none */
    int trip;            /* row of chk.trip, or -1 */
} chk_ride;

typedef struct chk {
    const sk_kommun *k;
    const sk_policy *p;
    sk_json_doc *doc;
    sk_diags *out;
    sk_lang lang;
    sk_arena *a;
    int64_t bytes, located; /* of the text; looked through for lines of diagnostics so far */
    char path[160], place[256];
    bool oom;

    chk_head head;
    chk_cost cost;       /* as the plan says */
    chk_cost want;       /* recomputed */
    chk_expect *expect; int n_expects;
    chk_pool *pool;     int n_pools;
    chk_need *need;     int n_needs;
    chk_supply *supply; int n_supplies;
    chk_short *shrt;    int n_shorts;
    chk_prod *prod;     int n_prods;
    chk_batch *batch;   int n_batches;
    chk_staff *staff;   int n_staff;
    chk_trip *trip;     int n_trips;

    sk_check_foresee foresee;
    void *ctx;
    sk_sight sight;                    /* asked for by head.c */
    sk_code sight_code;                /* why it could not be had */
    sk_err *sight_err;
    uint8_t *used;                     /* [n_seen] */
    sk_check_expect *seen;  int n_seen; /* of the sight, with the plan's figures where they agree */

    chk_flow *flow;     int n_flows;   /* sorted by kitchen, component, day, session, supply */
    chk_made *made;     int n_mades;
    chk_ride *ride;     int n_rides;
    int *by_need;                      /* supplies sorted by need (rows that are ok) */
    int n_by_need;
    int64_t *extra;                    /* [equipment x n_days x sessions] runs above the session's */
    chk_staff *work;                   /* [kitchen x n_days] recomputed minutes */
} chk;

/* ---- reading (read.c) ---- */
sk_code sk__chk_read(chk *c, sk_err *err);

/* ---- rules, in the order they run ---- */
void sk__chk_head(chk *c);    /* head.c: week, inputs */
void sk__chk_demand(chk *c);  /* demand.c: needs against the kommun */
void sk__chk_cover(chk *c);   /* cover.c: portions conserved, one supplier */
void sk__chk_ways(chk *c);    /* ways.c: each supply is possible */
void sk__chk_rides(chk *c);   /* rides.c: which trips there must be, when extra trips leave */
void sk__chk_flows(chk *c);   /* flows.c: productions */
void sk__chk_batches(chk *c); /* batches.c: units and hours */
void sk__chk_holding(chk *c); /* holding.c: which batch feeds whom, minutes kept hot */
void sk__chk_stocks(chk *c);  /* stocks.c: chiller, cold store, reheating */
void sk__chk_trips(chk *c);   /* trips.c: boxes, vehicles */
void sk__chk_staff(chk *c);   /* staff.c */
void sk__chk_cost(chk *c);    /* cost.c: every line, bound, summary */

/* ---- the demand, between demand.c (rows, diets, comparison) and portions.c (the FORECAST rule) ---- */
typedef struct chk_want { /* a need that should be there */
    int64_t day, meal, site, product, line, diet;
    int64_t eaten, kitchen, dish, portions;
    int64_t source, pool, floor, roll, d[CHK_D]; /* pool: of chk_wants.pool, -1 none */
} chk_want;
typedef struct chk_line chk_line;
typedef struct chk_wants {
    chk *c;
    chk_want *v;    size_t n, cap;
    chk_line *line; size_t n_lines, cap_lines; /* wait for their pool */
    chk_pool *pool; size_t n_pools, cap_pools; /* recomputed */
    int64_t *veg;   /* [site_meals x days] vegetarian portions of a row; the arena's */
} chk_wants;
void sk__chk_want(chk_wants *w, chk_want x);
/* The expectation of a site's meal, NULL = none. */
const sk_check_expect *sk__chk_seen(const chk *c, int64_t site, int64_t meal, int64_t day);
/* Lines of row r of site_meals, which has the part of the expectation e; base has what they share. */
void sk__chk_lines(chk_wants *w, int r, const chk_want *base, const sk_check_expect *e, double part,
                   int64_t diets, sk_ix veg);
void sk__chk_pools(chk_wants *w);    /* lines to wants */
void sk__chk_sight(chk *c);          /* sight.c: expectations against those handed over */

/* ---- shared arithmetic (common.c) ---- */
sk_day sk__chk_day(const chk *c, int64_t d);
int sk__chk_group_of(const sk_component *m);
static inline bool sk__chk_is_hot(const sk_component *m) { return m->hold_min > 0; }
const sk_dish *sk__chk_dish(const chk *c, const chk_need *n);
int64_t sk__chk_factor(const chk *c, const chk_need *n); /* portion factor of the eaters, milli */
typedef struct chk_serving { int n; sk_min first, last; const sk_sitting *s; } chk_serving;
chk_serving sk__chk_serving(const chk *c, const chk_need *n); /* sittings; n = 0: none */
/* Work hours of a kitchen for a session on a day of the horizon; false when closed. */
bool sk__chk_hours(const chk *c, int64_t kitchen, int64_t d, int64_t session, int *from, int *to);
/* Equipment row of a kitchen's class, SK_NONE when it has none. */
sk_ix sk__chk_equipment(const chk *c, sk_ix kitchen, sk_ix cls);
/* Trip kitchen -> kitchen outside the tours. */
int64_t sk__chk_road_m(const chk *c, sk_ix from, sk_ix to);
int64_t sk__chk_drive_min(const chk *c, int64_t road_m);
void *sk__chk_array(chk *c, size_t n, size_t size); /* zeroed, from the arena; sets oom */

/* ---- reporting (report.c) ---- */
/* Where: part of the document, row (-1 = none), field (NULL = the row). */
typedef struct chk_at { const char *part; int row; const char *field; } chk_at;
#define AT(part, row, field) ((chk_at){part, row, field})
void sk__chk_say(chk *c, sk_check_rule r, chk_at at, const char *place);
void sk__chk_num(chk *c, sk_check_rule r, chk_at at, const char *place, int64_t found, int64_t want);
void sk__chk_most(chk *c, sk_check_rule r, chk_at at, const char *place, int64_t found, int64_t most);
void sk__chk_word(chk *c, sk_check_rule r, chk_at at, const char *place, const char *found, const char *want);
/* Reports unless found == want; true when equal. */
bool sk__chk_same(chk *c, sk_check_rule r, chk_at at, const char *place, int64_t found, int64_t want);
/* Places in kitchen terms, in c->place: overwritten by the next call. */
const char *sk__chk_place_need(chk *c, const chk_need *n);
const char *sk__chk_place_supply(chk *c, const chk_supply *s);
const char *sk__chk_place_kitchen(chk *c, int64_t kitchen, int64_t d, int64_t session, int64_t component);

#endif
