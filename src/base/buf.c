/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void sk_buf_free(sk_buf *b)
{
    sk_free(b->data);
    *b = (sk_buf)SK_BUF_INIT;
}

void sk_buf_clear(sk_buf *b)
{
    b->len = 0;
    b->failed = false;
    if (b->data) b->data[0] = '\0';
}

bool sk_buf_ok(const sk_buf *b) { return !b->failed; }

const char *sk_buf_str(const sk_buf *b) { return b->data ? b->data : ""; }

/* Room for n more bytes and the NUL. */
static bool reserve(sk_buf *b, size_t n)
{
    if (b->failed) return false;
    size_t need;
    if (__builtin_add_overflow(b->len + 1, n, &need) || need > PTRDIFF_MAX) {
        b->failed = true;
        return false;
    }
    if (need <= b->cap) return true;
    size_t cap = b->cap ? b->cap * 2 : 64;
    if (cap < need) cap = need;
    char *p = sk_realloc(b->data, cap);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->data = p;
    b->cap = cap;
    return true;
}

void sk_buf_addn(sk_buf *b, const char *s, size_t n)
{
    if (!reserve(b, n)) return;
    if (n) memcpy(b->data + b->len, s, n);
    b->len += n;
    b->data[b->len] = '\0';
}

void sk_buf_add(sk_buf *b, const char *s) { sk_buf_addn(b, s, strlen(s)); }

void sk_buf_addc(sk_buf *b, char c) { sk_buf_addn(b, &c, 1); }

void sk_buf_addf(sk_buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0) b->failed = true;
    if (n < 0 || !reserve(b, (size_t)n)) return;
    va_start(ap, fmt);
    vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->len += (size_t)n;
}

static int columns(const char *s)
{
    int n = 0;
    for (; *s; s++)
        if (((unsigned char)*s & 0xC0) != 0x80) n++; /* continuation bytes take no column */
    return n;
}

static void spaces(sk_buf *b, int n)
{
    for (; n > 0; n--) sk_buf_addc(b, ' ');
}

void sk_buf_pad(sk_buf *b, const char *s, int width)
{
    int have = columns(s);
    if (width < 0) spaces(b, -width - have);
    sk_buf_add(b, s);
    if (width > 0) spaces(b, width - have);
}
