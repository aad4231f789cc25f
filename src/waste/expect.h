/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan is expected to leave: waste of every stream for every need, with the mass balance in whole
 * grams.
 *
 * What is weighed teaches, with a half-life of SK_WASTE_HALF_LIFE days:
 *   plate waste, g an eater:      stage + unit + dish family + dish, in logarithms
 *   serving waste, g an eater:    a floor (the buffet must feed its last guest) of stage + unit + family +
 *                                 dish, and a share of what was cooked too much
 *   kitchen streams, g a portion: kitchen + family + dish, in logarithms
 * by crossed effects with partial pooling (mix.h). What was cooked too much on a past day is the site's order
 * less its eaters, times the dish's grams (the order, since a plan decides portions, too); without an order what it
 * served and saved by weight, less its eaters' grams; days without both take the mean. The weight of a weighing is
 * n / (n + SK_WASTE_SMALL): days differ as much in a large unit, and a small one's few plates add chance.
 *
 * For a need of Q portions and D eaters by its distribution: surplus = E max(0, Q - D), shortage = E max(0, D - Q),
 * both dishes of a row together (left.h), eaters = Q - surplus. cooked = Q x grams a portion; serving = floor x
 * eaters + share x surplus; re-used = its own share x surplus; plate = plate x eaters; eaten is the rest. raw is by
 * recipe; `change` is what cooking itself takes or gives (water), so that in whole grams, exactly:
 *   raw - storage - preparation - cooking - change = cooked = eaten + serving + reused + plate
 * Diets are cooked as ordered and portioned: no floor and no surplus. Products that are not served (boxes,
 * packed meals) and meals that no site weighs have no model and are left out. */
#ifndef SK_WASTE_EXPECT_H
#define SK_WASTE_EXPECT_H

#include "waste/left.h"
#include "waste/measure.h"
#include "waste/mix.h"

enum { SK_WASTE_HALF_LIFE = 180, SK_WASTE_SMALL = 40 };

typedef struct sk_waste_model {
    const sk_kommun *k;    /* borrowed */
    sk_mix mix[SK_N_STREAMS];
    double reused;         /* share of the surplus that is saved for another meal */
    int *family;           /* [n_dishes]: by words of its name, the last = none */
    const sk_wprice *price;
    bool meal[SK_N_MEALS]; /* weighed at some site: others have no model */
    int n_rows;
} sk_waste_model;

/* arena owns the effects; price as of sk_waste_prices. SK_E_NOMEM only. Without weighings every stream is
 * unknown and expected to be 0, which callers must tell. */
sk_code sk_waste_model_fit(const sk_waste_data *d, const sk_history *h, const sk_wprice *price, sk_arena *arena,
                           sk_waste_model *out, sk_err *err);

typedef struct sk_wbalance { /* grams */
    int64_t raw, storage, preparation, cooking, change, cooked, eaten, serving, reused, plate;
} sk_wbalance;
bool sk_wbalance_holds(const sk_wbalance *b);
void sk_wbalance_add(sk_wbalance *sum, const sk_wbalance *b);

typedef struct sk_wexpect { /* of one need */
    double eaters, surplus, shortage; /* portions, expected */
    sk_wbalance b;
    int64_t milli_ore, co2e_mg;       /* of the waste */
    double var_day, sd_unit;          /* of its waste in grams: independent by day, and common to its unit */
} sk_wexpect;

/* The need with `portions` cooked by `cook` (SK_NONE: the site's usual supplier), of which `left` is expected. False:
 * it has no model. */
bool sk_waste_expect(const sk_waste_model *m, const sk_need *need, sk_wleft left, int portions, sk_ix cook,
                     sk_wexpect *out);

/* Grams of a dish as served to one guest of the site; SK_NONE: 0. */
double sk_waste_portion_g(const sk_kommun *k, sk_ix site, sk_ix dish);

#endif
