/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys, columns and active rows: setting up, what they load, which rows they break. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/lp_priv.h"

static sk_code nomem(sk__lps *s) { return sk_err_set(s->err, SK_E_NOMEM, "out of memory"); }

/* ---- setting up --------------------------------------------------------------------------------- */

static void add_load(const sk__lps *s, double *load, int first, int n, double amount)
{
    for (int u = first; u < first + n; u++)
        load[s->in->use[u].res] += s->in->use[u].amount * amount;
}

void sk__lps_key_loads(sk__lps *s)
{
    memset(s->key_load, 0, (size_t)s->in->n_res * sizeof *s->key_load);
    for (int i = 0; i < s->in->n_needs; i++) {
        const sk_inst_need *n = &s->in->need[i];
        if (s->stuck[i] == 2)
            add_load(s, s->key_load, n->backup_use_first, n->n_backup_use, sk__portions(s, i));
        for (int g = n->group_first; g < n->group_first + n->n_group && !s->stuck[i]; g++) {
            const sk_arc *a = &s->in->arc[s->key[g]];
            add_load(s, s->key_load, a->use_first, a->n_use, sk__portions(s, i));
        }
    }
}

static int *minus_ones(int n)
{
    int *v = sk_calloc_n((size_t)n + 1, sizeof *v);
    for (int i = 0; v && i < n; i++) v[i] = -1;
    return v;
}

static int root(int *parent, int i)
{
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

/* Regions by union-find over the arcs; numbered in the order of their first kitchen. */
static sk_code find_regions(sk__lps *s)
{
    const sk_instance *in = s->in;
    int n = in->k->n_kitchens;
    int *parent = s->region;
    for (int c = 0; c < n; c++) parent[c] = c;
    for (int g = 0; g < in->n_groups; g++) {
        int need = in->group[g].need, at = in->demand->need[need].kitchen;
        int day = in->demand->need[need].day - in->from;
        for (int a = in->group[g].arc_first; a < in->group[g].arc_first + in->group[g].n_arc; a++) {
            if (in->arc[a].prod_day < day) s->back[need] = 1;
            if (parent[in->arc[a].kitchen] == parent[at]) continue;
            int x = root(parent, in->arc[a].kitchen), y = root(parent, at);
            parent[x < y ? y : x] = x < y ? x : y;
        }
    }
    for (int c = 0; c < n; c++)
        parent[c] = root(parent, c); /* roots come first: they are smallest */
    for (int c = 0; c < n; c++) parent[c] = parent[c] == c ? s->n_regions++ : parent[parent[c]];
    size_t cells = (size_t)s->n_regions * (size_t)in->n_days;
    s->stale = sk_alloc(cells + 1);
    if (s->stale) memset(s->stale, 1, cells);
    s->fed = sk_alloc(cells + 1);
    return s->stale && s->fed ? SK_OK : nomem(s);
}

static void cheapest_keys(sk__lps *s)
{
    for (int i = 0; i < s->in->n_needs; i++) {
        const sk_inst_need *n = &s->in->need[i];
        for (int g = n->group_first; g < n->group_first + n->n_group; g++) {
            s->key[g] = s->in->group[g].n_arc > 0 ? s->in->group[g].arc_first : -1;
            if (s->key[g] < 0) s->stuck[i] = n->backup_cost <= n->short_cost ? 2 : 1;
        }
    }
}

sk_code sk__lps_begin(sk__lps *s)
{
    const sk_instance *in = s->in;
    size_t res = (size_t)in->n_res + 1;
    s->key = minus_ones(in->n_groups);
    s->col_of = minus_ones(in->n_groups);
    s->cover_of = minus_ones(in->n_groups);
    s->n_covered = sk_alloc((size_t)in->n_groups + 1);
    s->stuck = sk_alloc((size_t)in->n_needs + 1);
    s->need_col = minus_ones(in->n_needs);
    s->active_of = minus_ones(in->n_res);
    s->price = sk_calloc_n(res, sizeof *s->price);
    s->smooth = sk_calloc_n(res, sizeof *s->smooth);
    s->at = s->price;
    s->back = sk_alloc((size_t)in->n_needs + 1);
    s->region = minus_ones(in->k->n_kitchens);
    s->key_load = sk_calloc_n(res, sizeof *s->key_load);
    s->load = sk_calloc_n(res, sizeof *s->load);
    s->mark = sk_calloc_n(res, sizeof *s->mark);
    s->mark_at = sk_calloc_n(res, sizeof *s->mark_at);
    if (!s->key || !s->col_of || !s->cover_of || !s->n_covered || !s->stuck || !s->need_col ||
        !s->active_of || !s->price || !s->key_load || !s->load || !s->mark || !s->mark_at ||
        !s->smooth || !s->back || !s->region)
        return nomem(s);
    cheapest_keys(s);
    sk__lps_key_loads(s);
    return find_regions(s);
}

void sk__lps_end(sk__lps *s)
{
    void *all[] = {s->key,      s->col_of,    s->cover_of, s->n_covered, s->stuck,
                   s->need_col, s->active_of, s->price,    s->key_load,  s->load,
                   s->mark,     s->mark_at,   s->col,      s->active,    s->cover,
                   s->region,   s->back,      s->stale,    s->fed,       s->smooth};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sk_free(all[i]);
}

/* ---- columns ------------------------------------------------------------------------------------ */

static bool vec_add(sk__lps *s, sk__vec *v, int first, int n, double sign)
{
    for (int u = first; u < first + n; u++) {
        int r = s->in->use[u].res;
        if (s->mark[r] != s->stamp) {
            if (v->n == SK__VEC_MAX) return false;
            s->mark[r] = s->stamp;
            s->mark_at[r] = v->n;
            v->row[v->n] = r;
            v->val[v->n++] = 0;
        }
        v->val[s->mark_at[r]] += sign * s->in->use[u].amount;
    }
    return true;
}

static bool vec_add_arc(sk__lps *s, sk__vec *v, int arc, double sign)
{
    return vec_add(s, v, s->in->arc[arc].use_first, s->in->arc[arc].n_use, sign);
}

bool sk__col_vec(sk__lps *s, const sk__col *c, sk__vec *v)
{
    const sk_inst_need *n = &s->in->need[c->need];
    v->n = 0;
    s->stamp++;
    if (c->kind == SK__COL_ARC)
        return vec_add_arc(s, v, c->arc, 1) && vec_add_arc(s, v, s->key[c->group], -1);
    bool ok = true;
    if (c->kind == SK__COL_BACKUP || s->stuck[c->need] == 2)
        ok =
            vec_add(s, v, n->backup_use_first, n->n_backup_use, c->kind == SK__COL_BACKUP ? 1 : -1);
    for (int g = n->group_first; ok && g < n->group_first + n->n_group && !s->stuck[c->need]; g++)
        ok = vec_add_arc(s, v, s->key[g], -1);
    return ok;
}

double sk__col_cost(const sk__lps *s, const sk__col *c)
{
    const sk_inst_need *n = &s->in->need[c->need];
    if (c->kind == SK__COL_ARC) return sk__arc_cost(s, c->arc) - sk__arc_cost(s, s->key[c->group]);
    double v = c->kind == SK__COL_BACKUP ? n->backup_cost : n->short_cost;
    if (s->stuck[c->need]) return v - (s->stuck[c->need] == 2 ? n->backup_cost : n->short_cost);
    for (int g = n->group_first; g < n->group_first + n->n_group; g++)
        v -= sk__arc_cost(s, s->key[g]);
    return v;
}

void sk__lps_loads(sk__lps *s)
{
    sk__vec v;
    memcpy(s->load, s->key_load, (size_t)s->in->n_res * sizeof *s->load);
    for (size_t j = 0; j < s->n_cols; j++) {
        const sk__col *c = &s->col[j];
        if (c->y <= 0 || !sk__col_vec(s, c, &v)) continue;
        double amount = c->y * sk__portions(s, c->need);
        for (int i = 0; i < v.n; i++) s->load[v.row[i]] += v.val[i] * amount;
    }
}

/* ---- broken rows -------------------------------------------------------------------------------- */

static double need_shares(const sk__lps *s, int need)
{
    double y = 0;
    for (int c = s->need_col[need]; c >= 0; c = s->col[c].next) y += s->col[c].y;
    return y;
}

enum {
    PATIENCE = 2 /* rounds that a row may stay broken before that gets dearer */
};

/* What breaking a row costs at first, about half a krona a portion. It grows while that is not enough
 * to keep the row, up to what breaking it really costs: prices start low, so that few shifts look
 * worth while, and only rows that need it get dear. */
static double first_guess(const sk_res *t)
{
    static const double guess[] = {
        [SK_RES_STAFF] = 60,  [SK_RES_EQUIP] = 5000, [SK_RES_CHILL] = 300,
        [SK_RES_STORE] = 300, [SK_RES_REHEAT] = 60,  [SK_RES_TOUR] = 1000};
    return guess[t->kind] < t->hard_cost ? guess[t->kind] : t->hard_cost;
}

void sk__lps_harden(sk__lps *s, bool settled, int *found)
{
    for (size_t i = 0; i < s->n_active; i++) {
        sk__active *a = &s->active[i];
        const sk_res *t = &s->in->res[a->res];
        double cap = t->cap;
        if (a->hard >= t->hard_cost) continue;
        a->broken = s->load[a->res] > cap + 1e-7 * (1 + fabs(cap)) ? a->broken + 1 : 0;
        if (a->broken == 0 || (!settled && a->broken < PATIENCE)) continue;
        a->growth *= 3;
        a->hard = a->hard * a->growth < t->hard_cost ? a->hard * a->growth : t->hard_cost;
        a->broken = 0;
        a->fresh = true;
        (*found)++;
    }
}

static sk_code activate_row(sk__lps *s, int r)
{
    const sk_res *t = &s->in->res[r];
    double over = s->load[r] - t->cap, total = t->total > 1 ? t->total : 1;
    sk__active a = {r, SK_BASIS_UP, SK_BASIS_LOW, SK_BASIS_LOW, 1 / total, first_guess(t),
                    1, 0,           true};
    if (over <= t->soft_cap) {
        a.over_stat = SK_BASIS_BASIC;
        sk__set_price(s, r, fmin(sk__soft_cost(s, t), a.hard));
    } else {
        a.over_stat = SK_BASIS_UP;
        a.excess_stat = SK_BASIS_BASIC;
        sk__set_price(s, r, a.hard);
    }
    if (!SK_GROW(s->active, s->n_active, s->cap_active)) return nomem(s);
    s->active_of[r] = (int)s->n_active;
    s->active[s->n_active++] = a;
    return SK_OK;
}

static sk_code add_cover(sk__lps *s, int g)
{
    if (!SK_GROW(s->cover, s->n_cover, s->cap_cover)) return nomem(s);
    s->cover_of[g] = (int)s->n_cover;
    s->cover[s->n_cover++] = (sk__cover){g, SK_BASIS_BASIC, true};
    if (s->n_covered[g] < UINT8_MAX) s->n_covered[g]++;
    return SK_OK;
}

static sk_code activate_cover(sk__lps *s, int g, int *found)
{
    double y = need_shares(s, s->in->group[g].need);
    for (int c = s->col_of[g]; c >= 0; c = s->col[c].next) y += s->col[c].y;
    if (y <= 1 + 1e-9 || s->cover_of[g] >= 0) return SK_OK;
    (*found)++;
    return add_cover(s, g);
}

sk_code sk__lps_activate(sk__lps *s, int *found)
{
    *found = 0;
    sk_code code = SK_OK;
    for (int r = 0; !code && r < s->in->n_res; r++) {
        double cap = s->in->res[r].cap;
        if (s->active_of[r] >= 0 || s->load[r] <= cap + 1e-8 * (1 + fabs(cap))) continue;
        (*found)++;
        code = activate_row(s, r);
    }
    for (size_t j = 0; !code && j < s->n_cols; j++) {
        const sk__col *c = &s->col[j];
        if (c->y <= 0) continue;
        if (c->kind == SK__COL_ARC) {
            code = activate_cover(s, c->group, found);
            continue;
        }
        const sk_inst_need *n = &s->in->need[c->need];
        for (int g = n->group_first; !code && g < n->group_first + n->n_group; g++)
            code = activate_cover(s, g, found);
    }
    return code;
}

/* ---- keys --------------------------------------------------------------------------------------- */

static void drop_cover(sk__lps *s, int g)
{
    int at = s->cover_of[g];
    s->cover_of[g] = -1;
    s->cover[at] = s->cover[--s->n_cover];
    if (at < (int)s->n_cover) s->cover_of[s->cover[at].group] = at;
}

static bool need_moves(const sk__lps *s, int need)
{
    for (int c = s->need_col[need]; c >= 0; c = s->col[c].next)
        if (s->col[c].stat != SK_BASIS_LOW) return true;
    return false;
}

/* The column whose arc can be the group's key, -1 = keep the key. Without a tight cover that is the one
 * column that carries everything, when nothing of the group is basic. With one the key has nothing left,
 * and any basic column can take its place: it leaves the basis together with the cover row. */
static int next_key(const sk__lps *s, int g, bool tight)
{
    int at = -1, up = 0, basic = 0;
    for (int c = s->col_of[g]; c >= 0; c = s->col[c].next) {
        sk_basis stat = s->col[c].stat;
        up += stat == SK_BASIS_UP;
        basic += stat == SK_BASIS_BASIC;
        if (stat == (tight ? SK_BASIS_BASIC : SK_BASIS_UP) &&
            (at < 0 || s->col[c].y > s->col[at].y))
            at = c;
    }
    if (tight) return up == 0 ? at : -1;
    return up == 1 && basic == 0 && !need_moves(s, s->in->group[g].need) ? at : -1;
}

static void move_key(sk__lps *s, int g, int col)
{
    sk__col *c = &s->col[col];
    double N = sk__portions(s, c->need);
    const sk_arc *from = &s->in->arc[s->key[g]], *to = &s->in->arc[c->arc];
    add_load(s, s->key_load, from->use_first, from->n_use, -N);
    add_load(s, s->key_load, to->use_first, to->n_use, N);
    int old = s->key[g];
    s->key[g] = c->arc;
    c->arc = old;
    c->stat = SK_BASIS_LOW;
    c->y = 0;
}

/* Groups that left their key stand on another arc from now on; the column leads back. */
void sk__lps_move_keys(sk__lps *s)
{
    for (size_t j = 0; j < s->n_cols; j++) {
        sk__col *c = &s->col[j];
        if (c->kind != SK__COL_ARC || c->stat == SK_BASIS_LOW) continue;
        int g = c->group, cover = s->cover_of[g];
        bool tight = cover >= 0 && s->cover[cover].stat != SK_BASIS_BASIC;
        int at = next_key(s, g, tight);
        if (at < 0) continue;
        move_key(s, g, at);
        if (tight) drop_cover(s, g);
    }
}

/* ---- forgetting --------------------------------------------------------------------------------- */

static bool idle(const sk__lps *s, const sk__col *c)
{
    if (c->stat != SK_BASIS_LOW || c->fresh) return false;
    if (c->kind != SK__COL_ARC) return false;
    return sk__arc_price(s, c->arc) > sk__arc_price(s, s->key[c->group]);
}

/* Columns that would cost more than the key and covers that hold by themselves: pricing finds them again. */
void sk__lps_forget(sk__lps *s)
{
    size_t kept = 0;
    for (int g = 0; g < s->in->n_groups; g++) s->col_of[g] = -1;
    for (int i = 0; i < s->in->n_needs; i++) s->need_col[i] = -1;
    for (size_t j = 0; j < s->n_cols; j++) {
        sk__col c = s->col[j];
        if (idle(s, &c)) continue;
        int *head = c.kind == SK__COL_ARC ? &s->col_of[c.group] : &s->need_col[c.need];
        c.next = *head;
        *head = (int)kept;
        s->col[kept++] = c;
    }
    s->n_cols = kept;
    for (size_t i = s->n_cover; i-- > 0;)
        if (s->cover[i].stat == SK_BASIS_BASIC && s->n_covered[s->cover[i].group] < 3)
            drop_cover(s, s->cover[i].group);
}
