/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kommun.json and policy.json. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/num.h"
#include "base/text.h"
#include "ext/json.h"
#include "input/input.h"

enum { PATH = 160, NAME_SHOWN = 40 };

typedef struct json { /* a JSON document being read */
    sk__in *in;
    sk_json_doc *doc;
    const sk_jval *root;
} json;

#define J_FAULT(j, path, rule, hint, ...)                                                          \
    sk_diag_add((j)->in->diags, SK_SEV_ERROR, rule, sk_json_loc((j)->doc, path), hint, __VA_ARGS__)

static const char *type_name(sk_lang lang, sk_jtype t)
{
    static const char *const w[] = {
        SK_N("null"),     SK_N("true or false"), SK_N("a whole number"), SK_N("a decimal number"),
        SK_N("a string"), SK_N("a list"),        SK_N("an object")};
    return sk_text(lang, w[t]);
}

static bool has_type(json *j, const char *path, const sk_jval *v, sk_jtype want)
{
    sk_lang lang = sk_diags_lang(j->in->diags);
    if (sk_jval_type(v) == want) return true;
    J_FAULT(j, path, "R026", NULL, SK_N("expected %s, found %s"), type_name(lang, want),
            type_name(lang, sk_jval_type(v)));
    return false;
}

/* The JSON reader has no rule ids of its own. */
static void add_json_err(json *j, sk_err *err)
{
    if (!err->rule[0]) snprintf(err->rule, sizeof err->rule, "J001");
    sk_diag_add_err(j->in->diags, err);
}

/* Opens a document whose top is an object with the right "format". False: a fault was added. */
static bool open_json(json *j, const char *name, const char *format)
{
    sk_buf text = SK_BUF_INIT;
    bool found;
    sk_err err;
    sk_err_init(&err, sk_diags_lang(j->in->diags));
    sk_code code = sk__in_file(j->in, name, true, &text, &found);
    if (code == SK_OK) {
        code = sk_json_parse(name, sk_buf_str(&text), text.len, sk_diags_lang(j->in->diags),
                             &j->doc, &err);
        if (code == SK_E_NOMEM) j->in->nomem = true;
        else if (code) add_json_err(j, &err);
    }
    sk_buf_free(&text);
    if (code) return false;
    j->root = sk_json_root(j->doc);
    if (!has_type(j, "$", j->root, SK_J_OBJECT)) return false;
    const sk_jval *f = sk_jval_get(j->root, "format");
    if (f && sk_jval_type(f) == SK_J_STR && strcmp(sk_jval_str(f), format) == 0) return true;
    J_FAULT(j, f ? "$.format" : "$", "R023", NULL, SK_N("\"format\" must be \"%s\""), format);
    return false;
}

/* ---- kommun.json ---- */

static const char *const kommun_members[] = {"format", "name", "code", "as_of",
                                             "lang",   "note", NULL};

/* Path of a member, or of its object when the key has characters that a path cannot show. */
static const char *member_path(const char *prefix, const char *key, char out[PATH])
{
    size_t n = strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    if (!key[0] || key[n] || n > NAME_SHOWN) return prefix;
    snprintf(out, PATH, "%s.%s", prefix, key);
    return out;
}

static void unknown_members(json *j, const sk_jval *obj, const char *prefix,
                            const char *const *known)
{
    for (size_t i = 0; i < sk_jval_len(obj); i++) {
        const char *key;
        sk_jval_member(obj, i, &key);
        sk__near near = {NULL, 0};
        bool is_known = false;
        for (const char *const *k = known; *k; k++) {
            is_known |= strcmp(*k, key) == 0;
            sk__near_try(&near, key, *k);
        }
        if (is_known || key[0] == '$') /* "$schema" helps editors */
            continue;
        char shown[4 * NAME_SHOWN + 8], path[PATH];
        const char *at = member_path(prefix, key, path);
        sk_clip(key, NAME_SHOWN, shown, sizeof shown);
        if (near.word)
            J_FAULT(j, at, "R025", NULL, SK_N("\"%s\" is not known here; did you mean \"%s\"?"),
                    shown, near.word);
        else J_FAULT(j, at, "R025", NULL, SK_N("\"%s\" is not known here"), shown);
    }
}

/* A string member; "" when absent (a fault when required) or wrong. Lives as long as the document. */
static const char *string_member(json *j, const char *key, bool required)
{
    char path[PATH];
    snprintf(path, sizeof path, "$.%s", key);
    const sk_jval *v = sk_jval_get(j->root, key);
    if (!v && required) J_FAULT(j, "$", "R024", NULL, SK_N("\"%s\" is missing"), key);
    if (!v || !has_type(j, path, v, SK_J_STR)) return "";
    if (required && !sk_jval_str(v)[0])
        J_FAULT(j, path, "R024", NULL, SK_N("\"%s\" is empty"), key);
    return sk_jval_str(v);
}

static void check_code(json *j, const char *code)
{
    size_t n = strspn(code, "0123456789");
    if (code[0] && (n != 4 || code[n]))
        J_FAULT(j, "$.code", "R027", NULL, SK_N("\"code\" must be four digits such as \"0580\""));
}

static void read_kommun(json *j)
{
    sk_kommun *k = j->in->k;
    unknown_members(j, j->root, "$", kommun_members);
    const char *name = string_member(j, "name", true), *code = string_member(j, "code", true);
    const char *as_of = string_member(j, "as_of", true), *lang = string_member(j, "lang", false);
    k->name = sk_arena_strdup(j->in->keep, name);
    k->code = sk_arena_strdup(j->in->keep, code);
    j->in->nomem |= !k->name || !k->code;
    check_code(j, code);
    if (as_of[0] && !sk_day_parse(as_of, &k->as_of))
        J_FAULT(j, "$.as_of", "R006", NULL,
                SK_N("\"as_of\" must be a date that exists, such as \"2023-11-19\""));
    if (lang[0] && !sk_lang_parse(lang, &k->lang))
        J_FAULT(j, "$.lang", "R027", NULL, SK_N("\"lang\" must be \"sv\" or \"en\""));
}

/* ---- policy.json ---- */

static void set_value(json *j, const sk_setting *s, const char *path, const sk_jval *v)
{
    if (!has_type(j, path, v, SK_J_INT)) return;
    int64_t x = sk_jval_int(v);
    if (x < s->lo || x > s->hi)
        J_FAULT(j, path, "R027", NULL, SK_N("%s must be %lld to %lld %s, found %lld"), s->name,
                (long long)s->lo, (long long)s->hi, s->unit, (long long)x);
    else memcpy((char *)&j->in->k->policy + s->offset, &x, sizeof x);
}

static void unknown_setting(json *j, const char *key)
{
    char shown[4 * NAME_SHOWN + 8], path[PATH];
    const char *at = member_path("$.settings", key, path);
    sk__near near = {NULL, 0};
    for (int i = 0; i < sk_n_policy_settings; i++)
        sk__near_try(&near, key, sk_policy_settings[i].name);
    sk_clip(key, NAME_SHOWN, shown, sizeof shown);
    if (near.word)
        J_FAULT(j, at, "R025", NULL, SK_N("\"%s\" is not known here; did you mean \"%s\"?"), shown,
                near.word);
    else J_FAULT(j, at, "R025", NULL, SK_N("\"%s\" is not known here"), shown);
}

static const sk_setting *find_setting(const char *name)
{
    for (int i = 0; i < sk_n_policy_settings; i++)
        if (strcmp(sk_policy_settings[i].name, name) == 0) return &sk_policy_settings[i];
    return NULL;
}

/* A setting is a number, or {"value": number, "source": "..."}. */
static void read_setting(json *j, const sk_setting *s, const sk_jval *v)
{
    static const char *const members[] = {"value", "source", NULL};
    char path[PATH], inner[PATH + 8];
    snprintf(path, sizeof path, "$.settings.%s", s->name);
    snprintf(inner, sizeof inner, "%s.value", path);
    if (sk_jval_type(v) != SK_J_OBJECT) {
        set_value(j, s, path, v);
        return;
    }
    unknown_members(j, v, path, members);
    const sk_jval *value = sk_jval_get(v, "value");
    if (value) set_value(j, s, inner, value);
    else J_FAULT(j, path, "R024", NULL, SK_N("\"%s\" is missing"), "value");
}

static void read_policy(json *j)
{
    static const char *const members[] = {"format", "settings", "note", NULL};
    unknown_members(j, j->root, "$", members);
    const sk_jval *settings = sk_jval_get(j->root, "settings");
    if (!settings) J_FAULT(j, "$", "R024", NULL, SK_N("\"%s\" is missing"), "settings");
    if (!settings || !has_type(j, "$.settings", settings, SK_J_OBJECT)) return;
    for (size_t i = 0; i < sk_jval_len(settings); i++) {
        const char *key;
        const sk_jval *v = sk_jval_member(settings, i, &key);
        const sk_setting *s = find_setting(key);
        if (s) read_setting(j, s, v);
        else unknown_setting(j, key);
    }
}

void sk__settings_read(sk__in *in)
{
    json j = {in, NULL, NULL};
    sk_policy_defaults(&in->k->policy);
    in->k->name = in->k->code = "";
    in->k->as_of = SK_NO_DAY;
    if (open_json(&j, "kommun.json", "storkok-kommun/1")) read_kommun(&j);
    sk_json_free(j.doc);
    j.doc = NULL;
    if (open_json(&j, "policy.json", "storkok-policy/1")) read_policy(&j);
    sk_json_free(j.doc);
}
