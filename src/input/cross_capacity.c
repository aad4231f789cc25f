/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Capacity far under demand: what each cooking kitchen would have to make in the next seven days if
 * every site were cooked for by its usual supplier, against its staff and equipment. A rough sum (mean
 * attendance, whole dish where it is cooked), only to find numbers that are wrong by far. */
#include "base/num.h"
#include "base/text.h"
#include "domain/query.h"
#include "input/input.h"

enum { DAYS = 7 };

typedef struct load {   /* of one kitchen on one day */
    int64_t staff_mmin; /* cooking and serving */
    int64_t portions;
} load;

/* Everything of one day, indexed by kitchen, and by (kitchen, meal, class of equipment). */
typedef struct day_load {
    sk_day day;
    load *kitchen;
    int64_t *ref_milli;
} day_load;

static size_t slot(const sk_kommun *k, sk_ix kitchen, sk_meal meal, sk_ix cls)
{
    return ((size_t)kitchen * SK_N_MEALS + (size_t)meal) * (size_t)k->n_equip_classes + (size_t)cls;
}

static int64_t serve_mmin(const sk_kommun *k, sk_ix kitchen)
{
    sk_role r = k->kitchen[kitchen].role;
    return r == SK_ROLE_COOKING     ? k->policy.serve_mmin_cooking
           : r == SK_ROLE_RECEIVING ? k->policy.serve_mmin_receiving
                                    : k->policy.serve_mmin_serving;
}

static void add_dish(const sk_kommun *k, day_load *l, sk_ix from, sk_meal meal, sk_ix dish,
                     int64_t portions, int factor)
{
    const sk_dish *d = &k->dish[dish];
    for (int i = 0; i < d->n_comp; i++) {
        const sk_component *c = &k->component[d->comp[i].component];
        if (c->modes & SK_MODE_AT_SITE) continue; /* may be made elsewhere */
        l->kitchen[from].staff_mmin += portions * c->cook_mmin;
        if (c->equip != SK_NONE)
            l->ref_milli[slot(k, from, meal, c->equip)] +=
                portions * factor / 1000 * d->comp[i].scale_milli / 1000 * c->load_milli;
    }
    l->kitchen[from].portions += portions;
}

static void add_meal(const sk_kommun *k, day_load *l, const sk_site_meal *m)
{
    const sk_product *p = &k->product[m->product];
    const sk_site *s = &k->site[m->site];
    const sk_category *cat = &k->category[s->category];
    if (p->kind == SK_PROD_GOODS || !sk_wdays_has(m->days, sk_day_weekday(l->day)) ||
        !sk_period_has(m->when, l->day) ||
        !(m->day_types >> sk_site_day_type(k, m->site, l->day) & 1))
        return;
    int64_t share = sk_muldiv(m->share_ppm,
                              m->attendance_ppm ? m->attendance_ppm : cat->attendance_ppm, SK_PPM);
    int64_t eaters = sk_muldiv(sk_site_guests(k, m->site, l->day), share, SK_PPM);
    int64_t veg = p->dish == SK_NONE ? sk_muldiv(eaters, cat->veg_ppm, SK_PPM) : 0;
    sk_ix from = sk_site_supplier_on(k, m->site, l->day),
          at = sk_site_kitchen_on(k, m->site, l->day);
    sk_ix main_dish =
        p->dish != SK_NONE ? p->dish : sk_menu_dish(k, s->menu, l->day, m->meal, SK_LINE_MAIN);
    sk_ix veg_dish = veg ? sk_menu_dish(k, s->menu, l->day, m->meal, SK_LINE_VEG) : SK_NONE;
    if (main_dish != SK_NONE)
        add_dish(k, l, from, m->meal, main_dish, eaters - veg, cat->factor_milli);
    if (veg_dish != SK_NONE) add_dish(k, l, from, m->meal, veg_dish, veg, cat->factor_milli);
    if (at != SK_NONE && p->kind == SK_PROD_SERVED)
        l->kitchen[at].staff_mmin += eaters * serve_mmin(k, at);
}

static int64_t session_min(const sk_policy *p, sk_meal meal)
{
    const int64_t m[SK_N_MEALS] = {p->session_breakfast_min, p->session_lunch_min,
                                   p->session_snack_min, p->session_supper_min};
    return m[meal];
}

/* Worst relation capacity / demand so far, in ppm, and what it was. */
typedef struct worst {
    int64_t ppm;
    sk_day day;
    sk_ix cls;
    int64_t have, want;
} worst;

static void keep_worst(worst *w, int64_t have, int64_t want, sk_day day, sk_ix cls)
{
    if (want <= 0) return;
    int64_t ppm = sk_muldiv(have, SK_PPM, want);
    if (ppm < w->ppm) *w = (worst){ppm, day, cls, have, want};
}

static void judge_kitchen(const sk_kommun *k, const day_load *l, sk_ix kitchen, worst *staff,
                          worst *equipment)
{
    sk_staff_day s;
    sk_kitchen_staff(k, kitchen, l->day, &s);
    if (l->kitchen[kitchen].staff_mmin > 0)
        keep_worst(staff, s.min + k->kitchen[kitchen].overtime_max_min,
                   l->kitchen[kitchen].staff_mmin / 1000, l->day, SK_NONE);
    sk_span e = sk_kitchen_equipment(k, kitchen);
    for (int meal = 0; meal < SK_N_MEALS; meal++)
        for (int i = e.first; i < e.end; i++) {
            const sk_equipment *q = &k->equipment[i];
            int64_t runs = session_min(&k->policy, (sk_meal)meal) / q->run_min;
            keep_worst(equipment, runs * q->units * q->cap_run,
                       l->ref_milli[slot(k, kitchen, (sk_meal)meal, q->cls)] / 1000, l->day,
                       q->cls);
        }
}

static void tell(sk__in *in, sk_ix kitchen, const worst *staff, const worst *equipment)
{
    const sk_kommun *k = in->k;
    char day[SK_DATE_LEN];
    if (staff->ppm < k->policy.capacity_warn_ppm)
        SK__WARN(in, SK_DOC_KITCHENS, kitchen, "id", "W032", NULL,
                 SK_N("\"%s\" has %lld staff minutes on %s, but cooking and serving for its sites "
                      "takes about %lld"),
                 k->kitchen[kitchen].id, (long long)staff->have, sk_day_str(staff->day, day),
                 (long long)staff->want);
    if (equipment->ppm < k->policy.capacity_warn_ppm)
        SK__WARN(in, SK_DOC_KITCHENS, kitchen, "id", "W032", NULL,
                 SK_N("\"%s\" has room for %lld reference portions in \"%s\" on %s, but its sites "
                      "need about %lld"),
                 k->kitchen[kitchen].id, (long long)equipment->have,
                 k->equip_class[equipment->cls].id, sk_day_str(equipment->day, day),
                 (long long)equipment->want);
}

static void week(sk__in *in, day_load *l, worst *staff, worst *equipment)
{
    const sk_kommun *k = in->k;
    size_t slots = slot(k, k->n_kitchens, SK_MEAL_BREAKFAST, 0);
    for (l->day = k->as_of + 1; l->day <= k->as_of + DAYS; l->day++) {
        for (int i = 0; i < k->n_kitchens; i++) l->kitchen[i] = (load){0, 0};
        for (size_t i = 0; i < slots; i++) l->ref_milli[i] = 0;
        for (int i = 0; i < k->n_site_meals; i++) add_meal(k, l, &k->site_meal[i]);
        for (int i = 0; i < k->n_kitchens; i++) judge_kitchen(k, l, i, &staff[i], &equipment[i]);
    }
}

void sk__cross_capacity(sk__in *in)
{
    uint64_t all = (UINT64_C(1) << SK_N_DOCS) - 1;
    size_t n = (size_t)in->k->n_kitchens + 1;
    if (in->k->as_of == SK_NO_DAY || !sk__clean(in, all)) return;
    day_load l = {0, sk_arena_calloc(in->tmp, n, sizeof *l.kitchen),
                  sk_arena_calloc(in->tmp, n * SK_N_MEALS * ((size_t)in->k->n_equip_classes + 1),
                                  sizeof *l.ref_milli)};
    worst *staff = sk_arena_calloc(in->tmp, n, sizeof *staff),
          *equipment = sk_arena_calloc(in->tmp, n, sizeof *equipment);
    if (!l.kitchen || !l.ref_milli || !staff || !equipment) {
        in->nomem = true;
        return;
    }
    for (size_t i = 0; i < n; i++) staff[i].ppm = equipment[i].ppm = INT64_MAX;
    week(in, &l, staff, equipment);
    for (int i = 0; i < in->k->n_kitchens; i++) tell(in, i, &staff[i], &equipment[i]);
}
