/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/vary.h"

#include "base/num.h"
#include "base/text.h"

#include <string.h>

/* ---- one change ---- */

static sk_code out_of_range(sk_diags *diags, sk_price_src src)
{
    sk_loc at = {src.file ? src.file : "", src.line, 0, NULL};
    sk_diag_add(diags, SK_SEV_ERROR, "K003", at, NULL,
                "the changed case has a number out of range");
    return SK_E_INPUT;
}

static sk_code vary_factors(const sk_price_case *c, const sk_vary *v, sk_price_factor *f,
                            sk_diags *diags)
{
    for (int i = 0; i < c->n_factors; i++) {
        f[i] = c->factor[i];
        if (f[i].key != v->key || f[i].product != v->product) continue;
        if (!sk_add_ok(f[i].factor, v->delta, &f[i].factor) || f[i].factor < 0)
            return out_of_range(diags, f[i].src);
    }
    return SK_OK;
}

static bool fits(const sk_vary *v, sk_ix product, sk_ix customer)
{
    return (v->product == SK_NONE || v->product == product) &&
           (v->customer == SK_NONE || v->customer == customer);
}

static sk_code vary_volumes(const sk_price_case *c, const sk_vary *v, sk_price_volume *vol,
                            sk_price_given *given, sk_diags *diags)
{
    for (int i = 0; i < c->n_volumes; i++) {
        vol[i] = c->volume[i];
        if (fits(v, vol[i].product, vol[i].customer) &&
            !(sk_scale(vol[i].portions, &v->rate, 1, &vol[i].portions) &&
              sk_scale(vol[i].billed, &v->rate, 1, &vol[i].billed)))
            return out_of_range(diags, vol[i].src);
    }
    for (int i = 0; i < c->n_given; i++) {
        given[i] = c->given[i];
        if (fits(v, given[i].product, given[i].customer) &&
            !sk_scale(given[i].amount, &v->rate, 1, &given[i].amount))
            return out_of_range(diags, given[i].src);
    }
    return SK_OK;
}

sk_code sk_price_vary(const sk_price_case *c, const sk_vary *v, sk_price_result **out,
                      sk_diags *diags)
{
    sk_price_case w = *c;
    sk_price_factor *factor = sk_calloc_n((size_t)c->n_factors + 1, sizeof *factor);
    sk_price_volume *volume = sk_calloc_n((size_t)c->n_volumes + 1, sizeof *volume);
    sk_price_given *given = sk_calloc_n((size_t)c->n_given + 1, sizeof *given);
    sk_code code = factor && volume && given ? SK_OK : SK_E_NOMEM;
    *out = NULL;
    if (v->kind == SK_VARY_METHOD) w.set.method = v->method;
    if (v->kind == SK_VARY_BASE)
        w.set.base = c->set.base == SK_BASE_OUTTURN ? SK_BASE_BUDGET : SK_BASE_OUTTURN;
    if (v->kind == SK_VARY_INDEX) w.set.index[v->index] = v->rate;
    if (code == SK_OK && v->kind == SK_VARY_FACTOR) {
        code = vary_factors(c, v, factor, diags);
        w.factor = factor;
    }
    if (code == SK_OK && v->kind == SK_VARY_VOLUME) {
        code = vary_volumes(c, v, volume, given, diags);
        w.volume = volume;
        w.given = given;
    }
    if (code == SK_OK) code = sk_price_run(&w, out, diags);
    sk_free(factor);
    sk_free(volume);
    sk_free(given);
    return code;
}

bool sk_rate_part_year(sk_rate r, int days_left, int days_year, sk_rate *out)
{
    if (r.den <= 0 || days_left < 0 || days_year <= 0 || days_left > days_year) return false;
    sk_rate v = {0, 0};
    if (__builtin_mul_overflow(r.num, (int64_t)days_left, &v.num) ||
        __builtin_mul_overflow(r.den, (int64_t)days_year, &v.den))
        return false;
    *out = sk_rate_reduce(v);
    return true;
}

/* ---- bridge ---- */

static const sk_price_stage stages[SK_N_BRIDGE] = {SK_STAGE_BASE,    SK_STAGE_ONE_OFF,
                                                   SK_STAGE_VOLUME,  SK_STAGE_INDEX,
                                                   SK_STAGE_DECIDED, SK_STAGE_ALL};

sk_code sk_price_bridge(const sk_price_case *c, sk_bridge *bridge, sk_diags *diags)
{
    for (int i = 0; i < c->n_products; i++) bridge[i] = (sk_bridge){{0}};
    for (int s = 0; s < SK_N_BRIDGE; s++) {
        sk_price_case w = *c;
        sk_price_result *r;
        w.set.stop = stages[s];
        sk_code code = sk_price_run(&w, &r, diags);
        if (code != SK_OK) return code;
        for (int i = 0; i < r->n_cells; i++)
            bridge[r->cell[i].product].cost[s] += r->cell[i].fixed + r->cell[i].variable;
        sk_price_result_free(r);
    }
    return SK_OK;
}

/* ---- VAT ---- */

bool sk_vat_check(const sk_vat_rate *v, size_t n, sk_diags *diags)
{
    bool ok = true;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            if (strcmp(v[i].kind, v[j].kind) != 0 || v[i].when.from > v[j].when.to ||
                v[j].when.from > v[i].when.to)
                continue;
            sk_loc at = {v[i].src.file ? v[i].src.file : "", v[i].src.line, 0, NULL};
            sk_diag_add(diags, SK_SEV_ERROR, "K016", at, NULL,
                        "VAT of '%s': the dates overlap those on line %d", v[i].kind,
                        v[j].src.line);
            ok = false;
        }
    return ok;
}

const sk_vat_rate *sk_vat_at(const sk_vat_rate *v, size_t n, const char *kind, sk_day day)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(v[i].kind, kind) == 0 && sk_period_has(v[i].when, day)) return &v[i];
    return NULL;
}
