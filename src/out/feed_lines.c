/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes to content lines. A rule of bytes is named once a file, at the first breach: a calendar with
 * the wrong line ends has them everywhere. */
#include "out/feed_lines.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ext/csv.h" /* sk_utf8_valid */

enum { OCTETS = 75, MEGABYTE = 1 << 20 };

typedef struct splitter {
    const char *file;
    sk_diags *d;
    sk__feed_lines *out;
    bool said_end, said_long, said_fold, said_empty, said_control;
    int no;
} splitter;

static sk_loc at(const splitter *s) { return (sk_loc){s->file, s->no, 1, NULL}; }

static bool once(bool *said)
{
    bool first = !*said;
    *said = true;
    return first;
}

static bool has_control(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (((unsigned char)s[i] < 0x20 && s[i] != '\t') || s[i] == 0x7F) return true;
    return false;
}

/* The physical line s[0..n) without its end; end is 2 for CRLF, 1 for LF, 0 for none. */
static void check_bytes(splitter *s, const char *p, size_t n, int end)
{
    if (end != 2 && once(&s->said_end))
        sk_diag_add(s->d, SK_SEV_WARNING, "B02", at(s), NULL,
                    "the line should end with CR LF, the last one too");
    if (n > OCTETS && once(&s->said_long))
        sk_diag_add(s->d, SK_SEV_WARNING, "B03", at(s), NULL,
                    "the line has %zu bytes; 75 are allowed before it is folded", n);
    if (n == 0 && once(&s->said_empty))
        sk_diag_add(s->d, SK_SEV_WARNING, "B05", at(s), NULL, "empty lines are not allowed");
    if (!sk_utf8_valid(p, n) && once(&s->said_fold))
        sk_diag_add(s->d, SK_SEV_ERROR, "B04", at(s),
                    SK_N("some clients drop the whole calendar for one such line"),
                    "the line is folded inside a letter, or is not UTF-8");
    if (has_control(p, n) && once(&s->said_control))
        sk_diag_add(s->d, SK_SEV_ERROR, "B06", at(s), NULL, "a control character stands here");
}

/* Adds a physical line to the flat text; a continuation goes on where the last one ended. */
static bool add_physical(splitter *s, const char *p, size_t n, size_t **start, size_t *n_start,
                         size_t *cap)
{
    bool more = n > 0 && (p[0] == ' ' || p[0] == '\t') && *n_start > 0;
    if (n == 0) return true;
    if (!more) {
        if (!sk__grow(start, *n_start, cap, sizeof **start) ||
            !SK_GROW(s->out->line, s->out->n, s->out->cap))
            return false;
        if (*n_start) sk_buf_addc(&s->out->text, '\0');
        (*start)[(*n_start)++] = s->out->text.len;
        s->out->line[s->out->n++] = (sk__feed_line){.no = s->no};
    }
    sk_buf_addn(&s->out->text, p + (more ? 1 : 0), n - (more ? 1 : 0));
    return sk_buf_ok(&s->out->text);
}

/* "NAME;PARAMS:VALUE" in place. */
static bool cut(char *s, sk__feed_line *l)
{
    bool quoted = false;
    char *p = s;
    l->name = s;
    l->params = l->value = s + strlen(s);
    for (; *p && *p != ';' && *p != ':'; p++)
        if (*p >= 'a' && *p <= 'z') *p = (char)(*p - 32);
    if (*p == ';') {
        *p++ = '\0';
        l->params = p;
        for (; *p && (quoted || *p != ':'); p++)
            if (*p == '"') quoted = !quoted;
    }
    if (*p != ':' || p == s) return false;
    *p = '\0';
    l->value = p + 1;
    return true;
}

static void cut_all(splitter *s, const size_t *start)
{
    for (size_t i = 0; i < s->out->n; i++) {
        sk__feed_line *l = &s->out->line[i];
        if (cut(s->out->text.data + start[i], l)) continue;
        s->no = l->no;
        sk_diag_add(s->d, SK_SEV_ERROR, "B07", at(s), NULL,
                    "this is no line of a calendar: NAME:VALUE is expected");
    }
}

bool sk__feed_unfold(const char *name, const char *text, size_t n, sk_diags *d, sk__feed_lines *out)
{
    splitter s = {.file = name, .d = d, .out = out, .no = 1};
    size_t *start = NULL, n_start = 0, cap = 0;
    bool ok = true;
    *out = (sk__feed_lines){.text = SK_BUF_INIT};
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        sk_diag_add(d, SK_SEV_ERROR, "B01", at(&s), NULL, "the calendar begins with a BOM");
        text += 3;
        n -= 3;
    }
    if (n > MEGABYTE)
        sk_diag_add(d, SK_SEV_WARNING, "B09", at(&s), NULL, "the calendar is larger than 1 MB");
    for (size_t i = 0; i < n && ok; s.no++) {
        const char *lf = memchr(text + i, '\n', n - i);
        size_t len = lf ? (size_t)(lf - (text + i)) : n - i, keep = len;
        int end = lf ? 1 : 0;
        if (lf && len > 0 && lf[-1] == '\r') {
            keep--;
            end = 2;
        }
        check_bytes(&s, text + i, keep, end);
        ok = add_physical(&s, text + i, keep, &start, &n_start, &cap);
        i += len + (lf ? 1 : 0);
    }
    if (ok) cut_all(&s, start);
    sk_free(start);
    return ok;
}

void sk__feed_lines_free(sk__feed_lines *l)
{
    sk_buf_free(&l->text);
    sk_free(l->line);
    *l = (sk__feed_lines){.text = SK_BUF_INIT};
}
