/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rounds of the allocation LP, and its result over the whole instance. */
#include "plan/lp.h"

#include <math.h>
#include <string.h>

#include "plan/lp_priv.h"

enum { DEFAULT_ROUNDS = 2000 };

/* ---- rounds ------------------------------------------------------------------------------------- */

static sk_code rounds(sk__lps *s, int limit, bool warm)
{
    for (s->rounds = 0; s->rounds < limit; s->rounds++) {
        int rows, cols;
        sk__lps_loads(s);
        sk_code c = sk__lps_activate(s, &rows);
        if (!c) c = sk__lps_price(s, &cols);
        if (c) return c;
        bool all = warm && s->rounds == 0;
        if (!all) sk__lps_harden(s, rows == 0 && cols == 0, &rows);
        if (rows == 0 && cols == 0 && !all) return SK_OK;
        c = sk__lps_solve(s, all);
        if (c) return c;
        sk__lps_move_keys(s);
        if (s->rounds < limit / 2) sk__lps_forget(s); /* after that nothing is lost any more */
    }
    return sk_err_set(s->err, SK_E_LIMIT, "the allocation was not proven in %d rounds", limit);
}

/* ---- result ------------------------------------------------------------------------------------- */

static sk_code result_room(const sk__lps *s, sk_arena *arena, sk_lp_result *r)
{
    const sk_instance *in = s->in;
    size_t needs = (size_t)in->n_needs + 1, res = (size_t)in->n_res + 1;
    memset(r, 0, sizeof *r);
    r->x = sk_arena_calloc(arena, (size_t)in->n_arcs + 1, sizeof(double));
    r->backup = sk_arena_calloc(arena, needs, sizeof(double));
    r->shrt = sk_arena_calloc(arena, needs, sizeof(double));
    r->over = sk_arena_calloc(arena, res, sizeof(double));
    r->excess = sk_arena_calloc(arena, res, sizeof(double));
    r->row_dual = sk_arena_calloc(arena, res, sizeof(double));
    r->need_dual = sk_arena_calloc(arena, (size_t)in->n_groups + 1, sizeof(double));
    bool ok = r->x && r->backup && r->shrt && r->over && r->excess && r->row_dual && r->need_dual;
    return ok ? SK_OK : sk_err_set(s->err, SK_E_NOMEM, "out of memory");
}

/* Portions within 1e-9 of none or all are that; the key takes what the columns leave. */
static void need_portions(const sk__lps *s, int i, sk_lp_result *r)
{
    const sk_inst_need *n = &s->in->need[i];
    double N = sk__portions(s, i), out = 0;
    for (int c = s->need_col[i]; c >= 0; c = s->col[c].next) {
        double y = s->col[c].y < 1e-9 ? 0 : s->col[c].y > 1 - 1e-9 ? 1 : s->col[c].y;
        *(s->col[c].kind == SK__COL_BACKUP ? &r->backup[i] : &r->shrt[i]) = y * N;
        out += y;
    }
    if (s->stuck[i]) *(s->stuck[i] == 2 ? &r->backup[i] : &r->shrt[i]) = N * (1 - out);
    for (int g = n->group_first; g < n->group_first + n->n_group && !s->stuck[i]; g++) {
        double left = 1 - out;
        for (int c = s->col_of[g]; c >= 0; c = s->col[c].next) {
            double y = s->col[c].y < 1e-9 ? 0 : s->col[c].y > 1 - 1e-9 ? 1 : s->col[c].y;
            if (y > left) y = left < 0 ? 0 : left;
            r->x[s->col[c].arc] = y * N;
            left -= y;
        }
        r->x[s->key[g]] = left > 1e-12 ? left * N : 0;
    }
}

/* Duals of the cover rows: each group's cheapest price, together at most what doing without costs. */
static void need_duals(const sk__lps *s, int i, sk_lp_result *r)
{
    const sk_inst_need *n = &s->in->need[i];
    double backup = sk__backup_price(s, i), out = backup < n->short_cost ? backup : n->short_cost;
    double sum = 0;
    int none = -1;
    for (int g = n->group_first; g < n->group_first + n->n_group; g++) {
        sk__cheapest(s, g, &r->need_dual[g]);
        if (isinf(r->need_dual[g])) {
            none = g;
            r->need_dual[g] = 0;
        }
        sum += r->need_dual[g];
    }
    if (n->n_group > 0 && (none >= 0 || sum > out))
        r->need_dual[none >= 0 ? none : n->group_first + n->n_group - 1] += out - sum;
}

static double result_rows(const sk__lps *s, const double *load, sk_lp_result *r)
{
    double obj = 0;
    for (int i = 0; i < s->in->n_res; i++) {
        const sk_res *t = &s->in->res[i];
        double over = load[i] - t->cap;
        r->row_dual[i] = s->price[i] > 0 ? -s->price[i] : 0;
        if (over <= 0 || isinf(t->hard_cost)) continue;
        r->over[i] = over < t->soft_cap ? over : t->soft_cap;
        r->excess[i] = over - r->over[i];
        obj += r->over[i] * sk__soft_cost(s, t) + r->excess[i] * t->hard_cost;
    }
    return obj;
}

/* Everything from the portions, so that no error of the restricted LP lives on. */
static sk_code result(sk__lps *s, sk_arena *arena, sk_lp_result *r)
{
    const sk_instance *in = s->in;
    sk_code c = result_room(s, arena, r);
    if (c) return c;
    memset(s->load, 0, (size_t)in->n_res * sizeof *s->load);
    for (int i = 0; i < in->n_needs; i++) {
        const sk_inst_need *n = &in->need[i];
        need_portions(s, i, r);
        need_duals(s, i, r);
        if (r->backup[i] > 0) r->obj += r->backup[i] * n->backup_cost;
        r->obj += r->shrt[i] * n->short_cost;
        for (int u = n->backup_use_first; u < n->backup_use_first + n->n_backup_use; u++)
            s->load[in->use[u].res] += r->backup[i] * in->use[u].amount;
    }
    for (int a = 0; a < in->n_arcs; a++) {
        if (r->x[a] <= 0) continue;
        r->obj += r->x[a] * sk__arc_cost(s, a);
        for (int u = in->arc[a].use_first; u < in->arc[a].use_first + in->arc[a].n_use; u++)
            s->load[in->use[u].res] += r->x[a] * in->use[u].amount;
    }
    r->obj += result_rows(s, s->load, r);
    r->rounds = s->rounds;
    r->lp_rows = s->max_rows;
    r->lp_cols = s->max_cols;
    r->iterations = s->iterations;
    return SK_OK;
}

sk_code sk_alloc_solve(const sk_instance *in, const sk_alloc_opts *opts, sk_lp_warm **warm,
                       sk_arena *arena, sk_lp_result *out, sk_err *err)
{
    sk__lps s;
    memset(&s, 0, sizeof s);
    s.in = in;
    s.err = err;
    s.penalties_only = opts && opts->penalties_only;
    int limit = opts && opts->max_rounds > 0 ? opts->max_rounds : DEFAULT_ROUNDS;
    sk_code c = sk__lps_begin(&s);
    bool use_warm = warm && *warm;
    if (!c && use_warm) c = sk__lps_from_warm(&s, *warm);
    if (!c) c = rounds(&s, limit, use_warm);
    if (!c) c = result(&s, arena, out);
    if (!c && warm) {
        sk_lp_warm *w = sk__lps_to_warm(&s);
        if (w) {
            sk_lp_warm_free(*warm);
            *warm = w;
        }
    }
    sk__lps_end(&s);
    return c;
}
