/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/whole.h"

#include <string.h>

#include "base/text.h"

static sk_code run_base(sk_price_whole *w, const sk_kommun *k, const sk_price_data *d,
                        const sk_price_ask *ask, sk_price_base base, sk_diags *diags)
{
    sk_price_ask own = *ask;
    own.base = base;
    sk_code code = sk_price_build(k, d, &own, &w->made[base], diags);
    return code ? code : sk_price_run(&w->made[base]->c, &w->result[base], diags);
}

/* ---- sensitivity ---- */

static void keep_tags(sk_price_tag *to, const sk_price_result *r)
{
    for (int i = 0; i < r->n_tags; i++) to[r->tag[i].product] = r->tag[i];
}

/* One changed run; of it all products, or only one. A run that fails (a weight below 0) is left out. */
static sk_code sense(sk_price_whole *w, int which, const sk_vary *v, sk_ix only)
{
    const sk_price_case *c = &w->made[w->base]->c;
    sk_price_result *r = NULL;
    sk_diags *quiet = sk_diags_new(SK_LANG_EN);
    if (!quiet) return SK_E_NOMEM;
    sk_code code = sk_price_vary(c, v, &r, quiet);
    sk_diags_free(quiet);
    if (code == SK_E_NOMEM) return code;
    for (int i = 0; code == SK_OK && i < r->n_tags; i++)
        if (only == SK_NONE || r->tag[i].product == only)
            w->sense[which][r->tag[i].product] = r->tag[i];
    sk_price_result_free(r);
    return SK_OK;
}

/* A portion value 0.1 up and down; nothing for what weighs nothing. */
static sk_code sense_weights(sk_price_whole *w)
{
    const sk_price_case *c = &w->made[w->base]->c;
    for (sk_ix p = 0; p < c->n_products; p++)
        for (int up = 0; up < 2; up++) {
            sk_vary v = {.kind = SK_VARY_FACTOR,
                         .key = SK_KEY_VALUE,
                         .product = p,
                         .customer = SK_NONE,
                         .delta = up ? 100 : -100};
            sk_code code = sense(w, up ? SK_SENSE_UP : SK_SENSE_DOWN, &v, p);
            if (code) return code;
        }
    return SK_OK;
}

static sk_code sensitivity(sk_price_whole *w)
{
    const sk_vary direct = {.kind = SK_VARY_METHOD, .method = SK_SUPPORT_DIRECT};
    const sk_vary step = {.kind = SK_VARY_METHOD, .method = SK_SUPPORT_STEP_DOWN};
    const sk_vary fewer = {
        .kind = SK_VARY_VOLUME, .product = SK_NONE, .customer = SK_NONE, .rate = {95, 100}};
    sk_code code = sense(w, SK_SENSE_DIRECT, &direct, SK_NONE);
    if (code == SK_OK) code = sense(w, SK_SENSE_STEP_DOWN, &step, SK_NONE);
    if (code == SK_OK) code = sense(w, SK_SENSE_VOLUME, &fewer, SK_NONE);
    keep_tags(w->sense[SK_SENSE_OTHER_BASE], w->result[!w->base]);
    return code == SK_OK ? sense_weights(w) : code;
}

static sk_code go_deep(sk_price_whole *w, sk_diags *diags)
{
    const sk_price_case *c = &w->made[w->base]->c;
    size_t n = (size_t)c->n_products + 1;
    w->bridge = sk_arena_calloc(w->arena, n, sizeof *w->bridge);
    bool ok = w->bridge != NULL;
    for (int i = 0; i < SK_N_SENSES && ok; i++) {
        w->sense[i] = sk_arena_calloc(w->arena, n, sizeof *w->sense[i]);
        ok = w->sense[i] != NULL;
        for (size_t p = 0; ok && p < n; p++) w->sense[i][p].price = -1;
    }
    if (!ok) return SK_E_NOMEM;
    sk_code code = sk_price_bridge(c, w->bridge, diags);
    return code ? code : sensitivity(w);
}

sk_code sk_price_whole_make(const sk_kommun *k, const sk_price_data *d, const sk_price_ask *ask,
                            bool deep, sk_price_whole **out, sk_diags *diags)
{
    *out = NULL;
    sk_price_whole *w = sk_alloc(sizeof *w);
    if (!w) return SK_E_NOMEM;
    w->base = ask->base;
    w->arena = sk_arena_new();
    sk_code code = w->arena ? run_base(w, k, d, ask, ask->base, diags) : SK_E_NOMEM;
    if (code == SK_OK) code = run_base(w, k, d, ask, (sk_price_base)!ask->base, diags);
    if (code == SK_OK && deep) code = go_deep(w, diags);
    if (code == SK_OK) *out = w;
    else sk_price_whole_free(w);
    return code;
}

void sk_price_whole_free(sk_price_whole *w)
{
    if (!w) return;
    for (int b = 0; b < 2; b++) {
        sk_price_result_free(w->result[b]);
        sk_price_made_free(w->made[b]);
    }
    sk_arena_free(w->arena);
    sk_free(w);
}
