/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Partial pooling gives back what was put in, borrows for what is new, and the mass balance holds in grams. */
#include "unit/folder.h"

#include <math.h>

#include "base/mem.h"
#include "base/rng.h"
#include "domain/query.h"
#include "input/history.h"
#include "input/waste.h"
#include "waste/expect.h"
#include "waste/offer.h"

/* ---- mix ---- */

enum { STAGES = 3, UNITS = 40, FAMILIES = 5, DISHES = 30, DAYS = 25 };
static const int n_levels[SK_MIX_FACTORS] = {STAGES, UNITS, FAMILIES, DISHES};

typedef struct truth {
    double stage[STAGES], unit[UNITS], family[FAMILIES], dish[DISHES];
} truth;

static truth draw(sk_rng *r)
{
    truth t;
    for (int i = 0; i < STAGES; i++) t.stage[i] = 0.7 * (i - 1);
    for (int i = 0; i < UNITS; i++) t.unit[i] = 0.25 * sk_rng_normal(r);
    for (int i = 0; i < FAMILIES; i++) t.family[i] = 0.3 * (i - 2);
    for (int i = 0; i < DISHES; i++) t.dish[i] = 0.1 * sk_rng_normal(r);
    return t;
}

static double true_log(const truth *t, int u, int d)
{
    return log(14) + t->stage[u % STAGES] + t->unit[u] + t->family[d % FAMILIES] + t->dish[d];
}

/* Rows without unit `no_unit` and dish `no_dish`. */
static int simulate(sk_rng *r, const truth *t, int no_unit, int no_dish, sk_mix_row *row)
{
    int n = 0;
    for (int u = 0; u < UNITS; u++)
        for (int day = 0; day < DAYS; day++) {
            int d = (int)sk_rng_below(r, DISHES);
            double y = true_log(t, u, d) + 0.3 * sk_rng_normal(r);
            if (u == no_unit || d == no_dish) continue;
            row[n++] = (sk_mix_row){y, 1, 0, 100, {u % STAGES, u, d % FAMILIES, d}};
        }
    return n;
}

static void effects_that_were_put_in_come_back(void **state)
{
    (void)state;
    sk_rng r;
    sk_mix m;
    sk_mix_row row[UNITS * DAYS];
    sk_arena *arena = sk_arena_new();
    sk_rng_seed(&r, 3);
    truth t = draw(&r);
    int n = simulate(&r, &t, -1, -1, row);
    assert_true(sk_mix_fit(row, n, n_levels, true, arena, &m));
    double error = 0, plain = 0;
    for (int u = 0; u < UNITS; u++)
        for (int d = 0; d < DISHES; d++) {
            const int level[SK_MIX_FACTORS] = {u % STAGES, u, d % FAMILIES, d};
            double want = exp(true_log(&t, u, d) + 0.3 * 0.3 / 2); /* the mean of what is weighed */
            double got = sk_mix_ask(&m, level, 0).value;
            error += fabs(log(got / want));
            plain += fabs(true_log(&t, u, d) - log(14));
        }
    assert_true(error / plain < 0.2);
    assert_true(fabs(sqrt(m.s2) - 0.3) < 0.03);
    assert_true(fabs(sqrt(m.a[1]) - 0.25) < 0.08);
    /* the weighted total comes out as observed */
    double seen = 0, said = 0;
    for (int i = 0; i < n; i++) {
        seen += exp(row[i].y);
        said += sk_mix_ask(&m, row[i].level, 0).value;
    }
    assert_true(fabs(said / seen - 1) < 1e-9);
    sk_arena_free(arena);
}

/* Left out in turn: what is new is expected as its family or stage, and the interval is honest about it. */
static void a_new_dish_borrows_from_its_family_and_a_new_unit_from_its_stage(void **state)
{
    (void)state;
    sk_rng r;
    sk_mix m;
    sk_mix_row row[UNITS * DAYS];
    sk_rng_seed(&r, 8);
    truth t = draw(&r);
    double family = 0, flat = 0, stage = 0, flat_unit = 0;
    for (int fold = 0; fold < 15; fold++) {
        sk_arena *arena = sk_arena_new();
        int n = simulate(&r, &t, fold, fold, row);
        assert_true(sk_mix_fit(row, n, n_levels, true, arena, &m));
        const int dish[SK_MIX_FACTORS] = {SK_MIX_NONE, SK_MIX_NONE, fold % FAMILIES, fold};
        const int unit[SK_MIX_FACTORS] = {fold % STAGES, fold, SK_MIX_NONE, SK_MIX_NONE};
        const int none[SK_MIX_FACTORS] = {SK_MIX_NONE, SK_MIX_NONE, SK_MIX_NONE, SK_MIX_NONE};
        double base = sk_mix_ask(&m, none, 0).value;
        double want_dish = base * exp(t.family[fold % FAMILIES] + t.dish[fold]);
        double want_unit = base * exp(t.stage[fold % STAGES] + t.unit[fold]);
        sk_mix_answer d = sk_mix_ask(&m, dish, 0), u = sk_mix_ask(&m, unit, 0);
        family += fabs(log(d.value / want_dish));
        flat += fabs(log(base / want_dish));
        stage += fabs(log(u.value / want_unit));
        flat_unit += fabs(log(base / want_unit));
        assert_true(u.sd_level > 0.1 * u.value); /* a unit never seen: its kind's whole spread */
        sk_arena_free(arena);
    }
    assert_true(family < 0.5 * flat);
    assert_true(stage < 0.8 * flat_unit);
}

static void little_data_is_no_trouble(void **state)
{
    (void)state;
    const int levels[SK_MIX_FACTORS] = {1, 2, 1, 2}, level[SK_MIX_FACTORS] = {0, 1, 0, 1};
    sk_arena *arena = sk_arena_new();
    sk_mix m;
    assert_true(sk_mix_fit(NULL, 0, levels, true, arena, &m));
    assert_false(m.known);
    assert_true(sk_mix_ask(&m, level, 0).value == 0);
    sk_mix_row one = {log(20), 1, 0, 50, {0, 0, 0, 0}};
    assert_true(sk_mix_fit(&one, 1, levels, true, arena, &m));
    sk_mix_answer a = sk_mix_ask(&m, level, 0);
    assert_true(fabs(a.value - 20) < 1e-9);
    assert_true(isfinite(a.sd_level) && isfinite(a.sd_day));
    sk_mix_row same[4] = {one, one, one, one};
    assert_true(sk_mix_fit(same, 4, levels, false, arena, &m));
    assert_true(isfinite(sk_mix_ask(&m, level, 5).value));
    for (unsigned long i = 1; i < 12; i++) {
        sk_mem_fail_at(i);
        bool ok = sk_mix_fit(same, 4, levels, true, arena, &m);
        sk_mem_fail_at(0);
        assert_true(ok || i < 11);
    }
    sk_arena_free(arena);
}

/* A floor of 10 g and 0.6 of what is left over. */
static void floor_and_share_of_the_surplus_are_told_apart(void **state)
{
    (void)state;
    sk_rng r;
    sk_mix m;
    sk_mix_row row[1000];
    const int levels[SK_MIX_FACTORS] = {1, 20, 1, 1};
    sk_arena *arena = sk_arena_new();
    sk_rng_seed(&r, 4);
    for (int i = 0; i < 1000; i++) {
        double x = 40 * sk_rng_unit(&r);
        row[i] = (sk_mix_row){10 + 3 * ((i % 20) / 10) + 0.6 * x + 2 * sk_rng_normal(&r),
                              1,
                              x,
                              100,
                              {0, i % 20, 0, 0}};
    }
    assert_true(sk_mix_fit(row, 1000, levels, false, arena, &m));
    assert_true(fabs(m.slope - 0.6) < 0.02);
    const int low[SK_MIX_FACTORS] = {0, 3, 0, 0}, high[SK_MIX_FACTORS] = {0, 13, 0, 0};
    assert_true(fabs(sk_mix_ask(&m, low, 0).value - 10) < 0.7);
    assert_true(fabs(sk_mix_ask(&m, high, 0).value - 13) < 0.7);
    sk_arena_free(arena);
}

/* ---- distributions ---- */

static void surplus_and_shortage_are_those_of_the_distribution(void **state)
{
    (void)state;
    sk_dist flat = {50, 10, 50, 80, 90, 95}; /* nearly even from 0 to 100 */
    assert_true(fabs(sk_waste_left(&flat, 1000).over - (1000 - 50)) < 2);
    assert_true(sk_waste_left(&flat, 0).over == 0);
    for (double q = 0; q < 120; q += 7) { /* E(q-D)+ - E(D-q)+ = q - E D */
        double mean = 1e4 - sk_waste_left(&flat, 1e4).over;
        assert_true(
            fabs(sk_waste_left(&flat, q).over - sk_waste_left(&flat, q).under - (q - mean)) < 1e-9);
    }
    assert_true(fabs(sk_waste_left(&flat, 50).over - 12.5) < 1); /* even 0..100: 50^2 / 200 */
    sk_dist point = {20, 20, 20, 20, 20, 20};
    assert_true(fabs(sk_waste_left(&point, 25).over - 5) < 1e-12 &&
                fabs(sk_waste_left(&point, 17).under - 3) < 1e-12);
}

/* ---- the plan ---- */

static sk_kommun *kommun;
static sk_arena *arena;
static sk_waste_model model;
static sk_demand demand;

static int start(void **state)
{
    static const char *const site[] = {"berga_46", "berga_79", "vik_f3", "lind_fsk", "ljung_sabo"};
    static const char *const stream[] = {"servering", "tallrik", "serverat"};
    char path[FOLDER_PATH];
    sk_buf b = SK_BUF_INIT;
    sk_rng r;
    sk_diags *d;
    sk_waste_log *l;
    sk_waste_data data;
    sk_history *h;
    copy_mini(state);
    load_copy(&kommun, &d);
    arena = sk_arena_new();
    sk_rng_seed(&r, 9);
    sk_buf_add(&b, "datum;plats;måltid;ström;mängd_g;portioner\n");
    for (int i = 0; i < 300; i++)
        sk_buf_addf(&b, "2023-%02d-%02d;%s;lunch;%s;%d;30\n", 9 + (int)sk_rng_below(&r, 2),
                    1 + (int)sk_rng_below(&r, 30), site[sk_rng_below(&r, 5)],
                    stream[sk_rng_below(&r, 2)], 300 + (int)sk_rng_below(&r, 900));
    for (int i = 1; i < 30; i++)
        sk_buf_addf(&b, "2023-10-%02d;k_berga;lunch;%s;%d;400\n", i,
                    i % 3 == 0   ? "lagring"
                    : i % 3 == 1 ? "beredning"
                                 : "tillagning",
                    500 + (int)sk_rng_below(&r, 900));
    put_doc("history/waste.csv", sk_buf_str(&b), b.len);
    copy_path(path, "");
    bool ok = sk_history_load(path, kommun, &h, d, NULL) == SK_OK &&
              sk_waste_load(path, kommun, &l, d, NULL) == SK_OK &&
              sk_waste_data_make(kommun, h, l, arena, &data, NULL) == SK_OK &&
              sk_waste_model_fit(&data, h, sk_waste_prices(kommun, arena), arena, &model, NULL) ==
                  SK_OK &&
              sk_demand_build(kommun, NULL, kommun->as_of + 1, 7, arena, &demand, NULL) == SK_OK;
    sk_waste_log_free(l);
    sk_history_free(h);
    sk_diags_free(d);
    sk_buf_free(&b);
    return ok ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    sk_arena_free(arena);
    sk_kommun_free(kommun);
    return 0;
}

static sk_dist some_dist(sk_rng *r, double mid)
{
    double s = mid * sk_rng_unit(r);
    return (sk_dist){mid, fmax(0, mid - s), mid, mid + 0.6 * s, mid + s, mid + 1.4 * s};
}

static void mass_balance_holds_in_whole_grams(void **state)
{
    (void)state;
    sk_rng r;
    sk_wbalance sum = {0};
    int64_t portions = 0;
    int n = 0;
    sk_rng_seed(&r, 17);
    for (int round = 0; round < 40; round++)
        for (int i = 0; i < demand.n_needs; i++) {
            sk_wexpect e;
            sk_dist d = some_dist(&r, demand.need[i].portions);
            int q = (int)sk_rng_below(&r, (uint32_t)(2 * demand.need[i].portions + 2));
            if (!sk_waste_expect(&model, &demand.need[i], sk_waste_left(&d, q), q, SK_NONE, &e))
                continue;
            if (!sk_wbalance_holds(&e.b))
                fail_msg("need %d, %d portions: cooked %lld, eaten %lld", i, q,
                         (long long)e.b.cooked, (long long)e.b.eaten);
            assert_true(e.eaters >= -1e-9 && e.eaters <= q + 1e-9 && isfinite(e.var_day) &&
                        isfinite(e.sd_unit));
            sk_wbalance_add(&sum, &e.b);
            portions += q;
            n++;
        }
    assert_true(n > 500 && portions > 0);
    assert_true(sk_wbalance_holds(&sum));
    assert_true(sum.serving > 0 && sum.plate > 0 && sum.cooking > 0);
    sum.eaten++;
    assert_false(sk_wbalance_holds(&sum)); /* one gram is seen */
}

static bool learn(const char *rows, sk_waste_model *m)
{
    char path[FOLDER_PATH];
    sk_buf b = SK_BUF_INIT;
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_waste_log *l;
    sk_waste_data data;
    sk_history *h;
    sk_buf_addf(&b, "datum;plats;måltid;ström;mängd_g;portioner;rätt\n%s", rows);
    put_doc("history/waste.csv", sk_buf_str(&b), b.len);
    copy_path(path, "");
    bool ok = sk_history_load(path, kommun, &h, d, NULL) == SK_OK &&
              sk_waste_load(path, kommun, &l, d, NULL) == SK_OK &&
              sk_waste_data_make(kommun, h, l, arena, &data, NULL) == SK_OK &&
              sk_waste_model_fit(&data, h, sk_waste_prices(kommun, arena), arena, m, NULL) == SK_OK;
    sk_waste_log_free(l);
    sk_history_free(h);
    sk_diags_free(d);
    sk_buf_free(&b);
    return ok;
}

/* No orders: what was put out and saved, by weight, says how much was too much. 0.6 of it was thrown away beside a
 * floor of 10 g, 0.2 saved. On a third of the days nothing was weighed but the waste; what is saved then tells
 * nothing of the share. */
static void served_amounts_tell_the_surplus_where_no_order_does(void **state)
{
    (void)state;
    sk_rng r;
    sk_buf b = SK_BUF_INIT;
    sk_waste_model m;
    sk_rng_seed(&r, 12);
    int64_t portion = 0;
    const sk_dish *dish = &kommun->dish[sk_find_dish(kommun, "fisk_pot")];
    for (int i = 0; i < dish->n_comp; i++)
        portion += (int64_t)kommun->component[dish->comp[i].component].served_g *
                   dish->comp[i].scale_milli / 1000;
    const sk_site *s = &kommun->site[sk_find_site(kommun, "berga_46")];
    portion = portion * kommun->category[s->category].factor_milli / 1000;
    for (int i = 0; i < 120; i++) {
        char day[SK_DATE_LEN];
        double over = 0.3 * sk_rng_unit(&r) * (double)portion * 100;
        sk_day_str(kommun->as_of - i, day);
#define ROW(mass, g)                                                                               \
    sk_buf_addf(&b, "%s;berga_46;lunch;" mass ";%d;100;fisk_pot\n", day, (int)((g) + 0.5))
        ROW("servering", 1000 + 0.6 * over);
        ROW("återanvänt", 0.2 * over);
        if (i % 3) ROW("serverat", (double)portion * 100 + 0.8 * over);
#undef ROW
    }
    assert_true(learn(sk_buf_str(&b), &m));
    if (fabs(m.mix[SK_WASTE_SERVING].slope - 0.6) > 0.03 || fabs(m.reused - 0.2) > 0.01)
        fail_msg("share %.3f, saved %.3f", m.mix[SK_WASTE_SERVING].slope, m.reused);
    sk_buf_free(&b);
}

/* A meal's plates weighed dish by dish tell as much of an eater as weighed together. */
static void dishes_weighed_apart_share_the_eaters(void **state)
{
    (void)state;
    sk_buf b = SK_BUF_INIT, c = SK_BUF_INIT;
    sk_waste_model whole, apart;
    sk_ix s = sk_find_site(kommun, "berga_46");
    const int level[SK_MIX_FACTORS] = {kommun->site[s].category, s, SK_MIX_NONE, SK_MIX_NONE};
    for (int i = 0; i < 20; i++) {
        char day[SK_DATE_LEN];
        sk_day_str(kommun->as_of - i, day);
        sk_buf_addf(&b, "%s;berga_46;lunch;tallrik;1500;100;fisk_pot\n", day);
        sk_buf_addf(&c,
                    "%s;berga_46;lunch;tallrik;1200;100;fisk_pot\n"
                    "%s;berga_46;lunch;tallrik;300;100;linsgryta_ris\n"
                    "%s;berga_46;lunch;tallrik;0;100;falafel_pot\n",
                    day, day, day);
    }
    assert_true(learn(sk_buf_str(&b), &whole) && learn(sk_buf_str(&c), &apart));
    double a = sk_mix_ask(&whole.mix[SK_WASTE_PLATE], level, 0).value,
           p = sk_mix_ask(&apart.mix[SK_WASTE_PLATE], level, 0).value;
    if (fabs(a - 15) > 1e-6 || fabs(p - 15) > 1e-6) fail_msg("together %.3f, apart %.3f", a, p);
    sk_buf_free(&b);
    sk_buf_free(&c);
}

static void cooking_more_leaves_more_and_lacks_less(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 5);
    for (int i = 0; i < demand.n_needs; i++) {
        sk_wexpect less, more;
        int q = demand.need[i].portions;
        sk_dist d = some_dist(&r, q);
        if (demand.need[i].diet != SK_NONE ||
            !sk_waste_expect(&model, &demand.need[i], sk_waste_left(&d, q), q, SK_NONE, &less))
            continue;
        assert_true(sk_waste_expect(&model, &demand.need[i], sk_waste_left(&d, q + q / 10 + 1),
                                    q + q / 10 + 1, SK_NONE, &more));
        assert_true(more.surplus > less.surplus && more.shortage <= less.shortage &&
                    more.eaters >= less.eaters);
        assert_true(more.b.serving >= less.b.serving);
    }
}

/* Who finds her dish gone takes the other: what is left of a row is that of all its eaters. */
static void the_dishes_of_a_row_are_eaten_as_one(void **state)
{
    (void)state;
    sk_need need[3];
    sk_dist dist[3], line[2];
    sk_wleft left[3];
    int m = 0, portions[3];
    while (m + 1 < demand.n_needs &&
           !(demand.need[m].line == SK_LINE_MAIN && demand.need[m].diet == SK_NONE &&
             demand.need[m + 1].line == SK_LINE_VEG &&
             demand.need[m + 1].site == demand.need[m].site))
        m++;
    assert_true(m + 1 < demand.n_needs);
    need[0] = need[1] = demand.need[m];
    need[0].diet = 0; /* stands before the line, is taken off the eaters */
    need[0].portions = 10;
    need[2] = demand.need[m + 1];
    sk_expect e = {.site = need[0].site,
                   .meal = need[0].meal,
                   .day = need[0].eaten,
                   .q10 = 90000,
                   .q50 = 110000,
                   .q80 = 120000,
                   .q90 = 126000,
                   .q95 = 130000};
    sk_demand d = {.need = need, .n_needs = 3, .expect = &e, .n_expects = 1};
    const sk_dist eaters = {0, 90, 110, 120, 126, 130}, total = sk_forecast_line(&eaters, 10, 1);
    line[0] = need[1].dist = sk_forecast_line(&eaters, 10, 0.8);
    line[1] = need[2].dist = sk_forecast_line(&eaters, 10, 0.2);
    need[0].source = need[1].source = need[2].source = SK_DEMAND_FORECAST;
    for (int q = 60; q < 120; q += 7) {
        portions[0] = 10;
        portions[1] = q;
        portions[2] = 25;
        sk_waste_dists(kommun, &d, NULL, dist);
        sk_waste_lefts(kommun, &d, NULL, dist, portions, left);
        sk_wleft want = sk_waste_left(&total, q + 25);
        sk_wleft a = sk_waste_left(&line[0], q), b = sk_waste_left(&line[1], 25);
        assert_true(left[0].over == 0 && left[0].under == 0);
        assert_true(fabs(left[1].over + left[2].over - want.over) < 1e-9);
        assert_true(fabs(left[1].under + left[2].under - want.under) < 1e-9);
        assert_true(want.over < a.over + b.over && want.under < a.under + b.under);
    }
    d.n_expects = 0; /* nothing is known of all together: each by itself */
    sk_waste_lefts(kommun, &d, NULL, dist, portions, left);
    assert_true(left[2].over == sk_waste_left(&line[1], 25).over);
}

static void diets_leave_no_surplus_and_boxes_have_no_model(void **state)
{
    (void)state;
    int diets = 0, boxes = 0;
    for (int i = 0; i < demand.n_needs; i++) {
        sk_wexpect e;
        sk_dist d = {10, 1, 5, 9, 10, 11};
        bool known =
            sk_waste_expect(&model, &demand.need[i], sk_waste_left(&d, 10), 10, SK_NONE, &e);
        bool served = kommun->product[demand.need[i].product].kind == SK_PROD_SERVED;
        assert_int_equal(known, served && demand.need[i].meal == SK_MEAL_LUNCH);
        boxes += !served;
        if (demand.need[i].diet == SK_NONE || !known) continue;
        assert_true(e.surplus == 0 && e.b.serving == 0 && e.b.reused == 0);
        diets++;
    }
    assert_true(diets > 0 && boxes > 0);
}

/* ---- offers ---- */

static int offers(sk_rng *r, sk_offer *v, int from, int to)
{
    int n = 0;
    for (int u = 0; u < 20; u++)
        for (int day = from; day < to; day++)
            for (int i = 0; i < 12; i++) {
                double usual = 10 + 3 * i + u,
                       offered = usual * (1 + (sk_rng_below(r, 4) == 0 ? 1.0 : 0.1));
                double take = usual * (1 + 0.15 * sk_rng_normal(r));
                v[n++] = (sk_offer){u, i, day, usual, offered, fmin(offered, fmax(0, take))};
            }
    return n;
}

/* Now and then twice as much is offered as is taken: rates alone cannot know. */
static void an_offer_beside_the_usual_tells_what_is_left(void **state)
{
    (void)state;
    static sk_offer train[20 * 12 * 10], ask[20 * 12 * 5];
    static double left[SK_N_OFFER_BY][20 * 12 * 5];
    double *at[SK_N_OFFER_BY] = {left[0], left[1], left[2]};
    sk_rng r;
    sk_rng_seed(&r, 6);
    int n = offers(&r, train, 0, 10), m = offers(&r, ask, 10, 15);
    assert_int_equal(sk_offer_left(train, n, ask, m, 20, 12, at, NULL), SK_OK);
    sk_offer_score model_is = sk_offer_judge(ask, left[SK_OFFER_MODEL], m);
    sk_offer_score pooled_is = sk_offer_judge(ask, left[SK_OFFER_POOLED], m);
    assert_true(model_is.wape_row < 0.7 * pooled_is.wape_row);
    for (int i = 0; i < m; i++) assert_true(left[0][i] >= 0 && left[0][i] <= ask[i].offered);
    assert_int_equal(sk_offer_left(train, 0, ask, m, 20, 12, at, NULL), SK_E_INPUT);
    for (unsigned long i = 1; i < 8; i++) {
        sk_mem_fail_at(i);
        assert_int_equal(sk_offer_left(train, n, ask, m, 20, 12, at, NULL), SK_E_NOMEM);
        sk_mem_fail_at(0);
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, start, stop)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effects_that_were_put_in_come_back),
        cmocka_unit_test(a_new_dish_borrows_from_its_family_and_a_new_unit_from_its_stage),
        cmocka_unit_test(little_data_is_no_trouble),
        cmocka_unit_test(floor_and_share_of_the_surplus_are_told_apart),
        cmocka_unit_test(surplus_and_shortage_are_those_of_the_distribution),
        cmocka_unit_test(an_offer_beside_the_usual_tells_what_is_left),
        T(mass_balance_holds_in_whole_grams),
        T(the_dishes_of_a_row_are_eaten_as_one),
        T(dishes_weighed_apart_share_the_eaters),
        T(served_amounts_tell_the_surplus_where_no_order_does),
        T(cooking_more_leaves_more_and_lacks_less),
        T(diets_leave_no_surplus_and_boxes_have_no_model),
    };
    return cmocka_run_group_tests_name("waste_expect", tests, NULL, NULL);
}
