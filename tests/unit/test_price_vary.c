/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/unit.h"

#include "price/vary.h"
#include "unit/price_made.h"

/* Kost och restaurang in two lines: 235.0 mnkr in 2023, 10 000 000 portions, a single price of 23.50. The
 * wage share 39.64 % makes full indexation at 3.7 and 1.8 % equal to the 6 mnkr that 2024's unchanged
 * prices forgo: 93.16 x 3.7 % + 141.84 x 1.8 % = 6.00004 mnkr. */
static const sk_price_area area[] = {{"kost", "Kost"}};
static const sk_price_unit unit[] = {{"k", "Kök", false, "", {"", 0}}};
static const sk_price_product product[] = {{"m", "Måltid", 0, SK_TARIFF_SINGLE, {0, 1}, {"", 0}}};
static const sk_price_customer customer[] = {{"b", "Nämnd", {"", 0}}};
static const sk_price_volume volume[] = {{0, 0, 0, 10000000, 10000000, {"v", 1}, SK_NONE, 0}};
#define LINE(id, ore, behaviour, index)                                                            \
    {                                                                                              \
        id, id, "", 0, SK_NONE, SK_NONE, SK_NONE, SK_NONE, ore, ore, true, true, behaviour, index, \
            false, true, 0,                                                                        \
        {                                                                                          \
            "l", 1                                                                                 \
        }                                                                                          \
    }
static const sk_price_line line[] = {LINE("wages", 9316000000, SK_COST_FIXED, SK_IDX_WAGE),
                                     LINE("goods", 14184000000, SK_COST_VARIABLE, SK_IDX_PRICE)};

static sk_price_case year_2024(void)
{
    return (sk_price_case){
        .set = {.year = 2024,
                .index = {[SK_IDX_WAGE] = {37, 1000}, [SK_IDX_PRICE] = {18, 1000}},
                .eff = SK_EFF_ORE,
                .eff_ore = 600000000},
        .area = area,
        .n_areas = 1,
        .unit = unit,
        .n_units = 1,
        .product = product,
        .n_products = 1,
        .customer = customer,
        .n_customers = 1,
        .volume = volume,
        .n_volumes = 1,
        .line = line,
        .n_lines = 2};
}

static sk_price_result *vary_ok(const sk_price_case *c, sk_vary v)
{
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_price_result *r;
    if (sk_price_vary(c, &v, &r, d) != SK_OK) {
        sk_buf b = SK_BUF_INIT;
        sk_diags_print(d, &b);
        fail_msg("%s", sk_buf_str(&b));
    }
    sk_diags_free(d);
    return r;
}

static void unchanged_prices_and_six_million(void **state)
{
    (void)state;
    static const sk_price_old old[] = {{2350, 0}};
    sk_price_case c = year_2024();
    sk_price_saving s;
    sk_price_result *r = vary_ok(&c, (sk_vary){.kind = SK_VARY_NOTHING});
    assert_true(sk_price_unchanged(&c, r, old, &s));
    assert_true(s.cost == 24100004000 && s.revenue == 23500000000 && s.required == 600004000);
    assert_true(s.assigned == 600000000 && s.gap == 4000);
    sk_price_result_free(r);
    /* 1.5 % fewer portions: goods 141.84 x 0.985 x 1.018 = 142.2272232; revenue 231.475 */
    sk_vary less = {
        .kind = SK_VARY_VOLUME, .product = SK_NONE, .customer = SK_NONE, .rate = {985, 1000}};
    r = vary_ok(&c, less);
    assert_true(sk_price_unchanged(&c, r, old, &s));
    assert_true(s.cost == 23883414320 && s.required == 735914320 && s.gap == 135914320);
    sk_price_result_free(r);
}

static void food_dearer_from_the_middle_of_the_year(void **state)
{
    (void)state;
    sk_rate half;
    assert_true(sk_rate_part_year((sk_rate){1, 5}, 89, 178, &half) && half.num == 1 &&
                half.den == 10);
    assert_false(sk_rate_part_year((sk_rate){1, 5}, 179, 178, &half));
    sk_price_case c = year_2024();
    sk_price_result *r =
        vary_ok(&c, (sk_vary){.kind = SK_VARY_INDEX, .index = SK_IDX_PRICE, .rate = {1, 10}});
    assert_true(r->step[1].final - r->step[1].efficiency == 15602400000); /* 141.84 x 1.1 */
    sk_price_result_free(r);
}

static void bridge_by_hand(void **state)
{
    (void)state;
    static const sk_ore want[] = {23500000000, 23500000000, 23500000000,
                                  24100004000, 24100004000, 23500004000};
    sk_price_case c = year_2024();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_bridge b;
    assert_int_equal(sk_price_bridge(&c, &b, d), SK_OK);
    for (int i = 0; i < SK_N_BRIDGE; i++) assert_true(b.cost[i] == want[i]);
    sk_diags_free(d);
}

static sk_ore total_cost(const sk_price_case *c, const sk_price_result *r)
{
    const sk_price_close *all = &r->close[c->n_areas];
    assert_true(all->revenue + all->gap == all->cost);
    return all->cost;
}

/* Another method or another weight moves cost between products and kitchens and makes none. */
static void variations_of_keys_keep_the_total(void **state)
{
    (void)state;
    sk_rng rng;
    sk_rng_seed(&rng, 41);
    for (int t = 0; t < 60; t++) {
        made m;
        made_case(&m, &rng);
        for (int i = 0; i < m.c.n_lines; i++) m.line[i].behaviour = SK_COST_FIXED;
        sk_ore plain, other;
        sk_price_result *r = vary_ok(&m.c, (sk_vary){.kind = SK_VARY_NOTHING});
        plain = total_cost(&m.c, r);
        sk_price_result_free(r);
        r = vary_ok(&m.c, (sk_vary){.kind = SK_VARY_METHOD, .method = SK_SUPPORT_STEP_DOWN});
        other = total_cost(&m.c, r);
        assert_true(plain == other);
        sk_price_result_free(r);
        r = vary_ok(&m.c, (sk_vary){.kind = SK_VARY_FACTOR, .key = 1, .product = 0, .delta = 100});
        other = total_cost(&m.c, r);
        assert_true(plain == other);
        sk_price_result_free(r);
    }
}

static void impossible_variations_are_told(void **state)
{
    (void)state;
    made m;
    sk_rng rng;
    sk_rng_seed(&rng, 42);
    made_case(&m, &rng);
    static const sk_vary rows[] = {
        {.kind = SK_VARY_FACTOR, .key = 1, .product = 0, .delta = -5000},
        {.kind = SK_VARY_VOLUME, .product = SK_NONE, .customer = SK_NONE, .rate = {1, 0}},
        {.kind = SK_VARY_VOLUME, .product = SK_NONE, .customer = SK_NONE, .rate = {0, 1}},
        {.kind = SK_VARY_BASE},
    };
    static const char *const rule[] = {"K003", "K003", "K010", "K009"};
    for (size_t i = 0; i < N_OF(rows); i++) {
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_price_result *r;
        assert_int_equal(sk_price_vary(&m.c, &rows[i], &r, d), SK_E_INPUT);
        assert_null(r);
        sk_diags_sort(d);
        bool told = false;
        for (size_t k = 0; k < sk_diags_len(d); k++)
            told |= strcmp(sk_diags_at(d, k)->rule, rule[i]) == 0;
        assert_true(told);
        sk_diags_free(d);
    }
}

static void vat_by_kind_and_date(void **state)
{
    (void)state;
    sk_day d2026 = 0, d2028 = 0, day = 0;
    assert_true(sk_day_from_ymd(2026, 4, 1, &d2026) && sk_day_from_ymd(2028, 1, 1, &d2028));
    sk_vat_rate v[] = {
        {"servering", {SK_NO_DAY, SK_DAY_FOREVER}, {12, 100}, "ML 7 kap.", {"vat", 2}},
        {"avhämtning", {SK_NO_DAY, d2026 - 1}, {12, 100}, "", {"vat", 3}},
        {"avhämtning", {d2026, d2028 - 1}, {6, 100}, "prop. 2025/26:55", {"vat", 4}},
        {"avhämtning", {d2028, SK_DAY_FOREVER}, {12, 100}, "", {"vat", 5}},
        {"omsorg", {SK_NO_DAY, SK_DAY_FOREVER}, {0, 1}, "", {"vat", 6}}};
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_ore vat;
    assert_true(sk_vat_check(v, N_OF(v), d));
    assert_true(sk_day_from_ymd(2026, 3, 31, &day));
    assert_true(sk_vat_at(v, N_OF(v), "avhämtning", day)->rate.num == 12);
    assert_true(sk_vat_at(v, N_OF(v), "avhämtning", d2026)->rate.num == 6);
    assert_true(sk_vat_at(v, N_OF(v), "avhämtning", d2028)->rate.num == 12);
    assert_null(sk_vat_at(v, N_OF(v), "okänd", d2026));
    assert_true(sk_price_vat(7143, v[0].rate, &vat) && vat == 857); /* 857.16 */
    assert_true(sk_price_vat(7143, v[4].rate, &vat) && vat == 0);
    v[3].when.from--;
    assert_false(sk_vat_check(v, N_OF(v), d));
    sk_diags_sort(d);
    assert_true(sk_diags_len(d) == 1 && sk_diags_at(d, 0)->line == 5);
    sk_diags_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unchanged_prices_and_six_million),
        cmocka_unit_test(food_dearer_from_the_middle_of_the_year),
        cmocka_unit_test(bridge_by_hand),
        cmocka_unit_test(variations_of_keys_keep_the_total),
        cmocka_unit_test(impossible_variations_are_told),
        cmocka_unit_test(vat_by_kind_and_date),
    };
    return cmocka_run_group_tests_name("price vary", tests, NULL, NULL);
}
