/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deterministic JSON writing, straight into a buffer. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/csv.h" /* sk_utf8_len */
#include "ext/json.h"

enum { MAX_DEPTH = 31 };

void sk_jw_init(sk_jw *w, sk_buf *b, bool compact)
{
    memset(w, 0, sizeof *w);
    w->b = b;
    w->compact = compact;
    w->first[0] = true;
}

void sk_jw_inline(sk_jw *w) { w->next_inline = true; }

static bool one_line(const sk_jw *w) { return w->compact || w->inline_from > 0; }

static void new_line(sk_jw *w)
{
    sk_buf_addc(w->b, '\n');
    for (int i = 0; i < w->depth; i++) sk_buf_addn(w->b, "  ", 2);
}

static void escape(sk_buf *b, unsigned char c)
{
    static const char from[] = "\"\\\n\r\t\b\f", to[] = "\"\\nrtbf";
    const char *p = strchr(from, c);
    if (p) {
        sk_buf_addc(b, '\\');
        sk_buf_addc(b, to[p - from]);
    } else {
        sk_buf_addf(b, "\\u%04x", c);
    }
}

static void quoted(sk_buf *b, const char *s)
{
    size_t n = strlen(s), from = 0;
    sk_buf_addc(b, '"');
    for (size_t i = 0; i < n;) {
        size_t k = sk_utf8_len(s + i, n - i);
        unsigned char c = (unsigned char)s[i];
        if (k > 0 && c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) {
            i += k;
            continue;
        }
        sk_buf_addn(b, s + from, i - from);
        if (k > 0) escape(b, c);
        else sk_buf_add(b, "\xEF\xBF\xBD");
        from = ++i;
    }
    sk_buf_addn(b, s + from, n - from);
    sk_buf_addc(b, '"');
}

/* Comma, line break, indent and key before a value. */
static void lead(sk_jw *w, const char *key)
{
    bool first = w->first[w->depth];
    w->first[w->depth] = false;
    if (!first) sk_buf_addc(w->b, ',');
    if (w->depth > 0 && !one_line(w)) new_line(w);
    else if (!first && !w->compact) sk_buf_addc(w->b, ' ');
    if (!key) return;
    quoted(w->b, key);
    sk_buf_addc(w->b, ':');
    if (!w->compact) sk_buf_addc(w->b, ' ');
}

static void finish(sk_jw *w)
{
    if (w->depth == 0 && !w->compact) sk_buf_addc(w->b, '\n');
}

static void open_value(sk_jw *w, const char *key, bool array)
{
    lead(w, key);
    sk_buf_addc(w->b, array ? '[' : '{');
    if (w->depth >= MAX_DEPTH) { /* a fault of the program: make it seen */
        w->b->failed = true;
        return;
    }
    w->depth++;
    w->first[w->depth] = true;
    w->array[w->depth] = array;
    if (w->next_inline && w->inline_from == 0) w->inline_from = w->depth;
    w->next_inline = false;
}

static void close_value(sk_jw *w)
{
    if (w->depth == 0) {
        w->b->failed = true;
        return;
    }
    bool array = w->array[w->depth], empty = w->first[w->depth], flat = one_line(w);
    if (w->inline_from == w->depth) w->inline_from = 0;
    w->depth--;
    if (!empty && !flat) new_line(w);
    sk_buf_addc(w->b, array ? ']' : '}');
    finish(w);
}

void sk_jw_obj(sk_jw *w, const char *key) { open_value(w, key, false); }
void sk_jw_obj_end(sk_jw *w) { close_value(w); }
void sk_jw_arr(sk_jw *w, const char *key) { open_value(w, key, true); }
void sk_jw_arr_end(sk_jw *w) { close_value(w); }

void sk_jw_str(sk_jw *w, const char *key, const char *s)
{
    lead(w, key);
    if (s) quoted(w->b, s);
    else sk_buf_add(w->b, "null");
    finish(w);
}

void sk_jw_int(sk_jw *w, const char *key, int64_t v)
{
    lead(w, key);
    sk_buf_addf(w->b, "%lld", (long long)v);
    finish(w);
}

void sk_jw_bool(sk_jw *w, const char *key, bool v)
{
    lead(w, key);
    sk_buf_add(w->b, v ? "true" : "false");
    finish(w);
}

/* Both directions go through the C library in the caller's locale, so the mark is mended after. */
void sk_jw_real(sk_jw *w, const char *key, double v)
{
    char s[40] = "null";
    lead(w, key);
    if (isfinite(v)) {
        if (v == 0) v = fabs(v); /* no "-0" */
        for (int digits = 15; digits <= 17; digits++) {
            snprintf(s, sizeof s, "%.*g", digits, v);
            if (strtod(s, NULL) == v) break;
        }
        for (char *p = s; *p; p++)
            if (!strchr("+-0123456789e", *p)) *p = '.';
    }
    sk_buf_add(w->b, s);
    finish(w);
}
