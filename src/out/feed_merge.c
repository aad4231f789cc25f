/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yesterday's events and today's: what is new, changed, dropped. And Stockholm's clock. */
#include <string.h>

#include "base/text.h"
#include "out/feed.h"

enum { DAY_S = 86400, HOUR_S = 3600 };
static const int64_t YEAR_2020 = 1577836800;

/* ---- the clock ---- */

static sk_day last_sunday(int year, int month)
{
    sk_day d = 0;
    if (!sk_day_from_ymd(year, month, 31, &d)) return 0;
    return d - sk_day_weekday(d) % 7;
}

int64_t sk_stockholm_utc(sk_day day, int sec)
{
    int year = sk_day_ymd(day).year;
    int64_t local = (int64_t)day * DAY_S + sec;
    /* Civil times that no longer count in winter's and in summer's offset. */
    int64_t spring = (int64_t)last_sunday(year, 3) * DAY_S + 3 * HOUR_S;
    int64_t autumn = (int64_t)last_sunday(year, 10) * DAY_S + 3 * HOUR_S;
    return local - (local >= spring && local < autumn ? 2 : 1) * HOUR_S;
}

bool sk_stockholm_odd_hour(sk_day day, sk_min min)
{
    int year = sk_day_ymd(day).year;
    return min >= 120 && min < 180 && (day == last_sunday(year, 3) || day == last_sunday(year, 10));
}

/* ---- the rule ---- */

typedef struct merger {
    sk_now now;
    int64_t now_s;
    sk_lang lang;
    sk_feed_list *out;
    sk_feed_counts n;
} merger;

static bool in_window(const merger *m, const sk_feed_event *e)
{
    return e->to >= m->now.day - SK_FEED_PAST && e->from <= m->now.day + SK_FEED_AHEAD;
}

static bool same_time(const sk_feed_event *a, const sk_feed_event *b)
{
    return a->from == b->from && a->to == b->to && a->start == b->start && a->end == b->end;
}

static bool same_text(const sk_feed_event *a, const sk_feed_event *b)
{
    return strcmp(a->summary, b->summary) == 0 && strcmp(a->category, b->category) == 0 &&
           strcmp(a->description, b->description) == 0 && strcmp(a->location, b->location) == 0 &&
           a->lat_e5 == b->lat_e5 && a->lon_e5 == b->lon_e5 && a->opaque == b->opaque;
}

static void keep(merger *m, sk_feed_event e)
{
    sk_feed_list *l = m->out;
    if (!SK_GROW(l->ev, l->n, l->cap)) l->failed = true;
    else l->ev[l->n++] = e;
}

static int64_t newer(const merger *m, int64_t last)
{
    return m->now_s > last ? m->now_s : last + 1;
}

static void appear(merger *m, sk_feed_event e)
{
    int64_t s = m->now_s - YEAR_2020;
    e.modified = m->now_s;
    e.sequence = s < 0 ? 0 : s > INT32_MAX - DAY_S ? INT32_MAX - DAY_S : (int32_t)s;
    e.cancelled = false;
    m->n.live++;
    m->n.fresh++;
    keep(m, e);
}

static void stay(merger *m, sk_feed_event e, const sk_feed_event *was)
{
    bool same = same_time(&e, was) && !was->cancelled;
    e.sequence = was->sequence + (same ? 0 : 1);
    e.modified = same && same_text(&e, was) ? was->modified : newer(m, was->modified);
    m->n.live++;
    m->n.changed += e.modified != was->modified;
    keep(m, e);
}

static void vanish(merger *m, sk_feed_event e)
{
    if (e.kind == SK_FEED_NONE) return;
    if (!e.cancelled) {
        const char *s =
            sk_arena_printf(m->out->arena, sk_text(m->lang, "CANCELLED: %s"), e.summary);
        m->out->failed |= !s;
        if (s) e.summary = s;
        e.cancelled = true;
        e.opaque = false;
        e.sequence++;
        e.modified = newer(m, e.modified);
        m->n.cancelled++;
    }
    keep(m, e);
}

static int by_identity(const sk_feed_event *a, const sk_feed_event *b)
{
    int c = strcmp(a->feed, b->feed);
    return c ? c : strcmp(a->key, b->key);
}

void sk_feed_merge(const sk_feed_list *live, const sk_feed_list *state, sk_now now, sk_lang lang,
                   sk_feed_list *out, sk_feed_counts *counts)
{
    merger m = {now, sk_stockholm_utc(now.day, now.sec), lang, out, {0, 0, 0, 0}};
    size_t i = 0, j = 0;
    while (i < live->n || j < state->n) {
        const sk_feed_event *a = i < live->n ? &live->ev[i] : NULL;
        const sk_feed_event *b = j < state->n ? &state->ev[j] : NULL;
        int c = !a ? 1 : !b ? -1 : by_identity(a, b);
        i += c <= 0;
        j += c >= 0;
        if (!in_window(&m, c <= 0 ? a : b)) continue;
        if (c < 0) appear(&m, *a);
        else if (c > 0) vanish(&m, *b);
        else stay(&m, *a, b);
    }
    out->failed |= live->failed || state->failed;
    *counts = m.n;
}
