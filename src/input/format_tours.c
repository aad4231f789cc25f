/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of transport, organisation and costs. */
#include "input/format_priv.h"

static const sk_column vehicles[] = {
    ID(sk_vehicle),
    NAME(sk_vehicle),
    REF("depå", "depot", SK_REQ, SK_DOC_KITCHENS, sk_vehicle, depot, "Kitchen where it stands."),
    INT("lådor", "boxes", SK_REQ, SK_N("boxes"), 1, 10000, 0, sk_vehicle, cap_boxes,
        "Transport boxes it takes."),
    ORE("kr_tur", "tour_kr", SK_REQ, SK_N("kr/tour"), 10000000, 0, sk_vehicle, tour_ore,
        "Cost of a tour, whatever its length."),
    ORE("kr_stopp", "stop_kr", SK_REQ, SK_N("kr/stop"), 10000000, 0, sk_vehicle, stop_ore,
        "Cost of a stop."),
    ORE("kr_km", "km_kr", SK_REQ, SK_N("kr/km"), 100000, 0, sk_vehicle, km_ore,
        "Cost of a kilometre."),
    ORE("kr_tim", "hour_kr", SK_REQ, SK_N("kr/h"), 1000000, 0, sk_vehicle, hour_ore,
        "Cost of an hour with driver."),
};
const sk_document sk__doc_vehicles = {"vehicles.csv",
                                      SK_N("One vehicle."),
                                      true,
                                      COLS(vehicles),
                                      INTO(sk_vehicle, vehicle, n_vehicles),
                                      BY_ID,
                                      0};

#define KM(sv, en, fl, T, m, t) DEC(sv, en, fl, "km", 3, 1, 0, 500000, 0, T, m, t)
static const sk_column tours[] = {
    ID(sk_tour),
    REF("fordon", "vehicle", SK_REQ, SK_DOC_VEHICLES, sk_tour, vehicle, "The vehicle."),
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_tour, kitchen,
        "Cooking kitchen where it starts and ends."),
    DAYS(sk_tour, days, "Weekdays it is driven."),
    MEAL(sk_tour, meal),
    TIME("avgång", "depart", SK_REQ, 0, sk_tour, depart, "It leaves at."),
    INT("åter_min", "back_min", 0, "min", 0, 600, 0, sk_tour, back_min,
        "Driving time from the last stop back."),
    KM("åter_km", "back_km", 0, sk_tour, back_m, "Distance from the last stop back."),
    FROM_TO(sk_tour, when),
};
const sk_document sk__doc_tours = {"tours.csv",
                                   SK_N("One tour that a vehicle drives for a meal."),
                                   true,
                                   COLS(tours),
                                   INTO(sk_tour, tour, n_tours),
                                   {2, 5, 0, -1},
                                   0};

static const sk_column tour_stops[] = {
    REF("tur", "tour", SK_REQ, SK_DOC_TOURS, sk_in_stop, tour, "The tour."),
    INT("ordning", "order", SK_REQ, NULL, 1, 100, 0, sk_in_stop, order,
        "Order of the stop in the tour."),
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_in_stop, stop.kitchen,
        "Kitchen that receives."),
    INT("kör_min", "drive_min", SK_REQ, "min", 0, 600, 0, sk_in_stop, stop.drive_min,
        "Driving time from the stop before."),
    KM("km", "km", SK_REQ, sk_in_stop, stop.m, "Distance from the stop before."),
    INT("lossa_min", "unload_min", 0, "min", 0, 120, 0, sk_in_stop, stop.unload_min,
        "Unloading time."),
    TIME("fönster_från", "window_from", 0, -1, sk_in_stop, stop.win_from,
         "It can be received from; empty = any time."),
    TIME("fönster_till", "window_to", 0, -1, sk_in_stop, stop.win_to,
         "It can be received until; empty = any time."),
};
const sk_document sk__doc_tour_stops = {
    "tour_stops.csv",  SK_N("A stop of a tour."), true,         COLS(tour_stops),
    LOCAL(sk_in_stop), .key = {0, 1, -1},         .n_unique = 2};

static const sk_word org_kinds[] = {{"kök_stängt", "kitchen_closed", SK_ORG_KITCHEN_CLOSED},
                                    {"enhet_sammanslagen", "site_merged", SK_ORG_SITE_MERGED},
                                    {NULL, NULL, 0}};
static const sk_column organisation[] = {
    WORD(
        "slag", "kind", SK_REQ, org_kinds, 0, sk_in_org, kind,
        "A kitchen is closed and another takes its place, or a site's guests eat at another site."),
    {"plats", "place", SK_COL_TEXT, .flags = SK_REQ, F(sk_in_org, place),
     .text = SK_N("The kitchen or site that changes.")},
    {"ersätts_av", "replaced_by", SK_COL_TEXT, .flags = SK_REQ, F(sk_in_org, into),
     .text = SK_N("The kitchen or site that takes over.")},
    DATE("från", "from", SK_REQ, 0, sk_in_org, when.from, "First day."),
    DATE("till", "to", SK_REQ, 0, sk_in_org, when.to, "Last day."),
};
const sk_document sk__doc_organisation = {
    "organisation.csv",
    SK_N("A dated change of the organisation, such as a summer's."),
    false,
    COLS(organisation),
    LOCAL(sk_in_org),
    .key = {3, 4, 0, -1}};

const sk_word sk_words_behaviour[] = {
    {"fast", "fixed", SK_COST_FIXED}, {"rörlig", "variable", SK_COST_VARIABLE}, {NULL, NULL, 0}};
const sk_word sk_words_index[] = {{"lön", "wage", SK_IDX_WAGE},
                                  {"pris", "price", SK_IDX_PRICE},
                                  {"hyra", "rent", SK_IDX_RENT},
                                  {"livsmedel", "food", SK_IDX_FOOD},
                                  {"internränta", "interest", SK_IDX_INTEREST},
                                  {"inget", "none", SK_IDX_NONE},
                                  {NULL, NULL, 0}};
static const sk_column cost_lines[] = {
    ID(sk_cost_line),
    {"text", "text", SK_COL_TEXT, .flags = SK_REQ, F(sk_cost_line, name),
     .text = SK_N("What it is.")},
    {"konto", "account", SK_COL_TEXT, .flags = SK_REQ, F(sk_cost_line, account),
     .text = SK_N("Account in the ledger.")},
    {"ägare", "owner", SK_COL_TEXT, .flags = SK_REQ, F(sk_cost_line, unit),
     .text = SK_N("Id of the kitchen that bears it, or the name of a support unit.")},
    DEC("belopp_kr", "amount_kr", SK_REQ, "kr", 2, 1, -1000000000000, 1000000000000, 0,
        sk_cost_line, ore, "Amount a year; income is negative."),
    WORD("beteende", "behaviour", SK_REQ, sk_words_behaviour, 0, sk_cost_line, behaviour,
         "Fixed, or follows the number of portions."),
    WORD("index", "index", SK_REQ, sk_words_index, SK_IDX_NONE, sk_cost_line, index,
         "What it grows with next year."),
    BOOL("engång", "one_off", sk_cost_line, one_off, "Does not come back next year."),
};
const sk_document sk__doc_cost_lines = {"cost_lines.csv",
                                        SK_N("One line of the budget."),
                                        false,
                                        COLS(cost_lines),
                                        INTO(sk_cost_line, cost_line, n_cost_lines),
                                        BY_ID,
                                        0};
