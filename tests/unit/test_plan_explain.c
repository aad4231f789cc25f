/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Explanations: second best and "what if this kitchen did it" by hand, and against brute force. */
#include "unit.h"

#include <math.h>
#include <string.h>

#include "ext/json.h"
#include "oracle/little.h"
#include "oracle/made.h"
#include "plan/explain.h"

static sk_plan *plan_of(const sk_kommun *k)
{
    sk_plan_opts o = {.max_necks = -1, .lang = SK_LANG_EN};
    sk_plan *p = NULL;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    assert_true(sk_week_parse("2023-W48", &o.week));
    if (sk_plan_make(k, &o, NULL, NULL, &p, &err) != SK_OK) fail_msg("%s", err.text);
    return p;
}

static sk_explanation *ask(const sk_plan *p, sk_ix site, sk_ix kitchen)
{
    sk_question q = {
        .site = site, .day = 1, .meal = SK_MEAL_LUNCH, .kitchen = kitchen, .lang = SK_LANG_EN};
    sk_explanation *x = NULL;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    if (sk_explain(p, &q, &x, &err) != SK_OK) fail_msg("%s", err.text);
    return x;
}

static void near(double got, double want)
{
    if (fabs(got - want) > 1e-3) fail_msg("got %.4f, want %.4f", got, want);
}

/* R eats what A sends by tour, usually; B can make an extra trip: 100 portions are 10 boxes of a
 * 60-box trip of 600 öre, shared out over all 10 boxes R can get, so 600; another supplier than the
 * usual is 2 öre a portion. The tour costs 300. Second best: 600 + 200 - 300. */
static void second_best_by_hand(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.site[0].kitchen = R;
    little_tour(&t, 40, 300);
    t.k.policy.extra_trip_ore = 600;
    t.k.policy.extra_trip_max_m = 100000;
    t.k.policy.change_ore = 2;
    sk_plan *p = plan_of(&t.k);
    sk_explanation *x = ask(p, 0, B);
    assert_int_equal(x->n_groups, 1);
    assert_int_equal(x->group[0].portions, 100);
    assert_int_equal(x->group[0].n_alts, 2);
    assert_int_equal(x->group[0].alt[0].kitchen, A);
    assert_true(x->group[0].alt[0].chosen);
    assert_true(x->group[0].alt[0].usual);
    assert_int_equal(x->group[0].alt[1].kitchen, B);
    near(x->group[0].alt[1].cost_ore, 8);
    assert_true(x->second.asked);
    assert_true(x->second.possible);
    near(x->second.more_ore, 500);
    assert_int_equal(x->second.n_moved, 1);
    assert_int_equal(x->second.moved[0].to, B);
    assert_true(x->other.asked);
    near(x->other.more_ore, 500);
    near(x->rules_ore, 0);
    sk_explanation_free(x);
    sk_plan_free(p);
}

/* Nobody else can: 100 portions would be short, at 1000 öre each. R cannot cook, and says why. */
static void nobody_else(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    sk_plan *p = plan_of(&t.k);
    sk_explanation *x = ask(p, 0, R);
    assert_true(x->second.asked);
    assert_false(x->second.possible);
    near(x->second.more_ore, 100 * 1000);
    near(x->second.more_short, 100);
    assert_false(x->group[0].asked_possible);
    assert_true(strlen(x->group[0].asked_why) > 0);
    assert_false(x->other.asked);
    sk_buf b = SK_BUF_INIT;
    sk_explain_text(x, SK_LANG_EN, &b);
    assert_non_null(strstr(sk_buf_str(&b), x->group[0].asked_why));
    sk_buf_free(&b);
    sk_explanation_free(x);
    sk_plan_free(p);
}

/* 150 portions a day for 100 minutes and 30 of overtime: 20 above the limit at 100 öre a minute. The
 * rules' stage is that alone, 7 days; overtime at 10 öre comes on top. */
static void two_stages(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.guests[0].guests = 150;
    t.k.n_equipment = 1;
    little_minutes(&t, A, 100);
    sk_plan *p = plan_of(&t.k);
    sk_explanation *x = ask(p, 0, SK_NONE);
    near(x->rules_ore, 7 * 20 * 100);
    near(x->cost_ore, 7 * 30 * 10);
    sk_explanation_free(x);
    sk_plan_free(p);
}

/* The second best is the cheapest of all other kitchens tried one by one, or a mix that is cheaper. */
static void against_brute_force(void **state)
{
    (void)state;
    int single = 0;
    for (int seed = 1; seed <= 12; seed++) {
        const made_size z = {
            .cooking = 4, .receiving = 2, .sites = 4, .tight_pct = 90, .days = 5, .side_m = 5000};
        sk_kommun *k = made_kommun((uint64_t)seed, &z);
        sk_plan *p = plan_of(k);
        sk_explanation *x = ask(p, 0, SK_NONE);
        double best = (double)INFINITY;
        for (sk_ix o = 0; o < k->n_kitchens; o++) {
            bool chosen = false;
            for (int g = 0; g < x->n_groups; g++)
                for (int i = 0; i < x->group[g].n_alts; i++)
                    chosen =
                        chosen || (x->group[g].alt[i].chosen && x->group[g].alt[i].kitchen == o);
            sk_explanation *y = chosen ? NULL : ask(p, 0, o);
            if (y && y->other.asked && y->other.possible && y->other.more_ore < best)
                best = y->other.more_ore;
            sk_explanation_free(y);
        }
        assert_true(x->second.more_ore >= -1e-3);
        if (isfinite(best)) assert_true(x->second.more_ore <= best + 0.1);
        if (isfinite(best) && fabs(best - x->second.more_ore) < 0.1) single++;
        sk_explanation_free(x);
        sk_plan_free(p);
        sk_kommun_free(k);
    }
    assert_true(single > 0);
}

static void json_and_text(void **state)
{
    (void)state;
    const made_size z = {.cooking = 3,
                         .receiving = 3,
                         .sites = 6,
                         .tight_pct = 70,
                         .days = 7,
                         .side_m = 5000,
                         .diets = true};
    sk_kommun *k = made_kommun(3, &z);
    sk_plan *p = plan_of(k);
    for (sk_ix site = 0; site < k->n_sites; site++) {
        sk_question q = {
            .site = site, .day = 2, .meal = SK_MEAL_LUNCH, .kitchen = 0, .lang = SK_LANG_SV};
        sk_explanation *x = NULL;
        sk_json_doc *doc = NULL;
        sk_buf b = SK_BUF_INIT;
        if (sk_explain(p, &q, &x, NULL) != SK_OK) continue;
        sk_explain_json(x, &b);
        assert_int_equal(sk_json_parse("x", b.data, b.len, SK_LANG_EN, &doc, NULL), SK_OK);
        sk_json_free(doc);
        sk_buf_clear(&b);
        sk_explain_text(x, SK_LANG_SV, &b);
        assert_true(sk_buf_ok(&b) && b.len > 0);
        sk_buf_free(&b);
        sk_explanation_free(x);
    }
    sk_question q = {
        .site = 0, .day = 2, .meal = SK_MEAL_BREAKFAST, .kitchen = SK_NONE, .lang = SK_LANG_EN};
    sk_explanation *x = NULL;
    assert_int_equal(sk_explain(p, &q, &x, NULL), SK_E_INPUT);
    assert_null(x);
    sk_plan_free(p);
    sk_kommun_free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(second_best_by_hand),
                                       cmocka_unit_test(nobody_else), cmocka_unit_test(two_stages),
                                       cmocka_unit_test(against_brute_force),
                                       cmocka_unit_test(json_and_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
