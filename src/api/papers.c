/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan's papers. */
#include "api/api.h"

#include "base/nearest.h"
#include "domain/query.h"
#include "out/paper.h"

storkok_code storkok_papers_write(const storkok_plan *p, const char *dir, const char *kitchen,
                                  const storkok_write_opts *opts, int *n_papers, storkok_error *err)
{
    sk_err own;
    sk_now now;
    sk_ix only;
    int n = 0;
    sk__err_in(err, &own);
    bool stamp = opts && opts->now;
    sk_lang lang = opts ? sk__lang_in(opts->lang) : p->p->k->lang;
    sk_code code = sk__find_kitchen(p->p->k, kitchen, &only, &own);
    if (code == SK_OK && stamp && !sk_now_parse(opts->now, &now))
        code =
            sk_err_set(&own, SK_E_USAGE, "%s is not a time, such as 2023-11-20T08:15", opts->now);
    if (code == SK_OK) code = sk_papers_write(p->p, lang, stamp ? &now : NULL, only, dir, &n, &own);
    if (n_papers) *n_papers = n;
    return sk__err_out(code, &own, err);
}
