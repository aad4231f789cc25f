/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would flip it: the value of a main assumption at which two alternatives cost the same.
 *
 * For an assumption changed by x (percent for both alternatives; the internal rate in percentage points), D(x)
 * is the difference between the alternatives' total cost a year. Food price, investment and wages' ledger part
 * enter linearly once the plans are fixed; the internal rate through the annuity. The first guess is the secant
 * through D(0) and D at a step; where the plans change with the assumption (wages, fuel, volume) it is refined
 * by running both again, at most FLIP_RUNS times. An answer is VERIFIED when runs a little below and above it
 * differ in sign. x outside the range looked at: no flip.
 * Source: break-even analysis; the secant and bisection methods as in any text on numerical analysis. */
#ifndef SK_REVIEW_FLIP_H
#define SK_REVIEW_FLIP_H

#include "review/whatif.h"

typedef enum {
    SK_FLIP_FOOD, SK_FLIP_WAGES, SK_FLIP_FUEL, SK_FLIP_VOLUME, SK_FLIP_INVEST, SK_FLIP_RATE, SK_N_FLIPS
} sk_flip_kind;
const char *sk_flip_name(sk_flip_kind f, sk_lang lang);

typedef struct sk_flip_row {
    sk_flip_kind kind;
    bool found;          /* a break-even within lo..hi */
    bool verified;       /* runs beside it say so */
    int64_t at_ppm;      /* change at the break-even, ppm of today's value; RATE: the rate itself */
    int64_t tol_ppm;     /* how exactly: the runs were this far on each side */
    int64_t lo_ppm, hi_ppm; /* range looked at */
    sk_ore slope_ore;    /* öre a year that the difference grows per percent (RATE: per percentage point) */
    sk_ore below_ore, above_ore; /* difference at the break-even less and plus the tolerance */
} sk_flip_row;

typedef struct sk_flip {
    int a, b;            /* indexes into w.alt */
    sk_ore diff_ore;     /* total of a less total of b, today */
    sk_flip_row row[SK_N_FLIPS];
    int n_runs;          /* years planned for it */
} sk_flip;

/* a and b are alternatives of w, 0 = the baseline. SK_E_USAGE when they are the same. */
sk_code sk_flip_make(const sk_whatif *w, int a, int b, const sk_whatif_opts *opts, sk_flip *out, sk_diags *diags,
                     sk_err *err);

#endif
