/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trends of a stage that were put in come back, whoever is counted when, whatever the season. */
#include "unit/folder.h"

#include <math.h>

#include "base/mem.h"
#include "base/rng.h"
#include "domain/query.h"
#include "input/history.h"
#include "input/waste.h"
#include "waste/stage.h"

static sk_kommun *kommun;
static sk_arena *arena;

static int start(void **state)
{
    static const char guests[] =
        "enhet;från;gäster\nberga_46;2020-01-01;200\nberga_79;2020-01-01;220\n"
        "vik_f3;2020-01-01;90\nlind_fsk;2020-01-01;60\nek_fsk;2020-01-01;30\n"
        "ljung_sabo;2020-01-01;40\nljung_hem;2020-01-01;25\n"
        "ljung_lss;2020-01-01;12\n";
    sk_diags *d;
    copy_mini(state);
    put_doc("guests.csv", guests, sizeof guests - 1);
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

static const sk_stage *stages_of(const char *counts, const char *weighings)
{
    char path[FOLDER_PATH];
    sk_buf a = SK_BUF_INIT, b = SK_BUF_INIT;
    sk_waste_log *l;
    sk_waste_data data;
    sk_history *h;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_buf_addf(&a, "datum;enhet;måltid;antal;räknesätt\n%s", counts);
    sk_buf_addf(&b, "datum;plats;måltid;ström;mängd_g;portioner;rätt\n%s", weighings);
    put_doc("history/attendance.csv", sk_buf_str(&a), a.len);
    put_doc("history/waste.csv", sk_buf_str(&b), b.len);
    copy_path(path, "");
    assert_int_equal(sk_history_load(path, kommun, &h, d, NULL), SK_OK);
    assert_int_equal(sk_waste_load(path, kommun, &l, d, NULL), SK_OK);
    assert_int_equal(sk_waste_data_make(kommun, h, l, arena, &data, NULL), SK_OK);
    sk_stage *v = sk_stages(kommun, h, &data, arena);
    assert_non_null(v);
    for (unsigned long i = 1; i < 12; i++) {
        sk_arena *own = sk_arena_new();
        sk_mem_fail_at(i);
        sk_stages(kommun, h, &data, own); /* no crash, no leak */
        sk_mem_fail_at(0);
        sk_arena_free(own);
    }
    sk_waste_log_free(l);
    sk_history_free(h);
    sk_diags_free(d);
    sk_buf_free(&a);
    sk_buf_free(&b);
    return v;
}

static const sk_stage *of_site(const sk_stage *v, const char *id)
{
    return &v[kommun->site[sk_find_site(kommun, id)].category];
}

static void near(double got, double want, double within)
{
    if (!(fabs(got - want) <= within)) fail_msg("got %.4f, want %.4f", got, want);
}

/* Share 0.80 in 2023, 3 points a year, beside a season of 6 points; counted from the spring of 2021, so that plain
 * regression on time takes the season for a trend. Portions of 300 g, 6 g a year. */
static void trends_that_were_put_in_come_back(void **state)
{
    (void)state;
    sk_rng r;
    sk_buf counts = SK_BUF_INIT, weights = SK_BUF_INIT;
    sk_day first;
    sk_rng_seed(&r, 21);
    assert_true(sk_day_parse("2021-03-01", &first));
    for (sk_day d = first; d <= kommun->as_of; d++) {
        char day[SK_DATE_LEN];
        double years = (d - kommun->as_of) / SK_DAYS_YEAR;
        double share =
            0.8 + 0.03 * years + 0.06 * sin(2 * 3.14159265 * years) + 0.02 * sk_rng_normal(&r);
        if (sk_day_weekday(d) > 5) continue;
        sk_day_str(d, day);
        sk_buf_addf(&counts, "%s;berga_46;lunch;%d;ätande\n", day, (int)(200 * share + 0.5));
        sk_buf_addf(&counts, "%s;vik_f3;lunch;90;inskrivna\n", day); /* says nothing of who ate */
        if (sk_day_week(d).week % 6) continue;
        double g = (300 + 6 * years) * 100 + 100 * sk_rng_normal(&r);
        sk_buf_addf(&weights, "%s;berga_46;lunch;serverat;%d;100;fisk_pot\n", day, (int)(g + 3000));
        sk_buf_addf(
            &weights,
            "%s;berga_46;lunch;servering;2000;100;fisk_pot\n%s;berga_46;lunch;tallrik;1000;100;\n",
            day, day);
        if (d % 2)
            sk_buf_addf(&weights, "%s;vik_f3;lunch;serverat;30000;90;\n",
                        day); /* no waste beside it */
    }
    const sk_stage *v = stages_of(sk_buf_str(&counts), sk_buf_str(&weights)),
                   *s = of_site(v, "berga_46");
    near(s->share_year.slope, 0.03, 0.004);
    near(s->share_year.slope, 0.03, s->share_year.half * 1.5);
    assert_true(s->share_year.half < 0.006);
    near(s->share, 0.785, 0.01); /* the mean of its last year */
    near(s->eaten_year.slope, 6, 0.5);
    near(s->eaten_g, 297, 2);
    assert_true(s->recipe_g > 100 && s->n_weighed > 20 && s->n_sites == 1 && s->guests == 200);
    s = of_site(v, "vik_f3");
    assert_true(isnan(s->share) && isnan(s->share_year.slope) && isnan(s->eaten_g));
    sk_buf_free(&counts);
    sk_buf_free(&weights);
}

static void a_year_is_no_trend(void **state)
{
    (void)state;
    const sk_stage *v =
        stages_of("2023-11-06;berga_46;lunch;160;ätande\n2023-11-13;berga_46;lunch;170;ätande\n"
                  "2023-11-14;berga_46;lunch;1700;ätande\n",
                  "2023-11-13;berga_46;lunch;serverat;30000;100;\n");
    const sk_stage *s = of_site(v, "berga_46");
    near(s->share, 330.0 / 400, 1e-12);
    assert_true(isnan(s->share_year.slope) && isnan(s->eaten_g) && isnan(s->recipe_g) &&
                s->n_weighed == 0);
    v = stages_of("", "");
    assert_true(isnan(of_site(v, "berga_46")->share));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, start, stop)
    const struct CMUnitTest tests[] = {T(trends_that_were_put_in_come_back), T(a_year_is_no_trend)};
    return cmocka_run_group_tests_name("waste_stage", tests, NULL, NULL);
}
