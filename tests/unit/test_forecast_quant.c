/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles cover what they say, never cross, widen when little is known, and survive odd panels. */
#include "forecast/sim_panel.h"

#include "forecast/backtest.h"

static sk_arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = sk_arena_new();
    return arena ? 0 : -1;
}

static int close_arena(void **state)
{
    (void)state;
    sk_arena_free(arena);
    return 0;
}

static sk_backtest_opt options(const sk_panel *p, unsigned methods)
{
    sk_backtest_opt o = {.engine = sk_engine_defaults(), .n_h = 10, .methods = methods};
    o.engine.past = 40;
    o.from = p->day[p->n_days > 250 ? p->n_days - 150 : p->n_days - 20];
    o.to = p->day[p->n_days - 1];
    return o;
}

static void quantiles_cover_what_they_say(void **state)
{
    (void)state;
    sk_panel p;
    sk_backtest b;
    sim_build(&sim_plain, arena, &p);
    sk_backtest_opt o = options(&p, 1u << SK_BY_MODEL | 1u << SK_BY_FOUR);
    assert_int_equal(sk_backtest_run(&p, &o, arena, &b, NULL), SK_OK);
    const sk_score *s = &b.score[SK_BY_MODEL][SK_CUT_MAIN];
    static const double want[SK_N_Q] = {10, 50, 80, 90, 95};
    assert_true(s->n > 2000);
    for (int k = 0; k < SK_N_Q; k++) assert_near(s->cover[k], want[k], 4.0);
    /* noise of 6 % leaves 4.8 % of mean absolute error; a perfect model cannot do better */
    assert_true(s->wape < 5.5);
    assert_true(s->wape < b.score[SK_BY_FOUR][SK_CUT_MAIN].wape);
    assert_true(s->pinavg < b.score[SK_BY_FOUR][SK_CUT_MAIN].pinavg);
    assert_true(s->cost90 > 0.0);
}

static void orders_that_know_are_used(void **state)
{
    (void)state;
    sim s = sim_plain;
    s.orders = 1.0;
    sk_panel p;
    sk_backtest b;
    sim_build(&s, arena, &p);
    sk_backtest_opt o = options(&p, (1u << SK_N_BY) - 1);
    assert_int_equal(sk_backtest_run(&p, &o, arena, &b, NULL), SK_OK);
    double model = b.score[SK_BY_MODEL][SK_CUT_MAIN].wape;
    assert_true(b.score[SK_BY_ORDERS][SK_CUT_MAIN].wape < model / 2);
    assert_true(b.score[SK_BY_ORDER][SK_CUT_MAIN].wape > 4.5); /* 5 % too many */
    assert_true(b.score[SK_BY_CALIBRATED][SK_CUT_MAIN].wape < 1.0);
    sk_buf t = SK_BUF_INIT;
    sk_score_table(b.score, SK_CUT_MAIN, SK_LANG_EN, &t);
    assert_non_null(strstr(sk_buf_str(&t), "own order"));
    sk_buf_clear(&t);
    sk_backtest_csv(&b, SK_BY_ORDERS, &t);
    assert_non_null(strstr(sk_buf_str(&t), "\nu03,"));
    assert_true(sk_buf_ok(&t));
    sk_buf_free(&t);
}

/* Forecasts of the day after the last count; q is [SK_N_Q][lanes] of counts. */
static void forecast(const sk_panel *p, int origin, double *q)
{
    int from = origin % 5, n = 0, list[200];
    for (int t = from; t <= origin; t += 5) list[n++] = t;
    int *origins = sk_arena_calloc(arena, (size_t)n, sizeof *origins);
    memcpy(origins, list, (size_t)n * sizeof *origins);
    sk_engine_opt e = sk_engine_defaults();
    sk_track k, w;
    sk_fit f;
    sk_level l;
    sk_quant v;
    assert_int_equal(sk_track_new(p, origins, n, 10, arena, &k, NULL), SK_OK);
    assert_int_equal(sk_track_model(p, &e.fit, &e.level, &k, arena, &f, &l, NULL), SK_OK);
    assert_int_equal(sk_track_orders(&k, &e.orders, arena, &w, NULL), SK_OK);
    assert_int_equal(sk_quant_new(&w, &e.quant, arena, &v, NULL), SK_OK);
    sk_quant_at(&v, n - 1);
    sk_quant_of(&v, n - 1, 1, q);
    for (int i = 0; i < SK_N_Q * p->lanes; i++)
        q[i] = exp(q[i] + p->off[(origin + 1) * p->lanes + i % p->lanes]);
}

static void check_order(const sk_panel *p, const double *q)
{
    for (int u = 0; u < p->n_units; u++)
        for (int k = 0; k < SK_N_Q; k++) {
            double x = q[k * p->lanes + u];
            assert_true(isfinite(x) && x > 0.0);
            if (k > 0) assert_true(x >= q[(k - 1) * p->lanes + u]);
        }
}

static void odd_panels_give_ordered_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int units, observed, gap; /* every gap-th day only */
        double noise;
    } rows[] = {{"no counts", 3, -1, 1, 0.06},      {"one day", 3, 1, 1, 0.06},
                {"five days", 3, 5, 1, 0.06},       {"one unit", 1, 0, 1, 0.06},
                {"constant", 2, 0, 1, 0.0},         {"one unit, one day", 1, 1, 1, 0.0},
                {"measuring weeks", 4, 0, 7, 0.06}, {"25 days", 5, 25, 1, 0.06}};
    for (size_t i = 0; i < N_OF(rows); i++) {
        sim s = sim_plain;
        s.n_units = rows[i].units;
        s.n_cal = 400;
        s.noise = rows[i].noise;
        s.friday_spread = 0.0;
        s.observed = rows[i].observed > 0 ? rows[i].observed : 0;
        sk_panel p;
        double q[SK_N_Q * 8];
        sim_build(&s, arena, &p);
        for (int c = 0; c < p.n_days * p.lanes; c++)
            if (rows[i].observed < 0 || (rows[i].gap > 1 && c / p.lanes % rows[i].gap))
                p.w[c] = p.y[c] = 0.0;
        forecast(&p, p.n_days - 12, q);
        check_order(&p, q);
    }
}

static double spread(int observed)
{
    sim s = sim_plain;
    s.n_units = 4;
    s.n_cal = 420;
    sk_panel p;
    double q[SK_N_Q * 4];
    sim_build(&s, arena, &p);
    int origin = p.n_days - 12;
    for (int t = 0; t < p.n_days; t++)
        for (int u = 0; u < 4; u++)
            if (t > origin || t <= origin - observed)
                p.w[t * p.lanes + u] = p.y[t * p.lanes + u] = 0.0;
    forecast(&p, origin, q);
    return log(q[SK_Q90 * 4] / q[SK_Q10 * 4]);
}

static void short_history_is_wide(void **state)
{
    (void)state;
    double none = spread(0), week = spread(5), month = spread(25), year = spread(400);
    assert_true(none > 0.3);
    assert_true(week > year && month > year);
    assert_true(year > 0.1 && year < 0.25); /* 2.56 x 6 % = 0.15 */
}

/* A unit without history takes its type's share of its own roll. */
static void new_unit_follows_its_type(void **state)
{
    (void)state;
    sk_panel p;
    double q[SK_N_Q * 12];
    sim_build(&sim_plain, arena, &p);
    int origin = p.n_days - 12;
    for (int t = 0; t < p.n_days; t++) p.w[t * p.lanes + 4] = p.y[t * p.lanes + 4] = 0.0;
    forecast(&p, origin, q);
    double want = exp(sim_log_count(&sim_plain, p.day[origin + 1], 4, 0.0));
    assert_true(fabs(q[SK_Q50 * p.lanes + 4] / want - 1.0) < 0.08);
    assert_true(q[SK_Q90 * p.lanes + 4] / q[SK_Q10 * p.lanes + 4] >
                q[SK_Q90 * p.lanes + 5] / q[SK_Q10 * p.lanes + 5]);
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    sim s = sim_plain;
    s.n_units = 2;
    s.n_cal = 200;
    sk_panel p;
    sim_build(&s, arena, &p);
    sk_backtest_opt o = options(&p, (1u << SK_N_BY) - 1);
    for (unsigned long n = 1;; n++) {
        sk_arena *a = sk_arena_new();
        sk_backtest b;
        sk_err err;
        sk_err_init(&err, SK_LANG_EN);
        sk_mem_fail_at(n);
        sk_code c = sk_backtest_run(&p, &o, a, &b, &err);
        sk_mem_fail_at(0);
        sk_arena_free(a);
        if (c == SK_OK) break;
        assert_int_equal(c, SK_E_NOMEM);
        assert_int_equal(err.code, SK_E_NOMEM);
        assert_true(n < 1000);
    }
}

static void periods_without_history_are_refused(void **state)
{
    (void)state;
    sk_panel p;
    sk_backtest b;
    sk_err err;
    sim s = sim_plain;
    s.n_cal = 100;
    sim_build(&s, arena, &p);
    sk_backtest_opt o = {.engine = sk_engine_defaults(), .n_h = 5, .methods = 1};
    o.from = p.day[0];
    o.to = p.day[20];
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(sk_backtest_run(&p, &o, arena, &b, &err), SK_E_INPUT);
    o.from = o.to = p.day[p.n_days - 1] + 100;
    assert_int_equal(sk_backtest_run(&p, &o, arena, &b, NULL), SK_E_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(quantiles_cover_what_they_say, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(orders_that_know_are_used, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(odd_panels_give_ordered_numbers, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(short_history_is_wide, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(new_unit_follows_its_type, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(memory_may_end_anywhere, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(periods_without_history_are_refused, open_arena,
                                        close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
