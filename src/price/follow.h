/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The year's follow-up as pure functions. Shares are fractions that are compared unrounded; only what is
 * printed is rounded. Amounts in öre, costs positive, a result is revenue - cost (deficit negative).
 * What has no denominator was not measured, which is a status of its own ("ej uppmätt") and never 0.
 * Sources: the municipality's instruction and budget (P4-P8, P20, P23-P25) and its annual report 2023. */
#ifndef SK_PRICE_FOLLOW_H
#define SK_PRICE_FOLLOW_H

#include "price/split.h"

typedef enum { SK_MET, SK_NOT_MET, SK_NOT_MEASURED } sk_status;
typedef enum {
    SK_LIMIT_BELOW,     /* value < limit */
    SK_LIMIT_AT_MOST,   /* value <= limit */
    SK_LIMIT_AT_LEAST,  /* value >= limit */
    SK_LIMIT_ABOVE      /* value > limit */
} sk_limit;

/* num / den against the limit, exactly; den <= 0 or limit.den <= 0: not measured. */
sk_status sk_follow_status(int64_t num, int64_t den, sk_limit kind, sk_rate limit);
/* For print: num / den in per cent x 10^decimals, half away from zero ("2,74" -> 274 with 2 decimals).
 * False: not measured or out of range. */
bool sk_follow_pct(int64_t num, int64_t den, int decimals, int64_t *out);

/* ---- action plan (åtgärdsplan), P23-P24 ---- */

enum { SK_PLAN_YEARS = 3 };
typedef struct sk_trigger_rule { sk_rate share; sk_ore least; } sk_trigger_rule; /* 1/100, 1 mnkr */
typedef struct sk_trigger {
    bool fires;
    bool on_frame;               /* base is the budget frame, else the budgeted turnover */
    sk_ore base;
    sk_ore plan[SK_PLAN_YEARS];  /* what to recover each year, odd öre first; 0 when it does not fire */
} sk_trigger;
/* On the forecast for the whole year, of a board or administration (per area it is indicative): fires when
 * the deficit is strictly more than the share of the base and strictly more than `least`. The base is the
 * frame when that is above 0, else the budgeted turnover. */
sk_trigger sk_follow_trigger(sk_ore forecast, sk_ore frame, sk_ore turnover, sk_trigger_rule rule);

/* ---- equity (eget kapital), P6-P8 ---- */

typedef struct sk_equity_in { int year; sk_ore result, turnover; } sk_equity_in;
typedef struct sk_equity {
    sk_ore closing;
    sk_ore cap;      /* floor(rate x turnover) */
    sk_ore excess;   /* above the cap; exactly at it is 0 */
    sk_ore overdue;  /* of layers whose deadline is this year-end or earlier */
} sk_equity;
typedef struct sk_layer { /* what one year took equity below zero */
    int year, due;       /* due = year + 2 */
    sk_ore amount, left;
    sk_ore plan[2];      /* equal parts for year + 1 and year + 2, odd öre first */
} sk_layer;
/* Years in order. layer has room for n + 1: an opening below zero is a layer of the year before the first.
 * A surplus restores the earliest layer first; the sum of `left` is what equity lacks. False: out of
 * range. Fills out[n] and *n_layers. */
bool sk_follow_equity(sk_ore opening, const sk_equity_in *in, int n, sk_rate rate, sk_equity *out,
                      sk_layer *layer, int *n_layers);

/* ---- volumes, P22 and "följsamhet volymtal" ---- */

typedef struct sk_adherence_in { int64_t plan, actual; sk_ore cost; } sk_adherence_in; /* planned full cost */
typedef struct sk_adherence {
    sk_status status;     /* of the weighted mean against the limit */
    int64_t pct2;         /* weighted mean, per cent x 100 */
    int n_measured;       /* with plan > 0 */
    int n_reached;        /* actual >= plan: the other reading of the indicator */
} sk_adherence;
/* max(0, 1 - |actual - plan| / plan) as a fraction; false without a plan. */
bool sk_follow_adherence1(int64_t plan, int64_t actual, sk_rate *out);
sk_code sk_follow_adherence(const sk_adherence_in *in, size_t n, sk_rate limit, sk_adherence *out);

/* ---- variances ---- */

/* Explains actual - plan in n + 1 parts that sum to it exactly: part i is what the i-th ratio does to the
 * plan flexed by the ones before it, the last part is the rest. Food: attendance (actual/planned eaters),
 * portion size (g per eater), contract price; rest = substitution. Other costs: volume, price; rest =
 * efficiency. Costs: a positive part made it dearer. False: a ratio lacks or is out of range. */
bool sk_follow_variance(sk_ore plan, const sk_rate *ratio, size_t n, sk_ore actual, sk_ore *part);

/* ---- forecast for the year ---- */

/* Variable lines follow serving days (schools have none in July), not twelfths; days_to_date > 0. */
bool sk_follow_forecast_variable(sk_ore to_date, int days_to_date, int days_year, sk_ore *out);
/* Fixed lines: outturn to date + the months' budget that remains; month[12], months_done 0..12. */
bool sk_follow_forecast_fixed(sk_ore to_date, const sk_ore *month, int months_done, sk_ore *out);

/* ---- saving measures ---- */

typedef struct sk_measure { sk_ore planned, reached; } sk_measure;
typedef struct sk_measures { sk_ore planned, reached, remaining, over; } sk_measures; /* each measure alone */
/* Never netted: what one measure reached above its plan does not fill another's gap. */
bool sk_follow_measures(const sk_measure *m, size_t n, sk_measures *out);

#endif
