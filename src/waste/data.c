/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waste/data.h"

#include <stdlib.h>
#include <string.h>

#include "domain/query.h"

enum { RUN_DAYS = 5, FRIDAY = 5 };

typedef struct builder {
    const sk_kommun *k;
    const sk_history *h;
    sk_waste_data *o;
    const sk_weighing *w;
    int n_w;
    sk_ix *menu; /* of each kitchen */
} builder;

/* The menu of most of the guests that a kitchen usually cooks for. */
static bool kitchen_menus(builder *b)
{
    const sk_kommun *k = b->k;
    size_t n = (size_t)k->n_kitchens * (size_t)(k->n_menus + 1);
    int64_t *guests = sk_calloc_n(n + 1, sizeof *guests);
    b->menu = sk_calloc_n((size_t)k->n_kitchens + 1, sizeof *b->menu);
    if (!guests || !b->menu) {
        sk_free(guests);
        return false;
    }
    for (sk_ix s = 0; s < k->n_sites; s++)
        if (k->site[s].menu != SK_NONE)
            guests[k->site[s].usual_supplier * k->n_menus + k->site[s].menu] +=
                sk_site_guests_enrolled(k, s, k->as_of);
    for (sk_ix c = 0; c < k->n_kitchens; c++) {
        int64_t best = 0;
        b->menu[c] = SK_NONE;
        for (sk_ix m = 0; m < k->n_menus; m++)
            if (guests[c * k->n_menus + m] > best) {
                best = guests[c * k->n_menus + m];
                b->menu[c] = m;
            }
    }
    sk_free(guests);
    return true;
}

static int counted(const builder *b, sk_ix site, int meal, sk_day day)
{
    int n = 0;
    const sk_count *v = b->h ? sk_history_attendance(b->h, site, (sk_meal)meal, &n) : NULL;
    v = sk_count_on(v, n, day);
    return v && v->basis <= SK_BASIS_PLATES ? v->count : 0;
}

static bool same_meal(const sk_weighing *a, const sk_weighing *b)
{
    return a->site == b->site && a->kitchen == b->kitchen && a->meal == b->meal && a->day == b->day;
}

static void doubt(builder *b, const sk_weighing *w, sk_doubt_rule rule, bool kept,
                  const char *found)
{
    b->o->doubt[b->o->n_doubts++] = (sk_doubt){(uint8_t)rule, w->doc, kept, w->line, found, NULL};
}

static const char *place_id(const builder *b, const sk_weighing *w)
{
    return w->site != SK_NONE ? b->k->site[w->site].id : b->k->kitchen[w->kitchen].id;
}

static sk_wrec record(const builder *b, const sk_weighing *w, int n)
{
    bool site = w->site != SK_NONE;
    sk_ix menu = site ? b->k->site[w->site].menu : b->menu[w->kitchen];
    sk_wrec r = {.day = w->day,
                 .place = site ? w->site : b->k->n_sites + w->kitchen,
                 .site = w->site,
                 .kitchen = site ? b->k->site[w->site].usual_supplier : w->kitchen,
                 .category = site ? b->k->site[w->site].category : SK_NONE,
                 .dish = w->dish,
                 .g = w->g,
                 .n = n,
                 .meal = w->meal,
                 .mass = w->mass};
    if (r.dish == SK_NONE && menu != SK_NONE)
        r.dish = sk_menu_dish(b->k, menu, w->day, (sk_meal)w->meal, SK_LINE_MAIN);
    return r;
}

/* One place's meal on one day: weighings first..end. */
static void meal_of(builder *b, int first, int end)
{
    const sk_weighing *w = b->w;
    int n = 0, kept = b->o->n;
    int64_t waste = 0, served = 0;
    for (int i = first; i < end; i++) {
        n = w[i].portions > n ? w[i].portions : n;
        if (w[i].mass < SK_N_STREAMS) waste += w[i].g;
        if (w[i].mass == SK_MASS_SERVED) served += w[i].g;
    }
    if (n == 0 && w[first].site != SK_NONE)
        n = counted(b, w[first].site, w[first].meal, w[first].day);
    for (int i = first; i < end; i++) {
        int own = w[i].portions ? w[i].portions : n;
        if (own == 0) {
            if (w[i].mass < SK_N_STREAMS)
                b->o->nowhere[b->o->n_nowhere++] = (sk_wnowhere){w[i].day, w[i].g};
            doubt(b, &w[i], SK_DOUBT_NO_PORTIONS, false, place_id(b, &w[i]));
        } else if (w[i].mass == SK_MASS_SERVED && served < waste)
            doubt(b, &w[i], SK_DOUBT_SERVED, false, place_id(b, &w[i]));
        else b->o->rec[kept++] = record(b, &w[i], own);
    }
    b->o->n = kept;
}

static int week_of(sk_day d) { return (d - (sk_day_weekday(d) - 1) + 3) / 7; }

static void clusters(sk_waste_data *o)
{
    for (int i = 1; i < o->n; i++) {
        const sk_wrec *a = &o->rec[i - 1];
        sk_wrec *r = &o->rec[i];
        bool same =
            a->place == r->place && a->meal == r->meal && week_of(a->day) == week_of(r->day);
        r->cluster = a->cluster + !same;
    }
}

/* Does the place serve lunch that weekday? */
static bool serves(const builder *b, const sk_wrec *r, sk_day d)
{
    if (r->site == SK_NONE) return sk_kitchen_open(b->k, r->kitchen, SK_MEAL_LUNCH, d) != NULL;
    sk_day_type t = sk_site_day_type(b->k, r->site, d);
    return t == SK_DAY_NORMAL || t == SK_DAY_REDUCED;
}

static bool follows(const builder *b, const sk_wrec *r, sk_day from, sk_day to)
{
    if (to - from > 2 * 7) return false;
    for (sk_day d = from + 1; d < to; d++)
        if (sk_day_weekday(d) <= FRIDAY && serves(b, r, d)) return false;
    return true;
}

static void mark(sk_waste_data *o, int first, int end, int days)
{
    for (int i = first; i < end && days >= RUN_DAYS; i++)
        o->rec[i].in_run = sk_day_weekday(o->rec[i].day) <= FRIDAY;
}

static void runs(builder *b)
{
    sk_waste_data *o = b->o;
    int first = 0, days = 0;
    for (int i = 0; i < o->n; i++) {
        const sk_wrec *r = &o->rec[i], *last = i ? &o->rec[i - 1] : NULL;
        bool lunch = r->meal == SK_MEAL_LUNCH && sk_day_weekday(r->day) <= FRIDAY;
        bool same = last && days > 0 && last->place == r->place && last->meal == r->meal;
        if (same && lunch && last->day == r->day) continue;
        if (!(same && lunch && follows(b, r, last->day, r->day))) {
            mark(o, first, i, days);
            first = i;
            days = 0;
        }
        days += lunch;
    }
    mark(o, first, o->n, days);
}

static int by_line(const void *pa, const void *pb)
{
    const sk_doubt *a = pa, *b = pb;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return (a->rule > b->rule) - (a->rule < b->rule);
}

static bool copy_doubts(const sk_waste_log *log, sk_waste_data *o)
{
    for (int i = 0; i < log->n_doubts; i++) {
        sk_doubt d = log->doubt[i];
        d.found = sk_arena_strdup(o->arena, d.found);
        if (d.near) d.near = sk_arena_strdup(o->arena, d.near);
        if (!d.found || (!d.near && log->doubt[i].near)) return false;
        o->doubt[o->n_doubts++] = d;
    }
    return true;
}

static bool build(builder *b, const sk_waste_log *log)
{
    sk_waste_data *o = b->o;
    size_t n = (size_t)log->n;
    o->rec = sk_arena_calloc(o->arena, n + 1, sizeof *o->rec);
    o->doubt = sk_arena_calloc(o->arena, n + (size_t)log->n_doubts + 1, sizeof *o->doubt);
    o->nowhere = sk_arena_calloc(o->arena, n + 1, sizeof *o->nowhere);
    if (!o->rec || !o->doubt || !o->nowhere || !kitchen_menus(b) || !copy_doubts(log, o))
        return false;
    for (int i = 0; i < b->n_w;) {
        int end = i + 1;
        while (end < b->n_w && same_meal(&b->w[i], &b->w[end])) end++;
        meal_of(b, i, end);
        i = end;
    }
    clusters(o);
    runs(b);
    if (o->n_doubts > 1) qsort(o->doubt, (size_t)o->n_doubts, sizeof *o->doubt, by_line);
    for (int i = 0; i < o->n; i++) {
        if (i == 0 || o->rec[i].day < o->first) o->first = o->rec[i].day;
        if (i == 0 || o->rec[i].day > o->last) o->last = o->rec[i].day;
    }
    return true;
}

int64_t sk_waste_nowhere(const sk_waste_data *d, sk_day from, sk_day to)
{
    int64_t g = 0;
    for (int i = 0; i < d->n_nowhere; i++)
        if (d->nowhere[i].day >= from && d->nowhere[i].day <= to) g += d->nowhere[i].g;
    return g;
}

sk_code sk_waste_data_make(const sk_kommun *k, const sk_history *h, const sk_waste_log *log,
                           sk_arena *arena, sk_waste_data *out, sk_err *err)
{
    *out = (sk_waste_data){.arena = arena, .k = k, .first = 0, .last = -1};
    builder b = {.k = k, .h = h, .o = out, .w = log->w, .n_w = log->n};
    bool ok = build(&b, log);
    sk_free(b.menu);
    return ok ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}
