/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forecast of the mini kommun: hardly any history, so type and category speak, and it shows. */
#include "unit/folder.h"

#include <math.h>

#include "base/mem.h"
#include "domain/query.h"
#include "forecast/follow.h"
#include "forecast/forecast.h"
#include "forecast/outlook.h"
#include "forecast/panel_kommun.h"
#include "input/history.h"

static sk_kommun *kommun;
static sk_history *history;

static int load_all(void **state)
{
    sk_diags *d;
    char path[FOLDER_PATH];
    copy_mini(state);
    load_copy(&kommun, &d);
    if (!kommun) return -1;
    copy_path(path, "");
    sk_code c = sk_history_load(path, kommun, &history, d, NULL);
    sk_diags_free(d);
    return c == SK_OK ? 0 : -1;
}

static int free_all(void **state)
{
    (void)state;
    sk_history_free(history);
    sk_kommun_free(kommun);
    return 0;
}

static sk_day monday(void)
{
    sk_day d = 0;
    sk_week_monday((sk_week){2023, 48}, &d);
    return d;
}

static void every_need_has_a_forecast(void **state)
{
    (void)state;
    sk_engine_opt o = sk_engine_defaults();
    sk_arena *a = sk_arena_new();
    sk_forecast f;
    sk_demand d;
    int found = 0;
    assert_int_equal(sk_forecast_run(kommun, history, monday(), 9, &o, a, &f, NULL), SK_OK);
    assert_int_equal(sk_demand_build(kommun, NULL, monday(), 7, a, &d, NULL), SK_OK);
    for (int i = 0; i < d.n_needs; i++) {
        const sk_need *n = &d.need[i];
        const sk_fc_cell *c = sk_forecast_find(&f, n->site, n->meal, n->eaten);
        if (!c) fail_msg("no forecast for need %d", i);
        found++;
        assert_true(c->guests > 0.0 && c->h >= 1);
        assert_true(c->dist.q10 > 0.0 && c->dist.q10 <= c->dist.q50 && c->dist.q50 <= c->dist.q80);
        assert_true(c->dist.q80 <= c->dist.q90 && c->dist.q90 <= c->dist.q95);
        assert_true(isfinite(c->dist.mean) && c->dist.mean < 2.0 * c->guests);
        for (int k = 0; k < SK_N_DRIVES; k++) assert_true(fabs(c->effect[k]) < 0.5);
        /* hardly any history: wide */
        assert_true(c->n_obs < 30 && c->dist.q90 > 1.1 * c->dist.q10);
    }
    assert_true(found > 10);
    assert_null(sk_forecast_find(&f, kommun->n_sites, SK_MEAL_LUNCH, monday()));
    sk_arena_free(a);
}

static void drivers_add_up(void **state)
{
    (void)state;
    sk_engine_opt o = sk_engine_defaults();
    sk_arena *a = sk_arena_new();
    sk_forecast f;
    assert_int_equal(sk_forecast_run(kommun, history, monday(), 5, &o, a, &f, NULL), SK_OK);
    assert_true(f.n_used > 0);
    for (int i = 0; i < f.n_cells; i++) {
        const sk_fc_cell *c = &f.cell[i];
        double x = log(c->usual);
        for (int k = 0; k < SK_N_DRIVES; k++) x += c->effect[k];
        assert_true(fabs(x - log(c->dist.q50)) < 0.08); /* and the errors' median */
    }
    for (int k = 0; k < SK_N_DRIVES; k++)
        assert_true(sk_drive_name((sk_drive)k, SK_LANG_EN)[0] != '\0');
    sk_arena_free(a);
}

/* An order for a coming day reaches the forecast of that day, and of no other. */
static void orders_ahead_are_heard(void **state)
{
    (void)state;
    sk_engine_opt o = sk_engine_defaults();
    sk_arena *a = sk_arena_new();
    sk_forecast f;
    sk_ix site = sk_find_site(kommun, "ljung_sabo");
    const sk_count v[] = {{monday(), site, 31, SK_MEAL_LUNCH, SK_BASIS_ORDERS, false},
                          {monday() + 1, site, 33, SK_MEAL_LUNCH, SK_BASIS_ORDERS, false}};
    assert_true(sk_history_give_ahead(history, v, 2, NULL));
    assert_int_equal(sk_forecast_run(kommun, history, monday(), 3, &o, a, &f, NULL), SK_OK);
    for (int i = 0; i < 3; i++) {
        const sk_fc_cell *c = sk_forecast_find(&f, site, SK_MEAL_LUNCH, monday() + i);
        assert_true(c && c->order == (i < 2 ? v[i].count : 0));
    }
    assert_true(sk_history_give_ahead(history, v, 0, NULL));
    sk_arena_free(a);
}

/* Before all counts nothing is forecast, of the year to come neither: then others take the registers' attendance. */
static void days_before_all_counts_have_none(void **state)
{
    (void)state;
    sk_engine_opt o = sk_engine_defaults();
    sk_arena *a = sk_arena_new();
    sk_forecast f;
    sk_outlook l;
    assert_int_equal(sk_forecast_run(kommun, history, monday() - 700, 5, &o, a, &f, NULL), SK_OK);
    assert_int_equal(f.n_cells, 0);
    assert_int_equal(sk_outlook_make(kommun, history, monday() - 700, 200, a, &l, NULL), SK_OK);
    assert_int_equal(l.counted, SK_NO_DAY);
    sk_arena_free(a);
}

/* Without any history the category's attendance is the middle of a wide forecast. */
static void no_history_at_all(void **state)
{
    (void)state;
    sk_engine_opt o = sk_engine_defaults();
    sk_arena *a = sk_arena_new();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_history *none;
    sk_forecast f;
    char path[FOLDER_PATH];
    snprintf(path, sizeof path, "%s/empty", test_tmp());
    mkdir(path, 0700);
    assert_int_equal(sk_history_load(path, kommun, &none, d, NULL), SK_OK);
    assert_int_equal(sk_forecast_run(kommun, none, monday(), 5, &o, a, &f, NULL), SK_OK);
    assert_true(f.n_cells > 0);
    for (int i = 0; i < f.n_cells; i++) {
        const sk_fc_cell *c = &f.cell[i];
        const sk_category *cat = &kommun->category[kommun->site[c->site].category];
        double want = c->guests * cat->attendance_ppm / SK_PPM;
        assert_int_equal(c->n_obs, 0);
        assert_true(fabs(c->dist.q50 / want - 1.0) < 0.02);
        assert_true(c->dist.q10 < 0.75 * c->dist.q50 &&
                    c->dist.q95 <= fmax(c->guests, c->dist.q50));
    }
    sk_history_free(none);
    sk_diags_free(d);
    sk_arena_free(a);
}

static void too_far_ahead_is_refused(void **state)
{
    (void)state;
    sk_engine_opt o = sk_engine_defaults();
    sk_arena *a = sk_arena_new();
    sk_forecast f;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(sk_forecast_run(kommun, history, monday() + 150, 60, &o, a, &f, &err),
                     SK_E_INPUT);
    assert_true(err.text[0] != '\0');
    sk_arena_free(a);
}

/* A meal with an attendance of its own: fewer are expected, but no fewer are entitled. */
static void the_roll_knows_no_attendance(void **state)
{
    (void)state;
    sk_engine_opt o = sk_engine_defaults();
    sk_arena *a = sk_arena_new();
    sk_kommun k = *kommun;
    sk_forecast f, g;
    sk_group group;
    sk_ix site = sk_find_site(kommun, "ek_fsk");
    k.site_meal = sk_arena_calloc(a, (size_t)k.n_site_meals, sizeof *k.site_meal);
    memcpy(k.site_meal, kommun->site_meal, (size_t)k.n_site_meals * sizeof *k.site_meal);
    sk_span rows = sk_site_meals_of(&k, site);
    for (int i = rows.first; i < rows.end; i++) k.site_meal[i].attendance_ppm = 425000;
    assert_int_equal(sk_forecast_run(kommun, history, monday(), 1, &o, a, &f, NULL), SK_OK);
    assert_int_equal(sk_forecast_run(&k, history, monday(), 1, &o, a, &g, NULL), SK_OK);
    const sk_fc_cell *x = sk_forecast_find(&f, site, SK_MEAL_LUNCH, monday());
    const sk_fc_cell *y = sk_forecast_find(&g, site, SK_MEAL_LUNCH, monday());
    assert_true(x && y && fabs(y->dist.q50 / x->dist.q50 - 0.5) < 0.02);
    assert_true(fabs(y->guests - x->guests) < 1e-9);
    assert_true(y->dist.q95 > 0.55 * x->dist.q95); /* a wide forecast is not cut at half the roll */
    sk_ix cal = kommun->site[site].calendar;
    assert_int_equal(sk_group_build(&k, history, cal, SK_MEAL_LUNCH, monday(), a, &group, NULL),
                     SK_OK);
    sk_track enrolled;
    int origin = sk_panel_find(&group.panel, monday()) - 1, u = 0;
    while (group.site[u] != site) u++;
    assert_int_equal(sk_track_new(&group.panel, &origin, 1, 1, a, &enrolled, NULL), SK_OK);
    sk__track_baseline(&group.panel, SK_BY_ENROLLED, &enrolled);
    size_t at = (size_t)(origin + 1) * (size_t)group.panel.lanes + (size_t)u;
    double all = exp(sk_track_at(&enrolled, 0, 1)[u] + group.panel.off[at]);
    assert_true(fabs(all - x->guests) < 1e-6);
    sk_arena_free(a);
}

/* What a home gets the day before is looked back at from the first day on. */
static void a_look_back_has_its_first_day(void **state)
{
    (void)state;
    sk_arena *a = sk_arena_new();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_buf b = SK_BUF_INIT;
    sk_history *h;
    sk_follow f;
    char path[FOLDER_PATH], day[SK_DATE_LEN];
    read_mini("history/attendance.csv", &b);
    for (int i = 1; i <= 10; i++)
        sk_buf_addf(&b, "%s;ljung_hem;lunch;%d;ätande\r\n", sk_day_str(kommun->as_of - i, day),
                    20 + i % 3);
    put_doc("history/attendance.csv", sk_buf_str(&b), b.len);
    copy_path(path, "");
    assert_int_equal(sk_history_load(path, kommun, &h, d, NULL), SK_OK);
    assert_int_equal(
        sk_follow_make(kommun, h, kommun->as_of - 4, kommun->as_of - 3, 3, a, &f, NULL), SK_OK);
    sk_ix home = sk_find_site(kommun, "ljung_hem");
    int days = 0;
    for (int i = 0; i < f.n_days; i++) days += f.day[i].site == home;
    assert_int_equal(days, 3);
    copy_doc("history/attendance.csv");
    sk_history_free(h);
    sk_diags_free(d);
    sk_buf_free(&b);
    sk_arena_free(a);
}

/* Seven of ten come, six on Fridays: so do they in the year to come, whoever counts guests x share x attendance. */
static void a_year_to_come_is_attended_as_counted(void **state)
{
    (void)state;
    sk_arena *a = sk_arena_new();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_buf b = SK_BUF_INIT;
    sk_history *h;
    sk_outlook o, none;
    char path[FOLDER_PATH], day[SK_DATE_LEN];
    sk_ix site = sk_find_site(kommun, "berga_46"), home = sk_find_site(kommun, "ljung_hem");
    sk_buf_add(&b, "datum;enhet;måltid;antal;räknesätt\r\n");
    double sum = 0.0, guests = 0.0;
    for (sk_day t = kommun->as_of - 200; t <= kommun->as_of; t++) {
        int n = sk_site_guests(kommun, site, t), weekday = sk_day_weekday(t);
        if (weekday > 5 || n == 0) continue;
        int eaten = n * (weekday == 5 ? 6 : 7) / 10;
        sk_buf_addf(&b, "%s;berga_46;lunch;%d;ätande\r\n", sk_day_str(t, day), eaten);
        sum += eaten;
        guests += n;
    }
    assert_true(guests > 0.0);
    put_doc("history/attendance.csv", sk_buf_str(&b), b.len);
    copy_path(path, "");
    assert_int_equal(sk_history_load(path, kommun, &h, d, NULL), SK_OK);
    assert_int_equal(sk_outlook_make(kommun, h, monday(), 14, a, &o, NULL), SK_OK);
    assert_int_equal(o.counted, kommun->as_of - (sk_day_weekday(kommun->as_of) + 2) % 7);
    assert_true(o.k.n_files > kommun->n_files && kommun->n_site_meals == o.k.n_site_meals);
    for (int i = 0; i < o.k.n_site_meals; i++) {
        const sk_site_meal *m = &o.k.site_meal[i], *was = &kommun->site_meal[i];
        if (m->site == site && fabs(m->attendance_ppm / (sum / guests * SK_PPM) - 1.0) > 0.02)
            fail_msg("%d ppm, counted %.0f", m->attendance_ppm, sum / guests * SK_PPM);
        if (m->site == site) assert_true(o.found[i] && was->attendance_ppm == 0);
        if (m->meal == SK_MEAL_SUPPER || kommun->product[m->product].kind == SK_PROD_GOODS)
            assert_true(!o.found[i] && m->attendance_ppm == was->attendance_ppm);
        if (m->site == home && o.found[i]) assert_true(m->attendance_ppm <= SK_PPM);
    }
    char empty[FOLDER_PATH];
    snprintf(empty, sizeof empty, "%s/none", test_tmp());
    mkdir(empty, 0700);
    sk_history_free(h);
    assert_int_equal(sk_history_load(empty, kommun, &h, d, NULL), SK_OK);
    assert_int_equal(sk_outlook_make(kommun, h, monday(), 14, a, &none, NULL), SK_OK);
    assert_true(none.counted == SK_NO_DAY && none.k.n_files == kommun->n_files);
    for (int i = 0; i < none.k.n_site_meals; i++)
        assert_int_equal(none.k.site_meal[i].attendance_ppm, kommun->site_meal[i].attendance_ppm);
    for (unsigned long n = 1;; n += n < 30 ? 1 : 17) {
        sk_arena *b2 = sk_arena_new();
        sk_mem_fail_at(n);
        sk_code c = sk_outlook_make(kommun, history, monday(), 7, b2, &o, NULL);
        sk_mem_fail_at(0);
        sk_arena_free(b2);
        if (c == SK_OK) break;
        assert_int_equal(c, SK_E_NOMEM);
    }
    copy_doc("history/attendance.csv");
    sk_history_free(h);
    sk_diags_free(d);
    sk_buf_free(&b);
    sk_arena_free(a);
}

/* One measuring week of another meal, long ago, leaves the forecast of the others alone. */
static void a_meal_counted_long_ago_silences_no_other(void **state)
{
    (void)state;
    sk_engine_opt o = sk_engine_defaults();
    sk_arena *a = sk_arena_new();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_buf b = SK_BUF_INIT;
    sk_history *h;
    sk_forecast f, g;
    char path[FOLDER_PATH];
    assert_int_equal(sk_forecast_run(kommun, history, monday(), 5, &o, a, &g, NULL), SK_OK);
    read_mini("history/attendance.csv", &b);
    sk_buf_add(&b, "2023-08-07;ljung_sabo;kvällsmat;30;ätande\r\n");
    sk_buf_add(&b, "2023-08-08;ljung_sabo;kvällsmat;31;ätande\r\n");
    put_doc("history/attendance.csv", sk_buf_str(&b), b.len);
    copy_path(path, "");
    assert_int_equal(sk_history_load(path, kommun, &h, d, NULL), SK_OK);
    assert_int_equal(sk_forecast_run(kommun, h, monday(), 5, &o, a, &f, NULL), SK_OK);
    assert_null(sk_forecast_find(&f, sk_find_site(kommun, "ljung_sabo"), SK_MEAL_SUPPER, monday()));
    sk_ix site = sk_find_site(kommun, "berga_46");
    const sk_fc_cell *x = sk_forecast_find(&g, site, SK_MEAL_LUNCH, monday());
    const sk_fc_cell *y = sk_forecast_find(&f, site, SK_MEAL_LUNCH, monday());
    assert_true(x && y && fabs(x->dist.q50 - y->dist.q50) < 1e-9);
    copy_doc("history/attendance.csv");
    sk_history_free(h);
    sk_diags_free(d);
    sk_buf_free(&b);
    sk_arena_free(a);
}

static void backtest_of_a_short_history(void **state)
{
    (void)state;
    sk_backtest_opt o = {.engine = sk_engine_defaults(), .n_h = 5, .methods = (1u << SK_N_BY) - 1};
    static sk_score score[SK_N_BY][SK_N_CUTS];
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    o.from = kommun->as_of - 4;
    o.to = kommun->as_of;
    assert_int_equal(sk_forecast_backtest(kommun, history, &o, score, &err), SK_OK);
    assert_true(score[SK_BY_MODEL][SK_CUT_ALL].n > 0);
    assert_true(isfinite(score[SK_BY_MODEL][SK_CUT_ALL].pinavg));
    assert_int_equal(score[SK_BY_MODEL][SK_CUT_ALL].n, score[SK_BY_ENROLLED][SK_CUT_ALL].n);
    o.from = o.to = kommun->as_of + 1000;
    assert_int_equal(sk_forecast_backtest(kommun, history, &o, score, &err), SK_E_INPUT);
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    sk_engine_opt o = sk_engine_defaults();
    for (unsigned long n = 1;; n += n < 30 ? 1 : 13) {
        sk_arena *a = sk_arena_new();
        sk_forecast f;
        sk_err err;
        sk_err_init(&err, SK_LANG_EN);
        sk_mem_fail_at(n);
        sk_code c = sk_forecast_run(kommun, history, monday(), 3, &o, a, &f, &err);
        sk_mem_fail_at(0);
        sk_arena_free(a);
        if (c == SK_OK) break;
        assert_int_equal(c, SK_E_NOMEM);
        assert_int_equal(err.code, SK_E_NOMEM);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_need_has_a_forecast),
        cmocka_unit_test(drivers_add_up),
        cmocka_unit_test(days_before_all_counts_have_none),
        cmocka_unit_test(no_history_at_all),
        cmocka_unit_test(orders_ahead_are_heard),
        cmocka_unit_test(too_far_ahead_is_refused),
        cmocka_unit_test(the_roll_knows_no_attendance),
        cmocka_unit_test(a_look_back_has_its_first_day),
        cmocka_unit_test(a_year_to_come_is_attended_as_counted),
        cmocka_unit_test(a_meal_counted_long_ago_silences_no_other),
        cmocka_unit_test(backtest_of_a_short_history),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, load_all, free_all);
}
