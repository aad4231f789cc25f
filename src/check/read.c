/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.json into rows: one table of fields per part, every fault reported, no rule applied. */
#include "check/read.h"

#include <string.h>

#define F(type, field, kind, lo, hi)                                                               \
    {                                                                                              \
#field, kind, 0, offsetof(type, field), lo, hi                                             \
    }
#define N(type, field, kind, lo, hi)                                                               \
    {                                                                                              \
#field, kind, CHK_NULL, offsetof(type, field), lo, hi                                      \
    }
#define ID(type, field, reg)                                                                       \
    {                                                                                              \
#field, CHK_ID + (reg), 0, offsetof(type, field), 0, 0                                     \
    }
#define IDN(type, field, reg)                                                                      \
    {                                                                                              \
#field, CHK_ID + (reg), CHK_NULL, offsetof(type, field), 0, 0                              \
    }

enum { MANY = 1000000, BIG = 1000000000 };
#define HUGE_ORE INT64_C(1000000000000000) /* 10^13 kr: far above any plan, far below overflow */
enum { MIN_LO = -1440, MIN_HI = 2880 };

#define MILLI(type, key, member)                                                                   \
    {                                                                                              \
        key, CHK_MILLI, 0, offsetof(type, member), 0, (int64_t)MANY * 1000                         \
    }
#define DIST(type, d)                                                                              \
    MILLI(type, "q10", d[0]), MILLI(type, "q50", d[1]), MILLI(type, "q80", d[2]),                  \
        MILLI(type, "q90", d[3]), MILLI(type, "q95", d[4])

static const chk_field expect_fields[] = {
    ID(chk_expect, site, CHK_REG_SITE),    F(chk_expect, meal, CHK_MEAL, 0, 0),
    F(chk_expect, day, CHK_DATE, 0, 0),    DIST(chk_expect, q),
    MILLI(chk_expect, "order", order),     F(chk_expect, common_ppm, CHK_INT, 0, SK_PPM),
    F(chk_expect, n_obs, CHK_INT, 0, BIG), {NULL, CHK_INT, 0, 0, 0, 0}};
static const chk_field pool_fields[] = {ID(chk_pool, kitchen, CHK_REG_KITCHEN),
                                        F(chk_pool, day, CHK_DATE, 0, 0),
                                        F(chk_pool, meal, CHK_MEAL, 0, 0),
                                        ID(chk_pool, product, CHK_REG_PRODUCT),
                                        F(chk_pool, line, CHK_LINE, 0, 0),
                                        ID(chk_pool, dish, CHK_REG_DISH),
                                        F(chk_pool, level_ppm, CHK_INT, 0, SK_PPM),
                                        F(chk_pool, quantity, CHK_INT, 0, BIG),
                                        F(chk_pool, veg, CHK_INT, 0, BIG),
                                        F(chk_pool, portions, CHK_INT, 0, BIG),
                                        F(chk_pool, n_needs, CHK_INT, 0, BIG),
                                        DIST(chk_pool, d),
                                        MILLI(chk_pool, "mean", d[5]),
                                        {NULL, CHK_INT, 0, 0, 0, 0}};
static const chk_field need_fields[] = {ID(chk_need, site, CHK_REG_SITE),
                                        ID(chk_need, kitchen, CHK_REG_KITCHEN),
                                        F(chk_need, day, CHK_DATE, 0, 0),
                                        F(chk_need, eaten, CHK_DATE, 0, 0),
                                        F(chk_need, meal, CHK_MEAL, 0, 0),
                                        ID(chk_need, product, CHK_REG_PRODUCT),
                                        F(chk_need, line, CHK_LINE, 0, 0),
                                        IDN(chk_need, diet, CHK_REG_DIET),
                                        ID(chk_need, dish, CHK_REG_DISH),
                                        F(chk_need, portions, CHK_INT, 0, MANY),
                                        F(chk_need, source, CHK_SOURCE, 0, 0),
                                        F(chk_need, pool, CHK_INT, -1, BIG),
                                        F(chk_need, floor, CHK_INT, 0, MANY),
                                        F(chk_need, roll, CHK_INT, 0, MANY),
                                        DIST(chk_need, dist),
                                        MILLI(chk_need, "mean", dist[5]),
                                        {NULL, CHK_INT, 0, 0, 0, 0}};
static const chk_field supply_fields[] = {
    F(chk_supply, need, CHK_INT, 0, BIG),           F(chk_supply, group, CHK_GROUP, 0, 0),
    ID(chk_supply, kitchen, CHK_REG_KITCHEN),       F(chk_supply, mode, CHK_MODE, 0, 0),
    F(chk_supply, route, CHK_ROUTE, 0, 0),          IDN(chk_supply, tour, CHK_REG_TOUR),
    F(chk_supply, prod_day, CHK_DIDX, 0, 0),        N(chk_supply, depart, CHK_INT, MIN_LO, MIN_HI),
    N(chk_supply, arrive, CHK_INT, MIN_LO, MIN_HI), F(chk_supply, portions, CHK_INT, 0, MANY),
    N(chk_supply, hold_min, CHK_INT, -1, BIG),      F(chk_supply, hold_limit, CHK_INT, 0, BIG),
    F(chk_supply, usual, CHK_BOOL, 0, 0),           {NULL, CHK_INT, 0, 0, 0, 0}};
static const chk_field short_fields[] = {F(chk_short, need, CHK_INT, 0, BIG),
                                         F(chk_short, short_portions, CHK_INT, -MANY, MANY),
                                         F(chk_short, backup_portions, CHK_INT, -MANY, MANY),
                                         {NULL, CHK_INT, 0, 0, 0, 0}};
static const chk_field prod_fields[] = {ID(chk_prod, kitchen, CHK_REG_KITCHEN),
                                        ID(chk_prod, component, CHK_REG_COMPONENT),
                                        F(chk_prod, day, CHK_DIDX, 0, 0),
                                        F(chk_prod, session, CHK_SESSION, 0, 0),
                                        F(chk_prod, modes, CHK_MODES, 0, 0),
                                        F(chk_prod, portions, CHK_INT, 0, BIG),
                                        F(chk_prod, diet_portions, CHK_INT, 0, BIG),
                                        F(chk_prod, ref_milli, CHK_INT, 0, HUGE_ORE),
                                        F(chk_prod, mass_g, CHK_INT, 0, HUGE_ORE),
                                        F(chk_prod, runs, CHK_INT, 0, BIG),
                                        IDN(chk_prod, equipment, CHK_REG_CLASS),
                                        F(chk_prod, batch_first, CHK_INT, 0, BIG),
                                        F(chk_prod, n_batch, CHK_INT, 0, BIG),
                                        F(chk_prod, staff_mmin, CHK_INT, 0, HUGE_ORE),
                                        {NULL, CHK_INT, 0, 0, 0, 0}};
static const chk_field batch_fields[] = {
    F(chk_batch, prod, CHK_INT, 0, BIG),           F(chk_batch, unit, CHK_INT, -BIG, BIG),
    F(chk_batch, start, CHK_INT, MIN_LO, MIN_HI),  F(chk_batch, end, CHK_INT, MIN_LO, MIN_HI),
    F(chk_batch, ref_milli, CHK_INT, 0, HUGE_ORE), {NULL, CHK_INT, 0, 0, 0, 0}};
#define MMIN(field) F(chk_staff, field, CHK_INT, 0, HUGE_ORE)
static const chk_field staff_fields[] = {ID(chk_staff, kitchen, CHK_REG_KITCHEN),
                                         F(chk_staff, day, CHK_DIDX, 0, 0),
                                         MMIN(need_mmin),
                                         MMIN(avail_mmin),
                                         MMIN(over_mmin),
                                         MMIN(excess_mmin),
                                         MMIN(fixed_mmin),
                                         MMIN(cook_mmin),
                                         MMIN(pack_mmin),
                                         MMIN(receive_mmin),
                                         MMIN(serve_mmin),
                                         F(chk_staff, over_ore, CHK_INT, 0, HUGE_ORE),
                                         {NULL, CHK_INT, 0, 0, 0, 0}};
static const chk_field trip_fields[] = {F(chk_trip, route, CHK_ROUTE, 0, 0),
                                        IDN(chk_trip, tour, CHK_REG_TOUR),
                                        ID(chk_trip, kitchen, CHK_REG_KITCHEN),
                                        IDN(chk_trip, to, CHK_REG_KITCHEN),
                                        F(chk_trip, day, CHK_DIDX, 0, 0),
                                        F(chk_trip, meal, CHK_MEAL, 0, 0),
                                        F(chk_trip, boxes, CHK_INT, 0, BIG),
                                        F(chk_trip, cap_boxes, CHK_INT, 0, BIG),
                                        F(chk_trip, trips, CHK_INT, 0, BIG),
                                        F(chk_trip, ore, CHK_INT, 0, HUGE_ORE),
                                        F(chk_trip, depart, CHK_INT, MIN_LO, MIN_HI),
                                        F(chk_trip, m, CHK_INT, 0, BIG),
                                        F(chk_trip, min, CHK_INT, 0, BIG),
                                        {NULL, CHK_INT, 0, 0, 0, 0}};
#define ORE(field) F(chk_cost, field, CHK_INT, -HUGE_ORE, HUGE_ORE)
static const chk_field cost_fields[] = {ORE(food),        ORE(staff_regular),
                                        ORE(overtime),    ORE(tours),
                                        ORE(extra_trips), ORE(energy),
                                        ORE(change),      ORE(overtime_excess),
                                        ORE(extra_runs),  ORE(hold_excess),
                                        ORE(backup),      ORE(shortage),
                                        ORE(objective),   {NULL, CHK_INT, 0, 0, 0, 0}};
static const chk_field bound_fields[] = {
    {"lp_bound", CHK_REAL, 0, offsetof(chk_head, lp_bound), 0, 0},
    {"gap_ore", CHK_REAL, 0, offsetof(chk_head, gap_ore), 0, 0},
    {"gap_ppm", CHK_REAL, 0, offsetof(chk_head, gap_ppm), 0, 0},
    {NULL, CHK_INT, 0, 0, 0, 0}};
static const chk_field summary_fields[] = {F(chk_head, n_changed, CHK_INT, 0, BIG),
                                           N(chk_head, hold_p95, CHK_INT, -1, BIG),
                                           {NULL, CHK_INT, 0, 0, 0, 0}};

/* Reads a list of rows; *ok_off is where a row keeps its `ok`. */
static void *rows(chk_reader *r, const char *part, const chk_field *f, size_t size, size_t ok_off,
                  int *n)
{
    chk *c = r->c;
    const sk_jval *list = sk_jval_get(sk_json_root(c->doc), part);
    *n = 0;
    if (!list || sk_jval_type(list) != SK_J_ARRAY) {
        sk__chk_word(c, SK_V_FORMAT, AT(part, -1, NULL), c->k->name, "-", "[]");
        return sk__chk_array(c, 1, size);
    }
    char *v = sk__chk_array(c, sk_jval_len(list), size);
    if (!v) return NULL;
    *n = (int)sk_jval_len(list);
    for (int i = 0; i < *n; i++) {
        bool ok = sk__chk_fields(r, part, i, sk_jval_at(list, (size_t)i), f, v + (size_t)i * size);
        memcpy(v + (size_t)i * size + ok_off, &ok, sizeof ok);
    }
    return v;
}

#define ROWS(part, fields, type, n) rows(r, part, fields, sizeof(type), offsetof(type, ok), n)

static void read_rows(chk_reader *r)
{
    chk *c = r->c;
    const sk_jval *root = sk_json_root(c->doc);
    c->expect = ROWS("expect", expect_fields, chk_expect, &c->n_expects);
    c->pool = ROWS("pool", pool_fields, chk_pool, &c->n_pools);
    c->need = ROWS("need", need_fields, chk_need, &c->n_needs);
    c->supply = ROWS("supply", supply_fields, chk_supply, &c->n_supplies);
    c->shrt = ROWS("short", short_fields, chk_short, &c->n_shorts);
    c->prod = ROWS("prod", prod_fields, chk_prod, &c->n_prods);
    c->batch = ROWS("batch", batch_fields, chk_batch, &c->n_batches);
    c->staff = ROWS("staff", staff_fields, chk_staff, &c->n_staff);
    c->trip = ROWS("trip", trip_fields, chk_trip, &c->n_trips);
    sk__chk_fields(r, "cost", -1, sk_jval_get(root, "cost"), cost_fields, &c->cost);
    sk__chk_fields(r, "bound", -1, sk_jval_get(root, "bound"), bound_fields, &c->head);
    sk__chk_fields(r, "summary", -1, sk_jval_get(root, "summary"), summary_fields, &c->head);
}

/* Indexes between rows, and needs outside the horizon. */
static void link_rows(chk *c)
{
    for (int i = 0; i < c->n_needs; i++) {
        chk_need *n = &c->need[i];
        n->d = n->day - c->head.from;
        if (n->ok && (n->d < 0 || n->d >= c->head.n_days)) {
            sk__chk_say(c, SK_V_HEAD, AT("need", i, "day"), sk__chk_place_need(c, n));
            n->ok = false;
        }
    }
    for (int i = 0; i < c->n_supplies; i++) {
        chk_supply *s = &c->supply[i];
        if (s->ok && (s->need >= c->n_needs || !c->need[s->need].ok)) {
            sk__chk_num(c, SK_V_NO_ROW, AT("supply", i, "need"), c->k->kitchen[s->kitchen].id,
                        s->need, c->n_needs - 1);
            s->ok = false;
        }
        if (!s->ok) continue;
        s->session = s->mode == SK_MODE_CHILLED ? (int64_t)CHK_CHILL : c->need[s->need].meal;
        s->pday = sk__chk_day(c, s->prod_day);
    }
    for (int i = 0; i < c->n_shorts; i++) {
        chk_short *s = &c->shrt[i];
        if (s->ok && (s->need >= c->n_needs || !c->need[s->need].ok)) {
            sk__chk_num(c, SK_V_NO_ROW, AT("short", i, "need"), "-", s->need, c->n_needs - 1);
            s->ok = false;
        }
    }
}

static const char *text_of(const sk_jval *root, const char *key)
{
    const sk_jval *v = sk_jval_get(root, key);
    return v && sk_jval_type(v) == SK_J_STR ? sk_jval_str(v) : "";
}

static int64_t flag_of(const sk_jval *root, const char *key)
{
    const sk_jval *v = sk_jval_get(root, key);
    return v && sk_jval_type(v) == SK_J_BOOL && sk_jval_bool(v);
}

/* -1: no such word. */
static int64_t from_word(const char *s)
{
    static const char *const words[SK_N_SIGHTS] = {"forecast", "shares", "no_history",
                                                   "out_of_reach"};
    for (int i = 0; i < SK_N_SIGHTS; i++)
        if (strcmp(words[i], s) == 0) return i;
    return -1;
}

static sk_code read_head(chk *c, sk_err *err)
{
    const sk_jval *root = sk_json_root(c->doc);
    bool object = sk_jval_type(root) == SK_J_OBJECT;
    const sk_jval *version = object ? sk_jval_get(root, "version") : NULL;
    if (!object || strcmp(text_of(root, "format"), "storkok-plan") != 0 || !version ||
        sk_jval_type(version) != SK_J_INT || sk_jval_int(version) != 1)
        return sk_err_set(err, SK_E_INPUT,
                          "not a plan: \"format\" must be \"storkok-plan\" and \"version\" 1");
    sk_day from;
    const sk_jval *n = sk_jval_get(root, "n_days");
    if (!sk_day_parse(text_of(root, "from"), &from))
        return sk_err_set(err, SK_E_INPUT, "not a plan: \"from\" must be a date");
    if (!n || sk_jval_type(n) != SK_J_INT || sk_jval_int(n) < 1 || sk_jval_int(n) > CHK_MAX_DAYS)
        return sk_err_set(err, SK_E_INPUT, "not a plan: \"n_days\" must be 1 to %d", CHK_MAX_DAYS);
    c->head.from = from;
    c->head.n_days = sk_jval_int(n);
    c->head.split = flag_of(root, "split");
    c->head.weekly = flag_of(root, "weekly_supplier");
    c->head.demand_from = from_word(text_of(root, "demand_from"));
    if (c->head.demand_from < 0)
        sk__chk_say(c, SK_V_FORMAT, AT("demand_from", -1, NULL), "demand_from");
    return SK_OK;
}

/* Sums of eaters' portions stay far from overflow whatever the document says. */
static bool sane(chk *c)
{
    int64_t sum = 0;
    for (int i = 0; i < c->n_supplies && sum <= BIG; i++)
        sum += c->supply[i].ok ? c->supply[i].portions : 0;
    return sum <= BIG;
}

sk_code sk__chk_read(chk *c, sk_err *err)
{
    sk_code code = read_head(c, err);
    if (code != SK_OK) return code;
    chk_reader r = {.c = c};
    if (!sk__chk_reader_open(&r)) c->oom = true;
    else read_rows(&r);
    sk__chk_reader_close(&r);
    if (c->oom) return SK_OK;
    link_rows(c);
    return sane(c) ? SK_OK
                   : sk_err_set(err, SK_E_INPUT, "not a plan: more than %d portions", (int)BIG);
}
