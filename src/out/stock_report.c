/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "out/stock_report.h"

#include "base/date.h"
#include "base/num.h"
#include "base/text.h"

enum { SHOWN = 15 };

#define N_COLS(c) (int)(sizeof(c) / sizeof *(c))

static sk_ore total(const sk_stock *s) { return s->food_ore + s->other_ore + s->overtime_ore; }

static const sk_stock_point *asked(const sk_stock *s)
{
    for (int i = 0; i < SK_STOCK_CURVE; i++)
        if (s->curve[i].portions == s->target_year) return &s->curve[i];
    return NULL;
}

static void facts(sk_report *r, const sk_stock *s)
{
    const sk_stock_point *p = asked(s);
    int64_t years_needed = s->made_year > 0 ? sk_ceildiv(s->target, s->made_year) : 0;
    sk_report_fact(r, "target", SK_N("Reserve, portions"), SK_CELL_INT, s->target, NULL);
    sk_report_fact(r, "target_year", SK_N("To make a year"), SK_CELL_INT, s->target_year, NULL);
    sk_report_fact(r, "made_year", SK_N("Made a year, whole portions"), SK_CELL_INT, s->made_year,
                   NULL);
    sk_report_bad(r, s->made_year * 1000 < s->target_year * 995);
    sk_report_fact(r, "years_needed", SK_N("Years until it is full"), SK_CELL_INT,
                   s->made_year > 0 ? years_needed : SK_CELL_EMPTY, NULL);
    if (s->made_year > 0)
        sk_report_fact(r, "mean_ore", SK_N("Per portion, mean"), SK_CELL_ORE,
                       sk_muldiv(total(s), 1, s->made_year), "kr");
    if (p && p->marginal_ore >= 0)
        sk_report_fact(r, "marginal_ore", SK_N("The last portion"), SK_CELL_ORE, p->marginal_ore,
                       "kr");
    sk_report_fact(r, "year_ore", SK_N("Cost a year"), SK_CELL_ORE, total(s), "kr");
    sk_report_fact(r, "overtime_ore", SK_N("of it overtime"), SK_CELL_ORE, s->overtime_ore, "kr");
    sk_report_fact(r, "work_h", SK_N("Work a year"), SK_CELL_DEC2,
                   sk_muldiv(s->work_mmin, 1, SK_MMIN_CH), "h");
    sk_report_fact(r, "invest_ore", SK_N("Equipment, once"), SK_CELL_ORE, s->invest_ore, "kr");
}

static void curve(sk_report *r, const sk_stock *s)
{
    static const sk_col cols[] = {
        {"portions", SK_N("Portions a year"), SK_CELL_INT, false},
        {"made", SK_N("can be made"), SK_CELL_INT, false},
        {"cost_ore", SK_N("Cost a year"), SK_CELL_ORE, false},
        {"mean_ore", SK_N("Mean"), SK_CELL_ORE, false},
        {"marginal_ore", SK_N("The last portion"), SK_CELL_ORE, false},
    };
    sk_table *t =
        sk_report_table(r, "curve", SK_N("What more or less would cost"), cols, N_COLS(cols), 0);
    sk_report_note(
        r,
        sk_text(r->lang, SK_N("Optimum of the year's linear programme, before whole portions. An "
                              "empty last portion: no more can be made within equipment and "
                              "agreed overtime.")));
    for (int i = 0; i < SK_STOCK_CURVE; i++) {
        const sk_stock_point *p = &s->curve[i];
        sk_table_v(t, p->portions);
        sk_table_v(t, p->made);
        sk_table_v(t, p->ore);
        sk_table_v(t, p->made > 0 ? sk_muldiv(p->ore, 1, p->made) : SK_CELL_EMPTY);
        sk_table_v(t, p->marginal_ore >= 0 ? p->marginal_ore : SK_CELL_EMPTY);
    }
}

static void kitchens(sk_report *r, const sk_kommun *k, const sk_stock *s)
{
    static const sk_col cols[] = {
        {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
        {"portions", SK_N("Portions a year"), SK_CELL_INT, false},
        {"cost_ore", SK_N("Cost a year"), SK_CELL_ORE, false},
        {"mean_ore", SK_N("Per portion"), SK_CELL_ORE, false},
        {"work_h", SK_N("Work, h"), SK_CELL_DEC2, false},
        {"spare_h", SK_N("Left by the plan, h"), SK_CELL_DEC2, false},
        {"overtime_ore", SK_N("Overtime"), SK_CELL_ORE, false},
    };
    sk_table *t = sk_report_table(r, "kitchens", SK_N("Where it is made"), cols, N_COLS(cols), 0);
    sk_report_note(
        r, sk_text(r->lang, SK_N("Kitchens with a blast chiller; others cannot take part.")));
    for (int i = 0; i < s->n_kitchens; i++) {
        const sk_stock_kitchen *x = &s->kitchen[i];
        sk_table_s(t, k->kitchen[x->kitchen].name);
        sk_table_v(t, x->portions);
        sk_table_v(t, x->ore);
        sk_table_v(t, x->portions ? sk_muldiv(x->ore, 1, x->portions) : SK_CELL_EMPTY);
        sk_table_v(t, sk_muldiv(x->work_mmin, 1, SK_MMIN_CH));
        sk_table_v(t, sk_muldiv(x->spare_mmin, 1, SK_MMIN_CH));
        sk_table_v(t, x->overtime_ore);
    }
}

static void makes(sk_report *r, const sk_kommun *k, const sk_stock *s)
{
    static const sk_col cols[] = {
        {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
        {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
        {"like", SK_N("Days like"), SK_CELL_DAY, false},
        {"days", SK_N("Days a year"), SK_CELL_INT, false},
        {"dish", SK_N("Dish"), SK_CELL_NAME, false},
        {"portions", SK_N("Portions a day"), SK_CELL_INT, false},
        {"kg", SK_N("kg a day"), SK_CELL_DEC1, false},
        {"food_ore", SK_N("Food a year"), SK_CELL_ORE, true},
        {"other_ore", SK_N("Chilling and drying a year"), SK_CELL_ORE, true},
        {"work_h", SK_N("Work a year, h"), SK_CELL_DEC2, true},
    };
    sk_table *t = sk_report_table(r, "making", SK_N("Which dishes, on which days"), cols,
                                  N_COLS(cols), SHOWN);
    for (int i = 0; i < s->n_rows; i++) {
        const sk_stock_row *x = &s->row[i];
        sk_table_s(t, k->kitchen[x->kitchen].name);
        sk_table_s(t, sk_weekday_name(r->lang, sk_day_weekday(x->day)));
        sk_table_v(t, x->day);
        sk_table_v(t, x->n_days);
        sk_table_s(t, k->dish[x->dish].name);
        sk_table_v(t, x->portions);
        sk_table_v(t, sk_muldiv(x->mass_g, 1, 100));
        sk_table_v(t, x->food_ore);
        sk_table_v(t, x->other_ore);
        sk_table_v(t, sk_muldiv(x->work_mmin, 1, SK_MMIN_CH));
    }
}

static void rotation(sk_report *r, const sk_stock *s)
{
    static const sk_col cols[] = {
        {"year", SK_N("Year"), SK_CELL_TEXT, false},
        {"start", SK_N("At the start"), SK_CELL_INT, false},
        {"made", SK_N("Made"), SK_CELL_INT, false},
        {"used", SK_N("Used, oldest first"), SK_CELL_INT, false},
        {"end", SK_N("At the end"), SK_CELL_INT, false},
    };
    sk_table *t =
        sk_report_table(r, "rotation", SK_N("Filling and rotation"), cols, N_COLS(cols), SHOWN);
    sk_report_note(r, sk_report_words(
                          r,
                          sk_text(r->lang, SK_N("A portion keeps %d years: what reaches its last "
                                                "year is eaten in ordinary meals and made again.")),
                          s->shelf_years));
    for (int i = 0; i < s->n_years; i++) {
        const sk_stock_year *y = &s->plan[i];
        sk_table_s(t, sk_report_words(r, "%d", y->year));
        sk_table_v(t, y->start);
        sk_table_v(t, y->made);
        sk_table_v(t, y->used);
        sk_table_v(t, y->end);
    }
}

static void covers(sk_report *r, const sk_stock *s)
{
    static const sk_col cols[] = {
        {"group", SK_N("Group served alone"), SK_CELL_TEXT, false},
        {"portions_day", SK_N("Lunch and supper a day"), SK_CELL_INT, false},
        {"days", SK_N("Days of cover"), SK_CELL_DEC1, false},
    };
    sk_table *t =
        sk_report_table(r, "cover", SK_N("How long a full reserve lasts"), cols, N_COLS(cols), 0);
    for (int i = 0; i < s->n_cover; i++) {
        const sk_stock_cover *c = &s->cover[i];
        sk_table_s(t, c->priority ? sk_report_words(r, sk_text(r->lang, SK_N("priority group %d")),
                                                    c->priority)
                                  : sk_text(r->lang, SK_N("everybody")));
        sk_table_v(t, c->portions_day);
        sk_table_v(t, c->days_tenths);
    }
}

sk_report *sk_stock_report(const sk_kommun *k, const sk_stock *s, sk_lang lang)
{
    sk_report *r = sk_report_new("stock", SK_N("A freeze-dried reserve"), k->name, lang);
    if (!r) return NULL;
    bool whole = s->made_year * 1000 >= s->target_year * 995;
    r->short_of = !whole;
    const char *made = sk_report_number(r, s->made_year, 0),
               *kr = sk_report_number(r, total(s) / 100, 0);
    sk_report_headline(
        r, whole ? sk_report_words(
                       r,
                       sk_text(lang, SK_N("%s portions a year can be made with what the kitchens "
                                          "have left, for %s kr a year.")),
                       made, kr)
                 : sk_report_words(
                       r,
                       sk_text(lang, SK_N("Only %s portions a year can be made with what the "
                                          "kitchens have left, for %s kr a year.")),
                       made, kr));
    facts(r, s);
    sk_report_text(
        r,
        sk_text(lang, SK_N("Minutes that the plan leaves are paid already and count as free; what "
                           "they could do instead is not weighed. Costs of freeze-drying are "
                           "settings of the folder.")));
    curve(r, s);
    kitchens(r, k, s);
    makes(r, k, s);
    rotation(r, s);
    covers(r, s);
    for (int i = 0; i < k->n_files; i++) sk_report_from(r, k->file[i].name, k->file[i].sha256);
    return r;
}
