/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rest of the day sheet: who eats when, what is sent and received, what differs, whom to phone. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"
#include "plan/shown.h"

#include <string.h>

static const sk_col sitting_cols[] = {
    {"from", SK_N("From"), SK_CELL_TIME, false}, {"to", SK_N("To"), SK_CELL_TIME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false}, {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, false}, {"portions", SK_N("Portions"), SK_CELL_INT, false},
};
static const sk_col load_cols[] = {
    {"stop", SK_N("Stop"), SK_CELL_NAME, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"state", SK_N("Mode"), SK_CELL_TEXT, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"diets", SK_N("Special diet"), SK_CELL_INT, false},
    {"kg", SK_N("kg served"), SK_CELL_DEC2, false},
    {"boxes", SK_N("Boxes"), SK_CELL_INT, false},
};
static const sk_col reheat_cols[] = {
    {"by", SK_N("Ready"), SK_CELL_TIME, false},
    {"component", SK_N("Component"), SK_CELL_NAME, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"c", SK_N("At least °C"), SK_CELL_INT, false},
};
static const sk_col phone_cols[] = {
    {"kitchen", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"phone", SK_N("Phone"), SK_CELL_NAME, false},
    {"why", SK_N("Why"), SK_CELL_TEXT, false},
};
static const sk_col amiss_cols[] = {
    {"what", SK_N("What"), SK_CELL_NAME, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site"), SK_CELL_NAME, false},
    {"line", SK_N("Line or diet"), SK_CELL_NAME, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"why", SK_N("Why"), SK_CELL_NAME, false},
};

/* The sittings of one site and meal; guests are cut by cumulated shares, so that they add up. */
static void sittings_of(const sk_papers *ps, const sk_need *n, int64_t portions, const char *dish,
                        sk_table *t)
{
    sk_span span = sk_site_sittings(ps->k, n->site, n->meal);
    int64_t share = 0, before = 0;
    for (int i = span.first; i < span.end; i++) {
        const sk_sitting *s = &ps->k->sitting[i];
        share += s->share_ppm;
        int64_t until = sk_muldiv(portions, share, SK_PPM);
        sk_table_v(t, s->start);
        sk_table_v(t, s->end);
        sk_table_s(t, sk_meal_name(n->meal, ps->lang));
        sk_table_s(t, ps->k->site[n->site].name);
        sk_table_s(t, dish);
        sk_table_v(t, until - before);
        before = until;
    }
}

void sk__day_sittings(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    const sk_need *need = ps->p->demand.need;
    sk__slice s = sk__day_needs(ps, day);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Sittings"), NULL, NULL, sitting_cols);
    for (int i = s.first; i < s.end;) { /* needs of one site and meal lie together */
        int64_t portions = 0;
        const char *dish = NULL;
        int j = i;
        for (; j < s.end && need[j].site == need[i].site && need[j].meal == need[i].meal; j++) {
            if (ps->k->product[need[j].product].kind != SK_PROD_SERVED) continue;
            portions += need[j].portions;
            if (need[j].kitchen == kitchen)
                dish = sk__paper_join(p, dish, sk__need_dish(ps, &need[j]));
        }
        if (need[i].kitchen == kitchen && portions) sittings_of(ps, &need[i], portions, dish, t);
        i = j;
    }
}

/* The loads that leave the kitchen (out) or come to it, by stop. */
static void loads(const sk_papers *ps, sk_ix kitchen, int day, bool out, sk_paper *p, sk_table *t)
{
    sk__slice s = sk__day_loads(ps, day);
    for (int i = s.first, j; i < s.end; i = j) {
        j = sk__stop_end(ps, i, s.end);
        if ((out ? ps->load[i].from : ps->load[i].to) != kitchen) continue;
        const char *head = sk__load_head(ps, i, j, out, p);
        for (const sk_load *l = &ps->load[i]; l < &ps->load[j]; l++) {
            sk_table_s(t, head);
            sk_table_s(t, ps->k->component[l->component].name);
            sk_table_s(t, sk__load_state(ps, l));
            sk_table_v(t, l->portions);
            sk_table_v(t, l->diet_portions ? l->diet_portions : SK_CELL_EMPTY);
            sk_table_v(t, l->mass_ckg);
            sk_table_v(t, l->boxes);
        }
    }
}

void sk__day_send(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Pack and send"),
                           SK_N("Boxes hold special diets too; label them."), NULL, load_cols);
    sk__paper_lead(p, 1, NULL);
    loads(ps, kitchen, day, true, p, t);
}

void sk__day_receive(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk_table *t =
        SK__PART(p, SK_PART_LIST, SK_N("Comes from other kitchens"), NULL, NULL, load_cols);
    sk__paper_lead(p, 1, NULL);
    loads(ps, kitchen, day, false, p, t);
}

static void reheat_row(const sk_papers *ps, const sk_supply *s, const sk_component *c, sk_table *t)
{
    const sk_need *n = &ps->p->demand.need[s->need];
    sk_span span = sk_site_sittings(ps->k, n->site, n->meal);
    int lead = (int)ps->k->policy.onsite_lead_min;
    sk_table_v(t, span.first < span.end ? ps->k->sitting[span.first].start - lead : SK_CELL_EMPTY);
    sk_table_s(t, c->name);
    sk_table_s(t, ps->k->site[n->site].name);
    sk_table_s(t, sk_meal_name(n->meal, ps->lang));
    sk_table_v(t, s->portions);
    sk_table_v(t, ps->k->policy.reheat_c);
}

void sk__day_reheat(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk__slice s = sk__day_needs(ps, day);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Reheat here"), NULL, NULL, reheat_cols);
    for (int i = ps->supply_first[s.first]; i < ps->supply_first[s.end]; i++) {
        const sk_supply *x = &ps->p->supply[i];
        const sk_need *n = &ps->p->demand.need[x->need];
        if (x->mode != SK_MODE_CHILLED || n->kitchen != kitchen || n->dish == SK_NONE) continue;
        if (ps->k->product[n->product].kind != SK_PROD_SERVED) continue;
        const sk_dish *d = &ps->k->dish[n->dish];
        for (int c = 0; c < d->n_comp; c++) {
            const sk_component *comp = &ps->k->component[d->comp[c].component];
            if (comp->hold_min > 0 && sk_group_of(comp->kind) == x->group)
                reheat_row(ps, x, comp, t);
        }
    }
}

void sk__day_phone(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk__slice s = sk__day_loads(ps, day);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Whom to phone"), NULL, NULL, phone_cols);
    enum { SENDS = 1, GETS = 2 };
    uint8_t *is = sk_arena_calloc(p->arena, (size_t)ps->k->n_kitchens + 1, sizeof *is);
    if (!is) p->failed = true;
    for (int i = s.first; is && i < s.end; i++) {
        if (ps->load[i].to == kitchen) is[ps->load[i].from] |= SENDS;
        if (ps->load[i].from == kitchen) is[ps->load[i].to] |= GETS;
    }
    for (sk_ix k = 0; is && k < ps->k->n_kitchens; k++) {
        if (!is[k]) continue;
        const char *phone = ps->k->kitchen[k].phone;
        sk_table_s(t, ps->k->kitchen[k].name);
        sk_table_s(t, phone && *phone ? phone : sk_text(ps->lang, SK_N("no number given")));
        sk_table_s(t, is[k] == (SENDS | GETS)
                          ? sk_text(ps->lang, SK_N("sends to us and gets from us"))
                      : is[k] == SENDS ? sk_text(ps->lang, SK_N("sends to us"))
                                       : sk_text(ps->lang, SK_N("gets from us")));
    }
}

static void amiss_row(const sk_papers *ps, const char *what, const sk_need *n, int portions,
                      const char *why, sk_paper *p, sk_table *t)
{
    p->diets = p->diets || n->diet != SK_NONE;
    sk_table_s(t, sk_text(ps->lang, what));
    sk_table_s(t, sk_meal_name(n->meal, ps->lang));
    sk_table_s(t, ps->k->site[n->site].name);
    sk_table_s(t, sk_need_line_own(ps->k, n, ps->lang));
    sk_table_v(t, portions);
    sk_table_s(t, why);
}

/* The same, as one row for all lines and diets of a site's meal. */
static void amiss_meal(const sk_papers *ps, const char *what, const sk_need *n, int portions,
                       const char *why, sk_paper *p, sk_table *t)
{
    enum { WHAT, MEAL, SITE, LINE, PORTIONS, WHY, N };
    const char *words = sk_text(ps->lang, what), *meal = sk_meal_name(n->meal, ps->lang);
    for (size_t r = 0; r < t->n_rows && !t->failed; r++) {
        sk_cell *c = &t->cell[r * N];
        if (c[WHAT].s != words || c[MEAL].s != meal || c[SITE].s != ps->k->site[n->site].name ||
            strcmp(c[WHY].s, why) != 0)
            continue;
        c[LINE].s = sk__paper_join(p, c[LINE].s, sk_need_line_own(ps->k, n, ps->lang));
        c[PORTIONS].v += portions;
        p->diets = p->diets || n->diet != SK_NONE;
        return;
    }
    amiss_row(ps, what, n, portions, why, p, t);
}

static bool late(const sk_supply *s) { return s->hold_limit > 0 && s->hold_min > s->hold_limit; }

/* Whether an earlier group of the same plate is amiss in the same way: the portions count once. */
static bool told_late(const sk_papers *ps, const sk_supply *s)
{
    for (const sk_supply *x = &ps->p->supply[ps->supply_first[s->need]]; x < s; x++)
        if (late(x) && x->hold_min == s->hold_min && x->hold_limit == s->hold_limit) return true;
    return false;
}

static bool told_other(const sk_papers *ps, const sk_supply *s)
{
    for (const sk_supply *x = &ps->p->supply[ps->supply_first[s->need]]; x < s; x++)
        if (!x->usual && x->kitchen == s->kitchen) return true;
    return false;
}

static void supply_amiss(const sk_papers *ps, const sk_supply *s, sk_paper *p, sk_table *t)
{
    const sk_need *n = &ps->p->demand.need[s->need];
    if (late(s) && !told_late(ps, s))
        amiss_meal(ps, SK_N("kept hot too long"), n, s->portions,
                   SK__WORDS(p, sk_text(ps->lang, SK_N("%d min, limit %d min")), s->hold_min,
                             s->hold_limit),
                   p, t);
    if (!s->usual && !told_other(ps, s))
        amiss_meal(ps, SK_N("another supplier than usual"), n, s->portions,
                   ps->k->kitchen[s->kitchen].name, p, t);
}

void sk__day_amiss(const sk_papers *ps, sk_ix kitchen, int day, sk_paper *p)
{
    sk__slice s = sk__day_needs(ps, day);
    sk_table *t = SK__PART(p, SK_PART_LIST, SK_N("Deviations"), NULL,
                           SK_N("Nothing differs from the rules or the usual."), amiss_cols);
    for (int i = 0; i < ps->p->n_shorts; i++) {
        const sk_short *x = &ps->p->shrt[i];
        const sk_need *n = &ps->p->demand.need[x->need];
        if (x->need < s.first || x->need >= s.end || n->kitchen != kitchen) continue;
        if (x->short_portions)
            amiss_row(ps, SK_N("nobody can cook it"), n, x->short_portions, x->binding, p, t);
        if (x->backup_portions)
            amiss_row(ps, SK_N("serve the backup dish"), n, x->backup_portions, x->binding, p, t);
    }
    for (int i = ps->supply_first[s.first]; i < ps->supply_first[s.end]; i++) {
        const sk_supply *x = &ps->p->supply[i];
        if (x->kitchen == kitchen || ps->p->demand.need[x->need].kitchen == kitchen)
            supply_amiss(ps, x, p, t);
    }
}
