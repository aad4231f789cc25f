/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plan says that it expects, against a forecast of the same history. Figures of another
 * machine may differ in their last digits: where they agree to a hundredth of a portion, the plan's own
 * are used for all that follows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/check_priv.h"

enum { NEAR_MILLI = 10, NEAR_PPM = 100 };

static int cmp(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int key(const sk_check_expect *a, int64_t site, int64_t meal, int64_t day)
{
    int d = cmp(a->site, site);
    d = d ? d : cmp((int64_t)a->meal, meal);
    return d ? d : cmp(a->day, day);
}

static sk_check_expect *find(const chk *c, int64_t site, int64_t meal, int64_t day)
{
    int lo = 0, hi = c->n_seen;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (key(&c->seen[mid], site, meal, day) < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo < c->n_seen && key(&c->seen[lo], site, meal, day) == 0 ? &c->seen[lo] : NULL;
}

const sk_check_expect *sk__chk_seen(const chk *c, int64_t site, int64_t meal, int64_t day)
{
    return find(c, site, meal, day);
}

static const char *place(chk *c, const chk_expect *e)
{
    char day[SK_DATE_LEN];
    snprintf(c->place, sizeof c->place, "%s %s %s", c->k->site[e->site].id,
             sk_day_str((sk_day)e->day, day), sk_meal_name((sk_meal)e->meal, c->lang));
    return c->place;
}

/* Holds one figure against the forecast's; takes it over when it is near. */
static void figure(chk *c, int row, const char *name, int64_t found, int64_t *want, int64_t near)
{
    if (llabs(found - *want) <= near) *want = found;
    else
        sk__chk_num(c, SK_V_EXPECT, AT("expect", row, name), place(c, &c->expect[row]), found,
                    *want);
}

static void expectation(chk *c, int row)
{
    static const char *const name[CHK_Q] = {"q10", "q50", "q80", "q90", "q95"};
    const chk_expect *e = &c->expect[row];
    sk_check_expect *w = find(c, e->site, e->meal, e->day);
    const chk_expect *before = row > 0 && c->expect[row - 1].ok ? &c->expect[row - 1] : NULL;
    bool twice =
        before && before->site == e->site && before->meal == e->meal && before->day == e->day;
    if (!w || twice) {
        sk__chk_say(c, SK_V_EXPECT, AT("expect", row, NULL), place(c, e));
        return;
    }
    int64_t common = w->common_ppm;
    for (int i = 0; i < CHK_Q; i++) figure(c, row, name[i], e->q[i], &w->q[i], NEAR_MILLI);
    figure(c, row, "order", e->order, &w->order, 0);
    figure(c, row, "common_ppm", e->common_ppm, &common, NEAR_PPM);
    w->common_ppm = (int)common;
    sk__chk_same(c, SK_V_EXPECT, AT("expect", row, "n_obs"), place(c, e), e->n_obs, w->n_obs);
}

static void look(chk *c)
{
    bool forecast = c->head.demand_from == SK_SIGHT_FORECAST;
    c->sight.from = forecast ? SK_SIGHT_NO_HISTORY : (sk_sight_from)c->head.demand_from;
    if (c->foresee && c->head.demand_from != SK_SIGHT_SHARES)
        c->sight_code =
            c->foresee(c->ctx, (sk_day)c->head.from, (int)c->head.n_days, &c->sight, c->sight_err);
}

void sk__chk_sight(chk *c)
{
    static const char *const words[SK_N_SIGHTS] = {
        SK_N("the forecast"), SK_N("shares, as asked for"), SK_N("shares, for want of history"),
        SK_N("shares, as the days are out of reach")};
    look(c);
    if (c->sight_code != SK_OK) return;
    bool said =
        c->head.demand_from == (int64_t)c->sight.from ||
        (c->head.demand_from == SK_SIGHT_OUT_OF_REACH && c->sight.from == SK_SIGHT_FORECAST);
    if (c->head.demand_from >= 0 && !said)
        sk__chk_word(c, SK_V_SIGHT, AT("demand_from", -1, NULL), c->k->name,
                     sk_text(c->lang, words[c->head.demand_from]),
                     sk_text(c->lang, words[c->sight.from]));
    bool forecast = c->sight.from == SK_SIGHT_FORECAST;
    c->seen = sk__chk_array(c, forecast ? (size_t)c->sight.n : 0, sizeof *c->seen);
    if (!c->seen) return;
    if (forecast && c->sight.n > 0) {
        memcpy(c->seen, c->sight.v, (size_t)c->sight.n * sizeof *c->seen);
        c->n_seen = c->sight.n;
    }
    for (int i = 0; i < c->n_expects; i++)
        if (c->expect[i].ok) expectation(c, i);
}
