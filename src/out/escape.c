/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names are given by people and may be hostile: markup, escape codes, right-to-left overrides. */
#include "out/table.h"

#include <string.h>

/* Bytes of a control or bidirectional formatting character at s, 0 when it is neither. */
static size_t unsafe_len(const unsigned char *s)
{
    if (s[0] < 0x20 || s[0] == 0x7F) return 1;
    if (s[0] == 0xC2 && s[1] >= 0x80 && s[1] < 0xA0) return 2; /* C1 controls */
    if (s[0] == 0xD8 && s[1] == 0x9C) return 2;                /* U+061C */
    if (s[0] != 0xE2) return 0;
    if (s[1] == 0x80 && (s[2] == 0x8E || s[2] == 0x8F)) return 3; /* U+200E, U+200F */
    if (s[1] == 0x80 && s[2] >= 0xA8 && s[2] <= 0xAE) return 3;   /* separators, U+202A.. */
    return s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9 ? 3 : 0;  /* U+2066.. */
}

void sk_plain_add(sk_buf *b, const char *s)
{
    const unsigned char *p = (const unsigned char *)s;
    while (*p) {
        size_t bad = unsafe_len(p);
        if (!bad) sk_buf_addc(b, (char)*p);
        p += bad ? bad : 1;
    }
}

void sk_html_add(sk_buf *b, const char *s)
{
    const unsigned char *p = (const unsigned char *)s;
    while (*p) {
        size_t bad = unsafe_len(p);
        if (bad) p += bad;
        else {
            switch (*p) {
            case '&': sk_buf_add(b, "&amp;"); break;
            case '<': sk_buf_add(b, "&lt;"); break;
            case '>': sk_buf_add(b, "&gt;"); break;
            case '"': sk_buf_add(b, "&quot;"); break;
            case '\'': sk_buf_add(b, "&#39;"); break;
            default: sk_buf_addc(b, (char)*p);
            }
            p++;
        }
    }
}

/* Latin letters, digits and ASCII end before U+0280; what may run from right to left comes after. */
static bool may_turn(const char *s)
{
    while (*s && (unsigned char)*s <= 0xC9) s++;
    return *s != 0;
}

void sk_html_name(sk_buf *b, const char *s)
{
    bool isolate = may_turn(s);
    if (isolate) sk_buf_add(b, "<bdi>");
    sk_html_add(b, s);
    if (isolate) sk_buf_add(b, "</bdi>");
}
