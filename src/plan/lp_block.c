/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks: rows and columns of the restricted LP that hang together, each solved by itself. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan/lp_priv.h"

/* Costs are given to GLPK in hundreds of kronor, rows as shares of their capacity. */
#define COST_UNIT 1e4

typedef struct blocks { /* union-find over nodes: active rows, then covers */
    int n_nodes;
    int *parent;
    int *block;    /* [n_nodes] of a root, then of every node */
    int *col_node; /* [n_cols] a node of the column, -1 = touches none */
    int n_blocks;
    int *node_first, *node_list; /* nodes by block */
    int *col_first, *col_list;   /* columns by block */
    bool *dirty;
} blocks;

static int find(int *parent, int i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static void join(blocks *b, int *at, int node)
{
    if (*at < 0) {
        *at = node;
        return;
    }
    int x = find(b->parent, *at), y = find(b->parent, node);
    if (x < y) b->parent[y] = x;
    else b->parent[x] = y;
}

static void join_covers(sk__lps *s, blocks *b, const sk__col *c, int *at)
{
    const sk_inst_need *n = &s->in->need[c->need];
    int first = c->kind == SK__COL_ARC ? c->group : n->group_first;
    int end = c->kind == SK__COL_ARC ? c->group + 1 : n->group_first + n->n_group;
    for (int g = first; g < end; g++)
        if (s->cover_of[g] >= 0) join(b, at, (int)s->n_active + s->cover_of[g]);
}

static bool join_column(sk__lps *s, blocks *b, int j)
{
    sk__vec v;
    int at = -1;
    if (!sk__col_vec(s, &s->col[j], &v)) return false;
    for (int i = 0; i < v.n; i++)
        if (s->active_of[v.row[i]] >= 0 && v.val[i] != 0) join(b, &at, s->active_of[v.row[i]]);
    join_covers(s, b, &s->col[j], &at);
    b->col_node[j] = at;
    return true;
}

static void blocks_free(blocks *b)
{
    void *all[] = {b->parent,    b->block,     b->col_node, b->node_first,
                   b->node_list, b->col_first, b->col_list, b->dirty};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sk_free(all[i]);
}

/* Counting sort of items by block; block_of -1 = none. */
static void by_block(int n, const int *block_of, int n_blocks, int *first, int *list)
{
    for (int i = 0; i < n; i++)
        if (block_of[i] >= 0) first[block_of[i] + 1]++;
    for (int b = 0; b < n_blocks; b++) first[b + 1] += first[b];
    for (int i = n - 1; i >= 0; i--)
        if (block_of[i] >= 0) list[--first[block_of[i] + 1]] = i;
    /* every first[b + 1] has come down to the start of block b */
    for (int b = 0; b < n_blocks; b++) first[b] = first[b + 1];
    first[n_blocks] = 0;
    for (int i = 0; i < n; i++) first[n_blocks] += block_of[i] >= 0;
}

static bool blocks_make(sk__lps *s, blocks *b, bool all)
{
    int n_cols = (int)s->n_cols, n = (int)(s->n_active + s->n_cover);
    b->n_nodes = n;
    b->parent = sk_calloc_n((size_t)n + 1, sizeof *b->parent);
    b->block = sk_calloc_n((size_t)n + 1, sizeof *b->block);
    b->node_list = sk_calloc_n((size_t)n + 1, sizeof *b->node_list);
    b->node_first = sk_calloc_n((size_t)n + 2, sizeof *b->node_first);
    b->col_first = sk_calloc_n((size_t)n + 2, sizeof *b->col_first);
    b->col_node = sk_calloc_n((size_t)n_cols + 1, sizeof *b->col_node);
    b->col_list = sk_calloc_n((size_t)n_cols + 1, sizeof *b->col_list);
    b->dirty = sk_calloc_n((size_t)n + 1, sizeof *b->dirty);
    if (!b->parent || !b->block || !b->node_list || !b->node_first || !b->col_first ||
        !b->col_node || !b->col_list || !b->dirty)
        return false;
    for (int i = 0; i < n; i++) b->parent[i] = i;
    for (int j = 0; j < n_cols; j++)
        if (!join_column(s, b, j)) return false;
    for (int i = 0; i < n; i++) /* a root is the smallest of its nodes */
        b->block[i] = find(b->parent, i) == i ? b->n_blocks++ : b->block[find(b->parent, i)];
    for (int j = 0; j < n_cols; j++) {
        if (b->col_node[j] >= 0) b->col_node[j] = b->block[b->col_node[j]];
        if (b->col_node[j] >= 0 && s->col[j].fresh) b->dirty[b->col_node[j]] = true;
    }
    for (int i = 0; i < n; i++) {
        bool fresh =
            i < (int)s->n_active ? s->active[i].fresh : s->cover[i - (int)s->n_active].fresh;
        if (fresh || all) b->dirty[b->block[i]] = true;
    }
    by_block(n, b->block, b->n_blocks, b->node_first, b->node_list);
    by_block(n_cols, b->col_node, b->n_blocks, b->col_first, b->col_list);
    return true;
}

/* ---- one block ---------------------------------------------------------------------------------- */

typedef struct lp { /* arrays of one restricted LP */
    int rows, cols, nz, cap_nz;
    double *row_lo, *row_up, *lo, *up, *cost, *val, *x, *dual;
    int *start, *row;
    sk_basis *row_stat, *col_stat;
    int *local; /* [n_nodes] row of a node */
} lp;

static void lp_free(lp *p)
{
    void *all[] = {p->row_lo, p->row_up, p->lo,  p->up,       p->cost,     p->val,  p->x,
                   p->dual,   p->start,  p->row, p->row_stat, p->col_stat, p->local};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sk_free(all[i]);
}

static bool lp_room(lp *p, size_t rows, size_t cols)
{
    p->row_lo = sk_calloc_n(rows + 1, sizeof(double));
    p->row_up = sk_calloc_n(rows + 1, sizeof(double));
    p->dual = sk_calloc_n(rows + 1, sizeof(double));
    p->row_stat = sk_calloc_n(rows + 1, sizeof *p->row_stat);
    p->lo = sk_calloc_n(cols + 1, sizeof(double));
    p->up = sk_calloc_n(cols + 1, sizeof(double));
    p->cost = sk_calloc_n(cols + 1, sizeof(double));
    p->x = sk_calloc_n(cols + 1, sizeof(double));
    p->start = sk_calloc_n(cols + 2, sizeof *p->start);
    p->col_stat = sk_calloc_n(cols + 1, sizeof *p->col_stat);
    return p->row_lo && p->row_up && p->dual && p->row_stat && p->lo && p->up && p->cost && p->x &&
           p->start && p->col_stat;
}

static bool lp_entry(lp *p, int row, double val)
{
    if (p->nz == p->cap_nz) {
        int cap = p->cap_nz * 2 + 64;
        int *r = sk_realloc(p->row, (size_t)cap * sizeof *r);
        if (r) p->row = r;
        double *v = sk_realloc(p->val, (size_t)cap * sizeof *v);
        if (v) p->val = v;
        if (!r || !v) return false;
        p->cap_nz = cap;
    }
    p->row[p->nz] = row;
    p->val[p->nz++] = val;
    return true;
}

static void lp_col_end(lp *p, double cost, double up, sk_basis stat)
{
    p->cost[p->cols] = cost / COST_UNIT;
    p->up[p->cols] = up;
    p->col_stat[p->cols] = stat;
    p->start[++p->cols] = p->nz;
}

/* Overtime within the limit and what goes beyond, in shares of the row. */
static bool lp_elastic(sk__lps *s, lp *p, int row, const sk__active *a)
{
    const sk_res *r = &s->in->res[a->res];
    if (r->soft_cap > 0) {
        if (!lp_entry(p, row, -1)) return false;
        lp_col_end(p, fmin(sk__soft_cost(s, r), a->hard) / a->scale, r->soft_cap * a->scale,
                   a->over_stat);
    }
    if (!lp_entry(p, row, -1)) return false;
    lp_col_end(p, a->hard / a->scale, (double)INFINITY, a->excess_stat);
    return true;
}

static bool lp_rows(sk__lps *s, const blocks *b, int block, lp *p)
{
    for (int i = b->node_first[block]; i < b->node_first[block + 1]; i++) {
        int node = b->node_list[i], row = p->rows++;
        p->local[node] = row;
        p->row_lo[row] = -(double)INFINITY;
        if (node >= (int)s->n_active) {
            p->row_up[row] = 1;
            p->row_stat[row] = s->cover[node - (int)s->n_active].stat;
            continue;
        }
        const sk__active *a = &s->active[node];
        p->row_up[row] = (s->in->res[a->res].cap - s->key_load[a->res]) * a->scale;
        p->row_stat[row] = a->stat;
        if (!lp_elastic(s, p, row, a)) return false;
    }
    return true;
}

static bool lp_shift(sk__lps *s, const blocks *b, lp *p, int j)
{
    sk__col *c = &s->col[j];
    sk__vec v;
    double N = sk__portions(s, c->need);
    (void)b;
    if (!sk__col_vec(s, c, &v)) return false;
    for (int i = 0; i < v.n; i++) {
        int a = s->active_of[v.row[i]];
        double val = a < 0 ? 0 : v.val[i] * N * s->active[a].scale;
        if (fabs(val) > 1e-13 && !lp_entry(p, p->local[a], val)) return false;
    }
    const sk_inst_need *n = &s->in->need[c->need];
    int first = c->kind == SK__COL_ARC ? c->group : n->group_first;
    int end = c->kind == SK__COL_ARC ? c->group + 1 : n->group_first + n->n_group;
    for (int g = first; g < end; g++)
        if (s->cover_of[g] >= 0 && !lp_entry(p, p->local[(int)s->n_active + s->cover_of[g]], 1))
            return false;
    lp_col_end(p, sk__col_cost(s, c) * N, 1, c->stat);
    c->fresh = false;
    return true;
}

/* Takes statuses, shares and prices back from the solved LP. */
static void lp_take(sk__lps *s, const blocks *b, int block, const lp *p)
{
    int col = 0;
    for (int i = b->node_first[block]; i < b->node_first[block + 1]; i++) {
        int node = b->node_list[i], row = p->local[node];
        if (node >= (int)s->n_active) {
            s->cover[node - (int)s->n_active].stat = p->row_stat[row];
            s->cover[node - (int)s->n_active].fresh = false;
            continue;
        }
        sk__active *a = &s->active[node];
        const sk_res *r = &s->in->res[a->res];
        a->stat = p->row_stat[row];
        a->fresh = false;
        double price = -p->dual[row] * COST_UNIT * a->scale;
        sk__set_price(s, a->res, price < 0 ? 0 : price > a->hard ? a->hard : price);
        if (r->soft_cap > 0) a->over_stat = p->col_stat[col++];
        a->excess_stat = p->col_stat[col++];
    }
    for (int i = b->col_first[block]; i < b->col_first[block + 1]; i++, col++) {
        sk__col *c = &s->col[b->col_list[i]];
        c->stat = p->col_stat[col];
        c->y = p->x[col] < 0 ? 0 : p->x[col];
    }
}

static sk_code lp_run(sk__lps *s, lp *p, bool dual)
{
    sk_lp *g = NULL;
    sk_lp_status status = SK_LP_STOPPED;
    sk_lp_opts opts = {.dual = dual, .tol = 1e-9};
    sk_code c = sk_lp_new(&g, s->err);
    if (!c) c = sk_lp_add_rows(g, p->rows, p->row_lo, p->row_up, NULL, s->err);
    if (!c)
        c = sk_lp_add_cols(g, p->cols, p->cost, p->lo, p->up, p->start, p->row, p->val, NULL,
                           s->err);
    if (!c) c = sk_lp_set_basis(g, p->row_stat, p->col_stat, s->err);
    if (!c) c = sk_lp_solve(g, &opts, &status, s->err);
    if (!c && status != SK_LP_OPTIMAL)
        c = sk_err_set(s->err, SK_E_SOLVER, "the allocation's linear program ended with status %d",
                       (int)status);
    if (!c) {
        sk_lp_primal(g, p->x, NULL);
        sk_lp_dual(g, p->dual, NULL);
        c = sk_lp_get_basis(g, p->row_stat, p->col_stat, s->err);
        s->iterations += sk_lp_iterations(g);
    }
    sk_lp_free(g);
    return c;
}

static sk_code solve_block(sk__lps *s, const blocks *b, int block)
{
    lp p;
    memset(&p, 0, sizeof p);
    size_t nodes = (size_t)(b->node_first[block + 1] - b->node_first[block]);
    size_t shifts = (size_t)(b->col_first[block + 1] - b->col_first[block]);
    p.local = sk_calloc_n((size_t)b->n_nodes + 1, sizeof *p.local);
    bool ok = p.local && lp_room(&p, nodes, shifts + 2 * nodes) && lp_rows(s, b, block, &p);
    bool fresh = false;
    for (int i = b->col_first[block]; ok && i < b->col_first[block + 1]; i++) {
        fresh |= s->col[b->col_list[i]].fresh;
        ok = lp_shift(s, b, &p, b->col_list[i]);
    }
    sk_code c = ok ? lp_run(s, &p, !fresh) : sk_err_set(s->err, SK_E_NOMEM, "out of memory");
    if (!c) lp_take(s, b, block, &p);
    s->max_rows = p.rows > s->max_rows ? p.rows : s->max_rows;
    s->max_cols = p.cols > s->max_cols ? p.cols : s->max_cols;
    lp_free(&p);
    return c;
}

sk_code sk__lps_solve(sk__lps *s, bool all)
{
    blocks b;
    memset(&b, 0, sizeof b);
    sk_code c = SK_OK;
    if (!blocks_make(s, &b, all)) c = sk_err_set(s->err, SK_E_NOMEM, "out of memory");
    for (size_t j = 0; !c && j < s->n_cols; j++) { /* shifts that touch no row: all or nothing */
        if (b.col_node[j] >= 0) continue;
        bool go = sk__col_cost(s, &s->col[j]) < 0;
        s->col[j].stat = go ? SK_BASIS_UP : SK_BASIS_LOW;
        s->col[j].y = go ? 1 : 0;
        s->col[j].fresh = false;
    }
    for (int i = 0; !c && i < b.n_blocks; i++)
        if (b.dirty[i]) c = solve_block(s, &b, i);
    blocks_free(&b);
    return c;
}
