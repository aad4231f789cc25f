/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kitchen fails: what is ready stays, what is left moves, and nobody is counted twice. */
#include "unit/folder.h"

#include "base/mem.h"
#include "domain/query.h"
#include "out/outage_report.h"
#include "review/outage.h"

static sk_kommun *mini;
static sk_plan *week;
static sk_day tuesday;

static int set_up(void **state)
{
    (void)state;
    char path[FOLDER_PATH];
    sk_plan_opts o = {.week = {2023, 48}, .max_necks = -1, .lang = SK_LANG_EN};
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    mini_path(path, "");
    assert_int_equal(sk_kommun_load(path, &mini, d, NULL), SK_OK);
    sk_diags_free(d);
    assert_int_equal(sk_plan_make(mini, &o, NULL, NULL, &week, NULL), SK_OK);
    tuesday = week->from + 1;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    sk_plan_free(week);
    sk_kommun_free(mini);
    return 0;
}

static sk_plan *with(sk_replan *r, const sk_failure *f)
{
    sk_plan *p = NULL;
    assert_int_equal(sk_replan_run(r, f, SK_LANG_EN, &p, NULL), SK_OK);
    return p;
}

/* Every portion of every group is supplied, replaced or short, once. */
static void conserved(const sk_plan *p)
{
    for (int i = 0; i < p->demand.n_needs; i++) {
        int got[SK_N_GROUPS] = {0}, missing = 0;
        bool has[SK_N_GROUPS] = {false};
        const sk_dish *d = &p->k->dish[p->demand.need[i].dish];
        for (int c = 0; c < d->n_comp; c++)
            has[sk_group_of(p->k->component[d->comp[c].component].kind)] = true;
        for (int s = 0; s < p->n_supplies; s++)
            if (p->supply[s].need == i) got[p->supply[s].group] += p->supply[s].portions;
        for (int s = 0; s < p->n_shorts; s++)
            if (p->shrt[s].need == i)
                missing = p->shrt[s].short_portions + p->shrt[s].backup_portions;
        for (int g = 0; g < SK_N_GROUPS; g++)
            if (has[g]) assert_int_equal(got[g] + missing, p->demand.need[i].portions);
    }
}

static void nothing_fails_and_nothing_moves(void **state)
{
    (void)state;
    sk_replan *r = NULL;
    assert_int_equal(sk_replan_open(week, tuesday, false, &r, NULL), SK_OK);
    sk_plan *p = with(r, NULL);
    int planned = 0;
    for (int s = 0; s < week->n_supplies; s++)
        planned += week->demand.need[week->supply[s].need].day == tuesday;
    assert_int_equal(p->n_supplies, planned);
    for (int i = 0; i < p->n_supplies; i++) {
        int need = sk_replan_need_of(r)[p->supply[i].need];
        bool found = false;
        for (int s = 0; s < week->n_supplies; s++)
            found |= week->supply[s].need == need && week->supply[s].group == p->supply[i].group &&
                     week->supply[s].kitchen == p->supply[i].kitchen;
        assert_true(found);
    }
    conserved(p);
    sk_plan_free(p);
    sk_replan_close(r);
}

static void a_failed_kitchen_cooks_nothing_more(void **state)
{
    (void)state;
    bool out[16] = {false};
    sk_replan *r = NULL;
    sk_ix berga = sk_find_kitchen(mini, "k_berga");
    const sk_failure f = {.no_cooking = out, .staff_ppm = SK_PPM};
    assert_int_equal(sk_replan_open(week, tuesday, false, &r, NULL), SK_OK);
    out[berga] = true;
    const sk_failure nothing = {.staff_ppm = SK_PPM}; /* free to move, unlike NULL */
    sk_plan *p = with(r, &f), *again = with(r, &f), *was = with(r, NULL), *fre = with(r, &nothing);
    int before = 0;
    for (int s = 0; s < was->n_supplies; s++) before += was->supply[s].kitchen == berga;
    assert_true(before > 0);
    for (int s = 0; s < p->n_supplies; s++) {
        const sk_supply *x = &p->supply[s];
        if (x->kitchen == berga)
            assert_true(x->mode == SK_MODE_CHILLED && x->prod_day < p->n_days - 1);
    }
    conserved(p);
    assert_true(fre->lp_bound <= was->lp_bound + 1e-6);
    assert_true(p->lp_bound >= fre->lp_bound - 1e-6); /* fewer ways are never cheaper */
    assert_int_equal(p->cost.objective, again->cost.objective);
    assert_int_equal(p->n_supplies, again->n_supplies);
    sk_plan_free(p);
    sk_plan_free(again);
    sk_plan_free(fre);
    sk_plan_free(was);
    sk_replan_close(r);
}

static void what_is_ready_stays(void **state)
{
    (void)state;
    bool out[16];
    sk_replan *r = NULL;
    for (size_t i = 0; i < N_OF(out); i++) out[i] = true;
    const sk_failure late = {.at = 1439, .no_cooking = out, .staff_ppm = SK_PPM};
    assert_int_equal(sk_replan_open(week, tuesday, false, &r, NULL), SK_OK);
    sk_plan *p = with(r, &late), *was = with(r, NULL);
    assert_int_equal(p->n_supplies, was->n_supplies);
    assert_int_equal(p->cost.shortage, was->cost.shortage);
    const sk_failure early = {.no_cooking = out, .staff_ppm = SK_PPM};
    sk_plan *none = with(r, &early);
    conserved(none);
    for (int s = 0; s < none->n_supplies; s++)
        assert_true(none->supply[s].prod_day < none->n_days - 1);
    sk_plan_free(p);
    sk_plan_free(was);
    sk_plan_free(none);
    sk_replan_close(r);
}

static void missing_goods_stop_what_needs_them(void **state)
{
    (void)state;
    bool lacks[64] = {false};
    sk_replan *r = NULL;
    const sk_failure f = {.no_component = lacks, .staff_ppm = SK_PPM};
    assert_true(mini->n_components <= (int)N_OF(lacks));
    assert_int_equal(sk_replan_open(week, tuesday, false, &r, NULL), SK_OK);
    sk_plan *was = with(r, NULL);
    int at = 0; /* something cooked that very day */
    while (at < was->n_prods && was->prod[at].day != was->n_days - 1) at++;
    assert_true(at < was->n_prods);
    lacks[was->prod[at].component] = true;
    sk_plan *p = with(r, &f);
    conserved(p);
    for (int i = 0; i < p->n_prods; i++)
        assert_false(p->prod[i].component == was->prod[at].component &&
                     p->prod[i].day == p->n_days - 1);
    sk_plan_free(p);
    sk_plan_free(was);
    sk_replan_close(r);
}

static void fewer_people_cost_no_less(void **state)
{
    (void)state;
    sk_replan *r = NULL;
    double last = -1;
    static const int share[] = {SK_PPM, 660000, 300000, 0};
    assert_int_equal(sk_replan_open(week, tuesday, false, &r, NULL), SK_OK);
    for (size_t i = 0; i < N_OF(share); i++) {
        const sk_failure f = {.staff_ppm = share[i]};
        sk_plan *p = with(r, &f);
        assert_true(p->lp_bound >= last - 1e-6);
        last = p->lp_bound;
        sk_plan_free(p);
    }
    sk_replan_close(r);
}

static sk_outage *ask(const sk_outage_ask *a, const sk_reserve *reserve, int n)
{
    sk_outage *o = NULL;
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    if (sk_outage_run(week, a, reserve, n, SK_LANG_EN, NULL, NULL, &o, &err) != SK_OK)
        fail_msg("%s", err.text);
    return o;
}

static const sk_outage_ask plain = {
    .kitchen = SK_NONE, .no_delivery = SK_NONE, .staff_ppm = SK_PPM, .all = true};

static void the_worst_stands_first(void **state)
{
    (void)state;
    sk_outage_ask a = plain;
    a.day = tuesday;
    sk_outage *o = ask(&a, NULL, 0);
    assert_true(o->n >= 2);
    for (int i = 1; i < o->n; i++) {
        assert_true(o->it[i - 1].weight >= o->it[i].weight);
        if (o->it[i - 1].weight == o->it[i].weight)
            assert_true(o->it[i - 1].more_ore >= o->it[i].more_ore);
    }
    sk_outage_files none = {0};
    sk_report *rep = sk_outage_report(o, &none, SK_LANG_EN);
    assert_true(sk_report_ok(rep));
    sk_report_free(rep);
    sk_outage_free(o);
}

static void the_reserve_covers_no_more_than_it_has(void **state)
{
    (void)state;
    sk_outage_ask a = plain;
    a.day = tuesday;
    a.all = false;
    a.kitchen = sk_find_kitchen(mini, "k_berga");
    sk_outage *bare = ask(&a, NULL, 0);
    int64_t lacking = bare->it[0].backup;
    for (int g = 0; g < SK_OUTAGE_GROUPS; g++) lacking += bare->it[0].unmet[g];
    assert_true(lacking > 10);
    const sk_reserve r[] = {{0, 0, 7, tuesday}, {0, 0, 1000000, tuesday - 1}};
    sk_outage *o = ask(&a, r, 2); /* the second row is past its day */
    assert_int_equal(o->reserve, 7);
    assert_int_equal(o->it[0].covered + o->it[0].covered_backup, 7);
    sk_outage_free(bare);
    sk_outage_free(o);
}

static void the_reserve_is_fetched_from_the_nearest_in_time(void **state)
{
    (void)state;
    sk_outage_ask a = plain;
    a.day = tuesday;
    a.all = false;
    a.kitchen = sk_find_kitchen(mini, "k_berga");
    sk_reserve r[8];
    int n = 0;
    for (sk_ix i = 0; i < mini->n_kitchens && n < 8; i++) r[n++] = (sk_reserve){i, 0, 30, tuesday};
    sk_outage *o = ask(&a, r, n);
    const sk_outage_case *c = &o->it[0];
    int64_t sum = 0, of[8] = {0};
    assert_true(c->n_fetch > 1);
    for (int i = 0; i < c->n_fetch; i++) {
        const sk_outage_fetch *x = &c->fetch[i];
        assert_int_equal(x->drive_min, sk_road_between(mini, x->from, x->to).min);
        assert_true(x->portions > 0 && x->leave >= a.at);
        sum += x->portions;
        of[x->from] += x->portions;
    }
    assert_int_equal(sum, c->covered + c->covered_backup);
    for (int i = 0; i < n; i++) assert_true(of[i] <= 30);
    for (int i = 0; i < c->n_fetch; i++) { /* a nearer store has nothing left */
        const sk_outage_fetch *x = &c->fetch[i];
        for (sk_ix q = 0; q < n; q++)
            if (sk_road_between(mini, q, x->to).min < x->drive_min) assert_int_equal(of[q], 30);
    }
    sk_outage_free(o);
    a.at = 21 * 60; /* the last sitting is over */
    o = ask(&a, r, n);
    assert_int_equal(o->it[0].n_fetch, 0);
    assert_int_equal(o->it[0].covered + o->it[0].covered_backup, 0);
    sk_outage_free(o);
}

static void questions_without_meaning_are_refused(void **state)
{
    (void)state;
    sk_err err;
    sk_outage *o;
    sk_outage_ask a = plain;
    a.day = tuesday;
    a.no_power = "Nowhere";
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(sk_outage_run(week, &a, NULL, 0, SK_LANG_EN, NULL, NULL, &o, &err),
                     SK_E_USAGE);
    assert_non_null(strstr(err.hint, "Berga"));
    a = plain;
    a.day = tuesday;
    a.all = false;
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(sk_outage_run(week, &a, NULL, 0, SK_LANG_EN, NULL, NULL, &o, &err),
                     SK_E_USAGE);
    a.kitchen = sk_find_kitchen(mini, "s_ek"); /* serves only */
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(sk_outage_run(week, &a, NULL, 0, SK_LANG_EN, NULL, NULL, &o, &err),
                     SK_E_USAGE);
    a = plain;
    a.day = week->from + 7;
    sk_err_init(&err, SK_LANG_EN);
    assert_int_equal(sk_outage_run(week, &a, NULL, 0, SK_LANG_EN, NULL, NULL, &o, &err),
                     SK_E_USAGE);
}

static void memory_that_ends_is_an_error_and_no_leak(void **state)
{
    (void)state;
    sk_outage_ask a = plain;
    a.day = tuesday;
    a.all = false;
    a.no_it = true;
    a.kitchen = sk_find_kitchen(mini, "k_berga");
    unsigned long step = 1;
    for (unsigned long n = 1;; n += step) {
        sk_outage *o = NULL;
        sk_mem_fail_at(n);
        sk_code code = sk_outage_run(week, &a, NULL, 0, SK_LANG_EN, NULL, NULL, &o, NULL);
        sk_mem_fail_at(0);
        assert_true((code == SK_OK) == (o != NULL));
        sk_outage_free(o);
        if (code == SK_OK) break;
        assert_int_equal(code, SK_E_NOMEM);
        step = n < 40 ? 1 : n / 8; /* early failures one by one, later ones sampled */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_fails_and_nothing_moves),
        cmocka_unit_test(a_failed_kitchen_cooks_nothing_more),
        cmocka_unit_test(what_is_ready_stays),
        cmocka_unit_test(missing_goods_stop_what_needs_them),
        cmocka_unit_test(fewer_people_cost_no_less),
        cmocka_unit_test(the_worst_stands_first),
        cmocka_unit_test(the_reserve_covers_no_more_than_it_has),
        cmocka_unit_test(the_reserve_is_fetched_from_the_nearest_in_time),
        cmocka_unit_test(questions_without_meaning_are_refused),
        cmocka_unit_test(memory_that_ends_is_an_error_and_no_leak),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
