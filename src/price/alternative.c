/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prices under another plan: the ledger plus the difference between two planned years. */
#include <string.h>

#include "domain/query.h"
#include "price/whole.h"
#include "price/year.h"

const char *sk_price_group(const sk_price_data *d, sk_price_kind kind)
{
    const char *first = NULL;
    for (int i = 0; i < d->n_accounts; i++) {
        const sk_pd_account *a = &d->account[i];
        if (a->kind != SK_PD_COST) continue;
        if (!first) first = a->group;
        if ((kind == SK_KIND_FOOD && a->key == SK_PD_BY_FOOD) ||
            (kind == SK_KIND_STAFF && a->index == SK_IDX_WAGE && a->influenceable) ||
            (kind == SK_KIND_TRIPS && a->key == SK_PD_BY_TRIPS) ||
            (kind == SK_KIND_ENERGY && a->key == SK_PD_BY_WORK))
            return a->group;
    }
    return first;
}

/* What a planned year costs by kitchen and kind; ore[n_kitchens x SK_N_KINDS]. */
static void costs(const sk_year *y, sk_ore *ore)
{
    for (int i = 0; i < y->n_cells; i++) {
        const sk_year_cell *c = &y->cell[i];
        ore[c->cook * SK_N_KINDS + SK_KIND_FOOD] += c->food_ore;
        ore[c->cook * SK_N_KINDS + SK_KIND_ENERGY] += c->energy_ore;
    }
    for (int i = 0; i < y->n_trips; i++)
        ore[y->trip[i].kitchen * SK_N_KINDS + SK_KIND_TRIPS] += y->trip[i].ore;
    for (int i = 0; i < y->k->n_kitchens; i++)
        ore[i * SK_N_KINDS + SK_KIND_STAFF] += y->kitchen[i].avail_ore + y->kitchen[i].over_ore;
}

static sk_ore *costs_of(const sk_year *y, sk_arena *arena)
{
    sk_ore *ore = sk_arena_calloc(arena, (size_t)y->k->n_kitchens * SK_N_KINDS + 1, sizeof *ore);
    if (ore) costs(y, ore);
    return ore;
}

/* Differences by kitchen; what a kitchen that is gone cost is taken off all. Income and costs may both stand. */
static int differences(const sk_price_alternative *a, const sk_ore *now, const sk_ore *was,
                       sk_price_extra *x)
{
    int n = 0;
    const sk_kommun *old = a->before->k;
    for (sk_ix i = 0; i < a->k->n_kitchens; i++) {
        sk_ix then = sk_find_kitchen(old, a->k->kitchen[i].id);
        for (int kind = 0; kind < SK_N_KINDS; kind++) {
            sk_ore ore = now[i * SK_N_KINDS + kind];
            if (then != SK_NONE) ore -= was[then * SK_N_KINDS + kind];
            if (ore) x[n++] = (sk_price_extra){i, sk_price_group(a->d, (sk_price_kind)kind), ore};
        }
    }
    for (sk_ix i = 0; i < old->n_kitchens; i++) {
        if (sk_find_kitchen(a->k, old->kitchen[i].id) != SK_NONE) continue;
        for (int kind = 0; kind < SK_N_KINDS; kind++)
            if (was[i * SK_N_KINDS + kind])
                x[n++] = (sk_price_extra){SK_NONE, sk_price_group(a->d, (sk_price_kind)kind),
                                          -was[i * SK_N_KINDS + kind]};
    }
    return n;
}

sk_code sk_price_of_year(const sk_price_alternative *a, sk_arena *arena, sk_price_whole **out,
                         sk_diags *diags, sk_err *err)
{
    sk_price_keys *keys = sk_arena_calloc(arena, 1, sizeof *keys);
    const sk_ore *now = costs_of(a->year, arena), *was = costs_of(a->before, arena);
    size_t most = (size_t)(a->k->n_kitchens + a->before->k->n_kitchens) * SK_N_KINDS;
    sk_price_extra *extra = sk_arena_calloc(arena, most + 1, sizeof *extra);
    *out = NULL;
    if (!keys || !now || !was || !extra) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_code code = sk_price_keys_year(a->reg, a->year, arena, keys, err);
    if (code) return code;
    const sk_price_ask ask = {.year = a->price_year,
                              .keys = keys,
                              .extra = extra,
                              .n_extra = differences(a, now, was, extra),
                              .share_empty = true};
    code = sk_price_whole_make(a->k, a->d, &ask, false, out, diags);
    if (code == SK_E_NOMEM) return sk_err_set(err, code, "out of memory");
    return code ? sk_err_set(err, code, "no prices are published: the faults above come first")
                : SK_OK;
}
