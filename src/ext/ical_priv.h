/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between ical_text.c (lines made safe for libical) and ical.c (components to events). */
#ifndef SK_EXT_ICAL_PRIV_H
#define SK_EXT_ICAL_PRIV_H

#include "base/buf.h"
#include "ext/ical.h"

/* Every VEVENT in the prepared text carries its line number in this property. */
#define SK_ICAL_LINE "X-STORKOK-LINE"

/* Unfolds the lines, takes non-UTF-8 as windows-1252, blanks control characters, checks that BEGIN and
 * END match (libical's recursion has no bound of its own) and adds SK_ICAL_LINE to events. Faults go
 * to diags; false when the text must not be given to libical. */
bool sk__ical_prepare(const char *name, const char *text, size_t n, sk_buf *out, sk_diags *diags);

#endif
