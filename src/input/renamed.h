/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history/renamed.csv: what units, kitchens and dishes were once called, so that the readers of the history find
 * them under their present ids. Readers keep a map from the names they know to indexes; the old names go into the
 * same map, told apart by their value, so that what was read under one can be counted.
 *
 * Faults (H009): a row that names none or several things; an old name that something still has, or that is on two
 * rows of one kind. */
#ifndef SK_INPUT_RENAMED_H
#define SK_INPUT_RENAMED_H

#include "base/diag.h"
#include "base/map.h"
#include "input/annex.h"

typedef enum { SK_RENAMED_SITE, SK_RENAMED_KITCHEN, SK_RENAMED_DISH, SK_N_RENAMED } sk_renamed_kind;

/* *out NULL when there is no such document. SK_E_INPUT (see diags), SK_E_NOMEM. */
sk_code sk__renamed_load(const char *dir, const sk_kommun *k, sk_annex **out, sk_diags *diags);
/* Adds the old names of a kind with the value n + index, n things of the kind being known. a NULL = none. The map
 * borrows from a. False: out of memory. */
bool sk__renamed_put(const sk_annex *a, sk_renamed_kind kind, int n, sk_map *m);
/* Index of a name, SK_NONE when unknown; *rows rises by one when it is an old one. */
sk_ix sk__renamed_get(const sk_map *m, const char *name, int n, int64_t *rows);
void sk__renamed_tell(sk_diags *diags, const char *file, int64_t rows); /* H008; nothing for 0 rows */
sk_input_file sk__renamed_file(const sk_annex *a); /* its name lives for ever */

#endif
