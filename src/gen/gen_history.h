/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One site, one day: what really happened, from which attendance, orders and waste are written. */
#ifndef SK_GEN_GEN_HISTORY_H
#define SK_GEN_GEN_HISTORY_H

#include "gen/gen_priv.h"

typedef struct g_actual {
    int eaters, enrolled, ordered; /* ordered 0 = the site sends no orders */
} g_actual;
/* Of the site's own guests, before summer merges. All zero when it is closed. */
g_actual sk__gen_actual(const g_world *w, int site, bool supper, sk_day day);
/* Whole municipality, merges carried out; out has w->n_s entries. */
void sk__gen_actual_day(const g_world *w, bool supper, sk_day day, g_actual *out);
bool sk__gen_measuring(const g_world *w, int site, sk_day day); /* a week in which it weighs and counts */
double sk__gen_noise(const g_world *w, const char *id, const char *what, int64_t index); /* normal, own stream */

#endif
