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

const char *sk_structure_verify(const sk_structure *in, const sk_st_result *r)
{
    if (!r->opt) return r->cost == 0 ? NULL : SK_N("the cost of the structure is wrong");
    const char *bad = options(in, r);
    for (int k = 0; k < in->n_kit && !bad; k++) bad = supplier(in, r, k);
    for (int c = 0; c < in->n_cook && !bad; c++) bad = capacity(in, r, c);
    if (!bad) bad = cost(in, r);
    return bad ? bad : difference(in, r);
}
