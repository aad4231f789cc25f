/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by stock.c, stock_ways.c and stock_lp.c: the spare capacity of the representative days, and the
 * programme over them (models/stock.mod). */
#ifndef SK_REVIEW_STOCK_PRIV_H
#define SK_REVIEW_STOCK_PRIV_H

#include "ext/glpk.h"
#include "plan/instance.h"
#include "review/stock.h"

typedef struct sk__slot { /* a row of the programme: one limit of a kitchen on a representative day */
    int rep;                 /* index into map.rep */
    sk_ix kitchen;
    sk_res_kind kind;        /* STAFF, EQUIP or CHILL */
    sk_ix cls;
    double left;             /* minutes, runs, kg a day */
    double over;             /* STAFF: minutes of overtime that are left */
    sk_ore over_ore_h;
} sk__slot;

typedef struct sk__make { int rep; sk_ix kitchen, dish; } sk__make; /* a column */

typedef struct sk__spare {
    const sk_kommun *k;
    const sk_year_map *map;
    sk__slot *slot; size_t n_slots, cap_slots; /* by rep, then kitchen */
    sk__make *make; size_t n_makes, cap_makes;
    int64_t need[5];         /* lunch and supper portions by priority on the fullest day; [0] all */
    int64_t fullest;
} sk__spare;

/* Adds the representative days of one planned week. */
sk_code sk__stock_week(sk__spare *s, int week, const sk_plan *p, sk_err *err);
void sk__spare_free(sk__spare *s);

/* What one reference portion of a dish takes in a kitchen. */
typedef struct sk__takes { double min, kg; sk_ore food_ore_1000, other_ore_1000; } sk__takes;
sk__takes sk__stock_takes(const sk_kommun *k, sk_ix kitchen, sk_ix dish);
/* Runs of a class that one reference portion takes; 0 when it needs none. */
double sk__stock_runs(const sk_kommun *k, sk_ix kitchen, sk_ix dish, sk_ix cls);

/* Öre of a portion that no capacity is left for: far above any cost, so that it stands for "not made". */
#define SK__STOCK_MISS_ORE 1e7

typedef struct sk__stock_lp {
    const sk__spare *spare;  /* borrowed */
    sk_lp *lp;
    int first_row, target_row; /* rows: one a slot, then the target */
    int first_over, miss;    /* columns: one a make, one a slot (overtime), then what is not made */
    double *x, *row_dual;    /* of the last solve */
} sk__stock_lp;

/* Free w whatever it returns. SK_E_NOMEM, SK_E_SOLVER. */
sk_code sk__stock_lp_new(sk__stock_lp *w, const sk__spare *s, sk_err *err);
/* Least cost of `target` portions a year; from the basis of the solve before. */
sk_code sk__stock_lp_solve(sk__stock_lp *w, int64_t target, sk_err *err);
void sk__stock_lp_free(sk__stock_lp *w);

#endif
