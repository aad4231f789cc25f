/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pricing: which arcs pay at the present row prices, and the bound that the prices prove. */
#include <math.h>

#include "plan/lp_priv.h"

enum { PER_GROUP = 2 }; /* new columns of a group in a round */

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

static bool known(const sk__lps *s, int group, int arc)
{
    if (s->key[group] == arc) return true;
    for (int c = s->col_of[group]; c >= 0; c = s->col[c].next)
        if (s->col[c].arc == arc) return true;
    return false;
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

/* The best arc, and the next best of those that pay almost as much. */
static sk_code add_paying(sk__lps *s, int group, int best_arc, double limit, int *found)
{
    const sk_group *g = &s->in->group[group];
    int second = -1;
    double second_price = limit;
    for (int a = g->arc_first; PER_GROUP > 1 && a < g->arc_first + g->n_arc; a++) {
        if (sk__arc_cost(s, a) >= second_price) break;
        if (a == best_arc || s->in->arc[a].kitchen == s->in->arc[best_arc].kitchen) continue;
        double v = sk__arc_price(s, a);
        if (v >= second_price || known(s, group, a)) continue;
        second = a;
        second_price = v;
    }
    sk__col c = {SK__COL_ARC, g->need, group, best_arc, -1, SK_BASIS_LOW, 0, true};
    sk_code code = sk__lps_add_col(s, c);
    (*found)++;
    if (code || second < 0) return code;
    c.arc = second;
    (*found)++;
    return sk__lps_add_col(s, c);
}

static bool has_need_col(const sk__lps *s, int need, sk__col_kind kind)
{
    for (int c = s->need_col[need]; c >= 0; c = s->col[c].next)
        if (s->col[c].kind == kind) return true;
    return false;
}

static sk_code price_need(sk__lps *s, int i, bool add, int *found)
{
    const sk_inst_need *n = &s->in->need[i];
    double sum = 0, sum_known = 0, backup = sk__backup_price(s, i);
    for (int g = n->group_first; g < n->group_first + n->n_group && !s->stuck[i]; g++) {
        double best, limit;
        int arc = sk__cheapest(s, g, &best);
        sum += best;
        limit = arc == s->key[g] ? best : cheapest_known(s, g);
        sum_known += limit;
        if (!add || best >= limit - tolerance(limit)) continue;
        sk_code c = add_paying(s, g, arc, limit, found);
        if (c) return c;
    }
    double out = backup < n->short_cost ? backup : n->short_cost;
    double stands = s->stuck[i] == 1 ? n->short_cost : s->stuck[i] == 2 ? backup : sum_known;
    double N = sk__portions(s, i);
    s->bound += N * (s->stuck[i] || out < sum ? out : sum);
    const double price[2] = {backup, n->short_cost};
    const sk__col_kind kind[2] = {SK__COL_BACKUP, SK__COL_SHORT};
    for (int t = 0; add && t < 2; t++) {
        if (price[t] >= stands - tolerance(stands) || has_need_col(s, i, kind[t])) continue;
        sk_code c = sk__lps_add_col(s, (sk__col){kind[t], i, -1, -1, -1, SK_BASIS_LOW, 0, true});
        if (c) return c;
        (*found)++;
    }
    return SK_OK;
}

sk_code sk__lps_price(sk__lps *s, bool add, int *found)
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
        sk_code c = price_need(s, i, add, found);
        if (c) return c;
    }
    return SK_OK;
}
