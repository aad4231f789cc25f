/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking a plan: the table, the first solve, and the solves with ways forbidden. */
#include "plan/explain.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/text.h"
#include "plan/assemble.h"
#include "plan/explain_priv.h"
#include "plan/neck.h"

enum { MOST_MOVED = 12, MOST_TIGHT = 6 };

static sk_code no_memory(sk__asking *q) { return sk_err_set(q->err, SK_E_NOMEM, "out of memory"); }

sk_ix sk__ask_supplier(const sk_plan *p, int need, sk_group_kind group)
{
    int lo = 0, hi = p->n_supplies; /* sorted by need, group */
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const sk_supply *s = &p->supply[mid];
        if (s->need < need || (s->need == need && s->group < group)) lo = mid + 1;
        else hi = mid;
    }
    return lo < p->n_supplies && p->supply[lo].need == need && p->supply[lo].group == group
               ? p->supply[lo].kitchen
               : SK_NONE;
}

static bool at_table(const sk_need *n, const sk_plan *p, const sk_question *q)
{
    return n->site == q->site && n->meal == q->meal && n->day == p->from + q->day;
}

/* ---- forbidding ------------------------------------------------------------------------------------- */

static bool forbidden(const sk__asking *q, const sk_group *g, const sk_arc *a, sk_ix other)
{
    if (other != SK_NONE) return a->kitchen != other;
    return a->kitchen == sk__ask_supplier(q->p, q->in.need[g->need].need, g->kind);
}

/* Whether a what-if is about this group: sides and cold food made where they are eaten stay there. */
static bool about(const sk__asking *q, const sk_group *g, sk_ix other)
{
    int need = q->in.need[g->need].need;
    sk_ix now = sk__ask_supplier(q->p, need, g->kind), here = q->p->demand.need[need].kitchen;
    bool own_side =
        g->kind != SK_GROUP_HOT && now == here && q->p->k->kitchen[here].role == SK_ROLE_RECEIVING;
    return !own_side || other == here;
}

/* Moves the forbidden arcs of the table's groups behind the others and shortens their slices; the
 * arcs are copied first and put back by restore. */
typedef struct saved {
    sk_group g;
    sk_arc *arc;
} saved;

static saved *forbid(sk__asking *q, sk_ix other, bool *possible)
{
    const sk_inst_need *first = &q->in.need[q->need_first], *last = &q->in.need[q->need_end - 1];
    int g0 = first->group_first, n = last->group_first + last->n_group - g0;
    saved *s = sk_arena_calloc(q->work, (size_t)n + 1, sizeof *s);
    *possible = true;
    for (int i = 0; s && i < n; i++) {
        sk_group *g = &q->in.group[g0 + i];
        s[i].g = *g;
        s[i].arc = sk_arena_calloc(q->work, (size_t)g->n_arc + 1, sizeof *s[i].arc);
        if (!s[i].arc) return NULL;
        int keep = 0;
        for (int a = 0; a < g->n_arc; a++) s[i].arc[a] = q->in.arc[g->arc_first + a];
        if (!about(q, g, other)) continue;
        for (int a = 0; a < s[i].g.n_arc; a++)
            if (!forbidden(q, g, &s[i].arc[a], other))
                q->in.arc[g->arc_first + keep++] = s[i].arc[a];
        *possible = *possible && (keep > 0 || s[i].g.n_arc == 0);
        g->n_arc = keep;
        g->usual_arc = -1;
    }
    return s;
}

static void restore(sk__asking *q, const saved *s)
{
    const sk_inst_need *first = &q->in.need[q->need_first], *last = &q->in.need[q->need_end - 1];
    int g0 = first->group_first, n = last->group_first + last->n_group - g0;
    for (int i = 0; i < n; i++) {
        q->in.group[g0 + i] = s[i].g;
        for (int a = 0; a < s[i].g.n_arc; a++) q->in.arc[s[i].g.arc_first + a] = s[i].arc[a];
    }
}

/* ---- what changed ----------------------------------------------------------------------------------- */

/* Main kitchen of a group in an LP solution; SK_NONE = nobody. */
static sk_ix lp_kitchen(const sk__asking *q, const sk_lp_result *r, int group, double *x)
{
    const sk_group *g = &q->in.group[group];
    sk_ix k = SK_NONE;
    *x = 0.5;
    for (int a = g->arc_first; a < g->arc_first + g->n_arc; a++)
        if (r->x[a] > *x) {
            *x = r->x[a];
            k = q->in.arc[a].kitchen;
        }
    return k;
}

static int by_moved(const void *x, const void *y)
{
    const sk_moved *a = x, *b = y;
    if (a->portions != b->portions) return a->portions > b->portions ? -1 : 1;
    const int p[] = {a->day, (int)a->meal, a->site, (int)a->group, a->from, a->to};
    const int q[] = {b->day, (int)b->meal, b->site, (int)b->group, b->from, b->to};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

/* before: main kitchen of every group in the first solve. */
static sk_code moved(sk__asking *q, const sk_ix *before, const sk_lp_result *now, sk_what_if *w)
{
    sk_moved *m = NULL;
    size_t n = 0, cap = 0;
    for (int g = 0; g < q->in.n_groups; g++) {
        double x;
        sk_ix to = lp_kitchen(q, now, g, &x);
        if (to == before[g]) continue;
        if (!SK_GROW(m, n, cap)) {
            sk_free(m);
            return no_memory(q);
        }
        const sk_need *need = &q->p->demand.need[q->in.need[q->in.group[g].need].need];
        m[n++] = (sk_moved){need->site,    (int8_t)(need->day - q->p->from),
                            need->meal,    q->in.group[g].kind,
                            before[g],     to,
                            (int)(x + 0.5)};
    }
    if (n > 1) qsort(m, n, sizeof *m, by_moved);
    w->n_moved = n < MOST_MOVED ? (int)n : MOST_MOVED;
    w->n_more = (int)n - w->n_moved;
    w->moved = sk_arena_calloc(q->x->arena, (size_t)w->n_moved + 1, sizeof *w->moved);
    for (int i = 0; w->moved && i < w->n_moved; i++) w->moved[i] = m[i];
    sk_free(m);
    return w->moved ? SK_OK : no_memory(q);
}

static sk_code tight(sk__asking *q, const sk_lp_result *now, sk_what_if *w)
{
    w->tight = sk_arena_calloc(q->x->arena, MOST_TIGHT, sizeof *w->tight);
    for (int r = 0; w->tight && r < q->in.n_res && w->n_tight < MOST_TIGHT; r++) {
        if (now->row_dual[r] > -1e-6 || q->lp.row_dual[r] < -1e-6) continue;
        sk_buf b = SK_BUF_INIT;
        sk__res_words(&q->in, &q->in.res[r], q->x->q.lang, &b);
        w->tight[w->n_tight] = sk_arena_strdup(q->x->arena, sk_buf_str(&b));
        sk_buf_free(&b);
        if (!w->tight[w->n_tight++]) return no_memory(q);
    }
    return w->tight ? SK_OK : no_memory(q);
}

static void totals(const sk_instance *in, const sk_lp_result *r, double *shrt, double *backup,
                   double *over)
{
    double ore;
    sk__lp_short(in, r, shrt, &ore);
    *backup = *over = 0;
    for (int i = 0; i < in->n_needs; i++) *backup += r->backup[i];
    for (int i = 0; i < in->n_res; i++)
        if (in->res[i].kind == SK_RES_STAFF) *over += r->over[i] + r->excess[i];
}

/* Much less than an öre or a thousandth of a portion is solver noise. */
static double clean(double x, double noise) { return x > -noise && x < noise ? 0 : x; }

static sk_code compare(sk__asking *q, const sk_ix *before, const sk_lp_result *now, sk_what_if *w)
{
    double s0, b0, o0, s1, b1, o1;
    totals(&q->in, &q->lp, &s0, &b0, &o0);
    totals(&q->in, now, &s1, &b1, &o1);
    w->more_ore = clean(now->obj - q->lp.obj, 0.05 + 1e-9 * q->lp.obj);
    w->more_short = clean(s1 - s0, 1e-3);
    w->more_backup = clean(b1 - b0, 1e-3);
    w->more_over_min = clean(o1 - o0, 1e-3);
    sk_code code = moved(q, before, now, w);
    return code == SK_OK ? tight(q, now, w) : code;
}

sk_code sk__ask_what_if(sk__asking *q, sk_ix other, sk_what_if *out)
{
    sk_alloc_opts opts = {0};
    sk_lp_result now;
    sk_ix *before = sk_arena_calloc(q->work, (size_t)q->in.n_groups + 1, sizeof *before);
    out->asked = true;
    for (int g = 0; before && g < q->in.n_groups; g++) {
        double x;
        before[g] = lp_kitchen(q, &q->lp, g, &x);
    }
    saved *s = before ? forbid(q, other, &out->possible) : NULL;
    if (!s) return no_memory(q);
    sk_code code = sk_alloc_solve(&q->in, &opts, &q->warm, q->work, &now, q->err);
    if (code == SK_OK) code = compare(q, before, &now, out);
    restore(q, s);
    return code;
}

/* ---- the question ----------------------------------------------------------------------------------- */

static sk_code find_table(sk__asking *q)
{
    const sk_demand *d = &q->p->demand;
    q->need_first = q->need_end = -1;
    for (int i = 0; i < d->n_needs; i++) {
        if (!at_table(&d->need[i], q->p, &q->x->q)) continue;
        if (q->need_first < 0) q->need_first = i;
        q->need_end = i + 1;
    }
    if (q->need_first >= 0) return SK_OK;
    char day[SK_DATE_LEN];
    return sk_err_set(q->err, SK_E_INPUT, "nobody eats at %s on %s (%s)",
                      q->p->k->site[q->x->q.site].name, sk_day_str(q->p->from + q->x->q.day, day),
                      sk_text(q->x->q.lang, "that meal"));
}

static sk_code solve(sk__asking *q)
{
    sk_inst_opts io = SK_INST_OPTS_DEFAULT;
    sk_alloc_opts opts = {0};
    sk_lp_result rules;
    sk_code code = sk_instance_build(q->p->k, &q->p->demand, &io, q->work, &q->in, q->err);
    if (code == SK_OK) code = sk_alloc_solve(&q->in, &opts, &q->warm, q->work, &q->lp, q->err);
    if (code != SK_OK) return code;
    double shrt, backup, over, excess = 0;
    totals(&q->in, &q->lp, &shrt, &backup, &over);
    for (int r = 0; r < q->in.n_res; r++) excess += q->lp.excess[r];
    q->x->bound_ore = q->lp.obj;
    if (shrt + backup + excess > 1e-6) { /* two stages: the least rule breaking first */
        opts.penalties_only = true;
        code = sk_alloc_solve(&q->in, &opts, NULL, q->work, &rules, q->err);
        if (code == SK_OK) q->x->rules_ore = rules.obj;
    }
    q->x->cost_ore = q->x->bound_ore - q->x->rules_ore;
    return code;
}

static sk_code answer(sk__asking *q)
{
    sk_code code = find_table(q);
    if (code == SK_OK) code = solve(q);
    if (code == SK_OK) code = sk__ask_ways(q);
    if (code == SK_OK) code = sk__ask_what_if(q, SK_NONE, &q->x->second);
    bool can = q->x->q.kitchen != SK_NONE;
    int g0 = code == SK_OK ? q->in.need[q->need_first].group_first : 0;
    for (int i = 0; code == SK_OK && i < q->x->n_groups; i++)
        can = can &&
              (q->x->group[i].asked_possible || !about(q, &q->in.group[g0 + i], q->x->q.kitchen));
    if (code == SK_OK && can) code = sk__ask_what_if(q, q->x->q.kitchen, &q->x->other);
    return code;
}

sk_code sk_explain(const sk_plan *p, const sk_question *question, sk_explanation **out, sk_err *err)
{
    sk_arena *a = sk_arena_new();
    sk__asking q = {.p = p, .err = err, .work = sk_arena_new()};
    *out = NULL;
    q.x = a ? sk_arena_alloc(a, sizeof *q.x) : NULL;
    sk_code code = SK_OK;
    if (!q.x || !q.work) {
        code = no_memory(&q);
    } else {
        q.x->arena = a;
        q.x->plan = p;
        q.x->q = *question;
        code = answer(&q);
    }
    sk_lp_warm_free(q.warm);
    sk_arena_free(q.work);
    if (code == SK_OK) *out = q.x;
    else sk_arena_free(a);
    return code;
}

void sk_explanation_free(sk_explanation *x)
{
    if (x) sk_arena_free(x->arena);
}
