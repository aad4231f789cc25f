/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two halves of the check of calendars share. */
#ifndef SK_OUT_FEED_CHECK_PRIV_H
#define SK_OUT_FEED_CHECK_PRIV_H

#include "base/mem.h"
#include "out/feed.h"
#include "out/feed_lines.h"

enum { HEAD_VERSION, HEAD_PRODID, HEAD_NAME, HEAD_X_NAME, HEAD_REFRESH, HEAD_TTL, HEAD_COLOR,
       HEAD_ZONE, HEAD_MODIFIED, N_HEAD };

typedef struct sk__fc_uid { const char *uid; int line; } sk__fc_uid;

typedef struct sk__fc { /* a calendar being checked; strings borrowed from its lines */
    const char *file;
    sk_diags *d;
    const char *head[N_HEAD];
    const char *newest;      /* largest LAST-MODIFIED of an event */
    const char *last_start;  /* of the event before, for the order */
    int zone_line, zone_used; /* lines: VTIMEZONE, first TZID; 0 = none */
    int n_standard, n_daylight;
    bool zone_odd;
    sk__fc_uid *uid; size_t n_uids, cap_uids;
    int n_events;
} sk__fc;

typedef struct sk__fc_event {
    int line;
    const char *uid, *start, *end, *stamp, *modified, *summary, *sequence, *status, *transp, *rrule;
    bool categories, duration, start_date, start_zone, recurrence;
} sk__fc_event;

sk_loc sk__fc_at(const sk__fc *c, int line);
void sk__fc_event_line(sk__fc *c, sk__fc_event *e, const sk__feed_line *l);
void sk__fc_event_end(sk__fc *c, const sk__fc_event *e);

#endif
