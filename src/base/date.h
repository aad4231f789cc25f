/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar days, ISO 8601 weeks and clock times. Pure functions, no time zone data, no clock.
 * Valid years are 1970..2199; parse functions refuse anything else. */
#ifndef SK_BASE_DATE_H
#define SK_BASE_DATE_H

#include "base/types.h"

typedef struct sk_ymd { int year, month, day; } sk_ymd; /* month 1..12, day 1..31 */
typedef struct sk_week { int year, week; } sk_week;     /* ISO week-numbering year, week 1..53 */

bool sk_day_from_ymd(int year, int month, int day, sk_day *out); /* false: no such date */
sk_ymd sk_day_ymd(sk_day d);
int sk_day_weekday(sk_day d);      /* 1 = Monday .. 7 = Sunday */
sk_week sk_day_week(sk_day d);
bool sk_week_monday(sk_week w, sk_day *out); /* false: the year has no such week */
bool sk_day_parse(const char *s, sk_day *out);   /* "2023-11-27", the whole string */
bool sk_week_parse(const char *s, sk_week *out); /* "2023-W48" (also "2023-w48", "2023W48") */
bool sk_min_parse(const char *s, sk_min *out);   /* "07:30", "7:30", "07.30", "07:30:00", "24:00" */
sk_day sk_easter(int year);                      /* Easter Sunday, Gregorian computus */

enum { SK_DATE_LEN = 12, SK_TIME_LEN = 6 };
const char *sk_day_str(sk_day d, char out[SK_DATE_LEN]);  /* "2023-11-27"; returns out */
const char *sk_min_str(sk_min m, char out[SK_TIME_LEN]);  /* "07:30"; returns out */

/* "Now" given by the caller (--now), as civil time in Stockholm. */
typedef struct sk_now { sk_day day; int sec; } sk_now; /* sec = seconds after midnight */
bool sk_now_parse(const char *s, sk_now *out); /* "2023-11-20" or "2023-11-20T08:15[:30]" */

#endif
