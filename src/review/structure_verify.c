/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A structure judged from the header's text alone: it shares no code with the search. */
#include <math.h>

#include "base/mem.h"
#include "base/text.h"
#include "review/structure.h"

static const char *options(const sk_structure *in, const sk_st_result *r)
{
    int kitchens = 0, cooking = 0;
    sk_ore invest = 0;
    for (int k = 0; k < in->n_kit; k++) {
        int o = r->opt[k];
        if (o < in->first[k] || o >= in->first[k + 1])
            return SK_N("a kitchen has a foreign option");
        if (in->state && in->state[o] < 0) return SK_N("an option that may not be was taken");
        for (int q = in->first[k]; q < in->first[k + 1]; q++)
            if (in->state && in->state[q] > 0 && q != o)
                return SK_N("an option that must be was not taken");
        kitchens += in->opt[o].role == SK_ST_COOK || in->opt[o].role == SK_ST_RECEIVE;
        cooking += in->opt[o].role == SK_ST_COOK;
        invest += in->opt[o].invest;
    }
    if (in->max_kitchens > 0 && kitchens > in->max_kitchens)
        return SK_N("there are too many kitchens");
    if (in->max_cooking > 0 && cooking > in->max_cooking)
        return SK_N("there are too many cooking kitchens");
    if (in->max_invest >= 0 && invest > in->max_invest)
        return SK_N("the investment is above its limit");
    if (kitchens != r->kitchens || cooking != r->cooking || invest != r->invest)
        return SK_N("the sums of the structure are wrong");
    return NULL;
}

static int cook_index(const sk_structure *in, int option)
{
    for (int c = 0; c < in->n_cook; c++)
        if (in->cook[c] == option) return c;
    return -1;
}

static const char *supplier(const sk_structure *in, const sk_st_result *r, int k)
{
    const sk_st_option *o = &in->opt[r->opt[k]];
    if (o->role == SK_ST_COOK || (o->role == SK_ST_CLOSED && o->into < 0))
        return r->src[k] < 0 ? NULL : SK_N("a kitchen that needs no supplier has one");
    int c = r->src[k] < 0 ? -1 : cook_index(in, r->src[k]);
    if (c < 0 || r->opt[in->opt[r->src[k]].kitchen] != r->src[k])
        return SK_N("a supplier does not cook");
    if (in->arc[c * in->n_opt + r->opt[k]] == SK_ST_NO_ARC)
        return SK_N("a kitchen is supplied over a way that does not exist");
    if (o->role != SK_ST_CLOSED) return NULL;
    const sk_st_option *at = &in->opt[r->opt[o->into]];
    if (at->role == SK_ST_CLOSED) return SK_N("guests are sent to a kitchen that closes");
    int from = at->role == SK_ST_COOK ? r->opt[o->into] : r->src[o->into];
    return from == r->src[k] ? NULL : SK_N("guests sent away are supplied by another kitchen");
}

static const char *capacity(const sk_structure *in, const sk_st_result *r, int c)
{
    int a = in->cook[c], home = in->opt[a].kitchen;
    int64_t kg = 0;
    if (r->opt[home] != a) return NULL;
    for (int t = 0; t < in->n_type; t++) {
        int64_t sum = in->load[home * in->n_type + t];
        for (int k = 0; k < in->n_kit; k++)
            if (r->src[k] == a) sum += in->load[k * in->n_type + t];
        if (sum > in->opt[a].cap) return SK_N("a kitchen cooks more than it can");
    }
    for (int k = 0; k < in->n_kit; k++)
        if (r->src[k] == a && in->arc[c * in->n_opt + r->opt[k]] == SK_ST_CHILLED)
            kg += in->chill_kg[k];
    return kg > in->opt[a].cap_chill ? SK_N("a kitchen chills more than it can") : NULL;
}

static const char *cost(const sk_structure *in, const sk_st_result *r)
{
    sk_ore sum = 0;
    for (int k = 0; k < in->n_kit; k++) {
        sum += in->opt[r->opt[k]].fixed;
        if (r->src[k] >= 0) sum += in->cost[cook_index(in, r->src[k]) * in->n_opt + r->opt[k]];
    }
    if (sum != r->cost) return SK_N("the cost of the structure is wrong");
    return r->bound <= (double)sum + 0.5 ? NULL : SK_N("the bound is above the cost");
}

static const char *difference(const sk_structure *in, const sk_st_result *r)
{
    for (int a = 0; a < in->n_avoid; a++) {
        int n = 0;
        for (int k = 0; k < in->n_kit; k++)
            if (in->opt[in->avoid[a * in->n_kit + k]].role != in->opt[r->opt[k]].role) n++;
        if (n < in->differ) return SK_N("it differs too little from an earlier structure");
    }
    return NULL;
}

/* ---- one kitchen out: places hand on what they were given until somebody has room ---- */

typedef struct stand_in {
    const sk_structure *in;
    const sk_st_result *r;
    int out;
    int64_t *left, *given; /* by cook; by cook and kitchen */
    bool *asked;           /* by cook */
} stand_in;

static bool reaches(const stand_in *f, int c, int k)
{
    const sk_structure *in = f->in;
    int a = in->cook[c], home = in->opt[a].kitchen;
    bool way = false;
    for (int o = in->first[k]; o < in->first[k + 1]; o++)
        way = way || ((in->opt[o].role == SK_ST_RECEIVE || in->opt[o].role == SK_ST_SERVE) &&
                      in->arc[c * in->n_opt + o] != SK_ST_NO_ARC);
    return way && home != f->out && f->r->opt[home] == a;
}

static int64_t place(stand_in *f, int k, int64_t amount)
{
    for (int c = 0; c < f->in->n_cook; c++) {
        if (f->asked[c] || !reaches(f, c, k)) continue;
        f->asked[c] = true;
        int64_t got = f->left[c] < amount ? f->left[c] : amount;
        if (got > 0) f->left[c] -= got;
        else got = 0;
        for (int j = 0; j < f->in->n_kit && got == 0; j++) {
            int64_t *has = &f->given[c * f->in->n_kit + j];
            if (*has <= 0) continue;
            got = place(f, j, *has < amount ? *has : amount);
            *has -= got;
        }
        f->given[c * f->in->n_kit + k] += got;
        if (got > 0) return got;
    }
    return 0;
}

static int64_t carried_when_out(stand_in *f, int type, int64_t *lost)
{
    const sk_structure *in = f->in;
    int64_t sum = 0;
    for (int c = 0; c < in->n_cook; c++) {
        int a = in->cook[c], home = in->opt[a].kitchen;
        f->left[c] = in->opt[a].cap - in->load[home * in->n_type + type];
        for (int k = 0; k < in->n_kit; k++) {
            f->given[c * in->n_kit + k] = 0;
            if (f->r->src[k] == a) f->left[c] -= in->load[k * in->n_type + type];
        }
    }
    *lost = 0;
    for (int k = 0; k < in->n_kit; k++) {
        bool his = k == f->out || (f->r->src[k] >= 0 && in->opt[f->r->src[k]].kitchen == f->out);
        int64_t need = his ? in->load[k * in->n_type + type] : 0, got = 1;
        *lost += need;
        while (need > 0 && got > 0) {
            for (int c = 0; c < in->n_cook; c++) f->asked[c] = false;
            got = place(f, k, need);
            need -= got;
            sum += got;
        }
    }
    return sum;
}

static int fullest_type(const sk_structure *in)
{
    int best = 0;
    int64_t most = -1;
    for (int t = 0; t < in->n_type; t++) {
        int64_t sum = 0;
        for (int k = 0; k < in->n_kit; k++) sum += in->load[k * in->n_type + t];
        if (sum > most) most = sum, best = t;
    }
    return best;
}

static const char *outages(const sk_structure *in, const sk_st_result *r)
{
    size_t m = (size_t)in->n_cook, n = (size_t)in->n_kit;
    stand_in f = {in,
                  r,
                  0,
                  sk_calloc_n(m, sizeof *f.left),
                  sk_calloc_n(m * n, sizeof *f.given),
                  sk_calloc_n(m, sizeof *f.asked)};
    const char *bad = f.left && f.given && f.asked ? NULL : SK_N("out of memory");
    for (f.out = 0; f.out < in->n_kit && in->n1 && !bad; f.out++) {
        int64_t lost, sum;
        if (in->opt[r->opt[f.out]].role != SK_ST_COOK) continue;
        sum = carried_when_out(&f, fullest_type(in), &lost);
        if (sum * SK_PPM < lost * in->n1_ppm)
            bad = SK_N("the others cannot stand in for a kitchen");
    }
    sk_free(f.left);
    sk_free(f.given);
    sk_free(f.asked);
    return bad;
}

const char *sk_structure_verify(const sk_structure *in, const sk_st_result *r)
{
    if (!r->opt) return r->cost == 0 ? NULL : SK_N("the cost of the structure is wrong");
    const char *bad = options(in, r);
    for (int k = 0; k < in->n_kit && !bad; k++) bad = supplier(in, r, k);
    for (int c = 0; c < in->n_cook && !bad; c++) bad = capacity(in, r, c);
    if (!bad) bad = cost(in, r);
    if (!bad) bad = difference(in, r);
    return bad ? bad : outages(in, r);
}
