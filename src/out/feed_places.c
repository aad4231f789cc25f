/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Menus of the sites, days on which a place is closed, and what the planner watches. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/query.h"
#include "out/feed_priv.h"
#include "plan/plan_json.h"

/* ---- menus ---- */

#define BY(f)                                                                                      \
    if (x->f != y->f) return x->f < y->f ? -1 : 1
static int by_menu(const void *a, const void *b)
{
    const sk_need *x = *(const sk_need *const *)a, *y = *(const sk_need *const *)b;
    BY(site);
    BY(eaten);
    BY(meal);
    BY(line);
    BY(product);
    BY(dish);
    return 0;
}
#undef BY

static bool same_meal(const sk_need *x, const sk_need *y)
{
    return x->site == y->site && x->eaten == y->eaten && x->meal == y->meal;
}

static const char *dish(const sk__feed_in *in, const sk_need *n)
{
    return n->dish != SK_NONE ? in->k->dish[n->dish].name : in->k->product[n->product].name;
}

/* The dishes of one meal of one site. */
static void menu(sk__feed_in *in, const sk_need *const *need, size_t n, sk_buf *title, sk_buf *text)
{
    const sk_need *first = need[0];
    const char *last = "";
    sk__feed_new e = {.kind = SK_FEED_MENU, .kitchen = SK_NONE, .site = first->site, .start = -1};
    e.day = e.last = e.service = first->eaten;
    e.meal = sk__json_session[first->meal];
    e.cp = "";
    sk_buf_clear(title);
    sk_buf_clear(text);
    if (first->meal == SK_MEAL_LUNCH) sk_buf_add(title, sk_text(in->lang, "Menu: "));
    else sk_buf_addf(title, sk_text(in->lang, "Menu, %s: "), sk_meal_name(first->meal, in->lang));
    for (size_t i = 0; i < n; i++) {
        const char *name = dish(in, need[i]);
        if (strcmp(name, last) == 0) continue;
        sk_buf_addf(title, "%s%s", i ? " / " : "", name);
        sk_buf_addf(text, "%s%s: %s", i ? "\n" : "", sk_line_name(need[i]->line, in->lang), name);
        last = name;
    }
    e.summary = sk_buf_str(title);
    e.description = sk_buf_str(text);
    sk__feed_add(in, &e);
}

void sk__feed_menus(sk__feed_in *in)
{
    const sk_demand *d = &in->p->demand;
    sk_buf title = SK_BUF_INIT, text = SK_BUF_INIT;
    size_t n = 0;
    const sk_need **need = sk_calloc_n((size_t)d->n_needs + 1, sizeof *need);
    for (int i = 0; need && i < d->n_needs; i++) {
        const sk_need *x = &d->need[i];
        sk_day day = x->eaten - in->p->from;
        if (day >= 0 && day < in->p->n_days)
            in->busy_site[(size_t)x->site * (size_t)in->p->n_days + (size_t)day] = true;
        if (x->diet == SK_NONE) need[n++] = x;
    }
    if (n) qsort(need, n, sizeof *need, by_menu);
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && same_meal(need[i], need[j]);) j++;
        menu(in, need + i, j - i, &title, &text);
    }
    in->out->failed |= !need || !sk_buf_ok(&title) || !sk_buf_ok(&text);
    sk_free(need);
    sk_buf_free(&title);
    sk_buf_free(&text);
}

/* ---- closed ---- */

/* Why: the name of the event that closes a kitchen or site that day, "" when there is none. */
static const char *reason(const sk_kommun *k, sk_ix kitchen, sk_ix site, sk_day day)
{
    const char *holiday = "";
    for (int i = 0; i < k->n_cal_events; i++) {
        const sk_cal_event *e = &k->cal_event[i];
        if (!sk_period_has(e->when, day) || e->type == SK_DAY_NORMAL) continue;
        bool own = e->kitchen >= 0                 ? e->kitchen == kitchen
                   : e->site >= 0                  ? e->site == site
                   : site >= 0 && e->calendar >= 0 ? e->calendar == k->site[site].calendar
                                                   : false;
        if (own) return e->name;
        if (e->kitchen < 0 && e->site < 0 && e->calendar < 0) holiday = e->name;
    }
    return holiday;
}

static bool usually_open(const sk_kommun *k, sk_ix kitchen, sk_ix site, sk_day day)
{
    int weekday = sk_day_weekday(day);
    if (site >= 0) return sk_wdays_has(k->calendar[k->site[site].calendar].days, weekday);
    sk_span o = sk_kitchen_openings(k, kitchen);
    for (int i = o.first; i < o.end; i++)
        if (sk_period_has(k->opening[i].when, day) && sk_wdays_has(k->opening[i].days, weekday))
            return true;
    return false;
}

static void closed(sk__feed_in *in, sk_ix kitchen, sk_ix site, sk_day from, sk_day to, bool planner)
{
    sk_buf title = SK_BUF_INIT;
    sk__feed_new n = {.kind = SK_FEED_CLOSED, .kitchen = kitchen, .site = site, .start = -1};
    const char *why = from == to ? reason(in->k, kitchen, site, from) : "";
    n.day = n.service = from;
    n.last = to;
    n.meal = n.cp = n.description = "";
    if (*why) sk_buf_addf(&title, sk_text(in->lang, "Closed: %s"), why);
    else sk_buf_add(&title, sk_text(in->lang, "Closed"));
    n.summary = sk_buf_str(&title);
    sk__feed_add(in, &n);
    if (planner) {
        sk_buf_clear(&title);
        sk_buf_addf(&title, sk_text(in->lang, "Closed: %s"), in->k->kitchen[kitchen].name);
        n.kitchen = SK_NONE;
        n.cp = in->k->kitchen[kitchen].id;
        n.summary = sk_buf_str(&title);
        n.description = why;
        sk__feed_add(in, &n);
    }
    in->out->failed |= !sk_buf_ok(&title);
    sk_buf_free(&title);
}

/* A place with nothing to do all week is closed in one piece, else day by day where it usually works. */
static void place_closures(sk__feed_in *in, sk_ix kitchen, sk_ix site, const bool *busy)
{
    int n = in->p->n_days, n_busy = 0;
    for (int d = 0; d < n; d++) n_busy += busy[d];
    if (n_busy == 0 && n > 0)
        closed(in, kitchen, site, in->p->from, in->p->from + n - 1, kitchen >= 0);
    for (int d = 0; d < n && n_busy; d++) {
        sk_day day = in->p->from + d;
        bool shut = kitchen >= 0 && sk_kitchen_closed(in->k, kitchen, day);
        if (!busy[d] && (shut || usually_open(in->k, kitchen, site, day)))
            closed(in, kitchen, site, day, day, kitchen >= 0);
    }
}

void sk__feed_closures(sk__feed_in *in)
{
    size_t n = (size_t)in->p->n_days;
    for (sk_ix i = 0; i < in->k->n_kitchens; i++)
        place_closures(in, i, SK_NONE, in->busy_kitchen + (size_t)i * n);
    for (sk_ix i = 0; i < in->k->n_sites; i++)
        place_closures(in, SK_NONE, i, in->busy_site + (size_t)i * n);
}

/* ---- the planner's ---- */

static void week_event(sk__feed_in *in)
{
    sk_buf title = SK_BUF_INIT, text = SK_BUF_INIT;
    sk__feed_new n = {.kind = SK_FEED_PLAN, .kitchen = SK_NONE, .site = SK_NONE, .start = -1};
    long long portions = 0;
    for (int i = 0; i < in->p->demand.n_needs; i++) portions += in->p->demand.need[i].portions;
    n.day = n.service = in->p->from;
    n.last = in->p->from + in->p->n_days - 1;
    n.meal = n.cp = "";
    sk_buf_addf(&title, sk_text(in->lang, "Plan published: week %d"), in->p->week.week);
    sk_buf_addf(&text, sk_text(in->lang, "%lld portions"), portions);
    n.summary = sk_buf_str(&title);
    n.description = sk_buf_str(&text);
    sk__feed_add(in, &n);
    in->out->failed |= !sk_buf_ok(&title) || !sk_buf_ok(&text);
    sk_buf_free(&title);
    sk_buf_free(&text);
}

/* Portions short of one site, day and meal. The reason stays out: it may name a diet. */
static void short_event(sk__feed_in *in, const sk_need *x, int portions)
{
    sk_buf title = SK_BUF_INIT;
    sk__feed_new n = {.kind = SK_FEED_SHORT, .kitchen = SK_NONE, .site = SK_NONE, .start = -1};
    n.day = n.last = n.service = x->eaten;
    n.meal = sk__json_session[x->meal];
    n.cp = in->k->site[x->site].id;
    n.description = "";
    sk_buf_addf(&title, sk_text(in->lang, "Short: %s, %s, %d portions"), in->k->site[x->site].name,
                sk_meal_name(x->meal, in->lang), portions);
    n.summary = sk_buf_str(&title);
    sk__feed_add(in, &n);
    in->out->failed |= !sk_buf_ok(&title);
    sk_buf_free(&title);
}

void sk__feed_shortages(sk__feed_in *in)
{
    const sk_plan *p = in->p;
    int n = p->demand.n_needs;
    int *lack = sk_calloc_n((size_t)n + 1, sizeof *lack);
    const sk_need **need = sk_calloc_n((size_t)n + 1, sizeof *need);
    size_t m = 0;
    in->out->failed |= !lack || !need;
    if (lack && need) {
        for (int i = 0; i < p->n_shorts; i++) {
            const sk_short *s = &p->shrt[i];
            if (s->short_portions > 0 && !lack[s->need]) need[m++] = &p->demand.need[s->need];
            lack[s->need] += s->short_portions;
        }
        if (m) qsort(need, m, sizeof *need, by_menu);
        for (size_t i = 0, j; i < m; i = j) {
            int sum = 0;
            for (j = i; j < m && same_meal(need[i], need[j]); j++)
                sum += lack[need[j] - p->demand.need];
            short_event(in, need[i], sum);
        }
    }
    week_event(in);
    sk_free(lack);
    sk_free(need);
}
