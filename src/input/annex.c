/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/annex.h"

#include <string.h>

#include "base/text.h"
#include "input/input.h"

enum { SUGGESTIONS = 50 };

struct sk_annex {
    sk__in in;
};

/* Lets references find a register's records by their ids, as if it had just been read. */
static void seed(sk__in *in, const sk_kommun *k, sk_doc_id doc)
{
    sk__table *t = &in->t[doc];
    int n;
    const char *base;
    t->fmt = sk_documents[doc];
    if (t->fmt->array == 0 || t->fmt->col[0].type != SK_COL_ID) return;
    memcpy(&n, (const char *)k + t->fmt->count, sizeof n);
    memcpy(&base, (const char *)k + t->fmt->array, sizeof base);
    t->whole = true;
    t->ids = sk_map_new((size_t)n);
    t->id = sk_arena_calloc(in->tmp, (size_t)n + 1, sizeof *t->id);
    in->nomem |= !t->ids || !t->id;
    for (int i = 0; i < n && !in->nomem; i++) {
        memcpy(&t->id[i], base + (size_t)i * t->fmt->rec_size + t->fmt->col[0].off,
               sizeof t->id[i]);
        in->nomem |= sk_map_put(t->ids, t->id[i], i) == -2;
    }
    t->csv.n_rows = in->nomem ? 0 : (size_t)n; /* that many ids to suggest */
}

static sk_code read_documents(sk__in *in, const sk_kommun *k, int first, int last, sk_err *err)
{
    size_t before = sk_diags_count(in->diags, SK_SEV_ERROR);
    for (int d = 0; d < SK_N_DOCS && !in->nomem; d++) seed(in, k, (sk_doc_id)d);
    for (int d = first; d <= last && !in->nomem; d++) sk__table_open(in, (sk_doc_id)d);
    for (int d = first; d <= last && !in->nomem; d++) sk__table_read(in, (sk_doc_id)d);
    size_t n = sk_diags_count(in->diags, SK_SEV_ERROR) - before;
    if (in->nomem) return sk_err_set(err, SK_E_NOMEM, SK_N("out of memory"));
    if (n == 0) return SK_OK;
    return sk_err_set(err, SK_E_INPUT,
                      sk_ntext(err ? err->lang : SK_LANG_SV, "%zu error in the kommun folder",
                               "%zu errors in the kommun folder", (int64_t)n),
                      n);
}

sk_code sk_annex_read(const char *dir, const sk_kommun *k, sk_doc_id first, sk_doc_id last,
                      sk_annex **out, sk_diags *diags, sk_err *err)
{
    *out = NULL;
    sk_annex *a = sk_alloc(sizeof *a);
    sk_arena *arena = a ? sk_arena_new() : NULL;
    if (!arena) {
        sk_free(a);
        return sk_err_set(err, SK_E_NOMEM, SK_N("out of memory"));
    }
    a->in = (sk__in){.dir = dir,
                     .keep = arena,
                     .tmp = arena,
                     .diags = diags,
                     .err = err,
                     .suggestions = SUGGESTIONS};
    sk_code code = read_documents(&a->in, k, (int)first, (int)last, err);
    sk_diags_sort(diags);
    if (code == SK_OK || code == SK_E_INPUT) *out = a;
    else sk_annex_free(a);
    return code;
}

sk_code sk_annex_load(const char *dir, const sk_kommun *k, sk_doc_id first, sk_doc_id last,
                      sk_annex **out, sk_diags *diags, sk_err *err)
{
    sk_code code = sk_annex_read(dir, k, first, last, out, diags, err);
    if (code == SK_OK) return code;
    sk_annex_free(*out);
    *out = NULL;
    return code;
}

bool sk_annex_whole(const sk_annex *a, sk_doc_id doc)
{
    return a->in.t[doc].whole && a->in.t[doc].n_faults == 0;
}

void sk_annex_free(sk_annex *a)
{
    if (!a) return;
    for (int d = 0; d < SK_N_ALL_DOCS; d++) sk__table_free(&a->in.t[d]);
    sk_free(a->in.file);
    sk_arena_free(a->in.keep);
    sk_free(a);
}

const void *sk_annex_rows(const sk_annex *a, sk_doc_id doc, int *n)
{
    *n = a->in.t[doc].n;
    return a->in.t[doc].rec;
}

bool sk_annex_ok(const sk_annex *a) { return !a->in.nomem; }

sk_loc sk_annex_at(const sk_annex *a, sk_doc_id doc, int i, const char *column)
{
    return sk__at(&a->in, doc, i, column);
}

const char *sk_annex_text(sk_annex *a, const char *name, size_t *n)
{
    sk_buf b = SK_BUF_INIT;
    bool found;
    sk_code code = sk__in_file(&a->in, name, false, &b, &found);
    char *text = NULL;
    if (code == SK_OK && found) {
        text = sk_arena_alloc(a->in.keep, b.len + 1);
        a->in.nomem |= !text;
        if (text && b.len) memcpy(text, b.data, b.len);
    }
    *n = b.len;
    sk_buf_free(&b);
    return text;
}

const sk_input_file *sk_annex_files(const sk_annex *a, size_t *n)
{
    *n = a->in.n_files;
    return a->in.file;
}
