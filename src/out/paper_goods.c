/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goods of a kitchen: what it needs, what it has, what it buys; and on the day sheet what comes, what is
 * handed out and what is taken out to thaw. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

#include <stdlib.h>
#include <string.h>

enum { THAW_EARLY = 7 + SK_LOOK_BACK }; /* none thaws longer than 7: the limit of ingredients.csv */

static const sk_col come_cols[] = {
    {"supplier", SK_N("Goods supplier"), SK_CELL_NAME, false},
    {"ingredient", SK_N("Ingredient"), SK_CELL_NAME, false},
    {"packs", SK_N("Packs"), SK_CELL_INT, false},
    {"kg", SK_N("kg"), SK_CELL_DEC2, false},
    {"c", SK_N("°C on arrival"), SK_CELL_TEXT, false},
    {"done", SK_N("Done"), SK_CELL_TEXT, false},
};
static const sk_col out_cols[] = {
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"ingredient", SK_N("Ingredient"), SK_CELL_NAME, false},
    {"kg", SK_N("kg"), SK_CELL_DEC2, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, true},
};
static const sk_col thaw_cols[] = {
    {"ingredient", SK_N("Ingredient"), SK_CELL_NAME, false},
    {"kg", SK_N("kg to take out"), SK_CELL_DEC2, false},
    {"for_day", SK_N("Cooked on"), SK_CELL_TEXT, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
};
static const sk_col early_cols[] = {
    {"on", SK_N("Take out on"), SK_CELL_TEXT, false},
    {"ingredient", SK_N("Ingredient"), SK_CELL_NAME, false},
    {"kg", SK_N("kg to take out"), SK_CELL_DEC2, false},
    {"for_day", SK_N("Cooked on"), SK_CELL_TEXT, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
};

int64_t sk__gross_g(const sk_ingredient *g, int64_t micro_g)
{
    sk_wide part = (sk_wide)micro_g * SK_PPM, whole = (sk_wide)1000000 * (SK_PPM - g->loss_ppm);
    return (int64_t)((part + whole - 1) / whole);
}

/* ---- what to buy ---- */

static int cmp_days(const sk_buy *x, const sk_buy *y)
{
    const int l[3] = {x->delivery, x->supplier, x->ingredient};
    const int r[3] = {y->delivery, y->supplier, y->ingredient};
    for (int i = 0; i < 3; i++)
        if (l[i] != r[i]) return l[i] < r[i] ? -1 : 1;
    return 0;
}

static int by_delivery(const void *a, const void *b) { return cmp_days(a, b); }

static int by_ingredient(const void *a, const void *b)
{
    const sk_buy *x = a, *y = b;
    if (x->ingredient != y->ingredient) return x->ingredient < y->ingredient ? -1 : 1;
    return cmp_days(x, y);
}

typedef struct basket { /* lines under collection; v NULL counts */
    const sk_papers *ps;
    sk_buy *v;
    size_t n;
} basket;

static void add_recipe(basket *b, const sk_component *c, int64_t micro, sk_day day)
{
    for (int r = 0; r < c->n_recipe; r++, b->n++) {
        if (!b->v) continue;
        sk_ix ing = c->recipe[r].ingredient, sup = b->ps->k->ingredient[ing].supplier;
        sk_day d = sk_goods_delivery(b->ps->k, ing, day);
        b->v[b->n] = (sk_buy){.order = d - b->ps->k->supplier[sup].deadline_days,
                              .delivery = d,
                              .supplier = sup,
                              .ingredient = ing,
                              .micro_g = micro * c->recipe[r].g};
    }
}

/* Millionths of a reference portion of a component that a need takes. */
static int64_t need_micro(const sk_papers *ps, const sk_need *n, const sk_dish_comp *c)
{
    int64_t factor = ps->k->category[ps->k->site[n->site].category].factor_milli;
    return (int64_t)n->portions * factor * c->scale_milli;
}

static void collect(basket *b, sk_ix kitchen)
{
    const sk_papers *ps = b->ps;
    for (int i = sk__day_prods(ps, kitchen, 0).first;
         i < ps->p->n_prods && ps->p->prod[i].kitchen == kitchen; i++) {
        const sk_production *x = &ps->p->prod[i];
        int64_t micro = 0;
        for (int f = ps->flow_first[i]; f < ps->flow_first[i + 1]; f++) micro += ps->flow[f].micro;
        add_recipe(b, &ps->k->component[x->component], micro, ps->p->from + x->day);
    }
    for (int i = 0; i < ps->goods.n_needs; i++) {
        const sk_need *n = &ps->goods.need[i];
        if (n->kitchen != kitchen || n->dish == SK_NONE) continue;
        const sk_dish *d = &ps->k->dish[n->dish];
        for (int c = 0; c < d->n_comp; c++)
            add_recipe(b, &ps->k->component[d->comp[c].component], need_micro(ps, n, &d->comp[c]),
                       sk_goods_by(n));
    }
}

/* Stock first, then what packs left over; lines lie by ingredient, then delivery. */
static void reckon(const sk_papers *ps, sk_ix kitchen, sk_buy *b, size_t n)
{
    int64_t stock = 0, over = 0;
    for (size_t i = 0; i < n; i++) {
        const sk_ingredient *g = &ps->k->ingredient[b[i].ingredient];
        int64_t pack = g->pack_g > 0 ? g->pack_g : 1;
        if (i == 0 || b[i].ingredient != b[i - 1].ingredient) {
            stock = sk_desk_stock(ps->desk, kitchen, b[i].ingredient, NULL);
            over = 0;
        }
        int64_t left = b[i].need_g = sk__gross_g(g, b[i].micro_g);
        b[i].stock_g = left < stock ? left : stock;
        left -= b[i].stock_g;
        b[i].over_g = left < over ? left : over;
        left -= b[i].over_g;
        b[i].packs = sk_ceildiv(left, pack);
        b[i].buy_g = b[i].packs * pack;
        b[i].ore = sk_muldiv(b[i].buy_g, g->ore_kg, 1000);
        stock -= b[i].stock_g;
        over += b[i].buy_g - left - b[i].over_g;
    }
}

/* Puts lines of the same goods and delivery together; how many are left. */
static size_t merge(sk_buy *b, size_t n)
{
    size_t m = 0;
    qsort(b, n, sizeof *b, by_ingredient);
    for (size_t i = 0; i < n; i++) {
        if (m && by_ingredient(&b[m - 1], &b[i]) == 0) b[m - 1].micro_g += b[i].micro_g;
        else b[m++] = b[i];
    }
    return m;
}

bool sk__make_buys(sk_papers *ps)
{
    basket b = {.ps = ps};
    for (sk_ix k = 0; k < ps->k->n_kitchens; k++)
        if (sk__kitchen_wanted(ps, k)) collect(&b, k);
    sk_buy *v = ps->buy = sk_arena_calloc(ps->arena, b.n + 1, sizeof *v);
    ps->buy_first = sk_arena_calloc(ps->arena, (size_t)ps->k->n_kitchens + 1, sizeof(int));
    if (!v || !ps->buy_first) return false;
    for (sk_ix k = 0; k < ps->k->n_kitchens; k++) {
        b = (basket){.ps = ps, .v = v};
        if (sk__kitchen_wanted(ps, k)) collect(&b, k);
        size_t n = merge(v, b.n);
        reckon(ps, k, v, n);
        qsort(v, n, sizeof *v, by_delivery);
        v += n;
        ps->buy_first[k + 1] = (int)(v - ps->buy);
    }
    return true;
}

const sk_buy *sk__buys(const sk_papers *ps, sk_ix kitchen, size_t *n)
{
    *n = (size_t)(ps->buy_first[kitchen + 1] - ps->buy_first[kitchen]);
    return ps->buy + ps->buy_first[kitchen];
}

const sk_buy *sk__buys_on(const sk_papers *ps, sk_ix kitchen, sk_day day, sk_ix supplier, size_t *n)
{
    const sk_buy *b = sk__buys(ps, kitchen, n), *end = b + *n;
    while (b < end && (b->delivery < day || (b->delivery == day && b->supplier < supplier))) b++;
    for (*n = 0; b + *n < end && b[*n].delivery == day && b[*n].supplier == supplier;) ++*n;
    return b;
}

/* ---- on the day sheet ---- */

/* Whether something may come on a day for the week after the plan's, to a kitchen that buys. */
static bool for_next_week(const sk_papers *ps, sk_ix kitchen, sk_day day)
{
    size_t n;
    sk_day next = ps->p->from + ps->p->n_days;
    sk__buys(ps, kitchen, &n);
    for (sk_ix g = 0; n && g < ps->k->n_ingredients; g++)
        for (sk_day d = next; d < next + 7; d++)
            if (sk_goods_delivery(ps->k, g, d) == day) return true;
    return false;
}

static void goods_rows(const sk_papers *ps, sk_ix kitchen, sk_day day, sk_ix supplier, sk_table *t)
{
    size_t n;
    const sk_buy *b = sk__buys_on(ps, kitchen, day, supplier, &n);
    for (size_t i = 0; i < n; i++) {
        if (!b[i].packs) continue;
        sk_table_s(t, ps->k->supplier[supplier].name);
        sk_table_s(t, ps->k->ingredient[b[i].ingredient].name);
        sk_table_v(t, b[i].packs);
        sk_table_v(t, sk__ckg(b[i].buy_g));
        sk_table_s(t, NULL);
        sk_table_s(t, NULL);
    }
}

void sk__day_goods(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk_day d = ps->p->from + day;
    bool next = for_next_week(ps, kitchen, d), unknown = next && !ps->after;
    const char *note =
        unknown ? SK_N("What is ordered for this week. Goods for next week come besides: its plan "
                       "is not known here.")
        : next  ? SK_N("What is ordered for this week and by next week's published plan.")
                : NULL;
    sk_table *t =
        SK__PART(p, SK_PART_FORM, SK_N("Arrives today from suppliers"), note,
                 unknown ? SK_N("Nothing for this week. Goods for next week may come: its plan is "
                                "not known here.")
                         : NULL,
                 come_cols);
    sk__paper_lead(p, 1, NULL);
    for (sk_ix s = 0; s < ps->k->n_suppliers; s++) {
        goods_rows(ps, kitchen, d, s, t);
        if (ps->after) goods_rows(ps->after, kitchen, d, s, t);
    }
}

void sk__day_hand_out(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk__slice s = sk__goods_on(ps, day);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Raw goods to hand out"),
                           SK_N("The site's own staff make the meal."), NULL, out_cols);
    sk__paper_lead(p, 1, NULL);
    for (int i = s.first; i < s.end; i++) {
        const sk_need *n = &ps->goods.need[i];
        if (n->kitchen != kitchen) continue;
        const char *head =
            SK__WORDS(p, sk_text(ps->lang, SK_N("%s: %s, %d portions for %s %s")),
                      ps->k->site[n->site].name, ps->k->product[n->product].name, n->portions,
                      sk__paper_date(ps, p, n->eaten), sk_meal_name(n->meal, ps->lang));
        const sk_dish *d = n->dish != SK_NONE ? &ps->k->dish[n->dish] : NULL;
        int64_t portions = n->portions; /* stands once a need */
        for (int c = 0; d && c < d->n_comp; c++) {
            const sk_component *x = &ps->k->component[d->comp[c].component];
            for (int r = 0; r < x->n_recipe; r++) {
                sk_table_s(t, head);
                sk_table_s(t, ps->k->ingredient[x->recipe[r].ingredient].name);
                sk_table_v(t, sk__ckg(sk__micro_g(need_micro(ps, n, &d->comp[c]), x->recipe[r].g)));
                sk_table_v(t, portions);
                portions = SK_CELL_EMPTY;
            }
        }
        if (portions == SK_CELL_EMPTY) continue;
        sk_table_s(t, head);
        sk_table_s(t, NULL);
        sk_table_v(t, SK_CELL_EMPTY);
        sk_table_v(t, portions);
    }
}

/* What a kitchen cooks of a component in a day, told with its first production of the slice; 0 with the
 * others. */
static int64_t day_micro(const sk_papers *ps, sk__slice s, int prod)
{
    const sk_production *x = &ps->p->prod[prod];
    int64_t micro = 0;
    for (int i = s.first; i < s.end; i++) {
        if (ps->p->prod[i].day != x->day || ps->p->prod[i].component != x->component) continue;
        if (i < prod) return 0;
        for (int f = ps->flow_first[i]; f < ps->flow_first[i + 1]; f++) micro += ps->flow[f].micro;
    }
    return micro;
}

/* Earlier when nobody is there on the right day. */
static sk_day thaw_day(const sk_papers *ps, sk_ix kitchen, sk_day right)
{
    sk_day d = sk__manned_day(ps, kitchen, right);
    return d == SK_NO_DAY ? right : d;
}

/* What is taken out of the freezer on a day of what the plan cooks; dated: with that day in front. */
static void thaw_rows(const sk_papers *ps, sk_ix kitchen, sk_day on, bool dated, sk_paper *p,
                      sk_table *t)
{
    sk__slice s = {sk__day_prods(ps, kitchen, 0).first,
                   sk__day_prods(ps, kitchen, ps->p->n_days).first};
    for (int i = s.first; i < s.end; i++) {
        const sk_component *c = &ps->k->component[ps->p->prod[i].component];
        sk_day cooked = ps->p->from + ps->p->prod[i].day;
        int64_t micro = day_micro(ps, s, i);
        for (int r = 0; r < c->n_recipe; r++) {
            const sk_ingredient *g = &ps->k->ingredient[c->recipe[r].ingredient];
            if (!micro || !g->thaw_days || thaw_day(ps, kitchen, cooked - g->thaw_days) != on)
                continue;
            if (dated) sk_table_s(t, sk__paper_date(ps, p, on));
            sk_table_s(t, g->name);
            sk_table_v(t, sk__ckg(sk__gross_g(g, micro * c->recipe[r].g)));
            sk_table_s(t, sk__paper_date(ps, p, cooked));
            sk_table_s(t, c->name);
        }
    }
}

/* Whether a day's thawing may be for the week after the plan's. */
static bool thaws_next_week(const sk_papers *ps, sk_ix kitchen, sk_day day)
{
    sk_day next = ps->p->from + ps->p->n_days;
    for (sk_ix g = 0; g < ps->k->n_ingredients; g++)
        for (sk_day d = next; d < next + ps->k->ingredient[g].thaw_days; d++)
            if (thaw_day(ps, kitchen, d - ps->k->ingredient[g].thaw_days) == day) return true;
    return false;
}

void sk__day_thaw(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk_day d = ps->p->from + day;
    bool cooks = ps->k->kitchen[kitchen].role != SK_ROLE_SERVING;
    const char *unknown = cooks && !ps->after && thaws_next_week(ps, kitchen, d)
                              ? SK_N("What next week must have thawed is not known here.")
                              : NULL;
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Take out to thaw"), unknown, unknown, thaw_cols);
    thaw_rows(ps, kitchen, d, false, p, t);
    if (ps->after) thaw_rows(ps->after, kitchen, d, false, p, t);
}

void sk__week_thaw(const sk_papers *ps, sk_ix kitchen, sk_paper *p)
{
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Take out to thaw before the week"),
                           SK_N("These days are on no day sheet of this week."), NULL, early_cols);
    for (sk_day on = ps->p->from - THAW_EARLY; on < ps->p->from; on++)
        thaw_rows(ps, kitchen, on, true, p, t);
}
