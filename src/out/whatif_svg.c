/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One panel an alternative: a map of the kitchens with what changes, and bars of cost, hours and kilometres
 * against the baseline. */
#include <math.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/text.h"
#include "out/whatif_view.h"

enum {
    PANEL_W = 330,
    MAP_TOP = 26,
    MAP_H = 190,
    MARGIN = 34,
    LEAST = 5000, /* 1e-5 degrees: five kilometres */
    BARS_TOP = MAP_TOP + MAP_H + 14,
    BAR_STEP = 24,
    BAR_HALF = 70, /* longest bar, each way */
    MID = 215,     /* where a bar starts */
    PANEL_H = BARS_TOP + 3 * BAR_STEP + 4,
    PANELS_MAX = 3,
    NAMES_MAX = 9
};

typedef struct frame {
    double x, y, scale, cos_mid;
} frame;

static bool changed(const sk_whatif *w, const sk_alt *a, int i)
{
    if (i >= w->k->n_kitchens) return true;
    return a->kitchen[i].open != w->alt[0].kitchen[i].open ||
           a->kitchen[i].role != w->alt[0].kitchen[i].role;
}

typedef struct extent {
    double lo_x, hi_x, lo_y, hi_y;
    int n;
} extent;

static void take(extent *e, const sk_kitchen *q)
{
    e->lo_x = fmin(e->lo_x, q->lon_e5);
    e->hi_x = fmax(e->hi_x, q->lon_e5);
    e->lo_y = fmin(e->lo_y, q->lat_e5);
    e->hi_y = fmax(e->hi_y, q->lat_e5);
    e->n++;
}

/* The part of the municipality where something changes in any panel, at least some kilometres wide; all of it
 * when no kitchen changes. */
static frame frame_of(const sk_whatif *w, int panels)
{
    extent e = {9e9, -9e9, 9e9, -9e9, 0};
    for (int a = 1; a <= panels; a++)
        for (int i = 0; i < w->alt[a].k->n_kitchens; i++)
            if (changed(w, &w->alt[a], i)) take(&e, &w->alt[a].k->kitchen[i]);
    bool all = e.n == 0;
    for (int i = 0; i < w->k->n_kitchens && all; i++) take(&e, &w->k->kitchen[i]);
    frame f = {.cos_mid = cos((e.lo_y + e.hi_y) / 2e5 * 3.14159265358979323846 / 180)};
    double wide = fmax((e.hi_x - e.lo_x) * f.cos_mid, LEAST), high = fmax(e.hi_y - e.lo_y, LEAST);
    f.scale = fmin((PANEL_W - 2.0 * MARGIN) / wide, (MAP_H - 2.0 * MARGIN) / high);
    f.x = PANEL_W / 2.0 - (e.lo_x + e.hi_x) / 2 * f.cos_mid * f.scale;
    f.y = MAP_TOP + MAP_H / 2.0 + (e.lo_y + e.hi_y) / 2 * f.scale;
    return f;
}

static int at_x(frame f, const sk_kitchen *q)
{
    return (int)lround(f.x + q->lon_e5 * f.cos_mid * f.scale);
}
static int at_y(frame f, const sk_kitchen *q) { return (int)lround(f.y - q->lat_e5 * f.scale); }

static const char *colour(const sk_alt_kitchen *q)
{
    if (!q->open) return "#a03a22";
    return q->role == SK_ROLE_COOKING     ? "#1f6f78"
           : q->role == SK_ROLE_RECEIVING ? "#c98a2b"
                                          : "#b9c3c6";
}

static void dot(const sk_whatif *w, const sk_alt *a, int i, frame f, sk_buf *b)
{
    const sk_kitchen *q = &a->k->kitchen[i];
    const sk_alt_kitchen *s = &a->kitchen[i];
    int x = at_x(f, q), y = at_y(f, q), r = s->role == SK_ROLE_SERVING ? 2 : 4;
    bool new = changed(w, a, i);
    bool out = x < 6 || x > PANEL_W - 16 || y < MAP_TOP + 6 || y > MAP_TOP + MAP_H - 6;
    if (out || (!s->open && !new)) return;
    if (!s->open) {
        sk_buf_addf(
            b, "<path d=\"M%d %dl10 10m0 -10l-10 10\" stroke=\"#a03a22\" stroke-width=\"2.5\"/>\n",
            x - 5, y - 5);
        return;
    }
    sk_buf_addf(b, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"%s/>\n", x, y, new ? 5 : r,
                colour(s), new ? " stroke=\"#1d2a2f\" stroke-width=\"2\"" : "");
}

static void names(const sk_whatif *w, const sk_alt *a, frame f, sk_buf *b)
{
    int set[NAMES_MAX][2], n = 0;
    for (int i = 0; i < a->k->n_kitchens && n < NAMES_MAX; i++) {
        const sk_kitchen *q = &a->k->kitchen[i];
        int x = at_x(f, q), y = at_y(f, q);
        bool clear = changed(w, a, i), left = x > PANEL_W / 2;
        for (int j = 0; j < n && clear; j++)
            clear = abs(set[j][1] - y) > 11 || abs(set[j][0] - x) > 150;
        if (!clear) continue;
        sk_buf_addf(b, "<text x=\"%d\" y=\"%d\" style=\"font-size:10px\"%s>", left ? x - 8 : x + 8,
                    y + 4, left ? " text-anchor=\"end\"" : "");
        sk_html_add(b, q->name);
        sk_buf_add(b, "</text>\n");
        set[n][0] = x;
        set[n++][1] = y;
    }
}

/* What a measure changes, as a bar from the middle; `most` is the longest of all panels. */
static void bar(int row, const char *label, int64_t v, int64_t most, int decimals, sk_lang lang,
                sk_buf *b)
{
    int y = BARS_TOP + row * BAR_STEP;
    int64_t mag = v < 0 ? -v : v;
    int len = most ? (int)sk_muldiv(mag, BAR_HALF, most) : 0;
    sk_buf_addf(b, "<text x=\"2\" y=\"%d\" style=\"font-size:11px\">", y + 12);
    sk_html_add(b, label);
    sk_buf_addf(b, "</text>\n<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\" fill=\"%s\"/>\n",
                v < 0 ? MID - len : MID, y, len, v > 0 ? "#c98a2b" : "#1f6f78");
    sk_buf_addf(b, "<text x=\"%d\" y=\"%d\" style=\"font-size:11px\"%s>%s",
                v < 0 ? MID - len - 3 : MID + len + 3, y + 12, v < 0 ? " text-anchor=\"end\"" : "",
                v > 0 ? "+" : "");
    sk_buf_dec(b, v, decimals, lang);
    sk_buf_add(b, "</text>\n");
}

static void legend(sk_lang lang, sk_buf *b)
{
    static const struct {
        const char *fill, *text;
    } mark[] = {
        {"#1f6f78", SK_N("cooks")}, {"#c98a2b", SK_N("receives")}, {"#b9c3c6", SK_N("serves")}};
    int x = 8, y = MAP_TOP + MAP_H - 7;
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++, x += 62) {
        sk_buf_addf(b,
                    "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/><text x=\"%d\" y=\"%d\" "
                    "style=\"font-size:9px\">",
                    x, y, mark[i].fill, x + 7, y + 3);
        sk_html_add(b, sk_text(lang, mark[i].text));
        sk_buf_add(b, "</text>\n");
    }
    sk_buf_addf(b,
                "<path d=\"M%d %dl8 8m0 -8l-8 8\" stroke=\"#a03a22\" stroke-width=\"2\"/><text "
                "x=\"%d\" y=\"%d\" "
                "style=\"font-size:9px\">",
                x - 4, y - 4, x + 8, y + 3);
    sk_html_add(b, sk_text(lang, SK_N("closes")));
    sk_buf_add(b, "</text>\n");
}

typedef struct change {
    int64_t tkr, hours, km;
} change;

static change change_of(const sk_whatif *w, const sk_alt *a)
{
    const sk_alt *base = &w->alt[0];
    return (change){sk_muldiv(a->total_ore - base->total_ore, 1, 100000),
                    sk_muldiv(a->need_mmin - base->need_mmin, 1, 60000), a->km - base->km};
}

static void widen(int64_t *most, int64_t v)
{
    if (v < 0) v = -v;
    if (v > *most) *most = v;
}

void sk__whatif_panels(const sk_whatif *w, sk_lang lang, sk_buf *b)
{
    int panels = w->n_alts - 1 < PANELS_MAX ? w->n_alts - 1 : PANELS_MAX;
    change most = {0, 0, 0};
    frame f = frame_of(w, panels);
    for (int p = 1; p <= panels; p++) {
        change c = change_of(w, &w->alt[p]);
        widen(&most.tkr, c.tkr);
        widen(&most.hours, c.hours);
        widen(&most.km, c.km);
    }
    sk_buf_addf(b,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
                "height=\"%d\">\n",
                PANELS_MAX * PANEL_W, PANEL_H, PANELS_MAX * PANEL_W, PANEL_H);
    for (int p = 1; p <= panels; p++) {
        const sk_alt *a = &w->alt[p];
        change c = change_of(w, a);
        sk_buf_addf(
            b,
            "<g transform=\"translate(%d 0)\">\n<text x=\"2\" y=\"15\" style=\"font-weight:600\">",
            (p - 1) * PANEL_W);
        sk_html_add(b, sk__alt_name(a, lang));
        sk_buf_addf(b,
                    "</text>\n<rect x=\"1\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" "
                    "stroke=\"#d5dcde\"/>\n",
                    MAP_TOP, PANEL_W - 10, MAP_H);
        for (int i = 0; i < a->k->n_kitchens; i++)
            if (!changed(w, a, i)) dot(w, a, i, f, b);
        for (int i = 0; i < a->k->n_kitchens; i++)
            if (changed(w, a, i)) dot(w, a, i, f, b);
        names(w, a, f, b);
        if (p == 1) legend(lang, b);
        bar(0, sk_text(lang, SK_N("kkr a year")), c.tkr, most.tkr, 0, lang, b);
        bar(1, sk_text(lang, SK_N("working hours")), c.hours, most.hours, 0, lang, b);
        bar(2, sk_text(lang, SK_N("kilometres")), c.km, most.km, 0, lang, b);
        sk_buf_add(b, "</g>\n");
    }
    sk_buf_add(b, "</svg>\n");
}
