/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing byte buffer for text output. Failure is sticky: after an allocation fails nothing more
 * is appended and sk_buf_ok is false, so callers check once at the end. Always NUL-terminated. */
#ifndef SK_BASE_BUF_H
#define SK_BASE_BUF_H

#include "base/types.h"

typedef struct sk_buf {
    char *data;  /* owned; NULL while empty */
    size_t len, cap;
    bool failed;
} sk_buf;

#define SK_BUF_INIT {NULL, 0, 0, false}
void sk_buf_free(sk_buf *b);
void sk_buf_clear(sk_buf *b); /* keeps the memory */
bool sk_buf_ok(const sk_buf *b);
const char *sk_buf_str(const sk_buf *b); /* "" while empty */
void sk_buf_add(sk_buf *b, const char *s);
void sk_buf_addn(sk_buf *b, const char *s, size_t n);
void sk_buf_addc(sk_buf *b, char c);
void sk_buf_addf(sk_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Appends s padded with spaces to `width` display columns (UTF-8 code points); width < 0 pads left. */
void sk_buf_pad(sk_buf *b, const char *s, int width);

#endif
