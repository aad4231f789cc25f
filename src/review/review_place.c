/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every calendar day's needs, added up per kitchen where they are eaten. */
#include <string.h>

#include "base/num.h"
#include "domain/query.h"
#include "forecast/demand.h"
#include "price/year_priv.h"
#include "review/review_priv.h"

enum { CHUNK = 28 };

static int travel(sk_meal m) { return m == SK_MEAL_LUNCH ? 0 : m == SK_MEAL_SUPPER ? 1 : -1; }

typedef struct adder { /* one chunk of days at work */
    sk__rv *b;
    const sk_need *n;
    sk_review_place *p;
    int meal; /* of those that travel, -1 = made at home */
} adder;

static void least(int *to, int x)
{
    if (*to == 0 || x < *to) *to = x;
}

static void add_component(adder *a, const sk_dish_comp *dc)
{
    const sk_kommun *k = a->b->k;
    const sk_component *c = &k->component[dc->component];
    const sk_need *n = a->n;
    int factor = k->category[k->site[n->site].category].factor_milli;
    bool main = a->meal >= 0 && (c->kind == SK_COMP_MAIN || c->kind == SK_COMP_SAUCE);
    bool hot = c->hold_min > 0, chills = (c->modes & (SK_MODE_CHILLED | SK_MODE_AT_SITE)) != 0;
    double ref = (double)n->portions * factor * dc->scale_milli / 1e6, min = 0;
    min += n->portions * (c->cook_mmin + (n->diet == SK_NONE ? 0 : k->diet[n->diet].extra_mmin)) /
           1000.0;
    if (n->diet == SK_NONE && c->equip != SK_NONE && a->b->cap_run[c->equip] > 0)
        min += ref * c->load_milli / 1000 / a->b->cap_run[c->equip] * c->batch_min;
    *(main ? &a->p->main_min : &a->p->side_min) += min;
    *(main ? &a->p->main_box : &a->p->side_box) += ref / c->per_box;
    if (!hot) return;
    *(main ? &a->p->main_kg : &a->p->side_kg) += ref * c->served_g / 1000;
    if (!chills) *(main ? &a->p->chill_main : &a->p->chill_side) = false;
    bool limited = a->meal >= 0 && k->product[n->product].kind == SK_PROD_SERVED;
    if (limited) least(main ? &a->p->hold_main[a->meal] : &a->p->hold_side[a->meal], c->hold_min);
}

static void add_sittings(adder *a)
{
    sk_review_place *p = a->p;
    sk_span s = sk_site_sittings(a->b->k, a->n->site, a->n->meal);
    for (int i = s.first; i < s.end; i++) {
        const sk_sitting *q = &a->b->k->sitting[i];
        int at = 0, n = p->n_sittings[a->meal];
        sk_review_sitting *v = p->sitting[a->meal];
        while (at < n &&
               (v[at].start < q->start || (v[at].start == q->start && v[at].end < q->end)))
            at++;
        if ((at < n && v[at].start == q->start && v[at].end == q->end) || n == SK_REVIEW_SITTINGS)
            continue;
        memmove(v + at + 1, v + at, (size_t)(n - at) * sizeof *v);
        v[at] = (sk_review_sitting){q->start, q->end};
        p->n_sittings[a->meal]++;
    }
}

typedef struct seen { /* what was last met at a place */
    sk_day day, meal_day[SK_REVIEW_MEALS];
    double ref[SK_REVIEW_MEALS];
    sk_ix site[SK_REVIEW_MEALS];
} seen;

static void count_day(adder *a, seen *s)
{
    sk_review *r = a->b->r;
    const sk_need *n = a->n;
    if (s->day != n->day) {
        s->day = n->day;
        a->p->days++;
        s->ref[0] = s->ref[1] = 0;
    }
    if (a->meal < 0) return;
    if (s->meal_day[a->meal] != n->day) {
        s->meal_day[a->meal] = n->day;
        a->p->meal_days[a->meal]++;
    }
    a->p->wdays |= (sk_wdays)(1u << (sk_day_weekday(n->day) - 1));
    if (s->site[a->meal] != n->site) {
        s->site[a->meal] = n->site;
        if (a->b->k->product[n->product].kind == SK_PROD_SERVED) add_sittings(a);
    }
    s->ref[a->meal] += (double)n->portions *
                       a->b->k->category[a->b->k->site[n->site].category].factor_milli / 1000;
    double most = s->ref[0] > s->ref[1] ? s->ref[0] : s->ref[1];
    a->p->load[n->day - r->from] = (int32_t)(most + 0.999999);
}

static void add_need(sk__rv *b, const sk_need *n, seen *s)
{
    int j = b->place_of[n->kitchen];
    adder a = {b, n, j < 0 ? NULL : &b->r->place[j], travel(n->meal)};
    if (j < 0) return;
    const sk_dish *d = &b->k->dish[n->dish];
    for (int i = 0; i < d->n_comp; i++) add_component(&a, &d->comp[i]);
    a.p->portions += n->portions;
    if (n->diet != SK_NONE && n->diet < 64) a.p->diets |= UINT64_C(1) << n->diet;
    if (n->meal == SK_MEAL_LUNCH && n->line == SK_LINE_MAIN && n->diet == SK_NONE &&
        b->k->product[n->product].kind == SK_PROD_SERVED)
        b->lunch[n->dish] = 1;
    sk_ix usual = b->k->site[n->site].usual_supplier;
    if (a.meal >= 0 && usual != SK_NONE) { /* majority by one running counter */
        if (usual == a.p->usual) a.p->usual_portions += n->portions;
        else if (a.p->usual_portions < n->portions) {
            a.p->usual = usual;
            a.p->usual_portions = n->portions;
        } else a.p->usual_portions -= n->portions;
    }
    count_day(&a, &s[j]);
}

/* ---- day types ---- */

/* The type of most enrolled that day. */
static int type_of(const sk_kommun *view, sk_day day)
{
    int64_t sum[SK_N_DAY_TYPES] = {0};
    int best = 0;
    for (sk_ix s = 0; s < view->n_sites; s++)
        sum[sk_site_day_type(view, s, day)] += sk_site_guests_enrolled(view, s, day);
    for (int t = 1; t < SK_N_DAY_TYPES; t++)
        if (sum[t] > sum[best]) best = t;
    return best;
}

typedef struct types {
    int n_days[SK_N_DAY_TYPES];
    sk_day busiest[SK_N_DAY_TYPES];
    int64_t most[SK_N_DAY_TYPES];
} types;

static void look_at_day(sk__rv *b, const sk_kommun *view, sk_day day, types *t)
{
    int type = type_of(view, day);
    int64_t sum = 0;
    for (int j = 0; j < b->r->s.n_kit; j++) sum += b->r->place[j].load[day - b->r->from];
    if (t->n_days[type]++ == 0 || sum > t->most[type]) {
        t->most[type] = sum;
        t->busiest[type] = day;
    }
}

static sk_code keep_types(sk__rv *b, const types *t)
{
    sk_review *r = b->r;
    int n = r->s.n_kit, y = 0;
    r->type = sk_arena_calloc(r->arena, SK_N_DAY_TYPES, sizeof *r->type);
    int64_t *load = sk_arena_calloc(r->arena, (size_t)n * SK_N_DAY_TYPES, sizeof *load);
    if (!r->type || !load) return sk__rv_nomem(b);
    for (int x = 0; x < SK_N_DAY_TYPES; x++)
        if (t->n_days[x] > 0 && (t->most[x] > 0 || y == 0))
            r->type[y++] =
                (sk_review_type){(sk_day_type)x, t->busiest[x], t->n_days[x], t->most[x]};
    for (int j = 0; j < n; j++)
        for (int x = 0; x < y; x++)
            load[j * y + x] = r->place[j].load[r->type[x].busiest - r->from];
    r->s.n_type = y;
    r->s.load = load;
    return SK_OK;
}

/* ---- the year ---- */

typedef struct year {
    sk__rv *b;
    seen *s;
    types t;
    const sk_kommun *view;
    sk_arena *week_arena;
    sk_kommun week;
    sk_day week_end; /* the week's view holds until then */
} year;

static sk_code one_day(void *ctx, int day_no, const sk_need *need, int n, sk_err *err)
{
    year *y = ctx;
    sk_day day = y->b->r->from + day_no;
    for (int i = 0; i < n; i++) add_need(y->b, &need[i], y->s);
    if (day > y->week_end) {
        sk_arena_free(y->week_arena);
        y->week_arena = sk_arena_new();
        y->week_end = day + CHUNK - 1;
        if (!y->week_arena || !sk_demand_view(y->view, day, y->week_end, y->week_arena, &y->week))
            return sk_err_set(err, SK_E_NOMEM, "out of memory");
    }
    look_at_day(y->b, &y->week, day, &y->t);
    return SK_OK;
}

static void mean_runs(sk__rv *b)
{
    for (sk_ix c = 0; c < b->k->n_equip_classes; c++) {
        int64_t units = 0, sum = 0;
        for (int e = 0; e < b->k->n_equipment; e++)
            if (b->k->equipment[e].cls == c) {
                units += b->k->equipment[e].units;
                sum += (int64_t)b->k->equipment[e].units * b->k->equipment[e].cap_run;
            }
        b->cap_run[c] = units ? (double)sum / (double)units : 0;
    }
}

sk_code sk__rv_places(sk__rv *b)
{
    sk_review *r = b->r;
    sk_kommun view;
    year y = {.b = b, .view = &view, .week_end = r->from - 1};
    y.s = sk_arena_calloc(r->arena, (size_t)r->s.n_kit + 1, sizeof *y.s);
    if (!y.s || !sk__year_view(b->k, r->arena, &view)) return sk__rv_nomem(b);
    for (int j = 0; j < r->s.n_kit; j++) {
        sk_review_place *p = &r->place[j];
        y.s[j] = (seen){.day = -1, .meal_day = {-1, -1}, .site = {SK_NONE, SK_NONE}};
        p->chill_main = p->chill_side = true;
        p->usual = SK_NONE;
        p->load = sk_arena_calloc(r->arena, (size_t)r->n_days, sizeof *p->load);
        if (!p->load) return sk__rv_nomem(b);
    }
    mean_runs(b);
    sk_code code = sk__year_needs(&view, r->from, r->n_days, one_day, &y, b->err);
    sk_arena_free(y.week_arena);
    return code ? code : keep_types(b, &y.t);
}
