/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/review.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "price/year.h"
#include "review/review_priv.h"

sk_code sk__rv_nomem(sk__rv *b) { return sk_err_set(b->err, SK_E_NOMEM, "out of memory"); }

/* The year that the whole library means by it. */
static sk_code the_year(sk__rv *b, int year)
{
    sk_year_map *m;
    sk_year_opts o = {.year = year, .weeks = 1};
    sk_code code = sk_year_map_make(b->k, &o, &m, b->err);
    if (code) return code;
    b->r->year = m->year ? m->year : sk_day_ymd(m->from).year;
    b->r->whole_year = m->year != 0;
    b->r->from = m->from;
    b->r->n_days = m->n_days;
    sk_year_map_free(m);
    return SK_OK;
}

static bool eats_there(const sk_kommun *k, sk_ix kitchen, sk_day from, sk_day to)
{
    for (sk_ix s = 0; s < k->n_sites; s++)
        if (k->site[s].kitchen == kitchen && k->site[s].open.from <= to &&
            from <= k->site[s].open.to)
            return true;
    return false;
}

static sk_code who(sk__rv *b)
{
    const sk_kommun *k = b->k;
    sk_review *r = b->r;
    size_t n = (size_t)k->n_kitchens + 1;
    sk_day to = r->from + r->n_days - 1;
    r->place = sk_arena_calloc(r->arena, n, sizeof *r->place);
    r->unstaffed = sk_arena_calloc(r->arena, n, sizeof *r->unstaffed);
    if (!r->place || !r->unstaffed) return sk__rv_nomem(b);
    for (sk_ix i = 0; i < k->n_kitchens; i++) {
        const sk_kitchen *q = &k->kitchen[i];
        bool staffed = q->role != SK_ROLE_SERVING;
        bool now = sk_period_has(q->open, k->as_of),
             then = q->open.from <= to && r->from <= q->open.to;
        b->place_of[i] = -1;
        if (staffed && now) r->n_now++;
        if (staffed && now && !then) r->unstaffed[r->n_unstaffed++] = i;
        if (!then || (!staffed && !eats_there(k, i, r->from, to))) continue;
        b->place_of[i] = r->s.n_kit;
        r->place[r->s.n_kit++].kitchen = i;
    }
    if (r->s.n_kit == 0) return sk_err_set(b->err, SK_E_USAGE, "no kitchen is open in that year");
    return SK_OK;
}

static void mean_wage(sk__rv *b)
{
    double min = 0, ore = 0;
    for (int i = 0; i < b->k->n_posts; i++) {
        const sk_post *p = &b->k->post[i];
        double m = 0;
        for (int d = 0; d < 7; d++) m += p->min[d];
        if (p->trainee) continue;
        min += m;
        ore += m * (double)p->ore_h;
    }
    b->r->wage_ore_h = min > 0 ? (sk_ore)llround(ore / min) : 0;
}

/* Each kitchen as it is, its usual supplier or, where that cannot be, the cheapest that can. */
static sk_code today(sk__rv *b)
{
    sk_review *r = b->r;
    const sk_structure *s = &r->s;
    r->today = sk_arena_calloc(r->arena, (size_t)s->n_kit, sizeof *r->today);
    r->today_src = sk_arena_calloc(r->arena, (size_t)s->n_kit, sizeof *r->today_src);
    if (!r->today || !r->today_src) return sk__rv_nomem(b);
    r->today_holds = true;
    for (int j = 0; j < s->n_kit; j++) {
        int o = s->first[j], best = -1;
        r->today[j] = o;
        r->today_src[j] = -1;
        if (s->opt[o].role == SK_ST_COOK) continue;
        for (int c = 0; c < s->n_cook; c++) {
            size_t at = (size_t)c * (size_t)s->n_opt + (size_t)o;
            int a = s->cook[c];
            if (s->arc[at] == SK_ST_NO_ARC || !r->opt[a].today) continue;
            bool usual = r->place[s->opt[a].kitchen].kitchen == r->place[j].usual;
            if (usual || best < 0 ||
                s->cost[at] < s->cost[(size_t)best * (size_t)s->n_opt + (size_t)o])
                best = c;
            if (usual) break;
        }
        if (best >= 0) r->today_src[j] = s->cook[best];
        if (best < 0 || r->place[s->opt[s->cook[best]].kitchen].kitchen != r->place[j].usual)
            r->today_holds = false;
    }
    return SK_OK;
}

static sk_code make(sk__rv *b, int year)
{
    const sk_kommun *k = b->k;
    sk_review *r = b->r;
    b->place_of = sk_arena_calloc(r->arena, (size_t)k->n_kitchens + 1, sizeof *b->place_of);
    b->cap_run = sk_arena_calloc(r->arena, (size_t)k->n_equip_classes + 1, sizeof *b->cap_run);
    b->lunch = sk_arena_calloc(r->arena, (size_t)k->n_dishes + 1, 1);
    if (!b->place_of || !b->cap_run || !b->lunch) return sk__rv_nomem(b);
    r->s.max_invest = -1;
    r->wish = b->data->wish;
    r->n_wishes = b->data->n_wishes;
    mean_wage(b);
    sk__rv_vehicles(b);
    sk_code code = the_year(b, year);
    if (!code) code = who(b);
    if (!code) code = sk__rv_places(b);
    if (!code) code = sk__rv_options(b);
    if (!code && r->s.n_cook == 0)
        code = sk_err_set(b->err, SK_E_USAGE, "no kitchen can cook in that year");
    if (!code) code = sk__rv_arcs(b);
    return code ? code : today(b);
}

sk_code sk_review_make(const sk_kommun *k, const sk_review_data *data, int year, sk_review **out,
                       sk_err *err)
{
    static const sk_review_data none = {0};
    *out = NULL;
    sk_arena *a = sk_arena_new();
    sk_review *r = a ? sk_arena_calloc(a, 1, sizeof *r) : NULL;
    if (!r) {
        sk_arena_free(a);
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    r->arena = a;
    r->k = k;
    sk__rv b = {.r = r, .k = k, .data = data ? data : &none, .err = err};
    sk_code code = make(&b, year);
    if (code == SK_OK) *out = r;
    else sk_arena_free(a);
    return code;
}

void sk_review_free(sk_review *r)
{
    if (r) sk_arena_free(r->arena);
}
