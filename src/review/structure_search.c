/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Local search over who cooks: one kitchen fewer, one more, another size, one instead of another; the
 * best of a pass is taken while it gains. */
#include <string.h>

#include "review/structure_priv.h"

typedef struct search {
    sk__st *s;
    int *now;  /* n_kit: the cooking kitchens at hand */
    int *best; /* the best neighbour */
    double cost, best_cost;
    bool found;
} search;

static void look(search *f)
{
    sk__st *s = f->s;
    const sk_structure *in = s->in;
    int n = 0;
    for (int k = 0; k < in->n_kit; k++) n += s->cook_of[k] >= 0;
    if ((in->max_cooking && n > in->max_cooking) || sk__st_stop(s) || !sk__st_fill(s)) return;
    sk__st_offer(s, s->cur.opt, s->cur.src);
    if (f->found && s->cur.score >= f->best_cost) return;
    if (in->max_kitchens && s->cur.kitchens > in->max_kitchens) return;
    f->found = true;
    f->best_cost = s->cur.score;
    memcpy(f->best, s->cook_of, (size_t)in->n_kit * sizeof *f->best);
}

/* Kitchen k cooks by option o (-1: not). */
static void with(search *f, int k, int o)
{
    int was = f->s->cook_of[k];
    f->s->cook_of[k] = o;
    look(f);
    f->s->cook_of[k] = was;
}

static void singles(search *f)
{
    const sk_structure *in = f->s->in;
    for (int k = 0; k < in->n_kit && !f->s->stop; k++) {
        if (f->now[k] >= 0) with(f, k, -1);
        for (int o = in->first[k]; o < in->first[k + 1]; o++)
            if (in->opt[o].role == SK_ST_COOK && f->s->allow[o] && o != f->now[k]) with(f, k, o);
    }
}

static void exchanges(search *f)
{
    const sk_structure *in = f->s->in;
    for (int k = 0; k < in->n_kit && !f->s->stop; k++) {
        if (f->now[k] < 0) continue;
        f->s->cook_of[k] = -1;
        for (int c = 0; c < in->n_cook; c++) {
            int o = in->cook[c], j = in->opt[o].kitchen;
            if (j != k && f->now[j] != o && f->s->allow[o]) with(f, j, o);
        }
        f->s->cook_of[k] = f->now[k];
    }
}

static bool step(search *f, void (*moves)(search *))
{
    size_t bytes = (size_t)f->s->in->n_kit * sizeof *f->now;
    f->found = false;
    memcpy(f->s->cook_of, f->now, bytes);
    moves(f);
    if (!f->found || f->best_cost >= f->cost) return false;
    memcpy(f->now, f->best, bytes);
    f->cost = f->best_cost;
    return true;
}

void sk__st_search(sk__st *s, const int *opt, int passes)
{
    const sk_structure *in = s->in;
    size_t n = (size_t)in->n_kit + 1;
    search f = {.s = s,
                .now = sk_calloc_n(n, sizeof(int)),
                .best = sk_calloc_n(n, sizeof(int)),
                .cost = SK__ST_INF};
    if (f.now && f.best) {
        for (int k = 0; k < in->n_kit; k++)
            f.now[k] = opt[k] >= 0 && in->opt[opt[k]].role == SK_ST_COOK ? opt[k] : -1;
        memcpy(s->cook_of, f.now, (size_t)in->n_kit * sizeof(int));
        look(&f);
        if (f.found) f.cost = f.best_cost;
        while (passes-- > 0 && !s->stop)
            if (!step(&f, singles) && !step(&f, exchanges)) break;
    } else s->nomem = true;
    sk_free(f.now);
    sk_free(f.best);
}

void sk__st_try(sk__st *s, const int *opt, const int *src)
{
    enum { PASSES = 40 };
    sk__st_offer(s, opt, src);
    sk__st_search(s, opt, PASSES);
}
