/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day numbers follow the civil-from-days computation with years that start on 1 March, so that the
 * leap day is the last of its year (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
#include "base/date.h"

#include <string.h>

enum { YEAR_MIN = 1970, YEAR_MAX = 2199, ERA_DAYS = 146097, ERA_YEARS = 400 };
enum { EPOCH = 719468 }; /* days from 0000-03-01 to 1970-01-01 */

static bool is_leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }

static int month_days(int y, int m)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

bool sk_day_from_ymd(int year, int month, int day, sk_day *out)
{
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12) return false;
    if (day < 1 || day > month_days(year, month)) return false;
    int y = month <= 2 ? year - 1 : year;
    int era = y / ERA_YEARS, yoe = y % ERA_YEARS;
    int doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    *out = era * ERA_DAYS + doe - EPOCH;
    return true;
}

sk_ymd sk_day_ymd(sk_day d)
{
    int64_t z = (int64_t)d + EPOCH;
    int64_t era = (z >= 0 ? z : z - (ERA_DAYS - 1)) / ERA_DAYS;
    int doe = (int)(z - era * ERA_DAYS);
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    int month = mp < 10 ? mp + 3 : mp - 9;
    int year = yoe + (int)era * ERA_YEARS + (month <= 2);
    return (sk_ymd){year, month, doy - (153 * mp + 2) / 5 + 1};
}

int sk_day_weekday(sk_day d)
{
    int r = (int)(((int64_t)d + 3) % 7); /* 1970-01-01 was a Thursday */
    return (r < 0 ? r + 7 : r) + 1;
}

/* Monday of ISO week 1: the week that holds 4 January. */
static sk_day week1_monday(int year)
{
    sk_day jan4 = 0;
    if (!sk_day_from_ymd(year, 1, 4, &jan4)) return SK_NO_DAY;
    return jan4 - (sk_day_weekday(jan4) - 1);
}

sk_week sk_day_week(sk_day d)
{
    if (d == SK_NO_DAY || d == SK_DAY_FOREVER) return (sk_week){0, 0};
    /* The Thursday of a week lies in the year that the week belongs to. */
    sk_ymd t = sk_day_ymd(d - sk_day_weekday(d) + 4);
    int since = t.day - 1; /* days since 1 January */
    for (int m = 1; m < t.month; m++) since += month_days(t.year, m);
    return (sk_week){t.year, since / 7 + 1};
}

bool sk_week_monday(sk_week w, sk_day *out)
{
    sk_day first = week1_monday(w.year);
    if (first == SK_NO_DAY || w.week < 1 || w.week > 53) return false;
    sk_day monday = first + 7 * (w.week - 1);
    sk_week back = sk_day_week(monday);
    if (back.year != w.year || back.week != w.week) return false; /* most years have no week 53 */
    *out = monday;
    return true;
}

/* Reads exactly n digits; moves *s past them. */
static bool digits(const char **s, int n, int *out)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        char c = (*s)[i];
        if (c < '0' || c > '9') return false;
        v = v * 10 + (c - '0');
    }
    *s += n;
    *out = v;
    return true;
}

static bool literal(const char **s, char c)
{
    if (**s != c) return false;
    (*s)++;
    return true;
}

static bool day_prefix(const char **s, sk_day *out)
{
    int y, m, d;
    return digits(s, 4, &y) && literal(s, '-') && digits(s, 2, &m) && literal(s, '-') &&
           digits(s, 2, &d) && sk_day_from_ymd(y, m, d, out);
}

bool sk_day_parse(const char *s, sk_day *out)
{
    sk_day d;
    if (!day_prefix(&s, &d) || *s) return false;
    *out = d;
    return true;
}

bool sk_week_parse(const char *s, sk_week *out)
{
    sk_week w;
    sk_day monday;
    if (!digits(&s, 4, &w.year)) return false;
    if (*s == '-') s++;
    if (!literal(&s, 'W') && !literal(&s, 'w')) return false;
    if (!digits(&s, 2, &w.week) || *s || !sk_week_monday(w, &monday)) return false;
    *out = w;
    return true;
}

bool sk_min_parse(const char *s, sk_min *out)
{
    int h, m;
    if (!digits(&s, 2, &h) && !digits(&s, 1, &h)) return false;
    if (!literal(&s, ':') && !literal(&s, '.')) return false;
    if (!digits(&s, 2, &m) || m > 59 || h * 60 + m > 24 * 60) return false;
    if (*s && strcmp(s, ":00") != 0) return false; /* a spreadsheet may save 07:30 as 07:30:00 */
    *out = (sk_min)(h * 60 + m);
    return true;
}

bool sk_now_parse(const char *s, sk_now *out)
{
    sk_now now = {0, 0};
    int h, m, sec = 0;
    if (!day_prefix(&s, &now.day)) return false;
    if (*s) {
        if (!literal(&s, 'T') || !digits(&s, 2, &h) || !literal(&s, ':') || !digits(&s, 2, &m))
            return false;
        if (*s && (!literal(&s, ':') || !digits(&s, 2, &sec))) return false;
        if (*s || h > 23 || m > 59 || sec > 59) return false;
        now.sec = (h * 60 + m) * 60 + sec;
    }
    *out = now;
    return true;
}

/* Anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
sk_day sk_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
    sk_day out;
    return sk_day_from_ymd(year, month, day, &out) ? out : SK_NO_DAY;
}

static char *put(char *p, int v, int n)
{
    for (int i = n - 1; i >= 0; i--, v /= 10) p[i] = (char)('0' + v % 10);
    return p + n;
}

const char *sk_day_str(sk_day d, char out[SK_DATE_LEN])
{
    out[0] = '\0';
    if (d == SK_NO_DAY || d == SK_DAY_FOREVER) return out; /* open end of a period */
    sk_ymd t = sk_day_ymd(d);
    if (t.year < 0 || t.year > 9999) return out;
    char *p = put(out, t.year, 4);
    *p++ = '-';
    p = put(p, t.month, 2);
    *p++ = '-';
    p = put(p, t.day, 2);
    *p = '\0';
    return out;
}

const char *sk_min_str(sk_min m, char out[SK_TIME_LEN])
{
    int v = m < 0 ? 0 : m > 99 * 60 + 59 ? 99 * 60 + 59 : m;
    char *p = put(out, v / 60, 2);
    *p++ = ':';
    p = put(p, v % 60, 2);
    *p = '\0';
    return out;
}
