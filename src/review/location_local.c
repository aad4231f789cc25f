/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solutions of the single-source problem: the relaxation's answer is rounded, then improved by moving
 * one customer, exchanging two, and by kicks that close, open or replace a facility. Overload is allowed
 * on the way at a price that rises until it is gone. Pairs that the bounds have ruled out are not
 * looked at. */
#include <string.h>

#include "base/rng.h"
#include "review/location_priv.h"

struct sk__local {
    int *home, *kept; /* m */
    double *load;     /* n */
    int *count;       /* n customers */
    int n_open;
    double cost, over, price; /* without overload; units of overload; per unit */
    int *near, *n_near;       /* m x n facilities allowed, by cost; m */
    double *near_cost;        /* n */
    int *eager;               /* m: customers who gain by an exchange */
    sk_rng rng;
};

struct sk__local *sk__local_new(sk__loc *s)
{
    size_t n = (size_t)s->n, m = (size_t)s->m;
    struct sk__local *l = sk_arena_alloc(s->arena, sizeof *l);
    if (!l) return NULL;
    l->home = sk_arena_calloc(s->arena, m, sizeof(int));
    l->kept = sk_arena_calloc(s->arena, m, sizeof(int));
    l->load = sk_arena_calloc(s->arena, n, sizeof(double));
    l->count = sk_arena_calloc(s->arena, n, sizeof(int));
    l->near = sk_arena_calloc(s->arena, n * m, sizeof(int));
    l->n_near = sk_arena_calloc(s->arena, m, sizeof(int));
    l->near_cost = sk_arena_calloc(s->arena, n, sizeof(double));
    l->eager = sk_arena_calloc(s->arena, m, sizeof(int));
    sk_rng_seed(&l->rng, 20231105);
    bool whole = l->eager && l->home && l->kept && l->load && l->count && l->near && l->n_near &&
                 l->near_cost;
    return whole ? l : NULL;
}

/* ---- offering a solution ---- */

static void used(sk__loc *s, const int *home, bool *open)
{
    for (int i = 0; i < s->n; i++) open[i] = s->in->state && s->in->state[i] > 0;
    for (int j = 0; j < s->m; j++) open[home[j]] = true;
}

bool sk__loc_used_ok(sk__loc *s, const int *home)
{
    used(s, home, s->cand);
    return sk__loc_open_ok(s, s->cand);
}

/* Opens what pays by itself, then the cheapest while too few are open. */
static void fill(const sk__loc *s, bool *open)
{
    int count = 0;
    for (int i = 0; i < s->n; i++) count += open[i];
    for (;;) {
        int best = -1;
        for (int i = 0; i < s->n; i++)
            if (!open[i] && !(s->in->state && s->in->state[i] < 0) &&
                (best < 0 || s->in->fixed[i] < s->in->fixed[best]))
                best = i;
        if (best < 0 || count >= s->hi || (count >= s->lo && s->in->fixed[best] >= 0)) return;
        open[best] = true;
        count++;
    }
}

static bool fits(sk__loc *s, const int *home)
{
    memcpy(s->tmp_load, s->cap, (size_t)s->n * sizeof *s->tmp_load);
    for (int j = 0; j < s->m; j++) {
        s->tmp_load[home[j]] -= s->dem[j];
        if (s->tmp_load[home[j]] < 0) return false;
        if (!(s->in->cost[sk__at(home[j], j, s->m)] < SK__LOC_INF)) return false;
    }
    return true;
}

void sk__loc_try_home(sk__loc *s, const int *home, const bool *open)
{
    bool *set = s->cand;
    if (!fits(s, home)) return;
    used(s, home, set);
    fill(s, set);
    if (!sk__loc_open_ok(s, set)) {
        used(s, home, set);
        for (int i = 0; open && i < s->n; i++) set[i] = set[i] || open[i];
        if (!sk__loc_open_ok(s, set)) return;
    }
    double cost = sk__loc_fixed(s, set);
    for (int j = 0; j < s->m; j++) cost += s->in->cost[sk__at(home[j], j, s->m)];
    if (cost >= s->ub - 1e-12 * (cost < 0 ? -cost : cost)) return;
    s->ub = cost;
    memcpy(s->inc_open, set, (size_t)s->n * sizeof *set);
    memcpy(s->inc_home, home, (size_t)s->m * sizeof *home);
    sk__loc_pool_keep(s, NULL, home, 0);
}

/* ---- moves ---- */

static double c_of(const sk__loc *s, int i, int j) { return s->in->cost[sk__at(i, j, s->m)]; }

static bool must(const sk__loc *s, int i) { return s->in->state && s->in->state[i] > 0; }

static double excess(const sk__loc *s, int i, double load)
{
    return load > s->cap[i] ? load - s->cap[i] : 0;
}

static void lists(sk__loc *s)
{
    struct sk__local *l = s->local;
    for (int j = 0; j < s->m; j++) {
        int *near = l->near + sk__at(j, 0, s->n), k = 0;
        for (int i = 0; i < s->n; i++) {
            if (s->y[i] < 0 || s->ban[sk__at(i, j, s->m)]) continue;
            if (s->home[j] >= 0 && s->home[j] != i) continue;
            double c = c_of(s, i, j);
            int at = k++;
            for (; at > 0 && l->near_cost[at - 1] > c; at--) {
                l->near_cost[at] = l->near_cost[at - 1];
                near[at] = near[at - 1];
            }
            l->near_cost[at] = c;
            near[at] = i;
        }
        l->n_near[j] = k;
    }
}

static bool allowed(const sk__loc *s, int i, int j)
{
    return s->y[i] >= 0 && !s->ban[sk__at(i, j, s->m)] && (s->home[j] < 0 || s->home[j] == i);
}

static void rebuild(sk__loc *s)
{
    struct sk__local *l = s->local;
    memset(l->load, 0, (size_t)s->n * sizeof *l->load);
    memset(l->count, 0, (size_t)s->n * sizeof *l->count);
    l->cost = l->over = 0;
    l->n_open = 0;
    for (int j = 0; j < s->m; j++) {
        l->load[l->home[j]] += s->dem[j];
        l->count[l->home[j]]++;
        l->cost += c_of(s, l->home[j], j);
    }
    for (int i = 0; i < s->n; i++) {
        l->over += excess(s, i, l->load[i]);
        if (l->count[i] == 0 && !must(s, i)) continue;
        l->cost += s->in->fixed[i];
        l->n_open++;
    }
}

/* Cost of opening b with customer from a; -INF..: gain of closing a included. INF = too many. */
static double door(const sk__loc *s, int a, int b)
{
    const struct sk__local *l = s->local;
    double d = 0;
    int n = l->n_open;
    if (l->count[b] == 0 && !must(s, b)) d += s->in->fixed[b], n++;
    if (l->count[a] == 1 && !must(s, a)) d -= s->in->fixed[a], n--;
    return n > s->hi && n > l->n_open ? SK__LOC_INF : d;
}

static double over_change(const sk__loc *s, int i, double add)
{
    double load = s->local->load[i];
    return excess(s, i, load + add) - excess(s, i, load);
}

static void place(sk__loc *s, int j, int b)
{
    struct sk__local *l = s->local;
    int a = l->home[j];
    double d = s->dem[j], open = door(s, a, b);
    l->over += over_change(s, a, -d) + over_change(s, b, d);
    l->cost += c_of(s, b, j) - c_of(s, a, j) + (open < SK__LOC_INF ? open : 0);
    if (l->count[b]++ == 0 && !must(s, b)) l->n_open++;
    if (--l->count[a] == 0 && !must(s, a)) l->n_open--;
    l->load[a] -= d;
    l->load[b] += d;
    l->home[j] = b;
}

static bool shift(sk__loc *s, int j)
{
    const struct sk__local *l = s->local;
    int a = l->home[j], best = -1;
    double d = s->dem[j], least = -1e-7, leave = l->price * over_change(s, a, -d) - c_of(s, a, j);
    double shut = s->least_fixed < 0 ? -s->least_fixed : 0; /* the most that doors can give */
    if (l->count[a] == 1 && s->in->fixed[a] > 0) shut += s->in->fixed[a];
    const int *near = l->near + sk__at(j, 0, s->n);
    for (int t = 0; t < l->n_near[j]; t++) {
        int b = near[t];
        if (b == a) continue;
        double x = leave + c_of(s, b, j);
        if (x - shut >= least) break; /* the later ones cost more */
        x += l->price * over_change(s, b, d);
        if (x - shut >= least) continue;
        x += door(s, a, b);
        if (x < least) least = x, best = b;
    }
    if (best < 0) return false;
    place(s, j, best);
    return true;
}

static double relief(const sk__loc *s, int j)
{
    const struct sk__local *l = s->local;
    double over = excess(s, l->home[j], l->load[l->home[j]]);
    return l->price * (over < s->dem[j] ? over : s->dem[j]);
}

/* What customer j could gain at most by going to another open facility. */
static double wish(const sk__loc *s, int j)
{
    const struct sk__local *l = s->local;
    const int *near = l->near + sk__at(j, 0, s->n);
    int a = l->home[j];
    for (int t = 0; t < l->n_near[j]; t++)
        if (near[t] != a && l->count[near[t]] > 0)
            return c_of(s, a, j) - c_of(s, near[t], j) + relief(s, j);
    return -SK__LOC_INF;
}

/* The best exchange of j with one of the customers who gain (list of n). */
static bool exchange(sk__loc *s, int j, const int *list, int n)
{
    const struct sk__local *l = s->local;
    int a = l->home[j], best = -1;
    double least = -1e-7, c = c_of(s, a, j);
    for (int t = 0; t < n; t++) {
        int k = list[t], b = l->home[k];
        if (a == b) continue;
        double d = s->dem[k] - s->dem[j];
        double x = c_of(s, b, j) + c_of(s, a, k) - c - c_of(s, b, k);
        double before = excess(s, a, l->load[a]) + excess(s, b, l->load[b]);
        if (x - l->price * before >= least) continue;
        x += l->price * (over_change(s, a, d) + over_change(s, b, -d));
        if (x < least && allowed(s, b, j) && allowed(s, a, k)) least = x, best = k;
    }
    if (best < 0) return false;
    int b = l->home[best];
    place(s, j, b);
    place(s, best, a);
    return true;
}

/* Exchanges of everyone with those who gain by it: no exchange helps where neither does. */
static bool exchanges(sk__loc *s)
{
    struct sk__local *l = s->local;
    bool any = false;
    int n = 0;
    for (int j = 0; j < s->m; j++)
        if (wish(s, j) > 1e-9) l->eager[n++] = j;
    for (int j = 0; j < s->m; j++) any |= exchange(s, j, l->eager, n);
    return any;
}

/* Shifts until none helps, then one round of exchanges, and again. */
static void descend(sk__loc *s)
{
    for (int round = 0; round < 30; round++) {
        bool any = true;
        for (int k = 0; any && k < 30; k++) {
            any = false;
            for (int j = 0; j < s->m; j++) any |= shift(s, j);
        }
        if (!exchanges(s)) return;
    }
}

/* Descends with a rising price of overload; offers what fits. True when it fits. */
static bool settle(sk__loc *s)
{
    struct sk__local *l = s->local;
    for (int k = 0; k < 8; k++) {
        descend(s);
        if (l->over <= 0) {
            sk__loc_try_home(s, l->home, NULL);
            return true;
        }
        l->price *= 2;
    }
    return false;
}

/* ---- starts and kicks ---- */

static void first_price(sk__loc *s)
{
    double sum = 0;
    for (int j = 0; j < s->m; j++) sum += s->v[j] > 0 ? s->v[j] : -s->v[j];
    s->local->price = 0.5 * sum / (s->total + 1) + 1e-6;
}

void sk__local_from_relaxation(sk__loc *s, int kicks)
{
    struct sk__local *l = s->local;
    lists(s);
    for (int j = 0; j < s->m; j++) {
        const int *near = l->near + sk__at(j, 0, s->n);
        double best = -1;
        if (l->n_near[j] == 0) return;
        l->home[j] = near[0];
        for (int t = 0; t < l->n_near[j]; t++) {
            double x =
                s->x_bar[sk__at(near[t], j, s->m)] / s->bar_weight * (0.1 + s->y_bar[near[t]]);
            if (x > best) best = x, l->home[j] = near[t];
        }
    }
    rebuild(s);
    first_price(s);
    settle(s);
    if (kicks > 0) sk__local_search(s, kicks);
}

/* Improves an assignment that need not fit. */
void sk__local_from_homes(sk__loc *s, const int *home)
{
    struct sk__local *l = s->local;
    lists(s);
    for (int j = 0; j < s->m; j++) {
        if (l->n_near[j] == 0) return;
        l->home[j] = allowed(s, home[j], j) ? home[j] : l->near[sk__at(j, 0, s->n)];
    }
    rebuild(s);
    first_price(s);
    settle(s);
}

/* Everyone leaves facility a for the cheapest other that is open (or `to`). */
static void evict(sk__loc *s, int a, int to)
{
    struct sk__local *l = s->local;
    for (int j = 0; j < s->m; j++) {
        if (l->home[j] != a) continue;
        const int *near = l->near + sk__at(j, 0, s->n);
        double least = SK__LOC_INF;
        int best = -1;
        for (int t = 0; t < l->n_near[j]; t++) {
            int b = near[t];
            if (b == a || (l->count[b] == 0 && b != to && !must(s, b))) continue;
            double x = c_of(s, b, j) + l->price * over_change(s, b, s->dem[j]);
            if (x < least) least = x, best = b;
        }
        if (best >= 0) place(s, j, best);
    }
}

/* Facility b takes customers that gain by it while it has room. */
static void invite(sk__loc *s, int b)
{
    struct sk__local *l = s->local;
    for (int k = 0; k < s->m; k++) {
        int best = -1;
        double least = SK__LOC_INF;
        for (int j = 0; j < s->m; j++) {
            int a = l->home[j];
            if (a == b || !allowed(s, b, j) || l->load[b] + s->dem[j] > s->cap[b]) continue;
            double x = c_of(s, b, j) - c_of(s, a, j) + l->price * over_change(s, a, -s->dem[j]);
            if (x < least) least = x, best = j;
        }
        if (best < 0 || (least >= 0 && l->count[b] > 0)) return;
        place(s, best, b);
    }
}

static int random_facility(sk__loc *s, bool open)
{
    struct sk__local *l = s->local;
    int pick = -1;
    uint32_t seen = 0;
    for (int i = 0; i < s->n; i++) {
        if ((l->count[i] > 0) != open || s->y[i] < 0 || (open && s->y[i] > 0)) continue;
        if (sk_rng_below(&l->rng, ++seen) == 0) pick = i;
    }
    return pick;
}

static void scatter(sk__loc *s, int times)
{
    struct sk__local *l = s->local;
    for (int k = 0; k < times; k++) {
        int j = (int)sk_rng_below(&l->rng, (uint32_t)s->m), n = l->n_near[j] < 4 ? l->n_near[j] : 4;
        if (n < 2) continue;
        int b = l->near[sk__at(j, (int)sk_rng_below(&l->rng, (uint32_t)n), s->n)];
        if (b != l->home[j] && l->count[b] > 0) place(s, j, b);
    }
}

static void kick(sk__loc *s)
{
    struct sk__local *l = s->local;
    uint32_t way = sk_rng_below(&l->rng, 4);
    int in = way == 0 || way == 1 ? random_facility(s, false) : -1;
    int out = way == 0 || way == 2 ? random_facility(s, true) : -1;
    if (way == 1 && l->n_open >= s->hi) out = random_facility(s, true);
    if (in < 0 && out < 0) {
        scatter(s, 3 + (int)sk_rng_below(&l->rng, 6));
        return;
    }
    if (in >= 0) invite(s, in);
    if (out >= 0) evict(s, out, in);
}

void sk__local_search(sk__loc *s, int kicks)
{
    struct sk__local *l = s->local;
    if (!(s->ub < SK__LOC_INF)) return;
    lists(s);
    memcpy(l->kept, s->inc_home, (size_t)s->m * sizeof(int));
    double kept = s->ub;
    int idle = 0;
    for (int k = 0; k < kicks && !sk__loc_stop(s); k++) {
        memcpy(l->home, l->kept, (size_t)s->m * sizeof(int));
        rebuild(s);
        first_price(s);
        kick(s);
        if (!settle(s)) continue;
        double slack = 1e-3 * (kept < 0 ? -kept : kept);
        if (l->cost < kept - 1e-9 || (++idle % 4 == 0 && l->cost < s->ub + slack)) {
            kept = l->cost;
            memcpy(l->kept, l->home, (size_t)s->m * sizeof(int));
        }
        if (idle % 50 == 49) {
            kept = s->ub;
            memcpy(l->kept, s->inc_home, (size_t)s->m * sizeof(int));
        }
    }
}
