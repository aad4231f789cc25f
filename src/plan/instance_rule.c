/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of one way, one by one, and why a kitchen cannot supply a group. */
#include <string.h>

#include "base/text.h"
#include "plan/instance_priv.h"

/* Ready time of the first portion - longest run < start of work: too late to begin. */
static bool starts_too_late(const sk__builder *b, const sk_need *n, const sk__profile *p,
                            sk_ix kitchen, int ready)
{
    int run = sk__inst_longest_run(b, p, kitchen);
    return run > 0 && ready - run < sk__open(b, kitchen, b->block_day, n->meal)->work_from;
}

bool sk__inst_at_site(sk__builder *b, const sk_need *n, const sk__profile *p, int16_t *hold,
                      sk_reject_reason *why)
{
    const sk_kitchen *r = &b->k->kitchen[n->kitchen];
    *why = SK_REJ_ROLE;
    if (r->role == SK_ROLE_SERVING) return false;
    *why = SK_REJ_MODE;
    if (r->role != SK_ROLE_COOKING && !p->can_site) return false;
    if (!sk__inst_can_cook(b, n, p, n->kitchen, b->block_day, why)) return false;
    int lead = (int)b->k->policy.onsite_lead_min;
    sk__inst_sit(b, n);
    *hold = (int16_t)(lead + (b->sit_any ? b->sit_longest : 0));
    *why = SK_REJ_HOLD;
    if (p->hold_limit > 0 && *hold > p->hold_limit) return false;
    *why = SK_REJ_LATE;
    return !b->sit_any || !starts_too_late(b, n, p, n->kitchen, b->sit_first - lead);
}

bool sk__inst_can_send(sk__builder *b, const sk_need *n, const sk__profile *p, const sk__way *w,
                       int16_t *hold, sk_reject_reason *why)
{
    int pack = (int)b->k->policy.pack_min;
    sk__inst_sit(b, n);
    *hold = (int16_t)(pack + (b->sit_any ? b->sit_last : w->on_time) - w->depart);
    *why = SK_REJ_ROLE;
    if (b->k->kitchen[w->kitchen].role != SK_ROLE_COOKING) return false;
    *why = SK_REJ_MODE;
    if (!p->can_hot) return false;
    if (!sk__inst_can_cook(b, n, p, w->kitchen, b->block_day, why)) return false;
    *why = SK_REJ_HOLD;
    if (p->hold_limit > 0 && *hold > p->hold_limit) return false;
    *why = SK_REJ_LATE;
    return !starts_too_late(b, n, p, w->kitchen, w->depart - pack);
}

bool sk__inst_can_chill(const sk__builder *b, const sk_need *n, const sk__profile *p, sk_ix kitchen,
                        int day, sk_reject_reason *why)
{
    const sk_kitchen *k = &b->k->kitchen[kitchen], *r = &b->k->kitchen[n->kitchen];
    *why = SK_REJ_ROLE;
    if (k->role != SK_ROLE_COOKING) return false;
    *why = SK_REJ_MODE;
    if (!p->can_chill) return false;
    *why = SK_REJ_CHILLER;
    if (k->chill_kg_day <= 0) return false;
    *why = SK_REJ_STORE;
    bool other = kitchen != n->kitchen;
    if (k->cold_store_kg <= 0 || ((other || p->hold_limit > 0) && r->cold_store_kg <= 0))
        return false;
    *why = SK_REJ_REHEAT;
    if (p->hold_limit > 0 && r->reheat_ref <= 0) return false;
    *why = SK_REJ_SHELF;
    if (day >= b->block_day || n->eaten - b->in->from > day + p->shelf_days) return false;
    return sk__inst_can_cook(b, n, p, kitchen, day, why);
}

/* ---- why not ------------------------------------------------------------------------------------ */

static const char *const reason_text[] = {
    [SK_REJ_CLOSED] = SK_N("closed that day for that meal"),
    [SK_REJ_ROLE] = SK_N("does not cook"),
    [SK_REJ_EQUIPMENT] = SK_N("lacks the equipment"),
    [SK_REJ_DIET] = SK_N("is not qualified for the diet"),
    [SK_REJ_NO_ROUTE] = SK_N("no tour stops there in time and no extra trip reaches it"),
    [SK_REJ_MODE] = SK_N("the recipe does not allow it to be made there"),
    [SK_REJ_CHILLER] = SK_N("has no blast chiller"),
    [SK_REJ_STORE] = SK_N("no cold store"),
    [SK_REJ_REHEAT] = SK_N("the receiver cannot reheat"),
    [SK_REJ_SHELF] = SK_N("shelf life or horizon ends before it could be made"),
    [SK_REJ_LATE] = SK_N("work starts too late to be ready in time"),
};

static void explain(sk_buf *out, sk_lang lang, sk_reject_reason why, int hold, int limit)
{
    if (!out) return;
    if (why == SK_REJ_HOLD)
        sk_buf_addf(out, sk_text(lang, "hot holding would take %d min, the limit is %d min"), hold,
                    limit);
    else sk_buf_add(out, sk_text(lang, reason_text[why]));
}

/* The way that comes closest: passes everything but holding with the least time, else the last fault. */
static bool why_not_send(sk__builder *b, const sk_need *n, const sk__profile *p, sk_ix kitchen,
                         sk_reject_reason *why, int *hold)
{
    sk__inst_sit(b, n);
    *why = SK_REJ_NO_ROUTE;
    *hold = INT16_MAX;
    for (int i = 0; i < b->way_of[n->kitchen].n; i++) {
        const sk__way *w = &b->way[b->way_of[n->kitchen].first + i];
        sk_reject_reason now;
        int16_t h;
        if (w->kitchen != kitchen || (b->sit_any && w->on_time > b->sit_first)) continue;
        if (sk__inst_can_send(b, n, p, w, &h, &now)) return false;
        if (now == SK_REJ_HOLD && h < *hold) {
            *hold = h;
            *why = now;
        } else if (*why != SK_REJ_HOLD) *why = now;
        for (int d = 0; d < b->block_day; d++)
            if (sk__inst_can_chill(b, n, p, kitchen, d, &now)) return false;
    }
    return true;
}

static bool why_not_own(sk__builder *b, const sk_need *n, const sk__profile *p,
                        sk_reject_reason *why, int *hold)
{
    sk_reject_reason chill;
    int16_t h = 0;
    if (sk__inst_at_site(b, n, p, &h, why)) return false;
    *hold = h;
    for (int d = 0; d < b->block_day; d++)
        if (sk__inst_can_chill(b, n, p, n->kitchen, d, &chill)) return false;
    return true;
}

static bool why_not(sk__builder *b, const sk_need *n, const sk__profile *p, sk_ix kitchen,
                    sk_reject_reason *why, int *hold)
{
    *why = SK_REJ_CLOSED;
    *hold = 0;
    if (b->closed[sk__kd(b, n->kitchen, b->block_day)]) return true;
    if (n->site == b->opts->forbid_site && kitchen == b->opts->forbid_kitchen) return true;
    if (kitchen == n->kitchen) return why_not_own(b, n, p, why, hold);
    *why = SK_REJ_ROLE;
    if (b->k->kitchen[kitchen].role != SK_ROLE_COOKING) return true;
    sk_reject_reason cook;
    bool cooks = sk__inst_can_cook(b, n, p, kitchen, b->block_day, &cook);
    if (!why_not_send(b, n, p, kitchen, why, hold)) return false;
    if (!cooks) *why = cook; /* what the kitchen lacks says more than what the road lacks */
    return true;
}

bool sk_instance_why_not(const sk_instance *in, int group, sk_ix kitchen, sk_lang lang,
                         sk_reject_reason *reason, sk_buf *detail)
{
    const sk_group *g = &in->group[group];
    const sk_need *n = &in->demand->need[g->need];
    sk_instance scratch = *in;
    sk_inst_opts opts = SK_INST_OPTS_DEFAULT;
    sk__builder b;
    memset(&b, 0, sizeof b);
    b.k = in->k;
    b.demand = in->demand;
    b.opts = &opts;
    b.in = &scratch;
    b.n_days = in->n_days;
    int profile = SK_NONE, hold = 0;
    sk_reject_reason why = SK_REJ_CLOSED;
    bool bad = true;
    if (!sk__inst_begin(&b) && !sk__inst_block(&b, n->day - in->from, n->meal, 0) &&
        !sk__inst_ways(&b, n->kitchen, b.block_day, n->meal) &&
        !sk__inst_profile(&b, n, g->kind, &profile) && profile != SK_NONE) {
        bad = why_not(&b, n, &b.profile[profile], kitchen, &why, &hold);
        if (bad) explain(detail, lang, why, hold, b.profile[profile].hold_limit);
    }
    if (reason) *reason = why;
    sk__inst_done(&b);
    return bad;
}
