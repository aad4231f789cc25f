/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the waste report share. */
#ifndef SK_OUT_WASTE_PRIV_H
#define SK_OUT_WASTE_PRIV_H

#include "out/waste_report.h"

typedef struct sk__wr {
    const sk_waste_in *in;
    sk_report *r;
    sk_wprice *price;
    sk_wgroups by[SK_BY_DISH + 1];
    sk_wsel sel;          /* the period, all records */
    sk_wspread spread;
    sk_wfigure total;
    bool failed;
} sk__wr;

/* Figure of group i; an empty one after a failure. */
sk_wfigure sk__wr_figure(sk__wr *w, sk_wby by, int i, const sk_wsel *sel);
int64_t sk__tenths(double v);                   /* of a gram; SK_CELL_EMPTY for NAN */
int64_t sk__hundredths(double v);
const char *sk__wr_grams(sk__wr *w, double v);  /* "45,5" */
const char *sk__wr_scope_words(sk__wr *w, const sk_wfigure *f); /* "9,1 kök + 22,0 servering + 14,4 tallrik" */
const char *sk__wr_trend(sk__wr *w, const sk_west *e); /* "falls", "rises", "unclear" */

void sk__wr_charts(sk__wr *w);   /* waste_svg.c */
typedef struct sk__bar { const char *name, *what; int stream; int64_t ore; } sk__bar;
void sk__wr_bars(sk__wr *w, const sk__bar *v, int n); /* where the money is */
void sk__wr_tables(sk__wr *w);   /* waste_tables.c: stages, units, kitchens, dishes, ranking */
void sk__wr_plan(sk__wr *w);     /* waste_plan.c: what the plan is expected to leave */
void sk__wr_survey(sk__wr *w);   /* waste_survey.c: what the national survey asks for, and the protocol */

#endif
