/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the review found: the head, the limits, what changes and what it costs. */
#include "out/review_view.h"

#include <math.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/review_priv.h"

const char *sk_st_role_name(sk_st_role role, sk_lang lang)
{
    switch (role) {
    case SK_ST_COOK: return sk_role_name(SK_ROLE_COOKING, lang);
    case SK_ST_RECEIVE: return sk_role_name(SK_ROLE_RECEIVING, lang);
    case SK_ST_SERVE: return sk_role_name(SK_ROLE_SERVING, lang);
    default: return sk_text(lang, "closed");
    }
}

const sk_kitchen *sk__rw_kitchen(const sk__rw *w, int j)
{
    return &w->r->k->kitchen[w->r->place[j].kitchen];
}

const char *sk__rw_mkr(const sk__rw *w, sk_ore ore)
{
    return sk_report_number(w->rep, sk_muldiv(ore, 1, 100000), 3);
}

/* "optimal, proven" or the gap in words. */
const char *sk__rw_gap(const sk__rw *w, const sk_st_result *x)
{
    if (x->proven) return sk_text(w->lang, "proven least cost");
    if (!isfinite(x->bound)) return sk_text(w->lang, "no bound was found");
    return sk_report_words(w->rep, sk_text(w->lang, "at most %s %% above the least cost"),
                           sk_report_number(w->rep, (int64_t)ceil(x->gap * 1e5), 3));
}

void sk__rw_note(const sk__rw *w, const char *words)
{
    const char *gap =
        sk_report_words(w->rep, sk_text(w->lang, "The structure: %s."), sk__rw_gap(w, &w->a->best));
    sk_report_note(w->rep, words ? sk_report_words(w->rep, "%s %s", words, gap) : gap);
}

const char *sk__rw_role(const sk__rw *w, int option)
{
    const sk_review_option *o = &w->r->opt[option];
    const char *role = sk_st_role_name(w->r->s.opt[option].role, w->lang);
    if (!o->cand || !o->cand->size[0]) return role;
    return sk_report_words(w->rep, "%s, %s", role, o->cand->size);
}

sk_ore sk__rw_cost_of(const sk__rw *w, const int *opt, const int *src, int j)
{
    const sk_structure *s = &w->r->s;
    sk_ore sum = s->opt[opt[j]].fixed;
    for (int c = 0; src[j] >= 0 && c < s->n_cook; c++)
        if (s->cook[c] == src[j]) sum += s->cost[(size_t)c * (size_t)s->n_opt + (size_t)opt[j]];
    return sum;
}

sk_ore sk__rw_today(const sk_review *r)
{
    sk_ore line[SK_N_RL], sum = 0;
    sk_review_lines(r, r->today, r->today_src, line);
    for (int i = 0; i < SK_N_RL; i++) sum += line[i];
    return sum;
}

/* ---- head ---- */

/* " (at most 59 kitchens, at most 20 cooking)", or nothing */
static const char *limits_in_words(const sk__rw *w)
{
    const sk_review_ask *q = w->ask;
    const char *part[3];
    int n = 0;
    if (q->kitchens)
        part[n++] = sk_report_words(w->rep, sk_text(w->lang, "at most %d kitchens"), q->kitchens);
    if (q->cooking)
        part[n++] = sk_report_words(w->rep, sk_text(w->lang, "at most %d cooking"), q->cooking);
    if (q->n1) part[n++] = sk_text(w->lang, "any one kitchen may be out");
    if (n == 0) return "";
    return sk_report_words(w->rep, " (%s%s%s%s%s)", part[0], n > 1 ? ", " : "",
                           n > 1 ? part[1] : "", n > 2 ? ", " : "", n > 2 ? part[2] : "");
}

static void headline(const sk__rw *w)
{
    const sk_st_result *x = &w->a->best;
    sk_ore less = w->today - x->cost;
    sk_report_headline(
        w->rep,
        sk_report_words(
            w->rep,
            less >= 0
                ? sk_text(w->lang, "Best structure%s: %d kitchens, of which %d cook; %s million "
                                   "kr a year, %s less than today; %s.")
                : sk_text(w->lang, "Best structure%s: %d kitchens, of which %d cook; %s million "
                                   "kr a year, %s more than today; %s."),
            limits_in_words(w), x->kitchens, x->cooking, sk__rw_mkr(w, x->cost),
            sk__rw_mkr(w, less >= 0 ? less : -less), sk__rw_gap(w, x)));
}

static void counts(const sk__rw *w)
{
    const sk_review *r = w->r;
    const sk_st_result *x = &w->a->best;
    int by_role[SK_N_ST_ROLES] = {0}, lost = 0, fewer = 0;
    for (int j = 0; j < r->s.n_kit; j++) {
        sk_st_role was = r->s.opt[r->today[j]].role, is = r->s.opt[x->opt[j]].role;
        by_role[is]++;
        lost += sk_st_counts(was) && !sk_st_counts(is);
        fewer += was == SK_ST_COOK && is == SK_ST_RECEIVE;
    }
    sk_report_heading(w->rep, SK_N("Kitchens"));
    sk_report_fact(w->rep, "kitchens_now", SK_N("Cooking and receiving kitchens now"), SK_CELL_INT,
                   r->n_now, NULL);
    sk_report_fact(w->rep, "unstaffed",
                   SK_N("No longer staffed before the year begins, closed by nobody here"),
                   SK_CELL_INT, r->n_unstaffed, NULL);
    sk_report_fact(w->rep, "closed", SK_N("Kitchens that this structure ends"), SK_CELL_INT, lost,
                   NULL);
    sk_report_fact(w->rep, "turned", SK_N("Cooking kitchens that become receiving"), SK_CELL_INT,
                   fewer, NULL);
    sk_report_fact(w->rep, "cooking", SK_N("Cooking kitchens"), SK_CELL_INT, by_role[SK_ST_COOK],
                   NULL);
    sk_report_fact(w->rep, "receiving", SK_N("Receiving kitchens"), SK_CELL_INT,
                   by_role[SK_ST_RECEIVE], NULL);
    sk_report_fact(w->rep, "serving", SK_N("Places that only serve"), SK_CELL_INT,
                   by_role[SK_ST_SERVE], NULL);
}

static void money(const sk__rw *w)
{
    const sk_st_result *x = &w->a->best;
    sk_report_heading(w->rep, SK_N("Money"));
    sk_report_fact(w->rep, "today_ore", SK_N("Today's structure, a year"), SK_CELL_ORE, w->today,
                   "kr");
    sk_report_fact(w->rep, "cost_ore", SK_N("This structure, a year"), SK_CELL_ORE, x->cost, "kr");
    sk_report_fact(w->rep, "saving_ore", SK_N("Saving a year"), SK_CELL_ORE, w->today - x->cost,
                   "kr");
    sk_report_fact(w->rep, "invest_ore", SK_N("Investment, once"), SK_CELL_ORE, x->invest, "kr");
    if (isfinite(x->bound))
        sk_report_fact(w->rep, "bound_ore", SK_N("No structure under these limits costs less than"),
                       SK_CELL_ORE, (sk_ore)floor(x->bound), "kr");
    sk_report_fact_s(w->rep, "gap", SK_N("Gap"), sk__rw_gap(w, x));
    sk_report_fact(w->rep, "proven", SK_N("Proven"), SK_CELL_BOOL, x->proven, NULL);
    sk_report_fact(w->rep, "stopped", SK_N("Stopped by a limit"), SK_CELL_BOOL, x->stopped, NULL);
    sk_report_fact(w->rep, "steps", SK_N("Steps of the search"), SK_CELL_INT, x->steps, NULL);
}

static void assumptions(const sk__rw *w)
{
    const sk_review *r = w->r;
    sk_report_heading(w->rep, SK_N("What is counted"));
    char from[SK_DATE_LEN], to[SK_DATE_LEN];
    const char *when =
        r->whole_year
            ? sk_report_words(w->rep, sk_text(w->lang, "The year %d"), r->year)
            : sk_report_words(w->rep, sk_text(w->lang, "The days from %s to %s"),
                              sk_day_str(r->from, from), sk_day_str(r->from + r->n_days - 1, to));
    sk_report_text(
        w->rep,
        sk_report_words(w->rep,
                        sk_text(w->lang,
                                "%s, every calendar day by itself, the same guests, menus and "
                                "days for every structure. Room is asked for on the busiest day "
                                "of every day type, and a supplier cooks every special diet that "
                                "its guests order, unless it supplies them today. Food costs the "
                                "same in all of them and is left out; investments are taken to "
                                "settle the backlog."),
                        when));
    sk_report_text(
        w->rep,
        sk_report_words(
            w->rep,
            sk_text(w->lang,
                    "Staff at %s kr an hour on the mean; internal rate %s %%; a tour makes %s "
                    "stops on the mean; backlog paid over %d years by kitchens that go on."),
            sk_report_number(w->rep, r->wage_ore_h, 2),
            sk_report_number(w->rep, r->k->policy.interest_ppm / 100, 2),
            sk_report_number(w->rep, r->stops_centi, 2), (int)r->k->policy.backlog_years));
    if (!r->today_holds)
        sk_report_warning(
            w->rep, sk_text(w->lang, "Some of today's ways of supply are too slow by these rules; "
                                     "today's cost has the cheapest that is possible instead."));
}

/* ---- what changes ---- */

static const sk_col unstaffed_cols[] = {
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"role", SK_N("Role"), SK_CELL_TEXT, false},
    {"until", SK_N("Staffed until"), SK_CELL_DAY, false},
};

static void unstaffed(const sk__rw *w)
{
    const sk_review *r = w->r;
    if (r->n_unstaffed == 0) return;
    sk_table *t = SK__RW_TABLE(w, "unstaffed", SK_N("No longer staffed"), unstaffed_cols, 0);
    for (int i = 0; i < r->n_unstaffed; i++) {
        const sk_kitchen *k = &r->k->kitchen[r->unstaffed[i]];
        sk_table_s(t, k->id);
        sk_table_s(t, k->name);
        sk_table_s(t, sk_role_name(k->role, w->lang));
        sk_table_v(t, k->open.to);
    }
}

static const sk_col change_cols[] = {
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"from", SK_N("Today"), SK_CELL_TEXT, false},
    {"to", SK_N("Becomes"), SK_CELL_TEXT, false},
    {"supplier", SK_N("Supplied by"), SK_CELL_NAME, false},
    {"portions", SK_N("Busiest day"), SK_CELL_INT, false},
    {"invest_ore", SK_N("Investment"), SK_CELL_ORE, false},
    {"before_ore", SK_N("Cost today, a year"), SK_CELL_ORE, false},
    {"after_ore", SK_N("Cost then, a year"), SK_CELL_ORE, false},
    {"condition", SK_N("Condition"), SK_CELL_TEXT, false},
    {"backlog_ore", SK_N("Backlog"), SK_CELL_ORE, false},
    {"source", SK_N("Source"), SK_CELL_NAME, true},
};

static const char *condition(const sk__rw *w, sk_condition c)
{
    return c == SK_COND_GREEN    ? sk_text(w->lang, "green")
           : c == SK_COND_YELLOW ? sk_text(w->lang, "yellow")
                                 : sk_text(w->lang, "red");
}

static void changes(const sk__rw *w)
{
    const sk_review *r = w->r;
    const sk_st_result *x = &w->a->best;
    sk_table *t = SK__RW_TABLE(w, "changes", SK_N("What changes"), change_cols, 0);
    for (int j = 0; j < r->s.n_kit; j++) {
        const sk_kitchen *k = sk__rw_kitchen(w, j);
        int o = x->opt[j];
        if (o == r->today[j]) continue;
        sk_table_s(t, k->id);
        sk_table_s(t, k->name);
        sk_table_s(t, sk__rw_role(w, r->today[j]));
        sk_table_s(t, sk__rw_role(w, o));
        sk_table_s(t, x->src[j] < 0 ? NULL : sk__rw_kitchen(w, r->s.opt[x->src[j]].kitchen)->name);
        sk_table_v(t, sk__rw_most(w, j));
        sk_table_v(t, r->s.opt[o].invest);
        sk_table_v(t, sk__rw_cost_of(w, r->today, r->today_src, j));
        sk_table_v(t, sk__rw_cost_of(w, x->opt, x->src, j));
        sk_table_s(t, condition(w, k->condition));
        sk_table_v(t, k->backlog_ore);
        sk_table_s(t, r->opt[o].cand ? sk_report_keep(w->rep, r->opt[o].cand->source) : NULL);
    }
    sk__rw_note(w, NULL);
}

static const char *const line_name[SK_N_RL] = {SK_N("Premises"),
                                               SK_N("Other fixed cost"),
                                               SK_N("Capital, new investments"),
                                               SK_N("Maintenance backlog"),
                                               SK_N("Staff, fixed"),
                                               SK_N("Staff, cooking"),
                                               SK_N("Staff, packing, receiving, reheating"),
                                               SK_N("Staff, serving and washing up"),
                                               SK_N("Transport"),
                                               SK_N("Energy of holding, chilling, reheating")};
static const sk_col cost_cols[] = {
    {"line", SK_N("Cost a year"), SK_CELL_TEXT, false},
    {"today_ore", SK_N("Today"), SK_CELL_ORE, false},
    {"after_ore", SK_N("This structure"), SK_CELL_ORE, false},
    {"difference_ore", SK_N("Difference"), SK_CELL_ORE, false},
};

static void costs(const sk__rw *w)
{
    sk_ore was[SK_N_RL], is[SK_N_RL], a = 0, b = 0;
    sk_review_lines(w->r, w->r->today, w->r->today_src, was);
    sk_review_lines(w->r, w->a->best.opt, w->a->best.src, is);
    sk_table *t = SK__RW_TABLE(w, "costs", SK_N("Cost by line"), cost_cols, 0);
    for (int i = 0; i <= SK_N_RL; i++) {
        sk_table_s(t, sk_text(w->lang, i < SK_N_RL ? line_name[i] : SK_N("Sum")));
        sk_table_v(t, i < SK_N_RL ? was[i] : a);
        sk_table_v(t, i < SK_N_RL ? is[i] : b);
        sk_table_v(t, i < SK_N_RL ? is[i] - was[i] : b - a);
        if (i < SK_N_RL) a += was[i], b += is[i];
    }
    sk__rw_note(w, NULL);
}

/* ---- when there is none ---- */

static const sk_col unfed_cols[] = {
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"portions", SK_N("Busiest day"), SK_CELL_INT, false},
    {"nearest", SK_N("Nearest cooking kitchen"), SK_CELL_NAME, false},
    {"outside_min", SK_N("Pack, drive, receive, min"), SK_CELL_INT, false},
    {"sitting_min", SK_N("Longest sitting, min"), SK_CELL_INT, false},
    {"limit_min", SK_N("Holding limit, min"), SK_CELL_INT, false},
};

static int longest_sitting(const sk_review_place *p)
{
    int most = 0;
    for (int m = 0; m < SK_REVIEW_MEALS; m++)
        for (int i = 0; i < p->n_sittings[m]; i++) {
            int min = p->sitting[m][i].end - p->sitting[m][i].start;
            if (min > most) most = min;
        }
    return most;
}

static void unfed(const sk__rw *w)
{
    const sk_review *r = w->r;
    if (w->a->n_unfed == 0) return;
    sk_table *t = SK__RW_TABLE(w, "unfed", SK_N("Who cannot be served"), unfed_cols, 0);
    sk_report_note(w->rep,
                   sk_text(w->lang,
                           "No option of these kitchens can be supplied hot within the holding "
                           "limits or chilled, and they cannot cook for themselves."));
    for (int i = 0; i < w->a->n_unfed; i++) {
        int j = w->a->unfed[i], best = -1;
        sk_review_ride near = {0};
        for (int c = 0; c < r->s.n_cook; c++) {
            sk_review_ride x = sk_review_way(r, c, r->today[j]);
            bool can = r->state[r->s.cook[c]] >= 0 && r->s.opt[r->s.cook[c]].kitchen != j;
            if (can && (best < 0 || x.drive_min < near.drive_min)) best = c, near = x;
        }
        sk_table_s(t, sk__rw_kitchen(w, j)->id);
        sk_table_s(t, sk__rw_kitchen(w, j)->name);
        sk_table_v(t, sk__rw_most(w, j));
        sk_table_s(t, best < 0 ? NULL : sk__rw_kitchen(w, r->s.opt[r->s.cook[best]].kitchen)->name);
        sk_table_v(t, best < 0 ? SK_CELL_EMPTY : near.hold_min);
        sk_table_v(t, longest_sitting(&r->place[j]));
        sk_table_v(t, best < 0 || !near.limit_min ? SK_CELL_EMPTY : near.limit_min);
    }
}

static void none(const sk__rw *w)
{
    const sk_review_answer *a = w->a;
    bool open = a->best.status == SK_ST_NOTHING;
    w->rep->short_of = true;
    sk_report_headline(
        w->rep,
        sk_report_words(w->rep,
                        open ? sk_text(w->lang, "No structure%s was found within the budget of "
                                                "the search; a larger one may find it.")
                             : sk_text(w->lang, "No structure%s can serve everybody; this is "
                                                "proven."),
                        limits_in_words(w)));
    if (a->room_short)
        sk_report_warning(
            w->rep,
            sk_report_words(w->rep,
                            sk_text(w->lang, "All kitchens that can cook, in their largest "
                                             "size, lack room for %s portions on the busiest "
                                             "days."),
                            sk_report_number(w->rep, a->room_short, 0)));
    unfed(w);
    if (!a->nearest.opt) return;
    const char *none_word = sk_text(w->lang, "no limit");
    sk_report_warning(
        w->rep,
        sk_report_words(
            w->rep,
            sk_text(w->lang,
                    "The nearest%s: %d kitchens, of which %d cook, %s million kr a year, "
                    "investment %s million kr (limits then: kitchens %s, cooking %s, outage rule "
                    "%s)."),
            a->n_unfed ? sk_text(w->lang, " for everybody else") : sk_text(w->lang, " that can"),
            a->nearest.kitchens, a->nearest.cooking, sk__rw_mkr(w, a->nearest.cost),
            sk__rw_mkr(w, a->nearest.invest),
            a->nearest_kitchens ? sk_report_number(w->rep, a->nearest_kitchens, 0) : none_word,
            a->nearest_cooking ? sk_report_number(w->rep, a->nearest_cooking, 0) : none_word,
            a->nearest_n1 ? sk_text(w->lang, "yes") : sk_text(w->lang, "no")));
}

/* ---- all of it ---- */

static void scenarios(const sk__rw *w)
{
    const char *best =
        w->ask->kitchens
            ? sk_report_words(w->rep, sk_text(w->lang, "Best structure with at most %d kitchens"),
                              w->ask->kitchens)
            : sk_text(w->lang, "Best structure");
    sk__rw_scenario(w, &w->a->best, "scenario.json", best);
    for (int i = 0; i < w->a->n_others; i++)
        sk__rw_scenario(w, &w->a->other[i], sk_report_words(w->rep, "scenario_%d.json", i + 2),
                        sk_report_words(w->rep, sk_text(w->lang, "%s, no. %d"), best, i + 2));
}

static void whole(sk__rw *w)
{
    headline(w);
    counts(w);
    money(w);
    assumptions(w);
    unstaffed(w);
    changes(w);
    costs(w);
    sk__rw_lists(w);
    sk_review_map_svg(w->r, &w->a->best, w->lang,
                      sk_report_chart(w->rep, "map", SK_N("Who supplies whom")));
    if (w->a->n_curve > 1)
        sk_review_curve_svg(
            w->r, w->a, w->ask->curve == SK_CURVE_COOKING, w->lang,
            sk_report_chart(w->rep, "curve", SK_N("Cost against the number of kitchens")));
    scenarios(w);
}

sk_report *sk_review_report(const sk_review *r, const sk_review_ask *ask, const sk_review_answer *a,
                            sk_lang lang)
{
    sk_report *rep = sk_report_new("review", SK_N("Kitchen review"), r->k->name, lang);
    if (!rep) return NULL;
    sk__rw w = {rep, r, ask, a, lang, sk__rw_today(r)};
    if (a->best.opt) whole(&w);
    else none(&w);
    for (int i = 0; i < r->k->n_files; i++)
        sk_report_from(rep, r->k->file[i].name, r->k->file[i].sha256);
    return rep;
}
