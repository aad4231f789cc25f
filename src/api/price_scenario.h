/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario that prices are asked about, from a row of price/scenarios.csv or a scenario document. */
#ifndef SK_API_PRICE_SCENARIO_H
#define SK_API_PRICE_SCENARIO_H

#include "price/scene.h"
#include "review/scenario.h"

typedef struct sk__ask_scene {
    int year;                /* the price year, for changes over years */
    sk_diags *diags;
    sk_price_change *change; int n;
    const char *name;        /* as people call it */
    sk_day split;            /* the day that its changes of meals hold from */
    sk_scenario *doc;        /* owned; NULL = rows of price/scenarios.csv */
    bool bad;
} sk__ask_scene;

/* a->year and a->diags are given; what is an id or a path. SK_E_USAGE: neither; SK_E_INPUT: faults in diags: those
 * of the document, and K031, an operation that prices alone cannot answer. */
sk_code sk__ask_scene_read(sk__ask_scene *a, const sk_kommun *k, const sk_price_data *d, const char *what,
                           sk_arena *arena, sk_err *err);
void sk__ask_scene_free(sk__ask_scene *a); /* what it holds */

#endif
