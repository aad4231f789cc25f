/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about one day, asked of tests/data/mini. */
#include "unit/folder.h"

#include "base/date.h"
#include "domain/query.h"

static sk_kommun *k;

static int load_mini(void **state)
{
    char path[FOLDER_PATH];
    (void)state;
    mini_path(path, "");
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_kommun_load(path, &k, d, NULL);
    sk_diags_free(d);
    return k ? 0 : -1;
}

static int free_mini(void **state)
{
    (void)state;
    sk_kommun_free(k);
    return 0;
}

static sk_day on(const char *s)
{
    sk_day d;
    if (!sk_day_parse(s, &d)) fail_msg("%s is no date", s);
    return d;
}

static sk_ix site(const char *id) { return sk_find_site(k, id); }
static sk_ix kitchen(const char *id) { return sk_find_kitchen(k, id); }

static void ids(void **state)
{
    (void)state;
    assert_int_equal(site("nobody"), SK_NONE);
    for (int i = 0; i < k->n_sites; i++) assert_int_equal(site(k->site[i].id), i);
    for (int i = 0; i < k->n_dishes; i++) assert_int_equal(sk_find_dish(k, k->dish[i].id), i);
    for (int i = 0; i < k->n_components; i++)
        assert_int_equal(sk_find_component(k, k->component[i].id), i);
    for (int i = 0; i < k->n_kitchens; i++) assert_int_equal(kitchen(k->kitchen[i].id), i);
}

static void kinds_of_day(void **state)
{
    static const struct {
        const char *site, *day;
        sk_day_type want;
    } rows[] = {
        {"vik_f3", "2023-11-27", SK_DAY_NORMAL},
        {"vik_f3", "2023-11-25", SK_DAY_CLOSED}, /* Saturday */
        {"vik_f3", "2023-12-04", SK_DAY_STUDY},
        {"berga_46", "2023-12-04", SK_DAY_NORMAL}, /* another school's */
        {"vik_f3", "2023-11-03", SK_DAY_BREAK},
        {"vik_f3", "2023-12-25", SK_DAY_HOLIDAY}, /* in a break, too */
        {"ek_fsk", "2023-11-30", SK_DAY_PLANNING},
        {"lind_fsk", "2023-11-30", SK_DAY_NORMAL},
        {"lind_fsk", "2023-12-28", SK_DAY_REDUCED},
        {"ljung_sabo", "2023-12-25", SK_DAY_NORMAL}, /* open on holidays */
        {"ljung_sabo", "2023-11-26", SK_DAY_NORMAL},
        {"lind_fsk", "2024-01-01", SK_DAY_HOLIDAY},
    };
    (void)state;
    for (size_t i = 0; i < N_OF(rows); i++)
        if (sk_site_day_type(k, site(rows[i].site), on(rows[i].day)) != rows[i].want)
            fail_msg("%s on %s: %s", rows[i].site, rows[i].day,
                     sk_day_type_name(sk_site_day_type(k, site(rows[i].site), on(rows[i].day)),
                                      SK_LANG_EN));
    assert_true(sk_calendar_covers(k, 0, on("2023-08-01")));
    assert_false(sk_calendar_covers(k, 0, on("2023-07-31")));
    assert_false(sk_calendar_covers(k, SK_NONE, on("2023-08-01")));
}

static void who_is_open(void **state)
{
    (void)state;
    const sk_opening *o = sk_kitchen_open(k, kitchen("k_berga"), SK_MEAL_LUNCH, on("2023-11-27"));
    assert_non_null(o);
    assert_int_equal(o->work_from, 390);
    assert_null(sk_kitchen_open(k, kitchen("k_berga"), SK_MEAL_LUNCH, on("2023-11-26")));
    assert_null(sk_kitchen_open(k, kitchen("k_berga"), SK_MEAL_SUPPER, on("2023-11-27")));
    assert_null(
        sk_kitchen_open(k, kitchen("s_ek"), SK_MEAL_LUNCH, on("2024-01-03"))); /* the floor */
    assert_non_null(sk_kitchen_open(k, kitchen("s_ek"), SK_MEAL_LUNCH, on("2024-01-04")));
    assert_null(
        sk_kitchen_open(k, kitchen("m_lind"), SK_MEAL_LUNCH, on("2024-06-18"))); /* summer */
}

static void summer_organisation(void **state)
{
    (void)state;
    sk_ix lind = site("lind_fsk"), ek = site("ek_fsk");
    assert_int_equal(sk_site_kitchen_on(k, lind, on("2024-06-16")), kitchen("m_lind"));
    assert_int_equal(sk_site_kitchen_on(k, lind, on("2024-06-17")), kitchen("m_vik"));
    assert_int_equal(sk_site_kitchen_on(k, lind, on("2024-06-30")), kitchen("m_vik"));
    assert_int_equal(sk_site_merged_into(k, ek, on("2024-06-03")), lind);
    assert_int_equal(sk_site_merged_into(k, ek, on("2024-06-15")), ek);
    assert_int_equal(sk_site_kitchen_on(k, ek, on("2024-06-03")), kitchen("m_lind"));
    assert_int_equal(sk_site_supplier_on(k, ek, on("2024-06-03")), kitchen("k_berga"));
    assert_int_equal(sk_site_kitchen_on(k, ek, on("2024-01-02")),
                     SK_NONE); /* closed, no substitute */
}

static void guests_by_step(void **state)
{
    (void)state;
    sk_ix vik = site("vik_f3");
    assert_int_equal(sk_site_guests(k, vik, on("2023-08-11")), 0);
    assert_int_equal(sk_site_guests(k, vik, on("2023-08-14")), 88);
    assert_int_equal(sk_site_guests(k, vik, on("2023-09-29")), 88);
    assert_int_equal(sk_site_guests(k, vik, on("2023-10-02")), 90);
    assert_int_equal(sk_site_guests(k, vik, on("2023-11-25")), 0); /* Saturday */
    assert_int_equal(sk_site_guests_enrolled(k, vik, on("2023-11-25")), 90);
    assert_int_equal(sk_site_guests(k, site("berga_46"), on("2030-01-07")), 180);
}

static void staff_of_a_day(void **state)
{
    sk_staff_day s;
    (void)state;
    sk_kitchen_staff(k, kitchen("k_berga"), on("2023-11-27"), &s);
    assert_int_equal(s.planned_min, 480 * 3 + 360); /* the trainee is no capacity */
    assert_int_equal(s.min, s.planned_min);
    assert_int_equal(s.persons, 4);
    assert_int_equal(s.ore, 8 * (26250 + 25800 + 23100) + 6 * 22900);
    sk_kitchen_staff(k, kitchen("k_berga"), on("2023-11-28"), &s); /* two hours of training */
    assert_int_equal(s.absent_min, 120);
    assert_int_equal(s.min, 1680);
    sk_kitchen_staff(k, kitchen("k_ljung"), on("2023-12-01"), &s); /* holiday and a substitute */
    assert_int_equal(s.absent_min, 480);
    assert_int_equal(s.substitute_min, 420);
    assert_int_equal(s.min, 900);
    assert_int_equal(s.persons, 2);
    assert_int_equal(s.ore, 8 * 26500 + 7 * 21500);
    sk_kitchen_staff(k, kitchen("s_ek"), on("2023-11-27"), &s);
    assert_int_equal(s.min, 0);
}

static void weekend_rota(void **state)
{
    (void)state;
    assert_int_equal(sk_week_index(0), 0); /* Thursday 1970-01-01 */
    assert_int_equal(sk_week_index(3), 0); /* its Sunday */
    assert_int_equal(sk_week_index(4), 1);
    assert_int_equal(sk_week_index(-4), -1);
    for (int w = 0; w < 6; w++) { /* two posts take every second weekend each */
        sk_staff_day s;
        sk_kitchen_staff(k, kitchen("k_ljung"), on("2023-11-04") + 7 * w, &s);
        assert_int_equal(s.min, 480);
        sk_kitchen_staff(k, kitchen("k_ljung"), on("2023-11-05") + 7 * w, &s);
        assert_int_equal(s.persons, 1);
    }
}

static void menus_repeat(void **state)
{
    (void)state;
    sk_ix school = 1, kottbullar = sk_find_dish(k, "kottbullar_pot");
    assert_string_equal(k->menu[school].id, "skola");
    assert_int_equal(sk_menu_week(&k->menu[school], on("2023-08-14")), 1);
    assert_int_equal(sk_menu_week(&k->menu[school], on("2023-08-27")), 2);
    assert_int_equal(sk_menu_week(&k->menu[school], on("2023-08-28")), 1);
    assert_int_equal(sk_menu_week(&k->menu[school], on("2023-08-13")),
                     2); /* before the start, too */
    assert_int_equal(sk_menu_dish(k, school, on("2023-08-28"), SK_MEAL_LUNCH, SK_LINE_MAIN),
                     kottbullar);
    assert_int_equal(sk_menu_dish(k, school, on("2023-11-25"), SK_MEAL_LUNCH, SK_LINE_MAIN),
                     SK_NONE);
    assert_int_equal(sk_menu_dish(k, SK_NONE, on("2023-08-28"), SK_MEAL_LUNCH, SK_LINE_MAIN),
                     SK_NONE);
}

static void groups(void **state)
{
    (void)state;
    sk_span s = sk_site_sittings(k, site("berga_79"), SK_MEAL_LUNCH);
    assert_int_equal(s.end - s.first, 2);
    assert_int_equal(k->sitting[s.first].share_ppm, 600000);
    s = sk_site_sittings(k, site("berga_79"), SK_MEAL_SUPPER);
    assert_int_equal(s.end, s.first);
    s = sk_kitchen_equipment(k, kitchen("k_berga"));
    assert_int_equal(s.end - s.first, 3);
    s = sk_kitchen_tours(k, kitchen("k_berga"));
    assert_int_equal(s.end - s.first, 2);
    s = sk_site_diet_orders(k, site("ljung_sabo"), SK_MEAL_SUPPER);
    assert_int_equal(s.end - s.first, 1);
    s = sk_site_meals_of(k, site("ljung_sabo"));
    assert_int_equal(s.end - s.first, 3);
    s = sk_kitchen_posts(k, kitchen("k_ljung"));
    assert_int_equal(s.end - s.first, 2);
    assert_true(sk_kitchen_qualified(k, kitchen("k_ljung"), 2));
    assert_false(sk_kitchen_qualified(k, kitchen("k_berga"), 2)); /* timbal */
}

static void distance(void **state)
{
    (void)state;
    /* One degree of latitude on a sphere of 6371 km is 111 194.9 m. */
    assert_int_equal(sk_distance_m(5800000, 1500000, 5900000, 1500000), 111195);
    assert_int_equal(sk_distance_m(5839010, 1562010, 5839010, 1562010), 0);
    int64_t there = sk_distance_m(5839010, 1562010, 5842050, 1560020);
    assert_int_equal(there, sk_distance_m(5842050, 1560020, 5839010, 1562010));
    assert_in_range(there, 3500, 3650);
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(sk_meal_name(SK_MEAL_SUPPER, SK_LANG_EN), "supper");
    assert_string_equal(sk_allergen_name(6, SK_LANG_SV), "mjölk");
    assert_null(sk_allergen_name(SK_N_ALLERGENS, SK_LANG_SV));
    assert_null(sk_allergen_name(-1, SK_LANG_SV));
}

static void policy_table(void **state)
{
    (void)state;
    sk_policy p;
    sk_policy_defaults(&p);
    assert_int_equal(p.reference_portion_g, 330);
    for (int i = 0; i < sk_n_policy_settings; i++) {
        const sk_setting *s = &sk_policy_settings[i];
        assert_true(s->lo <= s->def && s->def <= s->hi && s->source[0] && s->text[0]);
    }
}

/* 2023-12-01 is a Friday. Tuesdays and Thursdays; never the day itself; no days = the day before. */
static void goods_come_on_the_last_delivery_day_before(void **state)
{
    (void)state;
    sk_day friday;
    assert_true(sk_day_from_ymd(2023, 12, 1, &friday));
    sk_supplier s = {.days = 1 << 1 | 1 << 3};
    assert_int_equal(sk_supplier_delivery(&s, friday), friday - 1);
    assert_int_equal(sk_supplier_delivery(&s, friday - 1), friday - 3);
    assert_int_equal(sk_supplier_delivery(&s, friday + 4), friday - 1);
    s.days = 1 << 4;
    assert_int_equal(sk_supplier_delivery(&s, friday), friday - 7);
    s.days = 0;
    assert_int_equal(sk_supplier_delivery(&s, friday), friday - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goods_come_on_the_last_delivery_day_before),
        cmocka_unit_test(ids),
        cmocka_unit_test(kinds_of_day),
        cmocka_unit_test(who_is_open),
        cmocka_unit_test(summer_organisation),
        cmocka_unit_test(guests_by_step),
        cmocka_unit_test(staff_of_a_day),
        cmocka_unit_test(weekend_rota),
        cmocka_unit_test(menus_repeat),
        cmocka_unit_test(groups),
        cmocka_unit_test(distance),
        cmocka_unit_test(names),
        cmocka_unit_test(policy_table),
    };
    return cmocka_run_group_tests_name("domain_query", tests, load_mini, free_mini);
}
