/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is cooked against who is expected and who is enrolled. Expected surplus and want are those of a
 * site's meal as a whole: who finds a dish gone takes the other; when both are gone, the backup dish. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "forecast/forecast.h"
#include "out/view.h"

#include <math.h>

enum { THIN = 30 };

static const sk_col cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site id"), SK_CELL_TEXT, false},
    {"site_name", SK_N("Site"), SK_CELL_NAME, false},
    {"enrolled", SK_N("Enrolled"), SK_CELL_INT, false},
    {"expected", SK_N("Expected eaters"), SK_CELL_DEC1, false},
    {"q10", SK_N("10 %"), SK_CELL_DEC1, false},
    {"q50", SK_N("Median"), SK_CELL_DEC1, false},
    {"q90", SK_N("90 %"), SK_CELL_DEC1, false},
    {"diets", SK_N("Special diets"), SK_CELL_INT, false},
    {"packed", SK_N("Packed meals"), SK_CELL_INT, false},
    {"cooked", SK_N("Cooked"), SK_CELL_INT, false},
    {"left_over", SK_N("Expected left over"), SK_CELL_DEC1, false},
    {"missed", SK_N("Expected to get the backup dish"), SK_CELL_DEC1, false},
    {"level", SK_N("Level of the joint quantity, %"), SK_CELL_DEC1, false},
    {"order", SK_N("Own order"), SK_CELL_INT, false},
    {"counted", SK_N("Counted days"), SK_CELL_INT, false},
    {"source", SK_N("From"), SK_CELL_TEXT, false},
};

typedef struct site_meal { /* sums over the needs of one site, meal and day */
    int64_t cooked, diets, packed, enrolled;
    double mean, left, missed;
    int level_ppm;
    bool forecast;
} site_meal;

static int64_t tenths(double x) { return llround((x < 0.0 ? 0.0 : x > 1e12 ? 1e12 : x) * 10.0); }

static double milli(int64_t x) { return (double)x / 1000.0; }

static const sk_expect *expected(const sk_demand *d, const sk_need *n)
{
    return sk_demand_expected(d, n->site, n->meal, n->eaten);
}

/* The needs first..end of one table; main before veg, so that a main line's roll lacks the veg portions
 * and what is added here makes the whole roll. */
static site_meal sum_up(const sk_demand *d, int first, int end)
{
    site_meal s = {0};
    bool main = false;
    for (int i = first; i < end; i++) {
        const sk_need *n = &d->need[i];
        bool line = n->source == SK_DEMAND_FORECAST;
        s.cooked += n->portions;
        s.mean += n->dist.mean;
        if (n->diet != SK_NONE) s.diets += n->portions;
        else if (!line) s.packed += n->portions;
        s.forecast = s.forecast || line;
        if (line && n->pool >= 0 && (n->line == SK_LINE_MAIN || !s.level_ppm))
            s.level_ppm = d->pool[n->pool].level_ppm;
        if (line && n->line == SK_LINE_MAIN) {
            main = true;
            s.enrolled += n->roll;
        } else if (line && !main) s.enrolled += n->roll;
        else s.enrolled += n->portions;
    }
    const sk_expect *e = expected(d, &d->need[first]);
    if (s.forecast && e) {
        sk_dist all = {
            0, milli(e->q10), milli(e->q50), milli(e->q80), milli(e->q90), milli(e->q95)};
        sk_dist_mean(&all);
        s.mean = all.mean; /* as its quantiles: who has a packed meal eats elsewhere */
        s.missed = sk_dist_short(&all, (double)(s.cooked - s.packed));
        s.left = fmax(0.0, (double)(s.cooked - s.packed) - all.mean + s.missed);
    }
    return s;
}

static void optional(sk_table *t, bool there, int64_t v)
{
    sk_table_v(t, there ? v : SK_CELL_EMPTY);
}

static void add_row(sk_plan_view *v, const sk_need *n, const site_meal *s)
{
    sk_table *t = &v->demands;
    const sk_expect *e = expected(&v->p->demand, n);
    bool f = s->forecast && e;
    sk_table_v(t, n->day);
    sk_table_s(t, sk_weekday_short(v->lang, sk_day_weekday(n->day)));
    sk_table_s(t, sk_meal_name(n->meal, v->lang));
    sk_table_s(t, v->k->site[n->site].id);
    sk_table_s(t, v->k->site[n->site].name);
    optional(t, f, s->enrolled);
    sk_table_v(t, tenths(s->mean));
    optional(t, f, f ? sk_muldiv(e->q10, 1, 100) : 0);
    optional(t, f, f ? sk_muldiv(e->q50, 1, 100) : 0);
    optional(t, f, f ? sk_muldiv(e->q90, 1, 100) : 0);
    sk_table_v(t, s->diets);
    sk_table_v(t, s->packed);
    sk_table_v(t, s->cooked);
    optional(t, f, tenths(s->left));
    optional(t, f, tenths(s->missed));
    optional(t, f, sk_muldiv(s->level_ppm, 1, 1000));
    optional(t, f && e->order > 0, f ? sk_muldiv(e->order, 1, 1000) : 0);
    optional(t, f, f ? e->n_obs : 0);
    sk_table_s(t, sk_text(v->lang, f ? SK_N("forecast") : SK_N("shares and orders")));
}

static void count_thin(sk_plan_view *v)
{
    const sk_demand *d = &v->p->demand;
    for (int i = 0; i < d->n_expects; i++) {
        const sk_expect *e = &d->expect[i];
        bool first = i == 0 || e[-1].site != e->site || e[-1].meal != e->meal;
        v->demand.n_thin += first && e->n_obs < THIN;
    }
    for (int i = 0; i < d->n_pools; i++) {
        int level = (int)sk_muldiv(d->pool[i].level_ppm, 1, 1000);
        if (i == 0 || level < v->demand.level_low) v->demand.level_low = level;
        if (level > v->demand.level_high) v->demand.level_high = level;
    }
}

void sk__view_demand(sk_plan_view *v)
{
    const sk_demand *d = &v->p->demand;
    sk_view_demand *w = &v->demand;
    double mean = 0.0, left = 0.0, missed = 0.0;
    sk_table_init(&v->demands, "demand", SK_N("How much is cooked, and for how many"), cols,
                  (int)(sizeof cols / sizeof *cols));
    w->from = d->made_from;
    for (int i = 0, end; i < d->n_needs; i = end) {
        const sk_need *n = &d->need[i];
        for (end = i + 1; end < d->n_needs; end++) {
            const sk_need *m = &d->need[end];
            if (m->day != n->day || m->meal != n->meal || m->site != n->site) break;
        }
        const site_meal s = sum_up(d, i, end);
        add_row(v, n, &s);
        if (!s.forecast) {
            w->by_shares += s.cooked;
            continue;
        }
        w->cooked += s.cooked;
        w->enrolled += s.enrolled;
        mean += s.mean + (double)s.packed;
        left += s.left;
        missed += s.missed;
    }
    w->expected = tenths(mean);
    w->left_over = tenths(left);
    w->missed = tenths(missed);
    count_thin(v);
}

static void whole(const sk_plan_view *v, int64_t tenths_of, sk_buf *out)
{
    sk_buf_dec(out, sk_muldiv(tenths_of, 1, 10), 0, v->lang);
}

void sk__say_demand(const sk_plan_view *v, sk_buf *out)
{
    const sk_view_demand *d = &v->demand;
    if (d->from != SK_FROM_FORECAST) {
        sk_buf_add(out, sk_demand_from_name(d->from, v->lang));
        return;
    }
    sk_buf_add(out, sk_text(v->lang, SK_N("forecast")));
    sk_buf_add(out, ": ");
    whole(v, d->expected, out);
    sk_buf_addf(out, " %s ", sk_text(v->lang, SK_N("are expected of")));
    sk_buf_dec(out, d->enrolled, 0, v->lang);
    sk_buf_addf(out, " %s", sk_text(v->lang, SK_N("enrolled")));
    if (d->by_shares > 0) {
        sk_buf_add(out, "; ");
        sk_buf_dec(out, d->by_shares, 0, v->lang);
        sk_buf_addf(out, " %s", sk_text(v->lang, SK_N("portions by guests times attendance")));
    }
}
