/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staff and capital behind the prices: posts with wages and add-on by kitchen and year, and what equipment costs
 * by its book value. Both explain lines of the ledger; its totals are what the prices bear. */
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "out/price_view_priv.h"
#include "price/staff.h"

#define COLS(c) c, (int)(sizeof(c) / sizeof *(c))
enum { SHOWN = 12 };

/* ---- staff ---- */

static const sk_col staff_cols[] = {
    {"unit", SK_N("Kitchen or support unit"), SK_CELL_NAME, false},
    {"unit_id", SK_N("Unit id"), SK_CELL_TEXT, true},
    {"year", SK_N("Year"), SK_CELL_TEXT, false},
    {"posts", SK_N("Posts"), SK_CELL_INT, false},
    {"full_time", SK_N("Full-time equivalents"), SK_CELL_DEC2, false},
    {"hours", SK_N("Hours"), SK_CELL_INT, false},
    {"wage_ore", SK_N("Wages"), SK_CELL_ORE, false},
    {"po_percent", SK_N("PO"), SK_CELL_TEXT, false},
    {"po_ore", SK_N("Add-on (PO)"), SK_CELL_ORE, false},
    {"plan_ore", SK_N("By the plan"), SK_CELL_ORE, false},
    {"booked_ore", SK_N("Booked, or in the price"), SK_CELL_ORE, false},
    {"difference_ore", SK_N("Less the plan"), SK_CELL_ORE, false},
};

static void staff_row(price_view *v, sk_table *t, const char *name, const char *id, int which,
                      const sk_staff_year *y)
{
    const sk_pd_year *of = which == SK_STAFF_BASE ? v->m->base_year : v->m->year;
    bool plan = y->posts > 0, po = plan && of->po_ppm != SK_PD_NOT_GIVEN;
    sk_table_s(t, name);
    sk_table_s(t, id);
    sk_table_s(t, sk_report_words(v->rep, "%d", of->year));
    sk_table_v(t, plan ? y->posts : SK_CELL_EMPTY);
    sk_table_v(t, plan ? y->fte_pct : SK_CELL_EMPTY);
    sk_table_v(t, plan ? y->hours : SK_CELL_EMPTY);
    sk_table_v(t, po ? y->wage : SK_CELL_EMPTY);
    sk_table_s(t, po ? sk__pv_pct(v, (sk_rate){of->po_ppm, SK_PPM}) : NULL);
    sk_table_v(t, po ? y->po : SK_CELL_EMPTY);
    sk_table_v(t, plan ? y->cost : SK_CELL_EMPTY);
    sk_table_v(t, y->booked);
    sk_table_v(t, y->booked - y->cost);
}

static void staff(price_view *v)
{
    sk_staff_row *row;
    int n;
    if (!sk_price_staff(v->m, v->r, v->rep->arena, &row, &n)) {
        v->rep->failed = true;
        return;
    }
    sk_table *t = sk_report_table(v->rep, "staff", SK_N("Staff plan"), COLS(staff_cols), SHOWN);
    sk_report_note(
        v->rep,
        sk_report_words(
            v->rep,
            sk__pv_t(v, SK_N("Posts of the register x %lld hours of a full-time post x the post's "
                             "krona an hour, with growth of wages and the year's PO. The plan "
                             "explains; what is booked is what the prices bear: vacancies, sick "
                             "leave and temporary staff make the difference.")),
            (long long)v->s->k->policy.post_hours_year));
    for (int y = 0; y < SK_N_STAFF_YEARS; y++) {
        sk_staff_year sum = sk_staff_sum(row, n, y);
        staff_row(v, t, sk__pv_t(v, SK_N("In total")), NULL, y, &sum);
    }
    for (int i = 0; i < n; i++)
        for (int y = 0; y < SK_N_STAFF_YEARS; y++)
            staff_row(v, t,
                      row[i].unit == SK_NONE ? sk__pv_t(v, SK_N("all kitchens"))
                                             : v->c->unit[row[i].unit].name,
                      row[i].unit == SK_NONE ? NULL : v->c->unit[row[i].unit].id, y, &row[i].y[y]);
}

/* ---- capital ---- */

static const sk_col capital_cols[] = {
    {"unit", SK_N("Kitchen or support unit"), SK_CELL_NAME, false},
    {"interest_base_ore", SK_N("Interest booked"), SK_CELL_ORE, false},
    {"rate_base", SK_N("Internal rate then"), SK_CELL_TEXT, false},
    {"book_value_ore", SK_N("Book value by that"), SK_CELL_ORE, false},
    {"rate", SK_N("Internal rate"), SK_CELL_TEXT, false},
    {"interest_ore", SK_N("Interest in the price"), SK_CELL_ORE, false},
    {"depreciation_ore", SK_N("Depreciation in the price"), SK_CELL_ORE, false},
};

/* Interest is what follows the internal rate; depreciation the rest of account group 79 (Kommun-Bas). */
static bool is_capital(const price_view *v, int line, bool interest)
{
    if (v->c->line[line].index == SK_IDX_INTEREST) return interest;
    return !interest && strncmp(v->c->line[line].account, "79", 2) == 0;
}

static void capital_row(price_view *v, sk_table *t, sk_ix unit)
{
    sk_ore was = 0, is = 0, off = 0;
    bool any = false;
    const sk_pd_year *now = v->m->year, *then = v->m->base_year;
    for (int l = 0; l < v->c->n_lines; l++) {
        if (v->c->line[l].unit != unit) continue;
        if (is_capital(v, l, true)) {
            was += v->r->step[l].base;
            is += v->r->step[l].final;
        } else if (is_capital(v, l, false)) off += v->r->step[l].final;
        else continue;
        any = true;
    }
    if (!any) return;
    sk_table_s(t, unit == SK_NONE ? sk__pv_t(v, SK_N("all kitchens")) : v->c->unit[unit].name);
    sk_table_v(t, was);
    sk_table_s(t, then->interest_ppm == SK_PD_NOT_GIVEN
                      ? NULL
                      : sk__pv_pct(v, (sk_rate){then->interest_ppm, SK_PPM}));
    sk_table_v(t,
               then->interest_ppm > 0 ? sk_muldiv(was, SK_PPM, then->interest_ppm) : SK_CELL_EMPTY);
    sk_table_s(t, now->interest_ppm == SK_PD_NOT_GIVEN
                      ? NULL
                      : sk__pv_pct(v, (sk_rate){now->interest_ppm, SK_PPM}));
    sk_table_v(t, is);
    sk_table_v(t, off);
}

static void capital(price_view *v)
{
    bool any = false;
    for (int l = 0; l < v->c->n_lines; l++)
        any = any || is_capital(v, l, true) || is_capital(v, l, false);
    if (!any) return;
    sk_table *t = sk_report_table(v->rep, "capital", SK_N("Capital"), COLS(capital_cols), SHOWN);
    sk_report_note(v->rep,
                   sk__pv_t(v, SK_N("Depreciation as booked, and interest on the book value "
                                    "at the year's internal rate: the booked interest "
                                    "grows as the rate does.")));
    for (sk_ix u = 0; u < v->c->n_units; u++) capital_row(v, t, u);
    capital_row(v, t, SK_NONE);
}

void sk__pv_staff(price_view *v)
{
    staff(v);
    capital(v);
}
