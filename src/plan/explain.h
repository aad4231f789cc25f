/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to a plan: why this kitchen, what would the second best cost, what would have to change.
 *
 * A question names a TABLE: a site, a day and a meal. The instance is built again from the plan's
 * kommun, demand is the plan's own, and the LP is solved: once as it is (duals price every way), once
 * with the kitchens that supply the table forbidden for it (second best), and, when a kitchen is asked
 * about, once with every other way forbidden (what it would cost if it did). All differences are
 * between LP optima, so they hold for the whole week, what moves elsewhere included, to the öre of the
 * bound; whole portions and runs may differ by the plan's gap.
 *
 * With shortages or other broken rules the answer has two stages: the least weighted rule breaking
 * alone, then what cost comes on top of it.
 *
 * Cost: a build and two or three solves, the later ones from the first one's basis. Öre are doubles
 * here because they are LP values; texts round them once. The arena owns everything. */
#ifndef SK_PLAN_EXPLAIN_H
#define SK_PLAN_EXPLAIN_H

#include "plan/plan.h"

typedef struct sk_question {
    sk_ix site;
    int8_t day;             /* 0-based day of the plan */
    sk_meal meal;
    sk_ix kitchen;          /* "why not this one?"; SK_NONE = not asked */
    sk_lang lang;           /* of the words inside the answer */
} sk_question;

typedef struct sk_alt {     /* one way to supply a group, cheapest of its kitchen */
    sk_ix kitchen;
    sk_mode mode;
    sk_route_kind route;
    sk_ix tour;
    int8_t prod_day;        /* 0-based */
    sk_min depart, arrive;  /* -1 for own */
    int hold_min, hold_limit; /* longest; limit 0 = none */
    double cost_ore;        /* öre per portion: energy, trip share, change */
    double limit_ore;       /* öre per portion: what the limits it takes from are worth (duals) */
    double more_ore;        /* cost + limit above the cheapest way's */
    const char *binding;    /* its dearest limit in words, "" = none binds */
    double binding_ore;     /* that limit's part of limit_ore */
    bool chosen, usual;
} sk_alt;

typedef struct sk_told_group { /* one group of one need at the table */
    int need;               /* index into plan.demand.need */
    sk_group_kind group;
    int portions;
    sk_alt *alt; int n_alts; int n_more; /* ranked by cost + limit; n_more were left out */
    bool asked_possible;    /* the kitchen asked about can do it (when one was asked) */
    const char *asked_why;  /* the rule that stops it in words, "" = none */
} sk_told_group;

typedef struct sk_moved { /* what goes another way than in the first solve: LP portions, rounded */
    sk_ix site; int8_t day; sk_meal meal; sk_group_kind group;
    sk_ix from, to;         /* kitchens */
    int portions;
} sk_moved;

typedef struct sk_what_if { /* the week solved again */
    bool asked;             /* false: nothing was solved, the rest is 0 */
    bool possible;          /* false: a group of the table has no way left and would be short */
    double more_ore;        /* whole objective against the first solve */
    double more_short, more_backup; /* portions */
    double more_over_min;   /* overtime minutes, excess included */
    sk_moved *moved; int n_moved, n_more; /* largest first; n_more were left out */
    const char **tight; int n_tight; /* limits that bind now and did not before, in words */
} sk_what_if;

typedef struct sk_explanation {
    sk_arena *arena;
    const sk_plan *plan;    /* borrowed */
    sk_question q;
    sk_told_group *group; int n_groups;
    double bound_ore;       /* first solve */
    double rules_ore;       /* stage 1: least weighted rule breaking alone; 0 = none needed */
    double cost_ore;        /* stage 2: what comes on top = bound - rules */
    sk_what_if second;      /* the suppliers of the table forbidden */
    sk_what_if other;       /* only the kitchen asked about allowed */
} sk_explanation;

/* SK_E_INPUT when nobody eats there that day and meal. *out is freed by sk_explanation_free. */
sk_code sk_explain(const sk_plan *p, const sk_question *q, sk_explanation **out, sk_err *err);
void sk_explanation_free(sk_explanation *x);
void sk_explain_text(const sk_explanation *x, sk_lang lang, sk_buf *out);
void sk_explain_json(const sk_explanation *x, sk_buf *out);

#endif
