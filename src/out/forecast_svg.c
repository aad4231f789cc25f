/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart of a series: what was counted, then median and interval. A file of its own, so it carries
 * its style. */
#include "out/forecast_view.h"

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"

enum { W = 760, H = 250, LEFT = 52, RIGHT = 14, TOP = 46, BOTTOM = 34, BACK = 56, TICKS = 4 };

typedef struct chart {
    const sk_fc_view *v;
    const sk_fc_row *row;
    int n;
    const sk_count *count;
    int n_counts;
    sk_day first, last;
    int64_t top; /* tenths at the upper edge */
    sk_buf *out;
} chart;

static const char STYLE[] =
    "<style>text{font:12px \"Segoe UI\",Arial,\"Liberation Sans\",sans-serif;fill:#4c5a5f}"
    ".t{font-size:15px;font-weight:600;fill:#1d2a2f}.n{text-anchor:end}.m{text-anchor:middle}"
    ".g{stroke:#dfe5e6}.x{stroke:#1d2a2f}.w{fill:#cfe3e6}.i{fill:#8fbfc6}.q{stroke:#0b5563;"
    "stroke-width:2.5}.c{fill:#1d2a2f}.r{stroke:#b4472e;stroke-width:1.5;stroke-dasharray:3 2}"
    ".e{stroke:#9aa7ab;stroke-dasharray:4 3}</style>\n";

static int x_of(const chart *c, sk_day d)
{
    return LEFT + 6 +
           (int)((int64_t)(d - c->first) * (W - LEFT - RIGHT - 12) / (c->last - c->first));
}

static int y_of(const chart *c, int64_t tenths)
{
    return H - BOTTOM - (int)(tenths * (H - TOP - BOTTOM) / c->top);
}

/* The least of 1, 2, 5 x 10^n portions, in tenths, of which TICKS reach as high as most. */
static int64_t step_for(int64_t most)
{
    int64_t step = 10;
    for (int i = 0; step * TICKS < most; i++) step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    return step;
}

static void measure(chart *c)
{
    int64_t most = 10;
    c->first = c->v->k->as_of - BACK;
    c->last = c->v->to > c->first ? c->v->to : c->first + 1;
    for (int i = 0; i < c->n_counts; i++)
        if (c->count[i].day >= c->first && (int64_t)c->count[i].count * 10 > most)
            most = (int64_t)c->count[i].count * 10;
    for (int i = 0; i < c->n; i++) {
        if (c->row[i].q[SK_Q95] > most) most = c->row[i].q[SK_Q95];
        if (c->row[i].guests > most) most = c->row[i].guests;
    }
    c->top = step_for(most) * TICKS;
}

static void line(const chart *c, const char *cls, int x1, int y1, int x2, int y2)
{
    sk_buf_addf(c->out, "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", cls, x1,
                y1, x2, y2);
}

static void axes(const chart *c)
{
    char day[SK_DATE_LEN];
    for (int i = 0; i <= TICKS; i++) {
        int64_t v = c->top / TICKS * i;
        line(c, i ? "g" : "x", LEFT, y_of(c, v), W - RIGHT, y_of(c, v));
        sk_buf_addf(c->out, "<text class=\"n\" x=\"%d\" y=\"%d\">", LEFT - 6, y_of(c, v) + 4);
        sk_buf_dec(c->out, v / 10, 0, c->v->lang);
        sk_buf_add(c->out, "</text>\n");
    }
    for (sk_day d = c->first; d <= c->last; d++) {
        if (sk_day_weekday(d) != 1 || (d - c->first) % 14 >= 7) continue;
        sk_buf_addf(c->out, "<text class=\"m\" x=\"%d\" y=\"%d\">%s</text>\n", x_of(c, d),
                    H - BOTTOM + 17, sk_day_str(d, day) + 5);
    }
    line(c, "e", x_of(c, c->v->k->as_of), TOP, x_of(c, c->v->k->as_of), H - BOTTOM);
}

static void counts(const chart *c)
{
    for (int i = 0; i < c->n_counts; i++) {
        const sk_count *a = &c->count[i];
        char day[SK_DATE_LEN];
        if (a->day < c->first || a->day > c->v->k->as_of) continue;
        sk_buf_addf(
            c->out,
            "<circle class=\"c\" cx=\"%d\" cy=\"%d\" r=\"2.5\"><title>%s: %d</title></circle>\n",
            x_of(c, a->day), y_of(c, (int64_t)a->count * 10), sk_day_str(a->day, day), a->count);
    }
}

static void bar(const chart *c, const char *cls, int x, int w, int64_t low, int64_t high)
{
    sk_buf_addf(c->out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", cls,
                x - w / 2, y_of(c, high), w, y_of(c, low) - y_of(c, high));
}

static void days(const chart *c)
{
    int w = (W - LEFT - RIGHT) / (c->last - c->first) - 2;
    w = w < 3 ? 3 : w > 16 ? 16 : w;
    for (int i = 0; i < c->n; i++) {
        const sk_fc_row *r = &c->row[i];
        char day[SK_DATE_LEN];
        int x = x_of(c, r->c->day), mid = y_of(c, r->q[SK_Q50]), roll = y_of(c, r->guests);
        sk_buf_addf(c->out, "<g><title>%s: ", sk_day_str(r->c->day, day));
        sk_buf_dec(c->out, r->q[SK_Q50], 1, c->v->lang);
        sk_buf_add(c->out, " (");
        sk_buf_dec(c->out, r->q[SK_Q10], 1, c->v->lang);
        sk_buf_add(c->out, " – ");
        sk_buf_dec(c->out, r->q[SK_Q90], 1, c->v->lang);
        sk_buf_add(c->out, ")</title>\n");
        bar(c, "w", x, w, r->q[SK_Q10], r->q[SK_Q95]);
        bar(c, "i", x, w, r->q[SK_Q10], r->q[SK_Q90]);
        line(c, "q", x - w / 2, mid, x + w - w / 2, mid);
        line(c, "r", x - w / 2, roll, x + w - w / 2, roll);
        sk_buf_add(c->out, "</g>\n");
    }
}

static void legend(const chart *c)
{
    static const char *const words[] = {SK_N("counted"), SK_N("median"), "10–90 %", "90–95 %",
                                        SK_N("enrolled × share")};
    int x = LEFT + 6;
    for (int i = 0; i < 5; i++) {
        if (i == 0)
            sk_buf_addf(c->out, "<circle class=\"c\" cx=\"%d\" cy=\"32\" r=\"2.5\"/>", x + 8);
        else if (i == 1 || i == 4) line(c, i == 1 ? "q" : "r", x, 32, x + 16, 32);
        else
            sk_buf_addf(c->out, "<rect class=\"%s\" x=\"%d\" y=\"26\" width=\"16\" height=\"12\"/>",
                        i == 2 ? "i" : "w", x);
        sk_buf_addf(c->out, "<text x=\"%d\" y=\"36\">", x + 21);
        sk_html_add(c->out, i == 2 || i == 3 ? words[i] : sk_text(c->v->lang, words[i]));
        sk_buf_add(c->out, "</text>\n");
        x += 100;
    }
}

void sk_fc_svg(const sk_fc_view *v, int first, sk_buf *out)
{
    const sk_fc_cell *a = v->row[first].c;
    chart c = {.v = v, .row = &v->row[first], .n = sk__fc_series_end(v, first) - first, .out = out};
    c.count = sk_history_attendance(v->h, a->site, a->meal, &c.n_counts);
    measure(&c);
    sk_buf_addf(out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
                "height=\"%d\" role=\"img\">\n<title>",
                W, H, W, H);
    sk_html_add(out, v->k->site[a->site].name);
    sk_buf_addf(out, "</title>\n%s<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", STYLE, W, H);
    sk_buf_addf(out, "<text class=\"t\" x=\"%d\" y=\"18\">", LEFT);
    sk_html_add(out, v->k->site[a->site].name);
    sk_buf_add(out, ", ");
    sk_html_add(out, sk_meal_name(a->meal, v->lang));
    sk_buf_add(out, "</text>\n");
    sk_buf_addf(out, "<text class=\"n\" x=\"%d\" y=\"18\">", W - RIGHT);
    sk_buf_addf(out, sk_ntext(v->lang, "%d counted day", "%d counted days", a->n_obs), a->n_obs);
    sk_buf_addf(out, " (%s)</text>\n", sk__basis_name(v->row[first].basis, v->lang));
    legend(&c);
    axes(&c);
    counts(&c);
    days(&c);
    sk_buf_add(out, "</svg>\n");
}
