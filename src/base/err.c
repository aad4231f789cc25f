/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int sk_exit_code(sk_code code)
{
    switch (code) {
    case SK_OK: return SK_EXIT_OK;
    case SK_E_USAGE:
    case SK_E_INPUT: return SK_EXIT_INPUT;
    case SK_E_IO: return SK_EXIT_IO;
    case SK_E_SOLVER:
    case SK_E_LIMIT: return SK_EXIT_LIMIT;
    case SK_E_NOMEM:
    case SK_E_INTERNAL: break;
    }
    return SK_EXIT_INTERNAL;
}

void sk_err_init(sk_err *err, sk_lang lang)
{
    if (!err) return;
    memset(err, 0, sizeof *err);
    err->lang = lang;
}

void sk_err_clear(sk_err *err) { sk_err_init(err, SK_LANG_SV); }

/* A cut text must not end inside a UTF-8 character: drop a last one that is incomplete. */
static void trim_utf8(char *s)
{
    size_t n = strlen(s), i = n;
    while (i > 0 && ((unsigned char)s[i - 1] & 0xC0) == 0x80) i--;
    if (i == 0) return;
    unsigned char lead = (unsigned char)s[i - 1];
    size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (want > 1 && n - (i - 1) < want) s[i - 1] = '\0';
}

sk_code sk_err_set(sk_err *err, sk_code code, const char *fmt, ...)
{
    if (!err || err->code != SK_OK) return code;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(err->text, sizeof err->text, sk_text(err->lang, fmt), ap);
    va_end(ap);
    trim_utf8(err->text);
    err->code = code;
    return code;
}

void sk_err_hint(sk_err *err, const char *fmt, ...)
{
    if (!err || err->code == SK_OK || err->hint[0]) return;
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(err->hint, sizeof err->hint, sk_text(err->lang, fmt), ap);
    va_end(ap);
    trim_utf8(err->hint);
}

void sk_err_context(sk_err *err, const char *fmt, ...)
{
    if (!err || err->code == SK_OK) return;
    char ctx[sizeof err->text], old[sizeof err->text];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(ctx, sizeof ctx, sk_text(err->lang, fmt), ap);
    va_end(ap);
    memcpy(old, err->text, sizeof old);
    size_t n = strlen(ctx);
    if (n > sizeof err->text / 2) n = sizeof err->text / 2; /* the fault itself stays readable */
    ctx[n] = '\0';
    trim_utf8(ctx);
    snprintf(err->text, sizeof err->text, "%.*s: %.*s", (int)(sizeof err->text / 2), ctx,
             (int)(sizeof err->text - 3 - strlen(ctx)), old);
    trim_utf8(err->text);
}
