/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Lagrangian relaxation of the demand rows in one node of the tree: value(v, u) =
 *   sum_j v_j + min over y of sum_i rho_i y_i - sum_r u_r row_up_r,  rho_i = fixed_i + knapsack_i(v) + ...
 * with y relaxed to 0..1 under the capacity row and the limits on the number of open ones: an exact
 * line search over the price lam of capacity, so every value is a bound. */
#include <math.h>
#include <string.h>

#include "review/location_priv.h"

/* ---- what follows from the decisions ---- */

/* Fewest undecided ones, largest first, that cover the need; -1 when all together cannot. */
static int fewest(const sk__loc *s, int most)
{
    double need = s->need_left;
    int k = 0;
    for (int t = 0; t < s->n && need > 0 && k < most; t++)
        if (s->y[s->by_cap[t]] == 0) {
            need -= s->cap[s->by_cap[t]];
            k++;
        }
    return need > 0 ? -1 : k;
}

static bool rows_can_hold(const sk__loc *s)
{
    for (int r = 0; r < s->n_row; r++) {
        double least = 0, size = 1;
        for (int i = 0; i < s->n; i++) {
            double a = s->row[sk__at(r, i, s->n)];
            if (s->y[i] == 1 || (s->y[i] == 0 && a < 0)) least += a;
            size += a < 0 ? -a : a;
        }
        if (least > s->row_up[r] + 1e-9 * size) return false;
    }
    return true;
}

static bool count(sk__loc *s)
{
    s->n_free = s->n_open = 0;
    s->need_left = s->total;
    for (int i = 0; i < s->n; i++) {
        if (s->y[i] == 0) s->free_ix[s->n_free++] = i;
        if (s->y[i] != 1) continue;
        s->n_open++;
        s->need_left -= s->cap[i];
    }
    s->hi_left = s->hi - s->n_open < s->n_free ? s->hi - s->n_open : s->n_free;
    s->lo_left = s->lo > s->n_open ? s->lo - s->n_open : 0;
    if (s->hi_left < 0) return false;
    int need = fewest(s, s->hi_left);
    if (need > s->lo_left) s->lo_left = need;
    return need >= 0 && s->lo_left <= s->hi_left && rows_can_hold(s);
}

/* All or none of the undecided are asked for. */
static void decide_rest(sk__loc *s)
{
    if (s->n_free == 0 || (s->lo_left < s->n_free && s->hi_left > 0)) return;
    signed char to = s->hi_left > 0 ? 1 : -1;
    for (int t = 0; t < s->n_free; t++) s->y[s->free_ix[t]] = to;
    count(s);
}

static void list_arcs(sk__loc *s, int i)
{
    int *list = s->arc + sk__at(i, 0, s->m), k = 0;
    if (s->n_full[i] > 0) { /* multi-source: pairs never change, and the list is nearly sorted */
        s->n_arc[i] = s->y[i] < 0 ? 0 : s->n_full[i];
        return;
    }
    const unsigned char *ban = s->ban + sk__at(i, 0, s->m);
    for (int j = 0; j < s->m && s->y[i] >= 0; j++)
        if (s->home[j] < 0 && !ban[j] && (!s->single || s->dem[j] <= s->left[i])) list[k++] = j;
    s->n_arc[i] = k;
    if (!s->single) s->n_full[i] = k;
}

/* Customers with one facility left are at home there; false when one has none. */
static bool settle(sk__loc *s, bool *again)
{
    int *seen = s->tmp_home;
    *again = false;
    for (int j = 0; j < s->m; j++) seen[j] = -1;
    for (int i = 0; i < s->n; i++)
        for (int t = 0; t < s->n_arc[i]; t++) {
            int j = s->arc[sk__at(i, t, s->m)];
            seen[j] = seen[j] == -1 ? i : -2;
        }
    for (int j = 0; j < s->m; j++) {
        if (s->home[j] >= 0 || seen[j] == -2) continue;
        if (seen[j] == -1) return false;
        if (s->y[seen[j]] == 0) *again = true;
        s->y[seen[j]] = 1;
        if (!s->single) continue;
        s->home[j] = seen[j];
        *again = true;
    }
    return true;
}

static bool homes(sk__loc *s)
{
    s->base = 0;
    memcpy(s->left, s->cap, (size_t)s->n * sizeof *s->left);
    for (int j = 0; j < s->m; j++) {
        int i = s->home[j];
        if (i < 0) continue;
        s->left[i] -= s->dem[j];
        s->base += s->in->cost[sk__at(i, j, s->m)];
        if (s->y[i] < 0 || s->left[i] < 0) return false;
        s->y[i] = 1;
    }
    return true;
}

bool sk__loc_derive(sk__loc *s)
{
    for (bool again = true; again;) {
        if (!homes(s) || !count(s)) return false;
        decide_rest(s);
        for (int i = 0; i < s->n; i++) list_arcs(s, i);
        if (!settle(s, &again)) return false;
    }
    for (int t = 0; t < s->n_free; t++) s->ord[t] = t;
    return true;
}

/* ---- the choice of y ---- */

typedef struct pick {
    double value, rho, cap; /* lam * need + sum of r; sums of rho and capacity over the set */
    int n;                  /* the first n of ord */
} pick;

static pick pick_at(sk__loc *s, double lam)
{
    pick p = {.value = lam * s->need_left};
    for (int t = 0; t < s->n_free; t++) {
        int i = s->free_ix[t];
        s->r[i] = s->rho[i] - lam * s->cap[i];
    }
    for (int t = 1; t < s->n_free; t++) { /* nearly sorted from the last time */
        int x = s->ord[t], at = t;
        double r = s->r[s->free_ix[x]];
        for (; at > 0 && s->r[s->free_ix[s->ord[at - 1]]] > r; at--) s->ord[at] = s->ord[at - 1];
        s->ord[at] = x;
    }
    for (; p.n < s->hi_left; p.n++) {
        int i = s->free_ix[s->ord[p.n]];
        if (p.n >= s->lo_left && s->r[i] >= 0) break;
        p.value += s->r[i];
        p.rho += s->rho[i];
        p.cap += s->cap[i];
    }
    return p;
}

static void mark(const sk__loc *s, const pick *p, bool *set)
{
    for (int t = 0; t < s->n_free; t++) set[s->free_ix[s->ord[t]]] = t < p->n;
}

/* The hi_left largest: what a high enough price chooses. */
static pick largest(const sk__loc *s, bool *set)
{
    pick p = {0};
    for (int t = 0; t < s->n; t++) {
        int i = s->by_cap[t];
        if (s->y[i] != 0) continue;
        set[i] = p.n < s->hi_left;
        if (!set[i]) continue;
        p.n++;
        p.rho += s->rho[i];
        p.cap += s->cap[i];
    }
    return p;
}

/* At the price lam: what it costs to change one's mind about a facility. */
static void thresholds(sk__loc *s, const pick *p)
{
    double last = p->n > 0 ? s->r[s->free_ix[s->ord[p->n - 1]]] : -SK__LOC_INF;
    double next = p->n < s->n_free ? s->r[s->free_ix[s->ord[p->n]]] : SK__LOC_INF;
    s->thr_in = p->n == s->hi_left || last > 0 ? last : 0;
    s->thr_out = p->n > s->lo_left && next > 0 ? 0 : next;
    if (p->n > s->lo_left && p->n < s->hi_left) s->thr_out = 0;
    mark(s, p, s->in_set);
}

static void weights(sk__loc *s, double share_a)
{
    for (int i = 0; i < s->n; i++) {
        s->y_val[i] = s->y[i] > 0;
        s->cand[i] = s->y[i] > 0;
        if (s->y[i] != 0) continue;
        s->y_val[i] = share_a * s->in_a[i] + (1 - share_a) * s->in_b[i];
        s->cand[i] = s->in_b[i];
    }
}

/* ---- y as whole numbers ---- */

enum { WHOLE_STEPS = 600, WHOLE_MOST = 24 };

/* From the set at the price lam (and mu of the number of open ones) every other set costs the sum of
 * |r - mu| over what it flips, plus lam x spare capacity, plus mu x spare number. Few flips are cheap
 * enough to beat the set that rounds up; they are enumerated. */
typedef struct whole_search {
    sk__loc *s;
    double mu, cap, best, most_cap[WHOLE_MOST + 1], flip[WHOLE_MOST];
    int n, count, at_mu, steps, fac[WHOLE_MOST];
    uint32_t now, kept;
} whole_search;

static void whole_dfs(whole_search *w, int t, double cost)
{
    sk__loc *s = w->s;
    if (++w->steps > WHOLE_STEPS || cost >= w->best) return;
    if (w->cap >= s->need_left && w->count >= s->lo_left && w->count <= s->hi_left) {
        double x = cost + s->lam * (w->cap - s->need_left) + w->mu * (w->count - w->at_mu);
        if (x < w->best) w->best = x, w->kept = w->now;
    }
    if (w->cap + w->most_cap[t] < s->need_left) return;
    for (; t < w->n; t++) {
        int i = w->fac[t], dir = s->in_set[i] ? -1 : 1;
        if (cost + w->flip[t] >= w->best) return; /* the later ones cost more */
        w->cap += dir * s->cap[i];
        w->count += dir;
        w->now ^= 1u << t;
        whole_dfs(w, t + 1, cost + w->flip[t]);
        w->now ^= 1u << t;
        w->count -= dir;
        w->cap -= dir * s->cap[i];
    }
}

/* The facilities that are cheap enough to flip, cheapest first; false when they are too many. */
static bool whole_items(whole_search *w)
{
    const sk__loc *s = w->s;
    for (int t = 0; t < s->n_free; t++) {
        int i = s->free_ix[t], at;
        double f = fabs(s->r[i] - w->mu);
        if (f >= w->best) continue;
        if (w->n == WHOLE_MOST) return false;
        for (at = w->n++; at > 0 && w->flip[at - 1] > f; at--) {
            w->flip[at] = w->flip[at - 1];
            w->fac[at] = w->fac[at - 1];
        }
        w->flip[at] = f;
        w->fac[at] = i;
    }
    for (int t = w->n - 1; t >= 0; t--)
        w->most_cap[t] = w->most_cap[t + 1] + (s->in_set[w->fac[t]] ? 0 : s->cap[w->fac[t]]);
    return true;
}

/* Least sum of rho over whole sets, at least p->value; fills y_val and cand. */
static double whole_choice(sk__loc *s, const pick *p, double share_a)
{
    whole_search w = {.s = s, .cap = p->cap, .count = p->n, .at_mu = p->n};
    double up = 0;
    for (int t = 0; t < s->n_free; t++)
        if (s->in_b[s->free_ix[t]]) up += s->rho[s->free_ix[t]];
    double last = p->n > 0 ? s->r[s->free_ix[s->ord[p->n - 1]]] : 0;
    if ((p->n == s->hi_left && last < 0) || (p->n == s->lo_left && last > 0)) w.mu = last;
    w.best = up - p->value + 1e-9 * (1 + fabs(up));
    weights(s, share_a);
    if (!whole_items(&w)) return p->value;
    w.kept = UINT32_MAX;
    whole_dfs(&w, 0, 0);
    if (w.steps > WHOLE_STEPS) return p->value;
    if (w.kept == UINT32_MAX) return fmin(up, p->value + w.best);
    for (int t = 0; t < s->n_free; t++) s->y_val[s->free_ix[t]] = s->in_set[s->free_ix[t]];
    for (int t = 0; t < w.n; t++)
        if (w.kept >> t & 1) s->y_val[w.fac[t]] = !s->in_set[w.fac[t]];
    for (int t = 0; t < s->n_free; t++) s->cand[s->free_ix[t]] = s->y_val[s->free_ix[t]] > 0;
    return p->value + w.best;
}

/* The price and the set at which the linear relaxation is least. */
static pick line_search(sk__loc *s, double *share_a)
{
    pick a = pick_at(s, 0);
    s->lam = 0;
    *share_a = 0;
    mark(s, &a, s->in_a);
    if (a.cap >= s->need_left) {
        mark(s, &a, s->in_b);
        return a;
    }
    pick b = largest(s, s->in_b), c = a;
    for (int round = 0; round < 60; round++) {
        double lam = b.cap > a.cap ? (b.rho - a.rho) / (b.cap - a.cap) : 0;
        if (lam < 0) lam = 0;
        double line = a.rho + lam * (s->need_left - a.cap);
        c = pick_at(s, lam);
        s->lam = lam;
        if (c.value >= line - 1e-9 * (1 + fabs(line))) break;
        if (c.cap < s->need_left) a = c;
        else b = c;
        mark(s, &c, c.cap < s->need_left ? s->in_a : s->in_b);
    }
    if (b.cap > a.cap) *share_a = (b.cap - s->need_left) / (b.cap - a.cap);
    return c;
}

double sk__loc_choose(sk__loc *s)
{
    double rest = 0, share_a;
    for (int i = 0; i < s->n; i++)
        if (s->y[i] > 0) rest += s->rho[i];
    pick p = line_search(s, &share_a);
    thresholds(s, &p);
    s->value_lp = rest + p.value;
    if (share_a <= 0) {
        weights(s, 0);
        return s->value_lp;
    }
    return rest + whole_choice(s, &p, share_a);
}

double sk__loc_force_open(const sk__loc *s, int i)
{
    if (s->y[i] != 0 || s->in_set[i]) return s->value;
    return fmax(s->value, s->value_lp + s->r[i] - s->thr_in);
}

double sk__loc_force_close(const sk__loc *s, int i)
{
    if (s->y[i] != 0 || !s->in_set[i]) return s->value;
    return fmax(s->value, s->value_lp + s->thr_out - s->r[i]);
}

/* ---- the value ---- */

static void rate(sk__loc *s, int i, bool whole)
{
    sk__loc_knapsack(s, i, whole);
    s->rho[i] = s->in->fixed[i] + s->k_val[i];
    for (int r = 0; r < s->n_row; r++) s->rho[i] += s->u[r] * s->row[sk__at(r, i, s->n)];
}

double sk__loc_eval(sk__loc *s, bool full)
{
    double sum = s->base;
    s->steps++;
    for (int j = 0; j < s->m; j++)
        if (s->home[j] < 0) sum += s->v[j];
    for (int r = 0; r < s->n_row; r++) sum -= s->u[r] * s->row_up[r];
    for (int i = 0; i < s->n; i++)
        if (s->y[i] >= 0) rate(s, i, full || s->y[i] > 0);
        else s->n_sol[i] = 0, s->exact[i] = true;
    for (bool again = true; again;) {
        again = false;
        s->value = sum + sk__loc_choose(s);
        s->value_lp += sum;
        for (int t = 0; t < s->n_free; t++) {
            int i = s->free_ix[t];
            if (s->y_val[i] <= 0 || s->exact[i]) continue;
            rate(s, i, true);
            again = true;
        }
    }
    return s->value;
}
