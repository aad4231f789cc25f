/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/kommun.h"

void sk_kommun_free(sk_kommun *k)
{
    if (!k) return;
    sk_arena_free(k->arena);
    sk_free(k);
}
