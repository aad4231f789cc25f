/* SPDX-License-Identifier: GPL-3.0-or-later */
/* State of a solve, shared by the files lp*.c. The method stands in lp.h.
 *
 * Indexes: group, arc, need and row (res) are those of the instance. A COLUMN is a shift; `active` and
 * `cover` are the rows of the restricted LP. The price of a row is minus its dual, >= 0. */
#ifndef SK_PLAN_LP_PRIV_H
#define SK_PLAN_LP_PRIV_H

#include "base/mem.h"
#include "ext/glpk.h"
#include "plan/lp.h"

typedef enum { SK__COL_ARC, SK__COL_BACKUP, SK__COL_SHORT } sk__col_kind;

typedef struct sk__col {
    sk__col_kind kind;
    int need, group, arc; /* group and arc: SK__COL_ARC */
    int next;             /* of the same group, or of the same need for backup and short; -1 = last */
    sk_basis stat;
    double y;             /* share of the need's portions */
    bool fresh;           /* not yet solved */
} sk__col;

typedef struct sk__active { /* a resource row of the restricted LP */
    int res;
    sk_basis stat, over_stat, excess_stat;
    double scale;         /* row is multiplied by this */
    double hard;          /* öre per unit beyond: a guess that grows, at most the row's hard_cost */
    double growth;        /* how many times dearer it got last: 3, 9, 27 .. */
    int broken;           /* rounds in a row that it was broken at this cost */
    bool fresh;
} sk__active;

typedef struct sk__cover { int group; sk_basis stat; bool fresh; } sk__cover;

typedef struct sk__lps {
    const sk_instance *in;
    bool penalties_only;
    sk_err *err;

    int *key;             /* [n_groups] arc, -1 = the group has none */
    uint8_t *stuck;       /* [n_needs]: some group has no arc; stands on backup (2) or short (1) */
    int *col_of;          /* [n_groups] first column, -1 */
    int *need_col;        /* [n_needs] first backup or short column, -1 */
    int *cover_of;        /* [n_groups] index of cover, -1 */
    uint8_t *n_covered;   /* [n_groups] how often a cover row was needed */
    int *active_of;       /* [n_res] index of active, -1 */
    double *price;        /* [n_res], set by sk__set_price */
    int *region;          /* [n_kitchens]: kitchens that no arc connects are in different regions */
    int n_regions;
    uint8_t *back;        /* [n_needs]: some arc is cooked on an earlier day */
    uint8_t *stale;       /* [region * n_days + day]: not priced since the prices there changed */
    uint8_t *fed;         /* as stale: got columns by smoothed prices in this round */
    double *smooth;       /* [n_res] moving average of the prices */
    const double *at;     /* prices that sk__arc_price looks at: price or smooth */
    double *key_load;     /* [n_res] with every column at 0 */
    double *load;         /* [n_res] now */

    sk__col *col;       size_t n_cols, cap_cols;
    sk__active *active; size_t n_active, cap_active;
    sk__cover *cover;   size_t n_cover, cap_cover;

    int *mark, *mark_at; int stamp; /* [n_res] scratch to add up a column */
    long iterations;
    int rounds, max_rows, max_cols;
} sk__lps;

enum { SK__VEC_MAX = 512 };
typedef struct sk__vec { int n; int row[SK__VEC_MAX]; double val[SK__VEC_MAX]; } sk__vec; /* res, per portion */

static inline double sk__arc_cost(const sk__lps *s, int arc)
{
    return s->penalties_only ? 0 : s->in->arc[arc].cost;
}
static inline double sk__soft_cost(const sk__lps *s, const sk_res *r)
{
    return s->penalties_only ? 0 : r->soft_cost;
}
static inline double sk__portions(const sk__lps *s, int need)
{
    return s->in->demand->need[need].portions;
}
static inline double sk__arc_price(const sk__lps *s, int arc)
{
    const sk_arc *a = &s->in->arc[arc];
    double v = sk__arc_cost(s, arc);
    for (int u = a->use_first; u < a->use_first + a->n_use; u++)
        v += s->at[s->in->use[u].res] * s->in->use[u].amount;
    return v;
}
void sk__set_price(sk__lps *s, int row, double price);
double sk__backup_price(const sk__lps *s, int need); /* INFINITY when there is none */
double sk__col_cost(const sk__lps *s, const sk__col *c);  /* öre per portion shifted */
/* What a portion shifted adds to every row. False: more rows than a column can have. */
bool sk__col_vec(sk__lps *s, const sk__col *c, sk__vec *v);

/* lp_price.c: prices every arc whose price can have changed and adds columns that pay; *found = added.
 * Prices of a half-built LP swing, so arcs are chosen by their moving average first (Neame's smoothing);
 * where that finds nothing the exact prices decide, and nothing there is the proof. */
sk_code sk__lps_price(sk__lps *s, int *found);
/* Cheapest arc of a group at the prices; its price in *best (INFINITY and -1 when it has none). */
int sk__cheapest(const sk__lps *s, int group, double *best);
sk_code sk__lps_add_col(sk__lps *s, sk__col c);

/* lp_block.c: solves the blocks that changed; columns, statuses and prices are updated. */
sk_code sk__lps_solve(sk__lps *s, bool all);

/* lp_state.c */
sk_code sk__lps_begin(sk__lps *s);
void sk__lps_end(sk__lps *s);
void sk__lps_key_loads(sk__lps *s);
void sk__lps_loads(sk__lps *s);            /* load from key_load and columns */
sk_code sk__lps_activate(sk__lps *s, int *found); /* broken rows and covers */
/* Broken rows that do not cost yet what they should get dearer: all of them when nothing else is left
 * to do (settled), else those that stay broken. *found += how many. */
void sk__lps_harden(sk__lps *s, bool settled, int *found);
void sk__lps_move_keys(sk__lps *s);
/* Drops columns that do not pay and covers that hold by themselves; pricing finds them again. */
void sk__lps_forget(sk__lps *s);
sk_code sk__lps_from_warm(sk__lps *s, const sk_lp_warm *w);
sk_lp_warm *sk__lps_to_warm(const sk__lps *s);

#endif
