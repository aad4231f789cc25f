/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/review_run.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "review/review_priv.h"

typedef struct runner {
    sk_review *r;
    const sk_review_ask *ask;
    sk_review_answer *a;
    sk_st_pool *pool;
    sk_err *err;
} runner;

int sk_review_differ(const sk_review *r, const int *a, const int *b)
{
    int n = 0;
    for (int j = 0; j < r->s.n_kit; j++) n += r->s.opt[a[j]].role != r->s.opt[b[j]].role;
    return n;
}

static sk_code solve(runner *u, long steps, sk_st_result *x)
{
    sk_st_opts o = u->ask->st;
    if (!o.max_steps && !o.now_s) o.max_steps = steps;
    return sk_structure_solve(&u->r->s, &o, u->pool, x, u->err);
}

static bool stopped(const runner *u)
{
    const sk_st_opts *o = &u->ask->st;
    return (o->cancel && *o->cancel) || (o->now_s && o->now_s(o->now_arg) >= o->until_s);
}

static int years(const sk_review_ask *q)
{
    int n = q->years > 0 ? q->years : q->budget_year >= 0 ? 4 : 1;
    return n < SK_REVIEW_YEARS_MAX ? n : SK_REVIEW_YEARS_MAX;
}

static void limits(runner *u)
{
    sk_structure *s = &u->r->s;
    s->max_kitchens = u->ask->kitchens;
    s->max_cooking = u->ask->cooking;
    s->max_invest = u->ask->budget_year >= 0 ? u->ask->budget_year * years(u->ask) : -1;
    s->n1 = u->ask->n1;
    s->n1_ppm = u->r->k->policy.outage_share_ppm;
}

/* Today's structure is the first to start from. */
static bool start(runner *u)
{
    const sk_review *r = u->r;
    for (int j = 0; j < r->s.n_kit; j++)
        if (r->s.opt[r->today[j]].role != SK_ST_COOK && r->today_src[j] < 0) return true;
    return sk_st_pool_add(u->pool, &r->s, r->today, r->today_src);
}

/* ---- others that differ ---- */

static sk_code others(runner *u)
{
    sk_structure *s = &u->r->s;
    size_t n = (size_t)s->n_kit;
    int *avoid = sk_calloc_n((SK_REVIEW_OTHERS + 1) * n, sizeof *avoid);
    sk_code code = avoid ? SK_OK : sk_err_set(u->err, SK_E_NOMEM, "out of memory");
    if (avoid) memcpy(avoid, u->a->best.opt, n * sizeof *avoid);
    s->avoid = avoid;
    s->n_avoid = 1;
    s->differ = SK_REVIEW_DIFFER < s->n_kit ? SK_REVIEW_DIFFER : s->n_kit;
    while (!code && u->a->n_others < SK_REVIEW_OTHERS && !stopped(u)) {
        sk_st_result *x = &u->a->other[u->a->n_others];
        code = solve(u, SK_REVIEW_STEPS, x);
        if (code || !x->opt) {
            sk_st_result_free(x);
            break;
        }
        memcpy(avoid + (size_t)s->n_avoid++ * n, x->opt, n * sizeof *avoid);
        u->a->n_others++;
    }
    s->n_avoid = 0;
    s->avoid = NULL;
    sk_free(avoid);
    return code;
}

/* ---- the curve ---- */

/* Fewest and most kitchens of the kind that the options allow. */
static void reach(const sk_review *r, bool cooking, int *lo, int *hi)
{
    *lo = *hi = 0;
    for (int j = 0; j < r->s.n_kit; j++) {
        bool can = false, must = true;
        for (int o = r->s.first[j]; o < r->s.first[j + 1]; o++) {
            if (r->state[o] < 0) continue;
            sk_st_role role = r->s.opt[o].role;
            bool is = cooking ? role == SK_ST_COOK : sk_st_counts(role);
            can = can || is;
            must = must && is;
        }
        *lo += must;
        *hi += can;
    }
    if (*lo == 0 && *hi > 0) *lo = 1;
}

static bool copy(const sk_review *r, const sk_st_result *from, sk_st_result *to)
{
    size_t bytes = (size_t)r->s.n_kit * sizeof *to->opt;
    *to = *from;
    to->opt = sk_alloc(bytes);
    to->src = sk_alloc(bytes);
    if (to->opt && to->src) {
        memcpy(to->opt, from->opt, bytes);
        memcpy(to->src, from->src, bytes);
        return true;
    }
    sk_st_result_free(to);
    return false;
}

/* The structure of the looser limit above, where it keeps this one too, is as good here. */
static sk_code point(runner *u, bool cooking, int n, const sk_st_result *above, sk_st_result *x)
{
    if (!above || !above->opt || (cooking ? above->cooking : above->kitchens) > n)
        return solve(u, above ? SK_REVIEW_CURVE_STEPS : SK_REVIEW_STEPS, x);
    return copy(u->r, above, x) ? SK_OK : sk_err_set(u->err, SK_E_NOMEM, "out of memory");
}

/* What is found under a tighter limit is possible under the looser ones before it, too. */
static sk_code pass_up(runner *u)
{
    sk_review_answer *a = u->a;
    for (int i = a->n_curve - 2; i >= 0; i--) {
        sk_st_result *x = &a->curve[i].x, *next = &a->curve[i + 1].x;
        if (!next->opt || (x->opt && x->cost <= next->cost)) continue;
        sk_st_result better;
        if (!copy(u->r, next, &better)) return sk_err_set(u->err, SK_E_NOMEM, "out of memory");
        better.bound = x->bound;
        better.proven = (double)better.cost - better.bound <= 1e-6 * fabs((double)better.cost);
        better.gap = better.proven ? 0 : ((double)better.cost - better.bound) / (double)better.cost;
        better.status = better.proven ? SK_ST_OPTIMAL : SK_ST_GAP;
        sk_st_result_free(x);
        *x = better;
    }
    return SK_OK;
}

static sk_code curve(runner *u)
{
    sk_review_answer *a = u->a;
    sk_structure *s = &u->r->s;
    bool cooking = u->ask->curve == SK_CURVE_COOKING;
    sk_code code = SK_OK;
    reach(u->r, cooking, &a->curve_lo, &a->curve_hi);
    int lo = u->ask->curve_from, hi = u->ask->curve_to;
    if (lo < a->curve_lo) lo = a->curve_lo, a->curve_cut = true;
    if (hi > a->curve_hi) hi = a->curve_hi, a->curve_cut = true;
    if (hi - lo >= SK_REVIEW_CURVE_MAX) lo = hi - SK_REVIEW_CURVE_MAX + 1, a->curve_cut = true;
    if (lo > hi) return SK_OK;
    a->curve = sk_calloc_n((size_t)(hi - lo + 1), sizeof *a->curve);
    if (!a->curve) return sk_err_set(u->err, SK_E_NOMEM, "out of memory");
    for (int n = hi; n >= lo && !code && !stopped(u); n--) {
        sk_review_point *p = &a->curve[a->n_curve];
        p->limit = n;
        *(cooking ? &s->max_cooking : &s->max_kitchens) = n;
        code = point(u, cooking, n, a->n_curve ? &a->curve[a->n_curve - 1].x : NULL, &p->x);
        if (!code) a->n_curve++;
        if (!code && p->x.status == SK_ST_INFEASIBLE) break; /* so are all smaller ones */
    }
    limits(u);
    return code ? code : pass_up(u);
}

/* ---- when there is none ---- */

static sk_code who_cannot(runner *u)
{
    const sk_structure *s = &u->r->s;
    int64_t need = 0, room = 0;
    u->a->unfed = sk_calloc_n((size_t)s->n_kit, sizeof *u->a->unfed);
    if (!u->a->unfed) return sk_err_set(u->err, SK_E_NOMEM, "out of memory");
    for (int j = 0; j < s->n_kit; j++) {
        bool fed = false;
        int64_t most = 0, cap = 0;
        for (int t = 0; t < s->n_type; t++)
            if (s->load[j * s->n_type + t] > most) most = s->load[j * s->n_type + t];
        for (int o = s->first[j]; o < s->first[j + 1]; o++) {
            if (u->r->state[o] < 0) continue;
            const sk_st_option *q = &s->opt[o];
            if (q->role == SK_ST_COOK && q->cap > cap) cap = q->cap;
            fed = fed || (q->role == SK_ST_COOK && q->cap >= most) ||
                  (q->role == SK_ST_CLOSED && q->into < 0);
            for (int c = 0; c < s->n_cook && !fed; c++)
                fed = s->arc[(size_t)c * (size_t)s->n_opt + (size_t)o] != SK_ST_NO_ARC &&
                      u->r->state[s->cook[c]] >= 0;
        }
        room += cap;
        need += most;
        if (!fed) u->a->unfed[u->a->n_unfed++] = j;
    }
    u->a->room_short = need > room ? need - room : 0;
    return SK_OK;
}

/* The structure for everybody else: those whom nobody reaches are supplied in thought, at no cost. */
static sk_code without(runner *u)
{
    sk_structure *s = &u->r->s;
    size_t n = (size_t)s->n_cook * (size_t)s->n_opt;
    const unsigned char *was = s->arc;
    const int64_t *load = s->load;
    unsigned char *arc = sk_calloc_n(n, 1);
    int64_t *less = sk_calloc_n((size_t)s->n_kit * (size_t)s->n_type, sizeof *less);
    sk_code code = arc && less ? SK_OK : sk_err_set(u->err, SK_E_NOMEM, "out of memory");
    if (!code) {
        memcpy(arc, was, n);
        memcpy(less, load, (size_t)s->n_kit * (size_t)s->n_type * sizeof *less);
        for (int i = 0; i < u->a->n_unfed; i++) {
            int j = u->a->unfed[i];
            for (int t = 0; t < s->n_type; t++) less[j * s->n_type + t] = 0;
            for (int o = s->first[j]; o < s->first[j + 1]; o++)
                for (int c = 0; c < s->n_cook; c++)
                    if (s->opt[o].role != SK_ST_COOK && s->opt[s->cook[c]].kitchen != j)
                        arc[(size_t)c * (size_t)s->n_opt + (size_t)o] = SK_ST_HOT;
        }
        s->arc = arc;
        s->load = less;
        code = solve(u, SK_REVIEW_CURVE_STEPS, &u->a->nearest);
        u->a->nearest_kitchens = s->max_kitchens;
        u->a->nearest_cooking = s->max_cooking;
        u->a->nearest_n1 = s->n1;
        u->a->nearest_invest = s->max_invest;
        s->arc = was;
        s->load = load;
    }
    sk_free(arc);
    sk_free(less);
    return code;
}

/* Between the asked number of kitchens, under which nothing was found, and the structure that was found without
 * that limit: halving, since what fits in n kitchens fits in n + 1. */
static sk_code fewest(runner *u, int asked)
{
    sk_structure *s = &u->r->s;
    sk_st_result *best = &u->a->nearest;
    sk_code code = SK_OK;
    for (int lo = asked; best->kitchens - lo > 1 && !code && !stopped(u);) {
        sk_st_result x = {0};
        s->max_kitchens = lo + (best->kitchens - lo) / 2;
        code = solve(u, SK_REVIEW_CURVE_STEPS, &x);
        if (x.opt) {
            sk_st_result_free(best);
            *best = x;
        } else {
            lo = s->max_kitchens;
            sk_st_result_free(&x);
        }
    }
    s->max_kitchens = best->kitchens;
    return code;
}

/* Looser limits, one by one: more cooking kitchens, more kitchens, a larger budget, no outage rule. */
static sk_code nearest(runner *u)
{
    sk_structure *s = &u->r->s;
    sk_review_answer *a = u->a;
    int lo, hi, asked = s->max_kitchens;
    sk_code code = who_cannot(u);
    if (code || stopped(u)) return code;
    if (a->n_unfed) return without(u);
    reach(u->r, true, &lo, &hi);
    for (int step = 0; step < 5 && !code && !a->nearest.opt && !stopped(u); step++) {
        int least = s->max_cooking;
        if (step == 0 && !(s->max_cooking && s->max_cooking < hi)) continue;
        if (step == 1) s->max_kitchens = 0;
        if (step == 2) s->max_invest = -1;
        if (step == 3) s->n1 = false;
        if (step == 0) {
            for (int n = least + 1; n <= hi && !code && !a->nearest.opt && !stopped(u); n++) {
                s->max_cooking = n;
                sk_st_result_free(&a->nearest);
                code = solve(u, SK_REVIEW_CURVE_STEPS, &a->nearest);
            }
            if (!a->nearest.opt) s->max_cooking = 0;
            continue;
        }
        if (step == 4) s->max_cooking = 0;
        sk_st_result_free(&a->nearest);
        code = solve(u, SK_REVIEW_CURVE_STEPS, &a->nearest);
    }
    if (!code && a->nearest.opt && asked && !s->max_kitchens) code = fewest(u, asked);
    a->nearest_kitchens = s->max_kitchens;
    a->nearest_cooking = s->max_cooking;
    a->nearest_n1 = s->n1;
    a->nearest_invest = s->max_invest;
    limits(u);
    return code;
}

/* ---- the years ---- */

typedef struct path {
    runner *u;
    signed char *state; /* n_opt: every kitchen's option of the moment */
    int *now;           /* n_kit */
    int *left;          /* kitchens still to change */
    int n_left;
} path;

/* The structure with these options; SK_OK and x->opt NULL when nobody can feed all. */
static sk_code as_is(path *p, sk_st_result *x)
{
    sk_structure s = p->u->r->s;
    sk_st_opts o = p->u->ask->st;
    memset(p->state, -1, (size_t)s.n_opt);
    for (int j = 0; j < s.n_kit; j++) p->state[p->now[j]] = 1;
    s.state = p->state;
    s.max_kitchens = s.max_cooking = 0;
    s.max_invest = -1;
    s.n1 = false;
    o.max_steps = 2000;
    o.max_nodes = 1;
    return sk_structure_solve(&s, &o, NULL, x, p->u->err);
}

/* The next change: most saved per krona that the budget still has room for. */
static sk_code next_change(path *p, sk_ore cost, sk_ore money, int *which, sk_st_result *after)
{
    const sk_review *r = p->u->r;
    double best = -(double)INFINITY;
    sk_code code = SK_OK;
    *which = -1;
    for (int i = 0; i < p->n_left && !code && !stopped(p->u); i++) {
        int j = p->left[i], was = p->now[j], to = p->u->a->best.opt[j];
        sk_ore invest = r->s.opt[to].invest;
        sk_st_result x;
        if (money >= 0 && invest > money) continue;
        p->now[j] = to;
        code = as_is(p, &x);
        p->now[j] = was;
        double score = (double)(cost - x.cost) / ((double)invest + 1e6);
        if (!code && x.opt && score > best) {
            best = score;
            *which = i;
            sk_st_result_free(after);
            *after = x;
        } else sk_st_result_free(&x);
    }
    return code;
}

static void note_year(sk_review_answer *a, int year, const sk_st_result *x, sk_ore invest, int n)
{
    sk_review_year *y = &a->year[year - 1];
    *y = (sk_review_year){n, invest, x->opt ? x->cost : -1, x->kitchens, x->cooking};
    if (a->n_years < year) a->n_years = year;
}

static sk_code walk(path *p)
{
    sk_review_answer *a = p->u->a;
    const sk_review *r = p->u->r;
    int n_years = years(p->u->ask), all = p->n_left;
    sk_ore spent = 0, budget = p->u->ask->budget_year;
    sk_st_result at = {0};
    sk_code code = as_is(p, &at);
    a->phased = !code && at.opt;
    for (int y = 1; y <= n_years && !code; y++) {
        sk_ore invest = 0;
        int n = 0, due = (all * y + n_years - 1) / n_years;
        while (p->n_left > 0 && !code && (budget >= 0 || all - p->n_left < due) && a->phased) {
            int i;
            sk_st_result after = {0};
            sk_ore money = budget < 0 ? -1 : budget * y - spent;
            code = next_change(p, at.cost, money, &i, &after);
            if (code || i < 0) break;
            int j = p->left[i];
            p->now[j] = a->best.opt[j];
            p->left[i] = p->left[--p->n_left];
            a->phase[a->n_phases++] = (sk_review_phase){y, j, p->now[j]};
            invest += r->s.opt[p->now[j]].invest;
            spent += r->s.opt[p->now[j]].invest;
            n++;
            sk_st_result_free(&at);
            at = after;
        }
        if (y == n_years && p->n_left > 0 && !code) { /* what only works together comes last */
            a->phased = false;
            for (; p->n_left > 0; n++) {
                int j = p->left[--p->n_left];
                p->now[j] = a->best.opt[j];
                invest += r->s.opt[p->now[j]].invest;
                a->phase[a->n_phases++] = (sk_review_phase){y, j, p->now[j]};
            }
            sk_st_result_free(&at);
            code = as_is(p, &at);
        }
        note_year(a, y, &at, invest, n);
    }
    sk_st_result_free(&at);
    return code;
}

static sk_code phases(runner *u)
{
    const sk_structure *s = &u->r->s;
    size_t n = (size_t)s->n_kit;
    path p = {u, sk_calloc_n((size_t)s->n_opt, 1), sk_calloc_n(n, sizeof(int)),
              sk_calloc_n(n, sizeof(int)), 0};
    u->a->phase = sk_calloc_n(n, sizeof *u->a->phase);
    sk_code code = p.state && p.now && p.left && u->a->phase
                       ? SK_OK
                       : sk_err_set(u->err, SK_E_NOMEM, "out of memory");
    for (int j = 0; j < s->n_kit && !code; j++) {
        p.now[j] = u->r->today[j];
        if (u->a->best.opt[j] != p.now[j]) p.left[p.n_left++] = j;
    }
    if (!code && years(u->ask) > 1) code = walk(&p);
    sk_free(p.state);
    sk_free(p.now);
    sk_free(p.left);
    return code;
}

/* ---- all of it ---- */

static sk_code run(runner *u)
{
    sk_review_answer *a = u->a;
    limits(u);
    if (!start(u)) return sk_err_set(u->err, SK_E_NOMEM, "out of memory");
    sk_code code = solve(u, SK_REVIEW_STEPS, &a->best);
    if (!code && !a->best.opt) return nearest(u);
    const char *bad = code ? NULL : sk_structure_verify(&u->r->s, &a->best);
    if (bad)
        return sk_err_set(u->err, SK_E_INTERNAL, SK_N("the structure fails its check: %s"),
                          sk_text(u->err ? u->err->lang : SK_LANG_EN, bad));
    if (!code && years(u->ask) > 1) code = phases(u);
    if (!code && !stopped(u)) code = others(u);
    if (!code && u->ask->curve != SK_CURVE_NONE && !stopped(u)) code = curve(u);
    return code;
}

sk_code sk_review_run(sk_review *r, const sk_review_ask *ask, sk_review_answer *out, sk_err *err)
{
    *out = (sk_review_answer){0};
    runner u = {r, ask, out, sk_st_pool_new(), err};
    sk_code code = u.pool ? run(&u) : sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_st_pool_free(u.pool);
    if (code) sk_review_answer_free(out);
    return code;
}

void sk_review_answer_free(sk_review_answer *a)
{
    sk_st_result_free(&a->best);
    sk_st_result_free(&a->nearest);
    for (int i = 0; i < SK_REVIEW_OTHERS; i++) sk_st_result_free(&a->other[i]);
    for (int i = 0; i < a->n_curve; i++) sk_st_result_free(&a->curve[i].x);
    sk_free(a->curve);
    sk_free(a->phase);
    sk_free(a->unfed);
    *a = (sk_review_answer){0};
}
