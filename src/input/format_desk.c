/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of what is counted and ordered: stock and orders of coming days. */
#include "input/desk.h"
#include "input/format_priv.h"

static const sk_column stock[] = {
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_stock, kitchen, "The kitchen."),
    REF("ingrediens", "ingredient", SK_REQ, SK_DOC_INGREDIENTS, sk_stock, ingredient,
        "What it has."),
    MILLI("kg", "kg", SK_REQ, "kg", 0, 100000000, 0, sk_stock, g, "How much, as it is bought."),
    DATE("räknad", "counted", SK_REQ, SK_NO_DAY, sk_stock, counted, "Day it was counted."),
};
const sk_document sk__doc_stock = {"stock.csv",
                                   SK_N("What a kitchen has of an ingredient; subtracted from what "
                                        "it must buy."),
                                   false,
                                   COLS(stock),
                                   LOCAL(sk_stock),
                                   .key = {0, 1, -1},
                                   .n_unique = 2};

static const sk_column ahead[] = {
    REF("enhet", "site", SK_REQ, SK_DOC_SITES, sk_order_ahead, site, "The site."),
    MEAL(sk_order_ahead, meal),
    DATE("datum", "date", SK_REQ, SK_NO_DAY, sk_order_ahead, day, "Day it is eaten."),
    DATE("lagd", "placed", SK_REQ, SK_NO_DAY, sk_order_ahead, placed,
         "Day the order was placed; a later one changes an earlier."),
    INT("antal", "count", SK_REQ, SK_N("portions"), 0, 100000, 0, sk_order_ahead, count,
        "Portions ordered; 0 = none that day."),
};
const sk_document sk__doc_orders_ahead = {"orders_ahead.csv",
                                          SK_N("A site's order of a meal on a coming day."),
                                          false,
                                          COLS(ahead),
                                          LOCAL(sk_order_ahead),
                                          .key = {0, 1, 2, 3, -1},
                                          .n_unique = 4};
