/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole review: the best structure, others that differ materially, the curve of cost against the number of
 * kitchens, the years in which to get there; and when there is no structure, who cannot be served and the
 * limits under which everybody can. Budgets: st.max_steps is for each structure asked for (0 = the default of
 * SK_REVIEW_STEPS), a clock or the cancel flag ends everything, with what there is. */
#ifndef SK_REVIEW_REVIEW_RUN_H
#define SK_REVIEW_REVIEW_RUN_H

#include "review/review.h"

enum { SK_REVIEW_STEPS = 60000, SK_REVIEW_CURVE_STEPS = 15000, SK_REVIEW_OTHERS = 2, SK_REVIEW_DIFFER = 4,
       SK_REVIEW_CURVE_MAX = 200, SK_REVIEW_YEARS_MAX = 30 };

typedef enum { SK_CURVE_NONE, SK_CURVE_KITCHENS, SK_CURVE_COOKING } sk_review_curve;

typedef struct sk_review_ask {
    int kitchens, cooking;      /* at most; 0 = no limit */
    bool n1;
    sk_ore budget_year;         /* investment; -1 = no limit */
    int years;                  /* in which to get there; 0 = 1 without a budget, else 4 */
    sk_review_curve curve;
    int curve_from, curve_to;   /* cut to what the candidates allow */
    sk_st_opts st;
} sk_review_ask;

typedef struct sk_review_point { int limit; sk_st_result x; } sk_review_point;

typedef struct sk_review_phase { /* one kitchen's change */
    int year;                   /* 1.. */
    int kit, opt;
} sk_review_phase;

typedef struct sk_review_year { /* cost -1: not everybody can be served yet */
    int changes; sk_ore invest, cost; int kitchens, cooking;
} sk_review_year;

typedef struct sk_review_answer {
    sk_st_result best;          /* status INFEASIBLE or NOTHING: then see nearest */
    sk_st_result other[SK_REVIEW_OTHERS]; int n_others;
    sk_review_point *curve; int n_curve; /* owned; from the largest limit down */
    int curve_lo, curve_hi;     /* what the candidates allow */
    bool curve_cut;
    sk_review_phase *phase; int n_phases; /* owned */
    sk_review_year year[SK_REVIEW_YEARS_MAX]; int n_years;
    bool phased;                /* every step of the way feeds everybody; false: only the end does */
    sk_st_result nearest;       /* under these limits, when there is no best */
    int nearest_kitchens, nearest_cooking; bool nearest_n1; sk_ore nearest_invest;
    int *unfed; int n_unfed;    /* owned: kitchens (index) that nobody can supply and that cannot cook */
    int64_t room_short;         /* portions that all cooking together lacks on the busiest day, 0 = none */
} sk_review_answer;

/* Sets the instance's limits. SK_E_USAGE, SK_E_NOMEM. The answer is freed by sk_review_answer_free. */
sk_code sk_review_run(sk_review *r, const sk_review_ask *ask, sk_review_answer *out, sk_err *err);
void sk_review_answer_free(sk_review_answer *a);

/* A kitchen's roles differ between two structures; sizes count too when asked. */
int sk_review_differ(const sk_review *r, const int *a, const int *b);

#endif
