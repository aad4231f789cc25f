/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Equity beside the prices (P6-P8): what the years before left, the cap on it, and what must be restored. No surplus
 * is planned in a price; what equity lacks is restored by decision, not by silence. */
#include "base/num.h"
#include "base/text.h"
#include "out/price_view_priv.h"
#include "price/follow.h"
#include "price/followup.h"

#define COLS(c) c, (int)(sizeof(c) / sizeof *(c))

static const sk_col equity_cols[] = {
    {"area", SK_N("Area or administration"), SK_CELL_NAME, false},
    {"year", SK_N("At the end of"), SK_CELL_TEXT, false},
    {"equity_ore", SK_N("Equity"), SK_CELL_ORE, false},
    {"turnover_ore", SK_N("Turnover"), SK_CELL_ORE, false},
    {"cap_ore", SK_N("Cap"), SK_CELL_ORE, false},
    {"excess_ore", SK_N("Above the cap"), SK_CELL_ORE, false},
    {"restore_ore", SK_N("To be restored"), SK_CELL_ORE, false},
    {"restore_year_ore", SK_N("of which in the price year"), SK_CELL_ORE, false},
    {"rule", SK_N("Rule"), SK_CELL_TEXT, false},
};

/* What lacks, and the part of it that is planned for the price year. */
static void lacking(const sk_layer *l, int n, int year, sk_ore *all, sk_ore *now)
{
    *all = *now = 0;
    for (int i = 0; i < n; i++) {
        *all += l[i].left;
        if (year == l[i].year + 1 || year == l[i].year + 2) *now += l[i].plan[year - l[i].year - 1];
    }
}

static void equity_row(price_view *v, sk_table *t, sk_ix area, sk_rate rate)
{
    const sk_followup *f = v->s->books;
    size_t room = (size_t)f->n_equity + 2;
    sk_equity_in *in = sk_arena_calloc(v->rep->arena, room, sizeof *in);
    sk_equity *e = sk_arena_calloc(v->rep->arena, room, sizeof *e);
    sk_layer *layer = sk_arena_calloc(v->rep->arena, room, sizeof *layer);
    sk_ore opening = 0, lacks, now;
    int n = 0, n_layers = 0;
    if (!in || !e || !layer) {
        v->rep->failed = true;
        return;
    }
    for (int i = 0; i < f->n_equity; i++) {
        const sk_fu_equity *x = &f->equity[i];
        if (x->area != area || x->year >= v->c->set.year) continue;
        if (x->opening != SK_FU_EMPTY) opening = x->opening;
        in[n++] = (sk_equity_in){x->year, x->result, x->turnover};
    }
    if (n == 0 || !sk_follow_equity(opening, in, n, rate, e, layer, &n_layers)) return;
    const sk_equity *last = &e[n - 1];
    lacking(layer, n_layers, v->c->set.year, &lacks, &now);
    sk_table_s(t, f->area[area].name);
    sk_table_s(t, sk_report_words(v->rep, "%d", in[n - 1].year));
    sk_table_v(t, last->closing);
    sk_table_v(t, in[n - 1].turnover);
    sk_table_v(t, last->cap);
    sk_table_v(t, last->excess);
    sk_table_v(t, lacks);
    sk_table_v(t, now);
    sk_table_s(t, lacks > 0 ? "P8" : last->excess > 0 ? "P7" : "P6");
}

void sk__pv_equity(price_view *v)
{
    const sk_followup *f = v->s->books;
    sk_day last;
    sk_day_from_ymd(v->c->set.year - 1, 12, 31, &last);
    const sk_fu_target *cap = f ? sk_fu_target_at(f, SK_FM_EQUITY, last) : NULL;
    if (v->s->books_faulty)
        sk_report_warning(
            v->rep, sk__pv_t(v, SK_N("Equity is not shown: the documents in followup/ have faults, "
                                     "which storkok followup tells.")));
    if (!cap || f->n_equity == 0) return;
    sk_table *t = sk_report_table(v->rep, "equity", SK_N("Equity"), COLS(equity_cols), 0);
    sk_report_note(v->rep,
                   sk_report_words(
                       v->rep,
                       sk__pv_t(v, SK_N("Results of earlier years, at most %s of turnover (%s). "
                                        "The prices plan no surplus; what lacks is restored within "
                                        "two years unless the board decides otherwise.")),
                       sk__pv_pct(v, (sk_rate){cap->limit_milli, 100000}), cap->source));
    for (sk_ix a = 0; a < f->n_areas; a++) equity_row(v, t, a, (sk_rate){cap->limit_milli, 100000});
}
