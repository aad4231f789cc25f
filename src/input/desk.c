/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/desk.h"

#include "base/text.h"
#include "input/annex.h"

enum { STOCK_OLD_DAYS = 14 };

struct sk_desk {
    sk_annex *annex;
    const sk_kommun *k;
    const sk_stock *stock; /* by kitchen, ingredient */
    int n_stock;
    const sk_order_ahead *order; /* by site, meal, day, placed */
    int n_orders;
};

static void check(const sk_desk *d, sk_diags *diags)
{
    for (int i = 0; i < d->n_stock; i++) {
        sk_loc at = sk_annex_at(d->annex, SK_DOC_STOCK, i, "räknad");
        if (d->stock[i].counted > d->k->as_of)
            sk_diag_add(diags, SK_SEV_WARNING, "W034", at, NULL,
                        SK_N("counted after the as-of date: left out"));
        else if (d->stock[i].counted < d->k->as_of - STOCK_OLD_DAYS)
            sk_diag_add(diags, SK_SEV_WARNING, "W035", at,
                        SK_N("count again before you trust the purchase list"),
                        SK_N("counted %d days before the as-of date"),
                        d->k->as_of - d->stock[i].counted);
    }
    for (int i = 0; i < d->n_orders; i++)
        if (d->order[i].placed > d->k->as_of)
            sk_diag_add(diags, SK_SEV_WARNING, "W036",
                        sk_annex_at(d->annex, SK_DOC_ORDERS_AHEAD, i, "lagd"), NULL,
                        SK_N("placed after the as-of date: not seen"));
    sk_diags_sort(diags);
}

sk_code sk_desk_load(const char *dir, const sk_kommun *k, sk_desk **out, sk_diags *diags,
                     sk_err *err)
{
    *out = NULL;
    sk_desk *d = sk_alloc(sizeof *d);
    if (!d) return sk_err_set(err, SK_E_NOMEM, SK_N("out of memory"));
    d->k = k;
    sk_code code = sk_annex_load(dir, k, SK_DOC_STOCK, SK_DOC_ORDERS_AHEAD, &d->annex, diags, err);
    if (code != SK_OK) {
        sk_free(d);
        return code;
    }
    d->stock = sk_annex_rows(d->annex, SK_DOC_STOCK, &d->n_stock);
    d->order = sk_annex_rows(d->annex, SK_DOC_ORDERS_AHEAD, &d->n_orders);
    check(d, diags);
    *out = d;
    return SK_OK;
}

void sk_desk_free(sk_desk *d)
{
    if (!d) return;
    sk_annex_free(d->annex);
    sk_free(d);
}

/* First row of a kitchen and ingredient, or of what sorts after it. */
static int stock_at(const sk_desk *d, sk_ix kitchen, sk_ix ingredient)
{
    int lo = 0, hi = d->n_stock;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const sk_stock *s = &d->stock[mid];
        bool less = s->kitchen < kitchen || (s->kitchen == kitchen && s->ingredient < ingredient);
        if (less) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

int64_t sk_desk_stock(const sk_desk *d, sk_ix kitchen, sk_ix ingredient, sk_day *counted)
{
    int i = d ? stock_at(d, kitchen, ingredient) : 0;
    if (!d || i == d->n_stock || d->stock[i].kitchen != kitchen ||
        d->stock[i].ingredient != ingredient || d->stock[i].counted > d->k->as_of)
        return 0;
    if (counted) *counted = d->stock[i].counted;
    return d->stock[i].g;
}

bool sk_desk_has_stock(const sk_desk *d, sk_ix kitchen)
{
    int i = d ? stock_at(d, kitchen, 0) : 0;
    return d && i < d->n_stock && d->stock[i].kitchen == kitchen;
}

static int order_cmp(const sk_order_ahead *o, sk_ix site, int meal, sk_day day)
{
    const int have[3] = {o->site, o->meal, o->day}, want[3] = {site, meal, day};
    for (int i = 0; i < 3; i++)
        if (have[i] != want[i]) return have[i] < want[i] ? -1 : 1;
    return 0;
}

const sk_order_ahead *sk_desk_order(const sk_desk *d, sk_ix site, sk_meal meal, sk_day day,
                                    const sk_order_ahead **before)
{
    const sk_order_ahead *last = NULL;
    int lo = 0, hi = d ? d->n_orders : 0;
    *before = NULL;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (order_cmp(&d->order[mid], site, (int)meal, day) < 0) lo = mid + 1;
        else hi = mid;
    }
    for (; d && lo < d->n_orders && order_cmp(&d->order[lo], site, (int)meal, day) == 0; lo++) {
        if (d->order[lo].placed > d->k->as_of) continue;
        *before = last;
        last = &d->order[lo];
    }
    return last;
}

bool sk_desk_has_orders(const sk_desk *d) { return d && d->n_orders > 0; }
