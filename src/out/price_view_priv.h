/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between price_view.c (the price list), price_ground.c (what it rests on), price_staff.c (staff and
 * capital), price_book.c (a page a product) and price_trace.c. */
#ifndef SK_OUT_PRICE_VIEW_PRIV_H
#define SK_OUT_PRICE_VIEW_PRIV_H

#include "out/price_view.h"

typedef struct price_view {
    const sk_price_show *s;
    const sk_price_made *m;   /* of the base that is published */
    const sk_price_case *c;
    const sk_price_result *r;
    sk_report *rep;
    sk_lang lang;
} price_view;

const char *sk__pv_t(const price_view *v, const char *msgid) __attribute__((format_arg(2)));
const char *sk__pv_mnkr(price_view *v, sk_ore ore);      /* "234,5 mnkr" */
const char *sk__pv_kr4(price_view *v, sk_ore ore, int64_t portions); /* kronor a portion, four decimals */
const char *sk__pv_pct(price_view *v, sk_rate r);        /* "3,7 %" */
sk_ore sk__pv_unit(sk_ore cost, int64_t portions);       /* öre a portion, rounded once */
/* Of the product; never NULL. */
const sk_price_tag *sk__pv_tag(const sk_price_result *r, sk_ix product);
const char *sk__pv_tariff(const price_view *v, sk_ix product);
const char *sk__pv_billing(const price_view *v, int billing);
const char *sk__pv_index(const price_view *v, sk_cost_index index);
const char *sk__pv_src(price_view *v, sk_price_src src); /* "price/units.csv:4" */

sk_ore sk__pv_base(const price_view *v, int which); /* cost of the base year by sk_price_base */
void sk__pv_grounds(price_view *v); /* marginal cost, assumptions, rules */
void sk__pv_equity(price_view *v);  /* equity, its cap and what must be restored */
void sk__pv_staff(price_view *v);  /* posts and wages, capital */
void sk__pv_books(price_view *v);  /* tables of lines, parts and ledger; a page a product */
sk_code sk__pv_trace(price_view *v, sk_err *err);
void sk__pv_scene(price_view *v);

#endif
