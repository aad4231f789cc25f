/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/price_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "ext/json.h"

typedef struct reader {
    const sk_pd_customer *customer;
    const sk_pd_tariff *tariff;
    int n_customers, n_tariffs, year;
    const sk_jval *prices, *months;
    sk_inv_listed *row;
    int n;
    sk_price_list *out;
    sk_diags *diags;
    int told;
    bool bad;
} reader;

enum { TOLD = 20 };

static bool wrong(reader *r, const char *rule, const char *hint, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
static bool wrong(reader *r, const char *rule, const char *hint, const char *fmt, ...)
{
    char text[300];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, sk_text(sk_diags_lang(r->diags), fmt), ap);
    va_end(ap);
    r->bad = true;
    if (r->told++ < TOLD)
        sk_diag_add(r->diags, SK_SEV_ERROR, rule, (sk_loc){r->out->file, 0, 0, NULL}, hint, "%s",
                    text);
    return false;
}

/* Whole number of a member; an empty cell is 0. False: it is something else, or out of range. */
static bool number(const sk_jval *row, const char *key, int64_t *out)
{
    const sk_jval *v = sk_jval_get(row, key);
    *out = 0;
    if (!v) return false;
    if (sk_jval_type(v) == SK_J_NULL) return true;
    if (sk_jval_type(v) != SK_J_INT) return false;
    *out = sk_jval_int(v);
    return *out >= 0 && *out < INT64_C(1) << 50;
}

static const char *word(const sk_jval *row, const char *key)
{
    const sk_jval *v = sk_jval_get(row, key);
    return v && sk_jval_type(v) == SK_J_STR ? sk_jval_str(v) : "";
}

static bool who(reader *r, const sk_jval *row, sk_inv_listed *x)
{
    const char *c = word(row, "customer_id"), *t = word(row, "product_id");
    x->customer = x->tariff = SK_NONE;
    for (sk_ix i = 0; i < r->n_customers; i++)
        if (strcmp(r->customer[i].id, c) == 0) x->customer = i;
    for (sk_ix i = 0; i < r->n_tariffs; i++)
        if (strcmp(r->tariff[i].id, t) == 0) x->tariff = i;
    if (x->customer == SK_NONE)
        return wrong(r, "N012", NULL, SK_N("the customer \"%.40s\" is not in price/customers.csv"),
                     c);
    if (x->tariff == SK_NONE)
        return wrong(r, "N012", NULL, SK_N("the product \"%.40s\" is not in price/tariffs.csv"), t);
    return true;
}

static bool amounts(const sk_jval *row, sk_inv_listed *x)
{
    return number(row, "portions", &x->portions) && number(row, "places", &x->places) &&
           number(row, "price_ore", &x->price) && number(row, "fee_ore", &x->fee) &&
           number(row, "remainder_ore", &x->remainder) && number(row, "year_ore", &x->year) &&
           (sk_wide)x->price * x->portions + x->fee + x->remainder == x->year;
}

static bool month_amounts(const sk_jval *row, sk_inv_listed *x)
{
    sk_ore sum = 0;
    for (int m = 0; m < SK_INV_MONTHS; m++) {
        char key[24];
        snprintf(key, sizeof key, "month_%d_ore", m + 1);
        if (!number(row, key, &x->month[m])) return false;
        sum += x->month[m];
    }
    return sum == x->fee + x->remainder;
}

static sk_inv_listed *find(reader *r, const sk_inv_listed *like)
{
    for (int i = 0; i < r->n; i++)
        if (r->row[i].customer == like->customer && r->row[i].tariff == like->tariff)
            return &r->row[i];
    return NULL;
}

static void take_row(reader *r, const sk_jval *row)
{
    sk_inv_listed x = {0};
    if (!who(r, row, &x)) return;
    const char *id = r->tariff[x.tariff].id;
    if (!amounts(row, &x))
        wrong(r, "N013", NULL, SK_N("%.40s: price x volume, fee and remainder are not the year"),
              id);
    for (int i = 0; i < r->n; i++) {
        if (r->row[i].tariff != x.tariff) continue;
        if (r->row[i].price != x.price)
            wrong(r, "N013", NULL, SK_N("%.40s has two prices: one list holds for all"), id);
        else if (r->row[i].customer == x.customer)
            wrong(r, "N013", NULL, SK_N("%.40s stands twice for one customer"), id);
    }
    r->row[r->n++] = x;
}

static void take_months(reader *r, const sk_jval *row, bool *has)
{
    sk_inv_listed like;
    if (!who(r, row, &like)) return;
    sk_inv_listed *x = find(r, &like);
    if (!x || has[x - r->row] || !month_amounts(row, x))
        wrong(r, "N013", NULL, SK_N("%.40s: twelve months are not the fee and the remainder"),
              r->tariff[like.tariff].id);
    if (x) has[x - r->row] = true;
}

/* The report itself, or the envelope of --json around it. */
static const sk_jval *report_of(const sk_json_doc *d)
{
    const sk_jval *root = sk_json_root(d), *in = sk_jval_get(root, "result");
    return in && sk_jval_type(in) == SK_J_OBJECT ? in : root;
}

static bool is_list(reader *r, const sk_json_doc *d)
{
    const sk_jval *root = report_of(d), *tables, *facts;
    const char *hint = SK_N("The folder of storkok price --out, or its report.json.");
    if (sk_jval_type(root) != SK_J_OBJECT || strcmp(word(root, "format"), "storkok-price/1") != 0)
        return wrong(r, "N011", hint, SK_N("this is no price list of storkok price"));
    tables = sk_jval_get(root, "tables");
    facts = sk_jval_get(root, "facts");
    long year = facts ? strtol(word(facts, "year"), NULL, 10) : 0;
    r->prices = tables ? sk_jval_get(tables, "prices") : NULL;
    r->months = tables ? sk_jval_get(tables, "months") : NULL;
    if (year <= 0 || !r->prices || !r->months || sk_jval_type(r->prices) != SK_J_ARRAY ||
        sk_jval_type(r->months) != SK_J_ARRAY)
        return wrong(r, "N011", hint, SK_N("this is no price list of storkok price"));
    if (year != r->year)
        return wrong(r, "N011", NULL, SK_N("the price list is of %d, the month of %d"), (int)year,
                     r->year);
    return true;
}

static sk_code take(reader *r, const sk_json_doc *d, sk_arena *arena)
{
    if (!is_list(r, d)) return SK_E_INPUT;
    size_t n = sk_jval_len(r->prices);
    if (n > 10000) {
        wrong(r, "N011", NULL, SK_N("the price list has more rows than 10 000"));
        return SK_E_INPUT;
    }
    r->row = sk_arena_calloc(arena, n + 1, sizeof *r->row);
    bool *has = sk_arena_calloc(arena, n + 1, sizeof *has);
    if (!r->row || !has) return SK_E_NOMEM;
    for (size_t i = 0; i < n; i++) take_row(r, sk_jval_at(r->prices, i));
    for (size_t i = 0; i < sk_jval_len(r->months) && !r->bad; i++)
        take_months(r, sk_jval_at(r->months, i), has);
    for (int i = 0; i < r->n && !r->bad; i++)
        if (!has[i])
            wrong(r, "N013", NULL, SK_N("%.40s: twelve months are not the fee and the remainder"),
                  r->tariff[r->row[i].tariff].id);
    r->out->row = r->row;
    r->out->n = r->n;
    return r->bad ? SK_E_INPUT : SK_OK;
}

sk_code sk_price_list_read(const char *path, int year, const sk_pd_customer *customer,
                           int n_customers, const sk_pd_tariff *tariff, int n_tariffs,
                           sk_arena *arena, sk_price_list *out, sk_diags *diags, sk_err *err)
{
    char name[4096];
    sk_buf text = SK_BUF_INIT;
    sk_json_doc *d = NULL;
    int len = snprintf(name, sizeof name, sk_dir_exists(path) ? "%s/report.json" : "%s", path);
    if (len < 0 || len >= (int)sizeof name)
        return sk_err_set(err, SK_E_INPUT, SK_N("the path is too long"));
    *out = (sk_price_list){.file = sk_arena_strdup(arena, name)};
    reader r = {.customer = customer,
                .tariff = tariff,
                .n_customers = n_customers,
                .n_tariffs = n_tariffs,
                .year = year,
                .out = out,
                .diags = diags};
    if (!out->file) return sk_err_set(err, SK_E_NOMEM, SK_N("out of memory"));
    sk_code code = sk_file_read(name, 0, &text, err);
    if (code == SK_OK)
        code = sk_json_parse(name, sk_buf_str(&text), text.len, sk_diags_lang(diags), &d, err);
    if (code == SK_OK) {
        sk_sha256_hex(sk_buf_str(&text), text.len, out->sha256);
        code = take(&r, d, arena);
        if (code == SK_E_NOMEM) sk_err_set(err, code, SK_N("out of memory"));
    }
    sk_json_free(d);
    sk_buf_free(&text);
    return code;
}
