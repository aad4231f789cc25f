/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kitchen review. */
#include "api/api.h"

#include "base/mem.h"
#include "base/text.h"
#include "domain/query.h"
#include "input/annex.h"
#include "out/review_view.h"
#include "review/structure_dat.h"

#include <string.h>

typedef struct reviewing {
    const sk_kommun *k;
    const storkok_review_opts *o;
    sk_annex *annex;
    sk_review_data data;
    sk_review *r;
    sk_review_ask ask;
    sk_review_answer a;
    sk_diags *diags;
    sk_err *err;
} reviewing;

static double now_s(void *arg) { return ((const reviewing *)arg)->o->now_s(); }

/* ---- the folder review/ ---- */

#define FAULT(w, doc, i, column, rule, ...)                                                        \
    sk_diag_add((w)->diags, SK_SEV_ERROR, rule, sk_annex_at((w)->annex, doc, i, column), NULL,     \
                __VA_ARGS__)

static void check_candidate(reviewing *w, int i)
{
    const sk_candidate *c = &w->data.cand[i];
    if (c->role == SK_CAND_CLOSED && c->into[0]) {
        sk_ix into = sk_find_kitchen(w->k, c->into);
        if (into == SK_NONE)
            FAULT(w, SK_DOC_CANDIDATES, i, "gäster_till", "R010",
                  SK_N("no kitchen is called \"%s\""), c->into);
        else if (into == c->kitchen)
            FAULT(w, SK_DOC_CANDIDATES, i, "gäster_till", "V001",
                  SK_N("the guests of a closed kitchen cannot eat in the same kitchen"));
    } else if (c->into[0])
        FAULT(w, SK_DOC_CANDIDATES, i, "gäster_till", "V002",
              SK_N("only a closed kitchen sends its guests away"));
    if (c->role != SK_ROLE_COOKING && c->cap >= 0)
        FAULT(w, SK_DOC_CANDIDATES, i, "kapacitet_portioner", "V003",
              SK_N("only a kitchen that cooks has a capacity"));
}

static sk_code read_folder(reviewing *w)
{
    size_t before = sk_diags_count(w->diags, SK_SEV_ERROR);
    sk_code code = sk_annex_load(w->o->dir, w->k, SK_DOC_CANDIDATES, SK_DOC_WISHES, &w->annex,
                                 w->diags, w->err);
    if (code) return code;
    w->data.cand = sk_annex_rows(w->annex, SK_DOC_CANDIDATES, &w->data.n_cands);
    w->data.wish = sk_annex_rows(w->annex, SK_DOC_WISHES, &w->data.n_wishes);
    for (int i = 0; i < w->data.n_cands; i++) check_candidate(w, i);
    size_t n = sk_diags_count(w->diags, SK_SEV_ERROR) - before;
    if (n == 0) return SK_OK;
    return sk_err_set(w->err, SK_E_INPUT,
                      sk_ntext(w->err->lang, "%zu error in the kommun folder",
                               "%zu errors in the kommun folder", (int64_t)n),
                      n);
}

/* A kitchen whose wishes leave it no option: an input fault, told by name. */
static sk_code check_wishes(reviewing *w)
{
    const sk_structure *s = &w->r->s;
    for (int j = 0; j < s->n_kit; j++) {
        bool any = false;
        for (int o = s->first[j]; o < s->first[j + 1]; o++) any = any || w->r->state[o] >= 0;
        const char *id = w->k->kitchen[w->r->place[j].kitchen].id;
        if (!any)
            return sk_err_set(
                w->err, SK_E_INPUT,
                SK_N("the wishes for kitchen %s leave none of its candidates in review/"), id);
    }
    return SK_OK;
}

/* ---- the model for others ---- */

static sk_code keep_model(reviewing *w)
{
    if (!w->o->model_dir) return SK_OK;
    w->r->s.max_kitchens = w->ask.kitchens;
    w->r->s.max_cooking = w->ask.cooking;
    w->r->s.n1 = w->ask.n1;
    w->r->s.n1_ppm = w->k->policy.outage_share_ppm;
    return sk_structure_keep(w->o->model_dir, &w->r->s, w->err);
}

/* ---- all of it ---- */

static void asked(reviewing *w)
{
    const storkok_review_opts *o = w->o;
    w->ask = (sk_review_ask){.kitchens = o->kitchens,
                             .cooking = o->cooking,
                             .n1 = o->n1,
                             .budget_year = o->budget_ore,
                             .years = o->years,
                             .curve_from = o->from,
                             .curve_to = o->to};
    if (o->from) w->ask.curve = o->by_cooking ? SK_CURVE_COOKING : SK_CURVE_KITCHENS;
    w->ask.st.max_steps = o->max_steps;
    w->ask.st.cancel = o->cancel;
    if (o->seconds > 0 && o->now_s) {
        w->ask.st.now_s = now_s;
        w->ask.st.now_arg = w;
        w->ask.st.until_s = o->now_s() + o->seconds;
    }
}

static sk_code run(reviewing *w)
{
    asked(w); /* the clock runs from here */
    sk_code code = read_folder(w);
    if (!code) code = sk_review_make(w->k, &w->data, w->o->year, &w->r, w->err);
    if (!code) code = check_wishes(w);
    if (!code) code = keep_model(w);
    if (!code) code = sk_review_run(w->r, &w->ask, &w->a, w->err);
    return code;
}

static sk_report *report(reviewing *w)
{
    size_t n;
    sk_report *rep = sk_review_report(w->r, &w->ask, &w->a, sk__lang_in(w->o->lang));
    const sk_input_file *f = sk_annex_files(w->annex, &n);
    for (size_t i = 0; rep && i < n; i++)
        sk_report_from(rep, f[i].name, sk_report_keep(rep, f[i].sha256));
    return rep;
}

storkok_code storkok_review(const storkok_kommun *k, const storkok_review_opts *opts,
                            storkok_diags *d, storkok_report **out, storkok_error *err)
{
    sk_err own;
    sk__err_in(err, &own);
    *out = NULL;
    reviewing w = {.k = k->k, .o = opts, .err = &own};
    sk_diags *mine = d ? NULL : sk_diags_new(own.lang);
    w.diags = d ? d->d : mine;
    sk_code code = w.diags ? run(&w) : sk_err_set(&own, SK_E_NOMEM, "out of memory");
    bool nothing = !code && w.a.best.status == SK_ST_NOTHING && !w.a.nearest.opt;
    if (nothing)
        code = sk_err_set(&own, SK_E_LIMIT, SK_N("the search ended before it found a structure"));
    sk_report *rep = code ? NULL : report(&w);
    storkok_code done = sk__report_out(rep, code, &own, out, err);
    sk_review_answer_free(&w.a);
    sk_review_free(w.r);
    sk_annex_free(w.annex);
    sk_diags_free(mine);
    return done;
}
