/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waste/offer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "forecast/panel.h"

enum { N_X = 15, PASSES = 12 };
#define RIDGE 30.0
#define STEP 0.7        /* of each pass: the weights move with it */
#define EDGE 0.004      /* rates are held this far from 0 and 1 */
#define FAR 8.0         /* logits */
#define UNIT_POOL 200.0 /* offered, that a unit's rate is shrunk with; items */
#define ITEM_POOL 50.0
#define LIKE_POOL 15.0
#define LIKE_OFFER 2.0 /* the kernel's fall per unit of log offer, and per day */
#define LIKE_DAYS 0.08

typedef struct rate {
    double n, offered, left, served, planned;
} rate;

typedef struct learner {
    const sk_offer *train;
    int n, n_units, n_items;
    rate all, *unit, *item, *pair; /* pair [n_units * n_items] */
    int *order, *at;               /* rows of each pair; [pairs + 1] */
    double *share;                 /* work: of one pair */
    double beta[N_X];
} learner;

static double logit(double p)
{
    p = fmin(1 - EDGE, fmax(EDGE, p));
    return log(p / (1 - p));
}

static double logistic(double e) { return 1 / (1 + exp(-fmin(FAR, fmax(-FAR, e)))); }

static void count(rate *r, const sk_offer *o, double sign)
{
    r->n += sign;
    r->offered += sign * o->offered;
    r->left += sign * (o->offered - o->served);
    r->served += sign * o->served;
    r->planned += sign * o->planned;
}

static size_t pair_of(const learner *l, const sk_offer *o)
{
    return (size_t)o->unit * (size_t)l->n_items + (size_t)o->item;
}

static void count_all(learner *l, const sk_offer *o, double sign)
{
    count(&l->all, o, sign);
    count(&l->unit[o->unit], o, sign);
    count(&l->item[o->item], o, sign);
    count(&l->pair[pair_of(l, o)], o, sign);
}

/* Unit and item in logits. */
static double crossed(const learner *l, const sk_offer *o)
{
    double all = l->all.offered > 0 ? l->all.left / l->all.offered : 0.5;
    const rate *u = &l->unit[o->unit], *i = &l->item[o->item];
    double ru = (u->left + UNIT_POOL * all) / (u->offered + UNIT_POOL);
    double ri = (i->left + ITEM_POOL * all) / (i->offered + ITEM_POOL);
    return logistic(logit(ru) + logit(ri) - logit(all));
}

static double pooled(const learner *l, const sk_offer *o, double base)
{
    const rate *p = &l->pair[pair_of(l, o)];
    return (p->left + SK_OFFER_POOL * base) / (p->offered + SK_OFFER_POOL);
}

/* Rate on the pair's days of a like offer, and the median share left; days of `skip` apart. */
static void like(const learner *l, const sk_offer *o, bool skip, double rc, double *near,
                 double *median)
{
    size_t p = pair_of(l, o);
    double offered = LIKE_POOL, left = LIKE_POOL * rc;
    int n = 0;
    for (int j = l->at[p]; j < l->at[p + 1]; j++) {
        const sk_offer *h = &l->train[l->order[j]];
        if (skip && h->day == o->day) continue;
        double w = exp(-LIKE_OFFER * fabs(log(h->offered / o->offered)) -
                       LIKE_DAYS * abs(h->day - o->day));
        offered += w * h->offered;
        left += w * (h->offered - h->served);
        l->share[n++] = fmax(0, o->offered - h->served) / o->offered;
    }
    *near = left / offered;
    *median = n > 0 ? sk__median(l->share, n) : rc;
}

/* own: the row is one of the training rows, whose day must not be seen. */
static void features(learner *l, const sk_offer *o, bool own, double x[N_X])
{
    double near, median;
    if (own) count_all(l, o, -1);
    double base = crossed(l, o), rc = pooled(l, o, base), size = log(o->offered);
    const rate *p = &l->pair[pair_of(l, o)];
    double take =
        (p->served + o->offered * (1 - base)) / (p->n + 1); /* usual, with one day of the base */
    double offer = (p->offered + o->offered) / (p->n + 1),
           plan = (p->planned + o->planned) / (p->n + 1);
    double over = size - log(offer), over_take = log(o->offered / (take + 0.5));
    like(l, o, own, rc, &near, &median);
    if (own) count_all(l, o, 1);
    const double v[N_X] = {1,
                           logit(rc),
                           logit(base),
                           over,
                           over > 0 ? over * over : 0,
                           fmax(0, over_take),
                           fmax(0, over_take - 0.5),
                           log((o->planned + 1) / (o->offered + 1)),
                           log((plan + 1) / (offer + 1)),
                           0.2 * size,
                           1 / (1 + p->n),
                           o->planned <= 0,
                           logit(rc) / (1 + p->n),
                           logit(near),
                           median};
    memcpy(x, v, sizeof v);
}

static double said(const double *beta, const double *x)
{
    double e = 0;
    for (int i = 0; i < N_X; i++) e += beta[i] * x[i];
    return logistic(e);
}

/* Absolute errors by least squares with weights 1 / |error|. */
static void fit(learner *l, const double *x)
{
    double a[N_X * N_X], b[N_X];
    memset(l->beta, 0, sizeof l->beta);
    l->beta[1] = 1; /* the pooled rate */
    for (int pass = 0; pass < PASSES; pass++) {
        memset(a, 0, sizeof a);
        memset(b, 0, sizeof b);
        for (int r = 0; r < l->n; r++) {
            const sk_offer *o = &l->train[r];
            const double *v = x + (size_t)r * N_X;
            double s = said(l->beta, v), error = o->offered - o->served - o->offered * s;
            double slope = o->offered * s * (1 - s) + 1e-3, w = 1 / fmax(fabs(error), 1);
            for (int i = 0; i < N_X; i++) {
                double t = w * slope * v[i];
                b[i] += t * error;
                for (int j = 0; j <= i; j++) a[i * N_X + j] += t * slope * v[j];
            }
        }
        for (int i = 0; i < N_X; i++) {
            a[i * N_X + i] += RIDGE;
            b[i] -= RIDGE * (l->beta[i] - (i == 1));
        }
        sk__chol(a, N_X);
        sk__chol_solve(a, N_X, b);
        for (int i = 0; i < N_X; i++) l->beta[i] += STEP * b[i];
    }
}

static bool prepare(learner *l, double **x)
{
    size_t pairs = (size_t)l->n_units * (size_t)l->n_items;
    l->unit = sk_calloc_n((size_t)l->n_units, sizeof *l->unit);
    l->item = sk_calloc_n((size_t)l->n_items, sizeof *l->item);
    l->pair = sk_calloc_n(pairs, sizeof *l->pair);
    l->at = sk_calloc_n(pairs + 2, sizeof *l->at);
    l->order = sk_calloc_n((size_t)l->n, sizeof *l->order);
    l->share = sk_calloc_n((size_t)l->n, sizeof *l->share);
    *x = sk_calloc_n((size_t)l->n * N_X, sizeof **x);
    if (!l->unit || !l->item || !l->pair || !l->at || !l->order || !l->share || !*x) return false;
    int *next = l->at + 1; /* next[p] becomes the end of pair p as its rows arrive */
    for (int i = 0; i < l->n; i++) {
        count_all(l, &l->train[i], 1);
        next[pair_of(l, &l->train[i]) + 1]++;
    }
    for (size_t p = 0; p < pairs; p++) next[p + 1] += next[p];
    for (int i = 0; i < l->n; i++) l->order[next[pair_of(l, &l->train[i])]++] = i;
    for (int i = 0; i < l->n; i++) features(l, &l->train[i], true, *x + (size_t)i * N_X);
    return true;
}

static void answer(learner *l, const sk_offer *ask, int m, double *left[SK_N_OFFER_BY])
{
    for (int i = 0; i < m; i++) {
        double x[N_X], base = crossed(l, &ask[i]);
        const rate *p = &l->pair[pair_of(l, &ask[i])], *it = &l->item[ask[i].item];
        const rate *own = p->offered > 0 ? p : it->offered > 0 ? it : &l->all;
        features(l, &ask[i], false, x);
        left[SK_OFFER_MODEL][i] = ask[i].offered * said(l->beta, x);
        left[SK_OFFER_POOLED][i] = ask[i].offered * pooled(l, &ask[i], base);
        left[SK_OFFER_PAIR][i] = ask[i].offered * own->left / own->offered;
    }
}

sk_code sk_offer_left(const sk_offer *train, int n, const sk_offer *ask, int m, int n_units,
                      int n_items, double *left[SK_N_OFFER_BY], sk_err *err)
{
    double *x = NULL;
    learner l = {.train = train, .n = n, .n_units = n_units, .n_items = n_items};
    if (n < 1) return sk_err_set(err, SK_E_INPUT, SK_N("there is nothing to learn from"));
    bool ok = prepare(&l, &x);
    if (ok) {
        fit(&l, x);
        answer(&l, ask, m, left);
    }
    sk_free(l.unit);
    sk_free(l.item);
    sk_free(l.pair);
    sk_free(l.at);
    sk_free(l.order);
    sk_free(l.share);
    sk_free(x);
    return ok ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}

/* ---- judging ---- */

sk_offer_score sk_offer_judge(const sk_offer *ask, const double *left, int m)
{
    sk_offer_score s = {0, 0, 0};
    double sum = 0, day = 0;
    for (int i = 0; i < m; i++) { /* ask is sorted by unit and day, else days are parts of days */
        double error = left[i] - (ask[i].offered - ask[i].served);
        sum += ask[i].offered - ask[i].served;
        s.wape_row += fabs(error);
        s.bias += error;
        if (i > 0 && (ask[i].unit != ask[i - 1].unit || ask[i].day != ask[i - 1].day)) {
            s.wape_day += fabs(day);
            day = 0;
        }
        day += error;
    }
    s.wape_day += fabs(day);
    if (sum <= 0) return (sk_offer_score){0, 0, 0};
    s.wape_row *= 100 / sum;
    s.wape_day *= 100 / sum;
    s.bias *= 100 / sum;
    return s;
}
