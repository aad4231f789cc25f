/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rolling-origin evaluation of the forecast on a panel, beside what a kitchen could use instead.
 *
 * Origins are every `step`-th service day over the period, the first one the last service day before
 * it; each forecasts 1 .. n_h service days ahead. At an origin only counts up to that day are read.
 * Cells without a count are not scored. A method that has nothing to say of a cell says what the next
 * simpler one says: order -> same weekday -> enrolled. WAPE and bias in % of what was eaten; pinball loss in
 * portions; waste, short and cost in % when the 0.9 quantile is cooked, rounded up to whole portions:
 * cost = waste + 9 x short. */
#ifndef SK_FORECAST_BACKTEST_H
#define SK_FORECAST_BACKTEST_H

#include "base/buf.h"
#include "forecast/orders.h"
#include "forecast/quant.h"

typedef enum {
    SK_BY_MODEL,      /* the forecast without orders */
    SK_BY_ORDERS,     /* the forecast with the unit's own orders */
    SK_BY_WEEKDAY,    /* the same weekday last time */
    SK_BY_FOUR,       /* mean of the last four same weekdays */
    SK_BY_ENROLLED,   /* cooking for the enrolled */
    SK_BY_ORDER,      /* the unit's order as it is */
    SK_BY_CALIBRATED, /* the unit's order x its usual ratio */
    SK_N_BY
} sk_by;
const char *sk_by_name(sk_by m, sk_lang lang);

typedef enum { SK_CUT_ALL, SK_CUT_MAIN, SK_CUT_H5, SK_CUT_H10, SK_CUT_LONG, SK_N_CUTS } sk_cut;
/* ALL has strike days too, the others not; H5, H10 and LONG are days 1-5, 6-10 and 11 on. */

typedef struct sk_engine_opt {
    sk_fit_opt fit;
    sk_level_opt level;
    sk_order_opt orders;
    sk_quant_opt quant;
    int past; /* origins before the first one, for the errors that quantiles are learnt from */
    int step; /* service days between origins */
} sk_engine_opt;
sk_engine_opt sk_engine_defaults(void);

typedef struct sk_backtest_opt {
    sk_engine_opt engine;
    sk_day from, to;
    int n_h;
    unsigned methods; /* bit per sk_by */
} sk_backtest_opt;

typedef struct sk_score {
    int n;        /* cells scored */
    double eaten; /* portions eaten in them */
    double wape, bias, pin[SK_N_Q], pinavg, cover[SK_N_Q], waste90, short90, cost90;
} sk_score; /* pinavg: mean of the 0.5, 0.8, 0.9 and 0.95 */

typedef struct sk_backtest {
    const sk_panel *p; /* borrowed */
    int first, n_origins, n_h; /* scored origins are origin[first] .. origin[n_origins-1] */
    int *origin;
    int last;                  /* last service day of the period */
    double *q[SK_N_BY];        /* counts [n_origins - first][n_h][SK_N_Q][lanes]; NULL = not run */
    sk_score score[SK_N_BY][SK_N_CUTS];
} sk_backtest;

/* SK_E_INPUT when the period has no service day with history before it. */
sk_code sk_backtest_run(const sk_panel *p, const sk_backtest_opt *opt, sk_arena *arena,
                        sk_backtest *out, sk_err *err);
/* unit,origin,h,q50,q80,q90,q95 with the origin as a date; all horizons inside the period. */
void sk_backtest_csv(const sk_backtest *b, sk_by m, sk_buf *out);
/* A table for people: one line a method that scored anything; score as in sk_backtest. */
void sk_score_table(sk_score (*score)[SK_N_CUTS], sk_cut cut, sk_lang lang, sk_buf *out);

/* Scores of two sets of cells together. */
void sk_score_merge(sk_score *into, const sk_score *more);

/* baseline.c: a track of what a method without a model says. */
void sk__track_baseline(const sk_panel *p, sk_by m, sk_track *out);

#endif
