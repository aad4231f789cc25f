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
    MAP_H = 176,
    MARGIN = 34,
    LEAST = 5000, /* 1e-5 degrees: five kilometres */
    BARS_TOP = MAP_TOP + MAP_H + 14,
    BAR_STEP = 24,
    BAR_HALF = 70, /* longest bar, each way */
    MID = 215,     /* where a bar starts */
    PANEL_H = BARS_TOP + 3 * BAR_STEP + 4,
    PANELS_MAX = 3,
    NAMES_MAX = 16,
    INSET_W = 62, /* all of the municipality, small, in a corner */
    INSET_H = 50,
    CHAR_TENTHS = 53, /* mean width of a letter of a name, tenths of a pixel */
    NAME_H = 10
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

static frame frame_in(const extent *e, double least, double x, double y, double w, double h)
{
    frame f = {.cos_mid = cos((e->lo_y + e->hi_y) / 2e5 * 3.14159265358979323846 / 180)};
    double wide = fmax((e->hi_x - e->lo_x) * f.cos_mid, least),
           high = fmax(e->hi_y - e->lo_y, least);
    f.scale = fmin(w / wide, h / high);
    f.x = x - (e->lo_x + e->hi_x) / 2 * f.cos_mid * f.scale;
    f.y = y + (e->lo_y + e->hi_y) / 2 * f.scale;
    return f;
}

static extent everywhere(const sk_whatif *w)
{
    extent e = {9e9, -9e9, 9e9, -9e9, 0};
    for (int i = 0; i < w->k->n_kitchens; i++) take(&e, &w->k->kitchen[i]);
    return e;
}

/* The part of the municipality where something changes in any panel, at least some kilometres wide; all of it
 * when no kitchen changes. */
static frame frame_of(const sk_whatif *w, int panels)
{
    extent e = {9e9, -9e9, 9e9, -9e9, 0};
    for (int a = 1; a <= panels; a++)
        for (int i = 0; i < w->alt[a].k->n_kitchens; i++)
            if (changed(w, &w->alt[a], i)) take(&e, &w->alt[a].k->kitchen[i]);
    if (e.n == 0) e = everywhere(w);
    return frame_in(&e, LEAST, PANEL_W / 2.0, MAP_TOP + MAP_H / 2.0, PANEL_W - 2.0 * MARGIN,
                    MAP_H - 2.0 * MARGIN);
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

static bool outside(int x, int y)
{
    return x < 6 || x > PANEL_W - 16 || y < MAP_TOP + 6 || y > MAP_TOP + MAP_H - 6;
}

static void dot(const sk_whatif *w, const sk_alt *a, int i, frame f, sk_buf *b)
{
    const sk_kitchen *q = &a->k->kitchen[i];
    const sk_alt_kitchen *s = &a->kitchen[i];
    int x = at_x(f, q), y = at_y(f, q), r = s->role == SK_ROLE_SERVING ? 2 : 3;
    bool new = changed(w, a, i);
    if (outside(x, y) || (!s->open && !new)) return;
    if (!s->open) {
        sk_buf_addf(
            b, "<path d=\"M%d %dl10 10m0 -10l-10 10\" stroke=\"#a03a22\" stroke-width=\"2.5\"/>\n",
            x - 5, y - 5);
        return;
    }
    sk_buf_addf(b, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"%s/>\n", x, y, new ? 5 : r,
                colour(s), new ? " stroke=\"#1d2a2f\" stroke-width=\"2\"" : " opacity=\"0.55\"");
}

typedef struct box {
    int x, y, w, h;
} box;

static bool meet(const box *a, const box *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

/* Right of the mark, left, above, below: in this order. */
static box name_at(int turn, int x, int y, int w)
{
    return turn == 0   ? (box){x + 8, y - NAME_H / 2, w, NAME_H}
           : turn == 1 ? (box){x - 8 - w, y - NAME_H / 2, w, NAME_H}
           : turn == 2 ? (box){x - w / 2, y - 9 - NAME_H, w, NAME_H}
                       : (box){x - w / 2, y + 8, w, NAME_H};
}

/* What a name would cover: another name or the frame spoils it, a mark counts, most one that changes. */
static int covers(const sk_whatif *w, const sk_alt *a, frame f, const box *at, const box *set,
                  int n)
{
    int cost = 0;
    if (at->x < 3 || at->x + at->w > PANEL_W - 12 || at->y < MAP_TOP + 2 ||
        at->y + at->h > MAP_TOP + MAP_H - 2)
        return 1000;
    for (int j = 0; j < n; j++) cost += meet(at, &set[j]) ? 1000 : 0;
    for (int i = 0; i < a->k->n_kitchens; i++) {
        const box mark = {at_x(f, &a->k->kitchen[i]) - 3, at_y(f, &a->k->kitchen[i]) - 3, 6, 6};
        if (meet(at, &mark)) cost += changed(w, a, i) ? 20 : 1;
    }
    return cost;
}

static int letters(const char *s)
{
    int n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

/* Each name where it hides least, on a white rim; one that would hide another name is left to the table. */
static void names(const sk_whatif *w, const sk_alt *a, frame f, const box *taken, sk_buf *b)
{
    box set[NAMES_MAX + 1];
    int n = 0;
    set[n++] = *taken;
    for (int i = 0; i < a->k->n_kitchens && n <= NAMES_MAX; i++) {
        const sk_kitchen *q = &a->k->kitchen[i];
        int x = at_x(f, q), y = at_y(f, q), least = 1000;
        box best = {0, 0, 0, 0};
        for (int turn = 0; turn < 4 && changed(w, a, i) && !outside(x, y); turn++) {
            const box at = name_at(turn, x, y, letters(q->name) * CHAR_TENTHS / 10);
            int cost = covers(w, a, f, &at, set, n);
            if (cost >= least) continue;
            least = cost;
            best = at;
        }
        if (least >= 1000) continue;
        set[n++] = best;
        sk_buf_addf(b,
                    "<text x=\"%d\" y=\"%d\" "
                    "style=\"font-size:10px;paint-order:stroke;stroke:#fff;stroke-width:3px\">",
                    best.x, best.y + 9);
        sk_html_add(b, q->name);
        sk_buf_add(b, "</text>\n");
    }
}

/* All of the municipality and, as a frame, the part that the map shows: where it shows but a part. */
static box inset(const sk_whatif *w, frame f, sk_buf *b)
{
    extent e = everywhere(w);
    const box at = {PANEL_W - 12 - INSET_W, MAP_TOP + 3, INSET_W, INSET_H}, none = {0, 0, 0, 0};
    frame all =
        frame_in(&e, 1, at.x + INSET_W / 2.0, at.y + INSET_H / 2.0, INSET_W - 8.0, INSET_H - 8.0);
    double ratio = all.scale / f.scale;
    if (w->k->n_kitchens == 0 || ratio > 0.7) return none;
    sk_buf_addf(b,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#fff\" "
                "stroke=\"#d5dcde\"/>\n<path d=\"",
                at.x, at.y, at.w, at.h);
    for (int i = 0; i < w->k->n_kitchens; i++)
        sk_buf_addf(b, "M%d %dh1v1h-1z", at_x(all, &w->k->kitchen[i]),
                    at_y(all, &w->k->kitchen[i]));
    int x = (int)lround(all.x + (1 - f.x) * ratio),
        y = (int)lround(all.y + (MAP_TOP - f.y) * ratio);
    int wide = (int)lround((PANEL_W - 10) * ratio), high = (int)lround(MAP_H * ratio);
    int x1 = x < at.x ? at.x : x, y1 = y < at.y ? at.y : y;
    int x2 = x + wide > at.x + at.w ? at.x + at.w : x + wide,
        y2 = y + high > at.y + at.h ? at.y + at.h : y + high;
    sk_buf_addf(b,
                "\" fill=\"#6b7a80\"/>\n<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                "fill=\"none\" stroke=\"#a03a22\"/>\n",
                x1, y1, x2 - x1, y2 - y1);
    return at;
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
        box taken = inset(w, f, b);
        names(w, a, f, &taken, b);
        if (p == 1) legend(lang, b);
        bar(0, sk_text(lang, SK_N("kkr a year")), c.tkr, most.tkr, 0, lang, b);
        bar(1, sk_text(lang, SK_N("working hours")), c.hours, most.hours, 0, lang, b);
        bar(2, sk_text(lang, SK_N("kilometres")), c.km, most.km, 0, lang, b);
        sk_buf_add(b, "</g>\n");
    }
    sk_buf_add(b, "</svg>\n");
}
