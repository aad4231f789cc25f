/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/rng.h"
#include "ext/glpk.h"

#define INF ((double)INFINITY)
#define NEAR(a, b) assert_true(fabs((a) - (b)) < 1e-7)

/* The first example of the GLPK reference manual as a minimisation:
 *   max 10 x1 + 6 x2 + 4 x3,  x1 + x2 + x3 <= 100,  10 x1 + 4 x2 + 5 x3 <= 600,
 *   2 x1 + 2 x2 + 6 x3 <= 300;  optimum 733.333 at (33.33, 66.67, 0). */
static sk_lp *manual_example(void)
{
    static const double row_lo[] = {-HUGE_VAL, -HUGE_VAL, -HUGE_VAL}, row_up[] = {100, 600, 300};
    static const double cost[] = {-10, -6, -4}, lo[] = {0, 0, 0},
                        up[] = {HUGE_VAL, HUGE_VAL, HUGE_VAL};
    static const int start[] = {0, 3, 6, 9}, row[] = {0, 1, 2, 0, 1, 2, 0, 1, 2};
    static const double val[] = {1, 10, 2, 1, 4, 2, 1, 5, 6};
    sk_lp *lp;
    int first = -1;
    assert_int_equal(sk_lp_new(&lp, NULL), SK_OK);
    assert_int_equal(sk_lp_add_rows(lp, 3, row_lo, row_up, &first, NULL), SK_OK);
    assert_int_equal(first, 0);
    assert_int_equal(sk_lp_add_cols(lp, 3, cost, lo, up, start, row, val, &first, NULL), SK_OK);
    assert_int_equal(first, 0);
    return lp;
}

static void solve(sk_lp *lp, bool dual, sk_lp_status want)
{
    sk_err err = {0};
    sk_lp_status status;
    sk_lp_opts opts = {.dual = dual};
    if (sk_lp_solve(lp, &opts, &status, &err) != SK_OK) fail_msg("%s", err.text);
    assert_int_equal(status, want);
}

static void test_known(void **state)
{
    (void)state;
    sk_lp *lp = manual_example();
    double x[3], act[3], dual[3], red[3];
    solve(lp, false, SK_LP_OPTIMAL);
    NEAR(sk_lp_obj(lp), -2200.0 / 3);
    sk_lp_primal(lp, x, act);
    NEAR(x[0], 100.0 / 3);
    NEAR(x[1], 200.0 / 3);
    NEAR(x[2], 0.0);
    NEAR(act[0], 100.0);
    sk_lp_dual(lp, dual, red);
    NEAR(dual[0], -10.0 / 3);
    NEAR(dual[1], -2.0 / 3);
    NEAR(dual[2], 0.0);
    NEAR(red[2], 8.0 / 3);
    assert_int_equal(sk_lp_n_rows(lp), 3);
    assert_int_equal(sk_lp_n_cols(lp), 3);
    sk_lp_free(lp);
}

static void test_options(void **state)
{
    (void)state;
    static const sk_lp_opts opts[] = {
        {.presolve = true}, {.scale = true}, {.dual = true}, {.scale = true, .dual = true}};
    for (size_t i = 0; i < sizeof opts / sizeof *opts; i++) {
        sk_lp *lp = manual_example();
        sk_lp_status status;
        assert_int_equal(sk_lp_solve(lp, &opts[i], &status, NULL), SK_OK);
        assert_int_equal(status, SK_LP_OPTIMAL);
        NEAR(sk_lp_obj(lp), -2200.0 / 3);
        sk_lp_free(lp);
    }
    sk_lp *lp = manual_example();
    sk_lp_status status;
    assert_int_equal(sk_lp_solve(lp, &(sk_lp_opts){.max_iter = 1}, &status, NULL), SK_OK);
    assert_int_equal(status, SK_LP_STOPPED);
    assert_int_equal(sk_lp_iterations(lp), 1);
    solve(lp, false, SK_LP_OPTIMAL);
    sk_lp_free(lp);
}

static void test_outcomes(void **state)
{
    (void)state;
    for (int presolve = 0; presolve < 2; presolve++) {
        sk_lp_opts opts = {.presolve = presolve};
        sk_lp_status status;
        sk_lp *lp = manual_example();
        assert_int_equal(sk_lp_row_bounds(lp, 0, -INF, -1, NULL), SK_OK);
        assert_int_equal(sk_lp_solve(lp, &opts, &status, NULL), SK_OK);
        assert_int_equal(status, SK_LP_INFEASIBLE);
        for (int i = 0; i < 3; i++) assert_int_equal(sk_lp_row_bounds(lp, i, 0, INF, NULL), SK_OK);
        assert_int_equal(sk_lp_solve(lp, &opts, &status, NULL), SK_OK);
        assert_int_equal(status, SK_LP_UNBOUNDED);
        assert_int_equal(sk_lp_col_bounds(lp, 0, 2, 1, NULL), SK_OK); /* as branching makes them */
        assert_int_equal(sk_lp_solve(lp, &opts, &status, NULL), SK_OK);
        assert_int_equal(status, SK_LP_INFEASIBLE);
        sk_lp_free(lp);
    }
}

static void test_equal_bounds(void **state)
{
    (void)state;
    sk_lp *lp = manual_example();
    double x[3];
    assert_int_equal(sk_lp_col_bounds(lp, 2, 10, 10, NULL), SK_OK);
    assert_int_equal(sk_lp_row_bounds(lp, 0, 100, 100, NULL), SK_OK);
    solve(lp, false, SK_LP_OPTIMAL);
    sk_lp_primal(lp, x, NULL);
    NEAR(x[2], 10.0);
    NEAR(x[0] + x[1] + x[2], 100.0);
    assert_int_equal(sk_lp_col_bounds(lp, 2, -0.0, 0.0, NULL), SK_OK);
    solve(lp, true, SK_LP_OPTIMAL);
    NEAR(sk_lp_obj(lp), -2200.0 / 3);
    sk_lp_free(lp);
}

static void test_empty(void **state)
{
    (void)state;
    sk_lp *lp;
    assert_int_equal(sk_lp_new(&lp, NULL), SK_OK);
    assert_int_equal(sk_lp_add_rows(lp, 0, NULL, NULL, NULL, NULL), SK_OK);
    solve(lp, false, SK_LP_OPTIMAL);
    NEAR(sk_lp_obj(lp), 0.0);
    sk_lp_free(lp);
    sk_lp_free(NULL);
}

/* A cheaper column, then a cut: both solves start from the last basis and need few iterations. */
static void test_warm_start(void **state)
{
    (void)state;
    sk_lp *lp = manual_example();
    solve(lp, false, SK_LP_OPTIMAL);
    long before = sk_lp_iterations(lp);
    int first;
    assert_int_equal(sk_lp_add_cols(lp, 1, (double[]){-20}, (double[]){0}, (double[]){5},
                                    (int[]){0, 2}, (int[]){1, 0}, (double[]){3, 1}, &first, NULL),
                     SK_OK);
    assert_int_equal(first, 3);
    solve(lp, false, SK_LP_OPTIMAL);
    assert_in_range(sk_lp_iterations(lp) - before, 1, 2);
    double x[4];
    sk_lp_primal(lp, x, NULL);
    NEAR(x[3], 5.0);
    double obj = sk_lp_obj(lp);

    before = sk_lp_iterations(lp);
    assert_int_equal(sk_lp_add_rows(lp, 1, (double[]){-HUGE_VAL}, (double[]){30}, &first, NULL),
                     SK_OK);
    assert_int_equal(sk_lp_set_row(lp, first, 2, (int[]){0, 3}, (double[]){1, 1}, NULL), SK_OK);
    solve(lp, true, SK_LP_OPTIMAL);
    assert_in_range(sk_lp_iterations(lp) - before, 1, 3);
    sk_lp_primal(lp, x, NULL);
    assert_true(x[0] + x[3] < 30 + 1e-7);
    assert_true(sk_lp_obj(lp) > obj);

    before = sk_lp_iterations(lp); /* nothing changed: nothing to do */
    solve(lp, false, SK_LP_OPTIMAL);
    assert_int_equal(sk_lp_iterations(lp), before);
    sk_lp_free(lp);
}

static void test_basis(void **state)
{
    (void)state;
    sk_lp *a = manual_example(), *b = manual_example();
    sk_basis rows[3], cols[3];
    solve(a, false, SK_LP_OPTIMAL);
    assert_int_equal(sk_lp_get_basis(a, rows, cols, NULL), SK_OK);
    assert_int_equal(cols[0], SK_BASIS_BASIC);
    assert_int_equal(cols[2], SK_BASIS_LOW);
    assert_int_equal(rows[0], SK_BASIS_UP);
    assert_int_equal(sk_lp_set_basis(b, rows, cols, NULL), SK_OK);
    solve(b, false, SK_LP_OPTIMAL);
    assert_int_equal(sk_lp_iterations(b), 0);
    NEAR(sk_lp_obj(b), sk_lp_obj(a));
    for (int i = 0; i < 3; i++) rows[i] = cols[i] = SK_BASIS_BASIC; /* no basis at all */
    assert_int_equal(sk_lp_set_basis(b, rows, cols, NULL), SK_OK);
    solve(b, false, SK_LP_OPTIMAL);
    NEAR(sk_lp_obj(b), sk_lp_obj(a));
    sk_lp_free(a);
    sk_lp_free(b);
}

static void test_usage(void **state)
{
    (void)state;
    sk_lp *lp = manual_example();
    const double one[] = {1, 1}, zero[] = {0, 0}, nan1[] = {(double)NAN, 1};
    sk_err err = {.lang = SK_LANG_EN};
    assert_int_equal(sk_lp_set_row(lp, 3, 1, (int[]){0}, one, &err), SK_E_USAGE);
    assert_string_equal(err.text, "row 3 is outside 0..2");
    assert_int_equal(sk_lp_set_row(lp, 0, 2, (int[]){0, 3}, one, NULL), SK_E_USAGE);
    assert_int_equal(sk_lp_set_row(lp, 0, 2, (int[]){1, 1}, one, NULL), SK_E_USAGE);
    assert_int_equal(sk_lp_set_row(lp, 0, 2, (int[]){0, 1}, nan1, NULL), SK_E_USAGE);
    assert_int_equal(sk_lp_set_row(lp, 0, -1, NULL, NULL, NULL), SK_E_USAGE);
    assert_int_equal(sk_lp_add_rows(lp, -1, NULL, NULL, NULL, NULL), SK_E_USAGE);
    assert_int_equal(sk_lp_add_rows(lp, 1, nan1, one, NULL, NULL), SK_E_USAGE);
    assert_int_equal(sk_lp_row_bounds(lp, 0, INF, INF, NULL), SK_E_USAGE);
    assert_int_equal(sk_lp_col_bounds(lp, -1, 0, 1, NULL), SK_E_USAGE);
    assert_int_equal(sk_lp_col_cost(lp, 0, INF, NULL), SK_E_USAGE);
    assert_int_equal(sk_lp_col_name(lp, 0, "a b", NULL), SK_E_USAGE);
    assert_int_equal(
        sk_lp_add_cols(lp, 1, one, zero, one, (int[]){0, 2}, (int[]){0, 7}, one, NULL, NULL),
        SK_E_USAGE);
    assert_int_equal(
        sk_lp_add_cols(lp, 1, one, zero, one, (int[]){2, 0}, (int[]){0, 1}, one, NULL, NULL),
        SK_E_USAGE);
    assert_int_equal(sk_lp_n_cols(lp), 3); /* a refused call changes nothing */
    solve(lp, false, SK_LP_OPTIMAL);
    NEAR(sk_lp_obj(lp), -2200.0 / 3);
    sk_lp_free(lp);
}

/* A real fault: all problems of the thread die politely, the next one works. */
static void test_fault(void **state)
{
    (void)state;
    for (int round = 0; round < 3; round++) {
        sk_lp *lp = manual_example();
        sk_err err = {.lang = SK_LANG_EN};
        solve(lp, false, SK_LP_OPTIMAL);
        assert_int_equal(sk__glpk_provoke(&err), SK_E_SOLVER);
        assert_non_null(strstr(err.text, "glp_add_rows"));
        assert_null(strchr(err.text, '\n'));
        double x[3] = {7, 7, 7};
        sk_basis s[3];
        sk_lp_status status;
        sk_err_init(&err, SK_LANG_EN);
        assert_int_equal(sk_lp_solve(lp, NULL, &status, &err), SK_E_SOLVER);
        assert_non_null(strstr(err.text, "earlier fault"));
        assert_int_equal(sk_lp_row_bounds(lp, 0, 0, 1, NULL), SK_E_SOLVER);
        assert_int_equal(sk_lp_get_basis(lp, s, s, NULL), SK_E_SOLVER);
        assert_true(isnan(sk_lp_obj(lp)));
        sk_lp_primal(lp, x, NULL);
        NEAR(x[0], 7.0);
        sk_lp_free(lp);
    }
    sk_lp *lp = manual_example();
    solve(lp, false, SK_LP_OPTIMAL);
    NEAR(sk_lp_obj(lp), -2200.0 / 3);
    sk_lp_free(lp);
    sk_glpk_thread_end();
}

/* A fault in the middle of a solve: that problem is rebuilt and solved, others of the thread die. */
static void test_fault_in_solve(void **state)
{
    (void)state;
    sk_lp *lp = manual_example(), *other = manual_example();
    assert_int_equal(sk_lp_col_bounds(lp, 2, 10, 10, NULL), SK_OK);
    assert_int_equal(sk_lp_add_rows(lp, 1, (double[]){-HUGE_VAL}, (double[]){HUGE_VAL}, NULL, NULL),
                     SK_OK);
    solve(lp, false, SK_LP_OPTIMAL);
    double obj = sk_lp_obj(lp);
    assert_int_equal(sk_lp_col_cost(lp, 0, -9, NULL), SK_OK);
    assert_int_equal(sk_lp_col_cost(lp, 0, -10, NULL), SK_OK);
    sk__lp_fault_next(lp);
    solve(lp, true, SK_LP_OPTIMAL);
    NEAR(sk_lp_obj(lp), obj);
    assert_int_equal(sk_lp_n_rows(lp), 4);
    assert_true(sk_lp_iterations(lp) > 0);
    sk_lp_status status;
    assert_int_equal(sk_lp_solve(other, NULL, &status, NULL), SK_E_SOLVER);
    sk_lp_free(other);
    sk_lp_free(lp);
}

static void *in_thread(void *arg)
{
    sk_lp *foreign = arg, *lp = manual_example();
    sk_lp_status status = SK_LP_STOPPED;
    sk_err err = {0};
    long bad = sk_lp_solve(foreign, NULL, &status, &err) != SK_E_USAGE;
    for (int i = 0; i < 20; i++) bad += sk_lp_solve(lp, NULL, &status, &err) != SK_OK;
    bad += sk__glpk_provoke(NULL) != SK_E_SOLVER;
    sk_lp_free(lp);
    sk_glpk_thread_end();
    return bad ? arg : NULL;
}

/* A fault in one thread leaves the problems of another alone. */
static void test_threads(void **state)
{
    (void)state;
    sk_lp *lp = manual_example();
    pthread_t t[4];
    for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&t[i], NULL, in_thread, lp), 0);
    for (int i = 0; i < 4; i++) {
        void *bad = lp;
        pthread_join(t[i], &bad);
        assert_null(bad);
    }
    solve(lp, false, SK_LP_OPTIMAL);
    NEAR(sk_lp_obj(lp), -2200.0 / 3);
    sk_lp_free(lp);
}

/* Column generation in small: columns in batches must reach what one big problem reaches. */
static void test_batches(void **state)
{
    (void)state;
    enum { ROWS = 40, COLS = 400, NZ = 3 };
    static double cost[COLS], lo[COLS], up[COLS], val[COLS * NZ], rl[ROWS], ru[ROWS];
    static int start[COLS + 1], row[COLS * NZ];
    sk_rng rng;
    sk_rng_seed(&rng, 7);
    for (int j = 0; j < COLS; j++) {
        cost[j] = (double)sk_rng_range(&rng, 10, 99);
        up[j] = j < ROWS ? INF : (double)sk_rng_range(&rng, 1, 9);
        start[j + 1] = start[j] + NZ;
        for (int k = 0; k < NZ; k++) {
            row[start[j] + k] = (j * (k + 1) + k * 13) % ROWS;
            for (int l = 0; l < k; l++)
                if (row[start[j] + l] == row[start[j] + k])
                    row[start[j] + k] = (row[start[j] + k] + 7) % ROWS;
            val[start[j] + k] = (double)sk_rng_range(&rng, 1, 5);
        }
        if (row[start[j] + 1] == row[start[j] + 2] || row[start[j]] == row[start[j] + 2])
            start[j + 1] -= 1;
        if (row[start[j]] == row[start[j] + 1]) start[j + 1] = start[j] + 1;
    }
    for (int i = 0; i < ROWS; i++) rl[i] = (double)sk_rng_range(&rng, 20, 60), ru[i] = INF;
    double obj[2];
    for (int mode = 0; mode < 2; mode++) {
        sk_lp *lp;
        assert_int_equal(sk_lp_new(&lp, NULL), SK_OK);
        assert_int_equal(sk_lp_add_rows(lp, ROWS, rl, ru, NULL, NULL), SK_OK);
        int batch = mode ? 40 : COLS;
        for (int j = 0; j < COLS; j += batch) {
            sk_lp_status status;
            assert_int_equal(sk_lp_add_cols(lp, batch, cost + j, lo + j, up + j, start + j, row,
                                            val, NULL, NULL),
                             SK_OK);
            assert_int_equal(sk_lp_solve(lp, &(sk_lp_opts){.scale = true}, &status, NULL), SK_OK);
            if (j + batch == COLS) assert_int_equal(status, SK_LP_OPTIMAL);
        }
        obj[mode] = sk_lp_obj(lp);
        sk_lp_free(lp);
    }
    assert_true(fabs(obj[0] - obj[1]) < 1e-6 * fabs(obj[0]));
}

static void temp_file(char path[64], const char *text)
{
    snprintf(path, 64, "/tmp/storkok-test-XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    if (text) assert_int_equal(write(fd, text, strlen(text)), (long)strlen(text));
    close(fd);
}

static void test_write(void **state)
{
    (void)state;
    char path[64];
    temp_file(path, NULL);
    sk_lp *lp = manual_example();
    assert_int_equal(sk_lp_row_name(lp, 0, "staff", NULL), SK_OK);
    assert_int_equal(sk_lp_col_name(lp, 0, "soup", NULL), SK_OK);
    assert_int_equal(sk_lp_write(lp, path, NULL), SK_OK);
    sk_buf b = SK_BUF_INIT;
    assert_int_equal(sk_file_read(path, 0, &b, NULL), SK_OK);
    assert_non_null(strstr(sk_buf_str(&b), "staff: + x_3 + x_2 + soup <= 100"));
    assert_non_null(strstr(sk_buf_str(&b), "r_2:"));
    sk_buf_free(&b);
    sk_err err = {0};
    assert_int_equal(sk_lp_write(lp, "/nowhere/x.lp", &err), SK_E_IO);
    sk_lp_free(lp);
    unlink(path);
}

static const char mod_text[] = "set KITCHEN; param cap{KITCHEN}; param cost{KITCHEN}; param need;\n"
                               "var cook{k in KITCHEN} >= 0, <= cap[k], integer;\n"
                               "minimize total: sum{k in KITCHEN} cost[k] * cook[k];\n"
                               "s.t. demand: sum{k in KITCHEN} cook[k] >= need;\n"
                               "end;\n";

static sk_code mathprog(const char *mod, const char *dat, bool integer, sk_mathprog *m, sk_buf *log,
                        sk_err *err)
{
    char mp[64], dp[64];
    temp_file(mp, mod);
    temp_file(dp, dat);
    sk_code code = sk_mathprog_solve(mp, dat ? dp : NULL, integer, m, log, err);
    unlink(mp);
    unlink(dp);
    return code;
}

static void test_mathprog(void **state)
{
    (void)state;
    static const char data[] =
        "data; param: KITCHEN: cap cost := a 10 3 b 20 2; param need := 25.5; end;";
    sk_mathprog m;
    sk_buf log = SK_BUF_INIT;
    double v;
    assert_int_equal(mathprog(mod_text, data, true, &m, &log, NULL), SK_OK);
    assert_int_equal(m.status, SK_LP_OPTIMAL);
    NEAR(m.obj, 58.0); /* 20 in b, 6 in a */
    assert_int_equal(m.n_cols, 2);
    assert_true(sk_mathprog_col(&m, "cook[a]", &v));
    NEAR(v, 6.0);
    assert_false(sk_mathprog_col(&m, "cook[c]", &v));
    assert_non_null(strstr(sk_buf_str(&log), "Generating demand"));
    sk_mathprog_free(&m);
    assert_int_equal(mathprog(mod_text, data, false, &m, NULL, NULL), SK_OK);
    NEAR(m.obj, 56.5); /* 20 in b, 5.5 in a */
    sk_mathprog_free(&m);
    sk_buf_free(&log);
}

static void test_mathprog_outcomes(void **state)
{
    (void)state;
    static const struct {
        const char *mod, *dat;
        sk_code code;
        sk_lp_status status;
    } t[] = {
        {mod_text, "data; param: KITCHEN: cap cost := a 1 3; param need := 25; end;", SK_OK,
         SK_LP_INFEASIBLE},
        {"var x >= 0; maximize z: x; s.t. c: x >= 1; end;", NULL, SK_OK, SK_LP_UNBOUNDED},
        {"var x >= 0 minimize", NULL, SK_E_SOLVER, SK_LP_OPTIMAL},
        {mod_text, "data; param nope := 1; end;", SK_E_SOLVER, SK_LP_OPTIMAL},
        {mod_text, "data; param: KITCHEN: cap cost := a 1 3; end;", SK_E_SOLVER, SK_LP_OPTIMAL},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++)
        for (int integer = 0; integer < 2; integer++) {
            sk_mathprog m;
            sk_err err = {0};
            sk_buf log = SK_BUF_INIT;
            assert_int_equal(mathprog(t[i].mod, t[i].dat, integer, &m, &log, &err), t[i].code);
            if (t[i].code == SK_OK) assert_int_equal(m.status, t[i].status);
            else assert_true(err.text[0] != '\0' && log.len > 0);
            sk_mathprog_free(&m);
            sk_buf_free(&log);
        }
    sk_mathprog m;
    assert_int_equal(sk_mathprog_solve("/nowhere/x.mod", NULL, false, &m, NULL, NULL), SK_E_SOLVER);
}

static void test_no_memory(void **state)
{
    (void)state;
    for (unsigned long k = 1; k < 8; k++) {
        sk_mathprog m;
        sk_mem_fail_at(k);
        sk_code code = mathprog("var x >= 1; minimize z: x; end;", NULL, false, &m, NULL, NULL);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM);
        sk_mathprog_free(&m);
        sk_lp *lp = NULL;
        sk_mem_fail_at(k);
        code = sk_lp_new(&lp, NULL);
        if (code == SK_OK) {
            code = sk_lp_add_rows(lp, 1, (double[]){0}, (double[]){1}, NULL, NULL);
            if (code == SK_OK)
                code = sk_lp_add_cols(lp, 1, (double[]){0}, (double[]){0}, (double[]){1},
                                      (int[]){0, 1}, (int[]){0}, (double[]){1}, NULL, NULL);
        }
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM);
        sk_lp_free(lp);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_outcomes),
        cmocka_unit_test(test_equal_bounds),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_warm_start),
        cmocka_unit_test(test_basis),
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_fault),
        cmocka_unit_test(test_fault_in_solve),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_batches),
        cmocka_unit_test(test_write),
        cmocka_unit_test(test_mathprog),
        cmocka_unit_test(test_mathprog_outcomes),
        cmocka_unit_test(test_no_memory),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    sk_glpk_thread_end();
    return failed;
}
