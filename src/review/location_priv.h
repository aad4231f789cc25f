/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by location*.c. i counts facilities (n), j customers (m); a matrix is by facility:
 * [i * m + j]. Everything lives in one arena except waiting nodes and the pool. */
#ifndef SK_REVIEW_LOCATION_PRIV_H
#define SK_REVIEW_LOCATION_PRIV_H

#include <math.h>

#include "base/mem.h"
#include "review/location.h"

#define SK__LOC_INF ((double)INFINITY)

/* One cut: cost(y) >= sum_v + sum_i (fixed[i] + k[i]) y_i for every y. */
typedef struct sk__loc_cut {
    double sum_v;
    double *v; /* m */
    double *k; /* n: least value of facility i's knapsack, <= 0 */
} sk__loc_cut;

/* An evaluated solution. Multi-source: open set and its exact serving cost. Single-source: homes. */
typedef struct sk__loc_known {
    uint64_t hash;
    double serve;  /* INF = cannot serve everyone */
    bool *open;    /* n; NULL in single-source */
    int *home;     /* m; NULL in multi-source */
} sk__loc_known;

/* The least cost under some fixed costs, decisions and rows (print) with lo..hi open. */
typedef struct sk__loc_proof {
    uint64_t print;
    int lo, hi;
    double bound; /* INF = infeasible */
} sk__loc_proof;

struct sk_location_pool {
    uint64_t print; /* of the instance, 0 = empty */
    int n, m;
    sk__loc_cut *cut;
    size_t n_cut, cap_cut, next_cut; /* a full pool forgets its oldest, next_cut */
    sk__loc_known *known;
    size_t n_known, cap_known;
    sk__loc_proof *proof;
    size_t n_proof, cap_proof;
};

typedef struct sk__loc {
    const sk_location *in;
    const sk_location_opts *opts;
    sk_location_pool *pool;
    struct sk__loc *clean; /* the same with nothing decided, for cuts */
    sk_arena *arena;
    int n, m, n_row;
    bool single;
    double *cap, *dem; /* as doubles */
    double total;      /* demand */
    int lo, hi;        /* open facilities */
    int *by_cap;       /* n, largest first */
    double least_fixed;
    double grain;      /* every cost is a multiple of it, 0 = none known */
    double *row;       /* n_row x n, scaled to mean 1 */
    double *row_up;

    /* what is decided in the node at hand */
    signed char *y;     /* n: 1 open, 0 undecided, -1 closed */
    int *home;          /* m: the facility or -1 */
    unsigned char *ban; /* n x m: 1 = i does not serve j */

    /* derived from it by sk__loc_derive */
    int *free_ix, n_free, n_open, lo_left, hi_left;
    double *left;      /* n: capacity beyond the customers at home */
    double need_left;  /* demand beyond the capacity of the open */
    double base;       /* cost of the customers at home */
    int *n_full;       /* n: multi-source, length of a list once made; 0 = not yet */
    int *arc, *n_arc;  /* n x m, n: customers each may serve, not at home */

    /* multipliers and the last evaluation at them */
    double *v, *u; /* m, n_row */
    double *rho;   /* n: fixed cost + knapsack (+ rows) */
    double *k_val, *k_lp, *pi; /* n: knapsack, its linear relaxation, price of capacity */
    int *sol, *n_sol;          /* n x m, n: customers in the knapsack */
    double *frac;              /* n: share of the last of them */
    bool *exact;               /* n: the knapsack is solved in whole customers */
    double *y_val;             /* n: 0..1 */
    bool *cand;                /* n: a rounded opening with enough capacity */
    double lam, thr_in, thr_out;
    bool *in_set;  /* n */
    double *r;     /* n: rho - lam cap */
    double value;  /* of the relaxation */
    double value_lp; /* the same with y relaxed too; what thr_in, thr_out and r refer to */

    /* the best multipliers of the node */
    double *best_v, *best_u, best;
    double *dir;        /* m + n_row */
    double *cover;      /* m */
    double *y_bar;      /* n */
    double *x_bar, bar_weight; /* n x m, single-source */

    /* scratch */
    double *key, *wgt, *prf, *core_w, *core_p, *core_r;
    int *core_t;
    signed char *take_core;
    int *item, *rest;
    bool *in_a, *in_b;
    int *ord;
    signed char *take, *take_best;
    int *tmp_home;
    double *tmp_load, *tmp_v, *cut_value;
    bool *tmp_open;
    struct sk__flow *flow;
    struct sk__local *local;

    /* the best solution */
    double ub;
    bool *inc_open;
    int *inc_home;   /* single-source */
    double *inc_flow;/* multi-source, n x m units */

    long nodes, steps;
    double start_s;
    bool stop, nomem;
    bool relaxed; /* the multi-source problem has been asked */
} sk__loc;

static inline size_t sk__at(int i, int j, int m) { return (size_t)i * (size_t)m + (size_t)j; }

/* A bound at or above it closes a node. */
double sk__loc_cutoff(const sk__loc *s);
bool sk__loc_stop(sk__loc *s); /* a limit is reached; stays true */

/* location_lagr.c */
bool sk__loc_derive(sk__loc *s); /* false: the node is infeasible. May decide more. */
/* Fills value from v, u. Not full: knapsacks of facilities that are not chosen anyway stay relaxed,
 * which changes no value but weakens their penalties. */
double sk__loc_eval(sk__loc *s, bool full);
double sk__loc_choose(sk__loc *s); /* the y part alone, from rho; fills y_val, in_set, ... */
double sk__loc_force_open(const sk__loc *s, int i);  /* value when undecided i is opened, at least */
double sk__loc_force_close(const sk__loc *s, int i);
/* location_knap.c: customers with gain in facility i; fills k_val, k_lp, pi, sol, n_sol, frac */
void sk__loc_knapsack(sk__loc *s, int i, bool whole);

/* location_ascent.c */
typedef struct sk__ascent {
    int steps;       /* at most */
    double theta;    /* first step size */
    int patience;    /* steps without progress before it shrinks */
    double shrink, least;
} sk__ascent;
/* From v, u; leaves the best in best_v, best_u, best and evaluates there again. */
void sk__loc_ascend(sk__loc *s, const sk__ascent *a);
int sk__loc_fix(sk__loc *s); /* decides what the penalties at the last evaluation allow; how many */
void sk__loc_start_v(sk__loc *s);

/* location_flow.c */
struct sk__flow *sk__flow_new(sk__loc *s);
/* Least serving cost of the open ones, INF = they cannot. dual_v (m, may be NULL): multipliers whose
 * cut is tight here. The flows stay readable until the next call. */
double sk__flow_solve(struct sk__flow *f, const bool *open, double *dual_v);
void sk__flow_read(const struct sk__flow *f, double *flow); /* n x m */

/* location_pool.c */
bool sk__loc_pool_open(sk__loc *s);                /* fits the pool to the instance */
void sk__loc_pool_add(sk__loc *s, const double *v);/* computes the cut at v */
double sk__loc_pool_value(const sk__loc *s, const bool *open); /* cost of an opening, at least */
bool sk__loc_pool_start(sk__loc *s);  /* decisions, best multipliers into v; false: nothing left */
/* What earlier solves with the same or wider limits on the number of open ones have shown. */
double sk__loc_pool_bound(const sk__loc *s);
void sk__loc_pool_prove(sk__loc *s, double bound);
void sk__loc_pool_solutions(sk__loc *s); /* tries the solutions of earlier solves */
const sk__loc_known *sk__loc_pool_find(const sk__loc *s, const bool *open);
void sk__loc_pool_keep(sk__loc *s, const bool *open, const int *home, double serve);

/* location_open.c: multi-source solutions */
bool sk__loc_open_ok(const sk__loc *s, const bool *open); /* limits, rows, state, capacity */
double sk__loc_fixed(const sk__loc *s, const bool *open);
void sk__loc_try_open(sk__loc *s, const bool *open);
void sk__loc_search_open(sk__loc *s, int max_solves);

/* location_local.c: single-source solutions */
struct sk__local *sk__local_new(sk__loc *s);
void sk__local_from_relaxation(sk__loc *s, int kicks); /* rounds the last evaluation and improves it */
void sk__local_from_homes(sk__loc *s, const int *home);
void sk__local_search(sk__loc *s, int kicks);          /* from the incumbent */
/* Open are those used, those that must and what the limits ask for; if that breaks a limit, those used
 * and `open` (may be NULL). */
void sk__loc_try_home(sk__loc *s, const int *home, const bool *open);
bool sk__loc_used_ok(sk__loc *s, const int *home); /* the used and the must-open keep every limit */

/* location_tree.c */
void sk__loc_tree(sk__loc *s, double *bound); /* from the root's decisions and averages */

enum { SK__LOC_MAX_CUTS = 400 };

#endif
