/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calculation by hand, on paper, to the öre; faults and lost memory. */
#include "unit/unit.h"

#include "price/case.h"
#include "unit/price_made.h"

#include <string.h>

/* ---- a case that fits on a page ----
 *
 * Kitchens k1, k2; support s (management) and t (finance). Output of s: t 1, k1 2, k2 1; of t: s 1, k1 1,
 * k2 2. With e the share that ends in k1: e[s] = 1/2 + e[t]/4, e[t] = 1/4 + e[s]/4, so e[s] = 3/5 and
 * e[t] = 2/5; k2 gets 2/5 and 3/5.
 * Volumes (base): k1 lunch c1 1 000 (1 000), k2 breakfast c2 400 (500), k2 lunch c1 300 (200).
 * Key w: lunch 1 000, breakfast 500, so k2 is 300 000 : 200 000 = 3/5 lunch. Key food: lunch 1 000 öre,
 * breakfast 400 öre a portion: planned 1 460 000, base 1 400 000. */
enum { K1, K2, S, T, N_U };
enum { BREAKFAST, LUNCH };
enum { C1, C2 };
enum { W, FOOD };
enum { L_FOOD, L_STAFF, L_RENT, L_MGMT, L_FIN, L_FLOOD, L_NEW, N_L };

#define ALL SK_NONE
#define ALWAYS                                                                                     \
    {                                                                                              \
        SK_NO_DAY, SK_DAY_FOREVER                                                                  \
    }

static const sk_price_area areas[] = {{"kost", "Kost och restaurang"}};
static const sk_price_unit units[] = {{"k1", "Berga", false, "", {"u", 1}},
                                      {"k2", "Vik", false, "", {"u", 2}},
                                      {"s", "Ledning", true, "årsarbetare", {"u", 3}},
                                      {"t", "Ekonomi", true, "fakturor", {"u", 4}}};
static const sk_price_use uses[] = {{S, T, 1, false, {"d", 1}},  {S, K1, 2, false, {"d", 2}},
                                    {S, K2, 1, false, {"d", 3}}, {T, S, 1, false, {"d", 4}},
                                    {T, K1, 1, false, {"d", 5}}, {T, K2, 2, false, {"d", 6}},
                                    {S, S, 9, false, {"d", 7}}}; /* own use is ignored */
static const sk_price_product products[] = {
    {"frukost", "Frukost", 0, SK_TARIFF_SINGLE, {0, 1}, {"p", 1}},
    {"lunch", "Lunch", 0, SK_TARIFF_TWO_PART, {0, 1}, {"p", 2}}};
static const sk_price_customer customers[] = {{"c1", "Utbildning", {"c", 1}},
                                              {"c2", "Äldre", {"c", 2}}};
static const sk_price_key keys[] = {{"w", "Portionsvärde", false, {"k", 1}},
                                    {"food", "Livsmedel", false, {"k", 2}}};
static const sk_price_factor factors[] = {{W, LUNCH, 1000, ALWAYS, "KD 2023", {"f", 1}},
                                          {W, BREAKFAST, 500, ALWAYS, "KD 2023", {"f", 2}},
                                          {FOOD, LUNCH, 1000, ALWAYS, "", {"f", 3}},
                                          {FOOD, BREAKFAST, 400, ALWAYS, "", {"f", 4}}};
static const sk_price_volume volumes[] = {{K2, LUNCH, C1, 300, 200, {"v", 1}, SK_NONE, 0},
                                          {K1, LUNCH, C1, 1000, 1000, {"v", 2}, SK_NONE, 0},
                                          {K2, BREAKFAST, C2, 400, 500, {"v", 3}, SK_NONE, 0}};
static const sk_price_capacity capacities[] = {{LUNCH, C1, 7, {"q", 1}}};

#define LINE(id, unit, key, ore, beh, idx, once, infl, dec)                                        \
    {                                                                                              \
        id, id, "", unit, ALL, ALL, ALL, key, ore, ore, true, true, beh, idx, once, infl, dec,     \
        {                                                                                          \
            "l", 1                                                                                 \
        }                                                                                          \
    }
static const sk_price_line lines[] = {
    LINE("food", ALL, FOOD, 1500000, SK_COST_VARIABLE, SK_IDX_FOOD, false, false, 0),
    LINE("staff", K2, W, 800000, SK_COST_FIXED, SK_IDX_WAGE, false, true, 0),
    LINE("rent", K1, W, 100001, SK_COST_FIXED, SK_IDX_RENT, false, false, 0),
    LINE("mgmt", S, W, 250000, SK_COST_FIXED, SK_IDX_WAGE, false, true, 0),
    LINE("fin", T, W, 99999, SK_COST_FIXED, SK_IDX_PRICE, false, false, 0),
    LINE("flood", K2, W, 70000, SK_COST_FIXED, SK_IDX_PRICE, true, false, 0),
    LINE("new", K1, W, 0, SK_COST_FIXED, SK_IDX_NONE, false, false, 5000),
};

static sk_price_case paper_case(void)
{
    sk_price_case c = {.set = {.year = 2024,
                               .base = SK_BASE_OUTTURN,
                               .index = {[SK_IDX_WAGE] = {37, 1000},
                                         [SK_IDX_PRICE] = {18, 1000},
                                         [SK_IDX_RENT] = {91, 1250},
                                         [SK_IDX_FOOD] = {1, 5}},
                               .eff = SK_EFF_ORE,
                               .eff_ore = 30000,
                               .gap_ore = 10000,
                               .gap_decision = "KS 2023-12",
                               .gap_responsible = "Kostchef"},
                       .area = areas,
                       .n_areas = 1,
                       .unit = units,
                       .n_units = N_U,
                       .use = uses,
                       .n_uses = 7,
                       .product = products,
                       .n_products = 2,
                       .customer = customers,
                       .n_customers = 2,
                       .key = keys,
                       .n_keys = 2,
                       .factor = factors,
                       .n_factors = 4,
                       .volume = volumes,
                       .n_volumes = 3,
                       .capacity = capacities,
                       .n_capacities = 1,
                       .line = lines,
                       .n_lines = N_L};
    return c;
}

static void line_amounts_by_hand(void **state)
{
    (void)state;
    /* food: 1 500 000 x 73/70 = 1 564 285.71, x 1.2 = 1 877 142.857
     * staff: 800 000 x 1.037 = 829 600; mgmt: 250 000 x 1.037 = 259 250
     * rent: 100 001 x 1.0728 = 107 281.0728; fin: 99 999 x 1.018 = 101 798.982
     * 20 000 saved over staff and mgmt (1 088 850): 15 238.095 and 4 761.905 */
    static const sk_price_steps want[N_L] = {
        [L_FOOD] = {1500000, 0, 64286, 312857, 0, 0, 1877143, {73, 70}},
        [L_STAFF] = {800000, 0, 0, 29600, 0, -15238, 814362, {1, 1}},
        [L_RENT] = {100001, 0, 0, 7280, 0, 0, 107281, {1, 1}},
        [L_MGMT] = {250000, 0, 0, 9250, 0, -4762, 254488, {1, 1}},
        [L_FIN] = {99999, 0, 0, 1800, 0, 0, 101799, {1, 1}},
        [L_FLOOD] = {70000, -70000, 0, 0, 0, 0, 0, {1, 1}},
        [L_NEW] = {0, 0, 0, 0, 5000, 0, 5000, {1, 1}},
    };
    sk_price_case c = paper_case();
    sk_price_result *r = run_ok(&c);
    for (int i = 0; i < N_L; i++) {
        const sk_price_steps *s = &r->step[i];
        assert_memory_equal(s, &want[i], sizeof *s);
        assert_true(s->base + s->one_off + s->volume + s->index + s->decided + s->efficiency ==
                    s->final);
    }
    assert_true(r->eff_required == 30000 && r->eff_assigned == 20000);
    sk_price_result_free(r);
}

static void cells_by_hand(void **state)
{
    (void)state;
    /* In order of ids: k1 lunch c1, k2 breakfast c2, k2 lunch c1.
     * food 1 877 143 as 1000:160:300 -> 1 285 714.38, 205 714.30, 385 714.32: the öre left to the first
     * mgmt 254 488: 3/5 152 692.8 | 2/5 x 2/5 40 718.08 | 2/5 x 3/5 61 077.12: to the first
     * fin 101 799: 2/5 40 719.6 | 3/5 x 2/5 24 431.76 | 3/5 x 3/5 36 647.64: two left, to .76 and .64
     * staff 814 362: 2/5 325 744.8 | 3/5 488 617.2
     * gap 10 000 over fixed and variable cost 3 160 073: 967.36 4 068.62 1 236.98 650.98 1 855.47 1 220.59 */
    static const sk_price_cell want[] = {
        {K1, LUNCH, C1, K1, 1000, 1000, 107281 + 152693 + 40719 + 5000, 1285715, -967, -4069},
        {K2, BREAKFAST, C2, K2, 400, 400, 325745 + 40718 + 24432, 205714, -1237, -651},
        {K2, LUNCH, C1, K2, 300, 300, 488617 + 61077 + 36648, 385714, -1855, -1221}};
    sk_price_case c = paper_case();
    sk_price_result *r = run_ok(&c);
    assert_int_equal(r->n_cells, 3);
    assert_memory_equal(r->cell, want, sizeof want);
    sk_price_result_free(r);
}

static void prices_by_hand(void **state)
{
    (void)state;
    sk_price_case c = paper_case();
    sk_price_result *r = run_ok(&c);
    /* breakfast, single: 390 895 - 1 237 + 205 714 - 651 = 594 721 over 400: 1 486 and 321 left
     * lunch, two-part: 1 671 429 - 5 290 = 1 666 139 over 1 300: 1 281 and 839 left; fee 892 035 - 2 822 */
    static const sk_price_tag want[] = {{BREAKFAST, 400, 389658, 205063, 389658, 1486, 321, 0},
                                        {LUNCH, 1300, 889213, 1666139, 0, 1281, 839, 889213}};
    assert_int_equal(r->n_tags, 2);
    assert_memory_equal(r->tag, want, sizeof want);
    assert_int_equal(r->n_bills, 2);
    assert_true(r->bill[0].customer == C2 && r->bill[0].variable == 594400 &&
                r->bill[0].month[0] == 321);
    assert_true(r->bill[1].places == 7 && r->bill[1].variable == 1665300 &&
                r->bill[1].fee == 889213);
    for (int m = 0; m < 12; m++)
        assert_true(r->bill[1].month[m] == 74171); /* (889 213 + 839) / 12 */
    for (int i = 0; i < 2; i++)
        assert_true(r->close[i].cost == 3160073 && r->close[i].revenue == 3150073 &&
                    r->close[i].gap == 10000);
    sk_price_result_free(r);
}

/* Billed by enrolment: the same cost, fee and keys over more units. */
static void what_is_billed_divides_the_cost(void **state)
{
    (void)state;
    sk_price_case c = paper_case();
    sk_price_volume v[3] = {volumes[0], volumes[1], volumes[2]};
    v[1].billed = 1500; /* of K1's 1 000 lunches */
    sk_price_result *plain = run_ok(&c);
    c.volume = v;
    sk_price_result *r = run_ok(&c);
    /* 1 666 139 over 300 + 1 500: 925 and 1 139 left */
    static const sk_price_tag want = {LUNCH, 1800, 889213, 1666139, 0, 925, 1139, 889213};
    assert_memory_equal(&r->tag[1], &want, sizeof want);
    assert_memory_equal(&r->tag[0], &plain->tag[0], sizeof want);
    assert_true(r->bill[1].portions == 1800 && r->bill[1].variable == 925 * 1800);
    assert_true(r->n_parts == plain->n_parts &&
                memcmp(r->part, plain->part, r->n_parts * sizeof *r->part) == 0);
    assert_true(r->close[0].cost == 3160073 && r->close[0].revenue == 3150073);
    v[1].billed = -1;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_price_result *none = NULL;
    assert_int_equal(sk_price_run(&c, &none, d), SK_E_INPUT);
    assert_string_equal(sk_diags_at(d, 0)->rule, "K003");
    sk_diags_free(d);
    sk_price_result_free(plain);
    sk_price_result_free(r);
}

static void open_books_both_ways(void **state)
{
    (void)state;
    sk_price_case c = paper_case();
    sk_price_result *r = run_ok(&c);
    sk_buf b = SK_BUF_INIT;
    for (size_t i = r->part_of_line[L_MGMT]; i < r->part_of_line[L_MGMT + 1]; i++) {
        sk_buf_addf(&b, "%lld = ", (long long)r->part[i].ore);
        assert_int_equal(sk_price_share_str(&c, r, &r->part[i], &b), SK_OK);
        sk_buf_add(&b, "; ");
    }
    assert_string_equal(sk_buf_str(&b),
                        "152693 = 3/5 x 1000000/1000000; 40718 = 2/5 x 200000/500000; "
                        "61077 = 2/5 x 300000/500000; ");
    sk_buf_clear(&b);
    sk_price_share_str(&c, r, &r->part[r->part_of_line[L_FOOD]], &b);
    assert_string_equal(sk_buf_str(&b), "1000000/1460000");
    sk_buf_free(&b);
    /* one ledger row of 100 öre in finance: 40.00 | 24.00 | 36.00; of a one-off: nowhere */
    sk_ore ore[3], by_line[N_L];
    assert_true(sk_price_trace_row(r, L_FIN, 100, ore));
    assert_true(ore[0] == 40 && ore[1] == 24 && ore[2] == 36);
    assert_false(sk_price_trace_row(r, L_FLOOD, 100, ore));
    sk_price_trace_product(&c, r, BREAKFAST, by_line);
    assert_true(by_line[L_FOOD] == 205714 && by_line[L_STAFF] == 325745 && by_line[L_RENT] == 0);
    sk_price_result_free(r);
}

static void mixed_tariff_and_unchanged_prices(void **state)
{
    (void)state;
    sk_price_case c = paper_case();
    sk_price_product mixed[2] = {products[0], products[1]};
    mixed[1].tariff = SK_TARIFF_MIXED;
    mixed[1].mixed = (sk_rate){1, 4};
    c.product = mixed;
    sk_price_result *r = run_ok(&c);
    /* 889 213 / 4 = 222 303.25 in the price: (1 666 139 + 222 303) / 1 300 = 1 452 and 842 left */
    const sk_price_tag *t = &r->tag[1];
    assert_true(t->fixed_in_variable == 222303 && t->price == 1452 && t->remainder == 842);
    assert_true(t->fee == 889213 - 222303);
    sk_price_result_free(r);
    /* old prices: 400 x 14.00 + 1 300 x 12.50 + 850 000 = 3 035 000 öre; cost before saving 3 180 073 */
    static const sk_price_old old[] = {{1400, 0}, {1250, 850000}};
    sk_price_saving s;
    c = paper_case();
    r = run_ok(&c);
    assert_true(sk_price_unchanged(&c, r, old, &s));
    assert_true(s.cost == 3180073 && s.revenue == 3035000 && s.required == 145073);
    assert_true(s.assigned == 20000 && s.gap == 125073);
    sk_price_result_free(r);
}

static void bridges_close_at_every_stage(void **state)
{
    (void)state;
    static const sk_ore want[] = {
        [SK_STAGE_BASE] = 2820000,  [SK_STAGE_ONE_OFF] = 2750000, [SK_STAGE_VOLUME] = 2814286,
        [SK_STAGE_INDEX] = 3175073, [SK_STAGE_DECIDED] = 3180073, [SK_STAGE_ALL] = 3160073};
    for (size_t s = 0; s < N_OF(want); s++) {
        sk_price_case c = paper_case();
        c.set.stop = (sk_price_stage)s;
        sk_price_result *r = run_ok(&c);
        if (r->close[1].cost != want[s])
            fail_msg("stage %zu: %lld", s, (long long)r->close[1].cost);
        sk_price_result_free(r);
    }
}

/* ---- faults ---- */

typedef struct room { /* copies of the tables that a fault may change */
    sk_price_unit unit[N_U];
    sk_price_use use[7];
    sk_price_product product[2];
    sk_price_customer customer[2];
    sk_price_factor factor[4];
    sk_price_volume volume[3];
    sk_price_capacity capacity[1];
    sk_price_line line[N_L];
    sk_price_case c;
} room;

static void open_room(room *m)
{
    *m = (room){.c = paper_case()};
    memcpy(m->unit, units, sizeof units);
    memcpy(m->use, uses, sizeof uses);
    memcpy(m->product, products, sizeof products);
    memcpy(m->customer, customers, sizeof customers);
    memcpy(m->factor, factors, sizeof factors);
    memcpy(m->volume, volumes, sizeof volumes);
    memcpy(m->capacity, capacities, sizeof capacities);
    memcpy(m->line, lines, sizeof lines);
    m->c.unit = m->unit, m->c.use = m->use, m->c.product = m->product, m->c.customer = m->customer;
    m->c.factor = m->factor, m->c.volume = m->volume, m->c.capacity = m->capacity,
    m->c.line = m->line;
}

static void bad_unit(room *m) { m->volume[0].kitchen = S; }
static void bad_ref(room *m) { m->line[0].key = 9; }
static void id_twice(room *m) { m->line[1].id = "food"; }
static void cell_twice(room *m) { m->volume[0] = m->volume[1]; }
static void minus_portions(room *m) { m->volume[0].portions = -1; }
static void over_100(room *m)
{
    for (int i = 0; i < 7; i++)
        if (m->use[i].support == S) m->use[i].ppm = true, m->use[i].amount = 300000;
}
static void under_100(room *m)
{
    over_100(m);
    m->use[0].amount = m->use[1].amount = m->use[2].amount = 0;
}
static void part_shares(room *m) { m->use[0].ppm = true; }
static void only_itself(room *m) { m->use[3].amount = m->use[4].amount = m->use[5].amount = 0; }
static void closed_circle(room *m)
{
    m->use[1].amount = m->use[2].amount = m->use[4].amount = m->use[5].amount = 0;
}
static void no_volume(room *m) { m->volume[2].portions = m->volume[2].base_portions = 0; }
static void cost_of_what_ended(room *m)
{
    m->volume[2].portions = 0;
    m->line[L_NEW].product = BREAKFAST;
    m->line[L_NEW].unit = ALL;
    m->line[L_NEW].key = ALL;
}
static void no_buyer(room *m) { m->volume[2].customer = C1; }
static void overlaps(room *m) { m->factor[1] = m->factor[0]; }
static void part_year(room *m) { sk_day_from_ymd(2024, 7, 1, &m->factor[0].when.from); }
static void no_factor(room *m) { m->c.n_factors = 3; }
static void no_index(room *m) { m->c.set.index[SK_IDX_FOOD].den = 0; }
static void no_base(room *m) { m->line[2].has_outturn = false; }
static void bare_kitchen(room *m) { m->volume[1].portions = 0; }
static void bare_product(room *m) { m->line[2].product = BREAKFAST; } /* k1 has none */
static void no_base_volume(room *m)
{
    for (int i = 0; i < 3; i++) m->volume[i].base_portions = 0;
}
static void gap_without_decision(room *m) { m->c.set.gap_decision = ""; }
static void gap_too_large(room *m) { m->c.set.gap_ore = 30001; }
static void saving_too_large(room *m) { m->c.set.eff_ore = 2000000; }
static void no_places(room *m) { m->c.n_capacities = 0; }
static void negative_price(room *m) { m->line[0].outturn = -9000000; }
static void huge(room *m) { m->line[0].outturn = INT64_MAX; }
static void no_year(room *m) { m->c.set.year = 1234; }
static void capacity_twice(room *m) { m->capacity[0].places = -3; }

static void every_fault_has_its_rule(void **state)
{
    (void)state;
    static const struct {
        void (*damage)(room *);
        const char *rule;
    } rows[] = {{bad_unit, "K001"},       {bad_ref, "K001"},
                {id_twice, "K002"},       {cell_twice, "K002"},
                {minus_portions, "K003"}, {over_100, "K004"},
                {under_100, "K004"},      {part_shares, "K004"},
                {only_itself, "K005"},    {closed_circle, "K005"},
                {no_volume, "K006"},      {cost_of_what_ended, "K010"},
                {no_buyer, "K007"},       {overlaps, "K008"},
                {part_year, "K008"},      {no_factor, "K008"},
                {no_index, "K009"},       {no_base, "K009"},
                {bare_kitchen, "K010"},   {bare_product, "K010"},
                {no_base_volume, "K011"}, {gap_without_decision, "K012"},
                {gap_too_large, "K012"},  {saving_too_large, "K012"},
                {no_places, "K013"},      {negative_price, "K014"},
                {huge, "K003"},           {no_year, "K009"},
                {capacity_twice, "K003"}};
    for (size_t i = 0; i < N_OF(rows); i++) {
        room m;
        open_room(&m);
        rows[i].damage(&m);
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_price_result *r = NULL;
        sk_code code = sk_price_run(&m.c, &r, d);
        if (code != SK_E_INPUT || r || sk_diags_len(d) == 0) fail_msg("row %zu: %d", i, code);
        sk_diags_sort(d);
        bool told = false;
        for (size_t k = 0; k < sk_diags_len(d); k++)
            told = told || strcmp(sk_diags_at(d, k)->rule, rows[i].rule) == 0;
        if (!told) fail_msg("row %zu: %s %s", i, sk_diags_at(d, 0)->rule, sk_diags_at(d, 0)->text);
        sk_diags_free(d);
    }
}

/* Breakfast was sold to c2 in the base year only: no price, no fault, and every step still closes. */
static void what_is_sold_no_more_closes(void **state)
{
    (void)state;
    room m;
    open_room(&m);
    m.volume[2].portions = 0;
    m.line[L_FLOOD].product = BREAKFAST; /* ends with it, borne by it on the base step */
    for (int stop = SK_STAGE_ALL; stop <= SK_STAGE_DECIDED; stop++) {
        m.c.set.stop = (sk_price_stage)stop;
        sk_price_result *r = run_ok(&m.c);
        assert_int_equal(r->tag[BREAKFAST].portions, 0);
        assert_true(r->tag[BREAKFAST].price == 0);
        assert_true(r->close[0].revenue + r->close[0].gap == r->close[0].cost);
        assert_true(stop == SK_STAGE_BASE ? r->tag[BREAKFAST].fixed == 70000
                                          : r->tag[BREAKFAST].fixed == 0);
        sk_price_result_free(r);
    }
}

static void memory_ends_anywhere(void **state)
{
    (void)state;
    sk_price_case c = paper_case();
    for (unsigned long n = 1; n < 150; n++) {
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_price_result *r;
        sk_mem_fail_at(n);
        sk_code code = sk_price_run(&c, &r, d);
        sk_mem_fail_at(0);
        if (code != SK_OK && code != SK_E_NOMEM) fail_msg("allocation %lu: %d", n, code);
        sk_price_result_free(r);
        sk_diags_free(d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_amounts_by_hand),
        cmocka_unit_test(cells_by_hand),
        cmocka_unit_test(prices_by_hand),
        cmocka_unit_test(what_is_billed_divides_the_cost),
        cmocka_unit_test(open_books_both_ways),
        cmocka_unit_test(mixed_tariff_and_unchanged_prices),
        cmocka_unit_test(bridges_close_at_every_stage),
        cmocka_unit_test(every_fault_has_its_rule),
        cmocka_unit_test(what_is_sold_no_more_closes),
        cmocka_unit_test(memory_ends_anywhere),
    };
    return cmocka_run_group_tests_name("price case", tests, NULL, NULL);
}
