/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the portions of a table came about: who could come, who is expected, what is cooked and at which
 * level of which kitchen's joint quantity. Tells what the plan holds; computes nothing anew. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "plan/explain_priv.h"
#include "plan/plan_json.h"

static bool at_table(const sk_explanation *x, const sk_need *n)
{
    return n->site == x->q.site && n->meal == x->q.meal && n->day == x->plan->from + x->q.day;
}

static const sk_expect *expected(const sk_explanation *x)
{
    const sk_demand *d = &x->plan->demand;
    for (int i = 0; i < d->n_needs; i++) {
        const sk_need *n = &d->need[i];
        if (at_table(x, n) && n->pool >= 0)
            return sk_demand_expected(d, n->site, n->meal, n->eaten);
    }
    return NULL;
}

static void thousandths(int64_t v, sk_lang lang, sk_buf *b)
{
    sk_buf_dec(b, sk_muldiv(v, 1, 1000), 0, lang);
}

static void joint(const sk_explanation *x, const sk_need *n, sk_lang lang, sk_buf *b)
{
    const sk_pool *p = &x->plan->demand.pool[n->pool];
    sk_buf_addf(b, "    %s: %d (%s ", sk_line_name(n->line, lang), n->portions,
                sk_text(lang, SK_N("expected")));
    sk_buf_dec(b, sk_muldiv((int64_t)(n->dist.mean * 1000.0), 1, 100), 1, lang);
    sk_buf_addf(b, sk_text(lang, SK_N("; at least %d, at most %d)")), n->floor, n->roll);
    sk_buf_add(b, sk_text(lang, SK_N(", its share of ")));
    sk_buf_dec(b, p->quantity - p->veg, 0, lang);
    sk_buf_addf(b, sk_text(lang, SK_N(" that %s usually cooks")),
                x->plan->k->kitchen[p->kitchen].name);
    sk_buf_addf(b,
                sk_ntext(lang, " for %d site, enough in ", " for %d sites, enough in ", p->n_needs),
                p->n_needs);
    sk_buf_dec(b, sk_muldiv(p->level_ppm, 1, 1000), 1, lang);
    sk_buf_add(b, sk_text(lang, SK_N(" percent of times\n")));
}

void sk__explain_demand(const sk_explanation *x, sk_lang lang, sk_buf *b)
{
    const sk_demand *d = &x->plan->demand;
    const sk_expect *e = expected(x);
    int cooked = 0, diets = 0;
    for (int i = 0; i < d->n_needs; i++) {
        if (!at_table(x, &d->need[i])) continue;
        cooked += d->need[i].portions;
        diets += d->need[i].diet != SK_NONE ? d->need[i].portions : 0;
    }
    sk_buf_addf(b,
                sk_text(lang, SK_N("Cooked: %d portions, of which special diets as ordered %d. ")),
                cooked, diets);
    if (!e) {
        sk_buf_add(b, sk_text(lang, SK_N("Guests times attendance, without a forecast.\n")));
        return;
    }
    sk_buf_add(b, sk_text(lang, SK_N("Forecast: median ")));
    thousandths(e->q50, lang, b);
    sk_buf_add(b, sk_text(lang, SK_N(", 80 % between ")));
    thousandths(e->q10, lang, b);
    sk_buf_add(b, sk_text(lang, SK_N(" and ")));
    thousandths(e->q90, lang, b);
    if (e->order > 0) {
        sk_buf_add(b, sk_text(lang, SK_N("; own order ")));
        thousandths(e->order, lang, b);
    }
    sk_buf_addf(b, sk_ntext(lang, "; %d counted day.\n", "; %d counted days.\n", e->n_obs),
                e->n_obs);
    for (int i = 0; i < d->n_needs; i++)
        if (at_table(x, &d->need[i]) && d->need[i].pool >= 0) joint(x, &d->need[i], lang, b);
}

static void line_json(const sk_explanation *x, const sk_need *n, sk_jw *w)
{
    const sk_pool *p = n->pool >= 0 ? &x->plan->demand.pool[n->pool] : NULL;
    sk_jw_inline(w);
    sk_jw_obj(w, NULL);
    sk_jw_str(w, "line", sk__json_line[n->line]);
    sk_jw_str(w, "diet", n->diet < 0 ? NULL : x->plan->k->diet[n->diet].id);
    sk_jw_int(w, "portions", n->portions);
    sk_jw_str(w, "source", sk__json_source[n->source]);
    sk_jw_real(w, "expected", n->dist.mean);
    sk_jw_int(w, "floor", n->floor);
    sk_jw_int(w, "roll", n->roll);
    sk_jw_str(w, "pool_kitchen", p ? x->plan->k->kitchen[p->kitchen].id : NULL);
    sk_jw_int(w, "pool_portions", p ? p->quantity - p->veg : 0);
    sk_jw_int(w, "level_ppm", p ? p->level_ppm : 0);
    sk_jw_obj_end(w);
}

void sk__explain_demand_json(const sk_explanation *x, sk_jw *w)
{
    const sk_demand *d = &x->plan->demand;
    const sk_expect *e = expected(x);
    sk_jw_obj(w, "demand");
    sk_jw_str(w, "from", sk__json_from[d->made_from]);
    if (!e) sk_jw_str(w, "expect", NULL);
    else {
        sk_jw_inline(w);
        sk_jw_obj(w, "expect");
        sk_jw_real(w, "q10", (double)e->q10 / 1000.0);
        sk_jw_real(w, "q50", (double)e->q50 / 1000.0);
        sk_jw_real(w, "q80", (double)e->q80 / 1000.0);
        sk_jw_real(w, "q90", (double)e->q90 / 1000.0);
        sk_jw_real(w, "q95", (double)e->q95 / 1000.0);
        sk_jw_real(w, "order", (double)e->order / 1000.0);
        sk_jw_int(w, "n_obs", e->n_obs);
        sk_jw_obj_end(w);
    }
    sk_jw_arr(w, "lines");
    for (int i = 0; i < d->n_needs; i++)
        if (at_table(x, &d->need[i])) line_json(x, &d->need[i], w);
    sk_jw_arr_end(w);
    sk_jw_obj_end(w);
}
