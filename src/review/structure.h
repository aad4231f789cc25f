/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kitchen structure: which kitchens cook, receive, only serve or close, in which size, and who
 * cooks for whom, at least cost a year. The formulation in readable form is models/review.mod.
 *
 * Every kitchen takes exactly one of its OPTIONS (a role in a size). An option that cooks feeds its own
 * guests; one that receives or serves has one supplier, a cooking option of another kitchen, over an
 * ARC (which exists only when the food arrives in time, hot or chilled); one that closes sends its
 * guests to eat at another kitchen, INTO, with that kitchen's supplier, or has none left (into -1).
 *
 *   cost = sum of option.fixed + sum of arc costs                      (öre a year)
 *   per day type t: own load + load of those it supplies <= capacity of the cooking option
 *   kg of chilled food sent <= its chilling capacity
 *   limits on kitchens (cooking + receiving), on cooking kitchens, on investment; options that must
 *   or may not be; n1: whichever cooking kitchen is out, the others that reach its guests have room
 *   left for a stated share of them on the busiest day; difference from earlier structures.
 *
 * Method: with one multiplier per limit the rest is capacitated location (location.h: facilities are
 * cooking options, a customer's cost is its cheapest option under that supplier), whose proven bound
 * less the multipliers' worth bounds the cost. Its solutions and a local search over the cooking
 * set give structures, a tree over options and arcs closes what is left. Sizes: some hundred
 * options; every L of the multipliers holds for all limits, so a Pareto curve shares them.
 * Same input, same answer, unless a clock or the cancel flag ends the search. */
#ifndef SK_REVIEW_STRUCTURE_H
#define SK_REVIEW_STRUCTURE_H

#include "review/location.h"

typedef enum { SK_ST_COOK, SK_ST_RECEIVE, SK_ST_SERVE, SK_ST_CLOSED, SK_N_ST_ROLES } sk_st_role;
static inline bool sk_st_counts(sk_st_role r) { return r == SK_ST_COOK || r == SK_ST_RECEIVE; }

typedef struct sk_st_option {
    int kitchen;       /* 0..n_kit-1; options are sorted by kitchen */
    sk_st_role role;
    int64_t cap;       /* COOK: portions a day, own guests included */
    int64_t cap_chill; /* COOK: kg a day sent chilled */
    sk_ore fixed;      /* a year; COOK: with its own guests' food */
    sk_ore invest;     /* >= 0 */
    int into;          /* CLOSED: the kitchen where its guests eat; -1 = it has none left */
} sk_st_option;

typedef enum { SK_ST_NO_ARC, SK_ST_HOT, SK_ST_CHILLED } sk_st_arc;

/* Borrows every array. */
typedef struct sk_structure {
    int n_kit, n_opt, n_cook, n_type;
    const sk_st_option *opt;  /* n_opt */
    const int *first;         /* n_kit + 1: options of a kitchen */
    const int *cook;          /* n_cook: the options that cook, ascending */
    const int64_t *load;      /* n_kit x n_type: portions of its guests on the type's busiest day */
    const int64_t *chill_kg;  /* n_kit: kg a day when it is supplied chilled */
    const sk_ore *cost;       /* n_cook x n_opt: a year, when cook supplies the option */
    const unsigned char *arc; /* n_cook x n_opt: sk_st_arc */
    const signed char *state; /* n_opt: 1 must be, -1 may not be; NULL = free */
    int max_kitchens;         /* cooking + receiving; 0 = no limit */
    int max_cooking;          /* 0 = no limit */
    sk_ore max_invest;        /* -1 = no limit */
    bool n1;
    int64_t n1_ppm;           /* share of the guests that the others must be able to carry */
    int n_avoid, differ;      /* earlier structures, and in how many kitchens' roles to differ */
    const int *avoid;         /* n_avoid x n_kit: options */
} sk_structure;

typedef enum { SK_ST_OPTIMAL, SK_ST_GAP, SK_ST_NOTHING, SK_ST_INFEASIBLE } sk_st_status;

typedef struct sk_st_opts {
    long max_steps;                      /* evaluations of the relaxation, 0 = no limit */
    long max_nodes;                      /* of the tree, 0 = no limit */
    double gap;                          /* enough, relative; 0 = prove */
    double (*now_s)(void *arg);          /* seconds of any clock; NULL = no time limit */
    void *now_arg;
    double until_s;                      /* on that clock */
    const volatile sig_atomic_t *cancel; /* may be NULL */
} sk_st_opts;

typedef struct sk_st_result {
    sk_st_status status;
    sk_ore cost;      /* of the structure; 0 without one */
    double bound;     /* no structure costs less; -INFINITY = not known */
    double gap;       /* (cost - bound) / cost; 0 when proven */
    bool proven, stopped;
    long steps, nodes;
    int kitchens, cooking;
    sk_ore invest;
    int *opt;         /* n_kit, owned; NULL without a structure */
    int *src;         /* n_kit, owned: option that supplies it; -1 = cooks itself or has no guests */
} sk_st_result;

/* What later solves of the same instance with other limits, avoided structures or budgets can use. */
typedef struct sk_st_pool sk_st_pool;
sk_st_pool *sk_st_pool_new(void);
void sk_st_pool_free(sk_st_pool *p);
/* Offers a structure to start from (opt and src of n_kit), whatever its limits. False: no memory. */
bool sk_st_pool_add(sk_st_pool *p, const sk_structure *in, const int *opt, const int *src);

/* SK_E_USAGE: the instance makes no sense; SK_E_NOMEM. Outcomes are data in out. opts, pool may be NULL. */
sk_code sk_structure_solve(const sk_structure *in, const sk_st_opts *opts, sk_st_pool *pool,
                           sk_st_result *out, sk_err *err);
void sk_st_result_free(sk_st_result *r);

/* Checks a structure with arithmetic of its own. NULL when it keeps every limit and costs what the
 * result says, else what is wrong (a message id). */
const char *sk_structure_verify(const sk_structure *in, const sk_st_result *r);

/* Portions of the busiest day that nobody can carry when the kitchen's cooking is out; the load that
 * it carried through *lost (may be NULL). -1: no memory. */
int64_t sk_st_unmet(const sk_structure *in, const int *opt, const int *src, int kitchen, int64_t *lost);

#endif
