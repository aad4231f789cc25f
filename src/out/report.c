/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a report, and its forms for the terminal and for programs. */
#include "out/report.h"

#include "base/num.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FACT_W = 40, WORDS = 1024, TEXT_W = 96 };

sk_report *sk_report_new(const char *key, const char *title, const char *name, sk_lang lang)
{
    sk_report *r = sk_alloc(sizeof *r);
    if (!r) return NULL;
    *r = (sk_report){.key = key,
                     .title = title,
                     .name = name,
                     .lang = lang,
                     .headline = "",
                     .arena = sk_arena_new()};
    if (r->arena) return r;
    sk_free(r);
    return NULL;
}

void sk_report_free(sk_report *r)
{
    if (!r) return;
    for (int i = 0; i < r->n_items; i++) {
        sk_table_free(&r->item[i]->t);
        sk_buf_free(&r->item[i]->data);
    }
    sk_free(r->item);
    sk_free(r->input);
    sk_arena_free(r->arena);
    sk_free(r);
}

bool sk_report_ok(const sk_report *r)
{
    for (int i = 0; i < r->n_items; i++) {
        const sk_report_item *x = r->item[i];
        if (!sk_buf_ok(&x->data)) return false;
        if (x->kind == SK_ITEM_TABLE && !sk_table_ok(&x->t)) return false;
    }
    return !r->failed;
}

const char *sk_report_keep(sk_report *r, const char *s)
{
    const char *kept = sk_arena_strdup(r->arena, s);
    if (!kept) r->failed = true;
    return kept ? kept : "";
}

const char *sk_report_words(sk_report *r, const char *fmt, ...)
{
    char few[WORDS];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(few, sizeof few, fmt, ap);
    va_end(ap);
    if (n >= 0 && n < (int)sizeof few) return sk_report_keep(r, few);
    char *many = n < 0 ? NULL : sk_arena_alloc(r->arena, (size_t)n + 1);
    if (!many) {
        r->failed = true;
        return "";
    }
    va_start(ap, fmt);
    vsnprintf(many, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return many;
}

const char *sk_report_number(sk_report *r, int64_t v, int decimals)
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_dec(&b, v, decimals, r->lang);
    if (!sk_buf_ok(&b)) r->failed = true;
    const char *s = sk_report_keep(r, sk_buf_str(&b));
    sk_buf_free(&b);
    return s;
}

static sk_report_item *add(sk_report *r, sk_item_kind kind, const char *key, const char *title)
{
    sk_report_item *x = sk_arena_alloc(r->arena, sizeof *x);
    if (!x || !SK_GROW(r->item, (size_t)r->n_items, r->cap_items)) {
        r->failed = true;
        return NULL;
    }
    *x = (sk_report_item){.kind = kind, .key = key, .title = title, .data = SK_BUF_INIT};
    r->item[r->n_items++] = x;
    return x;
}

static sk_report_item *last(sk_report *r, sk_item_kind kind)
{
    sk_report_item *x = r->n_items ? r->item[r->n_items - 1] : NULL;
    return x && x->kind == kind ? x : NULL;
}

void sk_report_headline(sk_report *r, const char *text) { r->headline = text; }

void sk_report_page(sk_report *r, const char *key, const char *title)
{
    (void)add(r, SK_ITEM_PAGE, key, title);
}

void sk_report_heading(sk_report *r, const char *title)
{
    (void)add(r, SK_ITEM_HEADING, NULL, title);
}

void sk_report_text(sk_report *r, const char *text)
{
    sk_report_item *x = add(r, SK_ITEM_TEXT, NULL, NULL);
    if (x) x->text = text;
}

void sk_report_warning(sk_report *r, const char *text)
{
    sk_report_item *x = add(r, SK_ITEM_WARNING, NULL, NULL);
    if (x) x->text = text;
}

void sk_report_fact(sk_report *r, const char *key, const char *title, sk_cell_kind kind, int64_t v,
                    const char *unit)
{
    sk_report_item *x = add(r, SK_ITEM_FACT, key, title);
    if (!x) return;
    x->of = kind;
    x->cell = (sk_cell){.s = NULL, .v = v};
    x->text = unit;
}

void sk_report_fact_s(sk_report *r, const char *key, const char *title, const char *s)
{
    sk_report_item *x = add(r, SK_ITEM_FACT, key, title);
    if (!x) return;
    x->of = SK_CELL_NAME;
    x->cell = (sk_cell){.s = s, .v = SK_CELL_EMPTY};
}

void sk_report_bad(sk_report *r, bool bad)
{
    sk_report_item *x = last(r, SK_ITEM_FACT);
    if (x) x->bad = bad;
}

sk_table *sk_report_table(sk_report *r, const char *key, const char *title, const sk_col *col,
                          int n_cols, size_t max_rows)
{
    sk_report_item *x = add(r, SK_ITEM_TABLE, key, title);
    if (!x) {
        r->no_table.failed = true;
        return &r->no_table;
    }
    sk_table_init(&x->t, key, title, col, n_cols);
    x->max_rows = max_rows;
    return &x->t;
}

void sk_report_note(sk_report *r, const char *text)
{
    sk_report_item *x = last(r, SK_ITEM_TABLE);
    if (x) x->text = text;
}

void sk_report_files_only(sk_report *r)
{
    sk_report_item *x = last(r, SK_ITEM_TABLE);
    if (x) x->files_only = true;
}

void sk_report_page_only(sk_report *r)
{
    sk_report_item *x = last(r, SK_ITEM_TABLE);
    if (x) x->page_only = true;
}

int sk_report_first_page(const sk_report *r)
{
    int n = 0;
    while (n < r->n_items && r->item[n]->kind != SK_ITEM_PAGE) n++;
    return n;
}

/* A table that the files hold. */
static bool is_list(const sk_report_item *x) { return x->kind == SK_ITEM_TABLE && !x->page_only; }

static sk_buf *data_of(sk_report *r, sk_report_item *x)
{
    r->no_data.failed = true;
    return x ? &x->data : &r->no_data;
}

sk_buf *sk_report_chart(sk_report *r, const char *key, const char *title)
{
    return data_of(r, add(r, SK_ITEM_CHART, key, title));
}

sk_buf *sk_report_file(sk_report *r, const char *name, const char *what)
{
    sk_report_item *x = add(r, SK_ITEM_FILE, name, NULL);
    if (x) x->text = what;
    return data_of(r, x);
}

void sk_report_from(sk_report *r, const char *name, const char *sha256)
{
    if (!SK_GROW(r->input, (size_t)r->n_inputs, r->cap_inputs)) {
        r->failed = true;
        return;
    }
    r->input[r->n_inputs++] = (sk_report_input){name, sha256};
}

/* ---- terminal ---------------------------------------------------------------------------------- */

/* A paragraph broken at spaces, so that a terminal need not cut words. */
static void add_wrapped(sk_buf *out, const char *s, const char *indent)
{
    sk_buf b = SK_BUF_INIT;
    int col = 0;
    sk_plain_add(&b, s);
    for (const char *p = sk_buf_str(&b); *p;) {
        size_t n = strcspn(p, " ");
        int w = 0;
        for (size_t i = 0; i < n; i++) w += ((unsigned char)p[i] & 0xC0) != 0x80;
        if (col && col + 1 + w > TEXT_W) {
            sk_buf_addc(out, '\n');
            col = 0;
        }
        sk_buf_add(out, col ? " " : indent);
        sk_buf_addn(out, p, n);
        col += w + 1;
        p += n;
        while (*p == ' ') p++;
    }
    sk_buf_addc(out, '\n');
    if (!sk_buf_ok(&b)) out->failed = true;
    sk_buf_free(&b);
}

static void text_fact(const sk_report *r, const sk_report_item *x, sk_buf *out)
{
    sk_buf_add(out, x->bad ? "! " : "  ");
    sk_buf_pad(out, sk_text(r->lang, x->title), FACT_W);
    sk_buf_addc(out, ' ');
    sk_cell_add(x->of, &x->cell, r->lang, out);
    if (x->text) sk_buf_addf(out, " %s", x->text);
    sk_buf_addc(out, '\n');
}

static void text_table(const sk_report *r, const sk_report_item *x, const char *files_dir,
                       sk_buf *out)
{
    const sk_table *t = &x->t;
    if (x->files_only || x->page_only) return;
    sk_buf_addf(out, "\n%s\n", sk_text(r->lang, t->title));
    if (x->text) add_wrapped(out, x->text, "  ");
    if (t->n_rows) sk_table_text(t, r->lang, x->max_rows, out);
    else sk_buf_addf(out, "  %s\n", sk_text(r->lang, SK_N("nothing")));
    if (!x->max_rows || t->n_rows <= x->max_rows) return;
    sk_buf_addf(out, "  %s", sk_report_more(r, x));
    if (files_dir) sk_buf_addf(out, ": %s.csv", x->key);
    sk_buf_addc(out, '\n');
}

const char *sk_report_more(const sk_report *r, const sk_report_item *x)
{
    size_t more = x->t.n_rows - x->max_rows;
    const char *s = sk_arena_printf(r->arena, sk_text(r->lang, SK_N("… and %ld more")), (long)more);
    return s ? s : "";
}

void sk_report_text_form(const sk_report *r, const char *files_dir, sk_buf *out)
{
    sk_buf_addf(out, "%s: ", sk_text(r->lang, r->title));
    sk_plain_add(out, r->name);
    sk_buf_addc(out, '\n');
    add_wrapped(out, r->headline, "");
    for (int i = 0; i < sk_report_first_page(r); i++) {
        const sk_report_item *x = r->item[i];
        switch (x->kind) {
        case SK_ITEM_HEADING: sk_buf_addf(out, "\n%s\n", sk_text(r->lang, x->title)); break;
        case SK_ITEM_TEXT: add_wrapped(out, x->text, ""); break;
        case SK_ITEM_WARNING: add_wrapped(out, x->text, "! "); break;
        case SK_ITEM_FACT: text_fact(r, x, out); break;
        case SK_ITEM_TABLE: text_table(r, x, files_dir, out); break;
        case SK_ITEM_PAGE:
        case SK_ITEM_CHART:
        case SK_ITEM_FILE: break;
        }
    }
    if (files_dir) {
        sk_buf_addf(out, "\n%s ", sk_text(r->lang, SK_N("Pages, lists and workbook:")));
        sk_plain_add(out, files_dir);
        sk_buf_add(out, "/index.html\n");
    }
}

/* ---- programs ---------------------------------------------------------------------------------- */

static void json_notes(const sk_report *r, sk_jw *w)
{
    sk_jw_arr(w, "notes");
    for (int i = 0; i < sk_report_first_page(r); i++) {
        const sk_report_item *x = r->item[i];
        if (x->kind == SK_ITEM_TEXT || x->kind == SK_ITEM_WARNING) sk_jw_str(w, NULL, x->text);
    }
    sk_jw_arr_end(w);
    sk_jw_arr(w, "inputs");
    for (int i = 0; i < r->n_inputs; i++) {
        sk_jw_inline(w);
        sk_jw_obj(w, NULL);
        sk_jw_str(w, "file", r->input[i].name);
        sk_jw_str(w, "sha256", r->input[i].sha256);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

void sk_report_json(const sk_report *r, sk_buf *out)
{
    char format[64];
    sk_jw w;
    sk_jw_init(&w, out, false);
    snprintf(format, sizeof format, "storkok-%s/1", r->key);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", format);
    sk_jw_str(&w, "kommun", r->name);
    sk_jw_str(&w, "headline", r->headline);
    sk_jw_obj(&w, "facts");
    for (int i = 0; i < sk_report_first_page(r); i++) {
        const sk_report_item *x = r->item[i];
        if (x->kind == SK_ITEM_FACT) sk_cell_json(x->of, x->key, &x->cell, &w);
    }
    sk_jw_obj_end(&w);
    sk_jw_obj(&w, "tables");
    for (int i = 0; i < r->n_items; i++)
        if (is_list(r->item[i])) sk_table_json(&r->item[i]->t, &w, r->item[i]->key);
    sk_jw_obj_end(&w);
    json_notes(r, &w);
    sk_jw_obj_end(&w);
}

void sk_report_csv(const sk_report *r, sk_buf *out)
{
    for (int i = 0; i < r->n_items; i++) {
        if (!is_list(r->item[i])) continue;
        sk_table_csv(&r->item[i]->t, r->lang, out);
        return;
    }
}
