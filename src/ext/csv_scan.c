/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV bytes to the fields of one row: one pass, fields unquoted and trimmed in place. */
#include "ext/csv_priv.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

sk_loc sk__csv_at(const csv_scan *s, int line, int col)
{
    return (sk_loc){s->name, line, col, NULL};
}

bool sk__csv_fault(csv_scan *s)
{
    s->row_fault = true;
    return s->n_faults++ < CSV_FAULTS_TOLD;
}

static const char *trim_front(const char *p)
{
    for (;;) {
        if (*p == ' ' || *p == '\t' || *p == '\n') p++;
        else if (strncmp(p, "\xC2\xA0", 2) == 0) p += 2;
        else if (strncmp(p, "\xE2\x80\xAF", 3) == 0) p += 3;
        else if (strncmp(p, "\xEF\xBB\xBF", 3) == 0) p += 3;
        else return p;
    }
}

static void trim_back(const char *from, char *end)
{
    for (;;) {
        ptrdiff_t n = end - from;
        if (n >= 1 && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\n')) end--;
        else if (n >= 2 && memcmp(end - 2, "\xC2\xA0", 2) == 0) end -= 2;
        else if (n >= 3 && memcmp(end - 3, "\xE2\x80\xAF", 3) == 0) end -= 3;
        else break;
    }
    *end = '\0';
}

/* Takes one line break if p is at one. */
static bool take_break(csv_scan *s)
{
    if (*s->p != '\n' && *s->p != '\r') return false;
    s->p += s->p[0] == '\r' && s->p[1] == '\n' ? 2 : 1;
    s->line++;
    s->col = 1;
    return true;
}

static void step(csv_scan *s)
{
    if (((unsigned char)*s->p & 0xC0) != 0x80) s->col++;
    s->p++;
}

/* Moves over the text of an unquoted field; returns its end. */
static char *plain_end(csv_scan *s)
{
    while (s->p < s->end && *s->p != s->sep && *s->p != '\n' && *s->p != '\r') step(s);
    return s->p;
}

static void text_after_quote(csv_scan *s, int line)
{
    if (sk__csv_fault(s)) {
        char c[CSV_CLIP_CAP], rest[CSV_CLIP_CAP];
        snprintf(rest, sizeof rest, "%.*s", CSV_CLIP_CAP - 1, s->p);
        rest[strcspn(rest, "\r\n")] = '\0';
        sk_diag_add(s->diags, SK_SEV_ERROR, "C004", sk__csv_at(s, s->line, s->col),
                    SK_N("a quotation mark inside a quoted field is written twice: \"\""),
                    "expected a separator after the closing quotation mark, found '%s' (the field "
                    "began on line %d)",
                    sk_clip(rest, 20, c, sizeof c), line);
    }
    plain_end(s);
}

static void open_quote(csv_scan *s, int line, int col)
{
    s->broken = true;
    if (sk__csv_fault(s))
        sk_diag_add(
            s->diags, SK_SEV_ERROR, "C003", sk__csv_at(s, line, col),
            SK_N("add the closing quotation mark, or remove this one; the rows from here on "
                 "have not been read"),
            "this quotation mark is never closed");
}

/* p is after the opening quote. Unquotes in place; returns the end of the text. */
static char *quoted_end(csv_scan *s, int line, int col)
{
    char *w = s->p;
    while (s->p < s->end) {
        if (*s->p == '"') {
            if (s->p[1] != '"') break;
            step(s);
        }
        if (*s->p == '\n' || *s->p == '\r') {
            take_break(s);
            *w++ = '\n';
            continue;
        }
        *w++ = *s->p;
        step(s);
    }
    if (s->p >= s->end) {
        open_quote(s, line, col);
        return w;
    }
    step(s);
    while (*s->p == ' ') step(s);
    if (s->p < s->end && *s->p != s->sep && *s->p != '\n' && *s->p != '\r')
        text_after_quote(s, line);
    return w;
}

static void check_field(csv_scan *s, const char *text, size_t n, int line, int col)
{
    const char *bad = sk_bad_char(text);
    if (bad && sk__csv_fault(s)) {
        if ((unsigned char)*bad == 0xEF)
            sk_diag_add(s->diags, SK_SEV_ERROR, "C009", sk__csv_at(s, line, col),
                        SK_N("write the letter again and save the file as CSV UTF-8"),
                        "the field holds a character that was lost in an earlier conversion");
        else
            sk_diag_add(s->diags, SK_SEV_ERROR, "C009", sk__csv_at(s, line, col),
                        SK_N("remove it; only ordinary text is expected in a field"),
                        "the field holds a control character (byte %d)",
                        (int)(unsigned char)(*bad == '\xC2' ? bad[1] : *bad));
    }
    if (n > SK_CSV_MAX_FIELD && sk__csv_fault(s))
        sk_diag_add(s->diags, SK_SEV_ERROR, "C007", sk__csv_at(s, line, col),
                    SK_N("look for a quotation mark that is never closed"),
                    "the field is %zu bytes long, at most %d are expected", n, SK_CSV_MAX_FIELD);
}

/* Reads one field and the separator or line break after it. */
static void read_field(csv_scan *s)
{
    int line = s->line, col = s->col;
    char *from = s->p, *end;
    while (*s->p == ' ') step(s);
    if (*s->p == '"') {
        step(s);
        from = s->p;
        end = quoted_end(s, line, col);
    } else {
        end = plain_end(s);
    }
    bool more = s->p < s->end && *s->p == s->sep;
    if (more) step(s);
    else take_break(s);
    s->row_end = !more;
    *end = '\0'; /* its byte has been read: end <= p, and p moved on or is at the end */
    const char *text = trim_front(from);
    if (text < end) trim_back(text, end);
    check_field(s, text, (size_t)(end - from), line, col);
    if (s->n_field < SK_CSV_MAX_COLS) {
        s->field[s->n_field] = text;
        s->col_of[s->n_field] = col;
    } else if (*text) {
        s->extra = true;
    }
    s->n_field++;
}

void sk__csv_row(csv_scan *s)
{
    s->n_field = 0;
    s->row_fault = s->extra = false;
    do read_field(s);
    while (!s->row_end && s->p <= s->end && !s->broken);
}

bool sk__csv_row_empty(const csv_scan *s)
{
    if (s->extra) return false;
    for (int i = 0; i < s->n_field && i < SK_CSV_MAX_COLS; i++)
        if (*s->field[i]) return false;
    return true;
}
