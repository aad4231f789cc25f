/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every indicator against its limit: what was found, or that nobody has measured it. */
#include "domain/query.h"
#include "price/followup_priv.h"

bool sk_fu_is_share(int indicator)
{
    switch (indicator) {
    case SK_FM_WASTE:
    case SK_FM_SPAN:
    case SK_FM_KITCHENS:
    case SK_FM_SATISFIED:
    case SK_FM_ACTION_LEAST: return false;
    default: return true;
    }
}

const sk_fu_target *sk_fu_target_at(const sk_followup *f, int indicator, sk_day day)
{
    for (int i = 0; i < f->n_targets; i++)
        if (f->target[i].indicator == indicator && sk_period_has(f->target[i].when, day))
            return &f->target[i];
    return NULL;
}

sk_status sk_fu_judge(const sk_fu_target *t, bool share, int64_t num, int64_t den)
{
    static const sk_limit limits[] = {SK_LIMIT_BELOW, SK_LIMIT_AT_MOST, SK_LIMIT_AT_LEAST,
                                      SK_LIMIT_ABOVE};
    if (!t || t->condition == SK_FU_PLAN) return SK_NOT_MEASURED;
    return sk_follow_status(num, den, limits[t->condition],
                            (sk_rate){t->limit_milli, share ? 100000 : 1000});
}

static sk_fu_finding *find(sk__fu *u, int indicator, sk_ix area, int64_t num, int64_t den)
{
    sk_fu_result_set *r = u->r;
    sk_fu_finding *x = &r->finding[r->n_findings++];
    *x = (sk_fu_finding){.indicator = indicator,
                         .area = area,
                         .num = num,
                         .den = den > 0 ? den : 0,
                         .target = sk_fu_target_at(r->f, indicator, r->to)};
    x->status = sk_fu_judge(x->target, sk_fu_is_share(indicator), num, x->den);
    return x;
}

static sk_ore size_of(sk_ore v) { return v == INT64_MIN ? INT64_MAX : v < 0 ? -v : v; }

/* Of what an area has reported against the result that its decided frame gives; false when either lacks. */
static bool reported_off(sk__fu *u, sk_ix area, sk_ore *off, sk_ore *turnover, const char **source)
{
    sk_ore forecast, decided;
    return sk__fu_outlook(u, area, &forecast, turnover, source) &&
           sk_fu_decided(u->r->f, area, u->r->year, &decided) &&
           !__builtin_sub_overflow(forecast, decided, off);
}

static void deviations(sk__fu *u)
{
    sk_fu_result_set *r = u->r;
    for (sk_ix a = 0; a < r->f->n_areas; a++) {
        int level = r->f->area[a].level;
        const sk_fu_sums *s = &r->area[a];
        sk_ore off = sk_fu_result(s, SK_FU_FORECAST) - sk_fu_result(s, SK_FU_BUDGET_YEAR),
               turnover = s->revenue[SK_FU_BUDGET_YEAR];
        const char *source = NULL;
        bool known =
            level == SK_FU_DETAIL || (reported_off(u, a, &off, &turnover, &source) && turnover > 0);
        if (!known && level != SK_FU_WHOLE) continue; /* the table of areas says "not reported" */
        sk_fu_finding *x =
            find(u, SK_FM_DEVIATION, a, known ? size_of(off) : 0, known ? turnover : 0);
        x->forecast = r->months < SK_FU_MONTHS;
        x->source = known ? source : NULL;
    }
}

/* Each saving by itself: what is expected of the year against the plan. */
static void savings(sk__fu *u)
{
    for (int i = 0; i < u->r->n_savings; i++) {
        const sk_fu_saving *s = &u->r->saving[i];
        bool known = s->expected != SK_FU_EMPTY;
        sk_fu_finding *x =
            find(u, SK_FM_SAVING, s->m->area, known ? size_of(s->expected - s->m->planned) : 0,
                 known ? s->m->planned : 0);
        x->forecast = u->r->months < SK_FU_MONTHS;
        x->who = s->m->id;
    }
    if (u->r->n_savings == 0) find(u, SK_FM_SAVING, SK_NONE, 0, 0);
}

static void people(sk__fu *u)
{
    const sk_kommun *k = u->r->k;
    for (int sex = SK_FU_ALL; sex <= SK_FU_MEN; sex++) {
        int64_t full = 0, all = 0;
        for (int i = 0; i < k->n_posts; i++) {
            const sk_post *p = &k->post[i];
            bool counts = sex == SK_FU_ALL || (sex == SK_FU_WOMEN && p->sex == SK_SEX_WOMAN) ||
                          (sex == SK_FU_MEN && p->sex == SK_SEX_MAN);
            if (p->trainee || !counts || !sk_period_has(p->when, u->r->to)) continue;
            all++;
            full += p->employment_pct == 100;
        }
        find(u, SK_FM_FULLTIME, SK_NONE, full, all)->sex = sex;
    }
}

static void managers(sk__fu *u)
{
    const sk_kommun *k = u->r->k;
    for (int i = 0; i < k->n_managers; i++)
        find(u, SK_FM_SPAN, SK_NONE, k->manager[i].headcount, 1)->who = k->manager[i].id;
    if (k->n_managers == 0) find(u, SK_FM_SPAN, SK_NONE, 0, 0);
}

static void kitchens(sk__fu *u)
{
    sk_fu_result_set *r = u->r;
    for (sk_ix i = 0; i < r->k->n_kitchens; i++) {
        const sk_kitchen *c = &r->k->kitchen[i];
        if (c->role == SK_ROLE_SERVING || !sk_period_has(c->open, r->to)) continue;
        r->n_kitchens++;
        for (int j = 0; j < r->f->n_continuity; j++) {
            const sk_continuity *p = &r->f->continuity[j];
            if (p->kitchen != i) continue;
            r->n_planned += p->revised != SK_NO_DAY && p->revised <= r->to;
            r->n_exercised += p->exercised != SK_NO_DAY && p->exercised <= r->to;
        }
    }
    find(u, SK_FM_CONTINUITY, SK_NONE, r->n_planned, r->f->n_continuity ? r->n_kitchens : 0);
    find(u, SK_FM_KITCHENS, SK_NONE, r->n_kitchens, 1);
}

/* The latest value of each indicator, area and sex of this year; rows are sorted so. */
static void values(sk__fu *u, int indicator, bool needed)
{
    const sk_followup *f = u->r->f;
    int found = 0;
    for (int i = 0; i < f->n_values; i++) {
        const sk_fu_value *v = &f->value[i], *next = i + 1 < f->n_values ? v + 1 : NULL;
        if (v->indicator != indicator || v->when.to > u->r->to ||
            sk_day_ymd(v->when.to).year != u->r->year)
            continue;
        if (next && next->indicator == indicator && next->area == v->area && next->sex == v->sex &&
            next->when.to <= u->r->to)
            continue;
        sk_fu_finding *x = find(u, indicator, v->area, v->num, v->den);
        x->value = v;
        x->sex = v->sex;
        found++;
    }
    if (needed && found == 0) find(u, indicator, SK_NONE, 0, 0);
}

/* Figures on people are split by sex: what is not is not measured. */
static void sick_leave(sk__fu *u)
{
    sk_fu_result_set *r = u->r;
    int first = r->n_findings;
    bool has[SK_FU_MEN + 1] = {false};
    values(u, SK_FM_SICK, false);
    for (int i = first; i < r->n_findings; i++) has[r->finding[i].sex] = true;
    for (int sex = SK_FU_ALL; sex <= SK_FU_MEN; sex++)
        if (!has[sex]) find(u, SK_FM_SICK, SK_NONE, 0, 0)->sex = sex;
}

/* Of the areas whose result of the year is known, those that are not below zero. */
static void balance(sk__fu *u)
{
    const sk_followup *f = u->r->f;
    int known = 0, in_balance = 0;
    bool all = true;
    for (int i = 0; i < u->r->n_actions; i++) {
        const sk_fu_action *x = &u->r->action[i];
        if (f->area[x->area].level == SK_FU_WHOLE) continue;
        all = all && x->told; /* one unknown area makes the share unknown */
        known++;
        in_balance += x->told && x->forecast >= 0;
    }
    find(u, SK_FM_BALANCE, SK_NONE, all ? in_balance : 0, all ? known : 0)->forecast =
        u->r->months < SK_FU_MONTHS;
}

/* The administration's action plan, and its equity against the cap; both judged where they were computed. */
static void administration(sk__fu *u)
{
    sk_fu_result_set *r = u->r;
    bool forecast = r->months < SK_FU_MONTHS;
    int plans = 0, equities = 0;
    for (int i = 0; i < r->n_actions; i++) {
        const sk_fu_action *a = &r->action[i];
        if (r->f->area[a->area].level != SK_FU_WHOLE) continue;
        plans++;
        bool countable = a->known && a->forecast != INT64_MIN;
        sk_fu_finding *x =
            find(u, SK_FM_ACTION_SHARE, a->area, countable ? -a->forecast : 0, /* a deficit is + */
                 countable ? a->t.base : 0);
        x->status = !countable ? SK_NOT_MEASURED : a->t.fires ? SK_NOT_MET : SK_MET;
        x->forecast = forecast;
        x->source = countable && a->source[0] ? a->source : NULL;
    }
    for (int i = 0; i < r->n_equity; i++) {
        const sk_fu_equity_row *e = &r->equity[i];
        bool last = i + 1 == r->n_equity || e[1].area != e->area;
        if (!last || r->f->area[e->area].level != SK_FU_WHOLE) continue;
        equities++;
        sk_fu_finding *x = find(u, SK_FM_EQUITY, e->area, e->e.closing, e->turnover);
        x->status = e->e.excess > 0 || e->e.closing < 0 ? SK_NOT_MET : SK_MET;
        x->forecast = e->forecast;
    }
    if (plans == 0) find(u, SK_FM_ACTION_SHARE, SK_NONE, 0, 0);
    if (equities == 0) find(u, SK_FM_EQUITY, SK_NONE, 0, 0);
}

void sk__fu_findings(sk__fu *u)
{
    const sk_followup *f = u->r->f;
    size_t room = 4 * (size_t)f->n_areas + (size_t)f->n_measures + (size_t)f->n_values +
                  (size_t)u->r->k->n_managers + 2 * SK_N_FM;
    u->r->finding = sk__fu_calloc(u, room, sizeof *u->r->finding);
    if (u->nomem) return;
    administration(u);
    deviations(u);
    savings(u);
    sk_fu_finding *v = find(u, SK_FM_VOLUME, SK_NONE, u->r->all_volumes.pct2,
                            u->r->all_volumes.status == SK_NOT_MEASURED ? 0 : 10000);
    v->status = u->r->all_volumes.status; /* judged by the exact mean, not by what is shown */
    find(u, SK_FM_WASTE, SK_NONE, u->waste.mg, u->waste.mg < 0 ? 0 : 1000)->status =
        u->waste.status;
    values(u, SK_FM_WASTE, false);
    values(u, SK_FM_SUPPLIER, true);
    values(u, SK_FM_ECOMMERCE, true);
    kitchens(u);
    people(u);
    values(u, SK_FM_FULLTIME, false);
    managers(u);
    sick_leave(u);
    values(u, SK_FM_SATISFIED, true);
    balance(u);
}
