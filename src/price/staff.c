/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "price/staff.h"

#include <string.h>

#include "base/num.h"
#include "price/whole.h"

typedef struct plan {
    const sk_price_made *m;
    int year;
    sk_day first, next; /* the year: [first, next) */
    sk_rate growth;     /* from the folder's year to this one */
    sk_rate po;         /* den 0 = not given */
    sk_ix lead;         /* where leaders belong */
} plan;

static int days_in(const plan *p, sk_period when)
{
    sk_day from = when.from > p->first ? when.from : p->first;
    sk_day to = when.to < p->next - 1 ? when.to : p->next - 1;
    return to < from ? 0 : to - from + 1;
}

static int64_t rounded(sk_wide v, sk_wide unit) { return (int64_t)((v + unit / 2) / unit); }

/* A post without hours in its kitchen leads: it belongs where leading is booked. */
static bool leads(const sk_post *p)
{
    for (int d = 0; d < 7; d++)
        if (p->min[d]) return false;
    return true;
}

static bool is_wages(const sk_price_made *m, int line)
{
    const char *group = sk_price_group(m->data, SK_KIND_STAFF);
    return group && strcmp(m->group_of[line]->group, group) == 0;
}

/* The one support unit with wages, or SK_NONE. */
static sk_ix lead_unit(const sk_price_made *m)
{
    sk_ix found = SK_NONE;
    for (int l = 0; l < m->c.n_lines; l++) {
        sk_ix u = m->c.line[l].unit;
        if (!is_wages(m, l) || u == SK_NONE || !m->c.unit[u].support || u == found) continue;
        if (found != SK_NONE) return SK_NONE;
        found = u;
    }
    return found;
}

/* Posts of a unit. */
static bool count_posts(const plan *p, sk_ix unit, sk_staff_year *y)
{
    const sk_kommun *k = p->m->k;
    const sk_wide part = (sk_wide)100 * (p->next - p->first); /* of a full-time post all year */
    sk_wide pct_days = 0, ore = 0;
    sk_rate rate[1] = {p->growth}, wage;
    for (int i = 0; i < k->n_posts; i++) {
        const sk_post *x = &k->post[i];
        int days = x->trainee ? 0 : days_in(p, x->when);
        if (!days || (leads(x) ? p->lead : x->kitchen) != unit) continue;
        y->posts++;
        pct_days += (sk_wide)x->employment_pct * days;
        ore += (sk_wide)x->employment_pct * days * x->ore_h * k->policy.post_hours_year;
    }
    y->fte_pct = rounded(pct_days * 100, part);
    y->hours = rounded(pct_days * k->policy.post_hours_year, part);
    if (!sk_scale(rounded(ore, part), rate, 1, &y->cost)) return false;
    y->wage = y->cost;
    if (p->po.den > 0) {
        if (!sk_rate_plus_one(p->po, &wage)) return false;
        wage = (sk_rate){wage.den, wage.num};
        if (!sk_scale(y->cost, &wage, 1, &y->wage)) return false;
    }
    y->po = y->cost - y->wage;
    return true;
}

/* The register's krona is that of the folder's day: as the base year's, or the new year's when the folder is
 * that far. */
static bool growth(const sk_price_made *m, int year, sk_rate *out)
{
    int now = sk_day_ymd(m->k->as_of).year;
    sk_rate wages = m->c.set.index[SK_IDX_WAGE], up;
    *out = (sk_rate){1, 1};
    if (wages.den <= 0) return true;
    if (!sk_rate_plus_one(wages, &up)) return false;
    if (year == m->c.set.year && now < year) *out = up;
    if (year < m->c.set.year && now > year) *out = (sk_rate){up.den, up.num};
    return true;
}

static void take_booked(const sk_price_made *m, const sk_price_result *r, sk_staff_row *row, int n)
{
    for (int l = 0; l < m->c.n_lines; l++) {
        if (!is_wages(m, l)) continue;
        sk_ix u = m->c.line[l].unit;
        sk_staff_row *x = &row[u == SK_NONE ? n - 1 : u];
        x->y[SK_STAFF_BASE].booked += r->step[l].base;
        x->y[SK_STAFF_NEW].booked += r->step[l].final;
    }
}

static bool any(const sk_staff_row *x)
{
    for (int y = 0; y < SK_N_STAFF_YEARS; y++)
        if (x->y[y].posts || x->y[y].booked) return true;
    return false;
}

bool sk_price_staff(const sk_price_made *m, const sk_price_result *r, sk_arena *arena,
                    sk_staff_row **row, int *n)
{
    int all = m->c.n_units + 1; /* the last: no unit */
    sk_staff_row *v = sk_arena_calloc(arena, (size_t)all, sizeof *v);
    *n = 0;
    *row = v;
    if (!v) return false;
    for (sk_ix u = 0; u < all; u++) v[u].unit = u < m->c.n_units ? u : SK_NONE;
    for (int which = 0; which < SK_N_STAFF_YEARS; which++) {
        const sk_pd_year *of = which == SK_STAFF_BASE ? m->base_year : m->year;
        plan p = {.m = m, .year = of->year, .po = {0, 0}, .lead = lead_unit(m)};
        if (of->po_ppm != SK_PD_NOT_GIVEN) p.po = sk_rate_reduce((sk_rate){of->po_ppm, SK_PPM});
        sk_day_from_ymd(p.year, 1, 1, &p.first);
        sk_day_from_ymd(p.year + 1, 1, 1, &p.next);
        if (!growth(m, p.year, &p.growth)) return false;
        for (int u = 0; u < all; u++)
            if (!count_posts(&p, v[u].unit, &v[u].y[which])) return false;
    }
    take_booked(m, r, v, all);
    for (int i = 0; i < all; i++)
        if (any(&v[i])) v[(*n)++] = v[i];
    return true;
}

sk_staff_year sk_staff_sum(const sk_staff_row *row, int n, int year)
{
    sk_staff_year s = {0};
    for (int i = 0; i < n; i++) {
        const sk_staff_year *y = &row[i].y[year];
        s.posts += y->posts;
        s.fte_pct += y->fte_pct;
        s.hours += y->hours;
        s.wage += y->wage;
        s.po += y->po;
        s.cost += y->cost;
        s.booked += y->booked;
    }
    return s;
}
