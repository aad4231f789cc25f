/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A controller's question: the same case with volumes or rates changed, from a day on. */
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "price/whole.h"

typedef struct scene {
    const sk_price_made *m;
    sk_price_case c; /* a copy with its own volumes and given weights */
    sk_arena *arena;
    sk_diags *diags;
    bool bad;
} scene;

#define BAD(s, row, ...)                                                                           \
    ((s)->bad = true, sk_diag_add((s)->diags, SK_SEV_ERROR, "K030",                                \
                                  (sk_loc){(s)->m->data->name[SK_PD_SCENARIOS],                    \
                                           (s)->m->data->line[SK_PD_SCENARIOS][row], 0, NULL},     \
                                  NULL, __VA_ARGS__))

sk_ix sk_price_scene_find(const sk_price_data *d, const char *id)
{
    for (int i = 0; i < d->n_scenarios; i++)
        if (strcmp(d->scenario[i].id, id) == 0) return i;
    return SK_NONE;
}

sk_day sk_price_scene_from(const sk_price_data *d, const char *id, bool *one)
{
    sk_day from = SK_NO_DAY;
    *one = true;
    for (int i = 0; i < d->n_scenarios; i++) {
        const sk_pd_scenario *x = &d->scenario[i];
        if (strcmp(x->id, id) != 0 || x->kind != SK_PD_S_VOLUME || x->from == SK_NO_DAY) continue;
        if (from != SK_NO_DAY && from != x->from) *one = false;
        from = x->from;
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
static int64_t changed(int64_t v, int change_ppm, int64_t late, int64_t all)
{
    if (all <= 0) return v;
    sk_wide add = (sk_wide)v * change_ppm * late, den = (sk_wide)SK_PPM * all;
    return v + (int64_t)((add >= 0 ? add + den / 2 : add - den / 2) / den);
}

static void change_volume(scene *s, int row)
{
    const sk_pd_scenario *x = &s->m->data->scenario[row];
    sk_price_volume *v = sk_arena_calloc(s->arena, (size_t)s->c.n_volumes + 1, sizeof *v);
    sk_price_given *g = sk_arena_calloc(s->arena, (size_t)s->c.n_given + 1, sizeof *g);
    bool any = false, known;
    int per =
        s->c.n_volumes ? s->c.n_given / s->c.n_volumes : 0; /* given rows follow their volume */
    if (!v || !g) return;
    if (s->c.n_volumes) memcpy(v, s->c.volume, (size_t)s->c.n_volumes * sizeof *v);
    if (s->c.n_given) memcpy(g, s->c.given, (size_t)s->c.n_given * sizeof *g);
    for (int i = 0; i < s->c.n_volumes; i++) {
        if (!hits(s, x->target, v[i].product, &known)) continue;
        any = true;
        int64_t all = s->m->c.volume[i].portions;
        int64_t late = x->from == SK_NO_DAY ? all : s->m->late[i];
        v[i].portions = changed(v[i].portions, x->change_ppm, late, all);
        for (int j = per * i; j < per * (i + 1); j++)
            g[j].amount = changed(g[j].amount, x->change_ppm, all ? late : 1, all ? all : 1);
    }
    if (!any) BAD(s, row, SK_N("the target %s is neither a product nor an area"), x->target);
    s->c.volume = v;
    s->c.given = g;
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

static void change_index(scene *s, int row)
{
    const sk_pd_scenario *x = &s->m->data->scenario[row];
    int cls = class_of(x->target);
    sk_day first, next;
    sk_rate extra = {x->change_ppm, SK_PPM};
    sk_day_from_ymd(s->c.set.year, 1, 1, &first);
    sk_day_from_ymd(s->c.set.year + 1, 1, 1, &next);
    if (cls < 0) {
        BAD(s, row, SK_N("the target %s is no class of cost"), x->target);
        return;
    }
    int left = x->from == SK_NO_DAY || x->from < first ? next - first
               : x->from >= next                       ? 0
                                                       : next - x->from;
    if (!sk_rate_part_year(extra, left, next - first, &extra) ||
        !on_top(s->c.set.index[cls], extra, &s->c.set.index[cls]))
        BAD(s, row, SK_N("the growth of %s is out of range"), x->target);
}

sk_code sk_price_scene_run(const sk_price_made *m, const char *id, sk_price_scene *out,
                           sk_diags *diags)
{
    const sk_price_data *d = m->data;
    scene s = {.m = m, .c = m->c, .arena = sk_arena_new(), .diags = diags};
    *out = (sk_price_scene){.result = NULL};
    if (!s.arena) return SK_E_NOMEM;
    for (int i = 0; i < d->n_scenarios; i++) {
        if (strcmp(d->scenario[i].id, id) != 0) continue;
        if (d->scenario[i].kind == SK_PD_S_VOLUME) change_volume(&s, i);
        else if (d->scenario[i].kind == SK_PD_S_INDEX) change_index(&s, i);
        else out->saves = true;
    }
    sk_code code = s.bad ? SK_E_INPUT : sk_price_run(&s.c, &out->result, diags);
    if (code == SK_OK && out->saves && !sk_price_unchanged(&s.c, out->result, m->old, &out->saving))
        code = SK_E_INTERNAL;
    for (int i = 0; code == SK_OK && i < out->result->n_tags; i++)
        out->portions += out->result->tag[i].portions;
    sk_arena_free(s.arena); /* the result holds no pointer into the case */
    return code;
}

void sk_price_scene_free(sk_price_scene *s) { sk_price_result_free(s->result); }
