/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reserve out of spare capacity. */
#include "unit/folder.h"

#include "base/mem.h"
#include "base/rng.h"
#include "out/stock_report.h"
#include "review/stock_priv.h"

#include <math.h>
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

/* ---- models/stock.mod ---- */

static void solve_mod(const char *dat, sk_mathprog *m)
{
    sk_buf log = SK_BUF_INIT;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    if (sk_mathprog_solve("models/stock.mod", dat, false, m, &log, &err) != SK_OK)
        fail_msg("%s\n%s", err.text, sk_buf_str(&log));
    assert_int_equal(m->status, SK_LP_OPTIMAL);
    sk_buf_free(&log);
}

static void formulation_has_its_known_answer(void **state)
{
    (void)state;
    sk_mathprog m;
    double b = 0, over = 0;
    solve_mod("models/stock_small.dat", &m);
    assert_true(fabs(m.obj - 5600000) < 1e-3);
    assert_true(sk_mathprog_col(&m, "z[weekday,B,stew]", &b) && fabs(b - 15) < 1e-6);
    assert_true(sk_mathprog_col(&m, "overtime[weekday,B]", &over) && fabs(over - 1) < 1e-6);
    sk_mathprog_free(&m);
}

/* Spare capacity of the small municipality's planned weeks. */
static void spare_of(sk__spare *s, sk_year_map **map)
{
    sk_err err;
    const sk_year_opts yo = {.year = 0};
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(sk_year_map_make(mini, &yo, map, &err), SK_OK);
    *s = (sk__spare){.k = mini, .map = *map};
    for (int i = 0; i < (*map)->n_weeks; i++) {
        const sk_plan_opts o = {.week = (*map)->week[i], .max_necks = -1, .lang = SK_LANG_EN};
        sk_plan *p = NULL;
        assert_int_equal(sk_plan_make(mini, &o, NULL, NULL, &p, &err), SK_OK);
        assert_int_equal(sk__stock_week(s, i, p, &err), SK_OK);
        sk_plan_free(p);
    }
    assert_true(s->n_makes > 3 && s->n_slots > 3);
}

static void write_slots(FILE *f, const sk__spare *s, sk_res_kind kind, const char *head)
{
    fprintf(f, ";\nparam : %s :=", head);
    for (size_t i = 0; i < s->n_slots; i++) {
        const sk__slot *x = &s->slot[i];
        if (x->kind != kind) continue;
        fprintf(f, " d%d k%d", x->rep, x->kitchen);
        if (kind == SK_RES_EQUIP) fprintf(f, " c%d", x->cls);
        fprintf(f, " %.17g", x->left);
        if (kind == SK_RES_STAFF) fprintf(f, " %.17g %.17g", x->over, (double)x->over_ore_h / 60);
        fputc('\n', f);
    }
}

static void write_takes(FILE *f, const sk__spare *s)
{
    fprintf(f, ";\nparam : minutes kg ore :=");
    for (sk_ix k = 0; k < mini->n_kitchens; k++)
        for (sk_ix d = 0; d < mini->n_dishes; d++) {
            sk__takes t = sk__stock_takes(s->k, k, d);
            fprintf(f, " k%d d%d %.17g %.17g %.17g\n", k, d, t.min, t.kg,
                    (double)(t.food_ore_1000 + t.other_ore_1000) / 1000);
        }
    fprintf(f, ";\nparam runs :=");
    for (sk_ix k = 0; k < mini->n_kitchens; k++)
        for (sk_ix d = 0; d < mini->n_dishes; d++)
            for (sk_ix c = 0; c < mini->n_equip_classes; c++)
                if (sk__stock_runs(s->k, k, d, c) > 0)
                    fprintf(f, " k%d d%d c%d %.17g\n", k, d, c, sk__stock_runs(s->k, k, d, c));
}

static void write_dat(const char *path, const sk__spare *s, int64_t target)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "data;\nset KITCHEN :=");
    for (sk_ix k = 0; k < mini->n_kitchens; k++) fprintf(f, " k%d", k);
    fprintf(f, ";\nset DISH :=");
    for (sk_ix d = 0; d < mini->n_dishes; d++) fprintf(f, " d%d", d);
    fprintf(f, ";\nset CLASS :=");
    for (sk_ix c = 0; c < mini->n_equip_classes; c++) fprintf(f, " c%d", c);
    fprintf(f, ";\nparam : DAY : days :=");
    for (int r = 0; r < s->map->n_reps; r++) fprintf(f, " d%d %d", r, s->map->rep[r].n_days);
    fprintf(f, ";\nset MAKE :=");
    for (size_t i = 0; i < s->n_makes; i++)
        fprintf(f, " d%d k%d d%d", s->make[i].rep, s->make[i].kitchen, s->make[i].dish);
    fprintf(f, ";\nparam target := %lld;\nparam miss_ore := %.17g", (long long)target,
            SK__STOCK_MISS_ORE);
    write_takes(f, s);
    write_slots(f, s, SK_RES_STAFF, "STAFFED : spare_min overtime_max overtime_ore");
    write_slots(f, s, SK_RES_EQUIP, "EQUIPPED : spare_runs");
    write_slots(f, s, SK_RES_CHILL, "CHILLS : spare_kg");
    fprintf(f, ";\nend;\n");
    assert_int_equal(fclose(f), 0);
}

/* The engine reaches the optimum of the formulation: as the year is, and with limits and targets at random. */
static void engine_agrees_with_the_formulation(void **state)
{
    (void)state;
    sk__spare s;
    sk_year_map *map = NULL;
    sk_rng r;
    char path[512];
    int missed = 0, overtime = 0;
    sk_rng_seed(&r, 19);
    snprintf(path, sizeof path, "%s/stock.dat", test_tmp());
    spare_of(&s, &map);
    for (int t = 0; t < 12; t++) {
        sk__stock_lp lp;
        sk_mathprog m;
        int64_t target = sk_rng_range(&r, 100, 60000);
        for (size_t i = 0; t > 0 && i < s.n_slots; i++) {
            s.slot[i].left *= (double)sk_rng_below(&r, 160) / 100;
            if (s.slot[i].kind == SK_RES_STAFF) s.slot[i].over = (double)sk_rng_below(&r, 120);
        }
        write_dat(path, &s, target);
        solve_mod(path, &m);
        assert_int_equal(sk__stock_lp_new(&lp, &s, NULL), SK_OK);
        assert_int_equal(sk__stock_lp_solve(&lp, target, NULL), SK_OK);
        if (fabs(sk_lp_obj(lp.lp) - m.obj) > 1e-6 * (1 + m.obj))
            fail_msg("%d: C engine %.12g, stock.mod %.12g", t, sk_lp_obj(lp.lp), m.obj);
        missed += lp.x[lp.miss] > 0.5;
        for (int i = lp.first_over; i < lp.miss && !overtime; i++) overtime = lp.x[i] > 0.5;
        sk__stock_lp_free(&lp);
        sk_mathprog_free(&m);
    }
    assert_true(missed > 0 && missed < 12 && overtime); /* the trials are not all alike */
    sk__spare_free(&s);
    sk_year_map_free(map);
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
        cmocka_unit_test(formulation_has_its_known_answer),
        cmocka_unit_test(engine_agrees_with_the_formulation),
        cmocka_unit_test(memory_that_ends_is_an_error_and_no_leak),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
