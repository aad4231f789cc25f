/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 and windows-1252, the two encodings that Swedish office programs write. */
#include "ext/csv.h"

#include <string.h>

/* windows-1252 0x80..0x9F; 0xFFFD for the five bytes it leaves unused. */
static const uint16_t upper_1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

static bool is_tail(unsigned char c) { return (c & 0xC0) == 0x80; }

/* Second byte: tail, and neither overlong nor surrogate nor above U+10FFFF. */
static bool second_ok(unsigned char lead, unsigned char c)
{
    if (lead == 0xE0) return c >= 0xA0 && c <= 0xBF;
    if (lead == 0xED) return c >= 0x80 && c <= 0x9F;
    if (lead == 0xF0) return c >= 0x90 && c <= 0xBF;
    if (lead == 0xF4) return c >= 0x80 && c <= 0x8F;
    return is_tail(c);
}

size_t sk_utf8_len(const char *s, size_t n)
{
    if (n == 0) return 0;
    unsigned char c = (unsigned char)s[0];
    if (c < 0x80) return 1;
    size_t want = c >= 0xC2 && c <= 0xDF   ? 2
                  : (c & 0xF0) == 0xE0     ? 3
                  : c >= 0xF0 && c <= 0xF4 ? 4
                                           : 0;
    if (want == 0 || n < want || !second_ok(c, (unsigned char)s[1])) return 0;
    for (size_t i = 2; i < want; i++)
        if (!is_tail((unsigned char)s[i])) return 0;
    return want;
}

bool sk_utf8_valid(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t k = sk_utf8_len(s + i, n - i);
        if (k == 0) return false;
        i += k;
    }
    return true;
}

static void add_1252(sk_buf *out, unsigned char c)
{
    unsigned u = c < 0xA0 ? upper_1252[c - 0x80] : c;
    char b[3];
    size_t n = 0;
    if (u < 0x800) {
        b[n++] = (char)(0xC0 | (u >> 6));
    } else {
        b[n++] = (char)(0xE0 | (u >> 12));
        b[n++] = (char)(0x80 | ((u >> 6) & 0x3F));
    }
    b[n++] = (char)(0x80 | (u & 0x3F));
    sk_buf_addn(out, b, n);
}

bool sk_to_utf8(const char *in, size_t n, sk_buf *out)
{
    bool converted = false;
    size_t from = 0; /* start of the run not copied yet */
    for (size_t i = 0; i < n;) {
        size_t k = sk_utf8_len(in + i, n - i);
        if (k > 0) {
            i += k;
            continue;
        }
        sk_buf_addn(out, in + from, i - from);
        add_1252(out, (unsigned char)in[i]);
        converted = true;
        from = ++i;
    }
    sk_buf_addn(out, in + from, n - from);
    return converted;
}

const char *sk_bad_char(const char *s)
{
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c >= 0x20 && c < 0x7F) continue;
        if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F) return s;
        if (c == 0xC2 && (unsigned char)s[1] < 0xA0) return s; /* C1 controls */
        if (c == 0xEF && memcmp(s, "\xEF\xBF\xBD", 3) == 0) return s;
    }
    return NULL;
}

const char *sk_clip(const char *s, int max_chars, char *out, size_t cap)
{
    size_t n = strlen(s), i = 0;
    for (int k = 0; k < max_chars && i < n; k++) {
        size_t len = sk_utf8_len(s + i, n - i);
        if (len == 0) len = 1;
        if (i + len + 4 > cap) break;
        i += len;
    }
    memcpy(out, s, i);
    for (size_t j = 0; j < i; j++)
        if ((unsigned char)out[j] < 0x20) out[j] = ' ';
    memcpy(out + i, i < n ? "..." : "", i < n ? 4 : 1);
    return out;
}
