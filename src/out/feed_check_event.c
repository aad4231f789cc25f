/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for one event. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "out/feed_check_priv.h"

enum { SUMMARY_LETTERS = 120 };

#define SAY(sev, rule, line, ...)                                                                  \
    sk_diag_add(c->d, SK_SEV_##sev, rule, sk__fc_at(c, line), NULL, __VA_ARGS__)

static bool is(const char *a, const char *b) { return a && strcmp(a, b) == 0; }

/* ---- text ---- */

static void check_escapes(sk__fc *c, const sk__feed_line *l)
{
    bool raw = false;
    for (const char *p = l->value; *p; p++) {
        if (*p == ';' || *p == ',') raw = true;
        if (*p != '\\') continue;
        p++;
        if (*p && strchr("\\;,nN", *p)) continue;
        SAY(ERROR, "T01", l->no, SK_N("\\%c is no escape in a calendar's text"), *p ? *p : ' ');
        return;
    }
    if (raw) SAY(WARNING, "T02", l->no, SK_N("comma and semicolon need a backslash in text"));
}

static bool digit(char ch) { return ch >= '0' && ch <= '9'; }

static int digits_at(const char *p)
{
    int n = 0;
    while (digit(p[n])) n++;
    return n;
}

/* A mail address, or a Swedish identity number. */
static void check_private(sk__fc *c, const sk__feed_line *l)
{
    for (const char *p = l->value; *p; p++) {
        if (*p == '@' && p > l->value && p[-1] != ' ' && p[1] && strchr(p, '.')) {
            SAY(WARNING, "D01", l->no, SK_N("a mail address does not belong in a feed"));
            return;
        }
        int n = digits_at(p);
        if ((n == 6 || n == 8) && (p[n] == '-' || p[n] == '+') && digits_at(p + n + 1) == 4) {
            SAY(WARNING, "D02", l->no, SK_N("this looks like a personal identity number"));
            return;
        }
        if (n) p += n - 1;
    }
}

static void check_text(sk__fc *c, const sk__feed_line *l)
{
    check_escapes(c, l);
    check_private(c, l);
    if (strchr(l->value, '<') && strchr(l->value, '>') &&
        (strstr(l->value, "</") || strstr(l->value, "<br") || strstr(l->value, "<p>")))
        SAY(WARNING, "T04", l->no, SK_N("HTML is shown as it is written, with its tags"));
}

/* ---- times ---- */

static bool has_zulu(const char *v) { return *v && v[strlen(v) - 1] == 'Z'; }

/* "20260329T023000" on the day of a change, in civil time. */
static bool in_odd_hour(const char *v)
{
    sk_day day;
    char part[5] = {0};
    if (strlen(v) < 13 || digits_at(v) != 8 || v[8] != 'T' || digits_at(v + 9) < 4) return false;
    memcpy(part, v, 4);
    int year = (int)strtol(part, NULL, 10), md = (int)strtol(v + 4, NULL, 10);
    int hm = (v[9] - '0') * 10 + (v[10] - '0');
    return sk_day_from_ymd(year, md / 100, md % 100, &day) &&
           sk_stockholm_odd_hour(day, (sk_min)(hm * 60));
}

static void check_time(sk__fc *c, sk__fc_event *e, const sk__feed_line *l, bool start)
{
    const char *zone = strstr(l->params, "TZID=");
    bool date = strstr(l->params, "VALUE=DATE") && !strstr(l->params, "VALUE=DATE-TIME");
    if (zone && !c->zone_used) c->zone_used = l->no;
    if (zone && zone[5] == '/')
        SAY(WARNING, "Z04", l->no, SK_N("TZID should be a plain name such as Europe/Stockholm"));
    if (!date && strchr(l->value, 'T') && !zone && !has_zulu(l->value))
        SAY(ERROR, "Z08", l->no, SK_N("the time is floating: neither TZID nor UTC"));
    if (!date && !strchr(l->value, 'T'))
        SAY(ERROR, "E13", l->no, SK_N("a date without clock needs VALUE=DATE"));
    if (zone && strstr(zone, "Europe/Stockholm") && in_odd_hour(l->value))
        SAY(WARNING, "Z13", l->no,
            SK_N("this hour does not exist or comes twice: write the time in UTC"));
    if (start) {
        e->start = l->value;
        e->start_date = date;
        e->start_zone = zone != NULL;
    } else e->end = l->value;
}

/* ---- the event ---- */

void sk__fc_event_line(sk__fc *c, sk__fc_event *e, const sk__feed_line *l)
{
    const struct {
        const char *name;
        const char **to;
    } keep[] = {{"UID", &e->uid},           {"DTSTAMP", &e->stamp}, {"LAST-MODIFIED", &e->modified},
                {"SUMMARY", &e->summary},   {"STATUS", &e->status}, {"TRANSP", &e->transp},
                {"SEQUENCE", &e->sequence}, {"RRULE", &e->rrule}};
    for (size_t i = 0; i < sizeof keep / sizeof *keep; i++)
        if (strcmp(l->name, keep[i].name) == 0) *keep[i].to = l->value;
    if (is(l->name, "DTSTART")) check_time(c, e, l, true);
    else if (is(l->name, "DTEND")) check_time(c, e, l, false);
    else if (is(l->name, "DURATION")) e->duration = true;
    else if (is(l->name, "RECURRENCE-ID")) e->recurrence = true;
    else if (is(l->name, "CATEGORIES")) e->categories = true;
    else if (is(l->name, "SUMMARY") || is(l->name, "DESCRIPTION") || is(l->name, "LOCATION"))
        check_text(c, l);
    else if (is(l->name, "ATTENDEE") || is(l->name, "ORGANIZER"))
        SAY(WARNING, "E15", l->no, SK_N("%s names a person to everyone who subscribes"), l->name);
}

static void check_identity(sk__fc *c, const sk__fc_event *e)
{
    if (!e->uid || !*e->uid) SAY(ERROR, "E03", e->line, SK_N("the event lacks %s"), "UID");
    else if (!e->recurrence && SK_GROW(c->uid, c->n_uids, c->cap_uids))
        c->uid[c->n_uids++] = (sk__fc_uid){e->uid, e->line};
    if (!e->stamp) SAY(ERROR, "E04", e->line, SK_N("the event lacks %s"), "DTSTAMP");
    if (!e->modified) SAY(WARNING, "E05", e->line, SK_N("the event lacks %s"), "LAST-MODIFIED");
    else if (!c->newest || strcmp(e->modified, c->newest) > 0) c->newest = e->modified;
    if (e->stamp && e->modified && !is(e->stamp, e->modified))
        SAY(WARNING, "V05", e->line,
            SK_N("DTSTAMP should be LAST-MODIFIED, or the calendar changes at every fetch"));
    if (!e->sequence) SAY(WARNING, "E06", e->line, SK_N("the event lacks %s"), "SEQUENCE");
    else if (!*e->sequence || e->sequence[digits_at(e->sequence)])
        SAY(ERROR, "E06", e->line, SK_N("SEQUENCE should be a whole number, not %.20s"),
            e->sequence);
}

static void check_span(sk__fc *c, const sk__fc_event *e)
{
    if (!e->start) SAY(ERROR, "E01", e->line, SK_N("the event lacks %s"), "DTSTART");
    if (e->start && !e->end && !e->duration && !e->start_date)
        SAY(WARNING, "E02", e->line, SK_N("the event lacks %s"), "DTEND");
    if (e->start && e->end && has_zulu(e->start) == has_zulu(e->end) &&
        strcmp(e->end, e->start) <= 0) {
        if (e->start_date)
            SAY(ERROR, "E13", e->line, SK_N("DTEND should be the day after the last day"));
        else SAY(ERROR, "E02", e->line, SK_N("the event ends before or when it starts"));
    }
    if (e->start_date && !is(e->transp, "TRANSPARENT"))
        SAY(WARNING, "E16", e->line,
            SK_N("an all-day event without TRANSP:TRANSPARENT makes everyone busy"));
    if (e->rrule && !strstr(e->rrule, "UNTIL=") && !strstr(e->rrule, "COUNT="))
        SAY(WARNING, "E17", e->line, SK_N("the repetition has no end"));
    if (e->rrule && e->start && has_zulu(e->start))
        SAY(WARNING, "Z14", e->line,
            SK_N("what repeats in UTC slips an hour when summer time begins"));
    if (e->start && c->last_start && strncmp(e->start, c->last_start, 8) < 0)
        SAY(WARNING, "O01", e->line, SK_N("events should stand in order of start"));
    if (e->start) c->last_start = e->start;
}

static void check_words(sk__fc *c, const sk__fc_event *e)
{
    size_t letters = 0;
    if (!e->summary) SAY(WARNING, "E10", e->line, SK_N("the event lacks %s"), "SUMMARY");
    for (const char *p = e->summary ? e->summary : ""; *p; p++)
        letters += ((unsigned char)*p & 0xC0) != 0x80;
    if (letters > SUMMARY_LETTERS || (e->summary && strstr(e->summary, "\\n")))
        SAY(WARNING, "E10", e->line,
            SK_N("SUMMARY should be one line of at most 120 letters, it has %zu"), letters);
    if (!e->categories) SAY(WARNING, "E11", e->line, SK_N("the event lacks %s"), "CATEGORIES");
    if (is(e->status, "CANCELLED") && e->summary &&
        strncmp(e->summary, "INST\xC3\x84LLT:", 10) != 0 &&
        strncmp(e->summary, "CANCELLED:", 10) != 0)
        SAY(WARNING, "V06", e->line,
            SK_N("a cancelled event should say so in its summary: some clients show it as normal"));
}

void sk__fc_event_end(sk__fc *c, const sk__fc_event *e)
{
    c->n_events++;
    check_identity(c, e);
    check_span(c, e);
    check_words(c, e);
}
