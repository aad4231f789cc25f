/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A controller's scenario for prices: a name in price/scenarios.csv, or a scenario document as `whatif` reads. */
#include "api/price_scenario.h"

#include <string.h>

#include "base/file.h"
#include "base/num.h"
#include "base/text.h"

/* ---- a document ---- */

#define CANNOT(a, op, hint, why)                                                                   \
    ((a)->bad = true, sk_diag_add((a)->diags, SK_SEV_ERROR, "K031",                                \
                                  (sk_loc){(op)->file, (op)->line, (op)->col, (op)->path}, hint,   \
                                  why, sk_op_name((op)->kind)))

/* The part of a change over years that has come in the price year. */
static int64_t percent(const sk_op *op, int year)
{
    if (op->base_year == SK_OP_UNSET || op->by_year == SK_OP_UNSET) return op->percent_ppm;
    int64_t gone = year - op->base_year, all = op->by_year - op->base_year;
    gone = gone < 0 ? 0 : gone > all ? all : gone;
    return all > 0 ? sk_muldiv(op->percent_ppm, gone, all) : op->percent_ppm;
}

static void take_op(sk__ask_scene *a, const sk_op *op)
{
    sk_price_change *c = &a->change[a->n];
    *c = (sk_price_change){.target = "",
                           .index = SK_IDX_NONE,
                           .category = op->category,
                           .board = op->board,
                           .site = op->site,
                           .change_ppm = percent(op, a->year),
                           .from = op->from == SK_OP_UNSET ? SK_NO_DAY : (sk_day)op->from,
                           .src = {op->file, op->line}};
    bool everyone = op->category == SK_NONE && op->board == SK_NONE && op->site == SK_NONE;
    a->n++;
    switch (op->kind) {
    case SK_OP_GUESTS:
    case SK_OP_ATTENDANCE: c->kind = everyone ? SK_CHANGE_VOLUME : SK_CHANGE_GUESTS; return;
    case SK_OP_PORTION: c->kind = SK_CHANGE_HELPING; return;
    case SK_OP_WAGES:
        c->kind = SK_CHANGE_INDEX;
        c->index = SK_IDX_WAGE;
        return;
    case SK_OP_FOOD_PRICE:
        c->kind = SK_CHANGE_INDEX;
        c->index = SK_IDX_FOOD;
        if (op->ingredient == SK_NONE && op->goods_supplier == SK_NONE) return;
        CANNOT(a, op,
               SK_N("storkok whatif plans the year with other goods and shows the prices then"),
               SK_N("%s of single goods changes no ledger: prices take the growth of all food"));
        return;
    case SK_OP_INDEX:
        c->kind = SK_CHANGE_INDEX;
        c->index = (sk_cost_index)op->index;
        if (c->index != SK_IDX_NONE) return;
        CANNOT(a, op, NULL, SK_N("%s needs a class of cost that grows"));
        return;
    default:
        CANNOT(a, op, SK_N("storkok whatif plans the year with it and shows the prices then"),
               SK_N("%s changes who cooks or what: prices alone cannot answer it"));
    }
}

static sk_code from_document(sk__ask_scene *a, const sk_kommun *k, const char *path, sk_err *err)
{
    sk_code code = sk_scenario_read(k, path, &a->doc, a->diags, err);
    if (code) return code;
    const sk_scenario *s = a->doc;
    a->change = sk_arena_calloc(s->arena, (size_t)s->n_ops + 2, sizeof *a->change);
    if (!a->change) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    a->name = s->name;
    for (int i = 0; i < s->n_ops; i++) take_op(a, &s->op[i]);
    if (s->unchanged_prices)
        a->change[a->n++] = (sk_price_change){
            .kind = SK_CHANGE_SAVING, .from = SK_NO_DAY, .src = {s->file[0].name, 0}};
    return a->bad ? sk_err_set(err, SK_E_INPUT, "the scenario %.60s is none for prices", path)
                  : SK_OK;
}

/* ---- either ---- */

static sk_code unknown(const sk_price_data *d, const char *what, sk_err *err)
{
    sk_err_set(err, SK_E_USAGE,
               "there is no scenario %.60s in price/scenarios.csv, and no such document", what);
    for (int i = 0; i < d->n_scenarios; i++)
        sk_err_hint(err, "the first one there is %s", d->scenario[i].id);
    return SK_E_USAGE;
}

sk_code sk__ask_scene_read(sk__ask_scene *a, const sk_kommun *k, const sk_price_data *d,
                           const char *what, sk_arena *arena, sk_err *err)
{
    bool one = true;
    sk_code code = SK_OK;
    sk_ix row = sk_price_scene_find(d, what);
    a->split = SK_NO_DAY;
    if (row != SK_NONE) {
        a->name = d->scenario[row].name;
        a->change = sk_price_scene_rows(d, what, arena, &a->n);
        if (!a->change) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    } else if (sk_file_exists(what)) code = from_document(a, k, what, err);
    else return unknown(d, what, err);
    if (code) return code;
    a->split = sk_price_scene_from(a->change, a->n, &one);
    return one ? SK_OK
               : sk_err_set(err, SK_E_INPUT,
                            "volumes of one scenario must change from the same day");
}

void sk__ask_scene_free(sk__ask_scene *a) { sk_scenario_free(a->doc); }
