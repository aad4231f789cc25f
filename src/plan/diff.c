/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing two plans row by row, by ids. */
#include "plan/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "plan/diff_priv.h"
#include "plan/plan_json.h"

static int by_text(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : ""); }

/* ---- needs ------------------------------------------------------------------------------------------ */

static sk__key key_of(const sk_plan *p, int need)
{
    const sk_need *n = &p->demand.need[need];
    return (sk__key){n->day - p->from,
                     n->meal,
                     p->k->site[n->site].id,
                     p->k->product[n->product].id,
                     n->line,
                     n->diet < 0 ? "" : p->k->diet[n->diet].id,
                     need};
}

int sk__key_cmp(const sk__key *a, const sk__key *b)
{
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->meal != b->meal) return a->meal < b->meal ? -1 : 1;
    int c = by_text(a->site, b->site);
    c = c ? c : by_text(a->product, b->product);
    c = c ? c : (a->line > b->line) - (a->line < b->line);
    return c ? c : by_text(a->diet, b->diet);
}

static int by_key(const void *x, const void *y) { return sk__key_cmp(x, y); }

sk__key *sk__diff_keys(const sk_plan *p)
{
    sk__key *k = sk_calloc_n((size_t)p->demand.n_needs + 1, sizeof *k);
    for (int i = 0; k && i < p->demand.n_needs; i++) k[i] = key_of(p, i);
    if (k && p->demand.n_needs > 1) qsort(k, (size_t)p->demand.n_needs, sizeof *k, by_key);
    return k;
}

static sk_diff_need need_of(const sk__both *t, const sk__key *a, const sk__key *b)
{
    const sk__key *k = b ? b : a;
    const sk_plan *p = b ? t->b : t->a;
    const sk_need *n = &p->demand.need[k->need];
    return (sk_diff_need){.site = k->site,
                          .product = k->product,
                          .diet = k->diet,
                          .dish = p->k->dish[n->dish].id,
                          .day = n->day,
                          .meal = n->meal,
                          .line = n->line,
                          .before = a ? t->a->demand.need[a->need].portions : 0,
                          .after = b ? t->b->demand.need[b->need].portions : 0,
                          .before_mean = a ? t->a->demand.need[a->need].dist.mean : 0.0,
                          .after_mean = b ? t->b->demand.need[b->need].dist.mean : 0.0};
}

/* ---- supplies: the ways of a need's group, its rows are sorted and few ------------------------------- */

int sk__first_supply(const sk_plan *p, int need)
{
    int lo = 0, hi = p->n_supplies;
    while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (p->supply[mid].need < need) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* Largest supply of a group, NULL = nobody. */
static const sk_supply *main_supply(const sk_plan *p, const sk__key *k, sk_group_kind g)
{
    const sk_supply *best = NULL;
    for (int i = k ? sk__first_supply(p, k->need) : p->n_supplies; i < p->n_supplies; i++) {
        const sk_supply *s = &p->supply[i];
        if (s->need != k->need) break;
        if (s->group == g && (!best || s->portions > best->portions)) best = s;
    }
    return best;
}

static const char *way(sk__both *t, const sk_plan *p, const sk_supply *s)
{
    if (!s) return "";
    const char *tour = s->tour < 0 ? "" : p->k->tour[s->tour].id, *gap = *tour ? " " : "";
    int ahead = p->demand.need[s->need].day - p->from - s->prod_day;
    const char *words = ahead
                            ? sk_arena_printf(t->d->arena, "%s %s%s%s -%dd", sk__json_mode(s->mode),
                                              sk__json_route[s->route], gap, tour, ahead)
                            : sk_arena_printf(t->d->arena, "%s %s%s%s", sk__json_mode(s->mode),
                                              sk__json_route[s->route], gap, tour);
    t->failed = t->failed || !words;
    return words ? words : "";
}

static bool same_way(const sk__both *t, const sk_supply *a, const sk_supply *b)
{
    if (!a || !b) return a == b;
    bool tours = (a->tour < 0) == (b->tour < 0) &&
                 (a->tour < 0 || strcmp(t->a->k->tour[a->tour].id, t->b->k->tour[b->tour].id) == 0);
    return strcmp(t->a->k->kitchen[a->kitchen].id, t->b->k->kitchen[b->kitchen].id) == 0 &&
           a->mode == b->mode && a->route == b->route && a->prod_day == b->prod_day && tours;
}

static bool moves(sk__both *t, const sk__key *a, const sk__key *b)
{
    for (int g = 0; g < SK_N_GROUPS; g++) {
        const sk_supply *x = main_supply(t->a, a, (sk_group_kind)g),
                        *y = main_supply(t->b, b, (sk_group_kind)g);
        if (same_way(t, x, y)) continue;
        const sk_need *n = &t->b->demand.need[b->need];
        if (!SK_GROW(t->move, t->n_moves, t->cap_moves)) return false;
        t->move[t->n_moves++] = (sk_diff_move){.site = b->site,
                                               .diet = b->diet,
                                               .day = n->day,
                                               .meal = n->meal,
                                               .line = n->line,
                                               .group = (sk_group_kind)g,
                                               .from = x ? t->a->k->kitchen[x->kitchen].id : "",
                                               .to = y ? t->b->k->kitchen[y->kitchen].id : "",
                                               .from_way = way(t, t->a, x),
                                               .to_way = way(t, t->b, y),
                                               .portions = y ? y->portions : x->portions};
    }
    return !t->failed;
}

static bool pair(sk__both *t, const sk__key *a, const sk__key *b)
{
    sk_diff_need n = need_of(t, a, b);
    if (n.before != n.after) {
        if (!SK_GROW(t->need, t->n_needs, t->cap_needs)) return false;
        t->need[t->n_needs++] = n;
    }
    return !a || !b || moves(t, a, b);
}

static bool needs(sk__both *t)
{
    sk__key *a = sk__diff_keys(t->a), *b = sk__diff_keys(t->b);
    int na = t->a->demand.n_needs, nb = t->b->demand.n_needs;
    bool ok = a && b;
    for (int i = 0, j = 0; ok && (i < na || j < nb);) {
        int c = i == na ? 1 : j == nb ? -1 : sk__key_cmp(&a[i], &b[j]);
        ok = pair(t, c <= 0 ? &a[i] : NULL, c >= 0 ? &b[j] : NULL);
        ok = ok && sk__diff_short(t, c <= 0 ? &a[i] : NULL, c >= 0 ? &b[j] : NULL);
        i += c <= 0;
        j += c >= 0;
    }
    sk_free(a);
    sk_free(b);
    return ok;
}

/* ---- all -------------------------------------------------------------------------------------------- */

/* Takes a grown array over into the arena. */
static bool keep(sk__both *t, void *to, int *n_to, const void *from, size_t n, size_t size)
{
    void *v = sk_arena_calloc(t->d->arena, n + 1, size);
    if (v && n) memcpy(v, from, n * size);
    memcpy(to, &v, sizeof v);
    *n_to = (int)n;
    return v != NULL;
}

sk_code sk_diff_make(const sk_plan *a, const sk_plan *b, sk_diff **out, sk_err *err)
{
    sk_arena *arena = sk_arena_new();
    sk__both t = {.a = a, .b = b};
    *out = NULL;
    t.d = arena ? sk_arena_alloc(arena, sizeof *t.d) : NULL;
    bool ok = t.d != NULL;
    if (ok) {
        *t.d = (sk_diff){.arena = arena, .a = a, .b = b, .other_week = a->from != b->from};
        ok = needs(&t) && sk__diff_inputs(&t) && sk__diff_staff(&t) && sk__diff_costs(&t) &&
             keep(&t, &t.d->need, &t.d->n_needs, t.need, t.n_needs, sizeof *t.need) &&
             keep(&t, &t.d->move, &t.d->n_moves, t.move, t.n_moves, sizeof *t.move) &&
             keep(&t, &t.d->shrt, &t.d->n_shorts, t.shrt, t.n_shorts, sizeof *t.shrt);
    }
    sk_free(t.need);
    sk_free(t.move);
    sk_free(t.shrt);
    if (ok) {
        *out = t.d;
        return SK_OK;
    }
    sk_arena_free(arena);
    return sk_err_set(err, SK_E_NOMEM, "out of memory");
}

void sk_diff_free(sk_diff *d)
{
    if (d) sk_arena_free(d->arena);
}

int sk_diff_count(const sk_diff *d)
{
    return d->n_needs + d->n_moves + d->n_staff + d->n_shorts + d->n_costs;
}
