/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by structure*.c. k, j count kitchens, o options, c cooking options in order of in->cook. */
#ifndef SK_REVIEW_STRUCTURE_PRIV_H
#define SK_REVIEW_STRUCTURE_PRIV_H

#include <math.h>

#include "base/mem.h"
#include "review/structure.h"

#define SK__ST_INF ((double)INFINITY)

typedef struct sk__st_known { int *opt, *src; } sk__st_known;

/* A value of the relaxation: cost >= value - mu kitchens - la investment + rho difference for every
 * structure with at most `cooking` cooking kitchens. */
typedef struct sk__st_cut {
    double mu, la, rho, value;
    int cooking;
    int kitchens; /* of its solution */
    double invest;
} sk__st_cut;

/* The bound of an earlier solve: holds for every limit as tight or tighter. */
typedef struct sk__st_proof { int kitchens, cooking; sk_ore invest; double bound; } sk__st_proof;

struct sk_st_pool {
    uint64_t print; /* of the instance, 0 = empty */
    int n_kit;
    sk__st_known *known;
    size_t n_known, cap_known;
    sk__st_cut *cut;
    size_t n_cut, cap_cut;
    sk__st_proof *proof;
    size_t n_proof, cap_proof;
};

/* A structure being made, with what its cooking options have left. */
typedef struct sk__st_plan {
    int *opt, *src;   /* n_kit, as in the result; opt -1 = not yet */
    int64_t *room;    /* n_cook x n_type */
    int64_t *chill;   /* n_cook */
    int kitchens, cooking;
    sk_ore invest;
    double score;     /* cost and tilt */
} sk__st_plan;

typedef struct sk__st {
    const sk_structure *in;
    const sk_st_opts *opts;
    sk_st_pool *pool;
    sk_arena *arena;
    int *c_of;             /* n_opt: index among the cooking ones, -1 */
    int type;              /* the busiest */
    signed char *allow;    /* n_opt: 1 allowed in the node at hand */
    unsigned char *ban;    /* n_cook x n_opt: arcs decided away in the node at hand */

    /* the best structure */
    sk_ore ub;
    int *best_opt, *best_src; /* src as option */
    bool have;

    sk__st_plan cur, keep; /* scratch of the search */
    int *cook_of;          /* n_kit: option that cooks there or -1 */
    int *order;
    double *key;

    double mu, la, rho;    /* multipliers of kitchens, investment, difference */
    double *tilt;          /* n_opt: -rho for each avoided structure that it differs from */
    long steps, nodes;
    bool stop, nomem;
} sk__st;

static inline size_t sk__st_at(const sk_structure *in, int c, int o)
{
    return (size_t)c * (size_t)in->n_opt + (size_t)o;
}
bool sk__st_stop(sk__st *s);

/* structure_eval.c */
typedef struct sk__st_sum { sk_ore cost, invest; int kitchens, cooking; } sk__st_sum;
/* Whether a structure (src as options) keeps every rule; its sums through *sum. */
bool sk__st_eval(const sk__st *s, const int *opt, const int *src, sk__st_sum *sum);
bool sk__st_differs(const sk_structure *in, const int *opt);
/* Takes it when it is allowed and better. */
void sk__st_offer(sk__st *s, const int *opt, const int *src);

/* structure_fill.c: the cheapest structure it finds with exactly these cooking options (s->cook_of), in
 * s->cur; false: none found. */
bool sk__st_fill(sk__st *s);
bool sk__st_plan_new(const sk__st *s, sk__st_plan *p);

/* structure_search.c */
void sk__st_search(sk__st *s, const int *opt, int passes); /* from this structure's cooking kitchens */
void sk__st_try(sk__st *s, const int *opt, const int *src); /* offers a start and searches near it */

/* structure_bound.c */
typedef struct sk__st_lag { /* one value of the relaxation in the node at hand */
    double bound;   /* of the node; INFINITY = nothing there */
    double value;   /* of the relaxation with its multipliers' part */
    int *opt, *src; /* its structure, borrowed until the next; opt[k] -1 where it is none */
    bool whole;     /* a well-formed structure */
    int kitchens;
    sk_ore invest;
} sk__st_lag;
bool sk__st_lag_new(sk__st *s, sk__st_lag *l);
/* With s->mu, la, rho; nodes: of the location tree. */
void sk__st_relax(sk__st *s, long nodes, sk__st_lag *l);
void sk__st_tilt(sk__st *s, double rho);
/* Searches the multipliers at the root; the best bound. */
double sk__st_root(sk__st *s, sk__st_lag *l);

/* structure_tree.c */
double sk__st_tree(sk__st *s, sk__st_lag *l, double root); /* the bound at the end */

enum { SK__ST_PROOF_PPB = 1000 }; /* proven: bound and cost agree to 1e-6 */

#endif
