/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allocations whose optimum is counted by hand, see the comments; tests/oracle/little.h tells the
 * kommun that each case bends. */
#include "unit/unit.h"

#include <math.h>

#include "oracle/little.h"

static void near(double got, double want)
{
    if (!(fabs(got - want) <= 1e-7 * (1 + fabs(want))))
        fail_msg("got %.10g, want %.10g", got, want);
}

static void solve(little *t, int n_days, double want)
{
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    if (little_solve(t, n_days, &err)) fail_msg("%s", err.text);
    near(t->lp.obj, want);
    if (!t->cert.ok)
        fail_msg("no proof: gap %g primal %g dual %g slack %g", t->cert.gap,
                 t->cert.max_primal_infeas, t->cert.max_dual_infeas, t->cert.max_slackness);
    near(t->cert.dual_obj, want);
}

static double dual(const little *t, sk_res_kind kind, sk_ix place, int day)
{
    int r = little_row(t, kind, place, day);
    assert_true(r >= 0);
    return t->lp.row_dual[r];
}

static void done(little *t) { sk_arena_free(t->arena); }

/* 100 portions, 100 of 1000 minutes: nothing to pay. */
static void enough_of_everything_costs_nothing(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    solve(&t, 1, 0);
    assert_int_equal(t.in.n_needs, 1);
    assert_int_equal(t.demand.need[0].portions, 100);
    near(dual(&t, SK_RES_STAFF, A, 0), 0);
    done(&t);
}

/* 80 minutes for 100: 20 minutes of overtime at 10 öre. */
static void overtime_within_its_limit(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    little_minutes(&t, A, 80);
    solve(&t, 1, 20 * 10);
    near(dual(&t, SK_RES_STAFF, A, 0), -10);
    near(t.lp.over[little_row(&t, SK_RES_STAFF, A, 0)], 20);
    done(&t);
}

/* 60 minutes for 100: 30 at 10 öre, the last 10 at 100 öre. */
static void overtime_beyond_its_limit(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    little_minutes(&t, A, 60);
    solve(&t, 1, 30 * 10 + 10 * 100);
    near(dual(&t, SK_RES_STAFF, A, 0), -100);
    near(t.lp.excess[little_row(&t, SK_RES_STAFF, A, 0)], 10);
    done(&t);
}

/* 80 minutes, overtime 1000 öre/min, B may send: a trip costs 1000 öre and all the 10 boxes that A
 * could get are fewer than the trip's 60, so a box pays 100 and a portion 10; energy 0.3 kg x 10 = 3;
 * change 5. 20 portions leave at 18 öre. */
static void an_extra_trip_before_dear_overtime(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    little_minutes(&t, A, 80);
    t.kitchen[A].overtime_ore_h = 60000;
    t.k.policy.overtime_excess_ore_h = 60000;
    t.k.policy.extra_trip_max_m = 1000;
    t.k.policy.extra_trip_ore = 1000;
    t.k.policy.energy_hot_ore_kg = 10;
    t.k.policy.change_ore = 5;
    solve(&t, 1, 20 * 18);
    near(dual(&t, SK_RES_STAFF, A, 0), -18);
    done(&t);
}

/* R eats from A by a tour of 5 boxes = 50 portions for 2000 öre; 50 portions are short at 1000. One
 * box more would carry 10 portions: 10 x 1000 - 2000 / 5, the last being its share of the tour. */
static void a_full_tour_leaves_a_shortage(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.k.n_sites = 0;
    little_site(&t, "S", R, A, 100);
    little_tour(&t, 5, 2000);
    solve(&t, 1, 2000 + 50 * 1000);
    near(dual(&t, SK_RES_TOUR, 0, 0), -(10 * 1000 - 2000.0 / 5));
    near(t.lp.shrt[0], 50);
    done(&t);
}

/* A tour with room for 40 boxes carries 10, all that could ride: it is paid in full, not by a fourth. */
static void a_tour_is_paid_whole_when_all_that_could_ride_rides(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.k.n_sites = 0;
    little_site(&t, "S", R, A, 100);
    little_tour(&t, 40, 2000);
    solve(&t, 1, 2000);
    done(&t);
}

/* One pan of 20 portions an hour, 4 hours: 4 runs, 5 needed, the fifth costs 500 öre. */
static void a_run_too_many(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.equipment[0] = (sk_equipment){A, 0, 1, 20, 60};
    solve(&t, 1, 500);
    near(dual(&t, SK_RES_EQUIP, A, 0), -500);
    done(&t);
}

/* 50 minutes and overtime dear as gold. The backup dish costs 50 öre and 0.3 min a portion:
 * (100 - b) + 0.3 b <= 50 gives b = 50 / 0.7, each minute is worth 50 / 0.7. */
static void the_backup_dish_before_shortage(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    little_minutes(&t, A, 50);
    t.kitchen[A].overtime_max_min = 0;
    t.k.policy.overtime_excess_ore_h = 6000000;
    t.k.policy.backup_mmin = 300;
    t.dish[0].backup = 1;
    t.k.n_dishes = 2;
    solve(&t, 1, 50 / 0.7 * 50);
    near(t.lp.backup[0], 50 / 0.7);
    near(dual(&t, SK_RES_STAFF, A, 0), -50 / 0.7);
    done(&t);
}

/* Guests on Tuesday only, 50 minutes then and overtime at 1000 öre/min. On Monday A can chill 9 kg =
 * 30 portions at 0.3 kg x (20 + 15) = 10.5 öre; 20 minutes of overtime remain. A kg more of chilling
 * carries 1 / 0.3 portions, each worth 1000 - 10.5. */
static void chilled_the_day_before(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.post[A].min[1] = 50;
    t.site_meal[0].days = 1 << 1;
    t.kitchen[A].overtime_ore_h = 60000;
    t.k.policy.overtime_excess_ore_h = 60000;
    t.kitchen[A].chill_kg_day = 9;
    t.kitchen[A].cold_store_kg = 50;
    t.kitchen[A].reheat_ref = 200;
    t.k.policy.energy_chill_ore_kg = 20;
    t.k.policy.energy_reheat_ore_kg = 15;
    solve(&t, 2, 30 * 10.5 + 20 * 1000);
    near(dual(&t, SK_RES_CHILL, A, 0), -(1000 - 10.5) / 0.3);
    done(&t);
}

/* The same with reheating for 12 portions: 12 chilled, 38 minutes of overtime. */
static void reheating_limits_chilled_food(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.post[A].min[1] = 50;
    t.site_meal[0].days = 1 << 1;
    t.kitchen[A].overtime_ore_h = 60000;
    t.k.policy.overtime_excess_ore_h = 60000;
    t.kitchen[A].chill_kg_day = 90;
    t.kitchen[A].cold_store_kg = 50;
    t.kitchen[A].reheat_ref = 12;
    solve(&t, 2, 38 * 1000);
    near(dual(&t, SK_RES_REHEAT, A, 1), -1000);
    done(&t);
}

/* Two sites in A, groups 1 and 4, 100 portions each, 150 minutes and no overtime worth having:
 * the 50 that are short all come from group 4, at 400 öre. */
static void shortage_strikes_the_last_group(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    little_site(&t, "T", A, A, 100);
    t.site[1].category = 1;
    t.k.policy.shortage_4_ore = 400;
    t.k.policy.overtime_excess_ore_h = 6000000;
    t.kitchen[A].overtime_max_min = 0;
    little_minutes(&t, A, 150);
    solve(&t, 1, 50 * 400);
    near(t.lp.shrt[0], 0);
    near(t.lp.shrt[1], 50);
    done(&t);
}

/* R eats a dish with potatoes that nobody may make or bring hot: the main dish alone is no meal. */
static void a_meal_without_its_potatoes_is_short(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.k.n_sites = 0;
    little_site(&t, "S", R, A, 100);
    little_tour(&t, 40, 2000);
    t.component[1] = t.component[0];
    t.component[1].id = "P";
    t.component[1].kind = SK_COMP_SIDE;
    t.component[1].hold_min = 60; /* 10:00 to 11:30 is 90 */
    t.comp[1] = (sk_dish_comp){1, 1000};
    t.dish[0].n_comp = t.k.n_components = 2;
    solve(&t, 1, 100 * 1000);
    near(t.lp.shrt[0], 100);
    sk_reject_reason why;
    sk_buf detail = SK_BUF_INIT;
    assert_true(sk_instance_why_not(&t.in, 1, A, SK_LANG_EN, &why, &detail));
    assert_int_equal(why, SK_REJ_HOLD);
    assert_string_equal(sk_buf_str(&detail), "hot holding would take 90 min, the limit is 60 min");
    assert_false(sk_instance_why_not(&t.in, 0, A, SK_LANG_EN, &why, NULL));
    sk_buf_free(&detail);
    done(&t);
}

/* 10 gluten-free portions are eaten in A, which is not qualified, B is: they come by an extra trip of
 * 700 öre, one box, that carries nothing else. Diets use no equipment. */
static void a_diet_comes_from_a_qualified_kitchen(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.qualified[0] = 0;
    t.kitchen[B].diets = t.qualified;
    t.kitchen[B].n_diets = 1;
    t.diet_order[0] = (sk_diet_order){0, 0, SK_MEAL_LUNCH, LITTLE_ALWAYS, 10};
    t.k.n_diet_orders = 1;
    t.guests[0].guests = 10;
    t.k.policy.extra_trip_max_m = 1000;
    t.k.policy.extra_trip_ore = 700;
    solve(&t, 1, 700);
    assert_int_equal(t.in.n_needs, 1);
    assert_int_equal(t.in.group[0].n_arc, 1);
    done(&t);
}

/* Penalties only (stage 1 of explain): case "an extra trip" without its costs. */
static void penalties_alone(void **state)
{
    (void)state;
    little t;
    sk_err err;
    sk_lp_result r;
    little_make(&t);
    little_minutes(&t, A, 40);
    t.k.policy.extra_trip_max_m = 1000;
    t.k.policy.extra_trip_ore = 1000;
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(little_solve(&t, 1, &err), SK_OK);
    sk_alloc_opts opts = {.penalties_only = true};
    assert_int_equal(sk_alloc_solve(&t.in, &opts, NULL, t.arena, &r, &err), SK_OK);
    near(r.obj, 0);
    done(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enough_of_everything_costs_nothing),
        cmocka_unit_test(overtime_within_its_limit),
        cmocka_unit_test(overtime_beyond_its_limit),
        cmocka_unit_test(an_extra_trip_before_dear_overtime),
        cmocka_unit_test(a_full_tour_leaves_a_shortage),
        cmocka_unit_test(a_tour_is_paid_whole_when_all_that_could_ride_rides),
        cmocka_unit_test(a_run_too_many),
        cmocka_unit_test(the_backup_dish_before_shortage),
        cmocka_unit_test(chilled_the_day_before),
        cmocka_unit_test(reheating_limits_chilled_food),
        cmocka_unit_test(shortage_strikes_the_last_group),
        cmocka_unit_test(a_meal_without_its_potatoes_is_short),
        cmocka_unit_test(a_diet_comes_from_a_qualified_kitchen),
        cmocka_unit_test(penalties_alone),
    };
    return cmocka_run_group_tests_name("plan_lp", tests, NULL, NULL);
}
