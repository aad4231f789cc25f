/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes: a parsed document can be walked, every value has a place in the text whose first byte
 * fits its type, and writing and reading it again gives the same text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ext/csv.h" /* sk_utf8_valid */
#include "ext/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok)
{
    if (!ok) abort();
}

static void write_value(sk_jw *w, const char *key, const sk_jval *v);

static void write_members(sk_jw *w, const sk_jval *v)
{
    for (size_t i = 0; i < sk_jval_len(v); i++) {
        const char *key = NULL;
        const sk_jval *m = sk_jval_member(v, i, &key);
        require(m != NULL && key != NULL && sk_jval_get(v, key) == m);
        write_value(w, key, m);
    }
}

static void write_value(sk_jw *w, const char *key, const sk_jval *v)
{
    switch (sk_jval_type(v)) {
    case SK_J_NULL: sk_jw_str(w, key, NULL); break;
    case SK_J_BOOL: sk_jw_bool(w, key, sk_jval_bool(v)); break;
    case SK_J_INT: sk_jw_int(w, key, sk_jval_int(v)); break;
    case SK_J_REAL: sk_jw_real(w, key, sk_jval_real(v)); break;
    case SK_J_STR: sk_jw_str(w, key, sk_jval_str(v)); break;
    case SK_J_ARRAY:
        sk_jw_arr(w, key);
        for (size_t i = 0; i < sk_jval_len(v); i++) write_value(w, NULL, sk_jval_at(v, i));
        sk_jw_arr_end(w);
        break;
    case SK_J_OBJECT:
        sk_jw_obj(w, key);
        write_members(w, v);
        sk_jw_obj_end(w);
        break;
    }
}

/* The byte at line:col, found the slow way. */
static char at_place(const char *text, size_t n, int line, int col)
{
    size_t i = 0;
    for (; line > 1 && i < n; i++)
        if (text[i] == '\n') line--;
    for (; col > 1 && i < n; col--)
        i += sk_utf8_len(text + i, n - i) ? sk_utf8_len(text + i, n - i) : 1;
    return i < n ? text[i] : '\0';
}

static void check_place(const sk_json_doc *d, const char *path, const sk_jval *v, const char *text,
                        size_t n)
{
    sk_loc loc = sk_json_loc(d, path);
    require(loc.line >= 1 && loc.col >= 1);
    char c = at_place(text, n, loc.line, loc.col);
    static const char *const first[] = {"n", "tf", "-0123456789", "-0123456789", "\"", "[", "{"};
    require(c != '\0' && strchr(first[sk_jval_type(v)], c) != NULL);
}

static void check_doc(const sk_json_doc *d, const char *text, size_t n)
{
    const sk_jval *root = sk_json_root(d);
    char path[64];
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3, n -= 3;
    check_place(d, "$", root, text, n);
    for (size_t i = 0; i < sk_jval_len(root) && sk_jval_type(root) == SK_J_ARRAY && i < 50; i++) {
        const sk_jval *v = sk_jval_at(root, i);
        snprintf(path, sizeof path, "$[%zu]", i);
        check_place(d, path, v, text, n);
        const char *key = "";
        const sk_jval *m = sk_jval_member(v, sk_jval_len(v) - 1, &key);
        if (!m || strlen(key) > 20 || strpbrk(key, "\"]")) continue;
        snprintf(path, sizeof path, "$[%zu][\"%s\"]", i, key);
        check_place(d, path, m, text, n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_err err = {0};
    sk_json_doc *d, *again;
    sk_code code = sk_json_parse("f.json", (const char *)data, size, SK_LANG_EN, &d, &err);
    if (code != SK_OK) {
        require(code == SK_E_INPUT && d == NULL && err.text[0] && err.line >= 1 && err.col >= 1);
        require(sk_utf8_valid(err.text, strlen(err.text)));
        return 0;
    }
    check_doc(d, (const char *)data, size);
    sk_buf b = SK_BUF_INIT, c = SK_BUF_INIT;
    sk_jw w;
    sk_jw_init(&w, &b, size % 2);
    write_value(&w, NULL, sk_json_root(d));
    if (sk_buf_ok(&b)) { /* the writer nests less deep than the reader */
        require(sk_json_parse("g", sk_buf_str(&b), b.len, SK_LANG_EN, &again, &err) == SK_OK);
        sk_jw_init(&w, &c, size % 2);
        write_value(&w, NULL, sk_json_root(again));
        require(strcmp(sk_buf_str(&b), sk_buf_str(&c)) == 0);
        sk_json_free(again);
    }
    sk_buf_free(&b);
    sk_buf_free(&c);
    sk_json_free(d);
    return 0;
}
