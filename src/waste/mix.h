/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Partial pooling by crossed random effects, so that a new unit or dish borrows from its kind.
 *
 *   y = mean + slope x + sum over the factors of effect[level] + error, weight w
 *
 * An effect is the weighted mean of what the others leave, shrunk: sum(w r) / (sum(w) + k), k = s2 / a, with the
 * variances within (s2) and between (a) levels by moments (Buhlmann and Straub 1970; Buhlmann and Gisler, A Course
 * in Credibility Theory, 2005, 4.8). Factors are swept in turn (Gauss-Seidel) until nothing moves. Levels that were
 * never seen have effect 0, so that the factors before them speak: put the coarse factor first. The slope, least
 * squares of the same residuals, is held within 0..1 (a share); all x 0 = no slope.
 *
 * In logarithms predictions are multiplied by `smear`, so that the fitted totals, weighted, are the observed ones
 * (Duan, Smearing Estimate, JASA 1983). O(rows x sweeps). */
#ifndef SK_WASTE_MIX_H
#define SK_WASTE_MIX_H

#include "base/mem.h"

enum { SK_MIX_FACTORS = 4, SK_MIX_NONE = -1 };

typedef struct sk_mix_row {
    double y, w, x;
    double size;                /* what y is per: smearing weighs by it */
    int level[SK_MIX_FACTORS];  /* SK_MIX_NONE = the factor does not apply */
} sk_mix_row;

typedef struct sk_mix {
    bool logs, known;           /* known: there was something to learn from */
    double mean, slope, smear;
    double s2;                  /* variance of the error at weight 1 */
    double *effect[SK_MIX_FACTORS]; /* [n_levels] */
    double *weight[SK_MIX_FACTORS]; /* behind each level */
    double k[SK_MIX_FACTORS], a[SK_MIX_FACTORS]; /* shrinkage; variance between levels */
    int n_levels[SK_MIX_FACTORS];
} sk_mix;

typedef struct sk_mix_answer {
    double value;    /* y, out of logarithms */
    double sd_level; /* of the value, from not knowing the levels' effects well */
    double sd_day;   /* of one row of weight 1 around it */
} sk_mix_answer;

/* False: out of memory. */
bool sk_mix_fit(const sk_mix_row *row, int n, const int n_levels[SK_MIX_FACTORS], bool logs, sk_arena *arena,
                sk_mix *out);
sk_mix_answer sk_mix_ask(const sk_mix *m, const int level[SK_MIX_FACTORS], double x);

#endif
