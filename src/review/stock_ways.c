/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plan leaves: minutes, afternoon runs and blast chilling, and which dishes could fill them. */
#include "review/stock_priv.h"

#include <string.h>

#include "base/mem.h"
#include "domain/query.h"

static bool hot(const sk_component *c) { return c->hold_min > 0; }

static const sk_equipment *equipment_of(const sk_kommun *k, sk_ix kitchen, sk_ix cls)
{
    sk_span e = sk_kitchen_equipment(k, kitchen);
    for (int i = e.first; i < e.end; i++)
        if (k->equipment[i].cls == cls) return &k->equipment[i];
    return NULL;
}

/* All its hot components may be chilled, and the kitchen owns what they need. */
static bool can_make(const sk_kommun *k, sk_ix kitchen, sk_ix dish)
{
    bool any = false;
    for (int i = 0; i < k->dish[dish].n_comp; i++) {
        const sk_component *c = &k->component[k->dish[dish].comp[i].component];
        if (!hot(c)) continue;
        any = true;
        if (!(c->modes & SK_MODE_CHILLED)) return false;
        if (c->equip != SK_NONE && !equipment_of(k, kitchen, c->equip)) return false;
    }
    return any;
}

double sk__stock_runs(const sk_kommun *k, sk_ix kitchen, sk_ix dish, sk_ix cls)
{
    double runs = 0;
    const sk_equipment *e = equipment_of(k, kitchen, cls);
    for (int i = 0; e && i < k->dish[dish].n_comp; i++) {
        const sk_dish_comp *x = &k->dish[dish].comp[i];
        const sk_component *c = &k->component[x->component];
        if (hot(c) && c->equip == cls)
            runs += (double)x->scale_milli * c->load_milli / 1e6 / e->cap_run;
    }
    return runs;
}

sk__takes sk__stock_takes(const sk_kommun *k, sk_ix kitchen, sk_ix dish)
{
    const sk_policy *p = &k->policy;
    sk__takes t = {.min = (double)p->freeze_dry_mmin / 1000,
                   .other_ore_1000 = 1000 * p->freeze_dry_ore};
    for (int i = 0; i < k->dish[dish].n_comp; i++) {
        const sk_dish_comp *x = &k->dish[dish].comp[i];
        const sk_component *c = &k->component[x->component];
        double scale = (double)x->scale_milli / 1000;
        if (!hot(c)) continue;
        const sk_equipment *e = c->equip == SK_NONE ? NULL : equipment_of(k, kitchen, c->equip);
        t.min += c->cook_mmin / 1000.0;
        if (e) t.min += scale * c->load_milli / 1000 / e->cap_run * c->batch_min;
        t.kg += scale * c->served_g / 1000;
        t.food_ore_1000 += c->food_ore_1000 * x->scale_milli / 1000;
        t.other_ore_1000 += p->energy_chill_ore_kg * c->served_g * x->scale_milli / 1000;
    }
    return t;
}

/* ---- limits ------------------------------------------------------------------------------------- */

static double staff_left(const sk_plan *p, sk_ix kitchen, int day, double *over)
{
    for (int i = 0; i < p->n_staff; i++) {
        const sk_staff_use *s = &p->staff[i];
        if (s->kitchen != kitchen || s->day != day) continue;
        double left = (double)(s->avail_mmin - s->need_mmin) / 1000;
        *over -= (double)s->over_mmin / 1000;
        return left > 0 ? left : 0;
    }
    return 0;
}

static double runs_used(const sk_plan *p, const sk_res *r)
{
    double n = 0;
    for (int i = 0; i < p->n_prods; i++) {
        const sk_production *x = &p->prod[i];
        if (x->kitchen == r->kitchen && x->day == r->day && x->session == r->session &&
            x->equipment != SK_NONE && p->k->equipment[x->equipment].cls == r->cls)
            n += x->runs;
    }
    return n;
}

static double chilled_kg(const sk_plan *p, const sk_res *r)
{
    double kg = 0;
    for (int i = 0; i < p->n_prods; i++) {
        const sk_production *x = &p->prod[i];
        if (x->kitchen == r->kitchen && x->day == r->day && x->session == SK_SESSION_CHILL &&
            hot(&p->k->component[x->component]))
            kg += (double)x->mass_g / 1000;
    }
    return kg;
}

static sk_code add_slot(sk__spare *s, int rep, const sk_plan *p, const sk_res *r, sk_err *err)
{
    const sk_kitchen *kk = &s->k->kitchen[r->kitchen];
    sk__slot x = {.rep = rep, .kitchen = r->kitchen, .kind = r->kind, .cls = r->cls};
    if (r->kind == SK_RES_STAFF) {
        x.over = kk->overtime_max_min;
        x.left = staff_left(p, r->kitchen, r->day, &x.over);
        x.over_ore_h = kk->overtime_ore_h;
        if (x.over < 0) x.over = 0;
    } else x.left = r->total - (r->kind == SK_RES_EQUIP ? runs_used(p, r) : chilled_kg(p, r));
    if (x.left < 0) x.left = 0;
    if (!SK_GROW(s->slot, s->n_slots, s->cap_slots))
        return sk_err_set(err, SK_E_NOMEM, "out of memory");
    s->slot[s->n_slots++] = x;
    return SK_OK;
}

static bool counts(const sk__spare *s, const sk_res *r)
{
    if (r->kitchen == SK_NONE || s->k->kitchen[r->kitchen].chill_kg_day <= 0) return false;
    return r->kind == SK_RES_STAFF || r->kind == SK_RES_CHILL ||
           (r->kind == SK_RES_EQUIP && r->session == SK_SESSION_CHILL);
}

/* ---- dishes ------------------------------------------------------------------------------------- */

/* Dishes that are somebody's lunch that day: their ingredients are in the houses and known to all. */
static sk_code add_makes(sk__spare *s, int rep, const sk_plan *p, sk_err *err)
{
    const sk_kommun *k = s->k;
    sk_day day = s->map->rep[rep].day;
    bool *cooked = sk_calloc_n((size_t)k->n_dishes + 1, sizeof *cooked);
    if (!cooked) return sk_err_set(err, SK_E_NOMEM, "out of memory");
    for (int i = 0; i < p->demand.n_needs; i++) {
        const sk_need *n = &p->demand.need[i];
        if (n->day == day && n->meal == SK_MEAL_LUNCH && n->diet == SK_NONE) cooked[n->dish] = true;
    }
    sk_code code = SK_OK;
    for (sk_ix c = 0; c < k->n_kitchens && code == SK_OK; c++) {
        if (k->kitchen[c].role != SK_ROLE_COOKING || k->kitchen[c].chill_kg_day <= 0 ||
            !sk_kitchen_open(k, c, SK_MEAL_LUNCH, day))
            continue;
        for (sk_ix d = 0; d < k->n_dishes && code == SK_OK; d++) {
            if (!cooked[d] || !can_make(k, c, d)) continue;
            if (!SK_GROW(s->make, s->n_makes, s->cap_makes))
                code = sk_err_set(err, SK_E_NOMEM, "out of memory");
            else s->make[s->n_makes++] = (sk__make){rep, c, d};
        }
    }
    sk_free(cooked);
    return code;
}

static void add_need(sk__spare *s, const sk_plan *p, sk_day day)
{
    int64_t sum[5] = {0};
    for (int i = 0; i < p->demand.n_needs; i++) {
        const sk_need *n = &p->demand.need[i];
        int g = s->k->category[s->k->site[n->site].category].priority;
        if (n->day != day || (n->meal != SK_MEAL_LUNCH && n->meal != SK_MEAL_SUPPER)) continue;
        sum[0] += n->portions;
        sum[g < 1 ? 1 : g > 4 ? 4 : g] += n->portions;
    }
    if (sum[0] <= s->fullest) return;
    s->fullest = sum[0];
    memcpy(s->need, sum, sizeof sum);
}

sk_code sk__stock_week(sk__spare *s, int week, const sk_plan *p, sk_err *err)
{
    sk_inst_opts io = SK_INST_OPTS_DEFAULT;
    sk_instance in;
    sk_arena *a = sk_arena_new();
    sk_code code = a ? sk_instance_build(s->k, &p->demand, &io, a, &in, err)
                     : sk_err_set(err, SK_E_NOMEM, "out of memory");
    for (int rep = 0; rep < s->map->n_reps && code == SK_OK; rep++) {
        const sk_year_rep *x = &s->map->rep[rep];
        if (x->week != week || x->n_days == 0) continue;
        add_need(s, p, x->day);
        for (int r = 0; r < in.n_res && code == SK_OK; r++)
            if (in.from + in.res[r].day == x->day && counts(s, &in.res[r]))
                code = add_slot(s, rep, p, &in.res[r], err);
        if (code == SK_OK) code = add_makes(s, rep, p, err);
    }
    sk_arena_free(a);
    return code;
}

void sk__spare_free(sk__spare *s)
{
    sk_free(s->slot);
    sk_free(s->make);
}
