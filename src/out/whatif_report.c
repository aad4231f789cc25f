/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board's page: alternatives side by side, a map and bars each, what it rests on. */
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "base/text.h"
#include "out/whatif_view.h"

enum { ALTS_SHOWN = 4 }; /* the baseline and three: what one printed page holds */

const char *sk__alt_name(const sk_alt *a, sk_lang lang)
{
    return a->s ? a->s->name : sk_text(lang, SK_N("Baseline"));
}

typedef struct board { /* the table being filled */
    sk_report *r;
    const sk_whatif *w;
    sk_table *t;
    int n;
} board;

static const char *word(const board *p, const char *msgid) { return sk_text(p->r->lang, msgid); }

/* "235,86 (+1,21)" */
static const char *with_change(const board *p, int64_t v, int64_t base, int decimals, bool is_base)
{
    const char *now = sk_report_number(p->r, v, decimals);
    if (is_base || v == base || base == 0) return now;
    return sk_report_words(p->r, "%s (%s%s)", now, v > base ? "+" : "",
                           sk_report_number(p->r, v - base, decimals));
}

typedef int64_t (*measure)(const sk_alt *a);

static void row(const board *p, const char *title, measure f, int decimals)
{
    sk_table_s(p->t, word(p, title));
    for (int i = 0; i < p->n; i++)
        sk_table_s(p->t, with_change(p, f(&p->w->alt[i]), f(&p->w->alt[0]), decimals, i == 0));
}

static int64_t m_total(const sk_alt *a) { return sk_muldiv(a->total_ore, 1, 1000000); }
static int64_t m_whole(const sk_alt *a) { return sk_muldiv(a->whole_ore, 1, 1000000); }
static int64_t m_whole_portion(const sk_alt *a) { return a->whole_portion_ore; }
static int64_t m_portion(const sk_alt *a) { return a->portion_ore; }
static int64_t m_capital(const sk_alt *a) { return sk_muldiv(a->part[SK_COST_CAPITAL], 1, 100000); }
static int64_t m_first(const sk_alt *a) { return sk_muldiv(a->first_year_ore, 1, 100000); }
static int64_t m_invest(const sk_alt *a) { return sk_muldiv(a->invest_ore, 1, 100000); }
static int64_t m_fte(const sk_alt *a) { return sk_muldiv(a->fte_centi, 1, 10); }
static int64_t m_hours(const sk_alt *a) { return sk_muldiv(a->need_mmin, 1, 60000); }
static int64_t m_use(const sk_alt *a)
{
    return a->avail_mmin ? sk_muldiv(a->need_mmin, 1000, a->avail_mmin) : 0;
}
static int64_t m_full(const sk_alt *a) { return sk_muldiv(a->full_time_ppm, 1, 1000); }
static int64_t m_km(const sk_alt *a) { return a->km; }
static int64_t m_co2(const sk_alt *a) { return sk_muldiv(a->trip_kg + a->energy_kg, 1, 100); }
static int64_t m_food_co2(const sk_alt *a) { return sk_muldiv(a->food_kg, 1, 1000); }
static int64_t m_p95(const sk_alt *a) { return a->hold_p95; }
static int64_t m_over(const sk_alt *a) { return a->over_limit; }
static int64_t m_on_site(const sk_alt *a)
{
    return a->portions ? sk_muldiv(a->on_site, 1000, a->portions) : 0;
}
static int64_t m_waste(const sk_alt *a)
{
    return a->waste_portions ? sk_muldiv(a->waste_g, 10, a->waste_portions) : 0;
}
static int64_t m_alone(const sk_alt *a) { return a->n_alone; }
static int64_t m_largest(const sk_alt *a) { return sk_muldiv(a->largest_ppm, 1, 1000); }
static int64_t m_red(const sk_alt *a) { return a->n_cond[SK_COND_RED]; }
static int64_t m_backlog(const sk_alt *a) { return sk_muldiv(a->backlog_ore, 1, 100000); }

static void kitchens_row(const board *p)
{
    sk_table_s(p->t, word(p, SK_N("Kitchens: cook / receive / serve")));
    for (int i = 0; i < p->n; i++) {
        const sk_alt *a = &p->w->alt[i];
        sk_table_s(p->t, sk_report_words(p->r, "%d / %d / %d", a->n_cooking, a->n_receiving,
                                         a->n_serving));
    }
}

static void board_rows(const board *p)
{
    for (int b = 0; b < p->w->k->n_boards; b++) {
        const sk_alt_group *g = &p->w->alt[0].board[b];
        if (g->portions == 0) continue;
        sk_table_s(p->t, sk_report_words(p->r, sk_text(p->r->lang, "Kr per portion, %s"),
                                         p->w->k->board[b].name));
        for (int i = 0; i < p->n; i++)
            sk_table_s(
                p->t, with_change(p, p->w->alt[i].board[b].portion_ore, g->portion_ore, 2, i == 0));
    }
}

static void decision_rows(const board *p)
{
    sk_table_s(p->t, word(p, SK_N("Can be taken back within a year")));
    for (int i = 0; i < p->n; i++)
        sk_table_s(
            p->t,
            i == 0 ? "" : word(p, p->w->alt[i].irreversible ? SK_N("not all of it") : SK_N("yes")));
    sk_table_s(p->t, word(p, SK_N("Needs a written order (other quality)")));
    for (int i = 0; i < p->n; i++)
        sk_table_s(p->t,
                   i == 0 ? "" : word(p, p->w->alt[i].order_needed ? SK_N("yes") : SK_N("no")));
}

/* "2024-08-12, 142 days": what begins later in the year is in the list of operations. */
static void dates_row(const board *p)
{
    sk_table_s(p->t, word(p, SK_N("In force from, days of the year")));
    for (int i = 0; i < p->n; i++) {
        const sk_alt *a = &p->w->alt[i];
        char day[SK_DATE_LEN];
        if (i == 0) sk_table_s(p->t, "");
        else if (a->n_days == 0) sk_table_s(p->t, word(p, SK_N("after the year")));
        else if (a->from == SK_NO_DAY)
            sk_table_s(p->t, sk_report_words(p->r, sk_text(p->r->lang, SK_N("all %d")), a->n_days));
        else
            sk_table_s(p->t,
                       sk_report_words(p->r, "%s%s, %d", sk_day_str(a->from, day),
                                       a->all_from > a->from ? " \xE2\x80\xA6" : "", a->n_days));
    }
}

static bool any_dated(const sk_whatif *w)
{
    for (int i = 1; i < w->n_alts; i++)
        if (w->alt[i].whole_ore != w->alt[i].total_ore || w->alt[i].from != SK_NO_DAY) return true;
    return false;
}

static void money_rows(const board *p)
{
    if (any_dated(p->w)) {
        dates_row(p);
        row(p, SK_N("Cost a whole year with all of it, mnkr"), m_whole, 2);
        row(p, SK_N("Per portion then, kr"), m_whole_portion, 2);
        row(p, SK_N("Cost in the year counted, by date, mnkr"), m_total, 2);
    } else {
        row(p, SK_N("Cost a year, mnkr"), m_total, 2);
        row(p, SK_N("Cost per portion, kr"), m_portion, 2);
    }
    row(p, SK_N("of it capital, kkr"), m_capital, 0);
    row(p, SK_N("Change in the year with what is paid once, kkr"), m_first, 0);
    row(p, SK_N("Investment, kkr"), m_invest, 0);
}

static void short_row(const board *p)
{
    sk_table_s(p->t, word(p, SK_N("Portions without food / of the backup dish")));
    for (int i = 0; i < p->n; i++) {
        const sk_alt *a = &p->w->alt[i];
        sk_table_s(p->t,
                   sk_report_words(p->r, "%s / %s", sk_report_number(p->r, a->short_portions, 0),
                                   sk_report_number(p->r, a->backup_portions, 0)));
    }
}

/* By the engine of storkok outage, on the busiest planned day. */
static void outage_rows(const board *p)
{
    row(p, SK_N("Kitchens whose loss leaves someone without food"), m_alone, 0);
    sk_table_s(p->t, word(p, SK_N("Worst loss of a kitchen: without food / backup dish")));
    for (int i = 0; i < p->n; i++) {
        const sk_alt *a = &p->w->alt[i];
        if (a->worst == SK_NONE) sk_table_s(p->t, "");
        else
            sk_table_s(p->t,
                       sk_report_words(p->r, "%s / %s",
                                       sk_report_number(p->r, a->kitchen[a->worst].out_short, 0),
                                       sk_report_number(p->r, a->kitchen[a->worst].out_backup, 0)));
    }
}

static void rows(const board *p)
{
    money_rows(p);
    board_rows(p);
    kitchens_row(p);
    row(p, SK_N("Full-time equivalents"), m_fte, 1);
    row(p, SK_N("Working hours needed"), m_hours, 0);
    row(p, SK_N("Use of staff hours, %"), m_use, 1);
    row(p, SK_N("Posts that are full-time, %"), m_full, 1);
    row(p, SK_N("Kilometres"), m_km, 0);
    row(p, SK_N("CO2e of transport and energy, t"), m_co2, 1);
    row(p, SK_N("CO2e of food, t"), m_food_co2, 0);
    row(p, SK_N("Pan to plate, minutes (95 %)"), m_p95, 0);
    row(p, SK_N("Hot servings held past the limit"), m_over, 0);
    row(p, SK_N("Cooked where it is eaten, %"), m_on_site, 1);
    if (p->w->alt[0].waste_portions) row(p, SK_N("Food waste, g per portion"), m_waste, 1);
    short_row(p);
    if (p->w->alt[0].outages) outage_rows(p);
    row(p, SK_N("Share cooked by the largest kitchen, %"), m_largest, 1);
    row(p, SK_N("Kitchens in bad condition (red)"), m_red, 0);
    row(p, SK_N("Maintenance backlog, kkr"), m_backlog, 0);
    decision_rows(p);
}

static void comparison(sk_report *r, const sk_whatif *w)
{
    int n = w->n_alts < ALTS_SHOWN ? w->n_alts : ALTS_SHOWN;
    sk_col *col = sk_arena_calloc(r->arena, (size_t)n + 1, sizeof *col);
    if (!col) {
        r->failed = true;
        return;
    }
    col[0] = (sk_col){"measure", SK_N("Key figure"), SK_CELL_TEXT, false};
    for (int i = 0; i < n; i++)
        col[i + 1] = (sk_col){sk_report_words(r, "alt%d", i), sk__alt_name(&w->alt[i], r->lang),
                              SK_CELL_NAME, false};
    board p = {.r = r, .w = w, .n = n};
    p.t = sk_report_table(r, "comparison", SK_N("Side by side"), col, n + 1, 0);
    sk_report_note(r,
                   w->n_alts > n
                       ? sk_text(r->lang, SK_N("The first three; the others are on the page of all "
                                               "figures."))
                       : NULL);
    rows(&p);
}

/* Cheapest of those that leave nobody without food who has it today; of all when every one does. */
static const sk_alt *cheapest(const sk_whatif *w)
{
    const sk_alt *best = NULL;
    for (int turn = 0; turn < 2 && !best; turn++)
        for (int i = 1; i < w->n_alts; i++) {
            const sk_alt *a = &w->alt[i];
            if (turn == 0 && a->short_portions > w->alt[0].short_portions) continue;
            if (!best || a->whole_ore < best->whole_ore) best = a;
        }
    return best;
}

static void headline(sk_report *r, const sk_whatif *w)
{
    const sk_alt *base = &w->alt[0], *best = cheapest(w);
    if (!best) {
        sk_report_headline(
            r, sk_text(r->lang, SK_N("No alternative was given: this is the baseline.")));
        return;
    }
    sk_ore diff = best->whole_ore - base->whole_ore;
    const char *kkr = sk_report_number(r, sk_muldiv(diff < 0 ? -diff : diff, 1, 100000), 0);
    sk_report_headline(
        r,
        sk_report_words(
            r,
            sk_text(r->lang,
                    diff < 0    ? SK_N("%s is cheapest: %s kkr a year less than today's structure.")
                    : diff == 0 ? SK_N("%s costs as much as today's structure (%s kkr difference).")
                                : SK_N("No alternative is cheaper than today's structure; "
                                       "%s comes closest, %s kkr a year more.")),
            sk__alt_name(best, r->lang), kkr));
}

enum { TOLD_MMIN = 100 * 60000 }; /* a hundred hours a year: less is no matter for a board */

/* Work beyond the agreed overtime breaks a rule, but no money is counted for it. */
static void unpaid(sk_report *r, const sk_alt *a, const sk_alt *base)
{
    int64_t more = a->excess_mmin - base->excess_mmin;
    if (more < TOLD_MMIN) return;
    sk_report_warning(
        r, sk_report_words(
               r,
               sk_text(r->lang, SK_N("%s needs %s working hours a year more than its staff "
                                     "and the agreed overtime give: no cost is counted "
                                     "for them.")),
               sk__alt_name(a, r->lang), sk_report_number(r, sk_muldiv(more, 1, 60000), 0)));
}

static void warnings(sk_report *r, const sk_whatif *w)
{
    const sk_alt *base = &w->alt[0];
    for (int i = 1; i < w->n_alts; i++) {
        const sk_alt *a = &w->alt[i];
        unpaid(r, a, base);
        if (a->short_portions <= base->short_portions) continue;
        sk_report_warning(
            r, sk_report_words(
                   r,
                   sk_text(r->lang, SK_N("%s leaves %s portions a year unserved: see which sites "
                                         "on the page of guests.")),
                   sk__alt_name(a, r->lang), sk_report_number(r, a->short_portions, 0)));
        r->short_of = true;
    }
    if (!w->map->year)
        sk_report_warning(
            r, sk_text(
                   r->lang,
                   SK_N("The calendars know no whole year: operations are those of the days known, "
                        "cost lines those of a year.")));
}

/* Every document once: alternatives may share what they are based on. */
static void inputs(sk_report *r, const sk_whatif *w)
{
    for (int i = 0; i < w->k->n_files; i++)
        sk_report_from(r, w->k->file[i].name, w->k->file[i].sha256);
    for (int a = 1; a < w->n_alts; a++)
        for (int i = 0; i < w->alt[a].s->n_files; i++) {
            const sk_input_file *f = &w->alt[a].s->file[i];
            bool there = false;
            for (int j = 0; j < r->n_inputs && !there; j++)
                there = strcmp(r->input[j].name, f->name) == 0;
            if (!there) sk_report_from(r, f->name, f->sha256);
        }
}

sk_report *sk_whatif_report(const sk_whatif *w, const sk_flip *flip, const sk_whatif_prices *prices,
                            sk_lang lang)
{
    sk_report *r = sk_report_new("whatif", SK_N("Alternatives for the kitchens"), w->k->name, lang);
    if (!r) return NULL;
    r->compact = true;
    headline(r, w);
    warnings(r, w);
    comparison(r, w);
    if (w->n_alts > 1)
        sk__whatif_panels(w, lang,
                          sk_report_chart(r, "panels", SK_N("What changes, by alternative")));
    sk__whatif_assumptions(r, w);
    sk__whatif_pages(r, w, flip, prices);
    inputs(r, w);
    return r;
}
