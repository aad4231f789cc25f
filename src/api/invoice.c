/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Billing of a month. */
#include "api/api.h"

#include <stdio.h>

#include "base/file.h"
#include "base/text.h"
#include "input/annex.h"
#include "input/history.h"
#include "input/price_list.h"
#include "out/invoice.h"

typedef struct job {
    const sk_kommun *k;
    const char *dir;
    sk_diags *diags;
    sk_err *err;
    sk_arena *arena;
    sk_annex *annex, *volumes;
    sk_history *history;
    sk_price_list list; /* file NULL = decided prices */
    sk_inv_in in;
    sk_inv v;
} job;

static sk_code nomem(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, SK_N("out of memory")); }

static sk_code month_in(job *j, const char *s)
{
    char day[32];
    sk_day d;
    snprintf(day, sizeof day, "%.20s-01", s ? s : "");
    if (!sk_day_parse(day, &d))
        return sk_err_set(j->err, SK_E_USAGE, SK_N("%.40s is not a month, such as 2023-11"),
                          s ? s : "\"\"");
    j->in.year = sk_day_ymd(d).year;
    j->in.month = sk_day_ymd(d).month;
    return SK_OK;
}

static bool vat_in(job *j)
{
    int n;
    const sk_pd_vat *v = sk_annex_rows(j->annex, SK_DOC_PRICE_VAT, &n);
    sk_vat_rate *out = sk_arena_calloc(j->arena, (size_t)n + 1, sizeof *out);
    for (int i = 0; out && i < n; i++)
        out[i] =
            (sk_vat_rate){v[i].sale,
                          v[i].when,
                          sk_rate_reduce((sk_rate){v[i].rate_ppm, SK_PPM}),
                          v[i].source,
                          {"price/vat.csv", sk_annex_at(j->annex, SK_DOC_PRICE_VAT, i, NULL).line}};
    j->in.vat = out;
    j->in.n_vats = n;
    return out != NULL;
}

/* Where each row of a document stands; NULL: no memory. */
static const int *lines_of(job *j, sk_doc_id doc, int n)
{
    int *line = sk_arena_calloc(j->arena, (size_t)n + 1, sizeof *line);
    for (int i = 0; line && i < n; i++) line[i] = sk_annex_at(j->annex, doc, i, NULL).line;
    return line;
}

#define ROWS(doc, member, n) (j->in.member = sk_annex_rows(j->annex, doc, &j->in.n))
static sk_code documents(job *j)
{
    sk_code code = sk_annex_load(j->dir, j->k, SK_DOC_PRICE_YEARS, SK_DOC_INV_BOOKING, &j->annex,
                                 j->diags, j->err);
    if (code) return code;
    ROWS(SK_DOC_PRICE_TARIFFS, tariff, n_tariffs);
    ROWS(SK_DOC_PRICE_CUSTOMERS, customer, n_customers);
    ROWS(SK_DOC_PRICE_PLACES, place, n_places);
    ROWS(SK_DOC_PRICE_LAST, last, n_lasts);
    ROWS(SK_DOC_INV_CHANGES, change, n_changes);
    ROWS(SK_DOC_INV_SALES, sale, n_sales);
    ROWS(SK_DOC_INV_BOOKING, booking, n_booking);
    j->in.customer_line = lines_of(j, SK_DOC_PRICE_CUSTOMERS, j->in.n_customers);
    j->in.change_line = lines_of(j, SK_DOC_INV_CHANGES, j->in.n_changes);
    if (!vat_in(j) || !j->in.customer_line || !j->in.change_line) return nomem(j->err);
    return sk_vat_check(j->in.vat, (size_t)j->in.n_vats, j->diags) ? SK_OK : SK_E_INPUT;
}

static sk_code price_list(job *j, const char *path)
{
    if (!path) return SK_OK;
    sk_code code =
        sk_price_list_read(path, j->in.year, j->in.customer, j->in.n_customers, j->in.tariff,
                           j->in.n_tariffs, j->arena, &j->list, j->diags, j->err);
    j->in.listed = j->list.row;
    j->in.n_listed = j->list.n;
    j->in.list_name = j->list.file;
    return code;
}

/* Decided volumes are the follow-up's, when there is one. */
static sk_code decided(job *j)
{
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/followup/volumes.csv", j->dir);
    if (n < 0 || n >= (int)sizeof path || !sk_file_exists(path)) return SK_OK;
    sk_code code = sk_annex_load(j->dir, j->k, SK_DOC_FU_AREAS, SK_DOC_FU_VOLUMES, &j->volumes,
                                 j->diags, j->err);
    if (!code) j->in.volume = sk_annex_rows(j->volumes, SK_DOC_FU_VOLUMES, &j->in.n_volumes);
    return code;
}

/* Its doubtful rows are told by check and forecast, not here. */
static sk_code history(job *j)
{
    sk_diags *quiet = sk_diags_new(j->err->lang);
    sk_code code =
        quiet ? sk_history_load(j->dir, j->k, &j->history, quiet, j->err) : nomem(j->err);
    sk_diags_free(quiet);
    j->in.h = j->history;
    return code;
}

static sk_code run(job *j, const storkok_invoice_opts *o)
{
    sk_code code = month_in(j, o->month);
    size_t before = sk_diags_count(j->diags, SK_SEV_ERROR);
    if (!code) code = documents(j);
    if (!code) code = price_list(j, o->prices);
    if (!code) code = decided(j);
    if (!code) code = history(j);
    if (!code) code = sk_invoice_make(&j->in, j->arena, &j->v, j->diags);
    if (code == SK_E_NOMEM) return nomem(j->err);
    size_t n = sk_diags_count(j->diags, SK_SEV_ERROR) - before;
    if (code == SK_E_INPUT && n > 0)
        sk_err_set(j->err, code,
                   sk_ntext(j->err->lang, "%zu fault: nothing is billed",
                            "%zu faults: nothing is billed", (int64_t)n),
                   n);
    return code;
}

storkok_code storkok_invoice(const storkok_kommun *k, const storkok_invoice_opts *opts,
                             storkok_report **out, storkok_diags *d, storkok_error *err)
{
    sk_err own;
    sk__err_in(err, &own);
    sk_diags *mine = d ? NULL : sk_diags_new(own.lang);
    job j = {.k = k->k,
             .dir = opts->dir,
             .diags = d ? d->d : mine,
             .err = &own,
             .arena = sk_arena_new()};
    j.in.k = k->k;
    sk_code code = j.diags && j.arena ? run(&j, opts) : nomem(&own);
    sk_report *r = code == SK_OK ? sk_invoice_report(&j.v, sk__lang_in(opts->lang)) : NULL;
    for (size_t i = 0, n; r && i < (sk_annex_files(j.annex, &n), n); i++)
        sk_report_from(r, sk_report_keep(r, sk_annex_files(j.annex, &n)[i].name),
                       sk_report_keep(r, sk_annex_files(j.annex, &n)[i].sha256));
    if (r && j.list.file)
        sk_report_from(r, sk_report_keep(r, j.list.file), sk_report_keep(r, j.list.sha256));
    sk_history_free(j.history);
    sk_annex_free(j.volumes);
    sk_annex_free(j.annex);
    sk_arena_free(j.arena);
    sk_diags_free(mine);
    return sk__report_out(r, code, &own, out, err);
}
