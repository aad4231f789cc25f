/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bottlenecks, priced by solving again. */
#include "plan/neck.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/text.h"
#include "plan/assemble.h"

typedef struct cand {
    double value;
    int res;
} cand;

static int by_value(const void *x, const void *y)
{
    const cand *a = x, *b = y;
    if (a->value < b->value || a->value > b->value) return a->value > b->value ? -1 : 1;
    return (a->res > b->res) - (a->res < b->res);
}

void sk__lp_short(const sk_instance *in, const sk_lp_result *lp, double *portions, double *ore)
{
    *portions = *ore = 0;
    for (int i = 0; i < in->n_needs; i++) {
        *portions += lp->shrt[i];
        *ore += lp->shrt[i] * in->need[i].short_cost;
    }
}

/* A limit that nothing at all goes through is no bottleneck, whatever its dual. */
static bool candidate(const sk_instance *in, const sk_lp_result *lp, int r, cand *c)
{
    int step;
    sk__res_unit(in->res[r].kind, &step);
    *c = (cand){-lp->row_dual[r] * step, r};
    return c->value > 100; /* under a krona a step */
}

static void widen(sk_res *r, double step)
{
    r->cap += step;
    r->total += step;
}

static sk_code price(sk_instance *in, const sk_lp_result *lp, sk_lp_warm **warm, int res,
                     sk_bottleneck *out, sk_err *err)
{
    sk_res *r = &in->res[res], before = *r;
    *out = (sk_bottleneck){.res_kind = (int)r->kind,
                           .kitchen = r->kitchen,
                           .cls = r->cls,
                           .tour = r->tour,
                           .day = r->day,
                           .session = r->session,
                           .cap = r->total,
                           .dual_ore = -lp->row_dual[res]};
    out->unit = sk__res_unit(r->kind, &out->unit_step);
    sk_arena *a = sk_arena_new();
    if (!a) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk_alloc_opts opts = {0};
    sk_lp_result more;
    widen(r, out->unit_step);
    sk_code code = sk_alloc_solve(in, &opts, warm, a, &more, err);
    *r = before;
    if (code == SK_OK) {
        double was, now, was_ore, now_ore;
        sk__lp_short(in, lp, &was, &was_ore);
        sk__lp_short(in, &more, &now, &now_ore);
        out->saves_portions = was - now > 1e-6 ? was - now : 0;
        if (!sk_round_i64(lp->obj - more.obj - (was_ore - now_ore), &out->saves_ore))
            out->saves_ore = 0;
    }
    sk_arena_free(a);
    return code;
}

static int by_saving(const void *x, const void *y)
{
    const sk_bottleneck *a = x, *b = y;
    if (a->saves_portions < b->saves_portions || a->saves_portions > b->saves_portions)
        return a->saves_portions > b->saves_portions ? -1 : 1;
    if (a->saves_ore != b->saves_ore) return a->saves_ore > b->saves_ore ? -1 : 1;
    const int p[] = {a->res_kind, a->kitchen, a->tour, a->day, a->session, a->cls};
    const int q[] = {b->res_kind, b->kitchen, b->tour, b->day, b->session, b->cls};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
    return 0;
}

sk_code sk__necks(sk_instance *in, const sk_lp_result *lp, sk_lp_warm **warm, int most,
                  sk_progress progress, void *ctx, sk_lang lang, sk_plan *p, sk_err *err)
{
    cand *c = sk_calloc_n((size_t)in->n_res + 1, sizeof *c);
    if (!c) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    int n = 0;
    for (int r = 0; r < in->n_res; r++) n += candidate(in, lp, r, &c[n]);
    if (n > 1) qsort(c, (size_t)n, sizeof *c, by_value);
    n = n < most ? n : most;
    p->neck = sk_arena_calloc(p->arena, (size_t)n + 1, sizeof *p->neck);
    sk_code code = p->neck ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
    for (int i = 0; i < n && code == SK_OK; i++) {
        if (progress) progress(ctx, sk_text(lang, "bottlenecks"), i, n);
        code = price(in, lp, warm, c[i].res, &p->neck[p->n_necks], err);
        const sk_bottleneck *b = &p->neck[p->n_necks];
        if (code == SK_OK && (b->saves_portions > 0 || b->saves_ore > 0)) p->n_necks++;
    }
    if (p->n_necks > 1) qsort(p->neck, (size_t)p->n_necks, sizeof *p->neck, by_saving);
    sk_free(c);
    return code;
}
