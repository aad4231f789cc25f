/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kitchen's working day: production and deliveries out and in. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/query.h"
#include "out/feed_priv.h"
#include "plan/plan_json.h"

enum { NO_TIME = INT16_MAX, WORK_SHORTEST = 15, WORK_LONGEST = 120 };

static size_t place_day(const sk__feed_in *in, sk_ix place, int day)
{
    return (size_t)place * (size_t)in->p->n_days + (size_t)day;
}

static void busy(sk__feed_in *in, sk_ix kitchen, int day)
{
    if (kitchen >= 0 && day >= 0 && day < in->p->n_days)
        in->busy_kitchen[place_day(in, kitchen, day)] = true;
}

/* ---- production ---- */

static void batch_lines(const sk__feed_in *in, const sk_production *x, sk_buf *b)
{
    char from[SK_TIME_LEN], to[SK_TIME_LEN];
    const char *what =
        x->equipment >= 0 ? in->k->equip_class[in->k->equipment[x->equipment].cls].name : "";
    sk_buf_addf(b, sk_text(in->lang, "%d portions, %lld kg"), x->portions + x->diet_portions,
                (long long)((x->mass_g + 500) / 1000));
    for (int i = x->batch_first; i < x->batch_first + x->n_batch; i++) {
        const sk_batch *t = &in->p->batch[i];
        sk_buf_addf(b, "\n%s %d: %s\xE2\x80\x93%s", what, t->unit, sk_min_str(t->start, from),
                    sk_min_str(t->end, to));
    }
}

/* When the food of a kitchen, day and session must be ready first, by supplies; NO_TIME = any time. */
static int16_t *first_ready(const sk__feed_in *in)
{
    const sk_plan *p = in->p;
    size_t n = (size_t)in->k->n_kitchens * (size_t)p->n_days * SK_N_SESSIONS;
    int16_t *ready = sk_calloc_n(n + 1, sizeof *ready);
    for (size_t i = 0; ready && i < n; i++) ready[i] = NO_TIME;
    for (int i = 0; ready && i < p->n_supplies; i++) {
        const sk_supply *s = &p->supply[i];
        const sk_need *need = &p->demand.need[s->need];
        sk_span sit = sk_site_sittings(in->k, need->site, need->meal);
        int t = NO_TIME;
        if (s->mode == SK_MODE_CHILLED) continue;
        if (s->route != SK_ROUTE_OWN) t = s->depart - (int)in->k->policy.pack_min;
        else if (sit.first < sit.end)
            t = in->k->sitting[sit.first].start - (int)in->k->policy.onsite_lead_min;
        int16_t *at = &ready[place_day(in, s->kitchen, s->prod_day) * SK_N_SESSIONS + need->meal];
        if (t >= 0 && t < *at) *at = (int16_t)t;
    }
    return ready;
}

/* Work without equipment has no clock in the plan: as long as its minutes, before it is needed. */
static void hand_work(const sk__feed_in *in, const sk_production *x, int ready, sk__feed_new *n)
{
    sk_meal meal = x->session < SK_N_MEALS ? (sk_meal)x->session : SK_MEAL_LUNCH;
    const sk_opening *o = sk_kitchen_open(in->k, x->kitchen, meal, in->p->from + x->day);
    int from = o ? o->work_from : 7 * 60, min = (int)(x->staff_mmin / 1000);
    if (min < WORK_SHORTEST) min = WORK_SHORTEST;
    if (min > WORK_LONGEST) min = WORK_LONGEST;
    n->end = ready == NO_TIME ? from + min : ready;
    n->start = n->end - min > 0 ? n->end - min : 0;
}

static void production(sk__feed_in *in, const sk_production *x, int ready, sk_buf *title,
                       sk_buf *text)
{
    const sk_component *c = &in->k->component[x->component];
    sk__feed_new n = {.kind = SK_FEED_PRODUCTION, .kitchen = x->kitchen, .site = SK_NONE};
    n.day = n.service = in->p->from + x->day;
    n.meal = sk__json_session[x->session];
    n.cp = c->id;
    n.start = NO_TIME;
    for (int i = x->batch_first; i < x->batch_first + x->n_batch; i++) {
        const sk_batch *t = &in->p->batch[i];
        if (t->start < n.start) n.start = t->start;
        if (t->end > n.end) n.end = t->end;
    }
    if (x->n_batch == 0) hand_work(in, x, ready, &n);
    sk_buf_clear(title);
    sk_buf_clear(text);
    sk_buf_addf(title, sk_text(in->lang, "Production: %s, %d portions"), c->name,
                x->portions + x->diet_portions);
    batch_lines(in, x, text);
    n.summary = sk_buf_str(title);
    n.description = sk_buf_str(text);
    sk__feed_add(in, &n);
}

void sk__feed_production(sk__feed_in *in)
{
    sk_buf title = SK_BUF_INIT, text = SK_BUF_INIT;
    int16_t *ready = first_ready(in);
    for (int i = 0; ready && i < in->p->n_prods; i++) {
        const sk_production *x = &in->p->prod[i];
        busy(in, x->kitchen, x->day);
        /* What is cooked for special diets alone would tell who eats it. */
        if (x->portions == 0) continue;
        size_t at = place_day(in, x->kitchen, x->day) * SK_N_SESSIONS;
        production(in, x, x->session < SK_N_MEALS ? ready[at + (size_t)x->session] : NO_TIME,
                   &title, &text);
    }
    in->out->failed |= !ready || !sk_buf_ok(&title) || !sk_buf_ok(&text);
    sk_free(ready);
    sk_buf_free(&title);
    sk_buf_free(&text);
}

/* ---- deliveries ---- */

typedef struct ride { /* a supply that travels; a delivery when they are put together */
    sk_ix from, to, tour;
    sk_day day;
    sk_meal meal;
    sk_route_kind route;
    sk_min depart, arrive;
    int need, portions;
} ride;

#define BY(f)                                                                                      \
    if (x->f != y->f) return x->f < y->f ? -1 : 1
static int by_ride(const void *a, const void *b)
{
    const ride *x = a, *y = b;
    BY(from);
    BY(to);
    BY(day);
    BY(meal);
    BY(depart);
    BY(route);
    BY(tour);
    BY(arrive);
    BY(need);
    BY(portions);
    return 0;
}
#undef BY

static bool same_way(const ride *x, const ride *y)
{
    return x->from == y->from && x->to == y->to && x->day == y->day && x->meal == y->meal;
}

static bool same_ride(const ride *x, const ride *y)
{
    return same_way(x, y) && x->depart == y->depart && x->route == y->route && x->tour == y->tour;
}

static int unload_min(const sk__feed_in *in, const ride *r)
{
    int min = (int)in->k->policy.stop_min;
    if (r->route == SK_ROUTE_TOUR && r->tour >= 0) {
        const sk_tour *t = &in->k->tour[r->tour];
        for (int i = 0; i < t->n_stops; i++)
            if (t->stop[i].kitchen == r->to) min = t->stop[i].unload_min;
    }
    return min + (int)in->k->policy.receive_min;
}

/* `nth` delivery between the two for the meal: 0 = the first. */
static void delivery(sk__feed_in *in, const ride *r, int nth, bool out, sk_buf *title, sk_buf *cp)
{
    const sk_kitchen *other = &in->k->kitchen[out ? r->to : r->from];
    sk__feed_new n = {.kind = out ? SK_FEED_OUT : SK_FEED_IN, .site = SK_NONE};
    const char *meal = sk_meal_name(r->meal, in->lang);
    n.kitchen = out ? r->from : r->to;
    n.day = n.service = r->day;
    n.meal = sk__json_session[r->meal];
    n.start = out ? r->depart : r->arrive;
    n.end = out ? r->arrive : r->arrive + unload_min(in, r);
    sk_buf_clear(title);
    sk_buf_clear(cp);
    sk_buf_add(cp, other->id);
    if (nth) sk_buf_addf(cp, "#%d", nth + 1);
    n.cp = sk_buf_str(cp);
    if (out)
        sk_buf_addf(title, sk_text(in->lang, "Delivery out: %s, %s, %d portions"), other->name,
                    meal, r->portions);
    else
        sk_buf_addf(title, sk_text(in->lang, "Delivery in: %s, %s, %d portions"), other->name, meal,
                    r->portions);
    n.summary = sk_buf_str(title);
    n.description = r->route == SK_ROUTE_TOUR && r->tour >= 0
                        ? in->k->vehicle[in->k->tour[r->tour].vehicle].name
                        : sk_text(in->lang, "Extra trip");
    sk__feed_add(in, &n);
}

/* Sorted rides of one trip to one sum: the groups of a need are eaten by the same guests. */
static size_t together(const ride *r, size_t n, ride *sum)
{
    size_t i = 0;
    *sum = r[0];
    sum->portions = 0;
    while (i < n && same_ride(&r[i], &r[0])) {
        int most = 0, need = r[i].need;
        for (; i < n && same_ride(&r[i], &r[0]) && r[i].need == need; i++)
            if (r[i].portions > most) most = r[i].portions;
        sum->portions += most;
    }
    return i;
}

static size_t find_rides(sk__feed_in *in, ride *r)
{
    size_t n = 0;
    for (int i = 0; i < in->p->n_supplies; i++) {
        const sk_supply *s = &in->p->supply[i];
        const sk_need *need = &in->p->demand.need[s->need];
        if (s->route == SK_ROUTE_OWN || need->kitchen < 0 || s->depart < 0) continue;
        r[n++] = (ride){.from = s->kitchen,
                        .to = need->kitchen,
                        .tour = s->tour,
                        .day = need->day,
                        .meal = need->meal,
                        .route = s->route,
                        .depart = s->depart,
                        .arrive = s->arrive,
                        .need = s->need,
                        .portions = s->portions};
        busy(in, s->kitchen, need->day - in->p->from);
    }
    return n;
}

void sk__feed_deliveries(sk__feed_in *in)
{
    sk_buf title = SK_BUF_INIT, cp = SK_BUF_INIT;
    ride *r = sk_calloc_n((size_t)in->p->n_supplies + 1, sizeof *r);
    size_t n = r ? find_rides(in, r) : 0;
    int nth = 0;
    if (n) qsort(r, n, sizeof *r, by_ride);
    for (size_t i = 0; i < n;) {
        ride sum;
        nth = i > 0 && same_way(&r[i], &r[i - 1]) ? nth + 1 : 0;
        i += together(r + i, n - i, &sum);
        delivery(in, &sum, nth, true, &title, &cp);
        delivery(in, &sum, nth, false, &title, &cp);
    }
    for (int i = 0; i < in->p->demand.n_needs; i++)
        busy(in, in->p->demand.need[i].kitchen, in->p->demand.need[i].day - in->p->from);
    in->out->failed |= !r || !sk_buf_ok(&title) || !sk_buf_ok(&cp);
    sk_free(r);
    sk_buf_free(&title);
    sk_buf_free(&cp);
}
