/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Capacitated facility location, the core of the kitchen review: which facilities to open and who
 * serves whom, at least cost = fixed cost of the open + cost of serving.
 *
 * minimise  sum_i fixed[i] y_i + sum_ij cost[i][j] x_ij
 *   sum_i x_ij = 1, sum_j demand[j] x_ij <= cap[i] y_i, 0 <= x_ij <= y_i, y_i in {0, 1},
 *   min_open <= sum_i y_i <= max_open, state, rows; x_ij in {0, 1} when single_source.
 * The formulation in readable form is models/structure.mod.
 *
 * Method: Lagrangian relaxation of the demand rows (one knapsack per facility), averaged subgradient,
 * facilities and pairs fixed by penalties, exact transportation solves of promising openings, local
 * search, and branch and bound on these bounds. Sources: Gortz and Klose, INFORMS J. on Computing 24
 * (2012) 597-610 (multi-source); Holmberg, Ronnqvist and Yuan, EJOR 113 (1999) 544-559
 * (single-source); the pool is the set of Benders cuts of the multipliers.
 *
 * Expected sizes: up to some hundred facilities and a thousand customers; memory about
 * 50 bytes x n_fac x n_cust plus the waiting nodes. Two runs give the same answer to the bit unless
 * a wall-clock limit or the cancel flag ends one. Nothing is shared between threads. */
#ifndef SK_REVIEW_LOCATION_H
#define SK_REVIEW_LOCATION_H

#include <signal.h>

#include "base/err.h"

/* Borrows every array. Capacities and demands are whole units (portions) of 0..2^40. */
typedef struct sk_location {
    int n_fac, n_cust;        /* 1.. each */
    const int64_t *cap;       /* n_fac */
    const double *fixed;      /* n_fac, money of any unit, negative allowed */
    const int64_t *demand;    /* n_cust */
    const double *cost;       /* n_fac x n_cust, by facility: serving all of j from i, INFINITY = may not */
    bool single_source;       /* every customer is served by one facility */
    int min_open, max_open;   /* number of open facilities; max_open 0 = no limit */
    const signed char *state; /* n_fac: 1 must be open, -1 must be closed, 0 free; NULL = all free */
    int n_row;                /* further limits on the open: sum_i row[r][i] y_i <= row_up[r] (budget) */
    const double *row;        /* n_row x n_fac */
    const double *row_up;     /* n_row */
} sk_location;

typedef enum {
    SK_LOCATION_OPTIMAL,    /* proven: bound and cost agree to 1e-6 */
    SK_LOCATION_GAP,        /* a solution and a bound */
    SK_LOCATION_NOTHING,    /* a budget ended before a solution was found; the bound holds */
    SK_LOCATION_INFEASIBLE, /* proven: no solution exists */
} sk_location_status;

typedef struct sk_location_opts {
    long max_nodes;                       /* of the tree, 0 = 1,000,000 */
    long max_steps;                       /* evaluations of the relaxation, 0 = no limit */
    double gap;                           /* stop at this relative gap, 0 = prove */
    double (*now_s)(void *arg);           /* seconds of any clock, asked often; NULL = no time limit */
    void *now_arg;
    double wall_s;                        /* with now_s: seconds from the call on */
    const volatile sig_atomic_t *cancel;  /* not 0 = stop with what is there; may be NULL */
} sk_location_opts;

typedef struct sk_location_flow {
    int fac, cust;
    int64_t amount; /* units of the customer's demand */
} sk_location_flow;

typedef struct sk_location_result {
    sk_location_status status;
    double cost;            /* evaluated from the flows; INFINITY without a solution */
    double bound;           /* no solution costs less (within rounding, 1e-9 relative) */
    double gap;             /* (cost - bound) / |cost|, 0 when proven */
    bool proven;            /* the bound equals the evaluated cost to 1e-6 relative */
    bool stopped;           /* a limit or the cancel flag ended the search */
    long nodes, steps;      /* of the tree; evaluations of the relaxation */
    double root_bound;      /* before branching */
    bool *open;             /* n_fac, owned */
    sk_location_flow *flow; /* owned, by customer then facility; one per customer when single-source */
    int n_flow;
} sk_location_result;

/* What later solves of the same costs, capacities, demands and single_source can use again, whatever
 * their fixed costs, limits and rows: multipliers (Benders cuts) and evaluated solutions. */
typedef struct sk_location_pool sk_location_pool;
sk_location_pool *sk_location_pool_new(void); /* NULL when out of memory */
void sk_location_pool_free(sk_location_pool *p);
int sk_location_pool_cuts(const sk_location_pool *p);

/* pool may be NULL; it is emptied first when it belongs to another instance. opts may be NULL.
 * SK_E_USAGE: the instance makes no sense; SK_E_NOMEM. Every outcome of the search is data in out,
 * which is filled whenever SK_OK is returned. */
sk_code sk_location_solve(const sk_location *in, const sk_location_opts *opts, sk_location_pool *pool,
                          sk_location_result *out, sk_err *err);
void sk_location_result_free(sk_location_result *r);

/* Checks a result against the instance with arithmetic of its own: who is served, capacities, limits
 * and cost. NULL when right, else what is wrong (an English message id). */
const char *sk_location_verify(const sk_location *in, const sk_location_result *r);

#endif
