/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Components and dishes. */
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

static bool eaten_hot(const sk_component *c) { return c->kind <= SK_COMP_SAUCE; }

static bool has_class(const sk_kommun *k, sk_ix kitchen, sk_ix cls)
{
    sk_span s = sk_kitchen_equipment(k, kitchen);
    for (int i = s.first; i < s.end; i++)
        if (k->equipment[i].cls == cls) return true;
    return cls == SK_NONE;
}

/* Whether a kitchen could make the component in this mode. Food cooked in equipment and sent chilled
 * passes a blast chiller. */
static bool can(const sk_kommun *k, sk_ix kitchen, const sk_component *c, sk_mode mode)
{
    const sk_kitchen *x = &k->kitchen[kitchen];
    if (!has_class(k, kitchen, c->equip)) return false;
    if (mode == SK_MODE_AT_SITE) return x->role != SK_ROLE_SERVING;
    return x->role == SK_ROLE_COOKING &&
           (mode == SK_MODE_HOT || x->chill_kg_day > 0 || c->equip == SK_NONE);
}

static void modes(sk__in *in, int i)
{
    static const sk_mode all[] = {SK_MODE_HOT, SK_MODE_CHILLED, SK_MODE_AT_SITE};
    const sk_component *c = &in->k->component[i];
    bool any = false;
    int unusable[3], n = 0;
    for (int m = 0; m < 3; m++) {
        bool some = false;
        for (int j = 0; c->modes & all[m] && j < in->k->n_kitchens && !some; j++)
            some = can(in->k, j, c, all[m]);
        any |= some;
        if (c->modes & all[m] && !some) unusable[n++] = m;
    }
    if (!any)
        SK__ERR(in, SK_DOC_COMPONENTS, i, "lägen", "R056", NULL,
                SK_N("no kitchen has the equipment to make \"%s\""), c->id);
    for (int m = 0; any && m < n; m++)
        SK__WARN(in, SK_DOC_COMPONENTS, i, "lägen", "W023", NULL,
                 SK_N("no kitchen can make \"%s\" %s"), c->id,
                 sk_mode_name(all[unusable[m]], sk_diags_lang(in->diags)));
}

static void components(sk__in *in)
{
    bool recipes_clean = sk__clean(in, SK__DOC(SK_DOC_RECIPES));
    bool kitchens_clean = sk__clean(in, SK__DOC(SK_DOC_KITCHENS) | SK__DOC(SK_DOC_EQUIPMENT));
    for (int i = 0; i < in->k->n_components; i++) {
        const sk_component *c = &in->k->component[i];
        if (sk__bad(in, SK_DOC_COMPONENTS, i)) continue;
        if (recipes_clean && c->n_recipe == 0)
            SK__ERR(in, SK_DOC_COMPONENTS, i, "id", "R054", NULL, SK_N("\"%s\" has no row in %s"),
                    c->id, sk_doc_file(SK_DOC_RECIPES));
        if (c->modes & SK_MODE_HOT && eaten_hot(c) && c->hold_min == 0)
            SK__ERR(in, SK_DOC_COMPONENTS, i, "varmhållning_min", "R055", NULL,
                    SK_N("\"%s\" is delivered hot, so it needs a holding limit over 0 minutes"),
                    c->id);
        if (kitchens_clean && in->k->n_kitchens > 0) modes(in, i);
    }
}

/* A main component, or a cold one as in a plate of cold cuts. */
static bool has_main(const sk_kommun *k, const sk_dish *d)
{
    for (int i = 0; i < d->n_comp; i++) {
        sk_comp_kind kind = k->component[d->comp[i].component].kind;
        if (kind == SK_COMP_MAIN || kind == SK_COMP_COLD) return true;
    }
    return false;
}

/* Follows backup dishes; a way longer than the number of dishes goes round. */
static void backup(sk__in *in, int i)
{
    const sk_dish *d = in->k->dish;
    int steps = 0, j = d[i].backup;
    while (j != SK_NONE && j != i && steps++ <= in->k->n_dishes) j = d[j].backup;
    if (j == i)
        SK__ERR(in, SK_DOC_DISHES, i, "reservrätt", "R053", NULL,
                SK_N("the backup dishes of \"%s\" go round in a circle"), d[i].id);
    else if (d[i].backup != SK_NONE && d[i].veg != SK_VEG_NO && d[d[i].backup].veg == SK_VEG_NO)
        SK__WARN(in, SK_DOC_DISHES, i, "reservrätt", "W022", NULL,
                 SK_N("the backup of the vegetarian dish \"%s\" is not vegetarian"), d[i].id);
}

/* Allergens that a dish of this kind cannot hold. */
static uint32_t not_in(sk_veg veg)
{
    enum { CRUSTACEANS = 1 << 1, EGG = 1 << 2, FISH = 1 << 3, MILK = 1 << 6, MOLLUSCS = 1 << 13 };
    uint32_t animals = CRUSTACEANS | FISH | MOLLUSCS;
    return veg == SK_VEG_NO      ? 0
           : veg == SK_VEG_VEGAN ? animals | EGG | MILK
           : veg == SK_VEG_LACTO ? animals | EGG
                                 : animals;
}

static void vegetarian(sk__in *in, int i)
{
    const sk_dish *d = &in->k->dish[i];
    uint32_t wrong = d->allergens & not_in(d->veg);
    for (int bit = 0; bit < SK_N_ALLERGENS; bit++)
        if (wrong >> bit & 1)
            SK__WARN(in, SK_DOC_DISHES, i, "vegetarisk", "W021", NULL,
                     SK_N("the vegetarian dish \"%s\" holds %s by its recipes"), d->id,
                     sk_allergen_name(bit, sk_diags_lang(in->diags)));
}

void sk__cross_food(sk__in *in)
{
    components(in);
    bool clean = sk__clean(in, SK__DOC(SK_DOC_DISH_COMPONENTS) | SK__DOC(SK_DOC_COMPONENTS));
    for (int i = 0; i < in->k->n_dishes; i++) {
        if (sk__bad(in, SK_DOC_DISHES, i)) continue;
        if (clean && in->k->dish[i].n_comp == 0)
            SK__ERR(in, SK_DOC_DISHES, i, "id", "R051", NULL, SK_N("\"%s\" has no row in %s"),
                    in->k->dish[i].id, sk_doc_file(SK_DOC_DISH_COMPONENTS));
        backup(in, i);
        vegetarian(in, i);
    }
    for (int i = 0; clean && i < in->k->n_menu_items; i++) {
        const sk_menu_item *m = &in->k->menu_item[i];
        if (sk__bad(in, SK_DOC_MENU, i) || in->k->dish[m->dish].n_comp == 0 ||
            has_main(in->k, &in->k->dish[m->dish]))
            continue;
        SK__ERR(in, SK_DOC_MENU, i, "rätt", "R052", NULL,
                SK_N("the dish \"%s\" is on a menu but has no main or cold component"),
                in->k->dish[m->dish].id);
    }
}
