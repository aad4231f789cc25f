/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan's papers. */
#include "api/api.h"

#include "base/file.h"
#include "base/text.h"
#include "out/paper.h"

#include <stdio.h>
#include <string.h>

enum { PATH_LEN = 4096 };

/* The published plan of the week of a day; NULL when that week is not published. */
static sk_code read_published(const sk_kommun *k, const char *dir, sk_day day, char *path,
                              size_t len, sk_plan **out, sk_err *err)
{
    sk_buf text = SK_BUF_INIT;
    sk_week w = sk_day_week(day);
    *out = NULL;
    int n = snprintf(path, len, "%s/weeks/%04d-W%02d.json", dir, w.year, w.week);
    if (n < 0 || n >= (int)len) return sk_err_set(err, SK_E_INPUT, "the path is too long");
    if (!sk_file_exists(path)) return SK_OK;
    sk_code code = sk_file_read(path, 0, &text, err);
    if (code == SK_OK) code = sk_plan_read_json(k, path, sk_buf_str(&text), text.len, out, err);
    sk_buf_free(&text);
    return code;
}

/* Of a week beside the plan's; one that no longer fits is not known. */
static sk_code read_beside(const sk_kommun *k, const char *dir, sk_day day, storkok_diags *d,
                           sk_plan **out, sk_err *err)
{
    char path[PATH_LEN];
    sk_err own;
    sk_err_init(&own, err->lang);
    sk_code code = read_published(k, dir, day, path, sizeof path, out, &own);
    if (code == SK_E_INPUT) {
        if (d)
            sk_diag_add(
                d->d, SK_SEV_WARNING, "W037", (sk_loc){.file = path}, NULL,
                "this published plan does not fit the folder: the papers do not know its week");
        return SK_OK;
    }
    if (code != SK_OK) *err = own;
    return code;
}

/* The published plans: of the same week, of the one before and of the one after. */
enum { SAME, BEFORE, AFTER, N_WEEKS };
static sk_code read_weeks(const sk_plan *p, const char *dir, storkok_diags *d,
                          sk_plan *out[N_WEEKS], sk_err *err)
{
    char path[PATH_LEN];
    if (!sk_dir_exists(dir)) return sk_err_set(err, SK_E_INPUT, "there is no folder %s", dir);
    sk_code code = read_published(p->k, dir, p->from, path, sizeof path, &out[SAME], err);
    if (code == SK_E_INPUT) {
        sk_err_context(err, "the published plan does not fit the folder");
        sk_err_hint(err, "plan and publish that week again, or leave --published out");
    }
    if (code == SK_OK) code = read_beside(p->k, dir, p->from - 1, d, &out[BEFORE], err);
    if (code == SK_OK) code = read_beside(p->k, dir, p->from + p->n_days, d, &out[AFTER], err);
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

/* Papers of a plan that was made of other documents mix two states of the folder. */
static void tell_stale(const sk_plan *p, storkok_diags *d)
{
    const char *first = NULL;
    int n = 0;
    for (int i = 0; i < p->n_inputs; i++)
        for (int f = 0; f < p->k->n_files; f++) {
            if (strcmp(p->input[i].name, p->k->file[f].name) != 0) continue;
            if (strcmp(p->input[i].sha256, p->k->file[f].sha256) == 0) continue;
            if (!n++) first = p->input[i].name;
        }
    if (n)
        sk_diag_add(d->d, SK_SEV_WARNING, "W038", (sk_loc){.file = first},
                    "plan the week again; storkok verify tells what differs",
                    SK_N("changed since the plan was made, one of %d: the papers may be wrong"), n);
}

storkok_code storkok_papers_write(const storkok_plan *p, const char *dir,
                                  const storkok_papers_opts *o, storkok_diags *d, int *n_papers,
                                  storkok_error *err)
{
    static const storkok_papers_opts none = {NULL, NULL, NULL, NULL, STORKOK_SV};
    sk_err own;
    sk_now now;
    sk_desk *desk = NULL;
    sk_plan *week[N_WEEKS] = {NULL};
    int n = 0;
    sk__err_in(err, &own);
    sk_papers_job job = {.p = p->p, .lang = o ? sk__lang_in(o->lang) : p->p->k->lang};
    if (!o) o = &none;
    sk_code code = sk__find_kitchen(p->p->k, o->kitchen, &job.kitchen, &own);
    if (code == SK_OK && o->now) code = sk__now_in(o->now, &now, &own);
    if (d) tell_stale(p->p, d);
    if (code == SK_OK && o->folder) code = read_desk(p->p->k, o->folder, d, &desk, &own);
    if (code == SK_OK && o->published) code = read_weeks(p->p, o->published, d, week, &own);
    job.now = o->now ? &now : NULL;
    job.desk = desk;
    job.published = week[SAME];
    job.before = week[BEFORE];
    job.after = week[AFTER];
    if (code == SK_OK) code = sk_papers_write(&job, dir, &n, &own);
    for (int i = 0; i < N_WEEKS; i++) sk_plan_free(week[i]);
    sk_desk_free(desk);
    if (n_papers) *n_papers = n;
    return sk__err_out(code, &own, err);
}
