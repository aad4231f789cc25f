/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the year's follow-up is told besides the books: plain records, row by row as read from followup/ and
 * continuity.csv. Amounts in öre, a result is revenue - cost (deficit negative). What was not filled in is
 * SK_FU_EMPTY and never 0. A period is YYYYMM. */
#ifndef SK_DOMAIN_FOLLOWUP_H
#define SK_DOMAIN_FOLLOWUP_H

#include "domain/kommun.h"

#define SK_FU_EMPTY INT64_MIN

typedef struct sk_continuity { /* plan for going on when something fails (kontinuitetsplan) */
    sk_ix kitchen;
    sk_day revised, exercised;  /* SK_NO_DAY = never */
    const char *document, *responsible;
} sk_continuity;

/* Verksamhetsområde, or the whole administration. DETAIL: from the books; SUMMARY: from reports.csv. */
typedef enum { SK_FU_DETAIL, SK_FU_SUMMARY, SK_FU_WHOLE } sk_fu_level;
typedef struct sk_fu_area { const char *id, *name; int level; } sk_fu_area;

typedef struct sk_fu_centre { /* ansvar */
    const char *code, *name;
    sk_ix area, manager;        /* manager SK_NONE: common costs */
} sk_fu_centre;

typedef enum { SK_FU_DECIDED, SK_FU_DETAILED } sk_fu_version; /* beslutad ram, detaljbudget */
typedef struct sk_fu_frame {
    int year, version;
    sk_ix area;
    sk_ore frame, revenue, cost; /* frame: kommunbidrag */
    const char *decision, *source;
} sk_fu_frame;

typedef struct sk_fu_report { /* what an area or the administration has itself reported */
    sk_day as_of;
    sk_ix area;
    sk_ore result, forecast, turnover; /* to date; of the year; budgeted for the year */
    const char *source;
} sk_fu_report;

typedef struct sk_fu_equity {
    int year;
    sk_ix area;
    sk_ore opening, result, turnover; /* opening only in the first year of an area */
    const char *source;
} sk_fu_equity;

typedef struct sk_fu_volume {
    int period;
    sk_ix area, product, customer;
    int64_t plan, actual;
    sk_ore unit_cost;           /* planned full cost of one */
} sk_fu_volume;

typedef enum { SK_FU_PORTION, SK_FU_CONTRACT, SK_FU_WAGE, SK_FU_PRICE, SK_FU_RENT, SK_N_FU_DRIVERS } sk_fu_drive;
typedef struct sk_fu_driver { /* what a cost is judged by: grams per eater, or an index */
    int period, kind;
    sk_ix area;
    int64_t plan, actual;       /* hundredths */
    const char *source;
} sk_fu_driver;

typedef struct sk_fu_measure { /* saving measure */
    const char *id, *name;
    sk_ix area;
    sk_ore planned;             /* effect of the year */
    const char *consequence;    /* for customers */
    const char *told;           /* who has been told of it; "" = nobody */
    sk_day told_on;
    const char *decision;
} sk_fu_measure;
typedef struct sk_fu_status { sk_day as_of; sk_ix measure; sk_ore reached, forecast; } sk_fu_status;

typedef enum {
    SK_FM_DEVIATION, SK_FM_SAVING, SK_FM_ACTION_SHARE, SK_FM_ACTION_LEAST, SK_FM_EQUITY, SK_FM_VOLUME, SK_FM_WASTE,
    SK_FM_SUPPLIER, SK_FM_ECOMMERCE, SK_FM_CONTINUITY, SK_FM_FULLTIME, SK_FM_SPAN, SK_FM_KITCHENS, SK_FM_SICK,
    SK_FM_SATISFIED, SK_FM_BALANCE, SK_N_FM
} sk_fu_indicator;
/* PLAN: compared with, no verdict. */
typedef enum { SK_FU_BELOW, SK_FU_AT_MOST, SK_FU_AT_LEAST, SK_FU_ABOVE, SK_FU_PLAN } sk_fu_condition;
typedef struct sk_fu_target {
    int indicator, condition;
    sk_period when;
    int64_t limit_milli;        /* thousandths of the indicator's unit */
    const char *rule, *source;
} sk_fu_target;

typedef enum { SK_FU_ALL, SK_FU_WOMEN, SK_FU_MEN } sk_fu_sex;
typedef struct sk_fu_value { /* what somebody measured: a share of two amounts or counts, or a mean */
    int indicator, sex;
    sk_ix area;
    sk_period when;
    int64_t num, den;           /* hundredths */
    const char *source, *note;
} sk_fu_value;

typedef enum { SK_FU_REACHED, SK_FU_NOT_REACHED, SK_FU_PARTLY } sk_fu_claim;
typedef struct sk_fu_verdict { /* what was published */
    int year, indicator, claim;
    int64_t value_milli;
    const char *source;
} sk_fu_verdict;

typedef struct sk_fu_text { const char *file, *text; size_t len; } sk_fu_text; /* text NULL = no such file */

typedef struct sk_followup { /* owned by whoever read it, see input/followup.h */
    const sk_fu_area *area;           int n_areas;       /* by id */
    const sk_fu_centre *centre;       int n_centres;     /* by area, manager */
    const sk_fu_frame *frame;         int n_frames;      /* by area, year, version */
    const sk_fu_report *report;       int n_reports;     /* by area, day */
    const sk_fu_equity *equity;       int n_equity;      /* by area, year */
    const sk_fu_volume *volume;       int n_volumes;     /* by area, product, customer, period */
    const sk_fu_driver *driver;       int n_drivers;     /* by area, period, kind */
    const sk_fu_measure *measure;     int n_measures;    /* by id */
    const sk_fu_status *status;       int n_statuses;    /* by measure, day */
    const sk_fu_target *target;       int n_targets;     /* by indicator, day */
    const sk_fu_value *value;         int n_values;      /* by indicator, area, sex, day */
    const sk_fu_verdict *verdict;     int n_verdicts;    /* by indicator, year */
    const sk_continuity *continuity;  int n_continuity;  /* by kitchen */
    sk_fu_text sie, budget, outturn;  /* the books: one SIE file, or two of CSV */
    const sk_input_file *file;        size_t n_files;
} sk_followup;

#endif
