/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every kitchen can become, in which size, and what that costs without its supplier. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "domain/query.h"
#include "price/split.h"
#include "review/review_priv.h"

typedef struct maker {
    sk__rv *b;
    sk_st_option *opt;
    sk_review_option *more;
    size_t n, cap, cap_more;
    sk_ore premises[SK_ROLE_SERVING + 1], other[SK_ROLE_SERVING + 1]; /* means by role */
} maker;

static sk_st_role role_of(int r)
{
    return r == SK_ROLE_COOKING     ? SK_ST_COOK
           : r == SK_ROLE_RECEIVING ? SK_ST_RECEIVE
           : r == SK_ROLE_SERVING   ? SK_ST_SERVE
                                    : SK_ST_CLOSED;
}

static void means(maker *m)
{
    const sk_kommun *k = m->b->k;
    for (int r = 0; r <= SK_ROLE_SERVING; r++) {
        int64_t n = 0;
        for (sk_ix i = 0; i < k->n_kitchens; i++)
            if ((int)k->kitchen[i].role == r) {
                m->premises[r] += k->kitchen[i].premises_ore_year;
                m->other[r] += k->kitchen[i].other_ore_year;
                n++;
            }
        if (n) m->premises[r] /= n, m->other[r] /= n;
    }
}

static sk_wdays open_days(const sk_kommun *k, sk_ix kitchen, sk_day from, sk_day to)
{
    sk_wdays w = 0;
    sk_span s = sk_kitchen_openings(k, kitchen);
    for (int i = s.first; i < s.end; i++) {
        const sk_opening *o = &k->opening[i];
        bool travels = o->meal == SK_MEAL_LUNCH || o->meal == SK_MEAL_SUPPER;
        if (travels && o->when.from <= to && from <= o->when.to) w |= o->days;
    }
    return w;
}

/* Days of the year on which a cooking kitchen with these weekdays works. */
static int days_worked(const sk_review *r, sk_ix kitchen, sk_wdays w)
{
    int n = 0;
    for (int d = 0; d < r->n_days; d++)
        n += sk_wdays_has(w, sk_day_weekday(r->from + d)) &&
             !sk_kitchen_closed(r->k, kitchen, r->from + d);
    return n;
}

/* Reference portions of the lunch that its equipment makes least of, in one session. */
static int by_equipment(const sk__rv *b, sk_ix kitchen)
{
    const sk_kommun *k = b->k;
    double least = (double)INFINITY;
    for (sk_ix d = 0; d < k->n_dishes; d++) {
        if (!b->lunch[d]) continue;
        for (sk_ix cls = 0; cls < k->n_equip_classes; cls++) {
            double load = 0, can = 0;
            for (int i = 0; i < k->dish[d].n_comp; i++) {
                const sk_component *c = &k->component[k->dish[d].comp[i].component];
                bool main = c->kind == SK_COMP_MAIN || c->kind == SK_COMP_SAUCE;
                if (main && c->equip == cls)
                    load += (double)k->dish[d].comp[i].scale_milli * c->load_milli / 1e6;
            }
            sk_span s = sk_kitchen_equipment(k, kitchen);
            for (int i = s.first; i < s.end; i++)
                if (k->equipment[i].cls == cls)
                    can += (double)k->equipment[i].units * k->equipment[i].cap_run *
                           (double)(k->policy.session_lunch_min / k->equipment[i].run_min);
            if (load > 0 && can > 0 && can / load < least) least = can / load;
        }
    }
    return least < 1e6 ? (int)least : 0;
}

static int64_t own_most(const sk_review *r, int j)
{
    int64_t most = 0;
    for (int t = 0; t < r->s.n_type; t++)
        if (r->s.load[j * r->s.n_type + t] > most) most = r->s.load[j * r->s.n_type + t];
    return most;
}

/* What it carries today on the busiest day. */
static int64_t carried(const sk_review *r, sk_ix kitchen)
{
    int64_t most = 0;
    for (int t = 0; t < r->s.n_type; t++) {
        int64_t sum = 0;
        for (int j = 0; j < r->s.n_kit; j++)
            if (r->place[j].kitchen == kitchen ||
                (r->place[j].usual == kitchen &&
                 r->k->kitchen[r->place[j].kitchen].role != SK_ROLE_COOKING))
                sum += r->s.load[j * r->s.n_type + t];
        if (sum > most) most = sum;
    }
    return most;
}

static int capacity(const maker *m, int j, const sk_candidate *c)
{
    const sk_review *r = m->b->r;
    const sk_kitchen *k = &m->b->k->kitchen[r->place[j].kitchen];
    if (c && c->cap >= 0) return c->cap;
    if (k->role != SK_ROLE_COOKING) return (int)(own_most(r, j) * 5 / 4);
    int can = by_equipment(m->b, r->place[j].kitchen);
    int64_t now = carried(r, r->place[j].kitchen);
    return now > can ? (int)now : can;
}

static int role_policy(const sk_policy *p, int role, bool fixed)
{
    int64_t v = role == SK_ROLE_COOKING ? fixed ? p->fixed_min_cooking : p->serve_mmin_cooking
                : role == SK_ROLE_RECEIVING
                    ? fixed ? p->fixed_min_receiving : p->serve_mmin_receiving
                : fixed ? p->fixed_min_serving
                        : p->serve_mmin_serving;
    return (int)v;
}

/* Serving minutes per portion where the guests eat. */
static int serving(const maker *m, const sk_kitchen *k, int role, const sk_candidate *c)
{
    const sk_policy *p = &m->b->k->policy;
    if (c && c->serve_mmin >= 0) return c->serve_mmin;
    if (role == SK_ROLE_SERVING && k->role != SK_ROLE_SERVING) role = SK_ROLE_RECEIVING;
    return role_policy(p, role > SK_ROLE_SERVING ? SK_ROLE_RECEIVING : role, false);
}

static sk_ore ore(double x) { return (sk_ore)llround(x); }

static void lines(const maker *m, int j, int role, const sk_candidate *c, sk_st_option *o,
                  sk_review_option *x)
{
    const sk_review *r = m->b->r;
    const sk_policy *p = &m->b->k->policy;
    const sk_review_place *at = &r->place[j];
    const sk_kitchen *k = &m->b->k->kitchen[at->kitchen];
    bool as_now = x->today, open = role <= SK_ROLE_SERVING;
    double wage = (double)r->wage_ore_h / 60;
    x->serve_mmin = serving(m, k, role, c);
    x->open_days = role == SK_ROLE_COOKING ? days_worked(r, at->kitchen, x->wdays) : at->days;
    if (open) {
        x->line[SK_RL_PREMISES] = c && c->premises_ore >= 0        ? c->premises_ore
                                  : as_now || (int)k->role == role ? k->premises_ore_year
                                                                   : m->premises[role];
        x->line[SK_RL_OTHER] = c && c->other_ore >= 0 ? c->other_ore
                               : (int)k->role == role ? k->other_ore_year
                                                      : m->other[role];
        int fixed = c && c->fixed_min >= 0 ? c->fixed_min : role_policy(p, role, true);
        x->line[SK_RL_STAFF] = ore(fixed * wage * x->open_days);
        x->line[SK_RL_SERVE] = ore((double)at->portions * x->serve_mmin / 1000 * wage);
    }
    if (c) x->line[SK_RL_CAPITAL] = sk_annuity(c->invest_ore, p->interest_ppm, c->life_years);
    if (as_now)
        x->line[SK_RL_BACKLOG] = sk_annuity(k->backlog_ore, p->interest_ppm, (int)p->backlog_years);
    double own = role == SK_ROLE_COOKING     ? at->main_min + at->side_min
                 : role == SK_ROLE_RECEIVING ? at->side_min
                                             : 0;
    x->line[SK_RL_COOK] = ore(own * x->time_ppm / SK_PPM * wage);
    for (int i = 0; i < SK_N_RL; i++) o->fixed += x->line[i];
}

static bool add(maker *m, int j, int role, const sk_candidate *c, bool today)
{
    const sk_review *r = m->b->r;
    const sk_kitchen *k = &m->b->k->kitchen[r->place[j].kitchen];
    if (!SK_GROW(m->opt, m->n, m->cap) || !SK_GROW(m->more, m->n, m->cap_more)) return false;
    sk_st_option o = {.kitchen = j, .role = role_of(role), .into = -1};
    sk_review_option x = {.cand = c, .today = today, .reheats = c && c->reheats};
    x.time_ppm = c ? c->time_ppm : SK_PPM;
    if (role == SK_ROLE_COOKING) {
        o.cap = capacity(m, j, c);
        o.cap_chill = c && c->chill_kg_day >= 0 ? c->chill_kg_day : k->chill_kg_day;
        x.wdays = c && c->days
                      ? c->days
                      : open_days(m->b->k, r->place[j].kitchen, r->from, r->from + r->n_days - 1);
    }
    if (c) o.invest = c->invest_ore;
    if (role == SK_CAND_CLOSED && c && c->into[0])
        o.into = m->b->place_of[sk_find_kitchen(m->b->k, c->into)];
    lines(m, j, role, c, &o, &x);
    m->opt[m->n] = o;
    m->more[m->n++] = x;
    return true;
}

static bool refines(const sk_kitchen *k, const sk_candidate *c)
{
    return c->role == (int)k->role && !c->size[0] && c->invest_ore == 0;
}

static bool options_of(maker *m, int j, int *at)
{
    const sk_review_data *d = m->b->data;
    sk_ix kitchen = m->b->r->place[j].kitchen;
    const sk_kitchen *k = &m->b->k->kitchen[kitchen];
    while (*at < d->n_cands && d->cand[*at].kitchen < kitchen) ++*at;
    const sk_candidate *now = NULL; /* the row that says more of today's role */
    for (int i = *at; i < d->n_cands && d->cand[i].kitchen == kitchen; i++)
        if (refines(k, &d->cand[i])) now = &d->cand[i];
    bool ok = add(m, j, (int)k->role, now, true);
    for (; ok && *at < d->n_cands && d->cand[*at].kitchen == kitchen; ++*at) {
        const sk_candidate *c = &d->cand[*at];
        if (refines(k, c)) continue;
        /* guests who are still there cannot all be gone */
        if (c->role == SK_CAND_CLOSED && !c->into[0] && m->b->r->place[j].portions > 0) continue;
        ok = add(m, j, c->role, c, false);
    }
    for (int r = (int)k->role + 1; d->n_cands == 0 && ok && r <= SK_ROLE_SERVING; r++)
        ok = add(m, j, r, NULL, false);
    return ok;
}

static sk_code keep(maker *m)
{
    sk_review *r = m->b->r;
    size_t n = m->n;
    sk_st_option *opt = sk_arena_calloc(r->arena, n, sizeof *opt);
    r->opt = sk_arena_calloc(r->arena, n, sizeof *r->opt);
    int *first = sk_arena_calloc(r->arena, (size_t)r->s.n_kit + 1, sizeof *first);
    int *cook = sk_arena_calloc(r->arena, n + 1, sizeof *cook);
    int64_t *kg = sk_arena_calloc(r->arena, (size_t)r->s.n_kit, sizeof *kg);
    r->state = sk_arena_calloc(r->arena, n, 1);
    if (!opt || !r->opt || !first || !cook || !kg || !r->state) return sk__rv_nomem(m->b);
    memcpy(opt, m->opt, n * sizeof *opt);
    memcpy(r->opt, m->more, n * sizeof *r->opt);
    for (size_t o = 0; o < n; o++) {
        first[opt[o].kitchen + 1] = (int)o + 1;
        if (opt[o].role == SK_ST_COOK) cook[r->s.n_cook++] = (int)o;
    }
    for (int j = 0; j < r->s.n_kit; j++) {
        const sk_review_place *p = &r->place[j];
        double days = p->meal_days[0] > p->meal_days[1] ? p->meal_days[0] : p->meal_days[1];
        kg[j] = days > 0 ? (int64_t)ceil((p->main_kg + p->side_kg) / days * 1.25) : 0;
    }
    r->s.opt = opt;
    r->s.first = first;
    r->s.cook = cook;
    r->s.chill_kg = kg;
    r->s.state = r->state;
    r->s.n_opt = (int)n;
    return SK_OK;
}

static bool against(sk_wish_kind w, const sk_st_option *o, const sk_review_option *x)
{
    switch (w) {
    case SK_WISH_KITCHEN: return !sk_st_counts(o->role);
    case SK_WISH_COOK: return o->role != SK_ST_COOK;
    case SK_WISH_NO_COOK: return o->role == SK_ST_COOK;
    case SK_WISH_UNCHANGED: return !x->today;
    case SK_WISH_CLOSE: return sk_st_counts(o->role);
    }
    return false;
}

static void wishes(sk__rv *b)
{
    sk_review *r = b->r;
    for (int w = 0; w < b->data->n_wishes; w++) {
        int j = b->place_of[b->data->wish[w].kitchen];
        for (int o = j < 0 ? 0 : r->s.first[j]; j >= 0 && o < r->s.first[j + 1]; o++)
            if (against(b->data->wish[w].kind, &r->s.opt[o], &r->opt[o])) r->state[o] = -1;
    }
}

sk_code sk__rv_options(sk__rv *b)
{
    maker m = {.b = b};
    int at = 0;
    bool ok = true;
    means(&m);
    for (int j = 0; ok && j < b->r->s.n_kit; j++) ok = options_of(&m, j, &at);
    sk_code code = ok ? keep(&m) : sk__rv_nomem(b);
    sk_free(m.opt);
    sk_free(m.more);
    if (code == SK_OK) wishes(b);
    return code;
}
