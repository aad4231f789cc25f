/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waste/mix.h"

#include <math.h>
#include <string.h>

enum { SWEEPS = 40 };
#define STILL 1e-7

typedef struct fit {
    const sk_mix_row *row;
    int n;
    sk_mix *m;
    double *r;   /* what is left of each row */
    double *sum; /* work: by level */
} fit;

static double effect_of(const sk_mix *m, int f, const int *level)
{
    return level[f] == SK_MIX_NONE ? 0 : m->effect[f][level[f]];
}

/* s2 and a of a factor from the residuals without its own effect, and its k; returns the largest move. */
static double sweep(fit *z, int f)
{
    sk_mix *m = z->m;
    double total = 0, squares = 0, mean = 0, within = 0, between = 0, moved = 0;
    int used = 0, n = 0, levels = m->n_levels[f];
    memset(z->sum, 0, (size_t)levels * sizeof *z->sum);
    for (int i = 0; i < z->n; i++) {
        int l = z->row[i].level[f];
        if (l == SK_MIX_NONE) continue;
        z->r[i] += m->effect[f][l];
        z->sum[l] += z->row[i].w * z->r[i];
        n++;
    }
    for (int l = 0; l < levels; l++) {
        if (m->weight[f][l] <= 0) continue;
        used++;
        total += m->weight[f][l];
        squares += m->weight[f][l] * m->weight[f][l];
        mean += z->sum[l];
    }
    mean = total > 0 ? mean / total : 0;
    for (int i = 0; i < z->n; i++) {
        int l = z->row[i].level[f];
        if (l == SK_MIX_NONE) continue;
        double d = z->r[i] - z->sum[l] / m->weight[f][l];
        within += z->row[i].w * d * d;
    }
    for (int l = 0; l < levels; l++)
        if (m->weight[f][l] > 0) {
            double d = z->sum[l] / m->weight[f][l] - mean;
            between += m->weight[f][l] * d * d;
        }
    double s2 = n > used ? within / (n - used) : 0;
    double room = total - (total > 0 ? squares / total : 0);
    double a = used > 1 && room > 0 ? (between - (used - 1) * s2) / room : 0;
    m->a[f] = a > 0 ? a : 0;
    m->k[f] = a > 0 ? s2 / a : (double)INFINITY;
    if (n > used) m->s2 = s2;
    for (int l = 0; l < levels; l++) {
        double e = a > 0 && m->weight[f][l] > 0 ? z->sum[l] / (m->weight[f][l] + m->k[f]) : 0;
        moved = fmax(moved, fabs(e - m->effect[f][l]));
        m->effect[f][l] = e;
    }
    for (int i = 0; i < z->n; i++) z->r[i] -= effect_of(m, f, z->row[i].level);
    return moved;
}

static void sweep_mean(fit *z)
{
    double sw = 0, s = 0;
    for (int i = 0; i < z->n; i++) {
        sw += z->row[i].w;
        s += z->row[i].w * z->r[i];
    }
    double move = sw > 0 ? s / sw : 0;
    z->m->mean += move;
    for (int i = 0; i < z->n; i++) z->r[i] -= move;
}

static void sweep_slope(fit *z)
{
    double sw = 0, sx = 0, sxx = 0, sxy = 0;
    for (int i = 0; i < z->n; i++) {
        sw += z->row[i].w;
        sx += z->row[i].w * z->row[i].x;
    }
    double x0 = sw > 0 ? sx / sw : 0;
    for (int i = 0; i < z->n; i++) {
        double x = z->row[i].x - x0;
        sxx += z->row[i].w * x * x;
        sxy += z->row[i].w * x * (z->r[i] + z->m->slope * z->row[i].x);
    }
    if (sxx <= 0) return;
    double slope = fmin(1, fmax(0, sxy / sxx)), move = slope - z->m->slope;
    z->m->slope = slope;
    for (int i = 0; i < z->n; i++) z->r[i] -= move * z->row[i].x;
}

static double value_of(const sk_mix *m, const int *level, double x)
{
    double y = m->mean + m->slope * x;
    for (int f = 0; f < SK_MIX_FACTORS; f++) y += effect_of(m, f, level);
    return y;
}

static void smear(fit *z)
{
    double seen = 0, said = 0;
    z->m->smear = 1;
    if (!z->m->logs) return;
    for (int i = 0; i < z->n; i++) {
        const sk_mix_row *r = &z->row[i];
        seen += r->w * r->size * exp(r->y);
        said += r->w * r->size * exp(value_of(z->m, r->level, r->x));
    }
    if (said > 0) z->m->smear = seen / said;
}

static bool room_for(sk_mix *m, fit *z, const int n_levels[SK_MIX_FACTORS], sk_arena *arena)
{
    int most = 1;
    for (int f = 0; f < SK_MIX_FACTORS; f++) {
        size_t n = (size_t)n_levels[f] + 1;
        m->n_levels[f] = n_levels[f];
        m->effect[f] = sk_arena_calloc(arena, n, sizeof(double));
        m->weight[f] = sk_arena_calloc(arena, n, sizeof(double));
        if (!m->effect[f] || !m->weight[f]) return false;
        most = n_levels[f] > most ? n_levels[f] : most;
    }
    z->r = sk_calloc_n((size_t)z->n + 1, sizeof(double));
    z->sum = sk_calloc_n((size_t)most, sizeof(double));
    return z->r && z->sum;
}

bool sk_mix_fit(const sk_mix_row *row, int n, const int n_levels[SK_MIX_FACTORS], bool logs,
                sk_arena *arena, sk_mix *out)
{
    memset(out, 0, sizeof *out);
    out->logs = logs;
    out->known = n > 0;
    fit z = {row, n, out, NULL, NULL};
    bool ok = room_for(out, &z, n_levels, arena);
    if (ok) {
        for (int i = 0; i < n; i++) {
            z.r[i] = row[i].y;
            for (int f = 0; f < SK_MIX_FACTORS; f++)
                if (row[i].level[f] != SK_MIX_NONE) out->weight[f][row[i].level[f]] += row[i].w;
        }
        sweep_mean(&z);
        for (int i = 0; i < SWEEPS; i++) {
            double moved = 0;
            sweep_slope(&z);
            for (int f = 0; f < SK_MIX_FACTORS; f++) moved = fmax(moved, sweep(&z, f));
            sweep_mean(&z);
            if (moved < STILL) break;
        }
        smear(&z);
    }
    sk_free(z.r);
    sk_free(z.sum);
    return ok;
}

sk_mix_answer sk_mix_ask(const sk_mix *m, const int level[SK_MIX_FACTORS], double x)
{
    sk_mix_answer a = {0, 0, 0};
    double var = 0;
    if (!m->known) return a;
    for (int f = 0; f < SK_MIX_FACTORS; f++) {
        /* what is not known of a level: its whole variance when it is new, a k / (w + k) of it otherwise */
        double w = level[f] == SK_MIX_NONE ? 0 : m->weight[f][level[f]];
        if (level[f] != SK_MIX_NONE && m->a[f] > 0) var += m->a[f] * m->k[f] / (w + m->k[f]);
    }
    double y = value_of(m, level, x);
    if (m->logs) {
        a.value = m->smear * exp(y);
        a.sd_level = a.value * sqrt(fmax(0, exp(var) - 1));
        a.sd_day = a.value * sqrt(fmax(0, exp(m->s2) - 1));
        return a;
    }
    a.value = fmax(0, y);
    a.sd_level = sqrt(var);
    a.sd_day = sqrt(m->s2);
    return a;
}
