/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who can supply whom, by which way, and what that costs a year. */
#include <math.h>

#include "base/num.h"
#include "domain/query.h"
#include "review/review_priv.h"

static sk_ore ore(double x) { return (sk_ore)llround(x); } /* the one crossing to whole öre */

/* Mean vehicle and stops of a tour; without any, an extra trip of the policy. */
void sk__rv_vehicles(sk__rv *b)
{
    const sk_kommun *k = b->k;
    int64_t stops = 0;
    double n = k->n_vehicles;
    for (int i = 0; i < k->n_vehicles; i++) {
        b->r->tour_ore += (double)k->vehicle[i].tour_ore / n;
        b->r->stop_ore += (double)k->vehicle[i].stop_ore / n;
        b->r->km_ore += (double)k->vehicle[i].km_ore / n;
        b->r->hour_ore += (double)k->vehicle[i].hour_ore / n;
    }
    for (int t = 0; t < k->n_tours; t++) stops += k->tour[t].n_stops;
    b->r->stops_centi = k->n_tours && stops > 0 ? (int)(stops * 100 / k->n_tours) : 100;
    if (k->n_vehicles) return;
    b->r->tour_ore = (double)k->policy.extra_trip_ore;
    b->r->km_ore = (double)k->policy.extra_trip_km_ore;
    b->r->hour_ore = (double)k->policy.extra_trip_hour_ore;
}

/* Fewest departures so that every sitting eats within `within` minutes of the first start that the
 * delivery comes before; 0 = a sitting is longer than that. */
static int departures(const sk_review_place *p, int meal, int within)
{
    int n = 0, until = -1;
    if (within < 0) return 0;
    for (int i = 0; i < p->n_sittings[meal]; i++) {
        const sk_review_sitting *s = &p->sitting[meal][i];
        if (s->end - s->start > within) return 0;
        if (s->end <= until) continue;
        until = s->start + within;
        n++;
    }
    return n ? n : 1;
}

static int tighter(int a, int b) { return a == 0 ? b : b == 0 || a < b ? a : b; }

static bool can_chill(const sk_review *r, int c, int o)
{
    const sk_st_option *q = &r->s.opt[o];
    const sk_review_place *p = &r->place[q->kitchen];
    const sk_kitchen *at = &r->k->kitchen[p->kitchen];
    bool stores = r->opt[o].reheats || (at->reheat_ref > 0 && at->cold_store_kg > 0);
    return r->s.opt[r->s.cook[c]].cap_chill > 0 && stores && p->chill_main &&
           (q->role == SK_ST_RECEIVE || p->chill_side);
}

sk_review_ride sk_review_way(const sk_review *r, int c, int o)
{
    const sk_policy *pol = &r->k->policy;
    const sk_st_option *q = &r->s.opt[o];
    const sk_review_place *p = &r->place[q->kitchen];
    sk_road road =
        sk_road_between(r->k, r->place[r->s.opt[r->s.cook[c]].kitchen].kitchen, p->kitchen);
    sk_review_ride w = {.how = SK_ST_NO_ARC, .m = road.m, .drive_min = road.min};
    int lost = (int)(pol->pack_min + pol->stop_min + pol->receive_min) + w.drive_min;
    w.deliveries = 0;
    bool ok = true;
    for (int m = 0; m < SK_REVIEW_MEALS && ok; m++) {
        int limit = p->hold_main[m];
        if (q->role == SK_ST_SERVE) limit = tighter(limit, p->hold_side[m]);
        if (p->meal_days[m] == 0) continue;
        int n = limit == 0 ? 1 : departures(p, m, limit - lost);
        ok = n > 0;
        w.deliveries += n;
        w.limit_min = tighter(w.limit_min, limit);
    }
    w.hold_min = lost;
    if (ok) w.how = SK_ST_HOT;
    else if (can_chill(r, c, o)) {
        w.how = SK_ST_CHILLED;
        w.deliveries = 1;
    } else w.deliveries = 0;
    return w;
}

/* Departures a year. */
static double trips(const sk_review *r, int o, const sk_review_ride *w)
{
    const sk_review_place *p = &r->place[r->s.opt[o].kitchen];
    if (w->how == SK_ST_CHILLED)
        return p->meal_days[0] > p->meal_days[1] ? p->meal_days[0] : p->meal_days[1];
    double sum = 0;
    int lost = w->hold_min;
    for (int m = 0; m < SK_REVIEW_MEALS; m++) {
        int limit = p->hold_main[m];
        if (r->s.opt[o].role == SK_ST_SERVE) limit = tighter(limit, p->hold_side[m]);
        if (p->meal_days[m])
            sum += (double)p->meal_days[m] * (limit == 0 ? 1 : departures(p, m, limit - lost));
    }
    return sum;
}

static void arc_lines(const sk_review *r, int c, int o, sk_ore line[SK_N_RL])
{
    const sk_policy *pol = &r->k->policy;
    const sk_st_option *q = &r->s.opt[o];
    const sk_review_place *p = &r->place[q->kitchen];
    const sk_review_option *a = &r->opt[r->s.cook[c]];
    double wage = (double)r->wage_ore_h / 60;
    bool all = q->role != SK_ST_RECEIVE; /* sides travel too */
    for (int i = 0; i < SK_N_RL; i++) line[i] = 0;
    double min = p->main_min + (all ? p->side_min : 0);
    line[SK_RL_COOK] = ore(min * a->time_ppm / SK_PPM * wage);
    if (q->role == SK_ST_CLOSED) {
        line[SK_RL_SERVE] = ore((double)p->portions * r->opt[o].serve_mmin / 1000 * wage);
        return;
    }
    sk_review_ride w = sk_review_way(r, c, o);
    double boxes = p->main_box + (all ? p->side_box : 0), kg = p->main_kg + (all ? p->side_kg : 0);
    double handle = boxes * (double)(pol->pack_mmin_box + pol->receive_mmin_box) / 1000;
    bool chilled = w.how == SK_ST_CHILLED;
    if (chilled) handle += (double)(p->portions * pol->reheat_mmin) / 1000;
    line[SK_RL_RECEIVE] = ore(handle * wage);
    double share = 100.0 / r->stops_centi, n = trips(r, o, &w);
    double tour = r->tour_ore + 2.0 * w.m / 1000 * r->km_ore + 2.0 * w.drive_min / 60 * r->hour_ore;
    line[SK_RL_TRANSPORT] =
        ore(n * (tour * share + r->stop_ore + (double)pol->stop_min / 60 * r->hour_ore));
    line[SK_RL_ENERGY] =
        ore(kg * (double)(chilled ? pol->energy_chill_ore_kg + pol->energy_reheat_ore_kg
                                  : pol->energy_hot_ore_kg));
}

void sk_review_arc_lines(const sk_review *r, int c, int o, sk_ore line[SK_N_RL])
{
    arc_lines(r, c, o, line);
}

int sk_review_unqualified(const sk_review *r, int place, int supplier)
{
    int n = 0;
    sk_ix cook = r->place[supplier].kitchen;
    if (r->k->kitchen[cook].role != SK_ROLE_COOKING) return 0;
    for (sk_ix d = 0; d < r->k->n_diets && d < 64; d++)
        n += (r->place[place].diets >> d & 1) && !sk_kitchen_qualified(r->k, cook, d);
    return n;
}

/* What is so today may stay so: then another kitchen cooks those diets. */
static bool feeds_diets(const sk_review *r, int place, int supplier)
{
    return r->place[place].usual == r->place[supplier].kitchen ||
           sk_review_unqualified(r, place, supplier) == 0;
}

sk_code sk__rv_arcs(sk__rv *b)
{
    sk_review *r = b->r;
    const sk_structure *s = &r->s;
    size_t n = (size_t)s->n_cook * (size_t)s->n_opt + 1;
    sk_ore *cost = sk_arena_calloc(r->arena, n, sizeof *cost);
    unsigned char *arc = sk_arena_calloc(r->arena, n, 1);
    if (!cost || !arc) return sk__rv_nomem(b);
    for (int c = 0; c < s->n_cook; c++)
        for (int o = 0; o < s->n_opt; o++) {
            size_t at = (size_t)c * (size_t)s->n_opt + (size_t)o;
            const sk_st_option *q = &s->opt[o], *a = &s->opt[s->cook[c]];
            const sk_review_place *p = &r->place[q->kitchen];
            bool away = q->role == SK_ST_CLOSED && q->into >= 0;
            if (q->role == SK_ST_COOK || (q->kitchen == a->kitchen) ||
                (q->role == SK_ST_CLOSED && !away) || (p->wdays & ~r->opt[s->cook[c]].wdays) ||
                !feeds_diets(r, q->kitchen, a->kitchen))
                continue;
            arc[at] = (unsigned char)(away ? SK_ST_HOT : sk_review_way(r, c, o).how);
            if (arc[at] == SK_ST_NO_ARC) continue;
            sk_ore line[SK_N_RL];
            arc_lines(r, c, o, line);
            for (int i = 0; i < SK_N_RL; i++) cost[at] += line[i];
        }
    r->s.cost = cost;
    r->s.arc = arc;
    return SK_OK;
}

void sk_review_lines(const sk_review *r, const int *opt, const int *src, sk_ore line[SK_N_RL])
{
    for (int i = 0; i < SK_N_RL; i++) line[i] = 0;
    for (int j = 0; j < r->s.n_kit; j++) {
        sk_ore one[SK_N_RL] = {0};
        for (int c = 0; src[j] >= 0 && c < r->s.n_cook; c++)
            if (r->s.cook[c] == src[j]) arc_lines(r, c, opt[j], one);
        for (int i = 0; i < SK_N_RL; i++) line[i] += one[i] + r->opt[opt[j]].line[i];
    }
}
