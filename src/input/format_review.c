/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the folder review/: what kitchens could become, and wishes. */
#include "domain/candidate.h"
#include "input/format_priv.h"

static const sk_word roles[] = {{"tillagning", "cooking", SK_ROLE_COOKING},
                                {"mottagning", "receiving", SK_ROLE_RECEIVING},
                                {"servering", "serving", SK_ROLE_SERVING},
                                {"stängt", "closed", SK_CAND_CLOSED},
                                {NULL, NULL, 0}};
static const sk_column candidates[] = {
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_candidate, kitchen, "The kitchen."),
    WORD("roll", "role", SK_REQ, roles, 0, sk_candidate, role, "What it could become."),
    TXT("storlek", "size", sk_candidate, size, "A word that tells sizes of one role apart."),
    INT("kapacitet_portioner", "capacity_portions", 0, SK_N("reference portions"), 0, 100000, -1,
        sk_candidate, cap,
        "Cooking: the most in a day; empty = as its equipment and today's use tell."),
    ORE("investering_kr", "invest_kr", 0, SK_N("kr"), INT64_C(100000000000), 0, sk_candidate,
        invest_ore, "Investment, once."),
    INT("livslängd_år", "life_years", 0, SK_N("years"), 1, 60, 20, sk_candidate, life_years,
        "Years over which the investment is paid."),
    ORE("lokalkostnad_kr_år", "premises_kr_year", 0, SK_N("kr/year"), INT64_C(10000000000), -1,
        sk_candidate, premises_ore,
        "Rent, energy and cleaning; empty = as kitchens of that role cost on the mean."),
    ORE("övrigt_fast_kr_år", "other_kr_year", 0, SK_N("kr/year"), INT64_C(10000000000), -1,
        sk_candidate, other_ore, "Other fixed cost; empty = as kitchens of that role on the mean."),
    INT("fast_min_dag", "fixed_min_day", 0, SK_N("min/day"), 0, 5000, -1, sk_candidate, fixed_min,
        "Staff minutes an open day, whatever is made; empty = the policy's for the role."),
    DEC("tidsfaktor", "time_factor", 0, NULL, 2, 10000, 100000, 5000000, SK_PPM, sk_candidate,
        time_ppm, "Cooking: minutes per portion against the recipes'; 1 = the same."),
    MILLI("servering_min_portion", "serve_min_portion", 0, "min", 0, 20000, -1, sk_candidate,
          serve_mmin, "Serving and washing up per portion; empty = the policy's."),
    {"dagar", "days", SK_COL_DAYS, F(sk_candidate, days),
     .text = SK_N("Cooking: weekdays it works; empty = as its opening hours.")},
    INT("blastkyl_kg_dag", "chiller_kg_day", 0, "kg", 0, 100000, -1, sk_candidate, chill_kg_day,
        "Cooking: blast chiller; empty = as today."),
    BOOL("värmer_kylt", "reheats", sk_candidate, reheats,
         "Receiving and serving: can store and reheat chilled food, besides what the register "
         "says."),
    TXT("gäster_till", "guests_to", sk_candidate, into,
        "Closed: the kitchen where its guests eat instead; empty = nobody is left."),
    TXT("källa", "source", sk_candidate, source, "Where the figures come from."),
};
const sk_document sk__doc_candidates = {
    "review/candidates.csv",
    SK_N("What a kitchen could become. Today's role is always possible; a row for it without size "
         "and investment says more about it. A kitchen without rows keeps its role."),
    false,
    COLS(candidates),
    LOCAL(sk_candidate),
    .key = {0, 1, 2, -1},
    .n_unique = 3};

static const sk_word wishes[] = {
    {"kök_kvar", "kitchen_stays", SK_WISH_KITCHEN}, {"lagar", "cooks", SK_WISH_COOK},
    {"lagar_inte", "cooks_not", SK_WISH_NO_COOK},   {"oförändrat", "unchanged", SK_WISH_UNCHANGED},
    {"läggs_ner", "closes", SK_WISH_CLOSE},         {NULL, NULL, 0}};
static const sk_column wish[] = {
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_wish, kitchen, "The kitchen."),
    WORD("slag", "kind", SK_REQ, wishes, 0, sk_wish, kind, "What must hold."),
    REF("nämnd", "board", 0, SK_DOC_BOARDS, sk_wish, board, "The board that wishes it."),
    TXT("text", "text", sk_wish, text, "Decision or reason, for people."),
};
const sk_document sk__doc_wishes = {"review/wishes.csv",
                                    SK_N("A decision or a board's wish that every structure of the "
                                         "review must keep."),
                                    false,
                                    COLS(wish),
                                    LOCAL(sk_wish),
                                    .key = {0, 1, -1},
                                    .n_unique = 2};
