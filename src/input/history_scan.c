/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "input/history_priv.h"

void sk__scan_init(sk__scan *s, char *at, char *end, char sep, int line)
{
    *s = (sk__scan){.at = at, .end = end, .sep = sep, .line = line, .next_line = line};
}

static bool is_space(char c) { return c == ' ' || c == '\t'; }

/* A quoted field, unescaped in place; leaves s->at after the closing quote. */
static char *quoted(sk__scan *s)
{
    char *start = ++s->at, *to = start;
    for (;; s->at++) {
        if (s->at >= s->end) {
            s->open_quote = true;
            break;
        }
        if (*s->at == '"') {
            if (s->at + 1 >= s->end || s->at[1] != '"') {
                s->at++;
                break;
            }
            s->at++;
        }
        s->next_line += *s->at == '\n';
        *to++ = *s->at;
    }
    if (to < s->end) *to = 0;
    return start;
}

/* Reads one field and its separator. Returns true when more fields follow on the row. */
static bool field(sk__scan *s)
{
    while (s->at < s->end && is_space(*s->at)) s->at++;
    char *start = s->at, *stop = NULL;
    if (s->at < s->end && *s->at == '"') start = quoted(s);
    else {
        while (s->at < s->end && *s->at != s->sep && *s->at != '\n' && *s->at != '\r') s->at++;
        stop = s->at;
        while (stop > start && is_space(stop[-1])) stop--;
    }
    while (s->at < s->end && *s->at != s->sep && *s->at != '\n' && *s->at != '\r') s->at++;
    char c = s->at < s->end ? *s->at : '\n';
    if (s->at < s->end) s->at++;
    if (stop) *stop = 0;
    if (s->n < SK__SCAN_COLS) s->field[s->n++] = start;
    if (c == s->sep) return true;
    if (c == '\r' && s->at < s->end && *s->at == '\n') s->at++;
    s->next_line++;
    return false;
}

bool sk__scan_row(sk__scan *s)
{
    while (s->at < s->end) {
        s->line = s->next_line;
        s->n = 0;
        s->open_quote = false;
        while (field(s)) {}
        for (int i = 0; i < s->n; i++)
            if (s->field[i][0]) return true;
    }
    return false;
}
