/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be cooked, from what is supplied: one production per kitchen, component, day, session. */
#include <stdlib.h>

#include "check/check_priv.h"

static int cmp_flow(const void *a, const void *b)
{
    const chk_flow *x = a, *y = b;
    const int p[] = {x->kitchen, x->component, x->day, x->session, x->supply};
    const int q[] = {y->kitchen, y->component, y->day, y->session, y->supply};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

static void add_flows(chk *c, int row, size_t *cap)
{
    const chk_supply *s = &c->supply[row];
    const chk_need *n = &c->need[s->need];
    const sk_dish *d = sk__chk_dish(c, n);
    for (int i = 0; i < d->n_comp; i++) {
        const sk_dish_comp *dc = &d->comp[i];
        if (sk__chk_group_of(&c->k->component[dc->component]) != s->group) continue;
        if (!SK_GROW(c->flow, (size_t)c->n_flows, *cap)) {
            c->oom = true;
            return;
        }
        int64_t micro = s->portions * sk__chk_factor(c, n) * dc->scale_milli;
        c->flow[c->n_flows++] = (chk_flow){row,
                                           dc->component,
                                           (int)s->kitchen,
                                           (int8_t)s->prod_day,
                                           (int8_t)s->session,
                                           n->diet != SK_NONE,
                                           micro,
                                           dc->scale_milli};
    }
}

static bool same_key(const chk_flow *a, const chk_flow *b)
{
    return a->kitchen == b->kitchen && a->component == b->component && a->day == b->day &&
           a->session == b->session;
}

static int64_t runs_of(const chk *c, const sk_component *m, const chk_made *p)
{
    if (m->equip == SK_NONE) return p->portions + p->diet_portions > 0;
    if (p->equipment == SK_NONE) return 0; /* reported as V032 */
    sk_wide one = (sk_wide)c->k->equipment[p->equipment].cap_run * 1000000000;
    return (int64_t)(((sk_wide)p->micro * m->load_milli + one - 1) / one);
}

static void sum_up(chk *c, chk_made *p)
{
    const chk_flow *f = &c->flow[p->first];
    const sk_component *m = &c->k->component[f->component];
    p->prod = -1;
    p->equipment = m->equip == SK_NONE ? SK_NONE : sk__chk_equipment(c, f->kitchen, m->equip);
    int64_t all = 0;
    for (int i = p->first; i < p->end; i++) {
        const chk_supply *s = &c->supply[c->flow[i].supply];
        const chk_need *n = &c->need[s->need];
        p->modes |= s->mode;
        all += c->flow[i].micro;
        p->staff_mmin += s->portions * m->cook_mmin;
        if (c->flow[i].diet) {
            p->diet_portions += s->portions;
            p->staff_mmin += s->portions * c->k->diet[n->diet].extra_mmin;
        } else {
            p->portions += s->portions;
            p->micro += c->flow[i].micro;
        }
    }
    p->mass_micro_g = (sk_wide)all * m->served_g;
    p->runs = runs_of(c, m, p);
    p->staff_mmin += p->runs * m->batch_min * 1000;
}

static void make(chk *c)
{
    c->made = sk__chk_array(c, (size_t)c->n_flows, sizeof *c->made);
    if (!c->made) return;
    for (int i = 0; i < c->n_flows; i++) {
        if (i == 0 || !same_key(&c->flow[i - 1], &c->flow[i])) c->made[c->n_mades++].first = i;
        c->made[c->n_mades - 1].end = i + 1;
    }
    for (int i = 0; i < c->n_mades; i++) sum_up(c, &c->made[i]);
}

/* ---- against the plan ---- */

static int cmp_key(const chk_flow *f, const chk_prod *p)
{
    const int64_t x[] = {f->kitchen, f->component, f->day, f->session};
    const int64_t y[] = {p->kitchen, p->component, p->day, p->session};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    return 0;
}

static chk_made *find_made(chk *c, const chk_prod *p)
{
    int lo = 0, hi = c->n_mades;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        int d = cmp_key(&c->flow[c->made[mid].first], p);
        if (d == 0) return &c->made[mid];
        if (d < 0) lo = mid + 1;
        else hi = mid;
    }
    return NULL;
}

static const char *place(chk *c, const chk_prod *p)
{
    return sk__chk_place_kitchen(c, p->kitchen, p->day, p->session, p->component);
}

static void compare(chk *c, int row, const chk_made *w)
{
    const chk_prod *p = &c->prod[row];
    const char *where = place(c, p);
    sk__chk_same(c, SK_V_PROD_PORTIONS, AT("prod", row, "portions"), where, p->portions,
                 w->portions);
    sk__chk_same(c, SK_V_PROD_PORTIONS, AT("prod", row, "diet_portions"), where, p->diet_portions,
                 w->diet_portions);
    sk__chk_same(c, SK_V_PROD_MASS, AT("prod", row, "ref_milli"), where, p->ref_milli,
                 sk_ceildiv(w->micro, 1000));
    sk__chk_same(c, SK_V_PROD_MASS, AT("prod", row, "mass_g"), where, p->mass_g,
                 (int64_t)((w->mass_micro_g + 500000) / 1000000));
    sk__chk_same(c, SK_V_RUNS, AT("prod", row, "runs"), where, p->runs, w->runs);
    sk__chk_same(c, SK_V_PROD_STAFF, AT("prod", row, "staff_mmin"), where, p->staff_mmin,
                 w->staff_mmin);
    sk__chk_same(c, SK_V_PROD_HOW, AT("prod", row, "modes"), where, p->modes, w->modes);
    sk_ix cls = w->equipment == SK_NONE ? SK_NONE : c->k->equipment[w->equipment].cls;
    if (p->equipment != cls)
        sk__chk_word(c, SK_V_PROD_HOW, AT("prod", row, "equipment"), where,
                     p->equipment < 0 ? "-" : c->k->equip_class[p->equipment].id,
                     cls < 0 ? "-" : c->k->equip_class[cls].id);
}

/* A production may be cut into more runs than the fewest, if it has a batch for each of them. */
static void more_runs(const chk *c, const chk_prod *p, chk_made *w)
{
    if (w->equipment == SK_NONE || w->runs == 0 || p->runs <= w->runs || p->n_batch != p->runs)
        return;
    int64_t more = p->runs - w->runs;
    w->runs += more;
    w->staff_mmin += more * c->k->component[p->component].batch_min * 1000;
}

static void against(chk *c)
{
    for (int i = 0; i < c->n_prods; i++) {
        chk_prod *p = &c->prod[i];
        p->made = -1;
        if (!p->ok) continue;
        chk_made *w = find_made(c, p);
        if (!w || w->prod >= 0) {
            sk__chk_say(c, SK_V_PROD_UNKNOWN, AT("prod", i, NULL), place(c, p));
            continue;
        }
        w->prod = i;
        p->made = (int)(w - c->made);
        more_runs(c, p, w);
        compare(c, i, w);
    }
    for (int i = 0; i < c->n_mades; i++) {
        const chk_made *w = &c->made[i];
        const chk_flow *f = &c->flow[w->first];
        if (w->prod < 0)
            sk__chk_num(c, SK_V_PROD_MISSING, AT("prod", -1, NULL),
                        sk__chk_place_kitchen(c, f->kitchen, f->day, f->session, f->component), 0,
                        w->portions + w->diet_portions);
    }
}

void sk__chk_flows(chk *c)
{
    size_t cap = 0;
    for (int i = 0; i < c->n_supplies && !c->oom; i++)
        if (c->supply[i].ok && c->supply[i].portions > 0) add_flows(c, i, &cap);
    if (c->oom) return;
    if (c->n_flows > 0) qsort(c->flow, (size_t)c->n_flows, sizeof *c->flow, cmp_flow);
    make(c);
    if (!c->oom) against(c);
}
