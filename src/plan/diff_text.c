/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A difference for people and for programs. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "ext/json.h"
#include "plan/diff.h"
#include "plan/plan_json.h"

static void day_meal(sk_buf *b, sk_day day, sk_meal meal, sk_lang lang)
{
    char s[SK_DATE_LEN];
    sk_buf_addf(b, "%s %s %s", sk_weekday_short(lang, sk_day_weekday(day)), sk_day_str(day, s),
                sk_meal_name(meal, lang));
}

/* "lunch, vegetarian, gluten free" after the site. */
static void what(sk_buf *b, sk_line line, const char *diet, sk_lang lang)
{
    if (line != SK_LINE_MAIN) sk_buf_addf(b, ", %s", sk_line_name(line, lang));
    if (*diet) sk_buf_addf(b, ", %s", diet);
}

static const char *group_word(sk_group_kind g, sk_lang lang)
{
    return g == SK_GROUP_HOT    ? sk_text(lang, "main dish and sauce")
           : g == SK_GROUP_SIDE ? sk_text(lang, "side")
                                : sk_text(lang, "cold food and bread");
}

static const char *cost_word(const char *key, sk_lang lang)
{
    static const char *const of[][2] = {
        {"food", SK_N("food")},
        {"staff_regular", SK_N("regular staff")},
        {"overtime", SK_N("overtime")},
        {"tours", SK_N("tours")},
        {"extra_trips", SK_N("extra trips")},
        {"energy", SK_N("energy")},
        {"change", SK_N("change of supplier (penalty)")},
        {"overtime_excess", SK_N("overtime above the limit (penalty)")},
        {"extra_runs", SK_N("extra runs (penalty)")},
        {"hold_excess", SK_N("kept hot too long (penalty)")},
        {"backup", SK_N("backup dish (penalty)")},
        {"shortage", SK_N("shortage (penalty)")},
        {"objective", SK_N("all that the plan decides")}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (strcmp(of[i][0], key) == 0) return sk_text(lang, of[i][1]);
    return key;
}

static void title(sk_buf *b, const char *name, int n) { sk_buf_addf(b, "%s: %d\n", name, n); }

static void inputs_text(const sk_diff *d, sk_lang lang, sk_buf *b)
{
    const char *const kind[] = {sk_text(lang, "added"), sk_text(lang, "removed"),
                                sk_text(lang, "changed")};
    if (d->other_week)
        sk_buf_add(
            b, sk_text(
                   lang,
                   "The plans are for different weeks and are compared day by day of the week.\n"));
    if (d->n_inputs == 0) {
        sk_buf_add(b, sk_text(lang, "Same input files.\n"));
        return;
    }
    title(b, sk_text(lang, "Input files that differ"), d->n_inputs);
    for (int i = 0; i < d->n_inputs; i++)
        sk_buf_addf(b, "  %s (%s)\n", d->input[i].name, kind[d->input[i].kind]);
}

/* Where the demand comes from, when the plans differ in that. */
static void source_text(const sk_diff *d, sk_lang lang, sk_buf *b)
{
    sk_demand_from x = d->a->demand.made_from, y = d->b->demand.made_from;
    if (x == y) return;
    sk_buf_addf(b, "%s: %s -> %s\n", sk_text(lang, SK_N("Demand from")),
                sk_demand_from_name(x, lang), sk_demand_from_name(y, lang));
}

/* " (12,3 expected -> 14,0)" when the expectation changed and is more than the portions themselves. */
static void expected_text(const sk_diff_need *n, sk_lang lang, sk_buf *b)
{
    int64_t x = llround(n->before_mean * 10), y = llround(n->after_mean * 10);
    bool forecast = x != (int64_t)n->before * 10 || y != (int64_t)n->after * 10;
    if (!forecast) return;
    sk_buf_addf(b, "  (%s ", sk_text(lang, SK_N("expected")));
    sk_buf_dec(b, x, 1, lang);
    sk_buf_add(b, " -> ");
    sk_buf_dec(b, y, 1, lang);
    sk_buf_addc(b, ')');
}

static void needs_text(const sk_diff *d, sk_lang lang, sk_buf *b)
{
    if (d->n_needs) title(b, sk_text(lang, "Portions to cook"), d->n_needs);
    for (int i = 0; i < d->n_needs; i++) {
        const sk_diff_need *n = &d->need[i];
        sk_buf_add(b, "  ");
        day_meal(b, n->day, n->meal, lang);
        sk_buf_addf(b, ", %s", n->site);
        what(b, n->line, n->diet, lang);
        sk_buf_addf(b, ": %d -> %d", n->before, n->after);
        expected_text(n, lang, b);
        sk_buf_addc(b, '\n');
    }
}

/* The machine's words for mode and route in the reader's language; a tour's id stays as it is. */
static void way_text(const char *way, sk_lang lang, sk_buf *b)
{
    static const struct {
        const char *word, *text;
    } said[] = {{"hot", SK_N("hot")},
                {"chilled", SK_N("chilled")},
                {"at_site", SK_N("prepared where eaten")},
                {"own", NULL},
                {"tour", SK_N("tour")},
                {"extra", SK_N("extra trip")}};
    bool first = true;
    sk_buf_add(b, " (");
    for (size_t n; *way; way += n + (way[n] == ' ')) {
        n = strcspn(way, " ");
        size_t i = 0, end = sizeof said / sizeof *said;
        while (i < end && (strlen(said[i].word) != n || strncmp(said[i].word, way, n) != 0)) i++;
        if (i < end && !said[i].text) continue;
        if (!first) sk_buf_addc(b, ' ');
        first = false;
        if (i < end) sk_buf_add(b, sk_text(lang, said[i].text));
        else sk_buf_addn(b, way, n);
    }
    sk_buf_addc(b, ')');
}

static void moves_text(const sk_diff *d, sk_lang lang, sk_buf *b)
{
    if (d->n_moves) title(b, sk_text(lang, "Supplied another way"), d->n_moves);
    for (int i = 0; i < d->n_moves; i++) {
        const sk_diff_move *m = &d->move[i];
        const char *nobody = sk_text(lang, "nobody");
        sk_buf_add(b, "  ");
        day_meal(b, m->day, m->meal, lang);
        sk_buf_addf(b, ", %s", m->site);
        what(b, m->line, m->diet, lang);
        sk_buf_addf(b, ", %s: %s", group_word(m->group, lang), *m->from ? m->from : nobody);
        way_text(m->from_way, lang, b);
        sk_buf_addf(b, " -> %s", *m->to ? m->to : nobody);
        way_text(m->to_way, lang, b);
        sk_buf_addf(b, ", %d\n", m->portions);
    }
}

static void shorts_text(const sk_diff *d, sk_lang lang, sk_buf *b)
{
    if (d->n_shorts) title(b, sk_text(lang, "Shortage and backup dish"), d->n_shorts);
    for (int i = 0; i < d->n_shorts; i++) {
        const sk_diff_short *s = &d->shrt[i];
        sk_buf_add(b, "  ");
        day_meal(b, s->day, s->meal, lang);
        sk_buf_addf(b, ", %s", s->site);
        what(b, s->line, s->diet, lang);
        sk_buf_addf(b, sk_text(lang, ": short %d -> %d, backup %d -> %d\n"), s->before, s->after,
                    s->before_backup, s->after_backup);
    }
}

static void staff_text(const sk_diff *d, sk_lang lang, sk_buf *b)
{
    if (d->n_staff) title(b, sk_text(lang, "Staff minutes"), d->n_staff);
    for (int i = 0; i < d->n_staff; i++) {
        const sk_diff_staff *s = &d->staff[i];
        char date[SK_DATE_LEN];
        sk_buf_addf(b, "  %s %s, %s: %lld -> %lld min",
                    sk_weekday_short(lang, sk_day_weekday(s->day)), sk_day_str(s->day, date),
                    s->kitchen, (long long)(s->before_mmin / 1000),
                    (long long)(s->after_mmin / 1000));
        if (s->before_over_mmin || s->after_over_mmin)
            sk_buf_addf(b, sk_text(lang, " (overtime %lld -> %lld)"),
                        (long long)(s->before_over_mmin / 1000),
                        (long long)(s->after_over_mmin / 1000));
        sk_buf_add(b, "\n");
    }
}

static void costs_text(const sk_diff *d, sk_lang lang, sk_buf *b)
{
    if (d->n_costs) sk_buf_addf(b, "%s\n", sk_text(lang, "Cost, kr"));
    for (int i = 0; i < d->n_costs; i++) {
        const sk_diff_cost *c = &d->cost[i];
        sk_buf_add(b, "  ");
        sk_buf_add(b, cost_word(c->name, lang));
        sk_buf_add(b, ": ");
        sk_buf_ore(b, c->before, lang);
        sk_buf_add(b, " -> ");
        sk_buf_ore(b, c->after, lang);
        sk_buf_add(b, c->after > c->before ? " (+" : " (");
        sk_buf_ore(b, c->after - c->before, lang);
        sk_buf_add(b, ")\n");
    }
}

void sk_diff_text(const sk_diff *d, sk_lang lang, sk_buf *b)
{
    inputs_text(d, lang, b);
    source_text(d, lang, b);
    costs_text(d, lang, b);
    shorts_text(d, lang, b);
    needs_text(d, lang, b);
    moves_text(d, lang, b);
    staff_text(d, lang, b);
    if (sk_diff_count(d) == 0) sk_buf_add(b, sk_text(lang, "The plans are the same.\n"));
}

/* ---- JSON ------------------------------------------------------------------------------------------- */

static void day(sk_jw *w, sk_day d)
{
    char s[SK_DATE_LEN];
    sk_jw_str(w, "day", sk_day_str(d, s));
}

static void row(sk_jw *w)
{
    sk_jw_inline(w);
    sk_jw_obj(w, NULL);
}

static void place(sk_jw *w, const char *site, sk_day d, sk_meal meal, sk_line line,
                  const char *diet)
{
    sk_jw_str(w, "site", site);
    day(w, d);
    sk_jw_str(w, "meal", sk__json_session[meal]);
    sk_jw_str(w, "line", sk__json_line[line]);
    sk_jw_str(w, "diet", *diet ? diet : NULL);
}

static void food_json(const sk_diff *d, sk_jw *w)
{
    sk_jw_arr(w, "needs");
    for (int i = 0; i < d->n_needs; i++) {
        const sk_diff_need *n = &d->need[i];
        row(w);
        place(w, n->site, n->day, n->meal, n->line, n->diet);
        sk_jw_str(w, "product", n->product);
        sk_jw_str(w, "dish", n->dish);
        sk_jw_int(w, "before", n->before);
        sk_jw_int(w, "after", n->after);
        sk_jw_real(w, "expected_before", n->before_mean);
        sk_jw_real(w, "expected_after", n->after_mean);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
    sk_jw_arr(w, "moves");
    for (int i = 0; i < d->n_moves; i++) {
        const sk_diff_move *m = &d->move[i];
        row(w);
        place(w, m->site, m->day, m->meal, m->line, m->diet);
        sk_jw_str(w, "group", sk__json_group[m->group]);
        sk_jw_str(w, "from", *m->from ? m->from : NULL);
        sk_jw_str(w, "from_way", m->from_way);
        sk_jw_str(w, "to", *m->to ? m->to : NULL);
        sk_jw_str(w, "to_way", m->to_way);
        sk_jw_int(w, "portions", m->portions);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
    sk_jw_arr(w, "shorts");
    for (int i = 0; i < d->n_shorts; i++) {
        const sk_diff_short *s = &d->shrt[i];
        row(w);
        place(w, s->site, s->day, s->meal, s->line, s->diet);
        sk_jw_int(w, "before", s->before);
        sk_jw_int(w, "after", s->after);
        sk_jw_int(w, "before_backup", s->before_backup);
        sk_jw_int(w, "after_backup", s->after_backup);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

static void work_json(const sk_diff *d, sk_jw *w)
{
    sk_jw_arr(w, "staff");
    for (int i = 0; i < d->n_staff; i++) {
        const sk_diff_staff *s = &d->staff[i];
        row(w);
        sk_jw_str(w, "kitchen", s->kitchen);
        day(w, s->day);
        sk_jw_int(w, "before_mmin", s->before_mmin);
        sk_jw_int(w, "after_mmin", s->after_mmin);
        sk_jw_int(w, "before_over_mmin", s->before_over_mmin);
        sk_jw_int(w, "after_over_mmin", s->after_over_mmin);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
    sk_jw_arr(w, "costs");
    for (int i = 0; i < d->n_costs; i++) {
        row(w);
        sk_jw_str(w, "name", d->cost[i].name);
        sk_jw_int(w, "before", d->cost[i].before);
        sk_jw_int(w, "after", d->cost[i].after);
        sk_jw_obj_end(w);
    }
    sk_jw_arr_end(w);
}

void sk_diff_json(const sk_diff *d, sk_buf *out)
{
    static const char *const kind[] = {"added", "removed", "changed"};
    sk_jw w;
    sk_jw_init(&w, out, false);
    sk_jw_obj(&w, NULL);
    sk_jw_str(&w, "format", "storkok-diff");
    sk_jw_int(&w, "version", 1);
    sk_jw_bool(&w, "other_week", d->other_week);
    sk_jw_str(&w, "demand_before", sk__json_from[d->a->demand.made_from]);
    sk_jw_str(&w, "demand_after", sk__json_from[d->b->demand.made_from]);
    sk_jw_int(&w, "count", sk_diff_count(d));
    sk_jw_arr(&w, "inputs");
    for (int i = 0; i < d->n_inputs; i++) {
        row(&w);
        sk_jw_str(&w, "name", d->input[i].name);
        sk_jw_str(&w, "kind", kind[d->input[i].kind]);
        sk_jw_obj_end(&w);
    }
    sk_jw_arr_end(&w);
    food_json(d, &w);
    work_json(d, &w);
    sk_jw_obj_end(&w);
}
