/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the register of continuity plans and of the folder followup/, read through annex.c. */
#include "domain/followup.h"
#include "input/format_priv.h"

#define KR_LO (-100000000000000)
#define KR_HI 100000000000000
#define KR(sv, en, fl, T, m, t) DEC(sv, en, fl, "kr", 2, 1, KR_LO, KR_HI, SK_FU_EMPTY, T, m, t)
#define YEAR(T) INT("år", "year", SK_REQ, NULL, 1970, 2199, 0, T, year, "The year.")
#define PERIOD(T)                                                                                  \
    INT("period", "period", SK_REQ, NULL, 197001, 219912, 0, T, period, "The month, as 202308.")
#define REQ_TXT(sv, en, T, m, t)                                                                   \
    {                                                                                              \
        sv, en, SK_COL_TEXT, .flags = SK_REQ, F(T, m), .text = SK_N(t)                             \
    }
#define AREA(T) REF("område", "area", SK_REQ, SK_DOC_FU_AREAS, T, area, "The area.")
#define SOURCE(T) TXT("källa", "source", T, source, "Where it is written.")

static const sk_column continuity[] = {
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_continuity, kitchen,
        "The kitchen that the plan is for."),
    DATE("reviderad", "revised", 0, SK_NO_DAY, sk_continuity, revised,
         "Day of the last revision; empty = there is no plan yet."),
    DATE("övad", "exercised", 0, SK_NO_DAY, sk_continuity, exercised,
         "Day of the last exercise; empty = never."),
    TXT("dokument", "document", sk_continuity, document, "Where the plan is kept."),
    TXT("ansvarig", "responsible", sk_continuity, responsible, "The post that keeps it."),
};
const sk_document sk__doc_continuity = {"continuity.csv",
                                        SK_N("The continuity plan of a kitchen."),
                                        false,
                                        COLS(continuity),
                                        LOCAL(sk_continuity),
                                        .key = {0, -1},
                                        .n_unique = 1};

static const sk_word levels[] = {{"detalj", "detail", SK_FU_DETAIL},
                                 {"sammandrag", "summary", SK_FU_SUMMARY},
                                 {"förvaltning", "administration", SK_FU_WHOLE},
                                 {NULL, NULL, 0}};
static const sk_column areas[] = {
    ID(sk_fu_area),
    NAME(sk_fu_area),
    WORD(
        "nivå", "level", SK_REQ, levels, 0, sk_fu_area, level,
        "Followed up from the books, by what it reports itself, or the administration as a whole."),
};
const sk_document sk__doc_fu_areas = {
    "followup/areas.csv",
    SK_N("An area (verksamhetsområde) that is followed up by itself."),
    true,
    COLS(areas),
    LOCAL(sk_fu_area),
    .key = BY_ID,
    0};

static const sk_column centres[] = {
    REQ_TXT("ansvar", "cost_centre", sk_fu_centre, code,
            SK_N("The object of dimension Ansvar in the books.")),
    NAME(sk_fu_centre),
    AREA(sk_fu_centre),
    REF("restaurangchef", "manager", 0, SK_DOC_MANAGERS, sk_fu_centre, manager,
        "Who answers for it; empty = common costs."),
};
const sk_document sk__doc_fu_centres = {"followup/cost_centres.csv",
                                        SK_N("A cost centre (ansvar) and the area it belongs to."),
                                        true,
                                        COLS(centres),
                                        LOCAL(sk_fu_centre),
                                        .key = {2, 3, -1}};

static const sk_word versions[] = {{"beslutad", "decided", SK_FU_DECIDED},
                                   {"detalj", "detailed", SK_FU_DETAILED},
                                   {NULL, NULL, 0}};
static const sk_column frames[] = {
    AREA(sk_fu_frame),
    YEAR(sk_fu_frame),
    WORD("version", "version", SK_REQ, versions, 0, sk_fu_frame, version,
         "The decided frame, or the detailed budget that was made within it."),
    KR("ram_kr", "frame_kr", 0, sk_fu_frame, frame,
       SK_N("Budget frame (kommunbidrag); 0 when it lives on prices.")),
    KR("intäkter_kr", "revenue_kr", 0, sk_fu_frame, revenue, SK_N("Revenue of the year.")),
    KR("kostnader_kr", "cost_kr", 0, sk_fu_frame, cost, SK_N("Cost of the year.")),
    TXT("beslut", "decision", sk_fu_frame, decision, "The decision."),
    SOURCE(sk_fu_frame),
};
const sk_document sk__doc_fu_frames = {"followup/frames.csv",
                                       SK_N("A decided frame or budget of a year."),
                                       false,
                                       COLS(frames),
                                       LOCAL(sk_fu_frame),
                                       .key = {0, 1, 2, -1},
                                       .n_unique = 3};

static const sk_column reports[] = {
    AREA(sk_fu_report),
    DATE("per", "as_of", SK_REQ, 0, sk_fu_report, as_of, "The day it was reported for."),
    KR("resultat_kr", "result_kr", 0, sk_fu_report, result, SK_N("Result to date.")),
    KR("prognos_kr", "forecast_kr", 0, sk_fu_report, forecast,
       SK_N("Forecast of the year's result.")),
    KR("omsättning_kr", "turnover_kr", 0, sk_fu_report, turnover,
       SK_N("Budgeted turnover of the year.")),
    SOURCE(sk_fu_report),
};
const sk_document sk__doc_fu_reports = {
    "followup/reports.csv",
    SK_N("What an area or the administration has reported itself."),
    false,
    COLS(reports),
    LOCAL(sk_fu_report),
    .key = {0, 1, -1},
    .n_unique = 2};

static const sk_column equity[] = {
    AREA(sk_fu_equity),
    YEAR(sk_fu_equity),
    KR("ingående_kr", "opening_kr", 0, sk_fu_equity, opening,
       SK_N("Equity before the first year; empty in the others.")),
    KR("resultat_kr", "result_kr", SK_REQ, sk_fu_equity, result, SK_N("Result of the year.")),
    KR("omsättning_kr", "turnover_kr", SK_REQ, sk_fu_equity, turnover,
       SK_N("Turnover of the year.")),
    SOURCE(sk_fu_equity),
};
const sk_document sk__doc_fu_equity = {
    "followup/equity.csv",
    SK_N("A year's result, which goes to equity (eget kapital)."),
    false,
    COLS(equity),
    LOCAL(sk_fu_equity),
    .key = {0, 1, -1},
    .n_unique = 2};

static const sk_column volumes[] = {
    PERIOD(sk_fu_volume),
    AREA(sk_fu_volume),
    REF("produkt", "product", SK_REQ, SK_DOC_PRODUCTS, sk_fu_volume, product, "The product."),
    REF("kund", "customer", SK_REQ, SK_DOC_BOARDS, sk_fu_volume, customer, "The customer."),
    INT("plan", "plan", SK_REQ, SK_N("portions"), 0, 1000000000, 0, sk_fu_volume, plan,
        "What was agreed for the month."),
    INT("utfall", "actual", 0, SK_N("portions"), 0, 1000000000, SK_FU_EMPTY, sk_fu_volume, actual,
        "What it became; empty = not known yet."),
    ORE("självkostnad_kr", "unit_cost_kr", SK_REQ, "kr", 100000000, 0, sk_fu_volume, unit_cost,
        "Planned full cost of one."),
};
const sk_document sk__doc_fu_volumes = {
    "followup/volumes.csv",
    SK_N("Planned and actual volume of a product to a customer in a month."),
    false,
    COLS(volumes),
    LOCAL(sk_fu_volume),
    .key = {1, 2, 3, 0, -1},
    .n_unique = 4};

static const sk_word drives[] = {{"gram_per_ätande", "grams_per_eater", SK_FU_PORTION},
                                 {"avtalspris", "contract_price", SK_FU_CONTRACT},
                                 {"lön", "wage", SK_FU_WAGE},
                                 {"pris", "price", SK_FU_PRICE},
                                 {"hyra", "rent", SK_FU_RENT},
                                 {NULL, NULL, 0}};
static const sk_column drivers[] = {
    AREA(sk_fu_driver),
    PERIOD(sk_fu_driver),
    WORD("slag", "kind", SK_REQ, drives, 0, sk_fu_driver, kind,
         "What is measured: grams per eater, or an index of prices."),
    DEC("plan", "plan", SK_REQ, NULL, 2, 1, 1, 100000000, 0, sk_fu_driver, plan,
        "What the budget took for granted."),
    DEC("utfall", "actual", SK_REQ, NULL, 2, 1, 0, 100000000, 0, sk_fu_driver, actual,
        "What it became."),
    SOURCE(sk_fu_driver),
};
const sk_document sk__doc_fu_drivers = {
    "followup/drivers.csv",
    SK_N("What a cost is judged by in a month: portion size, price index."),
    false,
    COLS(drivers),
    LOCAL(sk_fu_driver),
    .key = {0, 1, 2, -1},
    .n_unique = 3};

static const sk_column measures[] = {
    ID(sk_fu_measure),
    NAME(sk_fu_measure),
    AREA(sk_fu_measure),
    KR("planerad_kr", "planned_kr", SK_REQ, sk_fu_measure, planned,
       SK_N("Effect that was planned for the year.")),
    TXT("konsekvens", "consequence", sk_fu_measure, consequence,
        "What it means for customers and guests."),
    TXT("meddelat", "told", sk_fu_measure, told, "Which customers have been told; empty = none."),
    DATE("meddelat_dag", "told_on", 0, SK_NO_DAY, sk_fu_measure, told_on,
         "The day they were told."),
    TXT("beslut", "decision", sk_fu_measure, decision, "The decision."),
};
const sk_document sk__doc_fu_measures = {
    "followup/measures.csv", SK_N("A saving measure."), false,
    COLS(measures),          LOCAL(sk_fu_measure),      .key = BY_ID};

static const sk_column statuses[] = {
    REF("åtgärd", "measure", SK_REQ, SK_DOC_FU_MEASURES, sk_fu_status, measure, "The measure."),
    DATE("per", "as_of", SK_REQ, 0, sk_fu_status, as_of, "The day it was judged for."),
    KR("uppnådd_kr", "reached_kr", SK_REQ, sk_fu_status, reached,
       SK_N("Effect reached so far this year.")),
    KR("prognos_kr", "forecast_kr", 0, sk_fu_status, forecast,
       SK_N("Effect expected for the whole year; empty = as planned.")),
};
const sk_document sk__doc_fu_statuses = {"followup/measure_status.csv",
                                         SK_N("How far a saving measure has come."),
                                         false,
                                         COLS(statuses),
                                         LOCAL(sk_fu_status),
                                         .key = {0, 1, -1},
                                         .n_unique = 2};

static const sk_word indicators[] = {
    {"budgetavvikelse", "budget_deviation", SK_FM_DEVIATION},
    {"besparing", "saving", SK_FM_SAVING},
    {"åtgärdsplan_andel", "action_plan_share", SK_FM_ACTION_SHARE},
    {"åtgärdsplan_belopp", "action_plan_amount", SK_FM_ACTION_LEAST},
    {"eget_kapital", "equity", SK_FM_EQUITY},
    {"volymföljsamhet", "volume_adherence", SK_FM_VOLUME},
    {"matsvinn", "waste", SK_FM_WASTE},
    {"leverantörstrohet", "supplier_loyalty", SK_FM_SUPPLIER},
    {"e_handelstrohet", "e_commerce_loyalty", SK_FM_ECOMMERCE},
    {"kontinuitetsplaner", "continuity_plans", SK_FM_CONTINUITY},
    {"heltid", "full_time", SK_FM_FULLTIME},
    {"medarbetare_per_chef", "span", SK_FM_SPAN},
    {"kök", "kitchens", SK_FM_KITCHENS},
    {"sjukfrånvaro", "sick_leave", SK_FM_SICK},
    {"nöjda_kunder", "customer_satisfaction", SK_FM_SATISFIED},
    {"områden_i_balans", "areas_in_balance", SK_FM_BALANCE},
    {NULL, NULL, 0}};
#define INDICATOR(T)                                                                               \
    WORD("mått", "indicator", SK_REQ, indicators, 0, T, indicator, "The indicator.")

static const sk_word conditions[] = {
    {"under", "below", SK_FU_BELOW},       {"högst", "at_most", SK_FU_AT_MOST},
    {"minst", "at_least", SK_FU_AT_LEAST}, {"över", "above", SK_FU_ABOVE},
    {"plan", "plan", SK_FU_PLAN},          {NULL, NULL, 0}};
static const sk_column targets[] = {
    INDICATOR(sk_fu_target),
    FROM_TO(sk_fu_target, when),
    WORD("villkor", "condition", SK_REQ, conditions, 0, sk_fu_target, condition,
         "How the value must stand to the limit; `plan` is only compared with."),
    DEC("gräns", "limit", SK_REQ, NULL, 3, 1, 0, 1000000000000, 0, sk_fu_target, limit_milli,
        "The limit: percent, grams, persons, kitchens or kronor."),
    REQ_TXT("regel", "rule", sk_fu_target, rule,
            SK_N("The rule in words; it is printed beside every verdict.")),
    REQ_TXT("källa", "source", sk_fu_target, source, SK_N("Where it is written.")),
};
const sk_document sk__doc_fu_targets = {"followup/targets.csv",
                                        SK_N("A limit or target of an indicator while it holds."),
                                        true,
                                        COLS(targets),
                                        LOCAL(sk_fu_target),
                                        .key = {0, 1, -1},
                                        .n_unique = 2};

static const sk_word sexes[] = {{"alla", "all", SK_FU_ALL},
                                {"kvinnor", "women", SK_FU_WOMEN},
                                {"män", "men", SK_FU_MEN},
                                {NULL, NULL, 0}};
static const sk_column values[] = {
    INDICATOR(sk_fu_value),
    AREA(sk_fu_value),
    FROM_TO(sk_fu_value, when),
    WORD("kön", "sex", 0, sexes, SK_FU_ALL, sk_fu_value, sex, "Whom it concerns."),
    DEC("täljare", "numerator", SK_REQ, NULL, 2, 1, -1000000000000000, 1000000000000000, 0,
        sk_fu_value, num, "Amount or number that fulfils it; of a mean the sum."),
    DEC("nämnare", "denominator", SK_REQ, NULL, 2, 1, 1, 1000000000000000, 0, sk_fu_value, den,
        "Of how much or how many."),
    SOURCE(sk_fu_value),
    TXT("anmärkning", "note", sk_fu_value, note, "What to know about it."),
};
const sk_document sk__doc_fu_values = {"followup/values.csv",
                                       SK_N("A value that somebody has measured."),
                                       false,
                                       COLS(values),
                                       LOCAL(sk_fu_value),
                                       .key = {0, 1, 4, 2, 3},
                                       .n_unique = 5};

static const sk_word claims[] = {{"uppnått", "reached", SK_FU_REACHED},
                                 {"ej_uppnått", "not_reached", SK_FU_NOT_REACHED},
                                 {"delvis", "partly", SK_FU_PARTLY},
                                 {NULL, NULL, 0}};
static const sk_column verdicts[] = {
    INDICATOR(sk_fu_verdict),
    YEAR(sk_fu_verdict),
    DEC("värde", "value", SK_REQ, NULL, 3, 1, -1000000000000, 1000000000000, 0, sk_fu_verdict,
        value_milli, "The value that was published."),
    WORD("bedömning", "verdict", SK_REQ, claims, 0, sk_fu_verdict, claim, "What was said of it."),
    SOURCE(sk_fu_verdict),
};
const sk_document sk__doc_fu_verdicts = {
    "followup/verdicts.csv",
    SK_N("A verdict that has been published, to hold beside the rule."),
    false,
    COLS(verdicts),
    LOCAL(sk_fu_verdict),
    .key = {0, 1, -1},
    .n_unique = 2};
