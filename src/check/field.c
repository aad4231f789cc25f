/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of plan.json at a time. */
#include <math.h>
#include <string.h>

#include "check/read.h"

static bool fill(sk_map **m, const void *base, int n, size_t size)
{
    *m = sk_map_new((size_t)n);
    for (int i = 0; *m && i < n; i++) {
        const char *id; /* the first member of every register */
        memcpy(&id, (const char *)base + (size_t)i * size, sizeof id);
        if (sk_map_put(*m, id, i) == -2) return false;
    }
    return *m != NULL;
}

bool sk__chk_reader_open(chk_reader *r)
{
    const sk_kommun *k = r->c->k;
    return fill(&r->reg[CHK_REG_KITCHEN], k->kitchen, k->n_kitchens, sizeof *k->kitchen) &&
           fill(&r->reg[CHK_REG_SITE], k->site, k->n_sites, sizeof *k->site) &&
           fill(&r->reg[CHK_REG_PRODUCT], k->product, k->n_products, sizeof *k->product) &&
           fill(&r->reg[CHK_REG_DISH], k->dish, k->n_dishes, sizeof *k->dish) &&
           fill(&r->reg[CHK_REG_DIET], k->diet, k->n_diets, sizeof *k->diet) &&
           fill(&r->reg[CHK_REG_COMPONENT], k->component, k->n_components, sizeof *k->component) &&
           fill(&r->reg[CHK_REG_TOUR], k->tour, k->n_tours, sizeof *k->tour) &&
           fill(&r->reg[CHK_REG_CLASS], k->equip_class, k->n_equip_classes, sizeof *k->equip_class);
}

void sk__chk_reader_close(chk_reader *r)
{
    for (int i = 0; i < CHK_N_REGS; i++) sk_map_free(r->reg[i]);
}

/* Words of a kind and their values, ended by NULL. */
typedef struct word {
    const char *s;
    int64_t v;
} word;
static const word *words_of(int kind)
{
    static const word meal[] = {{"breakfast", SK_MEAL_BREAKFAST},
                                {"lunch", SK_MEAL_LUNCH},
                                {"snack", SK_MEAL_SNACK},
                                {"supper", SK_MEAL_SUPPER},
                                {NULL, 0}};
    static const word session[] = {
        {"breakfast", SK_MEAL_BREAKFAST}, {"lunch", SK_MEAL_LUNCH}, {"snack", SK_MEAL_SNACK},
        {"supper", SK_MEAL_SUPPER},       {"chill", CHK_CHILL},     {NULL, 0}};
    static const word line[] = {{"main", SK_LINE_MAIN}, {"veg", SK_LINE_VEG}, {NULL, 0}};
    static const word group[] = {
        {"hot", CHK_HOT}, {"side", CHK_SIDE}, {"cold", CHK_COLD}, {NULL, 0}};
    static const word mode[] = {{"hot", SK_MODE_HOT},
                                {"chilled", SK_MODE_CHILLED},
                                {"at_site", SK_MODE_AT_SITE},
                                {NULL, 0}};
    static const word route[] = {
        {"own", CHK_OWN}, {"tour", CHK_TOUR}, {"extra", CHK_EXTRA}, {NULL, 0}};
    static const word source[] = {
        {"share", CHK_SHARE}, {"ordered", CHK_ORDERED}, {"forecast", CHK_FORECAST}, {NULL, 0}};
    switch (kind) {
    case CHK_SOURCE: return source;
    case CHK_MEAL: return meal;
    case CHK_SESSION: return session;
    case CHK_LINE: return line;
    case CHK_GROUP: return group;
    case CHK_ROUTE: return route;
    default: return mode;
    }
}

static bool word_in(const word *w, const sk_jval *v, int64_t *out)
{
    if (sk_jval_type(v) != SK_J_STR) return false;
    for (; w->s; w++)
        if (strcmp(w->s, sk_jval_str(v)) == 0) {
            *out = w->v;
            return true;
        }
    return false;
}

static bool modes_in(const sk_jval *v, int64_t *out)
{
    *out = 0;
    if (sk_jval_type(v) != SK_J_ARRAY) return false;
    for (size_t i = 0; i < sk_jval_len(v); i++) {
        int64_t one;
        if (!word_in(words_of(CHK_MODE), sk_jval_at(v, i), &one)) return false;
        *out |= one;
    }
    return true;
}

static bool date_in(const chk *c, int kind, const sk_jval *v, int64_t *out)
{
    sk_day d;
    if (sk_jval_type(v) != SK_J_STR || !sk_day_parse(sk_jval_str(v), &d)) return false;
    *out = kind == CHK_DIDX ? d - c->head.from : d;
    return kind != CHK_DIDX || (*out >= 0 && *out < c->head.n_days);
}

static bool int_in(const chk_field *f, const sk_jval *v, int64_t *out)
{
    if (sk_jval_type(v) != SK_J_INT || sk_jval_int(v) < f->lo || sk_jval_int(v) > f->hi)
        return false;
    *out = sk_jval_int(v);
    return true;
}

static bool milli_in(const chk_field *f, const sk_jval *v, int64_t *out)
{
    bool number = sk_jval_type(v) == SK_J_INT || sk_jval_type(v) == SK_J_REAL;
    double x = number ? sk_jval_real(v) * 1000.0 : -1.0;
    if (!(x >= (double)f->lo && x <= (double)f->hi)) return false;
    *out = llround(x);
    return true;
}

static bool value_in(chk_reader *r, const chk_field *f, const sk_jval *v, int64_t *out)
{
    *out = -1;
    if (sk_jval_type(v) == SK_J_NULL) return f->flags & CHK_NULL;
    switch (f->kind) {
    case CHK_INT: return int_in(f, v, out);
    case CHK_MILLI: return milli_in(f, v, out);
    case CHK_BOOL:
        *out = sk_jval_type(v) == SK_J_BOOL && sk_jval_bool(v);
        return sk_jval_type(v) == SK_J_BOOL;
    case CHK_DATE:
    case CHK_DIDX: return date_in(r->c, f->kind, v, out);
    case CHK_MODES: return modes_in(v, out);
    default: break;
    }
    if (f->kind < CHK_ID) return word_in(words_of(f->kind), v, out);
    if (sk_jval_type(v) != SK_J_STR) return false;
    *out = sk_map_get(r->reg[f->kind - CHK_ID], sk_jval_str(v));
    return *out != SK_NONE;
}

static bool real_in(const sk_jval *v, double *out)
{
    *out = sk_jval_type(v) == SK_J_INT || sk_jval_type(v) == SK_J_REAL ? sk_jval_real(v) : 0;
    return sk_jval_type(v) == SK_J_INT || sk_jval_type(v) == SK_J_REAL;
}

static void report(chk *c, const char *part, int index, const chk_field *f, const sk_jval *v)
{
    bool id = f->kind >= CHK_ID && v && sk_jval_type(v) == SK_J_STR;
    chk_at at = AT(part, index, v ? f->key : NULL);
    if (id) sk__chk_word(c, SK_V_UNKNOWN_ID, at, f->key, sk_jval_str(v), "id");
    else sk__chk_say(c, SK_V_FORMAT, at, f->key);
}

bool sk__chk_fields(chk_reader *r, const char *part, int index, const sk_jval *obj,
                    const chk_field *f, void *row)
{
    if (!obj || sk_jval_type(obj) != SK_J_OBJECT) {
        sk__chk_say(r->c, SK_V_FORMAT, AT(part, index, NULL), part);
        return false;
    }
    bool ok = true;
    for (; f->key; f++) {
        const sk_jval *v = sk_jval_get(obj, f->key);
        char *to = (char *)row + f->off;
        double x = 0;
        int64_t i = -1;
        bool good = v && (f->kind == CHK_REAL ? real_in(v, &x) : value_in(r, f, v, &i));
        memcpy(to, f->kind == CHK_REAL ? (const void *)&x : (const void *)&i, sizeof i);
        if (!good) report(r->c, part, index, f, v);
        ok = ok && good;
    }
    return ok;
}
