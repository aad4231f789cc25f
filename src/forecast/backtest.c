/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/backtest.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

sk_engine_opt sk_engine_defaults(void)
{
    return (sk_engine_opt){.fit = sk_fit_defaults,
                           .level = sk_level_defaults,
                           .orders = sk_order_defaults,
                           .quant = sk_quant_defaults,
                           .past = 60,
                           .step = 5};
}

static const char *const names[SK_N_BY] = {SK_N("forecast"),
                                           SK_N("forecast with orders"),
                                           SK_N("same weekday last time"),
                                           SK_N("mean of four weekdays"),
                                           SK_N("for the enrolled"),
                                           SK_N("own order"),
                                           SK_N("own order, calibrated")};
const char *sk_by_name(sk_by m, sk_lang lang) { return sk_text(lang, names[m]); }

enum { ORIGIN_MIN = 2 };
#define COST_SHORT 9.0

/* ---- origins ----------------------------------------------------------------------------------- */

static sk_code find_origins(sk_backtest *b, const sk_backtest_opt *o, sk_arena *arena, sk_err *err)
{
    const sk_panel *p = b->p;
    int start = 0, step = o->engine.step;
    while (start < p->n_days && p->day[start] < o->from) start++;
    b->last = p->n_days - 1;
    while (b->last >= 0 && p->day[b->last] > o->to) b->last--;
    start--;
    if (start < 0 || start >= b->last || step < 1)
        return sk_err_set(err, SK_E_INPUT, "no service day with history before it in the period");
    int first = start, n = 1;
    for (int i = 0; i < o->engine.past && first - step >= ORIGIN_MIN; i++) first -= step;
    n += (b->last - 1 - first) / step;
    b->origin = sk_arena_calloc(arena, (size_t)n, sizeof *b->origin);
    if (!b->origin) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    for (int i = 0; i < n; i++) b->origin[i] = first + i * step;
    b->n_origins = n;
    b->first = (start - first) / step;
    return SK_OK;
}

/* ---- quantiles of a track as counts -------------------------------------------------------------- */

static double *cells(const sk_backtest *b, sk_by m, int i, int h)
{
    size_t block = SK_N_Q * (size_t)b->p->lanes;
    return b->q[m] + ((size_t)(i - b->first) * (size_t)b->n_h + (size_t)h - 1) * block;
}

static sk_code quantiles(sk_backtest *b, sk_by m, const sk_track *k, const sk_quant_opt *o,
                         sk_arena *arena, sk_err *err)
{
    size_t l = (size_t)b->p->lanes;
    size_t n = (size_t)(b->n_origins - b->first) * (size_t)b->n_h;
    bool as_is = m == SK_BY_ENROLLED || m == SK_BY_ORDER; /* that number is cooked */
    sk_quant v;
    b->q[m] = sk_arena_calloc(arena, n, SK_N_Q * l * sizeof(double));
    if (!b->q[m]) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_code c = sk_quant_new(k, o, arena, &v, err);
    for (int i = b->first; i < b->n_origins && !c; i++) {
        if (!as_is) sk_quant_at(&v, i);
        for (int h = 1; h <= b->n_h && b->origin[i] + h <= b->last; h++) {
            double *q = cells(b, m, i, h);
            const double *off = b->p->off + (size_t)(b->origin[i] + h) * l;
            if (as_is)
                for (size_t s = 0; s < SK_N_Q; s++)
                    memcpy(q + s * l, sk_track_at(k, i, h), l * sizeof *q);
            else sk_quant_of(&v, i, h, q);
            for (size_t s = 0; s < SK_N_Q * l; s++) q[s] = exp(q[s] + off[s % l]);
        }
    }
    return c;
}

/* ---- scores -------------------------------------------------------------------------------------- */

static bool in_cut(sk_cut c, int h, bool skip)
{
    if (c == SK_CUT_ALL) return true;
    if (skip) return false;
    if (c == SK_CUT_H5) return h <= 5;
    if (c == SK_CUT_H10) return h > 5 && h <= 10;
    return c == SK_CUT_LONG ? h > 10 : true;
}

static void add_cell(sk_score *s, double y, const double *q, size_t lanes)
{
    double mid = q[SK_Q50 * lanes], cooked = ceil(q[SK_Q90 * lanes] - 1e-9);
    s->n++;
    s->wape += fabs(y - mid);
    s->bias += mid - y;
    for (size_t k = 0; k < SK_N_Q; k++) {
        double d = y - q[k * lanes];
        s->pin[k] += d >= 0.0 ? sk_q_level[k] * d : (sk_q_level[k] - 1.0) * d;
        s->cover[k] += d <= 0.0;
    }
    if (cooked > y) s->waste90 += cooked - y;
    else s->short90 += y - cooked;
}

static void finish(sk_score *s, double eaten)
{
    s->eaten = eaten;
    if (s->n == 0 || eaten <= 0.0) return;
    s->wape *= 100.0 / eaten;
    s->bias *= 100.0 / eaten;
    s->waste90 *= 100.0 / eaten;
    s->short90 *= 100.0 / eaten;
    s->cost90 = s->waste90 + COST_SHORT * s->short90;
    for (int k = 0; k < SK_N_Q; k++) {
        s->pin[k] /= s->n;
        s->cover[k] *= 100.0 / s->n;
    }
    s->pinavg = (s->pin[SK_Q50] + s->pin[SK_Q80] + s->pin[SK_Q90] + s->pin[SK_Q95]) / 4.0;
}

static void score(sk_backtest *b, sk_by m)
{
    const sk_panel *p = b->p;
    size_t l = (size_t)p->lanes;
    double eaten[SK_N_CUTS] = {0};
    memset(b->score[m], 0, sizeof b->score[m]);
    for (int i = b->first; i < b->n_origins; i++) {
        for (int h = 1; h <= b->n_h && b->origin[i] + h <= b->last; h++) {
            int t = b->origin[i] + h;
            const double *q = cells(b, m, i, h);
            for (size_t u = 0; u < (size_t)p->n_units; u++) {
                size_t c = (size_t)t * l + u;
                if (p->w[c] <= 0.0 || p->censored[c]) continue;
                for (int cut = 0; cut < SK_N_CUTS; cut++) {
                    if (!in_cut((sk_cut)cut, h, p->flags[t] & SK_PD_SKIP)) continue;
                    add_cell(&b->score[m][cut], p->count[c], q + u, l);
                    eaten[cut] += p->count[c];
                }
            }
        }
    }
    for (int cut = 0; cut < SK_N_CUTS; cut++) finish(&b->score[m][cut], eaten[cut]);
}

/* ---- the run ------------------------------------------------------------------------------------- */

static bool wants(const sk_backtest_opt *o, sk_by m) { return o->methods >> m & 1u; }

static sk_code keep(sk_backtest *b, const sk_backtest_opt *o, sk_by m, const sk_track *k,
                    sk_arena *arena, sk_err *err)
{
    sk_code c = quantiles(b, m, k, &o->engine.quant, arena, err);
    if (!c) score(b, m);
    return c;
}

static sk_code run_models(sk_backtest *b, const sk_backtest_opt *o, sk_arena *arena, sk_err *err)
{
    const sk_engine_opt *e = &o->engine;
    sk_track model, with;
    sk_fit fit;
    sk_level level;
    sk_code c = sk_track_new(b->p, b->origin, b->n_origins, b->n_h, arena, &model, err);
    if (!c) c = sk_track_model(b->p, &e->fit, &e->level, &model, arena, &fit, &level, err);
    if (!c && wants(o, SK_BY_MODEL)) c = keep(b, o, SK_BY_MODEL, &model, arena, err);
    if (c || !wants(o, SK_BY_ORDERS)) return c;
    c = sk_track_orders(&model, &e->orders, arena, &with, err);
    return c ? c : keep(b, o, SK_BY_ORDERS, &with, arena, err);
}

static sk_code run_baseline(sk_backtest *b, const sk_backtest_opt *o, sk_by m, sk_arena *arena,
                            sk_err *err)
{
    sk_track k;
    sk_code c = sk_track_new(b->p, b->origin, b->n_origins, b->n_h, arena, &k, err);
    if (!c) sk__track_baseline(b->p, m == SK_BY_CALIBRATED ? SK_BY_ORDER : m, &k);
    if (!c && m == SK_BY_CALIBRATED) {
        double *ratio;
        size_t l = (size_t)b->p->lanes;
        c = sk_order_ratios(&k, &o->engine.orders, arena, &ratio, err);
        for (int i = 0; i < k.n_origins && !c; i++)
            for (int h = 1; h <= k.n_h; h++)
                for (size_t u = 0; u < l; u++) sk_track_at(&k, i, h)[u] += ratio[(size_t)i * l + u];
    }
    return c ? c : keep(b, o, m, &k, arena, err);
}

sk_code sk_backtest_run(const sk_panel *p, const sk_backtest_opt *opt, sk_arena *arena,
                        sk_backtest *out, sk_err *err)
{
    memset(out, 0, sizeof *out);
    out->p = p;
    out->n_h = opt->n_h;
    sk_code c = find_origins(out, opt, arena, err);
    if (!c && (wants(opt, SK_BY_MODEL) || wants(opt, SK_BY_ORDERS)))
        c = run_models(out, opt, arena, err);
    for (int m = SK_BY_WEEKDAY; m < SK_N_BY && !c; m++)
        if (wants(opt, (sk_by)m)) c = run_baseline(out, opt, (sk_by)m, arena, err);
    return c;
}

void sk_backtest_csv(const sk_backtest *b, sk_by m, sk_buf *out)
{
    size_t l = (size_t)b->p->lanes;
    sk_buf_add(out, "unit,origin,h,q50,q80,q90,q95\n");
    for (int u = 0; u < b->p->n_units; u++) {
        for (int i = b->first; i < b->n_origins && b->q[m]; i++) {
            char day[SK_DATE_LEN];
            sk_day_str(b->p->day[b->origin[i]], day);
            for (int h = 1; h <= b->n_h && b->origin[i] + h <= b->last; h++) {
                const double *q = cells(b, m, i, h) + u;
                sk_buf_addf(out, "%s,%s,%d,%.3f,%.3f,%.3f,%.3f\n", b->p->unit[u], day, h,
                            q[SK_Q50 * l], q[SK_Q80 * l], q[SK_Q90 * l], q[SK_Q95 * l]);
            }
        }
    }
}

static void mix(double *a, double wa, double b, double wb)
{
    *a = wa + wb > 0.0 ? (*a * wa + b * wb) / (wa + wb) : 0.0;
}

void sk_score_merge(sk_score *into, const sk_score *more)
{
    double ea = into->eaten, eb = more->eaten, na = into->n, nb = more->n;
    mix(&into->wape, ea, more->wape, eb);
    mix(&into->bias, ea, more->bias, eb);
    mix(&into->waste90, ea, more->waste90, eb);
    mix(&into->short90, ea, more->short90, eb);
    mix(&into->cost90, ea, more->cost90, eb);
    mix(&into->pinavg, na, more->pinavg, nb);
    for (int k = 0; k < SK_N_Q; k++) {
        mix(&into->pin[k], na, more->pin[k], nb);
        mix(&into->cover[k], na, more->cover[k], nb);
    }
    into->n += more->n;
    into->eaten += more->eaten;
}

void sk_score_table(sk_score (*score)[SK_N_CUTS], sk_cut cut, sk_lang lang, sk_buf *out)
{
    enum { W_NAME = 26 };
    sk_buf_pad(out, sk_text(lang, "method"), W_NAME);
    sk_buf_addf(out, "%8s %7s %8s  %5s %5s %5s %5s  %7s %7s %7s\n", "WAPE %", "bias %", "pinavg",
                "c50", "c80", "c90", "c95", "waste90", "short90", "cost90");
    for (int m = 0; m < SK_N_BY; m++) {
        const sk_score *s = &score[m][cut];
        if (s->n == 0) continue;
        sk_buf_pad(out, sk_by_name((sk_by)m, lang), W_NAME);
        sk_buf_addf(out, "%8.3f %7.2f %8.4f  %5.1f %5.1f %5.1f %5.1f  %7.2f %7.3f %7.2f\n", s->wape,
                    s->bias, s->pinavg, s->cover[SK_Q50], s->cover[SK_Q80], s->cover[SK_Q90],
                    s->cover[SK_Q95], s->waste90, s->short90, s->cost90);
    }
}
