/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the folder invoice/, read through annex.c together with price/. */
#include "domain/invoice.h"
#include "input/format_priv.h"

#define REQ_TXT(sv, en, T, m, t)                                                                   \
    {                                                                                              \
        sv, en, SK_COL_TEXT, .flags = SK_REQ, F(T, m), .text = t                                   \
    }

static const sk_column changes[] = {
    DATE("datum", "date", SK_REQ, 0, sk_inv_change, day, "The day that is corrected."),
    REF("enhet", "site", SK_REQ, SK_DOC_SITES, sk_inv_change, site, "The site."),
    REF("produkt", "product", SK_REQ, SK_DOC_PRICE_TARIFFS, sk_inv_change, tariff,
        "What is billed."),
    INT("antal", "count", SK_REQ, SK_N("portions"), -100000, 100000, 0, sk_inv_change, count,
        "Portions more, or less with a minus."),
    REQ_TXT("orsak", "reason", sk_inv_change, reason, SK_N("Why; it stands on the bill.")),
};
const sk_document sk__doc_inv_changes = {"invoice/changes.csv",
                                         SK_N("A correction of what a site is billed for a day."),
                                         false,
                                         COLS(changes),
                                         LOCAL(sk_inv_change),
                                         .key = {1, 2, 0, -1}};

static const sk_column sales[] = {
    INT("period", "period", SK_REQ, NULL, 197001, 219912, 0, sk_inv_sale, period,
        "The month, as 202311."),
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_inv_sale, kitchen, "Kitchen that sold."),
    REF("produkt", "product", SK_REQ, SK_DOC_PRICE_TARIFFS, sk_inv_sale, tariff, "What was sold."),
    REF("kund", "customer", SK_REQ, SK_DOC_PRICE_CUSTOMERS, sk_inv_sale, customer, "Who bought."),
    INT("antal", "count", SK_REQ, SK_N("portions"), 0, 10000000, 0, sk_inv_sale, count,
        "How many."),
    TXT("underlag", "document", sk_inv_sale, document, "Where the count is written."),
};
const sk_document sk__doc_inv_sales = {
    "invoice/sales.csv",
    SK_N("What was sold in a month outside the register of sites."),
    false,
    COLS(sales),
    LOCAL(sk_inv_sale),
    .key = {0, 3, 2, 1, -1},
    .n_unique = 4};

static const sk_column booking[] = {
    REF("kund", "customer", SK_REQ, SK_DOC_PRICE_CUSTOMERS, sk_inv_booking, customer,
        "The customer."),
    REQ_TXT("konto_debet", "debit_account", sk_inv_booking, debit,
            SK_N("The customer's cost account, or a claim on somebody outside.")),
    TXT("ansvar_kund", "customer_cost_centre", sk_inv_booking, customer_centre,
        "Cost centre of the debit."),
    REQ_TXT("konto_intäkt", "revenue_account", sk_inv_booking, revenue,
            SK_N("Revenue account of the seller.")),
    TXT("konto_intäkt_fast", "fixed_revenue_account", sk_inv_booking, fixed,
        "Revenue account of fixed fees and rounding remainders; empty = as the other."),
    REQ_TXT("ansvar_säljare", "seller_cost_centre", sk_inv_booking, seller_centre,
            SK_N("Cost centre of fixed fees, and of kitchens without a manager.")),
    TXT("konto_moms", "vat_account", sk_inv_booking, vat,
        "Account of outgoing VAT; needed for sales with VAT."),
    TXT("motpart", "counterpart", sk_inv_booking, counterpart, "Counterpart in the coding string."),
    BOOL("avräkning", "settlement", sk_inv_booking, settles,
         "The year is settled to the decided volume, with December; else the difference stays in "
         "the result."),
};
const sk_document sk__doc_inv_booking = {"invoice/booking.csv",
                                         SK_N("How a customer's bill is booked."),
                                         true,
                                         COLS(booking),
                                         LOCAL(sk_inv_booking),
                                         .key = {0, -1},
                                         .n_unique = 1};
