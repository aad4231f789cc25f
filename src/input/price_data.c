/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/price_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "input/annex.h"

enum { PATH_CAP = 4096, N_LEDGERS = 2 };

typedef struct loaded { /* what d points into */
    sk_price_data d;
    sk_annex *annex;
    sk_arena *arena;
    sk_input_file *file;
} loaded;

/* ---- tables ---- */

static bool keep_lines(loaded *l)
{
    for (int t = 0; t < SK_N_PD; t++) {
        int n;
        sk_doc_id doc = (sk_doc_id)(SK_DOC_PRICE_YEARS + t);
        l->d.whole[t] = sk_annex_whole(l->annex, doc);
        l->d.name[t] = sk_doc_file(doc);
        if (!l->d.whole[t]) continue;
        sk_annex_rows(l->annex, doc, &n);
        int *line = sk_arena_calloc(l->arena, (size_t)n + 1, sizeof *line);
        if (!line) return false;
        for (int i = 0; i < n; i++) line[i] = sk_annex_at(l->annex, doc, i, NULL).line;
        l->d.line[t] = line;
    }
    return true;
}

static void take_tables(loaded *l)
{
    sk_price_data *d = &l->d;
    const sk_annex *a = l->annex;
    d->year = sk_annex_rows(a, SK_DOC_PRICE_YEARS, &d->n_years);
    d->area = sk_annex_rows(a, SK_DOC_PRICE_AREAS, &d->n_areas);
    d->account = sk_annex_rows(a, SK_DOC_PRICE_ACCOUNTS, &d->n_accounts);
    d->unit = sk_annex_rows(a, SK_DOC_PRICE_UNITS, &d->n_units);
    d->use = sk_annex_rows(a, SK_DOC_PRICE_USES, &d->n_uses);
    d->factor = sk_annex_rows(a, SK_DOC_PRICE_FACTORS, &d->n_factors);
    d->tariff = sk_annex_rows(a, SK_DOC_PRICE_TARIFFS, &d->n_tariffs);
    d->customer = sk_annex_rows(a, SK_DOC_PRICE_CUSTOMERS, &d->n_customers);
    d->volume = sk_annex_rows(a, SK_DOC_PRICE_VOLUMES, &d->n_volumes);
    d->place = sk_annex_rows(a, SK_DOC_PRICE_PLACES, &d->n_places);
    d->decision = sk_annex_rows(a, SK_DOC_PRICE_DECISIONS, &d->n_decisions);
    d->vat = sk_annex_rows(a, SK_DOC_PRICE_VAT, &d->n_vats);
    d->last = sk_annex_rows(a, SK_DOC_PRICE_LAST, &d->n_lasts);
    d->scenario = sk_annex_rows(a, SK_DOC_PRICE_SCENARIOS, &d->n_scenarios);
}

/* ---- ledgers ---- */

static sk_code read_ledger(loaded *l, const char *dir, const char *name, sk_pd_ledger *out,
                           sk_diags *diags)
{
    char path[PATH_CAP];
    sk_buf b = SK_BUF_INIT;
    sk_err err;
    sk_err_init(&err, sk_diags_lang(diags));
    int n = snprintf(path, sizeof path, "%s/%s", dir, name);
    if (n < 0 || n >= PATH_CAP || !sk_file_exists(path)) return SK_OK;
    if (out->text) {
        sk_diag_add(diags, SK_SEV_ERROR, "K020", (sk_loc){name, 0, 0, NULL}, NULL,
                    SK_N("there is also %s: only one of them can be the ledger"), out->file);
        return SK_E_INPUT;
    }
    sk_code code = sk_file_read(path, 0, &b, &err);
    if (code == SK_OK) {
        sk_input_file *f = &l->file[l->d.n_files++];
        *out = (sk_pd_ledger){sk_arena_strdup(l->arena, name),
                              sk_arena_strndup(l->arena, b.data ? b.data : "", b.len), b.len,
                              strcmp(name + strlen(name) - 4, ".csv") == 0};
        f->name = out->file;
        f->bytes = b.len;
        sk_sha256_hex(b.data ? b.data : "", b.len, f->sha256);
        if (!out->file || !out->text) code = SK_E_NOMEM;
    } else if (code != SK_E_NOMEM)
        sk_diag_add(diags, SK_SEV_ERROR, "R021", (sk_loc){name, 0, 0, NULL}, NULL,
                    SK_N("the document cannot be read: %s"), err.text);
    sk_buf_free(&b);
    return code;
}

static sk_code read_ledgers(loaded *l, const char *dir, int year, sk_diags *diags)
{
    static const char *const stem[N_LEDGERS] = {"ledger", "budget"}, *const ext[] = {"se", "csv"};
    sk_pd_ledger *const to[N_LEDGERS] = {&l->d.outturn, &l->d.budget};
    sk_code worst = SK_OK;
    for (int i = 0; i < N_LEDGERS; i++)
        for (int x = 0; x < 2; x++) {
            char name[64];
            snprintf(name, sizeof name, "price/%s_%d.%s", stem[i], year, ext[x]);
            sk_code code = read_ledger(l, dir, name, to[i], diags);
            if (code == SK_E_NOMEM) return code;
            worst = code ? code : worst;
        }
    if (worst == SK_OK && !l->d.outturn.text) {
        char name[64];
        snprintf(name, sizeof name, "price/ledger_%d.se", year);
        sk_diag_add(
            diags, SK_SEV_ERROR, "K020", (sk_loc){name, 0, 0, NULL},
            SK_N("export the year's balances as SIE 4, or as CSV with konto, objekt, belopp_kr"),
            SK_N("the ledger of the base year %d is missing"), year);
        worst = SK_E_INPUT;
    }
    return worst;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const sk_input_file *)a)->name, ((const sk_input_file *)b)->name);
}

static sk_code fill(loaded *l, const char *dir, int year, sk_diags *diags)
{
    size_t n;
    const sk_input_file *f = sk_annex_files(l->annex, &n);
    l->file = sk_arena_calloc(l->arena, n + 4, sizeof *l->file);
    if (!l->file || !keep_lines(l)) return SK_E_NOMEM;
    if (n) memcpy(l->file, f, n * sizeof *f);
    l->d.n_files = (int)n;
    take_tables(l);
    sk_code code = read_ledgers(l, dir, year, diags);
    qsort(l->file, (size_t)l->d.n_files, sizeof *l->file, by_name);
    l->d.file = l->file;
    return code;
}

sk_code sk_price_data_load(const char *dir, const sk_kommun *k, int base_year, sk_price_data **out,
                           sk_diags *diags, sk_err *err)
{
    char path[PATH_CAP];
    *out = NULL;
    int n = snprintf(path, sizeof path, "%s/price", dir);
    if (n < 0 || n >= PATH_CAP || !sk_dir_exists(path))
        return sk_err_set(err, SK_E_INPUT,
                          SK_N("the folder has no price/: prices rest on its documents"));
    loaded *l = sk_alloc(sizeof *l);
    sk_code code = l && (l->arena = sk_arena_new()) ? SK_OK : SK_E_NOMEM;
    if (code == SK_OK)
        code = sk_annex_read(dir, k, SK_DOC_PRICE_YEARS, SK_DOC_PRICE_SCENARIOS, &l->annex, diags,
                             err);
    if (l && l->annex) {
        sk_code more = fill(l, dir, base_year, diags);
        if (more == SK_E_NOMEM || code == SK_OK) code = more;
    }
    sk_diags_sort(diags);
    if (code == SK_OK || (code == SK_E_INPUT && l->annex)) *out = &l->d;
    else if (l) sk_price_data_free(&l->d);
    if (code == SK_E_NOMEM) return sk_err_set(err, code, SK_N("out of memory"));
    return code ? sk_err_set(err, code, SK_N("the prices' documents have faults")) : SK_OK;
}

void sk_price_data_free(sk_price_data *d)
{
    if (!d) return;
    loaded *l = (loaded *)(void *)d; /* its first member */
    sk_annex_free(l->annex);
    sk_arena_free(l->arena);
    sk_free(l);
}
