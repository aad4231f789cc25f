/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole-day events out of iCalendar files, by way of libical. Only functions without a ring buffer
 * are used, and no time zones: a day is a day. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "ext/csv.h" /* sk_clip */
#include "ext/ical_priv.h"
#include "ext/ical_rule.h"

enum { MAX_RULES = 500, MAX_TIMES = 1000, MAX_LENGTH = 3660 };

typedef struct reader {
    const char *name;
    sk_day first, last; /* period over which repetition is expanded */
    sk_arena *arena;
    sk_diags *diags;
    sk_ical_event *ev;
    size_t n, cap;
    size_t n_rules;
    bool no_memory;
} reader;

static sk_loc at(const reader *r, int line) { return (sk_loc){r->name, line, line ? 1 : 0, NULL}; }

/* ---- one property ---- */

static icalproperty *prop(icalcomponent *c, icalproperty_kind kind)
{
    return icalcomponent_get_first_property(c, kind);
}

static int line_of(icalcomponent *c)
{
    icalproperty *p = prop(c, ICAL_X_PROPERTY);
    for (; p; p = icalcomponent_get_next_property(c, ICAL_X_PROPERTY)) {
        const char *name = icalproperty_get_x_name(p), *v = icalproperty_get_x(p);
        if (name && v && strcmp(name, SK_ICAL_LINE) == 0) return (int)strtol(v, NULL, 10);
    }
    return 0;
}

/* Text without control characters and outer spaces, in the arena. */
static const char *clean(reader *r, const char *s)
{
    if (!s) s = "";
    while (*s == ' ' || *s == '\n' || *s == '\t') s++;
    size_t n = strlen(s);
    char *t = sk_arena_strndup(r->arena, s, n);
    if (!t) {
        r->no_memory = true;
        return "";
    }
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)t[i] < 0x20 || t[i] == 0x7F) t[i] = ' ';
    while (n > 0 && t[n - 1] == ' ') t[--n] = '\0';
    return t;
}

/* A DTSTART, DTEND or EXDATE as a day. Says what is wrong and returns false. */
static bool to_day(const reader *r, int line, const char *what, struct icaltimetype t, sk_day *out)
{
    if (!t.is_date) {
        sk_diag_add(r->diags, SK_SEV_ERROR, "I003", at(r, line),
                    SK_N("tick \"all day\" for the event in the calendar program"),
                    "%s has a clock time, expected a whole day (VALUE=DATE)", what);
        return false;
    }
    if (sk_day_from_ymd(t.year, t.month, t.day, out)) return true;
    sk_diag_add(r->diags, SK_SEV_ERROR, "I007", at(r, line),
                SK_N("dates run from 1970-01-01 to 2199-12-31"),
                "%s is %04d-%02d-%02d, which is no date", what, t.year, t.month, t.day);
    return false;
}

/* ---- one event ---- */

/* The last day from DURATION; from is known. */
static bool end_by_duration(const reader *r, icalproperty *p, sk_ical_event *e)
{
    struct icaldurationtype d = icalproperty_get_duration(p);
    int64_t days = (int64_t)d.days + 7 * (int64_t)d.weeks;
    if (d.hours || d.minutes || d.seconds) {
        sk_diag_add(r->diags, SK_SEV_ERROR, "I003", at(r, e->line),
                    SK_N("tick \"all day\" for the event in the calendar program"),
                    "DURATION has hours, expected whole days");
        return false;
    }
    if (d.is_neg || days < 1 || days > MAX_LENGTH) {
        sk_diag_add(r->diags, SK_SEV_ERROR, "I004", at(r, e->line), NULL,
                    "DURATION is %s%lld days, expected 1 to %d", d.is_neg ? "-" : "",
                    (long long)days, MAX_LENGTH);
        return false;
    }
    e->to = e->from + (sk_day)days - 1;
    return true;
}

static bool end_by_date(const reader *r, icalproperty *p, sk_ical_event *e)
{
    sk_day end;
    if (!to_day(r, e->line, "DTEND", icalproperty_get_dtend(p), &end)) return false;
    if (end < e->from || end - e->from > MAX_LENGTH) {
        char a[SK_DATE_LEN], b[SK_DATE_LEN];
        sk_diag_add(
            r->diags, SK_SEV_ERROR, "I004", at(r, e->line),
            SK_N("DTEND is the day after the last day"),
            "the event ends %s and starts %s, expected an end after the start and within ten years",
            sk_day_str(end, a), sk_day_str(e->from, b));
        return false;
    }
    if (end == e->from) {
        sk_diag_add(r->diags, SK_SEV_WARNING, "I009", at(r, e->line),
                    SK_N("DTEND is the day after the last day"),
                    "the event ends on the day it starts, it was read as one day");
        end++;
    }
    e->to = end - 1;
    return true;
}

static bool read_days(const reader *r, icalcomponent *c, sk_ical_event *e)
{
    icalproperty *start = prop(c, ICAL_DTSTART_PROPERTY), *end = prop(c, ICAL_DTEND_PROPERTY);
    icalproperty *duration = prop(c, ICAL_DURATION_PROPERTY);
    if (!start) {
        sk_diag_add(r->diags, SK_SEV_ERROR, "I002", at(r, e->line), NULL,
                    "the event has no start day (DTSTART)");
        return false;
    }
    if (!to_day(r, e->line, "DTSTART", icalproperty_get_dtstart(start), &e->from)) return false;
    e->to = e->from;
    if (end) return end_by_date(r, end, e);
    return !duration || end_by_duration(r, duration, e);
}

/* libical replaces what it cannot read by X-LIC-ERROR. True when there was none. */
static bool no_dropped_lines(const reader *r, icalcomponent *c, int line)
{
    int n = 0;
    icalproperty *p = prop(c, ICAL_XLICERROR_PROPERTY);
    for (; p && n < 20; p = icalcomponent_get_next_property(c, ICAL_XLICERROR_PROPERTY), n++) {
        const char *s = icalproperty_get_xlicerror(p), *v = s ? strstr(s, ": ") : NULL;
        char clip[256];
        sk_diag_add(r->diags, SK_SEV_ERROR, "I005", at(r, line),
                    SK_N("the event is left out; mend the line or remove it"),
                    "a line in this event could not be read: '%s'",
                    sk_clip(v   ? v + 2
                            : s ? s
                                : "",
                            60, clip, sizeof clip));
    }
    return n == 0;
}

static void add_event(reader *r, const sk_ical_event *e)
{
    if (r->n >= SK_ICAL_MAX_EVENTS) {
        if (r->n++ == SK_ICAL_MAX_EVENTS)
            sk_diag_add(r->diags, SK_SEV_ERROR, "I008", at(r, e->line),
                        SK_N("export a shorter period"), "the calendar has more than %d events",
                        SK_ICAL_MAX_EVENTS);
        return;
    }
    if (!SK_GROW(r->ev, r->n, r->cap)) r->no_memory = true;
    else r->ev[r->n++] = *e;
}

/* ---- repetition ---- */

static bool not_understood(const reader *r, int line, const char *what)
{
    sk_diag_add(r->diags, SK_SEV_ERROR, "I006", at(r, line),
                SK_N("only FREQ=YEARLY repeats here; write the days as events of their own"),
                "the repetition is not understood: %s", what);
    return false;
}

static bool rule_ok(reader *r, icalcomponent *c, const struct icalrecurrencetype *q, int line)
{
    if (!sk__rule_known(q)) return not_understood(r, line, "RRULE");
    if (icalcomponent_count_properties(c, ICAL_RRULE_PROPERTY) > 1)
        return not_understood(r, line, "two RRULE");
    if (++r->n_rules <= MAX_RULES) return true;
    return not_understood(r, line, "RRULE > 500");
}

/* True when day is named by an EXDATE. */
static bool excluded(icalcomponent *c, sk_day day)
{
    icalproperty *p = prop(c, ICAL_EXDATE_PROPERTY);
    for (; p; p = icalcomponent_get_next_property(c, ICAL_EXDATE_PROPERTY)) {
        struct icaltimetype t = icalproperty_get_exdate(p);
        sk_day d;
        if (sk_day_from_ymd(t.year, t.month, t.day, &d) && d == day) return true;
    }
    return false;
}

static void expand(reader *r, icalcomponent *c, const sk_ical_event *e,
                   const struct icalrecurrencetype *q)
{
    sk_day length = e->to - e->from, day;
    size_t n_before = r->n;
    sk_rule rule;
    sk__rule_begin(&rule, q, e->from, r->last);
    for (int n = 0; sk__rule_next(&rule, &day); n++) {
        if (n == MAX_TIMES) {
            not_understood(r, e->line, "RRULE > 1000");
            r->n = n_before; /* a faulty event is left out whole */
            break;
        }
        if (day + length < r->first || excluded(c, day)) continue;
        sk_ical_event one = *e;
        one.from = day;
        one.to = day + length;
        add_event(r, &one);
    }
}

/* ---- the calendar ---- */

static bool repetition(reader *r, icalcomponent *c, const sk_ical_event *e)
{
    icalproperty *rule = prop(c, ICAL_RRULE_PROPERTY);
    if (prop(c, ICAL_RDATE_PROPERTY)) return not_understood(r, e->line, "RDATE");
    if (prop(c, ICAL_RECURRENCEID_PROPERTY)) return not_understood(r, e->line, "RECURRENCE-ID");
    if (!rule) {
        add_event(r, e);
        return true;
    }
    struct icalrecurrencetype q = icalproperty_get_rrule(rule);
    if (!rule_ok(r, c, &q, e->line)) return false;
    expand(r, c, e, &q);
    return true;
}

static void read_event(reader *r, icalcomponent *c)
{
    sk_ical_event e = {.line = line_of(c)};
    if (icalcomponent_get_status(c) == ICAL_STATUS_CANCELLED) {
        sk_diag_add(r->diags, SK_SEV_NOTE, "I009", at(r, e.line), NULL,
                    "the event is cancelled and was left out");
        return;
    }
    if (!no_dropped_lines(r, c, e.line) || !read_days(r, c, &e)) return;
    icalproperty *p;
    p = prop(c, ICAL_UID_PROPERTY);
    e.uid = clean(r, p ? icalproperty_get_uid(p) : NULL);
    p = prop(c, ICAL_SUMMARY_PROPERTY);
    e.summary = clean(r, p ? icalproperty_get_summary(p) : NULL);
    p = prop(c, ICAL_CATEGORIES_PROPERTY);
    e.category = clean(r, p ? icalproperty_get_categories(p) : NULL);
    p = prop(c, ICAL_LOCATION_PROPERTY);
    e.location = clean(r, p ? icalproperty_get_location(p) : NULL);
    repetition(r, c, &e);
}

/* Depth is bounded by sk__ical_prepare. */
static void read_component(reader *r, icalcomponent *c)
{
    if (icalcomponent_isa(c) == ICAL_VEVENT_COMPONENT) {
        read_event(r, c);
        return;
    }
    icalcompiter it = icalcomponent_begin_component(c, ICAL_ANY_COMPONENT);
    for (icalcomponent *k; (k = icalcompiter_deref(&it)) != NULL; icalcompiter_next(&it))
        read_component(r, k);
}

static int by_day(const void *a, const void *b)
{
    const sk_ical_event *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    int c = strcmp(x->uid, y->uid);
    return c ? c : x->line < y->line ? -1 : x->line > y->line;
}

static sk_code hand_over(reader *r, sk_ical_event **events, size_t *n_events)
{
    size_t n = r->n > SK_ICAL_MAX_EVENTS ? SK_ICAL_MAX_EVENTS : r->n;
    sk_ical_event *e = sk_arena_calloc(r->arena, n + 1, sizeof *e);
    if (!e || r->no_memory) return SK_E_NOMEM;
    if (n > 0) {
        memcpy(e, r->ev, n * sizeof *e);
        qsort(e, n, sizeof *e, by_day);
    }
    *events = e;
    *n_events = n;
    return SK_OK;
}

static sk_code read_text(reader *r, const char *text)
{
    icalcomponent *root = icalparser_parse_string(text);
    if (!root) {
        sk_diag_add(r->diags, SK_SEV_ERROR, "I001", at(r, 1), SK_N("export the calendar again"),
                    "the calendar could not be read");
        return SK_E_INPUT;
    }
    read_component(r, root);
    icalcomponent_free(root);
    icalmemory_free_ring();
    return SK_OK;
}

sk_code sk_ical_read(const char *name, const char *text, size_t n, sk_day first, sk_day last,
                     sk_arena *arena, sk_ical_event **events, size_t *n_events, sk_diags *diags)
{
    sk_day end;
    *events = NULL;
    *n_events = 0;
    reader r = {.name = name, .first = first, .last = last, .arena = arena, .diags = diags};
    if (sk_day_from_ymd(2199, 12, 31, &end) && r.last > end) r.last = end;
    sk_buf b = SK_BUF_INIT;
    sk_code code = SK_E_INPUT;
    if (sk__ical_prepare(name, text, n, &b, diags)) code = read_text(&r, sk_buf_str(&b));
    else if (!sk_buf_ok(&b)) code = SK_E_NOMEM;
    if (code == SK_OK) code = hand_over(&r, events, n_events);
    sk_buf_free(&b);
    sk_free(r.ev);
    return code;
}

const char *sk_ical_version(void) { return ICAL_VERSION; }
