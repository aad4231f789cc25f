/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan's papers. */
#include "api/api.h"

#include "base/file.h"
#include "out/paper.h"

#include <stdio.h>

/* The published plan of the same week; NULL when that week is not published. */
static sk_code read_published(const sk_plan *p, const char *dir, sk_plan **out, sk_err *err)
{
    char path[4096];
    sk_buf text = SK_BUF_INIT;
    *out = NULL;
    int n =
        snprintf(path, sizeof path, "%s/weeks/%04d-W%02d.json", dir, p->week.year, p->week.week);
    if (n < 0 || n >= (int)sizeof path) return sk_err_set(err, SK_E_INPUT, "the path is too long");
    if (!sk_dir_exists(dir)) return sk_err_set(err, SK_E_INPUT, "there is no folder %s", dir);
    if (!sk_file_exists(path)) return SK_OK;
    sk_code code = sk_file_read(path, 0, &text, err);
    if (code == SK_OK) code = sk_plan_read_json(p->k, path, sk_buf_str(&text), text.len, out, err);
    sk_buf_free(&text);
    if (code == SK_E_INPUT) {
        sk_err_context(err, "the published plan does not fit the folder");
        sk_err_hint(err, "plan and publish that week again, or leave --published out");
    }
    return code;
}

static sk_code read_desk(const sk_kommun *k, const char *dir, storkok_diags *d, sk_desk **out,
                         sk_err *err)
{
    sk_diags *mine = d ? NULL : sk_diags_new(err->lang), *diags = d ? d->d : mine;
    sk_code code = diags ? sk_desk_load(dir, k, out, diags, err)
                         : sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_diags_free(mine);
    return code;
}

sk_code sk__check_desk(const sk_kommun *k, const char *dir, storkok_diags *d, sk_err *err)
{
    sk_desk *desk = NULL;
    sk_code code = read_desk(k, dir, d, &desk, err);
    sk_desk_free(desk);
    return code;
}

storkok_code storkok_papers_write(const storkok_plan *p, const char *dir,
                                  const storkok_papers_opts *o, storkok_diags *d, int *n_papers,
                                  storkok_error *err)
{
    static const storkok_papers_opts none = {NULL, NULL, NULL, NULL, STORKOK_SV};
    sk_err own;
    sk_now now;
    sk_desk *desk = NULL;
    sk_plan *published = NULL;
    int n = 0;
    sk__err_in(err, &own);
    sk_papers_job job = {.p = p->p, .lang = o ? sk__lang_in(o->lang) : p->p->k->lang};
    if (!o) o = &none;
    sk_code code = sk__find_kitchen(p->p->k, o->kitchen, &job.kitchen, &own);
    if (code == SK_OK && o->now) code = sk__now_in(o->now, &now, &own);
    if (code == SK_OK && o->folder) code = read_desk(p->p->k, o->folder, d, &desk, &own);
    if (code == SK_OK && o->published) code = read_published(p->p, o->published, &published, &own);
    job.now = o->now ? &now : NULL;
    job.desk = desk;
    job.published = published;
    if (code == SK_OK) code = sk_papers_write(&job, dir, &n, &own);
    sk_plan_free(published);
    sk_desk_free(desk);
    if (n_papers) *n_papers = n;
    return sk__err_out(code, &own, err);
}
