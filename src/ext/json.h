/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jansson behind one door: parse with duplicate keys refused and BOM stripped, typed getters that
 * name the JSON path and find its line:column only when an error is made, and a deterministic
 * writer. No other module includes jansson.h. */
#ifndef SK_EXT_JSON_H
#define SK_EXT_JSON_H

#include "base/buf.h"
#include "base/diag.h"

typedef struct sk_json_doc sk_json_doc; /* opaque: text, tree, name */
typedef struct sk_jval sk_jval;         /* a borrowed value inside a doc; lives as long as it */

typedef enum { SK_J_NULL, SK_J_BOOL, SK_J_INT, SK_J_REAL, SK_J_STR, SK_J_ARRAY, SK_J_OBJECT } sk_jtype;

enum { SK_JSON_MAX_DEPTH = 64 };

/* SK_E_INPUT with line and column when the text is not JSON, has duplicate keys, NUL in strings,
 * or nests deeper than SK_JSON_MAX_DEPTH. name is the document's name in messages (copied); lang is
 * the language of err. *out is NULL on failure. */
sk_code sk_json_parse(const char *name, const char *text, size_t n, sk_lang lang,
                      sk_json_doc **out, sk_err *err);
void sk_json_free(sk_json_doc *d);
const sk_jval *sk_json_root(const sk_json_doc *d);

sk_jtype sk_jval_type(const sk_jval *v);
const sk_jval *sk_jval_get(const sk_jval *obj, const char *key); /* NULL when absent */
size_t sk_jval_len(const sk_jval *v);                            /* array or object */
const sk_jval *sk_jval_at(const sk_jval *arr, size_t i);
/* i-th member in document order; key borrowed. */
const sk_jval *sk_jval_member(const sk_jval *obj, size_t i, const char **key);
int64_t sk_jval_int(const sk_jval *v);
double sk_jval_real(const sk_jval *v); /* of int or real */
const char *sk_jval_str(const sk_jval *v);
bool sk_jval_bool(const sk_jval *v);

/* Line and column of the value at `path` ("$.a[3].b", a key with odd characters as ["a.b"]); 0,0
 * when the path does not exist. Counts lines in the text, so call it only when making an error. The
 * loc's file and path point into doc and path. */
sk_loc sk_json_loc(const sk_json_doc *d, const char *path);
const char *sk_json_version(void); /* of jansson */

/* Writer: appends to a buffer, keys in the order given, two-space indent, "\n" line ends and one at
 * the end, strings escaped with UTF-8 kept (bytes that are not UTF-8 become U+FFFD). The caller
 * balances begin and end and nests at most 31 deep. Compact: no spaces, no line ends at all. */
typedef struct sk_jw {
    sk_buf *b; /* borrowed */
    int depth;
    bool first[32]; /* nothing written yet at this depth */
    bool array[32]; /* the depth's closing bracket is ] */
    bool compact;
    bool next_inline; /* sk_jw_inline was called */
    int inline_from;  /* depth where the one-line part began, 0 = none */
} sk_jw;
void sk_jw_init(sk_jw *w, sk_buf *b, bool compact);
void sk_jw_obj(sk_jw *w, const char *key); /* key NULL inside arrays and at top */
void sk_jw_obj_end(sk_jw *w);
void sk_jw_arr(sk_jw *w, const char *key);
void sk_jw_arr_end(sk_jw *w);
void sk_jw_str(sk_jw *w, const char *key, const char *s); /* NULL s writes null */
void sk_jw_int(sk_jw *w, const char *key, int64_t v);
void sk_jw_real(sk_jw *w, const char *key, double v); /* the fewest of 15 to 17 digits that read back equal */
void sk_jw_bool(sk_jw *w, const char *key, bool v);
/* The next object or array is written on one line (for long lists of small records). */
void sk_jw_inline(sk_jw *w);

#endif
