/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libical behind one door. Reading only, so far: all-day events with their categories and
 * location, for breaks, study days and closures. No other module includes libical. */
#ifndef SK_EXT_ICAL_H
#define SK_EXT_ICAL_H

#include "base/diag.h"
#include "base/mem.h"

typedef struct sk_ical_event {
    const char *uid;
    const char *summary;
    const char *category; /* first CATEGORIES value, "" when none */
    const char *location; /* LOCATION: place ids separated by spaces or commas; "" = everywhere */
    sk_day from, to;      /* inclusive days (DTEND is exclusive in the file) */
    int line;             /* line of its BEGIN:VEVENT */
} sk_ical_event;

enum { SK_ICAL_MAX_EVENTS = 20000, SK_ICAL_MAX_BYTES = 16 << 20 };

/* Events sorted by from, uid. Yearly RRULEs are expanded over [first, last], with EXDATE; events
 * without RRULE are returned whatever their days. Cancelled events are left out. Text is cleaned of
 * control characters. Faults go to diags, faulty events are left out. Rules:
 *   I001 not a calendar   I002 no DTSTART          I003 clock times, only whole days are meant
 *   I004 end before start I005 line libical dropped I006 repetition not understood
 *   I007 no such date     I008 BEGIN/END, limits   I009 odd but read (warning, note)
 * SK_E_INPUT when nothing could be read; a calendar without events is fine. */
sk_code sk_ical_read(const char *name, const char *text, size_t n, sk_day first, sk_day last,
                     sk_arena *arena, sk_ical_event **events, size_t *n_events, sk_diags *diags);
const char *sk_ical_version(void);

#endif
