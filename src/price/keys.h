/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is eaten in a price year and in its base year, and what that takes: the keys that distribute a ledger.
 *
 * A MEAL is what one kitchen makes of one product of the register for one site, eaten at one place. Two
 * sources give the same records: the register alone (guests x share x attendance on every serving day, the
 * day's own dish, the usual supplier), and the representative year of planned weeks (price/year.h), which knows
 * who cooks for whom, hours and tours. Goods are not cooked, so they always come from the register.
 * Expected: 2 000 meals. */
#ifndef SK_PRICE_KEYS_H
#define SK_PRICE_KEYS_H

#include "base/err.h"
#include "domain/kommun.h"

typedef struct sk_price_meal {
    sk_ix cook, place, site, product;
    int64_t portions, base_portions; /* expected eaters of the price year and of the base year */
    int64_t late;                    /* of portions, eaten on or after ask.split */
    int64_t enrolled;                /* guests of the price year's serving days who may eat, whether they come or not:
                                        what is billed by enrolment; whole guests a day */
    int64_t food, base_food;         /* ingredients at the same prices, öre */
    int64_t work, base_work;         /* cooking milliminutes */
    int64_t trips, base_trips;       /* weight in transport: reference portions sent, or öre of tours */
    int64_t marginal;                /* öre/1000 a portion more costs in work, trips and energy; -1 = not known */
} sk_price_meal;

typedef struct sk_price_keys {
    sk_price_meal *meal; int n;      /* sorted by cook, place, site, product; in the arena */
    int year, base_year;
    bool planned;                    /* from planned weeks, else from the register */
    sk_day counted;                  /* the last count behind attendance, SK_NO_DAY = the register's alone */
    int *seen_ppm;                   /* [n_products] of its portions: by an attendance found from counts */
} sk_price_keys;

typedef struct sk_price_keys_ask {
    int year, base_year;
    sk_day split;                    /* SK_NO_DAY = no split: late is portions */
    const struct sk_outlook *outlook; /* of the price year (forecast/outlook.h); NULL = the register's attendance */
} sk_price_keys_ask;

struct sk_year;
/* SK_E_INPUT: a calendar with sites does not cover a year. O(sites x days). */
sk_code sk_price_keys_register(const sk_kommun *k, const sk_price_keys_ask *ask, sk_arena *arena,
                               sk_price_keys *out, sk_err *err);

/* The register's keys with what is cooked taken from the representative year y: expected eaters, who cooks for
 * whom, ingredients, hours and tours. Base-year volumes are the year's x (register of the base year / of the
 * price year) per site and product, so that a change is a change of guests and days and not of method. Goods,
 * and what was eaten in the base year only, stay the register's. out is another than reg. */
sk_code sk_price_keys_year(const sk_price_keys *reg, const struct sk_year *y, sk_arena *arena,
                           sk_price_keys *out, sk_err *err);

#endif
