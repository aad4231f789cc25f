/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publishing: the folder of published plans and their calendar feeds, and the check of calendars. */
#include "api/api.h"

#include "base/file.h"
#include "base/text.h"
#include "out/feed.h"

#include <stdio.h>
#include <string.h>

enum { PATH_LEN = 4096, DEPTH_MAX = 6, CALENDAR_MAX_BYTES = 32 << 20 };

static sk_code publish(sk_publish_job *job, const storkok_publish_opts *o, storkok_published *out,
                       sk_err *err)
{
    sk_published r = {0};
    sk_code code = sk__now_in(o ? o->now : NULL, &job->now, err);
    if (code != SK_OK) return code;
    job->lang = sk__lang_in(o->lang);
    code = sk_publish(job, &r, err);
    if (code == SK_OK)
        *out = (storkok_published){.weeks = r.n_weeks,
                                   .feeds = r.n_feeds,
                                   .events = r.events.live,
                                   .fresh = r.events.fresh,
                                   .changed = r.events.changed,
                                   .cancelled = r.events.cancelled,
                                   .kept = r.n_kept};
    return code;
}

storkok_code storkok_publish(const storkok_plan *p, const char *dir,
                             const storkok_publish_opts *opts, storkok_published *out,
                             storkok_error *err)
{
    sk_err own;
    sk_publish_job job = {.k = p->p->k, .add = p->p, .dir = dir};
    sk__err_in(err, &own);
    *out = (storkok_published){0};
    sk_code code = publish(&job, opts, out, &own);
    return sk__err_out(code, &own, err);
}

storkok_code storkok_unpublish(const storkok_kommun *k, const char *week, const char *dir,
                               const storkok_publish_opts *opts, storkok_published *out,
                               storkok_error *err)
{
    sk_err own;
    sk_week w;
    sk_publish_job job = {.k = k->k, .remove = &w, .dir = dir};
    sk__err_in(err, &own);
    *out = (storkok_published){0};
    sk_code code = SK_OK;
    if (!week || !sk_week_parse(week, &w))
        code = sk_err_set(&own, SK_E_USAGE, "%s is not a week, such as 2023-W48",
                          week ? week : "\"\"");
    else code = publish(&job, opts, out, &own);
    return sk__err_out(code, &own, err);
}

/* ---- checking ---- */

static sk_code check_file(const char *path, sk_diags *d, int *n, sk_err *err)
{
    sk_buf b = SK_BUF_INIT;
    sk_code code = sk_file_read(path, CALENDAR_MAX_BYTES, &b, err);
    if (code == SK_OK) sk_feed_check(path, sk_buf_str(&b), b.len, d);
    sk_buf_free(&b);
    ++*n;
    return code;
}

/* Every .ics of a folder and of the folders in it. */
static sk_code check_dir(const char *dir, int depth, sk_diags *d, int *n, sk_err *err)
{
    char **names, path[PATH_LEN];
    size_t len;
    sk_code code = sk_dir_list(dir, &names, &len, err);
    if (code != SK_OK) return code;
    for (size_t i = 0; i < len && code == SK_OK; i++) {
        size_t end = strlen(names[i]);
        int m = snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        if (m < 0 || m >= PATH_LEN) continue;
        if (sk_dir_exists(path)) {
            if (depth < DEPTH_MAX) code = check_dir(path, depth + 1, d, n, err);
        } else if (end > 4 && strcmp(names[i] + end - 4, ".ics") == 0)
            code = check_file(path, d, n, err);
    }
    sk_dir_list_free(names, len);
    return code;
}

storkok_code storkok_feed_check(const char *path, storkok_diags *d, int *n_files,
                                storkok_error *err)
{
    sk_err own;
    sk__err_in(err, &own);
    *n_files = 0;
    sk_code code = sk_dir_exists(path) ? check_dir(path, 0, d->d, n_files, &own)
                                       : check_file(path, d->d, n_files, &own);
    if (code == SK_OK && *n_files == 0)
        code = sk_err_set(&own, SK_E_INPUT, "%s holds no calendar (.ics)", path);
    sk_diags_sort(d->d);
    return sk__err_out(code, &own, err);
}
