/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All papers of a plan to a folder that is swapped whole, and the page that links them. */
#include "base/file.h"
#include "base/text.h"
#include "out/paper.h"

#include <stdio.h>
#include <string.h>

typedef struct writer {
    const sk_papers *ps;
    sk_outdir *o;
    sk_buf page;
    sk_buf links; /* the index's lists */
    int n;
    sk_code code;
    sk_err *err;
} writer;

static void put(writer *w, const char *name, const sk_buf *b)
{
    if (w->code != SK_OK) return;
    if (!sk_buf_ok(b)) w->code = sk_err_set(w->err, SK_E_NOMEM, "out of memory");
    else w->code = sk_outdir_file(w->o, name, sk_buf_str(b), b->len, w->err);
}

static void link_to(writer *w, const char *file, const char *words)
{
    sk_buf_add(&w->links, "<a href=\"");
    sk_html_add(&w->links, file);
    sk_buf_add(&w->links, "\">");
    sk_html_add(&w->links, words);
    sk_buf_add(&w->links, "</a>\n");
}

/* Writes a paper and frees it; words = what its link says. */
static void put_paper(writer *w, sk_paper *p, const char *words)
{
    sk_buf_clear(&w->page);
    if (!sk__paper_ok(p)) w->page.failed = true;
    else sk_paper_html(w->ps, p, &w->page);
    put(w, p->file, &w->page);
    if (w->code == SK_OK) link_to(w, p->file, words);
    w->n++;
    sk_paper_free(p);
}

static void row_begin(writer *w, const char *msgid)
{
    sk_buf_add(&w->links, "<tr><th scope=\"row\">");
    sk_html_add(&w->links, sk_text(w->ps->lang, msgid));
    sk_buf_add(&w->links, "</th><td>");
}

static void row_end(writer *w) { sk_buf_add(&w->links, "</td></tr>\n"); }

/* One row of links: a kind of paper by day. */
static void by_day(writer *w, sk_ix kitchen, const char *title,
                   bool (*make)(const sk_papers *, sk_ix, int, sk_paper *))
{
    row_begin(w, title);
    for (int d = 0; d < w->ps->p->n_days && w->code == SK_OK; d++) {
        sk_paper p;
        if (make(w->ps, kitchen, d, &p))
            put_paper(w, &p, sk_weekday_short(w->ps->lang, sk_day_weekday(w->ps->p->from + d)));
    }
    row_end(w);
}

static void put_csv(writer *w, const sk_paper *p)
{
    char name[sizeof p->file];
    const char *dot = strrchr(p->file, '.');
    snprintf(name, sizeof name, "%.*s.csv", (int)(dot - p->file), p->file);
    sk_buf_clear(&w->page);
    if (!sk__paper_ok(p)) w->page.failed = true;
    else sk_table_csv(&p->part[p->n_parts - 1].t, w->ps->lang, &w->page);
    put(w, name, &w->page);
    if (w->code == SK_OK) link_to(w, name, "CSV");
}

static void of_week(writer *w, sk_ix kitchen)
{
    sk_paper p;
    row_begin(w, SK_N("The week"));
    if (w->code == SK_OK && sk_paper_week(w->ps, kitchen, &p))
        put_paper(w, &p, sk_text(w->ps->lang, SK_N("Week sheet")));
    if (w->code == SK_OK && sk_paper_buy(w->ps, kitchen, &p)) {
        put_csv(w, &p);
        put_paper(w, &p, sk_text(w->ps->lang, SK_N("Purchase list")));
    }
    row_end(w);
}

static void heading(writer *w, const char *name)
{
    sk_buf_add(&w->links, "<h2>");
    sk_html_name(&w->links, name);
    sk_buf_add(&w->links, "</h2>\n<table>\n<tbody>\n");
}

static void heading_end(writer *w) { sk_buf_add(&w->links, "</tbody>\n</table>\n"); }

static void kitchen_papers(writer *w, sk_ix kitchen)
{
    heading(w, w->ps->k->kitchen[kitchen].name);
    by_day(w, kitchen, SK_N("Day sheet"), sk_paper_day);
    by_day(w, kitchen, SK_N("Self-control"), sk_paper_control);
    by_day(w, kitchen, SK_N("Labels"), sk_paper_labels);
    by_day(w, kitchen, SK_N("Tour sheet and delivery note"), sk_paper_drive);
    by_day(w, kitchen, SK_N("Ward and pick lists"), sk_paper_lists);
    of_week(w, kitchen);
    heading_end(w);
}

static void put_linked(writer *w, const char *name, const sk_buf *b, const char *words)
{
    put(w, name, b);
    if (w->code == SK_OK) link_to(w, name, words);
}

static void book(writer *w)
{
    sk_buf json = SK_BUF_INIT;
    row_begin(w, SK_N("The municipality's week"));
    if (w->code == SK_OK)
        w->code = sk_papers_book(w->ps, sk_outdir_path(w->o), &w->page, &json, w->err);
    put_linked(w, "kommun.xlsx", &w->page, "Excel");
    put_linked(w, "kommun.json", &json, "JSON");
    row_end(w);
    sk_buf_free(&json);
}

/* Of the whole municipality, so not when one kitchen is asked for. */
static void lead_papers(writer *w)
{
    sk_paper p;
    if (w->ps->only != SK_NONE) return;
    heading(w, sk_text(w->ps->lang, SK_N("Those who lead")));
    book(w);
    row_begin(w, SK_N("The planner's list"));
    if (w->code == SK_OK && sk_paper_planner(w->ps, &p))
        put_paper(w, &p, sk_text(w->ps->lang, SK_N("The week")));
    row_end(w);
    row_begin(w, SK_N("The kitchen manager's week"));
    for (sk_ix m = 0; m < w->ps->k->n_managers && w->code == SK_OK; m++)
        if (sk_paper_manager(w->ps, m, &p)) put_paper(w, &p, w->ps->k->manager[m].name);
    row_end(w);
    heading_end(w);
}

static void write_all(writer *w)
{
    lead_papers(w);
    for (sk_ix k = 0; k < w->ps->k->n_kitchens && w->code == SK_OK; k++)
        if (sk__kitchen_wanted(w->ps, k)) kitchen_papers(w, k);
    if (w->code != SK_OK) return;
    sk_buf_clear(&w->page);
    sk_papers_index(w->ps, sk_buf_str(&w->links), &w->page);
    if (!sk_buf_ok(&w->links)) w->page.failed = true;
    put(w, "index.html", &w->page);
}

sk_code sk_papers_write(const sk_plan *p, sk_lang lang, const sk_now *now, sk_ix kitchen,
                        const char *dir, int *n_papers, sk_err *err)
{
    sk_papers ps;
    writer w = {.ps = &ps, .page = SK_BUF_INIT, .links = SK_BUF_INIT, .err = err};
    w.code = sk_papers_make(p, lang, now, &ps, err);
    if (w.code != SK_OK) return w.code;
    ps.only = kitchen;
    w.code = sk_outdir_begin(dir, &w.o, err);
    if (w.code == SK_OK) {
        write_all(&w);
        if (w.code == SK_OK) w.code = sk_outdir_commit(w.o, err);
        else sk_outdir_abort(w.o);
    }
    *n_papers = w.n;
    sk_buf_free(&w.page);
    sk_buf_free(&w.links);
    sk_papers_free(&ps);
    return w.code;
}
