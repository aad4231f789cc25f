/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of a plan, row by row. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "out/view.h"
#include "plan/shown.h"

#include <stdlib.h>

static const sk_col allocation_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"weekday", SK_N("Weekday"), SK_CELL_TEXT, true},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site id"), SK_CELL_TEXT, true},
    {"site_name", SK_N("Site"), SK_CELL_NAME, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, false},
    {"line", SK_N("Line or diet"), SK_CELL_NAME, false},
    {"group", SK_N("Components"), SK_CELL_TEXT, false},
    {"kitchen", SK_N("Cooked by (id)"), SK_CELL_TEXT, true},
    {"kitchen_name", SK_N("Cooked by"), SK_CELL_NAME, false},
    {"receiver", SK_N("Eaten at (id)"), SK_CELL_TEXT, true},
    {"mode", SK_N("Mode"), SK_CELL_TEXT, false},
    {"cooked", SK_N("Cooked on"), SK_CELL_DAY, true},
    {"route", SK_N("Way"), SK_CELL_TEXT, true},
    {"tour", SK_N("Tour"), SK_CELL_TEXT, true},
    {"depart", SK_N("Departs"), SK_CELL_TIME, false},
    {"arrive", SK_N("Arrives"), SK_CELL_TIME, true},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
    {"hold_min", SK_N("Pan to plate (min)"), SK_CELL_INT, false},
    {"hold_limit_min", SK_N("Limit (min)"), SK_CELL_INT, true},
    {"usual", SK_N("Usual supplier (id)"), SK_CELL_TEXT, true},
    {"differs", SK_N("Differs"), SK_CELL_BOOL, false},
};
static const sk_col staff_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
    {"kitchen", SK_N("Kitchen id"), SK_CELL_TEXT, false},
    {"kitchen_name", SK_N("Kitchen"), SK_CELL_NAME, false},
    {"need_h", SK_N("Hours needed"), SK_CELL_DEC2, false},
    {"available_h", SK_N("Hours available"), SK_CELL_DEC2, false},
    {"overtime_h", SK_N("Overtime hours"), SK_CELL_DEC2, false},
    {"above_limit_h", SK_N("Hours above the limit"), SK_CELL_DEC2, false},
    {"fixed_h", SK_N("Fixed"), SK_CELL_DEC2, false},
    {"cooking_h", SK_N("Cooking"), SK_CELL_DEC2, false},
    {"packing_h", SK_N("Packing"), SK_CELL_DEC2, false},
    {"receiving_h", SK_N("Receiving"), SK_CELL_DEC2, false},
    {"serving_h", SK_N("Serving"), SK_CELL_DEC2, false},
    {"overtime_ore", SK_N("Overtime (kr)"), SK_CELL_ORE, false},
};
static const sk_col trip_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"kind", SK_N("Way"), SK_CELL_TEXT, false},
    {"tour", SK_N("Tour"), SK_CELL_TEXT, false},
    {"vehicle", SK_N("Vehicle"), SK_CELL_NAME, false},
    {"from", SK_N("From"), SK_CELL_NAME, false},
    {"to", SK_N("To"), SK_CELL_NAME, false},
    {"depart", SK_N("Departs"), SK_CELL_TIME, false},
    {"trips", SK_N("Trips"), SK_CELL_INT, false},
    {"boxes", SK_N("Boxes"), SK_CELL_INT, false},
    {"capacity", SK_N("Room for"), SK_CELL_INT, false},
    {"m", SK_N("Metres"), SK_CELL_INT, false},
    {"min", SK_N("Minutes"), SK_CELL_INT, false},
    {"cost_ore", SK_N("Cost (kr)"), SK_CELL_ORE, false},
};
static const sk_col shortage_cols[] = {
    {"date", SK_N("Date"), SK_CELL_DAY, true},
    {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
    {"meal", SK_N("Meal"), SK_CELL_TEXT, false},
    {"site", SK_N("Site id"), SK_CELL_TEXT, true},
    {"site_name", SK_N("Site"), SK_CELL_NAME, false},
    {"dish", SK_N("Dish"), SK_CELL_NAME, true},
    {"line", SK_N("Line or diet"), SK_CELL_NAME, false},
    {"short", SK_N("Short"), SK_CELL_INT, false},
    {"backup", SK_N("Backup dish"), SK_CELL_INT, false},
    {"binding", SK_N("What binds"), SK_CELL_NAME, false},
};
static const sk_col neck_cols[] = {
    {"what", SK_N("What"), SK_CELL_NAME, false},
    {"kitchen_name", SK_N("Where"), SK_CELL_NAME, false},
    {"date", SK_N("Date"), SK_CELL_DAY, false},
    {"weekday", SK_N("Weekday"), SK_CELL_TEXT, false},
    {"meal", SK_N("Session"), SK_CELL_TEXT, false},
    {"capacity", SK_N("Limit"), SK_CELL_INT, false},
    {"step", SK_N("If given"), SK_CELL_INT, false},
    {"unit", SK_N("Unit"), SK_CELL_TEXT, false},
    {"saves_portions", SK_N("Saves portions"), SK_CELL_DEC1, false},
    {"saves_ore", SK_N("Saves kr"), SK_CELL_ORE, false},
};
static const sk_col neck_short_cols[] = {
    {"what", SK_N("What binds"), SK_CELL_NAME, false},
    {"kitchen_name", SK_N("Where"), SK_CELL_NAME, false},
    {"weekday", SK_N("Day"), SK_CELL_TEXT, false},
    {"given", SK_N("If given"), SK_CELL_TEXT, false},
    {"saves_portions", SK_N("Saves portions"), SK_CELL_DEC1, false},
    {"saves_ore", SK_N("Saves kr"), SK_CELL_ORE, false},
};
static const sk_col change_cols[] = {
    {"site", SK_N("Site id"), SK_CELL_TEXT, true},
    {"site_name", SK_N("Site"), SK_CELL_NAME, false},
    {"usual", SK_N("Usually cooked by"), SK_CELL_NAME, false},
    {"kitchen_name", SK_N("Now cooked by"), SK_CELL_NAME, false},
    {"days", SK_N("Days"), SK_CELL_TEXT, false},
    {"portions", SK_N("Portions"), SK_CELL_INT, false},
};
#define TABLE(v, field, key, title, cols)                                                          \
    sk_table_init(&(v)->field, key, title, cols, (int)(sizeof(cols) / sizeof *(cols)))

static void add_day(const sk_plan_view *v, sk_table *t, int day_idx)
{
    sk_day d = v->from + day_idx;
    sk_table_v(t, d);
    sk_table_s(t, sk_weekday_short(v->lang, sk_day_weekday(d)));
}

static const char *group_name(sk_group_kind g, sk_lang lang)
{
    switch (g) {
    case SK_GROUP_HOT: return sk_text(lang, "main and sauce");
    case SK_GROUP_SIDE: return sk_text(lang, "sides");
    default: return sk_text(lang, "cold and bread");
    }
}

static const char *route_name(sk_route_kind r, sk_lang lang)
{
    switch (r) {
    case SK_ROUTE_OWN: return sk_text(lang, "in house");
    case SK_ROUTE_TOUR: return sk_text(lang, "tour");
    default: return sk_text(lang, "extra trip");
    }
}

static const char *dish_name(const sk_plan_view *v, const sk_need *n)
{
    return n->dish != SK_NONE ? v->k->dish[n->dish].name : v->k->product[n->product].name;
}

static int64_t or_empty(int v, int none) { return v == none ? SK_CELL_EMPTY : v; }

static void allocation_row(sk_plan_view *v, const sk_supply *s)
{
    const sk_kommun *k = v->k;
    const sk_need *n = &v->p->demand.need[s->need];
    const sk_kitchen *cook = &k->kitchen[s->kitchen];
    sk_ix usual = sk_site_supplier_on(k, n->site, n->day);
    sk_table *t = &v->allocation;
    add_day(v, t, n->day - v->from);
    sk_table_s(t, sk_meal_name(n->meal, v->lang));
    sk_table_s(t, k->site[n->site].id);
    sk_table_s(t, k->site[n->site].name);
    sk_table_s(t, dish_name(v, n));
    sk_table_s(t, sk_need_line_shown(k, n, v->lang));
    sk_table_s(t, group_name(s->group, v->lang));
    sk_table_s(t, cook->id);
    sk_table_s(t, cook->name);
    sk_table_s(t, n->kitchen == SK_NONE ? NULL : k->kitchen[n->kitchen].id);
    sk_table_s(t, sk_mode_name(s->mode, v->lang));
    sk_table_v(t, v->from + s->prod_day);
    sk_table_s(t, route_name(s->route, v->lang));
    sk_table_s(t, s->route == SK_ROUTE_TOUR ? k->tour[s->tour].id : NULL);
    sk_table_v(t, or_empty(s->depart, -1));
    sk_table_v(t, or_empty(s->arrive, -1));
    sk_table_v(t, s->portions);
    sk_table_v(t, or_empty(s->hold_min, -1));
    sk_table_v(t, or_empty(s->hold_limit, 0));
    sk_table_s(t, usual == SK_NONE ? NULL : k->kitchen[usual].id);
    sk_table_v(t, !s->usual);
}

static void staff_row(sk_plan_view *v, const sk_staff_use *u)
{
    sk_table *t = &v->staff;
    const sk_kitchen *kit = &v->k->kitchen[u->kitchen];
    const int64_t mmin[] = {u->need_mmin,   u->avail_mmin,   u->over_mmin + u->excess_mmin,
                            u->excess_mmin, u->fixed_mmin,   u->cook_mmin,
                            u->pack_mmin,   u->receive_mmin, u->serve_mmin};
    add_day(v, t, u->day);
    sk_table_s(t, kit->id);
    sk_table_s(t, kit->name);
    for (size_t i = 0; i < sizeof mmin / sizeof *mmin; i++) sk_table_v(t, sk__view_ch(mmin[i]));
    sk_table_v(t, u->over_ore);
}

static void trip_row(sk_plan_view *v, const sk_trip *x)
{
    const sk_kommun *k = v->k;
    bool tour = x->route == SK_ROUTE_TOUR;
    sk_table *t = &v->trips;
    add_day(v, t, x->day);
    sk_table_s(t, sk_meal_name(x->meal, v->lang));
    sk_table_s(t, route_name(x->route, v->lang));
    sk_table_s(t, tour ? k->tour[x->tour].id : NULL);
    sk_table_s(t, tour ? k->vehicle[k->tour[x->tour].vehicle].name : NULL);
    sk_table_s(t, k->kitchen[tour ? k->tour[x->tour].kitchen : x->kitchen].name);
    sk_table_s(t, tour || x->to == SK_NONE ? NULL : k->kitchen[x->to].name);
    sk_table_v(t, or_empty(x->depart, -1));
    sk_table_v(t, x->trips);
    sk_table_v(t, x->boxes);
    sk_table_v(t, x->cap_boxes);
    sk_table_v(t, x->m);
    sk_table_v(t, x->min);
    sk_table_v(t, x->ore);
}

static void shortage_row(sk_plan_view *v, const sk_short *s)
{
    const sk_need *n = &v->p->demand.need[s->need];
    const sk_site *site = &v->k->site[n->site];
    sk_table *t = &v->shortages;
    add_day(v, t, n->day - v->from);
    sk_table_s(t, sk_meal_name(n->meal, v->lang));
    sk_table_s(t, site->id);
    sk_table_s(t, site->name);
    sk_table_s(t, dish_name(v, n));
    sk_table_s(t, sk_need_line_shown(v->k, n, v->lang));
    sk_table_v(t, s->short_portions);
    sk_table_v(t, s->backup_portions);
    sk_table_s(t, s->binding);
}

/* Worst first: short before backup, more before fewer, then as in the plan. */
static int by_shortage(const void *a, const void *b)
{
    const sk_short *x = *(const sk_short *const *)a, *y = *(const sk_short *const *)b;
    if (x->short_portions != y->short_portions) return y->short_portions - x->short_portions;
    if (x->backup_portions != y->backup_portions) return y->backup_portions - x->backup_portions;
    return (x > y) - (x < y);
}

static void shortage_rows(sk_plan_view *v)
{
    size_t n = (size_t)v->p->n_shorts;
    const sk_short **by = sk_arena_calloc(v->arena, n + 1, sizeof *by);
    v->failed |= !by;
    if (!by) return;
    for (size_t i = 0; i < n; i++) by[i] = &v->p->shrt[i];
    qsort(by, n, sizeof(sk_short *), by_shortage);
    for (size_t i = 0; i < n; i++) shortage_row(v, by[i]);
}

static const char *neck_what(const sk_plan_view *v, const sk_bottleneck *b)
{
    switch (b->res_kind) {
    case SK_RES_STAFF: return sk_text(v->lang, "staff");
    case SK_RES_EQUIP: return b->cls == SK_NONE ? "" : v->k->equip_class[b->cls].name;
    case SK_RES_CHILL: return sk_text(v->lang, "blast chiller");
    case SK_RES_STORE: return sk_text(v->lang, "cold store");
    case SK_RES_REHEAT: return sk_text(v->lang, "reheating");
    default: return sk_text(v->lang, "vehicle");
    }
}

static void neck_row(sk_plan_view *v, const sk_bottleneck *b)
{
    sk_table *t = &v->bottlenecks, *u = &v->neck_short;
    sk_ix kit = b->kitchen;
    int64_t cap = 0, tenths = 0;
    if (kit == SK_NONE && b->tour != SK_NONE) kit = v->k->tour[b->tour].kitchen;
    if (!sk_round_i64(b->cap, &cap)) cap = SK_CELL_EMPTY;
    if (!sk_round_i64(b->saves_portions * 10.0, &tenths)) tenths = SK_CELL_EMPTY;
    const char *unit = b->unit ? sk_text(v->lang, b->unit) : "", *what = neck_what(v, b);
    if (b->tour != SK_NONE) what = sk_arena_printf(v->arena, "%s %s", what, v->k->tour[b->tour].id);
    const char *where = kit == SK_NONE ? NULL : v->k->kitchen[kit].name;
    sk_table_s(t, what);
    sk_table_s(t, where);
    add_day(v, t, b->day);
    if (b->session < 0) sk_table_s(t, NULL);
    else if (b->session == SK_SESSION_CHILL) sk_table_s(t, sk_text(v->lang, "chilled production"));
    else sk_table_s(t, sk_meal_name((sk_meal)b->session, v->lang));
    sk_table_v(t, cap);
    sk_table_v(t, b->unit_step);
    sk_table_s(t, unit);
    sk_table_v(t, tenths);
    sk_table_v(t, b->saves_ore);
    sk_table_s(u, what);
    sk_table_s(u, where);
    sk_table_s(u, sk_weekday_short(v->lang, sk_day_weekday(v->from + b->day)));
    sk_table_s(u, sk_arena_printf(v->arena, "%d %s", b->unit_step, unit));
    sk_table_v(u, tenths);
    sk_table_v(u, b->saves_ore);
}

typedef struct change {
    sk_ix site, usual, kitchen;
    unsigned days; /* bit per weekday, Monday = 0 */
    int64_t portions;
} change;

static int cmp_ix(sk_ix a, sk_ix b) { return (a > b) - (a < b); }

static int by_pair(const void *a, const void *b)
{
    const change *x = a, *y = b;
    int c = cmp_ix(x->site, y->site);
    if (!c) c = cmp_ix(x->kitchen, y->kitchen);
    return c ? c : cmp_ix(x->usual, y->usual);
}

static int by_portions(const void *a, const void *b)
{
    const change *x = a, *y = b;
    if (x->portions != y->portions) return x->portions < y->portions ? 1 : -1;
    return by_pair(a, b);
}

/* The biggest group that one kitchen takes over counts for a need: groups of a portion are one
 * portion. cap: supplies of the plan. */
static int collect_changes(const sk_plan_view *v, change *c)
{
    const sk_plan *p = v->p;
    int n = 0;
    for (int i = 0, first = 0; i < p->n_supplies; i++) {
        const sk_supply *s = &p->supply[i];
        const sk_need *need = &p->demand.need[s->need];
        if (i && p->supply[i - 1].need != s->need) first = n;
        if (s->usual) continue;
        int at = first;
        while (at < n && c[at].kitchen != s->kitchen) at++;
        if (at == n)
            c[n++] = (change){need->site, sk_site_supplier_on(v->k, need->site, need->day),
                              s->kitchen, 1u << (sk_day_weekday(need->day) - 1), 0};
        if (s->portions > c[at].portions) c[at].portions = s->portions;
    }
    return n;
}

static const char *days_text(sk_plan_view *v, unsigned days)
{
    char *out = NULL;
    for (int d = 1; d <= 7; d++) {
        if (!(days >> (d - 1) & 1)) continue;
        const char *name = sk_weekday_short(v->lang, d);
        out = out ? sk_arena_printf(v->arena, "%s %s", out, name) : sk_arena_strdup(v->arena, name);
        if (!out) v->failed = true;
        if (!out) return NULL;
    }
    return out;
}

static void change_rows(sk_plan_view *v)
{
    sk_ix last = SK_NONE;
    change *c = sk_calloc_n((size_t)v->p->n_supplies + 1, sizeof *c);
    if (!c) {
        v->failed = true;
        return;
    }
    int n = collect_changes(v, c), m = 0;
    qsort(c, (size_t)n, sizeof *c, by_pair);
    for (int i = 0; i < n; i++) {
        if (c[i].site != last) v->n_changed_sites++;
        last = c[i].site;
        if (m && by_pair(&c[m - 1], &c[i]) == 0) {
            c[m - 1].days |= c[i].days;
            c[m - 1].portions += c[i].portions;
        } else c[m++] = c[i];
    }
    qsort(c, (size_t)m, sizeof *c, by_portions);
    for (int i = 0; i < m; i++) {
        sk_table *t = &v->changes;
        sk_table_s(t, v->k->site[c[i].site].id);
        sk_table_s(t, v->k->site[c[i].site].name);
        sk_table_s(t, c[i].usual == SK_NONE ? NULL : v->k->kitchen[c[i].usual].name);
        sk_table_s(t, v->k->kitchen[c[i].kitchen].name);
        sk_table_s(t, days_text(v, c[i].days));
        sk_table_v(t, c[i].portions);
    }
    sk_free(c);
}

void sk__view_tables(sk_plan_view *v)
{
    const sk_plan *p = v->p;
    TABLE(v, allocation, "allocation", SK_N("Who cooks what for whom"), allocation_cols);
    TABLE(v, staff, "staff", SK_N("Staff by kitchen and day"), staff_cols);
    TABLE(v, trips, "trips", SK_N("Trips"), trip_cols);
    TABLE(v, shortages, "shortages", SK_N("Shortages and backup dishes"), shortage_cols);
    TABLE(v, bottlenecks, "bottlenecks", SK_N("Bottlenecks"), neck_cols);
    TABLE(v, neck_short, "bottlenecks", SK_N("Bottlenecks: what one more would save"),
          neck_short_cols);
    TABLE(v, changes, "changes", SK_N("Changes against the usual supplier"), change_cols);
    for (int i = 0; i < p->n_supplies; i++) allocation_row(v, &p->supply[i]);
    for (int i = 0; i < p->n_staff; i++) staff_row(v, &p->staff[i]);
    for (int i = 0; i < p->n_trips; i++) trip_row(v, &p->trip[i]);
    shortage_rows(v);
    for (int i = 0; i < p->n_necks; i++) neck_row(v, &p->neck[i]);
    change_rows(v);
}
