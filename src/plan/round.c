/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lots and units from the LP's solution, each on the way that carries most of it. */
#include "plan/round.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "plan/round_priv.h"
#include "plan/schedule.h"

/* ---- whole portions of needs ---------------------------------------------------------------------- */

/* Short and backup portions of every need; what has no way is short (or backup) altogether. */
static void needs_round(sk__search *s)
{
    sk__eval *e = s->e;
    for (int i = 0; i < e->in->n_needs; i++) {
        const sk_inst_need *in = &e->in->need[i];
        int portions = e->d->need[in->need].portions;
        int64_t backup = 0, shrt = 0;
        bool can_backup = isfinite(in->backup_cost), no_way = false;
        for (int g = in->group_first; g < in->group_first + in->n_group; g++)
            no_way = no_way || e->in->group[g].n_arc == 0;
        if (can_backup && s->lp->backup[i] > 1e-6)
            sk_round_i64(ceil(s->lp->backup[i] - 1e-6), &backup);
        sk_round_i64(s->lp->shrt[i], &shrt);
        if (backup > portions) backup = portions;
        if (shrt + backup > portions) shrt = portions - backup;
        if (no_way && !can_backup) shrt = portions;
        else if (no_way) backup = portions - shrt;
        if (shrt || backup) sk__eval_need(e, in->need, (int)shrt, (int)backup);
    }
}

/* ---- units ---------------------------------------------------------------------------------------- */

static int root(int *up, int g)
{
    while (up[g] != g) g = up[g] = up[up[g]];
    return g;
}

static void join(int *up, int a, int b)
{
    a = root(up, a);
    b = root(up, b);
    if (a < b) up[b] = a;
    else up[a] = b;
}

static bool share_component(const sk__eval *e, int a, int b)
{
    const sk__ginfo *x = &e->ginfo[a], *y = &e->ginfo[b];
    for (int i = 0; i < x->n_comp; i++)
        for (int j = 0; j < y->n_comp; j++)
            if (e->gcomp[x->comp_first + i].component == e->gcomp[y->comp_first + j].component)
                return true;
    return false;
}

static bool same_table(const sk_need *a, const sk_need *b)
{
    return a->day == b->day && a->meal == b->meal && a->site == b->site;
}

/* Some way that both groups have: without one they cannot share a supplier. */
static bool common_way(const sk__search *s, int a, int b)
{
    const sk_group *g = &s->e->in->group[a];
    for (int i = g->arc_first; i < g->arc_first + g->n_arc; i++)
        if (sk__arc_like(s, b, &s->e->in->arc[i], true) >= 0) return true;
    return g->n_arc == 0 && s->e->in->group[b].n_arc == 0;
}

/* Ordinary groups at one table (needs lie together) that share a component. */
static void join_tables(const sk__search *s, int *up)
{
    const sk_instance *in = s->e->in;
    for (int g = 0; g < in->n_groups; g++) {
        const sk_need *n = sk__need(s->e, g);
        for (int h = g + 1;
             n->diet == SK_NONE && h < in->n_groups && same_table(n, sk__need(s->e, h)); h++)
            if (sk__need(s->e, h)->diet == SK_NONE && share_component(s->e, g, h) &&
                common_way(s, g, h))
                join(up, g, h);
    }
}

typedef struct week_key {
    int site, meal, kind, diet, group;
} week_key;

static int by_week(const void *x, const void *y)
{
    const week_key *a = x, *b = y;
    const int p[] = {a->site, a->meal, a->kind, a->diet, a->group};
    const int q[] = {b->site, b->meal, b->kind, b->diet, b->group};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

static bool join_weeks(const sk__search *s, int *up)
{
    const sk_instance *in = s->e->in;
    week_key *key = sk_calloc_n((size_t)in->n_groups + 1, sizeof *key);
    if (!key) return false;
    for (int g = 0; g < in->n_groups; g++) {
        const sk_need *n = sk__need(s->e, g);
        key[g] = (week_key){n->site, (int)n->meal, (int)in->group[g].kind, n->diet, g};
    }
    qsort(key, (size_t)in->n_groups, sizeof *key, by_week);
    for (int i = 1; i < in->n_groups; i++) {
        const week_key *a = &key[i - 1], *b = &key[i];
        if (a->site == b->site && a->meal == b->meal && a->kind == b->kind && a->diet == b->diet)
            join(up, a->group, b->group);
    }
    sk_free(key);
    return true;
}

/* ---- lots ------------------------------------------------------------------------------------------ */

/* Lots of a group. Without split one; with split one per arc that carries at least a portion in the
 * LP, whole portions by largest remainder, so that the sum is what is cooked. */
static bool group_lots(sk__search *s, int g, int cooked)
{
    sk__eval *e = s->e;
    const sk_group *gr = &e->in->group[g];
    int left = cooked, best = -1, n = 0;
    for (int a = gr->arc_first; a < gr->arc_first + gr->n_arc; a++) {
        if (best < 0 || s->lp->x[a] > s->lp->x[best] + 1e-9) best = a;
        n += s->lp->x[a] >= 1 - 1e-6;
    }
    for (int a = gr->arc_first; s->opts.split && n > 1 && a < gr->arc_first + gr->n_arc; a++) {
        int64_t whole = 0;
        if (a == best || s->lp->x[a] < 1 - 1e-6 || !sk_round_i64(floor(s->lp->x[a] + 1e-6), &whole))
            continue;
        int take = whole < left ? (int)whole : left;
        left -= take;
        if (take > 0 && sk__eval_lot(e, g, a, take) < 0) return false;
    }
    return sk__eval_lot(e, g, gr->n_arc ? best : -1, gr->n_arc ? left : 0) >= 0;
}

static bool lots_new(sk__search *s)
{
    sk__eval *e = s->e;
    s->need_lot = sk_calloc_n((size_t)e->d->n_needs + 1, sizeof *s->need_lot);
    if (!s->need_lot) return false;
    for (int i = 0; i < e->in->n_needs; i++) {
        const sk_inst_need *n = &e->in->need[i];
        s->need_lot[i] = e->n_lots;
        int cooked = e->d->need[n->need].portions - e->shrt[n->need] - e->backup[n->need];
        for (int g = n->group_first; g < n->group_first + n->n_group; g++)
            if (!group_lots(s, g, cooked)) return false;
    }
    s->need_lot[e->in->n_needs] = e->n_lots;
    return true;
}

static void swap(int *a, int *b)
{
    int t = *a;
    *a = *b;
    *b = t;
}

/* Units by root group (split: every lot alone), counting sort; the largest lot first. */
static bool units_index(sk__search *s, int *up)
{
    sk__eval *e = s->e;
    size_t n = (size_t)(e->in->n_groups > e->n_lots ? e->in->n_groups : e->n_lots) + 2;
    int *id = sk_calloc_n(n, sizeof *id);
    s->unit_first = sk_calloc_n(n, sizeof *s->unit_first);
    s->unit_lot = sk_calloc_n(n, sizeof *s->unit_lot);
    s->mark = sk_calloc_n(n, sizeof *s->mark);
    if (!id || !s->unit_first || !s->unit_lot || !s->mark) {
        sk_free(id);
        return false;
    }
    for (int l = 0; l < e->n_lots; l++) {
        int r = s->opts.split ? l : root(up, e->lot[l].group);
        if (!id[r]) id[r] = ++s->n_units;
        e->lot[l].unit = id[r] - 1;
        s->unit_first[id[r]]++;
    }
    for (int u = 0; u < s->n_units; u++) s->unit_first[u + 1] += s->unit_first[u];
    for (int l = e->n_lots - 1; l >= 0;
         l--) /* from the end of each unit, so that lots stay in order */
        s->unit_lot[s->unit_first[e->lot[l].unit] + s->mark[e->lot[l].unit]++] = l;
    for (int u = 0; u < s->n_units; u++) { /* the largest lot leads */
        int *lot = &s->unit_lot[s->unit_first[u]], n_lots = s->unit_first[u + 1] - s->unit_first[u],
            best = 0;
        for (int i = 0; i < n_lots / 2; i++) swap(&lot[i], &lot[n_lots - 1 - i]);
        for (int i = 1; i < n_lots; i++)
            best = e->lot[lot[i]].portions > e->lot[lot[best]].portions ? i : best;
        swap(&lot[0], &lot[best]);
        s->mark[u] = 0;
    }
    sk_free(id);
    return true;
}

/* Lots by receiving kitchen and day. */
static bool places_index(sk__search *s)
{
    sk__eval *e = s->e;
    int n_kd = e->k->n_kitchens * e->n_days;
    s->at_first = sk_calloc_n((size_t)n_kd + 2, sizeof *s->at_first);
    s->at_lot = sk_calloc_n((size_t)e->n_lots + 1, sizeof *s->at_lot);
    s->staff_res = sk_calloc_n((size_t)n_kd + 1, sizeof *s->staff_res);
    s->sender = sk_calloc_n((size_t)e->k->n_kitchens + 1, sizeof *s->sender);
    s->sender_of = sk_calloc_n((size_t)e->k->n_kitchens + 1, sizeof *s->sender_of);
    if (!s->at_first || !s->at_lot || !s->staff_res || !s->sender || !s->sender_of) return false;
    for (int pass = 0; pass < 2; pass++) { /* count, then fill from the end */
        for (int l = e->n_lots - 1; l >= 0; l--) {
            const sk_need *n = sk__need(e, e->lot[l].group);
            int kd = sk__kd(e, n->kitchen, n->day - e->in->from);
            if (pass == 0) s->at_first[kd]++;
            else s->at_lot[--s->at_first[kd]] = l;
        }
        for (int kd = 0; pass == 0 && kd <= n_kd; kd++) s->at_first[kd + 1] += s->at_first[kd];
    }
    for (int kd = 0; kd < n_kd; kd++) s->staff_res[kd] = -1;
    for (int r = 0; r < e->in->n_res; r++)
        if (e->in->res[r].kind == SK_RES_STAFF)
            s->staff_res[sk__kd(e, e->in->res[r].kitchen, e->in->res[r].day)] = r;
    return true;
}

/* ---- where each unit starts ------------------------------------------------------------------------- */

/* LP portions of the unit that go as `like`; *missing = lots that cannot. */
static double unit_share(sk__search *s, int u, const sk_arc *like, int *missing)
{
    double x = 0;
    *missing = 0;
    if (!sk__unit_targets(s, u, like)) {
        *missing = INT_MAX;
        return 0;
    }
    for (int i = s->unit_first[u]; i < s->unit_first[u + 1]; i++) {
        int a = s->to[s->unit_lot[i]];
        if (a < 0) ++*missing;
        else x += s->lp->x[a];
    }
    return x;
}

static void unit_start(sk__search *s, int u)
{
    sk__eval *e = s->e;
    const sk_group *g = &e->in->group[e->lot[s->unit_lot[s->unit_first[u]]].group];
    int best = -1, best_missing = 0;
    double best_x = 0;
    if (s->unit_first[u + 1] - s->unit_first[u] < 2) return;
    for (int a = g->arc_first; a < g->arc_first + g->n_arc; a++) {
        int missing;
        double x = unit_share(s, u, &e->in->arc[a], &missing);
        if (best >= 0 &&
            (missing > best_missing || (missing == best_missing && x <= best_x + 1e-9)))
            continue;
        best = a;
        best_x = x;
        best_missing = missing;
    }
    if (best < 0 || best_missing == INT_MAX || !sk__unit_targets(s, u, &e->in->arc[best])) return;
    for (int i = s->unit_first[u]; i < s->unit_first[u + 1]; i++) {
        int lot = s->unit_lot[i];
        if (s->to[lot] >= 0) sk__eval_move(e, lot, s->to[lot], e->lot[lot].portions);
    }
}

/* Units by root group, each started where the LP sends most of it. */
static bool units_start(sk__search *s, int *up)
{
    sk_free(s->unit_first);
    sk_free(s->unit_lot);
    sk_free(s->mark);
    s->unit_first = s->unit_lot = s->mark = NULL;
    s->n_units = 0;
    if (!units_index(s, up)) return false;
    for (int u = 0; u < s->n_units; u++) unit_start(s, u);
    return true;
}

/* Tables first, so that what shares a component starts together; then whole weeks. */
static bool units_new(sk__search *s)
{
    size_t n = (size_t)s->e->in->n_groups + 1;
    int *up = sk_calloc_n(n, sizeof *up);
    bool weekly = s->opts.weekly;
    s->table = sk_calloc_n(n, sizeof *s->table);
    s->stuck = sk_calloc_n(n, sizeof *s->stuck);
    s->to = sk_calloc_n((size_t)s->e->n_lots + 1, sizeof *s->to);
    s->price = sk_calloc_n((size_t)s->e->n_lots + 1, sizeof *s->price);
    bool ok = up && s->table && s->stuck && s->to && s->price;
    for (int g = 0; ok && g < s->e->in->n_groups; g++) up[g] = g;
    if (ok && !s->opts.split) join_tables(s, up);
    for (int g = 0; ok && g < s->e->in->n_groups; g++) s->table[g] = root(up, g);
    s->opts.weekly = false;
    ok = ok && units_start(s, up);
    s->opts.weekly = weekly;
    if (ok && weekly && !s->opts.split) ok = join_weeks(s, up) && units_start(s, up);
    sk_free(up);
    return ok;
}

static void search_free(sk__search *s)
{
    void *all[] = {s->unit_first, s->unit_lot, s->need_lot, s->at_first, s->at_lot, s->staff_res,
                   s->mark,       s->list,     s->undo,     s->way,      s->sender, s->sender_of,
                   s->table,      s->stuck,    s->to,       s->price};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sk_free(all[i]);
}

sk_code sk__round(sk__eval *e, const sk_lp_result *lp, const sk__round_opts *opts,
                  sk__round_stats *stats, sk_err *err)
{
    sk__search s = {.e = e, .lp = lp, .opts = *opts};
    s.max_tried = opts->max_moves ? opts->max_moves : 5000 + 3L * e->in->n_groups;
    needs_round(&s);
    bool ok = lots_new(&s) && units_new(&s) && places_index(&s);
    if (ok) {
        s.now = sk__eval_total(e);
        stats->start = s.now;
        sk__search_run(&s);
        stats->tried = s.tried;
        stats->kept = s.kept;
        stats->end = s.now;
    }
    search_free(&s);
    if (!ok || e->failed) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    return SK_OK;
}
