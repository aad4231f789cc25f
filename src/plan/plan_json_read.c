/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.json, read back against its kommun. The first fault ends it, with path and line. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "ext/json.h"
#include "plan/assemble.h"
#include "plan/plan_json.h"

typedef enum {
    REG_SITE,
    REG_KITCHEN,
    REG_PRODUCT,
    REG_DIET,
    REG_DISH,
    REG_COMPONENT,
    REG_TOUR,
    REG_CLASS,
    N_REGS
} reg;

typedef struct reader {
    const sk_kommun *k;
    sk_json_doc *doc;
    sk_plan *p;
    sk_err *err;
    sk_map *map[N_REGS];
    const char *part; /* array being read, "" = the top */
    size_t row;
    sk_code code;
} reader;

/* ---- faults ------------------------------------------------------------------------------------------ */

static void bad(reader *r, const char *key, const char *want)
{
    char path[192];
    if (r->code != SK_OK) return;
    if (*r->part) snprintf(path, sizeof path, "$.%s[%zu].%s", r->part, r->row, key);
    else snprintf(path, sizeof path, "$.%s", key);
    sk_loc loc = sk_json_loc(r->doc, path);
    r->code = sk_err_set(r->err, SK_E_INPUT, "the plan's %s should be %s", path, want);
    if (r->err && r->err->file[0] == '\0') {
        snprintf(r->err->file, sizeof r->err->file, "%s", loc.file ? loc.file : "");
        snprintf(r->err->path, sizeof r->err->path, "%s", path);
        r->err->line = loc.line;
        r->err->col = loc.col;
    }
}

/* ---- values ------------------------------------------------------------------------------------------ */

static const sk_jval *value(reader *r, const sk_jval *obj, const char *key)
{
    const sk_jval *v = obj && sk_jval_type(obj) == SK_J_OBJECT ? sk_jval_get(obj, key) : NULL;
    if (!v) bad(r, key, "there");
    return v;
}

static int64_t integer(reader *r, const sk_jval *obj, const char *key, int64_t lo, int64_t hi)
{
    char want[64];
    const sk_jval *v = value(r, obj, key);
    if (v && sk_jval_type(v) == SK_J_INT && sk_jval_int(v) >= lo && sk_jval_int(v) <= hi)
        return sk_jval_int(v);
    snprintf(want, sizeof want, "%lld .. %lld", (long long)lo, (long long)hi);
    bad(r, key, want);
    return lo;
}

/* As integer, but null is -1. */
static int64_t integer_or_none(reader *r, const sk_jval *obj, const char *key, int64_t lo,
                               int64_t hi)
{
    const sk_jval *v = value(r, obj, key);
    return v && sk_jval_type(v) == SK_J_NULL ? -1 : integer(r, obj, key, lo, hi);
}

static sk_ore money(reader *r, const sk_jval *obj, const char *key)
{
    const int64_t most = INT64_C(1000000000000000);
    return integer(r, obj, key, -most, most);
}

static double real(reader *r, const sk_jval *obj, const char *key)
{
    const sk_jval *v = value(r, obj, key);
    if (v && (sk_jval_type(v) == SK_J_INT || sk_jval_type(v) == SK_J_REAL)) return sk_jval_real(v);
    bad(r, key, sk_text(r->k->lang, "a number"));
    return 0;
}

static bool boolean(reader *r, const sk_jval *obj, const char *key)
{
    const sk_jval *v = value(r, obj, key);
    if (v && sk_jval_type(v) == SK_J_BOOL) return sk_jval_bool(v);
    bad(r, key, "true, false");
    return false;
}

static const char *text(reader *r, const sk_jval *obj, const char *key)
{
    const sk_jval *v = value(r, obj, key);
    if (v && sk_jval_type(v) == SK_J_STR) return sk_jval_str(v);
    bad(r, key, sk_text(r->k->lang, "text"));
    return "";
}

static const char *copied(reader *r, const sk_jval *obj, const char *key)
{
    const char *s = sk_arena_strdup(r->p->arena, text(r, obj, key));
    if (!s && r->code == SK_OK) r->code = sk_err_set(r->err, SK_E_NOMEM, "out of memory");
    return s ? s : "";
}

static sk_ix id(reader *r, const sk_jval *obj, const char *key, reg g, bool optional)
{
    const sk_jval *v = value(r, obj, key);
    if (v && optional && sk_jval_type(v) == SK_J_NULL) return SK_NONE;
    sk_ix i = v && sk_jval_type(v) == SK_J_STR ? sk_map_get(r->map[g], sk_jval_str(v)) : SK_NONE;
    if (i == SK_NONE) bad(r, key, sk_text(r->k->lang, "an id of the registers"));
    return i == SK_NONE ? 0 : i;
}

/* Index of a word in a list ended by NULL. */
static int word(reader *r, const sk_jval *obj, const char *key, const char *const *list)
{
    const char *s = text(r, obj, key);
    for (int i = 0; list[i]; i++)
        if (strcmp(list[i], s) == 0) return i;
    bad(r, key, list[0]);
    return 0;
}

static sk_day date(reader *r, const sk_jval *obj, const char *key)
{
    sk_day d = 0;
    if (!sk_day_parse(text(r, obj, key), &d)) bad(r, key, "2023-11-27");
    return d;
}

static int8_t day_ix(reader *r, const sk_jval *obj, const char *key)
{
    int64_t d = (int64_t)date(r, obj, key) - r->p->from;
    if (d >= 0 && d < r->p->n_days) return (int8_t)d;
    bad(r, key, sk_text(r->k->lang, "a day of the plan"));
    return 0;
}

/* Starts a list: its length, with room for it in the arena. */
static void *list(reader *r, const char *part, size_t size, const sk_jval **arr, int *n)
{
    r->part = "";
    *n = 0;
    *arr = value(r, sk_json_root(r->doc), part);
    if (!*arr || sk_jval_type(*arr) != SK_J_ARRAY || sk_jval_len(*arr) > 100000000) {
        bad(r, part, "[ ... ]");
        return NULL;
    }
    void *v = sk_arena_calloc(r->p->arena, sk_jval_len(*arr) + 1, size);
    if (!v) r->code = sk_err_set(r->err, SK_E_NOMEM, "out of memory");
    else *n = (int)sk_jval_len(*arr);
    r->part = part;
    return v;
}

#define EACH(r, arr, n, o)                                                                         \
    for (int i = 0; i < (n) && (r)->code == SK_OK &&                                               \
                    ((r)->row = (size_t)i, (o) = sk_jval_at((arr), (size_t)i), true);              \
         i++)

enum { MANY = 100000000, TIME_LO = -1440, TIME_HI = 2880 };
#define MOST INT64_C(1000000000000000)

/* ---- parts ------------------------------------------------------------------------------------------- */

static void read_head(reader *r)
{
    const sk_jval *root = sk_json_root(r->doc), *o = NULL, *arr;
    sk_plan *p = r->p;
    r->part = "";
    if (strcmp(text(r, root, "format"), "storkok-plan") != 0) bad(r, "format", "\"storkok-plan\"");
    integer(r, root, "version", 1, 1);
    p->version = copied(r, root, "program");
    p->glpk_version = copied(r, root, "glpk");
    if (!sk_week_parse(text(r, root, "week"), &p->week)) bad(r, "week", "2023-W48");
    p->from = date(r, root, "from");
    p->n_days = (int)integer(r, root, "n_days", 1, 14);
    p->split = boolean(r, root, "split");
    p->weekly_supplier = boolean(r, root, "weekly_supplier");
    p->demand.made_from = (sk_demand_from)word(r, root, "demand_from", sk__json_from);
    sk_input_file *f = list(r, "inputs", sizeof *f, &arr, &p->n_inputs);
    EACH(r, arr, p->n_inputs, o)
    {
        f[i].name = copied(r, o, "name");
        snprintf(f[i].sha256, sizeof f[i].sha256, "%s", text(r, o, "sha256"));
        f[i].bytes = (size_t)integer(r, o, "bytes", 0, MOST);
    }
    p->input = f;
}

static void read_numbers(reader *r)
{
    const sk_jval *root = sk_json_root(r->doc), *o;
    sk_plan *p = r->p;
    r->part = "";
    o = value(r, root, "cost");
    for (int i = 0; o && i < SK__N_COST_KEYS; i++) {
        sk_ore v = money(r, o, sk__json_cost[i].key);
        memcpy((char *)&p->cost + sk__json_cost[i].offset, &v, sizeof v);
    }
    o = value(r, root, "bound");
    if (o) {
        p->lp_bound = real(r, o, "lp_bound");
        p->gap_ore = real(r, o, "gap_ore");
        p->gap_ppm = real(r, o, "gap_ppm");
        p->bound_certified = boolean(r, o, "certified");
        p->simplex_iterations = (long)integer(r, o, "iterations", 0, MOST);
        p->lp_rounds = (int)integer(r, o, "rounds", 0, MANY);
    }
    o = value(r, root, "summary");
    if (o) {
        p->n_changed = (int)integer(r, o, "n_changed", 0, MANY);
        p->hold_p95 = (int)integer(r, o, "hold_p95", -1, MANY);
    }
}

static sk_dist dist(reader *r, const sk_jval *o)
{
    return (sk_dist){real(r, o, "mean"), real(r, o, "q10"), real(r, o, "q50"),
                     real(r, o, "q80"),  real(r, o, "q90"), real(r, o, "q95")};
}

/* Thousandths of a portion, 0 .. MANY portions. */
static int64_t thousandths(reader *r, const sk_jval *o, const char *key)
{
    double x = real(r, o, key);
    if (x >= 0.0 && x <= MANY) return llround(x * 1000.0);
    bad(r, key, "0 ..");
    return 0;
}

static sk_meal meal(reader *r, const sk_jval *o)
{
    sk_meal m = (sk_meal)word(r, o, "meal", sk__json_session);
    if ((int)m >= SK_N_MEALS) bad(r, "meal", sk__json_session[SK_MEAL_LUNCH]);
    return m;
}

static void read_expected(reader *r)
{
    const sk_jval *arr, *o = NULL;
    sk_demand *d = &r->p->demand;
    d->expect = list(r, "expect", sizeof *d->expect, &arr, &d->n_expects);
    EACH(r, arr, d->n_expects, o)
    {
        sk_expect *e = &d->expect[i];
        e->site = id(r, o, "site", REG_SITE, false);
        e->meal = meal(r, o);
        e->day = date(r, o, "day");
        e->q10 = thousandths(r, o, "q10");
        e->q50 = thousandths(r, o, "q50");
        e->q80 = thousandths(r, o, "q80");
        e->q90 = thousandths(r, o, "q90");
        e->q95 = thousandths(r, o, "q95");
        e->order = thousandths(r, o, "order");
        e->common_ppm = (int)integer(r, o, "common_ppm", 0, SK_PPM);
        e->n_obs = (int)integer(r, o, "n_obs", 0, MANY);
    }
    d->pool = list(r, "pool", sizeof *d->pool, &arr, &d->n_pools);
    EACH(r, arr, d->n_pools, o)
    {
        sk_pool *p = &d->pool[i];
        p->kitchen = id(r, o, "kitchen", REG_KITCHEN, false);
        p->day = r->p->from + day_ix(r, o, "day");
        p->meal = meal(r, o);
        p->product = id(r, o, "product", REG_PRODUCT, false);
        p->line = (sk_line)word(r, o, "line", sk__json_line);
        p->dish = id(r, o, "dish", REG_DISH, false);
        p->level_ppm = (int)integer(r, o, "level_ppm", 0, SK_PPM);
        p->quantity = (int)integer(r, o, "quantity", 0, MANY);
        p->veg = (int)integer(r, o, "veg", 0, MANY);
        p->portions = (int)integer(r, o, "portions", 0, MANY);
        p->n_needs = (int)integer(r, o, "n_needs", 0, MANY);
        p->dist = dist(r, o);
    }
}

static void read_needs(reader *r)
{
    const sk_jval *arr, *o = NULL;
    sk_demand *d = &r->p->demand;
    d->need = list(r, "need", sizeof *d->need, &arr, &d->n_needs);
    d->from = r->p->from;
    d->n_days = r->p->n_days;
    EACH(r, arr, d->n_needs, o)
    {
        sk_need *n = &d->need[i];
        n->site = id(r, o, "site", REG_SITE, false);
        n->kitchen = id(r, o, "kitchen", REG_KITCHEN, false);
        n->day = r->p->from + day_ix(r, o, "day");
        n->eaten = date(r, o, "eaten");
        n->meal = meal(r, o);
        n->product = id(r, o, "product", REG_PRODUCT, false);
        n->line = (sk_line)word(r, o, "line", sk__json_line);
        n->diet = id(r, o, "diet", REG_DIET, true);
        n->dish = id(r, o, "dish", REG_DISH, false);
        n->portions = (int)integer(r, o, "portions", 0, MANY);
        n->source = (sk_demand_source)word(r, o, "source", sk__json_source);
        n->pool = (int)integer(r, o, "pool", -1, d->n_pools - 1);
        n->floor = (int)integer(r, o, "floor", 0, MANY);
        n->roll = (int)integer(r, o, "roll", 0, MANY);
        n->dist = dist(r, o);
    }
}

static void read_supplies(reader *r)
{
    const sk_jval *arr, *o = NULL;
    sk_plan *p = r->p;
    p->supply = list(r, "supply", sizeof *p->supply, &arr, &p->n_supplies);
    EACH(r, arr, p->n_supplies, o)
    {
        sk_supply *s = &p->supply[i];
        s->need = (int)integer(r, o, "need", 0, p->demand.n_needs - 1);
        s->group = (sk_group_kind)word(r, o, "group", sk__json_group);
        s->kitchen = id(r, o, "kitchen", REG_KITCHEN, false);
        s->mode = sk__json_mode_of(text(r, o, "mode"));
        if (!s->mode) bad(r, "mode", "hot, chilled, at_site");
        s->route = (sk_route_kind)word(r, o, "route", sk__json_route);
        s->tour = id(r, o, "tour", REG_TOUR, true);
        s->prod_day = day_ix(r, o, "prod_day");
        s->depart = (sk_min)integer_or_none(r, o, "depart", TIME_LO, TIME_HI);
        s->arrive = (sk_min)integer_or_none(r, o, "arrive", TIME_LO, TIME_HI);
        s->portions = (int)integer(r, o, "portions", 0, MANY);
        s->hold_min = (int)integer(r, o, "hold_min", -1, MANY);
        s->hold_limit = (int)integer(r, o, "hold_limit", 0, MANY);
        s->usual = boolean(r, o, "usual");
    }
    p->shrt = list(r, "short", sizeof *p->shrt, &arr, &p->n_shorts);
    EACH(r, arr, p->n_shorts, o)
    {
        p->shrt[i].need = (int)integer(r, o, "need", 0, p->demand.n_needs - 1);
        p->shrt[i].short_portions = (int)integer(r, o, "short_portions", 0, MANY);
        p->shrt[i].backup_portions = (int)integer(r, o, "backup_portions", 0, MANY);
        p->shrt[i].binding = copied(r, o, "binding");
    }
}

static unsigned read_modes(reader *r, const sk_jval *o)
{
    const sk_jval *v = value(r, o, "modes");
    unsigned set = 0;
    for (size_t i = 0; v && sk_jval_type(v) == SK_J_ARRAY && i < sk_jval_len(v); i++) {
        const sk_jval *m = sk_jval_at(v, i);
        set |= sk_jval_type(m) == SK_J_STR ? (unsigned)sk__json_mode_of(sk_jval_str(m)) : 0;
    }
    if (!set) bad(r, "modes", "hot, chilled, at_site");
    return set;
}

/* Row of kommun.equipment of a kitchen and class. */
static sk_ix equipment(reader *r, const sk_jval *o, sk_ix kitchen)
{
    sk_ix cls = id(r, o, "equipment", REG_CLASS, true);
    for (sk_ix i = 0; cls != SK_NONE && i < r->k->n_equipment; i++)
        if (r->k->equipment[i].kitchen == kitchen && r->k->equipment[i].cls == cls) return i;
    if (cls != SK_NONE) bad(r, "equipment", sk_text(r->k->lang, "something that the kitchen has"));
    return SK_NONE;
}

static void read_prods(reader *r)
{
    const sk_jval *arr, *o = NULL;
    sk_plan *p = r->p;
    p->prod = list(r, "prod", sizeof *p->prod, &arr, &p->n_prods);
    EACH(r, arr, p->n_prods, o)
    {
        sk_production *q = &p->prod[i];
        q->kitchen = id(r, o, "kitchen", REG_KITCHEN, false);
        q->component = id(r, o, "component", REG_COMPONENT, false);
        q->day = day_ix(r, o, "day");
        q->session = (int8_t)word(r, o, "session", sk__json_session);
        q->mode_set = (sk_mode)read_modes(r, o);
        q->portions = (int)integer(r, o, "portions", 0, MANY);
        q->diet_portions = (int)integer(r, o, "diet_portions", 0, MANY);
        q->ref_milli = integer(r, o, "ref_milli", 0, MOST);
        q->mass_g = integer(r, o, "mass_g", 0, MOST);
        q->runs = (int)integer(r, o, "runs", 0, MANY);
        q->equipment = equipment(r, o, q->kitchen);
        q->batch_first = (int)integer(r, o, "batch_first", 0, MANY);
        q->n_batch = (int)integer(r, o, "n_batch", 0, MANY);
        q->staff_mmin = integer(r, o, "staff_mmin", 0, MOST);
    }
    p->batch = list(r, "batch", sizeof *p->batch, &arr, &p->n_batches);
    EACH(r, arr, p->n_batches, o)
    {
        p->batch[i] = (sk_batch){
            (int)integer(r, o, "prod", 0, p->n_prods - 1), (int)integer(r, o, "unit", 1, MANY),
            (sk_min)integer(r, o, "start", TIME_LO, TIME_HI),
            (sk_min)integer(r, o, "end", TIME_LO, TIME_HI), integer(r, o, "ref_milli", 0, MOST)};
    }
    r->part = "prod";
    for (int i = 0; r->code == SK_OK && i < p->n_prods; i++) {
        r->row = (size_t)i;
        if (p->prod[i].n_batch && p->prod[i].batch_first + p->prod[i].n_batch > p->n_batches)
            bad(r, "n_batch", sk_text(r->k->lang, "rows of batch"));
    }
}

static void read_staff(reader *r)
{
    const sk_jval *arr, *o = NULL;
    sk_plan *p = r->p;
    p->staff = list(r, "staff", sizeof *p->staff, &arr, &p->n_staff);
    EACH(r, arr, p->n_staff, o)
    {
        sk_staff_use *s = &p->staff[i];
        s->kitchen = id(r, o, "kitchen", REG_KITCHEN, false);
        s->day = day_ix(r, o, "day");
        const struct {
            const char *key;
            int64_t *to;
        } f[] = {{"need_mmin", &s->need_mmin},   {"avail_mmin", &s->avail_mmin},
                 {"over_mmin", &s->over_mmin},   {"excess_mmin", &s->excess_mmin},
                 {"fixed_mmin", &s->fixed_mmin}, {"cook_mmin", &s->cook_mmin},
                 {"pack_mmin", &s->pack_mmin},   {"receive_mmin", &s->receive_mmin},
                 {"serve_mmin", &s->serve_mmin}, {"over_ore", &s->over_ore}};
        for (size_t j = 0; j < sizeof f / sizeof *f; j++)
            *f[j].to = integer(r, o, f[j].key, 0, MOST);
    }
}

static void read_trips(reader *r)
{
    const sk_jval *arr, *o = NULL;
    sk_plan *p = r->p;
    p->trip = list(r, "trip", sizeof *p->trip, &arr, &p->n_trips);
    EACH(r, arr, p->n_trips, o)
    {
        sk_trip *t = &p->trip[i];
        t->route = (sk_route_kind)word(r, o, "route", sk__json_route);
        t->tour = id(r, o, "tour", REG_TOUR, true);
        t->kitchen = id(r, o, "kitchen", REG_KITCHEN, false);
        t->to = id(r, o, "to", REG_KITCHEN, true);
        t->day = day_ix(r, o, "day");
        t->meal = (sk_meal)word(r, o, "meal", sk__json_session);
        t->boxes = (int)integer(r, o, "boxes", 0, MANY);
        t->cap_boxes = (int)integer(r, o, "cap_boxes", 0, MANY);
        t->trips = (int)integer(r, o, "trips", 0, MANY);
        t->ore = money(r, o, "ore");
        t->depart = (sk_min)integer(r, o, "depart", TIME_LO, TIME_HI);
        t->m = (int)integer(r, o, "m", 0, MANY);
        t->min = (int)integer(r, o, "min", 0, MANY);
    }
}

static void read_necks(reader *r)
{
    const sk_jval *arr, *o = NULL;
    sk_plan *p = r->p;
    p->neck = list(r, "neck", sizeof *p->neck, &arr, &p->n_necks);
    EACH(r, arr, p->n_necks, o)
    {
        sk_bottleneck *b = &p->neck[i];
        const sk_jval *s = value(r, o, "session");
        int step;
        b->res_kind = word(r, o, "kind", sk__json_res);
        b->kitchen = id(r, o, "kitchen", REG_KITCHEN, true);
        b->cls = id(r, o, "class", REG_CLASS, true);
        b->tour = id(r, o, "tour", REG_TOUR, true);
        b->day = day_ix(r, o, "day");
        b->session = s && sk_jval_type(s) == SK_J_NULL
                         ? -1
                         : (int8_t)word(r, o, "session", sk__json_session);
        b->cap = real(r, o, "cap");
        b->unit = sk__res_unit((sk_res_kind)b->res_kind, &step);
        if (strcmp(b->unit, text(r, o, "unit")) != 0) bad(r, "unit", b->unit);
        b->unit_step = (int)integer(r, o, "unit_step", 0, MANY);
        b->dual_ore = real(r, o, "dual_ore");
        b->saves_portions = real(r, o, "saves_portions");
        b->saves_ore = money(r, o, "saves_ore");
    }
}

/* ---- all --------------------------------------------------------------------------------------------- */

static bool fill(sk_map **m, const void *base, int n, size_t size)
{
    *m = sk_map_new((size_t)n);
    for (int i = 0; *m && i < n; i++) {
        const char *key; /* the first member of every register */
        memcpy(&key, (const char *)base + (size_t)i * size, sizeof key);
        if (sk_map_put(*m, key, i) == -2) return false;
    }
    return *m != NULL;
}

static bool registers(reader *r)
{
    const sk_kommun *k = r->k;
    return fill(&r->map[REG_SITE], k->site, k->n_sites, sizeof *k->site) &&
           fill(&r->map[REG_KITCHEN], k->kitchen, k->n_kitchens, sizeof *k->kitchen) &&
           fill(&r->map[REG_PRODUCT], k->product, k->n_products, sizeof *k->product) &&
           fill(&r->map[REG_DIET], k->diet, k->n_diets, sizeof *k->diet) &&
           fill(&r->map[REG_DISH], k->dish, k->n_dishes, sizeof *k->dish) &&
           fill(&r->map[REG_COMPONENT], k->component, k->n_components, sizeof *k->component) &&
           fill(&r->map[REG_TOUR], k->tour, k->n_tours, sizeof *k->tour) &&
           fill(&r->map[REG_CLASS], k->equip_class, k->n_equip_classes, sizeof *k->equip_class);
}

sk_code sk_plan_read_json(const sk_kommun *k, const char *name, const char *json, size_t n,
                          sk_plan **out, sk_err *err)
{
    static void (*const part[])(reader *) = {read_head,  read_numbers,  read_expected,
                                             read_needs, read_supplies, read_prods,
                                             read_staff, read_trips,    read_necks};
    reader r = {.k = k, .err = err, .part = ""};
    *out = NULL;
    sk_code code = sk_json_parse(name, json, n, err ? err->lang : k->lang, &r.doc, err);
    if (code != SK_OK) return code;
    sk_arena *a = sk_arena_new();
    r.p = a ? sk_arena_alloc(a, sizeof *r.p) : NULL;
    if (!r.p || !registers(&r)) {
        r.code = sk_err_set(err, SK_E_NOMEM, "out of memory");
    } else {
        r.p->arena = a;
        r.p->k = k;
    }
    for (size_t i = 0; i < sizeof part / sizeof *part && r.code == SK_OK; i++) part[i](&r);
    for (int i = 0; i < N_REGS; i++) sk_map_free(r.map[i]);
    sk_json_free(r.doc);
    if (r.code == SK_OK) *out = r.p;
    else sk_arena_free(a);
    return r.code;
}
