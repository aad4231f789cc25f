/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps 9-10: cells to prices, what each customer pays, and whether it all closes. */
#include "price/case_priv.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

/* ---- price of one product ---- */

static sk_rate share_in_price(const sk_price_product *d)
{
    if (d->tariff == SK_TARIFF_SINGLE) return (sk_rate){1, 1};
    return d->tariff == SK_TARIFF_TWO_PART ? (sk_rate){0, 1} : d->mixed;
}

static bool add_cells(const price_run *p, sk_price_tag *t)
{
    bool ok = true;
    for (int i = 0; i < p->r->n_cells; i++) {
        const sk_price_cell *x = &p->r->cell[i];
        if (x->product != t->product) continue;
        ok = ok && sk_add_ok(t->fixed, x->fixed, &t->fixed) &&
             sk_add_ok(t->fixed, x->gap_fixed, &t->fixed) &&
             sk_add_ok(t->variable, x->variable, &t->variable) &&
             sk_add_ok(t->variable, x->gap_variable, &t->variable) &&
             sk_add_ok(t->portions, x->billed, &t->portions);
    }
    return ok;
}

static void make_tag(price_run *p, sk_price_tag *t)
{
    const sk_price_product *d = &p->c->product[t->product];
    sk_rate share = share_in_price(d);
    sk_ore pool;
    if (!add_cells(p, t) || !sk_scale(t->fixed, &share, 1, &t->fixed_in_variable) ||
        !sk_add_ok(t->variable, t->fixed_in_variable, &pool)) {
        sk__price_bad(p, "K003", d->src, "the cost of product %s is out of range", d->id);
        return;
    }
    if (t->portions == 0 && t->fixed + t->variable != 0 && p->c->set.stop == SK_STAGE_ALL) {
        sk__price_bad(p, "K006", d->src, "product %s bears cost, but is sold no more", d->id);
        return;
    }
    t->price = t->portions ? sk_floordiv(pool, t->portions) : 0;
    t->remainder = pool - t->price * t->portions;
    t->fee = t->fixed - t->fixed_in_variable;
    if (t->price < 0 || t->fee < 0)
        sk__price_bad(p, "K014", d->src, "the price of product %s would be below zero", d->id);
}

/* ---- bills ---- */

typedef struct order {
    const char *id;
    sk_ix at;
} order;

static int by_id(const void *x, const void *y)
{
    return strcmp(((const order *)x)->id, ((const order *)y)->id);
}

/* Bills of one product: its customers in order of id. */
static int start_bills(price_run *p, sk_ix product, const order *customer, sk_price_bill *b)
{
    int n = 0;
    for (int u = 0; u < p->c->n_customers; u++) {
        sk_price_bill x = {.product = product, .customer = customer[u].at};
        bool buys = false;
        for (int i = 0; i < p->r->n_cells; i++) {
            const sk_price_cell *y = &p->r->cell[i];
            if (y->product != product || y->customer != x.customer) continue;
            x.portions += y->billed;
            buys = true;
        }
        for (int i = 0; i < p->c->n_capacities; i++)
            if (p->c->capacity[i].product == product && p->c->capacity[i].customer == x.customer)
                x.places += p->c->capacity[i].places;
        if (buys || x.places) b[n++] = x;
    }
    return n;
}

static void split_over(price_run *p, sk_ore total, const sk_price_bill *b, int n, bool by_places)
{
    int64_t *w = p->weight, sum = 0; /* n_cells + 1 long */
    for (int i = 0; i < n; i++) sum += w[i] = by_places ? b[i].places : b[i].portions;
    for (int i = 0; i < n && sum == 0; i++) w[i] = 1; /* the base step of what is sold no more */
    if (sk_split(total, w, (size_t)n, p->share) == SK_E_NOMEM) p->no_memory = true;
}

static void months(sk_price_bill *b, bool two_part)
{
    sk_ore year = b->fee + b->remainder;
    if (two_part) sk_split_even(year, SK_PRICE_MONTHS, b->month);
    else b->month[0] = year;
}

/* Fee by places; the remainder with it, or by portions where there is no fee. */
static void fill_bills(price_run *p, const sk_price_tag *t, sk_price_bill *b, int n)
{
    int64_t places = 0;
    for (int i = 0; i < n; i++) places += b[i].places;
    bool two_part = p->c->product[t->product].tariff != SK_TARIFF_SINGLE;
    if (t->fee != 0 && places == 0) {
        sk__price_bad(p, "K013", p->c->product[t->product].src,
                      "product %s has a fixed fee, but no customer has places to share it by",
                      p->c->product[t->product].id);
        return;
    }
    bool by_places = two_part && places > 0;
    split_over(p, t->fee, b, n, true);
    for (int i = 0; i < n; i++) b[i].fee = t->fee ? p->share[i] : 0;
    split_over(p, t->remainder, b, n, by_places);
    for (int i = 0; i < n; i++) {
        b[i].remainder = p->share[i];
        b[i].variable = t->price * b[i].portions;
        months(&b[i], two_part);
    }
}

static order *sorted_ids(price_run *p, bool customers)
{
    int n = customers ? p->c->n_customers : p->c->n_products;
    order *o = sk__price_array(p, (size_t)n + 1, sizeof *o);
    for (sk_ix i = 0; o && i < n; i++)
        o[i] = (order){customers ? p->c->customer[i].id : p->c->product[i].id, i};
    if (o) qsort(o, (size_t)n, sizeof *o, by_id);
    return o;
}

bool sk__price_tags(price_run *p)
{
    const sk_price_case *c = p->c;
    sk_price_result *r = p->r;
    size_t most = (size_t)c->n_volumes + (size_t)c->n_capacities + 1;
    const order *product = sorted_ids(p, false), *customer = sorted_ids(p, true);
    r->tag = sk__price_array(p, (size_t)c->n_products + 1, sizeof *r->tag);
    r->bill = sk__price_array(p, most, sizeof *r->bill);
    p->weight = sk__price_array(p, most, sizeof *p->weight);
    p->share = sk__price_array(p, most, sizeof *p->share);
    if (p->no_memory) return false;
    for (int i = 0; i < c->n_products; i++) {
        sk_price_tag *t = &r->tag[r->n_tags++];
        *t = (sk_price_tag){.product = product[i].at};
        make_tag(p, t);
        int n = start_bills(p, t->product, customer, r->bill + r->n_bills);
        if (!p->bad) fill_bills(p, t, r->bill + r->n_bills, n);
        r->n_bills += n;
    }
    return !p->bad && !p->no_memory;
}

/* ---- closing ---- */

static void sum_areas(price_run *p, sk_price_close *close)
{
    const sk_price_case *c = p->c;
    for (int i = 0; i < p->r->n_cells; i++) {
        const sk_price_cell *x = &p->r->cell[i];
        sk_price_close *a = &close[c->product[x->product].area];
        a->cost += x->fixed + x->variable;
        a->gap -= x->gap_fixed + x->gap_variable;
    }
    for (int i = 0; i < p->r->n_bills; i++) {
        const sk_price_bill *b = &p->r->bill[i];
        sk_ore monthly = 0;
        for (int m = 0; m < SK_PRICE_MONTHS; m++) monthly += b->month[m];
        close[c->product[b->product].area].revenue += b->variable + monthly;
    }
    for (int i = 0; i < c->n_areas; i++) {
        close[c->n_areas].cost += close[i].cost;
        close[c->n_areas].revenue += close[i].revenue;
        close[c->n_areas].gap += close[i].gap;
    }
}

/* From what is billed and from the lines, not from what was meant: this is the lock on publishing. */
bool sk__price_close(price_run *p)
{
    const sk_price_case *c = p->c;
    sk_price_close *close = sk__price_array(p, (size_t)c->n_areas + 1, sizeof *close);
    sk_ore lines = 0;
    if (!close) return false;
    p->r->close = close;
    sum_areas(p, close);
    for (int i = 0; i < c->n_lines; i++) lines += p->r->step[i].final;
    for (int i = 0; i <= c->n_areas; i++)
        if (close[i].revenue + close[i].gap != close[i].cost)
            sk__price_bad(p, "K015", sk__price_nowhere,
                          "area %s: revenue %lld öre and gap %lld öre are not cost %lld öre",
                          i < c->n_areas ? c->area[i].id : "*", (long long)close[i].revenue,
                          (long long)close[i].gap, (long long)close[i].cost);
    if (lines != close[c->n_areas].cost)
        sk__price_bad(p, "K015", sk__price_nowhere,
                      "the cells cost %lld öre but the cost lines %lld öre",
                      (long long)close[c->n_areas].cost, (long long)lines);
    return !p->bad;
}

/* ---- prices that stay ---- */

bool sk_price_unchanged(const sk_price_case *c, const sk_price_result *r, const sk_price_old *old,
                        sk_price_saving *out)
{
    *out = (sk_price_saving){0, 0, 0, 0, 0};
    for (int i = 0; i < c->n_lines; i++)
        if (!sk_add_ok(out->cost, r->step[i].final - r->step[i].efficiency, &out->cost))
            return false;
    for (int i = 0; i < r->n_tags; i++) {
        const sk_price_tag *t = &r->tag[i];
        sk_ore v;
        if (__builtin_mul_overflow(old[t->product].price, t->portions, &v) ||
            !sk_add_ok(out->revenue, v, &out->revenue) ||
            !sk_add_ok(out->revenue, old[t->product].fee, &out->revenue))
            return false;
    }
    out->required = out->cost - out->revenue;
    for (int i = 0; i < c->n_lines; i++) out->assigned -= r->step[i].efficiency;
    out->gap = out->required - out->assigned;
    return true;
}

bool sk_price_vat(sk_ore net, sk_rate rate, sk_ore *vat) { return sk_scale(net, &rate, 1, vat); }
