/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every portion of every need is supplied, replaced or openly short, by one kitchen. */
#include <stdlib.h>
#include <string.h>

#include "check/check_priv.h"

static bool dish_has_group(const chk *c, const chk_need *n, int group)
{
    const sk_dish *d = sk__chk_dish(c, n);
    for (int i = 0; i < d->n_comp; i++)
        if (sk__chk_group_of(&c->k->component[d->comp[i].component]) == group) return true;
    return false;
}

static void shorts(chk *c)
{
    for (int i = 0; i < c->n_shorts; i++) {
        const chk_short *s = &c->shrt[i];
        if (!s->ok) continue;
        chk_need *n = &c->need[s->need];
        const char *place = sk__chk_place_need(c, n);
        if (n->shrt || n->backup || s->short_portions < 0 || s->backup_portions < 0 ||
            s->short_portions + s->backup_portions <= 0)
            sk__chk_say(c, SK_V_SHORT_ROW, AT("short", i, NULL), place);
        n->shrt += s->short_portions;
        n->backup += s->backup_portions;
        if (s->backup_portions > 0 && sk__chk_dish(c, n)->backup == SK_NONE)
            sk__chk_say(c, SK_V_BACKUP, AT("short", i, "backup_portions"), place);
    }
}

static void supplies(chk *c)
{
    for (int i = 0; i < c->n_supplies; i++) {
        const chk_supply *s = &c->supply[i];
        if (!s->ok) continue;
        chk_need *n = &c->need[s->need];
        n->supplied[s->group] += s->portions;
        if (s->portions <= 0)
            sk__chk_num(c, SK_V_CONSERVE, AT("supply", i, "portions"), sk__chk_place_supply(c, s),
                        s->portions, 1);
        if (n->n_supply[s->group]++ > 0 && !c->head.split)
            sk__chk_say(c, SK_V_SPLIT, AT("supply", i, NULL), sk__chk_place_supply(c, s));
        if (!dish_has_group(c, n, (int)s->group))
            sk__chk_say(c, SK_V_GROUP, AT("supply", i, "group"), sk__chk_place_supply(c, s));
    }
}

static void conserve(chk *c)
{
    for (int i = 0; i < c->n_needs; i++) {
        const chk_need *n = &c->need[i];
        if (!n->ok) continue;
        for (int g = 0; g < CHK_N_GROUPS; g++) {
            if (!dish_has_group(c, n, g)) continue;
            sk__chk_same(c, SK_V_CONSERVE, AT("need", i, NULL), sk__chk_place_need(c, n),
                         n->supplied[g] + n->shrt + n->backup, n->portions);
        }
        if (n->shrt > 0)
            sk__chk_most(c, SK_V_D_SHORT, AT("need", i, NULL), sk__chk_place_need(c, n), n->shrt,
                         0);
    }
}

/* ---- one supplier ---- */

typedef struct who {
    int64_t key[4];
    int64_t kitchen;
    int supply;
} who;

static int cmp_who(const void *a, const void *b)
{
    const who *x = a, *y = b;
    for (int i = 0; i < 4; i++)
        if (x->key[i] != y->key[i]) return x->key[i] < y->key[i] ? -1 : 1;
    return (x->supply > y->supply) - (x->supply < y->supply);
}

/* Rows with equal keys must name one kitchen; the first of them decides. */
static void one_kitchen(chk *c, sk_check_rule r, who *w, size_t n)
{
    qsort(w, n, sizeof *w, cmp_who);
    for (size_t i = 0, first = 0; i < n; i++) {
        bool same = true;
        for (int j = 0; j < 4; j++) same = same && w[i].key[j] == w[first].key[j];
        if (!same) first = i;
        if (w[i].kitchen != w[first].kitchen)
            sk__chk_word(c, r, AT("supply", w[i].supply, "kitchen"),
                         sk__chk_place_supply(c, &c->supply[w[i].supply]),
                         c->k->kitchen[w[i].kitchen].id, c->k->kitchen[w[first].kitchen].id);
    }
}

static bool ordinary(const chk *c, const chk_supply *s)
{
    return s->ok && c->need[s->need].diet == SK_NONE;
}

/* The ordinary needs of a site, meal and day that share a component get it from one kitchen. */
static void component_once(chk *c)
{
    size_t n = 0, cap = 0;
    who *w = NULL;
    for (int i = 0; i < c->n_supplies && !c->oom; i++) {
        const chk_supply *s = &c->supply[i];
        if (!ordinary(c, s)) continue;
        const chk_need *d = &c->need[s->need];
        const sk_dish *dish = sk__chk_dish(c, d);
        for (int j = 0; j < dish->n_comp; j++) {
            sk_ix m = dish->comp[j].component;
            if (sk__chk_group_of(&c->k->component[m]) != s->group) continue;
            if (!SK_GROW(w, n, cap)) {
                c->oom = true;
                break;
            }
            w[n++] = (who){{d->site, d->day, d->meal, m}, s->kitchen, i};
        }
    }
    if (n > 0 && !c->oom) one_kitchen(c, SK_V_SPLIT_COMPONENT, w, n);
    sk_free(w);
}

/* The kitchen with most portions among rows of one key; the first of equals. */
static int64_t main_kitchen(const chk *c, const who *w, size_t n)
{
    int64_t best = SK_NONE, most = -1;
    for (size_t i = 0; i < n; i++) {
        int64_t sum = 0;
        for (size_t j = 0; j < n; j++)
            if (w[j].kitchen == w[i].kitchen) sum += c->supply[w[j].supply].portions;
        if (sum > most) {
            most = sum;
            best = w[i].kitchen;
        }
    }
    return best;
}

static void one_week(chk *c, const who *w, size_t n)
{
    int64_t usual = main_kitchen(c, w, n);
    for (size_t i = 0; i < n; i++)
        if (w[i].kitchen != usual)
            sk__chk_word(c, SK_V_D_WEEKLY, AT("supply", w[i].supply, "kitchen"),
                         sk__chk_place_supply(c, &c->supply[w[i].supply]),
                         c->k->kitchen[w[i].kitchen].id, c->k->kitchen[usual].id);
}

/* One supplier of a site's group, meal and diet the whole week. */
static void weekly(chk *c)
{
    who *w = sk__chk_array(c, (size_t)c->n_supplies, sizeof *w);
    size_t n = 0;
    for (int i = 0; w && i < c->n_supplies; i++) {
        const chk_supply *s = &c->supply[i];
        if (!s->ok) continue;
        const chk_need *d = &c->need[s->need];
        w[n++] = (who){{d->site, s->group, d->meal, d->diet}, s->kitchen, i};
    }
    if (n == 0) return;
    qsort(w, n, sizeof *w, cmp_who);
    for (size_t i = 0, first = 0; i < n; i++)
        if (i + 1 == n || memcmp(w[i].key, w[i + 1].key, sizeof w[i].key) != 0) {
            one_week(c, w + first, i + 1 - first);
            first = i + 1;
        }
}

void sk__chk_cover(chk *c)
{
    shorts(c);
    supplies(c);
    conserve(c);
    if (!c->head.split) component_once(c);
    if (c->head.weekly) weekly(c);
}
