/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One error, owned by the caller, fixed size: the first error wins, context is prepended on the
 * way out. Every function that can fail takes `sk_err *err` last; NULL is allowed. */
#ifndef SK_BASE_ERR_H
#define SK_BASE_ERR_H

#include "base/types.h"

typedef struct sk_err {
    sk_code code;
    sk_lang lang;    /* language of text and hint; a zeroed sk_err is Swedish */
    char rule[8];    /* rule id such as "R012", or "" */
    char file[256];  /* document, relative to the folder, or "" */
    int line;        /* 1-based, 0 = unknown */
    int col;         /* 1-based, 0 = unknown */
    char path[192];  /* JSON path such as "$.policy.pack_min", or "" */
    char text[512];  /* what is wrong: found and expected, translated */
    char hint[256];  /* what to do next, translated, or "" */
} sk_err;

void sk_err_init(sk_err *err, sk_lang lang); /* empty, messages in lang */
void sk_err_clear(sk_err *err);              /* empty, messages in Swedish */
/* Sets the error unless one is set already; returns code, so `return sk_err_set(...)` works.
 * fmt is an English message id, translated here by err->lang (see text.h). */
sk_code sk_err_set(sk_err *err, sk_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* As the message of sk_err_set, but for the hint; does nothing when there is no error or a hint. */
void sk_err_hint(sk_err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Prepends "context: " to the text of an error that is set; fmt is translated too. */
void sk_err_context(sk_err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
