/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/follow.h"

#include "base/mem.h"
#include "base/num.h"
#include "ext/gmp_exact.h"

/* ---- ratios ---- */

sk_status sk_follow_status(int64_t num, int64_t den, sk_limit kind, sk_rate limit)
{
    if (den <= 0 || limit.den <= 0) return SK_NOT_MEASURED;
    sk_wide a = (sk_wide)num * limit.den, b = (sk_wide)limit.num * den;
    bool met = kind == SK_LIMIT_BELOW      ? a < b
               : kind == SK_LIMIT_AT_MOST  ? a <= b
               : kind == SK_LIMIT_AT_LEAST ? a >= b
                                           : a > b;
    return met ? SK_MET : SK_NOT_MET;
}

bool sk_follow_pct(int64_t num, int64_t den, int decimals, int64_t *out)
{
    sk_rate r[2] = {{100, 1}, {num, den}};
    for (; decimals > 0; decimals--) r[0].num *= 10;
    return den > 0 && sk_scale(1, r, 2, out);
}

sk_trigger sk_follow_trigger(sk_ore forecast, sk_ore frame, sk_ore turnover, sk_trigger_rule rule)
{
    sk_trigger t = {.on_frame = frame > 0, .base = frame > 0 ? frame : turnover};
    sk_wide deficit = -(sk_wide)forecast;
    t.fires = deficit > rule.least && rule.share.den > 0 &&
              deficit * rule.share.den > (sk_wide)t.base * rule.share.num;
    if (t.fires && deficit <= INT64_MAX) sk_split_even((sk_ore)deficit, SK_PLAN_YEARS, t.plan);
    return t;
}

/* ---- equity ---- */

static void add_layer(sk_layer *layer, int *n, int year, sk_ore amount)
{
    sk_layer *l = &layer[(*n)++];
    *l = (sk_layer){.year = year, .due = year + 2, .amount = amount, .left = amount};
    sk_split_even(amount, 2, l->plan);
}

static void restore(sk_layer *layer, int n, sk_ore surplus)
{
    for (int i = 0; i < n && surplus > 0; i++) {
        sk_ore part = layer[i].left < surplus ? layer[i].left : surplus;
        layer[i].left -= part;
        surplus -= part;
    }
}

static sk_ore overdue(const sk_layer *layer, int n, int year)
{
    sk_ore sum = 0;
    for (int i = 0; i < n; i++)
        if (layer[i].due <= year) sum += layer[i].left;
    return sum;
}

/* floor(rate x turnover); 0 for no turnover. */
static bool cap_of(sk_ore turnover, sk_rate rate, sk_ore *cap)
{
    if (rate.den <= 0 || rate.num < 0) return false;
    sk_wide v = turnover > 0 ? (sk_wide)turnover * rate.num / rate.den : 0;
    *cap = (sk_ore)v;
    return v <= INT64_MAX;
}

bool sk_follow_equity(sk_ore opening, const sk_equity_in *in, int n, sk_rate rate, sk_equity *out,
                      sk_layer *layer, int *n_layers)
{
    sk_ore equity = opening;
    *n_layers = 0;
    if (opening == INT64_MIN) return false;
    if (opening < 0 && n > 0) add_layer(layer, n_layers, in[0].year - 1, -opening);
    for (int i = 0; i < n; i++) {
        sk_ore before = equity;
        if (!sk_add_ok(equity, in[i].result, &equity) || equity == INT64_MIN ||
            in[i].result == INT64_MIN || !cap_of(in[i].turnover, rate, &out[i].cap))
            return false;
        if (in[i].result > 0) restore(layer, *n_layers, in[i].result);
        if (in[i].result < 0 && equity < 0)
            add_layer(layer, n_layers, in[i].year, before < 0 ? -in[i].result : -equity);
        out[i].closing = equity;
        out[i].excess = equity > out[i].cap ? equity - out[i].cap : 0;
        out[i].overdue = overdue(layer, *n_layers, in[i].year);
    }
    return true;
}

/* ---- volumes ---- */

bool sk_follow_adherence1(int64_t plan, int64_t actual, sk_rate *out)
{
    if (plan <= 0 || actual < 0) return false;
    int64_t off = actual > plan ? actual - plan : plan - actual;
    *out = (sk_rate){off < plan ? plan - off : 0, plan};
    return true;
}

sk_code sk_follow_adherence(const sk_adherence_in *in, size_t n, sk_rate limit, sk_adherence *out)
{
    *out = (sk_adherence){.status = SK_NOT_MEASURED};
    int64_t *num = sk_calloc_n(n + 1, 3 * sizeof *num), *den = num ? num + n + 1 : NULL;
    int64_t *w = den ? den + n + 1 : NULL;
    if (!num) return SK_E_NOMEM;
    bool any = false, ok = true;
    for (size_t i = 0; i < n; i++) {
        sk_rate r;
        den[i] = 1;
        if (!sk_follow_adherence1(in[i].plan, in[i].actual, &r)) continue;
        num[i] = r.num;
        den[i] = r.den;
        w[i] = in[i].cost > 0 ? in[i].cost : 0;
        any = any || w[i] > 0;
        out->n_measured++;
        out->n_reached += in[i].actual >= in[i].plan;
    }
    if (any && limit.den > 0) {
        ok = sk_exact_mean_scaled(n, num, den, w, 10000, &out->pct2);
        out->status =
            sk_exact_mean_cmp(n, num, den, w, limit.num, limit.den) >= 0 ? SK_MET : SK_NOT_MET;
    }
    sk_free(num);
    return ok ? SK_OK : SK_E_INPUT;
}

/* ---- variances ---- */

bool sk_follow_variance(sk_ore plan, const sk_rate *ratio, size_t n, sk_ore actual, sk_ore *part)
{
    sk_ore before = plan, flexed;
    for (size_t i = 0; i < n; i++) {
        if (!sk_scale(plan, ratio, i + 1, &flexed)) return false;
        if (__builtin_sub_overflow(flexed, before, &part[i])) return false;
        before = flexed;
    }
    return !__builtin_sub_overflow(actual, before, &part[n]);
}

/* ---- forecast ---- */

bool sk_follow_forecast_variable(sk_ore to_date, int days_to_date, int days_year, sk_ore *out)
{
    sk_rate r = {days_year, days_to_date};
    return days_year >= days_to_date && sk_scale(to_date, &r, 1, out);
}

bool sk_follow_forecast_fixed(sk_ore to_date, const sk_ore *month, int months_done, sk_ore *out)
{
    *out = to_date;
    for (int m = months_done; m < 12; m++)
        if (m < 0 || !sk_add_ok(*out, month[m], out)) return false;
    return months_done <= 12;
}

/* ---- saving measures ---- */

bool sk_follow_measures(const sk_measure *m, size_t n, sk_measures *out)
{
    *out = (sk_measures){0, 0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        sk_ore gap;
        if (!sk_add_ok(out->planned, m[i].planned, &out->planned) ||
            !sk_add_ok(out->reached, m[i].reached, &out->reached) ||
            __builtin_sub_overflow(m[i].planned, m[i].reached, &gap) || gap == INT64_MIN ||
            !sk_add_ok(gap > 0 ? out->remaining : out->over, gap > 0 ? gap : -gap,
                       gap > 0 ? &out->remaining : &out->over))
            return false;
    }
    return true;
}
