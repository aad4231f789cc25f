/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast/fit.h"

#include <math.h>
#include <string.h>

const sk_fit_opt sk_fit_defaults = {.half_common = 800,
                                    .half_type = 600,
                                    .half_unit = 700,
                                    .lam_common = 0.4,
                                    .lam_type = 10,
                                    .lam_unit = 28,
                                    .k = 4,
                                    .hub = 0.85,
                                    .passes_cold = 8,
                                    .passes_warm = 3,
                                    .window = 1400};

enum { DAYS_POP = 200, OBS_SIGMA = 300 };
#define SIGMA_MIN 0.02
#define SIGMA_NONE 0.08 /* of a unit with fewer than ten observed days */
#define TINY 1e-9

static double *zeros(sk_arena *a, size_t n, size_t m)
{
    return sk_arena_calloc(a, (n ? n : 1) * (m ? m : 1), sizeof(double));
}

sk_code sk_fit_new(const sk_panel *p, const sk_fit_opt *opt, sk_arena *arena, sk_fit *out,
                   sk_err *err)
{
    size_t t = (size_t)p->n_days, l = (size_t)p->lanes, n = (size_t)p->n_cols;
    size_t k = (size_t)p->n_unit_cols, ty = (size_t)p->n_types;
    *out = (sk_fit){.p = p, .opt = *opt, .origin = -1};
    out->a = zeros(arena, (size_t)p->n_years, l);
    out->b = zeros(arena, n, 1);
    out->mu = zeros(arena, n, 1);
    out->c = zeros(arena, ty, k);
    out->mut = zeros(arena, k, 1);
    out->g = zeros(arena, k, l);
    out->muu = zeros(arena, k, 1);
    out->e = zeros(arena, t, l);
    out->sigma = zeros(arena, l, 1);
    out->n_obs = zeros(arena, l, 1);
    out->r = zeros(arena, t, l);
    out->rob = zeros(arena, t, l);
    out->fu = zeros(arena, t, l);
    out->cb = zeros(arena, t, 1);
    out->ct = zeros(arena, t, ty);
    out->wc = zeros(arena, t, 3);
    out->popw = zeros(arena, l, 1);
    size_t work = l > n ? l : n;
    out->tmp = zeros(arena, work > OBS_SIGMA ? work : OBS_SIGMA, 4);
    out->days = sk_arena_alloc(arena, t);
    out->seen = sk_arena_alloc(arena, l);
    out->lc = zeros(arena, n, n);
    out->lt = zeros(arena, ty, k * k);
    out->s = zeros(arena, (k + 1) * (k + 2) / 2 + k + 1, l);
    bool ok = out->a && out->b && out->mu && out->c && out->mut && out->g && out->muu && out->e &&
              out->sigma && out->n_obs && out->r && out->rob && out->fu && out->cb && out->ct &&
              out->wc && out->popw && out->tmp && out->lc && out->lt && out->s && out->days &&
              out->seen;
    if (!ok) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    out->wt = out->wc + t;
    out->wu = out->wt + t;
    return SK_OK;
}

static size_t cell(const sk_panel *p, int t) { return (size_t)t * (size_t)p->lanes; }

/* ---- weights, centres and factors of one origin --------------------------------------------- */

static void time_weights(sk_fit *f)
{
    const sk_panel *p = f->p;
    for (int t = f->lo; t <= f->origin; t++) {
        double age = p->day[f->origin] - p->day[t];
        f->wc[t] = exp2(-age / f->opt.half_common);
        f->wt[t] = exp2(-age / f->opt.half_type);
        f->wu[t] = exp2(-age / f->opt.half_unit);
    }
}

/* Weighted mean of sparse columns. */
static void centre(const sk_fit *f, const int *ptr, const int *idx, const double *val,
                   const double *w, int n, double *mu)
{
    double sum = 0.0;
    memset(mu, 0, (size_t)n * sizeof *mu);
    for (int t = f->lo; t <= f->origin; t++) {
        sum += w[t];
        for (int i = ptr[t]; i < ptr[t + 1]; i++) mu[idx[i]] += w[t] * val[i];
    }
    for (int j = 0; j < n; j++) mu[j] /= sum;
}

/* Factor of X'WX + lam I over centred sparse columns; w[t] counts only on days with use[t]. */
static void factor(const sk_fit *f, const int *ptr, const int *idx, const double *val,
                   const double *w, const uint8_t *use, int n, const double *mu, double lam,
                   double *sum, double *l)
{
    double total = 0.0;
    memset(l, 0, (size_t)n * (size_t)n * sizeof *l);
    memset(sum, 0, (size_t)n * sizeof *sum);
    for (int t = f->lo; t <= f->origin; t++) {
        if (!use[t]) continue;
        total += w[t];
        for (int i = ptr[t]; i < ptr[t + 1]; i++) {
            double v = w[t] * val[i], *row = l + (size_t)idx[i] * (size_t)n;
            sum[idx[i]] += v;
            for (int j = ptr[t]; j <= i; j++) row[idx[j]] += v * val[j];
        }
    }
    for (int i = 0; i < n; i++) {
        double *row = l + (size_t)i * (size_t)n;
        for (int j = 0; j <= i; j++)
            row[j] += total * mu[i] * mu[j] - mu[i] * sum[j] - sum[i] * mu[j];
        row[i] += lam;
    }
    sk__chol(l, n);
}

/* X'W d and the solution, over centred columns; d and its weights by day. */
static void solve(const sk_fit *f, const int *ptr, const int *idx, const double *val,
                  const double *wd, const double *d, int stride, int n, const double *mu,
                  const double *l, double *out)
{
    double total = 0.0;
    memset(out, 0, (size_t)n * sizeof *out);
    for (int t = f->lo; t <= f->origin; t++) {
        double v = wd[t] * d[(size_t)t * (size_t)stride];
        if (v == 0.0) continue;
        total += v;
        for (int i = ptr[t]; i < ptr[t + 1]; i++) out[idx[i]] += v * val[i];
    }
    for (int j = 0; j < n; j++) out[j] -= mu[j] * total;
    sk__chol_solve(l, n, out);
}

static double dot(const int *ptr, const int *idx, const double *val, int t, const double *b)
{
    double s = 0.0;
    for (int i = ptr[t]; i < ptr[t + 1]; i++) s += val[i] * b[idx[i]];
    return s;
}

static double dense(const double *a, const double *b, int n)
{
    double s = 0.0;
    for (int i = 0; i < n; i++) s += a[i] * b[i];
    return s;
}

static void observed_days(const sk_fit *f, int type, uint8_t *use)
{
    const sk_panel *p = f->p;
    for (int t = f->lo; t <= f->origin; t++) {
        use[t] = 0;
        for (int u = 0; u < p->n_units && !use[t]; u++)
            use[t] = (type < 0 || p->type[u] == type) && p->w[cell(p, t) + (size_t)u] > 0.0;
    }
}

static void factors(sk_fit *f)
{
    uint8_t *use = f->days;
    const sk_panel *p = f->p;
    int k = p->n_unit_cols;
    centre(f, p->ptr, p->idx, p->val, f->wc, p->n_cols, f->mu);
    centre(f, p->uptr, p->uidx, p->uval, f->wt, k, f->mut);
    centre(f, p->uptr, p->uidx, p->uval, f->wu, k, f->muu);
    observed_days(f, -1, use);
    factor(f, p->ptr, p->idx, p->val, f->wc, use, p->n_cols, f->mu, f->opt.lam_common, f->tmp,
           f->lc);
    for (int ty = 0; ty < p->n_types; ty++) {
        observed_days(f, ty, use);
        factor(f, p->uptr, p->uidx, p->uval, f->wt, use, k, f->mut, f->opt.lam_type, f->tmp,
               f->lt + (size_t)ty * (size_t)k * (size_t)k);
    }
}

/* Weight of a unit in the mean of a day: its usual number of eaters. */
static void unit_weights(sk_fit *f)
{
    const sk_panel *p = f->p;
    int from = f->origin - DAYS_POP > f->lo ? f->origin - DAYS_POP : f->lo;
    for (int u = 0; u < p->n_units; u++) {
        double sum = 0.0, n = 0.0;
        for (int t = from; t <= f->origin; t++) {
            size_t i = cell(p, t) + (size_t)u;
            if (p->w[i] <= 0.0) continue;
            sum += p->count[i];
            n += 1.0;
        }
        f->popw[u] = n > 0.0 ? sum / n : 1.0;
        f->n_obs[u] = 0.0;
        for (int t = f->lo; t <= f->origin; t++) f->n_obs[u] += p->w[cell(p, t) + (size_t)u] > 0.0;
    }
}

/* ---- a: unit x school year ------------------------------------------------------------------- */

/* Weighted sums of the residual r of one school year by unit: num, den and the days' robust count. */
static void year_sums(const sk_fit *f, int year, double *num, double *den, double *cnt)
{
    const sk_panel *p = f->p;
    memset(num, 0, (size_t)p->lanes * 3 * sizeof *num); /* num, den and cnt lie side by side */
    for (int t = f->lo; t <= f->origin; t++) {
        if (p->year[t] != year) continue;
        const double *w = p->w + cell(p, t), *rob = f->rob + cell(p, t), *r = f->r + cell(p, t);
        for (int u = 0; u < p->n_units; u++) {
            double v = w[u] * rob[u];
            num[u] += f->wc[t] * v * r[u];
            den[u] += f->wc[t] * v;
            cnt[u] += v;
        }
    }
}

/* What is assumed of a unit that has not been seen: the mean share of its type's that have been. */
static double unseen(const sk_fit *f, int unit, const double *a, const uint8_t *seen)
{
    const sk_panel *p = f->p;
    int type = p->type[unit];
    double s = log(p->prior[type]), n = 1.0;
    for (int u = 0; u < p->n_units; u++) {
        if (p->type[u] != type || !seen[u]) continue;
        s += 10.0 * (a[u] - p->base[u]);
        n += 10.0;
    }
    return s / n + p->base[unit];
}

static void fit_years(sk_fit *f)
{
    uint8_t *seen = f->seen;
    const sk_panel *p = f->p;
    size_t l = (size_t)p->lanes;
    double *num = f->tmp, *den = num + l, *cnt = den + l;
    memset(seen, 0, l);
    for (int s = p->year[f->lo]; s < p->n_years; s++) {
        double *a = f->a + (size_t)s * l, *prev = a - l;
        year_sums(f, s, num, den, cnt);
        for (size_t u = 0; u < l; u++) {
            double mean = den[u] > TINY ? num[u] / den[u] : 0.0;
            if (seen[u]) a[u] = (mean * cnt[u] + f->opt.k * prev[u]) / (cnt[u] + f->opt.k);
            else a[u] = mean;
            seen[u] |= den[u] > TINY;
        }
        for (int u = 0; u < p->n_units; u++)
            if (!seen[u]) a[u] = unseen(f, u, a, seen);
    }
}

/* ---- b and c: common and type effects by day -------------------------------------------------- */

/* Weighted mean of r over the units (of a type, or all) by day. */
static void day_means(const sk_fit *f, int type, double *d, int stride)
{
    const sk_panel *p = f->p;
    for (int t = f->lo; t <= f->origin; t++) {
        const double *w = p->w + cell(p, t), *rob = f->rob + cell(p, t), *r = f->r + cell(p, t);
        double s = 0.0, sw = 0.0;
        for (int u = 0; u < p->n_units; u++) {
            if (type >= 0 && p->type[u] != type) continue;
            double v = w[u] * rob[u] * f->popw[u];
            s += v * r[u];
            sw += v;
        }
        d[(size_t)t * (size_t)stride] = sw > TINY ? s / sw : 0.0;
    }
}

static void common_values(sk_fit *f)
{
    const sk_panel *p = f->p;
    double m = dense(f->mu, f->b, p->n_cols);
    for (int t = f->lo; t <= f->origin; t++) f->cb[t] = dot(p->ptr, p->idx, p->val, t, f->b) - m;
}

static void type_values(sk_fit *f, int ty)
{
    const sk_panel *p = f->p;
    const double *c = f->c + (size_t)ty * (size_t)p->n_unit_cols;
    double m = dense(f->mut, c, p->n_unit_cols);
    for (int t = f->lo; t <= f->origin; t++)
        f->ct[(size_t)t * (size_t)p->n_types + (size_t)ty] =
            dot(p->uptr, p->uidx, p->uval, t, c) - m;
}

/* ---- g: unit effects, all units at once --------------------------------------------------------- */

static void lanes_add(double *restrict c, double v, const double *restrict a, int lanes)
{
    for (int u = 0; u < lanes; u += 4)
        for (int k = 0; k < 4; k++) c[u + k] += v * a[u + k];
}

/* Sums of w x x', w x and w over the days with a constant column appended, then centred. The packed
 * rows 0..k-1 of s become X'WX centred + lam, and rhs becomes X'W r centred. */
static void unit_gram(sk_fit *f, double *rhs)
{
    const sk_panel *p = f->p;
    int k = p->n_unit_cols, l = p->lanes;
    size_t ll = (size_t)l, last = (size_t)k * (size_t)(k + 1) / 2; /* row k: the constant column */
    double *s = f->s, *om = f->tmp, *omr = om + l;
    memset(s, 0, (last + (size_t)k + 1) * ll * sizeof *s);
    memset(rhs, 0, ((size_t)k + 1) * ll * sizeof *rhs);
    for (int t = f->lo; t <= f->origin; t++) {
        const double *w = p->w + cell(p, t), *rob = f->rob + cell(p, t), *r = f->r + cell(p, t);
        for (int u = 0; u < l; u++) {
            om[u] = f->wu[t] * w[u] * rob[u];
            omr[u] = om[u] * r[u];
        }
        for (int i = p->uptr[t]; i < p->uptr[t + 1]; i++) {
            size_t ci = (size_t)p->uidx[i];
            for (int j = p->uptr[t]; j <= i; j++)
                lanes_add(s + (ci * (ci + 1) / 2 + (size_t)p->uidx[j]) * ll,
                          p->uval[i] * p->uval[j], om, l);
            lanes_add(s + (last + ci) * ll, p->uval[i], om, l);
            lanes_add(rhs + ci * ll, p->uval[i], omr, l);
        }
        lanes_add(s + (last + (size_t)k) * ll, 1.0, om, l);
        lanes_add(rhs + (size_t)k * ll, 1.0, omr, l);
    }
}

static void centre_gram(sk_fit *f, double *rhs)
{
    int k = f->p->n_unit_cols, l = f->p->lanes;
    size_t ll = (size_t)l, last = (size_t)k * (size_t)(k + 1) / 2;
    double *s = f->s;
    const double *one = s + (last + (size_t)k) * ll;
    for (int i = 0; i < k; i++) {
        const double *si = s + (last + (size_t)i) * ll;
        for (int j = 0; j <= i; j++) {
            const double *sj = s + (last + (size_t)j) * ll;
            double *c = s + ((size_t)i * (size_t)(i + 1) / 2 + (size_t)j) * ll;
            lanes_add(c, f->muu[i] * f->muu[j], one, l);
            lanes_add(c, -f->muu[i], sj, l);
            lanes_add(c, -f->muu[j], si, l);
            if (i == j)
                for (size_t u = 0; u < ll; u++) c[u] += f->opt.lam_unit;
        }
        lanes_add(rhs + (size_t)i * ll, -f->muu[i], rhs + (size_t)k * ll, l);
    }
}

/* fu = (x - mu) g for the days from..to. */
static void unit_values(sk_fit *f, int from, int to)
{
    const sk_panel *p = f->p;
    int l = p->lanes, k = p->n_unit_cols;
    size_t ll = (size_t)l;
    double *m = f->tmp;
    memset(m, 0, ll * sizeof *m);
    for (int j = 0; j < k; j++) lanes_add(m, f->muu[j], f->g + (size_t)j * ll, l);
    for (int t = from; t <= to; t++) {
        double *fu = f->fu + cell(p, t);
        for (size_t u = 0; u < ll; u++) fu[u] = -m[u];
        for (int i = p->uptr[t]; i < p->uptr[t + 1]; i++)
            lanes_add(fu, p->uval[i], f->g + (size_t)p->uidx[i] * ll, l);
    }
}

static void fit_units(sk_fit *f)
{
    const sk_panel *p = f->p;
    size_t k = (size_t)p->n_unit_cols, ll = (size_t)p->lanes;
    double *rhs = f->s + ((k + 1) * (k + 2) / 2) * ll;
    unit_gram(f, rhs);
    centre_gram(f, rhs);
    sk__chol_lanes(f->s, rhs, (int)k, p->lanes);
    memcpy(f->g, rhs, k * ll * sizeof *rhs);
    unit_values(f, f->lo, f->origin);
}

/* ---- one pass ------------------------------------------------------------------------------------ */

enum { PART_A = 1, PART_B = 2, PART_C = 4, PART_G = 8 };

/* r = y less the parts asked for. */
static void residual(sk_fit *f, unsigned parts)
{
    const sk_panel *p = f->p;
    for (int t = f->lo; t <= f->origin; t++) {
        const double *y = p->y + cell(p, t), *fu = f->fu + cell(p, t);
        const double *a = f->a + (size_t)p->year[t] * (size_t)p->lanes;
        const double *ct = f->ct + (size_t)t * (size_t)p->n_types;
        double *r = f->r + cell(p, t), b = parts & PART_B ? f->cb[t] : 0.0;
        double va = parts & PART_A ? 1.0 : 0.0, vg = parts & PART_G ? 1.0 : 0.0;
        double vc = parts & PART_C ? 1.0 : 0.0;
        for (int u = 0; u < p->n_units; u++)
            r[u] = y[u] - b - va * a[u] - vg * fu[u] - vc * ct[p->type[u]];
    }
}

static void robust(sk_fit *f)
{
    const sk_panel *p = f->p;
    for (int u = 0; u < p->n_units; u++) {
        int n = 0;
        for (int t = f->origin; t >= f->lo && t > f->origin - OBS_SIGMA; t--) {
            size_t i = cell(p, t) + (size_t)u;
            if (p->w[i] > 0.0) f->tmp[n++] = fabs(f->r[i]);
        }
        double s = n > 10 ? 1.4826 * sk__median(f->tmp, n) : SIGMA_NONE;
        f->sigma[u] = s > SIGMA_MIN ? s : SIGMA_MIN;
    }
    for (int t = f->lo; t <= f->origin; t++) {
        for (int u = 0; u < p->n_units; u++) {
            size_t i = cell(p, t) + (size_t)u;
            double size = fabs(f->r[i]), limit = f->opt.hub * f->sigma[u];
            f->e[i] = p->w[i] > 0.0 ? f->r[i] : 0.0;
            f->rob[i] = size > limit ? limit / size : 1.0;
            if (p->censored[i] && f->r[i] < 0.0) f->rob[i] = f->e[i] = 0.0;
        }
    }
}

static void pass(sk_fit *f)
{
    const sk_panel *p = f->p;
    int k = p->n_unit_cols;
    double *d = f->ct; /* the type's own column is overwritten by its mean, then by its values */
    residual(f, PART_B | PART_C | PART_G);
    fit_years(f);
    residual(f, PART_A | PART_C | PART_G);
    day_means(f, -1, f->cb, 1);
    solve(f, p->ptr, p->idx, p->val, f->wc, f->cb, 1, p->n_cols, f->mu, f->lc, f->b);
    common_values(f);
    residual(f, PART_A | PART_B | PART_G);
    for (int ty = 0; ty < p->n_types; ty++) {
        day_means(f, ty, d + ty, p->n_types);
        solve(f, p->uptr, p->uidx, p->uval, f->wt, d + ty, p->n_types, k, f->mut,
              f->lt + (size_t)ty * (size_t)k * (size_t)k, f->c + (size_t)ty * (size_t)k);
        type_values(f, ty);
    }
    residual(f, PART_A | PART_B | PART_C);
    fit_units(f);
    residual(f, PART_A | PART_B | PART_C | PART_G);
    robust(f);
}

void sk_fit_at(sk_fit *f, int origin)
{
    const sk_panel *p = f->p;
    int passes = f->origin < 0 ? f->opt.passes_cold : f->opt.passes_warm;
    int fresh = f->origin + 1;
    f->origin = origin;
    f->lo = origin + 1 > f->opt.window ? origin + 1 - f->opt.window : 0;
    for (size_t i = cell(p, fresh); i < cell(p, origin + 1); i++) f->rob[i] = 1.0;
    time_weights(f);
    factors(f);
    unit_weights(f);
    unit_values(f, f->lo, origin);
    common_values(f);
    for (int ty = 0; ty < p->n_types; ty++) type_values(f, ty);
    for (int i = 0; i < passes; i++) pass(f);
}

/* ---- prediction ---------------------------------------------------------------------------------- */

/* Value of a column as it is known h days ahead: a strike is not expected before it is announced. */
static double known(const sk_panel *p, int col, double v, int h)
{
    return (p->col[col].flags & SK_COL_LATE) && h > SK_LATE_DAYS ? 0.0 : v;
}

void sk_fit_predict(const sk_fit *f, int t, int h, double *out)
{
    const sk_panel *p = f->p;
    size_t l = (size_t)p->lanes, k = (size_t)p->n_unit_cols;
    const double *a = f->a + (size_t)p->year[t] * l;
    double b = -dense(f->mu, f->b, p->n_cols);
    for (int i = p->ptr[t]; i < p->ptr[t + 1]; i++)
        b += known(p, p->idx[i], p->val[i], h) * f->b[p->idx[i]];
    for (size_t u = 0; u < l; u++) out[u] = a[u] + b;
    for (size_t j = 0; j < k; j++)
        for (size_t u = 0; u < l; u++)
            out[u] -= f->muu[j] * f->g[j * l + u] + f->mut[j] * f->c[(size_t)p->type[u] * k + j];
    for (int i = p->ptr[t]; i < p->ptr[t + 1]; i++) {
        int j = p->col[p->idx[i]].unit_col;
        if (j < 0) continue;
        double v = known(p, p->idx[i], p->val[i], h);
        for (size_t u = 0; u < l; u++)
            out[u] += v * (f->g[(size_t)j * l + u] + f->c[(size_t)p->type[u] * k + (size_t)j]);
    }
}

double sk_fit_effect(const sk_fit *f, int t, int h, int col, int unit)
{
    const sk_panel *p = f->p;
    double x = 0.0;
    for (int i = p->ptr[t]; i < p->ptr[t + 1]; i++)
        if (p->idx[i] == col) x = known(p, col, p->val[i], h);
    double sum = (x - f->mu[col]) * f->b[col];
    int j = p->col[col].unit_col;
    if (j < 0) return sum;
    size_t k = (size_t)p->n_unit_cols;
    return sum + (x - f->muu[j]) * f->g[(size_t)j * (size_t)p->lanes + (size_t)unit] +
           (x - f->mut[j]) * f->c[(size_t)p->type[unit] * k + (size_t)j];
}
