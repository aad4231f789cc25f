/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The year's follow-up. */
#include "api/api.h"

#include "base/num.h"
#include "base/text.h"
#include "domain/price_data.h"
#include "input/followup.h"
#include "input/history.h"
#include "input/waste.h"
#include "out/followup.h"
#include "waste/measure.h"

typedef struct job {
    const sk_kommun *k;
    const char *dir;
    sk_diags *diags;
    sk_err *err;
    sk_arena *arena;
    sk_annex *annex, *groups;
    sk_history *history;
    sk_followup f;
    sk_fu_books books;
    sk_fu_result_set r;
} job;

static sk_code nomem(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, SK_N("out of memory")); }

/* Account groups of price/accounts.csv, which price and follow-up share. */
static sk_code load_groups(job *j, sk_fu_account **out, int *n)
{
    sk_code code = sk_annex_load(j->dir, j->k, SK_DOC_PRICE_ACCOUNTS, SK_DOC_PRICE_ACCOUNTS,
                                 &j->groups, j->diags, j->err);
    if (code) return code;
    const sk_pd_account *a = sk_annex_rows(j->groups, SK_DOC_PRICE_ACCOUNTS, n);
    *out = sk_arena_calloc(j->arena, (size_t)*n + 1, sizeof **out);
    if (!*out) return nomem(j->err);
    for (int i = 0; i < *n; i++)
        (*out)[i] = (sk_fu_account){a[i].prefix,
                                    a[i].group,
                                    a[i].name,
                                    a[i].kind != SK_PD_COST,
                                    (sk_cost_behaviour)a[i].behaviour,
                                    (sk_cost_index)a[i].index};
    return SK_OK;
}

static void weighed(const sk_followup *f, const sk_wfigure *w, sk_day to, sk_fu_waste *out)
{
    const sk_fu_target *t = sk_fu_target_at(f, SK_FM_WASTE, to);
    sk_waste_status s = t ? sk_waste_judge(w, SK_WASTE_ALL, t->limit_milli) : SK_WASTE_UNMEASURED;
    if (!sk_round_i64(w->scope[SK_WASTE_ALL].per * 1000, &out->mg)) out->mg = -1; /* not measured */
    out->status = s == SK_WASTE_MET ? SK_MET : s == SK_WASTE_NOT_MET ? SK_NOT_MET : SK_NOT_MEASURED;
}

/* Grams a portion this year: kitchen waste per portion cooked + serving and plate waste per eater, as the waste
 * command weighs them. Doubtful rows are told by that command and by check, not here. */
static sk_code waste(job *j, sk_day to, sk_fu_waste *out)
{
    sk_waste_log *log = NULL;
    sk_waste_data data;
    sk_wfigure f;
    sk_wgroups g;
    sk_diags *quiet = sk_diags_new(j->err->lang);
    sk_wsel sel = {.to = to, .form = -1};
    sk_day_from_ymd(sk_day_ymd(to).year, 1, 1, &sel.from);
    sk_code code =
        quiet ? sk_history_load(j->dir, j->k, &j->history, quiet, j->err) : nomem(j->err);
    if (!code) code = sk_waste_load(j->dir, j->k, &log, quiet, j->err);
    if (!code) code = sk_waste_data_make(j->k, j->history, log, j->arena, &data, j->err);
    sk_wprice *price = code ? NULL : sk_waste_prices(j->k, j->arena);
    if (!code && (!price || !sk_waste_split(&data, SK_BY_TOTAL, j->arena, &g)))
        code = nomem(j->err);
    if (!code && g.n > 0 && !sk_waste_figure(&data, price, g.idx, g.at[1], &sel, &f))
        code = nomem(j->err);
    if (!code && g.n > 0) weighed(&j->f, &f, to, out);
    sk_waste_log_free(log);
    sk_diags_free(quiet);
    return code;
}

static sk_code run(job *j, const char *to)
{
    sk_day day;
    sk_fu_account *account = NULL;
    int n = 0;
    sk_code code = sk__day_in(to, &day, j->err);
    if (!code) code = sk_followup_load(j->dir, j->k, &j->annex, &j->f, j->diags, j->err);
    if (!code) code = load_groups(j, &account, &n);
    sk_fu_waste grams = {-1, SK_NOT_MEASURED};
    if (!code) code = waste(j, day, &grams);
    if (code) return code;
    size_t before = sk_diags_count(j->diags, SK_SEV_ERROR);
    code = sk_fu_books_read(&j->f, account, (size_t)n, sk_day_ymd(day).year, j->arena, &j->books,
                            j->diags);
    if (!code) code = sk_fu_run(j->k, &j->f, &j->books, day, grams, j->arena, &j->r, j->diags);
    if (code == SK_E_NOMEM) return nomem(j->err);
    size_t faults = sk_diags_count(j->diags, SK_SEV_ERROR) - before;
    if (code)
        sk_err_set(j->err, code,
                   sk_ntext(j->err->lang, "%zu fault in the books", "%zu faults in the books",
                            (int64_t)faults),
                   faults);
    return code;
}

storkok_code storkok_followup(const storkok_kommun *k, const storkok_followup_opts *opts,
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
    sk_code code = j.diags && j.arena ? run(&j, opts->to) : nomem(&own);
    sk_report *r = code == SK_OK ? sk_fu_report_make(&j.r, sk__lang_in(opts->lang)) : NULL;
    for (size_t i = 0, n; r && i < (sk_annex_files(j.groups, &n), n); i++)
        sk_report_from(r, sk_report_keep(r, sk_annex_files(j.groups, &n)[i].name),
                       sk_report_keep(r, sk_annex_files(j.groups, &n)[i].sha256));
    sk_history_free(j.history);
    sk_annex_free(j.groups);
    sk_annex_free(j.annex);
    sk_arena_free(j.arena);
    sk_diags_free(mine);
    return sk__report_out(r, code, &own, out, err);
}
