/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between json.c (text to tree) and json_loc.c (tree, text and paths). */
#ifndef SK_EXT_JSON_PRIV_H
#define SK_EXT_JSON_PRIV_H

#include "base/mem.h"
#include "ext/json.h"

typedef struct json_member json_member;

/* Our own read-only tree: constant-time access by place, keys by binary search, one arena. */
struct sk_jval {
    sk_jtype type;
    size_t len; /* elements or members */
    size_t off; /* of the value's first byte in the text */
    union {
        int64_t i; /* also booleans */
        double r;
        const char *str;
        const sk_jval *elem;
        struct { const json_member *member; const uint32_t *by_key; } obj;
    } u;
};

struct json_member { const char *key; sk_jval val; };

struct sk_json_doc {
    sk_arena *arena; /* holds everything below */
    const char *name;
    const char *text; /* without BOM, NUL-terminated */
    size_t n;
    sk_jval root;
};

/* Fills in the offsets of all values by walking the text beside the tree. */
void sk__json_mark(sk_json_doc *d);
/* Line and column (in characters) of a byte offset. */
void sk__json_line_col(const char *text, size_t off, int *line, int *col);
/* Index of key among the members, or SIZE_MAX. */
size_t sk__json_find(const sk_jval *obj, const char *key, size_t n);

#endif
