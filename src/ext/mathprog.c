/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock GLPK's own reading and solving of a MathProg model: the second opinion on our engine. */
#include <string.h>

#include "base/mem.h"
#include "ext/glpk_priv.h"

typedef struct run {
    const char *mod, *dat;
    bool integer;
    glp_tran *tran;
    glp_prob *p;
    const char *stage; /* what failed; NULL = nothing */
    int ret, status;
    sk_mathprog *out;
} run;

static bool translate(run *r)
{
    r->tran = glp_mpl_alloc_wksp();
    r->stage = "the model";
    if (glp_mpl_read_model(r->tran, r->mod, 0) != 0) return false;
    r->stage = "the data";
    if (r->dat && glp_mpl_read_data(r->tran, r->dat) != 0) return false;
    r->stage = "model and data together";
    if (glp_mpl_generate(r->tran, NULL) != 0) return false;
    r->p = glp_create_prob();
    glp_mpl_build_prob(r->tran, r->p);
    r->stage = NULL;
    return true;
}

static void solve_mip(run *r)
{
    glp_iocp parm;
    glp_init_iocp(&parm);
    parm.presolve = GLP_ON;
    r->ret = glp_intopt(r->p, &parm);
    r->status = r->ret == 0 ? glp_mip_status(r->p) : GLP_UNDEF;
}

static void solve_lp(run *r)
{
    glp_smcp parm;
    glp_init_smcp(&parm);
    parm.presolve = GLP_ON;
    r->ret = glp_simplex(r->p, &parm);
    if (r->ret != 0 && r->ret != GLP_ENOPFS && r->ret != GLP_ENODFS) {
        parm.presolve = GLP_OFF;
        glp_std_basis(r->p);
        r->ret = glp_simplex(r->p, &parm);
    }
    r->status = r->ret == 0 ? glp_get_status(r->p) : GLP_UNDEF;
}

/* Everything taken is reachable from r->out at all times. A name or value missing is seen later. */
static void take(run *r, bool mip)
{
    sk_mathprog *o = r->out;
    o->n_rows = glp_get_num_rows(r->p);
    o->n_cols = glp_get_num_cols(r->p);
    size_t n = (size_t)o->n_cols;
    o->col_name = sk_calloc_n(n + 1, sizeof *o->col_name);
    if (r->status == GLP_OPT || r->status == GLP_FEAS) {
        o->obj = mip ? glp_mip_obj_val(r->p) : glp_get_obj_val(r->p);
        o->col = sk_calloc_n(n + 1, sizeof *o->col);
    }
    for (int j = 1; j <= o->n_cols; j++) {
        const char *name = glp_get_col_name(r->p, j);
        size_t len = name ? strlen(name) : 0;
        char *s = o->col_name ? sk_alloc(len + 1) : NULL;
        if (s && name) memcpy(s, name, len);
        if (o->col_name) o->col_name[j - 1] = s;
        if (o->col) o->col[j - 1] = mip ? glp_mip_col_val(r->p, j) : glp_get_col_prim(r->p, j);
    }
}

static void do_run(void *arg)
{
    run *r = arg;
    glp_term_out(GLP_ON);
    if (translate(r)) {
        bool mip = r->integer && glp_get_num_int(r->p) > 0;
        if (mip) solve_mip(r);
        else solve_lp(r);
        take(r, mip);
    }
    if (r->p) glp_delete_prob(r->p);
    glp_mpl_free_wksp(r->tran);
    glp_term_out(GLP_OFF);
}

static bool complete(const sk_mathprog *m, bool solved)
{
    if (!m->col_name || (solved && !m->col)) return false;
    for (int j = 0; j < m->n_cols; j++)
        if (!m->col_name[j]) return false;
    return true;
}

static sk_code verdict(const run *r, sk_err *err)
{
    sk_mathprog *o = r->out;
    bool solved = r->status == GLP_OPT || r->status == GLP_FEAS;
    if (r->stage)
        return sk_err_set(err, SK_E_SOLVER, "%s: MathProg could not read %s", r->mod, r->stage);
    if (!complete(o, solved)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (r->status == GLP_OPT) o->status = SK_LP_OPTIMAL;
    else if (r->status == GLP_NOFEAS || r->ret == GLP_ENOPFS) o->status = SK_LP_INFEASIBLE;
    else if (r->status == GLP_UNBND || r->ret == GLP_ENODFS) o->status = SK_LP_UNBOUNDED;
    else if (r->status == GLP_FEAS || r->ret == GLP_EITLIM || r->ret == GLP_ETMLIM)
        o->status = SK_LP_STOPPED;
    else return sk_err_set(err, SK_E_SOLVER, "%s: GLPK gave up (code %d)", r->mod, r->ret);
    return SK_OK;
}

sk_code sk_mathprog_solve(const char *mod, const char *dat, bool integer, sk_mathprog *out,
                          sk_buf *log, sk_err *err)
{
    memset(out, 0, sizeof *out);
    run r = {.mod = mod, .dat = dat, .integer = integer, .status = GLP_UNDEF, .out = out};
    sk__glpk_log(log);
    bool ok = sk__glpk_call(do_run, NULL, &r, err);
    sk__glpk_log(NULL);
    sk_code code = ok ? verdict(&r, err) : SK_E_SOLVER;
    if (code != SK_OK) sk_mathprog_free(out);
    return code;
}

void sk_mathprog_free(sk_mathprog *m)
{
    for (int j = 0; m->col_name && j < m->n_cols; j++) sk_free(m->col_name[j]);
    sk_free(m->col_name);
    sk_free(m->col);
    memset(m, 0, sizeof *m);
}

bool sk_mathprog_col(const sk_mathprog *m, const char *name, double *value)
{
    for (int j = 0; m->col && j < m->n_cols; j++)
        if (strcmp(m->col_name[j], name) == 0) {
            *value = m->col[j];
            return true;
        }
    return false;
}
