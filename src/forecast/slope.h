/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trend within groups, so that who is counted when does not matter: weighted least squares of y on time, both
 * centred by group, with a standard error that is robust to rows that differ in spread (the sandwich with
 * m / (m - groups - 1), m rows). The interval is 95 % by Student's t with m - groups - 1 degrees. */
#ifndef SK_FORECAST_SLOPE_H
#define SK_FORECAST_SLOPE_H

#include "base/types.h"

#define SK_DAYS_YEAR 365.25

typedef struct sk_slope_row {
    int group;   /* rows of a group stand together */
    double day;  /* days, from any origin */
    double y, w; /* w > 0: portions, guests ... */
} sk_slope_row;

typedef struct sk_slope { double slope, half; } sk_slope; /* of y a year; NAN = too little, or too short a time */
sk_slope sk_slope_within(const sk_slope_row *v, int n);

double sk_student(int df); /* 97.5 % point of Student's t */

#endif
