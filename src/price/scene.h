/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A controller's question: the same prices with volumes, guests or growth changed, from a day on, or with prices
 * that stay. Its changes come from rows of price/scenarios.csv or from a scenario document (the caller's to
 * convert); each answer is a whole calculation that closes to the öre. */
#ifndef SK_PRICE_SCENE_H
#define SK_PRICE_SCENE_H

#include "price/build.h"

typedef enum {
    SK_CHANGE_VOLUME,   /* portions of the products or areas that target names, "" = all */
    SK_CHANGE_GUESTS,   /* portions of sites that fit category, board and site */
    SK_CHANGE_HELPING,  /* ingredients of a portion there: bigger or smaller helpings */
    SK_CHANGE_INDEX,    /* a class of cost grows by that much on top of the year's growth */
    SK_CHANGE_SAVING    /* prices stay as decided last year: what must be saved? */
} sk_change_kind;

typedef struct sk_price_change {
    sk_change_kind kind;
    const char *target;          /* VOLUME: ids with blanks between; borrowed */
    sk_cost_index index;         /* INDEX; SK_IDX_NONE = target names it in words */
    sk_ix category, board, site; /* GUESTS, HELPING; SK_NONE = any */
    int64_t change_ppm;          /* -50000 = 5 % fewer */
    sk_day from;                 /* SK_NO_DAY = the whole year */
    sk_price_src src;
} sk_price_change;

typedef struct sk_price_scene {
    sk_price_result *result;     /* owned */
    bool saves;                  /* prices stay: `saving` says what that takes */
    sk_price_saving saving;
    int64_t portions;            /* planned, all products, under the scenario */
} sk_price_scene;

/* First row of a scenario in data.scenario; SK_NONE when there is none of that id. */
sk_ix sk_price_scene_find(const sk_price_data *d, const char *id);
/* Its rows as changes, in the arena; NULL = no memory. */
sk_price_change *sk_price_scene_rows(const sk_price_data *d, const char *id, sk_arena *arena, int *n);
/* The day that changes of what is eaten hold from, SK_NO_DAY = the whole year (the keys' split); *one is false
 * when they differ. */
sk_day sk_price_scene_from(const sk_price_change *c, int n, bool *one);
/* Runs the made case with the changes. A change from a day on touches what is eaten from then (made.late, so the
 * keys must be split there); an index grows by the days that are left. SK_E_INPUT: K030 target. */
sk_code sk_price_scene_run(const sk_price_made *m, const sk_price_change *c, int n, sk_price_scene *out,
                           sk_diags *diags);
void sk_price_scene_free(sk_price_scene *s); /* what it holds */

#endif
