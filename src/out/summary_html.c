/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The summary as one page: no script, no outside file, prints on A4. */
#include "base/num.h"
#include "base/text.h"
#include "out/view.h"

enum { NECK_ROWS = 12, SHORT_ROWS = 12, CHANGE_ROWS = 20 };

static const char STYLE[] =
    ":root{--ink:#1d2a2f;--soft:#5c6b70;--line:#d9e0e1;--paper:#fff;--wash:#f3f6f5;--green:#1f6f5c;"
    "--leaf:#7fb7a3;--sand:#d8c9a3;--warn:#b4472e}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--wash);color:var(--ink);font:15px/1.5 \"Segoe UI\",\"Helvetica "
    "Neue\",Arial,\"Liberation Sans\",sans-serif}\n"
    "main{max-width:980px;margin:0 auto;padding:32px 36px 40px;background:var(--paper)}\n"
    "h1{font-size:27px;line-height:1.2;margin:0;font-weight:600}\n"
    "h2{font-size:16px;margin:30px 0 8px;font-weight:600}\n"
    "p{margin:6px 0}.soft{color:var(--soft)}\n"
    "dl{display:grid;grid-template-columns:repeat(4,1fr);gap:1px;margin:22px 0 4px;"
    "background:var(--line);border:1px solid var(--line)}\n"
    "dl div{background:var(--paper);padding:12px 14px}\n"
    "dt{color:var(--soft);font-size:13px}\n"
    "dd{margin:2px 0 0;font-size:21px;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "dd small{display:block;font-size:12.5px;color:var(--soft);white-space:normal}\n"
    ".bad dd{color:var(--warn)}\n"
    "table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}"
    "\n"
    "th{font-weight:600;text-align:left;color:var(--soft);border-bottom:1px solid var(--ink)}\n"
    "th,td{padding:4px 12px 4px 0;vertical-align:top}td{border-bottom:1px solid var(--line)}\n"
    ".p{min-width:9em;overflow-wrap:anywhere}\n"
    ".n{text-align:right;white-space:nowrap}\n"
    "svg{display:block;width:100%;height:auto}\n"
    "svg text{font:11px \"Segoe UI\",Arial,\"Liberation Sans\",sans-serif;fill:var(--ink)}\n"
    ".maps{display:flex;gap:14px;align-items:flex-start}.maps svg{flex:1 1 0;min-width:0}\n"
    ".b{fill:none;stroke:var(--soft);stroke-dasharray:3 3}\n"
    ".map{background:var(--wash);border:1px solid var(--line)}\n"
    ".map:only-child{max-width:620px}\n"
    ".map text{paint-order:stroke;stroke:var(--wash);stroke-width:3px}\n"
    ".map circle{stroke:#fff;stroke-width:1.2}\n"
    ".c{fill:var(--green)}.m{fill:var(--leaf)}.s{fill:var(--sand)}\n"
    ".d{stroke:var(--warn);stroke-opacity:.75;stroke-linecap:round}\n"
    ".days{max-width:600px}.days rect{fill:var(--leaf)}.days line{stroke:var(--ink)}\n"
    ".days text{text-anchor:middle;font-size:13px}.days .w{fill:var(--soft)}\n"
    ".key{font-size:13px;color:var(--soft)}.key i{display:inline-block;width:11px;height:11px;"
    "border-radius:50%;margin:0 5px 0 14px}.key i:first-child{margin-left:0}\n"
    ".key "
    ".d{height:3px;width:22px;border-radius:2px;vertical-align:middle;background:var(--warn)}\n"
    "i.c{background:var(--green)}i.m{background:var(--leaf)}i.s{background:var(--sand)}\n"
    ".bar{display:block;height:9px;margin-top:6px;background:var(--leaf)}.bar.full{background:var(-"
    "-warn)}\n"
    "footer{margin-top:34px;padding-top:10px;border-top:1px solid var(--line);font-size:12.5px;"
    "color:var(--soft)}\n"
    "@media (max-width:700px){dl{grid-template-columns:repeat(2,1fr)}main{padding:20px 16px}"
    ".maps{display:block}}\n"
    "@media print{@page{size:A4;margin:14mm}body{background:#fff;font-size:10.5pt}"
    "main{padding:0;max-width:none}h2,tr,svg,dl{break-inside:avoid}h2{break-after:avoid}"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

static void add_text(const sk_plan_view *v, const char *msgid, sk_buf *out)
{
    sk_html_add(out, sk_text(v->lang, msgid));
}

static void count(const sk_plan_view *v, int64_t n, sk_buf *out) { sk_buf_dec(out, n, 0, v->lang); }

static void kronor(const sk_plan_view *v, sk_ore ore, sk_buf *out)
{
    sk_buf_ore(out, ore, v->lang);
    sk_buf_add(out, "\u00a0kr");
}

static void card(const sk_plan_view *v, const char *title, bool bad, sk_buf *out)
{
    sk_buf_add(out, bad ? "<div class=\"bad\"><dt>" : "<div><dt>");
    add_text(v, title, out);
    sk_buf_add(out, "</dt><dd>");
}

static void below(sk_buf *out) { sk_buf_add(out, "<small>"); }
static void card_end(sk_buf *out) { sk_buf_add(out, "</small></dd></div>\n"); }

static void cards_of_amount(const sk_plan_view *v, sk_buf *out)
{
    card(v, SK_N("Portions"), false, out);
    count(v, v->portions, out);
    below(out);
    add_text(v, SK_N("of which special diets"), out);
    sk_buf_addc(out, ' ');
    count(v, v->diet_portions, out);
    card_end(out);
    card(v, SK_N("Cost per portion"), false, out);
    kronor(v, v->cost_portion, out);
    below(out);
    add_text(v, SK_N("the week in all"), out);
    sk_buf_addc(out, ' ');
    kronor(v, v->cost, out);
    card_end(out);
    card(v, SK_N("Overtime"), v->over_limit_ch > 0, out);
    sk_buf_dec(out, v->over_ch, 2, v->lang);
    sk_buf_add(out, "\u00a0h");
    below(out);
    add_text(v, SK_N("above the agreed limit:"), out);
    sk_buf_addc(out, ' ');
    sk_buf_dec(out, v->over_limit_ch, 2, v->lang);
    sk_buf_add(out, "\u00a0h");
    card_end(out);
    card(v, SK_N("Shortage"), v->short_portions > 0, out);
    count(v, v->short_portions, out);
    below(out);
    add_text(v, SK_N("backup dish:"), out);
    sk_buf_addc(out, ' ');
    count(v, v->backup_portions, out);
    card_end(out);
}

static void cards_of_service(const sk_plan_view *v, sk_buf *out)
{
    card(v, SK_N("Pan to plate"), false, out);
    sk_buf_addf(out, "%d\u00a0min", v->hold_p95);
    below(out);
    add_text(v, SK_N("or less for 95 in 100 hot portions"), out);
    card_end(out);
    card(v, SK_N("Kitchens that cook"), false, out);
    count(v, v->n_cooking, out);
    below(out);
    add_text(v, SK_N("kitchens where it is eaten:"), out);
    sk_buf_addc(out, ' ');
    count(v, v->n_eating, out);
    card_end(out);
    card(v, SK_N("Other supplier"), false, out);
    sk_buf_dec(out, v->changed_tenths, 1, v->lang);
    sk_buf_add(out, "\u00a0%");
    below(out);
    count(v, v->changed_portions, out);
    sk_buf_addc(out, ' ');
    add_text(v, SK_N("portions"), out);
    card_end(out);
    card(v, SK_N("Distance to the bound"), false, out);
    sk_buf_dec(out, v->gap_c, 2, v->lang);
    sk_buf_add(out, "\u00a0%");
    below(out);
    kronor(v, v->gap, out);
    card_end(out);
}

static void cards_of_demand(const sk_plan_view *v, sk_buf *out)
{
    const sk_view_demand *d = &v->demand;
    card(v, SK_N("Expected eaters"), false, out);
    count(v, sk_muldiv(d->expected, 1, 10), out);
    below(out);
    add_text(v, SK_N("of enrolled"), out);
    sk_buf_addc(out, ' ');
    count(v, d->enrolled, out);
    card_end(out);
    card(v, SK_N("Against cooking for all"), false, out);
    sk_buf_add(out, d->enrolled >= d->cooked ? "−" : "+");
    count(v, d->enrolled >= d->cooked ? d->enrolled - d->cooked : d->cooked - d->enrolled, out);
    below(out);
    add_text(v, SK_N("portions, had all enrolled been cooked for"), out);
    card_end(out);
    card(v, SK_N("Expected left over"), false, out);
    count(v, sk_muldiv(d->left_over, 1, 10), out);
    below(out);
    add_text(v, SK_N("portions of all dishes"), out);
    card_end(out);
    card(v, SK_N("Expected to get the backup dish"), false, out);
    count(v, sk_muldiv(d->missed, 1, 10), out);
    below(out);
    add_text(v, SK_N("eaters beyond what is cooked"), out);
    card_end(out);
}

static void heading(const sk_plan_view *v, const char *msgid, sk_buf *out)
{
    sk_buf_add(out, "<h2>");
    add_text(v, msgid, out);
    sk_buf_add(out, "</h2>\n");
}

static void list(const sk_plan_view *v, const sk_table *t, size_t max, sk_buf *out)
{
    if (!t->n_rows) return;
    heading(v, t->title, out);
    sk_table_html(t, v->lang, max, out);
    if (t->n_rows <= max) return;
    sk_buf_add(out, "<p class=\"soft\">");
    sk_buf_addf(out, sk_text(v->lang, "%zu more in"), t->n_rows - max);
    sk_buf_addf(out, " %s.csv</p>\n", t->key);
}

static void map_key(const sk_plan_view *v, sk_buf *out)
{
    sk_buf_add(out, "<p class=\"key\"><i class=\"c\"></i>");
    add_text(v, SK_N("cooking kitchen"), out);
    sk_buf_add(out, "<i class=\"m\"></i>");
    add_text(v, SK_N("receiving kitchen"), out);
    sk_buf_add(out, "<i class=\"s\"></i>");
    add_text(v, SK_N("serving kitchen"), out);
    if (v->map.n_lines) {
        sk_buf_add(out, "<i class=\"d\"></i>");
        add_text(v, SK_N("delivery that differs from the usual"), out);
    }
    sk_buf_add(out, "</p>\n");
}

static void staff_bars(const sk_plan_view *v, sk_buf *out)
{
    if (!v->n_tight) return;
    heading(v, SK_N("Staff: the most used kitchens"), out);
    sk_buf_add(out, "<table>\n<thead><tr><th scope=\"col\">");
    add_text(v, SK_N("Kitchen"), out);
    sk_buf_add(out, "</th><th scope=\"col\" class=\"n\">");
    add_text(v, SK_N("Hours needed"), out);
    sk_buf_add(out, "</th><th scope=\"col\" class=\"n\">");
    add_text(v, SK_N("Hours available"), out);
    sk_buf_add(out, "</th><th scope=\"col\" class=\"n\">%</th><th scope=\"col\" "
                    "style=\"width:34%\"></th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < v->n_tight; i++) {
        const sk_view_kitchen *k = &v->kitchen[v->tight[i]];
        sk_buf_add(out, "<tr><td>");
        sk_html_name(out, k->name);
        sk_buf_add(out, "</td><td class=\"n\">");
        sk_buf_dec(out, k->need_ch, 2, v->lang);
        sk_buf_add(out, "</td><td class=\"n\">");
        sk_buf_dec(out, k->avail_ch, 2, v->lang);
        sk_buf_addf(out,
                    "</td><td class=\"n\">%d</td><td><span class=\"bar%s\" "
                    "style=\"width:%d%%\"></span></td></tr>\n",
                    k->use_pct, k->use_pct > 100 ? " full" : "", k->bar_pct);
    }
    sk_buf_add(out, "</tbody>\n</table>\n");
}

static void page_head(const sk_plan_view *v, sk_buf *out)
{
    char from[SK_DATE_LEN], to[SK_DATE_LEN];
    sk_buf_addf(out,
                "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
                v->lang == SK_LANG_SV ? "sv" : "en");
    sk_html_add(out, v->k->name);
    sk_buf_addf(out, " %s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>", v->week,
                STYLE);
    sk_html_name(out, v->k->name);
    sk_buf_add(out, ", ");
    add_text(v, SK_N("week"), out);
    sk_buf_addf(out, " %s</h1>\n<p class=\"soft\">%s – %s</p>\n", v->week,
                sk_day_str(v->from, from), sk_day_str(v->to, to));
}

static void page_foot(const sk_plan_view *v, const sk_now *now, sk_buf *out)
{
    char day[SK_DATE_LEN], clock[SK_TIME_LEN];
    sk_buf_add(out, "<footer><p>");
    add_text(v, SK_N("Made with what was known on"), out);
    sk_buf_addf(out, " %s", sk_day_str(v->k->as_of, day));
    if (now) {
        sk_buf_add(out, ". ");
        add_text(v, SK_N("Written"), out);
        sk_buf_addf(out, " %s %s", sk_day_str(now->day, day),
                    sk_min_str((sk_min)(now->sec / 60), clock));
    }
    sk_buf_addf(out, ". storkok %s, GLPK %s.</p></footer>\n</main>\n</body>\n</html>\n",
                v->p->version ? v->p->version : "", v->p->glpk_version ? v->p->glpk_version : "");
}

void sk_summary_html(const sk_plan_view *v, const sk_now *now, sk_buf *out)
{
    page_head(v, out);
    sk_buf_add(out, "<dl>\n");
    cards_of_amount(v, out);
    cards_of_service(v, out);
    if (v->demand.from == SK_FROM_FORECAST) cards_of_demand(v, out);
    sk_buf_add(out, "</dl>\n<p class=\"soft\">");
    add_text(v, SK_N("Demand"), out);
    sk_buf_add(out, ": ");
    sk__say_demand(v, out);
    sk_buf_add(out, ".</p>\n<p class=\"soft\">");
    add_text(v, SK_N("Cost against the bound:"), out);
    sk_buf_addc(out, ' ');
    sk__say_gap(v, out);
    sk_buf_add(out, ", ");
    sk__say_proof(v, out);
    sk_buf_add(out, ".</p>\n");
    heading(v, SK_N("Map of the kitchens"), out);
    sk_buf_add(out, "<div class=\"maps\">\n");
    sk__svg_map(v, &v->map, out);
    if (v->detail.w) sk__svg_map(v, &v->detail, out);
    sk_buf_add(out, "</div>\n");
    map_key(v, out);
    heading(v, SK_N("Portions by day"), out);
    sk__svg_days(v, out);
    list(v, &v->shortages, SHORT_ROWS, out);
    list(v, &v->neck_short, NECK_ROWS, out);
    staff_bars(v, out);
    list(v, &v->changes, CHANGE_ROWS, out);
    page_foot(v, now, out);
}
