/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recipes into components, components into dishes. */
#include "input/input.h"

/* Both tables are sorted by owner, and lines without a known owner (SK_NONE) come first. */
static void bind_recipes(sk__in *in)
{
    const sk__table *t = &in->t[SK_DOC_RECIPES];
    const sk_in_recipe *r = (const sk_in_recipe *)(const void *)t->rec;
    sk_recipe_line *all = sk_arena_calloc(in->keep, (size_t)t->n + 1, sizeof *all);
    in->nomem |= !all;
    int n = 0;
    for (int i = 0; i < t->n && all; i++) {
        if (r[i].component == SK_NONE || r[i].ingredient == SK_NONE) continue;
        sk_component *c = &in->k->component[r[i].component];
        if (c->n_recipe++ == 0) c->recipe = &all[n];
        all[n++] = (sk_recipe_line){r[i].ingredient, r[i].g};
    }
}

static void bind_dishes(sk__in *in)
{
    const sk__table *t = &in->t[SK_DOC_DISH_COMPONENTS];
    const sk_in_dish_comp *r = (const sk_in_dish_comp *)(const void *)t->rec;
    sk_dish_comp *all = sk_arena_calloc(in->keep, (size_t)t->n + 1, sizeof *all);
    in->nomem |= !all;
    int n = 0;
    for (int i = 0; i < t->n && all; i++) {
        if (r[i].dish == SK_NONE || r[i].component == SK_NONE) continue;
        sk_dish *d = &in->k->dish[r[i].dish];
        if (d->n_comp++ == 0) d->comp = &all[n];
        all[n++] = (sk_dish_comp){r[i].component, r[i].scale_milli};
    }
}

void sk__bind_food(sk__in *in)
{
    bind_recipes(in);
    bind_dishes(in);
}
