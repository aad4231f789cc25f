/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes: events come sorted, with real days and clean text; faults are told. */
#include <stdlib.h>
#include <string.h>

#include "ext/ical.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok) abort();
}

static void check_text(const char *s)
{
    for (; *s; s++) require((unsigned char)*s >= 0x20 && *s != 0x7F);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_arena *a = sk_arena_new();
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_ical_event *e;
    size_t n;
    sk_code code = sk_ical_read("f.ics", (const char *)data, size, 19358, 20453, a, &e, &n, d);
    require(code == SK_OK || (code == SK_E_INPUT && sk_diags_count(d, SK_SEV_ERROR) > 0 && n == 0));
    for (size_t i = 0; i < n; i++) {
        require(e[i].from >= 0 && e[i].to >= e[i].from && e[i].line > 0);
        require(i == 0 || e[i - 1].from <= e[i].from);
        check_text(e[i].uid);
        check_text(e[i].summary);
        check_text(e[i].category);
        check_text(e[i].location);
    }
    sk_diags_free(d);
    sk_arena_free(a);
    return 0;
}
