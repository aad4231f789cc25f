/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar out, by way of libical: folding and escaping are its work, everything that it does not
 * guard is done here (control characters, bytes that are not UTF-8, commas in X- properties, a small
 * VTIMEZONE of one STANDARD and one DAYLIGHT). No METHOD, no calendar UID; DTSTAMP is LAST-MODIFIED, so
 * the same events give the same bytes. The caller sorts. Texts go out in NFC. */
#ifndef SK_EXT_ICAL_WRITE_H
#define SK_EXT_ICAL_WRITE_H

#include "base/buf.h"
#include "base/err.h"

typedef struct sk_ical_out_event {
    const char *uid, *summary, *category;
    const char *description, *location; /* "" = none */
    int32_t lat_e5, lon_e5;             /* both 0 = not known */
    bool all_day;
    sk_day from, to;     /* all day: first and last day; timed: days of start and end */
    sk_min start, end;   /* timed: Stockholm civil time, 0..1439 */
    bool utc;            /* write start_s and end_s instead: civil time is not unique in that hour */
    int64_t start_s, end_s; /* seconds since 1970 UTC, when utc */
    bool opaque, cancelled;
    int32_t sequence;
    int64_t modified;    /* seconds since 1970 UTC */
} sk_ical_out_event;

typedef struct sk_ical_out {
    const char *name, *description; /* commas and semicolons become spaces */
    const char *relcal;             /* X-WR-RELCALID: one word */
    const char *prodid;
    const char *color, *color_hex;  /* CSS3 name and "#RRGGBB" */
    int refresh_h;                  /* clients are asked to come back every so many hours */
} sk_ical_out;

/* Appends to out. SK_E_NOMEM, or SK_E_INTERNAL when libical could not write a property. */
sk_code sk_ical_write(const sk_ical_out *cal, const sk_ical_out_event *ev, size_t n, sk_buf *out,
                      sk_err *err);

#endif
