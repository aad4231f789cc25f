/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of the year's follow-up that is small enough to count by hand. */
#ifndef SK_TESTS_FOLLOWUP_H
#define SK_TESTS_FOLLOWUP_H

#include "unit/folder.h"

#include "input/followup.h"
#include "out/followup.h"
#include "price/followup.h"

static const sk_fu_account groups[] = {
    {"30", "intakt", "Intäkter", true, SK_COST_FIXED, SK_IDX_NONE},
    {"50", "lon", "Löner", false, SK_COST_FIXED, SK_IDX_WAGE},
    {"51", "lon", "Löner", false, SK_COST_FIXED, SK_IDX_WAGE},
    {"64", "mat", "Livsmedel", false, SK_COST_VARIABLE, SK_IDX_FOOD},
};
enum { REVENUE, WAGES, FOOD };

static const char areas[] = "id;namn;nivå\nmat;Mat;detalj\nannat;Annat;detalj\nhr;HR;sammandrag\n"
                            "forv;Förvaltningen;förvaltning\n";
static const char centres[] =
    "ansvar;namn;område;restaurangchef\n420;Ljung;mat;rc2\n410;Berga;annat;rc1\n";
static const char targets[] =
    "mått;från;till;villkor;gräns;regel;källa\n"
    "budgetavvikelse;;;högst;1;Avvikelse högst 1 %;D1\n"
    "åtgärdsplan_andel;;;över;1;Mer än 1 % och mer än 1 mnkr;D2\n"
    "åtgärdsplan_belopp;;;över;1000000;Mer än 1 % och mer än 1 mnkr;D2\n"
    "eget_kapital;;;högst;3;Högst 3 %;D3\nvolymföljsamhet;;;minst;85;Minst 85 %;D4\n"
    "matsvinn;;;högst;45;Högst 45 g;D5\nmedarbetare_per_chef;;;högst;25;Högst 25;D6\n";
static const char volumes[] =
    "period;område;produkt;kund;plan;utfall;självkostnad_kr\n"
    "202310;mat;lunch_aldre;aon;100;95;10\n202311;mat;lunch_aldre;aon;100;;10\n";
static const char drivers[] =
    "område;period;slag;plan;utfall;källa\nmat;202310;gram_per_ätande;330;336,6;vägt\n"
    "mat;202310;avtalspris;100;105;avtal\n";
static const char equity[] = "område;år;ingående_kr;resultat_kr;omsättning_kr;källa\n"
                             "mat;2022;-1000;300;20000;bokslut\n";
static const char reports[] = "område;per;resultat_kr;prognos_kr;omsättning_kr;källa\n"
                              "forv;2023-10-31;;-1500000;120000000;delår\n"
                              "forv;2023-12-31;;-2400000;120000000;bokslut\n";

/* The copy gets calendars of a whole year and these books, by month 1..12. */
typedef struct month {
    int food_budget, food;
} month;
static const month food_of[13] = {[8] = {3100, 3300},
                                  [9] = {3000, 3200},
                                  [10] = {3100, 3000},
                                  [11] = {3000, 0},
                                  [12] = {3100, 0}};

static inline void put(const char *name, const char *text) { put_doc(name, text, strlen(text)); }

/* Budget of the year, outturn to a month. */
static inline void put_books(int last)
{
    sk_buf budget = SK_BUF_INIT, outturn = SK_BUF_INIT;
    sk_buf_add(&budget, "konto;objekt;period;belopp_kr\n");
    sk_buf_add(&outturn, "konto;objekt;period;belopp_kr\n2440;;202301;-99\n");
    for (int m = 1; m <= 12; m++) {
        sk_buf_addf(&budget,
                    "3011;420;2023%02d;-2275\n5011;420;2023%02d;600\n5111;420;2023%02d;400\n", m, m,
                    m);
        sk_buf_addf(&budget, "3011;410;2023%02d;-100\n5011;410;2023%02d;100\n", m, m);
        if (food_of[m].food_budget)
            sk_buf_addf(&budget, "6411;420;2023%02d;%d\n", m, food_of[m].food_budget);
        if (m > last) continue;
        sk_buf_addf(&outturn, "3011;420;2023%02d;-2275\n5011;420;2023%02d;900\n", m, m);
        sk_buf_addf(&outturn, "3011;410;2023%02d;-100\n5011;410;2023%02d;100\n", m, m);
        if (food_of[m].food) sk_buf_addf(&outturn, "6411;420;2023%02d;%d\n", m, food_of[m].food);
    }
    put_doc("followup/budget.csv", sk_buf_str(&budget), budget.len);
    put_doc("followup/outturn.csv", sk_buf_str(&outturn), outturn.len);
    sk_buf_free(&budget);
    sk_buf_free(&outturn);
}

static const char *const others[] = {"followup/measures.csv", "followup/measure_status.csv",
                                     "followup/values.csv", "followup/frames.csv"};

static inline int small_case(void **state)
{
    char path[FOLDER_PATH];
    copy_mini(state);
    copy_path(path, "followup");
    mkdir(path, 0777);
    for (size_t i = 0; i < N_OF(others); i++) { /* of the test before */
        copy_path(path, others[i]);
        unlink(path);
    }
    put("calendars.csv", "id;namn;dagar;öppet_helgdag;från;till;fil\n"
                         "skola;Grundskola;MTOTF..;nej;2023-01-01;2024-06-14;skola.ics\n"
                         "fsk;Förskola;MTOTF..;nej;2023-01-01;2024-06-30;forskola.ics\n"
                         "omsorg;Äldreomsorg;MTOTFLS;ja;2023-01-01;2024-07-31;\n");
    put("followup/areas.csv", areas);
    put("followup/cost_centres.csv", centres);
    put("followup/targets.csv", targets);
    put("followup/volumes.csv", volumes);
    put("followup/drivers.csv", drivers);
    put("followup/equity.csv", equity);
    put("followup/reports.csv", reports);
    put("continuity.csv", "kök;reviderad;övad\nk_berga;2023-03-01;\nm_vik;2023-12-01;\n");
    put_books(10);
    return 0;
}

typedef struct run {
    sk_kommun *k;
    sk_annex *a;
    sk_arena *arena;
    sk_followup f;
    sk_fu_books b;
    sk_fu_result_set r;
    sk_diags *d;
    sk_code code;
} run;

static inline sk_day day_of(const char *s)
{
    sk_day d = 0;
    assert_true(sk_day_parse(s, &d));
    return d;
}

static inline void start(run *x, const char *to)
{
    char path[FOLDER_PATH];
    *x = (run){.arena = sk_arena_new()};
    assert_int_equal(load_copy(&x->k, &x->d), SK_OK);
    sk_diags_free(x->d);
    x->d = sk_diags_new(SK_LANG_EN);
    copy_path(path, "");
    x->code = sk_followup_load(path, x->k, &x->a, &x->f, x->d, NULL);
    if (!x->code)
        x->code = sk_fu_books_read(&x->f, groups, N_OF(groups), 2023, x->arena, &x->b, x->d);
    if (!x->code)
        x->code = sk_fu_run(x->k, &x->f, &x->b, day_of(to), (sk_fu_waste){45500, SK_NOT_MET},
                            x->arena, &x->r, x->d);
}

static inline void end(run *x)
{
    sk_annex_free(x->a);
    sk_arena_free(x->arena);
    sk_diags_free(x->d);
    sk_kommun_free(x->k);
}

static inline sk_ix area_ix(const run *x, const char *id)
{
    for (sk_ix i = 0; i < x->f.n_areas; i++)
        if (strcmp(x->f.area[i].id, id) == 0) return i;
    return SK_NONE;
}

static inline const sk_fu_finding *finding(const run *x, int indicator, sk_ix area)
{
    for (int i = 0; i < x->r.n_findings; i++)
        if (x->r.finding[i].indicator == indicator && x->r.finding[i].area == area)
            return &x->r.finding[i];
    return NULL;
}

#endif
