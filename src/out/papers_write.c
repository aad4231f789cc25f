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
    sk_buf links; /* of the first page */
    sk_buf own;   /* of a kitchen's page */
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

static void link_to(sk_buf *b, const char *file, const char *words)
{
    sk_buf_add(b, "<a href=\"");
    sk_html_add(b, file);
    sk_buf_add(b, "\">");
    sk_html_name(b, words);
    sk_buf_add(b, "</a>\n");
}

/* Writes a paper and frees it. */
static void put_paper(writer *w, sk_paper *p)
{
    sk_buf_clear(&w->page);
    if (!sk__paper_ok(p)) w->page.failed = true;
    else sk_paper_html(w->ps, p, &w->page);
    put(w, p->file, &w->page);
    w->n++;
    sk_paper_free(p);
}

static void row_begin(writer *w, sk_buf *b, const char *msgid)
{
    sk_buf_add(b, "<tr><th scope=\"row\">");
    sk_html_add(b, sk_text(w->ps->lang, msgid));
    sk_buf_add(b, "</th><td>");
}

enum { N_KINDS = 6 };
typedef bool paper_of_day(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *out);

static bool extra_trips(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *out)
{
    return sk_paper_tours(ps, SK_NONE, kitchen, day, out);
}

static const struct {
    const char *title;
    paper_of_day *make;
} kinds[N_KINDS] = {
    {SK_N("Day sheet"), sk_paper_day},  {SK_N("Self-control"), sk_paper_control},
    {SK_N("Labels"), sk_paper_labels},  {SK_N("Delivery notes"), sk_paper_notes},
    {SK_N("Extra trips"), extra_trips}, {SK_N("Ward and pick lists"), sk_paper_lists},
};

static void heading(writer *w, sk_buf *b, const char *msgid)
{
    sk_buf_add(b, "<h2>");
    sk_html_add(b, sk_text(w->ps->lang, msgid));
    sk_buf_add(b, "</h2>\n<table>\n<tbody>\n");
}

static void heading_end(sk_buf *b) { sk_buf_add(b, "</tbody>\n</table>\n"); }

static void row_end(sk_buf *b) { sk_buf_add(b, "</td></tr>\n"); }

static void put_csv(writer *w, const sk_paper *p, sk_buf *links)
{
    char name[sizeof p->file];
    const char *dot = strrchr(p->file, '.');
    snprintf(name, sizeof name, "%.*s.csv", (int)(dot - p->file), p->file);
    sk_buf_clear(&w->page);
    if (!sk__paper_ok(p)) w->page.failed = true;
    else sk_table_csv(&p->part[p->n_parts - 1].t, w->ps->lang, &w->page);
    put(w, name, &w->page);
    link_to(links, strrchr(name, '/') + 1, "CSV");
}

/* The links of a kitchen's own page stand beside the papers; those of the first page a folder above. */
static void day_papers(writer *w, sk_ix kitchen, int day)
{
    const char *date = sk_weekday_name(w->ps->lang, sk_day_weekday(w->ps->p->from + day));
    size_t before = w->own.len;
    int n = 0;
    sk_buf_add(&w->own, "<tr><th scope=\"row\">");
    sk_html_add(&w->own, date);
    sk_buf_add(&w->own, "</th><td>");
    for (int i = 0; i < N_KINDS && w->code == SK_OK; i++) {
        sk_paper p;
        if (!kinds[i].make(w->ps, kitchen, day, &p)) continue;
        link_to(&w->own, strrchr(p.file, '/') + 1, sk_text(w->ps->lang, kinds[i].title));
        if (i == 0)
            link_to(&w->links, p.file,
                    sk_weekday_short(w->ps->lang, sk_day_weekday(w->ps->p->from + day)));
        put_paper(w, &p);
        n++;
    }
    if (n || !sk_buf_ok(&w->own)) row_end(&w->own);
    else { /* closed that day */ w->own.len = before;
        w->own.data[before] = '\0';
    }
}

static void week_papers(writer *w, sk_ix kitchen)
{
    sk_paper p;
    row_begin(w, &w->own, SK_N("The week"));
    if (w->code == SK_OK && sk_paper_week(w->ps, kitchen, &p)) {
        link_to(&w->own, strrchr(p.file, '/') + 1, sk_text(w->ps->lang, SK_N("Week sheet")));
        put_paper(w, &p);
    }
    if (w->code == SK_OK && sk_paper_buy(w->ps, kitchen, &p)) {
        link_to(&w->own, strrchr(p.file, '/') + 1, sk_text(w->ps->lang, SK_N("Purchase list")));
        put_csv(w, &p, &w->own);
        put_paper(w, &p);
    }
    row_end(&w->own);
}

static void kitchen_papers(writer *w, sk_ix kitchen)
{
    char file[sizeof((sk_paper *)0)->file];
    const sk_kitchen *k = &w->ps->k->kitchen[kitchen];
    snprintf(file, sizeof file, "%.80s/index.html", k->id);
    sk_buf_add(&w->links, "<tr><th scope=\"row\">");
    link_to(&w->links, file, k->name);
    sk_buf_add(&w->links, "</th><td>");
    sk_buf_clear(&w->own);
    heading(w, &w->own, SK_N("Papers by day"));
    week_papers(w, kitchen);
    for (int d = 0; d < w->ps->p->n_days && w->code == SK_OK; d++) day_papers(w, kitchen, d);
    heading_end(&w->own);
    row_end(&w->links);
    sk_buf_clear(&w->page);
    sk_papers_index(w->ps, file, k->name, sk_buf_str(&w->own), &w->page);
    if (!sk_buf_ok(&w->own)) w->page.failed = true;
    put(w, file, &w->page);
}

static void vehicle_papers(writer *w)
{
    heading(w, &w->links, SK_N("Tour sheets by vehicle"));
    for (sk_ix v = 0; v < w->ps->k->n_vehicles && w->code == SK_OK; v++) {
        bool begun = false;
        for (int d = 0; d < w->ps->p->n_days && w->code == SK_OK; d++) {
            sk_paper p;
            if (!sk_paper_tours(w->ps, v, SK_NONE, d, &p)) continue;
            if (!begun) {
                sk_buf_add(&w->links, "<tr><th scope=\"row\">");
                sk_html_name(&w->links, w->ps->k->vehicle[v].name);
                sk_buf_add(&w->links, "</th><td>");
            }
            begun = true;
            link_to(&w->links, p.file,
                    sk_weekday_short(w->ps->lang, sk_day_weekday(w->ps->p->from + d)));
            put_paper(w, &p);
        }
        if (begun) row_end(&w->links);
    }
    heading_end(&w->links);
}

static void book(writer *w)
{
    sk_buf json = SK_BUF_INIT;
    row_begin(w, &w->links, SK_N("The municipality's week"));
    if (w->code == SK_OK)
        w->code = sk_papers_book(w->ps, sk_outdir_path(w->o), &w->page, &json, w->err);
    put(w, "kommun.xlsx", &w->page);
    put(w, "kommun.json", &json);
    link_to(&w->links, "kommun.xlsx", "Excel");
    link_to(&w->links, "kommun.json", "JSON");
    row_end(&w->links);
    sk_buf_free(&json);
}

/* Of the whole municipality, so not when one kitchen is asked for. */
static void lead_papers(writer *w)
{
    sk_paper p;
    if (w->ps->only != SK_NONE) return;
    heading(w, &w->links, SK_N("Those who lead"));
    book(w);
    row_begin(w, &w->links, SK_N("The planner's list"));
    if (w->code == SK_OK && sk_paper_planner(w->ps, &p)) {
        link_to(&w->links, p.file, sk_text(w->ps->lang, SK_N("The week")));
        put_paper(w, &p);
    }
    row_end(&w->links);
    row_begin(w, &w->links, SK_N("The kitchen manager's week"));
    for (sk_ix m = 0; m < w->ps->k->n_managers && w->code == SK_OK; m++) {
        if (!sk_paper_manager(w->ps, m, &p)) continue;
        link_to(&w->links, p.file, w->ps->k->manager[m].name);
        put_paper(w, &p);
    }
    row_end(&w->links);
    heading_end(&w->links);
}

static void write_all(writer *w)
{
    lead_papers(w);
    vehicle_papers(w);
    heading(w, &w->links, SK_N("Kitchens: all papers, and the day sheets"));
    for (sk_ix k = 0; k < w->ps->k->n_kitchens && w->code == SK_OK; k++)
        if (sk__kitchen_wanted(w->ps, k)) kitchen_papers(w, k);
    heading_end(&w->links);
    if (w->code != SK_OK) return;
    sk_buf_clear(&w->page);
    sk_papers_index(w->ps, "index.html", w->ps->k->name, sk_buf_str(&w->links), &w->page);
    if (!sk_buf_ok(&w->links)) w->page.failed = true;
    put(w, "index.html", &w->page);
    sk_buf_clear(&w->page);
    sk_papers_css(&w->page);
    put(w, SK_PAPERS_CSS, &w->page);
}

sk_code sk_papers_write(const sk_papers_job *job, const char *dir, int *n_papers, sk_err *err)
{
    sk_papers ps;
    writer w = {
        .ps = &ps, .page = SK_BUF_INIT, .links = SK_BUF_INIT, .own = SK_BUF_INIT, .err = err};
    w.code = sk_papers_make(job, &ps, err);
    if (w.code != SK_OK) return w.code;
    w.code = sk_outdir_begin(dir, &w.o, err);
    if (w.code == SK_OK) {
        write_all(&w);
        if (w.code == SK_OK) w.code = sk_outdir_commit(w.o, err);
        else sk_outdir_abort(w.o);
    }
    *n_papers = w.n;
    sk_buf_free(&w.page);
    sk_buf_free(&w.links);
    sk_buf_free(&w.own);
    sk_papers_free(&ps);
    return w.code;
}
