/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Yearly repetition of whole days (RFC 5545, 3.3.10: FREQ=YEARLY with INTERVAL, COUNT, UNTIL, BYMONTH,
 * BYMONTHDAY, BYDAY). Our own, because libical's iterator needs 0.2 s to find that 30 February never
 * comes, for each rule in a file. */
#include "ext/ical_rule.h"
#include "base/date.h"

static bool ends(short v) { return v == ICAL_RECURRENCE_ARRAY_MAX; }

bool sk__rule_known(const struct icalrecurrencetype *q)
{
    return q->freq == ICAL_YEARLY_RECURRENCE && !q->rscale && ends(q->by_hour[0]) &&
           ends(q->by_minute[0]) && ends(q->by_second[0]) && ends(q->by_year_day[0]) &&
           ends(q->by_week_no[0]) && ends(q->by_set_pos[0]);
}

static bool in_list(const short *list, int n, int value, int from_end)
{
    for (int i = 0; i < n && !ends(list[i]); i++)
        if (list[i] == value || list[i] == from_end) return true;
    return false;
}

static int days_in_month(int year, int month)
{
    sk_day a = 0, b = 0;
    sk_day_from_ymd(year, month, 1, &a);
    if (month == 12) return 31;
    sk_day_from_ymd(year, month + 1, 1, &b);
    return b - a;
}

/* The day is one of the weekdays in BYDAY; "2MO" counts within the month or, without BYMONTH, the year. */
static bool weekday_ok(const struct icalrecurrencetype *q, sk_day day, sk_ymd d, int n_month)
{
    sk_day jan1 = day, dec31 = day;
    sk_day_from_ymd(d.year, 1, 1, &jan1);
    sk_day_from_ymd(d.year, 12, 31, &dec31);
    bool in_year = ends(q->by_month[0]);
    int before = in_year ? day - jan1 : d.day - 1, after = in_year ? dec31 - day : n_month - d.day;
    int dow = sk_day_weekday(day) % 7 + 1; /* 1 = Sunday */
    for (int i = 0; i < ICAL_BY_DAY_SIZE && !ends(q->by_day[i]); i++) {
        int pos = icalrecurrencetype_day_position(q->by_day[i]);
        if ((int)icalrecurrencetype_day_day_of_week(q->by_day[i]) != dow) continue;
        if (pos == 0 || pos == before / 7 + 1 || pos == -(after / 7 + 1)) return true;
    }
    return false;
}

static bool month_ok(const struct icalrecurrencetype *q, int month, int start_month)
{
    if (!ends(q->by_month[0])) return in_list(q->by_month, ICAL_BY_MONTH_SIZE, month, month);
    return !ends(q->by_month_day[0]) || !ends(q->by_day[0]) || month == start_month;
}

static bool day_ok(const struct icalrecurrencetype *q, sk_day day, sk_ymd d, int n_month,
                   int start_day)
{
    bool by_monthday = !ends(q->by_month_day[0]), by_day = !ends(q->by_day[0]);
    if (by_monthday && !in_list(q->by_month_day, ICAL_BY_MONTHDAY_SIZE, d.day, d.day - n_month - 1))
        return false;
    if (by_day) return weekday_ok(q, day, d, n_month);
    return by_monthday || d.day == start_day;
}

void sk__rule_begin(sk_rule *r, const struct icalrecurrencetype *q, sk_day start, sk_day last)
{
    sk_day until;
    *r = (sk_rule){
        .q = q, .start = start, .last = last, .at = sk_day_ymd(start), .first = sk_day_ymd(start)};
    r->at.day--; /* the next one looked at is the start */
    r->left = q->count > 0 ? q->count : -1;
    if (!icaltime_is_null_time(q->until) &&
        sk_day_from_ymd(q->until.year, q->until.month, q->until.day, &until) && until < last)
        r->last = until;
}

/* Steps to the next day in a month that counts; false after the last day. */
static bool step(sk_rule *r, int *n_month, sk_day *day)
{
    int interval = r->q->interval > 0 ? r->q->interval : 1;
    *n_month = days_in_month(r->at.year, r->at.month);
    r->at.day++;
    while (r->at.day > *n_month || !month_ok(r->q, r->at.month, r->first.month)) {
        r->at.day = 1;
        if (++r->at.month > 12) {
            r->at.month = 1;
            r->at.year += interval;
        }
        if (r->at.year > 2199) return false;
        *n_month = days_in_month(r->at.year, r->at.month);
    }
    return sk_day_from_ymd(r->at.year, r->at.month, r->at.day, day) && *day <= r->last;
}

bool sk__rule_next(sk_rule *r, sk_day *day)
{
    int n_month;
    while (r->left != 0 && step(r, &n_month, day))
        if (day_ok(r->q, *day, r->at, n_month, r->first.day)) {
            if (r->left > 0) r->left--;
            return true;
        }
    return false;
}
