/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes: a state that can be read is written and read again the same, what follows from it has higher
 * SEQUENCE and newer LAST-MODIFIED, and its feeds hold no error by storkok's own check. */
#include <stdlib.h>
#include <string.h>

#include "out/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok) abort();
}

static void no_errors(sk_feed_list *l)
{
    const sk_kommun k = {.name = "F", .code = "0599"};
    for (size_t i = 0, end; i < l->n; i = end) {
        sk_buf b = SK_BUF_INIT;
        sk_diags *d = sk_diags_new(SK_LANG_EN);
        for (end = i + 1; end < l->n && strcmp(l->ev[end].feed, l->ev[i].feed) == 0;) end++;
        require(sk_feed_write(&k, SK_LANG_SV, l->ev + i, end - i, &b, NULL) == SK_OK);
        sk_feed_check("f.ics", sk_buf_str(&b), b.len, d);
        require(sk_diags_count(d, SK_SEV_ERROR) == 0);
        sk_diags_free(d);
        sk_buf_free(&b);
    }
}

/* Everything is withdrawn the day after the first event. */
static void withdraw(const sk_feed_list *was)
{
    const sk_feed_list none = {0};
    sk_feed_counts n;
    sk_feed_list now = {.arena = was->arena};
    sk_feed_merge(&none, was, (sk_now){was->ev[0].to + 1, 0}, SK_LANG_SV, &now, &n);
    for (size_t i = 0, j = 0; i < now.n; i++) {
        while (strcmp(was->ev[j].key, now.ev[i].key) != 0 ||
               strcmp(was->ev[j].feed, now.ev[i].feed) != 0)
            j++;
        bool before = was->ev[j].cancelled;
        require(now.ev[i].cancelled && now.ev[i].sequence >= was->ev[j].sequence + !before);
        require(now.ev[i].modified >= was->ev[j].modified + !before);
    }
    no_errors(&now);
    sk_feed_list_free(&now);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_feed_list l = {.arena = sk_arena_new()}, again = {.arena = l.arena};
    sk_err err;
    sk_err_init(&err, SK_LANG_EN);
    sk_code code = sk_feed_state_read("state.json", (const char *)data, size, &l, &err);
    require(code == SK_OK || (code == SK_E_INPUT && err.text[0]));
    if (code == SK_OK && l.n) {
        sk_buf b = SK_BUF_INIT, c = SK_BUF_INIT;
        sk_feed_state_write(&l, &b);
        require(sk_feed_state_read("again", sk_buf_str(&b), b.len, &again, NULL) == SK_OK);
        sk_feed_state_write(&again, &c);
        require(strcmp(sk_buf_str(&b), sk_buf_str(&c)) == 0);
        withdraw(&l);
        no_errors(&l);
        sk_buf_free(&b);
        sk_buf_free(&c);
    }
    sk_feed_list_free(&l);
    sk_feed_list_free(&again);
    sk_arena_free(l.arena);
    return 0;
}
