/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/build_priv.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

_Static_assert(SK_TARIFF_SINGLE == 0 && SK_TARIFF_TWO_PART == 1 && SK_TARIFF_MIXED == 2,
               "words of tariffs.csv");

void sk__build_bad(price_build *b, const char *rule, sk_pd_doc doc, int i, const char *hint,
                   const char *fmt, ...)
{
    char text[512];
    va_list ap;
    b->bad = true;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, sk_text(sk_diags_lang(b->diags), fmt), ap);
    va_end(ap);
    sk_loc at = {b->d->name[doc], i < 0 ? 0 : b->d->line[doc][i], 0, NULL};
    sk_diag_add(b->diags, SK_SEV_ERROR, rule, at, hint, "%s", text);
}

void *sk__build_array(price_build *b, size_t n, size_t size)
{
    void *v = sk_arena_calloc(b->m->arena, n + 1, size);
    if (!v) b->no_memory = true;
    return v;
}

sk_price_src sk__build_src(const price_build *b, sk_pd_doc doc, int i)
{
    return (sk_price_src){b->d->name[doc], b->d->line[doc][i]};
}

/* ---- settings ---- */

static sk_rate growth(int ppm)
{
    return ppm == SK_PD_NOT_GIVEN ? (sk_rate){0, 0} : sk_rate_reduce((sk_rate){ppm, SK_PPM});
}

/* (1 + wage) x (100 + PO) / (100 + last PO) - 1. */
static sk_rate wages(const sk_pd_year *now, const sk_pd_year *base)
{
    if (now->wage_ppm == SK_PD_NOT_GIVEN || now->po_ppm == SK_PD_NOT_GIVEN ||
        base->po_ppm == SK_PD_NOT_GIVEN)
        return growth(now->wage_ppm);
    int64_t million = SK_PPM, den = million * (million + base->po_ppm);
    return sk_rate_reduce(
        (sk_rate){(million + now->wage_ppm) * (million + now->po_ppm) - den, den});
}

static sk_rate interest(const sk_pd_year *now, const sk_pd_year *base)
{
    if (now->interest_ppm == SK_PD_NOT_GIVEN || base->interest_ppm <= 0) return (sk_rate){0, 0};
    return sk_rate_reduce((sk_rate){now->interest_ppm - base->interest_ppm, base->interest_ppm});
}

static const sk_pd_year *find_year(price_build *b, int year, const char *hint)
{
    for (int i = 0; i < b->d->n_years; i++)
        if (b->d->year[i].year == year) return &b->d->year[i];
    sk__build_bad(b, "K021", SK_PD_YEARS, -1, hint, SK_N("the year %d is missing"), year);
    return NULL;
}

static void settings(price_build *b)
{
    sk_price_made *m = b->m;
    const sk_pd_year *now =
        find_year(b, b->ask->year, SK_N("a price year needs a row with its rates and requirement"));
    const sk_pd_year *base = find_year(
        b, b->ask->year - 1, SK_N("the base year needs a row too: prices are built on it"));
    if (!now || !base) return;
    m->year = now;
    m->base_year = base;
    m->c.set = (sk_price_settings){.year = b->ask->year,
                                   .base = b->ask->base,
                                   .eff = now->require_ore   ? SK_EFF_ORE
                                          : now->require_ppm ? SK_EFF_RATE
                                                             : SK_EFF_NONE,
                                   .eff_ore = now->require_ore,
                                   .eff_rate = {now->require_ppm, SK_PPM},
                                   .gap_ore = now->gap_ore,
                                   .gap_area = now->gap_area,
                                   .gap_decision = now->decision,
                                   .gap_responsible = now->responsible};
    m->c.set.index[SK_IDX_WAGE] = wages(now, base);
    m->c.set.index[SK_IDX_PRICE] = growth(now->price_ppm);
    m->c.set.index[SK_IDX_RENT] = growth(now->rent_ppm);
    m->c.set.index[SK_IDX_FOOD] = growth(now->food_ppm);
    m->c.set.index[SK_IDX_INTEREST] = interest(now, base);
    int row = (int)(now - b->d->year);
    if (now->require_ore && now->require_ppm)
        sk__build_bad(b, "K012", SK_PD_YEARS, row, NULL,
                      SK_N("the requirement is an amount or a share, not both"));
    if (now->gap_ore && now->gap_area == SK_NONE)
        sk__build_bad(b, "K012", SK_PD_YEARS, row, NULL,
                      SK_N("an unassigned requirement needs the area that has it"));
    if (now->gap_ore && (!*now->decision || !*now->responsible))
        sk__build_bad(
            b, "K012", SK_PD_YEARS, row, NULL,
            SK_N("efficiency that is not assigned to lines needs a decision and a responsible"));
}

/* ---- products and customers ---- */

static sk_ix find_customer(const price_build *b, const char *id)
{
    for (int i = 0; i < b->d->n_customers; i++)
        if (strcmp(b->d->customer[i].id, id) == 0) return i;
    return SK_NONE;
}

static void parts(price_build *b, int i)
{
    const sk_pd_tariff *t = &b->d->tariff[i];
    bool counts = t->counts == SK_NONE || t->n_parts == 0;
    sk_ix who = *t->only ? find_customer(b, t->only) : b->d->n_customers;
    if (who == SK_NONE) {
        sk__build_bad(b, "K001", SK_PD_TARIFFS, i, NULL, SK_N("%s is not in customers.csv"),
                      t->only);
        return;
    }
    for (int p = 0; p < t->n_parts; p++) {
        sk_ix *of =
            &b->tariff_of[(size_t)t->parts[p] * (size_t)(b->d->n_customers + 1) + (size_t)who];
        counts = counts || t->parts[p] == t->counts;
        if (*of != SK_NONE)
            sk__build_bad(b, "K023", SK_PD_TARIFFS, i, NULL,
                          SK_N("%s is already sold by %s: its portions would be counted twice"),
                          b->k->product[t->parts[p]].id, b->d->tariff[*of].id);
        *of = i;
    }
    if (!counts)
        sk__build_bad(b, "K023", SK_PD_TARIFFS, i, NULL,
                      SK_N("what counts the volume of %s is not one of its parts"), t->id);
}

static void products(price_build *b)
{
    const sk_price_data *d = b->d;
    sk_price_product *p = sk__build_array(b, (size_t)d->n_tariffs, sizeof *p);
    size_t width = (size_t)d->n_customers + 1, n = (size_t)b->k->n_products * width;
    b->tariff_of = sk__build_array(b, n, sizeof *b->tariff_of);
    if (b->no_memory) return;
    for (size_t i = 0; i < n; i++) b->tariff_of[i] = SK_NONE;
    for (int i = 0; i < d->n_tariffs; i++) {
        const sk_pd_tariff *t = &d->tariff[i];
        p[i] = (sk_price_product){t->id,
                                  t->name,
                                  t->area,
                                  (sk_tariff)t->kind,
                                  sk_rate_reduce((sk_rate){t->mixed_ppm, SK_PPM}),
                                  sk__build_src(b, SK_PD_TARIFFS, i)};
        parts(b, i);
    }
    b->m->c.product = p;
    b->m->c.n_products = d->n_tariffs;
}

static void areas(price_build *b)
{
    sk_price_area *a = sk__build_array(b, (size_t)b->d->n_areas, sizeof *a);
    for (int i = 0; a && i < b->d->n_areas; i++) {
        const sk_pd_area *x = &b->d->area[i];
        a[i] = (sk_price_area){x->id, x->name};
        if (*x->exemption && !*x->approved)
            sk__build_bad(b, "K032", SK_PD_AREAS, i, NULL,
                          SK_N("the exemption of %s needs who allowed it and for which year"),
                          x->id);
    }
    b->m->c.area = a;
    b->m->c.n_areas = b->d->n_areas;
}

static void customers(price_build *b)
{
    const sk_price_data *d = b->d;
    sk_price_customer *u = sk__build_array(b, (size_t)d->n_customers, sizeof *u);
    b->customer_of = sk__build_array(b, (size_t)b->k->n_boards, sizeof *b->customer_of);
    if (b->no_memory) return;
    for (int i = 0; i < b->k->n_boards; i++) b->customer_of[i] = SK_NONE;
    for (int i = 0; i < d->n_customers; i++) {
        const sk_pd_customer *x = &d->customer[i];
        u[i] = (sk_price_customer){x->id, x->name, sk__build_src(b, SK_PD_CUSTOMERS, i)};
        for (int j = 0; j < b->k->n_boards; j++)
            if (strcmp(b->k->board[j].id, x->id) == 0) b->customer_of[j] = i;
        if (x->kind == SK_CUST_EXTERNAL && !*x->mandate)
            sk__build_bad(b, "K025", SK_PD_CUSTOMERS, i,
                          SK_N("name the decision that allows sales outside the municipality"),
                          SK_N("external sales to %s rest on no mandate"), x->id);
    }
    b->m->c.customer = u;
    b->m->c.n_customers = d->n_customers;
}

/* ---- keys, factors, places, VAT, last year's prices ---- */

static void keys(price_build *b)
{
    static const sk_price_key all[SK_N_KEYS] = {
        {"portionsvarde", SK_N("portion values"), false, {0}},
        {"livsmedel", SK_N("ingredients by recipe"), true, {0}},
        {"arbete", SK_N("cooking time"), true, {0}},
        {"transport", SK_N("transport"), true, {0}}};
    b->m->c.key = all;
    b->m->c.n_keys = SK_N_KEYS;
}

static sk_ix find_tariff(const price_build *b, const char *id)
{
    for (int i = 0; i < b->d->n_tariffs; i++)
        if (strcmp(b->d->tariff[i].id, id) == 0) return i;
    return SK_NONE;
}

static void factors(price_build *b)
{
    const sk_price_data *d = b->d;
    sk_price_factor *f = sk__build_array(b, (size_t)d->n_factors, sizeof *f);
    for (int i = 0; f && i < d->n_factors; i++) {
        const sk_pd_factor *x = &d->factor[i];
        sk_ix product = find_tariff(b, x->product);
        f[i] = (sk_price_factor){SK_KEY_VALUE, product,       x->value_milli,
                                 x->when,      x->decided_by, sk__build_src(b, SK_PD_FACTORS, i)};
        if (product == SK_NONE)
            sk__build_bad(b, "K001", SK_PD_FACTORS, i, NULL, SK_N("%s is not in tariffs.csv"),
                          x->product);
    }
    b->m->c.factor = f;
    b->m->c.n_factors = d->n_factors;
}

static void places(price_build *b)
{
    const sk_price_data *d = b->d;
    sk_price_capacity *c = sk__build_array(b, (size_t)d->n_places, sizeof *c);
    for (int i = 0; c && i < d->n_places; i++)
        c[i] = (sk_price_capacity){d->place[i].tariff, d->place[i].customer, d->place[i].places,
                                   sk__build_src(b, SK_PD_PLACES, i)};
    b->m->c.capacity = c;
    b->m->c.n_capacities = d->n_places;
}

static void vat(price_build *b)
{
    sk_price_made *m = b->m;
    m->vat = sk__build_array(b, (size_t)b->d->n_vats, sizeof *m->vat);
    m->n_vats = b->d->n_vats;
    for (int i = 0; m->vat && i < m->n_vats; i++) {
        const sk_pd_vat *v = &b->d->vat[i];
        m->vat[i] = (sk_vat_rate){v->sale, v->when, sk_rate_reduce((sk_rate){v->rate_ppm, SK_PPM}),
                                  v->source, sk__build_src(b, SK_PD_VAT, i)};
    }
    if (m->vat && !sk_vat_check(m->vat, (size_t)m->n_vats, b->diags)) b->bad = true;
}

static void old_prices(price_build *b)
{
    sk_price_made *m = b->m;
    m->old = sk__build_array(b, (size_t)b->d->n_tariffs, sizeof *m->old);
    for (int i = 0; m->old && i < b->d->n_lasts; i++) {
        const sk_pd_last *x = &b->d->last[i];
        if (x->year != b->ask->year - 1) continue;
        m->old[x->tariff] = (sk_price_old){x->price_ore, x->fee_ore};
        m->has_old = true;
    }
}

/* Whoever is another legal person pays VAT: there must be one rate on every day of the year. */
static void check_vat(price_build *b)
{
    const sk_price_made *m = b->m;
    sk_day first, next;
    bool *told = sk__build_array(b, (size_t)b->d->n_tariffs, sizeof *told);
    sk_day_from_ymd(b->ask->year, 1, 1, &first);
    sk_day_from_ymd(b->ask->year + 1, 1, 1, &next);
    for (int i = 0; told && i < m->c.n_volumes; i++) {
        const sk_price_volume *v = &m->c.volume[i];
        const sk_pd_tariff *t = &b->d->tariff[v->product];
        if (told[v->product] || v->portions == 0 ||
            b->d->customer[v->customer].kind == SK_CUST_BOARD)
            continue;
        for (sk_day day = first; day < next;) {
            const sk_vat_rate *r = sk_vat_at(m->vat, (size_t)m->n_vats, t->sale, day);
            char date[SK_DATE_LEN];
            if (r) {
                day = r->when.to >= next ? next : r->when.to + 1;
                continue;
            }
            sk__build_bad(b, "K033", SK_PD_TARIFFS, v->product,
                          SK_N("give vat.csv a rate of its kind of sale for the whole year"),
                          SK_N("%s is sold to %s, but has no VAT rate on %s"), t->id,
                          b->d->customer[v->customer].id, sk_day_str(day, date));
            told[v->product] = true;
            break;
        }
    }
}

static bool build(price_build *b)
{
    settings(b);
    areas(b);
    products(b);
    customers(b);
    bool sold = !b->bad; /* else what is eaten may seem unsold */
    keys(b);
    factors(b);
    places(b);
    vat(b);
    old_prices(b);
    if (!b->no_memory) sk__build_units(b);
    if (!b->no_memory && sold) sk__build_cells(b);
    if (!b->no_memory && sold) check_vat(b);
    if (!b->no_memory) sk__build_uses(b);
    bool sound = !b->bad; /* but for the ledger, whose faults are told all the same */
    if (!b->no_memory) sk__build_lines(b);
    if (sound && b->bad && !b->no_memory && sk_price_check(&b->m->c, b->diags) == SK_E_NOMEM)
        b->no_memory = true;
    return !b->bad && !b->no_memory;
}

static void drop(price_build *b)
{
    sk_map_free(b->units);
    sk_map_free(b->lines);
    sk_free(b->line);
    sk_free(b->group);
    sk_free(b->row);
}

sk_code sk_price_build(const sk_kommun *k, const sk_price_data *d, const sk_price_ask *ask,
                       sk_price_made **out, sk_diags *diags)
{
    *out = NULL;
    sk_price_made *m = sk_alloc(sizeof *m);
    if (!m) return SK_E_NOMEM;
    m->arena = sk_arena_new();
    m->k = k;
    m->data = d;
    m->keys = ask->keys;
    price_build b = {.m = m, .k = k, .d = d, .ask = ask, .diags = diags};
    bool ok = m->arena && build(&b);
    drop(&b);
    if (ok) *out = m;
    else sk_price_made_free(m);
    return ok ? SK_OK : b.no_memory || !b.bad ? SK_E_NOMEM : SK_E_INPUT;
}

void sk_price_faults(const sk_kommun *k, const sk_price_data *d, const sk_price_ask *ask,
                     sk_diags *diags)
{
    sk_price_made m = {.arena = sk_arena_new(), .k = k, .data = d};
    price_build b = {.m = &m, .k = k, .d = d, .ask = ask, .diags = diags};
    b.form_only = !d->whole[SK_PD_ACCOUNTS] || !d->whole[SK_PD_UNITS] || !d->whole[SK_PD_TARIFFS];
    if (m.arena && !b.form_only) sk__build_units(&b);
    if (m.arena && !b.no_memory) sk__build_lines(&b);
    drop(&b);
    sk_arena_free(m.arena);
}

void sk_price_made_free(sk_price_made *m)
{
    if (!m) return;
    sk_arena_free(m->arena);
    sk_free(m);
}
