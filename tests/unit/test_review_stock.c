/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reserve out of spare capacity. */
#include "unit/folder.h"

#include "base/mem.h"
#include "out/stock_report.h"

#include <stdlib.h>

static sk_kommun *mini;

static int set_up(void **state)
{
    (void)state;
    char path[FOLDER_PATH];
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    mini_path(path, "");
    assert_int_equal(sk_kommun_load(path, &mini, d, NULL), SK_OK);
    sk_diags_free(d);
    /* the small municipality closes after lunch: here its kitchens have an afternoon, and every recipe may
     * be chilled */
    for (int i = 0; i < mini->n_openings; i++) mini->opening[i].work_to = 16 * 60;
    for (int i = 0; i < mini->n_components; i++) mini->component[i].modes |= SK_MODE_CHILLED;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sk_kommun_free(mini);
    return 0;
}

static sk_stock *run(int64_t portions)
{
    sk_stock *s = NULL;
    sk_err err;
    const sk_stock_opts o = {.portions = portions, .years = 1, .lang = SK_LANG_EN};
    sk_err_init(&err, SK_LANG_EN);
    if (sk_stock_run(mini, &o, NULL, NULL, &s, &err) != SK_OK) fail_msg("%s", err.text);
    return s;
}

static void parts_sum_to_the_whole(void **state)
{
    (void)state;
    sk_stock *s = run(600);
    int64_t made = 0, by_kitchen = 0, minutes = 0;
    sk_ore ore = s->overtime_ore, kitchens = 0;
    assert_true(s->n_rows > 0);
    for (int i = 0; i < s->n_rows; i++) {
        assert_true(s->row[i].portions >= 10);
        made += s->row[i].portions * s->row[i].n_days;
        ore += s->row[i].food_ore + s->row[i].other_ore;
        minutes += s->row[i].work_mmin;
    }
    for (int i = 0; i < s->n_kitchens; i++) {
        by_kitchen += s->kitchen[i].portions;
        kitchens += s->kitchen[i].ore;
    }
    assert_int_equal(made, s->made_year);
    assert_int_equal(by_kitchen, s->made_year);
    assert_int_equal(kitchens, ore);
    assert_int_equal(minutes, s->work_mmin);
    assert_true(s->made_year >= 600);
    sk_stock_free(s);
}

/* The dual of the target is what one portion more costs, and later portions never cost less. */
static void the_last_portion_costs_what_the_dual_says(void **state)
{
    (void)state;
    sk_stock *a = run(600), *b = run(604);
    const sk_stock_point *x = &a->curve[3], *y = &b->curve[3];
    assert_int_equal(x->portions, 600);
    assert_int_equal(y->portions, 604);
    assert_true(y->ore - x->ore >= 4 * x->marginal_ore - 4);
    assert_true(y->ore - x->ore <= 4 * y->marginal_ore + 4);
    for (int i = 1; i < SK_STOCK_CURVE; i++) {
        assert_true(a->curve[i].ore >= a->curve[i - 1].ore);
        if (a->curve[i].marginal_ore >= 0)
            assert_true(a->curve[i].marginal_ore >= a->curve[i - 1].marginal_ore);
    }
    sk_stock_free(a);
    sk_stock_free(b);
}

static void what_cannot_be_made_is_told(void **state)
{
    (void)state;
    sk_stock *s = run(50000000);
    sk_report *r = sk_stock_report(mini, s, SK_LANG_EN);
    assert_true(s->made_year > 0 && s->made_year < s->target_year);
    assert_int_equal(s->curve[3].marginal_ore, -1);
    assert_true(sk_report_ok(r));
    assert_true(r->short_of);
    assert_non_null(strstr(r->headline, "Only "));
    sk_report_free(r);
    sk_stock_free(s);
}

static void nothing_without_a_blast_chiller(void **state)
{
    (void)state;
    int kg[16];
    for (int i = 0; i < mini->n_kitchens; i++) {
        kg[i] = mini->kitchen[i].chill_kg_day;
        mini->kitchen[i].chill_kg_day = 0;
    }
    sk_stock *s = run(600);
    assert_int_equal(s->made_year, 0);
    assert_int_equal(s->n_years, 0);
    sk_report *r = sk_stock_report(mini, s, SK_LANG_SV);
    assert_true(sk_report_ok(r));
    sk_report_free(r);
    sk_stock_free(s);
    for (int i = 0; i < mini->n_kitchens; i++) mini->kitchen[i].chill_kg_day = kg[i];
}

static void the_oldest_is_used_and_made_again(void **state)
{
    (void)state;
    sk_stock_year y[SK_STOCK_YEARS_MAX];
    int n = sk_stock_rotation(2024, 250, 100, 4, y);
    static const int64_t want[][4] = {
        {0, 100, 0, 100},     {100, 100, 0, 200},   {200, 50, 0, 250},  {250, 0, 0, 250},
        {250, 100, 100, 250}, {250, 100, 100, 250}, {250, 50, 50, 250}, {250, 0, 0, 250}};
    assert_int_equal(n, (int)N_OF(want));
    for (int i = 0; i < n; i++) {
        assert_int_equal(y[i].year, 2024 + i);
        assert_int_equal(y[i].start, want[i][0]);
        assert_int_equal(y[i].made, want[i][1]);
        assert_int_equal(y[i].used, want[i][2]);
        assert_int_equal(y[i].end, want[i][3]);
    }
    assert_int_equal(sk_stock_rotation(2024, 250, 0, 4, y), 0);
}

static void memory_that_ends_is_an_error_and_no_leak(void **state)
{
    (void)state;
    const sk_stock_opts o = {.portions = 600, .years = 1, .lang = SK_LANG_EN};
    for (unsigned long n = 1;; n += n < 30 ? 1 : n / 3) {
        sk_stock *s = NULL;
        sk_mem_fail_at(n);
        sk_code code = sk_stock_run(mini, &o, NULL, NULL, &s, NULL);
        sk_mem_fail_at(0);
        assert_true((code == SK_OK) == (s != NULL));
        sk_stock_free(s);
        if (code == SK_OK) break;
        assert_int_equal(code, SK_E_NOMEM);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_sum_to_the_whole),
        cmocka_unit_test(the_last_portion_costs_what_the_dual_says),
        cmocka_unit_test(what_cannot_be_made_is_told),
        cmocka_unit_test(nothing_without_a_blast_chiller),
        cmocka_unit_test(the_oldest_is_used_and_made_again),
        cmocka_unit_test(memory_that_ends_is_an_error_and_no_leak),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
