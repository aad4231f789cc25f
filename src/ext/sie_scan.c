/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIE: bytes to UTF-8, and lines to fields. */
#include "ext/csv.h"
#include "ext/sie_priv.h"

#include "base/text.h"

#include <string.h>

/* ---- encoding ---- */

/* CP437 0x80..0xFF. */
const uint16_t sk__sie_cp437[128] = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
    0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4,
    0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248,
    0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0};

static void add_code(sk_buf *out, unsigned u)
{
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

static sk_sie_enc guess(const char *text, size_t n)
{
    static const char letters_437[] = "\x86\x84\x94\x8F\x8E\x99\x82";
    static const char letters_1252[] = "\xE5\xE4\xF6\xC5\xC4\xD6\xE9";
    size_t high = 0, n_437 = 0, n_1252 = 0;
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)text[i] < 0x80) continue;
        high++;
        n_437 += memchr(letters_437, text[i], sizeof letters_437 - 1) != NULL;
        n_1252 += memchr(letters_1252, text[i], sizeof letters_1252 - 1) != NULL;
    }
    if (high == 0) return SK_SIE_ASCII;
    if (sk_utf8_valid(text, n)) return SK_SIE_UTF8;
    return n_1252 > n_437 ? SK_SIE_1252 : SK_SIE_CP437;
}

static void decode_437(const char *text, size_t n, sk_buf *out)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80) sk_buf_addc(out, text[i]);
        else add_code(out, sk__sie_cp437[c - 0x80]);
    }
}

bool sk__sie_decode(sie_scan *s, const char *text, size_t n)
{
    sk_buf b = SK_BUF_INIT;
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3, n -= 3;
    s->sie->enc = guess(text, n);
    if (s->sie->enc == SK_SIE_CP437) decode_437(text, n, &b);
    else if (s->sie->enc == SK_SIE_1252) sk_to_utf8(text, n, &b);
    else sk_buf_addn(&b, text, n);
    bool ok = sk_buf_ok(&b);
    s->p = ok ? sk_arena_alloc(s->sie->arena, b.len + 1) : NULL;
    if (s->p) {
        memcpy(s->p, sk_buf_str(&b), b.len);
        s->end = s->p + b.len;
    }
    sk_buf_free(&b);
    return s->p != NULL;
}

/* ---- fields ---- */

static bool is_space(char c) { return c == ' ' || c == '\t'; }

/* Reads one token at *p, unescaping in place; a plain token ends at a space, or at '}' in a list.
 * *stop gets the byte that ended it, which the terminating NUL may overwrite. */
static const char *token(sie_line *l, char **p, bool in_list, char *stop)
{
    char *from = *p, *q = from, *to = from;
    if (*q == '"') {
        from = to = ++q;
        while (*q && *q != '"') {
            if (q[0] == '\\' && q[1] == '"') q++;
            *to++ = *q++;
        }
        if (*q) q++;
        else l->open_quote = true;
    } else {
        while (*q && !is_space(*q) && !(in_list && *q == '}')) q++;
        to = q;
    }
    *stop = *q;
    *to = '\0';
    *p = q;
    return from;
}

/* Reads {a b ...}; *p stands on '{' and ends after '}'. */
static void list(sie_line *l, char **p, sie_field *f)
{
    char *q = *p + 1;
    f->list = true;
    f->first = l->n_items;
    for (char c = *q;; c = *q) {
        if (is_space(c)) {
            q++;
            continue;
        }
        if (c == '}' || c == '\0') break;
        char stop;
        const char *t = token(l, &q, true, &stop);
        if (l->n_items < SIE_OBJECTS) l->item[l->n_items++] = t;
        else l->too_many = true;
        if (stop == '}') { /* overwritten by the NUL of a plain token */
            *p = q + 1;
            f->n = l->n_items - f->first;
            return;
        }
        if (stop) q += *q == '\0';
    }
    f->n = l->n_items - f->first;
    if (*q == '}') q++;
    else if (f->n == 0) l->opens = true;
    else l->open_list = true;
    *p = q;
}

static void split_fields(sie_line *l, const char *start, char *text)
{
    char *q = text;
    for (;;) {
        while (is_space(*q)) q++;
        if (*q == '\0') return;
        sie_field f = {.s = "", .col = (int)(q - start) + 1};
        if (*q == '{' && l->n_f > 0) {
            list(l, &q, &f);
            if (l->opens) return;
        } else {
            char stop;
            f.s = token(l, &q, false, &stop);
            if (stop && *q == '\0') q++;
        }
        if (l->n_f == SIE_FIELDS) l->too_many = true;
        else l->f[l->n_f++] = f;
    }
}

bool sk__sie_next(sie_scan *s)
{
    while (s->p < s->end) {
        char *from = s->p, *q = from;
        while (q < s->end && *q != '\n' && *q != '\r') q++;
        s->p = q + (q < s->end) + (q + 1 < s->end && q[0] == '\r' && q[1] == '\n');
        *q = '\0';
        s->line_no++;
        const char *start = from;
        while (is_space(*from)) from++;
        if (!*from) continue;
        s->line = (sie_line){.no = s->line_no};
        if ((*from == '{' || *from == '}') && from[1 + strspn(from + 1, " \t")] == '\0')
            s->line.brace = *from;
        else split_fields(&s->line, start, from);
        return true;
    }
    return false;
}

/* ---- telling ---- */

sk_loc sk__sie_at(const sie_scan *s, int line, int col)
{
    return (sk_loc){s->sie->name, line, col, NULL};
}

bool sk__sie_fault(sie_scan *s) { return ++s->n_faults <= SIE_FAULTS_TOLD; }

void sk__sie_bad(sie_scan *s, const char *rule, int i, const char *what)
{
    char c[SIE_CLIP_CAP];
    if (!sk__sie_fault(s)) return;
    const sie_field *f = &s->line.f[i];
    sk_diag_add(s->diags, SK_SEV_ERROR, rule, sk__sie_at(s, s->line.no, f->col), NULL,
                "%s: %s, got '%s'", s->line.f[0].s, sk_text(sk_diags_lang(s->diags), what),
                sk_clip(f->list ? "{" : f->s, SIE_CLIP, c, sizeof c));
}

bool sk__sie_has(sie_scan *s, int n)
{
    if (s->line.n_f > n && !s->line.open_quote && !s->line.open_list) return true;
    if (!sk__sie_fault(s)) return false;
    if (s->line.n_f > n)
        sk_diag_add(s->diags, SK_SEV_ERROR, "S003", sk__sie_at(s, s->line.no, 1), NULL,
                    "%s: a quote or a brace is left open", s->line.f[0].s);
    else
        sk_diag_add(s->diags, SK_SEV_ERROR, "S003", sk__sie_at(s, s->line.no, 1), NULL,
                    "%s: the line has %d fields, at least %d are expected", s->line.f[0].s,
                    s->line.n_f - 1, n);
    return false;
}
