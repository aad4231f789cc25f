/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/rng.h"
#include "ext/glpk.h"
#include "review/location.h"

#define INF ((double)INFINITY)
enum { MAX_FAC = 6, MAX_CUST = 6 };

/* ---- random tiny instances ---- */

typedef struct tiny {
    sk_location in;
    int64_t cap[MAX_FAC], demand[MAX_CUST];
    double fixed[MAX_FAC], cost[MAX_FAC * MAX_CUST], row[MAX_FAC], row_up[1];
    signed char state[MAX_FAC];
} tiny;

static void wire(tiny *t)
{
    t->in.cap = t->cap;
    t->in.demand = t->demand;
    t->in.fixed = t->fixed;
    t->in.cost = t->cost;
    t->in.state = t->state;
    t->in.row = t->row;
    t->in.row_up = t->row_up;
}

/* Some without room for all, some pairs forbidden, some costs fractional or negative. */
static void make(tiny *t, uint64_t seed)
{
    sk_rng r;
    memset(t, 0, sizeof *t);
    sk_rng_seed(&r, seed);
    int n = 2 + (int)sk_rng_below(&r, MAX_FAC - 1), m = 1 + (int)sk_rng_below(&r, MAX_CUST);
    t->in.n_fac = n;
    t->in.n_cust = m;
    t->in.single_source = sk_rng_below(&r, 2) > 0;
    double part = sk_rng_below(&r, 3) == 0 ? 0.25 : 1;
    for (int j = 0; j < m; j++) t->demand[j] = sk_rng_range(&r, sk_rng_below(&r, 8) ? 1 : 0, 12);
    for (int i = 0; i < n; i++) {
        t->cap[i] = sk_rng_range(&r, 4, 30);
        t->fixed[i] = part * (double)sk_rng_range(&r, sk_rng_below(&r, 10) ? 0 : -20, 40);
        t->state[i] = (signed char)(sk_rng_below(&r, 8) == 0   ? 1
                                    : sk_rng_below(&r, 8) == 0 ? -1
                                                               : 0);
        t->row[i] = (double)sk_rng_range(&r, sk_rng_below(&r, 6) ? 0 : -5, 9);
        for (int j = 0; j < m; j++)
            t->cost[i * m + j] =
                sk_rng_below(&r, 9) == 0 ? INF : part * (double)sk_rng_range(&r, 0, 40);
    }
    t->in.min_open = sk_rng_below(&r, 4) == 0 ? (int)sk_rng_below(&r, 4) : 0;
    t->in.max_open = sk_rng_below(&r, 3) == 0 ? 1 + (int)sk_rng_below(&r, 4) : 0;
    t->in.n_row = sk_rng_below(&r, 3) == 0;
    t->row_up[0] = (double)sk_rng_range(&r, 5, 20);
    wire(t);
}

/* ---- brute force ---- */

static bool set_ok(const sk_location *in, int set)
{
    int count = 0;
    double use = 0;
    for (int i = 0; i < in->n_fac; i++) {
        bool open = set >> i & 1;
        if ((open && in->state[i] < 0) || (!open && in->state[i] > 0)) return false;
        count += open;
        if (open && in->n_row) use += in->row[i];
    }
    if (in->n_row && use > in->row_up[0]) return false;
    return count >= in->min_open && (in->max_open == 0 || count <= in->max_open);
}

static double assign(const sk_location *in, int set, int j, int64_t *left)
{
    double best = INF;
    if (j == in->n_cust) return 0;
    for (int i = 0; i < in->n_fac; i++) {
        if (!(set >> i & 1) || left[i] < in->demand[j]) continue;
        left[i] -= in->demand[j];
        double x = in->cost[i * in->n_cust + j] + assign(in, set, j + 1, left);
        left[i] += in->demand[j];
        if (x < best) best = x;
    }
    return best;
}

static double transport(const sk_location *in, int set)
{
    enum { N = MAX_FAC + MAX_CUST };
    double lo[N], up[N], zero = 0, one = 1;
    sk_lp *lp;
    sk_lp_status status;
    for (int j = 0; j < in->n_cust; j++) lo[j] = up[j] = 1;
    for (int i = 0; i < in->n_fac; i++) {
        lo[in->n_cust + i] = -INF;
        up[in->n_cust + i] = (double)in->cap[i];
    }
    assert_int_equal(sk_lp_new(&lp, NULL), SK_OK);
    sk_lp_add_rows(lp, in->n_cust + in->n_fac, lo, up, NULL, NULL);
    for (int i = 0; i < in->n_fac; i++)
        for (int j = 0; j < in->n_cust; j++) {
            double c = in->cost[i * in->n_cust + j], val[] = {1, (double)in->demand[j]};
            int start[] = {0, 2}, row[] = {j, in->n_cust + i};
            if (set >> i & 1 && c < INF)
                sk_lp_add_cols(lp, 1, &c, &zero, &one, start, row, val, NULL, NULL);
        }
    assert_int_equal(sk_lp_solve(lp, NULL, &status, NULL), SK_OK);
    double x = status == SK_LP_OPTIMAL ? sk_lp_obj(lp) : INF;
    sk_lp_free(lp);
    return x;
}

static double brute(const sk_location *in)
{
    double best = INF;
    for (int set = 0; set < 1 << in->n_fac; set++) {
        double x = 0;
        int64_t left[MAX_FAC];
        if (!set_ok(in, set)) continue;
        for (int i = 0; i < in->n_fac; i++) {
            left[i] = in->cap[i];
            if (set >> i & 1) x += in->fixed[i];
        }
        x += in->single_source ? assign(in, set, 0, left) : transport(in, set);
        if (x < best) best = x;
    }
    return best;
}

static void solve(const sk_location *in, const sk_location_opts *o, sk_location_pool *pool,
                  sk_location_result *r)
{
    sk_err err = {.lang = SK_LANG_EN};
    if (sk_location_solve(in, o, pool, r, &err) != SK_OK) fail_msg("%s", err.text);
    const char *bad = sk_location_verify(in, r);
    if (bad) fail_msg("%s", bad);
}

static bool same(double a, double b) { return fabs(a - b) <= 1e-6 * (1 + fabs(b)); }

/* The result fits the known optimum: right when it says so, and never beyond it. */
static void judge(const sk_location_result *r, double want, uint64_t seed)
{
    if (r->cost < want - 1e-6 * (1 + fabs(want)) || r->bound > want + 1e-6 * (1 + fabs(want)) ||
        (r->proven && !same(r->cost, want)) || (r->status == SK_LOCATION_INFEASIBLE && want < INF))
        fail_msg("seed %d: cost %g, bound %g, proven %d, status %d; the optimum is %g", (int)seed,
                 r->cost, r->bound, r->proven, (int)r->status, want);
}

static void test_brute(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        tiny t;
        sk_location_result r;
        make(&t, seed);
        double want = brute(&t.in);
        solve(&t.in, NULL, NULL, &r);
        judge(&r, want, seed);
        if (want < INF ? !r.proven : r.status != SK_LOCATION_INFEASIBLE)
            fail_msg("seed %d: neither proven nor infeasible, status %d", (int)seed, (int)r.status);
        sk_location_result_free(&r);
    }
}

/* One pool over changing limits, fixed costs and decisions. */
static void test_pool(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        tiny t;
        sk_location_result r;
        sk_location_pool *pool = sk_location_pool_new();
        make(&t, seed);
        memset(t.state, 0, sizeof t.state);
        for (int k = 0; k < 8; k++) {
            t.in.max_open = k % (t.in.n_fac + 1);
            t.in.min_open = k > 5 ? 2 : 0;
            t.fixed[k % t.in.n_fac] += 3;
            t.state[(k + 1) % t.in.n_fac] = k == 4 ? 1 : k == 5 ? -1 : 0;
            double want = brute(&t.in);
            solve(&t.in, NULL, pool, &r);
            judge(&r, want, seed * 100 + (uint64_t)k);
            assert_true(want < INF ? r.proven : r.status == SK_LOCATION_INFEASIBLE);
            sk_location_result_free(&r);
        }
        sk_location_pool_free(pool);
    }
}

/* ---- a middling instance that needs a tree ---- */

enum { MID_FAC = 12, MID_CUST = 30 };
typedef struct middle {
    sk_location in;
    int64_t cap[MID_FAC], demand[MID_CUST];
    double fixed[MID_FAC], cost[MID_FAC * MID_CUST];
} middle;

static void make_middle(middle *t, uint64_t seed, bool single)
{
    sk_rng r;
    memset(t, 0, sizeof *t);
    sk_rng_seed(&r, seed);
    double fx[MID_FAC], fy[MID_FAC];
    for (int i = 0; i < MID_FAC; i++) {
        fx[i] = sk_rng_unit(&r), fy[i] = sk_rng_unit(&r);
        t->cap[i] = sk_rng_range(&r, 80, 160);
        t->fixed[i] = (double)sk_rng_range(&r, 150, 300);
    }
    for (int j = 0; j < MID_CUST; j++) {
        double x = sk_rng_unit(&r), y = sk_rng_unit(&r);
        t->demand[j] = sk_rng_range(&r, 5, 35);
        for (int i = 0; i < MID_FAC; i++)
            t->cost[i * MID_CUST + j] =
                floor(5 * (double)t->demand[j] * hypot(x - fx[i], y - fy[i]));
    }
    t->in = (sk_location){.n_fac = MID_FAC, .n_cust = MID_CUST, .single_source = single};
    t->in.cap = t->cap;
    t->in.demand = t->demand;
    t->in.fixed = t->fixed;
    t->in.cost = t->cost;
}

static void test_budget(void **state)
{
    (void)state;
    for (int k = 0; k < 4; k++) {
        middle t;
        sk_location_result r, best;
        make_middle(&t, 7 + (uint64_t)k / 2, k % 2);
        solve(&t.in, NULL, NULL, &best);
        assert_true(best.proven && !best.stopped);
        for (long steps = 1; steps < 2000; steps *= 2) {
            sk_location_opts o = {.max_steps = steps};
            solve(&t.in, &o, NULL, &r);
            judge(&r, best.cost, (uint64_t)steps);
            assert_true(r.steps <= steps + 10);
            assert_true(r.stopped || r.proven);
            sk_location_result_free(&r);
        }
        for (long nodes = 1; nodes < 20; nodes += 6) {
            sk_location_opts o = {.max_nodes = nodes};
            solve(&t.in, &o, NULL, &r);
            judge(&r, best.cost, (uint64_t)nodes);
            sk_location_result_free(&r);
        }
        sk_location_opts o = {.gap = 0.02};
        solve(&t.in, &o, NULL, &r);
        judge(&r, best.cost, 0);
        assert_true(r.gap <= 0.02 + 1e-9 && !r.stopped);
        sk_location_result_free(&r);
        sk_location_result_free(&best);
    }
}

static double ticking(void *arg) { return (*(double *)arg)++; }

static void test_stop(void **state)
{
    (void)state;
    middle t;
    sk_location_result r;
    volatile sig_atomic_t cancel = 1;
    double clock = 0;
    make_middle(&t, 3, true);
    sk_location_opts o = {.cancel = &cancel},
                     wall = {.now_s = ticking, .now_arg = &clock, .wall_s = 40};
    solve(&t.in, &o, NULL, &r);
    assert_true(r.stopped && r.steps < 10);
    sk_location_result_free(&r);
    solve(&t.in, &wall, NULL, &r);
    assert_true(r.stopped && clock < 100);
    sk_location_result_free(&r);
}

/* Other order of facilities and customers, same optimum; and the same run twice, same bits. */
static void test_order(void **state)
{
    (void)state;
    for (int k = 0; k < 6; k++) {
        middle a, b;
        sk_location_result x, y, z;
        make_middle(&a, 20 + (uint64_t)k, k % 2);
        make_middle(&b, 20 + (uint64_t)k, k % 2);
        for (int i = 0; i < MID_FAC; i++) {
            int from = (i * 5 + 3) % MID_FAC;
            b.cap[i] = a.cap[from];
            b.fixed[i] = a.fixed[from];
            for (int j = 0; j < MID_CUST; j++)
                b.cost[i * MID_CUST + j] = a.cost[from * MID_CUST + (j * 7 + 2) % MID_CUST];
        }
        for (int j = 0; j < MID_CUST; j++) b.demand[j] = a.demand[(j * 7 + 2) % MID_CUST];
        solve(&a.in, NULL, NULL, &x);
        solve(&b.in, NULL, NULL, &y);
        solve(&a.in, NULL, NULL, &z);
        assert_true(x.proven && y.proven && same(x.cost, y.cost));
        assert_true(x.cost <= z.cost && x.cost >= z.cost && x.nodes == z.nodes &&
                    x.steps == z.steps);
        assert_memory_equal(x.open, z.open, MID_FAC * sizeof *x.open);
        sk_location_result_free(&x);
        sk_location_result_free(&y);
        sk_location_result_free(&z);
    }
}

/* ---- the formulation ---- */

static const int64_t SMALL_CAP[] = {100, 60, 60, 40}, SMALL_DEMAND[] = {35, 30, 25, 20, 10};
static const double SMALL_FIXED[] = {90, 50, 40, 30},
                    SMALL_COST[] = {10, 12, 20, 25, 8,  15, 8,  14, 30, 9,
                                    30, 25, 10, 6,  12, 22, 18, 16, 9,  3};

static double by_formulation(bool single, int lo, int hi)
{
    char path[600];
    sk_buf text = SK_BUF_INIT, log = SK_BUF_INIT;
    sk_mathprog m;
    sk_err err = {.lang = SK_LANG_EN};
    assert_int_equal(sk_file_read("models/structure_small.dat", 100000, &text, &err), SK_OK);
    char *end = strstr(text.data, "\nend;");
    assert_non_null(end);
    text.len = (size_t)(end - text.data);
    sk_buf_addf(
        &text, "\nparam single_source := %d;\nparam min_open := %d;\nparam max_open := %d;\nend;\n",
        single, lo, hi);
    snprintf(path, sizeof path, "%s/structure.dat", test_tmp());
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(sk_buf_str(&text), f);
    fclose(f);
    if (sk_mathprog_solve("models/structure.mod", path, true, &m, &log, &err) != SK_OK)
        fail_msg("%s\n%s", err.text, sk_buf_str(&log));
    double x = m.status == SK_LP_OPTIMAL ? m.obj : INF;
    sk_mathprog_free(&m);
    sk_buf_free(&text);
    sk_buf_free(&log);
    return x;
}

static void test_formulation(void **state)
{
    (void)state;
    static const struct {
        bool single;
        int lo, hi;
        double want;
    } row[] = {{false, 0, 4, 143 + 1.0 / 7},
               {true, 0, 4, 162},
               {false, 3, 4, 163},
               {true, 3, 4, 172},
               {true, 0, 1, INF},
               {false, 0, 1, INF}};
    for (size_t k = 0; k < N_OF(row); k++) {
        sk_location in = {.n_fac = 4, .n_cust = 5, .cap = SMALL_CAP, .fixed = SMALL_FIXED};
        sk_location_result r;
        in.demand = SMALL_DEMAND;
        in.cost = SMALL_COST;
        in.single_source = row[k].single;
        in.min_open = row[k].lo;
        in.max_open = row[k].hi;
        solve(&in, NULL, NULL, &r);
        double glpk = by_formulation(row[k].single, row[k].lo, row[k].hi);
        if (row[k].want < INF) {
            assert_true(r.proven && same(r.cost, row[k].want) && same(glpk, row[k].want));
        } else assert_true(r.status == SK_LOCATION_INFEASIBLE && isinf(glpk));
        sk_location_result_free(&r);
    }
}

/* ---- bad questions and no memory ---- */

static void test_usage(void **state)
{
    (void)state;
    for (int k = 0; k < 7; k++) {
        tiny t;
        sk_location_result r;
        sk_err err = {.lang = SK_LANG_EN};
        make(&t, 5);
        if (k == 0) t.in.n_fac = 0;
        if (k == 1) t.cap[0] = -1;
        if (k == 2) t.demand[0] = INT64_MAX;
        if (k == 3) t.cost[0] = (double)NAN;
        if (k == 4) t.fixed[1] = INF;
        if (k == 5) t.in.min_open = -2;
        if (k == 6) t.in.n_row = 1, t.row[0] = INF;
        assert_int_equal(sk_location_solve(&t.in, NULL, NULL, &r, &err), SK_E_USAGE);
        assert_true(err.text[0] != '\0' && !r.open && !r.flow);
    }
}

static void test_no_memory(void **state)
{
    (void)state;
    for (int single = 0; single < 2; single++)
        for (unsigned long k = 1; k < 400; k += k < 60 ? 1 : 17) {
            middle t;
            sk_location_result r;
            make_middle(&t, 3, single);
            sk_mem_fail_at(k);
            sk_code code = sk_location_solve(&t.in, NULL, NULL, &r, NULL);
            sk_mem_fail_at(0);
            assert_true(code == SK_OK || code == SK_E_NOMEM);
            sk_location_result_free(&r);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brute),  cmocka_unit_test(test_pool),
        cmocka_unit_test(test_budget), cmocka_unit_test(test_stop),
        cmocka_unit_test(test_order),  cmocka_unit_test(test_formulation),
        cmocka_unit_test(test_usage),  cmocka_unit_test(test_no_memory),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    sk_glpk_thread_end();
    return failed;
}
