/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The year's follow-up: the books and what followup/ says, to results, forecasts, variances and verdicts.
 *
 * Amounts in öre; revenue and cost are both positive, result = revenue - cost. Every area stands by itself:
 * a surplus of one never fills the gap of another (P5), and the sum over areas is only shown. Books are
 * taken by whole months, up to the last one that ends on or before the day asked for.
 * Forecast of the year: a variable line is its outturn to date x serving days of the year / serving days to
 * date, where a serving day counts once for each guest that the calendars say is served lunch (a school has
 * none in July); a fixed line is its outturn to date + the budget of the months that remain, and so is a variable
 * one where nothing has been served yet. Twelfths stand
 * beside it for comparison only. Rules: P1-P28 of the municipality's documents; formulas in follow.h.
 * Expected: 20 centres, 20 cost lines, 10 areas. */
#ifndef SK_PRICE_FOLLOWUP_H
#define SK_PRICE_FOLLOWUP_H

#include "base/diag.h"
#include "domain/followup.h"
#include "price/follow.h"

/* ---- the books (followup_books.c) ---- */

typedef struct sk_fu_account { /* account group: the longest prefix decides */
    const char *prefix, *group, *name; /* several prefixes may share a group, which is a cost line */
    bool revenue;
    sk_cost_behaviour behaviour;
    sk_cost_index index;
} sk_fu_account;

enum { SK_FU_MONTHS = 12 };
typedef struct sk_fu_books { /* of one calendar year; lives in the arena */
    int year, n_centres, n_lines;
    const sk_fu_account *line;  /* n_lines, by first appearance of the group */
    sk_ore *budget, *outturn;   /* [centre][line][month], revenue and cost both positive */
    int last_month;             /* with any outturn, 0 = none */
} sk_fu_books;

/* SK_E_INPUT, told with file and row: F010 cost centre not in cost_centres.csv, F011 account in no group,
 * F012 a row without a month, or of another year, F013 amounts out of range; and the ledger's own L and S rules.
 * Accounts of classes 1 and 2 (balances) are left out. SK_E_NOMEM. */
sk_code sk_fu_books_read(const sk_followup *f, const sk_fu_account *account, size_t n_accounts, int year,
                         sk_arena *arena, sk_fu_books *out, sk_diags *diags);
static inline size_t sk_fu_at(const sk_fu_books *b, int centre, int line, int month)
{
    return ((size_t)centre * (size_t)b->n_lines + (size_t)line) * SK_FU_MONTHS + (size_t)month;
}

/* ---- the result ---- */

typedef enum {
    SK_FU_BUDGET_TO, SK_FU_OUTTURN_TO, SK_FU_BUDGET_YEAR, SK_FU_FORECAST, SK_FU_TWELFTHS, SK_N_FU_COLS
} sk_fu_col;
typedef struct sk_fu_sums { sk_ore revenue[SK_N_FU_COLS], cost[SK_N_FU_COLS]; } sk_fu_sums;
static inline sk_ore sk_fu_result(const sk_fu_sums *s, sk_fu_col c) { return s->revenue[c] - s->cost[c]; }

/* Food: attendance, portion size, contract price, substitution. */
enum { SK_FU_FOOD_PARTS = 4, SK_FU_COST_PARTS = 3 };
typedef struct sk_fu_food { /* one area and month, or (month 0) their sum */
    sk_ix area;
    int period;
    sk_ore plan, actual, part[SK_FU_FOOD_PARTS];
    bool measured[SK_FU_FOOD_PARTS - 1]; /* the ratio was given; else its part is 0 and lies in the rest */
} sk_fu_food;
typedef struct sk_fu_var { /* one area and cost line other than food: volume, price, efficiency; summed over months */
    sk_ix area;
    int line;
    sk_ore plan, actual, part[SK_FU_COST_PARTS];
    int unmeasured;             /* months in which a ratio that the line needs was not given */
} sk_fu_var;

typedef struct sk_fu_adherence { sk_ix area, product, customer; int64_t plan, actual; sk_ore cost; } sk_fu_adherence;

typedef struct sk_fu_equity_row {
    sk_ix area;
    int year;
    sk_ore result, turnover;
    bool forecast;
    sk_equity e;
} sk_fu_equity_row;
typedef struct sk_fu_layer { sk_ix area; sk_layer l; } sk_fu_layer;

typedef struct sk_fu_action { /* action plan: of the administration, indicative for the others */
    sk_ix area;
    bool told;                  /* there is a forecast */
    bool known;                 /* and a base to judge it by */
    sk_ore forecast;
    sk_trigger t;
    const char *source;         /* of the forecast; "" = computed here */
} sk_fu_action;

/* What an indicator came to. value = num / den in the indicator's unit (a share is 0..1). */
typedef struct sk_fu_finding {
    int indicator;              /* sk_fu_indicator */
    sk_ix area;                 /* SK_NONE = the kommun's own registers */
    int sex;
    sk_status status;
    int64_t num, den;           /* den 0 = not measured */
    bool forecast;              /* of the year's forecast, not yet an outturn */
    const sk_fu_target *target; /* NULL = no limit holds that day */
    const sk_fu_value *value;   /* when somebody else measured it */
    const char *who;            /* id of the manager or measure that it is about; NULL = none */
    const char *source;         /* of a value that somebody else computed; NULL = computed here, or see value */
} sk_fu_finding;

typedef struct sk_fu_saving {
    const sk_fu_measure *m;
    const sk_fu_status *s;      /* NULL = never judged */
    sk_ore expected;            /* of the year: its forecast, else what is reached when the year is over; SK_FU_EMPTY */
} sk_fu_saving;

typedef struct sk_fu_result_set {
    sk_arena *arena;            /* owns all; borrows f, books and k */
    const sk_kommun *k;
    const sk_followup *f;
    const sk_fu_books *books;
    int year, months;           /* months 1..12 that are counted */
    sk_day to;                  /* last day of the last of them */
    int64_t *days_to, *days_year; /* guest serving days, by centre */
    sk_fu_sums *line;           /* [centre][line]; only one of revenue and cost is used */
    sk_fu_sums *centre, *area;  /* area: zero for those without books */
    sk_fu_food *food;    int n_food;   /* by area, month; the area's sum last */
    sk_fu_var *var;      int n_vars;
    sk_fu_adherence *adherence; int n_adherence;
    sk_adherence all_volumes;
    sk_fu_equity_row *equity; int n_equity;
    sk_fu_layer *layer;  int n_layers;
    sk_fu_action *action; int n_actions; /* administration first when there is one */
    sk_fu_saving *saving; int n_savings;
    sk_measures savings;
    sk_fu_finding *finding; int n_findings; /* by indicator */
    int n_kitchens, n_planned, n_exercised; /* in use; with a continuity plan; exercised */
    bool out_of_range;
} sk_fu_result_set;

/* Grams of waste a portion this year, as the waste command weighs them: for print, and judged exactly. */
typedef struct sk_fu_waste { int64_t mg; sk_status status; } sk_fu_waste; /* mg < 0 = not measured */
/* SK_E_INPUT: F014 no whole month, F015 the books end before, F016 a calendar does
 * not cover the year, F017 no budget, F013. SK_E_NOMEM. */
sk_code sk_fu_run(const sk_kommun *k, const sk_followup *f, const sk_fu_books *books, sk_day to, sk_fu_waste waste,
                  sk_arena *arena, sk_fu_result_set *out, sk_diags *diags);

/* The limit of an indicator that holds on a day; NULL when none does. */
const sk_fu_target *sk_fu_target_at(const sk_followup *f, int indicator, sk_day day);
/* Result that the decided frame gives: frame + revenue - cost; false when none is decided whole. */
bool sk_fu_decided(const sk_followup *f, sk_ix area, int year, sk_ore *result);
/* num / den (a share, or a number in the indicator's unit) against the limit, unrounded. */
sk_status sk_fu_judge(const sk_fu_target *t, bool share, int64_t num, int64_t den);
bool sk_fu_is_share(int indicator); /* limits are in percent */

#endif
