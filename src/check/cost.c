/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every cost line to the öre, the objective, the bound, and the figures of the summary. */
#include <math.h>
#include <stdlib.h>

#include "check/check_priv.h"

/* a / b rounded half away from zero, for what outgrows 64 bits on the way; a >= 0. */
static int64_t round_div(sk_wide a, sk_wide b) { return (int64_t)((a + b / 2) / b); }

static void of_made(chk *c, const chk_made *w)
{
    const sk_component *m = &c->k->component[c->flow[w->first].component];
    sk_wide food = 0, hot = 0, chilled = 0;
    for (int i = w->first; i < w->end; i++) {
        const chk_flow *f = &c->flow[i];
        const chk_supply *s = &c->supply[f->supply];
        const chk_need *n = &c->need[s->need];
        food += (sk_wide)f->micro * (f->diet ? c->k->diet[n->diet].food_cost_ppm : SK_PPM);
        if (s->mode == SK_MODE_HOT) hot += f->micro;
        else if (s->mode == SK_MODE_CHILLED) chilled += f->micro;
    }
    c->want.food += round_div(food * m->food_ore_1000, (sk_wide)1000000000 * SK_PPM);
    if (!sk__chk_is_hot(m)) return;
    const sk_wide kg = 1000000000; /* millionths of a gram */
    c->want.energy += round_div(hot * m->served_g * c->p->energy_hot_ore_kg, kg);
    c->want.energy += round_div(
        chilled * m->served_g * (c->p->energy_chill_ore_kg + c->p->energy_reheat_ore_kg), kg);
}

static int64_t short_ore(const chk *c, const chk_need *n)
{
    const int64_t by_group[] = {c->p->shortage_1_ore, c->p->shortage_2_ore, c->p->shortage_3_ore,
                                c->p->shortage_4_ore};
    if (n->diet != SK_NONE) return c->p->shortage_diet_ore;
    return by_group[c->k->category[c->k->site[n->site].category].priority - 1];
}

static void penalties(chk *c)
{
    for (int i = 0; i < c->n_supplies; i++) {
        const chk_supply *s = &c->supply[i];
        if (!s->ok) continue;
        const chk_need *n = &c->need[s->need];
        bool own_sides = s->route == CHK_OWN && c->k->kitchen[s->kitchen].role == SK_ROLE_RECEIVING;
        if (!own_sides && s->kitchen != sk_site_supplier_on(c->k, (sk_ix)n->site, (sk_day)n->day))
            c->want.change += s->portions * c->p->change_ore;
        if (s->limit > 0 && s->hold > s->limit)
            c->want.hold_excess += s->portions * c->p->hold_excess_ore;
    }
    for (int i = 0; i < c->n_needs; i++) {
        const chk_need *n = &c->need[i];
        if (!n->ok) continue;
        c->want.backup += n->backup * c->p->backup_ore;
        c->want.shortage += n->shrt * short_ore(c, n);
    }
    for (int64_t i = 0; i < c->k->n_equipment * c->head.n_days * CHK_N_SESSIONS; i++)
        c->want.extra_runs += c->extra[i] * c->p->extra_run_ore;
}

static void lines(chk *c)
{
    const chk_cost *a = &c->cost, *b = &c->want;
    const struct {
        const char *name;
        int64_t found, want;
    } l[] = {
        {"food", a->food, b->food},
        {"staff_regular", a->staff_regular, b->staff_regular},
        {"overtime", a->overtime, b->overtime},
        {"tours", a->tours, b->tours},
        {"extra_trips", a->extra_trips, b->extra_trips},
        {"energy", a->energy, b->energy},
        {"change", a->change, b->change},
        {"overtime_excess", a->overtime_excess, b->overtime_excess},
        {"extra_runs", a->extra_runs, b->extra_runs},
        {"hold_excess", a->hold_excess, b->hold_excess},
        {"backup", a->backup, b->backup},
        {"shortage", a->shortage, b->shortage},
    };
    for (size_t i = 0; i < sizeof l / sizeof *l; i++)
        sk__chk_same(c, SK_V_COST, AT("cost", -1, l[i].name), l[i].name, l[i].found, l[i].want);
    int64_t sum = a->overtime + a->tours + a->extra_trips + a->energy + a->change +
                  a->overtime_excess + a->extra_runs + a->hold_excess + a->backup + a->shortage;
    sk__chk_same(c, SK_V_OBJECTIVE, AT("cost", -1, "objective"), "objective", a->objective, sum);
}

static bool near_to(double x, double y) { return fabs(x - y) <= 0.5 + 1e-9 * fabs(y); }

/* Rounding of öre may put the plan a little under its bound: half an öre per rounded amount. */
static double slack(const chk *c)
{
    return 0.5 * (c->n_mades * 2.0 + c->n_staff * 2.0 + c->n_rides * 2.0) + 1.0;
}

static void bound(chk *c)
{
    const chk_head *h = &c->head;
    double objective = (double)c->cost.objective;
    if (!isfinite(h->lp_bound) || h->lp_bound > objective + slack(c))
        sk__chk_most(c, SK_V_BOUND, AT("bound", -1, "lp_bound"), "lp_bound",
                     isfinite(h->lp_bound) && fabs(h->lp_bound) < 9e15 ? (int64_t)h->lp_bound
                                                                       : INT64_MAX,
                     c->cost.objective);
    double gap = objective - h->lp_bound;
    if (!near_to(h->gap_ore, gap))
        sk__chk_num(c, SK_V_GAP, AT("bound", -1, "gap_ore"), "gap_ore",
                    llround(fmod(h->gap_ore, 9e15)), llround(fmod(gap, 9e15)));
    double total = (double)(c->cost.objective + c->cost.food + c->cost.staff_regular);
    double ppm = total > 0 ? gap * 1e6 / total : 0;
    if (!near_to(h->gap_ppm, ppm))
        sk__chk_num(c, SK_V_GAP, AT("bound", -1, "gap_ppm"), "gap_ppm",
                    llround(fmod(h->gap_ppm, 9e15)), llround(fmod(ppm, 9e15)));
}

typedef struct held {
    int64_t hold, portions;
} held;

static int cmp_held(const void *a, const void *b)
{
    const held *x = a, *y = b;
    return (x->hold > y->hold) - (x->hold < y->hold);
}

static void summary(chk *c)
{
    held *h = sk__chk_array(c, (size_t)c->n_supplies, sizeof *h);
    int64_t all = 0, sum = 0, changed = 0, p95 = 0;
    size_t n = 0;
    for (int i = 0; h && i < c->n_supplies; i++) {
        const chk_supply *s = &c->supply[i];
        if (!s->ok) continue;
        changed += !s->usual;
        if (s->hold < 0) continue;
        h[n++] = (held){s->hold, s->portions};
        all += s->portions;
    }
    if (n > 0) qsort(h, n, sizeof *h, cmp_held);
    for (size_t i = 0; i < n; i++) {
        sum += h[i].portions;
        if (sum * 100 >= all * 95) {
            p95 = h[i].hold;
            break;
        }
    }
    sk__chk_same(c, SK_V_CHANGED, AT("summary", -1, "n_changed"), "n_changed", c->head.n_changed,
                 changed);
    sk__chk_same(c, SK_V_P95, AT("summary", -1, "hold_p95"), "hold_p95", c->head.hold_p95, p95);
}

void sk__chk_cost(chk *c)
{
    for (int i = 0; i < c->n_mades; i++) of_made(c, &c->made[i]);
    penalties(c);
    lines(c);
    bound(c);
    summary(c);
}
