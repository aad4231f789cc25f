/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libunistring behind one door: composed letters. Names typed on some machines arrive as "a" and a ring of its
 * own; calendars and comparisons want the one letter "å" (NFC, Unicode annex 15). */
#ifndef SK_EXT_UNICODE_H
#define SK_EXT_UNICODE_H

#include "base/buf.h"

/* Replaces the text of b, valid UTF-8, by its NFC form; text without combining marks is left as it is. An
 * allocation that fails, also inside the library, makes b failed. */
void sk_nfc(sk_buf *b);
const char *sk_unicode_version(void); /* "1.0" */

#endif
