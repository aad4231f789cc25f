/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mem.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SK_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SK_ASAN 1
#endif
#ifdef SK_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
enum { GAP = 16 }; /* poisoned bytes after each piece, so that overruns inside a chunk are seen */
#else
#define POISON(p, n) ((void)(p))
#define UNPOISON(p, n) ((void)(p))
enum { GAP = 0 };
#endif

enum { CHUNK_MIN = 4096, CHUNK_MAX = 1 << 20, ALIGN = 16 };

static atomic_ulong n_allocs;
static atomic_ulong fail_left; /* 0 = off, else allocations until the one that fails */

void sk_mem_fail_at(unsigned long n) { atomic_store(&fail_left, n); }

unsigned long sk_mem_count(void) { return atomic_load(&n_allocs); }

static bool allowed(void)
{
    atomic_fetch_add(&n_allocs, 1);
    unsigned long left = atomic_load(&fail_left);
    while (left > 0 && !atomic_compare_exchange_weak(&fail_left, &left, left - 1)) {}
    return left != 1;
}

void *sk_calloc_n(size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes) || !allowed()) return NULL;
    return calloc(1, bytes ? bytes : 1); /* NULL only ever means failure */
}

void *sk_alloc(size_t n) { return sk_calloc_n(n, 1); }

void *sk_realloc(void *p, size_t n)
{
    if (!allowed()) return NULL;
    return realloc(p, n ? n : 1);
}

void sk_free(void *p) { free(p); }

bool sk__grow(void *v, size_t n, size_t *cap, size_t size)
{
    if (n < *cap) return true;
    size_t want = *cap ? *cap + *cap / 2 + 1 : 8, bytes;
    if (want <= n) want = n + 1;
    if (want < *cap || __builtin_mul_overflow(want, size, &bytes)) return false;
    void *p; /* copied bytewise: v is the address of some struct pointer, not of a void pointer */
    memcpy(&p, v, sizeof p);
    p = sk_realloc(p, bytes);
    if (!p) return false;
    memcpy(v, &p, sizeof p);
    *cap = want;
    return true;
}

typedef struct chunk {
    struct chunk *next;
    size_t used, cap; /* bytes of the payload that follows the header */
} chunk;

enum { HEAD = (sizeof(chunk) + ALIGN - 1) / ALIGN * ALIGN };

typedef struct adopted {
    struct adopted *next;
    void *p;
} adopted;

struct sk_arena {
    adopted *others; /* in the chunks */
    chunk *cur;      /* newest chunk of ordinary size; older ones and big ones follow */
    size_t next;     /* payload size of the next chunk */
    size_t bytes;
};

sk_arena *sk_arena_new(void)
{
    sk_arena *a = sk_alloc(sizeof *a);
    if (a) a->next = CHUNK_MIN;
    return a;
}

void sk_arena_free(sk_arena *a)
{
    if (!a) return;
    for (adopted *o = a->others; o; o = o->next) sk_free(o->p);
    for (chunk *c = a->cur, *next; c; c = next) {
        next = c->next;
        UNPOISON((char *)c + HEAD, c->cap);
        sk_free(c);
    }
    sk_free(a);
}

static chunk *chunk_new(sk_arena *a, size_t cap)
{
    chunk *c = sk_alloc(HEAD + cap);
    if (!c) return NULL;
    c->cap = cap;
    a->bytes += HEAD + cap;
    POISON((char *)c + HEAD, cap);
    return c;
}

/* Pieces over a quarter of a chunk get their own, linked behind the current one so that its free
 * room is not lost. */
static chunk *chunk_for(sk_arena *a, size_t room)
{
    if (a->cur && room <= a->cur->cap - a->cur->used) return a->cur;
    bool big = room > a->next / 4;
    chunk *c = chunk_new(a, big ? room : a->next);
    if (!c) return NULL;
    if (big && a->cur) {
        c->next = a->cur->next;
        a->cur->next = c;
    } else {
        c->next = a->cur;
        a->cur = c;
    }
    if (!big && a->next < CHUNK_MAX) a->next *= 2;
    return c;
}

void *sk_arena_alloc(sk_arena *a, size_t n)
{
    if (!a || n > PTRDIFF_MAX - HEAD - GAP - ALIGN) return NULL;
    size_t room = (n + GAP + ALIGN - 1) / ALIGN * ALIGN;
    if (room == 0) room = ALIGN;
    chunk *c = chunk_for(a, room);
    if (!c) return NULL;
    char *p = (char *)c + HEAD + c->used;
    c->used += room;
    UNPOISON(p, n);
    return p;
}

void *sk_arena_calloc(sk_arena *a, size_t n, size_t size)
{
    size_t bytes;
    return __builtin_mul_overflow(n, size, &bytes) ? NULL : sk_arena_alloc(a, bytes);
}

char *sk_arena_strndup(sk_arena *a, const char *s, size_t n)
{
    size_t len = 0;
    while (len < n && s[len]) len++;
    char *p = sk_arena_alloc(a, len + 1);
    if (p && len) memcpy(p, s, len);
    return p;
}

char *sk_arena_strdup(sk_arena *a, const char *s) { return sk_arena_strndup(a, s, strlen(s)); }

char *sk_arena_printf(sk_arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0) return NULL;
    char *p = sk_arena_alloc(a, (size_t)n + 1);
    if (!p) return NULL;
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return p;
}

bool sk_arena_adopt(sk_arena *a, void *p, size_t bytes)
{
    adopted *o = sk_arena_alloc(a, sizeof *o);
    if (!o) return false;
    *o = (adopted){a->others, p};
    a->others = o;
    a->bytes += bytes;
    return true;
}

size_t sk_arena_bytes(const sk_arena *a) { return a ? a->bytes : 0; }
