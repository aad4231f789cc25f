/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failures of a day, one after the other, and what each of them means. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "domain/query.h"
#include "review/outage_priv.h"

enum { MICRO_1000 = 1000000000 }; /* millionths of a reference portion, öre per 1000 of them */

typedef struct work {
    sk_outage *o;
    const sk_kommun *k;
    sk_arena *arena;
    bool *no_cooking, *no_heat, *no_component; /* common failures */
    bool *cooks;                               /* does something that day */
    bool *seen;                                /* [n_sites] in moved() */
    const sk_reserve *reserve;
    int n_reserve;
    sk_lang lang;
    sk_progress progress;
    void *ctx;
    sk_err *err;
} work;

static sk_code no_memory(work *w) { return sk_err_set(w->err, SK_E_NOMEM, "out of memory"); }

sk_day sk_outage_busiest(const sk_plan *p)
{
    int64_t most = -1;
    sk_day best = p->from;
    for (int d = 0; d < p->n_days; d++) {
        int64_t sum = 0;
        for (int i = 0; i < p->demand.n_needs; i++)
            if (p->demand.need[i].day == p->from + d) sum += p->demand.need[i].portions;
        if (sum > most) {
            most = sum;
            best = p->from + d;
        }
    }
    return best;
}

/* ---- the failures common to all ----------------------------------------------------------------- */

static sk_code places(work *w, const char *area)
{
    sk_buf b = SK_BUF_INIT;
    sk_err_set(w->err, SK_E_USAGE, "no kitchen lies in %.60s", area);
    for (sk_ix i = 0; i < w->k->n_kitchens; i++) {
        bool seen = false;
        for (sk_ix j = 0; j < i && !seen; j++)
            seen = strcmp(w->k->kitchen[i].place, w->k->kitchen[j].place) == 0;
        if (seen || !*w->k->kitchen[i].place || b.len > 180) continue;
        sk_buf_addf(&b, "%s%s", b.len ? ", " : "", w->k->kitchen[i].place);
    }
    sk_err_hint(w->err, "places: %s", sk_buf_str(&b));
    sk_buf_free(&b);
    return SK_E_USAGE;
}

static sk_code fail_area(work *w, const char *area, bool *set)
{
    bool found = false;
    for (sk_ix i = 0; area && i < w->k->n_kitchens; i++) {
        if (strcasecmp(w->k->kitchen[i].place, area) != 0) continue;
        set[i] = w->no_cooking[i] = found = true;
    }
    return !area || found ? SK_OK : places(w, area);
}

static void fail_goods(work *w, sk_ix supplier)
{
    for (sk_ix c = 0; supplier != SK_NONE && c < w->k->n_components; c++)
        for (int i = 0; i < w->k->component[c].n_recipe; i++)
            if (w->k->ingredient[w->k->component[c].recipe[i].ingredient].supplier == supplier)
                w->no_component[c] = true;
}

static void who_works(work *w)
{
    const sk_plan *p = w->o->base;
    for (int i = 0; i < p->n_prods; i++) w->cooks[p->prod[i].kitchen] = true;
}

static sk_code prepare(work *w)
{
    size_t n = (size_t)w->k->n_kitchens + 1;
    const sk_outage_ask *ask = &w->o->ask;
    w->arena = sk_arena_new();
    if (!w->arena) return no_memory(w);
    w->no_cooking = sk_arena_calloc(w->arena, n, sizeof *w->no_cooking);
    w->no_heat = sk_arena_calloc(w->arena, n, sizeof *w->no_heat);
    w->cooks = sk_arena_calloc(w->arena, n, sizeof *w->cooks);
    w->no_component =
        sk_arena_calloc(w->arena, (size_t)w->k->n_components + 1, sizeof *w->no_component);
    w->seen = sk_arena_calloc(w->arena, (size_t)w->k->n_sites + 1, sizeof *w->seen);
    if (!w->no_cooking || !w->no_heat || !w->cooks || !w->no_component || !w->seen)
        return no_memory(w);
    bool *dry =
        sk_arena_calloc(w->arena, n, sizeof *dry); /* no water: nothing is cooked, heat is left */
    if (!dry) return no_memory(w);
    sk_code code = fail_area(w, ask->no_power, w->no_heat);
    if (code == SK_OK) code = fail_area(w, ask->no_water, dry);
    fail_goods(w, ask->no_delivery);
    return code;
}

/* ---- one case ----------------------------------------------------------------------------------- */

/* Food of the backup dishes, which a plan does not count: öre, rounded once. */
static sk_ore backup_food(const sk_kommun *k, const sk_plan *p)
{
    sk_wide sum = 0; /* portions x milli x milli x öre per 1000 reference portions */
    for (int i = 0; i < p->n_shorts; i++) {
        const sk_need *n = &p->demand.need[p->shrt[i].need];
        sk_ix backup = k->dish[n->dish].backup;
        for (int c = 0; backup != SK_NONE && c < k->dish[backup].n_comp; c++) {
            const sk_dish_comp *x = &k->dish[backup].comp[c];
            sum += (sk_wide)p->shrt[i].backup_portions *
                   k->category[k->site[n->site].category].factor_milli * x->scale_milli *
                   k->component[x->component].food_ore_1000;
        }
    }
    return (sk_ore)((sum + MICRO_1000 / 2) / MICRO_1000);
}

static sk_ore money(const sk_plan *p)
{
    const sk_plan_cost *c = &p->cost;
    return c->food + c->overtime + c->tours + c->extra_trips + c->energy;
}

static int64_t work_of(const sk_plan *p)
{
    int64_t sum = 0;
    for (int i = 0; i < p->n_staff; i++) sum += p->staff[i].need_mmin;
    return sum;
}

static int64_t over_limit(const sk_plan *p)
{
    int64_t sum = 0;
    for (int i = 0; i < p->n_staff; i++) sum += p->staff[i].excess_mmin;
    return sum;
}

static int64_t driving(const sk_plan *p)
{
    int64_t sum = 0;
    for (int i = 0; i < p->n_trips; i++) sum += p->trip[i].min;
    return sum;
}

/* Portions of a supply that its kitchen was not to make for this group of the need. */
static int more_than_planned(const sk_plan *was, const sk_supply *s)
{
    int lo = 0, hi = was->n_supplies, planned = 0; /* sorted by need, group, kitchen */
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const sk_supply *x = &was->supply[mid];
        if (x->need < s->need || (x->need == s->need && x->group < s->group)) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < was->n_supplies && was->supply[lo].need == s->need &&
           was->supply[lo].group == s->group;
         lo++)
        if (was->supply[lo].kitchen == s->kitchen) planned += was->supply[lo].portions;
    return s->portions > planned ? s->portions - planned : 0;
}

/* A portion is moved when any part of it comes from another kitchen: the most of its groups. */
static void moved(work *w, sk_outage_case *c)
{
    const sk_plan *now = c->plan;
    for (sk_ix s = 0; s < w->k->n_sites; s++) w->seen[s] = false;
    for (int i = 0, end; i < now->n_supplies; i = end) {
        int group[SK_N_GROUPS] = {0}, most = 0;
        for (end = i; end < now->n_supplies && now->supply[end].need == now->supply[i].need; end++)
            group[now->supply[end].group] += more_than_planned(w->o->base, &now->supply[end]);
        for (int g = 0; g < SK_N_GROUPS; g++) most = group[g] > most ? group[g] : most;
        sk_ix site = now->demand.need[now->supply[i].need].site;
        c->moved += most;
        if (most > 0 && !w->seen[site]) {
            w->seen[site] = true;
            c->moved_sites++;
        }
    }
}

static void compare(work *w, sk_outage_case *c)
{
    const sk_plan *now = c->plan, *was = w->o->base;
    moved(w, c);
    for (int i = 0; i < now->n_supplies; i++) {
        const sk_supply *s = &now->supply[i];
        if (s->hold_limit > 0 && s->hold_min > s->hold_limit) c->late += s->portions;
    }
    for (int i = 0; i < now->n_shorts; i++) {
        const sk_short *s = &now->shrt[i];
        c->unmet[sk__outage_group(w->k, &now->demand.need[s->need])] += s->short_portions;
        c->backup += s->backup_portions;
    }
    c->weight = now->cost.shortage + now->cost.backup;
    c->more_ore = money(now) + backup_food(w->k, now) - money(was) - backup_food(w->k, was);
    c->more_staff_mmin = work_of(now) - work_of(was);
    c->more_drive_min = driving(now) - driving(was);
    c->over_limit_mmin = over_limit(now) - over_limit(was);
}

static sk_code one(work *w, sk_ix kitchen)
{
    sk_outage *o = w->o;
    sk_outage_case *c = &o->it[o->n];
    const sk_failure f = {.at = o->ask.at,
                          .no_cooking = w->no_cooking,
                          .no_heat = w->no_heat,
                          .no_component = w->no_component,
                          .staff_ppm = o->ask.staff_ppm};
    bool was = false;
    c->kitchen = kitchen;
    if (kitchen != SK_NONE) {
        was = w->no_cooking[kitchen];
        w->no_cooking[kitchen] = true;
    }
    sk_code code = sk_replan_run(o->replan, &f, w->lang, &c->plan, w->err);
    if (kitchen != SK_NONE) w->no_cooking[kitchen] = was;
    if (code != SK_OK) return code;
    o->n++;
    compare(w, c);
    return sk__outage_reserve(&o->ask, w->reserve, w->n_reserve, c) ? SK_OK : no_memory(w);
}

static int by_harm(const void *x, const void *y)
{
    const sk_outage_case *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    if (a->more_ore != b->more_ore) return a->more_ore > b->more_ore ? -1 : 1;
    return (a->kitchen > b->kitchen) - (a->kitchen < b->kitchen);
}

static sk_code cases(work *w)
{
    sk_outage *o = w->o;
    const sk_outage_ask *a = &o->ask;
    bool common = a->no_power || a->no_water || a->no_delivery != SK_NONE || a->no_it ||
                  a->staff_ppm < SK_PPM;
    int total = 0, done = 0;
    sk_code code = SK_OK;
    o->it = sk_calloc_n((size_t)w->k->n_kitchens + 1, sizeof *o->it);
    if (!o->it) return no_memory(w);
    if (!a->all) {
        if (a->kitchen == SK_NONE && !common)
            return sk_err_set(w->err, SK_E_USAGE, "nothing fails");
        if (a->kitchen != SK_NONE && !w->cooks[a->kitchen])
            return sk_err_set(w->err, SK_E_USAGE, "%s cooks nothing that day",
                              w->k->kitchen[a->kitchen].name);
        return one(w, a->kitchen);
    }
    for (sk_ix i = 0; i < w->k->n_kitchens; i++) total += w->cooks[i];
    for (sk_ix i = 0; i < w->k->n_kitchens && code == SK_OK; i++) {
        if (!w->cooks[i]) continue;
        if (w->progress) w->progress(w->ctx, sk_text(w->lang, SK_N("failures")), done++, total);
        code = one(w, i);
    }
    if (o->n > 1) qsort(o->it, (size_t)o->n, sizeof *o->it, by_harm);
    return code;
}

/* ---- all ---------------------------------------------------------------------------------------- */

static sk_code run(work *w)
{
    sk_outage *o = w->o;
    sk_code code = sk_replan_open(o->plan, o->ask.day, false, &o->planned, w->err);
    if (code == SK_OK) code = sk_replan_run(o->planned, NULL, w->lang, &o->base, w->err);
    if (code == SK_OK) code = sk_replan_open(o->plan, o->ask.day, o->ask.no_it, &o->replan, w->err);
    if (code == SK_OK) code = prepare(w);
    if (code != SK_OK) return code;
    who_works(w);
    for (int i = 0; i < o->base->demand.n_needs; i++)
        o->day_portions += o->base->demand.need[i].portions;
    for (int i = 0; i < w->n_reserve; i++)
        if (w->reserve[i].best_before >= o->ask.day) o->reserve += w->reserve[i].portions;
    return cases(w);
}

sk_code sk_outage_run(const sk_plan *p, const sk_outage_ask *ask, const sk_reserve *reserve,
                      int n_reserve, sk_lang lang, sk_progress progress, void *ctx, sk_outage **out,
                      sk_err *err)
{
    *out = NULL;
    sk_outage *o = sk_alloc(sizeof *o);
    if (!o) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    *o = (sk_outage){.plan = p, .ask = *ask};
    work w = {.o = o,
              .k = p->k,
              .reserve = reserve,
              .n_reserve = n_reserve,
              .lang = lang,
              .progress = progress,
              .ctx = ctx,
              .err = err};
    sk_code code = run(&w);
    sk_arena_free(w.arena);
    if (code == SK_OK) *out = o;
    else sk_outage_free(o);
    return code;
}

void sk_outage_free(sk_outage *o)
{
    if (!o) return;
    for (int i = 0; i < o->n; i++) {
        sk_plan_free(o->it[i].plan);
        sk_free(o->it[i].fetch);
    }
    sk_free(o->it);
    sk_plan_free(o->base);
    sk_replan_close(o->replan);
    sk_replan_close(o->planned);
    sk_free(o);
}
