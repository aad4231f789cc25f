/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the history. Read by history.c, leniently; the table is for names, words and the
 * documentation. */
#include "domain/history.h"
#include "input/format_priv.h"

static const sk_word bases[] = {{"ätande", "eaters", SK_BASIS_EATERS},
                                {"tallrikar", "plates", SK_BASIS_PLATES},
                                {"beställda", "orders", SK_BASIS_ORDERS},
                                {"inskrivna", "enrolled", SK_BASIS_ENROLLED},
                                {NULL, NULL, 0}};
static const sk_column attendance[] = {
    DATE("datum", "date", SK_REQ, 0, sk_in_attendance, day, "The day."),
    REF("enhet", "site", SK_REQ, SK_DOC_SITES, sk_in_attendance, site, "The site."),
    MEAL(sk_in_attendance, meal),
    INT("antal", "count", SK_REQ, NULL, 0, 100000, 0, sk_in_attendance, count, "What was counted."),
    WORD("räknesätt", "basis", 0, bases, SK_BASIS_EATERS, sk_in_attendance, basis,
         "What was counted: eaters, plates, orders or enrolled."),
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

static const sk_word streams[] = {
    {"lagring", "storage", SK_WASTE_STORAGE},    {"beredning", "preparation", SK_WASTE_PREPARATION},
    {"tillagning", "cooking", SK_WASTE_COOKING}, {"servering", "serving", SK_WASTE_SERVING},
    {"tallrik", "plate", SK_WASTE_PLATE},        {NULL, NULL, 0}};
static const sk_column waste[] = {
    DATE("datum", "date", SK_REQ, 0, sk_in_waste, day, "The day."),
    {"plats", "place", SK_COL_TEXT, .flags = SK_REQ, F(sk_in_waste, place),
     .text = SK_N("The site or kitchen that weighed.")},
    MEAL(sk_in_waste, meal),
    WORD("ström", "stream", SK_REQ, streams, 0, sk_in_waste, stream,
         "Where in the flow it was lost."),
    INT("mängd_g", "amount_g", SK_REQ, "g", 0, 10000000, 0, sk_in_waste, g, "What was weighed."),
    INT("portioner", "portions", 0, SK_N("portions"), 0, 100000, 0, sk_in_waste, portions,
        "Portions or eaters that it is measured against; 0 = not known."),
};
const sk_document sk__doc_waste = {"history/waste.csv",
                                   SK_N("A weighing of food waste."),
                                   false,
                                   COLS(waste),
                                   LOCAL(sk_in_waste),
                                   .key = {1, 2, 0, 3, -1}};
