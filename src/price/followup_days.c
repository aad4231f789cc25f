/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Serving days of each cost centre, by the calendars: a day counts once for each guest who is served lunch. */
#include "base/text.h"
#include "domain/query.h"
#include "forecast/demand.h"
#include "price/followup_priv.h"

/* Guests of a site that are offered lunch on a day. */
static int64_t guests_on(const sk_kommun *k, sk_ix site, sk_day day)
{
    sk_span rows = sk_site_meals_of(k, site);
    int64_t share = 0;
    sk_day_type type = SK_DAY_CLOSED;
    bool asked = false;
    for (int i = rows.first; i < rows.end; i++) {
        const sk_site_meal *m = &k->site_meal[i];
        if (m->meal != SK_MEAL_LUNCH || !sk_period_has(m->when, day) ||
            !sk_wdays_has(m->days, sk_day_weekday(day)))
            continue;
        if (!asked) type = sk_site_day_type(k, site, day);
        asked = true;
        if (m->day_types >> type & 1) share += m->share_ppm;
    }
    if (share == 0) return 0;
    return (int64_t)sk_site_guests(k, site, day) * (share < SK_PPM ? share : SK_PPM) / SK_PPM;
}

/* The centre that bears the cost of a site's meals: its kitchen's manager's, else the usual supplier's. */
static sk_ix manager_of(const sk_kommun *k, sk_ix site)
{
    const sk_site *s = &k->site[site];
    sk_ix m = s->kitchen == SK_NONE ? SK_NONE : k->kitchen[s->kitchen].manager;
    if (m == SK_NONE && s->usual_supplier != SK_NONE) m = k->kitchen[s->usual_supplier].manager;
    return m;
}

static bool covered(sk__fu *u, sk_day from, sk_day to)
{
    const sk_kommun *k = u->r->k;
    bool ok = true;
    for (sk_ix c = 0; c < k->n_calendars; c++) {
        if (sk_calendar_covers(k, c, from) && sk_calendar_covers(k, c, to)) continue;
        ok = false;
        sk_diag_add(u->diags, SK_SEV_ERROR, "F016", (sk_loc){"calendars.csv", 0, 0, NULL},
                    SK_N("The forecast of a year needs the serving days of all of it."),
                    SK_N("the calendar %s does not cover %d"), k->calendar[c].id, u->r->year);
    }
    return ok;
}

static void add_month(const sk_kommun *view, sk_day from, sk_day to, int64_t *by_manager)
{
    for (sk_ix s = 0; s < view->n_sites; s++) {
        int64_t n = 0;
        for (sk_day d = from; d <= to; d++) n += guests_on(view, s, d);
        sk_ix m = manager_of(view, s);
        by_manager[view->n_managers] += n;
        if (m != SK_NONE) by_manager[m] += n;
    }
}

static void hand_out(sk__fu *u, const int64_t *by_manager, int64_t *days)
{
    const sk_followup *f = u->r->f;
    for (int c = 0; c < f->n_centres; c++) {
        sk_ix m = f->centre[c].manager;
        int64_t n = by_manager[m == SK_NONE ? u->r->k->n_managers : m];
        days[c] = n < INT32_MAX ? n : INT32_MAX;
        if (n > INT32_MAX) u->r->out_of_range = true;
    }
}

bool sk__fu_days(sk__fu *u)
{
    const sk_kommun *k = u->r->k;
    int64_t *sum = sk__fu_calloc(u, (size_t)k->n_managers + 1, sizeof *sum);
    u->r->days_to = sk__fu_calloc(u, (size_t)u->r->f->n_centres, sizeof *u->r->days_to);
    u->r->days_year = sk__fu_calloc(u, (size_t)u->r->f->n_centres, sizeof *u->r->days_year);
    sk_day from, next;
    sk_day_from_ymd(u->r->year, 1, 1, &from);
    sk_day_from_ymd(u->r->year + 1, 1, 1, &next);
    if (u->nomem || !covered(u, from, next - 1)) return false;
    for (int m = 1; m <= SK_FU_MONTHS; m++, from = next) {
        sk_kommun view;
        sk_day_from_ymd(m == 12 ? u->r->year + 1 : u->r->year, m == 12 ? 1 : m + 1, 1, &next);
        if (!sk_demand_view(k, from, next - 1, u->r->arena, &view)) {
            u->nomem = true;
            return false;
        }
        add_month(&view, from, next - 1, sum);
        if (m == u->r->months) hand_out(u, sum, u->r->days_to);
    }
    hand_out(u, sum, u->r->days_year);
    return true;
}
