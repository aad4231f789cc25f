/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars out. A parent component owns what is added to it; NULL anywhere means no memory. */
#include "ext/ical_write.h"

#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "ext/unicode.h"

/* Clients differ over long histories of rules, and Exchange wants one of each. */
static const char ZONE[] = "BEGIN:VTIMEZONE\r\n"
                           "TZID:Europe/Stockholm\r\n"
                           "BEGIN:STANDARD\r\n"
                           "DTSTART:19701025T030000\r\n"
                           "TZOFFSETFROM:+0200\r\n"
                           "TZOFFSETTO:+0100\r\n"
                           "TZNAME:CET\r\n"
                           "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                           "END:STANDARD\r\n"
                           "BEGIN:DAYLIGHT\r\n"
                           "DTSTART:19700329T020000\r\n"
                           "TZOFFSETFROM:+0100\r\n"
                           "TZOFFSETTO:+0200\r\n"
                           "TZNAME:CEST\r\n"
                           "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                           "END:DAYLIGHT\r\n"
                           "END:VTIMEZONE\r\n";

enum { DAY_S = 86400 };

typedef struct writer {
    icalcomponent *at; /* being filled */
    sk_buf text;       /* a cleaned text */
    bool failed;
} writer;

static void put(writer *w, icalproperty *p)
{
    if (p) icalcomponent_add_property(w->at, p);
    else w->failed = true;
}

/* ---- text ---- */

/* Length of the UTF-8 letter at s; 0 when the bytes are none. */
static size_t letter(const unsigned char *s)
{
    size_t n = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (s[0] > 0xF4) return 0;
    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xC0) != 0x80) return 0;
    if (n == 3 && ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F))) return 0;
    if (n == 4 && ((s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))) return 0;
    return n;
}

/* s without control characters; with `lines` a line feed stays, with `plain` commas and semicolons go. */
static const char *clean(writer *w, const char *s, bool lines, bool plain)
{
    sk_buf_clear(&w->text);
    for (const unsigned char *p = (const unsigned char *)s; *p;) {
        size_t n = letter(p);
        bool control = *p < 0x20 || *p == 0x7F || (p[0] == 0xC2 && p[1] < 0xA0);
        if (n == 0) sk_buf_add(&w->text, "\xEF\xBF\xBD");
        else if (*p == '\n' && lines) sk_buf_addc(&w->text, '\n');
        else if (control || (plain && (*p == ',' || *p == ';'))) sk_buf_addc(&w->text, ' ');
        else sk_buf_addn(&w->text, (const char *)p, n);
        p += n ? n : 1;
    }
    sk_nfc(&w->text);
    w->failed |= !sk_buf_ok(&w->text);
    return sk_buf_str(&w->text);
}

static void put_x(writer *w, const char *name, const char *value)
{
    icalproperty *p = icalproperty_new_x(clean(w, value, false, true));
    if (p) icalproperty_set_x_name(p, name);
    put(w, p);
}

/* ---- times ---- */

static struct icaltimetype civil(sk_day day, sk_min min)
{
    struct icaltimetype t = icaltime_null_time();
    sk_ymd d = sk_day_ymd(day);
    t.year = d.year;
    t.month = d.month;
    t.day = d.day;
    t.hour = min / 60;
    t.minute = min % 60;
    return t;
}

static struct icaltimetype whole_day(sk_day day)
{
    struct icaltimetype t = civil(day, 0);
    t.is_date = 1;
    return t;
}

static struct icaltimetype utc(int64_t s)
{
    struct icaltimetype t = civil((sk_day)(s / DAY_S), (sk_min)(s % DAY_S / 60));
    t.second = (int)(s % 60);
    t.zone = icaltimezone_get_utc_timezone();
    return t;
}

static void put_zoned(writer *w, icalproperty *p)
{
    icalparameter *zone = icalparameter_new_tzid("Europe/Stockholm");
    if (p && zone) icalproperty_add_parameter(p, zone);
    else w->failed = true;
    put(w, p);
}

static void put_times(writer *w, const sk_ical_out_event *e)
{
    if (e->all_day) {
        put(w, icalproperty_new_dtstart(whole_day(e->from)));
        put(w, icalproperty_new_dtend(whole_day(e->to + 1)));
    } else if (e->utc) {
        put(w, icalproperty_new_dtstart(utc(e->start_s)));
        put(w, icalproperty_new_dtend(utc(e->end_s)));
    } else {
        put_zoned(w, icalproperty_new_dtstart(civil(e->from, e->start)));
        put_zoned(w, icalproperty_new_dtend(civil(e->to, e->end)));
    }
}

/* ---- components ---- */

static void put_event(writer *w, const sk_ical_out_event *e)
{
    put(w, icalproperty_new_uid(clean(w, e->uid, false, true)));
    put(w, icalproperty_new_dtstamp(utc(e->modified)));
    put(w, icalproperty_new_lastmodified(utc(e->modified)));
    put(w, icalproperty_new_sequence(e->sequence));
    put_times(w, e);
    put(w, icalproperty_new_summary(clean(w, e->summary, false, false)));
    if (e->description[0])
        put(w, icalproperty_new_description(clean(w, e->description, true, false)));
    if (e->location[0]) put(w, icalproperty_new_location(clean(w, e->location, false, false)));
    if (e->lat_e5 || e->lon_e5) {
        struct icalgeotype g = {e->lat_e5 / 1e5, e->lon_e5 / 1e5};
        put(w, icalproperty_new_geo(g));
    }
    put(w, icalproperty_new_categories(clean(w, e->category, false, true)));
    put(w, icalproperty_new_status(e->cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    put(w, icalproperty_new_transp(e->opaque && !e->cancelled ? ICAL_TRANSP_OPAQUE
                                                              : ICAL_TRANSP_TRANSPARENT));
}

static void put_head(writer *w, const sk_ical_out *c, const sk_ical_out_event *ev, size_t n)
{
    char hours[16];
    int64_t newest = 0;
    for (size_t i = 0; i < n; i++)
        if (ev[i].modified > newest) newest = ev[i].modified;
    struct icaldurationtype refresh = {.hours = (unsigned)c->refresh_h};
    snprintf(hours, sizeof hours, "PT%dH", c->refresh_h);
    put(w, icalproperty_new_version("2.0"));
    put(w, icalproperty_new_prodid(c->prodid));
    put(w, icalproperty_new_calscale("GREGORIAN"));
    put(w, icalproperty_new_name(clean(w, c->name, false, true)));
    put_x(w, "X-WR-CALNAME", c->name);
    put(w, icalproperty_new_description(clean(w, c->description, false, true)));
    put_x(w, "X-WR-CALDESC", c->description);
    put_x(w, "X-WR-RELCALID", c->relcal);
    put_x(w, "X-WR-TIMEZONE", "Europe/Stockholm");
    put(w, icalproperty_new_refreshinterval(refresh));
    put_x(w, "X-PUBLISHED-TTL", hours);
    put(w, icalproperty_new_color(c->color));
    put_x(w, "X-APPLE-CALENDAR-COLOR", c->color_hex);
    if (n) put(w, icalproperty_new_lastmodified(utc(newest)));
}

static void put_component(writer *w, icalcomponent *parent, icalcomponent *c)
{
    if (c) icalcomponent_add_component(parent, c);
    else w->failed = true;
    w->at = c;
}

static void fill(writer *w, icalcomponent *top, const sk_ical_out *cal, const sk_ical_out_event *ev,
                 size_t n)
{
    w->at = top;
    put_head(w, cal, ev, n);
    put_component(w, top, icalparser_parse_string(ZONE));
    for (size_t i = 0; i < n && !w->failed; i++) {
        put_component(w, top, icalcomponent_new_vevent());
        if (w->at) put_event(w, &ev[i]);
    }
}

sk_code sk_ical_write(const sk_ical_out *cal, const sk_ical_out_event *ev, size_t n, sk_buf *out,
                      sk_err *err)
{
    writer w = {NULL, SK_BUF_INIT, false};
    icalcomponent *top = icalcomponent_new_vcalendar();
    if (!top) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    fill(&w, top, cal, ev, n);
    sk_buf_free(&w.text);
    int faults = icalcomponent_count_errors(top);
    char *text = w.failed || faults ? NULL : icalcomponent_as_ical_string_r(top);
    if (text) sk_buf_add(out, text);
    if (text) icalmemory_free_buffer(text);
    icalcomponent_free(top);
    icalmemory_free_ring();
    if (faults) return sk_err_set(err, SK_E_INTERNAL, "the calendar library refused a property");
    if (!text || !sk_buf_ok(out)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    return SK_OK;
}
