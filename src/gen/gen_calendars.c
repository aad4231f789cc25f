/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calendars August 2021 - December 2024: public holidays computed, school years of 178 days (breaks
 * in weeks 44 and 8 and beside Easter, one study day of their own for each of four groups of
 * schools), preschools with planning days and a thin July, care every day. */
#include "gen/gen_priv.h"

#include <string.h>

static const char *const cal_id[G_N_CALS] = {"skola", "gymnasium", "forskola", "vard"};

static void event(g_world *w, g_cal cal, g_day_type type, sk_day from, sk_day to, int group,
                  const char *text)
{
    if (w->n_ev == G_MAX_EVENTS) {
        w->failed = true;
        return;
    }
    w->ev[w->n_ev++] = (g_event){cal, type, from, to, group, text};
}

/* ---- public holidays ------------------------------------------------------------------------ */

typedef struct holiday {
    sk_day day;
    const char *name;
} holiday;
enum { N_HOLIDAYS = 16 };

/* The Saturday on or after a date. */
static sk_day saturday(sk_day d) { return d + (6 - sk_day_weekday(d) + 7) % 7; }

static void holidays(int y, holiday out[N_HOLIDAYS])
{
    sk_day easter = sk_easter(y), midsummer = saturday(sk__gen_date(y, 6, 20));
    const holiday h[N_HOLIDAYS] = {{sk__gen_date(y, 1, 1), "Nyårsdagen"},
                                   {sk__gen_date(y, 1, 6), "Trettondedag jul"},
                                   {easter - 2, "Långfredagen"},
                                   {easter, "Påskdagen"},
                                   {easter + 1, "Annandag påsk"},
                                   {sk__gen_date(y, 5, 1), "Första maj"},
                                   {easter + 39, "Kristi himmelsfärdsdag"},
                                   {easter + 49, "Pingstdagen"},
                                   {sk__gen_date(y, 6, 6), "Nationaldagen"},
                                   {midsummer - 1, "Midsommarafton"},
                                   {midsummer, "Midsommardagen"},
                                   {saturday(sk__gen_date(y, 10, 31)), "Alla helgons dag"},
                                   {sk__gen_date(y, 12, 24), "Julafton"},
                                   {sk__gen_date(y, 12, 25), "Juldagen"},
                                   {sk__gen_date(y, 12, 26), "Annandag jul"},
                                   {sk__gen_date(y, 12, 31), "Nyårsafton"}};
    memcpy(out, h, sizeof h);
}

static bool is_holiday(sk_day d)
{
    holiday h[N_HOLIDAYS];
    holidays(sk_day_ymd(d).year, h);
    for (int i = 0; i < N_HOLIDAYS; i++)
        if (h[i].day == d) return true;
    return false;
}

/* ---- school years --------------------------------------------------------------------------- */

typedef struct school_year {
    sk_day start, autumn_end, spring, end;
    sk_day brk[4][2]; /* höstlov, sportlov, påsklov, the Friday after Ascension Day */
    sk_day study[4];
    int n_study; /* common study days; each school has one more */
} school_year;

static int school_days(const school_year *y)
{
    int n = 0;
    for (sk_day d = y->start; d <= y->end; d++) {
        bool off = sk_day_weekday(d) >= 6 || (d > y->autumn_end && d < y->spring) || is_holiday(d);
        for (int i = 0; i < 4 && !off; i++) off = y->brk[i][0] <= d && d <= y->brk[i][1];
        for (int i = 0; i < y->n_study && !off; i++) off = y->study[i] == d;
        n += !off;
    }
    return n;
}

static sk_day week_monday(int year, int week)
{
    sk_day d = 0;
    sk_week_monday((sk_week){year, week}, &d);
    return d;
}

/* The weekday (1..7) in an ISO week. */
static sk_day in_week(int year, int week, int weekday)
{
    return week_monday(year, week) + weekday - 1;
}

/* Dates of the school year that starts in August of y: first a spring start, then a number of common
 * study days, that leave 178 + 1 days, the one being each school's own study day. */
static void make_year(int y, school_year *s)
{
    sk_day aug = sk__gen_date(y, 8, 15), dec = sk__gen_date(y, 12, 21), easter = sk_easter(y + 1);
    s->start = aug + (2 - sk_day_weekday(aug) + 7) % 7; /* Tuesday */
    s->autumn_end = sk_day_weekday(dec) >= 6 ? dec - (sk_day_weekday(dec) - 5) : dec;
    sk_day june = sk__gen_date(y + 1, 6, 5);
    s->end = june + (5 - sk_day_weekday(june) + 7) % 7; /* Friday */
    s->brk[0][0] = week_monday(y, 44);
    s->brk[1][0] = week_monday(y + 1, 8);
    s->brk[2][0] = easter < sk__gen_date(y + 1, 4, 8) ? easter + 2 : easter - 6;
    for (int i = 0; i < 3; i++)
        s->brk[i][1] =
            s->brk[i][0] + (i < 2 ? 4 : 3); /* Easter's Friday or Monday is free anyway */
    s->brk[3][0] = s->brk[3][1] = easter + 40;
    const sk_day study[4] = {in_week(y, 38, 5), in_week(y + 1, 10, 1), in_week(y, 47, 5),
                             in_week(y + 1, 4, 1)};
    memcpy(s->study, study, sizeof study);
    sk_day jan = sk__gen_date(y + 1, 1, 8);
    for (s->n_study = 1; s->n_study <= 4; s->n_study++)
        for (s->spring = jan; s->spring < jan + 7; s->spring++)
            if (sk_day_weekday(s->spring) < 6 && school_days(s) == 179) return;
    s->n_study = 2; /* not reached for the years used; a test counts 178 */
    s->spring = jan + 1;
}

static void school_events(g_world *w, g_cal cal, int y)
{
    school_year s;
    make_year(y, &s);
    static const char *const name[4] = {"höstlov", "sportlov", "påsklov",
                                        "lovdag efter Kristi himmelsfärd"};
    for (int i = 0; i < 4; i++) event(w, cal, G_BREAK, s.brk[i][0], s.brk[i][1], -1, name[i]);
    for (int i = 0; i < s.n_study; i++)
        event(w, cal, G_STUDY, s.study[i], s.study[i], -1, "studiedag");
    static const int own_week[4] = {40, 41, 46, 48};
    for (int g = 0; g < 4; g++) {
        sk_day d = in_week(y, own_week[g], 3 + g % 3);
        event(w, cal, G_STUDY, d, d, g, "studiedag, egen");
    }
    event(w, cal, G_BREAK, s.autumn_end + 1, s.spring - 1, -1, "jullov");
    school_year next;
    make_year(y + 1, &next);
    sk_day july = in_week(y + 1, 27, 1);
    event(w, cal, G_BREAK, s.end + 1, july - 1, -1, "sommarlov");
    event(w, cal, G_REDUCED, july, july + 34, -1, "sommarlov, juli");
    event(w, cal, G_BREAK, july + 35, next.start - 1, -1, "sommarlov");
}

static void preschool_events(g_world *w, int y)
{
    school_year s;
    make_year(y, &s);
    event(w, G_CAL_FORSKOLA, G_PLANNING, s.start - 8, s.start - 8, -1, "planeringsdag");
    event(w, G_CAL_FORSKOLA, G_PLANNING, in_week(y, 47, 5), in_week(y, 47, 5), -1, "planeringsdag");
    event(w, G_CAL_FORSKOLA, G_PLANNING, in_week(y + 1, 2, 5), in_week(y + 1, 2, 5), -1,
          "planeringsdag");
    event(w, G_CAL_FORSKOLA, G_PLANNING, in_week(y + 1, 24, 5), in_week(y + 1, 24, 5), -1,
          "planeringsdag");
    static const char *const name[3] = {"höstlov", "sportlov", "påsklov"};
    for (int i = 0; i < 3; i++)
        event(w, G_CAL_FORSKOLA, G_BREAK, s.brk[i][0], s.brk[i][1], -1, name[i]);
    event(w, G_CAL_FORSKOLA, G_REDUCED, s.autumn_end + 2, sk__gen_date(y + 1, 1, 7), -1,
          "jul och nyår");
    event(w, G_CAL_FORSKOLA, G_BREAK, in_week(y + 1, 25, 1), in_week(y + 1, 26, 5), -1,
          "försommar");
    event(w, G_CAL_FORSKOLA, G_REDUCED, in_week(y + 1, 27, 1), in_week(y + 1, 31, 5), -1, "juli");
    event(w, G_CAL_FORSKOLA, G_BREAK, in_week(y + 1, 32, 1), in_week(y + 1, 32, 5), -1,
          "sensommar");
}

/* ---- day types --------------------------------------------------------------------------------- */

static void paint(g_world *w, g_cal cal, sk_day from, sk_day to, g_day_type type)
{
    for (sk_day d = from; d <= to; d++)
        if (d >= w->cal_from && d <= w->cal_to && w->types[cal][d - w->cal_from] < (uint8_t)type)
            w->types[cal][d - w->cal_from] = (uint8_t)type;
}

void sk__gen_calendars(g_world *w)
{
    w->cal_from = sk__gen_date(2021, 8, 1);
    w->cal_to = sk__gen_date(2024, 12, 31);
    for (int c = 0; c < G_N_CALS; c++) {
        w->types[c] = sk_alloc((size_t)(w->cal_to - w->cal_from + 1));
        if (!w->types[c]) w->failed = true;
    }
    if (w->failed) return;
    sk_day first = sk__gen_date(2021, 8, 17);
    for (int c = G_CAL_SKOLA; c <= G_CAL_GYM; c++)
        event(w, (g_cal)c, G_BREAK, w->cal_from, first - 1, -1, "sommarlov");
    event(w, G_CAL_FORSKOLA, G_REDUCED, w->cal_from, sk__gen_date(2021, 8, 6), -1, "sommar");
    for (int y = 2021; y <= 2024; y++) {
        school_events(w, G_CAL_SKOLA, y);
        school_events(w, G_CAL_GYM, y);
        preschool_events(w, y);
    }
    for (int i = 0; i < w->n_ev; i++)
        if (w->ev[i].group < 0) paint(w, w->ev[i].cal, w->ev[i].from, w->ev[i].to, w->ev[i].type);
    for (int y = 2021; y <= 2024; y++) {
        holiday h[N_HOLIDAYS];
        holidays(y, h);
        for (int i = 0; i < N_HOLIDAYS; i++)
            for (int c = 0; c < G_CAL_VARD; c++) paint(w, (g_cal)c, h[i].day, h[i].day, G_HOLIDAY);
    }
}

g_day_type sk__gen_day_type(const g_world *w, const g_site *s, sk_day day)
{
    g_cal cal = s->at == G_GYM ? G_CAL_GYM : sk__gen_cats[s->cat].cal;
    if (day < w->cal_from || day > w->cal_to) return G_CLOSED;
    g_day_type t = (g_day_type)w->types[cal][day - w->cal_from];
    if (t != G_NORMAL || cal > G_CAL_GYM) return t;
    for (int i = 0; i < w->n_ev; i++) {
        const g_event *e = &w->ev[i];
        if (e->cal == cal && e->group == s->group && e->from <= day && day <= e->to) return e->type;
    }
    return t;
}

int sk__gen_work_days(const g_world *w, const g_site *s, sk_day day)
{
    for (int n = 0, d = 1; n < 9; d++) {
        if (day + d > w->cal_to) return n;
        if (sk_day_weekday(day + d) >= 6) continue;
        if (sk__gen_day_type(w, s, day + d) != G_NORMAL) return n;
        n++;
    }
    return 9;
}

/* ---- iCalendar ----------------------------------------------------------------------------------- */

/* A content line folded at 73 octets (RFC 5545), never inside a UTF-8 sequence. */
static void fold(sk_buf *b, const char *line)
{
    size_t n = strlen(line), at = 0, room = 73;
    while (n - at > room) {
        size_t cut = room;
        while (((unsigned char)line[at + cut] & 0xc0) == 0x80) cut--;
        sk_buf_addn(b, line + at, cut);
        sk_buf_add(b, "\r\n ");
        at += cut;
        room = 72;
    }
    sk_buf_add(b, line + at);
    sk_buf_add(b, "\r\n");
}

static void ics_begin(sk_buf *b)
{
    sk_buf_add(b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//storkok//generate//"
                  "SV\r\nCALSCALE:GREGORIAN\r\n");
}

static void ics_event(const g_world *w, sk_buf *b, const char *file, int n, sk_day from, sk_day to,
                      const char *text, const char *category, const char *location)
{
    sk_ymd f = sk_day_ymd(from), t = sk_day_ymd(to + 1), now = sk_day_ymd(w->o.as_of);
    sk_buf_addf(b, "BEGIN:VEVENT\r\nUID:%s-%03d@storkok.invalid\r\n", file, n);
    sk_buf_addf(b, "DTSTAMP:%04d%02d%02dT080000Z\r\n", now.year, now.month, now.day);
    sk_buf_addf(b, "DTSTART;VALUE=DATE:%04d%02d%02d\r\nDTEND;VALUE=DATE:%04d%02d%02d\r\n", f.year,
                f.month, f.day, t.year, t.month, t.day);
    sk_buf line = SK_BUF_INIT;
    sk_buf_addf(&line, "SUMMARY:%s", text);
    fold(b, sk_buf_str(&line));
    sk_buf_addf(b, "CATEGORIES:%s\r\n", category);
    if (location && *location) {
        sk_buf_clear(&line);
        sk_buf_addf(&line, "LOCATION:%s", location);
        fold(b, sk_buf_str(&line));
    }
    b->failed |= !sk_buf_ok(&line);
    sk_buf_free(&line);
    sk_buf_add(b, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void sk__gen_w_holidays_ics(g_world *w, sk_buf *b)
{
    int n = 0;
    ics_begin(b);
    for (int y = 2021; y <= 2024; y++) {
        holiday h[N_HOLIDAYS];
        holidays(y, h);
        for (int i = 0; i < N_HOLIDAYS; i++)
            if (h[i].day >= w->cal_from)
                ics_event(w, b, "helgdagar", ++n, h[i].day, h[i].day, h[i].name, "helgdag", NULL);
    }
    sk_buf_add(b, "END:VCALENDAR\r\n");
}

void sk__gen_w_ics(g_world *w, g_cal cal, sk_buf *b)
{
    static const char *const word[] = {"normal",    "lov",     "studiedag", "planeringsdag",
                                       "reducerad", "helgdag", "stängt"};
    sk_buf where = SK_BUF_INIT;
    ics_begin(b);
    for (int i = 0, n = 0; i < w->n_ev; i++) {
        const g_event *e = &w->ev[i];
        if (e->cal != cal) continue;
        sk_buf_clear(&where);
        for (size_t j = 0; e->group >= 0 && j < w->n_s; j++) {
            const g_site *s = &w->s[j];
            g_cal its = s->at == G_GYM ? G_CAL_GYM : sk__gen_cats[s->cat].cal;
            if (its == cal && s->group == e->group)
                sk_buf_addf(&where, "%s%s", where.len ? " " : "", s->id);
        }
        if (e->group >= 0 && where.len == 0) continue; /* no school has that day of its own */
        sk_day to = e->to < w->cal_to ? e->to : w->cal_to;
        if (e->from <= to)
            ics_event(w, b, cal_id[cal], ++n, e->from, to, e->text, word[e->type],
                      sk_buf_str(&where));
    }
    b->failed |= !sk_buf_ok(&where);
    sk_buf_free(&where);
    sk_buf_add(b, "END:VCALENDAR\r\n");
}

/* One kitchen lost its water for a day. */
static bool unlucky(const g_kitchen *k) { return sk__gen_kitchen_is(k, "k_vidingsjo"); }
static sk_day no_water(void) { return sk__gen_date(2022, 11, 17); }

bool sk__gen_shut(const g_kitchen *k, sk_day day) { return day == no_water() && unlucky(k); }

void sk__gen_w_kitchens_ics(g_world *w, sk_buf *b)
{
    int n = 0;
    ics_begin(b);
    for (size_t i = 0; i < w->n_k; i++) {
        const char *id = w->k[i].id;
        if (!unlucky(&w->k[i])) continue;
        ics_event(w, b, "kok", ++n, no_water(), no_water(), "vattenavbrott", "stängt", id);
    }
    sk_buf_add(b, "END:VCALENDAR\r\n");
}

void sk__gen_w_calendars(g_world *w, sk_buf *b)
{
    static const char *const name[G_N_CALS] = {"Grundskola och fritidshem", "Gymnasium", "Förskola",
                                               "Vård och omsorg"};
    static const char *const days[G_N_CALS] = {"MTOTF..", "MTOTF..", "MTOTF..", "MTOTFLS"};
    char from[SK_DATE_LEN], to[SK_DATE_LEN];
    sk__gen_head(b, "id;namn;dagar;öppet_helgdag;från;till;fil");
    for (int c = 0; c < G_N_CALS; c++)
        sk_buf_addf(b, "%s;%s;%s;%s;%s;%s;%s%s\r\n", cal_id[c], name[c], days[c],
                    c == G_CAL_VARD ? "ja" : "nej", sk_day_str(w->cal_from, from),
                    sk_day_str(w->cal_to, to), c == G_CAL_VARD ? "" : cal_id[c],
                    c == G_CAL_VARD ? "" : ".ics");
}
