/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the folder price/: read by the commands that need prices, through annex.c. */
#include "domain/price_data.h"
#include "input/format_priv.h"

#define GROWTH(sv, en, T, m, t)                                                                    \
    DEC(sv, en, 0, "%", 2, 100, -900000, 10000000, SK_PD_NOT_GIVEN, T, m, t)
#define LEVEL(sv, en, T, m, t) DEC(sv, en, 0, "%", 2, 100, 0, 10000000, SK_PD_NOT_GIVEN, T, m, t)
#define KR(sv, en, fl, T, m, t)                                                                    \
    DEC(sv, en, fl, "kr", 2, 1, -1000000000000, 1000000000000, 0, T, m, t)
#define YEAR(T) INT("år", "year", SK_REQ, NULL, 1970, 2199, 0, T, year, "The year.")
#define REQ_TXT(sv, en, T, m, t)                                                                   \
    {                                                                                              \
        sv, en, SK_COL_TEXT, .flags = SK_REQ, F(T, m), .text = SK_N(t)                             \
    }

static const sk_column years[] = {
    YEAR(sk_pd_year),
    GROWTH("löner_procent", "wages_percent", sk_pd_year, wage_ppm,
           "Growth of wages from the year before."),
    GROWTH("priser_procent", "prices_percent", sk_pd_year, price_ppm,
           "Growth of prices of goods and services."),
    GROWTH("hyror_procent", "rents_percent", sk_pd_year, rent_ppm, "Growth of rents."),
    GROWTH("livsmedel_procent", "food_percent", sk_pd_year, food_ppm, "Growth of food prices."),
    LEVEL("internränta_procent", "interest_percent", sk_pd_year, interest_ppm,
          "Internal interest that year; its cost grows by this year's level against the last."),
    LEVEL("po_procent", "po_percent", sk_pd_year, po_ppm,
          "Employer's add-on that year; wages also grow by (100 + this) / (100 + last)."),
    KR("krav_kr", "requirement_kr", 0, sk_pd_year, require_ore, "Efficiency requirement."),
    PCT("krav_procent", "requirement_percent", 0, SK_PPM, 0, sk_pd_year, require_ppm,
        "Or as a share of the cost lines that can be influenced."),
    KR("ofördelat_kr", "unassigned_kr", 0, sk_pd_year, gap_ore,
       "Part of the requirement that no cost line bears: the one allowed gap."),
    REF("ofördelat_område", "unassigned_area", 0, SK_DOC_PRICE_AREAS, sk_pd_year, gap_area,
        "The area that has it."),
    TXT("beslut", "decision", sk_pd_year, decision, "Decision that the requirement rests on."),
    TXT("ansvarig", "responsible", sk_pd_year, responsible, "Who answers for what is unassigned."),
    KR("ram_kr", "frame_kr", 0, sk_pd_year, frame_ore,
       "Decided frame, to compare with; empty = none."),
    TXT("källa", "source", sk_pd_year, source, "Where the rates come from."),
};
const sk_document sk__doc_price_years = {
    "price/years.csv",
    SK_N("Rates and requirement of one year; base year and price year."),
    true,
    COLS(years),
    LOCAL(sk_pd_year),
    .key = {0, -1},
    .n_unique = 1};

static const sk_column areas[] = {
    ID(sk_pd_area),
    NAME(sk_pd_area),
    TXT("undantag", "exemption", sk_pd_area, exemption,
        "Exemption from bearing its own costs (P5), to be shown; prices even nothing out."),
    TXT("medgivet_av", "approved_by", sk_pd_area, approved,
        "Who allowed the exemption, and for which year; it must be given then."),
};
const sk_document sk__doc_price_areas = {
    "price/areas.csv",
    SK_N("An area that bears its own costs: nothing is evened out between two."),
    true,
    COLS(areas),
    LOCAL(sk_pd_area),
    .key = BY_ID};

static const sk_word kinds[] = {{"kostnad", "cost", SK_PD_COST},
                                {"avgår", "reduces", SK_PD_REDUCES},
                                {"utanför", "outside", SK_PD_OUTSIDE},
                                {NULL, NULL, 0}};
static const sk_word keys[] = {{"portioner", "portions", SK_PD_BY_PORTIONS},
                               {"portionsvärde", "portion_value", SK_PD_BY_VALUE},
                               {"livsmedel", "food", SK_PD_BY_FOOD},
                               {"arbete", "work", SK_PD_BY_WORK},
                               {"transport", "trips", SK_PD_BY_TRIPS},
                               {NULL, NULL, 0}};
static const sk_column accounts[] = {
    REQ_TXT("konto", "account", sk_pd_account, prefix,
            "How its accounts begin (Kommun-Bas); the longest that fits decides."),
    REQ_TXT("grupp", "group", sk_pd_account, group,
            "Cost line that they belong to; several rows may share it."),
    REQ_TXT("text", "text", sk_pd_account, name, "What it is."),
    WORD("slag", "kind", 0, kinds, SK_PD_COST, sk_pd_account, kind,
         "A cost, income that reduces it, or outside the price (what the price itself brings in)."),
    WORD("beteende", "behaviour", 0, sk_words_behaviour, SK_COST_FIXED, sk_pd_account, behaviour,
         "Fixed, or follows the number of portions."),
    WORD("index", "index", 0, sk_words_index, SK_IDX_NONE, sk_pd_account, index,
         "What it grows with."),
    WORD("nyckel", "key", 0, keys, SK_PD_BY_VALUE, sk_pd_account, key,
         "What shares it among the meals of a kitchen."),
    BOOL("påverkbar", "influenceable", sk_pd_account, influenceable,
         "Bears its part of the efficiency requirement."),
    TXT("endast_produkt", "only_product", sk_pd_account, only,
        "What alone bears it, in tariffs.csv; empty = all."),
};
const sk_document sk__doc_price_accounts = {
    "price/accounts.csv", SK_N("An account group."), true,
    COLS(accounts),       LOCAL(sk_pd_account),      .key = {3, -1}};

static const sk_word drives[] = {{"angiven", "stated", SK_PD_DRIVE_USES},
                                 {"årsarbetare", "posts", SK_PD_DRIVE_POSTS},
                                 {"portioner", "portions", SK_PD_DRIVE_PORTIONS},
                                 {"kök", "kitchens", SK_PD_DRIVE_KITCHENS},
                                 {"transport", "trips", SK_PD_DRIVE_TRIPS},
                                 {"arbete", "work", SK_PD_DRIVE_WORK},
                                 {NULL, NULL, 0}};
static const sk_column units[] = {
    ID(sk_pd_unit),
    NAME(sk_pd_unit),
    TXT("objekt", "object", sk_pd_unit, object,
        "Its object (enhet) in the ledger; empty = its id. A kitchen's object is the kitchen's "
        "id."),
    WORD("drivare", "driver", 0, drives, SK_PD_DRIVE_USES, sk_pd_unit, drive,
         "What its cost follows to the kitchens; with `angiven` only uses.csv decides."),
};
const sk_document sk__doc_price_units = {"price/units.csv",
                                         SK_N("A support unit, whose cost others bear."),
                                         false,
                                         COLS(units),
                                         LOCAL(sk_pd_unit),
                                         .key = BY_ID};

static const sk_column uses[] = {
    REF("stöd", "support", SK_REQ, SK_DOC_PRICE_UNITS, sk_pd_use, support, "The support unit."),
    REQ_TXT("enhet", "unit", sk_pd_use, unit, "Kitchen or support unit that it works for."),
    INT("mängd", "amount", 0, NULL, 0, 1000000000000, 0, sk_pd_use, amount,
        "How much, in the support unit's own measure."),
    PCT("andel_procent", "share_percent", 0, SK_PPM, 0, sk_pd_use, share_ppm,
        "Or its share; all shares of a support unit sum to 100."),
};
const sk_document sk__doc_price_uses = {"price/uses.csv",
                                        SK_N("What a support unit does for another unit."),
                                        false,
                                        COLS(uses),
                                        LOCAL(sk_pd_use),
                                        .key = {0, -1}};

static const sk_column factors[] = {
    REQ_TXT("produkt", "product", sk_pd_factor, product, "What is sold, in tariffs.csv."),
    MILLI("portionsvärde", "portion_value", SK_REQ, NULL, 0, 100000, 0, sk_pd_factor, value_milli,
          "Share of joint kitchen cost, a school lunch = 1."),
    FROM_TO(sk_pd_factor, when),
    TXT("beslutad_av", "decided_by", sk_pd_factor, decided_by, "Who decided, and when."),
    TXT("källa", "source", sk_pd_factor, source, "What it rests on."),
};
const sk_document sk__doc_price_factors = {
    "price/factors.csv",
    SK_N("A portion equivalent; it holds all of a year or none of it."),
    true,
    COLS(factors),
    LOCAL(sk_pd_factor),
    .key = {2, -1}};

static const sk_word tariff_kinds[] = {
    {"enkel", "single", 0}, {"tvådelad", "two_part", 1}, {"blandad", "mixed", 2}, {NULL, NULL, 0}};
static const sk_column tariffs[] = {
    ID(sk_pd_tariff),
    NAME(sk_pd_tariff),
    REF("område", "area", SK_REQ, SK_DOC_PRICE_AREAS, sk_pd_tariff, area,
        "The area that it belongs to."),
    WORD("taxa", "tariff", SK_REQ, tariff_kinds, 0, sk_pd_tariff, kind,
         "One price, a price and a fixed fee by places, or a part of the fixed cost in the price."),
    PCT("fast_i_pris_procent", "fixed_in_price_percent", 0, SK_PPM, 0, sk_pd_tariff, mixed_ppm,
        "Mixed: share of the fixed cost that the price per portion bears."),
    TXT("enhet", "unit", sk_pd_tariff, unit, "What is counted: portion, dygn ..."),
    {"ingår", "parts", SK_COL_REFS, .ref = SK_DOC_PRODUCTS, .off = offsetof(sk_pd_tariff, parts),
     .size = sizeof(sk_ix *), .off2 = offsetof(sk_pd_tariff, n_parts),
     .text =
         SK_N("Products of the register that it consists of; empty = sold by volumes.csv only.")},
    REF("räknas", "counts", 0, SK_DOC_PRODUCTS, sk_pd_tariff, counts,
        "The product whose portions are its volume (a day is one lunch); empty = all parts."),
    TXT("endast_kund", "only_customer", sk_pd_tariff, only,
        "Customer whose parts these are; empty = all that no other row names."),
    WORD("debiteringsgrund", "billing", SK_REQ, sk_words_billing, SK_BILL_ORDERED, sk_pd_tariff,
         billing, "What is billed: ordered, served or enrolled."),
    TXT("momsslag", "sale", sk_pd_tariff, sale, "Kind of sale in vat.csv, for external customers."),
};
const sk_document sk__doc_price_tariffs = {"price/tariffs.csv",
                                           SK_N("Something that has a price."),
                                           true,
                                           COLS(tariffs),
                                           LOCAL(sk_pd_tariff),
                                           .key = BY_ID};

static const sk_word customer_kinds[] = {{"nämnd", "board", SK_CUST_BOARD},
                                         {"bolag", "company", SK_CUST_COMPANY},
                                         {"extern", "external", SK_CUST_EXTERNAL},
                                         {NULL, NULL, 0}};
static const sk_column customers[] = {
    ID(sk_pd_customer),
    NAME(sk_pd_customer),
    WORD("slag", "kind", SK_REQ, customer_kinds, SK_CUST_BOARD, sk_pd_customer, kind,
         "Board, municipal company, or somebody outside (who pays VAT)."),
    TXT("mandat", "mandate", sk_pd_customer, mandate,
        "What the sale rests on; external sales must have it."),
};
const sk_document sk__doc_price_customers = {
    "price/customers.csv",
    SK_N("A customer; a board of boards.csv by the same id, or somebody else."),
    true,
    COLS(customers),
    LOCAL(sk_pd_customer),
    .key = BY_ID};

static const sk_column volumes[] = {
    YEAR(sk_pd_volume),
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_pd_volume, kitchen,
        "Kitchen that makes and serves it."),
    REF("produkt", "product", SK_REQ, SK_DOC_PRICE_TARIFFS, sk_pd_volume, tariff, "What is sold."),
    REF("kund", "customer", SK_REQ, SK_DOC_PRICE_CUSTOMERS, sk_pd_volume, customer, "Who buys."),
    INT("portioner", "portions", SK_REQ, SK_N("portions"), 0, 1000000000, 0, sk_pd_volume, portions,
        "How many that year."),
};
const sk_document sk__doc_price_volumes = {"price/volumes.csv",
                                           SK_N("A volume that the register of sites lacks."),
                                           false,
                                           COLS(volumes),
                                           LOCAL(sk_pd_volume),
                                           .key = {0, 1, 2, 3, -1},
                                           .n_unique = 4};

static const sk_column places[] = {
    REF("produkt", "product", SK_REQ, SK_DOC_PRICE_TARIFFS, sk_pd_place, tariff, "What is sold."),
    REF("kund", "customer", SK_REQ, SK_DOC_PRICE_CUSTOMERS, sk_pd_place, customer, "Who buys."),
    INT("platser", "places", SK_REQ, NULL, 0, 10000000, 0, sk_pd_place, places,
        "Places that the capacity is kept for; they share the fixed fee."),
};
const sk_document sk__doc_price_places = {"price/places.csv",
                                          SK_N("Capacity that a customer has asked for."),
                                          false,
                                          COLS(places),
                                          LOCAL(sk_pd_place),
                                          .key = {0, 1, -1},
                                          .n_unique = 2};

static const sk_word decides[] = {{"engång", "one_off", SK_PD_ONE_OFF},
                                  {"upphör", "ends", SK_PD_ENDS},
                                  {"ändring", "change", SK_PD_CHANGE},
                                  {NULL, NULL, 0}};
static const sk_column decisions[] = {
    YEAR(sk_pd_decision),
    WORD("slag", "kind", SK_REQ, decides, 0, sk_pd_decision, kind,
         "Part of the base that does not come back, a cost that ends, or a decided change."),
    TXT("grupp", "group", sk_pd_decision, group, "Account group; empty = every one of the unit."),
    REQ_TXT("enhet", "unit", sk_pd_decision, unit, "Kitchen or support unit."),
    KR("belopp_kr", "amount_kr", 0, sk_pd_decision, ore,
       "How much; a change is in the new year's prices. Not used when it ends."),
    REQ_TXT("text", "text", sk_pd_decision, text, "What it is."),
    TXT("beslut", "decision", sk_pd_decision, decision, "The decision."),
};
const sk_document sk__doc_price_decisions = {
    "price/decisions.csv",
    SK_N("A cost that does not follow the volume by itself: only a decision changes it."),
    false,
    COLS(decisions),
    LOCAL(sk_pd_decision),
    .key = {0, -1}};

static const sk_column vat[] = {
    REQ_TXT("momsslag", "sale", sk_pd_vat, sale, "Kind of sale."),
    PCT("procent", "percent", SK_REQ, SK_PPM, 0, sk_pd_vat, rate_ppm, "VAT on the net price."),
    FROM_TO(sk_pd_vat, when),
    TXT("källa", "source", sk_pd_vat, source, "What it rests on."),
};
const sk_document sk__doc_price_vat = {"price/vat.csv",
                                       SK_N("A rate of VAT, for sales to others."),
                                       false,
                                       COLS(vat),
                                       LOCAL(sk_pd_vat),
                                       .key = {2, -1}};

static const sk_column last[] = {
    YEAR(sk_pd_last),
    REF("produkt", "product", SK_REQ, SK_DOC_PRICE_TARIFFS, sk_pd_last, tariff, "What was sold."),
    ORE("pris_kr", "price_kr", SK_REQ, "kr", 100000000, 0, sk_pd_last, price_ore,
        "Price per portion."),
    ORE("fast_avgift_kr", "fee_kr", 0, "kr", 100000000000, 0, sk_pd_last, fee_ore,
        "Fixed fees of the year, all customers together."),
    TXT("beslut", "decision", sk_pd_last, decision, "Who decided it, and when."),
};
const sk_document sk__doc_price_last = {
    "price/decided_prices.csv",
    SK_N("A decided price of a year, to bridge from and to keep unchanged."),
    false,
    COLS(last),
    LOCAL(sk_pd_last),
    .key = {0, 1, -1},
    .n_unique = 2};

static const sk_word scenes[] = {{"volym", "volume", SK_PD_S_VOLUME},
                                 {"index", "index", SK_PD_S_INDEX},
                                 {"oförändrade_priser", "unchanged_prices", SK_PD_S_SAVING},
                                 {NULL, NULL, 0}};
static const sk_column scenarios[] = {
    REQ_TXT("id", "id", sk_pd_scenario, id, "Name to ask for; rows with the same hold together."),
    REQ_TXT("namn", "name", sk_pd_scenario, name, "What it says."),
    WORD("slag", "kind", SK_REQ, scenes, 0, sk_pd_scenario, kind,
         "The volume changes, a class of cost grows more, or prices stay as they were."),
    TXT("mål", "target", sk_pd_scenario, target,
        "Volume: a product or an area, empty = all; index: wage, price, rent, food or interest."),
    DEC("procent", "percent", 0, "%", 2, 100, -SK_PPM, 10000000, 0, sk_pd_scenario, change_ppm,
        "Change of volume, or growth on top of the year's index."),
    DATE("från", "from", 0, SK_NO_DAY, sk_pd_scenario, from,
         "First day it holds; empty = the whole year."),
};
const sk_document sk__doc_price_scenarios = {"price/scenarios.csv",
                                             SK_N("A question that a controller asks."),
                                             false,
                                             COLS(scenarios),
                                             LOCAL(sk_pd_scenario),
                                             .key = {2, -1}};
