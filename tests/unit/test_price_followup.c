/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The year's follow-up, counted by hand. */
#include "unit/followup.h"

#include "base/mem.h"
#include "base/rng.h"

static void counted_by_hand(void **state)
{
    (void)state;
    run x;
    start(&x, "2023-11-15"); /* half a month does not count */
    assert_int_equal(x.code, SK_OK);
    assert_int_equal(x.r.months, 10);
    sk_ix mat = area_ix(&x, "mat");
    const sk_fu_sums *s = &x.r.area[mat];
    /* 77 guests every day from 1 August: 92 days to date, 153 in the year. */
    int c = x.f.centre[0].area == mat ? 0 : 1;
    assert_int_equal(x.r.days_to[c], 77 * 92);
    assert_int_equal(x.r.days_year[c], 77 * 153);
    assert_int_equal(s->revenue[SK_FU_OUTTURN_TO], 2275000);
    assert_int_equal(s->cost[SK_FU_OUTTURN_TO], 900000 + 950000);
    assert_int_equal(s->cost[SK_FU_BUDGET_YEAR], 1200000 + 1530000);
    /* Food 9 500 x 153 / 92; wages 9 000 + 2 x 1 000; by twelfths they would be 22 200. */
    assert_int_equal(s->cost[SK_FU_FORECAST], 1579891 + 1100000);
    assert_int_equal(s->cost[SK_FU_TWELFTHS], 1140000 + 1080000);
    assert_int_equal(sk_fu_result(s, SK_FU_FORECAST), 50109);
    assert_int_equal(sk_fu_result(s, SK_FU_BUDGET_YEAR), 0);
    assert_int_equal(finding(&x, SK_FM_DEVIATION, mat)->status, SK_NOT_MET); /* 1.84 % */
    assert_int_equal(finding(&x, SK_FM_DEVIATION, area_ix(&x, "annat"))->status, SK_MET);
    end(&x);
}

static void food_variance_by_hand(void **state)
{
    (void)state;
    run x;
    start(&x, "2023-10-31");
    assert_int_equal(x.code, SK_OK);
    const sk_fu_food *oct = NULL, *sum = NULL;
    for (int i = 0; i < x.r.n_food; i++) {
        if (x.r.food[i].area != area_ix(&x, "mat")) continue;
        if (x.r.food[i].period == 202310) oct = &x.r.food[i];
        if (x.r.food[i].period == 0) sum = &x.r.food[i];
    }
    /* 3 100 x 0.95 x 1.02 x 1.05 = 3 154.095 */
    assert_int_equal(oct->part[0], -15500);
    assert_int_equal(oct->part[1], 5890);
    assert_int_equal(oct->part[2], 315410 - 300390);
    assert_int_equal(oct->part[3], 300000 - 315410);
    assert_true(oct->measured[0] && oct->measured[1] && oct->measured[2]);
    assert_false(sum->measured[0]); /* not in August and September: their change is substitution */
    assert_int_equal(sum->part[3], 300000 - 315410 + 20000 + 20000);
    end(&x);
}

static void rules_by_hand(void **state)
{
    (void)state;
    run x;
    start(&x, "2023-10-31");
    assert_int_equal(x.code, SK_OK);
    /* Administration first: -1.5 mnkr is 1.25 % of 120 mnkr and more than 1 mnkr. */
    const sk_fu_action *a = &x.r.action[0];
    assert_int_equal(x.f.area[a->area].level, SK_FU_WHOLE);
    assert_true(a->known && a->t.fires && !a->t.on_frame);
    assert_int_equal(a->t.plan[0], 50000000);
    sk_report *said = sk_fu_report_make(&x.r, SK_LANG_EN); /* the duty is the administration's */
    char duty[200];
    snprintf(duty, sizeof duty, "An action plan is required of %s.", x.f.area[a->area].name);
    assert_non_null(strstr(said->headline, duty));
    sk_report_free(said);
    /* Equity -1 000 + 300 + 501.09; the layer of 2021 is due this year. */
    assert_int_equal(x.r.n_equity, 2);
    assert_int_equal(x.r.equity[1].e.closing, -100000 + 30000 + 50109);
    assert_int_equal(x.r.equity[1].e.cap, 81900);
    assert_true(x.r.equity[1].forecast);
    assert_int_equal(x.r.n_layers, 1);
    assert_int_equal(x.r.layer[0].l.left, 19891);
    assert_int_equal(x.r.layer[0].l.due, 2023);
    assert_int_equal(x.r.equity[1].e.overdue, 19891);
    assert_int_equal(x.r.all_volumes.pct2, 9500); /* November has no outturn and is not counted */
    assert_int_equal(finding(&x, SK_FM_WASTE, SK_NONE)->status, SK_NOT_MET); /* 45.5 */
    assert_int_equal(finding(&x, SK_FM_SICK, SK_NONE)->den, 0);
    assert_int_equal(finding(&x, SK_FM_SICK, SK_NONE)->status, SK_NOT_MEASURED);
    assert_int_equal(x.r.n_kitchens, 4); /* the serving kitchen is none */
    assert_int_equal(x.r.n_planned, 1);  /* the other plan is from December */
    const sk_fu_finding *balance = finding(&x, SK_FM_BALANCE, SK_NONE); /* HR has said nothing */
    assert_true(balance && balance->den == 0 && balance->status == SK_NOT_MEASURED);
    const sk_fu_finding *plan = finding(&x, SK_FM_ACTION_SHARE, a->area);
    assert_int_equal(plan->num, 150000000); /* a deficit, as in "more than 1 %" */
    assert_int_equal(plan->status, SK_NOT_MET);
    assert_string_equal(plan->source, "delår");
    for (int sex = SK_FU_ALL, n = 0; sex <= SK_FU_MEN; sex++, n = 0) {
        for (int i = 0; i < x.r.n_findings; i++)
            n += x.r.finding[i].indicator == SK_FM_SICK && x.r.finding[i].sex == sex;
        assert_int_equal(n, 1);
    }
    end(&x);
}

/* Before the year is over a saving without a forecast is not judged; then it is what it reached. */
static void savings_are_judged_by_what_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *to;
        sk_status none, gave;
    } t[] = {{"2023-10-31", SK_NOT_MEASURED, SK_MET}, {"2023-12-31", SK_NOT_MET, SK_MET}};
    put("followup/measures.csv",
        "id;namn;område;planerad_kr;konsekvens;meddelat;meddelat_dag;beslut\n"
        "a;Utan prognos;mat;1000;;;;\nb;Med prognos;mat;1000;;;;\nc;Aldrig bedömd;mat;1000;;;;\n");
    put("followup/measure_status.csv",
        "åtgärd;per;uppnådd_kr;prognos_kr\na;2023-10-15;300;\nb;2023-10-15;300;1005\n");
    put("followup/targets.csv",
        "mått;från;till;villkor;gräns;regel;källa\nbesparing;;;under;1;r;k\n");
    put_books(12);
    for (size_t i = 0; i < N_OF(t); i++) {
        run x;
        start(&x, t[i].to);
        assert_int_equal(x.code, SK_OK);
        const sk_fu_finding *f = finding(&x, SK_FM_SAVING, area_ix(&x, "mat"));
        assert_true(f && !strcmp(f[0].who, "a") && !strcmp(f[1].who, "b"));
        assert_int_equal(f[0].status, t[i].none);
        assert_int_equal(f[1].status, t[i].gave);
        assert_int_equal(f[2].status, SK_NOT_MEASURED);
        end(&x);
    }
}

/* In January nobody is served yet, but goods are bought: 50 and the months that remain, not the year's budget. */
static void no_serving_day_is_no_forecast_by_days(void **state)
{
    (void)state;
    put("followup/budget.csv",
        "konto;objekt;period;belopp_kr\n6411;420;202301;70\n6411;420;202309;900\n");
    put("followup/outturn.csv", "konto;objekt;period;belopp_kr\n6411;420;202301;50\n");
    run x;
    start(&x, "2023-01-31");
    assert_int_equal(x.code, SK_OK);
    assert_int_equal(x.r.days_to[x.f.centre[0].area == area_ix(&x, "mat") ? 0 : 1], 0);
    assert_int_equal(x.r.area[area_ix(&x, "mat")].cost[SK_FU_FORECAST], 5000 + 90000);
    end(&x);
}

static const sk_table *table_of(const sk_report *r, const char *key)
{
    for (int i = 0; i < r->n_items; i++)
        if (r->item[i]->kind == SK_ITEM_TABLE && !strcmp(r->item[i]->key, key))
            return &r->item[i]->t;
    return NULL;
}

static const sk_cell *cell(const sk_table *t, size_t row, const char *col)
{
    for (int c = 0; c < t->n_cols; c++)
        if (strcmp(t->col[c].key, col) == 0) return &t->cell[row * (size_t)t->n_cols + (size_t)c];
    return NULL;
}

/* A figure before a board says by what rule it is judged and where it comes from. */
static void every_flag_has_its_source(void **state)
{
    (void)state;
    run x;
    start(&x, "2023-10-31");
    assert_int_equal(x.code, SK_OK);
    sk_report *r = sk_fu_report_make(&x.r, SK_LANG_SV);
    const sk_table *t = table_of(r, "flags"), *b = table_of(r, "bridge");
    assert_string_equal(cell(t, 0, "value")->s, "1,25 % av omsättningen, 1,50 mnkr");
    assert_string_equal(cell(t, 0, "limit")->s, "över 1 % och över 1 mnkr");
    for (size_t i = 0; i < t->n_rows; i++) {
        bool measured = strcmp(cell(t, i, "value")->s, "ej uppmätt") != 0;
        assert_int_equal(measured, cell(t, i, "value_source")->s != NULL);
        if (strcmp(cell(t, i, "limit")->s, "ingen gräns") != 0)
            assert_true(cell(t, i, "rule")->s && cell(t, i, "rule_source")->s);
    }
    sk_ore sum = 0; /* of each area: budget, nine effects, result */
    for (size_t i = 0; i < b->n_rows; i++) {
        bool last = i % 11 == 10;
        if (last) assert_int_equal(sum, cell(b, i, "ore")->v);
        sum = last ? 0 : sum + cell(b, i, "ore")->v;
    }
    assert_int_equal(b->n_rows, 22);
    const sk_table *people = table_of(r, "people");
    assert_true(people && people->n_rows >= 1);
    assert_true(cell(people, 0, "posts")->v >= cell(people, 0, "full_time")->v);
    bool staff = false; /* what a flag was computed from is among the files, with its hash */
    for (int i = 0; i < r->n_inputs; i++)
        staff = staff || strcmp(r->input[i].name, "staff.csv") == 0;
    assert_true(staff);
    bool alone = false, days = false;
    for (int i = 0; i < r->n_items; i++) {
        const char *text = r->item[i]->text ? r->item[i]->text : "";
        alone = alone || strstr(text, "volymen i sig ändrade");
        days = days || strstr(text, "83,33 %."); /* ten twelfths beside the served days */
    }
    assert_true(alone && days);
    sk_report_free(r);
    end(&x);
}

/* Rounded for the eye, never so that it looks like the other side of its limit. */
static void a_value_near_its_limit_shows_its_decimals(void **state)
{
    (void)state;
    put("followup/values.csv", "mått;område;från;till;kön;täljare;nämnare;källa\n"
                               "leverantörstrohet;mat;2023-01-01;2023-06-30;;949999;1000000;k\n"
                               "e_handelstrohet;mat;2023-01-01;2023-06-30;;95;100;k\n");
    put("followup/targets.csv",
        "mått;från;till;villkor;gräns;regel;källa\n"
        "leverantörstrohet;;;minst;95;r;k\ne_handelstrohet;;;minst;95;r;k\n");
    run x;
    start(&x, "2023-10-31");
    assert_int_equal(x.code, SK_OK);
    sk_report *r = sk_fu_report_make(&x.r, SK_LANG_SV);
    const sk_table *t = table_of(r, "flags");
    int seen = 0;
    for (size_t i = 0; i < t->n_rows; i++) {
        if (strcmp(cell(t, i, "value")->s, "94,9999 %") == 0) seen |= 1;
        if (strcmp(cell(t, i, "value")->s, "95,00 %") == 0) seen |= 2;
    }
    assert_int_equal(seen, 3);
    sk_report_free(r);
    end(&x);
}

/* Without an administration in areas.csv its plan and equity are not measured, and say so. */
static void what_is_left_out_is_not_measured(void **state)
{
    (void)state;
    put("followup/areas.csv",
        "id;namn;nivå\nmat;Mat;detalj\nannat;Annat;detalj\nhr;HR;sammandrag\n");
    put("followup/reports.csv", "område;per;resultat_kr;prognos_kr;omsättning_kr;källa\n");
    run x;
    start(&x, "2023-10-31");
    assert_int_equal(x.code, SK_OK);
    static const int left_out[] = {SK_FM_ACTION_SHARE, SK_FM_EQUITY};
    for (size_t i = 0; i < N_OF(left_out); i++) {
        const sk_fu_finding *f = finding(&x, left_out[i], SK_NONE);
        assert_true(f && f->den == 0 && f->status == SK_NOT_MEASURED);
    }
    end(&x);
}

/* A detailed budget that is not the books', and a cost centre that has none, stand on the page. */
static void doubts_are_told(void **state)
{
    (void)state;
    put("followup/cost_centres.csv",
        "ansvar;namn;område;restaurangchef\n420;Ljung;mat;rc2\n410;Berga;annat;rc1\n430;Ny;mat;\n");
    put("followup/frames.csv", "område;år;version;ram_kr;intäkter_kr;kostnader_kr;beslut;källa\n"
                               "mat;2023;detalj;0;27300;27300;;\nannat;2023;detalj;0;1;1200;;\n"
                               "forv;2023;beslutad;-5;120000000;119000000;;\n");
    put("followup/outturn.csv", "konto;objekt;period;belopp_kr\n5011;430;202310;7\n");
    run x;
    start(&x, "2023-10-31");
    assert_int_equal(x.code, SK_OK);
    sk_report *r = sk_fu_report_make(&x.r, SK_LANG_EN);
    int budget = 0, centre = 0;
    for (int i = 0; i < r->n_items; i++) {
        if (r->item[i]->kind != SK_ITEM_WARNING) continue;
        budget += strstr(r->item[i]->text, "Annat: the books' budget is 0.00") != NULL;
        assert_null(strstr(r->item[i]->text, "Mat: the books' budget"));
        centre += strstr(r->item[i]->text, "Cost centre 430") != NULL;
    }
    assert_int_equal(budget, 1);
    assert_int_equal(centre, 1);
    /* The administration by its report, against the decided frame: -5 + 1 000 000, forecast -1.5 mnkr. */
    const sk_fu_finding *f = finding(&x, SK_FM_DEVIATION, area_ix(&x, "forv"));
    assert_true(f && f->num == 249999500 && f->den == 12000000000 && f->status == SK_NOT_MET);
    assert_false(x.r.action[0].t.on_frame); /* a frame below zero is none */
    sk_report_free(r);
    end(&x);
}

/* Lines sum to centres, centres to areas, and parts to differences, whatever the amounts. */
static void everything_sums(void **state)
{
    (void)state;
    sk_rng r;
    sk_rng_seed(&r, 11);
    for (int round = 0; round < 20; round++) {
        sk_buf t[2] = {SK_BUF_INIT, SK_BUF_INIT};
        int64_t total[2] = {0, 0};
        for (int b = 0; b < 2; b++) {
            sk_buf_add(&t[b], "konto;objekt;period;belopp_kr\n");
            for (int i = 0; i < 150; i++) {
                static const char *const account[] = {"3011", "5011", "5199", "6400"};
                int64_t ore = sk_rng_range(&r, -500000, 500000);
                int m = 1 + (int)sk_rng_below(&r, 12);
                sk_buf_addf(&t[b], "%s;%s;2023%02d;", account[sk_rng_below(&r, 4)],
                            sk_rng_below(&r, 2) ? "410" : "420", m);
                sk_buf_addf(&t[b], "%s%lld,%02lld\n", ore < 0 ? "-" : "",
                            (long long)(ore < 0 ? -ore : ore) / 100,
                            (long long)(ore < 0 ? -ore : ore) % 100);
                total[b] -= ore;
            }
            for (int m = 1; m <= 12; m++) sk_buf_addf(&t[b], "5011;410;2023%02d;1\n", m);
            put_doc(b ? "followup/outturn.csv" : "followup/budget.csv", sk_buf_str(&t[b]),
                    t[b].len);
            total[b] -= 1200;
        }
        run x;
        start(&x, "2023-12-31");
        assert_int_equal(x.code, SK_OK);
        sk_ore budget = 0, outturn = 0;
        for (int a = 0; a < x.f.n_areas; a++) {
            budget += sk_fu_result(&x.r.area[a], SK_FU_BUDGET_YEAR);
            outturn += sk_fu_result(&x.r.area[a], SK_FU_OUTTURN_TO);
            assert_int_equal(sk_fu_result(&x.r.area[a], SK_FU_FORECAST),
                             sk_fu_result(&x.r.area[a], SK_FU_OUTTURN_TO));
        }
        assert_int_equal(budget, total[0]);
        assert_int_equal(outturn, total[1]);
        sk_ore explained = 0;
        for (int i = 0; i < x.r.n_food; i++) {
            const sk_fu_food *f = &x.r.food[i];
            assert_int_equal(f->plan + f->part[0] + f->part[1] + f->part[2] + f->part[3],
                             f->actual);
            if (f->period == 0) explained += f->actual - f->plan;
        }
        for (int i = 0; i < x.r.n_vars; i++) {
            const sk_fu_var *v = &x.r.var[i];
            assert_int_equal(v->plan + v->part[0] + v->part[1] + v->part[2], v->actual);
            explained += (x.b.line[v->line].revenue ? -1 : 1) * (v->actual - v->plan);
        }
        assert_int_equal(explained, budget - outturn);
        sk_buf_free(&t[0]);
        sk_buf_free(&t[1]);
        end(&x);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(counted_by_hand, small_case),
        cmocka_unit_test_setup(food_variance_by_hand, small_case),
        cmocka_unit_test_setup(rules_by_hand, small_case),
        cmocka_unit_test_setup(savings_are_judged_by_what_is_known, small_case),
        cmocka_unit_test_setup(no_serving_day_is_no_forecast_by_days, small_case),
        cmocka_unit_test_setup(every_flag_has_its_source, small_case),
        cmocka_unit_test_setup(a_value_near_its_limit_shows_its_decimals, small_case),
        cmocka_unit_test_setup(what_is_left_out_is_not_measured, small_case),
        cmocka_unit_test_setup(doubts_are_told, small_case),
        cmocka_unit_test_setup(everything_sums, small_case),
    };
    return cmocka_run_group_tests_name("price_followup", tests, NULL, NULL);
}
