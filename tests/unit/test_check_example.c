/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker on the example's week: accepted, quick, and some of the damages named (all of them are
 * tried on smaller plans). */
#include "unit.h"

#include <time.h>

#include "base/paths.h"
#include "input/load.h"
#include "mutate/judge.h"
#include "plan/plan.h"

static sk_kommun *kommun;
static sk_buf text;

static int load(void **state)
{
    (void)state;
    char dir[4096];
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_err err;
    sk_plan *p = NULL;
    sk_plan_opts o = {.week = {2023, 48}, .lang = SK_LANG_EN, .max_necks = -1};
    sk_err_init(&err, SK_LANG_EN);
    snprintf(dir, sizeof dir, "%s/linkoping", sk_data_dir());
    sk_code code = sk_kommun_load(dir, &kommun, d, &err);
    if (code == SK_OK) code = sk_plan_make(kommun, &o, NULL, NULL, &p, &err);
    if (code == SK_OK) sk_plan_write_json(p, &text);
    else fprintf(stderr, "%s\n", err.text);
    sk_plan_free(p);
    sk_diags_free(d);
    return code == SK_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    sk_buf_free(&text);
    sk_kommun_free(kommun);
    return 0;
}

static void accepts_the_week(void **state)
{
    (void)state;
    clock_t from = clock();
    verdict v = judge_text(kommun, sk_buf_str(&text), false);
    double s = (double)(clock() - from) / CLOCKS_PER_SEC;
    if (v.errors) judge_text(kommun, sk_buf_str(&text), true);
    assert_int_equal(v.code, SK_OK);
    assert_int_equal(v.errors, 0);
    assert_true(s < 20); /* under the sanitizers; a release build takes some tenths */
}

static void names_damage(void **state)
{
    (void)state;
    json_error_t e;
    json_t *plan = json_loads(sk_buf_str(&text), 0, &e);
    int applied, missed = damage_some(kommun, plan, 6, 13, &applied);
    json_decref(plan);
    assert_int_equal(missed, 0);
    assert_true(applied >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_the_week),
        cmocka_unit_test(names_damage),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
