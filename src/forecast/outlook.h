/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many will eat in a year to come: what a budget and a price count with.
 *
 * A forecast (forecast.h) reaches SK_FORECAST_MAX_H service days and says how sure each is; a price needs the
 * mean of all the serving days of a year. Here it is, as the attendance of every row of site_meals.csv: whoever
 * counts guests x share x attendance over the span (the SHARE rule of demand.h, in whatever plan, price or
 * alternative) counts the forecast mean.
 *
 *  FIT    For each calendar and meal that has counts, and not only long ago, one fit at its last counted day.
 *  DAY    What that fit says of a serving day: weekday, menu, season, days around breaks, school year and
 *         enrolment, the unit's own and its type's. The level of the last weeks and orders fade before a year
 *         does, so they are left out.
 *  MEAN   The fit is of an ordinary day, robust against odd ones; a year has those too. So it is multiplied by
 *         what was counted over what was fitted in the SK_OUTLOOK_DAYS before, of the unit, shrunk to that of
 *         all units with the weight of SK_OUTLOOK_SHRINK days. Never more than the roll.
 *  ROW    A day's mean is shared between the rows that hold by share x attendance, as in demand.h; a row's new
 *         attendance is the sum of its parts over the sum of guests x share, in ppm, at least 1.
 *
 * Rows of other meals, goods and packed meals keep the attendance that they have. A unit without counts goes by
 * its type, as in a forecast. */
#ifndef SK_FORECAST_OUTLOOK_H
#define SK_FORECAST_OUTLOOK_H

#include "domain/history.h"
#include "forecast/backtest.h"

enum { SK_OUTLOOK_DAYS = 364, SK_OUTLOOK_SHRINK = 20 };

typedef struct sk_outlook {
    sk_kommun k;      /* a shallow copy whose site_meal rows have the attendance found, and the history's files */
    bool *found;      /* [k.n_site_meals] from counts; false = the register's */
    sk_day counted;   /* the last day that has a count; SK_NO_DAY = no row was found */
} sk_outlook;

/* Of the days from .. from + n_days - 1. k and h must outlive out; arena owns what is new. Nothing is found when
 * there are no counts: then out->k counts as k. SK_E_NOMEM only. O(counts + sites x days). */
sk_code sk_outlook_make(const sk_kommun *k, const sk_history *h, sk_day from, int n_days, sk_arena *arena,
                        sk_outlook *out, sk_err *err);

#endif
