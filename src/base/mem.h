/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory: every allocation of our own goes through these, so that a test can fail the n-th.
 * An arena holds everything of one document, kommun or plan and is freed at once. */
#ifndef SK_BASE_MEM_H
#define SK_BASE_MEM_H

#include "base/types.h"

void *sk_alloc(size_t n);             /* zeroed; NULL when out of memory */
void *sk_realloc(void *p, size_t n);  /* as realloc */
void *sk_calloc_n(size_t n, size_t size); /* zeroed array; NULL on overflow or no memory */
void sk_free(void *p);
/* Test hook: the n-th allocation from now fails (1 = the next); 0 turns it off. Per process. */
void sk_mem_fail_at(unsigned long n);
unsigned long sk_mem_count(void); /* allocations since the start */

typedef struct sk_arena sk_arena;
sk_arena *sk_arena_new(void);
void sk_arena_free(sk_arena *a);
void *sk_arena_alloc(sk_arena *a, size_t n);           /* zeroed, 16-byte aligned; NULL on failure */
void *sk_arena_calloc(sk_arena *a, size_t n, size_t size); /* zeroed array; NULL on overflow */
char *sk_arena_strdup(sk_arena *a, const char *s);
char *sk_arena_strndup(sk_arena *a, const char *s, size_t n);
char *sk_arena_printf(sk_arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The arena frees p (from sk_alloc, sk_realloc or SK_GROW) with itself: for arrays too big to copy.
 * False: out of memory, p is still the caller's. */
bool sk_arena_adopt(sk_arena *a, void *p, size_t bytes);
size_t sk_arena_bytes(const sk_arena *a);

/* Growable array helper for plain structs: makes room for one more; false when out of memory.
 *   sk_thing *v = NULL; size_t n = 0, cap = 0;
 *   if (!SK_GROW(v, n, cap)) ...; v[n++] = thing;   ... sk_free(v); */
bool sk__grow(void *v, size_t n, size_t *cap, size_t size); /* v: address of the array pointer */
#define SK_GROW(v, n, cap) sk__grow(&(v), (n), &(cap), sizeof *(v))

#endif
