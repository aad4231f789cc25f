/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Volumes, equity, action plan and savings: the rules of follow.h on the records. */
#include "price/followup_priv.h"

/* ---- volumes ---- */

static bool same_volume(const sk_fu_volume *a, const sk_fu_volume *b)
{
    return a->area == b->area && a->product == b->product && a->customer == b->customer;
}

/* Months to date that have an outturn, of one product to one customer; rows are sorted so. */
static void collect(sk__fu *u, sk_fu_adherence *a, const sk_fu_volume *v)
{
    sk_ore cost;
    if (v->period > sk__fu_period(u, u->r->months - 1) || v->period < sk__fu_period(u, 0) ||
        v->actual == SK_FU_EMPTY)
        return;
    sk__fu_add(u, &a->plan, v->plan);
    sk__fu_add(u, &a->actual, v->actual);
    if (__builtin_mul_overflow(v->plan, v->unit_cost, &cost)) u->r->out_of_range = true;
    else sk__fu_add(u, &a->cost, cost);
}

void sk__fu_volumes(sk__fu *u)
{
    sk_fu_result_set *r = u->r;
    const sk_followup *f = r->f;
    const sk_fu_target *t = sk_fu_target_at(f, SK_FM_VOLUME, r->to);
    sk_rate limit = {t ? t->limit_milli : 0, t ? 100000 : 0};
    r->adherence = sk__fu_calloc(u, (size_t)f->n_volumes, sizeof *r->adherence);
    sk_adherence_in *in = sk__fu_calloc(u, (size_t)f->n_volumes, sizeof *in);
    if (u->nomem) return;
    for (int i = 0; i < f->n_volumes; i++) {
        if (i == 0 || !same_volume(&f->volume[i - 1], &f->volume[i]))
            r->adherence[r->n_adherence++] = (sk_fu_adherence){
                f->volume[i].area, f->volume[i].product, f->volume[i].customer, 0, 0, 0};
        collect(u, &r->adherence[r->n_adherence - 1], &f->volume[i]);
    }
    for (int i = 0; i < r->n_adherence; i++)
        in[i] =
            (sk_adherence_in){r->adherence[i].plan, r->adherence[i].actual, r->adherence[i].cost};
    sk_code code = sk_follow_adherence(in, (size_t)r->n_adherence, limit, &r->all_volumes);
    u->nomem = u->nomem || code == SK_E_NOMEM;
    r->out_of_range = r->out_of_range || code == SK_E_INPUT;
}

/* ---- what the administration and the areas say and are ---- */

/* The latest report of an area up to the day; NULL when there is none. */
static const sk_fu_report *report_of(const sk__fu *u, sk_ix area)
{
    const sk_followup *f = u->r->f;
    const sk_fu_report *last = NULL;
    for (int i = 0; i < f->n_reports; i++)
        if (f->report[i].area == area && f->report[i].as_of <= u->r->to &&
            sk_day_ymd(f->report[i].as_of).year == u->r->year)
            last = &f->report[i];
    return last;
}

static const sk_fu_frame *frame_of(const sk__fu *u, sk_ix area, int version)
{
    const sk_followup *f = u->r->f;
    for (int i = 0; i < f->n_frames; i++)
        if (f->frame[i].area == area && f->frame[i].year == u->r->year &&
            f->frame[i].version == version)
            return &f->frame[i];
    return NULL;
}

bool sk_fu_decided(const sk_followup *f, sk_ix area, int year, sk_ore *result)
{
    for (int i = 0; i < f->n_frames; i++) {
        const sk_fu_frame *x = &f->frame[i];
        if (x->area != area || x->year != year || x->version != SK_FU_DECIDED ||
            x->revenue == SK_FU_EMPTY || x->cost == SK_FU_EMPTY)
            continue;
        *result = (x->frame == SK_FU_EMPTY ? 0 : x->frame) + x->revenue - x->cost;
        return true;
    }
    return false;
}

bool sk__fu_outlook(const sk__fu *u, sk_ix area, sk_ore *forecast, sk_ore *turnover,
                    const char **source)
{
    const sk_fu_sums *s = &u->r->area[area];
    *source = "";
    if (u->r->f->area[area].level == SK_FU_DETAIL) {
        *forecast = sk_fu_result(s, SK_FU_FORECAST);
        *turnover = s->revenue[SK_FU_BUDGET_YEAR];
        return true;
    }
    const sk_fu_report *p = report_of(u, area);
    const sk_fu_frame *f = frame_of(u, area, SK_FU_DECIDED);
    if (!p || p->forecast == SK_FU_EMPTY) return false;
    *forecast = p->forecast;
    *turnover = p->turnover != SK_FU_EMPTY       ? p->turnover
                : f && f->revenue != SK_FU_EMPTY ? f->revenue
                                                 : 0;
    *source = p->source;
    return true;
}

/* ---- equity ---- */

/* Rows of an area that count, the year under way last. */
static int equity_in(sk__fu *u, sk_ix area, sk_equity_in *in, sk_ore *opening, bool *forecast)
{
    const sk_followup *f = u->r->f;
    bool ended = u->r->months == SK_FU_MONTHS;
    int n = 0;
    *forecast = false;
    for (int i = 0; i < f->n_equity; i++) {
        const sk_fu_equity *e = &f->equity[i];
        if (e->area != area || e->year > u->r->year || (e->year == u->r->year && !ended)) continue;
        if (e->opening != SK_FU_EMPTY) *opening = e->opening;
        in[n++] = (sk_equity_in){e->year, e->result, e->turnover};
    }
    const char *source;
    sk_ore result, turnover;
    if (n > 0 && in[n - 1].year == u->r->year - 1 &&
        sk__fu_outlook(u, area, &result, &turnover, &source) && turnover > 0) {
        *forecast = !ended;
        in[n++] = (sk_equity_in){u->r->year, result, turnover};
    }
    return n;
}

static void equity_of(sk__fu *u, sk_ix area, sk_rate rate)
{
    sk_fu_result_set *r = u->r;
    size_t room = (size_t)r->f->n_equity + 2;
    sk_ore opening = 0;
    bool forecast;
    int n_layers;
    sk_equity_in *in = sk__fu_calloc(u, room, sizeof *in);
    sk_equity *e = sk__fu_calloc(u, room, sizeof *e);
    sk_layer *layer = sk__fu_calloc(u, room, sizeof *layer);
    if (u->nomem) return;
    int n = equity_in(u, area, in, &opening, &forecast);
    if (n == 0) return;
    if (!sk_follow_equity(opening, in, n, rate, e, layer, &n_layers)) {
        r->out_of_range = true;
        return;
    }
    for (int i = 0; i < n; i++)
        r->equity[r->n_equity++] = (sk_fu_equity_row){
            area, in[i].year, in[i].result, in[i].turnover, forecast && i == n - 1, e[i]};
    for (int i = 0; i < n_layers; i++)
        if (layer[i].left > 0) r->layer[r->n_layers++] = (sk_fu_layer){area, layer[i]};
}

void sk__fu_equities(sk__fu *u)
{
    sk_fu_result_set *r = u->r;
    const sk_fu_target *t = sk_fu_target_at(r->f, SK_FM_EQUITY, r->to);
    size_t room = (size_t)r->f->n_equity + (size_t)r->f->n_areas + 1;
    r->equity = sk__fu_calloc(u, room, sizeof *r->equity);
    r->layer = sk__fu_calloc(u, 2 * room, sizeof *r->layer);
    sk_rate rate = {t ? t->limit_milli : 0, 100000};
    for (sk_ix a = 0; a < r->f->n_areas && !u->nomem && t; a++) equity_of(u, a, rate);
}

/* ---- action plan ---- */

static bool trigger_rule(const sk__fu *u, sk_trigger_rule *out)
{
    const sk_fu_target *share = sk_fu_target_at(u->r->f, SK_FM_ACTION_SHARE, u->r->to);
    const sk_fu_target *least = sk_fu_target_at(u->r->f, SK_FM_ACTION_LEAST, u->r->to);
    if (!share || !least) return false;
    *out = (sk_trigger_rule){{share->limit_milli, 100000}, least->limit_milli / 10};
    return true;
}

static void action_of(sk__fu *u, sk_ix area, const sk_trigger_rule *rule)
{
    sk_fu_action *x = &u->r->action[u->r->n_actions++];
    const sk_fu_frame *frame = frame_of(u, area, SK_FU_DECIDED);
    sk_ore turnover = 0;
    *x = (sk_fu_action){.area = area};
    x->told = sk__fu_outlook(u, area, &x->forecast, &turnover, &x->source);
    x->known = x->told && rule;
    sk_ore ram = frame && frame->frame != SK_FU_EMPTY ? frame->frame : 0;
    if (ram <= 0 && turnover <= 0) x->known = false;
    if (x->known) x->t = sk_follow_trigger(x->forecast, ram, turnover, *rule);
}

void sk__fu_actions(sk__fu *u)
{
    const sk_followup *f = u->r->f;
    sk_trigger_rule rule;
    bool ok = trigger_rule(u, &rule);
    u->r->action = sk__fu_calloc(u, (size_t)f->n_areas, sizeof *u->r->action);
    if (u->nomem) return;
    for (int whole = 1; whole >= 0; whole--)
        for (sk_ix a = 0; a < f->n_areas; a++)
            if ((f->area[a].level == SK_FU_WHOLE) == (whole == 1))
                action_of(u, a, ok ? &rule : NULL);
}

/* ---- saving measures ---- */

/* Without a forecast nobody knows what the year gives before it is over. */
static sk_ore expected_of(const sk_fu_status *s, int months)
{
    if (!s) return SK_FU_EMPTY;
    if (s->forecast != SK_FU_EMPTY) return s->forecast;
    return months == SK_FU_MONTHS ? s->reached : SK_FU_EMPTY;
}

void sk__fu_savings(sk__fu *u)
{
    sk_fu_result_set *r = u->r;
    const sk_followup *f = r->f;
    r->saving = sk__fu_calloc(u, (size_t)f->n_measures, sizeof *r->saving);
    sk_measure *m = sk__fu_calloc(u, (size_t)f->n_measures, sizeof *m);
    if (u->nomem) return;
    for (int i = 0; i < f->n_measures; i++) {
        sk_fu_saving *s = &r->saving[r->n_savings++];
        s->m = &f->measure[i];
        for (int j = 0; j < f->n_statuses; j++)
            if (f->status[j].measure == i && f->status[j].as_of <= r->to) s->s = &f->status[j];
        s->expected = expected_of(s->s, r->months);
        m[i] = (sk_measure){s->m->planned, s->s ? s->s->reached : 0};
    }
    if (!sk_follow_measures(m, (size_t)f->n_measures, &r->savings)) r->out_of_range = true;
}
