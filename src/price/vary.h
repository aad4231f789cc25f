/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same calculation with one thing changed: sensitivity of a price, scenarios, and the bridge between
 * the steps of a price. Each is a whole run that closes to the öre; nothing is extrapolated. */
#ifndef SK_PRICE_VARY_H
#define SK_PRICE_VARY_H

#include "price/case.h"

typedef enum {
    SK_VARY_NOTHING,
    SK_VARY_METHOD,   /* support units by `method` */
    SK_VARY_BASE,     /* outturn for budget, or the other way */
    SK_VARY_FACTOR,   /* factor of `product` under `key` + `delta` (a weight of 1.0 -> 1.1 is +100 of 1000) */
    SK_VARY_VOLUME,   /* planned portions and given amounts x `rate`, where product and customer fit */
    SK_VARY_INDEX     /* growth of class `index` is `rate` */
} sk_vary_kind;

typedef struct sk_vary {
    sk_vary_kind kind;
    sk_support_method method;
    sk_ix key, product, customer; /* SK_NONE = all, for VOLUME */
    int64_t delta;
    sk_rate rate;
    sk_cost_index index;
} sk_vary;

/* As sk_price_run, on a changed copy. SK_E_INPUT also when a factor would fall below 0 or a volume is out of
 * range (K003). */
sk_code sk_price_vary(const sk_price_case *c, const sk_vary *v, sk_price_result **out, sk_diags *diags);

/* Growth over a year of which only days_left of days_year have it: {1, 5} from the middle is {1, 10}. */
bool sk_rate_part_year(sk_rate r, int days_left, int days_year, sk_rate *out);

/* Cost of each product, before the gap, after each step; differences are the bridge, and they sum. */
enum {
    SK_BRIDGE_BASE, SK_BRIDGE_ONE_OFF, SK_BRIDGE_VOLUME, SK_BRIDGE_INDEX, SK_BRIDGE_DECIDED,
    SK_BRIDGE_EFFICIENCY, SK_N_BRIDGE
};
typedef struct sk_bridge { sk_ore cost[SK_N_BRIDGE]; } sk_bridge;
/* bridge[n_products], indexed as in the case. All at planned volume. */
sk_code sk_price_bridge(const sk_price_case *c, sk_bridge *bridge, sk_diags *diags);

/* ---- VAT by sales kind and date: only on external prices, after the net price is fixed ---- */

typedef struct sk_vat_rate {
    const char *kind;      /* "servering", "utan servering", "omsorg" ... */
    sk_period when;
    sk_rate rate;          /* {12, 100}; {0, 1} = exempt */
    const char *source;
    sk_price_src src;
} sk_vat_rate;
/* Tells rates of one kind whose dates overlap (K016); false when any do. */
bool sk_vat_check(const sk_vat_rate *v, size_t n, sk_diags *diags);
/* The rate of a kind on a day; NULL when none is given: then there is no price to print. */
const sk_vat_rate *sk_vat_at(const sk_vat_rate *v, size_t n, const char *kind, sk_day day);

#endif
