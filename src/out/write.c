/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan to its folder: every file is made in memory first, then the folder is swapped as a whole. */
#include "base/file.h"
#include "base/text.h"
#include "out/view.h"

const sk_plan_file sk_plan_files[] = {
    {"plan.json", SK_N("the whole plan, for programs")},
    {"summary.html", SK_N("this summary with map and diagrams, to read and print")},
    {"demand.csv", SK_N("how many are expected, how much is cooked, and why")},
    {"allocation.csv", SK_N("who cooks what for whom, when")},
    {"staff.csv", SK_N("staff by kitchen and day")},
    {"trips.csv", SK_N("tours and extra trips")},
    {"shortages.csv", SK_N("who goes without, and why")},
    {"bottlenecks.csv", SK_N("what binds, and what one more would save")},
    {"changes.csv", SK_N("sites with another supplier than usual")},
    {NULL, NULL},
};

static void fill(const sk_plan_view *v, const sk_now *now, int i, sk_buf *out)
{
    const sk_table *const list[] = {&v->demands,   &v->allocation,  &v->staff,  &v->trips,
                                    &v->shortages, &v->bottlenecks, &v->changes};
    if (i == 0) sk_plan_write_json(v->p, out);
    else if (i == 1) sk_summary_html(v, now, out);
    else sk_table_csv(list[i - 2], v->lang, out);
}

static sk_code write_files(const sk_plan_view *v, const sk_now *now, sk_outdir *o, sk_err *err)
{
    sk_buf b = SK_BUF_INIT;
    sk_code code = SK_OK;
    for (int i = 0; sk_plan_files[i].name && code == SK_OK; i++) {
        sk_buf_clear(&b);
        fill(v, now, i, &b);
        if (!sk_buf_ok(&b)) code = sk_err_set(err, SK_E_NOMEM, "out of memory");
        else code = sk_outdir_file(o, sk_plan_files[i].name, sk_buf_str(&b), b.len, err);
    }
    sk_buf_free(&b);
    return code;
}

sk_code sk_plan_write_dir(const sk_plan *p, sk_lang lang, const sk_now *now, const char *dir,
                          sk_err *err)
{
    sk_plan_view v;
    sk_outdir *o = NULL;
    sk_code code = sk_plan_view_make(p, lang, &v, err);
    if (code != SK_OK) return code;
    code = sk_outdir_begin(dir, &o, err);
    if (code == SK_OK) {
        code = write_files(&v, now, o, err);
        if (code == SK_OK) code = sk_outdir_commit(o, err);
        else sk_outdir_abort(o);
    }
    sk_plan_view_free(&v);
    return code;
}
