/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The review's lists: who supplies whom, room and outages, day types, other structures, the curve, years,
 * wishes and boards. */
#include <math.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/review_priv.h"

int64_t sk__rw_most(const sk__rw *w, int j)
{
    const sk_structure *s = &w->r->s;
    int64_t most = 0;
    for (int t = 0; t < s->n_type; t++)
        if (s->load[j * s->n_type + t] > most) most = s->load[j * s->n_type + t];
    return most;
}

static int cook_index(const sk_structure *s, int option)
{
    for (int c = 0; c < s->n_cook; c++)
        if (s->cook[c] == option) return c;
    return -1;
}

/* Portions per type and places that a cooking kitchen carries. */
static int64_t carried(const sk__rw *w, const int *opt, const int *src, int j, int type,
                       int *places)
{
    const sk_structure *s = &w->r->s;
    int64_t sum = s->load[j * s->n_type + type];
    *places = 0;
    for (int i = 0; i < s->n_kit; i++)
        if (src[i] == opt[j]) {
            sum += s->load[i * s->n_type + type];
            ++*places;
        }
    return sum;
}

/* ---- room ---- */

static const sk_col room_cols[] = {
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Cooking kitchen"), SK_CELL_NAME, false},
    {"size", SK_N("Size"), SK_CELL_TEXT, false},
    {"capacity", SK_N("Capacity"), SK_CELL_INT, false},
    {"busiest", SK_N("Busiest day"), SK_CELL_INT, false},
    {"use_percent", SK_N("Use %"), SK_CELL_DEC1, false},
    {"places", SK_N("Places supplied"), SK_CELL_INT, false},
    {"unmet", SK_N("If out: portions nobody carries"), SK_CELL_INT, false},
    {"carried_percent", SK_N("If out: carried by others %"), SK_CELL_DEC1, false},
};

static void room(const sk__rw *w)
{
    const sk_structure *s = &w->r->s;
    const sk_st_result *x = &w->a->best;
    sk_table *t = SK__RW_TABLE(w, "room", SK_N("Cooking kitchens: room, and what if one is out"),
                               room_cols, 40);
    sk__rw_note(w, sk_text(w->lang,
                           "Reference portions on the busiest day. Out: the others with room left, "
                           "over any way that keeps the limits, several to a place if need be."));
    for (int j = 0; j < s->n_kit; j++) {
        int o = x->opt[j], places = 0;
        if (s->opt[o].role != SK_ST_COOK) continue;
        int64_t most = 0, lost, unmet = sk_st_unmet(s, x->opt, x->src, j, &lost);
        for (int y = 0; y < s->n_type; y++) {
            int64_t sum = carried(w, x->opt, x->src, j, y, &places);
            if (sum > most) most = sum;
        }
        sk_table_s(t, sk__rw_kitchen(w, j)->id);
        sk_table_s(t, sk__rw_kitchen(w, j)->name);
        sk_table_s(t, w->r->opt[o].cand ? sk_report_keep(w->rep, w->r->opt[o].cand->size) : NULL);
        sk_table_v(t, s->opt[o].cap);
        sk_table_v(t, most);
        sk_table_v(t, s->opt[o].cap ? sk_muldiv(most, 1000, s->opt[o].cap) : SK_CELL_EMPTY);
        sk_table_v(t, places);
        sk_table_v(t, unmet < 0 ? SK_CELL_EMPTY : unmet);
        sk_table_v(t, unmet < 0 || lost == 0 ? SK_CELL_EMPTY : sk_muldiv(lost - unmet, 1000, lost));
    }
}

/* ---- supply ---- */

static const sk_col supply_cols[] = {
    {"place", SK_N("Place id"), SK_CELL_TEXT, true},
    {"place_name", SK_N("Place"), SK_CELL_NAME, false},
    {"role", SK_N("Role"), SK_CELL_TEXT, false},
    {"supplier", SK_N("Supplier id"), SK_CELL_TEXT, true},
    {"supplier_name", SK_N("Supplied by"), SK_CELL_NAME, false},
    {"how", SK_N("How"), SK_CELL_TEXT, false},
    {"deliveries", SK_N("Deliveries a day"), SK_CELL_INT, false},
    {"drive_min", SK_N("Drive, min"), SK_CELL_INT, false},
    {"km", SK_N("km"), SK_CELL_DEC1, false},
    {"outside_min", SK_N("Pack, drive, receive, min"), SK_CELL_INT, false},
    {"limit_min", SK_N("Holding limit, min"), SK_CELL_INT, false},
    {"portions", SK_N("Busiest day"), SK_CELL_INT, false},
    {"transport_ore", SK_N("Transport a year"), SK_CELL_ORE, false},
    {"was", SK_N("Supplier today"), SK_CELL_NAME, false},
    {"unqualified", SK_N("Diets not cooked there"), SK_CELL_INT, false},
};

static void supply(const sk__rw *w)
{
    const sk_structure *s = &w->r->s;
    const sk_st_result *x = &w->a->best;
    sk_table *t = SK__RW_TABLE(w, "supply", SK_N("Who supplies whom"), supply_cols, 0);
    sk__rw_note(w, NULL);
    sk_report_files_only(w->rep);
    for (int j = 0; j < s->n_kit; j++) {
        int o = x->opt[j];
        if (x->src[j] < 0) continue;
        int c = cook_index(s, x->src[j]), from = s->opt[x->src[j]].kitchen;
        sk_review_ride ride = sk_review_way(w->r, c, o);
        sk_ore line[SK_N_RL];
        sk_review_arc_lines(w->r, c, o, line);
        int was = w->r->today_src[j];
        sk_table_s(t, sk__rw_kitchen(w, j)->id);
        sk_table_s(t, sk__rw_kitchen(w, j)->name);
        sk_table_s(t, sk__rw_role(w, o));
        sk_table_s(t, sk__rw_kitchen(w, from)->id);
        sk_table_s(t, sk__rw_kitchen(w, from)->name);
        sk_table_s(
            t, sk_mode_name(ride.how == SK_ST_CHILLED ? SK_MODE_CHILLED : SK_MODE_HOT, w->lang));
        sk_table_v(t, ride.deliveries);
        sk_table_v(t, ride.drive_min);
        sk_table_v(t, sk_muldiv(ride.m, 1, 100));
        sk_table_v(t, ride.hold_min);
        sk_table_v(t, ride.limit_min ? ride.limit_min : SK_CELL_EMPTY);
        sk_table_v(t, sk__rw_most(w, j));
        sk_table_v(t, line[SK_RL_TRANSPORT]);
        sk_table_s(t, was < 0 ? NULL : sk__rw_kitchen(w, s->opt[was].kitchen)->name);
        sk_table_v(t, sk_review_unqualified(w->r, j, from));
    }
}

/* ---- day types ---- */

static const sk_col day_cols[] = {
    {"type", SK_N("Day type"), SK_CELL_TEXT, false},
    {"days", SK_N("Days"), SK_CELL_INT, false},
    {"busiest", SK_N("Busiest day"), SK_CELL_DAY, false},
    {"portions", SK_N("Reference portions"), SK_CELL_INT, false},
    {"capacity", SK_N("Capacity"), SK_CELL_INT, false},
    {"use_percent", SK_N("Use %"), SK_CELL_DEC1, false},
};

static void days(const sk__rw *w)
{
    const sk_structure *s = &w->r->s;
    int64_t cap = 0;
    for (int j = 0; j < s->n_kit; j++) cap += s->opt[w->a->best.opt[j]].cap;
    sk_table *t =
        SK__RW_TABLE(w, "days", SK_N("Room on the busiest day of every day type"), day_cols, 0);
    sk__rw_note(w, NULL);
    for (int y = 0; y < s->n_type; y++) {
        sk_table_s(t, sk_day_type_name(w->r->type[y].type, w->lang));
        sk_table_v(t, w->r->type[y].n_days);
        sk_table_v(t, w->r->type[y].busiest);
        sk_table_v(t, w->r->type[y].portions);
        sk_table_v(t, cap);
        sk_table_v(t, cap ? sk_muldiv(w->r->type[y].portions, 1000, cap) : SK_CELL_EMPTY);
    }
}

/* ---- differences between structures ---- */

static const char *difference(const sk__rw *w, const int *from, const int *to)
{
    enum { SHOWN = 12 };
    const sk_structure *s = &w->r->s;
    sk_buf b = SK_BUF_INIT;
    int n = 0;
    for (int j = 0; j < s->n_kit; j++) {
        if (from[j] == to[j]) continue;
        if (n++ < SHOWN)
            sk_buf_addf(&b, "%s%s: %s", n > 1 ? "; " : "", sk__rw_kitchen(w, j)->name,
                        sk__rw_role(w, to[j]));
    }
    if (n > SHOWN) sk_buf_addf(&b, sk_text(w->lang, "; and %d more"), n - SHOWN);
    const char *words = sk_report_keep(w->rep, sk_buf_str(&b));
    if (!sk_buf_ok(&b)) w->rep->failed = true;
    sk_buf_free(&b);
    return words;
}

static const sk_col other_cols[] = {
    {"rank", SK_N("Rank"), SK_CELL_INT, false},
    {"cost_ore", SK_N("Cost a year"), SK_CELL_ORE, false},
    {"more_ore", SK_N("More than the best"), SK_CELL_ORE, false},
    {"kitchens", SK_N("Kitchens"), SK_CELL_INT, false},
    {"cooking", SK_N("of which cook"), SK_CELL_INT, false},
    {"invest_ore", SK_N("Investment"), SK_CELL_ORE, false},
    {"bound_ore", SK_N("Bound"), SK_CELL_ORE, true},
    {"gap", SK_N("Gap"), SK_CELL_TEXT, false},
    {"differ", SK_N("Kitchens with another role"), SK_CELL_INT, false},
    {"difference", SK_N("What is different"), SK_CELL_NAME, false},
};

static void others(const sk__rw *w)
{
    const sk_st_result *best = &w->a->best;
    if (w->a->n_others == 0) return;
    sk_table *t = SK__RW_TABLE(w, "others", SK_N("Other structures nearly as good"), other_cols, 0);
    sk_report_note(
        w->rep, sk_report_words(w->rep,
                                sk_text(w->lang, "Each differs from those above it in the role of "
                                                 "at least %d kitchens."),
                                SK_REVIEW_DIFFER));
    for (int i = -1; i < w->a->n_others; i++) {
        const sk_st_result *x = i < 0 ? best : &w->a->other[i];
        sk_table_v(t, i + 2);
        sk_table_v(t, x->cost);
        sk_table_v(t, x->cost - best->cost);
        sk_table_v(t, x->kitchens);
        sk_table_v(t, x->cooking);
        sk_table_v(t, x->invest);
        sk_table_v(t, isfinite(x->bound) ? (int64_t)floor(x->bound) : SK_CELL_EMPTY);
        sk_table_s(t, sk__rw_gap(w, x));
        sk_table_v(t, sk_review_differ(w->r, best->opt, x->opt));
        sk_table_s(t, i < 0 ? NULL : difference(w, best->opt, x->opt));
    }
}

static const sk_col curve_cols[] = {
    {"limit", SK_N("At most"), SK_CELL_INT, false},
    {"kitchens", SK_N("Kitchens"), SK_CELL_INT, false},
    {"cooking", SK_N("of which cook"), SK_CELL_INT, false},
    {"cost_ore", SK_N("Cost a year"), SK_CELL_ORE, false},
    {"saving_ore", SK_N("Less than today"), SK_CELL_ORE, false},
    {"invest_ore", SK_N("Investment"), SK_CELL_ORE, false},
    {"bound_ore", SK_N("Bound"), SK_CELL_ORE, true},
    {"gap", SK_N("Gap"), SK_CELL_TEXT, false},
    {"difference", SK_N("Against the row above"), SK_CELL_NAME, false},
};

static void curve_row(const sk__rw *w, sk_table *t, int i)
{
    const sk_review_point *p = &w->a->curve[i];
    const int *above = i > 0 ? w->a->curve[i - 1].x.opt : NULL;
    bool none = !p->x.opt;
    sk_table_v(t, p->limit);
    sk_table_v(t, none ? SK_CELL_EMPTY : p->x.kitchens);
    sk_table_v(t, none ? SK_CELL_EMPTY : p->x.cooking);
    sk_table_v(t, none ? SK_CELL_EMPTY : p->x.cost);
    sk_table_v(t, none ? SK_CELL_EMPTY : w->today - p->x.cost);
    sk_table_v(t, none ? SK_CELL_EMPTY : p->x.invest);
    sk_table_v(t, isfinite(p->x.bound) ? (int64_t)floor(p->x.bound) : SK_CELL_EMPTY);
    sk_table_s(t, !none                             ? sk__rw_gap(w, &p->x)
                  : p->x.status == SK_ST_INFEASIBLE ? sk_text(w->lang, "cannot serve everybody")
                                                    : sk_text(w->lang, "none found"));
    sk_table_s(t, none || !above ? NULL : difference(w, above, p->x.opt));
}

static void curve(const sk__rw *w)
{
    bool cooking = w->ask->curve == SK_CURVE_COOKING;
    if (w->ask->curve == SK_CURVE_NONE) return;
    sk_table *t = SK__RW_TABLE(w, "pareto",
                               cooking ? SK_N("Cost against the number of cooking kitchens")
                                       : SK_N("Cost against the number of kitchens"),
                               curve_cols, 0);
    if (w->a->curve_cut)
        sk_report_note(w->rep,
                       sk_report_words(w->rep,
                                       sk_text(w->lang, "%d to %d were asked for; the candidates "
                                                        "allow %d to %d."),
                                       w->ask->curve_from, w->ask->curve_to, w->a->curve_lo,
                                       w->a->curve_hi));
    for (int i = 0; i < w->a->n_curve; i++) curve_row(w, t, i);
}

/* ---- years ---- */

static const sk_col year_cols[] = {
    {"year", SK_N("Year"), SK_CELL_TEXT, false},
    {"changes", SK_N("Changes"), SK_CELL_INT, false},
    {"invest_ore", SK_N("Investment"), SK_CELL_ORE, false},
    {"cost_ore", SK_N("Cost a year after it"), SK_CELL_ORE, false},
    {"saving_ore", SK_N("Less than today"), SK_CELL_ORE, false},
    {"kitchens", SK_N("Kitchens"), SK_CELL_INT, false},
    {"cooking", SK_N("of which cook"), SK_CELL_INT, false},
};
static const sk_col phase_cols[] = {
    {"year", SK_N("Year"), SK_CELL_TEXT, false},
    {"order", SK_N("No."), SK_CELL_INT, false},
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"from", SK_N("Today"), SK_CELL_TEXT, false},
    {"to", SK_N("Becomes"), SK_CELL_TEXT, false},
    {"invest_ore", SK_N("Investment"), SK_CELL_ORE, false},
};

static void years(const sk__rw *w)
{
    const sk_review_answer *a = w->a;
    if (a->n_years == 0) return;
    sk_table *t = SK__RW_TABLE(w, "years", SK_N("The years"), year_cols, 0);
    sk_report_note(
        w->rep,
        a->phased
            ? sk_text(w->lang, "Most saved per krona first; everybody is served all the way.")
            : sk_text(w->lang, "Some changes only work together and come last; the room in between "
                               "must be looked at."));
    for (int y = 0; y < a->n_years; y++) {
        sk_table_s(t, sk_report_words(w->rep, "%d", w->r->year + y));
        sk_table_v(t, a->year[y].changes);
        sk_table_v(t, a->year[y].invest);
        bool known = a->year[y].cost >= 0;
        sk_table_v(t, known ? a->year[y].cost : SK_CELL_EMPTY);
        sk_table_v(t, known ? w->today - a->year[y].cost : SK_CELL_EMPTY);
        sk_table_v(t, known ? a->year[y].kitchens : SK_CELL_EMPTY);
        sk_table_v(t, known ? a->year[y].cooking : SK_CELL_EMPTY);
    }
    t = SK__RW_TABLE(w, "phases", SK_N("In which order"), phase_cols, 0);
    sk__rw_note(w, NULL);
    for (int i = 0; i < a->n_phases; i++) {
        const sk_review_phase *p = &a->phase[i];
        sk_table_s(t, sk_report_words(w->rep, "%d", w->r->year + p->year - 1));
        sk_table_v(t, i + 1);
        sk_table_s(t, sk__rw_kitchen(w, p->kit)->id);
        sk_table_s(t, sk__rw_kitchen(w, p->kit)->name);
        sk_table_s(t, sk__rw_role(w, w->r->today[p->kit]));
        sk_table_s(t, sk__rw_role(w, p->opt));
        sk_table_v(t, w->r->s.opt[p->opt].invest);
    }
}

/* ---- wishes and boards ---- */

static const char *const wish_word[] = {SK_N("stays a kitchen"), SK_N("cooks"),
                                        SK_N("does not cook"), SK_N("stays as it is"),
                                        SK_N("is no kitchen any more")};
static const sk_col wish_cols[] = {
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"wish", SK_N("Must hold"), SK_CELL_TEXT, false},
    {"board", SK_N("Board"), SK_CELL_NAME, false},
    {"text", SK_N("Decision or reason"), SK_CELL_NAME, false},
};

static void wishes(const sk__rw *w)
{
    if (w->r->n_wishes == 0) return;
    sk_table *t = SK__RW_TABLE(
        w, "wishes", SK_N("Decisions and boards' wishes that every structure keeps"), wish_cols, 0);
    for (int i = 0; i < w->r->n_wishes; i++) {
        const sk_wish *x = &w->r->wish[i];
        sk_table_s(t, w->r->k->kitchen[x->kitchen].id);
        sk_table_s(t, w->r->k->kitchen[x->kitchen].name);
        sk_table_s(t, sk_text(w->lang, wish_word[x->kind]));
        sk_table_s(t, x->board == SK_NONE ? NULL : w->r->k->board[x->board].name);
        sk_table_s(t, sk_report_keep(w->rep, x->text));
    }
}

static const sk_col board_cols[] = {
    {"board", SK_N("Board"), SK_CELL_NAME, false},
    {"guests", SK_N("Guests"), SK_CELL_INT, false},
    {"on_site_today_percent", SK_N("Food cooked on site today %"), SK_CELL_DEC1, false},
    {"on_site_percent", SK_N("Food cooked on site then %"), SK_CELL_DEC1, false},
    {"new_supplier_percent", SK_N("Guests with another kitchen cooking %"), SK_CELL_DEC1, false},
};

static void board_row(const sk__rw *w, sk_table *t, sk_ix board, const int *place_of)
{
    const sk_review *r = w->r;
    const sk_st_result *x = &w->a->best;
    int64_t all = 0, was = 0, is = 0, moved = 0;
    for (sk_ix i = 0; i < r->k->n_sites; i++) {
        int j = r->k->site[i].board == board ? place_of[r->k->site[i].kitchen] : -1;
        int64_t n = j < 0 ? 0 : sk_site_guests_enrolled(r->k, i, r->from);
        if (j < 0 || !sk_period_has(r->k->site[i].open, r->from)) continue;
        int from = r->today_src[j] < 0 ? r->today[j] : r->today_src[j];
        int to = x->src[j] < 0 ? x->opt[j] : x->src[j];
        all += n;
        was += r->s.opt[r->today[j]].role == SK_ST_COOK ? n : 0;
        is += r->s.opt[x->opt[j]].role == SK_ST_COOK ? n : 0;
        moved += r->s.opt[from].kitchen != r->s.opt[to].kitchen ? n : 0;
    }
    if (all == 0) return;
    sk_table_s(t, r->k->board[board].name);
    sk_table_v(t, all);
    sk_table_v(t, sk_muldiv(was, 1000, all));
    sk_table_v(t, sk_muldiv(is, 1000, all));
    sk_table_v(t, sk_muldiv(moved, 1000, all));
}

static void boards(const sk__rw *w)
{
    const sk_kommun *k = w->r->k;
    int *place_of = sk_arena_calloc(w->rep->arena, (size_t)k->n_kitchens + 1, sizeof *place_of);
    if (!place_of) {
        w->rep->failed = true;
        return;
    }
    for (sk_ix i = 0; i < k->n_kitchens; i++) place_of[i] = -1;
    for (int j = 0; j < w->r->s.n_kit; j++) place_of[w->r->place[j].kitchen] = j;
    sk_table *t = SK__RW_TABLE(w, "boards", SK_N("What the boards' guests notice"), board_cols, 0);
    sk__rw_note(w, NULL);
    for (sk_ix b = 0; b < k->n_boards; b++) board_row(w, t, b, place_of);
}

void sk__rw_lists(sk__rw *w)
{
    years(w);
    others(w);
    curve(w);
    room(w);
    days(w);
    boards(w);
    wishes(w);
    supply(w);
}
