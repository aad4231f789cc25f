/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/renamed.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"

static sk_ix now_of(const sk_in_renamed *r, int kind)
{
    const sk_ix now[SK_N_RENAMED] = {r->site, r->kitchen, r->dish};
    return now[kind];
}

static bool is(const char *was, const char *name) { return name && strcmp(was, name) == 0; }

/* By any name that the readers of the history take. */
static bool in_use(const sk_kommun *k, int kind, const char *was)
{
    bool found = false;
    for (int i = 0; kind == SK_RENAMED_SITE && i < k->n_sites; i++)
        found |=
            is(was, k->site[i].id) || is(was, k->site[i].unit_code) || is(was, k->site[i].name);
    for (int i = 0; kind == SK_RENAMED_KITCHEN && i < k->n_kitchens; i++)
        found |= is(was, k->kitchen[i].id) || is(was, k->kitchen[i].name);
    for (int i = 0; kind == SK_RENAMED_DISH && i < k->n_dishes; i++)
        found |= is(was, k->dish[i].id);
    return found;
}

typedef enum { FINE, AGAIN, IN_USE, NOT_ONE } state;

static void tell(const sk_annex *a, int i, state what, const char *was, sk_diags *diags)
{
    sk_loc at = sk_annex_at(a, SK_DOC_RENAMED, i, "förr");
    if (what == AGAIN)
        sk_diag_add(diags, SK_SEV_ERROR, "H009", at, NULL,
                    SK_N("\"%s\" is on two rows; which is it now?"), was);
    if (what == IN_USE)
        sk_diag_add(diags, SK_SEV_ERROR, "H009", at, NULL,
                    SK_N("\"%s\" is still the name of something and is read as that"), was);
    if (what == NOT_ONE)
        sk_diag_add(diags, SK_SEV_ERROR, "H009", at, NULL,
                    SK_N("\"%s\" must be one unit, one kitchen or one dish now"), was);
}

/* Faults told; -1 = out of memory. */
static int check(const sk_kommun *k, const sk_annex *a, sk_diags *diags)
{
    int n, faults = 0;
    const sk_in_renamed *r = sk_annex_rows(a, SK_DOC_RENAMED, &n);
    sk_map *seen[SK_N_RENAMED] = {NULL};
    bool ok = true;
    for (int kind = 0; kind < SK_N_RENAMED; kind++) {
        seen[kind] = sk_map_new((size_t)n);
        ok = ok && seen[kind];
    }
    for (int i = 0; i < n && ok; i++) {
        int named = 0;
        state what = FINE;
        for (int kind = 0; kind < SK_N_RENAMED && ok; kind++) {
            if (now_of(&r[i], kind) == SK_NONE) continue;
            sk_ix before = sk_map_put(seen[kind], r[i].was, i);
            named++;
            ok = before != -2;
            if (before >= 0) what = AGAIN;
            else if (in_use(k, kind, r[i].was)) what = IN_USE;
        }
        if (named != 1) what = NOT_ONE;
        faults += what != FINE;
        tell(a, i, what, r[i].was, diags);
    }
    for (int kind = 0; kind < SK_N_RENAMED; kind++) sk_map_free(seen[kind]);
    return ok ? faults : -1;
}

sk_code sk__renamed_load(const char *dir, const sk_kommun *k, sk_annex **out, sk_diags *diags)
{
    char path[4096];
    *out = NULL;
    snprintf(path, sizeof path, "%s/%s", dir, sk_doc_file(SK_DOC_RENAMED));
    if (!sk_file_exists(path)) return SK_OK;
    sk_code code = sk_annex_load(dir, k, SK_DOC_RENAMED, SK_DOC_RENAMED, out, diags, NULL);
    int faults = code ? 0 : check(k, *out, diags);
    if (faults == 0) return code;
    sk_annex_free(*out);
    *out = NULL;
    sk_diags_sort(diags);
    return faults < 0 ? SK_E_NOMEM : SK_E_INPUT;
}

bool sk__renamed_put(const sk_annex *a, sk_renamed_kind kind, int n, sk_map *m)
{
    int rows = 0;
    const sk_in_renamed *r = a ? sk_annex_rows(a, SK_DOC_RENAMED, &rows) : NULL;
    for (int i = 0; i < rows; i++)
        if (now_of(&r[i], (int)kind) != SK_NONE &&
            sk_map_put(m, r[i].was, n + now_of(&r[i], (int)kind)) == -2)
            return false;
    return true;
}

sk_ix sk__renamed_get(const sk_map *m, const char *name, int n, int64_t *rows)
{
    sk_ix i = sk_map_get(m, name);
    if (i < n) return i;
    ++*rows;
    return i - n;
}

void sk__renamed_tell(sk_diags *diags, const char *file, int64_t rows)
{
    if (rows > 0)
        sk_diag_add(diags, SK_SEV_NOTE, "H008", (sk_loc){file, 0, 0, NULL}, NULL,
                    SK_N("%lld rows stand under an old name and are read by history/renamed.csv"),
                    (long long)rows);
}

sk_input_file sk__renamed_file(const sk_annex *a)
{
    size_t n;
    const sk_input_file *f = sk_annex_files(a, &n);
    sk_input_file file = n ? *f : (sk_input_file){.name = NULL};
    file.name = sk_doc_file(SK_DOC_RENAMED);
    return file;
}
