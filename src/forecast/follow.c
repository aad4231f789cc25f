/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/follow.h"

#include <math.h>
#include <stdlib.h>

#include "base/num.h"

#define INSIDE 0.8 /* what the interval promises */
#define DOUBT 0.05
#define HAIR 1e-6

double sk_binomial_tail(int x, int n, double p)
{
    double sum = 0.0;
    for (int i = 0; i <= x && i <= n; i++)
        sum += exp(lgamma(n + 1.0) - lgamma(i + 1.0) - lgamma(n - i + 1.0) + i * log(p) +
                   (n - i) * log1p(-p));
    return sum < 1.0 ? sum : 1.0;
}

/* What was counted of a cell; -1 = nothing that says how many ate. */
static int outcome(const sk_history *h, const sk_fc_cell *c)
{
    int n;
    const sk_count *v = sk_history_attendance(h, c->site, c->meal, &n);
    v = sk_count_on(v, n, c->day);
    if (!v || v->basis > SK_BASIS_PLATES || v->ran_out) return -1;
    return v->count > 0 ? v->count : -1;
}

/* Portions by cell for those who eat at the site: packed meals are eaten elsewhere. */
static void fill_cooked(const sk_kommun *k, const sk_demand *d, const sk_forecast *f, int *out)
{
    for (int i = 0; i < d->n_needs; i++) {
        const sk_need *n = &d->need[i];
        if (k->product[n->product].kind == SK_PROD_PACKED) continue;
        const sk_fc_cell *c = sk_forecast_find(f, n->site, n->meal, n->eaten);
        if (c) out[c - f->cell] += n->portions;
    }
}

static sk_ore cost(sk_ore own, sk_ore policy, int64_t n) { return n * (own ? own : policy); }

static void add(const sk_kommun *k, const sk_follow_day *d, sk_follow_sum *s)
{
    const sk_category *c = &k->category[k->site[d->site].category];
    int64_t left = d->cooked > d->eaten ? d->cooked - d->eaten : 0;
    int64_t missed = d->eaten > d->cooked ? d->eaten - d->cooked : 0;
    int64_t all = d->enrolled > d->eaten ? d->enrolled - d->eaten : 0;
    s->n++;
    s->inside += d->inside;
    s->above += d->eaten > d->dist.q90;
    s->expected += d->dist.q50;
    s->abs_error += fabs(d->eaten - d->dist.q50);
    s->eaten += d->eaten;
    s->cooked += d->cooked;
    s->enrolled += d->enrolled;
    s->left += left;
    s->missed += missed;
    s->left_all += all;
    s->left_ore += cost(c->left_over_ore, k->policy.left_over_ore, left);
    s->missed_ore += cost(c->ran_out_ore, k->policy.ran_out_ore, missed);
    s->left_all_ore += cost(c->left_over_ore, k->policy.left_over_ore, all);
}

static void collect(const sk_kommun *k, const sk_history *h, const sk_forecast *f,
                    const int *portions, sk_follow *out)
{
    for (int i = 0; i < f->n_cells; i++) {
        const sk_fc_cell *c = &f->cell[i];
        int eaten = outcome(h, c);
        if (eaten < 0 || portions[i] == 0 || c->day > out->to) continue;
        sk_follow_day *d = &out->day[out->n_days];
        *d = (sk_follow_day){c->site, c->meal, c->day, c->dist, eaten, portions[i], 0, false};
        d->enrolled = (int)ceil(c->guests - HAIR);
        d->inside = eaten + 0.5 >= c->dist.q10 && eaten - 0.5 <= c->dist.q90;
        sk_follow_series *s = out->n_series ? &out->series[out->n_series - 1] : NULL;
        if (!s || s->site != c->site || s->meal != c->meal) {
            s = &out->series[out->n_series++];
            *s = (sk_follow_series){.site = c->site, .meal = c->meal, .first = out->n_days};
            s->n_obs = c->n_obs;
        }
        s->end = ++out->n_days;
        add(k, d, &s->sum);
        add(k, d, &out->all);
    }
}

static int by_chance(const void *pa, const void *pb)
{
    const sk_follow_series *a = *(sk_follow_series *const *)pa, *b = *(sk_follow_series *const *)pb;
    if (a->chance != b->chance) return a->chance < b->chance ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

/* Holm: the i-th smallest chance against 5 % / (m - i); the first that passes ends it. */
static bool judge(sk_follow *f)
{
    sk_follow_series **v = sk_calloc_n((size_t)f->n_series + 1, sizeof *v);
    if (!v) return false;
    for (int i = 0; i < f->n_series; i++) {
        sk_follow_series *s = &f->series[i];
        s->chance = sk_binomial_tail(s->sum.inside, s->sum.n, INSIDE);
        s->verdict = s->sum.n < SK_FOLLOW_LEAST ? SK_TOO_FEW
                     : s->chance < DOUBT        ? SK_DOUBTFUL
                                                : SK_HOLDS;
        if (s->verdict != SK_TOO_FEW) v[f->n_judged++] = s;
    }
    qsort(v, (size_t)f->n_judged, sizeof *v, by_chance);
    for (int i = 0; i < f->n_judged && v[i]->chance < DOUBT / (f->n_judged - i); i++)
        v[i]->verdict = SK_FAILS;
    sk_free(v);
    return true;
}

sk_code sk_follow_make(const sk_kommun *k, const sk_history *h, sk_day as_of, sk_day from,
                       int n_days, sk_arena *arena, sk_follow *out, sk_err *err)
{
    const sk_engine_opt engine = sk_engine_defaults();
    sk_kommun then = *k; /* as the folder was seen that day */
    sk_forecast f = {0};
    sk_demand d;
    *out = (sk_follow){.as_of = as_of, .from = from, .to = from + n_days - 1};
    if (from <= as_of)
        return sk_err_set(err, SK_E_USAGE, "the days must come after the day of the forecast");
    then.as_of = as_of;
    sk_code code = sk_forecast_run(&then, h, from, n_days, &engine, arena, &f, err);
    if (!code) code = sk_demand_eaten(&then, &f, from, n_days, arena, &d, err);
    if (code) return code;
    int *portions = sk_calloc_n((size_t)f.n_cells + 1, sizeof *portions);
    out->day = sk_arena_calloc(arena, (size_t)f.n_cells + 1, sizeof *out->day);
    out->series = sk_arena_calloc(arena, (size_t)f.n_cells + 1, sizeof *out->series);
    bool ok = portions && out->day && out->series;
    if (ok) {
        fill_cooked(k, &d, &f, portions);
        collect(k, h, &f, portions, out);
        ok = judge(out);
    }
    sk_free(portions);
    if (!ok) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (out->n_days == 0)
        return sk_err_set(err, SK_E_INPUT,
                          "no eaters or plates were counted in the days asked for");
    return SK_OK;
}
