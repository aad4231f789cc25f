/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker on plans that the planner makes of the mini kommun: every week and option is accepted,
 * and every kind of damage that the plan has room for is named. */
#include "unit.h"

#include "base/mem.h"
#include "forecast/forecast.h"
#include "input/history.h"
#include "input/load.h"
#include "mutate/judge.h"
#include "plan/plan.h"

static sk_kommun *kommun;
static sk_arena *arena;
static sk_forecast forecast; /* of 2023-W48 */

/* The forecast of the week, and the same figures for the checker. */
static sk_code foresee(void)
{
    const sk_engine_opt engine = sk_engine_defaults();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_history *h = NULL;
    sk_day monday = 0;
    arena = sk_arena_new();
    sk_day_parse("2023-11-27", &monday);
    sk_code code = sk_history_load("tests/data/mini", kommun, &h, d, NULL);
    if (!code)
        code = sk_forecast_run(kommun, h, monday, 7 + sk_demand_lead(kommun), &engine, arena,
                               &forecast, NULL);
    sk_check_expect *v = sk_arena_calloc(arena, (size_t)forecast.n_cells + 1, sizeof *v);
    for (int i = 0; i < forecast.n_cells; i++) {
        sk_expect e = sk_expect_of(&forecast.cell[i]);
        v[i] = (sk_check_expect){e.site,  e.meal,       e.day,  {e.q10, e.q50, e.q80, e.q90, e.q95},
                                 e.order, e.common_ppm, e.n_obs};
    }
    judge_sight =
        (sk_sight){SK_SIGHT_FORECAST, v, forecast.n_cells, forecast.file, forecast.n_files};
    sk_history_free(h);
    sk_diags_free(d);
    return code;
}

static int load(void **state)
{
    (void)state;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    sk_code code = sk_kommun_load("tests/data/mini", &kommun, d, &err);
    if (code != SK_OK) print_diags(d);
    sk_diags_free(d);
    if (code == SK_OK) code = foresee();
    return code == SK_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    sk_arena_free(arena);
    sk_kommun_free(kommun);
    return 0;
}

/* plan.json of a week; the caller frees it. */
static sk_buf plan_by(const char *week, bool split, bool weekly, const sk_forecast *f)
{
    sk_plan_opts o = {.split = split,
                      .weekly_supplier = weekly,
                      .lang = SK_LANG_EN,
                      .max_necks = -1,
                      .forecast = f};
    sk_err err;
    sk_plan *p = NULL;
    sk_buf b = SK_BUF_INIT;
    sk_err_init(&err, SK_LANG_EN);
    assert_true(sk_week_parse(week, &o.week));
    if (sk_plan_make(kommun, &o, NULL, NULL, &p, &err) != SK_OK) fail_msg("%s: %s", week, err.text);
    sk_plan_write_json(p, &b);
    sk_plan_free(p);
    return b;
}

static sk_buf plan_text(const char *week, bool split, bool weekly)
{
    return plan_by(week, split, weekly, NULL);
}

static void accepts_every_week(void **state)
{
    (void)state;
    /* ordinary, break, Christmas with holidays and a planning day, new year */
    static const char *const weeks[] = {"2023-W44", "2023-W47", "2023-W48", "2023-W49", "2023-W51",
                                        "2023-W52", "2024-W01", "2024-W08", "2024-W18", "2024-W22"};
    for (size_t i = 0; i < N_OF(weeks); i++)
        for (int o = 0; o < 3; o++) {
            sk_buf b = plan_text(weeks[i], o == 1, o == 2);
            verdict v = judge_text(kommun, sk_buf_str(&b), false);
            if (v.code != SK_OK || v.errors) {
                judge_text(kommun, sk_buf_str(&b), true);
                fail_msg("%s, option %d: %zu errors", weeks[i], o, v.errors);
            }
            sk_buf_free(&b);
        }
}

static void names_every_damage(void **state)
{
    (void)state;
    static const char *const weeks[] = {"2023-W48", "2023-W52"};
    for (size_t i = 0; i < N_OF(weeks); i++) {
        json_error_t e;
        sk_buf b = plan_text(weeks[i], false, false);
        json_t *plan = json_loads(sk_buf_str(&b), 0, &e);
        int applied, missed = damage_all(kommun, plan, &applied);
        json_decref(plan);
        sk_buf_free(&b);
        assert_int_equal(missed, 0);
        assert_true(applied >= 80);
    }
}

/* The same with a demand from the forecast; nearly every kind of damage has room. */
static void a_forecast_is_derived_again(void **state)
{
    (void)state;
    json_error_t e;
    for (int o = 0; o < 3; o++) {
        sk_buf b = plan_by("2023-W48", o == 1, o == 2, &forecast);
        verdict v = judge_text(kommun, sk_buf_str(&b), false);
        if (v.code != SK_OK || v.errors) judge_text(kommun, sk_buf_str(&b), true);
        assert_int_equal(v.errors, 0);
        if (o == 0) {
            json_t *plan = json_loads(sk_buf_str(&b), 0, &e);
            int applied, missed = damage_all(kommun, plan, &applied);
            json_decref(plan);
            assert_int_equal(missed, 0);
            assert_true(applied >= 100);
        }
        sk_buf_free(&b);
    }
}

/* Nobody can vouch for a forecast: not accepted. */
static void an_unheard_of_forecast_is_refused(void **state)
{
    (void)state;
    sk_sight known = judge_sight;
    sk_buf b = plan_by("2023-W48", false, false, &forecast);
    judge_sight = (sk_sight){SK_SIGHT_NO_HISTORY, NULL, 0, NULL, 0};
    verdict v = judge_text(kommun, sk_buf_str(&b), false);
    judge_sight = known;
    sk_buf_free(&b);
    assert_true(strstr(v.rules, "V007") && strstr(v.rules, "V016") && strstr(v.rules, "V013"));
}

/* A plan of one week says nothing of another, nor of a kommun with another file. */
static void hashes_are_looked_at(void **state)
{
    (void)state;
    sk_buf b = plan_text("2023-W48", false, false);
    sk_input_file old = kommun->file[0];
    kommun->file[0].sha256[0] = old.sha256[0] == 'a' ? 'b' : 'a';
    verdict v = judge_text(kommun, sk_buf_str(&b), false);
    kommun->file[0] = old;
    assert_string_equal(strstr(v.rules, "V005") ? "V005" : v.rules, "V005");
    sk_buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_every_week),
        cmocka_unit_test(names_every_damage),
        cmocka_unit_test(a_forecast_is_derived_again),
        cmocka_unit_test(an_unheard_of_forecast_is_refused),
        cmocka_unit_test(hashes_are_looked_at),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
