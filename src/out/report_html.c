/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as pages that stand alone (no script, no outside file) and print on A4, and as a folder. */
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "out/report.h"

#include <stdio.h>
#include <string.h>

enum { WIDE = 7, FEW_PAGES = 8, NAME_LEN = 200 };

static const char STYLE[] =
    ":root{--ink:#1d2a2f;--soft:#4c5a5f;--line:#d5dcde;--wash:#f3f6f5;--warn:#a03a22;--main:#"
    "1f6f78;"
    "--other:#c98a2b}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--wash);color:var(--ink);font:16px/1.45 \"Segoe UI\",\"Helvetica "
    "Neue\",Arial,\"Liberation Sans\",sans-serif}\n"
    "main{max-width:1100px;margin:0 auto;padding:26px 30px;background:#fff}\n"
    "h1{font-size:30px;line-height:1.15;margin:0;overflow-wrap:anywhere}\n"
    "h2{font-size:20px;margin:28px 0 6px;padding-bottom:2px;border-bottom:2px solid var(--ink)}\n"
    "p{margin:6px 0;max-width:52em}.soft{color:var(--soft)}.lead{font-size:20px}\n"
    ".warn{color:var(--warn);font-weight:600}nav a{margin-right:16px}\n"
    "dl{display:flex;flex-wrap:wrap;gap:8px 36px;margin:14px 0 0}\n"
    "dt{color:var(--soft);font-size:14px}dd{margin:0;font-size:21px;font-weight:600}\n"
    ".bad dd{color:var(--warn)}\n"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
    "th{font-weight:600;text-align:left;color:var(--soft);font-size:13px;vertical-align:bottom}\n"
    "th,td{padding:3px 14px 3px 0;border-bottom:1px solid var(--line)}td{vertical-align:top}\n"
    ".n{text-align:right;white-space:nowrap}td.p{overflow-wrap:break-word;min-width:7em}"
    ".wide table{font-size:14px}\n"
    "figure{margin:14px 0;break-inside:avoid}figure svg{max-width:100%;height:auto}\n"
    "svg text{font:12px \"Segoe UI\",Arial,\"Liberation Sans\",sans-serif;fill:var(--ink)}\n"
    "footer{margin-top:26px;padding-top:8px;border-top:1px solid var(--line);font-size:12px;"
    "color:var(--soft);overflow-wrap:anywhere}\n"
    "@media "
    "print{body{background:#fff;font-size:9.5pt;line-height:1.3}main{padding:0;max-width:none}"
    "h1{font-size:18pt}h2{font-size:12pt;margin:12pt 0 2pt;break-after:avoid}.lead{font-size:12pt}"
    "th,td{padding:1px 9px 1px 0}"
    "dd{font-size:13pt}dt,th{font-size:8.5pt}.wide table{font-size:8.5pt}"
    ".scroll{overflow:visible}tr,dl{break-inside:avoid}thead{display:table-header-group}"
    ".compact{font-size:8pt;line-height:1.2}.compact h2{font-size:10pt;margin:7pt 0 1pt}"
    ".compact dd{font-size:11pt}.compact td.p{min-width:5em}.compact p{max-width:none;margin:3px 0}"
    ".compact footer{margin-top:5pt;padding-top:2pt}.compact footer "
    "p{font-size:5.5pt;line-height:1.1}"
    ".compact figure{margin:6px 0 2px}.compact figcaption{display:none}"
    ".compact figure svg{max-height:50mm}.compact th,.compact td{padding-top:0;padding-bottom:0}"
    "nav{display:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

static void say(const sk_report *r, const char *msgid, sk_buf *out)
{
    sk_html_add(out, sk_text(r->lang, msgid));
}

static void head(const sk_report *r, int first, sk_buf *out)
{
    const sk_report_item *own = r->n_items ? r->item[first] : NULL;
    bool page = own && own->kind == SK_ITEM_PAGE;
    sk_buf_addf(out,
                "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
                r->lang == SK_LANG_SV ? "sv" : "en");
    say(r, page ? own->title : r->title, out);
    sk_buf_add(out, ": ");
    sk_html_add(out, r->name);
    sk_buf_addf(
        out,
        "</title>\n<style>\n%s@page{size:A4%s;margin:%s}\n</style>\n</head>\n<body%s>\n<main>\n",
        STYLE, r->landscape ? " landscape" : "", r->compact ? "9mm" : "12mm",
        r->compact ? " class=\"compact\"" : "");
    sk_buf_add(out, "<p class=\"soft\">");
    sk_html_name(out, r->name);
    sk_buf_add(out, "</p>\n<h1>");
    say(r, page ? own->title : r->title, out);
    sk_buf_add(out, "</h1>\n");
    if (page) {
        sk_buf_add(out, "<nav><a href=\"index.html\">");
        say(r, r->title, out);
        sk_buf_add(out, "</a></nav>\n");
        return;
    }
    sk_buf_add(out, "<p class=\"lead\">");
    sk_html_add(out, r->headline);
    sk_buf_add(out, "</p>\n");
}

static int pages_of(const sk_report *r)
{
    int n = 0;
    for (int i = 0; i < r->n_items; i++) n += r->item[i]->kind == SK_ITEM_PAGE;
    return n;
}

static void page_links(const sk_report *r, sk_buf *out)
{
    for (int i = 0; i < r->n_items; i++) {
        const sk_report_item *x = r->item[i];
        if (x->kind != SK_ITEM_PAGE) continue;
        sk_buf_add(out, "<a href=\"");
        sk_html_add(out, x->key);
        sk_buf_add(out, ".html\">");
        say(r, x->title, out);
        sk_buf_add(out, "</a>\n");
    }
}

/* On the first page: links to the files, and to the other pages when they are few; many stand last. */
static void links(const sk_report *r, sk_buf *out)
{
    sk_buf_add(out, "<nav>");
    if (pages_of(r) <= FEW_PAGES) page_links(r, out);
    sk_buf_addf(out, "<a href=\"%s.xlsx\">Excel</a><a href=\"report.json\">JSON</a></nav>\n",
                r->key);
}

static void last_links(const sk_report *r, sk_buf *out)
{
    if (pages_of(r) <= FEW_PAGES) return;
    sk_buf_add(out, "<nav><h2>");
    say(r, SK_N("Pages"), out);
    sk_buf_add(out, "</h2>\n");
    page_links(r, out);
    sk_buf_add(out, "</nav>\n");
}

static void paragraph(const char *cls, const char *text, sk_buf *out)
{
    sk_buf_addf(out, *cls ? "<p class=\"%s\">" : "<p%s>", cls);
    sk_html_add(out, text);
    sk_buf_add(out, "</p>\n");
}

static void fact(const sk_report *r, const sk_report_item *x, sk_buf *out)
{
    sk_buf b = SK_BUF_INIT;
    sk_buf_add(out, x->bad ? "<div class=\"bad\"><dt>" : "<div><dt>");
    say(r, x->title, out);
    sk_buf_add(out, "</dt><dd>");
    sk_cell_add(x->of, &x->cell, r->lang, &b);
    if (x->text) sk_buf_addf(&b, "\u00a0%s", x->text);
    sk_html_name(out, sk_buf_str(&b));
    sk_buf_add(out, "</dd></div>\n");
    if (!sk_buf_ok(&b)) out->failed = true;
    sk_buf_free(&b);
}

static void table(const sk_report *r, const sk_report_item *x, sk_buf *out)
{
    if (x->files_only) return;
    sk_buf_add(out, "<h2>");
    say(r, x->title, out);
    sk_buf_add(out, "</h2>\n");
    if (x->text) paragraph("soft", x->text, out);
    if (!x->t.n_rows) {
        paragraph("", sk_text(r->lang, "nothing"), out);
        return;
    }
    sk_buf_addf(out, "<div class=\"scroll%s\" tabindex=\"0\">\n",
                x->t.n_cols > WIDE ? " wide" : "");
    sk_table_html(&x->t, r->lang, x->max_rows, out);
    sk_buf_add(out, "</div>\n");
    if (!x->max_rows || x->t.n_rows <= x->max_rows) return;
    sk_buf_addf(out, "<p class=\"soft\">%s: <a href=\"%s.csv\">%s.csv</a></p>\n",
                sk_report_more(r, x), x->key, x->key);
}

static void chart(const sk_report *r, const sk_report_item *x, sk_buf *out)
{
    sk_buf_add(out, "<figure role=\"img\" aria-label=\"");
    say(r, x->title, out);
    sk_buf_add(out, "\">\n");
    sk_buf_addn(out, sk_buf_str(&x->data), x->data.len);
    sk_buf_add(out, "\n<figcaption class=\"soft\">");
    say(r, x->title, out);
    sk_buf_add(out, "</figcaption></figure>\n");
}

static void file_link(const sk_report_item *x, sk_buf *out)
{
    sk_buf_add(out, "<p><a href=\"");
    sk_html_add(out, x->key);
    sk_buf_add(out, "\">");
    sk_html_add(out, x->key);
    sk_buf_add(out, "</a>: ");
    sk_html_add(out, x->text);
    sk_buf_add(out, "</p>\n");
}

static void item(const sk_report *r, const sk_report_item *x, sk_buf *out)
{
    switch (x->kind) {
    case SK_ITEM_PAGE: break;
    case SK_ITEM_HEADING:
        sk_buf_add(out, "<h2>");
        say(r, x->title, out);
        sk_buf_add(out, "</h2>\n");
        break;
    case SK_ITEM_TEXT: paragraph("", x->text, out); break;
    case SK_ITEM_WARNING: paragraph("warn", x->text, out); break;
    case SK_ITEM_FACT: fact(r, x, out); break;
    case SK_ITEM_TABLE: table(r, x, out); break;
    case SK_ITEM_CHART: chart(r, x, out); break;
    case SK_ITEM_FILE: file_link(x, out); break;
    }
}

static void made_from_each(const sk_report *r, sk_buf *out)
{
    say(r, SK_N("Made from"), out);
    for (int i = 0; i < r->n_inputs; i++) {
        sk_buf_add(out, i ? ", " : ": ");
        sk_html_add(out, r->input[i].name);
        sk_buf_addf(out, " %.12s", r->input[i].sha256);
    }
    sk_buf_add(out, " (SHA-256)");
}

/* One line on a page that must be one: the digest of all names and digests. */
static void made_from_all(const sk_report *r, sk_buf *out)
{
    char hex[65];
    sk_buf all = SK_BUF_INIT;
    for (int i = 0; i < r->n_inputs; i++)
        sk_buf_addf(&all, "%s %s\n", r->input[i].name, r->input[i].sha256);
    if (!sk_buf_ok(&all)) out->failed = true;
    sk_sha256_hex(sk_buf_str(&all), all.len, hex);
    sk_buf_free(&all);
    sk_buf_addf(
        out,
        sk_text(
            r->lang,
            SK_N("Made from %d files, SHA-256 together %.16s; each file's own is in report.json")),
        r->n_inputs, hex);
}

static void foot(const sk_report *r, const sk_now *now, bool inputs, sk_buf *out)
{
    char day[SK_DATE_LEN], clock[SK_TIME_LEN];
    sk_buf_add(out, "<footer>\n<p>storkok");
    if (now)
        sk_buf_addf(out, " · %s %s", sk_day_str(now->day, day),
                    sk_min_str((sk_min)(now->sec / 60), clock));
    sk_buf_add(out, "</p>\n");
    if (inputs && r->n_inputs) {
        sk_buf_add(out, "<p>");
        if (r->compact) made_from_all(r, out);
        else made_from_each(r, out);
        sk_buf_add(out, "</p>\n");
    }
    sk_buf_add(out, "</footer>\n</main>\n</body>\n</html>\n");
}

void sk_report_html(const sk_report *r, const sk_now *now, int first, sk_buf *out)
{
    bool facts = false;
    head(r, first, out);
    if (!first) links(r, out);
    for (int i = first; i < r->n_items; i++) {
        const sk_report_item *x = r->item[i];
        if (i > first && x->kind == SK_ITEM_PAGE) break;
        if (facts != (x->kind == SK_ITEM_FACT)) {
            facts = !facts;
            sk_buf_add(out, facts ? "<dl>\n" : "</dl>\n");
        }
        item(r, x, out);
    }
    if (facts) sk_buf_add(out, "</dl>\n");
    if (!first) last_links(r, out);
    foot(r, now, !first, out);
}

/* ---- the folder -------------------------------------------------------------------------------- */

typedef struct writer {
    const sk_report *r;
    sk_outdir *o;
    sk_buf b; /* one file */
    sk_code code;
    sk_err *err;
} writer;

static void put(writer *w, const char *stem, const char *end)
{
    char name[NAME_LEN];
    if (w->code != SK_OK) return;
    snprintf(name, sizeof name, "%.150s%s", stem, end);
    if (!sk_buf_ok(&w->b)) w->code = sk_err_set(w->err, SK_E_NOMEM, "out of memory");
    else w->code = sk_outdir_file(w->o, name, sk_buf_str(&w->b), w->b.len, w->err);
    sk_buf_clear(&w->b);
}

/* A chart on its own needs the namespace, the size is in it already. */
static void put_chart(writer *w, const sk_report_item *x)
{
    const char *svg = sk_buf_str(&x->data), *rest = strncmp(svg, "<svg", 4) ? NULL : svg + 4;
    if (!rest) return;
    sk_buf_addf(&w->b, "<svg%s",
                strstr(svg, "xmlns=") ? "" : " xmlns=\"http://www.w3.org/2000/svg\"");
    sk_buf_add(&w->b, rest);
    put(w, x->key, ".svg");
}

static void put_all(writer *w, const sk_now *now)
{
    const sk_report *r = w->r;
    sk_report_html(r, now, 0, &w->b);
    put(w, "index", ".html");
    sk_report_json(r, &w->b);
    put(w, "report", ".json");
    sk_report_schema(r, &w->b);
    put(w, "report", ".schema.json");
    if (w->code == SK_OK) w->code = sk_report_xlsx(r, now, sk_outdir_path(w->o), &w->b, w->err);
    put(w, r->key, ".xlsx");
    for (int i = 0; i < r->n_items; i++) {
        const sk_report_item *x = r->item[i];
        if (x->kind == SK_ITEM_TABLE && !x->page_only) {
            sk_table_csv(&x->t, r->lang, &w->b);
            put(w, x->key, ".csv");
        } else if (x->kind == SK_ITEM_PAGE && i) {
            sk_report_html(r, now, i, &w->b);
            put(w, x->key, ".html");
        } else if (x->kind == SK_ITEM_CHART) put_chart(w, x);
        else if (x->kind == SK_ITEM_FILE) {
            sk_buf_addn(&w->b, sk_buf_str(&x->data), x->data.len);
            put(w, x->key, "");
        }
    }
}

sk_code sk_report_write(const sk_report *r, const sk_now *now, const char *dir, sk_err *err)
{
    writer w = {.r = r, .b = SK_BUF_INIT, .err = err};
    if (!sk_report_ok(r)) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    w.code = sk_outdir_begin(dir, &w.o, err);
    if (w.code == SK_OK) {
        put_all(&w, now);
        if (w.code == SK_OK) w.code = sk_outdir_commit(w.o, err);
        else sk_outdir_abort(w.o);
    }
    sk_buf_free(&w.b);
    return w.code;
}
