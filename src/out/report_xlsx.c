/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a workbook: what is said on the front sheet, every table with all its rows on its own. */
#include "base/text.h"
#include "out/report.h"
#include "out/workbook.h"

static bool front_line(const sk_report *r, const sk_report_item *x, sk_workbook_fact *f)
{
    *f = (sk_workbook_fact){.kind = SK_CELL_TEXT};
    switch (x->kind) {
    case SK_ITEM_HEADING:
        f->name = sk_text(r->lang, x->title);
        f->heading = true;
        return true;
    case SK_ITEM_TEXT:
    case SK_ITEM_WARNING: f->name = x->text; return true;
    case SK_ITEM_FACT:
        f->name = sk_text(r->lang, x->title);
        f->kind = x->of;
        f->value = x->cell;
        f->unit = x->text;
        return true;
    default: return false;
    }
}

/* "Linköping 2023-11-20", at the foot of printed pages. */
static void foot(const sk_report *r, const sk_now *now, sk_buf *b)
{
    char day[SK_DATE_LEN];
    sk_buf_add(b, r->name);
    if (now) sk_buf_addf(b, " %s", sk_day_str(now->day, day));
}

sk_code sk_report_xlsx(const sk_report *r, const sk_now *now, const char *tmp_dir, sk_buf *out,
                       sk_err *err)
{
    sk_buf f = SK_BUF_INIT;
    size_t n = (size_t)r->n_items + 2;
    sk_workbook_fact *fact = sk_calloc_n(n, sizeof *fact);
    sk_workbook_sheet *sheet = sk_calloc_n(n, sizeof *sheet);
    sk_workbook w = {.lang = r->lang,
                     .title = sk_text(r->lang, r->title),
                     .fact = fact,
                     .sheet = sheet,
                     .made = now ? now->day : 0};
    if (fact && sheet) {
        fact[w.n_facts++] = (sk_workbook_fact){.name = r->headline, .kind = SK_CELL_TEXT};
        w.n_facts++; /* an empty line */
    }
    for (int i = 0; fact && sheet && i < r->n_items; i++) {
        const sk_report_item *x = r->item[i];
        if (x->kind == SK_ITEM_TABLE && !x->page_only)
            sheet[w.n_sheets++] = (sk_workbook_sheet){&x->t, x->text};
        else if (i < sk_report_first_page(r) && front_line(r, x, &fact[w.n_facts])) w.n_facts++;
    }
    foot(r, now, &f);
    w.foot = sk_buf_str(&f);
    bool memory = fact && sheet && sk_buf_ok(&f);
    sk_code code = memory ? sk_workbook_make(&w, tmp_dir, out, err)
                          : sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_free(fact);
    sk_free(sheet);
    sk_buf_free(&f);
    return code;
}
