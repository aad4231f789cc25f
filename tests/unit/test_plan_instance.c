/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which ways exist, when they leave and arrive, what they take and cost; and why the others do not
 * exist. The rules stand in src/plan/instance.h; the kommun that is bent is that of
 * tests/oracle/little.h. */
#include "unit/unit.h"

#include <math.h>

#include "oracle/little.h"

static void build(little *t, int n_days)
{
    sk_err err;
    sk_day monday = 0;
    sk_err_init(&err, SK_LANG_EN);
    sk_day_parse("2023-11-27", &monday);
    t->arena = sk_arena_new();
    if (sk_demand_build(&t->k, NULL, monday, n_days, t->arena, &t->demand, &err) ||
        sk_instance_build(&t->k, &t->demand, NULL, t->arena, &t->in, &err))
        fail_msg("%s", err.text);
}

static void done(little *t) { sk_arena_free(t->arena); }

static const sk_arc *arc_of(const little *t, int group, sk_ix kitchen, int mode)
{
    const sk_group *g = &t->in.group[group];
    for (int a = g->arc_first; a < g->arc_first + g->n_arc; a++)
        if (t->in.arc[a].kitchen == kitchen && t->in.arc[a].mode == mode) return &t->in.arc[a];
    return NULL;
}

static double amount(const little *t, const sk_arc *a, sk_res_kind kind, sk_ix place, int day)
{
    int row = little_row(t, kind, place, day);
    for (int u = a->use_first; u < a->use_first + a->n_use; u++)
        if (t->in.use[u].res == row) return t->in.use[u].amount;
    return 0;
}

static void near(double got, double want)
{
    if (!(fabs(got - want) <= 1e-9 * (1 + fabs(want))))
        fail_msg("got %.12g, want %.12g", got, want);
}

/* R eats at 11:00-11:30; A's tour leaves 10:00 and is there 10:10; everything has a time of its own. */
static void at_receiver(little *t)
{
    little_make(t);
    t->k.n_sites = 0;
    little_site(t, "S", R, A, 100);
    little_tour(t, 40, 2000);
}

static void a_tour_s_times_follow_its_stops(void **state)
{
    (void)state;
    little t;
    at_receiver(&t);
    t.k.policy.pack_min = 12;
    t.k.policy.receive_min = 5;
    sk_stop stops[2] = {{B, 7, 3000, 4, -1, -1}, {R, 10, 5000, 3, -1, -1}};
    t.tour[0].stop = stops;
    t.tour[0].n_stops = 2;
    build(&t, 1);
    const sk_arc *a = arc_of(&t, 0, A, SK_MODE_HOT);
    assert_non_null(a);
    assert_int_equal(a->route, SK_ROUTE_TOUR);
    assert_int_equal(a->depart, 600);
    assert_int_equal(a->arrive, 600 + 7 + 4 + 10);
    assert_int_equal(a->hold_min, 12 + 690 - 600);
    assert_int_equal(a->slack_min, 120 - a->hold_min);
    assert_int_equal(t.in.group[0].usual_arc, 0);
    done(&t);
}

/* One rule at a time is broken; the reason says which. */
static void late(little *t) { t->stop[0].drive_min = 61; }
static void just_in_time(little *t) { t->stop[0].drive_min = 60; }
static void unloads_too_long(little *t) { t->stop[0].drive_min = 60, t->stop[0].unload_min = 1; }
static void before_window(little *t) { t->stop[0].win_from = 611; }
static void after_window(little *t) { t->stop[0].win_to = 609; }
static void in_window(little *t) { t->stop[0].win_from = t->stop[0].win_to = 610; }
static void held_too_long(little *t) { t->component[0].hold_min = 89; }
static void held_enough(little *t) { t->component[0].hold_min = 90; }
static void another_meal(little *t) { t->tour[0].meal = SK_MEAL_SUPPER; }
static void another_day(little *t) { t->tour[0].days = 2; }
static void closed(little *t) { t->opening[A].days = 2; }
static void no_pan(little *t) { t->equipment[0].cls = 1; }
static void not_hot(little *t) { t->component[0].modes = SK_MODE_CHILLED; }
static void receives(little *t) { t->kitchen[A].role = SK_ROLE_RECEIVING; }
static void starts_late(little *t) { t->opening[A].work_from = 541; }
static void starts_in_time(little *t) { t->opening[A].work_from = 540; }
static void receiver_closed(little *t) { t->kitchen[R].open = (sk_period){0, 100}; }
static void no_boxes(little *t) { t->vehicle[0].cap_boxes = 0; }

static void each_rule_by_itself(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*bend)(little *t);
        bool can;
        sk_reject_reason why;
    } rows[] = {
        {"late", late, false, SK_REJ_NO_ROUTE},
        {"just in time", just_in_time, true, 0},
        {"unloads too long", unloads_too_long, false, SK_REJ_NO_ROUTE},
        {"before the window", before_window, false, SK_REJ_NO_ROUTE},
        {"after the window", after_window, false, SK_REJ_NO_ROUTE},
        {"in the window", in_window, true, 0},
        {"held too long", held_too_long, false, SK_REJ_HOLD},
        {"held just long enough", held_enough, true, 0},
        {"a tour with another meal", another_meal, false, SK_REJ_NO_ROUTE},
        {"a tour on another day", another_day, false, SK_REJ_NO_ROUTE},
        {"closed", closed, false, SK_REJ_CLOSED},
        {"no pan", no_pan, false, SK_REJ_EQUIPMENT},
        {"not hot", not_hot, false, SK_REJ_MODE},
        {"does not cook", receives, false, SK_REJ_ROLE},
        {"work starts too late for a run of an hour", starts_late, false, SK_REJ_LATE},
        {"work starts in time", starts_in_time, true, 0},
        {"the receiver is closed", receiver_closed, false, SK_REJ_CLOSED},
        {"a vehicle without room", no_boxes, false, SK_REJ_NO_ROUTE},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        little t;
        sk_reject_reason why = 0;
        at_receiver(&t);
        rows[i].bend(&t);
        build(&t, 1);
        bool can = arc_of(&t, 0, A, SK_MODE_HOT) != NULL;
        if (can != rows[i].can) fail_msg("%s: %s", rows[i].name, can ? "possible" : "impossible");
        bool not = sk_instance_why_not(&t.in, 0, A, SK_LANG_EN, &why, NULL);
        if (not == can || (not &&why != rows[i].why))
            fail_msg("%s: reason %d, want %d", rows[i].name, (int)why, (int)rows[i].why);
        done(&t);
    }
}

/* 4000 m straight x 1.25 = 5000 m by road at 45 km/h: 6.67, so 7 minutes. Two sites in R: the earlier
 * first sitting (10:30) times the trip for both: depart 10:30 - 5 - 4 - 7. */
static void extra_trips_are_timed_by_the_first_who_eats(void **state)
{
    (void)state;
    little t;
    at_receiver(&t);
    little_site(&t, "U", R, A, 50);
    t.sitting[1].start = 630, t.sitting[1].end = 650;
    t.k.n_tours = 0;
    sk_policy *p = &t.k.policy;
    p->extra_trip_max_m = 20000, p->road_factor_ppm = 1250000, p->road_kmh = 45;
    p->receive_min = 5, p->stop_min = 4, p->pack_min = 10;
    p->extra_trip_ore = 1000, p->extra_trip_km_ore = 300, p->extra_trip_hour_ore = 6000;
    t.kitchen[A].lat_e5 = 5840000;
    t.kitchen[R].lat_e5 = 5840000 + 3597; /* 4000 m */
    t.kitchen[B].lat_e5 = 5990000;        /* far */
    build(&t, 1);
    assert_null(arc_of(&t, 0, B, SK_MODE_HOT));
    for (int g = 0; g < 2; g++) {
        const sk_arc *a = arc_of(&t, g, A, SK_MODE_HOT);
        assert_non_null(a);
        assert_int_equal(a->depart, 614);
        assert_int_equal(a->arrive, 621);
        /* 15 boxes could come: 1000 + 2 x 5 km x 300 + 2 x 7 min x 100 = 5400 by 15, a tenth box each */
        near(a->cost, 5400.0 / 15 / 10);
    }
    assert_int_equal(arc_of(&t, 0, A, SK_MODE_HOT)->hold_min, 10 + 690 - 614);
    assert_int_equal(arc_of(&t, 1, A, SK_MODE_HOT)->hold_min, 10 + 650 - 614);
    done(&t);
}

/* Factor 0.8, scale 1.5: 1.2 reference portions. Load 0.5 in a pan of 30: 0.02 runs of 20 minutes each;
 * 1 minute of cooking; 0.12 boxes at 1.5 min packing and 1 min receiving. */
static void what_a_portion_takes(void **state)
{
    (void)state;
    little t;
    at_receiver(&t);
    t.category[0].factor_milli = 800;
    t.comp[0].scale_milli = 1500;
    t.component[0].load_milli = 500;
    t.component[0].batch_min = 20;
    t.equipment[0].cap_run = 30;
    t.k.policy.pack_mmin_box = 1500;
    t.k.policy.receive_mmin_box = 1000;
    t.k.policy.serve_mmin_receiving = 400;
    t.k.policy.fixed_min_receiving = 60;
    t.k.policy.energy_hot_ore_kg = 10;
    build(&t, 1);
    const sk_arc *a = arc_of(&t, 0, A, SK_MODE_HOT);
    near(amount(&t, a, SK_RES_EQUIP, A, 0), 0.02);
    near(amount(&t, a, SK_RES_STAFF, A, 0), 1 + 0.02 * 20 + 0.12 * 1.5);
    near(amount(&t, a, SK_RES_STAFF, R, 0), 0.12);
    near(amount(&t, a, SK_RES_TOUR, 0, 0), 0.12);
    near(a->base_cost, 1.2 * 0.3 * 10);
    near(a->cost, a->base_cost + 2000.0 / 100); /* one stop, 100 lead portions */
    int staff = little_row(&t, SK_RES_STAFF, R, 0);
    near(t.in.res[staff].total, 1000);
    near(t.in.res[staff].cap, 1000 - 60 - 100 * 0.4);
    done(&t);
}

/* Monday's chiller for Wednesday: chiller and store at A, store, reheating and staff at R. */
static void what_a_chilled_portion_takes(void **state)
{
    (void)state;
    little t;
    at_receiver(&t);
    t.site_meal[0].days = 1 << 2;
    t.kitchen[A].chill_kg_day = 50, t.kitchen[A].cold_store_kg = 50;
    t.kitchen[R].cold_store_kg = 40, t.kitchen[R].reheat_ref = 200;
    t.k.policy.reheat_mmin = 150;
    t.component[0].shelf_days = 2;
    build(&t, 3);
    const sk_group *g = &t.in.group[0];
    int chilled = 0;
    for (int i = g->arc_first; i < g->arc_first + g->n_arc; i++) {
        const sk_arc *a = &t.in.arc[i];
        if (a->mode != SK_MODE_CHILLED) continue;
        chilled++;
        near(amount(&t, a, SK_RES_CHILL, A, a->prod_day), 0.3);
        for (int d = 0; d < 3; d++)
            near(amount(&t, a, SK_RES_STORE, A, d), d >= a->prod_day && d < 2 ? 0.3 : 0);
        near(amount(&t, a, SK_RES_STORE, R, 2), 0.3);
        near(amount(&t, a, SK_RES_REHEAT, R, 2), 1);
        near(amount(&t, a, SK_RES_STAFF, R, 2), 0.15);
    }
    assert_int_equal(chilled, 2);
    t.component[0].shelf_days = 1;
    done(&t);
    build(&t, 3);
    assert_int_equal(arc_of(&t, 0, A, SK_MODE_CHILLED)->prod_day, 1);
    done(&t);
    t.kitchen[R].cold_store_kg = 0;
    build(&t, 3);
    assert_null(arc_of(&t, 0, A, SK_MODE_CHILLED));
    done(&t);
}

/* A receiving kitchen boils potatoes itself when the recipe says so and it has a pan; that is no change
 * of supplier. */
static void sides_are_made_where_they_are_eaten(void **state)
{
    (void)state;
    little t;
    at_receiver(&t);
    t.component[1] = t.component[0];
    t.component[1].id = "P";
    t.component[1].kind = SK_COMP_SIDE;
    t.component[1].hold_min = 60;
    t.component[1].modes = SK_MODE_HOT | SK_MODE_AT_SITE;
    t.comp[1] = (sk_dish_comp){1, 1000};
    t.dish[0].n_comp = t.k.n_components = 2;
    t.k.policy.change_ore = 15;
    build(&t, 1);
    assert_int_equal(t.in.n_groups, 2);
    assert_int_equal(t.in.group[1].n_arc, 0); /* no pan */
    done(&t);
    t.equipment[2] = (sk_equipment){R, 0, 1, 60, 45};
    t.k.n_equipment = 3;
    build(&t, 1);
    assert_int_equal(t.in.group[1].n_arc, 1);
    const sk_arc *a = &t.in.arc[t.in.group[1].usual_arc];
    assert_int_equal(a->mode, SK_MODE_AT_SITE);
    assert_int_equal(a->kitchen, R);
    assert_int_equal(a->hold_min, 30);
    near(a->cost, 0);
    done(&t);
}

/* 4 hours at most, work 06:30-09:00 leaves 150 minutes: 2 runs of 60 by 3 units. */
static void equipment_has_the_session_s_time(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.equipment[0] = (sk_equipment){A, 0, 3, 100, 60};
    build(&t, 1);
    near(t.in.res[little_row(&t, SK_RES_EQUIP, A, 0)].cap, 3 * 4);
    done(&t);
    t.opening[A].work_to = 390 + 150;
    build(&t, 1);
    near(t.in.res[little_row(&t, SK_RES_EQUIP, A, 0)].cap, 3 * 2);
    done(&t);
}

/* Lunch ends 11:30, work ends 15:00: 210 minutes for chilled production. */
static void chilled_production_starts_after_lunch(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.equipment[0] = (sk_equipment){A, 0, 1, 100, 60};
    t.kitchen[A].chill_kg_day = 10;
    build(&t, 1);
    for (int r = 0; r < t.in.n_res; r++)
        if (t.in.res[r].kind == SK_RES_EQUIP && t.in.res[r].session == SK_SESSION_CHILL &&
            t.in.res[r].kitchen == A)
            near(t.in.res[r].cap, 3);
    done(&t);
}

static void options_leave_ways_out(void **state)
{
    (void)state;
    little t;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    at_receiver(&t);
    t.k.policy.extra_trip_max_m = 1000;
    build(&t, 1);
    int all = t.in.n_arcs;
    sk_inst_opts o = SK_INST_OPTS_DEFAULT;
    o.forbid_site = 0;
    o.forbid_kitchen = A;
    assert_int_equal(sk_instance_build(&t.k, &t.demand, &o, t.arena, &t.in, &err), SK_OK);
    assert_true(t.in.n_arcs > 0 && t.in.n_arcs < all);
    assert_null(arc_of(&t, 0, A, SK_MODE_HOT));
    o = (sk_inst_opts)SK_INST_OPTS_DEFAULT;
    o.closed_kitchen = B;
    assert_int_equal(sk_instance_build(&t.k, &t.demand, &o, t.arena, &t.in, &err), SK_OK);
    assert_null(arc_of(&t, 0, B, SK_MODE_HOT));
    assert_non_null(arc_of(&t, 0, A, SK_MODE_HOT));
    done(&t);
}

/* Every step of building and solving may run out of memory: an error, no crash, no leak. */
static void memory_may_end_anywhere(void **state)
{
    (void)state;
    int failed = 0;
    for (unsigned long n = 1; n < 2000; n++) {
        little t;
        sk_err err;
        at_receiver(&t);
        little_minutes(&t, A, 50);
        sk_err_init(&err, SK_LANG_EN);
        sk_mem_fail_at(n);
        sk_code c = little_solve(&t, 1, &err);
        sk_mem_fail_at(0);
        sk_arena_free(t.arena);
        if (c == SK_OK) break;
        assert_true(c == SK_E_NOMEM || c == SK_E_SOLVER);
        failed++;
    }
    assert_true(failed > 50 && failed < 1900);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tour_s_times_follow_its_stops),
        cmocka_unit_test(each_rule_by_itself),
        cmocka_unit_test(extra_trips_are_timed_by_the_first_who_eats),
        cmocka_unit_test(what_a_portion_takes),
        cmocka_unit_test(what_a_chilled_portion_takes),
        cmocka_unit_test(sides_are_made_where_they_are_eaten),
        cmocka_unit_test(equipment_has_the_session_s_time),
        cmocka_unit_test(chilled_production_starts_after_lunch),
        cmocka_unit_test(options_leave_ways_out),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests_name("plan_instance", tests, NULL, NULL);
}
