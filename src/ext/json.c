/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON text to a tree of our own, by way of jansson. The tree is in document order with constant
 * time access; jansson's is freed at once. */
#include "ext/json_priv.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ext/csv.h" /* sk_utf8_len */

/* ---- tree ---- */

static bool fill(sk_arena *a, const json_t *j, sk_jval *v);

static _Thread_local const json_member *sort_base; /* qsort carries no context */

static int by_key(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return strcmp(sort_base[*x].key, sort_base[*y].key);
}

static bool fill_object(sk_arena *a, const json_t *j, sk_jval *v)
{
    json_t *o = (json_t *)(uintptr_t)j; /* the iterator is not const-clean, but does not write */
    v->type = SK_J_OBJECT;
    v->len = json_object_size(j);
    json_member *m = sk_arena_calloc(a, v->len + 1, sizeof *m);
    uint32_t *order = sk_arena_calloc(a, v->len + 1, sizeof *order);
    if (!m || !order) return false;
    size_t k = 0;
    for (void *it = json_object_iter(o); it && k < v->len; it = json_object_iter_next(o, it), k++) {
        m[k].key = sk_arena_strdup(a, json_object_iter_key(it));
        if (!m[k].key || !fill(a, json_object_iter_value(it), &m[k].val)) return false;
        order[k] = (uint32_t)k;
    }
    sort_base = m;
    qsort(order, k, sizeof *order, by_key);
    v->u.obj.member = m;
    v->u.obj.by_key = order;
    return true;
}

static bool fill_array(sk_arena *a, const json_t *j, sk_jval *v)
{
    v->type = SK_J_ARRAY;
    v->len = json_array_size(j);
    sk_jval *e = sk_arena_calloc(a, v->len + 1, sizeof *e);
    if (!e) return false;
    for (size_t k = 0; k < v->len; k++)
        if (!fill(a, json_array_get(j, k), &e[k])) return false;
    v->u.elem = e;
    return true;
}

/* Depth is bounded: check_depth has been here. */
static bool fill(sk_arena *a, const json_t *j, sk_jval *v)
{
    switch (json_typeof(j)) {
    case JSON_OBJECT: return fill_object(a, j, v);
    case JSON_ARRAY: return fill_array(a, j, v);
    case JSON_STRING:
        v->type = SK_J_STR;
        v->u.str = sk_arena_strndup(a, json_string_value(j), json_string_length(j));
        return v->u.str != NULL;
    case JSON_INTEGER:
        v->type = SK_J_INT;
        v->u.i = json_integer_value(j);
        return true;
    case JSON_REAL:
        v->type = SK_J_REAL;
        v->u.r = json_real_value(j);
        return true;
    case JSON_TRUE:
    case JSON_FALSE:
        v->type = SK_J_BOOL;
        v->u.i = json_is_true(j);
        return true;
    case JSON_NULL: break;
    }
    v->type = SK_J_NULL;
    return true;
}

/* ---- errors ---- */

static void set_place(sk_err *err, const char *name, int line, int col, const char *hint)
{
    if (!err) return;
    snprintf(err->file, sizeof err->file, "%s", name);
    err->line = line;
    err->col = col;
    if (hint) snprintf(err->hint, sizeof err->hint, "%s", hint);
}

/* Offset of the first bracket deeper than allowed, or SIZE_MAX. Strings are skipped. */
static size_t too_deep(const char *t, size_t n)
{
    int depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < n; i++) {
        char c = t[i];
        if (in_string) {
            if (c == '\\') i++;
            else if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > SK_JSON_MAX_DEPTH) return i;
        } else if (c == ']' || c == '}') {
            depth--;
        }
    }
    return SIZE_MAX;
}

/* The token in jansson's "... near 'token'", without the quotation marks; "" when it gives none. It may
 * end in the middle of a letter: cut there. */
static void near_token(const char *text, char out[32])
{
    const char *p = strstr(text, " near '");
    size_t n = 0;
    if (p) {
        p += 7;
        n = strlen(p);
        if (n > 0) n--;
        if (n > 31) n = 31;
        for (size_t i = 0; i < n; i++) out[i] = (unsigned char)p[i] < 0x20 ? ' ' : p[i];
    }
    size_t whole = 0;
    for (size_t k; (k = sk_utf8_len(out + whole, n - whole)) > 0;) whole += k;
    out[whole] = '\0';
}

static int chars(const char *s)
{
    int n = 0;
    for (; *s; s++)
        if (((unsigned char)*s & 0xC0) != 0x80) n++;
    return n;
}

typedef struct words {
    const char *text, *hint;
} words;

static words explain(enum json_error_code code)
{
    switch (code) {
    case json_error_premature_end_of_input:
        return (words){
            SK_N("the text ends in the middle: a bracket or quotation mark is not closed"),
            SK_N("add what is missing at the end, or look for a '}' or ']' too few")};
    case json_error_end_of_input_expected:
        return (words){SK_N("expected nothing more after the closing bracket"),
                       SK_N("remove what follows, or look for a '}' or ']' too many")};
    case json_error_invalid_utf8:
        return (words){SK_N("expected UTF-8, found a byte that is not"),
                       SK_N("save the file as UTF-8")};
    case json_error_duplicate_key:
        return (words){SK_N("the same name stands twice in one object"),
                       SK_N("remove one of the two")};
    case json_error_numeric_overflow:
        return (words){SK_N("the number is too large to be read"), NULL};
    case json_error_null_byte_in_key:
    case json_error_null_character:
        return (words){SK_N("expected text, found a NUL character"), SK_N("remove \\u0000")};
    default:
        return (words){SK_N("expected JSON here"),
                       SK_N("look for a missing or extra ',' ':' or quotation mark just before")};
    }
}

static sk_code syntax_error(const char *name, const json_error_t *e, sk_lang lang, sk_err *err)
{
    if (json_error_code(e) == json_error_out_of_memory)
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    char token[32];
    near_token(e->text, token);
    words w = explain(json_error_code(e));
    int col = e->column - chars(token) + 1; /* jansson's column is that of the token's last char */
    if (col < 1 || !*token) col = e->column > 0 ? e->column : 1;
    if (*token) sk_err_set(err, SK_E_INPUT, "%s, found '%s'", sk_text(lang, w.text), token);
    else sk_err_set(err, SK_E_INPUT, "%s", sk_text(lang, w.text));
    set_place(err, name, e->line > 0 ? e->line : 1, col, w.hint ? sk_text(lang, w.hint) : NULL);
    return SK_E_INPUT;
}

/* ---- documents ---- */

/* What is told before jansson sees the text. */
static sk_code check_text(const sk_json_doc *d, sk_lang lang, sk_err *err)
{
    size_t off = strlen(d->text);
    const char *fmt = NULL;
    if (d->text[strspn(d->text, " \t\r\n")] == '\0' && off == d->n) {
        off = 0;
        fmt = sk_text(lang, SK_N("the text is empty, expected JSON"));
    } else if (off < d->n) {
        fmt = sk_text(lang, SK_N("the text holds a NUL byte, expected plain text"));
    } else if ((off = too_deep(d->text, d->n)) != SIZE_MAX) {
        fmt = sk_text(lang, SK_N("the brackets nest deeper than expected"));
    }
    if (!fmt) return SK_OK;
    int line, col;
    sk__json_line_col(d->text, off, &line, &col);
    sk_err_set(err, SK_E_INPUT, "%s", fmt);
    set_place(err, d->name, line, col, NULL);
    return SK_E_INPUT;
}

static sk_code read_tree(sk_json_doc *d, sk_lang lang, sk_err *err)
{
    json_error_t e;
    json_t *j = json_loadb(d->text, d->n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
    if (!j) return syntax_error(d->name, &e, lang, err);
    bool ok = fill(d->arena, j, &d->root);
    json_decref(j);
    if (!ok) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk__json_mark(d);
    return SK_OK;
}

sk_code sk_json_parse(const char *name, const char *text, size_t n, sk_lang lang, sk_json_doc **out,
                      sk_err *err)
{
    *out = NULL;
    if (err && err->code == SK_OK) err->lang = lang;
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) text += 3, n -= 3;
    sk_arena *a = sk_arena_new();
    sk_json_doc *d = a ? sk_arena_alloc(a, sizeof *d) : NULL;
    char *copy = d ? sk_arena_alloc(a, n + 1) : NULL;
    sk_code code = SK_E_NOMEM;
    if (copy && (d->name = sk_arena_strdup(a, name)) != NULL) {
        memcpy(copy, text, n);
        d->arena = a;
        d->text = copy;
        d->n = n;
        code = check_text(d, lang, err);
        if (code == SK_OK) code = read_tree(d, lang, err);
    } else {
        sk_err_set(err, code, "out of memory");
    }
    if (code == SK_OK) *out = d;
    else sk_arena_free(a);
    return code;
}

void sk_json_free(sk_json_doc *d)
{
    if (d) sk_arena_free(d->arena);
}

const sk_jval *sk_json_root(const sk_json_doc *d) { return &d->root; }

/* ---- values ---- */

static int key_cmp(const char *key, size_t n, const char *have)
{
    int c = strncmp(key, have, n);
    return c ? c : have[n] ? -1 : 0;
}

size_t sk__json_find(const sk_jval *obj, const char *key, size_t n)
{
    if (!obj || obj->type != SK_J_OBJECT) return SIZE_MAX;
    size_t lo = 0, hi = obj->len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2, k = obj->u.obj.by_key[mid];
        int c = key_cmp(key, n, obj->u.obj.member[k].key);
        if (c == 0) return k;
        if (c < 0) hi = mid;
        else lo = mid + 1;
    }
    return SIZE_MAX;
}

sk_jtype sk_jval_type(const sk_jval *v) { return v ? v->type : SK_J_NULL; }

const sk_jval *sk_jval_get(const sk_jval *obj, const char *key)
{
    size_t k = sk__json_find(obj, key, strlen(key));
    return k == SIZE_MAX ? NULL : &obj->u.obj.member[k].val;
}

size_t sk_jval_len(const sk_jval *v) { return v ? v->len : 0; }

const sk_jval *sk_jval_at(const sk_jval *arr, size_t i)
{
    return arr && arr->type == SK_J_ARRAY && i < arr->len ? &arr->u.elem[i] : NULL;
}

const sk_jval *sk_jval_member(const sk_jval *obj, size_t i, const char **key)
{
    if (!obj || obj->type != SK_J_OBJECT || i >= obj->len) return NULL;
    if (key) *key = obj->u.obj.member[i].key;
    return &obj->u.obj.member[i].val;
}

int64_t sk_jval_int(const sk_jval *v) { return v && v->type == SK_J_INT ? v->u.i : 0; }

double sk_jval_real(const sk_jval *v)
{
    if (!v) return 0;
    return v->type == SK_J_REAL ? v->u.r : v->type == SK_J_INT ? (double)v->u.i : 0;
}

const char *sk_jval_str(const sk_jval *v) { return v && v->type == SK_J_STR ? v->u.str : ""; }
bool sk_jval_bool(const sk_jval *v) { return v && v->type == SK_J_BOOL && v->u.i; }

const char *sk_json_version(void) { return jansson_version_str(); }
