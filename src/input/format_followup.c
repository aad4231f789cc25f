/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the register of continuity plans and of the follow-up. */
#include "domain/followup.h"
#include "input/format_priv.h"

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
