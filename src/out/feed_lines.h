/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar as content lines, for the check of feeds: unfolded, with the line each begins on. */
#ifndef SK_OUT_FEED_LINES_H
#define SK_OUT_FEED_LINES_H

#include "base/diag.h"

typedef struct sk__feed_line {
    int no;                  /* 1-based */
    char *name;              /* upper case */
    char *params;            /* after the first ';', "" when none */
    char *value;             /* as written, escapes and all */
} sk__feed_line;

typedef struct sk__feed_lines {
    sk_buf text;             /* owns the strings */
    sk__feed_line *line;     /* sk_free */
    size_t n, cap;
} sk__feed_lines;

/* Adds what breaks the rules of bytes and lines (B...) to d. False: out of memory. */
bool sk__feed_unfold(const char *name, const char *text, size_t n, sk_diags *d, sk__feed_lines *out);
void sk__feed_lines_free(sk__feed_lines *l);

#endif
