/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes, errors, texts and diagnostics of the public interface. */
#include "api/api.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/version.h"
#include "ext/json.h"

#include <stdio.h>
#include <string.h>

/* The public equivalents have the values of the library's own. */
_Static_assert(sizeof STORKOK_VERSION == sizeof SK_VERSION, "version");
_Static_assert((int)STORKOK_SV == (int)SK_LANG_SV && (int)STORKOK_EN == (int)SK_LANG_EN, "lang");
_Static_assert((int)STORKOK_E_USAGE == (int)SK_E_USAGE && (int)STORKOK_E_INPUT == (int)SK_E_INPUT &&
                   (int)STORKOK_E_IO == (int)SK_E_IO && (int)STORKOK_E_NOMEM == (int)SK_E_NOMEM &&
                   (int)STORKOK_E_SOLVER == (int)SK_E_SOLVER &&
                   (int)STORKOK_E_LIMIT == (int)SK_E_LIMIT &&
                   (int)STORKOK_E_INTERNAL == (int)SK_E_INTERNAL,
               "codes");
_Static_assert((int)STORKOK_EXIT_SHORT == (int)SK_EXIT_SHORT &&
                   (int)STORKOK_EXIT_INPUT == (int)SK_EXIT_INPUT &&
                   (int)STORKOK_EXIT_LIMIT == (int)SK_EXIT_LIMIT &&
                   (int)STORKOK_EXIT_IO == (int)SK_EXIT_IO &&
                   (int)STORKOK_EXIT_INTERNAL == (int)SK_EXIT_INTERNAL,
               "exit codes");
_Static_assert((int)STORKOK_ERROR == (int)SK_SEV_ERROR &&
                   (int)STORKOK_WARNING == (int)SK_SEV_WARNING &&
                   (int)STORKOK_NOTE == (int)SK_SEV_NOTE,
               "severities");

const char *storkok_version(void) { return SK_VERSION; }

int storkok_exit_code(storkok_code code) { return sk_exit_code((sk_code)code); }

void storkok_error_init(storkok_error *err, storkok_lang lang)
{
    *err = (storkok_error){.lang = lang};
}

void storkok_text_free(storkok_text *t)
{
    sk_free(t->data);
    t->data = NULL;
    t->len = 0;
}

sk_lang sk__lang_in(storkok_lang l) { return l == STORKOK_EN ? SK_LANG_EN : SK_LANG_SV; }

static void copy(char *to, size_t cap, const char *from) { snprintf(to, cap, "%s", from); }

void sk__err_in(const storkok_error *err, sk_err *own)
{
    sk_err_init(own, err ? sk__lang_in(err->lang) : SK_LANG_SV);
    if (!err || err->code == STORKOK_OK) return;
    own->code = (sk_code)err->code;
    own->line = err->line;
    own->col = err->col;
    copy(own->rule, sizeof own->rule, err->rule);
    copy(own->file, sizeof own->file, err->file);
    copy(own->path, sizeof own->path, err->path);
    copy(own->text, sizeof own->text, err->text);
    copy(own->hint, sizeof own->hint, err->hint);
}

storkok_code sk__err_out(sk_code code, const sk_err *own, storkok_error *err)
{
    if (own->code == SK_OK || !err) return (storkok_code)code;
    err->code = (storkok_code)own->code;
    err->line = own->line;
    err->col = own->col;
    copy(err->rule, sizeof err->rule, own->rule);
    copy(err->file, sizeof err->file, own->file);
    copy(err->path, sizeof err->path, own->path);
    copy(err->text, sizeof err->text, own->text);
    copy(err->hint, sizeof err->hint, own->hint);
    return (storkok_code)code;
}

storkok_code sk__fail(storkok_error *err, sk_code code, const char *text)
{
    sk_err own;
    sk__err_in(err, &own);
    sk_err_set(&own, code, "%s", sk_text(own.lang, text));
    return sk__err_out(code, &own, err);
}

storkok_code sk__text_out(sk_buf *b, storkok_text *out, storkok_error *err)
{
    *out = (storkok_text){NULL, 0};
    if (!sk_buf_ok(b)) {
        sk_buf_free(b);
        return sk__fail(err, SK_E_NOMEM, SK_N("out of memory"));
    }
    out->data = b->data;
    out->len = b->len;
    *b = (sk_buf)SK_BUF_INIT;
    return STORKOK_OK;
}

storkok_code storkok_error_print(const storkok_error *err, storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_err own;
    sk__err_in(err, &own);
    if (own.code != SK_OK) sk_err_print(&own, &b);
    return sk__text_out(&b, out, NULL);
}

storkok_diags *storkok_diags_new(storkok_lang lang)
{
    storkok_diags *d = sk_alloc(sizeof *d);
    if (!d) return NULL;
    d->d = sk_diags_new(sk__lang_in(lang));
    if (d->d) return d;
    sk_free(d);
    return NULL;
}

void storkok_diags_free(storkok_diags *d)
{
    if (!d) return;
    sk_diags_free(d->d);
    sk_free(d);
}

size_t storkok_diags_count(const storkok_diags *d, storkok_severity s)
{
    return sk_diags_count(d->d, (sk_sev)s);
}

size_t storkok_diags_len(const storkok_diags *d) { return sk_diags_len(d->d); }

bool storkok_diags_at(const storkok_diags *d, size_t i, storkok_diag *out)
{
    if (i >= sk_diags_len(d->d)) return false;
    const sk_diag *x = sk_diags_at(d->d, i);
    *out = (storkok_diag){.severity = (storkok_severity)x->sev,
                          .rule = x->rule,
                          .file = x->file ? x->file : "",
                          .path = x->path ? x->path : "",
                          .text = x->text ? x->text : "",
                          .hint = x->hint ? x->hint : "",
                          .line = x->line,
                          .col = x->col};
    return true;
}

static void place_json(sk_jw *w, const char *rule, const char *file, int line, int col,
                       const char *path, const char *text, const char *hint)
{
    sk_jw_str(w, "rule", rule);
    sk_jw_str(w, "file", file);
    sk_jw_int(w, "line", line);
    sk_jw_int(w, "column", col);
    sk_jw_str(w, "path", path);
    sk_jw_str(w, "text", text);
    sk_jw_str(w, "hint", hint);
}

static void diags_json(const storkok_diags *d, sk_buf *b)
{
    static const char *const word[] = {"error", "warning", "note"};
    storkok_diag x;
    sk_jw w;
    sk_jw_init(&w, b, false);
    sk_jw_obj(&w, NULL);
    sk_jw_int(&w, "errors", (int64_t)storkok_diags_count(d, STORKOK_ERROR));
    sk_jw_int(&w, "warnings", (int64_t)storkok_diags_count(d, STORKOK_WARNING));
    sk_jw_int(&w, "notes", (int64_t)storkok_diags_count(d, STORKOK_NOTE));
    sk_jw_arr(&w, "list");
    for (size_t i = 0; storkok_diags_at(d, i, &x); i++) {
        sk_jw_inline(&w);
        sk_jw_obj(&w, NULL);
        sk_jw_str(&w, "severity", word[x.severity]);
        place_json(&w, x.rule, x.file, x.line, x.col, x.path, x.text, x.hint);
        sk_jw_obj_end(&w);
    }
    sk_jw_arr_end(&w);
    sk_jw_obj_end(&w);
}

storkok_code storkok_diags_print(const storkok_diags *d, storkok_form form, storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_diags_sort(d->d);
    if (form == STORKOK_JSON) diags_json(d, &b);
    else sk_diags_print(d->d, &b);
    return sk__text_out(&b, out, NULL);
}

static void string_json(sk_buf *b, const char *s)
{
    sk_jw w;
    sk_jw_init(&w, b, true);
    sk_jw_str(&w, NULL, s);
}

static void error_json(sk_buf *b, const storkok_error *err)
{
    sk_jw w;
    sk_jw_init(&w, b, true);
    sk_jw_obj(&w, NULL);
    place_json(&w, err->rule, err->file, err->line, err->col, err->path, err->text, err->hint);
    sk_jw_obj_end(&w);
}

/* The result is JSON already, so the object is put together by hand around it. */
storkok_code storkok_envelope(int exit_code, const storkok_error *err, const char *summary,
                              const char *result, storkok_text *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_addf(&b, "{\n\"storkok\": \"%s\",\n\"code\": %d,\n\"error\": ", STORKOK_VERSION,
                exit_code);
    if (err && err->code != STORKOK_OK) error_json(&b, err);
    else sk_buf_add(&b, "null");
    sk_buf_add(&b, ",\n\"summary\": ");
    string_json(&b, summary ? summary : "");
    sk_buf_add(&b, ",\n\"result\": ");
    size_t n = result ? strlen(result) : 0;
    while (n && (result[n - 1] == '\n' || result[n - 1] == ' ')) n--;
    if (n) sk_buf_addn(&b, result, n);
    else sk_buf_add(&b, "null");
    sk_buf_add(&b, "\n}\n");
    return sk__text_out(&b, out, NULL);
}
