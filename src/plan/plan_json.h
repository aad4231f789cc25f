/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of plan.json (data/format/plan.md), shared by its writer and reader and by the JSON of
 * explanations and differences. Index = value of the enum. */
#ifndef SK_PLAN_PLAN_JSON_H
#define SK_PLAN_PLAN_JSON_H

#include "plan/plan.h"

extern const char *const sk__json_session[SK_N_SESSIONS + 1]; /* the first SK_N_MEALS are the meals; NULL at the end */
extern const char *const sk__json_line[];
extern const char *const sk__json_group[];
extern const char *const sk__json_route[];
extern const char *const sk__json_source[];
extern const char *const sk__json_from[]; /* sk_demand_from */
extern const char *const sk__json_res[]; /* limit kinds */
const char *sk__json_mode(sk_mode m);
sk_mode sk__json_mode_of(const char *s); /* 0 = no such word */

enum { SK__N_COST_KEYS = 13 };
typedef struct sk__cost_key { const char *key; size_t offset; } sk__cost_key;
extern const sk__cost_key sk__json_cost[SK__N_COST_KEYS]; /* lines of sk_plan_cost in the order written */
static inline const sk_ore *sk__cost_at(const sk_plan_cost *c, int i)
{
    return (const sk_ore *)(const void *)((const char *)c + sk__json_cost[i].offset);
}

#endif
