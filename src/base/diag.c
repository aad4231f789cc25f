/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_SEV = 3, TEXT_MAX = 1024 };

/* Twice the bound is kept while adding; then the less important half is dropped. That is cheap per
 * entry and gives the same result whatever order the readers report in. */
enum { KEEP_WHILE_ADDING = 2 * SK_DIAG_MAX };

typedef struct item {
    sk_diag d;
    unsigned long seq; /* order of adding, makes the sorts stable */
} item;

struct sk_diags {
    sk_lang lang;
    item *items;
    size_t n, cap;
    size_t count[N_SEV];
    unsigned long seq;
};

sk_diags *sk_diags_new(sk_lang lang)
{
    sk_diags *d = sk_alloc(sizeof *d);
    if (d) d->lang = lang;
    return d;
}

static void item_free(sk_diag *d)
{
    sk_free(d->file);
    sk_free(d->path);
    sk_free(d->text);
    sk_free(d->hint);
}

void sk_diags_free(sk_diags *d)
{
    if (!d) return;
    for (size_t i = 0; i < d->n; i++) item_free(&d->items[i].d);
    sk_free(d->items);
    sk_free(d);
}

sk_lang sk_diags_lang(const sk_diags *d) { return d ? d->lang : SK_LANG_SV; }

static int by_place(const void *pa, const void *pb)
{
    const item *a = pa, *b = pb;
    int c = strcmp(a->d.file, b->d.file);
    if (c == 0) c = (a->d.line > b->d.line) - (a->d.line < b->d.line);
    if (c == 0) c = (a->d.col > b->d.col) - (a->d.col < b->d.col);
    if (c == 0) c = strcmp(a->d.rule, b->d.rule);
    if (c == 0) c = strcmp(a->d.text, b->d.text);
    return c ? c : (a->seq > b->seq) - (a->seq < b->seq);
}

static int by_weight(const void *pa, const void *pb)
{
    const item *a = pa, *b = pb;
    return a->d.sev != b->d.sev ? (int)a->d.sev - (int)b->d.sev : by_place(pa, pb);
}

static void cut(sk_diags *d)
{
    if (d->n <= SK_DIAG_MAX) return;
    qsort(d->items, d->n, sizeof *d->items, by_weight);
    while (d->n > SK_DIAG_MAX) item_free(&d->items[--d->n].d);
}

static char *copy(const char *s)
{
    if (!s) s = "";
    size_t n = strlen(s) + 1;
    char *p = sk_alloc(n);
    if (p) memcpy(p, s, n);
    return p;
}

static void keep(sk_diags *d, sk_sev sev, const char *rule, sk_loc loc, const char *text,
                 const char *hint)
{
    d->count[sev]++;
    if (d->n == KEEP_WHILE_ADDING) cut(d);
    item it = {.seq = d->seq++};
    it.d = (sk_diag){.sev = sev, .line = loc.line, .col = loc.col};
    for (size_t i = 0; rule && rule[i] && i + 1 < sizeof it.d.rule; i++) it.d.rule[i] = rule[i];
    it.d.file = copy(loc.file);
    it.d.path = copy(loc.path);
    it.d.text = copy(text);
    it.d.hint = copy(hint);
    bool whole = it.d.file && it.d.path && it.d.text && it.d.hint;
    if (whole && SK_GROW(d->items, d->n, d->cap)) d->items[d->n++] = it;
    else item_free(&it.d);
}

void sk_diag_add(sk_diags *d, sk_sev sev, const char *rule, sk_loc loc, const char *hint,
                 const char *fmt, ...)
{
    if (!d) return;
    char text[TEXT_MAX];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, sk_text(d->lang, fmt), ap);
    va_end(ap);
    keep(d, sev, rule, loc, text, sk_text(d->lang, hint));
}

void sk_diag_add_err(sk_diags *d, const sk_err *err)
{
    if (!d || err->code == SK_OK) return;
    sk_loc loc = {err->file, err->line, err->col, err->path};
    keep(d, SK_SEV_ERROR, err->rule, loc, err->text, err->hint);
}

void sk_diags_sort(sk_diags *d)
{
    cut(d);
    if (d->n) qsort(d->items, d->n, sizeof *d->items, by_place);
}

size_t sk_diags_count(const sk_diags *d, sk_sev sev) { return d ? d->count[sev] : 0; }

size_t sk_diags_len(const sk_diags *d) { return d ? d->n : 0; }

const sk_diag *sk_diags_at(const sk_diags *d, size_t i) { return &d->items[i].d; }

static const char *sev_word(sk_lang lang, sk_sev sev)
{
    static const char *const words[N_SEV] = {SK_N("error"), SK_N("warning"), SK_N("note")};
    return sk_text(lang, words[sev]);
}

static void print_one(const sk_diag *d, sk_lang lang, sk_buf *out)
{
    if (d->file[0]) {
        sk_buf_add(out, d->file);
        if (d->line > 0) sk_buf_addf(out, ":%d", d->line);
        if (d->line > 0 && d->col > 0) sk_buf_addf(out, ":%d", d->col);
        sk_buf_add(out, ": ");
    }
    sk_buf_addf(out, "%s: ", sev_word(lang, d->sev));
    if (d->path[0]) sk_buf_addf(out, "%s: ", d->path);
    sk_buf_add(out, d->text);
    if (d->rule[0]) sk_buf_addf(out, " [%s]", d->rule);
    sk_buf_addc(out, '\n');
    if (d->hint[0]) sk_buf_addf(out, "    %s: %s\n", sk_text(lang, "hint"), d->hint);
}

void sk_diags_print(const sk_diags *d, sk_buf *out)
{
    size_t all = 0;
    for (size_t i = 0; i < N_SEV; i++) all += d->count[i];
    for (size_t i = 0; i < d->n; i++) print_one(&d->items[i].d, d->lang, out);
    if (all == d->n) return;
    int64_t more = (int64_t)(all - d->n);
    sk_buf_addf(out,
                sk_ntext(d->lang, "%d more message left out", "%d more messages left out", more),
                (int)more);
    sk_buf_addc(out, '\n');
}

void sk_err_print(const sk_err *err, sk_buf *out)
{
    sk_err e = *err; /* sk_diag holds writable strings */
    sk_diag d = {.sev = SK_SEV_ERROR,
                 .file = e.file,
                 .line = e.line,
                 .col = e.col,
                 .path = e.path,
                 .text = e.text,
                 .hint = e.hint};
    memcpy(d.rule, e.rule, sizeof d.rule);
    print_one(&d, e.lang, out);
}
