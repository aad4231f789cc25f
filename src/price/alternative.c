/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices under another plan: the ledger plus what the alternative differs in. */
#include "price/whole.h"

static bool fits(const sk_pd_account *a, sk_price_kind kind)
{
    bool fixed = a->behaviour == SK_COST_FIXED;
    switch (kind) {
    case SK_KIND_FOOD: return a->key == SK_PD_BY_FOOD;
    case SK_KIND_STAFF: return a->index == SK_IDX_WAGE && a->influenceable;
    case SK_KIND_TRIPS: return a->key == SK_PD_BY_TRIPS;
    case SK_KIND_ENERGY: return a->key == SK_PD_BY_WORK;
    case SK_KIND_PREMISES: return a->index == SK_IDX_RENT;
    case SK_KIND_CAPITAL: return fixed && a->index == SK_IDX_NONE;
    case SK_KIND_OTHER: return fixed && a->index == SK_IDX_PRICE && a->influenceable;
    default: return false;
    }
}

const char *sk_price_group(const sk_price_data *d, sk_price_kind kind)
{
    const char *first = NULL;
    for (int i = 0; i < d->n_accounts; i++) {
        const sk_pd_account *a = &d->account[i];
        if (a->kind != SK_PD_COST) continue;
        if (!first) first = a->group;
        if (fits(a, kind)) return a->group;
    }
    return first;
}

sk_code sk_price_of_year(const sk_price_alternative *a, sk_arena *arena, sk_price_whole **out,
                         sk_diags *diags, sk_err *err)
{
    sk_price_keys *keys = sk_arena_calloc(arena, 1, sizeof *keys);
    *out = NULL;
    if (!keys) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_code code = sk_price_keys_year(a->reg, a->year, arena, keys, err);
    if (code) return code;
    const sk_price_ask ask = {.year = a->price_year,
                              .keys = keys,
                              .extra = a->extra,
                              .n_extra = a->n_extra,
                              .share_empty = true};
    code = sk_price_whole_make(a->k, a->d, &ask, false, out, diags);
    if (code == SK_E_NOMEM) return sk_err_set(err, code, "out of memory");
    return code ? sk_err_set(err, code, "no prices are published: the faults above come first")
                : SK_OK;
}
