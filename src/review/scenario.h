/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario: a named list of changes to a kommun, read from a small JSON document, applied as a pure
 * function kommun -> changed kommun.
 *
 * The document (data/format/scenario.md, data/schema/scenario.schema.json; both are written from the table in
 * scenario_format.c) names an alternative, what it is based on ("based_on": other documents, whose
 * operations come first), and its operations in order. Names are looked up in the kommun, or among kitchens
 * that an earlier operation opened; a name that is unknown is an error with file, line, column, JSON path and
 * the nearest known name, and every fault is told at once. An operation that changes nothing is a warning.
 *
 * Dates: an operation holds from its date "from" on; without one it holds all the time that is counted. One
 * that names a kitchen which another operation opens holds no earlier than the kitchen. A power cut has its own
 * days, which then stand for themselves in the representative year.
 *
 * Staff of a kitchen that stops cooking or closes, as whole posts in order of id: the first stay_percent of
 * their minutes stay (a closed kitchen keeps none), the next follow_percent move to the kitchen that takes
 * over, the rest are freed; a post goes where its middle minute falls. Defaults are assumptions (A): they are
 * in the list that every comparison prints.
 * Expected: 50 operations, 100 kitchens. */
#ifndef SK_REVIEW_SCENARIO_H
#define SK_REVIEW_SCENARIO_H

#include "base/diag.h"
#include "domain/kommun.h"

typedef enum {
    SK_OP_CLOSE, SK_OP_END_STAFFING, SK_OP_OPEN, SK_OP_CONVERT, SK_OP_RESIZE, SK_OP_STAFF, SK_OP_HOURS,
    SK_OP_EQUIPMENT, SK_OP_VEHICLE, SK_OP_TOUR, SK_OP_SUPPLIER, SK_OP_MOVE, SK_OP_DELIVERY, SK_OP_DISH,
    SK_OP_FOOD_PRICE, SK_OP_GUESTS, SK_OP_ATTENDANCE, SK_OP_PORTION, SK_OP_WAGES, SK_OP_FUEL, SK_OP_INDEX,
    SK_OP_NO_POWER, SK_OP_SETTING, SK_OP_COST, SK_N_OPS
} sk_op_kind;

enum { SK_SCEN_DEPTH = 8, SK_SCEN_OPS_MAX = 1000 };
/* Assumptions (A) where an operation does not say: of the staff minutes of a cooking kitchen that becomes a
 * receiving one, of any other that ends; of freed posts; shown with every comparison. */
enum {
    SK_SCEN_STAY_PCT = 45, SK_SCEN_FOLLOW_PCT = 42, SK_SCEN_CLOSE_FOLLOW_PCT = 85, SK_SCEN_REDEPLOYED_PCT = 80,
    SK_SCEN_NOTICE_MONTHS = 6
};
#define SK_OP_UNSET INT64_MIN

typedef struct sk_op { /* unset references are SK_NONE, unset numbers SK_OP_UNSET, unset texts NULL */
    sk_op_kind kind;
    const char *file, *path; /* where it stands: "alt2.json", "$.operations[3]" */
    int line, col;
    sk_ix kitchen, guests_to, supplier, like, site, cls, vehicle, component, dish, with, menu, category,
        ingredient, goods_supplier, board;
    const char *id, *name, *area, *setting, *note;
    int64_t role, meal, days, index, mode; /* sk_role, sk_meal, sk_wdays, sk_cost_index, sk_mode */
    int64_t from, to;        /* sk_day */
    int64_t lat_e5, lon_e5;
    int64_t percent_ppm;     /* +20 % = 200000 */
    int64_t units, posts, cap, minutes, value, work_from, work_to, boxes, base_year, by_year;
    int64_t tour_ore, km_ore, hour_ore;
    int64_t stay_ppm, follow_ppm, redeployed_ppm, notice_months;
    int64_t investment_ore, life_years, one_off_ore, lingering_ore, lingering_years, premises_ore, other_ore,
        year_ore;
    int64_t reversible;      /* 0 or 1 */
} sk_op;

typedef struct sk_scenario {
    sk_arena *arena;
    const char *id;          /* stem of its file: "stang_berg" */
    const char *name;        /* shown */
    const char *note;        /* "" when none */
    int year;                /* demography of this year; 0 = that of the representative year */
    int64_t rate_ppm;        /* internal rate; SK_OP_UNSET = the comparison's */
    bool unchanged_prices;   /* a question to `price`: what must be saved if prices stay? */
    sk_op *op; int n_ops;    /* inherited ones first */
    sk_input_file *file; int n_files; /* documents it was read from, in order of reading */
    const char **opened; int n_opened; /* ids of new kitchens: index kommun.n_kitchens + i */
} sk_scenario;

/* Reads path and what it is based on. SK_E_INPUT: faults are in diags (rules S001 form, S002 unknown name,
 * S003 missing or misplaced member, S004 value, S005 inheritance, J001 no JSON). SK_E_NOMEM. */
sk_code sk_scenario_read(const sk_kommun *k, const char *path, sk_scenario **out, sk_diags *diags, sk_err *err);
void sk_scenario_free(sk_scenario *s); /* NULL allowed */

typedef enum { SK_POST_STAYS, SK_POST_MOVES, SK_POST_FREED, SK_POST_ADDED, SK_POST_CHANGED } sk_post_fate;
typedef struct sk_post_move {
    int op;                  /* index of the operation that does it */
    const char *id, *title;
    sk_ix from, to;          /* kitchens; to SK_NONE when freed, from SK_NONE when added */
    sk_post_fate fate;
    int employment_pct, sex; /* as sk_post */
    sk_ore year_ore;         /* cost of the post a year */
    bool redeployed;         /* freed: gets other work in the municipality within the notice */
} sk_post_move;

typedef struct sk_invest { /* capital and one-off sums of an operation */
    int op;
    sk_ix kitchen;           /* SK_NONE = common */
    sk_ore ore; int life_years; int year; /* of the operation's date; 0 = not dated */
    sk_ore one_off_ore;      /* moving, training, clearing: once */
    sk_ore notice_ore;       /* wages in the notice of freed posts that are not redeployed: once */
    sk_ore lingering_ore; int lingering_years; /* a year, for so many years */
    sk_ore year_ore;         /* running cost that the operation adds, a year */
} sk_invest;

typedef struct sk_applied {
    sk_kommun *k;            /* owned; borrows strings and nested rows of the base and the scenario, so these
                                must outlive it */
    sk_post_move *move; int n_moves;
    sk_invest *invest; int n_invests;
    sk_day *event; int n_events; /* days that must stand for themselves, sorted, no doubles */
    bool *reversible;        /* [n_ops] */
    bool quality_may_change; /* an operation touches how or what is served */
    int64_t rate_ppm;        /* internal rate, or SK_OP_UNSET */
} sk_applied;

/* s applied to base. year: the year counted, for demography between years. Warnings (S010 changes nothing) and
 * errors (S011 cannot be done, such as closing a kitchen twice) go to diags; SK_E_INPUT when there is an
 * error, SK_E_NOMEM. The base is not changed. */
sk_code sk_scenario_apply(const sk_kommun *base, const sk_scenario *s, int year, sk_applied **out,
                          sk_diags *diags, sk_err *err);
/* As it is on a day: only operations that hold by then. Kitchens that open later have their index already, and are
 * closed. Nothing is said of operations without effect. */
sk_code sk_scenario_apply_on(const sk_kommun *base, const sk_scenario *s, int year, sk_day day, sk_applied **out,
                             sk_diags *diags, sk_err *err);
/* The day from which operation i holds; SK_NO_DAY = always. */
sk_day sk_op_from(const sk_kommun *base, const sk_scenario *s, int i);
void sk_applied_free(sk_applied *a); /* NULL allowed */

/* Full posts a year: what one costs, by the policy's hours of a full-time post. */
sk_ore sk_post_year_ore(const sk_kommun *k, const sk_post *p);

sk_op sk_op_empty(void); /* everything unset */
const char *sk_op_name(sk_op_kind kind); /* "close" */
/* The members of an operation for people, with names: "kitchen: Köket i Berg; from: 2024-08-12". */
void sk_op_words(const sk_kommun *k, const sk_scenario *s, const sk_op *op, sk_lang lang, sk_buf *out);
const char *sk_scenario_kitchen(const sk_kommun *k, const sk_scenario *s, sk_ix kitchen); /* its name */

/* Documentation and JSON Schema from the table of operations. */
void sk_scenario_doc(sk_buf *out);
void sk_scenario_schema(sk_buf *out);

#endif
