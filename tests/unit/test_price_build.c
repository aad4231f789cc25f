/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices from a folder: planned weeks as keys, an alternative's prices, and running out of memory. */
#include "unit/unit.h"

#include "input/load.h"
#include "input/price_data.h"
#include "price/scene.h"
#include "price/staff.h"
#include "price/whole.h"
#include "price/year.h"

#include <string.h>

typedef struct town {
    sk_kommun *k;
    sk_price_data *d;
    sk_price_keys reg;
    sk_arena *arena;
} town;

static void load(town *t)
{
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_err err = {0};
    sk_price_keys_ask ask = {2024, 2023, SK_NO_DAY, NULL};
    t->arena = sk_arena_new();
    assert_int_equal(sk_kommun_load("tests/data/pricemini", &t->k, diags, &err), SK_OK);
    assert_int_equal(sk_price_data_load("tests/data/pricemini", t->k, 2023, &t->d, diags, &err),
                     SK_OK);
    assert_int_equal(sk_price_keys_register(t->k, &ask, t->arena, &t->reg, &err), SK_OK);
    sk_diags_free(diags);
}

static void unload(town *t)
{
    sk_price_data_free(t->d);
    sk_kommun_free(t->k);
    sk_arena_free(t->arena);
}

static sk_price_whole *prices(const town *t, const sk_price_keys *keys)
{
    sk_price_whole *w = NULL;
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_price_ask ask = {.year = 2024, .keys = keys};
    assert_int_equal(sk_price_whole_make(t->k, t->d, &ask, true, &w, diags), SK_OK);
    sk_diags_free(diags);
    return w;
}

static void keys_by_hand(void **state)
{
    (void)state;
    town t;
    load(&t);
    int64_t now = 0, base = 0;
    for (int i = 0; i < t.reg.n; i++) {
        now += t.reg.meal[i].portions;
        base += t.reg.meal[i].base_portions;
        assert_int_equal(t.reg.meal[i].late, t.reg.meal[i].portions);
    }
    assert_int_equal(now, 366 * (3 * 40 + 10)); /* breakfast, lunch, supper; lunch */
    assert_int_equal(base, 365 * (3 * 40 + 10));
    unload(&t);
}

static sk_year *plan_year(const sk_kommun *k, const sk_year_map *map)
{
    sk_year *y = NULL;
    sk_err err = {0};
    assert_int_equal(sk_year_make(k, map, SK_LANG_EN, NULL, NULL, &y, &err), SK_OK);
    return y;
}

/* Without a difference nothing changes; what an alternative costs more raises the cost by just that. */
static void alternative_adds_what_it_is_given(void **state)
{
    (void)state;
    town t;
    load(&t);
    sk_year_opts opts = {.year = 2024, .weeks = 1};
    sk_year_map *map = NULL;
    sk_err err = {0};
    assert_int_equal(sk_year_map_make(t.k, &opts, &map, &err), SK_OK);
    sk_year *y = plan_year(t.k, map);
    sk_price_keys keys;
    assert_int_equal(sk_price_keys_year(&t.reg, y, t.arena, &keys, &err), SK_OK);
    assert_true(keys.planned);
    sk_price_whole *plain = prices(&t, &keys), *same = NULL, *dear = NULL;
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_price_alternative a = {t.k, t.d, &t.reg, y, NULL, 0, 2024};
    assert_int_equal(sk_price_of_year(&a, t.arena, &same, diags, &err), SK_OK);
    const sk_price_close *was = plain->result[0]->close, *is = same->result[0]->close;
    assert_true(was[2].cost == is[2].cost && was[0].cost == is[0].cost);
    const sk_price_extra extra[] = {{0, sk_price_group(t.d, SK_KIND_CAPITAL), 1234500},
                                    {SK_NONE, sk_price_group(t.d, SK_KIND_FOOD), 200}};
    a.extra = extra;
    a.n_extra = 2;
    assert_int_equal(sk_price_of_year(&a, t.arena, &dear, diags, &err), SK_OK);
    assert_true(dear->result[0]->close[2].cost == was[2].cost + 1234700);
    sk_price_whole_free(plain);
    sk_price_whole_free(same);
    sk_price_whole_free(dear);
    sk_diags_free(diags);
    sk_year_free(y);
    sk_year_map_free(map);
    unload(&t);
}

/* Every amount three times: every price three times, but for öre of rounding. */
static void scaling_the_ledger_scales_the_cost(void **state)
{
    (void)state;
    town t;
    load(&t);
    sk_price_whole *w = prices(&t, &t.reg);
    char *text = sk_arena_strdup(
        t.arena,
        "konto;objekt;belopp_kr\n3012;;-4909500\n5011;k_ljung;3000000\n6011;m_lind;109500\n"
        "6411;;1500000\n7511;900;300000\n");
    sk_price_data d = *t.d;
    d.outturn.text = text;
    d.outturn.len = strlen(text);
    town big = t;
    big.d = &d;
    sk_price_whole *x = prices(&big, &t.reg);
    sk_ore off = x->result[0]->close[2].cost - 3 * w->result[0]->close[2].cost;
    assert_true(off >= -12 && off <= 12);
    sk_price_whole_free(w);
    sk_price_whole_free(x);
    unload(&t);
}

static sk_ore scene_cost(const sk_price_made *m, sk_price_change c, int64_t *portions)
{
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_price_scene s;
    c.target = "";
    c.index = SK_IDX_NONE;
    c.board = c.site = SK_NONE;
    assert_int_equal(sk_price_scene_run(m, &c, 1, &s, diags), SK_OK);
    sk_ore cost = s.result->close[m->c.n_areas].cost;
    *portions = s.portions;
    sk_price_scene_free(&s);
    sk_diags_free(diags);
    return cost;
}

/* Ingredients are 500 000 x 366/365 x 1,05 = 526 438,36 kr when they follow the recipes. Helpings a tenth bigger cost a
 * tenth more of it and no portion; a tenth more guests cost the same and are a tenth more portions. */
static void guests_and_helpings(void **state)
{
    (void)state;
    town t;
    load(&t);
    sk_pd_account account[8];
    assert_in_range(t.d->n_accounts, 1, 8);
    memcpy(account, t.d->account, (size_t)t.d->n_accounts * sizeof *account);
    for (int i = 0; i < t.d->n_accounts; i++)
        if (strcmp(account[i].prefix, "64") == 0) account[i].key = SK_PD_BY_FOOD;
    sk_price_data d = *t.d;
    d.account = account;
    town by_food = t;
    by_food.d = &d;
    sk_price_whole *w = prices(&by_food, &t.reg);
    sk_ore plain = w->result[0]->close[2].cost, food = 52643836;
    int64_t before = 0, after = 0;
    for (int i = 0; i < w->result[0]->n_tags; i++) before += w->result[0]->tag[i].portions;
    sk_price_change c = {
        .kind = SK_CHANGE_HELPING, .category = SK_NONE, .change_ppm = 100000, .from = SK_NO_DAY};
    sk_ore more = scene_cost(w->made[0], c, &after) - plain;
    assert_true(more > food / 10 - 300 && more < food / 10 + 300); /* food per dish is rounded */
    assert_true(after == before);
    c.kind = SK_CHANGE_GUESTS;
    more = scene_cost(w->made[0], c, &after) - plain;
    assert_true(more > food / 10 - 300 && more < food / 10 + 300);
    assert_true(after == before * 11 / 10);
    c.category = 1000; /* no site has it */
    assert_true(scene_cost(w->made[0], c, &after) == plain && after == before);
    sk_price_whole_free(w);
    unload(&t);
}

static const sk_staff_row *staff_of(const sk_staff_row *row, int n, const sk_price_made *m,
                                    const char *unit)
{
    for (int i = 0; i < n; i++)
        if (row[i].unit != SK_NONE && strcmp(m->c.unit[row[i].unit].id, unit) == 0) return &row[i];
    fail_msg("no row of %s", unit);
    return NULL;
}

/* Ljung: two cooks of 90 % at 265 kr an hour, 1 700 hours a post: 3 060 h and 810 900 kr in 2023. With PO 40,15 and
 * 44,53 % the wage is 810 900 / 1,4015 and 3,7 % more in 2024; booked are 1 000 000 and 1 000 000 x the same. */
static void staff_plan_by_hand(void **state)
{
    (void)state;
    town t;
    load(&t);
    sk_pd_year years[2] = {t.d->year[0], t.d->year[1]};
    years[0].po_ppm = 401500;
    years[1].po_ppm = 445300;
    sk_price_data d = *t.d;
    d.year = years;
    town with = t;
    with.d = &d;
    for (int po = 0; po < 2; po++) {
        sk_price_whole *w = prices(po ? &with : &t, &t.reg);
        sk_staff_row *row;
        int n;
        assert_true(sk_price_staff(w->made[0], w->result[0], t.arena, &row, &n));
        const sk_staff_year *was = staff_of(row, n, w->made[0], "k_ljung")->y, *is = was + 1;
        assert_int_equal(was->posts, 2);
        assert_int_equal(was->fte_pct, 180);
        assert_int_equal(was->hours, 3060);
        assert_true(was->cost == 81090000 && was->booked == 100000000);
        assert_true(was->wage == (po ? 57859436 : 81090000));
        assert_true(is->wage == (po ? 60000235 : 84090330));
        assert_true(is->cost == (po ? 86718340 : 84090330) && is->cost == is->wage + is->po);
        assert_true(is->booked == (po ? 106940856 : 103700000));
        assert_int_equal(staff_of(row, n, w->made[0], "k_berga")->y[0].posts, 4); /* no trainee */
        sk_staff_year all = sk_staff_sum(row, n, SK_STAFF_BASE);
        assert_int_equal(all.posts, 8);
        assert_true(all.booked == 100000000);
        sk_price_whole_free(w);
    }
    unload(&t);
}

/* A post that begins on 2 July is half of 2023 and all of 2024; one without hours leads. */
static void staff_plan_follows_dates_and_leaders(void **state)
{
    (void)state;
    town t;
    load(&t);
    sk_price_whole *w = prices(&t, &t.reg);
    sk_kommun k = *t.k;
    sk_post *post = sk_arena_calloc(t.arena, (size_t)k.n_posts, sizeof *post);
    memcpy(post, k.post, (size_t)k.n_posts * sizeof *post);
    for (int i = 0; i < k.n_posts; i++) {
        if (strcmp(post[i].id, "p06") == 0) sk_day_from_ymd(2023, 7, 2, &post[i].when.from);
        if (strcmp(post[i].id, "p07") == 0) memset(post[i].min, 0, sizeof post[i].min);
    }
    k.post = post;
    sk_price_made m = *w->made[0];
    m.k = &k;
    sk_staff_row *row;
    int n;
    assert_true(sk_price_staff(&m, w->result[0], t.arena, &row, &n));
    const sk_staff_row *x = staff_of(row, n, &m, "k_ljung");
    assert_int_equal(x->y[0].posts, 1);
    assert_int_equal(x->y[0].hours, 767); /* 1 530 x 183 / 365 */
    assert_int_equal(x->y[1].hours, 1530);
    assert_int_equal(row[n - 1].unit, SK_NONE); /* no support unit has wages */
    assert_int_equal(row[n - 1].y[0].posts, 1);
    sk_price_whole_free(w);
    unload(&t);
}

/* An open book points at the row that was used: of the base that the price is built on. */
static void a_line_names_a_row_of_its_base(void **state)
{
    (void)state;
    town t;
    load(&t);
    for (int base = SK_BASE_OUTTURN; base <= SK_BASE_BUDGET; base++) {
        sk_price_whole *w = NULL;
        sk_diags *diags = sk_diags_new(SK_LANG_EN);
        sk_price_ask ask = {.year = 2024, .keys = &t.reg, .base = (sk_price_base)base};
        assert_int_equal(sk_price_whole_make(t.k, t.d, &ask, true, &w, diags), SK_OK);
        const sk_price_case *c = &w->made[base]->c;
        int seen = 0;
        for (int i = 0; i < c->n_lines; i++) {
            const sk_price_line *l = &c->line[i];
            if (!(base == SK_BASE_BUDGET ? l->budget : l->outturn)) continue;
            assert_string_equal(l->src.file, base == SK_BASE_BUDGET ? "cost_lines.csv"
                                                                    : "price/ledger_2023.csv");
            assert_true(l->src.line > 1);
            seen++;
        }
        assert_true(seen > 1);
        sk_price_whole_free(w);
        sk_diags_free(diags);
    }
    unload(&t);
}

/* Nine of ten come: costs follow them, and who is billed by enrolment pays for ten. */
static void enrolment_is_billed_whole(void **state)
{
    (void)state;
    town t;
    load(&t);
    sk_kommun k = *t.k;
    sk_site_meal *meal = sk_arena_calloc(t.arena, (size_t)k.n_site_meals, sizeof *meal);
    memcpy(meal, k.site_meal, (size_t)k.n_site_meals * sizeof *meal);
    for (int i = 0; i < k.n_site_meals; i++) meal[i].attendance_ppm = 900000;
    k.site_meal = meal;
    sk_price_keys keys;
    sk_price_keys_ask ask = {2024, 2023, SK_NO_DAY, NULL};
    assert_int_equal(sk_price_keys_register(&k, &ask, t.arena, &keys, NULL), SK_OK);
    int64_t eaten = 0, enrolled = 0;
    for (int i = 0; i < keys.n; i++) {
        eaten += keys.meal[i].portions;
        enrolled += keys.meal[i].enrolled;
    }
    assert_int_equal(enrolled, 366 * (3 * 40 + 10));
    assert_int_equal(eaten * 10, enrolled * 9);
    sk_pd_tariff tariff[2] = {t.d->tariff[0], t.d->tariff[1]};
    assert_int_equal(t.d->n_tariffs, 2);
    sk_price_data d = *t.d;
    d.tariff = tariff;
    town with = t;
    with.k = &k;
    with.d = &d;
    sk_price_whole *served = prices(&with, &keys);
    for (int i = 0; i < 2; i++) tariff[i].billing = SK_BILL_ENROLLED;
    sk_price_whole *billed = prices(&with, &keys);
    const sk_price_result *a = served->result[0], *b = billed->result[0];
    for (int i = 0; i < a->n_tags; i++) {
        assert_int_equal(a->tag[i].portions * 10, b->tag[i].portions * 9);
        assert_true(a->tag[i].price > b->tag[i].price);
        assert_true(a->tag[i].variable == b->tag[i].variable && a->tag[i].fee == b->tag[i].fee);
    }
    assert_true(b->close[2].revenue == b->close[2].cost && a->close[2].cost == b->close[2].cost);
    sk_price_whole_free(served);
    sk_price_whole_free(billed);
    unload(&t);
}

static sk_code whole_run(const sk_kommun *k, sk_ore *cost)
{
    sk_diags *diags = sk_diags_new(SK_LANG_EN);
    sk_price_data *d = NULL;
    sk_price_whole *w = NULL;
    sk_price_keys keys;
    sk_err err = {0};
    sk_price_keys_ask kask = {2024, 2023, SK_NO_DAY, NULL};
    sk_arena *arena = sk_arena_new();
    sk_code code = diags && arena ? SK_OK : SK_E_NOMEM;
    if (code == SK_OK) code = sk_price_data_load("tests/data/pricemini", k, 2023, &d, diags, &err);
    if (code == SK_OK) code = sk_price_keys_register(k, &kask, arena, &keys, &err);
    sk_price_ask ask = {.year = 2024, .keys = &keys};
    if (code == SK_OK) code = sk_price_whole_make(k, d, &ask, false, &w, diags);
    if (code == SK_OK) *cost = w->result[0]->close[2].cost;
    sk_price_whole_free(w);
    sk_price_data_free(d);
    sk_arena_free(arena);
    sk_diags_free(diags);
    return code;
}

static void no_allocation_that_fails_leaks_or_publishes(void **state)
{
    (void)state;
    town t;
    load(&t);
    sk_ore want = 0, got = 0;
    assert_int_equal(whole_run(t.k, &want), SK_OK);
    unsigned long before = sk_mem_count();
    whole_run(t.k, &got);
    unsigned long n = sk_mem_count() - before, step = n / 400 + 1;
    for (unsigned long i = 1; i <= n; i += step) {
        sk_mem_fail_at(i);
        got = 0;
        sk_code code = whole_run(t.k, &got);
        sk_mem_fail_at(0);
        /* a check of headers that has no memory is left out; whatever is given is whole */
        if (code != SK_E_NOMEM && (code != SK_OK || got != want))
            fail_msg("allocation %lu of %lu: code %d, cost %lld", i, n, (int)code, (long long)got);
    }
    unload(&t);
}

/* Questions to a made case, and the faults of a folder: each allocation fails once. */
static void questions_survive_lost_memory(void **state)
{
    (void)state;
    town t;
    load(&t);
    sk_price_whole *w = prices(&t, &t.reg);
    const sk_price_change guests = {.kind = SK_CHANGE_GUESTS,
                                    .target = "",
                                    .index = SK_IDX_NONE,
                                    .category = 0,
                                    .board = SK_NONE,
                                    .site = SK_NONE,
                                    .change_ppm = 50000,
                                    .from = SK_NO_DAY};
    const sk_price_ask ask = {.year = 2024, .keys = &t.reg};
    sk_price_data bad = *t.d;
    bad.outturn.text = "konto;objekt;belopp_kr\n6999;k_ljung;1\n5011;nobody;1\n";
    bad.outturn.len = strlen(bad.outturn.text);
    bool scene_done = false, staff_done = false, faults_done = false;
    for (unsigned long n = 1; n < 3000 && !(scene_done && staff_done && faults_done); n++) {
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        sk_arena *arena = sk_arena_new();
        sk_price_scene s;
        sk_staff_row *row;
        int rows;
        sk_mem_fail_at(n);
        sk_code code = sk_price_scene_run(w->made[0], &guests, 1, &s, d);
        sk_mem_fail_at(0);
        assert_true(code == SK_OK || code == SK_E_NOMEM);
        scene_done = code == SK_OK;
        sk_price_scene_free(&s);
        sk_mem_fail_at(n);
        staff_done = sk_price_staff(w->made[0], w->result[0], arena, &row, &rows);
        sk_mem_fail_at(0);
        sk_diags_free(d);
        d = sk_diags_new(SK_LANG_EN);
        sk_mem_fail_at(n);
        sk_price_faults(t.k, &bad, &ask, d);
        sk_mem_fail_at(0);
        faults_done = sk_diags_count(d, SK_SEV_ERROR) >= 2;
        sk_diags_free(d);
        sk_arena_free(arena);
    }
    assert_true(scene_done && staff_done && faults_done);
    sk_price_whole_free(w);
    unload(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_by_hand),
        cmocka_unit_test(alternative_adds_what_it_is_given),
        cmocka_unit_test(scaling_the_ledger_scales_the_cost),
        cmocka_unit_test(guests_and_helpings),
        cmocka_unit_test(staff_plan_by_hand),
        cmocka_unit_test(staff_plan_follows_dates_and_leaders),
        cmocka_unit_test(a_line_names_a_row_of_its_base),
        cmocka_unit_test(enrolment_is_billed_whole),
        cmocka_unit_test(questions_survive_lost_memory),
        cmocka_unit_test(no_allocation_that_fails_leaks_or_publishes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
