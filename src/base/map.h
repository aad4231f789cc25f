/* SPDX-License-Identifier: GPL-3.0-or-later */
/* String -> index map (open addressing, FNV-1a 64). Keys are borrowed and must outlive the map. */
#ifndef SK_BASE_MAP_H
#define SK_BASE_MAP_H

#include "base/types.h"

typedef struct sk_map sk_map;
sk_map *sk_map_new(size_t expected);
void sk_map_free(sk_map *m);
/* Inserts; returns SK_NONE when new, else the index already stored (which stays). -2 = no memory. */
sk_ix sk_map_put(sk_map *m, const char *key, sk_ix value);
sk_ix sk_map_get(const sk_map *m, const char *key); /* SK_NONE when absent */
size_t sk_map_len(const sk_map *m);

uint64_t sk_hash(const void *p, size_t n, uint64_t seed); /* FNV-1a, for map and content ids */
/* SHA-256 of bytes as 64 lower-case hex digits, for the input hashes in plan.json. */
void sk_sha256_hex(const void *p, size_t n, char out[65]);

#endif
