/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two plans: what a changed register changes, told once and in the right part. */
#include "unit.h"

#include <string.h>

#include "ext/json.h"
#include "oracle/little.h"
#include "plan/diff.h"

static sk_input_file files[2][3] = {{{"a.csv", "11", 1}, {"b.csv", "22", 2}, {"c.csv", "33", 3}},
                                    {{"a.csv", "11", 1}, {"b.csv", "2x", 2}, {"d.csv", "44", 4}}};

static sk_plan *plan_of(const sk_kommun *k, const char *week)
{
    sk_plan_opts o = {.max_necks = -1, .lang = SK_LANG_EN};
    sk_plan *p = NULL;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    assert_true(sk_week_parse(week, &o.week));
    if (sk_plan_make(k, &o, NULL, NULL, &p, &err) != SK_OK) fail_msg("%s", err.text);
    return p;
}

static sk_diff *differ(const sk_plan *a, const sk_plan *b)
{
    sk_diff *d = NULL;
    sk_buf j = SK_BUF_INIT, t = SK_BUF_INIT;
    sk_json_doc *doc = NULL;
    assert_int_equal(sk_diff_make(a, b, &d, NULL), SK_OK);
    sk_diff_json(d, &j);
    assert_int_equal(sk_json_parse("d", j.data, j.len, SK_LANG_EN, &doc, NULL), SK_OK);
    sk_diff_text(d, SK_LANG_EN, &t);
    assert_true(sk_buf_ok(&t) && t.len > 0);
    sk_json_free(doc);
    sk_buf_free(&j);
    sk_buf_free(&t);
    return d;
}

/* R is sent to by A, as usual; B could by an extra trip. */
static void world(little *t, int which)
{
    little_make(t);
    t->site[0].kitchen = R;
    little_tour(t, 40, 300);
    t->k.policy.extra_trip_ore = 600;
    t->k.policy.extra_trip_max_m = 100000;
    t->k.file = files[which];
    t->k.n_files = 3;
}

static void same(void **state)
{
    (void)state;
    little t;
    world(&t, 0);
    sk_plan *a = plan_of(&t.k, "2023-W48"), *b = plan_of(&t.k, "2023-W48");
    sk_diff *d = differ(a, b);
    assert_int_equal(sk_diff_count(d), 0);
    assert_int_equal(d->n_inputs, 0);
    assert_false(d->other_week);
    sk_diff_free(d);
    sk_plan_free(a);
    sk_plan_free(b);
}

/* No tour on Wednesday: B sends that day, and 100 minutes of work move with it. */
static void a_day_without_tour(void **state)
{
    (void)state;
    little t, u;
    world(&t, 0);
    world(&u, 1);
    u.tour[0].days = 0x7f & ~4;
    u.k.policy.change_ore = 1;
    u.k.n_equipment = 2;
    u.opening[0].days = 0x7f & ~4;
    sk_plan *a = plan_of(&t.k, "2023-W48"), *b = plan_of(&u.k, "2023-W48");
    sk_diff *d = differ(a, b);
    assert_int_equal(d->n_needs, 0);
    assert_int_equal(d->n_moves, 1);
    assert_string_equal(d->move[0].from, "A");
    assert_string_equal(d->move[0].to, "B");
    assert_string_equal(d->move[0].from_way, "hot tour T");
    assert_string_equal(d->move[0].to_way, "hot extra");
    assert_int_equal(d->move[0].portions, 100);
    assert_int_equal(d->n_staff, 2);
    assert_int_equal(d->staff[0].before_mmin - d->staff[0].after_mmin, 100000);
    assert_int_equal(d->staff[1].after_mmin - d->staff[1].before_mmin, 100000);
    assert_int_equal(d->n_inputs, 3);
    assert_int_equal(d->input[0].kind, SK_DIFF_CHANGED);
    assert_string_equal(d->input[0].name, "b.csv");
    assert_int_equal(d->input[1].kind, SK_DIFF_REMOVED);
    assert_int_equal(d->input[2].kind, SK_DIFF_ADDED);
    bool tours = false, change = false;
    for (int i = 0; i < d->n_costs; i++) {
        if (strcmp(d->cost[i].name, "tours") == 0)
            tours = d->cost[i].before - d->cost[i].after == 300;
        if (strcmp(d->cost[i].name, "change") == 0) change = d->cost[i].after == 100;
    }
    assert_true(tours);
    assert_true(change);
    sk_diff_free(d);
    sk_plan_free(a);
    sk_plan_free(b);
}

static void guests_and_shortage(void **state)
{
    (void)state;
    little t, u;
    little_make(&t);
    little_make(&u);
    u.guests[0].guests = 120;
    u.k.n_equipment = 0; /* nobody has the pan: all are short */
    sk_plan *a = plan_of(&t.k, "2023-W48"), *b = plan_of(&u.k, "2023-W49");
    sk_diff *d = differ(a, b);
    assert_true(d->other_week);
    assert_int_equal(d->n_needs, 7);
    assert_int_equal(d->need[0].before, 100);
    assert_int_equal(d->need[0].after, 120);
    assert_int_equal(d->n_shorts, 7);
    assert_int_equal(d->shrt[0].after, 120);
    assert_int_equal(d->n_moves, 7);
    assert_string_equal(d->move[0].to, "");
    sk_diff_free(d);
    sk_plan_free(a);
    sk_plan_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(same), cmocka_unit_test(a_day_without_tour),
                                       cmocka_unit_test(guests_and_shortage)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
