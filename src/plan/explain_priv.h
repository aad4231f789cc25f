/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between explain.c (what is asked and solved), explain_ways.c (ranking) and explain_text.c. */
#ifndef SK_PLAN_EXPLAIN_PRIV_H
#define SK_PLAN_EXPLAIN_PRIV_H

#include "ext/json.h"
#include "plan/explain.h"
#include "plan/lp.h"

typedef struct sk__asking {
    sk_explanation *x;
    const sk_plan *p;
    sk_arena *work;         /* instance and LP results */
    sk_instance in;
    sk_lp_result lp;        /* first solve */
    sk_lp_warm *warm;
    int need_first, need_end; /* needs of the table: instance needs */
    sk_err *err;
} sk__asking;

/* Ranks the ways of every group of the table into x->group. */
sk_code sk__ask_ways(sk__asking *q);
/* Solves again with some arcs of the table forbidden; other = SK_NONE: the kitchens that supply it
 * now; else every kitchen but that one. */
sk_code sk__ask_what_if(sk__asking *q, sk_ix other, sk_what_if *out);
/* The plan's supplier of a group, SK_NONE = nobody. */
sk_ix sk__ask_supplier(const sk_plan *p, int need, sk_group_kind group);
/* How the portions of the table came about (explain_demand.c). */
void sk__explain_demand(const sk_explanation *x, sk_lang lang, sk_buf *b);
void sk__explain_demand_json(const sk_explanation *x, sk_jw *w);
/* Words of a way: "hot, tour T12 08:15-08:40". */
void sk__way_words(const sk_plan *p, const sk_alt *a, sk_lang lang, sk_buf *b);

#endif
