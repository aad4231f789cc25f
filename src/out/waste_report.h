/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report on waste: figures with streams, denominators and method named, against the target and what was
 * published; by stage, unit, kitchen and dish; where the grams and the money are; what the national survey asks
 * for; doubtful rows; and, with a plan, what it is expected to leave. Grams a portion are shown in tenths,
 * beside a target in hundredths; comparisons are never of rounded figures. */
#ifndef SK_OUT_WASTE_REPORT_H
#define SK_OUT_WASTE_REPORT_H

#include "out/report.h"
#include "waste/expect.h"

typedef struct sk_waste_in {
    const sk_kommun *k;
    const sk_waste_log *log;
    const sk_waste_data *data;
    const sk_waste_target *target; int n_targets;
    const uint8_t *forms;  /* [n_categories] sk_waste_form */
    sk_day from, to;       /* the period */
    int64_t lunches;       /* counted in the period, weighed or not; 0 = not known */
    /* What is planned; demand NULL = no plan is asked about. */
    const sk_demand *demand;
    const sk_ix *cook;     /* [n_needs] kitchen that cooks the need's main; SK_NONE = not known */
    const sk_forecast *forecast; /* for needs without a distribution of their own; NULL allowed */
    const sk_waste_model *model;
    sk_lang lang;
} sk_waste_in;

/* NULL: out of memory. The report borrows nothing of in but the kommun. */
sk_report *sk_waste_report(const sk_waste_in *in);

#endif
