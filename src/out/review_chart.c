/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review's map and curve. Each is a file of its own, so it carries its style. */
#include <math.h>

#include "base/num.h"
#include "base/text.h"
#include "out/review_view.h"

static const char STYLE[] =
    "<style>text{font:12px \"Segoe UI\",Arial,\"Liberation Sans\",sans-serif;fill:#4c5a5f}"
    ".n{text-anchor:end}.m{text-anchor:middle}.g{stroke:#dfe5e6}.x{stroke:#1d2a2f}"
    ".s{stroke:#8fa6ab;stroke-width:1}.k{fill:#0b5563}.r{fill:#e0a030}.v{fill:#aab6b9}.c{fill:#"
    "b4472e}"
    ".e{fill:none;stroke:#b4472e;stroke-width:2}.l{fill:none;stroke:#0b5563;stroke-width:2}"
    ".b{fill:none;stroke:#9aa7ab;stroke-width:1.5;stroke-dasharray:4 3}</style>\n";

/* ---- map ---- */

enum { MAP_W = 760, MAP_H = 620, EDGE = 26, KEY_H = 46 };

typedef struct map {
    double x0, y0, scale, narrow;
    sk_buf *out;
} map;

static int x_of(const map *m, const sk_kitchen *k)
{
    return EDGE + (int)lround((k->lon_e5 * m->narrow - m->x0) * m->scale);
}
static int y_of(const map *m, const sk_kitchen *k)
{
    return MAP_H - EDGE - (int)lround((k->lat_e5 - m->y0) * m->scale);
}

static map map_of(const sk_review *r, sk_buf *out)
{
    double lo_x = 1e18, hi_x = -1e18, lo_y = 1e18, hi_y = -1e18, mid = 0;
    map m = {.out = out};
    for (int j = 0; j < r->s.n_kit; j++)
        mid += (double)r->k->kitchen[r->place[j].kitchen].lat_e5 / r->s.n_kit;
    m.narrow = cos(mid / 1e5 * 3.14159265358979323846 / 180);
    for (int j = 0; j < r->s.n_kit; j++) {
        const sk_kitchen *k = &r->k->kitchen[r->place[j].kitchen];
        lo_x = fmin(lo_x, k->lon_e5 * m.narrow);
        hi_x = fmax(hi_x, k->lon_e5 * m.narrow);
        lo_y = fmin(lo_y, k->lat_e5);
        hi_y = fmax(hi_y, k->lat_e5);
    }
    m.scale = fmin((MAP_W - 2 * EDGE) / fmax(hi_x - lo_x, 1),
                   (MAP_H - KEY_H - 2 * EDGE) / fmax(hi_y - lo_y, 1));
    m.x0 = lo_x;
    m.y0 = lo_y;
    return m;
}

static void key(sk_buf *out, int x, const char *cls, const char *words)
{
    sk_buf_addf(
        out,
        "<circle class=\"%s\" cx=\"%d\" cy=\"20\" r=\"6\"/><text x=\"%d\" y=\"24\">%s</text>\n",
        cls, x, x + 11, words);
}

static const char *dot(sk_st_role r)
{
    return r == SK_ST_COOK ? "k" : r == SK_ST_RECEIVE ? "r" : r == SK_ST_SERVE ? "v" : "c";
}

void sk_review_map_svg(const sk_review *r, const sk_st_result *x, sk_lang lang, sk_buf *out)
{
    map m = map_of(r, out);
    sk_buf_addf(out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n%s",
                MAP_W, MAP_H, STYLE);
    for (int i = 0; i < SK_N_ST_ROLES; i++)
        key(out, EDGE + i * 150, dot((sk_st_role)i), sk_st_role_name((sk_st_role)i, lang));
    key(out, EDGE + SK_N_ST_ROLES * 150, "e", sk_text(lang, "changed"));
    for (int j = 0; j < r->s.n_kit; j++) {
        if (x->src[j] < 0) continue;
        const sk_kitchen *a = &r->k->kitchen[r->place[j].kitchen];
        const sk_kitchen *b = &r->k->kitchen[r->place[r->s.opt[x->src[j]].kitchen].kitchen];
        sk_buf_addf(out, "<line class=\"s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
                    x_of(&m, a), y_of(&m, a), x_of(&m, b), y_of(&m, b));
    }
    for (int pass = SK_N_ST_ROLES - 1; pass >= 0; pass--) /* those that cook on top */
        for (int j = 0; j < r->s.n_kit; j++) {
            const sk_kitchen *k = &r->k->kitchen[r->place[j].kitchen];
            sk_st_role role = r->s.opt[x->opt[j]].role;
            if ((int)role != pass) continue;
            int radius = role == SK_ST_COOK ? 7 : role == SK_ST_RECEIVE ? 5 : 4;
            sk_buf_addf(out, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%d\"><title>", dot(role),
                        x_of(&m, k), y_of(&m, k), radius);
            sk_html_add(out, k->name);
            sk_buf_add(out, "</title></circle>\n");
            if (r->s.opt[r->today[j]].role != role)
                sk_buf_addf(out, "<circle class=\"e\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>\n",
                            x_of(&m, k), y_of(&m, k), radius + 3);
        }
    sk_buf_add(out, "</svg>\n");
}

/* ---- curve ---- */

enum { W = 760, H = 320, LEFT = 74, RIGHT = 20, TOP = 24, BOTTOM = 44, TICKS = 4 };

typedef struct axes {
    int lo, hi;          /* limits */
    double bottom, step; /* millions of kronor */
    sk_buf *out;
} axes;

static int cx(const axes *a, int n)
{
    return LEFT + (n - a->lo) * (W - LEFT - RIGHT) / (a->hi > a->lo ? a->hi - a->lo : 1);
}
static int cy(const axes *a, double mkr)
{
    return H - BOTTOM - (int)lround((mkr - a->bottom) / (a->step * TICKS) * (H - TOP - BOTTOM));
}

static bool shown(const sk_review_point *p) { return p->x.opt && isfinite(p->x.bound); }

static bool measure(const sk_review_answer *an, axes *a)
{
    double least = (double)INFINITY, most = -(double)INFINITY;
    a->lo = INT32_MAX;
    a->hi = INT32_MIN;
    for (int i = 0; i < an->n_curve; i++) {
        const sk_review_point *p = &an->curve[i];
        if (!shown(p)) continue;
        if (p->limit < a->lo) a->lo = p->limit;
        if (p->limit > a->hi) a->hi = p->limit;
        least = fmin(least, p->x.bound / 1e8);
        most = fmax(most, (double)p->x.cost / 1e8);
    }
    if (!(most >= least)) return false;
    a->step = 0.01;
    for (int i = 0; a->step * TICKS < (most - least) * 1.25 + 0.01; i++)
        a->step *= i % 3 == 1 ? 2.5 : 2;
    a->bottom = floor(least / a->step) * a->step;
    while (a->bottom + a->step * TICKS < most) {
        a->step *= 2;
        a->bottom = floor(least / a->step) * a->step;
    }
    return true;
}

static void grid(const axes *a, const char *words, sk_lang lang)
{
    for (int i = 0; i <= TICKS; i++) {
        double v = a->bottom + i * a->step;
        sk_buf_addf(
            a->out,
            "<line class=\"g\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/><text class=\"n\" x=\"%d\" "
            "y=\"%d\">",
            LEFT, cy(a, v), W - RIGHT, cy(a, v), LEFT - 8, cy(a, v) + 4);
        sk_buf_dec(a->out, llround(v * 100), 2, lang);
        sk_buf_add(a->out, "</text>\n");
    }
    int every = (a->hi - a->lo) / 20 + 1;
    for (int n = a->lo; n <= a->hi; n += every)
        sk_buf_addf(a->out, "<text class=\"m\" x=\"%d\" y=\"%d\">%d</text>\n", cx(a, n),
                    H - BOTTOM + 18, n);
    sk_buf_addf(a->out, "<text class=\"m\" x=\"%d\" y=\"%d\">%s</text>\n", (LEFT + W) / 2, H - 8,
                words);
}

static void line(const axes *a, const sk_review_answer *an, bool bound)
{
    sk_buf_addf(a->out, "<polyline class=\"%s\" points=\"", bound ? "b" : "l");
    for (int i = 0; i < an->n_curve; i++)
        if (shown(&an->curve[i]))
            sk_buf_addf(
                a->out, "%d,%d ", cx(a, an->curve[i].limit),
                cy(a, bound ? an->curve[i].x.bound / 1e8 : (double)an->curve[i].x.cost / 1e8));
    sk_buf_add(a->out, "\"/>\n");
}

void sk_review_curve_svg(const sk_review *r, const sk_review_answer *an, bool cooking, sk_lang lang,
                         sk_buf *out)
{
    axes a = {.out = out};
    (void)r;
    sk_buf_addf(out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n%s",
                W, H, STYLE);
    if (measure(an, &a)) {
        grid(&a,
             cooking ? sk_text(lang, "cooking kitchens, at most")
                     : sk_text(lang, "kitchens, at most"),
             lang);
        line(&a, an, true);
        line(&a, an, false);
        for (int i = 0; i < an->n_curve; i++)
            if (shown(&an->curve[i]))
                sk_buf_addf(out, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"4\"/>\n",
                            an->curve[i].x.proven ? "k" : "r", cx(&a, an->curve[i].limit),
                            cy(&a, (double)an->curve[i].x.cost / 1e8));
        sk_buf_addf(
            out, "<text x=\"%d\" y=\"14\">%s</text>\n", LEFT,
            sk_text(lang, "million kr a year; dashed: no structure costs less; dark: proven"));
    }
    sk_buf_add(out, "</svg>\n");
}
