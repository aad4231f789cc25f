/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second opinion on a result: shares nothing with the solver but the public structs. */
#include <math.h>

#include "base/mem.h"
#include "base/text.h"
#include "review/location.h"

static const char *check_limits(const sk_location *in, const bool *open)
{
    int count = 0;
    for (int i = 0; i < in->n_fac; i++) {
        count += open[i];
        if (in->state && in->state[i] > 0 && !open[i])
            return SK_N("a facility that must be open is closed");
        if (in->state && in->state[i] < 0 && open[i])
            return SK_N("a facility that must be closed is open");
    }
    if (count < in->min_open) return SK_N("too few facilities are open");
    if (in->max_open > 0 && count > in->max_open) return SK_N("too many facilities are open");
    for (int r = 0; r < in->n_row; r++) {
        double sum = 0, size = 1;
        for (int i = 0; i < in->n_fac; i++) {
            double a = in->row[(size_t)r * (size_t)in->n_fac + (size_t)i];
            size += fabs(a);
            if (open[i]) sum += a;
        }
        if (sum > in->row_up[r] + 1e-7 * size)
            return SK_N("a limit on the open facilities is broken");
    }
    return NULL;
}

static const char *check_flows(const sk_location *in, const sk_location_result *r, int64_t *load,
                               int64_t *served, int *times)
{
    double cost = 0;
    for (int k = 0; k < r->n_flow; k++) {
        const sk_location_flow *f = &r->flow[k];
        if (f->fac < 0 || f->fac >= in->n_fac || f->cust < 0 || f->cust >= in->n_cust ||
            f->amount < 0)
            return SK_N("a flow names nothing that exists");
        if (!r->open[f->fac]) return SK_N("a closed facility serves");
        double c = in->cost[(size_t)f->fac * (size_t)in->n_cust + (size_t)f->cust];
        if (!isfinite(c)) return SK_N("a facility serves whom it may not");
        load[f->fac] += f->amount;
        served[f->cust] += f->amount;
        times[f->cust]++;
        int64_t d = in->demand[f->cust];
        cost += d > 0 ? c * ((double)f->amount / (double)d) : c;
    }
    for (int j = 0; j < in->n_cust; j++) {
        if (times[j] == 0 || served[j] != in->demand[j])
            return SK_N("a customer is not served in full");
        if (in->single_source && times[j] > 1) return SK_N("a customer has several facilities");
    }
    for (int i = 0; i < in->n_fac; i++) {
        if (load[i] > in->cap[i]) return SK_N("a facility serves beyond its capacity");
        if (r->open[i]) cost += in->fixed[i];
    }
    if (fabs(cost - r->cost) > 1e-9 * (1 + fabs(cost)))
        return SK_N("the cost is not that of the flows");
    return NULL;
}

const char *sk_location_verify(const sk_location *in, const sk_location_result *r)
{
    if (r->status == SK_LOCATION_NOTHING || r->status == SK_LOCATION_INFEASIBLE) return NULL;
    const char *bad = check_limits(in, r->open);
    if (bad) return bad;
    int64_t *load = sk_calloc_n((size_t)in->n_fac, sizeof *load);
    int64_t *served = sk_calloc_n((size_t)in->n_cust, sizeof *served);
    int *times = sk_calloc_n((size_t)in->n_cust, sizeof *times);
    bad = load && served && times ? check_flows(in, r, load, served, times) : SK_N("out of memory");
    sk_free(load);
    sk_free(served);
    sk_free(times);
    if (!bad && r->bound > r->cost + 1e-9 * (1 + fabs(r->cost)))
        return SK_N("the bound is above the cost");
    return bad;
}
