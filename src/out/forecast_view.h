/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of a forecast and of a backtest: every number that is shown, computed once.
 *
 * Portions are tenths of an eater, effects tenths of a percent of the unit's own mean; both rounded
 * half away from zero once, here. A row is one site's meal on one day; a series is one site's meal.
 * The sum of a day comes from the joint distribution of its rows, not from a sum of quantiles.
 * Expected: 300 series x 90 days. */
#ifndef SK_OUT_FORECAST_VIEW_H
#define SK_OUT_FORECAST_VIEW_H

#include "forecast/forecast.h"
#include "out/report.h"
#include "waste/stage.h"

/* Under SK_FC_THIN counted days the unit's type and category speak; SK_FC_WIDE rows are shown. */
enum { SK_FC_THIN = 30, SK_FC_WIDE = 10, SK_FC_NO_COUNT = -1 };
/* A backtest of fewer cells gives no verdict. */
enum { SK_BT_FEW = 300 };

typedef struct sk_fc_row {
    const sk_fc_cell *c;        /* borrowed */
    int64_t guests, usual, mean; /* tenths */
    int64_t q[SK_N_Q];          /* tenths */
    int64_t effect[SK_N_DRIVES]; /* tenths of a percent */
    int64_t order;              /* tenths; SK_CELL_EMPTY = none */
    int basis;                  /* sk_basis_kind of the last count; SK_FC_NO_COUNT = never counted */
    sk_day counted;             /* day of the last count; SK_NO_DAY = never */
    bool thin;                  /* fewer than SK_FC_THIN counted days */
    const char *words;          /* "last weeks +3,1 %, menu −2,0 %", largest first */
} sk_fc_row;

typedef struct sk_fc_view {
    sk_arena *arena;
    sk_lang lang;
    const sk_kommun *k;         /* borrowed, as h and f */
    const sk_history *h;
    const sk_forecast *f;
    sk_day from, to;
    sk_fc_row *row; int n_rows; /* by site, meal, day */
    int n_series, n_thin;       /* site-meals; those with too little history */
    sk_table cells, days, wide; /* the whole list; sums; the widest intervals first */
    sk_table lines;             /* by dish line and special diet */
    sk_table changes, stages;   /* planned changes on its days; trends of attendance and portion */
    bool failed;
} sk_fc_view;

/* SK_E_NOMEM only. out borrows k, h and f until sk_fc_view_free; d (NULL = no list by dish) has the
 * forecast's lines; stage is read and not kept. */
sk_code sk_fc_view_make(const sk_kommun *k, const sk_history *h, const sk_forecast *f, const sk_demand *d,
                        const sk_stage *stage, sk_day from, int n_days, sk_lang lang, sk_fc_view *out, sk_err *err);
void sk__fc_lines(sk_fc_view *v, const sk_demand *d);
void sk__fc_changes(sk_fc_view *v);
void sk__fc_stages(sk_fc_view *v, const sk_stage *stage);
void sk_fc_view_free(sk_fc_view *v);
int sk__fc_series_end(const sk_fc_view *v, int first); /* one past the last row of a series */
const char *sk__basis_name(int basis, sk_lang lang);
const char *sk__meal_key(sk_meal m); /* "lunch": for JSON and file names */
/* "12 of 40 series have fewer than 30 counted days: ..."; nothing when none has. */
void sk__fc_say_thin(const sk_fc_view *v, sk_buf *out);
void sk__fc_say_stages(const sk_fc_view *v, sk_buf *out); /* what the stages' table means */

void sk_fc_headline(const sk_fc_view *v, sk_buf *out);
void sk_fc_text(const sk_fc_view *v, const char *files_dir, sk_buf *out);
void sk_fc_json(const sk_fc_view *v, sk_buf *out);
/* The series that begins at row first: its counts, median and interval. */
void sk_fc_svg(const sk_fc_view *v, int first, sk_buf *out);
/* Lists, forecast.json as sk_fc_json and, a page a category, a chart for each unit's meal. Borrows the view's
 * words. NULL: out of memory. */
sk_report *sk_fc_report(const sk_fc_view *v);

typedef struct sk_bt_view {
    sk_lang lang;
    const char *name;           /* of the kommun or folder; borrowed */
    const sk_policy *policy;    /* costs of surplus and want, borrowed; NULL = no kronor */
    sk_day from, to;
    sk_score (*score)[SK_N_CUTS]; /* [SK_N_BY], borrowed */
    sk_by best;                 /* the forecast that is judged: with orders when there are any */
    int n_beaten, n_rivals;     /* of the four baselines, by WAPE and pinavg both */
    sk_table methods;
} sk_bt_view;
void sk_bt_view_make(const char *name, const sk_policy *policy, sk_day from, sk_day to,
                     sk_score (*score)[SK_N_CUTS], bool orders, sk_lang lang, sk_bt_view *out);
void sk_bt_view_free(sk_bt_view *v);
void sk_bt_headline(const sk_bt_view *v, sk_buf *out);
void sk_bt_text(const sk_bt_view *v, sk_buf *out);
void sk_bt_json(const sk_bt_view *v, sk_buf *out);

#endif
