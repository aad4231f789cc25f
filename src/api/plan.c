/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans: make, open, show, write, verify, question, compare. */
#include "api/api.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "check/check.h"
#include "out/view.h"

#include <stdio.h>
#include <string.h>

static storkok_plan *plan_handle(const storkok_kommun *k, sk_err *err)
{
    storkok_plan *p = sk_alloc(sizeof *p);
    if (p) p->home = k;
    else sk_err_set(err, SK_E_NOMEM, "out of memory");
    return p;
}

static storkok_code give_plan(sk_code code, storkok_plan *p, storkok_plan **out, const sk_err *own,
                              storkok_error *err)
{
    *out = code == SK_OK ? p : NULL;
    if (code != SK_OK) storkok_plan_free(p);
    return sk__err_out(code, own, err);
}

/* The forecast of the plan's week, unless shares are asked for. */
static sk_code foresee(storkok_plan *p, const storkok_plan_opts *opts, sk_plan_opts *o, sk_err *err)
{
    sk_day monday;
    p->sight.from = SK_FROM_SHARES;
    if (opts->no_forecast || !sk_week_monday(o->week, &monday))
        return SK_OK; /* the plan complains */
    if (opts->progress) opts->progress(opts->ctx, sk_text(o->lang, SK_N("forecast")), 0, 0);
    return sk__foresee(p->home, monday, 7, &p->sight, err);
}

storkok_code storkok_plan_make(const storkok_kommun *k, const storkok_plan_opts *opts,
                               storkok_plan **out, storkok_error *err)
{
    sk_err own;
    sk_code code = SK_OK;
    sk__err_in(err, &own);
    sk_plan_opts o = {.split = opts->split,
                      .weekly_supplier = opts->weekly_supplier,
                      .lang = sk__lang_in(opts->lang),
                      .keep_dir = opts->keep_dir};
    storkok_plan *p = plan_handle(k, &own);
    if (!p) code = SK_E_NOMEM;
    else if (!opts->week || !sk_week_parse(opts->week, &o.week)) {
        code = sk_err_set(&own, SK_E_USAGE, "%s is not a week, such as 2023-W48",
                          opts->week ? opts->week : "\"\"");
        sk_err_hint(&own, "a year has 52 or 53 weeks by ISO 8601");
    } else code = foresee(p, opts, &o, &own);
    if (code == SK_OK) {
        o.no_forecast = p->sight.from;
        o.forecast = p->sight.from == SK_FROM_FORECAST ? &p->sight.f : NULL;
        code = sk_plan_make(k->k, &o, opts->progress, opts->ctx, &p->p, &own);
    }
    return give_plan(code, p, out, &own, err);
}

/* The text of a plan.json; path may be the folder that holds it. *name is the document's name. */
static sk_code read_plan_text(const char *path, sk_buf *text, char *name, size_t cap, sk_err *err)
{
    int n = snprintf(name, cap, sk_dir_exists(path) ? "%s/plan.json" : "%s", path);
    if (n < 0 || (size_t)n >= cap) return sk_err_set(err, SK_E_INPUT, "the path is too long");
    return sk_file_read(name, 0, text, err);
}

enum { NAME_MAX_LEN = 4096 };

storkok_code storkok_plan_open(const storkok_kommun *k, const char *path, storkok_plan **out,
                               storkok_error *err)
{
    char name[NAME_MAX_LEN];
    sk_buf text = SK_BUF_INIT;
    sk_err own;
    sk__err_in(err, &own);
    storkok_plan *p = plan_handle(k, &own);
    sk_code code = p ? read_plan_text(path, &text, name, sizeof name, &own) : SK_E_NOMEM;
    if (code == SK_OK)
        code = sk_plan_read_json(k->k, name, sk_buf_str(&text), text.len, &p->p, &own);
    sk_buf_free(&text);
    return give_plan(code, p, out, &own, err);
}

void storkok_plan_free(storkok_plan *p)
{
    if (!p) return;
    sk_plan_free(p->p);
    sk__foresight_free(&p->sight);
    sk_free(p);
}

bool storkok_plan_is_short(const storkok_plan *p)
{
    for (int i = 0; i < p->p->n_shorts; i++)
        if (p->p->shrt[i].short_portions > 0) return true;
    return false;
}

storkok_code storkok_plan_json(const storkok_plan *p, storkok_text *out, storkok_error *err)
{
    sk_buf b = SK_BUF_INIT;
    sk_plan_write_json(p->p, &b);
    return sk__text_out(&b, out, err);
}

storkok_code storkok_plan_summary(const storkok_plan *p, storkok_lang lang, storkok_form form,
                                  const char *files_dir, storkok_text *out, storkok_error *err)
{
    sk_err own;
    sk_plan_view v;
    sk_buf b = SK_BUF_INIT;
    sk__err_in(err, &own);
    *out = (storkok_text){NULL, 0};
    sk_code code = sk_plan_view_make(p->p, sk__lang_in(lang), &v, &own);
    if (code != SK_OK) return sk__err_out(code, &own, err);
    if (form == STORKOK_JSON) sk_summary_json(&v, files_dir, &b);
    else sk_summary_text(&v, files_dir, &b);
    sk_plan_view_free(&v);
    return sk__text_out(&b, out, err);
}

storkok_code storkok_plan_headline(const storkok_plan *p, storkok_lang lang, storkok_text *out)
{
    sk_plan_view v;
    sk_buf b = SK_BUF_INIT;
    *out = (storkok_text){NULL, 0};
    sk_code code = sk_plan_view_make(p->p, sk__lang_in(lang), &v, NULL);
    if (code != SK_OK) return (storkok_code)code;
    sk_summary_headline(&v, &b);
    sk_plan_view_free(&v);
    return sk__text_out(&b, out, NULL);
}

storkok_code storkok_plan_write(const storkok_plan *p, const char *dir,
                                const storkok_write_opts *opts, storkok_error *err)
{
    sk_err own;
    sk_now now;
    sk__err_in(err, &own);
    bool stamp = opts && opts->now;
    sk_lang lang = opts ? sk__lang_in(opts->lang) : p->p->k->lang;
    sk_code code = stamp ? sk__now_in(opts->now, &now, &own) : SK_OK;
    if (code == SK_OK) code = sk_plan_write_dir(p->p, lang, stamp ? &now : NULL, dir, &own);
    return sk__err_out(code, &own, err);
}

storkok_code storkok_out_check(const char *dir, storkok_error *err)
{
    sk_err own;
    sk_outdir *o = NULL;
    sk__err_in(err, &own);
    sk_code code = sk_outdir_begin(dir, &o, &own);
    if (code == SK_OK) sk_outdir_abort(o);
    return sk__err_out(code, &own, err);
}

/* What the checker may know of the demand: a forecast in hand, or one made when it asks. */
typedef struct witness {
    const storkok_kommun *home;
    sk__foresight own;
    const sk__foresight *sight; /* NULL = not made yet */
    sk_check_expect *v;
} witness;

static sk_code testify(void *ctx, sk_day from, int n_days, sk_sight *out, sk_err *err)
{
    witness *w = ctx;
    if (!w->sight) {
        sk_code code = sk__foresee(w->home, from, n_days, &w->own, err);
        if (code != SK_OK) return code;
        w->sight = &w->own;
    }
    const sk_forecast *f = &w->sight->f;
    w->v = sk_calloc_n((size_t)f->n_cells + 1, sizeof *w->v);
    if (!w->v) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    for (int i = 0; i < f->n_cells; i++) {
        const sk_expect e = sk_expect_of(&f->cell[i]);
        w->v[i] =
            (sk_check_expect){e.site,  e.meal,       e.day,  {e.q10, e.q50, e.q80, e.q90, e.q95},
                              e.order, e.common_ppm, e.n_obs};
    }
    *out = (sk_sight){(sk_sight_from)w->sight->from, w->v, f->n_cells, f->file, f->n_files};
    return SK_OK;
}

static sk_code judge(witness *w, const char *name, const sk_buf *text, sk_diags *d, sk_err *err)
{
    sk_code code =
        sk_check_plan_by(w->home->k, name, sk_buf_str(text), text->len, testify, w, d, err);
    sk__foresight_free(&w->own);
    sk_free(w->v);
    sk_diags_sort(d);
    return code;
}

storkok_code storkok_verify(const storkok_kommun *k, const char *path, storkok_diags *d,
                            storkok_error *err)
{
    char name[NAME_MAX_LEN];
    sk_buf text = SK_BUF_INIT;
    sk_err own;
    witness w = {.home = k};
    sk__err_in(err, &own);
    sk_code code = read_plan_text(path, &text, name, sizeof name, &own);
    if (code == SK_OK) code = judge(&w, name, &text, d->d, &own);
    sk_buf_free(&text);
    return sk__err_out(code, &own, err);
}

storkok_code storkok_plan_verify(const storkok_plan *p, storkok_diags *d, storkok_error *err)
{
    sk_buf text = SK_BUF_INIT;
    sk_err own;
    witness w = {.home = p->home, .sight = p->sight.arena ? &p->sight : NULL};
    sk__err_in(err, &own);
    sk_plan_write_json(p->p, &text);
    sk_code code = sk_buf_ok(&text) ? judge(&w, "plan.json", &text, d->d, &own)
                                    : sk_err_set(&own, SK_E_NOMEM, "out of memory");
    sk_buf_free(&text);
    return sk__err_out(code, &own, err);
}
