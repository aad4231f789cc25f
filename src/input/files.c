/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder's files: reading with a hash, and names that nobody asked for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
#include "base/text.h"
#include "input/input.h"

static char *join(sk__in *in, const char *name)
{
    char *p = sk_arena_printf(in->tmp, "%s/%s", in->dir, name);
    in->nomem |= !p;
    return p;
}

static void note_file(sk__in *in, const char *name, const sk_buf *text)
{
    if (!SK_GROW(in->file, in->n_files, in->cap_files)) {
        in->nomem = true;
        return;
    }
    sk_input_file *f = &in->file[in->n_files++];
    f->name = sk_arena_strdup(in->keep, name);
    f->bytes = text->len;
    sk_sha256_hex(text->data ? text->data : "", text->len, f->sha256);
    in->nomem |= !f->name;
}

sk_code sk__in_file(sk__in *in, const char *name, bool required, sk_buf *text, bool *found)
{
    char *path = join(in, name);
    *found = false;
    if (!path) return SK_E_NOMEM;
    *found = sk_file_exists(path);
    if (!*found) {
        if (required)
            sk_diag_add(in->diags, SK_SEV_ERROR, "R020", (sk_loc){name, 0, 0, NULL},
                        SK_N("Every document must exist; it may have no rows under its header."),
                        SK_N("the document is missing"));
        return required ? SK_E_INPUT : SK_OK;
    }
    sk_err err;
    sk_err_init(&err, sk_diags_lang(in->diags));
    sk_code code = sk_file_read(path, 0, text, &err);
    if (code == SK_E_NOMEM) in->nomem = true;
    else if (code)
        sk_diag_add(in->diags, SK_SEV_ERROR, "R021", (sk_loc){name, 0, 0, NULL}, NULL,
                    SK_N("the document cannot be read: %s"), err.text);
    else note_file(in, name, text);
    return code;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const sk_input_file *)a)->name, ((const sk_input_file *)b)->name);
}

void sk__in_keep_files(sk__in *in)
{
    if (in->n_files == 0 || in->nomem) return;
    in->k->file = sk_arena_calloc(in->keep, in->n_files, sizeof *in->k->file);
    if (!in->k->file) {
        in->nomem = true;
        return;
    }
    memcpy(in->k->file, in->file, in->n_files * sizeof *in->file);
    qsort(in->k->file, in->n_files, sizeof *in->k->file, by_name);
    in->k->n_files = (int)in->n_files;
}

static bool known(const char *name)
{
    for (int d = 0; d < SK_N_ALL_DOCS; d++)
        if (strcmp(name, sk_documents[d]->file) == 0) return true;
    return false;
}

static void stray(sk__in *in, const char *name)
{
    sk__near near = {NULL, 0};
    for (int d = 0; d < SK_N_ALL_DOCS; d++) sk__near_try(&near, name, sk_documents[d]->file);
    sk_loc loc = {name, 0, 0, NULL};
    if (near.word)
        sk_diag_add(in->diags, SK_SEV_WARNING, "R022", loc, NULL,
                    SK_N("no such document is known, it was not read; did you mean \"%s\"?"),
                    near.word);
    else
        sk_diag_add(in->diags, SK_SEV_WARNING, "R022", loc, NULL,
                    SK_N("no such document is known, it was not read"));
}

void sk__in_stray_files(sk__in *in)
{
    char **names = NULL;
    size_t n = 0;
    sk_err err;
    sk_err_init(&err, sk_diags_lang(in->diags));
    sk_code code = sk_dir_list(in->dir, &names, &n, &err);
    in->nomem |= code == SK_E_NOMEM;
    for (size_t i = 0; code == SK_OK && i < n; i++) {
        size_t len = strlen(names[i]);
        if (names[i][0] != '.' && len > 4 && strcmp(names[i] + len - 4, ".csv") == 0 &&
            !known(names[i]))
            stray(in, names[i]);
    }
    if (code == SK_OK) sk_dir_list_free(names, n);
}
