/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text from people made such that XML, Excel and its formulas take it as text. */
#include "ext/xlsx_priv.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Code point at *s, which moves on; 0xFFFD for a byte that begins no valid sequence. */
static uint32_t next_char(const unsigned char **s)
{
    const unsigned char *p = *s;
    int more = p[0] < 0x80 ? 0 : (p[0] & 0xE0) == 0xC0 ? 1 : (p[0] & 0xF0) == 0xE0 ? 2 : 3;
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    static const unsigned char mask[] = {0x7F, 0x1F, 0x0F, 0x07};
    uint32_t c = p[0] & mask[more];
    bool ok = more < 3 || (p[0] & 0xF8) == 0xF0;
    for (int i = 1; ok && i <= more; i++) {
        ok = (p[i] & 0xC0) == 0x80;
        c = c << 6 | (p[i] & 0x3Fu);
    }
    ok = ok && c >= least[more] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    *s += ok ? more + 1 : 1;
    return ok ? c : 0xFFFD;
}

static void add_char(sk_buf *b, uint32_t c)
{
    char u[4];
    size_t n = 0;
    if (c < 0x80) u[n++] = (char)c;
    else if (c < 0x800) u[n++] = (char)(0xC0 | c >> 6);
    else if (c < 0x10000) u[n++] = (char)(0xE0 | c >> 12);
    else u[n++] = (char)(0xF0 | c >> 18);
    if (c >= 0x10000) u[n++] = (char)(0x80 | (c >> 12 & 0x3F));
    if (c >= 0x800) u[n++] = (char)(0x80 | (c >> 6 & 0x3F));
    if (c >= 0x80) u[n++] = (char)(0x80 | (c & 0x3F));
    sk_buf_addn(b, u, n);
}

/* What stands for c: a space for white space, 0 for what XML or people cannot use. */
static uint32_t usable(uint32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r') return ' ';
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF) return 0;
    return c;
}

static bool is_hex(unsigned char c) { return c && strchr("0123456789abcdefABCDEF", c); }

/* "_x", four hexadecimal digits and "_": a character's code to Excel. */
static bool is_code(const unsigned char *p)
{
    return p[0] == '_' && (p[1] == 'x' || p[1] == 'X') && is_hex(p[2]) && is_hex(p[3]) &&
           is_hex(p[4]) && is_hex(p[5]) && p[6] == '_';
}

size_t sk__xlsx_text(sk_buf *b, const char *s, size_t max)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t units = 0, n = 0, end = b->len;
    while (*p) {
        bool code = is_code(p);
        uint32_t c = usable(next_char(&p));
        size_t u = !c ? 0 : c >= 0x10000 ? 2 : code ? 7 : 1;
        if (units + u > max) {
            if (sk_buf_ok(b)) b->data[b->len = end] = '\0';
            sk_buf_add(b, "…");
            return n + 1;
        }
        if (code) sk_buf_add(b, "_x005F_");
        else if (c) add_char(b, c);
        units += u;
        n += c != 0;
        if (units < max) end = b->len; /* room for "…" behind it */
    }
    return n;
}

/* Bytes of s that are at most max UTF-16 units. */
static size_t cut_at(const char *s, size_t max)
{
    const unsigned char *p = (const unsigned char *)s;
    while (*p) {
        const unsigned char *next = p;
        size_t u = next_char(&next) >= 0x10000 ? 2 : 1;
        if (u > max) break;
        max -= u;
        p = next;
    }
    return (size_t)(p - (const unsigned char *)s);
}

/* libxlsxwriter quotes a name in a formula only when it holds other than these. */
static bool needs_mark(const char *s)
{
    static const char *const words[] = {"R", "C", "RC", "TRUE", "FALSE", "History"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(s, words[i]) == 0) return true;
    bool digit = false;
    for (; *s; s++) {
        if (*s >= '0' && *s <= '9') digit = true;
        else if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.", *s))
            return false;
    }
    return digit;
}

bool sk__xlsx_name(const char *s, int number, char out[XLSX_NAME_CAP])
{
    sk_buf b = SK_BUF_INIT;
    char tail[16] = "";
    if (number > 1) snprintf(tail, sizeof tail, " (%d)", number);
    while (*s == '\'' || *s == ' ') s++;
    sk__xlsx_text(&b, s, 4 * XLSX_NAME_MAX);
    bool ok = sk_buf_ok(&b);
    char *t = ok && b.data ? b.data : NULL;
    for (char *p = t; p && *p; p++)
        if (strchr("[]:*?/\\", *p)) *p = '-';
    size_t room = XLSX_NAME_MAX - strlen(tail) - 1; /* one for the mark */
    size_t n = t ? cut_at(t, room) : 0;
    while (n && (t[n - 1] == '\'' || t[n - 1] == ' ')) n--;
    snprintf(out, XLSX_NAME_CAP, "%.*s", (int)n, n ? t : "");
    bool mark = n == 0 || (needs_mark(out) && !tail[0]);
    snprintf(out + n, XLSX_NAME_CAP - n, "%s%s", mark ? "-" : "", tail);
    sk_buf_free(&b);
    return ok;
}

static unsigned fold(const unsigned char *p, const unsigned char *s)
{
    if (*p >= 'A' && *p <= 'Z') return *p + 32u;
    bool latin = p > s && p[-1] == 0xC3 && *p >= 0x80 && *p <= 0x9E && *p != 0x97;
    return latin ? *p + 32u : *p;
}

bool sk__xlsx_same_name(const char *a, const char *b)
{
    const unsigned char *s = (const unsigned char *)a, *t = (const unsigned char *)b;
    const unsigned char *p = s, *q = t;
    for (; *p && fold(p, s) == fold(q, t); p++, q++) {}
    return *p == *q;
}

void sk__xlsx_page_text(sk_buf *b, const char *s)
{
    sk_buf f = SK_BUF_INIT;
    sk__xlsx_text(&f, s, 60); /* 255 units is all that head or foot may be */
    if (!sk_buf_ok(&f)) b->failed = true;
    const char *p = sk_buf_str(&f);
    if (*p >= '0' && *p <= '9') sk_buf_addc(b, ' '); /* a digit after "&L" is a size of letters */
    for (; *p; p++) {
        if (*p == '&') sk_buf_addc(b, '&');
        sk_buf_addc(b, *p);
    }
    sk_buf_free(&f);
}
