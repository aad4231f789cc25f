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

/* Adds the best arc of every group, as the smoothed prices (or the exact ones) see it, when it pays at
 * the exact prices. *known is what the need costs by the arcs of the LP. */
static sk_code price_groups(sk__lps *s, int i, bool exact, double *known, int *found)
{
    const sk_inst_need *n = &s->in->need[i];
    sk_code c = SK_OK;
    for (int g = n->group_first; !c && g < n->group_first + n->n_group; g++) {
        double best;
        s->at = exact ? s->price : s->smooth;
        int arc = sk__cheapest(s, g, &best);
        s->at = s->price;
        double limit = cheapest_known(s, g);
        *known += limit;
        if (arc == s->key[g] || sk__arc_price(s, arc) >= limit - tolerance(limit)) continue;
        (*found)++;
        c = sk__lps_add_col(s, (sk__col){SK__COL_ARC, i, g, arc, -1, SK_BASIS_LOW, 0, true});
    }
    return c;
}

static sk_code price_need(sk__lps *s, int i, bool exact, int *found)
{
    const sk_inst_need *n = &s->in->need[i];
    double known = 0, backup = sk__backup_price(s, i);
    sk_code c = s->stuck[i] ? SK_OK : price_groups(s, i, exact, &known, found);
    if (s->stuck[i]) known = s->stuck[i] == 1 ? n->short_cost : backup;
    if (!c && backup < known - tolerance(known) && !has_need_col(s, i, SK__COL_BACKUP))
        c = add_need_col(s, i, SK__COL_BACKUP, found);
    if (!c && n->short_cost < known - tolerance(known) && !has_need_col(s, i, SK__COL_SHORT))
        c = add_need_col(s, i, SK__COL_SHORT, found);
    return c;
}

static size_t cell_of(const sk__lps *s, int i)
{
    const sk_need *n = &s->in->demand->need[i];
    return (size_t)s->region[n->kitchen] * (size_t)s->in->n_days + (size_t)(n->day - s->in->from);
}

static bool is_stale(const sk__lps *s, int i)
{
    size_t last = cell_of(s, i),
           first = s->back[i] ? last / (size_t)s->in->n_days * (size_t)s->in->n_days : last;
    for (size_t c = first; c <= last; c++)
        if (s->stale[c]) return true;
    return false;
}

/* One pass over the stale needs; exact: only those whose cell got nothing from the smoothed prices. */
static sk_code pass(sk__lps *s, bool exact, int *found)
{
    for (int i = 0; i < s->in->n_needs; i++) {
        if (!is_stale(s, i)) continue;
        size_t cell = cell_of(s, i);
        if (exact && s->fed[cell]) continue;
        int n = 0;
        sk_code c = price_need(s, i, exact, &n);
        if (c) return c;
        if (!exact && n > 0) s->fed[cell] = 1;
        *found += n;
    }
    return SK_OK;
}

sk_code sk__lps_price(sk__lps *s, int *found)
{
    size_t cells = (size_t)s->n_regions * (size_t)s->in->n_days;
    const double keep = 0.7; /* of the average at every round */
    *found = 0;
    memset(s->fed, 0, cells);
    for (int r = 0; r < s->in->n_res; r++)
        s->smooth[r] = keep * s->smooth[r] + (1 - keep) * s->price[r];
    sk_code c = pass(s, false, found);
    if (!c) c = pass(s, true, found);
    memcpy(s->stale, s->fed, cells); /* the others are proven at these prices */
    return c;
}
