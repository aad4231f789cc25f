/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A controller's question: the same case with volumes or rates changed, from a day on. */
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "price/scene.h"

typedef struct scene {
    const sk_price_made *m;
    sk_price_made *own; /* rebuilt on changed keys, or NULL */
    sk_price_keys keys; /* changed */
    sk_price_case c;    /* a copy with its own volumes and given weights */
    const int64_t *late;
    sk_arena *arena;
    sk_diags *diags;
    bool bad, no_memory;
} scene;

#define BAD(s, x, ...)                                                                             \
    ((s)->bad = true,                                                                              \
     sk_diag_add((s)->diags, SK_SEV_ERROR, "K030",                                                 \
                 (sk_loc){(x)->src.file, (x)->src.line, 0, NULL}, NULL, __VA_ARGS__))

static void *room(scene *s, size_t n, size_t size)
{
    void *v = sk_arena_calloc(s->arena, n + 1, size);
    if (!v) s->no_memory = true;
    return v;
}

/* ---- rows of price/scenarios.csv ---- */

sk_ix sk_price_scene_find(const sk_price_data *d, const char *id)
{
    for (int i = 0; i < d->n_scenarios; i++)
        if (strcmp(d->scenario[i].id, id) == 0) return i;
    return SK_NONE;
}

sk_price_change *sk_price_scene_rows(const sk_price_data *d, const char *id, sk_arena *arena,
                                     int *n)
{
    static const sk_change_kind kind[] = {[SK_PD_S_VOLUME] = SK_CHANGE_VOLUME,
                                          [SK_PD_S_INDEX] = SK_CHANGE_INDEX,
                                          [SK_PD_S_SAVING] = SK_CHANGE_SAVING};
    sk_price_change *c = sk_arena_calloc(arena, (size_t)d->n_scenarios + 1, sizeof *c);
    *n = 0;
    for (int i = 0; c && i < d->n_scenarios; i++) {
        const sk_pd_scenario *x = &d->scenario[i];
        if (strcmp(x->id, id) != 0) continue;
        c[(*n)++] =
            (sk_price_change){.kind = kind[x->kind],
                              .target = x->target,
                              .index = SK_IDX_NONE,
                              .category = SK_NONE,
                              .board = SK_NONE,
                              .site = SK_NONE,
                              .change_ppm = x->change_ppm,
                              .from = x->from,
                              .src = {d->name[SK_PD_SCENARIOS], d->line[SK_PD_SCENARIOS][i]}};
    }
    return c;
}

static bool of_meals(const sk_price_change *x)
{
    return x->kind == SK_CHANGE_VOLUME || x->kind == SK_CHANGE_GUESTS ||
           x->kind == SK_CHANGE_HELPING;
}

sk_day sk_price_scene_from(const sk_price_change *c, int n, bool *one)
{
    sk_day from = SK_NO_DAY;
    *one = true;
    for (int i = 0; i < n; i++) {
        if (!of_meals(&c[i]) || c[i].from == SK_NO_DAY) continue;
        if (from != SK_NO_DAY && from != c[i].from) *one = false;
        from = c[i].from;
    }
    return from;
}

/* ---- volumes ---- */

/* Is a word of the target this product or its area? Empty = every product. */
static bool hits(const scene *s, const char *target, sk_ix product, bool *known)
{
    const sk_price_product *p = &s->c.product[product];
    const char *area = s->c.area[p->area].id;
    bool hit = !*target;
    *known = hit;
    while (*(target += strspn(target, " "))) {
        size_t n = strcspn(target, " ");
        if ((strlen(p->id) == n && strncmp(p->id, target, n) == 0) ||
            (strlen(area) == n && strncmp(area, target, n) == 0))
            hit = *known = true;
        target += n;
    }
    return hit;
}

/* v x (1 + change x late / all), rounded once. */
static int64_t changed(int64_t v, int64_t change_ppm, int64_t late, int64_t all)
{
    if (all <= 0) return v;
    sk_wide add = (sk_wide)v * change_ppm * late, den = (sk_wide)SK_PPM * all;
    return v + (int64_t)((add >= 0 ? add + den / 2 : add - den / 2) / den);
}

static void change_volume(scene *s, const sk_price_change *x)
{
    sk_price_volume *v = room(s, (size_t)s->c.n_volumes, sizeof *v);
    sk_price_given *g = room(s, (size_t)s->c.n_given, sizeof *g);
    bool any = false, known;
    int per =
        s->c.n_volumes ? s->c.n_given / s->c.n_volumes : 0; /* given rows follow their volume */
    int64_t *from_then = room(s, (size_t)s->c.n_volumes, sizeof *from_then);
    if (!v || !g || !from_then) return;
    if (s->c.n_volumes) memcpy(v, s->c.volume, (size_t)s->c.n_volumes * sizeof *v);
    if (s->c.n_given) memcpy(g, s->c.given, (size_t)s->c.n_given * sizeof *g);
    for (int i = 0; i < s->c.n_volumes; i++) {
        from_then[i] = s->late[i];
        if (!hits(s, x->target, v[i].product, &known)) continue;
        any = true;
        int64_t all = v[i].portions, late = x->from == SK_NO_DAY ? all : s->late[i];
        v[i].portions = changed(v[i].portions, x->change_ppm, late, all);
        v[i].billed = changed(v[i].billed, x->change_ppm, late, all);
        for (int j = per * i; j < per * (i + 1); j++)
            g[j].amount = changed(g[j].amount, x->change_ppm, all ? late : 1, all ? all : 1);
        from_then[i] = changed(s->late[i], x->change_ppm, 1, 1); /* all of it is from the day on */
    }
    if (!any) BAD(s, x, SK_N("the target %s is neither a product nor an area"), x->target);
    s->late = from_then;
    s->c.volume = v;
    s->c.given = g;
}

/* ---- guests: the keys change, so that the price is built anew on them ---- */

static bool fits(const sk_kommun *k, const sk_price_change *x, sk_ix site)
{
    const sk_site *s = &k->site[site];
    return (x->category == SK_NONE || x->category == s->category) &&
           (x->board == SK_NONE || x->board == s->board) && (x->site == SK_NONE || x->site == site);
}

static void change_meals(scene *s, const sk_price_change *x)
{
    for (int i = 0; i < s->keys.n; i++) {
        sk_price_meal *m = &s->keys.meal[i];
        if (!fits(s->m->k, x, m->site)) continue;
        const int64_t all = m->portions, late = x->from == SK_NO_DAY ? all : m->late;
        int64_t *const v[] = {&m->food, &m->portions, &m->work, &m->trips, &m->enrolled};
        int n = x->kind == SK_CHANGE_GUESTS ? (int)(sizeof v / sizeof *v) : 1;
        for (int j = 0; j < n; j++) *v[j] = changed(*v[j], x->change_ppm, late, all);
        if (n > 1)
            m->late = changed(m->late, x->change_ppm, 1, 1); /* all of it is from the day on */
    }
}

static void rebuild(scene *s, const sk_price_change *c, int n)
{
    bool any = false;
    for (int i = 0; i < n; i++)
        any = any || c[i].kind == SK_CHANGE_GUESTS || c[i].kind == SK_CHANGE_HELPING;
    if (!any) return;
    s->keys = *s->m->keys;
    s->keys.meal = room(s, (size_t)s->keys.n, sizeof *s->keys.meal);
    if (!s->keys.meal) return;
    if (s->keys.n) memcpy(s->keys.meal, s->m->keys->meal, (size_t)s->keys.n * sizeof *s->keys.meal);
    for (int i = 0; i < n; i++)
        if (c[i].kind == SK_CHANGE_GUESTS || c[i].kind == SK_CHANGE_HELPING) change_meals(s, &c[i]);
    sk_price_ask ask = {.year = s->m->c.set.year, .base = s->m->c.set.base, .keys = &s->keys};
    sk_code code = sk_price_build(s->m->k, s->m->data, &ask, &s->own, s->diags);
    s->no_memory = s->no_memory || code == SK_E_NOMEM;
    s->bad = s->bad || code == SK_E_INPUT;
    if (code != SK_OK) return;
    s->c = s->own->c;
    s->late = s->own->late;
}

/* ---- indexes ---- */

static int class_of(const char *word)
{
    static const char *const sv[] = {"lön", "pris", "hyra", "livsmedel", "internränta"};
    static const char *const en[] = {"wage", "price", "rent", "food", "interest"};
    for (int i = 0; i < SK_IDX_NONE; i++)
        if (strcmp(word, sv[i]) == 0 || strcmp(word, en[i]) == 0) return i;
    return -1;
}

/* (1 + r)(1 + extra) - 1. */
static bool on_top(sk_rate r, sk_rate extra, sk_rate *out)
{
    sk_rate a, b;
    sk_wide num, den, x, y;
    if (!sk_rate_plus_one(r, &a) || !sk_rate_plus_one(extra, &b)) return false;
    num = (sk_wide)a.num * b.num - (sk_wide)a.den * b.den;
    den = (sk_wide)a.den * b.den;
    for (x = den, y = num < 0 ? -num : num; y;) {
        sk_wide t = x % y;
        x = y;
        y = t;
    }
    num /= x;
    den /= x;
    if (den > INT64_MAX || num > INT64_MAX || num < INT64_MIN) return false;
    *out = (sk_rate){(int64_t)num, (int64_t)den};
    return true;
}

static void change_index(scene *s, const sk_price_change *x)
{
    int cls = x->index == SK_IDX_NONE ? class_of(x->target) : (int)x->index;
    sk_day first, next;
    sk_rate extra = {x->change_ppm, SK_PPM};
    sk_day_from_ymd(s->c.set.year, 1, 1, &first);
    sk_day_from_ymd(s->c.set.year + 1, 1, 1, &next);
    if (cls < 0) {
        BAD(s, x, SK_N("the target %s is no class of cost"), x->target);
        return;
    }
    int left = x->from == SK_NO_DAY || x->from < first ? next - first
               : x->from >= next                       ? 0
                                                       : next - x->from;
    if (s->c.set.index[cls].den <= 0) s->c.set.index[cls] = (sk_rate){0, 1};
    if (!sk_rate_part_year(extra, left, next - first, &extra) ||
        !on_top(s->c.set.index[cls], extra, &s->c.set.index[cls]))
        BAD(s, x, SK_N("the growth of %s is out of range"), x->target);
}

static void apply(scene *s, const sk_price_change *c, int n)
{
    rebuild(s, c, n);
    for (int i = 0; i < n && !s->bad && !s->no_memory; i++) {
        if (c[i].kind == SK_CHANGE_VOLUME) change_volume(s, &c[i]);
        if (c[i].kind == SK_CHANGE_INDEX) change_index(s, &c[i]);
    }
}

sk_code sk_price_scene_run(const sk_price_made *m, const sk_price_change *c, int n,
                           sk_price_scene *out, sk_diags *diags)
{
    scene s = {.m = m, .c = m->c, .late = m->late, .arena = sk_arena_new(), .diags = diags};
    *out = (sk_price_scene){.result = NULL};
    if (!s.arena) return SK_E_NOMEM;
    apply(&s, c, n);
    for (int i = 0; i < n; i++) out->saves = out->saves || c[i].kind == SK_CHANGE_SAVING;
    sk_code code = s.no_memory ? SK_E_NOMEM
                   : s.bad     ? SK_E_INPUT
                               : sk_price_run(&s.c, &out->result, diags);
    if (code == SK_OK && out->saves && !sk_price_unchanged(&s.c, out->result, m->old, &out->saving))
        code = SK_E_INTERNAL;
    for (int i = 0; code == SK_OK && i < out->result->n_tags; i++)
        out->portions += out->result->tag[i].portions;
    sk_price_made_free(s.own);
    sk_arena_free(s.arena); /* the result holds no pointer into the case */
    return code;
}

void sk_price_scene_free(sk_price_scene *s) { sk_price_result_free(s->result); }
