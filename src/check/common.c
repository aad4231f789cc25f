/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small facts that several rules need, and the order in which the rules run. */
#include "check/check_priv.h"

sk_day sk__chk_day(const chk *c, int64_t d) { return (sk_day)(c->head.from + d); }

int sk__chk_group_of(const sk_component *m)
{
    switch (m->kind) {
    case SK_COMP_SIDE: return CHK_SIDE;
    case SK_COMP_COLD:
    case SK_COMP_BREAD: return CHK_COLD;
    default: return CHK_HOT;
    }
}

const sk_dish *sk__chk_dish(const chk *c, const chk_need *n) { return &c->k->dish[n->dish]; }

int64_t sk__chk_factor(const chk *c, const chk_need *n)
{
    return c->k->category[c->k->site[n->site].category].factor_milli;
}

chk_serving sk__chk_serving(const chk *c, const chk_need *n)
{
    sk_span s = sk_site_sittings(c->k, (sk_ix)n->site, (sk_meal)n->meal);
    chk_serving v = {s.end - s.first, 0, 0, s.end > s.first ? &c->k->sitting[s.first] : NULL};
    for (int i = 0; i < v.n; i++) {
        if (i == 0 || v.s[i].start < v.first) v.first = v.s[i].start;
        if (v.s[i].end > v.last) v.last = v.s[i].end;
    }
    return v;
}

bool sk__chk_hours(const chk *c, int64_t kitchen, int64_t d, int64_t session, int *from, int *to)
{
    bool open = false;
    for (int m = 0; m < SK_N_MEALS; m++) {
        if (session != CHK_CHILL && session != m) continue;
        const sk_opening *o = sk_kitchen_open(c->k, (sk_ix)kitchen, (sk_meal)m, sk__chk_day(c, d));
        if (!o) continue;
        *from = open && *from < o->work_from ? *from : o->work_from;
        *to = open && *to > o->work_to ? *to : o->work_to;
        open = true;
    }
    return open;
}

sk_ix sk__chk_equipment(const chk *c, sk_ix kitchen, sk_ix cls)
{
    sk_span s = sk_kitchen_equipment(c->k, kitchen);
    for (int i = s.first; i < s.end; i++)
        if (c->k->equipment[i].cls == cls) return i;
    return SK_NONE;
}

static int64_t straight_m(const chk *c, sk_ix from, sk_ix to)
{
    const sk_kitchen *a = &c->k->kitchen[from], *b = &c->k->kitchen[to];
    return sk_distance_m(a->lat_e5, a->lon_e5, b->lat_e5, b->lon_e5);
}

int64_t sk__chk_road_m(const chk *c, sk_ix from, sk_ix to)
{
    return sk_muldiv(straight_m(c, from, to), c->p->road_factor_ppm, SK_PPM);
}

int64_t sk__chk_drive_min(const chk *c, int64_t road_m)
{
    return sk_ceildiv(road_m * 60, 1000 * c->p->road_kmh);
}

void *sk__chk_array(chk *c, size_t n, size_t size)
{
    void *v = sk_arena_calloc(c->a, n ? n : 1, size);
    if (!v) c->oom = true;
    return v;
}

static void run(chk *c)
{
    static void (*const rule[])(chk *) = {
        sk__chk_sight, sk__chk_head,  sk__chk_demand,  sk__chk_cover,   sk__chk_ways,
        sk__chk_rides, sk__chk_flows, sk__chk_batches, sk__chk_holding, sk__chk_stocks,
        sk__chk_trips, sk__chk_staff, sk__chk_cost};
    for (size_t i = 0; i < sizeof rule / sizeof *rule && !c->oom && !c->sight_code; i++) rule[i](c);
}

sk_code sk_check_plan_by(const sk_kommun *k, const char *name, const char *json, size_t n,
                         sk_check_foresee foresee, void *ctx, sk_diags *out, sk_err *err)
{
    chk c = {.k = k, .p = &k->policy, .out = out, .lang = sk_diags_lang(out), .bytes = (int64_t)n};
    c.foresee = foresee;
    c.ctx = ctx;
    c.sight_err = err;
    sk_code code = sk_json_parse(name, json, n, c.lang, &c.doc, err);
    if (code != SK_OK) return code;
    c.a = sk_arena_new();
    if (!c.a) c.oom = true;
    else code = sk__chk_read(&c, err);
    if (code == SK_OK && !c.oom) run(&c);
    sk_free(c.flow);
    sk_arena_free(c.a);
    sk_json_free(c.doc);
    if (code == SK_OK && c.sight_code != SK_OK) return c.sight_code;
    if (code == SK_OK && c.oom)
        return sk_err_set(err, SK_E_NOMEM, "out of memory while checking the plan");
    return code;
}

sk_code sk_check_plan(const sk_kommun *k, const char *name, const char *json, size_t n,
                      sk_diags *out, sk_err *err)
{
    return sk_check_plan_by(k, name, json, n, NULL, NULL, out, err);
}
