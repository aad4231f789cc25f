/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel: counts of U series (units) on the T days when they serve, with what is known of each day.
 *
 * The engine of the forecast sees nothing else, so that it runs alike on a kommun's history and on
 * any folder of counts. A cell is (day, unit); cell arrays are day-major with `lanes` doubles a day
 * (units rounded up to a multiple of 4, the extra ones never observed), so that inner loops over
 * units are plain vector code. Everything lies in one arena.
 *
 * count = exp(y + off): y is what is modelled, off what is known beforehand: the caller's factor, such
 * as the share of the guests that a meal is for, and the enrolment of the day with an elasticity. A
 * cell with w = 0 was not observed. A censored cell is a day when the food ran out: the count is the
 * least that it can have been. */
#ifndef SK_FORECAST_PANEL_H
#define SK_FORECAST_PANEL_H

#include "base/err.h"
#include "base/mem.h"

/* What a calendar says of a day. */
enum {
    SK_CD_SERVICE = 1,  /* the series of the panel serve */
    SK_CD_HOLIDAY = 2,  /* public holiday */
    SK_CD_STRIKE = 4,   /* known only SK_LATE_DAYS service days ahead; never scored or learnt from */
    SK_CD_FAST = 8,     /* religious fast (Ramadan) */
    SK_CD_FEAST = 16,   /* religious feast (Eid) */
    SK_CD_BREAK = 32,   /* school break during which the series serve all the same */
    SK_CD_REDUCED = 64, /* reduced activity, e.g. July in preschools */
    SK_CD_STUDY = 128   /* study or planning day */
};
enum { SK_LATE_DAYS = 3 };
/* Eaters follow the roll a little less than in proportion (measured on school canteens). */
#define SK_ENROL_ELASTICITY 0.9

typedef struct sk_calday { /* every calendar day, in order, without gaps */
    sk_day day;
    uint8_t flags;
    const char *menu; /* words of the day's dishes, "" when not known */
} sk_calday;

enum { SK_COL_UNIT = 1, SK_COL_LATE = 2 }; /* units differ in this effect; known late only */
enum { SK_PD_SPECIAL = 1, SK_PD_SKIP = 2, SK_PD_LATE = 4 };

typedef struct sk_panel_col {
    const char *name; /* "wd1", "to0", "k_fish" */
    uint8_t flags;
    int unit_col;     /* index among the columns with unit effects; -1 = none */
} sk_panel_col;

typedef struct sk_panel {
    sk_arena *arena;        /* borrowed: the caller's, owns everything below */
    int n_days, n_units, n_types, n_years, lanes;
    /* days [n_days] */
    sk_day *day;
    int *year;              /* school year 0 .. n_years-1 */
    uint8_t *weekday;       /* 1..7 */
    uint8_t *flags;         /* SK_PD_ */
    const sk_calday **cal;  /* borrowed from the caller of sk_panel_new */
    /* cells [n_days * lanes] */
    double *count;          /* < 0 = not observed */
    double *w;              /* weight of the count 0..1 by how it was counted; 0 = not observed */
    double *y;              /* log count - off; 0 when not observed */
    double *off;            /* log of the known factor; sk_panel_seal adds the enrolment */
    double *enrol;          /* enrolled at the unit that day; 0 = not known */
    double *roll;           /* of them those whom the meal is for: nobody else comes; 0 = not known */
    double *order;          /* the unit's own order; 0 = none */
    uint8_t *censored;
    /* units [lanes] */
    const char **unit;      /* code or id */
    int *type;              /* 0 .. n_types-1 */
    double *base;           /* log enrolment less what off holds of it: a of a unit whose share is 1 */
    double *widen;          /* >= 1: interval factor of a worse way of counting */
    double *prior;          /* [n_types] eaters / (enrolled x factor) while nothing is known; 1 */
    /* features: row t holds cells ptr[t] .. ptr[t+1]-1 of (idx, val) */
    int n_cols, n_unit_cols, n_scale;
    sk_panel_col *col;
    int *ptr, *idx;
    double *val;
    int *uptr, *uidx;       /* the same for the columns with unit effects, idx = unit_col */
    double *uval;
    double *scale;          /* [n_days * n_scale] features of the size of errors */
} sk_panel;

/* An empty panel over the service days of cal with its features; cells are unobserved, off 0,
 * widen 1. SK_E_INPUT when there is no service day, SK_E_NOMEM. */
sk_code sk_panel_new(const sk_calday *cal, int n_cal, int n_units, sk_arena *arena, sk_panel *out,
                     sk_err *err);
/* Index of a service day or -1. O(log n). */
int sk_panel_find(const sk_panel *p, sk_day day);
/* Derives y and w from count, off and (when w is 0 in an observed cell) weight 1; fills gaps in
 * enrolment from the nearest known day and adds it to off. Call once after the cells are set. */
void sk_panel_seal(sk_panel *p);

/* features.c: columns of the service days. Called by sk_panel_new. */
sk_code sk__features_build(sk_panel *p, const sk_calday *cal, int n_cal, sk_err *err);

/* words.c: families of dishes recognised by words in the menu text, in Swedish and French. */
int sk__family_count(void);
const char *sk__family_name(int i);
/* Bits of the families in a text; french chooses the column of the table. */
uint32_t sk__family_bits(const char *text, bool french);

/* numeric.c: small dense algebra and robust numbers. */
/* Cholesky of the n x n symmetric matrix in the lower triangle of a (row-major), in place; pivots
 * under a tiny positive number are raised to it, so that it never fails. */
void sk__chol(double *a, int n);
void sk__chol_solve(const double *a, int n, double *b);
/* The same for `lanes` systems at once; the matrix is packed by rows (i, j <= i), each entry a
 * vector of `lanes`; b is [n][lanes]. The matrix is destroyed. */
void sk__chol_lanes(double *a, double *b, int n, int lanes);
double sk__median(double *v, int n); /* reorders v; 0 when n = 0 */

#endif
