/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables to sheets. */
#include "out/workbook.h"

#include "base/text.h"
#include "ext/xlsx.h"

static sk_xlsx_style style_of(sk_cell_kind kind)
{
    switch (kind) {
    case SK_CELL_INT: return SK_XLSX_INT;
    case SK_CELL_DEC1: return SK_XLSX_DEC1;
    case SK_CELL_DEC2:
    case SK_CELL_ORE: return SK_XLSX_DEC2;
    case SK_CELL_DAY: return SK_XLSX_DAY;
    case SK_CELL_TIME: return SK_XLSX_TIME;
    default: return SK_XLSX_TEXT;
    }
}

static sk_xlsx_style head_of(sk_cell_kind kind)
{
    sk_xlsx_style s = style_of(kind);
    return s == SK_XLSX_TEXT || s == SK_XLSX_DAY ? SK_XLSX_HEAD : SK_XLSX_HEAD_NUMBER;
}

static void put(sk_xlsx *x, sk_cell_kind kind, const sk_cell *c, sk_xlsx_style text, sk_lang lang)
{
    sk_xlsx_style style = style_of(kind);
    if (kind == SK_CELL_TEXT || kind == SK_CELL_NAME) sk_xlsx_s(x, text, c->s);
    else if (c->v == SK_CELL_EMPTY) sk_xlsx_s(x, text, NULL);
    else if (kind == SK_CELL_BOOL)
        sk_xlsx_s(x, text, c->v ? sk_text(lang, "yes") : sk_text(lang, "no"));
    else sk_xlsx_v(x, style, c->v);
}

static void table_sheet(sk_xlsx *x, const sk_workbook_sheet *s, sk_lang lang)
{
    const sk_table *t = s->t;
    const char *title = sk_text(lang, t->title);
    sk_xlsx_sheet(x, title);
    sk_xlsx_s(x, SK_XLSX_TITLE, title);
    sk_xlsx_row(x);
    if (s->note) {
        sk_xlsx_s(x, SK_XLSX_NOTE, s->note);
        sk_xlsx_row(x);
    }
    for (int c = 0; c < t->n_cols; c++) {
        sk_xlsx_s(x, head_of(t->col[c].kind), sk_text(lang, t->col[c].title));
        if (t->col[c].list_only) sk_xlsx_aside(x);
    }
    sk_xlsx_list(x);
    sk_xlsx_row(x);
    const sk_cell *cell = t->cell;
    for (size_t r = 0; r < t->n_rows; r++) {
        for (int c = 0; c < t->n_cols; c++) put(x, t->col[c].kind, cell++, SK_XLSX_TEXT, lang);
        sk_xlsx_row(x);
    }
}

static void front_sheet(sk_xlsx *x, const sk_workbook *w)
{
    sk_xlsx_sheet(x, sk_text(w->lang, SK_N("Overview")));
    sk_xlsx_s(x, SK_XLSX_TITLE, w->title);
    sk_xlsx_row(x);
    sk_xlsx_row(x);
    for (size_t i = 0; i < w->n_facts; i++) {
        const sk_workbook_fact *f = &w->fact[i];
        if (f->name) sk_xlsx_s(x, f->heading ? SK_XLSX_HEAD : SK_XLSX_WRAP, f->name);
        if (f->name && !f->heading) {
            put(x, f->kind, &f->value, SK_XLSX_WRAP, w->lang);
            sk_xlsx_s(x, SK_XLSX_TEXT, f->unit);
        }
        sk_xlsx_row(x);
    }
    if (!w->n_sheets) return;
    sk_xlsx_row(x);
    sk_xlsx_s(x, SK_XLSX_HEAD, sk_text(w->lang, SK_N("Sheet")));
    sk_xlsx_s(x, SK_XLSX_HEAD_NUMBER, sk_text(w->lang, SK_N("Rows")));
    sk_xlsx_row(x);
    for (size_t i = 0; i < w->n_sheets; i++) {
        sk_xlsx_s(x, SK_XLSX_WRAP, sk_text(w->lang, w->sheet[i].t->title));
        sk_xlsx_v(x, SK_XLSX_INT, (int64_t)w->sheet[i].t->n_rows);
        sk_xlsx_row(x);
    }
}

sk_code sk_workbook_make(const sk_workbook *w, const char *tmp_dir, sk_buf *out, sk_err *err)
{
    sk_xlsx *x;
    sk_buf_clear(out);
    size_t cells = 4 * (w->n_facts + w->n_sheets);
    for (size_t i = 0; i < w->n_sheets; i++) {
        const sk_table *t = w->sheet[i].t;
        if (!sk_table_ok(t)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
        cells += (t->n_rows + 1) * (size_t)t->n_cols;
    }
    sk_xlsx_opts o = {tmp_dir, w->title, w->foot ? w->foot : "", w->made, cells};
    sk_code code = sk_xlsx_begin(&o, &x, err);
    if (code != SK_OK) return code;
    front_sheet(x, w);
    for (size_t i = 0; i < w->n_sheets; i++) table_sheet(x, &w->sheet[i], w->lang);
    return sk_xlsx_end(x, out, err);
}
