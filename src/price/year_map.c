/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which representative day every day of a year is mapped to. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "domain/query.h"
#include "price/year_priv.h"

/* A type with fewer days is not planned for its own sake: it goes to the day that is most like it. */
enum { FEW_DAYS = 3 };

typedef struct maker {
    const sk_kommun *k;
    sk_kommun view;
    sk_year_map *m;
    sk_arena *tmp;
    sk_day_type *cal; /* [n_days][n_cals] */
    uint64_t *season; /* [n_days] hash of the organisation */
    int *menu_week;   /* [n_days] of the menu that most sites follow */
    int64_t *load;    /* [n_days][n_cals][meals] portions */
    int n_load;
    sk_day *monday; /* candidate weeks, whole within the year */
    int *odd;       /* events of single sites and kitchens in each */
    bool *chosen;
    int n_mondays;
    const sk_year_opts *opts;
    sk_err *err;
} maker;

static sk_code nomem(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, "out of memory"); }

static int longest_lead(const sk_kommun *k)
{
    int lead = 0;
    for (int i = 0; i < k->n_products; i++)
        lead = k->product[i].lead_days > lead ? k->product[i].lead_days : lead;
    return lead;
}

bool sk__year_view(const sk_kommun *k, sk_arena *arena, sk_kommun *view)
{
    *view = *k;
    view->n_deviations = 0;
    view->calendar = sk_arena_calloc(arena, (size_t)k->n_calendars + 1, sizeof *view->calendar);
    if (!view->calendar) return false;
    for (int i = 0; i < k->n_calendars; i++) {
        view->calendar[i] = k->calendar[i];
        if (view->calendar[i].to < SK_DAY_FOREVER - longest_lead(k))
            view->calendar[i].to += longest_lead(k);
    }
    return true;
}

static sk_code one_week(const sk_kommun *view, sk_day from, int first, int n, sk__year_day f,
                        void *ctx, sk_err *err)
{
    sk_demand d;
    sk_arena *a = sk_arena_new();
    sk_code code = a ? sk_demand_build(view, NULL, from + first, n, a, &d, err) : nomem(err);
    int at = 0;
    for (int i = 0; i < n && !code; i++) {
        int end = at;
        while (end < d.n_needs && d.need[end].day == from + first + i) end++;
        code = f(ctx, first + i, d.need + at, end - at, err);
        at = end;
    }
    sk_arena_free(a);
    return code;
}

sk_code sk__year_needs(const sk_kommun *view, sk_day from, int n_days, sk__year_day f, void *ctx,
                       sk_err *err)
{
    sk_code code = SK_OK;
    for (int d = 0; d < n_days && !code; d += 7)
        code = one_week(view, from, d, n_days - d < 7 ? n_days - d : 7, f, ctx, err);
    return code;
}

/* ---- the days ----------------------------------------------------------------------------------- */

/* The calendar that does not know all of from..to, or SK_NONE. */
static sk_ix unknown_to(const sk_kommun *k, sk_day from, sk_day to)
{
    for (sk_ix c = 0; c < k->n_calendars; c++)
        if (k->calendar[c].from > from || k->calendar[c].to < to) return c;
    return SK_NONE;
}

/* The days that every calendar knows, the last 366 of them. */
static sk_code known_days(const sk_kommun *k, sk_day *first, int *n_days, sk_err *err)
{
    sk_day from = SK_NO_DAY, to = SK_DAY_FOREVER;
    for (sk_ix c = 0; c < k->n_calendars; c++) {
        if (k->calendar[c].from > from) from = k->calendar[c].from;
        if (k->calendar[c].to < to) to = k->calendar[c].to;
    }
    if (k->n_calendars == 0 || to - from < 13 || from == SK_NO_DAY || to == SK_DAY_FOREVER)
        return sk_err_set(err, SK_E_INPUT, "the calendars have not two weeks in common");
    if (to - from >= SK_YEAR_DAYS_MAX) from = to - SK_YEAR_DAYS_MAX + 1;
    *first = from;
    *n_days = to - from + 1;
    return SK_OK;
}

sk_code sk_year_span(const sk_kommun *k, int given, int *found, sk_day *first, int *n_days,
                     sk_err *err)
{
    int year = given ? given : sk_day_ymd(k->as_of).year + 1;
    *found = 0;
    for (int turn = 0; turn < (given ? 1 : 2); turn++, year--) {
        sk_day from = 0, next = 0;
        if (!sk_day_from_ymd(year, 1, 1, &from) || !sk_day_from_ymd(year + 1, 1, 1, &next))
            return sk_err_set(err, SK_E_USAGE, "the year %d is outside the calendar", year);
        sk_ix bad = unknown_to(k, from, next - 1);
        if (bad != SK_NONE && given)
            return sk_err_set(err, SK_E_INPUT, "calendar %s does not cover the year %d",
                              k->calendar[bad].id, year);
        if (bad != SK_NONE) continue;
        *found = year;
        *first = from;
        *n_days = next - from;
        return SK_OK;
    }
    return known_days(k, first, n_days, err);
}

/* What holds that day of dated organisation, as one number. */
static uint64_t organisation(const sk_kommun *k, sk_day day)
{
    uint64_t h = 0;
    for (int i = 0; i < k->n_org_changes; i++)
        if (sk_period_has(k->org_change[i].when, day)) h = sk_hash(&i, sizeof i, h + 1);
    for (sk_ix i = 0; i < k->n_kitchens; i++)
        if (!sk_period_has(k->kitchen[i].open, day)) h = sk_hash(&i, sizeof i, h + 2);
    for (sk_ix i = 0; i < k->n_sites; i++)
        if (!sk_period_has(k->site[i].open, day)) h = sk_hash(&i, sizeof i, h + 3);
    return h;
}

static sk_ix main_menu(const sk_kommun *k)
{
    sk_ix best = SK_NONE;
    int most = 0;
    for (sk_ix m = 0; m < k->n_menus; m++) {
        int n = 0;
        for (sk_ix s = 0; s < k->n_sites; s++) n += k->site[s].menu == m;
        if (n > most) {
            most = n;
            best = m;
        }
    }
    return best;
}

static sk_code count_needs(void *ctx, int day, const sk_need *need, int n, sk_err *err)
{
    maker *mk = ctx;
    (void)err;
    for (int i = 0; i < n; i++) {
        int at = (int)mk->k->site[need[i].site].calendar * SK_N_MEALS + (int)need[i].meal;
        mk->load[(size_t)day * (size_t)mk->n_load + (size_t)at] += need[i].portions;
        mk->m->portions[day] += need[i].portions;
    }
    return SK_OK;
}

static sk_code describe_days(maker *mk)
{
    sk_year_map *m = mk->m;
    const sk_kommun *k = mk->k;
    size_t n = (size_t)m->n_days, cals = (size_t)k->n_calendars;
    sk_ix menu = main_menu(k);
    m->n_cals = k->n_calendars;
    mk->n_load = k->n_calendars * SK_N_MEALS;
    mk->cal = sk_arena_calloc(m->arena, n * cals + 1, sizeof *mk->cal);
    mk->season = sk_arena_calloc(mk->tmp, n, sizeof *mk->season);
    mk->menu_week = sk_arena_calloc(mk->tmp, n, sizeof *mk->menu_week);
    mk->load = sk_arena_calloc(mk->tmp, n * (size_t)mk->n_load + 1, sizeof *mk->load);
    m->portions = sk_arena_calloc(m->arena, n, sizeof *m->portions);
    m->type_of = sk_arena_calloc(m->arena, n, sizeof *m->type_of);
    m->rep_of = sk_arena_calloc(m->arena, n, sizeof *m->rep_of);
    m->how = sk_arena_calloc(m->arena, n, sizeof *m->how);
    m->type = sk_arena_calloc(m->arena, n, sizeof *m->type);
    if (!mk->cal || !mk->season || !mk->menu_week || !mk->load || !m->portions || !m->type_of ||
        !m->rep_of || !m->how || !m->type || !sk__year_view(k, mk->tmp, &mk->view))
        return nomem(mk->err);
    for (int d = 0; d < m->n_days; d++) {
        for (sk_ix c = 0; c < k->n_calendars; c++)
            mk->cal[(size_t)d * cals + (size_t)c] = sk_calendar_day_type(k, c, m->from + d);
        mk->season[d] = organisation(k, m->from + d);
        mk->menu_week[d] = menu == SK_NONE ? 0 : sk_menu_week(&k->menu[menu], m->from + d);
    }
    return sk__year_needs(&mk->view, m->from, m->n_days, count_needs, mk, mk->err);
}

static int season_of(const maker *mk, int day)
{
    int n = 0;
    for (int d = 0; d < day; d++) {
        if (mk->season[d] == mk->season[day]) return mk->m->type[mk->m->type_of[d]].season;
        int s = mk->m->type[mk->m->type_of[d]].season + 1;
        n = s > n ? s : n;
    }
    return n;
}

static void make_types(maker *mk)
{
    sk_year_map *m = mk->m;
    size_t bytes = (size_t)m->n_cals * sizeof *mk->cal;
    for (int d = 0; d < m->n_days; d++) {
        sk_year_type t = {.weekday = sk_day_weekday(m->from + d),
                          .cal = mk->cal + (size_t)d * (size_t)m->n_cals,
                          .season = season_of(mk, d),
                          .first = m->from + d};
        int i = 0;
        while (i < m->n_types &&
               (m->type[i].weekday != t.weekday || m->type[i].season != t.season ||
                (bytes && memcmp(m->type[i].cal, t.cal, bytes) != 0)))
            i++;
        if (i == m->n_types) m->type[m->n_types++] = t;
        m->type[i].n_days++;
        m->type_of[d] = i;
    }
}

/* ---- the weeks ---------------------------------------------------------------------------------- */

static sk_code candidates(maker *mk)
{
    const sk_year_map *m = mk->m;
    const sk_kommun *k = mk->k;
    size_t most = SK_YEAR_WEEKS_MAX + 1;
    mk->monday = sk_arena_calloc(mk->tmp, most, sizeof *mk->monday);
    mk->odd = sk_arena_calloc(mk->tmp, most, sizeof *mk->odd);
    mk->chosen = sk_arena_calloc(mk->tmp, most, sizeof *mk->chosen);
    if (!mk->monday || !mk->odd || !mk->chosen) return nomem(mk->err);
    sk_day d = m->from + (8 - sk_day_weekday(m->from)) % 7;
    for (; d + 6 < m->from + m->n_days; d += 7) {
        for (int i = 0; i < k->n_cal_events; i++) {
            const sk_cal_event *e = &k->cal_event[i];
            mk->odd[mk->n_mondays] += (e->site != SK_NONE || e->kitchen != SK_NONE) &&
                                      e->when.from <= d + 6 && d <= e->when.to;
        }
        mk->monday[mk->n_mondays++] = d;
    }
    return SK_OK;
}

/* Days of the year that are alike one of the week's days and like no chosen one. by_menu: the menu week
 * must be the same too. few: days of types with fewer days do not count. */
static int gain_of(const maker *mk, int week, bool by_menu, int few)
{
    const sk_year_map *m = mk->m;
    int gain = 0;
    for (int d = mk->monday[week] - m->from, end = d + 7; d < end; d++) {
        int type = m->type_of[d], n = 0;
        bool covered = m->type[type].n_days < few;
        for (int w = 0; w < mk->n_mondays && !covered; w++) {
            if (!mk->chosen[w]) continue;
            for (int e = mk->monday[w] - m->from, i = 0; i < 7; i++)
                covered = covered || (m->type_of[e + i] == type &&
                                      (!by_menu || mk->menu_week[e + i] == mk->menu_week[d]));
        }
        for (int e = 0; e < m->n_days && !covered; e++)
            n += m->type_of[e] == type && (!by_menu || mk->menu_week[e] == mk->menu_week[d]);
        gain += n;
    }
    return gain;
}

/* Chooses up to `most` weeks in all; stops when no week brings anything. */
static int choose(maker *mk, int have, int most, bool by_menu, int few)
{
    while (have < most) {
        int best = -1, best_gain = 0;
        for (int w = 0; w < mk->n_mondays; w++) {
            int gain = mk->chosen[w] ? 0 : gain_of(mk, w, by_menu, few);
            if (gain > best_gain ||
                (best >= 0 && gain == best_gain && mk->odd[w] < mk->odd[best])) {
                best = w;
                best_gain = gain;
            }
        }
        if (best < 0) break;
        mk->chosen[best] = true;
        have++;
    }
    return have;
}

static bool is_event(const maker *mk, sk_day day)
{
    for (int i = 0; i < mk->opts->n_events; i++)
        if (mk->opts->event[i] == day) return true;
    return false;
}

/* The weeks of dated events are planned whatever they have in common with others. */
static sk_code event_weeks(maker *mk)
{
    for (int i = 0; i < mk->opts->n_events; i++) {
        char day[SK_DATE_LEN];
        bool found = false;
        for (int w = 0; w < mk->n_mondays; w++) {
            bool in =
                mk->monday[w] <= mk->opts->event[i] && mk->opts->event[i] <= mk->monday[w] + 6;
            mk->chosen[w] = mk->chosen[w] || in;
            found = found || in;
        }
        if (!found)
            return sk_err_set(mk->err, SK_E_INPUT,
                              "%s is outside the whole weeks of the year that is counted",
                              sk_day_str(mk->opts->event[i], day));
    }
    return SK_OK;
}

static sk_code weeks(maker *mk, int most)
{
    sk_year_map *m = mk->m;
    int n = choose(mk, 0, most, false, FEW_DAYS);
    n = choose(mk, n, most, true, FEW_DAYS);
    if (n == 0) n = choose(mk, 0, most, false, 0);
    sk_code code = event_weeks(mk);
    if (code) return code;
    n = 0;
    for (int w = 0; w < mk->n_mondays; w++) n += mk->chosen[w];
    m->week = sk_arena_calloc(m->arena, (size_t)n + 1, sizeof *m->week);
    m->rep = sk_arena_calloc(m->arena, (size_t)n * 7 + 1, sizeof *m->rep);
    if (!m->week || !m->rep) return nomem(mk->err);
    for (int w = 0; w < mk->n_mondays; w++) {
        if (!mk->chosen[w]) continue;
        for (int i = 0; i < 7; i++)
            m->rep[m->n_reps++] = (sk_year_rep){.day = mk->monday[w] + i,
                                                .week = m->n_weeks,
                                                .event = is_event(mk, mk->monday[w] + i),
                                                .type = m->type_of[mk->monday[w] - m->from + i]};
        m->week[m->n_weeks++] = sk_day_week(mk->monday[w]);
    }
    return SK_OK;
}

/* ---- the mapping -------------------------------------------------------------------------------- */

static int64_t unlike(const maker *mk, int a, int b)
{
    const int64_t *x = mk->load + (size_t)a * (size_t)mk->n_load,
                  *y = mk->load + (size_t)b * (size_t)mk->n_load;
    int64_t sum = 0;
    for (int i = 0; i < mk->n_load; i++) sum += x[i] > y[i] ? x[i] - y[i] : y[i] - x[i];
    return sum;
}

/* Smaller is better; the earlier of equals is kept. A day of the same type always wins. */
static int64_t distance(const maker *mk, int day, const sk_year_rep *r)
{
    const sk_year_map *m = mk->m;
    int rd = r->day - m->from;
    int64_t apart = rd > day ? rd - day : day - rd;
    if (r->event && apart) return INT64_MAX;
    if (r->type == m->type_of[day])
        return apart + (mk->menu_week[rd] == mk->menu_week[day] ? 0 : SK_YEAR_DAYS_MAX) -
               ((int64_t)1 << 40);
    bool same_weekday = m->type[r->type].weekday == m->type[m->type_of[day]].weekday;
    return unlike(mk, day, rd) * 2 + !same_weekday;
}

static void map_days(maker *mk)
{
    sk_year_map *m = mk->m;
    for (int d = 0; d < m->n_days; d++) {
        int best = 0;
        for (int r = 1; r < m->n_reps; r++)
            if (distance(mk, d, &m->rep[r]) < distance(mk, d, &m->rep[best])) best = r;
        m->rep_of[d] = best;
        m->rep[best].n_days++;
        m->how[d] = m->rep[best].day == m->from + d      ? SK_YEAR_ITSELF
                    : m->rep[best].type == m->type_of[d] ? SK_YEAR_TYPE
                                                         : SK_YEAR_LIKEST;
    }
}

static sk_code make(maker *mk, const sk_year_opts *o)
{
    int most = o->weeks ? o->weeks : SK_YEAR_WEEKS;
    mk->opts = o;
    if (most < 1 || most > SK_YEAR_WEEKS_MAX)
        return sk_err_set(mk->err, SK_E_USAGE, "%d weeks were asked for; 1 to %d can be", most,
                          SK_YEAR_WEEKS_MAX);
    sk_code code =
        sk_year_span(mk->k, o->year, &mk->m->year, &mk->m->from, &mk->m->n_days, mk->err);
    if (!code) code = describe_days(mk);
    if (code) return code;
    make_types(mk);
    code = candidates(mk);
    if (!code) code = weeks(mk, most);
    if (!code) map_days(mk);
    return code;
}

sk_code sk_year_map_make(const sk_kommun *k, const sk_year_opts *opts, sk_year_map **out,
                         sk_err *err)
{
    maker mk = {.k = k, .err = err, .tmp = sk_arena_new()};
    sk_arena *a = sk_arena_new();
    *out = NULL;
    mk.m = a ? sk_arena_alloc(a, sizeof *mk.m) : NULL;
    sk_code code = mk.m && mk.tmp ? SK_OK : nomem(err);
    if (!code) {
        mk.m->arena = a;
        code = make(&mk, opts);
    }
    sk_arena_free(mk.tmp);
    if (code) sk_arena_free(a);
    else *out = mk.m;
    return code;
}

void sk_year_map_free(sk_year_map *m)
{
    if (m) sk_arena_free(m->arena);
}
