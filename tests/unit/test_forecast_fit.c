/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fit gives known effects back, whatever the order of the units and in spite of wrong counts. */
#include "forecast/sim_panel.h"

#include "forecast/track.h"

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

static void fit_last(const sk_panel *p, sk_fit *f)
{
    assert_int_equal(sk_fit_new(p, &sk_fit_defaults, arena, f, NULL), SK_OK);
    sk_fit_at(f, p->n_days - 2);
}

/* What a column does to a unit: a day with it against a day without. */
static double effect(const sk_panel *p, const sk_fit *f, const char *name, int unit)
{
    int col = sim_col(p, name), with = -1, without = -1;
    assert_true(col >= 0);
    for (int t = 0; t < p->n_days; t++) {
        bool has = false;
        for (int i = p->ptr[t]; i < p->ptr[t + 1]; i++) has |= p->idx[i] == col;
        if (has) with = t;
        else without = t;
    }
    return sk_fit_effect(f, with, 1, col, unit) - sk_fit_effect(f, without, 1, col, unit);
}

/* The unit's own Friday, found by the fit (which shrinks it) and the level of its weekdays together. */
static void check_fridays(const sk_panel *p, const sk_fit *f)
{
    sk_level l;
    int friday = -1, wednesday = -1;
    double a[16], b[16];
    assert_int_equal(sk_level_new(p, &sk_level_defaults, arena, &l, NULL), SK_OK);
    sk_level_at(&l, f);
    for (int t = 0; t < p->n_days; t++) {
        if (p->weekday[t] == 5) friday = t;
        if (p->weekday[t] == 3) wednesday = t;
    }
    sk_fit_predict(f, friday, 1, a);
    sk_level_add(&l, friday, 1, a);
    sk_fit_predict(f, wednesday, 1, b);
    sk_level_add(&l, wednesday, 1, b);
    double mean[2] = {0.0, 0.0};
    for (int u = 0; u < p->n_units; u++) mean[u % 2] += (a[u] - b[u]) / (p->n_units / 2.0);
    assert_near(mean[0], -0.09, 0.025);
    assert_near(mean[1], 0.01, 0.025);
}

static void known_effects_come_back(void **state)
{
    (void)state;
    sk_panel p;
    sk_fit f;
    double even = 0.0, odd = 0.0;
    sim_build(&sim_plain, arena, &p);
    fit_last(&p, &f);
    for (int u = 0; u < p.n_units; u++) {
        assert_near(effect(&p, &f, "fish", u), -0.05, 0.025);
        *(u % 2 ? &odd : &even) += effect(&p, &f, "wd5", u) / (p.n_units / 2.0);
    }
    assert_near((odd + even) / 2, -0.04, 0.015);
    assert_true(odd - even > 0.05); /* 0.1, shrunk */
    check_fridays(&p, &f);
}

static void wrong_counts_move_little(void **state)
{
    (void)state;
    sim s = sim_plain;
    s.outliers = 0.03;
    sk_panel p;
    sk_fit f;
    sim_build(&s, arena, &p);
    fit_last(&p, &f);
    double fish = 0.0;
    for (int u = 0; u < p.n_units; u++) {
        fish += effect(&p, &f, "fish", u) / p.n_units;
        assert_true(f.sigma[u] < 0.12);
    }
    assert_near(fish, -0.05, 0.02);
}

static void predict_all(const sk_panel *p, double *out)
{
    sk_fit f;
    int t = p->n_days - 1;
    fit_last(p, &f);
    sk_fit_predict(&f, t, 1, out);
}

static void order_of_units_changes_nothing(void **state)
{
    (void)state;
    sim s = sim_plain;
    sk_panel a, b;
    double x[16], y[16];
    sim_build(&s, arena, &a);
    s.reversed = true;
    sim_build(&s, arena, &b);
    predict_all(&a, x);
    predict_all(&b, y);
    for (int u = 0; u < s.n_units; u++) assert_near(x[u], y[s.n_units - 1 - u], 1e-9);
}

static void later_counts_are_not_seen(void **state)
{
    (void)state;
    sim s = sim_plain;
    sk_panel a, b;
    sk_fit fa, fb;
    double x[16], y[16];
    int origin = 300;
    sim_build(&s, arena, &a);
    s.until = a.day[origin];
    sim_build(&s, arena, &b);
    assert_int_equal(sk_fit_new(&a, &sk_fit_defaults, arena, &fa, NULL), SK_OK);
    assert_int_equal(sk_fit_new(&b, &sk_fit_defaults, arena, &fb, NULL), SK_OK);
    sk_fit_at(&fa, origin);
    sk_fit_at(&fb, origin);
    for (int h = 1; h <= 15; h++) {
        sk_fit_predict(&fa, origin + h, h, x);
        sk_fit_predict(&fb, origin + h, h, y);
        for (int u = 0; u < s.n_units; u++) assert_true(fabs(x[u] - y[u]) < 1e-15);
    }
}

/* Days when the food ran out say that at least so many came: the fit must not learn less. */
static void censored_days_do_not_pull_down(void **state)
{
    (void)state;
    sk_panel p;
    double plain[16], cut[16], told[16];
    sim_build(&sim_plain, arena, &p);
    predict_all(&p, plain);
    for (int t = p.n_days - 60; t < p.n_days; t += 2) p.y[(size_t)t * (size_t)p.lanes] -= 0.3;
    predict_all(&p, cut);
    for (int t = p.n_days - 60; t < p.n_days; t += 2) p.censored[(size_t)t * (size_t)p.lanes] = 1;
    predict_all(&p, told);
    assert_true(fabs(told[0] - plain[0]) < 0.015);
    assert_true(cut[0] < told[0]);
}

/* A strike is not expected more than three days ahead. */
static void strikes_are_known_late(void **state)
{
    (void)state;
    sim s = sim_plain;
    sk_calday *cal = sk_arena_calloc(arena, (size_t)s.n_cal, sizeof *cal);
    for (int i = 0; i < s.n_cal; i++) {
        sk_day d = sim_first() + i;
        uint8_t strike = sim_open(d) && i % 97 == 3 ? SK_CD_STRIKE : 0;
        cal[i] = (sk_calday){d, sim_open(d) ? SK_CD_SERVICE | strike : 0, ""};
    }
    sk_panel p;
    sk_fit f;
    double near[16], far[16];
    assert_int_equal(sk_panel_new(cal, s.n_cal, s.n_units, arena, &p, NULL), SK_OK);
    p.n_types = 2;
    for (int u = 0; u < s.n_units; u++) sim_cells(&s, &p, u, u);
    int last = 0;
    for (int t = 0; t < p.n_days; t++) {
        if (!(p.flags[t] & SK_PD_SKIP)) continue;
        last = t;
        for (int u = 0; u < s.n_units; u++) p.count[(size_t)t * (size_t)p.lanes + (size_t)u] *= 0.5;
    }
    sk_panel_seal(&p);
    assert_int_equal(sk_fit_new(&p, &sk_fit_defaults, arena, &f, NULL), SK_OK);
    sk_fit_at(&f, last - 4);
    sk_fit_predict(&f, last, SK_LATE_DAYS, near);
    sk_fit_predict(&f, last, SK_LATE_DAYS + 1, far);
    for (int u = 0; u < s.n_units; u++) assert_true(near[u] < far[u] - 0.3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(known_effects_come_back, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(wrong_counts_move_little, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(order_of_units_changes_nothing, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(later_counts_are_not_seen, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(censored_days_do_not_pull_down, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(strikes_are_known_late, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
