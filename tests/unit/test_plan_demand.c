/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Needs from guests, shares and diets; the rule stands in src/forecast/demand.h. The kommun is that of
 * tests/oracle/little.h: one site S with 100 guests in kitchen A. */
#include "unit/unit.h"

#include "oracle/little.h"

typedef struct made {
    sk_arena *arena;
    sk_demand d;
    sk_err err;
    sk_code code;
} made;

static const sk_need *build(little *t, int n_days, made *m)
{
    sk_day monday = 0;
    sk_day_parse("2023-11-27", &monday);
    memset(m, 0, sizeof *m);
    sk_err_init(&m->err, SK_LANG_EN);
    m->arena = sk_arena_new();
    m->code = sk_demand_build(&t->k, NULL, monday, n_days, m->arena, &m->d, &m->err);
    return m->d.need;
}

static void done(made *m) { sk_arena_free(m->arena); }

/* A menu with both lines on every weekday; the product goes by it. */
static sk_menu_item items[14];

static void by_menu(little *t)
{
    for (int d = 0; d < 7; d++)
        for (int l = 0; l < 2; l++)
            items[2 * d + l] = (sk_menu_item){0, 1, d + 1, SK_MEAL_LUNCH, (sk_line)l, l};
    t->k.menu_item = items;
    t->k.n_menu_items = 14;
    t->k.n_dishes = 2;
    t->product[0].dish = SK_NONE;
}

static void eaters_are_rounded_up_once(void **state)
{
    (void)state;
    static const struct {
        int guests, share_ppm, attendance_ppm, want;
    } rows[] = {
        {100, 1000000, 1000000, 100},
        {100, 1000000, 853000, 86},
        {33, 1000000, 930000, 31},
        {33, 333333, 930000, 11},
        {1, 1, 1, 1},
        {50000, 999999, 999999, 50000},
        {90, 400000, 800000, 29},
        {100, 500000, 500000, 25},
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        little t;
        made m;
        little_make(&t);
        t.guests[0].guests = rows[i].guests;
        t.site_meal[0].share_ppm = rows[i].share_ppm;
        t.site_meal[0].attendance_ppm = rows[i].attendance_ppm;
        build(&t, 1, &m);
        assert_int_equal(m.d.n_needs, 1);
        assert_int_equal(m.d.need[0].portions, rows[i].want);
        assert_int_equal(m.d.need[0].source, SK_DEMAND_SHARE);
        assert_true(m.d.need[0].dist.q95 == rows[i].want);
        done(&m);
    }
}

/* 100 guests x 0.91 = 91; 4 diets leave 87; 15 % vegetarians are 13.05, so 14; the rest is main. */
static void diets_then_vegetarians_then_the_rest(void **state)
{
    (void)state;
    little t;
    made m;
    little_make(&t);
    by_menu(&t);
    t.category[0].attendance_ppm = 910000;
    t.category[0].veg_ppm = 150000;
    t.diet_order[0] = (sk_diet_order){0, 0, SK_MEAL_LUNCH, LITTLE_ALWAYS, 4};
    t.k.n_diet_orders = 1;
    const sk_need *n = build(&t, 1, &m);
    assert_int_equal(m.d.n_needs, 3);
    assert_int_equal(n[0].diet, SK_NONE);
    assert_int_equal(n[0].portions, 73);
    assert_int_equal(n[1].diet, 0);
    assert_int_equal(n[1].portions, 4);
    assert_int_equal(n[1].dish, 0);
    assert_int_equal(n[1].source, SK_DEMAND_ORDERED);
    assert_int_equal(n[2].line, SK_LINE_VEG);
    assert_int_equal(n[2].dish, 1);
    assert_int_equal(n[2].portions, 14);
    done(&m);
}

static void more_diets_than_eaters_leave_nobody_negative(void **state)
{
    (void)state;
    little t;
    made m;
    little_make(&t);
    t.guests[0].guests = 3;
    t.diet_order[0] = (sk_diet_order){0, 0, SK_MEAL_LUNCH, LITTLE_ALWAYS, 5};
    t.k.n_diet_orders = 1;
    build(&t, 1, &m);
    assert_int_equal(m.d.n_needs, 1);
    assert_int_equal(m.d.need[0].portions, 5);
    done(&m);
}

static void closed_days_and_other_weekdays_ask_for_nothing(void **state)
{
    (void)state;
    little t;
    made m;
    little_make(&t);
    t.calendar[0].days = 0x1f;
    t.site_meal[0].days = 1 << 2 | 1 << 5; /* Wednesday and Saturday */
    const sk_need *n = build(&t, 7, &m);
    assert_int_equal(m.d.n_needs, 1);
    assert_int_equal(sk_day_weekday(n[0].day), 3);
    done(&m);
}

static void day_types_choose_the_row(void **state)
{
    (void)state;
    little t;
    made m;
    little_make(&t);
    sk_day monday = 0;
    sk_day_parse("2023-11-27", &monday);
    sk_cal_event leave = {0, SK_NONE, SK_NONE, SK_DAY_BREAK, {monday + 1, monday + 2}, "lov"};
    t.k.cal_event = &leave;
    t.k.n_cal_events = 1;
    t.site_meal[0].day_types = 1 << SK_DAY_NORMAL;
    build(&t, 4, &m);
    assert_int_equal(m.d.n_needs, 2);
    done(&m);
    t.site_meal[0].day_types = 1 << SK_DAY_BREAK;
    t.site_meal[0].share_ppm = 250000;
    build(&t, 4, &m);
    assert_int_equal(m.d.n_needs, 2);
    assert_int_equal(m.d.need[0].day, monday + 1);
    assert_int_equal(m.d.need[0].portions, 25);
    done(&m);
}

/* Boxed meals two days ahead: what is delivered Monday is eaten on Wednesday. */
static void lead_days_move_the_delivery(void **state)
{
    (void)state;
    little t;
    made m;
    little_make(&t);
    t.product[0].kind = SK_PROD_BOXED;
    t.product[0].lead_days = 2;
    t.site_meal[0].days = 1 << 2;
    const sk_need *n = build(&t, 3, &m);
    assert_int_equal(m.d.n_needs, 1);
    assert_int_equal(sk_day_weekday(n[0].day), 1);
    assert_int_equal(n[0].eaten - n[0].day, 2);
    done(&m);
}

static void goods_are_not_cooked(void **state)
{
    (void)state;
    little t;
    made m;
    little_make(&t);
    t.product[0].kind = SK_PROD_GOODS;
    build(&t, 7, &m);
    assert_int_equal(m.d.n_needs, 0);
    done(&m);
}

/* A merged site eats in the other's kitchen; a closed kitchen sends its guests to the substitute. */
static void merged_sites_and_closed_kitchens_eat_elsewhere(void **state)
{
    (void)state;
    little t;
    made m;
    little_make(&t);
    little_site(&t, "T", B, B, 20);
    sk_day monday = 0;
    sk_day_parse("2023-11-27", &monday);
    sk_org_change merged = {SK_ORG_SITE_MERGED, {monday - 9, monday + 9}, 1, 0};
    t.k.org_change = &merged;
    t.k.n_org_changes = 1;
    build(&t, 1, &m);
    assert_int_equal(m.d.n_needs, 2);
    assert_int_equal(m.d.need[1].site, 1);
    assert_int_equal(m.d.need[1].kitchen, A);
    done(&m);
    merged = (sk_org_change){SK_ORG_KITCHEN_CLOSED, {monday - 9, monday + 9}, B, R};
    build(&t, 1, &m);
    assert_int_equal(m.d.need[1].kitchen, R);
    done(&m);
}

static void needs_come_by_day_meal_and_site(void **state)
{
    (void)state;
    little t;
    made m;
    little_make(&t);
    little_site(&t, "T", B, B, 20);
    build(&t, 3, &m);
    assert_int_equal(m.d.n_needs, 6);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(m.d.need[i].day - m.d.from, i / 2);
        assert_int_equal(m.d.need[i].site, i % 2);
    }
    done(&m);
}

static void faults_name_calendar_menu_and_day(void **state)
{
    (void)state;
    little t;
    made m;
    little_make(&t);
    t.calendar[0].to = t.calendar[0].from + 5;
    build(&t, 1, &m);
    assert_int_equal(m.code, SK_E_INPUT);
    assert_string_equal(m.err.text, "calendar y does not cover 2023-11-27 (site S)");
    done(&m);
    little_make(&t);
    by_menu(&t);
    t.k.n_menu_items = 4; /* Monday and Tuesday */
    build(&t, 3, &m);
    assert_int_equal(m.code, SK_E_INPUT);
    assert_string_equal(m.err.text, "menu m has no dish for lunch on 2023-11-29 (site S)");
    done(&m);
    build(&t, 0, &m);
    assert_int_equal(m.code, SK_E_USAGE);
    done(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eaters_are_rounded_up_once),
        cmocka_unit_test(diets_then_vegetarians_then_the_rest),
        cmocka_unit_test(more_diets_than_eaters_leave_nobody_negative),
        cmocka_unit_test(closed_days_and_other_weekdays_ask_for_nothing),
        cmocka_unit_test(day_types_choose_the_row),
        cmocka_unit_test(lead_days_move_the_delivery),
        cmocka_unit_test(goods_are_not_cooked),
        cmocka_unit_test(merged_sites_and_closed_kitchens_eat_elsewhere),
        cmocka_unit_test(needs_come_by_day_meal_and_site),
        cmocka_unit_test(faults_name_calendar_menu_and_day),
    };
    return cmocka_run_group_tests_name("plan_demand", tests, NULL, NULL);
}
