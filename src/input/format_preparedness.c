/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the reserve of freeze-dried portions. */
#include "domain/preparedness.h"
#include "input/format_priv.h"

static const sk_column reserve[] = {
    REF("kök", "kitchen", SK_REQ, SK_DOC_KITCHENS, sk_reserve, kitchen, "Where it is kept."),
    REF("rätt", "dish", SK_REQ, SK_DOC_DISHES, sk_reserve, dish, "The dish that was freeze-dried."),
    INT("portioner", "portions", SK_REQ, NULL, 0, 10000000, 0, sk_reserve, portions,
        "Whole portions in store."),
    DATE("bäst_före", "best_before", SK_REQ, 0, sk_reserve, best_before, "Last day it is used."),
};
const sk_document sk__doc_reserve = {
    "reserve.csv",
    SK_N("Freeze-dried portions kept for a day when a kitchen fails."),
    false,
    COLS(reserve),
    LOCAL(sk_reserve),
    .key = {0, 1, 3, -1},
    .n_unique = 3};
