/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The structure engine against models/review.mod in stock GLPK, brute force over avoided structures,
 * properties, budgets and memory. */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
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

/* ---- the known answer beside the formulation ---- */

static void test_known(void **state)
{
    (void)state;
    enum { A_COOK, A_RECEIVE, B_COOK, B_RECEIVE, B_SERVE, C_COOK, C_RECEIVE, C_SERVE };
    tiny t;
    memset(&t, 0, sizeof t);
    t.in.n_kit = 3;
    t.in.n_type = 1;
    t.in.max_invest = -1;
    t.in.n1_ppm = SK_PPM;
    add(&t, (sk_st_option){0, SK_ST_COOK, 100, 0, 60, 0, -1});
    add(&t, (sk_st_option){0, SK_ST_RECEIVE, 0, 0, 25, 0, -1});
    add(&t, (sk_st_option){1, SK_ST_COOK, 100, 0, 58, 0, -1});
    add(&t, (sk_st_option){1, SK_ST_RECEIVE, 0, 0, 20, 0, -1});
    add(&t, (sk_st_option){1, SK_ST_SERVE, 0, 0, 12, 0, -1});
    add(&t, (sk_st_option){2, SK_ST_COOK, 20, 0, 55, 0, -1});
    add(&t, (sk_st_option){2, SK_ST_RECEIVE, 0, 0, 10, 0, -1});
    add(&t, (sk_st_option){2, SK_ST_SERVE, 0, 0, 5, 0, -1});
    t.first[1] = 2, t.first[2] = 5, t.first[3] = 8;
    t.load[0] = 50, t.load[1] = 30, t.load[2] = 20;
    static const int arc[][3] = {{0, B_RECEIVE, 12}, {0, B_SERVE, 30},  {0, C_RECEIVE, 9},
                                 {0, C_SERVE, 18},   {1, C_RECEIVE, 6}, {1, C_SERVE, 15},
                                 {1, A_RECEIVE, 40}};
    for (size_t i = 0; i < N_OF(arc); i++) {
        t.arc[arc[i][0] * 8 + arc[i][1]] = SK_ST_HOT;
        t.cost[arc[i][0] * 8 + arc[i][1]] = arc[i][2];
    }
    wire(&t);
    static const struct {
        int kitchens;
        bool n1;
        sk_ore cost;
    } want[] = {{0, false, 111}, {2, false, 115}, {1, false, 125}, {0, true, 134}};
    for (size_t i = 0; i < N_OF(want); i++) {
        sk_st_result r;
        t.in.max_kitchens = want[i].kitchens;
        t.in.n1 = want[i].n1;
        solve(&t.in, NULL, NULL, &r);
        judge(&r, (double)want[i].cost, i);
        sk_st_result_free(&r);
    }
    sk_mathprog m;
    sk_err err = {.lang = SK_LANG_EN};
    if (sk_mathprog_solve("models/review.mod", "models/review_small.dat", true, &m, NULL, &err) !=
        SK_OK)
        fail_msg("%s", err.text);
    assert_true(fabs(m.obj - 111) < 1e-6);
    sk_mathprog_free(&m);
}

/* ---- brute force: every structure there is ---- */

typedef struct all {
    const sk_structure *in;
    sk_st_result r;
    int opt[KIT], src[KIT];
    double best;
} all;

/* Judged by the verifier, which shares no code with the search. */
static void every(all *a, int k)
{
    const sk_structure *s = a->in;
    if (k == s->n_kit) {
        a->r = (sk_st_result){.opt = a->opt, .src = a->src, .bound = -(double)INFINITY};
        for (int j = 0; j < s->n_kit; j++) {
            const sk_st_option *o = &s->opt[a->opt[j]];
            a->r.kitchens += sk_st_counts(o->role);
            a->r.cooking += o->role == SK_ST_COOK;
            a->r.invest += o->invest;
            a->r.cost += o->fixed;
            for (int c = 0; c < s->n_cook; c++)
                if (s->cook[c] == a->src[j]) a->r.cost += s->cost[c * s->n_opt + a->opt[j]];
        }
        if ((double)a->r.cost < a->best && !sk_structure_verify(s, &a->r))
            a->best = (double)a->r.cost;
        return;
    }
    for (int o = s->first[k]; o < s->first[k + 1]; o++) {
        a->opt[k] = o;
        a->src[k] = -1;
        bool alone =
            s->opt[o].role == SK_ST_COOK || (s->opt[o].role == SK_ST_CLOSED && s->opt[o].into < 0);
        if (alone) every(a, k + 1);
        for (int c = 0; c < s->n_cook && !alone; c++) {
            a->src[k] = s->cook[c];
            every(a, k + 1);
        }
    }
}

static double brute(const sk_structure *s)
{
    all a = {.in = s, .best = (double)INFINITY};
    every(&a, 0);
    return a.best;
}

/* Small enough to try everything; half of them must differ from their own optimum. */
static void test_brute(void **state)
{
    (void)state;
    int n = 0;
    for (uint64_t seed = 1000; n < 120; seed++) {
        tiny t;
        sk_st_result r, other;
        make(&t, seed);
        if (t.in.n_kit > 4 || t.in.n_opt > 13) continue;
        n++;
        double want = brute(&t.in);
        solve(&t.in, NULL, NULL, &r);
        judge(&r, want, seed);
        if (r.opt && seed % 2) {
            memcpy(t.avoid, r.opt, (size_t)t.in.n_kit * sizeof *r.opt);
            t.in.n_avoid = 1;
            t.in.differ = 1 + (int)(seed % 3);
            want = brute(&t.in);
            solve(&t.in, NULL, NULL, &other);
            judge(&other, want, seed);
            sk_st_result_free(&other);
        }
        sk_st_result_free(&r);
    }
}

/* ---- properties ---- */

static double optimum(const sk_structure *s)
{
    sk_st_result r;
    solve(s, NULL, NULL, &r);
    double x = r.opt ? (double)r.cost : (double)INFINITY;
    if (r.opt) assert_true(r.proven);
    sk_st_result_free(&r);
    return x;
}

/* More room, looser limits and more ways never cost more. */
static void test_more_is_never_dearer(void **state)
{
    (void)state;
    for (uint64_t seed = 300; seed < 360; seed++) {
        tiny t;
        make(&t, seed);
        double x = optimum(&t.in);
        for (int c = 0; c < t.in.n_cook; c++) t.opt[t.cook[c]].cap += 7;
        double roomier = optimum(&t.in);
        t.in.max_kitchens = t.in.max_kitchens ? t.in.max_kitchens + 1 : 0;
        double looser = optimum(&t.in);
        t.in.n1 = false;
        double without = optimum(&t.in);
        if (roomier > x || looser > roomier || without > looser)
            fail_msg("seed %d: %g, %g, %g, %g", (int)seed, x, roomier, looser, without);
    }
}

/* The kitchens in the opposite order: the same cost. */
static void test_order(void **state)
{
    (void)state;
    for (uint64_t seed = 400; seed < 440; seed++) {
        tiny a, b;
        int to[OPT];
        make(&a, seed);
        b = a;
        wire(&b);
        b.in.n_opt = b.in.n_cook = 0;
        for (int k = a.in.n_kit - 1, at = 0; k >= 0; k--, at++) {
            b.first[at] = b.in.n_opt;
            for (int o = a.first[k]; o < a.first[k + 1]; o++) {
                sk_st_option q = a.opt[o];
                q.kitchen = at;
                if (q.into >= 0) q.into = a.in.n_kit - 1 - q.into;
                to[o] = b.in.n_opt;
                b.state[b.in.n_opt] = a.state[o];
                add(&b, q);
            }
            b.kg[at] = a.kg[k];
            for (int y = 0; y < a.in.n_type; y++)
                b.load[at * a.in.n_type + y] = a.load[k * a.in.n_type + y];
        }
        b.first[a.in.n_kit] = b.in.n_opt;
        for (int c = 0; c < a.in.n_cook; c++)
            for (int o = 0; o < a.in.n_opt; o++) {
                int d = 0;
                while (b.cook[d] != to[a.cook[c]]) d++;
                b.arc[d * b.in.n_opt + to[o]] = a.arc[c * a.in.n_opt + o];
                b.cost[d * b.in.n_opt + to[o]] = a.cost[c * a.in.n_opt + o];
            }
        double x = optimum(&a.in), y = optimum(&b.in);
        if (x < y || y < x) fail_msg("seed %d: %g and %g", (int)seed, x, y);
    }
}

/* One pool over changing limits gives what separate solves give. */
static void test_pool(void **state)
{
    (void)state;
    for (uint64_t seed = 500; seed < 540; seed++) {
        tiny t;
        make(&t, seed);
        sk_st_pool *pool = sk_st_pool_new();
        for (int n = t.in.n_kit; n >= 1; n--) {
            sk_st_result r;
            t.in.max_kitchens = n;
            t.in.max_cooking = n > 2 ? 0 : n;
            double want = optimum(&t.in);
            solve(&t.in, NULL, pool, &r);
            judge(&r, want, seed * 10 + (uint64_t)n);
            sk_st_result_free(&r);
        }
        sk_st_pool_free(pool);
    }
}

/* ---- budgets, damage, memory ---- */

/* However early it ends, the bound holds and what is given keeps every rule. */
static void test_budget(void **state)
{
    (void)state;
    const volatile sig_atomic_t stop = 1;
    for (uint64_t seed = 600; seed < 630; seed++) {
        tiny t;
        sk_st_result r;
        make(&t, seed);
        double want = optimum(&t.in);
        for (long steps = 1; steps < 300; steps *= 3) {
            sk_st_opts o = {.max_steps = steps, .cancel = steps == 9 ? &stop : NULL};
            solve(&t.in, &o, NULL, &r);
            if (r.bound > want + 0.5 || (r.opt && (double)r.cost < want))
                fail_msg("seed %d, %ld steps: bound %g, cost %lld, optimum %g", (int)seed, steps,
                         r.bound, (long long)r.cost, want);
            if (o.cancel) assert_true(r.stopped);
            sk_st_result_free(&r);
        }
    }
}

/* Each damage must be named. */
static void test_verify(void **state)
{
    (void)state;
    int n = 0;
    for (uint64_t seed = 700; n < 20; seed++) {
        tiny t;
        sk_st_result r;
        make(&t, seed);
        solve(&t.in, NULL, NULL, &r);
        int k = 0;
        while (r.opt && k < t.in.n_kit && r.src[k] < 0) k++;
        if (!r.opt || k == t.in.n_kit) {
            sk_st_result_free(&r);
            continue;
        }
        n++;
        r.cost++;
        assert_non_null(sk_structure_verify(&t.in, &r));
        r.cost--;
        r.kitchens++;
        assert_non_null(sk_structure_verify(&t.in, &r));
        r.kitchens--;
        int src = r.src[k], home = t.opt[src].kitchen;
        r.src[k] = r.opt[k]; /* cooks for itself without cooking */
        assert_non_null(sk_structure_verify(&t.in, &r));
        r.src[k] = src;
        t.opt[src].cap = t.load[home * t.in.n_type] + t.load[k * t.in.n_type] - 1;
        bool tight = t.opt[src].cap >= 0;
        if (tight) assert_non_null(sk_structure_verify(&t.in, &r));
        t.opt[src].cap = 10000;
        t.state[r.opt[k]] = -1;
        assert_non_null(sk_structure_verify(&t.in, &r));
        t.state[r.opt[k]] = 0;
        int c = 0;
        while (t.cook[c] != src) c++;
        t.arc[c * t.in.n_opt + r.opt[k]] = SK_ST_NO_ARC;
        assert_non_null(sk_structure_verify(&t.in, &r));
        sk_st_result_free(&r);
    }
}

static void test_nonsense(void **state)
{
    (void)state;
    tiny t;
    sk_st_result r;
    make(&t, 1);
    int was = t.in.n_cook;
    t.in.n_cook = 0;
    assert_int_equal(sk_structure_solve(&t.in, NULL, NULL, &r, NULL), SK_E_USAGE);
    t.in.n_cook = was;
    t.opt[0].into = t.in.n_kit;
    assert_int_equal(sk_structure_solve(&t.in, NULL, NULL, &r, NULL), SK_E_USAGE);
    t.opt[0].into = -1;
    t.opt[0].cap = -1;
    assert_int_equal(sk_structure_solve(&t.in, NULL, NULL, &r, NULL), SK_E_USAGE);
}

static void test_no_memory(void **state)
{
    (void)state;
    tiny t;
    make(&t, 12);
    t.in.n1 = true;
    for (unsigned long n = 1; n < 4000; n += 1 + n / 8) {
        sk_st_result r;
        sk_st_pool *pool = sk_st_pool_new();
        sk_mem_fail_at(n);
        sk_code code = sk_structure_solve(&t.in, NULL, pool, &r, NULL);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM);
        sk_st_result_free(&r);
        sk_st_pool_free(pool);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),    cmocka_unit_test(test_oracle),
        cmocka_unit_test(test_brute),    cmocka_unit_test(test_more_is_never_dearer),
        cmocka_unit_test(test_order),    cmocka_unit_test(test_pool),
        cmocka_unit_test(test_budget),   cmocka_unit_test(test_verify),
        cmocka_unit_test(test_nonsense), cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
