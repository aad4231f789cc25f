/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels: memory, days, and what is derived from the counts. */
#include "forecast/panel.h"

#include <math.h>
#include <string.h>

#include "base/date.h"

static sk_code no_memory(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, "out of memory"); }

/* The school year begins in August. */
static int school_year(sk_day d)
{
    sk_ymd y = sk_day_ymd(d);
    return y.month >= 8 ? y.year : y.year - 1;
}

static void fill_days(sk_panel *p, const sk_calday *cal, int n_cal)
{
    int t = 0, first = 0, last = 0;
    for (int i = 0; i < n_cal; i++) {
        if (!(cal[i].flags & SK_CD_SERVICE)) continue;
        int year = school_year(cal[i].day);
        if (t == 0) first = year;
        last = year - first;
        p->day[t] = cal[i].day;
        p->weekday[t] = (uint8_t)sk_day_weekday(cal[i].day);
        p->year[t] = last;
        p->cal[t] = &cal[i];
        p->flags[t] = (cal[i].flags & SK_CD_STRIKE) ? SK_PD_SKIP : 0;
        t++;
    }
    p->n_years = last + 1;
}

static bool alloc_all(sk_panel *p)
{
    size_t t = (size_t)p->n_days, u = (size_t)p->lanes, cells = t * u;
    sk_arena *a = p->arena;
    p->day = sk_arena_calloc(a, t, sizeof *p->day);
    p->year = sk_arena_calloc(a, t, sizeof *p->year);
    p->weekday = sk_arena_calloc(a, t, 1);
    p->flags = sk_arena_calloc(a, t, 1);
    p->cal = sk_arena_calloc(a, t, sizeof *p->cal);
    p->count = sk_arena_calloc(a, cells, sizeof(double));
    p->w = sk_arena_calloc(a, cells, sizeof(double));
    p->y = sk_arena_calloc(a, cells, sizeof(double));
    p->off = sk_arena_calloc(a, cells, sizeof(double));
    p->enrol = sk_arena_calloc(a, cells, sizeof(double));
    p->roll = sk_arena_calloc(a, cells, sizeof(double));
    p->order = sk_arena_calloc(a, cells, sizeof(double));
    p->censored = sk_arena_calloc(a, cells, 1);
    p->unit = sk_arena_calloc(a, u, sizeof *p->unit);
    p->type = sk_arena_calloc(a, u, sizeof *p->type);
    p->widen = sk_arena_calloc(a, u, sizeof(double));
    p->prior = sk_arena_calloc(a, u, sizeof(double));
    p->base = sk_arena_calloc(a, u, sizeof(double));
    return p->base && p->prior && p->day && p->year && p->weekday && p->flags && p->cal &&
           p->count && p->w && p->y && p->off && p->enrol && p->roll && p->order && p->censored &&
           p->unit && p->type && p->widen;
}

sk_code sk_panel_new(const sk_calday *cal, int n_cal, int n_units, sk_arena *arena, sk_panel *out,
                     sk_err *err)
{
    memset(out, 0, sizeof *out);
    out->arena = arena;
    for (int i = 0; i < n_cal; i++) out->n_days += (cal[i].flags & SK_CD_SERVICE) != 0;
    if (out->n_days == 0 || n_units <= 0)
        return sk_err_set(err, SK_E_INPUT, "no days or no units to forecast");
    out->n_units = n_units;
    out->lanes = (n_units + 3) / 4 * 4;
    out->n_types = 1;
    if (!alloc_all(out)) return no_memory(err);
    fill_days(out, cal, n_cal);
    for (int u = 0; u < out->lanes; u++) {
        out->widen[u] = out->prior[u] = 1.0;
        out->unit[u] = "";
    }
    for (size_t i = 0; i < (size_t)out->n_days * (size_t)out->lanes; i++) out->count[i] = -1.0;
    return sk__features_build(out, cal, n_cal, err);
}

int sk_panel_find(const sk_panel *p, sk_day day)
{
    int lo = 0, hi = p->n_days;
    while (lo < hi) {
        int mid = (lo + hi) / 2;
        if (p->day[mid] < day) lo = mid + 1;
        else hi = mid;
    }
    return lo < p->n_days && p->day[lo] == day ? lo : -1;
}

/* Gaps in enrolment take the last known figure before, else the first after. */
static void fill_enrolment(sk_panel *p, int u)
{
    double known = 0.0;
    size_t step = (size_t)p->lanes;
    double *v = p->enrol + u;
    for (int t = 0; t < p->n_days; t++, v += step) {
        if (*v > 0.0) known = *v;
        else *v = known;
    }
    known = 0.0;
    for (int t = p->n_days - 1; t >= 0; t--) {
        v -= step;
        if (*v > 0.0) known = *v;
        else *v = known;
    }
}

void sk_panel_seal(sk_panel *p)
{
    for (int u = 0; u < p->n_units; u++) {
        fill_enrolment(p, u);
        double n = p->enrol[(size_t)(p->n_days - 1) * (size_t)p->lanes + (size_t)u];
        p->base[u] = n > 0.0 ? (1.0 - SK_ENROL_ELASTICITY) * log(n) : 0.0;
    }
    for (size_t i = 0; i < (size_t)p->n_days * (size_t)p->lanes; i++)
        if (p->enrol[i] > 0.0) p->off[i] += SK_ENROL_ELASTICITY * log(p->enrol[i]);
    for (size_t i = 0; i < (size_t)p->n_days * (size_t)p->lanes; i++) {
        if (p->count[i] > 0.0 && p->off[i] > -30.0) {
            p->y[i] = log(p->count[i]) - p->off[i];
            if (p->w[i] <= 0.0) p->w[i] = 1.0;
        } else {
            p->y[i] = p->w[i] = 0.0;
        }
    }
}
