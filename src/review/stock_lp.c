/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The linear programme of a year's reserve, as models/stock.mod states it. */
#include <math.h>

#include "base/mem.h"
#include "review/stock_priv.h"

static int days_of(const sk__stock_lp *w, int rep) { return w->spare->map->rep[rep].n_days; }

static sk_code no_memory(sk_err *err) { return sk_err_set(err, SK_E_NOMEM, "out of memory"); }

static double use_of(const sk__stock_lp *w, const sk__slot *s, const sk__make *m,
                     const sk__takes *t)
{
    if (s->rep != m->rep || s->kitchen != m->kitchen) return 0;
    if (s->kind == SK_RES_STAFF) return t->min;
    return s->kind == SK_RES_CHILL ? t->kg
                                   : sk__stock_runs(w->spare->k, m->kitchen, m->dish, s->cls);
}

static sk_code rows(sk__stock_lp *w, sk_err *err)
{
    const sk__spare *s = w->spare;
    double *lo = sk_calloc_n(s->n_slots + 1, sizeof *lo),
           *up = sk_calloc_n(s->n_slots + 1, sizeof *up);
    for (size_t i = 0; lo && up && i < s->n_slots; i++) {
        lo[i] = -(double)INFINITY;
        up[i] = s->slot[i].left;
    }
    sk_code code = lo && up ? SK_OK : no_memory(err);
    if (code == SK_OK && s->n_slots)
        code = sk_lp_add_rows(w->lp, (int)s->n_slots, lo, up, &w->first_row, err);
    const double none = 0;
    if (code == SK_OK) code = sk_lp_add_rows(w->lp, 1, &none, &none, &w->target_row, err);
    sk_free(lo);
    sk_free(up);
    return code;
}

static sk_code add_col(sk__stock_lp *w, double cost, double up, int n, const int *row,
                       const double *val, sk_err *err)
{
    const double lo = 0;
    const int start[] = {0, n};
    int first;
    return sk_lp_add_cols(w->lp, 1, &cost, &lo, &up, start, row, val, &first, err);
}

/* Slots of a representative day lie together: the first and one past the last. */
static void slots_of(const sk__spare *s, int rep, size_t *first, size_t *end)
{
    while (*first < s->n_slots && s->slot[*first].rep < rep) ++*first;
    *end = *first;
    while (*end < s->n_slots && s->slot[*end].rep == rep) ++*end;
}

static sk_code make_cols(sk__stock_lp *w, sk_err *err)
{
    const sk__spare *s = w->spare;
    int *row = sk_calloc_n(s->n_slots + 2, sizeof *row);
    double *val = sk_calloc_n(s->n_slots + 2, sizeof *val);
    sk_code code = row && val ? SK_OK : no_memory(err);
    size_t first = 0, end = 0;
    for (size_t i = 0; i < s->n_makes && code == SK_OK; i++) {
        const sk__make *m = &s->make[i];
        sk__takes t = sk__stock_takes(w->spare->k, m->kitchen, m->dish);
        double days = days_of(w, m->rep);
        int n = 0;
        slots_of(s, m->rep, &first, &end);
        for (size_t j = first; j < end; j++) {
            double use = use_of(w, &s->slot[j], m, &t);
            if (use <= 0) continue;
            row[n] = w->first_row + (int)j;
            val[n++] = use;
        }
        row[n] = w->target_row;
        val[n++] = days;
        code = add_col(w, days * (double)(t.food_ore_1000 + t.other_ore_1000) / 1000,
                       (double)INFINITY, n, row, val, err);
    }
    sk_free(row);
    sk_free(val);
    return code;
}

sk_code sk__stock_lp_new(sk__stock_lp *w, const sk__spare *s, sk_err *err)
{
    *w = (sk__stock_lp){.spare = s};
    sk_code code = sk_lp_new(&w->lp, err);
    if (code == SK_OK) code = rows(w, err);
    if (code == SK_OK) code = make_cols(w, err);
    w->first_over = (int)s->n_makes;
    for (size_t i = 0; i < s->n_slots && code == SK_OK; i++) {
        const sk__slot *x = &s->slot[i];
        const int row = w->first_row + (int)i;
        const double less = -1;
        code = add_col(w, days_of(w, x->rep) * (double)x->over_ore_h / 60, x->over, 1, &row, &less,
                       err);
    }
    w->miss = w->first_over + (int)s->n_slots;
    const double one = 1;
    if (code == SK_OK)
        code = add_col(w, SK__STOCK_MISS_ORE, (double)INFINITY, 1, &w->target_row, &one, err);
    w->x = sk_calloc_n((size_t)w->miss + 1, sizeof *w->x);
    w->row_dual = sk_calloc_n((size_t)w->target_row + 1, sizeof *w->row_dual);
    return code == SK_OK && !(w->x && w->row_dual) ? no_memory(err) : code;
}

sk_code sk__stock_lp_solve(sk__stock_lp *w, int64_t target, sk_err *err)
{
    sk_lp_status status;
    sk_lp_opts o = {.scale = true};
    double t = (double)target;
    sk_code code = sk_lp_row_bounds(w->lp, w->target_row, t, t, err);
    if (code == SK_OK) code = sk_lp_solve(w->lp, &o, &status, err);
    if (code == SK_OK && status != SK_LP_OPTIMAL)
        code = sk_err_set(err, SK_E_SOLVER, "the reserve's programme was not solved");
    if (code != SK_OK) return code;
    sk_lp_primal(w->lp, w->x, NULL);
    sk_lp_dual(w->lp, w->row_dual, NULL);
    return SK_OK;
}

void sk__stock_lp_free(sk__stock_lp *w)
{
    sk_lp_free(w->lp);
    sk_free(w->x);
    sk_free(w->row_dual);
}
