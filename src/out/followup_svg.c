/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the budgeted result to the outturn, step by step, for each area with books: what took it there. */
#include "out/followup_priv.h"

enum { W = 860, ROW = 26, LEFT = 200, RIGHT = 90, TOP = 40, MAX_STEPS = 9 };

typedef struct step {
    const char *name;
    sk_ore from, to;
    bool level;
} step; /* level: a bar from zero */
typedef struct chart {
    step s[MAX_STEPS];
    int n;
    sk_ore lo, hi;
    sk_buf *b;
} chart;

static void add(chart *c, const char *name, sk_ore change)
{
    sk_ore at = c->n ? c->s[c->n - 1].to : 0;
    c->s[c->n++] = (step){name, at, at + change, false};
}

/* Deviation of the lines that `pick` chooses, as an effect on the result. */
static sk_ore effect(const sk__fuv *v, sk_ix area, bool revenue, bool wage)
{
    sk_ore sum = 0;
    for (int i = 0; i < v->s->n_vars; i++) {
        const sk_fu_var *x = &v->s->var[i];
        const sk_fu_account *l = &v->s->books->line[x->line];
        if (x->area != area || l->revenue != revenue ||
            (!revenue && (l->index == SK_IDX_WAGE) != wage))
            continue;
        sum += revenue ? x->actual - x->plan : x->plan - x->actual;
    }
    return sum;
}

static void steps(const sk__fuv *v, sk_ix area, chart *c)
{
    static const char *const food[SK_FU_FOOD_PARTS] = {
        SK_N("Food: attendance"), SK_N("Food: portion size"), SK_N("Food: contract price"),
        SK_N("Food: substitution")};
    const sk_fu_sums *s = &v->s->area[area];
    c->s[c->n++] =
        (step){sk__fu_t(v, SK_N("Budget to date")), 0, sk_fu_result(s, SK_FU_BUDGET_TO), true};
    add(c, sk__fu_t(v, SK_N("Revenue")), effect(v, area, true, false));
    for (int i = 0; i < v->s->n_food; i++)
        for (int p = 0; p < SK_FU_FOOD_PARTS; p++)
            if (v->s->food[i].area == area && v->s->food[i].period == 0)
                add(c, sk__fu_t(v, food[p]), -v->s->food[i].part[p]);
    add(c, sk__fu_t(v, SK_N("Staff and wages")), effect(v, area, false, true));
    add(c, sk__fu_t(v, SK_N("Other costs")), effect(v, area, false, false));
    c->s[c->n++] =
        (step){sk__fu_t(v, SK_N("Result to date")), 0, sk_fu_result(s, SK_FU_OUTTURN_TO), true};
}

static int x_of(const chart *c, sk_ore v)
{
    return LEFT + (int)((double)(v - c->lo) / (double)(c->hi - c->lo) * (W - LEFT - RIGHT));
}

static void range(chart *c)
{
    for (int i = 0; i < c->n; i++)
        for (int end = 0; end <= 1; end++) {
            sk_ore v = end ? c->s[i].to : c->s[i].from;
            c->lo = v < c->lo ? v : c->lo;
            c->hi = v > c->hi ? v : c->hi;
        }
    if (c->hi == c->lo) c->hi = c->lo + 1;
}

static void bar(sk__fuv *v, chart *c, int i)
{
    const step *s = &c->s[i];
    int a = x_of(c, s->from), z = x_of(c, s->to), y = TOP + i * ROW, left = a < z ? a : z;
    const char *fill = s->level ? "#4c5a5f" : s->to < s->from ? "#b4472e" : "#0b5563";
    sk_buf_addf(c->b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 16, y + 15);
    sk_html_add(c->b, s->name);
    sk_buf_addf(c->b, "</text><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>",
                left, y, (a < z ? z - a : a - z) + 1, ROW - 8, fill);
    sk_buf_addf(c->b, "<text x=\"%d\" y=\"%d\">%s</text>\n", (a > z ? a : z) + 6, y + 15,
                sk__fu_mnkr(v, s->level ? s->to : s->to - s->from));
}

void sk__fu_show_chart(sk__fuv *v)
{
    for (sk_ix a = 0; a < v->f->n_areas; a++) {
        if (v->f->area[a].level != SK_FU_DETAIL) continue;
        chart c = {.n = 0};
        c.b = sk_report_chart(v->r, sk_report_words(v->r, "bridge_%s", v->f->area[a].id),
                              SK_N("From the budgeted result to the outturn, million kronor"));
        steps(v, a, &c);
        range(&c);
        int h = TOP + c.n * ROW + 10;
        sk_buf_addf(c.b, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n", W,
                    h, W, h);
        sk_buf_add(c.b, "<text x=\"0\" y=\"18\" font-weight=\"600\">");
        sk_html_add(c.b, v->f->area[a].name);
        sk_buf_addf(c.b,
                    "</text>\n<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#9aa7ab\"/>\n",
                    x_of(&c, 0), x_of(&c, 0), TOP - 8, h - 10);
        for (int i = 0; i < c.n; i++) bar(v, &c, i);
        sk_buf_add(c.b, "</svg>");
    }
}
