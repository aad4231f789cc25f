/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Self-control of a day: what is planned, its limit, and room for value, action and signature. The
 * limits are policy settings. */
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

#include <string.h>

static const sk_col cols[] = {
    {"time", SK_N("Time"), SK_CELL_TIME, false},
    {"what", SK_N("What"), SK_CELL_NAME, false},
    {"where", SK_N("From or to"), SK_CELL_NAME, false},
    {"limit", SK_N("Limit"), SK_CELL_TEXT, false},
    {"value", SK_N("Value"), SK_CELL_TEXT, false},
    {"action", SK_N("Action"), SK_CELL_TEXT, false},
    {"sign", SK_N("Signature"), SK_CELL_TEXT, false},
};

static const char *degrees(sk_paper *p, const char *sign, int64_t c)
{
    const char *s = p->arena ? sk_arena_printf(p->arena, "%s %d °C", sign, (int)c) : NULL;
    if (!s) p->failed = true;
    return s ? s : "";
}

static const char *at_least(sk_paper *p, int64_t c) { return degrees(p, "≥", c); }
static const char *at_most(sk_paper *p, int64_t c) { return degrees(p, "≤", c); }

static void row(sk_table *t, int64_t time, const char *what, const char *where, const char *limit)
{
    sk_table_v(t, time);
    sk_table_s(t, what);
    sk_table_s(t, where);
    sk_table_s(t, limit);
    for (int i = 0; i < 3; i++) sk_table_s(t, NULL);
}

static void reception(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, sk_table *t)
{
    sk__slice s = sk__day_loads(ps, day);
    for (int i = s.first; i < s.end; i++) {
        const sk_load *l = &ps->load[i];
        const sk_component *c = &ps->k->component[l->component];
        if (l->to != kitchen) continue;
        row(t, l->arrive, c->name, ps->k->kitchen[l->from].name,
            c->hold_min > 0 && !l->chilled ? at_least(p, ps->k->policy.hot_hold_c)
                                           : at_most(p, ps->k->policy.cold_c));
    }
}

static int kinds_on(const sk_papers *ps, sk_ix kitchen, sk_day day, sk_ix supplier)
{
    size_t n;
    int kinds = 0;
    const sk_buy *b = sk__buys_on(ps, kitchen, day, supplier, &n);
    for (size_t i = 0; i < n; i++) kinds += b[i].packs > 0;
    return kinds;
}

/* A row for each supplier that delivers. The data do not say what of it must be cold or frozen: no limit. */
static void goods_reception(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, sk_table *t)
{
    sk_day d = ps->p->from + day;
    for (sk_ix s = 0; s < ps->k->n_suppliers; s++) {
        int kinds = kinds_on(ps, kitchen, d, s);
        if (ps->after) kinds += kinds_on(ps->after, kitchen, d, s);
        if (!kinds) continue;
        row(t, SK_CELL_EMPTY,
            SK__WORDS(p, sk_ntext(ps->lang, "goods, %d kind", "goods, %d kinds", kinds), kinds),
            ps->k->supplier[s].name, NULL);
    }
}

static bool is_hot(const sk_papers *ps, const sk_need *n)
{
    const sk_dish *d = n->dish != SK_NONE ? &ps->k->dish[n->dish] : NULL;
    if (ps->k->product[n->product].kind != SK_PROD_SERVED) return false;
    for (int i = 0; d && i < d->n_comp; i++)
        if (ps->k->component[d->comp[i].component].hold_min > 0) return true;
    return false;
}

/* Each site and meal with sittings and something hot: at the start and at the end. */
static void holding(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, sk_table *t)
{
    const sk_need *need = ps->p->demand.need;
    sk__slice s = sk__day_needs(ps, day);
    for (int i = s.first, j; i < s.end; i = j) {
        bool hot = false;
        for (j = i; j < s.end && need[j].site == need[i].site && need[j].meal == need[i].meal; j++)
            hot = hot || is_hot(ps, &need[j]);
        sk_span span = sk_site_sittings(ps->k, need[i].site, need[i].meal);
        if (need[i].kitchen != kitchen || span.first == span.end || !hot) continue;
        const char *limit = at_least(p, ps->k->policy.hot_hold_c);
        const char *site = ps->k->site[need[i].site].name;
        row(t, ps->k->sitting[span.first].start, sk_text(ps->lang, SK_N("when serving starts")),
            site, limit);
        row(t, ps->k->sitting[span.end - 1].end, sk_text(ps->lang, SK_N("when serving ends")), site,
            limit);
    }
    sk_table_sort(t, 0);
}

static void chilling(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, sk_table *t)
{
    sk__slice s = sk__day_prods(ps, kitchen, day);
    for (int i = s.first; i < s.end; i++) {
        const sk_production *x = &ps->p->prod[i];
        const sk_component *c = &ps->k->component[x->component];
        if (x->session != SK_SESSION_CHILL || c->hold_min <= 0) continue;
        const char *limit =
            p->arena
                ? sk_arena_printf(p->arena, sk_text(ps->lang, SK_N("%d to %d °C within %d min")),
                                  (int)ps->k->policy.hot_hold_c, (int)ps->k->policy.cold_c,
                                  (int)ps->k->policy.cooling_limit_min)
                : NULL;
        if (!limit) p->failed = true;
        int64_t ready =
            x->n_batch ? ps->p->batch[x->batch_first + x->n_batch - 1].end : SK_CELL_EMPTY;
        row(t, ready, c->name, NULL, limit);
    }
}

/* Whether one of the rows from first on says that already. */
static bool said(const sk_table *t, size_t first, const char *what)
{
    for (size_t r = first; r < t->n_rows; r++)
        if (strcmp(t->cell[r * (size_t)t->n_cols + 1].s, what) == 0) return true;
    return false;
}

/* Each site, meal and food once, whatever the number of dishes and diets that hold it. */
static void reheating(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p, sk_table *t)
{
    sk__slice s = sk__day_needs(ps, day);
    const sk_need *last = NULL;
    size_t first = 0; /* row of the site and meal; their needs lie together */
    for (int i = ps->supply_first[s.first]; i < ps->supply_first[s.end]; i++) {
        const sk_supply *x = &ps->p->supply[i];
        const sk_need *n = &ps->p->demand.need[x->need];
        if (x->mode != SK_MODE_CHILLED || x->group == SK_GROUP_COLD || n->kitchen != kitchen ||
            ps->k->product[n->product].kind != SK_PROD_SERVED)
            continue;
        if (!last || last->site != n->site || last->meal != n->meal) first = t->n_rows;
        last = n;
        const char *what = sk__group_words(ps, n->dish, x->group, p);
        if (said(t, first, what)) continue;
        sk_span span = sk_site_sittings(ps->k, n->site, n->meal);
        row(t, span.first < span.end ? ps->k->sitting[span.first].start : SK_CELL_EMPTY, what,
            ps->k->site[n->site].name, at_least(p, ps->k->policy.reheat_c));
    }
    sk_table_sort(t, 0);
}

static void refrigerators(const sk_papers *ps, sk_paper *p, sk_table *t)
{
    static const char *const when[] = {SK_N("refrigerator, morning"),
                                       SK_N("refrigerator, afternoon")};
    for (int i = 0; i < 2; i++)
        row(t, SK_CELL_EMPTY, sk_text(ps->lang, when[i]), NULL, at_most(p, ps->k->policy.cold_c));
}

bool sk_paper_control(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk_day d = ps->p->from + day;
    if (!sk__works(ps, kitchen, day)) return false;
    sk__paper_init(p, SK_N("Self-control"), ps->k->kitchen[kitchen].name, d, d);
    sk__paper_file(p, ps->k->kitchen[kitchen].id, "control", d);
    sk_table *in = SK__PART(p, SK_PART_FORM, SK_N("Reception"), NULL, NULL, cols);
    reception(ps, kitchen, day, p, in);
    goods_reception(ps, kitchen, day, p, in);
    chilling(ps, kitchen, day, p, SK__PART(p, SK_PART_FORM, SK_N("Chilling"), NULL, NULL, cols));
    reheating(ps, kitchen, day, p, SK__PART(p, SK_PART_FORM, SK_N("Reheating"), NULL, NULL, cols));
    holding(ps, kitchen, day, p, SK__PART(p, SK_PART_FORM, SK_N("Hot holding"), NULL, NULL, cols));
    refrigerators(ps, p, SK__PART(p, SK_PART_FORM, SK_N("Refrigerator"), NULL, NULL, cols));
    return true;
}
