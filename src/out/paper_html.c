/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paper as a page that prints on A4: no script, no outside file, big enough to read on a wall. */
#include "base/num.h"
#include "base/text.h"
#include "out/paper.h"

#include <stdio.h>
#include <string.h>

enum { WIDE = 8 }; /* columns of a list that is set smaller */

/* Enough to read and to print when the style sheet is not there. */
static const char BASE[] =
    "body{font-family:sans-serif}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid;padding:3px;text-align:left}.n{text-align:right}";
static const char STYLE[] =
    "/* Of every paper beside it: A4, to be read at arm's length. */\n"
    ":root{--ink:#1d2a2f;--soft:#4c5a5f;--line:#c4cdcf;--wash:#f3f6f5;--warn:#b4472e}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--wash);color:var(--ink);font:17px/1.4 \"Segoe UI\",\"Helvetica "
    "Neue\",Arial,\"Liberation Sans\",sans-serif}\n"
    "main{max-width:900px;margin:0 auto;padding:26px 30px;background:#fff}\n"
    "h1{font-size:32px;line-height:1.15;margin:0;overflow-wrap:anywhere}\n"
    "h2{font-size:21px;margin:26px 0 6px;padding-bottom:2px;border-bottom:2px solid var(--ink)}\n"
    "h3{font-size:18px;margin:18px 0 4px;overflow-wrap:anywhere}\n"
    "p{margin:4px 0;overflow-wrap:anywhere}.soft{color:var(--soft)}.when{font-size:22px}\n"
    ".wall{display:inline-block;border:2px solid var(--warn);color:var(--warn);padding:2px 10px;"
    "margin-top:8px;font-weight:600}\n"
    "dl{display:flex;flex-wrap:wrap;gap:6px 34px;margin:14px 0 0}\n"
    "dt{color:var(--soft);font-size:15px}dd{margin:0;font-size:23px;font-weight:600}\n"
    ".bad dd{color:var(--warn)}\n"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}\n"
    "th{font-weight:600;text-align:left;color:var(--soft);font-size:14px;vertical-align:bottom}\n"
    "th,td{border:0;padding:4px 10px 4px 0}td{vertical-align:top;border-bottom:1px solid "
    "var(--line);white-space:nowrap}td.p{white-space:normal;overflow-wrap:anywhere}\n"
    "tr>:last-child{padding-right:0}\n"
    ".n{text-align:right;white-space:nowrap}.p{min-width:6.4em;hyphens:auto}.wide "
    "table{font-size:15px}.wide th{font-size:12.5px}\n"
    ".form td:empty:not(.n){min-width:5em}.form td{border:1px solid "
    "var(--ink);padding:8px}.form th{padding:4px 8px}\n"
    ".foot{margin:12px 0 22px;white-space:pre-wrap}.g{break-inside:avoid}\n"
    "th[scope=rowgroup]{color:var(--ink);font-size:17px;padding-top:12px;overflow-wrap:anywhere}\n"
    "td "
    "a{margin-right:14px}th[scope=row]{width:15em;color:var(--ink);font-size:inherit}th+td{white-"
    "space:normal}\n"
    ".labels{display:grid;grid-template-columns:1fr 1fr;gap:6px;margin-top:10px}\n"
    ".labels div{border:2px solid var(--ink);padding:5px 10px;min-height:96px;font-size:15px;"
    "break-inside:avoid;overflow-wrap:anywhere}\n"
    ".labels b,.labels strong{display:block;font-size:21px;line-height:1.15}.labels "
    "strong{font-size:18px;font-weight:600;margin:2px 0}\n"
    "footer{margin-top:24px;padding-top:8px;border-top:1px solid var(--line);font-size:13px;"
    "color:var(--soft)}\n"
    "@media print{@page{size:A4;margin:12mm}body{background:#fff;font-size:12.5pt}"
    "main{padding:0;max-width:none}h1{font-size:23pt}h2{font-size:15pt}h2,h3{break-after:avoid}"
    ".wide table{font-size:11pt}.wide th,th{font-size:9.5pt}th[scope=rowgroup]{font-size:"
    "12.5pt;break-after:avoid}tbody "
    "tr:first-child{break-after:avoid}tr,dl,.foot{break-inside:avoid}"
    ".foot{break-before:avoid}nav{display:none}thead{display:table-header-group}"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

void sk_papers_css(sk_buf *out) { sk_buf_add(out, STYLE); }

static void say(const sk_papers *ps, const char *msgid, sk_buf *out)
{
    sk_html_add(out, sk_text(ps->lang, msgid));
}

static void add_when(const sk_papers *ps, const sk_paper *p, sk_buf *out)
{
    char day[SK_DATE_LEN];
    sk_week w = sk_day_week(p->day);
    if (p->day == p->to) sk_buf_addf(out, "%s ", sk_weekday_name(ps->lang, sk_day_weekday(p->day)));
    sk_buf_add(out, sk_day_str(p->day, day));
    if (p->to != p->day) sk_buf_addf(out, " – %s", sk_day_str(p->to, day));
    sk_buf_addf(out, ", %s %d", sk_text(ps->lang, SK_N("week")), w.week);
}

static void page_head(const sk_papers *ps, const sk_paper *p, sk_buf *out)
{
    sk_buf_addf(out,
                "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
                ps->lang == SK_LANG_SV ? "sv" : "en");
    say(ps, p->title, out);
    sk_buf_add(out, ": ");
    sk_html_add(out, p->name);
    const char *up = strchr(p->file, '/') ? "../" : "";
    sk_buf_addf(out,
                "</title>\n<style>%s</style>\n<link rel=\"stylesheet\" "
                "href=\"%s%s\">\n</head>\n<body>\n<main>\n",
                BASE, up, SK_PAPERS_CSS);
    if (*up) {
        sk_buf_add(out, "<nav><a href=\"../index.html\">");
        say(ps, SK_N("All papers"), out);
        sk_buf_add(out, "</a></nav>\n");
    }
    sk_buf_add(out, "<p class=\"soft\">");
    say(ps, p->title, out);
    sk_buf_add(out, "</p>\n<h1>");
    sk_html_name(out, p->name);
    sk_buf_add(out, "</h1>\n<p class=\"when\">");
    add_when(ps, p, out);
    sk_buf_add(out, "</p>\n");
    if (p->sub) {
        sk_buf_add(out, "<p>");
        sk_html_name(out, p->sub);
        sk_buf_add(out, "</p>\n");
    }
    if (p->diets) {
        sk_buf_add(out, "<p class=\"wall\">");
        say(ps, SK_N("Holds special diets: not for public walls"), out);
        sk_buf_add(out, "</p>\n");
    }
}

/* A value as the tables write it; names isolated. */
static void add_value(const sk_papers *ps, sk_cell_kind kind, const sk_cell *c, sk_buf *out)
{
    if (kind != SK_CELL_TEXT && kind != SK_CELL_NAME) sk_cell_add(kind, c, ps->lang, out);
    else if (c->s) sk_html_name(out, c->s);
}

static void facts(const sk_papers *ps, const sk_paper *p, sk_buf *out)
{
    if (!p->n_facts) return;
    sk_buf_add(out, "<dl>\n");
    for (int i = 0; i < p->n_facts; i++) {
        const sk_paper_fact *f = &p->fact[i];
        sk_buf_add(out, f->bad ? "<div class=\"bad\"><dt>" : "<div><dt>");
        say(ps, f->title, out);
        sk_buf_add(out, "</dt><dd>");
        add_value(ps, f->kind, &f->cell, out);
        if (f->unit) sk_buf_addf(out, "\u00a0%s", f->unit);
        sk_buf_add(out, "</dd></div>\n");
    }
    sk_buf_add(out, "</dl>\n");
}

static bool no_value(const sk_table *t, int c, const sk_cell *cell)
{
    bool text = t->col[c].kind == SK_CELL_TEXT || t->col[c].kind == SK_CELL_NAME;
    return text ? !cell->s || !*cell->s : cell->v == SK_CELL_EMPTY;
}

/* One card: the first two cells large, the others after each other with their titles. */
static void label(const sk_papers *ps, const sk_table *t, size_t row, sk_buf *out)
{
    const sk_cell *cell = &t->cell[row * (size_t)t->n_cols];
    sk_buf_add(out, "<div><b>");
    add_value(ps, t->col[0].kind, &cell[0], out);
    sk_buf_add(out, "</b><strong>");
    add_value(ps, t->col[1].kind, &cell[1], out);
    sk_buf_add(out, "</strong>");
    for (int c = 2, n = 0; c < t->n_cols; c++) {
        if (no_value(t, c, &cell[c])) continue;
        if (n++) sk_buf_add(out, " · ");
        say(ps, t->col[c].title, out);
        sk_buf_add(out, "\u00a0");
        add_value(ps, t->col[c].kind, &cell[c], out);
    }
    sk_buf_add(out, "</div>\n");
}

static void labels(const sk_papers *ps, const sk_table *t, sk_buf *out)
{
    sk_buf_add(out, "<div class=\"labels\">\n");
    for (size_t r = 0; r < t->n_rows; r++) label(ps, t, r, out);
    sk_buf_add(out, "</div>\n");
}

static const char *text_at(const sk_table *t, size_t row, int c)
{
    const char *s = t->cell[row * (size_t)t->n_cols + (size_t)c].s;
    return s ? s : "";
}

static int shown_cols(const sk_paper_part *x)
{
    int n = -x->lead;
    for (int c = 0; c < x->t.n_cols; c++) n += !x->t.col[c].list_only;
    return n;
}

/* The rows of a group, unless it is only a heading. */
static void group_rows(const sk_papers *ps, const sk_paper_part *x, size_t first, size_t end,
                       sk_buf *out)
{
    bool any = end - first > 1;
    for (int c = x->lead; c < x->t.n_cols && !any; c++)
        any = !no_value(&x->t, c, &x->t.cell[first * (size_t)x->t.n_cols + (size_t)c]);
    if (any) sk_table_html_rows(&x->t, ps->lang, first, end, x->lead, out);
}

/* Rows under their common first cell, in the one table of the part. */
static void group(const sk_papers *ps, const sk_paper_part *x, size_t first, size_t end,
                  sk_buf *out)
{
    int cols = shown_cols(x);
    sk_buf_addf(out, "<tbody>\n<tr><th colspan=\"%d\" scope=\"rowgroup\">", cols);
    sk_html_name(out, text_at(&x->t, first, 0));
    sk_buf_add(out, "</th></tr>\n");
    if (x->lead > 1 && *text_at(&x->t, first, 1)) {
        sk_buf_addf(out, "<tr><td colspan=\"%d\" class=\"p\">", cols);
        sk_html_name(out, text_at(&x->t, first, 1));
        sk_buf_add(out, "</td></tr>\n");
    }
    group_rows(ps, x, first, end, out);
    sk_buf_add(out, "</tbody>\n");
}

/* The same as a slip of its own, to be signed: it stays on one page. */
static void slip(const sk_papers *ps, const sk_paper_part *x, size_t first, size_t end, sk_buf *out)
{
    sk_buf_add(out, "<div class=\"g\"><h3>");
    sk_html_name(out, text_at(&x->t, first, 0));
    sk_buf_add(out, "</h3>\n");
    sk_table_html_head(&x->t, ps->lang, x->lead, out);
    sk_buf_add(out, "<tbody>\n");
    group_rows(ps, x, first, end, out);
    sk_buf_add(out, "</tbody>\n</table>\n<p class=\"foot\">");
    say(ps, x->foot, out);
    sk_buf_add(out, "</p>\n</div>\n");
}

static void groups(const sk_papers *ps, const sk_paper_part *x, sk_buf *out)
{
    const sk_table *t = &x->t;
    if (!t->n_rows) return;
    if (!x->foot) sk_table_html_head(t, ps->lang, x->lead, out);
    for (size_t i = 0, j; i < t->n_rows; i = j) {
        for (j = i + 1; j < t->n_rows && strcmp(text_at(t, j, 0), text_at(t, i, 0)) == 0; j++)
            ;
        (x->foot ? slip : group)(ps, x, i, j, out);
    }
    if (!x->foot) sk_buf_add(out, "</table>\n");
}

static void part(const sk_papers *ps, const sk_paper_part *x, sk_buf *out)
{
    if ((!x->t.n_rows && !x->empty) || x->form == SK_PART_DATA) return;
    sk_buf_addf(out, "<section class=\"%s%s\">\n<h2>", x->form == SK_PART_FORM ? "form" : "list",
                shown_cols(x) >= WIDE ? " wide" : "");
    say(ps, x->t.title, out);
    sk_buf_add(out, "</h2>\n");
    const char *words = x->t.n_rows ? x->note : x->empty;
    if (words) {
        sk_buf_add(out, "<p class=\"soft\">");
        say(ps, words, out);
        sk_buf_add(out, "</p>\n");
    }
    if (x->form == SK_PART_LABELS) labels(ps, &x->t, out);
    else if (x->lead) groups(ps, x, out);
    else if (x->t.n_rows) sk_table_html(&x->t, ps->lang, 0, out);
    sk_buf_add(out, "</section>\n");
}

static void page_foot(const sk_papers *ps, sk_buf *out)
{
    char day[SK_DATE_LEN], clock[SK_TIME_LEN];
    sk_buf_add(out, "<footer><p>");
    say(ps, SK_N("Made with what was known on"), out);
    sk_buf_addf(out, " %s", sk_day_str(ps->k->as_of, day));
    if (ps->now) {
        sk_buf_add(out, ". ");
        say(ps, SK_N("Written"), out);
        sk_buf_addf(out, " %s %s", sk_day_str(ps->now->day, day),
                    sk_min_str((sk_min)(ps->now->sec / 60), clock));
    }
    sk_buf_add(out, ".</p></footer>\n</main>\n</body>\n</html>\n");
}

void sk_paper_html(const sk_papers *ps, const sk_paper *p, sk_buf *out)
{
    page_head(ps, p, out);
    facts(ps, p, out);
    for (int i = 0; i < p->n_parts; i++) part(ps, &p->part[i], out);
    page_foot(ps, out);
}

void sk_papers_index(const sk_papers *ps, const char *file, const char *name, const char *body,
                     sk_buf *out)
{
    sk_paper head = {.title = SK_N("Papers of the week"),
                     .name = name,
                     .day = ps->p->from,
                     .to = ps->p->from + ps->p->n_days - 1};
    snprintf(head.file, sizeof head.file, "%s", file);
    page_head(ps, &head, out);
    sk_buf_add(out, body);
    page_foot(ps, out);
}
