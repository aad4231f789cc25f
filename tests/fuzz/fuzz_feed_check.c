/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes: the check of a calendar ends, every fault has a rule, a line of the file and a text. */
#include <stdlib.h>
#include <string.h>

#include "out/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int lines = 1;
    for (size_t i = 0; i < size; i++) lines += data[i] == '\n';
    sk_diags *d = sk_diags_new(SK_LANG_EN);
    sk_feed_check("f.ics", (const char *)data, size, d);
    require(size > 0 || sk_diags_count(d, SK_SEV_ERROR) > 0);
    for (size_t i = 0; i < sk_diags_len(d); i++) {
        const sk_diag *x = sk_diags_at(d, i);
        require(strlen(x->rule) == 3 && x->text[0] && x->line >= 1 && x->line <= lines);
    }
    sk_diags_free(d);
    return 0;
}
