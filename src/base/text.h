/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translation. The message id is the English text; Swedish comes from data/lang/sv.po, compiled by
 * msgfmt and embedded in the library, so that the language is an argument, needs no locale and is
 * the same on a machine that has only C.UTF-8. xgettext finds: sk_text, sk_ntext, SK_N. */
#ifndef SK_BASE_TEXT_H
#define SK_BASE_TEXT_H

#include "base/types.h"

#define SK_N(s) s /* marks a literal that is translated later */
const char *sk_text(sk_lang lang, const char *msgid) __attribute__((format_arg(2)));
const char *sk_ntext(sk_lang lang, const char *one, const char *many, int64_t n)
    __attribute__((format_arg(2), format_arg(3)));
bool sk_lang_parse(const char *s, sk_lang *out); /* "sv", "en", "sv_SE.UTF-8" ... */
const char *sk_weekday_name(sk_lang lang, int weekday); /* 1..7: "måndag" */
const char *sk_weekday_short(sk_lang lang, int weekday); /* "mån" */

#endif
