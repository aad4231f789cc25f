/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows hold on which days, diets as ordered, and demand by shares; lines with a forecast are
 * left to demand_forecast.c. */
#include "forecast/demand_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"

enum {
    EARLIER = 14
}; /* days that goods are handed out too early at most, when the kitchen is closed */

typedef sk__demand builder;
typedef sk__row row;

static bool overlaps(sk_period p, sk_day from, sk_day to) { return p.from <= to && from <= p.to; }

bool sk_demand_view(const sk_kommun *k, sk_day from, sk_day to, sk_arena *arena, sk_kommun *view)
{
    *view = *k;
    view->cal_event = sk_arena_calloc(arena, (size_t)k->n_cal_events + 1, sizeof *view->cal_event);
    view->org_change =
        sk_arena_calloc(arena, (size_t)k->n_org_changes + 1, sizeof *view->org_change);
    if (!view->cal_event || !view->org_change) return false;
    view->n_cal_events = view->n_org_changes = 0;
    for (int i = 0; i < k->n_cal_events; i++)
        if (overlaps(k->cal_event[i].when, from, to))
            view->cal_event[view->n_cal_events++] = k->cal_event[i];
    for (int i = 0; i < k->n_org_changes; i++)
        if (overlaps(k->org_change[i].when, from, to))
            view->org_change[view->n_org_changes++] = k->org_change[i];
    return true;
}

/* ceil(guests x share x attendance / 10^12). */
static int eaters(int guests, int share_ppm, int attendance_ppm)
{
    sk_wide n = (sk_wide)guests * share_ppm * attendance_ppm;
    sk_wide unit = (sk_wide)SK_PPM * SK_PPM;
    return (int)((n + unit - 1) / unit);
}

static sk_code missing_dish(builder *b, const row *r)
{
    char day[SK_DATE_LEN];
    const sk_site *s = &b->full->site[r->sm->site];
    return sk_err_set(b->err, SK_E_INPUT, "menu %s has no dish for %s on %s (site %s)",
                      s->menu == SK_NONE ? "-" : b->full->menu[s->menu].id,
                      sk_meal_name(r->sm->meal, b->err ? b->err->lang : SK_LANG_SV),
                      sk_day_str(r->eaten, day), s->id);
}

/* A need of the row with everything filled in that its lines share. */
static sk_need need_of(const builder *b, const row *r)
{
    sk_need n;
    memset(&n, 0, sizeof n);
    n.site = r->sm->site;
    n.eaten = r->eaten;
    n.day = r->eaten - r->product->lead_days;
    n.meal = r->sm->meal;
    n.product = r->sm->product;
    n.diet = SK_NONE;
    n.source = r->product->kind == SK_PROD_PACKED ? SK_DEMAND_ORDERED : SK_DEMAND_SHARE;
    n.pool = -1;
    n.kitchen = sk_site_kitchen_on(&b->view, n.site, n.day);
    if (n.kitchen == SK_NONE)
        n.kitchen = b->full->site[sk_site_merged_into(&b->view, n.site, n.day)].kitchen;
    return n;
}

sk_code sk__demand_put(builder *b, const sk_need *n)
{
    if (!SK_GROW(b->v, b->n, b->cap)) return sk_err_set(b->err, SK_E_NOMEM, "out of memory");
    b->v[b->n++] = *n;
    return SK_OK;
}

static sk_code put(builder *b, sk_need n, sk_line line, sk_ix diet, sk_ix dish, int portions)
{
    if (portions <= 0) return SK_OK;
    double p = portions;
    n.line = line;
    n.diet = diet;
    n.dish = dish;
    n.portions = portions;
    n.dist = (sk_dist){p, p, p, p, p, p};
    if (diet != SK_NONE) n.source = SK_DEMAND_ORDERED;
    return sk__demand_put(b, &n);
}

/* Diets of the row's site, meal and day; the number of portions goes to *sum. */
static sk_code put_diets(builder *b, const row *r, const sk_need *n, sk_ix dish, int *sum)
{
    sk_span s = sk_site_diet_orders(b->full, n->site, n->meal);
    *sum = 0;
    for (int i = s.first; i < s.end;) {
        sk_ix diet = b->full->diet_order[i].diet;
        int count = 0;
        for (; i < s.end && b->full->diet_order[i].diet == diet; i++) {
            const sk_diet_order *o = &b->full->diet_order[i];
            if (sk_period_has(o->when, r->eaten) && o->count > 0) count += o->count;
        }
        sk_code c = put(b, *n, SK_LINE_MAIN, diet, dish, count);
        if (c) return c;
        *sum += count;
    }
    return SK_OK;
}

static sk_code put_row(builder *b, const row *r, bool with_diets)
{
    const sk_site *s = &b->full->site[r->sm->site];
    bool by_menu = r->product->dish == SK_NONE;
    sk_ix dish = by_menu ? sk_menu_dish(b->full, s->menu, r->eaten, r->sm->meal, SK_LINE_MAIN)
                         : r->product->dish;
    if (dish == SK_NONE) return missing_dish(b, r);
    sk_need n = need_of(b, r);
    int diets = 0;
    sk_code c = with_diets ? put_diets(b, r, &n, dish, &diets) : SK_OK;
    if (c) return c;
    sk_ix veg =
        by_menu ? sk_menu_dish(b->full, s->menu, r->eaten, r->sm->meal, SK_LINE_VEG) : SK_NONE;
    if (r->cell) return sk__demand_open(b, r, &n, diets, dish, veg);
    int ordinary = r->eaters > diets ? r->eaters - diets : 0, n_veg = 0;
    if (veg != SK_NONE)
        n_veg = (int)sk_ceildiv((int64_t)ordinary * b->full->category[s->category].veg_ppm, SK_PPM);
    c = put(b, n, SK_LINE_MAIN, SK_NONE, dish, ordinary - n_veg);
    return c ? c : put(b, n, SK_LINE_VEG, SK_NONE, veg, n_veg);
}

static int attendance_of(const sk_kommun *k, const sk_site_meal *sm)
{
    return sm->attendance_ppm ? sm->attendance_ppm
                              : k->category[k->site[sm->site].category].attendance_ppm;
}

/* Does the row hold on the day it is eaten? Fills *r. SK_E_INPUT outside the calendar. */
static sk_code row_holds(builder *b, const sk_site_meal *sm, sk_day eaten, row *r, bool *holds)
{
    *holds = false;
    if (!sk_period_has(sm->when, eaten) || !sk_wdays_has(sm->days, sk_day_weekday(eaten)))
        return SK_OK;
    const sk_site *s = &b->full->site[sm->site];
    if (!sk_calendar_covers(b->full, s->calendar, eaten)) {
        char day[SK_DATE_LEN];
        sk_err_set(b->err, SK_E_INPUT, "calendar %s does not cover %s (site %s)",
                   b->full->calendar[s->calendar].id, sk_day_str(eaten, day), s->id);
        sk_err_hint(b->err, "plan a week inside the calendar, or extend it in calendars.csv");
        return SK_E_INPUT;
    }
    if (!(sm->day_types >> sk_site_day_type(&b->view, sm->site, eaten) & 1)) return SK_OK;
    int guests = sk_site_guests(&b->view, sm->site, eaten);
    *r = (row){.sm = sm, .product = &b->full->product[sm->product], .eaten = eaten};
    r->guests = guests;
    r->eaters = eaters(guests, sm->share_ppm, attendance_of(b->full, sm));
    *holds = guests > 0;
    return SK_OK;
}

/* What the rows of one meal and day have in common. */
typedef struct table {
    const sk_site_meal
        *diets;    /* the row that the special diets belong to: first served, else first */
    double weight; /* sum of share x attendance of the rows that are not packed */
} table;

static double weight_of(const sk_kommun *k, const sk_site_meal *sm)
{
    return (double)sm->share_ppm * attendance_of(k, sm);
}

static sk_code look_round(builder *b, sk_span rows, sk_meal meal, sk_day eaten, table *out)
{
    bool served = false;
    *out = (table){NULL, 0.0};
    for (int i = rows.first; i < rows.end; i++) {
        const sk_site_meal *sm = &b->full->site_meal[i];
        sk_prod_kind kind = b->full->product[sm->product].kind;
        row r;
        bool holds;
        if (sm->meal != meal || kind == SK_PROD_GOODS) continue;
        sk_code c = row_holds(b, sm, eaten, &r, &holds);
        if (c) return c;
        if (!holds) continue;
        if (!out->diets || (kind == SK_PROD_SERVED && !served)) out->diets = sm;
        served = served || kind == SK_PROD_SERVED;
        if (kind != SK_PROD_PACKED) out->weight += weight_of(b->full, sm);
    }
    return SK_OK;
}

/* Raw goods are handed out while somebody is in the kitchen: on the last day when it is open. */
static sk_code put_goods(builder *b, const row *r)
{
    sk_need n = need_of(b, r);
    sk_day open = sk_kitchen_last_open(b->full, n.kitchen, n.day, EARLIER);
    if (open != SK_NO_DAY) n.day = open;
    if (n.day < b->from || n.day >= b->from + b->n_days) return SK_OK;
    return put(b, n, SK_LINE_MAIN, SK_NONE, r->product->dish, r->eaters);
}

sk_day sk_goods_by(const sk_need *n) { return n->day == n->eaten ? n->day : n->day + 1; }

static sk_code site_day(builder *b, sk_span rows, const sk_site_meal *sm, sk_day eaten)
{
    row r;
    bool holds;
    table t;
    sk_code c = row_holds(b, sm, eaten, &r, &holds);
    if (c || !holds) return c;
    if (b->goods) return put_goods(b, &r);
    c = look_round(b, rows, sm->meal, eaten, &t);
    if (c) return c;
    if (b->f && r.product->kind != SK_PROD_PACKED && t.weight > 0.0) {
        r.cell = sk_forecast_find(b->f, sm->site, sm->meal, eaten);
        r.part = weight_of(b->full, sm) / t.weight;
    }
    return put_row(b, &r, t.diets == sm);
}

static bool reaches(const builder *b, sk_ix site, sk_day eaten)
{
    return sk_calendar_covers(b->full, b->full->site[site].calendar, eaten);
}

static sk_code site_needs(builder *b, sk_ix site)
{
    sk_span rows = sk_site_meals_of(b->full, site);
    for (int i = rows.first; i < rows.end; i++) {
        const sk_site_meal *sm = &b->full->site_meal[i];
        const sk_product *p = &b->full->product[sm->product];
        if ((p->kind == SK_PROD_GOODS) != b->goods) continue;
        int ahead = b->goods ? EARLIER : 0;
        for (int d = 0; d < b->n_days + ahead; d++) {
            sk_day eaten = b->from + d + (b->eaten ? 0 : p->lead_days);
            if (d >= b->n_days && !reaches(b, site, eaten)) break;
            sk_code c = site_day(b, rows, sm, eaten);
            if (c) return c;
        }
    }
    return SK_OK;
}

static int cmp_ix(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_key(const void *pa, const void *pb)
{
    const sk_need *a = pa, *b = pb;
    int c = cmp_ix(a->day, b->day);
    c = c ? c : cmp_ix((int64_t)a->meal, (int64_t)b->meal);
    c = c ? c : cmp_ix(a->site, b->site);
    c = c ? c : cmp_ix(a->product, b->product);
    c = c ? c : cmp_ix((int64_t)a->line, (int64_t)b->line);
    return c ? c : cmp_ix(a->diet, b->diet);
}

int sk_demand_lead(const sk_kommun *k)
{
    int lead = 0;
    for (int i = 0; i < k->n_products; i++)
        lead = k->product[i].lead_days > lead ? k->product[i].lead_days : lead;
    return lead;
}

static sk_code collect(builder *b, sk_arena *arena, sk_demand *out)
{
    for (sk_ix s = 0; s < b->full->n_sites; s++) {
        sk_code c = site_needs(b, s);
        if (c) return c;
    }
    if (sk__demand_settle(b, arena, out)) return sk_err_set(b->err, SK_E_NOMEM, "out of memory");
    if (b->n > 0) qsort(b->v, b->n, sizeof *b->v, by_key);
    out->need = sk_arena_calloc(arena, b->n + 1, sizeof *out->need);
    if (!out->need) return sk_err_set(b->err, SK_E_NOMEM, "out of memory");
    if (b->n > 0) memcpy(out->need, b->v, b->n * sizeof *b->v);
    out->n_needs = (int)b->n;
    out->from = b->from;
    out->n_days = b->n_days;
    return SK_OK;
}

static sk_code build(builder *b, sk_arena *arena, sk_demand *out)
{
    memset(out, 0, sizeof *out);
    if (b->n_days < 1) return sk_err_set(b->err, SK_E_USAGE, "a plan needs at least one day");
    sk_code c = SK_OK;
    int lead = sk_demand_lead(b->full);
    sk_day first = b->from - (b->eaten ? lead : 0), last = b->from + b->n_days - 1 + lead;
    if (b->goods) last += EARLIER;
    b->used = b->f ? sk_calloc_n((size_t)b->f->n_cells + 1, 1) : NULL;
    if ((b->f && !b->used) || !sk_demand_view(b->full, first, last, arena, &b->view))
        c = sk_err_set(b->err, SK_E_NOMEM, "out of memory");
    if (!c) c = collect(b, arena, out);
    sk_free(b->v);
    sk_free(b->open);
    sk_free(b->used);
    return c;
}

sk_code sk_demand_build(const sk_kommun *k, const struct sk_forecast *f, sk_day from, int n_days,
                        sk_arena *arena, sk_demand *out, sk_err *err)
{
    builder b = {.full = k, .f = f, .from = from, .n_days = n_days, .err = err};
    return build(&b, arena, out);
}

sk_code sk_demand_eaten(const sk_kommun *k, const struct sk_forecast *f, sk_day from, int n_days,
                        sk_arena *arena, sk_demand *out, sk_err *err)
{
    builder b = {.full = k, .f = f, .from = from, .n_days = n_days, .eaten = true, .err = err};
    return build(&b, arena, out);
}

sk_code sk_demand_goods(const sk_kommun *k, sk_day from, int n_days, sk_arena *arena,
                        sk_demand *out, sk_err *err)
{
    builder b = {.full = k, .from = from, .n_days = n_days, .goods = true, .err = err};
    return build(&b, arena, out);
}

const sk_expect *sk_demand_expected(const sk_demand *d, sk_ix site, sk_meal meal, sk_day eaten)
{
    int lo = 0, hi = d->n_expects;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        const sk_expect *e = &d->expect[mid];
        int c = cmp_ix(e->site, site);
        c = c ? c : cmp_ix((int64_t)e->meal, (int64_t)meal);
        if (c < 0 || (c == 0 && e->day < eaten)) lo = mid + 1;
        else hi = mid;
    }
    const sk_expect *e = lo < d->n_expects ? &d->expect[lo] : NULL;
    return e && e->site == site && e->meal == meal && e->day == eaten ? e : NULL;
}

const char *sk_demand_from_name(sk_demand_from from, sk_lang lang)
{
    static const char *const names[SK_N_FROM] = {
        SK_N("the forecast"), SK_N("guests times attendance, as asked for"),
        SK_N("guests times attendance: the folder has no counts up to its as-of date"),
        SK_N("guests times attendance: the week is not within reach of the history")};
    return sk_text(lang, names[from]);
}
