/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SIE type 4i: vouchers as text. */
#include "ext/csv.h"
#include "ext/sie_priv.h"

#include "base/num.h"

/* A quoted field. SIE knows \" only, so a backslash that would reach the closing quote or another quote
 * becomes a slash; control characters become spaces. */
static void quoted(sk_buf *b, const char *s)
{
    sk_buf_addc(b, '"');
    for (; *s; s++) {
        if ((unsigned char)*s < 0x20 || *s == 0x7F) sk_buf_addc(b, ' ');
        else if (*s == '\\' && (s[1] == '"' || s[1] == '\0' || s[1] == '\\')) sk_buf_addc(b, '/');
        else if (*s == '"') sk_buf_add(b, "\\\"");
        else sk_buf_addc(b, *s);
    }
    sk_buf_addc(b, '"');
}

static void day(sk_buf *b, sk_day d)
{
    sk_ymd y = sk_day_ymd(d);
    sk_buf_addf(b, "%04d%02d%02d", y.year, y.month, y.day);
}

static void tagged(sk_buf *b, const char *tag, const char *one, const char *two)
{
    sk_buf_addf(b, "%s ", tag);
    quoted(b, one);
    if (two) {
        sk_buf_addc(b, ' ');
        quoted(b, two);
    }
    sk_buf_add(b, "\r\n");
}

void sk_sie_write_head(sk_buf *b, const sk_sie_head *h)
{
    sk_buf_add(b, "#FLAGGA 0\r\n");
    tagged(b, "#PROGRAM", h->program, h->version);
    sk_buf_add(b, "#FORMAT PC8\r\n#GEN ");
    day(b, h->made);
    sk_buf_add(b, "\r\n#SIETYP 4\r\n");
    if (h->orgnr && *h->orgnr) tagged(b, "#ORGNR", h->orgnr, NULL);
    tagged(b, "#FNAMN", h->company, NULL);
}

void sk_sie_write_dim(sk_buf *b, int no, const char *name)
{
    sk_buf_addf(b, "#DIM %d ", no);
    quoted(b, name);
    sk_buf_add(b, "\r\n");
}

static void write_post(sk_buf *b, const sk_sie_post *p)
{
    sk_buf_add(b, "   #TRANS ");
    quoted(b, p->account);
    sk_buf_add(b, " {");
    for (int i = 0; i < p->n_obj; i++) {
        sk_buf_addf(b, "%s%d ", i ? " " : "", p->obj[i].dim);
        quoted(b, p->obj[i].key);
    }
    sk_buf_add(b, "} ");
    sk_buf_dec_plain(b, p->ore, 2);
    if (p->text && *p->text) {
        sk_buf_add(b, " \"\" ");
        quoted(b, p->text);
    }
    sk_buf_add(b, "\r\n");
}

bool sk_sie_write_voucher(sk_buf *b, const char *series, const char *no, sk_day when,
                          const char *text, const sk_sie_post *post, size_t n)
{
    sk_wide sum = 0;
    for (size_t i = 0; i < n; i++) sum += post[i].ore;
    if (n == 0 || sum != 0) return false;
    sk_buf_add(b, "#VER ");
    quoted(b, series);
    sk_buf_addc(b, ' ');
    quoted(b, no);
    sk_buf_addc(b, ' ');
    day(b, when);
    sk_buf_addc(b, ' ');
    quoted(b, text);
    sk_buf_add(b, "\r\n{\r\n");
    for (size_t i = 0; i < n; i++) write_post(b, &post[i]);
    sk_buf_add(b, "}\r\n");
    return true;
}

/* The code point of a valid UTF-8 character of k bytes. */
static unsigned code_of(const char *s, size_t k)
{
    static const unsigned char lead[5] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    unsigned u = (unsigned char)s[0] & lead[k];
    for (size_t i = 1; i < k; i++) u = u << 6 | ((unsigned char)s[i] & 0x3Fu);
    return u;
}

size_t sk_sie_to_cp437(const char *utf8, size_t n, sk_buf *out)
{
    size_t lost = 0;
    for (size_t i = 0, k; i < n; i += k) {
        k = sk_utf8_len(utf8 + i, n - i);
        if (k == 0) k = 1;
        unsigned u = code_of(utf8 + i, k);
        char c = k == 1 && (unsigned char)utf8[i] < 0x80 ? utf8[i] : '?';
        for (int j = 0; c == '?' && k > 1 && j < 128; j++)
            if (sk__sie_cp437[j] == u) c = (char)(0x80 + j);
        lost += c == '?' && utf8[i] != '?';
        sk_buf_addc(out, c);
    }
    return lost;
}
