/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference between two plans, in kitchen terms, and which inputs differ.
 *
 * The plans may stand on different kommuns (another folder state): rows are compared by id strings.
 * Needs are the same when site, day, meal, product, line and diet are. */
#ifndef SK_PLAN_DIFF_H
#define SK_PLAN_DIFF_H

#include "plan/plan.h"

typedef enum { SK_DIFF_ADDED, SK_DIFF_REMOVED, SK_DIFF_CHANGED } sk_diff_kind;

typedef struct sk_diff_input { const char *name; sk_diff_kind kind; } sk_diff_input;

typedef struct sk_diff_need { /* portions to cook; before 0 = added, after 0 = removed */
    const char *site, *product, *diet, *dish; /* ids; diet "" = ordinary; dish of the later plan */
    sk_day day; sk_meal meal; sk_line line;
    int before, after;
    double before_mean, after_mean; /* expected eaters; as the portions where nothing is forecast */
} sk_diff_need;

typedef struct sk_diff_move { /* a need's group from another kitchen, day or way */
    const char *site, *diet;
    sk_day day; sk_meal meal; sk_line line; sk_group_kind group;
    const char *from, *to;      /* kitchens, "" = nobody */
    const char *from_way, *to_way; /* words of mode and route, "hot tour T12" */
    int portions;               /* of the later plan, else of the earlier */
} sk_diff_move;

typedef struct sk_diff_staff { /* kitchen and day whose minutes changed by a minute or more */
    const char *kitchen; sk_day day;
    int64_t before_mmin, after_mmin;
    int64_t before_over_mmin, after_over_mmin; /* overtime, excess included */
} sk_diff_staff;

typedef struct sk_diff_short {
    const char *site, *diet;
    sk_day day; sk_meal meal; sk_line line;
    int before, after, before_backup, after_backup;
} sk_diff_short;

typedef struct sk_diff_cost { const char *name; sk_ore before, after; } sk_diff_cost; /* name as in plan.json */

typedef struct sk_diff {
    sk_arena *arena;            /* owns everything; ids are borrowed from the plans' kommuns */
    const sk_plan *a, *b;       /* borrowed */
    bool other_week;            /* the plans are for different weeks: compared by weekday */
    sk_diff_input *input; int n_inputs;
    sk_diff_need *need;   int n_needs;
    sk_diff_move *move;   int n_moves;
    sk_diff_staff *staff; int n_staff;
    sk_diff_short *shrt;  int n_shorts;
    sk_diff_cost *cost;   int n_costs; /* lines that differ */
} sk_diff;

sk_code sk_diff_make(const sk_plan *a, const sk_plan *b, sk_diff **out, sk_err *err);
void sk_diff_free(sk_diff *d);
int sk_diff_count(const sk_diff *d); /* differences in all parts but inputs */
void sk_diff_text(const sk_diff *d, sk_lang lang, sk_buf *out);
void sk_diff_json(const sk_diff *d, sk_buf *out);

#endif
