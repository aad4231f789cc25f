/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON Schema of one report, from the same columns that write it: it lies beside report.json, with the title and
 * type of every fact and column, so that a program that reads the report can be checked against it. The shape
 * that all reports share is data/schema/report.schema.json. */
#include <stdio.h>

#include "base/text.h"
#include "out/report.h"

static void of_kind(sk_jw *w, const char *key, const char *title, sk_cell_kind kind)
{
    static const char *const type[] = {
        [SK_CELL_TEXT] = "string", [SK_CELL_NAME] = "string", [SK_CELL_INT] = "integer",
        [SK_CELL_DEC1] = "number", [SK_CELL_DEC2] = "number", [SK_CELL_ORE] = "integer",
        [SK_CELL_DAY] = "string",  [SK_CELL_TIME] = "string", [SK_CELL_BOOL] = "boolean"};
    sk_jw_inline(w);
    sk_jw_obj(w, key);
    sk_jw_str(w, "title", title);
    sk_jw_arr(w, "type");
    sk_jw_str(w, NULL, type[kind]);
    sk_jw_str(w, NULL, "null");
    sk_jw_arr_end(w);
    if (kind == SK_CELL_ORE) sk_jw_str(w, "description", "öre");
    if (kind == SK_CELL_DAY) sk_jw_str(w, "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    if (kind == SK_CELL_TIME) sk_jw_str(w, "pattern", "^[0-9]{2}:[0-9]{2}$");
    sk_jw_obj_end(w);
}

static void strings(sk_jw *w, const char *key, const char *const *s, int n)
{
    sk_jw_inline(w);
    sk_jw_arr(w, key);
    for (int i = 0; i < n; i++) sk_jw_str(w, NULL, s[i]);
    sk_jw_arr_end(w);
}

static void closed_object(sk_jw *w, const char *key)
{
    sk_jw_obj(w, key);
    sk_jw_str(w, "type", "object");
    sk_jw_bool(w, "additionalProperties", false);
}

static void one_string(sk_jw *w, const char *key, const char *rule, const char *value)
{
    sk_jw_inline(w);
    sk_jw_obj(w, key);
    sk_jw_str(w, "type", "string");
    if (rule) sk_jw_str(w, rule, value);
    sk_jw_obj_end(w);
}

static bool is_fact(const sk_report_item *x) { return x->kind == SK_ITEM_FACT; }
static bool is_list(const sk_report_item *x) { return x->kind == SK_ITEM_TABLE && !x->page_only; }

static void required(const sk_report *r, sk_jw *w, bool (*is)(const sk_report_item *), int upto)
{
    sk_jw_inline(w);
    sk_jw_arr(w, "required");
    for (int i = 0; i < upto; i++)
        if (is(r->item[i])) sk_jw_str(w, NULL, r->item[i]->key);
    sk_jw_arr_end(w);
}

static void facts(const sk_report *r, sk_jw *w)
{
    int n = sk_report_first_page(r);
    closed_object(w, "facts");
    required(r, w, is_fact, n);
    sk_jw_obj(w, "properties");
    for (int i = 0; i < n; i++)
        if (is_fact(r->item[i]))
            of_kind(w, r->item[i]->key, sk_text(r->lang, r->item[i]->title), r->item[i]->of);
    sk_jw_obj_end(w);
    sk_jw_obj_end(w);
}

static void table(const sk_report *r, const sk_report_item *x, sk_jw *w)
{
    const sk_table *t = &x->t;
    sk_jw_obj(w, x->key);
    sk_jw_str(w, "title", sk_text(r->lang, t->title));
    sk_jw_str(w, "type", "array");
    closed_object(w, "items");
    sk_jw_inline(w);
    sk_jw_arr(w, "required");
    for (int c = 0; c < t->n_cols; c++) sk_jw_str(w, NULL, t->col[c].key);
    sk_jw_arr_end(w);
    sk_jw_obj(w, "properties");
    for (int c = 0; c < t->n_cols; c++)
        of_kind(w, t->col[c].key, sk_text(r->lang, t->col[c].title), t->col[c].kind);
    sk_jw_obj_end(w);
    sk_jw_obj_end(w);
    sk_jw_obj_end(w);
}

static void tables(const sk_report *r, sk_jw *w)
{
    closed_object(w, "tables");
    required(r, w, is_list, r->n_items);
    sk_jw_obj(w, "properties");
    for (int i = 0; i < r->n_items; i++)
        if (is_list(r->item[i])) table(r, r->item[i], w);
    sk_jw_obj_end(w);
    sk_jw_obj_end(w);
}

static void tail(sk_jw *w)
{
    static const char *const both[] = {"file", "sha256"};
    sk_jw_obj(w, "notes");
    sk_jw_str(w, "type", "array");
    one_string(w, "items", NULL, NULL);
    sk_jw_obj_end(w);
    sk_jw_obj(w, "inputs");
    sk_jw_str(w, "type", "array");
    closed_object(w, "items");
    strings(w, "required", both, 2);
    sk_jw_obj(w, "properties");
    one_string(w, "file", NULL, NULL);
    one_string(w, "sha256", "pattern", "^[0-9a-f]{64}$");
    sk_jw_obj_end(w);
    sk_jw_obj_end(w);
    sk_jw_obj_end(w);
}

void sk_report_schema(const sk_report *r, sk_buf *out)
{
    static const char *const all[] = {"format", "kommun", "headline", "facts",
                                      "tables", "notes",  "inputs"};
    char format[64];
    sk_jw w;
    sk_jw_init(&w, out, false);
    snprintf(format, sizeof format, "storkok-%s/1", r->key);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "$schema", "https://json-schema.org/draft/2020-12/schema");
    sk_jw_str(&w, "title", sk_text(r->lang, r->title));
    sk_jw_str(&w, "type", "object");
    sk_jw_bool(&w, "additionalProperties", false);
    strings(&w, "required", all, (int)(sizeof all / sizeof *all));
    sk_jw_obj(&w, "properties");
    sk_jw_inline(&w);
    sk_jw_obj(&w, "format");
    sk_jw_str(&w, "const", format);
    sk_jw_obj_end(&w);
    one_string(&w, "kommun", NULL, NULL);
    one_string(&w, "headline", NULL, NULL);
    facts(r, &w);
    tables(r, &w);
    tail(&w);
    sk_jw_obj_end(&w);
    sk_jw_obj_end(&w);
}
