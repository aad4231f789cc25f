/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forecast to a folder that is swapped whole: the list, the JSON, a chart a series and the page
 * that shows them. */
#include "base/file.h"
#include "base/text.h"
#include "out/forecast_view.h"
#include "out/workbook.h"

#include <stdio.h>

enum { NAME = 400 };

static const char STYLE[] =
    "body{margin:0;background:#f3f6f5;color:#1d2a2f;font:15px/1.45 \"Segoe UI\",\"Helvetica Neue\","
    "Arial,\"Liberation Sans\",sans-serif}\n"
    "main{max-width:1180px;margin:0 auto;padding:24px 28px;background:#fff}\n"
    "h1{font-size:28px;margin:0;overflow-wrap:anywhere}h2{font-size:19px;margin:26px 0 6px}\n"
    ".soft{color:#4c5a5f}.warn{color:#a03a22;font-weight:600}\n"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
    "th{text-align:left;color:#4c5a5f;font-size:13px;vertical-align:bottom}\n"
    "th,td{padding:3px 14px 3px 0;border-bottom:1px solid #dfe5e6}.n{text-align:right;"
    "white-space:nowrap}\n"
    ".charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,500px),1fr));"
    "gap:14px}\n"
    ".charts img{width:100%;height:auto;border:1px solid #dfe5e6}\n"
    "footer{margin-top:24px;font-size:13px;color:#4c5a5f}\n"
    "@media print{body{background:#fff}main{padding:0}img{break-inside:avoid}}\n";

typedef struct writer {
    const sk_fc_view *v;
    sk_outdir *o;
    sk_buf b, links; /* one file; the page's charts */
    sk_code code;
    sk_err *err;
} writer;

static void put(writer *w, const char *name)
{
    if (w->code != SK_OK) return;
    if (!sk_buf_ok(&w->b)) w->code = sk_err_set(w->err, SK_E_NOMEM, "out of memory");
    else w->code = sk_outdir_file(w->o, name, sk_buf_str(&w->b), w->b.len, w->err);
    sk_buf_clear(&w->b);
}

static void put_charts(writer *w)
{
    const sk_fc_view *v = w->v;
    for (int i = 0; i < v->n_rows && w->code == SK_OK; i = sk__fc_series_end(v, i)) {
        char name[NAME];
        const sk_fc_cell *c = v->row[i].c;
        snprintf(name, sizeof name, "charts/%.300s-%s.svg", v->k->site[c->site].id,
                 sk__meal_key(c->meal));
        sk_fc_svg(v, i, &w->b);
        put(w, name);
        sk_buf_add(&w->links, "<a href=\"");
        sk_html_add(&w->links, name);
        sk_buf_add(&w->links, "\"><img loading=\"lazy\" width=\"760\" height=\"250\" src=\"");
        sk_html_add(&w->links, name);
        sk_buf_add(&w->links, "\" alt=\"");
        sk_html_add(&w->links, v->k->site[c->site].name);
        sk_buf_add(&w->links, "\"></a>\n");
    }
}

static void add_table(const sk_fc_view *v, const sk_table *t, sk_buf *b)
{
    sk_buf_add(b, "<h2>");
    sk_html_add(b, sk_text(v->lang, t->title));
    sk_buf_add(b, "</h2>\n<div class=\"scroll\" tabindex=\"0\">\n");
    sk_table_html(t, v->lang, 0, b);
    sk_buf_add(b, "</div>\n");
}

static void page_head(const sk_fc_view *v, sk_buf *b)
{
    sk_buf_addf(b,
                "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s: ",
                v->lang == SK_LANG_SV ? "sv" : "en", sk_text(v->lang, SK_N("Forecast")));
    sk_html_add(b, v->k->name);
    sk_buf_addf(
        b, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<p class=\"soft\">%s</p>\n<h1>",
        STYLE, sk_text(v->lang, "Forecast"));
    sk_html_name(b, v->k->name);
    sk_buf_add(b, "</h1>\n<p>");
    sk_fc_headline(v, b);
    sk_buf_add(b, "</p>\n");
    if (v->n_thin) {
        sk_buf_add(b, "<p class=\"warn\">");
        sk__fc_say_thin(v, b);
        sk_buf_add(b, "</p>\n");
    }
}

static void page(writer *w, const sk_now *now)
{
    const sk_fc_view *v = w->v;
    char day[SK_DATE_LEN];
    page_head(v, &w->b);
    if (v->changes.n_rows) add_table(v, &v->changes, &w->b);
    add_table(v, &v->days, &w->b);
    if (v->stages.n_rows) {
        add_table(v, &v->stages, &w->b);
        sk_buf_add(&w->b, "<p class=\"soft\">");
        sk__fc_say_stages(v, &w->b);
        sk_buf_add(&w->b, "</p>\n");
    }
    add_table(v, &v->wide, &w->b);
    sk_buf_addf(&w->b,
                "<p><a href=\"forecast.csv\">forecast.csv</a>: %s. "
                "<a href=\"lines.csv\">lines.csv</a>: %s. "
                "<a href=\"changes.csv\">changes.csv</a>, <a href=\"stages.csv\">stages.csv</a>. "
                "<a href=\"forecast.xlsx\">forecast.xlsx</a>. "
                "<a href=\"forecast.json\">forecast.json</a>: %s.</p>\n<h2>%s</h2>\n"
                "<div class=\"charts\">\n%s</div>\n",
                sk_text(v->lang, "every unit, meal and day"),
                sk_text(v->lang, SK_N("every dish, and what a plan would cook")),
                sk_text(v->lang, "the same for programs"), sk_text(v->lang, "Charts"),
                sk_buf_str(&w->links));
    if (!sk_buf_ok(&w->links)) w->b.failed = true;
    sk_buf_add(&w->b, "<footer>storkok");
    if (now)
        sk_buf_addf(&w->b, " · %s %02d:%02d", sk_day_str(now->day, day), now->sec / 3600,
                    now->sec / 60 % 60);
    sk_buf_add(&w->b, "</footer>\n</main>\n</body>\n</html>\n");
    put(w, "index.html");
}

static void workbook(writer *w, const sk_now *now)
{
    const sk_fc_view *v = w->v;
    sk_buf b = SK_BUF_INIT;
    sk_fc_headline(v, &b);
    const sk_workbook_fact fact = {.name = sk_buf_str(&b), .kind = SK_CELL_TEXT};
    const sk_workbook_sheet sheet[] = {{&v->days, NULL},  {&v->wide, NULL},    {&v->cells, NULL},
                                       {&v->lines, NULL}, {&v->changes, NULL}, {&v->stages, NULL}};
    const sk_workbook book = {.lang = v->lang,
                              .title = sk_text(v->lang, "Forecast"),
                              .foot = v->k->name,
                              .made = now ? now->day : 0,
                              .fact = &fact,
                              .n_facts = 1,
                              .sheet = sheet,
                              .n_sheets = sizeof sheet / sizeof *sheet};
    if (!sk_buf_ok(&b)) w->b.failed = true;
    if (w->code == SK_OK) w->code = sk_workbook_make(&book, sk_outdir_path(w->o), &w->b, w->err);
    put(w, "forecast.xlsx");
    sk_buf_free(&b);
}

sk_code sk_fc_write_dir(const sk_fc_view *v, const sk_now *now, const char *dir, sk_err *err)
{
    writer w = {.v = v, .b = SK_BUF_INIT, .links = SK_BUF_INIT, .err = err};
    w.code = sk_outdir_begin(dir, &w.o, err);
    if (w.code == SK_OK) {
        sk_table_csv(&v->cells, v->lang, &w.b);
        put(&w, "forecast.csv");
        sk_table_csv(&v->lines, v->lang, &w.b);
        put(&w, "lines.csv");
        sk_table_csv(&v->changes, v->lang, &w.b);
        put(&w, "changes.csv");
        sk_table_csv(&v->stages, v->lang, &w.b);
        put(&w, "stages.csv");
        sk_fc_json(v, &w.b);
        put(&w, "forecast.json");
        put_charts(&w);
        workbook(&w, now);
        page(&w, now);
        if (w.code == SK_OK) w.code = sk_outdir_commit(w.o, err);
        else sk_outdir_abort(w.o);
    }
    sk_buf_free(&w.b);
    sk_buf_free(&w.links);
    return w.code;
}
