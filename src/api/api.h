/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of src/api share: the insides of the public handles, and the crossings between the
 * public equivalents and the library's own types. */
#ifndef SK_API_API_H
#define SK_API_API_H

#include "base/diag.h"
#include "forecast/forecast.h"
#include "forecast/outlook.h"
#include "out/report.h"
#include "plan/plan.h"
#include "storkok.h"

struct storkok_kommun { sk_kommun *k; char *dir; /* owned; dir for its history */ };

typedef struct sk__foresight { /* a week's forecast, or why there is none; owns it */
    sk_arena *arena;
    sk_forecast f;
    sk_demand_from from; /* SK_FROM_FORECAST: f holds */
} sk__foresight;
/* Reads the folder's history and forecasts the days of a plan, those of what is delivered ahead too. A
 * history that cannot be read is an error; none, or one out of reach, is said in out->from. */
sk_code sk__foresee(const storkok_kommun *k, sk_day from, int n_days, sk__foresight *out, sk_err *err);
void sk__foresight_free(sk__foresight *x);
/* sk_stages of the folder's history and weighings, in the arena; weighings that cannot be read count as none. */
struct sk_stage;
sk_code sk__stages(const sk_kommun *k, const char *dir, const sk_history *h, sk_arena *a, struct sk_stage **out,
                   sk_err *err);

/* What the folder's history says of a span, however long; without counts the register as it is. */
sk_code sk__outlook(const sk_kommun *k, const char *dir, sk_day from, int n_days, sk_arena *arena, sk_outlook *out,
                    sk_err *err);

struct storkok_plan { sk_plan *p; const storkok_kommun *home; sk__foresight sight; /* p and sight owned */ };
struct storkok_diags { sk_diags *d; /* owned */ };
struct storkok_report {
    sk_report *r;           /* owned */
    void *held;             /* what r borrows from, NULL = nothing of its own; */
    void (*drop)(void *);   /* called with it after r is gone */
};

/* An own error that starts as the caller's: same language, empty or already set. err may be NULL. */
void sk__err_in(const storkok_error *err, sk_err *own);
/* Hands it back; returns its code, or `code` when nothing is set. */
storkok_code sk__err_out(sk_code code, const sk_err *own, storkok_error *err);
/* Gives the buffer's bytes to out and empties it; STORKOK_E_NOMEM when the buffer failed. */
storkok_code sk__text_out(sk_buf *b, storkok_text *out, storkok_error *err);
sk_lang sk__lang_in(storkok_lang l);
/* "2023-11-27" to a day; "" and others are SK_E_USAGE. */
sk_code sk__day_in(const char *s, sk_day *out, sk_err *err);
/* "2023-11-20T08:15" to a moment; NULL and others are SK_E_USAGE. */
sk_code sk__now_in(const char *s, sk_now *out, sk_err *err);
/* The end of every function that makes a report: takes r (NULL allowed), gives a handle when code is SK_OK. */
storkok_code sk__report_out(sk_report *r, sk_code code, sk_err *own, storkok_report **out,
                            storkok_error *err);
/* An id given by people: SK_E_INPUT with the nearest as a hint; NULL gives SK_NONE. */
sk_code sk__find_kitchen(const sk_kommun *k, const char *id, sk_ix *out, sk_err *err);
/* A date or weekday of the plan as an index into its days. */
sk_code sk__find_plan_day(const sk_plan *p, const char *s, int8_t *out, sk_err *err);
/* Stock and orders of coming days, read for their faults alone; d NULL = not told. */
sk_code sk__check_desk(const sk_kommun *k, const char *dir, storkok_diags *d, sk_err *err);
storkok_code sk__fail(storkok_error *err, sk_code code, const char *text);

#endif
