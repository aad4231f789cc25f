/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes example municipalities in the kommun folder's format: Linköping as it looked in the autumn
 * of 2023, and municipalities of any size made of tiles with Linköping's geography, so that the
 * number of kitchens near a kitchen stays as it is. Same options, same bytes. Places are real
 * localities; every number of a unit is made up. */
#ifndef SK_GEN_GEN_H
#define SK_GEN_GEN_H

#include "base/err.h"

typedef struct sk_gen_opts {
    bool linkoping;    /* the example itself: n_kitchens, seed and as_of are then its own */
    int n_kitchens;    /* cooking + receiving, 3..5000; serving kitchens come on top */
    uint64_t seed;
    bool with_history; /* attendance, orders and waste from August 2021 */
    sk_day as_of;      /* 2022-08-01 .. 2024-06-30 */
} sk_gen_opts;

enum { SK_GEN_MIN_KITCHENS = 3, SK_GEN_MAX_KITCHENS = 5000 };

/* Options of the example. */
sk_gen_opts sk_gen_defaults(void);

/* Replaces the folder dir as a whole. catalogue_dir holds the dish catalogue (data/catalogue), which
 * is copied into it. SK_E_USAGE for options out of range, SK_E_INPUT when the catalogue cannot be
 * read, SK_E_IO, SK_E_NOMEM. */
sk_code sk_generate(const sk_gen_opts *o, const char *dir, const char *catalogue_dir, sk_err *err);

#endif
