/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ext/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <uninorm.h>
#include <unistring/version.h>

/* Whether anything of the text could change: all of what composes lies above U+02FF. */
static bool plain(const sk_buf *b)
{
    for (size_t i = 0; i < b->len; i++)
        if ((unsigned char)b->data[i] >= 0xCC) return false;
    return true;
}

void sk_nfc(sk_buf *b)
{
    size_t n = 0;
    if (!sk_buf_ok(b) || plain(b)) return;
    uint8_t *s = u8_normalize(UNINORM_NFC, (const uint8_t *)b->data, b->len, NULL, &n);
    sk_buf_clear(b);
    if (s) sk_buf_addn(b, (const char *)s, n);
    else b->failed = true;
    free(s); /* the library's own allocation */
}

const char *sk_unicode_version(void)
{
    static char text[16];
    snprintf(text, sizeof text, "%d.%d", _libunistring_version >> 8 & 0xFF,
             _libunistring_version & 0xFF);
    return text;
}
