/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Given who cooks: every other kitchen gets its cheapest option and supplier, those with most to lose
 * first; single moves and ejections; then the limits on kitchens and investment, cheapest change first;
 * then guests who can eat elsewhere. */
#include <string.h>

#include "review/structure_priv.h"

typedef struct way {
    double price;
    int o, c; /* o -1 = none; c -1 = no supplier */
} way;

static const way NO_WAY = {SK__ST_INF, -1, -1};

bool sk__st_plan_new(const sk__st *s, sk__st_plan *p)
{
    const sk_structure *in = s->in;
    size_t n = (size_t)in->n_kit + 1, m = (size_t)in->n_cook + 1;
    p->opt = sk_arena_calloc(s->arena, n, sizeof *p->opt);
    p->src = sk_arena_calloc(s->arena, n, sizeof *p->src);
    p->room = sk_arena_calloc(s->arena, m * (size_t)in->n_type, sizeof *p->room);
    p->chill = sk_arena_calloc(s->arena, m, sizeof *p->chill);
    return p->opt && p->src && p->room && p->chill;
}

static double price(const sk__st *s, int o, int c)
{
    const sk_st_option *q = &s->in->opt[o];
    double x = (double)q->fixed + s->tilt[o] + s->la * (double)q->invest;
    if (sk_st_counts(q->role)) x += s->mu;
    return c < 0 ? x : x + (double)s->in->cost[sk__st_at(s->in, c, o)];
}

static void take_room(sk__st *s, int c, int k, int o, int sign)
{
    const sk_structure *in = s->in;
    sk__st_plan *p = &s->cur;
    if (c < 0) return;
    for (int t = 0; t < in->n_type; t++)
        p->room[c * in->n_type + t] -= sign * in->load[k * in->n_type + t];
    if (in->opt[o].role != SK_ST_COOK && in->arc[sk__st_at(in, c, o)] == SK_ST_CHILLED)
        p->chill[c] -= sign * in->chill_kg[k];
}

static bool has_room(const sk__st *s, int c, int k, int o)
{
    const sk_structure *in = s->in;
    const sk__st_plan *p = &s->cur;
    if (c < 0) return true;
    for (int t = 0; t < in->n_type; t++)
        if (p->room[c * in->n_type + t] < in->load[k * in->n_type + t]) return false;
    return in->opt[o].role == SK_ST_COOK || in->arc[sk__st_at(in, c, o)] != SK_ST_CHILLED ||
           p->chill[c] >= in->chill_kg[k];
}

static void put(sk__st *s, int k, int o, int c, int sign)
{
    const sk_st_option *q = &s->in->opt[o];
    sk__st_plan *p = &s->cur;
    take_room(s, c, k, o, sign);
    p->kitchens += sign * sk_st_counts(q->role);
    p->cooking += sign * (q->role == SK_ST_COOK);
    p->invest += sign * q->invest;
    p->opt[k] = sign > 0 ? o : -1;
    p->src[k] = sign > 0 && c >= 0 && q->role != SK_ST_COOK ? s->in->cook[c] : -1;
}

static bool usable(const sk__st *s, int c, int o)
{
    size_t at = sk__st_at(s->in, c, o);
    int a = s->in->cook[c];
    return s->cook_of[s->in->opt[a].kitchen] == a && s->in->arc[at] != SK_ST_NO_ARC && !s->ban[at];
}

/* Limits that a change from one option to another would break. */
static bool over(const sk__st *s, int from, int to)
{
    const sk_structure *in = s->in;
    const sk__st_plan *p = &s->cur;
    const sk_st_option *a = &in->opt[from], *b = &in->opt[to];
    int more = sk_st_counts(b->role) - sk_st_counts(a->role);
    return (more > 0 && in->max_kitchens && p->kitchens + more > in->max_kitchens) ||
           (in->max_invest >= 0 && b->invest > a->invest &&
            p->invest + b->invest - a->invest > in->max_invest);
}

typedef bool accept_fn(const sk__st *s, int from, int to);
static bool any(const sk__st *s, int from, int to)
{
    (void)s, (void)from, (void)to;
    return true;
}
static bool within(const sk__st *s, int from, int to) { return !over(s, from, to); }
static bool fewer(const sk__st *s, int from, int to)
{
    return !sk_st_counts(s->in->opt[to].role) && within(s, from, to);
}
static bool cheaper(const sk__st *s, int from, int to)
{
    const sk_st_option *a = &s->in->opt[from], *b = &s->in->opt[to];
    return b->invest < a->invest && sk_st_counts(b->role) <= sk_st_counts(a->role);
}

/* Cheapest way of k; *second the cheapest with another supplier. */
static way best_way(const sk__st *s, int k, bool room, accept_fn *ok, int from, double *second)
{
    const sk_structure *in = s->in;
    way best = NO_WAY;
    double next = SK__ST_INF;
    for (int o = in->first[k]; o < in->first[k + 1]; o++) {
        const sk_st_option *q = &in->opt[o];
        if (!s->allow[o] || q->role == SK_ST_COOK || q->into >= 0 || !ok(s, from, o)) continue;
        if (q->role == SK_ST_CLOSED) {
            double x = price(s, o, -1);
            if (x < best.price) best = (way){x, o, -1};
            continue;
        }
        for (int c = 0; c < in->n_cook; c++) {
            if (!usable(s, c, o) || (room && !has_room(s, c, k, o))) continue;
            double x = price(s, o, c);
            if (x < best.price) {
                if (best.o >= 0 && best.c != c) next = best.price;
                best = (way){x, o, c};
            } else if (c != best.c && x < next) next = x;
        }
    }
    if (second) *second = next;
    return best;
}

static bool only_away(const sk__st *s, int k)
{
    const sk_structure *in = s->in;
    bool none = true;
    for (int o = in->first[k]; o < in->first[k + 1]; o++)
        if (s->allow[o] && in->opt[o].role != SK_ST_COOK && in->opt[o].into < 0) none = false;
    return none;
}

static bool cooks_first(sk__st *s)
{
    const sk_structure *in = s->in;
    sk__st_plan *p = &s->cur;
    p->kitchens = p->cooking = 0;
    p->invest = 0;
    for (int c = 0; c < in->n_cook; c++) {
        p->chill[c] = in->opt[in->cook[c]].cap_chill;
        for (int t = 0; t < in->n_type; t++) p->room[c * in->n_type + t] = in->opt[in->cook[c]].cap;
    }
    for (int k = 0; k < in->n_kit; k++) {
        p->opt[k] = p->src[k] = -1;
        int o = s->cook_of[k];
        if (o < 0) continue;
        if (!s->allow[o] || !has_room(s, s->c_of[o], k, o)) return false;
        put(s, k, o, s->c_of[o], 1);
    }
    return true;
}

static void order_by_regret(sk__st *s, int *n)
{
    *n = 0;
    for (int k = 0; k < s->in->n_kit; k++) {
        double second;
        if (s->cook_of[k] >= 0 || only_away(s, k)) continue;
        way w = best_way(s, k, false, any, -1, &second);
        double x = second - w.price; /* SK__ST_INF - x: the only supplier */
        if (!(x < 1e18)) x = 1e18 + (double)s->in->load[k * s->in->n_type + s->type];
        int i = (*n)++;
        while (i > 0 && s->key[i - 1] < x) {
            s->key[i] = s->key[i - 1];
            s->order[i] = s->order[i - 1];
            i--;
        }
        s->key[i] = x;
        s->order[i] = k;
    }
}

static bool place_all(sk__st *s)
{
    int n;
    order_by_regret(s, &n);
    for (int i = 0; i < n; i++) {
        way w = best_way(s, s->order[i], true, any, -1, NULL);
        if (w.o < 0) return false;
        put(s, s->order[i], w.o, w.c, 1);
    }
    return true;
}

static int source_c(const sk__st *s, int k)
{
    return s->cur.src[k] < 0 ? -1 : s->c_of[s->cur.src[k]];
}

/* Frees room at c for k by sending one of c's to its next best; the gain must pay for it. */
static bool eject(sk__st *s, int k, way want, double now)
{
    const sk_structure *in = s->in;
    for (int j = 0; j < in->n_kit; j++) {
        int o = s->cur.opt[j];
        if (j == k || o < 0 || in->opt[o].role == SK_ST_COOK || source_c(s, j) != want.c ||
            in->opt[o].into >= 0)
            continue;
        double was = price(s, o, want.c);
        put(s, j, o, want.c, -1);
        if (has_room(s, want.c, k, want.o)) {
            take_room(s, want.c, k, want.o, 1);
            way next = best_way(s, j, true, within, o, NULL);
            take_room(s, want.c, k, want.o, -1);
            if (next.o >= 0 && next.price - was + want.price - now < -0.5) {
                put(s, j, next.o, next.c, 1);
                put(s, k, want.o, want.c, 1);
                return true;
            }
        }
        put(s, j, o, want.c, 1);
    }
    return false;
}

static bool shift(sk__st *s)
{
    bool moved = false;
    for (int k = 0; k < s->in->n_kit; k++) {
        int o = s->cur.opt[k], c = source_c(s, k);
        if (o < 0 || s->in->opt[o].role == SK_ST_COOK || s->in->opt[o].into >= 0) continue;
        double now = price(s, o, c);
        put(s, k, o, c, -1);
        way w = best_way(s, k, true, within, o, NULL);
        if (w.o >= 0 && w.price < now - 0.5) {
            put(s, k, w.o, w.c, 1);
            moved = true;
            continue;
        }
        w = best_way(s, k, false, within, o, NULL);
        if (w.o >= 0 && w.c >= 0 && w.price < now - 0.5 && eject(s, k, w, now)) moved = true;
        else put(s, k, o, c, 1);
    }
    return moved;
}

/* One kitchen changes so that a limit is nearer to kept, the least cost (a unit) first. */
static bool give_way(sk__st *s, accept_fn *ok, bool invest)
{
    const sk_structure *in = s->in;
    double best = SK__ST_INF;
    way to = NO_WAY;
    int who = -1;
    for (int k = 0; k < in->n_kit; k++) {
        int o = s->cur.opt[k], c = source_c(s, k);
        if (o < 0 || in->opt[o].role == SK_ST_COOK || (!invest && !sk_st_counts(in->opt[o].role)))
            continue;
        put(s, k, o, c, -1);
        way w = best_way(s, k, true, ok, o, NULL);
        put(s, k, o, c, 1);
        if (w.o < 0) continue;
        double x = w.price - price(s, o, c);
        if (invest) x /= (double)(in->opt[o].invest - in->opt[w.o].invest);
        if (x < best) best = x, to = w, who = k;
    }
    if (who < 0) return false;
    put(s, who, s->cur.opt[who], source_c(s, who), -1);
    put(s, who, to.o, to.c, 1);
    return true;
}

static bool keep_limits(sk__st *s)
{
    const sk_structure *in = s->in;
    while (in->max_invest >= 0 && s->cur.invest > in->max_invest)
        if (!give_way(s, cheaper, true)) return false;
    while (in->max_kitchens && s->cur.kitchens > in->max_kitchens)
        if (!give_way(s, fewer, false)) return false;
    return true;
}

/* Guests that can eat elsewhere do so when it is cheaper, or when nothing else is left. */
static bool send_away(sk__st *s)
{
    const sk_structure *in = s->in;
    sk__st_plan *p = &s->cur;
    for (int o = 0; o < in->n_opt; o++) {
        const sk_st_option *q = &in->opt[o];
        int k = q->kitchen, now = p->opt[k];
        if (q->into < 0 || !s->allow[o] || s->cook_of[k] >= 0) continue;
        int at = p->opt[q->into];
        if (at < 0 || in->opt[at].role == SK_ST_CLOSED) continue;
        int a = in->opt[at].role == SK_ST_COOK ? at : p->src[q->into];
        int c = s->c_of[a], old = source_c(s, k);
        bool hub = false;
        for (int j = 0; j < in->n_kit; j++)
            hub = hub || (p->opt[j] >= 0 && in->opt[p->opt[j]].into == k);
        if (hub || in->arc[sk__st_at(in, c, o)] == SK_ST_NO_ARC || s->ban[sk__st_at(in, c, o)])
            continue;
        double was = now < 0 ? SK__ST_INF : price(s, now, old);
        if (price(s, o, c) > was - 0.5) continue;
        if (now >= 0) put(s, k, now, old, -1);
        if (has_room(s, c, k, o)) put(s, k, o, c, 1);
        else if (now >= 0) put(s, k, now, old, 1);
    }
    for (int k = 0; k < in->n_kit; k++)
        if (p->opt[k] < 0) return false;
    return true;
}

bool sk__st_fill(sk__st *s)
{
    enum { MOST = 30 };
    if (!cooks_first(s) || !place_all(s)) return false;
    for (int i = 0; i < MOST && shift(s); i++) continue;
    if (!keep_limits(s)) return false;
    for (int i = 0; i < MOST && shift(s); i++) continue;
    if (!send_away(s)) return false;
    s->cur.score = 0;
    for (int k = 0; k < s->in->n_kit; k++) {
        int o = s->cur.opt[k], c = source_c(s, k);
        s->cur.score += (double)s->in->opt[o].fixed + s->tilt[o];
        if (c >= 0) s->cur.score += (double)s->in->cost[sk__st_at(s->in, c, o)];
    }
    return true;
}
