/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proof of an allocation LP, checked from the instance and the result alone: is the primal
 * feasible, is the dual feasible, are the objectives equal, is the slackness complementary? Shares no
 * code with the solver. */
#include <math.h>

#include "base/mem.h"
#include "plan/lp.h"

static double worse(double now, double v) { return !(v <= now) ? v : now; } /* NaN is worse */

typedef struct sums {
    const sk_instance *in;
    const sk_lp_result *r;
    double *load;
    double primal, dual;
    sk_certificate *c;
} sums;

/* Dual price of a row, >= 0. */
static double price(const sums *s, int row) { return -s->r->row_dual[row]; }

static double priced(const sums *s, int first, int n)
{
    double v = 0;
    for (int u = first; u < first + n; u++) v += price(s, s->in->use[u].res) * s->in->use[u].amount;
    return v;
}

static void load_up(const sums *s, int first, int n, double amount)
{
    for (int u = first; u < first + n; u++)
        s->load[s->in->use[u].res] += s->in->use[u].amount * amount;
}

/* A reduced cost must not be negative, nor positive where something flows. */
static void check_reduced(sums *s, double cost, double reduced, double flow, double most)
{
    double scale = 1 + fabs(cost);
    s->c->max_dual_infeas = worse(s->c->max_dual_infeas, -reduced / scale);
    s->c->max_slackness =
        worse(s->c->max_slackness, fabs(reduced) / scale * fabs(flow) / (1 + most));
    s->c->max_primal_infeas = worse(s->c->max_primal_infeas, -flow / (1 + most));
}

static void check_need(sums *s, int i)
{
    const sk_instance *in = s->in;
    const sk_inst_need *n = &in->need[i];
    double N = in->demand->need[n->need].portions, out = s->r->backup[i] + s->r->shrt[i], mu = 0;
    for (int g = n->group_first; g < n->group_first + n->n_group; g++) {
        double sum = out;
        for (int a = in->group[g].arc_first; a < in->group[g].arc_first + in->group[g].n_arc; a++) {
            const sk_arc *arc = &in->arc[a];
            double x = s->r->x[a], full = arc->cost + priced(s, arc->use_first, arc->n_use);
            sum += x;
            s->primal += arc->cost * x;
            check_reduced(s, full, full - s->r->need_dual[g], x, N);
            load_up(s, arc->use_first, arc->n_use, x);
        }
        mu += s->r->need_dual[g];
        s->dual += N * s->r->need_dual[g];
        s->c->max_primal_infeas = worse(s->c->max_primal_infeas, fabs(sum - N) / (1 + N));
    }
    if (n->n_group == 0) return;
    check_reduced(s, n->short_cost, n->short_cost - mu, s->r->shrt[i], N);
    s->primal += n->short_cost * s->r->shrt[i];
    if (isinf(n->backup_cost)) {
        s->c->max_primal_infeas = worse(s->c->max_primal_infeas, fabs(s->r->backup[i]) / (1 + N));
        return;
    }
    double full = n->backup_cost + priced(s, n->backup_use_first, n->n_backup_use);
    check_reduced(s, full, full - mu, s->r->backup[i], N);
    s->primal += n->backup_cost * s->r->backup[i];
    load_up(s, n->backup_use_first, n->n_backup_use, s->r->backup[i]);
}

static void check_row(sums *s, int i)
{
    const sk_res *t = &s->in->res[i];
    double p = -s->r->row_dual[i], o = s->r->over[i], e = s->r->excess[i];
    s->c->max_dual_infeas = worse(s->c->max_dual_infeas, -p);
    bool elastic = !isinf(t->hard_cost);
    double size = 1 + fabs(t->cap) + t->soft_cap, left = t->cap + o + e - s->load[i];
    double beyond = p > t->soft_cost ? p - t->soft_cost : 0;
    s->dual -= p * t->cap + beyond * t->soft_cap;
    s->c->max_primal_infeas = worse(s->c->max_primal_infeas, -left / size);
    s->c->max_primal_infeas = worse(s->c->max_primal_infeas, (o - t->soft_cap) / size);
    s->c->max_primal_infeas = worse(s->c->max_primal_infeas, -(o < e ? o : e) / size);
    s->c->max_slackness = worse(s->c->max_slackness, p * fabs(left) / (size * (1 + p)));
    if (!elastic) {
        s->c->max_primal_infeas = worse(s->c->max_primal_infeas, e / size);
        return;
    }
    s->primal += o * t->soft_cost + e * t->hard_cost;
    s->c->max_dual_infeas = worse(s->c->max_dual_infeas, (p - t->hard_cost) / (1 + t->hard_cost));
    s->c->max_slackness =
        worse(s->c->max_slackness, (t->hard_cost - p) / (1 + t->hard_cost) * e / size);
    if (t->soft_cap <= 0) return;
    double reduced = t->soft_cost - p, room = reduced > 0 ? o : t->soft_cap - o;
    s->c->max_slackness =
        worse(s->c->max_slackness, fabs(reduced) / (1 + t->hard_cost) * room / size);
}

void sk_lp_certify(const sk_instance *in, const sk_lp_result *r, sk_certificate *out)
{
    *out = (sk_certificate){0, 0, 0, 0, 0, 0, false};
    sums s = {in, r, sk_calloc_n((size_t)in->n_res + 1, sizeof(double)), 0, 0, out};
    if (!s.load) return;
    for (int i = 0; i < in->n_needs; i++) check_need(&s, i);
    for (int i = 0; i < in->n_res; i++) check_row(&s, i);
    sk_free(s.load);
    out->primal_obj = s.primal;
    out->dual_obj = s.dual;
    out->gap = fabs(s.primal - s.dual) / (1 + fabs(s.primal));
    const double tol = 1e-6;
    out->ok = out->gap <= tol && out->max_primal_infeas <= tol && out->max_dual_infeas <= tol &&
              out->max_slackness <= tol && fabs(r->obj - s.primal) <= tol * (1 + fabs(s.primal));
}
