/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data for models/allocation.mod, as raw as it can be: the model computes minutes, runs, boxes and
 * costs itself, so that agreement with the C engine means something. */
#include <math.h>
#include <string.h>

#include "plan/export_priv.h"
#include "plan/instance_priv.h"
#include "plan/lp.h"

static const char *const meal_word[SK_N_SESSIONS] = {"breakfast", "lunch", "snack", "supper",
                                                     "chill"};
static const char *const part_word[SK_N_GROUPS] = {"hot", "side", "cold"};
static const char *const role_word[] = {"cooking", "receiving", "serving"};

static const char *mode_word(int mode)
{
    return mode == SK_MODE_HOT ? "hot" : mode == SK_MODE_CHILLED ? "chilled" : "at_site";
}

static const char *part_of(sk_comp_kind k) { return part_word[sk_group_of(k)]; }

/* Thousandths as a decimal number, so that nothing is lost. */
static void put_milli(sk__sink *s, int64_t v)
{
    sk__put(s, " %lld.%03lld", (long long)(v / 1000), (long long)(v % 1000));
}

static void put_policy(const sk_policy *p, sk__sink *s)
{
    const struct {
        const char *name;
        int64_t value;
    } ore[] = {
        {"energy_hot_ore_kg", p->energy_hot_ore_kg},
        {"energy_chill_ore_kg", p->energy_chill_ore_kg},
        {"energy_reheat_ore_kg", p->energy_reheat_ore_kg},
        {"change_ore", p->change_ore},
        {"backup_ore", p->backup_ore},
        {"overtime_excess_ore_h", p->overtime_excess_ore_h},
        {"extra_run_ore", p->extra_run_ore},
        {"extra_trip_ore", p->extra_trip_ore},
        {"extra_trip_km_ore", p->extra_trip_km_ore},
        {"extra_trip_hour_ore", p->extra_trip_hour_ore},
        {"extra_trip_boxes", p->extra_trip_boxes},
        {"road_factor_ppm", p->road_factor_ppm},
        {"road_kmh", p->road_kmh},
    };
    const struct {
        const char *name;
        int64_t value;
    } mmin[] = {
        {"pack_min_box", p->pack_mmin_box},
        {"receive_min_box", p->receive_mmin_box},
        {"reheat_min", p->reheat_mmin},
        {"backup_min", p->backup_mmin},
    };
    for (size_t i = 0; i < sizeof ore / sizeof *ore; i++)
        sk__put(s, "param %s := %lld;\n", ore[i].name, (long long)ore[i].value);
    for (size_t i = 0; i < sizeof mmin / sizeof *mmin; i++) {
        sk__put(s, "param %s :=", mmin[i].name);
        put_milli(s, mmin[i].value);
        sk__put(s, ";\n");
    }
    sk__put(s, "param fixed_min := cooking %lld receiving %lld;\n", (long long)p->fixed_min_cooking,
            (long long)p->fixed_min_receiving);
    sk__put(s, "param serve_min := cooking");
    put_milli(s, p->serve_mmin_cooking);
    sk__put(s, " receiving");
    put_milli(s, p->serve_mmin_receiving);
    sk__put(s, ";\n");
}

/* ---- food --------------------------------------------------------------------------------------- */

static void put_food(const sk_instance *in, const uint8_t *dishes, const uint8_t *comps,
                     sk__sink *s)
{
    const sk_kommun *k = in->k;
    sk__put(s, "\nparam: COMP: part class load served_g batch_min cook_min is_hot per_box :=\n");
    for (int c = 0; c < k->n_components; c++) {
        const sk_component *t = &k->component[c];
        if (!comps[c]) continue;
        sk__put(s, " '%s' %s '%s'", t->id, part_of(t->kind),
                t->equip == SK_NONE ? "none" : k->equip_class[t->equip].id);
        put_milli(s, t->load_milli);
        sk__put(s, " %d %d", t->served_g, t->batch_min);
        put_milli(s, t->cook_mmin);
        sk__put(s, " %d %d\n", t->hold_min > 0, t->per_box);
    }
    sk__put(s, ";\nset DISH :=");
    for (int d = 0; d < k->n_dishes; d++)
        if (dishes[d]) sk__put(s, "\n '%s'", k->dish[d].id);
    sk__put(s, ";\nparam: CONTENT: scale :=\n");
    for (int d = 0; d < k->n_dishes; d++)
        for (int i = 0; i < k->dish[d].n_comp && dishes[d]; i++) {
            sk__put(s, " '%s' '%s'", k->dish[d].id, k->component[k->dish[d].comp[i].component].id);
            put_milli(s, k->dish[d].comp[i].scale_milli);
            sk__put(s, "\n");
        }
    sk__put(s, ";\n");
}

static sk_code export_food(const sk_instance *in, sk__sink *s, sk_err *err)
{
    uint8_t *dishes = sk_alloc((size_t)in->k->n_dishes + 1);
    uint8_t *comps = sk_alloc((size_t)in->k->n_components + 1);
    for (int i = 0; dishes && comps && i < in->n_needs; i++) {
        sk_ix d = in->demand->need[i].dish;
        for (int c = 0; c < in->k->dish[d].n_comp && !dishes[d]; c++)
            comps[in->k->dish[d].comp[c].component] = 1;
        dishes[d] = 1;
    }
    bool ok = dishes && comps;
    if (ok) put_food(in, dishes, comps, s);
    sk_free(dishes);
    sk_free(comps);
    return ok ? SK_OK : sk_err_set(err, SK_E_NOMEM, "out of memory");
}

/* ---- kitchens ----------------------------------------------------------------------------------- */

static void put_days(sk__builder *b, sk__sink *s)
{
    const sk_kommun *k = b->k;
    sk__put(s, ";\nparam: staff_min is_open :=\n");
    for (int c = 0; c < k->n_kitchens; c++)
        for (int d = 0; d < b->n_days; d++) {
            sk_staff_day staff;
            bool open = false;
            sk_kitchen_staff(k, c, b->in->from + d, &staff);
            for (int m = 0; m < SK_N_MEALS; m++)
                open |= sk_kitchen_open(&b->view, c, (sk_meal)m, b->in->from + d) != NULL;
            if (staff.min > 0 || open)
                sk__put(s, " '%s' %d %d %d\n", k->kitchen[c].id, d, staff.min, open);
        }
    sk__put(s, ";\nparam session_min :=\n");
    for (int c = 0; c < k->n_kitchens; c++)
        for (int d = 0; d < b->n_days; d++)
            for (int m = 0; m < SK_N_SESSIONS; m++) {
                int minutes = sk__inst_session_min(b, c, d, m);
                if (minutes > 0)
                    sk__put(s, " '%s' %d %s %d\n", k->kitchen[c].id, d, meal_word[m], minutes);
            }
    sk__put(s, ";\n");
}

static void put_kitchens(sk__builder *b, sk__sink *s)
{
    const sk_kommun *k = b->k;
    sk__put(
        s,
        "\nparam: KITCHEN: role overtime_max_min overtime_ore_h chill_kg store_kg reheat_ref :=\n");
    for (int c = 0; c < k->n_kitchens; c++) {
        const sk_kitchen *t = &k->kitchen[c];
        sk__put(s, " '%s' %s %d %lld %d %d %d\n", t->id, role_word[t->role], t->overtime_max_min,
                (long long)t->overtime_ore_h, t->chill_kg_day, t->cold_store_kg, t->reheat_ref);
    }
    put_days(b, s);
    sk__put(s, "param: EQUIPMENT: units cap_run run_min :=\n");
    for (int e = 0; e < k->n_equipment; e++) {
        const sk_equipment *q = &k->equipment[e];
        sk__put(s, " '%s' '%s' %d %d %d\n", k->kitchen[q->kitchen].id, k->equip_class[q->cls].id,
                q->units, q->cap_run, q->run_min);
    }
    sk__put(s, ";\nparam: TOUR: tour_ore tour_boxes :=\n");
    for (int t = 0; t < k->n_tours; t++)
        if (k->vehicle[k->tour[t].vehicle].cap_boxes > 0)
            sk__put(s, " '%s' %lld %d\n", k->tour[t].id, (long long)k->tour[t].cost_ore,
                    k->vehicle[k->tour[t].vehicle].cap_boxes);
    sk__put(s, ";\n");
}

/* ---- needs and ways ----------------------------------------------------------------------------- */

static void put_needs(sk__builder *b, const sk_instance *in, sk__sink *s)
{
    const sk_kommun *k = in->k;
    sk__put(
        s,
        "\nparam: NEED: receiver day meal dish portions factor is_diet extra_min is_served usual "
        "short_ore has_backup :=\n");
    for (int i = 0; i < in->n_needs; i++) {
        const sk_need *n = &in->demand->need[i];
        sk_ix supplier = sk_site_supplier_on(&b->view, n->site, n->day);
        sk__put(s, " n%d '%s' %d %s '%s' %d", i, k->kitchen[n->kitchen].id, n->day - in->from,
                meal_word[n->meal], k->dish[n->dish].id, n->portions);
        put_milli(s, k->category[k->site[n->site].category].factor_milli);
        sk__put(s, " %d", n->diet != SK_NONE);
        put_milli(s, n->diet == SK_NONE ? 0 : k->diet[n->diet].extra_mmin);
        sk__put(s, " %d '%s' %.0f %d\n", k->product[n->product].kind == SK_PROD_SERVED,
                supplier == SK_NONE ? "none" : k->kitchen[supplier].id, in->need[i].short_cost,
                !isinf(in->need[i].backup_cost));
    }
    sk__put(s, ";\n");
}

static void put_ways(const sk_instance *in, sk__sink *s)
{
    const sk_kommun *k = in->k;
    sk__put(s, "\nset WAY :=\n");
    for (int g = 0; g < in->n_groups; g++)
        for (int a = in->group[g].arc_first; a < in->group[g].arc_first + in->group[g].n_arc; a++) {
            const sk_arc *t = &in->arc[a];
            sk__put(s, " n%d %s '%s' %s %d '%s'\n", in->group[g].need, part_word[in->group[g].kind],
                    k->kitchen[t->kitchen].id, mode_word(t->mode), t->prod_day,
                    t->route == SK_ROUTE_OWN     ? "own"
                    : t->route == SK_ROUTE_EXTRA ? "extra"
                                                 : k->tour[t->tour].id);
        }
    sk__put(s, ";\n");
}

static sk_code put_trips(const sk_instance *in, sk__sink *s, sk_err *err)
{
    const sk_kommun *k = in->k;
    size_t n = (size_t)k->n_kitchens;
    uint8_t *seen = sk_calloc_n(n + 1, n + 1);
    if (!seen) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    sk__put(s, "\nparam straight_m :=\n");
    for (int g = 0; g < in->n_groups; g++)
        for (int a = in->group[g].arc_first; a < in->group[g].arc_first + in->group[g].n_arc; a++) {
            sk_ix from = in->arc[a].kitchen, to = in->demand->need[in->group[g].need].kitchen;
            uint8_t *pair = &seen[(size_t)from * n + (size_t)to];
            if (in->arc[a].route != SK_ROUTE_EXTRA || *pair) continue;
            const sk_kitchen *f = &k->kitchen[from], *t = &k->kitchen[to];
            *pair = 1;
            sk__put(s, " '%s' '%s' %lld\n", f->id, t->id,
                    (long long)sk_distance_m(f->lat_e5, f->lon_e5, t->lat_e5, t->lon_e5));
        }
    sk__put(s, ";\n");
    sk_free(seen);
    return SK_OK;
}

sk_code sk_lp_export_dat(const sk_instance *in, const char *path, sk_err *err)
{
    sk__builder b;
    sk__sink s;
    sk_instance scratch = *in;
    sk_inst_opts opts = SK_INST_OPTS_DEFAULT;
    memset(&b, 0, sizeof b);
    b.k = in->k;
    b.demand = in->demand;
    b.opts = &opts;
    b.in = &scratch;
    b.n_days = in->n_days;
    b.err = err;
    sk_code c = sk__inst_begin(&b);
    if (!c) c = sk__sink_open(&s, path, err);
    if (!c) {
        sk__put(&s, "# Data for allocation.mod, written by storkok.\ndata;\nparam n_days := %d;\n",
                in->n_days);
        put_policy(&in->k->policy, &s);
        c = export_food(in, &s, err);
        put_kitchens(&b, &s);
        put_needs(&b, in, &s);
        put_ways(in, &s);
        if (!c) c = put_trips(in, &s, err);
        sk__put(&s, "end;\n");
        sk_code closed = sk__sink_close(&s, path, err);
        if (!c) c = closed;
    }
    sk__inst_done(&b);
    return c;
}
