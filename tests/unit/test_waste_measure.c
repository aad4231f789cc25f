/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of waste against hand calculations and against effects that were put in. */
#include "unit/folder.h"

#include <math.h>

#include "base/mem.h"
#include "base/rng.h"
#include "domain/query.h"
#include "input/history.h"
#include "input/waste.h"
#include "waste/measure.h"

static sk_kommun *kommun;
static sk_arena *arena;
static sk_waste_data data;
static sk_wprice *price;
static sk_wgroups total, sites, dishes;

static int start(void **state)
{
    sk_diags *d;
    copy_mini(state);
    load_copy(&kommun, &d);
    sk_diags_free(d);
    arena = sk_arena_new();
    return kommun && arena ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    sk_arena_free(arena);
    sk_kommun_free(kommun);
    return 0;
}

static void read_rows(const char *rows)
{
    char path[FOLDER_PATH];
    sk_buf b = SK_BUF_INIT;
    sk_waste_log *l;
    sk_history *h;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_buf_addf(&b, "datum;plats;måltid;ström;mängd_g;portioner;rätt\n%s", rows);
    put_doc("history/waste.csv", sk_buf_str(&b), b.len);
    copy_path(path, "");
    assert_int_equal(sk_history_load(path, kommun, &h, d, NULL), SK_OK);
    assert_int_equal(sk_waste_load(path, kommun, &l, d, NULL), SK_OK);
    assert_int_equal(sk_waste_data_make(kommun, h, l, arena, &data, NULL), SK_OK);
    price = sk_waste_prices(kommun, arena);
    assert_non_null(price);
    assert_true(sk_waste_split(&data, SK_BY_TOTAL, arena, &total));
    assert_true(sk_waste_split(&data, SK_BY_SITE, arena, &sites));
    assert_true(sk_waste_split(&data, SK_BY_DISH, arena, &dishes));
    sk_waste_log_free(l);
    sk_history_free(h);
    sk_diags_free(d);
    sk_buf_free(&b);
}

static sk_wfigure figure_of(const sk_wgroups *g, int i, bool national)
{
    sk_wfigure f;
    sk_wsel sel = {.from = 0, .to = SK_DAY_FOREVER - 1, .national = national, .form = -1};
    assert_true(
        sk_waste_figure(&data, price, g->idx + g->at[i], g->at[i + 1] - g->at[i], &sel, &f));
    return f;
}

static void near(double got, double want, double within)
{
    if (!(fabs(got - want) <= within)) fail_msg("got %.6f, want %.6f", got, want);
}

static void totals_are_weighted_and_never_means_of_means(void **state)
{
    (void)state;
    /* 10 g at 100 eaters and 100 g at 10 are 2000 g / 110, not 55. */
    read_rows("2023-11-13;berga_46;lunch;tallrik;1000;100\n"
              "2023-11-13;ljung_lss;lunch;tallrik;1000;10\n"
              "2023-11-13;berga_46;lunch;servering;500;100\n"
              "2023-11-13;k_berga;lunch;tillagning;600;300\n"
              "2023-11-13;k_berga;lunch;lagring;150;300\n"
              "2023-11-13;k_berga;lunch;beredning;0;300\n");
    sk_wfigure f = figure_of(&total, 0, false);
    near(f.stream[SK_WASTE_PLATE].per, 2000.0 / 110, 1e-12);
    near(f.scope[SK_WASTE_MEAL].per, 2000.0 / 110 + 5, 1e-12);
    near(f.scope[SK_WASTE_KITCHEN].per, 2.5, 1e-12);
    near(f.scope[SK_WASTE_ALL].per, 2000.0 / 110 + 7.5, 1e-12);
    assert_true(f.whole[SK_WASTE_ALL]);
    assert_true(isnan(f.scope[SK_WASTE_MEAL].half)); /* too few weeks and places to say */
    assert_true(isnan(f.scope[SK_WASTE_ALL].slope));
    assert_true(isnan(f.consumption));
}

/* Four clusters, one stream: the interval by the formula, worked by hand. */
static void the_interval_is_that_of_the_ratio_estimate(void **state)
{
    (void)state;
    read_rows("2023-11-13;berga_46;lunch;tallrik;1000;100\n"
              "2023-11-06;berga_46;lunch;tallrik;2000;100\n"
              "2023-11-13;berga_79;lunch;tallrik;1500;100\n"
              "2023-11-14;berga_79;lunch;tallrik;1500;100\n"
              "2023-11-06;berga_79;lunch;tallrik;3000;100\n");
    sk_wfigure f = figure_of(&total, 0, false);
    double r = 9000.0 / 500; /* 18 */
    double e[4] = {1000 - 1800, 2000 - 1800, 3000 - 3600, 3000 - 1800}, sum = 0;
    for (int i = 0; i < 4; i++) sum += e[i] * e[i] / (500.0 * 500.0);
    near(f.stream[SK_WASTE_PLATE].per, r, 1e-12);
    assert_int_equal(f.stream[SK_WASTE_PLATE].clusters, 4);
    near(f.stream[SK_WASTE_PLATE].half, 3.182446 * sqrt(4.0 / 3 * sum), 2e-3); /* t of 3 degrees */
}

/* Twelve weeks of a place at 10 and 30 g by turns, so 1/2 of its figure from it, squared 1/4 x 12 / 11; a place with
 * one week, of 40 g, has that times its own. */
static void one_week_borrows_its_interval_from_the_others(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk_day first;
    assert_true(sk_day_parse("2023-08-14", &first));
    for (int week = 0; week < 12; week++) {
        char day[SK_DATE_LEN];
        sk_buf_addf(&b, "%s;berga_46;lunch;tallrik;%d;100\n", sk_day_str(first + 7 * week, day),
                    week % 2 ? 3000 : 1000);
    }
    sk_buf_add(&b, "2023-11-13;berga_79;lunch;tallrik;4000;100\n");
    read_rows(sk_buf_str(&b));
    sk_wspread spread;
    sk_wsel sel = {.from = 0, .to = SK_DAY_FOREVER - 1, .form = -1};
    sk_wfigure f;
    int i = sk_find_site(kommun, "berga_79");
    assert_true(sk_waste_spread(&data, &sel, &spread));
    near(spread.stream[SK_WASTE_PLATE], 0.25 * 12 / 11, 1e-12);
    assert_true(isnan(spread.stream[SK_WASTE_SERVING]) && isnan(spread.scope[SK_WASTE_MEAL]));
    f = figure_of(&sites, i, false);
    assert_true(isnan(f.stream[SK_WASTE_PLATE].half));
    sel.spread = &spread;
    assert_true(sk_waste_figure(&data, price, sites.idx + sites.at[i],
                                sites.at[i + 1] - sites.at[i], &sel, &f));
    near(f.stream[SK_WASTE_PLATE].half, 2.2281 * 40 * sqrt(0.25 * 12 / 11), 1e-2);
    sk_mem_fail_at(2);
    assert_false(sk_waste_spread(&data, &sel, &spread));
    sk_mem_fail_at(0);
    sk_buf_free(&b);
}

static void eaters_come_from_the_row_the_meal_or_the_counts(void **state)
{
    (void)state;
    read_rows("2023-11-13;berga_46;lunch;tallrik;1000;\n" /* attendance.csv: 164 */
              "2023-11-14;berga_46;lunch;tallrik;1000;\n" /* the other row of the meal: 150 */
              "2023-11-14;berga_46;lunch;servering;700;150\n"
              "2023-11-13;berga_79;lunch;tallrik;1000;\n"    /* nobody knows */
              "2023-11-13;k_berga;lunch;tillagning;900;\n"); /* nobody knows */
    sk_wfigure f = figure_of(&total, 0, false);
    near(f.stream[SK_WASTE_PLATE].per, 2000.0 / (164 + 150), 1e-12);
    assert_true(isnan(f.stream[SK_WASTE_COOKING].per));
    sk_day day = data.first;
    assert_int_equal(sk_waste_nowhere(&data, day, data.last), 1900);
    assert_int_equal(sk_waste_nowhere(&data, day + 1, data.last),
                     0); /* of the period, not of all years */
    assert_int_equal(sk_waste_nowhere(&data, 0, day - 1), 0);
    assert_int_equal(data.n_doubts, 2);
    assert_int_equal(data.doubt[0].rule, SK_DOUBT_NO_PORTIONS);
    assert_int_equal(data.doubt[0].line, 5);
    assert_false(data.doubt[0].kept); /* it is in no figure */
}

static void consumption_and_a_served_amount_that_cannot_be(void **state)
{
    (void)state;
    read_rows("2023-11-13;berga_46;lunch;serverat;50000;100\n"
              "2023-11-13;berga_46;lunch;servering;4000;100\n"
              "2023-11-13;berga_46;lunch;tallrik;2000;100\n"
              "2023-11-14;berga_46;lunch;serverat;5000;100\n" /* less than was thrown away */
              "2023-11-14;berga_46;lunch;servering;4000;100\n"
              "2023-11-14;berga_46;lunch;tallrik;2000;100\n");
    sk_wfigure f = figure_of(&total, 0, false);
    near(f.consumption, 440, 1e-12);
    near(f.scope[SK_WASTE_MEAL].per, 60, 1e-12); /* the waste itself counts */
    assert_int_equal(data.n_doubts, 1);
    assert_int_equal(data.doubt[0].rule, SK_DOUBT_SERVED);
    assert_int_equal(data.doubt[0].line, 5);
    assert_false(data.doubt[0].kept);
}

static void dishes_of_a_day_share_its_eaters(void **state)
{
    (void)state;
    read_rows("2023-11-13;berga_46;lunch;tallrik;1000;100;fisk_pot\n"
              "2023-11-13;berga_46;lunch;tallrik;500;100;linsgryta_ris\n");
    sk_wfigure f = figure_of(&total, 0, false);
    near(f.stream[SK_WASTE_PLATE].per, 15, 1e-12);
    f = figure_of(&dishes, sk_find_dish(kommun, "fisk_pot"), false);
    near(f.stream[SK_WASTE_PLATE].per, 10, 1e-12);
    /* Of rows that differ the most eaters count, in the figure as in its interval: no cluster is off its ratio. */
    read_rows("2023-11-13;berga_46;lunch;tallrik;500;50;fisk_pot\n"
              "2023-11-13;berga_46;lunch;tallrik;500;100;linsgryta_ris\n"
              "2023-11-06;berga_46;lunch;tallrik;1000;100;fisk_pot\n"
              "2023-11-06;berga_79;lunch;tallrik;1000;100;fisk_pot\n");
    f = figure_of(&total, 0, false);
    near(f.stream[SK_WASTE_PLATE].per, 10, 1e-12);
    near(f.stream[SK_WASTE_PLATE].half, 0, 1e-12);
    /* Without a dish on the row the menu says which: week 2 Monday of the cycle is chicken. */
    read_rows("2023-11-13;berga_46;lunch;tallrik;700;100\n");
    sk_ix dish = sk_menu_dish(kommun, kommun->site[sk_find_site(kommun, "berga_46")].menu,
                              data.rec[0].day, SK_MEAL_LUNCH, SK_LINE_MAIN);
    f = figure_of(&dishes, dish, false);
    near(f.stream[SK_WASTE_PLATE].per, 7, 1e-12);
}

static void a_run_is_five_weekdays_in_a_row_of_service(void **state)
{
    (void)state;
    /* Wednesday to Tuesday over a weekend is a run; four days and a gap are none. */
    read_rows("2023-11-08;berga_46;lunch;tallrik;1;100\n2023-11-09;berga_46;lunch;tallrik;1;100\n"
              "2023-11-10;berga_46;lunch;tallrik;1;100\n2023-11-13;berga_46;lunch;tallrik;1;100\n"
              "2023-11-14;berga_46;lunch;tallrik;1;100\n"
              "2023-11-13;berga_79;lunch;tallrik;9;100\n2023-11-14;berga_79;lunch;tallrik;9;100\n"
              "2023-11-15;berga_79;lunch;tallrik;9;100\n2023-11-17;berga_79;lunch;tallrik;9;100\n"
              "2023-11-10;berga_79;lunch;tallrik;9;100\n");
    sk_wfigure f = figure_of(&total, 0, true);
    assert_int_equal(f.g[SK_WASTE_PLATE], 5);
    f = figure_of(&total, 0, false);
    assert_int_equal(f.g[SK_WASTE_PLATE], 50);
}

static void under_half_is_told(void **state)
{
    (void)state;
    read_rows("2023-11-13;berga_46;lunch;tallrik;100;89\n"); /* 180 enrolled */
    sk_wfigure f = figure_of(&total, 0, false);
    assert_int_equal(f.guests, 180);
    assert_true(sk_waste_under_half(&f));
    read_rows("2023-11-13;berga_46;lunch;tallrik;100;90\n");
    f = figure_of(&total, 0, false);
    assert_false(sk_waste_under_half(&f));
}

typedef struct verdict {
    int64_t g[SK_N_STREAMS], n[SK_N_STREAMS];
    int64_t limit_mg;
    sk_waste_status want;
} verdict;

static void the_target_is_compared_unrounded(void **state)
{
    static const verdict v[] = {
        {{0, 0, 0, 455, 0}, {0, 0, 0, 10, 0}, 45000, SK_WASTE_NOT_MET},           /* 45.5 */
        {{0, 0, 0, 450, 0}, {0, 0, 0, 10, 0}, 45000, SK_WASTE_MET},               /* exactly 45 */
        {{0, 0, 0, 45000001, 0}, {0, 0, 0, 1000000, 0}, 45000, SK_WASTE_NOT_MET}, /* 45.000001 */
        {{0, 0, 10, 0, 0}, {0, 0, 3, 0, 0}, 3333, SK_WASTE_NOT_MET},              /* 3.3333.. */
        {{1, 1, 1, 1, 1}, {3, 7, 11, 13, 17}, 702, SK_WASTE_MET}, /* 0.7028.. is over, see below */
        {{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, 45000, SK_WASTE_UNMEASURED},
        {{INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX},
         {99999989, 99999971, 99999959, 99999941, 99999931},
         45000,
         SK_WASTE_NOT_MET}, /* products beyond 128 bits */
    };
    (void)state;
    for (size_t i = 0; i < N_OF(v); i++) {
        sk_wfigure f = {.scope[SK_WASTE_ALL].per = (double)NAN};
        double sum = 0;
        for (int s = 0; s < SK_N_STREAMS; s++) {
            f.g[s] = v[i].g[s];
            f.n[s] = v[i].n[s];
            if (f.n[s]) f.scope[SK_WASTE_ALL].per = sum += (double)f.g[s] / (double)f.n[s];
        }
        sk_waste_status want = v[i].want;
        if (want != SK_WASTE_UNMEASURED && sum * 1000 > (double)v[i].limit_mg + 1e-6)
            want = SK_WASTE_NOT_MET;
        assert_int_equal(sk_waste_judge(&f, SK_WASTE_ALL, v[i].limit_mg), want);
    }
}

/* Two places at 20 and 60 g with -4 g a year each; who weighs changes, so that the plain mean rises. */
static void the_trend_is_found_within_places(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT;
    sk_rng r;
    sk_day first;
    sk_rng_seed(&r, 11);
    assert_true(sk_day_parse("2021-01-04", &first));
    for (int week = 0; week < 140; week++) {
        char day[SK_DATE_LEN];
        double years = week * 7 / 365.25;
        for (int place = 0; place < 2; place++) {
            if (place == 0 && week > 90 && week % 5) continue; /* the thrifty one stops weighing */
            if (place == 1 && week < 40 && week % 5) continue;
            double g = (place ? 60 : 20) - 4 * years + 0.5 * sk_rng_normal(&r);
            sk_buf_addf(&b, "%s;%s;lunch;tallrik;%d;100\n%s;%s;lunch;servering;0;100\n",
                        sk_day_str(first + 7 * week, day), place ? "berga_79" : "berga_46",
                        (int)(g * 100 + 0.5), day, place ? "berga_79" : "berga_46");
        }
    }
    read_rows(sk_buf_str(&b));
    sk_wfigure f = figure_of(&total, 0, false);
    near(f.scope[SK_WASTE_MEAL].slope, -4, 0.3);
    near(f.scope[SK_WASTE_MEAL].slope, -4, f.scope[SK_WASTE_MEAL].slope_half * 1.3);
    assert_true(f.scope[SK_WASTE_MEAL].slope_half < 0.4);
    near(f.scope[SK_WASTE_ALL].slope, f.scope[SK_WASTE_MEAL].slope, 0); /* all that was weighed */
    /* A kitchen weighed for a day: nobody knows how its part moves, and so not how the sum does. */
    sk_buf_add(&b, "2023-09-04;k_berga;lunch;tillagning;600;300\n");
    read_rows(sk_buf_str(&b));
    f = figure_of(&total, 0, false);
    assert_true(!isnan(f.scope[SK_WASTE_MEAL].slope));
    assert_true(isnan(f.scope[SK_WASTE_ALL].slope) && isnan(f.scope[SK_WASTE_ALL].slope_half));
    sk_buf_free(&b);
}

/* Splitting a weighing over dishes, or the order of rows, moves no sum; two places add up. */
static void sums_of_groups_are_the_total(void **state)
{
    (void)state;
    static const char *const site[] = {"berga_46", "berga_79", "vik_f3", "ljung_sabo"};
    sk_buf b = SK_BUF_INIT;
    sk_rng r;
    sk_rng_seed(&r, 21);
    for (int i = 0; i < 400; i++)
        sk_buf_addf(&b, "2023-%02d-%02d;%s;lunch;%s;%d;%d\n", 9 + (int)sk_rng_below(&r, 2),
                    1 + (int)sk_rng_below(&r, 30), site[sk_rng_below(&r, 4)],
                    sk_rng_below(&r, 2) ? "tallrik" : "servering", (int)sk_rng_below(&r, 9000),
                    10 + (int)sk_rng_below(&r, 30));
    read_rows(sk_buf_str(&b));
    sk_wfigure all = figure_of(&total, 0, false);
    int64_t g = 0, n = 0, money = 0;
    for (int i = 0; i < sites.n; i++) {
        sk_wfigure f = figure_of(&sites, i, false);
        g += f.g[SK_WASTE_PLATE] + f.g[SK_WASTE_SERVING];
        n += f.n[SK_WASTE_PLATE];
        money += f.milli_ore;
    }
    assert_true(all.g[SK_WASTE_PLATE] > 0);
    assert_int_equal(g, all.g[SK_WASTE_PLATE] + all.g[SK_WASTE_SERVING]);
    assert_int_equal(n, all.n[SK_WASTE_PLATE]);
    assert_int_equal(money, all.milli_ore);
    sk_buf_free(&b);
}

/* The same rows in another order give the same figures to the last bit. */
static void the_order_of_rows_changes_nothing(void **state)
{
    (void)state;
    enum { N = 60 };
    char row[N][64];
    sk_wfigure f[2];
    sk_rng r;
    sk_rng_seed(&r, 31);
    for (int i = 0; i < N; i++)
        snprintf(row[i], sizeof row[i], "2023-10-%02d;%s;lunch;tallrik;%d;%d\n", 1 + i / 2,
                 i % 2 ? "berga_46" : "berga_79", (int)sk_rng_below(&r, 5000),
                 20 + (int)sk_rng_below(&r, 80));
    for (int pass = 0; pass < 2; pass++) {
        sk_buf b = SK_BUF_INIT;
        for (int i = 0; i < N; i++) sk_buf_add(&b, row[pass ? (i * 17 + 5) % N : i]);
        read_rows(sk_buf_str(&b));
        f[pass] = figure_of(&total, 0, false);
        sk_buf_free(&b);
    }
    assert_true(f[0].n[SK_WASTE_PLATE] > 0);
    assert_memory_equal(f[0].g, f[1].g, sizeof f[0].g);
    assert_true(f[0].stream[SK_WASTE_PLATE].per == f[1].stream[SK_WASTE_PLATE].per);
    assert_true(f[0].stream[SK_WASTE_PLATE].half == f[1].stream[SK_WASTE_PLATE].half);
    assert_true(f[0].milli_ore == f[1].milli_ore);
}

static void nothing_weighed_is_no_figure_and_no_zero(void **state)
{
    (void)state;
    read_rows("");
    sk_wfigure f = figure_of(&total, 0, false);
    for (int s = 0; s < SK_N_STREAMS; s++) assert_true(isnan(f.stream[s].per));
    assert_true(isnan(f.scope[SK_WASTE_ALL].per) && isnan(f.consumption));
    assert_int_equal(sk_waste_judge(&f, SK_WASTE_ALL, 45000), SK_WASTE_UNMEASURED);
    assert_true(data.last < data.first);
}

static void lost_memory_is_told(void **state)
{
    (void)state;
    char path[FOLDER_PATH];
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_waste_log *l;
    put_doc("history/waste.csv",
            "datum;plats;måltid;ström;mängd_g;portioner\n2023-11-13;berga_46;lunch;tallrik;9;9\n",
            84);
    copy_path(path, "");
    assert_int_equal(sk_waste_load(path, kommun, &l, d, NULL), SK_OK);
    int failed = 0;
    for (unsigned long i = 1; i < 12; i++) {
        sk_mem_fail_at(i);
        sk_code code = sk_waste_data_make(kommun, NULL, l, arena, &data, NULL);
        sk_mem_fail_at(0);
        failed += code == SK_E_NOMEM;
        assert_true(code == SK_OK || code == SK_E_NOMEM);
    }
    assert_true(failed >= 2);
    sk_waste_log_free(l);
    sk_diags_free(d);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, start, stop)
    const struct CMUnitTest tests[] = {
        T(totals_are_weighted_and_never_means_of_means),
        T(the_interval_is_that_of_the_ratio_estimate),
        T(one_week_borrows_its_interval_from_the_others),
        T(eaters_come_from_the_row_the_meal_or_the_counts),
        T(consumption_and_a_served_amount_that_cannot_be),
        T(dishes_of_a_day_share_its_eaters),
        T(a_run_is_five_weekdays_in_a_row_of_service),
        T(under_half_is_told),
        T(the_target_is_compared_unrounded),
        T(the_trend_is_found_within_places),
        T(sums_of_groups_are_the_total),
        T(the_order_of_rows_changes_nothing),
        T(nothing_weighed_is_no_figure_and_no_zero),
        T(lost_memory_is_told),
    };
    return cmocka_run_group_tests_name("waste_measure", tests, NULL, NULL);
}
