/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the kitchens' registers: managers, boards, kitchens, openings, equipment, staff. */
#include "input/format_priv.h"

static const sk_column managers[] = {
    ID(sk_manager),
    NAME(sk_manager),
    TXT("ansvar", "cost_centre", sk_manager, cost_centre, "The manager's unit in the accounts."),
    INT("medarbetare", "headcount", 0, NULL, 0, 500, 0, sk_manager, headcount,
        "Employees the manager leads."),
};
const sk_document sk__doc_managers = {"managers.csv",
                                      SK_N("One restaurangchef (kitchen manager)."),
                                      true,
                                      COLS(managers),
                                      INTO(sk_manager, manager, n_managers),
                                      BY_ID,
                                      0};

static const sk_word board_kinds[] = {{"nämnd", "board", SK_CUST_BOARD},
                                      {"bolag", "company", SK_CUST_COMPANY},
                                      {"extern", "external", SK_CUST_EXTERNAL},
                                      {NULL, NULL, 0}};
static const sk_column boards[] = {
    ID(sk_board),
    NAME(sk_board),
    WORD("slag", "kind", SK_REQ, board_kinds, 0, sk_board, kind, "What kind of customer."),
};
const sk_document sk__doc_boards = {
    "boards.csv",
    SK_N("One customer that pays for meals: a board, a company or someone outside."),
    true,
    COLS(boards),
    INTO(sk_board, board, n_boards),
    BY_ID,
    0};

static const sk_column equip_classes[] = {ID(sk_equip_class), NAME(sk_equip_class)};
const sk_document sk__doc_equip_classes = {
    "equipment_classes.csv",
    SK_N("One class of equipment: kettle, oven, frying table."),
    true,
    COLS(equip_classes),
    INTO(sk_equip_class, equip_class, n_equip_classes),
    BY_ID,
    0};

static const sk_word roles[] = {{"tillagning", "cooking", SK_ROLE_COOKING},
                                {"mottagning", "receiving", SK_ROLE_RECEIVING},
                                {"servering", "serving", SK_ROLE_SERVING},
                                {NULL, NULL, 0}};
static const sk_word conditions[] = {{"grön", "green", SK_COND_GREEN},
                                     {"gul", "yellow", SK_COND_YELLOW},
                                     {"röd", "red", SK_COND_RED},
                                     {NULL, NULL, 0}};
#define KRONOR 100000000000 /* a thousand million kronor, in öre: larger is a slip of the pen */
static const sk_column kitchens[] = {
    ID(sk_kitchen),
    NAME(sk_kitchen),
    TXT("ort", "place", sk_kitchen, place, "Village or part of town."),
    WORD("roll", "role", SK_REQ, roles, 0, sk_kitchen, role,
         "Cooks, receives and finishes, or only serves."),
    DEC("lat", "lat", SK_REQ, "°", 5, 1, 5500000, 7000000, 0, sk_kitchen, lat_e5,
        "Latitude in WGS 84."),
    DEC("lon", "lon", SK_REQ, "°", 5, 1, 1000000, 2500000, 0, sk_kitchen, lon_e5,
        "Longitude in WGS 84."),
    REF("restaurangchef", "manager", 0, SK_DOC_MANAGERS, sk_kitchen, manager,
        "Its manager; may be empty for a serving kitchen."),
    TXT("ansvar", "cost_centre", sk_kitchen, cost_centre, "The kitchen's unit in the accounts."),
    TXT("telefon", "phone", sk_kitchen, phone, "Telephone of the kitchen, not of a person."),
    INT("blastkyl_kg_dag", "chill_kg_day", 0, SK_N("kg/day"), 0, 100000, 0, sk_kitchen,
        chill_kg_day, "What its blast chiller cools in a day; 0 = none."),
    INT("kyl_kg", "cold_store_kg", 0, "kg", 0, 100000, 0, sk_kitchen, cold_store_kg,
        "Chilled food its cold store holds; 0 = none."),
    INT("värmning_portioner", "reheat_portions", 0, SK_N("reference portions"), 0, 100000, 0,
        sk_kitchen, reheat_ref, "Reference portions it can reheat for a meal; 0 = none."),
    INT("minsta_bemanning", "min_staff", 0, SK_N("persons"), 0, 100, 0, sk_kitchen, min_staff,
        "Persons that must be there while it is open."),
    INT("övertid_max_min", "overtime_max_min", 0, SK_N("min/day"), 0, 10000, 0, sk_kitchen,
        overtime_max_min, "Agreed overtime a day, all staff together."),
    ORE("övertid_kr_tim", "overtime_kr_h", 0, SK_N("kr/h"), 500000, 0, sk_kitchen, overtime_ore_h,
        "Cost of an overtime hour with employer's contributions."),
    {"specialkoster", "diets", SK_COL_REFS, .ref = SK_DOC_DIETS, .off = offsetof(sk_kitchen, diets),
     .size = sizeof(sk_ix *), .off2 = offsetof(sk_kitchen, n_diets),
     .text = SK_N("Special diets it is qualified to cook.")},
    WORD("skick", "condition", 0, conditions, SK_COND_GREEN, sk_kitchen, condition,
         "Condition of the premises."),
    ORE("underhållsskuld_kr", "backlog_kr", 0, "kr", KRONOR, 0, sk_kitchen, backlog_ore,
        "Maintenance backlog of the premises."),
    ORE("lokalkostnad_kr_år", "premises_kr_year", 0, SK_N("kr/year"), KRONOR, 0, sk_kitchen,
        premises_ore_year, "Rent, energy and cleaning."),
    ORE("övrigt_fast_kr_år", "other_fixed_kr_year", 0, SK_N("kr/year"), KRONOR, 0, sk_kitchen,
        other_ore_year, "Other fixed costs: equipment, IT, service."),
    OPENS(sk_kitchen, open),
};
const sk_document sk__doc_kitchens = {"kitchens.csv",
                                      SK_N("One kitchen."),
                                      true,
                                      COLS(kitchens),
                                      INTO(sk_kitchen, kitchen, n_kitchens),
                                      BY_ID,
                                      0};

static const sk_column openings[] = {
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_opening, kitchen, "The kitchen."),
    MEAL(sk_opening, meal),
    DAYS(sk_opening, days, "Weekdays on which it works for the meal."),
    TIME("arbete_från", "work_from", SK_REQ, 0, sk_opening, work_from,
         "Staff and equipment are there from."),
    TIME("arbete_till", "work_to", SK_REQ, 0, sk_opening, work_to,
         "Staff and equipment are there until."),
    FROM_TO(sk_opening, when),
};
const sk_document sk__doc_openings = {"openings.csv",
                                      SK_N("When a kitchen works for a meal. A kitchen without a "
                                           "row for a meal never makes or receives it."),
                                      true,
                                      COLS(openings),
                                      INTO(sk_opening, opening, n_openings),
                                      {0, 1, 5, 2, -1},
                                      4};

static const sk_column equipment[] = {
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_equipment, kitchen, "The kitchen."),
    REF("klass", "class", SK_REQ, SK_DOC_EQUIP_CLASSES, sk_equipment, cls, "Class of equipment."),
    INT("antal", "units", SK_REQ, NULL, 1, 1000, 0, sk_equipment, units, "How many of them."),
    INT("portioner_per_omgång", "portions_per_run", SK_REQ, SK_N("reference portions"), 1, 10000, 0,
        sk_equipment, cap_run, "Reference portions in one run of one of them."),
    INT("minuter_per_omgång", "minutes_per_run", SK_REQ, "min", 1, 600, 0, sk_equipment, run_min,
        "Length of a run."),
};
const sk_document sk__doc_equipment = {"equipment.csv",
                                       SK_N("Equipment of one class in a kitchen."),
                                       true,
                                       COLS(equipment),
                                       INTO(sk_equipment, equipment, n_equipment),
                                       {0, 1, -1},
                                       2};

static const sk_word sexes[] = {{"kvinna", "woman", SK_SEX_WOMAN},
                                {"man", "man", SK_SEX_MAN},
                                {"okänt", "unknown", SK_SEX_UNKNOWN},
                                {NULL, NULL, 0}};
#define WEEKDAY(sv, en, i, t) INT(sv, en, 0, "min", 0, 960, 0, sk_post, min[i], t)
static const sk_column staff[] = {
    ID(sk_post),
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_post, kitchen, "The kitchen it belongs to."),
    {"titel", "title", SK_COL_TEXT, .flags = SK_REQ, F(sk_post, title),
     .text = SK_N("Title of the post; never a person's name.")},
    INT("sysselsättning_procent", "employment_pct", 0, "%", 1, 100, 100, sk_post, employment_pct,
        "Share of full time."),
    WORD("kön", "sex", 0, sexes, SK_SEX_UNKNOWN, sk_post, sex,
         "For the summary of working conditions; never used in a plan."),
    BOOL("elev", "trainee", sk_post, trainee, "Trainee or pupil: never counted as capacity."),
    WEEKDAY("mån", "mon", 0, "Worked minutes on Mondays."),
    WEEKDAY("tis", "tue", 1, "Worked minutes on Tuesdays."),
    WEEKDAY("ons", "wed", 2, "Worked minutes on Wednesdays."),
    WEEKDAY("tor", "thu", 3, "Worked minutes on Thursdays."),
    WEEKDAY("fre", "fri", 4, "Worked minutes on Fridays."),
    WEEKDAY("lör", "sat", 5, "Worked minutes on worked Saturdays."),
    WEEKDAY("sön", "sun", 6, "Worked minutes on worked Sundays."),
    INT("helg_var", "weekend_every", 0, SK_N("weeks"), 0, 12, 1, sk_post, weekend_every,
        "Works every n-th weekend: 1 = all, 0 = none."),
    INT("helg_start", "weekend_offset", 0, SK_N("weeks"), 0, 11, 0, sk_post, weekend_offset,
        "Which of the n weekends: works when (ISO weeks since 1969-12-29) mod n is this."),
    ORE("kr_tim", "kr_h", SK_REQ, SK_N("kr/h"), 500000, 0, sk_post, ore_h,
        "Cost of a worked hour with employer's contributions."),
    FROM_TO(sk_post, when),
};
const sk_document sk__doc_staff = {"staff.csv",
                                   SK_N("One post and its hours. A post, not a person."),
                                   true,
                                   COLS(staff),
                                   INTO(sk_post, post, n_posts),
                                   {1, 0, -1},
                                   0};

static const sk_word dev_kinds[] = {{"sjuk", "sick", SK_DEV_SICK},
                                    {"semester", "holiday", SK_DEV_HOLIDAY},
                                    {"ledig", "leave", SK_DEV_LEAVE},
                                    {"utbildning", "training", SK_DEV_TRAINING},
                                    {"vikarie", "substitute", SK_DEV_SUBSTITUTE},
                                    {NULL, NULL, 0}};
static const sk_column deviations[] = {
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_deviation, kitchen,
        "Where the minutes are lost or added."),
    REF("tjänst", "post", 0, SK_DOC_STAFF, sk_deviation, post,
        "The post that is absent; for a substitute the post it stands in for, on whose days it "
        "works."),
    WORD("slag", "kind", SK_REQ, dev_kinds, 0, sk_deviation, kind,
         "Absence, or a substitute that adds minutes."),
    DATE("från", "from", SK_REQ, 0, sk_deviation, when.from, "First day."),
    DATE("till", "to", SK_REQ, 0, sk_deviation, when.to, "Last day."),
    INT("minuter_dag", "min_day", 0, SK_N("min/day"), 0, 1440, 0, sk_deviation, min_day,
        "Minutes a day; empty or 0 for an absent post = all its minutes."),
    ORE("kr_tim", "kr_h", 0, SK_N("kr/h"), 500000, 0, sk_deviation, ore_h,
        "Cost of a substitute's hour."),
};
const sk_document sk__doc_deviations = {
    "staff_deviations.csv",
    SK_N("Sick leave, holiday, training or a substitute, with dates."),
    false,
    COLS(deviations),
    INTO(sk_deviation, deviation, n_deviations),
    {0, 3, 1, 2, 4},
    0};
