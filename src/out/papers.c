/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan broken down into flows and loads. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/paper.h"

#include <stdlib.h>
#include <string.h>

int64_t sk__ckg(int64_t g) { return sk_muldiv(g, 1, 10); }

int64_t sk__micro_g(int64_t micro, int g) { return sk_muldiv(micro, g, 1000000); }

const sk_need *sk__flow_need(const sk_papers *ps, const sk_flow *f)
{
    return &ps->p->demand.need[ps->p->supply[f->supply].need];
}

const char *sk__need_dish(const sk_papers *ps, const sk_need *n)
{
    return n->dish != SK_NONE ? ps->k->dish[n->dish].name : ps->k->product[n->product].name;
}

const char *sk__group_words(const sk_papers *ps, sk_ix dish, sk_group_kind g, sk_paper *p)
{
    const char *list = NULL;
    if (dish == SK_NONE) return "";
    const sk_dish *d = &ps->k->dish[dish];
    for (int i = 0; i < d->n_comp; i++) {
        const sk_component *c = &ps->k->component[d->comp[i].component];
        if (sk_group_of(c->kind) == g) list = sk__paper_join(p, list, c->name);
    }
    return list ? list : "";
}

const char *sk__session_name(const sk_papers *ps, int session)
{
    return session == SK_SESSION_CHILL ? sk_mode_name(SK_MODE_CHILLED, ps->lang)
                                       : sk_meal_name((sk_meal)session, ps->lang);
}

bool sk__kitchen_wanted(const sk_papers *ps, sk_ix kitchen)
{
    return ps->only == SK_NONE || ps->only == kitchen;
}

int sk__supply_ready(const sk_papers *ps, const sk_supply *s)
{
    const sk_need *n = &ps->p->demand.need[s->need];
    if (s->mode == SK_MODE_CHILLED) return -1;
    if (s->route != SK_ROUTE_OWN) return s->depart - (int)ps->k->policy.pack_min;
    sk_span span = sk_site_sittings(ps->k, n->site, n->meal);
    if (span.first == span.end) return -1;
    return ps->k->sitting[span.first].start - (int)ps->k->policy.onsite_lead_min;
}

const sk_staff_use *sk__staff_on(const sk_papers *ps, sk_ix kitchen, int day)
{
    for (int i = 0; i < ps->p->n_staff; i++)
        if (ps->p->staff[i].kitchen == kitchen && ps->p->staff[i].day == day)
            return &ps->p->staff[i];
    return NULL;
}

static int first_need(const sk_demand *d, sk_day day)
{
    int lo = 0, hi = d->n_needs;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (d->need[mid].day < day) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

sk__slice sk__day_needs(const sk_papers *ps, int day)
{
    const sk_demand *d = &ps->p->demand;
    return (sk__slice){first_need(d, ps->p->from + day), first_need(d, ps->p->from + day + 1)};
}

sk__slice sk__goods_on(const sk_papers *ps, int day)
{
    return (sk__slice){first_need(&ps->goods, ps->p->from + day),
                       first_need(&ps->goods, ps->p->from + day + 1)};
}

static int first_load(const sk_papers *ps, int day)
{
    int lo = 0, hi = ps->n_loads;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (ps->load[mid].day < day) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

sk__slice sk__day_loads(const sk_papers *ps, int day)
{
    return (sk__slice){first_load(ps, day), first_load(ps, day + 1)};
}

static int first_prod(const sk_papers *ps, sk_ix kitchen, int day)
{
    int lo = 0, hi = ps->p->n_prods;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const sk_production *x = &ps->p->prod[mid];
        if (x->kitchen < kitchen || (x->kitchen == kitchen && x->day < day)) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

sk__slice sk__day_prods(const sk_papers *ps, sk_ix kitchen, int day)
{
    return (sk__slice){first_prod(ps, kitchen, day), first_prod(ps, kitchen, day + 1)};
}

bool sk__works(const sk_papers *ps, sk_ix kitchen, int day)
{
    sk__slice s = sk__day_prods(ps, kitchen, day), n = sk__day_needs(ps, day);
    bool any = s.first < s.end;
    for (int i = n.first; i < n.end && !any; i++) any = ps->p->demand.need[i].kitchen == kitchen;
    s = sk__day_loads(ps, day);
    for (int i = s.first; i < s.end && !any; i++) any = ps->load[i].from == kitchen;
    s = sk__goods_on(ps, day);
    for (int i = s.first; i < s.end && !any; i++) any = ps->goods.need[i].kitchen == kitchen;
    return any;
}

static bool manned(const sk_papers *ps, sk_ix kitchen, sk_day day)
{
    if (day < ps->p->from && ps->before) ps = ps->before;
    if (day >= ps->p->from && day < ps->p->from + ps->p->n_days)
        return sk__works(ps, kitchen, day - ps->p->from);
    return sk_kitchen_open_on(ps->k, kitchen, day);
}

sk_day sk__manned_day(const sk_papers *ps, sk_ix kitchen, sk_day day)
{
    for (sk_day d = day; d > day - SK_LOOK_BACK; d--)
        if (manned(ps, kitchen, d)) return d;
    return SK_NO_DAY;
}

bool sk__same_stop(const sk_load *a, const sk_load *b)
{
    return a->day == b->day && a->depart == b->depart && a->from == b->from &&
           a->route == b->route && a->tour == b->tour && a->to == b->to && a->meal == b->meal;
}

const char *sk__load_state(const sk_papers *ps, const sk_load *l)
{
    if (l->chilled) return sk_mode_name(SK_MODE_CHILLED, ps->lang);
    if (ps->k->component[l->component].hold_min > 0) return sk_mode_name(SK_MODE_HOT, ps->lang);
    return sk_text(ps->lang, "cold");
}

const char *sk__load_way(const sk_papers *ps, const sk_load *l)
{
    return l->route == SK_ROUTE_TOUR ? ps->k->vehicle[ps->k->tour[l->tour].vehicle].name
                                     : sk_text(ps->lang, "extra trip");
}

/* The production that makes a component of a supply; sorted by kitchen, day, session, component. */
static int find_prod(const sk_plan *p, const sk_supply *s, sk_ix component)
{
    int session = s->mode == SK_MODE_CHILLED ? SK_SESSION_CHILL : (int)p->demand.need[s->need].meal;
    const int want[4] = {s->kitchen, s->prod_day, session, component};
    int lo = 0, hi = p->n_prods;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2, i = 0;
        const sk_production *x = &p->prod[mid];
        const int have[4] = {x->kitchen, x->day, x->session, x->component};
        while (i < 4 && have[i] == want[i]) i++;
        if (i == 4) return mid;
        if (have[i] < want[i]) lo = mid + 1;
        else hi = mid;
    }
    return -1;
}

/* Flows of one supply; out NULL counts. */
static int flows_of(const sk_papers *ps, int supply, sk_flow *out)
{
    const sk_supply *s = &ps->p->supply[supply];
    const sk_need *n = &ps->p->demand.need[s->need];
    int count = 0;
    if (n->dish == SK_NONE) return 0;
    const sk_dish *d = &ps->k->dish[n->dish];
    int64_t factor = ps->k->category[ps->k->site[n->site].category].factor_milli;
    for (int i = 0; i < d->n_comp; i++) {
        sk_ix c = d->comp[i].component;
        if (sk_group_of(ps->k->component[c].kind) != s->group) continue;
        if (out)
            out[count] = (sk_flow){supply, find_prod(ps->p, s, c), c,
                                   s->portions * factor * d->comp[i].scale_milli};
        count++;
    }
    return count;
}

static int cmp_flow(const void *a, const void *b)
{
    const sk_flow *x = a, *y = b;
    if (x->prod != y->prod) return x->prod < y->prod ? -1 : 1;
    if (x->supply != y->supply) return x->supply < y->supply ? -1 : 1;
    return (x->component > y->component) - (x->component < y->component);
}

static bool make_flows(sk_papers *ps)
{
    const sk_plan *p = ps->p;
    int n = 0;
    for (int i = 0; i < p->n_supplies; i++) n += flows_of(ps, i, NULL);
    ps->flow = sk_arena_calloc(ps->arena, (size_t)n + 1, sizeof *ps->flow);
    ps->flow_first = sk_arena_calloc(ps->arena, (size_t)p->n_prods + 1, sizeof *ps->flow_first);
    ps->supply_first = sk_arena_calloc(ps->arena, (size_t)p->demand.n_needs + 1, sizeof(int));
    if (!ps->flow || !ps->flow_first || !ps->supply_first) return false;
    for (int i = 0, s = 0; i <= p->demand.n_needs; i++) {
        while (s < p->n_supplies && p->supply[s].need < i) s++;
        ps->supply_first[i] = s;
    }
    for (int i = 0; i < p->n_supplies; i++) ps->n_flows += flows_of(ps, i, ps->flow + ps->n_flows);
    qsort(ps->flow, (size_t)n, sizeof *ps->flow, cmp_flow);
    for (int i = 0, f = 0; i <= p->n_prods; i++) {
        while (f < n && ps->flow[f].prod < i) f++;
        ps->flow_first[i] = f;
    }
    return true;
}

static int cmp_load(const void *a, const void *b)
{
    enum { KEYS = 9 };
    const sk_load *x = a, *y = b;
    const int l[KEYS] = {x->day,    x->depart, x->from,      (int)x->route, x->tour,
                         x->arrive, x->to,     (int)x->meal, x->component};
    const int r[KEYS] = {y->day,    y->depart, y->from,      (int)y->route, y->tour,
                         y->arrive, y->to,     (int)y->meal, y->component};
    for (int i = 0; i < KEYS; i++)
        if (l[i] != r[i]) return l[i] < r[i] ? -1 : 1;
    return 0;
}

static void load_add(sk_load *to, const sk_load *more)
{
    to->portions += more->portions;
    to->diet_portions += more->diet_portions;
    to->micro += more->micro;
    to->chilled = to->chilled || more->chilled;
}

static sk_load load_of(const sk_papers *ps, const sk_flow *f)
{
    const sk_supply *s = &ps->p->supply[f->supply];
    const sk_need *n = sk__flow_need(ps, f);
    bool diet = n->diet != SK_NONE;
    return (sk_load){.day = (int8_t)(n->day - ps->p->from),
                     .depart = s->depart,
                     .arrive = s->arrive,
                     .route = s->route,
                     .tour = s->tour,
                     .from = s->kitchen,
                     .to = n->kitchen,
                     .meal = n->meal,
                     .component = f->component,
                     .chilled = s->mode == SK_MODE_CHILLED,
                     .portions = diet ? 0 : s->portions,
                     .diet_portions = diet ? s->portions : 0,
                     .micro = f->micro};
}

static bool make_loads(sk_papers *ps)
{
    int n = 0;
    sk_load *l = ps->load = sk_arena_calloc(ps->arena, (size_t)ps->n_flows + 1, sizeof *ps->load);
    if (!l) return false;
    for (int i = 0; i < ps->n_flows; i++)
        if (ps->p->supply[ps->flow[i].supply].route != SK_ROUTE_OWN)
            l[n++] = load_of(ps, &ps->flow[i]);
    qsort(l, (size_t)n, sizeof *l, cmp_load);
    for (int i = 0; i < n; i++) {
        if (ps->n_loads && cmp_load(&l[ps->n_loads - 1], &l[i]) == 0)
            load_add(&l[ps->n_loads - 1], &l[i]);
        else l[ps->n_loads++] = l[i];
    }
    for (int i = 0; i < ps->n_loads; i++) {
        const sk_component *c = &ps->k->component[l[i].component];
        l[i].mass_ckg = sk__ckg(sk__micro_g(l[i].micro, c->served_g));
        l[i].boxes = sk_ceildiv(l[i].micro, (int64_t)c->per_box * 1000000);
    }
    return true;
}

/* A calendar that does not reach so far gives no goods; the plan's own days are always within it. */
static bool make_goods(sk_papers *ps)
{
    sk_code code = sk_demand_goods(ps->k, ps->p->from, ps->p->n_days, ps->arena, &ps->goods, NULL);
    return code != SK_E_NOMEM;
}

static bool make(const sk_papers_job *job, sk_papers *out)
{
    *out = (sk_papers){.p = job->p,
                       .k = job->p->k,
                       .published = job->published,
                       .desk = job->desk,
                       .now = job->now,
                       .lang = job->lang,
                       .only = job->kitchen};
    out->arena = sk_arena_new();
    return out->arena && make_flows(out) && make_loads(out) && make_goods(out) &&
           sk__make_buys(out);
}

/* Of a week beside it, with the same desk: what that week's own purchase list says. */
static sk_papers *beside(const sk_papers_job *job, const sk_plan *p, sk_papers *of, bool *ok)
{
    sk_papers_job own = *job;
    own.p = p;
    if (!*ok || !p) return NULL;
    sk_papers *x = sk_arena_calloc(of->arena, 1, sizeof *x);
    *ok = x && make(&own, x);
    return x;
}

sk_code sk_papers_make(const sk_papers_job *job, sk_papers *out, sk_err *err)
{
    bool ok = make(job, out);
    out->before = beside(job, job->before, out, &ok);
    out->after = beside(job, job->after, out, &ok);
    if (out->after) out->after->before = out;
    if (ok) return SK_OK;
    sk_papers_free(out);
    return sk_err_set(err, SK_E_NOMEM, "out of memory");
}

void sk_papers_free(sk_papers *ps)
{
    if (ps->arena && ps->before) sk_arena_free(ps->before->arena);
    if (ps->arena && ps->after) sk_arena_free(ps->after->arena);
    sk_arena_free(ps->arena);
    ps->arena = NULL;
}
