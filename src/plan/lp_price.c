/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pricing: which arcs pay at the present row prices, and the bound that the prices prove. */
#include <math.h>
#include <string.h>

#include "plan/lp_priv.h"

void sk__set_price(sk__lps *s, int row, double price)
{
    const sk_res *r = &s->in->res[row];
    sk_ix kitchen = r->kind == SK_RES_TOUR ? s->in->k->tour[r->tour].kitchen : r->kitchen;
    if (s->price[row] == price) return;
    s->price[row] = price;
    s->stale[(size_t)s->region[kitchen] * (size_t)s->in->n_days + (size_t)r->day] = 1;
}

double sk__backup_price(const sk__lps *s, int need)
{
    const sk_inst_need *n = &s->in->need[need];
    double v = n->backup_cost;
    for (int u = n->backup_use_first; u < n->backup_use_first + n->n_backup_use; u++)
        v += s->price[s->in->use[u].res] * s->in->use[u].amount;
    return v;
}

/* Arcs are sorted by cost, and prices only add to it: stop when the cost alone is too much. */
int sk__cheapest(const sk__lps *s, int group, double *best)
{
    const sk_group *g = &s->in->group[group];
    int at = -1;
    *best = (double)INFINITY;
    for (int a = g->arc_first; a < g->arc_first + g->n_arc; a++) {
        if (sk__arc_cost(s, a) >= *best) break;
        double v = sk__arc_price(s, a);
        if (v < *best) {
            *best = v;
            at = a;
        }
    }
    return at;
}

/* Cheapest among the key and the columns of the group. */
static double cheapest_known(const sk__lps *s, int group)
{
    double best = s->key[group] < 0 ? (double)INFINITY : sk__arc_price(s, s->key[group]);
    for (int c = s->col_of[group]; c >= 0; c = s->col[c].next) {
        double v = sk__arc_price(s, s->col[c].arc);
        best = v < best ? v : best;
    }
    return best;
}

sk_code sk__lps_add_col(sk__lps *s, sk__col c)
{
    if (!SK_GROW(s->col, s->n_cols, s->cap_cols))
        return sk_err_set(s->err, SK_E_NOMEM, "out of memory");
    int *head = c.kind == SK__COL_ARC ? &s->col_of[c.group] : &s->need_col[c.need];
    c.next = *head;
    *head = (int)s->n_cols;
    s->col[s->n_cols++] = c;
    return SK_OK;
}

static double tolerance(double v) { return 1e-9 * (1 + fabs(v)); }

static bool has_need_col(const sk__lps *s, int need, sk__col_kind kind)
{
    for (int c = s->need_col[need]; c >= 0; c = s->col[c].next)
        if (s->col[c].kind == kind) return true;
    return false;
}

static sk_code add_need_col(sk__lps *s, int i, sk__col_kind kind, int *found)
{
    (*found)++;
    return sk__lps_add_col(s, (sk__col){kind, i, -1, -1, -1, SK_BASIS_LOW, 0, true});
}

/* Prices the groups of a need; *best and *known are the sums over all arcs and over those in the LP. */
static sk_code price_groups(sk__lps *s, int i, double *best, double *known, int *found)
{
    const sk_inst_need *n = &s->in->need[i];
    sk_code c = SK_OK;
    for (int g = n->group_first; !c && g < n->group_first + n->n_group; g++) {
        double price, limit;
        int arc = sk__cheapest(s, g, &price);
        limit = arc == s->key[g] ? price : cheapest_known(s, g);
        *best += price;
        *known += limit;
        if (price >= limit - tolerance(limit)) continue;
        (*found)++;
        c = sk__lps_add_col(s, (sk__col){SK__COL_ARC, i, g, arc, -1, SK_BASIS_LOW, 0, true});
    }
    return c;
}

static sk_code price_need(sk__lps *s, int i, int *found)
{
    const sk_inst_need *n = &s->in->need[i];
    double best = 0, known = 0, backup = sk__backup_price(s, i);
    sk_code c = s->stuck[i] ? SK_OK : price_groups(s, i, &best, &known, found);
    if (s->stuck[i]) known = s->stuck[i] == 1 ? n->short_cost : backup;
    double out = backup < n->short_cost ? backup : n->short_cost;
    s->value[i] = s->stuck[i] || out < best ? out : best;
    if (!c && backup < known - tolerance(known) && !has_need_col(s, i, SK__COL_BACKUP))
        c = add_need_col(s, i, SK__COL_BACKUP, found);
    if (!c && n->short_cost < known - tolerance(known) && !has_need_col(s, i, SK__COL_SHORT))
        c = add_need_col(s, i, SK__COL_SHORT, found);
    return c;
}

static bool is_stale(const sk__lps *s, int i)
{
    const sk_need *n = &s->in->demand->need[i];
    const uint8_t *stale = s->stale + (size_t)s->region[n->kitchen] * (size_t)s->in->n_days;
    int day = n->day - s->in->from;
    for (int d = s->back[i] ? 0 : day; d <= day; d++)
        if (stale[d]) return true;
    return false;
}

sk_code sk__lps_price(sk__lps *s, int *found)
{
    *found = 0;
    s->bound = 0;
    for (int i = 0; i < s->in->n_res; i++) {
        const sk_res *r = &s->in->res[i];
        double p = s->price[i], soft = sk__soft_cost(s, r);
        if (p <= 0) continue;
        s->bound -= p * sk__row_cap(r);
        if (p > soft) s->bound -= (p - soft) * r->soft_cap;
    }
    for (int i = 0; i < s->in->n_needs; i++) {
        sk_code c = is_stale(s, i) ? price_need(s, i, found) : SK_OK;
        if (c) return c;
        s->bound += s->value[i] * sk__portions(s, i);
    }
    memset(s->stale, 0, (size_t)s->n_regions * (size_t)s->in->n_days);
    return SK_OK;
}
