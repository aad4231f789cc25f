/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of tests/data/mini to damage, for tests of the input. */
#ifndef SK_TESTS_FOLDER_H
#define SK_TESTS_FOLDER_H

#include "unit/unit.h"

#include "base/buf.h"
#include "base/file.h"
#include "input/load.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_PATH = 1024 };

static inline void mini_path(char out[FOLDER_PATH], const char *name)
{
    const char *root = getenv("ROOT");
    snprintf(out, FOLDER_PATH, "%s/tests/data/mini/%s", root ? root : ".", name);
}

static inline void copy_path(char out[FOLDER_PATH], const char *name)
{
    snprintf(out, FOLDER_PATH, "%s/mini/%s", test_tmp(), name);
}

static inline void put_file(const char *path, const char *data, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    if (n) assert_int_equal(fwrite(data, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* Writes a document of the copy. */
static inline void put_doc(const char *name, const char *data, size_t n)
{
    char path[FOLDER_PATH];
    copy_path(path, name);
    put_file(path, data, n);
}

static inline void read_mini(const char *name, sk_buf *out)
{
    char path[FOLDER_PATH];
    mini_path(path, name);
    assert_int_equal(sk_file_read(path, 0, out, NULL), SK_OK);
}

static inline void copy_doc(const char *name)
{
    sk_buf b = SK_BUF_INIT;
    read_mini(name, &b);
    put_doc(name, sk_buf_str(&b), b.len);
    sk_buf_free(&b);
}

/* Calls f with every document of mini, "calendars/skola.ics" among them. */
static inline void each_doc(void (*f)(const char *name))
{
    static const char *const folders[] = {"", "calendars/", "history/"};
    for (size_t i = 0; i < N_OF(folders); i++) {
        char path[FOLDER_PATH], name[FOLDER_PATH];
        char **names;
        size_t n;
        mini_path(path, folders[i]);
        assert_int_equal(sk_dir_list(path, &names, &n, NULL), SK_OK);
        for (size_t j = 0; j < n; j++) {
            snprintf(name, sizeof name, "%s%s", folders[i], names[j]);
            if (strchr(names[j], '.')) f(name);
        }
        sk_dir_list_free(names, n);
    }
}

static inline int copy_mini(void **state)
{
    char path[FOLDER_PATH];
    (void)state;
    copy_path(path, "");
    mkdir(path, 0777);
    copy_path(path, "calendars");
    mkdir(path, 0777);
    copy_path(path, "history");
    mkdir(path, 0777);
    each_doc(copy_doc);
    return 0;
}

/* Replaces the only occurrence of `find` in a document of mini, in the copy. */
static inline void damage(const char *name, const char *find, const char *put)
{
    sk_buf old = SK_BUF_INIT, new = SK_BUF_INIT;
    read_mini(name, &old);
    const char *at = strstr(sk_buf_str(&old), find);
    if (!at || strstr(at + 1, find)) fail_msg("%s: \"%s\" must stand there once", name, find);
    sk_buf_addn(&new, old.data, (size_t)(at - old.data));
    sk_buf_add(&new, put);
    sk_buf_add(&new, at + strlen(find));
    put_doc(name, sk_buf_str(&new), new.len);
    sk_buf_free(&old);
    sk_buf_free(&new);
}

/* Loads the copy; diags in English. *k NULL when refused. */
static inline sk_code load_copy(sk_kommun **k, sk_diags **d)
{
    char path[FOLDER_PATH];
    copy_path(path, "");
    *d = sk_diags_new(SK_LANG_EN);
    return sk_kommun_load(path, k, *d, NULL);
}

/* The diagnostics as one text, "file:line:col RULE" a line, errors only unless `all`. */
static inline void list_rules(const sk_diags *d, bool all, sk_buf *out)
{
    for (size_t i = 0; i < sk_diags_len(d); i++) {
        const sk_diag *x = sk_diags_at(d, i);
        if (all || x->sev == SK_SEV_ERROR)
            sk_buf_addf(out, "%s:%d:%d %s\n", x->file, x->line, x->col, x->rule);
    }
}

#endif
