/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole portions on random kommuns: nothing is lost, the running cost is the recounted one, the bound
 * holds, no unit of equipment does two things at once, and the independent checker agrees. */
#include "unit.h"

#include "check/check.h"
#include "oracle/made.h"
#include "plan/round.h"

enum { SEEDS = 12 };

static made_size size_of(int seed)
{
    return (made_size){.cooking = 2 + seed % 4,
                       .receiving = 2 + seed % 5,
                       .serving = seed % 3,
                       .sites = 5 + seed % 17,
                       .tight_pct = 60 + seed * 13 % 80,
                       .chill_pct = seed % 2 * 60,
                       .days = 5 + seed % 3,
                       .side_m = 6000,
                       .supper = seed % 3 == 0,
                       .diets = seed % 4 != 0};
}

typedef struct made {
    sk_kommun *k;
    sk_arena *a;
    sk_demand demand;
    sk_instance in;
    sk_lp_result lp;
} made;

static void make(made *m, int seed)
{
    const made_size z = size_of(seed);
    sk_day monday = 0;
    sk_day_parse("2023-11-27", &monday);
    m->k = made_kommun((uint64_t)seed, &z);
    m->a = sk_arena_new();
    assert_non_null(m->k);
    assert_non_null(m->a);
    assert_int_equal(sk_demand_build(m->k, NULL, monday, 7, m->a, &m->demand, NULL), SK_OK);
    assert_int_equal(sk_instance_build(m->k, &m->demand, NULL, m->a, &m->in, NULL), SK_OK);
    assert_int_equal(sk_alloc_solve(&m->in, NULL, NULL, m->a, &m->lp, NULL), SK_OK);
}

static void unmake(made *m)
{
    sk_arena_free(m->a);
    sk_kommun_free(m->k);
}

static sk__eval *rounded(const made *m, sk__round_opts opts)
{
    sk__eval *e = NULL;
    sk__round_stats stats = {0};
    assert_int_equal(sk__eval_new(&m->in, &e, NULL), SK_OK);
    assert_int_equal(sk__round(e, &m->lp, &opts, &stats, NULL), SK_OK);
    assert_true(stats.end <= stats.start);
    return e;
}

static const sk__round_opts options[] = {
    {false, false, 0}, {true, false, 0}, {false, true, 0}, {false, false, -1}};

/* Every group of every need: cooked + backup + short = wanted, and no lot of less than 0. */
static void portions_are_conserved(void **state)
{
    (void)state;
    for (int seed = 1; seed <= SEEDS; seed++) {
        made m = {0};
        make(&m, seed);
        for (size_t o = 0; o < N_OF(options); o++) {
            sk__eval *e = rounded(&m, options[o]);
            int *sum = sk_calloc_n((size_t)m.in.n_groups + 1, sizeof *sum);
            assert_non_null(sum);
            for (int l = 0; l < e->n_lots; l++) {
                assert_true(e->lot[l].portions >= 0);
                assert_true(e->lot[l].arc >= 0 || e->lot[l].portions == 0);
                sum[e->lot[l].group] += e->lot[l].portions;
            }
            for (int g = 0; g < m.in.n_groups; g++) {
                int n = e->ginfo[g].need;
                assert_int_equal(sum[g] + e->shrt[n] + e->backup[n], m.demand.need[n].portions);
            }
            sk_free(sum);
            sk__eval_free(e);
        }
        unmake(&m);
    }
}

/* The same lots placed into a new evaluation cost the same on every line. */
static void running_cost_is_the_recount(void **state)
{
    (void)state;
    for (int seed = 1; seed <= SEEDS; seed++) {
        made m = {0};
        make(&m, seed);
        sk__eval *e = rounded(&m, options[seed % 3]), *f = NULL;
        assert_int_equal(sk__eval_new(&m.in, &f, NULL), SK_OK);
        for (int n = 0; n < m.demand.n_needs; n++) sk__eval_need(f, n, e->shrt[n], e->backup[n]);
        for (int l = 0; l < e->n_lots; l++)
            sk__eval_lot(f, e->lot[l].group, e->lot[l].arc, e->lot[l].portions);
        assert_int_equal(sk__eval_total(e), sk__eval_total(f));
        for (int i = 0; i < SK__N_COSTS; i++) assert_int_equal(e->cost[i], f->cost[i]);
        sk__eval_free(e);
        sk__eval_free(f);
        unmake(&m);
    }
}

/* No plan is cheaper than the LP: öre are rounded once per kitchen and day and per production. */
static void never_below_the_bound(void **state)
{
    (void)state;
    for (int seed = 1; seed <= SEEDS; seed++) {
        made m = {0};
        make(&m, seed);
        for (size_t o = 0; o < N_OF(options); o++) {
            sk__eval *e = rounded(&m, options[o]);
            double rounding = 0.5 * ((double)e->n_prods * 2 + 14.0 * m.k->n_kitchens);
            assert_true((double)sk__eval_objective(e) >= m.lp.obj - rounding);
            sk__eval_free(e);
        }
        unmake(&m);
    }
}

static sk_plan *plan_of(const sk_kommun *k, bool split, bool weekly)
{
    sk_plan_opts o = {
        .split = split, .weekly_supplier = weekly, .max_necks = 3, .lang = SK_LANG_EN};
    sk_plan *p = NULL;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    assert_true(sk_week_parse("2023-W48", &o.week));
    if (sk_plan_make(k, &o, NULL, NULL, &p, &err) != SK_OK) fail_msg("%s", err.text);
    return p;
}

static void the_checker_agrees(void **state)
{
    (void)state;
    for (int seed = 1; seed <= SEEDS; seed++)
        for (int o = 0; o < 3; o++) {
            const made_size z = size_of(seed);
            sk_kommun *k = made_kommun((uint64_t)seed, &z);
            sk_plan *p = plan_of(k, o == 1, o == 2);
            sk_diags *d = sk_diags_new(SK_LANG_EN);
            sk_buf b = SK_BUF_INIT;
            sk_plan_write_json(p, &b);
            assert_int_equal(sk_check_plan(k, "plan.json", b.data, b.len, d, NULL), SK_OK);
            if (sk_diags_count(d, SK_SEV_ERROR)) {
                sk_buf t = SK_BUF_INIT;
                sk_diags_sort(d);
                sk_diags_print(d, &t);
                fail_msg("seed %d, option %d:\n%.2000s", seed, o, sk_buf_str(&t));
            }
            sk_diags_free(d);
            sk_buf_free(&b);
            sk_plan_free(p);
            sk_kommun_free(k);
        }
}

/* Batches of one unit: sorted by start they do not overlap. */
static void units_do_one_thing_at_a_time(void **state)
{
    (void)state;
    for (int seed = 1; seed <= SEEDS; seed++) {
        const made_size z = size_of(seed);
        sk_kommun *k = made_kommun((uint64_t)seed, &z);
        sk_plan *p = plan_of(k, false, false);
        for (int i = 0; i < p->n_batches; i++)
            for (int j = 0; j < i; j++) {
                const sk_batch *a = &p->batch[i], *b = &p->batch[j];
                const sk_production *x = &p->prod[a->prod], *y = &p->prod[b->prod];
                if (x->equipment == y->equipment && x->day == y->day && a->unit == b->unit)
                    assert_true(a->end <= b->start || b->end <= a->start);
            }
        sk_plan_free(p);
        sk_kommun_free(k);
    }
}

static void same_input_same_bytes(void **state)
{
    (void)state;
    for (int seed = 1; seed <= 6; seed++) {
        const made_size z = size_of(seed);
        sk_buf b[2] = {SK_BUF_INIT, SK_BUF_INIT};
        for (int i = 0; i < 2; i++) {
            sk_kommun *k = made_kommun((uint64_t)seed, &z);
            sk_plan *p = plan_of(k, false, false);
            sk_plan_write_json(p, &b[i]);
            sk_plan_free(p);
            sk_kommun_free(k);
        }
        assert_int_equal(b[0].len, b[1].len);
        assert_memory_equal(b[0].data, b[1].data, b[0].len);
        sk_buf_free(&b[0]);
        sk_buf_free(&b[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(portions_are_conserved),
                                       cmocka_unit_test(running_cost_is_the_recount),
                                       cmocka_unit_test(never_below_the_bound),
                                       cmocka_unit_test(the_checker_agrees),
                                       cmocka_unit_test(units_do_one_thing_at_a_time),
                                       cmocka_unit_test(same_input_same_bytes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
