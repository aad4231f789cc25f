/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/load.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "input/input.h"

enum { SUGGESTIONS = 200 };

static void read_all(sk__in *in)
{
    sk__settings_read(in);
    for (int d = 0; d < SK_N_DOCS && !in->nomem; d++) sk__table_open(in, (sk_doc_id)d);
    for (int d = 0; d < SK_N_DOCS && !in->nomem; d++) sk__table_read(in, (sk_doc_id)d);
}

/* Each stage needs the memory of the one before. */
static void work(sk__in *in)
{
    void (*const stage[])(sk__in *) = {read_all,           sk__bind_food,    sk__bind_tours,
                                       sk__bind_calendars, sk__derive,       sk__cross,
                                       sk__in_stray_files, sk__in_keep_files};
    for (size_t i = 0; i < sizeof stage / sizeof *stage && !in->nomem; i++) stage[i](in);
}

static sk_code verdict(sk__in *in, sk_kommun **out, sk_err *err)
{
    size_t n = sk_diags_count(in->diags, SK_SEV_ERROR);
    if (in->nomem) return sk_err_set(err, SK_E_NOMEM, SK_N("out of memory"));
    if (n > 0)
        return sk_err_set(err, SK_E_INPUT,
                          sk_ntext(err ? err->lang : SK_LANG_SV, "%zu error in the kommun folder",
                                   "%zu errors in the kommun folder", (int64_t)n),
                          n);
    *out = in->k;
    in->k = NULL;
    return SK_OK;
}

static sk_code load(sk__in *in, sk_kommun **out, sk_err *err)
{
    in->k = sk_alloc(sizeof *in->k);
    in->keep = sk_arena_new();
    in->tmp = sk_arena_new();
    if (in->k) in->k->arena = in->keep;
    in->nomem = !in->k || !in->keep || !in->tmp;
    if (!in->nomem) work(in);
    sk_code code = verdict(in, out, err);
    for (int d = 0; d < SK_N_DOCS; d++) sk__table_free(&in->t[d]);
    sk_free(in->file);
    sk_arena_free(in->tmp);
    if (in->k) sk_kommun_free(in->k);
    else if (code) sk_arena_free(in->keep);
    return code;
}

sk_code sk_kommun_load(const char *dir, sk_kommun **out, sk_diags *diags, sk_err *err)
{
    *out = NULL;
    if (!sk_dir_exists(dir))
        return sk_err_set(err, SK_E_INPUT, SK_N("the folder \"%s\" does not exist"), dir);
    sk__in *in = sk_alloc(sizeof *in);
    if (!in) return sk_err_set(err, SK_E_NOMEM, SK_N("out of memory"));
    in->dir = dir;
    in->diags = diags;
    in->err = err;
    in->suggestions = SUGGESTIONS;
    sk_code code = load(in, out, err);
    sk_free(in);
    sk_diags_sort(diags);
    return code;
}
