/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One day: what kind of day it is, who is open, where food is served, who works. */
#include "base/num.h"
#include "domain/query.h"

bool sk_calendar_covers(const sk_kommun *k, sk_ix calendar, sk_day day)
{
    return calendar >= 0 && calendar < k->n_calendars && k->calendar[calendar].from <= day &&
           day <= k->calendar[calendar].to;
}

/* First event (or organisation change) that can still last on a day: both are sorted by from, and
 * none is longer than the longest. */
static int first_event(const sk_kommun *k, sk_day day)
{
    int lo = 0, hi = k->n_cal_events;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if ((int64_t)k->cal_event[mid].when.from + k->max_event_days <= day) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static int first_org(const sk_kommun *k, sk_day day)
{
    int lo = 0, hi = k->n_org_changes;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if ((int64_t)k->org_change[mid].when.from + k->max_org_days <= day) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* site SK_NONE: what the calendar says of every site. */
static bool concerns(const sk_kommun *k, const sk_cal_event *e, sk_ix calendar, sk_ix site)
{
    if (e->kitchen != SK_NONE) return false;
    if (e->calendar == SK_NONE) return !k->calendar[calendar].open_holidays;
    return e->calendar == calendar && (e->site == SK_NONE || e->site == site);
}

static sk_day_type day_type(const sk_kommun *k, sk_ix calendar, sk_ix site, sk_day day)
{
    bool worked = sk_wdays_has(k->calendar[calendar].days, sk_day_weekday(day));
    sk_day_type type = SK_DAY_NORMAL;
    for (int i = first_event(k, day); i < k->n_cal_events && k->cal_event[i].when.from <= day;
         i++) {
        const sk_cal_event *e = &k->cal_event[i];
        if (e->when.to < day || !concerns(k, e, calendar, site)) continue;
        if (e->type == SK_DAY_NORMAL) worked = true;
        else if (e->type > type) type = e->type;
    }
    return worked ? type : SK_DAY_CLOSED;
}

sk_day_type sk_site_day_type(const sk_kommun *k, sk_ix site, sk_day day)
{
    return day_type(k, k->site[site].calendar, site, day);
}

sk_day_type sk_calendar_day_type(const sk_kommun *k, sk_ix calendar, sk_day day)
{
    return day_type(k, calendar, SK_NONE, day);
}

/* The organisation change that touches a place that day, or NULL. */
static const sk_org_change *org_on(const sk_kommun *k, sk_org_kind kind, sk_ix place, sk_day day)
{
    for (int i = first_org(k, day); i < k->n_org_changes && k->org_change[i].when.from <= day;
         i++) {
        const sk_org_change *o = &k->org_change[i];
        if (o->kind == kind && o->place == place && day <= o->when.to) return o;
    }
    return NULL;
}

static bool kitchen_event_closed(const sk_kommun *k, sk_ix kitchen, sk_day day)
{
    for (int i = first_event(k, day); i < k->n_cal_events && k->cal_event[i].when.from <= day; i++)
        if (k->cal_event[i].kitchen == kitchen && day <= k->cal_event[i].when.to) return true;
    return false;
}

bool sk_kitchen_closed(const sk_kommun *k, sk_ix kitchen, sk_day day)
{
    return !sk_period_has(k->kitchen[kitchen].open, day) ||
           org_on(k, SK_ORG_KITCHEN_CLOSED, kitchen, day) || kitchen_event_closed(k, kitchen, day);
}

const sk_opening *sk_kitchen_open(const sk_kommun *k, sk_ix kitchen, sk_meal meal, sk_day day)
{
    int weekday = sk_day_weekday(day);
    sk_span s = sk_kitchen_openings(k, kitchen);
    for (int i = s.first; i < s.end; i++) {
        const sk_opening *o = &k->opening[i];
        if (o->meal == meal && sk_wdays_has(o->days, weekday) && sk_period_has(o->when, day))
            return sk_kitchen_closed(k, kitchen, day) ? NULL : o;
    }
    return NULL;
}

bool sk_kitchen_open_on(const sk_kommun *k, sk_ix kitchen, sk_day day)
{
    for (int m = 0; m < SK_N_MEALS; m++)
        if (sk_kitchen_open(k, kitchen, (sk_meal)m, day)) return true;
    return false;
}

sk_day sk_kitchen_last_open(const sk_kommun *k, sk_ix kitchen, sk_day day, int days)
{
    for (sk_day d = day; d > day - days; d--)
        if (sk_kitchen_open_on(k, kitchen, d)) return d;
    return SK_NO_DAY;
}

sk_ix sk_site_merged_into(const sk_kommun *k, sk_ix site, sk_day day)
{
    const sk_org_change *o = org_on(k, SK_ORG_SITE_MERGED, site, day);
    return o ? o->into : site;
}

/* The kitchen itself, or its substitute while an organisation change closes it. */
static sk_ix substitute(const sk_kommun *k, sk_ix kitchen, sk_day day)
{
    const sk_org_change *o = org_on(k, SK_ORG_KITCHEN_CLOSED, kitchen, day);
    return o ? o->into : kitchen;
}

sk_ix sk_site_kitchen_on(const sk_kommun *k, sk_ix site, sk_day day)
{
    sk_ix s = sk_site_merged_into(k, site, day);
    if (!sk_period_has(k->site[s].open, day)) return SK_NONE;
    sk_ix kitchen = substitute(k, k->site[s].kitchen, day);
    return sk_kitchen_closed(k, kitchen, day) ? SK_NONE : kitchen;
}

sk_ix sk_site_supplier_on(const sk_kommun *k, sk_ix site, sk_day day)
{
    return substitute(k, k->site[sk_site_merged_into(k, site, day)].usual_supplier, day);
}

int sk_site_guests_enrolled(const sk_kommun *k, sk_ix site, sk_day day)
{
    int lo = 0, hi = k->n_guests; /* first row after (site, day) */
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const sk_guests *g = &k->guests[mid];
        if (g->site < site || (g->site == site && g->from <= day)) lo = mid + 1;
        else hi = mid;
    }
    return lo > 0 && k->guests[lo - 1].site == site ? k->guests[lo - 1].guests : 0;
}

int sk_site_guests(const sk_kommun *k, sk_ix site, sk_day day)
{
    if (!sk_period_has(k->site[site].open, day) || sk_site_day_type(k, site, day) == SK_DAY_CLOSED)
        return 0;
    return sk_site_guests_enrolled(k, site, day);
}

int sk_week_index(sk_day day)
{
    int64_t d = (int64_t)day + 3; /* 1970-01-01 was a Thursday */
    return (int)(d >= 0 ? d / 7 : -((6 - d) / 7));
}

int sk_post_min(const sk_post *p, sk_day day)
{
    int weekday = sk_day_weekday(day);
    if (!sk_period_has(p->when, day)) return 0;
    if (weekday >= 6) {
        if (p->weekend_every <= 0) return 0;
        int turn = sk_week_index(day) % p->weekend_every;
        if ((turn < 0 ? turn + p->weekend_every : turn) != p->weekend_offset) return 0;
    }
    return p->min[weekday - 1];
}

enum { CHUNK = 64 }; /* posts looked at together, so that no memory is allocated */

/* Minutes left of posts [first, end) after the day's absence, in left[]. */
static void absence(const sk_kommun *k, sk_span dev, sk_day day, int first, int end,
                    int left[CHUNK])
{
    for (int i = dev.first; i < dev.end && k->deviation[i].when.from <= day; i++) {
        const sk_deviation *d = &k->deviation[i];
        if (d->kind == SK_DEV_SUBSTITUTE || d->when.to < day || d->post < first || d->post >= end)
            continue;
        int *l = &left[d->post - first];
        *l = d->min_day == 0 || d->min_day > *l ? 0 : *l - d->min_day;
    }
}

/* Adds posts [first, end) to out; the sum of minutes x öre/h goes to *cost. */
static void add_posts(const sk_kommun *k, sk_span dev, sk_day day, int first, int end,
                      sk_staff_day *out, int64_t *cost)
{
    int left[CHUNK];
    for (int i = first; i < end; i++)
        left[i - first] = k->post[i].trainee ? 0 : sk_post_min(&k->post[i], day);
    for (int i = first; i < end; i++) out->planned_min += left[i - first];
    absence(k, dev, day, first, end, left);
    for (int i = first; i < end; i++) {
        int m = left[i - first];
        out->min += m;
        out->persons += m > 0;
        *cost += m * k->post[i].ore_h;
    }
}

void sk_kitchen_staff(const sk_kommun *k, sk_ix kitchen, sk_day day, sk_staff_day *out)
{
    *out = (sk_staff_day){0, 0, 0, 0, 0, 0};
    sk_span posts = sk_kitchen_posts(k, kitchen), dev = sk_kitchen_deviations(k, kitchen);
    int64_t cost = 0;
    for (int i = posts.first; i < posts.end; i += CHUNK)
        add_posts(k, dev, day, i, i + CHUNK < posts.end ? i + CHUNK : posts.end, out, &cost);
    int unnamed = 0; /* absence that names no post */
    for (int i = dev.first; i < dev.end && k->deviation[i].when.from <= day; i++) {
        const sk_deviation *d = &k->deviation[i];
        if (d->when.to < day) continue;
        if (d->kind != SK_DEV_SUBSTITUTE) {
            unnamed += d->post == SK_NONE ? d->min_day : 0;
            continue;
        }
        if (d->post != SK_NONE && sk_post_min(&k->post[d->post], day) == 0)
            continue; /* stands in for a post that is off that day */
        out->substitute_min += d->min_day;
        out->persons += d->min_day > 0;
        cost += d->min_day * d->ore_h;
    }
    if (unnamed > out->min) unnamed = out->min;
    if (out->min > 0) /* at the mean cost of the minutes it is taken from */
        cost -= sk_muldiv(cost, unnamed, out->min + out->substitute_min);
    out->min -= unnamed;
    out->absent_min = out->planned_min - out->min;
    out->min += out->substitute_min;
    out->ore = sk_muldiv(cost, 1, 60);
}
