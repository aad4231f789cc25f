/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Model files, certificate and run record of a plan. */
#include "plan/keep.h"

#include <stdio.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/paths.h"
#include "ext/json.h"

static void certificate_json(const sk_instance *in, const sk_lp_result *lp, const sk_certificate *c,
                             sk_buf *b)
{
    sk_jw w;
    sk_jw_init(&w, b, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", "storkok-certificate");
    sk_jw_int(&w, "version", 1);
    sk_jw_bool(&w, "ok", c->ok);
    sk_jw_real(&w, "primal_obj", c->primal_obj);
    sk_jw_real(&w, "dual_obj", c->dual_obj);
    sk_jw_real(&w, "gap", c->gap);
    sk_jw_real(&w, "max_primal_infeas", c->max_primal_infeas);
    sk_jw_real(&w, "max_dual_infeas", c->max_dual_infeas);
    sk_jw_real(&w, "max_slackness", c->max_slackness);
    const struct {
        const char *key;
        const double *v;
        int n;
    } part[] = {{"x", lp->x, in->n_arcs},
                {"backup", lp->backup, in->n_needs},
                {"short", lp->shrt, in->n_needs},
                {"over", lp->over, in->n_res},
                {"excess", lp->excess, in->n_res},
                {"row_dual", lp->row_dual, in->n_res},
                {"need_dual", lp->need_dual, in->n_groups}};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        sk_jw_arr(&w, part[i].key); /* [index, value] of what is not zero */
        for (int j = 0; j < part[i].n; j++) {
            if (part[i].v[j] > -1e-12 && part[i].v[j] < 1e-12) continue;
            sk_jw_inline(&w);
            sk_jw_arr(&w, NULL);
            sk_jw_int(&w, NULL, j);
            sk_jw_real(&w, NULL, part[i].v[j]);
            sk_jw_arr_end(&w);
        }
        sk_jw_arr_end(&w);
    }
    sk_jw_obj_end(&w);
}

static void inputs_json(sk_jw *w, const sk_kommun *k)
{
    sk_jw_arr(w, "inputs");
    for (int i = 0; i < k->n_files; i++) {
        sk_jw_inline(w);
        sk_jw_obj(w, NULL);
        sk_jw_str(w, "name", k->file[i].name);
        sk_jw_str(w, "sha256", k->file[i].sha256);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void run_json(const sk_instance *in, const sk_lp_result *lp, const sk_plan *p, sk_buf *b)
{
    sk_jw w;
    char week[16];
    snprintf(week, sizeof week, "%04d-W%02d", p->week.year, p->week.week);
    sk_jw_init(&w, b, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", "storkok-run");
    sk_jw_int(&w, "version", 1);
    sk_jw_str(&w, "program", p->version);
    sk_jw_str(&w, "glpk", p->glpk_version);
    sk_jw_str(&w, "week", week);
    sk_jw_bool(&w, "split", p->split);
    sk_jw_bool(&w, "weekly_supplier", p->weekly_supplier);
    sk_jw_int(&w, "needs", in->n_needs);
    sk_jw_int(&w, "groups", in->n_groups);
    sk_jw_int(&w, "arcs", in->n_arcs);
    sk_jw_int(&w, "rows", in->n_res);
    sk_jw_real(&w, "lp_optimum_ore", lp->obj);
    sk_jw_int(&w, "plan_objective_ore", p->cost.objective);
    sk_jw_int(&w, "iterations", lp->iterations);
    sk_jw_int(&w, "rounds", lp->rounds);
    sk_jw_arr(&w, "replay");
    sk_jw_str(&w, NULL, "glpsol --lp allocation.lp -o allocation.sol");
    sk_jw_str(&w, NULL, "glpsol --math allocation.mod --data allocation.dat -o allocation.sol");
    sk_jw_arr_end(&w);
    inputs_json(&w, p->k);
    sk_jw_obj_end(&w);
}

sk_code sk__keep_mod(const char *name, sk_buf *text, sk_err *err)
{
    static const char *const up[] = {"", "/.."};
    char path[4096];
    for (size_t i = 0; i < sizeof up / sizeof *up; i++) {
        int n = snprintf(path, sizeof path, "%s%s/models/%s", sk_data_dir(), up[i], name);
        if (n > 0 && (size_t)n < sizeof path && sk_file_exists(path))
            return sk_file_read(path, 0, text, err);
    }
    return sk_err_set(err, SK_E_IO, "cannot find %s", name);
}

static sk_code add(sk_outdir *o, const char *name, sk_buf *b, sk_err *err)
{
    if (!sk_buf_ok(b)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_code code = sk_outdir_file(o, name, sk_buf_str(b), b->len, err);
    sk_buf_clear(b);
    return code;
}

typedef sk_code (*export_fn)(const sk_instance *in, const char *path, sk_err *err);

static sk_code export_to(const sk_outdir *o, const char *name, export_fn f, const sk_instance *in,
                         sk_err *err)
{
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/%s", sk_outdir_path(o), name);
    if (n < 0 || (size_t)n >= sizeof path)
        return sk_err_set(err, SK_E_INPUT, "the path is too long");
    return f(in, path, err);
}

sk_code sk__keep(const char *dir, const sk_instance *in, const sk_lp_result *lp,
                 const sk_certificate *cert, const sk_plan *p, sk_err *err)
{
    sk_outdir *o = NULL;
    sk_buf b = SK_BUF_INIT;
    sk_code code = sk_outdir_begin(dir, &o, err);
    if (code != SK_OK) return code;
    code = sk__keep_mod("allocation.mod", &b, err);
    if (code == SK_OK) code = add(o, "allocation.mod", &b, err);
    certificate_json(in, lp, cert, &b);
    if (code == SK_OK) code = add(o, "certificate.json", &b, err);
    run_json(in, lp, p, &b);
    if (code == SK_OK) code = add(o, "run.json", &b, err);
    if (code == SK_OK) code = export_to(o, "allocation.dat", sk_lp_export_dat, in, err);
    if (code == SK_OK) code = export_to(o, "allocation.lp", sk_lp_export_lp, in, err);
    sk_buf_free(&b);
    if (code == SK_OK) return sk_outdir_commit(o, err);
    sk_outdir_abort(o);
    return code;
}
