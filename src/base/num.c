/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/num.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { DECIMALS_MAX = 18 };

/* Length in bytes of a group separator at s: space, NBSP, thin space, narrow NBSP; 0 = none. */
static size_t group_mark(const char *s)
{
    if (s[0] == ' ') return 1;
    if (strncmp(s, "\xC2\xA0", 2) == 0) return 2;
    if (strncmp(s, "\xE2\x80\x89", 3) == 0 || strncmp(s, "\xE2\x80\xAF", 3) == 0) return 3;
    return 0;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Appends a digit to a value kept negative, so that INT64_MIN can be read. */
static bool push(int64_t *neg, char digit)
{
    return !__builtin_mul_overflow(*neg, (int64_t)10, neg) &&
           !__builtin_sub_overflow(*neg, (int64_t)(digit - '0'), neg);
}

/* Digits before the decimal mark. Once a group separator is seen every later group has three. */
static bool whole_part(const char **s, int64_t *neg)
{
    const char *p = *s;
    int run = 0;
    bool grouped = false;
    while (is_digit(*p)) {
        if (!push(neg, *p++)) return false;
        run++;
        size_t mark = group_mark(p);
        if (mark == 0) continue;
        if ((grouped && run != 3) || run > 3 || !is_digit(p[mark])) return false;
        grouped = true;
        run = 0;
        p += mark;
    }
    if (run == 0 || (grouped && run != 3)) return false;
    *s = p;
    return true;
}

bool sk_dec_parse(const char *s, char point, int decimals, int64_t *out)
{
    bool minus = false;
    int64_t neg = 0;
    int n_dec = 0;
    if (*s == '-') {
        minus = true;
        s++;
    } else if (strncmp(s, "\xE2\x88\x92", 3) == 0) {
        minus = true;
        s += 3;
    }
    if (decimals < 0 || decimals > DECIMALS_MAX || !whole_part(&s, &neg)) return false;
    if (*s == point) {
        for (s++; is_digit(*s); s++, n_dec++)
            if (n_dec == decimals || !push(&neg, *s)) return false;
        if (n_dec == 0) return false;
    }
    if (*s) return false;
    for (; n_dec < decimals; n_dec++)
        if (!push(&neg, '0')) return false;
    if (!minus && neg == INT64_MIN) return false;
    *out = minus ? neg : -neg;
    return true;
}

sk_wide sk_gcd(sk_wide a, sk_wide b)
{
    while (b) {
        sk_wide r = a % b;
        a = b;
        b = r;
    }
    return a < 0 ? -a : a;
}

int64_t sk_muldiv(int64_t a, int64_t b, int64_t c)
{
    assert(c > 0);
    sk_wide p = (sk_wide)a * b;
    sk_wide half = c / 2;
    sk_wide mag = p < 0 ? -p : p;
    sk_wide q = mag / c, r = mag % c;
    if (r > half || (r == half && c % 2 == 0)) q++; /* for odd c a half never occurs */
    if (p < 0) q = -q;
    assert(q >= INT64_MIN && q <= INT64_MAX);
    return (int64_t)q;
}

int64_t sk_ceildiv(int64_t a, int64_t b)
{
    assert(b > 0);
    return a / b + (a % b > 0); /* C division already rounds negative quotients up */
}

bool sk_add_ok(int64_t a, int64_t b, int64_t *out) { return !__builtin_add_overflow(a, b, out); }

bool sk_round_i64(double x, int64_t *out)
{
    if (!isfinite(x) || x > 9e15 || x < -9e15) return false;
    *out = (int64_t)llround(x);
    return true;
}

/* Writes |v| scaled by 10^decimals with a mark before the decimals and `group` between thousands. */
static void add_dec(sk_buf *b, int64_t v, int decimals, const char *group, char point)
{
    char d[32];
    int n = 0;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    if (decimals < 0) decimals = 0;
    if (decimals > DECIMALS_MAX) decimals = DECIMALS_MAX;
    do {
        d[n++] = (char)('0' + u % 10);
        u /= 10;
    } while (u || n <= decimals);
    if (v < 0) sk_buf_addc(b, '-');
    while (n-- > 0) {
        sk_buf_addc(b, d[n]);
        if (n == decimals && n > 0) sk_buf_addc(b, point);
        else if (n > decimals && (n - decimals) % 3 == 0) sk_buf_add(b, group);
    }
}

void sk_buf_dec(sk_buf *b, int64_t v, int decimals, sk_lang lang)
{
    if (lang == SK_LANG_SV) add_dec(b, v, decimals, "\xC2\xA0", ',');
    else add_dec(b, v, decimals, ",", '.');
}

void sk_buf_ore(sk_buf *b, sk_ore v, sk_lang lang) { sk_buf_dec(b, v, 2, lang); }

void sk_buf_dec_plain(sk_buf *b, int64_t v, int decimals) { add_dec(b, v, decimals, "", '.'); }
