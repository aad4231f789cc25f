/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A week's plan from a kommun: demand, instance, LP with proof, whole portions, bottlenecks. */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/version.h"
#include "ext/glpk.h"
#include "forecast/forecast.h"
#include "plan/assemble.h"
#include "plan/keep.h"
#include "plan/neck.h"
#include "plan/round.h"

enum { DEFAULT_NECKS = 10, N_STEPS = 6 };

typedef struct work { /* what lives only while the plan is made */
    const sk_kommun *k;
    const sk_plan_opts *opts;
    sk_progress progress;
    void *ctx;
    sk_arena *arena;
    sk_instance in;
    sk_lp_result lp;
    sk_certificate cert;
    sk_lp_warm *warm;
    sk_plan *p;
    int step;
} work;

static void tell(work *w, const char *what)
{
    if (w->progress) w->progress(w->ctx, sk_text(w->opts->lang, what), w->step, N_STEPS);
    w->step++;
}

static sk_code plan_new(work *w, sk_err *err)
{
    sk_day monday;
    if (!sk_week_monday(w->opts->week, &monday))
        return sk_err_set(err, SK_E_USAGE, "the year %d has no week %d", w->opts->week.year,
                          w->opts->week.week);
    sk_arena *a = sk_arena_new();
    w->arena = sk_arena_new();
    sk_plan *p = a ? sk_arena_alloc(a, sizeof *p) : NULL;
    if (!p || !w->arena) {
        sk_arena_free(a);
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    *p = (sk_plan){.arena = a,
                   .k = w->k,
                   .week = w->opts->week,
                   .from = monday,
                   .n_days = 7,
                   .version = SK_VERSION,
                   .split = w->opts->split,
                   .weekly_supplier = w->opts->weekly_supplier,
                   .input = w->k->file,
                   .n_inputs = w->k->n_files};
    p->glpk_version = sk_arena_strdup(a, sk_glpk_version());
    w->p = p;
    return p->glpk_version ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}

/* What one portion more would cost: the duals of the need's groups together. */
static sk_code duals(work *w, sk_err *err)
{
    sk_plan *p = w->p;
    p->need_dual = sk_arena_calloc(p->arena, (size_t)p->demand.n_needs + 1, sizeof *p->need_dual);
    if (!p->need_dual) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    for (int i = 0; i < w->in.n_groups; i++)
        p->need_dual[w->in.need[w->in.group[i].need].need] += w->lp.need_dual[i];
    return SK_OK;
}

/* Demand; a plan that stands on a forecast stands on the forecast's documents too. */
static sk_code demand(work *w, sk_err *err)
{
    sk_plan *p = w->p;
    const sk_forecast *f = w->opts->forecast;
    sk_code code = sk_demand_build(w->k, f, p->from, p->n_days, p->arena, &p->demand, err);
    if (code != SK_OK) return code;
    if (!f && w->opts->no_forecast != SK_FROM_FORECAST) p->demand.made_from = w->opts->no_forecast;
    if (p->demand.made_from != SK_FROM_FORECAST) return SK_OK;
    int n = w->k->n_files;
    sk_input_file *v = sk_arena_calloc(p->arena, (size_t)(n + f->n_files) + 1, sizeof *v);
    if (!v) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    if (n > 0) memcpy(v, w->k->file, (size_t)n * sizeof *v);
    if (f->n_files > 0) memcpy(v + n, f->file, (size_t)f->n_files * sizeof *v);
    p->input = v;
    p->n_inputs = n + f->n_files;
    return SK_OK;
}

static sk_code bound(work *w, sk_err *err)
{
    sk_plan *p = w->p;
    sk_inst_opts io = SK_INST_OPTS_DEFAULT;
    sk_alloc_opts ao = {0};
    tell(w, SK_N("demand"));
    sk_code code = demand(w, err);
    if (code != SK_OK) return code;
    tell(w, SK_N("ways and limits"));
    code = sk_instance_build(w->k, &p->demand, &io, w->arena, &w->in, err);
    if (code != SK_OK) return code;
    tell(w, SK_N("linear programme"));
    code = sk_alloc_solve(&w->in, &ao, &w->warm, w->arena, &w->lp, err);
    if (code != SK_OK) return code;
    sk_lp_certify(&w->in, &w->lp, &w->cert);
    p->lp_bound = w->lp.obj;
    p->bound_certified = w->cert.ok;
    p->simplex_iterations = w->lp.iterations;
    p->lp_rounds = w->lp.rounds;
    return duals(w, err);
}

static sk_code whole(work *w, sk_err *err)
{
    sk__eval *e = NULL;
    sk__round_stats stats = {0};
    sk__round_opts ro = {.split = w->opts->split,
                         .weekly = w->opts->weekly_supplier,
                         .max_moves = w->opts->max_moves};
    tell(w, SK_N("whole portions and runs"));
    sk_code code = sk__eval_new(&w->in, &e, err);
    if (code == SK_OK) code = sk__round(e, &w->lp, &ro, &stats, err);
    if (code == SK_OK) code = sk__assemble(e, &w->lp, w->opts->lang, w->p, err);
    sk__eval_free(e);
    return code;
}

static sk_code rest(work *w, sk_err *err)
{
    sk_code code = SK_OK;
    int most = w->opts->max_necks ? w->opts->max_necks : DEFAULT_NECKS;
    tell(w, SK_N("bottlenecks"));
    if (most > 0)
        code = sk__necks(&w->in, &w->lp, &w->warm, most, w->progress, w->ctx, w->opts->lang, w->p,
                         err);
    if (code == SK_OK && w->opts->keep_dir) {
        tell(w, SK_N("model files"));
        code = sk__keep(w->opts->keep_dir, &w->in, &w->lp, &w->cert, w->p, err);
    }
    return code;
}

sk_code sk_plan_make(const sk_kommun *k, const sk_plan_opts *opts, sk_progress progress, void *ctx,
                     sk_plan **out, sk_err *err)
{
    work w = {.k = k, .opts = opts, .progress = progress, .ctx = ctx};
    *out = NULL;
    sk_code code = plan_new(&w, err);
    if (code == SK_OK) code = bound(&w, err);
    if (code == SK_OK) code = whole(&w, err);
    if (code == SK_OK) code = rest(&w, err);
    if (code == SK_OK) *out = w.p;
    else sk_plan_free(w.p);
    sk_lp_warm_free(w.warm);
    sk_arena_free(w.arena);
    return code;
}

void sk_plan_free(sk_plan *p)
{
    if (p) sk_arena_free(p->arena);
}
