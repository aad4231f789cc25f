/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attendance and orders day by day. log-additive: enrolment x category x site, times weekday, month,
 * dish, days around breaks, illness waves, trend, outings and noise. The sizes are listed in the
 * example's README, so that a forecast can be judged against them. */
#include "gen/gen_history.h"

#include <string.h>

double sk__gen_noise(const g_world *w, const char *id, const char *what, int64_t index)
{
    sk_rng a, r;
    sk_rng_fork(&w->rng, id, 9, &a);
    sk_rng_fork(&a, what, (uint64_t)index, &r);
    return sk_rng_normal(&r);
}

static bool is_pupil(g_cat c) { return c >= G_C_F3 && c <= G_C_GYM; }

static double weekday_effect(g_cat c, sk_day day)
{
    static const double pupil[7] = {0.995, 1.012, 1.014, 1.006, 0.973, 0, 0};
    static const double child[7] = {0.99, 1.02, 1.02, 1.01, 0.96, 0, 0};
    int i = sk_day_weekday(day) - 1;
    return is_pupil(c) || c == G_C_PERSONAL ? pupil[i] : c == G_C_FORSKOLA ? child[i] : 1;
}

static double month_effect(g_cat c, sk_day day)
{
    static const double f[12] = {0.985, 0.965, 0.985, 1.0,  1.0,  0.985,
                                 1.0,   1.02,  1.025, 1.01, 0.99, 0.975};
    int m = sk_day_ymd(day).month;
    if (c == G_C_GYM && m == 6 && sk_day_ymd(day).day <= 10)
        return 0.62; /* the graduates have left */
    return is_pupil(c) || c == G_C_FORSKOLA ? f[m - 1] : 1;
}

/* Dishes that draw or repel, by the start of their id. */
static double dish_effect(g_cat c, const char *dish)
{
    static const struct {
        const char *id;
        double f;
    } e[] = {{"pannkakor", 1.05},      {"kottbullar", 1.03},    {"hamburgare", 1.045},
             {"tacofars", 1.04},       {"lasagne", 1.025},      {"spagetti", 1.03},
             {"artsoppa_pann", 1.0},   {"purjosoppa", 0.955},   {"fisksoppa", 0.945},
             {"fiskgratang", 0.965},   {"panerad_fisk", 0.985}, {"lax", 0.98},
             {"pasta_tonfisk", 0.975}, {"blodpudding", 0.95},   {"kassler", 1.01}};
    double weight = c == G_C_79                        ? 1.3
                    : c == G_C_GYM                     ? 1.5
                    : is_pupil(c) || c == G_C_PERSONAL ? 1
                                                       : 0;
    for (size_t i = 0; i < sizeof e / sizeof *e; i++)
        if (strncmp(dish, e[i].id, strlen(e[i].id)) == 0) return 1 + (e[i].f - 1) * weight;
    return 1;
}

/* 24 January 2022 is the top of the wave of winter 2022; every year has its February dip in months. */
static double illness(g_cat c, sk_day day)
{
    double depth = is_pupil(c) ? 0.2 : c == G_C_FORSKOLA ? 0.22 : c == G_C_PERSONAL ? 0.16 : 0.01;
    double x = (day - sk__gen_date(2022, 1, 26)) / 13.0,
           y = (day - sk__gen_date(2022, 12, 12)) / 9.0;
    return 1 - depth / (1 + x * x * x * x) - depth * 0.4 / (1 + y * y * y * y);
}

/* Years 7-9 and gymnasium come back to the dining hall in 2023. */
static double trend(g_cat c, sk_day day)
{
    if (c != G_C_79 && c != G_C_GYM) return 1;
    double t = (day - sk__gen_date(2022, 12, 1)) / 330.0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return 0.968 + (c == G_C_GYM ? 0.062 : 0.048) * t;
}

static double break_effect(const g_world *w, const g_site *s, sk_day day)
{
    if (!is_pupil(s->cat) || sk__gen_day_type(w, s, day) != G_NORMAL) return 1;
    int left = sk__gen_work_days(w, s, day);
    return left == 0 ? 0.925 : left == 1 ? 0.975 : 1;
}

/* Share of the guests that eat elsewhere: outings, mostly in May, June and September. */
static double outing(const g_world *w, const g_site *s, sk_day day)
{
    if (!is_pupil(s->cat) && s->cat != G_C_FORSKOLA) return 0;
    int m = sk_day_ymd(day).month, per_mille = m == 5 || m == 6 ? 40 : m == 9 ? 25 : 8;
    sk_rng a, r;
    sk_rng_fork(&w->rng, s->id, 5, &a);
    sk_rng_fork(&a, "outing", (uint64_t)(int64_t)day, &r);
    if ((int)sk_rng_below(&r, 1000) >= per_mille) return 0;
    return 0.2 + 0.75 * sk_rng_unit(&r);
}

static int whole(double x) { return x > 0 ? (int)(x + 0.5) : 0; }

/* What the unit orders: its enrolment and habit, most outings, not the day's illness. */
static int ordered(const g_world *w, const g_site *s, double usual, double out, sk_day day)
{
    if (w->k[s->kitchen].role == G_COOK && s->cat != G_C_VARD) return 0;
    if (s->cat == G_C_PERSONAL || s->cat == G_C_LSS) return 0;
    double known = sk__gen_noise(w, s->id, "told", day) > -0.6 ? out : 0;
    double n = usual * (1.035 + 0.012 * sk__gen_noise(w, s->id, "order", day)) * (1 - known);
    int step = s->cat == G_C_VARD || s->cat == G_C_FORSKOLA ? 1 : 5;
    return (whole(n) + step - 1) / step * step;
}

g_actual sk__gen_actual(const g_world *w, int site, bool supper, sk_day day)
{
    const g_site *s = &w->s[site];
    g_actual a = {0, 0, 0};
    double share = sk__gen_share(w, s, supper, day);
    if (share <= 0 || sk__gen_shut(&w->k[s->kitchen], day)) return a;
    double guests = sk__gen_guests(w, s, day) * share,
           attendance = sk__gen_cats[s->cat].attendance * s->bias;
    if (s->cat == G_C_F3 && share < 0.5) attendance = 0.95;
    double usual = guests * attendance * trend(s->cat, day) * month_effect(s->cat, day);
    double level = 0.022 * sk__gen_noise(w, s->id, "month", day / 28), out = outing(w, s, day);
    double n = usual * weekday_effect(s->cat, day) *
               dish_effect(s->cat, sk__gen_dish(w, s, supper, day)) * illness(s->cat, day) *
               break_effect(w, s, day) * (1 + level) *
               (1 + (guests < 30 ? 0.06 : 0.026) *
                        sk__gen_noise(w, s->id, supper ? "supper" : "lunch", day)) *
               (1 - out);
    a.enrolled = whole(guests);
    a.eaters = whole(n) < a.enrolled ? whole(n) : a.enrolled;
    a.ordered = ordered(w, s, usual, out, day);
    return a;
}

void sk__gen_actual_day(const g_world *w, bool supper, sk_day day, g_actual *out)
{
    memset(out, 0, w->n_s * sizeof *out);
    for (size_t i = 0; i < w->n_s; i++) {
        g_actual a = sk__gen_actual(w, (int)i, supper, day);
        g_actual *to = &out[sk__gen_merged_into(w, (int)i, day)];
        to->eaters += a.eaters;
        to->enrolled += a.enrolled;
        to->ordered += a.ordered;
    }
}

bool sk__gen_measuring(const g_world *w, int site, sk_day day)
{
    int week = sk_day_week(day).week, keen = w->s[site].group;
    if (sk_day_weekday(day) >= 6) return false;
    return week == 11 || week == 39 || (keen == 0 && (week == 5 || week == 19 || week == 46));
}

/* ---- documents --------------------------------------------------------------------------------- */

static const char *const basis[] = {"ätande", "tallrikar", "beställda", "inskrivna", "ätande"};

/* -1 = no row that day. */
static int counted(const g_world *w, int site, const g_actual *a, sk_day day)
{
    switch (w->s[site].grade) {
    case G_GRADE_EATERS: return a->eaters;
    case G_GRADE_PLATES:
        return a->eaters + (a->eaters * 35 + 500) / 1000; /* second plates and spills */
    case G_GRADE_ORDERS: return a->ordered > 0 ? a->ordered : a->eaters;
    case G_GRADE_ENROLLED: return a->enrolled;
    case G_GRADE_WEEKS: return sk__gen_measuring(w, site, day) ? a->eaters : -1;
    }
    return -1;
}

/* A unit had another name until the end of September 2021; a few rows are doubled or impossible. */
static void attendance_row(const g_world *w, sk_buf *b, int site, sk_day day, const char *date,
                           const char *meal, int n)
{
    const g_site *s = &w->s[site];
    const char *id = s->id;
    bool lunch = meal[0] == 'l';
    if (lunch && strcmp(id, "fsk_tannefors_3") == 0 && day < sk__gen_date(2021, 10, 1))
        id = "fsk_stolplyckan";
    int odd = lunch ? (site * 7919 + day * 104729) % 9973 : 1;
    if (odd == 17 && n > 20) n = n * 10; /* a slip of the finger */
    sk_buf_addf(b, "%s;%s;%s;%d;%s\r\n", date, id, meal, n, basis[s->grade]);
    if (odd == 4711) sk_buf_addf(b, "%s;%s;%s;%d;%s\r\n", date, id, meal, n + 3, basis[s->grade]);
}

typedef void (*row_writer)(const g_world *w, sk_buf *b, int site, sk_day day, const char *date,
                           const char *meal, const g_actual *a);

static void write_attendance(const g_world *w, sk_buf *b, int site, sk_day day, const char *date,
                             const char *meal, const g_actual *a)
{
    int n = counted(w, site, a, day);
    if (n >= 0) attendance_row(w, b, site, day, date, meal, n);
}

/* Supper is ordered with lunch and not kept twice. */
static void write_order(const g_world *w, sk_buf *b, int site, sk_day day, const char *date,
                        const char *meal, const g_actual *a)
{
    (void)day;
    if (a->ordered > 0 && meal[0] == 'l')
        sk_buf_addf(b, "%s;%s;%s;%d\r\n", date, w->s[site].id, meal, a->ordered);
}

static void each_day(g_world *w, sk_buf *b, row_writer row)
{
    g_actual *a = sk_calloc_n(w->n_s + 1, sizeof *a);
    if (!a) {
        b->failed = true;
        return;
    }
    for (sk_day day = w->cal_from; day <= w->o.as_of; day++) {
        char date[SK_DATE_LEN];
        sk_day_str(day, date);
        for (int supper = 0; supper < 2; supper++) {
            sk__gen_actual_day(w, supper, day, a);
            for (size_t i = 0; i < w->n_s; i++)
                if (a[i].enrolled > 0)
                    row(w, b, (int)i, day, date, supper ? "kvällsmat" : "lunch", &a[i]);
        }
    }
    sk_free(a);
}

void sk__gen_w_attendance(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "datum;enhet;måltid;antal;räknesätt");
    each_day(w, b, write_attendance);
}

void sk__gen_w_orders(g_world *w, sk_buf *b)
{
    sk__gen_head(b, "datum;enhet;måltid;beställt");
    each_day(w, b, write_order);
}
