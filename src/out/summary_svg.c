/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawings of the summary page, as inline SVG: the map and the bars of the week. */
#include "base/num.h"
#include "base/text.h"
#include "out/view.h"

enum { DAY_W = 78, DAYS_TOP = 22, DAYS_LEFT = 10 };

static const char *role_class(const sk_view_kitchen *k)
{
    switch (k->role) {
    case SK_ROLE_COOKING: return "c";
    case SK_ROLE_RECEIVING: return "m";
    default: return "s";
    }
}

static void count(sk_buf *out, const sk_plan_view *v, int64_t n) { sk_buf_dec(out, n, 0, v->lang); }

static void map_lines(const sk_plan_view *v, const sk_view_map *m, sk_buf *out)
{
    for (int i = 0; i < m->n_lines; i++) {
        const sk_view_line *l = &m->line[i];
        sk_buf_addf(out,
                    "<line class=\"d\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" "
                    "stroke-width=\"%d.%d\"><title>",
                    l->x1, l->y1, l->x2, l->y2, l->width10 / 10, l->width10 % 10);
        sk_html_add(out, l->from);
        sk_buf_add(out, " → ");
        sk_html_add(out, l->to);
        sk_buf_add(out, ": ");
        count(out, v, l->portions);
        sk_buf_addf(out, " %s</title></line>\n", sk_text(v->lang, "portions"));
    }
}

static void map_dots(const sk_plan_view *v, const sk_view_map *m, sk_buf *out)
{
    for (int i = 0; i < m->n_dots; i++) {
        const sk_view_dot *d = &m->dot[i];
        const sk_view_kitchen *k = &v->kitchen[d->kitchen];
        sk_buf_addf(out, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"><title>", role_class(k),
                    d->x, d->y, d->r);
        sk_html_add(out, k->name);
        sk_buf_addf(out, ": %s ", sk_text(v->lang, "cooks"));
        count(out, v, k->cooked);
        sk_buf_addf(out, ", %s ", sk_text(v->lang, "serves"));
        count(out, v, k->eaten);
        sk_buf_add(out, "</title></circle>\n");
    }
    for (int i = 0; i < m->n_dots; i++) {
        const sk_view_dot *d = &m->dot[i];
        if (!d->named) continue;
        sk_buf_addf(out, "<text x=\"%d\" y=\"%d\">", d->x + d->r + 3, d->y + 4);
        sk_html_add(out, v->kitchen[d->kitchen].name);
        sk_buf_add(out, "</text>\n");
    }
}

void sk__svg_map(const sk_plan_view *v, const sk_view_map *m, sk_buf *out)
{
    sk_buf_addf(out, "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", m->w,
                m->h);
    sk_html_add(out, sk_text(v->lang, "Map of the kitchens"));
    sk_buf_add(out, "\">\n");
    map_lines(v, m, out);
    if (m->box_w)
        sk_buf_addf(out, "<rect class=\"b\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                    m->box_x, m->box_y, m->box_w, m->box_h);
    map_dots(v, m, out);
    sk_buf_add(out, "</svg>\n");
}

void sk__svg_days(const sk_plan_view *v, sk_buf *out)
{
    int base = DAYS_TOP + SK_VIEW_BAR_H;
    sk_buf_addf(out, "<svg class=\"days\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
                2 * DAYS_LEFT + v->n_days * DAY_W, base + 24);
    sk_html_add(out, sk_text(v->lang, "Portions by day"));
    sk_buf_add(out, "\">\n");
    for (int i = 0; i < v->n_days; i++) {
        const sk_view_day *d = &v->day[i];
        int x = DAYS_LEFT + i * DAY_W, mid = x + DAY_W / 2;
        sk_buf_addf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", x + 8,
                    base - d->bar_h, DAY_W - 16, d->bar_h);
        sk_buf_addf(out, "<text x=\"%d\" y=\"%d\">", mid, base - d->bar_h - 6);
        count(out, v, d->portions);
        sk_buf_addf(out, "</text><text x=\"%d\" y=\"%d\" class=\"w\">", mid, base + 17);
        sk_html_add(out, sk_weekday_short(v->lang, sk_day_weekday(d->day)));
        sk_buf_add(out, "</text>\n");
    }
    sk_buf_addf(out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n</svg>\n", DAYS_LEFT, base,
                DAYS_LEFT + v->n_days * DAY_W, base);
}
