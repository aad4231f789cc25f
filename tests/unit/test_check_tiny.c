/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker on a plan counted by hand (tests/mutate/tiny.h), on every kind of damage to it, and on
 * the same plan when the registers change under it. */
#include "unit.h"

#include "base/file.h"
#include "base/paths.h"
#include "mutate/judge.h"
#include "mutate/tiny.h"

static json_t *plan;

static int load(void **state)
{
    (void)state;
    json_error_t e;
    plan = json_load_file("tests/mutate/tiny_plan.json", 0, &e);
    return plan ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    json_decref(plan);
    return 0;
}

static void accepts_the_hand_count(void **state)
{
    (void)state;
    verdict v = judge(tiny_kommun(), plan, true);
    assert_int_equal(v.code, SK_OK);
    assert_int_equal(v.errors, 0);
    assert_int_equal(v.warnings, 0);
}

static void names_every_damage(void **state)
{
    (void)state;
    int applied, missed = damage_all(tiny_kommun(), plan, &applied);
    assert_int_equal(missed, 0);
    /* nothing exceeds overtime here, and nothing is forecast */
    assert_in_range(applied, N_DAMAGES - N_FORECAST_DAMAGES - 1, N_DAMAGES - N_FORECAST_DAMAGES);
}

/* The plan stays, the registers move: one value at a time. */
typedef struct change {
    const char *name, *rule;
    void *at;
    int size;
    int64_t value;
} change;
#define TO(name, rule, field, value)                                                               \
    {                                                                                              \
        name, rule, &(field), (int)sizeof(field), value                                            \
    }

static void set(const change *c, int64_t v)
{
    if (c->size == 1) *(uint8_t *)c->at = (uint8_t)v;
    else if (c->size == 2) *(int16_t *)c->at = (int16_t)v;
    else if (c->size == 4) *(int32_t *)c->at = (int32_t)v;
    else *(int64_t *)c->at = v;
}

static int64_t get(const change *c)
{
    return c->size == 1   ? *(uint8_t *)c->at
           : c->size == 2 ? *(int16_t *)c->at
           : c->size == 4 ? *(int32_t *)c->at
                          : *(int64_t *)c->at;
}

static const change changes[] = {
    TO("a guest more", "V013", tiny_guests[0].guests, 101),
    TO("a diet more", "V013", tiny_diet_order[0].count, 3),
    TO("no vegetarians", "V011", tiny_category[1].veg_ppm, 0),
    TO("not served on Tuesdays", "V011", tiny_site_meal[0].days, TINY_MON),
    TO("served on Mondays too", "V010", tiny_site_meal[0].days, TINY_MON | TINY_TUE),
    TO("site closes", "V015", tiny_site[0].open.to, TINY_FROM),
    TO("another dish on the menu", "V014", tiny_item[0].dish, 1),
    TO("supplier closed", "V030", tiny_opening[0].days, TINY_MON),
    TO("receiver closed", "V030", tiny_kitchen[1].open.to, TINY_FROM),
    TO("supplier no longer cooks", "V031", tiny_kitchen[0].role, SK_ROLE_SERVING),
    TO("receiver's pan is gone", "V032", tiny_equipment[2].cls, 0),
    TO("no longer qualified", "V033", tiny_kitchen[0].n_diets, 0),
    TO("potatoes not at the receiver", "V034", tiny_component[1].modes, SK_MODE_HOT),
    TO("main dish not chilled", "V034", tiny_component[3].modes, SK_MODE_HOT),
    TO("tour only on Mondays", "V036", tiny_tour[0].days, TINY_MON),
    TO("tour for another meal", "V036", tiny_tour[0].meal, SK_MEAL_SUPPER),
    TO("slower road", "V037", tiny_stop[0].drive_min, 12),
    TO("receiver's window ends", "V038", tiny_stop[0].win_to, 635),
    TO("receiver's window begins later", "V038", tiny_stop[0].win_from, 645),
    TO("earlier sitting", "V039", tiny_sitting[2].start, 645),
    TO("extra trips forbidden", "V040", tiny_k.policy.extra_trip_max_m, 1000),
    TO("shorter shelf life", "V042", tiny_component[3].shelf_days, 0),
    TO("no chiller", "V043", tiny_kitchen[0].chill_kg_day, 0),
    TO("no cold store", "V043", tiny_kitchen[1].cold_store_kg, 0),
    TO("no reheating", "V043", tiny_kitchen[1].reheat_ref, 0),
    TO("little reheating", "V082", tiny_kitchen[1].reheat_ref, 4),
    TO("heavy food, chiller", "V080", tiny_component[3].served_g, 21000),
    TO("heavy food, store", "V081", tiny_component[3].served_g, 11000),
    TO("shorter holding limit", "V051", tiny_component[0].hold_min, 99),
    TO("shorter holding limit is seen", "V903", tiny_component[0].hold_min, 99),
    TO("later sitting", "V050", tiny_sitting[1].end, 730),
    TO("smaller oven", "V064", tiny_equipment[0].cap_run, 59),
    TO("slower oven", "V071", tiny_equipment[0].run_min, 50),
    TO("one oven", "V072", tiny_equipment[0].units, 1),
    TO("short session", "V902", tiny_k.policy.session_lunch_min, 40),
    TO("work begins later", "V076", tiny_opening[0].work_from, 600),
    TO("work ends before the chilled batch", "V076", tiny_opening[0].work_to, 820),
    TO("smaller van", "V093", tiny_vehicle[0].cap_boxes, 3),
    TO("smaller boxes", "V092", tiny_component[0].per_box, 19),
    TO("somebody is away", "V103", tiny_post[0].min[1], 200),
    TO("less overtime agreed", "V901", tiny_kitchen[0].overtime_max_min, 30),
    TO("dearer overtime", "V105", tiny_kitchen[0].overtime_ore_h, 53000),
    TO("dearer tour", "V094", tiny_tour[0].cost_ore, 20001),
    TO("dearer food", "V110", tiny_component[1].food_ore_1000, 200100),
    TO("slower serving", "V101", tiny_k.policy.serve_mmin_receiving, 401),
    TO("another usual supplier", "V122", tiny_site[1].usual_supplier, 2),
};

static void sees_changed_registers(void **state)
{
    (void)state;
    int missed = 0;
    for (size_t i = 0; i < N_OF(changes); i++) {
        const change *c = &changes[i];
        tiny_kommun();
        int64_t old = get(c);
        set(c, c->value);
        verdict v = judge(&tiny_k, plan, false);
        set(c, old);
        if (v.code != SK_OK || !named(&v, c->rule)) {
            fprintf(stderr, "%s: expected %s, found%s\n", c->name, c->rule, v.rules);
            missed++;
        }
    }
    assert_int_equal(missed, 0);
}

/* ---- every value of every row ---- */

static const char *const parts[] = {"need", "supply", "prod",  "batch",   "staff",
                                    "trip", "cost",   "bound", "summary", "inputs"};

/* Calls f with every value of the plan's parts in turn replaced by `value`, or moved by 1. */
typedef void (*value_fn)(const json_t *copy, const char *part, size_t row, const char *key,
                         void *ctx);

static void each_value(const json_t *value, value_fn f, void *ctx)
{
    for (size_t p = 0; p < N_OF(parts); p++) {
        const json_t *list = json_object_get(plan, parts[p]);
        size_t n = json_is_array(list) ? json_array_size(list) : 1;
        for (size_t i = 0; i < n; i++) {
            const char *key;
            json_t *v;
            json_object_foreach(json_is_array(list) ? json_array_get(list, i)
                                                    : json_object_get(plan, parts[p]),
                                key, v)
            {
                if (!value && !json_is_integer(v)) continue;
                json_t *copy = json_deep_copy(plan), *at = json_object_get(copy, parts[p]);
                json_t *row = json_is_array(at) ? json_array_get(at, i) : at;
                json_object_set_new(row, key,
                                    value ? json_deep_copy(value)
                                          : json_integer(json_integer_value(v) + 1));
                f(copy, parts[p], i, key, ctx);
                json_decref(copy);
            }
        }
    }
}

/* Another free unit is as good, and where no batches begin does not matter. */
static bool harmless(const json_t *copy, const char *part, size_t row, const char *key)
{
    const json_t *r = json_array_get(json_object_get(copy, part), row);
    return strcmp(key, "bytes") == 0 || strcmp(key, "unit") == 0 ||
           (strcmp(key, "batch_first") == 0 && num(r, "n_batch") == 0);
}

static void must_be_seen(const json_t *copy, const char *part, size_t row, const char *key,
                         void *ctx)
{
    verdict v = judge(tiny_kommun(), copy, false);
    if (v.code == SK_OK && v.errors == 0 && !harmless(copy, part, row, key)) {
        fprintf(stderr, "$.%s[%zu].%s + 1 is not seen\n", part, row, key);
        ++*(int *)ctx;
    }
}

static void sees_every_number(void **state)
{
    (void)state;
    int unseen = 0;
    each_value(NULL, must_be_seen, &unseen);
    assert_int_equal(unseen, 0);
}

static void must_survive(const json_t *copy, const char *part, size_t row, const char *key,
                         void *ctx)
{
    (void)part;
    (void)row;
    (void)key;
    *(int *)ctx += judge(tiny_kommun(), copy, false).code == SK_OK;
}

/* Under the sanitizers: no value may take the checker off its feet. */
static void survives_nonsense(void **state)
{
    (void)state;
    json_t *nonsense[] = {json_null(),
                          json_integer(-1),
                          json_integer(0),
                          json_integer(2),
                          json_integer(1000000),
                          json_integer(INT64_MAX),
                          json_integer(INT64_MIN),
                          json_real(1e308),
                          json_string(""),
                          json_string("2023-11-29"),
                          json_string("a"),
                          json_string("extra"),
                          json_string("chill"),
                          json_true(),
                          json_array(),
                          json_object()};
    for (size_t i = 0; i < N_OF(nonsense); i++) {
        int judged = 0;
        each_value(nonsense[i], must_survive, &judged);
        assert_in_range(judged, 200, 2000);
        json_decref(nonsense[i]);
    }
}

static void refuses_what_is_no_plan(void **state)
{
    (void)state;
    static const char *const text[] = {
        "",
        "{",
        "[]",
        "7",
        "{\"format\": \"storkok-plan\", \"version\": 2}",
        "{\"format\": \"storkok-plan\", \"version\": 1}",
        "{\"format\": \"storkok-plan\", \"version\": 1, \"from\": \"2023-11-27\", \"n_days\": 15}"};
    for (size_t i = 0; i < N_OF(text); i++)
        assert_int_equal(judge_text(tiny_kommun(), text[i], false).code, SK_E_INPUT);
    verdict v = judge_text(
        tiny_kommun(),
        "{\"format\": \"storkok-plan\", \"version\": 1, \"from\": \"2023-11-27\", \"n_days\": 7}",
        false);
    assert_int_equal(v.code, SK_OK);
    assert_true(named(&v, "V001") && named(&v, "V010"));
}

/* Potatoes of the vegetarian line from a, of the main line from b: one meal, two kitchens. */
static void sees_one_component_from_two_kitchens(void **state)
{
    (void)state;
    json_t *copy = json_deep_copy(plan);
    json_t *s = row_at(copy, "supply", 10);
    assert_string_equal(str(s, "group"), "side");
    puts_(s, "kitchen", "a");
    json_object_set_new(copy, "weekly_supplier", json_true());
    verdict v = judge(tiny_kommun(), copy, false);
    assert_true(named(&v, "V025"));
    assert_true(named(&v, "V905"));
    json_object_set_new(copy, "split", json_true());
    v = judge(tiny_kommun(), copy, false);
    assert_false(named(&v, "V025"));
    json_decref(copy);
}

/* Held too long: said and paid for it is V903, denied it is V052. */
static void too_long_must_be_said(void **state)
{
    (void)state;
    json_t *copy = json_deep_copy(plan);
    tiny_kommun();
    tiny_component[0].hold_min = 99;
    for (int i = 0; i < 12; i++) {
        json_t *s = row_at(copy, "supply", (size_t)i);
        if (strcmp(str(s, "group"), "hot") == 0 && i != 9) put(s, "hold_limit", 99);
    }
    json_t *cost = json_object_get(copy, "cost");
    put(cost, "hold_excess", 40 * 30000); /* 38 + 2 portions at 100 minutes */
    put(cost, "objective", num(cost, "objective") + 40 * 30000);
    json_t *b = json_object_get(copy, "bound");
    double obj = (double)num(cost, "objective"),
           all = obj + (double)(num(cost, "food") + num(cost, "staff_regular"));
    json_object_set_new(b, "gap_ore", json_real(obj - 88000));
    json_object_set_new(b, "gap_ppm", json_real((obj - 88000) / all * 1e6));
    verdict v = judge(&tiny_k, copy, false);
    assert_int_equal(v.errors, 0);
    assert_string_equal(v.rules, " V903");
    put(row_at(copy, "supply", 3), "hold_min", 99);
    v = judge(&tiny_k, copy, false);
    tiny_component[0].hold_min = 120;
    assert_true(named(&v, "V052"));
    json_decref(copy);
}

/* Every rule has an id of its own, in order, and its sentence stands in the format's description. */
static void rules_are_a_register(void **state)
{
    (void)state;
    sk_buf doc = SK_BUF_INIT;
    char path[4096], row[200];
    snprintf(path, sizeof path, "%s/format/plan.md", sk_data_dir());
    assert_int_equal(sk_file_read(path, 0, &doc, NULL), SK_OK);
    for (int i = 0; i < SK_N_CHECK_RULES; i++) {
        snprintf(row, sizeof row, "\n| %s | %s |\n", sk_check_rule_id((sk_check_rule)i),
                 sk_check_rule_text((sk_check_rule)i));
        if (!strstr(sk_buf_str(&doc), row)) fail_msg("data/format/plan.md lacks:%s", row);
        if (i > 0)
            assert_true(strcmp(sk_check_rule_id((sk_check_rule)(i - 1)),
                               sk_check_rule_id((sk_check_rule)i)) < 0);
    }
    sk_buf_free(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts_the_hand_count),
        cmocka_unit_test(names_every_damage),
        cmocka_unit_test(sees_changed_registers),
        cmocka_unit_test(sees_every_number),
        cmocka_unit_test(survives_nonsense),
        cmocka_unit_test(refuses_what_is_no_plan),
        cmocka_unit_test(sees_one_component_from_two_kitchens),
        cmocka_unit_test(too_long_must_be_said),
        cmocka_unit_test(rules_are_a_register),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
