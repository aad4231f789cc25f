/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

#include "base/mem.h"

#include <string.h>

typedef struct slot {
    const char *key; /* borrowed; NULL = free */
    uint64_t hash;
    sk_ix value;
} slot;

struct sk_map {
    slot *slots;
    size_t cap; /* a power of two */
    size_t len;
};

enum { CAP_MIN = 16 };

uint64_t sk_hash(const void *p, size_t n, uint64_t seed)
{
    const unsigned char *s = p;
    uint64_t h = UINT64_C(14695981039346656037) ^ seed;
    for (size_t i = 0; i < n; i++) {
        h ^= s[i];
        h *= UINT64_C(1099511628211);
    }
    return h;
}

sk_map *sk_map_new(size_t expected)
{
    size_t cap = CAP_MIN;
    while (cap / 4 * 3 < expected) {
        if (cap > SIZE_MAX / 4) return NULL;
        cap *= 2;
    }
    sk_map *m = sk_alloc(sizeof *m);
    if (!m) return NULL;
    m->slots = sk_calloc_n(cap, sizeof *m->slots);
    m->cap = cap;
    if (m->slots) return m;
    sk_free(m);
    return NULL;
}

void sk_map_free(sk_map *m)
{
    if (!m) return;
    sk_free(m->slots);
    sk_free(m);
}

/* The slot that holds key, or the free one where it belongs. There is always a free slot. */
static slot *probe(slot *slots, size_t cap, const char *key, uint64_t hash)
{
    size_t i = (size_t)(hash ^ hash >> 32) & (cap - 1); /* FNV's low bits alone mix poorly */
    while (slots[i].key && (slots[i].hash != hash || strcmp(slots[i].key, key) != 0))
        i = (i + 1) & (cap - 1);
    return &slots[i];
}

static bool rehash(sk_map *m)
{
    if (m->cap > SIZE_MAX / 4) return false;
    slot *bigger = sk_calloc_n(m->cap * 2, sizeof *bigger);
    if (!bigger) return false;
    for (size_t i = 0; i < m->cap; i++)
        if (m->slots[i].key)
            *probe(bigger, m->cap * 2, m->slots[i].key, m->slots[i].hash) = m->slots[i];
    sk_free(m->slots);
    m->slots = bigger;
    m->cap *= 2;
    return true;
}

sk_ix sk_map_put(sk_map *m, const char *key, sk_ix value)
{
    uint64_t hash = sk_hash(key, strlen(key), 0);
    slot *s = probe(m->slots, m->cap, key, hash);
    if (s->key) return s->value;
    if (m->len + 1 > m->cap / 4 * 3) {
        if (!rehash(m)) return -2;
        s = probe(m->slots, m->cap, key, hash);
    }
    *s = (slot){key, hash, value};
    m->len++;
    return SK_NONE;
}

sk_ix sk_map_get(const sk_map *m, const char *key)
{
    const slot *s = probe(m->slots, m->cap, key, sk_hash(key, strlen(key), 0));
    return s->key ? s->value : SK_NONE;
}

size_t sk_map_len(const sk_map *m) { return m->len; }
