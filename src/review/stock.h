/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling a freeze-dried reserve (beredskapslager) out of spare capacity: which kitchens, on which days, of
 * which dishes, and what the last portion costs.
 *
 * The year is that of price/year.h: each calendar day is one representative day, planned as a week. On each
 * of them a kitchen with a blast chiller may cook more of a lunch dish that somebody cooks that day, when the
 * recipes of all its hot components may be chilled: in the afternoon, in the runs that its equipment has left
 * then, with the minutes of its staff that the plan leaves (paid already, so free) and then overtime within
 * the agreed limit, and within what its blast chiller takes. One linear programme over the year:
 *
 *   minimise   sum over day, kitchen, dish of days x z x (food + chilling + freeze-drying) + overtime
 *   subject to per day and kitchen: minutes, runs by equipment class, kg chilled; sum days x z = target
 *
 * z is in reference portions a day; the answer is whole portions, at least 10 of a dish. The dual of the
 * last row is what one portion more would cost. Costs are öre; staff minutes that are paid already are shown
 * apart, since another use of them may be worth more. Rotation: what reaches its shelf life is eaten and made
 * again, oldest first.
 * models/stock.mod states it.
 * Source of target, years and the investment: the municipality's plan of 100 days x 25 000 portions. */
#ifndef SK_REVIEW_STOCK_H
#define SK_REVIEW_STOCK_H

#include "price/year.h"

enum { SK_STOCK_CURVE = 6, SK_STOCK_YEARS_MAX = 60 };

typedef struct sk_stock_opts {
    int year;                /* as sk_year_opts */
    int64_t portions;        /* of the whole reserve; 0 = the policy's */
    int years;               /* to fill it in; 0 = the policy's */
    sk_lang lang;
} sk_stock_opts;

typedef struct sk_stock_row { /* what one kitchen makes of one dish on one kind of day */
    sk_ix kitchen, dish;
    sk_day day;              /* the representative day */
    int n_days;              /* days of the year like it */
    int64_t portions;        /* reference portions a day */
    int64_t mass_g;          /* chilled, a day */
    sk_ore food_ore, other_ore; /* a year: ingredients; chilling and freeze-drying */
    int64_t work_mmin;       /* a year */
} sk_stock_row;

typedef struct sk_stock_kitchen { /* a year */
    sk_ix kitchen;
    int64_t portions;
    sk_ore ore, overtime_ore;
    int64_t work_mmin, spare_mmin; /* needed; left by the plan on its open days */
} sk_stock_kitchen;

typedef struct sk_stock_point { /* of the cost curve, a year */
    int64_t portions;        /* asked for */
    int64_t made;            /* fewer when capacity ends */
    sk_ore ore;              /* in all */
    sk_ore marginal_ore;     /* of the last portion; -1 = nothing more can be made */
} sk_stock_point;

typedef struct sk_stock_year { int year; int64_t start, made, used, end; } sk_stock_year;

typedef struct sk_stock_cover { /* a group of guests, served alone from a full reserve */
    int priority;            /* of the category, 1..4; 0 = all together */
    int64_t portions_day;    /* lunch and supper on the fullest representative day */
    int64_t days_tenths;     /* reserve / portions_day */
} sk_stock_cover;

typedef struct sk_stock {
    sk_arena *arena;
    sk_year_map *map;        /* owned */
    int64_t target, target_year; /* portions in all; a year while it is filled */
    int years, shelf_years;
    int64_t made_year;       /* whole portions a year of the rows */
    sk_ore food_ore, other_ore, overtime_ore; /* a year */
    int64_t work_mmin;
    sk_ore invest_ore;       /* equipment, once */
    sk_stock_row *row; int n_rows;         /* by kitchen, day, dish */
    sk_stock_kitchen *kitchen; int n_kitchens; /* that could make anything, most first */
    sk_stock_point curve[SK_STOCK_CURVE];  /* 25, 50, 75, 100, 125, 150 % of the target a year */
    sk_stock_year *plan; int n_years;      /* the calendar of the reserve until rotation is steady */
    sk_stock_cover cover[5]; int n_cover;
} sk_stock;

/* k is borrowed. SK_E_INPUT as sk_year_map_make and sk_plan_make; SK_E_USAGE: a target or years of 0 or less. */
sk_code sk_stock_run(const sk_kommun *k, const sk_stock_opts *opts, sk_progress progress, void *ctx,
                     sk_stock **out, sk_err *err);
void sk_stock_free(sk_stock *s); /* NULL allowed */

/* Fills plan[] (room for SK_STOCK_YEARS_MAX) and returns its length: made a year until target stands, then
 * what reaches shelf_years is used and made again. Pure, for tests. */
int sk_stock_rotation(int first_year, int64_t target, int64_t made_year, int shelf_years, sk_stock_year *plan);

#endif
