/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/panel_kommun.h"

#include <math.h>
#include <string.h>

#include "domain/query.h"

enum { YEARS_DAYS = 1830, LEAST_DAYS = 70, AHEAD_DAYS = 60 };
/* A count is set aside when it is over HIGH times or under LOW times the unit's median. */
#define OUTLIER_HIGH 3.0
#define OUTLIER_LOW 0.02

/* What a site's meal is of its guests on a day. */
typedef struct part {
    double share;  /* of those it is meant for; 0 = not served */
    double factor; /* the same times their attendance against the category's */
} part;

typedef struct builder {
    const sk_kommun *k;
    const sk_history *h;
    sk_arena *arena;
    sk_group *g;
    sk_calday *cal;
    int n_cal;
    sk_day first, last; /* calendar days of cal */
    part *part;         /* [n_cal][n sites] */
    int n;              /* sites */
} builder;

uint8_t sk__islamic_flags(sk_day d)
{
    int l = d + 1 + 2440588 - 1948440 + 10632, n = (l - 1) / 10631;
    l = l - 10631 * n + 354;
    int j = (10985 - l) / 5316 * (50 * l / 17719) + l / 5670 * (43 * l / 15238);
    l = l - (30 - j) / 15 * (17719 * j / 50) - j / 16 * (15238 * j / 43) + 29;
    int month = 24 * l / 709, day = l - 709 * month / 24;
    if (month == 9) return SK_CD_FAST;
    return (month == 10 && day == 1) || (month == 12 && day == 10) ? SK_CD_FEAST : 0;
}

static sk_code find_sites(builder *b)
{
    const sk_kommun *k = b->k;
    b->g->site = sk_arena_calloc(b->arena, (size_t)k->n_sites + 4, sizeof(sk_ix));
    if (!b->g->site) return SK_E_NOMEM;
    for (sk_ix s = 0; s < k->n_sites; s++) {
        if (k->site[s].calendar != b->g->calendar) continue;
        sk_span rows = sk_site_meals_of(k, s);
        bool any = false;
        for (int i = rows.first; i < rows.end; i++)
            any |= sk_site_meal_eaten(k, &k->site_meal[i], b->g->meal);
        if (any) b->g->site[b->n++] = s;
    }
    return SK_OK;
}

static void find_span(builder *b, sk_day to)
{
    const sk_kommun *k = b->k;
    const sk_calendar *c = &k->calendar[b->g->calendar];
    b->first = k->as_of - LEAST_DAYS;
    for (int i = 0; i < b->n; i++) {
        int n;
        const sk_count *v = sk_history_attendance(b->h, b->g->site[i], b->g->meal, &n);
        if (n > 0 && v[0].day < b->first) b->first = v[0].day;
    }
    if (b->first < k->as_of - YEARS_DAYS) b->first = k->as_of - YEARS_DAYS;
    b->last = to + AHEAD_DAYS;
    if (b->last > c->to) b->last = c->to > to ? c->to : to;
    if (b->last < b->first) b->last = k->as_of; /* the days asked for lie before all counts */
    b->n_cal = b->last - b->first + 1;
}

static part part_of(const builder *b, sk_ix site, sk_day day)
{
    const sk_kommun *k = b->k;
    sk_span rows = sk_site_meals_of(k, site);
    int usual = k->category[k->site[site].category].attendance_ppm, type = -1;
    part sum = {0.0, 0.0};
    for (int i = rows.first; i < rows.end; i++) {
        const sk_site_meal *sm = &k->site_meal[i];
        if (!sk_site_meal_eaten(k, sm, b->g->meal) || !sk_period_has(sm->when, day) ||
            !sk_wdays_has(sm->days, sk_day_weekday(day)))
            continue;
        if (type < 0) type = (int)sk_site_day_type(k, site, day);
        if (!(sm->day_types >> type & 1)) continue;
        double x = (double)sm->share_ppm / SK_PPM;
        sum.share += x;
        sum.factor += sm->attendance_ppm && usual ? x * sm->attendance_ppm / usual : x;
    }
    return sum;
}

static void fill_parts(builder *b)
{
    for (int i = 0; i < b->n_cal; i++) {
        part *row = b->part + (size_t)i * (size_t)b->n;
        for (int s = 0; s < b->n; s++) {
            row[s] = part_of(b, b->g->site[s], b->first + i);
            if (row[s].share > 0.0) b->cal[i].flags |= SK_CD_SERVICE;
        }
    }
}

/* Names of the dishes of the first site's menu. */
static const char *menu_text(const builder *b, sk_day day)
{
    const sk_kommun *k = b->k;
    sk_ix menu = k->site[b->g->site[0]].menu;
    if (menu == SK_NONE) return "";
    sk_ix main = sk_menu_dish(k, menu, day, b->g->meal, SK_LINE_MAIN);
    sk_ix veg = sk_menu_dish(k, menu, day, b->g->meal, SK_LINE_VEG);
    if (main == SK_NONE) return "";
    if (veg == SK_NONE || veg == main) return k->dish[main].name;
    const char *s = sk_arena_printf(b->arena, "%s | %s", k->dish[main].name, k->dish[veg].name);
    return s ? s : "";
}

static uint8_t event_flag(const builder *b, const sk_cal_event *e)
{
    if (e->site != SK_NONE || e->kitchen != SK_NONE) return 0;
    if (e->calendar == SK_NONE) return e->type == SK_DAY_HOLIDAY ? SK_CD_HOLIDAY : 0;
    if (e->type == SK_DAY_BREAK) return SK_CD_BREAK; /* of any calendar: brothers and sisters */
    if (e->calendar != b->g->calendar) return 0;
    if (e->type == SK_DAY_REDUCED) return SK_CD_REDUCED;
    return e->type == SK_DAY_STUDY || e->type == SK_DAY_PLANNING ? SK_CD_STUDY : 0;
}

static void fill_calendar(builder *b)
{
    const sk_kommun *k = b->k;
    for (int i = 0; i < b->n_cal; i++) {
        sk_day d = b->first + i;
        b->cal[i].day = d;
        b->cal[i].menu = menu_text(b, d);
        b->cal[i].flags = sk__islamic_flags(d);
    }
    for (int i = 0; i < k->n_cal_events; i++) {
        const sk_cal_event *e = &k->cal_event[i];
        uint8_t flag = event_flag(b, e);
        sk_day from = e->when.from > b->first ? e->when.from : b->first;
        for (sk_day d = from; flag && d <= e->when.to && d <= b->last; d++)
            b->cal[d - b->first].flags |= flag;
    }
}

static const part *parts_on(const builder *b, int t)
{
    return b->part + (size_t)(b->g->panel.day[t] - b->first) * (size_t)b->n;
}

/* Guests of a cell: of the site itself, on past days also of sites merged into it. */
static void fill_guests(builder *b)
{
    const sk_kommun *k = b->k;
    sk_panel *p = &b->g->panel;
    for (int t = 0; t < p->n_days; t++) {
        const part *parts = parts_on(b, t);
        size_t row = (size_t)t * (size_t)p->lanes;
        for (int s = 0; s < b->n; s++) {
            int guests = sk_site_guests(k, b->g->site[s], p->day[t]);
            if (guests <= 0) guests = sk_site_guests_enrolled(k, b->g->site[s], p->day[t]);
            p->enrol[row + (size_t)s] = guests;
            p->off[row + (size_t)s] = parts[s].factor > 0.0 ? log(parts[s].factor) : 0.0;
        }
    }
    for (int i = 0; i < k->n_org_changes; i++) {
        const sk_org_change *o = &k->org_change[i];
        if (o->kind != SK_ORG_SITE_MERGED) continue;
        int from = -1, into = -1;
        for (int s = 0; s < b->n; s++) {
            from = b->g->site[s] == o->place ? s : from;
            into = b->g->site[s] == o->into ? s : into;
        }
        for (int t = 0; t < p->n_days && into >= 0 && from >= 0; t++) {
            if (!sk_period_has(o->when, p->day[t]) || p->day[t] > k->as_of) continue;
            size_t row = (size_t)t * (size_t)p->lanes;
            p->enrol[row + (size_t)into] += p->enrol[row + (size_t)from];
        }
    }
    for (int t = 0; t < p->n_days; t++) {
        size_t row = (size_t)t * (size_t)p->lanes;
        for (int s = 0; s < b->n; s++)
            p->roll[row + (size_t)s] = parts_on(b, t)[s].share * p->enrol[row + (size_t)s];
    }
}

static void put_order(builder *b, int s, const sk_count *o)
{
    sk_panel *p = &b->g->panel;
    int t = sk_panel_find(p, o->day);
    if (t >= 0) p->order[(size_t)t * (size_t)p->lanes + (size_t)s] = o->count;
}

static void fill_counts(builder *b)
{
    static const double weight[] = {1.0, 0.9, 0.4, 0.2}, wide[] = {1.0, 1.1, 1.35, 1.7};
    sk_panel *p = &b->g->panel;
    for (int s = 0; s < b->n; s++) {
        int n, m;
        const sk_count *v = sk_history_attendance(b->h, b->g->site[s], b->g->meal, &n);
        const sk_count *o = sk_history_orders(b->h, b->g->site[s], b->g->meal, &m);
        double sum = 0.0;
        for (int i = 0; i < n && v[i].day <= b->k->as_of; i++) {
            int t = sk_panel_find(p, v[i].day);
            size_t c = (size_t)(t < 0 ? 0 : t) * (size_t)p->lanes + (size_t)s;
            if (t < 0 || p->roll[c] <= 0.0) {
                b->g->n_closed++;
            } else if (v[i].count <= 0) {
                b->g->n_zero++;
            } else {
                p->count[c] = v[i].count;
                p->w[c] = weight[v[i].basis];
                p->censored[c] = v[i].ran_out;
                sum += wide[v[i].basis];
                b->g->n_used++;
            }
        }
        p->widen[s] = sum > 0.0 && n > 0 ? fmax(1.0, sum / n) : 1.0;
        for (int i = 0; i < m; i++) put_order(b, s, &o[i]);
        o = sk_history_ahead(b->h, b->g->site[s], b->g->meal, &m);
        for (int i = 0; i < m; i++) put_order(b, s, &o[i]);
    }
}

/* Counts that no day explains: a digit too many or too few. */
static void set_outliers_aside(builder *b, double *v)
{
    sk_panel *p = &b->g->panel;
    for (int u = 0; u < p->n_units; u++) {
        int n = 0;
        for (int t = 0; t < p->n_days; t++) {
            size_t c = (size_t)t * (size_t)p->lanes + (size_t)u;
            if (p->w[c] > 0.0) v[n++] = p->y[c];
        }
        double mid = sk__median(v, n);
        for (int t = 0; t < p->n_days && n > 0; t++) {
            size_t c = (size_t)t * (size_t)p->lanes + (size_t)u;
            double x = p->y[c] - mid;
            if (p->w[c] <= 0.0 || (x < log(OUTLIER_HIGH) && x > log(OUTLIER_LOW))) continue;
            p->w[c] = p->y[c] = 0.0;
            p->count[c] = -1.0;
            b->g->n_outlier++;
            b->g->n_used--;
        }
    }
}

/* Types are the categories of the sites, numbered as they come. */
static sk_code fill_units(builder *b)
{
    sk_panel *p = &b->g->panel;
    const sk_kommun *k = b->k;
    int *number = sk_arena_calloc(b->arena, (size_t)k->n_categories + 1, sizeof *number);
    if (!number) return SK_E_NOMEM;
    p->n_types = 0;
    for (int s = 0; s < b->n; s++) {
        const sk_site *site = &k->site[b->g->site[s]];
        if (number[site->category] == 0) {
            int ppm = k->category[site->category].attendance_ppm;
            p->prior[p->n_types] = ppm > 0 ? (double)ppm / SK_PPM : 1.0;
            number[site->category] = ++p->n_types;
        }
        p->type[s] = number[site->category] - 1;
        p->unit[s] = site->id;
    }
    return SK_OK;
}

static sk_code build(builder *b, sk_err *err)
{
    sk_panel *p = &b->g->panel;
    b->cal = sk_arena_calloc(b->arena, (size_t)b->n_cal, sizeof *b->cal);
    b->part = sk_arena_calloc(b->arena, (size_t)b->n_cal, (size_t)b->n * sizeof *b->part);
    if (!b->cal || !b->part) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    fill_calendar(b);
    fill_parts(b);
    bool any = false;
    for (int i = 0; i < b->n_cal; i++) any |= (b->cal[i].flags & SK_CD_SERVICE) != 0;
    if (!any) return SK_OK;
    sk_code c = sk_panel_new(b->cal, b->n_cal, b->n, b->arena, p, err);
    if (c) return c;
    double *work = sk_arena_calloc(b->arena, (size_t)p->n_days, sizeof(double));
    if (!work || fill_units(b)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    fill_guests(b);
    fill_counts(b);
    sk_panel_seal(p);
    set_outliers_aside(b, work);
    return SK_OK;
}

sk_code sk_group_build(const sk_kommun *k, const sk_history *h, sk_ix calendar, sk_meal meal,
                       sk_day to, sk_arena *arena, sk_group *out, sk_err *err)
{
    memset(out, 0, sizeof *out);
    out->calendar = calendar;
    out->meal = meal;
    builder b = {.k = k, .h = h, .arena = arena, .g = out};
    if (find_sites(&b)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (b.n == 0) return SK_OK;
    find_span(&b, to);
    return build(&b, err);
}
