/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendar feeds of published plans: one for each kitchen, one for each site, one for the planner.
 *
 * An event is known by its feed and KEY: kind | service date | meal or session | component or
 * counterpart. Its UID is a hash of both, never of time or text. The STATE (state.json, kept beside
 * the feeds) remembers every event as last published:
 *   unchanged    not one byte changes
 *   changed      LAST-MODIFIED = max(now, last + 1 s); SEQUENCE + 1 when time or status changed
 *   dropped      stays as CANCELLED, its summary marked, until SK_FEED_PAST days after its day
 *   new          SEQUENCE = seconds from 2020 to LAST-MODIFIED. As each step of SEQUENCE is at least a
 *                second of LAST-MODIFIED, that is above every earlier one also when the state is lost.
 * Only days from now - SK_FEED_PAST to now + SK_FEED_AHEAD are in a feed. No diets, no people, no
 * telephone numbers: a feed ends up on foreign servers. Sizes: 70 kitchens and 250 sites give some
 * 20 000 events in 20 weeks. */
#ifndef SK_OUT_FEED_H
#define SK_OUT_FEED_H

#include "base/date.h"
#include "base/diag.h"
#include "plan/plan.h"

enum { SK_FEED_PAST = 14, SK_FEED_AHEAD = 120, SK_FEED_SUMMARY_MAX = 110 };

typedef enum { /* in the order of equal starts */
    SK_FEED_CLOSED, SK_FEED_PLAN, SK_FEED_MENU, SK_FEED_SHORT, SK_FEED_ORDER, SK_FEED_PRODUCTION,
    SK_FEED_OUT, SK_FEED_IN, SK_FEED_NONE /* says that nothing is published */, SK_N_FEED_KINDS
} sk_feed_kind;

typedef struct sk_feed_event {
    const char *feed;        /* "kitchen/ekholm", "site/tallboda_f3", "planner" */
    const char *key;
    sk_feed_kind kind;
    const char *summary, *category, *description, *location;
    int32_t lat_e5, lon_e5;
    sk_day from, to;         /* all day: first and last day; timed: days of start and end */
    sk_min start, end;       /* timed: 0..1439; -1 = all day */
    bool opaque, cancelled;
    int32_t sequence;
    int64_t modified;        /* seconds since 1970 UTC */
    sk_week week;            /* of the plan that it is from; year 0 = from none */
} sk_feed_event;

typedef struct sk_feed_list { /* events sorted by feed, key once sk_feed_sort has run */
    sk_arena *arena;         /* owns the texts; borrowed by the list */
    sk_feed_event *ev;       /* sk_free */
    size_t n, cap;
    bool failed;             /* memory ended */
} sk_feed_list;
void sk_feed_list_free(sk_feed_list *l); /* not the arena */
/* Sorts, and makes one of equal feed and key: the first; menus are put together, as what is eaten in one
 * meal may be from two weeks' plans. */
void sk_feed_sort(sk_feed_list *l);
/* Of a sorted list of live events: a site's day that is closed by one week's plan is not when another's
 * has a meal there. Sorted again. */
void sk_feed_settle(sk_feed_list *l);

/* What a plan puts into the feeds, appended. Several plans go into one list. */
void sk_feed_collect(const sk_plan *p, sk_lang lang, sk_feed_list *out);
/* For every feed of the kommun that has no event yet: nothing is published. `live` is sorted. */
void sk_feed_fill_empty(const sk_kommun *k, sk_lang lang, sk_now now, sk_feed_list *live);

/* The rule above: live (sorted) against the state (sorted) gives what stands in the feeds. */
typedef struct sk_feed_counts { int live, fresh, changed, cancelled; } sk_feed_counts; /* events */
void sk_feed_merge(const sk_feed_list *live, const sk_feed_list *state, sk_now now, sk_lang lang,
                   sk_feed_list *out, sk_feed_counts *counts);

/* state.json: written deterministically, read with every field checked. */
void sk_feed_state_write(const sk_feed_list *l, sk_buf *out);
sk_code sk_feed_state_read(const char *name, const char *text, size_t n, sk_feed_list *out,
                           sk_err *err);

/* The events [first, end) of one feed as a calendar; they are put in order of start, kind and key. */
sk_code sk_feed_write(const sk_kommun *k, sk_lang lang, sk_feed_event *first, size_t n, sk_buf *out,
                      sk_err *err);
/* UID of an event: 36 letters of a UUID and "@storkok". */
enum { SK_FEED_UID_LEN = 36 + 8 + 1 };
const char *sk_feed_uid(const sk_kommun *k, const sk_feed_event *e, char out[SK_FEED_UID_LEN]);

/* Civil time in Stockholm to seconds since 1970 UTC by directive 2000/84/EC; in the hour that does not
 * exist or comes twice the offset before the change counts, as RFC 5545 says. */
int64_t sk_stockholm_utc(sk_day day, int sec);
bool sk_stockholm_odd_hour(sk_day day, sk_min min); /* 02:00-02:59 on a day of change */

/* The published folder DIR: weeks/WEEK.json (plans, not for the public), state.json, and feeds/, which
 * is made to be served. add is published (its week replaced), or remove withdrawn; both NULL: the
 * feeds are made anew. Swapped whole. A published plan that no longer fits the kommun (a site is gone)
 * keeps its events as they were published; without a state of them it is refused by name. Weeks that
 * lie before the window are carried along unread. */
typedef struct sk_publish_job {
    const sk_kommun *k;
    const sk_plan *add;
    const sk_week *remove;
    const char *dir;
    sk_now now;
    sk_lang lang; /* of the feeds */
} sk_publish_job;
typedef struct sk_published {
    sk_feed_counts events;
    int n_weeks, n_feeds;
    int n_kept; /* weeks whose plan no longer fits: as they were published */
} sk_published;
sk_code sk_publish(const sk_publish_job *job, sk_published *out, sk_err *err);

/* Checks a calendar, own or foreign: rule ids are those of data/format/feed.md. Errors break clients,
 * warnings make them behave badly. */
void sk_feed_check(const char *name, const char *text, size_t n, sk_diags *d);

#endif
