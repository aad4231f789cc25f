/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kommun, its price documents and the year's keys to a price case (case.h): the ledger's rows become cost
 * lines (account group x unit) whose totals are the ledger's, whatever the keys say.
 *
 *   unit of a row    its object (enhet) in the ledger: a kitchen or a support unit; none = all kitchens share
 *   line             "GROUP.UNIT"; one-off parts and decided endings are lines of their own, ".engang"
 *   cells            (cook, place, tariff, customer); customer = the board of the site
 *   given keys       food, work, trips of the meals; volumes.csv weighs like the tariff's mean portion
 *
 * A what-if gives `extra`: the difference between the scenario's plan and the baseline's, in öre by kitchen and
 * kind, which is added to the lines as a decided change; so nothing is counted twice. */
#ifndef SK_PRICE_BUILD_H
#define SK_PRICE_BUILD_H

#include "domain/price_data.h"
#include "price/case.h"
#include "price/keys.h"
#include "price/ledger.h"
#include "price/vary.h"

enum { SK_KEY_VALUE, SK_KEY_FOOD, SK_KEY_WORK, SK_KEY_TRIPS, SK_N_KEYS }; /* keys of a built case */

typedef struct sk_price_row { /* a ledger row and where it went */
    sk_ledger_row row;
    sk_ix line;             /* SK_NONE = outside the price */
    bool budget;
} sk_price_row;

typedef struct sk_price_extra { /* a year; kitchen SK_NONE = shared by all */
    sk_ix kitchen;
    const char *group;      /* of accounts.csv */
    sk_ore ore;
} sk_price_extra;

typedef struct sk_price_ask {
    int year;                       /* price year; its base year is the year before */
    sk_price_base base;
    const sk_price_keys *keys;      /* borrowed */
    const sk_price_extra *extra; int n_extra;
    bool share_empty;               /* costs of a kitchen that nothing is planned for are shared by all: a what-if
                                       must not be refused because a lease outlives a kitchen */
} sk_price_ask;

typedef struct sk_price_made {
    sk_arena *arena;                /* owns everything, also the records the case points into */
    const sk_kommun *k;             /* borrowed, as data and keys */
    const sk_price_data *data;
    const sk_price_keys *keys;
    sk_price_case c;
    sk_price_row *row; size_t n_rows; /* ledger, then budget; each by account, object, line */
    const sk_pd_account **group_of; /* by case line: a row of accounts.csv of its group */
    int64_t *late;                  /* by volume of the case: portions on or after the keys' split */
    sk_price_old *old; bool has_old; /* by product: last year's decided prices */
    sk_vat_rate *vat; int n_vats;
    const sk_pd_year *year, *base_year;
    sk_ore outside, budget_outside; /* ledger rows outside the price, for reconciliation */
    bool budget_is_lines;           /* the budget is cost_lines.csv */
} sk_price_made;

/* Faults go to diags with file and row: K001 ids, K021 year, K022 driver, K023-K025 register products and boards
 * without tariff or customer, K026-K029 ledger; the rules of the ledger (L, S) and, on running, of case.h.
 * SK_E_INPUT then. *out freed by sk_price_made_free. */
sk_code sk_price_build(const sk_kommun *k, const sk_price_data *d, const sk_price_ask *ask, sk_price_made **out,
                       sk_diags *diags);
/* After a load that found faults: those of the ledger, as far as sound registers tell. */
void sk_price_faults(const sk_kommun *k, const sk_price_data *d, const sk_price_ask *ask, sk_diags *diags);
void sk_price_made_free(sk_price_made *m); /* NULL allowed */

#endif
