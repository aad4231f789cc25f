/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a kitchen fails, and a reserve for it. */
#include "api/api.h"

#include "base/mem.h"
#include "base/nearest.h"
#include "base/num.h"
#include "base/text.h"
#include "input/annex.h"
#include "out/outage_report.h"
#include "out/stock_report.h"

#include <string.h>

typedef struct job {
    const sk_plan *p;
    const storkok_outage_opts *o;
    sk_outage_ask ask;
    sk_annex *annex;
    sk_err err;
} job;

static sk_code supplier(job *j)
{
    const sk_kommun *k = j->p->k;
    const char *id = j->o->no_delivery;
    sk__near near = {NULL, 0};
    j->ask.no_delivery = SK_NONE;
    for (sk_ix i = 0; id && i < k->n_suppliers; i++) {
        if (strcmp(k->supplier[i].id, id) == 0) j->ask.no_delivery = i;
        sk__near_try(&near, id, k->supplier[i].id);
    }
    if (!id || j->ask.no_delivery != SK_NONE) return SK_OK;
    sk_err_set(&j->err, SK_E_INPUT, "there is no supplier %s", id);
    if (near.word) sk_err_hint(&j->err, "did you mean %s?", near.word);
    return SK_E_INPUT;
}

static sk_code staff(job *j)
{
    int64_t ppm = SK_PPM;
    const char *s = j->o->staff;
    if (s && (!sk_dec_parse(s, strchr(s, ',') ? ',' : '.', 6, &ppm) || ppm < 0 || ppm > SK_PPM))
        return sk_err_set(&j->err, SK_E_USAGE, "%.40s is not a share from 0 to 1, such as 0.66", s);
    j->ask.staff_ppm = (int)ppm;
    return SK_OK;
}

static sk_code moment(job *j)
{
    int8_t day = 0;
    sk_code code = SK_OK;
    j->ask.day = sk_outage_busiest(j->p);
    if (j->o->day) {
        code = sk__find_plan_day(j->p, j->o->day, &day, &j->err);
        j->ask.day = j->p->from + day;
    }
    if (code == SK_OK && j->o->at && !sk_min_parse(j->o->at, &j->ask.at))
        code = sk_err_set(&j->err, SK_E_USAGE, "%.40s is not a time, such as 06:30", j->o->at);
    return code;
}

static sk_code annexes(job *j, storkok_diags *d)
{
    sk_diags *mine = d ? NULL : sk_diags_new(j->err.lang), *diags = d ? d->d : mine;
    sk_code code = diags ? sk_annex_load(j->o->dir, j->p->k, SK_DOC_RESERVE, SK_DOC_CONTINUITY,
                                         &j->annex, diags, &j->err)
                         : sk_err_set(&j->err, SK_E_NOMEM, "out of memory");
    sk_diags_free(mine);
    return code;
}

static bool has_file(const sk_annex *a, const char *name)
{
    size_t n;
    const sk_input_file *f = sk_annex_files(a, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(f[i].name, name) == 0) return true;
    return false;
}

static sk_report *report(job *j, sk_code *code)
{
    int n_reserve, n_plans;
    size_t n_files;
    sk_outage *found = NULL;
    sk_lang lang = sk__lang_in(j->o->lang);
    const sk_reserve *reserve = sk_annex_rows(j->annex, SK_DOC_RESERVE, &n_reserve);
    sk_outage_files files = {.plan = sk_annex_rows(j->annex, SK_DOC_CONTINUITY, &n_plans)};
    files.n_plans = n_plans;
    files.has_plans = has_file(j->annex, "continuity.csv");
    *code = sk_outage_run(j->p, &j->ask, reserve, n_reserve, lang, j->o->progress, j->o->ctx,
                          &found, &j->err);
    if (*code != SK_OK) return NULL;
    sk_report *r = sk_outage_report(found, &files, lang);
    const sk_input_file *f = sk_annex_files(j->annex, &n_files);
    for (size_t i = 0; r && i < n_files; i++)
        sk_report_from(r, sk_report_keep(r, f[i].name), sk_report_keep(r, f[i].sha256));
    sk_outage_free(found);
    return r;
}

storkok_code storkok_outage(const storkok_plan *p, const storkok_outage_opts *opts,
                            storkok_report **out, storkok_diags *d, storkok_error *err)
{
    job j = {.p = p->p, .o = opts};
    sk_report *r = NULL;
    sk__err_in(err, &j.err);
    j.ask.all = opts->all;
    j.ask.no_power = opts->no_power;
    j.ask.no_water = opts->no_water;
    j.ask.no_it = opts->no_it;
    sk_code code = moment(&j);
    if (code == SK_OK) code = sk__find_kitchen(j.p->k, opts->kitchen, &j.ask.kitchen, &j.err);
    if (code == SK_OK) code = supplier(&j);
    if (code == SK_OK) code = staff(&j);
    if (code == SK_OK) code = annexes(&j, d);
    if (code == SK_OK) r = report(&j, &code);
    sk_annex_free(j.annex);
    return sk__report_out(r, code, &j.err, out, err);
}

storkok_code storkok_stock(const storkok_kommun *k, const storkok_stock_opts *opts,
                           storkok_report **out, storkok_error *err)
{
    sk_err own;
    sk_stock *s = NULL;
    sk_lang lang = sk__lang_in(opts->lang);
    const sk_stock_opts o = {opts->year, opts->portions, opts->years, lang};
    sk__err_in(err, &own);
    sk_code code = sk_stock_run(k->k, &o, opts->progress, opts->ctx, &s, &own);
    sk_report *r = code == SK_OK ? sk_stock_report(k->k, s, lang) : NULL;
    sk_stock_free(s);
    return sk__report_out(r, code, &own, out, err);
}
