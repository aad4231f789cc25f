/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels with known effects, for tests of the forecast. */
#ifndef SK_TESTS_SIM_PANEL_H
#define SK_TESTS_SIM_PANEL_H

#include "unit/unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/rng.h"
#include "forecast/panel.h"

/* cmocka's own compares floats. */
#define assert_near(got, want, tol)                                                                \
    do {                                                                                           \
        double got_ = (got), want_ = (want);                                                       \
        if (!(fabs(got_ - want_) <= (tol)))                                                        \
            fail_msg("%s is %g, expected %g", #got, got_, want_);                                  \
    } while (0)

typedef struct sim {
    int n_units, n_cal;     /* calendar days from Monday 2020-08-17 */
    double fish, friday;    /* log effects of all units */
    double friday_spread;   /* unit u adds +-this on Fridays */
    double noise;           /* standard deviation of log counts */
    double outliers;        /* share of counts that are five times too big */
    double orders;          /* 1: orders that know the noise */
    double guests;
    bool reversed;          /* units in the opposite order */
    int observed;           /* only the last so many days before `until` have counts; 0 = all */
    sk_day until;           /* counts up to this day; 0 = all */
} sim;

static const sim sim_plain = {.n_units = 12,
                              .n_cal = 900,
                              .fish = -0.05,
                              .friday = -0.04,
                              .friday_spread = 0.05,
                              .noise = 0.06,
                              .guests = 150};

static inline sk_day sim_first(void)
{
    sk_day d = 0;
    sk_day_from_ymd(2020, 8, 17, &d);
    return d;
}

/* School days: weekdays outside summer, Christmas and one week each of autumn and winter. */
static inline bool sim_open(sk_day d)
{
    sk_ymd y = sk_day_ymd(d);
    int week = sk_day_week(d).week;
    bool summer = (y.month == 6 && y.day > 12) || y.month == 7 || (y.month == 8 && y.day < 17);
    bool christmas = (y.month == 12 && y.day > 20) || (y.month == 1 && y.day < 9);
    return sk_day_weekday(d) <= 5 && !summer && !christmas && week != 44 && week != 8;
}

static inline bool sim_fish(sk_day d) { return sk_day_weekday(d) == 2 && sk_day_week(d).week % 2; }

static inline double sim_log_count(const sim *s, sk_day d, int u, double noise)
{
    double x = log(s->guests * (1.0 + 0.1 * u) * 0.85);
    x += sim_fish(d) ? s->fish : 0.0;
    if (sk_day_weekday(d) == 5) x += s->friday + (u % 2 ? s->friday_spread : -s->friday_spread);
    return x + s->noise * noise;
}

static inline void sim_cells(const sim *s, sk_panel *p, int v, int u)
{
    sk_rng r;
    sk_rng_seed(&r, 77 + (uint64_t)u);
    char *name = sk_arena_printf(p->arena, "u%02d", u);
    p->unit[v] = name;
    p->type[v] = u % 3 == 0;
    int last = s->until ? sk_panel_find(p, s->until) : p->n_days - 1;
    for (int t = 0; t < p->n_days; t++) {
        size_t c = (size_t)t * (size_t)p->lanes + (size_t)v;
        double noise = sk_rng_normal(&r);
        bool bad = sk_rng_unit(&r) < s->outliers;
        double n = exp(sim_log_count(s, p->day[t], u, noise)) * (bad ? 5.0 : 1.0);
        p->enrol[c] = s->guests * (1.0 + 0.1 * u);
        if (s->orders > 0.0) p->order[c] = floor(n * 1.05 + 0.5);
        if (t > last || (s->observed && t <= last - s->observed)) continue;
        p->count[c] = floor(n + 0.5);
    }
}

/* The calendar lies in the arena, too. */
static inline void sim_build(const sim *s, sk_arena *arena, sk_panel *p)
{
    sk_calday *cal = sk_arena_calloc(arena, (size_t)s->n_cal, sizeof *cal);
    assert_non_null(cal);
    for (int i = 0; i < s->n_cal; i++) {
        sk_day d = sim_first() + i;
        cal[i] = (sk_calday){d, sim_open(d) ? SK_CD_SERVICE : 0, sim_fish(d) ? "Stekt torsk" : "Dagens"};
    }
    assert_int_equal(sk_panel_new(cal, s->n_cal, s->n_units, arena, p, NULL), SK_OK);
    p->n_types = 2;
    for (int u = 0; u < s->n_units; u++) sim_cells(s, p, s->reversed ? s->n_units - 1 - u : u, u);
    sk_panel_seal(p);
}

static inline int sim_col(const sk_panel *p, const char *name)
{
    for (int j = 0; j < p->n_cols; j++)
        if (strcmp(p->col[j].name, name) == 0) return j;
    return -1;
}

#endif
