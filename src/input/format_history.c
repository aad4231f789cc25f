/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the counts. Read by history.c, leniently; the table is for names, words and the
 * documentation. */
#include "domain/history.h"
#include "input/format_priv.h"

static const sk_word bases[] = {{"ätande", "eaters", SK_BASIS_EATERS},
                                {"tallrikar", "plates", SK_BASIS_PLATES},
                                {"beställda", "orders", SK_BASIS_ORDERS},
                                {"inskrivna", "enrolled", SK_BASIS_ENROLLED},
                                {NULL, NULL, 0}};
static const sk_word yes_no[] = {{"nej", "no", 0}, {"ja", "yes", 1}, {NULL, NULL, 0}};
static const sk_column attendance[] = {
    DATE("datum", "date", SK_REQ, 0, sk_in_attendance, day, "The day."),
    REF("enhet", "site", SK_REQ, SK_DOC_SITES, sk_in_attendance, site, "The site."),
    MEAL(sk_in_attendance, meal),
    INT("antal", "count", SK_REQ, NULL, 0, 100000, 0, sk_in_attendance, count, "What was counted."),
    WORD("räknesätt", "basis", 0, bases, SK_BASIS_EATERS, sk_in_attendance, basis,
         "What was counted: eaters, plates, orders or enrolled."),
    WORD("tog_slut", "ran_out", 0, yes_no, 0, sk_in_attendance, ran_out,
         "The food ran out: at least so many would have eaten, and the forecast learns no less."),
};
const sk_document sk__doc_attendance = {
    "history/attendance.csv", SK_N("How many ate at a site."), false,
    COLS(attendance),         LOCAL(sk_in_attendance),         .key = {1, 2, 0, -1}};

static const sk_column orders[] = {
    DATE("datum", "date", SK_REQ, 0, sk_in_order, day, "The day."),
    REF("enhet", "site", SK_REQ, SK_DOC_SITES, sk_in_order, site, "The site."),
    MEAL(sk_in_order, meal),
    INT("beställt", "ordered", SK_REQ, SK_N("portions"), 0, 100000, 0, sk_in_order, count,
        "Portions ordered."),
};
const sk_document sk__doc_orders = {
    "history/orders.csv", SK_N("What a site ordered."), false,
    COLS(orders),         LOCAL(sk_in_order),           .key = {1, 2, 0, -1}};

static const sk_column renamed[] = {
    {"förr", "was", SK_COL_TEXT, .flags = SK_REQ, F(sk_in_renamed, was),
     .text = SK_N("What stands in the history: an old id, code or name, letter by letter.")},
    REF("enhet", "site", 0, SK_DOC_SITES, sk_in_renamed, site, "The unit that it is now."),
    REF("kök", "kitchen", 0, SK_DOC_KITCHENS, sk_in_renamed, kitchen,
        "The kitchen that it is now."),
    REF("rätt", "dish", 0, SK_DOC_DISHES, sk_in_renamed, dish, "The dish that it is now."),
};
const sk_document sk__doc_renamed = {
    "history/renamed.csv",
    SK_N(
        "What a unit, kitchen or dish was called in the history's documents: rows under the old "
        "name "
        "are read as its own. One of site, kitchen and dish is filled in. guests.csv must tell the "
        "unit's guests for those days, too."),
    false,
    COLS(renamed),
    LOCAL(sk_in_renamed),
    .key = {1, 2, 3, -1}};
