/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/flip.h"

#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "price/split.h"

enum {
    STEP = 100000,     /* the second point of the first secant: +10 % */
    TOLERANCE = 10000, /* runs a percent on each side decide */
    FINE = 100,        /* where nothing is planned again: a hundredth of a percent */
    REFINEMENTS = 2
};

const char *sk_flip_name(sk_flip_kind f, sk_lang lang)
{
    static const char *const w[] = {
        [SK_FLIP_FOOD] = SK_N("food price"),   [SK_FLIP_WAGES] = SK_N("wages"),
        [SK_FLIP_FUEL] = SK_N("fuel"),         [SK_FLIP_VOLUME] = SK_N("number of guests"),
        [SK_FLIP_INVEST] = SK_N("investment"), [SK_FLIP_RATE] = SK_N("internal rate")};
    return sk_text(lang, w[f]);
}

typedef struct flipper {
    const sk_whatif *w;
    const sk_whatif_opts *o;
    sk_flip *f;
    sk_diags *diags;
    sk_err *err;
} flipper;

/* The alternative's scenario with one operation more; the copy shares the strings of the original. */
static sk_scenario *with_op(const sk_alt *a, const sk_op *op)
{
    sk_arena *arena = sk_arena_new();
    sk_scenario *s = arena ? sk_arena_alloc(arena, sizeof *s) : NULL;
    int n = a->s ? a->s->n_ops : 0, opened = a->s ? a->s->n_opened : 0;
    if (!s) {
        sk_arena_free(arena);
        return NULL;
    }
    *s = (sk_scenario){.arena = arena,
                       .id = a->s ? a->s->id : "baseline",
                       .name = a->s ? a->s->name : "",
                       .note = "",
                       .year = a->s ? a->s->year : 0,
                       .rate_ppm = a->s ? a->s->rate_ppm : SK_OP_UNSET};
    s->op = sk_calloc_n((size_t)n + 1, sizeof *s->op);
    s->opened = sk_calloc_n((size_t)opened + 1, sizeof *s->opened);
    if (!s->op || !s->opened) {
        sk_scenario_free(s);
        return NULL;
    }
    if (n) memcpy(s->op, a->s->op, (size_t)n * sizeof *s->op);
    for (int i = 0; i < opened; i++) s->opened[i] = a->s->opened[i];
    s->op[n] = *op;
    s->n_ops = n + 1;
    s->n_opened = opened;
    return s;
}

static sk_op change(sk_flip_kind kind, int64_t ppm)
{
    static const sk_op_kind op[] = {[SK_FLIP_FOOD] = SK_OP_FOOD_PRICE,
                                    [SK_FLIP_WAGES] = SK_OP_WAGES,
                                    [SK_FLIP_FUEL] = SK_OP_FUEL,
                                    [SK_FLIP_VOLUME] = SK_OP_GUESTS};
    sk_op o = sk_op_empty();
    o.kind = op[kind];
    o.file = o.path = "";
    o.percent_ppm = ppm;
    return o;
}

static sk_code total_with(flipper *x, const sk_alt *a, sk_flip_kind kind, int64_t ppm, sk_ore *out)
{
    sk_op op = change(kind, ppm);
    sk_alt alt;
    sk_scenario *s = ppm ? with_op(a, &op) : NULL;
    *out = a->whole_ore;
    if (!ppm) return SK_OK;
    if (!s) return sk_err_set(x->err, SK_E_NOMEM, "out of memory");
    sk_code code = sk_whatif_one(x->w, s, x->o, &alt, x->diags, x->err);
    if (code) return code;
    *out = alt.whole_ore;
    x->f->n_runs++;
    sk_alt_free(&alt);
    return SK_OK;
}

static sk_ore capital_at(const sk_alt *a, int64_t scale_ppm, int64_t rate_ppm)
{
    sk_ore sum = 0;
    for (int i = 0; a->applied && i < a->applied->n_invests; i++) {
        const sk_invest *v = &a->applied->invest[i];
        sum += sk_annuity(sk_muldiv(v->ore, SK_PPM + scale_ppm, SK_PPM), rate_ppm, v->life_years);
    }
    return sum;
}

/* Difference between the alternatives' totals at x. */
static sk_code diff_at(flipper *x, sk_flip_kind kind, int64_t ppm, sk_ore *out)
{
    const sk_alt *a = &x->w->alt[x->f->a], *b = &x->w->alt[x->f->b];
    if (kind == SK_FLIP_INVEST || kind == SK_FLIP_RATE) {
        int64_t scale = kind == SK_FLIP_INVEST ? ppm : 0;
        int64_t ra = kind == SK_FLIP_RATE ? ppm : a->rate_ppm,
                rb = kind == SK_FLIP_RATE ? ppm : b->rate_ppm;
        *out = a->whole_ore - capital_at(a, 0, a->rate_ppm) + capital_at(a, scale, ra) -
               (b->whole_ore - capital_at(b, 0, b->rate_ppm) + capital_at(b, scale, rb));
        return SK_OK;
    }
    sk_ore one = 0, other = 0;
    sk_code code = total_with(x, a, kind, ppm, &one);
    if (!code) code = total_with(x, b, kind, ppm, &other);
    *out = one - other;
    return code;
}

/* Where the line through two points is 0; false when it is level. */
static bool secant(int64_t x0, sk_ore d0, int64_t x1, sk_ore d1, int64_t *out)
{
    if (d0 == d1) return false;
    sk_wide num = (sk_wide)d0 * (x1 - x0), den = (sk_wide)d1 - d0;
    sk_wide q = num / den;
    if (q > INT32_MAX || q < INT32_MIN) return false;
    *out = x0 - (int64_t)q;
    return true;
}

static bool within(const sk_flip_row *r)
{
    return r->at_ppm >= r->lo_ppm && r->at_ppm <= r->hi_ppm;
}

/* Runs on both sides of the guess; where they agree in sign, a new secant through them. */
static sk_code settle(flipper *x, sk_flip_row *r)
{
    for (int i = 0; i <= REFINEMENTS; i++) {
        int64_t lo = r->at_ppm - r->tol_ppm, hi = r->at_ppm + r->tol_ppm, next;
        sk_code code = diff_at(x, r->kind, lo, &r->below_ore);
        if (!code) code = diff_at(x, r->kind, hi, &r->above_ore);
        if (code) return code;
        r->found = true;
        r->verified =
            (r->below_ore <= 0) != (r->above_ore <= 0) || r->below_ore == 0 || r->above_ore == 0;
        if (r->verified) return SK_OK;
        if (!secant(lo, r->below_ore, hi, r->above_ore, &next)) break;
        r->at_ppm = next;
        if (!within(r)) break;
    }
    r->found = false;
    return SK_OK;
}

/* The rate enters through the annuity: bisection, to a hundredth of a percentage point. */
static sk_code rate_flip(flipper *x, sk_flip_row *r)
{
    sk_ore lo, hi, mid;
    int64_t a = r->lo_ppm, b = r->hi_ppm;
    sk_code code = diff_at(x, SK_FLIP_RATE, a, &lo);
    if (!code) code = diff_at(x, SK_FLIP_RATE, b, &hi);
    if (code) return code;
    r->slope_ore = sk_muldiv(hi - lo, 10000, b - a);
    if ((lo <= 0) == (hi <= 0)) return SK_OK;
    while (b - a > FINE && !code) {
        int64_t m = a + (b - a) / 2;
        code = diff_at(x, SK_FLIP_RATE, m, &mid);
        if ((mid <= 0) == (lo <= 0)) a = m;
        else b = m;
    }
    r->at_ppm = a + (b - a) / 2;
    return code ? code : settle(x, r);
}

static sk_code one_flip(flipper *x, sk_flip_row *r)
{
    int64_t step = r->kind == SK_FLIP_INVEST ? SK_PPM : STEP;
    sk_ore d1 = 0;
    if (r->kind == SK_FLIP_RATE) return rate_flip(x, r);
    sk_code code = diff_at(x, r->kind, step, &d1);
    if (code) return code;
    r->slope_ore = sk_muldiv(d1 - x->f->diff_ore, 10000, step);
    if (!secant(0, x->f->diff_ore, step, d1, &r->at_ppm) || !within(r)) return SK_OK;
    return settle(x, r);
}

sk_code sk_flip_make(const sk_whatif *w, int a, int b, const sk_whatif_opts *o, sk_flip *out,
                     sk_diags *diags, sk_err *err)
{
    static const int64_t lo[] = {-900000, -500000, -1000000, -400000, -1000000, 0};
    static const int64_t hi[] = {5000000, 2000000, 20000000, 400000, 20000000, 250000};
    *out = (sk_flip){.a = a, .b = b};
    if (a == b || a < 0 || b < 0 || a >= w->n_alts || b >= w->n_alts)
        return sk_err_set(err, SK_E_USAGE, "two different alternatives are compared");
    out->diff_ore = w->alt[a].whole_ore - w->alt[b].whole_ore;
    sk_whatif_opts money = *o;
    money.outages = false; /* only totals of whole years are looked at */
    money.whole_only = true;
    flipper x = {w, &money, out, diags, err};
    sk_code code = SK_OK;
    for (int i = 0; i < SK_N_FLIPS && !code; i++) {
        sk_flip_row *r = &out->row[i];
        bool planned = i == SK_FLIP_WAGES || i == SK_FLIP_FUEL || i == SK_FLIP_VOLUME;
        *r = (sk_flip_row){.kind = (sk_flip_kind)i,
                           .lo_ppm = lo[i],
                           .hi_ppm = hi[i],
                           .tol_ppm = planned ? TOLERANCE : FINE};
        code = one_flip(&x, r);
    }
    return code;
}
