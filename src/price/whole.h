/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a price is published with: both bases, the bridge, sensitivity, and a controller's scenario.
 * Pure: the same kommun, documents and keys give the same prices; a what-if calls it with its own keys and with
 * the difference between its plan and the baseline's (ask.extra). All runs close to the öre or none is given. */
#ifndef SK_PRICE_WHOLE_H
#define SK_PRICE_WHOLE_H

#include "price/build.h"

enum {
    SK_SENSE_DIRECT, SK_SENSE_STEP_DOWN, SK_SENSE_OTHER_BASE, SK_SENSE_VOLUME, SK_SENSE_UP, SK_SENSE_DOWN,
    SK_N_SENSES
};

typedef struct sk_price_whole {
    sk_price_made *made[2];      /* by sk_price_base; owned, as the results */
    sk_price_result *result[2];
    sk_price_base base;          /* the one that is published */
    sk_arena *arena;             /* owns the arrays below */
    sk_bridge *bridge;           /* by product */
    sk_price_tag *sense[SK_N_SENSES]; /* by product: the tag when one thing is changed; UP, DOWN: its own weight
                                    +- 0.1; price below 0 = could not be run */
} sk_price_whole;

/* Prices of ask.year; ask.base is what is published. Without `deep` bridge and sense are NULL. SK_E_INPUT:
 * faults in diags; nothing may be published. */
sk_code sk_price_whole_make(const sk_kommun *k, const sk_price_data *d, const sk_price_ask *ask, bool deep,
                            sk_price_whole **out, sk_diags *diags);
void sk_price_whole_free(sk_price_whole *w); /* NULL allowed */

/* ---- prices of an alternative (alternative.c) ---- */

struct sk_year;
typedef struct sk_price_alternative {
    const sk_kommun *k;            /* the alternative; d is loaded against it */
    const sk_price_data *d;
    const sk_price_keys *reg;      /* its register's keys for the price year */
    const struct sk_year *year;    /* its planned year */
    const sk_price_extra *extra; int n_extra; /* what it costs more or less, a year, by kitchen and account group */
    int price_year;
} sk_price_alternative;
/* Its prices: keys from its own year, and the ledger's costs changed by `extra`. What a kitchen without cells
 * still costs is shared by all. Not deep. arena (of the caller) holds its keys; it, k, d and extra must outlive
 * *out. SK_E_INPUT: faults in diags. */
sk_code sk_price_of_year(const sk_price_alternative *a, sk_arena *arena, sk_price_whole **out, sk_diags *diags,
                         sk_err *err);

typedef enum {
    SK_KIND_FOOD, SK_KIND_STAFF, SK_KIND_TRIPS, SK_KIND_ENERGY, SK_KIND_PREMISES, SK_KIND_CAPITAL, SK_KIND_OTHER,
    SK_N_KINDS
} sk_price_kind;
/* The account group that a kind of cost is booked on: food by the key of ingredients, staff by the index of wages
 * among lines that can be influenced, trips by the key of transport, energy by the key of work, premises by the
 * index of rents, capital as fixed cost without index, other as fixed cost by the index of prices that can be
 * influenced; the first cost row of accounts.csv that fits, else the first cost row. NULL: there is none. */
const char *sk_price_group(const sk_price_data *d, sk_price_kind kind);

#endif
