/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches counted by hand: kitchen A cooks 100 portions for its own guests in one pan. Food must be
 * ready 5 minutes before a sitting; times are minutes after midnight (11:00 = 660). */
#include "unit.h"

#include "oracle/little.h"
#include "plan/plan.h"

typedef struct want {
    int start, end;
    int64_t milli;
} want;

typedef struct row {
    const char *name;
    int units, cap, run_min, hold_min; /* pan, and the dish's limit */
    int sittings; /* 1: 11:00-11:30; 2: half of the guests, half an hour later too */
    int n_want;
    want want[4];
    int hold; /* of the supply */
} row;

static const row rows[] = {
    {"one run ends before the sitting", 1, 200, 30, 120, 1, 1, {{625, 655, 100000}}, 35},
    {"two sittings from one full pan", 1, 200, 30, 120, 2, 1, {{625, 655, 100000}}, 65},
    {"a tight limit asks for a run each",
     1,
     200,
     30,
     45,
     2,
     2,
     {{625, 655, 50000}, {655, 685, 50000}},
     35},
    {"a small pan, staggered", 1, 50, 30, 120, 2, 2, {{625, 655, 50000}, {655, 685, 50000}}, 35},
    {"cuts fall between the sittings",
     1,
     80,
     30,
     120,
     2,
     2,
     {{625, 655, 50000}, {655, 685, 50000}},
     35},
    {"a slow pan: the first run waits",
     1,
     50,
     60,
     120,
     2,
     2,
     {{565, 625, 50000}, {625, 685, 50000}},
     65},
    {"two slow pans do not wait", 2, 50, 60, 120, 2, 2, {{595, 655, 50000}, {625, 685, 50000}}, 35},
    {"full runs from the back",
     1,
     40,
     20,
     120,
     1,
     3,
     {{595, 615, 20000}, {615, 635, 40000}, {635, 655, 40000}},
     75},
    {"full runs, two pans",
     2,
     40,
     20,
     120,
     1,
     3,
     {{615, 635, 20000}, {635, 655, 40000}, {635, 655, 40000}},
     55},
};

static void bend(little *t, const row *r)
{
    little_make(t);
    t->k.policy.onsite_lead_min = 5;
    t->equipment[0] = (sk_equipment){A, 0, r->units, r->cap, r->run_min};
    t->component[0].hold_min = r->hold_min;
    if (r->sittings == 2) {
        t->sitting[0].share_ppm = 500000;
        t->sitting[1] = (sk_sitting){0, SK_MEAL_LUNCH, 690, 720, 500000};
        t->k.n_sittings = 2;
    }
}

static sk_plan *plan_of(const sk_kommun *k)
{
    sk_plan_opts o = {.max_necks = -1, .lang = SK_LANG_EN};
    sk_plan *p = NULL;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    assert_true(sk_week_parse("2023-W48", &o.week));
    if (sk_plan_make(k, &o, NULL, NULL, &p, &err) != SK_OK) fail_msg("%s", err.text);
    return p;
}

static void by_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(rows); i++) {
        const row *r = &rows[i];
        little t;
        bend(&t, r);
        sk_plan *p = plan_of(&t.k);
        assert_true(p->n_prods >= 1);
        const sk_production *q = &p->prod[0];
        print_message("%s\n", r->name);
        assert_int_equal(q->runs, r->n_want);
        assert_int_equal(q->n_batch, r->n_want);
        for (int b = 0; b < r->n_want; b++) {
            const sk_batch *x = &p->batch[q->batch_first + b];
            assert_int_equal(x->start, r->want[b].start);
            assert_int_equal(x->end, r->want[b].end);
            assert_int_equal(x->ref_milli, r->want[b].milli);
        }
        assert_int_equal(p->supply[0].hold_min, r->hold);
        assert_int_equal(p->supply[0].hold_limit, r->hold_min);
        sk_plan_free(p);
    }
}

/* Guests of R get theirs from A by a tour at 10:00, there 10:10; packing takes 10 minutes, the
 * sitting ends 11:30: ready 9:50, kept 100 minutes. The guests of A eat at 11:00: ready 10:55. */
static void tours_and_own_guests(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.k.policy.onsite_lead_min = 5;
    t.k.policy.pack_min = 10;
    t.equipment[0] = (sk_equipment){A, 0, 1, 100, 30};
    t.k.site[0].kitchen = A;
    little_site(&t, "T", R, A, 60);
    little_tour(&t, 40, 700);
    sk_plan *p = plan_of(&t.k);
    const sk_batch *b = &p->batch[p->prod[0].batch_first];
    assert_int_equal(p->prod[0].runs, 2);
    assert_int_equal(b[0].end, 590);
    assert_int_equal(b[0].ref_milli, 60000);
    assert_int_equal(b[1].end, 655);
    assert_int_equal(b[1].ref_milli, 100000);
    assert_int_equal(p->supply[0].hold_min, 35);
    assert_int_equal(p->supply[1].hold_min, 100);
    assert_int_equal(p->supply[1].depart, 600);
    assert_int_equal(p->supply[1].arrive, 610);
    /* 60 portions, 10 a box: 6 boxes each of 7 days, and the tour's cost each day */
    assert_int_equal(p->n_trips, 7);
    assert_int_equal(p->trip[0].boxes, 6);
    assert_int_equal(p->cost.tours, 7 * 700);
    assert_int_equal(p->cost.objective, 7 * 700);
    sk_plan_free(p);
}

/* 100 portions take 100 minutes; 80 are there: 20 minutes of overtime at 10 öre, every day. */
static void overtime_by_hand(void **state)
{
    (void)state;
    little t;
    little_make(&t);
    t.k.n_equipment = 1; /* B cannot help */
    little_minutes(&t, A, 80);
    sk_plan *p = plan_of(&t.k);
    assert_int_equal(p->cost.overtime, 7 * 200);
    assert_int_equal(p->staff[0].need_mmin, 100000);
    assert_int_equal(p->staff[0].over_mmin, 20000);
    assert_int_equal(p->staff[0].excess_mmin, 0);
    assert_true(p->lp_bound <= 1400.001 && p->lp_bound >= 1399.999);
    assert_true(p->bound_certified);
    sk_plan_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_hand),
                                       cmocka_unit_test(tours_and_own_guests),
                                       cmocka_unit_test(overtime_by_hand)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
