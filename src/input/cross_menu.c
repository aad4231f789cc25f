/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Menus: their cycle, and a dish for every meal that is served. */
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

static void registers(sk__in *in)
{
    const sk_kommun *k = in->k;
    for (int i = 0; i < k->n_menus; i++)
        if (!sk__bad(in, SK_DOC_MENUS, i) && sk_day_weekday(k->menu[i].anchor) != 1)
            SK__ERR(in, SK_DOC_MENUS, i, "start", "R050", NULL,
                    SK_N("a menu must start on a Monday"));
    for (int i = 0; i < k->n_menu_items; i++) {
        const sk_menu_item *m = &k->menu_item[i];
        if (sk__bad(in, SK_DOC_MENU, i)) continue;
        if (!sk__bad(in, SK_DOC_MENUS, m->menu) && m->week > k->menu[m->menu].weeks)
            SK__ERR(in, SK_DOC_MENU, i, "vecka", "R048", NULL,
                    SK_N("the menu \"%s\" has %d weeks, found week %d"), k->menu[m->menu].id,
                    k->menu[m->menu].weeks, m->week);
        if (m->line == SK_LINE_VEG && !sk__bad(in, SK_DOC_DISHES, m->dish) &&
            k->dish[m->dish].veg == SK_VEG_NO)
            SK__WARN(in, SK_DOC_MENU, i, "rätt", "W020", NULL,
                     SK_N("\"%s\" stands on the vegetarian line but is not vegetarian"),
                     k->dish[m->dish].id);
    }
}

/* What the sites want of a menu's meal: weekdays, and the first site that wants them. */
typedef struct want {
    sk_wdays days[SK_N_LINES];
    sk_ix site[SK_N_LINES][7];
} want;

static void add_want(const sk_kommun *k, const sk_site_meal *m, want *w)
{
    const sk_site *s = &k->site[m->site];
    sk_wdays days = m->days & k->calendar[s->calendar].days;
    for (int line = 0; line < SK_N_LINES; line++)
        for (int d = 0; d < 7; d++) {
            if (!(days >> d & 1) || w->days[line] >> d & 1 ||
                (line == SK_LINE_VEG && k->category[s->category].veg_ppm == 0))
                continue;
            w->days[line] = (sk_wdays)(w->days[line] | 1 << d);
            w->site[line][d] = m->site;
        }
}

static void holes(sk__in *in, sk_ix menu, sk_meal meal, const want *w)
{
    const sk_kommun *k = in->k;
    sk_lang lang = sk_diags_lang(in->diags);
    for (int week = 0; week < k->menu[menu].weeks; week++)
        for (int d = 0; d < 7; d++)
            for (int line = 0; line < SK_N_LINES; line++) {
                sk_day day = k->menu[menu].anchor + week * 7 + d;
                if (!(w->days[line] >> d & 1) ||
                    sk_menu_dish(k, menu, day, meal, (sk_line)line) != SK_NONE)
                    continue;
                SK__ERR(
                    in, SK_DOC_MENUS, menu, "id", "R047", NULL,
                    SK_N("the menu \"%s\" lacks %s for %s, week %d, %s, which \"%s\" is served"),
                    k->menu[menu].id, sk_line_name((sk_line)line, lang), sk_meal_name(meal, lang),
                    week + 1, sk_weekday_name(lang, d + 1), k->site[w->site[line][d]].id);
            }
}

static void completeness(sk__in *in)
{
    const sk_kommun *k = in->k;
    want *w = sk_arena_calloc(in->tmp, (size_t)k->n_menus * SK_N_MEALS + 1, sizeof *w);
    in->nomem |= !w;
    for (int i = 0; w && i < k->n_site_meals; i++) {
        const sk_site_meal *m = &k->site_meal[i];
        sk_ix menu = k->site[m->site].menu;
        if (menu != SK_NONE && k->product[m->product].dish == SK_NONE &&
            k->product[m->product].kind != SK_PROD_GOODS)
            add_want(k, m, &w[menu * SK_N_MEALS + (int)m->meal]);
    }
    for (int i = 0; w && i < k->n_menus; i++)
        for (int meal = 0; meal < SK_N_MEALS; meal++)
            holes(in, i, (sk_meal)meal, &w[i * SK_N_MEALS + meal]);
}

void sk__cross_menu(sk__in *in)
{
    registers(in);
    if (sk__clean(in, SK__DOC(SK_DOC_MENU) | SK__DOC(SK_DOC_MENUS) | SK__DOC(SK_DOC_SITES) |
                          SK__DOC(SK_DOC_SITE_MEALS) | SK__DOC(SK_DOC_PRODUCTS) |
                          SK__DOC(SK_DOC_CALENDARS) | SK__DOC(SK_DOC_CATEGORIES)))
        completeness(in);
}
