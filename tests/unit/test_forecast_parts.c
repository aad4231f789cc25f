/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small parts: algebra, medians, words of menus, columns of days, sums of distributions, and the
 * reader of canteen folders. */
#include "forecast/sim_panel.h"

#include <unistd.h>

#include "base/file.h"
#include "forecast/forecast.h"
#include "forecast/panel_csv.h"
#include "forecast/panel_kommun.h"

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

static void both_solvers_agree(void **state)
{
    (void)state;
    enum { N = 5, L = 4 };
    double a[N * N], b[N], al[N * (N + 1) / 2 * L], bl[N * L], m[N][N];
    sk_rng r;
    sk_rng_seed(&r, 5);
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) m[i][j] = sk_rng_normal(&r);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j <= i; j++) {
            double s = i == j ? 0.5 : 0.0;
            for (int k = 0; k < N; k++) s += m[i][k] * m[j][k];
            a[i * N + j] = s;
            for (int u = 0; u < L; u++) al[(i * (i + 1) / 2 + j) * L + u] = s * (1 + u);
        }
        b[i] = i - 2.0;
        for (int u = 0; u < L; u++) bl[i * L + u] = b[i];
    }
    double a0[N * N];
    memcpy(a0, a, sizeof a0);
    sk__chol(a, N);
    sk__chol_solve(a, N, b);
    sk__chol_lanes(al, bl, N, L);
    for (int i = 0; i < N; i++) {
        double s = 0.0;
        for (int j = 0; j < N; j++) s += b[j] * (j <= i ? a0[i * N + j] : a0[j * N + i]);
        assert_near(s, i - 2.0, 1e-9);
        for (int u = 0; u < L; u++) assert_near(bl[i * L + u] * (1 + u), b[i], 1e-9);
    }
}

static void medians(void **state)
{
    (void)state;
    double one[] = {3}, two[] = {5, 1}, odd[] = {9, 1, 5, 5, 2}, even[] = {4, 1, 3, 2, 9, 8};
    assert_near(sk__median(one, 0), 0.0, 0);
    assert_near(sk__median(one, 1), 3.0, 0);
    assert_near(sk__median(two, 2), 3.0, 0);
    assert_near(sk__median(odd, 5), 5.0, 0);
    assert_near(sk__median(even, 6), 3.5, 0);
}

static bool in_family(const char *text, const char *name, bool french)
{
    for (int i = 0; i < sk__family_count(); i++)
        if (strcmp(sk__family_name(i), name) == 0) return sk__family_bits(text, french) >> i & 1u;
    fail_msg("no family %s", name);
    return false;
}

static void dishes_have_families(void **state)
{
    (void)state;
    static const struct {
        const char *text, *family;
        bool french, want;
    } rows[] = {
        {"Panerad fisk med remoulad", "fish", false, true},
        {"Ugnsbakad TORSKRYGG", "fish", false, true},
        {"K\xc3\xb6ttbullar med gr\xc3\xa4"
         "dds\xc3\xa5s",
         "beef", false, true},
        {"K\xc3\xb6ttbullar", "fish", false, false},
        {"\xc3\x84rtsoppa och pannkakor", "soup", false, true},
        {"\xc3\x84rtsoppa och pannkakor", "sweet", false, true},
        {"Makaronl\xc3\xa5"
         "da",
         "pasta", false, true},
        {"Chicken nuggets | Frites", "fries", true, true},
        {"Filet de poisson", "fish", true, true},
        {"Saut\xc3\xa9 de b\xc5\x93uf", "beef", true, true},
        {"Filet de poisson", "soup", true, false},
        {"", "fish", false, false},
    };
    for (size_t i = 0; i < N_OF(rows); i++)
        assert_int_equal(in_family(rows[i].text, rows[i].family, rows[i].french), rows[i].want);
}

static bool has(const sk_panel *p, sk_day d, const char *name)
{
    int t = sk_panel_find(p, d), col = sim_col(p, name);
    assert_true(t >= 0);
    for (int i = p->ptr[t]; i < p->ptr[t + 1]; i++)
        if (p->idx[i] == col) return true;
    return false;
}

static sk_day ymd(int y, int m, int d)
{
    sk_day out = 0;
    assert_true(sk_day_from_ymd(y, m, d, &out));
    return out;
}

static void days_know_their_place(void **state)
{
    (void)state;
    sk_panel p;
    sim_build(&sim_plain, arena, &p);
    assert_true(has(&p, ymd(2021, 6, 11), "toS0")); /* the last day of the school year */
    assert_true(has(&p, ymd(2021, 6, 10), "toS1"));
    assert_false(has(&p, ymd(2021, 6, 11), "to0"));
    assert_true(has(&p, ymd(2021, 8, 17), "sinceS0"));
    assert_true(has(&p, ymd(2020, 12, 18), "to0")); /* before Christmas */
    assert_true(has(&p, ymd(2021, 1, 11), "since0"));
    assert_true(has(&p, ymd(2021, 1, 15), "wd5"));
    assert_true(has(&p, ymd(2021, 1, 12), "m1"));
    assert_int_equal(sk_panel_find(&p, ymd(2021, 7, 1)), -1);
    assert_true(p.flags[sk_panel_find(&p, ymd(2021, 6, 11))] & SK_PD_SPECIAL);
    assert_false(p.flags[sk_panel_find(&p, ymd(2021, 3, 17))] & SK_PD_SPECIAL);
}

static void feasts_fall_where_they_did(void **state)
{
    (void)state;
    assert_int_equal(sk__islamic_flags(ymd(2023, 4, 21)), SK_CD_FEAST);
    assert_int_equal(sk__islamic_flags(ymd(2023, 4, 10)), SK_CD_FAST);
    assert_int_equal(sk__islamic_flags(ymd(2023, 5, 10)), 0);
    assert_int_equal(sk__islamic_flags(ymd(2017, 6, 25)), SK_CD_FEAST);
    assert_int_equal(sk__islamic_flags(ymd(2023, 6, 28)), SK_CD_FEAST);
    assert_int_equal(sk__islamic_flags(ymd(2024, 6, 16)), SK_CD_FEAST);
}

static void sums_of_sites(void **state)
{
    (void)state;
    sk_dist v[4];
    double all[4] = {1, 1, 1, 1}, none[4] = {0, 0, 0, 0};
    for (int i = 0; i < 4; i++) {
        v[i] = (sk_dist){0, 90, 100, 108, 112, 116};
        sk_dist_mean(&v[i]);
    }
    sk_dist one = sk_dist_sum(v, none, 1), same = sk_dist_sum(v, all, 4),
            free = sk_dist_sum(v, none, 4);
    assert_near(one.q90, 112, 1e-9);
    assert_near(same.q90, 448, 1e-9);
    assert_near(free.q90 - free.q50, 24 * 1.15, 1e-9); /* half of 48: sqrt(4) / 4, and the tails */
    assert_near(free.mean, 4 * v[0].mean, 1e-9);
    assert_true(free.q10 > same.q10 && free.q95 < same.q95);
    assert_near(sk_dist_at(&one, 0.85), 110, 1e-9);
    assert_true(sk_dist_at(&one, 0.99) > 116 && sk_dist_at(&one, 0.01) < 90);
}

static void lines_of_a_meal(void **state)
{
    (void)state;
    sk_dist d = {0, 90, 100, 108, 112, 116};
    sk_dist all = sk_forecast_line(&d, 0, 1.0), less = sk_forecast_line(&d, 10, 1.0);
    sk_dist veg = sk_forecast_line(&d, 10, 0.2), none = sk_forecast_line(&d, 200, 0.5);
    assert_near(all.q95, 116, 1e-9);
    assert_near(less.q95, 106, 1e-9);
    assert_near(veg.q50, 18, 1e-9);
    assert_true(veg.q95 > 0.2 * 106 && veg.q10 < 0.2 * 80 && veg.q10 >= 0);
    assert_true(veg.q80 <= veg.q90 && veg.q90 <= veg.q95);
    assert_near(none.q95, 0, 1e-9);
}

static void put(const char *name, const char *text)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", test_tmp(), name);
    assert_int_equal(sk_file_write(path, text, strlen(text), NULL), SK_OK);
}

static const char calendar[] = "date,weekday,service_day,strike,menu\n"
                               "2023-11-27,1,1,0,Poisson | Riz\n"
                               "2023-11-28,2,1,0,Frites\n"
                               "2023-11-29,3,0,0,\n"
                               "2023-11-30,4,1,1,Pizza\n";

static void canteen_folders_are_read(void **state)
{
    (void)state;
    put("calendar.csv", calendar);
    put("attendance.csv", "unit,type,date,attendance,enrolled,ordered,suspect\n"
                          "b,M,2023-11-27,10,20,12,0\n"
                          "a,E,2023-11-27,30,40,,0\n"
                          "a,E,2023-11-28,,40,,0\n"
                          "a,E,2023-11-30,31,40,,1\n"
                          "a,E,2023-11-29,31,40,,0\n"
                          "b,M,x,10,20,12,0\n"
                          "b,M,2023-11-28,-5,20,12,0\n");
    sk_panel_csv in;
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    assert_int_equal(sk_panel_read_csv(test_tmp(), arena, &in, diags, NULL), SK_OK);
    const sk_panel *p = &in.panel;
    assert_int_equal(p->n_days, 3);
    assert_int_equal(p->n_units, 2);
    assert_string_equal(p->unit[0], "a");
    assert_int_equal(p->n_types, 2);
    assert_near(p->count[0], 30, 0);
    assert_near(p->count[1], 10, 0);
    assert_near(p->order[1], 12, 0);
    assert_near(p->w[p->lanes], 0, 0);     /* empty */
    assert_near(p->w[2 * p->lanes], 0, 0); /* suspect */
    assert_true(p->flags[2] & SK_PD_SKIP);
    assert_int_equal(in.n_rows, 6);
    assert_int_equal(in.n_set_aside, 4);
    assert_int_equal(sk_diags_count(diags, SK_SEV_ERROR), 2);
    sk_diags_free(diags);
}

static void faulty_folders_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *cal, *att;
    } rows[] = {
        {calendar, "unit,type,date\nb,M,2023-11-27\n"},
        {calendar, "type,date,attendance\nM,2023-11-27,4\n"},
        {"date,weekday\n2023-11-27,1\n", "unit,date,attendance\nb,2023-11-27,4\n"},
        {"date,service_day\n2023-11-27,1\n2023-11-29,1\n",
         "unit,date,attendance\nb,2023-11-27,4\n"},
        {"date,service_day\n2023-11-27,0\n", "unit,date,attendance\nb,2023-11-27,4\n"},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        put("calendar.csv", rows[i].cal);
        put("attendance.csv", rows[i].att);
        sk_panel_csv in;
        sk_err err;
        sk_err_init(&err, SK_LANG_EN);
        sk_diags *diags = sk_diags_new(SK_LANG_EN);
        assert_int_equal(sk_panel_read_csv(test_tmp(), arena, &in, diags, &err), SK_E_INPUT);
        assert_true(err.text[0] != '\0');
        sk_diags_free(diags);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_solvers_agree),
        cmocka_unit_test(medians),
        cmocka_unit_test(dishes_have_families),
        cmocka_unit_test_setup_teardown(days_know_their_place, open_arena, close_arena),
        cmocka_unit_test(feasts_fall_where_they_did),
        cmocka_unit_test(sums_of_sites),
        cmocka_unit_test(lines_of_a_meal),
        cmocka_unit_test_setup_teardown(canteen_folders_are_read, open_arena, close_arena),
        cmocka_unit_test_setup_teardown(faulty_folders_are_refused, open_arena, close_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
