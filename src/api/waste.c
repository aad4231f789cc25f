/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waste: registrations, targets and, with a plan, what it is expected to leave. */
#include "api/api.h"

#include "base/mem.h"
#include "base/text.h"
#include "input/annex.h"
#include "input/history.h"
#include "input/waste.h"
#include "out/waste_report.h"
#include "waste/stage.h"

typedef struct maker {
    const sk_kommun *k;
    const storkok_waste_opts *o;
    sk_diags *diags;
    sk_arena *arena;
    sk_history *h;
    sk_waste_log *log;
    sk_annex *annex;
    sk_waste_data data;
    sk_waste_in in;
    sk_waste_model model;
    sk_forecast forecast;
    sk_err *err;
} maker;

/* By default the year of the last weighing, up to the as-of date. */
static sk_code period(maker *m)
{
    sk_day first;
    sk_day last = m->data.last >= m->data.first ? m->data.last : m->k->as_of;
    sk_code code = SK_OK;
    m->in.to = m->k->as_of;
    if (m->o->to) code = sk__day_in(m->o->to, &m->in.to, m->err);
    if (!m->o->to || last < m->in.to) first = last;
    else first = m->in.to;
    m->in.from = sk_day_from_ymd(sk_day_ymd(first).year, 1, 1, &first) ? first : 0;
    if (!code && m->o->from) code = sk__day_in(m->o->from, &m->in.from, m->err);
    if (!code && m->in.from > m->in.to)
        code = sk_err_set(m->err, SK_E_USAGE, "the period ends before it begins");
    return code;
}

/* Lunches counted in the period, however they are counted. */
static int64_t lunches(const maker *m)
{
    int64_t sum = 0;
    for (sk_ix s = 0; s < m->k->n_sites; s++) {
        int n;
        const sk_count *c = sk_history_attendance(m->h, s, SK_MEAL_LUNCH, &n);
        for (int i = 0; i < n; i++)
            if (c[i].day >= m->in.from && c[i].day <= m->in.to) sum += c[i].count;
    }
    return sum;
}

static sk_code headings(maker *m)
{
    int n;
    const sk_waste_group *g = sk_annex_rows(m->annex, SK_DOC_WASTE_GROUPS, &n);
    uint8_t *forms = sk_arena_calloc(m->arena, (size_t)m->k->n_categories + 1, sizeof *forms);
    if (!forms) return sk_err_set(m->err, SK_E_NOMEM, "out of memory");
    for (int i = 0; i < n; i++) forms[g[i].category] = (uint8_t)g[i].form;
    m->in.forms = forms;
    m->in.target = sk_annex_rows(m->annex, SK_DOC_WASTE_TARGETS, &m->in.n_targets);
    return SK_OK;
}

static sk_code read_all(maker *m)
{
    const char *dir = m->o->dir;
    m->arena = sk_arena_new();
    if (!m->arena || !m->diags) return sk_err_set(m->err, SK_E_NOMEM, "out of memory");
    sk_code code = sk_annex_load(dir, m->k, SK_DOC_WASTE_TARGETS, SK_DOC_WASTE_GROUPS, &m->annex,
                                 m->diags, m->err);
    if (!code) code = headings(m);
    if (!code) code = sk_history_load(dir, m->k, &m->h, m->diags, m->err);
    if (!code) code = sk_waste_load(dir, m->k, &m->log, m->diags, m->err);
    if (!code) code = sk_waste_data_make(m->k, m->h, m->log, m->arena, &m->data, m->err);
    return code ? code : period(m);
}

/* The kitchen that cooks each need's main. */
static sk_ix *cooks(const maker *m, const sk_plan *p)
{
    sk_ix *cook = sk_arena_calloc(m->arena, (size_t)p->demand.n_needs + 1, sizeof *cook);
    for (int i = 0; cook && i < p->demand.n_needs; i++) cook[i] = SK_NONE;
    for (int i = 0; cook && i < p->n_supplies; i++)
        if (p->supply[i].group == SK_GROUP_HOT) cook[p->supply[i].need] = p->supply[i].kitchen;
    return cook;
}

/* The distribution of eaters, where the plan itself has none. */
static sk_code spread(maker *m, const sk_demand *d)
{
    bool needed = false;
    sk_day last = d->from;
    const sk_engine_opt engine = sk_engine_defaults();
    for (int i = 0; i < d->n_needs; i++) {
        needed = needed || d->need[i].source == SK_DEMAND_SHARE;
        if (d->need[i].eaten > last) last = d->need[i].eaten;
    }
    if (!needed || d->from <= m->k->as_of) return SK_OK;
    sk_code code = sk_forecast_run(m->k, m->h, d->from, last - d->from + 1, &engine, m->arena,
                                   &m->forecast, m->err);
    if (!code) m->in.forecast = &m->forecast;
    return code;
}

static sk_code expectation(maker *m)
{
    const sk_plan *p = m->o->plan->p;
    const sk_wprice *price = sk_waste_prices(m->k, m->arena);
    m->in.demand = &p->demand;
    m->in.cook = cooks(m, p);
    m->in.model = &m->model;
    if (!price || !m->in.cook) return sk_err_set(m->err, SK_E_NOMEM, "out of memory");
    sk_code code = sk_waste_model_fit(&m->data, m->h, price, m->arena, &m->model, m->err);
    return code ? code : spread(m, &p->demand);
}

sk_code sk__stages(const sk_kommun *k, const char *dir, const sk_history *h, sk_arena *a,
                   sk_stage **out, sk_err *err)
{
    sk_waste_log *log = NULL;
    sk_waste_data data;
    sk_err unread;
    sk_err_init(&unread, SK_LANG_EN);
    sk_diags *quiet = sk_diags_new(SK_LANG_EN);
    sk_code code = quiet ? sk_waste_load(dir, k, &log, quiet, &unread) : SK_E_NOMEM;
    if (!code) code = sk_waste_data_make(k, h, log, a, &data, &unread);
    *out = code == SK_E_NOMEM ? NULL : sk_stages(k, h, code ? NULL : &data, a);
    sk_waste_log_free(log);
    sk_diags_free(quiet);
    return *out ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}

storkok_code storkok_waste(const storkok_kommun *k, const storkok_waste_opts *opts,
                           storkok_report **out, storkok_diags *d, storkok_error *err)
{
    sk_err own;
    sk_report *r = NULL;
    sk__err_in(err, &own);
    sk_diags *mine = d ? NULL : sk_diags_new(own.lang);
    maker m = {.k = k->k, .o = opts, .diags = d ? d->d : mine, .err = &own};
    sk_code code = read_all(&m);
    if (code == SK_OK && opts->plan) code = expectation(&m);
    if (code == SK_OK) {
        m.in.k = m.k;
        m.in.lunches = lunches(&m);
        m.in.log = m.log;
        m.in.data = &m.data;
        m.in.lang = sk__lang_in(opts->lang);
        r = sk_waste_report(&m.in);
    }
    sk_annex_free(m.annex);
    sk_waste_log_free(m.log);
    sk_history_free(m.h);
    sk_arena_free(m.arena);
    sk_diags_free(mine);
    return sk__report_out(r, code, &own, out, err);
}
