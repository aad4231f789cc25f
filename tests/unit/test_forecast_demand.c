/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Portions from a forecast, counted by hand from the FORECAST rule of src/forecast/demand.h, and what must
 * hold whatever the numbers. The kommun is that of tests/oracle/little.h: site S with 100 guests in A. */
#include "unit/unit.h"

#include <math.h>

#include "base/rng.h"
#include "forecast/follow.h"
#include "forecast/forecast.h"
#include "oracle/little.h"
#include "out/view.h"

enum { MONDAY = 19688, MOST = 8 }; /* 2023-11-27 */

typedef struct made {
    sk_arena *arena;
    sk_fc_cell cell[MOST];
    sk_forecast f;
    sk_demand d;
    sk_code code;
} made;

static void build(little *t, made *m)
{
    m->arena = sk_arena_new();
    m->f.cell = m->cell;
    m->code = sk_demand_build(&t->k, &m->f, MONDAY, 1, m->arena, &m->d, NULL);
}

static void cell(made *m, sk_ix site, double q10, double q50, double q80, double q90, double q95)
{
    sk_fc_cell *c = &m->cell[m->f.n_cells++];
    *c = (sk_fc_cell){.site = site, .meal = SK_MEAL_LUNCH, .day = MONDAY, .n_obs = 100, .h = 1};
    c->dist = (sk_dist){0, q10, q50, q80, q90, q95};
    sk_dist_mean(&c->dist);
}

/* Level 0.75, no floor, no buffet. */
static void costs(little *t)
{
    t->k.policy.ran_out_ore = 6000;
    t->k.policy.left_over_ore = 2000;
}

static void one_site_at_the_newsvendors_quantile(void **state)
{
    (void)state;
    static const struct {
        int guests, diets, floor_ppm, buffet_ppm;
        bool plated;
        int want; /* of the ordinary line */
    } rows[] = {
        {100, 0, 0, 0, false, 94},      /* 90 + 0.25 / 0.3 x 4 = 93.33 */
        {92, 0, 0, 0, false, 92},       /* no more than the roll */
        {100, 10, 0, 0, false, 84},     /* 10 diets are ordered, 83.33 more */
        {100, 0, 950000, 0, false, 98}, /* a floor at the 0.95 quantile */
        {100, 0, 0, 100000, false, 98}, /* mean 88.55: a tenth more is 97.41 */
        {100, 0, 0, 100000, true, 94},  /* plates need no buffet */
        {85, 10, 950000, 0, false, 75}, /* nor does a floor go over the roll */
    };
    for (size_t i = 0; i < N_OF(rows); i++) {
        little t;
        made m = {0};
        little_make(&t);
        costs(&t);
        t.guests[0].guests = rows[i].guests;
        t.k.policy.floor_ppm = rows[i].floor_ppm;
        t.k.policy.buffet_ppm = rows[i].buffet_ppm;
        t.category[0].plated = rows[i].plated;
        t.diet_order[0] = (sk_diet_order){0, 0, SK_MEAL_LUNCH, LITTLE_ALWAYS, rows[i].diets};
        t.k.n_diet_orders = rows[i].diets > 0;
        cell(&m, 0, 80, 90, 94, 96, 98);
        build(&t, &m);
        assert_int_equal(m.code, SK_OK);
        assert_int_equal(m.d.n_needs, rows[i].diets ? 2 : 1);
        const sk_need *n = &m.d.need[0];
        if (n->portions != rows[i].want) fail_msg("row %zu: %d", i, n->portions);
        assert_int_equal(n->source, SK_DEMAND_FORECAST);
        assert_int_equal(m.d.made_from, SK_FROM_FORECAST);
        assert_int_equal(m.d.pool[n->pool].level_ppm, 750000);
        if (rows[i].diets) assert_int_equal(m.d.need[1].portions, rows[i].diets);
        sk_arena_free(m.arena);
    }
}

/* The category's costs go before the policy's; nothing known of either is the median. */
static void costs_decide_the_level(void **state)
{
    (void)state;
    static const struct {
        sk_ore out, over, own_out, own_over;
        int want_ppm;
    } rows[] = {{9000, 1500, 0, 0, 857143},
                {9000, 1500, 1500, 0, 500000},
                {9000, 1500, 20000, 1000, 952381},
                {0, 0, 0, 0, 500000},
                {0, 1500, 0, 0, 0}};
    for (size_t i = 0; i < N_OF(rows); i++) {
        little t;
        made m = {0};
        little_make(&t);
        t.k.policy.ran_out_ore = rows[i].out;
        t.k.policy.left_over_ore = rows[i].over;
        t.category[0].ran_out_ore = rows[i].own_out;
        t.category[0].left_over_ore = rows[i].own_over;
        cell(&m, 0, 80, 90, 94, 96, 98);
        build(&t, &m);
        assert_int_equal(m.d.pool[0].level_ppm, rows[i].want_ppm);
        sk_arena_free(m.arena);
    }
}

/* Two like sites of one supplier, errors apart: R = sqrt(2) / 2 x (1 + 0.2 x 0.5) = 0.777817. At 0.75 the sum
 * of the spreads is 2 x 3.3333, the centre 180 + (1 - R) x (177.1 - 180) = 179.36, so 184.54: 185 portions
 * where each by itself would have 94. The odd one goes to the first. */
static void a_kitchen_needs_less_than_its_sites(void **state)
{
    (void)state;
    little t;
    made m = {0};
    little_make(&t);
    costs(&t);
    little_site(&t, "T", A, A, 100);
    cell(&m, 0, 80, 90, 94, 96, 98);
    cell(&m, 1, 80, 90, 94, 96, 98);
    build(&t, &m);
    assert_int_equal(m.d.n_pools, 1);
    assert_int_equal(m.d.pool[0].quantity, 185);
    assert_int_equal(m.d.need[0].portions, 93);
    assert_int_equal(m.d.need[1].portions, 92);
    sk_arena_free(m.arena);
}

/* The surer site gets less of the safety stock: 4 to 1 as their spreads. */
static void safety_follows_the_spread(void **state)
{
    (void)state;
    little t;
    made m = {0};
    little_make(&t);
    costs(&t);
    little_site(&t, "T", A, A, 200);
    cell(&m, 0, 86, 90, 91, 92, 93);
    cell(&m, 1, 70, 90, 97, 104, 110);
    build(&t, &m);
    const sk_need *n = m.d.need;
    int safety = n[0].portions + n[1].portions - 180;
    assert_true(safety > 3);
    assert_true(abs(6 * (n[0].portions - 90) - (n[1].portions - 90)) <= 6);
    sk_arena_free(m.arena);
}

/* Seven of ten eat at the site, three are on an outing. */
static void an_outing(little *t, sk_product product[2])
{
    little_make(t);
    costs(t);
    product[0] = product[1] = t->product[0];
    product[1].kind = SK_PROD_PACKED;
    t->k.product = product;
    t->k.n_products = 2;
    t->site_meal[0].share_ppm = 700000;
    t->site_meal[1] = t->site_meal[0];
    t->site_meal[1].product = 1;
    t->site_meal[1].share_ppm = 300000;
    t->k.n_site_meals = 2;
}

/* Packed meals are ordered, and they take nothing from who eats at home. */
static void packed_meals_are_orders(void **state)
{
    (void)state;
    little t;
    made m = {0};
    sk_product product[2];
    an_outing(&t, product);
    cell(&m, 0, 50, 60, 64, 66, 68);
    build(&t, &m);
    assert_int_equal(m.d.n_needs, 2);
    assert_int_equal(m.d.need[0].portions, 64); /* 63.33 */
    assert_int_equal(m.d.need[0].roll, 70);
    assert_int_equal(m.d.need[1].portions, 30);
    assert_int_equal(m.d.need[1].source, SK_DEMAND_ORDERED);
    sk_arena_free(m.arena);
}

/* demand.csv: mean and quantiles are of the same eaters, packed meals stand beside; the sums have both. */
static void a_list_counts_packed_meals_apart(void **state)
{
    (void)state;
    enum { EXPECTED = 6, Q50 = 8, PACKED = 11, COOKED = 12 };
    little t;
    made m = {0};
    sk_product product[2];
    an_outing(&t, product);
    cell(&m, 0, 50, 60, 64, 66, 68);
    build(&t, &m);
    sk_plan p = {.demand = m.d};
    sk_plan_view v = {.k = &t.k, .p = &p, .lang = SK_LANG_EN};
    sk__view_demand(&v);
    assert_true(sk_table_ok(&v.demands));
    assert_int_equal(v.demands.n_rows, 1);
    const sk_cell *c = v.demands.cell;
    assert_int_equal(c[EXPECTED].v, llround(m.cell[0].dist.mean * 10));
    assert_int_equal(c[Q50].v, 600);
    assert_int_equal(c[PACKED].v, 30 * (strcmp(v.demands.col[PACKED].key, "packed") == 0));
    assert_int_equal(c[COOKED].v, 94);
    assert_int_equal(v.demand.expected, llround(m.cell[0].dist.mean * 10) + 300);
    sk_table_free(&v.demands);
    sk_arena_free(m.arena);
}

/* A meal that is delivered the day before: a list by day of eating has it, one by day of cooking has the next. */
static void what_is_eaten_may_be_cooked_before(void **state)
{
    (void)state;
    little t;
    made m = {0};
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    little_make(&t);
    costs(&t);
    t.product[0].lead_days = 1;
    cell(&m, 0, 80, 90, 94, 96, 98);
    m.arena = sk_arena_new();
    m.f.cell = m.cell;
    assert_int_equal(sk_demand_eaten(&t.k, &m.f, MONDAY, 1, m.arena, &m.d, &err), SK_OK);
    assert_int_equal(m.d.n_needs, 1);
    assert_int_equal(m.d.need[0].eaten, MONDAY);
    assert_int_equal(m.d.need[0].day, MONDAY - 1);
    assert_int_equal(m.d.need[0].source, SK_DEMAND_FORECAST);
    assert_ptr_equal(sk_demand_expected(&m.d, 0, SK_MEAL_LUNCH, MONDAY), &m.d.expect[0]);
    assert_null(sk_demand_expected(&m.d, 0, SK_MEAL_LUNCH, MONDAY - 1));
    assert_null(sk_demand_expected(&m.d, 0, SK_MEAL_SUPPER, MONDAY));
    assert_null(sk_demand_expected(&m.d, 1, SK_MEAL_LUNCH, MONDAY));
    assert_int_equal(sk_demand_build(&t.k, &m.f, MONDAY, 1, m.arena, &m.d, &err), SK_OK);
    assert_int_equal(m.d.need[0].eaten, MONDAY + 1);
    sk_arena_free(m.arena);
}

static void no_cell_is_a_share(void **state)
{
    (void)state;
    little t;
    made m = {0};
    little_make(&t);
    little_site(&t, "T", A, A, 40);
    cell(&m, 0, 80, 90, 94, 96, 98);
    build(&t, &m);
    assert_int_equal(m.d.need[1].source, SK_DEMAND_SHARE);
    assert_int_equal(m.d.need[1].portions, 40);
    assert_int_equal(m.d.need[1].pool, -1);
    assert_int_equal(m.d.n_expects, 1);
    sk_arena_free(m.arena);
    made none = {0};
    build(&t, &none);
    assert_int_equal(none.d.made_from, SK_FROM_OUT_OF_REACH);
    sk_arena_free(none.arena);
}

/* ---- whatever the numbers ---- */

static sk_menu_item items[14];

static void both_lines(little *t)
{
    for (int d = 0; d < 7; d++)
        for (int l = 0; l < 2; l++)
            items[2 * d + l] = (sk_menu_item){0, 1, d + 1, SK_MEAL_LUNCH, (sk_line)l, l};
    t->k.menu_item = items;
    t->k.n_menu_items = 14;
    t->k.n_dishes = 2;
    t->product[0].dish = SK_NONE;
}

static void any_week(little *t, made *m, uint64_t seed)
{
    sk_rng r;
    sk_rng_seed(&r, seed);
    little_make(t);
    both_lines(t);
    t->k.policy.floor_ppm = (int64_t)sk_rng_below(&r, 900000);
    t->k.policy.buffet_ppm = (int64_t)sk_rng_below(&r, 100000);
    t->k.policy.ran_out_ore = (int64_t)sk_rng_below(&r, 20000);
    t->k.policy.left_over_ore = 1 + (int64_t)sk_rng_below(&r, 5000);
    t->category[0].veg_ppm = (int)sk_rng_below(&r, 400000);
    static const char *const id[] = {"T", "U", "V"};
    for (int i = 0; i < 3; i++)
        little_site(t, id[i], A, i == 2 ? B : A, 1 + (int)sk_rng_below(&r, 400));
    t->diet_order[0] =
        (sk_diet_order){1, 0, SK_MEAL_LUNCH, LITTLE_ALWAYS, 1 + (int)sk_rng_below(&r, 30)};
    t->k.n_diet_orders = 1;
    for (int s = 0; s < 4; s++) {
        double q = (double)sk_rng_below(&r, 400), w = (double)sk_rng_below(&r, 50) + 0.001;
        cell(m, s, q > w ? q - w : 0, q, q + w / 2, q + w, q + 1.5 * w);
        m->cell[s].common = (double)sk_rng_below(&r, 1000) / 1000.0;
    }
}

static void floors_rolls_and_sums_hold(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        little t;
        made m = {0};
        int pool[64] = {0}, floors[64] = {0}, site[4] = {0};
        bool full[64];
        any_week(&t, &m, seed);
        build(&t, &m);
        assert_int_equal(m.code, SK_OK);
        memset(full, 1, sizeof full);
        for (int i = 0; i < m.d.n_needs; i++) {
            const sk_need *n = &m.d.need[i];
            assert_true(n->portions > 0);
            site[n->site] += n->portions;
            if (n->pool < 0) continue;
            assert_in_range(n->portions, n->floor, n->roll);
            assert_true(isfinite(n->dist.mean) && n->dist.q10 <= n->dist.q50 &&
                        n->dist.q50 <= n->dist.q80 && n->dist.q90 <= n->dist.q95);
            pool[n->pool] += n->portions;
            floors[n->pool] += n->floor;
            full[n->pool] = full[n->pool] && n->portions == n->roll;
        }
        for (int p = 0; p < m.d.n_pools; p++) {
            const sk_pool *q = &m.d.pool[p];
            int want = q->quantity - q->veg > floors[p] ? q->quantity - q->veg : floors[p];
            assert_int_equal(pool[p], q->portions);
            assert_true(pool[p] == want || (pool[p] < want && full[p]));
        }
        for (int s = 0; s < 4; s++) { /* never more than can come, but diets are as ordered */
            int diets = s == 1 ? t.diet_order[0].count : 0, roll = t.guests[s].guests;
            assert_true(site[s] <= (roll > diets ? roll : diets));
        }
        sk_arena_free(m.arena);
    }
}

static void want_dearer_means_more_is_cooked(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        int before = 0;
        for (int step = 0; step < 4; step++) {
            little t;
            made m = {0};
            int sum = 0;
            any_week(&t, &m, seed);
            t.category[0].veg_ppm = 0;
            t.k.policy.ran_out_ore = 1 + 4000 * step;
            build(&t, &m);
            for (int i = 0; i < m.d.n_needs; i++) sum += m.d.need[i].portions;
            assert_true(sum >= before);
            before = sum;
            sk_arena_free(m.arena);
        }
    }
}

static void memory_may_end_anywhere(void **state)
{
    (void)state;
    for (unsigned long n = 1;; n++) {
        little t;
        made m = {0};
        any_week(&t, &m, 7);
        m.arena = sk_arena_new();
        m.f.cell = m.cell;
        sk_mem_fail_at(n);
        sk_code c = sk_demand_build(&t.k, &m.f, MONDAY, 1, m.arena, &m.d, NULL);
        sk_mem_fail_at(0);
        sk_arena_free(m.arena);
        if (c == SK_OK) break;
        assert_int_equal(c, SK_E_NOMEM);
    }
}

/* Expected eaters beyond so many portions, for five equal steps by hand. */
static void want_is_the_upper_tail(void **state)
{
    (void)state;
    sk_dist d = {0, 10, 50, 80, 90, 95};
    sk_dist_mean(&d);
    assert_true(fabs(sk_dist_short(&d, 0) - d.mean) < 1e-9);
    assert_true(sk_dist_short(&d, 100) == 0.0); /* the tail ends at 95 + 5 */
    assert_true(fabs(sk_dist_short(&d, 95) - 0.05 * 2.5) < 1e-9);
    assert_true(fabs(sk_dist_short(&d, 90) - (0.05 * 2.5 + 0.05 * 7.5)) < 1e-9);
}

static void tails_of_a_few_days(void **state)
{
    (void)state;
    assert_true(fabs(sk_binomial_tail(2, 5, 0.8) - 0.05792) < 1e-9);
    assert_true(fabs(sk_binomial_tail(0, 5, 0.8) - 0.00032) < 1e-9);
    assert_true(fabs(sk_binomial_tail(5, 5, 0.8) - 1.0) < 1e-9);
    assert_true(fabs(sk_binomial_tail(12, 20, 0.8) - 0.0321426631) < 1e-8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_site_at_the_newsvendors_quantile),
        cmocka_unit_test(costs_decide_the_level),
        cmocka_unit_test(a_kitchen_needs_less_than_its_sites),
        cmocka_unit_test(safety_follows_the_spread),
        cmocka_unit_test(packed_meals_are_orders),
        cmocka_unit_test(a_list_counts_packed_meals_apart),
        cmocka_unit_test(what_is_eaten_may_be_cooked_before),
        cmocka_unit_test(no_cell_is_a_share),
        cmocka_unit_test(floors_rolls_and_sums_hold),
        cmocka_unit_test(want_dearer_means_more_is_cooked),
        cmocka_unit_test(memory_may_end_anywhere),
        cmocka_unit_test(want_is_the_upper_tail),
        cmocka_unit_test(tails_of_a_few_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
