/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders of coming days against the plan, and the plan against the one that is published. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"
#include "out/view.h"
#include "plan/diff.h"
#include "plan/shown.h"

#include <stdlib.h>
#include <string.h>

enum { CHANGES_SHOWN = 60 };

static const sk_col missing_cols[] = {
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"meals", SK_N("Meals without an order"), SK_CELL_INT, false},
    {"first", SK_N("First"), SK_CELL_TEXT, false},
    {"phone", SK_N("Phone"), SK_CELL_NAME, false},
};
static const sk_col order_cols[] = {
    {"date", SK_N("Date"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"before", SK_N("Ordered before"), SK_CELL_INT, false},
    {"now", SK_N("Ordered now"), SK_CELL_INT, false},
    {"planned", SK_N("Planned"), SK_CELL_INT, false},
    {"placed", SK_N("Placed"), SK_CELL_TEXT, false},
};
static const sk_col change_cols[] = {
    {"date", SK_N("Date"), SK_CELL_TEXT, false}, {"where", SK_N("Where"), SK_CELL_NAME, false},
    {"what", SK_N("What"), SK_CELL_NAME, false}, {"before", SK_N("Before"), SK_CELL_NAME, false},
    {"after", SK_N("Now"), SK_CELL_NAME, false},
};

/* ---- orders ---- */

/* Whether a need's guests are ordered, not just enrolled. Special diets are always as ordered. */
static bool by_order(const sk_papers *ps, const sk_need *n)
{
    return n->diet == SK_NONE && ps->k->product[n->product].billing == SK_BILL_ORDERED;
}

typedef struct
    plate { /* what a site eats of a meal on a day: needs that lie together, diets included */
    const sk_need *n;
    int64_t planned;
    bool ordered_by; /* its product goes by order */
} plate;

/* The plate that begins with need i; returns the need after it. */
static int plate_at(const sk_papers *ps, int i, plate *out)
{
    const sk_need *n = &ps->p->demand.need[i];
    *out = (plate){.n = n};
    for (; i < ps->p->demand.n_needs; i++) {
        const sk_need *m = &ps->p->demand.need[i];
        if (m->day != n->day || m->meal != n->meal || m->site != n->site) break;
        out->planned += m->portions;
        out->ordered_by = out->ordered_by || by_order(ps, m);
    }
    return i;
}

/* One row a site: what is missing as meals, the first of them. */
void sk__orders_missing(const sk_papers *ps, sk_paper *p)
{
    bool given = sk_desk_has_orders(ps->desk);
    sk_day due = ps->p->from - 8 + (sk_day)ps->k->policy.order_weekday; /* in the week before */
    sk__paper_fact_s(p, SK_N("Orders due"),
                     SK__WORDS(p, "%s %02d:%02d", sk__paper_date(ps, p, due),
                               (int)(ps->k->policy.order_min / 60),
                               (int)(ps->k->policy.order_min % 60)),
                     given && due < ps->k->as_of);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Orders missing"),
                           SK_N("Planned by the forecast or by attendance until the order comes."),
                           given ? SK_N("Every site that orders has ordered.")
                                 : SK_N("No orders were given: put them in orders_ahead.csv."),
                           missing_cols);
    int *meals =
        p->arena ? sk_arena_calloc(p->arena, (size_t)ps->k->n_sites + 1, 2 * sizeof *meals) : NULL;
    if (!meals) p->failed = true;
    plate x;
    for (int i = 0; given && meals && i < ps->p->demand.n_needs;) {
        const sk_order_ahead *before;
        int at = i;
        i = plate_at(ps, i, &x);
        int *of = &meals[2 * x.n->site];
        if (!x.ordered_by || sk_desk_order(ps->desk, x.n->site, x.n->meal, x.n->eaten, &before))
            continue;
        if (!of[0]++) of[1] = at;
    }
    for (sk_ix s = 0; given && meals && s < ps->k->n_sites; s++) {
        if (!meals[2 * s]) continue;
        const sk_need *n = &ps->p->demand.need[meals[2 * s + 1]];
        sk_table_s(t, ps->k->site[s].name);
        sk_table_v(t, meals[2 * s]);
        sk_table_s(t, SK__WORDS(p, "%s %s", sk__paper_date(ps, p, n->eaten),
                                sk_meal_name(n->meal, ps->lang)));
        sk_table_s(t, ps->k->kitchen[n->kitchen].phone);
    }
}

/* An order that the plan need not follow to the portion: within three portions or a twentieth. */
static bool follows(int64_t planned, int64_t ordered)
{
    int64_t off = planned > ordered ? planned - ordered : ordered - planned;
    return off <= 3 || off * 20 <= ordered;
}

void sk__orders_changed(const sk_papers *ps, sk_ix manager, sk_paper *p)
{
    sk_table *t = SK__PART(
        p, SK_PART_LIST, SK_N("Orders that changed or differ from the plan"),
        SK_N("Differences up to three portions or a twentieth are left out."),
        sk_desk_has_orders(ps->desk) ? SK_N("No order changed, and the plan follows them.") : NULL,
        order_cols);
    plate x;
    for (int i = 0; ps->desk && i < ps->p->demand.n_needs;) {
        const sk_order_ahead *before, *o;
        i = plate_at(ps, i, &x);
        if (manager != SK_NONE && ps->k->kitchen[x.n->kitchen].manager != manager) continue;
        o = sk_desk_order(ps->desk, x.n->site, x.n->meal, x.n->eaten, &before);
        if (!o || ((!before || before->count == o->count) && follows(x.planned, o->count)))
            continue;
        sk_table_s(t, sk__paper_date(ps, p, x.n->eaten));
        sk_table_s(t, sk_meal_name(x.n->meal, ps->lang));
        sk_table_s(t, ps->k->site[x.n->site].name);
        sk_table_v(t, before ? before->count : SK_CELL_EMPTY);
        sk_table_v(t, o->count);
        sk_table_v(t, x.planned);
        sk_table_s(t, sk__paper_date(ps, p, o->placed));
    }
}

/* ---- changes since the published plan ---- */

typedef struct writer { /* of change rows */
    const sk_papers *ps;
    sk_paper *p;
    sk_table *t;
    int left; /* rows that may still be added */
} writer;

static const char *site_name(const sk_papers *ps, const char *id)
{
    sk_ix s = sk_find_site(ps->k, id);
    return s == SK_NONE ? id : ps->k->site[s].name;
}

static const char *kitchen_name(const sk_papers *ps, const char *id)
{
    sk_ix k = *id ? sk_find_kitchen(ps->k, id) : SK_NONE;
    return k != SK_NONE ? ps->k->kitchen[k].name : *id ? id : sk_text(ps->lang, SK_N("nobody"));
}

static void row(writer *w, sk_day day, const char *where, const char *what, const char *before,
                const char *after)
{
    if (w->left-- <= 0) return;
    sk_table_s(w->t, day == SK_NO_DAY ? NULL : sk__paper_date(w->ps, w->p, day));
    sk_table_s(w->t, where);
    sk_table_s(w->t, what);
    sk_table_s(w->t, before);
    sk_table_s(w->t, after);
}

/* "lunch, gluten free": the diet by the rule, for the fewer of its guests before and after. */
static const char *line_words(writer *w, sk_meal meal, sk_line line, const char *diet, int a, int b)
{
    const sk_papers *ps = w->ps;
    const char *s = sk_line_name(line, ps->lang);
    int few = a == 0 || (b > 0 && b < a) ? b : a;
    if (*diet) {
        s = sk_text(ps->lang, SK_N("special diet"));
        for (sk_ix d = 0; d < ps->k->n_diets; d++)
            if (strcmp(ps->k->diet[d].id, diet) == 0) s = sk_diet_shown(ps->k, d, few, ps->lang);
    }
    return SK__WORDS(w->p, "%s, %s", sk_meal_name(meal, ps->lang), s);
}

static void counts(writer *w, const sk_diff *d)
{
    for (int i = 0; i < d->n_shorts; i++) {
        const sk_diff_short *x = &d->shrt[i];
        row(w, x->day, site_name(w->ps, x->site),
            SK__WORDS(w->p, "%s, %s",
                      line_words(w, x->meal, x->line, x->diet, x->before + x->before_backup,
                                 x->after + x->after_backup),
                      sk_text(w->ps->lang, SK_N("short or backup dish"))),
            SK__WORDS(w->p, "%d", x->before + x->before_backup),
            SK__WORDS(w->p, "%d", x->after + x->after_backup));
    }
    for (int i = 0; i < d->n_needs; i++) {
        const sk_diff_need *x = &d->need[i];
        row(w, x->day, site_name(w->ps, x->site),
            SK__WORDS(w->p, "%s, %s", line_words(w, x->meal, x->line, x->diet, x->before, x->after),
                      sk_text(w->ps->lang, SK_N("portions"))),
            SK__WORDS(w->p, "%d", x->before), SK__WORDS(w->p, "%d", x->after));
    }
}

static void moves(writer *w, const sk_diff *d)
{
    for (int i = 0; i < d->n_moves; i++) {
        const sk_diff_move *x = &d->move[i];
        if (strcmp(x->from, x->to) == 0) continue; /* another day or way of the same kitchen */
        row(w, x->day, site_name(w->ps, x->site),
            SK__WORDS(w->p, "%s, %s",
                      line_words(w, x->meal, x->line, x->diet, x->portions, x->portions),
                      sk_text(w->ps->lang, SK_N("cooked by"))),
            kitchen_name(w->ps, x->from), kitchen_name(w->ps, x->to));
    }
    for (int i = 0; i < d->n_staff; i++) {
        const sk_diff_staff *x = &d->staff[i];
        if (x->before_over_mmin == x->after_over_mmin) continue;
        row(w, x->day, kitchen_name(w->ps, x->kitchen),
            sk_text(w->ps->lang, SK_N("overtime hours")),
            sk__paper_number(w->ps, w->p, sk__view_ch(x->before_over_mmin), 2),
            sk__paper_number(w->ps, w->p, sk__view_ch(x->after_over_mmin), 2));
    }
}

static void compare(const sk_papers *ps, sk_paper *p, sk_table *t)
{
    sk_diff *d;
    writer w = {ps, p, t, CHANGES_SHOWN};
    if (sk_diff_make(ps->published, ps->p, &d, NULL) != SK_OK) {
        p->failed = true;
        return;
    }
    counts(&w, d);
    moves(&w, d);
    if (w.left < 0) {
        int more = -w.left;
        w.left = 1;
        row(&w, SK_NO_DAY, NULL,
            SK__WORDS(p, sk_text(ps->lang, SK_N("%d more; storkok diff tells them all")), more),
            NULL, NULL);
    }
    sk_diff_free(d);
}

void sk__changes(const sk_papers *ps, sk_paper *p)
{
    sk_table *t =
        SK__PART(p, SK_PART_LIST, SK_N("Changes since the published plan"),
                 SK_N("Shortages first, then portions, who cooks, overtime."),
                 ps->published ? SK_N("The plan is as it was published.")
                               : SK_N("The week is not published, or --published was not given."),
                 change_cols);
    if (ps->published) compare(ps, p, t);
}
