/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Schemas (2020-12) of kommun.json and policy.json. */
#include "ext/json.h"
#include "input/format.h"

static void head(sk_jw *w, const char *title, const char *format)
{
    sk_jw_obj(w, NULL);
    sk_jw_str(w, "$schema", "https://json-schema.org/draft/2020-12/schema");
    sk_jw_str(w, "title", title);
    sk_jw_str(w, "type", "object");
    sk_jw_bool(w, "additionalProperties", false);
    sk_jw_obj(w, "properties");
    sk_jw_inline(w);
    sk_jw_obj(w, "$schema");
    sk_jw_str(w, "type", "string");
    sk_jw_obj_end(w);
    sk_jw_inline(w);
    sk_jw_obj(w, "format");
    sk_jw_str(w, "const", format);
    sk_jw_obj_end(w);
}

static void tail(sk_jw *w, const char *const *required)
{
    sk_jw_obj_end(w); /* properties */
    sk_jw_inline(w);
    sk_jw_arr(w, "required");
    for (; *required; required++) sk_jw_str(w, NULL, *required);
    sk_jw_arr_end(w);
    sk_jw_obj_end(w);
}

static void string(sk_jw *w, const char *name, const char *text, const char *pattern)
{
    sk_jw_obj(w, name);
    sk_jw_str(w, "type", "string");
    sk_jw_str(w, "description", text);
    if (pattern) sk_jw_str(w, "pattern", pattern);
    sk_jw_obj_end(w);
}

void sk_format_kommun_schema(sk_buf *out)
{
    static const char *const required[] = {"format", "name", "code", "as_of", NULL};
    sk_jw w;
    sk_jw_init(&w, out, false);
    head(&w, "storkok kommun.json", "storkok-kommun/1");
    string(&w, "name", "Name of the municipality.", ".");
    string(&w, "code", "Kommunkod, four digits.", "^[0-9]{4}$");
    string(&w, "as_of", "The date whose knowledge the folder holds; nothing later is visible.",
           "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    string(&w, "lang", "Language of papers: sv or en.", "^(sv|en)");
    string(&w, "note", "For people.", NULL);
    tail(&w, required);
}

static void bounds(sk_jw *w, const sk_setting *s)
{
    sk_jw_str(w, "type", "integer");
    sk_jw_int(w, "minimum", s->lo);
    sk_jw_int(w, "maximum", s->hi);
}

static void setting(sk_jw *w, const sk_setting *s)
{
    sk_jw_obj(w, s->name);
    sk_buf text = SK_BUF_INIT;
    sk_buf_addf(&text, "%s [%s]. Source of the default: %s.", s->text, s->unit, s->source);
    sk_jw_str(w, "description", sk_buf_str(&text));
    w->b->failed |= !sk_buf_ok(&text);
    sk_buf_free(&text);
    sk_jw_int(w, "default", s->def);
    sk_jw_arr(w, "oneOf");
    sk_jw_inline(w);
    sk_jw_obj(w, NULL);
    bounds(w, s);
    sk_jw_obj_end(w);
    sk_jw_obj(w, NULL);
    sk_jw_str(w, "type", "object");
    sk_jw_bool(w, "additionalProperties", false);
    sk_jw_obj(w, "properties");
    sk_jw_inline(w);
    sk_jw_obj(w, "value");
    bounds(w, s);
    sk_jw_obj_end(w);
    sk_jw_inline(w);
    sk_jw_obj(w, "source");
    sk_jw_str(w, "type", "string");
    sk_jw_obj_end(w);
    sk_jw_obj_end(w);
    sk_jw_inline(w);
    sk_jw_arr(w, "required");
    sk_jw_str(w, NULL, "value");
    sk_jw_arr_end(w);
    sk_jw_obj_end(w);
    sk_jw_arr_end(w);
    sk_jw_obj_end(w);
}

void sk_format_policy_schema(sk_buf *out)
{
    static const char *const required[] = {"format", "settings", NULL};
    sk_jw w;
    sk_jw_init(&w, out, false);
    head(&w, "storkok policy.json", "storkok-policy/1");
    string(&w, "note", "For people.", NULL);
    sk_jw_obj(&w, "settings");
    sk_jw_str(&w, "type", "object");
    sk_jw_bool(&w, "additionalProperties", false);
    sk_jw_obj(&w, "properties");
    for (int i = 0; i < sk_n_policy_settings; i++) setting(&w, &sk_policy_settings[i]);
    sk_jw_obj_end(&w);
    sk_jw_obj_end(&w);
    tail(&w, required);
}
