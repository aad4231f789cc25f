/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Support units: published examples to the printed digits, the formulation in models/, properties. */
#include "unit/unit.h"

#include "base/rng.h"
#include "ext/glpk.h"
#include "price/split.h"
#include "price/support.h"

#include <stdio.h>
#include <string.h>

enum { S_MAX = 6, K_MAX = 6 };

typedef struct example {
    const char *source;
    int n, m;
    int64_t use[12];
    sk_ore own[4];                            /* supports, then final units */
    sk_ore direct[2], step[2], reciprocal[2]; /* full cost of final units; -1 = not printed */
    sk_ore complete[2];                       /* reciprocated cost of the supports */
} example;

/* Dollars as printed; amounts are whole, so öre stand for dollars here. */
static const example examples[] = {
    /* PM = 6,300,000 + 0.1 IS, IS = 1,452,150 + 0.2 PM; hours of labour, hours of computer time. */
    {"Horngren, Datar, Rajan, Cost Accounting (14th ed.) ch. 15: Castleford Engineering",
     2,
     2,
     {0, 1600, 2400, 4000, 200, 0, 1600, 200},
     {6300000, 1452150, 4000000, 2000000},
     {7653300, 6098850},
     {8300800, 5451350},
     {8187025, 5565125},
     {6576750, 2767500}},
    /* Employees 20 and 30 in the operating departments, 10 in custodial; square feet 25 000, 50 000 and
     * 5 000 in the cafeteria, which is closed first. */
    {"Course slides on support departments: cafeteria and custodial, step method",
     2,
     2,
     {15, 10, 20, 30, 5000, 2000, 25000, 50000},
     {360000, 90000, 400000, 700000},
     {-1, -1},
     {570000, 980000},
     {-1, -1},
     {-1, -1}},
    /* HR 20/48/32 %, IS 10/63/27 %. */
    {"Horngren, Datar, Rajan, Cost Accounting ch. 15, exercise: E-books, step-down",
     2,
     2,
     {0, 20, 48, 32, 10, 0, 63, 27},
     {80000, 229000, 996000, 481000},
     {-1, -1},
     {1205900, 580100},
     {-1, -1},
     {-1, -1}},
    /* M = 100,000 + 0.15625 GF and GF = 270,000 + 0.1 M, machine hours and square feet. */
    {"Mowen, Hansen, Heitger, Cornerstones of Managerial Accounting: algebraic method",
     2,
     2,
     {459, 2000, 9000, 9000, 2500, 3418, 5000, 8500},
     {100000, 270000, 0, 0},
     {-1, -1},
     {-1, -1},
     {-1, -1},
     {144444, 284444}},
    /* Y = 7,260 + 0.3 Z, Z = 4,000 + 0.2 Y. */
    {"Accounting for Management: reciprocal (algebraic) method",
     2,
     1,
     {0, 2, 8, 3, 0, 7},
     {7260, 4000, 0},
     {-1, -1},
     {-1, -1},
     {11260, -1},
     {9000, 5800}},
    /* A = 1,200 + M/5, M = 2,400 + A/6: A 1,737.93, M 2,689.66, printed 1,738 and 2,690. */
    {"Course text: administration and maintenance, reciprocal method",
     2,
     1,
     {0, 100, 500, 1000, 0, 4000},
     {1200, 2400, 0},
     {-1, -1},
     {-1, -1},
     {3600, -1},
     {1738, 2690}},
};

static void compare(const example *e, sk_support_method method, const sk_ore *want)
{
    sk_support s = {e->n, e->m, e->use, NULL};
    sk_exact *x = NULL;
    sk_err err = {0};
    if (sk_support_shares(&s, method, &x, &err) != SK_OK) fail_msg("%s: %s", e->source, err.text);
    for (int k = 0; k < e->m; k++) {
        sk_ore got;
        assert_true(sk_exact_dot(x, k, e->own, &got));
        if (want[k] >= 0 && got + e->own[e->n + k] != want[k])
            fail_msg("%s: method %d, unit %d: %lld", e->source, (int)method, k, (long long)got);
    }
    for (int i = 0; i < e->n; i++) assert_true(sk_exact_row_is_one(x, i));
    sk_exact_free(x);
}

static void published_examples_to_the_printed_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(examples); i++) {
        const example *e = &examples[i];
        compare(e, SK_SUPPORT_DIRECT, e->direct);
        compare(e, SK_SUPPORT_STEP_DOWN, e->step);
        compare(e, SK_SUPPORT_RECIPROCAL, e->reciprocal);
        sk_ore total[2];
        sk_support s = {e->n, e->m, e->use, NULL};
        assert_int_equal(sk_support_reciprocated(&s, e->own, total, NULL), SK_OK);
        for (int k = 0; k < 2; k++)
            if (e->complete[k] >= 0 && total[k] != e->complete[k])
                fail_msg("%s: %lld", e->source, (long long)total[k]);
    }
}

/* Sand Hill in the same chapter: fixed 3,000,000 for 12,000 budgeted hours, variable 200 an hour;
 * budget 8,000 and 4,000 hours, actual 9,000 and 3,000. */
static void dual_rate_example(void **state)
{
    (void)state;
    static const int64_t budgeted[] = {8000, 4000};
    sk_ore fixed[2], rate;
    assert_int_equal(sk_split(3000000, budgeted, 2, fixed), SK_OK);
    assert_true(fixed[0] + 200 * 9000 == 3800000 && fixed[1] + 200 * 3000 == 1600000);
    assert_true(sk_scale(3000000, &(sk_rate){1, 12000}, 1, &rate) && rate + 200 == 450);
    assert_true((rate + 200) * 9000 == 4050000 && (rate + 200) * 3000 == 1350000);
}

static void exact_fractions_by_hand(void **state)
{
    (void)state;
    /* Castleford: e[PM,MACH] = 0.3 + 0.2 e[IS,MACH], e[IS,MACH] = 0.8 + 0.1 e[PM,MACH]
     * so e[PM,MACH] = 0.46/0.98 = 23/49 and e[IS,MACH] = 0.8 + 2.3/49 = 83/98. */
    sk_support s = {2, 2, examples[0].use, NULL};
    sk_exact *x = NULL;
    sk_buf b = SK_BUF_INIT;
    assert_int_equal(sk_support_shares(&s, SK_SUPPORT_RECIPROCAL, &x, NULL), SK_OK);
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++) {
            sk_exact_str(x, i, k, &b);
            sk_buf_addc(&b, ' ');
        }
    assert_string_equal(sk_buf_str(&b), "23/49 26/49 83/98 15/98 ");
    sk_buf_free(&b);
    sk_exact_free(x);
}

static void faults_are_named(void **state)
{
    (void)state;
    static const struct {
        int n, m;
        int64_t use[12];
        sk_ix order[2];
        const char *want;
    } rows[] = {
        {1, 1, {7, 0}, {0, 0}, "support unit 1 serves nobody but itself"},
        {2, 1, {0, 1, 0, 1, 0, 0}, {0, 1}, "the cost of support unit 1 never reaches a kitchen"},
        {2, 1, {0, 1, 1, 0, 5, 0}, {0, 1}, "support unit 2 serves nobody but itself"},
        {1, 2, {0, -1, 2}, {0, 0}, "use of support unit 1 is negative or too large"},
        {2, 1, {0, 1, 1, 1, 0, 1}, {1, 1}, "the step-down order must name each support unit once"},
        {0, 1, {0}, {0, 0}, "1 to 128 support units are expected, got 0"},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_support s = {rows[i].n, rows[i].m, rows[i].use, rows[i].order};
        sk_exact *x = NULL;
        sk_err err;
        sk_err_init(&err, SK_LANG_EN);
        assert_true(sk_support_shares(&s, SK_SUPPORT_STEP_DOWN, &x, &err) != SK_OK);
        assert_null(x);
        assert_string_equal(err.text, rows[i].want);
    }
    /* A supports only B: direct has nowhere to put its cost, the other two have. */
    sk_support s = {2, 1, (const int64_t[]){0, 1, 0, 0, 0, 1}, NULL};
    sk_exact *x = NULL;
    assert_int_equal(sk_support_shares(&s, SK_SUPPORT_DIRECT, &x, NULL), SK_E_INPUT);
    assert_int_equal(sk_support_shares(&s, SK_SUPPORT_RECIPROCAL, &x, NULL), SK_OK);
    sk_exact_free(x);
}

static void singular_systems_are_refused(void **state)
{
    (void)state;
    sk_exact *x = NULL;
    static const int64_t a[] = {1, 2, 2, 4}, b[] = {1, 1}, swap[] = {0, 2, 3, 0};
    assert_int_equal(sk_exact_solve(2, 1, a, b, &x, NULL), SK_E_INPUT);
    assert_null(x);
    sk_buf out = SK_BUF_INIT; /* a zero pivot needs rows swapped: 2 y = 1, 3 x = 1 */
    assert_int_equal(sk_exact_solve(2, 1, swap, b, &x, NULL), SK_OK);
    sk_exact_str(x, 0, 0, &out);
    sk_exact_str(x, 1, 0, &out);
    assert_string_equal(sk_buf_str(&out), "1/31/2");
    sk_buf_free(&out);
    sk_exact_free(x);
}

static int random_system(sk_rng *r, int n, int m, int64_t *use)
{
    for (int i = 0; i < n; i++)
        for (int x = 0; x < n + m; x++)
            use[i * (n + m) + x] = sk_rng_below(r, 3) ? sk_rng_range(r, 0, 1000000) : 0;
    for (int i = 0; i < n; i++) use[i * (n + m) + n + i % m] += 1;
    return n + m;
}

/* e[s,k] = a[s,k] + sum a[s,t] e[t,k], checked in integers through a common large scale. */
static void every_row_is_whole_and_not_negative(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 11);
    for (int t = 0; t < 300; t++) {
        int n = 1 + (int)sk_rng_below(&r, S_MAX), m = 1 + (int)sk_rng_below(&r, K_MAX);
        int64_t use[S_MAX * (S_MAX + K_MAX)];
        random_system(&r, n, m, use);
        sk_support s = {n, m, use, NULL};
        for (int method = 0; method < 3; method++) {
            sk_exact *x = NULL;
            assert_int_equal(sk_support_shares(&s, (sk_support_method)method, &x, NULL), SK_OK);
            for (int i = 0; i < n; i++) {
                assert_true(sk_exact_row_is_one(x, i));
                for (int k = 0; k < m; k++) assert_true(sk_exact_sign(x, i, k) >= 0);
            }
            sk_exact_free(x);
        }
    }
}

/* Parts of an exact split sum to the total and equal sk_split's when the share is a plain fraction. */
static void exact_splits(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 12);
    for (int t = 0; t < 300; t++) {
        int n = 1 + (int)sk_rng_below(&r, S_MAX), m = 1 + (int)sk_rng_below(&r, K_MAX);
        int64_t use[S_MAX * (S_MAX + K_MAX)], plain[2 * K_MAX], part[2 * K_MAX], want[2 * K_MAX];
        random_system(&r, n, m, use);
        sk_support s = {n, m, use, NULL};
        sk_exact *x = NULL;
        sk_exact_part p[2 * K_MAX];
        for (int j = 0; j < 2 * m; j++) p[j] = (sk_exact_part){j % m, sk_rng_range(&r, 1, 99999)};
        sk_ore total = sk_rng_range(&r, -1000000000000, 1000000000000), sum = 0;
        assert_int_equal(sk_support_shares(&s, SK_SUPPORT_RECIPROCAL, &x, NULL), SK_OK);
        assert_int_equal(sk_exact_split(x, 0, total, (size_t)(2 * m), p, part, NULL), SK_OK);
        for (int j = 0; j < 2 * m; j++) sum += part[j];
        assert_true(sum == total);
        sk_exact_free(x);
        /* one kitchen: the share is weight / sum of weights */
        sk_support one = {1, 1, (const int64_t[]){5, 3}, NULL};
        for (int j = 0; j < 2 * m; j++) p[j].col = 0, plain[j] = p[j].weight;
        assert_int_equal(sk_support_shares(&one, SK_SUPPORT_RECIPROCAL, &x, NULL), SK_OK);
        assert_int_equal(sk_exact_split(x, 0, total, (size_t)(2 * m), p, part, NULL), SK_OK);
        assert_int_equal(sk_split(total, plain, (size_t)(2 * m), want), SK_OK);
        assert_memory_equal(part, want, sizeof *want * 2 * (size_t)m);
        p[0].col = 1;
        assert_int_equal(sk_exact_split(x, 0, total, 1, p, part, NULL), SK_E_INPUT);
        assert_int_equal(sk_exact_split(x, 0, total, 0, p, part, NULL), SK_E_INPUT);
        sk_exact_free(x);
    }
}

/* ---- models/overhead.mod ---- */

static void solve_mod(const char *dat, sk_mathprog *m)
{
    sk_err err = {0};
    if (sk_mathprog_solve("models/overhead.mod", dat, false, m, NULL, &err) != SK_OK)
        fail_msg("%s", err.text);
    assert_int_equal(m->status, SK_LP_OPTIMAL);
}

static void formulation_has_its_known_answer(void **state)
{
    (void)state;
    sk_mathprog m;
    static const struct {
        const char *name;
        double want;
    } rows[] = {{"full[PM]", 6576750},
                {"full[IS]", 2767500},
                {"full[MACH]", 8187025},
                {"full[ASSY]", 5565125}};
    solve_mod("models/overhead_small.dat", &m);
    for (size_t i = 0; i < N_OF(rows); i++) {
        double v;
        assert_true(sk_mathprog_col(&m, rows[i].name, &v));
        assert_true(v > rows[i].want - 1e-4 && v < rows[i].want + 1e-4);
    }
    assert_true(m.obj > 23096399.99 && m.obj < 23096400.01);
    sk_mathprog_free(&m);
}

static void write_dat(const char *path, const sk_support *s, const sk_ore *own)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "data;\nset SUPPORT :=");
    for (int i = 0; i < s->n_support; i++) fprintf(f, " s%d", i);
    fprintf(f, ";\nset KITCHEN :=");
    for (int k = 0; k < s->n_final; k++) fprintf(f, " k%d", k);
    fprintf(f, ";\nparam own :=");
    for (int i = 0; i < s->n_support; i++) fprintf(f, " s%d %lld", i, (long long)own[i]);
    fprintf(f, ";\nparam use :=");
    int w = s->n_support + s->n_final;
    for (int i = 0; i < s->n_support; i++)
        for (int x = 0; x < w; x++)
            fprintf(f, " s%d %c%d %lld\n", i, x < s->n_support ? 's' : 'k',
                    x < s->n_support ? x : x - s->n_support, (long long)s->use[i * w + x]);
    fprintf(f, ";\nend;\n");
    assert_int_equal(fclose(f), 0);
}

static void formulation_agrees_with_the_exact_solution(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 13);
    char path[512], name[32];
    snprintf(path, sizeof path, "%s/overhead.dat", test_tmp());
    for (int t = 0; t < 20; t++) {
        int n = 1 + (int)sk_rng_below(&r, S_MAX), m = 1 + (int)sk_rng_below(&r, K_MAX);
        int64_t use[S_MAX * (S_MAX + K_MAX)];
        sk_ore own[S_MAX];
        random_system(&r, n, m, use);
        for (int i = 0; i < n; i++) own[i] = sk_rng_range(&r, 0, 100000000);
        sk_support s = {n, m, use, NULL};
        write_dat(path, &s, own);
        sk_mathprog lp;
        solve_mod(path, &lp);
        sk_exact *x = NULL;
        assert_int_equal(sk_support_shares(&s, SK_SUPPORT_RECIPROCAL, &x, NULL), SK_OK);
        for (int k = 0; k < m; k++) {
            double v;
            sk_ore want = 0;
            snprintf(name, sizeof name, "full[k%d]", k);
            assert_true(sk_mathprog_col(&lp, name, &v) && sk_exact_dot(x, k, own, &want));
            assert_true(v - (double)want < 0.51 && (double)want - v < 0.51);
        }
        sk_exact_free(x);
        sk_mathprog_free(&lp);
    }
    remove(path);
    sk_glpk_thread_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_examples_to_the_printed_digits),
        cmocka_unit_test(dual_rate_example),
        cmocka_unit_test(exact_fractions_by_hand),
        cmocka_unit_test(faults_are_named),
        cmocka_unit_test(singular_systems_are_refused),
        cmocka_unit_test(every_row_is_whole_and_not_negative),
        cmocka_unit_test(exact_splits),
        cmocka_unit_test(formulation_has_its_known_answer),
        cmocka_unit_test(formulation_agrees_with_the_exact_solution),
    };
    return cmocka_run_group_tests_name("price support", tests, NULL, NULL);
}
