/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in a JSON text. The text is known to be valid here: jansson has read it. */
#include "ext/json_priv.h"

#include <stdlib.h>
#include <string.h>

static size_t skip_space(const char *t, size_t i) { return i + strspn(t + i, " \t\r\n"); }

/* i is at the opening quote; returns the byte after the closing one. */
static size_t skip_string(const char *t, size_t i)
{
    for (i++; t[i] && t[i] != '"'; i++)
        if (t[i] == '\\' && t[i + 1]) i++;
    return t[i] ? i + 1 : i;
}

/* Depth is bounded by SK_JSON_MAX_DEPTH. Returns the byte after the value. */
static size_t mark(const char *t, size_t i, sk_jval *v);

static size_t mark_members(const char *t, size_t i, sk_jval *v)
{
    /* The tree is read-only for everyone else; its memory is ours. */
    json_member *m = (json_member *)(uintptr_t)v->u.obj.member;
    for (size_t k = 0; k < v->len; k++) {
        i = skip_space(t, skip_string(t, skip_space(t, i + 1))); /* i was at '{' or ',' */
        i = skip_space(t, mark(t, skip_space(t, i + 1), &m[k].val));
    }
    return v->len ? i + 1 : skip_space(t, i + 1) + 1;
}

static size_t mark_elements(const char *t, size_t i, sk_jval *v)
{
    sk_jval *e = (sk_jval *)(uintptr_t)v->u.elem;
    for (size_t k = 0; k < v->len; k++) i = skip_space(t, mark(t, skip_space(t, i + 1), &e[k]));
    return v->len ? i + 1 : skip_space(t, i + 1) + 1;
}

static size_t mark(const char *t, size_t i, sk_jval *v)
{
    v->off = i;
    switch (v->type) {
    case SK_J_OBJECT: return mark_members(t, i, v);
    case SK_J_ARRAY: return mark_elements(t, i, v);
    case SK_J_STR: return skip_string(t, i);
    default: return i + strcspn(t + i, " \t\r\n,]}");
    }
}

void sk__json_mark(sk_json_doc *d) { mark(d->text, skip_space(d->text, 0), &d->root); }

void sk__json_line_col(const char *text, size_t off, int *line, int *col)
{
    const char *from = text, *at = text + off, *nl;
    *line = *col = 1;
    while ((nl = memchr(from, '\n', (size_t)(at - from))) != NULL) {
        ++*line;
        from = nl + 1;
    }
    for (; from < at; from++)
        if (((unsigned char)*from & 0xC0) != 0x80) ++*col;
}

/* One step of a path: ".key", "[3]" or "[\"key\"]". Moves *p; NULL when it leads nowhere. */
static const sk_jval *path_step(const sk_jval *v, const char **p)
{
    const char *s = *p, *key, *end;
    if (s[0] == '[' && s[1] != '"') {
        char *stop;
        unsigned long i = strtoul(s + 1, &stop, 10);
        if (stop == s + 1 || *stop != ']' || v->type != SK_J_ARRAY || i >= v->len) return NULL;
        *p = stop + 1;
        return &v->u.elem[i];
    }
    if (s[0] == '[') {
        key = s + 2;
        end = strstr(key, "\"]");
        if (!end) return NULL;
        *p = end + 2;
    } else if (s[0] == '.') {
        key = s + 1;
        end = key + strcspn(key, ".[");
        *p = end;
    } else {
        return NULL;
    }
    size_t k = sk__json_find(v, key, (size_t)(end - key));
    return k == SIZE_MAX ? NULL : &v->u.obj.member[k].val;
}

sk_loc sk_json_loc(const sk_json_doc *d, const char *path)
{
    sk_loc loc = {d->name, 0, 0, path};
    const sk_jval *v = path && *path == '$' ? &d->root : NULL;
    for (const char *p = v ? path + 1 : ""; v && *p;) v = path_step(v, &p);
    if (v) sk__json_line_col(d->text, v->off, &loc.line, &loc.col);
    return loc;
}
