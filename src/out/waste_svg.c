/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: grams a portion by month, stacked by stream, with interval and target; and where the money is. */
#include "out/waste_priv.h"

#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/text.h"

enum {
    W = 900,
    H = 300,
    LEFT = 46,
    RIGHT = 20,
    TOP = 40,
    BOTTOM = 46,
    MAX_MONTHS = 60,
    N_PARTS = 3
};

static const char *const colour[N_PARTS] = {"#5b6f75", "#1f6f78", "#c98a2b"};

typedef struct month {
    int year, month;
    double part[N_PARTS]; /* kitchen, serving, plate; 0 = not weighed */
    double all, half;
    bool whole;
} month;

typedef struct chart {
    sk_buf *out;
    const month *m;
    int n;
    double top;
} chart;

static void text(sk_buf *b, int x, int y, const char *anchor, const char *s)
{
    sk_buf_addf(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", x, y, anchor);
    sk_html_add(b, s);
    sk_buf_add(b, "</text>\n");
}

static int y_of(const chart *c, double g)
{
    return H - BOTTOM - (int)(g / c->top * (H - TOP - BOTTOM) + 0.5);
}

static void axis(const chart *c)
{
    char s[16];
    int step = c->top > 120 ? 50 : c->top > 60 ? 20 : 10;
    for (int g = 0; g <= (int)c->top; g += step) {
        sk_buf_addf(c->out, "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>\n", LEFT,
                    W - RIGHT, y_of(c, g), y_of(c, g), g ? "#d5dcde" : "#1d2a2f");
        snprintf(s, sizeof s, "%d", g);
        text(c->out, LEFT - 6, y_of(c, g) + 4, "end", s);
    }
}

static void bar(sk__wr *w, const chart *c, int i)
{
    const month *m = &c->m[i];
    int slot = (W - LEFT - RIGHT) / c->n, width = slot * 6 / 10 > 46 ? 46 : slot * 6 / 10;
    int x = LEFT + slot * i + (slot - width) / 2, mid = x + width / 2;
    double below = 0;
    char s[24];
    sk_buf_addf(c->out, "<g><title>%04d-%02d: %s g</title>\n", m->year, m->month,
                sk__wr_grams(w, m->all));
    for (int p = 0; p < N_PARTS; p++) {
        int top = y_of(c, below + m->part[p]), bottom = y_of(c, below);
        if (m->part[p] > 0)
            sk_buf_addf(
                c->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"%s/>\n", x,
                top, width, bottom - top, colour[p], m->whole ? "" : " fill-opacity=\"0.45\"");
        below += m->part[p];
    }
    if (m->whole && !isnan(m->half))
        sk_buf_addf(c->out,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#1d2a2f\" "
                    "stroke-width=\"1.5\"/>\n",
                    mid, mid, y_of(c, fmax(0, m->all - m->half)),
                    y_of(c, fmin(c->top, m->all + m->half)));
    sk_buf_add(c->out, "</g>\n");
    text(c->out, mid + (m->whole ? 4 : 0), y_of(c, m->all) - 5, m->whole ? "start" : "middle",
         sk__wr_grams(w, m->all));
    snprintf(s, sizeof s, "%02d", m->month);
    text(c->out, mid, H - BOTTOM + 16, "middle", s);
    snprintf(s, sizeof s, "%d", m->year);
    if (i == 0 || c->m[i - 1].year != m->year) text(c->out, mid, H - BOTTOM + 32, "middle", s);
}

static void legend(sk__wr *w, const chart *c)
{
    static const char *const name[] = {SK_N("kitchen waste"), SK_N("serving waste"),
                                       SK_N("plate waste")};
    int x = LEFT;
    for (int p = 0; p < N_PARTS; p++, x += 120) {
        sk_buf_addf(c->out, "<rect x=\"%d\" y=\"8\" width=\"14\" height=\"12\" fill=\"%s\"/>\n", x,
                    colour[p]);
        text(c->out, x + 20, 19, "start", sk_text(w->in->lang, name[p]));
    }
    text(c->out, x + 10, 19, "start",
         sk_text(w->in->lang, SK_N("pale: not every stream was weighed that month")));
}

/* The target's line over the months it holds for. */
static void target_line(sk__wr *w, const chart *c)
{
    int slot = (W - LEFT - RIGHT) / c->n;
    for (int i = 0; i < c->n; i++) {
        sk_day d;
        if (!sk_day_from_ymd(c->m[i].year, c->m[i].month, 1, &d)) continue;
        for (int t = 0; t < w->in->n_targets; t++) {
            const sk_waste_target *x = &w->in->target[t];
            if (x->limit_mg <= 0 || x->scope != SK_WASTE_ALL || !sk_period_has(x->when, d))
                continue;
            int y = y_of(c, x->limit_mg / 1000.0);
            sk_buf_addf(c->out,
                        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#a03a22\" "
                        "stroke-width=\"2\" stroke-dasharray=\"6 3\"/>\n",
                        LEFT + slot * i, LEFT + slot * (i + 1), y, y);
        }
    }
}

static month figure_of(sk__wr *w, int year, int mon)
{
    sk_day a, b;
    month m = {.year = year, .month = mon, .all = (double)NAN};
    if (!sk_day_from_ymd(year, mon, 1, &a) ||
        !sk_day_from_ymd(mon == 12 ? year + 1 : year, mon == 12 ? 1 : mon + 1, 1, &b))
        return m;
    sk_wsel sel = {.from = a, .to = b - 1, .form = -1};
    sk_wfigure f = sk__wr_figure(w, SK_BY_TOTAL, 0, &sel);
    m.all = f.scope[SK_WASTE_ALL].per;
    m.half = f.scope[SK_WASTE_ALL].half;
    m.whole = f.whole[SK_WASTE_ALL];
    m.part[0] = fmax(0, f.scope[SK_WASTE_KITCHEN].per); /* fmax takes the number when one is NAN */
    m.part[1] = fmax(0, f.stream[SK_WASTE_SERVING].per);
    m.part[2] = fmax(0, f.stream[SK_WASTE_PLATE].per);
    return m;
}

/* The last MAX_MONTHS months with weighings, up to the end of the period. */
static int months(sk__wr *w, month *v)
{
    const sk_waste_data *d = w->in->data;
    int n = 0;
    if (d->last < d->first) return 0;
    sk_ymd a = sk_day_ymd(d->first), b = sk_day_ymd(w->in->to < d->last ? w->in->to : d->last);
    int first = a.year * 12 + a.month - 1, last = b.year * 12 + b.month - 1;
    if (first < last - 10 * 12) first = last - 10 * 12;
    for (int i = first; i <= last; i++) {
        month m = figure_of(w, i / 12, i % 12 + 1);
        if (isnan(m.all)) continue;
        if (n == MAX_MONTHS) {
            for (int j = 1; j < n; j++) v[j - 1] = v[j];
            n--;
        }
        v[n++] = m;
    }
    return n;
}

void sk__wr_charts(sk__wr *w)
{
    month v[MAX_MONTHS];
    chart c = {.m = v, .n = months(w, v), .top = 60};
    if (c.n == 0) return;
    for (int i = 0; i < c.n; i++)
        while (v[i].all * 1.12 > c.top) c.top += 20;
    c.out = sk_report_chart(
        w->r, "trend",
        SK_N("Grams a portion by month with weighings; the line is the interval of 95 percent, "
             "the dashes are the target"));
    sk_buf_addf(c.out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\">\n",
                W, H, W);
    legend(w, &c);
    axis(&c);
    for (int i = 0; i < c.n; i++) bar(w, &c, i);
    target_line(w, &c);
    sk_buf_add(c.out, "</svg>");
}

enum { BAR_H = 24, BAR_LEFT = 330, BAR_RIGHT = 110 };

/* Kitchen streams share a colour. */
static int part_of(int stream)
{
    return stream < SK_WASTE_SERVING ? 0 : stream - SK_WASTE_SERVING + 1;
}

void sk__wr_bars(sk__wr *w, const sk__bar *v, int n)
{
    if (n == 0) return;
    sk_buf *b = sk_report_chart(w->r, "money",
                                SK_N("Food cost of the waste weighed, dearest places and streams"));
    sk_buf_addf(b,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\">\n",
                W, n * BAR_H + 8, W);
    for (int i = 0; i < n; i++) {
        int y = 4 + i * BAR_H,
            width = (int)(v[i].ore * (W - BAR_LEFT - BAR_RIGHT) / (v[0].ore > 0 ? v[0].ore : 1));
        sk_buf_addf(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", BAR_LEFT - 8, y + 16);
        sk_html_add(b, v[i].name);
        sk_buf_add(b, ", ");
        sk_html_add(b, v[i].what);
        sk_buf_addf(
            b, "</text>\n<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
            BAR_LEFT, y + 3, width > 1 ? width : 1, BAR_H - 6, colour[part_of(v[i].stream)]);
        text(b, BAR_LEFT + width + 6, y + 16, "start",
             sk_report_words(w->r, "%s kr", sk_report_number(w->r, (v[i].ore + 50) / 100, 0)));
    }
    sk_buf_add(b, "</svg>");
}
