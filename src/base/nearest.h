/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean ...?": the known word with the smallest edit distance. */
#ifndef SK_BASE_NEAREST_H
#define SK_BASE_NEAREST_H

/* Changes (insert, delete, replace, swap of neighbours) between two strings, ASCII case and Swedish
 * accents ignored; strings over 64 letters are never near (returns 1000). */
int sk__edit_distance(const char *left, const char *right);

typedef struct sk__near { const char *word; int best; } sk__near; /* start with {NULL, 0} */
/* Offers a candidate for `found`; keeps it when it is nearer than what n has and near enough
 * (a third of the length). */
void sk__near_try(sk__near *n, const char *found, const char *candidate);

#endif
