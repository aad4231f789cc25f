/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A review of five kitchens worked out by hand: what is nearest when the limits leave no structure. */
#include "unit.h"

#include "base/mem.h"
#include "review/review_run.h"

/* A and B cook for 60, E for 30; everybody has 25 guests. C reaches A, D reaches B, E reaches nobody with room
 * left. Serving only is dear, so that all five are kitchens in the cheapest structure; three is the fewest. */
enum { AC, BC, CR, CS, DR, DS, EC, ER, N_OPT };
enum { KIT = 5, COOKS = 3 };

static const sk_st_option option[N_OPT] = {
    [AC] = {0, SK_ST_COOK, 60, 0, 50, 0, -1},   [BC] = {1, SK_ST_COOK, 60, 0, 50, 0, -1},
    [CR] = {2, SK_ST_RECEIVE, 0, 0, 10, 0, -1}, [CS] = {2, SK_ST_SERVE, 0, 0, 90, 0, -1},
    [DR] = {3, SK_ST_RECEIVE, 0, 0, 10, 0, -1}, [DS] = {3, SK_ST_SERVE, 0, 0, 80, 0, -1},
    [EC] = {4, SK_ST_COOK, 30, 0, 40, 0, -1},   [ER] = {4, SK_ST_RECEIVE, 0, 0, 10, 0, -1}};
static const int first[KIT + 1] = {AC, BC, CR, DR, EC, N_OPT};
static const int cook[COOKS] = {AC, BC, EC};
static const int64_t load[KIT] = {25, 25, 25, 25, 25};
static const int64_t no_kg[KIT];

typedef struct five {
    sk_review r;
    sk_kommun k;
    sk_ore cost[COOKS * N_OPT];
    unsigned char arc[COOKS * N_OPT];
    signed char state[N_OPT];
    int today[KIT], src[KIT];
} five;

static void make(five *f)
{
    static const int ways[][2] = {{0, CR}, {0, CS}, {1, DR}, {1, DS}, {1, ER}};
    static const int today[KIT] = {AC, BC, CR, DR, EC}, src[KIT] = {-1, -1, AC, BC, -1};
    *f = (five){.r = {.s = {.n_kit = KIT,
                            .n_opt = N_OPT,
                            .n_cook = COOKS,
                            .n_type = 1,
                            .opt = option,
                            .first = first,
                            .cook = cook,
                            .load = load,
                            .chill_kg = no_kg,
                            .max_invest = -1}}};
    for (size_t i = 0; i < N_OF(ways); i++) {
        int at = ways[i][0] * N_OPT + ways[i][1];
        f->arc[at] = SK_ST_HOT;
        f->cost[at] = 5;
    }
    for (int j = 0; j < KIT; j++) {
        f->today[j] = today[j];
        f->src[j] = src[j];
    }
    f->r.s.cost = f->cost;
    f->r.s.arc = f->arc;
    f->r.s.state = f->r.state = f->state;
    f->r.today = f->today;
    f->r.today_src = f->src;
    f->r.k = &f->k;
}

static void run(five *f, const sk_review_ask *q, sk_review_answer *a)
{
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    if (sk_review_run(&f->r, q, a, &err) != SK_OK) fail_msg("%s", err.text);
}

static void the_cheapest_has_all_kitchens(void **state)
{
    (void)state;
    five f;
    sk_review_answer a;
    make(&f);
    run(&f, &(sk_review_ask){.budget_year = -1}, &a);
    assert_true(a.best.proven);
    assert_int_equal(a.best.kitchens, 5);
    assert_int_equal(a.best.cost, 50 + 50 + 10 + 10 + 40 + 2 * 5);
    sk_review_answer_free(&a);
}

static void too_few_kitchens_tell_the_fewest_that_suffice(void **state)
{
    (void)state;
    five f;
    sk_review_answer a;
    make(&f);
    for (int asked = 1; asked <= 2; asked++) {
        run(&f, &(sk_review_ask){.kitchens = asked, .budget_year = -1}, &a);
        assert_null(a.best.opt);
        assert_non_null(a.nearest.opt);
        assert_int_equal(a.nearest.kitchens, 3);
        assert_int_equal(a.nearest_kitchens, 3);
        assert_int_equal(a.nearest.opt[2], CS);
        assert_int_equal(a.nearest.opt[3], DS);
        f.r.s.max_kitchens = a.nearest_kitchens;
        assert_null(sk_structure_verify(&f.r.s, &a.nearest));
        sk_review_answer_free(&a);
    }
    run(&f, &(sk_review_ask){.kitchens = 3, .budget_year = -1}, &a);
    assert_int_equal(a.best.kitchens, 3);
    sk_review_answer_free(&a);
}

static void too_few_that_cook_tell_how_many_must(void **state)
{
    (void)state;
    five f;
    sk_review_answer a;
    make(&f);
    run(&f, &(sk_review_ask){.cooking = 2, .budget_year = -1}, &a);
    assert_null(a.best.opt);
    assert_int_equal(a.nearest.cooking, 3);
    assert_int_equal(a.nearest_cooking, 3);
    sk_review_answer_free(&a);
}

static void who_cannot_be_reached_is_named(void **state)
{
    (void)state;
    five f;
    sk_review_answer a;
    make(&f);
    f.arc[1 * N_OPT + DR] = f.arc[1 * N_OPT + DS] = SK_ST_NO_ARC;
    f.src[3] = -1;
    run(&f, &(sk_review_ask){.budget_year = -1}, &a);
    assert_null(a.best.opt);
    assert_int_equal(a.n_unfed, 1);
    assert_int_equal(a.unfed[0], 3);
    assert_non_null(a.nearest.opt); /* for everybody else */
    sk_review_answer_free(&a);
}

static void memory_that_ends_is_an_error_and_no_leak(void **state)
{
    (void)state;
    for (unsigned long n = 1;; n++) {
        five f;
        sk_review_answer a;
        make(&f);
        sk_mem_fail_at(n);
        sk_code code =
            sk_review_run(&f.r, &(sk_review_ask){.kitchens = 1, .budget_year = -1}, &a, NULL);
        sk_mem_fail_at(0);
        if (code == SK_OK) sk_review_answer_free(&a);
        if (code == SK_OK) break;
        assert_int_equal(code, SK_E_NOMEM);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cheapest_has_all_kitchens),
        cmocka_unit_test(too_few_kitchens_tell_the_fewest_that_suffice),
        cmocka_unit_test(too_few_that_cook_tell_how_many_must),
        cmocka_unit_test(who_cannot_be_reached_is_named),
        cmocka_unit_test(memory_that_ends_is_an_error_and_no_leak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
