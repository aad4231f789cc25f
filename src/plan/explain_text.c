/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An explanation for people. */
#include <math.h>
#include <stdio.h>

#include "base/date.h"
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "plan/explain_priv.h"

/* Öre of the LP as kronor; rounded here and nowhere else. */
static void kronor(sk_buf *b, double ore, sk_lang lang)
{
    int64_t v = 0;
    sk_round_i64(ore, &v);
    sk_buf_ore(b, v, lang);
    sk_buf_add(b, " kr");
}

static void count(sk_buf *b, double x, sk_lang lang)
{
    int64_t v = 0;
    sk_round_i64(x * 10, &v);
    sk_buf_dec(b, v % 10 ? v : v / 10, v % 10 ? 1 : 0, lang);
}

static const char *group_name(sk_group_kind g, sk_lang lang)
{
    return g == SK_GROUP_HOT    ? sk_text(lang, "main dish and sauce")
           : g == SK_GROUP_SIDE ? sk_text(lang, "side")
                                : sk_text(lang, "cold food and bread");
}

void sk__way_words(const sk_plan *p, const sk_alt *a, sk_lang lang, sk_buf *b)
{
    char t1[SK_TIME_LEN], t2[SK_TIME_LEN];
    if (a->route == SK_ROUTE_OWN) sk_buf_add(b, sk_text(lang, "in its own kitchen"));
    else if (a->route == SK_ROUTE_TOUR)
        sk_buf_addf(b, sk_text(lang, "tour %s %s-%s"), p->k->tour[a->tour].id,
                    sk_min_str(a->depart, t1), sk_min_str(a->arrive, t2));
    else
        sk_buf_addf(b, sk_text(lang, "extra trip %s-%s"), sk_min_str(a->depart, t1),
                    sk_min_str(a->arrive, t2));
    if (a->mode == SK_MODE_CHILLED)
        sk_buf_addf(b, sk_text(lang, ", chilled, cooked on %s"),
                    sk_weekday_name(lang, sk_day_weekday(p->from + a->prod_day)));
}

static void one_alt(const sk_explanation *x, const sk_alt *a, sk_lang lang, sk_buf *b)
{
    sk_buf_addf(b, "    %s %s: ", a->chosen ? "*" : "-", x->plan->k->kitchen[a->kitchen].name);
    sk__way_words(x->plan, a, lang, b);
    sk_buf_add(b, ", ");
    kronor(b, a->cost_ore, lang);
    sk_buf_add(b, sk_text(lang, " a portion"));
    if (a->limit_ore > 0.5) {
        sk_buf_add(b, " + ");
        kronor(b, a->limit_ore, lang);
        sk_buf_add(b, sk_text(lang, " for what it takes from others"));
    }
    if (a->more_ore > 0.5) {
        sk_buf_add(b, " (+");
        kronor(b, a->more_ore, lang);
        sk_buf_add(b, ")");
    }
    if (a->hold_limit > 0)
        sk_buf_addf(b, sk_text(lang, ", kept hot at most %d of %d min"), a->hold_min,
                    a->hold_limit);
    if (a->usual) sk_buf_add(b, sk_text(lang, ", the usual supplier"));
    if (*a->binding) {
        sk_buf_add(b, sk_text(lang, "; binds: "));
        sk_buf_add(b, a->binding);
    }
    sk_buf_add(b, "\n");
}

static void one_group(const sk_explanation *x, const sk_told_group *t, sk_lang lang, sk_buf *b)
{
    const sk_kommun *k = x->plan->k;
    const sk_need *n = &x->plan->demand.need[t->need];
    sk_buf_addf(b, "  %s, %s (%s", k->dish[n->dish].name, group_name(t->group, lang),
                sk_line_name(n->line, lang));
    if (n->diet != SK_NONE) sk_buf_addf(b, ", %s", k->diet[n->diet].name);
    sk_buf_addf(b, sk_ntext(lang, ", %d portion)\n", ", %d portions)\n", t->portions), t->portions);
    for (int i = 0; i < t->n_alts; i++) one_alt(x, &t->alt[i], lang, b);
    if (t->n_alts == 0) sk_buf_addf(b, "    %s\n", sk_text(lang, "no kitchen can do it"));
    if (t->n_more > 0)
        sk_buf_addf(b,
                    sk_ntext(lang, "    and %d more kitchen that costs more\n",
                             "    and %d more kitchens that cost more\n", t->n_more),
                    t->n_more);
    if (*t->asked_why)
        sk_buf_addf(b, sk_text(lang, "    %s cannot: %s\n"), k->kitchen[x->q.kitchen].name,
                    t->asked_why);
}

/* The kitchen in the plan for a group, SK_NONE = nobody. */
static sk_ix chosen(const sk_told_group *t)
{
    for (int i = 0; i < t->n_alts; i++)
        if (t->alt[i].chosen) return t->alt[i].kitchen;
    return SK_NONE;
}

/* A special diet whose food of this group comes from where the ordinary food does, and that the
 * kitchen asked about could supply just as well. */
static bool as_ordinary(const sk_explanation *x, const sk_told_group *t)
{
    const sk_need *n = &x->plan->demand.need[t->need];
    if (n->diet == SK_NONE) return false;
    for (int i = 0; i < x->n_groups; i++) {
        const sk_told_group *o = &x->group[i];
        if (x->plan->demand.need[o->need].diet == SK_NONE && o->group == t->group &&
            chosen(o) == chosen(t) && chosen(t) != SK_NONE &&
            o->asked_possible == t->asked_possible)
            return true;
    }
    return false;
}

static void groups(const sk_explanation *x, sk_lang lang, sk_buf *b)
{
    int same = 0;
    for (int i = 0; i < x->n_groups; i++) {
        if (as_ordinary(x, &x->group[i])) same++;
        else one_group(x, &x->group[i], lang, b);
    }
    if (same > 0)
        sk_buf_addf(b,
                    sk_ntext(lang, "  %d part of a special diet goes with the ordinary food\n",
                             "  %d parts of special diets go with the ordinary food\n", same),
                    same);
}

/* "    LABEL: +3" when there is anything to say. */
static void amount(double v, const char *label, sk_lang lang, sk_buf *b)
{
    if (fabs(v) < 0.05) return;
    sk_buf_addf(b, "    %s: %s", label, v > 0 ? "+" : "");
    count(b, v, lang);
    sk_buf_add(b, "\n");
}

static void amounts(const sk_what_if *w, sk_lang lang, sk_buf *b)
{
    amount(w->more_short, sk_text(lang, "portions short"), lang, b);
    amount(w->more_backup, sk_text(lang, "portions of the backup dish"), lang, b);
    amount(w->more_over_min, sk_text(lang, "minutes of overtime"), lang, b);
}

static const char *kitchen_name(const sk_explanation *x, sk_ix k, sk_lang lang)
{
    return k < 0 ? sk_text(lang, "nobody") : x->plan->k->kitchen[k].name;
}

static void what_if(const sk_explanation *x, const sk_what_if *w, sk_lang lang, sk_buf *b)
{
    sk_buf_add(b, sk_text(lang, "    the whole week costs "));
    if (w->more_ore >= 0) sk_buf_add(b, "+");
    kronor(b, w->more_ore, lang);
    sk_buf_add(b, sk_text(lang, " (solved again, penalties included)\n"));
    if (!w->possible)
        sk_buf_add(
            b, sk_text(lang, "    something at the table has no other way: it would be short\n"));
    amounts(w, lang, b);
    for (int i = 0; i < w->n_moved; i++) {
        const sk_moved *m = &w->moved[i];
        sk_buf_addf(b, sk_text(lang, "    %s, %s %s, %s: %s -> %s (%d)\n"),
                    x->plan->k->site[m->site].name,
                    sk_weekday_short(lang, sk_day_weekday(x->plan->from + m->day)),
                    sk_meal_name(m->meal, lang), group_name(m->group, lang),
                    kitchen_name(x, m->from, lang), kitchen_name(x, m->to, lang), m->portions);
    }
    if (w->n_more > 0)
        sk_buf_addf(b,
                    sk_ntext(lang, "    and %d more move\n", "    and %d more moves\n", w->n_more),
                    w->n_more);
    for (int i = 0; i < w->n_tight; i++)
        sk_buf_addf(b, sk_text(lang, "    binds then: %s\n"), w->tight[i]);
}

static void two_stages(const sk_explanation *x, sk_lang lang, sk_buf *b)
{
    if (x->rules_ore < 0.5) return;
    sk_buf_add(
        b, sk_text(lang,
                   "Not every rule can be kept this week. The least weighted breaking alone is "));
    kronor(b, x->rules_ore, lang);
    sk_buf_add(b, sk_text(lang, " in penalties; with that, everything else costs "));
    kronor(b, x->cost_ore, lang);
    sk_buf_add(b, ".\n");
}

void sk_explain_text(const sk_explanation *x, sk_lang lang, sk_buf *b)
{
    const sk_kommun *k = x->plan->k;
    sk_day day = x->plan->from + x->q.day;
    char date[SK_DATE_LEN];
    sk_buf_addf(b, "%s, %s %s, %s\n", k->site[x->q.site].name,
                sk_weekday_name(lang, sk_day_weekday(day)), sk_day_str(day, date),
                sk_meal_name(x->q.meal, lang));
    sk__explain_demand(x, lang, b);
    two_stages(x, lang, b);
    sk_buf_add(b, sk_text(lang, "Ways, cheapest first (* = in the plan):\n"));
    groups(x, lang, b);
    if (x->second.asked) {
        sk_buf_add(b, sk_text(lang, "If the kitchens that supply this table did not:\n"));
        what_if(x, &x->second, lang, b);
    }
    if (x->q.kitchen == SK_NONE) return;
    sk_buf_addf(b, sk_text(lang, "If %s did it:\n"), k->kitchen[x->q.kitchen].name);
    if (x->other.asked) what_if(x, &x->other, lang, b);
    else
        sk_buf_add(b,
                   sk_text(lang, "    it cannot, as said above: that rule would have to change\n"));
    if (x->other.asked && x->other.more_ore > 0.5) {
        sk_buf_add(
            b,
            sk_text(lang,
                    "    to be chosen, its way or the limits above would have to cost less by "));
        kronor(b, x->other.more_ore, lang);
        sk_buf_add(b, sk_text(lang, " in all\n"));
    }
}
