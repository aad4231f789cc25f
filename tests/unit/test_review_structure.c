/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure engine against models/review.mod in stock GLPK, brute force over avoided structures,
 * properties, budgets and memory. */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/rng.h"
#include "ext/glpk.h"
#include "review/structure.h"
#include "review/structure_dat.h"

enum { KIT = 6, OPT = KIT * 5 };

typedef struct tiny {
    sk_structure in;
    sk_st_option opt[OPT];
    int first[KIT + 1], cook[OPT];
    int64_t load[KIT * 2], kg[KIT];
    sk_ore cost[OPT * OPT];
    unsigned char arc[OPT * OPT];
    signed char state[OPT];
    int avoid[KIT];
} tiny;

static void wire(tiny *t)
{
    t->in.opt = t->opt;
    t->in.first = t->first;
    t->in.cook = t->cook;
    t->in.load = t->load;
    t->in.chill_kg = t->kg;
    t->in.cost = t->cost;
    t->in.arc = t->arc;
    t->in.state = t->state;
    t->in.avoid = t->avoid;
}

static int in(sk_rng *r, int lo, int hi) { return (int)sk_rng_range(r, lo, hi); }
static bool pct(sk_rng *r, int p) { return in(r, 1, 100) <= p; }

static void add(tiny *t, sk_st_option o)
{
    if (o.role == SK_ST_COOK) t->cook[t->in.n_cook++] = t->in.n_opt;
    t->opt[t->in.n_opt++] = o;
}

static void make_options(tiny *t, sk_rng *r, int k, int n)
{
    int base = in(r, 20, 90);
    t->first[k] = t->in.n_opt;
    if (k == 0 || pct(r, 55)) {
        int cap = in(r, 20, 130);
        add(t, (sk_st_option){k, SK_ST_COOK, cap, pct(r, 50) ? in(r, 5, 60) : 0, base, 0, -1});
        if (pct(r, 40))
            add(t, (sk_st_option){k, SK_ST_COOK, cap + in(r, 20, 80), 40, base + in(r, 5, 40),
                                  in(r, 0, 30), -1});
    }
    if (pct(r, 80)) add(t, (sk_st_option){k, SK_ST_RECEIVE, 0, 0, in(r, 0, 50), in(r, 0, 9), -1});
    if (pct(r, 60)) add(t, (sk_st_option){k, SK_ST_SERVE, 0, 0, in(r, 0, 40), in(r, 0, 9), -1});
    if (pct(r, 15) && n > 1)
        add(t, (sk_st_option){k, SK_ST_CLOSED, 0, 0, in(r, 0, 9), 0, (k + 1) % n});
    if (pct(r, 8)) add(t, (sk_st_option){k, SK_ST_CLOSED, 0, 0, in(r, 10, 60), 0, -1});
    if (t->in.n_opt == t->first[k])
        add(t, (sk_st_option){k, SK_ST_RECEIVE, 0, 0, in(r, 0, 50), 0, -1});
}

static void make_arcs(tiny *t, sk_rng *r)
{
    for (int c = 0; c < t->in.n_cook; c++)
        for (int o = 0; o < t->in.n_opt; o++) {
            size_t at = (size_t)(c * t->in.n_opt + o);
            bool self = t->opt[t->cook[c]].kitchen == t->opt[o].kitchen;
            t->cost[at] = in(r, 0, 45);
            t->arc[at] = self || t->opt[o].role == SK_ST_COOK || pct(r, 12) ? SK_ST_NO_ARC
                         : pct(r, 70)                                       ? SK_ST_HOT
                                                                            : SK_ST_CHILLED;
            if (t->opt[o].role == SK_ST_CLOSED && t->opt[o].into < 0) t->arc[at] = SK_ST_NO_ARC;
        }
}

static void make(tiny *t, uint64_t seed)
{
    sk_rng r;
    memset(t, 0, sizeof *t);
    sk_rng_seed(&r, seed);
    int n = in(&r, 2, KIT);
    t->in.n_kit = n;
    t->in.n_type = in(&r, 1, 2);
    t->in.max_invest = -1;
    for (int k = 0; k < n; k++) make_options(t, &r, k, n);
    t->first[n] = t->in.n_opt;
    for (int k = 0; k < n; k++) {
        t->kg[k] = in(&r, 1, 40);
        for (int y = 0; y < t->in.n_type; y++) t->load[k * t->in.n_type + y] = in(&r, 0, 45);
    }
    make_arcs(t, &r);
    for (int o = 0; o < t->in.n_opt; o++) t->state[o] = (signed char)(pct(&r, 4) ? -1 : 0);
    if (pct(&r, 10)) t->state[in(&r, 0, t->in.n_opt - 1)] = 1;
    if (pct(&r, 50)) t->in.max_kitchens = in(&r, 1, n);
    if (pct(&r, 40)) t->in.max_cooking = in(&r, 1, 3);
    if (pct(&r, 30)) t->in.max_invest = in(&r, 0, 40);
    t->in.n1 = pct(&r, 30);
    t->in.n1_ppm = in(&r, 3, 10) * 100000;
    wire(t);
}

/* The optimum by GLPK, INFINITY when there is none. */
static double oracle(const sk_structure *s)
{
    char path[512];
    sk_buf dat = SK_BUF_INIT, log = SK_BUF_INIT;
    sk_mathprog m;
    sk_err err = {.lang = SK_LANG_EN};
    snprintf(path, sizeof path, "%s/review.dat", test_tmp());
    sk_structure_dat(s, &dat);
    assert_int_equal(sk_file_write(path, sk_buf_str(&dat), dat.len, &err), SK_OK);
    if (sk_mathprog_solve("models/review.mod", path, true, &m, &log, &err) != SK_OK)
        fail_msg("%s\n%s", err.text, sk_buf_str(&log));
    double x = m.status == SK_LP_OPTIMAL ? m.obj : (double)INFINITY;
    sk_mathprog_free(&m);
    sk_buf_free(&dat);
    sk_buf_free(&log);
    return x;
}

static void solve(const sk_structure *s, const sk_st_opts *o, sk_st_pool *pool, sk_st_result *r)
{
    sk_err err = {.lang = SK_LANG_EN};
    if (sk_structure_solve(s, o, pool, r, &err) != SK_OK) fail_msg("%s", err.text);
    const char *bad = sk_structure_verify(s, r);
    if (bad) fail_msg("%s", bad);
}

static void judge(const sk_st_result *r, double want, uint64_t seed)
{
    bool right = isinf(want) ? r->status == SK_ST_INFEASIBLE
                             : r->proven && fabs((double)r->cost - want) < 0.5;
    if (!right)
        fail_msg("seed %d: status %d, cost %lld, bound %g; the optimum is %g", (int)seed,
                 (int)r->status, (long long)r->cost, r->bound, want);
}

static void test_oracle(void **state)
{
    (void)state;
    int none = 0, outage = 0;
    for (uint64_t seed = 1; seed <= 250; seed++) {
        tiny t;
        sk_st_result r;
        make(&t, seed);
        double want = oracle(&t.in);
        solve(&t.in, NULL, NULL, &r);
        judge(&r, want, seed);
        none += isinf(want);
        outage += t.in.n1 && !isinf(want);
        sk_st_result_free(&r);
    }
    assert_true(none > 20 && none < 150 && outage > 10); /* the instances say something */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oracle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
