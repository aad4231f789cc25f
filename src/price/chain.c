/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps 1-4: the amount of each cost line in the new year. */
#include "price/case_priv.h"

#include "base/num.h"
#include "base/text.h"

#include <string.h>

/* ---- volume ---- */

/* Planned / base volume of the cells that bear the line, in the units of its key. */
static bool volume_rate(price_run *p, const sk_price_line *l, sk_rate *out)
{
    sk_wide now = 0, base = 0;
    *out = (sk_rate){1, 1};
    if (l->behaviour != SK_COST_VARIABLE || p->c->set.stop == SK_STAGE_ONE_OFF) return true;
    for (sk_ix i = 0; i < p->r->n_cells; i++) {
        if (!sk__price_reaches(p, l, i)) continue;
        int64_t a = sk__price_volume(p, l, i, false), b = sk__price_volume(p, l, i, true);
        if (a < 0 || b < 0) {
            sk__price_bad(p, "K003", l->src, "cost line %s: the weights of its key are too large",
                          l->id);
            return false;
        }
        now += a;
        base += b;
    }
    if (base == 0) {
        sk__price_bad(p, "K011", l->src,
                      "cost line %s follows the volume, but the base year has no volume", l->id);
        return false;
    }
    sk_wide g = sk_gcd(base, now);
    now /= g;
    base /= g;
    if (now > INT64_MAX || base > INT64_MAX) {
        sk__price_bad(p, "K003", l->src, "cost line %s: the weights of its key are too large",
                      l->id);
        return false;
    }
    *out = (sk_rate){(int64_t)now, (int64_t)base};
    return true;
}

/* ---- one line ---- */

static void line_steps(price_run *p, sk_ix i)
{
    const sk_price_settings *set = &p->c->set;
    const sk_price_line *l = &p->c->line[i];
    sk_price_steps *s = &p->r->step[i];
    sk_rate rate[2] = {{1, 1}, {1, 1}};
    sk_ore scaled, indexed;
    s->volume_rate = rate[0];
    s->base = s->final = set->base == SK_BASE_OUTTURN ? l->outturn : l->budget;
    if (set->stop == SK_STAGE_BASE) return;
    if (l->one_off) {
        s->one_off = -s->base;
        s->final = 0;
    } else if (set->stop != SK_STAGE_ONE_OFF && s->base != 0) {
        bool index = set->stop != SK_STAGE_VOLUME && l->index != SK_IDX_NONE;
        if (!volume_rate(p, l, &rate[0])) return;
        s->volume_rate = rate[0];
        if ((index && !sk_rate_plus_one(set->index[l->index], &rate[1])) ||
            !sk_scale(s->base, rate, 1, &scaled) || !sk_scale(s->base, rate, 2, &indexed) ||
            !sk__price_amount_ok(scaled) || !sk__price_amount_ok(indexed)) {
            sk__price_bad(p, "K003", l->src, "the amount of cost line %s is out of range", l->id);
            return;
        }
        s->volume = scaled - s->base; /* shown; the one rounding is that of indexed */
        s->index = indexed - scaled;
        s->final = indexed;
    }
    if (set->stop != SK_STAGE_ALL && set->stop != SK_STAGE_DECIDED) return;
    s->decided = l->decided;
    if (!sk_add_ok(s->final, l->decided, &s->final) || !sk__price_amount_ok(s->final))
        sk__price_bad(p, "K003", l->src, "the amount of cost line %s is out of range", l->id);
}

/* ---- efficiency ---- */

static bool required(price_run *p, sk_ore sum, sk_ore *out)
{
    const sk_price_settings *set = &p->c->set;
    *out = set->eff == SK_EFF_ORE ? set->eff_ore : 0;
    if (set->eff == SK_EFF_RATE) return sk_scale(sum, &set->eff_rate, 1, out);
    return true;
}

static bool check_requirement(price_run *p, sk_ore sum)
{
    const sk_price_settings *set = &p->c->set;
    sk_price_src none = {NULL, 0};
    sk_price_result *r = p->r;
    if (!required(p, sum, &r->eff_required) || r->eff_required < set->gap_ore)
        sk__price_bad(p, "K012", none, "the gap is larger than the efficiency requirement");
    else if (r->eff_required - set->gap_ore > sum)
        sk__price_bad(p, "K012", none,
                      "the lines that can be influenced cost less than the requirement");
    else if (set->gap_ore > 0 && (!set->gap_decision || !*set->gap_decision ||
                                  !set->gap_responsible || !*set->gap_responsible))
        sk__price_bad(
            p, "K012", none,
            "efficiency that is not assigned to lines needs a decision and a responsible");
    r->eff_assigned = r->eff_required - set->gap_ore;
    return !p->bad;
}

/* Over the lines in order of id, so that ties do not depend on the order of rows. */
static void efficiency(price_run *p)
{
    sk_price_result *r = p->r;
    size_t n = (size_t)p->c->n_lines;
    int64_t *w = sk__price_array(p, n + 1, sizeof *w);
    sk_ore *part = sk__price_array(p, n + 1, sizeof *part);
    sk_ore sum = 0;
    if (!w || !part) return;
    for (size_t i = 0; i < n; i++) {
        sk_ix at = r->line_order[i];
        const sk_price_line *l = &p->c->line[at];
        if (l->influenceable && r->step[at].final > 0) w[i] = r->step[at].final;
        if (!sk_add_ok(sum, w[i], &sum)) {
            sk__price_bad(p, "K003", l->src, "the amount of cost line %s is out of range", l->id);
            return;
        }
    }
    if (!check_requirement(p, sum)) return;
    sk_code code = sk_split(-r->eff_assigned, w, n, part);
    if (code == SK_E_NOMEM) p->no_memory = true;
    for (size_t i = 0; code == SK_OK && i < n; i++) {
        r->step[r->line_order[i]].efficiency = part[i];
        r->step[r->line_order[i]].final += part[i];
    }
}

bool sk__price_steps(price_run *p)
{
    size_t n = (size_t)p->c->n_lines;
    p->r->step = sk__price_array(p, n + 1, sizeof *p->r->step);
    if (!p->r->step) return false;
    for (sk_ix i = 0; i < p->c->n_lines; i++) line_steps(p, i);
    if (!p->bad && p->c->set.stop == SK_STAGE_ALL) efficiency(p);
    return !p->bad && !p->no_memory;
}
