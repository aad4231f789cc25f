/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of an alternative's figures (whatif_sums.c). */
#ifndef SK_REVIEW_WHATIF_PRIV_H
#define SK_REVIEW_WHATIF_PRIV_H

#include "review/whatif.h"

bool sk__alt_kitchens(sk_alt *a, sk_arena *arena); /* false: out of memory */
/* Everything that is no money. */
void sk__alt_sums(sk_alt *a, const sk_alt *base, const sk_whatif_waste *waste);

#endif
